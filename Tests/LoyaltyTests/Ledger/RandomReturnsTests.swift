import Testing

@testable import FealtyLoyalty

// Goal: no sequence of returns creates, loses or double-counts a point. Method: random sales of
// several promotions with random dates, returned in random steps, among redemptions, locks,
// expiries and full reversals. The seed is in the failure.
@Suite("Random returns")
struct RandomReturnsTests {
  @Test("points are conserved and taken once", arguments: 0..<40 as Range<UInt64>)
  func conserve(block: UInt64) throws {
    for seed in block * 25..<(block + 1) * 25 {
      var run = RandomReturns(seed: seed)
      for step in 0..<25 {
        try run.step()
        try #require(run.finding == nil, "seed \(seed), step \(step)")
      }
      #expect(run.ledger.replayed() == run.ledger.member, "seed \(seed), replay")
    }
  }

  @Test(
    "buying and returning everything leaves the member as before",
    arguments: [.withinBalance, .onlyPending, .allowDebt(max: 50)] as [ReturnPolicy]
  )
  func nothingRemains(policy: ReturnPolicy) throws {
    for seed in 0..<300 as Range<UInt64> {
      var run = RandomReturns(seed: seed)
      run.ledger.rules.returnPolicy = policy
      for _ in 0..<6 { try run.step() }
      // Debt would be paid by the sale, and nothing gives it back.
      guard run.ledger.account().debt == .zero else { continue }
      let before = run.ledger.member
      let hash = before.standingHash
      let sale = try run.sell(pending: policy == .onlyPending)
      while run.isStanding(sale) { try run.takeBack(sale) }
      let after = run.ledger.member
      #expect(after.lots == before.lots && after.holds == before.holds, "seed \(seed)")
      #expect(
        after.balance(of: 0, now: run.ledger.now) == before.balance(of: 0, now: run.ledger.now)
      )
      #expect(after.capUses == before.capUses, "seed \(seed)")
      #expect(after.standingHash == hash, "seed \(seed)")
      #expect(after.fullHash != before.fullHash)
    }
  }
}

private struct RandomReturns {
  var ledger = TestLedger()
  var finding: String?
  private var random: SplitMix64
  private var open: [UInt32] = []

  init(seed: UInt64) {
    random = SplitMix64(state: seed &+ 77_000)
    ledger.rules.isStrictFIFO = random.next() % 4 == 0
    switch random.next() % 4 {
    case 0: ledger.rules.returnPolicy = .onlyPending
    case 1: ledger.rules.returnPolicy = .allowDebt(max: Points(Int64(random.upTo(40))))
    default: ledger.rules.returnPolicy = .withinBalance
    }
  }

  func isStanding(_ sale: UInt32) -> Bool { open.contains(sale) }

  mutating func step() throws {
    let days = [0, 0, 0, 1, 2][random.upTo(4)]
    ledger.go(to: ledger.now.adding(milliseconds: Int64(days) * LedgerRules.dayMilliseconds))
    let sale = open.isEmpty ? 0 : open[random.upTo(open.count - 1)]
    switch random.upTo(9) {
    case 0, 1: _ = try sell()
    case 2: _ = try? ledger.redeem(Int64(random.upTo(30) + 1))
    case 3: _ = try? ledger.lock(Int64(random.upTo(20) + 1), until: ledgerDay(30))
    case 4: _ = try? ledger.authorize(Int64(random.upTo(20) + 1), timeoutDays: 2)
    case 5 where sale != 0: try reverse(sale)
    default: if sale != 0 { try takeBack(sale) }
    }
  }

  mutating func sell(pending: Bool = false) throws -> UInt32 {
    var awards: [Award] = []
    for promotion in 1...3 as ClosedRange<PromotionNumber> where random.upTo(3) > 0 {
      awards.append(award(promotion, points: Int64(random.upTo(30)), pending: pending))
    }
    let sale = try ledger.sell(awards, capUses: uses(of: awards))
    open.append(sale)
    return sale
  }

  mutating func takeBack(_ sale: UInt32) throws {
    let old = ledger.sales[sale]?.awards ?? []
    var rest = old.map { award in
      var award = award
      award.points = Points(Int64(random.upTo(Int(award.points.rawValue))))
      return award
    }
    // Now and then another promotion wins a group.
    if random.upTo(4) == 0, old.contains(where: { $0.points > 0 }) {
      rest = [award(4, points: Int64(random.upTo(20)), pending: old[0].isPending)]
    }
    let isEverything = random.upTo(3) == 0 || rest.allSatisfy { $0.points == .zero }
    let before = ledger.account()
    let result = try ledger.takeBack(
      sale,
      leaving: isEverything ? nil : SaleStanding(awards: rest, capUses: uses(of: rest))
    )
    if isEverything { open.removeAll { $0 == sale } }
    check(result.effects, before: before)
    if result.delta != result.effects.points { finding = "\(result)" }
    let stands = try ledger.earnFacts(sale).standing(of: 0)
    if stands != result.after { finding = "\(stands) stand, not \(result.after)" }
  }

  private mutating func reverse(_ sale: UInt32) throws {
    let before = ledger.account()
    check(try ledger.reverseEarn(sale), before: before)
    open.removeAll { $0 == sale }
  }

  private mutating func check(_ effects: EarnReversal, before: Account) {
    let parts = [
      effects.pendingVoided, effects.availableTaken, effects.lockedTaken,
      effects.takenFromOtherLots, effects.debtCreated, effects.alreadyExpired,
      effects.unrecovered,
    ]
    if parts.reduce(.zero, +) != effects.points { finding = "\(effects)" }
    let after = ledger.account()
    if after.issued != before.issued || after.redeemed != before.redeemed {
      finding = "a return issued or redeemed: \(before), \(after)"
    }
    if after.reversed - before.reversed != effects.points - effects.unrecovered {
      finding = "\(after.reversed - before.reversed) reversed, \(effects)"
    }
  }

  private func award(_ promotion: PromotionNumber, points: Int64, pending: Bool) -> Award {
    .of(
      points,
      pendingDays: pending ? 3 : Int64(promotion % 3),
      expiresAfterDays: [0, 3, 5, 9, 4][Int(promotion)],
      isBonus: promotion > 1,
      promotion: promotion
    )
  }

  private func uses(of awards: [Award]) -> [CapUse] {
    awards.filter { $0.points > .zero }.map { award in
      CapUse(
        promotion: award.promotion,
        period: .life,
        periodStart: ledgerDay(0),
        points: award.points
      )
    }
  }
}

extension Award {
  fileprivate var isPending: Bool {
    lotSchedule.dates(recordedAt: ledgerDay(0), occurredAt: ledgerDay(0)) {
      ProgrammeCalendar(zone: .utc)
    }.activationAt >= ledgerDay(3)
  }
}
