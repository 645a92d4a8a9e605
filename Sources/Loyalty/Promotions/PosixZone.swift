/// A zone as a POSIX `TZ` string says it, such as `EST5EDT,M3.2.0,M11.1.0`.
struct PosixZone {
  /// A day of each year and a local time on it.
  enum Day {
    /// Weekday (0 = Sunday) of the nth week (5 = last) of a month: `Mm.w.d`.
    case monthWeekday(month: Int64, week: Int64, weekday: Int64)
    /// Day 1 to 365, 29 February never counted: `Jn`.
    case withoutLeapDay(Int64)
    /// Day 0 to 365: `n`.
    case ofYear(Int64)
  }

  struct Change {
    var day: Day
    /// Seconds after midnight; −167 to 167 hours.
    var seconds: Int64
  }

  /// Seconds east of UTC.
  let standardOffset: Int64
  let daylightOffset: Int64
  /// When daylight time begins and ends; `nil` where there is none.
  let changes: (begin: Change, end: Change)?

  init?(_ text: [UInt8]) {
    var parser = PosixZoneParser(text: text)
    guard parser.skipName(), let standard = parser.time() else { return nil }
    standardOffset = -standard
    guard !parser.isAtEnd else {
      daylightOffset = -standard
      changes = nil
      return
    }
    guard parser.skipName() else { return nil }
    var daylight = 3_600 - standard
    if !parser.isNext(0x2C) {
      guard let offset = parser.time() else { return nil }
      daylight = -offset
    }
    daylightOffset = daylight
    guard parser.skip(0x2C), let begin = parser.change() else { return nil }
    guard parser.skip(0x2C), let end = parser.change(), parser.isAtEnd else { return nil }
    changes = (begin, end)
  }

  /// The changes of offset after an instant, up to the end of a year.
  func transitions(after seconds: Int64, until lastYear: Int64) -> [ZoneRules.Transition] {
    guard let changes else {
      return [
        ZoneRules.Transition(
          atSeconds: seconds + 1,
          offsetSeconds: Int32(truncatingIfNeeded: standardOffset)
        )
      ]
    }
    let firstYear = 1_970 + floorDivide(seconds, 31_556_952) - 1
    guard firstYear <= lastYear else { return [] }
    var transitions: [ZoneRules.Transition] = []
    for year in firstYear...lastYear {
      let begin = Self.localSeconds(changes.begin, year: year) - standardOffset
      let end = Self.localSeconds(changes.end, year: year) - daylightOffset
      for (at, offset) in [(begin, daylightOffset), (end, standardOffset)] where at > seconds {
        transitions.append(
          ZoneRules.Transition(
            atSeconds: at,
            offsetSeconds: Int32(truncatingIfNeeded: offset)
          )
        )
      }
    }
    return transitions.sorted { $0.atSeconds < $1.atSeconds }
  }

  private static func localSeconds(_ change: Change, year: Int64) -> Int64 {
    let newYear = dayNumber(year: year, month: 1, day: 1)
    let day: Int64
    switch change.day {
    case .ofYear(let number): day = newYear + number
    case .withoutLeapDay(let number):
      let isLeap = dayNumber(year: year + 1, month: 1, day: 1) - newYear == 366
      day = newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .monthWeekday(let month, let week, let weekday):
      let first = dayNumber(year: year, month: month, day: 1)
      let next =
        month == 12
        ? dayNumber(year: year + 1, month: 1, day: 1)
        : dayNumber(year: year, month: month + 1, day: 1)
      // 1970-01-01 was a Thursday: 4, counted from Sunday.
      let candidate = first + floorRemainder(weekday - (first + 4), 7) + 7 * (week - 1)
      day = candidate >= next ? candidate - 7 : candidate
    }
    return day * 86_400 + change.seconds
  }
}

/// Reads the parts of a POSIX `TZ` string from left to right.
private struct PosixZoneParser {
  let text: [UInt8]
  var position = 0

  var isAtEnd: Bool { position == text.count }

  func isNext(_ byte: UInt8) -> Bool { position < text.count && text[position] == byte }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard isNext(byte) else { return false }
    position += 1
    return true
  }

  /// `ABC` or `<+03>`.
  mutating func skipName() -> Bool {
    if skip(0x3C) {
      while !isAtEnd, !isNext(0x3E) { position += 1 }
      return skip(0x3E)
    }
    let begin = position
    while position < text.count, 0x41...0x5A ~= text[position] & 0xDF { position += 1 }
    return position - begin >= 3
  }

  mutating func number() -> Int64? {
    var value: Int64 = 0
    let begin = position
    while position < text.count, 0x30...0x39 ~= text[position], position - begin < 4 {
      value = value * 10 + Int64(text[position] - 0x30)
      position += 1
    }
    return position > begin ? value : nil
  }

  /// `[+-]h[:m[:s]]` in seconds.
  mutating func time() -> Int64? {
    let isNegative = skip(0x2D)
    if !isNegative { _ = skip(0x2B) }
    guard var total = number().map({ $0 * 3_600 }) else { return nil }
    if skip(0x3A) {
      guard let minutes = number() else { return nil }
      total += minutes * 60
      if skip(0x3A) {
        guard let seconds = number() else { return nil }
        total += seconds
      }
    }
    guard total <= 167 * 3_600 else { return nil }
    return isNegative ? -total : total
  }

  mutating func change() -> PosixZone.Change? {
    let day: PosixZone.Day
    if skip(0x4D) {
      guard let month = number(), skip(0x2E), let week = number(), skip(0x2E),
        let weekday = number(), 1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
      else { return nil }
      day = .monthWeekday(month: month, week: week, weekday: weekday)
    } else if skip(0x4A) {
      guard let number = number(), 1...365 ~= number else { return nil }
      day = .withoutLeapDay(number)
    } else {
      guard let number = number(), 0...365 ~= number else { return nil }
      day = .ofYear(number)
    }
    guard skip(0x2F) else { return PosixZone.Change(day: day, seconds: 7_200) }
    guard let seconds = time() else { return nil }
    return PosixZone.Change(day: day, seconds: seconds)
  }
}
