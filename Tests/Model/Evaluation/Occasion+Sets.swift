extension Occasion {
  /// The counter of a bonus over several baskets.
  func setKey(_ rule: Promotion, _ period: Period, _ zone: Zone) -> SetKey? {
    facts.member.map { member in
      SetKey(
        promotion: rule.id,
        member: member.id,
        window: Window(period, at: facts.occurredAt, in: zone)
      )
    }
  }

  /// What a quantity adds to a counter: units, and the sets that are full now and not yet paid.
  func added(_ quantity: Int64, buying buy: Int64, to before: SetCount) -> SetCount {
    let full = (before.units + quantity) / buy
    return SetCount(units: quantity, paid: max(0, full - before.paid))
  }

  /// What the promotions whose conditions hold add to their counters over several baskets.
  ///
  /// A set that a cap, a limit or the group cut is counted as paid all the same.
  func setsAdded(by candidates: [Candidate], zone: Zone) -> [SetKey: SetCount] {
    var result: [SetKey: SetCount] = [:]
    for candidate in candidates {
      guard case .quantityBonus(let buy, _, _, let period?) = candidate.rule.mechanic,
        let key = setKey(candidate.rule, period, zone)
      else { continue }
      result[key] = added(
        candidate.quantity,
        buying: buy,
        to: facts.sets[key] ?? SetCount()
      )
    }
    return result
  }
}
