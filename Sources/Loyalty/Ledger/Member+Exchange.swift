// Points become points of another token. Three entries, each of one member:
//
// 1. `exchangeStarted` with the member that gives: the points leave their lots and are in transit.
// 2. `exchangeCredited` with the member that receives.
// 3. `exchangeSettled` with the first again: what was in transit has arrived; or, where the second
//    cannot be, `exchangeReversed`: it is back.
//
// A giving brand that keeps its members' points itself has two more, see
// Member+ExchangeGiving.swift.
extension Member {
  /// Lots that an exchange takes from at most: a reversal may need a new lot for each, and its
  /// record must fit a batch of the log, for it cannot be refused any more.
  static let exchangeDraws = 5_000

  /// Decides the beginning of an exchange.
  ///
  /// - Parameters:
  ///   - terms: As the programmes' tokens and the partnership decide them.
  ///   - token: Of the points that leave.
  ///   - id: The member's number with ``nextVersion``.
  ///   - capUses: Of the partnership's limits.
  ///   - membership: Who receives outside; empty = a member here, or nobody is named.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  /// - Returns: Draws in the order of consumption; together they make the terms' points, or none
  ///   where somebody outside keeps these.
  /// - Throws: In this order ``Refusal/invalidField(_:)``, ``Refusal/amountOutOfRange``,
  ///   ``Refusal/memberNotActive`` or ``Refusal/redeemBlocked``,
  ///   ``Refusal/insufficientPoints(available:)``.
  package func decideExchange(
    _ terms: ExchangeTerms,
    of token: TokenNumber,
    id: ExchangeID,
    capUses: [CapUse] = [],
    membership: String = "",
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard terms.points > .zero else { throw .invalidField("points") }
    guard terms.points <= .limit else { throw .amountOutOfRange }
    try stage.requireRedeeming()
    var posting = Posting(kind: .exchangeStarted, token: token, effectiveAt: now)
    var outstanding = terms.isFromOutside ? Points.zero : terms.points
    var available = Points.zero
    for lot in lots where lot.isAvailable(token, now) { available += lot.free }
    guard outstanding <= available else { throw .insufficientPoints(available: available) }
    for lot in consumptionOrder(rules) where outstanding > .zero && lot.isAvailable(token, now) {
      let taken = min(lot.free, outstanding)
      posting.draws.append(Draw(lot: lot, points: taken, destination: .transit))
      outstanding -= taken
    }
    guard posting.draws.count <= Self.exchangeDraws else { throw .amountOutOfRange }
    posting.capUses = capUses
    if self.capUses.count >= Self.capUsesBeforeForgetting {
      posting.capUses += releasesOfOldCapUses(now: now, rules: rules)
    }
    posting.details.exchange = ExchangeStep(id: id, terms: terms, membership: membership)
    return posting
  }

