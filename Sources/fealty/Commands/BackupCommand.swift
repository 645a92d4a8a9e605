internal import FealtyPersistence

/// `fealty backup`: copies the files of a server that serves, or of one that is stopped.
enum BackupCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the running server; the default is 127.0.0.1:7411"
  )
  private static let data = Option.text(
    "data",
    "DIR",
    "the data directory: of a stopped server, or where the running one's is seen under another name"
  )
  private static let snapshot = Option.flag(
    "snapshot",
    "have the running server take a snapshot first, so that a restore replays less"
  )
  private static let keepDays = Option.integer(
    "keep-days",
    "DAYS",
    default: 0,
    in: 1...36_500,
    "leave out what is only needed to restore a moment longer ago; without it everything stays"
  )

  static let command: Command = Command(
    "backup",
    "copies a server's data directory while it serves",
    details: """
      The first backup into a directory is a full one; into the same directory again it copies what
      is new. The server goes on serving: its files are read up to the last batch that is durable,
      and each copy is read back and checked. Killed at any moment, the earlier backup is whole and
      the same command may be given again. To be run on the server's machine, by a user who may
      read its files. fealty restore makes a data directory of it; fealty verify checks it.
      """,
    positionals: [Positional("DIR", "where the backups of this server are")],
    options: [
      connect.specification, data.specification, snapshot.specification, keepDays.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    let began = Monotonic.now()
    let source = try BackedUpServer.find(
      arguments[connect],
      data: arguments.has(data) ? arguments[data] : nil
    )
    if arguments[snapshot] { try source.takeSnapshot() }
    let path = arguments.positionals[0]
    let report = try run(
      source,
      into: path,
      keptDays: arguments.has(keepDays) ? arguments[keepDays] : nil
    )
    try source.close()
    for note in report.notes { Console.note("note: \(note)\n") }
    Console.line(summary(report, path, nanoseconds: Monotonic.now() - began))
    return .ok
  }

  private static func run(
    _ source: BackedUpServer,
    into path: String,
    keptDays: Int?
  ) throws(CommandFailure) -> BackupReport {
    let target: FileStorage
    do throws(StorageError) { target = try FileStorage(path: path, create: true) } catch {
      throw CommandFailure(.inputOutput, "\(path): \(error)")
    }
    var bar = ByteProgress("backup")
    do throws(BackupFailure) {
      let report = try Backup.run(
        from: source.storage,
        into: target,
        now: WallClock.milliseconds(),
        keptMilliseconds: keptDays.map { Int64($0) * 86_400_000 },
        durable: source.durableBatch,
        progressed: { bar.update($0, of: $1) }
      )
      bar.finish()
      return report
    } catch {
      bar.finish()
      throw CommandFailure(error, source: source.path, target: path)
    }
  }

  private static func summary(
    _ report: BackupReport,
    _ path: String,
    nanoseconds: Int64
  ) -> String {
    let time = CalendarTime.text(milliseconds: report.newestTimeMilliseconds)
    let end = "up to batch \(report.end.batch), \(time)"
    guard let sequence = report.sequence else { return "nothing new for \(path): \(end)" }
    let kind = report.isIncremental ? "incremental" : "full"
    return "backup \(sequence) in \(path), \(kind): \(report.copiedFiles.grouped) files, "
      + "\(readable(bytes: Int64(report.copiedBytes))) copied, \(report.fileCount.grouped) files, "
      + "\(readable(bytes: Int64(report.byteCount))) in all, \(end), "
      + readable(nanoseconds: nanoseconds)
  }
}

extension CommandFailure {
  /// A backup or restore that failed, with the directory it is about.
  init(_ failure: BackupFailure, source: String, target: String) {
    switch failure {
    case .source(let failure): self.init(failure, source)
    case .target(let failure): self.init(failure, target)
    case .refused(let sentence): self.init(.refused, sentence)
    }
  }
}

/// A progress bar of bytes, whose total is known with the first of them.
struct ByteProgress {
  private let title: String
  private var bar: ProgressBar?
  private var done: UInt64 = 0

  init(_ title: String) { self.title = title }

  mutating func update(_ done: UInt64, of all: UInt64) {
    self.done = done
    if bar == nil { bar = ProgressBar(title, total: Int(all >> 10), unit: "KiB") }
    bar?.update(Int(done >> 10))
  }

  mutating func finish() { bar?.finish(Int(done >> 10)) }
}
