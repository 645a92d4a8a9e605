/// The span in which something is counted, by the programme's calendar.
package enum Period: String, Hashable, Sendable, CaseIterable {
  case basket, day, week, month, life
}

/// One day, week, month or the whole life: named by its period and its first day.
package struct Window: Hashable, Sendable, CustomStringConvertible {
  package var period: Period
  /// Absent for a basket and for the whole life.
  package var firstDay: CivilDay?

  /// The window of a period that holds an instant.
  package init(_ period: Period, at instant: Milliseconds, in zone: Zone) {
    let day = zone.day(instant)
    self.period = period
    switch period {
    case .basket, .life: firstDay = nil
    case .day: firstDay = day
    case .week: firstDay = day.adding(days: -Zone.weekday(day))
    case .month: firstDay = CivilDay(day.year, day.month, 1)
    }
  }

  package var description: String {
    firstDay.map { "\(period.rawValue) \($0)" } ?? period.rawValue
  }
}
