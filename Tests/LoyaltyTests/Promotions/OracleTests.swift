import Testing

@testable import FealtyLoyalty

// Goal: the index, the interned names and the compiled figures change nothing about the result.
// Method: random programmes; for each a run of sales of one member whose use of caps accumulates,
// evaluated both ways, and once more with the promotions shuffled.
@Suite("Evaluating against the slow evaluator")
struct OracleTests {
  @Test("random programmes and baskets agree in everything", arguments: 0..<20)
  func agrees(_ block: Int) throws {
    var fired = 0
    var rejected: Set<Condition> = []
    var evaluator = Evaluator()
    var result = Evaluation()
    for seed in UInt64(block * 120)..<UInt64(block * 120 + 120) {
      var random = RandomProgramme(seed: seed)
      let definition = random.definition()
      try #require(definition.findings().isEmpty, "seed \(seed): \(definition.findings())")
      let compiled = CompiledProgramme(definition, zone: newYork)
      var shuffled = definition
      shuffled.promotions.shuffle(using: &random.generator)
      shuffled.groups.shuffle(using: &random.generator)
      let compiledShuffled = CompiledProgramme(shuffled, zone: newYork)
      var uses: [CapUse] = []
      for step in 0..<6 {
        var sale = random.sale()
        sale.capUses = uses
        try evaluate(sale, compiled, .full, [], &evaluator, &result)
        try compare(result, SlowEvaluator(definition: definition, zone: newYork, sale: sale))
        try evaluateAgain(sale, compiledShuffled, result, &evaluator, "seed \(seed), sale \(step)")
        add(result.capUses, to: &uses)
        fired += result.awards.count
        rejected.formUnion(result.rejections.map(\.condition))
      }
    }
    #expect(fired > 500)
    // All but "no matching line", which only a promotion asked for by number can have.
    #expect(rejected.count == Condition.allCases.count - 2)
  }

  private func compare(_ result: Evaluation, _ oracle: SlowEvaluator) throws {
    let outcomes = oracle.outcomes()
    let awarded = outcomes.filter { $0.condition == .none }
    #expect(result.awards.map(\.promotion) == awarded.map(\.promotion.number))
    #expect(result.awards.map(\.promotionVersion) == awarded.map(\.promotion.version))
    #expect(result.awards.map(\.points.rawValue) == awarded.map(\.points))
    #expect(result.awards.map(\.beforeCap.rawValue) == awarded.map { Int64($0.raw) })
    #expect(result.awards.map(\.eligibleAmount) == awarded.map(\.amount))
    #expect(result.awards.map(\.eligibleQuantity) == awarded.map(\.quantity))
    #expect(result.lineAwards == awarded.flatMap { oracle.lineAwards($0) })
    #expect(result.points.rawValue == awarded.reduce(0) { $0 + $1.points })
    let refused = outcomes.filter { $0.condition != .none && !$0.matched.isEmpty }
    #expect(Set(result.rejections.map(\.promotion)) == Set(refused.map(\.promotion.number)))
    for rejection in result.rejections {
      let expected = refused.first { $0.promotion.number == rejection.promotion }
      #expect(rejection.condition == expected?.condition)
      #expect(rejection.promotionVersion == expected?.promotion.version)
    }
  }

  /// Evaluates under the same promotions in another order, and without explanations.
  private func evaluateAgain(
    _ sale: TestSale, _ compiled: CompiledProgramme, _ expected: Evaluation,
    _ evaluator: inout Evaluator, _ comment: Comment
  ) throws {
    var result = Evaluation()
    try evaluate(sale, compiled, .full, [], &evaluator, &result)
    #expect(result.awards == expected.awards, comment)
    #expect(result.lineAwards == expected.lineAwards, comment)
    #expect(result.rejections == expected.rejections, comment)
    #expect(result.capUses == expected.capUses, comment)
    #expect(result.totals == expected.totals, comment)
    try evaluate(sale, compiled, .none, [], &evaluator, &result)
    #expect(result.awards == expected.awards, comment)
    #expect(result.capUses == expected.capUses, comment)
  }

  private func add(_ added: [CapUse], to uses: inout [CapUse]) {
    for use in added {
      let index = uses.firstIndex {
        $0.promotion == use.promotion && $0.period == use.period
          && $0.periodStart == use.periodStart
      }
      if let index { uses[index].points += use.points } else { uses.append(use) }
    }
  }
}
