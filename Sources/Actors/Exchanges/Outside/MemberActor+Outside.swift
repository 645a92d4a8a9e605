internal import FealtyLoyalty
internal import FealtyWire

// The giving member's records of an exchange with a partner outside; nobody waits for an answer.
extension MemberActor {
  /// How many exchanges partners are asked about for this member, now or until their watch ends.
  ///
  /// All of them stand in its memory. None that is watched has to make room: what its partner
  /// delivered late nobody would hear of.
  func openOutside(now: Timestamp) -> Int {
    member.transits.count { $0.returns == 0 }
      + member.givenUpExchanges.count { !$0.isLate && now < $0.watchUntil }
  }

  /// How many returns of this member's exchanges somebody outside is asked for now.
  ///
  /// Apart from ``openOutside(now:)``: exchanges that are stuck with one partner keep no others
  /// from being taken back.
  var openReturns: Int {
    member.transits.count { $0.returns != 0 && $0.terms.isAnsweredAtOnce }
  }

  /// The partner has given out what was bought; or a member here has got it, and somebody outside
  /// has given the points.
  func settleOutside(_ id: ExchangeID, receipt: String, creditedVersion: UInt32 = 0) {
    let transit = outsideTransit(id)
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let posting = Member.exchangeSettled(
      transit,
      number: number,
      creditedVersion: creditedVersion,
      receipt: receipt,
      now: now
    )
    record(posting, transit, now: now)
  }

  /// The partner has not given it out, and will not: the points come back.
  ///
  /// `watchUntil`: until when the partner is asked whether it has delivered after all.
  func reverseOutside(_ id: ExchangeID, reason: String, watchUntil: Timestamp) {
    let transit = outsideTransit(id)
    let programme = shard.programmes[Int(programmeIndex)]
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let posting = member.exchangeReversed(
      transit,
      number: number,
      reason: reason,
      watchUntil: watchUntil,
      now: now,
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    record(posting, transit, now: now)
  }

  /// The partner has delivered although the points are back.
  ///
  /// - Returns: false where others have made it forgotten meanwhile.
  func noteLate(_ id: ExchangeID, receipt: String) -> Bool {
    guard let exchange = member.givenUpExchanges.first(where: { $0.id == id.version }) else {
      return false
    }
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let posting = member.exchangeDeliveredLate(
      exchange,
      number: number,
      receipt: receipt,
      now: now
    )
    post(posting, now: now)
    keepTimer()
    append(posting, context: nil, now: now) { out in
      writeStoredBalances(17, now: now, to: &out)
      out.writeNonZero(18, exchange.terms.ruleSetVersion)
    }
    return true
  }

  /// Records what a person has decided about a late delivery.
  func resolveLate(
    _ request: ResolveLateDeliveryRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    guard (1...Limits.textBytes).contains(request.reason.utf8.count) else {
      throw .invalidField("reason")
    }
    guard [.lateKept, .lateTakenBack].contains(request.resolution) else {
      throw .invalidField("resolution")
    }
    let id = try ownTransaction(request.exchangeID, field: "exchange_id")
    let posting = try member.decideLateDelivery(
      id.version,
      isTakenBack: request.resolution == .lateTakenBack,
      number: number,
      reason: request.reason,
      now: command.now
    )
    let facts = posting.details.exchange.map { ExchangeFacts($0, command.programme) }
    try post(posting, command: command) { outcome in
      ResolveLateDeliveryResponse(outcome: outcome, exchange: facts)
    }
    guard !command.isDryRun, !member.givenUpExchanges.contains(where: \.isLate) else { return }
    shard.outside.late.remove(number)
  }

  /// What of this member a person must decide.
  func lateDeliveries(_ programme: PublishedProgramme) -> [LateDelivery] {
    member.givenUpExchanges.filter(\.isLate).map { exchange in
      let step = ExchangeStep(
        id: ExchangeID(member: number, version: exchange.id),
        terms: exchange.terms,
        receipt: exchange.receipt
      )
      let target = shard.tokenOutside(exchange.terms.targetToken)
      return LateDelivery(
        memberID: member.id,
        exchange: ExchangeFacts(step, programme),
        tokenID: programme.tokenID(exchange.token),
        toTokenID: target?.token.message.tokenID ?? "",
        deliveredAtMs: exchange.deliveredAt.milliseconds
      )
    }
  }

  /// The partner has taken back what it gave out, or has refused to.
  ///
  /// `reason`: why not; nil where it has.
  func endOutsideReturn(_ id: ExchangeID, reason: String?) {
    let transit = outsideTransit(id)
    let programme = shard.programmes[Int(programmeIndex)]
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let posting = member.exchangeReturnEnded(
      transit,
      isTaken: reason == nil,
      number: number,
      reason: reason ?? "",
      now: now,
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    record(posting, transit, now: now)
  }

  func outsideTransit(_ id: ExchangeID) -> Transit {
    guard let transit = member.transit(id.version), transit.terms.isAnsweredAtOnce else {
      preconditionFailure("member \(number) has no exchange \(id.version) with a partner")
    }
    return transit
  }

  func record(_ posting: Posting, _ transit: Transit, now: Timestamp) {
    post(posting, now: now)
    keepTimer()
    append(posting, context: nil, now: now) { out in
      // The balances of a brand that keeps the points itself are its own.
      if !transit.terms.isFromOutside { writeStoredBalances(17, now: now, to: &out) }
      out.writeNonZero(18, transit.terms.ruleSetVersion)
    }
  }
}
