// Generated from access.proto by scripts/generate; do not edit.

/// What a change was about.
public struct AuditKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `AUDIT_NONE`, 0.
  @inlinable public static var auditNone: Self { Self(rawValue: 0) }

  /// An API client.
  @inlinable public static var auditClient: Self { Self(rawValue: 1) }

  /// What PutProgramme changed, also promotions, tokens and partnerships in that request.
  @inlinable public static var auditProgramme: Self { Self(rawValue: 2) }

  /// `AUDIT_PROMOTION`, 3.
  @inlinable public static var auditPromotion: Self { Self(rawValue: 3) }

  /// `AUDIT_TOKEN`, 4.
  @inlinable public static var auditToken: Self { Self(rawValue: 4) }

  /// `AUDIT_PARTNERSHIP`, 5.
  @inlinable public static var auditPartnership: Self { Self(rawValue: 5) }

  /// `AUDIT_WEBHOOK`, 6.
  @inlinable public static var auditWebhook: Self { Self(rawValue: 6) }

  /// Codes of a campaign.
  @inlinable public static var auditCode: Self { Self(rawValue: 7) }

  /// A payload that a connector could not read.
  @inlinable public static var auditQuarantine: Self { Self(rawValue: 8) }

  /// One member: its points, its PIN, its closing, its import.
  @inlinable public static var auditMember: Self { Self(rawValue: 9) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.AuditKind",
    values: [
      .init(0, "AUDIT_NONE"),
      .init(1, "AUDIT_CLIENT"),
      .init(2, "AUDIT_PROGRAMME"),
      .init(3, "AUDIT_PROMOTION"),
      .init(4, "AUDIT_TOKEN"),
      .init(5, "AUDIT_PARTNERSHIP"),
      .init(6, "AUDIT_WEBHOOK"),
      .init(7, "AUDIT_CODE"),
      .init(8, "AUDIT_QUARANTINE"),
      .init(9, "AUDIT_MEMBER"),
    ]
  )
}

extension AuditKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The message `GenerateAccessTokenRequest` of the schema.
public struct GenerateAccessTokenRequest: Message {
  /// Not read.
  public var envelope: Envelope?

  /// "client_credentials".
  public var grantType: String

  /// Field 3, `client_id`.
  public var clientID: String

  /// Field 4, `client_secret`.
  public var clientSecret: String

  /// What the token is to be good for; empty = all that the client may.
  public var scopes: [AccessScope]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    grantType = ""
    clientID = ""
    clientSecret = ""
    scopes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    grantType: String = "",
    clientID: String = "",
    clientSecret: String = "",
    scopes: [AccessScope] = []
  ) {
    self.envelope = envelope
    self.grantType = grantType
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.scopes = scopes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `grant_type`.
    @inlinable public static var grantType: UInt32 { 2 }
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 3 }
    /// `client_secret`.
    @inlinable public static var clientSecret: UInt32 { 4 }
    /// `scopes`.
    @inlinable public static var scopes: UInt32 { 5 }
  }
}

extension GenerateAccessTokenRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: grantType = try reader.readString()
      case 26: clientID = try reader.readString()
      case 34: clientSecret = try reader.readString()
      case 40: scopes.append(AccessScope(rawValue: try reader.readInt32()))
      case 42:
        try reader.readPacked(into: &scopes) { (element) throws(DecodingError) in
          AccessScope(rawValue: try element.readInt32())
        }
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !grantType.isEmpty { buffer.writeString(2, grantType) }
    if !clientID.isEmpty { buffer.writeString(3, clientID) }
    if !clientSecret.isEmpty { buffer.writeString(4, clientSecret) }
    if !scopes.isEmpty {
      buffer.writeMessage(5) { content in
        for value in scopes { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GenerateAccessTokenRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "grant_type", json: "grantType", .string),
      .init(3, "client_id", json: "clientId", .string),
      .init(4, "client_secret", json: "clientSecret", .string),
      .init(5, "scopes", json: "scopes", .enumeration(AccessScope.schema), repeated: true),
    ]
  )
}

