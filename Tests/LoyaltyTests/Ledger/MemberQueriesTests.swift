import Testing

@testable import FealtyLoyalty

@Suite("What a member has at an instant")
struct MemberQueriesTests {
  var ledger = TestLedger()

  @Test mutating func `answers do not depend on when the last command came`() throws {
    try ledger.earn(10, expiresAfterDays: 2)
    try ledger.earn(20, pendingDays: 3)
    try ledger.lock(4, until: ledgerDay(5))
    let asked = ledger.member
    for day in 0...6 as ClosedRange<Int64> {
      ledger.go(to: ledgerDay(day))
      let now = ledgerDay(day)
      #expect(asked.balance(of: 0, now: now) == ledger.member.balance(of: 0, now: now))
      #expect(asked.lifetime(of: 0, now: now) == ledger.member.account(0))
      #expect(asked.openLots(now: now) == ledger.member.lots)
      #expect(asked.liveHolds(now: now) == ledger.member.holds)
      #expect(asked.expirySchedule(now: now) == ledger.member.expirySchedule(now: now))
    }
  }

  @Test mutating func `the schedule names each instant and token once, locked points marked`()
    throws
  {
    try ledger.earn(10, expiresAfterDays: 2)
    try ledger.earn(7, token: 1, expiresAfterDays: 2)
    try ledger.earn(5, pendingDays: 1, expiresAfterDays: 2)
    try ledger.earn(3, expiresAfterDays: 4)
    try ledger.earn(2)
    try ledger.earn(1)
    try ledger.lock(4)
    let schedule = ledger.member.expirySchedule(now: ledger.now)
    #expect(schedule.upcoming.map { $0.at } == [2, 2, 4].map(ledgerDay))
    #expect(schedule.upcoming.map { $0.token } == [0, 1, 0])
    #expect(schedule.upcoming.map { $0.points } == [15, 7, 3])
    #expect(schedule.upcoming.map { $0.locked } == [4, 0, 0])
    #expect(schedule.neverExpiring.map { $0.points } == [3])

    let next = try #require(ledger.member.nextExpiry(now: ledger.now))
    #expect(next == schedule.upcoming.first)
    #expect(ledger.member.nextExpiry(now: ledgerDay(2))?.at == ledgerDay(4))
    #expect(ledger.member.nextExpiry(now: ledgerDay(4)) == nil)
  }

  @Test mutating func `an open lot tells its state`() throws {
    let now = ledger.now
    let earn = try ledger.earn(10)
    #expect(ledger.member.lots[0].state(now: now) == .active)
    try ledger.redeem(4)
    #expect(ledger.member.lots[0].state(now: now) == .partlyUsed)
    try ledger.lock(5, of: .transaction(earn))
    #expect(ledger.member.lots[0].state(now: now) == .partlyUsed)
    try ledger.lock(1, of: .transaction(earn))
    #expect(ledger.member.lots[0].state(now: now) == .locked)
    try ledger.earn(1, pendingDays: 1)
    #expect(ledger.member.lots[1].state(now: now) == .pending)
    #expect(ledger.member.lots[1].state(now: ledgerDay(1)) == .active)
  }

  @Test func `a stranger to a token has nothing of it`() {
    #expect(ledger.balance(9) == Balance(token: 9))
    #expect(ledger.member.lifetime(of: 9, now: ledger.now) == Account(token: 9))
    #expect(ledger.member.nextExpiry(now: ledger.now) == nil)
  }

  @Test(
    "business times are taken from the oldest allowed to five minutes ahead",
    arguments: [(-101, .tooOld), (-100, nil), (0, nil), (300_000, nil), (300_001, .clockSkew)]
      as [(Int64, Refusal?)]
  )
  func businessTime(offset: Int64, refusal: Refusal?) {
    var rules = LedgerRules()
    rules.maxBackdateMilliseconds = 100
    let now = ledgerDay(1)
    var answer: Refusal?
    do {
      try rules.require(occurredAt: now.adding(milliseconds: offset), now: now)
    } catch { answer = error }
    #expect(answer == refusal)
  }
}
