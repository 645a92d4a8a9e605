import Testing

@testable import FealtyPersistence

// Goal: a backup is continued by its own history alone, and what batches hash to goes with it.
// Method: logs on the simulated disk, cut by restores and grown anew to the same numbers.
@Suite("Backups, the chain and other histories")
struct BackupChainTests {
  private static func chain(_ storage: FaultyStorage) throws -> LogChain? {
    try LogChain.load(storage)?.get()
  }

  /// What a verification with links that were kept elsewhere finds.
  private static func check(
    _ storage: FaultyStorage,
    _ links: [LogChain.Link]
  ) throws -> ChainCheck {
    let expected = links.compactMap { ChainCheck.Expected("\($0.batch):\($0.digest)") }
    let check = try ChainCheck(storage, policy: ArchivePolicy(), expected: expected)
    let report = try LogVerify.run(storage, lock: false) { file, _, batch in
      check.take(file, batch)
    }
    check.finish(report.tail.batch)
    return check
  }

  /// A log with archives and a chain.
  private static func sample() throws -> GrowingLog {
    let log = try GrowingLog()
    for _ in 1...4 {
      try log.append(9)
      try log.snapshot()
      try log.archive(chains: true)
    }
    try log.append(3)
    return log
  }

  @Test func `the chain goes into backups and out of them, as far as the batches do`() throws {
    let log = try Self.sample()
    let whole = try #require(try Self.chain(log.storage))
    #expect(whole.links.count > 3)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    #expect(target.fileNames.contains(BackupNames.chain(1)))
    let unchanged = try log.backUp(to: target)
    #expect(unchanged.sequence == nil && unchanged.copiedBytes == 0)
    try log.append(2)
    try log.backUp(to: target)
    #expect(!target.fileNames.contains(BackupNames.chain(2)), "it says the same as the first")
    try log.append(20)
    try log.archive(chains: true)
    try log.backUp(to: target)
    let grown = try #require(try Self.chain(log.storage))
    #expect(grown.links.count > whole.links.count)
    let checks = try #require(try BackupCatalog.verify(target))
    #expect(checks.contains { $0.file == BackupNames.chain(3) && $0.isGood })

    let new = try restored(target)
    #expect(try Self.chain(new) == grown)
    let check = try Self.check(new, grown.links)
    #expect(check.findings.isEmpty && check.notes.isEmpty)
    #expect(check.confirmed == 2 * grown.links.count)

    // Up to an earlier batch, from the backup and from the directory itself.
    try log.close()
    let cut = try #require(grown.links.dropLast().last).batch + 1
    for source in [target, log.storage] {
      let earlier = try restored(source, .batch(cut))
      #expect(try Self.chain(earlier)?.links == grown.links.dropLast())
      let check = try Self.check(earlier, grown.links.dropLast())
      #expect(check.findings.isEmpty && check.confirmed == 2 * (grown.links.count - 1))
    }
  }

  @Test func `a damaged chain is no part of a backup, and it is said`() throws {
    let log = try Self.sample()
    log.storage.flip(FileNames.chain, at: 60, 1)
    let target = FaultyStorage(seed: 2)
    let report = try log.backUp(to: target)
    #expect(report.notes.count == 1 && report.sequence == 1)
    #expect(try Self.chain(try restored(target)) == nil)
    let whole = FaultyStorage(seed: 3)
    let other = try Self.sample()
    try other.backUp(to: whole)
    whole.flip(BackupNames.chain(1), at: 60, 1)
    let checks = try #require(try BackupCatalog.verify(whole))
    #expect(checks.filter { !$0.isGood }.map(\.file) == [BackupNames.chain(1)])
  }

  // MARK: - Continuations

  /// Writes batches into a restored log, until it has as many as wanted.
  private static func grow(_ storage: FaultyStorage, to batch: UInt64) throws {
    let log = try LogRecovery.inspect(storage, newLogID: testLogID, options: smallOptions()).open()
    var tail = try log.tail()
    let buffer = LogBatchBuffer(limits: log.limits)
    while tail.batch < batch {
      buffer.reset(number: tail.batch + 1)
      fill(buffer, records: 1, bodyBytes: 90, seed: tail.batch)
      guard case .durable(let next) = log.append(buffer, after: tail) else {
        throw Violation.lost(buffer.number)
      }
      tail = next
    }
    try writeSnapshot(storage, log, start: tail.batch + 1, end: tail)
    try writeSnapshot(storage, log, start: tail.batch + 1, end: tail)
    let report = log.archiveSealed(before: tail.batch + 1, ArchivePolicy(), now: 0)
    precondition(report.failure == nil, "\(report)")
    try log.close()
  }

