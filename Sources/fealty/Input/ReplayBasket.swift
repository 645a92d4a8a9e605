internal import FealtyWire

/// A basket of a replay: one line of its baskets file.
///
/// The format is described at the head of `benchmarks/data/complete_journey_replay.py`. Beyond it a
/// basket may have what promotions can ask for: `terminal_id`, `channel`, `card_number`,
/// `business_date` (yyyymmdd), `codes`, `tenders` (each with `kind` and `cents`); and a line
/// `line_id`, `categories`, `labels`, `attributes`. Discounts of a line are sent as one sum.
///
/// Its lines are encoded as they are read, so that a year of sales makes no strings of their names.
/// Keep one and read the next basket into it: then nothing is allocated.
struct ReplayBasket: ~Copyable {
  private(set) var basketID = ""
  private(set) var memberID = ""
  private(set) var storeID = ""
  private(set) var terminalID = ""
  private(set) var channel = ""
  /// The card that was shown; empty = the member is named by its id.
  private(set) var cardNumber = ""
  private(set) var occurredAtMs: Int64 = 0
  private(set) var businessDate: Int32 = 0
  private(set) var currency = ""
  private(set) var codes: [String] = []
  private(set) var tenders: [Tender] = []
  private(set) var lineCount = 0

  /// The lines as a `Basket` has them.
  private var lines = OutputBuffer(capacity: 4_096)

  init() {}

