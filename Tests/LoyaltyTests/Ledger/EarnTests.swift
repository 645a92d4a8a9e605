import Testing

@testable import FealtyLoyalty

@Suite("Earning points")
struct EarnTests {
  var ledger = TestLedger()

  @Test func `awards that share token, kind and dates make one lot, others a lot each`() throws {
    let awards: [Award] = [
      .of(10, expiresAfterDays: 30), .of(5, expiresAfterDays: 30, isBonus: true),
      .of(7, expiresAfterDays: 30), .of(1, token: 3, expiresAfterDays: 30),
      .of(2, pendingDays: 1, expiresAfterDays: 30), .of(4), .of(0, token: 9),
    ]
    let posting = try ledger.member.decideEarn(
      awards: awards,
      capUses: [],
      now: ledgerDay(0),
      rules: LedgerRules()
    )
    #expect(posting.lotsMade.map { $0.amount.rawValue } == [17, 5, 1, 2, 4])
    #expect(posting.lotsMade.map { $0.kind } == [.base, .bonus, .base, .base, .base])
    #expect(posting.lotsMade.map { $0.token } == [0, 0, 3, 0, 0])
    #expect(posting.lotsMade.map { $0.id.index } == [0, 1, 2, 3, 4])
    #expect(posting.lotsMade[3].activationAt == ledgerDay(1))
    #expect(posting.lotsMade[0].expiresAt == ledgerDay(30))
    #expect(posting.lotsMade[4].expiresAt == .never)
    #expect(posting.draws.isEmpty)
    #expect(posting.changesByToken.map(\.token) == [0, 3])
    #expect(posting.changesByToken.map(\.points) == [28, 1])
  }

  @Test mutating func `lots stand by expiry, then by age, those that never expire last`() throws {
    try ledger.earn(1)
    try ledger.earn(2, expiresAfterDays: 20)
    try ledger.earn(3, expiresAfterDays: 10)
    try ledger.earn(4, expiresAfterDays: 20)
    #expect(ledger.member.lots.map { $0.amount.rawValue } == [3, 2, 4, 1])
  }

  @Test mutating func `no points at all is a success without a lot`() throws {
    let version = try ledger.earn(0)
    #expect(ledger.log[version]?.lotsMade.isEmpty == true)
    #expect(ledger.member.version == 2 && ledger.member.accounts.isEmpty)
    #expect(try ledger.reverseEarn(version).points == .zero)
    #expect(throws: Refusal.alreadyReversed(version: 3)) { try ledger.reverseEarn(version) }
  }

  @Test mutating func `pending points become available at their instant, not before`() throws {
    try ledger.earn(10, pendingDays: 2)
    #expect(ledger.balance() == .of(0, pending: 10))
    ledger.go(to: Timestamp(milliseconds: ledgerDay(2).milliseconds - 1))
    #expect(throws: Refusal.insufficientPoints(available: 0)) { try ledger.redeem(1) }
    ledger.go(to: ledgerDay(2))
    #expect(ledger.balance() == .of(10))
    try ledger.redeem(10)
  }

  @Test(
    "stages earn as their table says",
    arguments: [
      (Stage.pending, false, Refusal?.none), (.active, false, nil),
      (.suspended, false, .earnBlocked), (.suspended, true, nil), (.blocked, true, .earnBlocked),
      (.closed, true, .memberNotActive),
    ]
  )
  func stages(stage: Stage, whileSuspended: Bool, refusal: Refusal?) {
    var ledger = TestLedger(stage: stage)
    ledger.rules.earnWhileSuspended = whileSuspended
    var answer: Refusal?
    do { try ledger.earn(1) } catch { answer = error }
    #expect(answer == refusal)
  }

  @Test mutating func `a balance reaches the limit exactly, and not one point more`() throws {
    let limit = Points.limit.rawValue
    #expect(throws: Refusal.amountOutOfRange) { try ledger.earn(limit + 1) }
    #expect(throws: Refusal.amountOutOfRange) { try ledger.earn(.max) }
    try ledger.earn(limit - 1)
    #expect(throws: Refusal.amountOutOfRange) { try ledger.earn(2) }
    try ledger.earn(1)
    #expect(ledger.balance() == .of(limit))
    #expect(throws: Refusal.amountOutOfRange) { try ledger.earn(1) }
    // Another token has a balance of its own.
    try ledger.earn(limit, token: 1)
  }

