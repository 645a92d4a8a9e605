import Testing

@testable import FealtyLoyalty

@Suite("Redeeming points")
struct RedeemTests {
  // 500 points: 300 expire as day 30 begins, 200 as day 60 begins; 50 more become active on day 90.
  var ledger: TestLedger

  init() throws {
    ledger = TestLedger()
    try ledger.earn(200, expiresAfterDays: 60)
    try ledger.earn(300, expiresAfterDays: 30)
    try ledger.earn(50, pendingDays: 90)
  }

  @Test mutating func `draws the lot that expires soonest, then the next`() throws {
    let version = try ledger.redeem(350)
    let posting = try #require(ledger.log[version])
    #expect(posting.draws.map { $0.lot.id.version } == [3, 2])
    #expect(posting.draws.map { $0.points } == [300, 50])
    #expect(ledger.balance() == .of(150, pending: 50))
    #expect(ledger.account().redeemed == 350)
  }

  @Test mutating func `draws the oldest lot first where the programme is strict FIFO`() throws {
    ledger.rules.isStrictFIFO = true
    let version = try ledger.redeem(250)
    let posting = try #require(ledger.log[version])
    #expect(posting.draws.map { $0.lot.id.version } == [2, 3])
    #expect(posting.draws.map { $0.points } == [200, 50])
  }

  @Test(
    "redeems up to the points that are available, and not one more",
    arguments: [(0, 500), (29, 500), (30, 200), (59, 200), (60, 0), (89, 0), (90, 50)]
      as [(Int64, Int64)]
  )
  func limit(today: Int64, available: Int64) throws {
    var ledger = ledger
    ledger.go(to: ledgerDay(today))
    #expect(throws: Refusal.insufficientPoints(available: Points(available))) {
      try ledger.redeem(available + 1)
    }
    if available > 0 { try ledger.redeem(available) }
    #expect(ledger.balance().available == 0)
  }

  @Test(
    "amounts keep to the programme's limits",
    arguments: [
      (-1, .invalidField("points")), (0, .invalidField("points")), (49, .belowMin),
      (50, nil), (55, .notMultiple), (60, nil), (400, nil), (401, .aboveMax),
      (Points.limit.rawValue + 1, .amountOutOfRange), (.max, .amountOutOfRange),
      (.min, .invalidField("points")),
    ] as [(Int64, Refusal?)]
  )
  func amounts(points: Int64, refusal: Refusal?) {
    var ledger = ledger
    ledger.rules.redeemMin = 50
    ledger.rules.redeemMax = 400
    ledger.rules.redeemStep = 10
    var answers: [Refusal?] = [nil, nil]
    var other = ledger
    do { try ledger.redeem(points) } catch { answers[0] = error }
    do { try other.authorize(points) } catch { answers[1] = error }
    #expect(answers == [refusal, refusal])
  }

  @Test(
    "stages redeem as their table says",
    arguments: [
      (.pending, .memberNotActive), (.active, nil), (.suspended, .redeemBlocked),
      (.blocked, .redeemBlocked), (.closed, .memberNotActive),
    ] as [(Stage, Refusal?)]
  )
  func stages(stage: Stage, refusal: Refusal?) {
    var ledger = ledger
    ledger.enter(stage)
    var answer: Refusal?
    do { try ledger.redeem(1) } catch { answer = error }
    #expect(answer == refusal)
  }

  @Test mutating func `an unknown token has no points`() {
    #expect(throws: Refusal.insufficientPoints(available: 0)) { try ledger.redeem(1, token: 7) }
  }
}

@Suite("Redeeming in two steps")
struct AuthorizationTests {
  // 100 points that expire as day 5 begins, 100 that never do.
  var ledger: TestLedger

  init() throws {
    ledger = TestLedger()
    try ledger.earn(100, expiresAfterDays: 5)
    try ledger.earn(100)
  }

  @Test mutating func `authorised points are locked until they are captured`() throws {
    let hold = try ledger.authorize(150)
    #expect(ledger.balance() == .of(50, locked: 150))
    #expect(throws: Refusal.insufficientPoints(available: 50)) { try ledger.redeem(51) }
    try ledger.capture(hold)
    #expect(ledger.balance() == .of(50))
    #expect(ledger.account().redeemed == 150)
  }

  @Test mutating func `the part that is not captured is free again`() throws {
    let hold = try ledger.authorize(150)
    let version = try ledger.capture(hold, 30)
    let posting = try #require(ledger.log[version])
    #expect(posting.pointsReleased == 120 && posting.points(to: .redeemed) == 30)
    #expect(posting.linkedVersion == hold)
    #expect(ledger.balance() == .of(170))
  }

