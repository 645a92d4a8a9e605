import Testing

@testable import FealtyPersistence

@Suite("Reading the log once")
struct FoundLogTests {
  private struct Seen: Equatable {
    var number: UInt64
    var records: Int
    var payload: [UInt8]
  }

  private func found(
    _ storage: any Storage,
    _ options: LogOptions = smallOptions()
  ) throws
    -> FoundLog
  {
    try LogRecovery.find(storage, newLogID: testLogID, options: options)
  }

  /// Batches with records of a log, as a second reading gives them.
  private func again(_ recovered: RecoveredLog, from number: UInt64) throws -> [Seen] {
    var seen: [Seen] = []
    try recovered.replay(from: number) { batch in
      seen.append(
        Seen(number: batch.number, records: batch.recordCount, payload: Array(batch.payload))
      )
      return true
    }
    return seen
  }

  @Test(arguments: [true, false])
  func `gives what a second reading gives, from the snapshot on`(truncates: Bool) throws {
    let sample = try SampleLog(
      batches: 30,
      sealed: false,
      snapshotsAfter: [10, 20],
      truncates: truncates
    )
    let log = try found(sample.copy())
    #expect(log.snapshot?.manifest.sequence == 2)
    var seen: [Seen] = []
    let recovered = try log.read { batch in
      seen.append(
        Seen(number: batch.number, records: batch.recordCount, payload: Array(batch.payload))
      )
    }
    #expect(seen.first?.number == log.replayStart)
    #expect(seen.last?.number == recovered.tail.batch)
    #expect(try seen == again(recovered, from: recovered.replayStart))
    try recovered.abandon()
  }

  @Test(arguments: [true, false])
  func `the end is told once, after the last batch`(isSealed: Bool) throws {
    let sample = try SampleLog(batches: 12, sealed: isSealed)
    var last: UInt64 = 0
    var ends: [UInt64] = []
    let recovered = try found(sample.copy()).read {
      last = $0.number
    } ended: {
      ends.append(last)
    }
    #expect(ends == [recovered.tail.batch])
    try recovered.abandon()
  }

