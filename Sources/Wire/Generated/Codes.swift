// Generated from codes.proto by scripts/generate; do not edit.

/// The enum `CodeState` of the schema.
public struct CodeState: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `CODE_STATE_OPEN`, 0.
  @inlinable public static var codeStateOpen: Self { Self(rawValue: 0) }

  /// `CODE_STATE_CLAIMED`, 1.
  @inlinable public static var codeStateClaimed: Self { Self(rawValue: 1) }

  /// `CODE_STATE_CANCELLED`, 2.
  @inlinable public static var codeStateCancelled: Self { Self(rawValue: 2) }

  /// `CODE_STATE_EXPIRED`, 3.
  @inlinable public static var codeStateExpired: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CodeState",
    values: [
      .init(0, "CODE_STATE_OPEN"),
      .init(1, "CODE_STATE_CLAIMED"),
      .init(2, "CODE_STATE_CANCELLED"),
      .init(3, "CODE_STATE_EXPIRED"),
    ]
  )
}

extension CodeState: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `IssueCodesRequest` of the schema.
public struct IssueCodesRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `campaign_id`.
  public var campaignID: String

  /// 1 to 500: all of them are made or none.
  public var codes: [CodeOrder]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    campaignID = ""
    codes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    campaignID: String = "",
    codes: [CodeOrder] = []
  ) {
    self.envelope = envelope
    self.campaignID = campaignID
    self.codes = codes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 4 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 5 }
  }
}

extension IssueCodesRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: campaignID = try reader.readString()
      case 42: try reader.readMessage(appendingTo: &codes)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !campaignID.isEmpty { buffer.writeString(4, campaignID) }
    for value in codes { buffer.writeMessage(5, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IssueCodesRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "campaign_id", json: "campaignId", .string),
      .init(5, "codes", json: "codes", .message { CodeOrder.schema }, repeated: true),
    ]
  )
}

/// The message `CodeOrder` of the schema.
public struct CodeOrder: Message {
  /// The brand's name for it, at most 64 bytes, once in a campaign; may be empty; no personal data.
  public var referenceID: String

  /// 0 = the campaign's; 0 where that gives vouchers.
  public var points: Int64

  /// 0 = at once.
  public var validFromMs: Int64

  /// Exclusive; 0 = as long as the campaign.
  public var validToMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    referenceID = ""
    points = 0
    validFromMs = 0
    validToMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    referenceID: String = "",
    points: Int64 = 0,
    validFromMs: Int64 = 0,
    validToMs: Int64 = 0
  ) {
    self.referenceID = referenceID
    self.points = points
    self.validFromMs = validFromMs
    self.validToMs = validToMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `reference_id`.
    @inlinable public static var referenceID: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 3 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 4 }
  }
}

extension CodeOrder {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: referenceID = try reader.readString()
      case 16: points = try reader.readInt64()
      case 24: validFromMs = try reader.readInt64()
      case 32: validToMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !referenceID.isEmpty { buffer.writeString(1, referenceID) }
    if points != 0 { buffer.writeInt64(2, points) }
    if validFromMs != 0 { buffer.writeInt64(3, validFromMs) }
    if validToMs != 0 { buffer.writeInt64(4, validToMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CodeOrder",
    fields: [
      .init(1, "reference_id", json: "referenceId", .string),
      .init(2, "points", json: "points", .int64),
      .init(3, "valid_from_ms", json: "validFromMs", .int64),
      .init(4, "valid_to_ms", json: "validToMs", .int64),
    ]
  )
}

/// The message `IssueCodesResponse` of the schema.
public struct IssueCodesResponse: Message {
  /// Without a transaction.
  public var outcome: Outcome?

  /// In the order in which they were asked for.
  public var codes: [IssuedCode]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    codes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    codes: [IssuedCode] = []
  ) {
    self.outcome = outcome
    self.codes = codes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 2 }
  }
}

extension IssueCodesResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: try reader.readMessage(appendingTo: &codes)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    for value in codes { buffer.writeMessage(2, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IssueCodesResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "codes", json: "codes", .message { IssuedCode.schema }, repeated: true),
    ]
  )
}