/// The message `GenerateAccessTokenResponse` of the schema.
public struct GenerateAccessTokenResponse: Message {
  /// Field 1, `access_token`.
  public var accessToken: String

  /// "Bearer".
  public var tokenType: String

  /// Seconds.
  public var expiresIn: Int64

  /// Field 4, `scopes`.
  public var scopes: [AccessScope]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    accessToken = ""
    tokenType = ""
    expiresIn = 0
    scopes = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    accessToken: String = "",
    tokenType: String = "",
    expiresIn: Int64 = 0,
    scopes: [AccessScope] = []
  ) {
    self.accessToken = accessToken
    self.tokenType = tokenType
    self.expiresIn = expiresIn
    self.scopes = scopes
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `access_token`.
    @inlinable public static var accessToken: UInt32 { 1 }
    /// `token_type`.
    @inlinable public static var tokenType: UInt32 { 2 }
    /// `expires_in`.
    @inlinable public static var expiresIn: UInt32 { 3 }
    /// `scopes`.
    @inlinable public static var scopes: UInt32 { 4 }
  }
}

extension GenerateAccessTokenResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: accessToken = try reader.readString()
      case 18: tokenType = try reader.readString()
      case 24: expiresIn = try reader.readInt64()
      case 32: scopes.append(AccessScope(rawValue: try reader.readInt32()))
      case 34:
        try reader.readPacked(into: &scopes) { (element) throws(DecodingError) in
          AccessScope(rawValue: try element.readInt32())
        }
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !accessToken.isEmpty { buffer.writeString(1, accessToken) }
    if !tokenType.isEmpty { buffer.writeString(2, tokenType) }
    if expiresIn != 0 { buffer.writeInt64(3, expiresIn) }
    if !scopes.isEmpty {
      buffer.writeMessage(4) { content in
        for value in scopes { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GenerateAccessTokenResponse",
    fields: [
      .init(1, "access_token", json: "accessToken", .string),
      .init(2, "token_type", json: "tokenType", .string),
      .init(3, "expires_in", json: "expiresIn", .int64),
      .init(4, "scopes", json: "scopes", .enumeration(AccessScope.schema), repeated: true),
    ]
  )
}

/// Whoever calls: a chain of tills, a web shop, the people who run the server.
public struct ApiClient: Message {
  /// 1 to 64 letters, digits, '.', '-' and '_'.
  public var clientID: String

  /// For people, up to 200 bytes.
  public var name: String

  /// The programmes that it sees, up to 64; empty = all: for those who run the server.
  public var programIDs: [String]

  /// 1 or more.
  public var scopes: [AccessScope]

  /// The only terminal that its requests may name; empty = any.
  public var terminalID: String

  /// Field 6, `disabled`.
  public var disabled: Bool

  /// 0 = never.
  public var expiresAtMs: Int64

  /// Over all its connections; 0 = as many as it likes.
  public var callsPerSecond: UInt32

  /// Set by the server.
  public var version: UInt32

  /// Set by the server.
  public var secrets: [ClientSecret]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    clientID = ""
    name = ""
    programIDs = []
    scopes = []
    terminalID = ""
    disabled = false
    expiresAtMs = 0
    callsPerSecond = 0
    version = 0
    secrets = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    clientID: String = "",
    name: String = "",
    programIDs: [String] = [],
    scopes: [AccessScope] = [],
    terminalID: String = "",
    disabled: Bool = false,
    expiresAtMs: Int64 = 0,
    callsPerSecond: UInt32 = 0,
    version: UInt32 = 0,
    secrets: [ClientSecret] = []
  ) {
    self.clientID = clientID
    self.name = name
    self.programIDs = programIDs
    self.scopes = scopes
    self.terminalID = terminalID
    self.disabled = disabled
    self.expiresAtMs = expiresAtMs
    self.callsPerSecond = callsPerSecond
    self.version = version
    self.secrets = secrets
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `program_ids`.
    @inlinable public static var programIDs: UInt32 { 3 }
    /// `scopes`.
    @inlinable public static var scopes: UInt32 { 4 }
    /// `terminal_id`.
    @inlinable public static var terminalID: UInt32 { 5 }
    /// `disabled`.
    @inlinable public static var disabled: UInt32 { 6 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 7 }
    /// `calls_per_second`.
    @inlinable public static var callsPerSecond: UInt32 { 8 }
    /// `version`.
    @inlinable public static var version: UInt32 { 9 }
    /// `secrets`.
    @inlinable public static var secrets: UInt32 { 10 }
  }
}

