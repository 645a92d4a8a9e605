// Generated from vouchers.proto by scripts/generate; do not edit.

/// The enum `VoucherState` of the schema.
public struct VoucherState: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `VOUCHER_STATE_NONE`, 0.
  @inlinable public static var voucherStateNone: Self { Self(rawValue: 0) }

  /// `VOUCHER_STATE_UNUSED`, 1.
  @inlinable public static var voucherStateUnused: Self { Self(rawValue: 1) }

  /// `VOUCHER_STATE_USED`, 2.
  @inlinable public static var voucherStateUsed: Self { Self(rawValue: 2) }

  /// `VOUCHER_STATE_EXPIRED`, 3.
  @inlinable public static var voucherStateExpired: Self { Self(rawValue: 3) }

  /// `VOUCHER_STATE_CANCELLED`, 4.
  @inlinable public static var voucherStateCancelled: Self { Self(rawValue: 4) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.VoucherState",
    values: [
      .init(0, "VOUCHER_STATE_NONE"),
      .init(1, "VOUCHER_STATE_UNUSED"),
      .init(2, "VOUCHER_STATE_USED"),
      .init(3, "VOUCHER_STATE_EXPIRED"),
      .init(4, "VOUCHER_STATE_CANCELLED"),
    ]
  )
}

extension VoucherState: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// A voucher as its member's records tell of it; never its code.
public struct MemberVoucher: Message {
  /// Transaction id of its issue, for the reversal that cancels it.
  public var voucherID: String

  /// Field 2, `voucher_type_id`.
  public var voucherTypeID: String

  /// Field 3, `state`.
  public var state: VoucherState

  /// As it was at issue.
  public var valueMinor: Int64

  /// That it cost; 0 where a code gave it.
  public var points: Int64

  /// Field 6, `issued_at_ms`.
  public var issuedAtMs: Int64

  /// Exclusive; 0 = no end.
  public var validToMs: Int64

  /// Where it was issued.
  public var storeID: String

  /// USED, CANCELLED: what did so.
  public var endedTransactionID: String

  /// USED, CANCELLED, EXPIRED.
  public var endedAtMs: Int64

  /// USED, CANCELLED: where.
  public var endedStoreID: String

  /// Field 12, `ended_terminal_id`.
  public var endedTerminalID: String

  /// USED: of the sale that it paid.
  public var endedReceiptNumber: String

  /// Where a code gave it: campaign, code and reference.
  public var metadata: [Tag]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    voucherID = ""
    voucherTypeID = ""
    state = .init(rawValue: 0)
    valueMinor = 0
    points = 0
    issuedAtMs = 0
    validToMs = 0
    storeID = ""
    endedTransactionID = ""
    endedAtMs = 0
    endedStoreID = ""
    endedTerminalID = ""
    endedReceiptNumber = ""
    metadata = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    voucherID: String = "",
    voucherTypeID: String = "",
    state: VoucherState = .init(rawValue: 0),
    valueMinor: Int64 = 0,
    points: Int64 = 0,
    issuedAtMs: Int64 = 0,
    validToMs: Int64 = 0,
    storeID: String = "",
    endedTransactionID: String = "",
    endedAtMs: Int64 = 0,
    endedStoreID: String = "",
    endedTerminalID: String = "",
    endedReceiptNumber: String = "",
    metadata: [Tag] = []
  ) {
    self.voucherID = voucherID
    self.voucherTypeID = voucherTypeID
    self.state = state
    self.valueMinor = valueMinor
    self.points = points
    self.issuedAtMs = issuedAtMs
    self.validToMs = validToMs
    self.storeID = storeID
    self.endedTransactionID = endedTransactionID
    self.endedAtMs = endedAtMs
    self.endedStoreID = endedStoreID
    self.endedTerminalID = endedTerminalID
    self.endedReceiptNumber = endedReceiptNumber
    self.metadata = metadata
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `voucher_id`.
    @inlinable public static var voucherID: UInt32 { 1 }
    /// `voucher_type_id`.
    @inlinable public static var voucherTypeID: UInt32 { 2 }
    /// `state`.
    @inlinable public static var state: UInt32 { 3 }
    /// `value_minor`.
    @inlinable public static var valueMinor: UInt32 { 4 }
    /// `points`.
    @inlinable public static var points: UInt32 { 5 }
    /// `issued_at_ms`.
    @inlinable public static var issuedAtMs: UInt32 { 6 }
    /// `valid_to_ms`.
    @inlinable public static var validToMs: UInt32 { 7 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 8 }
    /// `ended_transaction_id`.
    @inlinable public static var endedTransactionID: UInt32 { 9 }
    /// `ended_at_ms`.
    @inlinable public static var endedAtMs: UInt32 { 10 }
    /// `ended_store_id`.
    @inlinable public static var endedStoreID: UInt32 { 11 }
    /// `ended_terminal_id`.
    @inlinable public static var endedTerminalID: UInt32 { 12 }
    /// `ended_receipt_number`.
    @inlinable public static var endedReceiptNumber: UInt32 { 13 }
    /// `metadata`.
    @inlinable public static var metadata: UInt32 { 14 }
  }
}

