internal import FealtyLoyalty
internal import FealtyWire

/// A mapping of purchases whose expressions have been read.
struct ReadPurchase: Sendable {
  private let when: MappingExpression?
  private let orderID: MappingExpression
  private let memberID: MappingExpression?
  private let cardNumber: MappingExpression?
  private let allowsGuests: Bool
  private let occurredAt: MappingExpression?
  private let businessDate: MappingExpression?
  private let storeID: MappingExpression?
  private let terminalID: MappingExpression?
  private let channel: MappingExpression?
  private let currency: MappingExpression?
  private let total: MappingExpression?
  private let lines: MappingExpression?
  private let line: ReadLine
  private let delivery: MappingExpression?
  private let discount: MappingExpression?
  private let tags: [MappingFields.Named]
  private let counters: [MappingFields.Named]
  private let codes: [MappingExpression]

  /// Whether it is for all payloads, so that none is an event.
  var isForAll: Bool { when == nil }

  /// - Throws: ``MappingFault``: the first field that is missing or cannot be read.
  init(_ mapping: PurchaseMapping) throws(MappingFault) {
    func optional(_ field: String, _ text: String) throws(MappingFault) -> MappingExpression? {
      try MappingFields.optional("purchase.\(field)", text)
    }
    when = try optional("when", mapping.when)
    orderID = try MappingFields.required("purchase.order_id", mapping.orderID)
    memberID = try optional("member_id", mapping.memberID)
    cardNumber = try optional("card_number", mapping.cardNumber)
    allowsGuests = mapping.guests
    occurredAt = try optional("occurred_at", mapping.occurredAt)
    businessDate = try optional("business_date", mapping.businessDate)
    storeID = try optional("store_id", mapping.storeID)
    terminalID = try optional("terminal_id", mapping.terminalID)
    channel = try optional("channel", mapping.channel)
    currency = try optional("currency", mapping.currency)
    total = try optional("total_minor", mapping.totalMinor)
    lines = try optional("lines", mapping.lines)
    line = try ReadLine(mapping.line ?? LineMapping())
    delivery = try optional("delivery_minor", mapping.deliveryMinor)
    discount = try optional("discount_minor", mapping.discountMinor)
    tags = try MappingFields.named("purchase.tags", mapping.tags)
    counters = try MappingFields.named("purchase.counters", mapping.counters)
    codes = try MappingFields.list(
      "purchase.codes",
      mapping.codes,
      atMost: PromotionLimits.codesPerBasket
    )
    try requireWhole(mapping)
  }

  private func requireWhole(_ mapping: PurchaseMapping) throws(MappingFault) {
    guard memberID == nil || cardNumber == nil else {
      throw MappingFault(
        field: "purchase.member_id",
        message: "At most one of member_id and card_number may be there."
      )
    }
    // A payload that comes again on another day must have the same receipt.
    guard occurredAt != nil || businessDate != nil else {
      throw MappingFault(
        field: "purchase.occurred_at",
        message: "It or business_date is needed: the day is a part of the receipt."
      )
    }
    guard lines != nil || total != nil else {
      throw MappingFault(field: "purchase.lines", message: "It or total_minor is needed.")
    }
    guard lines == nil || mapping.line != nil else {
      throw MappingFault(field: "purchase.line", message: "It is missing.")
    }
  }

  /// Whether a payload is a purchase.
  func applies(to reading: MappingReading) -> Bool {
    when.map { reading.hasValue($0) } ?? true
  }

  /// The purchase that a payload comes to, as far as it goes; what is wrong with it is noted.
  func purchase(of reading: inout MappingReading) -> EarnRequest {
    var purchase = EarnRequest()
    guard !reading.isUnreadable else { return purchase }
    purchase.member = member(of: &reading)
    purchase.envelope = Envelope(
      storeID: reading.text("purchase.store_id", storeID, isNeeded: false) ?? "",
      terminalID: reading.text("purchase.terminal_id", terminalID, isNeeded: false) ?? "",
      occurredAtMs: reading.integer("purchase.occurred_at", occurredAt) ?? 0,
      channel: reading.text("purchase.channel", channel, isNeeded: false) ?? ""
    )
    var basket = FealtyWire.Basket()
    basket.receiptNumber = reading.text("purchase.order_id", orderID) ?? ""
    basket.currency = reading.text("purchase.currency", currency, isNeeded: false) ?? ""
    basket.businessDate = businessDate(of: &reading)
    basket.lines = basketLines(of: &reading)
    basket.tags = reading.tags("purchase.tags", tags)
    basket.counters = reading.counters("purchase.counters", counters)
    for (index, code) in codes.enumerated() {
      let path = "purchase.codes[\(index)]"
      let code = reading.text(path, code, isNeeded: false, atMost: PromotionLimits.codeBytes)
      if let code, !code.isEmpty { basket.codes.append(code) }
    }
    purchase.basket = basket
    return purchase
  }

