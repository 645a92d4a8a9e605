// Generated from points.proto by scripts/generate; do not edit.

/// The enum `LineKind` of the schema.
public struct LineKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `ITEM`, 0.
  @inlinable public static var item: Self { Self(rawValue: 0) }

  /// `FUEL`, 1.
  @inlinable public static var fuel: Self { Self(rawValue: 1) }

  /// `GIFTCARD`, 2.
  @inlinable public static var giftcard: Self { Self(rawValue: 2) }

  /// Coupon on the whole basket: negative, quantity 0.
  @inlinable public static var adjustment: Self { Self(rawValue: 3) }

  /// Quantity 0, amount 0.
  @inlinable public static var void: Self { Self(rawValue: 4) }

  /// `DELIVERY`, 5.
  @inlinable public static var delivery: Self { Self(rawValue: 5) }

  /// `DEPOSIT`, 6.
  @inlinable public static var deposit: Self { Self(rawValue: 6) }

  /// Made by the server from an event, or a counter of a purchase; refused in lines.
  @inlinable public static var event: Self { Self(rawValue: 7) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.LineKind",
    values: [
      .init(0, "ITEM"),
      .init(1, "FUEL"),
      .init(2, "GIFTCARD"),
      .init(3, "ADJUSTMENT"),
      .init(4, "VOID"),
      .init(5, "DELIVERY"),
      .init(6, "DEPOSIT"),
      .init(7, "EVENT"),
    ]
  )
}

extension LineKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `ExplainLevel` of the schema.
public struct ExplainLevel: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The promotions that gave points.
  @inlinable public static var explainApplied: Self { Self(rawValue: 0) }

  /// Also those that matched a line and were refused, with the condition.
  @inlinable public static var explainFull: Self { Self(rawValue: 1) }

  /// Totals only.
  @inlinable public static var explainNone: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.ExplainLevel",
    values: [
      .init(0, "EXPLAIN_APPLIED"),
      .init(1, "EXPLAIN_FULL"),
      .init(2, "EXPLAIN_NONE"),
    ]
  )
}

extension ExplainLevel: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `Condition` of the schema.
public struct Condition: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `CONDITION_NONE`, 0.
  @inlinable public static var conditionNone: Self { Self(rawValue: 0) }

  /// Status, start or end.
  @inlinable public static var notLive: Self { Self(rawValue: 1) }

  /// Weekday or hour.
  @inlinable public static var outsideSchedule: Self { Self(rawValue: 2) }

  /// `OTHER_STORE`, 3.
  @inlinable public static var otherStore: Self { Self(rawValue: 3) }

  /// `OTHER_CHANNEL`, 4.
  @inlinable public static var otherChannel: Self { Self(rawValue: 4) }

  /// `OTHER_TERMINAL`, 5.
  @inlinable public static var otherTerminal: Self { Self(rawValue: 5) }

  /// `NOT_IN_TIER`, 6.
  @inlinable public static var notInTier: Self { Self(rawValue: 6) }

  /// `NOT_IN_SEGMENT`, 7.
  @inlinable public static var notInSegment: Self { Self(rawValue: 7) }

  /// `IN_EXCLUDED_SEGMENT`, 8.
  @inlinable public static var inExcludedSegment: Self { Self(rawValue: 8) }

  /// `NO_MATCHING_LINE`, 9.
  @inlinable public static var noMatchingLine: Self { Self(rawValue: 9) }

  /// Amount or quantity too small for any points.
  @inlinable public static var belowThreshold: Self { Self(rawValue: 10) }

  /// `CAP_REACHED`, 11.
  @inlinable public static var capReached: Self { Self(rawValue: 11) }

  /// `BEATEN_IN_GROUP`, 12.
  @inlinable public static var beatenInGroup: Self { Self(rawValue: 12) }

  /// `EXCLUDED_BY_EXCLUSIVE`, 13.
  @inlinable public static var excludedByExclusive: Self { Self(rawValue: 13) }

  /// `GUEST`, 14.
  @inlinable public static var guest: Self { Self(rawValue: 14) }

  /// `NO_CODE`, 15.
  @inlinable public static var noCode: Self { Self(rawValue: 15) }

  /// `OTHER_VISIT`, 16.
  @inlinable public static var otherVisit: Self { Self(rawValue: 16) }

  /// `NOT_FIRST_PURCHASE`, 17.
  @inlinable public static var notFirstPurchase: Self { Self(rawValue: 17) }

  /// `OUTSIDE_BIRTHDAY`, 18.
  @inlinable public static var outsideBirthday: Self { Self(rawValue: 18) }

  /// `BUDGET_REACHED`, 19.
  @inlinable public static var budgetReached: Self { Self(rawValue: 19) }

  /// `OTHER_TENDER`, 20.
  @inlinable public static var otherTender: Self { Self(rawValue: 20) }

  /// `BELOW_BASKET_MINIMUM`, 21.
  @inlinable public static var belowBasketMinimum: Self { Self(rawValue: 21) }

  /// `MEMBER_TOO_OLD`, 22.
  @inlinable public static var memberTooOld: Self { Self(rawValue: 22) }

  /// The rate that it multiplies does not apply to the sale.
  @inlinable public static var baseNotApplied: Self { Self(rawValue: 23) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.Condition",
    values: [
      .init(0, "CONDITION_NONE"),
      .init(1, "NOT_LIVE"),
      .init(2, "OUTSIDE_SCHEDULE"),
      .init(3, "OTHER_STORE"),
      .init(4, "OTHER_CHANNEL"),
      .init(5, "OTHER_TERMINAL"),
      .init(6, "NOT_IN_TIER"),
      .init(7, "NOT_IN_SEGMENT"),
      .init(8, "IN_EXCLUDED_SEGMENT"),
      .init(9, "NO_MATCHING_LINE"),
      .init(10, "BELOW_THRESHOLD"),
      .init(11, "CAP_REACHED"),
      .init(12, "BEATEN_IN_GROUP"),
      .init(13, "EXCLUDED_BY_EXCLUSIVE"),
      .init(14, "GUEST"),
      .init(15, "NO_CODE"),
      .init(16, "OTHER_VISIT"),
      .init(17, "NOT_FIRST_PURCHASE"),
      .init(18, "OUTSIDE_BIRTHDAY"),
      .init(19, "BUDGET_REACHED"),
      .init(20, "OTHER_TENDER"),
      .init(21, "BELOW_BASKET_MINIMUM"),
      .init(22, "MEMBER_TOO_OLD"),
      .init(23, "BASE_NOT_APPLIED"),
    ]
  )
}

extension Condition: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `LotKind` of the schema.
public struct LotKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `BASE`, 0.
  @inlinable public static var base: Self { Self(rawValue: 0) }

  /// `BONUS`, 1.
  @inlinable public static var bonus: Self { Self(rawValue: 1) }

  /// `RESTORED`, 2.
  @inlinable public static var restored: Self { Self(rawValue: 2) }

  /// `ADJUST`, 3.
  @inlinable public static var adjust: Self { Self(rawValue: 3) }

  /// `EVENT_POINTS`, 4.
  @inlinable public static var eventPoints: Self { Self(rawValue: 4) }

  /// Came from another token.
  @inlinable public static var exchanged: Self { Self(rawValue: 5) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.LotKind",
    values: [
      .init(0, "BASE"),
      .init(1, "BONUS"),
      .init(2, "RESTORED"),
      .init(3, "ADJUST"),
      .init(4, "EVENT_POINTS"),
      .init(5, "EXCHANGED"),
    ]
  )
}

extension LotKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `LotState` of the schema.
public struct LotState: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `LOT_ACTIVE`, 0.
  @inlinable public static var lotActive: Self { Self(rawValue: 0) }

  /// `LOT_PENDING`, 1.
  @inlinable public static var lotPending: Self { Self(rawValue: 1) }

  /// All that remains is locked.
  @inlinable public static var lotLocked: Self { Self(rawValue: 2) }

  /// `LOT_PARTLY_USED`, 3.
  @inlinable public static var lotPartlyUsed: Self { Self(rawValue: 3) }

  /// `LOT_USED`, 4.
  @inlinable public static var lotUsed: Self { Self(rawValue: 4) }

  /// `LOT_EXPIRED`, 5.
  @inlinable public static var lotExpired: Self { Self(rawValue: 5) }

  /// `LOT_REVERSED`, 6.
  @inlinable public static var lotReversed: Self { Self(rawValue: 6) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.LotState",
    values: [
      .init(0, "LOT_ACTIVE"),
      .init(1, "LOT_PENDING"),
      .init(2, "LOT_LOCKED"),
      .init(3, "LOT_PARTLY_USED"),
      .init(4, "LOT_USED"),
      .init(5, "LOT_EXPIRED"),
      .init(6, "LOT_REVERSED"),
    ]
  )
}

extension LotState: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `RedeemMode` of the schema.
public struct RedeemMode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `SALE`, 0.
  @inlinable public static var sale: Self { Self(rawValue: 0) }

  /// `AUTHORIZE`, 1.
  @inlinable public static var authorize: Self { Self(rawValue: 1) }

  /// `CAPTURE`, 2.
  @inlinable public static var capture: Self { Self(rawValue: 2) }

  /// `VOID_AUTHORIZATION`, 3.
  @inlinable public static var voidAuthorization: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.RedeemMode",
    values: [
      .init(0, "SALE"),
      .init(1, "AUTHORIZE"),
      .init(2, "CAPTURE"),
      .init(3, "VOID_AUTHORIZATION"),
    ]
  )
}

extension RedeemMode: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `TransactionKind` of the schema.
public struct TransactionKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `TRANSACTION_NONE`, 0.
  @inlinable public static var transactionNone: Self { Self(rawValue: 0) }

  /// `EARN`, 1.
  @inlinable public static var earn: Self { Self(rawValue: 1) }

  /// `REDEEM`, 2.
  @inlinable public static var redeem: Self { Self(rawValue: 2) }

  /// `EARN_REVERSAL`, 3.
  @inlinable public static var earnReversal: Self { Self(rawValue: 3) }

  /// `REDEMPTION_REVERSAL`, 4.
  @inlinable public static var redemptionReversal: Self { Self(rawValue: 4) }

  /// `EXPIRY`, 5.
  @inlinable public static var expiry: Self { Self(rawValue: 5) }

  /// `LOCK`, 6.
  @inlinable public static var lock: Self { Self(rawValue: 6) }

  /// `UNLOCK`, 7.
  @inlinable public static var unlock: Self { Self(rawValue: 7) }

  /// `AUTHORIZATION`, 8.
  @inlinable public static var authorization: Self { Self(rawValue: 8) }

  /// `CAPTURED`, 9.
  @inlinable public static var captured: Self { Self(rawValue: 9) }

  /// `VOIDED`, 10.
  @inlinable public static var voided: Self { Self(rawValue: 10) }

  /// `HOLD_LAPSED`, 11.
  @inlinable public static var holdLapsed: Self { Self(rawValue: 11) }

  /// `PARTIAL_REVERSAL`, 12.
  @inlinable public static var partialReversal: Self { Self(rawValue: 12) }

  /// `ACTIVATION`, 13.
  @inlinable public static var activation: Self { Self(rawValue: 13) }

  /// `EXTENSION`, 14.
  @inlinable public static var `extension`: Self { Self(rawValue: 14) }

  /// `PERCENTAGE_EXPIRY`, 15.
  @inlinable public static var percentageExpiry: Self { Self(rawValue: 15) }

  /// `VOUCHER_ISSUED`, 16.
  @inlinable public static var voucherIssued: Self { Self(rawValue: 16) }

  /// `VOUCHER_USED`, 17.
  @inlinable public static var voucherUsed: Self { Self(rawValue: 17) }

  /// `EVENT_REWARD`, 18.
  @inlinable public static var eventReward: Self { Self(rawValue: 18) }

  /// `SALE_CLAIMED`, 19.
  @inlinable public static var saleClaimed: Self { Self(rawValue: 19) }

  /// `VOUCHER_CANCELLED`, 20.
  @inlinable public static var voucherCancelled: Self { Self(rawValue: 20) }

  /// `INACTIVITY_EXPIRY`, 21.
  @inlinable public static var inactivityExpiry: Self { Self(rawValue: 21) }

  /// `DECAY_EXPIRY`, 22.
  @inlinable public static var decayExpiry: Self { Self(rawValue: 22) }

  /// Points have left for another token and are in transit.
  @inlinable public static var exchangeStarted: Self { Self(rawValue: 40) }

  /// Points that came from another token.
  @inlinable public static var exchangeCredited: Self { Self(rawValue: 41) }

  /// What was in transit has arrived.
  @inlinable public static var exchangeSettled: Self { Self(rawValue: 42) }

  /// What was in transit came back.
  @inlinable public static var exchangeReversed: Self { Self(rawValue: 43) }

  /// A settled exchange is to be taken back; nothing has moved.
  @inlinable public static var exchangeReturnStarted: Self { Self(rawValue: 44) }

  /// What had come from another token is gone.
  @inlinable public static var exchangeTakenBack: Self { Self(rawValue: 45) }

  /// What had left came back.
  @inlinable public static var exchangeReturned: Self { Self(rawValue: 46) }

  /// What had come could not be taken back; nothing has moved.
  @inlinable public static var exchangeReturnRefused: Self { Self(rawValue: 47) }

  /// By the brand's word.
  @inlinable public static var pointsCredited: Self { Self(rawValue: 60) }

  /// By the brand's word.
  @inlinable public static var pointsDebited: Self { Self(rawValue: 61) }

  /// Points that a code was worth.
  @inlinable public static var codeClaimed: Self { Self(rawValue: 80) }

  /// The member was closed or deleted.
  @inlinable public static var pointsForfeited: Self { Self(rawValue: 81) }

  /// A benefit of the programme, or a voucher of it; no points have moved.
  @inlinable public static var benefitUsed: Self { Self(rawValue: 86) }

  /// The time of a tier was over; no points have moved.
  @inlinable public static var tierReviewed: Self { Self(rawValue: 85) }

  /// A partner has given out what was bought although the points are back; nothing has moved.
  @inlinable public static var exchangeDeliveredLate: Self { Self(rawValue: 50) }

  /// A person has decided that the partner does not take that back.
  @inlinable public static var exchangeLateKept: Self { Self(rawValue: 51) }

  /// The partner has taken it back, as a person says.
  @inlinable public static var exchangeLateTakenBack: Self { Self(rawValue: 52) }

  /// The brand that keeps the points itself has taken them from its member: they are in transit.
  @inlinable public static var exchangeDebited: Self { Self(rawValue: 90) }

  /// And is told to give them back; nothing has moved.
  @inlinable public static var exchangeGivingBack: Self { Self(rawValue: 91) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.TransactionKind",
    values: [
      .init(0, "TRANSACTION_NONE"),
      .init(1, "EARN"),
      .init(2, "REDEEM"),
      .init(3, "EARN_REVERSAL"),
      .init(4, "REDEMPTION_REVERSAL"),
      .init(5, "EXPIRY"),
      .init(6, "LOCK"),
      .init(7, "UNLOCK"),
      .init(8, "AUTHORIZATION"),
      .init(9, "CAPTURED"),
      .init(10, "VOIDED"),
      .init(11, "HOLD_LAPSED"),
      .init(12, "PARTIAL_REVERSAL"),
      .init(13, "ACTIVATION"),
      .init(14, "EXTENSION"),
      .init(15, "PERCENTAGE_EXPIRY"),
      .init(16, "VOUCHER_ISSUED"),
      .init(17, "VOUCHER_USED"),
      .init(18, "EVENT_REWARD"),
      .init(19, "SALE_CLAIMED"),
      .init(20, "VOUCHER_CANCELLED"),
      .init(21, "INACTIVITY_EXPIRY"),
      .init(22, "DECAY_EXPIRY"),
      .init(40, "EXCHANGE_STARTED"),
      .init(41, "EXCHANGE_CREDITED"),
      .init(42, "EXCHANGE_SETTLED"),
      .init(43, "EXCHANGE_REVERSED"),
      .init(44, "EXCHANGE_RETURN_STARTED"),
      .init(45, "EXCHANGE_TAKEN_BACK"),
      .init(46, "EXCHANGE_RETURNED"),
      .init(47, "EXCHANGE_RETURN_REFUSED"),
      .init(60, "POINTS_CREDITED"),
      .init(61, "POINTS_DEBITED"),
      .init(80, "CODE_CLAIMED"),
      .init(81, "POINTS_FORFEITED"),
      .init(86, "BENEFIT_USED"),
      .init(85, "TIER_REVIEWED"),
      .init(50, "EXCHANGE_DELIVERED_LATE"),
      .init(51, "EXCHANGE_LATE_KEPT"),
      .init(52, "EXCHANGE_LATE_TAKEN_BACK"),
      .init(90, "EXCHANGE_DEBITED"),
      .init(91, "EXCHANGE_GIVING_BACK"),
    ]
  )
}

extension TransactionKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `BasketLine` of the schema.
public struct BasketLine: Message {
  /// Field 1, `sku`.
  public var sku: String

  /// Field 2, `department`.
  public var department: String

  /// Field 3, `categories`.
  public var categories: [String]

  /// Field 4, `brand`.
  public var brand: String

  /// 0 to 10,000 whole units; FUEL: 0 to 10,000,000, thousandths of its unit of volume.
  public var quantity: Int64

  /// What was paid for the line, net of every discount, minor units.
  public var amountMinor: Int64

  /// Field 7, `kind`.
  public var kind: LineKind

  /// The till's own name for the line; empty = its index.
  public var lineID: String

  /// Display only.
  public var unitPriceMinor: Int64

  /// Already taken off; above 0 = a discounted line.
  public var discountMinor: Int64

  /// Display only.
  public var taxMinor: Int64

  /// Field 12, `labels`.
  public var labels: [String]

  /// "name=value".
  public var attributes: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    sku = ""
    department = ""
    categories = []
    brand = ""
    quantity = 0
    amountMinor = 0
    kind = .init(rawValue: 0)
    lineID = ""
    unitPriceMinor = 0
    discountMinor = 0
    taxMinor = 0
    labels = []
    attributes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    sku: String = "",
    department: String = "",
    categories: [String] = [],
    brand: String = "",
    quantity: Int64 = 0,
    amountMinor: Int64 = 0,
    kind: LineKind = .init(rawValue: 0),
    lineID: String = "",
    unitPriceMinor: Int64 = 0,
    discountMinor: Int64 = 0,
    taxMinor: Int64 = 0,
    labels: [String] = [],
    attributes: [String] = []
  ) {
    self.sku = sku
    self.department = department
    self.categories = categories
    self.brand = brand
    self.quantity = quantity
    self.amountMinor = amountMinor
    self.kind = kind
    self.lineID = lineID
    self.unitPriceMinor = unitPriceMinor
    self.discountMinor = discountMinor
    self.taxMinor = taxMinor
    self.labels = labels
    self.attributes = attributes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `sku`.
    @inlinable public static var sku: UInt32 { 1 }
    /// `department`.
    @inlinable public static var department: UInt32 { 2 }
    /// `categories`.
    @inlinable public static var categories: UInt32 { 3 }
    /// `brand`.
    @inlinable public static var brand: UInt32 { 4 }
    /// `quantity`.
    @inlinable public static var quantity: UInt32 { 5 }
    /// `amount_minor`.
    @inlinable public static var amountMinor: UInt32 { 6 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 7 }
    /// `line_id`.
    @inlinable public static var lineID: UInt32 { 8 }
    /// `unit_price_minor`.
    @inlinable public static var unitPriceMinor: UInt32 { 9 }
    /// `discount_minor`.
    @inlinable public static var discountMinor: UInt32 { 10 }
    /// `tax_minor`.
    @inlinable public static var taxMinor: UInt32 { 11 }
    /// `labels`.
    @inlinable public static var labels: UInt32 { 12 }
    /// `attributes`.
    @inlinable public static var attributes: UInt32 { 13 }
  }
}

extension BasketLine {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: sku = try reader.readString()
      case 18: department = try reader.readString()
      case 26: categories.append(try reader.readString())
      case 34: brand = try reader.readString()
      case 40: quantity = try reader.readInt64()
      case 48: amountMinor = try reader.readSInt64()
      case 56: kind = LineKind(rawValue: try reader.readInt32())
      case 66: lineID = try reader.readString()
      case 72: unitPriceMinor = try reader.readSInt64()
      case 80: discountMinor = try reader.readSInt64()
      case 88: taxMinor = try reader.readSInt64()
      case 98: labels.append(try reader.readString())
      case 106: attributes.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !sku.isEmpty { buffer.writeString(1, sku) }
    if !department.isEmpty { buffer.writeString(2, department) }
    for value in categories { buffer.writeString(3, value) }
    if !brand.isEmpty { buffer.writeString(4, brand) }
    if quantity != 0 { buffer.writeInt64(5, quantity) }
    if amountMinor != 0 { buffer.writeSInt64(6, amountMinor) }
    if kind.rawValue != 0 { buffer.writeInt32(7, kind.rawValue) }
    if !lineID.isEmpty { buffer.writeString(8, lineID) }
    if unitPriceMinor != 0 { buffer.writeSInt64(9, unitPriceMinor) }
    if discountMinor != 0 { buffer.writeSInt64(10, discountMinor) }
    if taxMinor != 0 { buffer.writeSInt64(11, taxMinor) }
    for value in labels { buffer.writeString(12, value) }
    for value in attributes { buffer.writeString(13, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BasketLine",
    fields: [
      .init(1, "sku", json: "sku", .string),
      .init(2, "department", json: "department", .string),
      .init(3, "categories", json: "categories", .string, repeated: true),
      .init(4, "brand", json: "brand", .string),
      .init(5, "quantity", json: "quantity", .int64),
      .init(6, "amount_minor", json: "amountMinor", .sint64),
      .init(7, "kind", json: "kind", .enumeration(LineKind.schema)),
      .init(8, "line_id", json: "lineId", .string),
      .init(9, "unit_price_minor", json: "unitPriceMinor", .sint64),
      .init(10, "discount_minor", json: "discountMinor", .sint64),
      .init(11, "tax_minor", json: "taxMinor", .sint64),
      .init(12, "labels", json: "labels", .string, repeated: true),
      .init(13, "attributes", json: "attributes", .string, repeated: true),
    ]
  )
}

/// The message `Basket` of the schema.
public struct Basket: Message {
  /// ISO 4217.
  public var currency: String

  /// 0 to 1,000.
  public var lines: [BasketLine]

  /// With store, terminal and business date the natural key of an earn.
  public var receiptNumber: String

  /// Not kept.
  public var externalTransactionID: String

  /// Yyyymmdd; 0 = the date of occurred_at in the programme's zone.
  public var businessDate: Int32

  /// What it was paid with; those of kind "points" earn nothing unless the programme says so.
  public var tenders: [Tender]

  /// Coupons that promotions ask for, 0 to 32 of 1 to 64 bytes; a points voucher pays by
  /// use_voucher alone.
  public var codes: [String]

  /// 0 to 32, of the whole purchase: attributes of each line.
  public var tags: [Tag]

  /// 0 to 32: lines of kind EVENT behind the others, of the event type "purchase"; no money.
  public var counters: [Counter]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    currency = ""
    lines = []
    receiptNumber = ""
    externalTransactionID = ""
    businessDate = 0
    tenders = []
    codes = []
    tags = []
    counters = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    currency: String = "",
    lines: [BasketLine] = [],
    receiptNumber: String = "",
    externalTransactionID: String = "",
    businessDate: Int32 = 0,
    tenders: [Tender] = [],
    codes: [String] = [],
    tags: [Tag] = [],
    counters: [Counter] = []
  ) {
    self.currency = currency
    self.lines = lines
    self.receiptNumber = receiptNumber
    self.externalTransactionID = externalTransactionID
    self.businessDate = businessDate
    self.tenders = tenders
    self.codes = codes
    self.tags = tags
    self.counters = counters
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `currency`.
    @inlinable public static var currency: UInt32 { 1 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 2 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 3 }
    /// `external_transaction_id`.
    @inlinable public static var externalTransactionID: UInt32 { 4 }
    /// `business_date`.
    @inlinable public static var businessDate: UInt32 { 5 }
    /// `tenders`.
    @inlinable public static var tenders: UInt32 { 6 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 7 }
    /// `tags`.
    @inlinable public static var tags: UInt32 { 190 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 191 }
  }
}

