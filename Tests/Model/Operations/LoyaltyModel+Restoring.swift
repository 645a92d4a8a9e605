extension LoyaltyModel {
  /// Gives all or a part of redeemed points back to the lots that paid, the last one drawn first.
  ///
  /// Debt is paid before; where a lot has ended meanwhile, the programme's restore policy says what
  /// becomes of its points.
  mutating func reverseRedemption(
    _ id: TransactionID,
    points: Points?,
    at occurredAt: Milliseconds
  ) throws(Refusal) -> Answer {
    var transaction = try transaction(id)
    guard transaction.kind == .redemption || transaction.kind == .capture,
      let member = transaction.member, let token = transaction.token
    else { throw Refusal(.notReversible) }
    if let reversal = transaction.reversedBy {
      throw Refusal(.alreadyReversed, existing: reversal)
    }
    let wanted = points ?? transaction.draws.points
    guard wanted <= transaction.draws.points else { throw Refusal(.aboveMaximum) }

    var answer = Answer()
    let (restored, left) = Self.takeLast(wanted, from: transaction.draws)
    count(member, token) { $0.redeemed -= wanted }
    for draw in restored { restore(draw, member, &answer) }
    let reversal = book(.redemptionReversal, member, at: occurredAt) { $0.about = id }
    transaction.draws = left
    if left.isEmpty { transaction.reversedBy = reversal }
    transactions[id] = transaction
    answer.transaction = reversal
    answer.points = wanted
    answer.draws = restored
    return answer
  }

  private mutating func restore(_ draw: Drawdown, _ member: MemberID, _ answer: inout Answer) {
    change(member, draw.lot) {
      $0.redeemed -= draw.points
      $0.free += draw.points
    }
    let paid = payDebt(member, draw.lot, upTo: draw.points)
    answer.debtPaid += paid
    let points = draw.points - paid
    guard points > 0, let owner = members[member], let lot = owner.lots[draw.lot],
      let end = lot.expiresAt, end <= now, !suspendsExpiry(owner)
    else { return }
    switch settings.restorePolicy {
    case .expireNow:
      expire(points, of: draw.lot, member)
      happened(now, .expired, member, lot: draw.lot, points)
      answer.expiredAtOnce += points
    case .grace(let span):
      answer.lots.append(moveOn(points, of: draw.lot, member, to: now + span))
    case .newPeriod:
      let end = expiry(of: lot.terms, for: member, from: now)
      answer.lots.append(moveOn(points, of: draw.lot, member, to: end))
    }
  }
}
