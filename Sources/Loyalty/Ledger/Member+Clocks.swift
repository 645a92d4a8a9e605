// Points that expire because their member was away, or a part of them at the end of each period.
extension Member {
  /// Sets the clocks of inactivity and decay, as activity of the member does.
  ///
  /// Whatever the terms say then is what counts until the next activity. Earns, rewarded events,
  /// claims, credits and points that come by an exchange are activity, for every token that the
  /// member has or gets points of; redemptions, debits, and exchanges that points leave by, are
  /// where the token's policy says so.
  ///
  /// Called where ``LedgerRules/notesActivity`` is set, so that other programmes pay nothing.
  package func noteActivity(
    in posting: inout Posting,
    now: Timestamp,
    policies: TokenPolicies,
    calendar: ProgrammeCalendar
  ) {
    let isRedemption: Bool
    switch posting.kind {
    case .earn, .eventReward, .saleClaimed, .pointsCredited, .exchangeCredited, .codeClaimed:
      isRedemption = false
    case .redeem, .authorization, .captured, .voucherIssued, .pointsDebited, .exchangeStarted:
      isRedemption = true
    default: return
    }
    var clocks: [TokenClock] = []
    for policy in policies.all where !isRedemption || policy.redeemCounts {
      let isHeld = accounts.contains { $0.token == policy.token }
      guard isHeld || posting.lotsMade.contains(where: { $0.token == policy.token }) else {
        continue
      }
      var clock = TokenClock(token: policy.token)
      if let term = policy.inactivity { clock.inactiveAt = calendar.add(term, to: now) }
      if let decay = policy.decay { clock.decayAt = calendar.end(of: decay.every, containing: now) }
      if clock != self.clock(of: policy.token) { clocks.append(clock) }
    }
    if !clocks.isEmpty { posting.details.clocks = clocks }
  }

  /// The first clock that is due, with points for it to act on.
  func dueClock(now: Timestamp) -> DueClock? {
    guard hasExtras, !isExpirySuspended else { return nil }
    var first: DueClock?
    for clock in clocks {
      for (kind, at) in [
        (TransactionKind.inactivityExpiry, clock.inactiveAt), (.decayExpiry, clock.decayAt),
      ] where at <= now && hasFreePoints(of: clock.token) {
        if let earlier = first, earlier.at <= at { continue }
        first = DueClock(kind: kind, clock: clock, at: at)
      }
    }
    return first
  }

  private func hasFreePoints(of token: TokenNumber) -> Bool {
    for lot in lots where lot.token == token && lot.free > .zero { return true }
    return false
  }

  /// What a clock does.
  ///
  /// - Parameters:
  ///   - due: Of a token with free points.
  ///   - floor: Not before this instant: points that came free later expire when they do.
  ///   - limit: Until then, ends of periods that take nothing are passed over.
  ///   - terms: A token without decay any more loses its clock, and no points.
  /// - Returns: One posting; of decay with the clock's next instant.
  func posting(
    of due: DueClock,
    notBefore floor: Timestamp,
    until limit: Timestamp,
    terms: DueTerms
  ) -> Posting {
    let token = due.clock.token
    var at = max(due.at, floor)
    var posting = Posting(kind: due.kind, token: token, effectiveAt: at)
    if due.kind == .inactivityExpiry {
      for lot in lots where lot.token == token && lot.free > .zero {
        posting.draws.append(Draw(lot: lot, points: lot.free, destination: .expired))
      }
      return posting
    }
    var clock = due.clock
    clock.decayAt = .never
    if let decay = terms.policies[token]?.decay {
      func draws() -> [Draw] {
        shareDraws(
          decay.tenThousandths,
          of: token,
          pendingToo: decay.pendingToo,
          from: lots,
          now: at
        )
      }
      posting.draws = draws()
      clock.decayAt = terms.calendar.end(of: decay.every, containing: at)
      while posting.draws.isEmpty, clock.decayAt <= limit {
        at = clock.decayAt
        posting.draws = draws()
        clock.decayAt = terms.calendar.end(of: decay.every, containing: at)
      }
      posting.effectiveAt = at
    }
    posting.details.clocks = [clock]
    return posting
  }

  /// Whether points of a lot that come free at an instant have no time left.
  func isOver(_ lot: Lot, at instant: Timestamp) -> Bool {
    guard !isExpirySuspended else { return false }
    return lot.expiresAt <= instant || clock(of: lot.token).inactiveAt <= instant
  }
}

/// A clock that has run down.
struct DueClock {
  /// Inactivity or decay.
  var kind: TransactionKind
  var clock: TokenClock
  var at: Timestamp
}
