// Generated from events.proto by scripts/generate; do not edit.

/// What a member event tells.
public struct MemberEventKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `EVENT_NONE`, 0.
  @inlinable public static var eventNone: Self { Self(rawValue: 0) }

  /// `ENROLLED`, 1.
  @inlinable public static var enrolled: Self { Self(rawValue: 1) }

  /// `PROFILE_CHANGED`, 2.
  @inlinable public static var profileChanged: Self { Self(rawValue: 2) }

  /// `STAGE_CHANGED`, 3.
  @inlinable public static var stageChanged: Self { Self(rawValue: 3) }

  /// `TIER_CHANGED`, 4.
  @inlinable public static var tierChanged: Self { Self(rawValue: 4) }

  /// `SEGMENTS_CHANGED`, 5.
  @inlinable public static var segmentsChanged: Self { Self(rawValue: 5) }

  /// A card.
  @inlinable public static var identityAdded: Self { Self(rawValue: 6) }

  /// The profile is gone; with stage STAGE_ERASED the member was deleted.
  @inlinable public static var erased: Self { Self(rawValue: 7) }

  /// `IMPORTED`, 8.
  @inlinable public static var imported: Self { Self(rawValue: 8) }

  /// A sale, an event, a claimed sale.
  @inlinable public static var earned: Self { Self(rawValue: 10) }

  /// A redemption, a capture, a voucher for points.
  @inlinable public static var burned: Self { Self(rawValue: 11) }

  /// An earn, a redemption or an exchange; points has the sign of the change.
  @inlinable public static var reversed: Self { Self(rawValue: 12) }

  /// A return of lines, after which the member has more.
  @inlinable public static var correctedUp: Self { Self(rawValue: 13) }

  /// A return of lines, after which the member has as much or less.
  @inlinable public static var correctedDown: Self { Self(rawValue: 14) }

  /// `EXPIRED`, 15.
  @inlinable public static var expired: Self { Self(rawValue: 15) }

  /// A lock or an authorisation.
  @inlinable public static var locked: Self { Self(rawValue: 16) }

  /// Ended by the operator, by a void, or by time.
  @inlinable public static var unlocked: Self { Self(rawValue: 17) }

  /// Of points: activation, extension.
  @inlinable public static var datesChanged: Self { Self(rawValue: 18) }

  /// At a till; moves no points.
  @inlinable public static var voucherRedeemed: Self { Self(rawValue: 19) }

  /// Points left for another token, or came from one.
  @inlinable public static var pointsExchanged: Self { Self(rawValue: 20) }

  /// An exchange was settled; its return has begun, or was refused: moves no points.
  @inlinable public static var exchangeStep: Self { Self(rawValue: 21) }

  /// By the brand's word.
  @inlinable public static var credited: Self { Self(rawValue: 40) }

  /// By the brand's word.
  @inlinable public static var debited: Self { Self(rawValue: 41) }

  /// A code was claimed.
  @inlinable public static var earnedByCode: Self { Self(rawValue: 60) }

  /// A benefit, or a voucher of it.
  @inlinable public static var benefitHad: Self { Self(rawValue: 67) }

  /// A card was blocked, replaced or made active again.
  @inlinable public static var cardChanged: Self { Self(rawValue: 62) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.MemberEventKind",
    values: [
      .init(0, "EVENT_NONE"),
      .init(1, "ENROLLED"),
      .init(2, "PROFILE_CHANGED"),
      .init(3, "STAGE_CHANGED"),
      .init(4, "TIER_CHANGED"),
      .init(5, "SEGMENTS_CHANGED"),
      .init(6, "IDENTITY_ADDED"),
      .init(7, "ERASED"),
      .init(8, "IMPORTED"),
      .init(10, "EARNED"),
      .init(11, "BURNED"),
      .init(12, "REVERSED"),
      .init(13, "CORRECTED_UP"),
      .init(14, "CORRECTED_DOWN"),
      .init(15, "EXPIRED"),
      .init(16, "LOCKED"),
      .init(17, "UNLOCKED"),
      .init(18, "DATES_CHANGED"),
      .init(19, "VOUCHER_REDEEMED"),
      .init(20, "POINTS_EXCHANGED"),
      .init(21, "EXCHANGE_STEP"),
      .init(40, "CREDITED"),
      .init(41, "DEBITED"),
      .init(60, "EARNED_BY_CODE"),
      .init(67, "BENEFIT_HAD"),
      .init(62, "CARD_CHANGED"),
    ]
  )
}

extension MemberEventKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `SubscribeRequest` of the schema.
public struct SubscribeRequest: Message {
  /// program_id: whose members.
  public var envelope: Envelope?

  /// Of the last item that was dealt with; empty = from now on.
  public var cursor: String

  /// Without a cursor: from the oldest record that is kept.
  public var fromStart: Bool

  /// Empty = all.
  public var kinds: [MemberEventKind]

  /// At most 100; empty = all.
  public var memberIDs: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    cursor = ""
    fromStart = false
    kinds = []
    memberIDs = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    cursor: String = "",
    fromStart: Bool = false,
    kinds: [MemberEventKind] = [],
    memberIDs: [String] = []
  ) {
    self.envelope = envelope
    self.cursor = cursor
    self.fromStart = fromStart
    self.kinds = kinds
    self.memberIDs = memberIDs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 4 }
    /// `from_start`.
    @inlinable public static var fromStart: UInt32 { 5 }
    /// `kinds`.
    @inlinable public static var kinds: UInt32 { 6 }
    /// `member_ids`.
    @inlinable public static var memberIDs: UInt32 { 7 }
  }
}

extension SubscribeRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: cursor = try reader.readString()
      case 40: fromStart = try reader.readBool()
      case 48: kinds.append(MemberEventKind(rawValue: try reader.readInt32()))
      case 50:
        try reader.readPacked(into: &kinds) { (element) throws(DecodingError) in
          MemberEventKind(rawValue: try element.readInt32())
        }
      case 58: memberIDs.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !cursor.isEmpty { buffer.writeString(4, cursor) }
    if fromStart { buffer.writeBool(5, fromStart) }
    if !kinds.isEmpty {
      buffer.writeMessage(6) { content in
        for value in kinds { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    for value in memberIDs { buffer.writeString(7, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SubscribeRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "cursor", json: "cursor", .string),
      .init(5, "from_start", json: "fromStart", .bool),
      .init(6, "kinds", json: "kinds", .enumeration(MemberEventKind.schema), repeated: true),
      .init(7, "member_ids", json: "memberIds", .string, repeated: true),
    ]
  )
}

/// Some events, in the log's order, and where it goes on behind them.
public struct MemberEvents: Message {
  /// May be empty: then only the cursor has moved.
  public var events: [MemberEvent]

  /// Keep it when the events have been dealt with.
  public var cursor: String

  /// On one item: from here on events come as they happen.
  public var caughtUp: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    events = []
    cursor = ""
    caughtUp = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    events: [MemberEvent] = [],
    cursor: String = "",
    caughtUp: Bool = false
  ) {
    self.events = events
    self.cursor = cursor
    self.caughtUp = caughtUp
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `events`.
    @inlinable public static var events: UInt32 { 1 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 2 }
    /// `caught_up`.
    @inlinable public static var caughtUp: UInt32 { 3 }
  }
}

