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
  private static let forfeit = Option.flag(
    "forfeit",
    "let the member's points expire; without it one who has or owes any stays unless the programme "
      + "says otherwise (closing_balance)"
  )
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
      Deletes a member (Members/DeleteMember). Names, e-mail, birthday, language, country, cards,
      tier, segments and PIN are gone from the server's memory when it has answered, and no id or
      card leads to the member any more; its cards can be given to others, its id cannot. Postings
      and totals stay, under the member's number. The log and the snapshots have the data until they
      are replaced: with --wait the log goes on in another segment, snapshots are taken, and the
      command waits until the segments before have become archives, which never have profiles. What
      stays: the member's id and card numbers in records, and the reasons that were given with
      transactions and holds, and the names of segments, as they were recorded. Copies elsewhere,
      backups, and kept-… files of a repair are yours to remove; a restore brings the member back as
      it was. Whoever is deleted already is so again, harmlessly.
      """,
    positionals: [Positional("MEMBER", "the member's id")],
    options: [
      connect.specification, program.specification, reason.specification, forfeit.specification,
      wait.specification, timeout.specification,
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
      balance: arguments[forfeit] ? .balanceForfeit : .balanceAsSet,
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
  let balance: BalancePolicy
  /// When to give up, monotonic nanoseconds.
  let limit: Int64

  private var member: MemberReference { MemberReference(reference: .memberID(memberID)) }

  private var envelope: Envelope {
    Envelope(programID: programID, requestID: client.makeRequestID(), reason: reason)
  }

  /// From here on the server's memory has nothing personal of the member.
  func erase() throws(CommandFailure) {
    _ = try client.perform(
      MembersMethods.deleteMember,
      DeleteMemberRequest(envelope: envelope, member: member, balance: balance)
    )
  }

  /// Makes a record, wherever the log is: that of a refusal, for the member is not there any more.
  private func makeRecord() throws(CommandFailure) {
    do throws(CommandFailure) {
      _ = try client.perform(
        MembersMethods.updateStage,
        UpdateStageRequest(envelope: envelope, member: member, newStage: .active)
      )
    } catch {
      guard error.code == .refused else { throw error }
    }
  }

  /// 1. A snapshot is asked for: the log will go on in another segment with its next batch.
  /// 2. The erasure is recorded: in that segment, or with what makes the next record; all that was
  ///    personal lies before it.
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
      try makeRecord()
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
