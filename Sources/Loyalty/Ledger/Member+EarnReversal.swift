/// What the reversal of an earn takes back, and from where.
///
/// `points = pendingVoided + availableTaken + lockedTaken + takenFromOtherLots + debtCreated +
/// alreadyExpired + unrecovered`.
package struct EarnReversal: Hashable, Sendable {
  package var posting: Posting
  /// What is asked back: all that the earn gave and earlier returns left, or a return's part of it.
  package var points: Points = .zero
  /// What earlier returns had asked back.
  package var alreadyReversed: Points = .zero
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
  /// Decides to take back an earn in full, as far as the return policy goes: all that returns have
  /// left of it.
  ///
  /// Taken, in this order: what expired, its own pending points, its own available ones, its own
  /// under the operator's locks, other available ones in the order of consumption, then debt.
  /// Points of authorised redemptions are never touched. The caps that the earn used are free
  /// again, and what it counted counts no more.
  ///
  /// - Parameters:
  ///   - earn: From the log; with its history where ``needsHistory(of:now:)`` says so.
  ///   - isStrict: Whether to refuse when something could not be taken.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  ///   - policies: Of its tokens.
  /// - Returns: The posting, and from where it takes how much.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone,
  ///   ``Refusal/alreadyReversed(version:)``, ``Refusal/unrecoverable``; of a voucher that a code
  ///   gave ``Refusal/voucherAlreadyUsed(version:)``, ``Refusal/voucherExpired``.
  package func decideEarnReversal(
    of earn: EarnFacts,
    isStrict: Bool = false,
    reason: String = "",
    now: Timestamp,
    rules: LedgerRules,
    policies: TokenPolicies = .none
  ) throws(Refusal) -> EarnReversal {
    requireNothingDue(now: now)
    try stage.requireCorrecting()
    try requireReversible(earn)
    let voucher =
      earn.gaveVoucher ? try cancelled(earn.version, isForced: false, now: now) : nil

    var taking = taking(earn, kind: .earnReversal, now: now, rules: rules)
    for (index, earned) in earn.lots.enumerated() {
      let token = earned.lot.token
      // Each token once, at its first lot.
      if earn.lots[..<index].contains(where: { $0.lot.token == token }) { continue }
      let own = earn.lots.indices.filter { earn.lots[$0].lot.token == token }
      taking.take(
        TakingPlan(
          token: token,
          needs: [TakingPlan.Need(lots: own, points: earn.standing(of: token))]
        ),
        policy: policies.returnPolicy(of: token, rules),
        debt: account(token).debt
      )
    }
    var reversal = taking.finish()
    guard !isStrict || reversal.unrecovered == .zero else { throw .unrecoverable }

    reversal.alreadyReversed = earn.returnedPoints
    reversal.posting.capUses = differences(from: earn.capUses, to: [])
    reversal.posting.linkedVersion = earn.version
    reversal.posting.reversedPoints = reversal.points
    reversal.posting.isFullReversal = true
    reversal.posting.reason = reason
    if let voucher { reversal.posting.details.voucher = voucher }
    let counted = Self.differences(from: earn.counterUses, to: [])
    if !counted.isEmpty { reversal.posting.details.counterUses = counted }
    return reversal
  }

  // MARK: - Steps

  /// Refuses what is reversed in full, and stops where earlier returns are missing in the facts.
  func requireReversible(_ earn: EarnFacts) throws(Refusal) {
    guard let earlier = reversal(of: earn.version) else { return }
    guard !earlier.isFull else { throw .alreadyReversed(version: earlier.by) }
    precondition(
      earlier.points == earn.returnedPoints,
      "of \(earn.version), \(earlier.points) were returned, the facts say \(earn.returnedPoints)"
    )
  }

  func taking(
    _ earn: EarnFacts,
    kind: TransactionKind,
    now: Timestamp,
    rules: LedgerRules
  ) -> Taking {
    Taking(
      earn,
      kind: kind,
      from: consumptionOrder(rules),
      locks: hasDetails ? holds.filter { $0.kind == .lock } : [],
      now: now
    )
  }

  /// What moves uses of caps from one state of a sale to another, as far as they are still counted.
  func differences(from before: [CapUse], to after: [CapUse]) -> [CapUse] {
    let before = before.merged
    let after = after.merged
    var differences: [CapUse] = []
    for use in before where use.period != .basket {
      var change = use
      for new in after where new.isSameCount(as: use) { change.amount -= new.amount }
      change.amount = -change.amount
      if change.amount < 0 {
        guard let index = capUseIndex(of: use) else { continue }
        change.amount = -min(-change.amount, details.capUses[index].amount)
      }
      if change.amount != 0 { differences.append(change) }
    }
    for use in after where use.period != .basket && use.amount > 0 {
      if !before.contains(where: { $0.isSameCount(as: use) }) { differences.append(use) }
    }
    return differences
  }

  /// What moves counters from one state of a sale to another; a day's earns stay counted.
  static func differences(from before: [CounterUse], to after: [CounterUse]) -> [CounterUse] {
    func isOfSale(_ use: CounterUse) -> Bool {
      use.delta != 0 && use.kind != .earns && use.kind != .points
    }
    var differences: [CounterUse] = []
    for use in before where isOfSale(use) {
      var change = use
      for new in after where new.kind == use.kind && new.owner == use.owner {
        change.delta -= new.delta
      }
      change.delta = -change.delta
      if change.delta != 0 { differences.append(change) }
    }
    for use in after where isOfSale(use) {
      if !before.contains(where: { $0.kind == use.kind && $0.owner == use.owner }) {
        differences.append(use)
      }
    }
    return differences
  }
}