extension MemberEvents {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &events)
      case 18: cursor = try reader.readString()
      case 24: caughtUp = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in events { buffer.writeMessage(1, value) }
    if !cursor.isEmpty { buffer.writeString(2, cursor) }
    if caughtUp { buffer.writeBool(3, caughtUp) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberEvents",
    fields: [
      .init(1, "events", json: "events", .message { MemberEvent.schema }, repeated: true),
      .init(2, "cursor", json: "cursor", .string),
      .init(3, "caught_up", json: "caughtUp", .bool),
    ]
  )
}

/// What happened to one member.
public struct MemberEvent: Message {
  /// The same whenever and however it is told.
  public var eventID: String

  /// Field 2, `kind`.
  public var kind: MemberEventKind

  /// Field 3, `recorded_at_ms`.
  public var recordedAtMs: Int64

  /// Field 4, `program_id`.
  public var programID: String

  /// Field 5, `member_id`.
  public var memberID: String

  /// The member's version; several events of one change have the same.
  public var sequence: UInt32

  /// Of what moved or held points.
  public var transactionID: String

  /// Field 8, `transaction_kind`.
  public var transactionKind: TransactionKind

  /// Field 9, `occurred_at_ms`.
  public var occurredAtMs: Int64

  /// The first that it moves.
  public var tokenID: String

  /// Change of that token's total; 0 for locks.
  public var points: Int64

  /// One for each token, where these are several.
  public var changes: [TokenChange]

  /// After it.
  public var balances: [Balance]

  /// Field 14, `store_id`.
  public var storeID: String

  /// Field 15, `terminal_id`.
  public var terminalID: String

  /// Field 16, `receipt_number`.
  public var receiptNumber: String

  /// What it reverses, captures, voids or unlocks.
  public var linkedTransactionID: String

  /// Field 18, `reason`.
  public var reason: String

  /// STAGE_CHANGED, ENROLLED.
  public var stage: Stage

  /// TIER_CHANGED, ENROLLED.
  public var tier: String

  /// SEGMENTS_CHANGED, ENROLLED: all that the member is in then.
  public var segments: [String]

  /// IDENTITY_ADDED, CARD_CHANGED.
  public var cardNumber: String

  /// Of the transaction kinds EXCHANGE_….
  public var exchange: EventExchange?

  /// CARD_CHANGED: of that card from now on.
  public var cardStage: CardStage

  /// CARD_CHANGED.
  public var cardReason: CardReason

  /// CARD_CHANGED: the new card.
  public var replacedBy: String

  /// TIER_CHANGED, where it is known.
  public var oldTier: String

  /// BENEFIT_HAD.
  public var benefitID: String

  /// SEGMENTS_CHANGED: which ones, where the change names them.
  public var segmentChanges: [EventSegmentChange]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    eventID = ""
    kind = .init(rawValue: 0)
    recordedAtMs = 0
    programID = ""
    memberID = ""
    sequence = 0
    transactionID = ""
    transactionKind = .init(rawValue: 0)
    occurredAtMs = 0
    tokenID = ""
    points = 0
    changes = []
    balances = []
    storeID = ""
    terminalID = ""
    receiptNumber = ""
    linkedTransactionID = ""
    reason = ""
    stage = .init(rawValue: 0)
    tier = ""
    segments = []
    cardNumber = ""
    exchange = nil
    cardStage = .init(rawValue: 0)
    cardReason = .init(rawValue: 0)
    replacedBy = ""
    oldTier = ""
    benefitID = ""
    segmentChanges = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    eventID: String = "",
    kind: MemberEventKind = .init(rawValue: 0),
    recordedAtMs: Int64 = 0,
    programID: String = "",
    memberID: String = "",
    sequence: UInt32 = 0,
    transactionID: String = "",
    transactionKind: TransactionKind = .init(rawValue: 0),
    occurredAtMs: Int64 = 0,
    tokenID: String = "",
    points: Int64 = 0,
    changes: [TokenChange] = [],
    balances: [Balance] = [],
    storeID: String = "",
    terminalID: String = "",
    receiptNumber: String = "",
    linkedTransactionID: String = "",
    reason: String = "",
    stage: Stage = .init(rawValue: 0),
    tier: String = "",
    segments: [String] = [],
    cardNumber: String = "",
    exchange: EventExchange? = nil,
    cardStage: CardStage = .init(rawValue: 0),
    cardReason: CardReason = .init(rawValue: 0),
    replacedBy: String = "",
    oldTier: String = "",
    benefitID: String = "",
    segmentChanges: [EventSegmentChange] = []
  ) {
    self.eventID = eventID
    self.kind = kind
    self.recordedAtMs = recordedAtMs
    self.programID = programID
    self.memberID = memberID
    self.sequence = sequence
    self.transactionID = transactionID
    self.transactionKind = transactionKind
    self.occurredAtMs = occurredAtMs
    self.tokenID = tokenID
    self.points = points
    self.changes = changes
    self.balances = balances
    self.storeID = storeID
    self.terminalID = terminalID
    self.receiptNumber = receiptNumber
    self.linkedTransactionID = linkedTransactionID
    self.reason = reason
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.cardNumber = cardNumber
    self.exchange = exchange
    self.cardStage = cardStage
    self.cardReason = cardReason
    self.replacedBy = replacedBy
    self.oldTier = oldTier
    self.benefitID = benefitID
    self.segmentChanges = segmentChanges
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `event_id`.
    @inlinable public static var eventID: UInt32 { 1 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 2 }
    /// `recorded_at_ms`.
    @inlinable public static var recordedAtMs: UInt32 { 3 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 4 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 5 }
    /// `sequence`.
    @inlinable public static var sequence: UInt32 { 6 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 7 }
    /// `transaction_kind`.
    @inlinable public static var transactionKind: UInt32 { 8 }
    /// `occurred_at_ms`.
    @inlinable public static var occurredAtMs: UInt32 { 9 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 10 }
    /// `points`.
    @inlinable public static var points: UInt32 { 11 }
    /// `changes`.
    @inlinable public static var changes: UInt32 { 12 }
    /// `balances`.
    @inlinable public static var balances: UInt32 { 13 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 14 }
    /// `terminal_id`.
    @inlinable public static var terminalID: UInt32 { 15 }
    /// `receipt_number`.
    @inlinable public static var receiptNumber: UInt32 { 16 }
    /// `linked_transaction_id`.
    @inlinable public static var linkedTransactionID: UInt32 { 17 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 18 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 20 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 21 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 22 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 23 }
    /// `exchange`.
    @inlinable public static var exchange: UInt32 { 200 }
    /// `card_stage`.
    @inlinable public static var cardStage: UInt32 { 210 }
    /// `card_reason`.
    @inlinable public static var cardReason: UInt32 { 211 }
    /// `replaced_by`.
    @inlinable public static var replacedBy: UInt32 { 212 }
    /// `old_tier`.
    @inlinable public static var oldTier: UInt32 { 220 }
    /// `benefit_id`.
    @inlinable public static var benefitID: UInt32 { 221 }
    /// `segment_changes`.
    @inlinable public static var segmentChanges: UInt32 { 230 }
  }
}

