// Generated from programmes.proto by scripts/generate; do not edit.

/// The enum `ReturnPolicy` of the schema.
public struct ReturnPolicy: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `WITHIN_BALANCE`, 0.
  @inlinable public static var withinBalance: Self { Self(rawValue: 0) }

  /// `ONLY_PENDING`, 1.
  @inlinable public static var onlyPending: Self { Self(rawValue: 1) }

  /// `ALLOW_DEBT`, 2.
  @inlinable public static var allowDebt: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.ReturnPolicy",
    values: [
      .init(0, "WITHIN_BALANCE"),
      .init(1, "ONLY_PENDING"),
      .init(2, "ALLOW_DEBT"),
    ]
  )
}

extension ReturnPolicy: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Points given back to a lot that has expired meanwhile.
public struct RestorePolicy: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `RESTORE_GRACE`, 0.
  @inlinable public static var restoreGrace: Self { Self(rawValue: 0) }

  /// `EXPIRE_NOW`, 1.
  @inlinable public static var expireNow: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.RestorePolicy",
    values: [
      .init(0, "RESTORE_GRACE"),
      .init(1, "EXPIRE_NOW"),
    ]
  )
}

extension RestorePolicy: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `GroupMode` of the schema.
public struct GroupMode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `STACK`, 0.
  @inlinable public static var stack: Self { Self(rawValue: 0) }

  /// `FIRST_MATCH`, 1.
  @inlinable public static var firstMatch: Self { Self(rawValue: 1) }

  /// `BEST_FOR_MEMBER`, 2.
  @inlinable public static var bestForMember: Self { Self(rawValue: 2) }

  /// `BEST_FOR_PROGRAM`, 3.
  @inlinable public static var bestForProgram: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.GroupMode",
    values: [
      .init(0, "STACK"),
      .init(1, "FIRST_MATCH"),
      .init(2, "BEST_FOR_MEMBER"),
      .init(3, "BEST_FOR_PROGRAM"),
    ]
  )
}

extension GroupMode: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `PromotionStatus` of the schema.
public struct PromotionStatus: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Within its dates.
  @inlinable public static var live: Self { Self(rawValue: 0) }

  /// `DRAFT`, 1.
  @inlinable public static var draft: Self { Self(rawValue: 1) }

  /// `PAUSED`, 2.
  @inlinable public static var paused: Self { Self(rawValue: 2) }

  /// `ENDED`, 3.
  @inlinable public static var ended: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.PromotionStatus",
    values: [
      .init(0, "LIVE"),
      .init(1, "DRAFT"),
      .init(2, "PAUSED"),
      .init(3, "ENDED"),
    ]
  )
}

extension PromotionStatus: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `CapPeriod` of the schema.
public struct CapPeriod: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `PER_BASKET`, 0.
  @inlinable public static var perBasket: Self { Self(rawValue: 0) }

  /// `PER_DAY`, 1.
  @inlinable public static var perDay: Self { Self(rawValue: 1) }

  /// From Monday.
  @inlinable public static var perWeek: Self { Self(rawValue: 2) }

  /// `PER_MONTH`, 3.
  @inlinable public static var perMonth: Self { Self(rawValue: 3) }

  /// Of the promotion.
  @inlinable public static var perLife: Self { Self(rawValue: 4) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CapPeriod",
    values: [
      .init(0, "PER_BASKET"),
      .init(1, "PER_DAY"),
      .init(2, "PER_WEEK"),
      .init(3, "PER_MONTH"),
      .init(4, "PER_LIFE"),
    ]
  )
}

extension CapPeriod: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `Programme` of the schema.
public struct Programme: Message {
  /// 1 to 64 bytes.
  public var programID: String

  /// Field 2, `name`.
  public var name: String

  /// IANA name; empty = UTC.
  public var timeZone: String

  /// ISO 4217 of its money.
  public var currency: String

  /// Field 5, `default_token_id`.
  public var defaultTokenID: String

  /// Field 6, `tokens`.
  public var tokens: [Token]

  /// Lowest first; the first is a new member's.
  public var tiers: [String]

  /// Field 8, `groups`.
  public var groups: [PromotionGroup]

  /// Field 9, `promotions`.
  public var promotions: [Promotion]

  /// Field 10, `settings`.
  public var settings: Settings?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    programID = ""
    name = ""
    timeZone = ""
    currency = ""
    defaultTokenID = ""
    tokens = []
    tiers = []
    groups = []
    promotions = []
    settings = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    programID: String = "",
    name: String = "",
    timeZone: String = "",
    currency: String = "",
    defaultTokenID: String = "",
    tokens: [Token] = [],
    tiers: [String] = [],
    groups: [PromotionGroup] = [],
    promotions: [Promotion] = [],
    settings: Settings? = nil
  ) {
    self.programID = programID
    self.name = name
    self.timeZone = timeZone
    self.currency = currency
    self.defaultTokenID = defaultTokenID
    self.tokens = tokens
    self.tiers = tiers
    self.groups = groups
    self.promotions = promotions
    self.settings = settings
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `time_zone`.
    @inlinable public static var timeZone: UInt32 { 3 }
    /// `currency`.
    @inlinable public static var currency: UInt32 { 4 }
    /// `default_token_id`.
    @inlinable public static var defaultTokenID: UInt32 { 5 }
    /// `tokens`.
    @inlinable public static var tokens: UInt32 { 6 }
    /// `tiers`.
    @inlinable public static var tiers: UInt32 { 7 }
    /// `groups`.
    @inlinable public static var groups: UInt32 { 8 }
    /// `promotions`.
    @inlinable public static var promotions: UInt32 { 9 }
    /// `settings`.
    @inlinable public static var settings: UInt32 { 10 }
  }
}

