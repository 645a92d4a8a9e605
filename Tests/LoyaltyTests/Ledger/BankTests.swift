import Testing

@testable import FealtyLoyalty

@Suite("Credits and debits by the brand's word")
struct BankTests {
  private static let now = Timestamp(milliseconds: 1_000_000)

  private func member(stage: Stage = .active) -> Member {
    var member = Member(id: "ada")
    member.apply(.enrolled(Enrolment(stage: stage)), version: 1, at: Self.now)
    return member
  }

  private func credit(
    _ member: inout Member,
    _ points: Int64,
    schedule: LotSchedule = .immediate
  ) throws {
    let posting = try member.decideCredit(
      Points(points),
      of: 0,
      schedule: schedule,
      reason: "goodwill",
      now: Self.now,
      occurredAt: Self.now,
      rules: LedgerRules()
    )
    member.apply(posting, version: member.nextVersion, at: Self.now)
  }

  private func debit(_ member: inout Member, _ points: Int64) throws -> Posting {
    let posting = try member.decideDebit(
      Points(points),
      of: 0,
      now: Self.now,
      rules: LedgerRules()
    )
    member.apply(posting, version: member.nextVersion, at: Self.now)
    return posting
  }

  @Test func `a credit is one lot with the dates of its schedule`() throws {
    var member = member()
    try credit(&member, 70, schedule: LotSchedule(LotTerms(expiresAfterMilliseconds: 5_000)))
    let lot = try #require(member.lots.first)
    #expect(member.lots.count == 1 && lot.kind == .adjust && lot.amount == Points(70))
    #expect(lot.expiresAt == Self.now.adding(milliseconds: 5_000))
    #expect(member.account(0).issued == Points(70) && member.violations().isEmpty)
  }

  @Test func `a debit takes what is consumed first, and what is missing is told`() throws {
    var member = member()
    try credit(&member, 40)
    try credit(&member, 30, schedule: LotSchedule(LotTerms(expiresAfterMilliseconds: 5_000)))
    let posting = try debit(&member, 50)
    #expect(posting.draws.map(\.points) == [Points(30), Points(20)])
    #expect(member.account(0).redeemed == Points(50) && member.violations().isEmpty)
    #expect(throws: Refusal.insufficientPoints(available: Points(20))) {
      try debit(&member, 21)
    }
    _ = try debit(&member, 20)
    #expect(member.lots.isEmpty)
  }

  @Test func `debt is paid from a credit first`() throws {
    var member = member()
    try credit(&member, 40)
    let facts = try #require(
      EarnFacts(version: 2, among: [(2, try posting(ofCredit: 40, version: 2))])
    )
    _ = try debit(&member, 40)
    var rules = LedgerRules()
    rules.returnPolicy = .allowDebt(max: Points(100))
    let reversal = try member.decideEarnReversal(of: facts, now: Self.now, rules: rules)
    member.apply(reversal.posting, version: member.nextVersion, at: Self.now)
    #expect(member.account(0).debt == Points(40))
    try credit(&member, 100)
    let balance = member.balance(of: 0, now: Self.now)
    #expect(balance.debt == .zero && balance.available == Points(60))
    #expect(member.violations().isEmpty)
  }

  /// The posting of a credit as the log would have it.
  private func posting(ofCredit points: Int64, version: UInt32) throws -> Posting {
    var other = member()
    for _ in 2..<version { try credit(&other, 1) }
    return try other.decideCredit(
      Points(points),
      of: 0,
      now: Self.now,
      occurredAt: Self.now,
      rules: LedgerRules()
    )
  }

  @Test(
    arguments: [
      (0, Stage.active, Refusal.invalidField("points")),
      (-1, .active, .invalidField("points")),
      (Points.limit.rawValue + 1, .active, .amountOutOfRange),
      (1, .blocked, .earnBlocked),
      (1, .closed, .memberNotActive),
    ] as [(Int64, Stage, Refusal)]
  )
  func `a credit is refused`(_ points: Int64, _ stage: Stage, _ refusal: Refusal) throws {
    var member = member(stage: stage)
    #expect(throws: refusal) { try credit(&member, points) }
  }

  @Test(
    arguments: [
      (0, Stage.active, Refusal.invalidField("points")),
      (Points.limit.rawValue + 1, .active, .amountOutOfRange),
      (1, .suspended, .redeemBlocked),
      (1, .pending, .memberNotActive),
      (1, .active, .insufficientPoints(available: .zero)),
    ] as [(Int64, Stage, Refusal)]
  )
  func `a debit is refused`(_ points: Int64, _ stage: Stage, _ refusal: Refusal) throws {
    var member = member(stage: stage)
    #expect(throws: refusal) { _ = try debit(&member, points) }
  }

  @Test func `credits fill a balance up to its limit and no further`() throws {
    var member = member()
    try credit(&member, Points.limit.rawValue)
    #expect(throws: Refusal.amountOutOfRange) { try credit(&member, 1) }
  }
}
