// Generated from exchanges.proto by scripts/generate; do not edit.

/// How an exchange stands.
///
/// Its first transaction's id is the exchange's, and it never changes back.
public struct ExchangeState: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Of a dry run.
  @inlinable public static var stateNone: Self { Self(rawValue: 0) }

  /// The points are in transit; of a brand that keeps them itself: it is asked for them.
  @inlinable public static var stateAccepted: Self { Self(rawValue: 1) }

  /// The points are in transit, and who gives out what was bought has been asked.
  @inlinable public static var stateDelivering: Self { Self(rawValue: 2) }

  /// What was bought has been given out.
  @inlinable public static var stateCompleted: Self { Self(rawValue: 3) }

  /// It could not be: the points are back.
  @inlinable public static var stateFailed: Self { Self(rawValue: 4) }

  /// A completed one is to be taken back; nothing has moved.
  @inlinable public static var stateTakingBack: Self { Self(rawValue: 5) }

  /// It was taken back: the points are back.
  @inlinable public static var stateTakenBack: Self { Self(rawValue: 6) }

  /// The points are back, and the partner has given out what they would have bought: a person must
  /// decide.
  @inlinable public static var stateLate: Self { Self(rawValue: 7) }

  /// It could not be, and the brand that keeps the points itself is told to give them back.
  @inlinable public static var stateGivingBack: Self { Self(rawValue: 8) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.ExchangeState",
    values: [
      .init(0, "STATE_NONE"),
      .init(1, "STATE_ACCEPTED"),
      .init(2, "STATE_DELIVERING"),
      .init(3, "STATE_COMPLETED"),
      .init(4, "STATE_FAILED"),
      .init(5, "STATE_TAKING_BACK"),
      .init(6, "STATE_TAKEN_BACK"),
      .init(7, "STATE_LATE"),
      .init(8, "STATE_GIVING_BACK"),
    ]
  )
}

extension ExchangeState: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `LateResolution` of the schema.
public struct LateResolution: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `LATE_NONE`, 0.
  @inlinable public static var lateNone: Self { Self(rawValue: 0) }

  /// The partner does not take it back: who bears it is settled elsewhere, or by a redemption of
  /// the points.
  @inlinable public static var lateKept: Self { Self(rawValue: 1) }

  /// The partner has taken it back.
  @inlinable public static var lateTakenBack: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.LateResolution",
    values: [
      .init(0, "LATE_NONE"),
      .init(1, "LATE_KEPT"),
      .init(2, "LATE_TAKEN_BACK"),
    ]
  )
}

extension LateResolution: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `ExchangeRequest` of the schema.
public struct ExchangeRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Who gives.
  public var member: MemberReference?

  /// Empty = the programme's default.
  public var fromTokenID: String

  /// Empty = the same programme.
  public var toProgramID: String

  /// Field 6, `to_token_id`.
  public var toTokenID: String

  /// Smallest units that leave, 1 or more; 0 for a TYPE_ERC721, whose price decides.
  public var points: Int64

  /// Who receives: member id or card number there; of this call only; empty = the same member, in
  /// the same programme; of a token that is kept outside: what names somebody there, an e-mail of a
  /// TYPE_CRYPTO, none of a TYPE_DONATION.
  public var toMembershipNumber: String

  /// Whole units received for one given; of this call only; absent = by the tokens' values; needs
  /// ACCESS_PROGRAMME or ACCESS_ADMIN.
  public var rateOverride: Ratio?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    fromTokenID = ""
    toProgramID = ""
    toTokenID = ""
    points = 0
    toMembershipNumber = ""
    rateOverride = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    fromTokenID: String = "",
    toProgramID: String = "",
    toTokenID: String = "",
    points: Int64 = 0,
    toMembershipNumber: String = "",
    rateOverride: Ratio? = nil
  ) {
    self.envelope = envelope
    self.member = member
    self.fromTokenID = fromTokenID
    self.toProgramID = toProgramID
    self.toTokenID = toTokenID
    self.points = points
    self.toMembershipNumber = toMembershipNumber
    self.rateOverride = rateOverride
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `from_token_id`.
    @inlinable public static var fromTokenID: UInt32 { 4 }
    /// `to_program_id`.
    @inlinable public static var toProgramID: UInt32 { 5 }
    /// `to_token_id`.
    @inlinable public static var toTokenID: UInt32 { 6 }
    /// `points`.
    @inlinable public static var points: UInt32 { 7 }
    /// `to_membership_number`.
    @inlinable public static var toMembershipNumber: UInt32 { 8 }
    /// `rate_override`.
    @inlinable public static var rateOverride: UInt32 { 9 }
  }
}

