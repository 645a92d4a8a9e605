internal import FealtyLoyalty
internal import FealtyWire

/// A return that was decided and not applied yet.
struct DecidedReturn {
  var outcome: SaleReturn
  var version: UInt32
  /// Of the sale's lines, in all returns together.
  var returned: [StoredSale.ReturnedPart]
  /// What remains, as `AppliedPromotion`s.
  var applied: [AppliedPromotion]
  /// The rules by which it was evaluated.
  var ruleSetVersion: UInt64
}

extension MemberActor {
  /// Decides what the return of lines takes back: evaluates what remains of the sale as the sale
  /// was evaluated.
  ///
  /// - Throws: ``Refusal/transactionNotFound``, ``Refusal/notReversible`` for what is no sale with
  ///   lines, what ``ReturnWish/returned(of:after:full:)`` and `Member.decideReturn` throw.
  func decideReturn(
    _ wish: ReturnWish,
    of version: UInt32,
    past: PastPostings,
    _ command: CommandContext
  ) throws(Refusal) -> DecidedReturn {
    guard let original = past.originals[version], past.hasPosting(version) else {
      throw .transactionNotFound
    }
    guard let earn = past.earn(version), let programme = original.programme else {
      throw .notReversible
    }
    try inPlace { (member) throws(Refusal) in try member.pointee.requireReturnable(earn) }
    let last = original.lastReturn
    if let last, last.posting?.isFullReversal == true {
      throw .alreadyReversed(version: last.version)
    }
    let before = last.map { $0.withSale { (returned: $0.returned, awards: $0.awards) } }
    return try original.withSale { sale throws(Refusal) in
      guard !sale.lines.isEmpty else { throw .notReversible }
      let desk = command.shard.evaluation
      let full = try desk.fullLines(of: sale, in: programme.compiled)
      // Of a guest's sale some may have come back before it was claimed.
      let earlier = before?.returned ?? sale.returned
      let parts = try wish.returned(of: sale, after: earlier, full: full)
      var left = full
      for part in parts { left[part.line] = full[part.line].less(part) }
      let isEverything = !left.contains { $0.quantity > 0 || $0.amountMinor > 0 }
      if !isEverything {
        // What had nothing of a shared cap before gets what there is now.
        let shared = UnsafePointer(command.shard.budgets.stripe(command.programme.index))
        try evaluate(sale, left, explanation: desk.explanation, shared: shared, programme, desk)
      }
      let facts = SaleFacts(
        earn: earn,
        awards: programme.awards(before?.awards ?? sale.awards, isUnderReview: earn.isUnderReview),
        recordedAt: sale.recordedAt,
        occurredAt: sale.occurredAt
      )
      let rest =
        isEverything
        ? SaleStanding()
        : SaleStanding(
          awards: desk.evaluation.awards,
          capUses: desk.evaluation.capUses,
          counterUses: desk.evaluation.counterUses + earn.dayCounts
        )
      let outcome = try inPlace { (member) throws(Refusal) in
        try member.pointee.decideReturn(
          of: facts,
          leaving: rest,
          isEverything: isEverything,
          isStrict: wish.isStrict,
          reason: wish.reason,
          now: command.now,
          rules: command.programme.rules,
          policies: command.programme.policies,
          calendar: ProgrammeCalendar(zone: programme.zone)
        )
      }
      return DecidedReturn(
        outcome: outcome,
        version: version,
        returned: parts,
        applied: isEverything ? [] : desk.applied(programme),
        ruleSetVersion: sale.ruleSetVersion
      )
    }
  }

  /// Evaluates lines of a stored sale, as the sale was evaluated.
  func evaluate(
    _ sale: StoredSale,
    _ lines: [EvaluationDesk.Remainder],
    explanation: Explanation,
    nearMisses: Int = 0,
    shared: UnsafePointer<BudgetStripe>? = nil,
    _ programme: PublishedProgramme,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    try desk.fill(sale.lines, remainders: lines, explanation: explanation, in: programme.compiled)
    desk.nearMisses = nearMisses
    try evaluate(sale, shared: shared, programme, desk)
  }

