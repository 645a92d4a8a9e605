internal import FealtyClient
internal import FealtyPersistence
internal import FealtyWire

/// `fealty segment`: loads a segment's list from a file.
enum SegmentCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let program = Option.text("program", "ID", "the programme; required")
  private static let segment = Option.text("segment", "ID", "the segment; required")
  private static let cards = Option.flag("cards", "the file has card numbers, not members' ids")
  private static let promotion = Option.text(
    "promotion",
    "ID",
    "a promotion that is for the segment from then on, or with --exclude is not"
  )
  private static let exclude = Option.flag("exclude", "the promotion is not for who is in it")
  private static let reason = Option.text("reason", "TEXT", "why, for the audit; nothing personal")
  private static let dryRun = Option.flag("dry-run", "look the lines up, and change nothing")
  private static let timeout = Option.integer(
    "timeout",
    "S",
    default: 600,
    in: 1...86_400,
    "how long the loading may take"
  )

  static let command: Command = Command(
    "segment",
    "loads a segment's list from a file",
    details: """
      fealty segment load FILE --program ID --segment ID

      The file has a member's id or, with --cards, a card number a line. Who is in it is in the
      segment from one instant on, and who is not leaves it then; a stretch of time with an end of
      its own stays as it is. Until that instant all sales count with the list before. Lines that
      name nobody are listed, and the others are loaded. The same file again changes nothing.
      """,
    positionals: [Positional("load", "what to do"), Positional("FILE", "the list")],
    options: [
      connect.specification, program.specification, segment.specification, cards.specification,
      promotion.specification, exclude.specification, reason.specification, dryRun.specification,
      timeout.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    guard arguments.positionals[0] == "load" else {
      throw command.misuse("there is only: fealty segment load FILE")
    }
    guard !arguments[program].isEmpty, !arguments[segment].isEmpty else {
      throw command.misuse("--program and --segment are needed")
    }
    let bytes = try WholeFile.read(arguments.positionals[1])
    let upload = SegmentUpload(
      client: try PipelinedClient.connect(to: arguments[connect] ?? .local, connections: 1),
      bytes: bytes,
      segment: arguments[segment],
      envelope: Envelope(
        programID: arguments[program],
        dryRun: arguments[dryRun],
        reason: arguments[reason]
      )
    )
    let load = try upload.upload(arguments[cards] ? .keyCardNumber : .keyMemberID)
    let done = try upload.commit(
      load,
      promotion: arguments[promotion],
      arguments[exclude] ? .segmentExclude : .segmentInclude,
      timeout: arguments[timeout]
    )
    show(done)
    return .ok
  }

  private static func show(_ done: CommitLoadResponse) {
    Console.line(
      "load \(done.loadID): \(done.rows) lines, \(done.accepted) taken, \(done.rejected) refused; "
        + "\(done.joined) came into the segment, \(done.left) left it"
    )
    for error in done.errors { Console.line("line \(error.line): \(error.reason)") }
    if UInt64(done.errors.count) < done.rejected {
      Console.line("and \(done.rejected - UInt64(done.errors.count)) more")
    }
  }
}

/// The steps of one upload.
private struct SegmentUpload {
  let client: PipelinedClient
  let bytes: [UInt8]
  let segment: String
  let envelope: Envelope

  /// Bytes of a part.
  private static let partBytes = 256 << 10

  /// Sends what the server does not have of the file.
  func upload(_ key: SegmentKey) throws(CommandFailure) -> String {
    let lines = bytes.split(separator: UInt8(ascii: "\n")).count { $0 != [UInt8(ascii: "\r")] }
    let begun = try client.perform(
      SegmentsMethods.beginLoad,
      BeginLoadRequest(
        envelope: envelope,
        segmentID: segment,
        file: SegmentFile(
          key: key,
          digest: Digest(of: bytes).bytes,
          rowCount: UInt64(lines),
          byteCount: UInt64(bytes.count)
        )
      )
    )
    var offset = Int(clamping: begun.receivedBytes)
    while offset < bytes.count {
      let part = bytes[offset..<min(offset + Self.partBytes, bytes.count)]
      let answer = try client.perform(
        SegmentsMethods.uploadPart,
        UploadPartRequest(
          envelope: envelope,
          loadID: begun.loadID,
          offset: UInt64(offset),
          part: Array(part)
        )
      )
      offset = Int(clamping: answer.receivedBytes)
    }
    return begun.loadID
  }

  func commit(
    _ load: String,
    promotion: String,
    _ use: SegmentUse,
    timeout: Int
  ) throws(CommandFailure) -> CommitLoadResponse {
    var envelope = envelope
    envelope.requestID = client.makeRequestID()
    return try client.perform(
      SegmentsMethods.commitLoad,
      CommitLoadRequest(
        envelope: envelope,
        loadID: load,
        promotionID: promotion,
        use: use,
        segmentID: segment
      ),
      timeout: .seconds(timeout)
    )
  }
}
