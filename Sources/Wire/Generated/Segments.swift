// Generated from segments.proto by scripts/generate; do not edit.

/// The enum `SegmentRowResult` of the schema.
public struct SegmentRowResult: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `ROW_NONE`, 0.
  @inlinable public static var rowNone: Self { Self(rawValue: 0) }

  /// `ROW_CHANGED`, 1.
  @inlinable public static var rowChanged: Self { Self(rawValue: 1) }

  /// It was so already.
  @inlinable public static var rowUnchanged: Self { Self(rawValue: 2) }

  /// `ROW_REFUSED`, 3.
  @inlinable public static var rowRefused: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.SegmentRowResult",
    values: [
      .init(0, "ROW_NONE"),
      .init(1, "ROW_CHANGED"),
      .init(2, "ROW_UNCHANGED"),
      .init(3, "ROW_REFUSED"),
    ]
  )
}

extension SegmentRowResult: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// A retry brings what is missing, row by row.
public struct ChangeMembersRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// 1 to 64 bytes.
  public var segmentID: String

  /// With remove 1 to 1,000 rows, none twice.
  public var add: [MemberReference]

  /// Field 6, `remove`.
  public var remove: [MemberReference]

  /// Inclusive; 0 = occurred_at; no older than the programme takes sales; may lie ahead.
  public var validFromMs: Int64

  /// Exclusive; 0 = no end.
  public var validToMs: Int64

  /// Nothing is changed where a row would be refused.
  public var atomic: Bool

  /// For the audit, at most 256 bytes; no personal data.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    segmentID = ""
    add = []
    remove = []
    validFromMs = 0
    validToMs = 0
    atomic = false
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    segmentID: String = "",
    add: [MemberReference] = [],
    remove: [MemberReference] = [],
    validFromMs: Int64 = 0,
    validToMs: Int64 = 0,
    atomic: Bool = false,
    reason: String = ""
  ) {
    self.envelope = envelope
    self.segmentID = segmentID
    self.add = add
    self.remove = remove
    self.validFromMs = validFromMs
    self.validToMs = validToMs
    self.atomic = atomic
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 4 }
    /// `add`.
    @inlinable public static var add: UInt32 { 5 }
    /// `remove`.
    @inlinable public static var remove: UInt32 { 6 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 7 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 8 }
    /// `atomic`.
    @inlinable public static var atomic: UInt32 { 9 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 10 }
  }
}

extension ChangeMembersRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: segmentID = try reader.readString()
      case 42: try reader.readMessage(appendingTo: &add)
      case 50: try reader.readMessage(appendingTo: &remove)
      case 56: validFromMs = try reader.readInt64()
      case 64: validToMs = try reader.readInt64()
      case 72: atomic = try reader.readBool()
      case 82: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !segmentID.isEmpty { buffer.writeString(4, segmentID) }
    for value in add { buffer.writeMessage(5, value) }
    for value in remove { buffer.writeMessage(6, value) }
    if validFromMs != 0 { buffer.writeInt64(7, validFromMs) }
    if validToMs != 0 { buffer.writeInt64(8, validToMs) }
    if atomic { buffer.writeBool(9, atomic) }
    if !reason.isEmpty { buffer.writeString(10, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ChangeMembersRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "segment_id", json: "segmentId", .string),
      .init(5, "add", json: "add", .message { MemberReference.schema }, repeated: true),
      .init(6, "remove", json: "remove", .message { MemberReference.schema }, repeated: true),
      .init(7, "valid_from_ms", json: "validFromMs", .int64),
      .init(8, "valid_to_ms", json: "validToMs", .int64),
      .init(9, "atomic", json: "atomic", .bool),
      .init(10, "reason", json: "reason", .string),
    ]
  )
}

/// The message `ChangeMembersResponse` of the schema.
public struct ChangeMembersResponse: Message {
  /// In the order of the request: add, then remove.
  public var rows: [SegmentRow]

  /// Rows.
  public var changed: UInt32

  /// Field 3, `unchanged`.
  public var unchanged: UInt32

  /// Field 4, `refused`.
  public var refused: UInt32

  /// False: it was a dry run, or atomic and a row was refused; nothing was changed.
  public var applied: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    rows = []
    changed = 0
    unchanged = 0
    refused = 0
    applied = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    rows: [SegmentRow] = [],
    changed: UInt32 = 0,
    unchanged: UInt32 = 0,
    refused: UInt32 = 0,
    applied: Bool = false
  ) {
    self.rows = rows
    self.changed = changed
    self.unchanged = unchanged
    self.refused = refused
    self.applied = applied
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `rows`.
    @inlinable public static var rows: UInt32 { 1 }
    /// `changed`.
    @inlinable public static var changed: UInt32 { 2 }
    /// `unchanged`.
    @inlinable public static var unchanged: UInt32 { 3 }
    /// `refused`.
    @inlinable public static var refused: UInt32 { 4 }
    /// `applied`.
    @inlinable public static var applied: UInt32 { 5 }
  }
}

