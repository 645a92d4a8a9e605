internal import FealtyLoyalty
internal import FealtyWire

// One member's part of an exchange: each step is decided, applied and recorded at once.
extension MemberActor {
  /// The points leave their lots and are in transit.
  ///
  /// A dry run is answered here, and so is an exchange of which somebody outside is asked.
  ///
  /// `membership`: who receives outside.
  func startExchange(
    _ message: inout ExchangeMessage,
    _ command: CommandContext,
    membership: String = ""
  ) throws(Refusal) {
    let programme = command.programme
    let isOutside = message.terms.isAnsweredAtOnce
    message.id.version = inPlace { $0.pointee.version } + 1
    if let reservation = command.reservation, !isOutside {
      message.terms.caller.high = reservation.id.high
      message.terms.caller.low = reservation.id.low
      message.terms.caller.hash = reservation.contentHash
      message.terms.caller.occurredAt = command.occurredAt
    }
    let uses = try exchangeUses(message.terms, command)
    var posting = try inPlace { (member) throws(Refusal) in
      try Member.decideExchange(
        for: &member.pointee,
        message.terms,
        of: message.token,
        id: message.id,
        capUses: uses,
        membership: membership,
        now: command.now,
        rules: programme.rules
      )
    }
    if let refusal = message.offerDenial.refusal { throw refusal }
    if isOutside, openOutside(now: command.now) >= Limits.openExchanges { throw .tooManyExchanges }
    noteActivity(in: &posting, command)
    try requireRoom(for: posting, command)
    apply(posting, command: command)
    guard !command.isDryRun else {
      var answer = exchangeAnswer(message.id, message.terms, credited: 0, command.programme)
      answer.outcome = outcome(command)
      answer.exchange?.exchangeID = ""
      return command.shard.respond(command.call, gated: isAhead, message: answer)
    }
    guard isOutside else {
      append(posting, context: command, now: command.now, isAnswered: false) { out in
        writeStoredBalances(17, now: command.now, to: &out)
        out.writeNonZero(18, programme.version)
      }
      return
    }
    var answer = exchangeAnswer(message.id, message.terms, credited: 0, programme)
    answer.outcome = outcome(command)
    answer.state = .stateAccepted
    let bytes = answer.serialized()
    let hasBalances = !message.terms.isFromOutside
    let index = append(posting, context: command, now: command.now) { out in
      if hasBalances { writeStoredBalances(17, now: command.now, to: &out) }
      out.writeNonZero(18, programme.version)
      out.writeBytes(23, bytes)
    }
    command.settle(index: index)
    command.shard.respond(command.call, gated: isAhead) { $0.append(bytes) }
  }

  /// What the exchange uses of its partnership's limits, which may have been used meanwhile.
  private func exchangeUses(
    _ terms: ExchangeTerms,
    _ command: CommandContext
  ) throws(Refusal) -> [CapUse] {
    guard let way = command.programme.exchanges.way(terms.partnership), !way.limits.isEmpty else {
      return []
    }
    return try ExchangeOffer.uses(of: way, terms.points, member.capUses, command)
  }

  /// The points that were in transit become this member's.
  ///
  /// - Returns: The version of the record.
  func creditExchange(_ message: ExchangeMessage) throws(Refusal) -> UInt32 {
    let programme = shard.programmes[Int(programmeIndex)]
    // Its brand may have come to keep the points itself since the exchange began.
    guard !programme.isLight else { throw .exchangeNotAllowed }
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let token = programme.exchanges.token(message.terms.targetToken)
    var posting = try inPlace { (member) throws(Refusal) in
      try Member.decideExchangeCredit(
        for: &member.pointee,
        message.terms,
        id: message.id,
        schedule: token?.schedule ?? LotSchedule(),
        now: now,
        rules: programme.rules,
        calendar: programme.dueTerms.calendar
      )
    }
    posting.capUses = try shard.supplyUses(
      of: message.terms.targetToken,
      message.terms.received,
      programme
    )
    noteActivity(in: &posting, programme, now: now)
    post(posting, now: now)
    keepTimer()
    append(posting, context: nil, now: now) { out in
      writeStoredBalances(17, now: now, to: &out)
      out.writeNonZero(18, programme.version)
    }
    return inPlace { $0.pointee.version }
  }

  /// The points have arrived: the exchange is answered.
  func settleExchange(_ message: ExchangeMessage) {
    let programme = shard.programmes[Int(programmeIndex)]
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let settled = inPlace {
      Member.exchangeSettled(
        message.id.version,
        of: &$0.pointee,
        number: number,
        creditedVersion: message.creditedVersion,
        now: now
      )
    }
    guard let posting = settled else {
      preconditionFailure("member \(number) has no exchange \(message.id.version)")
    }
    post(posting, now: now)
    keepTimer()
    let bytes = completedAnswer(message, programme, now: now)
    let index = append(posting, now: now, for: message.terms.caller) { out in
      writeStoredBalances(17, now: now, to: &out)
      out.writeNonZero(18, message.terms.ruleSetVersion)
      out.writeBytes(23, bytes)
    }
    shard.settle(message.terms.caller, index: index)
    guard !message.isAnswered else { return }
    shard.respond(message.call, gated: true) { $0.append(bytes) }
  }

