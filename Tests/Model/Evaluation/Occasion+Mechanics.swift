extension Occasion {
  /// The matched lines of a promotion: which, their amounts' sum from 0 up, their quantities' sum.
  func matched(by rule: Promotion) throws(Refusal) -> Candidate {
    let indexes = lines.indices.filter { lines[$0].counts && rule.selection.matches(lines[$0]) }
    let total = try sum(indexes.map { lines[$0].amount })
    let quantity = try sum(indexes.map { lines[$0].quantity })
    return Candidate(
      rule: rule,
      matched: indexes,
      eligible: max(0, total),
      quantity: quantity,
      beforeCap: 0,
      points: 0,
      weights: weights(of: indexes)
    )
  }

  /// What a promotion gives before its caps; tiers come later and are nothing here.
  ///
  /// - Returns: Points, 0 or more, or the condition that failed.
  func points(of candidate: Candidate, zone: Zone) throws(Refusal) -> Result<Points, Rejected> {
    let eligible = Ratio(candidate.eligible)
    switch candidate.rule.mechanic {
    case .rate(let points, let amount):
      return .success(try eligible.times(Ratio(points, amount)).floor())
    case .multiplier(let base, let factor):
      guard let rate = liveRate(base, zone) else { return .failure(Rejected(.baseNotApplied)) }
      let extra = try factor.minus(Ratio(1))
      return .success(try eligible.times(rate).times(extra).floor())
    case .quantityBonus(let buy, let points, let maximum, let period):
      var due = candidate.quantity / buy
      if let period, let key = setKey(candidate.rule, period, zone) {
        let before = facts.sets[key] ?? 0
        due = (before + candidate.quantity) / buy - before / buy
      }
      let paid = min(due, maximum ?? due)
      return .success(try Ratio(paid).times(Ratio(points)).floor())
    case .threshold(let steps, let adding):
      let reached = steps.filter { $0.amount <= candidate.eligible }
      if adding { return .success(try sum(reached.map(\.points))) }
      return .success(reached.max { $0.amount < $1.amount }?.points ?? 0)
    case .fixed(let points):
      return .success(points)
    case .counter(let name, let points, let unit):
      let count = max(0, event?.counters[name] ?? 0)
      return .success(try Ratio(count).times(Ratio(points, unit)).floor())
    case .tier:
      return .success(0)
    }
  }

  /// The points per minor unit of a named rate whose conditions hold for this sale.
  private func liveRate(_ id: PromotionID, _ zone: Zone) -> Ratio? {
    guard let base = facts.rules.first(where: { $0.id == id }),
      base.conditions.failure(of: base, for: self, zone: zone) == nil,
      case .rate(let points, let amount) = base.mechanic
    else { return nil }
    return Ratio(points, amount)
  }

  /// The extra of the member's tier on what the named promotion gives after its caps.
  func tierPoints(of base: Candidate?, _ factors: [String: Ratio]) throws(Refusal) -> Points {
    guard let base, let member = facts.member, let factor = factors[member.tier] else { return 0 }
    return try Ratio(base.points).times(factor.minus(Ratio(1))).floor()
  }

  /// What a line weighs when a promotion's points are shared out: its amount; where no matched
  /// line has one, its quantity; where none has that, one.
  private func weights(of indexes: [Int]) -> [Int: Int64] {
    let amounts = indexes.filter { lines[$0].amount > 0 }
    if !amounts.isEmpty { return weights(amounts) { lines[$0].amount } }
    let quantities = indexes.filter { lines[$0].quantity > 0 }
    if !quantities.isEmpty { return weights(quantities) { lines[$0].quantity } }
    return weights(indexes) { _ in 1 }
  }

  private func weights(_ indexes: [Int], _ weight: (Int) -> Int64) -> [Int: Int64] {
    indexes.reduce(into: [:]) { $0[$1] = weight($1) }
  }
}

/// A condition as an error.
struct Rejected: Error {
  var condition: Condition

  init(_ condition: Condition) {
    self.condition = condition
  }
}

extension BasketLine {
  /// Whether there is something to count: neither taken off the receipt nor returned.
  var counts: Bool { kind != .void && !isEmpty }
}
