import Testing

@testable import FealtyLoyalty

@Suite("PIN and thresholds")
struct GuardTests {
  var ledger = TestLedger()

  private func check(
    _ verdict: PINVerdict = .absent,
    transaction: Points? = nil,
    daily: Points? = nil,
    day: Int32 = 20_240_229
  ) -> PINCheck {
    PINCheck(
      verdict: verdict,
      day: day,
      threshold: PinThreshold(perTransaction: transaction, perDay: daily)
    )
  }

  private mutating func redeem(_ points: Points, _ check: PINCheck) throws(Refusal) {
    ledger.post(
      try ledger.member.decideRedeem(
        points,
        token: 0,
        now: ledger.now,
        rules: ledger.rules,
        pin: check
      )
    )
  }

  @Test mutating func `a redemption of the threshold passes, one point more needs the PIN`() throws
  {
    try ledger.earn(5_000)
    try redeem(500, check(transaction: 500))
    var more = self
    #expect(throws: Refusal.pinRequired) { try more.redeem(501, more.check(transaction: 500)) }
    try redeem(501, check(.right, transaction: 500))
    #expect(ledger.balance() == .of(3_999))
  }

  @Test mutating func `the day's sum needs the PIN, whatever came with one before`() throws {
    try ledger.earn(5_000)
    try redeem(300, check(daily: 500))
    var second = self
    #expect(throws: Refusal.pinRequired) { try second.redeem(300, second.check(daily: 500)) }
    try redeem(300, check(.right, daily: 500))
    #expect(ledger.member.requested(on: 20_240_229, token: 0) == 600)
    var third = self
    #expect(throws: Refusal.pinRequired) { try third.redeem(1, third.check(daily: 500)) }
    try redeem(500, check(daily: 500, day: 20_240_301))
    #expect(ledger.member.requested(on: 20_240_229, token: 0) == 0)
    #expect(ledger.member.requested(on: 20_240_301, token: 0) == 500)
  }

  @Test
  mutating func `an authorisation counts when it is requested, and a void gives nothing back`()
    throws
  {
    try ledger.earn(5_000)
    let hold = ledger.post(
      try ledger.member.decideAuthorization(
        400,
        token: 0,
        now: ledger.now,
        rules: ledger.rules,
        pin: check(daily: 500)
      )
    )
    try ledger.void(hold)
    #expect(ledger.member.requested(on: 20_240_229, token: 0) == 400)
  }

