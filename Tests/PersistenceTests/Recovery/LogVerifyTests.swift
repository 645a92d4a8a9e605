import Testing

@testable import FealtyPersistence

@Suite("Verifying a directory")
struct LogVerifyTests {
  @Test func `a good directory: every file, batch and record is counted, nothing is changed`()
    throws
  {
    let sample = try SampleLog(batches: 12, sealed: true, snapshotsAfter: [4])
    let storage = sample.copy()
    let before = SampleLog.contents(storage)
    var visited: [UInt64] = []
    let report = try LogVerify.run(storage, lock: true) { _, _, batch in
      visited.append(batch.number)
    }
    #expect(report.isGood && report.refusal == nil && !report.hasTornTail)
    #expect(report.batchCount == 13 && report.recordCount == 12 && visited == Array(1...13))
    #expect(report.tail == sample.tail && report.logID == testLogID)
    #expect(report.snapshot?.sequence == 1)
    #expect(report.checks.map(\.file).contains("log-0000000002"))
    var after = SampleLog.contents(storage)
    after[FileNames.lock] = before[FileNames.lock]
    #expect(after == before)
  }

  @Test func `damage is reported with what came before it`() throws {
    let sample = try SampleLog(batches: 12, sealed: false)
    let bad = sample.places[9]
    let storage = sample.copy()
    storage.flip(bad.file, at: bad.offset + 70, 2)
    let report = try LogVerify.run(storage, lock: false)
    #expect(!report.isGood)
    #expect(report.batchCount == bad.number - 1 && report.tail.batch == bad.number - 1)
    guard case .damaged(let damage)? = report.refusal else {
      Issue.record("no refusal")
      return
    }
    #expect(damage.kind == .badBatchInTheMiddle && damage.offset == UInt64(bad.offset))
    #expect("\(damage)".contains(bad.file))
    #expect(report.checks.contains { !$0.isGood && $0.file == bad.file })
  }

  @Test func `a torn tail is good, a bad snapshot is not`() throws {
    let sample = try SampleLog(batches: 3, sealed: false, snapshotsAfter: [1, 2])
    let last = try #require(sample.places.last)
    let torn = sample.copy()
    torn.flip(last.file, at: last.offset, 2)
    let report = try LogVerify.run(torn, lock: false)
    #expect(report.isGood && report.hasTornTail)
    torn.flip("snapshot-0000000002.blocks", at: 50, 1)
    let second = try LogVerify.run(torn, lock: false)
    #expect(!second.isGood && second.refusal == nil && second.snapshot?.sequence == 1)
  }

  @Test func `an empty directory holds no log, and a busy one is not waited for`() throws {
    let storage = FaultyStorage(seed: 1)
    #expect(try LogVerify.run(storage, lock: true).isGood)
    let log = try openLog(storage)
    let error = #expect(throws: LogFailure.self) { try LogVerify.run(storage, lock: true) }
    #expect(error?.family == .busy)
    #expect(try LogVerify.run(storage, lock: false).isGood)
    try log.close()
  }

  @Test func `a record that cannot be read is named, although its batch is good`() throws {
    let storage = FaultyStorage(seed: 1)
    let log = try openLog(storage)
    let buffer = LogBatchBuffer(number: 2, limits: log.limits)
    let junk = [UInt8](repeating: 1, count: 50)
    #expect(junk.withUnsafeBytes { buffer.append(payload: $0, recordCount: 1) })
    _ = log.append(buffer, after: try log.tail())
    let position = LogPosition(batch: 2, index: 0)
    let error = #expect(throws: LogFailure.self) { try log.withRecord(at: position) { _ in } }
    #expect(error?.family == .damage)
    try log.close()
    let report = try LogVerify.run(storage, lock: true)
    #expect(!report.isGood && report.refusal == nil)
  }
}
