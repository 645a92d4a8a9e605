import Testing

@testable import FealtyLoyalty

@Suite("What time alone does")
struct DueTests {
  var ledger = TestLedger()

  @Test mutating func `nothing is due a millisecond before, something at the instant`() throws {
    try ledger.earn(10, expiresAfterDays: 5)
    let before = Timestamp(milliseconds: ledgerDay(5).milliseconds - 1)
    #expect(!ledger.member.hasDue(now: before))
    #expect(ledger.member.decideDue(now: before).isEmpty)
    #expect(ledger.member.hasDue(now: ledgerDay(5)))
    let posting = try #require(ledger.member.decideDue(now: ledgerDay(9)).first)
    #expect(posting.kind == .expiry && posting.effectiveAt == ledgerDay(5))
    #expect(posting.points(to: .expired) == 10)
    #expect(posting.changesByToken.map(\.points) == [-10])
  }

  @Test mutating func `expiries and lapses come in the order of their instants`() throws {
    try ledger.earn(10, expiresAfterDays: 2)
    try ledger.earn(20, expiresAfterDays: 4)
    try ledger.earn(5, expiresAfterDays: 4)
    try ledger.earn(1, token: 1, expiresAfterDays: 4)
    try ledger.lock(12, until: ledgerDay(3))
    try ledger.lock(3, of: .transaction(3), until: ledgerDay(4))
    try ledger.lock(4, of: .transaction(3), until: ledgerDay(6))
    let due = ledger.member.decideDue(now: ledgerDay(6))
    #expect(
      due.map { $0.kind } == [.holdLapsed, .holdLapsed, .expiry, .expiry, .holdLapsed]
    )
    #expect(due.map { $0.effectiveAt } == [3, 4, 4, 4, 6].map(ledgerDay))
    #expect(due.map { $0.points(to: .expired) } == [10, 3, 18, 1, 4])
    #expect(due.map { $0.token } == [0, 0, 0, 1, 0])
    #expect(due.map { $0.linkedVersion } == [6, 7, 0, 0, 8])
    ledger.go(to: ledgerDay(6))
    #expect(ledger.member.lots.isEmpty && ledger.member.holds.isEmpty)
    #expect(ledger.account().expired == 35)
  }

  @Test mutating func `a lot that is wholly locked hides no other lot that is due`() throws {
    let first = try ledger.earn(10, expiresAfterDays: 1)
    try ledger.lock(0, of: .transaction(first))
    try ledger.earn(10, expiresAfterDays: 2)
    #expect(!ledger.member.hasDue(now: ledgerDay(1)))
    #expect(ledger.member.hasDue(now: ledgerDay(2)))
    ledger.go(to: ledgerDay(2))
    #expect(ledger.balance() == .of(0, locked: 10))
  }

  @Test mutating func `more lots than one record holds expire in several, at their instant`() {
    let count = Posting.dueDraws + 1
    let version = ledger.member.nextVersion
    var posting = Posting(kind: .earn, token: 0, effectiveAt: ledger.now)
    posting.lotsMade = (0..<count).map { index in
      Lot(
        id: LotID(version: version, index: UInt16(index)),
        token: 0,
        kind: .base,
        amount: 1,
        remaining: 1,
        activationAt: ledger.now,
        expiresAt: ledgerDay(1)
      )
    }
    ledger.post(posting)
    let due = ledger.member.decideDue(now: ledgerDay(2))
    #expect(due.map(\.draws.count) == [Posting.dueDraws, 1])
    #expect(due.map(\.effectiveAt) == [ledgerDay(1), ledgerDay(1)])
    #expect(due.map(\.kind) == [.expiry, .expiry])
    ledger.go(to: ledgerDay(2))
    #expect(ledger.member.lots.isEmpty)
    #expect(ledger.account().expired.rawValue == Int64(count))
  }

  @Test mutating func `pending points expire as well`() throws {
    try ledger.earn(10, pendingDays: 9, expiresAfterDays: 3)
    ledger.go(to: ledgerDay(3))
    #expect(ledger.balance() == .of(0))
    #expect(ledger.account().expired == 10)
  }

  @Test mutating func `what never ends is never due`() throws {
    try ledger.earn(10)
    try ledger.lock(5)
    let end = Timestamp(milliseconds: .max - 1)
    #expect(!ledger.member.hasDue(now: end) && ledger.member.decideDue(now: end).isEmpty)
  }

  @Test func `a decision with something due stops the server`() async {
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      try ledger.earn(10, expiresAfterDays: 1)
      ledger.now = ledgerDay(1)
      try ledger.redeem(1)
    }
  }
}