/// The message `IssuedCode` of the schema.
public struct IssuedCode: Message {
  /// Empty in a dry run.
  public var codeID: String

  /// 13 characters of base 32 and a check character, or as many digits as the campaign says; in the
  /// answer of IssueCodes alone.
  public var code: String

  /// Field 3, `reference_id`.
  public var referenceID: String

  /// Field 4, `points`.
  public var points: Int64

  /// 0 = from its issue.
  public var validFromMs: Int64

  /// 0 = as long as the campaign.
  public var validToMs: Int64

  /// Field 7, `state`.
  public var state: CodeState

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    codeID = ""
    code = ""
    referenceID = ""
    points = 0
    validFromMs = 0
    validToMs = 0
    state = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    codeID: String = "",
    code: String = "",
    referenceID: String = "",
    points: Int64 = 0,
    validFromMs: Int64 = 0,
    validToMs: Int64 = 0,
    state: CodeState = .init(rawValue: 0)
  ) {
    self.codeID = codeID
    self.code = code
    self.referenceID = referenceID
    self.points = points
    self.validFromMs = validFromMs
    self.validToMs = validToMs
    self.state = state
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `code_id`.
    @inlinable public static var codeID: UInt32 { 1 }
    /// `code`.
    @inlinable public static var code: UInt32 { 2 }
    /// `reference_id`.
    @inlinable public static var referenceID: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 5 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 6 }
    /// `state`.
    @inlinable public static var state: UInt32 { 7 }
  }
}

extension IssuedCode {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: codeID = try reader.readString()
      case 18: code = try reader.readString()
      case 26: referenceID = try reader.readString()
      case 32: points = try reader.readInt64()
      case 40: validFromMs = try reader.readInt64()
      case 48: validToMs = try reader.readInt64()
      case 56: state = CodeState(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !codeID.isEmpty { buffer.writeString(1, codeID) }
    if !code.isEmpty { buffer.writeString(2, code) }
    if !referenceID.isEmpty { buffer.writeString(3, referenceID) }
    if points != 0 { buffer.writeInt64(4, points) }
    if validFromMs != 0 { buffer.writeInt64(5, validFromMs) }
    if validToMs != 0 { buffer.writeInt64(6, validToMs) }
    if state.rawValue != 0 { buffer.writeInt32(7, state.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IssuedCode",
    fields: [
      .init(1, "code_id", json: "codeId", .string),
      .init(2, "code", json: "code", .string),
      .init(3, "reference_id", json: "referenceId", .string),
      .init(4, "points", json: "points", .int64),
      .init(5, "valid_from_ms", json: "validFromMs", .int64),
      .init(6, "valid_to_ms", json: "validToMs", .int64),
      .init(7, "state", json: "state", .enumeration(CodeState.schema)),
    ]
  )
}

/// The message `ClaimCodeRequest` of the schema.
public struct ClaimCodeRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Small letters and blanks around it are taken too; at most 64 bytes.
  public var code: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    code = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    code: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.code = code
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `code`.
    @inlinable public static var code: UInt32 { 4 }
  }
}

extension ClaimCodeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: code = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !code.isEmpty { buffer.writeString(4, code) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ClaimCodeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "code", json: "code", .string),
    ]
  )
}

/// The message `ClaimCodeResponse` of the schema.
public struct ClaimCodeResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `campaign_id`.
  public var campaignID: String

  /// Field 3, `points`.
  public var points: Int64

  /// That they became, by the token's exchange_lot_terms.
  public var lot: Lot?

  /// Of them.
  public var debtPaid: Int64

  /// Instead of points.
  public var voucher: ClaimedVoucher?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    campaignID = ""
    points = 0
    lot = nil
    debtPaid = 0
    voucher = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    campaignID: String = "",
    points: Int64 = 0,
    lot: Lot? = nil,
    debtPaid: Int64 = 0,
    voucher: ClaimedVoucher? = nil
  ) {
    self.outcome = outcome
    self.campaignID = campaignID
    self.points = points
    self.lot = lot
    self.debtPaid = debtPaid
    self.voucher = voucher
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `lot`.
    @inlinable public static var lot: UInt32 { 4 }
    /// `debt_paid`.
    @inlinable public static var debtPaid: UInt32 { 5 }
    /// `voucher`.
    @inlinable public static var voucher: UInt32 { 6 }
  }
}

