import Testing

@testable import FealtyLoyalty

@Suite("Taking back an earn")
struct EarnReversalTests {
  var ledger = TestLedger()

  @Test mutating func `takes its own pending points, then its own available ones`() throws {
    let other = try ledger.earn(10, expiresAfterDays: 1)
    let earn = ledger.post(
      try ledger.member.decideEarn(
        awards: [.of(30), .of(20, pendingDays: 2, isBonus: true)],
        capUses: [],
        now: ledger.now,
        rules: ledger.rules
      )
    )
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.points == 50)
    #expect(reversal.pendingVoided == 20 && reversal.availableTaken == 30)
    #expect(reversal.takenFromOtherLots == 0 && reversal.unrecovered == 0)
    #expect(ledger.balance() == .of(10))
    #expect(ledger.member.lots.map { $0.id.version } == [other])
    #expect(ledger.account().reversed == 50)
  }

  @Test(
    "what was spent comes as the policy says",
    arguments: [
      // Own lot: 60 of 100 left. Another lot: 30 available, 25 pending.
      (.withinBalance, 60, 30, 0, 10), (.onlyPending, 0, 0, 0, 100),
      (.allowDebt(max: 4), 60, 30, 4, 6), (.allowDebt(max: 10), 60, 30, 10, 0),
      (.allowDebt(max: 500), 60, 30, 10, 0), (.allowDebt(max: 0), 60, 30, 0, 10),
    ] as [(ReturnPolicy, Points, Points, Points, Points)]
  )
  func policies(
    policy: ReturnPolicy,
    own: Points,
    others: Points,
    debt: Points,
    unrecovered: Points
  ) throws {
    var ledger = TestLedger()
    ledger.rules.returnPolicy = policy
    let earn = try ledger.earn(100, expiresAfterDays: 5)
    try ledger.redeem(40)
    try ledger.earn(30)
    try ledger.earn(25, pendingDays: 1)

    var strict = ledger
    if unrecovered > 0 {
      #expect(throws: Refusal.unrecoverable) { try strict.reverseEarn(earn, isStrict: true) }
      #expect(strict.member == ledger.member)
    } else {
      try strict.reverseEarn(earn, isStrict: true)
    }
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.availableTaken == own && reversal.takenFromOtherLots == others)
    #expect(reversal.debtCreated == debt && reversal.unrecovered == unrecovered)
    #expect(ledger.account().debt == debt && ledger.account().unrecovered == unrecovered)
    #expect(ledger.balance().pending == 25)
  }

  @Test mutating func `only pending: its own pending points are all that is taken`() throws {
    ledger.rules.returnPolicy = .onlyPending
    let earn = try ledger.earn(40, pendingDays: 2)
    try ledger.earn(10)
    try ledger.lock(15, of: .transaction(earn))
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.pendingVoided == 25 && reversal.lockedTaken == 15)
    #expect(ledger.balance() == .of(10))
  }

  @Test mutating func `debt never exceeds its limit over several reversals`() throws {
    ledger.rules.returnPolicy = .allowDebt(max: 15)
    let (first, second) = (try ledger.earn(10), try ledger.earn(10))
    try ledger.redeem(20)
    #expect(try ledger.reverseEarn(first).debtCreated == 10)
    #expect(try ledger.reverseEarn(second).debtCreated == 5)
    #expect(ledger.balance() == .of(0, debt: 15))
    #expect(ledger.account().unrecovered == 5)
  }

  @Test mutating func `the operator's locks on it are taken, an authorisation is not`() throws {
    let earn = try ledger.earn(100)
    let lock = try ledger.lock(30)
    let hold = try ledger.authorize(50)
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.availableTaken == 20 && reversal.lockedTaken == 30)
    #expect(reversal.unrecovered == 50)
    #expect(ledger.balance() == .of(0, locked: 50))
    #expect(throws: Refusal.lockExpired) { try ledger.unlock(lock) }
    try ledger.capture(hold)
    #expect(ledger.member.lots.isEmpty)
  }

  @Test mutating func `a lock over two earns loses only this earn's part`() throws {
    let earn = try ledger.earn(10, expiresAfterDays: 1)
    try ledger.earn(20)
    let lock = try ledger.lock(25)
    #expect(try ledger.reverseEarn(earn).lockedTaken == 10)
    #expect(ledger.balance() == .of(5, locked: 15))
    try ledger.unlock(lock)
    #expect(ledger.balance() == .of(20))
  }

  @Test mutating func `what expired moves from expired to reversed`() throws {
    let earn = try ledger.earn(100, expiresAfterDays: 5)
    try ledger.redeem(30)
    ledger.go(to: ledgerDay(5))
    try ledger.earn(50)
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.alreadyExpired == 70 && reversal.takenFromOtherLots == 30)
    #expect(ledger.balance() == .of(20))
    #expect(ledger.account().expired == 0 && ledger.account().reversed == 100)
  }

  @Test mutating func `several tokens are taken back together, each from its own`() throws {
    let earn = ledger.post(
      try ledger.member.decideEarn(
        awards: [.of(10), .of(20, token: 5)],
        capUses: [],
        now: ledger.now,
        rules: ledger.rules
      )
    )
    try ledger.redeem(15, token: 5)
    try ledger.earn(100)
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.points == 30 && reversal.availableTaken == 15)
    #expect(reversal.unrecovered == 15)
    #expect(ledger.account(0).unrecovered == 0 && ledger.account(5).unrecovered == 15)
    #expect(ledger.balance(0).available == 100 && ledger.balance(5).total == 0)
  }

  @Test mutating func `an earn is taken back once`() throws {
    let earn = try ledger.earn(10)
    let by = ledger.member.nextVersion
    try ledger.reverseEarn(earn)
    #expect(throws: Refusal.alreadyReversed(version: by)) { try ledger.reverseEarn(earn) }
    #expect(ledger.member.reversal(of: earn)?.points == 10)
    // A reversal is no earn.
    #expect(throws: Refusal.notReversible) { try ledger.reverseEarn(by) }
  }

  @Test mutating func `a basket bought and returned leaves the balances as before`() throws {
    try ledger.earn(80, expiresAfterDays: 9)
    try ledger.earn(5, pendingDays: 2)
    let before = ledger.member
    let earn = try ledger.earn(40, expiresAfterDays: 3)
    let redemption = try ledger.redeem(70)
    try ledger.reverseRedemption(redemption)
    try ledger.reverseEarn(earn)
    #expect(ledger.member.lots == before.lots)
    #expect(ledger.balance() == before.balance(of: 0, now: ledger.now))
    #expect(ledger.account().redeemed == 0 && ledger.account().reversed == 40)
  }

  @Test mutating func `only an earn with lots past their expiry needs its history`() throws {
    let earn = try ledger.earn(10, expiresAfterDays: 5)
    let facts = try ledger.earnFacts(earn)
    #expect(!facts.needsHistory(now: Timestamp(milliseconds: ledgerDay(5).milliseconds - 1)))
    #expect(facts.needsHistory(now: ledgerDay(5)))
  }

  @Test mutating func `the facts tell what has become of closed lots`() throws {
    let used = try ledger.earn(10, expiresAfterDays: 1)
    try ledger.redeem(10)
    let expired = try ledger.earn(20, expiresAfterDays: 1)
    try ledger.redeem(5)
    ledger.go(to: ledgerDay(1))
    let reversed = try ledger.earn(30)
    try ledger.reverseEarn(reversed)
    #expect(try ledger.earnFacts(used).lots.first?.closedState == .used)
    #expect(try ledger.earnFacts(expired).lots.first?.closedState == .expired)
    #expect(try ledger.earnFacts(expired).lots.first?.redeemed == 5)
    #expect(try ledger.earnFacts(reversed).lots.first?.closedState == .reversed)
  }

  @Test(
    "points that came back after their lot's end are the earn's own still",
    arguments: [
      // On which day it is reversed, and what was spent of them before.
      (12, 0, expired: 10, available: 20, others: 0),
      (12, 5, expired: 10, available: 15, others: 5),
      (17, 0, expired: 30, available: 0, others: 0),
      (17, 5, expired: 25, available: 0, others: 5),
    ] as [(Int64, Int64, expired: Points, available: Points, others: Points)]
  )
  func restored(
    day: Int64,
    spent: Int64,
    expired: Points,
    available: Points,
    others: Points
  ) throws {
    var ledger = TestLedger()
    ledger.rules.restorePolicy = .grace(milliseconds: 5 * LedgerRules.dayMilliseconds)
    try ledger.earn(50)
    let earn = try ledger.earn(30, expiresAfterDays: 10)
    let redemption = try ledger.redeem(20)
    ledger.go(to: ledgerDay(11))
    // A part by itself: the second lot of the same redemption.
    try ledger.reverseRedemption(redemption, 8)
    try ledger.reverseRedemption(redemption)
    if spent > 0 { try ledger.redeem(spent) }
    ledger.go(to: ledgerDay(day))
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.points == 30 && reversal.alreadyExpired == expired)
    #expect(reversal.availableTaken == available && reversal.takenFromOtherLots == others)
    #expect(ledger.balance() == .of(50 - others.rawValue))
    #expect(ledger.account().expired == 0 && ledger.account().reversed == 30)
  }

  @Test mutating func `points that a grace after a lock kept are the earn's own still`() throws {
    ledger.rules.unlockGraceMilliseconds = 5 * LedgerRules.dayMilliseconds
    try ledger.earn(50)
    let earn = try ledger.earn(30, expiresAfterDays: 10)
    try ledger.lock(20, of: .transaction(earn), until: ledgerDay(11))
    ledger.go(to: ledgerDay(17))
    let reversal = try ledger.reverseEarn(earn)
    #expect(reversal.alreadyExpired == 30 && reversal.takenFromOtherLots == 0)
    #expect(ledger.balance() == .of(50))
  }
}
