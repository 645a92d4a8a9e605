internal import FealtyPersistence
internal import FealtyWire

/// Reads the log forward for records that may tell of members.
///
/// Off the shards' threads.
struct MemberEventScan: Sendable {
  let filter: MemberEventFilter
  /// Packed position: every record before it has been looked at.
  private(set) var next: UInt64
  /// Whether nothing durable was left when it looked last.
  private(set) var hasReachedEnd = false

  /// `position`: packed, of the first record to look at; 0 = the oldest one that is kept.
  init(_ filter: MemberEventFilter, from position: UInt64) {
    self.filter = filter
    next = position
  }

  /// The next records, as many as that at most; none where the bytes of one reading have gone by
  /// without any.
  ///
  /// - Throws: ``LostRecord``; what was found before is lost with it, and ``next`` is where it was.
  mutating func records(
    _ limit: Int,
    in history: HistoryReader
  ) throws(LostRecord) -> [HistoryReader.Record] {
    if next == 0 { next = try history.firstBatch() << 16 }
    var found: [HistoryReader.Record] = []
    let batches = try history.batches(from: next >> 16, atMost: Limits.eventScanBytes)
    hasReachedEnd = batches.isEmpty
    for batch in batches {
      precondition(batch.number >= next >> 16, "batch \(batch.number) was looked at")
      let isFull = add(batch, limit, to: &found)
      if isFull { return found }
      next = (batch.number + 1) << 16
    }
    return found
  }

  /// - Returns: Whether there are as many as wanted; ``next`` then names the record behind.
  private mutating func add(
    _ batch: LogBatch,
    _ limit: Int,
    to found: inout [HistoryReader.Record]
  ) -> Bool {
    batch.payload.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      var reader = LogRecordReader(payload: bytes, recordCount: batch.recordCount)
      while let view = Self.record(&reader) {
        let position = LogPosition(batch: batch.number, index: UInt16(reader.index - 1)).packed
        guard position >= next, filter.mayTake(view.head) else { continue }
        guard found.count < limit else {
          next = position
          return true
        }
        // The bytes stay where they are.
        let start = view.body.baseAddress.map { $0 - base } ?? 0
        let body = batch.payload[start..<start + view.body.count]
        found.append(HistoryReader.Record(view, at: position, body: body))
      }
      return false
    }
  }

  /// The next record of a batch that passed its checksum.
  private static func record(_ reader: inout LogRecordReader) -> LogRecordView? {
    do throws(LogRecordFault) {
      return try reader.next()
    } catch {
      preconditionFailure("a batch that passed its checksum cannot be read: \(error)")
    }
  }
}
