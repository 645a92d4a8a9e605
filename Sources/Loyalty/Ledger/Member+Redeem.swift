extension Member {
  /// Decides a redemption in one step.
  ///
  /// - Parameters:
  ///   - points: 1 to ``Points/limit``.
  ///   - token: Of the points.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme, with the token's own limits.
  ///   - pin: What is known of the PIN; `nil` = the programme and the member have no threshold.
  /// - Returns: Draws in the order of consumption; together they make `points`.
  /// - Throws: In this order ``Refusal/invalidField(_:)``, ``Refusal/amountOutOfRange``,
  ///   ``Refusal/memberNotActive`` or ``Refusal/redeemBlocked``, ``Refusal/belowMin``,
  ///   ``Refusal/aboveMax``, ``Refusal/notMultiple``, those of ``requirePIN(_:token:check:now:)``,
  ///   ``Refusal/insufficientPoints(available:)``.
  /// - Complexity: O(*n*), where *n* is the number of open lots; strict FIFO sorts them.
  package func decideRedeem(
    _ points: Points,
    token: TokenNumber,
    now: Timestamp,
    rules: LedgerRules,
    pin: PINCheck? = nil
  ) throws(Refusal) -> Posting {
    try requireRedeemable(points, token: token, now: now, rules: rules, pin: pin)
    var posting = Posting(kind: .redeem, token: token, effectiveAt: now)
    if let pin { posting.details.dayCounted = pin.count(points, token) }
    var outstanding = points
    for lot in consumptionOrder(rules) where lot.isAvailable(token, now) && outstanding > .zero {
      let taken = min(lot.free, outstanding)
      posting.draws.append(Draw(lot: lot, points: taken, destination: .redeemed))
      outstanding -= taken
    }
    return posting
  }

  /// Decides an authorised redemption: the points are set aside until captured, voided, or lapsed.
  ///
  /// - Parameters:
  ///   - points: 1 to ``Points/limit``.
  ///   - token: Of the points.
  ///   - timeoutMilliseconds: How long it lives; 0 = the programme's default.
  ///   - purpose: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme, with the token's own limits.
  ///   - pin: As in ``decideRedeem(_:token:now:rules:pin:)``.
  /// - Returns: A posting that places one hold.
  /// - Throws: As ``decideRedeem(_:token:now:rules:pin:)``.
  package func decideAuthorization(
    _ points: Points,
    token: TokenNumber,
    timeoutMilliseconds: Int64 = 0,
    purpose: String = "",
    now: Timestamp,
    rules: LedgerRules,
    pin: PINCheck? = nil
  ) throws(Refusal) -> Posting {
    guard timeoutMilliseconds >= 0 else { throw .invalidField("timeout_ms") }
    try requireRedeemable(points, token: token, now: now, rules: rules, pin: pin)
    let timeout =
      timeoutMilliseconds == 0 ? rules.authorizationTimeoutMilliseconds : timeoutMilliseconds
    var hold = Hold(
      id: nextVersion,
      kind: .authorization,
      token: token,
      parts: [],
      until: now.adding(milliseconds: timeout),
      reason: purpose
    )
    var outstanding = points
    for lot in consumptionOrder(rules) where lot.isAvailable(token, now) && outstanding > .zero {
      let taken = min(lot.free, outstanding)
      hold.parts.append(HoldPart(lot: lot.id, points: taken))
      outstanding -= taken
    }
    var posting = Posting(kind: .authorization, token: token, effectiveAt: now)
    posting.holdsPlaced = [hold]
    posting.reason = purpose
    if let pin { posting.details.dayCounted = pin.count(points, token) }
    return posting
  }

  /// Decides to redeem what was authorised, or a part; the rest is free again.
  ///
  /// A lot that expired after the authorisation pays nevertheless; the rest of such a lot expires
  /// at once.
  ///
  /// - Parameters:
  ///   - authorization: Version that placed it.
  ///   - points: 1 to what was authorised; 0 = all of it.
  ///   - now: Nothing may be due by it.
  /// - Returns: One posting; its ``Posting/pointsReleased`` are free again.
  /// - Throws: ``Refusal/invalidField(_:)``, ``Refusal/memberNotActive`` for one that was deleted,
  ///   ``Refusal/alreadyCaptured``, ``Refusal/lockExpired`` when it was voided or has lapsed,
  ///   ``Refusal/notLocked`` when there never was one, ``Refusal/aboveMax``.
  package func decideCapture(
    _ authorization: UInt32,
    points: Points = .zero,
    now: Timestamp
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard points >= .zero else { throw .invalidField("points") }
    try stage.requireSettling()
    let hold = try liveHold(authorization, kind: .authorization)
    guard points <= hold.points else { throw .aboveMax }

    var posting = Posting(kind: .captured, token: hold.token, effectiveAt: now)
    posting.linkedVersion = hold.id
    posting.reason = hold.reason
    var outstanding = points == .zero ? hold.points : points
    for part in hold.parts {
      let taken = min(part.points, outstanding)
      outstanding -= taken
      if taken > .zero {
        let lot = lots[openIndex(of: part.lot)]
        posting.draws.append(
          Draw(lot: lot, points: taken, destination: .redeemed, hold: hold.id)
        )
      }
      if taken < part.points {
        release(part.points - taken, of: part.lot, from: hold, into: &posting, now: now)
      }
    }
    return posting
  }

  /// Decides to give an authorised redemption up; all of it is free again, or expires at once.
  ///
  /// - Throws: As ``decideCapture(_:points:now:)``.
  package func decideVoid(_ authorization: UInt32, now: Timestamp) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireSettling()
    let hold = try liveHold(authorization, kind: .authorization)
    var posting = Posting(kind: .voided, token: hold.token, effectiveAt: now)
    posting.linkedVersion = hold.id
    release(hold, into: &posting, now: now)
    return posting
  }

  // MARK: - Steps

  private func requireRedeemable(
    _ points: Points,
    token: TokenNumber,
    now: Timestamp,
    rules: LedgerRules,
    pin: PINCheck?
  ) throws(Refusal) {
    requireNothingDue(now: now)
    guard points > .zero else { throw .invalidField("points") }
    guard points <= .limit else { throw .amountOutOfRange }
    try stage.requireRedeeming()
    guard points >= rules.redeemMin else { throw .belowMin }
    guard rules.redeemMax == .zero || points <= rules.redeemMax else { throw .aboveMax }
    guard rules.redeemStep == .zero || points.rawValue % rules.redeemStep.rawValue == 0 else {
      throw .notMultiple
    }
    if let pin { try requirePIN(points, token: token, check: pin, now: now) }
    var available = Points.zero
    for lot in lots where lot.isAvailable(token, now) { available += lot.free }
    guard points <= available else { throw .insufficientPoints(available: available) }
  }

  /// The lots in the order in which they are consumed.
  func consumptionOrder(_ rules: LedgerRules) -> [Lot] {
    rules.isStrictFIFO ? lots.sorted { $0.id < $1.id } : lots
  }

  /// The live hold of this id and kind.
  func liveHold(_ id: UInt32, kind: HoldKind) throws(Refusal) -> Hold {
    if let hold = hold(id) {
      // A lock is not captured, and an authorisation not unlocked.
      guard hold.kind == kind else { throw .notLocked }
      return hold
    }
    guard hasDetails else { throw .notLocked }
    for ended in details.endedHolds where ended.id == id && ended.kind == kind {
      throw ended.wasCaptured ? .alreadyCaptured : .lockExpired
    }
    throw .notLocked
  }
}

extension Lot {
  /// Whether points of it may be spent now.
  ///
  /// That it has not expired is known: nothing is due.
  func isAvailable(_ token: TokenNumber, _ now: Timestamp) -> Bool {
    self.token == token && activationAt <= now && free > .zero
  }
}