extension MemberEvent {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: eventID = try reader.readString()
      case 16: kind = MemberEventKind(rawValue: try reader.readInt32())
      case 24: recordedAtMs = try reader.readInt64()
      case 34: programID = try reader.readString()
      case 42: memberID = try reader.readString()
      case 48: sequence = try reader.readUInt32()
      case 58: transactionID = try reader.readString()
      case 64: transactionKind = TransactionKind(rawValue: try reader.readInt32())
      case 72: occurredAtMs = try reader.readInt64()
      case 82: tokenID = try reader.readString()
      case 88: points = try reader.readSInt64()
      case 98: try reader.readMessage(appendingTo: &changes)
      case 106: try reader.readMessage(appendingTo: &balances)
      case 114: storeID = try reader.readString()
      case 122: terminalID = try reader.readString()
      case 130: receiptNumber = try reader.readString()
      case 138: linkedTransactionID = try reader.readString()
      case 146: reason = try reader.readString()
      case 160: stage = Stage(rawValue: try reader.readInt32())
      case 170: tier = try reader.readString()
      case 178: segments.append(try reader.readString())
      case 186: cardNumber = try reader.readString()
      case 1602: try reader.readMessage(into: &exchange)
      case 1680: cardStage = CardStage(rawValue: try reader.readInt32())
      case 1688: cardReason = CardReason(rawValue: try reader.readInt32())
      case 1698: replacedBy = try reader.readString()
      case 1762: oldTier = try reader.readString()
      case 1770: benefitID = try reader.readString()
      case 1842: try reader.readMessage(appendingTo: &segmentChanges)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !eventID.isEmpty { buffer.writeString(1, eventID) }
    if kind.rawValue != 0 { buffer.writeInt32(2, kind.rawValue) }
    if recordedAtMs != 0 { buffer.writeInt64(3, recordedAtMs) }
    if !programID.isEmpty { buffer.writeString(4, programID) }
    if !memberID.isEmpty { buffer.writeString(5, memberID) }
    if sequence != 0 { buffer.writeUInt32(6, sequence) }
    if !transactionID.isEmpty { buffer.writeString(7, transactionID) }
    if transactionKind.rawValue != 0 { buffer.writeInt32(8, transactionKind.rawValue) }
    if occurredAtMs != 0 { buffer.writeInt64(9, occurredAtMs) }
    if !tokenID.isEmpty { buffer.writeString(10, tokenID) }
    if points != 0 { buffer.writeSInt64(11, points) }
    for value in changes { buffer.writeMessage(12, value) }
    for value in balances { buffer.writeMessage(13, value) }
    if !storeID.isEmpty { buffer.writeString(14, storeID) }
    if !terminalID.isEmpty { buffer.writeString(15, terminalID) }
    if !receiptNumber.isEmpty { buffer.writeString(16, receiptNumber) }
    if !linkedTransactionID.isEmpty { buffer.writeString(17, linkedTransactionID) }
    if !reason.isEmpty { buffer.writeString(18, reason) }
    if stage.rawValue != 0 { buffer.writeInt32(20, stage.rawValue) }
    if !tier.isEmpty { buffer.writeString(21, tier) }
    for value in segments { buffer.writeString(22, value) }
    if !cardNumber.isEmpty { buffer.writeString(23, cardNumber) }
    if let exchange { buffer.writeMessage(200, exchange) }
    if cardStage.rawValue != 0 { buffer.writeInt32(210, cardStage.rawValue) }
    if cardReason.rawValue != 0 { buffer.writeInt32(211, cardReason.rawValue) }
    if !replacedBy.isEmpty { buffer.writeString(212, replacedBy) }
    if !oldTier.isEmpty { buffer.writeString(220, oldTier) }
    if !benefitID.isEmpty { buffer.writeString(221, benefitID) }
    for value in segmentChanges { buffer.writeMessage(230, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberEvent",
    fields: [
      .init(1, "event_id", json: "eventId", .string),
      .init(2, "kind", json: "kind", .enumeration(MemberEventKind.schema)),
      .init(3, "recorded_at_ms", json: "recordedAtMs", .int64),
      .init(4, "program_id", json: "programId", .string),
      .init(5, "member_id", json: "memberId", .string),
      .init(6, "sequence", json: "sequence", .uint32),
      .init(7, "transaction_id", json: "transactionId", .string),
      .init(8, "transaction_kind", json: "transactionKind", .enumeration(TransactionKind.schema)),
      .init(9, "occurred_at_ms", json: "occurredAtMs", .int64),
      .init(10, "token_id", json: "tokenId", .string),
      .init(11, "points", json: "points", .sint64),
      .init(12, "changes", json: "changes", .message { TokenChange.schema }, repeated: true),
      .init(13, "balances", json: "balances", .message { Balance.schema }, repeated: true),
      .init(14, "store_id", json: "storeId", .string),
      .init(15, "terminal_id", json: "terminalId", .string),
      .init(16, "receipt_number", json: "receiptNumber", .string),
      .init(17, "linked_transaction_id", json: "linkedTransactionId", .string),
      .init(18, "reason", json: "reason", .string),
      .init(20, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(21, "tier", json: "tier", .string),
      .init(22, "segments", json: "segments", .string, repeated: true),
      .init(23, "card_number", json: "cardNumber", .string),
      .init(200, "exchange", json: "exchange", .message { EventExchange.schema }, presence: true),
      .init(210, "card_stage", json: "cardStage", .enumeration(CardStage.schema)),
      .init(211, "card_reason", json: "cardReason", .enumeration(CardReason.schema)),
      .init(212, "replaced_by", json: "replacedBy", .string),
      .init(220, "old_tier", json: "oldTier", .string),
      .init(221, "benefit_id", json: "benefitId", .string),
      .init(
        230,
        "segment_changes",
        json: "segmentChanges",
        .message { EventSegmentChange.schema },
        repeated: true
      ),
    ]
  )
}

/// That a member is in a segment over a stretch of time, or is not.
public struct EventSegmentChange: Message {
  /// Field 1, `segment_id`.
  public var segmentID: String

  /// Field 2, `removed`.
  public var removed: Bool

  /// Inclusive; 0 = when the load comes into force, or has.
  public var fromMs: Int64

  /// Exclusive; 0 = for good.
  public var toMs: Int64

  /// Of the list that says so, where it is one.
  public var loadID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    segmentID = ""
    removed = false
    fromMs = 0
    toMs = 0
    loadID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    segmentID: String = "",
    removed: Bool = false,
    fromMs: Int64 = 0,
    toMs: Int64 = 0,
    loadID: String = ""
  ) {
    self.segmentID = segmentID
    self.removed = removed
    self.fromMs = fromMs
    self.toMs = toMs
    self.loadID = loadID
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
    /// `load_id`.
    @inlinable public static var loadID: UInt32 { 5 }
  }
}

extension EventSegmentChange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: segmentID = try reader.readString()
      case 16: removed = try reader.readBool()
      case 24: fromMs = try reader.readInt64()
      case 32: toMs = try reader.readInt64()
      case 42: loadID = try reader.readString()
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
    if !loadID.isEmpty { buffer.writeString(5, loadID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EventSegmentChange",
    fields: [
      .init(1, "segment_id", json: "segmentId", .string),
      .init(2, "removed", json: "removed", .bool),
      .init(3, "from_ms", json: "fromMs", .int64),
      .init(4, "to_ms", json: "toMs", .int64),
      .init(5, "load_id", json: "loadId", .string),
    ]
  )
}

/// The exchange that a member event is a step of: with its amounts also where somebody outside
/// keeps the points, so that no balance changes here.
///
/// token_id of the event is the token that was given, or of the member that received, that one.
public struct EventExchange: Message {
  /// As its answer had it; of EXCHANGE_TAKEN_BACK the transaction id of the return.
  public var exchangeID: String

