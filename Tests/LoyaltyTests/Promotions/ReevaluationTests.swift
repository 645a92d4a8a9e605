import Testing

@testable import FealtyLoyalty

// Goal: a record keeps enough to evaluate its sale again, whole or in part, and no more is asked.
// Method: random sales are evaluated, reduced to what a record keeps, and evaluated from that
// alone.
@Suite("Evaluating a sale again from its record")
struct ReevaluationTests {
  @Test("the whole sale gives what it gave", arguments: 0..<6)
  func whole(_ block: Int) throws {
    var cut = 0
    try forEachSale(block) { sale, compiled, result, comment in
      let again = try evaluate(Self.recorded(sale, result), compiled, explanation: .applied)
      #expect(again.awards == result.awards, comment)
      #expect(again.lineAwards == result.lineAwards, comment)
      #expect(again.counterUses == result.counterUses, comment)
      let explained = try evaluate(Self.recorded(sale, result), compiled)
      #expect(explained.awards == result.awards, comment)
      cut += result.inputs.caps.count { $0.isShared }
    }
    #expect(cut > 0)
  }

  @Test("a part is worth what it would have been worth by itself", arguments: 0..<6)
  func part(_ block: Int) throws {
    var parts = 0
    var random = SeededGenerator(seed: UInt64(block))
    try forEachSale(block, isSharedLimited: false) { sale, compiled, result, comment in
      guard sale.tenders.allSatisfy({ $0.kind != "points" }) else { return }
      var rest = sale
      rest.lines = sale.lines.filter { $0.amount < 0 || random.chance(70) }
      for index in rest.lines.indices where rest.lines[index].amount > 0 && random.chance(30) {
        rest.lines[index].amount = random.number(0...rest.lines[index].amount)
        rest.lines[index].quantity = random.number(0...rest.lines[index].quantity)
      }
      // What the whole has not asked because it was below a minimum, a part does not ask either.
      let alone = try evaluate(rest, compiled, explanation: .applied)
      let again = try evaluate(Self.recorded(rest, result), compiled, explanation: .applied)
      #expect(again.awards == alone.awards, comment)
      #expect(again.lineAwards == alone.lineAwards, comment)
      #expect(again.capUses == alone.capUses, comment)
      #expect(again.counterUses == alone.counterUses, comment)
      if alone.awards != result.awards { parts += 1 }
    }
    #expect(parts > 50)
  }

  @Test("parts of the explanation add up, and what is said does not change it", arguments: 0..<3)
  func sums(_ block: Int) throws {
    try forEachSale(block) { sale, compiled, result, comment in
      for award in result.awards {
        let parts = result.lineAwards.filter { $0.promotion == award.promotion }
        #expect(parts.reduce(0) { $0 + $1.points.rawValue } == award.points.rawValue, comment)
        #expect(award.points > 0 && award.points <= award.beforeCap, comment)
      }
      #expect(result.points == result.awards.reduce(.zero) { $0 + $1.points }, comment)
      #expect(result.totals.reduce(.zero) { $0 + $1.points } == result.points, comment)
      for explanation in Explanation.allCases {
        let other = try evaluate(sale, compiled, explanation: explanation, nearMisses: 3)
        #expect(other.awards == result.awards, comment)
        #expect(other.capUses == result.capUses, comment)
        #expect(other.capsBefore == result.capsBefore, comment)
        #expect(other.counterUses == result.counterUses, comment)
      }
    }
  }

  @Test func `a promotion of another tier asks for the tier, so that the record has it`() throws {
    var basic = baseRate
    basic.tiers = ["basic"]
    let compiled = CompiledProgramme(programme([basic]), zone: .utc)
    let sale = TestSale(lines: [TestLine(500)], tier: "gold")
    let result = try evaluate(sale, compiled, explanation: .applied)
    #expect(result.awards.isEmpty && result.inputs.asked == .tier)
    let again = try evaluate(Self.recorded(sale, result), compiled, explanation: .applied)
    #expect(again.awards.isEmpty)
  }

  @Test func `what a budget refused stays refused, whatever it holds now`() throws {
    var rate = baseRate
    rate.budgets = ["daily"]
    rate.group = "g"
    let plain = PromotionDefinition(number: 2, id: "plain", group: "g", mechanic: .fixed(points: 3))
    let budget = BudgetDefinition(number: 4, id: "daily", period: .day, limit: 9)
    let group = GroupDefinition(id: "g", mode: .bestForMember)
    let definition = programme([rate, plain], groups: [group], budgets: [budget])
    let compiled = CompiledProgramme(definition, zone: .utc)
    for (left, winner) in [(Int64(0), PromotionNumber(2)), (2, 2), (4, 1)] {
      var sale = TestSale(lines: [TestLine(700)])
      var stripe = BudgetStripe()
      let key = Self.dailyBudget
      stripe.granted(key, left, isLast: true)
      sale.shared = stripe
      let result = try evaluate(sale, compiled, explanation: .applied)
      #expect(result.awards.map(\.promotion) == [winner])
      #expect(result.inputs.caps.map(\.amount) == (winner == 2 ? [9 - left] : []))
      var again = Self.recorded(sale, result)
      #expect(try evaluate(again, compiled).awards == result.awards)
      stripe.granted(key, 9, isLast: false)
      again.shared = stripe
      #expect(try evaluate(again, compiled).awards == result.awards)
    }
  }

