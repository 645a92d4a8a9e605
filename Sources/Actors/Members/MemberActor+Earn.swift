internal import FealtyLoyalty
internal import FealtyWire

// Earning: the hot path. Nothing here allocates but the posting's lots and the member's.

extension MemberActor {
  /// ``earn(_:receipt:)``, called without asking whether this is the actor's thread: asking takes
  /// longer than deciding.
  ///
  /// Proof: ``Shard/namedMember(_:_:)``, which finds the member, asserts that it is called on the
  /// shard's thread; the shard that has a member in its table is the member's executor. The step
  /// has no context, so that calling it allocates none.
  @inline(__always)
  nonisolated func earnOnItsShard(_ command: CommandContext, _ receipt: ReceiptKey?) -> Refusal? {
    typealias Isolated = (isolated MemberActor, CommandContext, ReceiptKey?) -> Refusal?
    typealias Plain = (MemberActor, CommandContext, ReceiptKey?) -> Refusal?
    let step: Isolated = { member, command, receipt in
      member.run(command) { (member) throws(Refusal) in
        try member.earn(command, receipt: receipt)
      }
    }
    return unsafeBitCast(step, to: Plain.self)(self, command, receipt)
  }

  /// Posts a basket's points and answers.
  func earn(_ command: CommandContext, receipt: ReceiptKey?) throws(Refusal) {
    let desk = command.shard.evaluation
    let stage = inPlace { $0.pointee.stage }
    try stage.requireEarning(command.programme.rules)
    try evaluate(command, desk: desk)
    let posting = try inPlace { (member) throws(Refusal) in
      try Member.decideEarn(
        for: &member.pointee,
        awards: desk.evaluation.awards,
        capUses: desk.evaluation.capUses,
        now: command.now,
        rules: command.programme.rules
      )
    }
    apply(posting, command: command)
    desk.balances.removeAll(keepingCapacity: true)
    inPlace { member in
      Member.appendBalances(of: &member.pointee, now: command.now, to: &desk.balances)
    }
    if !command.isDryRun {
      let index = append(posting, context: command, now: command.now) { out in
        writeEarnFacts(command, desk: desk, receipt: receipt, to: &out)
      }
      command.settle(index: index)
      if let receipt {
        command.shard.turn.note(command.shard.receipts, tag: receipt.tag, index: index)
      }
    }
    command.shard.respond(command.call, gated: isAhead) { out in
      writeEarnResponse(posting, command: command, desk: desk, to: &out)
    }
  }

  /// Evaluates the basket on the desk for this member: the one code for previews and earns.
  func evaluate(_ command: CommandContext, desk: EvaluationDesk) throws(Refusal) {
    let programme = command.programme.compiled
    desk.setContext(
      command.head,
      occurredAt: command.occurredAt,
      isGuest: false,
      in: programme
    )
    let capUses = inPlace { member -> [CapUse] in
      let glance = Member.glance(at: &member.pointee, now: command.now)
      guard glance.hasDetails else { return [] }
      let buyer = Member.buyer(of: &member.pointee)
      desk.context.setTier(buyer.tier, in: programme)
      for segment in buyer.segments { desk.context.addSegment(segment, in: programme) }
      return buyer.capUses
    }
    try desk.evaluate(capUses: capUses, in: programme)
  }

  /// Fields 16 to 26 of the record.
  private func writeEarnFacts(
    _ command: CommandContext,
    desk: EvaluationDesk,
    receipt: ReceiptKey?,
    to out: inout OutputBuffer
  ) {
    var next = 0
    let lineAwards = desk.evaluation.lineAwards
    for award in desk.evaluation.awards {
      out.writeMessage(16) { out in
        writeStoredAward(award, lineAwards: lineAwards, next: &next, to: &out)
      }
    }
    for balance in desk.balances { out.writeStoredBalance(17, balance) }
    out.writeNonZero(18, command.programme.version)
    if !desk.receiptNumber.isEmpty { out.writeBytes(19, desk.receiptNumber) }
    if let receipt { out.writeNonZero(20, Int64(receipt.businessDate)) }
    for line in desk.rawLines { out.writeBytes(21, line) }
    if !desk.currency.isEmpty { out.writeBytes(22, desk.currency) }
    for rejection in desk.evaluation.rejections {
      out.writeRejection(24, rejection, programme: command.programme)
    }
    out.writeNonZero(25, UInt64(desk.explanation.rawValue))
  }

  private func writeStoredAward(
    _ award: Award,
    lineAwards: [LineAward],
    next: inout Int,
    to out: inout OutputBuffer
  ) {
    out.writeNonZero(1, UInt64(award.promotion))
    out.writeNonZero(2, UInt64(award.promotionVersion))
    out.writeNonZero(3, UInt64(award.token))
    out.writeNonZero(4, award.points.rawValue)
    out.writeNonZero(5, (award.beforeCap - award.points).rawValue)
    out.writeNonZero(6, award.eligibleAmount)
    out.writeNonZero(7, award.eligibleQuantity)
    if next < lineAwards.count, lineAwards[next].promotion == award.promotion {
      out.writeMessage(8) { out in
        while next < lineAwards.count, lineAwards[next].promotion == award.promotion {
          out.writeVarint(UInt64(lineAwards[next].line))
          out.writeVarint(UInt64(lineAwards[next].points.rawValue))
          next += 1
        }
      }
    }
    if award.isBonus { out.writeBool(9, true) }
  }

  /// The `EarnResponse` of the posting just applied.
  private func writeEarnResponse(
    _ posting: Posting,
    command: CommandContext,
    desk: EvaluationDesk,
    to out: inout OutputBuffer
  ) {
    let programme = command.programme
    let version = command.isDryRun ? 0 : inPlace { $0.pointee.version }
    out.writeMessage(1) { out in
      if version != 0 { transaction(version).write(1, to: &out) }
      out.writeNonZero(2, command.now.milliseconds)
      out.writeNonZero(3, command.programme.version)
      for balance in desk.balances { out.writeBalance(5, balance, programme: programme) }
    }
    out.writeNonZero(2, desk.evaluation.points.rawValue)
    for lot in posting.lotsMade {
      out.writeLotView(
        3,
        posting.draws.isEmpty ? lot : openedLot(lot),
        now: command.now,
        transaction: version,
        actor: self,
        programme: programme
      )
    }
    if desk.explanation != .none {
      desk.evaluation.lineAwards.withUnsafeBufferPointer { lineAwards in
        var next = 0
        for award in desk.evaluation.awards {
          out.writeAward(4, award, lineAwards: lineAwards, next: &next, programme: programme)
        }
      }
    }
    for rejection in desk.evaluation.rejections {
      out.writeRejection(5, rejection, programme: programme)
    }
  }

  /// The lot as it stands after its own posting: a debt may have taken some of it.
  private func openedLot(_ lot: FealtyLoyalty.Lot) -> FealtyLoyalty.Lot {
    var view = lot
    view.remaining = inPlace { $0.pointee.lot(lot.id)?.remaining ?? .zero }
    return view
  }
}
