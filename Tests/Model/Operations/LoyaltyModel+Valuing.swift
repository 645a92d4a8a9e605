extension LoyaltyModel {
  /// What decides a sale's worth as things stand now.
  ///
  /// A sale that a fast clock dates ahead counts as happening now.
  func facts(of member: Member?, _ place: Place, at instant: Milliseconds) -> Facts {
    let occurredAt = min(instant, now)
    let rules = rules(at: occurredAt)
    let ids = Set(rules.map(\.id))
    let terminal = place.store + "/" + place.terminal
    let card = member.map { $0.id + "/" + (place.card ?? "") }
    let holders = Set([member?.id, card, place.store, terminal, ""].compactMap { $0 })
    return Facts(
      occurredAt: occurredAt,
      place: place,
      member: member.map { facts(of: $0, at: occurredAt) },
      rules: rules,
      settings: settings,
      used: used.filter { ids.contains($0.key.promotion) && holders.contains($0.key.holder) },
      sets: member.map { units(of: $0, before: occurredAt) } ?? [:],
      eventCounts: eventCounts.filter {
        ids.contains($0.key.promotion) && $0.key.member == member?.id
      }
    )
  }

  private func facts(of member: Member, at occurredAt: Milliseconds) -> MemberFacts {
    MemberFacts(
      id: member.id,
      tier: member.tier(at: occurredAt),
      segments: member.segments(at: occurredAt),
      birthday: member.birthday,
      earlierVisits: visits(of: member, before: occurredAt)
    )
  }

  /// A member's standing sales and claims that happened before an instant, or at it and were
  /// recorded already.
  private func earlierSales(of member: Member, before instant: Milliseconds) -> [Transaction] {
    transactions.values.filter {
      $0.member == member.id && $0.isVisit && min($0.occurredAt, $0.recordedAt) <= instant
    }
  }

  /// When the sales happened that each promotion counts as visits.
  private func visits(
    of member: Member,
    before instant: Milliseconds
  ) -> [PromotionID: [Milliseconds]] {
    var visits: [PromotionID: [Milliseconds]] = [:]
    for sale in earlierSales(of: member, before: instant) {
      for promotion in sale.sale?.evaluation.visited ?? [] {
        visits[promotion, default: []].append(min(sale.occurredAt, sale.recordedAt))
      }
    }
    return visits
  }

  /// Units that are counted over several baskets.
  func units(of member: Member, before instant: Milliseconds) -> [SetKey: Int64] {
    var units: [SetKey: Int64] = [:]
    for sale in earlierSales(of: member, before: instant) {
      for (key, count) in sale.sale?.evaluation.sets ?? [:] { units[key, default: 0] += count }
    }
    return units
  }

  /// What of each line was paid with points: a share in proportion to the lines' amounts.
  func tendered(_ basket: Basket) throws(Refusal) -> [Int: Money] {
    guard !settings.earnOnPointsTender else { return [:] }
    let total = try sum(basket.lines.map(\.amount))
    var weights: [Int: Int64] = [:]
    for (index, line) in basket.lines.enumerated() where line.amount > 0 {
      weights[index] = line.amount
    }
    return apportion(min(basket.paidWithPoints, max(0, total)), by: weights)
  }

  /// Lines with the amounts that count: what was paid with points is taken off.
  static func counting(_ lines: [BasketLine], _ tendered: [Int: Money]) -> [BasketLine] {
    var result = lines
    for (index, share) in tendered { result[index].amount -= share }
    return result
  }

  /// Moves the counters of caps and budgets from what a sale added before to what it adds now.
  mutating func recharge(from old: [CapKey: Points], to new: [CapKey: Points]) {
    for key in Set(old.keys).union(new.keys) {
      let count = used[key, default: 0] - old[key, default: 0] + new[key, default: 0]
      used[key] = count == 0 ? nil : count
    }
  }
}

extension Transaction {
  /// Whether it is a sale that stands, in whole or in part.
  var isVisit: Bool {
    (kind == .earn || kind == .guestSale) && reversedBy == nil
  }
}

extension Evaluation {
  /// What the awards add to caps and budgets.
  var charges: [CapKey: Points] {
    awards.reduce(into: [:]) { result, award in
      for key in award.charges { result[key, default: 0] += award.points }
    }
  }
}
