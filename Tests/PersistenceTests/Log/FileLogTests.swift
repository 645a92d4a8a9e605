internal import Glibc
internal import Synchronization
import Testing

@testable import FealtyPersistence

@Suite("The file log")
struct FileLogTests {
  /// Counts what a log does, and its failures.
  private final class Failures: @unchecked Sendable {
    var list: [LogFailure] = []
  }

  private func append(_ log: FileLog, bodyBytes: Int = 100) throws -> AppendOutcome {
    let tail = try log.tail()
    let buffer = LogBatchBuffer(number: tail.batch + 1, limits: log.limits)
    fill(buffer, records: 1, bodyBytes: bodyBytes, seed: tail.batch)
    return log.append(buffer, after: tail)
  }

  @Test func `CL2: a batch costs one write and one sync`() throws {
    let disk = FaultyStorage(seed: 1)
    let log = try openLog(disk)
    let before = disk.callCount
    for _ in 0..<4 { _ = try append(log) }
    #expect(disk.callCount - before == 8)
  }

  @Test func `CL7: a seal is written once, and not before the first batch after it`() throws {
    let disk = FaultyStorage(seed: 1)
    let log = try openLog(disk)
    log.seal()
    let sealed = disk.callCount
    log.seal()
    #expect(disk.callCount == sealed)
    _ = try append(log)
    log.seal()
    #expect(disk.callCount == sealed + 4)
  }

  @Test func `CL8 S7: without space mutations are refused first, and service comes back`() throws {
    let disk = FaultyStorage(seed: 1)
    let failures = Failures()
    let log = try openLog(disk, options: smallOptions { failures.list.append($0) })
    #expect(log.hasRoom)
    #expect(log.prepareNextSegment() == .prepared)
    #expect(log.prepareNextSegment() == .enough)
    disk.capacityBytes = disk.fileNames.reduce(0) { $0 + disk.contents(of: $1).count } + 100
    var appended = 0
    while log.hasRoom {
      guard case .durable = try append(log) else {
        Issue.record("refused although there was room")
        return
      }
      appended += 1
      _ = log.prepareNextSegment()
    }
    #expect(appended > 4)
    guard case .full = log.prepareNextSegment() else {
      Issue.record("a full disk was not noticed")
      return
    }
    #expect(!disk.fileNames.contains { $0.hasSuffix(".tmp") })
    // What is on its way still fits, until the log says no and has done nothing.
    var outcome = try append(log)
    for _ in 0..<20 {
      guard case .durable = outcome else { break }
      outcome = try append(log)
    }
    #expect(outcome == .notAppended(.full))
    #expect(try !log.read(from: 1, atMost: 100).isEmpty)
    #expect(failures.list.isEmpty)
    disk.capacityBytes = Int.max
    #expect(log.prepareNextSegment() == .prepared)
    #expect(log.hasRoom)
    guard case .durable = try append(log) else {
      Issue.record("service did not come back")
      return
    }
    try log.close()
  }

  @Test(arguments: [EMFILE, ENFILE])
  func `P4: without descriptors the log goes on, and makes its next segment later`(
    code: Int32
  ) throws {
    let disk = FaultyStorage(seed: 1)
    let failures = Failures()
    let log = try openLog(disk, options: smallOptions { failures.list.append($0) })
    disk.plan(.fail(code), atCall: 1)
    guard case .full(let error) = log.prepareNextSegment() else {
      Issue.record("a segment was made without a descriptor")
      return
    }
    #expect(error.code == code && error.operation == .open)
    guard case .durable = try append(log) else { throw Violation.lost(0) }
    #expect(failures.list.isEmpty)
    #expect(log.prepareNextSegment() == .prepared)
    try log.close()
  }

