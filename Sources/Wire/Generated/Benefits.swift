// Generated from benefits.proto by scripts/generate; do not edit.

/// After which a benefit's limit begins anew, in the programme's zone.
public struct BenefitPeriod: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `BENEFIT_PER_DAY`, 0.
  @inlinable public static var benefitPerDay: Self { Self(rawValue: 0) }

  /// `BENEFIT_PER_MONTH`, 1.
  @inlinable public static var benefitPerMonth: Self { Self(rawValue: 1) }

  /// `BENEFIT_PER_YEAR`, 2.
  @inlinable public static var benefitPerYear: Self { Self(rawValue: 2) }

  /// Never.
  @inlinable public static var benefitEver: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.BenefitPeriod",
    values: [
      .init(0, "BENEFIT_PER_DAY"),
      .init(1, "BENEFIT_PER_MONTH"),
      .init(2, "BENEFIT_PER_YEAR"),
      .init(3, "BENEFIT_EVER"),
    ]
  )
}

extension BenefitPeriod: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `BenefitMode` of the schema.
public struct BenefitMode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Says what would be, and changes nothing.
  @inlinable public static var benefitCheck: Self { Self(rawValue: 0) }

  /// The member has it.
  @inlinable public static var benefitAvail: Self { Self(rawValue: 1) }

  /// The member has a voucher of it.
  @inlinable public static var benefitVoucher: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.BenefitMode",
    values: [
      .init(0, "BENEFIT_CHECK"),
      .init(1, "BENEFIT_AVAIL"),
      .init(2, "BENEFIT_VOUCHER"),
    ]
  )
}

extension BenefitMode: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Why a member may have a benefit.
public struct BenefitSource: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Everybody may.
  @inlinable public static var benefitOfProgramme: Self { Self(rawValue: 0) }

  /// `BENEFIT_OF_TIER`, 1.
  @inlinable public static var benefitOfTier: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.BenefitSource",
    values: [
      .init(0, "BENEFIT_OF_PROGRAMME"),
      .init(1, "BENEFIT_OF_TIER"),
    ]
  )
}

extension BenefitSource: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What a programme gives its members beside points.
public struct Benefit: Message {
  /// 1 to 64 bytes.
  public var benefitID: String

  /// Field 2, `name`.
  public var name: String

  /// Who may have it; empty = everybody.
  public var tiers: [String]

  /// How often in a period, up to 1,000,000; 0 = as often as it likes.
  public var limit: Int64

  /// Field 5, `period`.
  public var period: BenefitPeriod

  /// Inclusive; 0 = always was.
  public var startMs: Int64

  /// Exclusive; 0 = no end.
  public var endMs: Int64

  /// Field 8, `active`.
  public var active: Bool

  /// What BENEFIT_VOUCHER issues; empty = nothing.
  public var voucherTypeID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    benefitID = ""
    name = ""
    tiers = []
    limit = 0
    period = .init(rawValue: 0)
    startMs = 0
    endMs = 0
    active = false
    voucherTypeID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    benefitID: String = "",
    name: String = "",
    tiers: [String] = [],
    limit: Int64 = 0,
    period: BenefitPeriod = .init(rawValue: 0),
    startMs: Int64 = 0,
    endMs: Int64 = 0,
    active: Bool = false,
    voucherTypeID: String = ""
  ) {
    self.benefitID = benefitID
    self.name = name
    self.tiers = tiers
    self.limit = limit
    self.period = period
    self.startMs = startMs
    self.endMs = endMs
    self.active = active
    self.voucherTypeID = voucherTypeID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `benefit_id`.
    @inlinable public static var benefitID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `tiers`.
    @inlinable public static var tiers: UInt32 { 3 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 4 }
    /// `period`.
    @inlinable public static var period: UInt32 { 5 }
    /// `start_ms`.
    @inlinable public static var startMs: UInt32 { 6 }
    /// `end_ms`.
    @inlinable public static var endMs: UInt32 { 7 }
    /// `active`.
    @inlinable public static var active: UInt32 { 8 }
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 9 }
  }
}

