// Generated from connectors.proto by scripts/generate; do not edit.

/// Where events of another system come in.
public struct Connector: Message {
  /// 1 to 64 bytes.
  public var connectorID: String

  /// Of its events; empty = connector_id.
  public var source: String

  /// Field 3, `mapping`.
  public var mapping: EventMapping?

  /// Its events are refused.
  public var paused: Bool

  /// Absent = its payloads are all events; mapping may be absent where all are purchases.
  public var purchase: PurchaseMapping?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    connectorID = ""
    source = ""
    mapping = nil
    paused = false
    purchase = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    connectorID: String = "",
    source: String = "",
    mapping: EventMapping? = nil,
    paused: Bool = false,
    purchase: PurchaseMapping? = nil
  ) {
    self.connectorID = connectorID
    self.source = source
    self.mapping = mapping
    self.paused = paused
    self.purchase = purchase
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 1 }
    /// `source`.
    @inlinable public static var source: UInt32 { 2 }
    /// `mapping`.
    @inlinable public static var mapping: UInt32 { 3 }
    /// `paused`.
    @inlinable public static var paused: UInt32 { 4 }
    /// `purchase`.
    @inlinable public static var purchase: UInt32 { 190 }
  }
}

extension Connector {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: connectorID = try reader.readString()
      case 18: source = try reader.readString()
      case 26: try reader.readMessage(into: &mapping)
      case 32: paused = try reader.readBool()
      case 1522: try reader.readMessage(into: &purchase)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !connectorID.isEmpty { buffer.writeString(1, connectorID) }
    if !source.isEmpty { buffer.writeString(2, source) }
    if let mapping { buffer.writeMessage(3, mapping) }
    if paused { buffer.writeBool(4, paused) }
    if let purchase { buffer.writeMessage(190, purchase) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Connector",
    fields: [
      .init(1, "connector_id", json: "connectorId", .string),
      .init(2, "source", json: "source", .string),
      .init(3, "mapping", json: "mapping", .message { EventMapping.schema }, presence: true),
      .init(4, "paused", json: "paused", .bool),
      .init(190, "purchase", json: "purchase", .message { PurchaseMapping.schema }, presence: true),
    ]
  )
}

/// An event's fields, each an expression over the payload: docs/connectors.md has the language.
public struct EventMapping: Message {
  /// Field 1, `event_type`.
  public var eventType: String

  /// Field 2, `event_id`.
  public var eventID: String

  /// One of these two.
  public var memberID: String

  /// Field 4, `card_number`.
  public var cardNumber: String

  /// Milliseconds, as date() gives them; empty = when it comes.
  public var occurredAt: String

  /// 0 to 32; one without a value is left out.
  public var tags: [MappedField]

  /// 0 to 32; whole numbers, as number() and sum() give them.
  public var counters: [MappedField]

  /// Field 8, `store_id`.
  public var storeID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    eventType = ""
    eventID = ""
    memberID = ""
    cardNumber = ""
    occurredAt = ""
    tags = []
    counters = []
    storeID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    eventType: String = "",
    eventID: String = "",
    memberID: String = "",
    cardNumber: String = "",
    occurredAt: String = "",
    tags: [MappedField] = [],
    counters: [MappedField] = [],
    storeID: String = ""
  ) {
    self.eventType = eventType
    self.eventID = eventID
    self.memberID = memberID
    self.cardNumber = cardNumber
    self.occurredAt = occurredAt
    self.tags = tags
    self.counters = counters
    self.storeID = storeID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `event_type`.
    @inlinable public static var eventType: UInt32 { 1 }
    /// `event_id`.
    @inlinable public static var eventID: UInt32 { 2 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 3 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 4 }
    /// `occurred_at`.
    @inlinable public static var occurredAt: UInt32 { 5 }
    /// `tags`.
    @inlinable public static var tags: UInt32 { 6 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 7 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 8 }
  }
}

extension EventMapping {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: eventType = try reader.readString()
      case 18: eventID = try reader.readString()
      case 26: memberID = try reader.readString()
      case 34: cardNumber = try reader.readString()
      case 42: occurredAt = try reader.readString()
      case 50: try reader.readMessage(appendingTo: &tags)
      case 58: try reader.readMessage(appendingTo: &counters)
      case 66: storeID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !eventType.isEmpty { buffer.writeString(1, eventType) }
    if !eventID.isEmpty { buffer.writeString(2, eventID) }
    if !memberID.isEmpty { buffer.writeString(3, memberID) }
    if !cardNumber.isEmpty { buffer.writeString(4, cardNumber) }
    if !occurredAt.isEmpty { buffer.writeString(5, occurredAt) }
    for value in tags { buffer.writeMessage(6, value) }
    for value in counters { buffer.writeMessage(7, value) }
    if !storeID.isEmpty { buffer.writeString(8, storeID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EventMapping",
    fields: [
      .init(1, "event_type", json: "eventType", .string),
      .init(2, "event_id", json: "eventId", .string),
      .init(3, "member_id", json: "memberId", .string),
      .init(4, "card_number", json: "cardNumber", .string),
      .init(5, "occurred_at", json: "occurredAt", .string),
      .init(6, "tags", json: "tags", .message { MappedField.schema }, repeated: true),
      .init(7, "counters", json: "counters", .message { MappedField.schema }, repeated: true),
      .init(8, "store_id", json: "storeId", .string),
    ]
  )
}

/// A purchase's fields, in the same language: the payload is booked as Points/Earn books a basket.
public struct PurchaseMapping: Message {
  /// A payload for which this gives something is a purchase, others are events; empty = all are
  /// purchases.
  public var when: String