extension Programme {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: programID = try reader.readString()
      case 18: name = try reader.readString()
      case 26: timeZone = try reader.readString()
      case 34: currency = try reader.readString()
      case 42: defaultTokenID = try reader.readString()
      case 50: try reader.readMessage(appendingTo: &tokens)
      case 58: tiers.append(try reader.readString())
      case 66: try reader.readMessage(appendingTo: &groups)
      case 74: try reader.readMessage(appendingTo: &promotions)
      case 82: try reader.readMessage(into: &settings)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !programID.isEmpty { buffer.writeString(1, programID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if !timeZone.isEmpty { buffer.writeString(3, timeZone) }
    if !currency.isEmpty { buffer.writeString(4, currency) }
    if !defaultTokenID.isEmpty { buffer.writeString(5, defaultTokenID) }
    for value in tokens { buffer.writeMessage(6, value) }
    for value in tiers { buffer.writeString(7, value) }
    for value in groups { buffer.writeMessage(8, value) }
    for value in promotions { buffer.writeMessage(9, value) }
    if let settings { buffer.writeMessage(10, settings) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Programme",
    fields: [
      .init(1, "program_id", json: "programId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "time_zone", json: "timeZone", .string),
      .init(4, "currency", json: "currency", .string),
      .init(5, "default_token_id", json: "defaultTokenId", .string),
      .init(6, "tokens", json: "tokens", .message { Token.schema }, repeated: true),
      .init(7, "tiers", json: "tiers", .string, repeated: true),
      .init(8, "groups", json: "groups", .message { PromotionGroup.schema }, repeated: true),
      .init(9, "promotions", json: "promotions", .message { Promotion.schema }, repeated: true),
      .init(10, "settings", json: "settings", .message { Settings.schema }, presence: true),
    ]
  )
}

/// The message `Settings` of the schema.
public struct Settings: Message {
  /// Field 1, `return_policy`.
  public var returnPolicy: ReturnPolicy

  /// ALLOW_DEBT: points.
  public var maxDebt: Int64

  /// 0 = 600000.
  public var authorizationTimeoutMs: Int64

  /// 0 = 2592000000 (30 days).
  public var maxBackdateMs: Int64

  /// Evaluate baskets of unknown members as guests.
  public var guests: Bool

  /// Points; 0 = no limit.
  public var redeemMin: Int64

  /// Field 7, `redeem_max`.
  public var redeemMax: Int64

  /// Field 8, `redeem_step`.
  public var redeemStep: Int64

  /// Minor units of money a point; absent = none.
  public var redemptionValue: Ratio?

  /// Consume by age instead of by expiry.
  public var strictFifo: Bool

  /// Field 11, `earn_while_suspended`.
  public var earnWhileSuspended: Bool

  /// Field 12, `restore_policy`.
  public var restorePolicy: RestorePolicy

  /// GRACE: 0 = 30 days.
  public var restoreGraceMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    returnPolicy = .init(rawValue: 0)
    maxDebt = 0
    authorizationTimeoutMs = 0
    maxBackdateMs = 0
    guests = false
    redeemMin = 0
    redeemMax = 0
    redeemStep = 0
    redemptionValue = nil
    strictFifo = false
    earnWhileSuspended = false
    restorePolicy = .init(rawValue: 0)
    restoreGraceMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    returnPolicy: ReturnPolicy = .init(rawValue: 0),
    maxDebt: Int64 = 0,
    authorizationTimeoutMs: Int64 = 0,
    maxBackdateMs: Int64 = 0,
    guests: Bool = false,
    redeemMin: Int64 = 0,
    redeemMax: Int64 = 0,
    redeemStep: Int64 = 0,
    redemptionValue: Ratio? = nil,
    strictFifo: Bool = false,
    earnWhileSuspended: Bool = false,
    restorePolicy: RestorePolicy = .init(rawValue: 0),
    restoreGraceMs: Int64 = 0
  ) {
    self.returnPolicy = returnPolicy
    self.maxDebt = maxDebt
    self.authorizationTimeoutMs = authorizationTimeoutMs
    self.maxBackdateMs = maxBackdateMs
    self.guests = guests
    self.redeemMin = redeemMin
    self.redeemMax = redeemMax
    self.redeemStep = redeemStep
    self.redemptionValue = redemptionValue
    self.strictFifo = strictFifo
    self.earnWhileSuspended = earnWhileSuspended
    self.restorePolicy = restorePolicy
    self.restoreGraceMs = restoreGraceMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `return_policy`.
    @inlinable public static var returnPolicy: UInt32 { 1 }
    /// `max_debt`.
    @inlinable public static var maxDebt: UInt32 { 2 }
    /// `authorization_timeout_ms`.
    @inlinable public static var authorizationTimeoutMs: UInt32 { 3 }
    /// `max_backdate_ms`.
    @inlinable public static var maxBackdateMs: UInt32 { 4 }
    /// `guests`.
    @inlinable public static var guests: UInt32 { 5 }
    /// `redeem_min`.
    @inlinable public static var redeemMin: UInt32 { 6 }
    /// `redeem_max`.
    @inlinable public static var redeemMax: UInt32 { 7 }
    /// `redeem_step`.
    @inlinable public static var redeemStep: UInt32 { 8 }
    /// `redemption_value`.
    @inlinable public static var redemptionValue: UInt32 { 9 }
    /// `strict_fifo`.
    @inlinable public static var strictFifo: UInt32 { 10 }
    /// `earn_while_suspended`.
    @inlinable public static var earnWhileSuspended: UInt32 { 11 }
    /// `restore_policy`.
    @inlinable public static var restorePolicy: UInt32 { 12 }
    /// `restore_grace_ms`.
    @inlinable public static var restoreGraceMs: UInt32 { 13 }
  }
}

extension Settings {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: returnPolicy = ReturnPolicy(rawValue: try reader.readInt32())
      case 16: maxDebt = try reader.readInt64()
      case 24: authorizationTimeoutMs = try reader.readInt64()
      case 32: maxBackdateMs = try reader.readInt64()
      case 40: guests = try reader.readBool()
      case 48: redeemMin = try reader.readInt64()
      case 56: redeemMax = try reader.readInt64()
      case 64: redeemStep = try reader.readInt64()
      case 74: try reader.readMessage(into: &redemptionValue)
      case 80: strictFifo = try reader.readBool()
      case 88: earnWhileSuspended = try reader.readBool()
      case 96: restorePolicy = RestorePolicy(rawValue: try reader.readInt32())
      case 104: restoreGraceMs = try reader.readInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if returnPolicy.rawValue != 0 { buffer.writeInt32(1, returnPolicy.rawValue) }
    if maxDebt != 0 { buffer.writeInt64(2, maxDebt) }
    if authorizationTimeoutMs != 0 { buffer.writeInt64(3, authorizationTimeoutMs) }
    if maxBackdateMs != 0 { buffer.writeInt64(4, maxBackdateMs) }
    if guests { buffer.writeBool(5, guests) }
    if redeemMin != 0 { buffer.writeInt64(6, redeemMin) }
    if redeemMax != 0 { buffer.writeInt64(7, redeemMax) }
    if redeemStep != 0 { buffer.writeInt64(8, redeemStep) }
    if let redemptionValue { buffer.writeMessage(9, redemptionValue) }
    if strictFifo { buffer.writeBool(10, strictFifo) }
    if earnWhileSuspended { buffer.writeBool(11, earnWhileSuspended) }
    if restorePolicy.rawValue != 0 { buffer.writeInt32(12, restorePolicy.rawValue) }
    if restoreGraceMs != 0 { buffer.writeInt64(13, restoreGraceMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Settings",
    fields: [
      .init(1, "return_policy", json: "returnPolicy", .enumeration(ReturnPolicy.schema)),
      .init(2, "max_debt", json: "maxDebt", .int64),
      .init(3, "authorization_timeout_ms", json: "authorizationTimeoutMs", .int64),
      .init(4, "max_backdate_ms", json: "maxBackdateMs", .int64),
      .init(5, "guests", json: "guests", .bool),
      .init(6, "redeem_min", json: "redeemMin", .int64),
      .init(7, "redeem_max", json: "redeemMax", .int64),
      .init(8, "redeem_step", json: "redeemStep", .int64),
      .init(
        9,
        "redemption_value",
        json: "redemptionValue",
        .message { Ratio.schema },
        presence: true
      ),
      .init(10, "strict_fifo", json: "strictFifo", .bool),
      .init(11, "earn_while_suspended", json: "earnWhileSuspended", .bool),
      .init(12, "restore_policy", json: "restorePolicy", .enumeration(RestorePolicy.schema)),
      .init(13, "restore_grace_ms", json: "restoreGraceMs", .int64),
    ]
  )
}

/// The message `Token` of the schema.
public struct Token: Message {
  /// 1 to 32 bytes.
  public var tokenID: String

  /// Field 2, `name`.
  public var name: String

  /// Field 3, `symbol`.
  public var symbol: String

  /// 0 to 18; points are whole numbers of the smallest unit.
  public var decimals: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    name = ""
    symbol = ""
    decimals = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    name: String = "",
    symbol: String = "",
    decimals: UInt32 = 0
  ) {
    self.tokenID = tokenID
    self.name = name
    self.symbol = symbol
    self.decimals = decimals
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `symbol`.
    @inlinable public static var symbol: UInt32 { 3 }
    /// `decimals`.
    @inlinable public static var decimals: UInt32 { 4 }
  }
}

extension Token {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: tokenID = try reader.readString()
      case 18: name = try reader.readString()
      case 26: symbol = try reader.readString()
      case 32: decimals = try reader.readUInt32()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if !symbol.isEmpty { buffer.writeString(3, symbol) }
    if decimals != 0 { buffer.writeUInt32(4, decimals) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Token",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "symbol", json: "symbol", .string),
      .init(4, "decimals", json: "decimals", .uint32),
    ]
  )
}

/// The message `PromotionGroup` of the schema.
public struct PromotionGroup: Message {
  /// Field 1, `group_id`.
  public var groupID: String

