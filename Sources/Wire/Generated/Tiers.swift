// Generated from tiers.proto by scripts/generate; do not edit.

/// The enum `TierMeasure` of the schema.
public struct TierMeasure: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Points of sales, events and claimed sales; none that were credited, exchanged or given back.
  @inlinable public static var qualifyByPoints: Self { Self(rawValue: 0) }

  /// What sales and claimed sales came to, less what was paid with points unless that earns; no
  /// gift cards and deposits.
  @inlinable public static var qualifyBySpend: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.TierMeasure",
    values: [
      .init(0, "QUALIFY_BY_POINTS"),
      .init(1, "QUALIFY_BY_SPEND"),
    ]
  )
}

extension TierMeasure: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `TierPeriod` of the schema.
public struct TierPeriod: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The last days, today included.
  @inlinable public static var tierRolling: Self { Self(rawValue: 0) }

  /// `TIER_CALENDAR_YEAR`, 1.
  @inlinable public static var tierCalendarYear: Self { Self(rawValue: 1) }

  /// `TIER_CALENDAR_QUARTER`, 2.
  @inlinable public static var tierCalendarQuarter: Self { Self(rawValue: 2) }

  /// `TIER_CALENDAR_MONTH`, 3.
  @inlinable public static var tierCalendarMonth: Self { Self(rawValue: 3) }

  /// Years from the day of the enrolment.
  @inlinable public static var tierAnniversary: Self { Self(rawValue: 4) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.TierPeriod",
    values: [
      .init(0, "TIER_ROLLING"),
      .init(1, "TIER_CALENDAR_YEAR"),
      .init(2, "TIER_CALENDAR_QUARTER"),
      .init(3, "TIER_CALENDAR_MONTH"),
      .init(4, "TIER_ANNIVERSARY"),
    ]
  )
}

extension TierPeriod: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What a member falls to when its tier is not reached any more.
public struct TierDowngrade: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The tier that was reached.
  @inlinable public static var downgradeToReached: Self { Self(rawValue: 0) }

  /// The next lower one, and after another period the next.
  @inlinable public static var downgradeOneStep: Self { Self(rawValue: 1) }

  /// `DOWNGRADE_NEVER`, 2.
  @inlinable public static var downgradeNever: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.TierDowngrade",
    values: [
      .init(0, "DOWNGRADE_TO_REACHED"),
      .init(1, "DOWNGRADE_ONE_STEP"),
      .init(2, "DOWNGRADE_NEVER"),
    ]
  )
}

extension TierDowngrade: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `TierReturns` of the schema.
public struct TierReturns: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// It stays to the end of its period.
  @inlinable public static var tierReturnsAtReview: Self { Self(rawValue: 0) }

  /// It falls to what is reached without what came back.
  @inlinable public static var tierReturnsAtOnce: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.TierReturns",
    values: [
      .init(0, "TIER_RETURNS_AT_REVIEW"),
      .init(1, "TIER_RETURNS_AT_ONCE"),
    ]
  )
}

extension TierReturns: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `UpdateTierRequest` of the schema.
public struct UpdateTierRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// One of the programme's.
  public var tier: String

  /// For the audit, 1 to 256 bytes; no personal data.
  public var reason: String

  /// Until then the tier stays, then it is reviewed; in the future; 0 = for good.
  public var validUntilMs: Int64

  /// The rules may raise it meanwhile; else they do nothing.
  public var floor: Bool

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    tier = ""
    reason = ""
    validUntilMs = 0
    floor = false
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    tier: String = "",
    reason: String = "",
    validUntilMs: Int64 = 0,
    floor: Bool = false,
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.tier = tier
    self.reason = reason
    self.validUntilMs = validUntilMs
    self.floor = floor
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
    /// `valid_until_ms`.
    @inlinable public static var validUntilMs: UInt32 { 6 }
    /// `floor`.
    @inlinable public static var floor: UInt32 { 7 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 8 }
  }
}