extension Basket {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: currency = try reader.readString()
      case 18: try reader.readMessage(appendingTo: &lines)
      case 26: receiptNumber = try reader.readString()
      case 34: externalTransactionID = try reader.readString()
      case 40: businessDate = try reader.readInt32()
      case 50: try reader.readMessage(appendingTo: &tenders)
      case 58: codes.append(try reader.readString())
      case 1522: try reader.readMessage(appendingTo: &tags)
      case 1530: try reader.readMessage(appendingTo: &counters)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !currency.isEmpty { buffer.writeString(1, currency) }
    for value in lines { buffer.writeMessage(2, value) }
    if !receiptNumber.isEmpty { buffer.writeString(3, receiptNumber) }
    if !externalTransactionID.isEmpty { buffer.writeString(4, externalTransactionID) }
    if businessDate != 0 { buffer.writeInt32(5, businessDate) }
    for value in tenders { buffer.writeMessage(6, value) }
    for value in codes { buffer.writeString(7, value) }
    for value in tags { buffer.writeMessage(190, value) }
    for value in counters { buffer.writeMessage(191, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Basket",
    fields: [
      .init(1, "currency", json: "currency", .string),
      .init(2, "lines", json: "lines", .message { BasketLine.schema }, repeated: true),
      .init(3, "receipt_number", json: "receiptNumber", .string),
      .init(4, "external_transaction_id", json: "externalTransactionId", .string),
      .init(5, "business_date", json: "businessDate", .int32),
      .init(6, "tenders", json: "tenders", .message { Tender.schema }, repeated: true),
      .init(7, "codes", json: "codes", .string, repeated: true),
      .init(190, "tags", json: "tags", .message { Tag.schema }, repeated: true),
      .init(191, "counters", json: "counters", .message { Counter.schema }, repeated: true),
    ]
  )
}

/// What a basket was paid with.
public struct Tender: Message {
  /// Such as "cash", "card"; "points", in whatever letters, is known to the server; at most 64
  /// bytes.
  public var kind: String

  /// 0 or more, minor units.
  public var amountMinor: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    kind = ""
    amountMinor = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    kind: String = "",
    amountMinor: Int64 = 0
  ) {
    self.kind = kind
    self.amountMinor = amountMinor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `kind`.
    @inlinable public static var kind: UInt32 { 1 }
    /// `amount_minor`.
    @inlinable public static var amountMinor: UInt32 { 2 }
  }
}

extension Tender {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: kind = try reader.readString()
      case 16: amountMinor = try reader.readSInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !kind.isEmpty { buffer.writeString(1, kind) }
    if amountMinor != 0 { buffer.writeSInt64(2, amountMinor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Tender",
    fields: [
      .init(1, "kind", json: "kind", .string),
      .init(2, "amount_minor", json: "amountMinor", .sint64),
    ]
  )
}

/// The message `EvaluateBasketRequest` of the schema.
public struct EvaluateBasketRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Absent = guest.
  public var member: MemberReference?

  /// Field 4, `basket`.
  public var basket: Basket?

  /// Field 5, `explain`.
  public var explain: ExplainLevel

  /// Say why these did not fire, even where nothing matched.
  public var includePromotions: [String]

  /// How many at most; 0 = none.
  public var nearMisses: UInt32

  /// Also the lines for the receipt, in receipt_lines.
  public var receipt: Bool

  /// BCP 47, of the receipt's lines; empty = the member's, or the programme's default.
  public var language: String

  /// Drafts and paused ones named in include_promotions count as live.
  public var includeInactive: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    basket = nil
    explain = .init(rawValue: 0)
    includePromotions = []
    nearMisses = 0
    receipt = false
    language = ""
    includeInactive = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    basket: Basket? = nil,
    explain: ExplainLevel = .init(rawValue: 0),
    includePromotions: [String] = [],
    nearMisses: UInt32 = 0,
    receipt: Bool = false,
    language: String = "",
    includeInactive: Bool = false
  ) {
    self.envelope = envelope
    self.member = member
    self.basket = basket
    self.explain = explain
    self.includePromotions = includePromotions
    self.nearMisses = nearMisses
    self.receipt = receipt
    self.language = language
    self.includeInactive = includeInactive
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `basket`.
    @inlinable public static var basket: UInt32 { 4 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 5 }
    /// `include_promotions`.
    @inlinable public static var includePromotions: UInt32 { 6 }
    /// `near_misses`.
    @inlinable public static var nearMisses: UInt32 { 7 }
    /// `receipt`.
    @inlinable public static var receipt: UInt32 { 8 }
    /// `language`.
    @inlinable public static var language: UInt32 { 9 }
    /// `include_inactive`.
    @inlinable public static var includeInactive: UInt32 { 10 }
  }
}

extension EvaluateBasketRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: try reader.readMessage(into: &basket)
      case 40: explain = ExplainLevel(rawValue: try reader.readInt32())
      case 50: includePromotions.append(try reader.readString())
      case 56: nearMisses = try reader.readUInt32()
      case 64: receipt = try reader.readBool()
      case 74: language = try reader.readString()
      case 80: includeInactive = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let basket { buffer.writeMessage(4, basket) }
    if explain.rawValue != 0 { buffer.writeInt32(5, explain.rawValue) }
    for value in includePromotions { buffer.writeString(6, value) }
    if nearMisses != 0 { buffer.writeUInt32(7, nearMisses) }
    if receipt { buffer.writeBool(8, receipt) }
    if !language.isEmpty { buffer.writeString(9, language) }
    if includeInactive { buffer.writeBool(10, includeInactive) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EvaluateBasketRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "basket", json: "basket", .message { Basket.schema }, presence: true),
      .init(5, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
      .init(6, "include_promotions", json: "includePromotions", .string, repeated: true),
      .init(7, "near_misses", json: "nearMisses", .uint32),
      .init(8, "receipt", json: "receipt", .bool),
      .init(9, "language", json: "language", .string),
      .init(10, "include_inactive", json: "includeInactive", .bool),
    ]
  )
}

/// The message `EvaluateBasketResponse` of the schema.
public struct EvaluateBasketResponse: Message {
  /// Of all tokens together.
  public var points: Int64

  /// Field 2, `by_token`.
  public var byToken: [TokenPoints]

  /// Field 3, `applied`.
  public var applied: [AppliedPromotion]

  /// Field 4, `rejected`.
  public var rejected: [RejectedPromotion]

  /// Field 5, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// REPRICED, CODE_UNKNOWN, UNKNOWN_MEMBER_AS_GUEST.
  public var warnings: [Warning]

  /// Evaluated for a buyer who is no member.
  public var guest: Bool

  /// For the earn: the same rules again; 26 characters.
  public var evaluationID: String

  /// Until when the id is good.
  public var validUntilMs: Int64

  /// As many as were asked for at most, the nearest first.
  public var nearMisses: [NearMiss]

  /// One for each award whose promotion has a text.
  public var receiptLines: [String]

  /// With EXPLAIN_FULL, near misses or a receipt: what is left of the caps that were asked; in a
  /// sale, of shared ones those that cut.
  public var capsLeft: [CapLeft]

  /// That the sale would lead to; absent = none.
  public var tierChange: TierChange?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    points = 0
    byToken = []
    applied = []
    rejected = []
    ruleSetVersion = 0
    warnings = []
    guest = false
    evaluationID = ""
    validUntilMs = 0
    nearMisses = []
    receiptLines = []
    capsLeft = []
    tierChange = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    points: Int64 = 0,
    byToken: [TokenPoints] = [],
    applied: [AppliedPromotion] = [],
    rejected: [RejectedPromotion] = [],
    ruleSetVersion: UInt64 = 0,
    warnings: [Warning] = [],
    guest: Bool = false,
    evaluationID: String = "",
    validUntilMs: Int64 = 0,
    nearMisses: [NearMiss] = [],
    receiptLines: [String] = [],
    capsLeft: [CapLeft] = [],
    tierChange: TierChange? = nil
  ) {
    self.points = points
    self.byToken = byToken
    self.applied = applied
    self.rejected = rejected
    self.ruleSetVersion = ruleSetVersion
    self.warnings = warnings
    self.guest = guest
    self.evaluationID = evaluationID
    self.validUntilMs = validUntilMs
    self.nearMisses = nearMisses
    self.receiptLines = receiptLines
    self.capsLeft = capsLeft
    self.tierChange = tierChange
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `points`.
    @inlinable public static var points: UInt32 { 1 }
    /// `by_token`.
    @inlinable public static var byToken: UInt32 { 2 }
    /// `applied`.
    @inlinable public static var applied: UInt32 { 3 }
    /// `rejected`.
    @inlinable public static var rejected: UInt32 { 4 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 5 }
    /// `warnings`.
    @inlinable public static var warnings: UInt32 { 6 }
    /// `guest`.
    @inlinable public static var guest: UInt32 { 7 }
    /// `evaluation_id`.
    @inlinable public static var evaluationID: UInt32 { 8 }
    /// `valid_until_ms`.
    @inlinable public static var validUntilMs: UInt32 { 9 }
    /// `near_misses`.
    @inlinable public static var nearMisses: UInt32 { 10 }
    /// `receipt_lines`.
    @inlinable public static var receiptLines: UInt32 { 11 }
    /// `caps_left`.
    @inlinable public static var capsLeft: UInt32 { 12 }
    /// `tier_change`.
    @inlinable public static var tierChange: UInt32 { 220 }
  }
}

extension EvaluateBasketResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: points = try reader.readInt64()
      case 18: try reader.readMessage(appendingTo: &byToken)
      case 26: try reader.readMessage(appendingTo: &applied)
      case 34: try reader.readMessage(appendingTo: &rejected)
      case 40: ruleSetVersion = try reader.readUInt64()
      case 50: try reader.readMessage(appendingTo: &warnings)
      case 56: guest = try reader.readBool()
      case 66: evaluationID = try reader.readString()
      case 72: validUntilMs = try reader.readInt64()
      case 82: try reader.readMessage(appendingTo: &nearMisses)
      case 90: receiptLines.append(try reader.readString())
      case 98: try reader.readMessage(appendingTo: &capsLeft)
      case 1762: try reader.readMessage(into: &tierChange)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if points != 0 { buffer.writeInt64(1, points) }
    for value in byToken { buffer.writeMessage(2, value) }
    for value in applied { buffer.writeMessage(3, value) }
    for value in rejected { buffer.writeMessage(4, value) }
    if ruleSetVersion != 0 { buffer.writeUInt64(5, ruleSetVersion) }
    for value in warnings { buffer.writeMessage(6, value) }
    if guest { buffer.writeBool(7, guest) }
    if !evaluationID.isEmpty { buffer.writeString(8, evaluationID) }
    if validUntilMs != 0 { buffer.writeInt64(9, validUntilMs) }
    for value in nearMisses { buffer.writeMessage(10, value) }
    for value in receiptLines { buffer.writeString(11, value) }
    for value in capsLeft { buffer.writeMessage(12, value) }
    if let tierChange { buffer.writeMessage(220, tierChange) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EvaluateBasketResponse",
    fields: [
      .init(1, "points", json: "points", .int64),
      .init(2, "by_token", json: "byToken", .message { TokenPoints.schema }, repeated: true),
      .init(3, "applied", json: "applied", .message { AppliedPromotion.schema }, repeated: true),
      .init(4, "rejected", json: "rejected", .message { RejectedPromotion.schema }, repeated: true),
      .init(5, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(6, "warnings", json: "warnings", .message { Warning.schema }, repeated: true),
      .init(7, "guest", json: "guest", .bool),
      .init(8, "evaluation_id", json: "evaluationId", .string),
      .init(9, "valid_until_ms", json: "validUntilMs", .int64),
      .init(10, "near_misses", json: "nearMisses", .message { NearMiss.schema }, repeated: true),
      .init(11, "receipt_lines", json: "receiptLines", .string, repeated: true),
      .init(12, "caps_left", json: "capsLeft", .message { CapLeft.schema }, repeated: true),
      .init(220, "tier_change", json: "tierChange", .message { TierChange.schema }, presence: true),
    ]
  )
}

/// The message `TokenPoints` of the schema.
public struct TokenPoints: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Field 2, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    points: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension TokenPoints {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TokenPoints",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "points", json: "points", .int64),
    ]
  )
}

/// One promotion's part.
///
/// The points of its lines add up to its points.
public struct AppliedPromotion: Message {
  /// Field 1, `promotion_id`.
  public var promotionID: String

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `token_id`.
  public var tokenID: String

  /// Field 4, `points`.
  public var points: Int64

  /// Points before its cap cut them; equal to points when none did.
  public var beforeCap: Int64

  /// E: the matched lines' amounts, floored at 0.
  public var eligibleMinor: Int64

  /// Q: their quantities.
  public var eligibleQuantity: Int64

  /// Field 8, `lines`.
  public var lines: [LinePoints]

  /// The rest with EXPLAIN_FULL alone..
  ///
  /// of a multiplier, or of a tier multiplier for the buyer's tier.
  public var factor: Ratio?

  /// The cap or budget that left least; absent = none cut.
  public var cappedBy: CapLeft?

  /// Visits or units that counted before this basket.
  public var counterBefore: Int64

  /// As the field of Promotion is called, such as "rate".
  public var mechanic: String

  /// Of the version.
  public var name: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    version = 0
    tokenID = ""
    points = 0
    beforeCap = 0
    eligibleMinor = 0
    eligibleQuantity = 0
    lines = []
    factor = nil
    cappedBy = nil
    counterBefore = 0
    mechanic = ""
    name = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    version: UInt32 = 0,
    tokenID: String = "",
    points: Int64 = 0,
    beforeCap: Int64 = 0,
    eligibleMinor: Int64 = 0,
    eligibleQuantity: Int64 = 0,
    lines: [LinePoints] = [],
    factor: Ratio? = nil,
    cappedBy: CapLeft? = nil,
    counterBefore: Int64 = 0,
    mechanic: String = "",
    name: String = ""
  ) {
    self.promotionID = promotionID
    self.version = version
    self.tokenID = tokenID
    self.points = points
    self.beforeCap = beforeCap
    self.eligibleMinor = eligibleMinor
    self.eligibleQuantity = eligibleQuantity
    self.lines = lines
    self.factor = factor
    self.cappedBy = cappedBy
    self.counterBefore = counterBefore
    self.mechanic = mechanic
    self.name = name
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `before_cap`.
    @inlinable public static var beforeCap: UInt32 { 5 }
    /// `eligible_minor`.
    @inlinable public static var eligibleMinor: UInt32 { 6 }
    /// `eligible_quantity`.
    @inlinable public static var eligibleQuantity: UInt32 { 7 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 8 }
    /// `factor`.
    @inlinable public static var factor: UInt32 { 9 }
    /// `capped_by`.
    @inlinable public static var cappedBy: UInt32 { 10 }
    /// `counter_before`.
    @inlinable public static var counterBefore: UInt32 { 11 }
    /// `mechanic`.
    @inlinable public static var mechanic: UInt32 { 12 }
    /// `name`.
    @inlinable public static var name: UInt32 { 13 }
  }
}

extension AppliedPromotion {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 16: version = try reader.readUInt32()
      case 26: tokenID = try reader.readString()
      case 32: points = try reader.readInt64()
      case 40: beforeCap = try reader.readInt64()
      case 48: eligibleMinor = try reader.readSInt64()
      case 56: eligibleQuantity = try reader.readInt64()
      case 66: try reader.readMessage(appendingTo: &lines)
      case 74: try reader.readMessage(into: &factor)
      case 82: try reader.readMessage(into: &cappedBy)
      case 88: counterBefore = try reader.readInt64()
      case 98: mechanic = try reader.readString()
      case 106: name = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if !tokenID.isEmpty { buffer.writeString(3, tokenID) }
    if points != 0 { buffer.writeInt64(4, points) }
    if beforeCap != 0 { buffer.writeInt64(5, beforeCap) }
    if eligibleMinor != 0 { buffer.writeSInt64(6, eligibleMinor) }
    if eligibleQuantity != 0 { buffer.writeInt64(7, eligibleQuantity) }
    for value in lines { buffer.writeMessage(8, value) }
    if let factor { buffer.writeMessage(9, factor) }
    if let cappedBy { buffer.writeMessage(10, cappedBy) }
    if counterBefore != 0 { buffer.writeInt64(11, counterBefore) }
    if !mechanic.isEmpty { buffer.writeString(12, mechanic) }
    if !name.isEmpty { buffer.writeString(13, name) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.AppliedPromotion",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "version", json: "version", .uint32),
      .init(3, "token_id", json: "tokenId", .string),
      .init(4, "points", json: "points", .int64),
      .init(5, "before_cap", json: "beforeCap", .int64),
      .init(6, "eligible_minor", json: "eligibleMinor", .sint64),
      .init(7, "eligible_quantity", json: "eligibleQuantity", .int64),
      .init(8, "lines", json: "lines", .message { LinePoints.schema }, repeated: true),
      .init(9, "factor", json: "factor", .message { Ratio.schema }, presence: true),
      .init(10, "capped_by", json: "cappedBy", .message { CapLeft.schema }, presence: true),
      .init(11, "counter_before", json: "counterBefore", .int64),
      .init(12, "mechanic", json: "mechanic", .string),
      .init(13, "name", json: "name", .string),
    ]
  )
}

/// The message `LinePoints` of the schema.
public struct LinePoints: Message {
  /// Index in the basket; counters follow its lines.
  public var line: UInt32

  /// Field 2, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    line = 0
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    line: UInt32 = 0,
    points: Int64 = 0
  ) {
    self.line = line
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `line`.
    @inlinable public static var line: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension LinePoints {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: line = try reader.readUInt32()
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if line != 0 { buffer.writeUInt32(1, line) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LinePoints",
    fields: [
      .init(1, "line", json: "line", .uint32),
      .init(2, "points", json: "points", .int64),
    ]
  )
}

/// The message `RejectedPromotion` of the schema.
public struct RejectedPromotion: Message {
  /// Field 1, `promotion_id`.
  public var promotionID: String

  /// Field 2, `version`.
  public var version: UInt32

  /// The first that failed.
  public var condition: Condition

  /// What was there and what was asked for, in words; may be empty.
  public var detail: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    version = 0
    condition = .init(rawValue: 0)
    detail = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    version: UInt32 = 0,
    condition: Condition = .init(rawValue: 0),
    detail: String = ""
  ) {
    self.promotionID = promotionID
    self.version = version
    self.condition = condition
    self.detail = detail
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `condition`.
    @inlinable public static var condition: UInt32 { 3 }
    /// `detail`.
    @inlinable public static var detail: UInt32 { 4 }
  }
}

extension RejectedPromotion {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 16: version = try reader.readUInt32()
      case 24: condition = Condition(rawValue: try reader.readInt32())
      case 34: detail = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if condition.rawValue != 0 { buffer.writeInt32(3, condition.rawValue) }
    if !detail.isEmpty { buffer.writeString(4, detail) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RejectedPromotion",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "version", json: "version", .uint32),
      .init(3, "condition", json: "condition", .enumeration(Condition.schema)),
      .init(4, "detail", json: "detail", .string),
    ]
  )
}

/// The message `EarnRequest` of the schema.
public struct EarnRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Absent = a guest, whose sale is parked where the programme says so.
  public var member: MemberReference?

  /// Field 4, `basket`.
  public var basket: Basket?

  /// Which promotions the answer explains.
  public var explain: ExplainLevel

  /// Of an evaluation for the same member: the same rules; empty = those of now.
  public var evaluationID: String

  /// How many at most; 0 = none.
  public var nearMisses: UInt32

  /// Also the lines for the receipt, in receipt_lines.
  public var receipt: Bool

  /// BCP 47, of the receipt's lines; empty = the member's, or the programme's default.
  public var language: String

  /// Set by the server: of the IngestEvent that it was made of; 0 = none.
  public var ingestedHash: UInt64

  /// As events do, where Settings.enrol_unknown says so; purchases of Connectors do anyway.
  public var enrolUnknown: Bool

  /// Set by the server: of a connector's, out of whose quarantine it comes; for the audit.
  public var quarantineID: String

  /// The same.
  public var connectorID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    basket = nil
    explain = .init(rawValue: 0)
    evaluationID = ""
    nearMisses = 0
    receipt = false
    language = ""
    ingestedHash = 0
    enrolUnknown = false
    quarantineID = ""
    connectorID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    basket: Basket? = nil,
    explain: ExplainLevel = .init(rawValue: 0),
    evaluationID: String = "",
    nearMisses: UInt32 = 0,
    receipt: Bool = false,
    language: String = "",
    ingestedHash: UInt64 = 0,
    enrolUnknown: Bool = false,
    quarantineID: String = "",
    connectorID: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.basket = basket
    self.explain = explain
    self.evaluationID = evaluationID
    self.nearMisses = nearMisses
    self.receipt = receipt
    self.language = language
    self.ingestedHash = ingestedHash
    self.enrolUnknown = enrolUnknown
    self.quarantineID = quarantineID
    self.connectorID = connectorID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `basket`.
    @inlinable public static var basket: UInt32 { 4 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 5 }
    /// `evaluation_id`.
    @inlinable public static var evaluationID: UInt32 { 6 }
    /// `near_misses`.
    @inlinable public static var nearMisses: UInt32 { 7 }
    /// `receipt`.
    @inlinable public static var receipt: UInt32 { 8 }
    /// `language`.
    @inlinable public static var language: UInt32 { 9 }
    /// `ingested_hash`.
    @inlinable public static var ingestedHash: UInt32 { 190 }
    /// `enrol_unknown`.
    @inlinable public static var enrolUnknown: UInt32 { 191 }
    /// `quarantine_id`.
    @inlinable public static var quarantineID: UInt32 { 192 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 193 }
  }
}

extension EarnRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: try reader.readMessage(into: &basket)
      case 40: explain = ExplainLevel(rawValue: try reader.readInt32())
      case 50: evaluationID = try reader.readString()
      case 56: nearMisses = try reader.readUInt32()
      case 64: receipt = try reader.readBool()
      case 74: language = try reader.readString()
      case 1521: ingestedHash = try reader.readFixed64()
      case 1528: enrolUnknown = try reader.readBool()
      case 1538: quarantineID = try reader.readString()
      case 1546: connectorID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let basket { buffer.writeMessage(4, basket) }
    if explain.rawValue != 0 { buffer.writeInt32(5, explain.rawValue) }
    if !evaluationID.isEmpty { buffer.writeString(6, evaluationID) }
    if nearMisses != 0 { buffer.writeUInt32(7, nearMisses) }
    if receipt { buffer.writeBool(8, receipt) }
    if !language.isEmpty { buffer.writeString(9, language) }
    if ingestedHash != 0 { buffer.writeFixed64(190, ingestedHash) }
    if enrolUnknown { buffer.writeBool(191, enrolUnknown) }
    if !quarantineID.isEmpty { buffer.writeString(192, quarantineID) }
    if !connectorID.isEmpty { buffer.writeString(193, connectorID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EarnRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "basket", json: "basket", .message { Basket.schema }, presence: true),
      .init(5, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
      .init(6, "evaluation_id", json: "evaluationId", .string),
      .init(7, "near_misses", json: "nearMisses", .uint32),
      .init(8, "receipt", json: "receipt", .bool),
      .init(9, "language", json: "language", .string),
      .init(190, "ingested_hash", json: "ingestedHash", .fixed64),
      .init(191, "enrol_unknown", json: "enrolUnknown", .bool),
      .init(192, "quarantine_id", json: "quarantineId", .string),
      .init(193, "connector_id", json: "connectorId", .string),
    ]
  )
}

