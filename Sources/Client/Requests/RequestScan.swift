internal import FealtyWire

/// What an encoded request says about where it belongs and who named it.
///
/// Read from the bytes, so that any request type works, also one that was encoded elsewhere. Bytes
/// that make no sense route anywhere: the server is the judge of them.
struct RequestScan {
  /// Offset of the envelope's length; nil where the request has no envelope.
  private(set) var envelopeLengthOffset: Int?
  /// Where the envelope's fields begin and end.
  private(set) var envelope = 0..<0
  /// Where a request id belongs in canonical order: behind the programme's id.
  private(set) var insertionOffset = 0
  /// Where the 16 bytes of the request id stand.
  private(set) var requestID: Range<Int>?
  /// The hash that finds the member's home shard, where the request names the member.
  private(set) var home: UInt64?

  /// What is known without looking: nothing.
  init() {}

  /// Scans the bytes of a request to a method.
  init(_ bytes: UnsafeRawBufferPointer, routing: Routing) {
    var reader = FieldReader(bytes)
    var program = UnsafeRawBufferPointer(start: nil, count: 0)
    var member: UnsafeRawBufferPointer?
    var transaction: UnsafeRawBufferPointer?
    do throws(DecodingError) {
      while true {
        let tag = try reader.nextTag()
        switch tag {
        case 0: break
        case 0x0A: try scanEnvelope(&reader, program: &program)
        case 0x12 where routing == .routingMember: member = try Self.memberID(in: &reader) ?? member
        case 0x1A where routing == .routingMember: transaction = try reader.readBytes()
        default: try reader.skip(tag)
        }
        if tag == 0 { break }
      }
    } catch {
      // Not a message. Nothing is added to it, and it goes wherever there is room.
      home = nil
      return
    }
    if let member {
      home = StableHash.hash(program: program, member: member)
    } else if let transaction {
      home = TransactionID.entity(of: transaction)
    }
  }

  private mutating func scanEnvelope(
    _ reader: inout FieldReader,
    program: inout UnsafeRawBufferPointer
  ) throws(DecodingError) {
    let lengthOffset = reader.offset
    var inner = try reader.readMessage()
    envelopeLengthOffset = lengthOffset
    envelope = inner.offset..<inner.offset + inner.remaining
    insertionOffset = envelope.lowerBound
    while true {
      let tag = try inner.nextTag()
      switch tag {
      case 0: return
      case 0x0A:
        program = try inner.readBytes()
        insertionOffset = inner.offset
      case 0x12:
        let id = try inner.readBytes()
        if !id.isEmpty { requestID = inner.offset - id.count..<inner.offset }
      default: try inner.skip(tag)
      }
    }
  }

  private static func memberID(
    in reader: inout FieldReader
  ) throws(DecodingError) -> UnsafeRawBufferPointer? {
    var inner = try reader.readMessage()
    var found: UnsafeRawBufferPointer?
    while true {
      let tag = try inner.nextTag()
      switch tag {
      case 0: return found
      case 0x0A: found = try inner.readBytes()
      default: try inner.skip(tag)
      }
    }
  }
}

/// The part of a transaction id that says where its entity lives.
enum TransactionID {
  /// The entity's number, from the first 13 characters of the id: its upper bits find the shard.
  ///
  /// - Returns: nil when these are not 13 characters of Crockford's base 32.
  static func entity(of text: UnsafeRawBufferPointer) -> UInt64? {
    guard text.count >= 13 else { return nil }
    var value: UInt64 = 0
    for index in 0..<13 {
      guard let digit = digit(text[index]) else { return nil }
      // The 13th character holds the last 4 bits of the number and one of what follows it.
      value = index < 12 ? value << 5 | digit : value << 4 | digit >> 1
    }
    return value
  }

  private static let digits: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

  private static func digit(_ character: UInt8) -> UInt64? {
    let isSmall = character >= UInt8(ascii: "a") && character <= UInt8(ascii: "z")
    let upper = isSmall ? character - 32 : character
    for index in 0..<32 where digits.utf8Start[index] == upper { return UInt64(index) }
    return nil
  }
}
