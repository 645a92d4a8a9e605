// Generated from programmes.proto by scripts/generate; do not edit.

/// Who keeps the points of a programme's members.
public struct IntegrationMode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The server.
  @inlinable public static var integrationFull: Self { Self(rawValue: 0) }

  /// The brand: the server refuses what needs a balance.
  @inlinable public static var integrationLight: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.IntegrationMode",
    values: [
      .init(0, "INTEGRATION_FULL"),
      .init(1, "INTEGRATION_LIGHT"),
    ]
  )
}

extension IntegrationMode: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

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

  /// restore_period from now.
  @inlinable public static var restoreNewPeriod: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.RestorePolicy",
    values: [
      .init(0, "RESTORE_GRACE"),
      .init(1, "EXPIRE_NOW"),
      .init(2, "RESTORE_NEW_PERIOD"),
    ]
  )
}

extension RestorePolicy: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `TokenType` of the schema.
public struct TokenType: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Points that the server keeps.
  @inlinable public static var typeErc20: Self { Self(rawValue: 0) }

  /// NFT: one unit at a time, at its price.
  @inlinable public static var typeErc721: Self { Self(rawValue: 1) }

  /// Points that somebody else keeps.
  @inlinable public static var typeExternal: Self { Self(rawValue: 2) }

  /// `TYPE_FIAT`, 3.
  @inlinable public static var typeFiat: Self { Self(rawValue: 3) }

  /// `TYPE_MILES`, 4.
  @inlinable public static var typeMiles: Self { Self(rawValue: 4) }

  /// `TYPE_CRYPTO`, 5.
  @inlinable public static var typeCrypto: Self { Self(rawValue: 5) }

  /// `TYPE_DONATION`, 6.
  @inlinable public static var typeDonation: Self { Self(rawValue: 6) }

  /// `TYPE_GIFT_CARD`, 7.
  @inlinable public static var typeGiftCard: Self { Self(rawValue: 7) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.TokenType",
    values: [
      .init(0, "TYPE_ERC20"),
      .init(1, "TYPE_ERC721"),
      .init(2, "TYPE_EXTERNAL"),
      .init(3, "TYPE_FIAT"),
      .init(4, "TYPE_MILES"),
      .init(5, "TYPE_CRYPTO"),
      .init(6, "TYPE_DONATION"),
      .init(7, "TYPE_GIFT_CARD"),
    ]
  )
}

extension TokenType: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `PartnerKind` of the schema.
public struct PartnerKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `PARTNER_NONE`, 0.
  @inlinable public static var partnerNone: Self { Self(rawValue: 0) }

  /// One that the server plays itself: for tests, demonstrations and sandboxes.
  @inlinable public static var partnerSimulated: Self { Self(rawValue: 1) }

  /// One that is called by HTTP: see docs/exchanges-by-webhook.md.
  @inlinable public static var partnerWebhook: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.PartnerKind",
    values: [
      .init(0, "PARTNER_NONE"),
      .init(1, "PARTNER_SIMULATED"),
      .init(2, "PARTNER_WEBHOOK"),
    ]
  )
}

extension PartnerKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `TokenStatus` of the schema.
public struct TokenStatus: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `TOKEN_ACTIVE`, 0.
  @inlinable public static var tokenActive: Self { Self(rawValue: 0) }

  /// No exchange from it or into it.
  @inlinable public static var tokenPaused: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.TokenStatus",
    values: [
      .init(0, "TOKEN_ACTIVE"),
      .init(1, "TOKEN_PAUSED"),
    ]
  )
}

extension TokenStatus: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `CheckDigit` of the schema.
public struct CheckDigit: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `CHECK_NONE`, 0.
  @inlinable public static var checkNone: Self { Self(rawValue: 0) }

  /// Modulus 10 over the digits.
  @inlinable public static var checkLuhn: Self { Self(rawValue: 1) }

  /// The last digit is the number before it modulo 7.
  @inlinable public static var checkMod7: Self { Self(rawValue: 2) }

  /// Of an IBAN: the first four signs put last, letters counting 10 to 35, modulo 97 is 1.
  @inlinable public static var checkMod97: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CheckDigit",
    values: [
      .init(0, "CHECK_NONE"),
      .init(1, "CHECK_LUHN"),
      .init(2, "CHECK_MOD7"),
      .init(3, "CHECK_MOD97"),
    ]
  )
}

extension CheckDigit: CustomStringConvertible {
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

/// Where ratios of rates and multipliers are floored.
public struct RoundingPlace: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `PLACE_RULE`, 0.
  @inlinable public static var placeRule: Self { Self(rawValue: 0) }

  /// `PLACE_LINE`, 1.
  @inlinable public static var placeLine: Self { Self(rawValue: 1) }

  /// `PLACE_BASKET`, 2.
  @inlinable public static var placeBasket: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.RoundingPlace",
    values: [
      .init(0, "PLACE_RULE"),
      .init(1, "PLACE_LINE"),
      .init(2, "PLACE_BASKET"),
    ]
  )
}

extension RoundingPlace: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// From when terms of a lot count.
public struct LotClock: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `FROM_RECORDED`, 0.
  @inlinable public static var fromRecorded: Self { Self(rawValue: 0) }

  /// `FROM_OCCURRED`, 1.
  @inlinable public static var fromOccurred: Self { Self(rawValue: 1) }

  /// Expiry alone.
  @inlinable public static var fromActivation: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.LotClock",
    values: [
      .init(0, "FROM_RECORDED"),
      .init(1, "FROM_OCCURRED"),
      .init(2, "FROM_ACTIVATION"),
    ]
  )
}

extension LotClock: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Whether only a first purchase counts.
public struct FirstPurchase: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `FIRST_NONE`, 0.
  @inlinable public static var firstNone: Self { Self(rawValue: 0) }

  /// `FIRST_OF_MEMBER`, 1.
  @inlinable public static var firstOfMember: Self { Self(rawValue: 1) }

  /// `FIRST_OF_SELECTION`, 2.
  @inlinable public static var firstOfSelection: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.FirstPurchase",
    values: [
      .init(0, "FIRST_NONE"),
      .init(1, "FIRST_OF_MEMBER"),
      .init(2, "FIRST_OF_SELECTION"),
    ]
  )
}

extension FirstPurchase: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `Programme` of the schema.
public struct Programme: Message {
  /// 1 to 64 bytes.
  public var programID: String

  /// At most 1,024 bytes.
  public var name: String

  /// IANA name; empty = UTC; stays once there are promotions.
  public var timeZone: String

  /// ISO 4217 of its money.
  public var currency: String

  /// Empty = as before, at first the first token; stays while promotions count on it.
  public var defaultTokenID: String

  /// Field 6, `tokens`.
  public var tokens: [Token]

  /// Lowest first; the first is a new member's.
  public var tiers: [String]

  /// 0 to 100,000.
  public var groups: [PromotionGroup]

  /// Field 9, `promotions`.
  public var promotions: [Promotion]

  /// Field 10, `settings`.
  public var settings: Settings?

  /// 0 to 10,000.
  public var budgets: [Budget]

  /// 0 to 10,000.
  public var voucherTypes: [VoucherType]

  /// 0 to 10,000; those that a put does not name stay.
  public var partnerships: [Partnership]

  /// 0 to 10,000.
  public var codeCampaigns: [CodeCampaign]

  /// 0 to 1,000.
  public var benefits: [Benefit]

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
    budgets = []
    voucherTypes = []
    partnerships = []
    codeCampaigns = []
    benefits = []
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
    settings: Settings? = nil,
    budgets: [Budget] = [],
    voucherTypes: [VoucherType] = [],
    partnerships: [Partnership] = [],
    codeCampaigns: [CodeCampaign] = [],
    benefits: [Benefit] = []
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
    self.budgets = budgets
    self.voucherTypes = voucherTypes
    self.partnerships = partnerships
    self.codeCampaigns = codeCampaigns
    self.benefits = benefits
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
    /// `budgets`.
    @inlinable public static var budgets: UInt32 { 11 }
    /// `voucher_types`.
    @inlinable public static var voucherTypes: UInt32 { 12 }
    /// `partnerships`.
    @inlinable public static var partnerships: UInt32 { 40 }
    /// `code_campaigns`.
    @inlinable public static var codeCampaigns: UInt32 { 120 }
    /// `benefits`.
    @inlinable public static var benefits: UInt32 { 220 }
  }
}

extension Programme {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
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
      case 90: try reader.readMessage(appendingTo: &budgets)
      case 98: try reader.readMessage(appendingTo: &voucherTypes)
      case 322: try reader.readMessage(appendingTo: &partnerships)
      case 962: try reader.readMessage(appendingTo: &codeCampaigns)
      case 1762: try reader.readMessage(appendingTo: &benefits)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    for value in budgets { buffer.writeMessage(11, value) }
    for value in voucherTypes { buffer.writeMessage(12, value) }
    for value in partnerships { buffer.writeMessage(40, value) }
    for value in codeCampaigns { buffer.writeMessage(120, value) }
    for value in benefits { buffer.writeMessage(220, value) }
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
      .init(11, "budgets", json: "budgets", .message { Budget.schema }, repeated: true),
      .init(
        12,
        "voucher_types",
        json: "voucherTypes",
        .message { VoucherType.schema },
        repeated: true
      ),
      .init(
        40,
        "partnerships",
        json: "partnerships",
        .message { Partnership.schema },
        repeated: true
      ),
      .init(
        120,
        "code_campaigns",
        json: "codeCampaigns",
        .message { CodeCampaign.schema },
        repeated: true
      ),
      .init(220, "benefits", json: "benefits", .message { Benefit.schema }, repeated: true),
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

  /// Points, not below redeem_min; 0 = no limit.
  public var redeemMax: Int64

  /// Points; 0 = any number.
  public var redeemStep: Int64

  /// Minor units of money a point, above 0; absent = none.
  public var redemptionValue: Ratio?

  /// Consume by age instead of by expiry.
  public var strictFifo: Bool

  /// Else only active and pending members earn.
  public var earnWhileSuspended: Bool

  /// What becomes of points that are given back to an expired lot.
  public var restorePolicy: RestorePolicy

  /// GRACE: 0 = 30 days.
  public var restoreGraceMs: Int64

  /// What was paid with points earns as well.
  public var earnOnPointsTender: Bool

  /// Where ratios are floored.
  public var roundingPlace: RoundingPlace

  /// Keep guests' earns that have a receipt number for ClaimSale.
  public var parkGuestSales: Bool

  /// 0 = 30 days.
  public var claimWindowMs: Int64

  /// That promotions may reward.
  public var eventTypes: [String]

  /// Else stored, with a warning.
  public var refuseUnknownEvents: Bool

  /// For members not enrolled yet; 0 = refuse.
  public var holdEventsMs: Int64

  /// Absent = never a PIN.
  public var pinThreshold: PinThreshold?

  /// Wrong PINs in a row before a lock-out, 1 to 20; 0 = 5.
  public var pinTries: UInt32

  /// The first lock-out; each one after it is twice as long, up to a day; 0 = 900000.
  public var pinLockMs: Int64

  /// Points that expired under an operator's lock live on so long after it; 0 = not at all.
  public var unlockGraceMs: Int64

  /// Nothing of a member in one of these expires.
  public var expirySuspendedStages: [Stage]

  /// What is overdue when such a stage ends lives on so long; 0 = it expires at once.
  public var resumeGraceMs: Int64

  /// At most one a token.
  public var tokenPolicies: [TokenPolicy]

  /// Minor units of money a point: back-tests and reports.
  public var pointCost: Ratio?

  /// Of what a step needs, 100 at most; 0 = 25.
  public var nearMissPercent: UInt32

  /// 0 = 600000.
  public var evaluationValidMs: Int64

  /// BCP 47, of receipt texts.
  public var defaultLanguage: String

  /// Absent = no limit.
  public var velocity: Velocity?

  /// RESTORE_NEW_PERIOD.
  public var restorePeriod: CalendarTerm?

  /// All its tokens are sandbox tokens.
  public var sandbox: Bool

  /// 0 to 100.
  public var connectors: [Connector]

  /// How long what connectors cannot read is kept; 0 = 30 days.
  public var quarantineMs: Int64

  /// Who keeps the members' points.
  public var integration: IntegrationMode

  /// 0 to 100.
  public var membershipProviders: [MembershipProvider]

  /// Of members who are closed or deleted, where the request does not say; BALANCE_AS_SET =
  /// BALANCE_KEEP.
  public var closingBalance: BalancePolicy

  /// An event or a connector's purchase of a member_id that nobody has enrols it, and is not held.
  public var enrolUnknown: Bool

  /// Of who is enrolled so: ACTIVE or PENDING; STAGE_NONE = ACTIVE.
  public var enrolUnknownStage: Stage

  /// Absent = any number, without check values.
  public var cards: CardSettings?

  /// 0 to 20.
  public var identityProviders: [IdentityProvider]

