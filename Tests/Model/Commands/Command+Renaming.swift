extension Command {
  /// The same command about other transactions.
  package func renamingTransactions(_ name: (TransactionID) -> TransactionID) -> Command {
    switch self {
    case .claim(let id, let member): .claim(name(id), by: member)
    case .reverseEarn(let id, let strict): .reverseEarn(name(id), strict: strict)
    case .returnLines(let id, let lines, let receipt):
      .returnLines(name(id), lines, receipt: receipt)
    case .activate(let id): .activate(name(id))
    case .unlock(.lock(let id), let points): .unlock(.lock(name(id)), points: points)
    case .unlock(.transaction(let id), let points):
      .unlock(.transaction(name(id)), points: points)
    case .capture(let id, let points): .capture(name(id), points: points)
    case .void(let id): .void(name(id))
    case .reverseRedemption(let id, let points): .reverseRedemption(name(id), points: points)
    case .lock(let lock): .lock(lock.renamingTransactions(name))
    case .sale(let chain): .sale(chain.renamingTransactions(name))
    case .enrol, .change, .putPromotion, .evaluate, .earn, .reward, .redeem, .authorize,
      .expirePercentage, .extendExpiry, .passTime:
      self
    }
  }
}

extension LockCommand {
  fileprivate func renamingTransactions(_ name: (TransactionID) -> TransactionID) -> LockCommand {
    guard case .transaction(let id) = target else { return self }
    var lock = self
    lock.target = .transaction(name(id))
    return lock
  }
}

extension ChainCommand {
  fileprivate func renamingTransactions(_ name: (TransactionID) -> TransactionID) -> ChainCommand {
    var chain = self
    chain.operations = operations.map { operation in
      guard case .returnLines(let id, let lines, let receipt) = operation else {
        return operation
      }
      return .returnLines(name(id), lines, receipt: receipt)
    }
    return chain
  }
}