extension MemberVoucher {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: voucherID = try reader.readString()
      case 18: voucherTypeID = try reader.readString()
      case 24: state = VoucherState(rawValue: try reader.readInt32())
      case 32: valueMinor = try reader.readSInt64()
      case 40: points = try reader.readInt64()
      case 48: issuedAtMs = try reader.readInt64()
      case 56: validToMs = try reader.readInt64()
      case 66: storeID = try reader.readString()
      case 74: endedTransactionID = try reader.readString()
      case 80: endedAtMs = try reader.readInt64()
      case 90: endedStoreID = try reader.readString()
      case 98: endedTerminalID = try reader.readString()
      case 106: endedReceiptNumber = try reader.readString()
      case 114: try reader.readMessage(appendingTo: &metadata)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !voucherID.isEmpty { buffer.writeString(1, voucherID) }
    if !voucherTypeID.isEmpty { buffer.writeString(2, voucherTypeID) }
    if state.rawValue != 0 { buffer.writeInt32(3, state.rawValue) }
    if valueMinor != 0 { buffer.writeSInt64(4, valueMinor) }
    if points != 0 { buffer.writeInt64(5, points) }
    if issuedAtMs != 0 { buffer.writeInt64(6, issuedAtMs) }
    if validToMs != 0 { buffer.writeInt64(7, validToMs) }
    if !storeID.isEmpty { buffer.writeString(8, storeID) }
    if !endedTransactionID.isEmpty { buffer.writeString(9, endedTransactionID) }
    if endedAtMs != 0 { buffer.writeInt64(10, endedAtMs) }
    if !endedStoreID.isEmpty { buffer.writeString(11, endedStoreID) }
    if !endedTerminalID.isEmpty { buffer.writeString(12, endedTerminalID) }
    if !endedReceiptNumber.isEmpty { buffer.writeString(13, endedReceiptNumber) }
    for value in metadata { buffer.writeMessage(14, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberVoucher",
    fields: [
      .init(1, "voucher_id", json: "voucherId", .string),
      .init(2, "voucher_type_id", json: "voucherTypeId", .string),
      .init(3, "state", json: "state", .enumeration(VoucherState.schema)),
      .init(4, "value_minor", json: "valueMinor", .sint64),
      .init(5, "points", json: "points", .int64),
      .init(6, "issued_at_ms", json: "issuedAtMs", .int64),
      .init(7, "valid_to_ms", json: "validToMs", .int64),
      .init(8, "store_id", json: "storeId", .string),
      .init(9, "ended_transaction_id", json: "endedTransactionId", .string),
      .init(10, "ended_at_ms", json: "endedAtMs", .int64),
      .init(11, "ended_store_id", json: "endedStoreId", .string),
      .init(12, "ended_terminal_id", json: "endedTerminalId", .string),
      .init(13, "ended_receipt_number", json: "endedReceiptNumber", .string),
      .init(14, "metadata", json: "metadata", .message { Tag.schema }, repeated: true),
    ]
  )
}

/// The message `ListVouchersRequest` of the schema.
public struct ListVouchersRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// Field 2, `member`.
  public var member: MemberReference?

  /// Of now; empty = all.
  public var states: [VoucherState]

  /// issued_at, inclusive.
  public var fromMs: Int64