extension Benefit {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: benefitID = try reader.readString()
      case 18: name = try reader.readString()
      case 26: tiers.append(try reader.readString())
      case 32: limit = try reader.readInt64()
      case 40: period = BenefitPeriod(rawValue: try reader.readInt32())
      case 48: startMs = try reader.readInt64()
      case 56: endMs = try reader.readInt64()
      case 64: active = try reader.readBool()
      case 74: voucherTypeID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !benefitID.isEmpty { buffer.writeString(1, benefitID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    for value in tiers { buffer.writeString(3, value) }
    if limit != 0 { buffer.writeInt64(4, limit) }
    if period.rawValue != 0 { buffer.writeInt32(5, period.rawValue) }
    if startMs != 0 { buffer.writeInt64(6, startMs) }
    if endMs != 0 { buffer.writeInt64(7, endMs) }
    if active { buffer.writeBool(8, active) }
    if !voucherTypeID.isEmpty { buffer.writeString(9, voucherTypeID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Benefit",
    fields: [
      .init(1, "benefit_id", json: "benefitId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "tiers", json: "tiers", .string, repeated: true),
      .init(4, "limit", json: "limit", .int64),
      .init(5, "period", json: "period", .enumeration(BenefitPeriod.schema)),
      .init(6, "start_ms", json: "startMs", .int64),
      .init(7, "end_ms", json: "endMs", .int64),
      .init(8, "active", json: "active", .bool),
      .init(9, "voucher_type_id", json: "voucherTypeId", .string),
    ]
  )
}

/// A benefit as a member has it, at the call's occurred_at.
public struct BenefitState: Message {
  /// Field 1, `benefit_id`.
  public var benefitID: String

  /// Field 2, `name`.
  public var name: String

  /// Field 3, `source`.
  public var source: BenefitSource

  /// 0 = none.
  public var limit: Int64

  /// In the present period.
  public var used: Int64

  /// Of the limit; 0 where there is none.
  public var remaining: Int64

  /// When the period ends; 0 = never, or there is no limit.
  public var resetsAtMs: Int64

  /// It may be had once more.
  public var eligible: Bool

  /// Why not.
  public var reason: Reason

  /// Field 10, `voucher_type_id`.
  public var voucherTypeID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    benefitID = ""
    name = ""
    source = .init(rawValue: 0)
    limit = 0
    used = 0
    remaining = 0
    resetsAtMs = 0
    eligible = false
    reason = .init(rawValue: 0)
    voucherTypeID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    benefitID: String = "",
    name: String = "",
    source: BenefitSource = .init(rawValue: 0),
    limit: Int64 = 0,
    used: Int64 = 0,
    remaining: Int64 = 0,
    resetsAtMs: Int64 = 0,
    eligible: Bool = false,
    reason: Reason = .init(rawValue: 0),
    voucherTypeID: String = ""
  ) {
    self.benefitID = benefitID
    self.name = name
    self.source = source
    self.limit = limit
    self.used = used
    self.remaining = remaining
    self.resetsAtMs = resetsAtMs
    self.eligible = eligible
    self.reason = reason
    self.voucherTypeID = voucherTypeID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `benefit_id`.
    @inlinable public static var benefitID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `source`.
    @inlinable public static var source: UInt32 { 3 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 4 }
    /// `used`.
    @inlinable public static var used: UInt32 { 5 }
    /// `remaining`.
    @inlinable public static var remaining: UInt32 { 6 }
    /// `resets_at_ms`.
    @inlinable public static var resetsAtMs: UInt32 { 7 }
    /// `eligible`.
    @inlinable public static var eligible: UInt32 { 8 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 9 }
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 10 }
  }
}

extension BenefitState {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: benefitID = try reader.readString()
      case 18: name = try reader.readString()
      case 24: source = BenefitSource(rawValue: try reader.readInt32())
      case 32: limit = try reader.readInt64()
      case 40: used = try reader.readInt64()
      case 48: remaining = try reader.readInt64()
      case 56: resetsAtMs = try reader.readInt64()
      case 64: eligible = try reader.readBool()
      case 72: reason = Reason(rawValue: try reader.readInt32())
      case 82: voucherTypeID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !benefitID.isEmpty { buffer.writeString(1, benefitID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if source.rawValue != 0 { buffer.writeInt32(3, source.rawValue) }
    if limit != 0 { buffer.writeInt64(4, limit) }
    if used != 0 { buffer.writeInt64(5, used) }
    if remaining != 0 { buffer.writeInt64(6, remaining) }
    if resetsAtMs != 0 { buffer.writeInt64(7, resetsAtMs) }
    if eligible { buffer.writeBool(8, eligible) }
    if reason.rawValue != 0 { buffer.writeInt32(9, reason.rawValue) }
    if !voucherTypeID.isEmpty { buffer.writeString(10, voucherTypeID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BenefitState",
    fields: [
      .init(1, "benefit_id", json: "benefitId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "source", json: "source", .enumeration(BenefitSource.schema)),
      .init(4, "limit", json: "limit", .int64),
      .init(5, "used", json: "used", .int64),
      .init(6, "remaining", json: "remaining", .int64),
      .init(7, "resets_at_ms", json: "resetsAtMs", .int64),
      .init(8, "eligible", json: "eligible", .bool),
      .init(9, "reason", json: "reason", .enumeration(Reason.schema)),
      .init(10, "voucher_type_id", json: "voucherTypeId", .string),
    ]
  )
}

/// The message `ListBenefitsRequest` of the schema.
public struct ListBenefitsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 4, `eligible_only`.
  public var eligibleOnly: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    eligibleOnly = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    eligibleOnly: Bool = false
  ) {
    self.envelope = envelope
    self.member = member
    self.eligibleOnly = eligibleOnly
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `eligible_only`.
    @inlinable public static var eligibleOnly: UInt32 { 4 }
  }
}

extension ListBenefitsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 32: eligibleOnly = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if eligibleOnly { buffer.writeBool(4, eligibleOnly) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListBenefitsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "eligible_only", json: "eligibleOnly", .bool),
    ]
  )
}

/// The message `ListBenefitsResponse` of the schema.
public struct ListBenefitsResponse: Message {
  /// Those that are active, in the programme's order.
  public var benefits: [BenefitState]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    benefits = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    benefits: [BenefitState] = []
  ) {
    self.benefits = benefits
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `benefits`.
    @inlinable public static var benefits: UInt32 { 1 }
  }
}