extension ClaimCodeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: campaignID = try reader.readString()
      case 24: points = try reader.readInt64()
      case 34: try reader.readMessage(into: &lot)
      case 40: debtPaid = try reader.readInt64()
      case 50: try reader.readMessage(into: &voucher)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !campaignID.isEmpty { buffer.writeString(2, campaignID) }
    if points != 0 { buffer.writeInt64(3, points) }
    if let lot { buffer.writeMessage(4, lot) }
    if debtPaid != 0 { buffer.writeInt64(5, debtPaid) }
    if let voucher { buffer.writeMessage(6, voucher) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ClaimCodeResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "campaign_id", json: "campaignId", .string),
      .init(3, "points", json: "points", .int64),
      .init(4, "lot", json: "lot", .message { Lot.schema }, presence: true),
      .init(5, "debt_paid", json: "debtPaid", .int64),
      .init(6, "voucher", json: "voucher", .message { ClaimedVoucher.schema }, presence: true),
    ]
  )
}

/// A voucher that a code gave.
///
/// Its id is the claim's transaction id.
public struct ClaimedVoucher: Message {
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

extension ClaimedVoucher {
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
    name: "fealty.v1.ClaimedVoucher",
    fields: [
      .init(1, "voucher_type_id", json: "voucherTypeId", .string),
      .init(2, "code", json: "code", .string),
      .init(3, "value_minor", json: "valueMinor", .sint64),
      .init(4, "valid_to_ms", json: "validToMs", .int64),
    ]
  )
}

/// The message `ListCodesRequest` of the schema.
public struct ListCodesRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `campaign_id`.
  public var campaignID: String

  /// A code_id; empty = from the oldest on.
  public var after: String

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// Only the code of this reference.
  public var referenceID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    campaignID = ""
    after = ""
    limit = 0
    referenceID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    campaignID: String = "",
    after: String = "",
    limit: UInt32 = 0,
    referenceID: String = ""
  ) {
    self.envelope = envelope
    self.campaignID = campaignID
    self.after = after
    self.limit = limit
    self.referenceID = referenceID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 4 }
    /// `after`.
    @inlinable public static var after: UInt32 { 5 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 6 }
    /// `reference_id`.
    @inlinable public static var referenceID: UInt32 { 7 }
  }
}

extension ListCodesRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: campaignID = try reader.readString()
      case 42: after = try reader.readString()
      case 48: limit = try reader.readUInt32()
      case 58: referenceID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !campaignID.isEmpty { buffer.writeString(4, campaignID) }
    if !after.isEmpty { buffer.writeString(5, after) }
    if limit != 0 { buffer.writeUInt32(6, limit) }
    if !referenceID.isEmpty { buffer.writeString(7, referenceID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListCodesRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "campaign_id", json: "campaignId", .string),
      .init(5, "after", json: "after", .string),
      .init(6, "limit", json: "limit", .uint32),
      .init(7, "reference_id", json: "referenceId", .string),
    ]
  )
}

/// The message `ListCodesResponse` of the schema.
public struct ListCodesResponse: Message {
  /// Without code.
  public var codes: [IssuedCode]

  /// That were made for the campaign.
  public var total: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    codes = []
    total = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    codes: [IssuedCode] = [],
    total: UInt64 = 0
  ) {
    self.codes = codes
    self.total = total
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `codes`.
    @inlinable public static var codes: UInt32 { 1 }
    /// `total`.
    @inlinable public static var total: UInt32 { 2 }
  }
}

extension ListCodesResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &codes)
      case 16: total = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in codes { buffer.writeMessage(1, value) }
    if total != 0 { buffer.writeUInt64(2, total) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListCodesResponse",
    fields: [
      .init(1, "codes", json: "codes", .message { IssuedCode.schema }, repeated: true),
      .init(2, "total", json: "total", .uint64),
    ]
  )
}

