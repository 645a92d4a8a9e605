/// Somebody who collects: what they are, and their points.
package struct Member: Hashable, Sendable {
  package var id: MemberID
  package var stage: Stage
  package var birthday: CivilDay?
  /// Each tier with the instant from which it holds; the first holds since ever.
  package var tiers: [Dated<String>]
  /// Each set of segments with the instant from which it holds; the first holds since ever.
  package var segments: [Dated<Set<String>>]
  /// When all points of a token end, unless the member is there before.
  package var inactiveAt: [TokenID: Milliseconds] = [:]

  package var lots: [LotID: Lot] = [:]
  package var holds: [TransactionID: Hold] = [:]
  package var debt: [TokenID: Points] = [:]
  /// What must not be redeemed without the PIN, absent = anything may.
  package var pinLimits = PinLimits()
  /// Points redeemed by local day.
  package var redeemedByDay: [CivilDay: Points] = [:]

  /// The tier at an instant.
  package func tier(at instant: Milliseconds) -> String { value(of: tiers, at: instant) ?? "" }

  /// The segments at an instant.
  package func segments(at instant: Milliseconds) -> Set<String> {
    value(of: segments, at: instant) ?? []
  }

  private func value<Value>(of history: [Dated<Value>], at instant: Milliseconds) -> Value? {
    (history.last { $0.from <= instant } ?? history.first)?.value
  }

  /// The parts of the balance of a token.
  package func balance(of token: TokenID) -> Balance {
    var result = Balance(debt: debt[token, default: 0])
    for lot in lots.values where lot.token == token {
      result.locked += lot.heldInAll
      if lot.isPending {
        result.pending += lot.free
      } else {
        result.available += lot.free
      }
    }
    return result
  }

  /// All tokens that the member ever had.
  package var tokens: Set<TokenID> { Set(lots.values.map(\.token)).union(debt.keys) }
}

/// Something that holds from an instant on.
package struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
  package var from: Milliseconds
  package var value: Value

  package init(from: Milliseconds, _ value: Value) {
    self.from = from
    self.value = value
  }
}

/// How much may be redeemed without the PIN.
package struct PinLimits: Hashable, Sendable {
  package var perTransaction: Points?
  package var perDay: Points?

  package init(perTransaction: Points? = nil, perDay: Points? = nil) {
    self.perTransaction = perTransaction
    self.perDay = perDay
  }
}

/// A member's points of one token.
package struct Balance: Hashable, Sendable {
  package var available: Points = 0
  package var pending: Points = 0
  package var locked: Points = 0
  package var debt: Points = 0

  package init(available: Points = 0, pending: Points = 0, locked: Points = 0, debt: Points = 0) {
    self.available = available
    self.pending = pending
    self.locked = locked
    self.debt = debt
  }

  package var total: Points { available + pending + locked - debt }
}

/// What ever happened to a member's points of one token; kept apart from the lots, to be compared.
package struct Totals: Hashable, Sendable {
  package var issued: Points = 0
  package var redeemed: Points = 0
  package var expired: Points = 0
  package var reversed: Points = 0
  /// A memo: no points moved.
  package var unrecovered: Points = 0

  package init() {}
}
