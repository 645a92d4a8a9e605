import Testing

@testable import FealtyLoyalty

// Goal: the index, the interned names and the compiled figures change nothing about the result.
// Method: random programmes; for each a run of sales of one member whose use of caps accumulates,
// evaluated both ways, and once more with the promotions shuffled.
@Suite("Evaluating against the slow evaluator")
struct OracleTests {
  @Test("random programmes and baskets agree in everything", arguments: 0..<10)
  func agrees(_ block: Int) throws {
    var fired = 0
    var rejected: Set<Condition> = []
    var evaluator = Evaluator()
    var result = Evaluation()
    for seed in UInt64(block * 100)..<UInt64(block * 100 + 100) {
      var random = RandomProgramme(seed: seed)
      let definition = random.definition()
      try #require(definition.findings().isEmpty, "seed \(seed): \(definition.findings())")
      let compiled = CompiledProgramme(definition, zone: newYork)
      var shuffled = definition
      shuffled.promotions.shuffle(using: &random.generator)
      shuffled.groups.shuffle(using: &random.generator)
      let compiledShuffled = CompiledProgramme(shuffled, zone: newYork)
      var member = TestBuyer()
      for step in 0..<4 {
        var sale = member.facts(of: random.sale())
        if step < 3 { sale.shared = random.stripe(for: sale, definition) }
        try evaluate(sale, compiled, .full, [], &evaluator, &result)
        let comment: Comment = "seed \(seed), sale \(step)"
        compare(result, SlowEvaluator(definition: definition, zone: newYork, sale: sale), comment)
        try evaluateAgain(sale, compiledShuffled, result, &evaluator, comment)
        if !sale.isGuest { member.book(result) }
        fired += result.awards.count
        rejected.formUnion(result.rejections.map(\.condition))
      }
    }
    #expect(fired > 300)
    // All but "no matching line", which only a promotion asked for by number can have.
    #expect(
      rejected == [
        .notLive, .outsideSchedule, .otherStore, .otherChannel, .otherTerminal, .notInTier,
        .notInSegment, .inExcludedSegment, .belowThreshold, .capReached, .beatenInGroup,
        .excludedByExclusive, .guest, .noCode, .otherVisit, .notFirstPurchase, .outsideBirthday,
        .budgetReached, .otherTender, .belowBasketMinimum, .memberTooOld,
        .baseNotApplied,
      ]
    )
  }

  private func compare(
    _ result: Evaluation,
    _ oracle: SlowEvaluator,
    _ comment: Comment
  ) {
    var oracle = oracle
    let outcomes = oracle.evaluate()
    #expect(result.counterUses == oracle.counterUses, comment)
    #expect(result.shortages == oracle.shortages, comment)
    #expect(result.capUses == oracle.capUses(outcomes), comment)
    let awarded = outcomes.filter { $0.condition == .none }
    let expected = awarded.map { outcome in
      Award(
        promotion: outcome.promotion.number,
        promotionVersion: outcome.promotion.version,
        token: 7,
        points: Points(outcome.points),
        beforeCap: Points(Int64(outcome.raw)),
        eligibleAmount: outcome.amount,
        eligibleQuantity: outcome.quantity,
        isBonus: !outcome.promotion.isRate,
        lotSchedule: LotSchedule()
      )
    }
    #expect(result.awards == expected, comment)
    #expect(result.lineAwards == awarded.flatMap { oracle.lineAwards($0) }, comment)
    #expect(result.points.rawValue == awarded.reduce(0) { $0 + $1.points }, comment)
    #expect(result.totals.map(\.points) == (result.points == 0 ? [] : [result.points]), comment)
    let refused = outcomes.filter { $0.condition != .none && !$0.matched.isEmpty }
    #expect(
      result.rejections.map { [$0.promotion, $0.promotionVersion, UInt32($0.condition.rawValue)] }
        == refused.map {
          [$0.promotion.number, $0.promotion.version, UInt32($0.condition.rawValue)]
        },
      comment
    )
  }

  /// Evaluates under the same promotions in another order, and without explanations.
  private func evaluateAgain(
    _ sale: TestSale,
    _ compiled: CompiledProgramme,
    _ expected: Evaluation,
    _ evaluator: inout Evaluator,
    _ comment: Comment
  ) throws {
    var result = Evaluation()
    try evaluate(sale, compiled, .full, [], &evaluator, &result)
    #expect(result.awards == expected.awards, comment)
    #expect(result.lineAwards == expected.lineAwards, comment)
    #expect(result.rejections == expected.rejections, comment)
    #expect(result.capUses == expected.capUses, comment)
    #expect(result.counterUses == expected.counterUses, comment)
    #expect(result.shortages == expected.shortages, comment)
    #expect(result.totals == expected.totals, comment)
    try evaluate(sale, compiled, .none, [], &evaluator, &result)
    #expect(result.awards == expected.awards, comment)
    #expect(result.capUses == expected.capUses, comment)
    #expect(result.counterUses == expected.counterUses, comment)
    #expect(result.shortages == expected.shortages, comment)
  }
}

extension PromotionDefinition {
  fileprivate var isRate: Bool { if case .rate = mechanic { true } else { false } }
}