  @Test(
    "shape, stage and limits come before the PIN, the PIN before the points",
    arguments: [
      (0, .invalidField("points")), (3, .belowMin), (60, .aboveMax), (50, .pinRequired),
    ] as [(Points, Refusal)]
  )
  func order(points: Points, refusal: Refusal) {
    var test = self
    test.ledger.rules.redeemMin = 5
    test.ledger.rules.redeemMax = 50
    #expect(throws: refusal) { try test.redeem(points, test.check(transaction: 0)) }
    // No points at all: with the PIN, that is what is said.
    #expect(throws: Refusal.insufficientPoints(available: 0)) {
      try test.redeem(50, test.check(.right, transaction: 0))
    }
  }

  @Test mutating func `wrong tries lock the PIN, and what needs none goes on`() throws {
    try ledger.earn(1_000)
    var left: [UInt32] = []
    for _ in 0..<3 {
      do throws(Refusal) {
        let threshold = PinThreshold(perTransaction: 500)
        try redeem(600, PINCheck(verdict: .wrong, day: 1, threshold: threshold, tries: 3))
      } catch {
        guard case .pinInvalid(let attempts) = error else { throw error }
        left.append(attempts)
      }
      let guardian = ledger.member.guardian(after: .wrong, now: ledger.now, tries: 3, lock: 900_000)
      ledger.apply(.guarded(try #require(guardian)))
    }
    #expect(left == [2, 1, 0])
    #expect(ledger.member.isPINLocked(now: ledger.now))
    var locked = self
    #expect(throws: Refusal.pinLocked(milliseconds: 900_000)) {
      try locked.redeem(600, locked.check(.right, transaction: 500))
    }
    #expect(
      ledger.member.guardian(after: .right, now: ledger.now, tries: 3, lock: 900_000) == nil
    )
    try redeem(100, check(.wrong, transaction: 500))
    ledger.go(to: ledger.now.adding(milliseconds: 900_000))
    try redeem(600, check(.right, transaction: 500))
    #expect(ledger.replayed() == ledger.member)
  }

  @Test
  mutating func `lock-outs double up to a day, and end with twenty a day and a hundred in all`()
    throws
  {
    let hour: Int64 = 3_600_000
    func wrong(_ count: Int) {
      for _ in 0..<count {
        let next = ledger.member.guardian(after: .wrong, now: ledger.now, tries: 5, lock: hour / 4)
        if let next { ledger.apply(.guarded(next)) }
      }
    }
    /// How long it is locked now, in hours.
    func locked() -> Double {
      let until = ledger.member.guardian.lockedUntil
      return until == .never
        ? .infinity : Double(until.milliseconds - ledger.now.milliseconds) / Double(hour)
    }
    // The fourth lock-out of the first day is the day's rest; the eighth would be 32 hours.
    let hours = [0.25, 0.5, 1, 22.25, 4, 8, 16] + Array(repeating: 24, count: 12) + [.infinity]
    for (place, expected) in hours.enumerated() {
      wrong(5)
      #expect(locked() == expected, "lock-out \(place)")
      // A locked one counts none.
      wrong(1)
      guard expected < .infinity else { break }
      ledger.go(to: ledger.member.guardian.lockedUntil)
      #expect(!ledger.member.isPINLocked(now: ledger.now))
    }
    #expect(ledger.member.guardian.failedInAll == PINLimits.triesInAll)
    ledger.go(to: ledger.now.adding(milliseconds: 10_000 * hour))
    try ledger.earn(1_000)
    var copy = self
    #expect(throws: Refusal.pinLocked(milliseconds: 0)) {
      try copy.redeem(600, copy.check(.right, transaction: 500))
    }
    ledger.apply(.guarded(try ledger.member.decideResetPIN()))
    #expect(ledger.member.guardian.isEmpty)
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `a right PIN ends the row, and not what the day has seen`() throws {
    func note(_ verdict: PINVerdict) {
      let next = ledger.member.guardian(after: verdict, now: ledger.now, tries: 9, lock: 1_000)
      if let next { ledger.apply(.guarded(next)) }
    }
    for _ in 0..<19 {
      note(.wrong)
      ledger.go(to: ledger.now.adding(milliseconds: 1_000))
      note(.right)
    }
    #expect(ledger.member.guardian.failedInAll == 0 && ledger.member.guardian.failedOfDay == 19)
    let began = ledger.member.guardian.dayBegan
    note(.wrong)
    #expect(
      ledger.member.guardian.lockedUntil == began.adding(milliseconds: PINLimits.dayMilliseconds)
    )
  }

  @Test mutating func `a right PIN forgets the wrong ones`() throws {
    for verdict in [PINVerdict.wrong, .wrong, .right] {
      if let next = ledger.member.guardian(after: verdict, now: ledger.now, tries: 5, lock: 1) {
        ledger.apply(.guarded(next))
      }
    }
    #expect(ledger.member.guardian.failed == 0)
    #expect(ledger.member.guardian(after: .right, now: ledger.now, tries: 5, lock: 1) == nil)
    #expect(ledger.member.guardian(after: .absent, now: ledger.now, tries: 5, lock: 1) == nil)
  }

  @Test mutating func `a wrong PIN is refused also where none is needed`() throws {
    try ledger.earn(100)
    var copy = self
    #expect(throws: Refusal.pinInvalid(attemptsLeft: 4)) {
      try copy.redeem(1, copy.check(.wrong))
    }
  }

  @Test mutating func `changing a PIN needs the old one`() throws {
    ledger.apply(.guarded(try set(ledger, .absent)))
    #expect(ledger.member.guardian.pin == [3])
    let guarded = ledger
    #expect(throws: Refusal.pinRequired) { try set(guarded, .absent) }
    #expect(throws: Refusal.pinInvalid(attemptsLeft: 4)) { try set(guarded, .wrong) }
    _ = try set(guarded, .right)
  }

  private func set(_ ledger: TestLedger, _ verdict: PINVerdict) throws(Refusal) -> MemberGuard {
    try ledger.member.decideSetPIN(hash: [3], verdict: verdict, now: ledger.now, tries: 5)
  }

  @Test(
    "raising a threshold needs the PIN, lowering it does not",
    arguments: [
      (500, 400, false), (500, 500, false), (500, 501, true), (500, nil, true), (nil, 5, false),
      (nil, nil, false),
    ] as [(Points?, Points?, Bool)]
  )
  func raising(old: Points?, new: Points?, isAsked: Bool) throws {
    let ledger = TestLedger()
    func set(_ verdict: PINVerdict) throws(Refusal) -> MemberGuard {
      try ledger.member.decideSetThreshold(
        PinThreshold(perTransaction: new),
        token: 3,
        programme: PinThreshold(perTransaction: old),
        verdict: verdict,
        now: ledger.now,
        tries: 5
      )
    }
    if isAsked {
      #expect(throws: Refusal.pinRequired) { try set(.absent) }
    } else {
      _ = try set(.absent)
    }
    let guardian = try set(.right)
    #expect(guardian.thresholds.map { $0.token } == [3])
  }

  @Test mutating func `a member's threshold replaces the programme's, and can be given up`() throws
  {
    let own = PinThreshold(perTransaction: 50)
    let programme = PinThreshold(perTransaction: 500)
    func set(_ ledger: TestLedger, _ threshold: PinThreshold?) throws(Refusal) -> MemberGuard {
      try ledger.member.decideSetThreshold(
        threshold,
        token: 0,
        programme: programme,
        verdict: .right,
        now: ledger.now,
        tries: 5
      )
    }
    ledger.apply(.guarded(try set(ledger, own)))
    #expect(ledger.member.threshold(of: 0, programme: programme) == own)
    #expect(ledger.member.threshold(of: 1, programme: programme) == programme)
    ledger.apply(.guarded(try set(ledger, nil)))
    #expect(ledger.member.threshold(of: 0, programme: programme) == programme)
    #expect(throws: Refusal.invalidField("threshold")) {
      try set(ledger, PinThreshold(perDay: -1))
    }
  }
}
