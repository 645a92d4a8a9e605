internal import FealtyLoyalty
internal import FealtyWire

// A settled exchange is taken back, by command: the same three records, the other way round. What
// is under way stands with the member that had given, so that a start ends it as it ends exchanges.

extension Shard {
  /// At the home of the member that had given.
  func reverseExchange(_ call: RoutedCall) {
    guard let request = decode(call, ReverseExchangeRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    guard let id = TransactionID(request.exchangeID) else {
      return refuse(command, .invalidField("exchange_id"))
    }
    guard isOwn(id, call, command) else { return }
    withPast(call, command, PastWish([id.version])) { facts, routed, command, actor in
      let shard = command.shard
      guard let started = facts.posting(id.version) else {
        return shard.refuse(command, .transactionNotFound)
      }
      let ends = facts.postings.filter { $0.posting.linkedVersion == id.version }
      if let back = ends.first(where: { $0.posting.kind == .exchangeReversed }) {
        return shard.refuse(command, .alreadyReversed(version: back.version), member: actor.number)
      }
      guard let settled = ends.first(where: { $0.posting.kind == .exchangeSettled }),
        let terms = settled.posting.exchange
      else {
        let isUnderWay = started.kind == .exchangeStarted
        return shard.refuse(command, isUnderWay ? .versionConflict : .notReversible)
      }
      do throws(Refusal) {
        try shard.requireReturning(terms.terms, started.token, command.programme)
      } catch {
        return shard.refuse(command, error, member: actor.number)
      }
      let target = shard.tokenOutside(terms.terms.targetToken)?.programme
      if let target, shard.holdsBack(command, from: target) { return }
      var message = ExchangeMessage(
        call: routed.call,
        id: ExchangeID(member: actor.number, version: 0),
        terms: terms.terms
      )
      message.token = started.token
      message.creditedVersion = terms.creditedVersion
      let debited = ends.first { $0.posting.kind == .exchangeDebited }?.posting
      var begun = message
      let refusal = actor.runOnItsShard(command) { actor throws(Refusal) in
        try actor.startReturn(&begun, started, debited, id.version, request.reason, command)
      }
      if let refusal { return shard.refuse(command, refusal, member: actor.number) }
      guard !command.isDryRun else { return }
      guard !begun.terms.isOutside else {
        let exchange = ExchangeID(member: actor.number, version: id.version)
        let membership = started.details.exchange?.membership ?? ""
        return shard.startOutsideReturn(begun, of: exchange, membership, actor)
      }
      begun.step = .takeBack
      // It has been answered.
      if begun.terms.isFromOutside { begun.call = ExchangeMessage.nobody }
      shard.pass(&begun, to: begun.terms.target, payload: nil)
    }
  }

  /// Whether those who were asked for an exchange are still those who keep its tokens.
  ///
  /// - Throws: ``Refusal/notAvailableInLight`` where the brand that gave has become one that keeps
  ///   its members' points itself, ``Refusal/notReversible`` where one that did has ceased to.
  private func requireReturning(
    _ terms: ExchangeTerms,
    _ token: TokenNumber,
    _ programme: PublishedProgramme
  ) throws(Refusal) {
    guard terms.isFromOutside || !programme.isLight else { throw .notAvailableInLight }
    guard !terms.isFromOutside || programme.isLight else { throw .notReversible }
    guard terms.isOutside, let target = tokenOutside(terms.targetToken)?.token else { return }
    guard !target.isHeldHere else { throw .notReversible }
  }

  /// At the home of the member that had received.
  func takeBack(_ message: inout ExchangeMessage) {
    message.step = .takenBack
    message.denial = .membershipNotValid
    if let actor = members.find(message.terms.target) {
      let wanted = message
      let refusal = actor.assumeIsolated { $0.takeBack(wanted) }
      message.denial = refusal.map(ExchangeMessage.Denial.init) ?? .none
    }
    pass(&message, to: message.id.member, payload: nil)
  }

  /// At the home of the member that had given: it is taken back, or is not there any more.
  func finishReturn(_ message: ExchangeMessage) {
    guard let actor = members.find(message.id.member) else {
      preconditionFailure("member \(message.id.member) is gone")
    }
    guard !message.terms.isFromOutside else { return finishGivenReturn(message, actor) }
    actor.assumeIsolated { $0.endReturn(message) }
  }
}

extension MemberActor {
  /// Notes that an exchange is to be taken back; nothing moves.
  ///
  /// A dry run is answered here, and so is the return of an exchange of which somebody outside is
  /// asked.
  func startReturn(
    _ message: inout ExchangeMessage,
    _ started: Posting,
    _ debited: Posting?,
    _ version: UInt32,
    _ reason: String,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(reason, "reason")
    message.id.version = member.nextVersion
    let isOutside = message.terms.isAnsweredAtOnce
    if let reservation = command.reservation, !isOutside {
      message.terms.caller.high = reservation.id.high
      message.terms.caller.low = reservation.id.low
      message.terms.caller.hash = reservation.contentHash
    }
    message.terms.caller.occurredAt = command.occurredAt
    if isOutside, openReturns >= Limits.openExchanges { throw .tooManyExchanges }
    let posting = try member.decideExchangeReturn(
      of: started,
      debited: debited,
      version: version,
      creditedVersion: message.creditedVersion,
      membership: started.details.exchange?.membership ?? "",
      caller: message.terms.caller,
      number: number,
      reason: reason,
      now: command.now
    )
    try requireRoom(for: posting, command)
    apply(posting, command: command)
    guard !command.isDryRun else {
      let answer = ReverseExchangeResponse(outcome: outcome(command))
      return shard.respond(command.call, gated: isAhead, message: answer)
    }
    guard isOutside else {
      append(posting, context: command, now: command.now, isAnswered: false) { out in
        writeStoredBalances(17, now: command.now, to: &out)
        out.writeNonZero(18, command.programme.version)
      }
      return
    }
    let hasBalances = !message.terms.isFromOutside
    let exchange = ExchangeStep(
      id: ExchangeID(member: number, version: version),
      terms: message.terms
    )
    let bytes = ReverseExchangeResponse(
      outcome: outcome(command),
      exchange: ExchangeFacts(exchange, command.programme),
      state: .stateTakingBack
    ).serialized()
    let index = append(posting, context: command, now: command.now) { out in
      if hasBalances { writeStoredBalances(17, now: command.now, to: &out) }
      out.writeNonZero(18, command.programme.version)
      out.writeBytes(23, bytes)
    }
    command.settle(index: index)
    command.shard.respond(command.call, gated: isAhead) { $0.append(bytes) }
  }

