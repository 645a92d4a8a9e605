import Testing

@testable import FealtyPersistence

/// What every log store must do, run on the file log over a real and over a simulated directory.
@Suite("Conformance of a log store")
struct LogStoreConformanceTests {
  enum Kind: CaseIterable, Sendable { case realFiles, simulatedFiles }

  /// A store and a way to open the same one again.
  struct Bench {
    let storage: any Storage
    let directory: TemporaryDirectory?

    init(_ kind: Kind) throws {
      switch kind {
      case .realFiles:
        let made = try TemporaryDirectory()
        directory = made
        storage = try made.storage()
      case .simulatedFiles:
        directory = nil
        storage = FaultyStorage(seed: 1)
      }
    }

    func open() throws -> FileLog {
      // The directory goes with this value, so whoever opens has to keep it.
      try withExtendedLifetime(directory) { try openLog(storage) }
    }
  }

  private func append(
    _ store: any LogStore,
    _ count: Int,
    seed: UInt64 = 0
  ) throws -> [UInt64: UInt32] {
    let buffer = LogBatchBuffer(limits: store.limits)
    var sums: [UInt64: UInt32] = [:]
    for step in 0..<count {
      let tail = try store.tail()
      buffer.reset(number: tail.batch + 1)
      fill(buffer, records: 2, bodyBytes: 40 + step % 50, seed: seed + UInt64(step))
      sums[buffer.number] = withExtendedLifetime(buffer) { checksum(buffer.gathered) }
      let outcome = outcome(of: buffer, after: tail, in: store)
      guard case .durable(let next) = outcome else { throw Violation.lost(buffer.number) }
      #expect(try store.tail() == next)
      #expect(next.batch == tail.batch + 1 && next.epoch == tail.epoch)
    }
    return sums
  }

  private func outcome(
    of buffer: LogBatchBuffer,
    after tail: LogTail,
    in store: any LogStore
  ) -> AppendOutcome {
    let box = Box()
    store.append(buffer, after: tail) { box.outcomes.append($0) }
    #expect(box.outcomes.count == 1)
    return box.outcomes.first ?? .unknown
  }

  private final class Box: @unchecked Sendable { var outcomes: [AppendOutcome] = [] }

  @Test(arguments: Kind.allCases)
  func `appended batches read back in order, with number, epoch and chain`(kind: Kind) throws {
    let bench = try Bench(kind)
    let log = try bench.open()
    let sums = try append(log, 40)
    var number: UInt64 = 1
    var previous: UInt32 = 0
    while true {
      let batches = try log.read(from: number, atMost: 300)
      if batches.isEmpty { break }
      for batch in batches {
        #expect(batch.number == number && batch.epoch == 1)
        #expect(batch.previousChecksum == previous)
        if let sum = sums[number] {
          #expect(batch.payload.withUnsafeBytes { checksum($0) } == sum)
          #expect(batch.recordCount == 2)
        } else {
          #expect(batch.recordCount == 0 && number == 1)
        }
        previous = batch.checksum
        number += 1
      }
    }
    #expect(number == 42)
    #expect(try log.read(from: 1000, atMost: 1).isEmpty)
    try log.close()
    withExtendedLifetime(bench) {}
  }

  @Test(arguments: Kind.allCases)
  func `a wrong tail is fenced, whatever part of it is wrong`(kind: Kind) throws {
    let bench = try Bench(kind)
    let log = try bench.open()
    _ = try append(log, 3)
    let tail = try log.tail()
    let buffer = LogBatchBuffer(number: tail.batch + 1, limits: log.limits)
    fill(buffer, records: 1, bodyBytes: 10, seed: 1)
    var wrong: [LogTail] = [.empty, tail, tail, tail]
    wrong[1].batch -= 1
    wrong[2].epoch += 1
    wrong[3].checksum ^= 1
    for expected in wrong {
      #expect(outcome(of: buffer, after: expected, in: log) == .fenced(tail))
    }
    guard case .durable = outcome(of: buffer, after: tail, in: log) else {
      Issue.record("the right tail was refused")
      return
    }
    try log.close()
    withExtendedLifetime(bench) {}
  }

