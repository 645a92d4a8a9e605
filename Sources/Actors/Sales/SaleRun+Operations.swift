internal import FealtyLoyalty
internal import FealtyWire

// The operations of a sale, each on what the ones before have made of the member.

extension MemberActor {
  func perform(
    _ op: SaleOp,
    _ place: Int,
    _ plan: SalePlan,
    _ run: inout SaleRun,
    _ command: CommandContext,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    switch op.op {
    case .evaluate(let op):
      try evaluate(plan, &run, nearMisses: Int(op.nearMisses), pinned(plan, &run, command), desk)
    case .earn: try earn(plan, &run, pinned(plan, &run, command), desk)
    case .redeem(let op): try redeem(op, plan, &run, command)
    case .useVoucher(let op): try useVoucher(op, &run, command)
    case .lock(let op): try lock(op, &run, command)
    case .returnLines(let op): try returnLines(op, place, plan, &run, command, desk)
    case nil: throw .invalidField("ops[\(place)]")
    }
  }

  /// The command under the rules of the evaluation that the sale's earn refers to.
  private func pinned(
    _ plan: SalePlan,
    _ run: inout SaleRun,
    _ command: CommandContext
  ) -> CommandContext {
    var evaluationID = plan.evaluationID
    let (pinned, isRepriced) = evaluationID.withUTF8 { id in
      command.shard.pinned(command, to: UnsafeRawBufferPointer(id), member: number)
    }
    run.isRepriced = isRepriced
    return pinned
  }

  /// Puts the sale's basket on the desk again, for another operation may have used it, and
  /// evaluates it.
  private func evaluateSale(
    _ run: inout SaleRun,
    nearMisses: Int,
    _ command: CommandContext,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    do throws(RequestFault) {
      try desk.read(command.head.payload, as: .sale, in: command.programme)
    } catch {
      // Earlier rules, or those of meanwhile, may not take it.
      switch error {
      case .refused(let refusal): throw refusal
      case .field(let path): throw .invalidField(path)
      case .malformed, .notPermitted:
        preconditionFailure("a basket that was read once cannot be read again: \(error)")
      }
    }
    desk.isRepriced = run.isRepriced
    desk.nearMisses = nearMisses
    desk.pointsTenderMinor = run.pointsTenderMinor
    try evaluate(command, desk: desk)
    run.isShort = !desk.evaluation.shortages.isEmpty
  }

  private func evaluate(
    _ plan: SalePlan,
    _ run: inout SaleRun,
    nearMisses: Int,
    _ command: CommandContext,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    try member.stage.requireEarning(command.programme.rules)
    try evaluateSale(&run, nearMisses: nearMisses, command, desk)
    guard !run.isShort else { return }
    try noteTier(command, on: desk)
    noteBalances(afterEarning: true, command, on: desk)
    run.receiptLines = desk.receiptLines(for: desk.balances, in: command.programme)
    var out = OutputBuffer(capacity: 1024)
    out.writeEvaluation(of: desk, command, member: number)
    let answer = Self.decoded(EvaluateBasketResponse.self, out.bytes())
    run.results.append(SaleOpResult(result: .evaluate(answer)))
  }

  private func earn(
    _ plan: SalePlan,
    _ run: inout SaleRun,
    _ command: CommandContext,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    try member.stage.requireEarning(command.programme.rules)
    try evaluateSale(&run, nearMisses: 0, command, desk)
    guard !run.isShort else { return }
    let posting = try decideEarn(command, desk: desk)
    change(posting, command)
    desk.balances.removeAll(keepingCapacity: true)
    inPlace { Member.appendBalances(of: &$0.pointee, now: command.now, to: &desk.balances) }
    var facts = OutputBuffer(capacity: 1024)
    writeEarnFacts(command, desk: desk, receipt: plan.receipt, answer: [], to: &facts)
    run.entries.append(
      SaleRun.Entry(
        posting: posting,
        capsBefore: desk.evaluation.capsBefore,
        facts: facts.bytes(),
        isEarn: true
      )
    )
    run.earned = member.version
    run.receiptLines = desk.receiptLines(for: desk.balances, in: command.programme)
    var out = OutputBuffer(capacity: 1024)
    writeEarnResponse(
      posting,
      version: shownVersion(command),
      command: command,
      desk: desk,
      to: &out
    )
    run.results.append(SaleOpResult(result: .earn(Self.decoded(EarnResponse.self, out.bytes()))))
  }

