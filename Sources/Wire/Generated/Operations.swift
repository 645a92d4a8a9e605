// Generated from operations.proto by scripts/generate; do not edit.

/// The message `VerifyLedgerRequest` of the schema.
public struct VerifyLedgerRequest: Message {
  /// program_id may be empty: all programmes.
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

extension VerifyLedgerRequest {
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
    name: "fealty.v1.VerifyLedgerRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// The message `VerifyLedgerResponse` of the schema.
public struct VerifyLedgerResponse: Message {
  /// Field 1, `balanced`.
  public var balanced: Bool

  /// Field 2, `totals`.
  public var totals: [TokenTotals]

  /// What does not fit; empty when balanced.
  public var findings: [String]

  /// Field 4, `members`.
  public var members: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    balanced = false
    totals = []
    findings = []
    members = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    balanced: Bool = false,
    totals: [TokenTotals] = [],
    findings: [String] = [],
    members: Int64 = 0
  ) {
    self.balanced = balanced
    self.totals = totals
    self.findings = findings
    self.members = members
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `balanced`.
    @inlinable public static var balanced: UInt32 { 1 }
    /// `totals`.
    @inlinable public static var totals: UInt32 { 2 }
    /// `findings`.
    @inlinable public static var findings: UInt32 { 3 }
    /// `members`.
    @inlinable public static var members: UInt32 { 4 }
  }
}

extension VerifyLedgerResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: balanced = try reader.readBool()
      case 18: try reader.readMessage(appendingTo: &totals)
      case 26: findings.append(try reader.readString())
      case 32: members = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if balanced { buffer.writeBool(1, balanced) }
    for value in totals { buffer.writeMessage(2, value) }
    for value in findings { buffer.writeString(3, value) }
    if members != 0 { buffer.writeInt64(4, members) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.VerifyLedgerResponse",
    fields: [
      .init(1, "balanced", json: "balanced", .bool),
      .init(2, "totals", json: "totals", .message { TokenTotals.schema }, repeated: true),
      .init(3, "findings", json: "findings", .string, repeated: true),
      .init(4, "members", json: "members", .int64),
    ]
  )
}

/// The message `GetServerInfoRequest` of the schema.
public struct GetServerInfoRequest: Message {
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

extension GetServerInfoRequest {
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
    name: "fealty.v1.GetServerInfoRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// The message `GetServerInfoResponse` of the schema.
public struct GetServerInfoResponse: Message {
  /// Field 1, `version`.
  public var version: String

  /// Field 2, `shards`.
  public var shards: UInt32

  /// Field 3, `durable_batch`.
  public var durableBatch: UInt64

  /// Field 4, `members`.
  public var members: Int64

  /// Field 5, `uptime_ms`.
  public var uptimeMs: Int64

  /// Field 6, `resident_bytes`.
  public var residentBytes: Int64

  /// Field 7, `connections`.
  public var connections: Int64

  /// Field 8, `recovery_ms`.
  public var recoveryMs: Int64

  /// Field 9, `recovered_records`.
  public var recoveredRecords: Int64

  /// Field 10, `data_directory`.
  public var dataDirectory: String

  /// Field 11, `sync_p50_us`.
  public var syncP50Us: Int64

  /// Field 12, `sync_p99_us`.
  public var syncP99Us: Int64

  /// Field 13, `batches`.
  public var batches: Int64

  /// Field 14, `records`.
  public var records: Int64

  /// Written since the start.
  public var snapshots: Int64

  /// Given up since the start.
  public var snapshotFailures: Int64

  /// 0 = the last one was written.
  public var snapshotFailuresInARow: Int64

  /// Of the newest written since the start; 0 = none.
  public var snapshotSequence: UInt64

  /// When that was in place.
  public var snapshotAtMs: Int64

  /// The first batch that a start from the older of two snapshots reads; 0 = unknown.
  public var logNeededFrom: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = ""
    shards = 0
    durableBatch = 0
    members = 0
    uptimeMs = 0
    residentBytes = 0
    connections = 0
    recoveryMs = 0
    recoveredRecords = 0
    dataDirectory = ""
    syncP50Us = 0
    syncP99Us = 0
    batches = 0
    records = 0
    snapshots = 0
    snapshotFailures = 0
    snapshotFailuresInARow = 0
    snapshotSequence = 0
    snapshotAtMs = 0
    logNeededFrom = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: String = "",
    shards: UInt32 = 0,
    durableBatch: UInt64 = 0,
    members: Int64 = 0,
    uptimeMs: Int64 = 0,
    residentBytes: Int64 = 0,
    connections: Int64 = 0,
    recoveryMs: Int64 = 0,
    recoveredRecords: Int64 = 0,
    dataDirectory: String = "",
    syncP50Us: Int64 = 0,
    syncP99Us: Int64 = 0,
    batches: Int64 = 0,
    records: Int64 = 0,
    snapshots: Int64 = 0,
    snapshotFailures: Int64 = 0,
    snapshotFailuresInARow: Int64 = 0,
    snapshotSequence: UInt64 = 0,
    snapshotAtMs: Int64 = 0,
    logNeededFrom: UInt64 = 0
  ) {
    self.version = version
    self.shards = shards
    self.durableBatch = durableBatch
    self.members = members
    self.uptimeMs = uptimeMs
    self.residentBytes = residentBytes
    self.connections = connections
    self.recoveryMs = recoveryMs
    self.recoveredRecords = recoveredRecords
    self.dataDirectory = dataDirectory
    self.syncP50Us = syncP50Us
    self.syncP99Us = syncP99Us
    self.batches = batches
    self.records = records
    self.snapshots = snapshots
    self.snapshotFailures = snapshotFailures
    self.snapshotFailuresInARow = snapshotFailuresInARow
    self.snapshotSequence = snapshotSequence
    self.snapshotAtMs = snapshotAtMs
    self.logNeededFrom = logNeededFrom
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `shards`.
    @inlinable public static var shards: UInt32 { 2 }
    /// `durable_batch`.
    @inlinable public static var durableBatch: UInt32 { 3 }
    /// `members`.
    @inlinable public static var members: UInt32 { 4 }
    /// `uptime_ms`.
    @inlinable public static var uptimeMs: UInt32 { 5 }
    /// `resident_bytes`.
    @inlinable public static var residentBytes: UInt32 { 6 }
    /// `connections`.
    @inlinable public static var connections: UInt32 { 7 }
    /// `recovery_ms`.
    @inlinable public static var recoveryMs: UInt32 { 8 }
    /// `recovered_records`.
    @inlinable public static var recoveredRecords: UInt32 { 9 }
    /// `data_directory`.
    @inlinable public static var dataDirectory: UInt32 { 10 }
    /// `sync_p50_us`.
    @inlinable public static var syncP50Us: UInt32 { 11 }
    /// `sync_p99_us`.
    @inlinable public static var syncP99Us: UInt32 { 12 }
    /// `batches`.
    @inlinable public static var batches: UInt32 { 13 }
    /// `records`.
    @inlinable public static var records: UInt32 { 14 }
    /// `snapshots`.
    @inlinable public static var snapshots: UInt32 { 15 }
    /// `snapshot_failures`.
    @inlinable public static var snapshotFailures: UInt32 { 16 }
    /// `snapshot_failures_in_a_row`.
    @inlinable public static var snapshotFailuresInARow: UInt32 { 17 }
    /// `snapshot_sequence`.
    @inlinable public static var snapshotSequence: UInt32 { 18 }
    /// `snapshot_at_ms`.
    @inlinable public static var snapshotAtMs: UInt32 { 19 }
    /// `log_needed_from`.
    @inlinable public static var logNeededFrom: UInt32 { 20 }
  }
}

extension GetServerInfoResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: version = try reader.readString()
      case 16: shards = try reader.readUInt32()
      case 24: durableBatch = try reader.readUInt64()
      case 32: members = try reader.readInt64()
      case 40: uptimeMs = try reader.readInt64()
      case 48: residentBytes = try reader.readInt64()
      case 56: connections = try reader.readInt64()
      case 64: recoveryMs = try reader.readInt64()
      case 72: recoveredRecords = try reader.readInt64()
      case 82: dataDirectory = try reader.readString()
      case 88: syncP50Us = try reader.readInt64()
      case 96: syncP99Us = try reader.readInt64()
      case 104: batches = try reader.readInt64()
      case 112: records = try reader.readInt64()
      case 120: snapshots = try reader.readInt64()
      case 128: snapshotFailures = try reader.readInt64()
      case 136: snapshotFailuresInARow = try reader.readInt64()
      case 144: snapshotSequence = try reader.readUInt64()
      case 152: snapshotAtMs = try reader.readInt64()
      case 160: logNeededFrom = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !version.isEmpty { buffer.writeString(1, version) }
    if shards != 0 { buffer.writeUInt32(2, shards) }
    if durableBatch != 0 { buffer.writeUInt64(3, durableBatch) }
    if members != 0 { buffer.writeInt64(4, members) }
    if uptimeMs != 0 { buffer.writeInt64(5, uptimeMs) }
    if residentBytes != 0 { buffer.writeInt64(6, residentBytes) }
    if connections != 0 { buffer.writeInt64(7, connections) }
    if recoveryMs != 0 { buffer.writeInt64(8, recoveryMs) }
    if recoveredRecords != 0 { buffer.writeInt64(9, recoveredRecords) }
    if !dataDirectory.isEmpty { buffer.writeString(10, dataDirectory) }
    if syncP50Us != 0 { buffer.writeInt64(11, syncP50Us) }
    if syncP99Us != 0 { buffer.writeInt64(12, syncP99Us) }
    if batches != 0 { buffer.writeInt64(13, batches) }
    if records != 0 { buffer.writeInt64(14, records) }
    if snapshots != 0 { buffer.writeInt64(15, snapshots) }
    if snapshotFailures != 0 { buffer.writeInt64(16, snapshotFailures) }
    if snapshotFailuresInARow != 0 { buffer.writeInt64(17, snapshotFailuresInARow) }
    if snapshotSequence != 0 { buffer.writeUInt64(18, snapshotSequence) }
    if snapshotAtMs != 0 { buffer.writeInt64(19, snapshotAtMs) }
    if logNeededFrom != 0 { buffer.writeUInt64(20, logNeededFrom) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetServerInfoResponse",
    fields: [
      .init(1, "version", json: "version", .string),
      .init(2, "shards", json: "shards", .uint32),
      .init(3, "durable_batch", json: "durableBatch", .uint64),
      .init(4, "members", json: "members", .int64),
      .init(5, "uptime_ms", json: "uptimeMs", .int64),
      .init(6, "resident_bytes", json: "residentBytes", .int64),
      .init(7, "connections", json: "connections", .int64),
      .init(8, "recovery_ms", json: "recoveryMs", .int64),
      .init(9, "recovered_records", json: "recoveredRecords", .int64),
      .init(10, "data_directory", json: "dataDirectory", .string),
      .init(11, "sync_p50_us", json: "syncP50Us", .int64),
      .init(12, "sync_p99_us", json: "syncP99Us", .int64),
      .init(13, "batches", json: "batches", .int64),
      .init(14, "records", json: "records", .int64),
      .init(15, "snapshots", json: "snapshots", .int64),
      .init(16, "snapshot_failures", json: "snapshotFailures", .int64),
      .init(17, "snapshot_failures_in_a_row", json: "snapshotFailuresInARow", .int64),
      .init(18, "snapshot_sequence", json: "snapshotSequence", .uint64),
      .init(19, "snapshot_at_ms", json: "snapshotAtMs", .int64),
      .init(20, "log_needed_from", json: "logNeededFrom", .uint64),
    ]
  )
}