  @Test(arguments: Kind.allCases)
  func `everything is there after opening again, in a new epoch`(kind: Kind) throws {
    let bench = try Bench(kind)
    var log = try bench.open()
    let sums = try append(log, 10)
    let tail = try log.tail()
    try log.close()
    log = try bench.open()
    let reopened = try log.tail()
    #expect(reopened.batch == tail.batch + 1 && reopened.epoch == tail.epoch + 1)
    let batches = try log.read(from: 1, atMost: 1 << 20)
    #expect(batches.count == 12)
    for batch in batches where batch.recordCount > 0 {
      #expect(batch.payload.withUnsafeBytes { checksum($0) } == sums[batch.number])
    }
    #expect(batches.last?.tail == reopened)
    try log.close()
    #expect(throws: LogFailure.stopped) { try log.tail() }
  }

  @Test(arguments: Kind.allCases)
  func `truncation forgets old batches, never new ones`(kind: Kind) throws {
    let bench = try Bench(kind)
    var log = try bench.open()
    _ = try append(log, 60)
    let tail = try log.tail()
    var stranger = tail
    stranger.epoch += 1
    #expect(throws: LogFailure.notOwner(tail)) { try log.truncate(before: 30, owner: stranger) }
    try log.truncate(before: 30, owner: tail)
    let first = log.batches.lowerBound
    #expect(first > 1 && first <= 30)
    #expect(throws: LogFailure.truncated(before: first)) { try log.read(from: 1, atMost: 1) }
    #expect(try log.read(from: 30, atMost: 1).first?.number == 30)
    try log.truncate(before: 1 << 40, owner: tail)
    #expect(try log.read(from: tail.batch, atMost: 1).first?.tail == tail)
    _ = try writeSnapshot(bench.storage, log, start: tail.batch + 1, end: tail)
    _ = try append(log, 5)
    try log.close()
    log = try bench.open()
    #expect(try log.tail().batch == tail.batch + 6)
    try log.close()
    withExtendedLifetime(bench) {}
  }

  @Test(arguments: Kind.allCases)
  func `a record is found by its position`(kind: Kind) throws {
    let bench = try Bench(kind)
    let log = try bench.open()
    let buffer = LogBatchBuffer(limits: log.limits)
    var positions: [(LogPosition, LogRecordHead)] = []
    for step: UInt64 in 1...150 {
      let tail = try log.tail()
      buffer.reset(number: tail.batch + 1)
      for index: UInt64 in 0..<(step % 3 + 1) {
        let head = LogRecordHead(
          kind: 3,
          entityType: 2,
          entity: step * 10 + index,
          version: UInt32(step),
          previous: positions.last?.0 ?? .none,
          recordedAtMilliseconds: Int64(step)
        )
        let position = try #require(
          buffer.append(head, bodyLimit: 4) { body in
            body.storeBytes(of: UInt32(step).littleEndian, as: UInt32.self)
            return 4
          }
        )
        positions.append((position, head))
      }
      guard case .durable = log.append(buffer, after: tail) else { throw Violation.lost(step) }
    }
    for (position, head) in positions.reversed() {
      let (found, body) = try log.withRecord(at: position) { record in
        (record.head, record.body.loadUnaligned(as: UInt32.self))
      }
      #expect(found == head && body == head.version)
    }
    let tail = try log.tail()
    let missing = LogPosition(batch: tail.batch, index: 9)
    #expect(throws: LogFailure.notFound(missing)) { try log.withRecord(at: missing) { _ in } }
    let ahead = LogPosition(batch: tail.batch + 1, index: 0)
    #expect(throws: LogFailure.notFound(ahead)) { try log.withRecord(at: ahead) { _ in } }
    try log.close()
    withExtendedLifetime(bench) {}
  }

  @Test(arguments: Kind.allCases)
  func `a batch of the largest size fits, after any other`(kind: Kind) throws {
    let bench = try Bench(kind)
    let log = try bench.open()
    let buffer = LogBatchBuffer(limits: log.limits)
    for step in 0..<12 {
      let tail = try log.tail()
      buffer.reset(number: tail.batch + 1)
      let body = step % 2 == 0 ? buffer.capacity - LogRecordLayout.headBytes : 1 + step
      fill(buffer, records: 1, bodyBytes: body, seed: 1)
      #expect(step % 2 == 1 || buffer.freeCount == 0)
      guard case .durable = log.append(buffer, after: tail) else {
        Issue.record("step \(step)")
        return
      }
    }
    try log.close()
    withExtendedLifetime(bench) {}
  }
}
