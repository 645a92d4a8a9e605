internal import FealtyWire

/// What baskets earned, in all and by promotion.
struct Totals {
  private(set) var baskets = 0
  private(set) var lines = 0
  private(set) var points: Int64 = 0
  private(set) var byPromotion: [String: Int64] = [:]

  /// How many baskets a promotion gave points to.
  private(set) var basketsByPromotion: [String: Int] = [:]

  mutating func add(_ answer: EarnResponse, lines count: Int) {
    baskets += 1
    lines += count
    points += answer.points
    for part in answer.applied where part.points != 0 {
      byPromotion[part.promotionID, default: 0] += part.points
      basketsByPromotion[part.promotionID, default: 0] += 1
    }
  }

  /// A line of the file of totals.
  func json(memberID: String) -> String {
    JSONLine.object { writer in
      writer.field("member_id", memberID)
      writer.field("baskets", baskets)
      writer.field("points", points)
      writePromotions(into: &writer)
    }
  }

  func writePromotions(into writer: inout JSONLine) {
    writer.object("by_promotion") { writer in
      for (promotion, points) in byPromotion.sorted(by: { $0.key < $1.key }) {
        writer.field(promotion, points)
      }
    }
  }
}