/// Sales and returns by occurred_at.
///
/// Promotions that the draft does not name stay as they are, with all their versions; those that it
/// names are as it says in the whole period.
public struct BackTestRequest: Message {
  /// program_id: whose history.
  public var envelope: Envelope?

  /// A programme file; at most 1 MiB with the request.
  public var draft: Programme?

  /// Inclusive.
  public var fromMs: Int64

  /// Exclusive.
  public var toMs: Int64

  /// Members to name at most, 0 to 1000; 0 = 10.
  public var differences: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    draft = nil
    fromMs = 0
    toMs = 0
    differences = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    draft: Programme? = nil,
    fromMs: Int64 = 0,
    toMs: Int64 = 0,
    differences: UInt32 = 0
  ) {
    self.envelope = envelope
    self.draft = draft
    self.fromMs = fromMs
    self.toMs = toMs
    self.differences = differences
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `draft`.
    @inlinable public static var draft: UInt32 { 2 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 3 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 4 }
    /// `differences`.
    @inlinable public static var differences: UInt32 { 5 }
  }
}

extension BackTestRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &draft)
      case 24: fromMs = try reader.readInt64()
      case 32: toMs = try reader.readInt64()
      case 40: differences = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let draft { buffer.writeMessage(2, draft) }
    if fromMs != 0 { buffer.writeInt64(3, fromMs) }
    if toMs != 0 { buffer.writeInt64(4, toMs) }
    if differences != 0 { buffer.writeUInt32(5, differences) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BackTestRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "draft", json: "draft", .message { Programme.schema }, presence: true),
      .init(3, "from_ms", json: "fromMs", .int64),
      .init(4, "to_ms", json: "toMs", .int64),
      .init(5, "differences", json: "differences", .uint32),
    ]
  )
}

/// Progress comes while the history is read; then weeks in order, members and promotions by their
/// difference, largest first, and the total last.
public struct BackTestPart: Message {
  /// At most one of the choices of `part`.
  public var part: OneOfPart?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    part = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    part: OneOfPart? = nil
  ) {
    self.part = part
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `week`.
    @inlinable public static var week: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `promotion`.
    @inlinable public static var promotion: UInt32 { 3 }
    /// `total`.
    @inlinable public static var total: UInt32 { 4 }
    /// `progress`.
    @inlinable public static var progress: UInt32 { 5 }
  }

  /// The choices of `part`.
  public enum OneOfPart: Sendable, Equatable {
    /// Field 1, `week`.
    case week(BackTestWeek)
    /// Field 2, `member`.
    case member(BackTestMember)
    /// Field 3, `promotion`.
    case promotion(BackTestPromotion)
    /// Field 4, `total`.
    case total(BackTestTotal)
    /// Field 5, `progress`.
    case progress(BackTestProgress)
  }
}

extension BackTestPart {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10:
        var earlier: BackTestWeek?
        if case .week(let value) = part { earlier = value }
        part = .week(try reader.readMessage(mergingInto: earlier))
      case 18:
        var earlier: BackTestMember?
        if case .member(let value) = part { earlier = value }
        part = .member(try reader.readMessage(mergingInto: earlier))
      case 26:
        var earlier: BackTestPromotion?
        if case .promotion(let value) = part { earlier = value }
        part = .promotion(try reader.readMessage(mergingInto: earlier))
      case 34:
        var earlier: BackTestTotal?
        if case .total(let value) = part { earlier = value }
        part = .total(try reader.readMessage(mergingInto: earlier))
      case 42:
        var earlier: BackTestProgress?
        if case .progress(let value) = part { earlier = value }
        part = .progress(try reader.readMessage(mergingInto: earlier))
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if case .week(let value) = part { buffer.writeMessage(1, value) }
    if case .member(let value) = part { buffer.writeMessage(2, value) }
    if case .promotion(let value) = part { buffer.writeMessage(3, value) }
    if case .total(let value) = part { buffer.writeMessage(4, value) }
    if case .progress(let value) = part { buffer.writeMessage(5, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BackTestPart",
    fields: [
      .init(
        1,
        "week",
        json: "week",
        .message { BackTestWeek.schema },
        presence: true,
        oneof: "part"
      ),
      .init(
        2,
        "member",
        json: "member",
        .message { BackTestMember.schema },
        presence: true,
        oneof: "part"
      ),
      .init(
        3,
        "promotion",
        json: "promotion",
        .message { BackTestPromotion.schema },
        presence: true,
        oneof: "part"
      ),
      .init(
        4,
        "total",
        json: "total",
        .message { BackTestTotal.schema },
        presence: true,
        oneof: "part"
      ),
      .init(
        5,
        "progress",
        json: "progress",
        .message { BackTestProgress.schema },
        presence: true,
        oneof: "part"
      ),
    ]
  )
}

/// The message `BackTestProgress` of the schema.
public struct BackTestProgress: Message {
  /// Batches of the log.
  public var done: UInt64

  /// Field 2, `all`.
  public var all: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    done = 0
    all = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    done: UInt64 = 0,
    all: UInt64 = 0
  ) {
    self.done = done
    self.all = all
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `done`.
    @inlinable public static var done: UInt32 { 1 }
    /// `all`.
    @inlinable public static var all: UInt32 { 2 }
  }
}

extension BackTestProgress {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: done = try reader.readUInt64()
      case 16: all = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if done != 0 { buffer.writeUInt64(1, done) }
    if all != 0 { buffer.writeUInt64(2, all) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BackTestProgress",
    fields: [
      .init(1, "done", json: "done", .uint64),
      .init(2, "all", json: "all", .uint64),
    ]
  )
}

/// A local week, from Monday.
public struct BackTestWeek: Message {
  /// Its first instant.
  public var startMs: Int64

  /// Of the week.
  public var sales: Int64

  /// Points.
  public var booked: Int64

  /// Points.
  public var draft: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    startMs = 0
    sales = 0
    booked = 0
    draft = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    startMs: Int64 = 0,
    sales: Int64 = 0,
    booked: Int64 = 0,
    draft: Int64 = 0
  ) {
    self.startMs = startMs
    self.sales = sales
    self.booked = booked
    self.draft = draft
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `start_ms`.
    @inlinable public static var startMs: UInt32 { 1 }
    /// `sales`.
    @inlinable public static var sales: UInt32 { 2 }
    /// `booked`.
    @inlinable public static var booked: UInt32 { 3 }
    /// `draft`.
    @inlinable public static var draft: UInt32 { 4 }
  }
}

extension BackTestWeek {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: startMs = try reader.readInt64()
      case 16: sales = try reader.readInt64()
      case 24: booked = try reader.readInt64()
      case 32: draft = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if startMs != 0 { buffer.writeInt64(1, startMs) }
    if sales != 0 { buffer.writeInt64(2, sales) }
    if booked != 0 { buffer.writeInt64(3, booked) }
    if draft != 0 { buffer.writeInt64(4, draft) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BackTestWeek",
    fields: [
      .init(1, "start_ms", json: "startMs", .int64),
      .init(2, "sales", json: "sales", .int64),
      .init(3, "booked", json: "booked", .int64),
      .init(4, "draft", json: "draft", .int64),
    ]
  )
}

/// One of the members with the largest differences.
public struct BackTestMember: Message {
  /// Field 1, `member_id`.
  public var memberID: String

  /// Points.
  public var booked: Int64

  /// Points.
  public var draft: Int64

  /// The one that differs most.
  public var transactionID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberID = ""
    booked = 0
    draft = 0
    transactionID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberID: String = "",
    booked: Int64 = 0,
    draft: Int64 = 0,
    transactionID: String = ""
  ) {
    self.memberID = memberID
    self.booked = booked
    self.draft = draft
    self.transactionID = transactionID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `booked`.
    @inlinable public static var booked: UInt32 { 2 }
    /// `draft`.
    @inlinable public static var draft: UInt32 { 3 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 4 }
  }
}