extension ApiClient {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: clientID = try reader.readString()
      case 18: name = try reader.readString()
      case 26: programIDs.append(try reader.readString())
      case 32: scopes.append(AccessScope(rawValue: try reader.readInt32()))
      case 34:
        try reader.readPacked(into: &scopes) { (element) throws(DecodingError) in
          AccessScope(rawValue: try element.readInt32())
        }
      case 42: terminalID = try reader.readString()
      case 48: disabled = try reader.readBool()
      case 56: expiresAtMs = try reader.readInt64()
      case 64: callsPerSecond = try reader.readUInt32()
      case 72: version = try reader.readUInt32()
      case 82: try reader.readMessage(appendingTo: &secrets)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !clientID.isEmpty { buffer.writeString(1, clientID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    for value in programIDs { buffer.writeString(3, value) }
    if !scopes.isEmpty {
      buffer.writeMessage(4) { content in
        for value in scopes { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if !terminalID.isEmpty { buffer.writeString(5, terminalID) }
    if disabled { buffer.writeBool(6, disabled) }
    if expiresAtMs != 0 { buffer.writeInt64(7, expiresAtMs) }
    if callsPerSecond != 0 { buffer.writeUInt32(8, callsPerSecond) }
    if version != 0 { buffer.writeUInt32(9, version) }
    for value in secrets { buffer.writeMessage(10, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ApiClient",
    fields: [
      .init(1, "client_id", json: "clientId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "program_ids", json: "programIds", .string, repeated: true),
      .init(4, "scopes", json: "scopes", .enumeration(AccessScope.schema), repeated: true),
      .init(5, "terminal_id", json: "terminalId", .string),
      .init(6, "disabled", json: "disabled", .bool),
      .init(7, "expires_at_ms", json: "expiresAtMs", .int64),
      .init(8, "calls_per_second", json: "callsPerSecond", .uint32),
      .init(9, "version", json: "version", .uint32),
      .init(10, "secrets", json: "secrets", .message { ClientSecret.schema }, repeated: true),
    ]
  )
}

/// The message `ClientSecret` of the schema.
public struct ClientSecret: Message {
  /// Names it, says nothing about it.
  public var secretID: String

  /// Field 2, `made_at_ms`.
  public var madeAtMs: Int64

  /// 0 = never.
  public var expiresAtMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    secretID = ""
    madeAtMs = 0
    expiresAtMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    secretID: String = "",
    madeAtMs: Int64 = 0,
    expiresAtMs: Int64 = 0
  ) {
    self.secretID = secretID
    self.madeAtMs = madeAtMs
    self.expiresAtMs = expiresAtMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `secret_id`.
    @inlinable public static var secretID: UInt32 { 1 }
    /// `made_at_ms`.
    @inlinable public static var madeAtMs: UInt32 { 2 }
    /// `expires_at_ms`.
    @inlinable public static var expiresAtMs: UInt32 { 3 }
  }
}

extension ClientSecret {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: secretID = try reader.readString()
      case 16: madeAtMs = try reader.readInt64()
      case 24: expiresAtMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !secretID.isEmpty { buffer.writeString(1, secretID) }
    if madeAtMs != 0 { buffer.writeInt64(2, madeAtMs) }
    if expiresAtMs != 0 { buffer.writeInt64(3, expiresAtMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ClientSecret",
    fields: [
      .init(1, "secret_id", json: "secretId", .string),
      .init(2, "made_at_ms", json: "madeAtMs", .int64),
      .init(3, "expires_at_ms", json: "expiresAtMs", .int64),
    ]
  )
}

/// The message `PutClientRequest` of the schema.
public struct PutClientRequest: Message {
  /// program_id is not read.
  public var envelope: Envelope?

  /// Whole: what is absent is cleared.
  public var client: ApiClient?

  /// Of the client that is changed; 0 = it is new.
  public var expectedVersion: UInt32

  /// For the audit, up to 256 bytes; required.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    client = nil
    expectedVersion = 0
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    client: ApiClient? = nil,
    expectedVersion: UInt32 = 0,
    reason: String = ""
  ) {
    self.envelope = envelope
    self.client = client
    self.expectedVersion = expectedVersion
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `client`.
    @inlinable public static var client: UInt32 { 2 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 3 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 4 }
  }
}

extension PutClientRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &client)
      case 24: expectedVersion = try reader.readUInt32()
      case 34: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let client { buffer.writeMessage(2, client) }
    if expectedVersion != 0 { buffer.writeUInt32(3, expectedVersion) }
    if !reason.isEmpty { buffer.writeString(4, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutClientRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "client", json: "client", .message { ApiClient.schema }, presence: true),
      .init(3, "expected_version", json: "expectedVersion", .uint32),
      .init(4, "reason", json: "reason", .string),
    ]
  )
}

/// The message `PutClientResponse` of the schema.
public struct PutClientResponse: Message {
  /// Field 1, `client`.
  public var client: ApiClient?

  /// Of a new client; told this once, and kept nowhere.
  public var clientSecret: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    client = nil
    clientSecret = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    client: ApiClient? = nil,
    clientSecret: String = ""
  ) {
    self.client = client
    self.clientSecret = clientSecret
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client`.
    @inlinable public static var client: UInt32 { 1 }
    /// `client_secret`.
    @inlinable public static var clientSecret: UInt32 { 2 }
  }
}

extension PutClientResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &client)
      case 18: clientSecret = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let client { buffer.writeMessage(1, client) }
    if !clientSecret.isEmpty { buffer.writeString(2, clientSecret) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PutClientResponse",
    fields: [
      .init(1, "client", json: "client", .message { ApiClient.schema }, presence: true),
      .init(2, "client_secret", json: "clientSecret", .string),
    ]
  )
}

/// The message `RotateSecretRequest` of the schema.
public struct RotateSecretRequest: Message {
  /// program_id is not read.
  public var envelope: Envelope?

  /// Field 2, `client_id`.
  public var clientID: String

  /// Of the client.
  public var expectedVersion: UInt32

  /// When the secrets before it end, at the latest; 0 = as they are.
  public var oldExpiresAtMs: Int64

  /// Required.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    clientID = ""
    expectedVersion = 0
    oldExpiresAtMs = 0
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    clientID: String = "",
    expectedVersion: UInt32 = 0,
    oldExpiresAtMs: Int64 = 0,
    reason: String = ""
  ) {
    self.envelope = envelope
    self.clientID = clientID
    self.expectedVersion = expectedVersion
    self.oldExpiresAtMs = oldExpiresAtMs
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 2 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 3 }
    /// `old_expires_at_ms`.
    @inlinable public static var oldExpiresAtMs: UInt32 { 4 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 5 }
  }
}

extension RotateSecretRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: clientID = try reader.readString()
      case 24: expectedVersion = try reader.readUInt32()
      case 32: oldExpiresAtMs = try reader.readInt64()
      case 42: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !clientID.isEmpty { buffer.writeString(2, clientID) }
    if expectedVersion != 0 { buffer.writeUInt32(3, expectedVersion) }
    if oldExpiresAtMs != 0 { buffer.writeInt64(4, oldExpiresAtMs) }
    if !reason.isEmpty { buffer.writeString(5, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RotateSecretRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "client_id", json: "clientId", .string),
      .init(3, "expected_version", json: "expectedVersion", .uint32),
      .init(4, "old_expires_at_ms", json: "oldExpiresAtMs", .int64),
      .init(5, "reason", json: "reason", .string),
    ]
  )
}

/// The message `RotateSecretResponse` of the schema.
public struct RotateSecretResponse: Message {
  /// Field 1, `client`.
  public var client: ApiClient?

  /// Told this once, and kept nowhere.
  public var clientSecret: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    client = nil
    clientSecret = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    client: ApiClient? = nil,
    clientSecret: String = ""
  ) {
    self.client = client
    self.clientSecret = clientSecret
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client`.
    @inlinable public static var client: UInt32 { 1 }
    /// `client_secret`.
    @inlinable public static var clientSecret: UInt32 { 2 }
  }
}

extension RotateSecretResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &client)
      case 18: clientSecret = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let client { buffer.writeMessage(1, client) }
    if !clientSecret.isEmpty { buffer.writeString(2, clientSecret) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RotateSecretResponse",
    fields: [
      .init(1, "client", json: "client", .message { ApiClient.schema }, presence: true),
      .init(2, "client_secret", json: "clientSecret", .string),
    ]
  )
}

