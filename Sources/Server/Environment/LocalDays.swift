internal import FealtyActors
internal import FealtyLoyalty

/// The days of a time zone, for the program's own questions: when one begins, and which one it is.
package struct LocalDays: Sendable {
  private let calendar: ProgrammeCalendar

  /// The days of a zone that the system knows; empty = UTC.
  ///
  /// - Returns: nil where it knows no such zone.
  package init?(zone name: String) {
    guard !name.isEmpty, name != "UTC" else {
      calendar = ProgrammeCalendar(zone: .utc)
      return
    }
    guard let transitions = SystemZones().transitions(zone: name), let first = transitions.first
    else { return nil }
    calendar = ProgrammeCalendar(
      zone: ZoneRules(
        initialOffsetSeconds: first.offsetSeconds,
        transitions: transitions.dropFirst().map {
          ZoneRules.Transition(
            atSeconds: $0.atMilliseconds / 1_000,
            offsetSeconds: $0.offsetSeconds
          )
        }
      )
    )
  }

  /// The first instant of a local day, Unix milliseconds.
  ///
  /// - Returns: nil where the calendar has no such day.
  package func start(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
    return calendar.zone.firstInstant(ofLocalDay: date.daysSinceEpoch).milliseconds
  }

  /// The local date of an instant in Unix milliseconds, as yyyy-mm-dd.
  package func text(_ milliseconds: Int64) -> String {
    let date = calendar.date(at: Timestamp(milliseconds: milliseconds))
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(date.year)-\(two(date.month))-\(two(date.day))"
  }
}
