extension LoyaltyModel {
  /// Takes back what still stands of an earn, a claimed guest sale or an event, once.
  ///
  /// A guest's sale that nobody has claimed just loses its parked points.
  mutating func reverseEarn(
    _ id: TransactionID,
    strict: Bool,
    at occurredAt: Milliseconds
  )
    throws(Refusal) -> Answer
  {
    var transaction = try reversible(id)
    guard var sale = transaction.sale else { throw Refusal(.notReversible) }
    var answer = Answer()
    answer.points = try sum(sale.standing.values)
    let reversal = book(.earnReversal, transaction.member, at: occurredAt) {
      $0.about = transaction.id
    }
    if let member = transaction.member {
      let taken = takeBack(transaction, to: [:], member, by: reversal).taken
      guard !strict || taken.unrecovered == 0 else { throw Refusal(.unrecoverable) }
      answer.taken = taken
    } else {
      answer.taken = TakenBack()
    }
    recharge(from: sale.charges, to: [:])
    for key in sale.evaluation.awards.flatMap(\.counts) {
      let count = eventCounts[key, default: 0] - 1
      eventCounts[key] = count == 0 ? nil : count
    }
    sale.charges = [:]
    sale.standing = [:]
    sale.evaluation = Evaluation()
    transaction.sale = sale
    transaction.reversedBy = reversal
    parked.remove(transaction.id)
    transactions[transaction.id] = transaction
    answer.transaction = reversal
    return answer
  }

  /// The earn, guest sale or event that a transaction is, or that a claim is about.
  ///
  /// - Throws: ``Refusal``: not found, not reversible, or reversed in full before.
  func reversible(_ id: TransactionID) throws(Refusal) -> Transaction {
    var transaction = try transaction(id)
    if transaction.kind == .claim, let sale = transaction.about {
      transaction = try self.transaction(sale)
    }
    guard transaction.movesPoints else { throw Refusal(.transactionNotFound) }
    guard transaction.sale != nil else { throw Refusal(.notReversible) }
    if let member = transaction.member { try checkMayCorrect(member) }
    let isUnclaimed = transaction.sale?.claimedBy == nil
    guard !isUnclaimed || transaction.sale?.claimUntil ?? .max > now else {
      throw Refusal(.claimExpired)
    }
    if let reversal = transaction.reversedBy {
      throw Refusal(.alreadyReversed, existing: reversal)
    }
    return transaction
  }
}