extension ExchangeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: fromTokenID = try reader.readString()
      case 42: toProgramID = try reader.readString()
      case 50: toTokenID = try reader.readString()
      case 56: points = try reader.readInt64()
      case 66: toMembershipNumber = try reader.readString()
      case 74: try reader.readMessage(into: &rateOverride)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !fromTokenID.isEmpty { buffer.writeString(4, fromTokenID) }
    if !toProgramID.isEmpty { buffer.writeString(5, toProgramID) }
    if !toTokenID.isEmpty { buffer.writeString(6, toTokenID) }
    if points != 0 { buffer.writeInt64(7, points) }
    if !toMembershipNumber.isEmpty { buffer.writeString(8, toMembershipNumber) }
    if let rateOverride { buffer.writeMessage(9, rateOverride) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExchangeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "from_token_id", json: "fromTokenId", .string),
      .init(5, "to_program_id", json: "toProgramId", .string),
      .init(6, "to_token_id", json: "toTokenId", .string),
      .init(7, "points", json: "points", .int64),
      .init(8, "to_membership_number", json: "toMembershipNumber", .string),
      .init(9, "rate_override", json: "rateOverride", .message { Ratio.schema }, presence: true),
    ]
  )
}

/// The message `ExchangeResponse` of the schema.
public struct ExchangeResponse: Message {
  /// Of the member that gave, when the exchange had ended.
  public var outcome: Outcome?

  /// Field 2, `to_token_id`.
  public var toTokenID: String

  /// Field 3, `exchange`.
  public var exchange: ExchangeFacts?

  /// STATE_COMPLETED, or STATE_ACCEPTED: somebody outside has to give the points, or to give out
  /// what was bought.
  public var state: ExchangeState

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    toTokenID = ""
    exchange = nil
    state = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    toTokenID: String = "",
    exchange: ExchangeFacts? = nil,
    state: ExchangeState = .init(rawValue: 0)
  ) {
    self.outcome = outcome
    self.toTokenID = toTokenID
    self.exchange = exchange
    self.state = state
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `to_token_id`.
    @inlinable public static var toTokenID: UInt32 { 2 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 3 }
    /// `state`.
    @inlinable public static var state: UInt32 { 60 }
  }
}

extension ExchangeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: toTokenID = try reader.readString()
      case 26: try reader.readMessage(into: &exchange)
      case 480: state = ExchangeState(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !toTokenID.isEmpty { buffer.writeString(2, toTokenID) }
    if let exchange { buffer.writeMessage(3, exchange) }
    if state.rawValue != 0 { buffer.writeInt32(60, state.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExchangeResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "to_token_id", json: "toTokenId", .string),
      .init(3, "exchange", json: "exchange", .message { ExchangeFacts.schema }, presence: true),
      .init(60, "state", json: "state", .enumeration(ExchangeState.schema)),
    ]
  )
}

/// The message `ListLateDeliveriesRequest` of the schema.
public struct ListLateDeliveriesRequest: Message {
  /// program_id: whose members gave.
  public var envelope: Envelope?

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    limit = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    limit: UInt32 = 0
  ) {
    self.envelope = envelope
    self.limit = limit
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 2 }
  }
}

extension ListLateDeliveriesRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 16: limit = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if limit != 0 { buffer.writeUInt32(2, limit) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListLateDeliveriesRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "limit", json: "limit", .uint32),
    ]
  )
}

/// The message `ListLateDeliveriesResponse` of the schema.
public struct ListLateDeliveriesResponse: Message {
  /// Oldest first.
  public var deliveries: [LateDelivery]

  /// There are others.
  public var more: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    deliveries = []
    more = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    deliveries: [LateDelivery] = [],
    more: Bool = false
  ) {
    self.deliveries = deliveries
    self.more = more
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `deliveries`.
    @inlinable public static var deliveries: UInt32 { 1 }
    /// `more`.
    @inlinable public static var more: UInt32 { 2 }
  }
}

