extension LoyaltyModel {
  /// Makes a promotion or a new version of it.
  ///
  /// A first version holds since ever unless an instant is named; later ones from now on, or from
  /// an instant to come. What says what the last version said makes none.
  mutating func put(
    _ promotion: Promotion,
    from: Milliseconds?,
    at occurredAt: Milliseconds
  )
    -> Answer
  {
    let versions = promotions[promotion.id, default: []]
    var answer = Answer()
    if let last = versions.last {
      var same = promotion
      same.version = last.value.version
      let isInForce = from.map { $0 == last.from } ?? (last.from <= now)
      if same == last.value, isInForce {
        answer.version = last.value.version
        return answer
      }
    }
    var new = promotion
    new.version = versions.count + 1
    let validFrom = versions.isEmpty ? from ?? .min : max(from ?? now, now)
    promotions[promotion.id, default: []].append(Dated(from: validFrom, new))
    answer.version = new.version
    answer.transaction = book(.promotion, nil, at: occurredAt)
    return answer
  }

  /// The versions that hold at an instant, in rule order: by mechanic, then higher priority first,
  /// then smaller id.
  ///
  /// Of a promotion that is the newest version that has begun.
  package func rules(at instant: Milliseconds) -> [Promotion] {
    promotions.values.compactMap { versions in
      versions.last { $0.from <= instant }?.value
    }.sorted { ($0.step, $1.priority, $0.id) < ($1.step, $0.priority, $1.id) }
  }
}

extension Promotion {
  /// When it is looked at: rates, then other promotions of lines, then those of baskets, then
  /// tiers.
  fileprivate var step: Int {
    switch mechanic {
    case .rate, .counter: 0
    case .multiplier, .quantityBonus, .fixed: 1
    case .threshold: 2
    case .tier: 3
    }
  }
}