  /// The same; `inout` in form alone, see ``glance(at:now:)``.
  package static func decideExchange(
    for member: inout Member,
    _ terms: ExchangeTerms,
    of token: TokenNumber,
    id: ExchangeID,
    capUses: [CapUse],
    membership: String,
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> Posting {
    try member.decideExchange(
      terms,
      of: token,
      id: id,
      capUses: capUses,
      membership: membership,
      now: now,
      rules: rules
    )
  }

  /// Decides what the other member gets.
  ///
  /// - Parameters:
  ///   - terms: Of the exchange.
  ///   - id: Of the exchange.
  ///   - schedule: When the points become active and when they expire.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme.
  /// - Returns: One lot; debt is paid from it first.
  /// - Throws: ``Refusal/memberNotActive``, ``Refusal/earnBlocked``, ``Refusal/amountOutOfRange``.
  package func decideExchangeCredit(
    _ terms: ExchangeTerms,
    id: ExchangeID,
    schedule: LotSchedule,
    now: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireEarning(rules)
    let dates = schedule.dates(recordedAt: now, occurredAt: now, calendar: calendar)
    let lot = Lot(
      id: LotID(version: nextVersion, index: 0),
      token: terms.targetToken,
      kind: .exchange,
      amount: terms.received,
      remaining: terms.received,
      activationAt: dates.activationAt,
      expiresAt: dates.expiresAt,
      waits: schedule.waits
    )
    try requireRoom(for: [lot], token: lot.token)
    var posting = Posting(kind: .exchangeCredited, token: lot.token, effectiveAt: now)
    posting.lotsMade = [lot]
    let debt = account(lot.token).debt
    if debt > .zero { posting.draws = Self.draws(paying: debt, token: lot.token, from: [lot]) }
    var told = ExchangeTerms()
    (told.received, told.remainder) = (terms.received, terms.remainder)
    posting.details.exchange = ExchangeStep(id: id, terms: told)
    return posting
  }

  /// The same; `inout` in form alone, see ``glance(at:now:)``.
  package static func decideExchangeCredit(
    for member: inout Member,
    _ terms: ExchangeTerms,
    id: ExchangeID,
    schedule: LotSchedule,
    now: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar
  ) throws(Refusal) -> Posting {
    try member.decideExchangeCredit(
      terms,
      id: id,
      schedule: schedule,
      now: now,
      rules: rules,
      calendar: calendar()
    )
  }

  /// An exchange of this member that has not ended.
  package func transit(_ id: UInt32) -> Transit? {
    let transits = transits
    return Self.place(of: id, in: transits).map { transits[$0] }
  }

  /// The same of a member where it stands; `inout` in form alone, see ``glance(at:now:)``.
  package static func transit(_ id: UInt32, of member: inout Member) -> Transit? {
    member.transit(id)
  }

  /// Ends an exchange whose points have arrived.
  ///
  /// It is a programmer error to end one that is not under way.
  ///
  /// - Parameters:
  ///   - transit: Of the member.
  ///   - number: The member's.
  ///   - creditedVersion: Of the other member's record; 0 = a partner outside has given it out.
  ///   - receipt: The partner's.
  ///   - now: Of recording.
  /// - Returns: One posting, without lots and draws.
  package static func exchangeSettled(
    _ transit: Transit,
    number: UInt64,
    creditedVersion: UInt32,
    receipt: String = "",
    now: Timestamp
  ) -> Posting {
    var posting = Posting(kind: .exchangeSettled, token: transit.token, effectiveAt: now)
    posting.linkedVersion = transit.id
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: transit.id),
      terms: transit.terms,
      creditedVersion: creditedVersion,
      receipt: receipt
    )
    return posting
  }

  /// The same of a member where it stands; nil where nothing of that name is under way.
  ///
  /// `inout` in form alone, see ``glance(at:now:)``.
  package static func exchangeSettled(
    _ id: UInt32,
    of member: inout Member,
    number: UInt64,
    creditedVersion: UInt32,
    now: Timestamp
  ) -> Posting? {
    member.transitInPlace(id) { transit in
      exchangeSettled(transit, number: number, creditedVersion: creditedVersion, now: now)
    }
  }

  /// Ends an exchange whose points could not arrive: they go back to the lots that paid.
  ///
  /// Points of a lot that has expired meanwhile live on in a new one or expire at once, as after a
  /// reversed redemption. Debt is paid first.
  ///
  /// - Parameters:
  ///   - transit: Of this member.
  ///   - number: The member's.
  ///   - reason: What the statement says.
  ///   - watchUntil: Until when its partner outside is asked whether it has delivered after all.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme; asked for by ``RestorePolicy/newPeriod(_:)``.
  /// - Returns: One posting with the lots that get points, the debt paid, and what expires at once.
  package func exchangeReversed(
    _ transit: Transit,
    number: UInt64,
    reason: String,
    watchUntil: Timestamp = Timestamp(milliseconds: 0),
    now: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar
  ) -> Posting {
    requireNothingDue(now: now)
    var posting = Posting(kind: .exchangeReversed, token: transit.token, effectiveAt: now)
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
    posting.linkedVersion = transit.id
    posting.reversedPoints = transit.terms.points
    posting.isFullReversal = true
    posting.reason = reason
    posting.capUses = releases(of: transit)
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: transit.id),
      terms: transit.terms,
      watchUntil: watchUntil
    )
    return posting
  }

  /// What an exchange used of its partnership's limits, given back.
  func releases(of transit: Transit) -> [CapUse] {
    transit.capUses.compactMap { use in
      // What was forgotten meanwhile is of a period that is over.
      guard let index = capUseIndex(of: use), capUses[index].amount >= use.amount else {
        return nil
      }
      var release = use
      release.amount = -use.amount
      return release
    }
  }

  // MARK: - Totals

  /// What exchanges have done to the points of a token; all zero where none has.
  package func exchanges(of token: TokenNumber) -> ExchangeTotals {
    let exchanges = exchanges
    let place = Self.place(of: token, in: exchanges)
    return place.map { exchanges[$0] } ?? ExchangeTotals(token: token)
  }

  /// Points of a token that have left the member in exchanges.
  private func left(_ token: TokenNumber) -> Points {
    let exchanges = exchanges
    return Self.place(of: token, in: exchanges).map { exchanges[$0].left } ?? .zero
  }

  private static func place(of token: TokenNumber, in exchanges: [ExchangeTotals]) -> Int? {
    // By their places: totals that are looked at as values are copied.
    for place in exchanges.indices where exchanges[place].token == token { return place }
    return nil
  }

  /// What is in the lots of an account's token.
  @inline(__always)
  func outstanding(_ account: Account) -> Points {
    let sum = account.total + account.debt
    return hasExtras ? sum - left(account.token) : sum
  }

  /// Calls `body` with what exchanges have done to each token.
  ///
  /// `inout` in form alone, see ``glance(at:now:)``.
  package static func forEachExchange(of member: inout Member, _ body: (ExchangeTotals) -> Void) {
    for totals in member.exchanges { body(totals) }
  }

  mutating func changeExchanges(of token: TokenNumber, _ body: (inout ExchangeTotals) -> Void) {
    guard let index = Self.place(of: token, in: exchanges) else {
      var totals = ExchangeTotals(token: token)
      body(&totals)
      details.extras.exchanges.append(totals)
      return
    }
    body(&details.extras.exchanges[index])
  }

  // MARK: - Applying

  /// What a step does beside its lots, draws and restores.
  mutating func apply(_ step: ExchangeStep, of posting: Posting) {
    let kind = posting.kind
    switch kind {
    case .exchangeStarted:
      precondition(step.id.version == version, "exchange \(step.id.version) in \(version)")
      let draws = posting.draws.filter { $0.destination == .transit }
      details.extras.transits.append(
        Transit(
          id: version,
          token: posting.token,
          terms: step.terms,
          draws: draws,
          capUses: posting.capUses.filter { $0.amount > 0 },
          membership: step.membership,
          giving: step.terms.isFromOutside ? .asked : .none,
          since: posting.effectiveAt
        )
      )
    case .exchangeReturnStarted:
      details.extras.transits.append(
        Transit(
          id: version,
          token: posting.token,
          terms: step.terms,
          draws: step.paid,
          capUses: step.used,
          returns: posting.linkedVersion,
          creditedVersion: step.creditedVersion,
          membership: step.membership,
          giving: step.terms.isFromOutside ? .taken : .none,
          since: posting.effectiveAt
        )
      )
    case .exchangeDebited, .exchangeGivingBack: applyGiving(step, of: posting)
    case .exchangeReturned, .exchangeReturnRefused:
      endTransit(step.id.version)
      changeExchanges(of: posting.token) { $0.take(step, of: kind) }
    case .exchangeSettled, .exchangeReversed:
      endTransit(posting.linkedVersion)
      fallthrough
    default:
      changeExchanges(of: posting.token) { $0.take(step, of: kind) }
    }
    applyGivenUp(step, of: posting)
    guard step.movedOutside(kind) != .zero else { return }
    changeExchanges(of: step.terms.targetToken) { $0.takeOutside(step, of: kind) }
  }

  private mutating func endTransit(_ version: UInt32) {
    guard let place = Self.place(of: version, in: transits) else {
      preconditionFailure("exchange \(version) of member \(id) ends twice")
    }
    details.extras.transits.remove(at: place)
  }

  static func place(of id: UInt32, in transits: [Transit]) -> Int? {
    for place in transits.indices where transits[place].id == id { return place }
    return nil
  }

  /// What is not as it must be: the parts in transit add up to what the totals call so.
  func checkExchanges(_ found: inout [String]) {
    for totals in exchanges {
      var moving = Points.zero
      for transit in transits where transit.token == totals.token && transit.isMoving {
        moving += transit.terms.points
      }
      let parts = [
        totals.exchanged, totals.fees, totals.received, totals.inTransit, totals.delivered,
      ]
      let least = parts.min() ?? .zero
      if moving != totals.inTransit || least < .zero {
        found.append("token \(totals.token): \(totals) with \(moving) in transit")
      }
    }
  }
}