extension ListLateDeliveriesResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &deliveries)
      case 16: more = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in deliveries { buffer.writeMessage(1, value) }
    if more { buffer.writeBool(2, more) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListLateDeliveriesResponse",
    fields: [
      .init(1, "deliveries", json: "deliveries", .message { LateDelivery.schema }, repeated: true),
      .init(2, "more", json: "more", .bool),
    ]
  )
}

/// The message `LateDelivery` of the schema.
public struct LateDelivery: Message {
  /// Who has the points.
  public var memberID: String

  /// With the partner's receipt.
  public var exchange: ExchangeFacts?

  /// Of the points.
  public var tokenID: String

  /// What the partner has given out.
  public var toTokenID: String

  /// When that turned out.
  public var deliveredAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberID = ""
    exchange = nil
    tokenID = ""
    toTokenID = ""
    deliveredAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberID: String = "",
    exchange: ExchangeFacts? = nil,
    tokenID: String = "",
    toTokenID: String = "",
    deliveredAtMs: Int64 = 0
  ) {
    self.memberID = memberID
    self.exchange = exchange
    self.tokenID = tokenID
    self.toTokenID = toTokenID
    self.deliveredAtMs = deliveredAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 3 }
    /// `to_token_id`.
    @inlinable public static var toTokenID: UInt32 { 4 }
    /// `delivered_at_ms`.
    @inlinable public static var deliveredAtMs: UInt32 { 5 }
  }
}

extension LateDelivery {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: memberID = try reader.readString()
      case 18: try reader.readMessage(into: &exchange)
      case 26: tokenID = try reader.readString()
      case 34: toTokenID = try reader.readString()
      case 40: deliveredAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !memberID.isEmpty { buffer.writeString(1, memberID) }
    if let exchange { buffer.writeMessage(2, exchange) }
    if !tokenID.isEmpty { buffer.writeString(3, tokenID) }
    if !toTokenID.isEmpty { buffer.writeString(4, toTokenID) }
    if deliveredAtMs != 0 { buffer.writeInt64(5, deliveredAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LateDelivery",
    fields: [
      .init(1, "member_id", json: "memberId", .string),
      .init(2, "exchange", json: "exchange", .message { ExchangeFacts.schema }, presence: true),
      .init(3, "token_id", json: "tokenId", .string),
      .init(4, "to_token_id", json: "toTokenId", .string),
      .init(5, "delivered_at_ms", json: "deliveredAtMs", .int64),
    ]
  )
}

/// The message `ResolveLateDeliveryRequest` of the schema.
public struct ResolveLateDeliveryRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Who gave; absent = the exchange says.
  public var member: MemberReference?

  /// Field 3, `exchange_id`.
  public var exchangeID: String

  /// Field 4, `resolution`.
  public var resolution: LateResolution

  /// For the statement, 1 to 256 bytes.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    exchangeID = ""
    resolution = .init(rawValue: 0)
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    exchangeID: String = "",
    resolution: LateResolution = .init(rawValue: 0),
    reason: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.exchangeID = exchangeID
    self.resolution = resolution
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `exchange_id`.
    @inlinable public static var exchangeID: UInt32 { 3 }
    /// `resolution`.
    @inlinable public static var resolution: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
  }
}

extension ResolveLateDeliveryRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: exchangeID = try reader.readString()
      case 32: resolution = LateResolution(rawValue: try reader.readInt32())
      case 42: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !exchangeID.isEmpty { buffer.writeString(3, exchangeID) }
    if resolution.rawValue != 0 { buffer.writeInt32(4, resolution.rawValue) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ResolveLateDeliveryRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "exchange_id", json: "exchangeId", .string),
      .init(4, "resolution", json: "resolution", .enumeration(LateResolution.schema)),
      .init(5, "reason", json: "reason", .string),
    ]
  )
}

/// The message `ResolveLateDeliveryResponse` of the schema.
public struct ResolveLateDeliveryResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `exchange`.
  public var exchange: ExchangeFacts?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    exchange = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    exchange: ExchangeFacts? = nil
  ) {
    self.outcome = outcome
    self.exchange = exchange
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 2 }
  }
}

