internal import FealtyLoyalty
internal import FealtyWire

extension MemberActor {
  /// Posts the points of the event on the desk, and answers where a request asked for it.
  ///
  /// `tag`: the place of its natural key in the index of receipts; nil for one that was held.
  func reward(_ event: StoredEvent, _ command: CommandContext, tag: UInt64?) throws(Refusal) {
    let desk = command.shard.evaluation
    try member.stage.requireEarning(command.programme.rules)
    try evaluate(command, desk: desk)
    // The caller puts the event off until the budgets have answered.
    guard desk.evaluation.shortages.isEmpty else { return }
    let posting = try decideReward(
      as: .eventReward,
      awards: desk.evaluation.awards,
      capUses: desk.evaluation.capUses,
      counterUses: desk.evaluation.counterUses,
      command,
      occurredAt: command.occurredAt,
      // An event's counters are no money.
      spentMinor: 0
    )
    try requireRoom(returning: posting, desk, command)
    apply(posting, command: command)
    desk.balances.removeAll(keepingCapacity: true)
    inPlace { Member.appendBalances(of: &$0.pointee, now: command.now, to: &desk.balances) }
    let answer = tag == nil ? [] : eventAnswer(posting, event, command)
    if !command.isDryRun {
      let index = append(
        posting,
        context: command,
        // Of one that was held no request asked now.
        of: tag == nil ? command.place : nil,
        now: command.now,
        capsBefore: desk.evaluation.capsBefore
      ) { out in
        writeEarnFacts(command, desk: desk, receipt: nil, answer: answer, to: &out)
        out.writeMessage(35, event)
      }
      command.settle(index: index)
      if let tag { command.shard.turn.note(command.shard.receipts, tag: tag, index: index) }
    }
    guard tag != nil else { return }
    command.shard.respond(command.call, gated: isAhead) { $0.append(answer) }
  }

  /// The `RewardEventResponse`: its fields are those of an `EarnResponse` as far as both have them.
  private func eventAnswer(
    _ posting: Posting,
    _ event: StoredEvent,
    _ command: CommandContext
  ) -> [UInt8] {
    var out = OutputBuffer(capacity: 1024)
    writeEarnResponse(
      posting,
      version: shownVersion(command),
      command: command,
      desk: command.shard.evaluation,
      to: &out
    )
    let warnings = command.programme.warnings(of: event)
    guard !warnings.isEmpty else { return out.bytes() }
    do throws(DecodingError) {
      var response = try RewardEventResponse(bytes: out.bytes())
      response.outcome?.warnings += warnings
      return response.serialized()
    } catch {
      preconditionFailure("an answer that was just written cannot be read: \(error)")
    }
  }
}
