// Generated from members.proto by scripts/generate; do not edit.

/// The enum `Stage` of the schema.
public struct Stage: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `STAGE_NONE`, 0.
  @inlinable public static var stageNone: Self { Self(rawValue: 0) }

  /// May earn.
  @inlinable public static var pending: Self { Self(rawValue: 1) }

  /// `ACTIVE`, 2.
  @inlinable public static var active: Self { Self(rawValue: 2) }

  /// May earn if the programme says so.
  @inlinable public static var suspended: Self { Self(rawValue: 3) }

  /// `BLOCKED`, 4.
  @inlinable public static var blocked: Self { Self(rawValue: 4) }

  /// May not earn or redeem; what was authorised before may be captured.
  @inlinable public static var closed: Self { Self(rawValue: 5) }

  /// In answers alone: of DeleteMember, and for good.
  @inlinable public static var stageErased: Self { Self(rawValue: 6) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.Stage",
    values: [
      .init(0, "STAGE_NONE"),
      .init(1, "PENDING"),
      .init(2, "ACTIVE"),
      .init(3, "SUSPENDED"),
      .init(4, "BLOCKED"),
      .init(5, "CLOSED"),
      .init(6, "STAGE_ERASED"),
    ]
  )
}

extension Stage: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What a card may be used for.
public struct CardStage: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `CARD_STAGE_NONE`, 0.
  @inlinable public static var cardStageNone: Self { Self(rawValue: 0) }

  /// `CARD_STAGE_ACTIVE`, 1.
  @inlinable public static var cardStageActive: Self { Self(rawValue: 1) }

  /// Lost or stolen: earns, with a warning, and redeems nothing.
  @inlinable public static var cardStageBlocked: Self { Self(rawValue: 2) }

  /// By another one: earns, with a warning, and redeems nothing.
  @inlinable public static var cardStageReplaced: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CardStage",
    values: [
      .init(0, "CARD_STAGE_NONE"),
      .init(1, "CARD_STAGE_ACTIVE"),
      .init(2, "CARD_STAGE_BLOCKED"),
      .init(3, "CARD_STAGE_REPLACED"),
    ]
  )
}

extension CardStage: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Why a card is no longer what it was.
public struct CardReason: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `CARD_REASON_NONE`, 0.
  @inlinable public static var cardReasonNone: Self { Self(rawValue: 0) }

  /// `CARD_LOST`, 1.
  @inlinable public static var cardLost: Self { Self(rawValue: 1) }

  /// `CARD_STOLEN`, 2.
  @inlinable public static var cardStolen: Self { Self(rawValue: 2) }

  /// `CARD_DAMAGED`, 3.
  @inlinable public static var cardDamaged: Self { Self(rawValue: 3) }

  /// The member gets a better one.
  @inlinable public static var cardUpgrade: Self { Self(rawValue: 4) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CardReason",
    values: [
      .init(0, "CARD_REASON_NONE"),
      .init(1, "CARD_LOST"),
      .init(2, "CARD_STOLEN"),
      .init(3, "CARD_DAMAGED"),
      .init(4, "CARD_UPGRADE"),
    ]
  )
}

extension CardReason: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What becomes of the points of a member that is closed or deleted.
public struct BalancePolicy: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// As Settings.closing_balance says; there: BALANCE_KEEP.
  @inlinable public static var balanceAsSet: Self { Self(rawValue: 0) }

  /// They stay and expire in their time; not where the member is deleted.
  @inlinable public static var balanceKeep: Self { Self(rawValue: 1) }

  /// They expire at once, what an operator has locked too; what a redemption has authorised stays
  /// until that ends.
  @inlinable public static var balanceForfeit: Self { Self(rawValue: 2) }

  /// Who has or owes any is not closed.
  @inlinable public static var balanceRefuse: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.BalancePolicy",
    values: [
      .init(0, "BALANCE_AS_SET"),
      .init(1, "BALANCE_KEEP"),
      .init(2, "BALANCE_FORFEIT"),
      .init(3, "BALANCE_REFUSE"),
    ]
  )
}

extension BalancePolicy: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `EnrolMode` of the schema.
public struct EnrolMode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `CREATE`, 0.
  @inlinable public static var create: Self { Self(rawValue: 0) }

  /// `UPDATE`, 1.
  @inlinable public static var update: Self { Self(rawValue: 1) }

  /// `UPSERT`, 2.
  @inlinable public static var upsert: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.EnrolMode",
    values: [
      .init(0, "CREATE"),
      .init(1, "UPDATE"),
      .init(2, "UPSERT"),
    ]
  )
}

extension EnrolMode: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `PersonalisationStatus` of the schema.
public struct PersonalisationStatus: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `PERSONALISATION_NONE`, 0.
  @inlinable public static var personalisationNone: Self { Self(rawValue: 0) }

  /// The brand has to look at it.
  @inlinable public static var personalisationPending: Self { Self(rawValue: 1) }

  /// It stays.
  @inlinable public static var personalisationApproved: Self { Self(rawValue: 2) }

  /// Something else may be asked for.
  @inlinable public static var personalisationRejected: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.PersonalisationStatus",
    values: [
      .init(0, "PERSONALISATION_NONE"),
      .init(1, "PERSONALISATION_PENDING"),
      .init(2, "PERSONALISATION_APPROVED"),
      .init(3, "PERSONALISATION_REJECTED"),
    ]
  )
}

extension PersonalisationStatus: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// A card of a member that is not active.
public struct MemberCard: Message {
  /// Field 1, `card_number`.
  public var cardNumber: String

  /// Field 2, `stage`.
  public var stage: CardStage

  /// Field 3, `reason`.
  public var reason: CardReason

  /// Empty = by none.
  public var replacedBy: String

  /// Field 5, `since_ms`.
  public var sinceMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    cardNumber = ""
    stage = .init(rawValue: 0)
    reason = .init(rawValue: 0)
    replacedBy = ""
    sinceMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    cardNumber: String = "",
    stage: CardStage = .init(rawValue: 0),
    reason: CardReason = .init(rawValue: 0),
    replacedBy: String = "",
    sinceMs: Int64 = 0
  ) {
    self.cardNumber = cardNumber
    self.stage = stage
    self.reason = reason
    self.replacedBy = replacedBy
    self.sinceMs = sinceMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 1 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 2 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 3 }
    /// `replaced_by`.
    @inlinable public static var replacedBy: UInt32 { 4 }
    /// `since_ms`.
    @inlinable public static var sinceMs: UInt32 { 5 }
  }
}

extension MemberCard {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: cardNumber = try reader.readString()
      case 16: stage = CardStage(rawValue: try reader.readInt32())
      case 24: reason = CardReason(rawValue: try reader.readInt32())
      case 34: replacedBy = try reader.readString()
      case 40: sinceMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !cardNumber.isEmpty { buffer.writeString(1, cardNumber) }
    if stage.rawValue != 0 { buffer.writeInt32(2, stage.rawValue) }
    if reason.rawValue != 0 { buffer.writeInt32(3, reason.rawValue) }
    if !replacedBy.isEmpty { buffer.writeString(4, replacedBy) }
    if sinceMs != 0 { buffer.writeInt64(5, sinceMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberCard",
    fields: [
      .init(1, "card_number", json: "cardNumber", .string),
      .init(2, "stage", json: "stage", .enumeration(CardStage.schema)),
      .init(3, "reason", json: "reason", .enumeration(CardReason.schema)),
      .init(4, "replaced_by", json: "replacedBy", .string),
      .init(5, "since_ms", json: "sinceMs", .int64),
    ]
  )
}

/// The message `Profile` of the schema.
public struct Profile: Message {
  /// Field 1, `given_name`.
  public var givenName: String

  /// Field 2, `family_name`.
  public var familyName: String

  /// Field 3, `email`.
  public var email: String

  /// yyyy-mm-dd.
  public var birthday: String

  /// BCP 47.
  public var language: String

  /// Field 6, `country`.
  public var country: String

  /// What else the brand keeps of the member; in requests of Enrol not read: UpdateMember.
  public var attributes: [Attribute]

  /// In requests of Enrol not read: PutMembership.
  public var memberships: [Membership]

  /// Of records: its parts were taken one by one, and it was not erased.
  public var emptied: Bool

  /// In requests of Enrol not read: Bank/PersonaliseNft.
  public var nfts: [PersonalisedNft]

  /// In requests of Enrol and ImportMember not read: PutAlias.
  public var aliases: [MemberAlias]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    givenName = ""
    familyName = ""
    email = ""
    birthday = ""
    language = ""
    country = ""
    attributes = []
    memberships = []
    emptied = false
    nfts = []
    aliases = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    givenName: String = "",
    familyName: String = "",
    email: String = "",
    birthday: String = "",
    language: String = "",
    country: String = "",
    attributes: [Attribute] = [],
    memberships: [Membership] = [],
    emptied: Bool = false,
    nfts: [PersonalisedNft] = [],
    aliases: [MemberAlias] = []
  ) {
    self.givenName = givenName
    self.familyName = familyName
    self.email = email
    self.birthday = birthday
    self.language = language
    self.country = country
    self.attributes = attributes
    self.memberships = memberships
    self.emptied = emptied
    self.nfts = nfts
    self.aliases = aliases
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `given_name`.
    @inlinable public static var givenName: UInt32 { 1 }
    /// `family_name`.
    @inlinable public static var familyName: UInt32 { 2 }
    /// `email`.
    @inlinable public static var email: UInt32 { 3 }
    /// `birthday`.
    @inlinable public static var birthday: UInt32 { 4 }
    /// `language`.
    @inlinable public static var language: UInt32 { 5 }
    /// `country`.
    @inlinable public static var country: UInt32 { 6 }
    /// `attributes`.
    @inlinable public static var attributes: UInt32 { 80 }
    /// `memberships`.
    @inlinable public static var memberships: UInt32 { 81 }
    /// `emptied`.
    @inlinable public static var emptied: UInt32 { 82 }
    /// `nfts`.
    @inlinable public static var nfts: UInt32 { 83 }
    /// `aliases`.
    @inlinable public static var aliases: UInt32 { 210 }
  }
}

