import Testing

@testable import FealtyLoyalty

@Suite("Caps")
struct CapTests {
  private static func capped(_ period: CapPeriod, _ points: Int64 = 10) -> ProgrammeDefinition {
    var promotion = baseRate
    promotion.caps = [CapDefinition(period: period, points: points)]
    return programme([promotion])
  }

  /// Two sales of 7 points each under a cap of 10, the second with what the first used up.
  private static func second(
    _ period: CapPeriod,
    _ first: Timestamp,
    _ second: Timestamp
  ) throws -> Int64 {
    let compiled = CompiledProgramme(capped(period), zone: newYork)
    var sale = TestSale(lines: [TestLine(700)])
    sale.occurredAt = first
    sale.capUses = try evaluate(sale, compiled).capUses
    sale.occurredAt = second
    return try evaluate(sale, compiled).points.rawValue
  }

  static let rows: [(CapPeriod, Timestamp, Timestamp, Int64)] = [
    // 04:00 in UTC is midnight in New York's summer, 05:00 in its winter.
    (CapPeriod.day, utc(2024, 6, 11, 4), utc(2024, 6, 12, 3, 59, 59), 3),
    (.day, utc(2024, 6, 11, 4), utc(2024, 6, 12, 4), 7),
    (.day, utc(2024, 6, 11, 3, 59, 59), utc(2024, 6, 11, 4), 7),
    // One day of UTC is two days of New York.
    (.day, utc(2024, 6, 11, 1), utc(2024, 6, 11, 23), 7),
    // 2024-03-10 has 23 hours: 05:00 to 04:00 in UTC.
    (.day, utc(2024, 3, 10, 5), utc(2024, 3, 11, 3, 59, 59), 3),
    (.day, utc(2024, 3, 10, 5), utc(2024, 3, 11, 4), 7),
    (.day, utc(2024, 3, 10, 4, 59, 59), utc(2024, 3, 10, 5), 7),
    // 2024-11-03 has 25 hours: 04:00 to 05:00 in UTC.
    (.day, utc(2024, 11, 3, 4), utc(2024, 11, 4, 4, 59, 59), 3),
    (.day, utc(2024, 11, 3, 5, 30), utc(2024, 11, 3, 6, 30), 3),
    (.day, utc(2024, 11, 3, 4), utc(2024, 11, 4, 5), 7),
    // Weeks begin on Monday, here 2024-06-10.
    (.week, utc(2024, 6, 10, 4), utc(2024, 6, 17, 3, 59, 59), 3),
    (.week, utc(2024, 6, 10, 3, 59, 59), utc(2024, 6, 10, 4), 7),
    (.week, utc(2024, 3, 4, 5), utc(2024, 3, 11, 3, 59, 59), 3),
    (.week, utc(2024, 3, 4, 5), utc(2024, 3, 11, 4), 7),
    (.month, utc(2024, 3, 1, 5), utc(2024, 4, 1, 3, 59, 59), 3),
    (.month, utc(2024, 3, 1, 4, 59, 59), utc(2024, 3, 1, 5), 7),
    (.month, utc(2024, 3, 1, 5), utc(2024, 4, 1, 4), 7),
    (.life, utc(2024, 3, 1, 5), utc(2031, 4, 1, 4), 3),
    (.basket, utc(2024, 6, 11, 4), utc(2024, 6, 11, 4), 7),
  ]

  @Test(
    "the excess is cut within a period of the programme's zone, and the next begins anew",
    arguments: rows
  )
  func periods(
    _ period: CapPeriod,
    _ first: Timestamp,
    _ second: Timestamp,
    _ points: Int64
  ) throws {
    #expect(try Self.second(period, first, second) == points)
  }

  @Test func `an award says what it used, not what was cut`() throws {
    let compiled = CompiledProgramme(Self.capped(.day), zone: newYork)
    let result = try evaluate(TestSale(lines: [TestLine(1_700)]), compiled)
    #expect(result.awards.map(\.points) == [10])
    #expect(result.awards.map(\.beforeCap) == [17])
    #expect(
      result.capUses == [
        CapUse(promotion: 1, period: .day, periodStart: utc(2024, 6, 12, 4), points: 10)
      ]
    )
  }

  @Test func `a used up cap is a rejection with its reason`() throws {
    let compiled = CompiledProgramme(Self.capped(.life), zone: newYork)
    var sale = TestSale(lines: [TestLine(100)])
    for used in [10, 11] as [Points] {
      sale.capUses = [
        CapUse(
          promotion: 1,
          period: .life,
          periodStart: Timestamp(milliseconds: 0),
          points: used
        )
      ]
      let result = try evaluate(sale, compiled)
      #expect(result.awards.isEmpty && result.capUses.isEmpty)
      #expect(result.rejections.map(\.condition) == [.capReached])
    }
  }

  @Test func `the tightest of several caps cuts`() throws {
    var promotion = baseRate
    promotion.caps = [
      CapDefinition(period: .basket, points: 8), CapDefinition(period: .month, points: 20),
      CapDefinition(period: .day, points: 9),
    ]
    let compiled = CompiledProgramme(programme([promotion]), zone: newYork)
    var sale = TestSale(lines: [TestLine(1_700)])
    let first = try evaluate(sale, compiled)
    #expect(first.points == 8)
    #expect(first.capUses.map(\.period) == [.month, .day])
    #expect(first.capUses.map(\.amount) == [8, 8])
    sale.capUses = first.capUses
    #expect(try evaluate(sale, compiled).points == 1)
  }

  @Test func `another promotion's use does not count`() throws {
    var sale = TestSale(lines: [TestLine(700)])
    sale.capUses = [
      CapUse(promotion: 2, period: .life, periodStart: Timestamp(milliseconds: 0), points: 10)
    ]
    #expect(try points(sale, Self.capped(.life)) == [1: 7])
  }
}