extension BackTestMember {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: memberID = try reader.readString()
      case 16: booked = try reader.readInt64()
      case 24: draft = try reader.readInt64()
      case 34: transactionID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !memberID.isEmpty { buffer.writeString(1, memberID) }
    if booked != 0 { buffer.writeInt64(2, booked) }
    if draft != 0 { buffer.writeInt64(3, draft) }
    if !transactionID.isEmpty { buffer.writeString(4, transactionID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BackTestMember",
    fields: [
      .init(1, "member_id", json: "memberId", .string),
      .init(2, "booked", json: "booked", .int64),
      .init(3, "draft", json: "draft", .int64),
      .init(4, "transaction_id", json: "transactionId", .string),
    ]
  )
}

/// The message `BackTestPromotion` of the schema.
public struct BackTestPromotion: Message {
  /// Field 1, `promotion_id`.
  public var promotionID: String

  /// Points.
  public var booked: Int64

  /// Points.
  public var draft: Int64

  /// That it gave points for, booked or by the draft.
  public var sales: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    booked = 0
    draft = 0
    sales = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    booked: Int64 = 0,
    draft: Int64 = 0,
    sales: Int64 = 0
  ) {
    self.promotionID = promotionID
    self.booked = booked
    self.draft = draft
    self.sales = sales
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `booked`.
    @inlinable public static var booked: UInt32 { 2 }
    /// `draft`.
    @inlinable public static var draft: UInt32 { 3 }
    /// `sales`.
    @inlinable public static var sales: UInt32 { 4 }
  }
}

extension BackTestPromotion {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 16: booked = try reader.readInt64()
      case 24: draft = try reader.readInt64()
      case 32: sales = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if booked != 0 { buffer.writeInt64(2, booked) }
    if draft != 0 { buffer.writeInt64(3, draft) }
    if sales != 0 { buffer.writeInt64(4, sales) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BackTestPromotion",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "booked", json: "booked", .int64),
      .init(3, "draft", json: "draft", .int64),
      .init(4, "sales", json: "sales", .int64),
    ]
  )
}

/// Points are those of all tokens, what came back in the period taken off.
public struct BackTestTotal: Message {
  /// Earns, events and claimed sales.
  public var sales: Int64

  /// Reversals in full and in part.
  public var returns: Int64

  /// What was given.
  public var booked: Int64

  /// What the draft would have given.
  public var draft: Int64

  /// By point_cost of the programme, or of the draft where it has none.
  public var costBookedMinor: Int64

  /// By point_cost of the draft, or of the programme where it has none.
  public var costDraftMinor: Int64

  /// With sales or returns in the period.
  public var members: Int64

  /// Of whom a sale or return differs.
  public var membersAffected: Int64

  /// As GetStateHash says it.
  public var hashBefore: [UInt8]

  /// Field 10, `hash_after`.
  public var hashAfter: [UInt8]

  /// What limits the figures, in sentences.
  public var notes: [String]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    sales = 0
    returns = 0
    booked = 0
    draft = 0
    costBookedMinor = 0
    costDraftMinor = 0
    members = 0
    membersAffected = 0
    hashBefore = []
    hashAfter = []
    notes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    sales: Int64 = 0,
    returns: Int64 = 0,
    booked: Int64 = 0,
    draft: Int64 = 0,
    costBookedMinor: Int64 = 0,
    costDraftMinor: Int64 = 0,
    members: Int64 = 0,
    membersAffected: Int64 = 0,
    hashBefore: [UInt8] = [],
    hashAfter: [UInt8] = [],
    notes: [String] = []
  ) {
    self.sales = sales
    self.returns = returns
    self.booked = booked
    self.draft = draft
    self.costBookedMinor = costBookedMinor
    self.costDraftMinor = costDraftMinor
    self.members = members
    self.membersAffected = membersAffected
    self.hashBefore = hashBefore
    self.hashAfter = hashAfter
    self.notes = notes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `sales`.
    @inlinable public static var sales: UInt32 { 1 }
    /// `returns`.
    @inlinable public static var returns: UInt32 { 2 }
    /// `booked`.
    @inlinable public static var booked: UInt32 { 3 }
    /// `draft`.
    @inlinable public static var draft: UInt32 { 4 }
    /// `cost_booked_minor`.
    @inlinable public static var costBookedMinor: UInt32 { 5 }
    /// `cost_draft_minor`.
    @inlinable public static var costDraftMinor: UInt32 { 6 }
    /// `members`.
    @inlinable public static var members: UInt32 { 7 }
    /// `members_affected`.
    @inlinable public static var membersAffected: UInt32 { 8 }
    /// `hash_before`.
    @inlinable public static var hashBefore: UInt32 { 9 }
    /// `hash_after`.
    @inlinable public static var hashAfter: UInt32 { 10 }
    /// `notes`.
    @inlinable public static var notes: UInt32 { 11 }
  }
}

extension BackTestTotal {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: sales = try reader.readInt64()
      case 16: returns = try reader.readInt64()
      case 24: booked = try reader.readInt64()
      case 32: draft = try reader.readInt64()
      case 40: costBookedMinor = try reader.readSInt64()
      case 48: costDraftMinor = try reader.readSInt64()
      case 56: members = try reader.readInt64()
      case 64: membersAffected = try reader.readInt64()
      case 74: hashBefore = try reader.readByteArray()
      case 82: hashAfter = try reader.readByteArray()
      case 90: notes.append(try reader.readString())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if sales != 0 { buffer.writeInt64(1, sales) }
    if returns != 0 { buffer.writeInt64(2, returns) }
    if booked != 0 { buffer.writeInt64(3, booked) }
    if draft != 0 { buffer.writeInt64(4, draft) }
    if costBookedMinor != 0 { buffer.writeSInt64(5, costBookedMinor) }
    if costDraftMinor != 0 { buffer.writeSInt64(6, costDraftMinor) }
    if members != 0 { buffer.writeInt64(7, members) }
    if membersAffected != 0 { buffer.writeInt64(8, membersAffected) }
    if !hashBefore.isEmpty { buffer.writeBytes(9, hashBefore) }
    if !hashAfter.isEmpty { buffer.writeBytes(10, hashAfter) }
    for value in notes { buffer.writeString(11, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.BackTestTotal",
    fields: [
      .init(1, "sales", json: "sales", .int64),
      .init(2, "returns", json: "returns", .int64),
      .init(3, "booked", json: "booked", .int64),
      .init(4, "draft", json: "draft", .int64),
      .init(5, "cost_booked_minor", json: "costBookedMinor", .sint64),
      .init(6, "cost_draft_minor", json: "costDraftMinor", .sint64),
      .init(7, "members", json: "members", .int64),
      .init(8, "members_affected", json: "membersAffected", .int64),
      .init(9, "hash_before", json: "hashBefore", .bytes),
      .init(10, "hash_after", json: "hashAfter", .bytes),
      .init(11, "notes", json: "notes", .string, repeated: true),
    ]
  )
}

/// The message `TakeSnapshotRequest` of the schema.
public struct TakeSnapshotRequest: Message {
  /// program_id is not read.
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

extension TakeSnapshotRequest {
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
    name: "fealty.v1.TakeSnapshotRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// The message `TakeSnapshotResponse` of the schema.
public struct TakeSnapshotResponse: Message {
  /// Field 1, `sequence`.
  public var sequence: UInt64

  /// The first that a start from it reads.
  public var startBatch: UInt64

  /// Nothing inside is newer.
  public var endBatch: UInt64

  /// Field 4, `records`.
  public var records: UInt64

  /// On disk.
  public var bytes: UInt64

  /// Field 6, `duration_ms`.
  public var durationMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    sequence = 0
    startBatch = 0
    endBatch = 0
    records = 0
    bytes = 0
    durationMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    sequence: UInt64 = 0,
    startBatch: UInt64 = 0,
    endBatch: UInt64 = 0,
    records: UInt64 = 0,
    bytes: UInt64 = 0,
    durationMs: Int64 = 0
  ) {
    self.sequence = sequence
    self.startBatch = startBatch
    self.endBatch = endBatch
    self.records = records
    self.bytes = bytes
    self.durationMs = durationMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `sequence`.
    @inlinable public static var sequence: UInt32 { 1 }
    /// `start_batch`.
    @inlinable public static var startBatch: UInt32 { 2 }
    /// `end_batch`.
    @inlinable public static var endBatch: UInt32 { 3 }
    /// `records`.
    @inlinable public static var records: UInt32 { 4 }
    /// `bytes`.
    @inlinable public static var bytes: UInt32 { 5 }
    /// `duration_ms`.
    @inlinable public static var durationMs: UInt32 { 6 }
  }
}

extension TakeSnapshotResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: sequence = try reader.readUInt64()
      case 16: startBatch = try reader.readUInt64()
      case 24: endBatch = try reader.readUInt64()
      case 32: records = try reader.readUInt64()
      case 40: bytes = try reader.readUInt64()
      case 48: durationMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if sequence != 0 { buffer.writeUInt64(1, sequence) }
    if startBatch != 0 { buffer.writeUInt64(2, startBatch) }
    if endBatch != 0 { buffer.writeUInt64(3, endBatch) }
    if records != 0 { buffer.writeUInt64(4, records) }
    if bytes != 0 { buffer.writeUInt64(5, bytes) }
    if durationMs != 0 { buffer.writeInt64(6, durationMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TakeSnapshotResponse",
    fields: [
      .init(1, "sequence", json: "sequence", .uint64),
      .init(2, "start_batch", json: "startBatch", .uint64),
      .init(3, "end_batch", json: "endBatch", .uint64),
      .init(4, "records", json: "records", .uint64),
      .init(5, "bytes", json: "bytes", .uint64),
      .init(6, "duration_ms", json: "durationMs", .int64),
    ]
  )
}

/// The message `GetStateHashRequest` of the schema.
public struct GetStateHashRequest: Message {
  /// program_id is not read.
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

extension GetStateHashRequest {
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
    name: "fealty.v1.GetStateHashRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// Of a server at rest: while members change, the hash is of no single instant.
public struct GetStateHashResponse: Message {
  /// 16 bytes.
  public var hash: [UInt8]

