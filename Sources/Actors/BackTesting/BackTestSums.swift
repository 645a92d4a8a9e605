internal import FealtyLoyalty
internal import FealtyWire

/// What a back-test adds up beside its members.
struct BackTestSums {
  struct Week {
    var sales: Int64 = 0
    var booked: Int64 = 0
    var draft: Int64 = 0
  }

  struct Promotion {
    var booked: Int64 = 0
    var draft: Int64 = 0
    var sales: Int64 = 0
  }

  private(set) var weeks: [Int64: Week] = [:]
  private(set) var promotions: [PromotionNumber: Promotion] = [:]
  private(set) var sales: Int64 = 0
  private(set) var returns: Int64 = 0
  private(set) var booked: Int64 = 0
  private(set) var draft: Int64 = 0

  private let calendar: ProgrammeCalendar
  /// The week asked for last.
  private var week: Range<Timestamp>?

  init(zone: ZoneRules) { calendar = ProgrammeCalendar(zone: zone) }

  /// Counts a sale by what it was given and what the draft gives.
  mutating func add(sale booked: [Award], _ draft: [Award], at instant: Timestamp) {
    sales += 1
    add(booked.points, draft.points, at: instant, sales: 1)
    for award in booked { promotions[award.promotion, default: Promotion()].add(booked: award) }
    for award in draft {
      promotions[award.promotion, default: Promotion()].add(draft: award)
      let isNew = !booked.contains { $0.promotion == award.promotion && $0.points > .zero }
      if isNew, award.points > .zero { promotions[award.promotion]?.sales += 1 }
    }
  }

  /// Counts what a return took of a sale of the period.
  mutating func add(
    return before: (booked: [Award], draft: [Award]),
    leaving after: (booked: [Award], draft: [Award]),
    at instant: Timestamp
  ) {
    returns += 1
    add(
      after.booked.points - before.booked.points,
      after.draft.points - before.draft.points,
      at: instant,
      sales: 0
    )
    for award in before.booked {
      promotions[award.promotion, default: Promotion()].booked -= award.points.rawValue
    }
    for award in after.booked {
      promotions[award.promotion, default: Promotion()].booked += award.points.rawValue
    }
    for award in before.draft {
      promotions[award.promotion, default: Promotion()].draft -= award.points.rawValue
    }
    for award in after.draft {
      promotions[award.promotion, default: Promotion()].draft += award.points.rawValue
    }
  }

  /// Counts a return of an earlier sale, which the draft leaves as it was.
  mutating func add(returned points: Int64, at instant: Timestamp) {
    returns += 1
    add(-points, -points, at: instant, sales: 0)
  }

  private mutating func add(_ booked: Int64, _ draft: Int64, at instant: Timestamp, sales: Int64) {
    self.booked += booked
    self.draft += draft
    if week?.contains(instant) != true {
      week =
        calendar.start(
          of: .week,
          containing: instant
        )..<calendar.end(of: .week, containing: instant)
    }
    let start = week?.lowerBound.milliseconds ?? 0
    weeks[start, default: Week()].sales += sales
    weeks[start, default: Week()].booked += booked
    weeks[start, default: Week()].draft += draft
  }
}

extension BackTestSums.Promotion {
  fileprivate mutating func add(booked award: Award) {
    booked += award.points.rawValue
    if award.points > .zero { sales += 1 }
  }

  fileprivate mutating func add(draft award: Award) { draft += award.points.rawValue }
}

extension [Award] {
  /// The points of all of them.
  var points: Int64 { reduce(0) { $0 + $1.points.rawValue } }
}

extension FealtyLoyalty.Ratio {
  /// What points cost, in minor units of money, rounded towards zero; what does not fit is the
  /// largest that does.
  func cost(of points: Int64) -> Int64 {
    Int64(clamping: Int128(points) * Int128(numerator) / Int128(denominator))
  }
}
