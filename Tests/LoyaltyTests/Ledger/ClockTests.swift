import Testing

@testable import FealtyLoyalty

@Suite("Inactivity, decay and suspension of expiry")
struct ClockTests {
  var ledger = TestLedger()

  private mutating func earn(_ points: Int64, pendingDays: Int64 = 0) throws {
    let posting = try ledger.member.decideEarn(
      awards: [.of(points, pendingDays: pendingDays)],
      capUses: [],
      now: ledger.now,
      rules: ledger.rules
    )
    ledger.postActivity(posting)
  }

  private mutating func redeem(_ points: Points) throws {
    ledger.postActivity(
      try ledger.member.decideRedeem(points, token: 0, now: ledger.now, rules: ledger.rules)
    )
  }

  private mutating func use(_ policy: TokenPolicy) { ledger.policies = TokenPolicies([policy]) }

  @Test mutating func `without activity for the term, all points expire`() throws {
    use(TokenPolicy(token: 0, inactivity: CalendarTerm(10, .day)))
    try earn(30)
    try earn(5, pendingDays: 20)
    #expect(ledger.member.nextDue() == ledgerDay(11))
    ledger.go(to: ledgerDay(11).adding(milliseconds: -1))
    #expect(ledger.balance() == .of(30, pending: 5))
    #expect(!ledger.member.hasDueClock(now: ledger.now))
    #expect(ledger.member.hasDueClock(now: ledgerDay(11)))
    #expect(ledger.member.settled(now: ledgerDay(12), terms: ledger.terms).lots.isEmpty)
    let due = ledger.member.decideDue(now: ledgerDay(15), terms: ledger.terms)
    #expect(due.map { $0.kind } == [.inactivityExpiry])
    #expect(due.map { $0.effectiveAt } == [ledgerDay(11)])
    ledger.go(to: ledgerDay(15))
    #expect(ledger.account().expired == 35 && ledger.member.lots.isEmpty)
    #expect(ledger.member.nextDue() == .never && !ledger.member.hasDue(now: ledgerDay(99)))
  }

  @Test(
    "redemptions are activity where the policy says so",
    arguments: [(false, 11), (true, 19)] as [(Bool, Int64)]
  )
  func redemptions(counts: Bool, day: Int64) throws {
    var test = self
    test.use(TokenPolicy(token: 0, inactivity: CalendarTerm(10, .day), redeemCounts: counts))
    try test.earn(30)
    test.ledger.go(to: ledgerDay(8))
    try test.redeem(1)
    #expect(test.ledger.member.nextDue() == ledgerDay(day))
  }

  @Test mutating func `a changed policy acts from the next activity on`() throws {
    use(TokenPolicy(token: 0, inactivity: CalendarTerm(10, .day)))
    try earn(30)
    use(TokenPolicy(token: 0, inactivity: CalendarTerm(90, .day)))
    #expect(ledger.member.nextDue() == ledgerDay(11))
    try earn(1)
    #expect(ledger.member.nextDue() == ledgerDay(91))
    use(TokenPolicy(token: 0))
    try earn(1)
    #expect(ledger.member.nextDue() == .never)
  }

  @Test mutating func `locked points stay, and expire when they come free`() throws {
    use(TokenPolicy(token: 0, inactivity: CalendarTerm(10, .day)))
    try earn(30)
    let lock = try ledger.lock(12)
    try ledger.lock(3, until: ledgerDay(14))
    ledger.go(to: ledgerDay(20))
    #expect(ledger.balance() == .of(0, locked: 12))
    #expect(ledger.account().expired == 18)
    #expect(try ledger.unlock(lock) == ledger.member.version)
    #expect(ledger.log[ledger.member.version]?.points(to: .expired) == 12)
    #expect(!ledger.member.hasDue(now: ledger.now))
  }

