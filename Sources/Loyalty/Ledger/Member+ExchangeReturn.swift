// A settled exchange is taken back, by command and once. Three entries again:
//
// 1. `exchangeReturnStarted` with the member that had given: nothing moves, the return is under
//    way.
// 2. `exchangeTakenBack` with the member that had received.
// 3. `exchangeReturned` with the first again: the points are back in the lots that had paid; or
//    `exchangeReturnRefused`, where what had come is not there any more.
extension Member {
  /// Decides that a settled exchange of this member is to be taken back.
  ///
  /// - Parameters:
  ///   - started: The posting that began it.
  ///   - debited: The posting that took its points from a brand that keeps them itself.
  ///   - version: Of that posting.
  ///   - creditedVersion: Of the other member's record.
  ///   - membership: Who received outside; empty = a member here, or nobody is named.
  ///   - caller: Whom to answer.
  ///   - number: The member's.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  /// - Returns: A posting that moves nothing.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone, ``Refusal/notReversible``,
  ///   ``Refusal/amountOutOfRange`` where so many lots had paid that no record holds them,
  ///   ``Refusal/alreadyReversed(version:)``, ``Refusal/versionConflict`` where a return of it is
  ///   under way.
  package func decideExchangeReturn(
    of started: Posting,
    debited: Posting? = nil,
    version: UInt32,
    creditedVersion: UInt32,
    membership: String = "",
    caller: ExchangeTerms.Caller,
    number: UInt64,
    reason: String,
    now: Timestamp
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireCorrecting()
    guard let step = started.exchange, started.kind == .exchangeStarted else {
      throw .notReversible
    }
    if let earlier = reversal(of: version) { throw .alreadyReversed(version: earlier.by) }
    guard !transits.contains(where: { $0.returns == version }) else { throw .versionConflict }
    var posting = Posting(kind: .exchangeReturnStarted, token: started.token, effectiveAt: now)
    posting.linkedVersion = version
    posting.reason = reason
    var terms = step.terms
    terms.caller = caller
    let paid = (debited ?? started).draws.filter { $0.destination == .transit }
    guard paid.count <= Self.exchangeDraws else { throw .amountOutOfRange }
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: nextVersion),
      terms: terms,
      creditedVersion: creditedVersion,
      paid: paid,
      used: started.capUses.filter { $0.amount > 0 },
      membership: membership
    )
    return posting
  }

  /// Decides to take back what an exchange had brought: from its own lot first, then from other
  /// points that may be spent, all of it or nothing.
  ///
  /// - Parameters:
  ///   - terms: Of the exchange.
  ///   - id: Of the return.
  ///   - creditedVersion: Of this member's record.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  /// - Returns: Draws that make what was received.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone, ``Refusal/unrecoverable``,
  ///   ``Refusal/amountOutOfRange`` where it would take from more lots than a record holds.
  package func decideTakeBack(
    _ terms: ExchangeTerms,
    id: ExchangeID,
    creditedVersion: UInt32,
    reason: String,
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireCorrecting()
    let token = terms.targetToken
    let own = LotID(version: creditedVersion, index: 0)
    var posting = Posting(kind: .exchangeTakenBack, token: token, effectiveAt: now)
    var outstanding = terms.received
    let others = consumptionOrder(rules).filter { $0.id != own && $0.isAvailable(token, now) }
    for lot in (lot(own).map { [$0] } ?? []) + others
    where outstanding > .zero && lot.free > .zero {
      let taken = min(lot.free, outstanding)
      posting.draws.append(Draw(lot: lot, points: taken, destination: .reversed))
      outstanding -= taken
    }
    guard outstanding == .zero else { throw .unrecoverable }
    guard posting.draws.count <= Self.exchangeDraws else { throw .amountOutOfRange }
    let supply = CapUse.supply(of: token, terms.received)
    if let index = capUseIndex(of: supply) {
      var release = supply
      release.amount = -min(supply.amount, capUses[index].amount)
      posting.capUses = [release]
    }
    posting.reason = reason
    var told = ExchangeTerms()
    (told.received, told.remainder) = (terms.received, terms.remainder)
    posting.details.exchange = ExchangeStep(id: id, terms: told)
    return posting
  }

  /// Ends a return: the points go back to the lots that had paid, or nothing happens.
  ///
  /// - Parameters:
  ///   - transit: Of this member; a return.
  ///   - isTaken: Whether what had come was taken back.
  ///   - number: The member's.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme; asked for by ``RestorePolicy/newPeriod(_:)``.
  /// - Returns: One posting.
  package func exchangeReturnEnded(
    _ transit: Transit,
    isTaken: Bool,
    number: UInt64,
    reason: String,
    now: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar
  ) -> Posting {
    requireNothingDue(now: now)
    let kind: TransactionKind = isTaken ? .exchangeReturned : .exchangeReturnRefused
    var posting = Posting(kind: kind, token: transit.token, effectiveAt: now)
    if isTaken {
      let expired = undo(
        transit.draws,
        skipping: .zero,
        points: transit.terms.points,
        into: &posting,
        now: now,
        rules: rules,
        calendar: calendar
      )
      if transit.terms.isFromOutside {
        // All of it is the brand's: no debt here is paid from it.
        Self.giveBack(&posting)
      } else {
        payDebt(account(transit.token).debt, andExpire: expired, in: &posting)
      }
      posting.reversedPoints = transit.terms.points
      posting.isFullReversal = true
      posting.capUses = releases(of: transit)
    }
    posting.linkedVersion = transit.returns
    posting.reason = reason
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: transit.id),
      terms: transit.terms
    )
    return posting
  }
}
