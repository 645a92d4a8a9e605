@testable import FealtyLoyalty

/// The rules of semantics.md, section 1a, as plainly as they can be written: strings, dictionaries,
/// every promotion against every line, 128-bit arithmetic.
///
/// The oracle of ``OracleTests``. It evaluates sales for the first time only, and its zone is one
/// whose clocks are never changed at midnight.
struct SlowEvaluator {
  struct Outcome {
    var promotion: PromotionDefinition
    var condition = Condition.none
    /// The first condition that fails of those that are asked before lines.
    var staticCondition = Condition.none
    var matched: [Int] = []
    var raw: UInt128 = 0
    var points: Int64 = 0
    var amount: Int64 = 0
    var quantity: Int64 = 0
    /// The most that its caps let it give.
    var room = Int64.max
  }

  /// What an outcome takes from a shared cap.
  struct Draw {
    var key: AllotmentKey
    /// Its group, where that awards one promotion alone.
    var group: String?
    var amount: Int64
  }

  let definition: ProgrammeDefinition
  let zone: ZoneRules
  let sale: TestSale
  /// The sale's lines without what points paid.
  let lines: [TestLine]
  let settings: EvaluationSettings
  let groups: [GroupDefinition]
  var counterUses: [CounterUse] = []
  var shortages: [Shortage] = []
  var draws: [Draw] = []

  init(definition: ProgrammeDefinition, zone: ZoneRules, sale: TestSale) {
    self.definition = definition
    self.zone = zone
    self.sale = sale
    let heads = definition.heads
    let head = heads.last { $0.validFrom <= sale.occurredAt } ?? heads.first
    settings = head?.settings ?? EvaluationSettings()
    groups = head?.groups ?? definition.groups
    let points = sale.tenders.filter { $0.kind == "points" }.reduce(0) { $0 + $1.amount }
    lines = settings.earnsOnPointsTender ? sale.lines : Self.paid(points, sale.lines)
  }

  /// Lines without what points paid: by amounts above 0, the largest remainders first.
  private static func paid(_ points: Int64, _ lines: [TestLine]) -> [TestLine] {
    let value = max(0, min(points, lines.reduce(0) { $0 + $1.amount }))
    let parts = Self.split(value, lines.map { max(0, $0.amount) })
    return zip(lines, parts).map { line, part in
      var line = line
      line.amount -= part
      return line
    }
  }

  /// Every version that decides at the sale, with what became of it, in the order of awards.
  func outcomes() -> [Outcome] {
    var copy = self
    return copy.evaluate()
  }

  mutating func evaluate() -> [Outcome] {
    var outcomes = definition.promotions.filter(isDeciding).map { Outcome(promotion: $0) }
    outcomes.sort { order($0.promotion, $1.promotion) }
    for index in outcomes.indices where stage(outcomes[index].promotion) < 3 {
      matchLines(&outcomes[index])
    }
    settle(&outcomes, withTiers: false)
    drawAgain(outcomes)
    if settings.roundingPlace == .basket { roundBasket(&outcomes) }
    for index in outcomes.indices {
      guard case .tierMultiplier(let base, let factors) = outcomes[index].promotion.mechanic else {
        continue
      }
      multiplyTier(&outcomes[index], outcomes.first { $0.promotion.id == base }, factors)
    }
    settle(&outcomes, withTiers: true)
    countPurchase()
    return outcomes
  }

  // MARK: - Which promotions

  private func isDeciding(_ promotion: PromotionDefinition) -> Bool {
    deciding(promotion.id) == promotion
  }

  func deciding(_ id: String) -> PromotionDefinition? {
    let versions = definition.promotions.filter { $0.id == id }.sorted { $0.version < $1.version }
    if let version = versions.last(where: { $0.validFrom <= sale.occurredAt }) { return version }
    return versions.first.flatMap { $0.validFrom.milliseconds <= 0 ? $0 : nil }
  }

  func stage(_ promotion: PromotionDefinition) -> Int {
    switch promotion.mechanic {
    case .rate, nil: 0
    case .multiplier, .quantityBonus, .fixed: 1
    case .threshold: 2
    case .tierMultiplier: 3
    }
  }

  private func order(_ a: PromotionDefinition, _ b: PromotionDefinition) -> Bool {
    (stage(a), -Int64(a.priority), a.id) < (stage(b), -Int64(b.priority), b.id)
  }

  // MARK: - Points

  private mutating func matchLines(_ outcome: inout Outcome) {
    let promotion = outcome.promotion
    for (index, line) in lines.enumerated() where matches(line, promotion.selection) {
      outcome.matched.append(index)
      outcome.amount += line.amount
      outcome.quantity += line.quantity
    }
    outcome.amount = max(0, outcome.amount)
    outcome.condition = condition(promotion)
    outcome.staticCondition = outcome.condition
    if outcome.condition == .none, outcome.matched.isEmpty { outcome.condition = .noMatchingLine }
    if outcome.condition == .none { outcome.condition = counted(promotion) }
    if outcome.condition == .none { outcome.condition = baseCondition(promotion) }
    if outcome.condition == .none { award(&outcome, rawPoints(outcome)) }
  }

