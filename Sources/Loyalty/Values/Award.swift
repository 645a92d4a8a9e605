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
  /// Who pays for the points: a funding partner's number; 0 = the programme.
  package var partner: UInt16
  /// How the points become a lot.
  package var lotSchedule: LotSchedule

  package init(
    promotion: PromotionNumber,
    promotionVersion: UInt32,
    token: TokenNumber,
    points: Points,
    beforeCap: Points,
    eligibleAmount: Int64,
    eligibleQuantity: Int64,
    isBonus: Bool,
    partner: UInt16 = 0,
    lotSchedule: LotSchedule = .immediate
  ) {
    self.promotion = promotion
    self.promotionVersion = promotionVersion
    self.token = token
    self.points = points
    self.beforeCap = beforeCap
    self.eligibleAmount = eligibleAmount
    self.eligibleQuantity = eligibleQuantity
    self.isBonus = isBonus
    self.partner = partner
    self.lotSchedule = lotSchedule
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