  /// The receipt's number, 1 to 64 bytes.
  public var orderID: String

  /// At most one of these two; neither = nobody's, as a guest's at the till.
  public var memberID: String

  /// Field 4, `card_number`.
  public var cardNumber: String

  /// A payload that names no member is a guest's purchase.
  public var guests: Bool

  /// Milliseconds, as date() gives them; this or business_date is needed, for both name the
  /// receipt.
  public var occurredAt: String

  /// Yyyymmdd or yyyy-mm-dd; empty = the day of occurred_at in the programme's zone.
  public var businessDate: String

  /// With terminal_id the till's, where the till may send the same sale.
  public var storeID: String

  /// Field 9, `terminal_id`.
  public var terminalID: String

  /// Field 10, `channel`.
  public var channel: String

  /// Empty = the programme's.
  public var currency: String

  /// What was paid; with lines it must be their sum, without it is the only line.
  public var totalMinor: String

  /// The path of a list.
  public var lines: String

  /// Of each of its elements.
  public var line: LineMapping?

  /// 0 or more: a line of kind DELIVERY.
  public var deliveryMinor: String

  /// 0 or more, off the whole order: a line of kind ADJUSTMENT.
  public var discountMinor: String

  /// 0 to 32; one without a value is left out.
  public var tags: [MappedField]

  /// 0 to 32.
  public var counters: [MappedField]

  /// 0 to 32; one without a value is left out.
  public var codes: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    when = ""
    orderID = ""
    memberID = ""
    cardNumber = ""
    guests = false
    occurredAt = ""
    businessDate = ""
    storeID = ""
    terminalID = ""
    channel = ""
    currency = ""
    totalMinor = ""
    lines = ""
    line = nil
    deliveryMinor = ""
    discountMinor = ""
    tags = []
    counters = []
    codes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    when: String = "",
    orderID: String = "",
    memberID: String = "",
    cardNumber: String = "",
    guests: Bool = false,
    occurredAt: String = "",
    businessDate: String = "",
    storeID: String = "",
    terminalID: String = "",
    channel: String = "",
    currency: String = "",
    totalMinor: String = "",
    lines: String = "",
    line: LineMapping? = nil,
    deliveryMinor: String = "",
    discountMinor: String = "",
    tags: [MappedField] = [],
    counters: [MappedField] = [],
    codes: [String] = []
  ) {
    self.when = when
    self.orderID = orderID
    self.memberID = memberID
    self.cardNumber = cardNumber
    self.guests = guests
    self.occurredAt = occurredAt
    self.businessDate = businessDate
    self.storeID = storeID
    self.terminalID = terminalID
    self.channel = channel
    self.currency = currency
    self.totalMinor = totalMinor
    self.lines = lines
    self.line = line
    self.deliveryMinor = deliveryMinor
    self.discountMinor = discountMinor
    self.tags = tags
    self.counters = counters
    self.codes = codes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `when`.
    @inlinable public static var when: UInt32 { 1 }
    /// `order_id`.
    @inlinable public static var orderID: UInt32 { 2 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 3 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 4 }
    /// `guests`.
    @inlinable public static var guests: UInt32 { 5 }
    /// `occurred_at`.
    @inlinable public static var occurredAt: UInt32 { 6 }
    /// `business_date`.
    @inlinable public static var businessDate: UInt32 { 7 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 8 }
    /// `terminal_id`.
    @inlinable public static var terminalID: UInt32 { 9 }
    /// `channel`.
    @inlinable public static var channel: UInt32 { 10 }
    /// `currency`.
    @inlinable public static var currency: UInt32 { 11 }
    /// `total_minor`.
    @inlinable public static var totalMinor: UInt32 { 12 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 13 }
    /// `line`.
    @inlinable public static var line: UInt32 { 14 }
    /// `delivery_minor`.
    @inlinable public static var deliveryMinor: UInt32 { 15 }
    /// `discount_minor`.
    @inlinable public static var discountMinor: UInt32 { 16 }
    /// `tags`.
    @inlinable public static var tags: UInt32 { 17 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 18 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 19 }
  }
}