  private func matches(_ line: TestLine, _ selection: Selection) -> Bool {
    let kinds = selection.kinds.isEmpty ? [.item] : selection.kinds
    guard kinds.contains(line.kind) else { return false }
    if selection.excludesDiscounted, line.isDiscounted { return false }
    if kinds.contains(.event), selection.include.counters.isEmpty {
      guard line.names.counters.contains(EventTerms.itself) else { return false }
    }
    for (wanted, has) in zip(selection.include.lists, line.names.lists)
    where !wanted.names.isEmpty && !wanted.names.contains(where: has.names.contains) {
      return false
    }
    for (unwanted, has) in zip(selection.exclude.lists, line.names.lists)
    where unwanted.names.contains(where: has.names.contains) {
      return false
    }
    return true
  }

  private mutating func rawPoints(_ outcome: Outcome) -> UInt128 {
    let amount = UInt128(outcome.amount)
    switch outcome.promotion.mechanic {
    case .rate, .multiplier:
      guard let rate = ratio(of: outcome.promotion) else { return 0 }
      guard settings.roundingPlace == .line else {
        return amount * rate.numerator / rate.denominator
      }
      return lineFloors(outcome, rate).reduce(0) { $0 + UInt128($1) }
    case .quantityBonus(let buyQuantity, let points, let maxPerBasket, let across):
      let before = across.map { quantityBefore(outcome, $0) } ?? 0
      let sets = (before + outcome.quantity) / buyQuantity - before / buyQuantity
      return UInt128(maxPerBasket == 0 ? sets : min(sets, maxPerBasket)) * UInt128(points)
    case .threshold(let steps, let addUp):
      let reached = steps.filter { $0.amountMinor <= outcome.amount }.map { UInt128($0.points) }
      return addUp ? reached.reduce(0, +) : reached.last ?? 0
    case .fixed(let points):
      return UInt128(points)
    case .tierMultiplier, nil:
      return 0
    }
  }

  /// Points for each minor unit of a rate or a multiplier.
  func ratio(
    of promotion: PromotionDefinition
  ) -> (numerator: UInt128, denominator: UInt128)? {
    switch promotion.mechanic {
    case .rate(let points, let per): return (UInt128(points), UInt128(per))
    case .multiplier(let base, let factor):
      guard let factor, case .rate(let points, let per) = deciding(base)?.mechanic else {
        return nil
      }
      let extra = UInt128(factor.numerator - factor.denominator)
      return (UInt128(points) * extra, UInt128(per) * UInt128(factor.denominator))
    case .quantityBonus, .threshold, .fixed, .tierMultiplier, nil: return nil
    }
  }

  private mutating func multiplyTier(
    _ outcome: inout Outcome,
    _ base: Outcome?,
    _ factors: [TierFactor]
  ) {
    outcome.matched = base?.matched ?? []
    outcome.amount = base?.amount ?? 0
    outcome.quantity = base?.quantity ?? 0
    outcome.condition = condition(outcome.promotion)
    guard outcome.condition == .none else { return }
    if outcome.matched.isEmpty {
      outcome.condition = .noMatchingLine
      return
    }
    if base?.staticCondition == Condition.none { outcome.condition = counted(outcome.promotion) }
    guard outcome.condition == .none else { return }
    if let factor = factors.first(where: { $0.tier == tier })?.factor {
      let points = base?.condition == Condition.none ? base?.points ?? 0 : 0
      let extra = UInt128(factor.numerator - factor.denominator)
      award(&outcome, UInt128(points) * extra / UInt128(factor.denominator))
    } else {
      outcome.condition = .notInTier
    }
  }

  // MARK: - Groups

  func hasTier(_ group: String) -> Bool {
    definition.promotions.contains { $0.group == group && stage($0) == 3 }
  }

  /// Whether a group chooses among its promotions, now or at another time.
  func isChoosing(_ group: String) -> Bool {
    let heads = definition.heads.isEmpty ? [definition.groups] : definition.heads.map(\.groups)
    let modes = heads.joined().filter { $0.id == group }.map(\.mode)
    return !group.isEmpty
      && (modes.contains { $0 != .stack }
        || definition.promotions.contains { $0.group == group && $0.isExclusive })
  }

  private func settle(_ outcomes: inout [Outcome], withTiers: Bool) {
    for group in groups where hasTier(group.id) == withTiers {
      let rivals = outcomes.indices.filter {
        outcomes[$0].condition == .none && outcomes[$0].promotion.group == group.id
          && !outcomes[$0].promotion.isJoint
      }
      let exclusive = rivals.filter { outcomes[$0].promotion.isExclusive }
      if let winner = best(exclusive, outcomes, group.mode) {
        for index in rivals where index != winner {
          outcomes[index].condition = .excludedByExclusive
        }
      } else if group.mode != .stack, let winner = best(rivals, outcomes, group.mode) {
        for index in rivals where index != winner { outcomes[index].condition = .beatenInGroup }
      }
    }
  }

  private func best(_ indexes: [Int], _ outcomes: [Outcome], _ mode: GroupMode) -> Int? {
    indexes.min { a, b in
      let (a, b) = (outcomes[a], outcomes[b])
      switch mode {
      case .bestForMember where a.points != b.points: return a.points > b.points
      case .bestForProgram where a.points != b.points: return a.points < b.points
      default:
        return (-Int64(a.promotion.priority), a.promotion.id)
          < (-Int64(b.promotion.priority), b.promotion.id)
      }
    }
  }
}