  /// Absent = tiers are given by hand alone.
  public var tierRules: TierRules?

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
    earnOnPointsTender = false
    roundingPlace = .init(rawValue: 0)
    parkGuestSales = false
    claimWindowMs = 0
    eventTypes = []
    refuseUnknownEvents = false
    holdEventsMs = 0
    pinThreshold = nil
    pinTries = 0
    pinLockMs = 0
    unlockGraceMs = 0
    expirySuspendedStages = []
    resumeGraceMs = 0
    tokenPolicies = []
    pointCost = nil
    nearMissPercent = 0
    evaluationValidMs = 0
    defaultLanguage = ""
    velocity = nil
    restorePeriod = nil
    sandbox = false
    connectors = []
    quarantineMs = 0
    integration = .init(rawValue: 0)
    membershipProviders = []
    closingBalance = .init(rawValue: 0)
    enrolUnknown = false
    enrolUnknownStage = .init(rawValue: 0)
    cards = nil
    identityProviders = []
    tierRules = nil
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
    restoreGraceMs: Int64 = 0,
    earnOnPointsTender: Bool = false,
    roundingPlace: RoundingPlace = .init(rawValue: 0),
    parkGuestSales: Bool = false,
    claimWindowMs: Int64 = 0,
    eventTypes: [String] = [],
    refuseUnknownEvents: Bool = false,
    holdEventsMs: Int64 = 0,
    pinThreshold: PinThreshold? = nil,
    pinTries: UInt32 = 0,
    pinLockMs: Int64 = 0,
    unlockGraceMs: Int64 = 0,
    expirySuspendedStages: [Stage] = [],
    resumeGraceMs: Int64 = 0,
    tokenPolicies: [TokenPolicy] = [],
    pointCost: Ratio? = nil,
    nearMissPercent: UInt32 = 0,
    evaluationValidMs: Int64 = 0,
    defaultLanguage: String = "",
    velocity: Velocity? = nil,
    restorePeriod: CalendarTerm? = nil,
    sandbox: Bool = false,
    connectors: [Connector] = [],
    quarantineMs: Int64 = 0,
    integration: IntegrationMode = .init(rawValue: 0),
    membershipProviders: [MembershipProvider] = [],
    closingBalance: BalancePolicy = .init(rawValue: 0),
    enrolUnknown: Bool = false,
    enrolUnknownStage: Stage = .init(rawValue: 0),
    cards: CardSettings? = nil,
    identityProviders: [IdentityProvider] = [],
    tierRules: TierRules? = nil
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
    self.earnOnPointsTender = earnOnPointsTender
    self.roundingPlace = roundingPlace
    self.parkGuestSales = parkGuestSales
    self.claimWindowMs = claimWindowMs
    self.eventTypes = eventTypes
    self.refuseUnknownEvents = refuseUnknownEvents
    self.holdEventsMs = holdEventsMs
    self.pinThreshold = pinThreshold
    self.pinTries = pinTries
    self.pinLockMs = pinLockMs
    self.unlockGraceMs = unlockGraceMs
    self.expirySuspendedStages = expirySuspendedStages
    self.resumeGraceMs = resumeGraceMs
    self.tokenPolicies = tokenPolicies
    self.pointCost = pointCost
    self.nearMissPercent = nearMissPercent
    self.evaluationValidMs = evaluationValidMs
    self.defaultLanguage = defaultLanguage
    self.velocity = velocity
    self.restorePeriod = restorePeriod
    self.sandbox = sandbox
    self.connectors = connectors
    self.quarantineMs = quarantineMs
    self.integration = integration
    self.membershipProviders = membershipProviders
    self.closingBalance = closingBalance
    self.enrolUnknown = enrolUnknown
    self.enrolUnknownStage = enrolUnknownStage
    self.cards = cards
    self.identityProviders = identityProviders
    self.tierRules = tierRules
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
    /// `earn_on_points_tender`.
    @inlinable public static var earnOnPointsTender: UInt32 { 14 }
    /// `rounding_place`.
    @inlinable public static var roundingPlace: UInt32 { 15 }
    /// `park_guest_sales`.
    @inlinable public static var parkGuestSales: UInt32 { 16 }
    /// `claim_window_ms`.
    @inlinable public static var claimWindowMs: UInt32 { 17 }
    /// `event_types`.
    @inlinable public static var eventTypes: UInt32 { 18 }
    /// `refuse_unknown_events`.
    @inlinable public static var refuseUnknownEvents: UInt32 { 19 }
    /// `hold_events_ms`.
    @inlinable public static var holdEventsMs: UInt32 { 20 }
    /// `pin_threshold`.
    @inlinable public static var pinThreshold: UInt32 { 21 }
    /// `pin_tries`.
    @inlinable public static var pinTries: UInt32 { 22 }
    /// `pin_lock_ms`.
    @inlinable public static var pinLockMs: UInt32 { 23 }
    /// `unlock_grace_ms`.
    @inlinable public static var unlockGraceMs: UInt32 { 24 }
    /// `expiry_suspended_stages`.
    @inlinable public static var expirySuspendedStages: UInt32 { 25 }
    /// `resume_grace_ms`.
    @inlinable public static var resumeGraceMs: UInt32 { 26 }
    /// `token_policies`.
    @inlinable public static var tokenPolicies: UInt32 { 27 }
    /// `point_cost`.
    @inlinable public static var pointCost: UInt32 { 28 }
    /// `near_miss_percent`.
    @inlinable public static var nearMissPercent: UInt32 { 29 }
    /// `evaluation_valid_ms`.
    @inlinable public static var evaluationValidMs: UInt32 { 30 }
    /// `default_language`.
    @inlinable public static var defaultLanguage: UInt32 { 31 }
    /// `velocity`.
    @inlinable public static var velocity: UInt32 { 32 }
    /// `restore_period`.
    @inlinable public static var restorePeriod: UInt32 { 33 }
    /// `sandbox`.
    @inlinable public static var sandbox: UInt32 { 40 }
    /// `connectors`.
    @inlinable public static var connectors: UInt32 { 80 }
    /// `quarantine_ms`.
    @inlinable public static var quarantineMs: UInt32 { 81 }
    /// `integration`.
    @inlinable public static var integration: UInt32 { 82 }
    /// `membership_providers`.
    @inlinable public static var membershipProviders: UInt32 { 83 }
    /// `closing_balance`.
    @inlinable public static var closingBalance: UInt32 { 180 }
    /// `enrol_unknown`.
    @inlinable public static var enrolUnknown: UInt32 { 190 }
    /// `enrol_unknown_stage`.
    @inlinable public static var enrolUnknownStage: UInt32 { 191 }
    /// `cards`.
    @inlinable public static var cards: UInt32 { 210 }
    /// `identity_providers`.
    @inlinable public static var identityProviders: UInt32 { 211 }
    /// `tier_rules`.
    @inlinable public static var tierRules: UInt32 { 220 }
  }
}

extension Settings {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
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
      case 112: earnOnPointsTender = try reader.readBool()
      case 120: roundingPlace = RoundingPlace(rawValue: try reader.readInt32())
      case 128: parkGuestSales = try reader.readBool()
      case 136: claimWindowMs = try reader.readInt64()
      case 146: eventTypes.append(try reader.readString())
      case 152: refuseUnknownEvents = try reader.readBool()
      case 160: holdEventsMs = try reader.readInt64()
      case 170: try reader.readMessage(into: &pinThreshold)
      case 176: pinTries = try reader.readUInt32()
      case 184: pinLockMs = try reader.readInt64()
      case 192: unlockGraceMs = try reader.readInt64()
      case 200: expirySuspendedStages.append(Stage(rawValue: try reader.readInt32()))
      case 202:
        try reader.readPacked(into: &expirySuspendedStages) { (element) throws(DecodingError) in
          Stage(rawValue: try element.readInt32())
        }
      case 208: resumeGraceMs = try reader.readInt64()
      case 218: try reader.readMessage(appendingTo: &tokenPolicies)
      case 226: try reader.readMessage(into: &pointCost)
      case 232: nearMissPercent = try reader.readUInt32()
      case 240: evaluationValidMs = try reader.readInt64()
      case 250: defaultLanguage = try reader.readString()
      case 258: try reader.readMessage(into: &velocity)
      case 266: try reader.readMessage(into: &restorePeriod)
      case 320: sandbox = try reader.readBool()
      case 642: try reader.readMessage(appendingTo: &connectors)
      case 648: quarantineMs = try reader.readInt64()
      case 656: integration = IntegrationMode(rawValue: try reader.readInt32())
      case 666: try reader.readMessage(appendingTo: &membershipProviders)
      case 1440: closingBalance = BalancePolicy(rawValue: try reader.readInt32())
      case 1520: enrolUnknown = try reader.readBool()
      case 1528: enrolUnknownStage = Stage(rawValue: try reader.readInt32())
      case 1682: try reader.readMessage(into: &cards)
      case 1690: try reader.readMessage(appendingTo: &identityProviders)
      case 1762: try reader.readMessage(into: &tierRules)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    if earnOnPointsTender { buffer.writeBool(14, earnOnPointsTender) }
    if roundingPlace.rawValue != 0 { buffer.writeInt32(15, roundingPlace.rawValue) }
    if parkGuestSales { buffer.writeBool(16, parkGuestSales) }
    if claimWindowMs != 0 { buffer.writeInt64(17, claimWindowMs) }
    for value in eventTypes { buffer.writeString(18, value) }
    if refuseUnknownEvents { buffer.writeBool(19, refuseUnknownEvents) }
    if holdEventsMs != 0 { buffer.writeInt64(20, holdEventsMs) }
    if let pinThreshold { buffer.writeMessage(21, pinThreshold) }
    if pinTries != 0 { buffer.writeUInt32(22, pinTries) }
    if pinLockMs != 0 { buffer.writeInt64(23, pinLockMs) }
    if unlockGraceMs != 0 { buffer.writeInt64(24, unlockGraceMs) }
    if !expirySuspendedStages.isEmpty {
      buffer.writeMessage(25) { content in
        for value in expirySuspendedStages {
          content.writeVarint(UInt64(bitPattern: Int64(value.rawValue)))
        }
      }
    }
    if resumeGraceMs != 0 { buffer.writeInt64(26, resumeGraceMs) }
    for value in tokenPolicies { buffer.writeMessage(27, value) }
    if let pointCost { buffer.writeMessage(28, pointCost) }
    if nearMissPercent != 0 { buffer.writeUInt32(29, nearMissPercent) }
    if evaluationValidMs != 0 { buffer.writeInt64(30, evaluationValidMs) }
    if !defaultLanguage.isEmpty { buffer.writeString(31, defaultLanguage) }
    if let velocity { buffer.writeMessage(32, velocity) }
    if let restorePeriod { buffer.writeMessage(33, restorePeriod) }
    if sandbox { buffer.writeBool(40, sandbox) }
    for value in connectors { buffer.writeMessage(80, value) }
    if quarantineMs != 0 { buffer.writeInt64(81, quarantineMs) }
    if integration.rawValue != 0 { buffer.writeInt32(82, integration.rawValue) }
    for value in membershipProviders { buffer.writeMessage(83, value) }
    if closingBalance.rawValue != 0 { buffer.writeInt32(180, closingBalance.rawValue) }
    if enrolUnknown { buffer.writeBool(190, enrolUnknown) }
    if enrolUnknownStage.rawValue != 0 { buffer.writeInt32(191, enrolUnknownStage.rawValue) }
    if let cards { buffer.writeMessage(210, cards) }
    for value in identityProviders { buffer.writeMessage(211, value) }
    if let tierRules { buffer.writeMessage(220, tierRules) }
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
      .init(14, "earn_on_points_tender", json: "earnOnPointsTender", .bool),
      .init(15, "rounding_place", json: "roundingPlace", .enumeration(RoundingPlace.schema)),
      .init(16, "park_guest_sales", json: "parkGuestSales", .bool),
      .init(17, "claim_window_ms", json: "claimWindowMs", .int64),
      .init(18, "event_types", json: "eventTypes", .string, repeated: true),
      .init(19, "refuse_unknown_events", json: "refuseUnknownEvents", .bool),
      .init(20, "hold_events_ms", json: "holdEventsMs", .int64),
      .init(
        21,
        "pin_threshold",
        json: "pinThreshold",
        .message { PinThreshold.schema },
        presence: true
      ),
      .init(22, "pin_tries", json: "pinTries", .uint32),
      .init(23, "pin_lock_ms", json: "pinLockMs", .int64),
      .init(24, "unlock_grace_ms", json: "unlockGraceMs", .int64),
      .init(
        25,
        "expiry_suspended_stages",
        json: "expirySuspendedStages",
        .enumeration(Stage.schema),
        repeated: true
      ),
      .init(26, "resume_grace_ms", json: "resumeGraceMs", .int64),
      .init(
        27,
        "token_policies",
        json: "tokenPolicies",
        .message { TokenPolicy.schema },
        repeated: true
      ),
      .init(28, "point_cost", json: "pointCost", .message { Ratio.schema }, presence: true),
      .init(29, "near_miss_percent", json: "nearMissPercent", .uint32),
      .init(30, "evaluation_valid_ms", json: "evaluationValidMs", .int64),
      .init(31, "default_language", json: "defaultLanguage", .string),
      .init(32, "velocity", json: "velocity", .message { Velocity.schema }, presence: true),
      .init(
        33,
        "restore_period",
        json: "restorePeriod",
        .message { CalendarTerm.schema },
        presence: true
      ),
      .init(40, "sandbox", json: "sandbox", .bool),
      .init(80, "connectors", json: "connectors", .message { Connector.schema }, repeated: true),
      .init(81, "quarantine_ms", json: "quarantineMs", .int64),
      .init(82, "integration", json: "integration", .enumeration(IntegrationMode.schema)),
      .init(
        83,
        "membership_providers",
        json: "membershipProviders",
        .message { MembershipProvider.schema },
        repeated: true
      ),
      .init(180, "closing_balance", json: "closingBalance", .enumeration(BalancePolicy.schema)),
      .init(190, "enrol_unknown", json: "enrolUnknown", .bool),
      .init(191, "enrol_unknown_stage", json: "enrolUnknownStage", .enumeration(Stage.schema)),
      .init(210, "cards", json: "cards", .message { CardSettings.schema }, presence: true),
      .init(
        211,
        "identity_providers",
        json: "identityProviders",
        .message { IdentityProvider.schema },
        repeated: true
      ),
      .init(220, "tier_rules", json: "tierRules", .message { TierRules.schema }, presence: true),
    ]
  )
}

/// What the numbers of a programme's cards are like.
public struct CardSettings: Message {
  /// Of cards that are given from now on.
  public var check: CheckDigit

  /// Of the value that a card has beside its number, 3 to 8; 0 = it has none.
  public var checkValueDigits: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    check = .init(rawValue: 0)
    checkValueDigits = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    check: CheckDigit = .init(rawValue: 0),
    checkValueDigits: UInt32 = 0
  ) {
    self.check = check
    self.checkValueDigits = checkValueDigits
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `check`.
    @inlinable public static var check: UInt32 { 1 }
    /// `check_value_digits`.
    @inlinable public static var checkValueDigits: UInt32 { 2 }
  }
}

extension CardSettings {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: check = CheckDigit(rawValue: try reader.readInt32())
      case 16: checkValueDigits = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if check.rawValue != 0 { buffer.writeInt32(1, check.rawValue) }
    if checkValueDigits != 0 { buffer.writeUInt32(2, checkValueDigits) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CardSettings",
    fields: [
      .init(1, "check", json: "check", .enumeration(CheckDigit.schema)),
      .init(2, "check_value_digits", json: "checkValueDigits", .uint32),
    ]
  )
}

/// Another programme in which members have numbers, such as an airline's.
public struct MembershipProvider: Message {
  /// 1 to 64 bytes, such as "miles_and_more".
  public var provider: String

  /// Of its numbers; absent = any.
  public var membership: MembershipRule?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    provider = ""
    membership = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    provider: String = "",
    membership: MembershipRule? = nil
  ) {
    self.provider = provider
    self.membership = membership
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `provider`.
    @inlinable public static var provider: UInt32 { 1 }
    /// `membership`.
    @inlinable public static var membership: UInt32 { 2 }
  }
}

