internal import Foundation

/// A place's time: what the calendar and the wall clock say there.
package struct Zone: Sendable {
  /// The IANA name.
  package let identifier: String
  private let calendar: Calendar

  /// Makes a zone by its IANA name.
  ///
  /// It is a programmer error to name one that does not exist.
  package init(_ identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else {
      preconditionFailure("there is no time zone \(identifier)")
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    self.identifier = identifier
    self.calendar = calendar
  }

  /// The day and the minute of that day (by the clock on the wall) at an instant.
  package func local(_ instant: Milliseconds) -> (day: CivilDay, minute: Int) {
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date(instant))
    let day = CivilDay(parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    return (day, (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
  }

  /// The day at an instant.
  package func day(_ instant: Milliseconds) -> CivilDay {
    local(instant).day
  }

  /// The day of the week, 0 = Monday … 6 = Sunday.
  package static func weekday(_ day: CivilDay) -> Int {
    // 1 January 2024 was a Monday; every 400 years have a whole number of weeks.
    let reference = CivilDay(2024, 1, 1)
    return ((dayNumber(day) - dayNumber(reference)) % 7 + 7) % 7
  }

  /// The first instant of a day; later than midnight where the clock leaps over it.
  package func start(of day: CivilDay) -> Milliseconds {
    let noon = DateComponents(year: day.year, month: day.month, day: day.day, hour: 12)
    guard let date = calendar.date(from: noon) else {
      preconditionFailure("there is no day \(day)")
    }
    return Milliseconds((calendar.startOfDay(for: date).timeIntervalSince1970 * 1000).rounded())
  }

  /// The first instant after a day.
  package func end(of day: CivilDay) -> Milliseconds {
    start(of: day.adding(days: 1))
  }

  private func date(_ instant: Milliseconds) -> Date {
    Date(timeIntervalSince1970: Double(instant) / 1000)
  }

  private static func dayNumber(_ day: CivilDay) -> Int {
    let before = day.year - 1
    let wholeYears = before * 365 + before / 4 - before / 100 + before / 400
    let wholeMonths = (1..<day.month).reduce(0) {
      $0 + CivilDay.daysIn(year: day.year, month: $1)
    }
    return wholeYears + wholeMonths + day.day
  }
}