extension ListBenefitsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &benefits)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in benefits { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListBenefitsResponse",
    fields: [
      .init(1, "benefits", json: "benefits", .message { BenefitState.schema }, repeated: true)
    ]
  )
}

/// The message `CheckBenefitRequest` of the schema.
public struct CheckBenefitRequest: Message {
  /// The tier and the period are those of occurred_at.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 4, `benefit_id`.
  public var benefitID: String

  /// Field 5, `mode`.
  public var mode: BenefitMode

  /// How often, 1 to 1,000; 0 = 1, and so of BENEFIT_VOUCHER.
  public var quantity: Int64

  /// Of the sale that it belongs to, at most 64 bytes.
  public var receiptNumber: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    benefitID = ""
    mode = .init(rawValue: 0)
    quantity = 0
    receiptNumber = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    benefitID: String = "",
    mode: BenefitMode = .init(rawValue: 0),
    quantity: Int64 = 0,
    receiptNumber: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.benefitID = benefitID
    self.mode = mode
    self.quantity = quantity
    self.receiptNumber = receiptNumber
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `benefit_id`.
    @inlinable public static var benefitID: UInt32 { 4 }
    /// `mode`.
    @inlinable public static var mode: UInt32 { 5 }
    /// `quantity`.
    @inlinable public static var quantity: UInt32 { 6 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 7 }
  }
}

extension CheckBenefitRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: benefitID = try reader.readString()
      case 40: mode = BenefitMode(rawValue: try reader.readInt32())
      case 48: quantity = try reader.readInt64()
      case 58: receiptNumber = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !benefitID.isEmpty { buffer.writeString(4, benefitID) }
    if mode.rawValue != 0 { buffer.writeInt32(5, mode.rawValue) }
    if quantity != 0 { buffer.writeInt64(6, quantity) }
    if !receiptNumber.isEmpty { buffer.writeString(7, receiptNumber) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CheckBenefitRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "benefit_id", json: "benefitId", .string),
      .init(5, "mode", json: "mode", .enumeration(BenefitMode.schema)),
      .init(6, "quantity", json: "quantity", .int64),
      .init(7, "receipt_number", json: "receiptNumber", .string),
    ]
  )
}