extension Profile {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: givenName = try reader.readString()
      case 18: familyName = try reader.readString()
      case 26: email = try reader.readString()
      case 34: birthday = try reader.readString()
      case 42: language = try reader.readString()
      case 50: country = try reader.readString()
      case 642: try reader.readMessage(appendingTo: &attributes)
      case 650: try reader.readMessage(appendingTo: &memberships)
      case 656: emptied = try reader.readBool()
      case 666: try reader.readMessage(appendingTo: &nfts)
      case 1682: try reader.readMessage(appendingTo: &aliases)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !givenName.isEmpty { buffer.writeString(1, givenName) }
    if !familyName.isEmpty { buffer.writeString(2, familyName) }
    if !email.isEmpty { buffer.writeString(3, email) }
    if !birthday.isEmpty { buffer.writeString(4, birthday) }
    if !language.isEmpty { buffer.writeString(5, language) }
    if !country.isEmpty { buffer.writeString(6, country) }
    for value in attributes { buffer.writeMessage(80, value) }
    for value in memberships { buffer.writeMessage(81, value) }
    if emptied { buffer.writeBool(82, emptied) }
    for value in nfts { buffer.writeMessage(83, value) }
    for value in aliases { buffer.writeMessage(210, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Profile",
    fields: [
      .init(1, "given_name", json: "givenName", .string),
      .init(2, "family_name", json: "familyName", .string),
      .init(3, "email", json: "email", .string),
      .init(4, "birthday", json: "birthday", .string),
      .init(5, "language", json: "language", .string),
      .init(6, "country", json: "country", .string),
      .init(80, "attributes", json: "attributes", .message { Attribute.schema }, repeated: true),
      .init(81, "memberships", json: "memberships", .message { Membership.schema }, repeated: true),
      .init(82, "emptied", json: "emptied", .bool),
      .init(83, "nfts", json: "nfts", .message { PersonalisedNft.schema }, repeated: true),
      .init(210, "aliases", json: "aliases", .message { MemberAlias.schema }, repeated: true),
    ]
  )
}

/// What stands on a member's NFT.
public struct PersonalisedNft: Message {
  /// As GetBalances has it.
  public var nftID: String

  /// 1 to 1,024 bytes.
  public var data: String

  /// Field 3, `status`.
  public var status: PersonalisationStatus

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    nftID = ""
    data = ""
    status = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    nftID: String = "",
    data: String = "",
    status: PersonalisationStatus = .init(rawValue: 0)
  ) {
    self.nftID = nftID
    self.data = data
    self.status = status
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `nft_id`.
    @inlinable public static var nftID: UInt32 { 1 }
    /// `data`.
    @inlinable public static var data: UInt32 { 2 }
    /// `status`.
    @inlinable public static var status: UInt32 { 3 }
  }
}

extension PersonalisedNft {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: nftID = try reader.readString()
      case 18: data = try reader.readString()
      case 24: status = PersonalisationStatus(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !nftID.isEmpty { buffer.writeString(1, nftID) }
    if !data.isEmpty { buffer.writeString(2, data) }
    if status.rawValue != 0 { buffer.writeInt32(3, status.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PersonalisedNft",
    fields: [
      .init(1, "nft_id", json: "nftId", .string),
      .init(2, "data", json: "data", .string),
      .init(3, "status", json: "status", .enumeration(PersonalisationStatus.schema)),
    ]
  )
}

/// What a brand keeps of a member by a name of its own.
public struct Attribute: Message {
  /// 1 to 64 bytes.
  public var name: String

  /// At most 256 bytes.
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

extension Attribute {
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
    name: "fealty.v1.Attribute",
    fields: [
      .init(1, "name", json: "name", .string),
      .init(2, "value", json: "value", .string),
    ]
  )
}

/// By which somebody outside knows a member.
public struct MemberAlias: Message {
  /// One of the programme's identity_providers.
  public var provider: String

  /// As the provider's rule writes it.
  public var value: String

  /// Field 3, `verified`.
  public var verified: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    provider = ""
    value = ""
    verified = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    provider: String = "",
    value: String = "",
    verified: Bool = false
  ) {
    self.provider = provider
    self.value = value
    self.verified = verified
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `provider`.
    @inlinable public static var provider: UInt32 { 1 }
    /// `value`.
    @inlinable public static var value: UInt32 { 2 }
    /// `verified`.
    @inlinable public static var verified: UInt32 { 3 }
  }
}

extension MemberAlias {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: provider = try reader.readString()
      case 18: value = try reader.readString()
      case 24: verified = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !provider.isEmpty { buffer.writeString(1, provider) }
    if !value.isEmpty { buffer.writeString(2, value) }
    if verified { buffer.writeBool(3, verified) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberAlias",
    fields: [
      .init(1, "provider", json: "provider", .string),
      .init(2, "value", json: "value", .string),
      .init(3, "verified", json: "verified", .bool),
    ]
  )
}

/// Under which number another programme knows a member.
public struct Membership: Message {
  /// One of the programme's membership_providers.
  public var provider: String

  /// 1 to 64 bytes.
  public var number: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    provider = ""
    number = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    provider: String = "",
    number: String = ""
  ) {
    self.provider = provider
    self.number = number
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `provider`.
    @inlinable public static var provider: UInt32 { 1 }
    /// `number`.
    @inlinable public static var number: UInt32 { 2 }
  }
}

extension Membership {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: provider = try reader.readString()
      case 18: number = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !provider.isEmpty { buffer.writeString(1, provider) }
    if !number.isEmpty { buffer.writeString(2, number) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Membership",
    fields: [
      .init(1, "provider", json: "provider", .string),
      .init(2, "number", json: "number", .string),
    ]
  )
}

/// The message `EnrolRequest` of the schema.
public struct EnrolRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// The id wanted; absent = generated.
  public var member: MemberReference?

  /// Field 4, `mode`.
  public var mode: EnrolMode

  /// Given; empty = none unless generate_card.
  public var cardNumber: String

  /// Field 6, `generate_card`.
  public var generateCard: Bool

  /// Absent on update = unchanged.
  public var profile: Profile?

  /// STAGE_NONE = ACTIVE when new, unchanged on update.
  public var stage: Stage

  /// Empty = the programme's lowest; unchanged on update.
  public var tier: String

  /// Field 10, `segments`.
  public var segments: [String]

  /// Update: segments is the whole new list.
  public var replaceSegments: Bool

  /// 0 = any.
  public var expectedVersion: UInt64

  /// Of tier and segments; 0 = occurred_at.
  public var effectiveAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    mode = .init(rawValue: 0)
    cardNumber = ""
    generateCard = false
    profile = nil
    stage = .init(rawValue: 0)
    tier = ""
    segments = []
    replaceSegments = false
    expectedVersion = 0
    effectiveAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    mode: EnrolMode = .init(rawValue: 0),
    cardNumber: String = "",
    generateCard: Bool = false,
    profile: Profile? = nil,
    stage: Stage = .init(rawValue: 0),
    tier: String = "",
    segments: [String] = [],
    replaceSegments: Bool = false,
    expectedVersion: UInt64 = 0,
    effectiveAtMs: Int64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.mode = mode
    self.cardNumber = cardNumber
    self.generateCard = generateCard
    self.profile = profile
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.replaceSegments = replaceSegments
    self.expectedVersion = expectedVersion
    self.effectiveAtMs = effectiveAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `mode`.
    @inlinable public static var mode: UInt32 { 4 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 5 }
    /// `generate_card`.
    @inlinable public static var generateCard: UInt32 { 6 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 7 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 8 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 9 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 10 }
    /// `replace_segments`.
    @inlinable public static var replaceSegments: UInt32 { 11 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 12 }
    /// `effective_at_ms`.
    @inlinable public static var effectiveAtMs: UInt32 { 13 }
  }
}

extension EnrolRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 32: mode = EnrolMode(rawValue: try reader.readInt32())
      case 42: cardNumber = try reader.readString()
      case 48: generateCard = try reader.readBool()
      case 58: try reader.readMessage(into: &profile)
      case 64: stage = Stage(rawValue: try reader.readInt32())
      case 74: tier = try reader.readString()
      case 82: segments.append(try reader.readString())
      case 88: replaceSegments = try reader.readBool()
      case 96: expectedVersion = try reader.readUInt64()
      case 104: effectiveAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if mode.rawValue != 0 { buffer.writeInt32(4, mode.rawValue) }
    if !cardNumber.isEmpty { buffer.writeString(5, cardNumber) }
    if generateCard { buffer.writeBool(6, generateCard) }
    if let profile { buffer.writeMessage(7, profile) }
    if stage.rawValue != 0 { buffer.writeInt32(8, stage.rawValue) }
    if !tier.isEmpty { buffer.writeString(9, tier) }
    for value in segments { buffer.writeString(10, value) }
    if replaceSegments { buffer.writeBool(11, replaceSegments) }
    if expectedVersion != 0 { buffer.writeUInt64(12, expectedVersion) }
    if effectiveAtMs != 0 { buffer.writeInt64(13, effectiveAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EnrolRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "mode", json: "mode", .enumeration(EnrolMode.schema)),
      .init(5, "card_number", json: "cardNumber", .string),
      .init(6, "generate_card", json: "generateCard", .bool),
      .init(7, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(8, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(9, "tier", json: "tier", .string),
      .init(10, "segments", json: "segments", .string, repeated: true),
      .init(11, "replace_segments", json: "replaceSegments", .bool),
      .init(12, "expected_version", json: "expectedVersion", .uint64),
      .init(13, "effective_at_ms", json: "effectiveAtMs", .int64),
    ]
  )
}

