import Testing

@testable import FealtyLoyalty

@Suite("Changing lots and expiring a share")
struct LotChangeTests {
  var ledger = TestLedger()

  private func share(
    _ tenThousandths: UInt32,
    pendingToo: Bool = false
  ) throws(Refusal) -> Posting {
    try ledger.member.decidePercentageExpiry(
      tenThousandths: tenThousandths,
      token: 0,
      pendingToo: pendingToo,
      now: ledger.now,
      rules: ledger.rules
    )
  }

  @Test(
    "a share of 105 available, 50 pending and 20 locked points",
    arguments: [
      (100_000, false, 10), (100_000, true, 15), (10_000, false, 1), (9_523, false, 0),
      (1_000_000, false, 105), (1_000_000, true, 155), (1, true, 0), (333_333, false, 34),
    ] as [(UInt32, Bool, Points)]
  )
  func shares(tenThousandths: UInt32, pendingToo: Bool, expired: Points) throws {
    var test = self
    try test.ledger.earn(125, expiresAfterDays: 9)
    try test.ledger.lock(20)
    try test.ledger.earn(50, pendingDays: 2)
    let posting = try test.share(tenThousandths, pendingToo: pendingToo)
    #expect(posting.points(to: .expired) == expired && posting.kind == .percentageExpiry)
    test.ledger.post(posting)
    #expect(test.ledger.balance().total == 175 - expired)
    #expect(test.ledger.balance().locked == 20)
    #expect(test.ledger.account().expired == expired)
  }

  @Test mutating func `a share goes in the order of consumption, pending points last`() throws {
    try ledger.earn(10, pendingDays: 1, expiresAfterDays: 2)
    try ledger.earn(10, expiresAfterDays: 9)
    try ledger.earn(10, expiresAfterDays: 4)
    let posting = try share(800_000, pendingToo: true)
    #expect(posting.draws.map { $0.points } == [10, 10, 4])
    #expect(posting.draws.map { $0.lot.id.version } == [4, 3, 2])
  }

  @Test(
    "a share that is none or more than all is refused",
    arguments: [0, 1_000_001] as [UInt32]
  )
  func shape(tenThousandths: UInt32) {
    #expect(throws: Refusal.invalidField("ten_thousandths")) { try share(tenThousandths) }
  }

  @Test func `a share of the largest balance is exact`() {
    #expect(Points.limit.share(tenThousandths: 1_000_000) == .limit)
    #expect(Points.limit.share(tenThousandths: 1) == 1_000_000_000)
    #expect(Points(1_999_999).share(tenThousandths: 1) == 1)
  }

  @Test(
    "the fewest points for an amount",
    arguments: [
      // 12.50 at 0.03 a point; at 1 for 100; whole and one more.
      (1_250, 3, 1, 417), (100, 1, 100, 10_000), (9, 3, 1, 3), (10, 3, 1, 4), (1, 1_000, 1, 1),
      (1, 2, 3, 2),
    ] as [(Int64, Int64, Int64, Points)]
  )
  func covering(minor: Int64, numerator: Int64, denominator: Int64, points: Points) throws {
    #expect(try Points.covering(valueMinor: minor, at: Ratio(numerator, denominator)) == points)
  }

