// What a brand books for a member by its own word: credits and debits that no promotion and no
// redemption rule decides.
extension Member {
  /// Decides a credit: one lot.
  ///
  /// - Parameters:
  ///   - points: 1 to ``Points/limit``.
  ///   - token: Of the points.
  ///   - schedule: When they become active and when they expire.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - occurredAt: The business time.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme; asked for where the lot's dates go by the calendar.
  /// - Returns: One posting; debt is paid from it first.
  /// - Throws: In this order ``Refusal/invalidField(_:)``, ``Refusal/amountOutOfRange``,
  ///   ``Refusal/memberNotActive`` or ``Refusal/earnBlocked``, ``Refusal/amountOutOfRange`` where
  ///   the balance would exceed ``Points/limit``.
  package func decideCredit(
    _ points: Points,
    of token: TokenNumber,
    schedule: LotSchedule = .immediate,
    reason: String = "",
    now: Timestamp,
    occurredAt: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard points > .zero else { throw .invalidField("points") }
    guard points <= .limit else { throw .amountOutOfRange }
    try stage.requireEarning(rules)
    let dates = schedule.dates(recordedAt: now, occurredAt: occurredAt, calendar: calendar)
    let lot = Lot(
      id: LotID(version: nextVersion, index: 0),
      token: token,
      kind: .adjust,
      amount: points,
      remaining: points,
      activationAt: dates.activationAt,
      expiresAt: dates.expiresAt,
      waits: schedule.waits
    )
    try requireRoom(for: [lot], token: token)
    var posting = Posting(kind: .pointsCredited, token: token, effectiveAt: now)
    posting.lotsMade = [lot]
    let debt = account(token).debt
    if debt > .zero { posting.draws = Self.draws(paying: debt, token: token, from: [lot]) }
    posting.reason = reason
    return posting
  }

  /// Decides a debit: points that may be spent are taken in the order of consumption.
  ///
  /// The limits of redemptions and the PIN are the till's and do not count here.
  ///
  /// - Parameters:
  ///   - points: 1 to ``Points/limit``.
  ///   - token: Of the points.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  /// - Returns: Draws to ``DrawDestination/redeemed``; together they make `points`.
  /// - Throws: In this order ``Refusal/invalidField(_:)``, ``Refusal/amountOutOfRange``,
  ///   ``Refusal/memberNotActive`` or ``Refusal/redeemBlocked``,
  ///   ``Refusal/insufficientPoints(available:)``.
  /// - Complexity: O(*n*), where *n* is the number of open lots; strict FIFO sorts them.
  package func decideDebit(
    _ points: Points,
    of token: TokenNumber,
    reason: String = "",
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard points > .zero else { throw .invalidField("points") }
    guard points <= .limit else { throw .amountOutOfRange }
    try stage.requireRedeeming()
    var available = Points.zero
    for lot in lots where lot.isAvailable(token, now) { available += lot.free }
    guard points <= available else { throw .insufficientPoints(available: available) }
    var posting = Posting(kind: .pointsDebited, token: token, effectiveAt: now)
    var outstanding = points
    for lot in consumptionOrder(rules) where outstanding > .zero && lot.isAvailable(token, now) {
      let taken = min(lot.free, outstanding)
      posting.draws.append(Draw(lot: lot, points: taken, destination: .redeemed))
      outstanding -= taken
    }
    posting.reason = reason
    return posting
  }
}