extension UpdateTierRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: tier = try reader.readString()
      case 42: reason = try reader.readString()
      case 48: validUntilMs = try reader.readInt64()
      case 56: floor = try reader.readBool()
      case 64: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !tier.isEmpty { buffer.writeString(4, tier) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if validUntilMs != 0 { buffer.writeInt64(6, validUntilMs) }
    if floor { buffer.writeBool(7, floor) }
    if expectedVersion != 0 { buffer.writeUInt64(8, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UpdateTierRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "tier", json: "tier", .string),
      .init(5, "reason", json: "reason", .string),
      .init(6, "valid_until_ms", json: "validUntilMs", .int64),
      .init(7, "floor", json: "floor", .bool),
      .init(8, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `UpdateTierResponse` of the schema.
public struct UpdateTierResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `old`.
  public var old: String

  /// Field 3, `new`.
  public var new: String

  /// Of the member.
  public var version: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    old = ""
    new = ""
    version = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    old: String = "",
    new: String = "",
    version: UInt64 = 0
  ) {
    self.outcome = outcome
    self.old = old
    self.new = new
    self.version = version
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `old`.
    @inlinable public static var old: UInt32 { 2 }
    /// `new`.
    @inlinable public static var new: UInt32 { 3 }
    /// `version`.
    @inlinable public static var version: UInt32 { 4 }
  }
}

extension UpdateTierResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: old = try reader.readString()
      case 26: new = try reader.readString()
      case 32: version = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !old.isEmpty { buffer.writeString(2, old) }
    if !new.isEmpty { buffer.writeString(3, new) }
    if version != 0 { buffer.writeUInt64(4, version) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UpdateTierResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "old", json: "old", .string),
      .init(3, "new", json: "new", .string),
      .init(4, "version", json: "version", .uint64),
    ]
  )
}

/// Which tier a member is in by what it buys.
///
/// All of it is as it is now: a change counts from the next sale or review on.
public struct TierRules: Message {
  /// What counts.
  public var measure: TierMeasure

  /// QUALIFY_BY_POINTS: of which points; empty = the default token.
  public var tokenID: String

  /// Over which it is added up.
  public var period: TierPeriod

  /// TIER_ROLLING: how many local days, 1 to 1,100.
  public var days: UInt32

  /// One for each tier but the lowest, in the order of the tiers, each above the one before.
  public var thresholds: [TierThreshold]

  /// Field 6, `downgrade`.
  public var downgrade: TierDowngrade

  /// Local days that a tier stays longer than its period, 0 to 366.
  public var graceDays: UInt32

  /// What becomes of a tier that a return takes the ground from.
  public var returns: TierReturns

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    measure = .init(rawValue: 0)
    tokenID = ""
    period = .init(rawValue: 0)
    days = 0
    thresholds = []
    downgrade = .init(rawValue: 0)
    graceDays = 0
    returns = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    measure: TierMeasure = .init(rawValue: 0),
    tokenID: String = "",
    period: TierPeriod = .init(rawValue: 0),
    days: UInt32 = 0,
    thresholds: [TierThreshold] = [],
    downgrade: TierDowngrade = .init(rawValue: 0),
    graceDays: UInt32 = 0,
    returns: TierReturns = .init(rawValue: 0)
  ) {
    self.measure = measure
    self.tokenID = tokenID
    self.period = period
    self.days = days
    self.thresholds = thresholds
    self.downgrade = downgrade
    self.graceDays = graceDays
    self.returns = returns
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `measure`.
    @inlinable public static var measure: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
    /// `period`.
    @inlinable public static var period: UInt32 { 3 }
    /// `days`.
    @inlinable public static var days: UInt32 { 4 }
    /// `thresholds`.
    @inlinable public static var thresholds: UInt32 { 5 }
    /// `downgrade`.
    @inlinable public static var downgrade: UInt32 { 6 }
    /// `grace_days`.
    @inlinable public static var graceDays: UInt32 { 7 }
    /// `returns`.
    @inlinable public static var returns: UInt32 { 8 }
  }
}

