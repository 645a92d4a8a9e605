@testable import FealtyLoyalty

/// The rules of semantics.md, section 1a, as plainly as they can be written: strings, dictionaries,
/// every promotion against every line, 128-bit arithmetic.
///
/// The oracle of ``OracleTests``.
struct SlowEvaluator {
  struct Outcome {
    var promotion: PromotionDefinition
    var condition = Condition.none
    var matched: [Int] = []
    var raw: UInt128 = 0
    var points: Int64 = 0
    var amount: Int64 = 0
    var quantity: Int64 = 0
  }

  let definition: ProgrammeDefinition
  let zone: ZoneRules
  let sale: TestSale

  /// Every version that decides at the sale, with what became of it, in the order of awards.
  func outcomes() -> [Outcome] {
    var outcomes = definition.promotions.filter(isDeciding).map { Outcome(promotion: $0) }
    outcomes.sort { order($0.promotion, $1.promotion) }
    for index in outcomes.indices {
      if case .tierMultiplier = outcomes[index].promotion.mechanic { continue }
      matchLines(&outcomes[index])
    }
    settle(&outcomes, withTiers: false)
    for index in outcomes.indices {
      guard case .tierMultiplier(let base, let factors) = outcomes[index].promotion.mechanic else {
        continue
      }
      multiplyTier(&outcomes[index], outcomes.first { $0.promotion.id == base }, factors)
    }
    settle(&outcomes, withTiers: true)
    return outcomes
  }

  // MARK: - Which promotions

  private func isDeciding(_ promotion: PromotionDefinition) -> Bool {
    deciding(promotion.id) == promotion
  }

  private func deciding(_ id: String) -> PromotionDefinition? {
    let versions = definition.promotions.filter { $0.id == id }.sorted { $0.version < $1.version }
    if let version = versions.last(where: { $0.validFrom <= sale.occurredAt }) { return version }
    return versions.first.flatMap { $0.validFrom.milliseconds <= 0 ? $0 : nil }
  }