extension PurchaseMapping {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: when = try reader.readString()
      case 18: orderID = try reader.readString()
      case 26: memberID = try reader.readString()
      case 34: cardNumber = try reader.readString()
      case 40: guests = try reader.readBool()
      case 50: occurredAt = try reader.readString()
      case 58: businessDate = try reader.readString()
      case 66: storeID = try reader.readString()
      case 74: terminalID = try reader.readString()
      case 82: channel = try reader.readString()
      case 90: currency = try reader.readString()
      case 98: totalMinor = try reader.readString()
      case 106: lines = try reader.readString()
      case 114: try reader.readMessage(into: &line)
      case 122: deliveryMinor = try reader.readString()
      case 130: discountMinor = try reader.readString()
      case 138: try reader.readMessage(appendingTo: &tags)
      case 146: try reader.readMessage(appendingTo: &counters)
      case 154: codes.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !when.isEmpty { buffer.writeString(1, when) }
    if !orderID.isEmpty { buffer.writeString(2, orderID) }
    if !memberID.isEmpty { buffer.writeString(3, memberID) }
    if !cardNumber.isEmpty { buffer.writeString(4, cardNumber) }
    if guests { buffer.writeBool(5, guests) }
    if !occurredAt.isEmpty { buffer.writeString(6, occurredAt) }
    if !businessDate.isEmpty { buffer.writeString(7, businessDate) }
    if !storeID.isEmpty { buffer.writeString(8, storeID) }
    if !terminalID.isEmpty { buffer.writeString(9, terminalID) }
    if !channel.isEmpty { buffer.writeString(10, channel) }
    if !currency.isEmpty { buffer.writeString(11, currency) }
    if !totalMinor.isEmpty { buffer.writeString(12, totalMinor) }
    if !lines.isEmpty { buffer.writeString(13, lines) }
    if let line { buffer.writeMessage(14, line) }
    if !deliveryMinor.isEmpty { buffer.writeString(15, deliveryMinor) }
    if !discountMinor.isEmpty { buffer.writeString(16, discountMinor) }
    for value in tags { buffer.writeMessage(17, value) }
    for value in counters { buffer.writeMessage(18, value) }
    for value in codes { buffer.writeString(19, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PurchaseMapping",
    fields: [
      .init(1, "when", json: "when", .string),
      .init(2, "order_id", json: "orderId", .string),
      .init(3, "member_id", json: "memberId", .string),
      .init(4, "card_number", json: "cardNumber", .string),
      .init(5, "guests", json: "guests", .bool),
      .init(6, "occurred_at", json: "occurredAt", .string),
      .init(7, "business_date", json: "businessDate", .string),
      .init(8, "store_id", json: "storeId", .string),
      .init(9, "terminal_id", json: "terminalId", .string),
      .init(10, "channel", json: "channel", .string),
      .init(11, "currency", json: "currency", .string),
      .init(12, "total_minor", json: "totalMinor", .string),
      .init(13, "lines", json: "lines", .string),
      .init(14, "line", json: "line", .message { LineMapping.schema }, presence: true),
      .init(15, "delivery_minor", json: "deliveryMinor", .string),
      .init(16, "discount_minor", json: "discountMinor", .string),
      .init(17, "tags", json: "tags", .message { MappedField.schema }, repeated: true),
      .init(18, "counters", json: "counters", .message { MappedField.schema }, repeated: true),
      .init(19, "codes", json: "codes", .string, repeated: true),
    ]
  )
}

/// A line's fields, each an expression over one element of the list.
public struct LineMapping: Message {
  /// Field 1, `sku`.
  public var sku: String

  /// Field 2, `line_id`.
  public var lineID: String

  /// Field 3, `department`.
  public var department: String

  /// Field 4, `brand`.
  public var brand: String

  /// 0 to 16; those without a value are left out.
  public var categories: [String]

  /// The same.
  public var labels: [String]

  /// The same.
  public var attributes: [MappedField]

  /// As LineKind, in whatever letters; empty = ITEM.
  public var kind: String

  /// Empty = 1.
  public var quantity: String

  /// Net of every discount; empty = unit_price_minor × quantity - discount_minor.
  public var amountMinor: String

  /// Field 11, `unit_price_minor`.
  public var unitPriceMinor: String

  /// Of the whole line, 0 or more.
  public var discountMinor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    sku = ""
    lineID = ""
    department = ""
    brand = ""
    categories = []
    labels = []
    attributes = []
    kind = ""
    quantity = ""
    amountMinor = ""
    unitPriceMinor = ""
    discountMinor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    sku: String = "",
    lineID: String = "",
    department: String = "",
    brand: String = "",
    categories: [String] = [],
    labels: [String] = [],
    attributes: [MappedField] = [],
    kind: String = "",
    quantity: String = "",
    amountMinor: String = "",
    unitPriceMinor: String = "",
    discountMinor: String = ""
  ) {
    self.sku = sku
    self.lineID = lineID
    self.department = department
    self.brand = brand
    self.categories = categories
    self.labels = labels
    self.attributes = attributes
    self.kind = kind
    self.quantity = quantity
    self.amountMinor = amountMinor
    self.unitPriceMinor = unitPriceMinor
    self.discountMinor = discountMinor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `sku`.
    @inlinable public static var sku: UInt32 { 1 }
    /// `line_id`.
    @inlinable public static var lineID: UInt32 { 2 }
    /// `department`.
    @inlinable public static var department: UInt32 { 3 }
    /// `brand`.
    @inlinable public static var brand: UInt32 { 4 }
    /// `categories`.
    @inlinable public static var categories: UInt32 { 5 }
    /// `labels`.
    @inlinable public static var labels: UInt32 { 6 }
    /// `attributes`.
    @inlinable public static var attributes: UInt32 { 7 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 8 }
    /// `quantity`.
    @inlinable public static var quantity: UInt32 { 9 }
    /// `amount_minor`.
    @inlinable public static var amountMinor: UInt32 { 10 }
    /// `unit_price_minor`.
    @inlinable public static var unitPriceMinor: UInt32 { 11 }
    /// `discount_minor`.
    @inlinable public static var discountMinor: UInt32 { 12 }
  }
}

