internal import FealtyPersistence
internal import FealtyServer
internal import FealtyWire

/// `fealty restore`: makes a data directory of a backup, or of another data directory's past.
enum RestoreCommand {
  private static let to = Option.text(
    "to",
    "TIME|BATCH",
    "up to where: an instant in UTC such as 2026-01-01T12:00:00Z, or the number of a batch"
  )
  private static let dryRun = Option.flag(
    "dry-run",
    "show what would be kept and lost, and write nothing"
  )

  static let command: Command = Command(
    "restore",
    "makes a new data directory of a backup, or of an earlier state",
    details: """
      FROM is a directory of backups or the data directory of a stopped server; nothing in it is
      changed. What is restored is the state after the batch that is asked for, or after the last
      one before the first record that is newer than the time; without --to, the newest. Everything
      is read back and the ledger is added up; then a server may use the new directory. It goes on
      in a history of its own: back it up into a new directory. Killed, the same command may be
      given again.
      """,
    positionals: [
      Positional("FROM", "backups, or a data directory"),
      Positional("NEWDIR", "the new data directory: empty or not there", .optional),
    ],
    options: [to.specification, dryRun.specification]
  ) { (arguments) throws(CommandFailure) in
    let target = try target(arguments)
    guard arguments[dryRun] || arguments.positionals.count == 2 else {
      throw command.misuse("NEWDIR is missing")
    }
    let began = Monotonic.now()
    let path = arguments.positionals[0]
    let restore: Restore
    let plan: RestorePlan
    do throws(BackupFailure) {
      restore = try Restore.open(open(path))
      plan = try restore.plan(target)
    } catch {
      throw CommandFailure(error, source: path, target: path)
    }
    for note in restore.notes { Console.note("note: \(note)\n") }
    Console.write(RestoreReport.text(plan, restore.origin))
    if arguments[dryRun] {
      Console.line("nothing was written")
      return .ok
    }
    let new = arguments.positionals[1]
    guard try run(restore, plan, from: path, into: new) else { return .damaged }
    let time = readable(nanoseconds: Monotonic.now() - began)
    Console.line("restored into \(new) in \(time): fealty serve --data \(new)")
    return .ok
  }

  // MARK: - Steps

  private static func target(_ arguments: Arguments) throws(CommandFailure) -> RestoreTarget {
    guard arguments.has(to) else { return .newest }
    let text = arguments[to]
    if let number = UInt64(text) { return .batch(number) }
    var bytes = Array(text.utf8)
    guard let time = bytes.withUnsafeMutableBytes({ CalendarTime.milliseconds(.init($0)) }) else {
      throw command.misuse("--to needs an instant such as 2026-01-01T12:00:00Z, or a number")
    }
    return .time(time)
  }

  private static func open(_ path: String) throws(BackupFailure) -> FileStorage {
    do throws(StorageError) { return try FileStorage(path: path, create: false) } catch {
      throw .source(.io(error))
    }
  }

  private static func run(
    _ restore: Restore,
    _ plan: RestorePlan,
    from path: String,
    into new: String
  ) throws(CommandFailure) -> Bool {
    let storage: FileStorage
    do throws(StorageError) { storage = try FileStorage(path: new, create: true) } catch {
      throw CommandFailure(.inputOutput, "\(new): \(error)")
    }
    var bar = ByteProgress("restore")
    var done: UInt64 = 0
    var isSound = false
    do throws(BackupFailure) {
      let record = record(plan, restore.origin)
      let notes = try restore.run(plan, into: storage, record: record) {
        done += $0
        bar.update(done, of: max(done, plan.byteCount))
      } proves: {
        bar.finish()
        isSound = proves($0, new)
        return isSound
      }
      try restore.close()
      for note in notes { Console.note("note: \(note)\n") }
    } catch {
      bar.finish()
      if case .refused(let sentence) = error, done > 0, !isSound {
        Console.note("\(new): \(sentence)\n")
        return false
      }
      throw CommandFailure(error, source: path, target: new)
    }
    return true
  }

  /// Adds up what was restored, before anybody else may use it; says what is wrong.
  private static func proves(_ storage: any Storage, _ path: String) -> Bool {
    let checks = LedgerVerification.run(storage: storage, path: path)
    for check in checks {
      let text = "\(check.name): \(check.findings.first ?? check.covered)"
      let isGood = check.findings.isEmpty
      Console.line((isGood ? Console.good("ok    ") : Console.bad("BAD   ")) + text)
    }
    return checks.allSatisfy(\.findings.isEmpty)
  }

  /// What the new history begins with.
  private static func record(
    _ plan: RestorePlan,
    _ origin: Restore.Origin
  ) -> (head: LogRecordHead, body: [UInt8]) {
    let now = WallClock.milliseconds()
    var body = LogRestoredRecord(
      history: (0..<16).map { _ in UInt8.random(in: 0...255) },
      batch: plan.cut.batch,
      restoredAtMs: now
    )
    if case .backup(let sequence, let madeAt) = origin {
      body.backup = sequence
      body.backupMadeAtMs = madeAt
    }
    let head = LogRecordHead(
      kind: UInt8(RecordKind.logRestored.rawValue),
      entityType: UInt8(EntityType.log.rawValue),
      entity: UInt64.random(in: 1...UInt64.max),
      version: 1,
      previous: .none,
      // Server time goes on from the log's, not from the clock of who restores it.
      recordedAtMilliseconds: plan.newestTime ?? now
    )
    return (head, body.serialized())
  }
}