  /// Field 2, `members`.
  public var members: Int64

  /// The newest one.
  public var durableBatch: UInt64

  /// 16 bytes; the same without versions, totals of a life and history: buying and returning all
  /// leaves it.
  public var standingHash: [UInt8]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    hash = []
    members = 0
    durableBatch = 0
    standingHash = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    hash: [UInt8] = [],
    members: Int64 = 0,
    durableBatch: UInt64 = 0,
    standingHash: [UInt8] = []
  ) {
    self.hash = hash
    self.members = members
    self.durableBatch = durableBatch
    self.standingHash = standingHash
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `hash`.
    @inlinable public static var hash: UInt32 { 1 }
    /// `members`.
    @inlinable public static var members: UInt32 { 2 }
    /// `durable_batch`.
    @inlinable public static var durableBatch: UInt32 { 3 }
    /// `standing_hash`.
    @inlinable public static var standingHash: UInt32 { 4 }
  }
}

extension GetStateHashResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: hash = try reader.readByteArray()
      case 16: members = try reader.readInt64()
      case 24: durableBatch = try reader.readUInt64()
      case 34: standingHash = try reader.readByteArray()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !hash.isEmpty { buffer.writeBytes(1, hash) }
    if members != 0 { buffer.writeInt64(2, members) }
    if durableBatch != 0 { buffer.writeUInt64(3, durableBatch) }
    if !standingHash.isEmpty { buffer.writeBytes(4, standingHash) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetStateHashResponse",
    fields: [
      .init(1, "hash", json: "hash", .bytes),
      .init(2, "members", json: "members", .int64),
      .init(3, "durable_batch", json: "durableBatch", .uint64),
      .init(4, "standing_hash", json: "standingHash", .bytes),
    ]
  )
}

/// The message `ExportMembersRequest` of the schema.
public struct ExportMembersRequest: Message {
  /// program_id: whose members.
  public var envelope: Envelope?

  /// From 0.
  public var shard: UInt32

  /// next_place of the answer before; 0 = from the beginning.
  public var place: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    shard = 0
    place = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    shard: UInt32 = 0,
    place: UInt64 = 0
  ) {
    self.envelope = envelope
    self.shard = shard
    self.place = place
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `shard`.
    @inlinable public static var shard: UInt32 { 2 }
    /// `place`.
    @inlinable public static var place: UInt32 { 3 }
  }
}

extension ExportMembersRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 16: shard = try reader.readUInt32()
      case 24: place = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if shard != 0 { buffer.writeUInt32(2, shard) }
    if place != 0 { buffer.writeUInt64(3, place) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportMembersRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "shard", json: "shard", .uint32),
      .init(3, "place", json: "place", .uint64),
    ]
  )
}

/// The message `ExportMembersResponse` of the schema.
public struct ExportMembersResponse: Message {
  /// Field 1, `members`.
  public var members: [ExportedMember]

  /// 0 = that was the last of this shard.
  public var nextPlace: UInt64

  /// Another number than before: the shard has to be asked from the beginning again.
  public var places: UInt64

  /// Field 4, `shards`.
  public var shards: UInt32

  /// Of these members, which no export has.
  public var vouchers: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    members = []
    nextPlace = 0
    places = 0
    shards = 0
    vouchers = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    members: [ExportedMember] = [],
    nextPlace: UInt64 = 0,
    places: UInt64 = 0,
    shards: UInt32 = 0,
    vouchers: Int64 = 0
  ) {
    self.members = members
    self.nextPlace = nextPlace
    self.places = places
    self.shards = shards
    self.vouchers = vouchers
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `members`.
    @inlinable public static var members: UInt32 { 1 }
    /// `next_place`.
    @inlinable public static var nextPlace: UInt32 { 2 }
    /// `places`.
    @inlinable public static var places: UInt32 { 3 }
    /// `shards`.
    @inlinable public static var shards: UInt32 { 4 }
    /// `vouchers`.
    @inlinable public static var vouchers: UInt32 { 5 }
  }
}

extension ExportMembersResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &members)
      case 16: nextPlace = try reader.readUInt64()
      case 24: places = try reader.readUInt64()
      case 32: shards = try reader.readUInt32()
      case 40: vouchers = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in members { buffer.writeMessage(1, value) }
    if nextPlace != 0 { buffer.writeUInt64(2, nextPlace) }
    if places != 0 { buffer.writeUInt64(3, places) }
    if shards != 0 { buffer.writeUInt32(4, shards) }
    if vouchers != 0 { buffer.writeInt64(5, vouchers) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportMembersResponse",
    fields: [
      .init(1, "members", json: "members", .message { ExportedMember.schema }, repeated: true),
      .init(2, "next_place", json: "nextPlace", .uint64),
      .init(3, "places", json: "places", .uint64),
      .init(4, "shards", json: "shards", .uint32),
      .init(5, "vouchers", json: "vouchers", .int64),
    ]
  )
}

/// The message `ImportMemberRequest` of the schema.
public struct ImportMemberRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// By id.
  public var member: MemberReference?

  /// Cards are not read: Enrol gives them.
  public var state: ExportedMember?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    state = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    state: ExportedMember? = nil
  ) {
    self.envelope = envelope
    self.member = member
    self.state = state
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `state`.
    @inlinable public static var state: UInt32 { 4 }
  }
}

extension ImportMemberRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: try reader.readMessage(into: &state)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if let state { buffer.writeMessage(4, state) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ImportMemberRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "state", json: "state", .message { ExportedMember.schema }, presence: true),
    ]
  )
}

/// The message `ImportMemberResponse` of the schema.
public struct ImportMemberResponse: Message {
  /// Absent where the member was there.
  public var outcome: Outcome?

  /// Field 2, `is_new`.
  public var isNew: Bool

  /// The member that was there is as the request says.
  public var isSame: Bool

  /// That the member has.
  public var cards: [String]

  /// It was imported from this state, but for the profile, and has changed since.
  public var wasMade: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    isNew = false
    isSame = false
    cards = []
    wasMade = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    isNew: Bool = false,
    isSame: Bool = false,
    cards: [String] = [],
    wasMade: Bool = false
  ) {
    self.outcome = outcome
    self.isNew = isNew
    self.isSame = isSame
    self.cards = cards
    self.wasMade = wasMade
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `is_new`.
    @inlinable public static var isNew: UInt32 { 2 }
    /// `is_same`.
    @inlinable public static var isSame: UInt32 { 3 }
    /// `cards`.
    @inlinable public static var cards: UInt32 { 4 }
    /// `was_made`.
    @inlinable public static var wasMade: UInt32 { 5 }
  }
}

extension ImportMemberResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: isNew = try reader.readBool()
      case 24: isSame = try reader.readBool()
      case 34: cards.append(try reader.readString())
      case 40: wasMade = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if isNew { buffer.writeBool(2, isNew) }
    if isSame { buffer.writeBool(3, isSame) }
    for value in cards { buffer.writeString(4, value) }
    if wasMade { buffer.writeBool(5, wasMade) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ImportMemberResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "is_new", json: "isNew", .bool),
      .init(3, "is_same", json: "isSame", .bool),
      .init(4, "cards", json: "cards", .string, repeated: true),
      .init(5, "was_made", json: "wasMade", .bool),
    ]
  )
}

/// A member as an export's line has it, by names and not by this server's numbers.
///
/// What belongs to transactions, which are not exported, is left out: what was reversed, and holds
/// that have ended.
public struct ExportedMember: Message {
  /// Field 1, `member_id`.
  public var memberID: String

  /// STAGE_NONE = ACTIVE.
  public var stage: Stage

  /// 0 = when it is imported.
  public var enrolledAtMs: Int64

  /// Field 4, `tier`.
  public var tier: String

  /// Field 5, `segments`.
  public var segments: [String]

  /// Oldest first.
  public var cards: [String]

  /// Field 7, `profile`.
  public var profile: Profile?

  /// Field 8, `lots`.
  public var lots: [ExportedLot]

  /// One for each token; absent = issued is what the lots have.
  public var accounts: [ExportedAccount]

  /// Field 10, `holds`.
  public var holds: [ExportedHold]

  /// Field 11, `cap_uses`.
  public var capUses: [ExportedCapUse]

  /// Field 12, `counters`.
  public var counters: [ExportedCounter]

  /// Since when; only where it has changed.
  public var tiers: [DatedText]

  /// Field 14, `segment_spans`.
  public var segmentSpans: [DatedText]

  /// Absent = neither PIN nor thresholds.
  public var `guard`: ExportedGuard?

  /// Field 16, `clocks`.
  public var clocks: [ExportedClock]

  /// Field 17, `expiry_suspended`.
  public var expirySuspended: Bool

  /// Those of cards that are blocked or were replaced.
  public var inactiveCards: [MemberCard]