extension LineMapping {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: sku = try reader.readString()
      case 18: lineID = try reader.readString()
      case 26: department = try reader.readString()
      case 34: brand = try reader.readString()
      case 42: categories.append(try reader.readString())
      case 50: labels.append(try reader.readString())
      case 58: try reader.readMessage(appendingTo: &attributes)
      case 66: kind = try reader.readString()
      case 74: quantity = try reader.readString()
      case 82: amountMinor = try reader.readString()
      case 90: unitPriceMinor = try reader.readString()
      case 98: discountMinor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !sku.isEmpty { buffer.writeString(1, sku) }
    if !lineID.isEmpty { buffer.writeString(2, lineID) }
    if !department.isEmpty { buffer.writeString(3, department) }
    if !brand.isEmpty { buffer.writeString(4, brand) }
    for value in categories { buffer.writeString(5, value) }
    for value in labels { buffer.writeString(6, value) }
    for value in attributes { buffer.writeMessage(7, value) }
    if !kind.isEmpty { buffer.writeString(8, kind) }
    if !quantity.isEmpty { buffer.writeString(9, quantity) }
    if !amountMinor.isEmpty { buffer.writeString(10, amountMinor) }
    if !unitPriceMinor.isEmpty { buffer.writeString(11, unitPriceMinor) }
    if !discountMinor.isEmpty { buffer.writeString(12, discountMinor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LineMapping",
    fields: [
      .init(1, "sku", json: "sku", .string),
      .init(2, "line_id", json: "lineId", .string),
      .init(3, "department", json: "department", .string),
      .init(4, "brand", json: "brand", .string),
      .init(5, "categories", json: "categories", .string, repeated: true),
      .init(6, "labels", json: "labels", .string, repeated: true),
      .init(7, "attributes", json: "attributes", .message { MappedField.schema }, repeated: true),
      .init(8, "kind", json: "kind", .string),
      .init(9, "quantity", json: "quantity", .string),
      .init(10, "amount_minor", json: "amountMinor", .string),
      .init(11, "unit_price_minor", json: "unitPriceMinor", .string),
      .init(12, "discount_minor", json: "discountMinor", .string),
    ]
  )
}

/// The message `MappedField` of the schema.
public struct MappedField: Message {
  /// 1 to 64 bytes.
  public var name: String

  /// An expression, at most 1,024 bytes.
  public var value: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    name = ""
    value = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    name: String = "",
    value: String = ""
  ) {
    self.name = name
    self.value = value
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `name`.
    @inlinable public static var name: UInt32 { 1 }
    /// `value`.
    @inlinable public static var value: UInt32 { 2 }
  }
}

extension MappedField {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: name = try reader.readString()
      case 18: value = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !name.isEmpty { buffer.writeString(1, name) }
    if !value.isEmpty { buffer.writeString(2, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MappedField",
    fields: [
      .init(1, "name", json: "name", .string),
      .init(2, "value", json: "value", .string),
    ]
  )
}

/// The message `IngestEventRequest` of the schema.
public struct IngestEventRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `connector_id`.
  public var connectorID: String

  /// JSON, at most 65,536 bytes.
  public var payload: String

  /// Field 6, `explain`.
  public var explain: ExplainLevel

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    connectorID = ""
    payload = ""
    explain = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    connectorID: String = "",
    payload: String = "",
    explain: ExplainLevel = .init(rawValue: 0)
  ) {
    self.envelope = envelope
    self.connectorID = connectorID
    self.payload = payload
    self.explain = explain
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 4 }
    /// `payload`.
    @inlinable public static var payload: UInt32 { 5 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 6 }
  }
}

extension IngestEventRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: connectorID = try reader.readString()
      case 42: payload = try reader.readString()
      case 48: explain = ExplainLevel(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !connectorID.isEmpty { buffer.writeString(4, connectorID) }
    if !payload.isEmpty { buffer.writeString(5, payload) }
    if explain.rawValue != 0 { buffer.writeInt32(6, explain.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IngestEventRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "connector_id", json: "connectorId", .string),
      .init(5, "payload", json: "payload", .string),
      .init(6, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
    ]
  )
}

/// The message `IngestEventsRequest` of the schema.
public struct IngestEventsRequest: Message {
  /// Of each item; its request_id and an item's place are that item's id, so a retry brings the
  /// same items.
  public var envelope: Envelope?

  /// Of the items that are payloads.
  public var connectorID: String

  /// 1 to 100.
  public var items: [IngestItem]