extension MembershipProvider {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: provider = try reader.readString()
      case 18: try reader.readMessage(into: &membership)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !provider.isEmpty { buffer.writeString(1, provider) }
    if let membership { buffer.writeMessage(2, membership) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MembershipProvider",
    fields: [
      .init(1, "provider", json: "provider", .string),
      .init(
        2,
        "membership",
        json: "membership",
        .message { MembershipRule.schema },
        presence: true
      ),
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

  /// 0 to 12; points are whole numbers of the smallest unit, of which a balance holds 10^15 at
  /// most.
  public var decimals: UInt32

  /// Field 40, `type`.
  public var type: TokenType

  /// ISO 3166, three letters; AAA or none = worldwide.
  public var countries: [String]

  /// What a whole unit costs on the way in, oldest first; none = nothing is exchanged into it.
  public var onRamp: [TokenValue]

  /// What a whole unit is worth on the way out, oldest first.
  public var offRamp: [TokenValue]

  /// Field 44, `status`.
  public var status: TokenStatus

  /// Exchanged with sandbox tokens alone.
  public var sandbox: Bool

  /// Of the numbers that name who receives; absent = any.
  public var membership: MembershipRule?

  /// Of a value that decides an exchange; 0 = any.
  public var maxValueAgeMs: Int64

  /// Whose tokens may be exchanged into it, beside its own programme's.
  public var acceptsProgramIDs: [String]

  /// Of the points that come in; absent = active at once, for ever.
  public var exchangeLotTerms: LotTerms?

  /// Who keeps it outside; absent = the server keeps it, or nothing is exchanged into it.
  public var partner: PartnerSettings?

  /// What a whole unit costs on the way in PutMarketRate says, and not on_ramp; no older than
  /// max_value_age_ms, or a minute where that is 0.
  public var marketRate: Bool

  /// How many may ever be issued, less what reversals took back; 0 = no limit; of a TYPE_ERC721 its
  /// stock.
  public var supply: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    name = ""
    symbol = ""
    decimals = 0
    type = .init(rawValue: 0)
    countries = []
    onRamp = []
    offRamp = []
    status = .init(rawValue: 0)
    sandbox = false
    membership = nil
    maxValueAgeMs = 0
    acceptsProgramIDs = []
    exchangeLotTerms = nil
    partner = nil
    marketRate = false
    supply = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    name: String = "",
    symbol: String = "",
    decimals: UInt32 = 0,
    type: TokenType = .init(rawValue: 0),
    countries: [String] = [],
    onRamp: [TokenValue] = [],
    offRamp: [TokenValue] = [],
    status: TokenStatus = .init(rawValue: 0),
    sandbox: Bool = false,
    membership: MembershipRule? = nil,
    maxValueAgeMs: Int64 = 0,
    acceptsProgramIDs: [String] = [],
    exchangeLotTerms: LotTerms? = nil,
    partner: PartnerSettings? = nil,
    marketRate: Bool = false,
    supply: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.name = name
    self.symbol = symbol
    self.decimals = decimals
    self.type = type
    self.countries = countries
    self.onRamp = onRamp
    self.offRamp = offRamp
    self.status = status
    self.sandbox = sandbox
    self.membership = membership
    self.maxValueAgeMs = maxValueAgeMs
    self.acceptsProgramIDs = acceptsProgramIDs
    self.exchangeLotTerms = exchangeLotTerms
    self.partner = partner
    self.marketRate = marketRate
    self.supply = supply
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
    /// `type`.
    @inlinable public static var type: UInt32 { 40 }
    /// `countries`.
    @inlinable public static var countries: UInt32 { 41 }
    /// `on_ramp`.
    @inlinable public static var onRamp: UInt32 { 42 }
    /// `off_ramp`.
    @inlinable public static var offRamp: UInt32 { 43 }
    /// `status`.
    @inlinable public static var status: UInt32 { 44 }
    /// `sandbox`.
    @inlinable public static var sandbox: UInt32 { 45 }
    /// `membership`.
    @inlinable public static var membership: UInt32 { 46 }
    /// `max_value_age_ms`.
    @inlinable public static var maxValueAgeMs: UInt32 { 47 }
    /// `accepts_program_ids`.
    @inlinable public static var acceptsProgramIDs: UInt32 { 48 }
    /// `exchange_lot_terms`.
    @inlinable public static var exchangeLotTerms: UInt32 { 49 }
    /// `partner`.
    @inlinable public static var partner: UInt32 { 60 }
    /// `market_rate`.
    @inlinable public static var marketRate: UInt32 { 61 }
    /// `supply`.
    @inlinable public static var supply: UInt32 { 80 }
  }
}

extension Token {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 18: name = try reader.readString()
      case 26: symbol = try reader.readString()
      case 32: decimals = try reader.readUInt32()
      case 320: type = TokenType(rawValue: try reader.readInt32())
      case 330: countries.append(try reader.readString())
      case 338: try reader.readMessage(appendingTo: &onRamp)
      case 346: try reader.readMessage(appendingTo: &offRamp)
      case 352: status = TokenStatus(rawValue: try reader.readInt32())
      case 360: sandbox = try reader.readBool()
      case 370: try reader.readMessage(into: &membership)
      case 376: maxValueAgeMs = try reader.readInt64()
      case 386: acceptsProgramIDs.append(try reader.readString())
      case 394: try reader.readMessage(into: &exchangeLotTerms)
      case 482: try reader.readMessage(into: &partner)
      case 488: marketRate = try reader.readBool()
      case 640: supply = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if !symbol.isEmpty { buffer.writeString(3, symbol) }
    if decimals != 0 { buffer.writeUInt32(4, decimals) }
    if type.rawValue != 0 { buffer.writeInt32(40, type.rawValue) }
    for value in countries { buffer.writeString(41, value) }
    for value in onRamp { buffer.writeMessage(42, value) }
    for value in offRamp { buffer.writeMessage(43, value) }
    if status.rawValue != 0 { buffer.writeInt32(44, status.rawValue) }
    if sandbox { buffer.writeBool(45, sandbox) }
    if let membership { buffer.writeMessage(46, membership) }
    if maxValueAgeMs != 0 { buffer.writeInt64(47, maxValueAgeMs) }
    for value in acceptsProgramIDs { buffer.writeString(48, value) }
    if let exchangeLotTerms { buffer.writeMessage(49, exchangeLotTerms) }
    if let partner { buffer.writeMessage(60, partner) }
    if marketRate { buffer.writeBool(61, marketRate) }
    if supply != 0 { buffer.writeInt64(80, supply) }
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
      .init(40, "type", json: "type", .enumeration(TokenType.schema)),
      .init(41, "countries", json: "countries", .string, repeated: true),
      .init(42, "on_ramp", json: "onRamp", .message { TokenValue.schema }, repeated: true),
      .init(43, "off_ramp", json: "offRamp", .message { TokenValue.schema }, repeated: true),
      .init(44, "status", json: "status", .enumeration(TokenStatus.schema)),
      .init(45, "sandbox", json: "sandbox", .bool),
      .init(
        46,
        "membership",
        json: "membership",
        .message { MembershipRule.schema },
        presence: true
      ),
      .init(47, "max_value_age_ms", json: "maxValueAgeMs", .int64),
      .init(48, "accepts_program_ids", json: "acceptsProgramIds", .string, repeated: true),
      .init(
        49,
        "exchange_lot_terms",
        json: "exchangeLotTerms",
        .message { LotTerms.schema },
        presence: true
      ),
      .init(60, "partner", json: "partner", .message { PartnerSettings.schema }, presence: true),
      .init(61, "market_rate", json: "marketRate", .bool),
      .init(80, "supply", json: "supply", .int64),
    ]
  )
}

/// Who keeps a token outside: units of it are given out there, for points that leave here.
public struct PartnerSettings: Message {
  /// Field 1, `kind`.
  public var kind: PartnerKind

  /// Of one call to the partner; 0 = 10 seconds.
  public var timeoutMs: Int64

  /// Until the partner is asked again, doubled each time; 0 = 1 second.
  public var retryMs: Int64

  /// The most between two questions; 0 = 10 minutes.
  public var maxRetryMs: Int64

  /// How long after it was recorded an exchange that the partner does not know is delivered again;
  /// from then on it is reversed; 0 = 1 day.
  public var giveUpMs: Int64

  /// Of PARTNER_SIMULATED; absent = credits all at once.
  public var simulated: SimulatedPartner?

  /// How long after points came back the partner is asked whether it has delivered all the same; 0
  /// = 1 day.
  public var watchMs: Int64

  /// Of PARTNER_WEBHOOK: a webhook of the token's programme that has exchanges.
  public var webhookID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    kind = .init(rawValue: 0)
    timeoutMs = 0
    retryMs = 0
    maxRetryMs = 0
    giveUpMs = 0
    simulated = nil
    watchMs = 0
    webhookID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    kind: PartnerKind = .init(rawValue: 0),
    timeoutMs: Int64 = 0,
    retryMs: Int64 = 0,
    maxRetryMs: Int64 = 0,
    giveUpMs: Int64 = 0,
    simulated: SimulatedPartner? = nil,
    watchMs: Int64 = 0,
    webhookID: String = ""
  ) {
    self.kind = kind
    self.timeoutMs = timeoutMs
    self.retryMs = retryMs
    self.maxRetryMs = maxRetryMs
    self.giveUpMs = giveUpMs
    self.simulated = simulated
    self.watchMs = watchMs
    self.webhookID = webhookID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `kind`.
    @inlinable public static var kind: UInt32 { 1 }
    /// `timeout_ms`.
    @inlinable public static var timeoutMs: UInt32 { 2 }
    /// `retry_ms`.
    @inlinable public static var retryMs: UInt32 { 3 }
    /// `max_retry_ms`.
    @inlinable public static var maxRetryMs: UInt32 { 4 }
    /// `give_up_ms`.
    @inlinable public static var giveUpMs: UInt32 { 5 }
    /// `simulated`.
    @inlinable public static var simulated: UInt32 { 6 }
    /// `watch_ms`.
    @inlinable public static var watchMs: UInt32 { 7 }
    /// `webhook_id`.
    @inlinable public static var webhookID: UInt32 { 130 }
  }
}

extension PartnerSettings {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: kind = PartnerKind(rawValue: try reader.readInt32())
      case 16: timeoutMs = try reader.readInt64()
      case 24: retryMs = try reader.readInt64()
      case 32: maxRetryMs = try reader.readInt64()
      case 40: giveUpMs = try reader.readInt64()
      case 50: try reader.readMessage(into: &simulated)
      case 56: watchMs = try reader.readInt64()
      case 1042: webhookID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if kind.rawValue != 0 { buffer.writeInt32(1, kind.rawValue) }
    if timeoutMs != 0 { buffer.writeInt64(2, timeoutMs) }
    if retryMs != 0 { buffer.writeInt64(3, retryMs) }
    if maxRetryMs != 0 { buffer.writeInt64(4, maxRetryMs) }
    if giveUpMs != 0 { buffer.writeInt64(5, giveUpMs) }
    if let simulated { buffer.writeMessage(6, simulated) }
    if watchMs != 0 { buffer.writeInt64(7, watchMs) }
    if !webhookID.isEmpty { buffer.writeString(130, webhookID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PartnerSettings",
    fields: [
      .init(1, "kind", json: "kind", .enumeration(PartnerKind.schema)),
      .init(2, "timeout_ms", json: "timeoutMs", .int64),
      .init(3, "retry_ms", json: "retryMs", .int64),
      .init(4, "max_retry_ms", json: "maxRetryMs", .int64),
      .init(5, "give_up_ms", json: "giveUpMs", .int64),
      .init(
        6,
        "simulated",
        json: "simulated",
        .message { SimulatedPartner.schema },
        presence: true
      ),
      .init(7, "watch_ms", json: "watchMs", .int64),
      .init(130, "webhook_id", json: "webhookId", .string),
    ]
  )
}

/// What a simulated partner does.
///
/// Its shares are of 100 deliveries; the first that chance takes, in this order, decides.
public struct SimulatedPartner: Message {
  /// From hearing of a delivery to crediting it.
  public var delayMs: Int64

  /// That it does not know.
  public var refusedNumbers: [String]

  /// That it refuses.
  public var refused: UInt32

  /// That it never hears of.
  public var lost: UInt32

  /// That it credits without an answer.
  public var silent: UInt32

  /// That it calls failed, and credits after late_ms all the same.
  public var late: UInt32

  /// Field 7, `late_ms`.
  public var lateMs: Int64

  /// Of 100 that are to be taken back: that it does not take back.
  public var kept: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    delayMs = 0
    refusedNumbers = []
    refused = 0
    lost = 0
    silent = 0
    late = 0
    lateMs = 0
    kept = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    delayMs: Int64 = 0,
    refusedNumbers: [String] = [],
    refused: UInt32 = 0,
    lost: UInt32 = 0,
    silent: UInt32 = 0,
    late: UInt32 = 0,
    lateMs: Int64 = 0,
    kept: UInt32 = 0
  ) {
    self.delayMs = delayMs
    self.refusedNumbers = refusedNumbers
    self.refused = refused
    self.lost = lost
    self.silent = silent
    self.late = late
    self.lateMs = lateMs
    self.kept = kept
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `delay_ms`.
    @inlinable public static var delayMs: UInt32 { 1 }
    /// `refused_numbers`.
    @inlinable public static var refusedNumbers: UInt32 { 2 }
    /// `refused`.
    @inlinable public static var refused: UInt32 { 3 }
    /// `lost`.
    @inlinable public static var lost: UInt32 { 4 }
    /// `silent`.
    @inlinable public static var silent: UInt32 { 5 }
    /// `late`.
    @inlinable public static var late: UInt32 { 6 }
    /// `late_ms`.
    @inlinable public static var lateMs: UInt32 { 7 }
    /// `kept`.
    @inlinable public static var kept: UInt32 { 8 }
  }
}

extension SimulatedPartner {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: delayMs = try reader.readInt64()
      case 18: refusedNumbers.append(try reader.readString())
      case 24: refused = try reader.readUInt32()
      case 32: lost = try reader.readUInt32()
      case 40: silent = try reader.readUInt32()
      case 48: late = try reader.readUInt32()
      case 56: lateMs = try reader.readInt64()
      case 64: kept = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if delayMs != 0 { buffer.writeInt64(1, delayMs) }
    for value in refusedNumbers { buffer.writeString(2, value) }
    if refused != 0 { buffer.writeUInt32(3, refused) }
    if lost != 0 { buffer.writeUInt32(4, lost) }
    if silent != 0 { buffer.writeUInt32(5, silent) }
    if late != 0 { buffer.writeUInt32(6, late) }
    if lateMs != 0 { buffer.writeInt64(7, lateMs) }
    if kept != 0 { buffer.writeUInt32(8, kept) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SimulatedPartner",
    fields: [
      .init(1, "delay_ms", json: "delayMs", .int64),
      .init(2, "refused_numbers", json: "refusedNumbers", .string, repeated: true),
      .init(3, "refused", json: "refused", .uint32),
      .init(4, "lost", json: "lost", .uint32),
      .init(5, "silent", json: "silent", .uint32),
      .init(6, "late", json: "late", .uint32),
      .init(7, "late_ms", json: "lateMs", .int64),
      .init(8, "kept", json: "kept", .uint32),
    ]
  )
}

