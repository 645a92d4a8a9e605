internal import FealtyLoyalty
internal import FealtyWire

extension EvaluationDesk {
  /// Evaluates what is on the desk.
  func evaluate(
    _ subject: borrowing EvaluationSubject,
    in programme: CompiledProgramme
  ) throws(Refusal) {
    let asked = includePromotions.compactMap { programme.number(ofPromotion: $0) }
    try evaluator.evaluate(
      basket,
      context,
      subject: subject,
      in: programme,
      explanation: explanation,
      includePromotions: asked,
      nearMisses: nearMisses,
      into: &evaluation
    )
  }
}

extension MemberActor {
  /// What the basket on the desk would earn this member now.
  ///
  /// Changes nothing.
  func evaluateAndAnswer(_ command: CommandContext, desk: EvaluationDesk) -> Refusal? {
    do throws(Refusal) {
      // What an earn would refuse, its preview refuses.
      try command.programme.rules.require(occurredAt: command.occurredAt, now: command.now)
      try member.stage.requireEarning(command.programme.rules)
      try evaluate(command, desk: desk)
    } catch {
      return error
    }
    guard desk.evaluation.shortages.isEmpty else { return nil }
    do throws(Refusal) { try noteTier(command, on: desk) } catch { return error }
    if desk.asksForMore { noteBalances(afterEarning: true, command, on: desk) }
    command.shard.respondEvaluation(command, member: number, gated: isAhead)
    return nil
  }
}

extension MemberActor {
  /// Puts the member's balances on the desk; `afterEarning`: as they would be with what the basket
  /// on it earns.
  func noteBalances(afterEarning: Bool, _ command: CommandContext, on desk: EvaluationDesk) {
    desk.balances.removeAll(keepingCapacity: true)
    inPlace { Member.appendBalances(of: &$0.pointee, now: command.now, to: &desk.balances) }
    guard afterEarning else { return }
    for total in desk.evaluation.totals {
      if let index = desk.balances.firstIndex(where: { $0.token == total.token }) {
        desk.balances[index].available += total.points
      } else {
        var balance = FealtyLoyalty.Balance(token: total.token)
        balance.available = total.points
        desk.balances.append(balance)
      }
    }
  }
}

extension Shard {
  /// Evaluates the basket on the desk, and answers.
  @inline(__always)
  func evaluate(_ call: RoutedCall, _ command: CommandContext) {
    let desk = evaluation
    let found: Void? = withMember(call, command.programme) { member in
      let shard = command.shard
      let refusal = member.evaluateAndAnswer(command, desk: desk)
      if let refusal {
        shard.fail(command.call, gated: member.isAhead, Status(refusal))
      } else if !desk.evaluation.shortages.isEmpty {
        shard.waitForBudgets(command, entity: call.entity)
      }
    }
    if found == nil { evaluateForGuest(command, entity: call.entity) }
  }

  /// Evaluates as if the promotions that the request names were live, drafts and paused ones too.
  ///
  /// Such rules stand in no index, so the programme is compiled for this one request, in the
  /// background.
  func evaluateWithInactive(_ call: RoutedCall, _ command: CommandContext) {
    let named = Set(evaluation.includePromotions)
    let waiting = WaitingCommand(command, entity: call.entity)
    let programme = command.programme
    let me = self
    services.background.run {
      let changed = programme.reviving(named)
      me.post { shard in
        waiting.resume(on: shard) { routed, command in
          var command = command
          command.programme = changed
          do throws(RequestFault) {
            try shard.evaluation.read(routed.head.payload, as: .evaluate, in: changed)
          } catch {
            return shard.fail(command.call, Status(error))
          }
          shard.evaluate(routed, command)
        }
        shard.services.release([changed])
      }
    }
  }