  @Test func `a log that was cut within the segment that a backup ends in is no continuation`()
    throws
  {
    let log = try GrowingLog()
    try log.append(30)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    let end = log.tail.batch
    try log.close()
    // The beginning of the segment is the same; in the one that is archived are other batches.
    let other = try restored(log.storage, .batch(end - 1))
    try Self.grow(other, to: end + 30)
    #expect(other.fileNames.contains { $0.hasPrefix("archive-") })
    let manifest = try #require(try BackupCatalog.load(target)?.newest)
    let last = try #require(manifest.segments.last?.ordinal)
    #expect(!other.fileNames.contains(FileNames.segment(last)))
    let refused = backupFailure {
      _ = try Backup.run(from: other, into: target, now: 0, durable: { end + 30 })
    }
    #expect(refused?.sentence?.contains("restored from an earlier state") == true)

    // The same, of the log that was not cut, goes on.
    let same = log.storage
    try Self.grow(same, to: end + 30)
    #expect(!same.fileNames.contains(FileNames.segment(last)))
    let report = try Backup.run(from: same, into: target, now: 0, durable: { end + 30 })
    #expect(report.isIncremental && report.sequence == 2)
  }

  @Test func `a log of as many batches as a backup that ends with a segment is no continuation`()
    throws
  {
    let log = try GrowingLog()
    try log.append(60)
    try log.close()
    // What was written behind the segment was not durable yet when the backup began.
    var found: (target: FaultyStorage, end: UInt64)?
    for end in 5...50 as ClosedRange<UInt64> where found == nil {
      let target = FaultyStorage(seed: 2)
      _ = try Backup.run(from: log.storage, into: target, now: 0, durable: { end })
      let piece = try BackupCatalog.load(target)?.newest.segments.last?.pieces.last
      if piece?.endsSegment == true { found = (target, end) }
    }
    let (target, end) = try #require(found)
    let again = try Backup.run(from: log.storage, into: target, now: 0, durable: { end })
    #expect(again.sequence == nil)
    let other = try restored(log.storage, .batch(end - 2))
    #expect(try log.batches(in: other, comparing: end - 2)?.last == end)
    let ordinals = other.fileNames.filter { $0.hasPrefix("log-") }
    #expect(ordinals.count > 1, "segments lie ready")
    let refused = backupFailure {
      _ = try Backup.run(from: other, into: target, now: 0, durable: { end })
    }
    #expect(refused?.sentence?.contains("restored from an earlier state") == true)
  }

  // MARK: - Restores

  @Test func `what does not add up stays marked, and no server takes it`() throws {
    let log = try GrowingLog()
    try log.append(12)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    let new = FaultyStorage(seed: 9)
    for isSound in [false, true] {
      let restore = try Restore.open(target)
      let plan = try restore.plan(.newest)
      var looked = false
      let failure = backupFailure {
        _ = try restore.run(plan, into: new, record: originRecord) { _ in
        } proves: { storage in
          looked = true
          // Whoever proves it sees a whole directory, and everybody else the mark.
          let names = try? storage.list()
          #expect(names?.contains(FileNames.restoring) == false)
          #expect(new.fileNames.contains(FileNames.restoring))
          return isSound
        }
      }
      try restore.close()
      #expect(looked && (failure == nil) == isSound)
      #expect(isSound || failure?.sentence?.contains("does not add up") == true)
      guard !isSound else { continue }
      do {
        _ = try log.batches(in: new.killed())
        Issue.record("a start took what does not add up")
      } catch LogFailure.damaged(let damage) {
        #expect(damage.kind == .unfinishedRestore)
      }
    }
    #expect(try log.batches(in: new)?.last == log.tail.batch + 2)
  }
}
