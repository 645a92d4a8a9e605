import Testing

@testable import FealtyPersistence

@Suite("Backups")
struct BackupTests {
  @Test func `a backup of a log in use has what was durable, and can be restored`() throws {
    let log = try GrowingLog()
    try log.append(20)
    let target = FaultyStorage(seed: 2)
    let report = try log.backUp(to: target)
    #expect(report.sequence == 1 && report.end == log.tail && !report.isIncremental)
    #expect(report.newestTimeMilliseconds == GrowingLog.time(log.tail.batch))
    let kept = log.tail
    try log.append(5)
    let new = try restored(target)
    let found = try #require(try log.batches(in: new, comparing: kept.batch))
    // The two last ones are the new history's: its epoch, and where it comes from.
    #expect(found == Array(1...(kept.batch + 2)))
  }

  @Test func `an incremental backup copies what is new, and changes no file`() throws {
    let log = try GrowingLog()
    try log.append(9)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    let before = SampleLog.contents(target)
    let same = try log.backUp(to: target)
    #expect(same.sequence == nil && same.copiedBytes == 0 && same.isIncremental)
    for round in 1...6 {
      try log.append(round)
      if round == 3 { log.seal() }
      if round == 4 {
        try log.close()
        try log.reopen()
      }
      let report = try log.backUp(to: target)
      #expect(report.sequence == UInt64(round + 1))
      #expect(report.copiedBytes < 192 * UInt64(round + 8))
      let new = try restored(target)
      #expect(try log.batches(in: new) == Array(1...(log.tail.batch + 2)))
    }
    let after = SampleLog.contents(target)
    for (name, bytes) in before where !name.hasPrefix("backup-") {
      #expect(after[name] == bytes, "\(name) was changed")
    }
    #expect(after.keys.count { $0.hasPrefix("backup-") } == 2)
  }

  @Test func `with snapshots and archives, by every history of backups`() throws {
    for every in 1...4 {
      let log = try GrowingLog()
      let target = FaultyStorage(seed: 3)
      for round in 1...10 {
        try log.append(6)
        if round % 2 == 0 {
          try log.snapshot()
          try log.archive()
        }
        if round % every == 0 {
          try log.backUp(to: target)
          let new = try restored(target)
          let found = try #require(try log.batches(in: new))
          #expect(found.last == log.tail.batch + 2, "every \(every), round \(round)")
          let recovered = try LogRecovery.inspect(
            new,
            newLogID: testLogID,
            options: smallOptions()
          )
          let others = recovered.notices.filter { !$0.isOfAnEndedSegment }
          #expect(others.isEmpty, "\(others)")
          #expect(recovered.archives.good.isEmpty || found[0] > 1)
          let first = recovered.firstArchived ?? found[0]
          #expect(first == 1, "history begins with \(first)")
          try recovered.abandon()
        }
      }
    }
  }

  @Test func `a crash at each call leaves the earlier backup, and the next one goes on`() throws {
    let log = try GrowingLog()
    try log.append(8)
    let first = FaultyStorage(seed: 4)
    try log.backUp(to: first)
    let earlier = log.tail
    try log.append(8)
    try log.snapshot()
    let calm = first.crashImage(seed: 0)
    try log.backUp(to: calm)
    let calls = calm.callCount
    #expect(calls > 20)
    for call in 1...calls {
      let disk = first.crashImage(seed: 0)
      disk.plan(.crash, atCall: call)
      // It is the crash that ends it; what the disk holds afterwards is what counts.
      _ = try? log.backUp(to: disk)
      for seed in [UInt64(call % 2), 2] {
        let image = seed == 2 ? disk.killed() : disk.crashImage(seed: seed)
        let restore = try Restore.open(image)
        let plan = try restore.plan(.newest)
        #expect(plan.cut == earlier || plan.cut == log.tail, "crash at call \(call)")
        try restore.close()
        let report = try log.backUp(to: image)
        #expect(report.end == log.tail && report.notes.isEmpty)
        let found = try log.batches(in: try restored(image))
        #expect(found?.last == log.tail.batch + 2, "crash at call \(call)")
        let left = image.fileNames.filter { BackupNames.kind(of: $0) == .temporary }
        #expect(report.sequence == nil || left.isEmpty, "\(left)")
      }
    }
  }

