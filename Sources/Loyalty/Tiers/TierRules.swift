/// Which tier a member is in by what it buys, as its programme says now.
package struct TierRules: Hashable, Sendable {
  /// What counts.
  package enum Measure: Hashable, Sendable {
    case points(TokenNumber)
    /// Minor units of money.
    case spend
  }

  /// Over which it is added up.
  package enum Period: Hashable, Sendable {
    /// The last local days, the present one included.
    case rolling(days: Int64)
    case calendar(CalendarPeriod)
    /// Years from the local day of the enrolment.
    case anniversary
  }

  /// What a member falls to whose tier is not reached any more.
  package enum Downgrade: Hashable, Sendable {
    case toReached
    /// The next lower one, and after another period the next.
    case oneStep
    case never
  }

  /// A tier, and from how much on a member is in it.
  package struct Step: Hashable, Sendable {
    package var tier: String
    package var amount: Int64

    package init(tier: String, amount: Int64) {
      self.tier = tier
      self.amount = amount
    }
  }

  package var measure: Measure
  package var period: Period
  /// Lowest first; the first one's amount is 0, and each is above the one before.
  package var steps: [Step]
  package var downgrade: Downgrade
  /// Local days that a tier stays longer than its period.
  package var graceDays: Int64
  /// Whether a tier falls at once when a return takes its ground away.
  package var fallsOnReturn: Bool
  package var calendar: ProgrammeCalendar
  /// How late a sale may come.
  package var maxBackdateMilliseconds: Int64

  package init(
    measure: Measure,
    period: Period,
    steps: [Step],
    downgrade: Downgrade = .toReached,
    graceDays: Int64 = 0,
    fallsOnReturn: Bool = false,
    calendar: ProgrammeCalendar,
    maxBackdateMilliseconds: Int64
  ) {
    precondition(steps.first?.amount == 0, "tier rules without a lowest tier")
    self.measure = measure
    self.period = period
    self.steps = steps
    self.downgrade = downgrade
    self.graceDays = graceDays
    self.fallsOnReturn = fallsOnReturn
    self.calendar = calendar
    self.maxBackdateMilliseconds = maxBackdateMilliseconds
  }

  /// The measure as sums and records have it: 0 = money, else 1 + the token's number.
  package var measureKey: UInt32 {
    switch measure {
    case .spend: 0
    case .points(let token): 1 + UInt32(token)
    }
  }

  /// The place of a tier; one that the rules do not know is as good as the lowest.
  package func rank(of tier: String) -> Int {
    steps.firstIndex { $0.tier == tier } ?? 0
  }

  /// The place of the highest tier that an amount reaches.
  package func rank(reaching amount: Int64) -> Int {
    steps.lastIndex { $0.amount <= amount } ?? 0
  }

  /// How many local days a rolling period has; nil where it is another.
  private var rollingDays: Int64? {
    if case .rolling(let days) = period { return days }
    return nil
  }
}

/// From an instant to another, which is not part of it.
package struct TierSpan: Hashable, Sendable {
  package var start: Timestamp
  package var end: Timestamp
}

// When periods begin and end.
extension TierRules {
  /// The period that an instant lies in; a rolling one ends with the instant's day.
  package func span(containing instant: Timestamp, enrolledAt: Timestamp) -> TierSpan {
    switch period {
    case .rolling(let days):
      let day = calendar.day(at: instant)
      return TierSpan(start: firstInstant(day - days + 1), end: firstInstant(day + 1))
    case .calendar(let period):
      return TierSpan(
        start: calendar.start(of: period, containing: instant),
        end: calendar.end(of: period, containing: instant)
      )
    case .anniversary:
      let enrolled = calendar.date(at: enrolledAt)
      let day = calendar.day(at: instant)
      var years = CivilDate(daysSinceEpoch: day).year - enrolled.year
      if enrolled.adding(months: 12 * years).daysSinceEpoch > day { years -= 1 }
      return TierSpan(
        start: firstInstant(enrolled.adding(months: 12 * years).daysSinceEpoch),
        end: firstInstant(enrolled.adding(months: 12 * (years + 1)).daysSinceEpoch)
      )
    }
  }

  /// The begin of the sum that a sale of an instant adds to: of its day, or of its period.
  func begin(of instant: Timestamp, enrolledAt: Timestamp) -> Timestamp {
    rollingDays == nil
      ? span(containing: instant, enrolledAt: enrolledAt).start
      : calendar.start(of: .day, containing: instant)
  }

