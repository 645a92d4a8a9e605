extension LoyaltyModel {
  /// Does several operations of one sale, one after the other, all or none.
  ///
  /// What the sale redeems counts as paid with points, beside what the basket says was.
  ///
  /// - Throws: ``Refusal``: the first failure's own, with its index; the others are
  ///   `LINKED_FAILED`.
  mutating func perform(
    _ chain: ChainCommand,
    at occurredAt: Milliseconds
  ) throws(Refusal)
    -> Answer
  {
    let before = self
    var sale = chain.sale
    for case .redeem(let points, _) in chain.operations {
      sale.basket.paidWithPoints += try worth(points)
    }
    let receipt = receiptKey(sale.receipt, sale.place, at: occurredAt, isReturn: false)
    if let member = sale.member { _ = try self.member(member) }
    if chain.operations.contains(.earn), let receipt, let existing = receipts[receipt] {
      throw Refusal(.duplicateTransaction, existing: existing)
    }
    var answer = Answer()
    for (index, operation) in chain.operations.enumerated() {
      settle(to: now)
      do {
        answer.operations.append(try perform(operation, of: sale, at: occurredAt))
      } catch {
        var refusal = error
        refusal.operation = index
        throw refusal
      }
    }
    guard chain.commit else {
      settle(to: now)
      answer.balances = sale.member.flatMap { members[$0] }?.balances ?? [:]
      self = before
      for index in answer.operations.indices { answer.operations[index].transaction = nil }
      return answer
    }
    answer.transaction = answer.operations.compactMap(\.transaction).last
    return answer
  }

  private mutating func perform(
    _ operation: ChainCommand.Operation,
    of sale: SaleCommand,
    at occurredAt: Milliseconds
  ) throws(Refusal) -> Answer {
    switch operation {
    case .evaluate: return try evaluate(sale, at: occurredAt)
    case .earn: return try earn(sale, at: occurredAt)
    case .redeem(let points, let token):
      guard let member = sale.member else { throw Refusal(.memberNotFound) }
      return try redeem(RedeemCommand(member, points, token: token), at: occurredAt)
    case .lock(let points):
      guard let member = sale.member else { throw Refusal(.memberNotFound) }
      return try lock(LockCommand(member, .amount(nil), points: points), at: occurredAt)
    case .returnLines(let id, let lines, let receipt):
      guard try transaction(id).member == sale.member else { throw Refusal(.transactionNotFound) }
      return try returnLines(lines, of: id, receipt: receipt, at: occurredAt)
    }
  }
}
