/// What a programme's settings say about its members' points.
package struct LedgerRules: Hashable, Sendable {
  package var returnPolicy: ReturnPolicy = .withinBalance
  /// How long an authorised redemption lives when the command names no time.
  package var authorizationTimeoutMilliseconds: Int64 = 600_000
  /// How far back the business time of a command may lie.
  package var maxBackdateMilliseconds: Int64 = 30 * Self.dayMilliseconds
  /// Fewest points of one redemption; 0 = no limit.
  package var redeemMin: Points = .zero
  /// Most points of one redemption; 0 = no limit.
  package var redeemMax: Points = .zero
  /// Redemptions are multiples of it; 0 = no limit.
  package var redeemStep: Points = .zero
  /// Whether points are consumed by age instead of by expiry.
  package var isStrictFIFO = false
  package var earnWhileSuspended = false
  package var restorePolicy: RestorePolicy = .grace(milliseconds: 30 * Self.dayMilliseconds)

  package static let dayMilliseconds: Int64 = 86_400_000
  /// How far a till's clock may be ahead of the server's.
  package static let maxClockSkewMilliseconds: Int64 = 300_000

  package init() {}

  /// Whether a command of this business time may be taken now.
  ///
  /// Both ends are allowed: exactly ``maxBackdateMilliseconds`` old, exactly five minutes ahead.
  ///
  /// - Throws: ``Refusal/tooOld``, ``Refusal/clockSkew``.
  package func require(occurredAt: Timestamp, now: Timestamp) throws(Refusal) {
    guard now <= occurredAt.adding(milliseconds: maxBackdateMilliseconds) else { throw .tooOld }
    guard occurredAt <= now.adding(milliseconds: Self.maxClockSkewMilliseconds) else {
      throw .clockSkew
    }
  }
}

/// What the reversal of an earn may take beside the earn's own points.
package enum ReturnPolicy: Hashable, Sendable {
  /// Whatever is available, never below zero.
  case withinBalance
  /// The earn's own points, as long as they are not active.
  case onlyPending
  /// Whatever is available; what is missing is owed, up to `max` in all.
  case allowDebt(max: Points)
}

/// What happens to points given back to a lot that has expired meanwhile.
package enum RestorePolicy: Hashable, Sendable {
  /// They live on in a new lot for this long.
  case grace(milliseconds: Int64)
  case expireNow
}