/// The message `EnrolResponse` of the schema.
public struct EnrolResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `member_id`.
  public var memberID: String

  /// Field 3, `card_number`.
  public var cardNumber: String

  /// Field 4, `version`.
  public var version: UInt64

  /// Field 5, `is_new`.
  public var isNew: Bool

  /// Of the card, where the programme's cards have one.
  public var checkValue: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    memberID = ""
    cardNumber = ""
    version = 0
    isNew = false
    checkValue = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    memberID: String = "",
    cardNumber: String = "",
    version: UInt64 = 0,
    isNew: Bool = false,
    checkValue: String = ""
  ) {
    self.outcome = outcome
    self.memberID = memberID
    self.cardNumber = cardNumber
    self.version = version
    self.isNew = isNew
    self.checkValue = checkValue
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 2 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 3 }
    /// `version`.
    @inlinable public static var version: UInt32 { 4 }
    /// `is_new`.
    @inlinable public static var isNew: UInt32 { 5 }
    /// `check_value`.
    @inlinable public static var checkValue: UInt32 { 210 }
  }
}

extension EnrolResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: memberID = try reader.readString()
      case 26: cardNumber = try reader.readString()
      case 32: version = try reader.readUInt64()
      case 40: isNew = try reader.readBool()
      case 1682: checkValue = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !memberID.isEmpty { buffer.writeString(2, memberID) }
    if !cardNumber.isEmpty { buffer.writeString(3, cardNumber) }
    if version != 0 { buffer.writeUInt64(4, version) }
    if isNew { buffer.writeBool(5, isNew) }
    if !checkValue.isEmpty { buffer.writeString(210, checkValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EnrolResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "member_id", json: "memberId", .string),
      .init(3, "card_number", json: "cardNumber", .string),
      .init(4, "version", json: "version", .uint64),
      .init(5, "is_new", json: "isNew", .bool),
      .init(210, "check_value", json: "checkValue", .string),
    ]
  )
}

/// The message `GetMemberRequest` of the schema.
public struct GetMemberRequest: Message {
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

extension GetMemberRequest {
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
    name: "fealty.v1.GetMemberRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
    ]
  )
}

/// The message `GetMemberResponse` of the schema.
public struct GetMemberResponse: Message {
  /// Field 1, `member_id`.
  public var memberID: String

  /// Field 2, `version`.
  public var version: UInt64

  /// Field 3, `stage`.
  public var stage: Stage

  /// Field 4, `tier`.
  public var tier: String

  /// Field 5, `segments`.
  public var segments: [String]

  /// All that lead to it, oldest first.
  public var cardNumbers: [String]

  /// Field 7, `profile`.
  public var profile: Profile?

  /// Field 8, `enrolled_at_ms`.
  public var enrolledAtMs: Int64

  /// Field 9, `balances`.
  public var balances: [Balance]

  /// Field 10, `lifetimes`.
  public var lifetimes: [Lifetime]

  /// 0 = none.
  public var nextExpiryAtMs: Int64

  /// Field 12, `next_expiry_points`.
  public var nextExpiryPoints: Int64

  /// Whether it has a PIN.
  public var pinSet: Bool

  /// Its own, where it has any.
  public var thresholds: [MemberThreshold]

  /// Those of card_numbers that are blocked or were replaced.
  public var inactiveCards: [MemberCard]

  /// Absent where the programme has no tier rules and nobody has pinned the tier.
  public var tierProgress: TierProgress?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberID = ""
    version = 0
    stage = .init(rawValue: 0)
    tier = ""
    segments = []
    cardNumbers = []
    profile = nil
    enrolledAtMs = 0
    balances = []
    lifetimes = []
    nextExpiryAtMs = 0
    nextExpiryPoints = 0
    pinSet = false
    thresholds = []
    inactiveCards = []
    tierProgress = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberID: String = "",
    version: UInt64 = 0,
    stage: Stage = .init(rawValue: 0),
    tier: String = "",
    segments: [String] = [],
    cardNumbers: [String] = [],
    profile: Profile? = nil,
    enrolledAtMs: Int64 = 0,
    balances: [Balance] = [],
    lifetimes: [Lifetime] = [],
    nextExpiryAtMs: Int64 = 0,
    nextExpiryPoints: Int64 = 0,
    pinSet: Bool = false,
    thresholds: [MemberThreshold] = [],
    inactiveCards: [MemberCard] = [],
    tierProgress: TierProgress? = nil
  ) {
    self.memberID = memberID
    self.version = version
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.cardNumbers = cardNumbers
    self.profile = profile
    self.enrolledAtMs = enrolledAtMs
    self.balances = balances
    self.lifetimes = lifetimes
    self.nextExpiryAtMs = nextExpiryAtMs
    self.nextExpiryPoints = nextExpiryPoints
    self.pinSet = pinSet
    self.thresholds = thresholds
    self.inactiveCards = inactiveCards
    self.tierProgress = tierProgress
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 3 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 4 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 5 }
    /// `card_numbers`.
    @inlinable public static var cardNumbers: UInt32 { 6 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 7 }
    /// `enrolled_at_ms`.
    @inlinable public static var enrolledAtMs: UInt32 { 8 }
    /// `balances`.
    @inlinable public static var balances: UInt32 { 9 }
    /// `lifetimes`.
    @inlinable public static var lifetimes: UInt32 { 10 }
    /// `next_expiry_at_ms`.
    @inlinable public static var nextExpiryAtMs: UInt32 { 11 }
    /// `next_expiry_points`.
    @inlinable public static var nextExpiryPoints: UInt32 { 12 }
    /// `pin_set`.
    @inlinable public static var pinSet: UInt32 { 13 }
    /// `thresholds`.
    @inlinable public static var thresholds: UInt32 { 14 }
    /// `inactive_cards`.
    @inlinable public static var inactiveCards: UInt32 { 210 }
    /// `tier_progress`.
    @inlinable public static var tierProgress: UInt32 { 220 }
  }
}

extension GetMemberResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: memberID = try reader.readString()
      case 16: version = try reader.readUInt64()
      case 24: stage = Stage(rawValue: try reader.readInt32())
      case 34: tier = try reader.readString()
      case 42: segments.append(try reader.readString())
      case 50: cardNumbers.append(try reader.readString())
      case 58: try reader.readMessage(into: &profile)
      case 64: enrolledAtMs = try reader.readInt64()
      case 74: try reader.readMessage(appendingTo: &balances)
      case 82: try reader.readMessage(appendingTo: &lifetimes)
      case 88: nextExpiryAtMs = try reader.readInt64()
      case 96: nextExpiryPoints = try reader.readInt64()
      case 104: pinSet = try reader.readBool()
      case 114: try reader.readMessage(appendingTo: &thresholds)
      case 1682: try reader.readMessage(appendingTo: &inactiveCards)
      case 1762: try reader.readMessage(into: &tierProgress)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !memberID.isEmpty { buffer.writeString(1, memberID) }
    if version != 0 { buffer.writeUInt64(2, version) }
    if stage.rawValue != 0 { buffer.writeInt32(3, stage.rawValue) }
    if !tier.isEmpty { buffer.writeString(4, tier) }
    for value in segments { buffer.writeString(5, value) }
    for value in cardNumbers { buffer.writeString(6, value) }
    if let profile { buffer.writeMessage(7, profile) }
    if enrolledAtMs != 0 { buffer.writeInt64(8, enrolledAtMs) }
    for value in balances { buffer.writeMessage(9, value) }
    for value in lifetimes { buffer.writeMessage(10, value) }
    if nextExpiryAtMs != 0 { buffer.writeInt64(11, nextExpiryAtMs) }
    if nextExpiryPoints != 0 { buffer.writeInt64(12, nextExpiryPoints) }
    if pinSet { buffer.writeBool(13, pinSet) }
    for value in thresholds { buffer.writeMessage(14, value) }
    for value in inactiveCards { buffer.writeMessage(210, value) }
    if let tierProgress { buffer.writeMessage(220, tierProgress) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetMemberResponse",
    fields: [
      .init(1, "member_id", json: "memberId", .string),
      .init(2, "version", json: "version", .uint64),
      .init(3, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(4, "tier", json: "tier", .string),
      .init(5, "segments", json: "segments", .string, repeated: true),
      .init(6, "card_numbers", json: "cardNumbers", .string, repeated: true),
      .init(7, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(8, "enrolled_at_ms", json: "enrolledAtMs", .int64),
      .init(9, "balances", json: "balances", .message { Balance.schema }, repeated: true),
      .init(10, "lifetimes", json: "lifetimes", .message { Lifetime.schema }, repeated: true),
      .init(11, "next_expiry_at_ms", json: "nextExpiryAtMs", .int64),
      .init(12, "next_expiry_points", json: "nextExpiryPoints", .int64),
      .init(13, "pin_set", json: "pinSet", .bool),
      .init(
        14,
        "thresholds",
        json: "thresholds",
        .message { MemberThreshold.schema },
        repeated: true
      ),
      .init(
        210,
        "inactive_cards",
        json: "inactiveCards",
        .message { MemberCard.schema },
        repeated: true
      ),
      .init(
        220,
        "tier_progress",
        json: "tierProgress",
        .message { TierProgress.schema },
        presence: true
      ),
    ]
  )
}

/// All movements ever, of one token.
public struct Lifetime: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Field 2, `issued`.
  public var issued: Int64

  /// Less what reversals gave back.
  public var redeemed: Int64

  /// Field 4, `expired`.
  public var expired: Int64

  /// Field 5, `reversed`.
  public var reversed: Int64

  /// A memo: no points moved.
  public var unrecovered: Int64

  /// In exchanges that are under way.
  public var inTransit: Int64

  /// Became points of other tokens.
  public var exchanged: Int64

  /// Field 42, `exchange_fees`.
  public var exchangeFees: Int64

  /// Of issued.
  public var exchangedIn: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    issued = 0
    redeemed = 0
    expired = 0
    reversed = 0
    unrecovered = 0
    inTransit = 0
    exchanged = 0
    exchangeFees = 0
    exchangedIn = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    issued: Int64 = 0,
    redeemed: Int64 = 0,
    expired: Int64 = 0,
    reversed: Int64 = 0,
    unrecovered: Int64 = 0,
    inTransit: Int64 = 0,
    exchanged: Int64 = 0,
    exchangeFees: Int64 = 0,
    exchangedIn: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.issued = issued
    self.redeemed = redeemed
    self.expired = expired
    self.reversed = reversed
    self.unrecovered = unrecovered
    self.inTransit = inTransit
    self.exchanged = exchanged
    self.exchangeFees = exchangeFees
    self.exchangedIn = exchangedIn
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `issued`.
    @inlinable public static var issued: UInt32 { 2 }
    /// `redeemed`.
    @inlinable public static var redeemed: UInt32 { 3 }
    /// `expired`.
    @inlinable public static var expired: UInt32 { 4 }
    /// `reversed`.
    @inlinable public static var reversed: UInt32 { 5 }
    /// `unrecovered`.
    @inlinable public static var unrecovered: UInt32 { 6 }
    /// `in_transit`.
    @inlinable public static var inTransit: UInt32 { 40 }
    /// `exchanged`.
    @inlinable public static var exchanged: UInt32 { 41 }
    /// `exchange_fees`.
    @inlinable public static var exchangeFees: UInt32 { 42 }
    /// `exchanged_in`.
    @inlinable public static var exchangedIn: UInt32 { 43 }
  }
}

