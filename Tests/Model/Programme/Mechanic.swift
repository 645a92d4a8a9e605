/// How a promotion counts.
package enum Mechanic: Hashable, Sendable {
  /// ⌊E × points ÷ amount⌋.
  case rate(points: Points, per: Money)
  /// The extra of a factor on a named rate, over this promotion's own lines.
  case multiplier(of: PromotionID, by: Ratio)
  /// Points for each full set bought; over several baskets where a period is named.
  case quantityBonus(buy: Int64, points: Points, maximum: Int64?, acrossBaskets: Period?)
  /// The points of the highest step reached, or of all steps reached together.
  case threshold([ThresholdStep], adding: Bool)
  /// The extra of the member's tier on a named promotion's points.
  case tier(of: PromotionID, factors: [String: Ratio])
  /// The same points each time.
  case fixed(Points)
  /// ⌊counter × points ÷ per⌋ of an event's counter.
  case counter(String, points: Points, per: Int64)
}

/// Points from an amount on.
package struct ThresholdStep: Hashable, Sendable {
  package var amount: Money
  package var points: Points

  package init(_ amount: Money, _ points: Points) {
    self.amount = amount
    self.points = points
  }
}

/// What cuts a promotion's points.
package struct Cap: Hashable, Sendable {
  package enum Scope: String, Hashable, Sendable, CaseIterable {
    /// `total` is a budget: what the promotion gives everybody together.
    case member, card, store, terminal, total
  }

  package var scope: Scope
  package var period: Period
  /// The most points.
  package var points: Points

  package init(_ scope: Scope = .member, per period: Period, _ points: Points) {
    self.scope = scope
    self.period = period
    self.points = points
  }
}

/// How the promotions of a group stand beside each other.
package enum GroupMode: String, Hashable, Sendable, CaseIterable {
  case stack, firstMatch, bestForMember, bestForProgram
}
