internal import Model
internal import Testing

@Suite("Locks and redemptions")
struct HoldTests {
  private static let day = Counter.day

  /// A member with a lot of 60 points that ends in 5 days and one of 40 that never does.
  private static func counter(_ change: (inout Settings) -> Void = { _ in }) throws -> Counter {
    let short = Promotion("short", .fixed(60)).with { $0.terms.expiry = .after(5 * day) }
    var counter = try Counter([short, Promotion("long", .fixed(40))], settings: change)
    try counter.send(sale(100))
    return counter
  }

  private static func lock(_ points: Points, until: Milliseconds? = nil) -> Command {
    .lock(LockCommand("ann", .amount(nil), points: points, until: until))
  }

  @Test func `a part of a lot is locked, and freed in part and in full`() throws {
    var counter = try Self.counter()
    let lock = try counter.send(Self.lock(50))
    #expect(lock.draws == [Drawdown(lot: 2, points: 50)])
    #expect(counter.balance() == Balance(available: 50, locked: 50))
    let id = lock.transaction ?? 0
    #expect(counter.refusal(.unlock(.lock(id), points: 51)) == .aboveMaximum)
    #expect(try counter.send(.unlock(.lock(id), points: 20)).points == 20)
    #expect(counter.balance() == Balance(available: 70, locked: 30))
    #expect(try counter.send(.unlock(.lock(id), points: nil)).points == 30)
    #expect(counter.refusal(.unlock(.lock(id), points: nil)) == .lockExpired)
    #expect(counter.refusal(.unlock(.lock(1), points: nil)) == .transactionNotFound)
    #expect(counter.refusal(.unlock(.lock(3), points: nil)) == .notLocked)
  }

  @Test(
    "locked points outlive their lot, and end with the lock",
    arguments: [(0, 0, 50), (3, 50, 0)] as [(Int64, Points, Points)]
  )
  func overdueLocks(graceDays: Int64, left: Points, expired: Points) throws {
    var counter = try Self.counter { $0.graceOnUnlock = graceDays * Self.day }
    let lock = try counter.send(Self.lock(50, until: counter.model.now + 20 * Self.day))
    var unlocked = counter
    try unlocked.send(.passTime, after: 5 * Self.day)
    #expect(unlocked.balance() == Balance(available: 40, locked: 50))
    let answer = try unlocked.send(.unlock(.lock(lock.transaction ?? 0), points: nil))
    #expect(answer.expiredAtOnce == expired)
    #expect(unlocked.balance() == Balance(available: 40 + left))
    // The same by the lock's own end.
    try counter.send(.passTime, after: 20 * Self.day)
    #expect(counter.balance() == Balance(available: 40 + left))
    try counter.send(.passTime, after: 3 * Self.day)
    #expect(counter.balance() == Balance(available: 40))
  }

  @Test func `pending points of an earn can be locked, and the lock survives their activation`()
    throws
  {
    let later = Promotion("p", .fixed(30)).with { $0.terms.activation = .after(Self.day) }
    var counter = try Counter([later])
    let earn = try counter.send(sale(100)).transaction ?? 0
    let lock = try counter.send(.lock(LockCommand("ann", .transaction(earn), points: 20)))
    #expect(lock.points == 20)
    #expect(counter.balance() == Balance(pending: 10, locked: 20))
    try counter.send(.passTime, after: Self.day)
    #expect(counter.balance() == Balance(available: 10, locked: 20))
    #expect(try counter.send(.unlock(.transaction(earn), points: nil)).points == 20)
    #expect(counter.refusal(.unlock(.transaction(earn), points: nil)) == .lockExpired)
  }

  @Test(
    "how much a lock takes",
    arguments: [
      (LockCommand("ann", .amount(nil), points: 101), nil),
      (LockCommand("ann", .amount(nil), points: 101, allowPartial: true), 100),
      (LockCommand("ann", .lots([1])), 40), (LockCommand("ann", .lots([1, 2])), 100),
      (LockCommand("ann", .lots([1]), points: 41), nil),
      (LockCommand("ann", .transaction(4)), 100),
    ] as [(LockCommand, Points?)]
  )
  func amounts(lock: LockCommand, points: Points?) throws {
    var counter = try Self.counter()
    if let points {
      #expect(try counter.send(.lock(lock)).points == points)
    } else {
      #expect(counter.refusal(.lock(lock)) == .insufficientPoints)
    }
  }

  @Test func `a reversal takes from the operator's locks, and never from an authorisation`() throws
  {
    var counter = try Self.counter()
    try counter.send(Self.lock(30))
    try counter.send(.authorize(RedeemCommand("ann", 50), timeout: nil))
    let answer = try counter.send(.reverseEarn(4, strict: false))
    #expect(answer.taken?.availableTaken == 20)
    #expect(answer.taken?.lockedTaken == 30)
    #expect(answer.taken?.unrecovered == 50)
    #expect(counter.balance() == Balance(locked: 50))
  }

  @Test func `a capture takes a part and frees the rest; a second one is refused`() throws {
    var counter = try Self.counter()
    let hold = try counter.send(.authorize(RedeemCommand("ann", 80), timeout: 20 * Self.day))
    let id = hold.transaction ?? 0
    #expect(counter.refusal(.capture(id, points: 81)) == .aboveMaximum)
    // The lot that has ended meanwhile stays good for the capture.
    let capture = try counter.send(.capture(id, points: 50), after: 6 * Self.day)
    #expect(capture.draws == [Drawdown(lot: 2, points: 50)])
    #expect(capture.released == 30)
    #expect(capture.expiredAtOnce == 10)
    #expect(counter.balance() == Balance(available: 40))
    #expect(counter.refusal(.capture(id, points: nil)) == .alreadyCaptured)
    #expect(counter.refusal(.void(id)) == .alreadyCaptured)
    #expect(counter.refusal(.capture(4, points: nil)) == .notLocked)
    #expect(counter.refusal(.capture(99, points: nil)) == .transactionNotFound)
  }