extension ResolveLateDeliveryResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: try reader.readMessage(into: &exchange)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if let exchange { buffer.writeMessage(2, exchange) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ResolveLateDeliveryResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "exchange", json: "exchange", .message { ExchangeFacts.schema }, presence: true),
    ]
  )
}

/// The message `PutMarketRateRequest` of the schema.
public struct PutMarketRateRequest: Message {
  /// program_id: whose token it is.
  public var envelope: Envelope?

  /// With market_rate.
  public var tokenID: String

  /// What a whole unit costs, in the unit of value that all tokens share.
  public var onRamp: Ratio?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    tokenID = ""
    onRamp = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    tokenID: String = "",
    onRamp: Ratio? = nil
  ) {
    self.envelope = envelope
    self.tokenID = tokenID
    self.onRamp = onRamp
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
    /// `on_ramp`.
    @inlinable public static var onRamp: UInt32 { 3 }
  }
}

extension PutMarketRateRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: tokenID = try reader.readString()
      case 26: try reader.readMessage(into: &onRamp)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if let onRamp { buffer.writeMessage(3, onRamp) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutMarketRateRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "token_id", json: "tokenId", .string),
      .init(3, "on_ramp", json: "onRamp", .message { Ratio.schema }, presence: true),
    ]
  )
}

/// The message `PutMarketRateResponse` of the schema.
public struct PutMarketRateResponse: Message {
  /// Server time from which it counts.
  public var sinceMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    sinceMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    sinceMs: Int64 = 0
  ) {
    self.sinceMs = sinceMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `since_ms`.
    @inlinable public static var sinceMs: UInt32 { 1 }
  }
}

extension PutMarketRateResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: sinceMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if sinceMs != 0 { buffer.writeInt64(1, sinceMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutMarketRateResponse",
    fields: [
      .init(1, "since_ms", json: "sinceMs", .int64)
    ]
  )
}

/// The message `GetExchangeRequest` of the schema.
public struct GetExchangeRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Who gave; absent = the exchange says.
  public var member: MemberReference?

  /// As the exchange's answer had it.
  public var exchangeID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    exchangeID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    exchangeID: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.exchangeID = exchangeID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `exchange_id`.
    @inlinable public static var exchangeID: UInt32 { 3 }
  }
}

extension GetExchangeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 26: exchangeID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !exchangeID.isEmpty { buffer.writeString(3, exchangeID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetExchangeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(3, "exchange_id", json: "exchangeId", .string),
    ]
  )
}

/// The message `GetExchangeResponse` of the schema.
public struct GetExchangeResponse: Message {
  /// Field 1, `state`.
  public var state: ExchangeState

  /// When it came to that; of STATE_DELIVERING when it was begun.
  public var sinceMs: Int64

  /// Why it failed, why it was taken back, or why it could not be.
  public var reason: String

  /// Field 4, `to_token_id`.
  public var toTokenID: String

  /// Field 5, `exchange`.
  public var exchange: ExchangeFacts?

  /// To the partner since the server's start, while one is under way.
  public var calls: UInt32

  /// When the partner is asked again; 0 = not before it has answered.
  public var nextCallAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    state = .init(rawValue: 0)
    sinceMs = 0
    reason = ""
    toTokenID = ""
    exchange = nil
    calls = 0
    nextCallAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    state: ExchangeState = .init(rawValue: 0),
    sinceMs: Int64 = 0,
    reason: String = "",
    toTokenID: String = "",
    exchange: ExchangeFacts? = nil,
    calls: UInt32 = 0,
    nextCallAtMs: Int64 = 0
  ) {
    self.state = state
    self.sinceMs = sinceMs
    self.reason = reason
    self.toTokenID = toTokenID
    self.exchange = exchange
    self.calls = calls
    self.nextCallAtMs = nextCallAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `state`.
    @inlinable public static var state: UInt32 { 1 }
    /// `since_ms`.
    @inlinable public static var sinceMs: UInt32 { 2 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 3 }
    /// `to_token_id`.
    @inlinable public static var toTokenID: UInt32 { 4 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 5 }
    /// `calls`.
    @inlinable public static var calls: UInt32 { 6 }
    /// `next_call_at_ms`.
    @inlinable public static var nextCallAtMs: UInt32 { 7 }
  }
}

