internal import FealtyWire
internal import Model

/// What one side says, by name: both sides must say the same.
typealias Facts = [String: String]

// What is said of the same things by both sides, each in its own types.

extension Facts {
  mutating func say(_ name: String, _ number: Int64?) {
    self[name] = number.map { String($0) }
  }

  /// Balances of tokens of which there is something.
  mutating func sayBalances(_ balances: [TokenID: Model.Balance]) {
    for (token, balance) in balances where balance != Model.Balance() {
      self["balance of \(token)"] =
        "\(balance.available) available, \(balance.pending) pending, "
        + "\(balance.locked) locked, \(balance.debt) owed, \(balance.total) in all"
    }
  }

  mutating func sayBalances(_ balances: [FealtyWire.Balance]) {
    for balance in balances
    where balance.available != 0 || balance.pending != 0 || balance.locked != 0
      || balance.debt != 0
    {
      self["balance of \(balance.tokenID)"] =
        "\(balance.available) available, \(balance.pending) pending, "
        + "\(balance.locked) locked, \(balance.debt) owed, \(balance.total) in all"
    }
  }

  mutating func sayWarnings(_ warnings: [String]) {
    if !warnings.isEmpty { self["warnings"] = warnings.sorted().joined(separator: " ") }
  }
}
