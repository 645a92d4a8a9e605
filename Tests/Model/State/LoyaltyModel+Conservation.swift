extension LoyaltyModel {
  /// What does not add up; empty when all does.
  ///
  /// For each member and token: issued = pending + available + locked − debt + redeemed + expired +
  /// reversed, by the counters that are kept apart from the lots; the lots by themselves give the
  /// same; each lot's parts make its amount; a hold keeps what its lots say.
  package func conservationFindings() -> [String] {
    members.values.flatMap { member in
      member.tokens.union(totals[member.id, default: [:]].keys).flatMap { token in
        findings(member, token)
      } + holdFindings(member) + member.lots.values.flatMap { lotFindings($0, member) }
    }.sorted() + counterFindings()
  }

  private func findings(_ member: Member, _ token: TokenID) -> [String] {
    let kept = totals[member.id]?[token] ?? Totals()
    let lots = member.lots.values.filter { $0.token == token }
    func total(_ part: (Lot) -> Points) -> Points { lots.reduce(0) { $0 + part($1) } }
    let debt = member.debt[token, default: 0]
    let paidDebt = total(\.paidDebt)
    // Debt is made by reversals alone: what was owed ever is what was paid and what still is.
    let fromLots = (
      issued: total { $0.isMovedOn ? 0 : $0.amount },
      redeemed: total(\.redeemed),
      expired: total(\.expired),
      reversed: total(\.reversed) + debt + paidDebt
    )
    var findings: [String] = []
    let balance = member.balance(of: token)
    if kept.issued != balance.total + kept.redeemed + kept.expired + kept.reversed {
      findings.append("\(member.id) \(token): \(kept) does not balance with \(balance)")
    }
    if fromLots.issued != kept.issued || fromLots.redeemed != kept.redeemed
      || fromLots.expired != kept.expired || fromLots.reversed != kept.reversed
    {
      findings.append("\(member.id) \(token): lots say \(fromLots), counters \(kept)")
    }
    if total(\.moved) != total({ $0.isMovedOn ? $0.amount : 0 }) {
      findings.append("\(member.id) \(token): moved points did not arrive")
    }
    return findings
  }

  private func lotFindings(_ lot: Lot, _ member: Member) -> [String] {
    let parts = [
      lot.free, lot.redeemed, lot.expired, lot.reversed, lot.paidDebt, lot.moved, lot.heldInAll,
    ]
    var findings: [String] = []
    if lot.difference != 0 || parts.contains(where: { $0 < 0 }) {
      findings.append("\(member.id): lot \(lot) does not add up")
    }
    if let end = lot.expiresAt, end <= now, lot.free > 0, !suspendsExpiry(member) {
      findings.append("\(member.id): lot \(lot.id) should have expired")
    }
    return findings
  }

  private func holdFindings(_ member: Member) -> [String] {
    member.holds.values.filter { hold in
      let kept = member.lots.values.reduce(0) { $0 + $1.held[hold.id, default: 0] }
      return kept != hold.points || (hold.state == .live) != (hold.points > 0)
    }.map { "\(member.id): hold \($0) and its lots disagree" }
  }

  /// Caps, sets and limits that went below zero, and returns of more than was earned.
  private func counterFindings() -> [String] {
    var findings = used.filter { $0.value < 0 }.map { "cap \($0.key): \($0.value)" }
    findings += eventCounts.filter { $0.value < 0 }.map { "event \($0.key): \($0.value)" }
    findings += transactions.values.filter { transaction in
      transaction.sale?.standing.values.contains { $0 < 0 } ?? false
    }.map { "transaction \($0.id): less than nothing stands" }
    return findings.sorted()
  }
}