  /// Absent = nothing.
  public var tierStanding: ExportedTierStanding?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberID = ""
    stage = .init(rawValue: 0)
    enrolledAtMs = 0
    tier = ""
    segments = []
    cards = []
    profile = nil
    lots = []
    accounts = []
    holds = []
    capUses = []
    counters = []
    tiers = []
    segmentSpans = []
    `guard` = nil
    clocks = []
    expirySuspended = false
    inactiveCards = []
    tierStanding = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberID: String = "",
    stage: Stage = .init(rawValue: 0),
    enrolledAtMs: Int64 = 0,
    tier: String = "",
    segments: [String] = [],
    cards: [String] = [],
    profile: Profile? = nil,
    lots: [ExportedLot] = [],
    accounts: [ExportedAccount] = [],
    holds: [ExportedHold] = [],
    capUses: [ExportedCapUse] = [],
    counters: [ExportedCounter] = [],
    tiers: [DatedText] = [],
    segmentSpans: [DatedText] = [],
    `guard`: ExportedGuard? = nil,
    clocks: [ExportedClock] = [],
    expirySuspended: Bool = false,
    inactiveCards: [MemberCard] = [],
    tierStanding: ExportedTierStanding? = nil
  ) {
    self.memberID = memberID
    self.stage = stage
    self.enrolledAtMs = enrolledAtMs
    self.tier = tier
    self.segments = segments
    self.cards = cards
    self.profile = profile
    self.lots = lots
    self.accounts = accounts
    self.holds = holds
    self.capUses = capUses
    self.counters = counters
    self.tiers = tiers
    self.segmentSpans = segmentSpans
    self.`guard` = `guard`
    self.clocks = clocks
    self.expirySuspended = expirySuspended
    self.inactiveCards = inactiveCards
    self.tierStanding = tierStanding
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `stage`.
    @inlinable public static var stage: UInt32 { 2 }
    /// `enrolled_at_ms`.
    @inlinable public static var enrolledAtMs: UInt32 { 3 }
    /// `tier`.
    @inlinable public static var tier: UInt32 { 4 }
    /// `segments`.
    @inlinable public static var segments: UInt32 { 5 }
    /// `cards`.
    @inlinable public static var cards: UInt32 { 6 }
    /// `profile`.
    @inlinable public static var profile: UInt32 { 7 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 8 }
    /// `accounts`.
    @inlinable public static var accounts: UInt32 { 9 }
    /// `holds`.
    @inlinable public static var holds: UInt32 { 10 }
    /// `cap_uses`.
    @inlinable public static var capUses: UInt32 { 11 }
    /// `counters`.
    @inlinable public static var counters: UInt32 { 12 }
    /// `tiers`.
    @inlinable public static var tiers: UInt32 { 13 }
    /// `segment_spans`.
    @inlinable public static var segmentSpans: UInt32 { 14 }
    /// `guard`.
    @inlinable public static var `guard`: UInt32 { 15 }
    /// `clocks`.
    @inlinable public static var clocks: UInt32 { 16 }
    /// `expiry_suspended`.
    @inlinable public static var expirySuspended: UInt32 { 17 }
    /// `inactive_cards`.
    @inlinable public static var inactiveCards: UInt32 { 210 }
    /// `tier_standing`.
    @inlinable public static var tierStanding: UInt32 { 220 }
  }
}

extension ExportedMember {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: memberID = try reader.readString()
      case 16: stage = Stage(rawValue: try reader.readInt32())
      case 24: enrolledAtMs = try reader.readInt64()
      case 34: tier = try reader.readString()
      case 42: segments.append(try reader.readString())
      case 50: cards.append(try reader.readString())
      case 58: try reader.readMessage(into: &profile)
      case 66: try reader.readMessage(appendingTo: &lots)
      case 74: try reader.readMessage(appendingTo: &accounts)
      case 82: try reader.readMessage(appendingTo: &holds)
      case 90: try reader.readMessage(appendingTo: &capUses)
      case 98: try reader.readMessage(appendingTo: &counters)
      case 106: try reader.readMessage(appendingTo: &tiers)
      case 114: try reader.readMessage(appendingTo: &segmentSpans)
      case 122: try reader.readMessage(into: &`guard`)
      case 130: try reader.readMessage(appendingTo: &clocks)
      case 136: expirySuspended = try reader.readBool()
      case 1682: try reader.readMessage(appendingTo: &inactiveCards)
      case 1762: try reader.readMessage(into: &tierStanding)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !memberID.isEmpty { buffer.writeString(1, memberID) }
    if stage.rawValue != 0 { buffer.writeInt32(2, stage.rawValue) }
    if enrolledAtMs != 0 { buffer.writeInt64(3, enrolledAtMs) }
    if !tier.isEmpty { buffer.writeString(4, tier) }
    for value in segments { buffer.writeString(5, value) }
    for value in cards { buffer.writeString(6, value) }
    if let profile { buffer.writeMessage(7, profile) }
    for value in lots { buffer.writeMessage(8, value) }
    for value in accounts { buffer.writeMessage(9, value) }
    for value in holds { buffer.writeMessage(10, value) }
    for value in capUses { buffer.writeMessage(11, value) }
    for value in counters { buffer.writeMessage(12, value) }
    for value in tiers { buffer.writeMessage(13, value) }
    for value in segmentSpans { buffer.writeMessage(14, value) }
    if let `guard` { buffer.writeMessage(15, `guard`) }
    for value in clocks { buffer.writeMessage(16, value) }
    if expirySuspended { buffer.writeBool(17, expirySuspended) }
    for value in inactiveCards { buffer.writeMessage(210, value) }
    if let tierStanding { buffer.writeMessage(220, tierStanding) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedMember",
    fields: [
      .init(1, "member_id", json: "memberId", .string),
      .init(2, "stage", json: "stage", .enumeration(Stage.schema)),
      .init(3, "enrolled_at_ms", json: "enrolledAtMs", .int64),
      .init(4, "tier", json: "tier", .string),
      .init(5, "segments", json: "segments", .string, repeated: true),
      .init(6, "cards", json: "cards", .string, repeated: true),
      .init(7, "profile", json: "profile", .message { Profile.schema }, presence: true),
      .init(8, "lots", json: "lots", .message { ExportedLot.schema }, repeated: true),
      .init(9, "accounts", json: "accounts", .message { ExportedAccount.schema }, repeated: true),
      .init(10, "holds", json: "holds", .message { ExportedHold.schema }, repeated: true),
      .init(11, "cap_uses", json: "capUses", .message { ExportedCapUse.schema }, repeated: true),
      .init(12, "counters", json: "counters", .message { ExportedCounter.schema }, repeated: true),
      .init(13, "tiers", json: "tiers", .message { DatedText.schema }, repeated: true),
      .init(
        14,
        "segment_spans",
        json: "segmentSpans",
        .message { DatedText.schema },
        repeated: true
      ),
      .init(15, "guard", json: "guard", .message { ExportedGuard.schema }, presence: true),
      .init(16, "clocks", json: "clocks", .message { ExportedClock.schema }, repeated: true),
      .init(17, "expiry_suspended", json: "expirySuspended", .bool),
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
        .message { ExportedTierStanding.schema },
        presence: true
      ),
    ]
  )
}

/// What a member has bought towards its tier, and how long that stays.
public struct ExportedTierStanding: Message {
  /// Else by points.
  public var bySpend: Bool

  /// Of the points; empty = the programme's default.
  public var tokenID: String

  /// When the tier is reviewed; 0 = never.
  public var keptUntilMs: Int64

  /// 0 = is not pinned; 9223372036854775807 = for good.
  public var pinnedUntilMs: Int64

  /// Field 5, `floor`.
  public var floor: Bool

  /// Field 6, `pinned_tier`.
  public var pinnedTier: String

  /// Field 7, `before_pin`.
  public var beforePin: String

  /// By from_ms, each once.
  public var sums: [ExportedTierSum]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    bySpend = false
    tokenID = ""
    keptUntilMs = 0
    pinnedUntilMs = 0
    floor = false
    pinnedTier = ""
    beforePin = ""
    sums = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    bySpend: Bool = false,
    tokenID: String = "",
    keptUntilMs: Int64 = 0,
    pinnedUntilMs: Int64 = 0,
    floor: Bool = false,
    pinnedTier: String = "",
    beforePin: String = "",
    sums: [ExportedTierSum] = []
  ) {
    self.bySpend = bySpend
    self.tokenID = tokenID
    self.keptUntilMs = keptUntilMs
    self.pinnedUntilMs = pinnedUntilMs
    self.floor = floor
    self.pinnedTier = pinnedTier
    self.beforePin = beforePin
    self.sums = sums
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `by_spend`.
    @inlinable public static var bySpend: UInt32 { 1 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 2 }
    /// `kept_until_ms`.
    @inlinable public static var keptUntilMs: UInt32 { 3 }
    /// `pinned_until_ms`.
    @inlinable public static var pinnedUntilMs: UInt32 { 4 }
    /// `floor`.
    @inlinable public static var floor: UInt32 { 5 }
    /// `pinned_tier`.
    @inlinable public static var pinnedTier: UInt32 { 6 }
    /// `before_pin`.
    @inlinable public static var beforePin: UInt32 { 7 }
    /// `sums`.
    @inlinable public static var sums: UInt32 { 8 }
  }
}