  /// Evaluates for somebody who is no member, where the programme allows it.
  func evaluateForGuest(_ command: CommandContext, entity: UInt64 = 0) {
    let isNamed: Bool
    if case .none = command.head.target { isNamed = false } else { isNamed = true }
    guard command.programme.allowsGuests || !isNamed else {
      return fail(command.call, missing(command.head))
    }
    let programme = command.programme.compiled
    let decidedAt = min(command.occurredAt, command.now)
    evaluation.setContext(command.head, occurredAt: decidedAt, isGuest: true, in: programme)
    evaluation.spreadPointsTender(at: decidedAt, in: programme)
    evaluation.balances.removeAll(keepingCapacity: true)
    do throws(Refusal) {
      try command.programme.rules.require(occurredAt: command.occurredAt, now: command.now)
      var subject = EvaluationSubject()
      subject.shared = UnsafePointer(budgets.stripe(command.programme.index))
      try evaluation.evaluate(subject, in: programme)
    } catch {
      return fail(command.call, Status(error))
    }
    guard evaluation.evaluation.shortages.isEmpty else {
      return waitForBudgets(command, entity: entity)
    }
    respondEvaluation(command, member: 0, gated: false, unknownMember: isNamed)
  }

  /// The `EvaluateBasketResponse` of what is on the desk.
  ///
  /// `member`: the buyer's number; 0 = a guest.
  func respondEvaluation(
    _ command: CommandContext,
    member: UInt64,
    gated: Bool,
    unknownMember: Bool = false
  ) {
    let desk = evaluation
    let warning = Warning(
      code: "UNKNOWN_MEMBER_AS_GUEST",
      text: "no such member: the basket was evaluated for a guest"
    )
    let warnings = unknownMember ? [warning] : []
    guard desk.evaluation.capsLeft.allSatisfy(\.isWhole) else {
      return respondWithUses(of: desk, command, member: member, warnings: warnings)
    }
    respond(command.call, gated: gated) { out in
      out.writeEvaluation(of: desk, command, member: member, warnings: warnings)
    }
  }

  /// Answers when all shards have said what is used of the shared caps that the answer names.
  private func respondWithUses(
    of desk: EvaluationDesk,
    _ command: CommandContext,
    member: UInt64,
    warnings: [Warning]
  ) {
    var out = OutputBuffer(capacity: 1024)
    out.writeEvaluation(of: desk, command, member: member, warnings: warnings, isOpen: true)
    let answer: EvaluateBasketResponse
    do throws(DecodingError) {
      answer = try EvaluateBasketResponse(bytes: out.bytes())
    } catch {
      preconditionFailure("an answer that was just written cannot be read: \(error)")
    }
    let caps = desk.evaluation.capsLeft
    let open = caps.indices.filter { !caps[$0].isWhole }
    let call = command.call
    used(open.map { AllotmentKey(caps[$0].use) }, of: command.programme.index) { shard, used in
      var complete = answer
      for (place, used) in zip(open, used) {
        complete.capsLeft[place].used += used
        complete.capsLeft[place].left = max(0, caps[place].limit - complete.capsLeft[place].used)
      }
      shard.respond(call, gated: true, message: complete)
    }
  }
}

extension OutputBuffer {
  /// An `EvaluateBasketResponse`.
  ///
  /// `member`: the buyer's number; 0 = a guest.
  /// `isOpen`: whether the uses of shared caps will be completed.
  mutating func writeEvaluation(
    of desk: EvaluationDesk,
    _ command: CommandContext,
    member: UInt64,
    warnings: [Warning] = [],
    isOpen: Bool = false
  ) {
    let programme = command.programme
    writeNonZero(1, desk.evaluation.points.rawValue)
    for total in desk.evaluation.totals {
      writeMessage(2) { out in
        out.writeBytes(1, programme.tokenIDBytes(total.token))
        out.writeNonZero(2, total.points.rawValue)
      }
    }
    writeAwards(3, of: desk, programme: programme)
    for rejection in desk.evaluation.rejections {
      writeRejection(4, rejection, programme: programme)
    }
    writeNonZero(5, programme.version)
    for warning in desk.warnings { writeMessage(6, warning) }
    for warning in warnings { writeMessage(6, warning) }
    if member == 0 { writeBool(7, true) }
    let id = EvaluationID(programme, member: member, now: command.now)
    writeMessage(8) { id.appendText(to: &$0) }
    writeInt64(9, id.validUntil(programme).milliseconds)
    if let change = desk.tierChange { writeTierChange(220, change) }
    guard desk.asksForMore else { return }
    for miss in desk.evaluation.nearMisses { writeMessage(10, NearMiss(miss, programme)) }
    for line in desk.receiptLines(for: desk.balances, in: programme) { writeString(11, line) }
    for left in desk.evaluation.capsLeft where isOpen || left.isWhole {
      writeMessage(12, CapLeft(left, programme))
    }
  }
}
