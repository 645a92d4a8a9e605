extension Member {
  /// Decides what an earn posts: a lot for each group of awards that share token, kind and dates.
  ///
  /// Debt is paid first, from the lots that would be consumed first, pending ones included. No points at
  /// all is a success: a posting without lots.
  ///
  /// - Parameters:
  ///   - awards: What evaluating the basket gave; points 0 or more.
  ///   - capUses: How much of its caps the basket uses; points 0 or more.
  ///   - now: Time of recording; pending and expiry run from it. Nothing may be due.
  /// - Throws: ``Refusal/memberNotActive``, ``Refusal/earnBlocked``, ``Refusal/amountOutOfRange`` where a
  ///   lot or the total would exceed ``Points/limit``.
  package func decideEarn(
    awards: [Award], capUses: [CapUse], now: Timestamp, rules: LedgerRules
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireEarning(rules)

    var posting = Posting(kind: .earn, token: awards.first?.token ?? 0, effectiveAt: now)
    posting.lotsMade = try newLots(from: awards, now: now)
    for (index, lot) in posting.lotsMade.enumerated() {
      // Each token once, at its first lot.
      if posting.lotsMade[..<index].contains(where: { $0.token == lot.token }) { continue }
      try requireRoom(for: posting.lotsMade, token: lot.token)
      let debt = account(lot.token).debt
      if debt > .zero { posting.payDebt(debt, token: lot.token, from: posting.lotsMade) }
    }
    posting.capUses = capUses
    forgetOldCapUses(&posting, now: now, rules: rules)
    return posting
  }

  private func newLots(from awards: [Award], now: Timestamp) throws(Refusal) -> [Lot] {
    var made: [Lot] = []
    made.reserveCapacity(awards.count)
    for award in awards where award.points != .zero {
      precondition(award.points > .zero, "promotion \(award.promotion) awards \(award.points)")
      let kind: LotKind = award.isBonus ? .bonus : .base
      let activationAt = now.adding(milliseconds: award.pendingMilliseconds)
      let expiresAt =
        award.expiresAfterMilliseconds == 0
        ? Timestamp.never : now.adding(milliseconds: award.expiresAfterMilliseconds)
      if let index = made.firstIndex(where: {
        $0.token == award.token && $0.kind == kind && $0.activationAt == activationAt
          && $0.expiresAt == expiresAt
      }) {
        made[index].amount = try made[index].amount.adding(award.points)
        made[index].remaining = made[index].amount
      } else {
        let amount = try Points.zero.adding(award.points)
        guard let index = UInt16(exactly: made.count) else { throw .amountOutOfRange }
        made.append(
          Lot(
            id: LotID(version: nextVersion, index: index), token: award.token, kind: kind,
            amount: amount, remaining: amount, activationAt: activationAt, expiresAt: expiresAt))
      }
    }
    return made
  }

  private func requireRoom(for made: [Lot], token: TokenNumber) throws(Refusal) {
    let account = account(token)
    var credit = Points.zero
    for lot in made where lot.token == token { credit = try credit.adding(lot.amount) }
    // The open points, not the total: debt paid later must not lift a balance above the limit.
    _ = try (account.total + account.debt).adding(credit)
    guard account.issued <= Account.issuedLimit - credit else { throw .amountOutOfRange }
  }

  /// Drops uses of periods that no earn and no reversal can reach any more.
  ///
  /// Only when the list has grown: a member's regular visits must not gather a use for every day of a life.
  private func forgetOldCapUses(_ posting: inout Posting, now: Timestamp, rules: LedgerRules) {
    guard hasDetails, details.capUses.count >= Self.capUsesBeforeForgetting else { return }
    let reach = rules.maxBackdateMilliseconds + Self.longestCapPeriodMilliseconds
    for use in details.capUses
    where use.period != .life && use.periodStart.adding(milliseconds: reach) < now {
      var release = use
      release.points = -use.points
      posting.capUses.append(release)
    }
  }

  /// How many uses of caps a member has before an earn looks for old ones.
  package static let capUsesBeforeForgetting = 16
  /// A month of 31 days and a day for the change of clocks.
  private static let longestCapPeriodMilliseconds = 32 * LedgerRules.dayMilliseconds
}

extension Posting {
  /// Pays debt from new credit, the lot that would be consumed first before the others.
  mutating func payDebt(_ debt: Points, token: TokenNumber, from credit: [Lot]) {
    var owed = debt
    for lot in credit.sorted(by: { $0.precedes($1) }) where lot.token == token && owed > .zero {
      let paid = min(lot.remaining, owed)
      draws.append(Draw(lot: lot, points: paid, destination: .debt))
      owed -= paid
    }
  }
}
