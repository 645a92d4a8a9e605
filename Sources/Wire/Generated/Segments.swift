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

/// The enum `SegmentFormat` of the schema.
public struct SegmentFormat: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// One key a line, in UTF-8; lines end with LF, or CR and LF.
  @inlinable public static var formatLines: Self { Self(rawValue: 0) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.SegmentFormat",
    values: [
      .init(0, "FORMAT_LINES")
    ]
  )
}

extension SegmentFormat: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What the lines of a file name members by.
public struct SegmentKey: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `KEY_MEMBER_ID`, 0.
  @inlinable public static var keyMemberID: Self { Self(rawValue: 0) }

  /// `KEY_CARD_NUMBER`, 1.
  @inlinable public static var keyCardNumber: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.SegmentKey",
    values: [
      .init(0, "KEY_MEMBER_ID"),
      .init(1, "KEY_CARD_NUMBER"),
    ]
  )
}

extension SegmentKey: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Whether a promotion is for those in a segment, or for those who are not.
public struct SegmentUse: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `SEGMENT_INCLUDE`, 0.
  @inlinable public static var segmentInclude: Self { Self(rawValue: 0) }

  /// `SEGMENT_EXCLUDE`, 1.
  @inlinable public static var segmentExclude: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.SegmentUse",
    values: [
      .init(0, "SEGMENT_INCLUDE"),
      .init(1, "SEGMENT_EXCLUDE"),
    ]
  )
}

extension SegmentUse: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `SegmentLoadState` of the schema.
public struct SegmentLoadState: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `LOAD_NONE`, 0.
  @inlinable public static var loadNone: Self { Self(rawValue: 0) }

  /// Is given up when nothing comes for ten minutes and others wait, and by a crash.
  @inlinable public static var loadUploading: Self { Self(rawValue: 1) }

  /// `LOAD_LOADING`, 2.
  @inlinable public static var loadLoading: Self { Self(rawValue: 2) }

  /// `LOAD_IN_FORCE`, 3.
  @inlinable public static var loadInForce: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.SegmentLoadState",
    values: [
      .init(0, "LOAD_NONE"),
      .init(1, "LOAD_UPLOADING"),
      .init(2, "LOAD_LOADING"),
      .init(3, "LOAD_IN_FORCE"),
    ]
  )
}

extension SegmentLoadState: CustomStringConvertible {
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

/// A file of a segment's list.
public struct SegmentFile: Message {
  /// Field 1, `format`.
  public var format: SegmentFormat

  /// Field 2, `key`.
  public var key: SegmentKey

  /// SHA-256 of the whole file.
  public var digest: [UInt8]

  /// Lines that are not empty.
  public var rowCount: UInt64

  /// At most 64 MiB.
  public var byteCount: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    format = .init(rawValue: 0)
    key = .init(rawValue: 0)
    digest = []
    rowCount = 0
    byteCount = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    format: SegmentFormat = .init(rawValue: 0),
    key: SegmentKey = .init(rawValue: 0),
    digest: [UInt8] = [],
    rowCount: UInt64 = 0,
    byteCount: UInt64 = 0
  ) {
    self.format = format
    self.key = key
    self.digest = digest
    self.rowCount = rowCount
    self.byteCount = byteCount
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `format`.
    @inlinable public static var format: UInt32 { 1 }
    /// `key`.
    @inlinable public static var key: UInt32 { 2 }
    /// `digest`.
    @inlinable public static var digest: UInt32 { 3 }
    /// `row_count`.
    @inlinable public static var rowCount: UInt32 { 4 }
    /// `byte_count`.
    @inlinable public static var byteCount: UInt32 { 5 }
  }
}

extension SegmentFile {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: format = SegmentFormat(rawValue: try reader.readInt32())
      case 16: key = SegmentKey(rawValue: try reader.readInt32())
      case 26: digest = try reader.readByteArray()
      case 32: rowCount = try reader.readUInt64()
      case 40: byteCount = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if format.rawValue != 0 { buffer.writeInt32(1, format.rawValue) }
    if key.rawValue != 0 { buffer.writeInt32(2, key.rawValue) }
    if !digest.isEmpty { buffer.writeBytes(3, digest) }
    if rowCount != 0 { buffer.writeUInt64(4, rowCount) }
    if byteCount != 0 { buffer.writeUInt64(5, byteCount) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SegmentFile",
    fields: [
      .init(1, "format", json: "format", .enumeration(SegmentFormat.schema)),
      .init(2, "key", json: "key", .enumeration(SegmentKey.schema)),
      .init(3, "digest", json: "digest", .bytes),
      .init(4, "row_count", json: "rowCount", .uint64),
      .init(5, "byte_count", json: "byteCount", .uint64),
    ]
  )
}

