// What a member has at an instant. Expiries and lapses due by then count as done, so an answer
// never depends on when the last command came.
extension Member {
  /// The balance of one token; all zero for one that the member never had.
  ///
  /// - Complexity: O(1) for a member of whom nothing is pending, held or due; else O(*n*), where
  ///   *n* is the number of open lots.
  package func balance(of token: TokenNumber, now: Timestamp) -> Balance {
    let account = account(token)
    var balance = Balance(token: token, debt: account.debt)
    if now >= lastRecordedAt, account.isSettled(now: now), hasNothingHeldOrDue(now: now) {
      balance.available = account.total + account.debt
      return balance
    }
    for lot in lots where lot.token == token {
      let locked = liveLocked(lot, now: now)
      balance.locked += locked
      guard lot.expiresAt > now else { continue }
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
    for index in member.accounts.indices {
      let token = member.accounts[index].token
      balances.append(member.balance(of: token, now: now))
    }
  }

  /// What evaluating a basket needs of a member that has details.
  ///
  /// `inout` in form alone, see ``glance(at:now:)``.
  package static func buyer(
    of member: inout Member
  ) -> (tier: String, segments: [String], capUses: [CapUse]) {
    (member.details.tier, member.details.segments, member.details.capUses)
  }

  /// Whether the account's totals alone tell what is available.
  private func hasNothingHeldOrDue(now: Timestamp) -> Bool {
    guard !hasDetails || details.holds.isEmpty else { return false }
    guard !lots.isEmpty else { return true }
    return lots[0].expiresAt > now
  }

  /// The totals of one token.
  package func lifetime(of token: TokenNumber, now: Timestamp) -> Account {
    var account = account(token)
    for lot in lots where lot.token == token {
      // They stand in the order of their expiry.
      guard lot.expiresAt <= now else { break }
      account.expired += lot.remaining - liveLocked(lot, now: now)
    }
    return account
  }

  /// Of each token the balance, the totals, and the totals as they are recorded.
  ///
  /// `inout` in form alone, see ``glance(at:now:)``.
  package static func totals(
    of member: inout Member,
    now: Timestamp
  ) -> [(balance: Balance, lifetime: Account, recorded: Account)] {
    member.accounts.map { account in
      let lifetime = member.lifetime(of: account.token, now: now)
      return (member.balance(of: account.token, now: now), lifetime, account)
    }
  }

  /// The open lots, soonest to expire first.
  package func openLots(now: Timestamp) -> [Lot] {
    guard hasDue(now: now) else { return lots }
    var open: [Lot] = []
    for var lot in lots {
      lot.locked = liveLocked(lot, now: now)
      if lot.expiresAt <= now { lot.remaining = lot.locked }
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
  /// stand at their own, past instant.
  package func expirySchedule(now: Timestamp) -> ExpirySchedule {
    var schedule = ExpirySchedule()
    for lot in openLots(now: now) {
      if lot.expiresAt == .never {
        schedule.addNeverExpiring(lot)
      } else {
        schedule.addUpcoming(lot)
      }
    }
    return schedule
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

  fileprivate mutating func addUpcoming(_ lot: Lot) { Self.add(lot, to: &upcoming) }
  fileprivate mutating func addNeverExpiring(_ lot: Lot) { Self.add(lot, to: &neverExpiring) }

  private static func add(_ lot: Lot, to entries: inout [ExpiryEntry]) {
    // Lots come by expiry, so entries of the same instant are the last ones.
    var index = entries.count
    while index > 0, entries[index - 1].at == lot.expiresAt {
      index -= 1
      if entries[index].token == lot.token {
        entries[index].points += lot.remaining
        entries[index].locked += lot.locked
        return
      }
    }
    var entry = ExpiryEntry(at: lot.expiresAt, token: lot.token)
    entry.points = lot.remaining
    entry.locked = lot.locked
    entries.append(entry)
  }
}
