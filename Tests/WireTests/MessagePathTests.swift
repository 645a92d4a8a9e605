import Testing

@testable import FealtyWire

@Suite("Where in a message something is wrong")
struct MessagePathTests {
  private static func path(_ bytes: [UInt8], _ schema: MessageSchema) -> String? {
    bytes.withUnsafeBytes { all -> String? in
      do throws(DecodingError) {
        try MessageCheck(schema, namedValuesOnly: true).check(all)
        return nil
      } catch {
        return schema.path(ofByteAt: error.offset, in: all)
      }
    }
  }

  @Test func `text, numbers without a name and cut bytes are found where they are`() throws {
    var request = EarnRequest(
      envelope: Envelope(programID: "p"),
      basket: Basket(lines: [
        BasketLine(sku: "A", categories: ["c", "d"]), BasketLine(sku: "B", kind: .fuel),
      ])
    )
    let schema = EarnRequest.schema
    #expect(Self.path(request.serialized(), schema) == nil)
    var bytes = request.serialized()
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "d")))
    bytes[place] = 0xFF
    #expect(Self.path(bytes, schema) == "basket.lines[0].categories[1]")
    request.basket?.lines[1].kind = LineKind(rawValue: 99)
    #expect(Self.path(request.serialized(), schema) == "basket.lines[1].kind")
    request.basket?.lines[1].kind = LineKind(rawValue: -1)
    #expect(Self.path(request.serialized(), schema) == "basket.lines[1].kind")
    #expect(Self.path([10, 5, 1], schema) == "envelope")
    // The number 0 names no field.
    #expect(Self.path([1, 0], schema) == "")
  }

  @Test func `lists of named numbers are looked at, packed and one by one`() {
    let schema = ListTransactionsRequest.schema
    #expect(Self.path([5 << 3 | 2, 2, 1, 2], schema) == nil)
    #expect(Self.path([5 << 3, 1, 5 << 3, 2], schema) == nil)
    // 500 has no name.
    #expect(Self.path([5 << 3 | 2, 3, 1, 0xF4, 3], schema) == "kinds")
    #expect(Self.path([5 << 3, 1, 5 << 3, 0xF4, 3], schema) == "kinds[1]")
  }
}