/// The message `BeginLoadRequest` of the schema.
public struct BeginLoadRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// 1 to 64 bytes.
  public var segmentID: String

  /// Field 5, `file`.
  public var file: SegmentFile?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    segmentID = ""
    file = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    segmentID: String = "",
    file: SegmentFile? = nil
  ) {
    self.envelope = envelope
    self.segmentID = segmentID
    self.file = file
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 4 }
    /// `file`.
    @inlinable public static var file: UInt32 { 5 }
  }
}

extension BeginLoadRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: segmentID = try reader.readString()
      case 42: try reader.readMessage(into: &file)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !segmentID.isEmpty { buffer.writeString(4, segmentID) }
    if let file { buffer.writeMessage(5, file) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BeginLoadRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "segment_id", json: "segmentId", .string),
      .init(5, "file", json: "file", .message { SegmentFile.schema }, presence: true),
    ]
  )
}

/// The message `BeginLoadResponse` of the schema.
public struct BeginLoadResponse: Message {
  /// The same for the same file, until it is in force.
  public var loadID: String

  /// Go on from here.
  public var receivedBytes: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    loadID = ""
    receivedBytes = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    loadID: String = "",
    receivedBytes: UInt64 = 0
  ) {
    self.loadID = loadID
    self.receivedBytes = receivedBytes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `load_id`.
    @inlinable public static var loadID: UInt32 { 1 }
    /// `received_bytes`.
    @inlinable public static var receivedBytes: UInt32 { 2 }
  }
}

extension BeginLoadResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: loadID = try reader.readString()
      case 16: receivedBytes = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !loadID.isEmpty { buffer.writeString(1, loadID) }
    if receivedBytes != 0 { buffer.writeUInt64(2, receivedBytes) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BeginLoadResponse",
    fields: [
      .init(1, "load_id", json: "loadId", .string),
      .init(2, "received_bytes", json: "receivedBytes", .uint64),
    ]
  )
}

/// The message `UploadPartRequest` of the schema.
public struct UploadPartRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 4, `load_id`.
  public var loadID: String

  /// Of the part in the file; at most what has been received.
  public var offset: UInt64

  /// 1 byte to 256 KiB.
  public var part: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    loadID = ""
    offset = 0
    part = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    loadID: String = "",
    offset: UInt64 = 0,
    part: [UInt8] = []
  ) {
    self.envelope = envelope
    self.loadID = loadID
    self.offset = offset
    self.part = part
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `load_id`.
    @inlinable public static var loadID: UInt32 { 4 }
    /// `offset`.
    @inlinable public static var offset: UInt32 { 5 }
    /// `part`.
    @inlinable public static var part: UInt32 { 6 }
  }
}

extension UploadPartRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: loadID = try reader.readString()
      case 40: offset = try reader.readUInt64()
      case 50: part = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !loadID.isEmpty { buffer.writeString(4, loadID) }
    if offset != 0 { buffer.writeUInt64(5, offset) }
    if !part.isEmpty { buffer.writeBytes(6, part) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UploadPartRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "load_id", json: "loadId", .string),
      .init(5, "offset", json: "offset", .uint64),
      .init(6, "part", json: "part", .bytes),
    ]
  )
}

/// The message `UploadPartResponse` of the schema.
public struct UploadPartResponse: Message {
  /// Field 1, `received_bytes`.
  public var receivedBytes: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    receivedBytes = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    receivedBytes: UInt64 = 0
  ) {
    self.receivedBytes = receivedBytes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `received_bytes`.
    @inlinable public static var receivedBytes: UInt32 { 1 }
  }
}

extension UploadPartResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: receivedBytes = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if receivedBytes != 0 { buffer.writeUInt64(1, receivedBytes) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.UploadPartResponse",
    fields: [
      .init(1, "received_bytes", json: "receivedBytes", .uint64)
    ]
  )
}

