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
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      default: try reader.keepUnknown(tag, in: &unknownFields)
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
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 8: balanced = try reader.readBool()
      case 18: try reader.readMessage(appendingTo: &totals)
      case 26: findings.append(try reader.readString())
      case 32: members = try reader.readInt64()
      default: try reader.keepUnknown(tag, in: &unknownFields)
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
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 10: try reader.readMessage(into: &envelope)
      default: try reader.keepUnknown(tag, in: &unknownFields)
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
    records: Int64 = 0
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
  }
}

extension GetServerInfoResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
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
      default: try reader.keepUnknown(tag, in: &unknownFields)
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
}

extension Caller {
  /// Typed calls of the service `Operations`.
  @inlinable
  public var operations: OperationsStub<Self> { OperationsStub(self) }
}
