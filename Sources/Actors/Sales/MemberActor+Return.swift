internal import FealtyLoyalty
internal import FealtyWire

/// A return that was decided and not applied yet.
///
/// A class, because it is handed on several times and has many parts.
final class DecidedReturn {
  let outcome: SaleReturn
  let version: UInt32
  /// Of the sale's lines, in all returns together.
  let returned: [StoredSale.ReturnedPart]
  /// The sale's facts with this return.
  let earn: EarnFacts
  /// Packed position of the sale's record.
  let position: UInt64
  /// The rules that decided the sale; what remains is on the desk, evaluated by them.
  let programme: PublishedProgramme
  /// The rules by which it was evaluated.
  let ruleSetVersion: UInt64

  init(
    outcome: SaleReturn,
    version: UInt32,
    returned: [StoredSale.ReturnedPart],
    earn: EarnFacts,
    position: UInt64,
    programme: PublishedProgramme,
    ruleSetVersion: UInt64
  ) {
    self.outcome = outcome
    self.version = version
    self.returned = returned
    self.earn = earn
    self.position = position
    self.programme = programme
    self.ruleSetVersion = ruleSetVersion
  }

  /// Whether the awards that stand are those of what remains, so that its record tells them all.
  var tellsRemainder: Bool { !outcome.isFull && outcome.unclamped == .zero }
}

extension MemberActor {
  /// Decides what the return of lines takes back: evaluates what remains of the sale as the sale
  /// was evaluated.
  ///
  /// - Throws: ``Refusal/transactionNotFound``, ``Refusal/notReversible`` for what is no sale with
  ///   lines, what ``ReturnWish/returned(of:after:)`` and `Member.decideReturn` throw.
  func decideReturn(
    _ wish: ReturnWish,
    of version: UInt32,
    past: PastPostings,
    _ command: CommandContext
  ) throws(Refusal) -> DecidedReturn {
    guard let original = past.original(version), past.hasPosting(version) else {
      throw .transactionNotFound
    }
    guard let earn = past.earn(version), let programme = original.programme else {
      throw .notReversible
    }
    // Copied once, and not with every question.
    let member = inPlace { $0.pointee }
    try member.requireReturnable(earn)
    let last = original.ownReturn ?? original.lastReturn
    if let last, last.isFullReversal { throw .alreadyReversed(version: last.version) }
    return try original.record.withSale { sale throws(Refusal) in
      guard !sale.lines.isEmpty else { throw .notReversible }
      let desk = command.shard.evaluation
      // Of a guest's sale some may have come back before it was claimed.
      let parts = try wish.returned(of: sale, after: last?.returned ?? sale.returned)
      let isEverything = sale.isWhole(returned: parts)
      let counts =
        isEverything ? nil : try evaluateRest(of: sale, less: parts, command, programme: programme)
      let isUnderReview = past.isUnderReview(version)
      let awards = programme.awards(
        last?.awards ?? sale.inputs.awards,
        isUnderReview: isUnderReview
      )
      var outcome = try member.decideReturn(
        of: SaleFacts(
          earn: earn,
          awards: awards,
          recordedAt: sale.recordedAt,
          occurredAt: sale.occurredAt
        ),
        leaving: isEverything
          ? SaleStanding()
          : desk.standing(of: earn, counting: counts, isUnderReview: isUnderReview),
        isEverything: isEverything,
        isStrict: wish.isStrict,
        reason: wish.reason,
        now: command.now,
        rules: command.programme.rules,
        policies: command.programme.policies,
        calendar: ProgrammeCalendar(zone: programme.zone)
      )
      if let tiers = command.programme.tierRules {
        member.requalify(in: &outcome.effects.posting, now: command.now, rules: tiers)
      }
      var standing = earn
      standing.note(outcome.effects.posting, version: member.nextVersion)
      return DecidedReturn(
        outcome: outcome,
        version: version,
        returned: parts,
        earn: standing,
        position: original.record.position,
        programme: programme,
        ruleSetVersion: sale.ruleSetVersion
      )
    }
  }

