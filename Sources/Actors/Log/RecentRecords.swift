internal import FealtyPersistence

/// The batches of the log that were written or read last, whole, so that a record of one costs no
/// reading.
///
/// Returns and explanations are of sales of the same minutes, and those lie side by side; most are
/// of sales that were just made.
///
/// - Owns: the bytes of some batches, at most ``capacity`` of them together.
/// - Guarantees: a batch is read once however many ask for it at the same time.
/// - Suspends: never; it waits for its own lock alone.
/// - Fails: never; those who read do.
final class RecentRecords: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = Lock()
  private var batches: [UInt64: Batch] = [:]
  /// The numbers of the batches from `oldest` on, the one that came first before the others.
  private var order: [UInt64] = []
  private var oldest = 0
  private var bytes = 0
  /// Who waits for a batch that is being read.
  private var waiting: [UInt64: [@Sendable (LostRecord?) -> Void]] = [:]
  private let capacity: Int

  /// A batch's records, and where each begins.
  ///
  /// Proof for `@unchecked Sendable`: `starts` is found by whoever makes the batch, or under the
  /// lock of the ``RecentRecords`` that keeps it; nothing else changes.
  final class Batch: @unchecked Sendable {
    fileprivate let payload: [UInt8]
    private let recordCount: Int
    /// Empty until it is asked for.
    private var starts: [Int] = []

    /// One that was read.
    ///
    /// - Throws: damage where the batch's content is no row of records.
    init(_ batch: LogBatch) throws(LogFailure) {
      payload = batch.payload
      recordCount = batch.recordCount
      guard let fault = findStarts() else { return }
      throw .damaged(
        LogDamage(
          .badRecord,
          file: "log",
          offset: 0,
          batch: batch.number,
          expected: "records, found: \(fault)",
          repair: "repair cannot help: the batch is what was written"
        )
      )
    }

    /// One that is being written.
    ///
    /// Where its records begin is found when one is asked for, which few batches ever are.
    init(written payload: UnsafeRawBufferPointer, recordCount: Int) {
      self.payload = [UInt8](payload)
      self.recordCount = recordCount
    }

    /// What it takes in memory, with its place among the others.
    fileprivate var byteCount: Int { payload.count + recordCount * 8 + 256 }

    private func findStarts() -> LogRecordFault? {
      var found: [Int] = []
      found.reserveCapacity(recordCount)
      let fault = payload.withUnsafeBytes { bytes -> LogRecordFault? in
        var reader = LogRecordReader(payload: bytes, recordCount: recordCount)
        do throws(LogRecordFault) {
          while let record = try reader.next() {
            guard let base = bytes.baseAddress, let body = record.body.baseAddress else { break }
            found.append(body - base - LogRecordLayout.headBytes)
          }
          return nil
        } catch {
          return error
        }
      }
      starts = found
      return fault
    }

    /// Where a record lies; nil where the batch has none with this index.
    fileprivate func range(of index: Int) -> Range<Int>? {
      if starts.isEmpty, let fault = findStarts() {
        preconditionFailure("a batch that was written cannot be read: \(fault)")
      }
      guard starts.indices.contains(index) else { return nil }
      return starts[index]..<(index + 1 < starts.count ? starts[index + 1] : payload.count)
    }

    fileprivate func record(in range: Range<Int>, at position: UInt64) -> HistoryReader.Record? {
      payload.withUnsafeBytes { bytes in
        let record = UnsafeRawBufferPointer(rebasing: bytes[range])
        var reader = LogRecordReader(payload: record, recordCount: 1)
        do throws(LogRecordFault) {
          return try reader.next().map { view in
            let start = range.lowerBound + LogRecordLayout.headBytes
            let body = payload[start..<start + view.body.count]
            return HistoryReader.Record(view, at: position, body: body)
          }
        } catch {
          preconditionFailure("record \(position) was read once and cannot be read again")
        }
      }
    }
  }

  /// `capacity`: bytes to keep at most; the newest batch is kept however large it is.
  init(capacity: Int) { self.capacity = capacity }

  /// The record at a packed position, if its batch is here.
  func record(at position: UInt64) -> HistoryReader.Record? {
    let found: (Batch, Range<Int>)? = lock.locked {
      guard let batch = batches[position >> 16] else { return nil }
      return batch.range(of: Int(position & 0xFFFF)).map { (batch, $0) }
    }
    return found.flatMap { batch, range in batch.record(in: range, at: position) }
  }

  /// Lets go of all batches; who asks for one reads it again.
  func forget() {
    lock.locked {
      batches = [:]
      order = []
      oldest = 0
      bytes = 0
    }
  }

  /// Keeps a batch that was written.
  func keep(written batch: Batch, as number: UInt64) {
    lock.locked { insert(batch, number) }
  }

  /// Notes that somebody wants a batch.
  ///
  /// - Returns: Whether the caller is to read it and then to call ``keep(_:as:)``; else somebody
  ///   does so already.
  func shouldRead(
    _ number: UInt64,
    then work: @escaping @Sendable (LostRecord?) -> Void
  ) -> Bool {
    lock.locked {
      let isFirst = waiting[number] == nil
      waiting[number, default: []].append(work)
      return isFirst
    }
  }

  /// Keeps a batch, or hears why there is none, and tells those who wait for it.
  ///
  /// That there is none is not kept: its file may come back.
  func keep(_ batch: Result<Batch, LostRecord>, as number: UInt64) {
    let waiting = lock.locked {
      if case .success(let batch) = batch { insert(batch, number) }
      return self.waiting.removeValue(forKey: number) ?? []
    }
    var failure: LostRecord?
    if case .failure(let error) = batch { failure = error }
    for work in waiting { work(failure) }
  }

  private func insert(_ batch: Batch, _ number: UInt64) {
    guard batches.updateValue(batch, forKey: number) == nil else { return }
    order.append(number)
    bytes += batch.byteCount
    while bytes > capacity, order.count - oldest > 1 {
      bytes -= batches.removeValue(forKey: order[oldest])?.byteCount ?? 0
      oldest += 1
    }
    // Moved seldom, so that letting a batch go costs nothing.
    if oldest > order.count / 2, oldest > 64 {
      order.removeFirst(oldest)
      oldest = 0
    }
  }
}