  /// Of each item.
  public var explain: ExplainLevel

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    connectorID = ""
    items = []
    explain = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    connectorID: String = "",
    items: [IngestItem] = [],
    explain: ExplainLevel = .init(rawValue: 0)
  ) {
    self.envelope = envelope
    self.connectorID = connectorID
    self.items = items
    self.explain = explain
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 4 }
    /// `items`.
    @inlinable public static var items: UInt32 { 5 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 6 }
  }
}

extension IngestEventsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: connectorID = try reader.readString()
      case 42: try reader.readMessage(appendingTo: &items)
      case 48: explain = ExplainLevel(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !connectorID.isEmpty { buffer.writeString(4, connectorID) }
    for value in items { buffer.writeMessage(5, value) }
    if explain.rawValue != 0 { buffer.writeInt32(6, explain.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IngestEventsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "connector_id", json: "connectorId", .string),
      .init(5, "items", json: "items", .message { IngestItem.schema }, repeated: true),
      .init(6, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
    ]
  )
}

/// The message `IngestItem` of the schema.
public struct IngestItem: Message {
  /// At most one of the choices of `item`.
  public var item: OneOfItem?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    item = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    item: OneOfItem? = nil
  ) {
    self.item = item
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `payload`.
    @inlinable public static var payload: UInt32 { 1 }
    /// `event`.
    @inlinable public static var event: UInt32 { 2 }
    /// `purchase`.
    @inlinable public static var purchase: UInt32 { 3 }
  }

  /// The choices of `item`.
  public enum OneOfItem: Sendable, Equatable {
    /// As in IngestEventRequest.
    case payload(String)
    /// Of its envelope only when and where: occurred_at_ms, store, terminal, operator, channel.
    case event(RewardEventRequest)
    /// The same; who names the till's store_id, terminal_id, business date and receipt_number names
    /// the till's sale.
    case purchase(EarnRequest)
  }
}

extension IngestItem {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: item = .payload(try reader.readString())
      case 18:
        var earlier: RewardEventRequest?
        if case .event(let value) = item { earlier = value }
        item = .event(try reader.readMessage(mergingInto: earlier))
      case 26:
        var earlier: EarnRequest?
        if case .purchase(let value) = item { earlier = value }
        item = .purchase(try reader.readMessage(mergingInto: earlier))
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if case .payload(let value) = item { buffer.writeString(1, value) }
    if case .event(let value) = item { buffer.writeMessage(2, value) }
    if case .purchase(let value) = item { buffer.writeMessage(3, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IngestItem",
    fields: [
      .init(1, "payload", json: "payload", .string, presence: true, oneof: "item"),
      .init(
        2,
        "event",
        json: "event",
        .message { RewardEventRequest.schema },
        presence: true,
        oneof: "item"
      ),
      .init(
        3,
        "purchase",
        json: "purchase",
        .message { EarnRequest.schema },
        presence: true,
        oneof: "item"
      ),
    ]
  )
}

/// The message `IngestEventsResponse` of the schema.
public struct IngestEventsResponse: Message {
  /// One for each item, in the order of the items.
  public var results: [IngestResult]

  /// How many were not refused.
  public var taken: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    results = []
    taken = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    results: [IngestResult] = [],
    taken: UInt32 = 0
  ) {
    self.results = results
    self.taken = taken
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `results`.
    @inlinable public static var results: UInt32 { 1 }
    /// `taken`.
    @inlinable public static var taken: UInt32 { 2 }
  }
}

extension IngestEventsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &results)
      case 16: taken = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in results { buffer.writeMessage(1, value) }
    if taken != 0 { buffer.writeUInt32(2, taken) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IngestEventsResponse",
    fields: [
      .init(1, "results", json: "results", .message { IngestResult.schema }, repeated: true),
      .init(2, "taken", json: "taken", .uint32),
    ]
  )
}

/// The message `IngestResult` of the schema.
public struct IngestResult: Message {
  /// Why it was refused; absent = it was taken.
  public var status: Status?

  /// At most one of the choices of `result`.
  public var result: OneOfResult?

  /// Its explanation had no room in the answer.
  public var shortened: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    status = nil
    result = nil
    shortened = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    status: Status? = nil,
    result: OneOfResult? = nil,
    shortened: Bool = false
  ) {
    self.status = status
    self.result = result
    self.shortened = shortened
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `status`.
    @inlinable public static var status: UInt32 { 1 }
    /// `event`.
    @inlinable public static var event: UInt32 { 2 }
    /// `purchase`.
    @inlinable public static var purchase: UInt32 { 3 }
    /// `shortened`.
    @inlinable public static var shortened: UInt32 { 4 }
  }

  /// The choices of `result`.
  public enum OneOfResult: Sendable, Equatable {
    /// Of an event, or of a payload that is one or is in quarantine.
    case event(RewardEventResponse)
    /// Of a purchase, or of a payload that is one.
    case purchase(EarnResponse)
  }
}