  /// Sums that begin before this can neither count nor be added to any more.
  ///
  /// What a sale of the longest ago adds to, the period that it counts in, and the one before.
  func forgottenBefore(_ now: Timestamp, enrolledAt: Timestamp) -> Timestamp {
    let oldest = now.adding(milliseconds: -maxBackdateMilliseconds)
    let graced = firstInstant(calendar.day(at: oldest) - graceDays)
    let span = span(containing: graced, enrolledAt: enrolledAt)
    guard rollingDays == nil else { return span.start }
    return before(span, enrolledAt).start
  }

  private func before(_ span: TierSpan, _ enrolledAt: Timestamp) -> TierSpan {
    self.span(containing: span.start.adding(milliseconds: -1), enrolledAt: enrolledAt)
  }

  private func after(_ span: TierSpan, _ enrolledAt: Timestamp) -> TierSpan {
    self.span(containing: span.end, enrolledAt: enrolledAt)
  }

  private func firstInstant(_ day: Int64) -> Timestamp {
    calendar.zone.firstInstant(ofLocalDay: day)
  }

  private func graced(_ instant: Timestamp) -> Timestamp {
    graceDays == 0 ? instant : firstInstant(calendar.day(at: instant) + graceDays)
  }
}

// What sums come to.
extension TierRules {
  /// The place of the tier that is reached at an instant: within the period, or the one before,
  /// whose tier stays for this one.
  func rank(reachedBy sums: TierStanding, at instant: Timestamp, enrolledAt: Timestamp) -> Int {
    guard sums.measure == measureKey else { return 0 }
    let span = span(containing: instant, enrolledAt: enrolledAt)
    let rank = rank(reaching: sums.sum(in: span))
    guard rollingDays == nil else { return rank }
    return max(rank, self.rank(reaching: sums.sum(in: before(span, enrolledAt))))
  }

  /// Until when sums keep a tier, if nothing is bought any more; nil where they do not reach it.
  private func kept(
    _ rank: Int,
    by sums: TierStanding,
    at instant: Timestamp,
    enrolledAt: Timestamp
  ) -> Timestamp? {
    guard sums.measure == measureKey else { return nil }
    let amount = steps[rank].amount
    let span = span(containing: instant, enrolledAt: enrolledAt)
    if let days = rollingDays {
      var left = sums.sum(in: span)
      guard left >= amount else { return nil }
      for sum in sums.sums where span.start <= sum.from && sum.from < span.end {
        left -= sum.amount
        if left < amount { return graced(firstInstant(calendar.day(at: sum.from) + days)) }
      }
      return nil
    }
    if sums.sum(in: span) >= amount { return graced(after(span, enrolledAt).end) }
    return sums.sum(in: before(span, enrolledAt)) >= amount ? graced(span.end) : nil
  }

  /// Until when a tier stays that nobody has reached, such as one that was given.
  package func term(from instant: Timestamp, enrolledAt: Timestamp) -> Timestamp {
    guard let days = rollingDays else {
      return graced(span(containing: instant, enrolledAt: enrolledAt).end)
    }
    return graced(firstInstant(calendar.day(at: instant) + days))
  }

  /// Whether a tier of a place ever falls by itself.
  package func falls(_ rank: Int) -> Bool { rank > 0 && downgrade != .never }

  /// Until when a tier stays after a sale.
  func keptUntil(
    _ rank: Int,
    after sums: TierStanding,
    isNew: Bool,
    at instant: Timestamp,
    enrolledAt: Timestamp
  ) -> Timestamp {
    guard falls(rank) else { return .never }
    // What was said before holds for the same tier; it is not dated where nothing has counted yet.
    let before = isNew || sums.keptUntil == .never ? nil : sums.keptUntil
    let kept = kept(rank, by: sums, at: instant, enrolledAt: enrolledAt)
    if let kept { return max(kept, before ?? kept) }
    return before ?? term(from: instant, enrolledAt: enrolledAt)
  }

  /// Until when a tier stays after a return: no longer than what is left of the sums says.
  func keptUntil(
    _ rank: Int,
    afterReturn sums: TierStanding,
    at instant: Timestamp,
    enrolledAt: Timestamp
  ) -> Timestamp {
    guard falls(rank) else { return .never }
    return kept(rank, by: sums, at: instant, enrolledAt: enrolledAt)
      ?? min(sums.keptUntil, term(from: instant, enrolledAt: enrolledAt))
  }

  /// Until when a tier stays that a review has left a member in.
  func keptUntil(
    _ rank: Int,
    afterReview sums: TierStanding,
    at instant: Timestamp,
    enrolledAt: Timestamp
  ) -> Timestamp {
    guard falls(rank) else { return .never }
    return kept(rank, by: sums, at: instant, enrolledAt: enrolledAt)
      ?? term(from: instant, enrolledAt: enrolledAt)
  }
}