/// What a whole unit of a token is worth in a period, in a unit of value that all tokens share.
///
/// One that has begun is never changed.
public struct TokenValue: Message {
  /// Above 0.
  public var value: Ratio?

  /// Inclusive; 0 = always was, of the first alone.
  public var fromMs: Int64

  /// Exclusive; 0 = until the next.
  public var toMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    value = nil
    fromMs = 0
    toMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    value: Ratio? = nil,
    fromMs: Int64 = 0,
    toMs: Int64 = 0
  ) {
    self.value = value
    self.fromMs = fromMs
    self.toMs = toMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `value`.
    @inlinable public static var value: UInt32 { 1 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 2 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 3 }
  }
}

extension TokenValue {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &value)
      case 16: fromMs = try reader.readInt64()
      case 24: toMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let value { buffer.writeMessage(1, value) }
    if fromMs != 0 { buffer.writeInt64(2, fromMs) }
    if toMs != 0 { buffer.writeInt64(3, toMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TokenValue",
    fields: [
      .init(1, "value", json: "value", .message { Ratio.schema }, presence: true),
      .init(2, "from_ms", json: "fromMs", .int64),
      .init(3, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// Which numbers may name a member of the token.
public struct MembershipRule: Message {
  /// # a digit, ? a letter, * either, else itself; none = any.
  public var patterns: [String]

  /// Field 2, `check`.
  public var check: CheckDigit

  /// That are valid in the sandbox, and no others there; none = by the pattern.
  public var sandboxNumbers: [String]

  /// A webhook of the programme that has exchanges: asked whether the number names somebody, when
  /// its shape is right; of a token with a partner, or of a provider; not in the sandbox where
  /// there is a list.
  public var webhookID: String

  /// How long what it said is believed, 1 second to 1 day; 0 = 1 minute; that nobody has the number
  /// is believed for 5 seconds at most.
  public var trustMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    patterns = []
    check = .init(rawValue: 0)
    sandboxNumbers = []
    webhookID = ""
    trustMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    patterns: [String] = [],
    check: CheckDigit = .init(rawValue: 0),
    sandboxNumbers: [String] = [],
    webhookID: String = "",
    trustMs: Int64 = 0
  ) {
    self.patterns = patterns
    self.check = check
    self.sandboxNumbers = sandboxNumbers
    self.webhookID = webhookID
    self.trustMs = trustMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `patterns`.
    @inlinable public static var patterns: UInt32 { 1 }
    /// `check`.
    @inlinable public static var check: UInt32 { 2 }
    /// `sandbox_numbers`.
    @inlinable public static var sandboxNumbers: UInt32 { 3 }
    /// `webhook_id`.
    @inlinable public static var webhookID: UInt32 { 130 }
    /// `trust_ms`.
    @inlinable public static var trustMs: UInt32 { 131 }
  }
}

extension MembershipRule {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: patterns.append(try reader.readString())
      case 16: check = CheckDigit(rawValue: try reader.readInt32())
      case 26: sandboxNumbers.append(try reader.readString())
      case 1042: webhookID = try reader.readString()
      case 1048: trustMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in patterns { buffer.writeString(1, value) }
    if check.rawValue != 0 { buffer.writeInt32(2, check.rawValue) }
    for value in sandboxNumbers { buffer.writeString(3, value) }
    if !webhookID.isEmpty { buffer.writeString(130, webhookID) }
    if trustMs != 0 { buffer.writeInt64(131, trustMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MembershipRule",
    fields: [
      .init(1, "patterns", json: "patterns", .string, repeated: true),
      .init(2, "check", json: "check", .enumeration(CheckDigit.schema)),
      .init(3, "sandbox_numbers", json: "sandboxNumbers", .string, repeated: true),
      .init(130, "webhook_id", json: "webhookId", .string),
      .init(131, "trust_ms", json: "trustMs", .int64),
    ]
  )
}

/// One way from a token of the programme to another token.
public struct Partnership: Message {
  /// 1 to 64 bytes.
  public var partnershipID: String

  /// Field 2, `from_token_id`.
  public var fromTokenID: String

  /// Empty = the same programme.
  public var toProgramID: String

  /// Field 4, `to_token_id`.
  public var toTokenID: String

  /// Field 5, `paused`.
  public var paused: Bool

  /// Inclusive; 0 = always was.
  public var fromMs: Int64

  /// Exclusive; 0 = no end.
  public var toMs: Int64

  /// Points; 0 = no limit.
  public var min: Int64

  /// Points; 0 = no limit.
  public var max: Int64

  /// Points; 0 = any number.
  public var step: Int64

  /// Of one member, 8 at most.
  public var limits: [ExchangeLimit]

  /// Of the points, rounded down, kept before the rest is exchanged: 0 to below 1; absent = none.
  public var fee: Ratio?

  /// Whole units received for one given: the least that rate_override may say.
  public var minRate: Ratio?

  /// The most; where one of the two is absent no override is taken.
  public var maxRate: Ratio?

  /// Set by the server.
  public var version: UInt32

  /// On put: 0 = any.
  public var expectedVersion: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    partnershipID = ""
    fromTokenID = ""
    toProgramID = ""
    toTokenID = ""
    paused = false
    fromMs = 0
    toMs = 0
    min = 0
    max = 0
    step = 0
    limits = []
    fee = nil
    minRate = nil
    maxRate = nil
    version = 0
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    partnershipID: String = "",
    fromTokenID: String = "",
    toProgramID: String = "",
    toTokenID: String = "",
    paused: Bool = false,
    fromMs: Int64 = 0,
    toMs: Int64 = 0,
    min: Int64 = 0,
    max: Int64 = 0,
    step: Int64 = 0,
    limits: [ExchangeLimit] = [],
    fee: Ratio? = nil,
    minRate: Ratio? = nil,
    maxRate: Ratio? = nil,
    version: UInt32 = 0,
    expectedVersion: UInt32 = 0
  ) {
    self.partnershipID = partnershipID
    self.fromTokenID = fromTokenID
    self.toProgramID = toProgramID
    self.toTokenID = toTokenID
    self.paused = paused
    self.fromMs = fromMs
    self.toMs = toMs
    self.min = min
    self.max = max
    self.step = step
    self.limits = limits
    self.fee = fee
    self.minRate = minRate
    self.maxRate = maxRate
    self.version = version
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `partnership_id`.
    @inlinable public static var partnershipID: UInt32 { 1 }
    /// `from_token_id`.
    @inlinable public static var fromTokenID: UInt32 { 2 }
    /// `to_program_id`.
    @inlinable public static var toProgramID: UInt32 { 3 }
    /// `to_token_id`.
    @inlinable public static var toTokenID: UInt32 { 4 }
    /// `paused`.
    @inlinable public static var paused: UInt32 { 5 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 6 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 7 }
    /// `min`.
    @inlinable public static var min: UInt32 { 8 }
    /// `max`.
    @inlinable public static var max: UInt32 { 9 }
    /// `step`.
    @inlinable public static var step: UInt32 { 10 }
    /// `limits`.
    @inlinable public static var limits: UInt32 { 11 }
    /// `fee`.
    @inlinable public static var fee: UInt32 { 12 }
    /// `min_rate`.
    @inlinable public static var minRate: UInt32 { 13 }
    /// `max_rate`.
    @inlinable public static var maxRate: UInt32 { 14 }
    /// `version`.
    @inlinable public static var version: UInt32 { 15 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 16 }
  }
}

extension Partnership {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: partnershipID = try reader.readString()
      case 18: fromTokenID = try reader.readString()
      case 26: toProgramID = try reader.readString()
      case 34: toTokenID = try reader.readString()
      case 40: paused = try reader.readBool()
      case 48: fromMs = try reader.readInt64()
      case 56: toMs = try reader.readInt64()
      case 64: min = try reader.readInt64()
      case 72: max = try reader.readInt64()
      case 80: step = try reader.readInt64()
      case 90: try reader.readMessage(appendingTo: &limits)
      case 98: try reader.readMessage(into: &fee)
      case 106: try reader.readMessage(into: &minRate)
      case 114: try reader.readMessage(into: &maxRate)
      case 120: version = try reader.readUInt32()
      case 128: expectedVersion = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !partnershipID.isEmpty { buffer.writeString(1, partnershipID) }
    if !fromTokenID.isEmpty { buffer.writeString(2, fromTokenID) }
    if !toProgramID.isEmpty { buffer.writeString(3, toProgramID) }
    if !toTokenID.isEmpty { buffer.writeString(4, toTokenID) }
    if paused { buffer.writeBool(5, paused) }
    if fromMs != 0 { buffer.writeInt64(6, fromMs) }
    if toMs != 0 { buffer.writeInt64(7, toMs) }
    if min != 0 { buffer.writeInt64(8, min) }
    if max != 0 { buffer.writeInt64(9, max) }
    if step != 0 { buffer.writeInt64(10, step) }
    for value in limits { buffer.writeMessage(11, value) }
    if let fee { buffer.writeMessage(12, fee) }
    if let minRate { buffer.writeMessage(13, minRate) }
    if let maxRate { buffer.writeMessage(14, maxRate) }
    if version != 0 { buffer.writeUInt32(15, version) }
    if expectedVersion != 0 { buffer.writeUInt32(16, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Partnership",
    fields: [
      .init(1, "partnership_id", json: "partnershipId", .string),
      .init(2, "from_token_id", json: "fromTokenId", .string),
      .init(3, "to_program_id", json: "toProgramId", .string),
      .init(4, "to_token_id", json: "toTokenId", .string),
      .init(5, "paused", json: "paused", .bool),
      .init(6, "from_ms", json: "fromMs", .int64),
      .init(7, "to_ms", json: "toMs", .int64),
      .init(8, "min", json: "min", .int64),
      .init(9, "max", json: "max", .int64),
      .init(10, "step", json: "step", .int64),
      .init(11, "limits", json: "limits", .message { ExchangeLimit.schema }, repeated: true),
      .init(12, "fee", json: "fee", .message { Ratio.schema }, presence: true),
      .init(13, "min_rate", json: "minRate", .message { Ratio.schema }, presence: true),
      .init(14, "max_rate", json: "maxRate", .message { Ratio.schema }, presence: true),
      .init(15, "version", json: "version", .uint32),
      .init(16, "expected_version", json: "expectedVersion", .uint32),
    ]
  )
}

/// What one member may exchange in a period of the programme's calendar.
public struct ExchangeLimit: Message {
  /// Not PER_BASKET.
  public var period: CapPeriod

  /// Points, or exchanges.
  public var unit: CapUnit

  /// 1 or more.
  public var limit: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    period = .init(rawValue: 0)
    unit = .init(rawValue: 0)
    limit = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    period: CapPeriod = .init(rawValue: 0),
    unit: CapUnit = .init(rawValue: 0),
    limit: Int64 = 0
  ) {
    self.period = period
    self.unit = unit
    self.limit = limit
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `period`.
    @inlinable public static var period: UInt32 { 1 }
    /// `unit`.
    @inlinable public static var unit: UInt32 { 2 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 3 }
  }
}

extension ExchangeLimit {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: period = CapPeriod(rawValue: try reader.readInt32())
      case 16: unit = CapUnit(rawValue: try reader.readInt32())
      case 24: limit = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if period.rawValue != 0 { buffer.writeInt32(1, period.rawValue) }
    if unit.rawValue != 0 { buffer.writeInt32(2, unit.rawValue) }
    if limit != 0 { buffer.writeInt64(3, limit) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExchangeLimit",
    fields: [
      .init(1, "period", json: "period", .enumeration(CapPeriod.schema)),
      .init(2, "unit", json: "unit", .enumeration(CapUnit.schema)),
      .init(3, "limit", json: "limit", .int64),
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: groupID = try reader.readString()
      case 16: mode = GroupMode(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

  /// For receipts, by language.
  public var names: [LocalText]

  /// {points} {name} {eligible} {balance}.
  public var receiptTexts: [LocalText]

  /// On put: when this version begins to decide; 0 = now, for a new promotion: always.
  public var activateAtMs: Int64

  /// Set by the server.
  public var validFromMs: Int64

  /// Set by the server: rule_set_version that brought this version.
  public var addedIn: UInt64

  /// Absent = none.
  public var conditions: Conditions?

  /// 0 to 16 budgets that it draws on, beside its own caps.
  public var budgetIDs: [String]

  /// 0 to 64 bytes, a name for settlement.
  public var fundingPartner: String

  /// Any of them, beside weekdays/from_minute/to_minute.
  public var windows: [DayWindow]

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
    names = []
    receiptTexts = []
    activateAtMs = 0
    validFromMs = 0
    addedIn = 0
    conditions = nil
    budgetIDs = []
    fundingPartner = ""
    windows = []
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
    joint: Bool = false,
    names: [LocalText] = [],
    receiptTexts: [LocalText] = [],
    activateAtMs: Int64 = 0,
    validFromMs: Int64 = 0,
    addedIn: UInt64 = 0,
    conditions: Conditions? = nil,
    budgetIDs: [String] = [],
    fundingPartner: String = "",
    windows: [DayWindow] = []
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
    self.names = names
    self.receiptTexts = receiptTexts
    self.activateAtMs = activateAtMs
    self.validFromMs = validFromMs
    self.addedIn = addedIn
    self.conditions = conditions
    self.budgetIDs = budgetIDs
    self.fundingPartner = fundingPartner
    self.windows = windows
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
    /// `names`.
    @inlinable public static var names: UInt32 { 30 }
    /// `receipt_texts`.
    @inlinable public static var receiptTexts: UInt32 { 31 }
    /// `activate_at_ms`.
    @inlinable public static var activateAtMs: UInt32 { 32 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 33 }
    /// `added_in`.
    @inlinable public static var addedIn: UInt32 { 34 }
    /// `conditions`.
    @inlinable public static var conditions: UInt32 { 36 }
    /// `budget_ids`.
    @inlinable public static var budgetIDs: UInt32 { 37 }
    /// `funding_partner`.
    @inlinable public static var fundingPartner: UInt32 { 38 }
    /// `fixed`.
    @inlinable public static var fixed: UInt32 { 39 }
    /// `windows`.
    @inlinable public static var windows: UInt32 { 40 }
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
    /// Field 39, `fixed`.
    case fixed(Fixed)
  }
}

extension Promotion {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
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
      case 242: try reader.readMessage(appendingTo: &names)
      case 250: try reader.readMessage(appendingTo: &receiptTexts)
      case 256: activateAtMs = try reader.readInt64()
      case 264: validFromMs = try reader.readInt64()
      case 272: addedIn = try reader.readUInt64()
      case 290: try reader.readMessage(into: &conditions)
      case 298: budgetIDs.append(try reader.readString())
      case 306: fundingPartner = try reader.readString()
      case 314:
        var earlier: Fixed?
        if case .fixed(let value) = mechanic { earlier = value }
        mechanic = .fixed(try reader.readMessage(mergingInto: earlier))
      case 322: try reader.readMessage(appendingTo: &windows)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    for value in names { buffer.writeMessage(30, value) }
    for value in receiptTexts { buffer.writeMessage(31, value) }
    if activateAtMs != 0 { buffer.writeInt64(32, activateAtMs) }
    if validFromMs != 0 { buffer.writeInt64(33, validFromMs) }
    if addedIn != 0 { buffer.writeUInt64(34, addedIn) }
    if let conditions { buffer.writeMessage(36, conditions) }
    for value in budgetIDs { buffer.writeString(37, value) }
    if !fundingPartner.isEmpty { buffer.writeString(38, fundingPartner) }
    if case .fixed(let value) = mechanic { buffer.writeMessage(39, value) }
    for value in windows { buffer.writeMessage(40, value) }
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
      .init(30, "names", json: "names", .message { LocalText.schema }, repeated: true),
      .init(
        31,
        "receipt_texts",
        json: "receiptTexts",
        .message { LocalText.schema },
        repeated: true
      ),
      .init(32, "activate_at_ms", json: "activateAtMs", .int64),
      .init(33, "valid_from_ms", json: "validFromMs", .int64),
      .init(34, "added_in", json: "addedIn", .uint64),
      .init(36, "conditions", json: "conditions", .message { Conditions.schema }, presence: true),
      .init(37, "budget_ids", json: "budgetIds", .string, repeated: true),
      .init(38, "funding_partner", json: "fundingPartner", .string),
      .init(
        39,
        "fixed",
        json: "fixed",
        .message { Fixed.schema },
        presence: true,
        oneof: "mechanic"
      ),
      .init(40, "windows", json: "windows", .message { DayWindow.schema }, repeated: true),
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

  /// Lines with discount_minor above 0.
  public var excludeDiscounted: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    kinds = []
    include = nil
    exclude = nil
    excludeDiscounted = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    kinds: [LineKind] = [],
    include: Terms? = nil,
    exclude: Terms? = nil,
    excludeDiscounted: Bool = false
  ) {
    self.kinds = kinds
    self.include = include
    self.exclude = exclude
    self.excludeDiscounted = excludeDiscounted
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `kinds`.
    @inlinable public static var kinds: UInt32 { 1 }
    /// `include`.
    @inlinable public static var include: UInt32 { 2 }
    /// `exclude`.
    @inlinable public static var exclude: UInt32 { 3 }
    /// `exclude_discounted`.
    @inlinable public static var excludeDiscounted: UInt32 { 4 }
  }
}

extension Selection {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: kinds.append(LineKind(rawValue: try reader.readInt32()))
      case 10:
        try reader.readPacked(into: &kinds) { (element) throws(DecodingError) in
          LineKind(rawValue: try element.readInt32())
        }
      case 18: try reader.readMessage(into: &include)
      case 26: try reader.readMessage(into: &exclude)
      case 32: excludeDiscounted = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    if excludeDiscounted { buffer.writeBool(4, excludeDiscounted) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Selection",
    fields: [
      .init(1, "kinds", json: "kinds", .enumeration(LineKind.schema), repeated: true),
      .init(2, "include", json: "include", .message { Terms.schema }, presence: true),
      .init(3, "exclude", json: "exclude", .message { Terms.schema }, presence: true),
      .init(4, "exclude_discounted", json: "excludeDiscounted", .bool),
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

  /// "purchase" = what purchases count.
  public var eventTypes: [String]

  /// Absent on an event promotion = the event itself, quantity 1.
  public var counters: [String]

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
    eventTypes = []
    counters = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    departments: [String] = [],
    categories: [String] = [],
    brands: [String] = [],
    skus: [String] = [],
    labels: [String] = [],
    attributes: [String] = [],
    eventTypes: [String] = [],
    counters: [String] = []
  ) {
    self.departments = departments
    self.categories = categories
    self.brands = brands
    self.skus = skus
    self.labels = labels
    self.attributes = attributes
    self.eventTypes = eventTypes
    self.counters = counters
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
    /// `event_types`.
    @inlinable public static var eventTypes: UInt32 { 7 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 8 }
  }
}

extension Terms {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: departments.append(try reader.readString())
      case 18: categories.append(try reader.readString())
      case 26: brands.append(try reader.readString())
      case 34: skus.append(try reader.readString())
      case 42: labels.append(try reader.readString())
      case 50: attributes.append(try reader.readString())
      case 58: eventTypes.append(try reader.readString())
      case 66: counters.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    for value in eventTypes { buffer.writeString(7, value) }
    for value in counters { buffer.writeString(8, value) }
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
      .init(7, "event_types", json: "eventTypes", .string, repeated: true),
      .init(8, "counters", json: "counters", .string, repeated: true),
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: points = try reader.readInt64()
      case 16: perAmountMinor = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 18: try reader.readMessage(into: &factor)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

  /// Field 4, `across_baskets`.
  public var acrossBaskets: Across?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    buyQuantity = 0
    points = 0
    maxPerBasket = 0
    acrossBaskets = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    buyQuantity: Int64 = 0,
    points: Int64 = 0,
    maxPerBasket: Int64 = 0,
    acrossBaskets: Across? = nil
  ) {
    self.buyQuantity = buyQuantity
    self.points = points
    self.maxPerBasket = maxPerBasket
    self.acrossBaskets = acrossBaskets
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `buy_quantity`.
    @inlinable public static var buyQuantity: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `max_per_basket`.
    @inlinable public static var maxPerBasket: UInt32 { 3 }
    /// `across_baskets`.
    @inlinable public static var acrossBaskets: UInt32 { 4 }
  }
}

extension QuantityBonus {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: buyQuantity = try reader.readInt64()
      case 16: points = try reader.readInt64()
      case 24: maxPerBasket = try reader.readInt64()
      case 34: try reader.readMessage(into: &acrossBaskets)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if buyQuantity != 0 { buffer.writeInt64(1, buyQuantity) }
    if points != 0 { buffer.writeInt64(2, points) }
    if maxPerBasket != 0 { buffer.writeInt64(3, maxPerBasket) }
    if let acrossBaskets { buffer.writeMessage(4, acrossBaskets) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.QuantityBonus",
    fields: [
      .init(1, "buy_quantity", json: "buyQuantity", .int64),
      .init(2, "points", json: "points", .int64),
      .init(3, "max_per_basket", json: "maxPerBasket", .int64),
      .init(4, "across_baskets", json: "acrossBaskets", .message { Across.schema }, presence: true),
    ]
  )
}

/// The points of the highest step that E reaches.
public struct Threshold: Message {
  /// Field 1, `steps`.
  public var steps: [ThresholdStep]

  /// The sum of all steps that E reaches.
  public var stepsAddUp: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    steps = []
    stepsAddUp = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    steps: [ThresholdStep] = [],
    stepsAddUp: Bool = false
  ) {
    self.steps = steps
    self.stepsAddUp = stepsAddUp
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `steps`.
    @inlinable public static var steps: UInt32 { 1 }
    /// `steps_add_up`.
    @inlinable public static var stepsAddUp: UInt32 { 2 }
  }
}

extension Threshold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &steps)
      case 16: stepsAddUp = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in steps { buffer.writeMessage(1, value) }
    if stepsAddUp { buffer.writeBool(2, stepsAddUp) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Threshold",
    fields: [
      .init(1, "steps", json: "steps", .message { ThresholdStep.schema }, repeated: true),
      .init(2, "steps_add_up", json: "stepsAddUp", .bool),
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: amountMinor = try reader.readInt64()
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 18: try reader.readMessage(appendingTo: &factors)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

/// The factor of one tier.
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tier = try reader.readString()
      case 18: try reader.readMessage(into: &factor)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

/// The most that the promotion gives in a period; what is more is cut.
public struct Cap: Message {
  /// Over which it counts.
  public var period: CapPeriod

  /// The limit, in its unit.
  public var points: Int64

  /// Whose use it counts; PER_BASKET: SCOPE_MEMBER alone.
  public var scope: CapScope

  /// Points, or baskets and events.
  public var unit: CapUnit

  /// SCOPE_TAG: name of the event's tag.
  public var tag: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    period = .init(rawValue: 0)
    points = 0
    scope = .init(rawValue: 0)
    unit = .init(rawValue: 0)
    tag = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    period: CapPeriod = .init(rawValue: 0),
    points: Int64 = 0,
    scope: CapScope = .init(rawValue: 0),
    unit: CapUnit = .init(rawValue: 0),
    tag: String = ""
  ) {
    self.period = period
    self.points = points
    self.scope = scope
    self.unit = unit
    self.tag = tag
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `period`.
    @inlinable public static var period: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `scope`.
    @inlinable public static var scope: UInt32 { 3 }
    /// `unit`.
    @inlinable public static var unit: UInt32 { 4 }
    /// `tag`.
    @inlinable public static var tag: UInt32 { 5 }
  }
}

extension Cap {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: period = CapPeriod(rawValue: try reader.readInt32())
      case 16: points = try reader.readInt64()
      case 24: scope = CapScope(rawValue: try reader.readInt32())
      case 32: unit = CapUnit(rawValue: try reader.readInt32())
      case 42: tag = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if period.rawValue != 0 { buffer.writeInt32(1, period.rawValue) }
    if points != 0 { buffer.writeInt64(2, points) }
    if scope.rawValue != 0 { buffer.writeInt32(3, scope.rawValue) }
    if unit.rawValue != 0 { buffer.writeInt32(4, unit.rawValue) }
    if !tag.isEmpty { buffer.writeString(5, tag) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Cap",
    fields: [
      .init(1, "period", json: "period", .enumeration(CapPeriod.schema)),
      .init(2, "points", json: "points", .int64),
      .init(3, "scope", json: "scope", .enumeration(CapScope.schema)),
      .init(4, "unit", json: "unit", .enumeration(CapUnit.schema)),
      .init(5, "tag", json: "tag", .string),
    ]
  )
}

/// When points begin and end.
///
/// Of several ways to wait activate_on counts, then pending_for, pending_until_ms, pending_ms; of
/// several ways to end expires, then expires_at_ms, expires_after_ms.
public struct LotTerms: Message {
  /// From recorded_at; 0 = active at once.
  public var pendingMs: Int64

  /// From recorded_at; 0 = never.
  public var expiresAfterMs: Int64

  /// Waits for this action.
  public var activateOn: String

  /// Active from that local day's first instant; round_up unused.
  public var pendingFor: CalendarTerm?

  /// Fixed.
  public var pendingUntilMs: Int64

  /// To the end of the local day, month, quarter or year.
  public var expires: CalendarTerm?

  /// Fixed.
  public var expiresAtMs: Int64

  /// From when pending_ms, pending_for, expires_after_ms and expires count.
  public var clock: LotClock

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    pendingMs = 0
    expiresAfterMs = 0
    activateOn = ""
    pendingFor = nil
    pendingUntilMs = 0
    expires = nil
    expiresAtMs = 0
    clock = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    pendingMs: Int64 = 0,
    expiresAfterMs: Int64 = 0,
    activateOn: String = "",
    pendingFor: CalendarTerm? = nil,
    pendingUntilMs: Int64 = 0,
    expires: CalendarTerm? = nil,
    expiresAtMs: Int64 = 0,
    clock: LotClock = .init(rawValue: 0)
  ) {
    self.pendingMs = pendingMs
    self.expiresAfterMs = expiresAfterMs
    self.activateOn = activateOn
    self.pendingFor = pendingFor
    self.pendingUntilMs = pendingUntilMs
    self.expires = expires
    self.expiresAtMs = expiresAtMs
    self.clock = clock
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `pending_ms`.
    @inlinable public static var pendingMs: UInt32 { 1 }
    /// `expires_after_ms`.
    @inlinable public static var expiresAfterMs: UInt32 { 2 }
    /// `activate_on`.
    @inlinable public static var activateOn: UInt32 { 3 }
    /// `pending_for`.
    @inlinable public static var pendingFor: UInt32 { 4 }
    /// `pending_until_ms`.
    @inlinable public static var pendingUntilMs: UInt32 { 5 }
    /// `expires`.
    @inlinable public static var expires: UInt32 { 6 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 7 }
    /// `clock`.
    @inlinable public static var clock: UInt32 { 8 }
  }
}

extension LotTerms {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: pendingMs = try reader.readInt64()
      case 16: expiresAfterMs = try reader.readInt64()
      case 26: activateOn = try reader.readString()
      case 34: try reader.readMessage(into: &pendingFor)
      case 40: pendingUntilMs = try reader.readInt64()
      case 50: try reader.readMessage(into: &expires)
      case 56: expiresAtMs = try reader.readInt64()
      case 64: clock = LotClock(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if pendingMs != 0 { buffer.writeInt64(1, pendingMs) }
    if expiresAfterMs != 0 { buffer.writeInt64(2, expiresAfterMs) }
    if !activateOn.isEmpty { buffer.writeString(3, activateOn) }
    if let pendingFor { buffer.writeMessage(4, pendingFor) }
    if pendingUntilMs != 0 { buffer.writeInt64(5, pendingUntilMs) }
    if let expires { buffer.writeMessage(6, expires) }
    if expiresAtMs != 0 { buffer.writeInt64(7, expiresAtMs) }
    if clock.rawValue != 0 { buffer.writeInt32(8, clock.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LotTerms",
    fields: [
      .init(1, "pending_ms", json: "pendingMs", .int64),
      .init(2, "expires_after_ms", json: "expiresAfterMs", .int64),
      .init(3, "activate_on", json: "activateOn", .string),
      .init(4, "pending_for", json: "pendingFor", .message { CalendarTerm.schema }, presence: true),
      .init(5, "pending_until_ms", json: "pendingUntilMs", .int64),
      .init(6, "expires", json: "expires", .message { CalendarTerm.schema }, presence: true),
      .init(7, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(8, "clock", json: "clock", .enumeration(LotClock.schema)),
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

  /// From INTEGRATION_LIGHT to FULL: what all members together hold of each token of type
  /// TYPE_ERC20.
  public var openingBalances: [TokenPoints]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    programme = nil
    expectedVersion = 0
    openingBalances = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    programme: Programme? = nil,
    expectedVersion: UInt64 = 0,
    openingBalances: [TokenPoints] = []
  ) {
    self.envelope = envelope
    self.programme = programme
    self.expectedVersion = expectedVersion
    self.openingBalances = openingBalances
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `programme`.
    @inlinable public static var programme: UInt32 { 2 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 3 }
    /// `opening_balances`.
    @inlinable public static var openingBalances: UInt32 { 80 }
  }
}

extension PutProgrammeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &programme)
      case 24: expectedVersion = try reader.readUInt64()
      case 642: try reader.readMessage(appendingTo: &openingBalances)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let programme { buffer.writeMessage(2, programme) }
    if expectedVersion != 0 { buffer.writeUInt64(3, expectedVersion) }
    for value in openingBalances { buffer.writeMessage(80, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutProgrammeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "programme", json: "programme", .message { Programme.schema }, presence: true),
      .init(3, "expected_version", json: "expectedVersion", .uint64),
      .init(
        80,
        "opening_balances",
        json: "openingBalances",
        .message { TokenPoints.schema },
        repeated: true
      ),
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

  /// Of all promotions, 100 at most.
  public var findings: [PromotionFinding]

  /// How many there are beyond.
  public var moreFindings: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    ruleSetVersion = 0
    isNew = false
    replayed = false
    findings = []
    moreFindings = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    ruleSetVersion: UInt64 = 0,
    isNew: Bool = false,
    replayed: Bool = false,
    findings: [PromotionFinding] = [],
    moreFindings: UInt32 = 0
  ) {
    self.ruleSetVersion = ruleSetVersion
    self.isNew = isNew
    self.replayed = replayed
    self.findings = findings
    self.moreFindings = moreFindings
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 1 }
    /// `is_new`.
    @inlinable public static var isNew: UInt32 { 2 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 3 }
    /// `findings`.
    @inlinable public static var findings: UInt32 { 4 }
    /// `more_findings`.
    @inlinable public static var moreFindings: UInt32 { 5 }
  }
}

extension PutProgrammeResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 16: isNew = try reader.readBool()
      case 24: replayed = try reader.readBool()
      case 34: try reader.readMessage(appendingTo: &findings)
      case 40: moreFindings = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if ruleSetVersion != 0 { buffer.writeUInt64(1, ruleSetVersion) }
    if isNew { buffer.writeBool(2, isNew) }
    if replayed { buffer.writeBool(3, replayed) }
    for value in findings { buffer.writeMessage(4, value) }
    if moreFindings != 0 { buffer.writeUInt32(5, moreFindings) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutProgrammeResponse",
    fields: [
      .init(1, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(2, "is_new", json: "isNew", .bool),
      .init(3, "replayed", json: "replayed", .bool),
      .init(4, "findings", json: "findings", .message { PromotionFinding.schema }, repeated: true),
      .init(5, "more_findings", json: "moreFindings", .uint32),
    ]
  )
}

/// What a promotion says and hardly means; the change is made all the same.
public struct PromotionFinding: Message {
  /// Such as ALWAYS_BEATEN; docs/semantics.md lists them.
  public var code: String

  /// Field 2, `promotion_id`.
  public var promotionID: String

  /// In the request, such as promotions[3].end_ms; end_ms where the request does not have it.
  public var field: String

  /// The promotion that it is beaten by, tied with or built on; empty = none.
  public var otherID: String

  /// Field 5, `sentence`.
  public var sentence: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    code = ""
    promotionID = ""
    field = ""
    otherID = ""
    sentence = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    code: String = "",
    promotionID: String = "",
    field: String = "",
    otherID: String = "",
    sentence: String = ""
  ) {
    self.code = code
    self.promotionID = promotionID
    self.field = field
    self.otherID = otherID
    self.sentence = sentence
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `code`.
    @inlinable public static var code: UInt32 { 1 }
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 2 }
    /// `field`.
    @inlinable public static var field: UInt32 { 3 }
    /// `other_id`.
    @inlinable public static var otherID: UInt32 { 4 }
    /// `sentence`.
    @inlinable public static var sentence: UInt32 { 5 }
  }
}

extension PromotionFinding {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: code = try reader.readString()
      case 18: promotionID = try reader.readString()
      case 26: field = try reader.readString()
      case 34: otherID = try reader.readString()
      case 42: sentence = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !code.isEmpty { buffer.writeString(1, code) }
    if !promotionID.isEmpty { buffer.writeString(2, promotionID) }
    if !field.isEmpty { buffer.writeString(3, field) }
    if !otherID.isEmpty { buffer.writeString(4, otherID) }
    if !sentence.isEmpty { buffer.writeString(5, sentence) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PromotionFinding",
    fields: [
      .init(1, "code", json: "code", .string),
      .init(2, "promotion_id", json: "promotionId", .string),
      .init(3, "field", json: "field", .string),
      .init(4, "other_id", json: "otherId", .string),
      .init(5, "sentence", json: "sentence", .string),
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &programme)
      case 16: ruleSetVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 16: replayed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: tokenID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &token)
      case 18: try reader.readMessage(into: &totals)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

/// Issued = available + pending + locked − debt + redeemed + expired + reversed + in_transit +
/// exchanged + exchange_fees.
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

  /// Left their member, in exchanges that are under way.
  public var inTransit: Int64

  /// Became points of other tokens.
  public var exchanged: Int64

  /// Were kept on the way.
  public var exchangeFees: Int64

  /// Of issued: came from other tokens.
  public var exchangedIn: Int64

  /// What floors of exchanges into it left with the issuer, in units: the sum of these.
  public var exchangeRounding: [Ratio]

  /// Not of issued: what partners have given out for other points and not taken back.
  public var heldOutside: Int64

  /// Of a token whose supply is limited: what may still be issued, by the members' records.
  public var supplyLeft: Int64

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
    inTransit = 0
    exchanged = 0
    exchangeFees = 0
    exchangedIn = 0
    exchangeRounding = []
    heldOutside = 0
    supplyLeft = 0
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
    programID: String = "",
    inTransit: Int64 = 0,
    exchanged: Int64 = 0,
    exchangeFees: Int64 = 0,
    exchangedIn: Int64 = 0,
    exchangeRounding: [Ratio] = [],
    heldOutside: Int64 = 0,
    supplyLeft: Int64 = 0
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
    self.inTransit = inTransit
    self.exchanged = exchanged
    self.exchangeFees = exchangeFees
    self.exchangedIn = exchangedIn
    self.exchangeRounding = exchangeRounding
    self.heldOutside = heldOutside
    self.supplyLeft = supplyLeft
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
    /// `in_transit`.
    @inlinable public static var inTransit: UInt32 { 40 }
    /// `exchanged`.
    @inlinable public static var exchanged: UInt32 { 41 }
    /// `exchange_fees`.
    @inlinable public static var exchangeFees: UInt32 { 42 }
    /// `exchanged_in`.
    @inlinable public static var exchangedIn: UInt32 { 43 }
    /// `exchange_rounding`.
    @inlinable public static var exchangeRounding: UInt32 { 44 }
    /// `held_outside`.
    @inlinable public static var heldOutside: UInt32 { 60 }
    /// `supply_left`.
    @inlinable public static var supplyLeft: UInt32 { 80 }
  }
}