/// The message `EarnResponse` of the schema.
public struct EarnResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Of all tokens together.
  public var points: Int64

  /// Field 3, `lots`.
  public var lots: [Lot]

  /// Field 4, `applied`.
  public var applied: [AppliedPromotion]

  /// Field 5, `rejected`.
  public var rejected: [RejectedPromotion]

  /// The nearest first.
  public var nearMisses: [NearMiss]

  /// One for each award whose promotion has a text.
  public var receiptLines: [String]

  /// A guest's sale: nothing is issued until it is claimed.
  public var parked: Bool

  /// Until when ClaimSale takes it; 0 = it is not parked.
  public var claimUntilMs: Int64

  /// That the sale led to; absent = none.
  public var tierChange: TierChange?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lots = []
    applied = []
    rejected = []
    nearMisses = []
    receiptLines = []
    parked = false
    claimUntilMs = 0
    tierChange = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lots: [Lot] = [],
    applied: [AppliedPromotion] = [],
    rejected: [RejectedPromotion] = [],
    nearMisses: [NearMiss] = [],
    receiptLines: [String] = [],
    parked: Bool = false,
    claimUntilMs: Int64 = 0,
    tierChange: TierChange? = nil
  ) {
    self.outcome = outcome
    self.points = points
    self.lots = lots
    self.applied = applied
    self.rejected = rejected
    self.nearMisses = nearMisses
    self.receiptLines = receiptLines
    self.parked = parked
    self.claimUntilMs = claimUntilMs
    self.tierChange = tierChange
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 3 }
    /// `applied`.
    @inlinable public static var applied: UInt32 { 4 }
    /// `rejected`.
    @inlinable public static var rejected: UInt32 { 5 }
    /// `near_misses`.
    @inlinable public static var nearMisses: UInt32 { 6 }
    /// `receipt_lines`.
    @inlinable public static var receiptLines: UInt32 { 7 }
    /// `parked`.
    @inlinable public static var parked: UInt32 { 8 }
    /// `claim_until_ms`.
    @inlinable public static var claimUntilMs: UInt32 { 9 }
    /// `tier_change`.
    @inlinable public static var tierChange: UInt32 { 220 }
  }
}

extension EarnResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(appendingTo: &lots)
      case 34: try reader.readMessage(appendingTo: &applied)
      case 42: try reader.readMessage(appendingTo: &rejected)
      case 50: try reader.readMessage(appendingTo: &nearMisses)
      case 58: receiptLines.append(try reader.readString())
      case 64: parked = try reader.readBool()
      case 72: claimUntilMs = try reader.readInt64()
      case 1762: try reader.readMessage(into: &tierChange)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    for value in lots { buffer.writeMessage(3, value) }
    for value in applied { buffer.writeMessage(4, value) }
    for value in rejected { buffer.writeMessage(5, value) }
    for value in nearMisses { buffer.writeMessage(6, value) }
    for value in receiptLines { buffer.writeString(7, value) }
    if parked { buffer.writeBool(8, parked) }
    if claimUntilMs != 0 { buffer.writeInt64(9, claimUntilMs) }
    if let tierChange { buffer.writeMessage(220, tierChange) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EarnResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lots", json: "lots", .message { Lot.schema }, repeated: true),
      .init(4, "applied", json: "applied", .message { AppliedPromotion.schema }, repeated: true),
      .init(5, "rejected", json: "rejected", .message { RejectedPromotion.schema }, repeated: true),
      .init(6, "near_misses", json: "nearMisses", .message { NearMiss.schema }, repeated: true),
      .init(7, "receipt_lines", json: "receiptLines", .string, repeated: true),
      .init(8, "parked", json: "parked", .bool),
      .init(9, "claim_until_ms", json: "claimUntilMs", .int64),
      .init(220, "tier_change", json: "tierChange", .message { TierChange.schema }, presence: true),
    ]
  )
}

/// From one tier into another, by the programme's tier rules.
public struct TierChange: Message {
  /// Field 1, `old`.
  public var old: String

  /// Field 2, `new`.
  public var new: String

  /// Since when; for sales of before the member was in the old one.
  public var fromMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    old = ""
    new = ""
    fromMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    old: String = "",
    new: String = "",
    fromMs: Int64 = 0
  ) {
    self.old = old
    self.new = new
    self.fromMs = fromMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `old`.
    @inlinable public static var old: UInt32 { 1 }
    /// `new`.
    @inlinable public static var new: UInt32 { 2 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 3 }
  }
}

extension TierChange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: old = try reader.readString()
      case 18: new = try reader.readString()
      case 24: fromMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !old.isEmpty { buffer.writeString(1, old) }
    if !new.isEmpty { buffer.writeString(2, new) }
    if fromMs != 0 { buffer.writeInt64(3, fromMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TierChange",
    fields: [
      .init(1, "old", json: "old", .string),
      .init(2, "new", json: "new", .string),
      .init(3, "from_ms", json: "fromMs", .int64),
    ]
  )
}

/// The message `Lot` of the schema.
public struct Lot: Message {
  /// Unique within the member.
  public var lotID: String

  /// Field 2, `token_id`.
  public var tokenID: String

  /// Field 3, `amount`.
  public var amount: Int64

  /// Field 4, `remaining`.
  public var remaining: Int64

  /// Field 5, `locked`.
  public var locked: Int64

  /// 0 = active at once.
  public var activationAtMs: Int64

  /// 0 = never.
  public var expiresAtMs: Int64

  /// Field 8, `kind`.
  public var kind: LotKind

  /// Field 9, `transaction_id`.
  public var transactionID: String

  /// Field 10, `state`.
  public var state: LotState

  /// It is pending until ActivatePoints names its action; activation_at_ms is 0.
  public var waiting: Bool

  /// Of the promotion that gave it; may be empty.
  public var fundingPartner: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    lotID = ""
    tokenID = ""
    amount = 0
    remaining = 0
    locked = 0
    activationAtMs = 0
    expiresAtMs = 0
    kind = .init(rawValue: 0)
    transactionID = ""
    state = .init(rawValue: 0)
    waiting = false
    fundingPartner = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    lotID: String = "",
    tokenID: String = "",
    amount: Int64 = 0,
    remaining: Int64 = 0,
    locked: Int64 = 0,
    activationAtMs: Int64 = 0,
    expiresAtMs: Int64 = 0,
    kind: LotKind = .init(rawValue: 0),
    transactionID: String = "",
    state: LotState = .init(rawValue: 0),
    waiting: Bool = false,
    fundingPartner: String = ""
  ) {
    self.lotID = lotID
    self.tokenID = tokenID
    self.amount = amount
    self.remaining = remaining
    self.locked = locked
    self.activationAtMs = activationAtMs
    self.expiresAtMs = expiresAtMs
    self.kind = kind
    self.transactionID = transactionID
    self.state = state
    self.waiting = waiting
    self.fundingPartner = fundingPartner
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `lot_id`.
    @inlinable public static var lotID: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
    /// `amount`.
    @inlinable public static var amount: UInt32 { 3 }
    /// `remaining`.
    @inlinable public static var remaining: UInt32 { 4 }
    /// `locked`.
    @inlinable public static var locked: UInt32 { 5 }
    /// `activation_at_ms`.
    @inlinable public static var activationAtMs: UInt32 { 6 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 7 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 8 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 9 }
    /// `state`.
    @inlinable public static var state: UInt32 { 10 }
    /// `waiting`.
    @inlinable public static var waiting: UInt32 { 11 }
    /// `funding_partner`.
    @inlinable public static var fundingPartner: UInt32 { 12 }
  }
}

extension Lot {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: lotID = try reader.readString()
      case 18: tokenID = try reader.readString()
      case 24: amount = try reader.readInt64()
      case 32: remaining = try reader.readInt64()
      case 40: locked = try reader.readInt64()
      case 48: activationAtMs = try reader.readInt64()
      case 56: expiresAtMs = try reader.readInt64()
      case 64: kind = LotKind(rawValue: try reader.readInt32())
      case 74: transactionID = try reader.readString()
      case 80: state = LotState(rawValue: try reader.readInt32())
      case 88: waiting = try reader.readBool()
      case 98: fundingPartner = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !lotID.isEmpty { buffer.writeString(1, lotID) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if amount != 0 { buffer.writeInt64(3, amount) }
    if remaining != 0 { buffer.writeInt64(4, remaining) }
    if locked != 0 { buffer.writeInt64(5, locked) }
    if activationAtMs != 0 { buffer.writeInt64(6, activationAtMs) }
    if expiresAtMs != 0 { buffer.writeInt64(7, expiresAtMs) }
    if kind.rawValue != 0 { buffer.writeInt32(8, kind.rawValue) }
    if !transactionID.isEmpty { buffer.writeString(9, transactionID) }
    if state.rawValue != 0 { buffer.writeInt32(10, state.rawValue) }
    if waiting { buffer.writeBool(11, waiting) }
    if !fundingPartner.isEmpty { buffer.writeString(12, fundingPartner) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Lot",
    fields: [
      .init(1, "lot_id", json: "lotId", .string),
      .init(2, "token_id", json: "tokenId", .string),
      .init(3, "amount", json: "amount", .int64),
      .init(4, "remaining", json: "remaining", .int64),
      .init(5, "locked", json: "locked", .int64),
      .init(6, "activation_at_ms", json: "activationAtMs", .int64),
      .init(7, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(8, "kind", json: "kind", .enumeration(LotKind.schema)),
      .init(9, "transaction_id", json: "transactionId", .string),
      .init(10, "state", json: "state", .enumeration(LotState.schema)),
      .init(11, "waiting", json: "waiting", .bool),
      .init(12, "funding_partner", json: "fundingPartner", .string),
    ]
  )
}

/// The message `Drawdown` of the schema.
public struct Drawdown: Message {
  /// Field 1, `lot_id`.
  public var lotID: String

  /// Field 2, `points`.
  public var points: Int64

  /// Field 3, `expires_at_ms`.
  public var expiresAtMs: Int64

  /// Who pays for the lot's points; may be empty.
  public var fundingPartner: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    lotID = ""
    points = 0
    expiresAtMs = 0
    fundingPartner = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    lotID: String = "",
    points: Int64 = 0,
    expiresAtMs: Int64 = 0,
    fundingPartner: String = ""
  ) {
    self.lotID = lotID
    self.points = points
    self.expiresAtMs = expiresAtMs
    self.fundingPartner = fundingPartner
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `lot_id`.
    @inlinable public static var lotID: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 3 }
    /// `funding_partner`.
    @inlinable public static var fundingPartner: UInt32 { 4 }
  }
}

extension Drawdown {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: lotID = try reader.readString()
      case 16: points = try reader.readInt64()
      case 24: expiresAtMs = try reader.readInt64()
      case 34: fundingPartner = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !lotID.isEmpty { buffer.writeString(1, lotID) }
    if points != 0 { buffer.writeInt64(2, points) }
    if expiresAtMs != 0 { buffer.writeInt64(3, expiresAtMs) }
    if !fundingPartner.isEmpty { buffer.writeString(4, fundingPartner) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Drawdown",
    fields: [
      .init(1, "lot_id", json: "lotId", .string),
      .init(2, "points", json: "points", .int64),
      .init(3, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(4, "funding_partner", json: "fundingPartner", .string),
    ]
  )
}

/// The message `ReverseEarnRequest` of the schema.
public struct ReverseEarnRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// May be absent: the earn names its member.
  public var member: MemberReference?

  /// The earn; or its natural key:.
  public var transactionID: String

  /// Field 4, `natural_key`.
  public var naturalKey: NaturalKey?

  /// Field 5, `reason`.
  public var reason: String

  /// Refuse when the policy cannot take back all.
  public var strict: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    transactionID = ""
    naturalKey = nil
    reason = ""
    strict = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    transactionID: String = "",
    naturalKey: NaturalKey? = nil,
    reason: String = "",
    strict: Bool = false
  ) {
    self.envelope = envelope
    self.member = member
    self.transactionID = transactionID
    self.naturalKey = naturalKey
    self.reason = reason
    self.strict = strict
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 3 }
    /// `natural_key`.
    @inlinable public static var naturalKey: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
    /// `strict`.
    @inlinable public static var strict: UInt32 { 6 }
  }
}

extension ReverseEarnRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: transactionID = try reader.readString()
      case 34: try reader.readMessage(into: &naturalKey)
      case 42: reason = try reader.readString()
      case 48: strict = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !transactionID.isEmpty { buffer.writeString(3, transactionID) }
    if let naturalKey { buffer.writeMessage(4, naturalKey) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if strict { buffer.writeBool(6, strict) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReverseEarnRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "transaction_id", json: "transactionId", .string),
      .init(4, "natural_key", json: "naturalKey", .message { NaturalKey.schema }, presence: true),
      .init(5, "reason", json: "reason", .string),
      .init(6, "strict", json: "strict", .bool),
    ]
  )
}

/// A sale by its receipt.
public struct NaturalKey: Message {
  /// Field 1, `store_id`.
  public var storeID: String

  /// Field 2, `terminal_id`.
  public var terminalID: String

  /// Yyyymmdd, the local date of the sale.
  public var businessDate: Int32

  /// 1 to 64 bytes.
  public var receiptNumber: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    storeID = ""
    terminalID = ""
    businessDate = 0
    receiptNumber = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    storeID: String = "",
    terminalID: String = "",
    businessDate: Int32 = 0,
    receiptNumber: String = ""
  ) {
    self.storeID = storeID
    self.terminalID = terminalID
    self.businessDate = businessDate
    self.receiptNumber = receiptNumber
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 1 }
    /// `terminal_id`.
    @inlinable public static var terminalID: UInt32 { 2 }
    /// `business_date`.
    @inlinable public static var businessDate: UInt32 { 3 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 4 }
  }
}

extension NaturalKey {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: storeID = try reader.readString()
      case 18: terminalID = try reader.readString()
      case 24: businessDate = try reader.readInt32()
      case 34: receiptNumber = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !storeID.isEmpty { buffer.writeString(1, storeID) }
    if !terminalID.isEmpty { buffer.writeString(2, terminalID) }
    if businessDate != 0 { buffer.writeInt32(3, businessDate) }
    if !receiptNumber.isEmpty { buffer.writeString(4, receiptNumber) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.NaturalKey",
    fields: [
      .init(1, "store_id", json: "storeId", .string),
      .init(2, "terminal_id", json: "terminalId", .string),
      .init(3, "business_date", json: "businessDate", .int32),
      .init(4, "receipt_number", json: "receiptNumber", .string),
    ]
  )
}

/// The message `ReverseEarnResponse` of the schema.
public struct ReverseEarnResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Of the original, less what partial reversals took before.
  public var points: Int64

  /// Of its own lots.
  public var pendingVoided: Int64

  /// From its own lots.
  public var availableTaken: Int64

  /// Field 5, `taken_from_other_lots`.
  public var takenFromOtherLots: Int64

  /// Of its own lots under the operator's locks.
  public var lockedTaken: Int64

  /// Owed because of it.
  public var debtCreated: Int64

  /// Moved from expired to reversed.
  public var alreadyExpired: Int64

  /// What the return policy does not let it take; no points move.
  public var unrecovered: Int64

  /// Field 10, `lots`.
  public var lots: [Drawdown]

  /// By partial reversals before.
  public var alreadyReversed: Int64

  /// That the reversal led to; absent = none.
  public var tierChange: TierChange?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    pendingVoided = 0
    availableTaken = 0
    takenFromOtherLots = 0
    lockedTaken = 0
    debtCreated = 0
    alreadyExpired = 0
    unrecovered = 0
    lots = []
    alreadyReversed = 0
    tierChange = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    pendingVoided: Int64 = 0,
    availableTaken: Int64 = 0,
    takenFromOtherLots: Int64 = 0,
    lockedTaken: Int64 = 0,
    debtCreated: Int64 = 0,
    alreadyExpired: Int64 = 0,
    unrecovered: Int64 = 0,
    lots: [Drawdown] = [],
    alreadyReversed: Int64 = 0,
    tierChange: TierChange? = nil
  ) {
    self.outcome = outcome
    self.points = points
    self.pendingVoided = pendingVoided
    self.availableTaken = availableTaken
    self.takenFromOtherLots = takenFromOtherLots
    self.lockedTaken = lockedTaken
    self.debtCreated = debtCreated
    self.alreadyExpired = alreadyExpired
    self.unrecovered = unrecovered
    self.lots = lots
    self.alreadyReversed = alreadyReversed
    self.tierChange = tierChange
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `pending_voided`.
    @inlinable public static var pendingVoided: UInt32 { 3 }
    /// `available_taken`.
    @inlinable public static var availableTaken: UInt32 { 4 }
    /// `taken_from_other_lots`.
    @inlinable public static var takenFromOtherLots: UInt32 { 5 }
    /// `locked_taken`.
    @inlinable public static var lockedTaken: UInt32 { 6 }
    /// `debt_created`.
    @inlinable public static var debtCreated: UInt32 { 7 }
    /// `already_expired`.
    @inlinable public static var alreadyExpired: UInt32 { 8 }
    /// `unrecovered`.
    @inlinable public static var unrecovered: UInt32 { 9 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 10 }
    /// `already_reversed`.
    @inlinable public static var alreadyReversed: UInt32 { 11 }
    /// `tier_change`.
    @inlinable public static var tierChange: UInt32 { 220 }
  }
}

extension ReverseEarnResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 24: pendingVoided = try reader.readInt64()
      case 32: availableTaken = try reader.readInt64()
      case 40: takenFromOtherLots = try reader.readInt64()
      case 48: lockedTaken = try reader.readInt64()
      case 56: debtCreated = try reader.readInt64()
      case 64: alreadyExpired = try reader.readInt64()
      case 72: unrecovered = try reader.readInt64()
      case 82: try reader.readMessage(appendingTo: &lots)
      case 88: alreadyReversed = try reader.readInt64()
      case 1762: try reader.readMessage(into: &tierChange)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    if pendingVoided != 0 { buffer.writeInt64(3, pendingVoided) }
    if availableTaken != 0 { buffer.writeInt64(4, availableTaken) }
    if takenFromOtherLots != 0 { buffer.writeInt64(5, takenFromOtherLots) }
    if lockedTaken != 0 { buffer.writeInt64(6, lockedTaken) }
    if debtCreated != 0 { buffer.writeInt64(7, debtCreated) }
    if alreadyExpired != 0 { buffer.writeInt64(8, alreadyExpired) }
    if unrecovered != 0 { buffer.writeInt64(9, unrecovered) }
    for value in lots { buffer.writeMessage(10, value) }
    if alreadyReversed != 0 { buffer.writeInt64(11, alreadyReversed) }
    if let tierChange { buffer.writeMessage(220, tierChange) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReverseEarnResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "pending_voided", json: "pendingVoided", .int64),
      .init(4, "available_taken", json: "availableTaken", .int64),
      .init(5, "taken_from_other_lots", json: "takenFromOtherLots", .int64),
      .init(6, "locked_taken", json: "lockedTaken", .int64),
      .init(7, "debt_created", json: "debtCreated", .int64),
      .init(8, "already_expired", json: "alreadyExpired", .int64),
      .init(9, "unrecovered", json: "unrecovered", .int64),
      .init(10, "lots", json: "lots", .message { Drawdown.schema }, repeated: true),
      .init(11, "already_reversed", json: "alreadyReversed", .int64),
      .init(220, "tier_change", json: "tierChange", .message { TierChange.schema }, presence: true),
    ]
  )
}

/// The message `RedeemRequest` of the schema.
public struct RedeemRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// CAPTURE and VOID may leave it out.
  public var member: MemberReference?

  /// CAPTURE, VOID_AUTHORIZATION: the authorisation's transaction id.
  public var redemptionID: String

  /// Field 4, `mode`.
  public var mode: RedeemMode

  /// Empty = the programme's default token.
  public var tokenID: String

  /// 1 or more; CAPTURE: at most what was authorised, 0 = all of it.
  public var points: Int64

  /// AUTHORIZE: 0 = the programme's default.
  public var timeoutMs: Int64

  /// Field 8, `purpose`.
  public var purpose: String

  /// Field 9, `receipt_number`.
  public var receiptNumber: String

  /// Instead of points: as many as it takes, rounded up.
  public var valueMinor: Int64

  /// Digits; needed above the threshold; compared also where it is not needed.
  public var pin: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    redemptionID = ""
    mode = .init(rawValue: 0)
    tokenID = ""
    points = 0
    timeoutMs = 0
    purpose = ""
    receiptNumber = ""
    valueMinor = 0
    pin = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    redemptionID: String = "",
    mode: RedeemMode = .init(rawValue: 0),
    tokenID: String = "",
    points: Int64 = 0,
    timeoutMs: Int64 = 0,
    purpose: String = "",
    receiptNumber: String = "",
    valueMinor: Int64 = 0,
    pin: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.redemptionID = redemptionID
    self.mode = mode
    self.tokenID = tokenID
    self.points = points
    self.timeoutMs = timeoutMs
    self.purpose = purpose
    self.receiptNumber = receiptNumber
    self.valueMinor = valueMinor
    self.pin = pin
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `redemption_id`.
    @inlinable public static var redemptionID: UInt32 { 3 }
    /// `mode`.
    @inlinable public static var mode: UInt32 { 4 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 5 }
    /// `points`.
    @inlinable public static var points: UInt32 { 6 }
    /// `timeout_ms`.
    @inlinable public static var timeoutMs: UInt32 { 7 }
    /// `purpose`.
    @inlinable public static var purpose: UInt32 { 8 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 9 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 10 }
    /// `pin`.
    @inlinable public static var pin: UInt32 { 11 }
  }
}

extension RedeemRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: redemptionID = try reader.readString()
      case 32: mode = RedeemMode(rawValue: try reader.readInt32())
      case 42: tokenID = try reader.readString()
      case 48: points = try reader.readInt64()
      case 56: timeoutMs = try reader.readInt64()
      case 66: purpose = try reader.readString()
      case 74: receiptNumber = try reader.readString()
      case 80: valueMinor = try reader.readSInt64()
      case 90: pin = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !redemptionID.isEmpty { buffer.writeString(3, redemptionID) }
    if mode.rawValue != 0 { buffer.writeInt32(4, mode.rawValue) }
    if !tokenID.isEmpty { buffer.writeString(5, tokenID) }
    if points != 0 { buffer.writeInt64(6, points) }
    if timeoutMs != 0 { buffer.writeInt64(7, timeoutMs) }
    if !purpose.isEmpty { buffer.writeString(8, purpose) }
    if !receiptNumber.isEmpty { buffer.writeString(9, receiptNumber) }
    if valueMinor != 0 { buffer.writeSInt64(10, valueMinor) }
    if !pin.isEmpty { buffer.writeString(11, pin) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RedeemRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "redemption_id", json: "redemptionId", .string),
      .init(4, "mode", json: "mode", .enumeration(RedeemMode.schema)),
      .init(5, "token_id", json: "tokenId", .string),
      .init(6, "points", json: "points", .int64),
      .init(7, "timeout_ms", json: "timeoutMs", .int64),
      .init(8, "purpose", json: "purpose", .string),
      .init(9, "receipt_number", json: "receiptNumber", .string),
      .init(10, "value_minor", json: "valueMinor", .sint64),
      .init(11, "pin", json: "pin", .string),
    ]
  )
}

