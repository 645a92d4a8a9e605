internal import Glibc
import Testing

@testable import FealtyPersistence

/// Goal: sealed segments become archives that read as they did, and nothing is lost on the way.
///
/// Method: small logs of many segments on the simulated disk.
@Suite("Archive")
struct ArchiveTests {
  private static let policy = ArchivePolicy(shape: sampleShape)

  /// All batches of a log, from the first that is kept.
  private func all(_ log: FileLog) throws -> [LogBatch] {
    try log.read(from: log.batches.lowerBound, atMost: .max)
  }

  /// A closed log, and the batches in it.
  private func sample(
    _ batches: Int = 40
  ) throws -> (storage: FaultyStorage, batches: [LogBatch], segments: Int) {
    let sample = try SampleLog(batches: batches, sealed: true, snapshotsAfter: [batches])
    let copy = sample.copy()
    let log = try openLog(copy)
    let segments = log.usage.segments
    return (sample.storage, try log.read(from: 1, atMost: .max).dropLast(), segments)
  }

  private func archives(_ storage: FaultyStorage) -> [String] {
    storage.fileNames.filter { $0.hasPrefix("archive-") }
  }

  // MARK: - Making

  @Test func `sealed segments become archives, and every batch and record reads as before`() throws
  {
    let (storage, batches, segments) = try sample()
    #expect(segments > 4)
    var log = try openLog(storage)
    let report = log.archiveSealed(before: .max, Self.policy, now: 0)
    #expect(report.failure == nil && report.archived == segments - 1 && report.removed.isEmpty)
    #expect(log.usage.segments == 1 && log.archiveUsage.count == segments - 1)
    #expect(storage.fileNames.filter { $0.hasPrefix("log-") }.count == 2)
    #expect(log.batches.lowerBound == 1)
    #expect(try Array(all(log).dropLast()) == batches)
    try log.close()

    // And after a start, from any batch on.
    log = try openLog(storage)
    #expect(log.batches.lowerBound == 1)
    for batch in batches {
      #expect(try log.read(from: batch.number, atMost: 1) == [batch])
      guard batch.recordCount > 0 else { continue }
      let position = LogPosition(batch: batch.number, index: 0)
      let body = try log.withRecord(at: position) { Array($0.body) }
      #expect(body == Array(batch.payload.dropFirst(LogRecordLayout.headBytes)))
      #expect(throws: LogFailure.notFound(LogPosition(batch: batch.number, index: 9))) {
        try log.withRecord(at: LogPosition(batch: batch.number, index: 9)) { _ in }
      }
    }
    try log.close()
  }

  @Test func `archives of records that are alike have the same tables, which are read once`() throws
  {
    let (storage, batches, segments) = try sample(60)
    var log = try openLog(storage)
    #expect(log.archiveSealed(before: .max, Self.policy, now: 0).archived == segments - 1)
    try log.close()
    let entries = try archives(storage).map { name in
      try ArchiveCatalog.index(storage, name).get().index.entries[0]
    }
    let marks = Set(entries.map(\.firstTime))
    #expect(marks.count < entries.count && entries.count > 4)
    // Each has its own copy: the others may be gone.
    for name in archives(storage).dropLast() { storage.remove(name) }
    log = try openLog(storage)
    let first = log.batches.lowerBound
    #expect(try log.read(from: first, atMost: .max).first == batches.first { $0.number == first })
    try log.close()
  }

  @Test func `what a start may need stays in segments`() throws {
    let (storage, _, segments) = try sample()
    let log = try openLog(storage)
    #expect(log.archiveSealed(before: 1, Self.policy, now: 0) == ArchiveReport())
    let second = log.batches.lowerBound + 9
    let report = log.archiveSealed(before: second, Self.policy, now: 0)
    #expect(report.archived == 1 && log.usage.segments == segments - 1)
    #expect(log.archiveSealed(before: second, Self.policy, now: 0).archived == 0)
    #expect(
      log.archiveSealed(before: .max, Self.policy, now: 0, shouldStop: { true }).archived == 0
    )
    #expect(log.usage.segments == segments - 1)
    try log.close()
  }

  @Test func `bodies that are left out are in no file, and the rest still proves itself`() throws {
    let storage = FaultyStorage(seed: 1)
    var log = try openLog(storage)
    let secret = [UInt8]("Ada Lovelace, 10 December 1815".utf8)
    var tail = try log.tail()
    let buffer = LogBatchBuffer(limits: log.limits)
    for step in 0..<40 {
      buffer.reset(number: tail.batch + 1)
      let head = LogRecordHead(
        kind: step % 3 == 0 ? 5 : 6,
        entityType: 1,
        entity: UInt64(step),
        version: 1,
        previous: .none,
        recordedAtMilliseconds: Int64(step)
      )
      let body = secret + [UInt8(step)]
      _ = buffer.append(head, bodyLimit: body.count) { room in
        room.copyBytes(from: step % 3 == 0 ? body : body.map { $0 ^ 0xff })
        return body.count
      }
      guard case .durable(let next) = log.append(buffer, after: tail) else {
        throw Violation.lost(buffer.number)
      }
      tail = next
    }
    try writeSnapshot(storage, log, start: tail.batch + 1, end: tail)
    let policy = ArchivePolicy(
      redact: { head, body in head.kind == 5 ? Array(body.suffix(1)) : nil }
    )
    #expect(log.archiveSealed(before: .max, policy, now: 0).failure == nil)
    let first = try log.withRecord(at: LogPosition(batch: 2, index: 0)) { Array($0.body) }
    #expect(first == [0])
    try log.close()
    for name in archives(storage) {
      let (index, _) = try ArchiveCatalog.index(storage, name).get()
      #expect(index.replaced > 0)
    }
    var visited: [UInt64] = []
    let report = try LogVerify.run(storage, lock: true) { file, _, batch in
      if visited.isEmpty { #expect(file == FileNames.archive(1)) }
      visited.append(batch.number)
    }
    #expect(report.isGood)
    // Archives first: what is checked from batch to batch goes on from them.
    #expect(visited == Array(1...report.tail.batch) && report.firstArchived == 1)
    #expect(report.archiveCount == archives(storage).count && report.archiveBytes > 0)
    #expect(report.checks.contains { $0.text.contains("bodies without personal data") })
    log = try openLog(storage)
    let archived = try log.read(from: 1, atMost: .max).filter { $0.number < tail.batch - 8 }
    #expect(archived.count > 20)
    for batch in archived {
      #expect(!batch.payload.contains(sequence: secret))
    }
    try log.close()
  }

  @Test func `archives go by age and by size, the oldest first, and never a gap`() throws {
    let (storage, _, segments) = try sample()
    let log = try openLog(storage)
    let made = log.archiveSealed(before: .max, Self.policy, now: 0)
    let names = archives(storage)
    // The records are of 2023-11-14.
    let recorded: Int64 = 1_700_000_000_000
    var policy = ArchivePolicy(keptMilliseconds: 1_000)
    #expect(log.archiveSealed(before: 0, policy, now: recorded + 1_000).removed.isEmpty)
    policy = ArchivePolicy(keptBytes: made.storedBytes - 1)
    #expect(log.archiveSealed(before: 0, policy, now: recorded).removed == [names[0]])
    let first = log.batches.lowerBound
    #expect(first > 1)
    #expect(throws: LogFailure.truncated(before: first)) { try log.read(from: 1, atMost: 1) }
    #expect(try log.read(from: first, atMost: 1).first?.number == first)
    // What is too young is never too much.
    policy = ArchivePolicy(keptBytes: 0)
    policy.youngestMilliseconds = 1_000
    #expect(log.archiveSealed(before: 0, policy, now: recorded + 999).removed.isEmpty)
    #expect(
      log.archiveSealed(before: 0, policy, now: recorded + 1_001).removed.count == segments - 2
    )
    #expect(archives(storage).isEmpty && log.archiveUsage.count == 0)
    try log.close()
  }
}

extension Sequence where Element == UInt8 {
  fileprivate func contains(sequence: [UInt8]) -> Bool {
    let bytes = Array(self)
    guard bytes.count >= sequence.count else { return false }
    return (0...(bytes.count - sequence.count)).contains {
      bytes[$0] == sequence[0] && Array(bytes[$0..<$0 + sequence.count]) == sequence
    }
  }
}