  @Test(arguments: [EIO, ENOSPC, EDQUOT])
  func `S5 S6 CL6: a failed write or sync stops the log for good, and no further call is made`(
    code: Int32
  ) throws {
    for call in 1...2 {
      let disk = FaultyStorage(seed: 1)
      let failures = Failures()
      let log = try openLog(disk, options: smallOptions { failures.list.append($0) })
      _ = try append(log)
      let tail = try log.tail()
      let buffer = LogBatchBuffer(number: tail.batch + 1, limits: log.limits)
      fill(buffer, records: 1, bodyBytes: 100, seed: 5)
      disk.plan(.fail(code), atCall: call)
      #expect(log.append(buffer, after: tail) == .unknown)
      #expect(failures.list.count == 1)
      let calls = disk.callCount
      #expect(log.append(buffer, after: tail) == .unknown)
      log.seal()
      #expect(log.prepareNextSegment() == .stopped)
      #expect(throws: LogFailure.stopped) { try log.tail() }
      #expect(throws: LogFailure.stopped) { try log.read(from: 1, atMost: 1) }
      #expect(throws: LogFailure.stopped) { try log.close() }
      #expect(disk.callCount == calls && failures.list.count == 1)
      #expect(!log.hasRoom)
    }
  }

  @Test func `S5 CR2: after a failed sync the next start believes the disk, not the cache`() throws
  {
    var lost = 0
    for seed: UInt64 in 0..<40 {
      let disk = FaultyStorage(seed: seed)
      let log = try openLog(disk)
      _ = try append(log)
      let acknowledged = try log.tail()
      disk.plan(.fail(EIO), atCall: 2)
      #expect(try append(log) == .unknown)
      let image = disk.killed()
      let recovered = try LogRecovery.inspect(image, newLogID: testLogID, options: smallOptions())
      #expect(recovered.tail == acknowledged || recovered.tail.batch == acknowledged.batch + 1)
      if recovered.tail == acknowledged { lost += 1 }
      let kept = recovered.tail
      try recovered.abandon()
      // A power cut now changes nothing: what recovery saw was on the disk.
      let later = try LogRecovery.inspect(
        image.crashImage(seed: seed),
        newLogID: testLogID,
        options: smallOptions()
      )
      #expect(later.tail == kept)
      try later.abandon()
    }
    #expect(lost > 0)
  }

  @Test func `S3: short and interrupted reads and writes change nothing`() throws {
    for fault in [FaultyStorage.Fault.short, .interrupt] {
      let calm = FaultyStorage(seed: 1)
      var ledger = Ledger()
      #expect(Life().run(calm, &ledger, seed: 1))
      for call in 1...calm.callCount {
        let disk = FaultyStorage(seed: 1)
        disk.plan(fault, atCall: call)
        var ledger = Ledger()
        #expect(Life().run(disk, &ledger, seed: 1), "\(fault) at call \(call)")
        let log = try openLog(disk, ledger: ledger)
        try log.close()
      }
    }
    // Short for ever still ends; interrupted for ever is an error and no endless loop.
    let disk = FaultyStorage(seed: 1)
    disk.plan(.short, atCall: 1, isForEver: true)
    var ledger = Ledger()
    #expect(Life(batches: 2).run(disk, &ledger, seed: 1))
    let stuck = FaultyStorage(seed: 1)
    stuck.plan(.interrupt, atCall: 1, isForEver: true)
    #expect(!Life(batches: 2).run(stuck, &ledger, seed: 1))
  }