  @Test mutating func `no more than was authorised is captured`() throws {
    let hold = try ledger.authorize(150)
    #expect(throws: Refusal.aboveMax) { try ledger.capture(hold, 151) }
    #expect(throws: Refusal.invalidField("points")) { try ledger.capture(hold, -1) }
    try ledger.capture(hold, 150)
  }

  @Test mutating func `a lot that expires after authorising stays good for the capture`() throws {
    let hold = try ledger.authorize(60, timeoutDays: 10)
    ledger.go(to: ledgerDay(5))
    // The 40 that nobody had set aside are gone.
    #expect(ledger.balance() == .of(100, locked: 60))
    #expect(ledger.account().expired == 40)
    let version = try ledger.capture(hold, 45)
    let posting = try #require(ledger.log[version])
    #expect(posting.points(to: .redeemed) == 45 && posting.points(to: .expired) == 15)
    #expect(ledger.balance() == .of(100))
    #expect(ledger.account().expired == 55)
  }

  @Test mutating func `voiding frees the points, or lets them expire when their lot has`() throws {
    try ledger.void(try ledger.authorize(60))
    #expect(ledger.balance() == .of(200))
    let hold = try ledger.authorize(60, timeoutDays: 10)
    ledger.go(to: ledgerDay(6))
    try ledger.void(hold)
    #expect(ledger.balance() == .of(100))
    #expect(ledger.account().expired == 100)
  }

  @Test mutating func `it lapses at its instant, not before`() throws {
    let hold = try ledger.authorize(60, timeoutDays: 1)
    var later = ledger
    later.go(to: Timestamp(milliseconds: ledgerDay(1).milliseconds - 1))
    try later.capture(hold)
    ledger.go(to: ledgerDay(1))
    #expect(ledger.balance() == .of(200))
    #expect(throws: Refusal.lockExpired) { try ledger.capture(hold) }
    #expect(throws: Refusal.lockExpired) { try ledger.void(hold) }
  }

  @Test mutating func `what has ended is not captured or voided again`() throws {
    let captured = try ledger.authorize(10)
    try ledger.capture(captured)
    #expect(throws: Refusal.alreadyCaptured) { try ledger.capture(captured) }
    #expect(throws: Refusal.alreadyCaptured) { try ledger.void(captured) }
    let voided = try ledger.authorize(10)
    try ledger.void(voided)
    #expect(throws: Refusal.lockExpired) { try ledger.capture(voided) }
    #expect(throws: Refusal.lockExpired) { try ledger.void(voided) }
    #expect(throws: Refusal.notLocked) { try ledger.capture(99) }
    let lock = try ledger.lock(10)
    #expect(throws: Refusal.notLocked) { try ledger.capture(lock) }
    #expect(throws: Refusal.notLocked) { try ledger.void(lock) }
  }

  @Test mutating func `the default timeout is the programme's`() throws {
    ledger.rules.authorizationTimeoutMilliseconds = 7
    let posting = try ledger.member.decideAuthorization(
      5,
      token: 0,
      purpose: "gift",
      now: ledger.now,
      rules: ledger.rules
    )
    #expect(posting.holdsPlaced.first?.until == Timestamp(milliseconds: 7))
    #expect(posting.holdsPlaced.first?.reason == "gift")
    let rules = ledger.rules
    let member = ledger.member
    #expect(throws: Refusal.invalidField("timeout_ms")) {
      try member.decideAuthorization(
        5,
        token: 0,
        timeoutMilliseconds: -1,
        now: ledgerDay(0),
        rules: rules
      )
    }
  }

  @Test mutating func `a member who is blocked meanwhile keeps what was promised`() throws {
    let (first, second) = (try ledger.authorize(10), try ledger.authorize(10))
    ledger.enter(.blocked)
    try ledger.capture(first)
    ledger.enter(.closed)
    try ledger.capture(second)
    #expect(throws: Refusal.memberNotActive) { try ledger.authorize(1) }
  }

  @Test mutating func `only the last holds that ended are remembered`() throws {
    let first = try ledger.authorize(1)
    try ledger.capture(first)
    for _ in 1..<MemberDetails.endedHoldsLimit { try ledger.void(try ledger.authorize(1)) }
    #expect(throws: Refusal.alreadyCaptured) { try ledger.capture(first) }
    try ledger.void(try ledger.authorize(1))
    #expect(throws: Refusal.notLocked) { try ledger.capture(first) }
  }
}