/// The message `RedeemResponse` of the schema.
public struct RedeemResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `redemption_id`.
  public var redemptionID: String

  /// Field 3, `points`.
  public var points: Int64

  /// At the programme's redemption rate; 0 when it has none.
  public var valueMinor: Int64

  /// Field 5, `lots`.
  public var lots: [Drawdown]

  /// AUTHORIZE.
  public var authorizedUntilMs: Int64

  /// CAPTURE, VOID: points given free.
  public var released: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    redemptionID = ""
    points = 0
    valueMinor = 0
    lots = []
    authorizedUntilMs = 0
    released = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    redemptionID: String = "",
    points: Int64 = 0,
    valueMinor: Int64 = 0,
    lots: [Drawdown] = [],
    authorizedUntilMs: Int64 = 0,
    released: Int64 = 0
  ) {
    self.outcome = outcome
    self.redemptionID = redemptionID
    self.points = points
    self.valueMinor = valueMinor
    self.lots = lots
    self.authorizedUntilMs = authorizedUntilMs
    self.released = released
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `redemption_id`.
    @inlinable public static var redemptionID: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 4 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 5 }
    /// `authorized_until_ms`.
    @inlinable public static var authorizedUntilMs: UInt32 { 6 }
    /// `released`.
    @inlinable public static var released: UInt32 { 7 }
  }
}

extension RedeemResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: redemptionID = try reader.readString()
      case 24: points = try reader.readInt64()
      case 32: valueMinor = try reader.readInt64()
      case 42: try reader.readMessage(appendingTo: &lots)
      case 48: authorizedUntilMs = try reader.readInt64()
      case 56: released = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !redemptionID.isEmpty { buffer.writeString(2, redemptionID) }
    if points != 0 { buffer.writeInt64(3, points) }
    if valueMinor != 0 { buffer.writeInt64(4, valueMinor) }
    for value in lots { buffer.writeMessage(5, value) }
    if authorizedUntilMs != 0 { buffer.writeInt64(6, authorizedUntilMs) }
    if released != 0 { buffer.writeInt64(7, released) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RedeemResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "redemption_id", json: "redemptionId", .string),
      .init(3, "points", json: "points", .int64),
      .init(4, "value_minor", json: "valueMinor", .int64),
      .init(5, "lots", json: "lots", .message { Drawdown.schema }, repeated: true),
      .init(6, "authorized_until_ms", json: "authorizedUntilMs", .int64),
      .init(7, "released", json: "released", .int64),
    ]
  )
}

/// The message `ReverseRedemptionRequest` of the schema.
public struct ReverseRedemptionRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Transaction id of the sale or capture.
  public var redemptionID: String

  /// 0 = all that is left to give back.
  public var points: Int64

  /// Field 5, `reason`.
  public var reason: String

  /// Although its voucher was used.
  public var force: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    redemptionID = ""
    points = 0
    reason = ""
    force = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    redemptionID: String = "",
    points: Int64 = 0,
    reason: String = "",
    force: Bool = false
  ) {
    self.envelope = envelope
    self.member = member
    self.redemptionID = redemptionID
    self.points = points
    self.reason = reason
    self.force = force
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `redemption_id`.
    @inlinable public static var redemptionID: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
    /// `force`.
    @inlinable public static var force: UInt32 { 6 }
  }
}

extension ReverseRedemptionRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: redemptionID = try reader.readString()
      case 32: points = try reader.readInt64()
      case 42: reason = try reader.readString()
      case 48: force = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !redemptionID.isEmpty { buffer.writeString(3, redemptionID) }
    if points != 0 { buffer.writeInt64(4, points) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if force { buffer.writeBool(6, force) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReverseRedemptionRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "redemption_id", json: "redemptionId", .string),
      .init(4, "points", json: "points", .int64),
      .init(5, "reason", json: "reason", .string),
      .init(6, "force", json: "force", .bool),
    ]
  )
}

/// The message `ReverseRedemptionResponse` of the schema.
public struct ReverseRedemptionResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `points`.
  public var points: Int64

  /// Where the points went.
  public var lots: [Lot]

  /// Field 4, `debt_paid`.
  public var debtPaid: Int64

  /// Field 5, `expired_at_once`.
  public var expiredAtOnce: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lots = []
    debtPaid = 0
    expiredAtOnce = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lots: [Lot] = [],
    debtPaid: Int64 = 0,
    expiredAtOnce: Int64 = 0
  ) {
    self.outcome = outcome
    self.points = points
    self.lots = lots
    self.debtPaid = debtPaid
    self.expiredAtOnce = expiredAtOnce
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 3 }
    /// `debt_paid`.
    @inlinable public static var debtPaid: UInt32 { 4 }
    /// `expired_at_once`.
    @inlinable public static var expiredAtOnce: UInt32 { 5 }
  }
}

extension ReverseRedemptionResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(appendingTo: &lots)
      case 32: debtPaid = try reader.readInt64()
      case 40: expiredAtOnce = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    for value in lots { buffer.writeMessage(3, value) }
    if debtPaid != 0 { buffer.writeInt64(4, debtPaid) }
    if expiredAtOnce != 0 { buffer.writeInt64(5, expiredAtOnce) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReverseRedemptionResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lots", json: "lots", .message { Lot.schema }, repeated: true),
      .init(4, "debt_paid", json: "debtPaid", .int64),
      .init(5, "expired_at_once", json: "expiredAtOnce", .int64),
    ]
  )
}

/// The message `LockRequest` of the schema.
public struct LockRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Lock what is left of this transaction.
  public var transactionID: String

  /// Field 4, `token_id`.
  public var tokenID: String

  /// With a transaction or lots: 0 = all that is left of them.
  public var points: Int64

  /// Field 6, `lot_ids`.
  public var lotIDs: [String]

  /// Field 7, `reason`.
  public var reason: String

  /// 0 = until unlocked.
  public var untilMs: Int64

  /// Field 9, `allow_partial`.
  public var allowPartial: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    transactionID = ""
    tokenID = ""
    points = 0
    lotIDs = []
    reason = ""
    untilMs = 0
    allowPartial = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    transactionID: String = "",
    tokenID: String = "",
    points: Int64 = 0,
    lotIDs: [String] = [],
    reason: String = "",
    untilMs: Int64 = 0,
    allowPartial: Bool = false
  ) {
    self.envelope = envelope
    self.member = member
    self.transactionID = transactionID
    self.tokenID = tokenID
    self.points = points
    self.lotIDs = lotIDs
    self.reason = reason
    self.untilMs = untilMs
    self.allowPartial = allowPartial
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 3 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 4 }
    /// `points`.
    @inlinable public static var points: UInt32 { 5 }
    /// `lot_ids`.
    @inlinable public static var lotIDs: UInt32 { 6 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 7 }
    /// `until_ms`.
    @inlinable public static var untilMs: UInt32 { 8 }
    /// `allow_partial`.
    @inlinable public static var allowPartial: UInt32 { 9 }
  }
}

extension LockRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: transactionID = try reader.readString()
      case 34: tokenID = try reader.readString()
      case 40: points = try reader.readInt64()
      case 50: lotIDs.append(try reader.readString())
      case 58: reason = try reader.readString()
      case 64: untilMs = try reader.readInt64()
      case 72: allowPartial = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !transactionID.isEmpty { buffer.writeString(3, transactionID) }
    if !tokenID.isEmpty { buffer.writeString(4, tokenID) }
    if points != 0 { buffer.writeInt64(5, points) }
    for value in lotIDs { buffer.writeString(6, value) }
    if !reason.isEmpty { buffer.writeString(7, reason) }
    if untilMs != 0 { buffer.writeInt64(8, untilMs) }
    if allowPartial { buffer.writeBool(9, allowPartial) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LockRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "transaction_id", json: "transactionId", .string),
      .init(4, "token_id", json: "tokenId", .string),
      .init(5, "points", json: "points", .int64),
      .init(6, "lot_ids", json: "lotIds", .string, repeated: true),
      .init(7, "reason", json: "reason", .string),
      .init(8, "until_ms", json: "untilMs", .int64),
      .init(9, "allow_partial", json: "allowPartial", .bool),
    ]
  )
}

/// The message `LockResponse` of the schema.
public struct LockResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `lock_id`.
  public var lockID: String

  /// Field 3, `points`.
  public var points: Int64

  /// Field 4, `lots`.
  public var lots: [Drawdown]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    lockID = ""
    points = 0
    lots = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    lockID: String = "",
    points: Int64 = 0,
    lots: [Drawdown] = []
  ) {
    self.outcome = outcome
    self.lockID = lockID
    self.points = points
    self.lots = lots
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `lock_id`.
    @inlinable public static var lockID: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 4 }
  }
}

extension LockResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: lockID = try reader.readString()
      case 24: points = try reader.readInt64()
      case 34: try reader.readMessage(appendingTo: &lots)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !lockID.isEmpty { buffer.writeString(2, lockID) }
    if points != 0 { buffer.writeInt64(3, points) }
    for value in lots { buffer.writeMessage(4, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LockResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "lock_id", json: "lockId", .string),
      .init(3, "points", json: "points", .int64),
      .init(4, "lots", json: "lots", .message { Drawdown.schema }, repeated: true),
    ]
  )
}

/// The message `UnlockRequest` of the schema.
public struct UnlockRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 3, `lock_id`.
  public var lockID: String

  /// 0 = all.
  public var points: Int64

  /// Field 5, `reason`.
  public var reason: String

  /// Instead of lock_id: the earn that the lock was put on.
  public var transactionID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    lockID = ""
    points = 0
    reason = ""
    transactionID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    lockID: String = "",
    points: Int64 = 0,
    reason: String = "",
    transactionID: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.lockID = lockID
    self.points = points
    self.reason = reason
    self.transactionID = transactionID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `lock_id`.
    @inlinable public static var lockID: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 6 }
  }
}

extension UnlockRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: lockID = try reader.readString()
      case 32: points = try reader.readInt64()
      case 42: reason = try reader.readString()
      case 50: transactionID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !lockID.isEmpty { buffer.writeString(3, lockID) }
    if points != 0 { buffer.writeInt64(4, points) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if !transactionID.isEmpty { buffer.writeString(6, transactionID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UnlockRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "lock_id", json: "lockId", .string),
      .init(4, "points", json: "points", .int64),
      .init(5, "reason", json: "reason", .string),
      .init(6, "transaction_id", json: "transactionId", .string),
    ]
  )
}

/// The message `UnlockResponse` of the schema.
public struct UnlockResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `points`.
  public var points: Int64

  /// Field 3, `lots`.
  public var lots: [Drawdown]

  /// Field 4, `expired_at_once`.
  public var expiredAtOnce: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lots = []
    expiredAtOnce = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lots: [Drawdown] = [],
    expiredAtOnce: Int64 = 0
  ) {
    self.outcome = outcome
    self.points = points
    self.lots = lots
    self.expiredAtOnce = expiredAtOnce
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 3 }
    /// `expired_at_once`.
    @inlinable public static var expiredAtOnce: UInt32 { 4 }
  }
}

extension UnlockResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(appendingTo: &lots)
      case 32: expiredAtOnce = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    for value in lots { buffer.writeMessage(3, value) }
    if expiredAtOnce != 0 { buffer.writeInt64(4, expiredAtOnce) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UnlockResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lots", json: "lots", .message { Drawdown.schema }, repeated: true),
      .init(4, "expired_at_once", json: "expiredAtOnce", .int64),
    ]
  )
}

/// The message `GetPointStatusRequest` of the schema.
public struct GetPointStatusRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Or.
  public var transactionID: String

  /// Or neither: every open lot.
  public var lotID: String

  /// As it was at the end of this millisecond; 0 = now.
  public var asOfMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    transactionID = ""
    lotID = ""
    asOfMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    transactionID: String = "",
    lotID: String = "",
    asOfMs: Int64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.transactionID = transactionID
    self.lotID = lotID
    self.asOfMs = asOfMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 3 }
    /// `lot_id`.
    @inlinable public static var lotID: UInt32 { 4 }
    /// `as_of_ms`.
    @inlinable public static var asOfMs: UInt32 { 5 }
  }
}

extension GetPointStatusRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: transactionID = try reader.readString()
      case 34: lotID = try reader.readString()
      case 40: asOfMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !transactionID.isEmpty { buffer.writeString(3, transactionID) }
    if !lotID.isEmpty { buffer.writeString(4, lotID) }
    if asOfMs != 0 { buffer.writeInt64(5, asOfMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetPointStatusRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "transaction_id", json: "transactionId", .string),
      .init(4, "lot_id", json: "lotId", .string),
      .init(5, "as_of_ms", json: "asOfMs", .int64),
    ]
  )
}

/// The message `GetPointStatusResponse` of the schema.
public struct GetPointStatusResponse: Message {
  /// Field 1, `lots`.
  public var lots: [Lot]

  /// Field 2, `holds`.
  public var holds: [Hold]

  /// Field 3, `balances`.
  public var balances: [Balance]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    lots = []
    holds = []
    balances = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    lots: [Lot] = [],
    holds: [Hold] = [],
    balances: [Balance] = []
  ) {
    self.lots = lots
    self.holds = holds
    self.balances = balances
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `lots`.
    @inlinable public static var lots: UInt32 { 1 }
    /// `holds`.
    @inlinable public static var holds: UInt32 { 2 }
    /// `balances`.
    @inlinable public static var balances: UInt32 { 3 }
  }
}

extension GetPointStatusResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &lots)
      case 18: try reader.readMessage(appendingTo: &holds)
      case 26: try reader.readMessage(appendingTo: &balances)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in lots { buffer.writeMessage(1, value) }
    for value in holds { buffer.writeMessage(2, value) }
    for value in balances { buffer.writeMessage(3, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetPointStatusResponse",
    fields: [
      .init(1, "lots", json: "lots", .message { Lot.schema }, repeated: true),
      .init(2, "holds", json: "holds", .message { Hold.schema }, repeated: true),
      .init(3, "balances", json: "balances", .message { Balance.schema }, repeated: true),
    ]
  )
}

/// Points set aside: a lock or an authorised redemption.
public struct Hold: Message {
  /// Transaction id.
  public var holdID: String

  /// Field 2, `authorization`.
  public var authorization: Bool

  /// Field 3, `points`.
  public var points: Int64

  /// Field 4, `until_ms`.
  public var untilMs: Int64

  /// Field 5, `reason`.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    holdID = ""
    authorization = false
    points = 0
    untilMs = 0
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    holdID: String = "",
    authorization: Bool = false,
    points: Int64 = 0,
    untilMs: Int64 = 0,
    reason: String = ""
  ) {
    self.holdID = holdID
    self.authorization = authorization
    self.points = points
    self.untilMs = untilMs
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `hold_id`.
    @inlinable public static var holdID: UInt32 { 1 }
    /// `authorization`.
    @inlinable public static var authorization: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `until_ms`.
    @inlinable public static var untilMs: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
  }
}

extension Hold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: holdID = try reader.readString()
      case 16: authorization = try reader.readBool()
      case 24: points = try reader.readInt64()
      case 32: untilMs = try reader.readInt64()
      case 42: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !holdID.isEmpty { buffer.writeString(1, holdID) }
    if authorization { buffer.writeBool(2, authorization) }
    if points != 0 { buffer.writeInt64(3, points) }
    if untilMs != 0 { buffer.writeInt64(4, untilMs) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Hold",
    fields: [
      .init(1, "hold_id", json: "holdId", .string),
      .init(2, "authorization", json: "authorization", .bool),
      .init(3, "points", json: "points", .int64),
      .init(4, "until_ms", json: "untilMs", .int64),
      .init(5, "reason", json: "reason", .string),
    ]
  )
}

/// The message `GetExpiryScheduleRequest` of the schema.
public struct GetExpiryScheduleRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Inclusive, the instant of expiry.
  public var fromMs: Int64

  /// Exclusive; 0 = no end.
  public var toMs: Int64

  /// Recorded entries of expired, 1 to 100; 0 = 100.
  public var limit: UInt32

  /// next_cursor of the page before.
  public var cursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    fromMs = 0
    toMs = 0
    limit = 0
    cursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    fromMs: Int64 = 0,
    toMs: Int64 = 0,
    limit: UInt32 = 0,
    cursor: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.fromMs = fromMs
    self.toMs = toMs
    self.limit = limit
    self.cursor = cursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 3 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 4 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 5 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 6 }
  }
}

extension GetExpiryScheduleRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 24: fromMs = try reader.readInt64()
      case 32: toMs = try reader.readInt64()
      case 40: limit = try reader.readUInt32()
      case 50: cursor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if fromMs != 0 { buffer.writeInt64(3, fromMs) }
    if toMs != 0 { buffer.writeInt64(4, toMs) }
    if limit != 0 { buffer.writeUInt32(5, limit) }
    if !cursor.isEmpty { buffer.writeString(6, cursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetExpiryScheduleRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "from_ms", json: "fromMs", .int64),
      .init(4, "to_ms", json: "toMs", .int64),
      .init(5, "limit", json: "limit", .uint32),
      .init(6, "cursor", json: "cursor", .string),
    ]
  )
}

/// The message `GetExpiryScheduleResponse` of the schema.
public struct GetExpiryScheduleResponse: Message {
  /// Soonest first, all of them; first page only.
  public var upcoming: [ExpiryEntry]

  /// Newest first; goes on at next_cursor.
  public var expired: [ExpiryEntry]

  /// First page only.
  public var neverExpires: [TokenPoints]

  /// Empty = expired ends with this page.
  public var nextCursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    upcoming = []
    expired = []
    neverExpires = []
    nextCursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    upcoming: [ExpiryEntry] = [],
    expired: [ExpiryEntry] = [],
    neverExpires: [TokenPoints] = [],
    nextCursor: String = ""
  ) {
    self.upcoming = upcoming
    self.expired = expired
    self.neverExpires = neverExpires
    self.nextCursor = nextCursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `upcoming`.
    @inlinable public static var upcoming: UInt32 { 1 }
    /// `expired`.
    @inlinable public static var expired: UInt32 { 2 }
    /// `never_expires`.
    @inlinable public static var neverExpires: UInt32 { 3 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 4 }
  }
}

extension GetExpiryScheduleResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &upcoming)
      case 18: try reader.readMessage(appendingTo: &expired)
      case 26: try reader.readMessage(appendingTo: &neverExpires)
      case 34: nextCursor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in upcoming { buffer.writeMessage(1, value) }
    for value in expired { buffer.writeMessage(2, value) }
    for value in neverExpires { buffer.writeMessage(3, value) }
    if !nextCursor.isEmpty { buffer.writeString(4, nextCursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetExpiryScheduleResponse",
    fields: [
      .init(1, "upcoming", json: "upcoming", .message { ExpiryEntry.schema }, repeated: true),
      .init(2, "expired", json: "expired", .message { ExpiryEntry.schema }, repeated: true),
      .init(
        3,
        "never_expires",
        json: "neverExpires",
        .message { TokenPoints.schema },
        repeated: true
      ),
      .init(4, "next_cursor", json: "nextCursor", .string),
    ]
  )
}

/// The message `ExpiryEntry` of the schema.
public struct ExpiryEntry: Message {
  /// Field 1, `at_ms`.
  public var atMs: Int64

  /// Field 2, `token_id`.
  public var tokenID: String

  /// Field 3, `points`.
  public var points: Int64

  /// Of them.
  public var locked: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    atMs = 0
    tokenID = ""
    points = 0
    locked = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    atMs: Int64 = 0,
    tokenID: String = "",
    points: Int64 = 0,
    locked: Int64 = 0
  ) {
    self.atMs = atMs
    self.tokenID = tokenID
    self.points = points
    self.locked = locked
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `at_ms`.
    @inlinable public static var atMs: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `locked`.
    @inlinable public static var locked: UInt32 { 4 }
  }
}

extension ExpiryEntry {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: atMs = try reader.readInt64()
      case 18: tokenID = try reader.readString()
      case 24: points = try reader.readInt64()
      case 32: locked = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if atMs != 0 { buffer.writeInt64(1, atMs) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if points != 0 { buffer.writeInt64(3, points) }
    if locked != 0 { buffer.writeInt64(4, locked) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExpiryEntry",
    fields: [
      .init(1, "at_ms", json: "atMs", .int64),
      .init(2, "token_id", json: "tokenId", .string),
      .init(3, "points", json: "points", .int64),
      .init(4, "locked", json: "locked", .int64),
    ]
  )
}

/// The message `ListTransactionsRequest` of the schema.
public struct ListTransactionsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Inclusive, recorded_at.
  public var fromMs: Int64

  /// Exclusive; 0 = no end.
  public var toMs: Int64

  /// Field 5, `kinds`.
  public var kinds: [TransactionKind]

  /// Only what moved this token, with its points alone; empty = all.
  public var tokenID: String

  /// Field 7, `store_id`.
  public var storeID: String

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// next_cursor of the page before.
  public var cursor: String

  /// Entries to pass over, at most 10,000; without cursor.
  public var offset: UInt32

  /// Whether to count; with filters or a window without cursor only.
  public var withTotal: Bool

  /// As the list was at the end of this millisecond; 0 = now.
  public var asOfMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    fromMs = 0
    toMs = 0
    kinds = []
    tokenID = ""
    storeID = ""
    limit = 0
    cursor = ""
    offset = 0
    withTotal = false
    asOfMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    fromMs: Int64 = 0,
    toMs: Int64 = 0,
    kinds: [TransactionKind] = [],
    tokenID: String = "",
    storeID: String = "",
    limit: UInt32 = 0,
    cursor: String = "",
    offset: UInt32 = 0,
    withTotal: Bool = false,
    asOfMs: Int64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.fromMs = fromMs
    self.toMs = toMs
    self.kinds = kinds
    self.tokenID = tokenID
    self.storeID = storeID
    self.limit = limit
    self.cursor = cursor
    self.offset = offset
    self.withTotal = withTotal
    self.asOfMs = asOfMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 3 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 4 }
    /// `kinds`.
    @inlinable public static var kinds: UInt32 { 5 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 6 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 7 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 8 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 9 }
    /// `offset`.
    @inlinable public static var offset: UInt32 { 10 }
    /// `with_total`.
    @inlinable public static var withTotal: UInt32 { 11 }
    /// `as_of_ms`.
    @inlinable public static var asOfMs: UInt32 { 12 }
  }
}

extension ListTransactionsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 24: fromMs = try reader.readInt64()
      case 32: toMs = try reader.readInt64()
      case 40: kinds.append(TransactionKind(rawValue: try reader.readInt32()))
      case 42:
        try reader.readPacked(into: &kinds) { (element) throws(DecodingError) in
          TransactionKind(rawValue: try element.readInt32())
        }
      case 50: tokenID = try reader.readString()
      case 58: storeID = try reader.readString()
      case 64: limit = try reader.readUInt32()
      case 74: cursor = try reader.readString()
      case 80: offset = try reader.readUInt32()
      case 88: withTotal = try reader.readBool()
      case 96: asOfMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if fromMs != 0 { buffer.writeInt64(3, fromMs) }
    if toMs != 0 { buffer.writeInt64(4, toMs) }
    if !kinds.isEmpty {
      buffer.writeMessage(5) { content in
        for value in kinds { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if !tokenID.isEmpty { buffer.writeString(6, tokenID) }
    if !storeID.isEmpty { buffer.writeString(7, storeID) }
    if limit != 0 { buffer.writeUInt32(8, limit) }
    if !cursor.isEmpty { buffer.writeString(9, cursor) }
    if offset != 0 { buffer.writeUInt32(10, offset) }
    if withTotal { buffer.writeBool(11, withTotal) }
    if asOfMs != 0 { buffer.writeInt64(12, asOfMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListTransactionsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "from_ms", json: "fromMs", .int64),
      .init(4, "to_ms", json: "toMs", .int64),
      .init(5, "kinds", json: "kinds", .enumeration(TransactionKind.schema), repeated: true),
      .init(6, "token_id", json: "tokenId", .string),
      .init(7, "store_id", json: "storeId", .string),
      .init(8, "limit", json: "limit", .uint32),
      .init(9, "cursor", json: "cursor", .string),
      .init(10, "offset", json: "offset", .uint32),
      .init(11, "with_total", json: "withTotal", .bool),
      .init(12, "as_of_ms", json: "asOfMs", .int64),
    ]
  )
}

/// The message `ListTransactionsResponse` of the schema.
public struct ListTransactionsResponse: Message {
  /// Field 1, `transactions`.
  public var transactions: [Transaction]

  /// Empty = the last page.
  public var nextCursor: String

  /// Of all that the filters take, where it was asked for.
  public var totalCount: Int64

  /// There are more: not all could be looked at.
  public var totalIsPartial: Bool

  /// What is older is not kept any more.
  public var olderRemoved: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    transactions = []
    nextCursor = ""
    totalCount = 0
    totalIsPartial = false
    olderRemoved = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    transactions: [Transaction] = [],
    nextCursor: String = "",
    totalCount: Int64 = 0,
    totalIsPartial: Bool = false,
    olderRemoved: Bool = false
  ) {
    self.transactions = transactions
    self.nextCursor = nextCursor
    self.totalCount = totalCount
    self.totalIsPartial = totalIsPartial
    self.olderRemoved = olderRemoved
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `transactions`.
    @inlinable public static var transactions: UInt32 { 1 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 2 }
    /// `total_count`.
    @inlinable public static var totalCount: UInt32 { 3 }
    /// `total_is_partial`.
    @inlinable public static var totalIsPartial: UInt32 { 4 }
    /// `older_removed`.
    @inlinable public static var olderRemoved: UInt32 { 5 }
  }
}

