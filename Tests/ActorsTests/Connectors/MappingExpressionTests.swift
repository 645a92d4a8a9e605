import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Mapping expressions")
struct MappingExpressionTests {
  private static let payload = """
    {"order": {"id": 17, "at": "2024-05-06T07:08:09.5+02:00", "total": "12.30", "paid": true,
      "lines": [{"sku": "A", "quantity": 2}, {"sku": "B", "quantity": 1.5}, {"sku": "C"}],
      "note": null, "any name": "here"}, "day": "06.05.2024 09:10"}
    """

  private func value(
    _ expression: String,
    zone: ZoneRules = .utc
  ) throws -> MappingExpression.Value {
    try MappingParser.parse(expression).value(of: JSONValue(parsing: Self.payload)) {
      $0.milliseconds(in: zone)
    }
  }

  @Test(
    arguments: [
      ("order.id", "17"), ("$.order.id", "17"), ("order[\"any name\"]", "here"),
      ("order.lines[1].sku", "B"), ("order.paid", "true"), ("order.note", nil), ("order.none", nil),
      ("order.lines[3].sku", nil), ("order.id.deeper", nil), ("\"shop\"", "shop"),
      ("'it\\'s'", "it's"),
      ("42", "42"), ("-7", "-7"), ("concat(order.id, \"-\", order.lines[0].sku)", "17-A"),
      ("concat(order.id, order.none)", nil), ("default(order.none, order.note, \"x\")", "x"),
      ("default(order.none)", nil), ("default(order.id, \"x\")", "17"),
      ("number(order.total, 2)", "1230"), ("number(order.total, 3)", "12300"),
      ("number(order.none)", nil), ("number(\"1,5\", 1, \",\")", "15"),
      ("number(\"1.50e2\")", "150"),
      ("number(\"-0.25\", 2)", "-25"), ("number(\"1200e-2\")", "12"), ("number(\"0e999\")", "0"),
      ("sum(order.lines[*].quantity, 1)", "35"), ("sum(order.none[*].quantity)", "0"),
      ("date(order.at, \"rfc3339\")", "1714972089500"),
      ("date(\"2024-05-06T05:08:09Z\", \"rfc3339\")", "1714972089000"),
      ("date(\"1714972089.5\", \"seconds\")", "1714972089500"),
      ("date(1714972089500, \"milliseconds\")", "1714972089500"),
      ("date(day, \"dd.MM.yyyy HH:mm\")", "1714986600000"),
    ] as [(String, String?)]
  )
  func `an expression gives its value`(_ expression: String, _ text: String?) throws {
    #expect(try value(expression).text == text)
  }

  // A fault is named and nothing is rounded, guessed or cut off.
  @Test(arguments: [
    ("order", "an object"), ("order.lines", "a list"),
    ("number(order.total)", "more than 0 decimals"),
    ("number(order.at)", "no number"), ("number(\"9223372036854775808\")", "too large"),
    ("number(\"1e99\")", "too large"), ("number(\"\")", "no number"),
    ("number(\"1.\")", "no number"),
    ("sum(order.lines[*].quantity)", "more than 0 decimals"),
    ("sum(order.lines[*].sku)", "no number"),
    ("date(order.id, \"rfc3339\")", "no time"), ("date(day, \"yyyy-MM-dd\")", "no time"),
    ("date(\"2023-02-29T00:00:00Z\", \"rfc3339\")", "no time"),
    ("date(\"2024-05-06T07:08:09\", \"rfc3339\")", "no time"),
  ])
  func `a payload that says something else is at fault`(
    _ expression: String,
    _ words: String
  ) throws {
    let fault = #expect(throws: MappingExpression.Fault.self) { try value(expression) }
    #expect(fault?.sentence.contains(words) == true)
  }

  @Test(arguments: [
    ("", 0), ("order.", 6), ("order[", 6), ("order[*]", 6), ("order[x]", 6), ("\"open", 5),
    ("concat(", 7), ("concat(a b)", 9), ("first(a)", 0), ("number(a, x)", 10), ("sum(a)", 5),
    ("date(a)", 6), ("date(a, \"dd\")", 8), ("a b", 2), ("number(a, 1, \";\")", 16), ("-", 1),
  ])
  func `what is no expression is refused, and where`(_ text: String, _ offset: Int) {
    let failure = #expect(throws: MappingParser.Failure.self) { try MappingParser.parse(text) }
    #expect(failure?.offset == offset, "\(text): \(failure?.expected ?? "")")
  }

  @Test func `size and depth are bounded`() throws {
    let deep = { (count: Int) in
      String(repeating: "concat(", count: count) + "a" + String(repeating: ")", count: count)
    }
    _ = try MappingParser.parse(deep(15))
    #expect(throws: MappingParser.Failure.self) { try MappingParser.parse(deep(16)) }
    #expect(throws: MappingParser.Failure.self) {
      try MappingParser.parse("'" + String(repeating: "a", count: Limits.mappingBytes) + "'")
    }
  }

  // Goal: a short expression over a long text makes no long one.
  @Test func `joined texts are bounded`() throws {
    let parts = Array(repeating: "a", count: 400).joined(separator: ",")
    let expression = try MappingParser.parse("concat(\(parts))")
    let long = String(repeating: "x", count: 60_000)
    for (text, isTaken) in [("0123456789", true), ("0123456789a", false), (long, false)] {
      let payload = try JSONValue(parsing: "{\"a\": \"\(text)\"}")
      let value = try? expression.value(of: payload) { $0.milliseconds(in: .utc) }
      #expect((value != nil) == isTaken, "\(text.count)")
    }
  }

  // Any bytes are an expression or a failure; any expression over any payload ends.
  @Test func `chance finds no way to stop the parser`() throws {
    var random = Dice(seed: 1)
    let words = [
      "concat(", "default(", "number(", "date(", "sum(", ")", ",", "order", ".", "lines", "[*]",
      "[0]",
      "\"rfc3339\"", "'", "\"", "2", "-", "$", " ", "é", "\\",
    ]
    let payload = try JSONValue(parsing: Self.payload)
    var read = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...9, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      guard let expression = try? MappingParser.parse(text) else { continue }
      read += 1
      _ = try? expression.value(of: payload) { $0.milliseconds(in: .utc) }
    }
    #expect(read > 100)
  }

  @Test func `a local time is that of the programme's zone`() {
    // Clocks go forward at 2024-03-31 01:00 UTC and back at 2024-10-27 01:00 UTC.
    let berlin = ZoneRules(
      initialOffsetSeconds: 3_600,
      transitions: [
        .init(atSeconds: 1_711_846_800, offsetSeconds: 7_200),
        .init(atSeconds: 1_729_990_800, offsetSeconds: 3_600),
      ]
    )
    let time = { (month: Int64, day: Int64, hour: Int64, minute: Int64) -> Int64 in
      guard let date = CivilDate(year: 2024, month: month, day: day) else { return 0 }
      return LocalTime(date: date, secondOfDay: hour * 3_600 + minute * 60)
        .milliseconds(in: berlin) / 1_000
    }
    #expect(time(3, 31, 1, 30) == 1_711_845_000)
    #expect(time(3, 31, 3, 30) == 1_711_848_600)
    #expect(time(3, 31, 2, 30) == 1_711_848_600)
    #expect(time(10, 27, 1, 30) == 1_729_985_400)
    #expect(time(10, 27, 2, 30) == 1_729_989_000)
    #expect(time(10, 27, 3, 30) == 1_729_996_200)
  }
}
