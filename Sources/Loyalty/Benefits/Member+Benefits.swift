// Benefits: what a member may have by its tier, and how often it has had it. Its uses are uses of
// caps, so that what takes a sale back takes them back as well.
extension Member {
  /// How often the member has had a benefit in the period of an instant.
  package func used(
    _ benefit: BenefitDefinition,
    at instant: Timestamp,
    _ calendar: ProgrammeCalendar
  ) -> Int64 {
    let use = benefit.use(at: instant, 0, calendar)
    return capUses.first { $0.isSameCount(as: use) }?.amount ?? 0
  }

  /// Refuses a benefit that the member may not have so often.
  ///
  /// - Parameters:
  ///   - benefit: Of the programme.
  ///   - quantity: How often.
  ///   - instant: The business time, whose tier and period count.
  ///   - lowest: The programme's lowest tier, which a member without one is in.
  ///   - calendar: Of the programme.
  /// - Throws: In this order ``Refusal/memberNotActive`` or ``Refusal/redeemBlocked``,
  ///   ``Refusal/benefitClosed``, ``Refusal/tierNotEligible``, ``Refusal/benefitLimitReached``.
  package func require(
    _ benefit: BenefitDefinition,
    _ quantity: Int64,
    at instant: Timestamp,
    lowest: String,
    _ calendar: ProgrammeCalendar
  ) throws(Refusal) {
    try stage.requireRedeeming()
    guard benefit.isActive, benefit.start <= instant, instant < benefit.end else {
      throw .benefitClosed
    }
    let tier = tier(at: instant)
    guard benefit.tiers.isEmpty || benefit.tiers.contains(tier.isEmpty ? lowest : tier) else {
      throw .tierNotEligible
    }
    let used = used(benefit, at: instant, calendar)
    let most = benefit.limit > 0 ? benefit.limit : Points.limit.rawValue
    guard quantity <= most - used else { throw .benefitLimitReached }
  }

  /// Decides that the member has a benefit, or a voucher of it.
  ///
  /// - Parameters:
  ///   - benefit: Of the programme.
  ///   - quantity: How often, within ``BenefitDefinition/quantities``.
  ///   - order: The voucher that it has, for no points; `nil` = it has the benefit itself.
  ///   - token: That a posting without points names.
  ///   - now: Nothing may be due by it.
  ///   - occurredAt: The business time.
  ///   - lowest: The programme's lowest tier.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme.
  /// - Returns: One posting that moves no points; a voucher's id is its version.
  /// - Throws: As ``require(_:_:at:lowest:_:)``, then ``Refusal/budgetExhausted`` where no voucher
  ///   of the type is left.
  package func decideBenefit(
    _ benefit: BenefitDefinition,
    _ quantity: Int64,
    order: VoucherOrder? = nil,
    token: TokenNumber,
    now: Timestamp,
    occurredAt: Timestamp,
    lowest: String,
    rules: LedgerRules,
    calendar: ProgrammeCalendar
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    precondition(BenefitDefinition.quantities.contains(quantity), "\(quantity) of \(benefit.id)")
    try require(benefit, quantity, at: occurredAt, lowest: lowest, calendar)
    var posting = Posting(kind: .benefitUsed, token: token, effectiveAt: now)
    posting.capUses = [benefit.use(at: occurredAt, quantity, calendar)]
    if let order {
      posting.capUses += try order.stockUses()
      posting.details.voucher = order.voucher(id: nextVersion)
    }
    posting.capUses += releases(of: benefit, now: now, rules, calendar)
    return posting
  }

  /// What drops uses of periods that no late use can be in any more.
  private func releases(
    of benefit: BenefitDefinition,
    now: Timestamp,
    _ rules: LedgerRules,
    _ calendar: ProgrammeCalendar
  ) -> [CapUse] {
    let oldest = now.adding(milliseconds: -rules.maxBackdateMilliseconds)
    let begin = benefit.use(at: oldest, 0, calendar).periodStart
    return capUses.compactMap { use in
      guard use.owner == CapUse.benefitBit | benefit.number, use.periodStart < begin else {
        return nil
      }
      var release = use
      release.amount = -use.amount
      return release
    }
  }
}
