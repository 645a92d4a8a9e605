/// A basket at a till.
package struct SaleCommand: Hashable, Sendable {
  /// Absent for a guest.
  package var member: MemberID?
  package var place: Place
  package var basket: Basket
  /// Empty = the sale has no natural key.
  package var receipt: String

  package init(
    _ member: MemberID?,
    _ basket: Basket,
    place: Place = Place(),
    receipt: String = ""
  ) {
    self.member = member
    self.basket = basket
    self.place = place
    self.receipt = receipt
  }
}

/// What of a line comes back.
package struct ReturnedLine: Hashable, Sendable {
  /// The line's index in the sale.
  package var line: Int
  /// How many pieces, with their share of the amount.
  package var quantity: Int64?
  /// Instead of pieces: how much of what was paid; neither = all that is left.
  package var amount: Money?

  package init(_ line: Int, quantity: Int64? = nil, amount: Money? = nil) {
    self.line = line
    self.quantity = quantity
    self.amount = amount
  }
}

package struct LockCommand: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// Available points of a token, in the order of consumption.
    case amount(TokenID?)
    /// What is left of an earn, pending or not.
    case transaction(TransactionID)
    /// What is left of these lots, pending or not.
    case lots([LotID])
  }

  package var member: MemberID
  package var target: Target
  /// Absent = all that is left of the transaction or the lots.
  package var points: Points?
  package var until: Milliseconds?
  package var allowPartial: Bool

  package init(
    _ member: MemberID,
    _ target: Target,
    points: Points? = nil,
    until: Milliseconds? = nil,
    allowPartial: Bool = false
  ) {
    self.member = member
    self.target = target
    self.points = points
    self.until = until
    self.allowPartial = allowPartial
  }
}

package enum UnlockTarget: Hashable, Sendable {
  case lock(TransactionID)
  /// The earn that the locks were put on.
  case transaction(TransactionID)
}

package struct RedeemCommand: Hashable, Sendable {
  package enum Pin: Hashable, Sendable { case none, right, wrong }

  package var member: MemberID
  package var points: Points
  package var token: TokenID?
  package var pin: Pin

  package init(_ member: MemberID, _ points: Points, token: TokenID? = nil, pin: Pin = .none) {
    self.member = member
    self.points = points
    self.token = token
    self.pin = pin
  }
}

package struct PercentageCommand: Hashable, Sendable {
  package var member: MemberID
  package var token: TokenID?
  /// Above 0, up to 1: ten per cent is 1/10.
  package var share: Ratio
  package var includesPending: Bool

  package init(
    _ member: MemberID,
    share: Ratio,
    token: TokenID? = nil,
    includesPending: Bool = false
  ) {
    self.member = member
    self.share = share
    self.token = token
    self.includesPending = includesPending
  }
}

/// Several operations of one sale.
package struct ChainCommand: Hashable, Sendable {
  package enum Operation: Hashable, Sendable {
    case evaluate, earn
    case redeem(Points, token: TokenID?)
    case lock(Points)
    case returnLines(TransactionID, [ReturnedLine], receipt: String)
  }

  package var sale: SaleCommand
  package var operations: [Operation]
  /// False = answer as if, and change nothing.
  package var commit: Bool

  package init(_ sale: SaleCommand, _ operations: [Operation], commit: Bool = true) {
    self.sale = sale
    self.operations = operations
    self.commit = commit
  }
}
