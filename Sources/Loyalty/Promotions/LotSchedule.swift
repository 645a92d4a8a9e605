/// How a promotion's points become a lot, as the schema's `LotTerms` says it; at most one of the
/// ways to wait and one of the ways to expire is given.
package struct LotTerms: Hashable, Sendable {
  /// 0 = active at once.
  package var pendingMilliseconds: Int64
  /// 0 = never.
  package var expiresAfterMilliseconds: Int64
  /// The action that the lot waits for; empty = none.
  package var activateOn: String
  /// Active from the first instant of that local day on; its `roundUp` is not used.
  package var pendingFor: CalendarTerm?
  /// Active from a fixed instant on.
  package var pendingUntil: Timestamp?
  package var expires: CalendarTerm?
  /// Gone at a fixed instant.
  package var expiresAt: Timestamp?
  package var clock: LotClock

  package init(
    pendingMilliseconds: Int64 = 0,
    expiresAfterMilliseconds: Int64 = 0,
    activateOn: String = "",
    pendingFor: CalendarTerm? = nil,
    pendingUntil: Timestamp? = nil,
    expires: CalendarTerm? = nil,
    expiresAt: Timestamp? = nil,
    clock: LotClock = .recorded
  ) {
    self.pendingMilliseconds = pendingMilliseconds
    self.expiresAfterMilliseconds = expiresAfterMilliseconds
    self.activateOn = activateOn
    self.pendingFor = pendingFor
    self.pendingUntil = pendingUntil
    self.expires = expires
    self.expiresAt = expiresAt
    self.clock = clock
  }
}

/// From when terms of a lot count.
///
/// Raw values are the schema's.
package enum LotClock: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case recorded = 0
  /// The till's business time.
  case occurred = 1
  /// From the lot's activation; for its expiry alone.
  case activation = 2
}

/// When a lot becomes active and when it expires.
package struct LotDates: Hashable, Sendable, BitwiseCopyable {
  /// ``Timestamp/never`` where it waits for an action.
  package var activationAt: Timestamp
  /// ``Timestamp/never`` where it does not expire, or not before it is activated.
  package var expiresAt: Timestamp
}

/// ``LotTerms`` in 19 bytes without references, as rules and awards carry them.
package struct LotSchedule: Hashable, Sendable, BitwiseCopyable {
  private enum Pending: UInt8, BitwiseCopyable {
    case milliseconds, term, instant, action
  }

  private enum Expiry: UInt8, BitwiseCopyable {
    case milliseconds, term, instant
  }

  /// Milliseconds, a packed term, or an instant.
  private var pendingValue: Int64
  private var expiryValue: Int64
  private var pending: Pending
  private var expiry: Expiry
  package let clock: LotClock

  /// At once, and for good.
  package static let immediate = LotSchedule()

  package init(_ terms: LotTerms = LotTerms()) {
    (pending, pendingValue) = (.milliseconds, terms.pendingMilliseconds)
    if !terms.activateOn.isEmpty {
      (pending, pendingValue) = (.action, 0)
    } else if let term = terms.pendingFor {
      (pending, pendingValue) = (.term, Self.pack(term))
    } else if let instant = terms.pendingUntil {
      (pending, pendingValue) = (.instant, instant.milliseconds)
    }
    (expiry, expiryValue) = (.milliseconds, terms.expiresAfterMilliseconds)
    if let term = terms.expires {
      (expiry, expiryValue) = (.term, Self.pack(term))
    } else if let instant = terms.expiresAt {
      (expiry, expiryValue) = (.instant, instant.milliseconds)
    }
    clock = terms.clock
  }

  /// Whether the lot waits for an action.
  package var waits: Bool { pending == .action }

  /// The same, but that the lot waits for an action.
  package var waiting: LotSchedule {
    var schedule = self
    schedule.pending = .action
    schedule.pendingValue = 0
    return schedule
  }

  /// Whether the dates are those of milliseconds from the time of recording: all that most need.
  @inline(__always)
  package var isPlain: Bool {
    pending == .milliseconds && expiry == .milliseconds && clock == .recorded
  }

  /// The dates of a lot.
  ///
  /// - Parameters:
  ///   - recordedAt: When the lot is made; a lot that waits for nothing is active from then on.
  ///   - occurredAt: The sale's business time.
  ///   - calendar: Asked for where a term is by the calendar.
  /// - Returns: Both dates; an activation before `recordedAt` is as good as at once.
  package func dates(
    recordedAt: Timestamp,
    occurredAt: Timestamp,
    calendar: () -> ProgrammeCalendar
  ) -> LotDates {
    let start = clock == .occurred ? occurredAt : recordedAt
    let activationAt: Timestamp
    switch pending {
    case .milliseconds:
      activationAt = pendingValue == 0 ? recordedAt : start.adding(milliseconds: pendingValue)
    case .term:
      activationAt = calendar().firstInstant(ofDayAfter: Self.term(pendingValue), from: start)
    case .instant: activationAt = Timestamp(milliseconds: pendingValue)
    case .action: activationAt = .never
    }
    return LotDates(
      activationAt: activationAt,
      expiresAt: expiry(from: start, activationAt: activationAt, calendar: calendar)
    )
  }

  /// When a lot that waited for an action expires, once the action has come.
  ///
  /// - Parameters:
  ///   - recordedAt: When the lot was made.
  ///   - occurredAt: The sale's business time.
  ///   - activatedAt: When the action came.
  ///   - calendar: As in ``dates(recordedAt:occurredAt:calendar:)``.
  /// - Returns: ``Timestamp/never`` where it does not expire.
  package func expiry(
    recordedAt: Timestamp,
    occurredAt: Timestamp,
    activatedAt: Timestamp,
    calendar: () -> ProgrammeCalendar
  ) -> Timestamp {
    let start = clock == .occurred ? occurredAt : recordedAt
    return expiry(from: start, activationAt: activatedAt, calendar: calendar)
  }

  private func expiry(
    from start: Timestamp,
    activationAt: Timestamp,
    calendar: () -> ProgrammeCalendar
  ) -> Timestamp {
    if expiry == .instant { return Timestamp(milliseconds: expiryValue) }
    // A lot that waits expires by its activation alone, whatever the clock says.
    if activationAt == .never { return .never }
    let start = clock == .activation ? activationAt : start
    if expiry == .term { return calendar().add(Self.term(expiryValue), to: start) }
    return expiryValue == 0 ? .never : start.adding(milliseconds: expiryValue)
  }

  private static func pack(_ term: CalendarTerm) -> Int64 {
    Int64(term.count) | Int64(term.unit.rawValue) << 32 | Int64(term.roundUp.rawValue) << 40
  }

  private static func term(_ packed: Int64) -> CalendarTerm {
    CalendarTerm(
      UInt32(truncatingIfNeeded: packed),
      CalendarUnit(rawValue: UInt8(truncatingIfNeeded: packed >> 32)) ?? .day,
      roundUp: RoundUp(rawValue: UInt8(truncatingIfNeeded: packed >> 40)) ?? .dayEnd
    )
  }
}