  private func member(of reading: inout MappingReading) -> MemberReference? {
    let isNeeded = !allowsGuests
    if let id = reading.text("purchase.member_id", memberID, isNeeded: isNeeded), !id.isEmpty {
      return MemberReference(reference: .memberID(id))
    }
    let number = reading.text("purchase.card_number", cardNumber, isNeeded: isNeeded)
    guard let number, !number.isEmpty else { return nil }
    return MemberReference(reference: .cardNumber(number))
  }

  /// A day as `yyyymmdd` or `yyyy-mm-dd`; 0 where none is mapped.
  private func businessDate(of reading: inout MappingReading) -> Int32 {
    let path = "purchase.business_date"
    guard let text = reading.text(path, businessDate) else { return 0 }
    let bytes = Array(text.utf8)
    let isDashed =
      bytes.count == 10 && bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
    let digits = isDashed ? bytes[0..<4] + bytes[5..<7] + bytes[8..<10] : bytes[...]
    let iso =
      String(decoding: digits.prefix(4), as: UTF8.self) + "-"
      + String(decoding: digits.dropFirst(4).prefix(2), as: UTF8.self) + "-"
      + String(decoding: digits.dropFirst(6), as: UTF8.self)
    guard digits.count == 8, CivilDate(iso: iso) != nil,
      let date = Int32(String(decoding: digits, as: UTF8.self))
    else {
      reading.fault(path, "\(MappingExpression.quoted(text)) is no day.")
      return 0
    }
    return date
  }

  // MARK: - Lines

  private func basketLines(of reading: inout MappingReading) -> [BasketLine] {
    var found: [BasketLine] = []
    if let lines {
      for (index, element) in reading.elements("purchase.lines", lines).enumerated() {
        guard found.count < PromotionLimits.linesPerBasket else {
          let most = PromotionLimits.linesPerBasket
          reading.fault("purchase.lines", "There are more than \(most).")
          break
        }
        found.append(line.basketLine(of: element, at: index, in: &reading))
      }
    }
    if let amount = amount("delivery_minor", delivery, in: &reading) {
      found.append(BasketLine(quantity: 1, amountMinor: amount, kind: .delivery))
    }
    if let amount = amount("discount_minor", discount, in: &reading) {
      found.append(BasketLine(amountMinor: -amount, kind: .adjustment))
    }
    guard let total = reading.integer("purchase.total_minor", total) else { return found }
    guard lines != nil else {
      // What is beside the lines is within their limits, and only the total may be too much.
      let beside = found.reduce(0) { $0 + $1.amountMinor }
      let (rest, overflows) = total.subtractingReportingOverflow(beside)
      guard !overflows, FealtyLoyalty.LineKind.item.takes(amountMinor: rest) else {
        reading.fault("purchase.total_minor", "\(total) is out of range.")
        return found
      }
      return [BasketLine(quantity: 1, amountMinor: rest)] + found
    }
    let sum = found.reduce(Int64(0)) { sum, line in
      let (sum, overflows) = sum.addingReportingOverflow(line.amountMinor)
      return overflows ? .max : sum
    }
    if sum != total {
      reading.fault("purchase.total_minor", "It is \(total), and the lines come to \(sum).")
    }
    return found
  }

  /// An amount beside the lines, above 0; nil where there is none.
  private func amount(
    _ field: String,
    _ expression: MappingExpression?,
    in reading: inout MappingReading
  ) -> Int64? {
    let path = "purchase.\(field)"
    guard let amount = reading.integer(path, expression, isNeeded: false) else { return nil }
    guard 0...PromotionLimits.amountPerLine ~= amount else {
      reading.fault(path, "\(amount) is not from 0 to \(PromotionLimits.amountPerLine).")
      return nil
    }
    return amount == 0 ? nil : amount
  }
}

/// A mapping of lines whose expressions have been read.
private struct ReadLine: Sendable {
  private let texts: [(field: String, value: MappingExpression?)]
  private let categories: [MappingExpression]
  private let labels: [MappingExpression]
  private let attributes: [MappingFields.Named]
  private let kind: MappingExpression?
  private let quantity: MappingExpression?
  private let amount: MappingExpression?
  private let unitPrice: MappingExpression?
  private let discount: MappingExpression?
  /// Names of one kind that a line may have.
  private static let mostNames = 16