  /// That were given, the fee among them; 0 with the member that received.
  public var points: Int64

  /// Field 3, `fee`.
  public var fee: Int64

  /// Units of the other token.
  public var received: Int64

  /// Who receives; empty with the member that received.
  public var toProgramID: String

  /// Field 6, `to_token_id`.
  public var toTokenID: String

  /// Of the member that received here, once it is settled.
  public var creditedTransactionID: String

  /// Of who was asked outside, where it gave one.
  public var receipt: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    exchangeID = ""
    points = 0
    fee = 0
    received = 0
    toProgramID = ""
    toTokenID = ""
    creditedTransactionID = ""
    receipt = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    exchangeID: String = "",
    points: Int64 = 0,
    fee: Int64 = 0,
    received: Int64 = 0,
    toProgramID: String = "",
    toTokenID: String = "",
    creditedTransactionID: String = "",
    receipt: String = ""
  ) {
    self.exchangeID = exchangeID
    self.points = points
    self.fee = fee
    self.received = received
    self.toProgramID = toProgramID
    self.toTokenID = toTokenID
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
    /// `to_program_id`.
    @inlinable public static var toProgramID: UInt32 { 5 }
    /// `to_token_id`.
    @inlinable public static var toTokenID: UInt32 { 6 }
    /// `credited_transaction_id`.
    @inlinable public static var creditedTransactionID: UInt32 { 7 }
    /// `receipt`.
    @inlinable public static var receipt: UInt32 { 8 }
  }
}

extension EventExchange {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: exchangeID = try reader.readString()
      case 16: points = try reader.readInt64()
      case 24: fee = try reader.readInt64()
      case 32: received = try reader.readInt64()
      case 42: toProgramID = try reader.readString()
      case 50: toTokenID = try reader.readString()
      case 58: creditedTransactionID = try reader.readString()
      case 66: receipt = try reader.readString()
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
    if !toProgramID.isEmpty { buffer.writeString(5, toProgramID) }
    if !toTokenID.isEmpty { buffer.writeString(6, toTokenID) }
    if !creditedTransactionID.isEmpty { buffer.writeString(7, creditedTransactionID) }
    if !receipt.isEmpty { buffer.writeString(8, receipt) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.EventExchange",
    fields: [
      .init(1, "exchange_id", json: "exchangeId", .string),
      .init(2, "points", json: "points", .int64),
      .init(3, "fee", json: "fee", .int64),
      .init(4, "received", json: "received", .int64),
      .init(5, "to_program_id", json: "toProgramId", .string),
      .init(6, "to_token_id", json: "toTokenId", .string),
      .init(7, "credited_transaction_id", json: "creditedTransactionId", .string),
      .init(8, "receipt", json: "receipt", .string),
    ]
  )
}

/// Whom to tell of a programme's member events, by HTTP POST of a JSON array of MemberEvent.
public struct Webhook: Message {
  /// 1 to 64 bytes.
  public var webhookID: String

  /// Http or https, at most 1024 bytes.
  public var url: String

  /// Empty = all.
  public var kinds: [MemberEventKind]

  /// How the receiver knows us.
  public var authentication: WebhookAuthentication?

  /// Keeps its place and is told nothing.
  public var paused: Bool

  /// Events in one request, 1 to 1000; 0 = 100.
  public var batchEvents: UInt32

  /// After the first try, 1 to 50; 0 = 13.
  public var retries: UInt32

  /// 10 to 600000, then twice as long each time, up to longest_retry_ms; 0 = 1000.
  public var firstRetryMs: UInt32

  /// For one try, 100 to 60000; 0 = 10000.
  public var timeoutMs: UInt32

  /// What the partners of the programme's tokens are asked goes to it, and no events; kinds are
  /// empty then.
  public var exchanges: Bool