  /// Of budget 4, on the day of the sales.
  private static let dailyBudget = AllotmentKey(
    owner: CapUse.budgetBit | 4,
    period: .day,
    scope: .all,
    unit: .points,
    key: 0,
    periodStart: utc(2024, 6, 12)
  )

  // What a promotion drew that lost its group is not what the budget had used before.
  @Test func `who lost in its group, and who came too late for the budget, is told again`() throws {
    func rate(_ number: PromotionNumber, _ points: Int64) -> PromotionDefinition {
      var rate = PromotionDefinition(
        number: number,
        id: "p\(number)",
        mechanic: .rate(points: points, perAmountMinor: 100)
      )
      rate.budgets = ["daily"]
      return rate
    }
    var loser = rate(1, 2)
    loser.group = "g"
    let winner = PromotionDefinition(number: 2, id: "p2", group: "g", mechanic: .fixed(points: 3))
    let compiled = CompiledProgramme(
      programme(
        [loser, winner, rate(3, 1)],
        groups: [GroupDefinition(id: "g", mode: .bestForProgram)],
        budgets: [BudgetDefinition(number: 4, id: "daily", period: .day, limit: 9)]
      ),
      zone: .utc
    )
    // What others have left of the 9; the loser wants 14, and what is left is its own until the
    // groups choose.
    for left in [Int64(9), 4, 0] {
      var stripe = BudgetStripe()
      let key = Self.dailyBudget
      stripe.granted(key, left, isLast: true)
      var sale = TestSale(lines: [TestLine(700)])
      sale.shared = stripe
      let result = try evaluate(sale, compiled)
      #expect(result.awards.map(\.promotion) == [2])
      #expect(
        result.rejections.map(\.condition)
          == [left > 0 ? .beatenInGroup : .budgetReached, .budgetReached]
      )
      #expect(result.inputs.caps.allSatisfy { $0.amount == 9 - left })
      let again = try evaluate(Self.recorded(sale, result), compiled)
      #expect(again.awards == result.awards)
      #expect(again.rejections == result.rejections)
    }
  }

  // MARK: -

  private func forEachSale(
    _ block: Int,
    isSharedLimited: Bool = true,
    _ body: (TestSale, CompiledProgramme, Evaluation, Comment) throws -> Void
  ) throws {
    for seed in UInt64(block * 50)..<UInt64(block * 50 + 50) {
      var random = RandomProgramme(seed: seed &+ 1_000_000)
      var definition = random.definition()
      if !isSharedLimited { definition.dropSharedCaps() }
      let compiled = CompiledProgramme(definition, zone: newYork)
      var buyer = TestBuyer()
      for step in 0..<4 {
        var sale = buyer.facts(of: random.sale())
        sale.shared = random.stripe(for: sale, definition)
        let result = try evaluate(sale, compiled, explanation: .applied)
        try body(sale, compiled, result, "seed \(seed), sale \(step)")
        if !sale.isGuest { buyer.book(result) }
      }
    }
  }

  /// A sale as its record tells it: only what was asked for.
  private static func recorded(_ sale: TestSale, _ result: Evaluation) -> TestSale {
    let asked = result.inputs.asked
    var past = PastInputs()
    past.counters = result.counterUses + result.inputs.counters
    past.capsBefore = zip(result.capUses, result.capsBefore).map { use, before in
      var use = use
      use.amount = before
      return use
    }
    past.capsBefore += result.inputs.caps
    past.awards = result.awards
    var recorded = sale
    if !asked.contains(.tier) { recorded.tier = "" }
    if !asked.contains(.segments) { recorded.segments = [] }
    if !asked.contains(.codes) { recorded.codes = [] }
    if !asked.contains(.card) { recorded.card = "" }
    recorded.tenders = sale.tenders.filter { asked.contains(.tenders) || $0.kind == "points" }
    recorded.birthday = nil
    recorded.capUses = []
    recorded.counters = []
    recorded.hasEarned = false
    recorded.shared = nil
    recorded.past = past
    return recorded
  }
}

extension ProgrammeDefinition {
  fileprivate mutating func dropSharedCaps() {
    for index in promotions.indices {
      promotions[index].caps.removeAll { $0.scope.isShared }
      promotions[index].budgets = []
    }
  }
}
