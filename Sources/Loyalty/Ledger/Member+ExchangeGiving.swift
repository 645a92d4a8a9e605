// A brand of light integration keeps its members' points itself. When they are exchanged, two more
// entries of the member that gives stand between the others:
//
// 1. `exchangeDebited`: the brand has taken the points from its member. They are issued here, and
//    are in transit at once.
// 2. `exchangeGivingBack`: the exchange came to nothing, or is taken back, and the brand is told to
//    give its member the points again. When it has, `exchangeReversed` or `exchangeReturned` takes
//    them out of the ledger as reversed.
//
// So a balance here is zero before and after, and what was issued is where the equation has it.
extension Member {
  /// Says that the brand has taken an exchange's points from its member.
  ///
  /// It is a programmer error to say it of an exchange of which the brand is not asked.
  ///
  /// - Parameters:
  ///   - transit: Of this member.
  ///   - number: The member's.
  ///   - receipt: The brand's.
  ///   - now: Nothing may be due by it.
  /// - Returns: One lot, which pays at once.
  /// - Throws: ``Refusal/amountOutOfRange`` where the member's sums have no room for it.
  package func exchangeDebited(
    _ transit: Transit,
    number: UInt64,
    receipt: String,
    now: Timestamp
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    precondition(transit.giving == .asked, "exchange \(transit.id) is \(transit.giving)")
    let points = transit.terms.points
    let lot = Lot(
      id: LotID(version: nextVersion, index: 0),
      token: transit.token,
      kind: .adjust,
      amount: points,
      remaining: points,
      activationAt: now,
      expiresAt: .never
    )
    try requireRoom(for: [lot], token: lot.token)
    var posting = Posting(kind: .exchangeDebited, token: lot.token, effectiveAt: now)
    posting.lotsMade = [lot]
    posting.draws = [Draw(lot: lot, points: points, destination: .transit)]
    posting.linkedVersion = transit.id
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: transit.id),
      terms: transit.terms,
      receipt: receipt
    )
    return posting
  }

  /// Says that the brand is told to give the points back to its member.
  ///
  /// - Parameters:
  ///   - transit: Of a member; an exchange or a return.
  ///   - number: The member's.
  ///   - reason: What the statement says.
  ///   - now: Of recording.
  /// - Returns: A posting that moves nothing.
  package static func exchangeGivingBack(
    _ transit: Transit,
    number: UInt64,
    reason: String,
    now: Timestamp
  ) -> Posting {
    var posting = Posting(kind: .exchangeGivingBack, token: transit.token, effectiveAt: now)
    posting.linkedVersion = transit.returns == 0 ? transit.id : transit.returns
    posting.reason = reason
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: transit.id),
      terms: transit.terms
    )
    return posting
  }

  /// Takes what a posting restores out of the ledger: the brand has it again.
  static func giveBack(_ posting: inout Posting) {
    posting.draws += posting.restores.map { restore in
      Draw(lot: restore.lot, points: restore.points, destination: .reversed)
    }
  }

  mutating func applyGiving(_ step: ExchangeStep, of posting: Posting) {
    guard let place = Self.place(of: step.id.version, in: transits) else {
      preconditionFailure("exchange \(step.id.version) of member \(id) is not under way")
    }
    details.extras.transits[place].since = posting.effectiveAt
    guard posting.kind == .exchangeDebited else {
      details.extras.transits[place].giving = .givingBack
      details.extras.transits[place].reason = posting.reason
      return
    }
    details.extras.transits[place].giving = .taken
    details.extras.transits[place].draws = posting.draws
  }
}
