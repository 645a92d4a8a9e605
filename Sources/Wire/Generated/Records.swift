// Generated from records.proto by scripts/generate; do not edit.

/// What a record is about: the head's entity type.
public struct EntityType: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `ENTITY_NONE`, 0.
  @inlinable public static var entityNone: Self { Self(rawValue: 0) }

  /// `MEMBER`, 1.
  @inlinable public static var member: Self { Self(rawValue: 1) }

  /// `CARD`, 2.
  @inlinable public static var card: Self { Self(rawValue: 2) }

  /// `PROGRAMME`, 3.
  @inlinable public static var programme: Self { Self(rawValue: 3) }

  /// `REQUEST`, 4.
  @inlinable public static var request: Self { Self(rawValue: 4) }

  /// `RECEIPT`, 5.
  @inlinable public static var receipt: Self { Self(rawValue: 5) }

  /// `HELD_EVENT`, 6.
  @inlinable public static var heldEvent: Self { Self(rawValue: 6) }

  /// `ARTICLE`, 7.
  @inlinable public static var article: Self { Self(rawValue: 7) }

  /// `LOG`, 8.
  @inlinable public static var log: Self { Self(rawValue: 8) }

  /// Codes that were made by one request.
  @inlinable public static var codeSheet: Self { Self(rawValue: 64) }

  /// `API_CLIENT`, 60.
  @inlinable public static var apiClient: Self { Self(rawValue: 60) }

  /// `WEBHOOK`, 14.
  @inlinable public static var webhook: Self { Self(rawValue: 14) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.EntityType",
    values: [
      .init(0, "ENTITY_NONE"),
      .init(1, "MEMBER"),
      .init(2, "CARD"),
      .init(3, "PROGRAMME"),
      .init(4, "REQUEST"),
      .init(5, "RECEIPT"),
      .init(6, "HELD_EVENT"),
      .init(7, "ARTICLE"),
      .init(8, "LOG"),
      .init(64, "CODE_SHEET"),
      .init(60, "API_CLIENT"),
      .init(14, "WEBHOOK"),
    ]
  )
}

extension EntityType: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What a record says: the head's kind, and with it the type of its body.
public struct RecordKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `RECORD_NONE`, 0.
  @inlinable public static var recordNone: Self { Self(rawValue: 0) }

  /// MemberEnrolledRecord.
  @inlinable public static var memberEnrolled: Self { Self(rawValue: 1) }

  /// MemberChangedRecord.
  @inlinable public static var memberChanged: Self { Self(rawValue: 2) }

  /// PointsPostedRecord.
  @inlinable public static var pointsPosted: Self { Self(rawValue: 3) }

  /// CardClaimedRecord.
  @inlinable public static var cardClaimed: Self { Self(rawValue: 4) }

  /// CardClaimedRecord.
  @inlinable public static var cardReleased: Self { Self(rawValue: 5) }

  /// ProgrammeChangedRecord.
  @inlinable public static var programmeChanged: Self { Self(rawValue: 6) }

  /// RequestRefusedRecord.
  @inlinable public static var requestRefused: Self { Self(rawValue: 7) }

  /// SaleParkedRecord: a guest's sale, by its receipt.
  @inlinable public static var saleParked: Self { Self(rawValue: 8) }

  /// SaleReleasedRecord: claimed, returned, given up.
  @inlinable public static var saleReleased: Self { Self(rawValue: 9) }

  /// EventHeldRecord.
  @inlinable public static var eventHeld: Self { Self(rawValue: 10) }

  /// EventHeldRecord without body: rewarded or lapsed.
  @inlinable public static var eventTaken: Self { Self(rawValue: 11) }

  /// MemberGuardedRecord: PIN, tries, threshold.
  @inlinable public static var memberGuarded: Self { Self(rawValue: 12) }

  /// ArticleLearnedRecord: the entity is the article's number.
  @inlinable public static var articleLearned: Self { Self(rawValue: 13) }

  /// LogRestoredRecord.
  @inlinable public static var logRestored: Self { Self(rawValue: 14) }

  /// MemberImportedRecord.
  @inlinable public static var memberImported: Self { Self(rawValue: 15) }

  /// MemberErasedRecord.
  @inlinable public static var memberErased: Self { Self(rawValue: 32) }

  /// CodesIssuedRecord.
  @inlinable public static var codesIssued: Self { Self(rawValue: 30) }

  /// CodeCancelledRecord.
  @inlinable public static var codeCancelled: Self { Self(rawValue: 31) }

  /// ClientChangedRecord.
  @inlinable public static var clientChanged: Self { Self(rawValue: 60) }

  /// WebhookChangedRecord.
  @inlinable public static var webhookChanged: Self { Self(rawValue: 21) }

  /// WebhookAdvancedRecord.
  @inlinable public static var webhookAdvanced: Self { Self(rawValue: 22) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.RecordKind",
    values: [
      .init(0, "RECORD_NONE"),
      .init(1, "MEMBER_ENROLLED"),
      .init(2, "MEMBER_CHANGED"),
      .init(3, "POINTS_POSTED"),
      .init(4, "CARD_CLAIMED"),
      .init(5, "CARD_RELEASED"),
      .init(6, "PROGRAMME_CHANGED"),
      .init(7, "REQUEST_REFUSED"),
      .init(8, "SALE_PARKED"),
      .init(9, "SALE_RELEASED"),
      .init(10, "EVENT_HELD"),
      .init(11, "EVENT_TAKEN"),
      .init(12, "MEMBER_GUARDED"),
      .init(13, "ARTICLE_LEARNED"),
      .init(14, "LOG_RESTORED"),
      .init(15, "MEMBER_IMPORTED"),
      .init(32, "MEMBER_ERASED"),
      .init(30, "CODES_ISSUED"),
      .init(31, "CODE_CANCELLED"),
      .init(60, "CLIENT_CHANGED"),
      .init(21, "WEBHOOK_CHANGED"),
      .init(22, "WEBHOOK_ADVANCED"),
    ]
  )
}

extension RecordKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The request that made a record, as far as retries, history and returns need it.
public struct RequestContext: Message {
  /// 16 bytes; empty on records that no request asked for.
  public var requestID: [UInt8]

  /// Of the request's bytes.
  public var contentHash: UInt64

  /// Field 3, `method`.
  public var method: UInt32

  /// Field 4, `occurred_at_ms`.
  public var occurredAtMs: Int64

  /// Field 5, `store_id`.
  public var storeID: String

  /// Field 6, `terminal_id`.
  public var terminalID: String

  /// Field 7, `operator_id`.
  public var operatorID: String

  /// Field 8, `channel`.
  public var channel: String

  /// Field 9, `terminal_sequence`.
  public var terminalSequence: UInt64

  /// Of an administrator's change.
  public var audit: StoredAuditNote?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    requestID = []
    contentHash = 0
    method = 0
    occurredAtMs = 0
    storeID = ""
    terminalID = ""
    operatorID = ""
    channel = ""
    terminalSequence = 0
    audit = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    requestID: [UInt8] = [],
    contentHash: UInt64 = 0,
    method: UInt32 = 0,
    occurredAtMs: Int64 = 0,
    storeID: String = "",
    terminalID: String = "",
    operatorID: String = "",
    channel: String = "",
    terminalSequence: UInt64 = 0,
    audit: StoredAuditNote? = nil
  ) {
    self.requestID = requestID
    self.contentHash = contentHash
    self.method = method
    self.occurredAtMs = occurredAtMs
    self.storeID = storeID
    self.terminalID = terminalID
    self.operatorID = operatorID
    self.channel = channel
    self.terminalSequence = terminalSequence
    self.audit = audit
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `request_id`.
    @inlinable public static var requestID: UInt32 { 1 }
    /// `content_hash`.
    @inlinable public static var contentHash: UInt32 { 2 }
    /// `method`.
    @inlinable public static var method: UInt32 { 3 }
    /// `occurred_at_ms`.
    @inlinable public static var occurredAtMs: UInt32 { 4 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 5 }
    /// `terminal_id`.
    @inlinable public static var terminalID: UInt32 { 6 }
    /// `operator_id`.
    @inlinable public static var operatorID: UInt32 { 7 }
    /// `channel`.
    @inlinable public static var channel: UInt32 { 8 }
    /// `terminal_sequence`.
    @inlinable public static var terminalSequence: UInt32 { 9 }
    /// `audit`.
    @inlinable public static var audit: UInt32 { 170 }
  }
}

extension RequestContext {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: requestID = try reader.readByteArray()
      case 17: contentHash = try reader.readFixed64()
      case 24: method = try reader.readUInt32()
      case 32: occurredAtMs = try reader.readInt64()
      case 42: storeID = try reader.readString()
      case 50: terminalID = try reader.readString()
      case 58: operatorID = try reader.readString()
      case 66: channel = try reader.readString()
      case 72: terminalSequence = try reader.readUInt64()
      case 1362: try reader.readMessage(into: &audit)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !requestID.isEmpty { buffer.writeBytes(1, requestID) }
    if contentHash != 0 { buffer.writeFixed64(2, contentHash) }
    if method != 0 { buffer.writeUInt32(3, method) }
    if occurredAtMs != 0 { buffer.writeInt64(4, occurredAtMs) }
    if !storeID.isEmpty { buffer.writeString(5, storeID) }
    if !terminalID.isEmpty { buffer.writeString(6, terminalID) }
    if !operatorID.isEmpty { buffer.writeString(7, operatorID) }
    if !channel.isEmpty { buffer.writeString(8, channel) }
    if terminalSequence != 0 { buffer.writeUInt64(9, terminalSequence) }
    if let audit { buffer.writeMessage(170, audit) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RequestContext",
    fields: [
      .init(1, "request_id", json: "requestId", .bytes),
      .init(2, "content_hash", json: "contentHash", .fixed64),
      .init(3, "method", json: "method", .uint32),
      .init(4, "occurred_at_ms", json: "occurredAtMs", .int64),
      .init(5, "store_id", json: "storeId", .string),
      .init(6, "terminal_id", json: "terminalId", .string),
      .init(7, "operator_id", json: "operatorId", .string),
      .init(8, "channel", json: "channel", .string),
      .init(9, "terminal_sequence", json: "terminalSequence", .uint64),
      .init(170, "audit", json: "audit", .message { StoredAuditNote.schema }, presence: true),
    ]
  )
}

/// Who changed something and why.
///
/// The rest of the audit's entry is what the record says.
public struct StoredAuditNote: Message {
  /// The client that asked; empty = nobody had to say who it is.
  public var actor: String

  /// Field 2, `method`.
  public var method: UInt32

  /// Empty where the record is a member's.
  public var programID: String

  /// The same.
  public var subjectID: String

  /// Field 5, `reason`.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    actor = ""
    method = 0
    programID = ""
    subjectID = ""
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    actor: String = "",
    method: UInt32 = 0,
    programID: String = "",
    subjectID: String = "",
    reason: String = ""
  ) {
    self.actor = actor
    self.method = method
    self.programID = programID
    self.subjectID = subjectID
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `actor`.
    @inlinable public static var actor: UInt32 { 1 }
    /// `method`.
    @inlinable public static var method: UInt32 { 2 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 3 }
    /// `subject_id`.
    @inlinable public static var subjectID: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
  }
}

extension StoredAuditNote {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: actor = try reader.readString()
      case 16: method = try reader.readUInt32()
      case 26: programID = try reader.readString()
      case 34: subjectID = try reader.readString()
      case 42: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !actor.isEmpty { buffer.writeString(1, actor) }
    if method != 0 { buffer.writeUInt32(2, method) }
    if !programID.isEmpty { buffer.writeString(3, programID) }
    if !subjectID.isEmpty { buffer.writeString(4, subjectID) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredAuditNote",
    fields: [
      .init(1, "actor", json: "actor", .string),
      .init(2, "method", json: "method", .uint32),
      .init(3, "program_id", json: "programId", .string),
      .init(4, "subject_id", json: "subjectId", .string),
      .init(5, "reason", json: "reason", .string),
    ]
  )
}

/// The message `MemberEnrolledRecord` of the schema.
public struct MemberEnrolledRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `program_id`.
  public var programID: String

  /// Field 3, `member_id`.
  public var memberID: String

  /// Field 4, `stage`.
  public var stage: Stage

  /// Field 5, `tier`.
  public var tier: String

  /// Field 6, `segments`.
  public var segments: [String]

  /// Field 7, `card_number`.
  public var cardNumber: String

  /// Field 8, `profile`.
  public var profile: Profile?

  /// The EnrolResponse.
  public var answer: [UInt8]

  /// Until when its tier stays, by the tier rules; 0 = nothing says so.
  public var tierKeptUntilMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programID = ""
    memberID = ""
    stage = .init(rawValue: 0)
    tier = ""
    segments = []
    cardNumber = ""
    profile = nil
    answer = []
    tierKeptUntilMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programID: String = "",
    memberID: String = "",
    stage: Stage = .init(rawValue: 0),
    tier: String = "",
    segments: [String] = [],
    cardNumber: String = "",
    profile: Profile? = nil,
    answer: [UInt8] = [],
    tierKeptUntilMs: Int64 = 0
  ) {
    self.context = context
    self.programID = programID
    self.memberID = memberID
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.cardNumber = cardNumber
    self.profile = profile
    self.answer = answer
    self.tierKeptUntilMs = tierKeptUntilMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 3 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 4 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 5 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 6 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 7 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 8 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
    /// `tier_kept_until_ms`.
    @inlinable public static var tierKeptUntilMs: UInt32 { 220 }
  }
}

extension MemberEnrolledRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: programID = try reader.readString()
      case 26: memberID = try reader.readString()
      case 32: stage = Stage(rawValue: try reader.readInt32())
      case 42: tier = try reader.readString()
      case 50: segments.append(try reader.readString())
      case 58: cardNumber = try reader.readString()
      case 66: try reader.readMessage(into: &profile)
      case 122: answer = try reader.readByteArray()
      case 1760: tierKeptUntilMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !programID.isEmpty { buffer.writeString(2, programID) }
    if !memberID.isEmpty { buffer.writeString(3, memberID) }
    if stage.rawValue != 0 { buffer.writeInt32(4, stage.rawValue) }
    if !tier.isEmpty { buffer.writeString(5, tier) }
    for value in segments { buffer.writeString(6, value) }
    if !cardNumber.isEmpty { buffer.writeString(7, cardNumber) }
    if let profile { buffer.writeMessage(8, profile) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if tierKeptUntilMs != 0 { buffer.writeInt64(220, tierKeptUntilMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberEnrolledRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "program_id", json: "programId", .string),
      .init(3, "member_id", json: "memberId", .string),
      .init(4, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(5, "tier", json: "tier", .string),
      .init(6, "segments", json: "segments", .string, repeated: true),
      .init(7, "card_number", json: "cardNumber", .string),
      .init(8, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(15, "answer", json: "answer", .bytes),
      .init(220, "tier_kept_until_ms", json: "tierKeptUntilMs", .int64),
    ]
  )
}

/// The message `MemberChangedRecord` of the schema.
public struct MemberChangedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// STAGE_NONE = unchanged.
  public var stage: Stage

  /// Empty = unchanged.
  public var tier: String

  /// Field 6, `segments`.
  public var segments: [String]

  /// Added.
  public var cardNumber: String

  /// Absent = unchanged.
  public var profile: Profile?

  /// Segments is the whole new list.
  public var replaceSegments: Bool

  /// From when tier and segments count; 0 = the record's time.
  public var effectiveAtMs: Int64

  /// Whether expiry_suspended says something.
  public var changesSuspension: Bool

  /// Nothing of the member expires from now on.
  public var expirySuspended: Bool

  /// Field 15, `answer`.
  public var answer: [UInt8]

  /// As it is from now on, without since_ms; card_number may be the one in its place.
  public var card: MemberCard?

  /// Of what holds of the tier; absent = unchanged.
  public var tierGrant: StoredTierGrant?

  /// In this order; segments is then, without replace_segments, what the member is in afterwards.
  public var segmentChanges: [StoredSegmentChange]

  /// Of loads that the member's spans have marks of: taken before segment_changes.
  public var segmentSwaps: [StoredSegmentSwap]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    stage = .init(rawValue: 0)
    tier = ""
    segments = []
    cardNumber = ""
    profile = nil
    replaceSegments = false
    effectiveAtMs = 0
    changesSuspension = false
    expirySuspended = false
    answer = []
    card = nil
    tierGrant = nil
    segmentChanges = []
    segmentSwaps = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    stage: Stage = .init(rawValue: 0),
    tier: String = "",
    segments: [String] = [],
    cardNumber: String = "",
    profile: Profile? = nil,
    replaceSegments: Bool = false,
    effectiveAtMs: Int64 = 0,
    changesSuspension: Bool = false,
    expirySuspended: Bool = false,
    answer: [UInt8] = [],
    card: MemberCard? = nil,
    tierGrant: StoredTierGrant? = nil,
    segmentChanges: [StoredSegmentChange] = [],
    segmentSwaps: [StoredSegmentSwap] = []
  ) {
    self.context = context
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.cardNumber = cardNumber
    self.profile = profile
    self.replaceSegments = replaceSegments
    self.effectiveAtMs = effectiveAtMs
    self.changesSuspension = changesSuspension
    self.expirySuspended = expirySuspended
    self.answer = answer
    self.card = card
    self.tierGrant = tierGrant
    self.segmentChanges = segmentChanges
    self.segmentSwaps = segmentSwaps
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 4 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 5 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 6 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 7 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 8 }
    /// `replace_segments`.
    @inlinable public static var replaceSegments: UInt32 { 9 }
    /// `effective_at_ms`.
    @inlinable public static var effectiveAtMs: UInt32 { 10 }
    /// `changes_suspension`.
    @inlinable public static var changesSuspension: UInt32 { 11 }
    /// `expiry_suspended`.
    @inlinable public static var expirySuspended: UInt32 { 12 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
    /// `card`.
    @inlinable public static var card: UInt32 { 210 }
    /// `tier_grant`.
    @inlinable public static var tierGrant: UInt32 { 220 }
    /// `segment_changes`.
    @inlinable public static var segmentChanges: UInt32 { 230 }
    /// `segment_swaps`.
    @inlinable public static var segmentSwaps: UInt32 { 231 }
  }
}

extension MemberChangedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 32: stage = Stage(rawValue: try reader.readInt32())
      case 42: tier = try reader.readString()
      case 50: segments.append(try reader.readString())
      case 58: cardNumber = try reader.readString()
      case 66: try reader.readMessage(into: &profile)
      case 72: replaceSegments = try reader.readBool()
      case 80: effectiveAtMs = try reader.readInt64()
      case 88: changesSuspension = try reader.readBool()
      case 96: expirySuspended = try reader.readBool()
      case 122: answer = try reader.readByteArray()
      case 1682: try reader.readMessage(into: &card)
      case 1762: try reader.readMessage(into: &tierGrant)
      case 1842: try reader.readMessage(appendingTo: &segmentChanges)
      case 1850: try reader.readMessage(appendingTo: &segmentSwaps)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if stage.rawValue != 0 { buffer.writeInt32(4, stage.rawValue) }
    if !tier.isEmpty { buffer.writeString(5, tier) }
    for value in segments { buffer.writeString(6, value) }
    if !cardNumber.isEmpty { buffer.writeString(7, cardNumber) }
    if let profile { buffer.writeMessage(8, profile) }
    if replaceSegments { buffer.writeBool(9, replaceSegments) }
    if effectiveAtMs != 0 { buffer.writeInt64(10, effectiveAtMs) }
    if changesSuspension { buffer.writeBool(11, changesSuspension) }
    if expirySuspended { buffer.writeBool(12, expirySuspended) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if let card { buffer.writeMessage(210, card) }
    if let tierGrant { buffer.writeMessage(220, tierGrant) }
    for value in segmentChanges { buffer.writeMessage(230, value) }
    for value in segmentSwaps { buffer.writeMessage(231, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberChangedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(4, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(5, "tier", json: "tier", .string),
      .init(6, "segments", json: "segments", .string, repeated: true),
      .init(7, "card_number", json: "cardNumber", .string),
      .init(8, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(9, "replace_segments", json: "replaceSegments", .bool),
      .init(10, "effective_at_ms", json: "effectiveAtMs", .int64),
      .init(11, "changes_suspension", json: "changesSuspension", .bool),
      .init(12, "expiry_suspended", json: "expirySuspended", .bool),
      .init(15, "answer", json: "answer", .bytes),
      .init(210, "card", json: "card", .message { MemberCard.schema }, presence: true),
      .init(
        220,
        "tier_grant",
        json: "tierGrant",
        .message { StoredTierGrant.schema },
        presence: true
      ),
      .init(
        230,
        "segment_changes",
        json: "segmentChanges",
        .message { StoredSegmentChange.schema },
        repeated: true
      ),
      .init(
        231,
        "segment_swaps",
        json: "segmentSwaps",
        .message { StoredSegmentSwap.schema },
        repeated: true
      ),
    ]
  )
}

/// When a load of a segment's list came into force.
public struct StoredSegmentSwap: Message {
  /// Field 1, `load`.
  public var load: Int64

  /// 0 = it did not, and never will.
  public var atMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    load = 0
    atMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    load: Int64 = 0,
    atMs: Int64 = 0
  ) {
    self.load = load
    self.atMs = atMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `load`.
    @inlinable public static var load: UInt32 { 1 }
    /// `at_ms`.
    @inlinable public static var atMs: UInt32 { 2 }
  }
}

extension StoredSegmentSwap {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: load = try reader.readInt64()
      case 16: atMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if load != 0 { buffer.writeInt64(1, load) }
    if atMs != 0 { buffer.writeInt64(2, atMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredSegmentSwap",
    fields: [
      .init(1, "load", json: "load", .int64),
      .init(2, "at_ms", json: "atMs", .int64),
    ]
  )
}

/// A list of a segment that came into force.
public struct StoredSegmentLoad: Message {
  /// Field 1, `segment_id`.
  public var segmentID: String

  /// Its mark in members is 2^62 + load, instead of an instant.
  public var load: Int64

  /// When it came into force.
  public var atMs: Int64

  /// SHA-256 of its file.
  public var digest: [UInt8]

  /// Field 5, `rows`.
  public var rows: UInt64

  /// Field 6, `accepted`.
  public var accepted: UInt64

  /// Field 7, `rejected`.
  public var rejected: UInt64

  /// Field 8, `joined`.
  public var joined: UInt64

  /// Field 9, `left`.
  public var left: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    segmentID = ""
    load = 0
    atMs = 0
    digest = []
    rows = 0
    accepted = 0
    rejected = 0
    joined = 0
    left = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    segmentID: String = "",
    load: Int64 = 0,
    atMs: Int64 = 0,
    digest: [UInt8] = [],
    rows: UInt64 = 0,
    accepted: UInt64 = 0,
    rejected: UInt64 = 0,
    joined: UInt64 = 0,
    left: UInt64 = 0
  ) {
    self.segmentID = segmentID
    self.load = load
    self.atMs = atMs
    self.digest = digest
    self.rows = rows
    self.accepted = accepted
    self.rejected = rejected
    self.joined = joined
    self.left = left
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 1 }
    /// `load`.
    @inlinable public static var load: UInt32 { 2 }
    /// `at_ms`.
    @inlinable public static var atMs: UInt32 { 3 }
    /// `digest`.
    @inlinable public static var digest: UInt32 { 4 }
    /// `rows`.
    @inlinable public static var rows: UInt32 { 5 }
    /// `accepted`.
    @inlinable public static var accepted: UInt32 { 6 }
    /// `rejected`.
    @inlinable public static var rejected: UInt32 { 7 }
    /// `joined`.
    @inlinable public static var joined: UInt32 { 8 }
    /// `left`.
    @inlinable public static var left: UInt32 { 9 }
  }
}

extension StoredSegmentLoad {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: segmentID = try reader.readString()
      case 16: load = try reader.readInt64()
      case 24: atMs = try reader.readInt64()
      case 34: digest = try reader.readByteArray()
      case 40: rows = try reader.readUInt64()
      case 48: accepted = try reader.readUInt64()
      case 56: rejected = try reader.readUInt64()
      case 64: joined = try reader.readUInt64()
      case 72: left = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !segmentID.isEmpty { buffer.writeString(1, segmentID) }
    if load != 0 { buffer.writeInt64(2, load) }
    if atMs != 0 { buffer.writeInt64(3, atMs) }
    if !digest.isEmpty { buffer.writeBytes(4, digest) }
    if rows != 0 { buffer.writeUInt64(5, rows) }
    if accepted != 0 { buffer.writeUInt64(6, accepted) }
    if rejected != 0 { buffer.writeUInt64(7, rejected) }
    if joined != 0 { buffer.writeUInt64(8, joined) }
    if left != 0 { buffer.writeUInt64(9, left) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredSegmentLoad",
    fields: [
      .init(1, "segment_id", json: "segmentId", .string),
      .init(2, "load", json: "load", .int64),
      .init(3, "at_ms", json: "atMs", .int64),
      .init(4, "digest", json: "digest", .bytes),
      .init(5, "rows", json: "rows", .uint64),
      .init(6, "accepted", json: "accepted", .uint64),
      .init(7, "rejected", json: "rejected", .uint64),
      .init(8, "joined", json: "joined", .uint64),
      .init(9, "left", json: "left", .uint64),
    ]
  )
}

/// That a member is in a segment over a stretch of time, or is not.
public struct StoredSegmentChange: Message {
  /// Field 1, `segment_id`.
  public var segmentID: String

  /// Field 2, `removed`.
  public var removed: Bool

  /// Inclusive; or the mark of a load.
  public var fromMs: Int64

  /// Exclusive; 0 = for good.
  public var toMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    segmentID = ""
    removed = false
    fromMs = 0
    toMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    segmentID: String = "",
    removed: Bool = false,
    fromMs: Int64 = 0,
    toMs: Int64 = 0
  ) {
    self.segmentID = segmentID
    self.removed = removed
    self.fromMs = fromMs
    self.toMs = toMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 1 }
    /// `removed`.
    @inlinable public static var removed: UInt32 { 2 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 3 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 4 }
  }
}

