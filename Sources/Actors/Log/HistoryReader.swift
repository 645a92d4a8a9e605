internal import FealtyPersistence

/// Reads single records back from the log, off the shards' threads.
final class HistoryReader: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `log` is read and changed under `lock`; the log guards itself.
  private let lock = Lock()
  private var log: FileLog?

  /// One record, copied out of its batch.
  struct Record: Sendable {
    var position: UInt64
    var kind: UInt8
    var entity: UInt64
    var version: UInt32
    var previous: UInt64
    var recordedAtMilliseconds: Int64
    var body: [UInt8]
  }

  init() {}

  /// Gives the reader the log that recovery opened.
  ///
  /// Before the first request.
  func open(_ log: FileLog) {
    lock.locked { self.log = log }
  }

  /// The record at a packed position that is durable.
  func record(at position: UInt64) throws(LogFailure) -> Record {
    guard let log = lock.locked({ log }) else { throw .stopped }
    return try log.withRecord(at: LogPosition(packed: position)) { view in
      Record(
        position: position,
        kind: view.head.kind,
        entity: view.head.entity,
        version: view.head.version,
        previous: view.head.previous.packed,
        recordedAtMilliseconds: view.head.recordedAtMilliseconds,
        body: [UInt8](view.body)
      )
    }
  }

  /// Walks an entity's records from `position` back, newest first, until `visit` has had enough.
  ///
  /// - Complexity: one read of the log for each record.
  func walk(from position: UInt64, _ visit: (Record) -> Bool) throws(LogFailure) {
    var next = position
    while next != 0 {
      let record = try record(at: next)
      precondition(record.previous < next, "record \(next) comes after \(record.previous)")
      guard visit(record) else { return }
      next = record.previous
    }
  }
}
