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

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    hash = []
    members = 0
    durableBatch = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    hash: [UInt8] = [],
    members: Int64 = 0,
    durableBatch: UInt64 = 0
  ) {
    self.hash = hash
    self.members = members
    self.durableBatch = durableBatch
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `hash`.
    @inlinable public static var hash: UInt32 { 1 }
    /// `members`.
    @inlinable public static var members: UInt32 { 2 }
    /// `durable_batch`.
    @inlinable public static var durableBatch: UInt32 { 3 }
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
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !hash.isEmpty { buffer.writeBytes(1, hash) }
    if members != 0 { buffer.writeInt64(2, members) }
    if durableBatch != 0 { buffer.writeUInt64(3, durableBatch) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetStateHashResponse",
    fields: [
      .init(1, "hash", json: "hash", .bytes),
      .init(2, "members", json: "members", .int64),
      .init(3, "durable_batch", json: "durableBatch", .uint64),
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
    serverStreaming: false
  )

  /// The method `GetServerInfo`.
  public static let getServerInfo = Method<GetServerInfoRequest, GetServerInfoResponse>(
    id: 0x0402,
    service: "Operations",
    name: "GetServerInfo",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false
  )

  /// What past sales would have given under a draft of the programme.
  public static let backTest = Method<BackTestRequest, BackTestPart>(
    id: 0x0403,
    service: "Operations",
    name: "BackTest",
    mutates: false,
    routing: .routingAny,
    serverStreaming: true
  )

  /// A hash of the state of all members, and of guests' sales and events that wait for one.
  public static let getStateHash = Method<GetStateHashRequest, GetStateHashResponse>(
    id: 0x0404,
    service: "Operations",
    name: "GetStateHash",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false
  )

  /// Writes a snapshot that begins after the request, and answers when it is in place and was read
  /// back.
  public static let takeSnapshot = Method<TakeSnapshotRequest, TakeSnapshotResponse>(
    id: 0x0405,
    service: "Operations",
    name: "TakeSnapshot",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false
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
}

extension Caller {
  /// Typed calls of the service `Operations`.
  @inlinable
  public var operations: OperationsStub<Self> { OperationsStub(self) }
}
