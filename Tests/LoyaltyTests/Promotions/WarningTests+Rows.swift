import Testing

@testable import FealtyLoyalty

// What ``WarningTests`` goes through: programmes, and what is to be said of them.
extension WarningTests {
  /// Promotions beside the base rate; the warnings as "promotion CODE field other".
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var definition: ProgrammeDefinition
    var expected: [String]

    init(
      _ name: String,
      mode: GroupMode = .firstMatch,
      _ promotions: PromotionDefinition...,
      expected: String...
    ) {
      testDescription = name
      definition = programme(
        [baseRate] + promotions,
        groups: [GroupDefinition(id: "g", mode: mode)]
      )
      for (place, promotion) in definition.promotions.enumerated() {
        let first = definition.promotions.firstIndex { $0.id == promotion.id } ?? place
        definition.promotions[place].number = PromotionNumber(first + 1)
      }
      self.expected = expected
    }
  }

  /// A promotion of 5 fixed points, changed.
  static func fixed(
    _ id: String = "p",
    _ points: Int64 = 5,
    _ change: (inout PromotionDefinition) -> Void = { _ in }
  ) -> PromotionDefinition {
    var promotion = PromotionDefinition(number: 9, id: id, mechanic: .fixed(points: points))
    change(&promotion)
    return promotion
  }

  /// The same in the group "g".
  static func grouped(
    _ id: String,
    _ priority: Int32 = 0,
    _ change: (inout PromotionDefinition) -> Void = { _ in }
  ) -> PromotionDefinition {
    fixed(id) {
      $0.group = "g"
      $0.priority = priority
      change(&$0)
    }
  }

  static func rate(_ points: Int64, per amount: Int64) -> Mechanic {
    .rate(points: points, perAmountMinor: amount)
  }

  static func tiers(_ factors: (String, Int64)...) -> Mechanic {
    .tierMultiplier(
      base: "base",
      factors: factors.map { TierFactor(tier: $0.0, factor: ratio($0.1, 2)) }
    )
  }

  static func at(_ days: Int64) -> Timestamp { now.adding(milliseconds: days * day) }

  // MARK: - One promotion

  static let times = [
    Row(
      "a window that ended before the oldest sale that is taken",
      fixed {
        $0.start = at(-60)
        $0.end = at(-30)
      },
      expected: "p WINDOW_OVER end_ms"
    ),
    Row(
      "one that ended later is for late sales",
      fixed {
        $0.start = at(-60)
        $0.end = at(-29)
      }
    ),
    Row(
      "a version that begins when its window is over",
      fixed {
        $0.end = at(1)
        $0.validFrom = at(1)
      },
      expected: "p WINDOW_OVER end_ms"
    ),
    Row(
      "a weekday whose hours are another weekday's",
      fixed {
        $0.weekdays = 0b1
        $0.windows = [DayWindow(weekdays: 0b10, fromMinute: 60, toMinute: 120)]
      },
      expected: "p EMPTY_SCHEDULE windows"
    ),
    Row(
      "hours after midnight belong to the day before",
      fixed {
        $0.weekdays = 0b10
        $0.windows = [DayWindow(weekdays: 0b1, fromMinute: 1_380, toMinute: 60)]
      }
    ),
    Row(
      "Sunday's night is Monday's morning",
      fixed {
        $0.weekdays = 0b1
        $0.windows = [DayWindow(weekdays: 0b100_0000, fromMinute: 1_439, toMinute: 1)]
      }
    ),
    Row(
      "three days without the weekday",
      fixed {
        $0.start = at(0)
        $0.end = at(3)
        $0.weekdays = 0b100_0001
      },
      expected: "p EMPTY_SCHEDULE weekdays"
    ),
    Row(
      // From Tuesday, 20:00 in New York.
      "the local weekday counts",
      fixed {
        $0.start = at(0)
        $0.end = at(3)
        $0.weekdays = 0b10
      }
    ),
    Row(
      "two minutes of which one is open",
      fixed {
        $0.start = at(0).adding(milliseconds: 60_000)
        $0.end = at(0).adding(milliseconds: 180_000)
        $0.fromMinute = 20 * 60 + 2
        $0.toMinute = 20 * 60 + 3
      }
    ),
    Row(
      "two minutes before it opens",
      fixed {
        $0.start = at(0)
        $0.end = at(0).adding(milliseconds: 120_000)
        $0.fromMinute = 20 * 60 + 2
      },
      expected: "p EMPTY_SCHEDULE from_minute"
    ),
  ]

  static let contents = [
    Row(
      "all that is included is excluded",
      fixed {
        $0.selection.include.brands = ["a", "b"]
        $0.selection.exclude.brands = ["b", "c", "a"]
      },
      expected: "p EMPTY_SELECTION selection.include.brands"
    ),
    Row(
      "a part of it is excluded, or other names are",
      fixed {
        $0.selection.include.brands = ["a", "b"]
        $0.selection.include.skus = ["1"]
        $0.selection.exclude.brands = ["a"]
        $0.selection.exclude.departments = ["1", "a", "b"]
      }
    ),
    Row(
      "names are compared byte by byte",
      fixed {
        $0.selection.include.brands = ["caf\u{E9}"]
        $0.selection.exclude.brands = ["cafe\u{301}"]
        $0.segments = ["caf\u{E9}"]
        $0.excludedSegments = ["cafe\u{301}"]
      }
    ),
    Row(
      "an event that nobody takes",
      fixed {
        $0.selection.kinds = [.event]
        $0.selection.include.eventTypes = ["visit"]
      },
      expected: "p EVENT_TYPE_UNKNOWN selection.include.event_types"
    ),
    Row(
      "one of its events is taken",
      fixed {
        $0.selection.kinds = [.event]
        $0.selection.include.eventTypes = ["visit", "review"]
      }
    ),
    Row("any event", fixed { $0.selection.kinds = [.event] }),
    Row("no points", fixed("p", 0), expected: "p ZERO_POINTS fixed.points"),
    Row(
      "a rate of 0",
      fixed { $0.mechanic = rate(0, per: 100) },
      expected: "p ZERO_POINTS rate.points"
    ),
    Row(
      "a factor of 1",
      fixed { $0.mechanic = .multiplier(base: "base", factor: ratio(3, 3)) },
      expected: "p ZERO_POINTS multiplier.factor"
    ),
    Row(
      "a multiple of 0",
      fixed("nil") { $0.mechanic = rate(0, per: 100) },
      fixed { $0.mechanic = .multiplier(base: "nil", factor: ratio(3, 2)) },
      expected: "nil ZERO_POINTS rate.points",
      "p ZERO_POINTS multiplier.promotion_id nil"
    ),
    Row(
      "steps without points",
      fixed { $0.mechanic = .threshold(steps: [ThresholdStep(amountMinor: 1, points: 0)]) },
      expected: "p ZERO_POINTS threshold.steps"
    ),
    Row(
      "a rate on coupons alone",
      fixed {
        $0.mechanic = rate(1, per: 100)
        $0.selection.kinds = [.adjustment, .void]
      },
      expected: "p ZERO_POINTS selection.kinds"
    ),
    Row(
      "a rate on an event that counts nothing",
      fixed {
        $0.mechanic = rate(1, per: 100)
        $0.selection.kinds = [.event]
      },
      expected: "p ZERO_POINTS selection.include.counters"
    ),
    Row(
      "a rate on what an event counts",
      fixed {
        $0.mechanic = rate(1, per: 100)
        $0.selection.kinds = [.event]
        $0.selection.include.counters = ["steps"]
      }
    ),
    Row("points for a coupon", fixed { $0.selection.kinds = [.adjustment] }),
    Row(
      "tiers without a factor",
      fixed {
        $0.mechanic = tiers(("gold", 3), ("silver", 2))
        $0.tiers = ["silver", "basic"]
      },
      expected: "p ZERO_POINTS tier_multiplier.factors"
    ),
    Row(
      "factors of 1",
      fixed { $0.mechanic = tiers(("gold", 2)) },
      expected: "p ZERO_POINTS tier_multiplier.factors"
    ),
    Row(
      "a first purchase that is a third visit",
      fixed {
        $0.conditions.firstPurchase = .ofSelection
        $0.conditions.visit = VisitCondition(number: 3)
      },
      expected: "p CONFLICTING_CONDITIONS conditions.visit"
    ),
    Row(
      "a first purchase that is a first visit",
      fixed {
        $0.conditions.firstPurchase = .ofMember
        $0.conditions.visit = VisitCondition(number: 1, every: true)
      }
    ),
    Row(
      "an event is no purchase, and may be a second visit before one",
      fixed {
        $0.selection.kinds = [.event]
        $0.conditions.firstPurchase = .ofMember
        $0.conditions.visit = VisitCondition(number: 2)
      }
    ),
    Row(
      "visits that were counted before the first purchase was asked for",
      fixed { $0.conditions.visit = VisitCondition(number: 2) },
      fixed {
        $0.version = 2
        $0.validFrom = now
        $0.conditions.firstPurchase = .ofSelection
        $0.conditions.visit = VisitCondition(number: 2)
      }
    ),
    Row(
      "an event with a code",
      fixed {
        $0.selection.kinds = [.event]
        $0.conditions.codes = ["A"]
      },
      expected: "p CONFLICTING_CONDITIONS conditions.codes"
    ),
    Row(
      "segments that are excluded",
      fixed {
        $0.segments = ["a"]
        $0.excludedSegments = ["a", "b"]
      },
      expected: "p NOBODY_ELIGIBLE segments"
    ),
    Row(
      "points that are over when they are given",
      fixed { $0.lotTerms.expiresAt = now },
      expected: "p POINTS_EXPIRE_AT_ONCE lot_terms.expires_at_ms"
    ),
    Row(
      "another term counts",
      fixed {
        $0.lotTerms.expiresAt = now
        $0.lotTerms.expires = CalendarTerm(1, .day)
      }
    ),
    Row("what has ended", fixed("p", 0) { $0.status = .ended }),
    Row("a draft", fixed("p", 0) { $0.status = .draft }, expected: "p ZERO_POINTS fixed.points"),
  ]

  static let goldTwice = [TierFactor(tier: "gold", factor: ratio(2, 1))]
}