  /// 10, or first_retry_ms, to 3600000; 0 = 3600000.
  public var longestRetryMs: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    webhookID = ""
    url = ""
    kinds = []
    authentication = nil
    paused = false
    batchEvents = 0
    retries = 0
    firstRetryMs = 0
    timeoutMs = 0
    exchanges = false
    longestRetryMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    webhookID: String = "",
    url: String = "",
    kinds: [MemberEventKind] = [],
    authentication: WebhookAuthentication? = nil,
    paused: Bool = false,
    batchEvents: UInt32 = 0,
    retries: UInt32 = 0,
    firstRetryMs: UInt32 = 0,
    timeoutMs: UInt32 = 0,
    exchanges: Bool = false,
    longestRetryMs: UInt32 = 0
  ) {
    self.webhookID = webhookID
    self.url = url
    self.kinds = kinds
    self.authentication = authentication
    self.paused = paused
    self.batchEvents = batchEvents
    self.retries = retries
    self.firstRetryMs = firstRetryMs
    self.timeoutMs = timeoutMs
    self.exchanges = exchanges
    self.longestRetryMs = longestRetryMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `webhook_id`.
    @inlinable public static var webhookID: UInt32 { 1 }
    /// `url`.
    @inlinable public static var url: UInt32 { 2 }
    /// `kinds`.
    @inlinable public static var kinds: UInt32 { 3 }
    /// `authentication`.
    @inlinable public static var authentication: UInt32 { 4 }
    /// `paused`.
    @inlinable public static var paused: UInt32 { 5 }
    /// `batch_events`.
    @inlinable public static var batchEvents: UInt32 { 6 }
    /// `retries`.
    @inlinable public static var retries: UInt32 { 7 }
    /// `first_retry_ms`.
    @inlinable public static var firstRetryMs: UInt32 { 8 }
    /// `timeout_ms`.
    @inlinable public static var timeoutMs: UInt32 { 9 }
    /// `exchanges`.
    @inlinable public static var exchanges: UInt32 { 130 }
    /// `longest_retry_ms`.
    @inlinable public static var longestRetryMs: UInt32 { 140 }
  }
}

extension Webhook {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: webhookID = try reader.readString()
      case 18: url = try reader.readString()
      case 24: kinds.append(MemberEventKind(rawValue: try reader.readInt32()))
      case 26:
        try reader.readPacked(into: &kinds) { (element) throws(DecodingError) in
          MemberEventKind(rawValue: try element.readInt32())
        }
      case 34: try reader.readMessage(into: &authentication)
      case 40: paused = try reader.readBool()
      case 48: batchEvents = try reader.readUInt32()
      case 56: retries = try reader.readUInt32()
      case 64: firstRetryMs = try reader.readUInt32()
      case 72: timeoutMs = try reader.readUInt32()
      case 1040: exchanges = try reader.readBool()
      case 1120: longestRetryMs = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !webhookID.isEmpty { buffer.writeString(1, webhookID) }
    if !url.isEmpty { buffer.writeString(2, url) }
    if !kinds.isEmpty {
      buffer.writeMessage(3) { content in
        for value in kinds { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if let authentication { buffer.writeMessage(4, authentication) }
    if paused { buffer.writeBool(5, paused) }
    if batchEvents != 0 { buffer.writeUInt32(6, batchEvents) }
    if retries != 0 { buffer.writeUInt32(7, retries) }
    if firstRetryMs != 0 { buffer.writeUInt32(8, firstRetryMs) }
    if timeoutMs != 0 { buffer.writeUInt32(9, timeoutMs) }
    if exchanges { buffer.writeBool(130, exchanges) }
    if longestRetryMs != 0 { buffer.writeUInt32(140, longestRetryMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Webhook",
    fields: [
      .init(1, "webhook_id", json: "webhookId", .string),
      .init(2, "url", json: "url", .string),
      .init(3, "kinds", json: "kinds", .enumeration(MemberEventKind.schema), repeated: true),
      .init(
        4,
        "authentication",
        json: "authentication",
        .message { WebhookAuthentication.schema },
        presence: true
      ),
      .init(5, "paused", json: "paused", .bool),
      .init(6, "batch_events", json: "batchEvents", .uint32),
      .init(7, "retries", json: "retries", .uint32),
      .init(8, "first_retry_ms", json: "firstRetryMs", .uint32),
      .init(9, "timeout_ms", json: "timeoutMs", .uint32),
      .init(130, "exchanges", json: "exchanges", .bool),
      .init(140, "longest_retry_ms", json: "longestRetryMs", .uint32),
    ]
  )
}

/// Exactly one.
///
/// Secrets go in and never come out: an answer has them empty.
public struct WebhookAuthentication: Message {
  /// At most one of the choices of `method`.
  public var method: OneOfMethod?

  /// How long the secrets before these still serve, at most 30 days: signatures are made with both.
  public var overlapS: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    method = nil
    overlapS = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    method: OneOfMethod? = nil,
    overlapS: UInt32 = 0
  ) {
    self.method = method
    self.overlapS = overlapS
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `open`.
    @inlinable public static var open: UInt32 { 1 }
    /// `basic`.
    @inlinable public static var basic: UInt32 { 2 }
    /// `bearer`.
    @inlinable public static var bearer: UInt32 { 3 }
    /// `header`.
    @inlinable public static var header: UInt32 { 4 }
    /// `signature`.
    @inlinable public static var signature: UInt32 { 5 }
    /// `oauth`.
    @inlinable public static var oauth: UInt32 { 6 }
    /// `overlap_s`.
    @inlinable public static var overlapS: UInt32 { 10 }
  }

  /// The choices of `method`.
  public enum OneOfMethod: Sendable, Equatable {
    /// Not at all: only in a sandbox, or where the server allows local receivers.
    case open(Bool)
    /// Field 2, `basic`.
    case basic(WebhookBasic)
    /// Field 3, `bearer`.
    case bearer(WebhookBearer)
    /// Field 4, `header`.
    case header(WebhookHeader)
    /// Field 5, `signature`.
    case signature(WebhookSignature)
    /// Field 6, `oauth`.
    case oauth(WebhookOauth)
  }
}

extension WebhookAuthentication {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: method = .open(try reader.readBool())
      case 18:
        var earlier: WebhookBasic?
        if case .basic(let value) = method { earlier = value }
        method = .basic(try reader.readMessage(mergingInto: earlier))
      case 26:
        var earlier: WebhookBearer?
        if case .bearer(let value) = method { earlier = value }
        method = .bearer(try reader.readMessage(mergingInto: earlier))
      case 34:
        var earlier: WebhookHeader?
        if case .header(let value) = method { earlier = value }
        method = .header(try reader.readMessage(mergingInto: earlier))
      case 42:
        var earlier: WebhookSignature?
        if case .signature(let value) = method { earlier = value }
        method = .signature(try reader.readMessage(mergingInto: earlier))
      case 50:
        var earlier: WebhookOauth?
        if case .oauth(let value) = method { earlier = value }
        method = .oauth(try reader.readMessage(mergingInto: earlier))
      case 80: overlapS = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if case .open(let value) = method { buffer.writeBool(1, value) }
    if case .basic(let value) = method { buffer.writeMessage(2, value) }
    if case .bearer(let value) = method { buffer.writeMessage(3, value) }
    if case .header(let value) = method { buffer.writeMessage(4, value) }
    if case .signature(let value) = method { buffer.writeMessage(5, value) }
    if case .oauth(let value) = method { buffer.writeMessage(6, value) }
    if overlapS != 0 { buffer.writeUInt32(10, overlapS) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookAuthentication",
    fields: [
      .init(1, "open", json: "open", .bool, presence: true, oneof: "method"),
      .init(
        2,
        "basic",
        json: "basic",
        .message { WebhookBasic.schema },
        presence: true,
        oneof: "method"
      ),
      .init(
        3,
        "bearer",
        json: "bearer",
        .message { WebhookBearer.schema },
        presence: true,
        oneof: "method"
      ),
      .init(
        4,
        "header",
        json: "header",
        .message { WebhookHeader.schema },
        presence: true,
        oneof: "method"
      ),
      .init(
        5,
        "signature",
        json: "signature",
        .message { WebhookSignature.schema },
        presence: true,
        oneof: "method"
      ),
      .init(
        6,
        "oauth",
        json: "oauth",
        .message { WebhookOauth.schema },
        presence: true,
        oneof: "method"
      ),
      .init(10, "overlap_s", json: "overlapS", .uint32),
    ]
  )
}

/// The message `WebhookBasic` of the schema.
public struct WebhookBasic: Message {
  /// Field 1, `username`.
  public var username: String

  /// Secret.
  public var password: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    username = ""
    password = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    username: String = "",
    password: String = ""
  ) {
    self.username = username
    self.password = password
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `username`.
    @inlinable public static var username: UInt32 { 1 }
    /// `password`.
    @inlinable public static var password: UInt32 { 2 }
  }
}

extension WebhookBasic {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: username = try reader.readString()
      case 18: password = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !username.isEmpty { buffer.writeString(1, username) }
    if !password.isEmpty { buffer.writeString(2, password) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookBasic",
    fields: [
      .init(1, "username", json: "username", .string),
      .init(2, "password", json: "password", .string),
    ]
  )
}

/// The message `WebhookBearer` of the schema.
public struct WebhookBearer: Message {
  /// Secret.
  public var token: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    token = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    token: String = ""
  ) {
    self.token = token
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token`.
    @inlinable public static var token: UInt32 { 1 }
  }
}

extension WebhookBearer {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: token = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !token.isEmpty { buffer.writeString(1, token) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookBearer",
    fields: [
      .init(1, "token", json: "token", .string)
    ]
  )
}

/// The message `WebhookHeader` of the schema.
public struct WebhookHeader: Message {
  /// Such as X-Api-Key.
  public var name: String

  /// Secret.
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

extension WebhookHeader {
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
    name: "fealty.v1.WebhookHeader",
    fields: [
      .init(1, "name", json: "name", .string),
      .init(2, "value", json: "value", .string),
    ]
  )
}

/// Standard Webhooks: HMAC-SHA-256 over id.timestamp.body.
public struct WebhookSignature: Message {
  /// whsec_ and the base 64 of 24 to 64 bytes.
  public var secret: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    secret = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    secret: String = ""
  ) {
    self.secret = secret
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `secret`.
    @inlinable public static var secret: UInt32 { 1 }
  }
}

extension WebhookSignature {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: secret = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !secret.isEmpty { buffer.writeString(1, secret) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookSignature",
    fields: [
      .init(1, "secret", json: "secret", .string)
    ]
  )
}

/// OAuth 2.0 client credentials: a token of the receiver's is fetched, kept and renewed.
public struct WebhookOauth: Message {
  /// Field 1, `token_url`.
  public var tokenUrl: String

  /// Field 2, `client_id`.
  public var clientID: String

  /// Secret.
  public var clientSecret: String

  /// Field 4, `scope`.
  public var scope: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenUrl = ""
    clientID = ""
    clientSecret = ""
    scope = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenUrl: String = "",
    clientID: String = "",
    clientSecret: String = "",
    scope: String = ""
  ) {
    self.tokenUrl = tokenUrl
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.scope = scope
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_url`.
    @inlinable public static var tokenUrl: UInt32 { 1 }
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 2 }
    /// `client_secret`.
    @inlinable public static var clientSecret: UInt32 { 3 }
    /// `scope`.
    @inlinable public static var scope: UInt32 { 4 }
  }
}

