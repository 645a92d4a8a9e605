import Testing

@testable import FealtyLoyalty

@Suite("Exchanging one token for another")
struct ExchangeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var amount: Points
    var offRamp: (Int64, Int64)
    var onRamp: (Int64, Int64)
    var received: Points
    var remainder: (Int64, Int64)
  }

  static let rows = [
    Row(
      testDescription: "2.35 for 2.42",
      amount: 1_000,
      offRamp: (235, 100),
      onRamp: (242, 100),
      received: 971,
      remainder: (9, 121)
    ),
    Row(
      testDescription: "0.3 for 0.1 is exactly three",
      amount: 100,
      offRamp: (3, 10),
      onRamp: (1, 10),
      received: 300,
      remainder: (0, 1)
    ),
    Row(
      testDescription: "a third at a time",
      amount: 5,
      offRamp: (1, 3),
      onRamp: (1, 1),
      received: 1,
      remainder: (2, 3)
    ),
    Row(
      testDescription: "just one",
      amount: 5,
      offRamp: (2, 10),
      onRamp: (1, 1),
      received: 1,
      remainder: (0, 1)
    ),
    Row(
      testDescription: "the largest amount",
      amount: .limit,
      offRamp: (999_999_999_999_999, 1_000_000_000_000_000),
      onRamp: (1, 1),
      received: Points(Points.limit.rawValue - 1),
      remainder: (0, 1)
    ),
    Row(
      testDescription: "products beyond 64 bits",
      amount: 1_000_000_000_000_000,
      offRamp: (1_000_000_007, 1_000_000_009),
      onRamp: (998_244_353, 998_244_353),
      received: 999_999_998_000_000,
      remainder: (18_000_000, 1_000_000_009)
    ),
  ]

  @Test("the floor of the exact product, and what it leaves", arguments: rows)
  func converts(_ row: Row) throws {
    let offRamp = try #require(ratio(row.offRamp.0, row.offRamp.1))
    let onRamp = try #require(ratio(row.onRamp.0, row.onRamp.1))
    let remainder = try #require(ratio(row.remainder.0, row.remainder.1))
    #expect(
      try Exchange.convert(row.amount, offRamp: offRamp, onRamp: onRamp)
        == Exchange.Conversion(received: row.received, remainder: remainder)
    )
  }

  @Test(
    "what cannot be exchanged is refused",
    arguments: [
      (3, (1, 5), (1, 1), .resultZero), (4, (1, 5), (1, 1), .resultZero),
      (0, (1, 1), (1, 1), .invalidField("amount")), (-1, (1, 1), (1, 1), .invalidField("amount")),
      (1, (0, 1), (1, 1), .invalidField("off_ramp")),
      (1, (1, 1), (-1, 1), .invalidField("on_ramp")),
      (1_000_000_000_000_000, (2, 1), (1, 1), .amountOutOfRange),
      (1_000_000_000_000_000, (.max, 1), (1, .max), .amountOutOfRange),
    ] as [(Points, (Int64, Int64), (Int64, Int64), Refusal)]
  )
  func refuses(
    amount: Points,
    offRamp: (Int64, Int64),
    onRamp: (Int64, Int64),
    refusal: Refusal
  ) throws {
    let offRamp = try #require(ratio(offRamp.0, offRamp.1))
    let onRamp = try #require(ratio(onRamp.0, onRamp.1))
    #expect(throws: refusal) {
      try Exchange.convert(amount, offRamp: offRamp, onRamp: onRamp)
    }
  }

  @Test(
    "points to burn are rounded up",
    arguments: [
      // 12.50 at 0.03 is 416 2/3.
      ((1_250, 100), (3, 100), 417), ((9, 1), (3, 1), 3), ((1, 100), (3, 1), 1),
      ((1, 1), (1, 1_000_000), 1_000_000),
    ] as [((Int64, Int64), (Int64, Int64), Points)]
  )
  func burns(price: (Int64, Int64), onRamp: (Int64, Int64), points: Points) throws {
    let price = try #require(ratio(price.0, price.1))
    let onRamp = try #require(ratio(onRamp.0, onRamp.1))
    #expect(try Exchange.pointsToBurn(price: price, onRamp: onRamp) == points)
  }

  @Test func `nothing is created or lost: received and remainder are the exact product`() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      let amount = random.number(1...1_000_000_000)
      let (a, b) = (random.number(1...999_999), random.number(1...999_999))
      let (c, d) = (random.number(1...999_999), random.number(1...999_999))
      let offRamp = try #require(ratio(a, b))
      let onRamp = try #require(ratio(c, d))
      let product = Int128(amount) * Int128(a) * Int128(d)
      let part = Int128(b) * Int128(c)
      guard product >= part, product / part <= Int128(Points.limit.rawValue) else { continue }
      let result = try Exchange.convert(Points(amount), offRamp: offRamp, onRamp: onRamp)
      let remainder = result.remainder
      #expect(remainder.numerator < remainder.denominator)
      #expect(part % Int128(remainder.denominator) == 0)
      let rest = Int128(remainder.numerator) * (part / Int128(remainder.denominator))
      #expect(Int128(result.received.rawValue) * part + rest == product)
    }
  }
}
