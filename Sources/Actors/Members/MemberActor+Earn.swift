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

  /// ``book(_:receipt:answersLater:)`` in the same way, after ``evaluateOnItsShard(_:_:)`` and
  /// before ``answerOnItsShard(_:_:_:)``.
  @inline(__always)
  nonisolated func bookOnItsShard(_ command: CommandContext, _ receipt: ReceiptKey?) -> Refusal? {
    typealias Isolated = (isolated MemberActor, CommandContext, ReceiptKey?) -> Refusal?
    typealias Plain = (MemberActor, CommandContext, ReceiptKey?) -> Refusal?
    let step: Isolated = { member, command, receipt in
      do throws(Refusal) {
        try member.book(command, receipt: receipt, answersLater: true)
        return nil
      } catch {
        return error
      }
    }
    return unsafeBitCast(step, to: Plain.self)(self, command, receipt)
  }

  /// Evaluates the basket on `desk` as the first half of an earn, and changes nothing.
  ///
  /// - Returns: false where the earn has to begin anew when its turn comes: something is due
  ///   before it, it is refused, or it must wait for a budget.
  @inline(__always)
  nonisolated func evaluateOnItsShard(_ command: CommandContext, _ desk: EvaluationDesk) -> Bool {
    typealias Isolated = (isolated MemberActor, CommandContext, EvaluationDesk) -> Bool
    typealias Plain = (MemberActor, CommandContext, EvaluationDesk) -> Bool
    let step: Isolated = { member, command, desk in
      let glance = member.inPlace { Member.glance(at: &$0.pointee, now: command.now) }
      guard !glance.hasDue else { return false }
      do throws(Refusal) {
        return try member.evaluateEarn(command, desk: desk)
      } catch {
        return false
      }
    }
    return unsafeBitCast(step, to: Plain.self)(self, command, desk)
  }

  /// Answers an earn that ``bookOnItsShard(_:_:)`` has left unanswered.
  @inline(__always)
  nonisolated func answerOnItsShard(
    _ owed: EarnAnswerOwed,
    _ command: CommandContext,
    _ desk: EvaluationDesk
  ) {
    typealias Isolated = (isolated MemberActor, EarnAnswerOwed, CommandContext, EvaluationDesk) ->
      Void
    typealias Plain = (MemberActor, EarnAnswerOwed, CommandContext, EvaluationDesk) -> Void
    let step: Isolated = { member, owed, command, desk in
      command.shard.respond(command.call, gated: true) { out in
        member.writeEarnResponse(
          owed.posting,
          version: owed.version,
          command: command,
          desk: desk,
          to: &out
        )
      }
    }
    unsafeBitCast(step, to: Plain.self)(self, owed, command, desk)
  }

  /// Posts a basket's points and answers.
  func earn(_ command: CommandContext, receipt: ReceiptKey?) throws(Refusal) {
    // The caller puts the earn off until the budgets have answered.
    guard try evaluateEarn(command, desk: command.shard.evaluation) else { return }
    try book(command, receipt: receipt)
  }

  /// - Returns: false where the earn has to wait for a budget.
  private func evaluateEarn(
    _ command: CommandContext,
    desk: EvaluationDesk
  ) throws(Refusal) -> Bool {
    let stage = inPlace { $0.pointee.stage }
    try stage.requireEarning(command.programme.rules)
    desk.seekArticles()
    try evaluate(command, desk: desk)
    guard desk.evaluation.shortages.isEmpty else { return false }
    desk.articles.fetch()
    return true
  }

  /// Posts what the basket on the desk was evaluated to, and answers.
  ///
  /// `answersLater`: whether the answer may be left to ``answerOnItsShard(_:_:_:)``; then the desk
  /// has what it is made of, but where it tells how the member stands beside the posting.
  private func book(
    _ command: CommandContext,
    receipt: ReceiptKey?,
    answersLater: Bool = false
  ) throws(Refusal) {
    let desk = command.shard.evaluation
    let posting = try decideEarn(command, desk: desk)
    try requireRoom(earning: posting, desk, command)
    apply(posting, command: command)
    noteBalances(command)
    // What the record's other fields do not tell is kept as it is answered.
    let version = shownVersion(command)
    let answer = desk.asksForMore ? earnAnswer(posting, version, command, desk) : []
    if !command.isDryRun {
      let index = append(
        posting,
        context: command,
        now: command.now,
        capsBefore: desk.evaluation.capsBefore
      ) { out in
        writeEarnFacts(command, desk: desk, receipt: receipt, answer: answer, to: &out)
      }
      command.settle(index: index)
      if let receipt {
        command.shard.turn.note(command.shard.receipts, tag: receipt.tag, index: index)
      }
    }
    if answersLater, answer.isEmpty, posting.draws.isEmpty {
      desk.owed = EarnAnswerOwed(posting: posting, version: version)
      return
    }
    command.shard.respond(command.call, gated: isAhead) { out in
      if answer.isEmpty {
        writeEarnResponse(posting, version: version, command: command, desk: desk, to: &out)
      } else {
        out.append(answer)
      }
    }
  }

  /// Decides what the evaluation on the desk gives.
  @inline(__always)
  func decideEarn(
    _ command: CommandContext,
    desk: EvaluationDesk
  ) throws(Refusal) -> Posting {
    guard desk.evaluation.counterUses.isEmpty, !command.programme.followsMembers else {
      return try decideReward(
        as: .earn,
        awards: desk.evaluation.awards,
        capUses: desk.evaluation.capUses,
        counterUses: desk.evaluation.counterUses,
        command,
        occurredAt: command.occurredAt,
        spentMinor: desk.basket.spentMinor
      )
    }
    return try inPlace { (member) throws(Refusal) in
      try Member.decideEarn(
        for: &member.pointee,
        awards: desk.evaluation.awards,
        capUses: desk.evaluation.capUses,
        now: command.now,
        occurredAt: command.occurredAt,
        rules: command.programme.rules,
        calendar: ProgrammeCalendar(zone: command.programme.zone)
      )
    }
  }

  /// The version that an answer names: none for a dry run.
  @inline(__always)
  func shownVersion(_ command: CommandContext) -> UInt32 {
    command.isDryRun ? 0 : inPlace { $0.pointee.version }
  }

  private func earnAnswer(
    _ posting: Posting,
    _ version: UInt32,
    _ command: CommandContext,
    _ desk: EvaluationDesk
  ) -> [UInt8] {
    var out = OutputBuffer(capacity: 1024)
    writeEarnResponse(posting, version: version, command: command, desk: desk, to: &out)
    return out.bytes()
  }

  /// Evaluates the basket on the desk for this member: the one code for previews and earns.
  ///
  /// Rules, tier and segments are those of the sale's time; a clock ahead reaches no later ones.
  func evaluate(_ command: CommandContext, desk: EvaluationDesk) throws(Refusal) {
    let programme = command.programme.compiled
    let decidedAt = min(command.occurredAt, command.now)
    desk.setContext(command.head, occurredAt: decidedAt, isGuest: false, in: programme)
    desk.spreadPointsTender(at: decidedAt, in: programme)
    try evaluate(command, at: decidedAt, desk: desk)
  }

  /// Evaluates what is on the desk, with its time and place, as this member's.
  @inline(__always)
  func evaluate(
    _ command: CommandContext,
    at decidedAt: Timestamp,
    desk: EvaluationDesk
  ) throws(Refusal) {
    let programme = command.programme.compiled
    var subject = EvaluationSubject()
    subject.shared = UnsafePointer(command.shard.budgets.stripe(command.programme.index))
    if case .card(let number) = command.head.target { subject.card = noteCard(number, desk) }
    let asksForPurchases = command.programme.asksForPurchases
    let hasDetails = inPlace { member in
      subject.version = member.pointee.version + 1
      subject.enrolledAt = member.pointee.enrolledAt
      if asksForPurchases { subject.hasEarned = Member.hasEarned(&member.pointee) }
      return Member.hasDetails(of: &member.pointee)
    }
    guard hasDetails else { return try desk.evaluate(subject, in: programme) }
    try evaluateBuyer(&subject, at: decidedAt, desk: desk, command)
  }

  /// In which the member reads; empty = unknown.
  var language: String {
    inPlace { $0.pointee.hasDetails ? $0.pointee.details.profile.language : "" }
  }

  /// Evaluates for a member that has more than points.
  private func evaluateBuyer(
    _ subject: inout EvaluationSubject,
    at instant: Timestamp,
    desk: EvaluationDesk,
    _ command: CommandContext
  ) throws(Refusal) {
    let programme = command.programme.compiled
    let swaps = programme.definition.segmentSwaps
    // A preview comes before what is due is recorded.
    let isOver = inPlace { Member.hasDueReview(&$0.pointee, now: command.now) }
    let buyer =
      isOver
      ? settledBuyer(at: instant, command)
      : inPlace { Member.buyer(of: &$0.pointee, at: instant, swaps) }
    desk.context.setTier(buyer.tier, in: programme)
    for segment in buyer.segments { desk.context.addSegment(segment, in: programme) }
    desk.buyerTier = buyer.tier
    desk.buyerSegments = buyer.segments
    if desk.wantsReceipt { desk.buyerLanguage = language }
    if !buyer.birthday.isEmpty { subject.birthday = MonthDay(birthday: buyer.birthday) }
    try buyer.capUses.withUnsafeBufferPointer { capUses throws(Refusal) in
      try buyer.counters.withUnsafeBufferPointer { counters throws(Refusal) in
        subject.capUses = capUses
        subject.counters = counters
        try desk.evaluate(subject, in: programme)
      }
    }
  }

  /// The buyer as it is when what is due has been done.
  @inline(never)
  private func settledBuyer(at instant: Timestamp, _ command: CommandContext) -> Member.Buyer {
    var settled = shown(command)
    let swaps = command.programme.compiled.definition.segmentSwaps
    return Member.buyer(of: &settled, at: instant, swaps)
  }

  /// Fields 16 to 27 of the record.
  func writeEarnFacts(
    _ command: CommandContext,
    desk: EvaluationDesk,
    receipt: ReceiptKey?,
    answer: [UInt8],
    to out: inout OutputBuffer
  ) {
    out.writeStoredAwards(desk.evaluation.awards, lines: desk.evaluation.lineAwards)
    for index in desk.balances.indices { out.writeStoredBalance(17, desk.balances[index]) }
    out.writeNonZero(18, command.programme.version)
    if !desk.receiptNumber.isEmpty { out.writeBytes(19, desk.receiptNumber) }
    if let receipt { out.writeNonZero(20, Int64(receipt.businessDate)) }
    if !desk.currency.isEmpty { out.writeBytes(22, desk.currency) }
    if !answer.isEmpty { out.writeBytes(23, answer) }
    for index in desk.evaluation.rejections.indices {
      out.writeRejection(24, desk.evaluation.rejections[index], programme: command.programme)
    }
    out.writeNonZero(25, UInt64(desk.explanation.rawValue))
    desk.writeInputs(27, command, to: &out)
    desk.writeLines(to: &out)
  }

  /// The `EarnResponse` of a posting that has been applied.
  ///
  /// `version`: the member's after it; 0 for a dry run.
  func writeEarnResponse(
    _ posting: Posting,
    version: UInt32,
    command: CommandContext,
    desk: EvaluationDesk,
    to out: inout OutputBuffer
  ) {
    let programme = command.programme
    out.writeMessage(1) { out in
      if version != 0 { transaction(version).write(1, to: &out) }
      out.writeNonZero(2, command.now.milliseconds)
      out.writeNonZero(3, command.programme.version)
      for index in desk.balances.indices {
        out.writeBalance(5, desk.balances[index], programme: programme)
      }
      for warning in desk.warnings { out.writeMessage(6, warning) }
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
    out.writeAwards(4, of: desk, programme: programme)
    for index in desk.evaluation.rejections.indices {
      out.writeRejection(5, desk.evaluation.rejections[index], programme: programme)
    }
    if let change = posting.tierChange { out.writeTierChange(220, change) }
    guard desk.asksForMore else { return }
    for miss in desk.evaluation.nearMisses { out.writeMessage(6, NearMiss(miss, programme)) }
    for line in desk.receiptLines(for: desk.balances, in: programme) { out.writeString(7, line) }
  }

  /// The lot as it stands after its own posting: a debt may have taken some of it.
  private func openedLot(_ lot: FealtyLoyalty.Lot) -> FealtyLoyalty.Lot {
    var view = lot
    view.remaining = inPlace { $0.pointee.lot(lot.id)?.remaining ?? .zero }
    return view
  }
}
