internal import FealtyLoyalty
internal import FealtyWire

// What answers say beside points: only where a request asks for it, so making texts may allocate.

extension EvaluationDesk {
  /// Whether the answer says more than what the record's other fields tell.
  @inline(__always)
  var asksForMore: Bool {
    if case .full = explanation { return true }
    return nearMisses != 0 || wantsReceipt || unknownCode != nil || isRepriced || oldCard != nil
  }

  var warnings: [Warning] {
    var warnings: [Warning] = []
    if let unknownCode {
      let code = String(decoding: unknownCode, as: UTF8.self)
      warnings.append(
        Warning(code: "CODE_UNKNOWN", text: "no promotion knows the code \(code): it was ignored")
      )
    }
    if isRepriced {
      warnings.append(
        Warning(
          code: "REPRICED",
          text: "the evaluation has lapsed or its rules have changed: evaluated anew"
        )
      )
    }
    if let oldCard {
      warnings.append(
        Warning(
          code: oldCard == .blocked ? "CARD_BLOCKED" : "CARD_REPLACED",
          text: "the card is no longer good: it earns for its member, and pays nothing"
        )
      )
    }
    return warnings
  }

  /// The awards as `AppliedPromotion`s, with all that a full explanation says.
  func appliedInFull(_ programme: PublishedProgramme) -> [AppliedPromotion] {
    var next = 0
    return evaluation.awards.map { award in
      applied(award, lines: linePoints(of: award, from: &next), programme)
    }
  }

  /// The lines of an award, which begin at `next`.
  func linePoints(of award: Award, from next: inout Int) -> [LinePoints] {
    var lines: [LinePoints] = []
    while next < evaluation.lineAwards.count,
      evaluation.lineAwards[next].promotion == award.promotion
    {
      let line = evaluation.lineAwards[next]
      lines.append(LinePoints(line: UInt32(line.line), points: line.points.rawValue))
      next += 1
    }
    return lines
  }

  private func applied(
    _ award: Award,
    lines: [LinePoints],
    _ programme: PublishedProgramme
  ) -> AppliedPromotion {
    let definition = programme.compiled.promotion(
      award.promotion,
      version: award.promotionVersion
    )
    let cut = evaluation.capsLeft.first { $0.promotion == award.promotion && $0.hasCut }
    return AppliedPromotion(
      promotionID: definition?.id ?? "",
      version: award.promotionVersion,
      tokenID: programme.tokenID(award.token),
      points: award.points.rawValue,
      beforeCap: award.beforeCap.rawValue,
      eligibleMinor: award.eligibleAmount,
      eligibleQuantity: award.eligibleQuantity,
      lines: lines,
      factor: factor(of: definition?.mechanic, in: programme),
      cappedBy: cut.map { CapLeft($0, programme) },
      counterBefore: counterBefore(award.promotion),
      mechanic: definition?.mechanic?.name ?? "",
      name: definition?.name ?? ""
    )
  }

  private func factor(
    of mechanic: Mechanic?,
    in programme: PublishedProgramme
  ) -> FealtyWire.Ratio? {
    let factor: FealtyLoyalty.Ratio?
    switch mechanic {
    case .multiplier(_, let own): factor = own
    case .tierMultiplier(_, let factors):
      let tier = buyerTier.isEmpty ? programme.tiers.first ?? "" : buyerTier
      factor = factors.first { $0.tier == tier }?.factor
    default: factor = nil
    }
    return factor.map { FealtyWire.Ratio(numerator: $0.numerator, denominator: $0.denominator) }
  }

  private func counterBefore(_ promotion: PromotionNumber) -> Int64 {
    let uses = evaluation.counterUses + evaluation.inputs.counters
    return uses.first { $0.owner == promotion }?.before ?? 0
  }

  /// The lines for the receipt, in the order of the awards: in the language that the request names,
  /// or the buyer's, or the programme's.
  ///
  /// `balances`: the buyer's after the sale; of a guest none.
  func receiptLines(
    for balances: [FealtyLoyalty.Balance],
    in programme: PublishedProgramme
  ) -> [String] {
    guard wantsReceipt else { return [] }
    let language =
      language.isEmpty ? buyerLanguage : String(decoding: language, as: UTF8.self)
    let currency = String(decoding: programme.currency, as: UTF8.self)
    let standard = programme.settings.defaultLanguage
    return evaluation.awards.compactMap { award -> String? in
      guard
        let definition = programme.compiled.promotion(
          award.promotion,
          version: award.promotionVersion
        ),
        let text = ReceiptText.choose(
          from: definition.receiptTexts,
          language: language,
          defaultLanguage: standard
        )
      else { return nil }
      let name = ReceiptText.choose(
        from: definition.names,
        language: language,
        defaultLanguage: standard
      )
      let values = ReceiptText.Values(
        points: award.points,
        name: name ?? definition.name,
        eligibleMinor: award.eligibleAmount,
        balance: balances.first { $0.token == award.token }?.total ?? award.points,
        decimals: programme.compiled.definition.tokens.first { $0.number == award.token }
          .map { Int($0.decimals) } ?? 0
      )
      return ReceiptText.fill(text, values, currency: currency)
    }
  }

