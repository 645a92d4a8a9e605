/// Which promotions of one group stand, of those that would give points.
struct GroupDecision {
  /// Identifiers of those that stand.
  var winners: Set<PromotionID> = []
  /// Why the others do not.
  var losers: [PromotionID: Condition] = [:]

  /// Decides a group, given those of its members that would give at least one point, in rule order.
  init(_ candidates: [Candidate], mode: GroupMode) {
    if let exclusive = candidates.first(where: { $0.rule.isExclusive }) {
      for candidate in candidates {
        if candidate.rule.id == exclusive.rule.id || candidate.rule.isJoint {
          winners.insert(candidate.rule.id)
        } else {
          losers[candidate.rule.id] = .excludedByExclusive
        }
      }
      return
    }
    guard mode != .stack, let best = Self.best(of: candidates, mode) else {
      winners = Set(candidates.map(\.rule.id))
      return
    }
    winners = [best.rule.id]
    for candidate in candidates where candidate.rule.id != best.rule.id {
      losers[candidate.rule.id] = .beatenInGroup
    }
  }

  /// The one that stands alone; of equal ones the first in rule order.
  private static func best(of candidates: [Candidate], _ mode: GroupMode) -> Candidate? {
    guard var best = candidates.first, mode != .firstMatch else { return candidates.first }
    for candidate in candidates.dropFirst() {
      let isBetter =
        mode == .bestForMember
        ? candidate.points > best.points : candidate.points < best.points
      if isBetter { best = candidate }
    }
    return best
  }
}
