import Testing

@testable import FealtyPersistence

@Suite("Restores")
struct RestoreTests {
  @Test func `each batch can be the last, from a data directory and from a backup`() throws {
    let log = try GrowingLog()
    try log.append(25)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    try log.close()
    for source in [target, log.storage] {
      for number in 1...log.tail.batch {
        let new = try restored(source, .batch(number))
        #expect(
          try log.batches(in: new, comparing: number) == Array(1...(number + 2)),
          "cut at \(number)"
        )
        let again = try LogRecovery.inspect(new, newLogID: testLogID, options: smallOptions())
        let others = again.notices.filter { !$0.isOfAnEndedSegment }
        #expect(again.tail.epoch == 2 && others.isEmpty)
        let next = try again.open()
        let buffer = LogBatchBuffer(number: try next.tail().batch + 1, limits: next.limits)
        fill(buffer, records: 1, bodyBytes: 50, seed: number)
        guard case .durable = next.append(buffer, after: try next.tail()) else {
          throw Violation.lost(buffer.number)
        }
        try next.close()
      }
    }
  }

  @Test func `a time is that of the last batch not newer`() throws {
    let log = try GrowingLog()
    try log.append(12)
    try log.close()
    let restore = try Restore.open(log.storage)
    for (time, batch) in [
      (GrowingLog.time(5), UInt64(5)), (GrowingLog.time(5) + 999, 5), (GrowingLog.time(6), 6),
      (.max, log.tail.batch), (GrowingLog.time(2) - 1, 1),
    ] {
      let plan = try restore.plan(.time(time))
      #expect(plan.cut.batch == batch && plan.lostBatches == log.tail.batch - batch)
      #expect(plan.newestTime ?? 0 <= time)
    }
  }

  @Test func `only snapshots that know nothing newer are used`() throws {
    let log = try GrowingLog()
    try log.append(6)
    let first = try log.snapshot()
    try log.append(6)
    let second = try log.snapshot()
    try log.append(6)
    try log.close()
    let restore = try Restore.open(log.storage)
    #expect(try restore.plan(.newest).snapshots == [second.sequence, first.sequence])
    #expect(try restore.plan(.batch(second.end.batch)).snapshots == [2, 1])
    let before = try restore.plan(.batch(second.end.batch - 1))
    #expect(before.snapshots == [1] && before.unusedSnapshots == [2])
    #expect(try restore.plan(.batch(first.end.batch - 1)).snapshots.isEmpty)
    try restore.close()
    let new = try restored(log.storage, .batch(second.end.batch - 1))
    #expect(new.fileNames.filter { $0.hasSuffix(".manifest") } == [FileNames.manifest(1)])
  }

  @Test func `what no snapshot leads to is refused, and nothing is made`() throws {
    let log = try GrowingLog()
    for _ in 1...4 {
      try log.append(9)
      try log.snapshot()
      try log.archive()
    }
    try log.close()
    let restore = try Restore.open(log.storage)
    let first = try #require(try log.batches(in: log.storage.killed())?.first)
    #expect(first > 1)
    for batch in [0, 1, first - 1, first, log.tail.batch + 1] {
      let failure = backupFailure { _ = try restore.plan(.batch(batch)) }
      #expect(failure?.sentence != nil, "batch \(batch): \(String(describing: failure))")
    }
  }

  @Test func `damage behind the cut does not matter, damage before it refuses`() throws {
    let log = try GrowingLog()
    try log.append(20)
    try log.close()
    var places: [SampleLog.Place] = []
    _ = try LogVerify.run(log.storage.killed(), lock: false) { file, offset, batch in
      places.append(SampleLog.Place(file: file, offset: Int(offset), number: batch.number))
    }
    let damaged = log.storage.killed()
    damaged.flip(places[10].file, at: places[10].offset + 60, 1)
    let restore = try Restore.open(damaged)
    #expect(try restore.plan(.batch(places[9].number)).cut.batch == places[9].number)
    for target in [RestoreTarget.newest, .batch(places[10].number), .time(.max)] {
      guard case .source(.damaged(let damage))? = backupFailure({ _ = try restore.plan(target) })
      else {
        Issue.record("\(target) was taken")
        continue
      }
      #expect(damage.file == places[10].file && damage.offset == UInt64(places[10].offset))
    }
  }

  @Test func `a crash at each call leaves what no start takes, and it can be made again`() throws {
    let log = try GrowingLog()
    try log.append(9)
    try log.snapshot()
    try log.append(3)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    let calm = FaultyStorage(seed: 9)
    _ = try restored(target, into: calm)
    var whole = 0
    for call in 1...calm.callCount {
      let disk = FaultyStorage(seed: 9)
      disk.plan(.crash, atCall: call)
      // It is the crash that ends it; what the disk holds afterwards is what counts.
      _ = try? restored(target.killed(), into: disk)
      for seed in [UInt64(call % 2), 2] {
        let image = seed == 2 ? disk.killed() : disk.crashImage(seed: seed)
        if let found = try startable(image, log) {
          // Empty as if nothing had been, or whole.
          #expect(found.isEmpty || found == Array(1...(log.tail.batch + 2)), "crash at \(call)")
          whole += found.isEmpty ? 0 : 1
          if !found.isEmpty { continue }
        }
        let again = try restored(target.killed(), into: image)
        #expect(try log.batches(in: again)?.last == log.tail.batch + 2, "crash at \(call)")
      }
    }
    #expect(whole > 0)
  }

  /// The batches that a start would go on from; nil where it refuses the directory.
  private func startable(_ storage: FaultyStorage, _ log: GrowingLog) throws -> [UInt64]? {
    do { return try log.batches(in: storage) } catch LogFailure.damaged(let damage) {
      #expect(damage.kind == .unfinishedRestore)
      return nil
    }
  }

  @Test func `a directory that is in use or has files is not restored into`() throws {
    let log = try GrowingLog()
    try log.append(3)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    let other = try GrowingLog(FaultyStorage(seed: 5))
    guard
      case .target(let failure)? = backupFailure({ _ = try restored(target, into: other.storage) })
    else {
      Issue.record("it was restored into a directory in use")
      return
    }
    #expect(failure.family == .busy)
    try other.close()
    #expect(throws: BackupFailure.self) { try restored(target, into: other.storage.killed()) }
  }
}
