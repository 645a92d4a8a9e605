// An exchange with a partner outside came to nothing, its points are back, and the partner may have
// delivered all the same. Then the member has both, and a person must decide:
//
// 1. `exchangeReversed` names until when the partner is asked.
// 2. `exchangeDeliveredLate`: it has delivered. Nothing moves but the count of what partners hold.
// 3. `exchangeLateKept`, or `exchangeLateTakenBack`: what a person has decided.
extension Member {
  /// Says that a partner has delivered although the points are back.
  ///
  /// It is a programmer error to say it of an exchange that is not watched.
  ///
  /// - Parameters:
  ///   - exchange: Of this member.
  ///   - number: The member's.
  ///   - receipt: The partner's.
  ///   - now: Of recording.
  /// - Returns: A posting that moves nothing.
  package func exchangeDeliveredLate(
    _ exchange: GivenUpExchange,
    number: UInt64,
    receipt: String,
    now: Timestamp
  ) -> Posting {
    var posting = Posting(kind: .exchangeDeliveredLate, token: exchange.token, effectiveAt: now)
    posting.linkedVersion = exchange.id
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: exchange.id),
      terms: exchange.terms,
      receipt: receipt
    )
    return posting
  }

  /// Decides what becomes of a late delivery, as a person says.
  ///
  /// - Parameters:
  ///   - version: That began the exchange.
  ///   - isTakenBack: Whether the partner has taken back what it delivered.
  ///   - number: The member's.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  /// - Returns: A posting that moves nothing here.
  /// - Throws: ``Refusal/transactionNotFound`` where there is no late delivery of the exchange, or
  ///   somebody has decided already.
  package func decideLateDelivery(
    _ version: UInt32,
    isTakenBack: Bool,
    number: UInt64,
    reason: String,
    now: Timestamp
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard let exchange = givenUpExchanges.first(where: { $0.id == version && $0.isLate }) else {
      throw .transactionNotFound
    }
    let kind: TransactionKind = isTakenBack ? .exchangeLateTakenBack : .exchangeLateKept
    var posting = Posting(kind: kind, token: exchange.token, effectiveAt: now)
    posting.linkedVersion = version
    posting.reason = reason
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: version),
      terms: exchange.terms
    )
    return posting
  }

  /// How many are watched at a time: the oldest ones make room.
  ///
  /// No more than that are begun.
  static let watchedExchanges = 100

  mutating func applyGivenUp(_ step: ExchangeStep, of posting: Posting) {
    switch posting.kind {
    case .exchangeReversed where step.watchUntil.milliseconds != 0:
      let now = posting.effectiveAt
      details.extras.givenUp.removeAll { !$0.isLate && $0.watchUntil <= now }
      if details.extras.givenUp.count >= Self.watchedExchanges,
        let place = details.extras.givenUp.firstIndex(where: { !$0.isLate })
      {
        details.extras.givenUp.remove(at: place)
      }
      details.extras.givenUp.append(
        GivenUpExchange(
          id: posting.linkedVersion,
          token: posting.token,
          terms: step.terms,
          watchUntil: step.watchUntil
        )
      )
    case .exchangeDeliveredLate:
      let place = givenUpPlace(posting.linkedVersion)
      details.extras.givenUp[place].deliveredAt = posting.effectiveAt
      details.extras.givenUp[place].receipt = step.receipt
    case .exchangeLateKept, .exchangeLateTakenBack:
      details.extras.givenUp.remove(at: givenUpPlace(posting.linkedVersion))
    default: break
    }
  }

  private func givenUpPlace(_ version: UInt32) -> Int {
    guard let place = details.extras.givenUp.firstIndex(where: { $0.id == version }) else {
      preconditionFailure("exchange \(version) of member \(id) is not watched")
    }
    return place
  }
}