extension StoredSegmentChange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: segmentID = try reader.readString()
      case 16: removed = try reader.readBool()
      case 24: fromMs = try reader.readInt64()
      case 32: toMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !segmentID.isEmpty { buffer.writeString(1, segmentID) }
    if removed { buffer.writeBool(2, removed) }
    if fromMs != 0 { buffer.writeInt64(3, fromMs) }
    if toMs != 0 { buffer.writeInt64(4, toMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredSegmentChange",
    fields: [
      .init(1, "segment_id", json: "segmentId", .string),
      .init(2, "removed", json: "removed", .bool),
      .init(3, "from_ms", json: "fromMs", .int64),
      .init(4, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// How long a tier stays that somebody has given.
public struct StoredTierGrant: Message {
  /// Then it is reviewed; 0 = never.
  public var keptUntilMs: Int64

  /// Until then the rules do not lower it.
  public var pinned: Bool

  /// And may raise it.
  public var floor: Bool

  /// That it was in before.
  public var oldTier: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    keptUntilMs = 0
    pinned = false
    floor = false
    oldTier = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    keptUntilMs: Int64 = 0,
    pinned: Bool = false,
    floor: Bool = false,
    oldTier: String = ""
  ) {
    self.keptUntilMs = keptUntilMs
    self.pinned = pinned
    self.floor = floor
    self.oldTier = oldTier
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `kept_until_ms`.
    @inlinable public static var keptUntilMs: UInt32 { 1 }
    /// `pinned`.
    @inlinable public static var pinned: UInt32 { 2 }
    /// `floor`.
    @inlinable public static var floor: UInt32 { 3 }
    /// `old_tier`.
    @inlinable public static var oldTier: UInt32 { 4 }
  }
}

extension StoredTierGrant {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: keptUntilMs = try reader.readInt64()
      case 16: pinned = try reader.readBool()
      case 24: floor = try reader.readBool()
      case 34: oldTier = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if keptUntilMs != 0 { buffer.writeInt64(1, keptUntilMs) }
    if pinned { buffer.writeBool(2, pinned) }
    if floor { buffer.writeBool(3, floor) }
    if !oldTier.isEmpty { buffer.writeString(4, oldTier) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredTierGrant",
    fields: [
      .init(1, "kept_until_ms", json: "keptUntilMs", .int64),
      .init(2, "pinned", json: "pinned", .bool),
      .init(3, "floor", json: "floor", .bool),
      .init(4, "old_tier", json: "oldTier", .string),
    ]
  )
}

/// Of the member its postings are left.
public struct MemberErasedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// The DeleteMemberResponse.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    answer: [UInt8] = []
  ) {
    self.context = context
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
  }
}

extension MemberErasedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 122: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberErasedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(15, "answer", json: "answer", .bytes),
    ]
  )
}

/// A member as it was elsewhere: its first record, whose version is the highest that anything in it
/// names.
public struct MemberImportedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `program_id`.
  public var programID: String

  /// Without profile, cards and positions.
  public var member: StoredMember?

  /// Field 8, `profile`.
  public var profile: Profile?

  /// The ImportMemberResponse.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programID = ""
    member = nil
    profile = nil
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programID: String = "",
    member: StoredMember? = nil,
    profile: Profile? = nil,
    answer: [UInt8] = []
  ) {
    self.context = context
    self.programID = programID
    self.member = member
    self.profile = profile
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `member`.
    @inlinable public static var member: UInt32 { 3 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 8 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
  }
}

extension MemberImportedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: programID = try reader.readString()
      case 26: try reader.readMessage(into: &member)
      case 66: try reader.readMessage(into: &profile)
      case 122: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !programID.isEmpty { buffer.writeString(2, programID) }
    if let member { buffer.writeMessage(3, member) }
    if let profile { buffer.writeMessage(8, profile) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberImportedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "program_id", json: "programId", .string),
      .init(3, "member", json: "member", .message { StoredMember.schema }, presence: true),
      .init(8, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(15, "answer", json: "answer", .bytes),
    ]
  )
}

/// The message `CardClaimedRecord` of the schema.
public struct CardClaimedRecord: Message {
  /// Field 1, `program_id`.
  public var programID: String

  /// Field 2, `card_number`.
  public var cardNumber: String

  /// Entity number.
  public var member: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    programID = ""
    cardNumber = ""
    member = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    programID: String = "",
    cardNumber: String = "",
    member: UInt64 = 0
  ) {
    self.programID = programID
    self.cardNumber = cardNumber
    self.member = member
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 1 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 2 }
    /// `member`.
    @inlinable public static var member: UInt32 { 3 }
  }
}

extension CardClaimedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: programID = try reader.readString()
      case 18: cardNumber = try reader.readString()
      case 25: member = try reader.readFixed64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !programID.isEmpty { buffer.writeString(1, programID) }
    if !cardNumber.isEmpty { buffer.writeString(2, cardNumber) }
    if member != 0 { buffer.writeFixed64(3, member) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CardClaimedRecord",
    fields: [
      .init(1, "program_id", json: "programId", .string),
      .init(2, "card_number", json: "cardNumber", .string),
      .init(3, "member", json: "member", .fixed64),
    ]
  )
}

/// The message `RequestRefusedRecord` of the schema.
public struct RequestRefusedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `status`.
  public var status: Status?

  /// Instead of status: it was answered, and there was nothing to change.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    status = nil
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    status: Status? = nil,
    answer: [UInt8] = []
  ) {
    self.context = context
    self.status = status
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `status`.
    @inlinable public static var status: UInt32 { 2 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 230 }
  }
}

extension RequestRefusedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: try reader.readMessage(into: &status)
      case 1842: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if let status { buffer.writeMessage(2, status) }
    if !answer.isEmpty { buffer.writeBytes(230, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RequestRefusedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "status", json: "status", .message { Status.schema }, presence: true),
      .init(230, "answer", json: "answer", .bytes),
    ]
  )
}

/// The message `ProgrammeChangedRecord` of the schema.
public struct ProgrammeChangedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Settings, tokens, tiers and groups as they are now, without promotions; absent = unchanged.
  public var programme: Programme?

  /// All, when programme is present.
  public var tokens: [NumberedToken]

  /// Those that changed.
  public var promotions: [NumberedPromotion]

  /// That got a number.
  public var names: [NumberedName]

  /// 16 bytes, made with the first voucher type; empty = unchanged.
  public var voucherKey: [UInt8]

  /// From when groups and settings count, when programme is present.
  public var headValidFromMs: Int64

  /// Field 15, `answer`.
  public var answer: [UInt8]

  /// That came into force with it.
  public var segmentLoads: [StoredSegmentLoad]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programme = nil
    tokens = []
    promotions = []
    names = []
    voucherKey = []
    headValidFromMs = 0
    answer = []
    segmentLoads = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programme: Programme? = nil,
    tokens: [NumberedToken] = [],
    promotions: [NumberedPromotion] = [],
    names: [NumberedName] = [],
    voucherKey: [UInt8] = [],
    headValidFromMs: Int64 = 0,
    answer: [UInt8] = [],
    segmentLoads: [StoredSegmentLoad] = []
  ) {
    self.context = context
    self.programme = programme
    self.tokens = tokens
    self.promotions = promotions
    self.names = names
    self.voucherKey = voucherKey
    self.headValidFromMs = headValidFromMs
    self.answer = answer
    self.segmentLoads = segmentLoads
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `programme`.
    @inlinable public static var programme: UInt32 { 2 }
    /// `tokens`.
    @inlinable public static var tokens: UInt32 { 3 }
    /// `promotions`.
    @inlinable public static var promotions: UInt32 { 4 }
    /// `names`.
    @inlinable public static var names: UInt32 { 5 }
    /// `voucher_key`.
    @inlinable public static var voucherKey: UInt32 { 6 }
    /// `head_valid_from_ms`.
    @inlinable public static var headValidFromMs: UInt32 { 7 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
    /// `segment_loads`.
    @inlinable public static var segmentLoads: UInt32 { 230 }
  }
}

extension ProgrammeChangedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: try reader.readMessage(into: &programme)
      case 26: try reader.readMessage(appendingTo: &tokens)
      case 34: try reader.readMessage(appendingTo: &promotions)
      case 42: try reader.readMessage(appendingTo: &names)
      case 50: voucherKey = try reader.readByteArray()
      case 56: headValidFromMs = try reader.readInt64()
      case 122: answer = try reader.readByteArray()
      case 1842: try reader.readMessage(appendingTo: &segmentLoads)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if let programme { buffer.writeMessage(2, programme) }
    for value in tokens { buffer.writeMessage(3, value) }
    for value in promotions { buffer.writeMessage(4, value) }
    for value in names { buffer.writeMessage(5, value) }
    if !voucherKey.isEmpty { buffer.writeBytes(6, voucherKey) }
    if headValidFromMs != 0 { buffer.writeInt64(7, headValidFromMs) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    for value in segmentLoads { buffer.writeMessage(230, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ProgrammeChangedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "programme", json: "programme", .message { Programme.schema }, presence: true),
      .init(3, "tokens", json: "tokens", .message { NumberedToken.schema }, repeated: true),
      .init(
        4,
        "promotions",
        json: "promotions",
        .message { NumberedPromotion.schema },
        repeated: true
      ),
      .init(5, "names", json: "names", .message { NumberedName.schema }, repeated: true),
      .init(6, "voucher_key", json: "voucherKey", .bytes),
      .init(7, "head_valid_from_ms", json: "headValidFromMs", .int64),
      .init(15, "answer", json: "answer", .bytes),
      .init(
        230,
        "segment_loads",
        json: "segmentLoads",
        .message { StoredSegmentLoad.schema },
        repeated: true
      ),
    ]
  )
}

/// The message `NumberedToken` of the schema.
public struct NumberedToken: Message {
  /// Field 1, `number`.
  public var number: UInt32

  /// Field 2, `token_id`.
  public var tokenID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    tokenID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt32 = 0,
    tokenID: String = ""
  ) {
    self.number = number
    self.tokenID = tokenID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
  }
}

extension NumberedToken {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: number = try reader.readUInt32()
      case 18: tokenID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeUInt32(1, number) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.NumberedToken",
    fields: [
      .init(1, "number", json: "number", .uint32),
      .init(2, "token_id", json: "tokenId", .string),
    ]
  )
}

/// The message `NumberedPromotion` of the schema.
public struct NumberedPromotion: Message {
  /// Field 1, `number`.
  public var number: UInt32

  /// Field 2, `promotion`.
  public var promotion: Promotion?

  /// When the version begins to decide; 0 = always.
  public var validFromMs: Int64

  /// The programme's version that brought it.
  public var addedIn: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    promotion = nil
    validFromMs = 0
    addedIn = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt32 = 0,
    promotion: Promotion? = nil,
    validFromMs: Int64 = 0,
    addedIn: UInt64 = 0
  ) {
    self.number = number
    self.promotion = promotion
    self.validFromMs = validFromMs
    self.addedIn = addedIn
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `promotion`.
    @inlinable public static var promotion: UInt32 { 2 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 3 }
    /// `added_in`.
    @inlinable public static var addedIn: UInt32 { 4 }
  }
}

extension NumberedPromotion {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: number = try reader.readUInt32()
      case 18: try reader.readMessage(into: &promotion)
      case 24: validFromMs = try reader.readInt64()
      case 32: addedIn = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeUInt32(1, number) }
    if let promotion { buffer.writeMessage(2, promotion) }
    if validFromMs != 0 { buffer.writeInt64(3, validFromMs) }
    if addedIn != 0 { buffer.writeUInt64(4, addedIn) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.NumberedPromotion",
    fields: [
      .init(1, "number", json: "number", .uint32),
      .init(2, "promotion", json: "promotion", .message { Promotion.schema }, presence: true),
      .init(3, "valid_from_ms", json: "validFromMs", .int64),
      .init(4, "added_in", json: "addedIn", .uint64),
    ]
  )
}

/// A movement of one member's points, as its effects: replay applies them and knows no rules.
public struct PointsPostedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `kind`.
  public var kind: TransactionKind

  /// Of draws and restores.
  public var token: UInt32

  /// 0 = the record's time.
  public var effectiveAtMs: Int64

  /// Field 5, `lots_made`.
  public var lotsMade: [StoredLot]

  /// Points given back to lots.
  public var restores: [StoredDraw]

  /// Field 7, `holds_placed`.
  public var holdsPlaced: [StoredHold]

  /// Field 8, `releases`.
  public var releases: [StoredRelease]

  /// Field 9, `draws`.
  public var draws: [StoredDraw]

  /// Field 10, `account_changes`.
  public var accountChanges: [StoredAccountChange]

  /// Field 11, `cap_uses`.
  public var capUses: [StoredCapUse]

  /// The transaction that it reverses, captures, voids or unlocks.
  public var linkedVersion: UInt32

  /// Field 13, `reversed_points`.
  public var reversedPoints: Int64

  /// Field 14, `full_reversal`.
  public var fullReversal: Bool

  /// Field 15, `reason`.
  public var reason: String

  /// Field 16, `awards`.
  public var awards: [StoredAward]

  /// After it.
  public var balances: [StoredBalance]

  /// Field 18, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// Field 19, `receipt_number`.
  public var receiptNumber: String

  /// Field 20, `business_date`.
  public var businessDate: Int32

  /// Field 21, `lines`.
  public var lines: [BasketLine]

  /// Field 22, `currency`.
  public var currency: String

  /// The response, where it is not rebuilt from the other fields.
  public var answer: [UInt8]

  /// Where the request asked for them.
  public var rejected: [RejectedPromotion]

  /// The earn's ExplainLevel.
  public var explain: UInt32

  /// Field 26, `warnings`.
  public var warnings: [Warning]

  /// What rules asked of the buyer.
  public var inputs: StoredInputs?

  /// PostSale: version of the sale's first record.
  public var saleFirst: UInt32

  /// Field 29, `sale_count`.
  public var saleCount: UInt32

  /// Field 30, `lot_changes`.
  public var lotChanges: [StoredLotChange]

  /// Inactivity and decay, where the token has a policy.
  public var clocks: [StoredClock]

  /// Field 32, `counter_uses`.
  public var counterUses: [StoredCounterUse]

  /// Issued, used, cancelled or expired.
  public var voucher: StoredVoucher?

  /// Partial reversal: cumulative, of the sale's lines.
  public var returned: [StoredReturn]

  /// Of EVENT_REWARD; of a CODE_CLAIMED event_id is the code_id, and source empty.
  public var event: StoredEvent?

  /// Towards the day's threshold.
  public var redeemCounted: Int64

  /// Of the return itself.
  public var returnReceiptNumber: String

  /// A partial reversal that would have given points.
  public var unclampedDelta: Int64

  /// The local day that it counts for, yyyymmdd.
  public var redeemCountedDay: Int32

  /// SALE_CLAIMED: number of the parked sale.
  public var claimedSale: UInt64

  /// Partial reversal: the sale up to here; absent where older records are needed.
  public var earn: StoredEarn?

  /// Instead of lines, where an article is known.
  public var storedLines: [StoredLine]

  /// Of the kinds EXCHANGE_….
  public var exchange: StoredExchange?

  /// Of POINTS_CREDITED, POINTS_DEBITED, CODE_CLAIMED and BENEFIT_USED.
  public var metadata: [Tag]

  /// Absent where the member's tier stays as it is, and as long.
  public var tierStep: StoredTierStep?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    kind = .init(rawValue: 0)
    token = 0
    effectiveAtMs = 0
    lotsMade = []
    restores = []
    holdsPlaced = []
    releases = []
    draws = []
    accountChanges = []
    capUses = []
    linkedVersion = 0
    reversedPoints = 0
    fullReversal = false
    reason = ""
    awards = []
    balances = []
    ruleSetVersion = 0
    receiptNumber = ""
    businessDate = 0
    lines = []
    currency = ""
    answer = []
    rejected = []
    explain = 0
    warnings = []
    inputs = nil
    saleFirst = 0
    saleCount = 0
    lotChanges = []
    clocks = []
    counterUses = []
    voucher = nil
    returned = []
    event = nil
    redeemCounted = 0
    returnReceiptNumber = ""
    unclampedDelta = 0
    redeemCountedDay = 0
    claimedSale = 0
    earn = nil
    storedLines = []
    exchange = nil
    metadata = []
    tierStep = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    kind: TransactionKind = .init(rawValue: 0),
    token: UInt32 = 0,
    effectiveAtMs: Int64 = 0,
    lotsMade: [StoredLot] = [],
    restores: [StoredDraw] = [],
    holdsPlaced: [StoredHold] = [],
    releases: [StoredRelease] = [],
    draws: [StoredDraw] = [],
    accountChanges: [StoredAccountChange] = [],
    capUses: [StoredCapUse] = [],
    linkedVersion: UInt32 = 0,
    reversedPoints: Int64 = 0,
    fullReversal: Bool = false,
    reason: String = "",
    awards: [StoredAward] = [],
    balances: [StoredBalance] = [],
    ruleSetVersion: UInt64 = 0,
    receiptNumber: String = "",
    businessDate: Int32 = 0,
    lines: [BasketLine] = [],
    currency: String = "",
    answer: [UInt8] = [],
    rejected: [RejectedPromotion] = [],
    explain: UInt32 = 0,
    warnings: [Warning] = [],
    inputs: StoredInputs? = nil,
    saleFirst: UInt32 = 0,
    saleCount: UInt32 = 0,
    lotChanges: [StoredLotChange] = [],
    clocks: [StoredClock] = [],
    counterUses: [StoredCounterUse] = [],
    voucher: StoredVoucher? = nil,
    returned: [StoredReturn] = [],
    event: StoredEvent? = nil,
    redeemCounted: Int64 = 0,
    returnReceiptNumber: String = "",
    unclampedDelta: Int64 = 0,
    redeemCountedDay: Int32 = 0,
    claimedSale: UInt64 = 0,
    earn: StoredEarn? = nil,
    storedLines: [StoredLine] = [],
    exchange: StoredExchange? = nil,
    metadata: [Tag] = [],
    tierStep: StoredTierStep? = nil
  ) {
    self.context = context
    self.kind = kind
    self.token = token
    self.effectiveAtMs = effectiveAtMs
    self.lotsMade = lotsMade
    self.restores = restores
    self.holdsPlaced = holdsPlaced
    self.releases = releases
    self.draws = draws
    self.accountChanges = accountChanges
    self.capUses = capUses
    self.linkedVersion = linkedVersion
    self.reversedPoints = reversedPoints
    self.fullReversal = fullReversal
    self.reason = reason
    self.awards = awards
    self.balances = balances
    self.ruleSetVersion = ruleSetVersion
    self.receiptNumber = receiptNumber
    self.businessDate = businessDate
    self.lines = lines
    self.currency = currency
    self.answer = answer
    self.rejected = rejected
    self.explain = explain
    self.warnings = warnings
    self.inputs = inputs
    self.saleFirst = saleFirst
    self.saleCount = saleCount
    self.lotChanges = lotChanges
    self.clocks = clocks
    self.counterUses = counterUses
    self.voucher = voucher
    self.returned = returned
    self.event = event
    self.redeemCounted = redeemCounted
    self.returnReceiptNumber = returnReceiptNumber
    self.unclampedDelta = unclampedDelta
    self.redeemCountedDay = redeemCountedDay
    self.claimedSale = claimedSale
    self.earn = earn
    self.storedLines = storedLines
    self.exchange = exchange
    self.metadata = metadata
    self.tierStep = tierStep
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 2 }
    /// `token`.
    @inlinable public static var token: UInt32 { 3 }
    /// `effective_at_ms`.
    @inlinable public static var effectiveAtMs: UInt32 { 4 }
    /// `lots_made`.
    @inlinable public static var lotsMade: UInt32 { 5 }
    /// `restores`.
    @inlinable public static var restores: UInt32 { 6 }
    /// `holds_placed`.
    @inlinable public static var holdsPlaced: UInt32 { 7 }
    /// `releases`.
    @inlinable public static var releases: UInt32 { 8 }
    /// `draws`.
    @inlinable public static var draws: UInt32 { 9 }
    /// `account_changes`.
    @inlinable public static var accountChanges: UInt32 { 10 }
    /// `cap_uses`.
    @inlinable public static var capUses: UInt32 { 11 }
    /// `linked_version`.
    @inlinable public static var linkedVersion: UInt32 { 12 }
    /// `reversed_points`.
    @inlinable public static var reversedPoints: UInt32 { 13 }
    /// `full_reversal`.
    @inlinable public static var fullReversal: UInt32 { 14 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 15 }
    /// `awards`.
    @inlinable public static var awards: UInt32 { 16 }
    /// `balances`.
    @inlinable public static var balances: UInt32 { 17 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 18 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 19 }
    /// `business_date`.
    @inlinable public static var businessDate: UInt32 { 20 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 21 }
    /// `currency`.
    @inlinable public static var currency: UInt32 { 22 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 23 }
    /// `rejected`.
    @inlinable public static var rejected: UInt32 { 24 }
    /// `explain`.
    @inlinable public static var explain: UInt32 { 25 }
    /// `warnings`.
    @inlinable public static var warnings: UInt32 { 26 }
    /// `inputs`.
    @inlinable public static var inputs: UInt32 { 27 }
    /// `sale_first`.
    @inlinable public static var saleFirst: UInt32 { 28 }
    /// `sale_count`.
    @inlinable public static var saleCount: UInt32 { 29 }
    /// `lot_changes`.
    @inlinable public static var lotChanges: UInt32 { 30 }
    /// `clocks`.
    @inlinable public static var clocks: UInt32 { 31 }
    /// `counter_uses`.
    @inlinable public static var counterUses: UInt32 { 32 }
    /// `voucher`.
    @inlinable public static var voucher: UInt32 { 33 }
    /// `returned`.
    @inlinable public static var returned: UInt32 { 34 }
    /// `event`.
    @inlinable public static var event: UInt32 { 35 }
    /// `redeem_counted`.
    @inlinable public static var redeemCounted: UInt32 { 36 }
    /// `return_receipt_number`.
    @inlinable public static var returnReceiptNumber: UInt32 { 37 }
    /// `unclamped_delta`.
    @inlinable public static var unclampedDelta: UInt32 { 38 }
    /// `redeem_counted_day`.
    @inlinable public static var redeemCountedDay: UInt32 { 39 }
    /// `claimed_sale`.
    @inlinable public static var claimedSale: UInt32 { 41 }
    /// `earn`.
    @inlinable public static var earn: UInt32 { 42 }
    /// `stored_lines`.
    @inlinable public static var storedLines: UInt32 { 43 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 45 }
    /// `metadata`.
    @inlinable public static var metadata: UInt32 { 80 }
    /// `tier_step`.
    @inlinable public static var tierStep: UInt32 { 220 }
  }
}

extension PointsPostedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 16: kind = TransactionKind(rawValue: try reader.readInt32())
      case 24: token = try reader.readUInt32()
      case 32: effectiveAtMs = try reader.readInt64()
      case 42: try reader.readMessage(appendingTo: &lotsMade)
      case 50: try reader.readMessage(appendingTo: &restores)
      case 58: try reader.readMessage(appendingTo: &holdsPlaced)
      case 66: try reader.readMessage(appendingTo: &releases)
      case 74: try reader.readMessage(appendingTo: &draws)
      case 82: try reader.readMessage(appendingTo: &accountChanges)
      case 90: try reader.readMessage(appendingTo: &capUses)
      case 96: linkedVersion = try reader.readUInt32()
      case 104: reversedPoints = try reader.readInt64()
      case 112: fullReversal = try reader.readBool()
      case 122: reason = try reader.readString()
      case 130: try reader.readMessage(appendingTo: &awards)
      case 138: try reader.readMessage(appendingTo: &balances)
      case 144: ruleSetVersion = try reader.readUInt64()
      case 154: receiptNumber = try reader.readString()
      case 160: businessDate = try reader.readInt32()
      case 170: try reader.readMessage(appendingTo: &lines)
      case 178: currency = try reader.readString()
      case 186: answer = try reader.readByteArray()
      case 194: try reader.readMessage(appendingTo: &rejected)
      case 200: explain = try reader.readUInt32()
      case 210: try reader.readMessage(appendingTo: &warnings)
      case 218: try reader.readMessage(into: &inputs)
      case 224: saleFirst = try reader.readUInt32()
      case 232: saleCount = try reader.readUInt32()
      case 242: try reader.readMessage(appendingTo: &lotChanges)
      case 250: try reader.readMessage(appendingTo: &clocks)
      case 258: try reader.readMessage(appendingTo: &counterUses)
      case 266: try reader.readMessage(into: &voucher)
      case 274: try reader.readMessage(appendingTo: &returned)
      case 282: try reader.readMessage(into: &event)
      case 288: redeemCounted = try reader.readInt64()
      case 298: returnReceiptNumber = try reader.readString()
      case 304: unclampedDelta = try reader.readSInt64()
      case 312: redeemCountedDay = try reader.readInt32()
      case 329: claimedSale = try reader.readFixed64()
      case 338: try reader.readMessage(into: &earn)
      case 346: try reader.readMessage(appendingTo: &storedLines)
      case 362: try reader.readMessage(into: &exchange)
      case 642: try reader.readMessage(appendingTo: &metadata)
      case 1762: try reader.readMessage(into: &tierStep)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if kind.rawValue != 0 { buffer.writeInt32(2, kind.rawValue) }
    if token != 0 { buffer.writeUInt32(3, token) }
    if effectiveAtMs != 0 { buffer.writeInt64(4, effectiveAtMs) }
    for value in lotsMade { buffer.writeMessage(5, value) }
    for value in restores { buffer.writeMessage(6, value) }
    for value in holdsPlaced { buffer.writeMessage(7, value) }
    for value in releases { buffer.writeMessage(8, value) }
    for value in draws { buffer.writeMessage(9, value) }
    for value in accountChanges { buffer.writeMessage(10, value) }
    for value in capUses { buffer.writeMessage(11, value) }
    if linkedVersion != 0 { buffer.writeUInt32(12, linkedVersion) }
    if reversedPoints != 0 { buffer.writeInt64(13, reversedPoints) }
    if fullReversal { buffer.writeBool(14, fullReversal) }
    if !reason.isEmpty { buffer.writeString(15, reason) }
    for value in awards { buffer.writeMessage(16, value) }
    for value in balances { buffer.writeMessage(17, value) }
    if ruleSetVersion != 0 { buffer.writeUInt64(18, ruleSetVersion) }
    if !receiptNumber.isEmpty { buffer.writeString(19, receiptNumber) }
    if businessDate != 0 { buffer.writeInt32(20, businessDate) }
    for value in lines { buffer.writeMessage(21, value) }
    if !currency.isEmpty { buffer.writeString(22, currency) }
    if !answer.isEmpty { buffer.writeBytes(23, answer) }
    for value in rejected { buffer.writeMessage(24, value) }
    if explain != 0 { buffer.writeUInt32(25, explain) }
    for value in warnings { buffer.writeMessage(26, value) }
    if let inputs { buffer.writeMessage(27, inputs) }
    if saleFirst != 0 { buffer.writeUInt32(28, saleFirst) }
    if saleCount != 0 { buffer.writeUInt32(29, saleCount) }
    for value in lotChanges { buffer.writeMessage(30, value) }
    for value in clocks { buffer.writeMessage(31, value) }
    for value in counterUses { buffer.writeMessage(32, value) }
    if let voucher { buffer.writeMessage(33, voucher) }
    for value in returned { buffer.writeMessage(34, value) }
    if let event { buffer.writeMessage(35, event) }
    if redeemCounted != 0 { buffer.writeInt64(36, redeemCounted) }
    if !returnReceiptNumber.isEmpty { buffer.writeString(37, returnReceiptNumber) }
    if unclampedDelta != 0 { buffer.writeSInt64(38, unclampedDelta) }
    if redeemCountedDay != 0 { buffer.writeInt32(39, redeemCountedDay) }
    if claimedSale != 0 { buffer.writeFixed64(41, claimedSale) }
    if let earn { buffer.writeMessage(42, earn) }
    for value in storedLines { buffer.writeMessage(43, value) }
    if let exchange { buffer.writeMessage(45, exchange) }
    for value in metadata { buffer.writeMessage(80, value) }
    if let tierStep { buffer.writeMessage(220, tierStep) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PointsPostedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "kind", json: "kind", .enumeration(TransactionKind.schema)),
      .init(3, "token", json: "token", .uint32),
      .init(4, "effective_at_ms", json: "effectiveAtMs", .int64),
      .init(5, "lots_made", json: "lotsMade", .message { StoredLot.schema }, repeated: true),
      .init(6, "restores", json: "restores", .message { StoredDraw.schema }, repeated: true),
      .init(7, "holds_placed", json: "holdsPlaced", .message { StoredHold.schema }, repeated: true),
      .init(8, "releases", json: "releases", .message { StoredRelease.schema }, repeated: true),
      .init(9, "draws", json: "draws", .message { StoredDraw.schema }, repeated: true),
      .init(
        10,
        "account_changes",
        json: "accountChanges",
        .message { StoredAccountChange.schema },
        repeated: true
      ),
      .init(11, "cap_uses", json: "capUses", .message { StoredCapUse.schema }, repeated: true),
      .init(12, "linked_version", json: "linkedVersion", .uint32),
      .init(13, "reversed_points", json: "reversedPoints", .int64),
      .init(14, "full_reversal", json: "fullReversal", .bool),
      .init(15, "reason", json: "reason", .string),
      .init(16, "awards", json: "awards", .message { StoredAward.schema }, repeated: true),
      .init(17, "balances", json: "balances", .message { StoredBalance.schema }, repeated: true),
      .init(18, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(19, "receipt_number", json: "receiptNumber", .string),
      .init(20, "business_date", json: "businessDate", .int32),
      .init(21, "lines", json: "lines", .message { BasketLine.schema }, repeated: true),
      .init(22, "currency", json: "currency", .string),
      .init(23, "answer", json: "answer", .bytes),
      .init(
        24,
        "rejected",
        json: "rejected",
        .message { RejectedPromotion.schema },
        repeated: true
      ),
      .init(25, "explain", json: "explain", .uint32),
      .init(26, "warnings", json: "warnings", .message { Warning.schema }, repeated: true),
      .init(27, "inputs", json: "inputs", .message { StoredInputs.schema }, presence: true),
      .init(28, "sale_first", json: "saleFirst", .uint32),
      .init(29, "sale_count", json: "saleCount", .uint32),
      .init(
        30,
        "lot_changes",
        json: "lotChanges",
        .message { StoredLotChange.schema },
        repeated: true
      ),
      .init(31, "clocks", json: "clocks", .message { StoredClock.schema }, repeated: true),
      .init(
        32,
        "counter_uses",
        json: "counterUses",
        .message { StoredCounterUse.schema },
        repeated: true
      ),
      .init(33, "voucher", json: "voucher", .message { StoredVoucher.schema }, presence: true),
      .init(34, "returned", json: "returned", .message { StoredReturn.schema }, repeated: true),
      .init(35, "event", json: "event", .message { StoredEvent.schema }, presence: true),
      .init(36, "redeem_counted", json: "redeemCounted", .int64),
      .init(37, "return_receipt_number", json: "returnReceiptNumber", .string),
      .init(38, "unclamped_delta", json: "unclampedDelta", .sint64),
      .init(39, "redeem_counted_day", json: "redeemCountedDay", .int32),
      .init(41, "claimed_sale", json: "claimedSale", .fixed64),
      .init(42, "earn", json: "earn", .message { StoredEarn.schema }, presence: true),
      .init(
        43,
        "stored_lines",
        json: "storedLines",
        .message { StoredLine.schema },
        repeated: true
      ),
      .init(45, "exchange", json: "exchange", .message { StoredExchange.schema }, presence: true),
      .init(80, "metadata", json: "metadata", .message { Tag.schema }, repeated: true),
      .init(220, "tier_step", json: "tierStep", .message { StoredTierStep.schema }, presence: true),
    ]
  )
}

