internal import FealtyPersistence
internal import FealtyServer

/// What `fealty verify` checks, and the table that it prints.
///
/// Two processes look at the directory: this one reads every byte and every record, a child
/// rebuilds the ledger. What a forger has put into a record may end the child; that is a finding,
/// too.
struct Verification {
  private typealias Check = LedgerVerification.Check

  private let storage: any Storage
  private let path: String
  private let expected: [ChainCheck.Expected]
  private var checks: [Check] = []
  private var notes: [String] = []

  /// `expected`: links that the operator has kept elsewhere.
  init(storage: any Storage, path: String, expected: [ChainCheck.Expected]) {
    self.storage = storage
    self.path = path
    self.expected = expected
  }

  var isClean: Bool { checks.allSatisfy(\.findings.isEmpty) }

  /// One line a check; what is wrong in lines of its own below.
  var text: String {
    var table = Table([("check", .left), ("covered", .left), ("result", .left)])
    for check in checks {
      let findings = check.findings
      let result =
        findings.isEmpty ? Console.good("ok") : Console.bad("BAD: \(findings.count) findings")
      table.add(check.name, check.covered, result)
    }
    var text = table.text
    for note in notes { text += "  note: \(note)\n" }
    for check in checks {
      for finding in check.findings { text += Console.bad("BAD ") + "\(check.name): \(finding)\n" }
    }
    return text
  }

  /// Checks everything.
  ///
  /// - Throws: `.busy` when a server uses the directory, `.inputOutput` when it cannot be read.
  mutating func run() throws(CommandFailure) {
    let lock: any StorageLock
    do throws(StorageError) {
      lock = try storage.lock(FileNames.lock)
    } catch {
      throw CommandFailure(error.isBusy ? .directoryBusy(error) : .io(error), path)
    }
    let (files, ledger) = try together()
    do throws(StorageError) { try lock.release() } catch { throw CommandFailure(.io(error), path) }
    checks = files.checks
    notes = files.notes
    // Without a log that can be read there is no ledger: its damage is told once.
    if !files.isRefused { checks += ledger }
  }

  private func together() throws(CommandFailure) -> (files: FileChecks, ledger: [Check]) {
    let child = try LedgerChild(path)
    let files: FileChecks
    do throws(LogFailure) {
      files = try FileChecks(storage, expected)
    } catch {
      throw CommandFailure(error, path)
    }
    return (files, child.checks())
  }
}

/// The checks of what the files hold, byte by byte and record by record.
private struct FileChecks {
  private(set) var checks: [LedgerVerification.Check] = []
  private(set) var notes: [String] = []

  /// Whether a start would be refused.
  private(set) var isRefused = false

  init(
    _ storage: any Storage,
    _ expected: [ChainCheck.Expected]
  ) throws(LogFailure) {
    let chain = try ChainCheck(
      storage,
      policy: LedgerVerification.archivePolicy,
      expected: expected
    )
    let records = RecordCheck()
    let report = try LogVerify.run(storage, lock: false) { file, offset, batch in
      records.take(file, offset, batch)
      chain.take(file, batch)
    }
    chain.finish(report.tail.batch)
    if let refusal = report.refusal {
      guard refusal.family == .damage else { throw refusal }
      isRefused = true
    }
    addFiles(report)
    add(
      "records",
      "\(records.recordCount.grouped) records"
        + (records.recordCount == 0 ? "" : ": \(records.parts)"),
      records.bodyFindings
    )
    add(
      "versions",
      "\(records.entityCount.grouped) entities: versions without gaps, each record points back",
      records.versionFindings
    )
    let range = chain.first.map { "batches \($0)–\(chain.newest?.batch ?? $0)" } ?? "nothing"
    add("hash chain", "\(range), \(chain.confirmed) links as they were kept", chain.findings)
    notes += chain.notes
    if let newest = chain.newest { notes.append("link \(newest.batch):\(newest.digest)") }
  }

  private mutating func addFiles(_ report: LogVerify.Report) {
    let bad = report.checks.filter { !$0.isGood }
    func findings(_ prefix: String) -> [String] {
      bad.filter { $0.file.hasPrefix(prefix) }.map { "\($0.file): \($0.text)" }
    }
    let archives = report.firstArchived.map {
      "\(report.archiveCount) files, \(readable(bytes: Int64(report.archiveBytes))), batches "
        + "\($0)–\(report.firstBatch - 1): checksums, chain"
    }
    add("archives", archives ?? "none", findings("archive-"))
    add(
      "log \(report.logID.map { "\($0)" } ?? "")",
      "\(report.segmentCount) segments, \(readable(bytes: Int64(report.byteCount))), batches "
        + "\(report.firstBatch)–\(report.tail.batch): checksums, numbers, chain",
      bad.filter { !$0.file.hasPrefix("archive-") && !$0.file.hasPrefix("snapshot-") }
        .map { "\($0.file): \($0.text)" }
    )
    for manifest in report.snapshots {
      add(
        "snapshot \(manifest.sequence)",
        "\(manifest.recordCount.grouped) records, batches \(manifest.start)–\(manifest.end.batch): "
          + "checksums, sizes, counts",
        findings(FileNames.manifest(manifest.sequence))
      )
    }
    let named = report.snapshots.map { FileNames.manifest($0.sequence) }
    let others = bad.filter { check in
      check.file.hasPrefix("snapshot-") && !named.contains(check.file)
    }
    for check in others { add(check.file, "its manifest and blocks", [check.text]) }
    if report.snapshots.isEmpty, others.isEmpty {
      add("snapshots", "none yet: a start replays the whole log", [])
    }
    if report.hasTornTail {
      notes.append("the last write was torn and never acknowledged; the next start cuts it")
    }
    for check in report.checks where check.isGood && check.text.hasPrefix("not a file") {
      notes.append("\(check.file) is not a file of fealty")
    }
  }

  private mutating func add(_ name: String, _ covered: String, _ findings: [String]) {
    checks.append(LedgerVerification.Check(name: name, covered: covered, findings: findings))
  }
}