/// The message `RevokeAccessRequest` of the schema.
public struct RevokeAccessRequest: Message {
  /// program_id is not read.
  public var envelope: Envelope?

  /// Field 2, `client_id`.
  public var clientID: String

  /// The secret that ends at once; empty = they stay.
  public var secretID: String

  /// Required.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    clientID = ""
    secretID = ""
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    clientID: String = "",
    secretID: String = "",
    reason: String = ""
  ) {
    self.envelope = envelope
    self.clientID = clientID
    self.secretID = secretID
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 2 }
    /// `secret_id`.
    @inlinable public static var secretID: UInt32 { 3 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 4 }
  }
}

extension RevokeAccessRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: clientID = try reader.readString()
      case 26: secretID = try reader.readString()
      case 34: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !clientID.isEmpty { buffer.writeString(2, clientID) }
    if !secretID.isEmpty { buffer.writeString(3, secretID) }
    if !reason.isEmpty { buffer.writeString(4, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RevokeAccessRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "client_id", json: "clientId", .string),
      .init(3, "secret_id", json: "secretId", .string),
      .init(4, "reason", json: "reason", .string),
    ]
  )
}

/// The message `RevokeAccessResponse` of the schema.
public struct RevokeAccessResponse: Message {
  /// Field 1, `client`.
  public var client: ApiClient?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    client = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    client: ApiClient? = nil
  ) {
    self.client = client
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `client`.
    @inlinable public static var client: UInt32 { 1 }
  }
}