  @Test func `an amount without worth or beyond all points is refused`() {
    for value in [nil, Ratio(0, 1)] {
      #expect(throws: Refusal.invalidField("value_minor")) {
        try Points.covering(valueMinor: 5, at: value)
      }
    }
    #expect(throws: Refusal.invalidField("value_minor")) {
      try Points.covering(valueMinor: 0, at: Ratio(1, 1))
    }
    #expect(throws: Refusal.amountOutOfRange) {
      try Points.covering(valueMinor: .max, at: Ratio(1, .max))
    }
    #expect(throws: Refusal.amountOutOfRange) {
      try Points.covering(valueMinor: .max, at: Ratio(1, 1))
    }
  }

  @Test mutating func `extension lengthens, and never shortens`() throws {
    let first = try ledger.earn(10, expiresAfterDays: 2)
    try ledger.earn(20, expiresAfterDays: 9)
    try ledger.earn(30)
    let posting = try ledger.member.decideExtension(
      of: .anyPoints,
      token: 0,
      to: .at(ledgerDay(5)),
      now: ledger.now
    )
    #expect(posting.details.lotChanges.map { $0.lot.version } == [first])
    #expect(ledger.member.points(changedBy: posting) == 10)
    ledger.post(posting)
    #expect(ledger.member.lots.map { $0.expiresAt } == [ledgerDay(5), ledgerDay(9), .never])
    ledger.go(to: ledgerDay(5))
    #expect(ledger.account().expired == 10)
  }

  @Test mutating func `extension by a term counts from the last good day`() throws {
    // Good through 31 January; a month longer is through 28 February.
    let januaryEnd = Timestamp(milliseconds: ledgerDay(31).milliseconds)
    try ledger.earn(10, expiresAfterDays: 31)
    #expect(ledger.member.lots[0].expiresAt == januaryEnd)
    let posting = try ledger.member.decideExtension(
      of: .transaction(2),
      token: 0,
      to: .by(CalendarTerm(1, .month)),
      now: ledger.now
    )
    #expect(posting.details.lotChanges[0].expiresAt == ledgerDay(59))
    #expect(posting.linkedVersion == 2)
  }

  @Test mutating func `extension of what is not there, or into the past, is refused`() throws {
    try ledger.earn(10, expiresAfterDays: 2)
    let (member, now) = (ledger.member, ledger.now)
    func extend(_ target: LockTarget, to end: Timestamp) throws(Refusal) {
      _ = try member.decideExtension(of: target, token: 0, to: .at(end), now: now)
    }
    #expect(throws: Refusal.invalidField("expires_at_ms")) { try extend(.anyPoints, to: now) }
    #expect(throws: Refusal.lotNotFound) {
      try extend(.lots([LotID(version: 9, index: 0)]), to: ledgerDay(3))
    }
    #expect(throws: Refusal.transactionNotFound) { try extend(.transaction(9), to: ledgerDay(3)) }
    #expect(throws: Refusal.invalidField("lot_ids")) { try extend(.lots([]), to: ledgerDay(3)) }
  }

  @Test mutating func `a lot that waits is pending until its action, and its time runs from then`()
    throws
  {
    let schedule = LotSchedule(
      LotTerms(activateOn: "app", expires: CalendarTerm(1, .month), clock: .activation)
    )
    var award = Award.of(40)
    award.lotSchedule = schedule
    let sale = try ledger.sell([award, .of(5)])
    #expect(ledger.balance() == .of(5, pending: 40))
    let lot = ledger.member.lots.first { $0.waits }
    let id = try #require(lot?.id)
    #expect(lot?.activationAt == .never && lot?.expiresAt == .never)
    ledger.go(to: ledgerDay(30))
    let waiting = WaitingLot(
      id: id,
      schedule: schedule,
      recordedAt: ledgerDay(0),
      occurredAt: ledgerDay(0)
    )
    func activate(_ ledger: TestLedger, isNamed: Bool) throws(Refusal) -> Posting {
      try ledger.member.decideActivation(
        of: [waiting],
        transaction: sale,
        isNamed: isNamed,
        now: ledger.now
      )
    }
    ledger.post(try activate(ledger, isNamed: true))
    #expect(ledger.balance() == .of(45))
    // On 31 January: good through 28 February.
    #expect(ledger.member.lot(id)?.expiresAt == ledgerDay(59))
    #expect(ledger.member.lot(id)?.waits == false)
    #expect(throws: Refusal.notWaiting) { try activate(ledger, isNamed: true) }
    #expect(try !activate(ledger, isNamed: false).hasDetails)
  }

  @Test mutating func `points under review wait, and are taken back as pending ones`() throws {
    let posting = try ledger.member.decideReward(
      as: .earn,
      awards: [.of(30, expiresAfterDays: 5)],
      capUses: [],
      isUnderReview: true,
      now: ledger.now,
      occurredAt: ledger.now,
      rules: ledger.rules
    )
    let sale = ledger.post(posting)
    #expect(ledger.balance() == .of(0, pending: 30))
    #expect(try ledger.reverseEarn(sale).pendingVoided == 30)
  }

  @Test(
    "calendar lots: earned on a day, the first instant at which they are gone",
    arguments: [
      // 31 January and a month: through the last day of February, 29 in a leap year.
      (2023, 1, 31, CalendarTerm(1, .month), 2023, 3, 1),
      (2024, 1, 31, CalendarTerm(1, .month), 2024, 3, 1),
      // 12 December 2016, 36 months, end of quarter: through 31 December 2019.
      (2016, 12, 12, CalendarTerm(36, .month, roundUp: .quarterEnd), 2020, 1, 1),
      (2016, 12, 12, CalendarTerm(1, .year, roundUp: .yearEnd), 2018, 1, 1),
      (2016, 12, 12, CalendarTerm(2, .week), 2016, 12, 27),
      (2024, 2, 29, CalendarTerm(1, .year), 2025, 3, 1),
    ] as [(Int64, Int64, Int64, CalendarTerm, Int64, Int64, Int64)]
  )
  func calendarLots(
    year: Int64,
    month: Int64,
    day: Int64,
    term: CalendarTerm,
    endYear: Int64,
    endMonth: Int64,
    endDay: Int64
  ) throws {
    // An hour east of UTC: midnight there is 23:00.
    let zone = ZoneRules(initialOffsetSeconds: 3_600, transitions: [])
    func local(_ year: Int64, _ month: Int64, _ day: Int64) throws -> Timestamp {
      let date = try #require(CivilDate(year: year, month: month, day: day))
      return Timestamp(milliseconds: date.daysSinceEpoch * 86_400_000 - 3_600_000)
    }
    var ledger = TestLedger()
    ledger.calendar = ProgrammeCalendar(zone: zone)
    // The last millisecond of the local day.
    ledger.now = try local(year, month, day).adding(milliseconds: 86_399_999)
    var award = Award.of(10)
    award.lotSchedule = LotSchedule(LotTerms(expires: term))
    ledger.post(
      try ledger.member.decideEarn(
        awards: [award],
        capUses: [],
        now: ledger.now,
        rules: ledger.rules,
        calendar: ledger.calendar
      )
    )
    let end = try local(endYear, endMonth, endDay)
    #expect(ledger.member.nextDue() == end)
    ledger.go(to: end.adding(milliseconds: -1))
    #expect(ledger.balance() == .of(10))
    ledger.go(to: end)
    #expect(ledger.balance() == .of(0))
  }

  @Test mutating func `what expired under a lock lives on for the grace, in a lot of its own`()
    throws
  {
    ledger.rules.unlockGraceMilliseconds = 3 * LedgerRules.dayMilliseconds
    try ledger.earn(10, expiresAfterDays: 2)
    let lock = try ledger.lock(10)
    let timed = try ledger.earn(5, expiresAfterDays: 2)
    try ledger.lock(5, of: .transaction(timed), until: ledgerDay(4))
    ledger.go(to: ledgerDay(5))
    #expect(ledger.balance() == .of(5, locked: 10))
    try ledger.unlock(lock)
    #expect(ledger.balance() == .of(15))
    #expect(ledger.member.lots.map { $0.expiresAt } == [ledgerDay(7), ledgerDay(8)])
    #expect(ledger.member.lots.map { $0.kind } == [.restored, .restored])
    #expect(ledger.account().issued == 15 && ledger.account().redeemed == 0)
    ledger.go(to: ledgerDay(8))
    #expect(ledger.account().expired == 15)
  }
}
