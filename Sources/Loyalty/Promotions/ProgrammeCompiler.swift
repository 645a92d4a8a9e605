/// Turns a definition into the tables of a ``CompiledProgramme``.
///
/// Rules are made first, one for each version of each promotion, in the order of stage, priority
/// and id; then each is filed where the fewest baskets will meet it
/// (`ProgrammeCompiler+Index.swift`).
struct ProgrammeCompiler {
  let definition: ProgrammeDefinition
  var vocabulary = VocabularyBuilder()
  var rules: [CompiledRule] = []
  var ruleIndexes: [UInt32] = []
  var clauses: [Run] = []
  var terms: [Term] = []
  var steps: [CompiledStep] = []
  var factors: [CompiledFactor] = []
  var caps: [CompiledCap] = []
  var conditions: [CompiledConditions] = []
  var windows: [DayWindow] = []
  var groups: [CompiledGroup] = []
  var heads: [CompiledHead] = []
  var capTags: [String] = []
  /// By id.
  let budgets: [BudgetDefinition]
  private var tokens: [[UInt8]: TokenNumber] = [:]
  var groupIndexes: [[UInt8]: Int32] = [:]
  private var versionsByID: [[UInt8]: [Int]] = [:]
  private var ranks: [UInt32] = []
  /// Of each definition: its include lists that are present.
  private(set) var includes: [[(kind: TermKind, terms: Run)]] = []
  /// Of each definition: first instant after those that it decides.
  private var validUntil: [Int64] = []