extension RevokeAccessResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &client)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let client { buffer.writeMessage(1, client) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.RevokeAccessResponse",
    fields: [
      .init(1, "client", json: "client", .message { ApiClient.schema }, presence: true)
    ]
  )
}

/// The message `ListClientsRequest` of the schema.
public struct ListClientsRequest: Message {
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

extension ListClientsRequest {
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
    name: "fealty.v1.ListClientsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true)
    ]
  )
}

/// The message `ListClientsResponse` of the schema.
public struct ListClientsResponse: Message {
  /// By client_id.
  public var clients: [ApiClient]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    clients = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    clients: [ApiClient] = []
  ) {
    self.clients = clients
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `clients`.
    @inlinable public static var clients: UInt32 { 1 }
  }
}

extension ListClientsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &clients)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in clients { buffer.writeMessage(1, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListClientsResponse",
    fields: [
      .init(1, "clients", json: "clients", .message { ApiClient.schema }, repeated: true)
    ]
  )
}

/// The message `ListAuditRequest` of the schema.
public struct ListAuditRequest: Message {
  /// program_id: whose entries; empty = all, for clients that see all.
  public var envelope: Envelope?

  /// Entries with a smaller number, as next_before of the page before; 0 = the newest.
  public var before: UInt64

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// Only of this client; empty = of all.
  public var actor: String