/// What a posting does to a member's tier.
public struct StoredTierStep: Message {
  /// Both empty where the tier stays.
  public var old: String

  /// Field 2, `new`.
  public var new: String

  /// Since when it is the new one.
  public var fromMs: Int64

  /// When it is reviewed; 0 = never.
  public var keptUntilMs: Int64

  /// It was pinned and is no longer.
  public var unpinned: Bool

  /// Of sums: those that begin before are dropped; 0 = none.
  public var forgetsBeforeMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    old = ""
    new = ""
    fromMs = 0
    keptUntilMs = 0
    unpinned = false
    forgetsBeforeMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    old: String = "",
    new: String = "",
    fromMs: Int64 = 0,
    keptUntilMs: Int64 = 0,
    unpinned: Bool = false,
    forgetsBeforeMs: Int64 = 0
  ) {
    self.old = old
    self.new = new
    self.fromMs = fromMs
    self.keptUntilMs = keptUntilMs
    self.unpinned = unpinned
    self.forgetsBeforeMs = forgetsBeforeMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `old`.
    @inlinable public static var old: UInt32 { 1 }
    /// `new`.
    @inlinable public static var new: UInt32 { 2 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 3 }
    /// `kept_until_ms`.
    @inlinable public static var keptUntilMs: UInt32 { 4 }
    /// `unpinned`.
    @inlinable public static var unpinned: UInt32 { 5 }
    /// `forgets_before_ms`.
    @inlinable public static var forgetsBeforeMs: UInt32 { 6 }
  }
}

extension StoredTierStep {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: old = try reader.readString()
      case 18: new = try reader.readString()
      case 24: fromMs = try reader.readInt64()
      case 32: keptUntilMs = try reader.readInt64()
      case 40: unpinned = try reader.readBool()
      case 48: forgetsBeforeMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !old.isEmpty { buffer.writeString(1, old) }
    if !new.isEmpty { buffer.writeString(2, new) }
    if fromMs != 0 { buffer.writeInt64(3, fromMs) }
    if keptUntilMs != 0 { buffer.writeInt64(4, keptUntilMs) }
    if unpinned { buffer.writeBool(5, unpinned) }
    if forgetsBeforeMs != 0 { buffer.writeInt64(6, forgetsBeforeMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredTierStep",
    fields: [
      .init(1, "old", json: "old", .string),
      .init(2, "new", json: "new", .string),
      .init(3, "from_ms", json: "fromMs", .int64),
      .init(4, "kept_until_ms", json: "keptUntilMs", .int64),
      .init(5, "unpinned", json: "unpinned", .bool),
      .init(6, "forgets_before_ms", json: "forgetsBeforeMs", .int64),
    ]
  )
}

/// What a member has bought towards its tier.
public struct StoredTierStanding: Message {
  /// 0 = money, else 1 + the token's number.
  public var measure: UInt32

  /// When the tier is reviewed; 0 = never.
  public var keptUntilMs: Int64

  /// 0 = is not pinned; the highest there is = for good.
  public var pinnedUntilMs: Int64

  /// Field 4, `floor`.
  public var floor: Bool

  /// Field 5, `pinned_tier`.
  public var pinnedTier: String

  /// The tier before it was pinned.
  public var beforePin: String

  /// Varints, zigzag: begin of a day or period (delta-coded), sum.
  public var sums: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    measure = 0
    keptUntilMs = 0
    pinnedUntilMs = 0
    floor = false
    pinnedTier = ""
    beforePin = ""
    sums = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    measure: UInt32 = 0,
    keptUntilMs: Int64 = 0,
    pinnedUntilMs: Int64 = 0,
    floor: Bool = false,
    pinnedTier: String = "",
    beforePin: String = "",
    sums: [UInt8] = []
  ) {
    self.measure = measure
    self.keptUntilMs = keptUntilMs
    self.pinnedUntilMs = pinnedUntilMs
    self.floor = floor
    self.pinnedTier = pinnedTier
    self.beforePin = beforePin
    self.sums = sums
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `measure`.
    @inlinable public static var measure: UInt32 { 1 }
    /// `kept_until_ms`.
    @inlinable public static var keptUntilMs: UInt32 { 2 }
    /// `pinned_until_ms`.
    @inlinable public static var pinnedUntilMs: UInt32 { 3 }
    /// `floor`.
    @inlinable public static var floor: UInt32 { 4 }
    /// `pinned_tier`.
    @inlinable public static var pinnedTier: UInt32 { 5 }
    /// `before_pin`.
    @inlinable public static var beforePin: UInt32 { 6 }
    /// `sums`.
    @inlinable public static var sums: UInt32 { 7 }
  }
}

extension StoredTierStanding {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: measure = try reader.readUInt32()
      case 16: keptUntilMs = try reader.readInt64()
      case 24: pinnedUntilMs = try reader.readInt64()
      case 32: floor = try reader.readBool()
      case 42: pinnedTier = try reader.readString()
      case 50: beforePin = try reader.readString()
      case 58: sums = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if measure != 0 { buffer.writeUInt32(1, measure) }
    if keptUntilMs != 0 { buffer.writeInt64(2, keptUntilMs) }
    if pinnedUntilMs != 0 { buffer.writeInt64(3, pinnedUntilMs) }
    if floor { buffer.writeBool(4, floor) }
    if !pinnedTier.isEmpty { buffer.writeString(5, pinnedTier) }
    if !beforePin.isEmpty { buffer.writeString(6, beforePin) }
    if !sums.isEmpty { buffer.writeBytes(7, sums) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredTierStanding",
    fields: [
      .init(1, "measure", json: "measure", .uint32),
      .init(2, "kept_until_ms", json: "keptUntilMs", .int64),
      .init(3, "pinned_until_ms", json: "pinnedUntilMs", .int64),
      .init(4, "floor", json: "floor", .bool),
      .init(5, "pinned_tier", json: "pinnedTier", .string),
      .init(6, "before_pin", json: "beforePin", .string),
      .init(7, "sums", json: "sums", .bytes),
    ]
  )
}

/// A step of an exchange.
///
/// Its id is the giving member's number with the version of its EXCHANGE_STARTED.
public struct StoredExchange: Message {
  /// EXCHANGE_CREDITED: number of the member that gave.
  public var source: UInt64

  /// EXCHANGE_CREDITED: version of its EXCHANGE_STARTED.
  public var sourceVersion: UInt32

  /// Number of the member that receives.
  public var target: UInt64

  /// Its number.
  public var targetToken: UInt32

  /// That leave, the fee among them.
  public var points: Int64

  /// Of them.
  public var fee: Int64

  /// Units of the target token.
  public var received: Int64

  /// Of one unit received.
  public var remainderNumerator: Int64

  /// 0 = nothing is left over.
  public var remainderDenominator: Int64

  /// Rate snapshot, as ExchangeRate.
  public var offRampNumerator: Int64

  /// Field 11, `off_ramp_denominator`.
  public var offRampDenominator: Int64

  /// Field 12, `on_ramp_numerator`.
  public var onRampNumerator: Int64

  /// Field 13, `on_ramp_denominator`.
  public var onRampDenominator: Int64

  /// Field 14, `overridden`.
  public var overridden: Bool

  /// Field 15, `off_ramp_since_ms`.
  public var offRampSinceMs: Int64

  /// Field 16, `on_ramp_since_ms`.
  public var onRampSinceMs: Int64

  /// Its number.
  public var partnership: UInt32

  /// Field 18, `partnership_version`.
  public var partnershipVersion: UInt32

  /// EXCHANGE_STARTED: whom to answer when it has ended.
  public var requestID: [UInt8]

  /// Of that request.
  public var contentHash: UInt64

  /// Of that request.
  public var occurredAtMs: Int64

  /// EXCHANGE_SETTLED: of the target's record.
  public var creditedVersion: UInt32

  /// Of the giving programme.
  public var ruleSetVersion: UInt64

  /// EXCHANGE_RETURN_STARTED: which lots had paid.
  public var paid: [StoredDraw]

  /// EXCHANGE_RETURN_STARTED: what it had used of the partnership's limits.
  public var used: [StoredCapUse]

  /// EXCHANGE_STARTED, EXCHANGE_RETURN_STARTED: who receives outside; target is 0 then.
  public var membershipNumber: String

  /// EXCHANGE_SETTLED, EXCHANGE_DELIVERED_LATE: what the partner outside answered.
  public var receipt: String

  /// EXCHANGE_REVERSED: until when the partner is asked whether it has delivered after all; 0 = it
  /// is not.
  public var watchUntilMs: Int64

  /// The brand of the member that gives keeps its points itself.
  public var fromOutside: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    source = 0
    sourceVersion = 0
    target = 0
    targetToken = 0
    points = 0
    fee = 0
    received = 0
    remainderNumerator = 0
    remainderDenominator = 0
    offRampNumerator = 0
    offRampDenominator = 0
    onRampNumerator = 0
    onRampDenominator = 0
    overridden = false
    offRampSinceMs = 0
    onRampSinceMs = 0
    partnership = 0
    partnershipVersion = 0
    requestID = []
    contentHash = 0
    occurredAtMs = 0
    creditedVersion = 0
    ruleSetVersion = 0
    paid = []
    used = []
    membershipNumber = ""
    receipt = ""
    watchUntilMs = 0
    fromOutside = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    source: UInt64 = 0,
    sourceVersion: UInt32 = 0,
    target: UInt64 = 0,
    targetToken: UInt32 = 0,
    points: Int64 = 0,
    fee: Int64 = 0,
    received: Int64 = 0,
    remainderNumerator: Int64 = 0,
    remainderDenominator: Int64 = 0,
    offRampNumerator: Int64 = 0,
    offRampDenominator: Int64 = 0,
    onRampNumerator: Int64 = 0,
    onRampDenominator: Int64 = 0,
    overridden: Bool = false,
    offRampSinceMs: Int64 = 0,
    onRampSinceMs: Int64 = 0,
    partnership: UInt32 = 0,
    partnershipVersion: UInt32 = 0,
    requestID: [UInt8] = [],
    contentHash: UInt64 = 0,
    occurredAtMs: Int64 = 0,
    creditedVersion: UInt32 = 0,
    ruleSetVersion: UInt64 = 0,
    paid: [StoredDraw] = [],
    used: [StoredCapUse] = [],
    membershipNumber: String = "",
    receipt: String = "",
    watchUntilMs: Int64 = 0,
    fromOutside: Bool = false
  ) {
    self.source = source
    self.sourceVersion = sourceVersion
    self.target = target
    self.targetToken = targetToken
    self.points = points
    self.fee = fee
    self.received = received
    self.remainderNumerator = remainderNumerator
    self.remainderDenominator = remainderDenominator
    self.offRampNumerator = offRampNumerator
    self.offRampDenominator = offRampDenominator
    self.onRampNumerator = onRampNumerator
    self.onRampDenominator = onRampDenominator
    self.overridden = overridden
    self.offRampSinceMs = offRampSinceMs
    self.onRampSinceMs = onRampSinceMs
    self.partnership = partnership
    self.partnershipVersion = partnershipVersion
    self.requestID = requestID
    self.contentHash = contentHash
    self.occurredAtMs = occurredAtMs
    self.creditedVersion = creditedVersion
    self.ruleSetVersion = ruleSetVersion
    self.paid = paid
    self.used = used
    self.membershipNumber = membershipNumber
    self.receipt = receipt
    self.watchUntilMs = watchUntilMs
    self.fromOutside = fromOutside
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `source`.
    @inlinable public static var source: UInt32 { 1 }
    /// `source_version`.
    @inlinable public static var sourceVersion: UInt32 { 2 }
    /// `target`.
    @inlinable public static var target: UInt32 { 3 }
    /// `target_token`.
    @inlinable public static var targetToken: UInt32 { 4 }
    /// `points`.
    @inlinable public static var points: UInt32 { 5 }
    /// `fee`.
    @inlinable public static var fee: UInt32 { 6 }
    /// `received`.
    @inlinable public static var received: UInt32 { 7 }
    /// `remainder_numerator`.
    @inlinable public static var remainderNumerator: UInt32 { 8 }
    /// `remainder_denominator`.
    @inlinable public static var remainderDenominator: UInt32 { 9 }
    /// `off_ramp_numerator`.
    @inlinable public static var offRampNumerator: UInt32 { 10 }
    /// `off_ramp_denominator`.
    @inlinable public static var offRampDenominator: UInt32 { 11 }
    /// `on_ramp_numerator`.
    @inlinable public static var onRampNumerator: UInt32 { 12 }
    /// `on_ramp_denominator`.
    @inlinable public static var onRampDenominator: UInt32 { 13 }
    /// `overridden`.
    @inlinable public static var overridden: UInt32 { 14 }
    /// `off_ramp_since_ms`.
    @inlinable public static var offRampSinceMs: UInt32 { 15 }
    /// `on_ramp_since_ms`.
    @inlinable public static var onRampSinceMs: UInt32 { 16 }
    /// `partnership`.
    @inlinable public static var partnership: UInt32 { 17 }
    /// `partnership_version`.
    @inlinable public static var partnershipVersion: UInt32 { 18 }
    /// `request_id`.
    @inlinable public static var requestID: UInt32 { 19 }
    /// `content_hash`.
    @inlinable public static var contentHash: UInt32 { 20 }
    /// `occurred_at_ms`.
    @inlinable public static var occurredAtMs: UInt32 { 21 }
    /// `credited_version`.
    @inlinable public static var creditedVersion: UInt32 { 22 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 23 }
    /// `paid`.
    @inlinable public static var paid: UInt32 { 24 }
    /// `used`.
    @inlinable public static var used: UInt32 { 25 }
    /// `membership_number`.
    @inlinable public static var membershipNumber: UInt32 { 60 }
    /// `receipt`.
    @inlinable public static var receipt: UInt32 { 61 }
    /// `watch_until_ms`.
    @inlinable public static var watchUntilMs: UInt32 { 62 }
    /// `from_outside`.
    @inlinable public static var fromOutside: UInt32 { 160 }
  }
}

extension StoredExchange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: source = try reader.readFixed64()
      case 16: sourceVersion = try reader.readUInt32()
      case 25: target = try reader.readFixed64()
      case 32: targetToken = try reader.readUInt32()
      case 40: points = try reader.readInt64()
      case 48: fee = try reader.readInt64()
      case 56: received = try reader.readInt64()
      case 64: remainderNumerator = try reader.readInt64()
      case 72: remainderDenominator = try reader.readInt64()
      case 80: offRampNumerator = try reader.readInt64()
      case 88: offRampDenominator = try reader.readInt64()
      case 96: onRampNumerator = try reader.readInt64()
      case 104: onRampDenominator = try reader.readInt64()
      case 112: overridden = try reader.readBool()
      case 120: offRampSinceMs = try reader.readInt64()
      case 128: onRampSinceMs = try reader.readInt64()
      case 136: partnership = try reader.readUInt32()
      case 144: partnershipVersion = try reader.readUInt32()
      case 154: requestID = try reader.readByteArray()
      case 161: contentHash = try reader.readFixed64()
      case 168: occurredAtMs = try reader.readInt64()
      case 176: creditedVersion = try reader.readUInt32()
      case 184: ruleSetVersion = try reader.readUInt64()
      case 194: try reader.readMessage(appendingTo: &paid)
      case 202: try reader.readMessage(appendingTo: &used)
      case 482: membershipNumber = try reader.readString()
      case 490: receipt = try reader.readString()
      case 496: watchUntilMs = try reader.readInt64()
      case 1280: fromOutside = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if source != 0 { buffer.writeFixed64(1, source) }
    if sourceVersion != 0 { buffer.writeUInt32(2, sourceVersion) }
    if target != 0 { buffer.writeFixed64(3, target) }
    if targetToken != 0 { buffer.writeUInt32(4, targetToken) }
    if points != 0 { buffer.writeInt64(5, points) }
    if fee != 0 { buffer.writeInt64(6, fee) }
    if received != 0 { buffer.writeInt64(7, received) }
    if remainderNumerator != 0 { buffer.writeInt64(8, remainderNumerator) }
    if remainderDenominator != 0 { buffer.writeInt64(9, remainderDenominator) }
    if offRampNumerator != 0 { buffer.writeInt64(10, offRampNumerator) }
    if offRampDenominator != 0 { buffer.writeInt64(11, offRampDenominator) }
    if onRampNumerator != 0 { buffer.writeInt64(12, onRampNumerator) }
    if onRampDenominator != 0 { buffer.writeInt64(13, onRampDenominator) }
    if overridden { buffer.writeBool(14, overridden) }
    if offRampSinceMs != 0 { buffer.writeInt64(15, offRampSinceMs) }
    if onRampSinceMs != 0 { buffer.writeInt64(16, onRampSinceMs) }
    if partnership != 0 { buffer.writeUInt32(17, partnership) }
    if partnershipVersion != 0 { buffer.writeUInt32(18, partnershipVersion) }
    if !requestID.isEmpty { buffer.writeBytes(19, requestID) }
    if contentHash != 0 { buffer.writeFixed64(20, contentHash) }
    if occurredAtMs != 0 { buffer.writeInt64(21, occurredAtMs) }
    if creditedVersion != 0 { buffer.writeUInt32(22, creditedVersion) }
    if ruleSetVersion != 0 { buffer.writeUInt64(23, ruleSetVersion) }
    for value in paid { buffer.writeMessage(24, value) }
    for value in used { buffer.writeMessage(25, value) }
    if !membershipNumber.isEmpty { buffer.writeString(60, membershipNumber) }
    if !receipt.isEmpty { buffer.writeString(61, receipt) }
    if watchUntilMs != 0 { buffer.writeInt64(62, watchUntilMs) }
    if fromOutside { buffer.writeBool(160, fromOutside) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredExchange",
    fields: [
      .init(1, "source", json: "source", .fixed64),
      .init(2, "source_version", json: "sourceVersion", .uint32),
      .init(3, "target", json: "target", .fixed64),
      .init(4, "target_token", json: "targetToken", .uint32),
      .init(5, "points", json: "points", .int64),
      .init(6, "fee", json: "fee", .int64),
      .init(7, "received", json: "received", .int64),
      .init(8, "remainder_numerator", json: "remainderNumerator", .int64),
      .init(9, "remainder_denominator", json: "remainderDenominator", .int64),
      .init(10, "off_ramp_numerator", json: "offRampNumerator", .int64),
      .init(11, "off_ramp_denominator", json: "offRampDenominator", .int64),
      .init(12, "on_ramp_numerator", json: "onRampNumerator", .int64),
      .init(13, "on_ramp_denominator", json: "onRampDenominator", .int64),
      .init(14, "overridden", json: "overridden", .bool),
      .init(15, "off_ramp_since_ms", json: "offRampSinceMs", .int64),
      .init(16, "on_ramp_since_ms", json: "onRampSinceMs", .int64),
      .init(17, "partnership", json: "partnership", .uint32),
      .init(18, "partnership_version", json: "partnershipVersion", .uint32),
      .init(19, "request_id", json: "requestId", .bytes),
      .init(20, "content_hash", json: "contentHash", .fixed64),
      .init(21, "occurred_at_ms", json: "occurredAtMs", .int64),
      .init(22, "credited_version", json: "creditedVersion", .uint32),
      .init(23, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(24, "paid", json: "paid", .message { StoredDraw.schema }, repeated: true),
      .init(25, "used", json: "used", .message { StoredCapUse.schema }, repeated: true),
      .init(60, "membership_number", json: "membershipNumber", .string),
      .init(61, "receipt", json: "receipt", .string),
      .init(62, "watch_until_ms", json: "watchUntilMs", .int64),
      .init(160, "from_outside", json: "fromOutside", .bool),
    ]
  )
}

/// An exchange under way, with the member that gave.
public struct StoredTransit: Message {
  /// Of its EXCHANGE_STARTED.
  public var version: UInt32

  /// That left.
  public var token: UInt32

  /// Field 3, `exchange`.
  public var exchange: StoredExchange?

  /// Which lots paid.
  public var draws: [StoredDraw]

  /// Of the partnership's limits.
  public var capUses: [StoredCapUse]

  /// Version of the EXCHANGE_STARTED that is to be taken back; 0 = none.
  public var returns: UInt32

  /// Of the target's record that is to be taken back.
  public var creditedVersion: UInt32

  /// Who receives outside.
  public var membershipNumber: String

  /// With the brand that gives and keeps its points itself: 0 = none, 1 = asked to take them, 2 =
  /// has taken them, 3 = told to give them back.
  public var giving: UInt32

  /// Why they are given back.
  public var reason: String

  /// When what is asked of somebody outside now was recorded; 0 = not known.
  public var sinceMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    token = 0
    exchange = nil
    draws = []
    capUses = []
    returns = 0
    creditedVersion = 0
    membershipNumber = ""
    giving = 0
    reason = ""
    sinceMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    token: UInt32 = 0,
    exchange: StoredExchange? = nil,
    draws: [StoredDraw] = [],
    capUses: [StoredCapUse] = [],
    returns: UInt32 = 0,
    creditedVersion: UInt32 = 0,
    membershipNumber: String = "",
    giving: UInt32 = 0,
    reason: String = "",
    sinceMs: Int64 = 0
  ) {
    self.version = version
    self.token = token
    self.exchange = exchange
    self.draws = draws
    self.capUses = capUses
    self.returns = returns
    self.creditedVersion = creditedVersion
    self.membershipNumber = membershipNumber
    self.giving = giving
    self.reason = reason
    self.sinceMs = sinceMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `token`.
    @inlinable public static var token: UInt32 { 2 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 3 }
    /// `draws`.
    @inlinable public static var draws: UInt32 { 4 }
    /// `cap_uses`.
    @inlinable public static var capUses: UInt32 { 5 }
    /// `returns`.
    @inlinable public static var returns: UInt32 { 6 }
    /// `credited_version`.
    @inlinable public static var creditedVersion: UInt32 { 7 }
    /// `membership_number`.
    @inlinable public static var membershipNumber: UInt32 { 60 }
    /// `giving`.
    @inlinable public static var giving: UInt32 { 160 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 161 }
    /// `since_ms`.
    @inlinable public static var sinceMs: UInt32 { 200 }
  }
}

extension StoredTransit {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: token = try reader.readUInt32()
      case 26: try reader.readMessage(into: &exchange)
      case 34: try reader.readMessage(appendingTo: &draws)
      case 42: try reader.readMessage(appendingTo: &capUses)
      case 48: returns = try reader.readUInt32()
      case 56: creditedVersion = try reader.readUInt32()
      case 482: membershipNumber = try reader.readString()
      case 1280: giving = try reader.readUInt32()
      case 1290: reason = try reader.readString()
      case 1600: sinceMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if token != 0 { buffer.writeUInt32(2, token) }
    if let exchange { buffer.writeMessage(3, exchange) }
    for value in draws { buffer.writeMessage(4, value) }
    for value in capUses { buffer.writeMessage(5, value) }
    if returns != 0 { buffer.writeUInt32(6, returns) }
    if creditedVersion != 0 { buffer.writeUInt32(7, creditedVersion) }
    if !membershipNumber.isEmpty { buffer.writeString(60, membershipNumber) }
    if giving != 0 { buffer.writeUInt32(160, giving) }
    if !reason.isEmpty { buffer.writeString(161, reason) }
    if sinceMs != 0 { buffer.writeInt64(200, sinceMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredTransit",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "token", json: "token", .uint32),
      .init(3, "exchange", json: "exchange", .message { StoredExchange.schema }, presence: true),
      .init(4, "draws", json: "draws", .message { StoredDraw.schema }, repeated: true),
      .init(5, "cap_uses", json: "capUses", .message { StoredCapUse.schema }, repeated: true),
      .init(6, "returns", json: "returns", .uint32),
      .init(7, "credited_version", json: "creditedVersion", .uint32),
      .init(60, "membership_number", json: "membershipNumber", .string),
      .init(160, "giving", json: "giving", .uint32),
      .init(161, "reason", json: "reason", .string),
      .init(200, "since_ms", json: "sinceMs", .int64),
    ]
  )
}

