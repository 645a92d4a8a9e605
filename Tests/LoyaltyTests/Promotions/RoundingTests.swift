import Testing

@testable import FealtyLoyalty

@Suite("Where fractions are cut off, and what points paid")
struct RoundingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var promotions: [PromotionDefinition]
    var lines: [TestLine]
    var points: Int64 = 0
    /// Points by promotion for each place: rule, line, basket.
    var expected: [[PromotionNumber: Int64]]
    var groups: [GroupDefinition] = []
  }

  private static func rate(
    _ number: PromotionNumber,
    _ points: Int64,
    per amount: Int64,
    caps: [CapDefinition] = []
  ) -> PromotionDefinition {
    PromotionDefinition(
      number: number,
      id: "p\(number)",
      selection: Selection(kinds: [.item, .adjustment]),
      mechanic: .rate(points: points, perAmountMinor: amount),
      caps: caps
    )
  }

  private static let double = PromotionDefinition(
    number: 2,
    id: "double",
    mechanic: .multiplier(base: "base", factor: ratio(3, 2))
  )

  private static func grouped(_ promotion: PromotionDefinition) -> PromotionDefinition {
    var promotion = promotion
    promotion.group = "g"
    return promotion
  }

  static let rows = [
    Row(
      testDescription: "lines of half a point",
      promotions: [rate(1, 1, per: 100)],
      lines: [TestLine(50), TestLine(50), TestLine(199)],
      expected: [[1: 2], [1: 1], [1: 2]]
    ),
    Row(
      testDescription: "a coupon lowers the lines before their floors",
      promotions: [rate(1, 1, per: 100)],
      lines: [TestLine(150), TestLine(150), .coupon(-100)],
      expected: [[1: 2], [1: 2], [1: 2]]
    ),
    Row(
      testDescription: "a coupon of more than the lines",
      promotions: [rate(1, 1, per: 100)],
      lines: [TestLine(150), .coupon(-200)],
      expected: [[:], [:], [:]]
    ),
    Row(
      testDescription: "halves of two promotions make a point",
      promotions: [rate(1, 1, per: 100), rate(2, 1, per: 200)],
      lines: [TestLine(150)],
      // 1.5 and 0.75 points: the larger remainder gets the point.
      expected: [[1: 1], [1: 1], [1: 1, 2: 1]]
    ),
    Row(
      testDescription: "equal remainders go to the first",
      promotions: [rate(1, 1, per: 100), rate(2, 1, per: 100)],
      lines: [TestLine(150)],
      expected: [[1: 1, 2: 1], [1: 1, 2: 1], [1: 2, 2: 1]]
    ),
    Row(
      testDescription: "a rate and its multiplier",
      promotions: [baseRate, double],
      lines: [TestLine(150)],
      // 1.5 and 0.75.
      expected: [[1: 1], [1: 1], [1: 1, 2: 1]]
    ),
    Row(
      testDescription: "what a cap has cut has no remainder",
      promotions: [
        rate(1, 1, per: 100, caps: [CapDefinition(period: .basket, points: 1)]),
        rate(2, 1, per: 100),
      ],
      lines: [TestLine(250)],
      expected: [[1: 1, 2: 2], [1: 1, 2: 2], [1: 1, 2: 2]]
    ),
    Row(
      testDescription: "a cap that has just room enough gets no point more",
      promotions: [
        rate(1, 1, per: 100, caps: [CapDefinition(period: .basket, points: 1)]),
        rate(2, 1, per: 100),
      ],
      lines: [TestLine(150)],
      expected: [[1: 1, 2: 1], [1: 1, 2: 1], [1: 1, 2: 2]]
    ),
    Row(
      testDescription: "a rival of its group has no remainder",
      promotions: [
        grouped(rate(1, 1, per: 100)), grouped(rate(2, 1, per: 200)), rate(3, 1, per: 300),
      ],
      lines: [TestLine(150)],
      // 1.5 of the winner, 0.5 beside it; 0.75 of the loser does not count.
      expected: [[1: 1], [1: 1], [1: 2]],
      groups: [GroupDefinition(id: "g", mode: .bestForMember)]
    ),
    Row(
      testDescription: "points pay for lines by their amounts",
      promotions: [rate(1, 1, per: 100)],
      lines: [TestLine(100), TestLine(300)],
      points: 200,
      expected: [[1: 2], [1: 1], [1: 2]]
    ),
    Row(
      testDescription: "points for more than the basket",
      promotions: [rate(1, 1, per: 100)],
      lines: [TestLine(100), .coupon(-50)],
      points: 900,
      expected: [[:], [:], [:]]
    ),
  ]

  @Test("by rule, by line, by basket", arguments: rows)
  func places(_ row: Row) throws {
    for place in RoundingPlace.allCases {
      let settings = EvaluationSettings(roundingPlace: place)
      let definition = programme(row.promotions, groups: row.groups, settings: settings)
      #expect(definition.findings().isEmpty)
      var sale = TestSale(lines: row.lines)
      if row.points > 0 {
        sale.tenders = [TestTender("points", row.points), TestTender("card", 9)]
      }
      let result = try evaluate(sale, CompiledProgramme(definition, zone: .utc))
      let points = result.awards.map { ($0.promotion, $0.points.rawValue) }
      let expected = row.expected[Int(place.rawValue)]
      #expect(Dictionary(uniqueKeysWithValues: points) == expected, "\(place)")
      // The parts of the explanation add up.
      for award in result.awards {
        let parts = result.lineAwards.filter { $0.promotion == award.promotion }
        #expect(parts.reduce(0) { $0 + $1.points.rawValue } == award.points.rawValue)
      }
    }
  }

  @Test func `a line's points are its own floor`() throws {
    let settings = EvaluationSettings(roundingPlace: .line)
    let compiled = CompiledProgramme(programme([baseRate], settings: settings), zone: .utc)
    let lines = [TestLine(199), TestLine(99), TestLine(301)]
    let result = try evaluate(TestSale(lines: lines), compiled)
    #expect(result.lineAwards.map(\.line) == [0, 2])
    #expect(result.lineAwards.map(\.points) == [1, 3])
  }

  @Test func `a tier multiplier counts the point that the basket's rounding gave`() throws {
    let tier = PromotionDefinition(
      number: 9,
      id: "tier",
      mechanic: .tierMultiplier(
        base: "p1",
        factors: [TierFactor(tier: "basic", factor: ratio(2, 1))]
      )
    )
    let settings = EvaluationSettings(roundingPlace: .basket)
    let promotions = [Self.rate(1, 1, per: 100), Self.rate(2, 1, per: 100), tier]
    let compiled = CompiledProgramme(programme(promotions, settings: settings), zone: .utc)
    let result = try evaluate(TestSale(lines: [TestLine(150)]), compiled)
    #expect(result.awards.map(\.points) == [2, 1, 2])
  }

  @Test func `points earn too where the programme says so`() throws {
    let settings = EvaluationSettings(earnsOnPointsTender: true)
    let compiled = CompiledProgramme(programme([baseRate], settings: settings), zone: .utc)
    var sale = TestSale(lines: [TestLine(1_000)])
    sale.tenders = [TestTender("points", 400)]
    #expect(try evaluate(sale, compiled).points == 10)
    let without = CompiledProgramme(programme([baseRate]), zone: .utc)
    #expect(try evaluate(sale, without).points == 6)
  }

  @Test func `what points paid is spread by largest remainder`() throws {
    let compiled = CompiledProgramme(programme([baseRate]), zone: .utc)
    let rows: [(amounts: [Int64], paid: Int64, left: [Int64])] = [
      ([100, 100, 100], 100, [66, 67, 67]), ([1, 2, 3], 4, [0, 1, 1]),
      ([5, -2, 0], 9, [2, -2, 0]),
      ([7, 7], 0, [7, 7]), ([-3, -4], 9, [-3, -4]),
    ]
    for row in rows {
      var filled = try basket(TestSale(lines: row.amounts.map { TestLine($0) }), compiled)
      let before = filled.amountMinor
      filled.spread(tenderMinor: row.paid)
      let (left, after) = (filled.lineBuffer.map(\.amountMinor), filled.amountMinor)
      #expect(left == row.left)
      #expect(after == before - min(row.paid, max(0, before)))
    }
  }

  @Test func `the head that was valid at the sale decides`() throws {
    var first = baseRate
    var second = baseRate
    (first.group, second.group) = ("g", "g")
    second.number = 2
    second.id = "other"
    second.mechanic = .rate(points: 3, perAmountMinor: 100)
    let noon = utc(2024, 6, 12, 12)
    var definition = programme([first, second])
    definition.groups = [GroupDefinition(id: "g", mode: .bestForMember)]
    definition.heads = [
      ProgrammeHead(groups: [GroupDefinition(id: "g", mode: .stack)]),
      ProgrammeHead(
        validFrom: noon,
        groups: definition.groups,
        settings: EvaluationSettings(earnsOnPointsTender: true)
      ),
    ]
    let compiled = CompiledProgramme(definition, zone: .utc)
    var sale = TestSale(lines: [TestLine(200)])
    sale.tenders = [TestTender("points", 100)]
    sale.occurredAt = Timestamp(milliseconds: noon.milliseconds - 1)
    #expect(try evaluate(sale, compiled).awards.map(\.points) == [1, 3])
    sale.occurredAt = noon
    #expect(try evaluate(sale, compiled).awards.map(\.points) == [6])
  }
}