  @Test func `awards whose sum leaves Int64 are refused, in one lot or in two`() {
    let member = ledger.member
    for isBonus in [false, true] {
      let awards: [Award] = [.of(.max), .of(.max, isBonus: isBonus)]
      #expect(throws: Refusal.amountOutOfRange) {
        try member.decideEarn(
          awards: awards,
          capUses: [],
          now: ledgerDay(0),
          rules: LedgerRules()
        )
      }
    }
    let halves: [Award] = [.of(Points.limit.rawValue), .of(1, isBonus: true)]
    #expect(throws: Refusal.amountOutOfRange) {
      try member.decideEarn(awards: halves, capUses: [], now: ledgerDay(0), rules: LedgerRules())
    }
  }

  @Test mutating func `all that was ever issued stays within its limit`() throws {
    var account = Account(token: 0, issued: Account.issuedLimit - 5)
    account.redeemed = account.issued
    let member = Member(
      id: "m-2",
      version: 9,
      stage: .active,
      enrolledAt: ledgerDay(0),
      lastRecordedAt: ledgerDay(0),
      lots: [],
      accounts: [account],
      details: nil
    )
    let rules = LedgerRules()
    let posting = try member.decideEarn(
      awards: [.of(5)],
      capUses: [],
      now: ledgerDay(0),
      rules: rules
    )
    #expect(posting.pointsMade == 5)
    #expect(throws: Refusal.amountOutOfRange) {
      try member.decideEarn(awards: [.of(6)], capUses: [], now: ledgerDay(0), rules: rules)
    }
  }

  @Test mutating func `debt is paid first, from the lot that expires first`() throws {
    ledger.rules.returnPolicy = .allowDebt(max: 100)
    let first = try ledger.earn(40)
    try ledger.redeem(40)
    try ledger.reverseEarn(first)
    #expect(ledger.balance() == .of(0, debt: 40))

    try ledger.earn(30, pendingDays: 1)
    #expect(ledger.balance() == .of(0, debt: 10))
    #expect(ledger.member.lots.isEmpty)

    let posting = try ledger.member.decideEarn(
      awards: [.of(20), .of(6, expiresAfterDays: 9, isBonus: true)],
      capUses: [],
      now: ledger.now,
      rules: ledger.rules
    )
    ledger.post(posting)
    #expect(posting.points(to: .debt) == 10)
    #expect(ledger.balance() == .of(16))
    #expect(ledger.member.lots.map { $0.remaining.rawValue } == [16])
    #expect(ledger.account().issued == 96)
  }

  @Test mutating func `uses of caps add up by promotion, period and start`() throws {
    let uses = [
      CapUse(promotion: 1, period: .day, periodStart: ledgerDay(0), points: 5),
      CapUse(promotion: 1, period: .life, periodStart: ledgerDay(0), points: 5),
      CapUse(promotion: 1, period: .basket, periodStart: ledgerDay(0), points: 5),
      CapUse(promotion: 2, period: .day, periodStart: ledgerDay(0), points: 0),
    ]
    var earned: UInt32 = 0
    for _ in 0..<2 {
      earned = ledger.post(
        try ledger.member.decideEarn(
          awards: [.of(5)],
          capUses: uses,
          now: ledger.now,
          rules: ledger.rules
        )
      )
    }
    let member = ledger.member
    #expect(member.capUse(of: 1, period: .day, periodStart: ledgerDay(0)) == 10)
    #expect(member.capUse(of: 1, period: .day, periodStart: ledgerDay(1)) == 0)
    #expect(member.capUses.count == 2)

    try ledger.reverseEarn(earned)
    #expect(ledger.member.capUse(of: 1, period: .day, periodStart: ledgerDay(0)) == 5)
    #expect(ledger.member.capUse(of: 1, period: .life, periodStart: ledgerDay(0)) == 5)
  }

  @Test mutating func `daily visits for years do not gather uses of caps`() throws {
    for day in 0..<400 as Range<Int64> {
      ledger.now = ledgerDay(day)
      let uses = [
        CapUse(promotion: 1, period: .day, periodStart: ledgerDay(day), points: 5),
        CapUse(promotion: 1, period: .life, periodStart: ledgerDay(0), points: 5),
      ]
      ledger.post(
        try ledger.member.decideEarn(
          awards: [.of(5)],
          capUses: uses,
          now: ledger.now,
          rules: ledger.rules
        )
      )
    }
    let member = ledger.member
    #expect(member.capUses.count <= 66)
    #expect(member.capUse(of: 1, period: .life, periodStart: ledgerDay(0)) == 2_000)
    // Whatever a late sale may still touch is there.
    for day in 369..<400 as Range<Int64> {
      #expect(member.capUse(of: 1, period: .day, periodStart: ledgerDay(day)) == 5)
    }
  }
}
