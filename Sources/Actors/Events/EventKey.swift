internal import FealtyWire

/// The natural key of an event: its source and the id that the source gave it.
///
/// It stands in the index of receipts, in a sequence of tags as theirs (see ``ReceiptKey``).
enum EventKey {
  /// Where the sequence of tags begins.
  static func tag(
    program: UnsafeRawBufferPointer,
    source: UnsafeRawBufferPointer,
    id: UnsafeRawBufferPointer
  ) -> UInt64 {
    var mixed: UInt64 = 0x6576_656E_7431_6B79
    mix(program, into: &mixed)
    mix(source, into: &mixed)
    mix(id, into: &mixed)
    return mixed
  }

  static func tag(program: UnsafeRawBufferPointer, _ event: StoredEvent) -> UInt64 {
    Array(event.source.utf8).withUnsafeBytes { source in
      Array(event.eventID.utf8).withUnsafeBytes { id in
        tag(program: program, source: source, id: id)
      }
    }
  }

  private static func mix(_ part: UnsafeRawBufferPointer, into mixed: inout UInt64) {
    mixed = (mixed ^ ContentHash.hash(part)) &* 0xC4CE_B9FE_1A85_EC53
    mixed ^= mixed >> 32
  }

  /// The event that a record is about, and the answer that it was given; nil where it is another
  /// kind of record.
  static func recorded(
    _ record: HistoryReader.Record
  ) throws(DecodingError) -> (event: StoredEvent, program: String?, answer: [UInt8])? {
    switch RecordKind(rawValue: Int32(record.kind)) {
    case .eventHeld:
      let held = try EventHeldRecord(bytes: record.bytes)
      return held.event.map { ($0, held.programID, held.answer) }
    case .pointsPosted:
      let posted = try PointsPostedRecord(bytes: record.bytes)
      // A code's claim has a key of the same kind, with an empty source.
      guard posted.kind == .eventReward || posted.kind == .codeClaimed else { return nil }
      return posted.event.map { ($0, nil, posted.answer) }
    case .codeCancelled:
      let cancelled = try CodeCancelledRecord(bytes: record.bytes)
      return (StoredEvent(code: cancelled.codeID), cancelled.programID, cancelled.answer)
    default: return nil
    }
  }
}

extension StoredEvent {
  init(_ request: RewardEventRequest) {
    self.init(
      source: request.source,
      eventID: request.eventID,
      type: request.eventType,
      tags: request.tags,
      counters: request.counters
    )
  }

  /// Whether it has the natural key of another one.
  func hasKey(of other: StoredEvent) -> Bool {
    source.utf8.elementsEqual(other.source.utf8) && eventID.utf8.elementsEqual(other.eventID.utf8)
  }
}
