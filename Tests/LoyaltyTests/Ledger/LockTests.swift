import Testing

@testable import FealtyLoyalty

@Suite("Locking and unlocking points")
struct LockTests {
  // Version 2: 100 points that expire as day 5 begins. 3: 50 pending until day 3. 4: 30 that never
  // expire.
  var ledger: TestLedger

  init() throws {
    ledger = TestLedger()
    try ledger.earn(100, expiresAfterDays: 5)
    try ledger.earn(50, pendingDays: 3, expiresAfterDays: 4)
    try ledger.earn(30)
  }

  @Test mutating func `an amount takes available points in order, then pending ones`() throws {
    let lock = try ledger.lock(140)
    #expect(
      ledger.member.hold(lock)?.parts.map { $0.points } == [100, 30, 10]
    )
    #expect(ledger.balance() == .of(0, pending: 40, locked: 140))
    #expect(ledger.member.lots.allSatisfy { $0.remaining == $0.amount })
  }

  @Test mutating func `a lock survives activation`() throws {
    try ledger.lock(20, of: .transaction(3))
    #expect(ledger.balance() == .of(130, pending: 30, locked: 20))
    ledger.go(to: ledgerDay(3))
    #expect(ledger.balance() == .of(160, locked: 20))
  }

  @Test mutating func `a transaction's lock takes all that is left of it, or less`() throws {
    try ledger.redeem(60)
    let lock = try ledger.lock(0, of: .transaction(2))
    #expect(ledger.member.hold(lock)?.points == 40)
    #expect(throws: Refusal.insufficientPoints(available: 0)) {
      try ledger.lock(0, of: .transaction(2))
    }
    #expect(throws: Refusal.insufficientPoints(available: 50)) {
      try ledger.lock(51, of: .transaction(3))
    }
    #expect(throws: Refusal.transactionNotFound) { try ledger.lock(1, of: .transaction(99)) }
    #expect(throws: Refusal.transactionNotFound) { try ledger.lock(1, of: .transaction(0)) }
  }

  @Test mutating func `a list of lots is locked, each at most once`() throws {
    let ids = ledger.member.lots.map { $0.id }
    let lock = try ledger.lock(140, of: .lots([ids[2], ids[1]]), allowPartial: true)
    // The order of consumption, not that of the list.
    #expect(ledger.member.hold(lock)?.parts.map { $0.lot } == [ids[1], ids[2]])
    #expect(ledger.member.hold(lock)?.points == 130)
    #expect(throws: Refusal.invalidField("lot_ids")) {
      try ledger.lock(1, of: .lots([ids[0], ids[0]]))
    }
    #expect(throws: Refusal.invalidField("lot_ids")) { try ledger.lock(1, of: .lots([])) }
    #expect(throws: Refusal.lotNotFound) {
      try ledger.lock(1, of: .lots([LotID(version: 2, index: 1)]))
    }
    try ledger.earn(5, token: 4)
    let other = try #require(ledger.member.lots.last?.id)
    #expect(throws: Refusal.invalidField("lot_ids")) {
      try ledger.lock(1, of: .lots([ids[0], other]))
    }
  }

  @Test(
    "locks what there is, or refuses",
    arguments: [
      (180, false, nil), (181, false, .insufficientPoints(available: 180)), (181, true, nil),
      (0, false, .invalidField("points")), (-1, true, .invalidField("points")),
      (.max, true, .amountOutOfRange),
    ] as [(Int64, Bool, Refusal?)]
  )
  func amounts(points: Int64, allowPartial: Bool, refusal: Refusal?) {
    var ledger = ledger
    var answer: Refusal?
    do { try ledger.lock(points, allowPartial: allowPartial) } catch { answer = error }
    #expect(answer == refusal)
    #expect(ledger.balance().locked == (refusal == nil ? 180 : 0))
  }

  @Test mutating func `with nothing left even a partial lock is refused`() throws {
    try ledger.lock(180)
    #expect(throws: Refusal.insufficientPoints(available: 0)) {
      try ledger.lock(1, allowPartial: true)
    }
  }

  @Test mutating func `a lock must end after it begins`() {
    #expect(throws: Refusal.invalidField("until_ms")) {
      try ledger.lock(1, until: ledger.now)
    }
  }

  @Test mutating func `unlocks in parts, down to nothing and no further`() throws {
    let lock = try ledger.lock(120)
    try ledger.unlock(lock, 50)
    #expect(ledger.balance() == .of(60, pending: 50, locked: 70))
    #expect(throws: Refusal.aboveMax) { try ledger.unlock(lock, 71) }
    #expect(throws: Refusal.invalidField("points")) { try ledger.unlock(lock, -1) }
    try ledger.unlock(lock, 70)
    #expect(ledger.balance() == .of(130, pending: 50))
    #expect(throws: Refusal.lockExpired) { try ledger.unlock(lock) }
    #expect(throws: Refusal.notLocked) { try ledger.unlock(99) }
  }

  @Test mutating func `points that expired under a lock expire when it is taken off`() throws {
    let lock = try ledger.lock(120)
    ledger.go(to: ledgerDay(5))
    // 100 of version 2 and 20 of version 4 are locked; version 3 expired on day 4.
    #expect(ledger.balance() == .of(10, locked: 120))
    let version = try ledger.unlock(lock, 110)
    let posting = try #require(ledger.log[version])
    #expect(posting.pointsReleased == 110 && posting.points(to: .expired) == 100)
    #expect(ledger.balance() == .of(20, locked: 10))
    #expect(ledger.account().expired == 150)
  }

  @Test mutating func `a lock that lapses after its lot's expiry lets it expire at once`() throws {
    let lock = try ledger.lock(100, until: ledgerDay(7))
    ledger.go(to: Timestamp(milliseconds: ledgerDay(7).milliseconds - 1))
    #expect(ledger.balance() == .of(30, locked: 100))
    ledger.go(to: ledgerDay(7))
    #expect(ledger.balance() == .of(30))
    #expect(throws: Refusal.lockExpired) { try ledger.unlock(lock) }
  }

  @Test mutating func `a lock that lapses before gives its points back`() throws {
    try ledger.lock(100, until: ledgerDay(2))
    ledger.go(to: ledgerDay(2))
    #expect(ledger.balance() == .of(130, pending: 50))
  }

  @Test mutating func `locks on a transaction are taken off by its name, the oldest first`() throws
  {
    let (first, second) = (
      try ledger.lock(10, of: .transaction(2)), try ledger.lock(20, of: .transaction(2))
    )
    let posting = try ledger.member.decideUnlock(transaction: 2, points: 15, now: ledger.now)
    ledger.post(posting)
    #expect(ledger.member.hold(first) == nil)
    #expect(ledger.member.hold(second)?.points == 15)
    ledger.post(try ledger.member.decideUnlock(transaction: 2, now: ledger.now))
    let (member, now) = (ledger.member, ledger.now)
    #expect(throws: Refusal.lockExpired) { try member.decideUnlock(transaction: 2, now: now) }
    #expect(throws: Refusal.notLocked) { try member.decideUnlock(transaction: 3, now: now) }
    #expect(throws: Refusal.notLocked) { try member.decideUnlock(transaction: 0, now: now) }
  }

  @Test mutating func `an authorisation is not unlocked by this call`() throws {
    let hold = try ledger.authorize(10)
    #expect(throws: Refusal.notLocked) { try ledger.unlock(hold) }
    try ledger.void(hold)
    #expect(throws: Refusal.notLocked) { try ledger.unlock(hold) }
  }
}