  /// Evaluates what remains of a sale without `parts`.
  ///
  /// - Returns: what it counts, where that is not what was evaluated: a sale claimed by its buyer
  ///   is worth what it was to nobody, and counts as the member's.
  private func evaluateRest(
    of sale: StoredSale,
    less parts: [StoredSale.ReturnedPart],
    _ command: CommandContext,
    programme: PublishedProgramme
  ) throws(Refusal) -> [CounterUse]? {
    let desk = command.shard.evaluation
    let explanation = desk.explanation
    let counts = sale.kind == .saleClaimed ? try counts(of: sale, less: parts, command) : nil
    let left = try desk.remainders(of: sale, less: parts, in: programme.compiled)
    // What had nothing of a shared cap before gets what there is now.
    let shared = UnsafePointer(command.shard.budgets.stripe(command.programme.index))
    try evaluate(sale, left, explanation: explanation, shared: shared, programme, desk)
    return counts
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

  /// Fields 16 to 42 of the record of a return that was applied; ``noteBalances(_:)`` was called.
  func writeReturnFacts(
    _ decided: DecidedReturn,
    _ command: CommandContext,
    receipt: (key: ReceiptKey, number: String)?,
    answer: ArraySlice<UInt8>,
    to out: inout OutputBuffer
  ) {
    let desk = command.shard.evaluation
    out.writeStoredAwards(
      decided.outcome.standing.awards,
      lines: decided.tellsRemainder ? desk.evaluation.lineAwards : []
    )
    for balance in desk.balances { out.writeStoredBalance(17, balance) }
    out.writeNonZero(18, decided.ruleSetVersion)
    if let receipt { out.writeNonZero(20, Int64(receipt.key.businessDate)) }
    if !answer.isEmpty { answer.withUnsafeBytes { out.writeBytes(23, $0) } }
    out.writeNonZero(25, UInt64(desk.explanation.rawValue))
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
    out.writeEarnFacts(decided.earn, position: decided.position)
  }

  /// The answer to a return that was applied, a `ReturnLinesResponse`; what remains is still on the
  /// desk, and ``noteBalances(_:)`` was called.
  ///
  /// - Returns: The answer, and how much of it the record keeps: the rest is made of the record's
  ///   awards again.
  func returnAnswer(
    _ decided: DecidedReturn,
    _ command: CommandContext
  ) -> (bytes: [UInt8], kept: Int) {
    let programme = command.programme
    let desk = command.shard.evaluation
    let isRunningDown = inPlace { Member.hasDueClock(&$0.pointee, now: command.now) }
    let settled = isRunningDown ? shown(command) : nil
    let balances =
      settled.map { shown in
        shown.accounts.map { shown.balance(of: $0.token, now: command.now) }
      } ?? desk.balances
    var out = OutputBuffer(capacity: 1024)
    out.writeMessage(1) { out in
      if !command.isDryRun { transaction(inPlace { $0.pointee.version }).write(1, to: &out) }
      out.writeNonZero(2, command.now.milliseconds)
      out.writeNonZero(3, decided.ruleSetVersion)
      for balance in balances { out.writeBalance(5, balance, programme: programme) }
      if decided.outcome.unclamped > .zero {
        out.writeMessage(6, Self.clamped(decided.outcome.unclamped))
      }
    }
    out.writeNonZero(2, decided.outcome.before.rawValue)
    out.writeNonZero(3, decided.outcome.after.rawValue)
    out.writeNonZero(4, -decided.outcome.delta.rawValue)
    out.writeEffects(5, of: decided.outcome.effects, programme)
    if decided.outcome.isFull { out.writeBool(7, true) }
    let head = out.count
    if !decided.outcome.isFull { out.writeAwards(6, of: desk, programme: decided.programme) }
    let isRebuilt = decided.tellsRemainder && desk.explanation == .applied
    return (out.bytes(), isRebuilt ? head : out.count)
  }

  private static func clamped(_ points: Points) -> Warning {
    Warning(
      code: "CLAMPED",
      text: "what remains would be worth \(points.rawValue) points more; returns give none"
    )
  }

  /// What a reversal took, without an outcome.
  func effects(
    of reversal: EarnReversal,
    _ programme: PublishedProgramme
  ) -> ReverseEarnResponse {
    ReverseEarnResponse(
      points: reversal.points.rawValue,
      pendingVoided: reversal.pendingVoided.rawValue,
      availableTaken: reversal.availableTaken.rawValue,
      takenFromOtherLots: reversal.takenFromOtherLots.rawValue,
      lockedTaken: reversal.lockedTaken.rawValue,
      debtCreated: reversal.debtCreated.rawValue,
      alreadyExpired: reversal.alreadyExpired.rawValue,
      unrecovered: reversal.unrecovered.rawValue,
      // What moves to lots with other dates is not taken.
      lots: reversal.posting.draws.filter { $0.destination == .reversed }
        .map { Drawdown($0, programme) },
      alreadyReversed: reversal.alreadyReversed.rawValue,
      tierChange: reversal.posting.tierChange.map { TierChange($0) }
    )
  }
}

extension OutputBuffer {
  /// What a return took, a `ReverseEarnResponse` without an outcome.
  fileprivate mutating func writeEffects(
    _ field: UInt32,
    of reversal: EarnReversal,
    _ programme: PublishedProgramme
  ) {
    writeMessage(field) { out in
      out.writeNonZero(2, reversal.points.rawValue)
      out.writeNonZero(3, reversal.pendingVoided.rawValue)
      out.writeNonZero(4, reversal.availableTaken.rawValue)
      out.writeNonZero(5, reversal.takenFromOtherLots.rawValue)
      out.writeNonZero(6, reversal.lockedTaken.rawValue)
      out.writeNonZero(7, reversal.debtCreated.rawValue)
      out.writeNonZero(8, reversal.alreadyExpired.rawValue)
      out.writeNonZero(9, reversal.unrecovered.rawValue)
      // What moves to lots with other dates is not taken.
      for draw in reversal.posting.draws where draw.destination == .reversed {
        out.writeMessage(10) { out in
          out.writeString(1, draw.lot.id.text)
          out.writeNonZero(2, draw.points.rawValue)
          out.writeNonZero(3, draw.lot.expiresAt.storedExpiry)
          out.writeNonEmpty(4, programme.fundingPartner(draw.lot.partner))
        }
      }
      out.writeNonZero(11, reversal.alreadyReversed.rawValue)
      if let change = reversal.posting.tierChange { out.writeTierChange(220, change) }
    }
  }
}

extension EvaluationDesk {
  /// What remains of a sale, as it was evaluated last.
  ///
  /// `counts`: what it counts, where that is not what was evaluated.
  fileprivate func standing(
    of earn: EarnFacts,
    counting counts: [CounterUse]?,
    isUnderReview: Bool
  ) -> SaleStanding {
    var rest = SaleStanding(
      awards: evaluation.awards,
      capUses: evaluation.capUses,
      counterUses: (counts ?? evaluation.counterUses) + earn.dayCounts,
      spentMinor: basket.spentMinor
    )
    guard isUnderReview else { return rest }
    for index in rest.awards.indices {
      rest.awards[index].lotSchedule = rest.awards[index].lotSchedule.waiting
    }
    return rest
  }