/// An exchange whose points are back, while its partner outside may have delivered.
public struct StoredGivenUpExchange: Message {
  /// Of its EXCHANGE_STARTED.
  public var version: UInt32

  /// That left.
  public var token: UInt32

  /// Field 3, `exchange`.
  public var exchange: StoredExchange?

  /// Field 4, `watch_until_ms`.
  public var watchUntilMs: Int64

  /// 0 = it has not, as far as is known.
  public var deliveredAtMs: Int64

  /// Field 6, `receipt`.
  public var receipt: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    token = 0
    exchange = nil
    watchUntilMs = 0
    deliveredAtMs = 0
    receipt = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    token: UInt32 = 0,
    exchange: StoredExchange? = nil,
    watchUntilMs: Int64 = 0,
    deliveredAtMs: Int64 = 0,
    receipt: String = ""
  ) {
    self.version = version
    self.token = token
    self.exchange = exchange
    self.watchUntilMs = watchUntilMs
    self.deliveredAtMs = deliveredAtMs
    self.receipt = receipt
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `token`.
    @inlinable public static var token: UInt32 { 2 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 3 }
    /// `watch_until_ms`.
    @inlinable public static var watchUntilMs: UInt32 { 4 }
    /// `delivered_at_ms`.
    @inlinable public static var deliveredAtMs: UInt32 { 5 }
    /// `receipt`.
    @inlinable public static var receipt: UInt32 { 6 }
  }
}

extension StoredGivenUpExchange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: token = try reader.readUInt32()
      case 26: try reader.readMessage(into: &exchange)
      case 32: watchUntilMs = try reader.readInt64()
      case 40: deliveredAtMs = try reader.readInt64()
      case 50: receipt = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if token != 0 { buffer.writeUInt32(2, token) }
    if let exchange { buffer.writeMessage(3, exchange) }
    if watchUntilMs != 0 { buffer.writeInt64(4, watchUntilMs) }
    if deliveredAtMs != 0 { buffer.writeInt64(5, deliveredAtMs) }
    if !receipt.isEmpty { buffer.writeString(6, receipt) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredGivenUpExchange",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "token", json: "token", .uint32),
      .init(3, "exchange", json: "exchange", .message { StoredExchange.schema }, presence: true),
      .init(4, "watch_until_ms", json: "watchUntilMs", .int64),
      .init(5, "delivered_at_ms", json: "deliveredAtMs", .int64),
      .init(6, "receipt", json: "receipt", .string),
    ]
  )
}

/// What exchanges have done to a member's points of one token.
public struct StoredExchangeTotals: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// Field 2, `in_transit`.
  public var inTransit: Int64

  /// Field 3, `exchanged`.
  public var exchanged: Int64

  /// Field 4, `fees`.
  public var fees: Int64

  /// Field 5, `received`.
  public var received: Int64

  /// By denominator, ascending.
  public var rounding: [StoredRounding]

  /// Units of this token that partners outside have given out for other points.
  public var delivered: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    inTransit = 0
    exchanged = 0
    fees = 0
    received = 0
    rounding = []
    delivered = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    inTransit: Int64 = 0,
    exchanged: Int64 = 0,
    fees: Int64 = 0,
    received: Int64 = 0,
    rounding: [StoredRounding] = [],
    delivered: Int64 = 0
  ) {
    self.token = token
    self.inTransit = inTransit
    self.exchanged = exchanged
    self.fees = fees
    self.received = received
    self.rounding = rounding
    self.delivered = delivered
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `in_transit`.
    @inlinable public static var inTransit: UInt32 { 2 }
    /// `exchanged`.
    @inlinable public static var exchanged: UInt32 { 3 }
    /// `fees`.
    @inlinable public static var fees: UInt32 { 4 }
    /// `received`.
    @inlinable public static var received: UInt32 { 5 }
    /// `rounding`.
    @inlinable public static var rounding: UInt32 { 6 }
    /// `delivered`.
    @inlinable public static var delivered: UInt32 { 60 }
  }
}

extension StoredExchangeTotals {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 16: inTransit = try reader.readInt64()
      case 24: exchanged = try reader.readInt64()
      case 32: fees = try reader.readInt64()
      case 40: received = try reader.readInt64()
      case 50: try reader.readMessage(appendingTo: &rounding)
      case 480: delivered = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if inTransit != 0 { buffer.writeInt64(2, inTransit) }
    if exchanged != 0 { buffer.writeInt64(3, exchanged) }
    if fees != 0 { buffer.writeInt64(4, fees) }
    if received != 0 { buffer.writeInt64(5, received) }
    for value in rounding { buffer.writeMessage(6, value) }
    if delivered != 0 { buffer.writeInt64(60, delivered) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredExchangeTotals",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "in_transit", json: "inTransit", .int64),
      .init(3, "exchanged", json: "exchanged", .int64),
      .init(4, "fees", json: "fees", .int64),
      .init(5, "received", json: "received", .int64),
      .init(6, "rounding", json: "rounding", .message { StoredRounding.schema }, repeated: true),
      .init(60, "delivered", json: "delivered", .int64),
    ]
  )
}

/// Sum of the remainders that have one denominator: whole + numerator ÷ denominator.
public struct StoredRounding: Message {
  /// Field 1, `denominator`.
  public var denominator: Int64

  /// Field 2, `whole`.
  public var whole: Int64

  /// Field 3, `numerator`.
  public var numerator: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    denominator = 0
    whole = 0
    numerator = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    denominator: Int64 = 0,
    whole: Int64 = 0,
    numerator: Int64 = 0
  ) {
    self.denominator = denominator
    self.whole = whole
    self.numerator = numerator
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `denominator`.
    @inlinable public static var denominator: UInt32 { 1 }
    /// `whole`.
    @inlinable public static var whole: UInt32 { 2 }
    /// `numerator`.
    @inlinable public static var numerator: UInt32 { 3 }
  }
}

extension StoredRounding {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: denominator = try reader.readInt64()
      case 16: whole = try reader.readInt64()
      case 24: numerator = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if denominator != 0 { buffer.writeInt64(1, denominator) }
    if whole != 0 { buffer.writeInt64(2, whole) }
    if numerator != 0 { buffer.writeInt64(3, numerator) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredRounding",
    fields: [
      .init(1, "denominator", json: "denominator", .int64),
      .init(2, "whole", json: "whole", .int64),
      .init(3, "numerator", json: "numerator", .int64),
    ]
  )
}

/// A line of a sale.
///
/// Most of its bytes are its article, which the log names once.
public struct StoredLine: Message {
  /// Number of its names; 0 = they stand in the line.
  public var article: UInt32

  /// What else it has.
  public var line: BasketLine?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    article = 0
    line = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    article: UInt32 = 0,
    line: BasketLine? = nil
  ) {
    self.article = article
    self.line = line
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `article`.
    @inlinable public static var article: UInt32 { 1 }
    /// `line`.
    @inlinable public static var line: UInt32 { 2 }
  }
}

extension StoredLine {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: article = try reader.readUInt32()
      case 18: try reader.readMessage(into: &line)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if article != 0 { buffer.writeUInt32(1, article) }
    if let line { buffer.writeMessage(2, line) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredLine",
    fields: [
      .init(1, "article", json: "article", .uint32),
      .init(2, "line", json: "line", .message { BasketLine.schema }, presence: true),
    ]
  )
}

/// From here on lines of sales name the article by its number.
public struct ArticleLearnedRecord: Message {
  /// SKU, department, categories and brand, as a till wrote them.
  public var names: BasketLine?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    names = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    names: BasketLine? = nil
  ) {
    self.names = names
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `names`.
    @inlinable public static var names: UInt32 { 2 }
  }
}

extension ArticleLearnedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 18: try reader.readMessage(into: &names)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let names { buffer.writeMessage(2, names) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ArticleLearnedRecord",
    fields: [
      .init(2, "names", json: "names", .message { BasketLine.schema }, presence: true)
    ]
  )
}

/// An earn of which something came back: what the next return need not read again.
public struct StoredEarn: Message {
  /// Packed log position of its record.
  public var position: UInt64

  /// Those of the record first, in its order.
  public var lots: [StoredEarnedLot]

  /// What returns have left.
  public var capUses: [StoredCapUse]

  /// What returns have left.
  public var counterUses: [StoredCounterUse]

  /// Asked back so far.
  public var returned: [StoredTokenPoints]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    position = 0
    lots = []
    capUses = []
    counterUses = []
    returned = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    position: UInt64 = 0,
    lots: [StoredEarnedLot] = [],
    capUses: [StoredCapUse] = [],
    counterUses: [StoredCounterUse] = [],
    returned: [StoredTokenPoints] = []
  ) {
    self.position = position
    self.lots = lots
    self.capUses = capUses
    self.counterUses = counterUses
    self.returned = returned
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `position`.
    @inlinable public static var position: UInt32 { 1 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 2 }
    /// `cap_uses`.
    @inlinable public static var capUses: UInt32 { 3 }
    /// `counter_uses`.
    @inlinable public static var counterUses: UInt32 { 4 }
    /// `returned`.
    @inlinable public static var returned: UInt32 { 5 }
  }
}

extension StoredEarn {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: position = try reader.readFixed64()
      case 18: try reader.readMessage(appendingTo: &lots)
      case 26: try reader.readMessage(appendingTo: &capUses)
      case 34: try reader.readMessage(appendingTo: &counterUses)
      case 42: try reader.readMessage(appendingTo: &returned)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if position != 0 { buffer.writeFixed64(1, position) }
    for value in lots { buffer.writeMessage(2, value) }
    for value in capUses { buffer.writeMessage(3, value) }
    for value in counterUses { buffer.writeMessage(4, value) }
    for value in returned { buffer.writeMessage(5, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredEarn",
    fields: [
      .init(1, "position", json: "position", .fixed64),
      .init(2, "lots", json: "lots", .message { StoredEarnedLot.schema }, repeated: true),
      .init(3, "cap_uses", json: "capUses", .message { StoredCapUse.schema }, repeated: true),
      .init(
        4,
        "counter_uses",
        json: "counterUses",
        .message { StoredCounterUse.schema },
        repeated: true
      ),
      .init(5, "returned", json: "returned", .message { StoredTokenPoints.schema }, repeated: true),
    ]
  )
}

/// The message `StoredEarnedLot` of the schema.
public struct StoredEarnedLot: Message {
  /// As first made; absent of a lot of the earn's record.
  public var lot: StoredLot?

  /// 1 + place of the lot that its points were in first; 0 = none.
  public var origin: UInt32

  /// Field 3, `redeemed`.
  public var redeemed: Int64

  /// Field 4, `expired`.
  public var expired: Int64

  /// Field 5, `reversed`.
  public var reversed: Int64

  /// Field 6, `paid_debt`.
  public var paidDebt: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    lot = nil
    origin = 0
    redeemed = 0
    expired = 0
    reversed = 0
    paidDebt = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    lot: StoredLot? = nil,
    origin: UInt32 = 0,
    redeemed: Int64 = 0,
    expired: Int64 = 0,
    reversed: Int64 = 0,
    paidDebt: Int64 = 0
  ) {
    self.lot = lot
    self.origin = origin
    self.redeemed = redeemed
    self.expired = expired
    self.reversed = reversed
    self.paidDebt = paidDebt
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `lot`.
    @inlinable public static var lot: UInt32 { 1 }
    /// `origin`.
    @inlinable public static var origin: UInt32 { 2 }
    /// `redeemed`.
    @inlinable public static var redeemed: UInt32 { 3 }
    /// `expired`.
    @inlinable public static var expired: UInt32 { 4 }
    /// `reversed`.
    @inlinable public static var reversed: UInt32 { 5 }
    /// `paid_debt`.
    @inlinable public static var paidDebt: UInt32 { 6 }
  }
}

extension StoredEarnedLot {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &lot)
      case 16: origin = try reader.readUInt32()
      case 24: redeemed = try reader.readInt64()
      case 32: expired = try reader.readInt64()
      case 40: reversed = try reader.readInt64()
      case 48: paidDebt = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let lot { buffer.writeMessage(1, lot) }
    if origin != 0 { buffer.writeUInt32(2, origin) }
    if redeemed != 0 { buffer.writeInt64(3, redeemed) }
    if expired != 0 { buffer.writeInt64(4, expired) }
    if reversed != 0 { buffer.writeInt64(5, reversed) }
    if paidDebt != 0 { buffer.writeInt64(6, paidDebt) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredEarnedLot",
    fields: [
      .init(1, "lot", json: "lot", .message { StoredLot.schema }, presence: true),
      .init(2, "origin", json: "origin", .uint32),
      .init(3, "redeemed", json: "redeemed", .int64),
      .init(4, "expired", json: "expired", .int64),
      .init(5, "reversed", json: "reversed", .int64),
      .init(6, "paid_debt", json: "paidDebt", .int64),
    ]
  )
}

/// The message `StoredTokenPoints` of the schema.
public struct StoredTokenPoints: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// Field 2, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    points: Int64 = 0
  ) {
    self.token = token
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension StoredTokenPoints {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredTokenPoints",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "points", json: "points", .int64),
    ]
  )
}

/// The message `StoredLot` of the schema.
public struct StoredLot: Message {
  /// Its version is the record's, unless given.
  public var index: UInt32

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `token`.
  public var token: UInt32

  /// Field 4, `kind`.
  public var kind: LotKind

  /// Field 5, `amount`.
  public var amount: Int64

  /// 0 = amount, in lots_made.
  public var remaining: Int64

  /// Field 7, `locked`.
  public var locked: Int64

  /// 0 = the record's time, in lots_made.
  public var activationAtMs: Int64

  /// 0 = never.
  public var expiresAtMs: Int64

  /// Bit 0: waits for an action.
  public var flags: UInt32

  /// Number of who pays for it; 0 = nobody is named.
  public var partner: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    index = 0
    version = 0
    token = 0
    kind = .init(rawValue: 0)
    amount = 0
    remaining = 0
    locked = 0
    activationAtMs = 0
    expiresAtMs = 0
    flags = 0
    partner = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    index: UInt32 = 0,
    version: UInt32 = 0,
    token: UInt32 = 0,
    kind: LotKind = .init(rawValue: 0),
    amount: Int64 = 0,
    remaining: Int64 = 0,
    locked: Int64 = 0,
    activationAtMs: Int64 = 0,
    expiresAtMs: Int64 = 0,
    flags: UInt32 = 0,
    partner: UInt32 = 0
  ) {
    self.index = index
    self.version = version
    self.token = token
    self.kind = kind
    self.amount = amount
    self.remaining = remaining
    self.locked = locked
    self.activationAtMs = activationAtMs
    self.expiresAtMs = expiresAtMs
    self.flags = flags
    self.partner = partner
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `index`.
    @inlinable public static var index: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `token`.
    @inlinable public static var token: UInt32 { 3 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 4 }
    /// `amount`.
    @inlinable public static var amount: UInt32 { 5 }
    /// `remaining`.
    @inlinable public static var remaining: UInt32 { 6 }
    /// `locked`.
    @inlinable public static var locked: UInt32 { 7 }
    /// `activation_at_ms`.
    @inlinable public static var activationAtMs: UInt32 { 8 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 9 }
    /// `flags`.
    @inlinable public static var flags: UInt32 { 10 }
    /// `partner`.
    @inlinable public static var partner: UInt32 { 11 }
  }
}

extension StoredLot {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: index = try reader.readUInt32()
      case 16: version = try reader.readUInt32()
      case 24: token = try reader.readUInt32()
      case 32: kind = LotKind(rawValue: try reader.readInt32())
      case 40: amount = try reader.readInt64()
      case 48: remaining = try reader.readInt64()
      case 56: locked = try reader.readInt64()
      case 64: activationAtMs = try reader.readInt64()
      case 72: expiresAtMs = try reader.readInt64()
      case 80: flags = try reader.readUInt32()
      case 88: partner = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if index != 0 { buffer.writeUInt32(1, index) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if token != 0 { buffer.writeUInt32(3, token) }
    if kind.rawValue != 0 { buffer.writeInt32(4, kind.rawValue) }
    if amount != 0 { buffer.writeInt64(5, amount) }
    if remaining != 0 { buffer.writeInt64(6, remaining) }
    if locked != 0 { buffer.writeInt64(7, locked) }
    if activationAtMs != 0 { buffer.writeInt64(8, activationAtMs) }
    if expiresAtMs != 0 { buffer.writeInt64(9, expiresAtMs) }
    if flags != 0 { buffer.writeUInt32(10, flags) }
    if partner != 0 { buffer.writeUInt32(11, partner) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredLot",
    fields: [
      .init(1, "index", json: "index", .uint32),
      .init(2, "version", json: "version", .uint32),
      .init(3, "token", json: "token", .uint32),
      .init(4, "kind", json: "kind", .enumeration(LotKind.schema)),
      .init(5, "amount", json: "amount", .int64),
      .init(6, "remaining", json: "remaining", .int64),
      .init(7, "locked", json: "locked", .int64),
      .init(8, "activation_at_ms", json: "activationAtMs", .int64),
      .init(9, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(10, "flags", json: "flags", .uint32),
      .init(11, "partner", json: "partner", .uint32),
    ]
  )
}

/// The message `StoredDraw` of the schema.
public struct StoredDraw: Message {
  /// As it stood.
  public var lot: StoredLot?

  /// Field 2, `points`.
  public var points: Int64

  /// 0 redeemed, 1 expired, 2 reversed, 3 debt.
  public var to: UInt32

  /// Version of the hold that they leave; 0 = none.
  public var hold: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    lot = nil
    points = 0
    to = 0
    hold = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    lot: StoredLot? = nil,
    points: Int64 = 0,
    to: UInt32 = 0,
    hold: UInt32 = 0
  ) {
    self.lot = lot
    self.points = points
    self.to = to
    self.hold = hold
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `lot`.
    @inlinable public static var lot: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `to`.
    @inlinable public static var to: UInt32 { 3 }
    /// `hold`.
    @inlinable public static var hold: UInt32 { 4 }
  }
}

extension StoredDraw {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &lot)
      case 16: points = try reader.readInt64()
      case 24: to = try reader.readUInt32()
      case 32: hold = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let lot { buffer.writeMessage(1, lot) }
    if points != 0 { buffer.writeInt64(2, points) }
    if to != 0 { buffer.writeUInt32(3, to) }
    if hold != 0 { buffer.writeUInt32(4, hold) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredDraw",
    fields: [
      .init(1, "lot", json: "lot", .message { StoredLot.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "to", json: "to", .uint32),
      .init(4, "hold", json: "hold", .uint32),
    ]
  )
}

/// The message `StoredHoldPart` of the schema.
public struct StoredHoldPart: Message {
  /// Of the lot.
  public var version: UInt32

  /// Field 2, `index`.
  public var index: UInt32

  /// Field 3, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    index = 0
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    index: UInt32 = 0,
    points: Int64 = 0
  ) {
    self.version = version
    self.index = index
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `index`.
    @inlinable public static var index: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
  }
}

extension StoredHoldPart {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: index = try reader.readUInt32()
      case 24: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if index != 0 { buffer.writeUInt32(2, index) }
    if points != 0 { buffer.writeInt64(3, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredHoldPart",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "index", json: "index", .uint32),
      .init(3, "points", json: "points", .int64),
    ]
  )
}

/// The message `StoredHold` of the schema.
public struct StoredHold: Message {
  /// Its number.
  public var version: UInt32

  /// 0 lock, 1 authorisation.
  public var kind: UInt32

  /// Field 3, `token`.
  public var token: UInt32

  /// Field 4, `parts`.
  public var parts: [StoredHoldPart]

  /// 0 = until ended.
  public var untilMs: Int64

  /// Field 6, `reason`.
  public var reason: String

  /// Field 7, `on_transaction`.
  public var onTransaction: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    kind = 0
    token = 0
    parts = []
    untilMs = 0
    reason = ""
    onTransaction = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    kind: UInt32 = 0,
    token: UInt32 = 0,
    parts: [StoredHoldPart] = [],
    untilMs: Int64 = 0,
    reason: String = "",
    onTransaction: UInt32 = 0
  ) {
    self.version = version
    self.kind = kind
    self.token = token
    self.parts = parts
    self.untilMs = untilMs
    self.reason = reason
    self.onTransaction = onTransaction
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 2 }
    /// `token`.
    @inlinable public static var token: UInt32 { 3 }
    /// `parts`.
    @inlinable public static var parts: UInt32 { 4 }
    /// `until_ms`.
    @inlinable public static var untilMs: UInt32 { 5 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 6 }
    /// `on_transaction`.
    @inlinable public static var onTransaction: UInt32 { 7 }
  }
}

extension StoredHold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: kind = try reader.readUInt32()
      case 24: token = try reader.readUInt32()
      case 34: try reader.readMessage(appendingTo: &parts)
      case 40: untilMs = try reader.readInt64()
      case 50: reason = try reader.readString()
      case 56: onTransaction = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if kind != 0 { buffer.writeUInt32(2, kind) }
    if token != 0 { buffer.writeUInt32(3, token) }
    for value in parts { buffer.writeMessage(4, value) }
    if untilMs != 0 { buffer.writeInt64(5, untilMs) }
    if !reason.isEmpty { buffer.writeString(6, reason) }
    if onTransaction != 0 { buffer.writeUInt32(7, onTransaction) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredHold",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "kind", json: "kind", .uint32),
      .init(3, "token", json: "token", .uint32),
      .init(4, "parts", json: "parts", .message { StoredHoldPart.schema }, repeated: true),
      .init(5, "until_ms", json: "untilMs", .int64),
      .init(6, "reason", json: "reason", .string),
      .init(7, "on_transaction", json: "onTransaction", .uint32),
    ]
  )
}

/// The message `StoredRelease` of the schema.
public struct StoredRelease: Message {
  /// Field 1, `hold`.
  public var hold: UInt32

  /// Of the lot.
  public var version: UInt32

  /// Field 3, `index`.
  public var index: UInt32

  /// Field 4, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    hold = 0
    version = 0
    index = 0
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    hold: UInt32 = 0,
    version: UInt32 = 0,
    index: UInt32 = 0,
    points: Int64 = 0
  ) {
    self.hold = hold
    self.version = version
    self.index = index
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `hold`.
    @inlinable public static var hold: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `index`.
    @inlinable public static var index: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
  }
}

extension StoredRelease {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: hold = try reader.readUInt32()
      case 16: version = try reader.readUInt32()
      case 24: index = try reader.readUInt32()
      case 32: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if hold != 0 { buffer.writeUInt32(1, hold) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if index != 0 { buffer.writeUInt32(3, index) }
    if points != 0 { buffer.writeInt64(4, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredRelease",
    fields: [
      .init(1, "hold", json: "hold", .uint32),
      .init(2, "version", json: "version", .uint32),
      .init(3, "index", json: "index", .uint32),
      .init(4, "points", json: "points", .int64),
    ]
  )
}

/// The message `StoredAccountChange` of the schema.
public struct StoredAccountChange: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// Field 2, `debt_created`.
  public var debtCreated: Int64

  /// Field 3, `expired_to_reversed`.
  public var expiredToReversed: Int64

  /// Field 4, `unrecovered`.
  public var unrecovered: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    debtCreated = 0
    expiredToReversed = 0
    unrecovered = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    debtCreated: Int64 = 0,
    expiredToReversed: Int64 = 0,
    unrecovered: Int64 = 0
  ) {
    self.token = token
    self.debtCreated = debtCreated
    self.expiredToReversed = expiredToReversed
    self.unrecovered = unrecovered
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `debt_created`.
    @inlinable public static var debtCreated: UInt32 { 2 }
    /// `expired_to_reversed`.
    @inlinable public static var expiredToReversed: UInt32 { 3 }
    /// `unrecovered`.
    @inlinable public static var unrecovered: UInt32 { 4 }
  }
}

extension StoredAccountChange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 16: debtCreated = try reader.readInt64()
      case 24: expiredToReversed = try reader.readInt64()
      case 32: unrecovered = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if debtCreated != 0 { buffer.writeInt64(2, debtCreated) }
    if expiredToReversed != 0 { buffer.writeInt64(3, expiredToReversed) }
    if unrecovered != 0 { buffer.writeInt64(4, unrecovered) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredAccountChange",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "debt_created", json: "debtCreated", .int64),
      .init(3, "expired_to_reversed", json: "expiredToReversed", .int64),
      .init(4, "unrecovered", json: "unrecovered", .int64),
    ]
  )
}

/// The message `StoredCapUse` of the schema.
public struct StoredCapUse: Message {
  /// Bit 31 set: a budget's number.
  public var promotion: UInt32

  /// A CapPeriod.
  public var period: UInt32

  /// 0 = for life.
  public var periodStartMs: Int64

  /// In its unit; below 0 = given back.
  public var points: Int64

  /// A CapScope.
  public var scope: UInt32

  /// Hash of the card, store, terminal or tag's value; 0 = none.
  public var key: UInt64

  /// A CapUnit.
  public var unit: UInt32