extension WebhookOauth {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenUrl = try reader.readString()
      case 18: clientID = try reader.readString()
      case 26: clientSecret = try reader.readString()
      case 34: scope = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenUrl.isEmpty { buffer.writeString(1, tokenUrl) }
    if !clientID.isEmpty { buffer.writeString(2, clientID) }
    if !clientSecret.isEmpty { buffer.writeString(3, clientSecret) }
    if !scope.isEmpty { buffer.writeString(4, scope) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookOauth",
    fields: [
      .init(1, "token_url", json: "tokenUrl", .string),
      .init(2, "client_id", json: "clientId", .string),
      .init(3, "client_secret", json: "clientSecret", .string),
      .init(4, "scope", json: "scope", .string),
    ]
  )
}

/// The message `PutWebhookRequest` of the schema.
public struct PutWebhookRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// With no secret at all the one that it has stays, where it leads to the same host as before.
  public var webhook: Webhook?

  /// As ListWebhooks tells it; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    webhook = nil
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    webhook: Webhook? = nil,
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.webhook = webhook
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `webhook`.
    @inlinable public static var webhook: UInt32 { 4 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 5 }
  }
}

extension PutWebhookRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: try reader.readMessage(into: &webhook)
      case 40: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let webhook { buffer.writeMessage(4, webhook) }
    if expectedVersion != 0 { buffer.writeUInt64(5, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutWebhookRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "webhook", json: "webhook", .message { Webhook.schema }, presence: true),
      .init(5, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `PutWebhookResponse` of the schema.
public struct PutWebhookResponse: Message {
  /// Of the webhook.
  public var version: UInt64

  /// Field 2, `is_new`.
  public var isNew: Bool

  /// Field 3, `replayed`.
  public var replayed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    isNew = false
    replayed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt64 = 0,
    isNew: Bool = false,
    replayed: Bool = false
  ) {
    self.version = version
    self.isNew = isNew
    self.replayed = replayed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `is_new`.
    @inlinable public static var isNew: UInt32 { 2 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 3 }
  }
}

extension PutWebhookResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt64()
      case 16: isNew = try reader.readBool()
      case 24: replayed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt64(1, version) }
    if isNew { buffer.writeBool(2, isNew) }
    if replayed { buffer.writeBool(3, replayed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutWebhookResponse",
    fields: [
      .init(1, "version", json: "version", .uint64),
      .init(2, "is_new", json: "isNew", .bool),
      .init(3, "replayed", json: "replayed", .bool),
    ]
  )
}