extension Lifetime {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: issued = try reader.readInt64()
      case 24: redeemed = try reader.readInt64()
      case 32: expired = try reader.readInt64()
      case 40: reversed = try reader.readInt64()
      case 48: unrecovered = try reader.readInt64()
      case 320: inTransit = try reader.readInt64()
      case 328: exchanged = try reader.readInt64()
      case 336: exchangeFees = try reader.readInt64()
      case 344: exchangedIn = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if issued != 0 { buffer.writeInt64(2, issued) }
    if redeemed != 0 { buffer.writeInt64(3, redeemed) }
    if expired != 0 { buffer.writeInt64(4, expired) }
    if reversed != 0 { buffer.writeInt64(5, reversed) }
    if unrecovered != 0 { buffer.writeInt64(6, unrecovered) }
    if inTransit != 0 { buffer.writeInt64(40, inTransit) }
    if exchanged != 0 { buffer.writeInt64(41, exchanged) }
    if exchangeFees != 0 { buffer.writeInt64(42, exchangeFees) }
    if exchangedIn != 0 { buffer.writeInt64(43, exchangedIn) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Lifetime",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "issued", json: "issued", .int64),
      .init(3, "redeemed", json: "redeemed", .int64),
      .init(4, "expired", json: "expired", .int64),
      .init(5, "reversed", json: "reversed", .int64),
      .init(6, "unrecovered", json: "unrecovered", .int64),
      .init(40, "in_transit", json: "inTransit", .int64),
      .init(41, "exchanged", json: "exchanged", .int64),
      .init(42, "exchange_fees", json: "exchangeFees", .int64),
      .init(43, "exchanged_in", json: "exchangedIn", .int64),
    ]
  )
}

/// The message `ValidateCardRequest` of the schema.
public struct ValidateCardRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// By card_number.
  public var member: MemberReference?

  /// As the card has it; empty = not asked.
  public var checkValue: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    checkValue = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    checkValue: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.checkValue = checkValue
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `check_value`.
    @inlinable public static var checkValue: UInt32 { 4 }
  }
}

extension ValidateCardRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: checkValue = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !checkValue.isEmpty { buffer.writeString(4, checkValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ValidateCardRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "check_value", json: "checkValue", .string),
    ]
  )
}

/// The message `ValidateCardResponse` of the schema.
public struct ValidateCardResponse: Message {
  /// Whether the card is active.
  public var valid: Bool

  /// Field 2, `stage`.
  public var stage: Stage

  /// Such as "A*** L***".
  public var maskedName: String

  /// Field 4, `tier`.
  public var tier: String

  /// Field 5, `can_earn`.
  public var canEarn: Bool

  /// Field 6, `can_redeem`.
  public var canRedeem: Bool

  /// ACTIVE or BLOCKED.
  public var cardStage: CardStage

  /// Of the programme's default token: from how many points a PIN is needed; absent = never.
  public var threshold: PinThreshold?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    valid = false
    stage = .init(rawValue: 0)
    maskedName = ""
    tier = ""
    canEarn = false
    canRedeem = false
    cardStage = .init(rawValue: 0)
    threshold = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    valid: Bool = false,
    stage: Stage = .init(rawValue: 0),
    maskedName: String = "",
    tier: String = "",
    canEarn: Bool = false,
    canRedeem: Bool = false,
    cardStage: CardStage = .init(rawValue: 0),
    threshold: PinThreshold? = nil
  ) {
    self.valid = valid
    self.stage = stage
    self.maskedName = maskedName
    self.tier = tier
    self.canEarn = canEarn
    self.canRedeem = canRedeem
    self.cardStage = cardStage
    self.threshold = threshold
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `valid`.
    @inlinable public static var valid: UInt32 { 1 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 2 }
    /// `masked_name`.
    @inlinable public static var maskedName: UInt32 { 3 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 4 }
    /// `can_earn`.
    @inlinable public static var canEarn: UInt32 { 5 }
    /// `can_redeem`.
    @inlinable public static var canRedeem: UInt32 { 6 }
    /// `card_stage`.
    @inlinable public static var cardStage: UInt32 { 210 }
    /// `threshold`.
    @inlinable public static var threshold: UInt32 { 211 }
  }
}

extension ValidateCardResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: valid = try reader.readBool()
      case 16: stage = Stage(rawValue: try reader.readInt32())
      case 26: maskedName = try reader.readString()
      case 34: tier = try reader.readString()
      case 40: canEarn = try reader.readBool()
      case 48: canRedeem = try reader.readBool()
      case 1680: cardStage = CardStage(rawValue: try reader.readInt32())
      case 1690: try reader.readMessage(into: &threshold)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if valid { buffer.writeBool(1, valid) }
    if stage.rawValue != 0 { buffer.writeInt32(2, stage.rawValue) }
    if !maskedName.isEmpty { buffer.writeString(3, maskedName) }
    if !tier.isEmpty { buffer.writeString(4, tier) }
    if canEarn { buffer.writeBool(5, canEarn) }
    if canRedeem { buffer.writeBool(6, canRedeem) }
    if cardStage.rawValue != 0 { buffer.writeInt32(210, cardStage.rawValue) }
    if let threshold { buffer.writeMessage(211, threshold) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ValidateCardResponse",
    fields: [
      .init(1, "valid", json: "valid", .bool),
      .init(2, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(3, "masked_name", json: "maskedName", .string),
      .init(4, "tier", json: "tier", .string),
      .init(5, "can_earn", json: "canEarn", .bool),
      .init(6, "can_redeem", json: "canRedeem", .bool),
      .init(210, "card_stage", json: "cardStage", .enumeration(CardStage.schema)),
      .init(211, "threshold", json: "threshold", .message { PinThreshold.schema }, presence: true),
    ]
  )
}

/// The message `ReplaceCardRequest` of the schema.
public struct ReplaceCardRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// By the old card's number, or whose card it is.
  public var member: MemberReference?

  /// The old one; empty = that of member.
  public var cardNumber: String

  /// Given; empty = generate_card.
  public var newCardNumber: String

  /// Field 6, `generate_card`.
  public var generateCard: Bool

  /// CARD_LOST and CARD_STOLEN block the old card, the others replace it.
  public var cardReason: CardReason

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    cardNumber = ""
    newCardNumber = ""
    generateCard = false
    cardReason = .init(rawValue: 0)
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    cardNumber: String = "",
    newCardNumber: String = "",
    generateCard: Bool = false,
    cardReason: CardReason = .init(rawValue: 0),
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.cardNumber = cardNumber
    self.newCardNumber = newCardNumber
    self.generateCard = generateCard
    self.cardReason = cardReason
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 4 }
    /// `new_card_number`.
    @inlinable public static var newCardNumber: UInt32 { 5 }
    /// `generate_card`.
    @inlinable public static var generateCard: UInt32 { 6 }
    /// `card_reason`.
    @inlinable public static var cardReason: UInt32 { 7 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 8 }
  }
}

extension ReplaceCardRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: cardNumber = try reader.readString()
      case 42: newCardNumber = try reader.readString()
      case 48: generateCard = try reader.readBool()
      case 56: cardReason = CardReason(rawValue: try reader.readInt32())
      case 64: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !cardNumber.isEmpty { buffer.writeString(4, cardNumber) }
    if !newCardNumber.isEmpty { buffer.writeString(5, newCardNumber) }
    if generateCard { buffer.writeBool(6, generateCard) }
    if cardReason.rawValue != 0 { buffer.writeInt32(7, cardReason.rawValue) }
    if expectedVersion != 0 { buffer.writeUInt64(8, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReplaceCardRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "card_number", json: "cardNumber", .string),
      .init(5, "new_card_number", json: "newCardNumber", .string),
      .init(6, "generate_card", json: "generateCard", .bool),
      .init(7, "card_reason", json: "cardReason", .enumeration(CardReason.schema)),
      .init(8, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `ReplaceCardResponse` of the schema.
public struct ReplaceCardResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// The new one.
  public var cardNumber: String

  /// Of it, where the programme's cards have one.
  public var checkValue: String

  /// Of the old one from now on.
  public var oldStage: CardStage

  /// Of the member.
  public var version: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    cardNumber = ""
    checkValue = ""
    oldStage = .init(rawValue: 0)
    version = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    cardNumber: String = "",
    checkValue: String = "",
    oldStage: CardStage = .init(rawValue: 0),
    version: UInt64 = 0
  ) {
    self.outcome = outcome
    self.cardNumber = cardNumber
    self.checkValue = checkValue
    self.oldStage = oldStage
    self.version = version
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 2 }
    /// `check_value`.
    @inlinable public static var checkValue: UInt32 { 3 }
    /// `old_stage`.
    @inlinable public static var oldStage: UInt32 { 4 }
    /// `version`.
    @inlinable public static var version: UInt32 { 5 }
  }
}