  /// Of the scope, as evaluated.
  public var before: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotion = 0
    period = 0
    periodStartMs = 0
    points = 0
    scope = 0
    key = 0
    unit = 0
    before = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotion: UInt32 = 0,
    period: UInt32 = 0,
    periodStartMs: Int64 = 0,
    points: Int64 = 0,
    scope: UInt32 = 0,
    key: UInt64 = 0,
    unit: UInt32 = 0,
    before: Int64 = 0
  ) {
    self.promotion = promotion
    self.period = period
    self.periodStartMs = periodStartMs
    self.points = points
    self.scope = scope
    self.key = key
    self.unit = unit
    self.before = before
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion`.
    @inlinable public static var promotion: UInt32 { 1 }
    /// `period`.
    @inlinable public static var period: UInt32 { 2 }
    /// `period_start_ms`.
    @inlinable public static var periodStartMs: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `scope`.
    @inlinable public static var scope: UInt32 { 5 }
    /// `key`.
    @inlinable public static var key: UInt32 { 6 }
    /// `unit`.
    @inlinable public static var unit: UInt32 { 7 }
    /// `before`.
    @inlinable public static var before: UInt32 { 8 }
  }
}

extension StoredCapUse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: promotion = try reader.readUInt32()
      case 16: period = try reader.readUInt32()
      case 24: periodStartMs = try reader.readInt64()
      case 32: points = try reader.readSInt64()
      case 40: scope = try reader.readUInt32()
      case 49: key = try reader.readFixed64()
      case 56: unit = try reader.readUInt32()
      case 64: before = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if promotion != 0 { buffer.writeUInt32(1, promotion) }
    if period != 0 { buffer.writeUInt32(2, period) }
    if periodStartMs != 0 { buffer.writeInt64(3, periodStartMs) }
    if points != 0 { buffer.writeSInt64(4, points) }
    if scope != 0 { buffer.writeUInt32(5, scope) }
    if key != 0 { buffer.writeFixed64(6, key) }
    if unit != 0 { buffer.writeUInt32(7, unit) }
    if before != 0 { buffer.writeInt64(8, before) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredCapUse",
    fields: [
      .init(1, "promotion", json: "promotion", .uint32),
      .init(2, "period", json: "period", .uint32),
      .init(3, "period_start_ms", json: "periodStartMs", .int64),
      .init(4, "points", json: "points", .sint64),
      .init(5, "scope", json: "scope", .uint32),
      .init(6, "key", json: "key", .fixed64),
      .init(7, "unit", json: "unit", .uint32),
      .init(8, "before", json: "before", .int64),
    ]
  )
}

/// The message `StoredAward` of the schema.
public struct StoredAward: Message {
  /// Field 1, `promotion`.
  public var promotion: UInt32

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `token`.
  public var token: UInt32

  /// Field 4, `points`.
  public var points: Int64

  /// What caps cut off.
  public var cut: Int64

  /// Field 6, `eligible_minor`.
  public var eligibleMinor: Int64

  /// Field 7, `eligible_quantity`.
  public var eligibleQuantity: Int64

  /// Pairs of varints: line index, points.
  public var lines: [UInt8]

  /// Field 9, `bonus`.
  public var bonus: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotion = 0
    version = 0
    token = 0
    points = 0
    cut = 0
    eligibleMinor = 0
    eligibleQuantity = 0
    lines = []
    bonus = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotion: UInt32 = 0,
    version: UInt32 = 0,
    token: UInt32 = 0,
    points: Int64 = 0,
    cut: Int64 = 0,
    eligibleMinor: Int64 = 0,
    eligibleQuantity: Int64 = 0,
    lines: [UInt8] = [],
    bonus: Bool = false
  ) {
    self.promotion = promotion
    self.version = version
    self.token = token
    self.points = points
    self.cut = cut
    self.eligibleMinor = eligibleMinor
    self.eligibleQuantity = eligibleQuantity
    self.lines = lines
    self.bonus = bonus
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion`.
    @inlinable public static var promotion: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `token`.
    @inlinable public static var token: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `cut`.
    @inlinable public static var cut: UInt32 { 5 }
    /// `eligible_minor`.
    @inlinable public static var eligibleMinor: UInt32 { 6 }
    /// `eligible_quantity`.
    @inlinable public static var eligibleQuantity: UInt32 { 7 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 8 }
    /// `bonus`.
    @inlinable public static var bonus: UInt32 { 9 }
  }
}

extension StoredAward {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: promotion = try reader.readUInt32()
      case 16: version = try reader.readUInt32()
      case 24: token = try reader.readUInt32()
      case 32: points = try reader.readInt64()
      case 40: cut = try reader.readInt64()
      case 48: eligibleMinor = try reader.readInt64()
      case 56: eligibleQuantity = try reader.readInt64()
      case 66: lines = try reader.readByteArray()
      case 72: bonus = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if promotion != 0 { buffer.writeUInt32(1, promotion) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if token != 0 { buffer.writeUInt32(3, token) }
    if points != 0 { buffer.writeInt64(4, points) }
    if cut != 0 { buffer.writeInt64(5, cut) }
    if eligibleMinor != 0 { buffer.writeInt64(6, eligibleMinor) }
    if eligibleQuantity != 0 { buffer.writeInt64(7, eligibleQuantity) }
    if !lines.isEmpty { buffer.writeBytes(8, lines) }
    if bonus { buffer.writeBool(9, bonus) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredAward",
    fields: [
      .init(1, "promotion", json: "promotion", .uint32),
      .init(2, "version", json: "version", .uint32),
      .init(3, "token", json: "token", .uint32),
      .init(4, "points", json: "points", .int64),
      .init(5, "cut", json: "cut", .int64),
      .init(6, "eligible_minor", json: "eligibleMinor", .int64),
      .init(7, "eligible_quantity", json: "eligibleQuantity", .int64),
      .init(8, "lines", json: "lines", .bytes),
      .init(9, "bonus", json: "bonus", .bool),
    ]
  )
}

/// The message `StoredBalance` of the schema.
public struct StoredBalance: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// Field 2, `available`.
  public var available: Int64

  /// Field 3, `pending`.
  public var pending: Int64

  /// Field 4, `locked`.
  public var locked: Int64

  /// Field 5, `debt`.
  public var debt: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    available = 0
    pending = 0
    locked = 0
    debt = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    available: Int64 = 0,
    pending: Int64 = 0,
    locked: Int64 = 0,
    debt: Int64 = 0
  ) {
    self.token = token
    self.available = available
    self.pending = pending
    self.locked = locked
    self.debt = debt
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `available`.
    @inlinable public static var available: UInt32 { 2 }
    /// `pending`.
    @inlinable public static var pending: UInt32 { 3 }
    /// `locked`.
    @inlinable public static var locked: UInt32 { 4 }
    /// `debt`.
    @inlinable public static var debt: UInt32 { 5 }
  }
}

extension StoredBalance {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 16: available = try reader.readInt64()
      case 24: pending = try reader.readInt64()
      case 32: locked = try reader.readInt64()
      case 40: debt = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if available != 0 { buffer.writeInt64(2, available) }
    if pending != 0 { buffer.writeInt64(3, pending) }
    if locked != 0 { buffer.writeInt64(4, locked) }
    if debt != 0 { buffer.writeInt64(5, debt) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredBalance",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "available", json: "available", .int64),
      .init(3, "pending", json: "pending", .int64),
      .init(4, "locked", json: "locked", .int64),
      .init(5, "debt", json: "debt", .int64),
    ]
  )
}

/// Beside a snapshot's blocks, in its manifest.
public struct SnapshotFacts: Message {
  /// No record before the snapshot's end is later.
  public var serverTimeMs: Int64

  /// Were there when it began: so many are inside, or more; 0 in old ones.
  public var members: UInt64

  /// The same.
  public var cards: UInt64

  /// Are inside, about: what room to make.
  public var requestIDs: UInt64

  /// The same, with the keys of events.
  public var receipts: UInt64

  /// Whether other_entries of each member says something.
  public var countsEntries: Bool

  /// Are inside; 0 in old ones.
  public var articles: UInt64

  /// Sequences of older snapshots that a start could not load.
  public var unusable: [UInt64]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    serverTimeMs = 0
    members = 0
    cards = 0
    requestIDs = 0
    receipts = 0
    countsEntries = false
    articles = 0
    unusable = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    serverTimeMs: Int64 = 0,
    members: UInt64 = 0,
    cards: UInt64 = 0,
    requestIDs: UInt64 = 0,
    receipts: UInt64 = 0,
    countsEntries: Bool = false,
    articles: UInt64 = 0,
    unusable: [UInt64] = []
  ) {
    self.serverTimeMs = serverTimeMs
    self.members = members
    self.cards = cards
    self.requestIDs = requestIDs
    self.receipts = receipts
    self.countsEntries = countsEntries
    self.articles = articles
    self.unusable = unusable
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `server_time_ms`.
    @inlinable public static var serverTimeMs: UInt32 { 1 }
    /// `members`.
    @inlinable public static var members: UInt32 { 2 }
    /// `cards`.
    @inlinable public static var cards: UInt32 { 3 }
    /// `request_ids`.
    @inlinable public static var requestIDs: UInt32 { 4 }
    /// `receipts`.
    @inlinable public static var receipts: UInt32 { 5 }
    /// `counts_entries`.
    @inlinable public static var countsEntries: UInt32 { 6 }
    /// `articles`.
    @inlinable public static var articles: UInt32 { 7 }
    /// `unusable`.
    @inlinable public static var unusable: UInt32 { 8 }
  }
}

extension SnapshotFacts {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: serverTimeMs = try reader.readInt64()
      case 16: members = try reader.readUInt64()
      case 24: cards = try reader.readUInt64()
      case 32: requestIDs = try reader.readUInt64()
      case 40: receipts = try reader.readUInt64()
      case 48: countsEntries = try reader.readBool()
      case 56: articles = try reader.readUInt64()
      case 64: unusable.append(try reader.readUInt64())
      case 66:
        try reader.readPacked(into: &unusable) { (element) throws(DecodingError) in
          try element.readUInt64()
        }
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if serverTimeMs != 0 { buffer.writeInt64(1, serverTimeMs) }
    if members != 0 { buffer.writeUInt64(2, members) }
    if cards != 0 { buffer.writeUInt64(3, cards) }
    if requestIDs != 0 { buffer.writeUInt64(4, requestIDs) }
    if receipts != 0 { buffer.writeUInt64(5, receipts) }
    if countsEntries { buffer.writeBool(6, countsEntries) }
    if articles != 0 { buffer.writeUInt64(7, articles) }
    if !unusable.isEmpty {
      buffer.writeMessage(8) { content in
        for value in unusable { content.writeVarint(UInt64(value)) }
      }
    }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SnapshotFacts",
    fields: [
      .init(1, "server_time_ms", json: "serverTimeMs", .int64),
      .init(2, "members", json: "members", .uint64),
      .init(3, "cards", json: "cards", .uint64),
      .init(4, "request_ids", json: "requestIds", .uint64),
      .init(5, "receipts", json: "receipts", .uint64),
      .init(6, "counts_entries", json: "countsEntries", .bool),
      .init(7, "articles", json: "articles", .uint64),
      .init(8, "unusable", json: "unusable", .uint64, repeated: true),
    ]
  )
}

/// A member in a snapshot.
public struct StoredMember: Message {
  /// Field 1, `number`.
  public var number: UInt64

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `program_id`.
  public var programID: String

  /// Field 4, `member_id`.
  public var memberID: String

  /// Field 5, `stage`.
  public var stage: Stage

  /// Field 6, `enrolled_at_ms`.
  public var enrolledAtMs: Int64

  /// Field 7, `last_recorded_at_ms`.
  public var lastRecordedAtMs: Int64

  /// Field 8, `last_position`.
  public var lastPosition: UInt64

  /// Field 9, `lots`.
  public var lots: [StoredLot]

  /// Field 10, `accounts`.
  public var accounts: [StoredAccount]

  /// Field 11, `tier`.
  public var tier: String

  /// Field 12, `segments`.
  public var segments: [String]

  /// Field 13, `cards`.
  public var cards: [String]

  /// Field 14, `profile`.
  public var profile: Profile?

  /// Field 15, `holds`.
  public var holds: [StoredHold]

  /// Field 16, `cap_uses`.
  public var capUses: [StoredCapUse]

  /// Field 17, `reversals`.
  public var reversals: [StoredReversal]

  /// Field 18, `ended_holds`.
  public var endedHolds: [StoredEndedHold]

  /// Field 19, `counters`.
  public var counters: [StoredCounter]

  /// Field 20, `vouchers`.
  public var vouchers: [StoredVoucher]

  /// Since when; only where it has changed.
  public var tiers: [DatedText]

  /// Of segments.
  public var spans: [DatedText]

  /// Absent = neither PIN nor thresholds.
  public var `guard`: StoredGuard?

  /// Field 24, `clocks`.
  public var clocks: [StoredClock]

  /// Field 25, `expiry_suspended`.
  public var expirySuspended: Bool

  /// Records that are no postings, but for the enrolment.
  public var otherEntries: UInt32

  /// Oldest first.
  public var transits: [StoredTransit]

  /// Field 41, `exchange_totals`.
  public var exchangeTotals: [StoredExchangeTotals]

  /// Oldest first.
  public var givenUpExchanges: [StoredGivenUpExchange]

  /// Those of cards that are blocked or were replaced.
  public var inactiveCards: [MemberCard]

  /// Absent = nothing.
  public var tierStanding: StoredTierStanding?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    version = 0
    programID = ""
    memberID = ""
    stage = .init(rawValue: 0)
    enrolledAtMs = 0
    lastRecordedAtMs = 0
    lastPosition = 0
    lots = []
    accounts = []
    tier = ""
    segments = []
    cards = []
    profile = nil
    holds = []
    capUses = []
    reversals = []
    endedHolds = []
    counters = []
    vouchers = []
    tiers = []
    spans = []
    `guard` = nil
    clocks = []
    expirySuspended = false
    otherEntries = 0
    transits = []
    exchangeTotals = []
    givenUpExchanges = []
    inactiveCards = []
    tierStanding = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    version: UInt32 = 0,
    programID: String = "",
    memberID: String = "",
    stage: Stage = .init(rawValue: 0),
    enrolledAtMs: Int64 = 0,
    lastRecordedAtMs: Int64 = 0,
    lastPosition: UInt64 = 0,
    lots: [StoredLot] = [],
    accounts: [StoredAccount] = [],
    tier: String = "",
    segments: [String] = [],
    cards: [String] = [],
    profile: Profile? = nil,
    holds: [StoredHold] = [],
    capUses: [StoredCapUse] = [],
    reversals: [StoredReversal] = [],
    endedHolds: [StoredEndedHold] = [],
    counters: [StoredCounter] = [],
    vouchers: [StoredVoucher] = [],
    tiers: [DatedText] = [],
    spans: [DatedText] = [],
    `guard`: StoredGuard? = nil,
    clocks: [StoredClock] = [],
    expirySuspended: Bool = false,
    otherEntries: UInt32 = 0,
    transits: [StoredTransit] = [],
    exchangeTotals: [StoredExchangeTotals] = [],
    givenUpExchanges: [StoredGivenUpExchange] = [],
    inactiveCards: [MemberCard] = [],
    tierStanding: StoredTierStanding? = nil
  ) {
    self.number = number
    self.version = version
    self.programID = programID
    self.memberID = memberID
    self.stage = stage
    self.enrolledAtMs = enrolledAtMs
    self.lastRecordedAtMs = lastRecordedAtMs
    self.lastPosition = lastPosition
    self.lots = lots
    self.accounts = accounts
    self.tier = tier
    self.segments = segments
    self.cards = cards
    self.profile = profile
    self.holds = holds
    self.capUses = capUses
    self.reversals = reversals
    self.endedHolds = endedHolds
    self.counters = counters
    self.vouchers = vouchers
    self.tiers = tiers
    self.spans = spans
    self.`guard` = `guard`
    self.clocks = clocks
    self.expirySuspended = expirySuspended
    self.otherEntries = otherEntries
    self.transits = transits
    self.exchangeTotals = exchangeTotals
    self.givenUpExchanges = givenUpExchanges
    self.inactiveCards = inactiveCards
    self.tierStanding = tierStanding
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 3 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 4 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 5 }
    /// `enrolled_at_ms`.
    @inlinable public static var enrolledAtMs: UInt32 { 6 }
    /// `last_recorded_at_ms`.
    @inlinable public static var lastRecordedAtMs: UInt32 { 7 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 8 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 9 }
    /// `accounts`.
    @inlinable public static var accounts: UInt32 { 10 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 11 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 12 }
    /// `cards`.
    @inlinable public static var cards: UInt32 { 13 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 14 }
    /// `holds`.
    @inlinable public static var holds: UInt32 { 15 }
    /// `cap_uses`.
    @inlinable public static var capUses: UInt32 { 16 }
    /// `reversals`.
    @inlinable public static var reversals: UInt32 { 17 }
    /// `ended_holds`.
    @inlinable public static var endedHolds: UInt32 { 18 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 19 }
    /// `vouchers`.
    @inlinable public static var vouchers: UInt32 { 20 }
    /// `tiers`.
    @inlinable public static var tiers: UInt32 { 21 }
    /// `spans`.
    @inlinable public static var spans: UInt32 { 22 }
    /// `guard`.
    @inlinable public static var `guard`: UInt32 { 23 }
    /// `clocks`.
    @inlinable public static var clocks: UInt32 { 24 }
    /// `expiry_suspended`.
    @inlinable public static var expirySuspended: UInt32 { 25 }
    /// `other_entries`.
    @inlinable public static var otherEntries: UInt32 { 26 }
    /// `transits`.
    @inlinable public static var transits: UInt32 { 40 }
    /// `exchange_totals`.
    @inlinable public static var exchangeTotals: UInt32 { 41 }
    /// `given_up_exchanges`.
    @inlinable public static var givenUpExchanges: UInt32 { 60 }
    /// `inactive_cards`.
    @inlinable public static var inactiveCards: UInt32 { 210 }
    /// `tier_standing`.
    @inlinable public static var tierStanding: UInt32 { 220 }
  }
}

extension StoredMember {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: number = try reader.readFixed64()
      case 16: version = try reader.readUInt32()
      case 26: programID = try reader.readString()
      case 34: memberID = try reader.readString()
      case 40: stage = Stage(rawValue: try reader.readInt32())
      case 48: enrolledAtMs = try reader.readInt64()
      case 56: lastRecordedAtMs = try reader.readInt64()
      case 64: lastPosition = try reader.readUInt64()
      case 74: try reader.readMessage(appendingTo: &lots)
      case 82: try reader.readMessage(appendingTo: &accounts)
      case 90: tier = try reader.readString()
      case 98: segments.append(try reader.readString())
      case 106: cards.append(try reader.readString())
      case 114: try reader.readMessage(into: &profile)
      case 122: try reader.readMessage(appendingTo: &holds)
      case 130: try reader.readMessage(appendingTo: &capUses)
      case 138: try reader.readMessage(appendingTo: &reversals)
      case 146: try reader.readMessage(appendingTo: &endedHolds)
      case 154: try reader.readMessage(appendingTo: &counters)
      case 162: try reader.readMessage(appendingTo: &vouchers)
      case 170: try reader.readMessage(appendingTo: &tiers)
      case 178: try reader.readMessage(appendingTo: &spans)
      case 186: try reader.readMessage(into: &`guard`)
      case 194: try reader.readMessage(appendingTo: &clocks)
      case 200: expirySuspended = try reader.readBool()
      case 208: otherEntries = try reader.readUInt32()
      case 322: try reader.readMessage(appendingTo: &transits)
      case 330: try reader.readMessage(appendingTo: &exchangeTotals)
      case 482: try reader.readMessage(appendingTo: &givenUpExchanges)
      case 1682: try reader.readMessage(appendingTo: &inactiveCards)
      case 1762: try reader.readMessage(into: &tierStanding)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeFixed64(1, number) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if !programID.isEmpty { buffer.writeString(3, programID) }
    if !memberID.isEmpty { buffer.writeString(4, memberID) }
    if stage.rawValue != 0 { buffer.writeInt32(5, stage.rawValue) }
    if enrolledAtMs != 0 { buffer.writeInt64(6, enrolledAtMs) }
    if lastRecordedAtMs != 0 { buffer.writeInt64(7, lastRecordedAtMs) }
    if lastPosition != 0 { buffer.writeUInt64(8, lastPosition) }
    for value in lots { buffer.writeMessage(9, value) }
    for value in accounts { buffer.writeMessage(10, value) }
    if !tier.isEmpty { buffer.writeString(11, tier) }
    for value in segments { buffer.writeString(12, value) }
    for value in cards { buffer.writeString(13, value) }
    if let profile { buffer.writeMessage(14, profile) }
    for value in holds { buffer.writeMessage(15, value) }
    for value in capUses { buffer.writeMessage(16, value) }
    for value in reversals { buffer.writeMessage(17, value) }
    for value in endedHolds { buffer.writeMessage(18, value) }
    for value in counters { buffer.writeMessage(19, value) }
    for value in vouchers { buffer.writeMessage(20, value) }
    for value in tiers { buffer.writeMessage(21, value) }
    for value in spans { buffer.writeMessage(22, value) }
    if let `guard` { buffer.writeMessage(23, `guard`) }
    for value in clocks { buffer.writeMessage(24, value) }
    if expirySuspended { buffer.writeBool(25, expirySuspended) }
    if otherEntries != 0 { buffer.writeUInt32(26, otherEntries) }
    for value in transits { buffer.writeMessage(40, value) }
    for value in exchangeTotals { buffer.writeMessage(41, value) }
    for value in givenUpExchanges { buffer.writeMessage(60, value) }
    for value in inactiveCards { buffer.writeMessage(210, value) }
    if let tierStanding { buffer.writeMessage(220, tierStanding) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredMember",
    fields: [
      .init(1, "number", json: "number", .fixed64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "program_id", json: "programId", .string),
      .init(4, "member_id", json: "memberId", .string),
      .init(5, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(6, "enrolled_at_ms", json: "enrolledAtMs", .int64),
      .init(7, "last_recorded_at_ms", json: "lastRecordedAtMs", .int64),
      .init(8, "last_position", json: "lastPosition", .uint64),
      .init(9, "lots", json: "lots", .message { StoredLot.schema }, repeated: true),
      .init(10, "accounts", json: "accounts", .message { StoredAccount.schema }, repeated: true),
      .init(11, "tier", json: "tier", .string),
      .init(12, "segments", json: "segments", .string, repeated: true),
      .init(13, "cards", json: "cards", .string, repeated: true),
      .init(14, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(15, "holds", json: "holds", .message { StoredHold.schema }, repeated: true),
      .init(16, "cap_uses", json: "capUses", .message { StoredCapUse.schema }, repeated: true),
      .init(17, "reversals", json: "reversals", .message { StoredReversal.schema }, repeated: true),
      .init(
        18,
        "ended_holds",
        json: "endedHolds",
        .message { StoredEndedHold.schema },
        repeated: true
      ),
      .init(19, "counters", json: "counters", .message { StoredCounter.schema }, repeated: true),
      .init(20, "vouchers", json: "vouchers", .message { StoredVoucher.schema }, repeated: true),
      .init(21, "tiers", json: "tiers", .message { DatedText.schema }, repeated: true),
      .init(22, "spans", json: "spans", .message { DatedText.schema }, repeated: true),
      .init(23, "guard", json: "guard", .message { StoredGuard.schema }, presence: true),
      .init(24, "clocks", json: "clocks", .message { StoredClock.schema }, repeated: true),
      .init(25, "expiry_suspended", json: "expirySuspended", .bool),
      .init(26, "other_entries", json: "otherEntries", .uint32),
      .init(40, "transits", json: "transits", .message { StoredTransit.schema }, repeated: true),
      .init(
        41,
        "exchange_totals",
        json: "exchangeTotals",
        .message { StoredExchangeTotals.schema },
        repeated: true
      ),
      .init(
        60,
        "given_up_exchanges",
        json: "givenUpExchanges",
        .message { StoredGivenUpExchange.schema },
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
        "tier_standing",
        json: "tierStanding",
        .message { StoredTierStanding.schema },
        presence: true
      ),
    ]
  )
}

/// The message `StoredAccount` of the schema.
public struct StoredAccount: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// Field 2, `debt`.
  public var debt: Int64

  /// Field 3, `issued`.
  public var issued: Int64

  /// Field 4, `redeemed`.
  public var redeemed: Int64

  /// Field 5, `expired`.
  public var expired: Int64

  /// Field 6, `reversed`.
  public var reversed: Int64

  /// Field 7, `unrecovered`.
  public var unrecovered: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    debt = 0
    issued = 0
    redeemed = 0
    expired = 0
    reversed = 0
    unrecovered = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    debt: Int64 = 0,
    issued: Int64 = 0,
    redeemed: Int64 = 0,
    expired: Int64 = 0,
    reversed: Int64 = 0,
    unrecovered: Int64 = 0
  ) {
    self.token = token
    self.debt = debt
    self.issued = issued
    self.redeemed = redeemed
    self.expired = expired
    self.reversed = reversed
    self.unrecovered = unrecovered
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `debt`.
    @inlinable public static var debt: UInt32 { 2 }
    /// `issued`.
    @inlinable public static var issued: UInt32 { 3 }
    /// `redeemed`.
    @inlinable public static var redeemed: UInt32 { 4 }
    /// `expired`.
    @inlinable public static var expired: UInt32 { 5 }
    /// `reversed`.
    @inlinable public static var reversed: UInt32 { 6 }
    /// `unrecovered`.
    @inlinable public static var unrecovered: UInt32 { 7 }
  }
}

extension StoredAccount {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 16: debt = try reader.readInt64()
      case 24: issued = try reader.readInt64()
      case 32: redeemed = try reader.readInt64()
      case 40: expired = try reader.readInt64()
      case 48: reversed = try reader.readInt64()
      case 56: unrecovered = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if debt != 0 { buffer.writeInt64(2, debt) }
    if issued != 0 { buffer.writeInt64(3, issued) }
    if redeemed != 0 { buffer.writeInt64(4, redeemed) }
    if expired != 0 { buffer.writeInt64(5, expired) }
    if reversed != 0 { buffer.writeInt64(6, reversed) }
    if unrecovered != 0 { buffer.writeInt64(7, unrecovered) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredAccount",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "debt", json: "debt", .int64),
      .init(3, "issued", json: "issued", .int64),
      .init(4, "redeemed", json: "redeemed", .int64),
      .init(5, "expired", json: "expired", .int64),
      .init(6, "reversed", json: "reversed", .int64),
      .init(7, "unrecovered", json: "unrecovered", .int64),
    ]
  )
}

/// The message `StoredReversal` of the schema.
public struct StoredReversal: Message {
  /// Field 1, `version`.
  public var version: UInt32

  /// Field 2, `by`.
  public var by: UInt32

  /// Field 3, `points`.
  public var points: Int64

  /// Field 4, `full`.
  public var full: Bool

  /// Of the last one.
  public var position: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    by = 0
    points = 0
    full = false
    position = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    by: UInt32 = 0,
    points: Int64 = 0,
    full: Bool = false,
    position: UInt64 = 0
  ) {
    self.version = version
    self.by = by
    self.points = points
    self.full = full
    self.position = position
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `by`.
    @inlinable public static var by: UInt32 { 2 }
    /// `points`.
    @inlinable public static var points: UInt32 { 3 }
    /// `full`.
    @inlinable public static var full: UInt32 { 4 }
    /// `position`.
    @inlinable public static var position: UInt32 { 5 }
  }
}

extension StoredReversal {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: by = try reader.readUInt32()
      case 24: points = try reader.readInt64()
      case 32: full = try reader.readBool()
      case 40: position = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if by != 0 { buffer.writeUInt32(2, by) }
    if points != 0 { buffer.writeInt64(3, points) }
    if full { buffer.writeBool(4, full) }
    if position != 0 { buffer.writeUInt64(5, position) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredReversal",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "by", json: "by", .uint32),
      .init(3, "points", json: "points", .int64),
      .init(4, "full", json: "full", .bool),
      .init(5, "position", json: "position", .uint64),
    ]
  )
}