  /// Field 2, `mode`.
  public var mode: GroupMode

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    groupID = ""
    mode = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    groupID: String = "",
    mode: GroupMode = .init(rawValue: 0)
  ) {
    self.groupID = groupID
    self.mode = mode
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `group_id`.
    @inlinable public static var groupID: UInt32 { 1 }
    /// `mode`.
    @inlinable public static var mode: UInt32 { 2 }
  }
}

extension PromotionGroup {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: groupID = try reader.readString()
      case 16: mode = GroupMode(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !groupID.isEmpty { buffer.writeString(1, groupID) }
    if mode.rawValue != 0 { buffer.writeInt32(2, mode.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PromotionGroup",
    fields: [
      .init(1, "group_id", json: "groupId", .string),
      .init(2, "mode", json: "mode", .enumeration(GroupMode.schema)),
    ]
  )
}

/// The message `Promotion` of the schema.
public struct Promotion: Message {
  /// 1 to 64 bytes.
  public var promotionID: String

  /// Field 2, `name`.
  public var name: String

  /// Field 3, `status`.
  public var status: PromotionStatus

  /// Inclusive; 0 = always was.
  public var startMs: Int64

  /// Exclusive; 0 = never ends.
  public var endMs: Int64

  /// Bit 0 = Monday … bit 6 = Sunday; 0 = every day.
  public var weekdays: UInt32

  /// Of the local day, inclusive.
  public var fromMinute: UInt32

  /// Exclusive; 0 = the day's end.
  public var toMinute: UInt32

  /// Empty = a group of its own that stacks.
  public var groupID: String

  /// Higher first.
  public var priority: Int32

  /// Absent = every line of kind ITEM.
  public var selection: Selection?

  /// Empty = all.
  public var stores: [String]

  /// Field 13, `channels`.
  public var channels: [String]

  /// Field 14, `terminals`.
  public var terminals: [String]

  /// Field 15, `tiers`.
  public var tiers: [String]

  /// Field 16, `segments`.
  public var segments: [String]

  /// Field 17, `excluded_segments`.
  public var excludedSegments: [String]

  /// At most one of the choices of `mechanic`.
  public var mechanic: OneOfMechanic?

  /// Field 23, `caps`.
  public var caps: [Cap]

  /// Empty = the programme's default.
  public var tokenID: String

  /// Field 25, `lot_terms`.
  public var lotTerms: LotTerms?

  /// Set by the server.
  public var version: UInt32

  /// On put: 0 = any.
  public var expectedVersion: UInt32

  /// Beats the others of its group.
  public var exclusive: Bool

  /// Stacks even beside an exclusive one.
  public var joint: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    name = ""
    status = .init(rawValue: 0)
    startMs = 0
    endMs = 0
    weekdays = 0
    fromMinute = 0
    toMinute = 0
    groupID = ""
    priority = 0
    selection = nil
    stores = []
    channels = []
    terminals = []
    tiers = []
    segments = []
    excludedSegments = []
    mechanic = nil
    caps = []
    tokenID = ""
    lotTerms = nil
    version = 0
    expectedVersion = 0
    exclusive = false
    joint = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    name: String = "",
    status: PromotionStatus = .init(rawValue: 0),
    startMs: Int64 = 0,
    endMs: Int64 = 0,
    weekdays: UInt32 = 0,
    fromMinute: UInt32 = 0,
    toMinute: UInt32 = 0,
    groupID: String = "",
    priority: Int32 = 0,
    selection: Selection? = nil,
    stores: [String] = [],
    channels: [String] = [],
    terminals: [String] = [],
    tiers: [String] = [],
    segments: [String] = [],
    excludedSegments: [String] = [],
    mechanic: OneOfMechanic? = nil,
    caps: [Cap] = [],
    tokenID: String = "",
    lotTerms: LotTerms? = nil,
    version: UInt32 = 0,
    expectedVersion: UInt32 = 0,
    exclusive: Bool = false,
    joint: Bool = false
  ) {
    self.promotionID = promotionID
    self.name = name
    self.status = status
    self.startMs = startMs
    self.endMs = endMs
    self.weekdays = weekdays
    self.fromMinute = fromMinute
    self.toMinute = toMinute
    self.groupID = groupID
    self.priority = priority
    self.selection = selection
    self.stores = stores
    self.channels = channels
    self.terminals = terminals
    self.tiers = tiers
    self.segments = segments
    self.excludedSegments = excludedSegments
    self.mechanic = mechanic
    self.caps = caps
    self.tokenID = tokenID
    self.lotTerms = lotTerms
    self.version = version
    self.expectedVersion = expectedVersion
    self.exclusive = exclusive
    self.joint = joint
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `status`.
    @inlinable public static var status: UInt32 { 3 }
    /// `start_ms`.
    @inlinable public static var startMs: UInt32 { 4 }
    /// `end_ms`.
    @inlinable public static var endMs: UInt32 { 5 }
    /// `weekdays`.
    @inlinable public static var weekdays: UInt32 { 6 }
    /// `from_minute`.
    @inlinable public static var fromMinute: UInt32 { 7 }
    /// `to_minute`.
    @inlinable public static var toMinute: UInt32 { 8 }
    /// `group_id`.
    @inlinable public static var groupID: UInt32 { 9 }
    /// `priority`.
    @inlinable public static var priority: UInt32 { 10 }
    /// `selection`.
    @inlinable public static var selection: UInt32 { 11 }
    /// `stores`.
    @inlinable public static var stores: UInt32 { 12 }
    /// `channels`.
    @inlinable public static var channels: UInt32 { 13 }
    /// `terminals`.
    @inlinable public static var terminals: UInt32 { 14 }
    /// `tiers`.
    @inlinable public static var tiers: UInt32 { 15 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 16 }
    /// `excluded_segments`.
    @inlinable public static var excludedSegments: UInt32 { 17 }
    /// `rate`.
    @inlinable public static var rate: UInt32 { 18 }
    /// `multiplier`.
    @inlinable public static var multiplier: UInt32 { 19 }
    /// `quantity_bonus`.
    @inlinable public static var quantityBonus: UInt32 { 20 }
    /// `threshold`.
    @inlinable public static var threshold: UInt32 { 21 }
    /// `tier_multiplier`.
    @inlinable public static var tierMultiplier: UInt32 { 22 }
    /// `caps`.
    @inlinable public static var caps: UInt32 { 23 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 24 }
    /// `lot_terms`.
    @inlinable public static var lotTerms: UInt32 { 25 }
    /// `version`.
    @inlinable public static var version: UInt32 { 26 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 27 }
    /// `exclusive`.
    @inlinable public static var exclusive: UInt32 { 28 }
    /// `joint`.
    @inlinable public static var joint: UInt32 { 29 }
  }

  /// The choices of `mechanic`.
  public enum OneOfMechanic: Sendable, Equatable {
    /// Field 18, `rate`.
    case rate(Rate)
    /// Field 19, `multiplier`.
    case multiplier(Multiplier)
    /// Field 20, `quantity_bonus`.
    case quantityBonus(QuantityBonus)
    /// Field 21, `threshold`.
    case threshold(Threshold)
    /// Field 22, `tier_multiplier`.
    case tierMultiplier(TierMultiplier)
  }
}

extension Promotion {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: promotionID = try reader.readString()
      case 18: name = try reader.readString()
      case 24: status = PromotionStatus(rawValue: try reader.readInt32())
      case 32: startMs = try reader.readInt64()
      case 40: endMs = try reader.readInt64()
      case 48: weekdays = try reader.readUInt32()
      case 56: fromMinute = try reader.readUInt32()
      case 64: toMinute = try reader.readUInt32()
      case 74: groupID = try reader.readString()
      case 80: priority = try reader.readInt32()
      case 90: try reader.readMessage(into: &selection)
      case 98: stores.append(try reader.readString())
      case 106: channels.append(try reader.readString())
      case 114: terminals.append(try reader.readString())
      case 122: tiers.append(try reader.readString())
      case 130: segments.append(try reader.readString())
      case 138: excludedSegments.append(try reader.readString())
      case 146:
        var earlier: Rate?
        if case .rate(let value) = mechanic { earlier = value }
        mechanic = .rate(try reader.readMessage(mergingInto: earlier))
      case 154:
        var earlier: Multiplier?
        if case .multiplier(let value) = mechanic { earlier = value }
        mechanic = .multiplier(try reader.readMessage(mergingInto: earlier))
      case 162:
        var earlier: QuantityBonus?
        if case .quantityBonus(let value) = mechanic { earlier = value }
        mechanic = .quantityBonus(try reader.readMessage(mergingInto: earlier))
      case 170:
        var earlier: Threshold?
        if case .threshold(let value) = mechanic { earlier = value }
        mechanic = .threshold(try reader.readMessage(mergingInto: earlier))
      case 178:
        var earlier: TierMultiplier?
        if case .tierMultiplier(let value) = mechanic { earlier = value }
        mechanic = .tierMultiplier(try reader.readMessage(mergingInto: earlier))
      case 186: try reader.readMessage(appendingTo: &caps)
      case 194: tokenID = try reader.readString()
      case 202: try reader.readMessage(into: &lotTerms)
      case 208: version = try reader.readUInt32()
      case 216: expectedVersion = try reader.readUInt32()
      case 224: exclusive = try reader.readBool()
      case 232: joint = try reader.readBool()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if status.rawValue != 0 { buffer.writeInt32(3, status.rawValue) }
    if startMs != 0 { buffer.writeInt64(4, startMs) }
    if endMs != 0 { buffer.writeInt64(5, endMs) }
    if weekdays != 0 { buffer.writeUInt32(6, weekdays) }
    if fromMinute != 0 { buffer.writeUInt32(7, fromMinute) }
    if toMinute != 0 { buffer.writeUInt32(8, toMinute) }
    if !groupID.isEmpty { buffer.writeString(9, groupID) }
    if priority != 0 { buffer.writeInt32(10, priority) }
    if let selection { buffer.writeMessage(11, selection) }
    for value in stores { buffer.writeString(12, value) }
    for value in channels { buffer.writeString(13, value) }
    for value in terminals { buffer.writeString(14, value) }
    for value in tiers { buffer.writeString(15, value) }
    for value in segments { buffer.writeString(16, value) }
    for value in excludedSegments { buffer.writeString(17, value) }
    if case .rate(let value) = mechanic { buffer.writeMessage(18, value) }
    if case .multiplier(let value) = mechanic { buffer.writeMessage(19, value) }
    if case .quantityBonus(let value) = mechanic { buffer.writeMessage(20, value) }
    if case .threshold(let value) = mechanic { buffer.writeMessage(21, value) }
    if case .tierMultiplier(let value) = mechanic { buffer.writeMessage(22, value) }
    for value in caps { buffer.writeMessage(23, value) }
    if !tokenID.isEmpty { buffer.writeString(24, tokenID) }
    if let lotTerms { buffer.writeMessage(25, lotTerms) }
    if version != 0 { buffer.writeUInt32(26, version) }
    if expectedVersion != 0 { buffer.writeUInt32(27, expectedVersion) }
    if exclusive { buffer.writeBool(28, exclusive) }
    if joint { buffer.writeBool(29, joint) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Promotion",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "status", json: "status", .enumeration(PromotionStatus.schema)),
      .init(4, "start_ms", json: "startMs", .int64),
      .init(5, "end_ms", json: "endMs", .int64),
      .init(6, "weekdays", json: "weekdays", .uint32),
      .init(7, "from_minute", json: "fromMinute", .uint32),
      .init(8, "to_minute", json: "toMinute", .uint32),
      .init(9, "group_id", json: "groupId", .string),
      .init(10, "priority", json: "priority", .int32),
      .init(11, "selection", json: "selection", .message { Selection.schema }, presence: true),
      .init(12, "stores", json: "stores", .string, repeated: true),
      .init(13, "channels", json: "channels", .string, repeated: true),
      .init(14, "terminals", json: "terminals", .string, repeated: true),
      .init(15, "tiers", json: "tiers", .string, repeated: true),
      .init(16, "segments", json: "segments", .string, repeated: true),
      .init(17, "excluded_segments", json: "excludedSegments", .string, repeated: true),
      .init(18, "rate", json: "rate", .message { Rate.schema }, presence: true, oneof: "mechanic"),
      .init(
        19,
        "multiplier",
        json: "multiplier",
        .message { Multiplier.schema },
        presence: true,
        oneof: "mechanic"
      ),
      .init(
        20,
        "quantity_bonus",
        json: "quantityBonus",
        .message { QuantityBonus.schema },
        presence: true,
        oneof: "mechanic"
      ),
      .init(
        21,
        "threshold",
        json: "threshold",
        .message { Threshold.schema },
        presence: true,
        oneof: "mechanic"
      ),
      .init(
        22,
        "tier_multiplier",
        json: "tierMultiplier",
        .message { TierMultiplier.schema },
        presence: true,
        oneof: "mechanic"
      ),
      .init(23, "caps", json: "caps", .message { Cap.schema }, repeated: true),
      .init(24, "token_id", json: "tokenId", .string),
      .init(25, "lot_terms", json: "lotTerms", .message { LotTerms.schema }, presence: true),
      .init(26, "version", json: "version", .uint32),
      .init(27, "expected_version", json: "expectedVersion", .uint32),
      .init(28, "exclusive", json: "exclusive", .bool),
      .init(29, "joint", json: "joint", .bool),
    ]
  )
}

