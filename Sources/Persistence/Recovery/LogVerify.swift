/// Walks a directory read-only and says of each file what it holds: for `fealty verify` and
/// `inspect`.
///
/// Without the lock it may look at a directory in use: then the last batch may look torn, and a
/// file may vanish under it, but it still changes nothing.
package enum LogVerify {
  /// One line of the report.
  package struct Check: Equatable, Sendable {
    package let file: String
    package let isGood: Bool

    /// A sentence for people.
    package let text: String

    init(file: String, isGood: Bool, text: String) {
      self.file = file
      self.isGood = isGood
      self.text = text
    }

    /// A check that passed.
    package init(file: String, text: String) {
      self.init(file: file, isGood: true, text: text)
    }
  }

  /// All that was found.
  package struct Report: Sendable {
    package fileprivate(set) var logID: LogID?
    package fileprivate(set) var checks: [Check] = []
    package fileprivate(set) var batchCount: UInt64 = 0
    package fileprivate(set) var recordCount: UInt64 = 0

    /// What the good part of the log ends in.
    package fileprivate(set) var tail = LogTail.empty

    /// The manifest of the snapshot that a start would use.
    package fileprivate(set) var snapshot: SnapshotManifest?

    /// Why a start would be refused; nil if it would not.
    package fileprivate(set) var refusal: LogFailure?

    /// Whether a start would cut a torn tail, which loses nothing that was acknowledged.
    package fileprivate(set) var hasTornTail = false

    package var isGood: Bool { refusal == nil && checks.allSatisfy(\.isGood) }
  }

  /// Reads everything.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - lock: Whether to take the directory's lock, so that nobody changes it meanwhile.
  ///   - visit: Sees each good batch with the name of its file and its offset there.
  /// - Returns: What was found, damage included.
  /// - Throws: ``LogFailure`` if the directory is busy or cannot be read.
  package static func run(
    _ storage: any Storage,
    lock: Bool,
    visit: ((String, UInt64, LogBatchView) -> Void)? = nil
  ) throws(LogFailure) -> Report {
    var held: (any StorageLock)?
    if lock {
      do throws(StorageError) {
        held = try storage.lock(FileNames.lock)
      } catch {
        throw error.isBusy ? .directoryBusy(error) : .io(error)
      }
    }
    var report = Report()
    do throws(LogFailure) {
      try unsafe examine(storage, &report, visit)
    } catch {
      if case .io = error { throw error }
      report.refusal = error
      let file = if case .damaged(let damage) = error { damage.file } else { "directory" }
      report.checks.append(Check(file: file, isGood: false, text: "\(error)"))
    }
    do throws(StorageError) { try held?.release() } catch { throw .io(error) }
    return report
  }

  private static func examine(
    _ storage: any Storage,
    _ report: inout Report,
    _ visit: ((String, UInt64, LogBatchView) -> Void)?
  ) throws(LogFailure) {
    let files = try LogFiles.open(storage, .read)
    for name in files.unknown {
      report.checks.append(Check(file: name, isGood: true, text: "not a file of fealty"))
    }
    guard files.identity != nil || !files.segments.isEmpty else {
      report.checks.append(Check(file: "directory", isGood: true, text: "it holds no log yet"))
      return
    }
    // An id is made up only for a directory without a log, which has just been dealt with.
    let logID = try LogRecovery.identify(files, LogID(low: 1, high: 0))
    report.logID = logID
    let catalog = try SnapshotCatalog.load(storage, names: files.names, logID: logID)
    report.checks += snapshotChecks(catalog)
    var scan = LogScan(files: files, logID: logID)
    var badRecords: [Check] = []
    unsafe scan.visit = { file, offset, batch in
      if let fault = unsafe fault(in: batch) {
        let text = unsafe "batch \(batch.number) at byte \(offset): \(fault)"
        badRecords.append(Check(file: file, isGood: false, text: text))
      }
      unsafe visit?(file, offset, batch)
    }
    defer { note(scan, badRecords, &report) }
    try scan.run()
    report.snapshot = try LogRecovery.choose(catalog, scan)?.manifest
    report.checks += try scan.archives().checks(storage)
  }

  private static func note(_ scan: LogScan, _ badRecords: [Check], _ report: inout Report) {
    report.tail = scan.tail
    for (content, segment) in zip(scan.contents, scan.files.segments) {
      report.batchCount += content.batchCount
      report.recordCount += content.recordCount
      let range =
        content.batchCount == 0
        ? "no batch" : "batches \(content.head.before.batch + 1) to \(content.tail.batch)"
      let text =
        "\(range), \(content.recordCount) records, \(content.sealCount) seals, chain good up to "
        + "byte \(content.endOffset)\(content.isSealed ? ", sealed" : "")"
      report.checks.append(Check(file: segment.name, isGood: true, text: text))
    }
    if let torn = scan.tornTail {
      report.hasTornTail = true
      let text =
        "torn write of batch \(torn.batch) at byte \(torn.offset), \(torn.byteCount) bytes: never "
        + "acknowledged, a start cuts it"
      let name = scan.files.segments[torn.segment].name
      report.checks.append(Check(file: name, isGood: true, text: text))
    }
    report.checks += badRecords
  }

  private static func snapshotChecks(_ catalog: SnapshotCatalog) -> [Check] {
    catalog.good.map { reader in
      let manifest = reader.manifest
      return Check(
        file: FileNames.manifest(manifest.sequence),
        isGood: true,
        text: "\(manifest.recordCount) records in \(manifest.blockCount) blocks, replay from batch "
          + "\(manifest.start), knows nothing after \(manifest.end)"
      )
    }
      + catalog.bad.map { bad in
        Check(file: FileNames.manifest(bad.sequence), isGood: false, text: "\(bad.error)")
      }
  }

  private static func fault(in batch: LogBatchView) -> LogRecordFault? {
    guard unsafe batch.recordCount > 0 else { return nil }
    var reader = unsafe batch.records
    do throws(LogRecordFault) {
      while unsafe try reader.next() != nil {}
      return nil
    } catch {
      return error
    }
  }
}