/// The message `CommitLoadRequest` of the schema.
public struct CommitLoadRequest: Message {
  /// dry_run: the lines are looked up, and nothing is changed.
  public var envelope: Envelope?

  /// Field 4, `load_id`.
  public var loadID: String

  /// The one that gets the segment in a new version, unless it has it; empty = none.
  public var promotionID: String

  /// Of promotion_id.
  public var use: SegmentUse

  /// As BeginLoad had it.
  public var segmentID: String

  /// For the audit, at most 256 bytes; no personal data.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    loadID = ""
    promotionID = ""
    use = .init(rawValue: 0)
    segmentID = ""
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    loadID: String = "",
    promotionID: String = "",
    use: SegmentUse = .init(rawValue: 0),
    segmentID: String = "",
    reason: String = ""
  ) {
    self.envelope = envelope
    self.loadID = loadID
    self.promotionID = promotionID
    self.use = use
    self.segmentID = segmentID
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `load_id`.
    @inlinable public static var loadID: UInt32 { 4 }
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 5 }
    /// `use`.
    @inlinable public static var use: UInt32 { 6 }
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 7 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 10 }
  }
}

extension CommitLoadRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: loadID = try reader.readString()
      case 42: promotionID = try reader.readString()
      case 48: use = SegmentUse(rawValue: try reader.readInt32())
      case 58: segmentID = try reader.readString()
      case 82: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !loadID.isEmpty { buffer.writeString(4, loadID) }
    if !promotionID.isEmpty { buffer.writeString(5, promotionID) }
    if use.rawValue != 0 { buffer.writeInt32(6, use.rawValue) }
    if !segmentID.isEmpty { buffer.writeString(7, segmentID) }
    if !reason.isEmpty { buffer.writeString(10, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CommitLoadRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "load_id", json: "loadId", .string),
      .init(5, "promotion_id", json: "promotionId", .string),
      .init(6, "use", json: "use", .enumeration(SegmentUse.schema)),
      .init(7, "segment_id", json: "segmentId", .string),
      .init(10, "reason", json: "reason", .string),
    ]
  )
}

/// The message `CommitLoadResponse` of the schema.
public struct CommitLoadResponse: Message {
  /// Field 1, `load_id`.
  public var loadID: String

  /// Of the programme from then on.
  public var ruleSetVersion: UInt64

  /// Field 3, `rows`.
  public var rows: UInt64

  /// Rows that name a member.
  public var accepted: UInt64

  /// Field 5, `rejected`.
  public var rejected: UInt64

  /// Members that came into the segment.
  public var joined: UInt64

  /// Field 7, `left`.
  public var left: UInt64

  /// The first 100, by line.
  public var errors: [SegmentRowError]

  /// When the list came into force; 0 = it changed nothing.
  public var swappedAtMs: Int64

  /// Field 10, `replayed`.
  public var replayed: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    loadID = ""
    ruleSetVersion = 0
    rows = 0
    accepted = 0
    rejected = 0
    joined = 0
    left = 0
    errors = []
    swappedAtMs = 0
    replayed = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    loadID: String = "",
    ruleSetVersion: UInt64 = 0,
    rows: UInt64 = 0,
    accepted: UInt64 = 0,
    rejected: UInt64 = 0,
    joined: UInt64 = 0,
    left: UInt64 = 0,
    errors: [SegmentRowError] = [],
    swappedAtMs: Int64 = 0,
    replayed: Bool = false
  ) {
    self.loadID = loadID
    self.ruleSetVersion = ruleSetVersion
    self.rows = rows
    self.accepted = accepted
    self.rejected = rejected
    self.joined = joined
    self.left = left
    self.errors = errors
    self.swappedAtMs = swappedAtMs
    self.replayed = replayed
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `load_id`.
    @inlinable public static var loadID: UInt32 { 1 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 2 }
    /// `rows`.
    @inlinable public static var rows: UInt32 { 3 }
    /// `accepted`.
    @inlinable public static var accepted: UInt32 { 4 }
    /// `rejected`.
    @inlinable public static var rejected: UInt32 { 5 }
    /// `joined`.
    @inlinable public static var joined: UInt32 { 6 }
    /// `left`.
    @inlinable public static var left: UInt32 { 7 }
    /// `errors`.
    @inlinable public static var errors: UInt32 { 8 }
    /// `swapped_at_ms`.
    @inlinable public static var swappedAtMs: UInt32 { 9 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 10 }
  }
}

