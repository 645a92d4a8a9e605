/// What is known since the start: for `GetServerInfo`, and who may call.
final class StartFacts: @unchecked Sendable {
  struct Value: Sendable {
    var version = ""
    var directory = ""
    var atNanoseconds: Int64 = 0
    var recoveryMilliseconds: Int64 = 0
    var recoveredRecords: Int64 = 0
  }

  // Proof for `@unchecked Sendable`: `stored` is read and changed under `lock`.
  private let lock = Lock()
  private var stored = Value()
  let residentBytes: @Sendable () -> Int64
  let connections: @Sendable () -> Int64
  /// Who may call.
  let access: AccessDirectory

  init(_ configuration: Engine.Configuration) {
    residentBytes = configuration.residentBytes
    connections = configuration.connections
    access = configuration.access
    stored.version = configuration.version
    stored.directory = configuration.directory
  }

  var value: Value {
    get { lock.locked { stored } }
    set { lock.locked { stored = newValue } }
  }
}
