/// A day of the Gregorian calendar, which also holds for the days before it was introduced.
///
/// Computed by the days-from-civil method (H. Hinnant, "chrono-compatible low-level date
/// algorithms", 2013): years are counted from March, so that the leap day ends a year.
package struct CivilDate: Hashable, Comparable, Sendable {
  package let year: Int64
  /// 1 to 12.
  package let month: Int64
  /// 1 to the month's length.
  package let day: Int64

  /// The date of a day counted from 1970-01-01; within ±10¹⁵ days.
  package init(daysSinceEpoch: Int64) {
    // 719,468 days lie between 0000-03-01 and 1970-01-01; 146,097 make 400 years.
    let shifted = daysSinceEpoch + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The date, or `nil` where the calendar has no such day.
  package init?(year: Int64, month: Int64, day: Int64) {
    guard 1...12 ~= month, day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
    self.init(knownYear: year, month: month, day: day)
  }

  /// The date that a text says as yyyy-mm-dd; `nil` where it says no day of the calendar.
  package init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  private init(knownYear: Int64, month: Int64, day: Int64) {
    year = knownYear
    self.month = month
    self.day = day
  }

  /// The day counted from 1970-01-01.
  package var daysSinceEpoch: Int64 { dayNumber(year: year, month: month, day: day) }

  /// The date `count` months later, or earlier; the month's last day where it is shorter.
  ///
  /// 31 January and one month is the last day of February.
  package func adding(months count: Int64) -> CivilDate {
    let months = year * 12 + month - 1 + count
    let newYear = floorDivide(months, 12)
    let newMonth = months - newYear * 12 + 1
    let newDay = min(day, Self.days(inMonth: newMonth, of: newYear))
    return CivilDate(knownYear: newYear, month: newMonth, day: newDay)
  }

  /// The days of a month, 28 to 31; `month` from 1 to 12.
  package static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The date as yyyymmdd; the nearest that 32 bits hold beyond the years ±214,747.
  package var yyyymmdd: Int32 { Int32(clamping: year * 10_000 + month * 100 + day) }

  /// The date of a day counted from 1970-01-01 as yyyymmdd.
  package static func yyyymmdd(daysSinceEpoch: Int64) -> Int32 {
    CivilDate(daysSinceEpoch: daysSinceEpoch).yyyymmdd
  }

  package static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
