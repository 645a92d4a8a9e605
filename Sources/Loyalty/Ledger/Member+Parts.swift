// Finding and placing the parts of a member.
extension Member {
  /// The open lot of this id, if there is one.
  package func lot(_ id: LotID) -> Lot? {
    for lot in lots where lot.id == id { return lot }
    return nil
  }

  /// The live hold of this id, if there is one.
  package func hold(_ id: UInt32) -> Hold? {
    guard hasDetails else { return nil }
    for hold in holds where hold.id == id { return hold }
    return nil
  }

  /// The totals of a token; all zero for one that the member never had.
  package func account(_ token: TokenNumber) -> Account {
    for index in accounts.indices where accounts[index].token == token { return accounts[index] }
    return Account(token: token)
  }

  /// What reversals have taken of a transaction, if there was one.
  package func reversal(of version: UInt32) -> Reversal? {
    guard hasDetails else { return nil }
    for reversal in details.reversals where reversal.version == version { return reversal }
    return nil
  }

  /// Points counted against a cap in one period.
  package func capUse(
    of promotion: PromotionNumber,
    period: CapPeriod,
    periodStart: Timestamp
  ) -> Points {
    let wanted = CapUse(
      promotion: promotion,
      period: period,
      periodStart: periodStart,
      points: .zero
    )
    guard let index = capUseIndex(of: wanted) else { return .zero }
    return Points(details.capUses[index].amount)
  }

  func capUseIndex(of use: CapUse) -> Int? {
    let uses = capUses
    for index in uses.indices
    where uses[index].isSameCount(as: use) {
      return index
    }
    return nil
  }

  /// The index of a lot that must be open.
  func openIndex(of lot: LotID) -> Int {
    for index in lots.indices where lots[index].id == lot { return index }
    preconditionFailure("member \(id) has no open lot \(lot)")
  }

  /// The index of an account that must be there.
  func accountIndex(of token: TokenNumber) -> Int {
    for index in accounts.indices where accounts[index].token == token { return index }
    preconditionFailure("member \(id) has no account of token \(token)")
  }

  /// The index of a token's account, which is made if this is its first credit.
  mutating func madeAccountIndex(of token: TokenNumber) -> Int {
    for index in accounts.indices where accounts[index].token == token { return index }
    accounts.append(Account(token: token))
    return accounts.count - 1
  }

  /// Puts a lot in its place in the order of consumption.
  mutating func insert(_ lot: Lot) {
    // Most lots live as long as the one before.
    var low = lots.isEmpty || !lots[lots.count - 1].precedes(lot) ? 0 : lots.count
    var high = lots.count
    while low < high {
      let middle = (low + high) / 2
      if lots[middle].precedes(lot) { low = middle + 1 } else { high = middle }
    }
    precondition(low == lots.count || lots[low].id != lot.id, "lot \(lot.id) is open already")
    if low == lots.count { lots.append(lot) } else { lots.insert(lot, at: low) }
  }
}