extension ReplaceCardResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: cardNumber = try reader.readString()
      case 26: checkValue = try reader.readString()
      case 32: oldStage = CardStage(rawValue: try reader.readInt32())
      case 40: version = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if !cardNumber.isEmpty { buffer.writeString(2, cardNumber) }
    if !checkValue.isEmpty { buffer.writeString(3, checkValue) }
    if oldStage.rawValue != 0 { buffer.writeInt32(4, oldStage.rawValue) }
    if version != 0 { buffer.writeUInt64(5, version) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReplaceCardResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "card_number", json: "cardNumber", .string),
      .init(3, "check_value", json: "checkValue", .string),
      .init(4, "old_stage", json: "oldStage", .enumeration(CardStage.schema)),
      .init(5, "version", json: "version", .uint64),
    ]
  )
}

/// The message `UpdateCardStageRequest` of the schema.
public struct UpdateCardStageRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// By the card's number, or whose card it is.
  public var member: MemberReference?

  /// Empty = that of member.
  public var cardNumber: String

  /// ACTIVE or BLOCKED.
  public var cardStage: CardStage

  /// Of BLOCKED: CARD_LOST or CARD_STOLEN.
  public var cardReason: CardReason

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    cardNumber = ""
    cardStage = .init(rawValue: 0)
    cardReason = .init(rawValue: 0)
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    cardNumber: String = "",
    cardStage: CardStage = .init(rawValue: 0),
    cardReason: CardReason = .init(rawValue: 0),
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.cardNumber = cardNumber
    self.cardStage = cardStage
    self.cardReason = cardReason
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 4 }
    /// `card_stage`.
    @inlinable public static var cardStage: UInt32 { 5 }
    /// `card_reason`.
    @inlinable public static var cardReason: UInt32 { 6 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 7 }
  }
}

extension UpdateCardStageRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: cardNumber = try reader.readString()
      case 40: cardStage = CardStage(rawValue: try reader.readInt32())
      case 48: cardReason = CardReason(rawValue: try reader.readInt32())
      case 56: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !cardNumber.isEmpty { buffer.writeString(4, cardNumber) }
    if cardStage.rawValue != 0 { buffer.writeInt32(5, cardStage.rawValue) }
    if cardReason.rawValue != 0 { buffer.writeInt32(6, cardReason.rawValue) }
    if expectedVersion != 0 { buffer.writeUInt64(7, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UpdateCardStageRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "card_number", json: "cardNumber", .string),
      .init(5, "card_stage", json: "cardStage", .enumeration(CardStage.schema)),
      .init(6, "card_reason", json: "cardReason", .enumeration(CardReason.schema)),
      .init(7, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `PutAliasRequest` of the schema.
public struct PutAliasRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 4, `alias`.
  public var alias: Alias?

  /// The caller has seen that it is the member's; false of the same value makes it unverified.
  public var verified: Bool

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    alias = nil
    verified = false
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    alias: Alias? = nil,
    verified: Bool = false,
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.alias = alias
    self.verified = verified
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `alias`.
    @inlinable public static var alias: UInt32 { 4 }
    /// `verified`.
    @inlinable public static var verified: UInt32 { 5 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 6 }
  }
}

extension PutAliasRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: try reader.readMessage(into: &alias)
      case 40: verified = try reader.readBool()
      case 48: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let alias { buffer.writeMessage(4, alias) }
    if verified { buffer.writeBool(5, verified) }
    if expectedVersion != 0 { buffer.writeUInt64(6, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutAliasRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "alias", json: "alias", .message { Alias.schema }, presence: true),
      .init(5, "verified", json: "verified", .bool),
      .init(6, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `PutAliasResponse` of the schema.
public struct PutAliasResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Of the member.
  public var version: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    version = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    version: UInt64 = 0
  ) {
    self.outcome = outcome
    self.version = version
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 3 }
  }
}

extension PutAliasResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 24: version = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if version != 0 { buffer.writeUInt64(3, version) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutAliasResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(3, "version", json: "version", .uint64),
    ]
  )
}

/// The message `RemoveAliasRequest` of the schema.
public struct RemoveAliasRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 4, `provider`.
  public var provider: String

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    provider = ""
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    provider: String = "",
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.provider = provider
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `provider`.
    @inlinable public static var provider: UInt32 { 4 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 5 }
  }
}

extension RemoveAliasRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: provider = try reader.readString()
      case 40: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !provider.isEmpty { buffer.writeString(4, provider) }
    if expectedVersion != 0 { buffer.writeUInt64(5, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RemoveAliasRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "provider", json: "provider", .string),
      .init(5, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `ListIdentityProvidersRequest` of the schema.
public struct ListIdentityProvidersRequest: Message {
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

extension ListIdentityProvidersRequest {
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
    name: "fealty.v1.ListIdentityProvidersRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// The message `ListIdentityProvidersResponse` of the schema.
public struct ListIdentityProvidersResponse: Message {
  /// Field 1, `providers`.
  public var providers: [IdentityProvider]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    providers = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    providers: [IdentityProvider] = []
  ) {
    self.providers = providers
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `providers`.
    @inlinable public static var providers: UInt32 { 1 }
  }
}

extension ListIdentityProvidersResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &providers)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in providers { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListIdentityProvidersResponse",
    fields: [
      .init(1, "providers", json: "providers", .message { IdentityProvider.schema }, repeated: true)
    ]
  )
}

/// The message `UpdateCardStageResponse` of the schema.
public struct UpdateCardStageResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `old`.
  public var old: CardStage

  /// Field 3, `now`.
  public var now: CardStage

  /// Of the member.
  public var version: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    old = .init(rawValue: 0)
    now = .init(rawValue: 0)
    version = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    old: CardStage = .init(rawValue: 0),
    now: CardStage = .init(rawValue: 0),
    version: UInt64 = 0
  ) {
    self.outcome = outcome
    self.old = old
    self.now = now
    self.version = version
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `old`.
    @inlinable public static var old: UInt32 { 2 }
    /// `now`.
    @inlinable public static var now: UInt32 { 3 }
    /// `version`.
    @inlinable public static var version: UInt32 { 4 }
  }
}

extension UpdateCardStageResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: old = CardStage(rawValue: try reader.readInt32())
      case 24: now = CardStage(rawValue: try reader.readInt32())
      case 32: version = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if old.rawValue != 0 { buffer.writeInt32(2, old.rawValue) }
    if now.rawValue != 0 { buffer.writeInt32(3, now.rawValue) }
    if version != 0 { buffer.writeUInt64(4, version) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UpdateCardStageResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "old", json: "old", .enumeration(CardStage.schema)),
      .init(3, "now", json: "now", .enumeration(CardStage.schema)),
      .init(4, "version", json: "version", .uint64),
    ]
  )
}

/// An absent field leaves its part as it is; an empty one clears it.
public struct UpdateMemberRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 4, `given_name`.
  public var givenName: String?

  /// Field 5, `family_name`.
  public var familyName: String?

  /// With one @ between a name and a domain.
  public var email: String?

  /// yyyy-mm-dd.
  public var birthday: String?

  /// BCP 47.
  public var language: String?

  /// ISO 3166, three letters.
  public var country: String?

  /// Those named are set; an empty value takes one away; 32 at most are kept.
  public var attributes: [Attribute]

  /// Attributes are all from now on.
  public var replaceAttributes: Bool

  /// 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    givenName = nil
    familyName = nil
    email = nil
    birthday = nil
    language = nil
    country = nil
    attributes = []
    replaceAttributes = false
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    givenName: String? = nil,
    familyName: String? = nil,
    email: String? = nil,
    birthday: String? = nil,
    language: String? = nil,
    country: String? = nil,
    attributes: [Attribute] = [],
    replaceAttributes: Bool = false,
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.givenName = givenName
    self.familyName = familyName
    self.email = email
    self.birthday = birthday
    self.language = language
    self.country = country
    self.attributes = attributes
    self.replaceAttributes = replaceAttributes
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `given_name`.
    @inlinable public static var givenName: UInt32 { 4 }
    /// `family_name`.
    @inlinable public static var familyName: UInt32 { 5 }
    /// `email`.
    @inlinable public static var email: UInt32 { 6 }
    /// `birthday`.
    @inlinable public static var birthday: UInt32 { 7 }
    /// `language`.
    @inlinable public static var language: UInt32 { 8 }
    /// `country`.
    @inlinable public static var country: UInt32 { 9 }
    /// `attributes`.
    @inlinable public static var attributes: UInt32 { 10 }
    /// `replace_attributes`.
    @inlinable public static var replaceAttributes: UInt32 { 11 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 12 }
  }
}

