// Generated from protocol.proto by scripts/generate; do not edit.

/// Client's first frame.
public struct Hello: Message {
  /// Of the protocol; now 1.
  public var minimumVersion: UInt32

  /// Field 2, `maximum_version`.
  public var maximumVersion: UInt32

  /// Name and version, for logs.
  public var client: String

  /// 1 + index of the shard wanted; 0 = any.
  public var shard: UInt32

  /// The largest frame it takes; 0 = 1 MiB.
  public var maximumFrameBytes: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    minimumVersion = 0
    maximumVersion = 0
    client = ""
    shard = 0
    maximumFrameBytes = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    minimumVersion: UInt32 = 0,
    maximumVersion: UInt32 = 0,
    client: String = "",
    shard: UInt32 = 0,
    maximumFrameBytes: UInt32 = 0
  ) {
    self.minimumVersion = minimumVersion
    self.maximumVersion = maximumVersion
    self.client = client
    self.shard = shard
    self.maximumFrameBytes = maximumFrameBytes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `minimum_version`.
    @inlinable public static var minimumVersion: UInt32 { 1 }
    /// `maximum_version`.
    @inlinable public static var maximumVersion: UInt32 { 2 }
    /// `client`.
    @inlinable public static var client: UInt32 { 3 }
    /// `shard`.
    @inlinable public static var shard: UInt32 { 4 }
    /// `maximum_frame_bytes`.
    @inlinable public static var maximumFrameBytes: UInt32 { 5 }
  }
}

extension Hello {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: minimumVersion = try reader.readUInt32()
      case 16: maximumVersion = try reader.readUInt32()
      case 26: client = try reader.readString()
      case 32: shard = try reader.readUInt32()
      case 40: maximumFrameBytes = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if minimumVersion != 0 { buffer.writeUInt32(1, minimumVersion) }
    if maximumVersion != 0 { buffer.writeUInt32(2, maximumVersion) }
    if !client.isEmpty { buffer.writeString(3, client) }
    if shard != 0 { buffer.writeUInt32(4, shard) }
    if maximumFrameBytes != 0 { buffer.writeUInt32(5, maximumFrameBytes) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Hello",
    fields: [
      .init(1, "minimum_version", json: "minimumVersion", .uint32),
      .init(2, "maximum_version", json: "maximumVersion", .uint32),
      .init(3, "client", json: "client", .string),
      .init(4, "shard", json: "shard", .uint32),
      .init(5, "maximum_frame_bytes", json: "maximumFrameBytes", .uint32),
    ]
  )
}

/// Server's answer.
public struct Welcome: Message {
  /// Field 1, `version`.
  public var version: UInt32

  /// Field 2, `server`.
  public var server: String

  /// Count.
  public var shards: UInt32

  /// Index of the one that owns this connection.
  public var shard: UInt32

  /// Field 5, `maximum_frame_bytes`.
  public var maximumFrameBytes: UInt32

  /// Requests on this connection.
  public var maximumInFlight: UInt32

  /// Silence after which the server pings.
  public var pingIntervalMs: UInt32

  /// Server's time.
  public var nowMs: Int64

  /// Items of a stream that the server may send before it needs credit.
  public var streamCredit: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    version = 0
    server = ""
    shards = 0
    shard = 0
    maximumFrameBytes = 0
    maximumInFlight = 0
    pingIntervalMs = 0
    nowMs = 0
    streamCredit = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    version: UInt32 = 0,
    server: String = "",
    shards: UInt32 = 0,
    shard: UInt32 = 0,
    maximumFrameBytes: UInt32 = 0,
    maximumInFlight: UInt32 = 0,
    pingIntervalMs: UInt32 = 0,
    nowMs: Int64 = 0,
    streamCredit: UInt32 = 0
  ) {
    self.version = version
    self.server = server
    self.shards = shards
    self.shard = shard
    self.maximumFrameBytes = maximumFrameBytes
    self.maximumInFlight = maximumInFlight
    self.pingIntervalMs = pingIntervalMs
    self.nowMs = nowMs
    self.streamCredit = streamCredit
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `version`.
    @inlinable public static var version: UInt32 { 1 }
    /// `server`.
    @inlinable public static var server: UInt32 { 2 }
    /// `shards`.
    @inlinable public static var shards: UInt32 { 3 }
    /// `shard`.
    @inlinable public static var shard: UInt32 { 4 }
    /// `maximum_frame_bytes`.
    @inlinable public static var maximumFrameBytes: UInt32 { 5 }
    /// `maximum_in_flight`.
    @inlinable public static var maximumInFlight: UInt32 { 6 }
    /// `ping_interval_ms`.
    @inlinable public static var pingIntervalMs: UInt32 { 7 }
    /// `now_ms`.
    @inlinable public static var nowMs: UInt32 { 8 }
    /// `stream_credit`.
    @inlinable public static var streamCredit: UInt32 { 9 }
  }
}

