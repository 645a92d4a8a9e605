import Testing

@testable import FealtyLoyalty

@Suite("Claiming codes")
struct CodeClaimTests {
  private static let now = Timestamp(milliseconds: 1_000_000)

  private func member(stage: Stage = .active) -> Member {
    var member = Member(id: "ada")
    member.apply(.enrolled(Enrolment(stage: stage)), version: 1, at: Self.now)
    return member
  }

  private func campaign(perMember: Int64 = 0, code: String = "") -> CodeCampaignDefinition {
    CodeCampaignDefinition(
      number: 3,
      id: "spring",
      points: Points(10),
      code: code,
      start: Self.now.adding(milliseconds: -5),
      end: Self.now.adding(milliseconds: 5),
      perMember: perMember
    )
  }

  private func decide(
    _ claim: CodeClaim,
    by member: Member,
    after milliseconds: Int64 = 0
  ) throws(Refusal) -> Posting {
    try member.decideCodeClaim(
      claim,
      of: 0,
      now: Self.now,
      occurredAt: Self.now.adding(milliseconds: milliseconds),
      rules: LedgerRules()
    )
  }

  @Test func `a claim is one lot, and uses of the campaign's limits`() throws {
    var member = member()
    let claim = CodeClaim(campaign: campaign(), points: Points(70), stockLeft: 1)
    let posting = try decide(claim, by: member)
    #expect(posting.kind == .codeClaimed && posting.lotsMade.map(\.kind) == [.bonus])
    #expect(posting.capUses.map(\.isShared) == [false, true])
    member.apply(posting, version: member.nextVersion, at: Self.now)
    #expect(member.account(0).issued == Points(70) && member.violations().isEmpty)
  }

  @Test func `the limit of a member counts what was claimed without one`() throws {
    var member = member()
    let free = CodeClaim(campaign: campaign(), points: Points(1))
    for _ in 0..<2 {
      member.apply(try decide(free, by: member), version: member.nextVersion, at: Self.now)
    }
    let limited = CodeClaim(campaign: campaign(perMember: 2), points: Points(1))
    #expect(throws: Refusal.codeLimitReached) { try decide(limited, by: member) }
    let more = CodeClaim(campaign: campaign(perMember: 3), points: Points(1))
    #expect(try decide(more, by: member).capUses.count == 1)
    // A code that many may claim is one for each.
    #expect(campaign(code: "ABCD").claimsPerMember == 1 && campaign().claimsPerMember == nil)
  }

  @Test(arguments: [
    (Int64(-6), Refusal.codeNotYetValid), (-5, nil), (-3, nil), (3, nil), (4, .codeExpired),
    (5, .codeExpired),
  ])
  func `a code is good from its beginning to before its end`(
    _ after: Int64,
    _ refusal: Refusal?
  ) throws {
    let claim = CodeClaim(
      campaign: campaign(),
      points: Points(1),
      validTo: Self.now.adding(milliseconds: 4)
    )
    let member = member()
    if let refusal {
      #expect(throws: refusal) { try decide(claim, by: member, after: after) }
    } else {
      #expect(try decide(claim, by: member, after: after).kind == .codeClaimed)
    }
  }

  @Test func `what stands against a claim is told in its order`() {
    var closed = campaign()
    closed.isActive = false
    var claim = CodeClaim(
      campaign: closed,
      points: Points(1),
      validTo: Self.now,
      isWithdrawn: true,
      stockLeft: 0
    )
    #expect(throws: Refusal.codeWithdrawn) { try decide(claim, by: member()) }
    claim.isWithdrawn = false
    #expect(throws: Refusal.campaignClosed) { try decide(claim, by: member()) }
    claim.campaign.isActive = true
    #expect(throws: Refusal.codeExpired) { try decide(claim, by: member()) }
    claim.validTo = .never
    #expect(throws: Refusal.campaignExhausted) { try decide(claim, by: member()) }
    #expect(throws: Refusal.memberNotActive) { try decide(claim, by: member(stage: .closed)) }
  }