extension GetExchangeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: state = ExchangeState(rawValue: try reader.readInt32())
      case 16: sinceMs = try reader.readInt64()
      case 26: reason = try reader.readString()
      case 34: toTokenID = try reader.readString()
      case 42: try reader.readMessage(into: &exchange)
      case 48: calls = try reader.readUInt32()
      case 56: nextCallAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if state.rawValue != 0 { buffer.writeInt32(1, state.rawValue) }
    if sinceMs != 0 { buffer.writeInt64(2, sinceMs) }
    if !reason.isEmpty { buffer.writeString(3, reason) }
    if !toTokenID.isEmpty { buffer.writeString(4, toTokenID) }
    if let exchange { buffer.writeMessage(5, exchange) }
    if calls != 0 { buffer.writeUInt32(6, calls) }
    if nextCallAtMs != 0 { buffer.writeInt64(7, nextCallAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetExchangeResponse",
    fields: [
      .init(1, "state", json: "state", .enumeration(ExchangeState.schema)),
      .init(2, "since_ms", json: "sinceMs", .int64),
      .init(3, "reason", json: "reason", .string),
      .init(4, "to_token_id", json: "toTokenId", .string),
      .init(5, "exchange", json: "exchange", .message { ExchangeFacts.schema }, presence: true),
      .init(6, "calls", json: "calls", .uint32),
      .init(7, "next_call_at_ms", json: "nextCallAtMs", .int64),
    ]
  )
}

/// The message `ReverseExchangeRequest` of the schema.
public struct ReverseExchangeRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// As the exchange's answer had it.
  public var exchangeID: String

  /// For the statement of the member that gave; 0 to 256 bytes.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    exchangeID = ""
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    exchangeID: String = "",
    reason: String = ""
  ) {
    self.envelope = envelope
    self.exchangeID = exchangeID
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `exchange_id`.
    @inlinable public static var exchangeID: UInt32 { 3 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 4 }
  }
}

extension ReverseExchangeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 26: exchangeID = try reader.readString()
      case 34: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !exchangeID.isEmpty { buffer.writeString(3, exchangeID) }
    if !reason.isEmpty { buffer.writeString(4, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReverseExchangeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(3, "exchange_id", json: "exchangeId", .string),
      .init(4, "reason", json: "reason", .string),
    ]
  )
}

/// The message `ReverseExchangeResponse` of the schema.
public struct ReverseExchangeResponse: Message {
  /// Of the member that had given.
  public var outcome: Outcome?

  /// That was taken back.
  public var exchange: ExchangeFacts?

  /// STATE_TAKEN_BACK, or STATE_TAKING_BACK: somebody outside has to take it back, or to give the
  /// points back.
  public var state: ExchangeState

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    exchange = nil
    state = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    exchange: ExchangeFacts? = nil,
    state: ExchangeState = .init(rawValue: 0)
  ) {
    self.outcome = outcome
    self.exchange = exchange
    self.state = state
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 2 }
    /// `state`.
    @inlinable public static var state: UInt32 { 60 }
  }
}

extension ReverseExchangeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: try reader.readMessage(into: &exchange)
      case 480: state = ExchangeState(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if let exchange { buffer.writeMessage(2, exchange) }
    if state.rawValue != 0 { buffer.writeInt32(60, state.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReverseExchangeResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "exchange", json: "exchange", .message { ExchangeFacts.schema }, presence: true),
      .init(60, "state", json: "state", .enumeration(ExchangeState.schema)),
    ]
  )
}

/// The message `PutTokenRequest` of the schema.
public struct PutTokenRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Whole; values that have begun stay as they are.
  public var token: Token?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    token = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    token: Token? = nil
  ) {
    self.envelope = envelope
    self.token = token
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `token`.
    @inlinable public static var token: UInt32 { 2 }
  }
}

extension PutTokenRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &token)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let token { buffer.writeMessage(2, token) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutTokenRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "token", json: "token", .message { Token.schema }, presence: true),
    ]
  )
}

/// The message `PutTokenResponse` of the schema.
public struct PutTokenResponse: Message {
  /// Field 1, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Field 2, `is_new`.
  public var isNew: Bool

