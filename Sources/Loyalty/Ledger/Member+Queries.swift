// What a member has at an instant. Expiries and lapses due by then count as done, so an answer
// never depends on when the last command came. Inactivity and decay alone do not: where
// `hasDueClock(now:)`, ask the settled member.
extension Member {
  /// The balance of one token; all zero for one that the member never had.
  ///
  /// - Complexity: O(1) for a member of whom nothing is pending, held or due; else O(*n*), where
  ///   *n* is the number of open lots.
  package func balance(of token: TokenNumber, now: Timestamp) -> Balance {
    let account = account(token)
    var balance = Balance(token: token, debt: account.debt)
    if now >= lastRecordedAt, account.isSettled(now: now), hasNothingHeldOrDue(now: now) {
      balance.available = outstanding(account)
      return balance
    }
    let isSuspended = isExpirySuspended
    for lot in lots where lot.token == token {
      let locked = liveLocked(lot, now: now)
      balance.locked += locked
      guard lot.expiresAt > now || isSuspended else { continue }
      if lot.activationAt <= now {
        balance.available += lot.remaining - locked
      } else {
        balance.pending += lot.remaining - locked
      }
    }
    return balance
  }

  /// Appends the balance of each token.
  ///
  /// `inout` in form alone, see ``glance(at:now:)``.
  package static func appendBalances(
    of member: inout Member,
    now: Timestamp,
    to balances: inout [Balance]
  ) {
    forEachBalance(of: &member, now: now) { balances.append($0) }
  }

  /// Calls `body` with the balance of each token; `inout` in form alone, see ``glance(at:now:)``.
  @inline(__always)
  package static func forEachBalance(
    of member: inout Member,
    now: Timestamp,
    _ body: (Balance) -> Void
  ) {
    for index in member.accounts.indices {
      body(member.balance(of: member.accounts[index].token, now: now))
    }
  }

  /// ``hasDetails``; `inout` in form alone, see ``glance(at:now:)``.
  package static func hasDetails(of member: inout Member) -> Bool { member.hasDetails }

  /// Whether the member was ever credited points; `inout` in form alone, see ``glance(at:now:)``.
  package static func hasEarned(_ member: inout Member) -> Bool {
    for index in member.accounts.indices where member.accounts[index].issued > .zero { return true }
    return false
  }

  /// What evaluating a basket needs of a member that has details: its tier and segments as they
  /// were at the sale's time.
  ///
  /// `inout` in form alone, see ``glance(at:now:)``.
  package static func buyer(
    of member: inout Member,
    at instant: Timestamp,
    _ swaps: SegmentSwaps
  ) -> Buyer {
    let hasHistory = member.hasHistory
    return Buyer(
      tier: hasHistory ? member.tier(at: instant) : member.tier,
      segments: hasHistory ? member.segments(at: instant, swaps) : member.segments,
      birthday: member.birthday,
      capUses: member.capUses,
      counters: member.counters
    )
  }

  /// What rules may ask of a member that has details.
  package struct Buyer: Sendable {
    package var tier: String
    package var segments: [String]
    /// Empty = unknown.
    package var birthday: String
    package var capUses: [CapUse]
    package var counters: [Counter]
  }

  /// Whether the account's totals alone tell what is available.
  private func hasNothingHeldOrDue(now: Timestamp) -> Bool {
    guard !hasHolds else { return false }
    guard !lots.isEmpty else { return true }
    return lots[0].expiresAt > now
  }

  /// The totals of one token.
  package func lifetime(of token: TokenNumber, now: Timestamp) -> Account {
    var account = account(token)
    guard !isExpirySuspended else { return account }
    for lot in lots where lot.token == token {
      // They stand in the order of their expiry.
      guard lot.expiresAt <= now else { break }
      account.expired += lot.remaining - liveLocked(lot, now: now)
    }
    return account
  }

  /// Calls `body` with each token's balance, its totals, and the totals as they are recorded.
  ///
  /// `inout` in form alone, see ``glance(at:now:)``.
  package static func forEachTotal(
    of member: inout Member,
    now: Timestamp,
    _ body: (_ balance: Balance, _ lifetime: Account, _ recorded: Account) -> Void
  ) {
    for account in member.accounts {
      let lifetime = member.lifetime(of: account.token, now: now)
      body(member.balance(of: account.token, now: now), lifetime, account)
    }
  }