  /// Only about such things; AUDIT_NONE = about all.
  public var kind: AuditKind

  /// Inclusive.
  public var fromMs: Int64

  /// Exclusive; 0 = up to now.
  public var toMs: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    before = 0
    limit = 0
    actor = ""
    kind = .init(rawValue: 0)
    fromMs = 0
    toMs = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    before: UInt64 = 0,
    limit: UInt32 = 0,
    actor: String = "",
    kind: AuditKind = .init(rawValue: 0),
    fromMs: Int64 = 0,
    toMs: Int64 = 0
  ) {
    self.envelope = envelope
    self.before = before
    self.limit = limit
    self.actor = actor
    self.kind = kind
    self.fromMs = fromMs
    self.toMs = toMs
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `before`.
    @inlinable public static var before: UInt32 { 2 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 3 }
    /// `actor`.
    @inlinable public static var actor: UInt32 { 170 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 171 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 172 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 173 }
  }
}

extension ListAuditRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 16: before = try reader.readUInt64()
      case 24: limit = try reader.readUInt32()
      case 1362: actor = try reader.readString()
      case 1368: kind = AuditKind(rawValue: try reader.readInt32())
      case 1376: fromMs = try reader.readInt64()
      case 1384: toMs = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if before != 0 { buffer.writeUInt64(2, before) }
    if limit != 0 { buffer.writeUInt32(3, limit) }
    if !actor.isEmpty { buffer.writeString(170, actor) }
    if kind.rawValue != 0 { buffer.writeInt32(171, kind.rawValue) }
    if fromMs != 0 { buffer.writeInt64(172, fromMs) }
    if toMs != 0 { buffer.writeInt64(173, toMs) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListAuditRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "before", json: "before", .uint64),
      .init(3, "limit", json: "limit", .uint32),
      .init(170, "actor", json: "actor", .string),
      .init(171, "kind", json: "kind", .enumeration(AuditKind.schema)),
      .init(172, "from_ms", json: "fromMs", .int64),
      .init(173, "to_ms", json: "toMs", .int64),
    ]
  )
}

/// The message `ListAuditResponse` of the schema.
public struct ListAuditResponse: Message {
  /// Field 1, `entries`.
  public var entries: [AuditEntry]

  /// `before` of the next page; 0 = this was the last.
  public var nextBefore: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    entries = []
    nextBefore = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    entries: [AuditEntry] = [],
    nextBefore: UInt64 = 0
  ) {
    self.entries = entries
    self.nextBefore = nextBefore
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `entries`.
    @inlinable public static var entries: UInt32 { 1 }
    /// `next_before`.
    @inlinable public static var nextBefore: UInt32 { 170 }
  }
}

extension ListAuditResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &entries)
      case 1360: nextBefore = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in entries { buffer.writeMessage(1, value) }
    if nextBefore != 0 { buffer.writeUInt64(170, nextBefore) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListAuditResponse",
    fields: [
      .init(1, "entries", json: "entries", .message { AuditEntry.schema }, repeated: true),
      .init(170, "next_before", json: "nextBefore", .uint64),
    ]
  )
}

/// An administrator's change.
///
/// It is in the log exactly when the change is. Of the newest, 10,000 and more can be listed.
public struct AuditEntry: Message {
  /// Place of the change in the log: batch × 65,536 + index; the later change has the greater.
  public var number: UInt64

  /// Field 2, `at_ms`.
  public var atMs: Int64

  /// The client that asked; empty = nobody had to say who it is.
  public var actor: String

  /// The method, such as "Programmes/PutPromotions"; of clients "client made", "secret rotated" and
  /// so on.
  public var action: String

  /// AUDIT_CLIENT: whom it was done to.
  public var clientID: String

  /// As the envelope has it, or else the request.
  public var reason: String