/// The message `StoredEndedHold` of the schema.
public struct StoredEndedHold: Message {
  /// Field 1, `version`.
  public var version: UInt32

  /// Field 2, `on_transaction`.
  public var onTransaction: UInt32

  /// Field 3, `kind`.
  public var kind: UInt32

  /// Field 4, `captured`.
  public var captured: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    onTransaction = 0
    kind = 0
    captured = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    onTransaction: UInt32 = 0,
    kind: UInt32 = 0,
    captured: Bool = false
  ) {
    self.version = version
    self.onTransaction = onTransaction
    self.kind = kind
    self.captured = captured
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `on_transaction`.
    @inlinable public static var onTransaction: UInt32 { 2 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 3 }
    /// `captured`.
    @inlinable public static var captured: UInt32 { 4 }
  }
}

extension StoredEndedHold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: onTransaction = try reader.readUInt32()
      case 24: kind = try reader.readUInt32()
      case 32: captured = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if onTransaction != 0 { buffer.writeUInt32(2, onTransaction) }
    if kind != 0 { buffer.writeUInt32(3, kind) }
    if captured { buffer.writeBool(4, captured) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredEndedHold",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "on_transaction", json: "onTransaction", .uint32),
      .init(3, "kind", json: "kind", .uint32),
      .init(4, "captured", json: "captured", .bool),
    ]
  )
}

/// The message `StoredProgramme` of the schema.
public struct StoredProgramme: Message {
  /// Field 1, `number`.
  public var number: UInt64

  /// Field 2, `version`.
  public var version: UInt32

  /// Without promotions.
  public var programme: Programme?

  /// Field 4, `tokens`.
  public var tokens: [NumberedToken]

  /// All versions.
  public var promotions: [NumberedPromotion]

  /// Field 6, `last_position`.
  public var lastPosition: UInt64

  /// Of budgets, voucher types and partners.
  public var names: [NumberedName]

  /// 16 bytes; empty = none yet.
  public var voucherKey: [UInt8]

  /// Oldest first.
  public var heads: [DatedHead]

  /// Of its newest version.
  public var recordedAtMs: Int64

  /// In the order in which they came into force.
  public var segmentLoads: [StoredSegmentLoad]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    version = 0
    programme = nil
    tokens = []
    promotions = []
    lastPosition = 0
    names = []
    voucherKey = []
    heads = []
    recordedAtMs = 0
    segmentLoads = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    version: UInt32 = 0,
    programme: Programme? = nil,
    tokens: [NumberedToken] = [],
    promotions: [NumberedPromotion] = [],
    lastPosition: UInt64 = 0,
    names: [NumberedName] = [],
    voucherKey: [UInt8] = [],
    heads: [DatedHead] = [],
    recordedAtMs: Int64 = 0,
    segmentLoads: [StoredSegmentLoad] = []
  ) {
    self.number = number
    self.version = version
    self.programme = programme
    self.tokens = tokens
    self.promotions = promotions
    self.lastPosition = lastPosition
    self.names = names
    self.voucherKey = voucherKey
    self.heads = heads
    self.recordedAtMs = recordedAtMs
    self.segmentLoads = segmentLoads
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `programme`.
    @inlinable public static var programme: UInt32 { 3 }
    /// `tokens`.
    @inlinable public static var tokens: UInt32 { 4 }
    /// `promotions`.
    @inlinable public static var promotions: UInt32 { 5 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 6 }
    /// `names`.
    @inlinable public static var names: UInt32 { 7 }
    /// `voucher_key`.
    @inlinable public static var voucherKey: UInt32 { 8 }
    /// `heads`.
    @inlinable public static var heads: UInt32 { 9 }
    /// `recorded_at_ms`.
    @inlinable public static var recordedAtMs: UInt32 { 10 }
    /// `segment_loads`.
    @inlinable public static var segmentLoads: UInt32 { 230 }
  }
}

extension StoredProgramme {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: number = try reader.readFixed64()
      case 16: version = try reader.readUInt32()
      case 26: try reader.readMessage(into: &programme)
      case 34: try reader.readMessage(appendingTo: &tokens)
      case 42: try reader.readMessage(appendingTo: &promotions)
      case 48: lastPosition = try reader.readUInt64()
      case 58: try reader.readMessage(appendingTo: &names)
      case 66: voucherKey = try reader.readByteArray()
      case 74: try reader.readMessage(appendingTo: &heads)
      case 80: recordedAtMs = try reader.readInt64()
      case 1842: try reader.readMessage(appendingTo: &segmentLoads)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeFixed64(1, number) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if let programme { buffer.writeMessage(3, programme) }
    for value in tokens { buffer.writeMessage(4, value) }
    for value in promotions { buffer.writeMessage(5, value) }
    if lastPosition != 0 { buffer.writeUInt64(6, lastPosition) }
    for value in names { buffer.writeMessage(7, value) }
    if !voucherKey.isEmpty { buffer.writeBytes(8, voucherKey) }
    for value in heads { buffer.writeMessage(9, value) }
    if recordedAtMs != 0 { buffer.writeInt64(10, recordedAtMs) }
    for value in segmentLoads { buffer.writeMessage(230, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredProgramme",
    fields: [
      .init(1, "number", json: "number", .fixed64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "programme", json: "programme", .message { Programme.schema }, presence: true),
      .init(4, "tokens", json: "tokens", .message { NumberedToken.schema }, repeated: true),
      .init(
        5,
        "promotions",
        json: "promotions",
        .message { NumberedPromotion.schema },
        repeated: true
      ),
      .init(6, "last_position", json: "lastPosition", .uint64),
      .init(7, "names", json: "names", .message { NumberedName.schema }, repeated: true),
      .init(8, "voucher_key", json: "voucherKey", .bytes),
      .init(9, "heads", json: "heads", .message { DatedHead.schema }, repeated: true),
      .init(10, "recorded_at_ms", json: "recordedAtMs", .int64),
      .init(
        230,
        "segment_loads",
        json: "segmentLoads",
        .message { StoredSegmentLoad.schema },
        repeated: true
      ),
    ]
  )
}

/// The message `StoredCard` of the schema.
public struct StoredCard: Message {
  /// Field 1, `number`.
  public var number: UInt64

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `program_id`.
  public var programID: String

  /// Field 4, `card_number`.
  public var cardNumber: String

  /// 0 = released.
  public var member: UInt64

  /// Field 6, `last_position`.
  public var lastPosition: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    version = 0
    programID = ""
    cardNumber = ""
    member = 0
    lastPosition = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    version: UInt32 = 0,
    programID: String = "",
    cardNumber: String = "",
    member: UInt64 = 0,
    lastPosition: UInt64 = 0
  ) {
    self.number = number
    self.version = version
    self.programID = programID
    self.cardNumber = cardNumber
    self.member = member
    self.lastPosition = lastPosition
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 3 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 4 }
    /// `member`.
    @inlinable public static var member: UInt32 { 5 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 6 }
  }
}

extension StoredCard {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: number = try reader.readFixed64()
      case 16: version = try reader.readUInt32()
      case 26: programID = try reader.readString()
      case 34: cardNumber = try reader.readString()
      case 41: member = try reader.readFixed64()
      case 48: lastPosition = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeFixed64(1, number) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if !programID.isEmpty { buffer.writeString(3, programID) }
    if !cardNumber.isEmpty { buffer.writeString(4, cardNumber) }
    if member != 0 { buffer.writeFixed64(5, member) }
    if lastPosition != 0 { buffer.writeUInt64(6, lastPosition) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredCard",
    fields: [
      .init(1, "number", json: "number", .fixed64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "program_id", json: "programId", .string),
      .init(4, "card_number", json: "cardNumber", .string),
      .init(5, "member", json: "member", .fixed64),
      .init(6, "last_position", json: "lastPosition", .uint64),
    ]
  )
}

/// The message `StoredArticle` of the schema.
public struct StoredArticle: Message {
  /// Field 1, `number`.
  public var number: UInt32

  /// As in its record.
  public var names: BasketLine?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    names = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt32 = 0,
    names: BasketLine? = nil
  ) {
    self.number = number
    self.names = names
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `names`.
    @inlinable public static var names: UInt32 { 2 }
  }
}

extension StoredArticle {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: number = try reader.readUInt32()
      case 18: try reader.readMessage(into: &names)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeUInt32(1, number) }
    if let names { buffer.writeMessage(2, names) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredArticle",
    fields: [
      .init(1, "number", json: "number", .uint32),
      .init(2, "names", json: "names", .message { BasketLine.schema }, presence: true),
    ]
  )
}

/// What rules asked of the buyer, each only where one did.
public struct StoredInputs: Message {
  /// Field 1, `tier`.
  public var tier: String

  /// Field 2, `segments`.
  public var segments: [String]

  /// Minor units.
  public var pointsTenderMinor: Int64

  /// Field 4, `codes`.
  public var codes: [String]

  /// Hash of its number, base 36.
  public var card: String

  /// What rules were told that counts nothing: of events, and birthdays.
  public var counters: [StoredCounterUse]

  /// 0 = when it occurred.
  public var decidedAtMs: Int64

  /// 1 = in the window; never the date.
  public var birthday: UInt32

  /// Field 10, `tenders`.
  public var tenders: [String]

  /// Of promotions that were not awarded; points are 0.
  public var caps: [StoredCapUse]

  /// Of the purchase itself, asked for or not.
  public var purchaseTags: [Tag]

  /// The same.
  public var purchaseCounters: [Counter]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tier = ""
    segments = []
    pointsTenderMinor = 0
    codes = []
    card = ""
    counters = []
    decidedAtMs = 0
    birthday = 0
    tenders = []
    caps = []
    purchaseTags = []
    purchaseCounters = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tier: String = "",
    segments: [String] = [],
    pointsTenderMinor: Int64 = 0,
    codes: [String] = [],
    card: String = "",
    counters: [StoredCounterUse] = [],
    decidedAtMs: Int64 = 0,
    birthday: UInt32 = 0,
    tenders: [String] = [],
    caps: [StoredCapUse] = [],
    purchaseTags: [Tag] = [],
    purchaseCounters: [Counter] = []
  ) {
    self.tier = tier
    self.segments = segments
    self.pointsTenderMinor = pointsTenderMinor
    self.codes = codes
    self.card = card
    self.counters = counters
    self.decidedAtMs = decidedAtMs
    self.birthday = birthday
    self.tenders = tenders
    self.caps = caps
    self.purchaseTags = purchaseTags
    self.purchaseCounters = purchaseCounters
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `tier`.
    @inlinable public static var tier: UInt32 { 1 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 2 }
    /// `points_tender_minor`.
    @inlinable public static var pointsTenderMinor: UInt32 { 3 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 4 }
    /// `card`.
    @inlinable public static var card: UInt32 { 5 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 6 }
    /// `decided_at_ms`.
    @inlinable public static var decidedAtMs: UInt32 { 7 }
    /// `birthday`.
    @inlinable public static var birthday: UInt32 { 9 }
    /// `tenders`.
    @inlinable public static var tenders: UInt32 { 10 }
    /// `caps`.
    @inlinable public static var caps: UInt32 { 11 }
    /// `purchase_tags`.
    @inlinable public static var purchaseTags: UInt32 { 190 }
    /// `purchase_counters`.
    @inlinable public static var purchaseCounters: UInt32 { 191 }
  }
}

extension StoredInputs {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tier = try reader.readString()
      case 18: segments.append(try reader.readString())
      case 24: pointsTenderMinor = try reader.readSInt64()
      case 34: codes.append(try reader.readString())
      case 42: card = try reader.readString()
      case 50: try reader.readMessage(appendingTo: &counters)
      case 56: decidedAtMs = try reader.readInt64()
      case 72: birthday = try reader.readUInt32()
      case 82: tenders.append(try reader.readString())
      case 90: try reader.readMessage(appendingTo: &caps)
      case 1522: try reader.readMessage(appendingTo: &purchaseTags)
      case 1530: try reader.readMessage(appendingTo: &purchaseCounters)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tier.isEmpty { buffer.writeString(1, tier) }
    for value in segments { buffer.writeString(2, value) }
    if pointsTenderMinor != 0 { buffer.writeSInt64(3, pointsTenderMinor) }
    for value in codes { buffer.writeString(4, value) }
    if !card.isEmpty { buffer.writeString(5, card) }
    for value in counters { buffer.writeMessage(6, value) }
    if decidedAtMs != 0 { buffer.writeInt64(7, decidedAtMs) }
    if birthday != 0 { buffer.writeUInt32(9, birthday) }
    for value in tenders { buffer.writeString(10, value) }
    for value in caps { buffer.writeMessage(11, value) }
    for value in purchaseTags { buffer.writeMessage(190, value) }
    for value in purchaseCounters { buffer.writeMessage(191, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredInputs",
    fields: [
      .init(1, "tier", json: "tier", .string),
      .init(2, "segments", json: "segments", .string, repeated: true),
      .init(3, "points_tender_minor", json: "pointsTenderMinor", .sint64),
      .init(4, "codes", json: "codes", .string, repeated: true),
      .init(5, "card", json: "card", .string),
      .init(6, "counters", json: "counters", .message { StoredCounterUse.schema }, repeated: true),
      .init(7, "decided_at_ms", json: "decidedAtMs", .int64),
      .init(9, "birthday", json: "birthday", .uint32),
      .init(10, "tenders", json: "tenders", .string, repeated: true),
      .init(11, "caps", json: "caps", .message { StoredCapUse.schema }, repeated: true),
      .init(190, "purchase_tags", json: "purchaseTags", .message { Tag.schema }, repeated: true),
      .init(
        191,
        "purchase_counters",
        json: "purchaseCounters",
        .message { Counter.schema },
        repeated: true
      ),
    ]
  )
}

/// What a sale counts for a promotion.
public struct StoredCounterUse: Message {
  /// The promotion's number; 0 = of all.
  public var owner: UInt32

  /// 0 visits, 1 quantity, 2 purchases, 3 earns of a day, 4 points of a day, 5 birthday, 6 first of
  /// a selection, 7 towards the tier: owner is a StoredTierStanding's measure, at_ms the begin of
  /// its day or period.
  public var kind: UInt32

  /// Of the sale.
  public var atMs: Int64

  /// What the sale counts.
  public var delta: Int64

  /// What stood before it.
  public var before: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    owner = 0
    kind = 0
    atMs = 0
    delta = 0
    before = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    owner: UInt32 = 0,
    kind: UInt32 = 0,
    atMs: Int64 = 0,
    delta: Int64 = 0,
    before: Int64 = 0
  ) {
    self.owner = owner
    self.kind = kind
    self.atMs = atMs
    self.delta = delta
    self.before = before
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `owner`.
    @inlinable public static var owner: UInt32 { 1 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 2 }
    /// `at_ms`.
    @inlinable public static var atMs: UInt32 { 3 }
    /// `delta`.
    @inlinable public static var delta: UInt32 { 4 }
    /// `before`.
    @inlinable public static var before: UInt32 { 5 }
  }
}

extension StoredCounterUse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: owner = try reader.readUInt32()
      case 16: kind = try reader.readUInt32()
      case 24: atMs = try reader.readInt64()
      case 32: delta = try reader.readSInt64()
      case 40: before = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if owner != 0 { buffer.writeUInt32(1, owner) }
    if kind != 0 { buffer.writeUInt32(2, kind) }
    if atMs != 0 { buffer.writeInt64(3, atMs) }
    if delta != 0 { buffer.writeSInt64(4, delta) }
    if before != 0 { buffer.writeInt64(5, before) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredCounterUse",
    fields: [
      .init(1, "owner", json: "owner", .uint32),
      .init(2, "kind", json: "kind", .uint32),
      .init(3, "at_ms", json: "atMs", .int64),
      .init(4, "delta", json: "delta", .sint64),
      .init(5, "before", json: "before", .int64),
    ]
  )
}

/// New dates of a lot that was there.
public struct StoredLotChange: Message {
  /// Of the lot.
  public var version: UInt32

  /// Field 2, `index`.
  public var index: UInt32

  /// 0 where it waits.
  public var activationAtMs: Int64

  /// 0 = never.
  public var expiresAtMs: Int64

  /// For an action.
  public var waits: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    index = 0
    activationAtMs = 0
    expiresAtMs = 0
    waits = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    index: UInt32 = 0,
    activationAtMs: Int64 = 0,
    expiresAtMs: Int64 = 0,
    waits: Bool = false
  ) {
    self.version = version
    self.index = index
    self.activationAtMs = activationAtMs
    self.expiresAtMs = expiresAtMs
    self.waits = waits
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `index`.
    @inlinable public static var index: UInt32 { 2 }
    /// `activation_at_ms`.
    @inlinable public static var activationAtMs: UInt32 { 3 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 4 }
    /// `waits`.
    @inlinable public static var waits: UInt32 { 5 }
  }
}

extension StoredLotChange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: index = try reader.readUInt32()
      case 24: activationAtMs = try reader.readInt64()
      case 32: expiresAtMs = try reader.readInt64()
      case 40: waits = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if index != 0 { buffer.writeUInt32(2, index) }
    if activationAtMs != 0 { buffer.writeInt64(3, activationAtMs) }
    if expiresAtMs != 0 { buffer.writeInt64(4, expiresAtMs) }
    if waits { buffer.writeBool(5, waits) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredLotChange",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "index", json: "index", .uint32),
      .init(3, "activation_at_ms", json: "activationAtMs", .int64),
      .init(4, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(5, "waits", json: "waits", .bool),
    ]
  )
}

/// When inactivity and decay act, by the terms of the last activity.
public struct StoredClock: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// 0 = never.
  public var inactiveAtMs: Int64

  /// 0 = never.
  public var decayAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    inactiveAtMs = 0
    decayAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    inactiveAtMs: Int64 = 0,
    decayAtMs: Int64 = 0
  ) {
    self.token = token
    self.inactiveAtMs = inactiveAtMs
    self.decayAtMs = decayAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `inactive_at_ms`.
    @inlinable public static var inactiveAtMs: UInt32 { 2 }
    /// `decay_at_ms`.
    @inlinable public static var decayAtMs: UInt32 { 3 }
  }
}

extension StoredClock {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 16: inactiveAtMs = try reader.readInt64()
      case 24: decayAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if inactiveAtMs != 0 { buffer.writeInt64(2, inactiveAtMs) }
    if decayAtMs != 0 { buffer.writeInt64(3, decayAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredClock",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "inactive_at_ms", json: "inactiveAtMs", .int64),
      .init(3, "decay_at_ms", json: "decayAtMs", .int64),
    ]
  )
}

/// A points voucher of its member.
public struct StoredVoucher: Message {
  /// Version of the record that issued it.
  public var id: UInt32

  /// Its number.
  public var type: UInt32

  /// Of the code: see docs/decisions/0017-voucher-codes.md.
  public var tag: UInt64

  /// 8 bytes; the same.
  public var check: [UInt8]

  /// 0 = no end.
  public var validToMs: Int64

  /// Field 6, `value_minor`.
  public var valueMinor: Int64

  /// 0 issued, 1 used, 2 cancelled, 3 expired.
  public var change: UInt32

  /// In snapshots: version of the record that used or cancelled it; 0 = none, or not known.
  public var endedBy: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    id = 0
    type = 0
    tag = 0
    check = []
    validToMs = 0
    valueMinor = 0
    change = 0
    endedBy = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    id: UInt32 = 0,
    type: UInt32 = 0,
    tag: UInt64 = 0,
    check: [UInt8] = [],
    validToMs: Int64 = 0,
    valueMinor: Int64 = 0,
    change: UInt32 = 0,
    endedBy: UInt32 = 0
  ) {
    self.id = id
    self.type = type
    self.tag = tag
    self.check = check
    self.validToMs = validToMs
    self.valueMinor = valueMinor
    self.change = change
    self.endedBy = endedBy
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `id`.
    @inlinable public static var id: UInt32 { 1 }
    /// `type`.
    @inlinable public static var type: UInt32 { 2 }
    /// `tag`.
    @inlinable public static var tag: UInt32 { 3 }
    /// `check`.
    @inlinable public static var check: UInt32 { 4 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 5 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 6 }
    /// `change`.
    @inlinable public static var change: UInt32 { 7 }
    /// `ended_by`.
    @inlinable public static var endedBy: UInt32 { 150 }
  }
}

extension StoredVoucher {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: id = try reader.readUInt32()
      case 16: type = try reader.readUInt32()
      case 25: tag = try reader.readFixed64()
      case 34: check = try reader.readByteArray()
      case 40: validToMs = try reader.readInt64()
      case 48: valueMinor = try reader.readSInt64()
      case 56: change = try reader.readUInt32()
      case 1200: endedBy = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if id != 0 { buffer.writeUInt32(1, id) }
    if type != 0 { buffer.writeUInt32(2, type) }
    if tag != 0 { buffer.writeFixed64(3, tag) }
    if !check.isEmpty { buffer.writeBytes(4, check) }
    if validToMs != 0 { buffer.writeInt64(5, validToMs) }
    if valueMinor != 0 { buffer.writeSInt64(6, valueMinor) }
    if change != 0 { buffer.writeUInt32(7, change) }
    if endedBy != 0 { buffer.writeUInt32(150, endedBy) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredVoucher",
    fields: [
      .init(1, "id", json: "id", .uint32),
      .init(2, "type", json: "type", .uint32),
      .init(3, "tag", json: "tag", .fixed64),
      .init(4, "check", json: "check", .bytes),
      .init(5, "valid_to_ms", json: "validToMs", .int64),
      .init(6, "value_minor", json: "valueMinor", .sint64),
      .init(7, "change", json: "change", .uint32),
      .init(150, "ended_by", json: "endedBy", .uint32),
    ]
  )
}

/// What has come back of a line, in all returns together.
public struct StoredReturn: Message {
  /// Index in the basket.
  public var line: UInt32

  /// That came back.
  public var quantity: Int64

  /// That came back as money alone.
  public var amountMinor: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    line = 0
    quantity = 0
    amountMinor = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    line: UInt32 = 0,
    quantity: Int64 = 0,
    amountMinor: Int64 = 0
  ) {
    self.line = line
    self.quantity = quantity
    self.amountMinor = amountMinor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `line`.
    @inlinable public static var line: UInt32 { 1 }
    /// `quantity`.
    @inlinable public static var quantity: UInt32 { 2 }
    /// `amount_minor`.
    @inlinable public static var amountMinor: UInt32 { 3 }
  }
}

extension StoredReturn {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: line = try reader.readUInt32()
      case 16: quantity = try reader.readInt64()
      case 24: amountMinor = try reader.readSInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if line != 0 { buffer.writeUInt32(1, line) }
    if quantity != 0 { buffer.writeInt64(2, quantity) }
    if amountMinor != 0 { buffer.writeSInt64(3, amountMinor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredReturn",
    fields: [
      .init(1, "line", json: "line", .uint32),
      .init(2, "quantity", json: "quantity", .int64),
      .init(3, "amount_minor", json: "amountMinor", .sint64),
    ]
  )
}

/// An event as it was sent.
public struct StoredEvent: Message {
  /// Field 1, `source`.
  public var source: String

  /// Field 2, `event_id`.
  public var eventID: String

  /// Field 3, `type`.
  public var type: String

  /// Field 4, `tags`.
  public var tags: [Tag]

  /// Field 5, `counters`.
  public var counters: [Counter]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    source = ""
    eventID = ""
    type = ""
    tags = []
    counters = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    source: String = "",
    eventID: String = "",
    type: String = "",
    tags: [Tag] = [],
    counters: [Counter] = []
  ) {
    self.source = source
    self.eventID = eventID
    self.type = type
    self.tags = tags
    self.counters = counters
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `source`.
    @inlinable public static var source: UInt32 { 1 }
    /// `event_id`.
    @inlinable public static var eventID: UInt32 { 2 }
    /// `type`.
    @inlinable public static var type: UInt32 { 3 }
    /// `tags`.
    @inlinable public static var tags: UInt32 { 4 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 5 }
  }
}

extension StoredEvent {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: source = try reader.readString()
      case 18: eventID = try reader.readString()
      case 26: type = try reader.readString()
      case 34: try reader.readMessage(appendingTo: &tags)
      case 42: try reader.readMessage(appendingTo: &counters)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !source.isEmpty { buffer.writeString(1, source) }
    if !eventID.isEmpty { buffer.writeString(2, eventID) }
    if !type.isEmpty { buffer.writeString(3, type) }
    for value in tags { buffer.writeMessage(4, value) }
    for value in counters { buffer.writeMessage(5, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredEvent",
    fields: [
      .init(1, "source", json: "source", .string),
      .init(2, "event_id", json: "eventId", .string),
      .init(3, "type", json: "type", .string),
      .init(4, "tags", json: "tags", .message { Tag.schema }, repeated: true),
      .init(5, "counters", json: "counters", .message { Counter.schema }, repeated: true),
    ]
  )
}

/// What a member has counted for a promotion.
public struct StoredCounter: Message {
  /// As in StoredCounterUse.
  public var owner: UInt32

  /// As there.
  public var kind: UInt32

  /// The sum of what is not in entries any more.
  public var base: Int64

  /// Up to when.
  public var baseUntilMs: Int64

  /// Varints: at (delta-coded), version, delta (zigzag).
  public var entries: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    owner = 0
    kind = 0
    base = 0
    baseUntilMs = 0
    entries = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    owner: UInt32 = 0,
    kind: UInt32 = 0,
    base: Int64 = 0,
    baseUntilMs: Int64 = 0,
    entries: [UInt8] = []
  ) {
    self.owner = owner
    self.kind = kind
    self.base = base
    self.baseUntilMs = baseUntilMs
    self.entries = entries
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `owner`.
    @inlinable public static var owner: UInt32 { 1 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 2 }
    /// `base`.
    @inlinable public static var base: UInt32 { 3 }
    /// `base_until_ms`.
    @inlinable public static var baseUntilMs: UInt32 { 4 }
    /// `entries`.
    @inlinable public static var entries: UInt32 { 5 }
  }
}

extension StoredCounter {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: owner = try reader.readUInt32()
      case 16: kind = try reader.readUInt32()
      case 24: base = try reader.readInt64()
      case 32: baseUntilMs = try reader.readInt64()
      case 42: entries = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if owner != 0 { buffer.writeUInt32(1, owner) }
    if kind != 0 { buffer.writeUInt32(2, kind) }
    if base != 0 { buffer.writeInt64(3, base) }
    if baseUntilMs != 0 { buffer.writeInt64(4, baseUntilMs) }
    if !entries.isEmpty { buffer.writeBytes(5, entries) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredCounter",
    fields: [
      .init(1, "owner", json: "owner", .uint32),
      .init(2, "kind", json: "kind", .uint32),
      .init(3, "base", json: "base", .int64),
      .init(4, "base_until_ms", json: "baseUntilMs", .int64),
      .init(5, "entries", json: "entries", .bytes),
    ]
  )
}

/// A tier or segment from an instant on.
public struct DatedText: Message {
  /// Field 1, `text`.
  public var text: String

  /// Field 2, `from_ms`.
  public var fromMs: Int64