/// A line matches when its kind is named, each include list that is present matches, and no exclude
/// list does.
public struct Selection: Message {
  /// Empty = ITEM.
  public var kinds: [LineKind]

  /// Field 2, `include`.
  public var include: Terms?

  /// Field 3, `exclude`.
  public var exclude: Terms?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    kinds = []
    include = nil
    exclude = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    kinds: [LineKind] = [],
    include: Terms? = nil,
    exclude: Terms? = nil
  ) {
    self.kinds = kinds
    self.include = include
    self.exclude = exclude
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `kinds`.
    @inlinable public static var kinds: UInt32 { 1 }
    /// `include`.
    @inlinable public static var include: UInt32 { 2 }
    /// `exclude`.
    @inlinable public static var exclude: UInt32 { 3 }
  }
}

extension Selection {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: kinds.append(LineKind(rawValue: try reader.readInt32()))
      case 10:
        try reader.readPacked(into: &kinds) { (element) throws(DecodingError) in
          LineKind(rawValue: try element.readInt32())
        }
      case 18: try reader.readMessage(into: &include)
      case 26: try reader.readMessage(into: &exclude)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !kinds.isEmpty {
      buffer.writeMessage(1) { content in
        for value in kinds { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if let include { buffer.writeMessage(2, include) }
    if let exclude { buffer.writeMessage(3, exclude) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Selection",
    fields: [
      .init(1, "kinds", json: "kinds", .enumeration(LineKind.schema), repeated: true),
      .init(2, "include", json: "include", .message { Terms.schema }, presence: true),
      .init(3, "exclude", json: "exclude", .message { Terms.schema }, presence: true),
    ]
  )
}

/// The message `Terms` of the schema.
public struct Terms: Message {
  /// Field 1, `departments`.
  public var departments: [String]

  /// Field 2, `categories`.
  public var categories: [String]

  /// Field 3, `brands`.
  public var brands: [String]

  /// Field 4, `skus`.
  public var skus: [String]

  /// Field 5, `labels`.
  public var labels: [String]

  /// Field 6, `attributes`.
  public var attributes: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    departments = []
    categories = []
    brands = []
    skus = []
    labels = []
    attributes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    departments: [String] = [],
    categories: [String] = [],
    brands: [String] = [],
    skus: [String] = [],
    labels: [String] = [],
    attributes: [String] = []
  ) {
    self.departments = departments
    self.categories = categories
    self.brands = brands
    self.skus = skus
    self.labels = labels
    self.attributes = attributes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `departments`.
    @inlinable public static var departments: UInt32 { 1 }
    /// `categories`.
    @inlinable public static var categories: UInt32 { 2 }
    /// `brands`.
    @inlinable public static var brands: UInt32 { 3 }
    /// `skus`.
    @inlinable public static var skus: UInt32 { 4 }
    /// `labels`.
    @inlinable public static var labels: UInt32 { 5 }
    /// `attributes`.
    @inlinable public static var attributes: UInt32 { 6 }
  }
}

extension Terms {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: departments.append(try reader.readString())
      case 18: categories.append(try reader.readString())
      case 26: brands.append(try reader.readString())
      case 34: skus.append(try reader.readString())
      case 42: labels.append(try reader.readString())
      case 50: attributes.append(try reader.readString())
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in departments { buffer.writeString(1, value) }
    for value in categories { buffer.writeString(2, value) }
    for value in brands { buffer.writeString(3, value) }
    for value in skus { buffer.writeString(4, value) }
    for value in labels { buffer.writeString(5, value) }
    for value in attributes { buffer.writeString(6, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Terms",
    fields: [
      .init(1, "departments", json: "departments", .string, repeated: true),
      .init(2, "categories", json: "categories", .string, repeated: true),
      .init(3, "brands", json: "brands", .string, repeated: true),
      .init(4, "skus", json: "skus", .string, repeated: true),
      .init(5, "labels", json: "labels", .string, repeated: true),
      .init(6, "attributes", json: "attributes", .string, repeated: true),
    ]
  )
}

/// floor(E × points ÷ per_amount_minor).
public struct Rate: Message {
  /// Field 1, `points`.
  public var points: Int64

  /// Field 2, `per_amount_minor`.
  public var perAmountMinor: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    points = 0
    perAmountMinor = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    points: Int64 = 0,
    perAmountMinor: Int64 = 0
  ) {
    self.points = points
    self.perAmountMinor = perAmountMinor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `points`.
    @inlinable public static var points: UInt32 { 1 }
    /// `per_amount_minor`.
    @inlinable public static var perAmountMinor: UInt32 { 2 }
  }
}

extension Rate {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: points = try reader.readInt64()
      case 16: perAmountMinor = try reader.readInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if points != 0 { buffer.writeInt64(1, points) }
    if perAmountMinor != 0 { buffer.writeInt64(2, perAmountMinor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Rate",
    fields: [
      .init(1, "points", json: "points", .int64),
      .init(2, "per_amount_minor", json: "perAmountMinor", .int64),
    ]
  )
}

/// The extra of a factor on a rate promotion, over this promotion's own selection.
public struct Multiplier: Message {
  /// A Rate.
  public var promotionID: String

  /// 1 or more.
  public var factor: Ratio?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    factor = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    factor: Ratio? = nil
  ) {
    self.promotionID = promotionID
    self.factor = factor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `factor`.
    @inlinable public static var factor: UInt32 { 2 }
  }
}

extension Multiplier {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: promotionID = try reader.readString()
      case 18: try reader.readMessage(into: &factor)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if let factor { buffer.writeMessage(2, factor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Multiplier",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "factor", json: "factor", .message { Ratio.schema }, presence: true),
    ]
  )
}

/// min(floor(Q ÷ buy_quantity), max_per_basket) × points.
public struct QuantityBonus: Message {
  /// Field 1, `buy_quantity`.
  public var buyQuantity: Int64

  /// Field 2, `points`.
  public var points: Int64

  /// 0 = no limit.
  public var maxPerBasket: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    buyQuantity = 0
    points = 0
    maxPerBasket = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    buyQuantity: Int64 = 0,
    points: Int64 = 0,
    maxPerBasket: Int64 = 0
  ) {
    self.buyQuantity = buyQuantity
    self.points = points
    self.maxPerBasket = maxPerBasket
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `buy_quantity`.
    @inlinable public static var buyQuantity: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `max_per_basket`.
    @inlinable public static var maxPerBasket: UInt32 { 3 }
  }
}

extension QuantityBonus {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: buyQuantity = try reader.readInt64()
      case 16: points = try reader.readInt64()
      case 24: maxPerBasket = try reader.readInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if buyQuantity != 0 { buffer.writeInt64(1, buyQuantity) }
    if points != 0 { buffer.writeInt64(2, points) }
    if maxPerBasket != 0 { buffer.writeInt64(3, maxPerBasket) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.QuantityBonus",
    fields: [
      .init(1, "buy_quantity", json: "buyQuantity", .int64),
      .init(2, "points", json: "points", .int64),
      .init(3, "max_per_basket", json: "maxPerBasket", .int64),
    ]
  )
}

/// The points of the highest step that E reaches.
public struct Threshold: Message {
  /// Field 1, `steps`.
  public var steps: [ThresholdStep]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    steps = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    steps: [ThresholdStep] = []
  ) {
    self.steps = steps
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `steps`.
    @inlinable public static var steps: UInt32 { 1 }
  }
}