  @Test mutating func `a part decays at the end of each month`() throws {
    use(TokenPolicy(token: 0, decay: Decay(tenThousandths: 100_000, every: .month)))
    try earn(105)
    try earn(50, pendingDays: 40)
    // 31 January: 10 % of 105; 28 February: 10 % of 95 + 50; 31 March: of 131.
    let due = ledger.member.decideDue(now: ledgerDay(90), terms: ledger.terms)
    #expect(due.map { $0.kind } == [.decayExpiry, .decayExpiry, .decayExpiry])
    #expect(due.map { $0.effectiveAt } == [31, 59, 90].map(ledgerDay))
    #expect(due.map { $0.points(to: .expired) } == [10, 14, 13])
    ledger.go(to: ledgerDay(90))
    #expect(ledger.balance() == .of(118) && ledger.member.nextDue() == ledgerDay(120))
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `pending points decay where the policy says so`() throws {
    let decay = Decay(tenThousandths: 500_000, every: .year, pendingToo: true)
    use(TokenPolicy(token: 0, decay: decay))
    try earn(10)
    try earn(31, pendingDays: 900)
    ledger.go(to: ledgerDay(365))
    #expect(ledger.balance() == .of(0, pending: 21))
  }

  // Goal: what is recorded late, one entry after the other, is dated as if it had been in time.
  @Test mutating func `ends of months that are recorded late have their own instants`() throws {
    use(TokenPolicy(token: 0, decay: Decay(tenThousandths: 100_000, every: .month)))
    try earn(1_000)
    try ledger.earn(500, expiresAfterDays: 40)
    ledger.now = ledgerDay(100)
    var instants: [Timestamp] = []
    var points: [Points] = []
    while let due = ledger.member.decideDue(now: ledger.now, terms: ledger.terms).first {
      ledger.post(due)
      instants.append(due.effectiveAt)
      points.append(due.points(to: .expired))
    }
    // From 1 January 1970: the ends of January, February and March, and a lot's between them.
    #expect(instants == [31, 40, 59, 90].map(ledgerDay))
    #expect(points == [150, 350, 100, 90])
    #expect(ledger.balance() == .of(810))
  }

  @Test mutating func `periods that take nothing make one entry together`() throws {
    use(TokenPolicy(token: 0, decay: Decay(tenThousandths: 100_000, every: .month)))
    try earn(9)
    let due = ledger.member.decideDue(now: ledgerDay(3_650), terms: ledger.terms)
    #expect(due.count == 1 && due[0].draws.isEmpty)
    ledger.go(to: ledgerDay(3_650))
    #expect(ledger.balance() == .of(9) && ledger.member.nextDue() > ledgerDay(3_650))
  }

  @Test mutating func `without its policy, decay ends and takes nothing`() throws {
    use(TokenPolicy(token: 0, decay: Decay(tenThousandths: 100_000, every: .month)))
    try earn(100)
    ledger.policies = .none
    ledger.go(to: ledgerDay(60))
    #expect(ledger.balance() == .of(100) && ledger.member.nextDue() == .never)
  }

  @Test mutating func `at one instant holds lapse, lots expire, then inactivity takes its part`()
    throws
  {
    use(TokenPolicy(token: 0, inactivity: CalendarTerm(4, .day)))
    try ledger.earn(7, expiresAfterDays: 5)
    try earn(30)
    try ledger.lock(2, until: ledgerDay(5))
    let due = ledger.member.decideDue(now: ledgerDay(5), terms: ledger.terms)
    #expect(due.map { $0.kind } == [.holdLapsed, .expiry, .inactivityExpiry])
    #expect(due.map { $0.points(to: .expired) } == [2, 5, 30])
  }

  @Test(
    "while expiry is suspended nothing expires; afterwards at once or after the grace",
    arguments: [(0, 20), (3, 23)] as [(Int64, Int64)]
  )
  func suspension(grace: Int64, end: Int64) throws {
    var test = self
    test.ledger.rules.resumeGraceMilliseconds = grace * LedgerRules.dayMilliseconds
    try test.ledger.earn(10, expiresAfterDays: 5)
    try test.ledger.earn(4, expiresAfterDays: 40)
    try test.ledger.lock(3, until: ledgerDay(9))
    test.ledger.enter(.suspended, isExpirySuspended: true)
    #expect(test.ledger.member.nextDue() == ledgerDay(9))
    test.ledger.go(to: ledgerDay(20))
    #expect(test.ledger.balance() == .of(14))
    #expect(test.ledger.member.openLots(now: ledgerDay(20)).count == 2)
    #expect(test.ledger.member.lifetime(of: 0, now: ledgerDay(20)).expired == 0)
    #expect(test.ledger.member.nextDue() == .never)
    test.ledger.enter(.active, isExpirySuspended: false)
    if grace > 0 {
      #expect(test.ledger.balance() == .of(14))
      test.ledger.go(to: ledgerDay(end))
    }
    #expect(test.ledger.balance() == .of(4))
    let expiry = test.ledger.log.values.first { $0.kind == .expiry }
    #expect(expiry?.effectiveAt == ledgerDay(end))
    #expect(test.ledger.replayed() == test.ledger.member)
  }

  @Test mutating func `clocks that ran down while suspended go on afterwards`() throws {
    use(
      TokenPolicy(
        token: 0,
        inactivity: CalendarTerm(40, .day),
        decay: Decay(tenThousandths: 100_000, every: .month)
      )
    )
    ledger.rules.resumeGraceMilliseconds = LedgerRules.dayMilliseconds
    try earn(100)
    ledger.enter(.suspended, isExpirySuspended: true)
    ledger.go(to: ledgerDay(100))
    #expect(ledger.balance() == .of(100))
    ledger.enter(.active, isExpirySuspended: false)
    #expect(ledger.member.clock(of: 0).inactiveAt == ledgerDay(101))
    #expect(ledger.member.clock(of: 0).decayAt == ledgerDay(120))
  }

  @Test
  mutating func `points given back after the original end live on for a term by the calendar`()
    throws
  {
    ledger.rules.restorePolicy = .newPeriod(CalendarTerm(1, .month, roundUp: .monthEnd))
    try ledger.earn(10, expiresAfterDays: 5)
    let redemption = try ledger.redeem(10)
    ledger.go(to: ledgerDay(10))
    try ledger.reverseRedemption(redemption)
    #expect(ledger.member.lots.map { $0.expiresAt } == [ledgerDay(59)])
    #expect(ledger.member.lots.map { $0.kind } == [.restored])
  }

  @Test mutating func `a token's own limits replace the programme's`() throws {
    ledger.rules.redeemMin = 10
    use(TokenPolicy(token: 0, redeemMin: 5, redeemMax: 20, redeemStep: 5))
    try ledger.earn(100)
    let rules = ledger.policies.rules(of: 0, ledger.rules)
    func redeem(_ points: Points) throws(Refusal) {
      _ = try ledger.member.decideRedeem(points, token: 0, now: ledger.now, rules: rules)
    }
    try redeem(5)
    #expect(throws: Refusal.belowMin) { try redeem(4) }
    #expect(throws: Refusal.aboveMax) { try redeem(25) }
    #expect(throws: Refusal.notMultiple) { try redeem(12) }
    #expect(ledger.policies.rules(of: 1, ledger.rules).redeemMin == 10)
  }
}