  /// Evaluates what is on the desk for the buyer, the time and the place of a stored sale.
  func evaluate(
    _ sale: StoredSale,
    shared: UnsafePointer<BudgetStripe>? = nil,
    _ programme: PublishedProgramme,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    let compiled = programme.compiled
    try desk.setPast(sale, in: compiled)
    var subject = EvaluationSubject()
    subject.shared = shared
    subject.version = sale.version
    subject.card = sale.card
    inPlace { subject.enrolledAt = $0.pointee.enrolledAt }
    try withUnsafePointer(to: sale.inputs) { past throws(Refusal) in
      subject.past = past
      try desk.evaluate(subject, in: compiled)
    }
  }

  /// Fields 16 to 38 of the record of a return that was applied.
  func writeReturnFacts(
    _ decided: DecidedReturn,
    _ command: CommandContext,
    receipt: (key: ReceiptKey, number: String)?,
    answer: [UInt8],
    to out: inout OutputBuffer
  ) {
    out.writeStoredAwards(decided.outcome.standing.awards, lines: [])
    writeStoredBalances(17, now: command.now, to: &out)
    out.writeNonZero(18, decided.ruleSetVersion)
    if let receipt { out.writeNonZero(20, Int64(receipt.key.businessDate)) }
    if !answer.isEmpty { out.writeBytes(23, answer) }
    for part in decided.returned {
      out.writeMessage(34) { out in
        out.writeNonZero(1, UInt64(part.line))
        out.writeNonZero(2, part.quantity)
        if part.amountMinor != 0 { out.writeSInt64(3, part.amountMinor) }
      }
    }
    if let receipt { out.writeString(37, receipt.number) }
    let unclamped = decided.outcome.unclamped.rawValue
    if unclamped != 0 { out.writeSInt64(38, unclamped) }
  }

  /// The answer to a return that was applied.
  func returnAnswer(_ decided: DecidedReturn, _ command: CommandContext) -> ReturnLinesResponse {
    var outcome = outcome(command)
    outcome.ruleSetVersion = decided.ruleSetVersion
    if decided.outcome.unclamped > .zero {
      outcome.warnings.append(
        Warning(
          code: "CLAMPED",
          text: "what remains would be worth \(decided.outcome.unclamped.rawValue) points more; "
            + "returns give none"
        )
      )
    }
    return ReturnLinesResponse(
      outcome: outcome,
      before: decided.outcome.before.rawValue,
      after: decided.outcome.after.rawValue,
      delta: -decided.outcome.delta.rawValue,
      effects: effects(of: decided.outcome.effects),
      applied: decided.applied,
      full: decided.outcome.isFull
    )
  }

  /// What a reversal took, without an outcome.
  func effects(of reversal: EarnReversal) -> ReverseEarnResponse {
    ReverseEarnResponse(
      points: reversal.points.rawValue,
      pendingVoided: reversal.pendingVoided.rawValue,
      availableTaken: reversal.availableTaken.rawValue,
      takenFromOtherLots: reversal.takenFromOtherLots.rawValue,
      lockedTaken: reversal.lockedTaken.rawValue,
      debtCreated: reversal.debtCreated.rawValue,
      alreadyExpired: reversal.alreadyExpired.rawValue,
      unrecovered: reversal.unrecovered.rawValue,
      lots: drawdowns(of: reversal.posting),
      alreadyReversed: reversal.alreadyReversed.rawValue
    )
  }
}

extension EvaluationDesk {
  /// Of each line of a stored sale the quantity, and the amount less what was paid with points.
  func fullLines(
    of sale: StoredSale,
    in programme: CompiledProgramme
  ) throws(Refusal) -> [Remainder] {
    guard sale.inputs.pointsTenderMinor > 0 else { return sale.lines.map(Remainder.init) }
    let explanation = explanation
    try fill(sale.lines, remainders: [], explanation: explanation, in: programme)
    basket.spread(tenderMinor: sale.inputs.pointsTenderMinor)
    return (0..<basket.lineCount).map {
      Remainder(quantity: basket.quantity(ofLine: $0), amountMinor: basket.amountMinor(ofLine: $0))
    }
  }

