import Testing

@testable import FealtyLoyalty

// Goal: the times in the index only spare work. Method: random intervals and instants about their
// ends against the exact check; random programmes with and without an index of recent rules; and
// the number of rules that a sale looks at among a year of weekly ones.
@Suite("Times in the index")
struct CandidateIndexTests {
  private static let week: Int64 = 604_800_000

  private static func ends(_ random: inout SeededGenerator) -> Int64 {
    let edges: [Int64] = [
      -4_000_000_000_000_000, .max, -1_001, -1_000, -1, 0, 1, 999, 1_000, 4_294_967_293_999,
      4_294_967_294_000,
      4_294_967_295_000, 4_294_967_296_001,
    ]
    return random.chance(40)
      ? edges.randomElement(using: &random) ?? 0
      : random.number(1_704_067_200_000...1_704_067_210_000)
  }

  @Test func `a rule that is live is always a candidate, and one that is not by a second never`()
    throws
  {
    var random = SeededGenerator(seed: 3)
    var rule = CompiledProgramme(programme([baseRate]), zone: .utc).rules[0]
    var live = 0
    var spared = 0
    for round in 0..<20_000 {
      rule.activeFrom = Self.ends(&random)
      rule.activeUntil = Self.ends(&random)
      let near = random.chance(50) ? rule.activeFrom : rule.activeUntil
      let instant = near.addingReportingOverflow(random.number(-1_500...1_500)).partialValue
      let isLive = rule.activeFrom <= instant && instant < rule.activeUntil
      let isCandidate = LivePosting(0, rule).isCandidate(
        at: SaleSecond(Timestamp(milliseconds: instant))
      )
      let comment: Comment = "round \(round): \(rule.activeFrom)..<\(rule.activeUntil) \(instant)"
      if isLive { #expect(isCandidate, comment) }
      // The seconds that postings can tell apart.
      let isTold = (1_000..<4_294_967_294_000).contains(instant)
      if isTold, rule.activeFrom - 1_000 >= instant || rule.activeUntil <= instant - 1_000 {
        #expect(!isCandidate, comment)
      }
      live += isLive ? 1 : 0
      spared += isCandidate ? 0 : 1
    }
    #expect(live > 2_000)
    #expect(spared > 2_000)
  }

  @Test("what a sale is worth does not depend on which rules count as recent", arguments: 0..<4)
  func ignoresRecent(_ block: UInt64) throws {
    var evaluator = Evaluator()
    var (expected, result) = (Evaluation(), Evaluation())
    var fired = 0
    var withPast = 0
    for seed in block * 40..<block * 40 + 40 {
      var random = RandomProgramme(seed: 1_000 + seed)
      let definition = random.definition()
      let recentFrom = Timestamp(
        milliseconds: random.generator.number(1_704_067_200_000...1_735_689_600_000)
      )
      let plain = CompiledProgramme(definition, zone: newYork)
      let split = CompiledProgramme(definition, zone: newYork, recentFrom: recentFrom)
      #expect(plain.pastIndex == nil)
      withPast += split.pastIndex == nil ? 0 : 1
      for step in 0..<6 {
        var sale = random.sale()
        // Half of them at the moment from which rules count as recent.
        if step < 3 {
          sale.occurredAt = Timestamp(milliseconds: recentFrom.milliseconds + Int64(step) - 1)
        }
        let comment: Comment = "seed \(seed), sale \(step)"
        for explanation in [Explanation.none, .full] {
          try evaluate(sale, plain, explanation, [], &evaluator, &expected)
          try evaluate(sale, split, explanation, [], &evaluator, &result)
          #expect(result.awards == expected.awards, comment)
          #expect(result.lineAwards == expected.lineAwards, comment)
          #expect(result.rejections == expected.rejections, comment)
          #expect(result.capUses == expected.capUses, comment)
        }
        fired += expected.awards.count
      }
    }
    #expect(fired > 200)
    #expect(withPast > 12)
  }

  /// A year of weekly promotions on one product, and the base rate.
  private static let weekly: [PromotionDefinition] =
    [baseRate]
    + (0..<52).map { (week: Int64) in
      PromotionDefinition(
        number: PromotionNumber(week + 2),
        id: "week \(week)",
        start: Timestamp(milliseconds: 1_704_067_200_000 + week * Self.week),
        end: Timestamp(milliseconds: 1_704_067_200_000 + (week + 1) * Self.week),
        selection: Selection(include: TermSet(skus: ["SK1"])),
        mechanic: .multiplier(base: "base", factor: ratio(2, 1))
      )
    }

  @Test func `a sale looks at the promotion of its week, not at those of the year`() throws {
    let recentFrom = Timestamp(milliseconds: 1_704_067_200_000 + 40 * Self.week)
    let compiled = [
      CompiledProgramme(programme(Self.weekly), zone: .utc),
      CompiledProgramme(programme(Self.weekly), zone: .utc, recentFrom: recentFrom),
    ]
    for week: Int64 in 0..<52 {
      var sale = TestSale(lines: [TestLine(500, sku: "SK1")])
      sale.occurredAt = Timestamp(milliseconds: 1_704_067_200_000 + week * Self.week)
      for compiled in compiled {
        let result = try evaluate(sale, compiled, explanation: .applied)
        #expect(result.awards.map(\.promotion) == [1, PromotionNumber(week + 2)])
        #expect(result.candidatesVisited == 2)
      }
    }
    // What ended before is not even read.
    #expect(compiled[0].recentIndex.postings.count == 53)
    #expect(compiled[1].recentIndex.postings.count == 13)
  }
}