/// The message `DeleteWebhookRequest` of the schema.
public struct DeleteWebhookRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `webhook_id`.
  public var webhookID: String

  /// As ListWebhooks tells it; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    webhookID = ""
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    webhookID: String = "",
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.webhookID = webhookID
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `webhook_id`.
    @inlinable public static var webhookID: UInt32 { 4 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 5 }
  }
}

extension DeleteWebhookRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: webhookID = try reader.readString()
      case 40: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !webhookID.isEmpty { buffer.writeString(4, webhookID) }
    if expectedVersion != 0 { buffer.writeUInt64(5, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DeleteWebhookRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "webhook_id", json: "webhookId", .string),
      .init(5, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `ListWebhooksRequest` of the schema.
public struct ListWebhooksRequest: Message {
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

extension ListWebhooksRequest {
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
    name: "fealty.v1.ListWebhooksRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// The message `ListWebhooksResponse` of the schema.
public struct ListWebhooksResponse: Message {
  /// Field 1, `webhooks`.
  public var webhooks: [WebhookStatus]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    webhooks = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    webhooks: [WebhookStatus] = []
  ) {
    self.webhooks = webhooks
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `webhooks`.
    @inlinable public static var webhooks: UInt32 { 1 }
  }
}

extension ListWebhooksResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &webhooks)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in webhooks { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListWebhooksResponse",
    fields: [
      .init(1, "webhooks", json: "webhooks", .message { WebhookStatus.schema }, repeated: true)
    ]
  )
}

/// The message `WebhookStatus` of the schema.
public struct WebhookStatus: Message {
  /// Field 1, `webhook`.
  public var webhook: Webhook?

  /// Of its last change, by PutWebhook or ReplayWebhook; deliveries leave it.
  public var version: UInt64

  /// All before it has been delivered or given up.
  public var cursor: String

  /// Events, as far as it is recorded.
  public var delivered: UInt64

  /// Events in dead letters.
  public var dead: UInt64

  /// Field 6, `dead_letters`.
  public var deadLetters: UInt64

  /// Age of the oldest event that waits; 0 = none does; 1 = not all is read.
  public var behindMs: Int64

  /// Tries since the last that was taken; 0 = the last one was.
  public var failuresInARow: UInt64

  /// What the last try that was not taken came to.
  public var lastFailure: String

  /// Field 10, `replaying`.
  public var replaying: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    webhook = nil
    version = 0
    cursor = ""
    delivered = 0
    dead = 0
    deadLetters = 0
    behindMs = 0
    failuresInARow = 0
    lastFailure = ""
    replaying = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    webhook: Webhook? = nil,
    version: UInt64 = 0,
    cursor: String = "",
    delivered: UInt64 = 0,
    dead: UInt64 = 0,
    deadLetters: UInt64 = 0,
    behindMs: Int64 = 0,
    failuresInARow: UInt64 = 0,
    lastFailure: String = "",
    replaying: Bool = false
  ) {
    self.webhook = webhook
    self.version = version
    self.cursor = cursor
    self.delivered = delivered
    self.dead = dead
    self.deadLetters = deadLetters
    self.behindMs = behindMs
    self.failuresInARow = failuresInARow
    self.lastFailure = lastFailure
    self.replaying = replaying
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `webhook`.
    @inlinable public static var webhook: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 3 }
    /// `delivered`.
    @inlinable public static var delivered: UInt32 { 4 }
    /// `dead`.
    @inlinable public static var dead: UInt32 { 5 }
    /// `dead_letters`.
    @inlinable public static var deadLetters: UInt32 { 6 }
    /// `behind_ms`.
    @inlinable public static var behindMs: UInt32 { 7 }
    /// `failures_in_a_row`.
    @inlinable public static var failuresInARow: UInt32 { 8 }
    /// `last_failure`.
    @inlinable public static var lastFailure: UInt32 { 9 }
    /// `replaying`.
    @inlinable public static var replaying: UInt32 { 10 }
  }
}

extension WebhookStatus {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &webhook)
      case 16: version = try reader.readUInt64()
      case 26: cursor = try reader.readString()
      case 32: delivered = try reader.readUInt64()
      case 40: dead = try reader.readUInt64()
      case 48: deadLetters = try reader.readUInt64()
      case 56: behindMs = try reader.readInt64()
      case 64: failuresInARow = try reader.readUInt64()
      case 74: lastFailure = try reader.readString()
      case 80: replaying = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let webhook { buffer.writeMessage(1, webhook) }
    if version != 0 { buffer.writeUInt64(2, version) }
    if !cursor.isEmpty { buffer.writeString(3, cursor) }
    if delivered != 0 { buffer.writeUInt64(4, delivered) }
    if dead != 0 { buffer.writeUInt64(5, dead) }
    if deadLetters != 0 { buffer.writeUInt64(6, deadLetters) }
    if behindMs != 0 { buffer.writeInt64(7, behindMs) }
    if failuresInARow != 0 { buffer.writeUInt64(8, failuresInARow) }
    if !lastFailure.isEmpty { buffer.writeString(9, lastFailure) }
    if replaying { buffer.writeBool(10, replaying) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.WebhookStatus",
    fields: [
      .init(1, "webhook", json: "webhook", .message { Webhook.schema }, presence: true),
      .init(2, "version", json: "version", .uint64),
      .init(3, "cursor", json: "cursor", .string),
      .init(4, "delivered", json: "delivered", .uint64),
      .init(5, "dead", json: "dead", .uint64),
      .init(6, "dead_letters", json: "deadLetters", .uint64),
      .init(7, "behind_ms", json: "behindMs", .int64),
      .init(8, "failures_in_a_row", json: "failuresInARow", .uint64),
      .init(9, "last_failure", json: "lastFailure", .string),
      .init(10, "replaying", json: "replaying", .bool),
    ]
  )
}

/// The message `ListDeadLettersRequest` of the schema.
public struct ListDeadLettersRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `webhook_id`.
  public var webhookID: String

  /// next_cursor of the page before.
  public var cursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    webhookID = ""
    cursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    webhookID: String = "",
    cursor: String = ""
  ) {
    self.envelope = envelope
    self.webhookID = webhookID
    self.cursor = cursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `webhook_id`.
    @inlinable public static var webhookID: UInt32 { 4 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 5 }
  }
}