  init(_ definition: ProgrammeDefinition) {
    self.definition = definition
    budgets = definition.budgets.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  mutating func compile() {
    for token in definition.tokens { tokens[Array(token.id.utf8)] = token.number }
    orderPromotions()
    collectGroups()
    for index in definition.promotions.indices {
      internIncludes(definition.promotions[index])
      appendRules(index)
    }
    rules.sort { ($0.stage.rawValue, $0.rank) < ($1.stage.rawValue, $1.rank) }
    linkTierMultipliers()
    linkMultipliers()
  }

  /// Ranks promotions by priority and id, and finds until when each version decides.
  private mutating func orderPromotions() {
    let promotions = definition.promotions
    let order = promotions.indices.sorted { a, b in
      let (a, b) = (promotions[a], promotions[b])
      if a.priority != b.priority { return a.priority > b.priority }
      if !a.id.utf8.elementsEqual(b.id.utf8) {
        return a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
      }
      return a.version < b.version
    }
    ranks = [UInt32](repeating: 0, count: promotions.count)
    for (rank, index) in order.enumerated() { ranks[index] = UInt32(rank) }

    for index in promotions.indices {
      versionsByID[Array(promotions[index].id.utf8), default: []].append(index)
    }
    validUntil = [Int64](repeating: .max, count: promotions.count)
    for (id, versions) in versionsByID {
      let ordered = versions.sorted { promotions[$0].version < promotions[$1].version }
      versionsByID[id] = ordered
      // The highest version that has begun decides, so one ends where the first of all higher ones
      // begins.
      var until = Int64.max
      for index in ordered.reversed() {
        validUntil[index] = until
        until = min(until, promotions[index].validFrom.milliseconds)
      }
    }
  }

  /// Interns a promotion's include lists.
  ///
  /// A tier multiplier has none: its base leads to it.
  private mutating func internIncludes(_ promotion: PromotionDefinition) {
    var runs: [(kind: TermKind, terms: Run)] = []
    if case .tierMultiplier = promotion.mechanic {
      includes.append(runs)
      return
    }
    for (kind, names) in promotion.selection.include.lists where !names.isEmpty {
      runs.append((kind, internAll([(kind, names)])))
    }
    if promotion.selection.kinds.contains(.event), promotion.selection.include.counters.isEmpty {
      runs.append((.counter, internAll([(.counter, [EventTerms.itself])])))
    }
    includes.append(runs)
  }

  /// Appends the rules of one version of a promotion: none where it makes no sense, several for a
  /// multiplier whose base has changed over time.
  private mutating func appendRules(_ index: Int) {
    let promotion = definition.promotions[index]
    let tokenID = promotion.token.isEmpty ? definition.defaultToken : promotion.token
    guard let mechanic = promotion.mechanic, let token = tokens[Array(tokenID.utf8)] else { return }
    guard var rule = makeRule(index, promotion, token: token) else { return }
    switch mechanic {
    case .rate(let points, let perAmountMinor):
      guard points >= 0, perAmountMinor >= 1 else { return }
      (rule.first, rule.second) = reduced(points, perAmountMinor)
      rules.append(rule)
    case .multiplier(let base, let factor):
      appendMultiplier(rule, base: base, factor: factor)
    case .quantityBonus(let buyQuantity, let points, let maxPerBasket, _):
      guard buyQuantity >= 1, points >= 0, maxPerBasket >= 0 else { return }
      rule.first = buyQuantity
      rule.second = maxPerBasket == 0 ? .max : maxPerBasket
      rule.third = points
      rules.append(rule)
    case .threshold(let definitions, _):
      rule.steps = Run(start: UInt32(steps.count), count: UInt32(definitions.count))
      steps += definitions.map { CompiledStep(amountMinor: $0.amountMinor, points: $0.points) }
      rules.append(rule)
    case .tierMultiplier(_, let definitions):
      let start = factors.count
      for tierFactor in definitions {
        guard let factor = tierFactor.factor, factor.numerator >= factor.denominator,
          !tierFactor.tier.isEmpty
        else { return }
        factors.append(
          CompiledFactor(
            tier: vocabulary.intern(.tier, tierFactor.tier),
            extraNumerator: factor.numerator - factor.denominator,
            denominator: factor.denominator
          )
        )
      }
      rule.factors = Run(start: UInt32(start), count: UInt32(factors.count - start))
      rules.append(rule)
    case .fixed(let points):
      guard points >= 0 else { return }
      rule.first = points
      rules.append(rule)
    }
  }

  private mutating func appendMultiplier(_ rule: CompiledRule, base: String, factor: Ratio?) {
    guard let factor, factor.numerator >= factor.denominator else { return }
    for version in versionsByID[Array(base.utf8)] ?? [] {
      let definition = definition.promotions[version]
      guard case .rate(let points, let perAmountMinor) = definition.mechanic,
        let extra = multiplierExtra(factor, points: points, perAmountMinor: perAmountMinor)
      else { continue }
      var rule = rule
      let baseFrom = validFrom(version)
      rule.validFrom = max(rule.validFrom, baseFrom)
      rule.validUntil = min(rule.validUntil, validUntil[version])
      rule.activeFrom = max(rule.activeFrom, rule.validFrom)
      rule.activeUntil = min(rule.activeUntil, rule.validUntil)
      guard rule.validFrom < rule.validUntil else { continue }
      (rule.first, rule.second) = extra
      rules.append(rule)
    }
  }

  /// Everything of a rule but its mechanic's figures; `nil` where the version never decides.
  private mutating func makeRule(
    _ index: Int,
    _ promotion: PromotionDefinition,
    token: TokenNumber
  ) -> CompiledRule? {
    let validFrom = validFrom(index)
    guard validFrom < validUntil[index] else { return nil }
    let start = promotion.start.milliseconds <= 0 ? Int64.min : promotion.start.milliseconds
    let isLive = promotion.status == .live
    let (stage, formula) = stageAndFormula(promotion.mechanic)
    let toMinute = promotion.toMinute == 0 ? 1_440 : min(promotion.toMinute, 1_440)
    let hasSchedule =
      promotion.weekdays & 0x7F != 0 || promotion.fromMinute != 0 || toMinute != 1_440
    var rule = CompiledRule(
      activeFrom: isLive ? max(start, validFrom) : .max,
      activeUntil: isLive ? min(promotion.effectiveEnd.milliseconds, validUntil[index]) : .min,
      kinds: lineBits(promotion.selection),
      hasNoLists: includes[index].isEmpty && promotion.selection.exclude.isEmpty,
      isForEveryone: true,
      hasSchedule: hasSchedule,
      stage: stage,
      formula: formula,
      weekdays: promotion.weekdays & 0x7F == 0 ? 0x7F : UInt8(promotion.weekdays & 0x7F),
      fromMinute: UInt16(min(promotion.fromMinute, 1_440)),
      toMinute: UInt16(toMinute),
      validFrom: validFrom,
      validUntil: validUntil[index],
      number: promotion.number,
      version: promotion.version,
      definition: UInt32(index),
      lotSchedule: LotSchedule(promotion.lotTerms),
      token: token,
      partner: promotion.fundingPartnerNumber
    )
    rule.isExclusive = promotion.isExclusive
    rule.isJoint = promotion.isJoint
    rule.group = groupIndexes[Array(promotion.group.utf8)] ?? -1
    rule.rank = ranks[index]
    rule.excludes = internAll(promotion.selection.exclude.lists)
    rule.stores = internAll([(.store, promotion.stores)])
    rule.channels = internAll([(.channel, promotion.channels)])
    rule.terminals = internAll([(.terminal, promotion.terminals)])
    rule.tiers = internAll([(.tier, promotion.tiers)])
    rule.segments = internAll([(.segment, promotion.segments)])
    rule.excludedSegments = internAll([(.segment, promotion.excludedSegments)])
    rule.rare = compileConditions(promotion)
    rule.isForEveryone =
      !hasSchedule && stage != .tier && (rule.rare < 0 || !conditions[Int(rule.rare)].isAskedFirst)
      && [
        rule.stores, rule.channels, rule.terminals, rule.tiers, rule.segments,
        rule.excludedSegments,
      ].allSatisfy(\.isEmpty)
    rule.caps = compileCaps(promotion)
    return rule
  }

  /// The lines that a selection's kinds and its word on discounts let through.
  private func lineBits(_ selection: Selection) -> UInt16 {
    let kinds: [LineKind] = selection.kinds.isEmpty ? [.item] : selection.kinds
    let bits = kinds.reduce(UInt16(0)) { $0 | 1 << UInt16($1.rawValue) }
    return selection.excludesDiscounted ? bits : bits | bits << UInt16(Basket.kindCount)
  }

  /// First instant that a version decides; a first version without one decides all before it too.
  private func validFrom(_ index: Int) -> Int64 {
    let promotion = definition.promotions[index]
    let isFirst = versionsByID[Array(promotion.id.utf8)]?.first == index
    return isFirst && promotion.validFrom.milliseconds <= 0
      ? .min : promotion.validFrom.milliseconds
  }

  private func stageAndFormula(
    _ mechanic: Mechanic?
  ) -> (CompiledRule.Stage, CompiledRule.Formula) {
    switch mechanic {
    case .rate, nil: (.rate, .ratio)
    case .multiplier: (.line, .ratio)
    case .quantityBonus: (.line, .quantity)
    case .threshold(_, let addUp): (.threshold, addUp ? .stepSum : .steps)
    case .tierMultiplier: (.tier, .tierFactor)
    case .fixed: (.line, .fixed)
    }
  }

  /// Gives each rate the tier multipliers that name it, of all versions.
  private mutating func linkTierMultipliers() {
    var tierRules: [[UInt8]: [UInt32]] = [:]
    for (index, rule) in rules.enumerated() where rule.stage == .tier {
      let mechanic = definition.promotions[Int(rule.definition)].mechanic
      if case .tierMultiplier(let base, _) = mechanic {
        tierRules[Array(base.utf8), default: []].append(UInt32(index))
      }
    }
    guard !tierRules.isEmpty else { return }
    for index in rules.indices where rules[index].stage == .rate {
      let id = Array(definition.promotions[Int(rules[index].definition)].id.utf8)
      guard let linked = tierRules[id] else { continue }
      rules[index].tierRules = Run(start: UInt32(ruleIndexes.count), count: UInt32(linked.count))
      ruleIndexes += linked
    }
  }

  /// Gives each multiplier the version of its rate that decides while it does.
  private mutating func linkMultipliers() {
    var rates: [[UInt8]: [Int]] = [:]
    for (index, rule) in rules.enumerated() where rule.stage == .rate {
      rates[Array(definition.promotions[Int(rule.definition)].id.utf8), default: []].append(index)
    }
    for index in rules.indices where rules[index].stage == .line {
      let mechanic = definition.promotions[Int(rules[index].definition)].mechanic
      guard case .multiplier(let id, _) = mechanic else { continue }
      let validFrom = rules[index].validFrom
      let base = rates[Array(id.utf8)]?.first { base in
        rules[base].validFrom <= validFrom && validFrom < rules[base].validUntil
      }
      guard let base else { continue }
      let isAlwaysLive =
        rules[base].activeFrom <= rules[index].activeFrom
        && rules[index].activeUntil <= rules[base].activeUntil
      if rules[base].isForEveryone, isAlwaysLive { continue }
      rules[index].base = Int32(base)
    }
  }

  /// Interns names into one ascending run of `terms`.
  mutating func internAll(_ lists: [(kind: TermKind, names: [String])]) -> Run {
    var found: [Term] = []
    for (kind, names) in lists {
      for name in names where !name.isEmpty { found.append(vocabulary.intern(kind, name)) }
    }
    found.sort()
    let start = terms.count
    for term in found where terms.count == start || terms.last != term { terms.append(term) }
    return Run(start: UInt32(start), count: UInt32(terms.count - start))
  }
}

/// base.points × (factor − 1) ÷ base.perAmountMinor as a reduced ratio; `nil` where a part leaves
/// `Int64`.
func multiplierExtra(
  _ factor: Ratio,
  points: Int64,
  perAmountMinor: Int64
) -> (numerator: Int64, denominator: Int64)? {
  guard factor.numerator >= factor.denominator, points >= 0, perAmountMinor >= 1 else { return nil }
  let extra = reduced(factor.numerator - factor.denominator, factor.denominator)
  let rate = reduced(points, perAmountMinor)
  // Crosswise first, so that only ratios that truly do not fit are refused.
  let (upper, lower) = (reduced(extra.0, rate.1), reduced(rate.0, extra.1))
  let numerator = upper.0.multipliedReportingOverflow(by: lower.0)
  let denominator = upper.1.multipliedReportingOverflow(by: lower.1)
  guard !numerator.overflow, !denominator.overflow else { return nil }
  return (numerator.partialValue, denominator.partialValue)
}

/// The ratio in lowest terms; both parts 0 or more, the second 1 or more.
func reduced(_ numerator: Int64, _ denominator: Int64) -> (Int64, Int64) {
  var (a, b) = (numerator, denominator)
  while b != 0 { (a, b) = (b, a % b) }
  return a <= 1 ? (numerator, denominator) : (numerator / a, denominator / a)
}
