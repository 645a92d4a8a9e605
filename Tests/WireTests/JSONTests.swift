import FealtyWire
import Foundation
import Testing

@Suite("Proto3-JSON")
struct JSONTests {
  @Test func `writes 64-bit numbers as strings, bytes in base 64 and enums by name`() {
    let request = EarnRequest(
      envelope: Envelope(programID: "p", requestID: [0xFB, 0xFF, 0x01], dryRun: true),
      member: MemberReference(reference: .cardNumber("42")),
      basket: Basket(
        lines: [BasketLine(sku: "a\"\n", quantity: 3, amountMinor: -5, kind: .fuel)],
        businessDate: 20_250_615
      )
    )
    #expect(
      request.json()
        == #"{"envelope":{"programId":"p","requestId":"+/8B","dryRun":true},"#
        + #""member":{"cardNumber":"42"},"basket":{"lines":[{"sku":"a\"\n","quantity":"3","#
        + #""amountMinor":"-5","kind":"FUEL"}],"businessDate":20250615}}"#
    )
  }

  @Test func `writes an indented form`() {
    #expect(
      TokenPoints(tokenID: "t", points: 1).json(pretty: true)
        == "{\n  \"tokenId\": \"t\",\n  \"points\": \"1\"\n}"
    )
    #expect(TokenPoints().json(pretty: true) == "{}")
  }

  @Test func `takes both spellings of names, numbers and strings, and null`() throws {
    let camel = #"{"tokenId": "t", "points": "12"}"#
    let original = #" { "token_id" : "t" , "points" : 12 } "#
    let expected = TokenPoints(tokenID: "t", points: 12)
    #expect(try TokenPoints(json: camel) == expected)
    #expect(try TokenPoints(json: original) == expected)
    #expect(try TokenPoints(json: #"{"tokenId":null}"#) == TokenPoints())
    #expect(try BasketLine(json: #"{"kind":"VOID"}"#).kind == .void)
    #expect(try BasketLine(json: #"{"kind":77}"#).kind.rawValue == 77)
    #expect(try Envelope(json: #"{"requestId":"-_8"}"#).requestID == [0xFB, 0xFF])
    #expect(try TokenPoints(json: #"{"tokenId":"\u00e9\ud83d\ude00\/"}"#).tokenID == "é😀/")
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let text: String
    let error: JSONError
    var testDescription: String { text }
  }

  static let refused = [
    Refused(
      text: #"{"basket":{"lines":[{},{"skuu":1}]}}"#,
      error: .unknownField(path: "basket.lines[1].skuu")
    ),
    Refused(
      text: #"{"basket":{"lines":[{"quantity":1.5}]}}"#,
      error: .wrongType(
        path: "basket.lines[0].quantity",
        expected: "a whole number from -9223372036854775808 to 9223372036854775807"
      )
    ),
    Refused(
      text: #"{"basket":{"lines":[{"quantity":9223372036854775808}]}}"#,
      error: .wrongType(
        path: "basket.lines[0].quantity",
        expected: "a whole number from -9223372036854775808 to 9223372036854775807"
      )
    ),
    Refused(text: #"{"explain":"LOUD"}"#, error: .unknownName(path: "explain", name: "LOUD")),
    Refused(
      text: #"{"basket":{"lines":{}}}"#,
      error: .wrongType(path: "basket.lines", expected: "a list")
    ),
    Refused(text: "[]", error: .wrongType(path: "", expected: "an object")),
    Refused(
      text: #"{"member":{"memberId":"a","cardNumber":"b"}}"#,
      error: .twoChoices(path: "member.cardNumber", oneof: "reference")
    ),
    Refused(
      text: #"{"envelope":{"programId":"a","program_id":"b"}}"#,
      error: .duplicateField(path: "envelope.program_id")
    ),
    Refused(
      text: #"{"envelope":{"dryRun":"yes"}}"#,
      error: .wrongType(path: "envelope.dryRun", expected: "true or false")
    ),
    Refused(
      text: #"{"envelope":{"requestId":"a"}}"#,
      error: .wrongType(path: "envelope.requestId", expected: "base 64")
    ),
    Refused(text: "", error: .syntax(offset: 0, expected: "a value")),
    Refused(text: "{", error: .syntax(offset: 1, expected: "a name in quotes")),
    Refused(text: #"{"a" 1}"#, error: .syntax(offset: 5, expected: "a colon")),
    Refused(text: "{} x", error: .syntax(offset: 3, expected: "the end of the text")),
    Refused(text: #"{"a":01}"#, error: .syntax(offset: 6, expected: "a comma or }")),
    Refused(text: #"{"a":"\x"}"#, error: .syntax(offset: 7, expected: "an escape that exists")),
    Refused(
      text: #"{"a":"\ud800"}"#,
      error: .syntax(offset: 12, expected: "the second half of a surrogate pair")
    ),
    Refused(text: "{\"a\":\"", error: .syntax(offset: 6, expected: "a closing quote")),
    Refused(text: String(repeating: "[", count: 5000), error: .tooDeep(path: "the text")),
  ]

  @Test(arguments: refused)
  func `names what is wrong`(_ refused: Refused) {
    #expect(throws: refused.error) { try EarnRequest(json: refused.text) }
  }

  @Test(arguments: SchemaRegistry.types.indices)
  func `brings every message back`(index: Int) throws {
    for seed in 0..<20 { try check(SchemaRegistry.types[index], seed: UInt64(index * 100 + seed)) }
  }

  private func check<M: Message>(_ type: M.Type, seed: UInt64) throws {
    var random = RandomMessage(seed: seed)
    let message = try M(bytes: random.bytes(M.schema))
    let pretty = message.json(pretty: true)
    #expect(try M(json: message.json()) == message, "\(M.schema.name), seed \(seed)")
    #expect(try M(json: pretty) == message, "\(M.schema.name), seed \(seed)")
    // A second opinion about the syntax.
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(pretty.utf8)) }
  }

  @Test func `takes any text without a trap`() {
    let alphabet = Array(#"{}[]",:\u0019-+.eE truefalsn"#)
    var generator = SeededGenerator(seed: 7)
    var parsed = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &generator)
      let text = String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "{" })
      guard let value = try? JSONValue(parsing: text) else { continue }
      parsed += 1
      #expect(throws: Never.self) { try JSONValue(parsing: value.text()) }
    }
    #expect(parsed > 0)
  }

  @Test func `finds methods and messages by name`() {
    #expect(SchemaRegistry.method(service: "Points", name: "Earn")?.id == MethodID.earn)
    #expect(SchemaRegistry.method(service: "Points", name: "Burn") == nil)
    #expect(SchemaRegistry.method(id: MethodID.redeem)?.request.name == "fealty.v1.RedeemRequest")
    #expect(
      SchemaRegistry.message(named: "Basket") === SchemaRegistry.message(named: "fealty.v1.Basket")
    )
    #expect(SchemaRegistry.message(named: "Casket") == nil)
    #expect(SchemaRegistry.methods.count == Set(SchemaRegistry.methods.map(\.id)).count)
  }
}
