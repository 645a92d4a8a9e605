import Testing

@testable import FealtyLoyalty

// Goal: a member's past, taken back from the present, is the member of then.
//
// Method: random commands from a seed; at random instants the lots, holds, balances and totals are
// compared with those of a member that was told the entries up to then alone. The seed is in the
// failure.
@Suite("A member's past")
struct MemberPastTests {
  @Test("it is what a replay up to then gives", arguments: 0..<40 as Range<UInt64>)
  func agree(block: UInt64) throws {
    for seed in block * 25..<(block + 1) * 25 {
      var run = RandomPast(seed: seed)
      for _ in 0..<40 { run.step() }
      for _ in 0..<25 {
        let difference = run.difference()
        try #require(difference == nil, "seed \(seed)")
      }
    }
  }

  @Test func `the random commands reach every kind of entry that it takes back`() {
    var kinds: Set<TransactionKind> = []
    var lookedFurther = 0
    for seed in 0..<300 {
      var run = RandomPast(seed: UInt64(seed))
      for _ in 0..<40 { run.step() }
      for posting in run.ledger.log.values { kinds.insert(posting.kind) }
      for _ in 0..<9 { lookedFurther += run.looksFurther() ? 1 : 0 }
    }
    let expected: Set<TransactionKind> = [
      .earn, .redeem, .earnReversal, .redemptionReversal, .expiry, .lock, .unlock, .authorization,
      .captured, .voided, .holdLapsed, .extension, .inactivityExpiry, .percentageExpiry,
      .pointsForfeited,
    ]
    #expect(kinds.isSuperset(of: expected), "\(expected.subtracting(kinds)) are missing")
    #expect(lookedFurther > 50)
  }

  @Test func `an instant before the enrolment has no member`() throws {
    var ledger = TestLedger()
    ledger.go(to: ledgerDay(1))
    try ledger.earn(5)
    let past = RandomPast.past(of: ledger, at: Timestamp(milliseconds: -1))
    #expect(past.isComplete && !past.isEnrolled)
  }

  @Test func `what was not kept is said to be missing only where it is needed`() throws {
    var ledger = TestLedger()
    try ledger.earn(9)
    let hold = try ledger.authorize(4, timeoutDays: 30)
    ledger.go(to: ledgerDay(5))
    try ledger.capture(hold)
    // At day 2 the hold was there, and until when, its own entry alone says.
    var past = MemberPast(ledger.member, at: ledgerDay(2))
    let last = ledger.entries[3]
    past.take(last.entry, version: 4, at: last.at)
    #expect(!past.isComplete)
    var isKnown = past.endsHere()
    #expect(!isKnown)
    // At day 5 everything is as it is.
    past = MemberPast(ledger.member, at: ledgerDay(5))
    isKnown = past.endsHere()
    #expect(isKnown && past.member.balance(of: 0, now: ledgerDay(5)) == ledger.balance())
  }
}

