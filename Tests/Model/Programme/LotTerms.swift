/// When the points of a lot begin and end to count.
package struct LotTerms: Hashable, Sendable {
  package var activation: Activation
  package var expiry: Expiry
  /// What the spans of time run from.
  package var basis: Basis

  package init(
    activation: Activation = .atOnce,
    expiry: Expiry = .never,
    basis: Basis = .recorded
  ) {
    self.activation = activation
    self.expiry = expiry
    self.basis = basis
  }
}

/// When points can be spent.
package enum Activation: Hashable, Sendable {
  case atOnce
  case after(Milliseconds)
  case at(Milliseconds)
  /// When somebody activates the transaction.
  case byAction
}

/// When points end.
package enum Expiry: Hashable, Sendable {
  case never
  case after(Milliseconds)
  case at(Milliseconds)
  /// With the day that the span leads to, rounded up to the end of what is named.
  case calendar(CalendarSpan, upTo: Rounding)
}

/// Days or months by the programme's calendar.
package struct CalendarSpan: Hashable, Sendable {
  package enum Unit: String, Hashable, Sendable { case days, months }
  package var count: Int
  package var unit: Unit

  package init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }
}

/// What a calendar expiry is moved to the end of.
package enum Rounding: String, Hashable, Sendable, CaseIterable { case day, month, quarter, year }

/// Whether spans run from when the server wrote the sale, or from when it happened.
package enum Basis: String, Hashable, Sendable { case recorded, activity }

extension CalendarSpan {
  /// The instant after the last day of the span, rounded up.
  package func end(
    from instant: Milliseconds,
    upTo rounding: Rounding,
    in zone: Zone
  )
    -> Milliseconds
  {
    let day = zone.day(instant)
    let reached = unit == .days ? day.adding(days: count) : day.adding(months: count)
    let lastMonth =
      switch rounding {
      case .day, .month: reached.month
      case .quarter: (reached.month + 2) / 3 * 3
      case .year: 12
      }
    guard rounding != .day else { return zone.end(of: reached) }
    let lastDay = CivilDay.daysIn(year: reached.year, month: lastMonth)
    return zone.end(of: CivilDay(reached.year, lastMonth, lastDay))
  }
}

extension LotTerms {
  /// When the points become active; absent where they are at once or wait for an action.
  func activationAt(from basis: Milliseconds) -> Milliseconds? {
    switch activation {
    case .atOnce, .byAction: nil
    case .after(let span): basis + span
    case .at(let instant): instant
    }
  }

  /// When the points end, absent where they never do.
  func expiresAt(from basis: Milliseconds, in zone: Zone) -> Milliseconds? {
    switch expiry {
    case .never: nil
    case .after(let span): basis + span
    case .at(let instant): instant
    case .calendar(let span, let rounding): span.end(from: basis, upTo: rounding, in: zone)
    }
  }

  /// The same for a lot that is made: one that waits for an action does not end before it comes,
  /// but at a fixed instant.
  func end(from basis: Milliseconds, in zone: Zone) -> Milliseconds? {
    if activation == .byAction {
      if case .at(let instant) = expiry { return instant }
      return nil
    }
    return expiresAt(from: basis, in: zone)
  }
}