extension UpdateMemberRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: givenName = try reader.readString()
      case 42: familyName = try reader.readString()
      case 50: email = try reader.readString()
      case 58: birthday = try reader.readString()
      case 66: language = try reader.readString()
      case 74: country = try reader.readString()
      case 82: try reader.readMessage(appendingTo: &attributes)
      case 88: replaceAttributes = try reader.readBool()
      case 96: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let givenName { buffer.writeString(4, givenName) }
    if let familyName { buffer.writeString(5, familyName) }
    if let email { buffer.writeString(6, email) }
    if let birthday { buffer.writeString(7, birthday) }
    if let language { buffer.writeString(8, language) }
    if let country { buffer.writeString(9, country) }
    for value in attributes { buffer.writeMessage(10, value) }
    if replaceAttributes { buffer.writeBool(11, replaceAttributes) }
    if expectedVersion != 0 { buffer.writeUInt64(12, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UpdateMemberRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "given_name", json: "givenName", .string, presence: true),
      .init(5, "family_name", json: "familyName", .string, presence: true),
      .init(6, "email", json: "email", .string, presence: true),
      .init(7, "birthday", json: "birthday", .string, presence: true),
      .init(8, "language", json: "language", .string, presence: true),
      .init(9, "country", json: "country", .string, presence: true),
      .init(10, "attributes", json: "attributes", .message { Attribute.schema }, repeated: true),
      .init(11, "replace_attributes", json: "replaceAttributes", .bool),
      .init(12, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `UpdateStageRequest` of the schema.
public struct UpdateStageRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 4, `new_stage`.
  public var newStage: Stage

  /// For the audit, at most 256 bytes; no personal data.
  public var reason: String

  /// STAGE_NONE = any.
  public var expectedStage: Stage

  /// Of CLOSED.
  public var balance: BalancePolicy

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    newStage = .init(rawValue: 0)
    reason = ""
    expectedStage = .init(rawValue: 0)
    balance = .init(rawValue: 0)
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    newStage: Stage = .init(rawValue: 0),
    reason: String = "",
    expectedStage: Stage = .init(rawValue: 0),
    balance: BalancePolicy = .init(rawValue: 0),
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.newStage = newStage
    self.reason = reason
    self.expectedStage = expectedStage
    self.balance = balance
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `new_stage`.
    @inlinable public static var newStage: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
    /// `expected_stage`.
    @inlinable public static var expectedStage: UInt32 { 6 }
    /// `balance`.
    @inlinable public static var balance: UInt32 { 7 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 8 }
  }
}

extension UpdateStageRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 32: newStage = Stage(rawValue: try reader.readInt32())
      case 42: reason = try reader.readString()
      case 48: expectedStage = Stage(rawValue: try reader.readInt32())
      case 56: balance = BalancePolicy(rawValue: try reader.readInt32())
      case 64: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if newStage.rawValue != 0 { buffer.writeInt32(4, newStage.rawValue) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if expectedStage.rawValue != 0 { buffer.writeInt32(6, expectedStage.rawValue) }
    if balance.rawValue != 0 { buffer.writeInt32(7, balance.rawValue) }
    if expectedVersion != 0 { buffer.writeUInt64(8, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UpdateStageRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "new_stage", json: "newStage", .enumeration(Stage.schema)),
      .init(5, "reason", json: "reason", .string),
      .init(6, "expected_stage", json: "expectedStage", .enumeration(Stage.schema)),
      .init(7, "balance", json: "balance", .enumeration(BalancePolicy.schema)),
      .init(8, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `UpdateStageResponse` of the schema.
public struct UpdateStageResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `old`.
  public var old: Stage

  /// Field 3, `new`.
  public var new: Stage

  /// Of the member.
  public var version: UInt64

  /// Of each token; none that no points were forfeited of.
  public var forfeited: [TokenPoints]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    old = .init(rawValue: 0)
    new = .init(rawValue: 0)
    version = 0
    forfeited = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    old: Stage = .init(rawValue: 0),
    new: Stage = .init(rawValue: 0),
    version: UInt64 = 0,
    forfeited: [TokenPoints] = []
  ) {
    self.outcome = outcome
    self.old = old
    self.new = new
    self.version = version
    self.forfeited = forfeited
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
    /// `forfeited`.
    @inlinable public static var forfeited: UInt32 { 5 }
  }
}

extension UpdateStageResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: old = Stage(rawValue: try reader.readInt32())
      case 24: new = Stage(rawValue: try reader.readInt32())
      case 32: version = try reader.readUInt64()
      case 42: try reader.readMessage(appendingTo: &forfeited)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if old.rawValue != 0 { buffer.writeInt32(2, old.rawValue) }
    if new.rawValue != 0 { buffer.writeInt32(3, new.rawValue) }
    if version != 0 { buffer.writeUInt64(4, version) }
    for value in forfeited { buffer.writeMessage(5, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UpdateStageResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "old", json: "old", .enumeration(Stage.schema)),
      .init(3, "new", json: "new", .enumeration(Stage.schema)),
      .init(4, "version", json: "version", .uint64),
      .init(5, "forfeited", json: "forfeited", .message { TokenPoints.schema }, repeated: true),
    ]
  )
}

/// The message `DeleteMemberRequest` of the schema.
public struct DeleteMemberRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// For the audit, at most 256 bytes; no personal data.
  public var reason: String

  /// BALANCE_FORFEIT or BALANCE_REFUSE; a programme's BALANCE_KEEP counts as BALANCE_REFUSE.
  public var balance: BalancePolicy

  /// Of the member; 0 = any; of one that is deleted already not read.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    reason = ""
    balance = .init(rawValue: 0)
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    reason: String = "",
    balance: BalancePolicy = .init(rawValue: 0),
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.reason = reason
    self.balance = balance
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 4 }
    /// `balance`.
    @inlinable public static var balance: UInt32 { 5 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 6 }
  }
}

extension DeleteMemberRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: reason = try reader.readString()
      case 40: balance = BalancePolicy(rawValue: try reader.readInt32())
      case 48: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !reason.isEmpty { buffer.writeString(4, reason) }
    if balance.rawValue != 0 { buffer.writeInt32(5, balance.rawValue) }
    if expectedVersion != 0 { buffer.writeUInt64(6, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DeleteMemberRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "reason", json: "reason", .string),
      .init(5, "balance", json: "balance", .enumeration(BalancePolicy.schema)),
      .init(6, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The same for whoever deletes it again.
public struct DeleteMemberResponse: Message {
  /// Replayed where it was deleted already.
  public var outcome: Outcome?

  /// Of the member.
  public var version: UInt64

  /// Of each token; none that no points were forfeited of.
  public var forfeited: [TokenPoints]

  /// Field 4, `cards_freed`.
  public var cardsFreed: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    version = 0
    forfeited = []
    cardsFreed = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    version: UInt64 = 0,
    forfeited: [TokenPoints] = [],
    cardsFreed: UInt32 = 0
  ) {
    self.outcome = outcome
    self.version = version
    self.forfeited = forfeited
    self.cardsFreed = cardsFreed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `forfeited`.
    @inlinable public static var forfeited: UInt32 { 3 }
    /// `cards_freed`.
    @inlinable public static var cardsFreed: UInt32 { 4 }
  }
}

extension DeleteMemberResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: version = try reader.readUInt64()
      case 26: try reader.readMessage(appendingTo: &forfeited)
      case 32: cardsFreed = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if version != 0 { buffer.writeUInt64(2, version) }
    for value in forfeited { buffer.writeMessage(3, value) }
    if cardsFreed != 0 { buffer.writeUInt32(4, cardsFreed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DeleteMemberResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "version", json: "version", .uint64),
      .init(3, "forfeited", json: "forfeited", .message { TokenPoints.schema }, repeated: true),
      .init(4, "cards_freed", json: "cardsFreed", .uint32),
    ]
  )
}

/// The message `ListMembersRequest` of the schema.
public struct ListMembersRequest: Message {
  /// program_id: whose members.
  public var envelope: Envelope?

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// Members to pass over, at most 10,000; without cursor.
  public var offset: UInt32

  /// next_cursor of the page before.
  public var cursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    limit = 0
    offset = 0
    cursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    limit: UInt32 = 0,
    offset: UInt32 = 0,
    cursor: String = ""
  ) {
    self.envelope = envelope
    self.limit = limit
    self.offset = offset
    self.cursor = cursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 2 }
    /// `offset`.
    @inlinable public static var offset: UInt32 { 3 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 4 }
  }
}

extension ListMembersRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 16: limit = try reader.readUInt32()
      case 24: offset = try reader.readUInt32()
      case 34: cursor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if limit != 0 { buffer.writeUInt32(2, limit) }
    if offset != 0 { buffer.writeUInt32(3, offset) }
    if !cursor.isEmpty { buffer.writeString(4, cursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListMembersRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "limit", json: "limit", .uint32),
      .init(3, "offset", json: "offset", .uint32),
      .init(4, "cursor", json: "cursor", .string),
    ]
  )
}

/// The message `ListMembersResponse` of the schema.
public struct ListMembersResponse: Message {
  /// Field 1, `members`.
  public var members: [ListedMember]

  /// Empty = the last page.
  public var nextCursor: String

  /// Of all members of the programme.
  public var totalCount: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    members = []
    nextCursor = ""
    totalCount = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    members: [ListedMember] = [],
    nextCursor: String = "",
    totalCount: Int64 = 0
  ) {
    self.members = members
    self.nextCursor = nextCursor
    self.totalCount = totalCount
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `members`.
    @inlinable public static var members: UInt32 { 1 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 2 }
    /// `total_count`.
    @inlinable public static var totalCount: UInt32 { 3 }
  }
}

extension ListMembersResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &members)
      case 18: nextCursor = try reader.readString()
      case 24: totalCount = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in members { buffer.writeMessage(1, value) }
    if !nextCursor.isEmpty { buffer.writeString(2, nextCursor) }
    if totalCount != 0 { buffer.writeInt64(3, totalCount) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListMembersResponse",
    fields: [
      .init(1, "members", json: "members", .message { ListedMember.schema }, repeated: true),
      .init(2, "next_cursor", json: "nextCursor", .string),
      .init(3, "total_count", json: "totalCount", .int64),
    ]
  )
}

/// The message `ListedMember` of the schema.
public struct ListedMember: Message {
  /// Field 1, `member_id`.
  public var memberID: String

  /// Field 2, `version`.
  public var version: UInt64

  /// Field 3, `stage`.
  public var stage: Stage

