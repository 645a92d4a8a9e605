import Testing

@testable import FealtyLoyalty

@Suite("Closing a member, and deleting it")
struct ClosingTests {
  // Version 2: 100 points. 3: 50 that are pending. 4: 7 of another token. 5: 20 authorised. 6: 90
  // locked, ten of them pending.
  var ledger: TestLedger

  init() throws {
    ledger = TestLedger()
    try ledger.earn(100, expiresAfterDays: 50)
    try ledger.earn(50, pendingDays: 3)
    try ledger.earn(7, token: 1)
    try ledger.authorize(20)
    try ledger.lock(90)
  }

  private mutating func close(_ policy: BalancePolicy) throws(Refusal) {
    let postings = try ledger.member.decideStage(.closed, policy: policy, now: ledger.now)
    for posting in postings { ledger.post(posting) }
    ledger.enter(.closed)
  }

  @Test func `the table of stages: who may come where`() throws {
    let table: [(Stage, Set<Stage>)] = [
      (.pending, [.active, .suspended, .blocked, .closed]),
      (.active, [.suspended, .blocked, .closed]),
      (.suspended, [.active, .blocked, .closed]),
      (.blocked, [.active, .suspended, .closed]),
      (.closed, [.active]),
    ]
    for (old, next) in table {
      let member = TestLedger(stage: old).member
      for new in Stage.allCases {
        func decide(_ expected: Stage) throws(Refusal) {
          let postings = try member.decideStage(
            new,
            expected: expected,
            policy: .forfeit,
            now: ledger.now
          )
          #expect(postings.isEmpty)
        }
        if next.contains(new) {
          try decide(.none)
          try decide(old)
        } else {
          #expect(throws: Refusal.stageNotAllowed, "\(old), \(new)") { try decide(.none) }
        }
        let other: Stage = old == .active ? .blocked : .active
        #expect(throws: Refusal.stageConflict, "\(old), \(new)") { try decide(other) }
      }
    }
    #expect(Stage.erased.next == [] && Stage.none.next == [])
  }

  @Test mutating func `what is kept stays, and who has any is not closed where it must not be`()
    throws
  {
    let before = ledger.balance()
    #expect(throws: Refusal.balanceLeft) { try close(.refuse) }
    #expect(ledger.member.stage == .active)
    try close(.keep)
    #expect(ledger.member.stage == .closed && ledger.balance() == before)
    #expect(throws: Refusal.memberNotActive) { try ledger.earn(1) }
    #expect(throws: Refusal.memberNotActive) { try ledger.authorize(1) }
    // Debt is a balance, too.
    var owing = TestLedger()
    owing.rules.returnPolicy = .allowDebt(max: 100)
    let earn = try owing.earn(5)
    try owing.redeem(5)
    _ = try owing.reverseEarn(earn)
    #expect(owing.balance().debt == 5 && owing.member.hasBalance)
    #expect(throws: Refusal.balanceLeft) {
      _ = try owing.member.decideStage(.closed, policy: .refuse, now: owing.now)
    }
    // Who is deleted could never pay it, whatever becomes of the points.
    for policy in [BalancePolicy.refuse, .forfeit] {
      #expect(throws: Refusal.balanceLeft) {
        _ = try owing.member.decideErasure(policy: policy, now: owing.now)
      }
    }
    let empty = TestLedger()
    #expect(try empty.member.decideStage(.closed, policy: .refuse, now: empty.now).isEmpty)
  }

  @Test mutating func `all but what is authorised is forfeited, and that when it is free`() throws {
    try close(.forfeit)
    #expect(ledger.balance() == .of(0, locked: 20))
    #expect(ledger.balance(1).total == 0)
    #expect(ledger.account().expired == 130 && ledger.account(1).expired == 7)
    // The lock has ended with it.
    #expect(ledger.member.hold(6) == nil)
    let replayed = ledger.replayed()
    #expect(replayed == ledger.member)
    // A part is captured; the rest is free, and gone with that.
    try ledger.capture(5, 15)
    #expect(ledger.balance() == .of(0) && ledger.member.lots.isEmpty)
    #expect(ledger.account().redeemed == 15 && ledger.account().expired == 135)
    #expect(ledger.replayed() == ledger.member)
  }

  @Test(arguments: [true, false])
  mutating func `what a void or time sets free after it is forfeited too`(voids: Bool) throws {
    try close(.forfeit)
    if voids { try ledger.void(5) } else { ledger.go(to: ledgerDay(2)) }
    #expect(ledger.member.lots.isEmpty && ledger.account().expired == 150)
    // Who comes back begins with nothing.
    ledger.enter(.active)
    #expect(ledger.balance() == .of(0))
    try ledger.earn(3)
    #expect(ledger.balance() == .of(3))
  }

  @Test mutating func `many lots are forfeited in several postings, each of one token`() throws {
    for _ in 0..<Member.forfeitedLots { try ledger.earn(2, token: 1) }
    let postings = ledger.member.forfeitures(now: ledger.now)
    #expect(postings.map(\.token) == [0, 1, 1])
    #expect(postings.allSatisfy { $0.draws.count <= Member.forfeitedLots })
    for posting in postings { ledger.post(posting) }
    #expect(ledger.balance(1).total == 0 && ledger.balance() == .of(0, locked: 20))
    #expect(ledger.member.forfeitures(now: ledger.now).isEmpty)
  }

  @Test mutating func `a deletion leaves the ledger, and nothing that says who it was`() throws {
    var profile = Profile()
    profile.givenName = "Ada"
    var change = MemberChange(tier: "gold", segments: ["vip"], cards: ["4711"], profile: profile)
    ledger.apply(.changed(change))
    change = MemberChange(tier: "silver", segments: [])
    ledger.apply(.changed(change))
    var guardian = MemberGuard()
    guardian.pin = [1, 2, 3]
    ledger.apply(.guarded(guardian))
    #expect(throws: Refusal.memberInUse) {
      _ = try ledger.member.decideErasure(policy: .forfeit, now: ledger.now)
    }
    try ledger.void(5)
    for policy in [BalancePolicy.keep, .refuse] {
      #expect(throws: Refusal.balanceLeft) {
        _ = try ledger.member.decideErasure(policy: policy, now: ledger.now)
      }
    }
    for posting in try ledger.member.decideErasure(policy: .forfeit, now: ledger.now) {
      ledger.post(posting)
    }
    ledger.apply(.erased)
    let member = ledger.member
    #expect(member.stage == .erased && member.lots.isEmpty && member.cards.isEmpty)
    #expect(member.details.profile == Profile() && member.tier.isEmpty && member.segments.isEmpty)
    #expect(!member.hasHistory && member.guardian.isEmpty)
    #expect(member.account(0).issued == 150 && member.account(0).expired == 150)
    #expect(member.postingCount == UInt32(ledger.log.count))
    #expect(ledger.replayed() == member)
    #expect(throws: Refusal.memberNotActive) { try ledger.earn(1) }
    #expect(throws: Refusal.memberNotActive) { try ledger.capture(5) }
  }
}