  /// A `StoredInputs`: what rules asked of the buyer, and what the purchase says of itself; nothing
  /// where there is nothing of either.
  @inline(__always)
  func writeInputs(_ field: UInt32, _ command: CommandContext, to out: inout OutputBuffer) {
    guard
      evaluation.inputs.asked.rawValue != 0 || !evaluation.inputs.counters.isEmpty
        || !evaluation.inputs.caps.isEmpty || pointsTenderMinor != 0
        || command.occurredAt > command.now || !parts.isEmpty
    else { return }
    write(evaluation.inputs, field, command, to: &out)
  }

  @inline(never)
  private func write(
    _ inputs: EvaluationInputs,
    _ field: UInt32,
    _ command: CommandContext,
    to out: inout OutputBuffer
  ) {
    out.writeMessage(field) { (out: inout OutputBuffer) in
      if inputs.asked.contains(.tier) { out.writeNonEmpty(1, buyerTier) }
      if inputs.asked.contains(.segments) {
        for segment in buyerSegments { out.writeString(2, segment) }
      }
      if pointsTenderMinor != 0 { out.writeSInt64(3, pointsTenderMinor) }
      if inputs.asked.contains(.codes) { for code in codes { out.writeBytes(4, code) } }
      if inputs.asked.contains(.card), case .card(let number) = command.head.target {
        let key = cardKey == 0 ? CapKey.hash(number) : cardKey
        out.writeString(5, String(key, radix: 36))
      }
      for use in inputs.counters { out.writeCounterUse(6, use) }
      if command.occurredAt > command.now { out.writeInt64(7, command.now.milliseconds) }
      if inputs.isInBirthdayWindow { out.writeUInt64(9, 1) }
      if inputs.asked.contains(.tenders) { for kind in tenders { out.writeBytes(10, kind) } }
      for use in inputs.caps {
        var kept = use
        kept.amount = 0
        out.writeCapUse(11, kept, before: use.amount)
      }
      for tag in parts.tags { out.writeMessage(190, tag) }
      for counter in parts.counters { out.writeMessage(191, counter) }
    }
  }
}

extension Mechanic {
  /// As the schema's `Promotion` names it.
  var name: String {
    switch self {
    case .rate: "rate"
    case .multiplier: "multiplier"
    case .quantityBonus: "quantity_bonus"
    case .threshold: "threshold"
    case .tierMultiplier: "tier_multiplier"
    case .fixed: "fixed"
    }
  }
}

extension CapLeft {
  init(_ left: Evaluation.CapLeft, _ programme: PublishedProgramme) {
    let isBudget = left.use.owner & CapUse.budgetBit != 0
    let budget = left.use.owner & ~CapUse.budgetBit
    let supply = isBudget && left.use.owner & CapUse.supplyBit != 0
    let token = TokenNumber(truncatingIfNeeded: left.use.owner)
    self.init(
      promotionID: programme.compiled.promotion(left.promotion)?.id ?? "",
      scope: FealtyWire.CapScope(rawValue: Int32(left.use.scope.rawValue)),
      period: FealtyWire.CapPeriod(rawValue: Int32(left.use.period.rawValue)),
      unit: FealtyWire.CapUnit(rawValue: Int32(left.use.unit.rawValue)),
      used: left.use.amount,
      left: left.left,
      budgetID: supply
        ? "supply of \(programme.tokenID(token))"
        : isBudget
          ? programme.compiled.definition.budgets.first { $0.number == budget }?.id ?? "" : ""
    )
  }
}

extension FealtyWire.NearMiss {
  init(_ miss: FealtyLoyalty.NearMiss, _ programme: PublishedProgramme) {
    self.init(
      promotionID: programme.compiled.promotion(miss.promotion)?.id ?? "",
      version: miss.promotionVersion,
      moreMinor: miss.moreMinor,
      moreQuantity: miss.moreQuantity,
      points: miss.points.rawValue,
      tokenID: programme.tokenID(miss.token)
    )
  }
}