extension IngestResult {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &status)
      case 18:
        var earlier: RewardEventResponse?
        if case .event(let value) = result { earlier = value }
        result = .event(try reader.readMessage(mergingInto: earlier))
      case 26:
        var earlier: EarnResponse?
        if case .purchase(let value) = result { earlier = value }
        result = .purchase(try reader.readMessage(mergingInto: earlier))
      case 32: shortened = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let status { buffer.writeMessage(1, status) }
    if case .event(let value) = result { buffer.writeMessage(2, value) }
    if case .purchase(let value) = result { buffer.writeMessage(3, value) }
    if shortened { buffer.writeBool(4, shortened) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IngestResult",
    fields: [
      .init(1, "status", json: "status", .message { Status.schema }, presence: true),
      .init(
        2,
        "event",
        json: "event",
        .message { RewardEventResponse.schema },
        presence: true,
        oneof: "result"
      ),
      .init(
        3,
        "purchase",
        json: "purchase",
        .message { EarnResponse.schema },
        presence: true,
        oneof: "result"
      ),
      .init(4, "shortened", json: "shortened", .bool),
    ]
  )
}

/// The message `TestMappingRequest` of the schema.
public struct TestMappingRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Whose mapping; empty = the one that follows.
  public var connectorID: String

  /// Field 5, `mapping`.
  public var mapping: EventMapping?

  /// Field 6, `payload`.
  public var payload: String

  /// With mapping, as in Connector.
  public var purchase: PurchaseMapping?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    connectorID = ""
    mapping = nil
    payload = ""
    purchase = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    connectorID: String = "",
    mapping: EventMapping? = nil,
    payload: String = "",
    purchase: PurchaseMapping? = nil
  ) {
    self.envelope = envelope
    self.connectorID = connectorID
    self.mapping = mapping
    self.payload = payload
    self.purchase = purchase
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 4 }
    /// `mapping`.
    @inlinable public static var mapping: UInt32 { 5 }
    /// `payload`.
    @inlinable public static var payload: UInt32 { 6 }
    /// `purchase`.
    @inlinable public static var purchase: UInt32 { 190 }
  }
}

extension TestMappingRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: connectorID = try reader.readString()
      case 42: try reader.readMessage(into: &mapping)
      case 50: payload = try reader.readString()
      case 1522: try reader.readMessage(into: &purchase)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !connectorID.isEmpty { buffer.writeString(4, connectorID) }
    if let mapping { buffer.writeMessage(5, mapping) }
    if !payload.isEmpty { buffer.writeString(6, payload) }
    if let purchase { buffer.writeMessage(190, purchase) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TestMappingRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "connector_id", json: "connectorId", .string),
      .init(5, "mapping", json: "mapping", .message { EventMapping.schema }, presence: true),
      .init(6, "payload", json: "payload", .string),
      .init(190, "purchase", json: "purchase", .message { PurchaseMapping.schema }, presence: true),
    ]
  )
}

/// The message `TestMappingResponse` of the schema.
public struct TestMappingResponse: Message {
  /// As far as the payload gave it; absent = it is a purchase.
  public var event: RewardEventRequest?

  /// None = it would be taken.
  public var faults: [MappingFault]

  /// As far as the payload gave it; absent = it is an event.
  public var purchase: EarnRequest?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    event = nil
    faults = []
    purchase = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    event: RewardEventRequest? = nil,
    faults: [MappingFault] = [],
    purchase: EarnRequest? = nil
  ) {
    self.event = event
    self.faults = faults
    self.purchase = purchase
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `event`.
    @inlinable public static var event: UInt32 { 1 }
    /// `faults`.
    @inlinable public static var faults: UInt32 { 2 }
    /// `purchase`.
    @inlinable public static var purchase: UInt32 { 190 }
  }
}

extension TestMappingResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &event)
      case 18: try reader.readMessage(appendingTo: &faults)
      case 1522: try reader.readMessage(into: &purchase)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let event { buffer.writeMessage(1, event) }
    for value in faults { buffer.writeMessage(2, value) }
    if let purchase { buffer.writeMessage(190, purchase) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TestMappingResponse",
    fields: [
      .init(1, "event", json: "event", .message { RewardEventRequest.schema }, presence: true),
      .init(2, "faults", json: "faults", .message { MappingFault.schema }, repeated: true),
      .init(190, "purchase", json: "purchase", .message { EarnRequest.schema }, presence: true),
    ]
  )
}

/// The message `MappingFault` of the schema.
public struct MappingFault: Message {
  /// Of EventMapping, such as "counters[0]", or of PurchaseMapping, such as "purchase.line.sku";
  /// "payload" where that is no JSON.
  public var field: String

  /// Field 2, `message`.
  public var message: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    field = ""
    message = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    field: String = "",
    message: String = ""
  ) {
    self.field = field
    self.message = message
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `field`.
    @inlinable public static var field: UInt32 { 1 }
    /// `message`.
    @inlinable public static var message: UInt32 { 2 }
  }
}

extension MappingFault {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: field = try reader.readString()
      case 18: message = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !field.isEmpty { buffer.writeString(1, field) }
    if !message.isEmpty { buffer.writeString(2, message) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MappingFault",
    fields: [
      .init(1, "field", json: "field", .string),
      .init(2, "message", json: "message", .string),
    ]
  )
}