extension Welcome {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: version = try reader.readUInt32()
      case 18: server = try reader.readString()
      case 24: shards = try reader.readUInt32()
      case 32: shard = try reader.readUInt32()
      case 40: maximumFrameBytes = try reader.readUInt32()
      case 48: maximumInFlight = try reader.readUInt32()
      case 56: pingIntervalMs = try reader.readUInt32()
      case 64: nowMs = try reader.readInt64()
      case 72: streamCredit = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if version != 0 { buffer.writeUInt32(1, version) }
    if !server.isEmpty { buffer.writeString(2, server) }
    if shards != 0 { buffer.writeUInt32(3, shards) }
    if shard != 0 { buffer.writeUInt32(4, shard) }
    if maximumFrameBytes != 0 { buffer.writeUInt32(5, maximumFrameBytes) }
    if maximumInFlight != 0 { buffer.writeUInt32(6, maximumInFlight) }
    if pingIntervalMs != 0 { buffer.writeUInt32(7, pingIntervalMs) }
    if nowMs != 0 { buffer.writeInt64(8, nowMs) }
    if streamCredit != 0 { buffer.writeUInt32(9, streamCredit) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Welcome",
    fields: [
      .init(1, "version", json: "version", .uint32),
      .init(2, "server", json: "server", .string),
      .init(3, "shards", json: "shards", .uint32),
      .init(4, "shard", json: "shard", .uint32),
      .init(5, "maximum_frame_bytes", json: "maximumFrameBytes", .uint32),
      .init(6, "maximum_in_flight", json: "maximumInFlight", .uint32),
      .init(7, "ping_interval_ms", json: "pingIntervalMs", .uint32),
      .init(8, "now_ms", json: "nowMs", .int64),
      .init(9, "stream_credit", json: "streamCredit", .uint32),
    ]
  )
}

/// Before the request message, when the frame's HEAD flag is set.
public struct CallHead: Message {
  /// Field 1, `metadata`.
  public var metadata: [Metadata]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    metadata = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    metadata: [Metadata] = []
  ) {
    self.metadata = metadata
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `metadata`.
    @inlinable public static var metadata: UInt32 { 1 }
  }
}

extension CallHead {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &metadata)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in metadata { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CallHead",
    fields: [
      .init(1, "metadata", json: "metadata", .message { Metadata.schema }, repeated: true)
    ]
  )
}

/// The message `Metadata` of the schema.
public struct Metadata: Message {
  /// Field 1, `key`.
  public var key: String

  /// Field 2, `value`.
  public var value: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    key = ""
    value = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    key: String = "",
    value: String = ""
  ) {
    self.key = key
    self.value = value
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `key`.
    @inlinable public static var key: UInt32 { 1 }
    /// `value`.
    @inlinable public static var value: UInt32 { 2 }
  }
}

extension Metadata {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: key = try reader.readString()
      case 18: value = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !key.isEmpty { buffer.writeString(1, key) }
    if !value.isEmpty { buffer.writeString(2, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Metadata",
    fields: [
      .init(1, "key", json: "key", .string),
      .init(2, "value", json: "value", .string),
    ]
  )
}

/// The message `GoAway` of the schema.
public struct GoAway: Message {
  /// Requests after it were not handled.
  public var lastStream: UInt32

