internal import FealtyLoyalty
internal import FealtyWire

/// What a replay takes from a `PointsPostedRecord`, read in one pass over its bytes.
///
/// The basket, the awards and the balances, most of a record, are stepped over. One value serves
/// record after record, so that its arrays are made once. The bytes that it points to are those of
/// the record read last.
struct PostedRecordReader {
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

  /// Whether it is an administrator's change.
  private(set) var isAudited = false

  /// Whether ``posting`` may have more than the lots and cap uses of an earn: the general code has
  /// read it.
  private var isGeneral = false

  /// A bit for each field that ``read(_:version:recordedAt:)`` looks at: those of its `switch`, and
  /// the rare effects.
  private static let fieldsOfInterest: UInt64 = {
    var fields: UInt64 = 0
    for field: UInt32 in 0..<64 where Posting.isRareEffect(field) { fields |= 1 << field }
    for field: UInt64 in [19, 20, 28, 29, 35, 37] { fields |= 1 << field }
    return fields
  }()

  /// Where the sequence of the receipt's tags begins.
  ///
  /// `mutating`, so that the value is used where it stands; it is not changed.
  mutating func receiptTag(program: UnsafeRawBufferPointer) -> UInt64 {
    if posting.kind == .eventReward || posting.kind == .codeClaimed {
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
    let fieldsOfInterest = Self.fieldsOfInterest
    var cursor = RecordCursor(record)
    while true {
      let tag = try cursor.nextTag()
      // Most of a record is no effect: the basket, the awards, the balances.
      guard tag >> 3 < 64, fieldsOfInterest & 1 &<< UInt64(tag >> 3) != 0 else {
        try cursor.skip(tag)
        continue
      }
      switch tag {
      case 0:
        // A sale's tier step comes with what it counts, which is a rare effect.
        if posting.kind == .tierReviewed { isGeneral = true }
        if isGeneral {
          posting = try Posting(record: record, version: version, recordedAt: recordedAt)
        }
        if posting.kind != .earn, posting.kind != .saleClaimed { receipt = returnReceipt }
        // An event that was held has its key from the record that held it.
        let isEvent = posting.kind == .eventReward && requestID != nil
        // Of a code that many may claim there is no key.
        let isCode = posting.kind == .codeClaimed && !eventID.isEmpty
        hasReceipt = !receipt.isEmpty || isEvent || isCode
        return
      case 1 << 3 | 2: try readContext(cursor.readBytes())
      case 2 << 3:
        guard let kind = UInt8(exactly: try cursor.readVarint()) else {
          throw .overlongVarint(offset: cursor.offset)
        }
        posting.kind = TransactionKind(rawValue: kind) ?? .none
      case 3 << 3: posting.token = try cursor.readNumber(TokenNumber.self)
      case 5 << 3 | 2: try readLot(cursor.readBytes(), version: version, madeAt: recordedAt)
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
        // Rare, and read by the general code.
        if Posting.isRareEffect(tag >> 3) { isGeneral = true }
        try cursor.skip(tag)
      }
    }
  }

  private mutating func reset(_ recordedAt: Timestamp) {
    if isGeneral {
      posting = Posting(kind: .none, token: 0, effectiveAt: recordedAt)
      isGeneral = false
    } else {
      posting.kind = .none
      posting.token = 0
      posting.effectiveAt = recordedAt
      // Most have lots and no uses; emptying an array takes longer than asking.
      if !posting.lotsMade.isEmpty { posting.lotsMade.removeAll(keepingCapacity: true) }
      if !posting.capUses.isEmpty { posting.capUses.removeAll(keepingCapacity: true) }
    }
    requestID = nil
    isAudited = false
    store = UnsafeRawBufferPointer(start: nil, count: 0)
    terminal = store
    receipt = store
    returnReceipt = store
    if !eventID.isEmpty {
      eventSource = store
      eventID = store
    }
    businessDate = 0
    saleFirst = 0
    saleCount = 0
  }

  /// A lot that the record makes: the same as ``FieldReader/readLot(version:madeAt:)``, without a
  /// lot on the way to its place.
  private mutating func readLot(
    _ lot: UnsafeRawBufferPointer,
    version: UInt32,
    madeAt: Timestamp
  ) throws(DecodingError) {
    var cursor = RecordCursor(lot)
    var id = LotID(version: version, index: 0)
    var (token, partner) = (TokenNumber(0), UInt16(0))
    var (kind, locked) = (UInt8(0), Points.zero)
    var amount = Points.zero
    var (activationAt, expiresAt) = (madeAt, Timestamp.never)
    var waits = false
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0:
        posting.lotsMade.append(
          FealtyLoyalty.Lot(
            id: id,
            token: token,
            kind: LotKind(rawValue: kind) ?? .base,
            amount: amount,
            remaining: amount,
            locked: locked,
            activationAt: waits ? .never : activationAt,
            expiresAt: expiresAt,
            waits: waits,
            partner: partner
          )
        )
        return
      case 1 << 3: id.index = try cursor.readNumber(UInt16.self)
      case 2 << 3: id.version = try cursor.readNumber(UInt32.self)
      case 3 << 3: token = try cursor.readNumber(TokenNumber.self)
      case 4 << 3: kind = try cursor.readNumber(UInt8.self)
      case 5 << 3: amount = Points(Int64(bitPattern: try cursor.readVarint()))
      case 7 << 3: locked = Points(Int64(bitPattern: try cursor.readVarint()))
      case 8 << 3:
        activationAt = Timestamp(milliseconds: Int64(bitPattern: try cursor.readVarint()))
      case 9 << 3: expiresAt = Timestamp(storedExpiry: Int64(bitPattern: try cursor.readVarint()))
      case 10 << 3: waits = try cursor.readVarint() & 1 != 0
      case 11 << 3: partner = try cursor.readNumber(UInt16.self)
      default: try cursor.skip(tag)
      }
    }
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
      case 170 << 3 | 2:
        isAudited = true
        try cursor.skip(tag)
      default: try cursor.skip(tag)
      }
    }
  }
}
