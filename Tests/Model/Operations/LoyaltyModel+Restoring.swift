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
    guard transaction.movesPoints else { throw Refusal(.transactionNotFound) }
    guard transaction.kind == .redemption || transaction.kind == .capture,
      let member = transaction.member, let token = transaction.token
    else { throw Refusal(.notReversible) }
    try checkMayCorrect(member)
    if let reversal = transaction.reversedBy {
      throw Refusal(.alreadyReversed, existing: reversal)
    }
    let wanted = points ?? transaction.draws.points
    guard wanted <= transaction.draws.points else { throw Refusal(.aboveMaximum) }

    var answer = Answer()
    let (restored, left) = Self.takeLast(wanted, from: transaction.draws)
    count(member, token) { $0.redeemed -= wanted }
    var ending: [LotID] = []
    for draw in restored {
      let (lot, expires) = restore(draw, member)
      answer.lots.append(lot)
      if expires { ending.append(lot) }
    }
    answer.debtPaid = payDebt(member, token, with: answer.lots)
    for lot in ending {
      let points = members[member]?.lots[lot]?.free ?? 0
      expire(points, of: lot, member)
      answer.expiredAtOnce += points
    }
    let reversal = book(.redemptionReversal, member, at: occurredAt) { $0.about = id }
    transaction.draws = left
    if left.isEmpty { transaction.reversedBy = reversal }
    transactions[id] = transaction
    answer.transaction = reversal
    answer.points = wanted
    answer.draws = restored
    return answer
  }

  /// Gives points back to a lot, or to a new one where it has ended and the programme is kind.
  ///
  /// - Returns: The lot, and whether its points are to expire at once.
  private mutating func restore(_ draw: Drawdown, _ member: MemberID) -> (LotID, expires: Bool) {
    change(member, draw.lot) {
      $0.redeemed -= draw.points
      $0.free += draw.points
    }
    guard let owner = members[member],
      let end = owner.lots[draw.lot]?.expiresAt, end <= now, !suspendsExpiry(owner)
    else { return (draw.lot, false) }
    switch settings.restorePolicy {
    case .expireNow: return (draw.lot, true)
    case .grace(let span): return (moveOn(draw.points, of: draw.lot, member, to: now + span), false)
    case .newPeriod(let span):
      let end = span.end(from: now, upTo: .day, in: zone)
      return (moveOn(draw.points, of: draw.lot, member, to: end), false)
    }
  }
}
