/// A rule that gives points for baskets or events; one version of it.
package struct Promotion: Hashable, Sendable {
  package enum Status: String, Hashable, Sendable, CaseIterable { case live, draft, paused, ended }

  package var id: PromotionID
  /// Counts its versions from 1; the model sets it.
  package var version = 0
  package var status = Status.live
  /// Higher first.
  package var priority = 0
  /// Empty = a group of its own.
  package var group = ""
  /// Beats the others of its group but the joint ones.
  package var isExclusive = false
  /// Stands beside an exclusive one.
  package var isJoint = false
  package var token: TokenID?
  package var conditions = Conditions()
  package var selection = Selection()
  package var mechanic: Mechanic
  package var caps: [Cap] = []
  package var terms = LotTerms()

  package init(_ id: PromotionID, _ mechanic: Mechanic) {
    self.id = id
    self.mechanic = mechanic
  }

  /// The same promotion with something changed.
  package func with(_ change: (inout Promotion) -> Void) -> Promotion {
    var copy = self
    change(&copy)
    return copy
  }
}

/// What must hold for a promotion to count, its lines aside; what is empty always holds.
package struct Conditions: Hashable, Sendable {
  /// Inclusive; absent = always was.
  package var start: Milliseconds?
  /// Exclusive; absent = never ends.
  package var end: Milliseconds?
  /// 0 = Monday … 6 = Sunday; empty = every day.
  package var weekdays: Set<Int> = []
  /// Minutes of the local day, inclusive and exclusive; over midnight where the second is not
  /// above the first.
  package var hours: HourWindow?
  package var stores: [String] = []
  package var channels: [String] = []
  package var terminals: [String] = []
  package var tiers: [String] = []
  package var segments: [String] = []
  package var excludedSegments: [String] = []
  /// One of them must be in the basket.
  package var codes: [String] = []
  package var visit: VisitCondition?
  package var birthday: BirthdayWindow?
  /// The promotion counts for events and not for baskets.
  package var event: EventCondition?

  package init() {}
}

/// A window of the local day.
package struct HourWindow: Hashable, Sendable {
  package var from: Int
  package var to: Int

  package init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }
}

/// Which of the member's visits counts.
package struct VisitCondition: Hashable, Sendable {
  /// From 1; 1 in the period `life` is the first purchase.
  package var number: Int
  /// Also the multiples of the number.
  package var repeats: Bool
  package var period: Period

  package init(number: Int, repeats: Bool = false, per period: Period = .life) {
    self.number = number
    self.repeats = repeats
    self.period = period
  }

  /// The very first visit.
  package static let firstPurchase = VisitCondition(number: 1)
}

/// Days around a birthday.
package struct BirthdayWindow: Hashable, Sendable {
  package var daysBefore: Int
  package var daysAfter: Int

  package init(daysBefore: Int, daysAfter: Int) {
    self.daysBefore = daysBefore
    self.daysAfter = daysAfter
  }
}

/// Which events count, and how often.
package struct EventCondition: Hashable, Sendable {
  package var type: String
  /// Tags that the event must carry with these texts.
  package var tags: [String: String] = [:]
  /// At most once for a member in this period; absent = each time.
  package var oncePer: Period?
  /// The limit holds for each text of this tag by itself.
  package var keyTag: String?

  package init(_ type: String) {
    self.type = type
  }
}