extension TierRules {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: measure = TierMeasure(rawValue: try reader.readInt32())
      case 18: tokenID = try reader.readString()
      case 24: period = TierPeriod(rawValue: try reader.readInt32())
      case 32: days = try reader.readUInt32()
      case 42: try reader.readMessage(appendingTo: &thresholds)
      case 48: downgrade = TierDowngrade(rawValue: try reader.readInt32())
      case 56: graceDays = try reader.readUInt32()
      case 64: returns = TierReturns(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if measure.rawValue != 0 { buffer.writeInt32(1, measure.rawValue) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if period.rawValue != 0 { buffer.writeInt32(3, period.rawValue) }
    if days != 0 { buffer.writeUInt32(4, days) }
    for value in thresholds { buffer.writeMessage(5, value) }
    if downgrade.rawValue != 0 { buffer.writeInt32(6, downgrade.rawValue) }
    if graceDays != 0 { buffer.writeUInt32(7, graceDays) }
    if returns.rawValue != 0 { buffer.writeInt32(8, returns.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TierRules",
    fields: [
      .init(1, "measure", json: "measure", .enumeration(TierMeasure.schema)),
      .init(2, "token_id", json: "tokenId", .string),
      .init(3, "period", json: "period", .enumeration(TierPeriod.schema)),
      .init(4, "days", json: "days", .uint32),
      .init(5, "thresholds", json: "thresholds", .message { TierThreshold.schema }, repeated: true),
      .init(6, "downgrade", json: "downgrade", .enumeration(TierDowngrade.schema)),
      .init(7, "grace_days", json: "graceDays", .uint32),
      .init(8, "returns", json: "returns", .enumeration(TierReturns.schema)),
    ]
  )
}

/// The message `TierThreshold` of the schema.
public struct TierThreshold: Message {
  /// Field 1, `tier`.
  public var tier: String

  /// Points, or minor units of money; 1 or more.
  public var amount: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tier = ""
    amount = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tier: String = "",
    amount: Int64 = 0
  ) {
    self.tier = tier
    self.amount = amount
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `tier`.
    @inlinable public static var tier: UInt32 { 1 }
    /// `amount`.
    @inlinable public static var amount: UInt32 { 2 }
  }
}

extension TierThreshold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tier = try reader.readString()
      case 16: amount = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tier.isEmpty { buffer.writeString(1, tier) }
    if amount != 0 { buffer.writeInt64(2, amount) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TierThreshold",
    fields: [
      .init(1, "tier", json: "tier", .string),
      .init(2, "amount", json: "amount", .int64),
    ]
  )
}

/// How far a member is with the programme's tier rules.
public struct TierProgress: Message {
  /// In the present period.
  public var qualified: Int64

  /// Inclusive.
  public var periodFromMs: Int64

  /// Exclusive; of TIER_ROLLING the end of today.
  public var periodToMs: Int64

  /// Until then the tier stays whatever happens but a return; 0 = for good.
  public var keptUntilMs: Int64

  /// How much more keeps the tier beyond that; 0 = nothing.
  public var toKeep: Int64

  /// Empty = it is in the highest.
  public var nextTier: String

  /// How much more is needed for it.
  public var toNext: Int64

  /// By UpdateTier; 0 = is not pinned.
  public var pinnedUntilMs: Int64

  /// Field 9, `pinned_for_good`.
  public var pinnedForGood: Bool

  /// The rules may raise it meanwhile.
  public var floor: Bool

  /// Field 11, `measure`.
  public var measure: TierMeasure

  /// QUALIFY_BY_POINTS.
  public var tokenID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    qualified = 0
    periodFromMs = 0
    periodToMs = 0
    keptUntilMs = 0
    toKeep = 0
    nextTier = ""
    toNext = 0
    pinnedUntilMs = 0
    pinnedForGood = false
    floor = false
    measure = .init(rawValue: 0)
    tokenID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    qualified: Int64 = 0,
    periodFromMs: Int64 = 0,
    periodToMs: Int64 = 0,
    keptUntilMs: Int64 = 0,
    toKeep: Int64 = 0,
    nextTier: String = "",
    toNext: Int64 = 0,
    pinnedUntilMs: Int64 = 0,
    pinnedForGood: Bool = false,
    floor: Bool = false,
    measure: TierMeasure = .init(rawValue: 0),
    tokenID: String = ""
  ) {
    self.qualified = qualified
    self.periodFromMs = periodFromMs
    self.periodToMs = periodToMs
    self.keptUntilMs = keptUntilMs
    self.toKeep = toKeep
    self.nextTier = nextTier
    self.toNext = toNext
    self.pinnedUntilMs = pinnedUntilMs
    self.pinnedForGood = pinnedForGood
    self.floor = floor
    self.measure = measure
    self.tokenID = tokenID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `qualified`.
    @inlinable public static var qualified: UInt32 { 1 }
    /// `period_from_ms`.
    @inlinable public static var periodFromMs: UInt32 { 2 }
    /// `period_to_ms`.
    @inlinable public static var periodToMs: UInt32 { 3 }
    /// `kept_until_ms`.
    @inlinable public static var keptUntilMs: UInt32 { 4 }
    /// `to_keep`.
    @inlinable public static var toKeep: UInt32 { 5 }
    /// `next_tier`.
    @inlinable public static var nextTier: UInt32 { 6 }
    /// `to_next`.
    @inlinable public static var toNext: UInt32 { 7 }
    /// `pinned_until_ms`.
    @inlinable public static var pinnedUntilMs: UInt32 { 8 }
    /// `pinned_for_good`.
    @inlinable public static var pinnedForGood: UInt32 { 9 }
    /// `floor`.
    @inlinable public static var floor: UInt32 { 10 }
    /// `measure`.
    @inlinable public static var measure: UInt32 { 11 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 12 }
  }
}

