internal import FealtyWire

/// What baskets earned, in all and by promotion.
struct Totals {
  /// What a promotion gave.
  struct Given {
    var points: Int64 = 0
    /// How many baskets it gave points to.
    var baskets = 0

    mutating func add(_ more: Int64) {
      points += more
      baskets += 1
    }
  }

  private(set) var baskets = 0
  private(set) var lines = 0
  private(set) var points: Int64 = 0

  /// By the promotion's number in the run's ``PromotionNumbers``.
  private(set) var byPromotion: [Int: Given] = [:]

  mutating func add(_ earned: EarnedPoints, lines count: Int) {
    baskets += 1
    lines += count
    points += earned.points
    for part in earned.parts {
      byPromotion[part.promotion, default: Given()].add(part.points)
    }
  }

  /// A line of the file of totals.
  func json(memberID: String, promotions: PromotionNumbers) -> String {
    JSONLine.object { writer in
      writer.field("member_id", memberID)
      writer.field("baskets", baskets)
      writer.field("points", points)
      writePromotions(promotions, into: &writer)
    }
  }

  func writePromotions(_ promotions: PromotionNumbers, into writer: inout JSONLine) {
    writer.object("by_promotion") { writer in
      let named = byPromotion.map { (id: promotions.ids[$0.key], points: $0.value.points) }
      for (promotion, points) in named.sorted(by: { $0.id < $1.id }) {
        writer.field(promotion, points)
      }
    }
  }
}
