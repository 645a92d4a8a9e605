internal import FealtyPersistence
internal import FealtyWire

/// `fealty inspect`: the records of a data directory, or of one of its files, as JSON lines.
enum InspectCommand {
  private static let from = Option.integer(
    "from",
    "BATCH",
    default: 1,
    in: 1...Int.max,
    "the first batch of the log to show"
  )
  private static let to = Option.integer(
    "to",
    "BATCH",
    default: Int.max,
    in: 1...Int.max,
    "the last batch of the log to show"
  )
  private static let snapshot = Option.flag(
    "snapshot",
    "show the newest snapshot instead of the log"
  )
  private static let batches = Option.flag("batches", "also a line for each batch")

  static let command: Command = Command(
    "inspect",
    "shows a data directory's log or snapshot, or single files, as JSON lines",
    details: """
      One line a record, in the order of the archives and the log: position, kind, entity, version,
      time, and the body as the schema's records.proto describes it. A directory is read, not
      changed; stop its server first, for a directory has one user at a time. A single file of one
      (log-N, archive-N, snapshot-N.manifest or .blocks with the other beside it, a copy of a log
      file under any name) is read without the directory's lock and without what stands before it.
      Of the file chain, and of chain-N of a backup, the links are shown; of backup-N.manifest what
      the backup is made of; of a piece log-N.M of a backup the segment from its beginning to the
      piece's end.
      """,
    positionals: [Positional("PATH", "a data directory, or a file of one", .many)],
    options: [from, to].map(\.specification) + [snapshot, batches].map(\.specification)
  ) { (arguments) throws(CommandFailure) in
    for path in arguments.positionals {
      if Directory.isFile(path) {
        try showFile(path, arguments)
        continue
      }
      let log = try DataDirectory.open(path)
      if arguments[snapshot] {
        try showSnapshot(log, path)
      } else {
        try showLog(log, path, arguments)
      }
      do throws(LogFailure) { try log.abandon() } catch { throw CommandFailure(error, path) }
    }
    return .ok
  }

  /// A file by itself: what its name or its first bytes say that it is.
  private static func showFile(
    _ path: String,
    _ arguments: Arguments
  ) throws(CommandFailure) {
    let cut = path.lastIndex(of: "/")
    let folder = cut.map { String(path[...$0]) } ?? "."
    let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
    let storage: FileStorage
    do throws(StorageError) { storage = try FileStorage(path: folder, create: false) } catch {
      throw CommandFailure(.inputOutput, "\(folder): \(error)")
    }
    let file: SingleFile?
    do throws(LogFailure) { file = try SingleFile.open(storage, name: name) } catch {
      throw CommandFailure(error, path)
    }
    switch file {
    case .segment(let segment):
      try show(path, arguments) { show throws(LogFailure) in try segment.forEachBatch(show) }
    case .snapshot(let snapshot): try show(snapshot, path)
    case .archive(let archive):
      try show(path, arguments) { show throws(LogFailure) in try archive.forEachBatch(show) }
    case .chain(let chain): show(chain)
    case .backup(let manifest): show(manifest)
    case nil:
      throw CommandFailure(
        .usage,
        "\(path) holds no records: give a data directory, a file log-N, archive-N or chain, a "
          + "snapshot's file, or a backup's manifest or pieces"
      )
    }
  }

  /// Shows the batches that `forEachBatch` gives.
  private static func show(
    _ path: String,
    _ arguments: Arguments,
    _ forEachBatch: (@escaping (LogBatchView) -> Void) throws(LogFailure) -> Void
  ) throws(CommandFailure) {
    let range = UInt64(arguments[from])...UInt64(max(arguments[from], arguments[to]))
    let showsBatches = arguments[batches]
    var fault: CommandFailure?
    do throws(LogFailure) {
      try forEachBatch { batch in
        guard range.contains(batch.number), fault == nil else { return }
        fault = show(batch, path, showsBatches)
      }
    } catch {
      throw CommandFailure(error, path)
    }
    if let fault { throw fault }
  }