  /// Empty of clients.
  public var programID: String

  /// Field 171, `kind`.
  public var kind: AuditKind

  /// What was changed: the id of the member, promotions, token …; a few of many.
  public var subjectID: String

  /// Of what was changed, or of what holds it, after the change; before it, one less.
  public var version: UInt32

  /// As the envelope had it.
  public var operatorID: String

  /// Of what moved points.
  public var transactionID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    number = 0
    atMs = 0
    actor = ""
    action = ""
    clientID = ""
    reason = ""
    programID = ""
    kind = .init(rawValue: 0)
    subjectID = ""
    version = 0
    operatorID = ""
    transactionID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    number: UInt64 = 0,
    atMs: Int64 = 0,
    actor: String = "",
    action: String = "",
    clientID: String = "",
    reason: String = "",
    programID: String = "",
    kind: AuditKind = .init(rawValue: 0),
    subjectID: String = "",
    version: UInt32 = 0,
    operatorID: String = "",
    transactionID: String = ""
  ) {
    self.number = number
    self.atMs = atMs
    self.actor = actor
    self.action = action
    self.clientID = clientID
    self.reason = reason
    self.programID = programID
    self.kind = kind
    self.subjectID = subjectID
    self.version = version
    self.operatorID = operatorID
    self.transactionID = transactionID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `number`.
    @inlinable public static var number: UInt32 { 1 }
    /// `at_ms`.
    @inlinable public static var atMs: UInt32 { 2 }
    /// `actor`.
    @inlinable public static var actor: UInt32 { 3 }
    /// `action`.
    @inlinable public static var action: UInt32 { 4 }
    /// `client_id`.
    @inlinable public static var clientID: UInt32 { 5 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 6 }
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 170 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 171 }
    /// `subject_id`.
    @inlinable public static var subjectID: UInt32 { 172 }
    /// `version`.
    @inlinable public static var version: UInt32 { 173 }
    /// `operator_id`.
    @inlinable public static var operatorID: UInt32 { 174 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 175 }
  }
}

extension AuditEntry {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: number = try reader.readUInt64()
      case 16: atMs = try reader.readInt64()
      case 26: actor = try reader.readString()
      case 34: action = try reader.readString()
      case 42: clientID = try reader.readString()
      case 50: reason = try reader.readString()
      case 1362: programID = try reader.readString()
      case 1368: kind = AuditKind(rawValue: try reader.readInt32())
      case 1378: subjectID = try reader.readString()
      case 1384: version = try reader.readUInt32()
      case 1394: operatorID = try reader.readString()
      case 1402: transactionID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if number != 0 { buffer.writeUInt64(1, number) }
    if atMs != 0 { buffer.writeInt64(2, atMs) }
    if !actor.isEmpty { buffer.writeString(3, actor) }
    if !action.isEmpty { buffer.writeString(4, action) }
    if !clientID.isEmpty { buffer.writeString(5, clientID) }
    if !reason.isEmpty { buffer.writeString(6, reason) }
    if !programID.isEmpty { buffer.writeString(170, programID) }
    if kind.rawValue != 0 { buffer.writeInt32(171, kind.rawValue) }
    if !subjectID.isEmpty { buffer.writeString(172, subjectID) }
    if version != 0 { buffer.writeUInt32(173, version) }
    if !operatorID.isEmpty { buffer.writeString(174, operatorID) }
    if !transactionID.isEmpty { buffer.writeString(175, transactionID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.AuditEntry",
    fields: [
      .init(1, "number", json: "number", .uint64),
      .init(2, "at_ms", json: "atMs", .int64),
      .init(3, "actor", json: "actor", .string),
      .init(4, "action", json: "action", .string),
      .init(5, "client_id", json: "clientId", .string),
      .init(6, "reason", json: "reason", .string),
      .init(170, "program_id", json: "programId", .string),
      .init(171, "kind", json: "kind", .enumeration(AuditKind.schema)),
      .init(172, "subject_id", json: "subjectId", .string),
      .init(173, "version", json: "version", .uint32),
      .init(174, "operator_id", json: "operatorId", .string),
      .init(175, "transaction_id", json: "transactionId", .string),
    ]
  )
}

/// The methods of `Access`.
public enum AccessMethods {
  /// (1) OAuth 2.0 client credentials: a short-lived token in exchange for a client's secret.
  public static let generateAccessToken = Method<
    GenerateAccessTokenRequest, GenerateAccessTokenResponse
  >(
    id: 0x0601,
    service: "Access",
    name: "GenerateAccessToken",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessOpen],
    serverWide: false,
    audited: false
  )

