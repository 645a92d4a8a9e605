internal import FealtyPersistence
internal import FealtyServer
internal import FealtyWire

/// The checks of `fealty verify` that go beyond what opening a directory has proved already.
struct Verification {
  private struct Entity: Hashable {
    let type: UInt8
    let number: UInt64
  }

  private let path: String
  private var lines: [(passed: Bool, text: String)] = []
  private var versions: [Entity: UInt32] = [:]
  private var kinds: [UInt8: Int] = [:]
  private var findings: [String] = []

  init(path: String) {
    self.path = path
  }

  var isClean: Bool { lines.allSatisfy(\.passed) }

  /// One line a check.
  var text: String {
    lines.map { ($0.passed ? Console.good("ok    ") : Console.bad("BAD   ")) + $0.text + "\n" }
      .joined()
  }

  mutating func run(_ log: RecoveredLog) throws(CommandFailure) {
    note(true, "log \(log.logID): every batch and the chain of checksums, up to \(log.tail.batch)")
    for notice in log.notices { note(true, "note: \(notice)") }
    for check in log.verifyArchives() { note(check.isGood, "\(check.file): \(check.text)") }
    try checkRecords(log)
    try checkSnapshot(log)
  }

  /// Rebuilds every member from snapshot and log, and adds up the points of each token.
  ///
  /// After ``run(_:)``, when the directory is free again.
  mutating func proveLedger() {
    do throws(StorageError) {
      let storage = try FileStorage(path: path, create: false)
      for check in LedgerVerification.run(storage: storage, path: path) {
        note(check.passed, check.text)
      }
    } catch {
      note(false, "the directory cannot be opened again: \(error)")
    }
  }

  // MARK: - Steps

  private mutating func note(_ passed: Bool, _ text: String) {
    lines.append((passed, text))
  }

  private mutating func checkRecords(_ log: RecoveredLog) throws(CommandFailure) {
    var copy = self
    do throws(LogFailure) {
      let check = { (batch: LogBatchView) -> Bool in
        copy.check(batch)
        return copy.findings.count < 20
      }
      // What is wrong with an archive stands in a line of its own.
      let goesOn = isClean ? try log.replayArchives(from: 1, check) : true
      if goesOn { try log.replay(from: 1, check) }
    } catch {
      throw CommandFailure(error, path)
    }
    self = copy
    let count = kinds.values.reduce(0, +)
    let parts = kinds.sorted { $0.key < $1.key }
      .map { "\($0.value.grouped) \(RecordKind(rawValue: Int32($0.key)))" }
    note(
      findings.isEmpty,
      "\(count.grouped) records of \(versions.count.grouped) entities are readable, "
        + "versions without gaps"
        + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    )
    for finding in findings { note(false, finding) }
  }

  private mutating func check(_ batch: LogBatchView) {
    var records = batch.records
    do throws(LogRecordFault) {
      while let record = try records.next() {
        check(record, "\(batch.number).\(records.index - 1)")
      }
    } catch {
      findings.append("batch \(batch.number): \(error)")
    }
  }

  private mutating func check(_ record: LogRecordView, _ position: String) {
    let head = record.head
    kinds[head.kind, default: 0] += 1
    let entity = Entity(type: head.entityType, number: head.entity)
    if let before = versions[entity], head.version != before + 1 {
      findings.append(
        "record \(position): version \(head.version) of \(String(head.entity, radix: 16)) "
          + "follows \(before)"
      )
    }
    versions[entity] = head.version
    guard let schema = RecordFormat.message(ofKind: head.kind) else {
      findings.append("record \(position) has the unknown kind \(head.kind)")
      return
    }
    do {
      _ = try schema.jsonValue(decoding: Array(record.body))
    } catch {
      findings.append("record \(position): its body is no \(schema.name): \(error)")
    }
  }

  private mutating func checkSnapshot(_ log: RecoveredLog) throws(CommandFailure) {
    guard let snapshot = log.snapshot else {
      note(true, "no snapshot yet: recovery replays the whole log")
      return
    }
    do throws(SnapshotError) {
      try snapshot.verify()
      let count = snapshot.manifest.recordCount.grouped
      note(true, "snapshot \(snapshot.manifest.sequence): \(count) records, every block's checksum")
    } catch {
      note(false, "snapshot \(snapshot.manifest.sequence): \(error)")
    }
  }
}