extension ListTransactionsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &transactions)
      case 18: nextCursor = try reader.readString()
      case 24: totalCount = try reader.readInt64()
      case 32: totalIsPartial = try reader.readBool()
      case 40: olderRemoved = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in transactions { buffer.writeMessage(1, value) }
    if !nextCursor.isEmpty { buffer.writeString(2, nextCursor) }
    if totalCount != 0 { buffer.writeInt64(3, totalCount) }
    if totalIsPartial { buffer.writeBool(4, totalIsPartial) }
    if olderRemoved { buffer.writeBool(5, olderRemoved) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListTransactionsResponse",
    fields: [
      .init(
        1,
        "transactions",
        json: "transactions",
        .message { Transaction.schema },
        repeated: true
      ),
      .init(2, "next_cursor", json: "nextCursor", .string),
      .init(3, "total_count", json: "totalCount", .int64),
      .init(4, "total_is_partial", json: "totalIsPartial", .bool),
      .init(5, "older_removed", json: "olderRemoved", .bool),
    ]
  )
}

/// The message `ListProgrammeTransactionsRequest` of the schema.
public struct ListProgrammeTransactionsRequest: Message {
  /// program_id: of all its members.
  public var envelope: Envelope?

  /// Inclusive, recorded_at.
  public var fromMs: Int64

  /// Exclusive; 0 = no end.
  public var toMs: Int64

  /// Field 4, `kinds`.
  public var kinds: [TransactionKind]

  /// Only what moved this token, with its points alone; empty = all.
  public var tokenID: String

  /// Field 6, `store_id`.
  public var storeID: String

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// next_cursor of the page before.
  public var cursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    fromMs = 0
    toMs = 0
    kinds = []
    tokenID = ""
    storeID = ""
    limit = 0
    cursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    fromMs: Int64 = 0,
    toMs: Int64 = 0,
    kinds: [TransactionKind] = [],
    tokenID: String = "",
    storeID: String = "",
    limit: UInt32 = 0,
    cursor: String = ""
  ) {
    self.envelope = envelope
    self.fromMs = fromMs
    self.toMs = toMs
    self.kinds = kinds
    self.tokenID = tokenID
    self.storeID = storeID
    self.limit = limit
    self.cursor = cursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 2 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 3 }
    /// `kinds`.
    @inlinable public static var kinds: UInt32 { 4 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 5 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 6 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 7 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 8 }
  }
}

extension ListProgrammeTransactionsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 16: fromMs = try reader.readInt64()
      case 24: toMs = try reader.readInt64()
      case 32: kinds.append(TransactionKind(rawValue: try reader.readInt32()))
      case 34:
        try reader.readPacked(into: &kinds) { (element) throws(DecodingError) in
          TransactionKind(rawValue: try element.readInt32())
        }
      case 42: tokenID = try reader.readString()
      case 50: storeID = try reader.readString()
      case 56: limit = try reader.readUInt32()
      case 66: cursor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if fromMs != 0 { buffer.writeInt64(2, fromMs) }
    if toMs != 0 { buffer.writeInt64(3, toMs) }
    if !kinds.isEmpty {
      buffer.writeMessage(4) { content in
        for value in kinds { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if !tokenID.isEmpty { buffer.writeString(5, tokenID) }
    if !storeID.isEmpty { buffer.writeString(6, storeID) }
    if limit != 0 { buffer.writeUInt32(7, limit) }
    if !cursor.isEmpty { buffer.writeString(8, cursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListProgrammeTransactionsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "from_ms", json: "fromMs", .int64),
      .init(3, "to_ms", json: "toMs", .int64),
      .init(4, "kinds", json: "kinds", .enumeration(TransactionKind.schema), repeated: true),
      .init(5, "token_id", json: "tokenId", .string),
      .init(6, "store_id", json: "storeId", .string),
      .init(7, "limit", json: "limit", .uint32),
      .init(8, "cursor", json: "cursor", .string),
    ]
  )
}

/// The message `ListProgrammeTransactionsResponse` of the schema.
public struct ListProgrammeTransactionsResponse: Message {
  /// Field 1, `transactions`.
  public var transactions: [MemberTransaction]

  /// Empty = the last page; a page may be short, or empty, before it.
  public var nextCursor: String

  /// What is older is not kept any more.
  public var olderRemoved: Bool

  /// Archives that could not be read on the way: their part is not here.
  public var missing: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    transactions = []
    nextCursor = ""
    olderRemoved = false
    missing = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    transactions: [MemberTransaction] = [],
    nextCursor: String = "",
    olderRemoved: Bool = false,
    missing: [String] = []
  ) {
    self.transactions = transactions
    self.nextCursor = nextCursor
    self.olderRemoved = olderRemoved
    self.missing = missing
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `transactions`.
    @inlinable public static var transactions: UInt32 { 1 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 2 }
    /// `older_removed`.
    @inlinable public static var olderRemoved: UInt32 { 3 }
    /// `missing`.
    @inlinable public static var missing: UInt32 { 4 }
  }
}

extension ListProgrammeTransactionsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &transactions)
      case 18: nextCursor = try reader.readString()
      case 24: olderRemoved = try reader.readBool()
      case 34: missing.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in transactions { buffer.writeMessage(1, value) }
    if !nextCursor.isEmpty { buffer.writeString(2, nextCursor) }
    if olderRemoved { buffer.writeBool(3, olderRemoved) }
    for value in missing { buffer.writeString(4, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListProgrammeTransactionsResponse",
    fields: [
      .init(
        1,
        "transactions",
        json: "transactions",
        .message { MemberTransaction.schema },
        repeated: true
      ),
      .init(2, "next_cursor", json: "nextCursor", .string),
      .init(3, "older_removed", json: "olderRemoved", .bool),
      .init(4, "missing", json: "missing", .string, repeated: true),
    ]
  )
}

/// The message `MemberTransaction` of the schema.
public struct MemberTransaction: Message {
  /// Field 1, `member_id`.
  public var memberID: String

  /// Field 2, `transaction`.
  public var transaction: Transaction?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberID = ""
    transaction = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberID: String = "",
    transaction: Transaction? = nil
  ) {
    self.memberID = memberID
    self.transaction = transaction
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `transaction`.
    @inlinable public static var transaction: UInt32 { 2 }
  }
}

extension MemberTransaction {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: memberID = try reader.readString()
      case 18: try reader.readMessage(into: &transaction)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !memberID.isEmpty { buffer.writeString(1, memberID) }
    if let transaction { buffer.writeMessage(2, transaction) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberTransaction",
    fields: [
      .init(1, "member_id", json: "memberId", .string),
      .init(2, "transaction", json: "transaction", .message { Transaction.schema }, presence: true),
    ]
  )
}

/// The message `StreamTransactionsRequest` of the schema.
public struct StreamTransactionsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil
  ) {
    self.envelope = envelope
    self.member = member
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
  }
}

extension StreamTransactionsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StreamTransactionsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
    ]
  )
}

/// The message `Transaction` of the schema.
public struct Transaction: Message {
  /// Field 1, `transaction_id`.
  public var transactionID: String

  /// Field 2, `kind`.
  public var kind: TransactionKind

  /// Field 3, `recorded_at_ms`.
  public var recordedAtMs: Int64

  /// Field 4, `occurred_at_ms`.
  public var occurredAtMs: Int64

  /// The one asked for, or else the first that it moves.
  public var tokenID: String

  /// Change of that token's total; 0 for locks.
  public var points: Int64

  /// Field 7, `store_id`.
  public var storeID: String

  /// Field 8, `terminal_id`.
  public var terminalID: String

  /// Field 9, `receipt_number`.
  public var receiptNumber: String

  /// Made by it.
  public var lots: [Lot]

  /// Field 11, `drawdowns`.
  public var drawdowns: [Drawdown]

  /// Field 12, `applied`.
  public var applied: [AppliedPromotion]

  /// What it reverses, captures, voids or unlocks.
  public var linkedTransactionID: String

  /// Field 14, `reason`.
  public var reason: String

  /// After it.
  public var balances: [Balance]

  /// The basket's.
  public var amountMinor: Int64

  /// One for each token that it moves, where these are several.
  public var changes: [TokenChange]

  /// Of the kinds EXCHANGE_….
  public var exchange: ExchangeFacts?

  /// Of POINTS_CREDITED and POINTS_DEBITED, as the brand gave it; of CODE_CLAIMED campaign, code
  /// and reference; of BENEFIT_USED benefit.
  public var metadata: [Tag]

  /// That it led to; absent = none.
  public var tierChange: TierChange?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    transactionID = ""
    kind = .init(rawValue: 0)
    recordedAtMs = 0
    occurredAtMs = 0
    tokenID = ""
    points = 0
    storeID = ""
    terminalID = ""
    receiptNumber = ""
    lots = []
    drawdowns = []
    applied = []
    linkedTransactionID = ""
    reason = ""
    balances = []
    amountMinor = 0
    changes = []
    exchange = nil
    metadata = []
    tierChange = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    transactionID: String = "",
    kind: TransactionKind = .init(rawValue: 0),
    recordedAtMs: Int64 = 0,
    occurredAtMs: Int64 = 0,
    tokenID: String = "",
    points: Int64 = 0,
    storeID: String = "",
    terminalID: String = "",
    receiptNumber: String = "",
    lots: [Lot] = [],
    drawdowns: [Drawdown] = [],
    applied: [AppliedPromotion] = [],
    linkedTransactionID: String = "",
    reason: String = "",
    balances: [Balance] = [],
    amountMinor: Int64 = 0,
    changes: [TokenChange] = [],
    exchange: ExchangeFacts? = nil,
    metadata: [Tag] = [],
    tierChange: TierChange? = nil
  ) {
    self.transactionID = transactionID
    self.kind = kind
    self.recordedAtMs = recordedAtMs
    self.occurredAtMs = occurredAtMs
    self.tokenID = tokenID
    self.points = points
    self.storeID = storeID
    self.terminalID = terminalID
    self.receiptNumber = receiptNumber
    self.lots = lots
    self.drawdowns = drawdowns
    self.applied = applied
    self.linkedTransactionID = linkedTransactionID
    self.reason = reason
    self.balances = balances
    self.amountMinor = amountMinor
    self.changes = changes
    self.exchange = exchange
    self.metadata = metadata
    self.tierChange = tierChange
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 1 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 2 }
    /// `recorded_at_ms`.
    @inlinable public static var recordedAtMs: UInt32 { 3 }
    /// `occurred_at_ms`.
    @inlinable public static var occurredAtMs: UInt32 { 4 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 5 }
    /// `points`.
    @inlinable public static var points: UInt32 { 6 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 7 }
    /// `terminal_id`.
    @inlinable public static var terminalID: UInt32 { 8 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 9 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 10 }
    /// `drawdowns`.
    @inlinable public static var drawdowns: UInt32 { 11 }
    /// `applied`.
    @inlinable public static var applied: UInt32 { 12 }
    /// `linked_transaction_id`.
    @inlinable public static var linkedTransactionID: UInt32 { 13 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 14 }
    /// `balances`.
    @inlinable public static var balances: UInt32 { 15 }
    /// `amount_minor`.
    @inlinable public static var amountMinor: UInt32 { 16 }
    /// `changes`.
    @inlinable public static var changes: UInt32 { 17 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 40 }
    /// `metadata`.
    @inlinable public static var metadata: UInt32 { 80 }
    /// `tier_change`.
    @inlinable public static var tierChange: UInt32 { 220 }
  }
}

extension Transaction {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: transactionID = try reader.readString()
      case 16: kind = TransactionKind(rawValue: try reader.readInt32())
      case 24: recordedAtMs = try reader.readInt64()
      case 32: occurredAtMs = try reader.readInt64()
      case 42: tokenID = try reader.readString()
      case 48: points = try reader.readSInt64()
      case 58: storeID = try reader.readString()
      case 66: terminalID = try reader.readString()
      case 74: receiptNumber = try reader.readString()
      case 82: try reader.readMessage(appendingTo: &lots)
      case 90: try reader.readMessage(appendingTo: &drawdowns)
      case 98: try reader.readMessage(appendingTo: &applied)
      case 106: linkedTransactionID = try reader.readString()
      case 114: reason = try reader.readString()
      case 122: try reader.readMessage(appendingTo: &balances)
      case 128: amountMinor = try reader.readInt64()
      case 138: try reader.readMessage(appendingTo: &changes)
      case 322: try reader.readMessage(into: &exchange)
      case 642: try reader.readMessage(appendingTo: &metadata)
      case 1762: try reader.readMessage(into: &tierChange)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !transactionID.isEmpty { buffer.writeString(1, transactionID) }
    if kind.rawValue != 0 { buffer.writeInt32(2, kind.rawValue) }
    if recordedAtMs != 0 { buffer.writeInt64(3, recordedAtMs) }
    if occurredAtMs != 0 { buffer.writeInt64(4, occurredAtMs) }
    if !tokenID.isEmpty { buffer.writeString(5, tokenID) }
    if points != 0 { buffer.writeSInt64(6, points) }
    if !storeID.isEmpty { buffer.writeString(7, storeID) }
    if !terminalID.isEmpty { buffer.writeString(8, terminalID) }
    if !receiptNumber.isEmpty { buffer.writeString(9, receiptNumber) }
    for value in lots { buffer.writeMessage(10, value) }
    for value in drawdowns { buffer.writeMessage(11, value) }
    for value in applied { buffer.writeMessage(12, value) }
    if !linkedTransactionID.isEmpty { buffer.writeString(13, linkedTransactionID) }
    if !reason.isEmpty { buffer.writeString(14, reason) }
    for value in balances { buffer.writeMessage(15, value) }
    if amountMinor != 0 { buffer.writeInt64(16, amountMinor) }
    for value in changes { buffer.writeMessage(17, value) }
    if let exchange { buffer.writeMessage(40, exchange) }
    for value in metadata { buffer.writeMessage(80, value) }
    if let tierChange { buffer.writeMessage(220, tierChange) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Transaction",
    fields: [
      .init(1, "transaction_id", json: "transactionId", .string),
      .init(2, "kind", json: "kind", .enumeration(TransactionKind.schema)),
      .init(3, "recorded_at_ms", json: "recordedAtMs", .int64),
      .init(4, "occurred_at_ms", json: "occurredAtMs", .int64),
      .init(5, "token_id", json: "tokenId", .string),
      .init(6, "points", json: "points", .sint64),
      .init(7, "store_id", json: "storeId", .string),
      .init(8, "terminal_id", json: "terminalId", .string),
      .init(9, "receipt_number", json: "receiptNumber", .string),
      .init(10, "lots", json: "lots", .message { Lot.schema }, repeated: true),
      .init(11, "drawdowns", json: "drawdowns", .message { Drawdown.schema }, repeated: true),
      .init(12, "applied", json: "applied", .message { AppliedPromotion.schema }, repeated: true),
      .init(13, "linked_transaction_id", json: "linkedTransactionId", .string),
      .init(14, "reason", json: "reason", .string),
      .init(15, "balances", json: "balances", .message { Balance.schema }, repeated: true),
      .init(16, "amount_minor", json: "amountMinor", .int64),
      .init(17, "changes", json: "changes", .message { TokenChange.schema }, repeated: true),
      .init(40, "exchange", json: "exchange", .message { ExchangeFacts.schema }, presence: true),
      .init(80, "metadata", json: "metadata", .message { Tag.schema }, repeated: true),
      .init(220, "tier_change", json: "tierChange", .message { TierChange.schema }, presence: true),
    ]
  )
}

/// One exchange, as its records tell of it.
public struct ExchangeFacts: Message {
  /// Transaction id of its EXCHANGE_STARTED.
  public var exchangeID: String

  /// That left, the fee among them.
  public var points: Int64

  /// Of them, what the partnership keeps.
  public var fee: Int64

  /// Smallest units of the other token.
  public var received: Int64

  /// Of one unit received, left over by the floor: 0 to below 1.
  public var remainder: Ratio?

  /// As it was when the exchange was asked for.
  public var rate: ExchangeRate?

  /// Of the member that received, where that is known.
  public var creditedTransactionID: String

  /// Of the partner outside, once it has given out what was bought.
  public var receipt: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    exchangeID = ""
    points = 0
    fee = 0
    received = 0
    remainder = nil
    rate = nil
    creditedTransactionID = ""
    receipt = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    exchangeID: String = "",
    points: Int64 = 0,
    fee: Int64 = 0,
    received: Int64 = 0,
    remainder: Ratio? = nil,
    rate: ExchangeRate? = nil,
    creditedTransactionID: String = "",
    receipt: String = ""
  ) {
    self.exchangeID = exchangeID
    self.points = points
    self.fee = fee
    self.received = received
    self.remainder = remainder
    self.rate = rate
    self.creditedTransactionID = creditedTransactionID
    self.receipt = receipt
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `exchange_id`.
    @inlinable public static var exchangeID: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `fee`.
    @inlinable public static var fee: UInt32 { 3 }
    /// `received`.
    @inlinable public static var received: UInt32 { 4 }
    /// `remainder`.
    @inlinable public static var remainder: UInt32 { 5 }
    /// `rate`.
    @inlinable public static var rate: UInt32 { 6 }
    /// `credited_transaction_id`.
    @inlinable public static var creditedTransactionID: UInt32 { 7 }
    /// `receipt`.
    @inlinable public static var receipt: UInt32 { 60 }
  }
}

extension ExchangeFacts {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: exchangeID = try reader.readString()
      case 16: points = try reader.readInt64()
      case 24: fee = try reader.readInt64()
      case 32: received = try reader.readInt64()
      case 42: try reader.readMessage(into: &remainder)
      case 50: try reader.readMessage(into: &rate)
      case 58: creditedTransactionID = try reader.readString()
      case 482: receipt = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !exchangeID.isEmpty { buffer.writeString(1, exchangeID) }
    if points != 0 { buffer.writeInt64(2, points) }
    if fee != 0 { buffer.writeInt64(3, fee) }
    if received != 0 { buffer.writeInt64(4, received) }
    if let remainder { buffer.writeMessage(5, remainder) }
    if let rate { buffer.writeMessage(6, rate) }
    if !creditedTransactionID.isEmpty { buffer.writeString(7, creditedTransactionID) }
    if !receipt.isEmpty { buffer.writeString(60, receipt) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExchangeFacts",
    fields: [
      .init(1, "exchange_id", json: "exchangeId", .string),
      .init(2, "points", json: "points", .int64),
      .init(3, "fee", json: "fee", .int64),
      .init(4, "received", json: "received", .int64),
      .init(5, "remainder", json: "remainder", .message { Ratio.schema }, presence: true),
      .init(6, "rate", json: "rate", .message { ExchangeRate.schema }, presence: true),
      .init(7, "credited_transaction_id", json: "creditedTransactionId", .string),
      .init(60, "receipt", json: "receipt", .string),
    ]
  )
}

/// What an exchange was valued at.
public struct ExchangeRate: Message {
  /// Of a whole unit of the token that left.
  public var offRamp: Ratio?

  /// Of a whole unit of the token that came.
  public var onRamp: Ratio?

  /// The rate is the request's: off_ramp has it, and on_ramp is 1.
  public var overridden: Bool

  /// From when the value counts; 0 = always did.
  public var offRampSinceMs: Int64

  /// The same of the other.
  public var onRampSinceMs: Int64

  /// Field 6, `partnership_id`.
  public var partnershipID: String

  /// Field 7, `partnership_version`.
  public var partnershipVersion: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    offRamp = nil
    onRamp = nil
    overridden = false
    offRampSinceMs = 0
    onRampSinceMs = 0
    partnershipID = ""
    partnershipVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    offRamp: Ratio? = nil,
    onRamp: Ratio? = nil,
    overridden: Bool = false,
    offRampSinceMs: Int64 = 0,
    onRampSinceMs: Int64 = 0,
    partnershipID: String = "",
    partnershipVersion: UInt32 = 0
  ) {
    self.offRamp = offRamp
    self.onRamp = onRamp
    self.overridden = overridden
    self.offRampSinceMs = offRampSinceMs
    self.onRampSinceMs = onRampSinceMs
    self.partnershipID = partnershipID
    self.partnershipVersion = partnershipVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `off_ramp`.
    @inlinable public static var offRamp: UInt32 { 1 }
    /// `on_ramp`.
    @inlinable public static var onRamp: UInt32 { 2 }
    /// `overridden`.
    @inlinable public static var overridden: UInt32 { 3 }
    /// `off_ramp_since_ms`.
    @inlinable public static var offRampSinceMs: UInt32 { 4 }
    /// `on_ramp_since_ms`.
    @inlinable public static var onRampSinceMs: UInt32 { 5 }
    /// `partnership_id`.
    @inlinable public static var partnershipID: UInt32 { 6 }
    /// `partnership_version`.
    @inlinable public static var partnershipVersion: UInt32 { 7 }
  }
}

extension ExchangeRate {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &offRamp)
      case 18: try reader.readMessage(into: &onRamp)
      case 24: overridden = try reader.readBool()
      case 32: offRampSinceMs = try reader.readInt64()
      case 40: onRampSinceMs = try reader.readInt64()
      case 50: partnershipID = try reader.readString()
      case 56: partnershipVersion = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let offRamp { buffer.writeMessage(1, offRamp) }
    if let onRamp { buffer.writeMessage(2, onRamp) }
    if overridden { buffer.writeBool(3, overridden) }
    if offRampSinceMs != 0 { buffer.writeInt64(4, offRampSinceMs) }
    if onRampSinceMs != 0 { buffer.writeInt64(5, onRampSinceMs) }
    if !partnershipID.isEmpty { buffer.writeString(6, partnershipID) }
    if partnershipVersion != 0 { buffer.writeUInt32(7, partnershipVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExchangeRate",
    fields: [
      .init(1, "off_ramp", json: "offRamp", .message { Ratio.schema }, presence: true),
      .init(2, "on_ramp", json: "onRamp", .message { Ratio.schema }, presence: true),
      .init(3, "overridden", json: "overridden", .bool),
      .init(4, "off_ramp_since_ms", json: "offRampSinceMs", .int64),
      .init(5, "on_ramp_since_ms", json: "onRampSinceMs", .int64),
      .init(6, "partnership_id", json: "partnershipId", .string),
      .init(7, "partnership_version", json: "partnershipVersion", .uint32),
    ]
  )
}

