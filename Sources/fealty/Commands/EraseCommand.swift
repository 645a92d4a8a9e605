internal import FealtyClient
internal import FealtyPersistence
internal import FealtyWire
internal import Glibc

/// `fealty erase`: takes a member's personal data out of memory at once, and waits until it is in
/// no file any more.
enum EraseCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let program = Option.text("program", "ID", "the member's programme; required")
  private static let reason = Option.text("reason", "TEXT", "why, for the audit; nothing personal")
  private static let wait = Option.flag(
    "wait",
    "wait until no file of the data directory has it; on the server's machine"
  )
  private static let timeout = Option.integer(
    "timeout",
    "S",
    default: 600,
    in: 1...86_400,
    "how long --wait may take"
  )

  static let command: Command = Command(
    "erase",
    "erases a member's personal data",
    details: """
      Names, e-mail, birthday, language and country are gone from the server's memory when it has
      answered; so are the segments that the member is or was in, and the reasons of its holds; the
      member is closed. Points, transactions and totals stay, under the member's number. The log and
      the snapshots have the data until they are replaced: with --wait the log goes on in another
      segment, snapshots are taken, and the command waits until the segments before have become
      archives, which never have profiles. What stays: the member's id and card numbers, which the
      history is kept under; its tier; and in the log and the archives the reasons that were given
      with transactions and holds, and the names of segments, as they were recorded. The hash of a
      PIN stays until ResetPin. Copies elsewhere, backups, and kept-… files of a repair are yours to
      remove; a restore brings the member back as it was.
      """,
    positionals: [Positional("MEMBER", "the member's id")],
    options: [
      connect.specification, program.specification, reason.specification, wait.specification,
      timeout.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    guard !arguments[program].isEmpty else {
      throw CommandFailure(.usage, "--program is needed; see fealty erase --help")
    }
    let client = try PipelinedClient.connect(to: arguments[connect] ?? .local, connections: 1)
    let erasure = Erasure(
      client: client,
      programID: arguments[program],
      memberID: arguments.positionals[0],
      reason: arguments[reason],
      limit: Monotonic.now() + Int64(arguments[timeout]) * 1_000_000_000
    )
    guard arguments[wait] else {
      try erasure.erase()
      Console.line("erased in memory; files have it until their segments become archives")
      return .ok
    }
    try erasure.eraseEverywhere()
    Console.line("erased in memory and in every file of the data directory")
    return .ok
  }
}

/// The steps of one erasure.
private struct Erasure {
  let client: PipelinedClient
  let programID: String
  let memberID: String
  /// For the audit.
  let reason: String
  /// When to give up, monotonic nanoseconds.
  let limit: Int64

  private var envelope: Envelope {
    Envelope(programID: programID, requestID: client.makeRequestID(), reason: reason)
  }

  /// From here on the server's memory has nothing personal of the member.
  func erase() throws(CommandFailure) {
    let member = MemberReference(reference: .memberID(memberID))
    _ = try client.perform(
      MembersMethods.enrol,
      EnrolRequest(
        envelope: envelope,
        member: member,
        mode: .update,
        profile: Profile(),
        stage: .closed,
        replaceSegments: true
      )
    )
  }

  /// 1. A snapshot is asked for: the log will go on in another segment with its next batch.
  /// 2. The erasure is recorded: in that segment, so that all that was personal lies before it.
  /// 3. Two snapshots are taken, for two are kept; and more until none of them needs the log before
  ///    that segment, and it has become archives.
  func eraseEverywhere() throws(CommandFailure) {
    let info = try client.perform(
      OperationsMethods.getServerInfo,
      GetServerInfoRequest(envelope: Envelope())
    )
    let storage = try DataDirectory.storage(info.dataDirectory)
    let before = try segments(storage).used
    try takeSnapshot()
    try erase()
    var last = try segments(storage).used
    while last <= before {
      try checkTime()
      // No segment was ready to go on in: the next record tries again.
      usleep(100_000)
      try erase()
      last = try segments(storage).used
    }
    // The one that was asked for first knows the member as it was: two newer ones replace it.
    for _ in 0..<2 { try takeSnapshot() }
    while try segments(storage).first < last {
      try checkTime()
      try takeSnapshot()
      // Archives are made in the background.
      for _ in 0..<30 {
        if try segments(storage).first >= last { break }
        usleep(100_000)
      }
    }
  }

  private func takeSnapshot() throws(CommandFailure) {
    _ = try client.perform(
      OperationsMethods.takeSnapshot,
      TakeSnapshotRequest(envelope: Envelope()),
      timeout: .nanoseconds(max(limit - Monotonic.now(), 1_000_000_000))
    )
  }

  private func checkTime() throws(CommandFailure) {
    guard Monotonic.now() < limit else {
      throw CommandFailure(
        .refused,
        "the files still have it: is the archive switched off, or the disk full? Try again"
      )
    }
  }

  /// The first segment of the log, and the newest that has a batch.
  private func segments(
    _ storage: FileStorage
  ) throws(CommandFailure) -> (first: UInt64, used: UInt64) {
    do throws(LogFailure) {
      return try SegmentSpan.read(storage)
    } catch {
      throw CommandFailure(error, "the data directory")
    }
  }
}