/// The message `ListQuarantineRequest` of the schema.
public struct ListQuarantineRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `connector_id`.
  public var connectorID: String

  /// A quarantine_id; empty = from the oldest on.
  public var after: String

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    connectorID = ""
    after = ""
    limit = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    connectorID: String = "",
    after: String = "",
    limit: UInt32 = 0
  ) {
    self.envelope = envelope
    self.connectorID = connectorID
    self.after = after
    self.limit = limit
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 4 }
    /// `after`.
    @inlinable public static var after: UInt32 { 5 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 6 }
  }
}

extension ListQuarantineRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: connectorID = try reader.readString()
      case 42: after = try reader.readString()
      case 48: limit = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !connectorID.isEmpty { buffer.writeString(4, connectorID) }
    if !after.isEmpty { buffer.writeString(5, after) }
    if limit != 0 { buffer.writeUInt32(6, limit) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListQuarantineRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "connector_id", json: "connectorId", .string),
      .init(5, "after", json: "after", .string),
      .init(6, "limit", json: "limit", .uint32),
    ]
  )
}

/// The message `ListQuarantineResponse` of the schema.
public struct ListQuarantineResponse: Message {
  /// As many as have room in 1 MiB.
  public var payloads: [QuarantinedPayload]

  /// In quarantine.
  public var total: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    payloads = []
    total = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    payloads: [QuarantinedPayload] = [],
    total: UInt32 = 0
  ) {
    self.payloads = payloads
    self.total = total
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `payloads`.
    @inlinable public static var payloads: UInt32 { 1 }
    /// `total`.
    @inlinable public static var total: UInt32 { 2 }
  }
}

extension ListQuarantineResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &payloads)
      case 16: total = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in payloads { buffer.writeMessage(1, value) }
    if total != 0 { buffer.writeUInt32(2, total) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListQuarantineResponse",
    fields: [
      .init(
        1,
        "payloads",
        json: "payloads",
        .message { QuarantinedPayload.schema },
        repeated: true
      ),
      .init(2, "total", json: "total", .uint32),
    ]
  )
}

/// The message `QuarantinedPayload` of the schema.
public struct QuarantinedPayload: Message {
  /// Field 1, `quarantine_id`.
  public var quarantineID: String

  /// Field 2, `payload`.
  public var payload: String

  /// Field and sentence.
  public var fault: String

  /// Field 4, `kept_until_ms`.
  public var keptUntilMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    quarantineID = ""
    payload = ""
    fault = ""
    keptUntilMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    quarantineID: String = "",
    payload: String = "",
    fault: String = "",
    keptUntilMs: Int64 = 0
  ) {
    self.quarantineID = quarantineID
    self.payload = payload
    self.fault = fault
    self.keptUntilMs = keptUntilMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `quarantine_id`.
    @inlinable public static var quarantineID: UInt32 { 1 }
    /// `payload`.
    @inlinable public static var payload: UInt32 { 2 }
    /// `fault`.
    @inlinable public static var fault: UInt32 { 3 }
    /// `kept_until_ms`.
    @inlinable public static var keptUntilMs: UInt32 { 4 }
  }
}

extension QuarantinedPayload {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: quarantineID = try reader.readString()
      case 18: payload = try reader.readString()
      case 26: fault = try reader.readString()
      case 32: keptUntilMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !quarantineID.isEmpty { buffer.writeString(1, quarantineID) }
    if !payload.isEmpty { buffer.writeString(2, payload) }
    if !fault.isEmpty { buffer.writeString(3, fault) }
    if keptUntilMs != 0 { buffer.writeInt64(4, keptUntilMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.QuarantinedPayload",
    fields: [
      .init(1, "quarantine_id", json: "quarantineId", .string),
      .init(2, "payload", json: "payload", .string),
      .init(3, "fault", json: "fault", .string),
      .init(4, "kept_until_ms", json: "keptUntilMs", .int64),
    ]
  )
}

/// The message `ReplayQuarantinedRequest` of the schema.
public struct ReplayQuarantinedRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `connector_id`.
  public var connectorID: String

  /// Field 5, `quarantine_id`.
  public var quarantineID: String

  /// Field 6, `explain`.
  public var explain: ExplainLevel

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    connectorID = ""
    quarantineID = ""
    explain = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    connectorID: String = "",
    quarantineID: String = "",
    explain: ExplainLevel = .init(rawValue: 0)
  ) {
    self.envelope = envelope
    self.connectorID = connectorID
    self.quarantineID = quarantineID
    self.explain = explain
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 4 }
    /// `quarantine_id`.
    @inlinable public static var quarantineID: UInt32 { 5 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 6 }
  }
}

extension ReplayQuarantinedRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: connectorID = try reader.readString()
      case 42: quarantineID = try reader.readString()
      case 48: explain = ExplainLevel(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !connectorID.isEmpty { buffer.writeString(4, connectorID) }
    if !quarantineID.isEmpty { buffer.writeString(5, quarantineID) }
    if explain.rawValue != 0 { buffer.writeInt32(6, explain.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReplayQuarantinedRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "connector_id", json: "connectorId", .string),
      .init(5, "quarantine_id", json: "quarantineId", .string),
      .init(6, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
    ]
  )
}