  /// The points cannot arrive: they come back, and the request is refused.
  func reverseExchange(_ message: ExchangeMessage) {
    let open = inPlace { Member.transit(message.id.version, of: &$0.pointee) }
    guard let transit = open else {
      preconditionFailure("member \(number) has no exchange \(message.id.version)")
    }
    let programme = shard.programmes[Int(programmeIndex)]
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let status = Status(receiving: message.denial.refusal ?? .membershipNotValid)
    let posting = member.exchangeReversed(
      transit,
      number: number,
      reason: "\(status.reason)",
      now: now,
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    post(posting, now: now)
    keepTimer()
    append(posting, context: nil, now: now) { out in
      writeStoredBalances(17, now: now, to: &out)
      out.writeNonZero(18, message.terms.ruleSetVersion)
    }
    // Until the refusal is recorded too, a retry begins anew: nothing came of the first try.
    shard.refuseExchange(message, status, now: now)
  }

  // MARK: - Parts

  /// The `ExchangeResponse` of an exchange that has arrived, after its posting.
  private func completedAnswer(
    _ message: ExchangeMessage,
    _ programme: PublishedProgramme,
    now: Timestamp
  ) -> [UInt8] {
    let target = shard.programme(of: message.terms.targetToken, near: message.programme)
    let version = inPlace { $0.pointee.version }
    var out = OutputBuffer(capacity: 256)
    out.writeMessage(1) { out in
      transaction(version).write(1, to: &out)
      out.writeNonZero(2, now.milliseconds)
      out.writeNonZero(3, message.terms.ruleSetVersion)
      inPlace { member in
        Member.forEachBalance(of: &member.pointee, now: now) { balance in
          out.writeBalance(5, balance, programme: programme)
        }
      }
    }
    if let target { out.writeBytes(2, target.tokenIDBytes(message.terms.targetToken)) }
    out.writeExchangeFacts(
      3,
      message.id,
      message.terms,
      credited: message.creditedVersion,
      programme
    )
    out.writeInt32(60, ExchangeState.stateCompleted.rawValue)
    return out.bytes()
  }

  private func exchangeAnswer(
    _ id: ExchangeID,
    _ terms: ExchangeTerms,
    credited version: UInt32,
    _ programme: PublishedProgramme
  ) -> ExchangeResponse {
    let step = ExchangeStep(id: id, terms: terms, creditedVersion: version)
    let target = shard.programme(of: terms.targetToken, near: programmeIndex)
    return ExchangeResponse(
      toTokenID: target?.tokenID(terms.targetToken) ?? "",
      exchange: ExchangeFacts(step, programme)
    )
  }

  /// Records a posting that answers the request of an exchange, or of its return.
  func append(
    _ posting: Posting,
    now: Timestamp,
    for caller: ExchangeTerms.Caller,
    method: UInt16 = MethodID.exchange,
    facts: (inout OutputBuffer) -> Void
  ) -> Int {
    let version = inPlace { $0.pointee.version }
    let index = shard.turn.append(
      kind: .pointsPosted,
      entityType: .member,
      entity: number,
      version: version,
      previous: last,
      atMilliseconds: now.milliseconds
    ) { out in
      out.writeContext(of: caller, method: method)
      out.writePosting(posting, version: version, recordedAt: now)
      facts(&out)
    }
    shard.turn.note(self, index: index)
    return index
  }
}

extension OutputBuffer {
  /// The `RequestContext` of a record that answers an exchange's request.
  fileprivate mutating func writeContext(of caller: ExchangeTerms.Caller, method: UInt16) {
    guard let id = RequestID(caller) else { return }
    writeMessage(1) { out in
      id.write(1, to: &out)
      out.writeFixed64(2, caller.hash)
      out.writeUInt64(3, UInt64(method))
      out.writeNonZero(4, caller.occurredAt.milliseconds)
    }
  }
}

extension Shard {
  /// The outcome of an exchange's request is recorded: whoever asks with its id again is answered
  /// from there.
  func settle(_ caller: ExchangeTerms.Caller, index: Int) {
    guard let id = RequestID(caller) else { return }
    let table = requestTable(madeAtMilliseconds: id.madeAtMilliseconds)
    turn.note(table, tag: id.tag, index: index)
  }

  /// Records why an exchange's request was refused after it had begun, and answers.
  func refuseExchange(
    _ message: ExchangeMessage,
    _ status: Status,
    now: Timestamp,
    method: UInt16 = MethodID.exchange
  ) {
    if let id = RequestID(message.terms.caller) {
      let index = turn.append(
        kind: .requestRefused,
        entityType: .request,
        entity: id.tag,
        version: 1,
        previous: 0,
        atMilliseconds: now.milliseconds
      ) { out in
        out.writeContext(of: message.terms.caller, method: method)
        out.writeMessage(2, status)
      }
      settle(message.terms.caller, index: index)
    }
    guard !message.isAnswered else { return }
    fail(message.call, gated: true, status)
  }
}
