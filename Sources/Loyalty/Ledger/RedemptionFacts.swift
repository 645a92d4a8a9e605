/// What the log knows about one redemption: which lots paid how much.
package struct RedemptionFacts: Hashable, Sendable {
  package let version: UInt32
  package let token: TokenNumber
  /// In the order in which they were made, each to ``DrawDestination/redeemed``.
  package let draws: [Draw]

  /// The facts of a sale or a capture, or `nil` where the posting is neither.
  package init?(_ posting: Posting, version: UInt32) {
    guard posting.kind == .redeem || posting.kind == .captured else { return nil }
    self.version = version
    token = posting.token
    draws = posting.draws.filter { $0.destination == .redeemed }
  }

  /// All points redeemed.
  package var points: Points {
    var sum = Points.zero
    for draw in draws { sum += draw.points }
    return sum
  }
}