  // MARK: - Vouchers

  private func order(tag: UInt64 = 7, stockLeft: Int64? = nil) -> VoucherOrder {
    VoucherOrder(
      type: 4,
      token: 0,
      points: .zero,
      valueMinor: 500,
      tag: tag,
      check: 9,
      validTo: Self.now.adding(milliseconds: 1_000),
      stockLeft: stockLeft
    )
  }

  private func decide(
    _ claim: CodeClaim,
    _ order: VoucherOrder,
    by member: Member
  ) throws(Refusal) -> Posting {
    try member.decideVoucherClaim(
      claim,
      order,
      now: Self.now,
      occurredAt: Self.now,
      rules: LedgerRules()
    )
  }

  private func reverse(
    _ version: UInt32,
    _ claimed: Posting,
    of member: Member,
    now: Timestamp = now
  ) throws(Refusal) -> Posting? {
    guard let facts = EarnFacts(claimed, version: version) else { return nil }
    return try member.decideEarnReversal(of: facts, now: now, rules: LedgerRules()).posting
  }

  @Test func `a voucher for a code moves no points, and is used as one for points`() throws {
    var member = member()
    let claim = CodeClaim(campaign: campaign(), points: .zero, stockLeft: 1)
    let posting = try decide(claim, order(stockLeft: 1), by: member)
    #expect(posting.kind == .codeClaimed && posting.lotsMade.isEmpty && posting.draws.isEmpty)
    #expect(posting.capUses.map(\.isShared) == [false, true, true])
    let version = member.nextVersion
    member.apply(posting, version: version, at: Self.now)
    #expect(member.voucher(tag: 7, check: 9)?.id == version && member.violations().isEmpty)
    member.apply(
      try member.decideVoucherUse(version, now: Self.now),
      version: member.nextVersion,
      at: Self.now
    )
    #expect(throws: Refusal.voucherAlreadyUsed(version: member.version)) {
      try member.decideVoucherUse(version, now: Self.now)
    }
    // What was taken out in goods does not come back.
    #expect(throws: Refusal.voucherAlreadyUsed(version: member.version)) {
      try reverse(version, posting, of: member)
    }
  }

  @Test func `reversing the claim cancels an unused voucher, and frees all limits`() throws {
    var member = member()
    let before = member.standingHash
    let claim = CodeClaim(campaign: campaign(), points: .zero, stockLeft: 1)
    let posting = try decide(claim, order(stockLeft: 1), by: member)
    let version = member.nextVersion
    member.apply(posting, version: version, at: Self.now)
    #expect(throws: Refusal.voucherExpired) {
      try reverse(version, posting, of: member, now: Self.now.adding(milliseconds: 1_000))
    }
    let reversal = try #require(try reverse(version, posting, of: member))
    #expect(reversal.kind == .earnReversal && reversal.linkedVersion == version)
    member.apply(reversal, version: member.nextVersion, at: Self.now)
    #expect(member.standingHash == before && member.capUses.isEmpty)
    #expect(throws: Refusal.voucherNotFound) {
      try member.decideVoucherUse(version, now: Self.now)
    }
    #expect(throws: Refusal.alreadyReversed(version: member.version)) {
      try reverse(version, posting, of: member)
    }
  }

  @Test func `limits of the campaign come before the stock of vouchers`() {
    var claim = CodeClaim(campaign: campaign(), points: .zero, stockLeft: 0)
    let none = order(stockLeft: 0)
    #expect(throws: Refusal.campaignExhausted) { try decide(claim, none, by: member()) }
    claim.stockLeft = nil
    #expect(throws: Refusal.budgetExhausted) { try decide(claim, none, by: member()) }
    #expect(throws: Refusal.memberNotActive) {
      try decide(claim, order(), by: member(stage: .closed))
    }
  }
}