extension ChangeMembersResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &rows)
      case 16: changed = try reader.readUInt32()
      case 24: unchanged = try reader.readUInt32()
      case 32: refused = try reader.readUInt32()
      case 40: applied = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in rows { buffer.writeMessage(1, value) }
    if changed != 0 { buffer.writeUInt32(2, changed) }
    if unchanged != 0 { buffer.writeUInt32(3, unchanged) }
    if refused != 0 { buffer.writeUInt32(4, refused) }
    if applied { buffer.writeBool(5, applied) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ChangeMembersResponse",
    fields: [
      .init(1, "rows", json: "rows", .message { SegmentRow.schema }, repeated: true),
      .init(2, "changed", json: "changed", .uint32),
      .init(3, "unchanged", json: "unchanged", .uint32),
      .init(4, "refused", json: "refused", .uint32),
      .init(5, "applied", json: "applied", .bool),
    ]
  )
}

/// What a row came to.
public struct SegmentRow: Message {
  /// Field 1, `result`.
  public var result: SegmentRowResult

  /// Why it was refused; LINKED_FAILED: for another row's sake.
  public var status: Status?

  /// Of the member, where it was not refused.
  public var version: UInt64

  /// The first answer to the row, to an earlier request with the same id.
  public var replayed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    result = .init(rawValue: 0)
    status = nil
    version = 0
    replayed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    result: SegmentRowResult = .init(rawValue: 0),
    status: Status? = nil,
    version: UInt64 = 0,
    replayed: Bool = false
  ) {
    self.result = result
    self.status = status
    self.version = version
    self.replayed = replayed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `result`.
    @inlinable public static var result: UInt32 { 1 }
    /// `status`.
    @inlinable public static var status: UInt32 { 2 }
    /// `version`.
    @inlinable public static var version: UInt32 { 3 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 4 }
  }
}

extension SegmentRow {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: result = SegmentRowResult(rawValue: try reader.readInt32())
      case 18: try reader.readMessage(into: &status)
      case 24: version = try reader.readUInt64()
      case 32: replayed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if result.rawValue != 0 { buffer.writeInt32(1, result.rawValue) }
    if let status { buffer.writeMessage(2, status) }
    if version != 0 { buffer.writeUInt64(3, version) }
    if replayed { buffer.writeBool(4, replayed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SegmentRow",
    fields: [
      .init(1, "result", json: "result", .enumeration(SegmentRowResult.schema)),
      .init(2, "status", json: "status", .message { Status.schema }, presence: true),
      .init(3, "version", json: "version", .uint64),
      .init(4, "replayed", json: "replayed", .bool),
    ]
  )
}

/// The message `ChangeMemberRequest` of the schema.
public struct ChangeMemberRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// 1 to 64 bytes.
  public var segmentID: String

  /// Takes the member out.
  public var remove: Bool

  /// As in ChangeMembersRequest.
  public var validFromMs: Int64

  /// Exclusive; 0 = no end.
  public var validToMs: Int64

  /// For the audit, at most 256 bytes; no personal data.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    segmentID = ""
    remove = false
    validFromMs = 0
    validToMs = 0
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    segmentID: String = "",
    remove: Bool = false,
    validFromMs: Int64 = 0,
    validToMs: Int64 = 0,
    reason: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.segmentID = segmentID
    self.remove = remove
    self.validFromMs = validFromMs
    self.validToMs = validToMs
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 4 }
    /// `remove`.
    @inlinable public static var remove: UInt32 { 5 }
    /// `valid_from_ms`.
    @inlinable public static var validFromMs: UInt32 { 7 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 8 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 10 }
  }
}

extension ChangeMemberRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: segmentID = try reader.readString()
      case 40: remove = try reader.readBool()
      case 56: validFromMs = try reader.readInt64()
      case 64: validToMs = try reader.readInt64()
      case 82: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !segmentID.isEmpty { buffer.writeString(4, segmentID) }
    if remove { buffer.writeBool(5, remove) }
    if validFromMs != 0 { buffer.writeInt64(7, validFromMs) }
    if validToMs != 0 { buffer.writeInt64(8, validToMs) }
    if !reason.isEmpty { buffer.writeString(10, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ChangeMemberRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "segment_id", json: "segmentId", .string),
      .init(5, "remove", json: "remove", .bool),
      .init(7, "valid_from_ms", json: "validFromMs", .int64),
      .init(8, "valid_to_ms", json: "validToMs", .int64),
      .init(10, "reason", json: "reason", .string),
    ]
  )
}

