import FealtyWire
import Testing

// Bytes worked out by hand from the rules of the encoding.

@Suite("Encoding by the rules of protobuf")
struct EncodingTests {
  struct Varint: Sendable, CustomTestStringConvertible {
    let value: UInt64
    let encoded: String
    var testDescription: String { "\(value)" }
  }

  static let varints = [
    Varint(value: 0, encoded: "00"),
    Varint(value: 1, encoded: "01"),
    Varint(value: 127, encoded: "7f"),
    Varint(value: 128, encoded: "80 01"),
    Varint(value: 300, encoded: "ac 02"),
    Varint(value: 16_383, encoded: "ff 7f"),
    Varint(value: 16_384, encoded: "80 80 01"),
    Varint(value: 1 << 32, encoded: "80 80 80 80 10"),
    Varint(value: 1 << 63, encoded: "80 80 80 80 80 80 80 80 80 01"),
    Varint(value: .max, encoded: "ff ff ff ff ff ff ff ff ff 01"),
  ]

  @Test(arguments: varints)
  func `writes and reads a varint`(_ varint: Varint) throws {
    var buffer = OutputBuffer()
    buffer.writeVarint(varint.value)
    #expect(hexadecimal(buffer.bytes()) == varint.encoded)
    try buffer.bytes().withUnsafeBytes { raw in
      var reader = FieldReader(raw)
      let value = try reader.readVarint()
      #expect(value == varint.value)
      #expect(reader.isAtEnd)
    }
  }

