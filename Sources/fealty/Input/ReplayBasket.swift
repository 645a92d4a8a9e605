internal import FealtyWire

/// A basket of a replay: one line of its baskets file.
///
/// The format is described at the head of `benchmarks/data/complete_journey_replay.py`. Beyond it a
/// basket may have what promotions can ask for: `terminal_id`, `channel`, `card_number`,
/// `business_date` (yyyymmdd), `codes`, `tenders` (each with `kind` and `cents`); and a line
/// `line_id`, `categories`, `labels`, `attributes`. Discounts of a line are sent as one sum.
struct ReplayBasket {
  var basketID = ""
  var memberID = ""
  var storeID = ""
  var terminalID = ""
  var channel = ""
  /// The card that was shown; empty = the member is named by its id.
  var cardNumber = ""
  var occurredAtMs: Int64 = 0
  var businessDate: Int32 = 0
  var currency = ""
  var codes: [String] = []
  var tenders: [Tender] = []
  var lines: [BasketLine] = []

  init(json text: UnsafeRawBufferPointer) throws(JSONCursor.Failure) {
    var cursor = JSONCursor(text)
    var basket = ReplayBasket()
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      try basket.readField(key, &cursor)
    }
    try cursor.end()
    guard !basket.basketID.isEmpty, !basket.memberID.isEmpty, basket.occurredAtMs != 0 else {
      throw JSONCursor.Failure(what: "basket_id, member_id or ts is missing", offset: 0)
    }
    self = basket
  }

  private init() {}

  /// The basket as the till posts it: the basket's id is the receipt's number, so that a second
  /// replay into the same server posts nothing twice.
  func earn(programID: String) -> EarnRequest {
    EarnRequest(
      envelope: Envelope(
        programID: programID,
        storeID: storeID,
        terminalID: terminalID,
        occurredAtMs: occurredAtMs,
        channel: channel
      ),
      member: MemberReference(
        reference: cardNumber.isEmpty ? .memberID(memberID) : .cardNumber(cardNumber)
      ),
      basket: Basket(
        currency: currency,
        lines: lines,
        receiptNumber: basketID,
        businessDate: businessDate,
        tenders: tenders,
        codes: codes
      )
    )
  }

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
      lines.reserveCapacity(16)
      try cursor.array { (cursor) throws(JSONCursor.Failure) in
        lines.append(try Self.line(&cursor))
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

  private static func line(
    _ cursor: inout JSONCursor
  ) throws(JSONCursor.Failure) -> BasketLine {
    var line = BasketLine()
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      if key.equals("sku") {
        line.sku = try cursor.string()
      } else if key.equals("dept") {
        line.department = try cursor.string()
      } else if key.equals("category") {
        line.categories.append(try cursor.string())
      } else if key.equals("brand") {
        line.brand = try cursor.string()
      } else if key.equals("qty") {
        line.quantity = try cursor.integer()
      } else if key.equals("net_cents") {
        line.amountMinor = try cursor.integer()
      } else if key.equals("kind") {
        line.kind = try kind(&cursor)
      } else if key.equals("retail_disc_cents") || key.equals("coupon_disc_cents")
        || key.equals("match_disc_cents")
      {
        line.discountMinor += try cursor.integer()
      } else {
        try readRareField(key, &cursor, of: &line)
      }
    }
    return line
  }

  private static func readRareField(
    _ key: UnsafeRawBufferPointer,
    _ cursor: inout JSONCursor,
    of line: inout BasketLine
  ) throws(JSONCursor.Failure) {
    if key.equals("line_id") {
      line.lineID = try cursor.string()
    } else if key.equals("categories") {
      line.categories += try cursor.strings()
    } else if key.equals("labels") {
      line.labels = try cursor.strings()
    } else if key.equals("attributes") {
      line.attributes = try cursor.strings()
    } else {
      try cursor.skipValue()
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
