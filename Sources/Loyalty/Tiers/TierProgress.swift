/// How far a member is with its programme's tier rules.
package struct TierProgress: Hashable, Sendable {
  /// In the present period.
  package var qualified: Int64
  package var span: TierSpan
  /// Until then the tier stays; ``Timestamp/never`` = for good.
  package var keptUntil: Timestamp
  /// How much more keeps it beyond that.
  package var toKeep: Int64
  /// Empty = it is in the highest.
  package var nextTier: String
  /// How much more is needed for it.
  package var toNext: Int64
}

extension Member {
  /// How far the member is; nothing may be due.
  package func tierProgress(now: Timestamp, rules: TierRules) -> TierProgress {
    let standing = tierStanding
    let span = rules.span(containing: now, enrolledAt: enrolledAt)
    let counts = standing.measure == rules.measureKey
    let qualified = counts ? standing.sum(in: span) : 0
    let rank = rules.rank(of: tier)
    var progress = TierProgress(
      qualified: qualified,
      span: span,
      keptUntil: rules.falls(rank) || !standing.pinned.isEmpty ? standing.keptUntil : .never,
      toKeep: 0,
      nextTier: "",
      toNext: 0
    )
    if rules.falls(rank), standing.keptUntil != .never {
      var left = qualified
      if case .rolling = rules.period, counts {
        // What has left the period when the tier is reviewed keeps it no longer.
        let end = rules.span(containing: standing.keptUntil, enrolledAt: enrolledAt)
        left = standing.sum(in: end)
      }
      progress.toKeep = max(0, rules.steps[rank].amount - left)
    }
    if rank + 1 < rules.steps.count {
      progress.nextTier = rules.steps[rank + 1].tier
      progress.toNext = max(0, rules.steps[rank + 1].amount - qualified)
    }
    return progress
  }
}