  /// Exclusive; 0 = no end.
  public var toMs: Int64

  /// 1 to 100; 0 = 100.
  public var limit: UInt32

  /// next_cursor of the page before.
  public var cursor: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    member = nil
    states = []
    fromMs = 0
    toMs = 0
    limit = 0
    cursor = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    member: MemberReference? = nil,
    states: [VoucherState] = [],
    fromMs: Int64 = 0,
    toMs: Int64 = 0,
    limit: UInt32 = 0,
    cursor: String = ""
  ) {
    self.envelope = envelope
    self.member = member
    self.states = states
    self.fromMs = fromMs
    self.toMs = toMs
    self.limit = limit
    self.cursor = cursor
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `member`.
    @inlinable public static var member: UInt32 { 2 }
    /// `states`.
    @inlinable public static var states: UInt32 { 4 }
    /// `from_ms`.
    @inlinable public static var fromMs: UInt32 { 5 }
    /// `to_ms`.
    @inlinable public static var toMs: UInt32 { 6 }
    /// `limit`.
    @inlinable public static var limit: UInt32 { 7 }
    /// `cursor`.
    @inlinable public static var cursor: UInt32 { 8 }
  }
}

extension ListVouchersRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 18: try reader.readMessage(into: &member)
      case 32: states.append(VoucherState(rawValue: try reader.readInt32()))
      case 34:
        try reader.readPacked(into: &states) { (element) throws(DecodingError) in
          VoucherState(rawValue: try element.readInt32())
        }
      case 40: fromMs = try reader.readInt64()
      case 48: toMs = try reader.readInt64()
      case 56: limit = try reader.readUInt32()
      case 66: cursor = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if let member { buffer.writeMessage(2, member) }
    if !states.isEmpty {
      buffer.writeMessage(4) { content in
        for value in states { content.writeVarint(UInt64(bitPattern: Int64(value.rawValue))) }
      }
    }
    if fromMs != 0 { buffer.writeInt64(5, fromMs) }
    if toMs != 0 { buffer.writeInt64(6, toMs) }
    if limit != 0 { buffer.writeUInt32(7, limit) }
    if !cursor.isEmpty { buffer.writeString(8, cursor) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListVouchersRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(2, "member", json: "member", .message { MemberReference.schema }, presence: true),
      .init(4, "states", json: "states", .enumeration(VoucherState.schema), repeated: true),
      .init(5, "from_ms", json: "fromMs", .int64),
      .init(6, "to_ms", json: "toMs", .int64),
      .init(7, "limit", json: "limit", .uint32),
      .init(8, "cursor", json: "cursor", .string),
    ]
  )
}

/// The message `ListVouchersResponse` of the schema.
public struct ListVouchersResponse: Message {
  /// Field 1, `vouchers`.
  public var vouchers: [MemberVoucher]

  /// Empty = the last page; a page may be short, or empty, before it.
  public var nextCursor: String

  /// What is older is not kept any more.
  public var olderRemoved: Bool

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    vouchers = []
    nextCursor = ""
    olderRemoved = false
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    vouchers: [MemberVoucher] = [],
    nextCursor: String = "",
    olderRemoved: Bool = false
  ) {
    self.vouchers = vouchers
    self.nextCursor = nextCursor
    self.olderRemoved = olderRemoved
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `vouchers`.
    @inlinable public static var vouchers: UInt32 { 1 }
    /// `next_cursor`.
    @inlinable public static var nextCursor: UInt32 { 2 }
    /// `older_removed`.
    @inlinable public static var olderRemoved: UInt32 { 3 }
  }
}

extension ListVouchersResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(appendingTo: &vouchers)
      case 18: nextCursor = try reader.readString()
      case 24: olderRemoved = try reader.readBool()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    for value in vouchers { buffer.writeMessage(1, value) }
    if !nextCursor.isEmpty { buffer.writeString(2, nextCursor) }
    if olderRemoved { buffer.writeBool(3, olderRemoved) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.ListVouchersResponse",
    fields: [
      .init(1, "vouchers", json: "vouchers", .message { MemberVoucher.schema }, repeated: true),
      .init(2, "next_cursor", json: "nextCursor", .string),
      .init(3, "older_removed", json: "olderRemoved", .bool),
    ]
  )
}

