import Testing

@testable import FealtyLoyalty

@Suite("Returning lines")
struct ReturnTests {
  var ledger = TestLedger()

  private func rest(_ awards: Award...) -> SaleStanding { SaleStanding(awards: awards) }

  @Test mutating func `a basket of 70 points without its third line is worth 50`() throws {
    try ledger.earn(10)
    let sale = try ledger.sell([.of(50), .of(20, isBonus: true, promotion: 2)])
    let result = try ledger.takeBack(sale, leaving: rest(.of(40), .of(10, isBonus: true)))
    #expect(result.before == 70 && result.after == 50 && result.delta == 20)
    #expect(result.effects.points == 20 && result.effects.availableTaken == 20)
    #expect(!result.isFull && result.unclamped == 0)
    #expect(ledger.balance() == .of(60))
    #expect(ledger.account().reversed == 20 && ledger.account().unrecovered == 0)
    #expect(ledger.member.reversal(of: sale)?.points == 20)
    #expect(ledger.member.reversal(of: sale)?.isFull == false)
  }

  @Test mutating func `returns take what the rest is worth less, not a share of the money`() throws
  {
    func bonus(_ number: PromotionNumber, _ points: Int64, _ sku: String) -> PromotionDefinition {
      PromotionDefinition(
        number: number,
        id: "bonus \(sku)",
        selection: Selection(include: TermSet(skus: [sku])),
        mechanic: .fixed(points: points)
      )
    }
    let promotions = [baseRate, bonus(2, 10, "A"), bonus(3, 20, "B")]
    let compiled = CompiledProgramme(programme(promotions), zone: .utc)
    func awards(_ lines: [TestLine], past: PastInputs?) throws -> [Award] {
      try evaluate(TestSale(lines: lines, past: past), compiled).awards
    }
    let lines = [TestLine(1_000, sku: "A"), TestLine(1_000, sku: "B"), TestLine(2_000, sku: "C")]
    let bought = try awards(lines, past: nil)
    let sale = try ledger.sell(bought)
    #expect(ledger.balance(7).available == 70)
    var past = PastInputs()
    past.awards = bought
    // By C; then by B, with its bonus; then by A, the last.
    for (kept, taken, left) in [(2, 20, 50), (1, 30, 20)] as [(Int, Points, Points)] {
      let rest = try awards(Array(lines.prefix(kept)), past: past)
      let result = try ledger.takeBack(sale, leaving: SaleStanding(awards: rest))
      #expect(result.delta == taken && result.effects.points == taken)
      #expect(ledger.balance(7).available == left)
    }
    let last = try ledger.takeBack(sale, leaving: nil)
    #expect(last.isFull && last.delta == 20 && ledger.balance(7).available == 0)
  }

  @Test mutating func `a returned bonus takes the bonus, whatever is older`() throws {
    let sale = try ledger.sell([
      .of(50, expiresAfterDays: 2), .of(20, expiresAfterDays: 9, isBonus: true, promotion: 2),
    ])
    try ledger.takeBack(sale, leaving: rest(.of(50, expiresAfterDays: 2)))
    #expect(ledger.member.lots.map { $0.kind } == [.base])
    #expect(ledger.member.lots.map { $0.remaining } == [50])
  }

