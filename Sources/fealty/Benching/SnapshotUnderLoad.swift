internal import FealtyClient
internal import FealtyWire

/// Has the server take a snapshot while a load test runs.
final class SnapshotUnderLoad: Interlude {
  private let client: PipelinedClient

  let name = "snapshot"
  private(set) var beganAt: Int64?
  private(set) var endedAt: Int64?

  init(_ endpoint: Endpoint) throws(CommandFailure) {
    client = try PipelinedClient.connect(to: endpoint, connections: 1)
  }

  func begin() throws(CommandFailure) {
    precondition(beganAt == nil, "a snapshot begins once")
    beganAt = Monotonic.now()
    do {
      try client.submit(
        OperationsMethods.takeSnapshot,
        TakeSnapshotRequest(envelope: Envelope()),
        tag: 0,
        timeout: .seconds(600)
      )
    } catch {
      throw CommandFailure(error, during: "the snapshot")
    }
    client.flush()
  }

  func goOn() throws(CommandFailure) {
    var failure: CommandFailure?
    client.poll(timeout: .zero) { completion in
      if let error = completion.error { failure = CommandFailure(error, during: "the snapshot") }
    }
    if let failure { throw failure }
    if client.inFlight == 0 { endedAt = Monotonic.now() }
  }
}
