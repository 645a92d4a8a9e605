import Testing

@testable import FealtyLoyalty

@Suite("Findings in a programme")
struct FindingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var definition: ProgrammeDefinition

    /// A sound programme with a change; the path is the one finding that it must have.
    init(_ path: String, _ change: (inout ProgrammeDefinition) -> Void) {
      testDescription = path
      definition = FindingTests.sound
      change(&definition)
    }

    /// The same for the second promotion, after the base rate.
    init(second path: String, _ change: (inout PromotionDefinition) -> Void) {
      self.init("promotions[1].\(path)") { change(&$0.promotions[1]) }
    }
  }

  static let sound = programme(
    [
      baseRate,
      PromotionDefinition(
        number: 2,
        id: "double",
        mechanic: .multiplier(base: "base", factor: ratio(2, 1))
      ),
    ],
    groups: [GroupDefinition(id: "g", mode: .bestForMember)]
  )

  private static func tiers(_ tier: String, _ factor: Ratio?) -> Mechanic {
    .tierMultiplier(base: "base", factors: [TierFactor(tier: tier, factor: factor)])
  }

  private static func steps(_ steps: (Int64, Int64)...) -> Mechanic {
    .threshold(steps: steps.map { ThresholdStep(amountMinor: $0.0, points: $0.1) })
  }

  static let programmeRows = [
    Row("program_id") { $0.id = "" },
    Row("program_id") { $0.id = String(repeating: "x", count: 65) },
    Row("currency") { $0.currency = "usd" },
    Row("currency") { $0.currency = "US" },
    Row("default_token_id") { $0.defaultToken = "miles" },
    Row("tokens[1].token_id") { $0.tokens.append(TokenDefinition(number: 8, id: "points")) },
    Row("tokens[1]") { $0.tokens.append(TokenDefinition(number: 7, id: "miles")) },
    Row("tokens[0].decimals") { $0.tokens[0].decimals = 19 },
    Row("tiers[3]") { $0.tiers.append("gold") },
    Row("groups[1].group_id") { $0.groups.append(GroupDefinition(id: "g", mode: .stack)) },
    Row("promotions[2].promotion_id") { $0.promotions.append($0.promotions[1]) },
    Row("promotions[1].promotion_id") {
      $0.promotions[1].number = 1
      $0.promotions[1].version = 2
    },
    Row("promotions[2]") {
      $0.promotions[1].validFrom = Timestamp(milliseconds: 9)
      var later = $0.promotions[1]
      later.version = 2
      later.validFrom = Timestamp(milliseconds: 8)
      $0.promotions.append(later)
    },
    Row("promotions[1].tier_multiplier.promotion_id") {
      $0.promotions[0].group = "g"
      $0.promotions[1].group = "g"
      $0.promotions[1].mechanic = tiers("gold", ratio(2, 1))
    },
  ]

  static let promotionRows = [
    Row(second: "promotion_id") { $0.id = "" },
    Row(second: "end_ms") {
      $0.start = Timestamp(milliseconds: 5)
      $0.end = Timestamp(milliseconds: 5)
    },
    Row(second: "end_ms") { $0.end = Timestamp(milliseconds: -1) },
    Row(second: "start_ms") { $0.start = Timestamp(milliseconds: -1) },
    Row(second: "weekdays") { $0.weekdays = 128 },
    Row(second: "from_minute") { $0.fromMinute = 1_440 },
    Row(second: "to_minute") { $0.toMinute = 1_441 },
    Row(second: "to_minute") {
      $0.fromMinute = 600
      $0.toMinute = 600
    },
    Row(second: "token_id") { $0.token = "miles" },
    Row(second: "group_id") { $0.group = "nowhere" },
    Row(second: "tiers[1]") { $0.tiers = ["gold", "platinum"] },
    Row(second: "stores[0]") { $0.stores = [""] },
    Row(second: "selection.exclude.skus[1]") { $0.selection.exclude.skus = ["a", ""] },
    Row(second: "selection") {
      $0.selection.include.skus = ["a"]
      $0.mechanic = tiers("gold", ratio(2, 1))
    },
    Row(second: "joint") {
      $0.isExclusive = true
      $0.isJoint = true
    },
    Row(second: "caps[0].points") { $0.caps = [CapDefinition(period: .day, points: 0)] },
    Row(second: "caps[1].period") {
      $0.caps = [CapDefinition(period: .day, points: 1), CapDefinition(period: .day, points: 2)]
    },
    Row(second: "lot_terms.pending_ms") { $0.lotTerms.pendingMilliseconds = -1 },
    Row(second: "lot_terms.expires_after_ms") {
      $0.lotTerms.expiresAfterMilliseconds = .max
    },
    Row(second: "lot_terms.expires_after_ms") {
      $0.lotTerms = LotTerms(pendingMilliseconds: 5, expiresAfterMilliseconds: 5)
    },
    Row(second: "mechanic") { $0.mechanic = nil },
    Row(second: "rate.points") { $0.mechanic = .rate(points: -1, perAmountMinor: 1) },
    Row(second: "rate.per_amount_minor") { $0.mechanic = .rate(points: 1, perAmountMinor: 0) },
    Row(second: "multiplier.promotion_id") {
      $0.mechanic = .multiplier(base: "nothing", factor: ratio(2, 1))
    },
    Row(second: "multiplier.promotion_id") {
      $0.mechanic = .multiplier(base: "double", factor: ratio(2, 1))
    },
    Row(second: "multiplier.factor") { $0.mechanic = .multiplier(base: "base", factor: nil) },
    Row(second: "multiplier.factor") {
      $0.mechanic = .multiplier(base: "base", factor: ratio(1, 2))
    },
    Row(second: "multiplier.factor") {
      $0.mechanic = .multiplier(base: "base", factor: ratio(.max, .max - 1))
    },
    Row(second: "quantity_bonus.buy_quantity") {
      $0.mechanic = .quantityBonus(buyQuantity: 0, points: 1, maxPerBasket: 0)
    },
    Row(second: "quantity_bonus.points") {
      $0.mechanic = .quantityBonus(buyQuantity: 1, points: -1, maxPerBasket: 0)
    },
    Row(second: "quantity_bonus.max_per_basket") {
      $0.mechanic = .quantityBonus(buyQuantity: 1, points: 1, maxPerBasket: -1)
    },
    Row(second: "threshold.steps") { $0.mechanic = steps() },
    Row(second: "threshold.steps[0].amount_minor") { $0.mechanic = steps((0, 1)) },
    Row(second: "threshold.steps[1].amount_minor") { $0.mechanic = steps((5, 1), (5, 2)) },
    Row(second: "threshold.steps[0].points") { $0.mechanic = steps((5, -1)) },
    Row(second: "tier_multiplier.factors") {
      $0.mechanic = .tierMultiplier(base: "base", factors: [])
    },
    Row(second: "tier_multiplier.factors[0].tier") { $0.mechanic = tiers("iron", ratio(2, 1)) },
    Row(second: "tier_multiplier.factors[0].factor") { $0.mechanic = tiers("gold", ratio(1, 2)) },
    Row(second: "tier_multiplier.promotion_id") {
      $0.mechanic = .tierMultiplier(
        base: "double",
        factors: [TierFactor(tier: "gold", factor: ratio(2, 1))]
      )
    },
  ]

  @Test func `a sound programme has none`() {
    #expect(Self.sound.findings().isEmpty)
  }

  @Test("of the whole programme", arguments: programmeRows)
  func wholeProgramme(_ row: Row) { check(row) }

  @Test("of a promotion", arguments: promotionRows)
  func onePromotion(_ row: Row) { check(row) }

  private func check(_ row: Row) {
    let findings = row.definition.findings()
    #expect(findings.map(\.path) == [row.testDescription])
    #expect(findings.allSatisfy { $0.sentence.hasSuffix(".") })
    // Compiling is total: what is unsound may give nothing, and the base rate works on.
    let compiled = CompiledProgramme(row.definition, zone: .utc)
    #expect(throws: Never.self) {
      try evaluate(TestSale(lines: [TestLine(100)], tier: "gold"), compiled)
    }
  }

  @Test func `a rate that loses its kind leaves its multiplier without effect`() throws {
    var definition = Self.sound
    definition.promotions[0].mechanic = .quantityBonus(buyQuantity: 1, points: 1, maxPerBasket: 0)
    #expect(definition.findings().map(\.path) == ["promotions[1].multiplier.promotion_id"])
    #expect(try points(TestSale(lines: [TestLine(900)]), definition) == [1: 1])
  }
}