  private func redeem(
    _ op: RedeemOp,
    _ plan: SalePlan,
    _ run: inout SaleRun,
    _ command: CommandContext
  ) throws(Refusal) {
    let request = RedeemRequest(
      redemptionID: op.redemptionID,
      mode: op.mode,
      tokenID: op.tokenID,
      points: op.points,
      timeoutMs: op.timeoutMs,
      purpose: op.purpose,
      receiptNumber: plan.request.basket?.receiptNumber ?? "",
      valueMinor: op.valueMinor
    )
    let verdict = op.pin.isEmpty ? PINVerdict.absent : plan.verdict
    let decided = try decideRedeem(request, command, verdict: verdict)
    let answer = take(decided, &run, command, receiptNumber: request.receiptNumber)
    run.results.append(SaleOpResult(result: .redeem(answer)))
  }

  private func useVoucher(
    _ op: UseVoucherOp,
    _ run: inout SaleRun,
    _ command: CommandContext
  ) throws(Refusal) {
    let decided = try decideVoucherUse(op.code, command)
    let answer = take(decided, &run, command, receiptNumber: "")
    run.results.append(SaleOpResult(result: .useVoucher(answer)))
  }

  private func lock(
    _ op: LockOp,
    _ run: inout SaleRun,
    _ command: CommandContext
  ) throws(Refusal) {
    guard !op.earnedHere || run.earned != 0 else { throw .invalidField("ops.lock.earned_here") }
    let request = LockRequest(
      transactionID: op.earnedHere ? transaction(run.earned).text : "",
      tokenID: op.tokenID,
      points: op.points,
      reason: op.reason,
      untilMs: op.untilMs,
      allowPartial: op.allowPartial
    )
    let decided = try decideLock(request, command)
    let answer = take(decided, &run, command, receiptNumber: "")
    run.results.append(SaleOpResult(result: .lock(answer)))
  }

  private func returnLines(
    _ op: ReturnOp,
    _ place: Int,
    _ plan: SalePlan,
    _ run: inout SaleRun,
    _ command: CommandContext,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    guard let version = plan.returns[place] else { throw .transactionNotFound }
    var past = plan.past
    let first = member.nextVersion - UInt32(run.entries.count)
    for (offset, entry) in run.entries.enumerated() {
      let own = first + UInt32(offset)
      past.postings.append((own, entry.posting))
      guard entry.returned == version else { continue }
      let record = HistoryReader.Record(entry, of: number, version: own, at: command.now)
      if let record = ReturnRecord(record, of: [version]) { past.setOwnReturn(record, of: version) }
    }
    let level = UInt8(clamping: plan.request.explain.rawValue)
    desk.ask(Explanation(rawValue: level))
    let decided = try decideReturn(ReturnWish(op), of: version, past: past, command)
    change(decided.outcome.effects.posting, command)
    noteBalances(command)
    var facts = OutputBuffer(capacity: 256)
    writeReturnFacts(decided, command, receipt: nil, answer: [], to: &facts)
    run.entries.append(
      SaleRun.Entry(
        posting: decided.outcome.effects.posting,
        facts: facts.bytes(),
        returned: version
      )
    )
    let answer = returnAnswer(decided, command).bytes
    run.results.append(
      SaleOpResult(result: .returnLines(Self.decoded(ReturnLinesResponse.self, answer)))
    )
  }

  // MARK: - Parts

  /// Changes the copy of the member that the sale works on.
  private func change(_ posting: Posting, _ command: CommandContext) {
    inPlace { member in
      member.pointee.apply(posting, version: member.pointee.nextVersion, at: command.now)
    }
  }

  private func take<Answer: Message>(
    _ decided: Decided<Answer>,
    _ run: inout SaleRun,
    _ command: CommandContext,
    receiptNumber: String
  ) -> Answer {
    change(decided.posting, command)
    var facts = OutputBuffer(capacity: 256)
    writeStoredBalances(17, now: command.now, to: &facts)
    facts.writeNonZero(18, command.programme.version)
    facts.writeNonEmpty(19, receiptNumber)
    run.entries.append(SaleRun.Entry(posting: decided.posting, facts: facts.bytes()))
    return decided.answer(outcome(command))
  }

  private static func decoded<Answer: Message>(_ type: Answer.Type, _ bytes: [UInt8]) -> Answer {
    do throws(DecodingError) {
      return try Answer(bytes: bytes)
    } catch {
      preconditionFailure("an answer that was written cannot be read: \(error)")
    }
  }
}

extension HistoryReader.Record {
  /// What an operation of a sale will be recorded as, for those after it.
  fileprivate init(_ entry: SaleRun.Entry, of member: UInt64, version: UInt32, at now: Timestamp) {
    var out = OutputBuffer(capacity: 512)
    out.writePosting(entry.posting, version: version, recordedAt: now)
    out.append(entry.facts)
    self.init(.pointsPosted, entity: member, version: version, at: now, body: out.bytes())
  }
}