extension CommitLoadResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: loadID = try reader.readString()
      case 16: ruleSetVersion = try reader.readUInt64()
      case 24: rows = try reader.readUInt64()
      case 32: accepted = try reader.readUInt64()
      case 40: rejected = try reader.readUInt64()
      case 48: joined = try reader.readUInt64()
      case 56: left = try reader.readUInt64()
      case 66: try reader.readMessage(appendingTo: &errors)
      case 72: swappedAtMs = try reader.readInt64()
      case 80: replayed = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !loadID.isEmpty { buffer.writeString(1, loadID) }
    if ruleSetVersion != 0 { buffer.writeUInt64(2, ruleSetVersion) }
    if rows != 0 { buffer.writeUInt64(3, rows) }
    if accepted != 0 { buffer.writeUInt64(4, accepted) }
    if rejected != 0 { buffer.writeUInt64(5, rejected) }
    if joined != 0 { buffer.writeUInt64(6, joined) }
    if left != 0 { buffer.writeUInt64(7, left) }
    for value in errors { buffer.writeMessage(8, value) }
    if swappedAtMs != 0 { buffer.writeInt64(9, swappedAtMs) }
    if replayed { buffer.writeBool(10, replayed) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CommitLoadResponse",
    fields: [
      .init(1, "load_id", json: "loadId", .string),
      .init(2, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(3, "rows", json: "rows", .uint64),
      .init(4, "accepted", json: "accepted", .uint64),
      .init(5, "rejected", json: "rejected", .uint64),
      .init(6, "joined", json: "joined", .uint64),
      .init(7, "left", json: "left", .uint64),
      .init(8, "errors", json: "errors", .message { SegmentRowError.schema }, repeated: true),
      .init(9, "swapped_at_ms", json: "swappedAtMs", .int64),
      .init(10, "replayed", json: "replayed", .bool),
    ]
  )
}

/// Why a row was not taken.
public struct SegmentRowError: Message {
  /// From 1.
  public var line: UInt64

  /// Field 2, `reason`.
  public var reason: Reason

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    line = 0
    reason = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    line: UInt64 = 0,
    reason: Reason = .init(rawValue: 0)
  ) {
    self.line = line
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `line`.
    @inlinable public static var line: UInt32 { 1 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 2 }
  }
}

extension SegmentRowError {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: line = try reader.readUInt64()
      case 16: reason = Reason(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if line != 0 { buffer.writeUInt64(1, line) }
    if reason.rawValue != 0 { buffer.writeInt32(2, reason.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.SegmentRowError",
    fields: [
      .init(1, "line", json: "line", .uint64),
      .init(2, "reason", json: "reason", .enumeration(Reason.schema)),
    ]
  )
}

/// The message `GetLoadRequest` of the schema.
public struct GetLoadRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Or.
  public var loadID: String

  /// The newest list of the segment that came into force.
  public var segmentID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    loadID = ""
    segmentID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    loadID: String = "",
    segmentID: String = ""
  ) {
    self.envelope = envelope
    self.loadID = loadID
    self.segmentID = segmentID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `load_id`.
    @inlinable public static var loadID: UInt32 { 4 }
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 5 }
  }
}

extension GetLoadRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: loadID = try reader.readString()
      case 42: segmentID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !loadID.isEmpty { buffer.writeString(4, loadID) }
    if !segmentID.isEmpty { buffer.writeString(5, segmentID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetLoadRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "load_id", json: "loadId", .string),
      .init(5, "segment_id", json: "segmentId", .string),
    ]
  )
}

/// The message `GetLoadResponse` of the schema.
public struct GetLoadResponse: Message {
  /// Field 1, `load_id`.
  public var loadID: String

  /// Field 2, `segment_id`.
  public var segmentID: String

  /// Field 3, `state`.
  public var state: SegmentLoadState

  /// Of one from before the last start: digest and row_count.
  public var file: SegmentFile?

  /// Field 5, `received_bytes`.
  public var receivedBytes: UInt64

