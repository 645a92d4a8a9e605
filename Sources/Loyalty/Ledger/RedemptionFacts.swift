/// What the log knows about one redemption: which lots paid how much.
package struct RedemptionFacts: Hashable, Sendable {
  package let version: UInt32
  package let token: TokenNumber
  /// Whether the points were changed into a voucher.
  package let isVoucher: Bool
  /// In the order in which they were made, each to ``DrawDestination/redeemed``.
  package let draws: [Draw]

  /// The facts of a sale, a capture, a voucher or a debit, or `nil` where the posting is none of
  /// them.
  package init?(_ posting: Posting, version: UInt32) {
    guard Self.isRedemption(posting.kind) else { return nil }
    self.version = version
    token = posting.token
    isVoucher = posting.kind == .voucherIssued
    draws = posting.draws.filter { $0.destination == .redeemed }
  }

  /// Whether a transaction is a sale, a capture, a voucher or a debit.
  static func isRedemption(_ kind: TransactionKind) -> Bool {
    switch kind {
    case .redeem, .captured, .voucherIssued, .pointsDebited: true
    default: false
    }
  }

  /// All points redeemed.
  package var points: Points {
    var sum = Points.zero
    for draw in draws { sum += draw.points }
    return sum
  }
}