/// By how much a transaction changed the total of one token.
public struct TokenChange: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// 0 for locks.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    points: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension TokenChange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: points = try reader.readSInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if points != 0 { buffer.writeSInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TokenChange",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "points", json: "points", .sint64),
    ]
  )
}

/// What is left of a cap or a budget.
public struct CapLeft: Message {
  /// Whose cap it is, or that draws on the budget.
  public var promotionID: String

  /// Field 2, `scope`.
  public var scope: CapScope

  /// Field 3, `period`.
  public var period: CapPeriod

  /// Field 4, `unit`.
  public var unit: CapUnit

  /// In the period, in the cap's unit, this basket included.
  public var used: Int64

  /// 0 or more.
  public var left: Int64

  /// Empty = the promotion's own cap.
  public var budgetID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    scope = .init(rawValue: 0)
    period = .init(rawValue: 0)
    unit = .init(rawValue: 0)
    used = 0
    left = 0
    budgetID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    scope: CapScope = .init(rawValue: 0),
    period: CapPeriod = .init(rawValue: 0),
    unit: CapUnit = .init(rawValue: 0),
    used: Int64 = 0,
    left: Int64 = 0,
    budgetID: String = ""
  ) {
    self.promotionID = promotionID
    self.scope = scope
    self.period = period
    self.unit = unit
    self.used = used
    self.left = left
    self.budgetID = budgetID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `scope`.
    @inlinable public static var scope: UInt32 { 2 }
    /// `period`.
    @inlinable public static var period: UInt32 { 3 }
    /// `unit`.
    @inlinable public static var unit: UInt32 { 4 }
    /// `used`.
    @inlinable public static var used: UInt32 { 5 }
    /// `left`.
    @inlinable public static var left: UInt32 { 6 }
    /// `budget_id`.
    @inlinable public static var budgetID: UInt32 { 7 }
  }
}

extension CapLeft {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 16: scope = CapScope(rawValue: try reader.readInt32())
      case 24: period = CapPeriod(rawValue: try reader.readInt32())
      case 32: unit = CapUnit(rawValue: try reader.readInt32())
      case 40: used = try reader.readInt64()
      case 48: left = try reader.readInt64()
      case 58: budgetID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if scope.rawValue != 0 { buffer.writeInt32(2, scope.rawValue) }
    if period.rawValue != 0 { buffer.writeInt32(3, period.rawValue) }
    if unit.rawValue != 0 { buffer.writeInt32(4, unit.rawValue) }
    if used != 0 { buffer.writeInt64(5, used) }
    if left != 0 { buffer.writeInt64(6, left) }
    if !budgetID.isEmpty { buffer.writeString(7, budgetID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CapLeft",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "scope", json: "scope", .enumeration(CapScope.schema)),
      .init(3, "period", json: "period", .enumeration(CapPeriod.schema)),
      .init(4, "unit", json: "unit", .enumeration(CapUnit.schema)),
      .init(5, "used", json: "used", .int64),
      .init(6, "left", json: "left", .int64),
      .init(7, "budget_id", json: "budgetId", .string),
    ]
  )
}

/// What would give more points.
public struct NearMiss: Message {
  /// Field 1, `promotion_id`.
  public var promotionID: String

  /// Field 2, `version`.
  public var version: UInt32

  /// What is missing in minor units; 0 = none.
  public var moreMinor: Int64

  /// What is missing in units; 0 = none.
  public var moreQuantity: Int64

  /// How many more it would give, 1 or more.
  public var points: Int64

  /// Field 6, `token_id`.
  public var tokenID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    version = 0
    moreMinor = 0
    moreQuantity = 0
    points = 0
    tokenID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    version: UInt32 = 0,
    moreMinor: Int64 = 0,
    moreQuantity: Int64 = 0,
    points: Int64 = 0,
    tokenID: String = ""
  ) {
    self.promotionID = promotionID
    self.version = version
    self.moreMinor = moreMinor
    self.moreQuantity = moreQuantity
    self.points = points
    self.tokenID = tokenID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `more_minor`.
    @inlinable public static var moreMinor: UInt32 { 3 }
    /// `more_quantity`.
    @inlinable public static var moreQuantity: UInt32 { 4 }
    /// `points`.
    @inlinable public static var points: UInt32 { 5 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 6 }
  }
}

extension NearMiss {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 16: version = try reader.readUInt32()
      case 24: moreMinor = try reader.readSInt64()
      case 32: moreQuantity = try reader.readInt64()
      case 40: points = try reader.readInt64()
      case 50: tokenID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if moreMinor != 0 { buffer.writeSInt64(3, moreMinor) }
    if moreQuantity != 0 { buffer.writeInt64(4, moreQuantity) }
    if points != 0 { buffer.writeInt64(5, points) }
    if !tokenID.isEmpty { buffer.writeString(6, tokenID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.NearMiss",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "version", json: "version", .uint32),
      .init(3, "more_minor", json: "moreMinor", .sint64),
      .init(4, "more_quantity", json: "moreQuantity", .int64),
      .init(5, "points", json: "points", .int64),
      .init(6, "token_id", json: "tokenId", .string),
    ]
  )
}

/// The message `PostSaleRequest` of the schema.
public struct PostSaleRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Required.
  public var member: MemberReference?

  /// Of its evaluations and its earn.
  public var basket: Basket?

  /// 1 to 16, in order; at most one earn.
  public var ops: [SaleOp]

  /// False = a preview: nothing is written, and no request id is needed.
  public var commit: Bool

  /// Which promotions the answer explains.
  public var explain: ExplainLevel

  /// Also the lines for the receipt, in receipt_lines.
  public var receipt: Bool

  /// BCP 47, of the receipt's lines; empty = the member's, or the programme's default.
  public var language: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    basket = nil
    ops = []
    commit = false
    explain = .init(rawValue: 0)
    receipt = false
    language = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    basket: Basket? = nil,
    ops: [SaleOp] = [],
    commit: Bool = false,
    explain: ExplainLevel = .init(rawValue: 0),
    receipt: Bool = false,
    language: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.basket = basket
    self.ops = ops
    self.commit = commit
    self.explain = explain
    self.receipt = receipt
    self.language = language
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `basket`.
    @inlinable public static var basket: UInt32 { 4 }
    /// `ops`.
    @inlinable public static var ops: UInt32 { 5 }
    /// `commit`.
    @inlinable public static var commit: UInt32 { 6 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 7 }
    /// `receipt`.
    @inlinable public static var receipt: UInt32 { 8 }
    /// `language`.
    @inlinable public static var language: UInt32 { 9 }
  }
}

extension PostSaleRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: try reader.readMessage(into: &basket)
      case 42: try reader.readMessage(appendingTo: &ops)
      case 48: commit = try reader.readBool()
      case 56: explain = ExplainLevel(rawValue: try reader.readInt32())
      case 64: receipt = try reader.readBool()
      case 74: language = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let basket { buffer.writeMessage(4, basket) }
    for value in ops { buffer.writeMessage(5, value) }
    if commit { buffer.writeBool(6, commit) }
    if explain.rawValue != 0 { buffer.writeInt32(7, explain.rawValue) }
    if receipt { buffer.writeBool(8, receipt) }
    if !language.isEmpty { buffer.writeString(9, language) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PostSaleRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "basket", json: "basket", .message { Basket.schema }, presence: true),
      .init(5, "ops", json: "ops", .message { SaleOp.schema }, repeated: true),
      .init(6, "commit", json: "commit", .bool),
      .init(7, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
      .init(8, "receipt", json: "receipt", .bool),
      .init(9, "language", json: "language", .string),
    ]
  )
}

/// One operation of a sale.
public struct SaleOp: Message {
  /// At most one of the choices of `op`.
  public var op: OneOfOp?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    op = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    op: OneOfOp? = nil
  ) {
    self.op = op
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `evaluate`.
    @inlinable public static var evaluate: UInt32 { 1 }
    /// `earn`.
    @inlinable public static var earn: UInt32 { 2 }
    /// `redeem`.
    @inlinable public static var redeem: UInt32 { 3 }
    /// `use_voucher`.
    @inlinable public static var useVoucher: UInt32 { 4 }
    /// `lock`.
    @inlinable public static var lock: UInt32 { 5 }
    /// `return_lines`.
    @inlinable public static var returnLines: UInt32 { 6 }
  }

  /// The choices of `op`.
  public enum OneOfOp: Sendable, Equatable {
    /// Field 1, `evaluate`.
    case evaluate(EvaluateOp)
    /// Field 2, `earn`.
    case earn(EarnOp)
    /// Field 3, `redeem`.
    case redeem(RedeemOp)
    /// Field 4, `use_voucher`.
    case useVoucher(UseVoucherOp)
    /// Field 5, `lock`.
    case lock(LockOp)
    /// Field 6, `return_lines`.
    case returnLines(ReturnOp)
  }
}

extension SaleOp {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10:
        var earlier: EvaluateOp?
        if case .evaluate(let value) = op { earlier = value }
        op = .evaluate(try reader.readMessage(mergingInto: earlier))
      case 18:
        var earlier: EarnOp?
        if case .earn(let value) = op { earlier = value }
        op = .earn(try reader.readMessage(mergingInto: earlier))
      case 26:
        var earlier: RedeemOp?
        if case .redeem(let value) = op { earlier = value }
        op = .redeem(try reader.readMessage(mergingInto: earlier))
      case 34:
        var earlier: UseVoucherOp?
        if case .useVoucher(let value) = op { earlier = value }
        op = .useVoucher(try reader.readMessage(mergingInto: earlier))
      case 42:
        var earlier: LockOp?
        if case .lock(let value) = op { earlier = value }
        op = .lock(try reader.readMessage(mergingInto: earlier))
      case 50:
        var earlier: ReturnOp?
        if case .returnLines(let value) = op { earlier = value }
        op = .returnLines(try reader.readMessage(mergingInto: earlier))
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if case .evaluate(let value) = op { buffer.writeMessage(1, value) }
    if case .earn(let value) = op { buffer.writeMessage(2, value) }
    if case .redeem(let value) = op { buffer.writeMessage(3, value) }
    if case .useVoucher(let value) = op { buffer.writeMessage(4, value) }
    if case .lock(let value) = op { buffer.writeMessage(5, value) }
    if case .returnLines(let value) = op { buffer.writeMessage(6, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SaleOp",
    fields: [
      .init(
        1,
        "evaluate",
        json: "evaluate",
        .message { EvaluateOp.schema },
        presence: true,
        oneof: "op"
      ),
      .init(2, "earn", json: "earn", .message { EarnOp.schema }, presence: true, oneof: "op"),
      .init(3, "redeem", json: "redeem", .message { RedeemOp.schema }, presence: true, oneof: "op"),
      .init(
        4,
        "use_voucher",
        json: "useVoucher",
        .message { UseVoucherOp.schema },
        presence: true,
        oneof: "op"
      ),
      .init(5, "lock", json: "lock", .message { LockOp.schema }, presence: true, oneof: "op"),
      .init(
        6,
        "return_lines",
        json: "returnLines",
        .message { ReturnOp.schema },
        presence: true,
        oneof: "op"
      ),
    ]
  )
}

/// What the basket would earn at this place of the sale.
public struct EvaluateOp: Message {
  /// How many at most; 0 = none.
  public var nearMisses: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    nearMisses = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    nearMisses: UInt32 = 0
  ) {
    self.nearMisses = nearMisses
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `near_misses`.
    @inlinable public static var nearMisses: UInt32 { 1 }
  }
}

extension EvaluateOp {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: nearMisses = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if nearMisses != 0 { buffer.writeUInt32(1, nearMisses) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EvaluateOp",
    fields: [
      .init(1, "near_misses", json: "nearMisses", .uint32)
    ]
  )
}

/// Posts the basket's points.
public struct EarnOp: Message {
  /// Of an evaluation for the same member: the same rules; empty = those of now.
  public var evaluationID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    evaluationID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    evaluationID: String = ""
  ) {
    self.evaluationID = evaluationID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `evaluation_id`.
    @inlinable public static var evaluationID: UInt32 { 1 }
  }
}

extension EarnOp {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: evaluationID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !evaluationID.isEmpty { buffer.writeString(1, evaluationID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EarnOp",
    fields: [
      .init(1, "evaluation_id", json: "evaluationId", .string)
    ]
  )
}

/// As a RedeemRequest.
public struct RedeemOp: Message {
  /// Field 1, `mode`.
  public var mode: RedeemMode

  /// Empty = the programme's default token.
  public var tokenID: String

  /// As in RedeemRequest.
  public var points: Int64

  /// Instead of points: as many as it takes, rounded up.
  public var valueMinor: Int64

  /// One PIN in all redemptions of a sale.
  public var pin: String

  /// CAPTURE, VOID_AUTHORIZATION: the authorisation's transaction id.
  public var redemptionID: String

  /// AUTHORIZE: 0 = the programme's default.
  public var timeoutMs: Int64

  /// At most 256 bytes.
  public var purpose: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    mode = .init(rawValue: 0)
    tokenID = ""
    points = 0
    valueMinor = 0
    pin = ""
    redemptionID = ""
    timeoutMs = 0
    purpose = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    mode: RedeemMode = .init(rawValue: 0),
    tokenID: String = "",
    points: Int64 = 0,
    valueMinor: Int64 = 0,
    pin: String = "",
    redemptionID: String = "",
    timeoutMs: Int64 = 0,
    purpose: String = ""
  ) {
    self.mode = mode
    self.tokenID = tokenID
    self.points = points
    self.valueMinor = valueMinor
    self.pin = pin
    self.redemptionID = redemptionID
    self.timeoutMs = timeoutMs
    self.purpose = purpose
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `mode`.
    @inlinable public static var mode: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 4 }
    /// `pin`.
    @inlinable public static var pin: UInt32 { 5 }
    /// `redemption_id`.
    @inlinable public static var redemptionID: UInt32 { 6 }
    /// `timeout_ms`.
    @inlinable public static var timeoutMs: UInt32 { 7 }
    /// `purpose`.
    @inlinable public static var purpose: UInt32 { 8 }
  }
}

extension RedeemOp {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: mode = RedeemMode(rawValue: try reader.readInt32())
      case 18: tokenID = try reader.readString()
      case 24: points = try reader.readInt64()
      case 32: valueMinor = try reader.readSInt64()
      case 42: pin = try reader.readString()
      case 50: redemptionID = try reader.readString()
      case 56: timeoutMs = try reader.readInt64()
      case 66: purpose = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if mode.rawValue != 0 { buffer.writeInt32(1, mode.rawValue) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if points != 0 { buffer.writeInt64(3, points) }
    if valueMinor != 0 { buffer.writeSInt64(4, valueMinor) }
    if !pin.isEmpty { buffer.writeString(5, pin) }
    if !redemptionID.isEmpty { buffer.writeString(6, redemptionID) }
    if timeoutMs != 0 { buffer.writeInt64(7, timeoutMs) }
    if !purpose.isEmpty { buffer.writeString(8, purpose) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RedeemOp",
    fields: [
      .init(1, "mode", json: "mode", .enumeration(RedeemMode.schema)),
      .init(2, "token_id", json: "tokenId", .string),
      .init(3, "points", json: "points", .int64),
      .init(4, "value_minor", json: "valueMinor", .sint64),
      .init(5, "pin", json: "pin", .string),
      .init(6, "redemption_id", json: "redemptionId", .string),
      .init(7, "timeout_ms", json: "timeoutMs", .int64),
      .init(8, "purpose", json: "purpose", .string),
    ]
  )
}

/// Uses up a voucher of the member.
public struct UseVoucherOp: Message {
  /// As RedeemVoucher answered it; its value counts as paid with points.
  public var code: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    code = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    code: String = ""
  ) {
    self.code = code
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `code`.
    @inlinable public static var code: UInt32 { 1 }
  }
}

extension UseVoucherOp {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: code = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !code.isEmpty { buffer.writeString(1, code) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UseVoucherOp",
    fields: [
      .init(1, "code", json: "code", .string)
    ]
  )
}

/// As a LockRequest.
public struct LockOp: Message {
  /// Empty = the programme's default token.
  public var tokenID: String

  /// With earned_here: 0 = all that is left of it.
  public var points: Int64

  /// At most 256 bytes.
  public var reason: String

  /// 0 = until unlocked.
  public var untilMs: Int64

  /// Lock what there is.
  public var allowPartial: Bool

  /// Lock what the sale's earn gave; the earn stands before it.
  public var earnedHere: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    points = 0
    reason = ""
    untilMs = 0
    allowPartial = false
    earnedHere = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    points: Int64 = 0,
    reason: String = "",
    untilMs: Int64 = 0,
    allowPartial: Bool = false,
    earnedHere: Bool = false
  ) {
    self.tokenID = tokenID
    self.points = points
    self.reason = reason
    self.untilMs = untilMs
    self.allowPartial = allowPartial
    self.earnedHere = earnedHere
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 3 }
    /// `until_ms`.
    @inlinable public static var untilMs: UInt32 { 4 }
    /// `allow_partial`.
    @inlinable public static var allowPartial: UInt32 { 5 }
    /// `earned_here`.
    @inlinable public static var earnedHere: UInt32 { 6 }
  }
}

extension LockOp {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: points = try reader.readInt64()
      case 26: reason = try reader.readString()
      case 32: untilMs = try reader.readInt64()
      case 40: allowPartial = try reader.readBool()
      case 48: earnedHere = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !reason.isEmpty { buffer.writeString(3, reason) }
    if untilMs != 0 { buffer.writeInt64(4, untilMs) }
    if allowPartial { buffer.writeBool(5, allowPartial) }
    if earnedHere { buffer.writeBool(6, earnedHere) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LockOp",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "points", json: "points", .int64),
      .init(3, "reason", json: "reason", .string),
      .init(4, "until_ms", json: "untilMs", .int64),
      .init(5, "allow_partial", json: "allowPartial", .bool),
      .init(6, "earned_here", json: "earnedHere", .bool),
    ]
  )
}

/// As a ReturnLinesRequest, without a receipt of its own.
public struct ReturnOp: Message {
  /// The earn; or its natural key:.
  public var transactionID: String

  /// Field 2, `natural_key`.
  public var naturalKey: NaturalKey?

  /// 1 or more, none twice.
  public var lines: [ReturnedLine]

  /// At most 256 bytes.
  public var reason: String

  /// Refuse when the policy cannot take back all.
  public var strict: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    transactionID = ""
    naturalKey = nil
    lines = []
    reason = ""
    strict = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    transactionID: String = "",
    naturalKey: NaturalKey? = nil,
    lines: [ReturnedLine] = [],
    reason: String = "",
    strict: Bool = false
  ) {
    self.transactionID = transactionID
    self.naturalKey = naturalKey
    self.lines = lines
    self.reason = reason
    self.strict = strict
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 1 }
    /// `natural_key`.
    @inlinable public static var naturalKey: UInt32 { 2 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 3 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 4 }
    /// `strict`.
    @inlinable public static var strict: UInt32 { 5 }
  }
}

extension ReturnOp {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: transactionID = try reader.readString()
      case 18: try reader.readMessage(into: &naturalKey)
      case 26: try reader.readMessage(appendingTo: &lines)
      case 34: reason = try reader.readString()
      case 40: strict = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !transactionID.isEmpty { buffer.writeString(1, transactionID) }
    if let naturalKey { buffer.writeMessage(2, naturalKey) }
    for value in lines { buffer.writeMessage(3, value) }
    if !reason.isEmpty { buffer.writeString(4, reason) }
    if strict { buffer.writeBool(5, strict) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReturnOp",
    fields: [
      .init(1, "transaction_id", json: "transactionId", .string),
      .init(2, "natural_key", json: "naturalKey", .message { NaturalKey.schema }, presence: true),
      .init(3, "lines", json: "lines", .message { ReturnedLine.schema }, repeated: true),
      .init(4, "reason", json: "reason", .string),
      .init(5, "strict", json: "strict", .bool),
    ]
  )
}

/// What comes back of a line; quantity and amount both 0 = all that is left of it.
public struct ReturnedLine: Message {
  /// Or.
  public var lineID: String

  /// Its index + 1.
  public var line: Int32

  /// 0 or more; not together with an amount.
  public var quantity: Int64

  /// 0 or more, minor units; of a coupon comes back all or nothing.
  public var amountMinor: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    lineID = ""
    line = 0
    quantity = 0
    amountMinor = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    lineID: String = "",
    line: Int32 = 0,
    quantity: Int64 = 0,
    amountMinor: Int64 = 0
  ) {
    self.lineID = lineID
    self.line = line
    self.quantity = quantity
    self.amountMinor = amountMinor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `line_id`.
    @inlinable public static var lineID: UInt32 { 1 }
    /// `line`.
    @inlinable public static var line: UInt32 { 2 }
    /// `quantity`.
    @inlinable public static var quantity: UInt32 { 3 }
    /// `amount_minor`.
    @inlinable public static var amountMinor: UInt32 { 4 }
  }
}

extension ReturnedLine {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: lineID = try reader.readString()
      case 16: line = try reader.readInt32()
      case 24: quantity = try reader.readInt64()
      case 32: amountMinor = try reader.readSInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !lineID.isEmpty { buffer.writeString(1, lineID) }
    if line != 0 { buffer.writeInt32(2, line) }
    if quantity != 0 { buffer.writeInt64(3, quantity) }
    if amountMinor != 0 { buffer.writeSInt64(4, amountMinor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReturnedLine",
    fields: [
      .init(1, "line_id", json: "lineId", .string),
      .init(2, "line", json: "line", .int32),
      .init(3, "quantity", json: "quantity", .int64),
      .init(4, "amount_minor", json: "amountMinor", .sint64),
    ]
  )
}

/// The message `PostSaleResponse` of the schema.
public struct PostSaleResponse: Message {
  /// Its transaction id is that of the last record; empty for a preview.
  public var outcome: Outcome?

  /// False = a preview.
  public var committed: Bool

  /// One for each operation, in order.
  public var results: [SaleOpResult]

  /// What redemptions and points vouchers pay, minor units.
  public var pointsTenderMinor: Int64

  /// Of the last evaluation or earn.
  public var receiptLines: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    committed = false
    results = []
    pointsTenderMinor = 0
    receiptLines = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    committed: Bool = false,
    results: [SaleOpResult] = [],
    pointsTenderMinor: Int64 = 0,
    receiptLines: [String] = []
  ) {
    self.outcome = outcome
    self.committed = committed
    self.results = results
    self.pointsTenderMinor = pointsTenderMinor
    self.receiptLines = receiptLines
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `committed`.
    @inlinable public static var committed: UInt32 { 2 }
    /// `results`.
    @inlinable public static var results: UInt32 { 3 }
    /// `points_tender_minor`.
    @inlinable public static var pointsTenderMinor: UInt32 { 4 }
    /// `receipt_lines`.
    @inlinable public static var receiptLines: UInt32 { 5 }
  }
}

extension PostSaleResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: committed = try reader.readBool()
      case 26: try reader.readMessage(appendingTo: &results)
      case 32: pointsTenderMinor = try reader.readSInt64()
      case 42: receiptLines.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if committed { buffer.writeBool(2, committed) }
    for value in results { buffer.writeMessage(3, value) }
    if pointsTenderMinor != 0 { buffer.writeSInt64(4, pointsTenderMinor) }
    for value in receiptLines { buffer.writeString(5, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PostSaleResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "committed", json: "committed", .bool),
      .init(3, "results", json: "results", .message { SaleOpResult.schema }, repeated: true),
      .init(4, "points_tender_minor", json: "pointsTenderMinor", .sint64),
      .init(5, "receipt_lines", json: "receiptLines", .string, repeated: true),
    ]
  )
}