/// The message `CancelCodeRequest` of the schema.
public struct CancelCodeRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `campaign_id`.
  public var campaignID: String

  /// Or.
  public var codeID: String

  /// Field 6, `reference_id`.
  public var referenceID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    campaignID = ""
    codeID = ""
    referenceID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    campaignID: String = "",
    codeID: String = "",
    referenceID: String = ""
  ) {
    self.envelope = envelope
    self.campaignID = campaignID
    self.codeID = codeID
    self.referenceID = referenceID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 4 }
    /// `code_id`.
    @inlinable public static var codeID: UInt32 { 5 }
    /// `reference_id`.
    @inlinable public static var referenceID: UInt32 { 6 }
  }
}

extension CancelCodeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: campaignID = try reader.readString()
      case 42: codeID = try reader.readString()
      case 50: referenceID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !campaignID.isEmpty { buffer.writeString(4, campaignID) }
    if !codeID.isEmpty { buffer.writeString(5, codeID) }
    if !referenceID.isEmpty { buffer.writeString(6, referenceID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CancelCodeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "campaign_id", json: "campaignId", .string),
      .init(5, "code_id", json: "codeId", .string),
      .init(6, "reference_id", json: "referenceId", .string),
    ]
  )
}

/// The message `CancelCodeResponse` of the schema.
public struct CancelCodeResponse: Message {
  /// Without a transaction.
  public var outcome: Outcome?

  /// Field 2, `code_id`.
  public var codeID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    codeID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    codeID: String = ""
  ) {
    self.outcome = outcome
    self.codeID = codeID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `code_id`.
    @inlinable public static var codeID: UInt32 { 2 }
  }
}

extension CancelCodeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: codeID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !codeID.isEmpty { buffer.writeString(2, codeID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CancelCodeResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "code_id", json: "codeId", .string),
    ]
  )
}

/// The methods of `Codes`.
public enum CodesMethods {
  /// Makes codes of a campaign that are each claimed once.
  ///
  /// They are told in this answer alone.
  public static let issueCodes = Method<IssueCodesRequest, IssueCodesResponse>(
    id: 0x0A10,
    service: "Codes",
    name: "IssueCodes",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// Gives a member what a code is worth.
  public static let claimCode = Method<ClaimCodeRequest, ClaimCodeResponse>(
    id: 0x0A11,
    service: "Codes",
    name: "ClaimCode",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// Codes that were made, oldest first, and what has become of them; never the codes themselves.
  public static let listCodes = Method<ListCodesRequest, ListCodesResponse>(
    id: 0x0A12,
    service: "Codes",
    name: "ListCodes",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// Makes a code void that nobody has claimed.
  public static let cancelCode = Method<CancelCodeRequest, CancelCodeResponse>(
    id: 0x0A13,
    service: "Codes",
    name: "CancelCode",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )
}

/// Typed calls of the service `Codes`.
public struct CodesStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// Makes codes of a campaign that are each claimed once.
  ///
  /// They are told in this answer alone.
  @inlinable
  public func issueCodes(
    _ request: IssueCodesRequest,
    options: CallOptions = CallOptions()
  ) async throws -> IssueCodesResponse {
    try await caller.call(CodesMethods.issueCodes, request, options: options)
  }

  /// Gives a member what a code is worth.
  @inlinable
  public func claimCode(
    _ request: ClaimCodeRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ClaimCodeResponse {
    try await caller.call(CodesMethods.claimCode, request, options: options)
  }

  /// Codes that were made, oldest first, and what has become of them; never the codes themselves.
  @inlinable
  public func listCodes(
    _ request: ListCodesRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListCodesResponse {
    try await caller.call(CodesMethods.listCodes, request, options: options)
  }

  /// Makes a code void that nobody has claimed.
  @inlinable
  public func cancelCode(
    _ request: CancelCodeRequest,
    options: CallOptions = CallOptions()
  ) async throws -> CancelCodeResponse {
    try await caller.call(CodesMethods.cancelCode, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Codes`.
  @inlinable
  public var codes: CodesStub<Self> { CodesStub(self) }
}
