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

  /// Units that the promotions whose conditions hold add to their counters over several baskets.
  ///
  /// A set that a cap, a limit or the group cut is lost.
  func setsAdded(by candidates: [Candidate], zone: Zone) -> [SetKey: Int64] {
    var result: [SetKey: Int64] = [:]
    for candidate in candidates {
      guard case .quantityBonus(_, _, _, let period?) = candidate.rule.mechanic,
        let key = setKey(candidate.rule, period, zone)
      else { continue }
      result[key] = candidate.quantity
    }
    return result
  }
}
