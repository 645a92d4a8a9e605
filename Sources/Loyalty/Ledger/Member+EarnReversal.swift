/// What the reversal of an earn takes back, and from where.
///
/// `points = pendingVoided + availableTaken + lockedTaken + takenFromOtherLots + debtCreated +
/// alreadyExpired + unrecovered`.
package struct EarnReversal: Hashable, Sendable {
  package var posting: Posting
  /// All that the earn gave.
  package var points: Points = .zero
  /// From its own lots that were not active yet.
  package var pendingVoided: Points = .zero
  /// From its own lots that were active.
  package var availableTaken: Points = .zero
  package var takenFromOtherLots: Points = .zero
  /// From its own lots, where the operator had locked them.
  package var lockedTaken: Points = .zero
  package var debtCreated: Points = .zero
  /// Moved from expired to reversed; the balance stays.
  package var alreadyExpired: Points = .zero
  /// What the policy could not take.
  package var unrecovered: Points = .zero
}

extension Member {
  /// Decides to take back an earn in full, as far as the programme's return policy goes.
  ///
  /// Taken, in this order: what expired, its own pending points, its own available ones, its own
  /// under the operator's locks, other available ones in the order of consumption, then debt.
  /// Points of authorised redemptions are never touched. The caps that the earn used are free
  /// again.
  ///
  /// - Parameters:
  ///   - earn: From the log; with its history where ``EarnFacts/needsHistory(now:)`` says so.
  ///   - isStrict: Whether to refuse when something could not be taken.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  /// - Returns: The posting, and from where it takes how much.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone,
  ///   ``Refusal/alreadyReversed(version:)``, ``Refusal/unrecoverable``.
  package func decideEarnReversal(
    of earn: EarnFacts,
    isStrict: Bool = false,
    reason: String = "",
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> EarnReversal {
    requireNothingDue(now: now)
    try stage.requireCorrecting()
    if let earlier = reversal(of: earn.version) { throw .alreadyReversed(version: earlier.by) }

    let token = earn.lots.first?.lot.token ?? 0
    var reversal = EarnReversal(
      posting: Posting(kind: .earnReversal, token: token, effectiveAt: now)
    )
    reversal.points = earn.points
    for (index, earned) in earn.lots.enumerated() {
      // Each token once, at its first lot.
      if earn.lots[..<index].contains(where: { $0.lot.token == earned.lot.token }) { continue }
      takeBack(earn, token: earned.lot.token, into: &reversal, now: now, rules: rules)
    }
    guard !isStrict || reversal.unrecovered == .zero else { throw .unrecoverable }

    reversal.posting.capUses = releases(of: earn.capUses)
    reversal.posting.linkedVersion = earn.version
    reversal.posting.reversedPoints = reversal.points
    reversal.posting.isFullReversal = true
    reversal.posting.reason = reason
    return reversal
  }

  // MARK: - Steps

  private func takeBack(
    _ earn: EarnFacts,
    token: TokenNumber,
    into reversal: inout EarnReversal,
    now: Timestamp,
    rules: LedgerRules
  ) {
    var change = AccountChange(token: token)
    var outstanding = Points.zero
    for earned in earn.lots where earned.lot.token == token {
      outstanding += earned.lot.amount - earned.expired
      change.expiredToReversed += earned.expired
    }
    reversal.alreadyExpired += change.expiredToReversed

    let ordered = consumptionOrder(rules)
    for lot in ordered where lot.isOwn(earn, token) && lot.activationAt > now {
      reversal.pendingVoided += reversal.take(lot.free, of: lot, outstanding: &outstanding)
    }
    let onlyPending = rules.returnPolicy == .onlyPending
    if !onlyPending {
      for lot in ordered where lot.isOwn(earn, token) && lot.activationAt <= now {
        reversal.availableTaken += reversal.take(lot.free, of: lot, outstanding: &outstanding)
      }
    }
    for lock in holds where lock.kind == .lock {
      for part in lock.parts where part.lot.version == earn.version {
        let lot = lots[openIndex(of: part.lot)]
        guard lot.token == token, !onlyPending || lot.activationAt > now else { continue }
        reversal.lockedTaken += reversal.take(
          part.points,
          of: lot,
          hold: lock.id,
          outstanding: &outstanding
        )
      }
    }
    if !onlyPending {
      for lot in ordered where lot.isAvailable(token, now) && lot.id.version != earn.version {
        reversal.takenFromOtherLots += reversal.take(
          lot.free,
          of: lot,
          outstanding: &outstanding
        )
      }
    }
    if case .allowDebt(let max) = rules.returnPolicy {
      let room = min(max, .limit) - account(token).debt
      change.debtCreated = min(outstanding, Swift.max(room, .zero))
      reversal.debtCreated += change.debtCreated
      outstanding -= change.debtCreated
    }
    change.unrecovered = outstanding
    reversal.unrecovered += outstanding
    if change != AccountChange(token: token) { reversal.posting.accountChanges.append(change) }
  }

  /// The differences that set an earn's use of caps free, as far as it is still counted.
  private func releases(of used: [CapUse]) -> [CapUse] {
    var releases: [CapUse] = []
    for use in used where use.period != .basket {
      guard let index = capUseIndex(of: use) else { continue }
      var release = use
      release.points = -min(use.points, details.capUses[index].points)
      releases.append(release)
    }
    return releases
  }
}

extension Lot {
  fileprivate func isOwn(_ earn: EarnFacts, _ token: TokenNumber) -> Bool {
    id.version == earn.version && self.token == token
  }
}

extension EarnReversal {
  /// Takes up to `points` of a lot, and says how many it took.
  fileprivate mutating func take(
    _ points: Points,
    of lot: Lot,
    hold: UInt32 = 0,
    outstanding: inout Points
  ) -> Points {
    let taken = min(points, outstanding)
    guard taken > .zero else { return .zero }
    posting.draws.append(Draw(lot: lot, points: taken, destination: .reversed, hold: hold))
    outstanding -= taken
    return taken
  }
}
