// Commands that change the dates of lots, or let a part of the points expire.
extension Member {
  /// Decides that a share of the available points expires, in the order of consumption.
  ///
  /// - Parameters:
  ///   - tenThousandths: Of a percent: 1 to 1,000,000. Rounded down; no point at all is a success.
  ///   - token: Of the points.
  ///   - pendingToo: Whether points that are not active yet are part of it; they go last.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  /// - Returns: One posting, its draws to ``DrawDestination/expired``.
  /// - Throws: ``Refusal/invalidField(_:)``, ``Refusal/memberNotActive`` for a member that is gone.
  package func decidePercentageExpiry(
    tenThousandths: UInt32,
    token: TokenNumber,
    pendingToo: Bool = false,
    reason: String = "",
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard 1...1_000_000 ~= tenThousandths else { throw .invalidField("ten_thousandths") }
    try stage.requireCorrecting()
    var posting = Posting(kind: .percentageExpiry, token: token, effectiveAt: now)
    posting.draws = shareDraws(
      tenThousandths,
      of: token,
      pendingToo: pendingToo,
      from: consumptionOrder(rules),
      now: now
    )
    posting.reason = reason
    return posting
  }

  /// Draws a share of the free points of a token.
  func shareDraws(
    _ tenThousandths: UInt32,
    of token: TokenNumber,
    pendingToo: Bool,
    from ordered: [Lot],
    now: Timestamp
  ) -> [Draw] {
    let own = ordered.filter { $0.token == token && $0.free > .zero }
    var lots = own.filter { $0.activationAt <= now }
    if pendingToo { lots += own.filter { $0.activationAt > now } }
    var outstanding = lots.reduce(.zero) { $0 + $1.free }.share(tenThousandths: tenThousandths)
    var draws: [Draw] = []
    for lot in lots where outstanding > .zero {
      let taken = min(lot.free, outstanding)
      draws.append(Draw(lot: lot, points: taken, destination: .expired))
      outstanding -= taken
    }
    return draws
  }

  /// Decides that lots expire later.
  ///
  /// Lots that never expire or expire later anyway stay as they are; none at all to lengthen is a
  /// success.
  ///
  /// - Parameters:
  ///   - target: Which lots; pending and locked ones too.
  ///   - token: Of the points, where the target is not a list of lots.
  ///   - extension: Until when.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - calendar: Of the programme; asked for by ``LotExtension/by(_:)``.
  /// - Returns: One posting with the changes of the lots.
  /// - Throws: ``Refusal/invalidField(_:)`` also where the end is not in the future,
  ///   ``Refusal/memberNotActive`` for a member that is gone, ``Refusal/transactionNotFound``,
  ///   ``Refusal/lotNotFound``.
  package func decideExtension(
    of target: LockTarget,
    token: TokenNumber,
    to extension: LotExtension,
    reason: String = "",
    now: Timestamp,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    if case .at(let end) = `extension`, end <= now { throw .invalidField("expires_at_ms") }
    try stage.requireCorrecting()
    var changes: [LotChange] = []
    for lot in try extensible(target, token: token) where lot.expiresAt != .never {
      let end: Timestamp
      switch `extension` {
      case .at(let instant): end = instant
      case .by(let term):
        // From the last instant at which it is good: an end at midnight is the day before.
        end = calendar().add(term, to: lot.expiresAt.adding(milliseconds: -1))
      }
      guard end > lot.expiresAt else { continue }
      guard end > now else { throw .invalidField("by") }
      changes.append(
        LotChange(lot: lot.id, activationAt: lot.activationAt, expiresAt: end, waits: lot.waits)
      )
    }
    var posting = Posting(kind: .extension, token: token, effectiveAt: now)
    if case .transaction(let version) = target { posting.linkedVersion = version }
    posting.reason = reason
    if !changes.isEmpty { posting.details.lotChanges = changes }
    return posting
  }

  private func extensible(
    _ target: LockTarget,
    token: TokenNumber
  ) throws(Refusal) -> [Lot] {
    switch target {
    case .anyPoints: return lots.filter { $0.token == token }
    case .transaction(let version):
      guard version >= 1, version <= self.version else { throw .transactionNotFound }
      return lots.filter { $0.id.version == version && $0.token == token }
    case .lots(let ids):
      guard Set(ids).count == ids.count, !ids.isEmpty else { throw .invalidField("lot_ids") }
      for id in ids where lot(id) == nil { throw .lotNotFound }
      return lots.filter { ids.contains($0.id) }
    }
  }