extension Threshold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(appendingTo: &steps)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in steps { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Threshold",
    fields: [
      .init(1, "steps", json: "steps", .message { ThresholdStep.schema }, repeated: true)
    ]
  )
}

/// The message `ThresholdStep` of the schema.
public struct ThresholdStep: Message {
  /// Field 1, `amount_minor`.
  public var amountMinor: Int64

  /// Field 2, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    amountMinor = 0
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    amountMinor: Int64 = 0,
    points: Int64 = 0
  ) {
    self.amountMinor = amountMinor
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `amount_minor`.
    @inlinable public static var amountMinor: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension ThresholdStep {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: amountMinor = try reader.readInt64()
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if amountMinor != 0 { buffer.writeInt64(1, amountMinor) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ThresholdStep",
    fields: [
      .init(1, "amount_minor", json: "amountMinor", .int64),
      .init(2, "points", json: "points", .int64),
    ]
  )
}

/// floor(B × (factor − 1)), B = points of the named promotion in this basket after its cap.
public struct TierMultiplier: Message {
  /// Field 1, `promotion_id`.
  public var promotionID: String

  /// Field 2, `factors`.
  public var factors: [TierFactor]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    factors = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    factors: [TierFactor] = []
  ) {
    self.promotionID = promotionID
    self.factors = factors
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `factors`.
    @inlinable public static var factors: UInt32 { 2 }
  }
}