/// The message `ChangeMemberResponse` of the schema.
public struct ChangeMemberResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// False: it was so already, and nothing was recorded of the member.
  public var changed: Bool

  /// Of the member.
  public var version: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    changed = false
    version = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    changed: Bool = false,
    version: UInt64 = 0
  ) {
    self.outcome = outcome
    self.changed = changed
    self.version = version
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `changed`.
    @inlinable public static var changed: UInt32 { 2 }
    /// `version`.
    @inlinable public static var version: UInt32 { 3 }
  }
}

extension ChangeMemberResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: changed = try reader.readBool()
      case 24: version = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if changed { buffer.writeBool(2, changed) }
    if version != 0 { buffer.writeUInt64(3, version) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ChangeMemberResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "changed", json: "changed", .bool),
      .init(3, "version", json: "version", .uint64),
    ]
  )
}

/// The message `ListMemberSegmentsRequest` of the schema.
public struct ListMemberSegmentsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Those at that time alone; 0 = all that is known.
  public var atMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    atMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    atMs: Int64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.atMs = atMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `at_ms`.
    @inlinable public static var atMs: UInt32 { 4 }
  }
}

extension ListMemberSegmentsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 32: atMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if atMs != 0 { buffer.writeInt64(4, atMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListMemberSegmentsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "at_ms", json: "atMs", .int64),
    ]
  )
}

/// The message `ListMemberSegmentsResponse` of the schema.
public struct ListMemberSegmentsResponse: Message {
  /// Of one segment in the order of time.
  public var spans: [MemberSegment]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    spans = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    spans: [MemberSegment] = []
  ) {
    self.spans = spans
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `spans`.
    @inlinable public static var spans: UInt32 { 1 }
  }
}

extension ListMemberSegmentsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &spans)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in spans { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListMemberSegmentsResponse",
    fields: [
      .init(1, "spans", json: "spans", .message { MemberSegment.schema }, repeated: true)
    ]
  )
}

/// From when until when a member is in a segment.
public struct MemberSegment: Message {
  /// Field 1, `segment_id`.
  public var segmentID: String

  /// Inclusive; 0 = since the enrolment or longer.
  public var fromMs: Int64

  /// Exclusive; 0 = no end.
  public var toMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    segmentID = ""
    fromMs = 0
    toMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    segmentID: String = "",
    fromMs: Int64 = 0,
    toMs: Int64 = 0
  ) {
    self.segmentID = segmentID
    self.fromMs = fromMs
    self.toMs = toMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 1 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 2 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 3 }
  }
}

extension MemberSegment {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: segmentID = try reader.readString()
      case 16: fromMs = try reader.readInt64()
      case 24: toMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !segmentID.isEmpty { buffer.writeString(1, segmentID) }
    if fromMs != 0 { buffer.writeInt64(2, fromMs) }
    if toMs != 0 { buffer.writeInt64(3, toMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberSegment",
    fields: [
      .init(1, "segment_id", json: "segmentId", .string),
      .init(2, "from_ms", json: "fromMs", .int64),
      .init(3, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// The methods of `Segments`.
public enum SegmentsMethods {
  /// (39) Puts members into a segment and takes others out, over a stretch of time; each row is
  /// answered for itself.
  public static let changeMembers = Method<ChangeMembersRequest, ChangeMembersResponse>(
    id: 0x0C01,
    service: "Segments",
    name: "ChangeMembers",
    mutates: true,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// (39) The same of one member.
  public static let changeMember = Method<ChangeMemberRequest, ChangeMemberResponse>(
    id: 0x0C02,
    service: "Segments",
    name: "ChangeMember",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// In which segments a member is, was and will be.
  public static let listMemberSegments = Method<
    ListMemberSegmentsRequest, ListMemberSegmentsResponse
  >(
    id: 0x0C03,
    service: "Segments",
    name: "ListMemberSegments",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember, .accessOffice],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Segments`.
public struct SegmentsStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (39) Puts members into a segment and takes others out, over a stretch of time; each row is
  /// answered for itself.
  @inlinable
  public func changeMembers(
    _ request: ChangeMembersRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ChangeMembersResponse {
    try await caller.call(SegmentsMethods.changeMembers, request, options: options)
  }

  /// (39) The same of one member.
  @inlinable
  public func changeMember(
    _ request: ChangeMemberRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ChangeMemberResponse {
    try await caller.call(SegmentsMethods.changeMember, request, options: options)
  }

  /// In which segments a member is, was and will be.
  @inlinable
  public func listMemberSegments(
    _ request: ListMemberSegmentsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListMemberSegmentsResponse {
    try await caller.call(SegmentsMethods.listMemberSegments, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Segments`.
  @inlinable
  public var segments: SegmentsStub<Self> { SegmentsStub(self) }
}