/// What one operation of a sale did, or would do.
public struct SaleOpResult: Message {
  /// Preview: why this one would be refused; the first refusal makes the rest LINKED_FAILED.
  public var status: Status?

  /// At most one of the choices of `result`.
  public var result: OneOfResult?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    status = nil
    result = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    status: Status? = nil,
    result: OneOfResult? = nil
  ) {
    self.status = status
    self.result = result
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `status`.
    @inlinable public static var status: UInt32 { 1 }
    /// `evaluate`.
    @inlinable public static var evaluate: UInt32 { 2 }
    /// `earn`.
    @inlinable public static var earn: UInt32 { 3 }
    /// `redeem`.
    @inlinable public static var redeem: UInt32 { 4 }
    /// `use_voucher`.
    @inlinable public static var useVoucher: UInt32 { 5 }
    /// `lock`.
    @inlinable public static var lock: UInt32 { 6 }
    /// `return_lines`.
    @inlinable public static var returnLines: UInt32 { 7 }
  }

  /// The choices of `result`.
  public enum OneOfResult: Sendable, Equatable {
    /// Field 2, `evaluate`.
    case evaluate(EvaluateBasketResponse)
    /// Field 3, `earn`.
    case earn(EarnResponse)
    /// Field 4, `redeem`.
    case redeem(RedeemResponse)
    /// Field 5, `use_voucher`.
    case useVoucher(UseVoucherResponse)
    /// Field 6, `lock`.
    case lock(LockResponse)
    /// Field 7, `return_lines`.
    case returnLines(ReturnLinesResponse)
  }
}

extension SaleOpResult {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &status)
      case 18:
        var earlier: EvaluateBasketResponse?
        if case .evaluate(let value) = result { earlier = value }
        result = .evaluate(try reader.readMessage(mergingInto: earlier))
      case 26:
        var earlier: EarnResponse?
        if case .earn(let value) = result { earlier = value }
        result = .earn(try reader.readMessage(mergingInto: earlier))
      case 34:
        var earlier: RedeemResponse?
        if case .redeem(let value) = result { earlier = value }
        result = .redeem(try reader.readMessage(mergingInto: earlier))
      case 42:
        var earlier: UseVoucherResponse?
        if case .useVoucher(let value) = result { earlier = value }
        result = .useVoucher(try reader.readMessage(mergingInto: earlier))
      case 50:
        var earlier: LockResponse?
        if case .lock(let value) = result { earlier = value }
        result = .lock(try reader.readMessage(mergingInto: earlier))
      case 58:
        var earlier: ReturnLinesResponse?
        if case .returnLines(let value) = result { earlier = value }
        result = .returnLines(try reader.readMessage(mergingInto: earlier))
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let status { buffer.writeMessage(1, status) }
    if case .evaluate(let value) = result { buffer.writeMessage(2, value) }
    if case .earn(let value) = result { buffer.writeMessage(3, value) }
    if case .redeem(let value) = result { buffer.writeMessage(4, value) }
    if case .useVoucher(let value) = result { buffer.writeMessage(5, value) }
    if case .lock(let value) = result { buffer.writeMessage(6, value) }
    if case .returnLines(let value) = result { buffer.writeMessage(7, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SaleOpResult",
    fields: [
      .init(1, "status", json: "status", .message { Status.schema }, presence: true),
      .init(
        2,
        "evaluate",
        json: "evaluate",
        .message { EvaluateBasketResponse.schema },
        presence: true,
        oneof: "result"
      ),
      .init(
        3,
        "earn",
        json: "earn",
        .message { EarnResponse.schema },
        presence: true,
        oneof: "result"
      ),
      .init(
        4,
        "redeem",
        json: "redeem",
        .message { RedeemResponse.schema },
        presence: true,
        oneof: "result"
      ),
      .init(
        5,
        "use_voucher",
        json: "useVoucher",
        .message { UseVoucherResponse.schema },
        presence: true,
        oneof: "result"
      ),
      .init(
        6,
        "lock",
        json: "lock",
        .message { LockResponse.schema },
        presence: true,
        oneof: "result"
      ),
      .init(
        7,
        "return_lines",
        json: "returnLines",
        .message { ReturnLinesResponse.schema },
        presence: true,
        oneof: "result"
      ),
    ]
  )
}

/// The message `ReturnLinesRequest` of the schema.
public struct ReturnLinesRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// May be absent: the earn names its member.
  public var member: MemberReference?

  /// The earn; or its natural key:.
  public var transactionID: String

  /// Field 4, `natural_key`.
  public var naturalKey: NaturalKey?

  /// 1 or more, none twice.
  public var lines: [ReturnedLine]

  /// Of the return itself, at most 64 bytes: a second return under it is DUPLICATE_TRANSACTION;
  /// empty = none.
  public var returnReceiptNumber: String

  /// At most 256 bytes.
  public var reason: String

  /// Refuse when the policy cannot take back all.
  public var strict: Bool

  /// Which promotions applied explains.
  public var explain: ExplainLevel

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    transactionID = ""
    naturalKey = nil
    lines = []
    returnReceiptNumber = ""
    reason = ""
    strict = false
    explain = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    transactionID: String = "",
    naturalKey: NaturalKey? = nil,
    lines: [ReturnedLine] = [],
    returnReceiptNumber: String = "",
    reason: String = "",
    strict: Bool = false,
    explain: ExplainLevel = .init(rawValue: 0)
  ) {
    self.envelope = envelope
    self.member = member
    self.transactionID = transactionID
    self.naturalKey = naturalKey
    self.lines = lines
    self.returnReceiptNumber = returnReceiptNumber
    self.reason = reason
    self.strict = strict
    self.explain = explain
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 3 }
    /// `natural_key`.
    @inlinable public static var naturalKey: UInt32 { 4 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 5 }
    /// `return_receipt_number`.
    @inlinable public static var returnReceiptNumber: UInt32 { 6 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 7 }
    /// `strict`.
    @inlinable public static var strict: UInt32 { 8 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 9 }
  }
}

extension ReturnLinesRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: transactionID = try reader.readString()
      case 34: try reader.readMessage(into: &naturalKey)
      case 42: try reader.readMessage(appendingTo: &lines)
      case 50: returnReceiptNumber = try reader.readString()
      case 58: reason = try reader.readString()
      case 64: strict = try reader.readBool()
      case 72: explain = ExplainLevel(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !transactionID.isEmpty { buffer.writeString(3, transactionID) }
    if let naturalKey { buffer.writeMessage(4, naturalKey) }
    for value in lines { buffer.writeMessage(5, value) }
    if !returnReceiptNumber.isEmpty { buffer.writeString(6, returnReceiptNumber) }
    if !reason.isEmpty { buffer.writeString(7, reason) }
    if strict { buffer.writeBool(8, strict) }
    if explain.rawValue != 0 { buffer.writeInt32(9, explain.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReturnLinesRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "transaction_id", json: "transactionId", .string),
      .init(4, "natural_key", json: "naturalKey", .message { NaturalKey.schema }, presence: true),
      .init(5, "lines", json: "lines", .message { ReturnedLine.schema }, repeated: true),
      .init(6, "return_receipt_number", json: "returnReceiptNumber", .string),
      .init(7, "reason", json: "reason", .string),
      .init(8, "strict", json: "strict", .bool),
      .init(9, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
    ]
  )
}

/// The message `ReturnLinesResponse` of the schema.
public struct ReturnLinesResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// What the sale was worth before this return.
  public var before: Int64

  /// What it is worth from now on; never more than before.
  public var after: Int64

  /// After less before: 0 or less.
  public var delta: Int64

  /// Where it was taken from.
  public var effects: ReverseEarnResponse?

  /// Of what remains.
  public var applied: [AppliedPromotion]

  /// Nothing of the sale remains.
  public var full: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    before = 0
    after = 0
    delta = 0
    effects = nil
    applied = []
    full = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    before: Int64 = 0,
    after: Int64 = 0,
    delta: Int64 = 0,
    effects: ReverseEarnResponse? = nil,
    applied: [AppliedPromotion] = [],
    full: Bool = false
  ) {
    self.outcome = outcome
    self.before = before
    self.after = after
    self.delta = delta
    self.effects = effects
    self.applied = applied
    self.full = full
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `before`.
    @inlinable public static var before: UInt32 { 2 }
    /// `after`.
    @inlinable public static var after: UInt32 { 3 }
    /// `delta`.
    @inlinable public static var delta: UInt32 { 4 }
    /// `effects`.
    @inlinable public static var effects: UInt32 { 5 }
    /// `applied`.
    @inlinable public static var applied: UInt32 { 6 }
    /// `full`.
    @inlinable public static var full: UInt32 { 7 }
  }
}

extension ReturnLinesResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: before = try reader.readInt64()
      case 24: after = try reader.readInt64()
      case 32: delta = try reader.readInt64()
      case 42: try reader.readMessage(into: &effects)
      case 50: try reader.readMessage(appendingTo: &applied)
      case 56: full = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if before != 0 { buffer.writeInt64(2, before) }
    if after != 0 { buffer.writeInt64(3, after) }
    if delta != 0 { buffer.writeInt64(4, delta) }
    if let effects { buffer.writeMessage(5, effects) }
    for value in applied { buffer.writeMessage(6, value) }
    if full { buffer.writeBool(7, full) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReturnLinesResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "before", json: "before", .int64),
      .init(3, "after", json: "after", .int64),
      .init(4, "delta", json: "delta", .int64),
      .init(5, "effects", json: "effects", .message { ReverseEarnResponse.schema }, presence: true),
      .init(6, "applied", json: "applied", .message { AppliedPromotion.schema }, repeated: true),
      .init(7, "full", json: "full", .bool),
    ]
  )
}

/// The message `RewardEventRequest` of the schema.
public struct RewardEventRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Who sends it; with event_id its natural key; 1 to 64 bytes.
  public var source: String

  /// 1 to 64 bytes, unique in its source.
  public var eventID: String

  /// 1 to 64 bytes; one of the programme's event_types.
  public var eventType: String

  /// 0 to 32.
  public var tags: [Tag]

  /// 0 to 32; each is a line for the rules, its value quantity and amount.
  public var counters: [Counter]

  /// Which promotions the answer explains.
  public var explain: ExplainLevel

  /// Of a connector's: leaves the quarantine when the event is taken.
  public var quarantineID: String

  /// Whose quarantine.
  public var connectorID: String

  /// Set by the server: of the IngestEvent that it was made of; 0 = none.
  public var ingestedHash: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    source = ""
    eventID = ""
    eventType = ""
    tags = []
    counters = []
    explain = .init(rawValue: 0)
    quarantineID = ""
    connectorID = ""
    ingestedHash = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    source: String = "",
    eventID: String = "",
    eventType: String = "",
    tags: [Tag] = [],
    counters: [Counter] = [],
    explain: ExplainLevel = .init(rawValue: 0),
    quarantineID: String = "",
    connectorID: String = "",
    ingestedHash: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.source = source
    self.eventID = eventID
    self.eventType = eventType
    self.tags = tags
    self.counters = counters
    self.explain = explain
    self.quarantineID = quarantineID
    self.connectorID = connectorID
    self.ingestedHash = ingestedHash
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `source`.
    @inlinable public static var source: UInt32 { 4 }
    /// `event_id`.
    @inlinable public static var eventID: UInt32 { 5 }
    /// `event_type`.
    @inlinable public static var eventType: UInt32 { 6 }
    /// `tags`.
    @inlinable public static var tags: UInt32 { 7 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 8 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 9 }
    /// `quarantine_id`.
    @inlinable public static var quarantineID: UInt32 { 10 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 11 }
    /// `ingested_hash`.
    @inlinable public static var ingestedHash: UInt32 { 12 }
  }
}

extension RewardEventRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: source = try reader.readString()
      case 42: eventID = try reader.readString()
      case 50: eventType = try reader.readString()
      case 58: try reader.readMessage(appendingTo: &tags)
      case 66: try reader.readMessage(appendingTo: &counters)
      case 72: explain = ExplainLevel(rawValue: try reader.readInt32())
      case 82: quarantineID = try reader.readString()
      case 90: connectorID = try reader.readString()
      case 97: ingestedHash = try reader.readFixed64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !source.isEmpty { buffer.writeString(4, source) }
    if !eventID.isEmpty { buffer.writeString(5, eventID) }
    if !eventType.isEmpty { buffer.writeString(6, eventType) }
    for value in tags { buffer.writeMessage(7, value) }
    for value in counters { buffer.writeMessage(8, value) }
    if explain.rawValue != 0 { buffer.writeInt32(9, explain.rawValue) }
    if !quarantineID.isEmpty { buffer.writeString(10, quarantineID) }
    if !connectorID.isEmpty { buffer.writeString(11, connectorID) }
    if ingestedHash != 0 { buffer.writeFixed64(12, ingestedHash) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RewardEventRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "source", json: "source", .string),
      .init(5, "event_id", json: "eventId", .string),
      .init(6, "event_type", json: "eventType", .string),
      .init(7, "tags", json: "tags", .message { Tag.schema }, repeated: true),
      .init(8, "counters", json: "counters", .message { Counter.schema }, repeated: true),
      .init(9, "explain", json: "explain", .enumeration(ExplainLevel.schema)),
      .init(10, "quarantine_id", json: "quarantineId", .string),
      .init(11, "connector_id", json: "connectorId", .string),
      .init(12, "ingested_hash", json: "ingestedHash", .fixed64),
    ]
  )
}

/// A property of an event or a purchase, as promotions and caps name it.
public struct Tag: Message {
  /// 1 to 64 bytes.
  public var name: String

  /// 0 to 64 bytes.
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

extension Tag {
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
    name: "fealty.v1.Tag",
    fields: [
      .init(1, "name", json: "name", .string),
      .init(2, "value", json: "value", .string),
    ]
  )
}

/// Something that an event or a purchase counts, such as steps or nights.
public struct Counter: Message {
  /// 1 to 64 bytes.
  public var name: String

  /// 0 to 1,000,000,000,000.
  public var value: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    name = ""
    value = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    name: String = "",
    value: Int64 = 0
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

extension Counter {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: name = try reader.readString()
      case 16: value = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !name.isEmpty { buffer.writeString(1, name) }
    if value != 0 { buffer.writeInt64(2, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Counter",
    fields: [
      .init(1, "name", json: "name", .string),
      .init(2, "value", json: "value", .int64),
    ]
  )
}

/// The message `RewardEventResponse` of the schema.
public struct RewardEventResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Of all tokens together.
  public var points: Int64

  /// Field 3, `lots`.
  public var lots: [Lot]

  /// Field 4, `applied`.
  public var applied: [AppliedPromotion]

  /// Field 5, `rejected`.
  public var rejected: [RejectedPromotion]

  /// Nobody has the id yet: it waits for an enrolment.
  public var held: Bool

  /// 0 = it is not held.
  public var heldUntilMs: Int64

  /// Not empty = the payload could not be read, and is kept: ListQuarantine.
  public var quarantineID: String

  /// The payload was a purchase: outcome and points are its, the other fields are empty.
  public var purchase: EarnResponse?

  /// That the event led to; absent = none.
  public var tierChange: TierChange?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lots = []
    applied = []
    rejected = []
    held = false
    heldUntilMs = 0
    quarantineID = ""
    purchase = nil
    tierChange = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lots: [Lot] = [],
    applied: [AppliedPromotion] = [],
    rejected: [RejectedPromotion] = [],
    held: Bool = false,
    heldUntilMs: Int64 = 0,
    quarantineID: String = "",
    purchase: EarnResponse? = nil,
    tierChange: TierChange? = nil
  ) {
    self.outcome = outcome
    self.points = points
    self.lots = lots
    self.applied = applied
    self.rejected = rejected
    self.held = held
    self.heldUntilMs = heldUntilMs
    self.quarantineID = quarantineID
    self.purchase = purchase
    self.tierChange = tierChange
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 3 }
    /// `applied`.
    @inlinable public static var applied: UInt32 { 4 }
    /// `rejected`.
    @inlinable public static var rejected: UInt32 { 5 }
    /// `held`.
    @inlinable public static var held: UInt32 { 6 }
    /// `held_until_ms`.
    @inlinable public static var heldUntilMs: UInt32 { 7 }
    /// `quarantine_id`.
    @inlinable public static var quarantineID: UInt32 { 8 }
    /// `purchase`.
    @inlinable public static var purchase: UInt32 { 190 }
    /// `tier_change`.
    @inlinable public static var tierChange: UInt32 { 220 }
  }
}

extension RewardEventResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(appendingTo: &lots)
      case 34: try reader.readMessage(appendingTo: &applied)
      case 42: try reader.readMessage(appendingTo: &rejected)
      case 48: held = try reader.readBool()
      case 56: heldUntilMs = try reader.readInt64()
      case 66: quarantineID = try reader.readString()
      case 1522: try reader.readMessage(into: &purchase)
      case 1762: try reader.readMessage(into: &tierChange)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    for value in lots { buffer.writeMessage(3, value) }
    for value in applied { buffer.writeMessage(4, value) }
    for value in rejected { buffer.writeMessage(5, value) }
    if held { buffer.writeBool(6, held) }
    if heldUntilMs != 0 { buffer.writeInt64(7, heldUntilMs) }
    if !quarantineID.isEmpty { buffer.writeString(8, quarantineID) }
    if let purchase { buffer.writeMessage(190, purchase) }
    if let tierChange { buffer.writeMessage(220, tierChange) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RewardEventResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lots", json: "lots", .message { Lot.schema }, repeated: true),
      .init(4, "applied", json: "applied", .message { AppliedPromotion.schema }, repeated: true),
      .init(5, "rejected", json: "rejected", .message { RejectedPromotion.schema }, repeated: true),
      .init(6, "held", json: "held", .bool),
      .init(7, "held_until_ms", json: "heldUntilMs", .int64),
      .init(8, "quarantine_id", json: "quarantineId", .string),
      .init(190, "purchase", json: "purchase", .message { EarnResponse.schema }, presence: true),
      .init(220, "tier_change", json: "tierChange", .message { TierChange.schema }, presence: true),
    ]
  )
}

/// The message `ClaimSaleRequest` of the schema.
public struct ClaimSaleRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Who takes it.
  public var member: MemberReference?

  /// Of the guest's sale.
  public var naturalKey: NaturalKey?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    naturalKey = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    naturalKey: NaturalKey? = nil
  ) {
    self.envelope = envelope
    self.member = member
    self.naturalKey = naturalKey
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `natural_key`.
    @inlinable public static var naturalKey: UInt32 { 4 }
  }
}

extension ClaimSaleRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: try reader.readMessage(into: &naturalKey)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let naturalKey { buffer.writeMessage(4, naturalKey) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ClaimSaleRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "natural_key", json: "naturalKey", .message { NaturalKey.schema }, presence: true),
    ]
  )
}

/// The message `RedeemVoucherRequest` of the schema.
public struct RedeemVoucherRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// An active one.
  public var voucherTypeID: String

  /// As in RedeemRequest.
  public var pin: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    voucherTypeID = ""
    pin = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    voucherTypeID: String = "",
    pin: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.voucherTypeID = voucherTypeID
    self.pin = pin
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 4 }
    /// `pin`.
    @inlinable public static var pin: UInt32 { 5 }
  }
}

extension RedeemVoucherRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: voucherTypeID = try reader.readString()
      case 42: pin = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !voucherTypeID.isEmpty { buffer.writeString(4, voucherTypeID) }
    if !pin.isEmpty { buffer.writeString(5, pin) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RedeemVoucherRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "voucher_type_id", json: "voucherTypeId", .string),
      .init(5, "pin", json: "pin", .string),
    ]
  )
}

/// The message `RedeemVoucherResponse` of the schema.
public struct RedeemVoucherResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// For ReverseRedemption.
  public var redemptionID: String

  /// 13 characters of base 32 and a check character; empty in a dry run.
  public var code: String

  /// Field 4, `value_minor`.
  public var valueMinor: Int64

  /// When it was issued.
  public var validFromMs: Int64

  /// 0 = no end.
  public var validToMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    redemptionID = ""
    code = ""
    valueMinor = 0
    validFromMs = 0
    validToMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    redemptionID: String = "",
    code: String = "",
    valueMinor: Int64 = 0,
    validFromMs: Int64 = 0,
    validToMs: Int64 = 0
  ) {
    self.outcome = outcome
    self.redemptionID = redemptionID
    self.code = code
    self.valueMinor = valueMinor
    self.validFromMs = validFromMs
    self.validToMs = validToMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `redemption_id`.
    @inlinable public static var redemptionID: UInt32 { 2 }
    /// `code`.
    @inlinable public static var code: UInt32 { 3 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 4 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 5 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 6 }
  }
}

extension RedeemVoucherResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: redemptionID = try reader.readString()
      case 26: code = try reader.readString()
      case 32: valueMinor = try reader.readSInt64()
      case 40: validFromMs = try reader.readInt64()
      case 48: validToMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !redemptionID.isEmpty { buffer.writeString(2, redemptionID) }
    if !code.isEmpty { buffer.writeString(3, code) }
    if valueMinor != 0 { buffer.writeSInt64(4, valueMinor) }
    if validFromMs != 0 { buffer.writeInt64(5, validFromMs) }
    if validToMs != 0 { buffer.writeInt64(6, validToMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RedeemVoucherResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "redemption_id", json: "redemptionId", .string),
      .init(3, "code", json: "code", .string),
      .init(4, "value_minor", json: "valueMinor", .sint64),
      .init(5, "valid_from_ms", json: "validFromMs", .int64),
      .init(6, "valid_to_ms", json: "validToMs", .int64),
    ]
  )
}

/// The message `UseVoucherRequest` of the schema.
public struct UseVoucherRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// As it was issued; small letters and blanks around it are taken too.
  public var code: String

  /// Of the sale that it pays, at most 256 bytes; may be empty.
  public var receiptNumber: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    code = ""
    receiptNumber = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    code: String = "",
    receiptNumber: String = ""
  ) {
    self.envelope = envelope
    self.code = code
    self.receiptNumber = receiptNumber
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `code`.
    @inlinable public static var code: UInt32 { 4 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 5 }
  }
}

extension UseVoucherRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: code = try reader.readString()
      case 42: receiptNumber = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !code.isEmpty { buffer.writeString(4, code) }
    if !receiptNumber.isEmpty { buffer.writeString(5, receiptNumber) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UseVoucherRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "code", json: "code", .string),
      .init(5, "receipt_number", json: "receiptNumber", .string),
    ]
  )
}

/// The message `UseVoucherResponse` of the schema.
public struct UseVoucherResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `voucher_type_id`.
  public var voucherTypeID: String

  /// As it was at issue.
  public var valueMinor: Int64

  /// Whose it was.
  public var memberID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    voucherTypeID = ""
    valueMinor = 0
    memberID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    voucherTypeID: String = "",
    valueMinor: Int64 = 0,
    memberID: String = ""
  ) {
    self.outcome = outcome
    self.voucherTypeID = voucherTypeID
    self.valueMinor = valueMinor
    self.memberID = memberID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 2 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 3 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 4 }
  }
}

extension UseVoucherResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: voucherTypeID = try reader.readString()
      case 24: valueMinor = try reader.readSInt64()
      case 34: memberID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !voucherTypeID.isEmpty { buffer.writeString(2, voucherTypeID) }
    if valueMinor != 0 { buffer.writeSInt64(3, valueMinor) }
    if !memberID.isEmpty { buffer.writeString(4, memberID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UseVoucherResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "voucher_type_id", json: "voucherTypeId", .string),
      .init(3, "value_minor", json: "valueMinor", .sint64),
      .init(4, "member_id", json: "memberId", .string),
    ]
  )
}