  /// Field 3, `replayed`.
  public var replayed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    ruleSetVersion = 0
    isNew = false
    replayed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    ruleSetVersion: UInt64 = 0,
    isNew: Bool = false,
    replayed: Bool = false
  ) {
    self.ruleSetVersion = ruleSetVersion
    self.isNew = isNew
    self.replayed = replayed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 1 }
    /// `is_new`.
    @inlinable public static var isNew: UInt32 { 2 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 3 }
  }
}

extension PutTokenResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 16: isNew = try reader.readBool()
      case 24: replayed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if ruleSetVersion != 0 { buffer.writeUInt64(1, ruleSetVersion) }
    if isNew { buffer.writeBool(2, isNew) }
    if replayed { buffer.writeBool(3, replayed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutTokenResponse",
    fields: [
      .init(1, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(2, "is_new", json: "isNew", .bool),
      .init(3, "replayed", json: "replayed", .bool),
    ]
  )
}

/// The message `PutPartnershipRequest` of the schema.
public struct PutPartnershipRequest: Message {
  /// program_id: whose token leaves.
  public var envelope: Envelope?

  /// Field 2, `partnership`.
  public var partnership: Partnership?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    partnership = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    partnership: Partnership? = nil
  ) {
    self.envelope = envelope
    self.partnership = partnership
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `partnership`.
    @inlinable public static var partnership: UInt32 { 2 }
  }
}

extension PutPartnershipRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &partnership)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let partnership { buffer.writeMessage(2, partnership) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutPartnershipRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "partnership", json: "partnership", .message { Partnership.schema }, presence: true),
    ]
  )
}

/// The message `PutPartnershipResponse` of the schema.
public struct PutPartnershipResponse: Message {
  /// Field 1, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Of the partnership.
  public var version: UInt32

  /// Field 3, `replayed`.
  public var replayed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    ruleSetVersion = 0
    version = 0
    replayed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    ruleSetVersion: UInt64 = 0,
    version: UInt32 = 0,
    replayed: Bool = false
  ) {
    self.ruleSetVersion = ruleSetVersion
    self.version = version
    self.replayed = replayed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 3 }
  }
}

extension PutPartnershipResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 16: version = try reader.readUInt32()
      case 24: replayed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if ruleSetVersion != 0 { buffer.writeUInt64(1, ruleSetVersion) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if replayed { buffer.writeBool(3, replayed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutPartnershipResponse",
    fields: [
      .init(1, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "replayed", json: "replayed", .bool),
    ]
  )
}

/// The message `ListPartnershipsRequest` of the schema.
public struct ListPartnershipsRequest: Message {
  /// program_id: whose tokens leave.
  public var envelope: Envelope?

  /// Of the tokens that come; empty = all.
  public var tokenToTypes: [TokenType]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    tokenToTypes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    tokenToTypes: [TokenType] = []
  ) {
    self.envelope = envelope
    self.tokenToTypes = tokenToTypes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `token_to_types`.
    @inlinable public static var tokenToTypes: UInt32 { 2 }
  }
}

extension ListPartnershipsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 16: tokenToTypes.append(TokenType(rawValue: try reader.readInt32()))
      case 18:
        try reader.readPacked(into: &tokenToTypes) { (element) throws(DecodingError) in
          TokenType(rawValue: try element.readInt32())
        }
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !tokenToTypes.isEmpty {
      buffer.writeMessage(2) { content in
        for value in tokenToTypes { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListPartnershipsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(
        2,
        "token_to_types",
        json: "tokenToTypes",
        .enumeration(TokenType.schema),
        repeated: true
      ),
    ]
  )
}

/// The message `ListPartnershipsResponse` of the schema.
public struct ListPartnershipsResponse: Message {
  /// Field 1, `partnerships`.
  public var partnerships: [OpenPartnership]

  /// Changes with each change of a partnership or value of this programme.
  public var ruleSetVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    partnerships = []
    ruleSetVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    partnerships: [OpenPartnership] = [],
    ruleSetVersion: UInt64 = 0
  ) {
    self.partnerships = partnerships
    self.ruleSetVersion = ruleSetVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `partnerships`.
    @inlinable public static var partnerships: UInt32 { 1 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 2 }
  }
}