  @Test mutating func `returns are computed from what stands, the full reversal takes the rest`()
    throws
  {
    let sale = try ledger.sell([.of(70)])
    try ledger.takeBack(sale, leaving: rest(.of(50)))
    let second = try ledger.takeBack(sale, leaving: rest(.of(45)))
    #expect(second.before == 50 && second.delta == 5 && second.effects.alreadyReversed == 20)
    let by = ledger.member.nextVersion
    let full = try ledger.reverseEarn(sale)
    #expect(full.points == 45 && full.alreadyReversed == 25 && full.availableTaken == 45)
    #expect(ledger.balance() == .of(0))
    #expect(throws: Refusal.alreadyReversed(version: by)) {
      try ledger.takeBack(sale, leaving: nil)
    }
    #expect(throws: Refusal.alreadyReversed(version: by)) { try ledger.reverseEarn(sale) }
  }

  @Test mutating func `all lines returned is the full reversal`() throws {
    let sale = try ledger.sell([.of(70)])
    try ledger.takeBack(sale, leaving: rest(.of(30)))
    let by = ledger.member.nextVersion
    let last = try ledger.takeBack(sale, leaving: nil)
    #expect(last.isFull && last.delta == 30 && last.posting.isFullReversal)
    #expect(throws: Refusal.alreadyReversed(version: by)) { try ledger.reverseEarn(sale) }
    #expect(ledger.member.reversal(of: sale)?.points == 70)
  }

  @Test mutating func `what was not recovered once is not asked for again`() throws {
    let sale = try ledger.sell([.of(70)])
    try ledger.redeem(70)
    let first = try ledger.takeBack(sale, leaving: rest(.of(50)))
    #expect(first.effects.unrecovered == 20)
    try ledger.earn(100)
    let full = try ledger.reverseEarn(sale)
    #expect(full.points == 50 && full.takenFromOtherLots == 50 && full.unrecovered == 0)
    #expect(ledger.balance() == .of(50))
  }

  @Test(
    "what was spent comes as the policy says",
    arguments: [
      // Of 100, 90 are spent and 30 are to come back; another lot has 15.
      (.withinBalance, 10, 15, 0, 5), (.onlyPending, 0, 0, 0, 30),
      (.allowDebt(max: 3), 10, 15, 3, 2), (.allowDebt(max: 50), 10, 15, 5, 0),
    ] as [(ReturnPolicy, Points, Points, Points, Points)]
  )
  func policies(
    policy: ReturnPolicy,
    own: Points,
    others: Points,
    debt: Points,
    unrecovered: Points
  ) throws {
    var ledger = TestLedger()
    ledger.rules.returnPolicy = policy
    let sale = try ledger.sell([.of(100, expiresAfterDays: 5)])
    try ledger.redeem(90)
    try ledger.earn(15)
    var strict = ledger
    if unrecovered > 0 {
      let rest = rest(.of(70, expiresAfterDays: 5))
      #expect(throws: Refusal.unrecoverable) {
        try strict.takeBack(sale, leaving: rest, isStrict: true)
      }
      #expect(strict.member == ledger.member)
    }
    let effects = try ledger.takeBack(sale, leaving: rest(.of(70, expiresAfterDays: 5))).effects
    #expect(effects.availableTaken == own && effects.takenFromOtherLots == others)
    #expect(effects.debtCreated == debt && effects.unrecovered == unrecovered)
  }

  @Test mutating func `a token's own policy replaces the programme's`() throws {
    ledger.policies = TokenPolicies([TokenPolicy(token: 5, returnPolicy: .onlyPending)])
    let sale = try ledger.sell([.of(10), .of(20, token: 5)])
    let result = try ledger.takeBack(sale, leaving: nil)
    #expect(result.effects.availableTaken == 10 && result.effects.unrecovered == 20)
    #expect(ledger.balance(5).available == 20)
  }

  @Test mutating func `expired points of the lot that shrinks move to reversed, once`() throws {
    let sale = try ledger.sell([
      .of(40, expiresAfterDays: 3), .of(30, expiresAfterDays: 3, isBonus: true, promotion: 2),
    ])
    ledger.go(to: ledgerDay(3))
    try ledger.earn(500)
    let base = Award.of(40, expiresAfterDays: 3)
    let bonus = Award.of(30, expiresAfterDays: 3, isBonus: true, promotion: 2)
    let first = try ledger.takeBack(sale, leaving: rest(base))
    #expect(first.effects.alreadyExpired == 30 && first.effects.takenFromOtherLots == 0)
    let facts = try ledger.earnFacts(sale)
    #expect(facts.lots.map { $0.expired } == [40, 0])
    let second = try ledger.takeBack(sale, leaving: rest(.of(10, expiresAfterDays: 3)))
    #expect(second.effects.alreadyExpired == 30)
    #expect(try ledger.reverseEarn(sale).alreadyExpired == 10)
    #expect(ledger.balance() == .of(500))
    #expect(ledger.account().expired == 0 && ledger.account().reversed == 70)
    #expect(bonus.points == 30)
  }

  @Test mutating func `points that another promotion gives now keep its dates`() throws {
    let short = Award.of(50, expiresAfterDays: 2)
    let long = Award.of(30, expiresAfterDays: 8, isBonus: true, promotion: 2)
    let sale = try ledger.sell([short])
    ledger.go(to: ledgerDay(1))
    let before = ledger.account()
    let result = try ledger.takeBack(sale, leaving: rest(long))
    #expect(result.delta == 20 && result.effects.availableTaken == 20)
    let lots = ledger.member.lots
    #expect(lots.map { $0.remaining } == [30])
    #expect(lots.map { $0.expiresAt } == [ledgerDay(8)])
    #expect(lots.map { $0.kind } == [.bonus])
    // Nothing is issued, nothing is reversed but the difference.
    #expect(ledger.account().issued == before.issued && ledger.account().redeemed == 0)
    #expect(ledger.account().reversed == 20)
    // They still are the sale's own: the next return takes them first, a full reversal all.
    try ledger.earn(500, expiresAfterDays: 3)
    #expect(try ledger.reverseEarn(sale).availableTaken == 30)
    #expect(ledger.balance() == .of(500))
  }

  @Test mutating func `points that were spent do not move to another promotion's lot`() throws {
    let sale = try ledger.sell([.of(50, expiresAfterDays: 2)])
    try ledger.redeem(35)
    try ledger.takeBack(sale, leaving: rest(.of(30, expiresAfterDays: 8, isBonus: true)))
    // 15 are left: they pay the difference of 20, nothing is left to move.
    #expect(ledger.member.lots.isEmpty)
    #expect(ledger.account().unrecovered == 5)
  }

  @Test mutating func `a rest worth more than the sale changes nothing`() throws {
    let cap = CapUse(promotion: 1, period: .life, periodStart: ledgerDay(0), points: 30)
    let sale = try ledger.sell([.of(30)], capUses: [cap])
    let lots = ledger.member.lots
    let result = try ledger.takeBack(
      sale,
      leaving: SaleStanding(awards: [.of(40, promotion: 2)])
    )
    #expect(result.delta == 0 && result.unclamped == 10 && result.after == 30)
    #expect(result.standing.awards.map { $0.promotion } == [1])
    #expect(ledger.member.lots == lots && ledger.member.capUses == [cap])
    #expect(try ledger.reverseEarn(sale).points == 30)
  }

  // Two promotions of the sale draw on one budget: each has a use of its own in the record.
  @Test(
    "a budget that several promotions draw on has what they use together",
    arguments: [
      // What each draws, what each draws after a return and after another one, what is used then.
      ([7, 2], [7, 2], [7, 2], [9, 9]),
      ([7, 2], [7], [2], [7, 2]),
      ([7, 2], [2], [], [2, 0]),
      ([1, 1], [1, 1], [1], [2, 1]),
      ([1, 1], [1], [1], [1, 1]),
      ([7, 2], [5, 1], [3, 1], [6, 4]),
      ([9], [5, 3], [4, 2], [8, 6]),
      ([4, 3, 2], [4, 2], [2], [6, 2]),
    ] as [([Int64], [Int64], [Int64], [Int64])]
  )
  func sharedBudget(sale: [Int64], first: [Int64], second: [Int64], used: [Int64]) throws {
    var ledger = ledger
    func uses(_ amounts: [Int64]) -> [CapUse] {
      amounts.map { amount in
        CapUse(
          owner: CapUse.budgetBit | 1,
          period: .day,
          scope: .all,
          periodStart: ledgerDay(0),
          amount: amount
        )
      }
    }
    try ledger.sell([.of(5)], capUses: uses([5]))
    let version = try ledger.sell([.of(70)], capUses: uses(sale))
    for (rest, used) in [(first, used[0]), (second, used[1])] {
      try ledger.takeBack(
        version,
        leaving: SaleStanding(awards: [.of(50)], capUses: uses(rest))
      )
      #expect(ledger.member.capUses == uses([5 + used]))
    }
    try ledger.reverseEarn(version)
    #expect(ledger.member.capUses == uses([5]))
  }

  @Test mutating func `caps and counters fall to what the rest uses`() throws {
    func cap(_ points: Points) -> CapUse {
      CapUse(promotion: 1, period: .day, periodStart: ledgerDay(0), points: points)
    }
    func units(_ delta: Int64) -> CounterUse {
      CounterUse(owner: 4, kind: .quantity, at: ledgerDay(0), delta: delta, before: 0)
    }
    try ledger.sell([.of(5)], capUses: [cap(5)], counterUses: [units(2)])
    let sale = try ledger.sell([.of(70)], capUses: [cap(70)], counterUses: [units(7)])
    try ledger.takeBack(
      sale,
      leaving: SaleStanding(awards: [.of(50)], capUses: [cap(50)], counterUses: [units(6)])
    )
    #expect(ledger.member.capUses == [cap(55)])
    let counter = ledger.member.counter(.quantity, of: 4)
    #expect(counter.value(before: ledgerDay(1), version: 0, from: ledgerDay(0)) == 8)
    try ledger.reverseEarn(sale)
    #expect(ledger.member.capUses == [cap(5)])
    #expect(ledger.member.counter(.quantity, of: 4).entries.map { $0.delta } == [2])
  }

  @Test mutating func `an operator's lock on the sale gives, the oldest first`() throws {
    let sale = try ledger.sell([.of(100)])
    let first = try ledger.lock(30)
    let second = try ledger.lock(60)
    let result = try ledger.takeBack(sale, leaving: rest(.of(55)))
    #expect(result.effects.availableTaken == 10 && result.effects.lockedTaken == 35)
    #expect(ledger.member.hold(first) == nil)
    #expect(ledger.member.hold(second)?.points == 55)
  }

  @Test mutating func `facts without the earlier return stop the server`() async throws {
    let sale = try ledger.sell([.of(70)])
    #expect(!ledger.member.needsHistory(of: try ledger.earnFacts(sale), now: ledger.now))
    try ledger.takeBack(sale, leaving: rest(.of(50)))
    #expect(ledger.member.needsHistory(of: try ledger.earnFacts(sale), now: ledger.now))
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      let sale = try ledger.sell([.of(70)])
      try ledger.takeBack(sale, leaving: SaleStanding(awards: [.of(50)]))
      guard let posting = ledger.log[sale], let facts = EarnFacts(posting, version: sale) else {
        return
      }
      _ = try ledger.member.decideEarnReversal(of: facts, now: ledger.now, rules: ledger.rules)
    }
  }
}