  /// The lines of a stored sale less what was paid with points; empty = as they are recorded.
  func linesAfterTender(
    of sale: StoredSale,
    in programme: CompiledProgramme
  ) throws(Refusal) -> [Remainder] {
    guard sale.inputs.pointsTenderMinor > 0 else { return [] }
    let explanation = explanation
    try fill(sale.lines, remainders: [], explanation: explanation, in: programme)
    basket.spread(tenderMinor: sale.inputs.pointsTenderMinor)
    return basketLines
  }

  /// The lines on the desk.
  var basketLines: [Remainder] {
    (0..<basket.lineCount).map {
      Remainder(
        line: $0,
        quantity: basket.quantity(ofLine: $0),
        amountMinor: basket.amountMinor(ofLine: $0)
      )
    }
  }

  /// What is left after returns of the lines of a stored sale; lines of which all is left may be
  /// missing.
  func remainders(
    of sale: StoredSale,
    less parts: [StoredSale.ReturnedPart],
    in programme: CompiledProgramme
  ) throws(Refusal) -> [Remainder] {
    var left = try linesAfterTender(of: sale, in: programme)
    if left.isEmpty {
      left.reserveCapacity(parts.count)
      for part in parts {
        left.append(Remainder(line: part.line, sale.lines[part.line]).less(part))
      }
      // Nearly always they are in order.
      for index in left.indices.dropFirst() where left[index - 1].line > left[index].line {
        left.sort { $0.line < $1.line }
        break
      }
    } else {
      for part in parts { left[part.line] = left[part.line].less(part) }
    }
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
    try add(sale.parts, in: programme)
    addTags(in: programme)
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
        promotionID: String(decoding: programme.promotionIDBytes(award.promotion), as: UTF8.self),
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
  /// All of a line as its sale's record has it.
  init(line: Int, _ recorded: SaleLine) {
    self.init(line: line, quantity: 0, amountMinor: 0)
    var fields = RecordCursor(recorded.rest)
    do throws(DecodingError) {
      while true {
        let tag = try fields.nextTag()
        switch tag {
        case 0: return
        case 5 << 3: quantity = Int64(bitPattern: try fields.readVarint())
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
  func awards(_ stored: [Award], isUnderReview: Bool) -> [Award] {
    stored.map { stored in
      var award = stored
      let terms = compiled.lotSchedule(of: award.promotion, version: award.promotionVersion)
      if let terms {
        award.lotSchedule = terms.schedule
        if isUnderReview { award.lotSchedule = award.lotSchedule.waiting }
        award.partner = terms.partner
      }
      return award
    }
  }
}

extension EarnFacts {
  /// What it counts towards the limits of its day, whatever of it comes back.
  fileprivate var dayCounts: [CounterUse] {
    counterUses.filter { $0.kind == .earns || $0.kind == .points }
  }
}
