internal import FealtyLoyalty
internal import FealtyWire

// Taking an earn back, and giving a redemption back.

extension MemberActor {
  func reverseEarn(
    _ request: ReverseEarnRequest,
    facts: EarnFacts,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    var reversal = try member.decideEarnReversal(
      of: facts,
      isStrict: request.strict,
      reason: request.reason,
      now: command.now,
      rules: command.programme.rules,
      policies: command.programme.policies
    )
    if let tiers = command.programme.tierRules {
      member.requalify(in: &reversal.posting, now: command.now, rules: tiers)
    }
    let decided = reversal
    try post(decided.posting, command: command) { outcome in
      var answer = effects(of: decided, command.programme)
      answer.outcome = outcome
      return answer
    }
  }

  func reverseRedemption(
    _ request: ReverseRedemptionRequest,
    facts: RedemptionFacts,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    let programme = command.programme
    let posting = try member.decideRedemptionReversal(
      of: facts,
      points: Points(request.points),
      isForced: request.force,
      reason: request.reason,
      now: command.now,
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    try post(posting, command: command) { outcome in
      ReverseRedemptionResponse(
        outcome: outcome,
        points: posting.reversedPoints.rawValue,
        lots: posting.restores.map { restoredLot($0, command) },
        debtPaid: posting.points(to: .debt).rawValue,
        expiredAtOnce: posting.points(to: .expired).rawValue
      )
    }
  }

  /// A lot that got points back, as it is now: gone where they expired at once.
  private func restoredLot(_ restore: Restore, _ command: CommandContext) -> FealtyWire.Lot {
    if let lot = member.lot(restore.lot.id) { return lotMessage(lot, command) }
    var lot = restore.lot
    lot.remaining = .zero
    var message = lotMessage(lot, command)
    if lot.expiresAt <= command.now { message.state = .lotExpired }
    return message
  }
}
