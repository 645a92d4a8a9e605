internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Reads single records back from the log and its archives, off the shards' threads.
///
/// What cannot be read is thrown, with its reason: see ``LostRecord``.
final class HistoryReader: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `log` and `told` are read and changed under `lock`; the log
  // guards itself.
  private let lock = Lock()
  private var log: FileLog?
  private let recent: RecentRecords
  private let keepsWritten: Bool
  /// Told what turns out to be damaged or cannot be read, once for each reason.
  private let found: @Sendable (LostRecord) -> Void
  private var told: Set<String> = []

  /// One record, with the bytes of the batch that it lies in.
  struct Record: Sendable {
    var position: UInt64
    var kind: UInt8
    var entity: UInt64
    var version: UInt32
    var previous: UInt64
    var recordedAtMilliseconds: Int64
    var body: ArraySlice<UInt8>

    /// The body by itself.
    var bytes: [UInt8] { Array(body) }

    /// `body`: the view's, without a copy where the caller has it.
    init(_ view: LogRecordView, at position: UInt64, body: ArraySlice<UInt8>? = nil) {
      self.position = position
      kind = view.head.kind
      entity = view.head.entity
      version = view.head.version
      previous = view.head.previous.packed
      recordedAtMilliseconds = view.head.recordedAtMilliseconds
      self.body = body ?? ArraySlice(view.body)
    }

    /// What will be recorded, for who asks before.
    init(_ kind: RecordKind, entity: UInt64, version: UInt32, at now: Timestamp, body: [UInt8]) {
      position = 0
      self.kind = UInt8(kind.rawValue)
      self.entity = entity
      self.version = version
      previous = 0
      recordedAtMilliseconds = now.milliseconds
      self.body = body[...]
    }
  }

  /// `capacity`: bytes of batches that are kept in memory; 0 = what was read last alone.
  init(keeping capacity: Int, found: @escaping @Sendable (LostRecord) -> Void = { _ in }) {
    self.found = found
    recent = RecentRecords(capacity: capacity)
    keepsWritten = capacity > 0
  }

  /// Gives the reader the log that recovery opened.
  ///
  /// Before the first request.
  func open(_ log: FileLog) {
    lock.locked { self.log = log }
  }

  /// The record at a packed position that is durable.
  func record(at position: UInt64) throws(LostRecord) -> Record {
    if let record = recent.record(at: position) { return record }
    guard let log = lock.locked({ log }) else { throw .stopped }
    do throws(LogFailure) {
      return try log.withRecord(at: LogPosition(packed: position)) { Record($0, at: position) }
    } catch {
      throw lost(error)
    }
  }

  /// Takes a batch that has just become durable: what was recorded last is asked for first.
  ///
  /// On the log's thread, before anybody learns that the batch is durable.
  func note(_ batch: LogBatchBuffer) {
    guard keepsWritten else { return }
    let kept = RecentRecords.Batch(written: batch.gathered, recordCount: batch.recordCount)
    recent.keep(written: kept, as: batch.number)
  }

  /// The record at a packed position, if its batch was written lately or brought here by
  /// ``fetch(batch:on:then:)``, and has not made room for others yet.
  ///
  /// From any thread: nothing is read.
  func recentRecord(at position: UInt64) -> Record? { recent.record(at: position) }

  /// Lets go of all that memory has of the log: somebody was erased.
  func forgetRecent() { recent.forget() }

  /// Brings a durable batch to where ``recentRecord(at:)`` finds its records.
  ///
  /// `then`: called on a thread of the pool, with why it could not be read; the next one who asks
  /// for it has it read again.
  func fetch(
    batch number: UInt64,
    on pool: any BlockingPool,
    then work: @escaping @Sendable (LostRecord?) -> Void
  ) {
    guard recent.shouldRead(number, then: work) else { return }
    pool.run { self.recent.keep(self.read(number), as: number) }
  }

  private func read(_ number: UInt64) -> Result<RecentRecords.Batch, LostRecord> {
    guard let log = lock.locked({ log }) else { return .failure(.stopped) }
    do throws(LogFailure) {
      guard let batch = try log.read(from: number, atMost: 1).first, batch.number == number else {
        return .failure(.absent(LogPosition(batch: number, index: 0)))
      }
      return .success(try RecentRecords.Batch(batch))
    } catch {
      return .failure(lost(error))
    }
  }

  /// Tells what an operator should know, once: a damaged archive is asked for often.
  private func lost(_ failure: LogFailure) -> LostRecord {
    let reason = LostRecord(failure)
    guard reason.isNews else { return reason }
    let isNew = lock.locked {
      told.count < Self.reasonsTold && told.insert(reason.description).inserted
    }
    if isNew { found(reason) }
    return reason
  }

  /// Reasons that are told at most, so that a broken disk does not fill the server's log.
  private static let reasonsTold = 256

  /// What lies before a batch, to read the log from its end.
  func past(before number: UInt64) throws(LostRecord) -> LogPast {
    guard let log = lock.locked({ log }) else { throw .stopped }
    return log.past(before: number)
  }

  /// The batches of a stretch.
  func batches(of stretch: LogStretch) throws(LostRecord) -> [LogBatch] {
    guard let log = lock.locked({ log }) else { throw .stopped }
    do throws(LogFailure) { return try log.read(stretch) } catch { throw lost(error) }
  }

  /// The number of the oldest batch that is kept.
  func firstBatch() throws(LostRecord) -> UInt64 {
    guard let log = lock.locked({ log }) else { throw .stopped }
    return log.batches.lowerBound
  }

  /// The number of the newest batch that is durable.
  func newestBatch() throws(LostRecord) -> UInt64 {
    guard let log = lock.locked({ log }) else { throw .stopped }
    return log.batches.upperBound
  }

  /// Durable batches from a number on: one at least, and no more than so many bytes of them; none
  /// behind the last one.
  func batches(from number: UInt64, atMost bytes: Int) throws(LostRecord) -> [LogBatch] {
    guard let log = lock.locked({ log }) else { throw .stopped }
    do throws(LogFailure) { return try log.read(from: number, atMost: bytes) } catch {
      throw lost(error)
    }
  }

  /// Walks an entity's records from `position` back, newest first, until `visit` has had enough.
  ///
  /// - Throws: ``LostRecord`` at the first that cannot be had; those before it were visited.
  /// - Complexity: one read of the log for each record.
  func walk(from position: UInt64, _ visit: (Record) -> Bool) throws(LostRecord) {
    var next = position
    while next != 0 {
      let record = try record(at: next)
      precondition(record.previous < next, "record \(next) comes after \(record.previous)")
      guard visit(record) else { return }
      next = record.previous
    }
  }
}
