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

  /// The profile is gone.
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

  /// SEGMENTS_CHANGED, ENROLLED: all.
  public var segments: [String]

  /// IDENTITY_ADDED.
  public var cardNumber: String

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
    cardNumber: String = ""
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
    serverWide: false
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
}

extension Caller {
  /// Typed calls of the service `Events`.
  @inlinable
  public var events: EventsStub<Self> { EventsStub(self) }
}