  @Test func `an error at each call is told, and the earlier backup is as it was`() throws {
    let log = try GrowingLog()
    try log.append(8)
    let first = FaultyStorage(seed: 4)
    try log.backUp(to: first)
    try log.append(8)
    let calm = first.crashImage(seed: 0)
    try log.backUp(to: calm)
    for call in 1...calm.callCount {
      let disk = first.crashImage(seed: 0)
      disk.plan(.fail(28), atCall: call)
      let failure = backupFailure { try log.backUp(to: disk) }
      guard case .target(.io(let error))? = failure else {
        Issue.record("call \(call): \(String(describing: failure))")
        continue
      }
      #expect(error.code == 28)
      disk.heal()
      #expect(try log.backUp(to: disk.killed()).end == log.tail)
    }
  }

  @Test func `a directory that was restored, or is another's, is no continuation`() throws {
    let log = try GrowingLog()
    try log.append(10)
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    let older = try restored(target, .batch(5))
    #expect(throws: BackupFailure.self) {
      try Backup.run(from: older, into: target, now: 0, durable: { 7 })
    }
    // The same numbers, written again after a restore.
    let other = try LogRecovery.inspect(older, newLogID: testLogID, options: smallOptions()).open()
    var tail = try other.tail()
    let buffer = LogBatchBuffer(limits: other.limits)
    for step in 1...20 {
      buffer.reset(number: tail.batch + 1)
      fill(buffer, records: 1, bodyBytes: 90, seed: UInt64(step))
      guard case .durable(let next) = other.append(buffer, after: tail) else {
        throw Violation.lost(buffer.number)
      }
      tail = next
    }
    let newest = tail.batch
    let refused = backupFailure {
      _ = try Backup.run(from: older, into: target, now: 0, durable: { newest })
    }
    #expect(refused?.sentence?.contains("restored from an earlier state") == true)
    let foreign = try GrowingLog(FaultyStorage(seed: 8), logID: LogID(low: 3, high: 4))
    try foreign.append(30)
    let failure = backupFailure { try foreign.backUp(to: target) }
    #expect(failure?.sentence?.contains("new directory") == true)
  }

  @Test func `every flipped bit of a manifest, and every changed file, is noticed`() throws {
    let log = try GrowingLog()
    try log.append(7)
    try log.snapshot()
    let target = FaultyStorage(seed: 2)
    try log.backUp(to: target)
    let name = BackupNames.manifest(1)
    let size = target.contents(of: name).count
    for offset in 0..<size {
      let image = target.crashImage(seed: 0)
      image.flip(name, at: offset, 1 << UInt8(offset % 8))
      #expect(throws: BackupFailure.self, "byte \(offset)") { try Restore.open(image) }
    }
    for file in target.fileNames where file != name && file != FileNames.lock {
      let image = target.crashImage(seed: 0)
      image.flip(file, at: image.contents(of: file).count / 2, 4)
      let checks = try #require(try BackupCatalog.verify(image))
      #expect(checks.filter { !$0.isGood }.map(\.file) == [file])
      image.remove(file)
      #expect(throws: BackupFailure.self, "\(file)") { try Restore.open(image) }
    }
  }

  @Test func `days that are kept, and no more`() throws {
    let log = try GrowingLog()
    let target = FaultyStorage(seed: 2)
    for day in 1...12 {
      try log.append(9)
      try log.snapshot()
      try log.backUp(to: target, at: Int64(day) * 1_000, keeping: 3_000)
    }
    let restore = try Restore.open(target)
    #expect(throws: BackupFailure.self) { try restore.plan(.batch(30)) }
    let plan = try restore.plan(.batch(log.tail.batch - 25))
    #expect(plan.snapshots.count >= 1 && plan.lostBatches == 25)
    try restore.close()
    #expect(target.fileNames.count { $0.hasSuffix(".blocks") } <= 5)
    #expect(try log.batches(in: try restored(target))?.last == log.tail.batch + 2)
  }

  @Test func `a directory with other files is left alone`() throws {
    let log = try GrowingLog()
    try log.append(1)
    let target = FaultyStorage(seed: 2)
    target.put("letter.txt", [1])
    #expect(throws: BackupFailure.self) { try log.backUp(to: target) }
    #expect(target.fileNames.filter { $0 != FileNames.lock } == ["letter.txt"])
    #expect(throws: BackupFailure.self) { try log.backUp(to: log.storage.killed()) }
  }
}
