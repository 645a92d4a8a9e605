internal import Model
internal import Testing

@Suite("Calendar expiry")
struct CalendarTests {
  private struct Case: Sendable, CustomTestStringConvertible {
    var earned: CivilDay
    var span: CalendarSpan
    var upTo: Rounding
    var lastDay: CivilDay
    var testDescription: String { "\(earned) + \(span.count) \(span.unit) up to \(upTo)" }

    init(
      _ earned: CivilDay,
      _ count: Int,
      _ unit: CalendarSpan.Unit,
      _ upTo: Rounding,
      _ lastDay: CivilDay
    ) {
      (self.earned, span, self.upTo, self.lastDay) = (
        earned, CalendarSpan(count, unit), upTo, lastDay
      )
    }
  }

  private static let cases = [
    Case(CivilDay(2023, 1, 31), 1, .months, .day, CivilDay(2023, 2, 28)),
    Case(CivilDay(2024, 1, 31), 1, .months, .day, CivilDay(2024, 2, 29)),
    Case(CivilDay(2016, 12, 12), 36, .months, .quarter, CivilDay(2019, 12, 31)),
    Case(CivilDay(2023, 1, 31), 1, .months, .month, CivilDay(2023, 2, 28)),
    Case(CivilDay(2024, 2, 29), 12, .months, .day, CivilDay(2025, 2, 28)),
    Case(CivilDay(2024, 2, 29), 48, .months, .day, CivilDay(2028, 2, 29)),
    Case(CivilDay(2024, 8, 31), 1, .months, .quarter, CivilDay(2024, 9, 30)),
    Case(CivilDay(2024, 5, 15), 0, .months, .year, CivilDay(2024, 12, 31)),
    Case(CivilDay(2024, 12, 31), 1, .days, .year, CivilDay(2025, 12, 31)),
    Case(CivilDay(2024, 2, 28), 2, .days, .day, CivilDay(2024, 3, 1)),
    Case(CivilDay(2023, 12, 31), 90, .days, .quarter, CivilDay(2024, 3, 31)),
  ]

  @Test("last days", arguments: cases)
  private func lastDays(_ test: Case) {
    for name in ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia"] {
      let zone = Zone(name)
      // From the first and the last instant of the day alike.
      for instant in [zone.start(of: test.earned), zone.end(of: test.earned) - 1] {
        let end = test.span.end(from: instant, upTo: test.upTo, in: zone)
        #expect(end == zone.end(of: test.lastDay), "in \(name)")
      }
    }
  }

  @Test func `a lot is there until the last millisecond of its last day in the programme's zone`()
    throws
  {
    let zone = Zone("Europe/Berlin")
    let noon = zone.start(of: CivilDay(2024, 1, 31)) + 43_200_000
    let base = onePerUnit.with {
      $0.terms.expiry = .calendar(CalendarSpan(1, .months), upTo: .day)
    }
    var counter = try Counter([base], start: noon) { $0.timeZone = "Europe/Berlin" }
    #expect(try counter.earn([article("milk", 5000)]) == 50)
    let end = zone.start(of: CivilDay(2024, 3, 1))
    try counter.send(.passTime, after: end - 1 - counter.model.now)
    #expect(counter.balance() == Balance(available: 50))
    try counter.send(.passTime, after: 1)
    #expect(counter.balance() == Balance())
    #expect(counter.model.happenings.map(\.at) == [end])
    #expect(counter.model.totals["ann"]?["points"]?.expired == 50)
  }

  @Test(
    "weekdays",
    arguments: [
      (CivilDay(2024, 1, 1), 0), (CivilDay(2024, 2, 29), 3), (CivilDay(2000, 1, 1), 5),
      (CivilDay(1969, 7, 20), 6), (CivilDay(2023, 12, 31), 6),
    ]
  )
  func weekdays(day: CivilDay, weekday: Int) {
    #expect(Zone.weekday(day) == weekday)
  }

  @Test func `days of 23 and 25 hours begin and end at midnight`() {
    let berlin = Zone("Europe/Berlin")
    let hour: Milliseconds = 3_600_000
    let spring = CivilDay(2024, 3, 31)
    let autumn = CivilDay(2024, 10, 27)
    #expect(berlin.end(of: spring) - berlin.start(of: spring) == 23 * hour)
    #expect(berlin.end(of: autumn) - berlin.start(of: autumn) == 25 * hour)
    #expect(berlin.local(berlin.end(of: spring) - 1).day == spring)
  }
}