  /// The open lots, soonest to expire first.
  package func openLots(now: Timestamp) -> [Lot] {
    guard hasDue(now: now) else { return lots }
    var open: [Lot] = []
    for var lot in lots {
      lot.locked = liveLocked(lot, now: now)
      if lot.expiresAt <= now, !isExpirySuspended { lot.remaining = lot.locked }
      if lot.remaining > .zero { open.append(lot) }
    }
    return open
  }

  /// The holds that have not lapsed, oldest first.
  package func liveHolds(now: Timestamp) -> [Hold] {
    holds.filter { $0.until > now }
  }

  /// The soonest expiry to come, with all points of that instant and token; `nil` where nothing
  /// expires.
  package func nextExpiry(now: Timestamp) -> ExpiryEntry? {
    if hasInactivity { return expirySchedule(now: now).upcoming.first { $0.at > now } }
    guard let first = lots.first(where: { $0.expiresAt > now }), first.expiresAt != .never else {
      return nil
    }
    var entry = ExpiryEntry(at: first.expiresAt, token: first.token)
    for lot in lots where lot.expiresAt == entry.at && lot.token == entry.token {
      entry.points += lot.remaining
      entry.locked += liveLocked(lot, now: now)
    }
    return entry
  }

  /// What will expire, by instant and token, and what never will.
  ///
  /// All together it is available + pending + locked. Points of a lot that has expired under a hold
  /// stand at their own, past instant. Points that nothing but activity keeps stand at the instant
  /// at which the member has been away for too long; what holds keep of them does not go then.
  package func expirySchedule(now: Timestamp) -> ExpirySchedule {
    var schedule = ExpirySchedule()
    for lot in openLots(now: now) {
      let inactiveAt = isExpirySuspended ? .never : clock(of: lot.token).inactiveAt
      guard inactiveAt < lot.expiresAt else {
        schedule.add(lot.remaining, locked: lot.locked, of: lot.token, at: lot.expiresAt)
        continue
      }
      schedule.add(lot.free, locked: .zero, of: lot.token, at: inactiveAt)
      schedule.add(lot.locked, locked: lot.locked, of: lot.token, at: lot.expiresAt)
    }
    return schedule
  }

  private var hasInactivity: Bool {
    hasExtras && !isExpirySuspended
      && clocks.contains { $0.inactiveAt != .never }
  }

  /// Points of a lot that holds keep at an instant.
  private func liveLocked(_ lot: Lot, now: Timestamp) -> Points {
    guard lot.locked > .zero else { return .zero }
    var locked = Points.zero
    for hold in holds where hold.until > now {
      for part in hold.parts where part.lot == lot.id { locked += part.points }
    }
    return locked
  }
}

extension Lot {
  /// What has become of an open lot; ``EarnedLot/closedState`` tells it of the others.
  package func state(now: Timestamp) -> LotState {
    if locked == remaining { return .locked }
    if activationAt > now { return .pending }
    return remaining < amount ? .partlyUsed : .active
  }
}

/// Points that expire at one instant.
package struct ExpiryEntry: Hashable, Sendable {
  package var at: Timestamp
  package var token: TokenNumber
  package var points: Points = .zero
  /// Of them, those that holds keep.
  package var locked: Points = .zero

  package init(at: Timestamp, token: TokenNumber) {
    self.at = at
    self.token = token
  }
}

/// A member's points by the time of their expiry.
package struct ExpirySchedule: Hashable, Sendable {
  /// By instant; tokens of one instant in the order of the lots.
  package private(set) var upcoming: [ExpiryEntry] = []
  /// One for each token that has such points; `at` is ``Timestamp/never``.
  package private(set) var neverExpiring: [ExpiryEntry] = []

  fileprivate mutating func add(
    _ points: Points,
    locked: Points,
    of token: TokenNumber,
    at instant: Timestamp
  ) {
    guard points > .zero else { return }
    if instant == .never {
      Self.add(points, locked, token, instant, to: &neverExpiring)
    } else {
      Self.add(points, locked, token, instant, to: &upcoming)
    }
  }

  private static func add(
    _ points: Points,
    _ locked: Points,
    _ token: TokenNumber,
    _ instant: Timestamp,
    to entries: inout [ExpiryEntry]
  ) {
    // Lots come by expiry, so entries of the same instant are the last ones, as a rule.
    var end = entries.count
    while end > 0, entries[end - 1].at > instant { end -= 1 }
    var index = end
    while index > 0, entries[index - 1].at == instant {
      index -= 1
      if entries[index].token == token {
        entries[index].points += points
        entries[index].locked += locked
        return
      }
    }
    var entry = ExpiryEntry(at: instant, token: token)
    entry.points = points
    entry.locked = locked
    entries.insert(entry, at: end)
  }
}