  /// Field 4, `tier`.
  public var tier: String

  /// Field 5, `segments`.
  public var segments: [String]

  /// Field 6, `card_numbers`.
  public var cardNumbers: [String]

  /// Field 7, `profile`.
  public var profile: Profile?

  /// Field 8, `enrolled_at_ms`.
  public var enrolledAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberID = ""
    version = 0
    stage = .init(rawValue: 0)
    tier = ""
    segments = []
    cardNumbers = []
    profile = nil
    enrolledAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberID: String = "",
    version: UInt64 = 0,
    stage: Stage = .init(rawValue: 0),
    tier: String = "",
    segments: [String] = [],
    cardNumbers: [String] = [],
    profile: Profile? = nil,
    enrolledAtMs: Int64 = 0
  ) {
    self.memberID = memberID
    self.version = version
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.cardNumbers = cardNumbers
    self.profile = profile
    self.enrolledAtMs = enrolledAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 3 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 4 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 5 }
    /// `card_numbers`.
    @inlinable public static var cardNumbers: UInt32 { 6 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 7 }
    /// `enrolled_at_ms`.
    @inlinable public static var enrolledAtMs: UInt32 { 8 }
  }
}

extension ListedMember {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: memberID = try reader.readString()
      case 16: version = try reader.readUInt64()
      case 24: stage = Stage(rawValue: try reader.readInt32())
      case 34: tier = try reader.readString()
      case 42: segments.append(try reader.readString())
      case 50: cardNumbers.append(try reader.readString())
      case 58: try reader.readMessage(into: &profile)
      case 64: enrolledAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !memberID.isEmpty { buffer.writeString(1, memberID) }
    if version != 0 { buffer.writeUInt64(2, version) }
    if stage.rawValue != 0 { buffer.writeInt32(3, stage.rawValue) }
    if !tier.isEmpty { buffer.writeString(4, tier) }
    for value in segments { buffer.writeString(5, value) }
    for value in cardNumbers { buffer.writeString(6, value) }
    if let profile { buffer.writeMessage(7, profile) }
    if enrolledAtMs != 0 { buffer.writeInt64(8, enrolledAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListedMember",
    fields: [
      .init(1, "member_id", json: "memberId", .string),
      .init(2, "version", json: "version", .uint64),
      .init(3, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(4, "tier", json: "tier", .string),
      .init(5, "segments", json: "segments", .string, repeated: true),
      .init(6, "card_numbers", json: "cardNumbers", .string, repeated: true),
      .init(7, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(8, "enrolled_at_ms", json: "enrolledAtMs", .int64),
    ]
  )
}

/// The message `PutMembershipRequest` of the schema.
public struct PutMembershipRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// One of a provider: another number takes its place.
  public var membership: Membership?

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    membership = nil
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    membership: Membership? = nil,
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.membership = membership
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `membership`.
    @inlinable public static var membership: UInt32 { 4 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 5 }
  }
}

extension PutMembershipRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: try reader.readMessage(into: &membership)
      case 40: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let membership { buffer.writeMessage(4, membership) }
    if expectedVersion != 0 { buffer.writeUInt64(5, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutMembershipRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "membership", json: "membership", .message { Membership.schema }, presence: true),
      .init(5, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `ListMembershipsRequest` of the schema.
public struct ListMembershipsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// This one alone; empty = all.
  public var provider: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    provider = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    provider: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.provider = provider
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `provider`.
    @inlinable public static var provider: UInt32 { 4 }
  }
}

extension ListMembershipsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: provider = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !provider.isEmpty { buffer.writeString(4, provider) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListMembershipsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "provider", json: "provider", .string),
    ]
  )
}

/// The message `ListMembershipsResponse` of the schema.
public struct ListMembershipsResponse: Message {
  /// By provider.
  public var memberships: [Membership]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberships = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberships: [Membership] = []
  ) {
    self.memberships = memberships
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `memberships`.
    @inlinable public static var memberships: UInt32 { 1 }
  }
}

extension ListMembershipsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &memberships)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in memberships { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListMembershipsResponse",
    fields: [
      .init(1, "memberships", json: "memberships", .message { Membership.schema }, repeated: true)
    ]
  )
}

/// The message `DeleteMembershipRequest` of the schema.
public struct DeleteMembershipRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Field 4, `provider`.
  public var provider: String

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    provider = ""
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    provider: String = "",
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.provider = provider
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `provider`.
    @inlinable public static var provider: UInt32 { 4 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 5 }
  }
}

extension DeleteMembershipRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: provider = try reader.readString()
      case 40: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !provider.isEmpty { buffer.writeString(4, provider) }
    if expectedVersion != 0 { buffer.writeUInt64(5, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DeleteMembershipRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "provider", json: "provider", .string),
      .init(5, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The member's own threshold for a token.
public struct MemberThreshold: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Field 2, `threshold`.
  public var threshold: PinThreshold?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    threshold = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    threshold: PinThreshold? = nil
  ) {
    self.tokenID = tokenID
    self.threshold = threshold
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `threshold`.
    @inlinable public static var threshold: UInt32 { 2 }
  }
}

extension MemberThreshold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 18: try reader.readMessage(into: &threshold)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if let threshold { buffer.writeMessage(2, threshold) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberThreshold",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "threshold", json: "threshold", .message { PinThreshold.schema }, presence: true),
    ]
  )
}

/// The message `SetPinRequest` of the schema.
public struct SetPinRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// 4 to 12 digits, not all the same and no run such as 1234.
  public var pin: String

  /// Needed where there is one.
  public var oldPin: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    pin = ""
    oldPin = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    pin: String = "",
    oldPin: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.pin = pin
    self.oldPin = oldPin
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `pin`.
    @inlinable public static var pin: UInt32 { 4 }
    /// `old_pin`.
    @inlinable public static var oldPin: UInt32 { 5 }
  }
}

extension SetPinRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: pin = try reader.readString()
      case 42: oldPin = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !pin.isEmpty { buffer.writeString(4, pin) }
    if !oldPin.isEmpty { buffer.writeString(5, oldPin) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SetPinRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "pin", json: "pin", .string),
      .init(5, "old_pin", json: "oldPin", .string),
    ]
  )
}

/// The message `SetPinResponse` of the schema.
public struct SetPinResponse: Message {
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

extension SetPinResponse {
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
    name: "fealty.v1.SetPinResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true)
    ]
  )
}

/// The thresholds stay: what needs a PIN is refused until SetPin has set a new one.
public struct ResetPinRequest: Message {
  /// operator_id is required.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// 1 to 256 bytes: which other factor it was.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    reason: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 4 }
  }
}

extension ResetPinRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !reason.isEmpty { buffer.writeString(4, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ResetPinRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "reason", json: "reason", .string),
    ]
  )
}

/// The message `ResetPinResponse` of the schema.
public struct ResetPinResponse: Message {
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

extension ResetPinResponse {
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
    name: "fealty.v1.ResetPinResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true)
    ]
  )
}

/// The message `SetRedemptionThresholdRequest` of the schema.
public struct SetRedemptionThresholdRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Empty = the programme's default token.
  public var tokenID: String

  /// Absent = the programme's again.
  public var threshold: PinThreshold?

  /// Needed where more passes without a PIN than so far.
  public var pin: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    tokenID = ""
    threshold = nil
    pin = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    tokenID: String = "",
    threshold: PinThreshold? = nil,
    pin: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.tokenID = tokenID
    self.threshold = threshold
    self.pin = pin
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 4 }
    /// `threshold`.
    @inlinable public static var threshold: UInt32 { 5 }
    /// `pin`.
    @inlinable public static var pin: UInt32 { 6 }
  }
}

extension SetRedemptionThresholdRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: tokenID = try reader.readString()
      case 42: try reader.readMessage(into: &threshold)
      case 50: pin = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !tokenID.isEmpty { buffer.writeString(4, tokenID) }
    if let threshold { buffer.writeMessage(5, threshold) }
    if !pin.isEmpty { buffer.writeString(6, pin) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SetRedemptionThresholdRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "token_id", json: "tokenId", .string),
      .init(5, "threshold", json: "threshold", .message { PinThreshold.schema }, presence: true),
      .init(6, "pin", json: "pin", .string),
    ]
  )
}

/// The message `SetRedemptionThresholdResponse` of the schema.
public struct SetRedemptionThresholdResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Absent = never a PIN.
  public var old: PinThreshold?

  /// Absent = never a PIN.
  public var now: PinThreshold?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    old = nil
    now = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    old: PinThreshold? = nil,
    now: PinThreshold? = nil
  ) {
    self.outcome = outcome
    self.old = old
    self.now = now
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `old`.
    @inlinable public static var old: UInt32 { 2 }
    /// `now`.
    @inlinable public static var now: UInt32 { 3 }
  }
}

extension SetRedemptionThresholdResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 18: try reader.readMessage(into: &old)
      case 26: try reader.readMessage(into: &now)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if let old { buffer.writeMessage(2, old) }
    if let now { buffer.writeMessage(3, now) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SetRedemptionThresholdResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "old", json: "old", .message { PinThreshold.schema }, presence: true),
      .init(3, "now", json: "now", .message { PinThreshold.schema }, presence: true),
    ]
  )
}

/// The methods of `Members`.
public enum MembersMethods {
  /// (14) Makes or changes a member.
  ///
  /// Without ACCESS_OFFICE or ACCESS_ADMIN it makes active ones, with tier and segments where mode
  /// is CREATE, and changes what a member says of itself.
  public static let enrol = Method<EnrolRequest, EnrolResponse>(
    id: 0x0201,
    service: "Members",
    name: "Enrol",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: true
  )

