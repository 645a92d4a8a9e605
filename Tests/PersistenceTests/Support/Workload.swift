@testable import FealtyPersistence

/// The log's id in all tests.
let testLogID = LogID(low: 0x1122_3344_5566_7788, high: 0x99aa_bbcc_ddee_ff00)

/// Options for small logs: four batches or so to a segment.
func smallOptions(
  segmentBytes: Int = 2048,
  largestBatch: Int = 1024,
  ready: Int = 1,
  failStop: @escaping @Sendable (LogFailure) -> Void = { _ in }
) -> LogOptions {
  LogOptions(
    segmentBytes: segmentBytes,
    readySegments: ready,
    limits: LogLimits(largestBatchBytes: largestBatch),
    reserveBytes: largestBatch,
    failStop: failStop
  )
}

/// What a client knows: what was sent, and what of it was acknowledged.
struct Ledger {
  /// Checksum of the payload by batch number.
  var acknowledged: [UInt64: UInt32] = [:]

  /// Checksums of all payloads ever sent under a number.
  var sent: [UInt64: Set<UInt32>] = [:]
}

/// What the property was broken by.
enum Violation: Error, Equatable {
  case lost(UInt64)
  case changed(UInt64)
  case invented(UInt64)
  case refused(LogFailure)
  case unreadable(UInt64)
}

/// Fills a buffer with records made of a seed.
func fill(_ buffer: LogBatchBuffer, records: Int, bodyBytes: Int, seed: UInt64) {
  var random = SeededRandom(seed: seed)
  for _ in 0..<records {
    let head = LogRecordHead(
      kind: UInt8(random.below(200)),
      entityType: 1,
      entity: random.next(),
      version: UInt32(random.below(1_000)),
      previous: .none,
      recordedAtMilliseconds: 1_700_000_000_000
    )
    let position = buffer.append(head, bodyLimit: bodyBytes) { body in
      for index in 0..<bodyBytes { body[index] = UInt8(truncatingIfNeeded: random.next()) }
      return bodyBytes
    }
    precondition(position != nil, "the record does not fit")
  }
}

func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 { CRC32C.update(0, bytes) }

/// Opens a directory as a server does.
///
/// Throws what recovery or the checks throw.
func openLog(
  _ storage: any Storage,
  options: LogOptions = smallOptions(),
  ledger: Ledger? = nil
) throws -> FileLog {
  let recovered = try LogRecovery.inspect(storage, newLogID: testLogID, options: options)
  if let ledger { try check(recovered, ledger) }
  return try recovered.open()
}

/// The property: what was acknowledged is there, and nothing that was not sent.
func check(_ recovered: RecoveredLog, _ ledger: Ledger) throws {
  var found: Set<UInt64> = []
  var violation: Violation?
  let first = recovered.scan.contents.first.map { $0.head.before.batch + 1 } ?? 1
  try recovered.replay(from: first) { batch in
    if batch.recordCount == 0 { return true }
    let sum = checksum(batch.payload)
    found.insert(batch.number)
    if ledger.sent[batch.number]?.contains(sum) != true {
      violation = .invented(batch.number)
    } else if let expected = ledger.acknowledged[batch.number], expected != sum {
      violation = .changed(batch.number)
    }
    var reader = batch.records
    do { while try reader.next() != nil {} } catch { violation = .unreadable(batch.number) }
    return violation == nil
  }
  if let violation { throw violation }
  for number in ledger.acknowledged.keys.sorted()
  where number >= first && !found.contains(number) {
    throw Violation.lost(number)
  }
}

/// A short life of a server: open, append, rotate, seal, snapshot, truncate, close.
///
/// - Returns: Whether it came to its end.
struct Life {
  var batches = 8
  var snapshots = true
  /// Whether segments are made ahead, which makes all names of the directory durable.
  var prepares = true
  var closes = true

  func run(_ storage: any Storage, _ ledger: inout Ledger, seed: UInt64) -> Bool {
    var random = SeededRandom(seed: seed)
    do {
      let log = try openLog(storage)
      let buffer = LogBatchBuffer(limits: log.limits)
      var tail = try log.tail()
      for step in 0..<batches {
        if prepares, random.below(2) == 0 { _ = log.prepareNextSegment() }
        buffer.reset(number: tail.batch + 1)
        let records = 1 + random.below(3)
        fill(buffer, records: records, bodyBytes: random.below(220), seed: random.next())
        let sum = withExtendedLifetime(buffer) { checksum(buffer.gathered) }
        ledger.sent[buffer.number, default: []].insert(sum)
        guard case .durable(let next) = log.append(buffer, after: tail) else { return false }
        ledger.acknowledged[buffer.number] = sum
        tail = next
        if random.below(4) == 0 { log.seal() }
        if snapshots && step == batches / 2 { try snapshot(storage, log, tail) }
      }
      if closes { try log.close() }
      return true
    } catch {
      return false
    }
  }

  private func snapshot(_ storage: any Storage, _ log: FileLog, _ tail: LogTail) throws {
    let writer = try SnapshotWriter(storage: storage, logID: log.logID, start: tail.batch)
    let record = [UInt8](repeating: 7, count: 100)
    try record.withUnsafeBytes { bytes in
      for section: UInt8 in [1, 1, 2] { try writer.append(section: section, bytes) }
    }
    _ = try writer.finish(end: tail, metadata: [1, 2, 3])
    if let start = try SnapshotCatalog.removeOld(storage) {
      try log.truncate(before: start, owner: tail)
    }
  }
}
