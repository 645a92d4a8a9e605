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
  /// How long points live on that expired under an operator's lock, after the lock; 0 = not at all.
  package var unlockGraceMilliseconds: Int64 = 0
  /// While a member is in one of these, nothing of it expires.
  package var expirySuspendedStages: StageSet = []
  /// How long what came due meanwhile lives on afterwards; 0 = not at all.
  package var resumeGraceMilliseconds: Int64 = 0
  /// From how many points a redemption needs a PIN; `nil` = never.
  package var pinThreshold: PinThreshold?
  /// Wrong PINs in a row before it is locked; 1 or more.
  package var pinTries: UInt32 = 5
  package var pinLockMilliseconds: Int64 = 900_000
  /// Whether there are ``TokenPolicies`` with inactivity or decay, so that activity is to be noted.
  package var notesActivity = false

  /// What becomes of the points of who is closed or deleted, where nobody says.
  package var closingBalance: BalancePolicy = .keep

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

/// What becomes of the points of a member that is closed or deleted.
package enum BalancePolicy: Hashable, Sendable {
  /// They stay, and expire in their time.
  case keep
  /// They expire at once.
  case forfeit
  /// Who has any is not closed.
  case refuse
}

/// Some of the stages.
package struct StageSet: OptionSet, Hashable, Sendable, BitwiseCopyable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package init(_ stages: [Stage]) {
    rawValue = stages.reduce(0) { $0 | 1 << $1.rawValue }
  }

  package func contains(_ stage: Stage) -> Bool { rawValue & 1 << stage.rawValue != 0 }
}

/// What happens to points given back to a lot that has expired meanwhile.
package enum RestorePolicy: Hashable, Sendable {
  /// They live on in a new lot for a time by the calendar.
  case newPeriod(CalendarTerm)
  /// They live on in a new lot for this long.
  case grace(milliseconds: Int64)
  case expireNow
}