  /// LOAD_IN_FORCE; without errors where it is from before the last start.
  public var result: CommitLoadResponse?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    loadID = ""
    segmentID = ""
    state = .init(rawValue: 0)
    file = nil
    receivedBytes = 0
    result = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    loadID: String = "",
    segmentID: String = "",
    state: SegmentLoadState = .init(rawValue: 0),
    file: SegmentFile? = nil,
    receivedBytes: UInt64 = 0,
    result: CommitLoadResponse? = nil
  ) {
    self.loadID = loadID
    self.segmentID = segmentID
    self.state = state
    self.file = file
    self.receivedBytes = receivedBytes
    self.result = result
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `load_id`.
    @inlinable public static var loadID: UInt32 { 1 }
    /// `segment_id`.
    @inlinable public static var segmentID: UInt32 { 2 }
    /// `state`.
    @inlinable public static var state: UInt32 { 3 }
    /// `file`.
    @inlinable public static var file: UInt32 { 4 }
    /// `received_bytes`.
    @inlinable public static var receivedBytes: UInt32 { 5 }
    /// `result`.
    @inlinable public static var result: UInt32 { 6 }
  }
}

extension GetLoadResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: loadID = try reader.readString()
      case 18: segmentID = try reader.readString()
      case 24: state = SegmentLoadState(rawValue: try reader.readInt32())
      case 34: try reader.readMessage(into: &file)
      case 40: receivedBytes = try reader.readUInt64()
      case 50: try reader.readMessage(into: &result)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !loadID.isEmpty { buffer.writeString(1, loadID) }
    if !segmentID.isEmpty { buffer.writeString(2, segmentID) }
    if state.rawValue != 0 { buffer.writeInt32(3, state.rawValue) }
    if let file { buffer.writeMessage(4, file) }
    if receivedBytes != 0 { buffer.writeUInt64(5, receivedBytes) }
    if let result { buffer.writeMessage(6, result) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetLoadResponse",
    fields: [
      .init(1, "load_id", json: "loadId", .string),
      .init(2, "segment_id", json: "segmentId", .string),
      .init(3, "state", json: "state", .enumeration(SegmentLoadState.schema)),
      .init(4, "file", json: "file", .message { SegmentFile.schema }, presence: true),
      .init(5, "received_bytes", json: "receivedBytes", .uint64),
      .init(6, "result", json: "result", .message { CommitLoadResponse.schema }, presence: true),
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

  /// (38) Begins to load a segment's whole list from a file, or finds where its upload has come to.
  public static let beginLoad = Method<BeginLoadRequest, BeginLoadResponse>(
    id: 0x0C10,
    service: "Segments",
    name: "BeginLoad",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: false
  )

  /// (38) Sends a part of the file.
  public static let uploadPart = Method<UploadPartRequest, UploadPartResponse>(
    id: 0x0C11,
    service: "Segments",
    name: "UploadPart",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: false
  )

  /// (38) Lets the list come into force, for all members at once, and maps the segment to a
  /// promotion where one is named.
  public static let commitLoad = Method<CommitLoadRequest, CommitLoadResponse>(
    id: 0x0C12,
    service: "Segments",
    name: "CommitLoad",
    mutates: true,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// (38) How far a load is, and what it came to.
  public static let getLoad = Method<GetLoadRequest, GetLoadResponse>(
    id: 0x0C13,
    service: "Segments",
    name: "GetLoad",
    mutates: false,
    routing: .routingProgramme,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: false
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

  /// (38) Begins to load a segment's whole list from a file, or finds where its upload has come to.
  @inlinable
  public func beginLoad(
    _ request: BeginLoadRequest,
    options: CallOptions = CallOptions()
  ) async throws -> BeginLoadResponse {
    try await caller.call(SegmentsMethods.beginLoad, request, options: options)
  }

  /// (38) Sends a part of the file.
  @inlinable
  public func uploadPart(
    _ request: UploadPartRequest,
    options: CallOptions = CallOptions()
  ) async throws -> UploadPartResponse {
    try await caller.call(SegmentsMethods.uploadPart, request, options: options)
  }

  /// (38) Lets the list come into force, for all members at once, and maps the segment to a
  /// promotion where one is named.
  @inlinable
  public func commitLoad(
    _ request: CommitLoadRequest,
    options: CallOptions = CallOptions()
  ) async throws -> CommitLoadResponse {
    try await caller.call(SegmentsMethods.commitLoad, request, options: options)
  }

  /// (38) How far a load is, and what it came to.
  @inlinable
  public func getLoad(
    _ request: GetLoadRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetLoadResponse {
    try await caller.call(SegmentsMethods.getLoad, request, options: options)
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
