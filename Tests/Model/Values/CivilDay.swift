/// A day of the Gregorian calendar, without a place.
package struct CivilDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var year: Int
  /// 1 to 12.
  package var month: Int
  /// 1 to 31.
  package var day: Int

  package init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  package static func < (left: CivilDay, right: CivilDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// As `yyyy-mm-dd`.
  package var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Whether the year has a 29 February.
  package static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  /// How many days a month has.
  package static func daysIn(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The same day some months later; the 31st becomes the last day where a month is shorter.
  package func adding(months: Int) -> CivilDay {
    let count = year * 12 + (month - 1) + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    return CivilDay(newYear, newMonth, min(day, Self.daysIn(year: newYear, month: newMonth)))
  }

  /// The day some days later, or earlier; counted one by one.
  package func adding(days: Int) -> CivilDay {
    var result = self
    for _ in 0..<days.magnitude {
      result = days > 0 ? result.next : result.previous
    }
    return result
  }

  private var next: CivilDay {
    if day < Self.daysIn(year: year, month: month) { return CivilDay(year, month, day + 1) }
    return month == 12 ? CivilDay(year + 1, 1, 1) : CivilDay(year, month + 1, 1)
  }

  private var previous: CivilDay {
    if day > 1 { return CivilDay(year, month, day - 1) }
    if month == 1 { return CivilDay(year - 1, 12, 31) }
    return CivilDay(year, month - 1, Self.daysIn(year: year, month: month - 1))
  }
}
