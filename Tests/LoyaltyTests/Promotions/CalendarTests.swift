import Testing

@testable import FealtyLoyalty

@Suite("The programme's calendar")
struct CalendarTests {
  /// A zone by its rule of today, in force from 1970 to 2100.
  private static func zone(_ rule: String) -> ZoneRules {
    guard let posix = PosixZone(Array(rule.utf8)) else { return .utc }
    return ZoneRules(
      initialOffsetSeconds: Int32(posix.standardOffset),
      transitions: posix.transitions(after: 0, until: 2_100)
    )
  }

  static let berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3")
  /// Its clocks skip the midnight of a Sunday in March, and show that of one in October never.
  static let beirut = zone("EET-2EEST,M3.5.0/0,M10.5.0/0")
  /// Until 2011 at a minute past midnight, so that the clocks went back over it.
  static let stJohns = zone("NST3:30NDT,M3.2.0/0:01,M11.1.0/0:01")
  static let kiritimati = zone("<+14>-14")
  /// 2018-02-18 back at midnight, 2018-11-04 forward at midnight, 2019-02-17 back.
  static let saoPaulo = ZoneRules(
    initialOffsetSeconds: -7_200,
    transitions: [(1_518_919_200, -10_800), (1_541_300_400, -7_200), (1_550_368_800, -10_800)]
      .map { ZoneRules.Transition(atSeconds: $0.0, offsetSeconds: $0.1) }
  )
  /// 2011-12-30 did not exist.
  static let apia = ZoneRules(
    initialOffsetSeconds: -36_000,
    transitions: [ZoneRules.Transition(atSeconds: 1_325_239_200, offsetSeconds: 50_400)]
  )
  static let zones = [
    ("UTC", ZoneRules.utc), ("New York", newYork), ("Berlin", berlin), ("Beirut", beirut),
    ("St. John's", stJohns), ("Kiritimati", kiritimati), ("São Paulo", saoPaulo), ("Apia", apia),
  ]

  struct TermCase: Sendable {
    var zone: ZoneRules
    var from: Timestamp
    var term: CalendarTerm
    var until: Timestamp

    init(_ zone: ZoneRules, _ from: Timestamp, _ term: CalendarTerm, until: Timestamp) {
      self.zone = zone
      self.from = from
      self.term = term
      self.until = until
    }
  }

  static let terms: [TermCase] = [
    // The vectors of the semantics.
    TermCase(.utc, utc(2023, 1, 31, 9), CalendarTerm(1, .month), until: utc(2023, 3, 1)),
    TermCase(.utc, utc(2024, 1, 31, 9), CalendarTerm(1, .month), until: utc(2024, 3, 1)),
    TermCase(
      .utc,
      utc(2016, 12, 12),
      CalendarTerm(36, .month, roundUp: .quarterEnd),
      until: utc(2020, 1, 1)
    ),
    // Each unit, and each end.
    TermCase(.utc, utc(2024, 6, 12, 23, 59, 59), CalendarTerm(0, .day), until: utc(2024, 6, 13)),
    TermCase(.utc, utc(2024, 6, 12), CalendarTerm(1, .day), until: utc(2024, 6, 14)),
    TermCase(.utc, utc(2024, 6, 12), CalendarTerm(2, .week), until: utc(2024, 6, 27)),
    TermCase(.utc, utc(2024, 2, 29), CalendarTerm(1, .year), until: utc(2025, 3, 1)),
    TermCase(
      .utc,
      utc(2024, 2, 29),
      CalendarTerm(0, .day, roundUp: .monthEnd),
      until: utc(2024, 3, 1)
    ),
    TermCase(
      .utc,
      utc(2024, 4, 1),
      CalendarTerm(0, .day, roundUp: .quarterEnd),
      until: utc(2024, 7, 1)
    ),
    TermCase(
      .utc,
      utc(2024, 12, 31),
      CalendarTerm(1, .day, roundUp: .yearEnd),
      until: utc(2026, 1, 1)
    ),
    // Days by the local clock, not by 24 hours.
    TermCase(berlin, utc(2024, 3, 30, 22, 59), CalendarTerm(1, .day), until: utc(2024, 3, 31, 22)),
    TermCase(berlin, utc(2024, 3, 30, 23), CalendarTerm(1, .day), until: utc(2024, 4, 1, 22)),
    TermCase(berlin, utc(2024, 10, 26, 22), CalendarTerm(0, .day), until: utc(2024, 10, 27, 23)),
    TermCase(berlin, utc(2024, 1, 31, 23), CalendarTerm(1, .month), until: utc(2024, 3, 1, 23)),
    TermCase(newYork, utc(2024, 2, 1, 4), CalendarTerm(1, .month), until: utc(2024, 3, 1, 5)),
    TermCase(newYork, utc(2024, 2, 1, 5), CalendarTerm(1, .month), until: utc(2024, 3, 2, 5)),
    TermCase(
      newYork,
      utc(2024, 7, 4, 12),
      CalendarTerm(3, .month, roundUp: .yearEnd),
      until: utc(2025, 1, 1, 5)
    ),
    // A midnight that the clocks skip: the day begins at 01:00.
    TermCase(saoPaulo, utc(2018, 11, 3, 12), CalendarTerm(0, .day), until: utc(2018, 11, 4, 3)),
    TermCase(saoPaulo, utc(2018, 11, 4, 12), CalendarTerm(0, .day), until: utc(2018, 11, 5, 2)),
    TermCase(beirut, utc(2024, 3, 30, 12), CalendarTerm(0, .day), until: utc(2024, 3, 30, 22)),
    // An hour of the evening comes twice: the day is over after the second one.
    TermCase(saoPaulo, utc(2018, 2, 17, 12), CalendarTerm(0, .day), until: utc(2018, 2, 18, 3)),
    TermCase(beirut, utc(2024, 10, 26, 12), CalendarTerm(0, .day), until: utc(2024, 10, 26, 22)),
    // A day that did not exist.
    TermCase(apia, utc(2011, 12, 29, 20), CalendarTerm(0, .day), until: utc(2011, 12, 30, 10)),
    TermCase(apia, utc(2011, 12, 29, 20), CalendarTerm(1, .day), until: utc(2011, 12, 30, 10)),
    TermCase(apia, utc(2011, 12, 29, 20), CalendarTerm(2, .day), until: utc(2011, 12, 31, 10)),
  ]

