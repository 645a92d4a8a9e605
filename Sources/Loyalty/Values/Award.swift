/// What one promotion gives for one basket.
///
/// Evaluating makes it, an earn posts it.
package struct Award: Hashable, Sendable {
  package var promotion: PromotionNumber
  /// Version of the promotion that was live at the sale's time.
  package var promotionVersion: UInt32
  package var token: TokenNumber
  /// Points after the caps; 0 or more.
  package var points: Points
  /// Points before the caps cut them.
  package var beforeCap: Points
  /// E: the matched lines' amounts in minor units, floored at 0.
  package var eligibleAmount: Int64
  /// Q: the matched lines' quantities.
  package var eligibleQuantity: Int64
  /// Whether it is a bonus (anything but a base rate).
  package var isBonus: Bool
  /// How the points become a lot.
  package var pendingMilliseconds: Int64
  package var expiresAfterMilliseconds: Int64

  package init(
    promotion: PromotionNumber,
    promotionVersion: UInt32,
    token: TokenNumber,
    points: Points,
    beforeCap: Points,
    eligibleAmount: Int64,
    eligibleQuantity: Int64,
    isBonus: Bool,
    pendingMilliseconds: Int64,
    expiresAfterMilliseconds: Int64
  ) {
    self.promotion = promotion
    self.promotionVersion = promotionVersion
    self.token = token
    self.points = points
    self.beforeCap = beforeCap
    self.eligibleAmount = eligibleAmount
    self.eligibleQuantity = eligibleQuantity
    self.isBonus = isBonus
    self.pendingMilliseconds = pendingMilliseconds
    self.expiresAfterMilliseconds = expiresAfterMilliseconds
  }
}

/// Points that a promotion gave to one line of the basket.
package struct LineAward: Hashable, Sendable {
  package var promotion: PromotionNumber
  package var line: UInt16
  package var points: Points

  package init(promotion: PromotionNumber, line: UInt16, points: Points) {
    self.promotion = promotion
    self.line = line
    self.points = points
  }
}

/// A member's use of a promotion's cap: points counted in the period that began at `periodStart`.
///
/// `periodStart` is the local period's first instant; the life of a promotion begins at
/// `Timestamp(milliseconds: 0)` with period ``CapPeriod/life``.
package struct CapUse: Hashable, Sendable {
  package var promotion: PromotionNumber
  package var period: CapPeriod
  package var periodStart: Timestamp
  package var points: Points

  package init(
    promotion: PromotionNumber,
    period: CapPeriod,
    periodStart: Timestamp,
    points: Points
  ) {
    self.promotion = promotion
    self.period = period
    self.periodStart = periodStart
    self.points = points
  }
}

/// Over what a cap counts.
///
/// Raw values are the schema's.
package enum CapPeriod: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case basket = 0
  case day = 1
  case week = 2
  case month = 3
  case life = 4
}