extension TierProgress {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: qualified = try reader.readInt64()
      case 16: periodFromMs = try reader.readInt64()
      case 24: periodToMs = try reader.readInt64()
      case 32: keptUntilMs = try reader.readInt64()
      case 40: toKeep = try reader.readInt64()
      case 50: nextTier = try reader.readString()
      case 56: toNext = try reader.readInt64()
      case 64: pinnedUntilMs = try reader.readInt64()
      case 72: pinnedForGood = try reader.readBool()
      case 80: floor = try reader.readBool()
      case 88: measure = TierMeasure(rawValue: try reader.readInt32())
      case 98: tokenID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if qualified != 0 { buffer.writeInt64(1, qualified) }
    if periodFromMs != 0 { buffer.writeInt64(2, periodFromMs) }
    if periodToMs != 0 { buffer.writeInt64(3, periodToMs) }
    if keptUntilMs != 0 { buffer.writeInt64(4, keptUntilMs) }
    if toKeep != 0 { buffer.writeInt64(5, toKeep) }
    if !nextTier.isEmpty { buffer.writeString(6, nextTier) }
    if toNext != 0 { buffer.writeInt64(7, toNext) }
    if pinnedUntilMs != 0 { buffer.writeInt64(8, pinnedUntilMs) }
    if pinnedForGood { buffer.writeBool(9, pinnedForGood) }
    if floor { buffer.writeBool(10, floor) }
    if measure.rawValue != 0 { buffer.writeInt32(11, measure.rawValue) }
    if !tokenID.isEmpty { buffer.writeString(12, tokenID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TierProgress",
    fields: [
      .init(1, "qualified", json: "qualified", .int64),
      .init(2, "period_from_ms", json: "periodFromMs", .int64),
      .init(3, "period_to_ms", json: "periodToMs", .int64),
      .init(4, "kept_until_ms", json: "keptUntilMs", .int64),
      .init(5, "to_keep", json: "toKeep", .int64),
      .init(6, "next_tier", json: "nextTier", .string),
      .init(7, "to_next", json: "toNext", .int64),
      .init(8, "pinned_until_ms", json: "pinnedUntilMs", .int64),
      .init(9, "pinned_for_good", json: "pinnedForGood", .bool),
      .init(10, "floor", json: "floor", .bool),
      .init(11, "measure", json: "measure", .enumeration(TierMeasure.schema)),
      .init(12, "token_id", json: "tokenId", .string),
    ]
  )
}

/// The methods of `Tiers`.
public enum TiersMethods {
  /// (54) Brings a member into a tier, whatever the programme's tier rules say, until an instant or
  /// for good.
  public static let updateTier = Method<UpdateTierRequest, UpdateTierResponse>(
    id: 0x0B01,
    service: "Tiers",
    name: "UpdateTier",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )
}

/// Typed calls of the service `Tiers`.
public struct TiersStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (54) Brings a member into a tier, whatever the programme's tier rules say, until an instant or
  /// for good.
  @inlinable
  public func updateTier(
    _ request: UpdateTierRequest,
    options: CallOptions = CallOptions()
  ) async throws -> UpdateTierResponse {
    try await caller.call(TiersMethods.updateTier, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Tiers`.
  @inlinable
  public var tiers: TiersStub<Self> { TiersStub(self) }
}