extension TokenTotals {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
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
      case 320: inTransit = try reader.readInt64()
      case 328: exchanged = try reader.readInt64()
      case 336: exchangeFees = try reader.readInt64()
      case 344: exchangedIn = try reader.readInt64()
      case 354: try reader.readMessage(appendingTo: &exchangeRounding)
      case 480: heldOutside = try reader.readInt64()
      case 640: supplyLeft = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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
    if inTransit != 0 { buffer.writeInt64(40, inTransit) }
    if exchanged != 0 { buffer.writeInt64(41, exchanged) }
    if exchangeFees != 0 { buffer.writeInt64(42, exchangeFees) }
    if exchangedIn != 0 { buffer.writeInt64(43, exchangedIn) }
    for value in exchangeRounding { buffer.writeMessage(44, value) }
    if heldOutside != 0 { buffer.writeInt64(60, heldOutside) }
    if supplyLeft != 0 { buffer.writeInt64(80, supplyLeft) }
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
      .init(40, "in_transit", json: "inTransit", .int64),
      .init(41, "exchanged", json: "exchanged", .int64),
      .init(42, "exchange_fees", json: "exchangeFees", .int64),
      .init(43, "exchanged_in", json: "exchangedIn", .int64),
      .init(
        44,
        "exchange_rounding",
        json: "exchangeRounding",
        .message { Ratio.schema },
        repeated: true
      ),
      .init(60, "held_outside", json: "heldOutside", .int64),
      .init(80, "supply_left", json: "supplyLeft", .int64),
    ]
  )
}