  /// Exclusive; 0 = still.
  public var toMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    text = ""
    fromMs = 0
    toMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    text: String = "",
    fromMs: Int64 = 0,
    toMs: Int64 = 0
  ) {
    self.text = text
    self.fromMs = fromMs
    self.toMs = toMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `text`.
    @inlinable public static var text: UInt32 { 1 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 2 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 3 }
  }
}

extension DatedText {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: text = try reader.readString()
      case 16: fromMs = try reader.readInt64()
      case 24: toMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !text.isEmpty { buffer.writeString(1, text) }
    if fromMs != 0 { buffer.writeInt64(2, fromMs) }
    if toMs != 0 { buffer.writeInt64(3, toMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DatedText",
    fields: [
      .init(1, "text", json: "text", .string),
      .init(2, "from_ms", json: "fromMs", .int64),
      .init(3, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// PIN, tries and thresholds of a member.
public struct StoredGuard: Message {
  /// Hashed.
  public var pin: [UInt8]

  /// Wrong ones in a row, since the last lock-out.
  public var failed: UInt32

  /// 0 = never was; the highest there is = until it is reset.
  public var lockedUntilMs: Int64

  /// Field 4, `thresholds`.
  public var thresholds: [StoredThreshold]

  /// Local, yyyymmdd, of sums.
  public var day: Int32

  /// Field 6, `sums`.
  public var sums: [StoredDaySum]

  /// Since the last right one.
  public var lockOuts: UInt32

  /// Wrong ones since the last right one.
  public var failedInAll: UInt32

  /// Wrong ones within 24 hours of day_began_ms.
  public var failedOfDay: UInt32

  /// Field 10, `day_began_ms`.
  public var dayBeganMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    pin = []
    failed = 0
    lockedUntilMs = 0
    thresholds = []
    day = 0
    sums = []
    lockOuts = 0
    failedInAll = 0
    failedOfDay = 0
    dayBeganMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    pin: [UInt8] = [],
    failed: UInt32 = 0,
    lockedUntilMs: Int64 = 0,
    thresholds: [StoredThreshold] = [],
    day: Int32 = 0,
    sums: [StoredDaySum] = [],
    lockOuts: UInt32 = 0,
    failedInAll: UInt32 = 0,
    failedOfDay: UInt32 = 0,
    dayBeganMs: Int64 = 0
  ) {
    self.pin = pin
    self.failed = failed
    self.lockedUntilMs = lockedUntilMs
    self.thresholds = thresholds
    self.day = day
    self.sums = sums
    self.lockOuts = lockOuts
    self.failedInAll = failedInAll
    self.failedOfDay = failedOfDay
    self.dayBeganMs = dayBeganMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `pin`.
    @inlinable public static var pin: UInt32 { 1 }
    /// `failed`.
    @inlinable public static var failed: UInt32 { 2 }
    /// `locked_until_ms`.
    @inlinable public static var lockedUntilMs: UInt32 { 3 }
    /// `thresholds`.
    @inlinable public static var thresholds: UInt32 { 4 }
    /// `day`.
    @inlinable public static var day: UInt32 { 5 }
    /// `sums`.
    @inlinable public static var sums: UInt32 { 6 }
    /// `lock_outs`.
    @inlinable public static var lockOuts: UInt32 { 7 }
    /// `failed_in_all`.
    @inlinable public static var failedInAll: UInt32 { 8 }
    /// `failed_of_day`.
    @inlinable public static var failedOfDay: UInt32 { 9 }
    /// `day_began_ms`.
    @inlinable public static var dayBeganMs: UInt32 { 10 }
  }
}

extension StoredGuard {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: pin = try reader.readByteArray()
      case 16: failed = try reader.readUInt32()
      case 24: lockedUntilMs = try reader.readInt64()
      case 34: try reader.readMessage(appendingTo: &thresholds)
      case 40: day = try reader.readInt32()
      case 50: try reader.readMessage(appendingTo: &sums)
      case 56: lockOuts = try reader.readUInt32()
      case 64: failedInAll = try reader.readUInt32()
      case 72: failedOfDay = try reader.readUInt32()
      case 80: dayBeganMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !pin.isEmpty { buffer.writeBytes(1, pin) }
    if failed != 0 { buffer.writeUInt32(2, failed) }
    if lockedUntilMs != 0 { buffer.writeInt64(3, lockedUntilMs) }
    for value in thresholds { buffer.writeMessage(4, value) }
    if day != 0 { buffer.writeInt32(5, day) }
    for value in sums { buffer.writeMessage(6, value) }
    if lockOuts != 0 { buffer.writeUInt32(7, lockOuts) }
    if failedInAll != 0 { buffer.writeUInt32(8, failedInAll) }
    if failedOfDay != 0 { buffer.writeUInt32(9, failedOfDay) }
    if dayBeganMs != 0 { buffer.writeInt64(10, dayBeganMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredGuard",
    fields: [
      .init(1, "pin", json: "pin", .bytes),
      .init(2, "failed", json: "failed", .uint32),
      .init(3, "locked_until_ms", json: "lockedUntilMs", .int64),
      .init(
        4,
        "thresholds",
        json: "thresholds",
        .message { StoredThreshold.schema },
        repeated: true
      ),
      .init(5, "day", json: "day", .int32),
      .init(6, "sums", json: "sums", .message { StoredDaySum.schema }, repeated: true),
      .init(7, "lock_outs", json: "lockOuts", .uint32),
      .init(8, "failed_in_all", json: "failedInAll", .uint32),
      .init(9, "failed_of_day", json: "failedOfDay", .uint32),
      .init(10, "day_began_ms", json: "dayBeganMs", .int64),
    ]
  )
}

/// The message `StoredThreshold` of the schema.
public struct StoredThreshold: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// Field 2, `threshold`.
  public var threshold: PinThreshold?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    threshold = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    threshold: PinThreshold? = nil
  ) {
    self.token = token
    self.threshold = threshold
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `threshold`.
    @inlinable public static var threshold: UInt32 { 2 }
  }
}

extension StoredThreshold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 18: try reader.readMessage(into: &threshold)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if let threshold { buffer.writeMessage(2, threshold) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredThreshold",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "threshold", json: "threshold", .message { PinThreshold.schema }, presence: true),
    ]
  )
}

/// The message `StoredDaySum` of the schema.
public struct StoredDaySum: Message {
  /// Field 1, `token`.
  public var token: UInt32

  /// Field 2, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = 0
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: UInt32 = 0,
    points: Int64 = 0
  ) {
    self.token = token
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension StoredDaySum {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: token = try reader.readUInt32()
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if token != 0 { buffer.writeUInt32(1, token) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredDaySum",
    fields: [
      .init(1, "token", json: "token", .uint32),
      .init(2, "points", json: "points", .int64),
    ]
  )
}

/// PIN, tries and thresholds as they are now.
public struct MemberGuardedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `guard`.
  public var `guard`: StoredGuard?

  /// ResetPin: what the operator was shown.
  public var reason: String

  /// Field 15, `answer`.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    `guard` = nil
    reason = ""
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    `guard`: StoredGuard? = nil,
    reason: String = "",
    answer: [UInt8] = []
  ) {
    self.context = context
    self.`guard` = `guard`
    self.reason = reason
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `guard`.
    @inlinable public static var `guard`: UInt32 { 2 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 3 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
  }
}

extension MemberGuardedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: try reader.readMessage(into: &`guard`)
      case 26: reason = try reader.readString()
      case 122: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if let `guard` { buffer.writeMessage(2, `guard`) }
    if !reason.isEmpty { buffer.writeString(3, reason) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberGuardedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "guard", json: "guard", .message { StoredGuard.schema }, presence: true),
      .init(3, "reason", json: "reason", .string),
      .init(15, "answer", json: "answer", .bytes),
    ]
  )
}

/// A guest's sale, under its receipt.
public struct SaleParkedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `program_id`.
  public var programID: String

  /// What a claim gives, before the member's own caps.
  public var awards: [StoredAward]

  /// Field 4, `claim_until_ms`.
  public var claimUntilMs: Int64

  /// Field 5, `receipt_number`.
  public var receiptNumber: String

  /// Field 6, `business_date`.
  public var businessDate: Int32

  /// Field 7, `lines`.
  public var lines: [BasketLine]

  /// Field 8, `inputs`.
  public var inputs: StoredInputs?

  /// Field 9, `rule_set_version`.
  public var ruleSetVersion: UInt64

  /// What has come back of its lines, all returns together.
  public var returned: [StoredReturn]

  /// Of shared caps and budgets, until it is claimed.
  public var capUses: [StoredCapUse]

  /// Of a return of some of its lines; the context is the sale's.
  public var returnKey: NaturalKey?

  /// Nothing is left of it.
  public var emptied: Bool

  /// Field 15, `answer`.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programID = ""
    awards = []
    claimUntilMs = 0
    receiptNumber = ""
    businessDate = 0
    lines = []
    inputs = nil
    ruleSetVersion = 0
    returned = []
    capUses = []
    returnKey = nil
    emptied = false
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programID: String = "",
    awards: [StoredAward] = [],
    claimUntilMs: Int64 = 0,
    receiptNumber: String = "",
    businessDate: Int32 = 0,
    lines: [BasketLine] = [],
    inputs: StoredInputs? = nil,
    ruleSetVersion: UInt64 = 0,
    returned: [StoredReturn] = [],
    capUses: [StoredCapUse] = [],
    returnKey: NaturalKey? = nil,
    emptied: Bool = false,
    answer: [UInt8] = []
  ) {
    self.context = context
    self.programID = programID
    self.awards = awards
    self.claimUntilMs = claimUntilMs
    self.receiptNumber = receiptNumber
    self.businessDate = businessDate
    self.lines = lines
    self.inputs = inputs
    self.ruleSetVersion = ruleSetVersion
    self.returned = returned
    self.capUses = capUses
    self.returnKey = returnKey
    self.emptied = emptied
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `awards`.
    @inlinable public static var awards: UInt32 { 3 }
    /// `claim_until_ms`.
    @inlinable public static var claimUntilMs: UInt32 { 4 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 5 }
    /// `business_date`.
    @inlinable public static var businessDate: UInt32 { 6 }
    /// `lines`.
    @inlinable public static var lines: UInt32 { 7 }
    /// `inputs`.
    @inlinable public static var inputs: UInt32 { 8 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 9 }
    /// `returned`.
    @inlinable public static var returned: UInt32 { 10 }
    /// `cap_uses`.
    @inlinable public static var capUses: UInt32 { 11 }
    /// `return_key`.
    @inlinable public static var returnKey: UInt32 { 13 }
    /// `emptied`.
    @inlinable public static var emptied: UInt32 { 14 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
  }
}

extension SaleParkedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: programID = try reader.readString()
      case 26: try reader.readMessage(appendingTo: &awards)
      case 32: claimUntilMs = try reader.readInt64()
      case 42: receiptNumber = try reader.readString()
      case 48: businessDate = try reader.readInt32()
      case 58: try reader.readMessage(appendingTo: &lines)
      case 66: try reader.readMessage(into: &inputs)
      case 72: ruleSetVersion = try reader.readUInt64()
      case 82: try reader.readMessage(appendingTo: &returned)
      case 90: try reader.readMessage(appendingTo: &capUses)
      case 106: try reader.readMessage(into: &returnKey)
      case 112: emptied = try reader.readBool()
      case 122: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !programID.isEmpty { buffer.writeString(2, programID) }
    for value in awards { buffer.writeMessage(3, value) }
    if claimUntilMs != 0 { buffer.writeInt64(4, claimUntilMs) }
    if !receiptNumber.isEmpty { buffer.writeString(5, receiptNumber) }
    if businessDate != 0 { buffer.writeInt32(6, businessDate) }
    for value in lines { buffer.writeMessage(7, value) }
    if let inputs { buffer.writeMessage(8, inputs) }
    if ruleSetVersion != 0 { buffer.writeUInt64(9, ruleSetVersion) }
    for value in returned { buffer.writeMessage(10, value) }
    for value in capUses { buffer.writeMessage(11, value) }
    if let returnKey { buffer.writeMessage(13, returnKey) }
    if emptied { buffer.writeBool(14, emptied) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SaleParkedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "program_id", json: "programId", .string),
      .init(3, "awards", json: "awards", .message { StoredAward.schema }, repeated: true),
      .init(4, "claim_until_ms", json: "claimUntilMs", .int64),
      .init(5, "receipt_number", json: "receiptNumber", .string),
      .init(6, "business_date", json: "businessDate", .int32),
      .init(7, "lines", json: "lines", .message { BasketLine.schema }, repeated: true),
      .init(8, "inputs", json: "inputs", .message { StoredInputs.schema }, presence: true),
      .init(9, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(10, "returned", json: "returned", .message { StoredReturn.schema }, repeated: true),
      .init(11, "cap_uses", json: "capUses", .message { StoredCapUse.schema }, repeated: true),
      .init(13, "return_key", json: "returnKey", .message { NaturalKey.schema }, presence: true),
      .init(14, "emptied", json: "emptied", .bool),
      .init(15, "answer", json: "answer", .bytes),
    ]
  )
}

/// The message `SaleReleasedRecord` of the schema.
public struct SaleReleasedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Whose it is from now on; 0 = nobody's again.
  public var member: UInt64

  /// Given up: it is gone.
  public var unclaimed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    member = 0
    unclaimed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    member: UInt64 = 0,
    unclaimed: Bool = false
  ) {
    self.context = context
    self.member = member
    self.unclaimed = unclaimed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `unclaimed`.
    @inlinable public static var unclaimed: UInt32 { 3 }
  }
}

extension SaleReleasedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 17: member = try reader.readFixed64()
      case 24: unclaimed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if member != 0 { buffer.writeFixed64(2, member) }
    if unclaimed { buffer.writeBool(3, unclaimed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SaleReleasedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "member", json: "member", .fixed64),
      .init(3, "unclaimed", json: "unclaimed", .bool),
    ]
  )
}

/// The message `EventHeldRecord` of the schema.
public struct EventHeldRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `program_id`.
  public var programID: String

  /// Field 3, `member_id`.
  public var memberID: String

  /// Field 4, `event`.
  public var event: StoredEvent?

  /// Then it lapses.
  public var heldUntilMs: Int64

  /// Not empty: in quarantine; then member_id is empty.
  public var connectorID: String

  /// As it came; not in archives.
  public var payload: String

  /// Why it was not read.
  public var fault: String

  /// Field 15, `answer`.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programID = ""
    memberID = ""
    event = nil
    heldUntilMs = 0
    connectorID = ""
    payload = ""
    fault = ""
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programID: String = "",
    memberID: String = "",
    event: StoredEvent? = nil,
    heldUntilMs: Int64 = 0,
    connectorID: String = "",
    payload: String = "",
    fault: String = "",
    answer: [UInt8] = []
  ) {
    self.context = context
    self.programID = programID
    self.memberID = memberID
    self.event = event
    self.heldUntilMs = heldUntilMs
    self.connectorID = connectorID
    self.payload = payload
    self.fault = fault
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 3 }
    /// `event`.
    @inlinable public static var event: UInt32 { 4 }
    /// `held_until_ms`.
    @inlinable public static var heldUntilMs: UInt32 { 5 }
    /// `connector_id`.
    @inlinable public static var connectorID: UInt32 { 6 }
    /// `payload`.
    @inlinable public static var payload: UInt32 { 7 }
    /// `fault`.
    @inlinable public static var fault: UInt32 { 8 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
  }
}

extension EventHeldRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: programID = try reader.readString()
      case 26: memberID = try reader.readString()
      case 34: try reader.readMessage(into: &event)
      case 40: heldUntilMs = try reader.readInt64()
      case 50: connectorID = try reader.readString()
      case 58: payload = try reader.readString()
      case 66: fault = try reader.readString()
      case 122: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !programID.isEmpty { buffer.writeString(2, programID) }
    if !memberID.isEmpty { buffer.writeString(3, memberID) }
    if let event { buffer.writeMessage(4, event) }
    if heldUntilMs != 0 { buffer.writeInt64(5, heldUntilMs) }
    if !connectorID.isEmpty { buffer.writeString(6, connectorID) }
    if !payload.isEmpty { buffer.writeString(7, payload) }
    if !fault.isEmpty { buffer.writeString(8, fault) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EventHeldRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "program_id", json: "programId", .string),
      .init(3, "member_id", json: "memberId", .string),
      .init(4, "event", json: "event", .message { StoredEvent.schema }, presence: true),
      .init(5, "held_until_ms", json: "heldUntilMs", .int64),
      .init(6, "connector_id", json: "connectorId", .string),
      .init(7, "payload", json: "payload", .string),
      .init(8, "fault", json: "fault", .string),
      .init(15, "answer", json: "answer", .bytes),
    ]
  )
}

/// What a restored log goes on with, of an entity of its own.
///
/// Nothing follows from it.
public struct LogRestoredRecord: Message {
  /// 16 random bytes: from here on the log is another than the one that it was.
  public var history: [UInt8]

  /// The last one that was kept.
  public var batch: UInt64

  /// Field 4, `restored_at_ms`.
  public var restoredAtMs: Int64

  /// Number of the backup; 0 = from a data directory.
  public var backup: UInt64

  /// Field 6, `backup_made_at_ms`.
  public var backupMadeAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    history = []
    batch = 0
    restoredAtMs = 0
    backup = 0
    backupMadeAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    history: [UInt8] = [],
    batch: UInt64 = 0,
    restoredAtMs: Int64 = 0,
    backup: UInt64 = 0,
    backupMadeAtMs: Int64 = 0
  ) {
    self.history = history
    self.batch = batch
    self.restoredAtMs = restoredAtMs
    self.backup = backup
    self.backupMadeAtMs = backupMadeAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `history`.
    @inlinable public static var history: UInt32 { 2 }
    /// `batch`.
    @inlinable public static var batch: UInt32 { 3 }
    /// `restored_at_ms`.
    @inlinable public static var restoredAtMs: UInt32 { 4 }
    /// `backup`.
    @inlinable public static var backup: UInt32 { 5 }
    /// `backup_made_at_ms`.
    @inlinable public static var backupMadeAtMs: UInt32 { 6 }
  }
}

extension LogRestoredRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 18: history = try reader.readByteArray()
      case 24: batch = try reader.readUInt64()
      case 32: restoredAtMs = try reader.readInt64()
      case 40: backup = try reader.readUInt64()
      case 48: backupMadeAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !history.isEmpty { buffer.writeBytes(2, history) }
    if batch != 0 { buffer.writeUInt64(3, batch) }
    if restoredAtMs != 0 { buffer.writeInt64(4, restoredAtMs) }
    if backup != 0 { buffer.writeUInt64(5, backup) }
    if backupMadeAtMs != 0 { buffer.writeInt64(6, backupMadeAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LogRestoredRecord",
    fields: [
      .init(2, "history", json: "history", .bytes),
      .init(3, "batch", json: "batch", .uint64),
      .init(4, "restored_at_ms", json: "restoredAtMs", .int64),
      .init(5, "backup", json: "backup", .uint64),
      .init(6, "backup_made_at_ms", json: "backupMadeAtMs", .int64),
    ]
  )
}

/// The message `NumberedName` of the schema.
public struct NumberedName: Message {
  /// Field 1, `number`.
  public var number: UInt32

  /// Field 2, `name`.
  public var name: String

  /// 0 budget, 1 voucher type, 2 funding partner, 3 partnership, 4 campaign of codes, 220 benefit.
  public var kind: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    name = ""
    kind = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt32 = 0,
    name: String = "",
    kind: UInt32 = 0
  ) {
    self.number = number
    self.name = name
    self.kind = kind
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 3 }
  }
}

extension NumberedName {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: number = try reader.readUInt32()
      case 18: name = try reader.readString()
      case 24: kind = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeUInt32(1, number) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if kind != 0 { buffer.writeUInt32(3, kind) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.NumberedName",
    fields: [
      .init(1, "number", json: "number", .uint32),
      .init(2, "name", json: "name", .string),
      .init(3, "kind", json: "kind", .uint32),
    ]
  )
}

/// Groups and settings from an instant on.
public struct DatedHead: Message {
  /// Field 1, `valid_from_ms`.
  public var validFromMs: Int64

  /// Field 2, `added_in`.
  public var addedIn: UInt64

  /// Field 3, `groups`.
  public var groups: [PromotionGroup]

  /// Field 4, `settings`.
  public var settings: Settings?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    validFromMs = 0
    addedIn = 0
    groups = []
    settings = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    validFromMs: Int64 = 0,
    addedIn: UInt64 = 0,
    groups: [PromotionGroup] = [],
    settings: Settings? = nil
  ) {
    self.validFromMs = validFromMs
    self.addedIn = addedIn
    self.groups = groups
    self.settings = settings
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 1 }
    /// `added_in`.
    @inlinable public static var addedIn: UInt32 { 2 }
    /// `groups`.
    @inlinable public static var groups: UInt32 { 3 }
    /// `settings`.
    @inlinable public static var settings: UInt32 { 4 }
  }
}

extension DatedHead {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: validFromMs = try reader.readInt64()
      case 16: addedIn = try reader.readUInt64()
      case 26: try reader.readMessage(appendingTo: &groups)
      case 34: try reader.readMessage(into: &settings)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if validFromMs != 0 { buffer.writeInt64(1, validFromMs) }
    if addedIn != 0 { buffer.writeUInt64(2, addedIn) }
    for value in groups { buffer.writeMessage(3, value) }
    if let settings { buffer.writeMessage(4, settings) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DatedHead",
    fields: [
      .init(1, "valid_from_ms", json: "validFromMs", .int64),
      .init(2, "added_in", json: "addedIn", .uint64),
      .init(3, "groups", json: "groups", .message { PromotionGroup.schema }, repeated: true),
      .init(4, "settings", json: "settings", .message { Settings.schema }, presence: true),
    ]
  )
}

/// A parked sale in a snapshot.
public struct StoredReceipt: Message {
  /// Field 1, `number`.
  public var number: UInt64

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `sale`.
  public var sale: SaleParkedRecord?

  /// Whose it is; 0 = nobody's.
  public var member: UInt64

  /// Field 5, `recorded_at_ms`.
  public var recordedAtMs: Int64

  /// Field 6, `last_position`.
  public var lastPosition: UInt64

  /// Of the newest SALE_PARKED.
  public var parkedPosition: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    version = 0
    sale = nil
    member = 0
    recordedAtMs = 0
    lastPosition = 0
    parkedPosition = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    version: UInt32 = 0,
    sale: SaleParkedRecord? = nil,
    member: UInt64 = 0,
    recordedAtMs: Int64 = 0,
    lastPosition: UInt64 = 0,
    parkedPosition: UInt64 = 0
  ) {
    self.number = number
    self.version = version
    self.sale = sale
    self.member = member
    self.recordedAtMs = recordedAtMs
    self.lastPosition = lastPosition
    self.parkedPosition = parkedPosition
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `sale`.
    @inlinable public static var sale: UInt32 { 3 }
    /// `member`.
    @inlinable public static var member: UInt32 { 4 }
    /// `recorded_at_ms`.
    @inlinable public static var recordedAtMs: UInt32 { 5 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 6 }
    /// `parked_position`.
    @inlinable public static var parkedPosition: UInt32 { 7 }
  }
}

extension StoredReceipt {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: number = try reader.readFixed64()
      case 16: version = try reader.readUInt32()
      case 26: try reader.readMessage(into: &sale)
      case 33: member = try reader.readFixed64()
      case 40: recordedAtMs = try reader.readInt64()
      case 48: lastPosition = try reader.readUInt64()
      case 56: parkedPosition = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeFixed64(1, number) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if let sale { buffer.writeMessage(3, sale) }
    if member != 0 { buffer.writeFixed64(4, member) }
    if recordedAtMs != 0 { buffer.writeInt64(5, recordedAtMs) }
    if lastPosition != 0 { buffer.writeUInt64(6, lastPosition) }
    if parkedPosition != 0 { buffer.writeUInt64(7, parkedPosition) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredReceipt",
    fields: [
      .init(1, "number", json: "number", .fixed64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "sale", json: "sale", .message { SaleParkedRecord.schema }, presence: true),
      .init(4, "member", json: "member", .fixed64),
      .init(5, "recorded_at_ms", json: "recordedAtMs", .int64),
      .init(6, "last_position", json: "lastPosition", .uint64),
      .init(7, "parked_position", json: "parkedPosition", .uint64),
    ]
  )
}

/// In a snapshot, the events that wait for one id.
public struct StoredHeldEvents: Message {
  /// Field 1, `number`.
  public var number: UInt64

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `events`.
  public var events: [EventHeldRecord]

  /// Field 4, `last_position`.
  public var lastPosition: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    version = 0
    events = []
    lastPosition = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    version: UInt32 = 0,
    events: [EventHeldRecord] = [],
    lastPosition: UInt64 = 0
  ) {
    self.number = number
    self.version = version
    self.events = events
    self.lastPosition = lastPosition
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `events`.
    @inlinable public static var events: UInt32 { 3 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 4 }
  }
}

extension StoredHeldEvents {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: number = try reader.readFixed64()
      case 16: version = try reader.readUInt32()
      case 26: try reader.readMessage(appendingTo: &events)
      case 32: lastPosition = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeFixed64(1, number) }
    if version != 0 { buffer.writeUInt32(2, version) }
    for value in events { buffer.writeMessage(3, value) }
    if lastPosition != 0 { buffer.writeUInt64(4, lastPosition) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredHeldEvents",
    fields: [
      .init(1, "number", json: "number", .fixed64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "events", json: "events", .message { EventHeldRecord.schema }, repeated: true),
      .init(4, "last_position", json: "lastPosition", .uint64),
    ]
  )
}

/// Codes that one request made.
///
/// The codes themselves stand nowhere.
public struct CodesIssuedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `program_id`.
  public var programID: String

  /// Field 3, `campaign_id`.
  public var campaignID: String

  /// Field 4, `codes`.
  public var codes: [StoredCode]

  /// Without the codes.
  public var answer: [UInt8]

  /// Digits of each; 0 = 13 characters of base 32 and a check character.
  public var length: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programID = ""
    campaignID = ""
    codes = []
    answer = []
    length = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programID: String = "",
    campaignID: String = "",
    codes: [StoredCode] = [],
    answer: [UInt8] = [],
    length: UInt32 = 0
  ) {
    self.context = context
    self.programID = programID
    self.campaignID = campaignID
    self.codes = codes
    self.answer = answer
    self.length = length
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 3 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 4 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
    /// `length`.
    @inlinable public static var length: UInt32 { 190 }
  }
}

extension CodesIssuedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: programID = try reader.readString()
      case 26: campaignID = try reader.readString()
      case 34: try reader.readMessage(appendingTo: &codes)
      case 122: answer = try reader.readByteArray()
      case 1520: length = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !programID.isEmpty { buffer.writeString(2, programID) }
    if !campaignID.isEmpty { buffer.writeString(3, campaignID) }
    for value in codes { buffer.writeMessage(4, value) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if length != 0 { buffer.writeUInt32(190, length) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CodesIssuedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "program_id", json: "programId", .string),
      .init(3, "campaign_id", json: "campaignId", .string),
      .init(4, "codes", json: "codes", .message { StoredCode.schema }, repeated: true),
      .init(15, "answer", json: "answer", .bytes),
      .init(190, "length", json: "length", .uint32),
    ]
  )
}

