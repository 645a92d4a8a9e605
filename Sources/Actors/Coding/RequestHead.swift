internal import FealtyLoyalty
internal import FealtyWire

/// The fields that every request begins with, as bytes of the frame that carries them.
///
/// Reading it copies nothing. The bytes are valid while the request is handled, and no longer.
///
/// Proof for `@unchecked Sendable`: it never leaves the turn that handles its request; it is marked
/// so that the synchronous calls into an actor of the same thread may use it.
struct RequestHead: @unchecked Sendable {
  /// How the request names its member.
  enum Target {
    case none
    case memberID(UnsafeRawBufferPointer)
    case card(UnsafeRawBufferPointer)
    /// By what somebody outside calls the member.
    case alias(provider: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)
    /// By a transaction of the member.
    case transaction(TransactionID)
  }

  var program = UnsafeRawBufferPointer(start: nil, count: 0)
  var requestID: RequestID?
  var store = UnsafeRawBufferPointer(start: nil, count: 0)
  var terminal = UnsafeRawBufferPointer(start: nil, count: 0)
  var operatorID = UnsafeRawBufferPointer(start: nil, count: 0)
  var channel = UnsafeRawBufferPointer(start: nil, count: 0)
  var terminalSequence: UInt64 = 0
  var occurredAtMilliseconds: Int64 = 0
  var isDryRun = false
  var target = Target.none
  /// The whole message.
  let payload: UnsafeRawBufferPointer
  /// Hash of the request that this one was made of; 0 where it came as it is.
  var originalHash: UInt64 = 0

  /// What tells a retry from another request under the same id.
  var contentHash: UInt64 { originalHash == 0 ? ContentHash.hash(payload) : originalHash }

  /// Reads field 1 of any request, and fields 2 and 3 of one that is for a member.
  ///
  /// - Parameters:
  ///   - payload: the message.
  ///   - namesMember: whether the method's routing is by member; elsewhere fields 2 and 3 are
  ///     something else.
  /// - Throws: ``RequestFault`` where the bytes are no message or a field has a wrong shape.
  init(_ payload: UnsafeRawBufferPointer, namesMember: Bool) throws(RequestFault) {
    self.payload = payload
    var fields = FieldReader(payload)
    do throws(DecodingError) {
      while true {
        let tag = try fields.nextTag()
        switch tag {
        case 0: return
        case 1 << 3 | 2: try readEnvelope(fields.readMessage())
        case 2 << 3 | 2 where namesMember: try readMember(fields.readMessage())
        case 3 << 3 | 2 where namesMember:
          let text = try fields.readBytes()
          if case .none = target, let id = TransactionID(text) { target = .transaction(id) }
        default: try fields.skip(tag)
        }
      }
    } catch {
      throw .malformed(error)
    }
  }

  private mutating func readEnvelope(_ message: FieldReader) throws(DecodingError) {
    var fields = message
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: program = try fields.readText()
      case 2 << 3 | 2: requestID = RequestID(try fields.readBytes())
      case 3 << 3 | 2: store = try fields.readText()
      case 4 << 3 | 2: terminal = try fields.readText()
      case 5 << 3 | 2: operatorID = try fields.readText()
      case 6 << 3: terminalSequence = try fields.readVarint()
      case 7 << 3: occurredAtMilliseconds = try fields.readInt()
      case 8 << 3: isDryRun = try fields.readVarint() != 0
      case 10 << 3 | 2: channel = try fields.readText()
      default: try fields.skip(tag)
      }
    }
  }

  private mutating func readMember(_ message: FieldReader) throws(DecodingError) {
    var fields = message
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: target = .memberID(try fields.readText())
      case 2 << 3 | 2: target = .card(try fields.readText())
      case 210 << 3 | 2: try readAlias(fields.readMessage())
      default: try fields.skip(tag)
      }
    }
  }

  private mutating func readAlias(_ message: FieldReader) throws(DecodingError) {
    var fields = message
    var provider = UnsafeRawBufferPointer(start: nil, count: 0)
    var value = provider
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        target = .alias(provider: provider, value: value)
        return
      case 1 << 3 | 2: provider = try fields.readText()
      case 2 << 3 | 2: value = try fields.readText()
      default: try fields.skip(tag)
      }
    }
  }

  /// Checks the lengths that the schema names.
  ///
  /// - Throws: ``RequestFault/field(_:)`` with the path of the first that is too long.
  @inline(__always)
  func requireLengths() throws(RequestFault) {
    let longest = max(
      max(program.count, store.count),
      max(terminal.count, max(operatorID.count, channel.count))
    )
    if longest <= Limits.identifierBytes, case .memberID(let id) = target,
      1...Limits.identifierBytes ~= id.count
    {
      return
    }
    try requireEachLength()
  }

  /// The same for what is not in order, or named in another way.
  @inline(never)
  private func requireEachLength() throws(RequestFault) {
    if program.count > Limits.identifierBytes { throw .field("envelope.program_id") }
    for (bytes, path) in [
      (store, "envelope.store_id"), (terminal, "envelope.terminal_id"),
      (operatorID, "envelope.operator_id"), (channel, "envelope.channel"),
    ] where bytes.count > Limits.identifierBytes {
      throw .field(path)
    }
    switch target {
    case .memberID(let id) where id.isEmpty || id.count > Limits.identifierBytes:
      throw .field("member.member_id")
    case .card(let number) where number.isEmpty || number.count > Limits.cardNumberBytes:
      throw .field("member.card_number")
    case .alias(let provider, let value):
      guard 1...Limits.identifierBytes ~= provider.count, 1...AliasRule.valueBytes ~= value.count
      else { throw .field("member.alias") }
    default: break
    }
  }
}

/// Why a request could not even be looked at.
enum RequestFault: Error {
  /// The bytes are no message; `path` is the field where that shows, empty where nobody has looked.
  case malformed(DecodingError, path: String = "")
  /// The field at this path breaks a rule of its shape.
  case field(String)
  /// The content breaks a rule.
  case refused(Refusal)
  /// The field at this path says what others than the caller may do.
  case notPermitted(String)
}

extension FieldReader {
  /// The bytes of a string field, checked to be UTF-8, without making a string of them.
  @inline(__always)
  mutating func readText() throws(DecodingError) -> UnsafeRawBufferPointer {
    let bytes = try readBytes()
    guard Self.isASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil else {
      throw .invalidUTF8(offset: offset - bytes.count)
    }
    return bytes
  }

  /// Whether no byte has its high bit set; words may overlap, so there is no loop over single
  /// bytes.
  @inline(__always)
  private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    if count >= 8 {
      var bits = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      var offset = 0
      while offset &+ 8 < count {
        bits |= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        offset &+= 8
      }
      return bits & 0x8080_8080_8080_8080 == 0
    }
    if count >= 4 {
      let first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return (first | last) & 0x8080_8080 == 0
    }
    guard count > 0 else { return true }
    return (bytes[0] | bytes[count >> 1] | bytes[count &- 1]) & 0x80 == 0
  }
}

/// The caller's name for one command: 16 bytes, of which the first six are Unix milliseconds (RFC
/// 9562, version 7).
struct RequestID: Hashable, Sendable {
  var high: UInt64
  var low: UInt64

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }

  var madeAtMilliseconds: Int64 { Int64(high >> 16) }

  /// The key of the request index.
  var tag: UInt64 {
    let mixed = (high ^ 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
    return (mixed ^ mixed >> 29 ^ low) &* 0xC4CE_B9FE_1A85_EC53
  }

  func write(_ field: UInt32, to out: inout OutputBuffer) {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { out.writeBytes(field, $0) }
  }
}