/// The message `PutPromotionsRequest` of the schema.
public struct PutPromotionsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// None twice; all or none are put.
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(appendingTo: &promotions)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

  /// Field 4, `replayed`.
  public var replayed: Bool

  /// Of what was put and what it touches, 100 at most.
  public var findings: [PromotionFinding]

  /// How many there are beyond.
  public var moreFindings: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    ruleSetVersion = 0
    results = []
    replayed = false
    findings = []
    moreFindings = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    ruleSetVersion: UInt64 = 0,
    results: [PutPromotionResult] = [],
    replayed: Bool = false,
    findings: [PromotionFinding] = [],
    moreFindings: UInt32 = 0
  ) {
    self.ruleSetVersion = ruleSetVersion
    self.results = results
    self.replayed = replayed
    self.findings = findings
    self.moreFindings = moreFindings
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 1 }
    /// `results`.
    @inlinable public static var results: UInt32 { 2 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 4 }
    /// `findings`.
    @inlinable public static var findings: UInt32 { 5 }
    /// `more_findings`.
    @inlinable public static var moreFindings: UInt32 { 6 }
  }
}

extension PutPromotionsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: ruleSetVersion = try reader.readUInt64()
      case 18: try reader.readMessage(appendingTo: &results)
      case 32: replayed = try reader.readBool()
      case 42: try reader.readMessage(appendingTo: &findings)
      case 48: moreFindings = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if ruleSetVersion != 0 { buffer.writeUInt64(1, ruleSetVersion) }
    for value in results { buffer.writeMessage(2, value) }
    if replayed { buffer.writeBool(4, replayed) }
    for value in findings { buffer.writeMessage(5, value) }
    if moreFindings != 0 { buffer.writeUInt32(6, moreFindings) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutPromotionsResponse",
    fields: [
      .init(1, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(2, "results", json: "results", .message { PutPromotionResult.schema }, repeated: true),
      .init(4, "replayed", json: "replayed", .bool),
      .init(5, "findings", json: "findings", .message { PromotionFinding.schema }, repeated: true),
      .init(6, "more_findings", json: "moreFindings", .uint32),
    ]
  )
}

/// The message `PutPromotionResult` of the schema.
public struct PutPromotionResult: Message {
  /// Field 1, `promotion_id`.
  public var promotionID: String

  /// Field 2, `version`.
  public var version: UInt32

  /// False = it says what it said before, and keeps its version.
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 16: version = try reader.readUInt32()
      case 24: changed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

  /// Empty = all.
  public var statuses: [PromotionStatus]

  /// 0 = any date.
  public var liveAtMs: Int64

  /// That may have them; empty = any.
  public var segment: String

  /// Empty = any.
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
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
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
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
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

  /// Empty = the last page.
  public var nextCursor: String

