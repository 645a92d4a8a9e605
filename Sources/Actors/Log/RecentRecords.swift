internal import FealtyPersistence

/// The batches of the log that were read last, whole, so that another record of one costs no
/// reading.
///
/// Returns and explanations are of sales of the same minutes, and those lie side by side.
///
/// - Owns: the bytes of some batches, at most ``capacity`` of them together.
/// - Guarantees: a batch is read once however many ask for it at the same time.
/// - Suspends: never; it waits for its own lock alone.
/// - Fails: never; those who read do.
final class RecentRecords: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = Lock()
  private var batches: [UInt64: Batch] = [:]
  /// The numbers of the batches, the one read first before the others.
  private var order: [UInt64] = []
  private var bytes = 0
  /// Who waits for a batch that is being read.
  private var waiting: [UInt64: [@Sendable (LogFailure?) -> Void]] = [:]
  private let capacity: Int

  /// A batch's records, and where each begins.
  final class Batch: Sendable {
    private let payload: [UInt8]
    private let starts: [Int]

    /// - Throws: damage where the batch's content is no row of records.
    init(_ batch: LogBatch) throws(LogFailure) {
      var starts: [Int] = []
      starts.reserveCapacity(batch.recordCount)
      let fault = batch.payload.withUnsafeBytes { bytes -> LogRecordFault? in
        var reader = LogRecordReader(payload: bytes, recordCount: batch.recordCount)
        do throws(LogRecordFault) {
          while let record = try reader.next() {
            guard let base = bytes.baseAddress, let body = record.body.baseAddress else { break }
            starts.append(body - base - LogRecordLayout.headBytes)
          }
          return nil
        } catch {
          return error
        }
      }
      if let fault {
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
      payload = batch.payload
      self.starts = starts
    }

    var byteCount: Int { payload.count + starts.count * 8 }

    /// The record with this index; nil where the batch has none.
    func record(_ index: Int, at position: UInt64) -> HistoryReader.Record? {
      guard starts.indices.contains(index) else { return nil }
      let end = index + 1 < starts.count ? starts[index + 1] : payload.count
      return payload.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[starts[index]..<end])
        var reader = LogRecordReader(payload: rest, recordCount: 1)
        do throws(LogRecordFault) {
          return try reader.next().map { HistoryReader.Record($0, at: position) }
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
    lock.locked { batches[position >> 16] }?.record(Int(position & 0xFFFF), at: position)
  }

  /// Notes that somebody wants a batch.
  ///
  /// - Returns: Whether the caller is to read it and then to call ``keep(_:as:)``; else somebody
  ///   does so already.
  func shouldRead(
    _ number: UInt64,
    then work: @escaping @Sendable (LogFailure?) -> Void
  ) -> Bool {
    lock.locked {
      let isFirst = waiting[number] == nil
      waiting[number, default: []].append(work)
      return isFirst
    }
  }

  /// Keeps a batch, or hears why there is none, and tells those who wait for it.
  func keep(_ batch: Result<Batch, LogFailure>, as number: UInt64) {
    let waiting = lock.locked {
      if case .success(let batch) = batch { insert(batch, number) }
      return self.waiting.removeValue(forKey: number) ?? []
    }
    var failure: LogFailure?
    if case .failure(let error) = batch { failure = error }
    for work in waiting { work(failure) }
  }

  private func insert(_ batch: Batch, _ number: UInt64) {
    guard batches.updateValue(batch, forKey: number) == nil else { return }
    order.append(number)
    bytes += batch.byteCount
    while bytes > capacity, order.count > 1 {
      bytes -= batches.removeValue(forKey: order.removeFirst())?.byteCount ?? 0
    }
  }
}