  /// (28) Profile, stage, tier and balances.
  public static let getMember = Method<GetMemberRequest, GetMemberResponse>(
    id: 0x0202,
    service: "Members",
    name: "GetMember",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (13) Whether a card may be used.
  ///
  /// One that was replaced is refused with CARD_REPLACED, and a wrong check value as a card that
  /// nobody has.
  public static let validateCard = Method<ValidateCardRequest, ValidateCardResponse>(
    id: 0x0203,
    service: "Members",
    name: "ValidateCard",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// Sets or changes the PIN that redemptions ask for.
  public static let setPin = Method<SetPinRequest, SetPinResponse>(
    id: 0x0204,
    service: "Members",
    name: "SetPin",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: false
  )

  /// From how many points this member's redemptions need a PIN.
  public static let setRedemptionThreshold = Method<
    SetRedemptionThresholdRequest, SetRedemptionThresholdResponse
  >(
    id: 0x0205,
    service: "Members",
    name: "SetRedemptionThreshold",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: false
  )

  /// Takes a PIN away, locked or forgotten, for an operator who knows the member by another factor.
  public static let resetPin = Method<ResetPinRequest, ResetPinResponse>(
    id: 0x0206,
    service: "Members",
    name: "ResetPin",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: true
  )

  /// Changes parts of a member's profile; the others stay.
  public static let updateMember = Method<UpdateMemberRequest, EnrolResponse>(
    id: 0x0910,
    service: "Members",
    name: "UpdateMember",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: false
  )

  /// A page of the programme's members, in an order that stays as members come.
  public static let listMembers = Method<ListMembersRequest, ListMembersResponse>(
    id: 0x0911,
    service: "Members",
    name: "ListMembers",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: false
  )

  /// Notes under which number another programme knows a member, or changes it.
  public static let putMembership = Method<PutMembershipRequest, EnrolResponse>(
    id: 0x0912,
    service: "Members",
    name: "PutMembership",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: false
  )

  /// The member's numbers in other programmes.
  public static let listMemberships = Method<ListMembershipsRequest, ListMembershipsResponse>(
    id: 0x0913,
    service: "Members",
    name: "ListMemberships",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember, .accessExchange],
    serverWide: false,
    audited: false
  )

  /// Forgets such a number.
  public static let deleteMembership = Method<DeleteMembershipRequest, EnrolResponse>(
    id: 0x0914,
    service: "Members",
    name: "DeleteMembership",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: false
  )

  /// (51) Brings a member into another stage; closing it says what becomes of its points.
  public static let updateStage = Method<UpdateStageRequest, UpdateStageResponse>(
    id: 0x0220,
    service: "Members",
    name: "UpdateStage",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// Erases a member for good: no reference leads to it any more, its cards are free, its postings
  /// stay under its number.
  public static let deleteMember = Method<DeleteMemberRequest, DeleteMemberResponse>(
    id: 0x0221,
    service: "Members",
    name: "DeleteMember",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// (19) Gives a member another card in place of one.
  ///
  /// The points are the member's and stay; what was lost or stolen is blocked.
  public static let replaceCard = Method<ReplaceCardRequest, ReplaceCardResponse>(
    id: 0x0230,
    service: "Members",
    name: "ReplaceCard",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember, .accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// Blocks a card that was lost or stolen, before there is another one, or makes one active again
  /// that was found.
  public static let updateCardStage = Method<UpdateCardStageRequest, UpdateCardStageResponse>(
    id: 0x0231,
    service: "Members",
    name: "UpdateCardStage",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember, .accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// (27) Gives a member an alias, such as an e-mail address or a phone number, or another one in
  /// place of that of the same provider.
  public static let putAlias = Method<PutAliasRequest, PutAliasResponse>(
    id: 0x0240,
    service: "Members",
    name: "PutAlias",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember, .accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// (27) Takes an alias away; not the last one by which the member may log in.
  public static let removeAlias = Method<RemoveAliasRequest, PutAliasResponse>(
    id: 0x0241,
    service: "Members",
    name: "RemoveAlias",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember, .accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// (29) As GetMember, by an alias.
  ///
  /// Every other call that names its member so needs ACCESS_ALIAS beside its own scope.
  public static let getMemberByAlias = Method<GetMemberRequest, GetMemberResponse>(
    id: 0x0242,
    service: "Members",
    name: "GetMemberByAlias",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessAlias],
    serverWide: false,
    audited: false
  )

  /// (48) Where the programme's aliases come from.
  public static let listIdentityProviders = Method<
    ListIdentityProvidersRequest, ListIdentityProvidersResponse
  >(
    id: 0x0243,
    service: "Members",
    name: "ListIdentityProviders",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember, .accessAlias],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Members`.
public struct MembersStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (14) Makes or changes a member.
  ///
  /// Without ACCESS_OFFICE or ACCESS_ADMIN it makes active ones, with tier and segments where mode
  /// is CREATE, and changes what a member says of itself.
  @inlinable
  public func enrol(
    _ request: EnrolRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EnrolResponse {
    try await caller.call(MembersMethods.enrol, request, options: options)
  }

  /// (28) Profile, stage, tier and balances.
  @inlinable
  public func getMember(
    _ request: GetMemberRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetMemberResponse {
    try await caller.call(MembersMethods.getMember, request, options: options)
  }

  /// (13) Whether a card may be used.
  ///
  /// One that was replaced is refused with CARD_REPLACED, and a wrong check value as a card that
  /// nobody has.
  @inlinable
  public func validateCard(
    _ request: ValidateCardRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ValidateCardResponse {
    try await caller.call(MembersMethods.validateCard, request, options: options)
  }

  /// Sets or changes the PIN that redemptions ask for.
  @inlinable
  public func setPin(
    _ request: SetPinRequest,
    options: CallOptions = CallOptions()
  ) async throws -> SetPinResponse {
    try await caller.call(MembersMethods.setPin, request, options: options)
  }

  /// From how many points this member's redemptions need a PIN.
  @inlinable
  public func setRedemptionThreshold(
    _ request: SetRedemptionThresholdRequest,
    options: CallOptions = CallOptions()
  ) async throws -> SetRedemptionThresholdResponse {
    try await caller.call(MembersMethods.setRedemptionThreshold, request, options: options)
  }

  /// Takes a PIN away, locked or forgotten, for an operator who knows the member by another factor.
  @inlinable
  public func resetPin(
    _ request: ResetPinRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ResetPinResponse {
    try await caller.call(MembersMethods.resetPin, request, options: options)
  }

  /// Changes parts of a member's profile; the others stay.
  @inlinable
  public func updateMember(
    _ request: UpdateMemberRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EnrolResponse {
    try await caller.call(MembersMethods.updateMember, request, options: options)
  }

  /// A page of the programme's members, in an order that stays as members come.
  @inlinable
  public func listMembers(
    _ request: ListMembersRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListMembersResponse {
    try await caller.call(MembersMethods.listMembers, request, options: options)
  }

  /// Notes under which number another programme knows a member, or changes it.
  @inlinable
  public func putMembership(
    _ request: PutMembershipRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EnrolResponse {
    try await caller.call(MembersMethods.putMembership, request, options: options)
  }

  /// The member's numbers in other programmes.
  @inlinable
  public func listMemberships(
    _ request: ListMembershipsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListMembershipsResponse {
    try await caller.call(MembersMethods.listMemberships, request, options: options)
  }

  /// Forgets such a number.
  @inlinable
  public func deleteMembership(
    _ request: DeleteMembershipRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EnrolResponse {
    try await caller.call(MembersMethods.deleteMembership, request, options: options)
  }

  /// (51) Brings a member into another stage; closing it says what becomes of its points.
  @inlinable
  public func updateStage(
    _ request: UpdateStageRequest,
    options: CallOptions = CallOptions()
  ) async throws -> UpdateStageResponse {
    try await caller.call(MembersMethods.updateStage, request, options: options)
  }

  /// Erases a member for good: no reference leads to it any more, its cards are free, its postings
  /// stay under its number.
  @inlinable
  public func deleteMember(
    _ request: DeleteMemberRequest,
    options: CallOptions = CallOptions()
  ) async throws -> DeleteMemberResponse {
    try await caller.call(MembersMethods.deleteMember, request, options: options)
  }

  /// (19) Gives a member another card in place of one.
  ///
  /// The points are the member's and stay; what was lost or stolen is blocked.
  @inlinable
  public func replaceCard(
    _ request: ReplaceCardRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ReplaceCardResponse {
    try await caller.call(MembersMethods.replaceCard, request, options: options)
  }

  /// Blocks a card that was lost or stolen, before there is another one, or makes one active again
  /// that was found.
  @inlinable
  public func updateCardStage(
    _ request: UpdateCardStageRequest,
    options: CallOptions = CallOptions()
  ) async throws -> UpdateCardStageResponse {
    try await caller.call(MembersMethods.updateCardStage, request, options: options)
  }

  /// (27) Gives a member an alias, such as an e-mail address or a phone number, or another one in
  /// place of that of the same provider.
  @inlinable
  public func putAlias(
    _ request: PutAliasRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutAliasResponse {
    try await caller.call(MembersMethods.putAlias, request, options: options)
  }

  /// (27) Takes an alias away; not the last one by which the member may log in.
  @inlinable
  public func removeAlias(
    _ request: RemoveAliasRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutAliasResponse {
    try await caller.call(MembersMethods.removeAlias, request, options: options)
  }

  /// (29) As GetMember, by an alias.
  ///
  /// Every other call that names its member so needs ACCESS_ALIAS beside its own scope.
  @inlinable
  public func getMemberByAlias(
    _ request: GetMemberRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetMemberResponse {
    try await caller.call(MembersMethods.getMemberByAlias, request, options: options)
  }

  /// (48) Where the programme's aliases come from.
  @inlinable
  public func listIdentityProviders(
    _ request: ListIdentityProvidersRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListIdentityProvidersResponse {
    try await caller.call(MembersMethods.listIdentityProviders, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Members`.
  @inlinable
  public var members: MembersStub<Self> { MembersStub(self) }
}
