// Generated from bank.proto by scripts/generate; do not edit.

/// The message `CreditPointsRequest` of the schema.
public struct CreditPointsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Empty = the programme's default token.
  public var tokenID: String

  /// 1 or more; of a TYPE_ERC721 1.
  public var points: Int64

  /// For the statement, at most 256 bytes.
  public var reason: String

  /// For the statement, at most 16; values of at most 256 bytes; no personal data.
  public var metadata: [Tag]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    tokenID = ""
    points = 0
    reason = ""
    metadata = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    tokenID: String = "",
    points: Int64 = 0,
    reason: String = "",
    metadata: [Tag] = []
  ) {
    self.envelope = envelope
    self.member = member
    self.tokenID = tokenID
    self.points = points
    self.reason = reason
    self.metadata = metadata
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 4 }
    /// `points`.
    @inlinable public static var points: UInt32 { 5 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 6 }
    /// `metadata`.
    @inlinable public static var metadata: UInt32 { 7 }
  }
}

extension CreditPointsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: tokenID = try reader.readString()
      case 40: points = try reader.readInt64()
      case 50: reason = try reader.readString()
      case 58: try reader.readMessage(appendingTo: &metadata)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !tokenID.isEmpty { buffer.writeString(4, tokenID) }
    if points != 0 { buffer.writeInt64(5, points) }
    if !reason.isEmpty { buffer.writeString(6, reason) }
    for value in metadata { buffer.writeMessage(7, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CreditPointsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "token_id", json: "tokenId", .string),
      .init(5, "points", json: "points", .int64),
      .init(6, "reason", json: "reason", .string),
      .init(7, "metadata", json: "metadata", .message { Tag.schema }, repeated: true),
    ]
  )
}

