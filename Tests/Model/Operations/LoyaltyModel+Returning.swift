extension LoyaltyModel {
  /// Takes back what the returned lines were worth: the sale's points less what remains is worth,
  /// by the sale's own time, rules, member and counters.
  mutating func returnLines(
    _ returned: [ReturnedLine],
    of id: TransactionID,
    receipt: String,
    at occurredAt: Milliseconds
  ) throws(Refusal) -> Answer {
    var transaction = try reversible(id)
    guard var sale = transaction.sale, !sale.original.isEmpty else {
      throw Refusal(.notReversible)
    }
    let key = receiptKey(receipt, sale.facts.place, at: occurredAt, isReturn: true)
    if let key, let existing = receipts[key] {
      throw Refusal(.duplicateTransaction, existing: existing)
    }
    try Self.takeBack(returned, of: &sale)
    let isWhole = !sale.remaining.contains { $0.quantity > 0 || $0.amount > 0 }
    let after = isWhole ? Evaluation() : try worth(of: sale)

    var answer = Answer()
    answer.before = try sum(sale.standing.values)
    let booked = book(.partialReturn, transaction.member, at: occurredAt) {
      $0.about = transaction.id
    }
    if let key { receipts[key] = booked }
    let standing = clamped(after, sale, &answer)
    if let member = transaction.member {
      let (taken, wanted) = takeBack(transaction, to: standing.points, member, by: booked)
      (answer.taken, answer.points) = (taken, wanted)
    }
    recharge(from: sale.charges, to: standing.charges)
    sale.standing = standing.points
    sale.charges = standing.charges
    sale.evaluation = after
    transaction.sale = sale
    transaction.reversedBy = isWhole ? booked : nil
    if isWhole { parked.remove(transaction.id) }
    transactions[transaction.id] = transaction

    answer.transaction = booked
    answer.evaluation = after
    answer.after = try sum(standing.points.values)
    if transaction.member == nil {
      answer.points = (answer.before ?? 0) - (answer.after ?? 0)
      answer.taken = TakenBack()
    }
    return answer
  }

  /// What the remaining lines are worth by the facts of the sale.
  private func worth(of sale: Sale) throws(Refusal) -> Evaluation {
    // What was paid with points is taken off first, so the money's part is what comes back.
    let lines = Sale.remaining(
      of: Self.counting(sale.original, sale.tendered),
      less: sale.returned
    )
    return try Occasion(facts: sale.facts, lines: lines, codes: sale.codes).evaluate(zone: zone)
  }

  /// What stands after a return: never more points of a token than before.
  private func clamped(
    _ after: Evaluation,
    _ sale: Sale,
    _ answer: inout Answer
  )
    -> (points: [PromotionID: Points], charges: [CapKey: Points])
  {
    var result = after.byPromotion
    var charges = charges(of: after, sale: sale, to: memberToCharge(sale))
    func token(_ promotion: PromotionID) -> TokenID {
      sale.facts.rules.first { $0.id == promotion }?.token ?? settings.defaultToken
    }
    let before = sale.standing.reduce(into: [TokenID: Points]()) {
      $0[token($1.key), default: 0] += $1.value
    }
    for (rising, points) in after.byToken where points > before[rising, default: 0] {
      answer.warnings.insert(.clamped)
      result = result.filter { token($0.key) != rising }
        .merging(sale.standing.filter { token($0.key) == rising }) { _, kept in kept }
      charges = charges.filter { token($0.key.promotion) != rising }
        .merging(sale.charges.filter { token($0.key.promotion) == rising }) { _, kept in kept }
    }
    return (result, charges)
  }

  /// Whose caps a sale counts in: its member's, or the claimant's.
  private func memberToCharge(_ sale: Sale) -> MemberID? {
    sale.facts.member?.id ?? sale.claimedBy.flatMap { transactions[$0]?.member }
  }

  /// Notes what comes back.
  ///
  /// - Throws: ``Refusal`` with `INVALID_FIELD` for lines that are not there and for parts of a
  ///   basket coupon, with `ABOVE_MAX` for more than is left.
  static func takeBack(_ parts: [ReturnedLine], of sale: inout Sale) throws(Refusal) {
    let lines = sale.remaining
    guard parts.allSatisfy({ lines.indices.contains($0.line) }) else {
      throw Refusal(.invalidField)
    }
    for part in parts {
      let line = lines[part.line]
      var back = sale.returned[part.line] ?? Returned()
      guard !line.isEmpty else { throw Refusal(.aboveMaximum) }
      if part.quantity == nil, part.amount == nil {
        back.quantity += line.quantity
        if sale.original[part.line].quantity == 0 { back.amount += line.amount }
      } else {
        guard line.amount >= 0 else { throw Refusal(.invalidField) }
        guard part.quantity ?? 0 <= line.quantity, part.amount ?? 0 <= line.amount else {
          throw Refusal(.aboveMaximum)
        }
        back.quantity += part.quantity ?? 0
        back.amount += part.amount ?? 0
      }
      sale.returned[part.line] = back
    }
  }
}
