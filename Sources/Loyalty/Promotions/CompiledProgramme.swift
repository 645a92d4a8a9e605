/// A programme in the form that evaluates baskets: immutable, shared by all shards, read without a
/// lock.
///
/// Promotions stand in an index from the names that they mention, so an evaluation looks at those
/// that the basket's names (or the member's segments, or the store) lead to, however many others
/// there are. Each promotion is filed under its rarest list of names; those that mention none are
/// in one short list.
///
/// The order in which promotions were added has no effect: rules are ordered by stage, priority and
/// id.
package final class CompiledProgramme: Sendable {
  package let definition: ProgrammeDefinition
  package let zone: ZoneRules
  let vocabulary: Vocabulary
  /// The term of the lowest tier; ``Term/none`` where no promotion mentions it.
  let lowestTier: Term

  let rules: FrozenArray<CompiledRule>
  /// Finds every rule that can fire in a sale of ``recentFrom`` or later, at the least cost.
  let recentIndex: CandidateIndex<LivePosting>
  /// Finds every rule that can fire in an earlier sale; `nil` where the recent one does.
  let pastIndex: CandidateIndex<LivePosting>?
  /// Rules that cannot fire since then cost a recent sale nothing.
  let recentFrom: Timestamp
  /// Finds every rule that a line matches, also those that cannot fire: for full explanations.
  let explainingIndex: CandidateIndex<ExplainedPosting>
  /// Rule indexes, in runs that rates name.
  let ruleIndexes: FrozenArray<UInt32>
  /// Include lists as runs of `terms`.
  let clauses: FrozenArray<Run>
  let terms: FrozenArray<Term>
  let steps: FrozenArray<CompiledStep>
  let factors: FrozenArray<CompiledFactor>
  let caps: FrozenArray<CompiledCap>
  let conditions: FrozenArray<CompiledConditions>
  let windows: FrozenArray<DayWindow>
  /// For each head its groups, in the same order.
  let groups: FrozenArray<CompiledGroup>
  /// Ascending; the first decides also what lies before it.
  let heads: FrozenArray<CompiledHead>
  /// Whether caps count by store, by terminal; the names of the tags by whose values they count.
  let hasStoreCaps: Bool
  let hasTerminalCaps: Bool
  let capTags: [String]
  /// While some promotion asks for a member's first purchase, purchases are counted.
  let countsPurchasesFrom: Int64
  let countsPurchasesUntil: Int64
  private let rulesByNumber: [PromotionNumber: [Int]]
  private let definitionsByNumber: [PromotionNumber: [Int]]
  private let numbersByID: [[UInt8]: PromotionNumber]

  /// Compiles a definition.
  ///
  /// A promotion that ``ProgrammeDefinition/findings()`` objects to may give nothing; one that it
  /// does not object to works whatever is wrong elsewhere.
  ///
  /// - Parameters:
  ///   - definition: The programme, with all versions of its promotions.
  ///   - zone: The rules of its time zone.
  ///   - recentFrom: Since when most sales are that will be evaluated, now less the time that a
  ///     sale may be late: what has ended before costs them nothing. Earlier sales are evaluated
  ///     too, and no result depends on it.
  /// - Complexity: O(*n* log *n*) in the number of names that promotions mention.
  package init(
    _ definition: ProgrammeDefinition,
    zone: ZoneRules,
    recentFrom: Timestamp = Timestamp(milliseconds: .min)
  ) {
    var compiler = ProgrammeCompiler(definition)
    compiler.compile()
    // Filing rules adds to the tables that are frozen below.
    (recentIndex, pastIndex) = compiler.makeIndexes(recentFrom: recentFrom)
    explainingIndex = compiler.makeExplainingIndex()
    self.recentFrom = recentFrom
    self.definition = definition
    self.zone = zone
    vocabulary = Vocabulary(compiler.vocabulary)
    lowestTier = definition.tiers.first.map { [vocabulary] in vocabulary.term(.tier, $0) } ?? .none
    rules = FrozenArray(compiler.rules)
    ruleIndexes = FrozenArray(compiler.ruleIndexes)
    clauses = FrozenArray(compiler.clauses)
    terms = FrozenArray(compiler.terms)
    steps = FrozenArray(compiler.steps)
    factors = FrozenArray(compiler.factors)
    caps = FrozenArray(compiler.caps)
    conditions = FrozenArray(compiler.conditions)
    windows = FrozenArray(compiler.windows)
    groups = FrozenArray(compiler.groups)
    heads = FrozenArray(compiler.heads)
    hasStoreCaps = compiler.caps.contains { $0.scope == .store || $0.scope == .terminal }
    hasTerminalCaps = compiler.caps.contains { $0.scope == .terminal }
    capTags = compiler.capTags
    let first = compiler.rules.filter { rule in
      rule.rare >= 0 && compiler.conditions[Int(rule.rare)].firstPurchase == .ofMember
    }
    countsPurchasesFrom = first.map(\.activeFrom).min() ?? .max
    countsPurchasesUntil = first.map(\.activeUntil).max() ?? .min
    rulesByNumber = Dictionary(
      grouping: compiler.rules.indices,
      by: { compiler.rules[$0].number }
    )
    definitionsByNumber = Dictionary(
      grouping: definition.promotions.indices,
      by: { definition.promotions[$0].number }
    )
    numbersByID = Dictionary(
      definition.promotions.map { (Array($0.id.utf8), $0.number) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  deinit {
    vocabulary.deallocate()
    rules.deallocate()
    recentIndex.deallocate()
    pastIndex?.deallocate()
    explainingIndex.deallocate()
    ruleIndexes.deallocate()
    clauses.deallocate()
    terms.deallocate()
    steps.deallocate()
    factors.deallocate()
    caps.deallocate()
    conditions.deallocate()
    windows.deallocate()
    groups.deallocate()
    heads.deallocate()
  }

  /// Whether any sale asks if the member has earned before.
  package var asksForPurchases: Bool { countsPurchasesFrom != .max }

  /// The head that decides at an instant.
  @inline(__always)
  func head(at milliseconds: Int64) -> CompiledHead {
    var index = heads.count - 1
    while index > 0, heads[index].validFrom > milliseconds { index -= 1 }
    return heads[index]
  }

  /// The settings that evaluating a sale of this time reads.
  package func settings(at instant: Timestamp) -> EvaluationSettings {
    let heads = definition.heads
    return (heads.last { $0.validFrom <= instant } ?? heads.first)?.settings
      ?? EvaluationSettings()
  }

  /// The number of the promotion with this id.
  package func number(ofPromotion id: String) -> PromotionNumber? {
    numbersByID[Array(id.utf8)]
  }

  /// The latest version of a promotion.
  package func promotion(_ number: PromotionNumber) -> PromotionDefinition? {
    let versions = definitionsByNumber[number]?.lazy.map { self.definition.promotions[$0] }
    return versions?.max { $0.version < $1.version }
  }

  /// One version of a promotion, where the definition has it.
  package func promotion(_ number: PromotionNumber, version: UInt32) -> PromotionDefinition? {
    let versions = definitionsByNumber[number]?.lazy.map { self.definition.promotions[$0] }
    return versions?.first { $0.version == version }
  }

  /// How one version of a promotion makes its points a lot, and who pays for them.
  ///
  /// Without the copy of all else that ``promotion(_:version:)`` makes.
  package func lotSchedule(
    of number: PromotionNumber,
    version: UInt32
  ) -> (schedule: LotSchedule, partner: UInt16)? {
    for index in rulesByNumber[number] ?? [] where rules[index].version == version {
      return (rules[index].lotSchedule, rules[index].partner)
    }
    // A version that never was in force has no rule.
    return promotion(number, version: version).map {
      (LotSchedule($0.lotTerms), $0.fundingPartnerNumber)
    }
  }

  package func token(_ number: TokenNumber) -> TokenDefinition? {
    definition.tokens.first { $0.number == number }
  }

  /// The token with this id; the default token where it is empty.
  package func token(id: String) -> TokenDefinition? {
    let id = id.isEmpty ? definition.defaultToken : id
    return definition.tokens.first { $0.id.utf8.elementsEqual(id.utf8) }
  }

  /// The rule of a promotion that decides at an instant.
  func rule(of number: PromotionNumber, at milliseconds: Int64) -> Int? {
    rulesByNumber[number]?.first {
      rules[$0].validFrom <= milliseconds && milliseconds < rules[$0].validUntil
    }
  }
}