  private func stage(_ promotion: PromotionDefinition) -> Int {
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

  private var tier: String? {
    if sale.isGuest { return nil }
    return sale.tier.isEmpty ? definition.tiers[0] : sale.tier
  }

  private func condition(_ promotion: PromotionDefinition) -> Condition {
    let now = sale.occurredAt.milliseconds
    let end = promotion.end.milliseconds == 0 ? Int64.max : promotion.end.milliseconds
    let start = promotion.start.milliseconds
    if promotion.status != .live || start > 0 && now < start || now >= end { return .notLive }
    let local = now / 1_000 + Int64(zone.offsetSeconds(at: sale.occurredAt))
    let minute = local % 86_400 / 60
    let weekday = (local / 86_400 + 3) % 7
    let to = promotion.toMinute == 0 ? 1_440 : Int64(promotion.toMinute)
    if promotion.weekdays != 0, promotion.weekdays >> UInt32(weekday) & 1 == 0 {
      return .outsideSchedule
    }
    if minute < Int64(promotion.fromMinute) || minute >= to { return .outsideSchedule }
    if !promotion.stores.isEmpty, !promotion.stores.contains(sale.store) { return .otherStore }
    if !promotion.channels.isEmpty, !promotion.channels.contains(sale.channel) {
      return .otherChannel
    }
    if !promotion.terminals.isEmpty, !promotion.terminals.contains(sale.terminal) {
      return .otherTerminal
    }
    if sale.isGuest, !promotion.tiers.isEmpty || !promotion.segments.isEmpty { return .guest }
    if !promotion.tiers.isEmpty, !promotion.tiers.contains(tier ?? "") { return .notInTier }
    let segments = Set(sale.isGuest ? [] : sale.segments)
    if !promotion.segments.isEmpty, segments.isDisjoint(with: promotion.segments) {
      return .notInSegment
    }
    if !segments.isDisjoint(with: promotion.excludedSegments) { return .inExcludedSegment }
    return .none
  }

  // MARK: - Points

  private func matchLines(_ outcome: inout Outcome) {
    let promotion = outcome.promotion
    for (index, line) in sale.lines.enumerated() where matches(line, promotion.selection) {
      outcome.matched.append(index)
      outcome.amount += line.amount
      outcome.quantity += line.quantity
    }
    outcome.amount = max(0, outcome.amount)
    outcome.condition = condition(promotion)
    if outcome.condition == .none, outcome.matched.isEmpty { outcome.condition = .noMatchingLine }
    if outcome.condition == .none { award(&outcome, rawPoints(outcome)) }
  }

  private func matches(_ line: TestLine, _ selection: Selection) -> Bool {
    let kinds = selection.kinds.isEmpty ? [.item] : selection.kinds
    guard kinds.contains(line.kind) else { return false }
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

  private func rawPoints(_ outcome: Outcome) -> UInt128 {
    let amount = UInt128(outcome.amount)
    switch outcome.promotion.mechanic {
    case .rate(let points, let perAmountMinor):
      return amount * UInt128(points) / UInt128(perAmountMinor)
    case .multiplier(let base, let factor):
      guard let factor, case .rate(let points, let per) = deciding(base)?.mechanic else { return 0 }
      let extra = UInt128(factor.numerator - factor.denominator)
      return amount * UInt128(points) * extra / (UInt128(per) * UInt128(factor.denominator))
    case .quantityBonus(let buyQuantity, let points, let maxPerBasket, _):
      let sets = outcome.quantity / buyQuantity
      return UInt128(maxPerBasket == 0 ? sets : min(sets, maxPerBasket)) * UInt128(points)
    case .threshold(let steps, _):
      return UInt128(steps.last { $0.amountMinor <= outcome.amount }?.points ?? 0)
    case .fixed(let points):
      return UInt128(points)
    case .tierMultiplier, nil:
      return 0
    }
  }

  private func multiplyTier(_ outcome: inout Outcome, _ base: Outcome?, _ factors: [TierFactor]) {
    outcome.matched = base?.matched ?? []
    outcome.amount = base?.amount ?? 0
    outcome.quantity = base?.quantity ?? 0
    outcome.condition = condition(outcome.promotion)
    guard outcome.condition == .none else { return }
    if sale.isGuest {
      outcome.condition = .guest
    } else if outcome.matched.isEmpty {
      outcome.condition = .noMatchingLine
    } else if let factor = factors.first(where: { $0.tier == tier })?.factor {
      let points = base?.condition == Condition.none ? base?.points ?? 0 : 0
      let extra = UInt128(factor.numerator - factor.denominator)
      award(&outcome, UInt128(points) * extra / UInt128(factor.denominator))
    } else {
      outcome.condition = .notInTier
    }
  }

  private func award(_ outcome: inout Outcome, _ raw: UInt128) {
    outcome.raw = raw
    var points = raw
    for cap in outcome.promotion.caps {
      let start = zone.localDay(at: sale.occurredAt).start(of: cap.period)
      let used = sale.capUses.filter {
        cap.period != .basket && $0.owner == outcome.promotion.number
          && $0.period == cap.period && $0.periodStart == start
      }
      let left = cap.points - used.reduce(0) { $0 + $1.amount }
      points = min(points, UInt128(max(0, left)))
    }
    outcome.points = Int64(points)
    if raw == 0 {
      outcome.condition = .belowThreshold
    } else if points == 0 {
      outcome.condition = .capReached
    }
  }

  // MARK: - Groups

  private func settle(_ outcomes: inout [Outcome], withTiers: Bool) {
    for group in definition.groups {
      let hasTier = definition.promotions.contains {
        $0.group == group.id && stage($0) == 3
      }
      guard hasTier == withTiers else { continue }
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

  // MARK: - Lines

  /// The parts of an outcome's points, by largest remainder.
  func lineAwards(_ outcome: Outcome) -> [LineAward] {
    var weights = outcome.matched.map { max(0, sale.lines[$0].amount) }
    if weights.allSatisfy({ $0 == 0 }) { weights = outcome.matched.map { sale.lines[$0].quantity } }
    if weights.allSatisfy({ $0 == 0 }) { weights[0] = 1 }
    let sum = UInt128(weights.reduce(0, +))
    let exact = weights.map { UInt128(outcome.points) * UInt128($0) }
    var parts = exact.map { Int64($0 / sum) }
    let byRemainder = parts.indices.sorted { a, b in
      (sum - exact[a] % sum, a) < (sum - exact[b] % sum, b)
    }
    for index in byRemainder.prefix(Int(outcome.points - parts.reduce(0, +))) { parts[index] += 1 }
    return zip(outcome.matched, parts).filter { $0.1 > 0 }.map {
      LineAward(
        promotion: outcome.promotion.number,
        line: UInt16($0.0),
        points: Points($0.1)
      )
    }
  }
}
