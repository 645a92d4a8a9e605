/// All movements ever of one member's points of one token.
///
/// The points in the lots are not repeated here. For each token,
/// `issued = available + pending + locked − debt + redeemed + expired + reversed`.
package struct Account: Hashable, Sendable {
  package var token: TokenNumber
  /// Points owed; 0 or more.
  package var debt: Points
  /// Every credit ever.
  package var issued: Points
  /// Points redeemed, less what reversals gave back.
  package var redeemed: Points
  package var expired: Points
  /// Points that reversals of earns took back.
  package var reversed: Points
  /// What such reversals could not take back: a memo, no points moved.
  package var unrecovered: Points

  package init(
    token: TokenNumber,
    debt: Points = .zero,
    issued: Points = .zero,
    redeemed: Points = .zero,
    expired: Points = .zero,
    reversed: Points = .zero,
    unrecovered: Points = .zero
  ) {
    self.token = token
    self.debt = debt
    self.issued = issued
    self.redeemed = redeemed
    self.expired = expired
    self.reversed = reversed
    self.unrecovered = unrecovered
  }

  /// The most that one account ever issues; every other total is bounded by it, so sums fit
  /// `Int64`.
  package static let issuedLimit = Points(4_000_000_000_000_000_000)

  /// Points in the lots, less the debt.
  package var total: Points { issued - redeemed - expired - reversed }
}

/// One member's points of one token at an instant.
///
/// `available + pending + locked − debt = total`.
package struct Balance: Hashable, Sendable {
  package var token: TokenNumber
  /// Points that may be spent.
  package var available: Points
  /// Points not active yet and not locked.
  package var pending: Points
  /// Points set aside by holds, active or not.
  package var locked: Points
  package var debt: Points
  package var total: Points { available + pending + locked - debt }

  package init(
    token: TokenNumber,
    available: Points = .zero,
    pending: Points = .zero,
    locked: Points = .zero,
    debt: Points = .zero
  ) {
    self.token = token
    self.available = available
    self.pending = pending
    self.locked = locked
    self.debt = debt
  }
}
