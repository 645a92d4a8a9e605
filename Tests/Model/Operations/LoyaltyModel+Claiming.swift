extension LoyaltyModel {
  /// Gives a guest's parked points to a member, once and in time: what of them still stands.
  ///
  /// The sale becomes the member's: it counts as a visit when it happened, and it is reversed and
  /// returned under its own number. The member's caps count the points and do not cut them.
  mutating func claim(
    _ id: TransactionID,
    by member: MemberID,
    at occurredAt: Milliseconds
  )
    throws(Refusal) -> Answer
  {
    try checkMayEarn(self.member(member))
    var transaction = try transaction(id)
    // A receipt that a member's card was at belongs to somebody already.
    let isOwned = transaction.kind == .earn && receipts.values.contains(id)
    guard !isOwned else { throw Refusal(.alreadyClaimed) }
    guard transaction.kind == .guestSale, var sale = transaction.sale else {
      throw Refusal(.transactionNotFound)
    }
    if sale.claimedBy != nil { throw Refusal(.alreadyClaimed) }
    guard sale.claimUntil ?? .max > now else { throw Refusal(.claimExpired) }
    if let reversal = transaction.reversedBy { throw Refusal(.alreadyReversed, existing: reversal) }

    let claim = book(.claim, member, at: occurredAt) { $0.about = id }
    sale.claimedBy = claim
    parked.remove(id)
    for index in sale.evaluation.awards.indices {
      let award = sale.evaluation.awards[index]
      let points = min(award.points, left(of: award, sale, for: member))
      sale.evaluation.awards[index].points = points
      sale.standing[award.promotion] = points
    }
    sale.evaluation.awards.removeAll { $0.points == 0 }
    let charges = charges(of: sale.evaluation, sale: sale, to: member)
    recharge(from: sale.charges, to: charges)
    sale.charges = charges
    transaction.member = member
    transaction.sale = sale
    transactions[id] = transaction

    var answer = Answer()
    answer.transaction = claim
    answer.evaluation = sale.evaluation
    answer.points = try sum(sale.standing.values)
    noteActivity(of: member)
    try credit(id, to: member, by: claim, kind: nil, &answer)
    return answer
  }

  /// What a member's own caps leave of a promotion's points in the time of a sale.
  private func left(of award: Award, _ sale: Sale, for member: MemberID) -> Points {
    guard let rule = sale.facts.rules.first(where: { $0.id == award.promotion }) else { return 0 }
    let caps = rule.caps.filter { $0.scope == .member && $0.period != .basket }
    return caps.map { cap in
      let window = Window(cap.period, at: sale.facts.occurredAt, in: zone)
      let key = CapKey(promotion: rule.id, scope: .member, holder: member, window: window)
      return max(0, cap.points - used[key, default: 0])
    }.min() ?? .max
  }

  /// What an evaluation adds to caps and budgets when its points are a member's.
  func charges(of evaluation: Evaluation, sale: Sale, to member: MemberID?) -> [CapKey: Points] {
    let occasion = Occasion(facts: sale.facts, lines: [])
    var result: [CapKey: Points] = [:]
    for award in evaluation.awards {
      guard let rule = sale.facts.rules.first(where: { $0.id == award.promotion }) else { continue }
      for key in occasion.charges(of: rule, to: member, zone: zone) {
        result[key, default: 0] += award.points
      }
    }
    return result
  }
}