extension ExportedTierStanding {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: bySpend = try reader.readBool()
      case 18: tokenID = try reader.readString()
      case 24: keptUntilMs = try reader.readInt64()
      case 32: pinnedUntilMs = try reader.readInt64()
      case 40: floor = try reader.readBool()
      case 50: pinnedTier = try reader.readString()
      case 58: beforePin = try reader.readString()
      case 66: try reader.readMessage(appendingTo: &sums)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if bySpend { buffer.writeBool(1, bySpend) }
    if !tokenID.isEmpty { buffer.writeString(2, tokenID) }
    if keptUntilMs != 0 { buffer.writeInt64(3, keptUntilMs) }
    if pinnedUntilMs != 0 { buffer.writeInt64(4, pinnedUntilMs) }
    if floor { buffer.writeBool(5, floor) }
    if !pinnedTier.isEmpty { buffer.writeString(6, pinnedTier) }
    if !beforePin.isEmpty { buffer.writeString(7, beforePin) }
    for value in sums { buffer.writeMessage(8, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedTierStanding",
    fields: [
      .init(1, "by_spend", json: "bySpend", .bool),
      .init(2, "token_id", json: "tokenId", .string),
      .init(3, "kept_until_ms", json: "keptUntilMs", .int64),
      .init(4, "pinned_until_ms", json: "pinnedUntilMs", .int64),
      .init(5, "floor", json: "floor", .bool),
      .init(6, "pinned_tier", json: "pinnedTier", .string),
      .init(7, "before_pin", json: "beforePin", .string),
      .init(8, "sums", json: "sums", .message { ExportedTierSum.schema }, repeated: true),
    ]
  )
}

/// The message `ExportedTierSum` of the schema.
public struct ExportedTierSum: Message {
  /// The begin of a day or period.
  public var fromMs: Int64

  /// 1 or more.
  public var sum: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    fromMs = 0
    sum = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    fromMs: Int64 = 0,
    sum: Int64 = 0
  ) {
    self.fromMs = fromMs
    self.sum = sum
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 1 }
    /// `sum`.
    @inlinable public static var sum: UInt32 { 2 }
  }
}

extension ExportedTierSum {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: fromMs = try reader.readInt64()
      case 16: sum = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if fromMs != 0 { buffer.writeInt64(1, fromMs) }
    if sum != 0 { buffer.writeInt64(2, sum) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedTierSum",
    fields: [
      .init(1, "from_ms", json: "fromMs", .int64),
      .init(2, "sum", json: "sum", .int64),
    ]
  )
}

/// The message `ExportedLot` of the schema.
public struct ExportedLot: Message {
  /// With index the lot's name, to which holds refer; 0 = a new one.
  public var version: UInt32

  /// Field 2, `index`.
  public var index: UInt32

  /// Empty = the programme's default.
  public var tokenID: String

  /// Field 4, `kind`.
  public var kind: LotKind

  /// Points when first made; 0 = remaining.
  public var amount: Int64

  /// Those that holds have included; 1 or more.
  public var remaining: Int64

  /// 0 = is active.
  public var activationAtMs: Int64

  /// 0 = never.
  public var expiresAtMs: Int64

  /// For ActivatePoints.
  public var waits: Bool

  /// Field 10, `funding_partner`.
  public var fundingPartner: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    index = 0
    tokenID = ""
    kind = .init(rawValue: 0)
    amount = 0
    remaining = 0
    activationAtMs = 0
    expiresAtMs = 0
    waits = false
    fundingPartner = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    index: UInt32 = 0,
    tokenID: String = "",
    kind: LotKind = .init(rawValue: 0),
    amount: Int64 = 0,
    remaining: Int64 = 0,
    activationAtMs: Int64 = 0,
    expiresAtMs: Int64 = 0,
    waits: Bool = false,
    fundingPartner: String = ""
  ) {
    self.version = version
    self.index = index
    self.tokenID = tokenID
    self.kind = kind
    self.amount = amount
    self.remaining = remaining
    self.activationAtMs = activationAtMs
    self.expiresAtMs = expiresAtMs
    self.waits = waits
    self.fundingPartner = fundingPartner
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `index`.
    @inlinable public static var index: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 3 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 4 }
    /// `amount`.
    @inlinable public static var amount: UInt32 { 5 }
    /// `remaining`.
    @inlinable public static var remaining: UInt32 { 6 }
    /// `activation_at_ms`.
    @inlinable public static var activationAtMs: UInt32 { 7 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 8 }
    /// `waits`.
    @inlinable public static var waits: UInt32 { 9 }
    /// `funding_partner`.
    @inlinable public static var fundingPartner: UInt32 { 10 }
  }
}

extension ExportedLot {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: index = try reader.readUInt32()
      case 26: tokenID = try reader.readString()
      case 32: kind = LotKind(rawValue: try reader.readInt32())
      case 40: amount = try reader.readInt64()
      case 48: remaining = try reader.readInt64()
      case 56: activationAtMs = try reader.readInt64()
      case 64: expiresAtMs = try reader.readInt64()
      case 72: waits = try reader.readBool()
      case 82: fundingPartner = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if index != 0 { buffer.writeUInt32(2, index) }
    if !tokenID.isEmpty { buffer.writeString(3, tokenID) }
    if kind.rawValue != 0 { buffer.writeInt32(4, kind.rawValue) }
    if amount != 0 { buffer.writeInt64(5, amount) }
    if remaining != 0 { buffer.writeInt64(6, remaining) }
    if activationAtMs != 0 { buffer.writeInt64(7, activationAtMs) }
    if expiresAtMs != 0 { buffer.writeInt64(8, expiresAtMs) }
    if waits { buffer.writeBool(9, waits) }
    if !fundingPartner.isEmpty { buffer.writeString(10, fundingPartner) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedLot",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "index", json: "index", .uint32),
      .init(3, "token_id", json: "tokenId", .string),
      .init(4, "kind", json: "kind", .enumeration(LotKind.schema)),
      .init(5, "amount", json: "amount", .int64),
      .init(6, "remaining", json: "remaining", .int64),
      .init(7, "activation_at_ms", json: "activationAtMs", .int64),
      .init(8, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(9, "waits", json: "waits", .bool),
      .init(10, "funding_partner", json: "fundingPartner", .string),
    ]
  )
}

/// The message `ExportedAccount` of the schema.
public struct ExportedAccount: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Field 2, `debt`.
  public var debt: Int64

  /// = in lots - debt + redeemed + expired + reversed.
  public var issued: Int64

  /// Field 4, `redeemed`.
  public var redeemed: Int64

  /// Field 5, `expired`.
  public var expired: Int64

  /// Field 6, `reversed`.
  public var reversed: Int64

  /// Field 7, `unrecovered`.
  public var unrecovered: Int64

  /// In exchanges that are under way too; = part of issued, as the other sums.
  public var exchanged: Int64

  /// Field 41, `exchange_fees`.
  public var exchangeFees: Int64

  /// Of issued.
  public var exchangedIn: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    debt = 0
    issued = 0
    redeemed = 0
    expired = 0
    reversed = 0
    unrecovered = 0
    exchanged = 0
    exchangeFees = 0
    exchangedIn = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    debt: Int64 = 0,
    issued: Int64 = 0,
    redeemed: Int64 = 0,
    expired: Int64 = 0,
    reversed: Int64 = 0,
    unrecovered: Int64 = 0,
    exchanged: Int64 = 0,
    exchangeFees: Int64 = 0,
    exchangedIn: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.debt = debt
    self.issued = issued
    self.redeemed = redeemed
    self.expired = expired
    self.reversed = reversed
    self.unrecovered = unrecovered
    self.exchanged = exchanged
    self.exchangeFees = exchangeFees
    self.exchangedIn = exchangedIn
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
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
    /// `exchanged`.
    @inlinable public static var exchanged: UInt32 { 40 }
    /// `exchange_fees`.
    @inlinable public static var exchangeFees: UInt32 { 41 }
    /// `exchanged_in`.
    @inlinable public static var exchangedIn: UInt32 { 42 }
  }
}

extension ExportedAccount {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: debt = try reader.readInt64()
      case 24: issued = try reader.readInt64()
      case 32: redeemed = try reader.readInt64()
      case 40: expired = try reader.readInt64()
      case 48: reversed = try reader.readInt64()
      case 56: unrecovered = try reader.readInt64()
      case 320: exchanged = try reader.readInt64()
      case 328: exchangeFees = try reader.readInt64()
      case 336: exchangedIn = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if debt != 0 { buffer.writeInt64(2, debt) }
    if issued != 0 { buffer.writeInt64(3, issued) }
    if redeemed != 0 { buffer.writeInt64(4, redeemed) }
    if expired != 0 { buffer.writeInt64(5, expired) }
    if reversed != 0 { buffer.writeInt64(6, reversed) }
    if unrecovered != 0 { buffer.writeInt64(7, unrecovered) }
    if exchanged != 0 { buffer.writeInt64(40, exchanged) }
    if exchangeFees != 0 { buffer.writeInt64(41, exchangeFees) }
    if exchangedIn != 0 { buffer.writeInt64(42, exchangedIn) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedAccount",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "debt", json: "debt", .int64),
      .init(3, "issued", json: "issued", .int64),
      .init(4, "redeemed", json: "redeemed", .int64),
      .init(5, "expired", json: "expired", .int64),
      .init(6, "reversed", json: "reversed", .int64),
      .init(7, "unrecovered", json: "unrecovered", .int64),
      .init(40, "exchanged", json: "exchanged", .int64),
      .init(41, "exchange_fees", json: "exchangeFees", .int64),
      .init(42, "exchanged_in", json: "exchangedIn", .int64),
    ]
  )
}

/// The message `ExportedHold` of the schema.
public struct ExportedHold: Message {
  /// Its number.
  public var version: UInt32

  /// Else a lock.
  public var authorization: Bool

  /// Field 3, `token_id`.
  public var tokenID: String

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
    authorization = false
    tokenID = ""
    parts = []
    untilMs = 0
    reason = ""
    onTransaction = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    authorization: Bool = false,
    tokenID: String = "",
    parts: [StoredHoldPart] = [],
    untilMs: Int64 = 0,
    reason: String = "",
    onTransaction: UInt32 = 0
  ) {
    self.version = version
    self.authorization = authorization
    self.tokenID = tokenID
    self.parts = parts
    self.untilMs = untilMs
    self.reason = reason
    self.onTransaction = onTransaction
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `authorization`.
    @inlinable public static var authorization: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 3 }
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