/// The message `DropQuarantinedRequest` of the schema.
public struct DropQuarantinedRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `connector_id`.
  public var connectorID: String

  /// Field 5, `quarantine_id`.
  public var quarantineID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    connectorID = ""
    quarantineID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    connectorID: String = "",
    quarantineID: String = ""
  ) {
    self.envelope = envelope
    self.connectorID = connectorID
    self.quarantineID = quarantineID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 4 }
    /// `quarantine_id`.
    @inlinable public static var quarantineID: UInt32 { 5 }
  }
}

extension DropQuarantinedRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: connectorID = try reader.readString()
      case 42: quarantineID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !connectorID.isEmpty { buffer.writeString(4, connectorID) }
    if !quarantineID.isEmpty { buffer.writeString(5, quarantineID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DropQuarantinedRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "connector_id", json: "connectorId", .string),
      .init(5, "quarantine_id", json: "quarantineId", .string),
    ]
  )
}

/// The message `DropQuarantinedResponse` of the schema.
public struct DropQuarantinedResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil
  ) {
    self.outcome = outcome
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
  }
}

extension DropQuarantinedResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DropQuarantinedResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true)
    ]
  )
}

/// The methods of `Connectors`.
public enum ConnectorsMethods {
  /// (6) Rewards an event, or books a purchase, as another system sends it.
  ///
  /// A payload that its connector's mapping cannot read is kept in quarantine, which the answer
  /// says.
  public static let ingestEvent = Method<IngestEventRequest, RewardEventResponse>(
    id: 0x0801,
    service: "Connectors",
    name: "IngestEvent",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (6) Up to 100 events and purchases in one call, each taken or refused for itself: what one
  /// comes to is no matter for the others.
  public static let ingestEvents = Method<IngestEventsRequest, IngestEventsResponse>(
    id: 0x0A01,
    service: "Connectors",
    name: "IngestEvents",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// What a mapping makes of a payload.
  ///
  /// Writes nothing.
  public static let testMapping = Method<TestMappingRequest, TestMappingResponse>(
    id: 0x0802,
    service: "Connectors",
    name: "TestMapping",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// Payloads in quarantine, oldest first.
  public static let listQuarantine = Method<ListQuarantineRequest, ListQuarantineResponse>(
    id: 0x0803,
    service: "Connectors",
    name: "ListQuarantine",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// Rewards a payload in quarantine by the connector's mapping of now; it leaves the quarantine
  /// when its event was taken.
  public static let replayQuarantined = Method<ReplayQuarantinedRequest, RewardEventResponse>(
    id: 0x0804,
    service: "Connectors",
    name: "ReplayQuarantined",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// Gives a payload in quarantine up.
  public static let dropQuarantined = Method<DropQuarantinedRequest, DropQuarantinedResponse>(
    id: 0x0805,
    service: "Connectors",
    name: "DropQuarantined",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )
}

/// Typed calls of the service `Connectors`.
public struct ConnectorsStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (6) Rewards an event, or books a purchase, as another system sends it.
  ///
  /// A payload that its connector's mapping cannot read is kept in quarantine, which the answer
  /// says.
  @inlinable
  public func ingestEvent(
    _ request: IngestEventRequest,
    options: CallOptions = CallOptions()
  ) async throws -> RewardEventResponse {
    try await caller.call(ConnectorsMethods.ingestEvent, request, options: options)
  }

  /// (6) Up to 100 events and purchases in one call, each taken or refused for itself: what one
  /// comes to is no matter for the others.
  @inlinable
  public func ingestEvents(
    _ request: IngestEventsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> IngestEventsResponse {
    try await caller.call(ConnectorsMethods.ingestEvents, request, options: options)
  }

  /// What a mapping makes of a payload.
  ///
  /// Writes nothing.
  @inlinable
  public func testMapping(
    _ request: TestMappingRequest,
    options: CallOptions = CallOptions()
  ) async throws -> TestMappingResponse {
    try await caller.call(ConnectorsMethods.testMapping, request, options: options)
  }

  /// Payloads in quarantine, oldest first.
  @inlinable
  public func listQuarantine(
    _ request: ListQuarantineRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListQuarantineResponse {
    try await caller.call(ConnectorsMethods.listQuarantine, request, options: options)
  }

  /// Rewards a payload in quarantine by the connector's mapping of now; it leaves the quarantine
  /// when its event was taken.
  @inlinable
  public func replayQuarantined(
    _ request: ReplayQuarantinedRequest,
    options: CallOptions = CallOptions()
  ) async throws -> RewardEventResponse {
    try await caller.call(ConnectorsMethods.replayQuarantined, request, options: options)
  }

  /// Gives a payload in quarantine up.
  @inlinable
  public func dropQuarantined(
    _ request: DropQuarantinedRequest,
    options: CallOptions = CallOptions()
  ) async throws -> DropQuarantinedResponse {
    try await caller.call(ConnectorsMethods.dropQuarantined, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Connectors`.
  @inlinable
  public var connectors: ConnectorsStub<Self> { ConnectorsStub(self) }
}
