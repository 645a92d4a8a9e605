import Testing

@testable import FealtyLoyalty

@Suite("Conditions of a promotion")
struct ConditionTests {
  /// A change to the base rate, and a change to a plain sale of 100, and what then fails.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var condition: Condition
    var promotion: PromotionDefinition
    var sale: TestSale

    init(
      _ name: String,
      _ condition: Condition,
      _ change: (inout PromotionDefinition) -> Void,
      _ changeSale: (inout TestSale) -> Void = { _ in }
    ) {
      testDescription = name
      self.condition = condition
      promotion = baseRate
      change(&promotion)
      sale = TestSale(lines: [TestLine(100)])
      changeSale(&sale)
    }
  }

  static let noon = TestSale().occurredAt

  static let rows = [
    Row("nothing asked", .none, { _ in }),
    Row("at its start", .none, { $0.start = noon }),
    Row(
      "a millisecond before its start",
      .notLive,
      { $0.start = Timestamp(milliseconds: noon.milliseconds + 1) }
    ),
    Row("at its end", .notLive, { $0.end = noon }),
    Row(
      "a millisecond before its end",
      .none,
      { $0.end = Timestamp(milliseconds: noon.milliseconds + 1) }
    ),
    Row("an end of 0 is none", .none, { $0.end = Timestamp(milliseconds: 0) }),
    Row("draft", .notLive, { $0.status = .draft }),
    Row("paused", .notLive, { $0.status = .paused }),
    Row("ended", .notLive, { $0.status = .ended }),
    Row("its weekday", .none, { $0.weekdays = 0b000_0100 }),
    Row("other weekdays", .outsideSchedule, { $0.weekdays = 0b111_1011 }),
    Row("at from_minute", .none, { $0.fromMinute = 720 }),
    Row("before from_minute", .outsideSchedule, { $0.fromMinute = 721 }),
    Row("at to_minute", .outsideSchedule, { $0.toMinute = 720 }),
    Row("before to_minute", .none, { $0.toMinute = 721 }),
    Row("its store", .none, { $0.stores = ["S9", "S1"] }),
    Row("another store", .otherStore, { $0.stores = ["S9"] }),
    Row("no store", .otherStore, { $0.stores = ["S9"] }, { $0.store = "" }),
    Row("its channel", .none, { $0.channels = ["store"] }),
    Row("another channel", .otherChannel, { $0.channels = ["web"] }),
    Row("its terminal", .none, { $0.terminals = ["T1"] }),
    Row("another terminal", .otherTerminal, { $0.terminals = ["T2"] }),
    Row("its tier", .none, { $0.tiers = ["gold"] }, { $0.tier = "gold" }),
    Row("another tier", .notInTier, { $0.tiers = ["gold"] }, { $0.tier = "silver" }),
    Row("no tier is the lowest", .none, { $0.tiers = ["basic"] }),
    Row("a guest has no tier", .guest, { $0.tiers = ["basic"] }, { $0.isGuest = true }),
    Row("its segment", .none, { $0.segments = ["a", "b"] }, { $0.segments = ["c", "b"] }),
    Row("another segment", .notInSegment, { $0.segments = ["a"] }, { $0.segments = ["c"] }),
    Row(
      "a guest has no segments",
      .guest,
      { $0.segments = ["a"] },
      {
        $0.segments = ["a"]
        $0.isGuest = true
      }
    ),
    Row(
      "an excluded segment",
      .inExcludedSegment,
      { $0.excludedSegments = ["a"] },
      { $0.segments = ["a"] }
    ),
    Row(
      "a guest is in no excluded segment",
      .none,
      { $0.excludedSegments = ["a"] },
      { $0.isGuest = true }
    ),
    Row(
      "the first that fails is told",
      .otherStore,
      {
        $0.stores = ["S9"]
        $0.tiers = ["gold"]
      }
    ),
    Row("too small", .belowThreshold, { _ in }, { $0.lines = [TestLine(99)] }),
  ]

  @Test("fires or says what failed", arguments: rows)
  func fires(_ row: Row) throws {
    let definition = programme([row.promotion])
    #expect(definition.findings().isEmpty)
    let compiled = CompiledProgramme(definition, zone: newYork)
    let full = try evaluate(row.sale, compiled)
    let quick = try evaluate(row.sale, compiled, explanation: .none)
    let named = try evaluate(row.sale, compiled, explanation: .applied, include: [1])
    #expect(full.awards == quick.awards)
    #expect(full.awards.count == (row.condition == .none ? 1 : 0))
    #expect(full.rejections.map(\.condition) == (row.condition == .none ? [] : [row.condition]))
    #expect(quick.rejections.isEmpty)
    // Full explanations and promotions asked for by number tell the same.
    #expect(named.rejections.map(\.condition) == full.rejections.map(\.condition))
  }

  @Test func `what matched no line is told only when asked for`() throws {
    var promotion = baseRate
    promotion.selection.include = TermSet(skus: ["SK1"])
    let compiled = CompiledProgramme(programme([promotion]), zone: .utc)
    let sale = TestSale(lines: [TestLine(100)])
    #expect(try evaluate(sale, compiled).rejections.isEmpty)
    let named = try evaluate(sale, compiled, include: [1, 1, 99])
    #expect(named.rejections.map(\.condition) == [.noMatchingLine])
  }

  @Test func `a tier multiplier says why it did not fire`() throws {
    let factors = [TierFactor(tier: "gold", factor: ratio(2, 1))]
    let compiled = CompiledProgramme(
      programme([
        baseRate,
        PromotionDefinition(
          number: 2,
          id: "tier",
          mechanic: .tierMultiplier(base: "base", factors: factors)
        ),
      ]),
      zone: .utc
    )
    func condition(_ sale: TestSale) throws -> Condition? {
      try evaluate(sale, compiled, include: [2]).rejections.first { $0.promotion == 2 }?.condition
    }
    let lines = [TestLine(100)]
    #expect(try condition(TestSale(lines: lines, tier: "gold")) == nil)
    #expect(try condition(TestSale(lines: lines, tier: "silver")) == .notInTier)
    #expect(try condition(TestSale(lines: lines, isGuest: true)) == .guest)
    #expect(try condition(TestSale(lines: [TestLine(99)], tier: "gold")) == .belowThreshold)
    #expect(try condition(TestSale(lines: [.void], tier: "gold")) == .noMatchingLine)
  }

  @Test func `a multiplier stands while its base's own conditions hold`() throws {
    func points(_ change: (inout PromotionDefinition) -> Void) throws -> [Points] {
      var base = baseRate
      change(&base)
      let double = PromotionDefinition(
        number: 2,
        id: "double",
        mechanic: .multiplier(base: "base", factor: ratio(3, 1))
      )
      let compiled = CompiledProgramme(programme([base, double]), zone: .utc)
      let result = try evaluate(
        TestSale(lines: [TestLine(100)], store: "S2"),
        compiled,
        include: [2]
      )
      let said = result.rejections.first { $0.promotion == 2 }
      #expect(
        said?.condition == (result.awards.contains { $0.promotion == 2 } ? nil : .baseNotApplied)
      )
      return result.awards.map(\.points)
    }
    #expect(try points { _ in } == [1, 2])
    #expect(try points { $0.status = .paused } == [])
    #expect(try points { $0.stores = ["S1"] } == [])
    #expect(try points { $0.stores = ["S2"] } == [1, 2])
    #expect(try points { $0.end = Self.noon } == [])
    // Its lines do not matter.
    #expect(try points { $0.selection.include.skus = ["other"] } == [2])
  }

  @Test func `hours and weekdays are those of the programme's zone, across the change of clocks`()
    throws
  {
    // Sunday, 2024-03-10: 01:59 in New York is 06:59 in UTC, and the next minute is 03:00.
    var promotion = baseRate
    promotion.weekdays = 0b100_0000
    promotion.fromMinute = 180
    promotion.toMinute = 240
    let definition = programme([promotion])
    let expected: [(Timestamp, Int)] = [
      (utc(2024, 3, 10, 6, 59), 0), (utc(2024, 3, 10, 7), 1), (utc(2024, 3, 10, 7, 59), 1),
      (utc(2024, 3, 10, 8), 0), (utc(2024, 3, 11, 7, 30), 0), (utc(2024, 3, 3, 8, 30), 1),
      (utc(2024, 3, 3, 7, 30), 0),
    ]
    for (instant, count) in expected {
      var sale = TestSale(lines: [TestLine(100)])
      sale.occurredAt = instant
      #expect(try points(sale, definition).count == count, "\(instant)")
    }
  }

  @Test func `the highest version that has begun decides`() throws {
    let hour: Int64 = 3_600_000
    func version(_ number: UInt32, _ points: Int64, from hours: Int64?) -> PromotionDefinition {
      var promotion = baseRate
      promotion.version = number
      promotion.mechanic = .rate(points: points, perAmountMinor: 100)
      if let hours { promotion.validFrom = Self.noon.adding(milliseconds: hours * hour) }
      return promotion
    }
    // The second was to begin at 3 o'clock; the third, put later, begins at 1 and cancels it.
    let cases: [(from: [Int64?], expected: [Int64])] = [
      ([nil, 3, 1], [1, 3, 3, 3, 3]),
      ([nil, 1, 3], [1, 2, 2, 3, 3]),
      ([2, 3], [0, 0, 1, 2, 2]),
      ([2, 1], [0, 2, 2, 2, 2]),
    ]
    for (from, expected) in cases {
      let versions = from.enumerated().map { index, hours in
        version(UInt32(index) + 1, Int64(index) + 1, from: hours)
      }
      for definition in [programme(versions), programme(versions.reversed())] {
        #expect(definition.findings().isEmpty)
        let compiled = CompiledProgramme(definition, zone: .utc)
        let points = try (0...4).map { hours in
          var sale = TestSale(lines: [TestLine(100)])
          let offset = Int64(hours) * hour
          sale.occurredAt = Self.noon.adding(milliseconds: offset)
          return try evaluate(sale, compiled).points.rawValue
        }
        #expect(points == expected)
      }
    }
  }

  @Test func `the version that was valid at the sale decides`() throws {
    var second = baseRate
    second.version = 2
    second.validFrom = Self.noon
    second.mechanic = .rate(points: 3, perAmountMinor: 100)
    let double = PromotionDefinition(
      number: 2,
      id: "double",
      mechanic: .multiplier(base: "base", factor: ratio(2, 1))
    )
    for promotions in [[baseRate, second, double], [double, second, baseRate]] {
      let definition = programme(promotions)
      #expect(definition.findings().isEmpty)
      let compiled = CompiledProgramme(definition, zone: .utc)
      var sale = TestSale(lines: [TestLine(100)])
      let late = try evaluate(sale, compiled, include: [1, 2])
      sale.occurredAt = Timestamp(milliseconds: Self.noon.milliseconds - 1)
      let early = try evaluate(sale, compiled, include: [1, 2])
      #expect(late.awards.map(\.points) == [3, 3])
      #expect(late.awards.map(\.promotionVersion) == [2, 1])
      #expect(early.awards.map(\.points) == [1, 1])
      #expect(early.awards.map(\.promotionVersion) == [1, 1])
      #expect(late.rejections.isEmpty && early.rejections.isEmpty)
      #expect(compiled.promotion(1)?.version == 2)
      #expect(compiled.promotion(1, version: 1) == baseRate)
      #expect(compiled.number(ofPromotion: "double") == 2)
    }
  }
}
