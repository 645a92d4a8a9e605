/// A code that a member claims.
package struct CodeClaim: Hashable, Sendable {
  package var campaign: CodeCampaignDefinition
  package var points: Points
  /// Of the code itself, inclusive.
  package var validFrom: Timestamp
  /// Exclusive.
  package var validTo: Timestamp
  package var isWithdrawn: Bool
  /// What of the campaign's stock is left; `nil` = it has no limit.
  package var stockLeft: Int64?

  package init(
    campaign: CodeCampaignDefinition,
    points: Points,
    validFrom: Timestamp = Timestamp(milliseconds: 0),
    validTo: Timestamp = .never,
    isWithdrawn: Bool = false,
    stockLeft: Int64? = nil
  ) {
    self.campaign = campaign
    self.points = points
    self.validFrom = validFrom
    self.validTo = validTo
    self.isWithdrawn = isWithdrawn
    self.stockLeft = stockLeft
  }

  /// - Throws: ``Refusal/codeWithdrawn``, ``Refusal/campaignClosed``, ``Refusal/codeNotYetValid``,
  ///   ``Refusal/codeExpired``.
  private func require(at instant: Timestamp) throws(Refusal) {
    guard !isWithdrawn else { throw .codeWithdrawn }
    guard campaign.isActive else { throw .campaignClosed }
    guard instant >= campaign.start, instant >= validFrom else { throw .codeNotYetValid }
    guard instant < campaign.end, instant < validTo else { throw .codeExpired }
  }

  /// What the claim uses of the campaign's limits.
  ///
  /// - Throws: ``Refusal/codeLimitReached``, ``Refusal/campaignExhausted``.
  fileprivate func uses(after used: [CapUse], at instant: Timestamp) throws(Refusal) -> [CapUse] {
    try require(at: instant)
    // Counted without a limit too: one that comes later holds for what was before.
    let own = campaign.memberUse
    let before = used.first { $0.isSameCount(as: own) }?.amount ?? 0
    if let most = campaign.claimsPerMember, before >= most { throw .codeLimitReached }
    guard let stockLeft else { return [own] }
    guard stockLeft > 0 else { throw .campaignExhausted }
    return [own, campaign.stockUse]
  }
}

extension Member {
  /// Decides to give the member what a code is worth: one lot.
  ///
  /// - Parameters:
  ///   - claim: Of a code that nobody else claims meanwhile.
  ///   - token: Of the points.
  ///   - schedule: When they become active and when they expire.
  ///   - now: Nothing may be due by it.
  ///   - occurredAt: The business time, at which the code must be good.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme; asked for where the lot's dates go by the calendar.
  /// - Returns: One posting; debt is paid from it first.
  /// - Throws: In this order as a credit, then ``Refusal/codeWithdrawn``,
  ///   ``Refusal/campaignClosed``, ``Refusal/codeNotYetValid``, ``Refusal/codeExpired``,
  ///   ``Refusal/codeLimitReached``, ``Refusal/campaignExhausted``.
  package func decideCodeClaim(
    _ claim: CodeClaim,
    of token: TokenNumber,
    schedule: LotSchedule = .immediate,
    now: Timestamp,
    occurredAt: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> Posting {
    var posting = try decideCredit(
      claim.points,
      of: token,
      schedule: schedule,
      now: now,
      occurredAt: occurredAt,
      rules: rules,
      calendar: calendar()
    )
    posting.kind = .codeClaimed
    for index in posting.lotsMade.indices { posting.lotsMade[index].kind = .bonus }
    posting.capUses = try claim.uses(after: hasDetails ? details.capUses : [], at: occurredAt)
    return posting
  }

  /// Decides to give the member the voucher that a code is worth.
  ///
  /// - Parameters:
  ///   - claim: Of a code that nobody else claims meanwhile.
  ///   - order: Of the campaign's voucher type, for no points.
  ///   - now: Nothing may be due by it.
  ///   - occurredAt: The business time, at which the code must be good.
  ///   - rules: Of the programme.
  /// - Returns: One posting that moves no points; the voucher's id is its version.
  /// - Throws: In this order ``Refusal/memberNotActive`` or ``Refusal/earnBlocked``, as
  ///   ``decideCodeClaim(_:of:schedule:now:occurredAt:rules:calendar:)``, and
  ///   ``Refusal/budgetExhausted`` where no voucher of the type is left.
  package func decideVoucherClaim(
    _ claim: CodeClaim,
    _ order: VoucherOrder,
    now: Timestamp,
    occurredAt: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireEarning(rules)
    var posting = Posting(kind: .codeClaimed, token: order.token, effectiveAt: now)
    posting.capUses = try claim.uses(after: hasDetails ? details.capUses : [], at: occurredAt)
    posting.capUses += try order.stockUses()
    posting.details.voucher = order.voucher(id: nextVersion)
    return posting
  }
}