  /// Takes back what an exchange had brought.
  ///
  /// - Returns: Why it cannot be; nil where it was.
  func takeBack(_ message: ExchangeMessage) -> Refusal? {
    let programme = shard.programmes[Int(programmeIndex)]
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    do throws(Refusal) {
      let posting = try member.decideTakeBack(
        message.terms,
        id: message.id,
        creditedVersion: message.creditedVersion,
        reason: "",
        now: now,
        rules: programme.rules
      )
      post(posting, now: now)
      keepTimer()
      append(posting, context: nil, now: now) { out in
        writeStoredBalances(17, now: now, to: &out)
        out.writeNonZero(18, programme.version)
      }
      return nil
    } catch {
      return error
    }
  }

  /// Ends a return: the points are back, or nothing has happened; either way it is answered.
  func endReturn(_ message: ExchangeMessage) {
    guard let transit = member.transit(message.id.version) else {
      preconditionFailure("member \(number) has no return \(message.id.version)")
    }
    let programme = shard.programmes[Int(programmeIndex)]
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let refusal = message.denial.refusal
    let posting = member.exchangeReturnEnded(
      transit,
      isTaken: refusal == nil,
      number: number,
      reason: refusal.map { "\(Status($0).reason)" } ?? "",
      now: now,
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    post(posting, now: now)
    keepTimer()
    if let refusal {
      append(posting, context: nil, now: now) { out in
        writeStoredBalances(17, now: now, to: &out)
      }
      let status = Status(refusal)
      let method = MethodID.reverseExchange
      return shard.refuseExchange(message, status, now: now, method: method)
    }
    answerReturn(posting, transit, message, programme, now: now)
  }

  private func answerReturn(
    _ posting: Posting,
    _ transit: Transit,
    _ message: ExchangeMessage,
    _ programme: PublishedProgramme,
    now: Timestamp
  ) {
    let exchange = ExchangeStep(
      id: ExchangeID(member: number, version: transit.returns),
      terms: transit.terms
    )
    let bytes = ReverseExchangeResponse(
      outcome: Outcome(
        transactionID: transaction(member.version).text,
        recordedAtMs: now.milliseconds,
        ruleSetVersion: programme.version,
        balances: member.accounts.map {
          FealtyWire.Balance(member.balance(of: $0.token, now: now), programme)
        }
      ),
      exchange: ExchangeFacts(exchange, programme),
      state: .stateTakenBack
    ).serialized()
    let caller = transit.terms.caller
    let method = MethodID.reverseExchange
    let index = append(posting, now: now, for: caller, method: method) { out in
      writeStoredBalances(17, now: now, to: &out)
      out.writeNonZero(18, programme.version)
      out.writeBytes(23, bytes)
    }
    shard.settle(caller, index: index)
    guard !message.isAnswered else { return }
    shard.respond(message.call, gated: true) { $0.append(bytes) }
  }
}
