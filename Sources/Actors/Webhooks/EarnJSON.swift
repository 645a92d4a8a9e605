internal import FealtyLoyalty
internal import FealtyWire

/// The event of an earn, written as JSON from its record's bytes alone.
///
/// Nearly all records of a busy log are earns, and to make a ``MemberEvent`` of one takes some ten
/// times as long. A test compares the two.
struct EarnJSON {
  private var kind: Int32 = 0
  private var store = UnsafeRawBufferPointer(start: nil, count: 0)
  private var terminal = UnsafeRawBufferPointer(start: nil, count: 0)
  private var receipt = UnsafeRawBufferPointer(start: nil, count: 0)
  private var occurredAt: Int64 = 0
  private var effectiveAt: Int64 = 0
  private var ownToken = TokenNumber(0)
  private var token: TokenNumber?
  private var points: Int64 = 0
  private var balances: [Balance] = []

  private struct Balance {
    var token = TokenNumber(0)
    var available: Int64 = 0
    var pending: Int64 = 0
    var locked: Int64 = 0
    var debt: Int64 = 0

    var total: Int64 { available + pending + locked - debt }
  }

  /// Writes the event of a record of kind `pointsPosted`.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - memberID: Whose it is.
  ///   - programme: The member's.
  ///   - out: Where the JSON object goes.
  /// - Returns: false, and nothing is written, where the record is no earn or more than one.
  mutating func write(
    _ record: HistoryReader.Record,
    of memberID: String,
    _ programme: PublishedProgramme,
    to out: inout OutputBuffer
  ) -> Bool {
    record.body.withUnsafeBytes { bytes in
      do throws(DecodingError) {
        guard try read(bytes, recordedAt: record.recordedAtMilliseconds) else { return false }
      } catch {
        preconditionFailure("record \(record.position) cannot be read: \(error)")
      }
      write(record, memberID, programme, &out)
      return true
    }
  }

  // MARK: - Reading

  /// - Returns: Whether it is an earn that makes lots of one token, and nothing else that is told.
  private mutating func read(
    _ bytes: UnsafeRawBufferPointer,
    recordedAt: Int64
  ) throws(DecodingError) -> Bool {
    kind = 0
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    (store, terminal, receipt) = (nothing, nothing, nothing)
    (occurredAt, effectiveAt) = (0, recordedAt)
    (ownToken, token, points) = (0, nil, 0)
    if !balances.isEmpty { balances.removeAll(keepingCapacity: true) }
    var cursor = RecordCursor(bytes)
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0: return Self.kinds.contains(kind)
      case 1 << 3 | 2: try readContext(cursor.readBytes())
      case 2 << 3: kind = Int32(truncatingIfNeeded: try cursor.readVarint())
      case 3 << 3: ownToken = try cursor.readNumber(TokenNumber.self)
      case 4 << 3: effectiveAt = Int64(bitPattern: try cursor.readVarint())
      case 5 << 3 | 2:
        let lot = try readLot(cursor.readBytes())
        if let token, token != lot.token { return false }
        token = lot.token
        points += lot.points
      // Uses of caps, clocks and counters are not told.
      case 11 << 3 | 2, 31 << 3 | 2, 32 << 3 | 2: try cursor.skip(tag)
      case 17 << 3 | 2: try readBalance(cursor.readBytes())
      case 19 << 3 | 2: receipt = try cursor.readBytes()
      default:
        // Links, reasons, and whatever else moves points.
        if Posting.isRareEffect(tag >> 3) { return false }
        try cursor.skip(tag)
      }
    }
  }

  private static let kinds: [Int32] = [
    FealtyWire.TransactionKind.earn.rawValue, FealtyWire.TransactionKind.eventReward.rawValue,
    FealtyWire.TransactionKind.saleClaimed.rawValue,
  ]

  private mutating func readContext(_ context: UnsafeRawBufferPointer) throws(DecodingError) {
    var cursor = RecordCursor(context)
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0: return
      case 4 << 3: occurredAt = Int64(bitPattern: try cursor.readVarint())
      case 5 << 3 | 2: store = try cursor.readBytes()
      case 6 << 3 | 2: terminal = try cursor.readBytes()
      default: try cursor.skip(tag)
      }
    }
  }

  private func readLot(
    _ lot: UnsafeRawBufferPointer
  ) throws(DecodingError) -> (token: TokenNumber, points: Int64) {
    var cursor = RecordCursor(lot)
    var (token, points) = (TokenNumber(0), Int64(0))
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0: return (token, points)
      case 3 << 3: token = try cursor.readNumber(TokenNumber.self)
      case 5 << 3: points = Int64(bitPattern: try cursor.readVarint())
      default: try cursor.skip(tag)
      }
    }
  }

  private mutating func readBalance(_ bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    var cursor = RecordCursor(bytes)
    var balance = Balance()
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0:
        balances.append(balance)
        return
      case 1 << 3: balance.token = try cursor.readNumber(TokenNumber.self)
      case 2 << 3: balance.available = Int64(bitPattern: try cursor.readVarint())
      case 3 << 3: balance.pending = Int64(bitPattern: try cursor.readVarint())
      case 4 << 3: balance.locked = Int64(bitPattern: try cursor.readVarint())
      case 5 << 3: balance.debt = Int64(bitPattern: try cursor.readVarint())
      default: try cursor.skip(tag)
      }
    }
  }

  // MARK: - Writing

  private func write(
    _ record: HistoryReader.Record,
    _ memberID: String,
    _ programme: PublishedProgramme,
    _ out: inout OutputBuffer
  ) {
    var object = JSONObject(&out)
    object.key("eventId", &out)
    JSONObject.quoted(&out) { MemberEventView.writeID(record, .earned, to: &$0) }
    object.name("kind", MemberEventKind.schema, MemberEventKind.earned.rawValue, &out)
    object.number("recordedAtMs", record.recordedAtMilliseconds, &out)
    object.text("programId", programme.id, &out)
    object.text("memberId", memberID, &out)
    if record.version != 0 { object.plain("sequence", Int64(record.version), &out) }
    object.key("transactionId", &out)
    JSONObject.quoted(&out) {
      TransactionID(member: record.entity, version: record.version).appendText(to: &$0)
    }
    object.name("transactionKind", FealtyWire.TransactionKind.schema, kind, &out)
    object.number("occurredAtMs", occurredAt == 0 ? effectiveAt : occurredAt, &out)
    object.text("tokenId", programme.tokenID(token ?? ownToken), &out)
    object.number("points", points, &out)
    object.list("balances", balances, &out) { balance, object, out in
      object.text("tokenId", programme.tokenID(balance.token), &out)
      object.number("available", balance.available, &out)
      object.number("pending", balance.pending, &out)
      object.number("locked", balance.locked, &out)
      object.number("debt", balance.debt, &out)
      object.number("total", balance.total, &out)
    }
    object.text("storeId", store, &out)
    object.text("terminalId", terminal, &out)
    object.text("receiptNumber", receipt, &out)
    object.end(&out)
  }
}