/// The message `CreditPointsResponse` of the schema.
public struct CreditPointsResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `points`.
  public var points: Int64

  /// That they became, by the token's exchange_lot_terms.
  public var lot: Lot?

  /// Of them.
  public var debtPaid: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lot = nil
    debtPaid = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lot: Lot? = nil,
    debtPaid: Int64 = 0
  ) {
    self.outcome = outcome
    self.points = points
    self.lot = lot
    self.debtPaid = debtPaid
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lot`.
    @inlinable public static var lot: UInt32 { 3 }
    /// `debt_paid`.
    @inlinable public static var debtPaid: UInt32 { 4 }
  }
}

extension CreditPointsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(into: &lot)
      case 32: debtPaid = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    if let lot { buffer.writeMessage(3, lot) }
    if debtPaid != 0 { buffer.writeInt64(4, debtPaid) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CreditPointsResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lot", json: "lot", .message { Lot.schema }, presence: true),
      .init(4, "debt_paid", json: "debtPaid", .int64),
    ]
  )
}

/// The message `DebitPointsRequest` of the schema.
public struct DebitPointsRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Empty = the programme's default token.
  public var tokenID: String

  /// 1 or more.
  public var points: Int64

  /// For the statement, at most 256 bytes.
  public var reason: String

  /// As in CreditPointsRequest.
  public var metadata: [Tag]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    tokenID = ""
    points = 0
    reason = ""
    metadata = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    tokenID: String = "",
    points: Int64 = 0,
    reason: String = "",
    metadata: [Tag] = []
  ) {
    self.envelope = envelope
    self.member = member
    self.tokenID = tokenID
    self.points = points
    self.reason = reason
    self.metadata = metadata
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 4 }
    /// `points`.
    @inlinable public static var points: UInt32 { 5 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 6 }
    /// `metadata`.
    @inlinable public static var metadata: UInt32 { 7 }
  }
}

extension DebitPointsRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: tokenID = try reader.readString()
      case 40: points = try reader.readInt64()
      case 50: reason = try reader.readString()
      case 58: try reader.readMessage(appendingTo: &metadata)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !tokenID.isEmpty { buffer.writeString(4, tokenID) }
    if points != 0 { buffer.writeInt64(5, points) }
    if !reason.isEmpty { buffer.writeString(6, reason) }
    for value in metadata { buffer.writeMessage(7, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DebitPointsRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "token_id", json: "tokenId", .string),
      .init(5, "points", json: "points", .int64),
      .init(6, "reason", json: "reason", .string),
      .init(7, "metadata", json: "metadata", .message { Tag.schema }, repeated: true),
    ]
  )
}

/// The message `DebitPointsResponse` of the schema.
public struct DebitPointsResponse: Message {
  /// Field 1, `outcome`.
  public var outcome: Outcome?

  /// Field 2, `points`.
  public var points: Int64

  /// Which paid, in the order of consumption.
  public var lots: [Drawdown]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    outcome = nil
    points = 0
    lots = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    outcome: Outcome? = nil,
    points: Int64 = 0,
    lots: [Drawdown] = []
  ) {
    self.outcome = outcome
    self.points = points
    self.lots = lots
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `outcome`.
    @inlinable public static var outcome: UInt32 { 1 }
    /// `points`.
    @inlinable public static var points: UInt32 { 2 }
    /// `lots`.
    @inlinable public static var lots: UInt32 { 3 }
  }
}

extension DebitPointsResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &outcome)
      case 16: points = try reader.readInt64()
      case 26: try reader.readMessage(appendingTo: &lots)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let outcome { buffer.writeMessage(1, outcome) }
    if points != 0 { buffer.writeInt64(2, points) }
    for value in lots { buffer.writeMessage(3, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DebitPointsResponse",
    fields: [
      .init(1, "outcome", json: "outcome", .message { Outcome.schema }, presence: true),
      .init(2, "points", json: "points", .int64),
      .init(3, "lots", json: "lots", .message { Drawdown.schema }, repeated: true),
    ]
  )
}

/// The message `PersonaliseNftRequest` of the schema.
public struct PersonaliseNftRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// As GetBalances has it.
  public var nftID: String

  /// What is to stand on it, 1 to 1,024 bytes: then it is pending.
  public var data: String

  /// None: what is pending DecideNft approves or rejects.
  public var status: PersonalisationStatus

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    nftID = ""
    data = ""
    status = .init(rawValue: 0)
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    nftID: String = "",
    data: String = "",
    status: PersonalisationStatus = .init(rawValue: 0),
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.nftID = nftID
    self.data = data
    self.status = status
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `nft_id`.
    @inlinable public static var nftID: UInt32 { 4 }
    /// `data`.
    @inlinable public static var data: UInt32 { 5 }
    /// `status`.
    @inlinable public static var status: UInt32 { 6 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 7 }
  }
}

extension PersonaliseNftRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: nftID = try reader.readString()
      case 42: data = try reader.readString()
      case 48: status = PersonalisationStatus(rawValue: try reader.readInt32())
      case 56: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !nftID.isEmpty { buffer.writeString(4, nftID) }
    if !data.isEmpty { buffer.writeString(5, data) }
    if status.rawValue != 0 { buffer.writeInt32(6, status.rawValue) }
    if expectedVersion != 0 { buffer.writeUInt64(7, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PersonaliseNftRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "nft_id", json: "nftId", .string),
      .init(5, "data", json: "data", .string),
      .init(6, "status", json: "status", .enumeration(PersonalisationStatus.schema)),
      .init(7, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `DecideNftRequest` of the schema.
public struct DecideNftRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// As GetBalances has it.
  public var nftID: String

  /// Approved or rejected, of what is pending.
  public var status: PersonalisationStatus

  /// Of the member; 0 = any.
  public var expectedVersion: UInt64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    nftID = ""
    status = .init(rawValue: 0)
    expectedVersion = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    nftID: String = "",
    status: PersonalisationStatus = .init(rawValue: 0),
    expectedVersion: UInt64 = 0
  ) {
    self.envelope = envelope
    self.member = member
    self.nftID = nftID
    self.status = status
    self.expectedVersion = expectedVersion
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `nft_id`.
    @inlinable public static var nftID: UInt32 { 4 }
    /// `status`.
    @inlinable public static var status: UInt32 { 5 }
    /// `expected_version`.
    @inlinable public static var expectedVersion: UInt32 { 6 }
  }
}

extension DecideNftRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: nftID = try reader.readString()
      case 40: status = PersonalisationStatus(rawValue: try reader.readInt32())
      case 48: expectedVersion = try reader.readUInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !nftID.isEmpty { buffer.writeString(4, nftID) }
    if status.rawValue != 0 { buffer.writeInt32(5, status.rawValue) }
    if expectedVersion != 0 { buffer.writeUInt64(6, expectedVersion) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.DecideNftRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "nft_id", json: "nftId", .string),
      .init(5, "status", json: "status", .enumeration(PersonalisationStatus.schema)),
      .init(6, "expected_version", json: "expectedVersion", .uint64),
    ]
  )
}

/// The message `GetBalancesRequest` of the schema.
public struct GetBalancesRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Empty = all that the server keeps.
  public var tokenID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    tokenID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    tokenID: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.tokenID = tokenID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 4 }
  }
}

extension GetBalancesRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 34: tokenID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !tokenID.isEmpty { buffer.writeString(4, tokenID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetBalancesRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "token_id", json: "tokenId", .string),
    ]
  )
}

/// The message `GetBalancesResponse` of the schema.
public struct GetBalancesResponse: Message {
  /// Field 1, `member_id`.
  public var memberID: String

  /// Of the member.
  public var version: UInt64

  /// One for each token but NFTs, held or not.
  public var balances: [TokenBalance]

  /// Oldest first.
  public var nfts: [Nft]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    memberID = ""
    version = 0
    balances = []
    nfts = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    memberID: String = "",
    version: UInt64 = 0,
    balances: [TokenBalance] = [],
    nfts: [Nft] = []
  ) {
    self.memberID = memberID
    self.version = version
    self.balances = balances
    self.nfts = nfts
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `version`.
    @inlinable public static var version: UInt32 { 2 }
    /// `balances`.
    @inlinable public static var balances: UInt32 { 3 }
    /// `nfts`.
    @inlinable public static var nfts: UInt32 { 4 }
  }
}

extension GetBalancesResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: memberID = try reader.readString()
      case 16: version = try reader.readUInt64()
      case 26: try reader.readMessage(appendingTo: &balances)
      case 34: try reader.readMessage(appendingTo: &nfts)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !memberID.isEmpty { buffer.writeString(1, memberID) }
    if version != 0 { buffer.writeUInt64(2, version) }
    for value in balances { buffer.writeMessage(3, value) }
    for value in nfts { buffer.writeMessage(4, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetBalancesResponse",
    fields: [
      .init(1, "member_id", json: "memberId", .string),
      .init(2, "version", json: "version", .uint64),
      .init(3, "balances", json: "balances", .message { TokenBalance.schema }, repeated: true),
      .init(4, "nfts", json: "nfts", .message { Nft.schema }, repeated: true),
    ]
  )
}

/// The message `TokenBalance` of the schema.
public struct TokenBalance: Message {
  /// Field 1, `balance`.
  public var balance: Balance?

  /// Field 2, `token`.
  public var token: TokenDetails?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    balance = nil
    token = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    balance: Balance? = nil,
    token: TokenDetails? = nil
  ) {
    self.balance = balance
    self.token = token
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `balance`.
    @inlinable public static var balance: UInt32 { 1 }
    /// `token`.
    @inlinable public static var token: UInt32 { 2 }
  }
}

extension TokenBalance {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &balance)
      case 18: try reader.readMessage(into: &token)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let balance { buffer.writeMessage(1, balance) }
    if let token { buffer.writeMessage(2, token) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TokenBalance",
    fields: [
      .init(1, "balance", json: "balance", .message { Balance.schema }, presence: true),
      .init(2, "token", json: "token", .message { TokenDetails.schema }, presence: true),
    ]
  )
}

/// A token as PutToken has it, with the values that decide now.
public struct TokenDetails: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Field 2, `name`.
  public var name: String

  /// Field 3, `symbol`.
  public var symbol: String

  /// Field 4, `type`.
  public var type: TokenType

  /// Field 5, `decimals`.
  public var decimals: UInt32

  /// "AAA" = worldwide.
  public var countries: [String]

  /// Field 7, `status`.
  public var status: TokenStatus

  /// Absent = none counts now.
  public var onRamp: TokenValue?

  /// Absent = none counts now.
  public var offRamp: TokenValue?

  /// Field 10, `sandbox`.
  public var sandbox: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    name = ""
    symbol = ""
    type = .init(rawValue: 0)
    decimals = 0
    countries = []
    status = .init(rawValue: 0)
    onRamp = nil
    offRamp = nil
    sandbox = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    name: String = "",
    symbol: String = "",
    type: TokenType = .init(rawValue: 0),
    decimals: UInt32 = 0,
    countries: [String] = [],
    status: TokenStatus = .init(rawValue: 0),
    onRamp: TokenValue? = nil,
    offRamp: TokenValue? = nil,
    sandbox: Bool = false
  ) {
    self.tokenID = tokenID
    self.name = name
    self.symbol = symbol
    self.type = type
    self.decimals = decimals
    self.countries = countries
    self.status = status
    self.onRamp = onRamp
    self.offRamp = offRamp
    self.sandbox = sandbox
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `name`.
    @inlinable public static var name: UInt32 { 2 }
    /// `symbol`.
    @inlinable public static var symbol: UInt32 { 3 }
    /// `type`.
    @inlinable public static var type: UInt32 { 4 }
    /// `decimals`.
    @inlinable public static var decimals: UInt32 { 5 }
    /// `countries`.
    @inlinable public static var countries: UInt32 { 6 }
    /// `status`.
    @inlinable public static var status: UInt32 { 7 }
    /// `on_ramp`.
    @inlinable public static var onRamp: UInt32 { 8 }
    /// `off_ramp`.
    @inlinable public static var offRamp: UInt32 { 9 }
    /// `sandbox`.
    @inlinable public static var sandbox: UInt32 { 10 }
  }
}

extension TokenDetails {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 18: name = try reader.readString()
      case 26: symbol = try reader.readString()
      case 32: type = TokenType(rawValue: try reader.readInt32())
      case 40: decimals = try reader.readUInt32()
      case 50: countries.append(try reader.readString())
      case 56: status = TokenStatus(rawValue: try reader.readInt32())
      case 66: try reader.readMessage(into: &onRamp)
      case 74: try reader.readMessage(into: &offRamp)
      case 80: sandbox = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if !name.isEmpty { buffer.writeString(2, name) }
    if !symbol.isEmpty { buffer.writeString(3, symbol) }
    if type.rawValue != 0 { buffer.writeInt32(4, type.rawValue) }
    if decimals != 0 { buffer.writeUInt32(5, decimals) }
    for value in countries { buffer.writeString(6, value) }
    if status.rawValue != 0 { buffer.writeInt32(7, status.rawValue) }
    if let onRamp { buffer.writeMessage(8, onRamp) }
    if let offRamp { buffer.writeMessage(9, offRamp) }
    if sandbox { buffer.writeBool(10, sandbox) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.TokenDetails",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "name", json: "name", .string),
      .init(3, "symbol", json: "symbol", .string),
      .init(4, "type", json: "type", .enumeration(TokenType.schema)),
      .init(5, "decimals", json: "decimals", .uint32),
      .init(6, "countries", json: "countries", .string, repeated: true),
      .init(7, "status", json: "status", .enumeration(TokenStatus.schema)),
      .init(8, "on_ramp", json: "onRamp", .message { TokenValue.schema }, presence: true),
      .init(9, "off_ramp", json: "offRamp", .message { TokenValue.schema }, presence: true),
      .init(10, "sandbox", json: "sandbox", .bool),
    ]
  )
}

/// Units of a TYPE_ERC721 that a member has; one, but for those that came from promotions.
public struct Nft: Message {
  /// Of its lot.
  public var nftID: String

  /// Field 2, `token`.
  public var token: TokenDetails?

  /// Field 3, `units`.
  public var units: Int64

  /// Of them.
  public var locked: Int64

  /// That it came by.
  public var transactionID: String

  /// Empty = none.
  public var personalisedData: String

  /// Field 7, `status`.
  public var status: PersonalisationStatus

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    nftID = ""
    token = nil
    units = 0
    locked = 0
    transactionID = ""
    personalisedData = ""
    status = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    nftID: String = "",
    token: TokenDetails? = nil,
    units: Int64 = 0,
    locked: Int64 = 0,
    transactionID: String = "",
    personalisedData: String = "",
    status: PersonalisationStatus = .init(rawValue: 0)
  ) {
    self.nftID = nftID
    self.token = token
    self.units = units
    self.locked = locked
    self.transactionID = transactionID
    self.personalisedData = personalisedData
    self.status = status
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `nft_id`.
    @inlinable public static var nftID: UInt32 { 1 }
    /// `token`.
    @inlinable public static var token: UInt32 { 2 }
    /// `units`.
    @inlinable public static var units: UInt32 { 3 }
    /// `locked`.
    @inlinable public static var locked: UInt32 { 4 }
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 5 }
    /// `personalised_data`.
    @inlinable public static var personalisedData: UInt32 { 6 }
    /// `status`.
    @inlinable public static var status: UInt32 { 7 }
  }
}

extension Nft {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: nftID = try reader.readString()
      case 18: try reader.readMessage(into: &token)
      case 24: units = try reader.readInt64()
      case 32: locked = try reader.readInt64()
      case 42: transactionID = try reader.readString()
      case 50: personalisedData = try reader.readString()
      case 56: status = PersonalisationStatus(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !nftID.isEmpty { buffer.writeString(1, nftID) }
    if let token { buffer.writeMessage(2, token) }
    if units != 0 { buffer.writeInt64(3, units) }
    if locked != 0 { buffer.writeInt64(4, locked) }
    if !transactionID.isEmpty { buffer.writeString(5, transactionID) }
    if !personalisedData.isEmpty { buffer.writeString(6, personalisedData) }
    if status.rawValue != 0 { buffer.writeInt32(7, status.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Nft",
    fields: [
      .init(1, "nft_id", json: "nftId", .string),
      .init(2, "token", json: "token", .message { TokenDetails.schema }, presence: true),
      .init(3, "units", json: "units", .int64),
      .init(4, "locked", json: "locked", .int64),
      .init(5, "transaction_id", json: "transactionId", .string),
      .init(6, "personalised_data", json: "personalisedData", .string),
      .init(7, "status", json: "status", .enumeration(PersonalisationStatus.schema)),
    ]
  )
}

/// The methods of `Bank`.
public enum BankMethods {
  /// Gives a member points, or a unit of an NFT, that no promotion decided.
  public static let creditPoints = Method<CreditPointsRequest, CreditPointsResponse>(
    id: 0x0901,
    service: "Bank",
    name: "CreditPoints",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// Takes points from a member, as many as may be spent at most.
  public static let debitPoints = Method<DebitPointsRequest, DebitPointsResponse>(
    id: 0x0902,
    service: "Bank",
    name: "DebitPoints",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessProgramme],
    serverWide: false,
    audited: true
  )

  /// Asks for something to stand on a member's NFT.
  public static let personaliseNft = Method<PersonaliseNftRequest, EnrolResponse>(
    id: 0x0904,
    service: "Bank",
    name: "PersonaliseNft",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessMember],
    serverWide: false,
    audited: false
  )

  /// Approves what is to stand on a member's NFT, or rejects it.
  public static let decideNft = Method<DecideNftRequest, EnrolResponse>(
    id: 0x0222,
    service: "Bank",
    name: "DecideNft",
    mutates: true,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessOffice, .accessAdmin],
    serverWide: false,
    audited: true
  )

  /// What a member holds of each token that the server keeps, with what each token is.
  public static let getBalances = Method<GetBalancesRequest, GetBalancesResponse>(
    id: 0x0903,
    service: "Bank",
    name: "GetBalances",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Bank`.
public struct BankStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// Gives a member points, or a unit of an NFT, that no promotion decided.
  @inlinable
  public func creditPoints(
    _ request: CreditPointsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> CreditPointsResponse {
    try await caller.call(BankMethods.creditPoints, request, options: options)
  }

  /// Takes points from a member, as many as may be spent at most.
  @inlinable
  public func debitPoints(
    _ request: DebitPointsRequest,
    options: CallOptions = CallOptions()
  ) async throws -> DebitPointsResponse {
    try await caller.call(BankMethods.debitPoints, request, options: options)
  }

  /// Asks for something to stand on a member's NFT.
  @inlinable
  public func personaliseNft(
    _ request: PersonaliseNftRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EnrolResponse {
    try await caller.call(BankMethods.personaliseNft, request, options: options)
  }

  /// Approves what is to stand on a member's NFT, or rejects it.
  @inlinable
  public func decideNft(
    _ request: DecideNftRequest,
    options: CallOptions = CallOptions()
  ) async throws -> EnrolResponse {
    try await caller.call(BankMethods.decideNft, request, options: options)
  }

  /// What a member holds of each token that the server keeps, with what each token is.
  @inlinable
  public func getBalances(
    _ request: GetBalancesRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetBalancesResponse {
    try await caller.call(BankMethods.getBalances, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Bank`.
  @inlinable
  public var bank: BankStub<Self> { BankStub(self) }
}