  /// Makes a client, with its first secret, or changes one.
  ///
  /// Repeated after a lost answer it is refused with VERSION_CONFLICT.
  public static let putClient = Method<PutClientRequest, PutClientResponse>(
    id: 0x0602,
    service: "Access",
    name: "PutClient",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: true
  )

  /// Gives a client another secret; those before it go on as long as the request says.
  ///
  /// Two live at most: the oldest goes.
  public static let rotateSecret = Method<RotateSecretRequest, RotateSecretResponse>(
    id: 0x0603,
    service: "Access",
    name: "RotateSecret",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: true
  )

  /// Ends what a client was granted, on every connection, and one of its secrets if named.
  public static let revokeAccess = Method<RevokeAccessRequest, RevokeAccessResponse>(
    id: 0x0604,
    service: "Access",
    name: "RevokeAccess",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: true
  )

  /// All clients, with what names their secrets.
  public static let listClients = Method<ListClientsRequest, ListClientsResponse>(
    id: 0x0605,
    service: "Access",
    name: "ListClients",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: true,
    audited: false
  )

  /// Who changed what, when and why, newest first: of one programme or, for clients that see all,
  /// of the whole server.
  public static let listAudit = Method<ListAuditRequest, ListAuditResponse>(
    id: 0x0606,
    service: "Access",
    name: "ListAudit",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessAdmin],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Access`.
public struct AccessStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (1) OAuth 2.0 client credentials: a short-lived token in exchange for a client's secret.
  @inlinable
  public func generateAccessToken(
    _ request: GenerateAccessTokenRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GenerateAccessTokenResponse {
    try await caller.call(AccessMethods.generateAccessToken, request, options: options)
  }

  /// Makes a client, with its first secret, or changes one.
  ///
  /// Repeated after a lost answer it is refused with VERSION_CONFLICT.
  @inlinable
  public func putClient(
    _ request: PutClientRequest,
    options: CallOptions = CallOptions()
  ) async throws -> PutClientResponse {
    try await caller.call(AccessMethods.putClient, request, options: options)
  }

  /// Gives a client another secret; those before it go on as long as the request says.
  ///
  /// Two live at most: the oldest goes.
  @inlinable
  public func rotateSecret(
    _ request: RotateSecretRequest,
    options: CallOptions = CallOptions()
  ) async throws -> RotateSecretResponse {
    try await caller.call(AccessMethods.rotateSecret, request, options: options)
  }

  /// Ends what a client was granted, on every connection, and one of its secrets if named.
  @inlinable
  public func revokeAccess(
    _ request: RevokeAccessRequest,
    options: CallOptions = CallOptions()
  ) async throws -> RevokeAccessResponse {
    try await caller.call(AccessMethods.revokeAccess, request, options: options)
  }

  /// All clients, with what names their secrets.
  @inlinable
  public func listClients(
    _ request: ListClientsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListClientsResponse {
    try await caller.call(AccessMethods.listClients, request, options: options)
  }

  /// Who changed what, when and why, newest first: of one programme or, for clients that see all,
  /// of the whole server.
  @inlinable
  public func listAudit(
    _ request: ListAuditRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListAuditResponse {
    try await caller.call(AccessMethods.listAudit, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Access`.
  @inlinable
  public var access: AccessStub<Self> { AccessStub(self) }
}