  @Test func `a byte in what should be empty is refused after the end was told`() throws {
    let sample = try SampleLog(batches: 12, sealed: false)
    let storage = sample.copy()
    let last = try #require(storage.fileNames.filter { $0.hasPrefix("log-") }.max())
    storage.flip(last, at: storage.contents(of: last).count - 1, 1)
    var ends = 0
    let error = #expect(throws: LogFailure.self) {
      _ = try found(storage).read { _ in
      } ended: {
        ends += 1
      }
    }
    #expect(error?.family == .damage)
    #expect(ends == 1)
  }

  @Test(arguments: [0, 511, 512, 2_047], [1, 2, 3])
  func `a byte in any segment that should be empty is refused, after a log of many segments`(
    offset: Int,
    segment: Int
  ) throws {
    // Long enough for what should be empty to be read while the log is.
    let sample = try SampleLog(batches: 80, sealed: false)
    let storage = sample.copy()
    let names = storage.fileNames.filter { $0.hasPrefix("log-") }.sorted()
    let used = try found(storage).read { _ in }
    let usedCount = used.scan.contents.count
    try used.abandon()
    #expect(usedCount > 3)
    let made = try #require(names.last.map { storage.contents(of: $0).count })
    var last = try #require(UInt64(names.last?.dropFirst(4) ?? ""))
    var empty = Array(names.dropFirst(usedCount))
    while empty.count < 3 {
      last += 1
      let name = FileNames.segment(last)
      try storage.publish(name, [UInt8](repeating: 0, count: made))
      empty.append(name)
    }
    try found(storage).read { _ in }.abandon()
    storage.flip(empty[segment - 1], at: min(offset, made - 1), 1)
    let error = #expect(throws: LogFailure.self) { _ = try found(storage).read { _ in } }
    #expect(error?.family == .damage)
  }

  @Test func `what is kept stays what it was while the rest is read`() throws {
    let sample = try SampleLog(batches: 40, sealed: true)
    var kept: [(chunk: LogChunk, offset: Int, seen: Seen)] = []
    let recovered = try found(sample.copy()).read { batch in
      guard batch.recordCount > 0, let start = batch.payload.baseAddress,
        let base = batch.chunk.bytes.baseAddress
      else { return }
      let seen = Seen(
        number: batch.number,
        records: batch.recordCount,
        payload: Array(batch.payload)
      )
      kept.append((batch.chunk, start - base, seen))
    }
    #expect(kept.count == 40)
    for (chunk, offset, seen) in kept {
      let bytes = chunk.bytes[offset..<(offset + seen.payload.count)]
      #expect(Array(bytes) == seen.payload, "batch \(seen.number)")
    }
    try recovered.abandon()
  }

  @Test func `a batch that contradicts a snapshot ends what is given, and the start`() throws {
    let one = try SampleLog(batches: 6, sealed: false, snapshotsAfter: [3], seed: 1)
    let two = try SampleLog(batches: 6, sealed: false, snapshotsAfter: [3], seed: 2)
    let storage = one.copy()
    for name in two.storage.fileNames where name.hasPrefix("snapshot-") {
      storage.put(name, two.storage.contents(of: name))
    }
    var given = 0
    let error = #expect(throws: LogFailure.self) {
      _ = try found(storage).read { _ in given += 1 }
    }
    #expect(error?.family == .damage)
    #expect(given == 0)
  }

  // Every read of it goes wrong once: what was decided by it ahead may not hold.
  @Test(arguments: [ReplayBase.newestSnapshot, .oldest], [FaultyStorage.Fault.flip, .stray])
  func `a read that goes wrong once costs a start, never a batch`(
    base: ReplayBase,
    fault: FaultyStorage.Fault
  ) throws {
    let sample = try SampleLog(
      batches: 30,
      sealed: true,
      snapshotsAfter: [10, 20],
      overlap: 3,
      truncates: true
    )
    func start(_ storage: FaultyStorage) throws -> (given: [UInt64], RecoveredLog) {
      let options = smallOptions()
      let log = try LogRecovery.find(storage, newLogID: testLogID, options: options, base: base)
      var given: [UInt64] = []
      let recovered = try log.read { given.append($0.number) }
      return (given, recovered)
    }
    let whole = sample.copy()
    let calls = whole.callCount
    _ = try start(whole)
    var refused = 0
    for call in 1...(whole.callCount - calls) {
      let storage = sample.copy()
      storage.plan(fault, atCall: call)
      do {
        let (given, recovered) = try start(storage)
        #expect(given.first == recovered.replayStart, "call \(call)")
        #expect(given == Array(recovered.replayStart...recovered.tail.batch), "call \(call)")
      } catch is LogFailure {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  @Test func `damage after good batches is refused although they were given`() throws {
    let sample = try SampleLog(batches: 12, sealed: false)
    let storage = sample.copy()
    let place = sample.places[6]
    storage.flip(place.file, at: place.offset + 70, 1)
    var last: UInt64 = 0
    let error = #expect(throws: LogFailure.self) {
      _ = try found(storage).read { last = $0.number }
    }
    #expect(error?.family == .damage)
    #expect(last == place.number - 1)
  }

  @Test(arguments: [4 << 20, 8 << 20, (4 << 20) + 512])
  func `a real file is read past the cache, or through it, alike`(segmentBytes: Int) throws {
    let directory = try TemporaryDirectory()
    let options = LogOptions(segmentBytes: segmentBytes, readySegments: 1, failStop: { _ in })
    let log = try openLog(try directory.storage(), options: options)
    let buffer = LogBatchBuffer(limits: log.limits)
    var tail = try log.tail()
    var sums: [UInt64: UInt32] = [:]
    for step in 1...24 {
      buffer.reset(number: tail.batch + 1)
      // Of all sizes, so that batches lie across the ends of what is read at once.
      fill(buffer, records: step, bodyBytes: 37_001, seed: UInt64(step))
      sums[buffer.number] = checksum(buffer.gathered)
      guard case .durable(let next) = log.append(buffer, after: tail) else {
        throw Violation.lost(buffer.number)
      }
      tail = next
    }
    try log.close()
    var seen: [UInt64: UInt32] = [:]
    let recovered = try found(try directory.storage(), options).read { batch in
      if batch.recordCount > 0 { seen[batch.number] = checksum(batch.payload) }
    }
    #expect(seen == sums)
    #expect(recovered.tail == tail)
    try recovered.abandon()
  }
}
