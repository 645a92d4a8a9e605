internal import FealtyLoyalty
internal import FealtyWire

/// What a replay takes from a `PointsPostedRecord`, read in one pass over its bytes.
///
/// The basket, the awards and the balances, most of a record, are stepped over. One value serves
/// record after record, so that its arrays are made once. The bytes that it points to are those of
/// the record read last.
///
/// Proof for `@unchecked Sendable`: it never leaves the call that replays a chunk of the log; it is
/// marked so that the synchronous calls into an actor of the same thread may use it.
struct PostedRecordReader: @unchecked Sendable {
  var posting = Posting(
    kind: .none,
    token: 0,
    effectiveAt: Timestamp(milliseconds: 0)
  )
  /// Of the request that made the record, if one did.
  private(set) var requestID: RequestID?
  private(set) var store = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var terminal = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var receipt = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The natural key of an event.
  private var eventSource = UnsafeRawBufferPointer(start: nil, count: 0)
  private var eventID = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Of a return.
  private var returnReceipt = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var businessDate: Int32 = 0
  /// Of a `PostSale`: version of its first record, and how many there are; 0 = it is no sale's.
  private(set) var saleFirst: UInt32 = 0
  private(set) var saleCount: UInt32 = 0

  /// Whether the record takes a place in the index of receipts.
  private(set) var hasReceipt = false

  /// Where the sequence of the receipt's tags begins.
  ///
  /// `mutating`, so that the value is used where it stands; it is not changed.
  mutating func receiptTag(program: UnsafeRawBufferPointer) -> UInt64 {
    if posting.kind == .eventReward {
      return EventKey.tag(program: program, source: eventSource, id: eventID)
    }
    return ReceiptKey.tag(
      program: program,
      store: store,
      terminal: terminal,
      date: businessDate,
      receipt: receipt,
      kind: posting.kind == .earn || posting.kind == .saleClaimed ? .ofSale : .ofReturn
    )
  }

  /// Adds what the posting moves.
  ///
  /// `mutating`, so that the value is used where it stands; it is not changed.
  mutating func add(to totals: inout TokenCounters) { totals.add(posting) }

  /// Reads a record.
  ///
  /// - Parameters:
  ///   - record: Its body.
  ///   - version: The member's version in its head.
  ///   - recordedAt: The time in its head.
  /// - Throws: `DecodingError`.
  mutating func read(
    _ record: UnsafeRawBufferPointer,
    version: UInt32,
    recordedAt: Timestamp
  ) throws(DecodingError) {
    reset(recordedAt)
    var cursor = RecordCursor(record)
    var isPlain = true
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0:
        if !isPlain {
          posting = try Posting(record: record, version: version, recordedAt: recordedAt)
        }
        if posting.kind != .earn, posting.kind != .saleClaimed { receipt = returnReceipt }
        // An event that was held has its key from the record that held it.
        let isEvent = posting.kind == .eventReward && requestID != nil
        hasReceipt = !receipt.isEmpty || isEvent
        return
      case 1 << 3 | 2: try readContext(cursor.readBytes())
      case 2 << 3:
        guard let kind = UInt8(exactly: try cursor.readVarint()) else {
          throw .overlongVarint(offset: cursor.offset)
        }
        posting.kind = TransactionKind(rawValue: kind) ?? .none
      case 3 << 3:
        guard let token = TokenNumber(exactly: try cursor.readVarint()) else {
          throw .overlongVarint(offset: cursor.offset)
        }
        posting.token = token
      case 5 << 3 | 2:
        var fields = FieldReader(cursor.rest)
        posting.lotsMade.append(try fields.readLot(version: version, madeAt: recordedAt))
        cursor.advance(fields.offset)
      case 11 << 3 | 2:
        var fields = FieldReader(cursor.rest)
        posting.capUses.append(try fields.readCapUse())
        cursor.advance(fields.offset)
      case 19 << 3 | 2: receipt = try cursor.readBytes()
      case 37 << 3 | 2: returnReceipt = try cursor.readBytes()
      case 35 << 3 | 2: try readEvent(cursor.readBytes())
      case 20 << 3: businessDate = Int32(truncatingIfNeeded: try cursor.readVarint())
      case 28 << 3: saleFirst = UInt32(truncatingIfNeeded: try cursor.readVarint())
      case 29 << 3: saleCount = UInt32(truncatingIfNeeded: try cursor.readVarint())
      default:
        // Most fields from 16 on are no effects. The others are rare, and read by the general code.
        if Posting.isRareEffect(tag >> 3) { isPlain = false }
        try cursor.skip(tag)
      }
    }
  }

  private mutating func reset(_ recordedAt: Timestamp) {
    if posting.isOfEarn {
      posting.kind = .none
      posting.token = 0
      posting.effectiveAt = recordedAt
      posting.lotsMade.removeAll(keepingCapacity: true)
      posting.capUses.removeAll(keepingCapacity: true)
    } else {
      posting = Posting(kind: .none, token: 0, effectiveAt: recordedAt)
    }
    requestID = nil
    store = UnsafeRawBufferPointer(start: nil, count: 0)
    terminal = store
    receipt = store
    returnReceipt = store
    businessDate = 0
    saleFirst = 0
    saleCount = 0
  }

  private mutating func readEvent(_ event: UnsafeRawBufferPointer) throws(DecodingError) {
    var cursor = RecordCursor(event)
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: eventSource = try cursor.readBytes()
      case 2 << 3 | 2: eventID = try cursor.readBytes()
      default: try cursor.skip(tag)
      }
    }
  }

  private mutating func readContext(_ context: UnsafeRawBufferPointer) throws(DecodingError) {
    var cursor = RecordCursor(context)
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: requestID = RequestID(try cursor.readBytes())
      case 5 << 3 | 2: store = try cursor.readBytes()
      case 6 << 3 | 2: terminal = try cursor.readBytes()
      default: try cursor.skip(tag)
      }
    }
  }
}

extension Posting {
  /// Whether it has nothing but what ``PostedRecordReader`` reads itself.
  fileprivate var isOfEarn: Bool {
    draws.isEmpty && restores.isEmpty && holdsPlaced.isEmpty && releases.isEmpty
      && accountChanges.isEmpty && linkedVersion == 0 && reversedPoints == .zero && !isFullReversal
      && !hasDetails
  }
}