extension ListDeadLettersRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: webhookID = try reader.readString()
      case 42: cursor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !webhookID.isEmpty { buffer.writeString(4, webhookID) }
    if !cursor.isEmpty { buffer.writeString(5, cursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListDeadLettersRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "webhook_id", json: "webhookId", .string),
      .init(5, "cursor", json: "cursor", .string),
    ]
  )
}

/// The message `ListDeadLettersResponse` of the schema.
public struct ListDeadLettersResponse: Message {
  /// Field 1, `letters`.
  public var letters: [DeadLetter]

  /// Empty = the last page.
  public var nextCursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    letters = []
    nextCursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    letters: [DeadLetter] = [],
    nextCursor: String = ""
  ) {
    self.letters = letters
    self.nextCursor = nextCursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `letters`.
    @inlinable public static var letters: UInt32 { 1 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 2 }
  }
}

extension ListDeadLettersResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &letters)
      case 18: nextCursor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in letters { buffer.writeMessage(1, value) }
    if !nextCursor.isEmpty { buffer.writeString(2, nextCursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListDeadLettersResponse",
    fields: [
      .init(1, "letters", json: "letters", .message { DeadLetter.schema }, repeated: true),
      .init(2, "next_cursor", json: "nextCursor", .string),
    ]
  )
}

/// One request that was tried as often as may be, and was not taken.
public struct DeadLetter: Message {
  /// Field 1, `given_up_at_ms`.
  public var givenUpAtMs: Int64

  /// What the last try came to.
  public var reason: String

  /// Field 3, `event_ids`.
  public var eventIDs: [String]

  /// Of the events' recorded_at_ms: what ReplayWebhook takes.
  public var fromMs: Int64

  /// Exclusive.
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

extension DeadLetter {
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
    name: "fealty.v1.DeadLetter",
    fields: [
      .init(1, "given_up_at_ms", json: "givenUpAtMs", .int64),
      .init(2, "reason", json: "reason", .string),
      .init(3, "event_ids", json: "eventIds", .string, repeated: true),
      .init(4, "from_ms", json: "fromMs", .int64),
      .init(5, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// The message `ReplayWebhookRequest` of the schema.
public struct ReplayWebhookRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `webhook_id`.
  public var webhookID: String

  /// Inclusive, recorded_at.
  public var fromMs: Int64

  /// Exclusive; 0 = up to now.
  public var toMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    webhookID = ""
    fromMs = 0
    toMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    webhookID: String = "",
    fromMs: Int64 = 0,
    toMs: Int64 = 0
  ) {
    self.envelope = envelope
    self.webhookID = webhookID
    self.fromMs = fromMs
    self.toMs = toMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `webhook_id`.
    @inlinable public static var webhookID: UInt32 { 4 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 5 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 6 }
  }
}

extension ReplayWebhookRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: webhookID = try reader.readString()
      case 40: fromMs = try reader.readInt64()
      case 48: toMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !webhookID.isEmpty { buffer.writeString(4, webhookID) }
    if fromMs != 0 { buffer.writeInt64(5, fromMs) }
    if toMs != 0 { buffer.writeInt64(6, toMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ReplayWebhookRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "webhook_id", json: "webhookId", .string),
      .init(5, "from_ms", json: "fromMs", .int64),
      .init(6, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// The methods of `Events`.
public enum EventsMethods {
  /// What happened to a programme's members, from a cursor on, and then as it becomes durable.
  ///
  /// It does not end by itself.
  public static let subscribe = Method<SubscribeRequest, MemberEvents>(
    id: 0x0701,
    service: "Events",
    name: "Subscribe",
    mutates: false,
    routing: .routingAny,
    serverStreaming: true,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// Makes a webhook, or replaces one; a new one hears what happens from then on.
  public static let putWebhook = Method<PutWebhookRequest, PutWebhookResponse>(
    id: 0x0710,
    service: "Events",
    name: "PutWebhook",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// Ends a webhook.
  ///
  /// What it has not been told it will not be told.
  public static let deleteWebhook = Method<DeleteWebhookRequest, PutWebhookResponse>(
    id: 0x0711,
    service: "Events",
    name: "DeleteWebhook",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// The programme's webhooks without their secrets, and how each is doing.
  public static let listWebhooks = Method<ListWebhooksRequest, ListWebhooksResponse>(
    id: 0x0712,
    service: "Events",
    name: "ListWebhooks",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// Deliveries that were given up, newest first.
  public static let listDeadLetters = Method<ListDeadLettersRequest, ListDeadLettersResponse>(
    id: 0x0713,
    service: "Events",
    name: "ListDeadLetters",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// Delivers again what was recorded in a stretch of time, before anything newer.
  public static let replayWebhook = Method<ReplayWebhookRequest, PutWebhookResponse>(
    id: 0x0714,
    service: "Events",
    name: "ReplayWebhook",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )
}

/// Typed calls of the service `Events`.
public struct EventsStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// What happened to a programme's members, from a cursor on, and then as it becomes durable.
  ///
  /// It does not end by itself.
  @inlinable
  public func subscribe(
    _ request: SubscribeRequest,
    options: CallOptions = CallOptions()
  ) -> AsyncThrowingStream<MemberEvents, any Error> {
    caller.stream(EventsMethods.subscribe, request, options: options)
  }

  /// Makes a webhook, or replaces one; a new one hears what happens from then on.
  @inlinable
  public func putWebhook(
    _ request: PutWebhookRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutWebhookResponse {
    try await caller.call(EventsMethods.putWebhook, request, options: options)
  }

  /// Ends a webhook.
  ///
  /// What it has not been told it will not be told.
  @inlinable
  public func deleteWebhook(
    _ request: DeleteWebhookRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutWebhookResponse {
    try await caller.call(EventsMethods.deleteWebhook, request, options: options)
  }

  /// The programme's webhooks without their secrets, and how each is doing.
  @inlinable
  public func listWebhooks(
    _ request: ListWebhooksRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListWebhooksResponse {
    try await caller.call(EventsMethods.listWebhooks, request, options: options)
  }

  /// Deliveries that were given up, newest first.
  @inlinable
  public func listDeadLetters(
    _ request: ListDeadLettersRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListDeadLettersResponse {
    try await caller.call(EventsMethods.listDeadLetters, request, options: options)
  }

  /// Delivers again what was recorded in a stretch of time, before anything newer.
  @inlinable
  public func replayWebhook(
    _ request: ReplayWebhookRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutWebhookResponse {
    try await caller.call(EventsMethods.replayWebhook, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Events`.
  @inlinable
  public var events: EventsStub<Self> { EventsStub(self) }
}