/// The message `ExplainTransactionRequest` of the schema.
public struct ExplainTransactionRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Of any kind; what gives points is evaluated again.
  public var transactionID: String

  /// BCP 47, of the receipt's lines; empty = the member's, or the programme's default.
  public var language: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    transactionID = ""
    language = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    transactionID: String = "",
    language: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.transactionID = transactionID
    self.language = language
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 3 }
    /// `language`.
    @inlinable public static var language: UInt32 { 4 }
  }
}

extension ExplainTransactionRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: transactionID = try reader.readString()
      case 34: language = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !transactionID.isEmpty { buffer.writeString(3, transactionID) }
    if !language.isEmpty { buffer.writeString(4, language) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExplainTransactionRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "transaction_id", json: "transactionId", .string),
      .init(4, "language", json: "language", .string),
    ]
  )
}

/// The message `ExplainTransactionResponse` of the schema.
public struct ExplainTransactionResponse: Message {
  /// Field 1, `transaction`.
  public var transaction: Transaction?

  /// Derived anew by the rules as they were known then.
  public var applied: [AppliedPromotion]

  /// With the first condition that failed.
  public var rejected: [RejectedPromotion]

  /// 10 at most.
  public var nearMisses: [NearMiss]

  /// Field 5, `receipt_lines`.
  public var receiptLines: [String]

  /// Absent where the transaction gives no points.
  public var inputs: SaleInputs?

  /// Of the rules that decided it.
  public var ruleSetVersion: UInt64

  /// Derived anew it is as stored.
  public var matches: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    transaction = nil
    applied = []
    rejected = []
    nearMisses = []
    receiptLines = []
    inputs = nil
    ruleSetVersion = 0
    matches = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    transaction: Transaction? = nil,
    applied: [AppliedPromotion] = [],
    rejected: [RejectedPromotion] = [],
    nearMisses: [NearMiss] = [],
    receiptLines: [String] = [],
    inputs: SaleInputs? = nil,
    ruleSetVersion: UInt64 = 0,
    matches: Bool = false
  ) {
    self.transaction = transaction
    self.applied = applied
    self.rejected = rejected
    self.nearMisses = nearMisses
    self.receiptLines = receiptLines
    self.inputs = inputs
    self.ruleSetVersion = ruleSetVersion
    self.matches = matches
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `transaction`.
    @inlinable public static var transaction: UInt32 { 1 }
    /// `applied`.
    @inlinable public static var applied: UInt32 { 2 }
    /// `rejected`.
    @inlinable public static var rejected: UInt32 { 3 }
    /// `near_misses`.
    @inlinable public static var nearMisses: UInt32 { 4 }
    /// `receipt_lines`.
    @inlinable public static var receiptLines: UInt32 { 5 }
    /// `inputs`.
    @inlinable public static var inputs: UInt32 { 6 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 7 }
    /// `matches`.
    @inlinable public static var matches: UInt32 { 8 }
  }
}

extension ExplainTransactionResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &transaction)
      case 18: try reader.readMessage(appendingTo: &applied)
      case 26: try reader.readMessage(appendingTo: &rejected)
      case 34: try reader.readMessage(appendingTo: &nearMisses)
      case 42: receiptLines.append(try reader.readString())
      case 50: try reader.readMessage(into: &inputs)
      case 56: ruleSetVersion = try reader.readUInt64()
      case 64: matches = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let transaction { buffer.writeMessage(1, transaction) }
    for value in applied { buffer.writeMessage(2, value) }
    for value in rejected { buffer.writeMessage(3, value) }
    for value in nearMisses { buffer.writeMessage(4, value) }
    for value in receiptLines { buffer.writeString(5, value) }
    if let inputs { buffer.writeMessage(6, inputs) }
    if ruleSetVersion != 0 { buffer.writeUInt64(7, ruleSetVersion) }
    if matches { buffer.writeBool(8, matches) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExplainTransactionResponse",
    fields: [
      .init(1, "transaction", json: "transaction", .message { Transaction.schema }, presence: true),
      .init(2, "applied", json: "applied", .message { AppliedPromotion.schema }, repeated: true),
      .init(3, "rejected", json: "rejected", .message { RejectedPromotion.schema }, repeated: true),
      .init(4, "near_misses", json: "nearMisses", .message { NearMiss.schema }, repeated: true),
      .init(5, "receipt_lines", json: "receiptLines", .string, repeated: true),
      .init(6, "inputs", json: "inputs", .message { SaleInputs.schema }, presence: true),
      .init(7, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(8, "matches", json: "matches", .bool),
    ]
  )
}

/// What rules asked of the buyer, as the transaction recorded it.
public struct SaleInputs: Message {
  /// Empty = no rule asked.
  public var tier: String

  /// Those that rules asked for.
  public var segments: [String]

  /// What was left of the caps that were asked; of shared ones those that cut.
  public var caps: [CapLeft]

  /// Those that rules asked for.
  public var codes: [String]

  /// What was paid with points, minor units.
  public var pointsTenderMinor: Int64

  /// Of the basket, as they were sent.
  public var lines: [BasketLine]

  /// Of the whole purchase.
  public var tags: [Tag]

  /// Field 191, `counters`.
  public var counters: [Counter]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tier = ""
    segments = []
    caps = []
    codes = []
    pointsTenderMinor = 0
    lines = []
    tags = []
    counters = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tier: String = "",
    segments: [String] = [],
    caps: [CapLeft] = [],
    codes: [String] = [],
    pointsTenderMinor: Int64 = 0,
    lines: [BasketLine] = [],
    tags: [Tag] = [],
    counters: [Counter] = []
  ) {
    self.tier = tier
    self.segments = segments
    self.caps = caps
    self.codes = codes
    self.pointsTenderMinor = pointsTenderMinor
    self.lines = lines
    self.tags = tags
    self.counters = counters
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `tier`.
    @inlinable public static var tier: UInt32 { 1 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 2 }
    /// `caps`.
    @inlinable public static var caps: UInt32 { 3 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 4 }
    /// `points_tender_minor`.
    @inlinable public static var pointsTenderMinor: UInt32 { 5 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 6 }
    /// `tags`.
    @inlinable public static var tags: UInt32 { 190 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 191 }
  }
}

extension SaleInputs {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tier = try reader.readString()
      case 18: segments.append(try reader.readString())
      case 26: try reader.readMessage(appendingTo: &caps)
      case 34: codes.append(try reader.readString())
      case 40: pointsTenderMinor = try reader.readSInt64()
      case 50: try reader.readMessage(appendingTo: &lines)
      case 1522: try reader.readMessage(appendingTo: &tags)
      case 1530: try reader.readMessage(appendingTo: &counters)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tier.isEmpty { buffer.writeString(1, tier) }
    for value in segments { buffer.writeString(2, value) }
    for value in caps { buffer.writeMessage(3, value) }
    for value in codes { buffer.writeString(4, value) }
    if pointsTenderMinor != 0 { buffer.writeSInt64(5, pointsTenderMinor) }
    for value in lines { buffer.writeMessage(6, value) }
    for value in tags { buffer.writeMessage(190, value) }
    for value in counters { buffer.writeMessage(191, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SaleInputs",
    fields: [
      .init(1, "tier", json: "tier", .string),
      .init(2, "segments", json: "segments", .string, repeated: true),
      .init(3, "caps", json: "caps", .message { CapLeft.schema }, repeated: true),
      .init(4, "codes", json: "codes", .string, repeated: true),
      .init(5, "points_tender_minor", json: "pointsTenderMinor", .sint64),
      .init(6, "lines", json: "lines", .message { BasketLine.schema }, repeated: true),
      .init(190, "tags", json: "tags", .message { Tag.schema }, repeated: true),
      .init(191, "counters", json: "counters", .message { Counter.schema }, repeated: true),
    ]
  )
}

/// The message `ActivatePointsRequest` of the schema.
public struct ActivatePointsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// That gave the points.
  public var transactionID: String

  /// As the promotion's activate_on; "review" for what velocity held up; 1 to 64 bytes.
  public var action: String

  /// Empty = all its lots that wait for the action.
  public var lotID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    transactionID = ""
    action = ""
    lotID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    transactionID: String = "",
    action: String = "",
    lotID: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.transactionID = transactionID
    self.action = action
    self.lotID = lotID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 3 }
    /// `action`.
    @inlinable public static var action: UInt32 { 4 }
    /// `lot_id`.
    @inlinable public static var lotID: UInt32 { 5 }
  }
}

extension ActivatePointsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: transactionID = try reader.readString()
      case 34: action = try reader.readString()
      case 42: lotID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !transactionID.isEmpty { buffer.writeString(3, transactionID) }
    if !action.isEmpty { buffer.writeString(4, action) }
    if !lotID.isEmpty { buffer.writeString(5, lotID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ActivatePointsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "transaction_id", json: "transactionId", .string),
      .init(4, "action", json: "action", .string),
      .init(5, "lot_id", json: "lotId", .string),
    ]
  )
}

/// The message `ExtendExpiryRequest` of the schema.
public struct ExtendExpiryRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Lots of this transaction, or.
  public var transactionID: String

  /// These lots, or neither: all of the token.
  public var lotIDs: [String]

  /// Empty = the programme's default token.
  public var tokenID: String

  /// The new instant, or:.
  public var expiresAtMs: Int64

  /// So much longer, from each lot's own end.
  public var by: CalendarTerm?

  /// At most 256 bytes.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    transactionID = ""
    lotIDs = []
    tokenID = ""
    expiresAtMs = 0
    by = nil
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    transactionID: String = "",
    lotIDs: [String] = [],
    tokenID: String = "",
    expiresAtMs: Int64 = 0,
    by: CalendarTerm? = nil,
    reason: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.transactionID = transactionID
    self.lotIDs = lotIDs
    self.tokenID = tokenID
    self.expiresAtMs = expiresAtMs
    self.by = by
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 3 }
    /// `lot_ids`.
    @inlinable public static var lotIDs: UInt32 { 4 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 5 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 6 }
    /// `by`.
    @inlinable public static var by: UInt32 { 7 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 8 }
  }
}

extension ExtendExpiryRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: transactionID = try reader.readString()
      case 34: lotIDs.append(try reader.readString())
      case 42: tokenID = try reader.readString()
      case 48: expiresAtMs = try reader.readInt64()
      case 58: try reader.readMessage(into: &by)
      case 66: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !transactionID.isEmpty { buffer.writeString(3, transactionID) }
    for value in lotIDs { buffer.writeString(4, value) }
    if !tokenID.isEmpty { buffer.writeString(5, tokenID) }
    if expiresAtMs != 0 { buffer.writeInt64(6, expiresAtMs) }
    if let by { buffer.writeMessage(7, by) }
    if !reason.isEmpty { buffer.writeString(8, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExtendExpiryRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "transaction_id", json: "transactionId", .string),
      .init(4, "lot_ids", json: "lotIds", .string, repeated: true),
      .init(5, "token_id", json: "tokenId", .string),
      .init(6, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(7, "by", json: "by", .message { CalendarTerm.schema }, presence: true),
      .init(8, "reason", json: "reason", .string),
    ]
  )
}

/// What ActivatePoints or ExtendExpiry changed.
public struct ChangeLotsResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// That the change concerns.
  public var points: Int64

  /// As they are now.
  public var lots: [Lot]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lots = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lots: [Lot] = []
  ) {
    self.outcome = outcome
    self.points = points
    self.lots = lots
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 3 }
  }
}

extension ChangeLotsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(appendingTo: &lots)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    for value in lots { buffer.writeMessage(3, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ChangeLotsResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lots", json: "lots", .message { Lot.schema }, repeated: true),
    ]
  )
}

/// The message `ExpirePointsRequest` of the schema.
public struct ExpirePointsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Empty = the programme's default token.
  public var tokenID: String

  /// Of a percent: 1 to 1000000.
  public var tenThousandths: UInt32

  /// Else of available points alone.
  public var pendingToo: Bool

  /// At most 256 bytes.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    tokenID = ""
    tenThousandths = 0
    pendingToo = false
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    tokenID: String = "",
    tenThousandths: UInt32 = 0,
    pendingToo: Bool = false,
    reason: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.tokenID = tokenID
    self.tenThousandths = tenThousandths
    self.pendingToo = pendingToo
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 4 }
    /// `ten_thousandths`.
    @inlinable public static var tenThousandths: UInt32 { 5 }
    /// `pending_too`.
    @inlinable public static var pendingToo: UInt32 { 6 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 7 }
  }
}

extension ExpirePointsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: tokenID = try reader.readString()
      case 40: tenThousandths = try reader.readUInt32()
      case 48: pendingToo = try reader.readBool()
      case 58: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !tokenID.isEmpty { buffer.writeString(4, tokenID) }
    if tenThousandths != 0 { buffer.writeUInt32(5, tenThousandths) }
    if pendingToo { buffer.writeBool(6, pendingToo) }
    if !reason.isEmpty { buffer.writeString(7, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExpirePointsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "token_id", json: "tokenId", .string),
      .init(5, "ten_thousandths", json: "tenThousandths", .uint32),
      .init(6, "pending_too", json: "pendingToo", .bool),
      .init(7, "reason", json: "reason", .string),
    ]
  )
}

/// The message `ExpirePointsResponse` of the schema.
public struct ExpirePointsResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// 0 = nothing to take, which is a success.
  public var points: Int64

  /// What each gave.
  public var lots: [Drawdown]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lots = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lots: [Drawdown] = []
  ) {
    self.outcome = outcome
    self.points = points
    self.lots = lots
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 3 }
  }
}

extension ExpirePointsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(appendingTo: &lots)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    for value in lots { buffer.writeMessage(3, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExpirePointsResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lots", json: "lots", .message { Drawdown.schema }, repeated: true),
    ]
  )
}

/// The methods of `Points`.
public enum PointsMethods {
  /// (3) What a basket is worth now.
  ///
  /// Writes nothing.
  public static let evaluateBasket = Method<EvaluateBasketRequest, EvaluateBasketResponse>(
    id: 0x0101,
    service: "Points",
    name: "EvaluateBasket",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (4) Posts a basket's points.
  public static let earn = Method<EarnRequest, EarnResponse>(
    id: 0x0102,
    service: "Points",
    name: "Earn",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (5) Takes back an earn in full.
  public static let reverseEarn = Method<ReverseEarnRequest, ReverseEarnResponse>(
    id: 0x0103,
    service: "Points",
    name: "ReverseEarn",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (10) Redeems, authorises, captures or voids.
  public static let redeem = Method<RedeemRequest, RedeemResponse>(
    id: 0x0104,
    service: "Points",
    name: "Redeem",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (11) Gives redeemed points back to their lots.
  public static let reverseRedemption = Method<ReverseRedemptionRequest, ReverseRedemptionResponse>(
    id: 0x0105,
    service: "Points",
    name: "ReverseRedemption",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (7) Blocks points.
  public static let lock = Method<LockRequest, LockResponse>(
    id: 0x0106,
    service: "Points",
    name: "Lock",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (12) Frees blocked points.
  public static let unlock = Method<UnlockRequest, UnlockResponse>(
    id: 0x0107,
    service: "Points",
    name: "Unlock",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (31) The state of lots.
  public static let getPointStatus = Method<GetPointStatusRequest, GetPointStatusResponse>(
    id: 0x0108,
    service: "Points",
    name: "GetPointStatus",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (24) What has expired and what will, by date.
  public static let getExpirySchedule = Method<GetExpiryScheduleRequest, GetExpiryScheduleResponse>(
    id: 0x0109,
    service: "Points",
    name: "GetExpirySchedule",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (34) A page of a member's transactions, newest first.
  public static let listTransactions = Method<ListTransactionsRequest, ListTransactionsResponse>(
    id: 0x010A,
    service: "Points",
    name: "ListTransactions",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (34) All of them, newest first, as a stream.
  public static let streamTransactions = Method<StreamTransactionsRequest, Transaction>(
    id: 0x010B,
    service: "Points",
    name: "StreamTransactions",
    mutates: false,
    routing: .routingMember,
    serverStreaming: true,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (2) A sale in one piece: all its operations or none.
  public static let postSale = Method<PostSaleRequest, PostSaleResponse>(
    id: 0x010C,
    service: "Points",
    name: "PostSale",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (8) Takes back what returned lines of an earn gave.
  public static let returnLines = Method<ReturnLinesRequest, ReturnLinesResponse>(
    id: 0x010D,
    service: "Points",
    name: "ReturnLines",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (6) Gives points for an event that is no purchase.
  public static let rewardEvent = Method<RewardEventRequest, RewardEventResponse>(
    id: 0x010E,
    service: "Points",
    name: "RewardEvent",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// (4) Gives a member the points of a sale made as a guest.
  public static let claimSale = Method<ClaimSaleRequest, EarnResponse>(
    id: 0x010F,
    service: "Points",
    name: "ClaimSale",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (9) Changes points into a voucher.
  public static let redeemVoucher = Method<RedeemVoucherRequest, RedeemVoucherResponse>(
    id: 0x0110,
    service: "Points",
    name: "RedeemVoucher",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (36) Uses a voucher up.
  public static let useVoucher = Method<UseVoucherRequest, UseVoucherResponse>(
    id: 0x0111,
    service: "Points",
    name: "UseVoucher",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessPos],
    serverWide: false,
    audited: false
  )

  /// Why a transaction gave what it gave.
  public static let explainTransaction = Method<
    ExplainTransactionRequest, ExplainTransactionResponse
  >(
    id: 0x0112,
    service: "Points",
    name: "ExplainTransaction",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// Activates points that wait for an action.
  public static let activatePoints = Method<ActivatePointsRequest, ChangeLotsResponse>(
    id: 0x0113,
    service: "Points",
    name: "ActivatePoints",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: true
  )

  /// Lets points live longer.
  public static let extendExpiry = Method<ExtendExpiryRequest, ChangeLotsResponse>(
    id: 0x0114,
    service: "Points",
    name: "ExtendExpiry",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: true
  )

  /// (30) Lets a part of a member's points expire.
  public static let expirePoints = Method<ExpirePointsRequest, ExpirePointsResponse>(
    id: 0x0115,
    service: "Points",
    name: "ExpirePoints",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: true
  )

  /// (34) A page of the transactions of all members of a programme, newest first.
  public static let listProgrammeTransactions = Method<
    ListProgrammeTransactionsRequest, ListProgrammeTransactionsResponse
  >(
    id: 0x0116,
    service: "Points",
    name: "ListProgrammeTransactions",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Points`.
public struct PointsStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (3) What a basket is worth now.
  ///
  /// Writes nothing.
  @inlinable
  public func evaluateBasket(
    _ request: EvaluateBasketRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EvaluateBasketResponse {
    try await caller.call(PointsMethods.evaluateBasket, request, options: options)
  }

  /// (4) Posts a basket's points.
  @inlinable
  public func earn(
    _ request: EarnRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EarnResponse {
    try await caller.call(PointsMethods.earn, request, options: options)
  }

  /// (5) Takes back an earn in full.
  @inlinable
  public func reverseEarn(
    _ request: ReverseEarnRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ReverseEarnResponse {
    try await caller.call(PointsMethods.reverseEarn, request, options: options)
  }

  /// (10) Redeems, authorises, captures or voids.
  @inlinable
  public func redeem(
    _ request: RedeemRequest,
    options: CallOptions = CallOptions()
  ) async throws -> RedeemResponse {
    try await caller.call(PointsMethods.redeem, request, options: options)
  }

  /// (11) Gives redeemed points back to their lots.
  @inlinable
  public func reverseRedemption(
    _ request: ReverseRedemptionRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ReverseRedemptionResponse {
    try await caller.call(PointsMethods.reverseRedemption, request, options: options)
  }

  /// (7) Blocks points.
  @inlinable
  public func lock(
    _ request: LockRequest,
    options: CallOptions = CallOptions()
  ) async throws -> LockResponse {
    try await caller.call(PointsMethods.lock, request, options: options)
  }

  /// (12) Frees blocked points.
  @inlinable
  public func unlock(
    _ request: UnlockRequest,
    options: CallOptions = CallOptions()
  ) async throws -> UnlockResponse {
    try await caller.call(PointsMethods.unlock, request, options: options)
  }

  /// (31) The state of lots.
  @inlinable
  public func getPointStatus(
    _ request: GetPointStatusRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetPointStatusResponse {
    try await caller.call(PointsMethods.getPointStatus, request, options: options)
  }

  /// (24) What has expired and what will, by date.
  @inlinable
  public func getExpirySchedule(
    _ request: GetExpiryScheduleRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetExpiryScheduleResponse {
    try await caller.call(PointsMethods.getExpirySchedule, request, options: options)
  }

  /// (34) A page of a member's transactions, newest first.
  @inlinable
  public func listTransactions(
    _ request: ListTransactionsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListTransactionsResponse {
    try await caller.call(PointsMethods.listTransactions, request, options: options)
  }

  /// (34) All of them, newest first, as a stream.
  @inlinable
  public func streamTransactions(
    _ request: StreamTransactionsRequest,
    options: CallOptions = CallOptions()
  ) -> AsyncThrowingStream<Transaction, any Error> {
    caller.stream(PointsMethods.streamTransactions, request, options: options)
  }

  /// (2) A sale in one piece: all its operations or none.
  @inlinable
  public func postSale(
    _ request: PostSaleRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PostSaleResponse {
    try await caller.call(PointsMethods.postSale, request, options: options)
  }

  /// (8) Takes back what returned lines of an earn gave.
  @inlinable
  public func returnLines(
    _ request: ReturnLinesRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ReturnLinesResponse {
    try await caller.call(PointsMethods.returnLines, request, options: options)
  }

  /// (6) Gives points for an event that is no purchase.
  @inlinable
  public func rewardEvent(
    _ request: RewardEventRequest,
    options: CallOptions = CallOptions()
  ) async throws -> RewardEventResponse {
    try await caller.call(PointsMethods.rewardEvent, request, options: options)
  }

  /// (4) Gives a member the points of a sale made as a guest.
  @inlinable
  public func claimSale(
    _ request: ClaimSaleRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EarnResponse {
    try await caller.call(PointsMethods.claimSale, request, options: options)
  }

  /// (9) Changes points into a voucher.
  @inlinable
  public func redeemVoucher(
    _ request: RedeemVoucherRequest,
    options: CallOptions = CallOptions()
  ) async throws -> RedeemVoucherResponse {
    try await caller.call(PointsMethods.redeemVoucher, request, options: options)
  }

  /// (36) Uses a voucher up.
  @inlinable
  public func useVoucher(
    _ request: UseVoucherRequest,
    options: CallOptions = CallOptions()
  ) async throws -> UseVoucherResponse {
    try await caller.call(PointsMethods.useVoucher, request, options: options)
  }

  /// Why a transaction gave what it gave.
  @inlinable
  public func explainTransaction(
    _ request: ExplainTransactionRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ExplainTransactionResponse {
    try await caller.call(PointsMethods.explainTransaction, request, options: options)
  }

  /// Activates points that wait for an action.
  @inlinable
  public func activatePoints(
    _ request: ActivatePointsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ChangeLotsResponse {
    try await caller.call(PointsMethods.activatePoints, request, options: options)
  }

  /// Lets points live longer.
  @inlinable
  public func extendExpiry(
    _ request: ExtendExpiryRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ChangeLotsResponse {
    try await caller.call(PointsMethods.extendExpiry, request, options: options)
  }

  /// (30) Lets a part of a member's points expire.
  @inlinable
  public func expirePoints(
    _ request: ExpirePointsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ExpirePointsResponse {
    try await caller.call(PointsMethods.expirePoints, request, options: options)
  }

  /// (34) A page of the transactions of all members of a programme, newest first.
  @inlinable
  public func listProgrammeTransactions(
    _ request: ListProgrammeTransactionsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListProgrammeTransactionsResponse {
    try await caller.call(PointsMethods.listProgrammeTransactions, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Points`.
  @inlinable
  public var points: PointsStub<Self> { PointsStub(self) }
}