extension ExportedHold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 16: authorization = try reader.readBool()
      case 26: tokenID = try reader.readString()
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
    if authorization { buffer.writeBool(2, authorization) }
    if !tokenID.isEmpty { buffer.writeString(3, tokenID) }
    for value in parts { buffer.writeMessage(4, value) }
    if untilMs != 0 { buffer.writeInt64(5, untilMs) }
    if !reason.isEmpty { buffer.writeString(6, reason) }
    if onTransaction != 0 { buffer.writeUInt32(7, onTransaction) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedHold",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "authorization", json: "authorization", .bool),
      .init(3, "token_id", json: "tokenId", .string),
      .init(4, "parts", json: "parts", .message { StoredHoldPart.schema }, repeated: true),
      .init(5, "until_ms", json: "untilMs", .int64),
      .init(6, "reason", json: "reason", .string),
      .init(7, "on_transaction", json: "onTransaction", .uint32),
    ]
  )
}

/// The message `ExportedCapUse` of the schema.
public struct ExportedCapUse: Message {
  /// Or.
  public var promotionID: String

  /// Field 2, `budget_id`.
  public var budgetID: String

  /// Field 3, `period`.
  public var period: CapPeriod

  /// Field 4, `scope`.
  public var scope: CapScope

  /// Field 5, `unit`.
  public var unit: CapUnit

  /// Hash of the card, store, terminal or tag; 0 = none.
  public var key: UInt64

  /// Field 7, `period_start_ms`.
  public var periodStartMs: Int64

  /// 1 or more.
  public var amount: Int64

  /// Instead of promotion_id and budget_id.
  public var partnershipID: String

  /// The same: claims of its codes.
  public var campaignID: String

  /// The same: how often it was had.
  public var benefitID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    budgetID = ""
    period = .init(rawValue: 0)
    scope = .init(rawValue: 0)
    unit = .init(rawValue: 0)
    key = 0
    periodStartMs = 0
    amount = 0
    partnershipID = ""
    campaignID = ""
    benefitID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    budgetID: String = "",
    period: CapPeriod = .init(rawValue: 0),
    scope: CapScope = .init(rawValue: 0),
    unit: CapUnit = .init(rawValue: 0),
    key: UInt64 = 0,
    periodStartMs: Int64 = 0,
    amount: Int64 = 0,
    partnershipID: String = "",
    campaignID: String = "",
    benefitID: String = ""
  ) {
    self.promotionID = promotionID
    self.budgetID = budgetID
    self.period = period
    self.scope = scope
    self.unit = unit
    self.key = key
    self.periodStartMs = periodStartMs
    self.amount = amount
    self.partnershipID = partnershipID
    self.campaignID = campaignID
    self.benefitID = benefitID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
    /// `budget_id`.
    @inlinable public static var budgetID: UInt32 { 2 }
    /// `period`.
    @inlinable public static var period: UInt32 { 3 }
    /// `scope`.
    @inlinable public static var scope: UInt32 { 4 }
    /// `unit`.
    @inlinable public static var unit: UInt32 { 5 }
    /// `key`.
    @inlinable public static var key: UInt32 { 6 }
    /// `period_start_ms`.
    @inlinable public static var periodStartMs: UInt32 { 7 }
    /// `amount`.
    @inlinable public static var amount: UInt32 { 8 }
    /// `partnership_id`.
    @inlinable public static var partnershipID: UInt32 { 40 }
    /// `campaign_id`.
    @inlinable public static var campaignID: UInt32 { 120 }
    /// `benefit_id`.
    @inlinable public static var benefitID: UInt32 { 220 }
  }
}

extension ExportedCapUse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 18: budgetID = try reader.readString()
      case 24: period = CapPeriod(rawValue: try reader.readInt32())
      case 32: scope = CapScope(rawValue: try reader.readInt32())
      case 40: unit = CapUnit(rawValue: try reader.readInt32())
      case 49: key = try reader.readFixed64()
      case 56: periodStartMs = try reader.readInt64()
      case 64: amount = try reader.readInt64()
      case 322: partnershipID = try reader.readString()
      case 962: campaignID = try reader.readString()
      case 1762: benefitID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if !budgetID.isEmpty { buffer.writeString(2, budgetID) }
    if period.rawValue != 0 { buffer.writeInt32(3, period.rawValue) }
    if scope.rawValue != 0 { buffer.writeInt32(4, scope.rawValue) }
    if unit.rawValue != 0 { buffer.writeInt32(5, unit.rawValue) }
    if key != 0 { buffer.writeFixed64(6, key) }
    if periodStartMs != 0 { buffer.writeInt64(7, periodStartMs) }
    if amount != 0 { buffer.writeInt64(8, amount) }
    if !partnershipID.isEmpty { buffer.writeString(40, partnershipID) }
    if !campaignID.isEmpty { buffer.writeString(120, campaignID) }
    if !benefitID.isEmpty { buffer.writeString(220, benefitID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedCapUse",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "budget_id", json: "budgetId", .string),
      .init(3, "period", json: "period", .enumeration(CapPeriod.schema)),
      .init(4, "scope", json: "scope", .enumeration(CapScope.schema)),
      .init(5, "unit", json: "unit", .enumeration(CapUnit.schema)),
      .init(6, "key", json: "key", .fixed64),
      .init(7, "period_start_ms", json: "periodStartMs", .int64),
      .init(8, "amount", json: "amount", .int64),
      .init(40, "partnership_id", json: "partnershipId", .string),
      .init(120, "campaign_id", json: "campaignId", .string),
      .init(220, "benefit_id", json: "benefitId", .string),
    ]
  )
}

/// The message `ExportedCounter` of the schema.
public struct ExportedCounter: Message {
  /// Empty = of all.
  public var promotionID: String

  /// As in StoredCounterUse.
  public var kind: UInt32

  /// Field 3, `base`.
  public var base: Int64

  /// Absent = nothing is summed up.
  public var baseUntilMs: Int64?

  /// Field 5, `entries`.
  public var entries: [ExportedCounterEntry]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    promotionID = ""
    kind = 0
    base = 0
    baseUntilMs = nil
    entries = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    promotionID: String = "",
    kind: UInt32 = 0,
    base: Int64 = 0,
    baseUntilMs: Int64? = nil,
    entries: [ExportedCounterEntry] = []
  ) {
    self.promotionID = promotionID
    self.kind = kind
    self.base = base
    self.baseUntilMs = baseUntilMs
    self.entries = entries
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `promotion_id`.
    @inlinable public static var promotionID: UInt32 { 1 }
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

extension ExportedCounter {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: promotionID = try reader.readString()
      case 16: kind = try reader.readUInt32()
      case 24: base = try reader.readInt64()
      case 32: baseUntilMs = try reader.readInt64()
      case 42: try reader.readMessage(appendingTo: &entries)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !promotionID.isEmpty { buffer.writeString(1, promotionID) }
    if kind != 0 { buffer.writeUInt32(2, kind) }
    if base != 0 { buffer.writeInt64(3, base) }
    if let baseUntilMs { buffer.writeInt64(4, baseUntilMs) }
    for value in entries { buffer.writeMessage(5, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedCounter",
    fields: [
      .init(1, "promotion_id", json: "promotionId", .string),
      .init(2, "kind", json: "kind", .uint32),
      .init(3, "base", json: "base", .int64),
      .init(4, "base_until_ms", json: "baseUntilMs", .int64, presence: true),
      .init(
        5,
        "entries",
        json: "entries",
        .message { ExportedCounterEntry.schema },
        repeated: true
      ),
    ]
  )
}

/// The message `ExportedCounterEntry` of the schema.
public struct ExportedCounterEntry: Message {
  /// Field 1, `at_ms`.
  public var atMs: Int64

  /// Field 2, `version`.
  public var version: UInt32

  /// Field 3, `delta`.
  public var delta: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    atMs = 0
    version = 0
    delta = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    atMs: Int64 = 0,
    version: UInt32 = 0,
    delta: Int64 = 0
  ) {
    self.atMs = atMs
    self.version = version
    self.delta = delta
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `at_ms`.
    @inlinable public static var atMs: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `delta`.
    @inlinable public static var delta: UInt32 { 3 }
  }
}

extension ExportedCounterEntry {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: atMs = try reader.readInt64()
      case 16: version = try reader.readUInt32()
      case 24: delta = try reader.readSInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if atMs != 0 { buffer.writeInt64(1, atMs) }
    if version != 0 { buffer.writeUInt32(2, version) }
    if delta != 0 { buffer.writeSInt64(3, delta) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedCounterEntry",
    fields: [
      .init(1, "at_ms", json: "atMs", .int64),
      .init(2, "version", json: "version", .uint32),
      .init(3, "delta", json: "delta", .sint64),
    ]
  )
}

/// The message `ExportedGuard` of the schema.
public struct ExportedGuard: Message {
  /// Hashed.
  public var pin: [UInt8]

  /// Field 2, `failed`.
  public var failed: UInt32

  /// Field 3, `locked_until_ms`.
  public var lockedUntilMs: Int64

  /// Field 4, `lock_outs`.
  public var lockOuts: UInt32

  /// Field 5, `failed_in_all`.
  public var failedInAll: UInt32

  /// Field 6, `failed_of_day`.
  public var failedOfDay: UInt32

  /// Field 7, `day_began_ms`.
  public var dayBeganMs: Int64

  /// Field 8, `thresholds`.
  public var thresholds: [ExportedThreshold]

  /// Local, yyyymmdd, of sums.
  public var day: Int32

  /// Field 10, `sums`.
  public var sums: [ExportedDaySum]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    pin = []
    failed = 0
    lockedUntilMs = 0
    lockOuts = 0
    failedInAll = 0
    failedOfDay = 0
    dayBeganMs = 0
    thresholds = []
    day = 0
    sums = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    pin: [UInt8] = [],
    failed: UInt32 = 0,
    lockedUntilMs: Int64 = 0,
    lockOuts: UInt32 = 0,
    failedInAll: UInt32 = 0,
    failedOfDay: UInt32 = 0,
    dayBeganMs: Int64 = 0,
    thresholds: [ExportedThreshold] = [],
    day: Int32 = 0,
    sums: [ExportedDaySum] = []
  ) {
    self.pin = pin
    self.failed = failed
    self.lockedUntilMs = lockedUntilMs
    self.lockOuts = lockOuts
    self.failedInAll = failedInAll
    self.failedOfDay = failedOfDay
    self.dayBeganMs = dayBeganMs
    self.thresholds = thresholds
    self.day = day
    self.sums = sums
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `pin`.
    @inlinable public static var pin: UInt32 { 1 }
    /// `failed`.
    @inlinable public static var failed: UInt32 { 2 }
    /// `locked_until_ms`.
    @inlinable public static var lockedUntilMs: UInt32 { 3 }
    /// `lock_outs`.
    @inlinable public static var lockOuts: UInt32 { 4 }
    /// `failed_in_all`.
    @inlinable public static var failedInAll: UInt32 { 5 }
    /// `failed_of_day`.
    @inlinable public static var failedOfDay: UInt32 { 6 }
    /// `day_began_ms`.
    @inlinable public static var dayBeganMs: UInt32 { 7 }
    /// `thresholds`.
    @inlinable public static var thresholds: UInt32 { 8 }
    /// `day`.
    @inlinable public static var day: UInt32 { 9 }
    /// `sums`.
    @inlinable public static var sums: UInt32 { 10 }
  }
}

