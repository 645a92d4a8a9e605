@testable import FealtyLoyalty

// Multipliers and tier multipliers whose base may or may not stand.
extension WarningTests {
  static let bases: [Row] = plainBases + versionedBases

  private static let plainBases: [Row] = [
    Row(
      "a base that has ended",
      old { $0.status = .ended },
      doubled(),
      gold(),
      expected: "d BASE_NEVER_APPLIES multiplier.promotion_id old",
      "t BASE_NEVER_APPLIES tier_multiplier.promotion_id old"
    ),
    Row(
      "a base that is paused",
      old { $0.status = .paused },
      doubled(),
      gold(),
      expected: "d BASE_NEVER_APPLIES multiplier.promotion_id old",
      "t BASE_NEVER_APPLIES tier_multiplier.promotion_id old"
    ),
    Row(
      "a draft of both",
      old { $0.status = .draft },
      doubled { $0.status = .draft }
    ),
    Row(
      "a base that is over",
      old {
        $0.start = at(-60)
        $0.end = at(-30)
      },
      doubled(),
      expected: "old WINDOW_OVER end_ms",
      "d BASE_NEVER_APPLIES multiplier.promotion_id old"
    ),
    Row("a base that ended yesterday has late sales", old { $0.end = at(-1) }, doubled(), gold()),
    Row(
      "a base in other stores",
      old { $0.stores = ["S1"] },
      doubled { $0.stores = ["S2"] },
      gold { $0.stores = ["S1", "S2"] },
      expected: "d BASE_NEVER_APPLIES multiplier.promotion_id old"
    ),
    Row(
      "a base on other days",
      old { $0.weekdays = 0b11 },
      gold { $0.weekdays = 0b1100 },
      expected: "t BASE_NEVER_APPLIES tier_multiplier.promotion_id old"
    ),
    Row(
      "a base for those whom it excludes",
      old { $0.segments = ["a"] },
      doubled { $0.excludedSegments = ["b", "a"] },
      expected: "d BASE_NEVER_APPLIES multiplier.promotion_id old"
    ),
    Row(
      "a base for another segment may have its members",
      old { $0.segments = ["a"] },
      gold { $0.segments = ["b"] }
    ),
    Row(
      "a base that nobody can have",
      old {
        $0.segments = ["a"]
        $0.excludedSegments = ["a"]
      },
      doubled(),
      expected: "old NOBODY_ELIGIBLE segments",
      "d BASE_NEVER_APPLIES multiplier.promotion_id old"
    ),
    Row(
      "a multiplier asks not for the lines of its base, a tier multiplier does",
      old {
        $0.selection.include.brands = ["a"]
        $0.selection.exclude.brands = ["a"]
      },
      doubled(),
      gold(),
      expected: "old EMPTY_SELECTION selection.include.brands",
      "t BASE_NEVER_APPLIES tier_multiplier.promotion_id old"
    ),
    Row(
      "an event brings no code for its base",
      old { $0.conditions.codes = ["A"] },
      doubled {
        $0.selection.kinds = [.event]
        $0.selection.include.counters = ["steps"]
      },
      expected: "d BASE_NEVER_APPLIES multiplier.promotion_id old"
    ),
    Row(
      "visits are counted for each of them",
      old { $0.conditions.visit = VisitCondition(number: 1) },
      gold { $0.conditions.visit = VisitCondition(number: 2) }
    ),
  ]

  private static let versionedBases: [Row] = [
    Row(
      "a base that will be paused",
      old(),
      old {
        $0.version = 2
        $0.validFrom = at(10)
        $0.status = .paused
      },
      doubled(),
      gold()
    ),
    Row(
      "a base that will be paused before the campaign begins",
      old(),
      old {
        $0.version = 2
        $0.validFrom = at(10)
        $0.status = .paused
      },
      doubled { $0.start = at(10) },
      expected: "d BASE_NEVER_APPLIES multiplier.promotion_id old"
    ),
    Row(
      "a base that will be resumed",
      old { $0.status = .paused },
      old {
        $0.version = 2
        $0.validFrom = at(10)
      },
      doubled { $0.start = at(5) },
      gold { $0.end = at(9) },
      expected: "t BASE_NEVER_APPLIES tier_multiplier.promotion_id old"
    ),
    Row(
      "a version of the base that was recalled",
      old(),
      old {
        $0.version = 2
        $0.validFrom = at(10)
        $0.stores = ["S2"]
      },
      old {
        $0.version = 3
        $0.validFrom = at(-1)
        $0.stores = ["S3"]
      },
      doubled { $0.stores = ["S2"] },
      expected: "d BASE_NEVER_APPLIES multiplier.promotion_id old"
    ),
  ]

  private static func old(
    _ change: (inout PromotionDefinition) -> Void = { _ in }
  ) -> PromotionDefinition {
    fixed("old") {
      $0.mechanic = rate(1, per: 100)
      change(&$0)
    }
  }

  private static func doubled(
    _ change: (inout PromotionDefinition) -> Void = { _ in }
  ) -> PromotionDefinition {
    fixed("d") {
      $0.mechanic = .multiplier(base: "old", factor: ratio(2, 1))
      change(&$0)
    }
  }

  private static func gold(
    _ change: (inout PromotionDefinition) -> Void = { _ in }
  ) -> PromotionDefinition {
    fixed("t") {
      $0.mechanic = .tierMultiplier(base: "old", factors: goldTwice)
      change(&$0)
    }
  }
}