  /// Field 3, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// With the first page those of the programme; with each page its promotions' own caps over all
  /// members.
  public var budgets: [BudgetState]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotions = []
    nextCursor = ""
    ruleSetVersion = 0
    budgets = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotions: [Promotion] = [],
    nextCursor: String = "",
    ruleSetVersion: UInt64 = 0,
    budgets: [BudgetState] = []
  ) {
    self.promotions = promotions
    self.nextCursor = nextCursor
    self.ruleSetVersion = ruleSetVersion
    self.budgets = budgets
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotions`.
    @inlinable public static var promotions: UInt32 { 1 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 2 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 3 }
    /// `budgets`.
    @inlinable public static var budgets: UInt32 { 4 }
  }
}

extension ListPromotionsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &promotions)
      case 18: nextCursor = try reader.readString()
      case 24: ruleSetVersion = try reader.readUInt64()
      case 34: try reader.readMessage(appendingTo: &budgets)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in promotions { buffer.writeMessage(1, value) }
    if !nextCursor.isEmpty { buffer.writeString(2, nextCursor) }
    if ruleSetVersion != 0 { buffer.writeUInt64(3, ruleSetVersion) }
    for value in budgets { buffer.writeMessage(4, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListPromotionsResponse",
    fields: [
      .init(1, "promotions", json: "promotions", .message { Promotion.schema }, repeated: true),
      .init(2, "next_cursor", json: "nextCursor", .string),
      .init(3, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(4, "budgets", json: "budgets", .message { BudgetState.schema }, repeated: true),
    ]
  )
}

/// What one member may earn in a local day; 0 = no limit.
public struct Velocity: Message {
  /// By recording.
  public var earnsPerDay: UInt32

  /// By recording.
  public var pointsPerDay: Int64

  /// Post beyond it too, with lots that wait for the action "review".
  public var review: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    earnsPerDay = 0
    pointsPerDay = 0
    review = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    earnsPerDay: UInt32 = 0,
    pointsPerDay: Int64 = 0,
    review: Bool = false
  ) {
    self.earnsPerDay = earnsPerDay
    self.pointsPerDay = pointsPerDay
    self.review = review
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `earns_per_day`.
    @inlinable public static var earnsPerDay: UInt32 { 1 }
    /// `points_per_day`.
    @inlinable public static var pointsPerDay: UInt32 { 2 }
    /// `review`.
    @inlinable public static var review: UInt32 { 3 }
  }
}

extension Velocity {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: earnsPerDay = try reader.readUInt32()
      case 16: pointsPerDay = try reader.readInt64()
      case 24: review = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if earnsPerDay != 0 { buffer.writeUInt32(1, earnsPerDay) }
    if pointsPerDay != 0 { buffer.writeInt64(2, pointsPerDay) }
    if review { buffer.writeBool(3, review) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Velocity",
    fields: [
      .init(1, "earns_per_day", json: "earnsPerDay", .uint32),
      .init(2, "points_per_day", json: "pointsPerDay", .int64),
      .init(3, "review", json: "review", .bool),
    ]
  )
}

/// What a token has of its own; absent = as the programme says.
public struct TokenPolicy: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// All of it expires so long after the last activity; absent = never.
  public var inactivity: CalendarTerm?

  /// Redemptions are activity too (earns always are).
  public var redeemCounts: Bool

  /// Absent = none.
  public var decay: Decay?

  /// Absent = the programme's.
  public var returnRule: ReturnRule?

  /// 0 = the programme's, as the next two.
  public var redeemMin: Int64

  /// Field 7, `redeem_max`.
  public var redeemMax: Int64

  /// Field 8, `redeem_step`.
  public var redeemStep: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    inactivity = nil
    redeemCounts = false
    decay = nil
    returnRule = nil
    redeemMin = 0
    redeemMax = 0
    redeemStep = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    inactivity: CalendarTerm? = nil,
    redeemCounts: Bool = false,
    decay: Decay? = nil,
    returnRule: ReturnRule? = nil,
    redeemMin: Int64 = 0,
    redeemMax: Int64 = 0,
    redeemStep: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.inactivity = inactivity
    self.redeemCounts = redeemCounts
    self.decay = decay
    self.returnRule = returnRule
    self.redeemMin = redeemMin
    self.redeemMax = redeemMax
    self.redeemStep = redeemStep
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `inactivity`.
    @inlinable public static var inactivity: UInt32 { 2 }
    /// `redeem_counts`.
    @inlinable public static var redeemCounts: UInt32 { 3 }
    /// `decay`.
    @inlinable public static var decay: UInt32 { 4 }
    /// `return_rule`.
    @inlinable public static var returnRule: UInt32 { 5 }
    /// `redeem_min`.
    @inlinable public static var redeemMin: UInt32 { 6 }
    /// `redeem_max`.
    @inlinable public static var redeemMax: UInt32 { 7 }
    /// `redeem_step`.
    @inlinable public static var redeemStep: UInt32 { 8 }
  }
}

extension TokenPolicy {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 18: try reader.readMessage(into: &inactivity)
      case 24: redeemCounts = try reader.readBool()
      case 34: try reader.readMessage(into: &decay)
      case 42: try reader.readMessage(into: &returnRule)
      case 48: redeemMin = try reader.readInt64()
      case 56: redeemMax = try reader.readInt64()
      case 64: redeemStep = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if let inactivity { buffer.writeMessage(2, inactivity) }
    if redeemCounts { buffer.writeBool(3, redeemCounts) }
    if let decay { buffer.writeMessage(4, decay) }
    if let returnRule { buffer.writeMessage(5, returnRule) }
    if redeemMin != 0 { buffer.writeInt64(6, redeemMin) }
    if redeemMax != 0 { buffer.writeInt64(7, redeemMax) }
    if redeemStep != 0 { buffer.writeInt64(8, redeemStep) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TokenPolicy",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "inactivity", json: "inactivity", .message { CalendarTerm.schema }, presence: true),
      .init(3, "redeem_counts", json: "redeemCounts", .bool),
      .init(4, "decay", json: "decay", .message { Decay.schema }, presence: true),
      .init(5, "return_rule", json: "returnRule", .message { ReturnRule.schema }, presence: true),
      .init(6, "redeem_min", json: "redeemMin", .int64),
      .init(7, "redeem_max", json: "redeemMax", .int64),
      .init(8, "redeem_step", json: "redeemStep", .int64),
    ]
  )
}

/// What a return takes, for one token.
public struct ReturnRule: Message {
  /// Field 1, `policy`.
  public var policy: ReturnPolicy

  /// ALLOW_DEBT: points.
  public var maxDebt: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    policy = .init(rawValue: 0)
    maxDebt = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    policy: ReturnPolicy = .init(rawValue: 0),
    maxDebt: Int64 = 0
  ) {
    self.policy = policy
    self.maxDebt = maxDebt
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `policy`.
    @inlinable public static var policy: UInt32 { 1 }
    /// `max_debt`.
    @inlinable public static var maxDebt: UInt32 { 2 }
  }
}

extension ReturnRule {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: policy = ReturnPolicy(rawValue: try reader.readInt32())
      case 16: maxDebt = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if policy.rawValue != 0 { buffer.writeInt32(1, policy.rawValue) }
    if maxDebt != 0 { buffer.writeInt64(2, maxDebt) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReturnRule",
    fields: [
      .init(1, "policy", json: "policy", .enumeration(ReturnPolicy.schema)),
      .init(2, "max_debt", json: "maxDebt", .int64),
    ]
  )
}

/// Part of the points that expires at each end of a month, quarter or year.
public struct Decay: Message {
  /// Of a percent: 1 to 1000000.
  public var tenThousandths: UInt32

  /// TO_MONTH_END, TO_QUARTER_END or TO_YEAR_END.
  public var every: RoundUp

  /// Else of available points alone.
  public var pendingToo: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tenThousandths = 0
    every = .init(rawValue: 0)
    pendingToo = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tenThousandths: UInt32 = 0,
    every: RoundUp = .init(rawValue: 0),
    pendingToo: Bool = false
  ) {
    self.tenThousandths = tenThousandths
    self.every = every
    self.pendingToo = pendingToo
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `ten_thousandths`.
    @inlinable public static var tenThousandths: UInt32 { 1 }
    /// `every`.
    @inlinable public static var every: UInt32 { 2 }
    /// `pending_too`.
    @inlinable public static var pendingToo: UInt32 { 3 }
  }
}

extension Decay {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: tenThousandths = try reader.readUInt32()
      case 16: every = RoundUp(rawValue: try reader.readInt32())
      case 24: pendingToo = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if tenThousandths != 0 { buffer.writeUInt32(1, tenThousandths) }
    if every.rawValue != 0 { buffer.writeInt32(2, every.rawValue) }
    if pendingToo { buffer.writeBool(3, pendingToo) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Decay",
    fields: [
      .init(1, "ten_thousandths", json: "tenThousandths", .uint32),
      .init(2, "every", json: "every", .enumeration(RoundUp.schema)),
      .init(3, "pending_too", json: "pendingToo", .bool),
    ]
  )
}

/// The same points whatever the amount.
public struct Fixed: Message {
  /// 0 or more.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    points: Int64 = 0
  ) {
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `points`.
    @inlinable public static var points: UInt32 { 1 }
  }
}

extension Fixed {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if points != 0 { buffer.writeInt64(1, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Fixed",
    fields: [
      .init(1, "points", json: "points", .int64)
    ]
  )
}

/// Hours of a local day.
public struct DayWindow: Message {
  /// Bit 0 = Monday; 0 = every day; of the day it begins.
  public var weekdays: UInt32

  /// Inclusive.
  public var fromMinute: UInt32

  /// Exclusive; at or before from_minute: over midnight.
  public var toMinute: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    weekdays = 0
    fromMinute = 0
    toMinute = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    weekdays: UInt32 = 0,
    fromMinute: UInt32 = 0,
    toMinute: UInt32 = 0
  ) {
    self.weekdays = weekdays
    self.fromMinute = fromMinute
    self.toMinute = toMinute
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `weekdays`.
    @inlinable public static var weekdays: UInt32 { 1 }
    /// `from_minute`.
    @inlinable public static var fromMinute: UInt32 { 2 }
    /// `to_minute`.
    @inlinable public static var toMinute: UInt32 { 3 }
  }
}

extension DayWindow {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: weekdays = try reader.readUInt32()
      case 16: fromMinute = try reader.readUInt32()
      case 24: toMinute = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if weekdays != 0 { buffer.writeUInt32(1, weekdays) }
    if fromMinute != 0 { buffer.writeUInt32(2, fromMinute) }
    if toMinute != 0 { buffer.writeUInt32(3, toMinute) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DayWindow",
    fields: [
      .init(1, "weekdays", json: "weekdays", .uint32),
      .init(2, "from_minute", json: "fromMinute", .uint32),
      .init(3, "to_minute", json: "toMinute", .uint32),
    ]
  )
}

/// What a promotion asks beside lines, place and member; absent = nothing.
public struct Conditions: Message {
  /// One of them is in the basket.
  public var codes: [String]

  /// Field 2, `visit`.
  public var visit: Visit?

  /// Field 3, `first_purchase`.
  public var firstPurchase: FirstPurchase

  /// Field 4, `birthday`.
  public var birthday: Birthday?

  /// All lines of the basket together.
  public var minBasketMinor: Int64

  /// Paid at least in part by one of these kinds.
  public var tenders: [String]

  /// 0 = no limit; local days since enrolment.
  public var maxMembershipDays: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    codes = []
    visit = nil
    firstPurchase = .init(rawValue: 0)
    birthday = nil
    minBasketMinor = 0
    tenders = []
    maxMembershipDays = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    codes: [String] = [],
    visit: Visit? = nil,
    firstPurchase: FirstPurchase = .init(rawValue: 0),
    birthday: Birthday? = nil,
    minBasketMinor: Int64 = 0,
    tenders: [String] = [],
    maxMembershipDays: UInt32 = 0
  ) {
    self.codes = codes
    self.visit = visit
    self.firstPurchase = firstPurchase
    self.birthday = birthday
    self.minBasketMinor = minBasketMinor
    self.tenders = tenders
    self.maxMembershipDays = maxMembershipDays
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `codes`.
    @inlinable public static var codes: UInt32 { 1 }
    /// `visit`.
    @inlinable public static var visit: UInt32 { 2 }
    /// `first_purchase`.
    @inlinable public static var firstPurchase: UInt32 { 3 }
    /// `birthday`.
    @inlinable public static var birthday: UInt32 { 4 }
    /// `min_basket_minor`.
    @inlinable public static var minBasketMinor: UInt32 { 5 }
    /// `tenders`.
    @inlinable public static var tenders: UInt32 { 6 }
    /// `max_membership_days`.
    @inlinable public static var maxMembershipDays: UInt32 { 7 }
  }
}

extension Conditions {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: codes.append(try reader.readString())
      case 18: try reader.readMessage(into: &visit)
      case 24: firstPurchase = FirstPurchase(rawValue: try reader.readInt32())
      case 34: try reader.readMessage(into: &birthday)
      case 40: minBasketMinor = try reader.readInt64()
      case 50: tenders.append(try reader.readString())
      case 56: maxMembershipDays = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in codes { buffer.writeString(1, value) }
    if let visit { buffer.writeMessage(2, visit) }
    if firstPurchase.rawValue != 0 { buffer.writeInt32(3, firstPurchase.rawValue) }
    if let birthday { buffer.writeMessage(4, birthday) }
    if minBasketMinor != 0 { buffer.writeInt64(5, minBasketMinor) }
    for value in tenders { buffer.writeString(6, value) }
    if maxMembershipDays != 0 { buffer.writeUInt32(7, maxMembershipDays) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Conditions",
    fields: [
      .init(1, "codes", json: "codes", .string, repeated: true),
      .init(2, "visit", json: "visit", .message { Visit.schema }, presence: true),
      .init(3, "first_purchase", json: "firstPurchase", .enumeration(FirstPurchase.schema)),
      .init(4, "birthday", json: "birthday", .message { Birthday.schema }, presence: true),
      .init(5, "min_basket_minor", json: "minBasketMinor", .int64),
      .init(6, "tenders", json: "tenders", .string, repeated: true),
      .init(7, "max_membership_days", json: "maxMembershipDays", .uint32),
    ]
  )
}

/// The n-th, or each n-th, of the promotion's qualifying sales.
public struct Visit: Message {
  /// 1 or more.
  public var number: UInt32

  /// Each number-th, not only that one.
  public var every: Bool

  /// Counted in this calendar period; absent = for life.
  public var window: CalendarUnit?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    every = false
    window = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt32 = 0,
    every: Bool = false,
    window: CalendarUnit? = nil
  ) {
    self.number = number
    self.every = every
    self.window = window
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `every`.
    @inlinable public static var every: UInt32 { 2 }
    /// `window`.
    @inlinable public static var window: UInt32 { 3 }
  }
}

extension Visit {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: number = try reader.readUInt32()
      case 16: every = try reader.readBool()
      case 24: window = CalendarUnit(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeUInt32(1, number) }
    if every { buffer.writeBool(2, every) }
    if let window { buffer.writeInt32(3, window.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Visit",
    fields: [
      .init(1, "number", json: "number", .uint32),
      .init(2, "every", json: "every", .bool),
      .init(3, "window", json: "window", .enumeration(CalendarUnit.schema), presence: true),
    ]
  )
}

/// Local days around the member's birthday.
public struct Birthday: Message {
  /// 0 to 183.
  public var daysBefore: UInt32

  /// 0 to 183.
  public var daysAfter: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    daysBefore = 0
    daysAfter = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    daysBefore: UInt32 = 0,
    daysAfter: UInt32 = 0
  ) {
    self.daysBefore = daysBefore
    self.daysAfter = daysAfter
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `days_before`.
    @inlinable public static var daysBefore: UInt32 { 1 }
    /// `days_after`.
    @inlinable public static var daysAfter: UInt32 { 2 }
  }
}

extension Birthday {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: daysBefore = try reader.readUInt32()
      case 16: daysAfter = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if daysBefore != 0 { buffer.writeUInt32(1, daysBefore) }
    if daysAfter != 0 { buffer.writeUInt32(2, daysAfter) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Birthday",
    fields: [
      .init(1, "days_before", json: "daysBefore", .uint32),
      .init(2, "days_after", json: "daysAfter", .uint32),
    ]
  )
}

/// Counts quantity over baskets.
public struct Across: Message {
  /// Counted in this calendar period of the programme's zone.
  public var window: CalendarUnit

  /// Instead of in a window.
  public var forLife: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    window = .init(rawValue: 0)
    forLife = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    window: CalendarUnit = .init(rawValue: 0),
    forLife: Bool = false
  ) {
    self.window = window
    self.forLife = forLife
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `window`.
    @inlinable public static var window: UInt32 { 1 }
    /// `for_life`.
    @inlinable public static var forLife: UInt32 { 2 }
  }
}

extension Across {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: window = CalendarUnit(rawValue: try reader.readInt32())
      case 16: forLife = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if window.rawValue != 0 { buffer.writeInt32(1, window.rawValue) }
    if forLife { buffer.writeBool(2, forLife) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Across",
    fields: [
      .init(1, "window", json: "window", .enumeration(CalendarUnit.schema)),
      .init(2, "for_life", json: "forLife", .bool),
    ]
  )
}

/// Points or times that promotions may give together.
public struct Budget: Message {
  /// 1 to 64 bytes.
  public var budgetID: String

  /// Not PER_BASKET.
  public var period: CapPeriod

  /// 1 or more, in its unit.
  public var limit: Int64

  /// Points, or baskets and events.
  public var unit: CapUnit

  /// Of the points; empty = the programme's default token.
  public var tokenID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    budgetID = ""
    period = .init(rawValue: 0)
    limit = 0
    unit = .init(rawValue: 0)
    tokenID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    budgetID: String = "",
    period: CapPeriod = .init(rawValue: 0),
    limit: Int64 = 0,
    unit: CapUnit = .init(rawValue: 0),
    tokenID: String = ""
  ) {
    self.budgetID = budgetID
    self.period = period
    self.limit = limit
    self.unit = unit
    self.tokenID = tokenID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `budget_id`.
    @inlinable public static var budgetID: UInt32 { 1 }
    /// `period`.
    @inlinable public static var period: UInt32 { 2 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 3 }
    /// `unit`.
    @inlinable public static var unit: UInt32 { 4 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 5 }
  }
}

extension Budget {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: budgetID = try reader.readString()
      case 16: period = CapPeriod(rawValue: try reader.readInt32())
      case 24: limit = try reader.readInt64()
      case 32: unit = CapUnit(rawValue: try reader.readInt32())
      case 42: tokenID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !budgetID.isEmpty { buffer.writeString(1, budgetID) }
    if period.rawValue != 0 { buffer.writeInt32(2, period.rawValue) }
    if limit != 0 { buffer.writeInt64(3, limit) }
    if unit.rawValue != 0 { buffer.writeInt32(4, unit.rawValue) }
    if !tokenID.isEmpty { buffer.writeString(5, tokenID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Budget",
    fields: [
      .init(1, "budget_id", json: "budgetId", .string),
      .init(2, "period", json: "period", .enumeration(CapPeriod.schema)),
      .init(3, "limit", json: "limit", .int64),
      .init(4, "unit", json: "unit", .enumeration(CapUnit.schema)),
      .init(5, "token_id", json: "tokenId", .string),
    ]
  )
}

/// How much of a budget is used.
public struct BudgetState: Message {
  /// The promotion's id for its own caps of SCOPE_ALL.
  public var budgetID: String

  /// In the present period; for a moment after a claim its sale may count twice.
  public var used: Int64

  /// 0 or more.
  public var left: Int64

  /// Of that period; PER_LIFE: 0.
  public var periodStartMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    budgetID = ""
    used = 0
    left = 0
    periodStartMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    budgetID: String = "",
    used: Int64 = 0,
    left: Int64 = 0,
    periodStartMs: Int64 = 0
  ) {
    self.budgetID = budgetID
    self.used = used
    self.left = left
    self.periodStartMs = periodStartMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `budget_id`.
    @inlinable public static var budgetID: UInt32 { 1 }
    /// `used`.
    @inlinable public static var used: UInt32 { 2 }
    /// `left`.
    @inlinable public static var left: UInt32 { 3 }
    /// `period_start_ms`.
    @inlinable public static var periodStartMs: UInt32 { 4 }
  }
}

extension BudgetState {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: budgetID = try reader.readString()
      case 16: used = try reader.readInt64()
      case 24: left = try reader.readInt64()
      case 32: periodStartMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !budgetID.isEmpty { buffer.writeString(1, budgetID) }
    if used != 0 { buffer.writeInt64(2, used) }
    if left != 0 { buffer.writeInt64(3, left) }
    if periodStartMs != 0 { buffer.writeInt64(4, periodStartMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BudgetState",
    fields: [
      .init(1, "budget_id", json: "budgetId", .string),
      .init(2, "used", json: "used", .int64),
      .init(3, "left", json: "left", .int64),
      .init(4, "period_start_ms", json: "periodStartMs", .int64),
    ]
  )
}

/// What codes give points for.
///
/// Its codes are made by IssueCodes, or it has one that many may claim.
public struct CodeCampaign: Message {
  /// 1 to 64 bytes.
  public var campaignID: String

  /// Field 2, `name`.
  public var name: String

  /// Empty = the default token; of a TYPE_ERC721 a code gives one.
  public var tokenID: String

  /// 1 or more, of a code that is worth no other number; 0 where it gives a voucher.
  public var points: Int64

  /// That many may claim, 4 to 64 bytes, unlike any other campaign's; whoever guesses it has it;
  /// empty = none.
  public var code: String

  /// Inclusive; 0 = no beginning.
  public var startMs: Int64

  /// Exclusive; 0 = no end.
  public var endMs: Int64

  /// Claims of all members together; 0 = no limit.
  public var stock: Int64

  /// Claims of one member; 0 = no limit of codes that were made, and 1 where it has a code.
  public var perMember: UInt32

  /// Whether codes are made and claimed.
  public var active: Bool

  /// Instead of points and token_id: a code gives a voucher of this type.
  public var voucherTypeID: String

  /// 9 to 32: codes that are made have so many digits; 0 = 13 characters of base 32 and a check
  /// character.
  public var codeLength: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    campaignID = ""
    name = ""
    tokenID = ""
    points = 0
    code = ""
    startMs = 0
    endMs = 0
    stock = 0
    perMember = 0
    active = false
    voucherTypeID = ""
    codeLength = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    campaignID: String = "",
    name: String = "",
    tokenID: String = "",
    points: Int64 = 0,
    code: String = "",
    startMs: Int64 = 0,
    endMs: Int64 = 0,
    stock: Int64 = 0,
    perMember: UInt32 = 0,
    active: Bool = false,
    voucherTypeID: String = "",
    codeLength: UInt32 = 0
  ) {
    self.campaignID = campaignID
    self.name = name
    self.tokenID = tokenID
    self.points = points
    self.code = code
    self.startMs = startMs
    self.endMs = endMs
    self.stock = stock
    self.perMember = perMember
    self.active = active
    self.voucherTypeID = voucherTypeID
    self.codeLength = codeLength
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `code`.
    @inlinable public static var code: UInt32 { 5 }
    /// `start_ms`.
    @inlinable public static var startMs: UInt32 { 6 }
    /// `end_ms`.
    @inlinable public static var endMs: UInt32 { 7 }
    /// `stock`.
    @inlinable public static var stock: UInt32 { 8 }
    /// `per_member`.
    @inlinable public static var perMember: UInt32 { 9 }
    /// `active`.
    @inlinable public static var active: UInt32 { 10 }
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 11 }
    /// `code_length`.
    @inlinable public static var codeLength: UInt32 { 190 }
  }
}

extension CodeCampaign {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: campaignID = try reader.readString()
      case 18: name = try reader.readString()
      case 26: tokenID = try reader.readString()
      case 32: points = try reader.readInt64()
      case 42: code = try reader.readString()
      case 48: startMs = try reader.readInt64()
      case 56: endMs = try reader.readInt64()
      case 64: stock = try reader.readInt64()
      case 72: perMember = try reader.readUInt32()
      case 80: active = try reader.readBool()
      case 90: voucherTypeID = try reader.readString()
      case 1520: codeLength = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !campaignID.isEmpty { buffer.writeString(1, campaignID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if !tokenID.isEmpty { buffer.writeString(3, tokenID) }
    if points != 0 { buffer.writeInt64(4, points) }
    if !code.isEmpty { buffer.writeString(5, code) }
    if startMs != 0 { buffer.writeInt64(6, startMs) }
    if endMs != 0 { buffer.writeInt64(7, endMs) }
    if stock != 0 { buffer.writeInt64(8, stock) }
    if perMember != 0 { buffer.writeUInt32(9, perMember) }
    if active { buffer.writeBool(10, active) }
    if !voucherTypeID.isEmpty { buffer.writeString(11, voucherTypeID) }
    if codeLength != 0 { buffer.writeUInt32(190, codeLength) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CodeCampaign",
    fields: [
      .init(1, "campaign_id", json: "campaignId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "token_id", json: "tokenId", .string),
      .init(4, "points", json: "points", .int64),
      .init(5, "code", json: "code", .string),
      .init(6, "start_ms", json: "startMs", .int64),
      .init(7, "end_ms", json: "endMs", .int64),
      .init(8, "stock", json: "stock", .int64),
      .init(9, "per_member", json: "perMember", .uint32),
      .init(10, "active", json: "active", .bool),
      .init(11, "voucher_type_id", json: "voucherTypeId", .string),
      .init(190, "code_length", json: "codeLength", .uint32),
    ]
  )
}

/// What points can be changed into.
public struct VoucherType: Message {
  /// 1 to 64 bytes.
  public var voucherTypeID: String

  /// Field 2, `name`.
  public var name: String

  /// 1 or more of the default token.
  public var points: Int64

  /// What it pays, minor units.
  public var valueMinor: Int64

  /// 0 = no limit.
  public var stock: Int64

  /// From its issue; absent = no end.
  public var validity: CalendarTerm?

  /// Whether new ones may be issued.
  public var active: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    voucherTypeID = ""
    name = ""
    points = 0
    valueMinor = 0
    stock = 0
    validity = nil
    active = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    voucherTypeID: String = "",
    name: String = "",
    points: Int64 = 0,
    valueMinor: Int64 = 0,
    stock: Int64 = 0,
    validity: CalendarTerm? = nil,
    active: Bool = false
  ) {
    self.voucherTypeID = voucherTypeID
    self.name = name
    self.points = points
    self.valueMinor = valueMinor
    self.stock = stock
    self.validity = validity
    self.active = active
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 4 }
    /// `stock`.
    @inlinable public static var stock: UInt32 { 5 }
    /// `validity`.
    @inlinable public static var validity: UInt32 { 6 }
    /// `active`.
    @inlinable public static var active: UInt32 { 7 }
  }
}

extension VoucherType {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: voucherTypeID = try reader.readString()
      case 18: name = try reader.readString()
      case 24: points = try reader.readInt64()
      case 32: valueMinor = try reader.readSInt64()
      case 40: stock = try reader.readInt64()
      case 50: try reader.readMessage(into: &validity)
      case 56: active = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !voucherTypeID.isEmpty { buffer.writeString(1, voucherTypeID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if points != 0 { buffer.writeInt64(3, points) }
    if valueMinor != 0 { buffer.writeSInt64(4, valueMinor) }
    if stock != 0 { buffer.writeInt64(5, stock) }
    if let validity { buffer.writeMessage(6, validity) }
    if active { buffer.writeBool(7, active) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.VoucherType",
    fields: [
      .init(1, "voucher_type_id", json: "voucherTypeId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "points", json: "points", .int64),
      .init(4, "value_minor", json: "valueMinor", .sint64),
      .init(5, "stock", json: "stock", .int64),
      .init(6, "validity", json: "validity", .message { CalendarTerm.schema }, presence: true),
      .init(7, "active", json: "active", .bool),
    ]
  )
}

/// Puts the content of an earlier version as a new one, in force at once.
public struct RollBackPromotionRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `promotion_id`.
  public var promotionID: String

  /// Whose content is put again.
  public var toVersion: UInt32

  /// Of now; 0 = any.
  public var expectedVersion: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    promotionID = ""
    toVersion = 0
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    promotionID: String = "",
    toVersion: UInt32 = 0,
    expectedVersion: UInt32 = 0
  ) {
    self.envelope = envelope
    self.promotionID = promotionID
    self.toVersion = toVersion
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 2 }
    /// `to_version`.
    @inlinable public static var toVersion: UInt32 { 3 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 4 }
  }
}

extension RollBackPromotionRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: promotionID = try reader.readString()
      case 24: toVersion = try reader.readUInt32()
      case 32: expectedVersion = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !promotionID.isEmpty { buffer.writeString(2, promotionID) }
    if toVersion != 0 { buffer.writeUInt32(3, toVersion) }
    if expectedVersion != 0 { buffer.writeUInt32(4, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RollBackPromotionRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "promotion_id", json: "promotionId", .string),
      .init(3, "to_version", json: "toVersion", .uint32),
      .init(4, "expected_version", json: "expectedVersion", .uint32),
    ]
  )
}

/// The message `ListPromotionVersionsRequest` of the schema.
public struct ListPromotionVersionsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `promotion_id`.
  public var promotionID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    promotionID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    promotionID: String = ""
  ) {
    self.envelope = envelope
    self.promotionID = promotionID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 2 }
  }
}

extension ListPromotionVersionsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: promotionID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !promotionID.isEmpty { buffer.writeString(2, promotionID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListPromotionVersionsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "promotion_id", json: "promotionId", .string),
    ]
  )
}

/// The message `ListPromotionVersionsResponse` of the schema.
public struct ListPromotionVersionsResponse: Message {
  /// With valid_from_ms: when each begins to decide.
  public var versions: [Promotion]

  /// Field 2, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    versions = []
    ruleSetVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    versions: [Promotion] = [],
    ruleSetVersion: UInt64 = 0
  ) {
    self.versions = versions
    self.ruleSetVersion = ruleSetVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `versions`.
    @inlinable public static var versions: UInt32 { 1 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 2 }
  }
}

extension ListPromotionVersionsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &versions)
      case 16: ruleSetVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in versions { buffer.writeMessage(1, value) }
    if ruleSetVersion != 0 { buffer.writeUInt64(2, ruleSetVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListPromotionVersionsResponse",
    fields: [
      .init(1, "versions", json: "versions", .message { Promotion.schema }, repeated: true),
      .init(2, "rule_set_version", json: "ruleSetVersion", .uint64),
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
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// The method `GetProgramme`.
  public static let getProgramme = Method<GetProgrammeRequest, GetProgrammeResponse>(
    id: 0x0302,
    service: "Programmes",
    name: "GetProgramme",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme, .accessPos],
    serverWide: false,
    audited: false
  )

  /// The method `CreateToken`.
  public static let createToken = Method<CreateTokenRequest, CreateTokenResponse>(
    id: 0x0303,
    service: "Programmes",
    name: "CreateToken",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// Issued, held and burned points of a token, over all members.
  public static let getToken = Method<GetTokenRequest, GetTokenResponse>(
    id: 0x0304,
    service: "Programmes",
    name: "GetToken",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
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
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// (52).
  public static let listPromotions = Method<ListPromotionsRequest, ListPromotionsResponse>(
    id: 0x0306,
    service: "Programmes",
    name: "ListPromotions",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme, .accessPos],
    serverWide: false,
    audited: false
  )

  /// Makes an earlier version of a promotion the newest one, in force at once.
  public static let rollBackPromotion = Method<RollBackPromotionRequest, PutPromotionsResponse>(
    id: 0x0307,
    service: "Programmes",
    name: "RollBackPromotion",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// All versions of a promotion, oldest first.
  public static let listPromotionVersions = Method<
    ListPromotionVersionsRequest, ListPromotionVersionsResponse
  >(
    id: 0x0308,
    service: "Programmes",
    name: "ListPromotionVersions",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
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

  /// Makes an earlier version of a promotion the newest one, in force at once.
  @inlinable
  public func rollBackPromotion(
    _ request: RollBackPromotionRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutPromotionsResponse {
    try await caller.call(ProgrammesMethods.rollBackPromotion, request, options: options)
  }

  /// All versions of a promotion, oldest first.
  @inlinable
  public func listPromotionVersions(
    _ request: ListPromotionVersionsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListPromotionVersionsResponse {
    try await caller.call(ProgrammesMethods.listPromotionVersions, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Programmes`.
  @inlinable
  public var programmes: ProgrammesStub<Self> { ProgrammesStub(self) }
}
