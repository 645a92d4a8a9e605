@testable import FealtyPersistence

/// A data directory whose log grows while it is backed up: batch n has one record, of second n.
final class GrowingLog {
  let storage: FaultyStorage
  private(set) var tail = LogTail.empty
  private(set) var payloads: [UInt64: [UInt8]] = [:]
  private var log: FileLog
  /// The first batch that a start needs.
  private var needed: UInt64 = 1

  static let start: Int64 = 1_700_000_000_000

  init(_ storage: FaultyStorage = FaultyStorage(seed: 1), logID: LogID = testLogID) throws {
    self.storage = storage
    log = try LogRecovery.inspect(storage, newLogID: logID, options: smallOptions()).open()
    tail = try log.tail()
  }

  static func time(_ batch: UInt64) -> Int64 { start + Int64(batch) * 1_000 }

  func append(_ count: Int) throws {
    let buffer = LogBatchBuffer(limits: log.limits)
    for _ in 0..<count {
      buffer.reset(number: tail.batch + 1)
      let head = LogRecordHead(
        kind: 1,
        entityType: 1,
        entity: tail.batch,
        version: 1,
        previous: .none,
        recordedAtMilliseconds: Self.time(tail.batch + 1)
      )
      let body = [UInt8](
        repeating: UInt8(truncatingIfNeeded: tail.batch &+ tail.batch / 7),
        count: 90
      )
      _ = buffer.append(head, bodyLimit: body.count) { room in
        room.copyBytes(from: body)
        return body.count
      }
      payloads[tail.batch + 1] = Array(buffer.gathered)
      guard case .durable(let next) = log.append(buffer, after: tail) else {
        throw Violation.lost(tail.batch + 1)
      }
      tail = next
    }
  }

  func seal() { log.seal() }

  @discardableResult
  func snapshot() throws -> SnapshotManifest {
    let manifest = try writeSnapshot(storage, log, start: tail.batch + 1, end: tail)
    needed = try SnapshotCatalog.removeOld(storage) ?? needed
    return manifest
  }

  /// Makes archives of what no snapshot needs.
  ///
  /// `chains`: whether the chain is brought up, too.
  func archive(chains: Bool = false) throws {
    var policy = ArchivePolicy()
    policy.keepsChain = chains
    let report = log.archiveSealed(before: needed, policy, now: Self.time(tail.batch))
    precondition(report.failure == nil, "\(report)")
  }

  func close() throws { try log.close() }

  func reopen() throws {
    log = try LogRecovery.inspect(storage, newLogID: testLogID, options: smallOptions()).open()
    tail = try log.tail()
  }

  /// Backs up into a directory while the log is open.
  @discardableResult
  func backUp(
    to target: FaultyStorage,
    at time: Int64 = 0,
    keeping kept: Int64? = nil
  ) throws -> BackupReport {
    try Backup.run(
      from: storage,
      into: target,
      now: time,
      keptMilliseconds: kept,
      durable: { self.tail.batch }
    )
  }

  /// What a directory has of this log, from its first batch on; it is compared up to `last`.
  ///
  /// - Returns: The numbers of its batches; nil if one is another than was appended.
  func batches(in storage: FaultyStorage, comparing last: UInt64? = nil) throws -> [UInt64]? {
    let last = last ?? tail.batch
    let recovered = try LogRecovery.inspect(
      storage,
      newLogID: testLogID,
      options: smallOptions()
    )
    var numbers: [UInt64] = []
    var isSame = true
    try recovered.replay(from: 0) { batch in
      numbers.append(batch.number)
      if batch.recordCount > 0, batch.number <= last, let payload = payloads[batch.number] {
        isSame = isSame && payload == Array(batch.payload)
      }
      return true
    }
    try recovered.abandon()
    return isSame ? numbers : nil
  }
}

/// The record that a restore begins with.
let originRecord = (
  head: LogRecordHead(
    kind: 13,
    entityType: 7,
    entity: 4711,
    version: 1,
    previous: .none,
    recordedAtMilliseconds: GrowingLog.start
  ),
  body: [UInt8]("restored".utf8)
)

/// Restores a backup or a data directory into a new one.
func restored(
  _ source: FaultyStorage,
  _ target: RestoreTarget = .newest,
  into new: FaultyStorage = FaultyStorage(seed: 9)
) throws -> FaultyStorage {
  let restore = try Restore.open(source)
  let plan = try restore.plan(target)
  _ = try restore.run(plan, into: new, record: originRecord)
  try restore.close()
  return new
}

/// Why a backup or restore was not made; nil if it was.
func backupFailure(_ body: () throws -> Void) -> BackupFailure? {
  do {
    try body()
    return nil
  } catch {
    // Anything else is none of a backup's errors, and the test finds no failure.
    return error as? BackupFailure
  }
}

extension BackupFailure {
  /// The sentence of a refusal.
  var sentence: String? { if case .refused(let sentence) = self { sentence } else { nil } }
}

extension LogNotice {
  /// Whether it is what a start says of a log whose last segment is full to its end: nothing is
  /// wrong with it.
  var isOfAnEndedSegment: Bool { if case .headRemade = self { true } else { false } }
}
