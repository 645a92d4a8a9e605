extension LoyaltyModel {
  /// Changes one lot of a member.
  mutating func change(_ member: MemberID, _ lot: LotID, _ change: (inout Lot) -> Void) {
    guard var changed = members[member]?.lots[lot] else {
      preconditionFailure("member \(member) has no lot \(lot)")
    }
    change(&changed)
    precondition(changed.difference == 0, "lot \(changed) does not add up")
    precondition(changed.free >= 0, "lot \(changed) is below zero")
    members[member]?.lots[lot] = changed
  }

  /// Adds to the counters that are kept apart from the lots.
  mutating func count(_ member: MemberID, _ token: TokenID, _ change: (inout Totals) -> Void) {
    change(&totals[member, default: [:]][token, default: Totals()])
  }

  /// Makes a lot of new points, with spans of time from `base`; active points pay debt first.
  ///
  /// The second result is what paid debt.
  mutating func credit(
    _ award: Award,
    points: Points,
    rule: Promotion,
    kind: Lot.Kind,
    to member: MemberID,
    for transaction: TransactionID,
    from base: Milliseconds
  ) -> (lot: LotID, debtPaid: Points) {
    let activationAt = rule.terms.activationAt(from: base).flatMap { $0 <= now ? nil : $0 }
    let lot = Lot(
      id: nextLot(of: member),
      token: award.token,
      kind: kind,
      transaction: transaction,
      promotion: rule.id,
      version: rule.version,
      terms: rule.terms,
      earnedAt: now,
      isPending: activationAt != nil || rule.terms.activation == .byAction,
      activationAt: activationAt,
      expiresAt: expiry(of: rule.terms, for: member, from: base),
      amount: points,
      free: points
    )
    members[member]?.lots[lot.id] = lot
    count(member, award.token) { $0.issued += points }
    return (lot.id, lot.isPending ? 0 : payDebt(member, lot.id, upTo: points))
  }

  /// Moves points that would end with their lot to a new lot of their own.
  mutating func moveOn(
    _ points: Points,
    of lot: LotID,
    _ member: MemberID,
    to end: Milliseconds?
  )
    -> LotID
  {
    guard let old = members[member]?.lots[lot] else {
      preconditionFailure("member \(member) has no lot \(lot)")
    }
    change(member, lot) {
      $0.free -= points
      $0.moved += points
    }
    var new = Lot(
      id: nextLot(of: member),
      token: old.token,
      kind: .restored,
      transaction: old.transaction,
      promotion: old.promotion,
      version: old.version,
      terms: old.terms,
      earnedAt: now,
      isPending: old.isPending,
      activationAt: old.activationAt,
      expiresAt: end,
      amount: points,
      free: points
    )
    // The new lot's end is fixed, whatever its points' first terms say of inactivity.
    new.terms.expiry = end.map { .at($0) } ?? .never
    members[member]?.lots[new.id] = new
    return new.id
  }

  /// Pays debt from a lot's free points.
  ///
  /// - Returns: What was paid.
  @discardableResult
  mutating func payDebt(_ member: MemberID, _ lot: LotID, upTo limit: Points) -> Points {
    guard let from = members[member]?.lots[lot] else { return 0 }
    let paid = min(limit, from.free, members[member]?.debt[from.token] ?? 0)
    guard paid > 0 else { return 0 }
    change(member, lot) {
      $0.free -= paid
      $0.paidDebt += paid
    }
    addDebt(-paid, member, from.token)
    return paid
  }

  /// Raises or lowers what a member owes.
  mutating func addDebt(_ points: Points, _ member: MemberID, _ token: TokenID) {
    let debt = (members[member]?.debt[token] ?? 0) + points
    precondition(debt >= 0, "member \(member) would owe \(debt)")
    members[member]?.debt[token] = debt == 0 ? nil : debt
  }

  /// Ends free points of a lot.
  mutating func expire(_ points: Points, of lot: LotID, _ member: MemberID) {
    guard points > 0, let token = members[member]?.lots[lot]?.token else { return }
    change(member, lot) {
      $0.free -= points
      $0.expired += points
    }
    count(member, token) { $0.expired += points }
  }

  /// When points of some terms end for a member.
  func expiry(of terms: LotTerms, for member: MemberID, from base: Milliseconds) -> Milliseconds? {
    let lastActivity = members[member]?.lastActivity ?? base
    return terms.expiresAt(from: base, lastActivity: lastActivity, in: zone)
  }

  private func nextLot(of member: MemberID) -> LotID { (members[member]?.lots.count ?? 0) + 1 }
}