/// The message `CheckBenefitResponse` of the schema.
public struct CheckBenefitResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// After it.
  public var state: BenefitState?

  /// That the member has had now; of BENEFIT_CHECK 0.
  public var quantity: Int64

  /// Field 4, `voucher`.
  public var voucher: BenefitVoucher?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    state = nil
    quantity = 0
    voucher = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    state: BenefitState? = nil,
    quantity: Int64 = 0,
    voucher: BenefitVoucher? = nil
  ) {
    self.outcome = outcome
    self.state = state
    self.quantity = quantity
    self.voucher = voucher
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `state`.
    @inlinable public static var state: UInt32 { 2 }
    /// `quantity`.
    @inlinable public static var quantity: UInt32 { 3 }
    /// `voucher`.
    @inlinable public static var voucher: UInt32 { 4 }
  }
}

extension CheckBenefitResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: try reader.readMessage(into: &state)
      case 24: quantity = try reader.readInt64()
      case 34: try reader.readMessage(into: &voucher)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if let state { buffer.writeMessage(2, state) }
    if quantity != 0 { buffer.writeInt64(3, quantity) }
    if let voucher { buffer.writeMessage(4, voucher) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CheckBenefitResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "state", json: "state", .message { BenefitState.schema }, presence: true),
      .init(3, "quantity", json: "quantity", .int64),
      .init(4, "voucher", json: "voucher", .message { BenefitVoucher.schema }, presence: true),
    ]
  )
}

/// A voucher of a benefit.
///
/// Its id is the transaction's.
public struct BenefitVoucher: Message {
  /// Field 1, `voucher_type_id`.
  public var voucherTypeID: String

  /// By which it is used; in this answer alone, and empty in a dry run.
  public var code: String

  /// Field 3, `value_minor`.
  public var valueMinor: Int64

  /// 0 = no end.
  public var validToMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    voucherTypeID = ""
    code = ""
    valueMinor = 0
    validToMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    voucherTypeID: String = "",
    code: String = "",
    valueMinor: Int64 = 0,
    validToMs: Int64 = 0
  ) {
    self.voucherTypeID = voucherTypeID
    self.code = code
    self.valueMinor = valueMinor
    self.validToMs = validToMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 1 }
    /// `code`.
    @inlinable public static var code: UInt32 { 2 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 3 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 4 }
  }
}

extension BenefitVoucher {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: voucherTypeID = try reader.readString()
      case 18: code = try reader.readString()
      case 24: valueMinor = try reader.readSInt64()
      case 32: validToMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !voucherTypeID.isEmpty { buffer.writeString(1, voucherTypeID) }
    if !code.isEmpty { buffer.writeString(2, code) }
    if valueMinor != 0 { buffer.writeSInt64(3, valueMinor) }
    if validToMs != 0 { buffer.writeInt64(4, validToMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BenefitVoucher",
    fields: [
      .init(1, "voucher_type_id", json: "voucherTypeId", .string),
      .init(2, "code", json: "code", .string),
      .init(3, "value_minor", json: "valueMinor", .sint64),
      .init(4, "valid_to_ms", json: "validToMs", .int64),
    ]
  )
}

/// The methods of `Benefits`.
public enum BenefitsMethods {
  /// (22) The programme's benefits as a member has them.
  public static let listBenefits = Method<ListBenefitsRequest, ListBenefitsResponse>(
    id: 0x0B10,
    service: "Benefits",
    name: "ListBenefits",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (32) Whether a member may have a benefit; that it has it; or a voucher of it.
  ///
  /// ReverseEarn of the transaction takes it back.
  public static let checkBenefit = Method<CheckBenefitRequest, CheckBenefitResponse>(
    id: 0x0B11,
    service: "Benefits",
    name: "CheckBenefit",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Benefits`.
public struct BenefitsStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (22) The programme's benefits as a member has them.
  @inlinable
  public func listBenefits(
    _ request: ListBenefitsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListBenefitsResponse {
    try await caller.call(BenefitsMethods.listBenefits, request, options: options)
  }

  /// (32) Whether a member may have a benefit; that it has it; or a voucher of it.
  ///
  /// ReverseEarn of the transaction takes it back.
  @inlinable
  public func checkBenefit(
    _ request: CheckBenefitRequest,
    options: CallOptions = CallOptions()
  ) async throws -> CheckBenefitResponse {
    try await caller.call(BenefitsMethods.checkBenefit, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Benefits`.
  @inlinable
  public var benefits: BenefitsStub<Self> { BenefitsStub(self) }
}