  /// Takes a basket instead of the one before.
  ///
  /// After a failure it is half of one, fit for nothing but to be read into again.
  mutating func read(_ text: UnsafeRawBufferPointer) throws(JSONCursor.Failure) {
    forget()
    var cursor = JSONCursor(text)
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      try readField(key, &cursor)
    }
    try cursor.end()
    guard !basketID.isEmpty, !memberID.isEmpty, occurredAtMs != 0 else {
      throw JSONCursor.Failure(what: "basket_id, member_id or ts is missing", offset: 0)
    }
  }

  private mutating func forget() {
    basketID = ""
    memberID = ""
    storeID = ""
    terminalID = ""
    channel = ""
    cardNumber = ""
    occurredAtMs = 0
    businessDate = 0
    currency = ""
    if !codes.isEmpty { codes = [] }
    if !tenders.isEmpty { tenders = [] }
    lineCount = 0
    lines.removeAll()
  }

  // MARK: - Requests

  /// Appends the basket as the till posts it, an `EarnRequest`: the basket's id is the receipt's
  /// number, so that a second replay into the same server posts nothing twice.
  func writeEarn(programID: String, to out: inout OutputBuffer) {
    writeEnvelope(EarnRequest.Field.envelope, programID: programID, to: &out)
    out.writeMessage(EarnRequest.Field.member, member)
    writeBasket(EarnRequest.Field.basket, to: &out)
  }

  /// Appends the preview of the same, an `EvaluateBasketRequest`.
  func writeEvaluation(programID: String, explain: ExplainLevel, to out: inout OutputBuffer) {
    writeEnvelope(EvaluateBasketRequest.Field.envelope, programID: programID, to: &out)
    out.writeMessage(EvaluateBasketRequest.Field.member, member)
    writeBasket(EvaluateBasketRequest.Field.basket, to: &out)
    if explain != .explainApplied {
      out.writeInt32(EvaluateBasketRequest.Field.explain, explain.rawValue)
    }
  }

  private var member: MemberReference {
    MemberReference(reference: cardNumber.isEmpty ? .memberID(memberID) : .cardNumber(cardNumber))
  }

  private func writeEnvelope(_ field: UInt32, programID: String, to out: inout OutputBuffer) {
    out.writeMessage(
      field,
      Envelope(
        programID: programID,
        storeID: storeID,
        terminalID: terminalID,
        occurredAtMs: occurredAtMs,
        channel: channel
      )
    )
  }

  private func writeBasket(_ field: UInt32, to out: inout OutputBuffer) {
    out.writeMessage(field) { out in
      if !currency.isEmpty { out.writeString(Basket.Field.currency, currency) }
      lines.withUnsafeBytes { out.append($0) }
      out.writeString(Basket.Field.receiptNumber, basketID)
      if businessDate != 0 { out.writeInt32(Basket.Field.businessDate, businessDate) }
      for tender in tenders { out.writeMessage(Basket.Field.tenders, tender) }
      for code in codes { out.writeString(Basket.Field.codes, code) }
    }
  }

  // MARK: - Fields

  private mutating func readField(
    _ key: UnsafeRawBufferPointer,
    _ cursor: inout JSONCursor
  ) throws(JSONCursor.Failure) {
    if key.equals("basket_id") {
      basketID = try cursor.string()
    } else if key.equals("member_id") {
      memberID = try cursor.string()
    } else if key.equals("store_id") {
      storeID = try cursor.string()
    } else if key.equals("currency") {
      currency = try cursor.string()
    } else if key.equals("ts") {
      guard let time = CalendarTime.milliseconds(try cursor.plainString()) else {
        throw JSONCursor.Failure(what: "ts is no RFC 3339 time in UTC", offset: cursor.offset)
      }
      occurredAtMs = time
    } else if key.equals("lines") {
      try cursor.array { (cursor) throws(JSONCursor.Failure) in
        try Self.readLine(&cursor, to: &lines)
        lineCount += 1
      }
    } else {
      try readRareField(key, &cursor)
    }
  }

  private mutating func readRareField(
    _ key: UnsafeRawBufferPointer,
    _ cursor: inout JSONCursor
  ) throws(JSONCursor.Failure) {
    if key.equals("terminal_id") {
      terminalID = try cursor.string()
    } else if key.equals("channel") {
      channel = try cursor.string()
    } else if key.equals("card_number") {
      cardNumber = try cursor.string()
    } else if key.equals("business_date") {
      businessDate = Int32(clamping: try cursor.integer())
    } else if key.equals("codes") {
      codes = try cursor.strings()
    } else if key.equals("tenders") {
      try cursor.array { (cursor) throws(JSONCursor.Failure) in
        tenders.append(try Self.tender(&cursor))
      }
    } else {
      try cursor.skipValue()
    }
  }

  private static func tender(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> Tender {
    var tender = Tender()
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      if key.equals("kind") {
        tender.kind = try cursor.string()
      } else if key.equals("cents") {
        tender.amountMinor = try cursor.integer()
      } else {
        try cursor.skipValue()
      }
    }
    return tender
  }

  // MARK: - Lines

  /// Reads a line and appends it as a `Basket` has it, its fields in the order in which they come;
  /// that of the converter is the schema's, which servers read fastest.
  private static func readLine(
    _ cursor: inout JSONCursor,
    to out: inout OutputBuffer
  ) throws(JSONCursor.Failure) {
    try out.writeMessage(Basket.Field.lines) { (out) throws(JSONCursor.Failure) in
      var discount: Int64 = 0
      try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
        if key.equals("sku") {
          try write(BasketLine.Field.sku, &cursor, to: &out)
        } else if key.equals("dept") {
          try write(BasketLine.Field.department, &cursor, to: &out)
        } else if key.equals("category") {
          try write(BasketLine.Field.categories, &cursor, to: &out)
        } else if key.equals("brand") {
          try write(BasketLine.Field.brand, &cursor, to: &out)
        } else if key.equals("qty") {
          let quantity = try cursor.integer()
          if quantity != 0 { out.writeInt64(BasketLine.Field.quantity, quantity) }
        } else if key.equals("net_cents") {
          let amount = try cursor.integer()
          if amount != 0 { out.writeSInt64(BasketLine.Field.amountMinor, amount) }
        } else if key.equals("retail_disc_cents") || key.equals("coupon_disc_cents")
          || key.equals("match_disc_cents")
        {
          discount += try cursor.integer()
        } else {
          try readRareField(key, &cursor, to: &out)
        }
      }
      if discount != 0 { out.writeSInt64(BasketLine.Field.discountMinor, discount) }
    }
  }

  private static func readRareField(
    _ key: UnsafeRawBufferPointer,
    _ cursor: inout JSONCursor,
    to out: inout OutputBuffer
  ) throws(JSONCursor.Failure) {
    if key.equals("kind") {
      let kind = try kind(&cursor)
      if kind != .item { out.writeInt32(BasketLine.Field.kind, kind.rawValue) }
    } else if key.equals("line_id") {
      try write(BasketLine.Field.lineID, &cursor, to: &out)
    } else if key.equals("categories") {
      try writeAll(BasketLine.Field.categories, &cursor, to: &out)
    } else if key.equals("labels") {
      try writeAll(BasketLine.Field.labels, &cursor, to: &out)
    } else if key.equals("attributes") {
      try writeAll(BasketLine.Field.attributes, &cursor, to: &out)
    } else {
      try cursor.skipValue()
    }
  }

  @inline(__always)
  private static func write(
    _ field: UInt32,
    _ cursor: inout JSONCursor,
    to out: inout OutputBuffer
  ) throws(JSONCursor.Failure) {
    try cursor.text { out.writeBytes(field, $0) }
  }

  private static func writeAll(
    _ field: UInt32,
    _ cursor: inout JSONCursor,
    to out: inout OutputBuffer
  ) throws(JSONCursor.Failure) {
    try cursor.array { (cursor) throws(JSONCursor.Failure) in
      try write(field, &cursor, to: &out)
    }
  }

  private static func kind(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> LineKind {
    let word = try cursor.plainString()
    if word.equals("item") { return .item }
    if word.equals("fuel") { return .fuel }
    if word.equals("giftcard") { return .giftcard }
    if word.equals("adjustment") { return .adjustment }
    if word.equals("void") { return .void }
    if word.equals("delivery") { return .delivery }
    if word.equals("deposit") { return .deposit }
    throw JSONCursor.Failure(what: "an unknown kind of line", offset: cursor.offset)
  }
}
