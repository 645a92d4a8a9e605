/// One accepted change, as the till and the statement know it.
package struct Transaction: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case enrolment, change, promotion, earn, guestSale, claim, event, earnReversal, partialReturn
    case activation, lock, unlock, redemption, authorization, capture, void, redemptionReversal
    case expiry, extension_ = "extension"
  }

  package var id: TransactionID
  package var kind: Kind
  /// Absent for a promotion's change and a guest's sale that nobody has claimed.
  package var member: MemberID?
  package var recordedAt: Milliseconds
  package var occurredAt: Milliseconds
  /// An earn's, a guest sale's or an event's: what it was worth and what of it still stands.
  package var sale: Sale?
  /// A redemption's or a capture's: what was drawn and not given back.
  package var draws: [Drawdown] = []
  package var token: TokenID?
  /// What undid it in full.
  package var reversedBy: TransactionID?
  /// What a claim, a reversal or a capture is about.
  package var about: TransactionID?

  package init(
    id: TransactionID,
    kind: Kind,
    member: MemberID?,
    recordedAt: Milliseconds,
    occurredAt: Milliseconds
  ) {
    self.id = id
    self.kind = kind
    self.member = member
    self.recordedAt = recordedAt
    self.occurredAt = occurredAt
  }
}

extension Transaction {
  /// Whether it is about points: a member's enrolment and changes are not, and are on no statement.
  var movesPoints: Bool {
    switch kind {
    case .enrolment, .change, .promotion: false
    default: true
    }
  }
}

/// A sale or an event that was valued.
package struct Sale: Sendable {
  /// As at the sale, for ever.
  package var facts: Facts
  package var original: [BasketLine]
  package var codes: [String]
  /// What of each line was paid with points, of the original.
  package var tendered: [Int: Money]
  /// What was returned of each line, by index.
  package var returned: [Int: Returned]
  /// Points of each promotion that have not been taken back.
  package var standing: [PromotionID: Points]
  /// What the remaining lines are worth by the sale's own facts.
  package var evaluation: Evaluation
  /// What the sale added to caps and budgets and still does.
  package var charges: [CapKey: Points]
  package var event: Event?
  /// A guest's points: until when they can be claimed, and by whom they were.
  package var claimUntil: Milliseconds?
  package var claimedBy: TransactionID?
  package var hasLapsed = false
}

extension Sale {
  /// The lines that have not been returned, with what was paid for them.
  package var remaining: [BasketLine] { Self.remaining(of: original, less: returned) }

  /// Lines less what was returned: a quantity takes its share of the amount, an amount itself.
  static func remaining(of lines: [BasketLine], less returned: [Int: Returned]) -> [BasketLine] {
    var result = lines
    for (index, back) in returned {
      let line = lines[index]
      result[index].quantity = line.quantity - back.quantity
      var amount = line.amount
      if line.quantity > 0 {
        let share = Int128(amount) * Int128(line.quantity - back.quantity)
        amount = Money(share / Int128(line.quantity))
      }
      result[index].amount = line.amount < 0 ? amount - back.amount : max(0, amount - back.amount)
      // What was paid back in full is back, however many pieces the till named.
      if back.amount != 0, result[index].amount == 0 { result[index].quantity = 0 }
    }
    return result
  }
}

/// What came back of a line, all returns together.
package struct Returned: Hashable, Sendable {
  package var quantity: Int64 = 0
  /// By returns that named an amount and no quantity.
  package var amount: Money = 0
}

/// What a receipt is known by; with the kind it names one transaction.
package struct ReceiptKey: Hashable, Sendable {
  package var store: String
  package var terminal: String
  package var day: CivilDay
  package var number: String
  package var isReturn: Bool
}
