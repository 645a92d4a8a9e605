import FealtyWire
import Testing

@testable import fealty

@Suite("Reading JSON lines")
struct JSONCursorTests {
  private func with<Value>(
    _ text: String,
    _ body: (inout JSONCursor) throws(JSONCursor.Failure) -> Value
  ) throws -> Value {
    try Array(text.utf8).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      let value = try body(&cursor)
      try cursor.end()
      return value
    }
  }

  @Test(
    "strings, with every escape",
    arguments: [
      (#""plain""#, "plain"), (#""""#, ""), (#""a\"b\\c\/d""#, "a\"b\\c/d"),
      (#""\u00e9\u20AC""#, "é€"),
      (#""\ud83d\ude00!""#, "😀!"), (#""naïve €""#, "naïve €"),
    ]
  )
  func strings(text: String, value: String) throws {
    #expect(try with(text) { (cursor) throws(JSONCursor.Failure) in try cursor.string() } == value)
  }

  @Test func `escapes of control characters`() throws {
    let text = try with(#""\n\r\t\b\f""#) { (cursor) throws(JSONCursor.Failure) in
      try cursor.string()
    }
    #expect(Array(text.utf8) == [10, 13, 9, 8, 12])
  }

  @Test(
    "whole numbers, to the last of 64 bits",
    arguments: [
      ("0", 0), ("-0", 0), ("42", 42), ("-7", -7), (" 9223372036854775807 ", .max),
      ("-9223372036854775808", .min),
    ] as [(String, Int64)]
  )
  func integers(text: String, value: Int64) throws {
    #expect(try with(text) { (cursor) throws(JSONCursor.Failure) in try cursor.integer() } == value)
  }

  @Test(
    "a number that is not whole or does not fit is an error, never another number",
    arguments: ["1.0", "1e3", "9223372036854775808", "-9223372036854775809", "", "-", "x", "1 2"]
  )
  func badIntegers(text: String) {
    #expect(throws: JSONCursor.Failure.self) {
      try with(text) { (cursor) throws(JSONCursor.Failure) in try cursor.integer() }
    }
  }

  @Test(
    "what is no JSON is an error",
    arguments: [
      "", "{", "[1", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "[1,]", #""open"#, #""\x""#,
      "]",
      #""\u12""#, String(repeating: "[", count: 100),
    ]
  )
  func malformed(text: String) {
    #expect(throws: JSONCursor.Failure.self) {
      try with(text) { (cursor) throws(JSONCursor.Failure) in
        try cursor.skipValue()
        // A string is checked only when it is asked for.
        var again = cursor
        _ = try again.string()
      }
    }
  }

  @Test func `a basket is read whole, and fields that it does not know are skipped`() throws {
    let text = #"""
      {"basket_id":"B1","member_id":"M1","store_id":"S1","ts":"2024-02-26T06:53:07Z",
       "currency":"USD",
       "new":{"a":[1.5,true,null]},"lines":[
        {"sku":"A","dept":"MEAT","category":"BEEF","brand":"private","qty":2,"net_cents":751,
         "tax":1e2},
        {"sku":"C","qty":0,"net_cents":-200,"kind":"adjustment"}]}
      """#
    var basket = ReplayBasket()
    try Array(text.utf8).withUnsafeBytes { try basket.read($0) }
    #expect(basket.basketID == "B1")
    #expect(basket.memberID == "M1")
    #expect(basket.occurredAtMs == 1_708_930_387_000)
    #expect(basket.lineCount == 2)
    var out = OutputBuffer()
    basket.writeEarn(programID: "p", to: &out)
    let earn = try EarnRequest(bytes: out.bytes())
    let lines = earn.basket?.lines ?? []
    #expect(lines.map(\.sku) == ["A", "C"])
    #expect(lines[0].categories == ["BEEF"])
    #expect(lines[0].quantity == 2)
    #expect(lines[1].amountMinor == -200)
    #expect(lines.map(\.kind) == [.item, .adjustment])
    #expect(earn.basket?.receiptNumber == "B1")
    #expect(earn.envelope?.occurredAtMs == 1_708_930_387_000)
  }

  @Test(
    "a basket that lacks something is an error",
    arguments: [
      "{}", #"{"basket_id":"B","member_id":"M"}"#,
      #"{"basket_id":"B","member_id":"M","ts":"2024-02-26 06:53:07"}"#,
      #"{"basket_id":"B","member_id":"M","ts":"2024-13-26T06:53:07Z"}"#,
      #"{"basket_id":"B","member_id":"M","ts":"2024-01-26T06:53:07Z","lines":[{"kind":"gift"}]}"#,
      #"{"basket_id":"B","member_id":"M","ts":"2024-01-26T06:53:07Z"} x"#,
    ]
  )
  func badBaskets(text: String) {
    #expect(throws: JSONCursor.Failure.self) {
      var basket = ReplayBasket()
      try Array(text.utf8).withUnsafeBytes { try basket.read($0) }
    }
  }
}