  @Test("a term ends with its last local day", arguments: terms)
  func adds(_ row: TermCase) {
    #expect(ProgrammeCalendar(zone: row.zone).add(row.term, to: row.from) == row.until)
  }

  @Test func `a pending time begins with its local day`() {
    let calendar = ProgrammeCalendar(zone: Self.berlin)
    let evening = utc(2024, 3, 30, 20)
    #expect(
      calendar.firstInstant(ofDayAfter: CalendarTerm(1, .day), from: evening)
        == utc(2024, 3, 30, 23)
    )
    #expect(
      calendar.firstInstant(ofDayAfter: CalendarTerm(2, .day, roundUp: .yearEnd), from: evening)
        == utc(2024, 3, 31, 22)
    )
    #expect(
      calendar.firstInstant(ofDayAfter: CalendarTerm(0, .day), from: evening)
        == utc(2024, 3, 29, 23)
    )
  }

  @Test func `terms that lead out of time never end`() {
    let calendar = ProgrammeCalendar(zone: newYork)
    for unit in CalendarUnit.allCases {
      let until = calendar.add(CalendarTerm(.max, unit), to: utc(2024, 1, 1))
      #expect(unit == .day || until == .never)
      #expect(calendar.add(CalendarTerm(1, unit), to: .never) == .never)
    }
    #expect(calendar.add(CalendarTerm(1, .day), to: Timestamp(milliseconds: .min)) < utc(0, 1, 1))
  }

  @Test("periods divide time without gap or overlap", arguments: zones)
  func periods(_ name: String, _ zone: ZoneRules) {
    let calendar = ProgrammeCalendar(zone: zone)
    var generator = SeededGenerator(seed: 11)
    for instant in Self.instants(zone, &generator) {
      for period in CalendarPeriod.allCases {
        let start = calendar.start(of: period, containing: instant)
        let end = calendar.end(of: period, containing: instant)
        #expect(start <= instant && instant < end, "\(name) \(instant) \(period)")
        for inside in [start, end.adding(milliseconds: -1)] {
          #expect(calendar.start(of: period, containing: inside) == start)
          #expect(calendar.end(of: period, containing: inside) == end)
        }
        #expect(calendar.start(of: period, containing: end) == end)
      }
      let seconds = floorDivide(instant.milliseconds, 1_000)
      let shown = floorDivide(seconds + Int64(zone.offsetSeconds(at: instant)), 86_400)
      // Behind the clock never, ahead of it only where that went back over a midnight.
      let day = calendar.day(at: instant)
      #expect(day == shown || (name == "St. John's" && day == shown + 1))
    }
  }

  @Test func `days never go back`() {
    for (name, zone) in Self.zones {
      let calendar = ProgrammeCalendar(zone: zone)
      for transition in zone.transitions.prefix(60) {
        var last = Int64.min
        for minute in -1_500...1_500 {
          let instant = Timestamp(
            milliseconds: (transition.atSeconds + Int64(minute) * 60) * 1_000
          )
          let day = calendar.day(at: instant)
          #expect(day >= last, "\(name) \(instant)")
          last = day
        }
      }
    }
  }

  @Test func `days, weeks and months are those of the caps`() {
    for zone in [newYork, Self.berlin, Self.beirut, Self.saoPaulo] {
      let calendar = ProgrammeCalendar(zone: zone)
      var generator = SeededGenerator(seed: 12)
      for instant in Self.instants(zone, &generator) {
        let local = zone.localDay(at: instant)
        #expect(calendar.start(of: .day, containing: instant) == local.dayStart)
        #expect(calendar.start(of: .week, containing: instant) == local.weekStart)
        #expect(calendar.start(of: .month, containing: instant) == local.monthStart)
      }
    }
  }

  @Test("a term's last day is the one that a wall calendar shows", arguments: zones.dropLast())
  func model(_ name: String, _ zone: ZoneRules) {
    let calendar = ProgrammeCalendar(zone: zone)
    var generator = SeededGenerator(seed: 13)
    for instant in Self.instants(zone, &generator) {
      let term = CalendarTerm(
        UInt32(generator.number(0...40)),
        CalendarUnit.allCases[Int(generator.number(0...3))],
        roundUp: RoundUp.allCases[Int(generator.number(0...3))]
      )
      let last = WallDate(calendar.date(at: instant)).adding(term)
      let until = calendar.add(term, to: instant)
      let lastInstant = until.adding(milliseconds: -1)
      #expect(WallDate(calendar.date(at: lastInstant)) == last, "\(name) \(instant) \(term)")
      #expect(WallDate(calendar.date(at: until)) == last.next, "\(name) \(instant) \(term)")
      #expect(until > instant)
    }
  }

  /// Instants of 2017 to 2025, half of them near a change of the clocks.
  private static func instants(
    _ zone: ZoneRules,
    _ generator: inout SeededGenerator
  ) -> [Timestamp] {
    (0..<400).map { index in
      var seconds = generator.number(1_483_228_800...1_767_225_600)
      if index % 2 == 0, !zone.transitions.isEmpty {
        let near = Int(generator.number(0...Int64(zone.transitions.count - 1)))
        seconds = zone.transitions[near].atSeconds + generator.number(-100_000...100_000)
      }
      return Timestamp(milliseconds: seconds * 1_000 + generator.number(0...999))
    }
  }
}

