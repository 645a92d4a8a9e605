internal import FealtyClient
internal import FealtyWire

/// `fealty snapshot`: has a running server take a snapshot now.
enum SnapshotCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let timeout = Option.integer(
    "timeout",
    "S",
    default: 600,
    in: 1...86_400,
    "how long it may take"
  )

  static let command: Command = Command(
    "snapshot",
    "has a running server take a snapshot",
    details: """
      The server goes on serving meanwhile, and answers when the snapshot is in place and was read
      back from the disk. It begins after the request: what was answered before is in it or in the
      log after it.
      """,
    options: [connect.specification, timeout.specification]
  ) { (arguments) throws(CommandFailure) in
    let client = try PipelinedClient.connect(to: arguments[connect] ?? .local, connections: 1)
    let taken = try client.perform(
      OperationsMethods.takeSnapshot,
      TakeSnapshotRequest(envelope: Envelope()),
      timeout: .seconds(arguments[timeout])
    )
    Console.line(
      "snapshot \(taken.sequence): \(taken.records) records, \(taken.bytes) bytes, batches "
        + "\(taken.startBatch) to \(taken.endBatch), \(taken.durationMs) ms"
    )
    return .ok
  }
}