extension ExportedGuard {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: pin = try reader.readByteArray()
      case 16: failed = try reader.readUInt32()
      case 24: lockedUntilMs = try reader.readInt64()
      case 32: lockOuts = try reader.readUInt32()
      case 40: failedInAll = try reader.readUInt32()
      case 48: failedOfDay = try reader.readUInt32()
      case 56: dayBeganMs = try reader.readInt64()
      case 66: try reader.readMessage(appendingTo: &thresholds)
      case 72: day = try reader.readInt32()
      case 82: try reader.readMessage(appendingTo: &sums)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !pin.isEmpty { buffer.writeBytes(1, pin) }
    if failed != 0 { buffer.writeUInt32(2, failed) }
    if lockedUntilMs != 0 { buffer.writeInt64(3, lockedUntilMs) }
    if lockOuts != 0 { buffer.writeUInt32(4, lockOuts) }
    if failedInAll != 0 { buffer.writeUInt32(5, failedInAll) }
    if failedOfDay != 0 { buffer.writeUInt32(6, failedOfDay) }
    if dayBeganMs != 0 { buffer.writeInt64(7, dayBeganMs) }
    for value in thresholds { buffer.writeMessage(8, value) }
    if day != 0 { buffer.writeInt32(9, day) }
    for value in sums { buffer.writeMessage(10, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedGuard",
    fields: [
      .init(1, "pin", json: "pin", .bytes),
      .init(2, "failed", json: "failed", .uint32),
      .init(3, "locked_until_ms", json: "lockedUntilMs", .int64),
      .init(4, "lock_outs", json: "lockOuts", .uint32),
      .init(5, "failed_in_all", json: "failedInAll", .uint32),
      .init(6, "failed_of_day", json: "failedOfDay", .uint32),
      .init(7, "day_began_ms", json: "dayBeganMs", .int64),
      .init(
        8,
        "thresholds",
        json: "thresholds",
        .message { ExportedThreshold.schema },
        repeated: true
      ),
      .init(9, "day", json: "day", .int32),
      .init(10, "sums", json: "sums", .message { ExportedDaySum.schema }, repeated: true),
    ]
  )
}

/// The message `ExportedThreshold` of the schema.
public struct ExportedThreshold: Message {
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

extension ExportedThreshold {
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
    name: "fealty.v1.ExportedThreshold",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "threshold", json: "threshold", .message { PinThreshold.schema }, presence: true),
    ]
  )
}

/// The message `ExportedDaySum` of the schema.
public struct ExportedDaySum: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Field 2, `points`.
  public var points: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    points = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    points: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.points = points
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
  }
}

extension ExportedDaySum {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: points = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if points != 0 { buffer.writeInt64(2, points) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedDaySum",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "points", json: "points", .int64),
    ]
  )
}

/// The message `ExportedClock` of the schema.
public struct ExportedClock: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// 0 = never.
  public var inactiveAtMs: Int64

  /// 0 = never.
  public var decayAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    inactiveAtMs = 0
    decayAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    inactiveAtMs: Int64 = 0,
    decayAtMs: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.inactiveAtMs = inactiveAtMs
    self.decayAtMs = decayAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `inactive_at_ms`.
    @inlinable public static var inactiveAtMs: UInt32 { 2 }
    /// `decay_at_ms`.
    @inlinable public static var decayAtMs: UInt32 { 3 }
  }
}

extension ExportedClock {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: inactiveAtMs = try reader.readInt64()
      case 24: decayAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if inactiveAtMs != 0 { buffer.writeInt64(2, inactiveAtMs) }
    if decayAtMs != 0 { buffer.writeInt64(3, decayAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ExportedClock",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "inactive_at_ms", json: "inactiveAtMs", .int64),
      .init(3, "decay_at_ms", json: "decayAtMs", .int64),
    ]
  )
}

/// The methods of `Operations`.
public enum OperationsMethods {
  /// Recomputes every balance from the members' lots and compares it with the counters.
  public static let verifyLedger = Method<VerifyLedgerRequest, VerifyLedgerResponse>(
    id: 0x0401,
    service: "Operations",
    name: "VerifyLedger",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: false
  )

  /// The method `GetServerInfo`.
  public static let getServerInfo = Method<GetServerInfoRequest, GetServerInfoResponse>(
    id: 0x0402,
    service: "Operations",
    name: "GetServerInfo",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: false
  )

  /// What past sales would have given under a draft of the programme.
  public static let backTest = Method<BackTestRequest, BackTestPart>(
    id: 0x0403,
    service: "Operations",
    name: "BackTest",
    mutates: false,
    routing: .routingAny,
    serverStreaming: true,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: false
  )

  /// A hash of the state of all members, and of guests' sales and events that wait for one.
  public static let getStateHash = Method<GetStateHashRequest, GetStateHashResponse>(
    id: 0x0404,
    service: "Operations",
    name: "GetStateHash",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: false
  )

  /// Writes a snapshot that begins after the request, and answers when it is in place and was read
  /// back.
  public static let takeSnapshot = Method<TakeSnapshotRequest, TakeSnapshotResponse>(
    id: 0x0405,
    service: "Operations",
    name: "TakeSnapshot",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: false
  )

  /// Members as they are, some of one shard's at a time, in no order.
  public static let exportMembers = Method<ExportMembersRequest, ExportMembersResponse>(
    id: 0x0410,
    service: "Operations",
    name: "ExportMembers",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: false,
    audited: false
  )

  /// Makes a member as it was elsewhere, with its lots and their own dates.
  ///
  /// One that is there stays as it is.
  public static let importMember = Method<ImportMemberRequest, ImportMemberResponse>(
    id: 0x0411,
    service: "Operations",
    name: "ImportMember",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: false,
    audited: true
  )
}

/// Typed calls of the service `Operations`.
public struct OperationsStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// Recomputes every balance from the members' lots and compares it with the counters.
  @inlinable
  public func verifyLedger(
    _ request: VerifyLedgerRequest,
    options: CallOptions = CallOptions()
  ) async throws -> VerifyLedgerResponse {
    try await caller.call(OperationsMethods.verifyLedger, request, options: options)
  }

  /// Calls `GetServerInfo`.
  @inlinable
  public func getServerInfo(
    _ request: GetServerInfoRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetServerInfoResponse {
    try await caller.call(OperationsMethods.getServerInfo, request, options: options)
  }

  /// What past sales would have given under a draft of the programme.
  @inlinable
  public func backTest(
    _ request: BackTestRequest,
    options: CallOptions = CallOptions()
  ) -> AsyncThrowingStream<BackTestPart, any Error> {
    caller.stream(OperationsMethods.backTest, request, options: options)
  }

  /// A hash of the state of all members, and of guests' sales and events that wait for one.
  @inlinable
  public func getStateHash(
    _ request: GetStateHashRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetStateHashResponse {
    try await caller.call(OperationsMethods.getStateHash, request, options: options)
  }

  /// Writes a snapshot that begins after the request, and answers when it is in place and was read
  /// back.
  @inlinable
  public func takeSnapshot(
    _ request: TakeSnapshotRequest,
    options: CallOptions = CallOptions()
  ) async throws -> TakeSnapshotResponse {
    try await caller.call(OperationsMethods.takeSnapshot, request, options: options)
  }

  /// Members as they are, some of one shard's at a time, in no order.
  @inlinable
  public func exportMembers(
    _ request: ExportMembersRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ExportMembersResponse {
    try await caller.call(OperationsMethods.exportMembers, request, options: options)
  }

  /// Makes a member as it was elsewhere, with its lots and their own dates.
  ///
  /// One that is there stays as it is.
  @inlinable
  public func importMember(
    _ request: ImportMemberRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ImportMemberResponse {
    try await caller.call(OperationsMethods.importMember, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Operations`.
  @inlinable
  public var operations: OperationsStub<Self> { OperationsStub(self) }
}