extension TierMultiplier {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: promotionID = try reader.readString()
      case 18: try reader.readMessage(appendingTo: &factors)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    for value in factors { buffer.writeMessage(2, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TierMultiplier",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "factors", json: "factors", .message { TierFactor.schema }, repeated: true),
    ]
  )
}

/// The message `TierFactor` of the schema.
public struct TierFactor: Message {
  /// Field 1, `tier`.
  public var tier: String

  /// Field 2, `factor`.
  public var factor: Ratio?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tier = ""
    factor = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tier: String = "",
    factor: Ratio? = nil
  ) {
    self.tier = tier
    self.factor = factor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `tier`.
    @inlinable public static var tier: UInt32 { 1 }
    /// `factor`.
    @inlinable public static var factor: UInt32 { 2 }
  }
}

extension TierFactor {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: tier = try reader.readString()
      case 18: try reader.readMessage(into: &factor)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tier.isEmpty { buffer.writeString(1, tier) }
    if let factor { buffer.writeMessage(2, factor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TierFactor",
    fields: [
      .init(1, "tier", json: "tier", .string),
      .init(2, "factor", json: "factor", .message { Ratio.schema }, presence: true),
    ]
  )
}

/// The message `Cap` of the schema.
public struct Cap: Message {
  /// Field 1, `period`.
  public var period: CapPeriod

  /// Per member.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    period = .init(rawValue: 0)
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    period: CapPeriod = .init(rawValue: 0),
    points: Int64 = 0
  ) {
    self.period = period
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `period`.
    @inlinable public static var period: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension Cap {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: period = CapPeriod(rawValue: try reader.readInt32())
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if period.rawValue != 0 { buffer.writeInt32(1, period.rawValue) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Cap",
    fields: [
      .init(1, "period", json: "period", .enumeration(CapPeriod.schema)),
      .init(2, "points", json: "points", .int64),
    ]
  )
}

/// The message `LotTerms` of the schema.
public struct LotTerms: Message {
  /// From recorded_at; 0 = active at once.
  public var pendingMs: Int64

  /// From recorded_at; 0 = never.
  public var expiresAfterMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    pendingMs = 0
    expiresAfterMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    pendingMs: Int64 = 0,
    expiresAfterMs: Int64 = 0
  ) {
    self.pendingMs = pendingMs
    self.expiresAfterMs = expiresAfterMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `pending_ms`.
    @inlinable public static var pendingMs: UInt32 { 1 }
    /// `expires_after_ms`.
    @inlinable public static var expiresAfterMs: UInt32 { 2 }
  }
}

extension LotTerms {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: pendingMs = try reader.readInt64()
      case 16: expiresAfterMs = try reader.readInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if pendingMs != 0 { buffer.writeInt64(1, pendingMs) }
    if expiresAfterMs != 0 { buffer.writeInt64(2, expiresAfterMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LotTerms",
    fields: [
      .init(1, "pending_ms", json: "pendingMs", .int64),
      .init(2, "expires_after_ms", json: "expiresAfterMs", .int64),
    ]
  )
}

/// The message `PutProgrammeRequest` of the schema.
public struct PutProgrammeRequest: Message {
  /// program_id names the programme.
  public var envelope: Envelope?

  /// Field 2, `programme`.
  public var programme: Programme?

  /// 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    programme = nil
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    programme: Programme? = nil,
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.programme = programme
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `programme`.
    @inlinable public static var programme: UInt32 { 2 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 3 }
  }
}

extension PutProgrammeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &programme)
      case 24: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let programme { buffer.writeMessage(2, programme) }
    if expectedVersion != 0 { buffer.writeUInt64(3, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutProgrammeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "programme", json: "programme", .message { Programme.schema }, presence: true),
      .init(3, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `PutProgrammeResponse` of the schema.
public struct PutProgrammeResponse: Message {
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

extension PutProgrammeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 16: isNew = try reader.readBool()
      case 24: replayed = try reader.readBool()
      default: try reader.keepUnknown(tag, in: &unknownFields)
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
    name: "fealty.v1.PutProgrammeResponse",
    fields: [
      .init(1, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(2, "is_new", json: "isNew", .bool),
      .init(3, "replayed", json: "replayed", .bool),
    ]
  )
}

/// The message `GetProgrammeRequest` of the schema.
public struct GetProgrammeRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil
  ) {
    self.envelope = envelope
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
  }
}

extension GetProgrammeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetProgrammeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// The message `GetProgrammeResponse` of the schema.
public struct GetProgrammeResponse: Message {
  /// Whole, promotions included.
  public var programme: Programme?

  /// Field 2, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    programme = nil
    ruleSetVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    programme: Programme? = nil,
    ruleSetVersion: UInt64 = 0
  ) {
    self.programme = programme
    self.ruleSetVersion = ruleSetVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `programme`.
    @inlinable public static var programme: UInt32 { 1 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 2 }
  }
}

extension GetProgrammeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &programme)
      case 16: ruleSetVersion = try reader.readUInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let programme { buffer.writeMessage(1, programme) }
    if ruleSetVersion != 0 { buffer.writeUInt64(2, ruleSetVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetProgrammeResponse",
    fields: [
      .init(1, "programme", json: "programme", .message { Programme.schema }, presence: true),
      .init(2, "rule_set_version", json: "ruleSetVersion", .uint64),
    ]
  )
}

/// The message `CreateTokenRequest` of the schema.
public struct CreateTokenRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `token`.
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

extension CreateTokenRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &token)
      default: try reader.keepUnknown(tag, in: &unknownFields)
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
    name: "fealty.v1.CreateTokenRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "token", json: "token", .message { Token.schema }, presence: true),
    ]
  )
}

/// The message `CreateTokenResponse` of the schema.
public struct CreateTokenResponse: Message {
  /// Field 1, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Field 2, `replayed`.
  public var replayed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    ruleSetVersion = 0
    replayed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    ruleSetVersion: UInt64 = 0,
    replayed: Bool = false
  ) {
    self.ruleSetVersion = ruleSetVersion
    self.replayed = replayed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 1 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 2 }
  }
}

extension CreateTokenResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 16: replayed = try reader.readBool()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if ruleSetVersion != 0 { buffer.writeUInt64(1, ruleSetVersion) }
    if replayed { buffer.writeBool(2, replayed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CreateTokenResponse",
    fields: [
      .init(1, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(2, "replayed", json: "replayed", .bool),
    ]
  )
}

/// The message `GetTokenRequest` of the schema.
public struct GetTokenRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `token_id`.
  public var tokenID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    tokenID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    tokenID: String = ""
  ) {
    self.envelope = envelope
    self.tokenID = tokenID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
  }
}