/// The message `GetVoucherRequest` of the schema.
public struct GetVoucherRequest: Message {
  /// Field 1, `envelope`.
  public var envelope: Envelope?

  /// As UseVoucher takes it; or.
  public var code: String

  /// Field 5, `voucher_id`.
  public var voucherID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    envelope = nil
    code = ""
    voucherID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    envelope: Envelope? = nil,
    code: String = "",
    voucherID: String = ""
  ) {
    self.envelope = envelope
    self.code = code
    self.voucherID = voucherID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `envelope`.
    @inlinable public static var envelope: UInt32 { 1 }
    /// `code`.
    @inlinable public static var code: UInt32 { 4 }
    /// `voucher_id`.
    @inlinable public static var voucherID: UInt32 { 5 }
  }
}

extension GetVoucherRequest {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &envelope)
      case 34: code = try reader.readString()
      case 42: voucherID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let envelope { buffer.writeMessage(1, envelope) }
    if !code.isEmpty { buffer.writeString(4, code) }
    if !voucherID.isEmpty { buffer.writeString(5, voucherID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetVoucherRequest",
    fields: [
      .init(1, "envelope", json: "envelope", .message { Envelope.schema }, presence: true),
      .init(4, "code", json: "code", .string),
      .init(5, "voucher_id", json: "voucherId", .string),
    ]
  )
}

/// The message `GetVoucherResponse` of the schema.
public struct GetVoucherResponse: Message {
  /// Field 1, `voucher`.
  public var voucher: MemberVoucher?

  /// Whose it is.
  public var memberID: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    voucher = nil
    memberID = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    voucher: MemberVoucher? = nil,
    memberID: String = ""
  ) {
    self.voucher = voucher
    self.memberID = memberID
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `voucher`.
    @inlinable public static var voucher: UInt32 { 1 }
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 2 }
  }
}

extension GetVoucherResponse {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: try reader.readMessage(into: &voucher)
      case 18: memberID = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let voucher { buffer.writeMessage(1, voucher) }
    if !memberID.isEmpty { buffer.writeString(2, memberID) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.GetVoucherResponse",
    fields: [
      .init(1, "voucher", json: "voucher", .message { MemberVoucher.schema }, presence: true),
      .init(2, "member_id", json: "memberId", .string),
    ]
  )
}

/// The methods of `Vouchers`.
public enum VouchersMethods {
  /// (37) Vouchers of a member, newest first, whatever has become of them.
  public static let listVouchers = Method<ListVouchersRequest, ListVouchersResponse>(
    id: 0x0A20,
    service: "Vouchers",
    name: "ListVouchers",
    mutates: false,
    routing: .routingMember,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )

  /// (36) One voucher, and whether it is good.
  public static let getVoucher = Method<GetVoucherRequest, GetVoucherResponse>(
    id: 0x0A21,
    service: "Vouchers",
    name: "GetVoucher",
    mutates: false,
    routing: .routingAny,
    serverStreaming: false,
    scopes: [.accessPos, .accessMember],
    serverWide: false,
    audited: false
  )
}

/// Typed calls of the service `Vouchers`.
public struct VouchersStub<C: Caller>: Sendable {
  /// What makes the calls.
  public let caller: C

  /// Makes a stub that calls through `caller`.
  @inlinable
  public init(_ caller: C) { self.caller = caller }

  /// (37) Vouchers of a member, newest first, whatever has become of them.
  @inlinable
  public func listVouchers(
    _ request: ListVouchersRequest,
    options: CallOptions = CallOptions()
  ) async throws -> ListVouchersResponse {
    try await caller.call(VouchersMethods.listVouchers, request, options: options)
  }

  /// (36) One voucher, and whether it is good.
  @inlinable
  public func getVoucher(
    _ request: GetVoucherRequest,
    options: CallOptions = CallOptions()
  ) async throws -> GetVoucherResponse {
    try await caller.call(VouchersMethods.getVoucher, request, options: options)
  }
}

extension Caller {
  /// Typed calls of the service `Vouchers`.
  @inlinable
  public var vouchers: VouchersStub<Self> { VouchersStub(self) }
}
