import Testing

@testable import FealtyPersistence

@Suite("Truncating the log")
struct TruncationTests {
  /// A log of several segments, and its tail.
  private func longLog(_ disk: FaultyStorage) throws -> (log: FileLog, tail: LogTail) {
    let log = try openLog(disk)
    let buffer = LogBatchBuffer(limits: log.limits)
    for _ in 0..<60 {
      let tail = try log.tail()
      buffer.reset(number: tail.batch + 1)
      fill(buffer, records: 1, bodyBytes: 100, seed: tail.batch)
      guard case .durable = log.append(buffer, after: tail) else {
        throw Violation.lost(buffer.number)
      }
    }
    return (log, try log.tail())
  }

  @Test func `CS5: every batch from the one that is wanted on stays`() throws {
    var removed = 0
    for number: UInt64 in 1...61 {
      let disk = FaultyStorage(seed: 1)
      let (log, tail) = try longLog(disk)
      let before = log.usage.segments
      try log.truncate(before: number, owner: tail)
      #expect(log.batches.lowerBound <= number)
      #expect(try log.read(from: number, atMost: 1).first?.number == number)
      removed += before - log.usage.segments
      try log.close()
    }
    #expect(removed > 30)
  }

  @Test func `CS6: a crash among deletions leaves no gap`() throws {
    var cut = 0
    for call in 1...10 {
      for seed: UInt64 in 0..<60 {
        let disk = FaultyStorage(seed: seed)
        let (log, tail) = try longLog(disk)
        disk.plan(.crash, atCall: call)
        #expect(throws: LogFailure.self) { try log.truncate(before: tail.batch, owner: tail) }
        let image = disk.crashImage(seed: seed)
        let names = image.fileNames.filter { $0.hasPrefix("log-") }
        if !names.contains("log-0000000001") { cut += 1 }
        // Without a snapshot the rest is no start; but it is what came last, and whole.
        let row = refusedRow(image)
        #expect(row == nil || row == .snapshotGap, "call \(call), image \(seed): \(names)")
      }
    }
    #expect(cut > 300)
  }
}