extension ListPartnershipsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &partnerships)
      case 16: ruleSetVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in partnerships { buffer.writeMessage(1, value) }
    if ruleSetVersion != 0 { buffer.writeUInt64(2, ruleSetVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListPartnershipsResponse",
    fields: [
      .init(
        1,
        "partnerships",
        json: "partnerships",
        .message { OpenPartnership.schema },
        repeated: true
      ),
      .init(2, "rule_set_version", json: "ruleSetVersion", .uint64),
    ]
  )
}

/// A partnership with the values that decide now.
public struct OpenPartnership: Message {
  /// Field 1, `partnership`.
  public var partnership: Partnership?

  /// Field 2, `to_type`.
  public var toType: TokenType

  /// Field 3, `rate`.
  public var rate: ExchangeRate?

  /// Of the token that leaves.
  public var fromDecimals: UInt32

  /// Of the token that comes.
  public var toDecimals: UInt32

  /// Field 6, `to_countries`.
  public var toCountries: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    partnership = nil
    toType = .init(rawValue: 0)
    rate = nil
    fromDecimals = 0
    toDecimals = 0
    toCountries = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    partnership: Partnership? = nil,
    toType: TokenType = .init(rawValue: 0),
    rate: ExchangeRate? = nil,
    fromDecimals: UInt32 = 0,
    toDecimals: UInt32 = 0,
    toCountries: [String] = []
  ) {
    self.partnership = partnership
    self.toType = toType
    self.rate = rate
    self.fromDecimals = fromDecimals
    self.toDecimals = toDecimals
    self.toCountries = toCountries
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `partnership`.
    @inlinable public static var partnership: UInt32 { 1 }
    /// `to_type`.
    @inlinable public static var toType: UInt32 { 2 }
    /// `rate`.
    @inlinable public static var rate: UInt32 { 3 }
    /// `from_decimals`.
    @inlinable public static var fromDecimals: UInt32 { 4 }
    /// `to_decimals`.
    @inlinable public static var toDecimals: UInt32 { 5 }
    /// `to_countries`.
    @inlinable public static var toCountries: UInt32 { 6 }
  }
}

extension OpenPartnership {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &partnership)
      case 16: toType = TokenType(rawValue: try reader.readInt32())
      case 26: try reader.readMessage(into: &rate)
      case 32: fromDecimals = try reader.readUInt32()
      case 40: toDecimals = try reader.readUInt32()
      case 50: toCountries.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let partnership { buffer.writeMessage(1, partnership) }
    if toType.rawValue != 0 { buffer.writeInt32(2, toType.rawValue) }
    if let rate { buffer.writeMessage(3, rate) }
    if fromDecimals != 0 { buffer.writeUInt32(4, fromDecimals) }
    if toDecimals != 0 { buffer.writeUInt32(5, toDecimals) }
    for value in toCountries { buffer.writeString(6, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.OpenPartnership",
    fields: [
      .init(1, "partnership", json: "partnership", .message { Partnership.schema }, presence: true),
      .init(2, "to_type", json: "toType", .enumeration(TokenType.schema)),
      .init(3, "rate", json: "rate", .message { ExchangeRate.schema }, presence: true),
      .init(4, "from_decimals", json: "fromDecimals", .uint32),
      .init(5, "to_decimals", json: "toDecimals", .uint32),
      .init(6, "to_countries", json: "toCountries", .string, repeated: true),
    ]
  )
}