  /// - Returns: why the batch cannot be shown; nil where it was.
  private static func show(
    _ batch: LogBatchView,
    _ path: String,
    _ showsBatches: Bool
  ) -> CommandFailure? {
    if showsBatches { Console.line(json(batch)) }
    do throws(LogRecordFault) {
      var records = batch.records
      while let record = try records.next() {
        let position = LogPosition(batch: batch.number, index: UInt16(records.index - 1))
        Console.line(RecordFormat.json(record, at: position))
      }
      return nil
    } catch {
      return CommandFailure(.damaged, "\(path): batch \(batch.number): \(error)")
    }
  }

  private static func showLog(
    _ log: RecoveredLog,
    _ path: String,
    _ arguments: Arguments
  ) throws(CommandFailure) {
    let last = UInt64(arguments[to])
    let showsBatches = arguments[batches]
    var fault: CommandFailure?
    let show = { (batch: LogBatchView) -> Bool in
      guard batch.number <= last else { return false }
      fault = Self.show(batch, path, showsBatches)
      return fault == nil
    }
    do throws(LogFailure) {
      let first = UInt64(arguments[from])
      if try log.replayArchives(from: first, show) { try log.replay(from: first, show) }
    } catch {
      throw CommandFailure(error, path)
    }
    if let fault { throw fault }
  }

  private static func json(_ batch: LogBatchView) -> String {
    JSONLine.object { writer in
      writer.field("batch", batch.number)
      writer.field("epoch", batch.epoch)
      writer.field("records", batch.recordCount)
      writer.field("bytes", batch.payload.count)
      writer.field("checksum", String(batch.checksum, radix: 16))
    }
  }

  private static func show(_ chain: LogChain) {
    Console.line(
      JSONLine.object { writer in
        writer.field("chain", "\(chain.logID)")
        writer.field("behind_batch", chain.origin)
        writer.field("links", chain.links.count)
      }
    )
    for link in chain.links {
      Console.line(
        JSONLine.object { writer in
          writer.field("link", "\(link.batch):\(link.digest)")
          writer.field("segment", link.ordinal)
          writer.field("checksum", String(link.checksum, radix: 16))
        }
      )
    }
  }

  private static func show(_ manifest: BackupManifest) {
    Console.line(
      JSONLine.object { writer in
        writer.field("backup", manifest.sequence)
        writer.field("log", "\(manifest.logID)")
        writer.field("made_at", CalendarTime.text(milliseconds: manifest.madeAtMilliseconds))
        writer.field("end_batch", manifest.end.batch)
        writer.field("files", manifest.files.count)
        writer.field("bytes", manifest.byteCount)
      }
    )
    for file in manifest.files {
      Console.line(
        JSONLine.object { writer in
          writer.field("file", file.name)
          writer.field("bytes", file.size)
          writer.field("checksum", String(file.checksum, radix: 16))
          writer.field("copied_at", CalendarTime.text(milliseconds: file.copiedAtMilliseconds))
          if file.endsSegment { writer.field("ends_segment", true) }
        }
      )
    }
  }

  private static func showSnapshot(_ log: RecoveredLog, _ path: String) throws(CommandFailure) {
    guard let snapshot = log.snapshot else {
      throw CommandFailure(
        .refused,
        "\(path) has no snapshot yet; a graceful stop makes one, and fealty snapshot"
      )
    }
    try show(snapshot, path)
  }

  private static func show(_ snapshot: SnapshotReader, _ path: String) throws(CommandFailure) {
    let manifest = snapshot.manifest
    Console.line(
      JSONLine.object { writer in
        writer.field("snapshot", manifest.sequence)
        writer.field("replay_from_batch", manifest.start)
        writer.field("end_batch", manifest.end.batch)
        writer.field("records", manifest.recordCount)
        writer.field("bytes", manifest.blocksSize)
      }
    )
    do throws(SnapshotError) {
      try snapshot.forEachRecord { section, body in
        Console.line(RecordFormat.json(body, ofSection: section))
        return true
      }
    } catch {
      throw CommandFailure(.damaged, "\(path): \(error)")
    }
  }
}
