/// Which promotions of one group stand, of those that would give points.
struct GroupDecision {
  /// Identifiers of those that stand.
  var winners: Set<PromotionID> = []
  /// Why the others do not.
  var losers: [PromotionID: Condition] = [:]

  /// Decides a group, given those of its members that would give at least one point.
  ///
  /// A joint one competes with nobody. Exclusive ones beat all that are neither; of several
  /// exclusive ones, and where there are none of all, the mode says which stand.
  init(_ candidates: [Candidate], mode: GroupMode) {
    let exclusives = candidates.filter(\.rule.isExclusive)
    let competing = exclusives.isEmpty ? candidates.filter { !$0.rule.isJoint } : exclusives
    if mode == .stack, exclusives.isEmpty {
      winners = Set(candidates.map(\.rule.id))
      return
    }
    winners = Set(candidates.filter(\.rule.isJoint).map(\.rule.id))
    if let best = Self.best(of: competing, mode) { winners.insert(best.rule.id) }
    for candidate in candidates where !winners.contains(candidate.rule.id) {
      losers[candidate.rule.id] = exclusives.isEmpty ? .beatenInGroup : .excludedByExclusive
    }
  }

  /// The one that stands alone; of equal ones that of the highest priority, then of the smaller id.
  private static func best(of candidates: [Candidate], _ mode: GroupMode) -> Candidate? {
    func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
      if left.points != right.points {
        if mode == .bestForMember { return left.points > right.points }
        if mode == .bestForProgram { return left.points < right.points }
      }
      return (right.rule.priority, left.rule.id) < (left.rule.priority, right.rule.id)
    }
    return candidates.min { isBetter($0, $1) }
  }
}
