/// All movements ever of one member's points of one token.
///
/// The points in the lots are not repeated here. For each token,
/// `issued = available + pending + locked − debt + redeemed + expired + reversed`, and what has
/// left in exchanges, which stands in ``ExchangeTotals``: few members have any.
package struct Account: Hashable, Sendable {
  package var token: TokenNumber
  /// False in the place that an ``AccountList`` keeps for a first account.
  var isPresent = false
  /// In seconds, rounded up: from then on no lot made so far is pending.
  ///
  /// What lets a balance be told without a look at the lots; in the gap behind the token, where it
  /// costs no byte.
  private var settledFrom: UInt32 = 0
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

  /// Remembers when a lot becomes active that is added at `now`.
  ///
  /// Not where it is active at once: rounding that up to a second would let every balance of the
  /// same second look at all lots.
  mutating func note(activationAt: Timestamp, now: Timestamp) {
    guard activationAt > now else { return }
    let (seconds, rest) = activationAt.milliseconds.quotientAndRemainder(dividingBy: 1_000)
    settledFrom = max(settledFrom, UInt32(clamping: rest > 0 ? seconds + 1 : seconds))
  }

  /// Whether surely none of the token's lots is pending; `now` is not before the last entry.
  func isSettled(now: Timestamp) -> Bool {
    settledFrom != .max && Int64(settledFrom) * 1_000 <= now.milliseconds
  }

  /// Points in the lots, less the debt, and what has left in exchanges.
  package var total: Points { issued - redeemed - expired - reversed }
}

extension Account {
  // `settledFrom` is a hint: after a snapshot it covers the open lots alone.
  package static func == (a: Account, b: Account) -> Bool {
    a.token == b.token && a.debt == b.debt && a.issued == b.issued && a.redeemed == b.redeemed
      && a.expired == b.expired && a.reversed == b.reversed && a.unrecovered == b.unrecovered
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(token)
    for total in [debt, issued, redeemed, expired, reversed, unrecovered] { hasher.combine(total) }
  }
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