/// The methods of `Exchanges`.
public enum ExchangesMethods {
  /// Points of one token become points of another, of the same member or another one.
  public static let exchange = Method<ExchangeRequest, ExchangeResponse>(
    id: 0x0501,
    service: "Exchanges",
    name: "Exchange",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessExchange],
    serverWide: false,
    audited: true
  )

  /// Takes a settled exchange back, whole and once: what came must still be there.
  ///
  /// For those who run the server: it takes points of another brand's members.
  public static let reverseExchange = Method<ReverseExchangeRequest, ReverseExchangeResponse>(
    id: 0x0502,
    service: "Exchanges",
    name: "ReverseExchange",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: true
  )

  /// Makes a token or changes one: type, values, status, who receives it.
  public static let putToken = Method<PutTokenRequest, PutTokenResponse>(
    id: 0x0503,
    service: "Exchanges",
    name: "PutToken",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// Opens a way from a token to another one, or changes its terms.
  public static let putPartnership = Method<PutPartnershipRequest, PutPartnershipResponse>(
    id: 0x0504,
    service: "Exchanges",
    name: "PutPartnership",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// (42) The partnerships that are open now, with the values that decide.
  public static let listPartnerships = Method<ListPartnershipsRequest, ListPartnershipsResponse>(
    id: 0x0505,
    service: "Exchanges",
    name: "ListPartnerships",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessExchange, .accessPos],
    serverWide: false,
    audited: false
  )

  /// What partners have delivered although the points are back: for people to decide.
  public static let listLateDeliveries = Method<
    ListLateDeliveriesRequest, ListLateDeliveriesResponse
  >(
    id: 0x0511,
    service: "Exchanges",
    name: "ListLateDeliveries",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: false,
    audited: false
  )

  /// Says what a person has decided about a late delivery.
  public static let resolveLateDelivery = Method<
    ResolveLateDeliveryRequest, ResolveLateDeliveryResponse
  >(
    id: 0x0512,
    service: "Exchanges",
    name: "ResolveLateDelivery",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: false,
    audited: true
  )

  /// What a whole unit of a token costs on its market now.
  ///
  /// It is not kept: after a start there is none until the feed says it again.
  public static let putMarketRate = Method<PutMarketRateRequest, PutMarketRateResponse>(
    id: 0x0513,
    service: "Exchanges",
    name: "PutMarketRate",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// How an exchange stands, by its id.
  public static let getExchange = Method<GetExchangeRequest, GetExchangeResponse>(
    id: 0x0510,
    service: "Exchanges",
    name: "GetExchange",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessExchange, .accessPos],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Exchanges`.
public struct ExchangesStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// Points of one token become points of another, of the same member or another one.
  @inlinable
  public func exchange(
    _ request: ExchangeRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ExchangeResponse {
    try await caller.call(ExchangesMethods.exchange, request, options: options)
  }

  /// Takes a settled exchange back, whole and once: what came must still be there.
  ///
  /// For those who run the server: it takes points of another brand's members.
  @inlinable
  public func reverseExchange(
    _ request: ReverseExchangeRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ReverseExchangeResponse {
    try await caller.call(ExchangesMethods.reverseExchange, request, options: options)
  }

  /// Makes a token or changes one: type, values, status, who receives it.
  @inlinable
  public func putToken(
    _ request: PutTokenRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutTokenResponse {
    try await caller.call(ExchangesMethods.putToken, request, options: options)
  }

  /// Opens a way from a token to another one, or changes its terms.
  @inlinable
  public func putPartnership(
    _ request: PutPartnershipRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutPartnershipResponse {
    try await caller.call(ExchangesMethods.putPartnership, request, options: options)
  }

  /// (42) The partnerships that are open now, with the values that decide.
  @inlinable
  public func listPartnerships(
    _ request: ListPartnershipsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListPartnershipsResponse {
    try await caller.call(ExchangesMethods.listPartnerships, request, options: options)
  }

  /// What partners have delivered although the points are back: for people to decide.
  @inlinable
  public func listLateDeliveries(
    _ request: ListLateDeliveriesRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListLateDeliveriesResponse {
    try await caller.call(ExchangesMethods.listLateDeliveries, request, options: options)
  }

  /// Says what a person has decided about a late delivery.
  @inlinable
  public func resolveLateDelivery(
    _ request: ResolveLateDeliveryRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ResolveLateDeliveryResponse {
    try await caller.call(ExchangesMethods.resolveLateDelivery, request, options: options)
  }

  /// What a whole unit of a token costs on its market now.
  ///
  /// It is not kept: after a start there is none until the feed says it again.
  @inlinable
  public func putMarketRate(
    _ request: PutMarketRateRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutMarketRateResponse {
    try await caller.call(ExchangesMethods.putMarketRate, request, options: options)
  }

  /// How an exchange stands, by its id.
  @inlinable
  public func getExchange(
    _ request: GetExchangeRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetExchangeResponse {
    try await caller.call(ExchangesMethods.getExchange, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Exchanges`.
  @inlinable
  public var exchanges: ExchangesStub<Self> { ExchangesStub(self) }
}
