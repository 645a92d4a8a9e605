/// What a term counts.
///
/// Raw values are the schema's.
package enum CalendarUnit: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case day = 0
  /// Seven days; as a period it begins on Monday.
  case week = 1
  case month = 2
  case year = 3

  package var period: CalendarPeriod {
    switch self {
    case .day: .day
    case .week: .week
    case .month: .month
    case .year: .year
    }
  }
}

/// To the end of which period a term is lengthened.
///
/// Raw values are the schema's.
package enum RoundUp: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case dayEnd = 0
  case monthEnd = 1
  case quarterEnd = 2
  case yearEnd = 3

  package var period: CalendarPeriod {
    switch self {
    case .dayEnd: .day
    case .monthEnd: .month
    case .quarterEnd: .quarter
    case .yearEnd: .year
    }
  }
}

/// A stretch of whole local days that the calendar repeats.
package enum CalendarPeriod: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case day = 0
  /// From Monday, as ISO 8601 has it.
  case week = 1
  case month = 2
  /// From the first of January, April, July and October.
  case quarter = 3
  case year = 4
}

/// A time by the calendar: so many units, then to the end of a period.
package struct CalendarTerm: Hashable, Sendable, BitwiseCopyable {
  /// How many units; 0 = the rest of the period that ``roundUp`` names.
  package var count: UInt32
  package var unit: CalendarUnit
  package var roundUp: RoundUp

  package init(_ count: UInt32, _ unit: CalendarUnit, roundUp: RoundUp = .dayEnd) {
    self.count = count
    self.unit = unit
    self.roundUp = roundUp
  }

  /// How many units a programme or a request may name: 1 to about a hundred years.
  package static func counts(of unit: CalendarUnit) -> ClosedRange<UInt32> {
    switch unit {
    case .day: 1...36_600
    case .week: 1...5_300
    case .month: 1...1_200
    case .year: 1...100
    }
  }

  /// Whether a programme or a request may name it.
  ///
  /// 0 is no mistake where it says which period's rest is meant.
  package var isUsable: Bool {
    Self.counts(of: unit).contains(count) || count == 0 && roundUp != .dayEnd
  }
}

/// The calendar of a programme: its time zone's days, weeks, months, quarters and years.
///
/// An instant lies in the last local day that has begun by then. That is the day that the local
/// clock shows, but for the minutes after clocks were set back over a midnight that they had
/// already shown (St. John's did so until 2011): those belong to the new day, so that no day comes
/// twice.
///
/// Each method takes O(log *n*) in the number of the zone's transitions.
package struct ProgrammeCalendar: Hashable, Sendable {
  package let zone: ZoneRules

  package init(zone: ZoneRules) {
    self.zone = zone
  }

  /// The local date of an instant.
  package func date(at instant: Timestamp) -> CivilDate {
    CivilDate(daysSinceEpoch: day(at: instant))
  }

  /// The local day of an instant, counted from 1970-01-01.
  ///
  /// Instants beyond 3,000,000 years are taken as the last of these.
  package func day(at instant: Timestamp) -> Int64 {
    let seconds = min(max(floorDivide(instant.milliseconds, 1_000), -Self.limit), Self.limit)
    let clamped = Timestamp(milliseconds: seconds * 1_000)
    var day = floorDivide(seconds + Int64(zone.offsetSeconds(at: clamped)), 86_400)
    while zone.firstInstant(ofLocalDay: day + 1) <= clamped { day += 1 }
    return day
  }

  /// The first instant after a term: until then, and not at it, something is good.
  ///
  /// The units are added to the local date, a month that is too short ends at its last day, the sum
  /// is moved to the last day of the period that the term rounds up to; the answer is the first
  /// instant of the local day after that one.
  ///
  /// - Returns: ``Timestamp/never`` where that is beyond 3,000,000 years.
  package func add(_ term: CalendarTerm, to instant: Timestamp) -> Timestamp {
    let last = adding(term, to: date(at: instant))
    return firstInstant(ofDay: Self.end(of: term.roundUp.period, containing: last))
  }

  /// The first instant of the local day that lies so many units ahead; `roundUp` is not used.
  ///
  /// With a count of 0 it lies at or before `instant`: the beginning of its own day.
  ///
  /// - Returns: ``Timestamp/never`` where that is beyond 3,000,000 years.
  package func firstInstant(ofDayAfter term: CalendarTerm, from instant: Timestamp) -> Timestamp {
    firstInstant(ofDay: adding(term, to: date(at: instant)).daysSinceEpoch)
  }

  /// The first instant of the period that an instant lies in.
  package func start(of period: CalendarPeriod, containing instant: Timestamp) -> Timestamp {
    firstInstant(ofDay: Self.start(of: period, containing: date(at: instant)))
  }

  /// The first instant after the period that an instant lies in; always later than the instant.
  package func end(of period: CalendarPeriod, containing instant: Timestamp) -> Timestamp {
    firstInstant(ofDay: Self.end(of: period, containing: date(at: instant)))
  }

  /// The days from one instant's local day to another's; negative where the other is earlier.
  package func days(from start: Timestamp, to end: Timestamp) -> Int64 {
    day(at: end) - day(at: start)
  }

  /// Seconds either side of 1970 in which the calendar counts: about 3,000,000 years.
  private static let limit: Int64 = 100_000_000_000_000

  private func firstInstant(ofDay day: Int64) -> Timestamp {
    day > Self.limit / 86_400 ? .never : zone.firstInstant(ofLocalDay: day)
  }

  private func adding(_ term: CalendarTerm, to date: CivilDate) -> CivilDate {
    let count = Int64(term.count)
    switch term.unit {
    case .day: return CivilDate(daysSinceEpoch: date.daysSinceEpoch + count)
    case .week: return CivilDate(daysSinceEpoch: date.daysSinceEpoch + 7 * count)
    case .month: return date.adding(months: count)
    case .year: return date.adding(months: 12 * count)
    }
  }

  /// The first day of the period that a date lies in, counted from 1970-01-01.
  private static func start(of period: CalendarPeriod, containing date: CivilDate) -> Int64 {
    let day = date.daysSinceEpoch
    switch period {
    case .day: return day
    // 1970-01-01 was a Thursday: 3, counted from Monday.
    case .week: return day - floorRemainder(day + 3, 7)
    case .month: return day - date.day + 1
    case .quarter:
      return dayNumber(year: date.year, month: (date.month - 1) / 3 * 3 + 1, day: 1)
    case .year: return dayNumber(year: date.year, month: 1, day: 1)
    }
  }

  /// The first day after the period that a date lies in, counted from 1970-01-01.
  private static func end(of period: CalendarPeriod, containing date: CivilDate) -> Int64 {
    let start = start(of: period, containing: date)
    switch period {
    case .day: return start + 1
    case .week: return start + 7
    case .month: return CivilDate(daysSinceEpoch: start).adding(months: 1).daysSinceEpoch
    case .quarter: return CivilDate(daysSinceEpoch: start).adding(months: 3).daysSinceEpoch
    case .year: return CivilDate(daysSinceEpoch: start).adding(months: 12).daysSinceEpoch
    }
  }
}
