internal import FealtyLoyalty
internal import FealtyWire

extension Shard {
  /// How an exchange stands: by its records, and by what is under way.
  func getExchange(_ call: RoutedCall) {
    guard let request = decode(call, GetExchangeRequest.self) else { return }
    var routed = call
    // It changes nothing, so it needs no request id when it is taken up again.
    routed.head.isDryRun = true
    guard let command = beginRead(routed) else { return }
    guard let id = TransactionID(request.exchangeID) else {
      return fail(call.call, Status(.invalidField("exchange_id")))
    }
    guard isOwn(id, routed, command) else { return }
    withPast(routed, command, PastWish([id.version])) { past, _, command, actor in
      let shard = command.shard
      guard let answer = shard.standing(of: id, past, command.programme) else {
        return shard.fail(command.call, gated: true, Status(.transactionNotFound))
      }
      let isAhead = actor.assumeIsolated { $0.isAhead }
      shard.respond(command.call, gated: isAhead, message: answer)
    }
  }

  /// Nil where it is no exchange.
  private func standing(
    of id: TransactionID,
    _ past: PastPostings,
    _ programme: PublishedProgramme
  ) -> GetExchangeResponse? {
    guard let started = past.posting(id.version), started.kind == .exchangeStarted,
      var step = started.details.exchange
    else { return nil }
    var answer = GetExchangeResponse(sinceMs: started.effectiveAt.milliseconds)
    answer.state = step.terms.isFromOutside ? .stateAccepted : .stateDelivering
    // Newest last: a return that was refused may be followed by another.
    for (_, posting) in past.postings.sorted(by: { $0.version < $1.version })
    where posting.linkedVersion == id.version {
      guard let state = posting.kind.exchangeState else { continue }
      // Of a return it is a part.
      if posting.kind == .exchangeGivingBack, answer.state == .stateTakingBack { continue }
      answer.state = state
      answer.sinceMs = posting.effectiveAt.milliseconds
      answer.reason = posting.reason
      if posting.kind == .exchangeSettled || posting.kind == .exchangeDeliveredLate {
        step = posting.details.exchange ?? step
      }
    }
    let exchange = ExchangeID(member: id.member, version: id.version)
    note(&answer, of: exchange)
    answer.toTokenID = tokenOutside(step.terms.targetToken)?.token.message.tokenID ?? ""
    answer.exchange = ExchangeFacts(step, programme, named: exchange)
    return answer
  }

  /// What is known of the exchange, or of its return, while it is with a partner.
  private func note(_ answer: inout GetExchangeResponse, of exchange: ExchangeID) {
    let legs = outside.legs(of: exchange.member)
    guard let leg = legs.first(where: { $0.exchange == exchange && $0.course.goal != .watch })
    else { return }
    answer.calls = leg.course.calls
    switch leg.course.phase {
    case .waiting: if leg.course.goal == .deliver { answer.state = .stateAccepted }
    case .resting(let until): answer.nextCallAtMs = until.milliseconds
    case .calling, .ended: break
    }
  }
}

extension FealtyLoyalty.TransactionKind {
  /// What a record of this kind makes of the exchange that it is linked with; nil = nothing.
  fileprivate var exchangeState: ExchangeState? {
    switch self {
    case .exchangeSettled, .exchangeReturnRefused: .stateCompleted
    case .exchangeReversed, .exchangeLateKept, .exchangeLateTakenBack: .stateFailed
    case .exchangeDeliveredLate: .stateLate
    case .exchangeReturnStarted: .stateTakingBack
    case .exchangeReturned: .stateTakenBack
    case .exchangeDebited: .stateDelivering
    case .exchangeGivingBack: .stateGivingBack
    default: nil
    }
  }
}
