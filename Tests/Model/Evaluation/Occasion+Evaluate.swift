extension Occasion {
  /// Values the sale or the event: conditions, mechanics, caps, tiers, groups, lines.
  ///
  /// Pure: a preview, an earn and the second look at a return call this and nothing else.
  ///
  /// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE`.
  package func evaluate(zone: Zone) throws(Refusal) -> Evaluation {
    var rejected: [PromotionID: Condition] = [:]
    var result = Evaluation()
    var candidates = try candidates(zone: zone, &result, rejected: &rejected)
    try addTiers(to: &candidates, zone: zone, rejected: &rejected)
    let sets = setsAdded(by: candidates, zone: zone)
    for candidate in candidates where candidate.points == 0 {
      rejected[candidate.rule.id] =
        rejected[candidate.rule.id]
        ?? (candidate.beforeCap == 0 ? .belowThreshold : .capReached)
    }
    let giving = candidates.filter { $0.points > 0 }
    let standing = decideGroups(giving, rejected: &rejected)

    result.sets = sets
    result.awards = standing.map { award($0, zone: zone) }
    result.rejected = facts.rules.compactMap { rule in
      rejected[rule.id].map {
        Rejection(promotion: rule.id, version: rule.version, condition: $0)
      }
    }
    return result
  }

  /// The promotions whose conditions hold, with their points, tiers aside.
  private func candidates(
    zone: Zone,
    _ evaluation: inout Evaluation,
    rejected: inout [PromotionID: Condition]
  )
    throws(Refusal) -> [Candidate]
  {
    var result: [Candidate] = []
    for rule in facts.rules {
      if let failed = rule.conditions.failure(of: rule, for: self, zone: zone) {
        rejected[rule.id] = failed
        continue
      }
      var candidate = try matched(by: rule)
      if event == nil {
        // A tier looks at its base's lines.
        let base = rule.isTier ? facts.rules.first { rule.isTier(of: $0.id) } : rule
        guard let base, try !matched(by: base).matched.isEmpty else {
          rejected[rule.id] = base == nil ? .baseNotApplied : .noMatchingLine
          continue
        }
        if rule.isTier, base.conditions.failure(of: base, for: self, zone: zone) != nil {
          rejected[rule.id] = .baseNotApplied
          continue
        }
      }
      if rule.conditions.visit != nil { evaluation.visited.insert(rule.id) }
      if let failed = rule.conditions.visitFailure(of: rule, facts, zone) {
        rejected[rule.id] = failed
        continue
      }
      switch try points(of: candidate, zone: zone) {
      case .failure(let failure):
        rejected[rule.id] = failure.condition
      case .success(let points):
        candidate.beforeCap = points
        candidate.points = capped(points, of: rule, zone: zone)
        result.append(candidate)
      }
    }
    return result
  }

  /// Gives the tier promotions their points: an extra on what others give after their caps.
  private func addTiers(
    to candidates: inout [Candidate],
    zone: Zone,
    rejected: inout [PromotionID: Condition]
  ) throws(Refusal) {
    let others = candidates.filter { !$0.rule.isTier }
    for index in candidates.indices {
      guard case .tier(let id, let factors) = candidates[index].rule.mechanic else { continue }
      let base = others.first { $0.rule.id == id && $0.points > 0 }
      let points = try tierPoints(of: base, factors)
      candidates[index].beforeCap = points
      candidates[index].points = capped(points, of: candidates[index].rule, zone: zone)
      candidates[index].weights = base?.weights ?? [:]
      candidates[index].matched = base?.matched ?? []
      candidates[index].eligible = base?.eligible ?? 0
      candidates[index].quantity = base?.quantity ?? 0
      if base == nil {
        rejected[candidates[index].rule.id] = .baseNotApplied
      } else if facts.member.map({ factors[$0.tier] == nil }) ?? false {
        rejected[candidates[index].rule.id] = .notInTier
      }
    }
  }

  /// Decides all groups; where a tier's base does not stand, the tier leaves and all is decided
  /// anew.
  private func decideGroups(
    _ giving: [Candidate],
    rejected: inout [PromotionID: Condition]
  )
    -> [Candidate]
  {
    var remaining = giving
    while true {
      var losers: [PromotionID: Condition] = [:]
      for members in Dictionary(grouping: remaining, by: \.rule.groupName).values {
        let mode = facts.settings.groups[members[0].rule.group] ?? .stack
        losers.merge(GroupDecision(members, mode: mode).losers) { first, _ in first }
      }
      let standing = remaining.filter { losers[$0.rule.id] == nil }
      let orphans = Set(
        standing.filter { tier in
          tier.rule.isTier && !standing.contains { tier.rule.isTier(of: $0.rule.id) }
        }.map(\.rule.id)
      )
      guard orphans.isEmpty else {
        for orphan in orphans { rejected[orphan] = .baseNotApplied }
        remaining.removeAll { orphans.contains($0.rule.id) }
        continue
      }
      rejected.merge(losers) { first, _ in first }
      return standing
    }
  }

  private func award(_ candidate: Candidate, zone: Zone) -> Award {
    let rule = candidate.rule
    return Award(
      promotion: rule.id,
      version: rule.version,
      token: rule.token ?? facts.settings.defaultToken,
      points: candidate.points,
      beforeCap: candidate.beforeCap,
      eligible: candidate.eligible,
      quantity: candidate.quantity,
      lines: apportion(candidate.points, by: candidate.weights),
      charges: charges(of: rule, to: facts.member?.id, zone: zone),
      counts: Set([rule.eventKey(for: self, zone)].compactMap { $0 })
    )
  }
}

extension Promotion {
  var isTier: Bool {
    if case .tier = mechanic { true } else { false }
  }

  func isTier(of base: PromotionID) -> Bool {
    if case .tier(let id, _) = mechanic { id == base } else { false }
  }

  /// Its group, or one of its own.
  var groupName: String { group.isEmpty ? "\u{0}" + id : group }
}