  @Test func `an authorisation is voided, or lapses, and cannot be captured then`() throws {
    var counter = try Self.counter()
    let first = try counter.send(.authorize(RedeemCommand("ann", 100), timeout: nil))
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 1))) == .insufficientPoints)
    #expect(try counter.send(.void(first.transaction ?? 0)).released == 100)
    #expect(counter.refusal(.capture(first.transaction ?? 0, points: nil)) == .lockExpired)
    let second = try counter.send(.authorize(RedeemCommand("ann", 100), timeout: 1000))
    #expect(
      counter.refusal(.capture(second.transaction ?? 0, points: nil), after: 1000) == .lockExpired
    )
    #expect(counter.refusal(.unlock(.lock(second.transaction ?? 0), points: nil)) == .notLocked)
    #expect(counter.balance() == Balance(available: 100))
  }

  @Test(
    "limits of a redemption",
    arguments: [
      (0, .invalidField), (5, .belowMinimum), (90, .aboveMaximum), (25, .notMultiple), (20, nil),
      (80, nil),
    ] as [(Points, Reason?)]
  )
  func limits(points: Points, reason: Reason?) throws {
    var counter = try Self.counter {
      $0.redeemMinimum = 10
      $0.redeemMaximum = 80
      $0.redeemStep = 10
    }
    #expect(counter.refusal(.redeem(RedeemCommand("ann", points))) == reason)
  }

  @Test(
    "who may redeem and earn",
    arguments: [
      (.pending, nil, .memberNotActive), (.active, nil, nil),
      (.suspended, .earnBlocked, .redeemBlocked), (.blocked, .earnBlocked, .redeemBlocked),
      (.closed, .memberNotActive, .memberNotActive),
    ] as [(Stage, Reason?, Reason?)]
  )
  func stages(stage: Stage, earning: Reason?, redeeming: Reason?) throws {
    var counter = try Self.counter()
    let hold = try counter.send(.authorize(RedeemCommand("ann", 10), timeout: nil))
    try counter.send(.change(MemberChange("ann", stage: stage)))
    #expect(counter.refusal(sale(100)) == earning)
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 1))) == redeeming)
    // What was authorised before can be captured in every stage.
    #expect(counter.refusal(.capture(hold.transaction ?? 0, points: nil)) == nil)
  }

  @Test func `threshold PIN of 500: 500 passes, 501 does not without the PIN`() throws {
    let member = Enrolment("ann", pinLimits: PinLimits(perTransaction: 500))
    var counter = try Counter([onePerUnit], members: [member])
    _ = try counter.earn([article("a", 500_000)])
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 500))) == nil)
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 501))) == .pinRequired)
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 501, pin: .wrong))) == .pinInvalid)
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 501, pin: .right))) == nil)
  }

  @Test func `two redemptions of 300 under a daily limit of 500: the second needs the PIN`() throws
  {
    let member = Enrolment("ann", pinLimits: PinLimits(perDay: 500))
    var counter = try Counter([onePerUnit], members: [member])
    _ = try counter.earn([article("a", 500_000)])
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 300))) == nil)
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 300))) == .pinRequired)
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 300)), after: Self.day) == nil)
  }

  @Test func `a redemption is given back to the lots that paid, the last one drawn first`() throws {
    var counter = try Self.counter()
    let redeemed = try counter.send(.redeem(RedeemCommand("ann", 80))).transaction ?? 0
    let part = try counter.send(.reverseRedemption(redeemed, points: 30))
    #expect(part.draws == [Drawdown(lot: 1, points: 20), Drawdown(lot: 2, points: 10)])
    #expect(counter.refusal(.reverseRedemption(redeemed, points: 51)) == .aboveMaximum)
    #expect(try counter.send(.reverseRedemption(redeemed, points: nil)).points == 50)
    #expect(counter.refusal(.reverseRedemption(redeemed, points: nil)) == .alreadyReversed)
    #expect(counter.balance() == Balance(available: 100))
    #expect(counter.model.totals["ann"]?["points"]?.redeemed == 0)
    #expect(counter.refusal(.reverseRedemption(4, points: nil)) == .notReversible)
  }

  @Test(
    "points given back to a lot that has ended",
    arguments: [
      (.expireNow, 40, 0), (.grace(2 * day), 100, 2), (.newPeriod(CalendarSpan(4, .days)), 100, 5),
    ] as [(Settings.RestorePolicy, Points, Int64)]
  )
  func restoring(policy: Settings.RestorePolicy, left: Points, days: Int64) throws {
    var counter = try Self.counter { $0.restorePolicy = policy }
    let redeemed = try counter.send(.redeem(RedeemCommand("ann", 100))).transaction ?? 0
    try counter.send(.reverseRedemption(redeemed, points: nil), after: 5 * Self.day)
    #expect(counter.balance() == Balance(available: left))
    try counter.send(.passTime, after: days * Self.day)
    #expect(counter.balance() == Balance(available: 40))
  }

  @Test func `points given back pay debt first`() throws {
    var counter = try Self.counter { $0.returnPolicy = .allowDebt(500) }
    let redeemed = try counter.send(.redeem(RedeemCommand("ann", 90))).transaction ?? 0
    try counter.send(.reverseEarn(4, strict: true))
    #expect(counter.balance() == Balance(debt: 90))
    let answer = try counter.send(.reverseRedemption(redeemed, points: 30))
    #expect(answer.debtPaid == 30)
    #expect(counter.balance() == Balance(debt: 60))
  }
}
