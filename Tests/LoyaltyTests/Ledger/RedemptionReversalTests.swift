import Testing

@testable import FealtyLoyalty

@Suite("Giving redeemed points back")
struct RedemptionReversalTests {
  // 100 points that expire as day 5 begins, 100 that never do; 150 of them are redeemed.
  var ledger: TestLedger
  let redemption: UInt32

  init() throws {
    ledger = TestLedger()
    try ledger.earn(100, expiresAfterDays: 5)
    try ledger.earn(100)
    redemption = try ledger.redeem(150)
  }

  @Test mutating func `the lots are as if nothing had been redeemed`() throws {
    try ledger.reverseRedemption(redemption)
    #expect(ledger.balance() == .of(200))
    #expect(ledger.member.lots.map { $0.expiresAt } == [ledgerDay(5), .never])
    #expect(ledger.member.lots.map { $0.remaining } == [100, 100])
    #expect(ledger.account().redeemed == 0 && ledger.account().issued == 200)
  }

  @Test mutating func `a part undoes the last draw first`() throws {
    try ledger.reverseRedemption(redemption, 60)
    #expect(ledger.member.lots.map { $0.remaining } == [10, 100])
    try ledger.reverseRedemption(redemption, 40)
    #expect(ledger.member.lots.map { $0.remaining } == [50, 100])
  }

  @Test mutating func `parts add up to the whole, and not one point more`() throws {
    try ledger.reverseRedemption(redemption, 149)
    #expect(throws: Refusal.aboveMax) { try ledger.reverseRedemption(redemption, 2) }
    #expect(throws: Refusal.invalidField("points")) {
      try ledger.reverseRedemption(redemption, -1)
    }
    let last = try ledger.reverseRedemption(redemption, 0)
    #expect(ledger.log[last]?.pointsRestored == 1)
    #expect(throws: Refusal.alreadyReversed(version: last)) {
      try ledger.reverseRedemption(redemption)
    }
    #expect(throws: Refusal.notReversible) { try ledger.reverseRedemption(last) }
  }

  @Test mutating func `points of an expired lot live on for the grace`() throws {
    ledger.rules.restorePolicy = .grace(milliseconds: 3 * LedgerRules.dayMilliseconds)
    ledger.go(to: ledgerDay(5))
    let version = try ledger.reverseRedemption(redemption)
    let lot = try #require(ledger.member.lots.first)
    #expect(lot.kind == .restored && lot.id.version == version)
    #expect(lot.amount == 100 && lot.expiresAt == ledgerDay(8) && lot.activationAt == ledgerDay(5))
    #expect(ledger.account().issued == 200)
    ledger.go(to: ledgerDay(8))
    #expect(ledger.balance() == .of(100))
  }

  @Test mutating func `points of an expired lot expire at once`() throws {
    ledger.rules.restorePolicy = .expireNow
    ledger.go(to: ledgerDay(5))
    let version = try ledger.reverseRedemption(redemption)
    let posting = try #require(ledger.log[version])
    #expect(posting.points(to: .expired) == 100 && posting.pointsRestored == 150)
    #expect(ledger.balance() == .of(100))
    #expect(ledger.account().expired == 100)
  }

  @Test mutating func `a millisecond before its expiry the lot is itself again`() throws {
    ledger.rules.restorePolicy = .expireNow
    ledger.go(to: Timestamp(milliseconds: ledgerDay(5).milliseconds - 1))
    try ledger.reverseRedemption(redemption)
    #expect(ledger.balance() == .of(200))
  }

  @Test(
    "debt is paid first, also by points that expire",
    arguments: [
      // Debt, restore policy, then: debt left, available, expired.
      (30, RestorePolicy.expireNow, 0, 50, 70), (120, .expireNow, 0, 30, 0),
      (400, .expireNow, 250, 0, 0), (30, .grace(milliseconds: 1), 0, 120, 0),
    ] as [(Int64, RestorePolicy, Points, Points, Points)]
  )
  func debt(
    owed: Int64,
    policy: RestorePolicy,
    left: Points,
    available: Points,
    expired: Points
  ) throws {
    var ledger = TestLedger()
    ledger.rules.returnPolicy = .allowDebt(max: .limit)
    ledger.rules.restorePolicy = policy
    try ledger.earn(100, expiresAfterDays: 5)
    try ledger.earn(50)
    let redemption = try ledger.redeem(150)
    let spent = try ledger.earn(owed)
    try ledger.redeem(owed)
    ledger.go(to: ledgerDay(5))
    try ledger.reverseEarn(spent)

    let version = try ledger.reverseRedemption(redemption)
    let posting = try #require(ledger.log[version])
    #expect(posting.points(to: .debt) == Points(owed) - left)
    #expect(ledger.balance().debt == left && ledger.balance().available == available)
    #expect(ledger.account().expired == expired)
  }

  @Test mutating func `a capture is given back like a sale, with what it had not captured`() throws
  {
    try ledger.reverseRedemption(redemption)
    let capture = try ledger.capture(try ledger.authorize(120), 110)
    try ledger.reverseRedemption(capture)
    #expect(ledger.member.lots.map { $0.remaining } == [100, 100])
    #expect(ledger.account().redeemed == 0)
  }

  @Test mutating func `a balance above the limit is not given back`() throws {
    try ledger.earn(Points.limit.rawValue - 50 - 149)
    try ledger.reverseRedemption(redemption, 149)
    #expect(throws: Refusal.amountOutOfRange) { try ledger.reverseRedemption(redemption) }
    try ledger.redeem(1)
    try ledger.reverseRedemption(redemption)
  }
}