/// One seed's commands.
private struct RandomPast {
  var ledger = TestLedger()
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(state: seed)
    var rules = LedgerRules()
    rules.returnPolicy = random.next() % 3 == 0 ? .allowDebt(max: 40) : .withinBalance
    let grace = Int64(random.upTo(4)) * LedgerRules.dayMilliseconds
    rules.restorePolicy = grace == 0 ? .expireNow : .grace(milliseconds: grace)
    rules.unlockGraceMilliseconds = grace
    ledger.rules = rules
    if random.next() % 3 == 0 {
      ledger.policies = TokenPolicies([TokenPolicy(token: 0, inactivity: CalendarTerm(4, .day))])
    }
  }

  mutating func step() {
    let days = [0, 0, 0, 1, 1, 2, 6][random.upTo(6)]
    // Often two entries of one instant, and instants between the days.
    let hours = Int64(random.upTo(2)) * 3_600_000
    ledger.go(
      to: ledger.now.adding(milliseconds: Int64(days) * LedgerRules.dayMilliseconds + hours)
    )
    do { try command() } catch {}
  }

  private mutating func command() throws(Refusal) {
    let points = Int64(random.upTo(12) + 1)
    let days = Int64(random.upTo(6))
    switch random.upTo(15) {
    case 0...3:
      let posting = try ledger.member.decideEarn(
        awards: [
          .of(points, pendingDays: days % 3, expiresAfterDays: days),
          .of(2, expiresAfterDays: days + 2, isBonus: true),
        ],
        capUses: [],
        now: ledger.now,
        rules: ledger.rules
      )
      ledger.postActivity(posting)
    case 4, 5: try ledger.redeem(points)
    case 6: try ledger.authorize(points, timeoutDays: days + 1)
    case 7: try ledger.capture(anyVersion(of: .authorization), points % 3)
    case 8: try ledger.void(anyVersion(of: .authorization))
    case 9:
      let until = days == 0 ? .never : ledger.now.adding(milliseconds: days * 86_400_000)
      try ledger.lock(points, until: until, allowPartial: true)
    case 10: try ledger.unlock(anyVersion(of: .lock), points % 4)
    case 11: _ = try ledger.reverseEarn(anyVersion(of: .earn))
    case 12:
      try ledger.reverseRedemption(anyVersion(of: days < 2 ? .captured : .redeem), points % 5)
    case 13:
      ledger.post(
        try ledger.member.decideExtension(
          of: .anyPoints,
          token: 0,
          to: .at(ledger.now.adding(milliseconds: (days + 1) * 86_400_000)),
          now: ledger.now
        )
      )
    case 14 where days == 6:
      for posting in ledger.member.forfeitures(now: ledger.now) { ledger.post(posting) }
    case 14:
      ledger.post(
        try ledger.member.decidePercentageExpiry(
          tenThousandths: 200_000,
          token: 0,
          now: ledger.now,
          rules: ledger.rules
        )
      )
    default: ledger.enter(.active, isExpirySuspended: days > 3)
    }
  }

  private mutating func anyVersion(of kind: TransactionKind) -> UInt32 {
    let versions = ledger.log.filter { $0.value.kind == kind }.keys.sorted()
    return versions.isEmpty ? 0 : versions[max(0, versions.count - 1 - random.upTo(2))]
  }

  // MARK: - Asking

  /// The past by the entries that it asks for.
  static func past(of ledger: TestLedger, at instant: Timestamp) -> MemberPast {
    var past = MemberPast(ledger.member, at: instant)
    var version = ledger.member.version
    while !past.isComplete, version > 0 {
      let (entry, at) = ledger.entries[Int(version) - 1]
      past.take(entry, version: version, at: at)
      version -= 1
    }
    return past
  }

  private mutating func instant() -> Timestamp {
    let end = Int(ledger.now.milliseconds)
    // Half of them to the millisecond of an entry.
    if random.next() % 2 == 0 { return ledger.entries[random.upTo(ledger.entries.count - 1)].at }
    return Timestamp(milliseconds: Int64(random.upTo(end)))
  }

  /// What differs at some instant; `nil` = nothing.
  mutating func difference() -> String? {
    let instant = instant()
    let past = Self.past(of: ledger, at: instant)
    guard past.isComplete, past.isEnrolled else { return "\(instant) is not known" }
    let expected = shown(ledger.replayed(until: instant), instant)
    let found = shown(past.member, instant)
    if found.balance(of: 0, now: instant) != expected.balance(of: 0, now: instant) {
      return "\(instant): \(found.balance(of: 0, now: instant)) is not "
        + "\(expected.balance(of: 0, now: instant))"
    }
    if found.openLots(now: instant) != expected.openLots(now: instant) {
      return "\(instant): \(found.openLots(now: instant)) are not "
        + "\(expected.openLots(now: instant))"
    }
    if found.liveHolds(now: instant) != expected.liveHolds(now: instant) {
      return "\(instant): \(found.liveHolds(now: instant)) are not "
        + "\(expected.liveHolds(now: instant))"
    }
    if found.lifetime(of: 0, now: instant) != expected.lifetime(of: 0, now: instant) {
      return "\(instant): \(found.lifetime(of: 0, now: instant)) is not "
        + "\(expected.lifetime(of: 0, now: instant))"
    }
    return nil
  }

  /// Whether the past of some instant needs entries that had happened by then.
  mutating func looksFurther() -> Bool {
    let instant = instant()
    var past = MemberPast(ledger.member, at: instant)
    for (index, (entry, at)) in ledger.entries.enumerated().reversed() where at > instant {
      past.take(entry, version: UInt32(index + 1), at: at)
    }
    return !past.endsHere()
  }

  private func shown(_ member: Member, _ instant: Timestamp) -> Member {
    member.settled(now: instant, terms: ledger.terms)
  }
}