/// The message `StoredCode` of the schema.
public struct StoredCode: Message {
  /// Both are a hash of the code under the programme's key.
  public var tag: UInt64

  /// Field 2, `check`.
  public var check: UInt64

  /// Field 3, `reference_id`.
  public var referenceID: String

  /// Field 4, `points`.
  public var points: Int64

  /// Field 5, `valid_from_ms`.
  public var validFromMs: Int64

  /// Field 6, `valid_to_ms`.
  public var validToMs: Int64

  /// In snapshots alone.
  public var cancelled: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tag = 0
    check = 0
    referenceID = ""
    points = 0
    validFromMs = 0
    validToMs = 0
    cancelled = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tag: UInt64 = 0,
    check: UInt64 = 0,
    referenceID: String = "",
    points: Int64 = 0,
    validFromMs: Int64 = 0,
    validToMs: Int64 = 0,
    cancelled: Bool = false
  ) {
    self.tag = tag
    self.check = check
    self.referenceID = referenceID
    self.points = points
    self.validFromMs = validFromMs
    self.validToMs = validToMs
    self.cancelled = cancelled
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `tag`.
    @inlinable public static var tag: UInt32 { 1 }
    /// `check`.
    @inlinable public static var check: UInt32 { 2 }
    /// `reference_id`.
    @inlinable public static var referenceID: UInt32 { 3 }
    /// `points`.
    @inlinable public static var points: UInt32 { 4 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 5 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 6 }
    /// `cancelled`.
    @inlinable public static var cancelled: UInt32 { 7 }
  }
}

extension StoredCode {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: tag = try reader.readFixed64()
      case 17: check = try reader.readFixed64()
      case 26: referenceID = try reader.readString()
      case 32: points = try reader.readInt64()
      case 40: validFromMs = try reader.readInt64()
      case 48: validToMs = try reader.readInt64()
      case 56: cancelled = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if tag != 0 { buffer.writeFixed64(1, tag) }
    if check != 0 { buffer.writeFixed64(2, check) }
    if !referenceID.isEmpty { buffer.writeString(3, referenceID) }
    if points != 0 { buffer.writeInt64(4, points) }
    if validFromMs != 0 { buffer.writeInt64(5, validFromMs) }
    if validToMs != 0 { buffer.writeInt64(6, validToMs) }
    if cancelled { buffer.writeBool(7, cancelled) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredCode",
    fields: [
      .init(1, "tag", json: "tag", .fixed64),
      .init(2, "check", json: "check", .fixed64),
      .init(3, "reference_id", json: "referenceId", .string),
      .init(4, "points", json: "points", .int64),
      .init(5, "valid_from_ms", json: "validFromMs", .int64),
      .init(6, "valid_to_ms", json: "validToMs", .int64),
      .init(7, "cancelled", json: "cancelled", .bool),
    ]
  )
}

/// Nobody may claim the code any more.
public struct CodeCancelledRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `program_id`.
  public var programID: String

  /// Field 3, `code_id`.
  public var codeID: String

  /// Field 15, `answer`.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programID = ""
    codeID = ""
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programID: String = "",
    codeID: String = "",
    answer: [UInt8] = []
  ) {
    self.context = context
    self.programID = programID
    self.codeID = codeID
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `code_id`.
    @inlinable public static var codeID: UInt32 { 3 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
  }
}

extension CodeCancelledRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: programID = try reader.readString()
      case 26: codeID = try reader.readString()
      case 122: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !programID.isEmpty { buffer.writeString(2, programID) }
    if !codeID.isEmpty { buffer.writeString(3, codeID) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CodeCancelledRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "program_id", json: "programId", .string),
      .init(3, "code_id", json: "codeId", .string),
      .init(15, "answer", json: "answer", .bytes),
    ]
  )
}

/// In a snapshot, the codes of one request.
public struct StoredCodeSheet: Message {
  /// Field 1, `number`.
  public var number: UInt64

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `program_id`.
  public var programID: String

  /// Field 4, `campaign_id`.
  public var campaignID: String

  /// Field 5, `codes`.
  public var codes: [StoredCode]

  /// Field 6, `last_position`.
  public var lastPosition: UInt64

  /// As in CodesIssuedRecord.
  public var length: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    version = 0
    programID = ""
    campaignID = ""
    codes = []
    lastPosition = 0
    length = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    version: UInt32 = 0,
    programID: String = "",
    campaignID: String = "",
    codes: [StoredCode] = [],
    lastPosition: UInt64 = 0,
    length: UInt32 = 0
  ) {
    self.number = number
    self.version = version
    self.programID = programID
    self.campaignID = campaignID
    self.codes = codes
    self.lastPosition = lastPosition
    self.length = length
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 3 }
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 4 }
    /// `codes`.
    @inlinable public static var codes: UInt32 { 5 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 6 }
    /// `length`.
    @inlinable public static var length: UInt32 { 190 }
  }
}

extension StoredCodeSheet {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: number = try reader.readFixed64()
      case 16: version = try reader.readUInt32()
      case 26: programID = try reader.readString()
      case 34: campaignID = try reader.readString()
      case 42: try reader.readMessage(appendingTo: &codes)
      case 48: lastPosition = try reader.readUInt64()
      case 1520: length = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeFixed64(1, number) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if !programID.isEmpty { buffer.writeString(3, programID) }
    if !campaignID.isEmpty { buffer.writeString(4, campaignID) }
    for value in codes { buffer.writeMessage(5, value) }
    if lastPosition != 0 { buffer.writeUInt64(6, lastPosition) }
    if length != 0 { buffer.writeUInt32(190, length) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredCodeSheet",
    fields: [
      .init(1, "number", json: "number", .fixed64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "program_id", json: "programId", .string),
      .init(4, "campaign_id", json: "campaignId", .string),
      .init(5, "codes", json: "codes", .message { StoredCode.schema }, repeated: true),
      .init(6, "last_position", json: "lastPosition", .uint64),
      .init(190, "length", json: "length", .uint32),
    ]
  )
}

/// An API client as it is from now on.
public struct ClientChangedRecord: Message {
  /// Field 2, `client`.
  public var client: StoredApiClient?

  /// Field 3, `audit`.
  public var audit: AuditEntry?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    client = nil
    audit = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    client: StoredApiClient? = nil,
    audit: AuditEntry? = nil
  ) {
    self.client = client
    self.audit = audit
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client`.
    @inlinable public static var client: UInt32 { 2 }
    /// `audit`.
    @inlinable public static var audit: UInt32 { 3 }
  }
}

extension ClientChangedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 18: try reader.readMessage(into: &client)
      case 26: try reader.readMessage(into: &audit)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let client { buffer.writeMessage(2, client) }
    if let audit { buffer.writeMessage(3, audit) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ClientChangedRecord",
    fields: [
      .init(2, "client", json: "client", .message { StoredApiClient.schema }, presence: true),
      .init(3, "audit", json: "audit", .message { AuditEntry.schema }, presence: true),
    ]
  )
}

/// The message `StoredApiClient` of the schema.
public struct StoredApiClient: Message {
  /// Without its secrets.
  public var client: ApiClient?

  /// Oldest first.
  public var secrets: [StoredSecret]

  /// Of its newest record; in snapshots alone.
  public var lastPosition: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    client = nil
    secrets = []
    lastPosition = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    client: ApiClient? = nil,
    secrets: [StoredSecret] = [],
    lastPosition: UInt64 = 0
  ) {
    self.client = client
    self.secrets = secrets
    self.lastPosition = lastPosition
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client`.
    @inlinable public static var client: UInt32 { 1 }
    /// `secrets`.
    @inlinable public static var secrets: UInt32 { 2 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 3 }
  }
}

extension StoredApiClient {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &client)
      case 18: try reader.readMessage(appendingTo: &secrets)
      case 24: lastPosition = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let client { buffer.writeMessage(1, client) }
    for value in secrets { buffer.writeMessage(2, value) }
    if lastPosition != 0 { buffer.writeUInt64(3, lastPosition) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredApiClient",
    fields: [
      .init(1, "client", json: "client", .message { ApiClient.schema }, presence: true),
      .init(2, "secrets", json: "secrets", .message { StoredSecret.schema }, repeated: true),
      .init(3, "last_position", json: "lastPosition", .uint64),
    ]
  )
}

/// A secret is 32 bytes of chance: one round of a fast hash keeps it as well as many of a slow one.
public struct StoredSecret: Message {
  /// Field 1, `secret`.
  public var secret: ClientSecret?

  /// 16 bytes.
  public var salt: [UInt8]

  /// SHA-256 of the salt and the secret's text.
  public var hash: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    secret = nil
    salt = []
    hash = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    secret: ClientSecret? = nil,
    salt: [UInt8] = [],
    hash: [UInt8] = []
  ) {
    self.secret = secret
    self.salt = salt
    self.hash = hash
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `secret`.
    @inlinable public static var secret: UInt32 { 1 }
    /// `salt`.
    @inlinable public static var salt: UInt32 { 2 }
    /// `hash`.
    @inlinable public static var hash: UInt32 { 3 }
  }
}

extension StoredSecret {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &secret)
      case 18: salt = try reader.readByteArray()
      case 26: hash = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let secret { buffer.writeMessage(1, secret) }
    if !salt.isEmpty { buffer.writeBytes(2, salt) }
    if !hash.isEmpty { buffer.writeBytes(3, hash) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredSecret",
    fields: [
      .init(1, "secret", json: "secret", .message { ClientSecret.schema }, presence: true),
      .init(2, "salt", json: "salt", .bytes),
      .init(3, "hash", json: "hash", .bytes),
    ]
  )
}

/// What a snapshot has of API clients.
public struct StoredAccess: Message {
  /// Or.
  public var client: StoredApiClient?

  /// In snapshots of earlier versions.
  public var audit: AuditEntry?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    client = nil
    audit = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    client: StoredApiClient? = nil,
    audit: AuditEntry? = nil
  ) {
    self.client = client
    self.audit = audit
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client`.
    @inlinable public static var client: UInt32 { 1 }
    /// `audit`.
    @inlinable public static var audit: UInt32 { 2 }
  }
}

extension StoredAccess {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &client)
      case 18: try reader.readMessage(into: &audit)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let client { buffer.writeMessage(1, client) }
    if let audit { buffer.writeMessage(2, audit) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredAccess",
    fields: [
      .init(1, "client", json: "client", .message { StoredApiClient.schema }, presence: true),
      .init(2, "audit", json: "audit", .message { AuditEntry.schema }, presence: true),
    ]
  )
}

/// A webhook as it is from now on.
public struct WebhookChangedRecord: Message {
  /// Field 1, `context`.
  public var context: RequestContext?

  /// Field 2, `program_id`.
  public var programID: String

  /// Without secrets.
  public var webhook: Webhook?

  /// Its whole list; not in the archive.
  public var secrets: StoredWebhookSecrets?

  /// Field 5, `deleted`.
  public var deleted: Bool

  /// To be delivered again, after what is delivered again already; absent = unchanged.
  public var replay: StoredStretch?

  /// Field 15, `answer`.
  public var answer: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    context = nil
    programID = ""
    webhook = nil
    secrets = nil
    deleted = false
    replay = nil
    answer = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    context: RequestContext? = nil,
    programID: String = "",
    webhook: Webhook? = nil,
    secrets: StoredWebhookSecrets? = nil,
    deleted: Bool = false,
    replay: StoredStretch? = nil,
    answer: [UInt8] = []
  ) {
    self.context = context
    self.programID = programID
    self.webhook = webhook
    self.secrets = secrets
    self.deleted = deleted
    self.replay = replay
    self.answer = answer
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `context`.
    @inlinable public static var context: UInt32 { 1 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `webhook`.
    @inlinable public static var webhook: UInt32 { 3 }
    /// `secrets`.
    @inlinable public static var secrets: UInt32 { 4 }
    /// `deleted`.
    @inlinable public static var deleted: UInt32 { 5 }
    /// `replay`.
    @inlinable public static var replay: UInt32 { 6 }
    /// `answer`.
    @inlinable public static var answer: UInt32 { 15 }
  }
}

extension WebhookChangedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &context)
      case 18: programID = try reader.readString()
      case 26: try reader.readMessage(into: &webhook)
      case 34: try reader.readMessage(into: &secrets)
      case 40: deleted = try reader.readBool()
      case 50: try reader.readMessage(into: &replay)
      case 122: answer = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let context { buffer.writeMessage(1, context) }
    if !programID.isEmpty { buffer.writeString(2, programID) }
    if let webhook { buffer.writeMessage(3, webhook) }
    if let secrets { buffer.writeMessage(4, secrets) }
    if deleted { buffer.writeBool(5, deleted) }
    if let replay { buffer.writeMessage(6, replay) }
    if !answer.isEmpty { buffer.writeBytes(15, answer) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookChangedRecord",
    fields: [
      .init(1, "context", json: "context", .message { RequestContext.schema }, presence: true),
      .init(2, "program_id", json: "programId", .string),
      .init(3, "webhook", json: "webhook", .message { Webhook.schema }, presence: true),
      .init(
        4,
        "secrets",
        json: "secrets",
        .message { StoredWebhookSecrets.schema },
        presence: true
      ),
      .init(5, "deleted", json: "deleted", .bool),
      .init(6, "replay", json: "replay", .message { StoredStretch.schema }, presence: true),
      .init(15, "answer", json: "answer", .bytes),
    ]
  )
}

/// How far a webhook has come.
///
/// Written seldom: what was delivered since is delivered again after a crash.
public struct WebhookAdvancedRecord: Message {
  /// Field 2, `program_id`.
  public var programID: String

  /// Packed position: all before it is done.
  public var cursor: UInt64

  /// Events in all.
  public var delivered: UInt64

  /// That came since the record before.
  public var letters: [StoredDeadLetter]

  /// What is left of it; absent = nothing: the next that waits begins.
  public var replay: StoredStretch?

  /// Packed position of the record with the letters before these.
  public var lettersBefore: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    programID = ""
    cursor = 0
    delivered = 0
    letters = []
    replay = nil
    lettersBefore = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    programID: String = "",
    cursor: UInt64 = 0,
    delivered: UInt64 = 0,
    letters: [StoredDeadLetter] = [],
    replay: StoredStretch? = nil,
    lettersBefore: UInt64 = 0
  ) {
    self.programID = programID
    self.cursor = cursor
    self.delivered = delivered
    self.letters = letters
    self.replay = replay
    self.lettersBefore = lettersBefore
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 2 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 3 }
    /// `delivered`.
    @inlinable public static var delivered: UInt32 { 4 }
    /// `letters`.
    @inlinable public static var letters: UInt32 { 5 }
    /// `replay`.
    @inlinable public static var replay: UInt32 { 6 }
    /// `letters_before`.
    @inlinable public static var lettersBefore: UInt32 { 7 }
  }
}

extension WebhookAdvancedRecord {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 18: programID = try reader.readString()
      case 24: cursor = try reader.readUInt64()
      case 32: delivered = try reader.readUInt64()
      case 42: try reader.readMessage(appendingTo: &letters)
      case 50: try reader.readMessage(into: &replay)
      case 56: lettersBefore = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !programID.isEmpty { buffer.writeString(2, programID) }
    if cursor != 0 { buffer.writeUInt64(3, cursor) }
    if delivered != 0 { buffer.writeUInt64(4, delivered) }
    for value in letters { buffer.writeMessage(5, value) }
    if let replay { buffer.writeMessage(6, replay) }
    if lettersBefore != 0 { buffer.writeUInt64(7, lettersBefore) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookAdvancedRecord",
    fields: [
      .init(2, "program_id", json: "programId", .string),
      .init(3, "cursor", json: "cursor", .uint64),
      .init(4, "delivered", json: "delivered", .uint64),
      .init(5, "letters", json: "letters", .message { StoredDeadLetter.schema }, repeated: true),
      .init(6, "replay", json: "replay", .message { StoredStretch.schema }, presence: true),
      .init(7, "letters_before", json: "lettersBefore", .uint64),
    ]
  )
}

/// Packed positions of the log.
public struct StoredStretch: Message {
  /// Field 1, `next`.
  public var next: UInt64

  /// Exclusive.
  public var end: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    next = 0
    end = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    next: UInt64 = 0,
    end: UInt64 = 0
  ) {
    self.next = next
    self.end = end
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `next`.
    @inlinable public static var next: UInt32 { 1 }
    /// `end`.
    @inlinable public static var end: UInt32 { 2 }
  }
}

extension StoredStretch {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: next = try reader.readUInt64()
      case 16: end = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if next != 0 { buffer.writeUInt64(1, next) }
    if end != 0 { buffer.writeUInt64(2, end) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredStretch",
    fields: [
      .init(1, "next", json: "next", .uint64),
      .init(2, "end", json: "end", .uint64),
    ]
  )
}

/// The message `StoredDeadLetter` of the schema.
public struct StoredDeadLetter: Message {
  /// Field 1, `given_up_at_ms`.
  public var givenUpAtMs: Int64

  /// Field 2, `reason`.
  public var reason: String

  /// Field 3, `event_ids`.
  public var eventIDs: [String]

  /// Field 4, `from_ms`.
  public var fromMs: Int64

  /// Field 5, `to_ms`.
  public var toMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    givenUpAtMs = 0
    reason = ""
    eventIDs = []
    fromMs = 0
    toMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    givenUpAtMs: Int64 = 0,
    reason: String = "",
    eventIDs: [String] = [],
    fromMs: Int64 = 0,
    toMs: Int64 = 0
  ) {
    self.givenUpAtMs = givenUpAtMs
    self.reason = reason
    self.eventIDs = eventIDs
    self.fromMs = fromMs
    self.toMs = toMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `given_up_at_ms`.
    @inlinable public static var givenUpAtMs: UInt32 { 1 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 2 }
    /// `event_ids`.
    @inlinable public static var eventIDs: UInt32 { 3 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 4 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 5 }
  }
}

extension StoredDeadLetter {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: givenUpAtMs = try reader.readInt64()
      case 18: reason = try reader.readString()
      case 26: eventIDs.append(try reader.readString())
      case 32: fromMs = try reader.readInt64()
      case 40: toMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if givenUpAtMs != 0 { buffer.writeInt64(1, givenUpAtMs) }
    if !reason.isEmpty { buffer.writeString(2, reason) }
    for value in eventIDs { buffer.writeString(3, value) }
    if fromMs != 0 { buffer.writeInt64(4, fromMs) }
    if toMs != 0 { buffer.writeInt64(5, toMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredDeadLetter",
    fields: [
      .init(1, "given_up_at_ms", json: "givenUpAtMs", .int64),
      .init(2, "reason", json: "reason", .string),
      .init(3, "event_ids", json: "eventIds", .string, repeated: true),
      .init(4, "from_ms", json: "fromMs", .int64),
      .init(5, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// Secrets of one webhook, the newest first.
///
/// What they are of follows from its way of authentication.
public struct StoredWebhookSecrets: Message {
  /// Field 1, `secrets`.
  public var secrets: [StoredWebhookSecret]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    secrets = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    secrets: [StoredWebhookSecret] = []
  ) {
    self.secrets = secrets
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `secrets`.
    @inlinable public static var secrets: UInt32 { 1 }
  }
}

extension StoredWebhookSecrets {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &secrets)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in secrets { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredWebhookSecrets",
    fields: [
      .init(1, "secrets", json: "secrets", .message { StoredWebhookSecret.schema }, repeated: true)
    ]
  )
}

/// The message `StoredWebhookSecret` of the schema.
public struct StoredWebhookSecret: Message {
  /// Field 1, `value`.
  public var value: [UInt8]

  /// 0 = as long as it is the newest.
  public var goodUntilMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    value = []
    goodUntilMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    value: [UInt8] = [],
    goodUntilMs: Int64 = 0
  ) {
    self.value = value
    self.goodUntilMs = goodUntilMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `value`.
    @inlinable public static var value: UInt32 { 1 }
    /// `good_until_ms`.
    @inlinable public static var goodUntilMs: UInt32 { 2 }
  }
}

extension StoredWebhookSecret {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: value = try reader.readByteArray()
      case 16: goodUntilMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !value.isEmpty { buffer.writeBytes(1, value) }
    if goodUntilMs != 0 { buffer.writeInt64(2, goodUntilMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredWebhookSecret",
    fields: [
      .init(1, "value", json: "value", .bytes),
      .init(2, "good_until_ms", json: "goodUntilMs", .int64),
    ]
  )
}

/// A webhook in a snapshot.
public struct StoredWebhook: Message {
  /// Field 1, `number`.
  public var number: UInt64

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `program_id`.
  public var programID: String

  /// Without secrets.
  public var webhook: Webhook?

  /// Field 5, `secrets`.
  public var secrets: StoredWebhookSecrets?

  /// Field 6, `deleted`.
  public var deleted: Bool

  /// Field 7, `cursor`.
  public var cursor: UInt64

  /// Field 8, `delivered`.
  public var delivered: UInt64

  /// Field 9, `replay`.
  public var replay: StoredStretch?

  /// How many there are.
  public var letters: UInt64

  /// Events in them.
  public var dead: UInt64

  /// Packed position of the newest record that has some.
  public var lastLetters: UInt64

  /// Field 13, `last_position`.
  public var lastPosition: UInt64

  /// Field 14, `recorded_at_ms`.
  public var recordedAtMs: Int64

  /// Of its last change; 0 = version.
  public var changedVersion: UInt32

  /// To be delivered again after replay.
  public var waitingReplays: [StoredStretch]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    version = 0
    programID = ""
    webhook = nil
    secrets = nil
    deleted = false
    cursor = 0
    delivered = 0
    replay = nil
    letters = 0
    dead = 0
    lastLetters = 0
    lastPosition = 0
    recordedAtMs = 0
    changedVersion = 0
    waitingReplays = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    version: UInt32 = 0,
    programID: String = "",
    webhook: Webhook? = nil,
    secrets: StoredWebhookSecrets? = nil,
    deleted: Bool = false,
    cursor: UInt64 = 0,
    delivered: UInt64 = 0,
    replay: StoredStretch? = nil,
    letters: UInt64 = 0,
    dead: UInt64 = 0,
    lastLetters: UInt64 = 0,
    lastPosition: UInt64 = 0,
    recordedAtMs: Int64 = 0,
    changedVersion: UInt32 = 0,
    waitingReplays: [StoredStretch] = []
  ) {
    self.number = number
    self.version = version
    self.programID = programID
    self.webhook = webhook
    self.secrets = secrets
    self.deleted = deleted
    self.cursor = cursor
    self.delivered = delivered
    self.replay = replay
    self.letters = letters
    self.dead = dead
    self.lastLetters = lastLetters
    self.lastPosition = lastPosition
    self.recordedAtMs = recordedAtMs
    self.changedVersion = changedVersion
    self.waitingReplays = waitingReplays
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 3 }
    /// `webhook`.
    @inlinable public static var webhook: UInt32 { 4 }
    /// `secrets`.
    @inlinable public static var secrets: UInt32 { 5 }
    /// `deleted`.
    @inlinable public static var deleted: UInt32 { 6 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 7 }
    /// `delivered`.
    @inlinable public static var delivered: UInt32 { 8 }
    /// `replay`.
    @inlinable public static var replay: UInt32 { 9 }
    /// `letters`.
    @inlinable public static var letters: UInt32 { 10 }
    /// `dead`.
    @inlinable public static var dead: UInt32 { 11 }
    /// `last_letters`.
    @inlinable public static var lastLetters: UInt32 { 12 }
    /// `last_position`.
    @inlinable public static var lastPosition: UInt32 { 13 }
    /// `recorded_at_ms`.
    @inlinable public static var recordedAtMs: UInt32 { 14 }
    /// `changed_version`.
    @inlinable public static var changedVersion: UInt32 { 170 }
    /// `waiting_replays`.
    @inlinable public static var waitingReplays: UInt32 { 240 }
  }
}

extension StoredWebhook {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 9: number = try reader.readFixed64()
      case 16: version = try reader.readUInt32()
      case 26: programID = try reader.readString()
      case 34: try reader.readMessage(into: &webhook)
      case 42: try reader.readMessage(into: &secrets)
      case 48: deleted = try reader.readBool()
      case 56: cursor = try reader.readUInt64()
      case 64: delivered = try reader.readUInt64()
      case 74: try reader.readMessage(into: &replay)
      case 80: letters = try reader.readUInt64()
      case 88: dead = try reader.readUInt64()
      case 96: lastLetters = try reader.readUInt64()
      case 104: lastPosition = try reader.readUInt64()
      case 112: recordedAtMs = try reader.readInt64()
      case 1360: changedVersion = try reader.readUInt32()
      case 1922: try reader.readMessage(appendingTo: &waitingReplays)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeFixed64(1, number) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if !programID.isEmpty { buffer.writeString(3, programID) }
    if let webhook { buffer.writeMessage(4, webhook) }
    if let secrets { buffer.writeMessage(5, secrets) }
    if deleted { buffer.writeBool(6, deleted) }
    if cursor != 0 { buffer.writeUInt64(7, cursor) }
    if delivered != 0 { buffer.writeUInt64(8, delivered) }
    if let replay { buffer.writeMessage(9, replay) }
    if letters != 0 { buffer.writeUInt64(10, letters) }
    if dead != 0 { buffer.writeUInt64(11, dead) }
    if lastLetters != 0 { buffer.writeUInt64(12, lastLetters) }
    if lastPosition != 0 { buffer.writeUInt64(13, lastPosition) }
    if recordedAtMs != 0 { buffer.writeInt64(14, recordedAtMs) }
    if changedVersion != 0 { buffer.writeUInt32(170, changedVersion) }
    for value in waitingReplays { buffer.writeMessage(240, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.StoredWebhook",
    fields: [
      .init(1, "number", json: "number", .fixed64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "program_id", json: "programId", .string),
      .init(4, "webhook", json: "webhook", .message { Webhook.schema }, presence: true),
      .init(
        5,
        "secrets",
        json: "secrets",
        .message { StoredWebhookSecrets.schema },
        presence: true
      ),
      .init(6, "deleted", json: "deleted", .bool),
      .init(7, "cursor", json: "cursor", .uint64),
      .init(8, "delivered", json: "delivered", .uint64),
      .init(9, "replay", json: "replay", .message { StoredStretch.schema }, presence: true),
      .init(10, "letters", json: "letters", .uint64),
      .init(11, "dead", json: "dead", .uint64),
      .init(12, "last_letters", json: "lastLetters", .uint64),
      .init(13, "last_position", json: "lastPosition", .uint64),
      .init(14, "recorded_at_ms", json: "recordedAtMs", .int64),
      .init(170, "changed_version", json: "changedVersion", .uint32),
      .init(
        240,
        "waiting_replays",
        json: "waitingReplays",
        .message { StoredStretch.schema },
        repeated: true
      ),
    ]
  )
}
