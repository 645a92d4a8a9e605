extension Member {
  /// Decides what an earn posts: a lot for each group of awards that share token, kind and dates.
  ///
  /// Debt is paid first, from the lots that would be consumed first, pending ones included. No
  /// points at all is a success: a posting without lots.
  ///
  /// - Parameters:
  ///   - awards: What evaluating the basket gave; points 0 or more.
  ///   - capUses: How much of its caps the basket uses; points 0 or more.
  ///   - now: Time of recording. Nothing may be due.
  ///   - occurredAt: The sale's business time; `nil` = `now`.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme; asked for where a lot's dates go by the calendar.
  /// - Returns: One posting, with lots that stand in the order of the awards.
  /// - Throws: ``Refusal/memberNotActive``, ``Refusal/earnBlocked``, ``Refusal/amountOutOfRange``
  ///   where a lot or the total would exceed ``Points/limit``.
  package func decideEarn(
    awards: [Award],
    capUses: [CapUse],
    now: Timestamp,
    occurredAt: Timestamp? = nil,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireEarning(rules)

    let made = try newLots(
      from: awards,
      now: now,
      occurredAt: occurredAt ?? now,
      calendar: calendar
    )
    var draws: [Draw] = []
    for index in made.indices {
      let token = made[index].token
      // Each token once, at its first lot.
      if Self.isNamed(token, in: made, before: index) { continue }
      try requireRoom(for: made, token: token)
      let debt = account(token).debt
      if debt > .zero { draws += Self.draws(paying: debt, token: token, from: made) }
    }
    var uses = capUses
    if self.capUses.count >= Self.capUsesBeforeForgetting {
      uses += releasesOfOldCapUses(now: now, rules: rules)
    }
    return Posting(
      earnOf: made,
      token: awards.first?.token ?? 0,
      draws: draws,
      capUses: uses,
      effectiveAt: now
    )
  }

  /// The same; `inout` in form alone, see ``glance(at:now:)``.
  package static func decideEarn(
    for member: inout Member,
    awards: [Award],
    capUses: [CapUse],
    now: Timestamp,
    occurredAt: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar
  ) throws(Refusal) -> Posting {
    try member.decideEarn(
      awards: awards,
      capUses: capUses,
      now: now,
      occurredAt: occurredAt,
      rules: rules,
      calendar: calendar()
    )
  }

  private func newLots(
    from awards: [Award],
    now: Timestamp,
    occurredAt: Timestamp,
    calendar: () -> ProgrammeCalendar
  ) throws(Refusal) -> [Lot] {
    var made: [Lot] = []
    made.reserveCapacity(awards.count)
    for award in awards where award.points != .zero {
      precondition(award.points > .zero, "promotion \(award.promotion) awards \(award.points)")
      let kind: LotKind = award.isBonus ? .bonus : .base
      let dates = award.lotSchedule.dates(
        recordedAt: now,
        occurredAt: occurredAt,
        calendar: calendar
      )
      guard let number = UInt16(exactly: made.count) else { throw .amountOutOfRange }
      let lot = Lot(
        id: LotID(version: nextVersion, index: number),
        token: award.token,
        kind: kind,
        amount: award.points,
        remaining: award.points,
        activationAt: dates.activationAt,
        expiresAt: dates.expiresAt,
        waits: award.lotSchedule.waits,
        partner: award.partner
      )
      guard lot.amount <= .limit else { throw .amountOutOfRange }
      guard let index = Self.index(of: lot, in: made) else {
        made.append(lot)
        continue
      }
      made[index].amount = try made[index].amount.adding(award.points)
      made[index].remaining = made[index].amount
    }
    return made
  }

  /// The index of the lot that shares token, kind, dates and partner with another.
  ///
  /// Lots that wait for an action stay apart, one for each award, in the order of the awards: the
  /// actions may differ.
  private static func index(of lot: Lot, in lots: [Lot]) -> Int? {
    for index in lots.indices
    where lots[index].token == lot.token && lots[index].kind == lot.kind
      && lots[index].activationAt == lot.activationAt && lots[index].expiresAt == lot.expiresAt
      && lots[index].partner == lot.partner && !lot.waits
    {
      return index
    }
    return nil
  }

  private static func isNamed(_ token: TokenNumber, in lots: [Lot], before end: Int) -> Bool {
    for index in 0..<end where lots[index].token == token { return true }
    return false
  }

  func requireRoom(for made: [Lot], token: TokenNumber) throws(Refusal) {
    let account = account(token)
    var credit = Points.zero
    for lot in made where lot.token == token { credit = try credit.adding(lot.amount) }
    // The open points, not the total: debt paid later must not lift a balance above the limit.
    _ = try outstanding(account).adding(credit)
    guard account.issued <= Account.issuedLimit - credit else { throw .amountOutOfRange }
  }

  /// What drops uses of periods that no earn can reach any more.
  ///
  /// Only when the list has grown: a member's regular visits must not gather a use for every day of
  /// a life.
  func releasesOfOldCapUses(now: Timestamp, rules: LedgerRules) -> [CapUse] {
    let reach = rules.maxBackdateMilliseconds + Self.longestCapPeriodMilliseconds
    var releases: [CapUse] = []
    for use in capUses
    where use.period != .life && use.periodStart.adding(milliseconds: reach) < now {
      var release = use
      release.amount = -use.amount
      releases.append(release)
    }
    return releases
  }

  /// How many uses of caps a member has before an earn looks for old ones.
  package static let capUsesBeforeForgetting = 16
  /// A month of 31 days and a day for the change of clocks.
  private static let longestCapPeriodMilliseconds = 32 * LedgerRules.dayMilliseconds

  /// Pays debt from new credit, the lot that would be consumed first before the others.
  static func draws(paying debt: Points, token: TokenNumber, from credit: [Lot]) -> [Draw] {
    var draws: [Draw] = []
    var owed = debt
    for lot in credit.sorted(by: { $0.precedes($1) }) where lot.token == token && owed > .zero {
      let paid = min(lot.remaining, owed)
      draws.append(Draw(lot: lot, points: paid, destination: .debt))
      owed -= paid
    }
    return draws
  }
}
