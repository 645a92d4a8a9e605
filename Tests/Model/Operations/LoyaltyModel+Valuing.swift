extension LoyaltyModel {
  /// What decides a sale's worth as things stand now.
  func facts(of member: Member?, _ place: Place, at occurredAt: Milliseconds) -> Facts {
    let rules = rules(at: occurredAt)
    let ids = Set(rules.map(\.id))
    let terminal = place.store + "/" + place.terminal
    let holders = Set(
      [member?.id, place.card, place.store, terminal, ""].compactMap { $0 }
    )
    return Facts(
      occurredAt: occurredAt,
      place: place,
      member: member.map { facts(of: $0, at: occurredAt) },
      rules: rules,
      settings: settings,
      used: used.filter { ids.contains($0.key.promotion) && holders.contains($0.key.holder) },
      sets: sets.filter { ids.contains($0.key.promotion) && $0.key.member == member?.id },
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
      earlierVisits: transactions.values.filter {
        $0.member == member.id && $0.isVisit && $0.occurredAt <= occurredAt
      }.map(\.occurredAt).sorted()
    )
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

  /// Lines with the amounts that count: what was paid with points is taken off, in the same
  /// proportion as what is left of the line.
  static func counting(
    _ lines: [BasketLine],
    of original: [BasketLine],
    _ tendered: [Int: Money]
  )
    throws(Refusal) -> [BasketLine]
  {
    var result = lines
    for (index, share) in tendered where original[index].amount > 0 {
      let left = Ratio(lines[index].amount, original[index].amount)
      result[index].amount -= try Ratio(share).times(left).floor()
    }
    return result
  }

  /// Moves the counters of caps and budgets from what a sale added before to what it adds now.
  mutating func recharge(from old: [CapKey: Points], to new: [CapKey: Points]) {
    for key in Set(old.keys).union(new.keys) {
      let count = used[key, default: 0] - old[key, default: 0] + new[key, default: 0]
      used[key] = count == 0 ? nil : count
    }
  }

  /// Moves the counters over several baskets.
  mutating func recount(from old: [SetKey: SetCount], to new: [SetKey: SetCount]) {
    for key in Set(old.keys).union(new.keys) {
      var count = sets[key] ?? SetCount()
      count.units += (new[key]?.units ?? 0) - (old[key]?.units ?? 0)
      count.paid += (new[key]?.paid ?? 0) - (old[key]?.paid ?? 0)
      sets[key] = count == SetCount() ? nil : count
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
