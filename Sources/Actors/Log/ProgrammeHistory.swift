internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Reads the log from its end for the transactions of all members, a stretch at a time.
///
/// Archives know the times of their blocks, and a file of the log that of its first record, so what
/// lies outside the window is passed over. Records of different members may stand a little out of
/// the order of their times: the window is taken with some room, and each record by its own time.
struct ProgrammeHistory: Sendable {
  private static let skewMilliseconds: Int64 = 60_000

  let history: HistoryReader
  let filter: HistoryFilter

  /// Packed position that all further records lie before; 0 at the end.
  private(set) var next: UInt64
  /// Whether what comes next is not kept any more.
  private(set) var isCut = false
  /// Archives that could not be read, with the reason.
  private(set) var missing: [String] = []
  /// Bytes that may still be looked at.
  private var bytesLeft = Limits.programmePageBytes

  /// - Parameters:
  ///   - history: Where it is read.
  ///   - filter: Its token is for the caller to look at.
  ///   - position: Packed; all records lie before it.
  init(_ history: HistoryReader, _ filter: HistoryFilter, before position: UInt64) {
    self.history = history
    self.filter = filter
    next = position
  }

  /// Whether the caller should be told what was found so far.
  var isTired: Bool { bytesLeft <= 0 }

  /// The next records that the filter takes, newest first; as many as that, or fewer where a page's
  /// work is done or nothing is left.
  ///
  /// - Throws: ``LostRecord`` where a call failed: the next try may do better. Damage is passed
  ///   over, and noted.
  mutating func records(_ limit: Int) throws(LostRecord) -> [HistoryReader.Record] {
    var found: [HistoryReader.Record] = []
    while next != 0, found.count < limit, !isTired {
      let past = try history.past(before: next & 0xFFFF == 0 ? next >> 16 : (next >> 16) + 1)
      switch past {
      case .end(let isCut):
        self.isCut = isCut
        next = 0
      case .missing(let first, let file, let reason):
        missing.append("\(file): \(reason)")
        next = first << 16
      case .stretch(let stretch):
        do throws(LostRecord) {
          try take(stretch, limit, &found)
        } catch {
          guard case .damaged(let damage) = error else { throw error }
          missing.append("\(damage)")
          next = stretch.batches.lowerBound << 16
        }
      }
    }
    return found
  }

  private mutating func take(
    _ stretch: LogStretch,
    _ limit: Int,
    _ found: inout [HistoryReader.Record]
  ) throws(LostRecord) {
    if let times = stretch.times {
      if times.newest < filter.fromMilliseconds - Self.skewMilliseconds { return next = 0 }
      if isLater(times.first) { return next = stretch.batches.lowerBound << 16 }
    } else if filter.toMilliseconds != .max, stretch.firstOfFile < stretch.batches.lowerBound,
      let first = try history.batches(from: stretch.firstOfFile, atMost: 1).first?.firstTime,
      isLater(first)
    {
      return next = stretch.firstOfFile << 16
    }
    var records: [HistoryReader.Record] = []
    var newest = Int64.min
    for batch in try history.batches(of: stretch) {
      bytesLeft -= batch.payload.count
      newest = max(newest, add(batch, to: &records))
    }
    if newest != .min, newest < filter.fromMilliseconds - Self.skewMilliseconds {
      return next = 0
    }
    for record in records.reversed() {
      found.append(record)
      if found.count == limit { return next = record.position }
    }
    next = stretch.batches.lowerBound << 16
  }

  /// Whether everything from a record of this time on lies behind the window.
  private func isLater(_ first: Int64) -> Bool {
    filter.toMilliseconds != .max && first >= filter.toMilliseconds + Self.skewMilliseconds
  }

  /// Adds what the filter takes of a batch.
  ///
  /// - Returns: The newest time of all its records.
  private func add(_ batch: LogBatch, to records: inout [HistoryReader.Record]) -> Int64 {
    var newest = Int64.min
    batch.payload.withUnsafeBytes { bytes in
      var reader = LogRecordReader(payload: bytes, recordCount: batch.recordCount)
      while let view = Self.record(&reader) {
        newest = max(newest, view.head.recordedAtMilliseconds)
        let position = LogPosition(batch: batch.number, index: UInt16(reader.index - 1)).packed
        guard position < next, view.head.kind == UInt8(RecordKind.pointsPosted.rawValue),
          view.head.recordedAtMilliseconds >= filter.fromMilliseconds,
          view.head.recordedAtMilliseconds < filter.toMilliseconds
        else { continue }
        let record = HistoryReader.Record(view, at: position)
        if filter.takes(record) { records.append(record) }
      }
    }
    return newest
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

extension HistoryFilter {
  /// Whether it takes a posting, its token apart.
  fileprivate func takes(_ record: HistoryReader.Record) -> Bool {
    guard !kinds.isEmpty || !storeID.isEmpty else { return true }
    let posted = record.decoded { bytes throws(DecodingError) in
      try PointsPostedRecord(decoding: bytes)
    }
    return (kinds.isEmpty || kinds.contains(posted.kind))
      && (storeID.isEmpty || posted.context?.storeID == storeID)
  }
}
