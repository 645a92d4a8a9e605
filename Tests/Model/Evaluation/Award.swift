/// What a basket or an event is worth, and why.
package struct Evaluation: Hashable, Sendable {
  /// Promotions that gave points, in rule order.
  package var awards: [Award] = []
  /// Promotions that gave none, in rule order, with the first condition that failed.
  package var rejected: [Rejection] = []
  /// Units that are counted over several baskets, also by promotions that gave nothing.
  package var sets: [SetKey: Int64] = [:]
  /// Promotions that count the sale as a visit, whether it is one that they reward or not.
  package var visited: Set<PromotionID> = []

  package init() {}

  /// Points of each token.
  package var byToken: [TokenID: Points] {
    awards.reduce(into: [:]) { $0[$1.token, default: 0] += $1.points }
  }
}

/// One promotion's points.
package struct Award: Hashable, Sendable {
  package var promotion: PromotionID
  package var version: Int
  package var token: TokenID
  package var points: Points
  /// Points before caps cut them.
  package var beforeCap: Points
  /// E: the matched lines' amounts, 0 or more.
  package var eligible: Money
  /// Q: the matched lines' quantities.
  package var quantity: Int64
  /// Points by the line's index; they add up to the award's.
  package var lines: [Int: Points]
  /// The counters that the points are added to.
  package var charges: Set<CapKey>
  /// The counters that the reward is added to.
  package var counts: Set<EventKey> = []
}

/// Why a promotion gave nothing.
package struct Rejection: Hashable, Sendable {
  package var promotion: PromotionID
  package var version: Int
  package var condition: Condition
}

/// What can stand against a promotion, in the order in which it is looked at.
package enum Condition: String, Hashable, Sendable {
  case notLive = "NOT_LIVE"
  case outsideSchedule = "OUTSIDE_SCHEDULE"
  case otherStore = "OTHER_STORE"
  case otherChannel = "OTHER_CHANNEL"
  case otherTerminal = "OTHER_TERMINAL"
  case guest = "GUEST"
  case notInTier = "NOT_IN_TIER"
  case notInSegment = "NOT_IN_SEGMENT"
  case inExcludedSegment = "IN_EXCLUDED_SEGMENT"
  case codeMissing = "CODE_MISSING"
  case otherVisit = "OTHER_VISIT"
  case outsideBirthday = "OUTSIDE_BIRTHDAY"
  case otherEvent = "OTHER_EVENT"
  case eventLimit = "EVENT_LIMIT"
  case noMatchingLine = "NO_MATCHING_LINE"
  case baseNotApplied = "BASE_NOT_APPLIED"
  case belowThreshold = "BELOW_THRESHOLD"
  case capReached = "CAP_REACHED"
  case excludedByExclusive = "EXCLUDED_BY_EXCLUSIVE"
  case beatenInGroup = "BEATEN_IN_GROUP"
}
