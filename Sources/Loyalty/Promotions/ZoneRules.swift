/// The UTC offsets of one time zone over time: local days, weeks and months as instants.
///
/// A pure value, made from a list of transitions or from the bytes of a TZif file. A local day
/// begins at the first instant whose local clock shows its midnight or later, so days of 23 and 25
/// hours and days without a midnight are right.
package struct ZoneRules: Hashable, Sendable {
  /// A change of the offset.
  package struct Transition: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var atSeconds: Int64
    /// Seconds east of UTC from then on.
    package var offsetSeconds: Int32

    package init(atSeconds: Int64, offsetSeconds: Int32) {
      self.atSeconds = atSeconds
      self.offsetSeconds = offsetSeconds
    }
  }

  package let initialOffsetSeconds: Int32
  /// Ascending in time.
  package let transitions: [Transition]

  package static let utc = ZoneRules(initialOffsetSeconds: 0, transitions: [])

  /// Makes the rules.
  ///
  /// - Parameters:
  ///   - initialOffsetSeconds: The offset before the first transition.
  ///   - transitions: In any order; of two at one instant the later in the list counts.
  package init(initialOffsetSeconds: Int32, transitions: [Transition]) {
    self.initialOffsetSeconds = initialOffsetSeconds
    var ordered: [Transition] = []
    ordered.reserveCapacity(transitions.count)
    let sorted = transitions.enumerated().sorted {
      ($0.element.atSeconds, $0.offset) < ($1.element.atSeconds, $1.offset)
    }
    for (_, transition) in sorted {
      if ordered.last?.atSeconds == transition.atSeconds { ordered.removeLast() }
      ordered.append(transition)
    }
    self.transitions = ordered
  }

  /// The offset in force at an instant, in seconds east of UTC.
  ///
  /// - Complexity: O(log *n*) in the number of transitions.
  package func offsetSeconds(at instant: Timestamp) -> Int32 {
    offset(of: stretch(at: floorDivide(instant.milliseconds, 1_000)))
  }

  /// The local day that an instant lies in, with the starts of its week and month.
  package func localDay(at instant: Timestamp) -> LocalDay {
    let seconds = min(
      max(floorDivide(instant.milliseconds, 1_000), -Self.secondsLimit),
      Self.secondsLimit
    )
    let stretch = stretch(at: seconds)
    let offset = Int64(offset(of: stretch))
    let day = floorDivide(seconds + offset, 86_400)
    let weekday = floorRemainder(day + 3, 7)
    var from = day * 86_400 - offset
    var until = from + 86_400
    if stretch > 0 { from = max(from, transitions[stretch - 1].atSeconds) }
    if stretch < transitions.count { until = min(until, transitions[stretch].atSeconds) }
    return LocalDay(
      validFrom: Timestamp(milliseconds: from * 1_000),
      validUntil: Timestamp(milliseconds: until * 1_000),
      localMidnightMilliseconds: (day * 86_400 - offset) * 1_000,
      weekday: UInt8(truncatingIfNeeded: weekday),
      dayStart: firstInstant(ofLocalDay: day),
      weekStart: firstInstant(ofLocalDay: day - weekday),
      monthStart: firstInstant(ofLocalDay: day - dayOfMonth(day) + 1)
    )
  }

  /// The first instant of a local day, the day counted from 1970-01-01.
  package func firstInstant(ofLocalDay day: Int64) -> Timestamp {
    let local = day * 86_400
    // No offset is beyond 26 hours, so the stretch that holds the answer is this one or a later
    // one.
    var stretch = stretch(at: local - 93_600)
    while true {
      let begin = stretch == 0 ? Int64.min : transitions[stretch - 1].atSeconds
      let candidate = max(begin, local - Int64(offset(of: stretch)))
      if stretch == transitions.count || candidate < transitions[stretch].atSeconds {
        return Timestamp(milliseconds: candidate * 1_000)
      }
      stretch += 1
    }
  }

  /// Instants further away than this many seconds (about 3,000,000 years) are taken as this one.
  private static let secondsLimit: Int64 = 100_000_000_000_000

  /// The number of transitions at or before an instant.
  private func stretch(at seconds: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].atSeconds <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func offset(of stretch: Int) -> Int32 {
    stretch == 0 ? initialOffsetSeconds : transitions[stretch - 1].offsetSeconds
  }
}

/// A local day, as it looks from the instants of one stretch of equal offset within it.
package struct LocalDay: Hashable, Sendable {
  /// First instant for which this value is right.
  package let validFrom: Timestamp
  /// First instant after those for which it is right.
  package let validUntil: Timestamp
  /// The instant at which the local clock would show midnight with the offset of this stretch.
  let localMidnightMilliseconds: Int64
  /// 0 = Monday … 6 = Sunday.
  package let weekday: UInt8
  /// First instants of the local day, of its week (from Monday) and of its month.
  package let dayStart: Timestamp
  package let weekStart: Timestamp
  package let monthStart: Timestamp

  /// The minute of the local clock, 0 to 1439.
  @inline(__always)
  package func minute(of instant: Timestamp) -> UInt16 {
    UInt16(truncatingIfNeeded: (instant.milliseconds - localMidnightMilliseconds) / 60_000)
  }

  @inline(__always)
  package func contains(_ instant: Timestamp) -> Bool {
    validFrom <= instant && instant < validUntil
  }

  /// Where the period of a cap that this day lies in began; ``Timestamp``(0) for basket and life.
  package func start(of period: CapPeriod) -> Timestamp {
    switch period {
    case .basket, .life: Timestamp(milliseconds: 0)
    case .day: dayStart
    case .week: weekStart
    case .month: monthStart
    }
  }
}

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}

func floorRemainder(_ a: Int64, _ b: Int64) -> Int64 {
  let remainder = a % b
  return remainder < 0 ? remainder + b : remainder
}

/// The day of the month, from 1, of a day counted from 1970-01-01 in the Gregorian calendar.
private func dayOfMonth(_ day: Int64) -> Int64 {
  // Years begin in March here, so that the leap day is a year's last day. 719,468 days lie between
  // 0000-03-01 and 1970-01-01; 146,097 make 400 years.
  let dayOfEra = floorRemainder(day + 719_468, 146_097)
  let yearOfEra =
    (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let month = (5 * dayOfYear + 2) / 153
  return dayOfYear - (153 * month + 2) / 5 + 1
}

/// The day, counted from 1970-01-01, of a date of the Gregorian calendar.
func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
  let shifted = month <= 2 ? year - 1 : year
  let era = floorDivide(shifted, 400)
  let yearOfEra = shifted - era * 400
  let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