  @Test(arguments: varints)
  func `reads a short varint as any other, also where it is cut`(_ varint: Varint) {
    var buffer = OutputBuffer()
    buffer.writeVarint(varint.value)
    let bytes = buffer.bytes()
    for length in 0...bytes.count {
      bytes.prefix(length).withUnsafeBytes { raw in
        let (short, plain) = (FieldReader(raw), FieldReader(raw))
        #expect(
          read(short) { reader throws(DecodingError) in try reader.readShortVarint() }
            == read(plain) { reader throws(DecodingError) in try reader.readVarint() }
        )
      }
    }
  }

  /// What reading gave, and what was left.
  private func read(
    _ reader: FieldReader,
    _ body: (inout FieldReader) throws(DecodingError) -> UInt64
  ) -> [String] {
    var reader = reader
    do {
      return ["\(try body(&reader))", "\(reader.remaining)"]
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `takes a tag only where it is the next`() throws {
    try ([0x08, 0x01] as [UInt8]).withUnsafeBytes { raw in
      var reader = FieldReader(raw)
      let takesOther = reader.take(0x10)
      #expect(!takesOther)
      #expect(reader.offset == 0)
      let takesNext = reader.take(0x08)
      #expect(takesNext)
      let value = try reader.readShortVarint()
      #expect(value == 1)
      let takesBeyond = reader.take(0x08)
      #expect(!takesBeyond)
      #expect(reader.isAtEnd)
    }
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let name: String
    let encoded: String
    let error: DecodingError
    var testDescription: String { name }
  }

  static let refused = [
    Refused(name: "varint without end", encoded: "38 80", error: .truncated(offset: 1)),
    Refused(name: "tag without value", encoded: "38", error: .truncated(offset: 1)),
    Refused(
      name: "varint of 11 bytes",
      encoded: "38 80 80 80 80 80 80 80 80 80 80 01",
      error: .overlongVarint(offset: 1)
    ),
    Refused(
      name: "varint of 65 bits",
      encoded: "38 ff ff ff ff ff ff ff ff ff 02",
      error: .overlongVarint(offset: 1)
    ),
    Refused(name: "field 0", encoded: "00", error: .invalidFieldNumber(offset: 0)),
    Refused(name: "field 0 with a length", encoded: "02 00", error: .invalidFieldNumber(offset: 0)),
    Refused(
      name: "field number of 30 bits",
      encoded: "80 80 80 80 10",
      error: .invalidFieldNumber(offset: 0)
    ),
    Refused(name: "group", encoded: "0b 0c", error: .unsupportedWireType(offset: 0)),
    Refused(name: "end of a group", encoded: "0c", error: .unsupportedWireType(offset: 0)),
    Refused(name: "wire type 6", encoded: "0e 00", error: .unsupportedWireType(offset: 0)),
    Refused(name: "wire type 7", encoded: "0f 00", error: .unsupportedWireType(offset: 0)),
    Refused(name: "string beyond the end", encoded: "0a 02 61", error: .truncated(offset: 2)),
    Refused(
      name: "string of 2^63 bytes",
      encoded: "0a 80 80 80 80 80 80 80 80 80 01",
      error: .truncated(offset: 11)
    ),
    Refused(
      name: "string that is no UTF-8",
      encoded: "0a 02 c3 28",
      error: .invalidUTF8(offset: 2)
    ),
    Refused(name: "lone surrogate", encoded: "0a 03 ed a0 80", error: .invalidUTF8(offset: 2)),
    Refused(name: "overlong UTF-8", encoded: "0a 02 c0 80", error: .invalidUTF8(offset: 2)),
    Refused(name: "unknown fixed32 cut", encoded: "fd 01 01 02 03", error: .truncated(offset: 2)),
    Refused(name: "unknown fixed64 cut", encoded: "f9 01 01 02 03", error: .truncated(offset: 2)),
  ]

  @Test(arguments: refused)
  func `refuses bytes that are no message`(_ refused: Refused) {
    #expect(throws: refused.error) { try Envelope(bytes: bytes(refused.encoded)) }
  }

  @Test func `writes what the rules say`() throws {
    var line = BasketLine(sku: "A", quantity: 2, amountMinor: -150, kind: .giftcard)
    line.categories = ["x", ""]
    // 1: "A", 3: "x" and "", 5: 2, 6: zigzag of -150 = 299 = ab 02, 7: 2
    #expect(hexadecimal(line.serialized()) == "0a 01 41 1a 01 78 1a 00 28 02 30 ab 02 38 02")
    #expect(try BasketLine(bytes: line.serialized()) == line)

    let page = ListTransactionsRequest(fromMs: -1, kinds: [.earn, .redeem], limit: 300)
    // 3: ten bytes, 5: packed, 8: 300
    #expect(
      hexadecimal(page.serialized())
        == "18 ff ff ff ff ff ff ff ff ff 01 2a 02 01 02 40 ac 02"
    )

    let card = CardClaimedRecord(member: 0x0102)
    #expect(hexadecimal(card.serialized()) == "19 02 01 00 00 00 00 00 00")
  }

  @Test func `leaves out defaults but not empty submessages`() {
    #expect(EarnRequest().serialized() == [])
    #expect(EarnRequest(basket: Basket()).serialized() == bytes("22 00"))
    #expect(MemberReference(reference: .memberID("")).serialized() == bytes("0a 00"))
  }

  @Test func `takes packed lists in pieces and unpacked ones`() throws {
    let page = try ListTransactionsRequest(bytes: bytes("28 01 2a 02 02 03 28 04"))
    #expect(page.kinds.map(\.rawValue) == [1, 2, 3, 4])
  }

  @Test func `takes the last of a scalar, of a oneof, and merges messages`() throws {
    let reference = try MemberReference(bytes: bytes("0a 01 61 12 01 62"))
    #expect(reference.reference == .cardNumber("b"))
    let request = try EarnRequest(bytes: bytes("0a 03 0a 01 61  0a 03 1a 01 62  28 01 28 02"))
    #expect(request.envelope == Envelope(programID: "a", storeID: "b"))
    #expect(request.explain == .explainNone)
  }

  @Test func `keeps a known field of another type as an unknown one`() throws {
    let encoded = bytes("08 05")
    let envelope = try Envelope(bytes: encoded)
    #expect(envelope.programID == "")
    #expect(envelope.serialized() == encoded)
  }

  @Test func `keeps numbers of enums that have no name`() throws {
    let line = try BasketLine(bytes: bytes("38 63"))
    #expect(line.kind.rawValue == 99)
    #expect("\(line.kind)" == "99")
    #expect(line.serialized() == bytes("38 63"))
  }

  @Test func `cuts numbers that are too wide for their field`() throws {
    // A 33-bit number in a uint32 field, as protobuf has it.
    #expect(try Token(bytes: bytes("20 81 80 80 80 10")).decimals == 1)
  }

  @Test(arguments: [0, 1, 126, 127, 128, 129, 16_382, 16_383, 16_384, 2_097_151, 2_097_152])
  func `writes lengths of every width in one pass`(count: Int) throws {
    var buffer = OutputBuffer(capacity: 16)
    buffer.writeMessage(1) { $0.append([UInt8](repeating: 7, count: count)) }
    buffer.append(9)
    var expected = OutputBuffer()
    expected.append(0x0A)
    expected.writeVarint(UInt64(count))
    expected.append([UInt8](repeating: 7, count: count))
    expected.append(9)
    #expect(buffer.bytes() == expected.bytes())
  }

  @Test func `refuses messages that are nested too deep`() {
    // A reader for each level; no type of the schema nests that deep.
    func depth(_ levels: Int) -> Result<Int, DecodingError> {
      var encoded: [UInt8] = []
      for _ in 0..<levels {
        var buffer = OutputBuffer()
        buffer.writeBytes(1, encoded)
        encoded = buffer.bytes()
      }
      return encoded.withUnsafeBytes { raw in
        Result { () throws(DecodingError) in
          var reader = FieldReader(raw)
          var count = 0
          while try reader.nextTag() != 0 {
            reader = try reader.readMessage()
            count += 1
          }
          return count
        }
      }
    }
    #expect(throws: Never.self) { try depth(Limits.messageDepth - 1).get() }
    #expect(throws: DecodingError.self) { try depth(Limits.messageDepth).get() }
  }

  @Test func `reads strings of every length, ASCII or not`() throws {
    for count in 0...40 {
      for odd in 0...count {
        var text = String(repeating: "a", count: count)
        if odd < count {
          let place = text.index(text.startIndex, offsetBy: odd)
          text.replaceSubrange(place...place, with: "é")
        }
        #expect(try Token(bytes: Token(name: text).serialized()).name == text)
        var broken = Token(name: String(repeating: "a", count: count)).serialized()
        guard odd < count else { continue }
        broken[2 + odd] = 0x80
        #expect(throws: DecodingError.invalidUTF8(offset: 2)) { try Token(bytes: broken) }
      }
    }
  }

  @Test func `takes any bytes without a trap`() {
    var generator = SeededGenerator(seed: 42)
    var refused = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...60, using: &generator)
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      do {
        _ = try EarnRequest(bytes: noise)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 10_000)
  }
}
