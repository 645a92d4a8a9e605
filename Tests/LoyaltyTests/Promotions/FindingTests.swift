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
    Row("budgets[0].budget_id") {
      $0.budgets = [BudgetDefinition(number: 1, id: "", period: .day, limit: 1)]
    },
    Row("budgets[1].budget_id") {
      let budget = BudgetDefinition(number: 1, id: "b", period: .day, limit: 1)
      $0.budgets = [budget, budget]
    },
    Row("budgets[0].period") {
      $0.budgets = [BudgetDefinition(number: 1, id: "b", period: .basket, limit: 1)]
    },
    Row("budgets[0].limit") {
      $0.budgets = [BudgetDefinition(number: 1, id: "b", period: .life, limit: 0)]
    },
    Row("budgets[0].token_id") {
      $0.budgets = [BudgetDefinition(number: 1, id: "b", period: .life, limit: 1, token: "x")]
    },
    Row("promotions[0].budget_ids[1]") {
      $0.budgets = [BudgetDefinition(number: 1, id: "b", period: .life, limit: 1)]
      $0.promotions[0].budgets = ["b", "b"]
    },
    Row("promotions[0].budget_ids[0]") {
      $0.tokens.append(TokenDefinition(number: 8, id: "miles"))
      $0.budgets = [BudgetDefinition(number: 1, id: "b", period: .life, limit: 1, token: "miles")]
      $0.promotions[0].budgets = ["b"]
    },
    Row("voucher_types[0].points") {
      $0.voucherTypes = [VoucherTypeDefinition(number: 1, id: "v", points: 0, valueMinor: 1)]
    },
    Row("voucher_types[0].stock") {
      $0.voucherTypes = [
        VoucherTypeDefinition(number: 1, id: "v", points: 1, valueMinor: 1, stock: -1)
      ]
    },
    Row("voucher_types[0].validity.count") {
      $0.voucherTypes = [
        VoucherTypeDefinition(
          number: 1,
          id: "v",
          points: 1,
          valueMinor: 1,
          validity: CalendarTerm(0, .month)
        )
      ]
    },
    Row("settings.rounding_place") {
      $0.heads = [
        ProgrammeHead(groups: $0.groups, settings: EvaluationSettings(roundingPlace: .basket))
      ]
      $0.promotions[0].mechanic = .rate(points: 1, perAmountMinor: 4_611_686_018_427_387_847)
      $0.promotions[1].mechanic = .rate(points: 1, perAmountMinor: 97)
    },
    Row("promotions[1].tier_multiplier.promotion_id") {
      $0.promotions[0].group = "g"
      $0.promotions[1].group = "g"
      $0.promotions[1].mechanic = tiers("gold", ratio(2, 1))
    },
  ]

  static let termRows = [
    Row(second: "lot_terms.expires.count") { $0.lotTerms.expires = CalendarTerm(0, .day) },
    Row(second: "lot_terms.expires.count") { $0.lotTerms.expires = CalendarTerm(101, .year) },
    Row(second: "lot_terms.expires.count") {
      $0.lotTerms.expires = CalendarTerm(4_000_000_000, .year)
    },
    Row(second: "lot_terms.pending_for.count") {
      $0.lotTerms.pendingFor = CalendarTerm(36_601, .day)
    },
    Row(second: "lot_terms.expires") {
      $0.lotTerms.pendingFor = CalendarTerm(100, .year)
      $0.lotTerms.expires = CalendarTerm(1, .day)
    },
    Row(second: "lot_terms.expires_after_ms") {
      $0.lotTerms.pendingFor = CalendarTerm(2, .day)
      $0.lotTerms.expiresAfterMilliseconds = 86_400_000
    },
    Row(second: "lot_terms.expires_at_ms") {
      $0.lotTerms.pendingUntil = Timestamp(milliseconds: 5)
      $0.lotTerms.expiresAt = Timestamp(milliseconds: 5)
    },
  ]

  // Goal: terms that leave points some life are sound, also where they do not in every month.
  @Test(arguments: [
    LotTerms(pendingFor: CalendarTerm(31, .day), expires: CalendarTerm(1, .month)),
    LotTerms(pendingFor: CalendarTerm(1, .day), expires: CalendarTerm(100, .year)),
    LotTerms(
      pendingMilliseconds: 86_400_000_000,
      expiresAfterMilliseconds: 1,
      clock: .activation
    ),
    LotTerms(activateOn: "go", expires: CalendarTerm(1, .day)),
    LotTerms(expires: CalendarTerm(1, .day, roundUp: .yearEnd)),
  ])
  func `points of these terms live`(terms: LotTerms) {
    var definition = Self.sound
    definition.promotions[1].lotTerms = terms
    #expect(definition.findings().isEmpty)
  }

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
      $0.group = "g"
      $0.isExclusive = true
      $0.isJoint = true
    },
    Row(second: "caps[0].points") { $0.caps = [CapDefinition(period: .day, points: 0)] },
    Row(second: "caps[1].period") {
      $0.caps = [CapDefinition(period: .day, points: 1), CapDefinition(period: .day, points: 2)]
    },
    Row(second: "exclusive") { $0.isExclusive = true },
    Row(second: "caps[0].tag") { $0.caps = [CapDefinition(period: .day, points: 1, scope: .tag)] },
    Row(second: "caps[0].tag") { $0.caps = [CapDefinition(period: .day, points: 1, tag: "x")] },
    Row(second: "caps[0].scope") {
      $0.caps = [CapDefinition(period: .basket, points: 1, scope: .store)]
    },
    Row(second: "caps[2].period") {
      $0.caps = [
        CapDefinition(period: .day, points: 1, scope: .store),
        CapDefinition(period: .day, points: 1, scope: .store, unit: .times),
        CapDefinition(period: .day, points: 9, scope: .store),
      ]
    },
    Row(second: "budget_ids[0]") { $0.budgets = ["nowhere"] },
    Row(second: "funding_partner") { $0.fundingPartner = String(repeating: "x", count: 65) },
    Row(second: "windows[0].weekdays") {
      $0.windows = [DayWindow(weekdays: 128, fromMinute: 0, toMinute: 1)]
    },
    Row(second: "windows[1].from_minute") {
      $0.windows = [
        DayWindow(fromMinute: 1_439, toMinute: 0), DayWindow(fromMinute: 1_440, toMinute: 1),
      ]
    },
    Row(second: "windows[0].to_minute") {
      $0.windows = [DayWindow(fromMinute: 0, toMinute: 1_441)]
    },
    Row(second: "conditions.codes[0]") { $0.conditions.codes = ["  "] },
    Row(second: "conditions.codes[1]") {
      $0.conditions.codes = ["A", String(repeating: "B", count: 65)]
    },
    Row(second: "conditions.tenders[0]") { $0.conditions.tenders = [""] },
    Row(second: "conditions.visit.number") { $0.conditions.visit = VisitCondition(number: 0) },
    Row(second: "conditions.min_basket_minor") { $0.conditions.minBasketMinor = -1 },
    Row(second: "conditions.birthday.days_before") {
      $0.conditions.birthday = BirthdayWindow(daysBefore: 184)
    },
    Row(second: "conditions.birthday.days_after") {
      $0.conditions.birthday = BirthdayWindow(daysAfter: 184)
    },
    Row(second: "selection.kinds") { $0.selection.kinds = [.item, .event] },
    Row(second: "selection.kinds") { $0.selection.include.eventTypes = ["signup"] },
    Row(second: "fixed.points") { $0.mechanic = .fixed(points: -1) },
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

  @Test("of the whole programme", arguments: programmeRows + termRows)
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