  /// Decides that the action came for which lots of a transaction wait: they are active from now.
  ///
  /// Lots that are not open or do not wait any more are passed over; none at all is a success.
  ///
  /// - Parameters:
  ///   - waiting: Those that wait for the action, with what the log says of their dates.
  ///   - transaction: Version that made them.
  ///   - isNamed: Whether the command named the lot: then it must wait.
  ///   - now: Nothing may be due by it.
  ///   - calendar: Of the programme; asked for where a lot's dates go by the calendar.
  /// - Returns: One posting with the changes of the lots. They may be due at once.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone, ``Refusal/notWaiting``.
  package func decideActivation(
    of waiting: [WaitingLot],
    transaction: UInt32,
    isNamed: Bool = false,
    now: Timestamp,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireCorrecting()
    var changes: [LotChange] = []
    for entry in waiting {
      guard let lot = lot(entry.id), lot.waits else { continue }
      let end =
        entry.keepsEnd
        ? lot.expiresAt
        : entry.schedule.expiry(
          recordedAt: entry.recordedAt,
          occurredAt: entry.occurredAt,
          activatedAt: now,
          calendar: calendar
        )
      changes.append(LotChange(lot: lot.id, activationAt: now, expiresAt: end))
    }
    guard !isNamed || !changes.isEmpty else { throw .notWaiting }
    let token = changes.first.flatMap { lot($0.lot)?.token } ?? 0
    var posting = Posting(kind: .activation, token: token, effectiveAt: now)
    posting.linkedVersion = transaction
    if !changes.isEmpty { posting.details.lotChanges = changes }
    return posting
  }

  /// All points of the lots that a posting changes, as they stand.
  package func points(changedBy posting: Posting) -> Points {
    guard posting.hasDetails else { return .zero }
    return posting.details.lotChanges.reduce(.zero) { sum, change in
      sum + (lot(change.lot)?.remaining ?? .zero)
    }
  }

  /// Decides what becomes of expiry when a member leaves a stage in which nothing expires: what
  /// came due meanwhile expires now, or after the programme's grace.
  ///
  /// To be applied before the change of the stage, in the same step.
  ///
  /// - Parameters:
  ///   - now: Nothing may be due by it; nothing is, while expiry is suspended.
  ///   - rules: Of the programme.
  ///   - terms: Of the programme; for the next decay.
  /// - Returns: `nil` where nothing came due.
  package func decideResumption(
    now: Timestamp,
    rules: LedgerRules,
    terms: @autoclosure () -> DueTerms = DueTerms()
  ) -> Posting? {
    requireNothingDue(now: now)
    guard isExpirySuspended else { return nil }
    let end = now.adding(milliseconds: rules.resumeGraceMilliseconds)
    var details = PostingDetails()
    for lot in lots where lot.expiresAt <= now {
      details.lotChanges.append(
        LotChange(
          lot: lot.id,
          activationAt: lot.activationAt,
          expiresAt: end,
          waits: lot.waits
        )
      )
    }
    for var clock in clocks where min(clock.inactiveAt, clock.decayAt) <= now {
      if clock.inactiveAt <= now { clock.inactiveAt = end }
      if clock.decayAt <= now {
        // Periods that ended meanwhile took nothing, and are not made up for.
        let terms = terms()
        let period = terms.policies[clock.token]?.decay?.every
        clock.decayAt = period.map { terms.calendar.end(of: $0, containing: now) } ?? .never
      }
      details.clocks.append(clock)
    }
    guard !details.isEmpty else { return nil }
    let token = details.lotChanges.first.flatMap { lot($0.lot)?.token } ?? 0
    var posting = Posting(kind: .extension, token: token, effectiveAt: now)
    posting.details = details
    return posting
  }
}

/// Until when lots are to last.
package enum LotExtension: Hashable, Sendable {
  /// At this instant they have expired.
  case at(Timestamp)
  /// So much longer than so far.
  case by(CalendarTerm)
}

/// A lot that waits for an action, as its transaction's record tells.
package struct WaitingLot: Hashable, Sendable {
  package var id: LotID
  package var schedule: LotSchedule
  /// Of the transaction.
  package var recordedAt: Timestamp
  package var occurredAt: Timestamp
  /// Whether its end stays as it is: that of a grace, after its own was over.
  package var keepsEnd: Bool

  package init(
    id: LotID,
    schedule: LotSchedule,
    recordedAt: Timestamp,
    occurredAt: Timestamp,
    keepsEnd: Bool = false
  ) {
    self.id = id
    self.schedule = schedule
    self.recordedAt = recordedAt
    self.occurredAt = occurredAt
    self.keepsEnd = keepsEnd
  }
}

extension Points {
  /// A share, rounded down; 0 to 1,000,000 ten thousandths of a percent.
  func share(tenThousandths: UInt32) -> Points {
    let product = rawValue.multipliedFullWidth(by: Int64(tenThousandths))
    return Points((1_000_000 as Int64).dividingFullWidth(product).quotient)
  }

  /// The fewest points that are worth an amount of money.
  ///
  /// - Parameters:
  ///   - valueMinor: 1 or more.
  ///   - value: Minor units of money for one point; above 0.
  /// - Returns: 1 to ``limit``.
  /// - Throws: ``Refusal/invalidField(_:)`` for an amount below 1 or points without value,
  ///   ``Refusal/amountOutOfRange``.
  package static func covering(
    valueMinor: Int64,
    at value: Ratio?
  ) throws(Refusal) -> Points {
    guard valueMinor >= 1, let value, value.numerator >= 1 else {
      throw .invalidField("value_minor")
    }
    let product = valueMinor.multipliedFullWidth(by: value.denominator)
    guard product.high < value.numerator else { throw .amountOutOfRange }
    let (quotient, rest) = value.numerator.dividingFullWidth(product)
    guard quotient < Points.limit.rawValue else { throw .amountOutOfRange }
    return Points(rest == 0 ? quotient : quotient + 1)
  }
}