/// A date that counts day by day and month by month, as one does with a finger.
private struct WallDate: Equatable {
  var year: Int64
  var month: Int64
  var day: Int64

  init(_ date: CivilDate) {
    (year, month, day) = (date.year, date.month, date.day)
  }

  private var monthLength: Int64 {
    if month == 2 {
      return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28
    }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  var next: WallDate {
    var date = self
    date.day += 1
    if date.day > monthLength { (date.month, date.day) = (month + 1, 1) }
    if date.month > 12 { (date.year, date.month) = (year + 1, 1) }
    return date
  }

  func adding(_ term: CalendarTerm) -> WallDate {
    var date = self
    switch term.unit {
    case .day, .week:
      for _ in 0..<(Int(term.count) * (term.unit == .week ? 7 : 1)) { date = date.next }
    case .month, .year:
      for _ in 0..<(Int(term.count) * (term.unit == .year ? 12 : 1)) {
        date.month += 1
        if date.month > 12 { (date.year, date.month) = (date.year + 1, 1) }
      }
      date.day = min(date.day, date.monthLength)
    }
    while !date.isLast(of: term.roundUp) { date = date.next }
    return date
  }

  private func isLast(of end: RoundUp) -> Bool {
    switch end {
    case .dayEnd: true
    case .monthEnd: day == monthLength
    case .quarterEnd: month % 3 == 0 && day == monthLength
    case .yearEnd: month == 12 && day == 31
    }
  }
}