extension GetTokenRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: tokenID = try reader.readString()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetTokenRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "token_id", json: "tokenId", .string),
    ]
  )
}

/// The message `GetTokenResponse` of the schema.
public struct GetTokenResponse: Message {
  /// Field 1, `token`.
  public var token: Token?

  /// Field 2, `totals`.
  public var totals: TokenTotals?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = nil
    totals = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: Token? = nil,
    totals: TokenTotals? = nil
  ) {
    self.token = token
    self.totals = totals
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `totals`.
    @inlinable public static var totals: UInt32 { 2 }
  }
}

extension GetTokenResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &token)
      case 18: try reader.readMessage(into: &totals)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let token { buffer.writeMessage(1, token) }
    if let totals { buffer.writeMessage(2, totals) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetTokenResponse",
    fields: [
      .init(1, "token", json: "token", .message { Token.schema }, presence: true),
      .init(2, "totals", json: "totals", .message { TokenTotals.schema }, presence: true),
    ]
  )
}

/// Issued = available + pending + locked − debt + redeemed + expired + reversed.
public struct TokenTotals: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Field 2, `issued`.
  public var issued: Int64

  /// Field 3, `available`.
  public var available: Int64

  /// Field 4, `pending`.
  public var pending: Int64

  /// Field 5, `locked`.
  public var locked: Int64

  /// Field 6, `debt`.
  public var debt: Int64

  /// Field 7, `redeemed`.
  public var redeemed: Int64

  /// Field 8, `expired`.
  public var expired: Int64

  /// Field 9, `reversed`.
  public var reversed: Int64

  /// Field 10, `members`.
  public var members: Int64

  /// Field 11, `program_id`.
  public var programID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    issued = 0
    available = 0
    pending = 0
    locked = 0
    debt = 0
    redeemed = 0
    expired = 0
    reversed = 0
    members = 0
    programID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    issued: Int64 = 0,
    available: Int64 = 0,
    pending: Int64 = 0,
    locked: Int64 = 0,
    debt: Int64 = 0,
    redeemed: Int64 = 0,
    expired: Int64 = 0,
    reversed: Int64 = 0,
    members: Int64 = 0,
    programID: String = ""
  ) {
    self.tokenID = tokenID
    self.issued = issued
    self.available = available
    self.pending = pending
    self.locked = locked
    self.debt = debt
    self.redeemed = redeemed
    self.expired = expired
    self.reversed = reversed
    self.members = members
    self.programID = programID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `issued`.
    @inlinable public static var issued: UInt32 { 2 }
    /// `available`.
    @inlinable public static var available: UInt32 { 3 }
    /// `pending`.
    @inlinable public static var pending: UInt32 { 4 }
    /// `locked`.
    @inlinable public static var locked: UInt32 { 5 }
    /// `debt`.
    @inlinable public static var debt: UInt32 { 6 }
    /// `redeemed`.
    @inlinable public static var redeemed: UInt32 { 7 }
    /// `expired`.
    @inlinable public static var expired: UInt32 { 8 }
    /// `reversed`.
    @inlinable public static var reversed: UInt32 { 9 }
    /// `members`.
    @inlinable public static var members: UInt32 { 10 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 11 }
  }
}

extension TokenTotals {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: tokenID = try reader.readString()
      case 16: issued = try reader.readInt64()
      case 24: available = try reader.readInt64()
      case 32: pending = try reader.readInt64()
      case 40: locked = try reader.readInt64()
      case 48: debt = try reader.readInt64()
      case 56: redeemed = try reader.readInt64()
      case 64: expired = try reader.readInt64()
      case 72: reversed = try reader.readInt64()
      case 80: members = try reader.readInt64()
      case 90: programID = try reader.readString()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if issued != 0 { buffer.writeInt64(2, issued) }
    if available != 0 { buffer.writeInt64(3, available) }
    if pending != 0 { buffer.writeInt64(4, pending) }
    if locked != 0 { buffer.writeInt64(5, locked) }
    if debt != 0 { buffer.writeInt64(6, debt) }
    if redeemed != 0 { buffer.writeInt64(7, redeemed) }
    if expired != 0 { buffer.writeInt64(8, expired) }
    if reversed != 0 { buffer.writeInt64(9, reversed) }
    if members != 0 { buffer.writeInt64(10, members) }
    if !programID.isEmpty { buffer.writeString(11, programID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TokenTotals",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "issued", json: "issued", .int64),
      .init(3, "available", json: "available", .int64),
      .init(4, "pending", json: "pending", .int64),
      .init(5, "locked", json: "locked", .int64),
      .init(6, "debt", json: "debt", .int64),
      .init(7, "redeemed", json: "redeemed", .int64),
      .init(8, "expired", json: "expired", .int64),
      .init(9, "reversed", json: "reversed", .int64),
      .init(10, "members", json: "members", .int64),
      .init(11, "program_id", json: "programId", .string),
    ]
  )
}

/// The message `PutPromotionsRequest` of the schema.
public struct PutPromotionsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `promotions`.
  public var promotions: [Promotion]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    promotions = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    promotions: [Promotion] = []
  ) {
    self.envelope = envelope
    self.promotions = promotions
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `promotions`.
    @inlinable public static var promotions: UInt32 { 2 }
  }
}

extension PutPromotionsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(appendingTo: &promotions)
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    for value in promotions { buffer.writeMessage(2, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutPromotionsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "promotions", json: "promotions", .message { Promotion.schema }, repeated: true),
    ]
  )
}

/// The message `PutPromotionsResponse` of the schema.
public struct PutPromotionsResponse: Message {
  /// Field 1, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Field 2, `results`.
  public var results: [PutPromotionResult]

  /// Field 3, `findings`.
  public var findings: [String]

  /// Field 4, `replayed`.
  public var replayed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    ruleSetVersion = 0
    results = []
    findings = []
    replayed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    ruleSetVersion: UInt64 = 0,
    results: [PutPromotionResult] = [],
    findings: [String] = [],
    replayed: Bool = false
  ) {
    self.ruleSetVersion = ruleSetVersion
    self.results = results
    self.findings = findings
    self.replayed = replayed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 1 }
    /// `results`.
    @inlinable public static var results: UInt32 { 2 }
    /// `findings`.
    @inlinable public static var findings: UInt32 { 3 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 4 }
  }
}

extension PutPromotionsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 18: try reader.readMessage(appendingTo: &results)
      case 26: findings.append(try reader.readString())
      case 32: replayed = try reader.readBool()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if ruleSetVersion != 0 { buffer.writeUInt64(1, ruleSetVersion) }
    for value in results { buffer.writeMessage(2, value) }
    for value in findings { buffer.writeString(3, value) }
    if replayed { buffer.writeBool(4, replayed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutPromotionsResponse",
    fields: [
      .init(1, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(2, "results", json: "results", .message { PutPromotionResult.schema }, repeated: true),
      .init(3, "findings", json: "findings", .string, repeated: true),
      .init(4, "replayed", json: "replayed", .bool),
    ]
  )
}

/// The message `PutPromotionResult` of the schema.
public struct PutPromotionResult: Message {
  /// Field 1, `promotion_id`.
  public var promotionID: String

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `changed`.
  public var changed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    version = 0
    changed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    version: UInt32 = 0,
    changed: Bool = false
  ) {
    self.promotionID = promotionID
    self.version = version
    self.changed = changed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `changed`.
    @inlinable public static var changed: UInt32 { 3 }
  }
}