  /// Of each line of a stored sale what is left after returns.
  func remainders(
    of sale: StoredSale,
    less parts: [StoredSale.ReturnedPart],
    in programme: CompiledProgramme
  ) throws(Refusal) -> [Remainder] {
    let full = try fullLines(of: sale, in: programme)
    var left = full
    for part in parts { left[part.line] = full[part.line].less(part) }
    return left
  }

  /// Sets codes, tenders, time, place and buyer as a stored sale had them.
  ///
  /// `isGuest`: whether nobody is the buyer; nil = as it was.
  func setPast(
    _ sale: StoredSale,
    isGuest: Bool? = nil,
    in programme: CompiledProgramme
  ) throws(Refusal) {
    for code in sale.inputs.codes { try basket.addCode(code, in: programme) }
    for kind in sale.inputs.tenders {
      // How much it was has been taken off already.
      try basket.addTender(kind, amountMinor: 1, in: programme)
    }
    // A claimed sale was valued while nobody knew whose it is.
    let isGuest = isGuest ?? (sale.kind == .saleClaimed)
    context.begin(occurredAt: sale.decidedAt, isGuest: isGuest, in: programme)
    if !sale.store.isEmpty { context.setStore(sale.store, in: programme) }
    if !sale.channel.isEmpty { context.setChannel(sale.channel, in: programme) }
    if !sale.terminal.isEmpty { context.setTerminal(sale.terminal, in: programme) }
    context.setTier(sale.inputs.tier, in: programme)
    for segment in sale.inputs.segments { context.addSegment(segment, in: programme) }
    buyerTier = sale.inputs.tier
    buyerSegments = sale.inputs.segments
    for tag in eventTags { context.addTag(tag.name, tag.value, in: programme) }
  }

  /// The awards as `AppliedPromotion`s, as far as the explanation asks for them.
  func applied(_ programme: PublishedProgramme) -> [AppliedPromotion] {
    switch explanation {
    case .none: return []
    case .full: return appliedInFull(programme)
    case .applied: break
    }
    var next = 0
    return evaluation.awards.map { award in
      AppliedPromotion(
        promotionID: programme.compiled.promotion(award.promotion)?.id ?? "",
        version: award.promotionVersion,
        tokenID: programme.tokenID(award.token),
        points: award.points.rawValue,
        beforeCap: award.beforeCap.rawValue,
        eligibleMinor: award.eligibleAmount,
        eligibleQuantity: award.eligibleQuantity,
        lines: linePoints(of: award, from: &next)
      )
    }
  }
}

extension EvaluationDesk.Remainder {
  /// All of a line as a record has it.
  fileprivate init(_ line: UnsafeRawBufferPointer) {
    self.init(quantity: 0, amountMinor: 0)
    var fields = FieldReader(line)
    do throws(DecodingError) {
      while true {
        let tag = try fields.nextTag()
        switch tag {
        case 0: return
        case 5 << 3: quantity = try fields.readInt()
        case 6 << 3: amountMinor = ZigZag.decode(try fields.readVarint())
        default: try fields.skip(tag)
        }
      }
    } catch {
      preconditionFailure("a line of a record cannot be read: \(error)")
    }
  }
}

extension PublishedProgramme {
  /// Awards of a record, with how they became lots.
  func awards(_ stored: [StoredSaleAward], isUnderReview: Bool) -> [Award] {
    stored.map { stored in
      var award = stored.award
      let definition = compiled.promotion(award.promotion, version: award.promotionVersion)
      if let definition {
        award.lotSchedule = LotSchedule(definition.lotTerms)
        if isUnderReview { award.lotSchedule = award.lotSchedule.waiting }
        award.partner = definition.fundingPartnerNumber
      }
      return award
    }
  }
}

extension EarnFacts {
  /// Whether its lots wait, because the day had more earns or points than a member may have.
  fileprivate var isUnderReview: Bool { !lots.isEmpty && lots.allSatisfy(\.lot.waits) }

  /// What it counts towards the limits of its day, whatever of it comes back.
  fileprivate var dayCounts: [CounterUse] {
    counterUses.filter { $0.kind == .earns || $0.kind == .points }
  }
}
