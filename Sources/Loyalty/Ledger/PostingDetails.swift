/// What only some postings do, kept behind one pointer of ``Posting``.
package struct PostingDetails: Hashable, Sendable {
  /// What the statement says.
  package var reason = ""
  /// Lots that get other dates: activated, extended, or due again after a suspension.
  package var lotChanges: [LotChange] = []
  /// Clocks of inactivity and decay, as this posting sets them.
  package var clocks: [TokenClock] = []
  package var counterUses: [CounterUse] = []
  /// The voucher that is issued, used, cancelled or gone.
  package var voucher: Voucher?
  /// What counts towards the day's threshold of redemptions without a PIN.
  package var dayCounted: DayCount?
  /// The step of an exchange that the posting is.
  package var exchange: ExchangeStep?
  /// What becomes of the tier.
  package var tierStep: TierStep?

  package init() {}

  @inline(__always)
  package var isEmpty: Bool { exchange == nil && isEmptyBesideExchange }

  @inline(__always)
  package var isEmptyBesideExchange: Bool {
    reason.isEmpty && lotChanges.isEmpty && clocks.isEmpty && counterUses.isEmpty && voucher == nil
      && dayCounted == nil && tierStep == nil
  }
}

/// Other dates of an open lot.
package struct LotChange: Hashable, Sendable {
  package var lot: LotID
  /// ``Timestamp/never`` where it waits for an action.
  package var activationAt: Timestamp
  package var expiresAt: Timestamp
  /// Whether it waits for an action from now on.
  package var waits: Bool

  package init(lot: LotID, activationAt: Timestamp, expiresAt: Timestamp, waits: Bool = false) {
    self.lot = lot
    self.activationAt = activationAt
    self.expiresAt = expiresAt
    self.waits = waits
  }
}

/// When a token's points expire because of inactivity, and when the next part decays.
package struct TokenClock: Hashable, Sendable, BitwiseCopyable {
  package var token: TokenNumber
  /// ``Timestamp/never`` where they do not.
  package var inactiveAt: Timestamp
  package var decayAt: Timestamp

  package init(token: TokenNumber, inactiveAt: Timestamp = .never, decayAt: Timestamp = .never) {
    self.token = token
    self.inactiveAt = inactiveAt
    self.decayAt = decayAt
  }

  /// Whether neither ever comes.
  package var isIdle: Bool { inactiveAt == .never && decayAt == .never }
}

/// Points requested in a local day.
package struct DayCount: Hashable, Sendable, BitwiseCopyable {
  /// yyyymmdd.
  package var day: Int32
  package var token: TokenNumber
  package var points: Points

  package init(day: Int32, token: TokenNumber, points: Points) {
    self.day = day
    self.token = token
    self.points = points
  }
}