  init(_ mapping: LineMapping) throws(MappingFault) {
    func optional(_ field: String, _ text: String) throws(MappingFault) -> MappingExpression? {
      try MappingFields.optional("purchase.line.\(field)", text)
    }
    texts = [
      ("sku", try optional("sku", mapping.sku)),
      ("line_id", try optional("line_id", mapping.lineID)),
      ("department", try optional("department", mapping.department)),
      ("brand", try optional("brand", mapping.brand)),
    ]
    categories = try MappingFields.list(
      "purchase.line.categories",
      mapping.categories,
      atMost: Self.mostNames
    )
    labels = try MappingFields.list(
      "purchase.line.labels",
      mapping.labels,
      atMost: Self.mostNames
    )
    attributes = try MappingFields.named("purchase.line.attributes", mapping.attributes)
    kind = try optional("kind", mapping.kind)
    quantity = try optional("quantity", mapping.quantity)
    amount = try optional("amount_minor", mapping.amountMinor)
    unitPrice = try optional("unit_price_minor", mapping.unitPriceMinor)
    discount = try optional("discount_minor", mapping.discountMinor)
  }

  func basketLine(
    of element: JSONValue,
    at index: Int,
    in reading: inout MappingReading
  ) -> BasketLine {
    let path = "purchase.lines[\(index)]"
    func text(_ field: String, _ expression: MappingExpression?) -> String {
      reading.text("\(path).\(field)", expression, of: element, isNeeded: false) ?? ""
    }
    func texts(_ field: String, _ expressions: [MappingExpression]) -> [String] {
      expressions.enumerated().map { text("\(field)[\($0.offset)]", $0.element) }
        .filter { !$0.isEmpty }
    }
    var line = BasketLine(
      sku: text("sku", self.texts[0].value),
      department: text("department", self.texts[2].value),
      categories: texts("categories", categories),
      brand: text("brand", self.texts[3].value),
      lineID: text("line_id", self.texts[1].value),
      labels: texts("labels", labels)
    )
    for (place, attribute) in attributes.enumerated() {
      let value = text("attributes[\(place)]", attribute.value)
      if !value.isEmpty { line.attributes.append("\(attribute.name)=\(value)") }
    }
    line.kind = kind(of: element, path, in: &reading)
    setAmounts(of: &line, element, path, in: &reading)
    return line
  }

  private func kind(
    of element: JSONValue,
    _ path: String,
    in reading: inout MappingReading
  ) -> FealtyWire.LineKind {
    guard let text = reading.text("\(path).kind", kind, of: element, isNeeded: false),
      !text.isEmpty
    else { return .item }
    switch text.lowercased() {
    case "item": return .item
    case "fuel": return .fuel
    case "giftcard": return .giftcard
    case "adjustment": return .adjustment
    case "void": return .void
    case "delivery": return .delivery
    case "deposit": return .deposit
    default:
      reading.fault("\(path).kind", "\(MappingExpression.quoted(text)) is no kind of line.")
      return .item
    }
  }

  private func setAmounts(
    of line: inout BasketLine,
    _ element: JSONValue,
    _ path: String,
    in reading: inout MappingReading
  ) {
    func integer(_ field: String, _ expression: MappingExpression?, isNeeded: Bool) -> Int64? {
      reading.integer("\(path).\(field)", expression, of: element, isNeeded: isNeeded)
    }
    let isGoods = line.kind != .adjustment && line.kind != .void
    line.quantity = integer("quantity", quantity, isNeeded: true) ?? (isGoods ? 1 : 0)
    line.unitPriceMinor = integer("unit_price_minor", unitPrice, isNeeded: amount == nil) ?? 0
    line.discountMinor = integer("discount_minor", discount, isNeeded: false) ?? 0
    defer { requireTaken(line, path, in: &reading) }
    if let amount {
      line.amountMinor = integer("amount_minor", amount, isNeeded: true) ?? 0
      return
    }
    let (gross, overflows) = line.unitPriceMinor.multipliedReportingOverflow(by: line.quantity)
    let (net, overflowsToo) = gross.subtractingReportingOverflow(line.discountMinor)
    guard !overflows, !overflowsToo else {
      return reading.fault("\(path).amount_minor", "It is too large.")
    }
    line.amountMinor = net
  }

  /// Notes what no basket takes, so that it is mended here and not refused there.
  private func requireTaken(
    _ line: BasketLine,
    _ path: String,
    in reading: inout MappingReading
  ) {
    guard let kind = FealtyLoyalty.LineKind(rawValue: UInt8(clamping: line.kind.rawValue))
    else { return }
    if !kind.takes(quantity: line.quantity) {
      let message = "\(line.quantity) is out of range for a line of its kind."
      reading.fault("\(path).quantity", message)
    }
    if !kind.takes(amountMinor: line.amountMinor) {
      let message = "\(line.amountMinor) is out of range for a line of its kind."
      reading.fault("\(path).amount_minor", message)
    }
  }
}
