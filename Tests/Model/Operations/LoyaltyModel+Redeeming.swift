extension LoyaltyModel {
  /// Takes points in one step.
  mutating func redeem(
    _ redeem: RedeemCommand,
    at occurredAt: Milliseconds
  ) throws(Refusal)
    -> Answer
  {
    let draws = try draws(for: redeem)
    let token = redeem.token ?? settings.defaultToken
    for draw in draws {
      change(redeem.member, draw.lot) {
        $0.free -= draw.points
        $0.redeemed += draw.points
      }
    }
    count(redeem.member, token) { $0.redeemed += redeem.points }
    noteRedemption(redeem)
    var answer = Answer()
    answer.transaction = book(.redemption, redeem.member, at: occurredAt) {
      $0.draws = draws
      $0.token = token
    }
    answer.points = redeem.points
    answer.draws = draws
    answer.value = try worth(redeem.points)
    return answer
  }

  /// Sets points of a redemption aside until they are captured, given free, or lapse.
  mutating func authorize(
    _ redeem: RedeemCommand,
    timeout: Milliseconds?,
    at occurredAt: Milliseconds
  ) throws(Refusal) -> Answer {
    let draws = try draws(for: redeem)
    let until = now + (timeout ?? settings.authorizationTimeout)
    hold(
      draws,
      redeem.member,
      token: redeem.token ?? settings.defaultToken,
      isAuthorization: true,
      until: until
    )
    noteRedemption(redeem)
    var answer = Answer()
    answer.transaction = book(.authorization, redeem.member, at: occurredAt)
    answer.points = redeem.points
    answer.draws = draws
    answer.value = try worth(redeem.points)
    answer.until = until
    return answer
  }

  /// Takes all or a part of what was authorised, in the order of its lots; the rest is free.
  mutating func capture(
    _ id: TransactionID,
    points: Points?,
    at occurredAt: Milliseconds
  )
    throws(Refusal) -> Answer
  {
    let (member, hold) = try openAuthorization(id)
    let captured = points ?? hold.points
    guard captured <= hold.points else { throw Refusal(.aboveMaximum) }
    let (released, draws) = Self.takeLast(hold.points - captured, from: hold.parts)

    var answer = Answer()
    for draw in draws {
      takeOut(draw, of: id, member) { $0.redeemed += draw.points }
    }
    count(member, hold.token) { $0.redeemed += captured }
    answer.expiredAtOnce = release(released, of: id, member, at: now)
    members[member]?.holds[id]?.state = .captured
    if settings.redemptionsAreActivity { noteActivity(of: member) }
    answer.transaction = book(.capture, member, at: occurredAt) {
      $0.draws = draws
      $0.token = hold.token
      $0.about = id
    }
    answer.points = captured
    answer.released = hold.points - captured
    answer.draws = draws
    answer.value = try worth(captured)
    return answer
  }

  /// Gives all that was authorised free.
  mutating func void(_ id: TransactionID, at occurredAt: Milliseconds) throws(Refusal) -> Answer {
    let (member, hold) = try openAuthorization(id)
    var answer = Answer()
    answer.released = hold.points
    answer.draws = Self.takeLast(hold.points, from: hold.parts).taken
    answer.expiredAtOnce = release(answer.draws, of: id, member, at: now)
    answer.transaction = book(.void, member, at: occurredAt) { $0.about = id }
    return answer
  }

  private func openAuthorization(
    _ id: TransactionID
  ) throws(Refusal)
    -> (member: MemberID, hold: Hold)
  {
    let transaction = try transaction(id)
    // Whatever has become of the member, the goods are gone.
    guard let member = transaction.member else { throw Refusal(.transactionNotFound) }
    guard let hold = members[member]?.holds[id], hold.isAuthorization else {
      throw Refusal(.notLocked)
    }
    switch hold.state {
    case .live: return (member, hold)
    case .captured: throw Refusal(.alreadyCaptured)
    case .ended: throw Refusal(.lockExpired)
    }
  }

  /// Checks a redemption, and says which lots pay: member, stage, limits, PIN, points.
  private func draws(for redeem: RedeemCommand) throws(Refusal) -> [Drawdown] {
    guard redeem.points <= pointsLimit else { throw Refusal(.amountOutOfRange) }
    let member = try member(redeem.member)
    try checkMayRedeem(member)
    if let least = settings.redeemMinimum, redeem.points < least { throw Refusal(.belowMinimum) }
    if let most = settings.redeemMaximum, redeem.points > most { throw Refusal(.aboveMaximum) }
    if let step = settings.redeemStep, redeem.points % step != 0 { throw Refusal(.notMultiple) }
    try checkPin(redeem, member)
    let lots = availableLots(of: member, redeem.token ?? settings.defaultToken)
    let available = try sum(lots.map(\.free))
    guard redeem.points <= available else {
      throw Refusal(.insufficientPoints, available: available)
    }
    return Self.draw(redeem.points, from: lots)
  }

  private func checkPin(_ redeem: RedeemCommand, _ member: Member) throws(Refusal) {
    let today = member.redeemedByDay[zone.day(now), default: 0] + redeem.points
    let isAbove =
      redeem.points > member.pinLimits.perTransaction ?? .max
      || today > member.pinLimits.perDay ?? .max
    guard redeem.pin != .wrong else { throw Refusal(.pinInvalid) }
    guard !isAbove || redeem.pin == .right else { throw Refusal(.pinRequired) }
  }

  private mutating func noteRedemption(_ redeem: RedeemCommand) {
    members[redeem.member]?.redeemedByDay[zone.day(now), default: 0] += redeem.points
    if settings.redemptionsAreActivity { noteActivity(of: redeem.member) }
  }

  /// What points are worth in minor units.
  func worth(_ points: Points) throws(Refusal) -> Money {
    guard let value = settings.redemptionValue else { return 0 }
    return try Ratio(points).times(value).floor()
  }
}