  @Test(arguments: [EIO, ENOSPC], [false, true])
  func `S5 S6 S7: an error at each call, once and for ever, loses nothing acknowledged`(
    code: Int32,
    isForEver: Bool
  ) throws {
    let calm = FaultyStorage(seed: 2)
    var quiet = Ledger()
    #expect(Life().run(calm, &quiet, seed: 2))
    for call in 1...calm.callCount {
      let disk = FaultyStorage(seed: 2)
      disk.plan(.fail(code), atCall: call, isForEver: isForEver)
      var ledger = Ledger()
      _ = Life().run(disk, &ledger, seed: 2)
      disk.heal()
      for image in [disk.killed(), disk.crashImage(seed: UInt64(call))] {
        #expect(throws: Never.self, "call \(call)") {
          try openLog(image, ledger: ledger).close()
        }
      }
    }
  }

  @Test func `S8: rot in a log that is open is an error for readers, not a wrong answer`() throws {
    let disk = FaultyStorage(seed: 1)
    let log = try openLog(disk)
    for _ in 0..<3 { _ = try append(log) }
    let place = SegmentHead.bytes + BatchHead.bytes + SampleLog.batchBytes
    disk.flip("log-0000000001", at: place + 80, 1)
    #expect(try log.read(from: 2, atMost: 1).first?.number == 2)
    let error = #expect(throws: LogFailure.self) { try log.read(from: 3, atMost: 1) }
    guard case .damaged(let damage)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(damage.offset == UInt64(place) && damage.batch == 3)
    try log.close()
  }

  @Test func `CL7: a tail at the very end of a segment is sealed by the mark that ends it`() throws
  {
    let disk = FaultyStorage(seed: 1)
    let log = try openLog(disk)
    #expect(log.prepareNextSegment() == .prepared)
    // Leaves room for one mark and not for two.
    let limit = 2048 - SegmentHead.bytes - BatchHead.bytes
    let first = limit / 2 / 8 * 8
    let second = limit - first - BatchHead.bytes
    for stored in [first, second] {
      let body = stored - BatchHead.bytes - LogRecordLayout.headBytes
      guard case .durable = try append(log, bodyBytes: body) else { throw Violation.lost(0) }
    }
    let calls = disk.callCount
    log.seal()
    log.seal()
    #expect(disk.callCount == calls + 2)
    // A flip in the last batch is known for what it is.
    let image = disk.crashImage(seed: 1)
    image.flip("log-0000000001", at: SegmentHead.bytes + BatchHead.bytes + first + 70, 1)
    #expect(refusedRow(image) == .badBatchInTheMiddle)
    let tail = try log.tail()
    guard case .durable = try append(log) else { throw Violation.lost(tail.batch + 1) }
    try log.close()
    let recovered = try LogRecovery.inspect(
      disk.crashImage(seed: 2),
      newLogID: testLogID,
      options: smallOptions()
    )
    #expect(recovered.tail.batch == tail.batch + 1)
    try recovered.abandon()
  }

  @Test func `readers see only what is durable while batches are appended`() throws {
    let directory = try TemporaryDirectory()
    let options = smallOptions(segmentBytes: 64 << 10, largestBatch: 4096, ready: 2)
    let log = try openLog(try directory.storage(), options: options)
    let finished = Atomic<Bool>(false)
    let readers = Readers(log)
    readers.start(2) { log in
      var next: UInt64 = 1
      while true {
        let wasFinished = finished.load(ordering: .acquiring)
        let batches = (try? log.read(from: next, atMost: 8_192)) ?? []
        for batch in batches {
          precondition(batch.number == next, "batch \(batch.number) instead of \(next)")
          next += 1
        }
        if batches.isEmpty && wasFinished { return next - 1 }
      }
    }
    for _ in 0..<2_000 {
      guard case .durable = try append(log, bodyBytes: 200) else {
        Issue.record("an append failed")
        break
      }
    }
    finished.store(true, ordering: .releasing)
    #expect(readers.join() == [2_001, 2_001])
    try log.close()
  }

  @Test func `appending from two threads is a defect that stops the process`() async {
    await #expect(processExitsWith: .failure) {
      let log = try openLog(FaultyStorage(seed: 1))
      log.seal()
      let readers = Readers(log)
      readers.start(1) { log in
        log.seal()
        return 0
      }
      _ = readers.join()
    }
  }

  @Test func `a batch with a wrong number is a defect that stops the process`() async {
    await #expect(processExitsWith: .failure) {
      let log = try openLog(FaultyStorage(seed: 1))
      let buffer = LogBatchBuffer(number: 3, limits: log.limits)
      fill(buffer, records: 1, bodyBytes: 10, seed: 1)
      _ = log.append(buffer, after: try log.tail())
    }
  }
}