extension PutPromotionResult {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: promotionID = try reader.readString()
      case 16: version = try reader.readUInt32()
      case 24: changed = try reader.readBool()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if changed { buffer.writeBool(3, changed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutPromotionResult",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "version", json: "version", .uint32),
      .init(3, "changed", json: "changed", .bool),
    ]
  )
}

/// The message `ListPromotionsRequest` of the schema.
public struct ListPromotionsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `statuses`.
  public var statuses: [PromotionStatus]

  /// 0 = any date.
  public var liveAtMs: Int64

  /// Field 4, `segment`.
  public var segment: String

  /// Field 5, `store_id`.
  public var storeID: String

  /// 1 to 1,000; 0 = 100.
  public var limit: UInt32

  /// Field 7, `cursor`.
  public var cursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    statuses = []
    liveAtMs = 0
    segment = ""
    storeID = ""
    limit = 0
    cursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    statuses: [PromotionStatus] = [],
    liveAtMs: Int64 = 0,
    segment: String = "",
    storeID: String = "",
    limit: UInt32 = 0,
    cursor: String = ""
  ) {
    self.envelope = envelope
    self.statuses = statuses
    self.liveAtMs = liveAtMs
    self.segment = segment
    self.storeID = storeID
    self.limit = limit
    self.cursor = cursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `statuses`.
    @inlinable public static var statuses: UInt32 { 2 }
    /// `live_at_ms`.
    @inlinable public static var liveAtMs: UInt32 { 3 }
    /// `segment`.
    @inlinable public static var segment: UInt32 { 4 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 5 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 6 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 7 }
  }
}

extension ListPromotionsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      case 16: statuses.append(PromotionStatus(rawValue: try reader.readInt32()))
      case 18:
        try reader.readPacked(into: &statuses) { (element) throws(DecodingError) in
          PromotionStatus(rawValue: try element.readInt32())
        }
      case 24: liveAtMs = try reader.readInt64()
      case 34: segment = try reader.readString()
      case 42: storeID = try reader.readString()
      case 48: limit = try reader.readUInt32()
      case 58: cursor = try reader.readString()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !statuses.isEmpty {
      buffer.writeMessage(2) { content in
        for value in statuses { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if liveAtMs != 0 { buffer.writeInt64(3, liveAtMs) }
    if !segment.isEmpty { buffer.writeString(4, segment) }
    if !storeID.isEmpty { buffer.writeString(5, storeID) }
    if limit != 0 { buffer.writeUInt32(6, limit) }
    if !cursor.isEmpty { buffer.writeString(7, cursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListPromotionsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "statuses", json: "statuses", .enumeration(PromotionStatus.schema), repeated: true),
      .init(3, "live_at_ms", json: "liveAtMs", .int64),
      .init(4, "segment", json: "segment", .string),
      .init(5, "store_id", json: "storeId", .string),
      .init(6, "limit", json: "limit", .uint32),
      .init(7, "cursor", json: "cursor", .string),
    ]
  )
}

/// The message `ListPromotionsResponse` of the schema.
public struct ListPromotionsResponse: Message {
  /// Field 1, `promotions`.
  public var promotions: [Promotion]

  /// Field 2, `next_cursor`.
  public var nextCursor: String

  /// Field 3, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotions = []
    nextCursor = ""
    ruleSetVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotions: [Promotion] = [],
    nextCursor: String = "",
    ruleSetVersion: UInt64 = 0
  ) {
    self.promotions = promotions
    self.nextCursor = nextCursor
    self.ruleSetVersion = ruleSetVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotions`.
    @inlinable public static var promotions: UInt32 { 1 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 2 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 3 }
  }
}

extension ListPromotionsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(appendingTo: &promotions)
      case 18: nextCursor = try reader.readString()
      case 24: ruleSetVersion = try reader.readUInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in promotions { buffer.writeMessage(1, value) }
    if !nextCursor.isEmpty { buffer.writeString(2, nextCursor) }
    if ruleSetVersion != 0 { buffer.writeUInt64(3, ruleSetVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListPromotionsResponse",
    fields: [
      .init(1, "promotions", json: "promotions", .message { Promotion.schema }, repeated: true),
      .init(2, "next_cursor", json: "nextCursor", .string),
      .init(3, "rule_set_version", json: "ruleSetVersion", .uint64),
    ]
  )
}

/// The methods of `Programmes`.
public enum ProgrammesMethods {
  /// Makes a programme or changes its settings; its promotions and tokens are untouched unless
  /// given.
  public static let putProgramme = Method<PutProgrammeRequest, PutProgrammeResponse>(
    id: 0x0301,
    service: "Programmes",
    name: "PutProgramme",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false
  )

  /// The method `GetProgramme`.
  public static let getProgramme = Method<GetProgrammeRequest, GetProgrammeResponse>(
    id: 0x0302,
    service: "Programmes",
    name: "GetProgramme",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false
  )

  /// The method `CreateToken`.
  public static let createToken = Method<CreateTokenRequest, CreateTokenResponse>(
    id: 0x0303,
    service: "Programmes",
    name: "CreateToken",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false
  )

  /// Issued, held and burned points of a token, over all members.
  public static let getToken = Method<GetTokenRequest, GetTokenResponse>(
    id: 0x0304,
    service: "Programmes",
    name: "GetToken",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false
  )

  /// (50) Adds promotions, or makes a new version of those that exist.
  ///
  /// All or none.
  public static let putPromotions = Method<PutPromotionsRequest, PutPromotionsResponse>(
    id: 0x0305,
    service: "Programmes",
    name: "PutPromotions",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false
  )

  /// (52).
  public static let listPromotions = Method<ListPromotionsRequest, ListPromotionsResponse>(
    id: 0x0306,
    service: "Programmes",
    name: "ListPromotions",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false
  )
}

/// Typed calls of the service `Programmes`.
public struct ProgrammesStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// Makes a programme or changes its settings; its promotions and tokens are untouched unless
  /// given.
  @inlinable
  public func putProgramme(
    _ request: PutProgrammeRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutProgrammeResponse {
    try await caller.call(ProgrammesMethods.putProgramme, request, options: options)
  }

  /// Calls `GetProgramme`.
  @inlinable
  public func getProgramme(
    _ request: GetProgrammeRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetProgrammeResponse {
    try await caller.call(ProgrammesMethods.getProgramme, request, options: options)
  }

  /// Calls `CreateToken`.
  @inlinable
  public func createToken(
    _ request: CreateTokenRequest,
    options: CallOptions = CallOptions()
  ) async throws -> CreateTokenResponse {
    try await caller.call(ProgrammesMethods.createToken, request, options: options)
  }

  /// Issued, held and burned points of a token, over all members.
  @inlinable
  public func getToken(
    _ request: GetTokenRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetTokenResponse {
    try await caller.call(ProgrammesMethods.getToken, request, options: options)
  }

  /// (50) Adds promotions, or makes a new version of those that exist.
  ///
  /// All or none.
  @inlinable
  public func putPromotions(
    _ request: PutPromotionsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutPromotionsResponse {
    try await caller.call(ProgrammesMethods.putPromotions, request, options: options)
  }

  /// (52).
  @inlinable
  public func listPromotions(
    _ request: ListPromotionsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListPromotionsResponse {
    try await caller.call(ProgrammesMethods.listPromotions, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Programmes`.
  @inlinable
  public var programmes: ProgrammesStub<Self> { ProgrammesStub(self) }
}
