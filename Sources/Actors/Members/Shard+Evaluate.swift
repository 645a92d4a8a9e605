internal import FealtyLoyalty
internal import FealtyWire

extension EvaluationDesk {
  /// Evaluates what is on the desk.
  func evaluate(capUses: [CapUse], in programme: CompiledProgramme) throws(Refusal) {
    let asked = includePromotions.compactMap { programme.number(ofPromotion: $0) }
    try evaluator.evaluate(
      basket,
      context,
      capUses: capUses,
      in: programme,
      explanation: explanation,
      includePromotions: asked,
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
    command.shard.respondEvaluation(command, guest: false, gated: isAhead)
    return nil
  }
}

extension Shard {
  /// Evaluates for somebody who is no member, where the programme allows it.
  func evaluateForGuest(_ command: CommandContext) {
    let isNamed: Bool
    if case .none = command.head.target { isNamed = false } else { isNamed = true }
    guard command.programme.allowsGuests || !isNamed else {
      return fail(command.call, missing(command.head))
    }
    evaluation.setContext(
      command.head,
      occurredAt: command.occurredAt,
      isGuest: true,
      in: command.programme.compiled
    )
    do throws(Refusal) {
      try evaluation.evaluate(capUses: [], in: command.programme.compiled)
    } catch {
      return fail(command.call, Status(error))
    }
    respondEvaluation(command, guest: true, gated: false, unknownMember: isNamed)
  }

  /// The `EvaluateBasketResponse` of what is on the desk.
  func respondEvaluation(
    _ command: CommandContext,
    guest: Bool,
    gated: Bool,
    unknownMember: Bool = false
  ) {
    let desk = evaluation
    let programme = command.programme
    respond(command.call, gated: gated) { out in
      out.writeNonZero(1, desk.evaluation.points.rawValue)
      for total in desk.evaluation.totals {
        out.writeMessage(2) { out in
          out.writeBytes(1, programme.tokenIDBytes(total.token))
          out.writeNonZero(2, total.points.rawValue)
        }
      }
      if desk.explanation != .none {
        desk.evaluation.lineAwards.withUnsafeBufferPointer { lineAwards in
          var next = 0
          for award in desk.evaluation.awards {
            out.writeAward(3, award, lineAwards: lineAwards, next: &next, programme: programme)
          }
        }
      }
      for rejection in desk.evaluation.rejections {
        out.writeRejection(4, rejection, programme: programme)
      }
      out.writeNonZero(5, programme.version)
      if unknownMember {
        out.writeMessage(
          6,
          Warning(
            code: "UNKNOWN_MEMBER_AS_GUEST",
            text: "no such member: the basket was evaluated for a guest"
          )
        )
      }
      if guest { out.writeBool(7, true) }
    }
  }
}