  /// Field 2, `code`.
  public var code: Code

  /// Field 3, `message`.
  public var message: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    lastStream = 0
    code = .init(rawValue: 0)
    message = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    lastStream: UInt32 = 0,
    code: Code = .init(rawValue: 0),
    message: String = ""
  ) {
    self.lastStream = lastStream
    self.code = code
    self.message = message
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `last_stream`.
    @inlinable public static var lastStream: UInt32 { 1 }
    /// `code`.
    @inlinable public static var code: UInt32 { 2 }
    /// `message`.
    @inlinable public static var message: UInt32 { 3 }
  }
}

extension GoAway {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: lastStream = try reader.readUInt32()
      case 16: code = Code(rawValue: try reader.readInt32())
      case 26: message = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if lastStream != 0 { buffer.writeUInt32(1, lastStream) }
    if code.rawValue != 0 { buffer.writeInt32(2, code.rawValue) }
    if !message.isEmpty { buffer.writeString(3, message) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GoAway",
    fields: [
      .init(1, "last_stream", json: "lastStream", .uint32),
      .init(2, "code", json: "code", .enumeration(Code.schema)),
      .init(3, "message", json: "message", .string),
    ]
  )
}

/// Who the client is: of a connection, until it ends or is said anew.
public struct Auth: Message {
  /// Of GenerateAccessToken; or.
  public var accessToken: String

  /// Field 2, `client_id`.
  public var clientID: String

  /// Field 3, `client_secret`.
  public var clientSecret: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    accessToken = ""
    clientID = ""
    clientSecret = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    accessToken: String = "",
    clientID: String = "",
    clientSecret: String = ""
  ) {
    self.accessToken = accessToken
    self.clientID = clientID
    self.clientSecret = clientSecret
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `access_token`.
    @inlinable public static var accessToken: UInt32 { 1 }
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 2 }
    /// `client_secret`.
    @inlinable public static var clientSecret: UInt32 { 3 }
  }
}

extension Auth {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: accessToken = try reader.readString()
      case 18: clientID = try reader.readString()
      case 26: clientSecret = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !accessToken.isEmpty { buffer.writeString(1, accessToken) }
    if !clientID.isEmpty { buffer.writeString(2, clientID) }
    if !clientSecret.isEmpty { buffer.writeString(3, clientSecret) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Auth",
    fields: [
      .init(1, "access_token", json: "accessToken", .string),
      .init(2, "client_id", json: "clientId", .string),
      .init(3, "client_secret", json: "clientSecret", .string),
    ]
  )
}

/// What the client may do from now on.
public struct Granted: Message {
  /// Field 1, `client_id`.
  public var clientID: String

  /// Field 2, `scopes`.
  public var scopes: [AccessScope]

  /// Until then it must have said again who it is.
  public var expiresInMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    clientID = ""
    scopes = []
    expiresInMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    clientID: String = "",
    scopes: [AccessScope] = [],
    expiresInMs: Int64 = 0
  ) {
    self.clientID = clientID
    self.scopes = scopes
    self.expiresInMs = expiresInMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 1 }
    /// `scopes`.
    @inlinable public static var scopes: UInt32 { 2 }
    /// `expires_in_ms`.
    @inlinable public static var expiresInMs: UInt32 { 3 }
  }
}

extension Granted {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: clientID = try reader.readString()
      case 16: scopes.append(AccessScope(rawValue: try reader.readInt32()))
      case 18:
        try reader.readPacked(into: &scopes) { (element) throws(DecodingError) in
          AccessScope(rawValue: try element.readInt32())
        }
      case 24: expiresInMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !clientID.isEmpty { buffer.writeString(1, clientID) }
    if !scopes.isEmpty {
      buffer.writeMessage(2) { content in
        for value in scopes { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if expiresInMs != 0 { buffer.writeInt64(3, expiresInMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Granted",
    fields: [
      .init(1, "client_id", json: "clientId", .string),
      .init(2, "scopes", json: "scopes", .enumeration(AccessScope.schema), repeated: true),
      .init(3, "expires_in_ms", json: "expiresInMs", .int64),
    ]
  )
}
