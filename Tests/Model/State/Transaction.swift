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

/// A sale or an event that was valued.
package struct Sale: Sendable {
  /// As at the sale, for ever.
  package var facts: Facts
  package var original: [BasketLine]
  package var codes: [String]
  /// What of each line was paid with points, of the original.
  package var tendered: [Int: Money]
  /// What has not been returned, line by line.
  package var remaining: [BasketLine]
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

/// What a receipt is known by; with the kind it names one transaction.
package struct ReceiptKey: Hashable, Sendable {
  package var store: String
  package var terminal: String
  package var day: CivilDay
  package var number: String
  package var isReturn: Bool
}
