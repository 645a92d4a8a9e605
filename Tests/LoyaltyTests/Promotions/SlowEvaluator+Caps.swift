@testable import FealtyLoyalty

// What caps and budgets leave, and what a basket draws of shared ones.
extension SlowEvaluator {
  /// A cap of a promotion or a budget that it draws on.
  struct Limit {
    var owner: UInt32
    var period: CapPeriod
    var scope: CapScope
    var unit: CapUnit
    var limit: Int64
    var tag = ""
  }

  /// The member's in their order, the card's, the tag's, the terminal's, the store's, those of all
  /// members, then budgets by id.
  func limits(of promotion: PromotionDefinition) -> [Limit] {
    let order: [CapScope] = [.member, .card, .tag, .terminal, .store, .all]
    let own = order.flatMap { scope in promotion.caps.filter { $0.scope == scope } }.map {
      Limit(
        owner: promotion.number,
        period: $0.period,
        scope: $0.scope,
        unit: $0.unit,
        limit: $0.points,
        tag: $0.tag
      )
    }
    let budgets = definition.budgets.filter { promotion.budgets.contains($0.id) }
    return own
      + budgets.sorted { $0.id < $1.id }.map {
        Limit(
          owner: CapUse.budgetBit | $0.number,
          period: $0.period,
          scope: .all,
          unit: $0.unit,
          limit: $0.limit
        )
      }
  }

  func use(_ limit: Limit) -> CapUse {
    let names: [CapScope: String] = [
      .card: sale.card, .store: sale.store,
      .tag: sale.tags.first { $0.name == limit.tag }?.value ?? "",
    ]
    let terminal = CapKey.joined(
      store: CapKey.hash(sale.store),
      terminal: CapKey.hash(sale.terminal)
    )
    let key = names[limit.scope].map { CapKey.hash($0) } ?? 0
    let day = zone.localDay(at: sale.occurredAt)
    return CapUse(
      owner: limit.owner,
      period: limit.period,
      scope: limit.scope,
      unit: limit.unit,
      key: limit.scope == .terminal ? terminal : key,
      periodStart: limit.period == .life ? Timestamp(milliseconds: 0) : day.start(of: limit.period),
      amount: 0
    )
  }

  mutating func award(_ outcome: inout Outcome, _ raw: UInt128) {
    outcome.raw = raw
    outcome.points = Int64(raw)
    if raw == 0 { outcome.condition = .belowThreshold }
    for limit in limits(of: outcome.promotion) where outcome.points > 0 {
      let wanted = limit.unit == .times ? 1 : outcome.points
      let left = left(of: limit, for: outcome, wanted)
      let allowed = limit.unit == .times && left > 0 ? Int64.max : left
      outcome.room = min(outcome.room, allowed)
      outcome.points = min(outcome.points, allowed)
      if allowed == 0 { outcome.condition = limit.scope == .all ? .budgetReached : .capReached }
    }
    if outcome.condition == .none { draw(outcome) }
  }

  private mutating func left(
    of limit: Limit,
    for outcome: Outcome,
    _ wanted: Int64
  ) -> Int64 {
    if limit.period == .basket { return limit.limit }
    let use = use(limit)
    if ![.store, .terminal, .all].contains(limit.scope) {
      let used = sale.capUses.filter { $0.isSameCount(as: use) }
      return max(0, limit.limit - used.reduce(0) { $0 + $1.amount })
    }
    guard let shared = sale.shared else { return .max }
    let key = AllotmentKey(use)
    let group = rivalry(outcome)
    let others = draws.filter { $0.key == key && (group == nil || $0.group != group) }
    let drawn = others.reduce(0) { $0 + $1.amount }
    let left = max(0, shared.spendable(key) - drawn)
    // A budget has one limit, a promotion's cap that of the version.
    let isBudget = limit.owner & CapUse.budgetBit != 0
    let allowed = isBudget ? .max : max(0, limit.limit - shared.used(key) - drawn)
    let wish = min(wanted, allowed)
    if wish > left, !shared.isDrained(key) { miss(wish - left, key) }
    return min(left, allowed)
  }

  private mutating func miss(_ amount: Int64, _ key: AllotmentKey) {
    let index = shortages.firstIndex { $0.key == key }
    if let index {
      shortages[index].wanted += amount
    } else {
      shortages.append(Shortage(key: key, wanted: amount))
    }
  }

  /// The group of which an outcome is awarded alone.
  private func rivalry(_ outcome: Outcome) -> String? {
    guard !outcome.promotion.isJoint else { return nil }
    return groups.first { $0.id == outcome.promotion.group && $0.mode != .stack }?.id
  }

  private func sharedLimits(of promotion: PromotionDefinition) -> [Limit] {
    limits(of: promotion).filter {
      [.store, .terminal, .all].contains($0.scope) && $0.period != .basket
    }
  }

  private mutating func draw(_ outcome: Outcome) {
    let group = rivalry(outcome)
    for limit in sharedLimits(of: outcome.promotion) {
      let key = AllotmentKey(use(limit))
      let amount = limit.unit == .times ? 1 : outcome.points
      let index = draws.firstIndex { $0.key == key && $0.group == group }
      if let index, group != nil {
        draws[index].amount = max(draws[index].amount, amount)
      } else {
        draws.append(Draw(key: key, group: group, amount: amount))
      }
    }
  }

  mutating func drawAgain(_ outcomes: [Outcome]) {
    draws = []
    for outcome in outcomes where outcome.condition == .none && outcome.points > 0 { draw(outcome) }
  }

  /// Whether the caps leave a point more; if so it is drawn.
  mutating func takesOneMore(_ outcome: Outcome) -> Bool {
    guard outcome.points < outcome.room else { return false }
    let before = draws
    for limit in sharedLimits(of: outcome.promotion) where limit.unit == .points {
      guard let shared = sale.shared else { continue }
      let key = AllotmentKey(use(limit))
      let drawn = draws.filter { $0.key == key }.reduce(0) { $0 + $1.amount }
      if shared.spendable(key) - drawn < 1 {
        if !shared.isDrained(key) { miss(1, key) }
        draws = before
        return false
      }
      draws.append(Draw(key: key, amount: 1))
    }
    return true
  }

  /// What the awards use of caps, in the order of awards.
  func capUses(_ outcomes: [Outcome]) -> [CapUse] {
    outcomes.filter { $0.condition == .none }.flatMap { outcome in
      limits(of: outcome.promotion).filter { $0.period != .basket }.map { limit in
        var use = use(limit)
        use.amount = limit.unit == .times ? 1 : outcome.points
        return use
      }
    }
  }
}
