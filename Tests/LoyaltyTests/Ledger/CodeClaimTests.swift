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
}
