import Testing

@testable import FealtyLoyalty

@Suite("Near misses")
struct NearMissTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var promotions: [PromotionDefinition]
    var lines: [TestLine]
    var groups: [GroupDefinition] = []
    /// Promotion, more money, more units, points.
    var expected: [[Int64]]
  }

  private static func promotion(
    _ number: PromotionNumber,
    _ mechanic: Mechanic,
    caps: [CapDefinition] = [],
    group: String = ""
  ) -> PromotionDefinition {
    PromotionDefinition(
      number: number,
      id: "p\(number)",
      group: group,
      mechanic: mechanic,
      caps: caps
    )
  }

  private static func steps(_ addUp: Bool = false) -> Mechanic {
    .threshold(
      steps: [
        ThresholdStep(amountMinor: 1_000, points: 10),
        ThresholdStep(amountMinor: 2_000, points: 30),
      ],
      addUp: addUp
    )
  }

  private static let five = Mechanic.quantityBonus(buyQuantity: 5, points: 50, maxPerBasket: 1)

  static let rows = [
    Row(
      testDescription: "a quarter below the first step",
      promotions: [promotion(1, steps())],
      lines: [TestLine(750)],
      expected: [[1, 250, 0, 10]]
    ),
    Row(
      testDescription: "more than a quarter below",
      promotions: [promotion(1, steps())],
      lines: [TestLine(749)],
      expected: []
    ),
    Row(
      testDescription: "the next step gives the difference",
      promotions: [promotion(1, steps())],
      lines: [TestLine(1_600)],
      expected: [[1, 400, 0, 20]]
    ),
    Row(
      testDescription: "steps that add up give the whole next one",
      promotions: [promotion(1, steps(true))],
      lines: [TestLine(1_600)],
      expected: [[1, 400, 0, 30]]
    ),
    Row(
      testDescription: "the highest step is reached",
      promotions: [promotion(1, steps())],
      lines: [TestLine(2_000)],
      expected: []
    ),
    Row(
      testDescription: "a cap that leaves nothing of it",
      promotions: [promotion(1, steps(), caps: [CapDefinition(period: .basket, points: 10)])],
      lines: [TestLine(1_600)],
      expected: []
    ),
    Row(
      testDescription: "a cap that leaves a part of it",
      promotions: [promotion(1, steps(), caps: [CapDefinition(period: .basket, points: 12)])],
      lines: [TestLine(1_600)],
      expected: [[1, 400, 0, 2]]
    ),
    Row(
      testDescription: "one unit short",
      promotions: [promotion(1, five)],
      lines: [TestLine(400, quantity: 4)],
      expected: [[1, 0, 1, 50]]
    ),
    Row(
      testDescription: "two units short are more than a quarter",
      promotions: [promotion(1, five)],
      lines: [TestLine(300, quantity: 3)],
      expected: []
    ),
    Row(
      testDescription: "no further set in this basket",
      promotions: [promotion(1, five)],
      lines: [TestLine(900, quantity: 9)],
      expected: []
    ),
    Row(
      testDescription: "the next whole point of a rate",
      promotions: [promotion(1, .rate(points: 1, perAmountMinor: 1_000))],
      lines: [TestLine(4_900)],
      expected: [[1, 100, 0, 1]]
    ),
    Row(
      testDescription: "a step that is nearer hides it",
      promotions: [
        promotion(1, .rate(points: 1, perAmountMinor: 1_000)), promotion(2, steps()),
      ],
      lines: [TestLine(950)],
      expected: [[2, 50, 0, 10]]
    ),
    Row(
      testDescription: "by what a point costs, then by id",
      promotions: [
        promotion(1, .threshold(steps: [ThresholdStep(amountMinor: 1_000, points: 5)])),
        promotion(2, steps()), promotion(3, steps()),
      ],
      lines: [TestLine(900)],
      expected: [[2, 100, 0, 10], [3, 100, 0, 10], [1, 100, 0, 5]]
    ),
    Row(
      testDescription: "a rival that would win gives the difference",
      promotions: [
        promotion(1, .fixed(points: 4), group: "g"), promotion(2, steps(), group: "g"),
      ],
      lines: [TestLine(900)],
      groups: [GroupDefinition(id: "g", mode: .bestForMember)],
      expected: [[2, 100, 0, 6]]
    ),
    Row(
      testDescription: "a rival that would not win is none",
      promotions: [
        promotion(1, .fixed(points: 10), group: "g"), promotion(2, steps(), group: "g"),
      ],
      lines: [TestLine(900)],
      groups: [GroupDefinition(id: "g", mode: .bestForMember)],
      expected: []
    ),
    Row(
      testDescription: "amounts below 0 are made up for",
      promotions: [promotion(1, steps())],
      lines: [TestLine(-100)],
      expected: []
    ),
  ]

  @Test("say what is missing for more points", arguments: rows)
  func finds(_ row: Row) throws {
    let compiled = CompiledProgramme(programme(row.promotions, groups: row.groups), zone: .utc)
    let result = try evaluate(TestSale(lines: row.lines), compiled, nearMisses: 10)
    let found = result.nearMisses.map {
      [Int64($0.promotion), $0.moreMinor, $0.moreQuantity, $0.points.rawValue]
    }
    #expect(found == row.expected)
    // What is said is true.
    for miss in result.nearMisses {
      var lines = row.lines
      lines.append(TestLine(miss.moreMinor, quantity: miss.moreQuantity))
      let more = try evaluate(TestSale(lines: lines), compiled)
      let others = result.nearMisses.count == 1
      if others { #expect(more.points.rawValue >= result.points.rawValue + miss.points.rawValue) }
    }
    #expect(try evaluate(TestSale(lines: row.lines), compiled).nearMisses.isEmpty)
  }

  @Test func `as many as were asked for, and the programme says what is near`() throws {
    let promotions = [Self.promotion(1, Self.steps()), Self.promotion(2, Self.steps())]
    let sale = TestSale(lines: [TestLine(500)])
    let half = EvaluationSettings(nearMissPercent: 50)
    let compiled = CompiledProgramme(programme(promotions, settings: half), zone: .utc)
    #expect(try evaluate(sale, compiled, nearMisses: 9).nearMisses.map(\.promotion) == [1, 2])
    #expect(try evaluate(sale, compiled, nearMisses: 1).nearMisses.map(\.promotion) == [1])
    let quarter = CompiledProgramme(programme(promotions), zone: .utc)
    #expect(try evaluate(sale, quarter, nearMisses: 9).nearMisses.isEmpty)
  }

  @Test func `a guest misses nothing that only members have`() throws {
    var promotion = Self.promotion(1, Self.steps())
    promotion.tiers = ["basic"]
    let compiled = CompiledProgramme(programme([promotion]), zone: .utc)
    var sale = TestSale(lines: [TestLine(900)])
    #expect(try evaluate(sale, compiled, nearMisses: 9).nearMisses.count == 1)
    sale.isGuest = true
    #expect(try evaluate(sale, compiled, nearMisses: 9).nearMisses.isEmpty)
  }
}
