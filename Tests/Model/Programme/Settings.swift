/// How a programme is run; everything but its promotions.
package struct Settings: Hashable, Sendable {
  package enum ReturnPolicy: Hashable, Sendable {
    case onlyPending, withinBalance
    /// Up to so many points owed.
    case allowDebt(Points)
  }

  /// What becomes of points that are given back to a lot that has ended.
  package enum RestorePolicy: Hashable, Sendable {
    case expireNow
    case grace(Milliseconds)
    /// As long as a span from now.
    case newPeriod(CalendarSpan)
  }

  package var timeZone = "UTC"
  package var defaultToken: TokenID = "points"
  /// Lowest first; the first is a new member's.
  package var tiers = ["basic"]
  package var groups: [String: GroupMode] = [:]
  package var returnPolicy = ReturnPolicy.withinBalance
  package var restorePolicy = RestorePolicy.grace(30 * day)
  package var strictFirstInFirstOut = false
  package var earnWhileSuspended = false
  package var guests = true
  /// How long a guest's points can be claimed.
  package var claimWindow = 30 * day
  package var earnOnPointsTender = false
  /// What events promotions may reward.
  package var eventTypes: Set<String> = []
  /// Minor units for a point; absent = points are not money.
  package var redemptionValue: Ratio?
  package var redeemMinimum: Points?
  package var redeemMaximum: Points?
  package var redeemStep: Points?
  package var authorizationTimeout: Milliseconds = 600_000
  package var maximumBackdate = 30 * day
  /// What an operator's lock kept over its expiry lives on so long after the lock; 0 = not at all.
  package var graceOnUnlock: Milliseconds = 0
  /// All points of a token end so long after the member's last activity.
  package var inactivity: [TokenID: CalendarSpan] = [:]
  /// Whether a redemption is activity too.
  package var redemptionsAreActivity = false
  /// Members of these stages lose nothing to time.
  package var stagesThatSuspendExpiry: Set<Stage> = []
  /// What came due while suspended lives on so long afterwards; 0 = not at all.
  package var graceAfterSuspension: Milliseconds = 0

  package init() {}

  /// A day of 24 hours.
  package static let day: Milliseconds = 86_400_000
  /// How long an outcome is remembered under its request's name.
  package static let requestWindow = 30 * day
  /// How far ahead of the server a till's clock may be.
  package static let clockSkew: Milliseconds = 300_000
}

/// Where a member is in its life.
package enum Stage: String, Hashable, Sendable, CaseIterable {
  case pending, active, suspended, blocked, closed
}
