import Testing

@testable import FealtyLoyalty

@Suite("Tiers by rule")
struct TierTests {
  private static let quarter = TierRules.Period.calendar(.quarter)

  // MARK: - Sales

  @Test func `a sale leads to a tier at once, in its own posting, and not before it`() throws {
    var ledger = TestLedger.ofTiers(.of(Self.quarter))
    ledger.go(to: "2026-01-10", hour: 9)
    try ledger.buy(99)
    #expect(ledger.tier == "basic" && ledger.log[ledger.member.version]?.tierChange == nil)
    ledger.go(to: "2026-01-11", hour: 9)
    let version = try ledger.buy(1)
    let change = ledger.log[version]?.tierChange
    #expect(change == TierStep.Change(old: "basic", new: "silver", from: ledger.now))
    #expect(ledger.tier == "silver")
    #expect(ledger.member.tier(at: ledger.now.adding(milliseconds: -1)).isEmpty)
    #expect(ledger.member.tier(at: ledger.now) == "silver")
    // Two steps at once.
    var other = TestLedger.ofTiers(.of(Self.quarter))
    try other.buy(300)
    #expect(other.tier == "gold")
    #expect(other.replayed() == other.member)
  }

  @Test func `who has no tier rules has nothing of them`() throws {
    var ledger = TestLedger()
    try ledger.buy(1_000)
    #expect(!ledger.member.hasDetails)
  }

  @Test func `a late sale counts where it was made, and changes nothing of before`() throws {
    var ledger = TestLedger.ofTiers(.of(Self.quarter))
    // 100 in the first quarter, told of in the second: silver for the second.
    ledger.go(to: "2026-04-03")
    try ledger.buy(100, occurredAt: at("2026-03-30", hour: 8))
    #expect(ledger.tier == "silver")
    #expect(ledger.member.tierStanding.keptUntil == at("2026-07-01"))
    #expect(ledger.member.tier(at: at("2026-03-30", hour: 7)).isEmpty)
    #expect(ledger.member.tier(at: at("2026-03-30", hour: 8)) == "silver")
    // 300 of before lead to gold, since the last change.
    ledger.go(to: "2026-04-20")
    try ledger.buy(210, occurredAt: at("2026-03-25"))
    #expect(ledger.tier == "gold")
    #expect(ledger.member.tier(at: at("2026-03-29")).isEmpty)
    #expect(ledger.member.tier(at: at("2026-03-30", hour: 8)) == "gold")
    // Of two quarters before nothing counts any more.
    var late = TestLedger.ofTiers(.of(Self.quarter))
    late.go(to: "2026-07-10")
    try late.buy(500, occurredAt: at("2026-03-31"))
    #expect(late.tier == "basic")
    // A till's clock that is ahead reaches no later period.
    late.go(to: at("2026-10-01").adding(milliseconds: -1))
    try late.buy(100, occurredAt: at("2026-10-01", hour: 1))
    #expect(late.member.tierStanding.sums.last?.from == at("2026-07-01"))
    #expect(late.member.tier(at: late.now) == "silver")
  }

  @Test func `what is more than can be counted is refused, and nothing has changed`() throws {
    var ledger = TestLedger.ofTiers(.of(Self.quarter))
    var posting = Posting(kind: .earn, token: 0, effectiveAt: ledger.now)
    let limit = Points.limit.rawValue
    #expect(throws: Refusal.amountOutOfRange) {
      try ledger.member.qualify(
        limit + 1,
        in: &posting,
        now: ledger.now,
        occurredAt: ledger.now,
        rules: .of(Self.quarter)
      )
    }
    #expect(throws: Refusal.amountOutOfRange) {
      try ledger.member.qualify(
        .max,
        in: &posting,
        now: ledger.now,
        occurredAt: ledger.now,
        rules: .of(Self.quarter)
      )
    }
    #expect(!posting.hasDetails)
    try ledger.buy(limit)
    ledger.go(to: "2026-02-01")
    // The points are gone, what they counted is not.
    try ledger.redeem(limit)
    let before = ledger.member
    #expect(throws: Refusal.amountOutOfRange) { try ledger.buy(1) }
    #expect(ledger.member == before)
  }

  @Test func `what cannot count any more takes no room`() throws {
    for (period, most) in [
      (TierRules.Period.rolling(days: 30), 62), (.calendar(.month), 4), (.calendar(.year), 3),
      (.anniversary, 3),
    ] {
      var ledger = TestLedger.ofTiers(.of(period))
      for day in 1...800 as ClosedRange<Int64> {
        ledger.go(to: at("2026-01-01").adding(milliseconds: day * LedgerRules.dayMilliseconds))
        try ledger.buy(1)
        try ledger.redeem(1)
        #expect(ledger.member.tierStanding.sums.count <= most, "\(period), day \(day)")
      }
      #expect(ledger.replayed() == ledger.member)
    }
  }

  // MARK: - The end of a period

  @Test(
    "at a period's end the tier falls as the rules say, after the grace",
    arguments: [
      (TierRules.Downgrade.toReached, ["basic", "basic"]), (.oneStep, ["silver", "basic"]),
      (.never, ["gold", "gold"]),
    ]
  )
  func falls(_ downgrade: TierRules.Downgrade, _ tiers: [String]) throws {
    for graceDays in [0, 10] as [Int64] {
      var ledger = TestLedger.ofTiers(.of(Self.quarter, downgrade, graceDays: graceDays))
      try ledger.buy(300)
      let grace = graceDays * LedgerRules.dayMilliseconds
      for (end, tier) in zip(["2026-07-01", "2026-10-01"], tiers) {
        let end = at(end).adding(milliseconds: grace)
        let before = ledger.tier
        ledger.go(to: end.adding(milliseconds: -1))
        #expect(ledger.tier == before)
        ledger.go(to: end)
        #expect(ledger.tier == tier, "\(end.milliseconds)")
        #expect(ledger.member.tier(at: end.adding(milliseconds: -1)) == before)
      }
      ledger.go(to: "2036-01-01")
      #expect(ledger.tier == (downgrade == .never ? "gold" : "basic"))
      #expect(ledger.member.nextDue() == .never)
      #expect(ledger.replayed() == ledger.member)
    }
  }

  @Test func `it falls to the tier that was reached, and what is due for years comes in order`()
    throws
  {
    var ledger = TestLedger.ofTiers(.of(Self.quarter))
    try ledger.buy(300)
    ledger.go(to: "2026-06-30")
    try ledger.buy(100)
    // Nobody looks for years: gold falls to silver, and silver to basic, each at its own instant.
    ledger.go(to: "2030-01-01")
    #expect(ledger.tier == "basic")
    #expect(ledger.member.tier(at: at("2026-06-30", hour: 23)) == "gold")
    #expect(ledger.member.tier(at: at("2026-07-01")) == "silver")
    #expect(ledger.member.tier(at: at("2026-09-30", hour: 23)) == "silver")
    #expect(ledger.member.tier(at: at("2026-10-01")) == "basic")
    #expect(ledger.log.values.filter { $0.kind == .tierReviewed }.count == 2)
  }

  @Test func `who buys enough within the grace keeps the tier`() throws {
    var ledger = TestLedger.ofTiers(.of(Self.quarter, graceDays: 20))
    try ledger.buy(100)
    ledger.go(to: "2026-07-15")
    #expect(ledger.tier == "silver")
    try ledger.buy(99)
    #expect(ledger.member.tierStanding.keptUntil == at("2026-07-21"))
    try ledger.buy(1)
    #expect(ledger.member.tierStanding.keptUntil == at("2027-01-21"))
    ledger.go(to: "2026-12-31")
    #expect(ledger.tier == "silver")
    #expect(ledger.log.values.allSatisfy { $0.kind != .tierReviewed })
  }

  // MARK: - Returns

  @Test func `a return takes a tier at once, or at the end of the period`() throws {
    for fallsOnReturn in [true, false] {
      var ledger = TestLedger.ofTiers(.of(Self.quarter, fallsOnReturn: fallsOnReturn))
      let first = try ledger.buy(150)
      ledger.go(to: "2026-01-20")
      let second = try ledger.buy(150)
      #expect(ledger.tier == "gold")
      // A part of it: 300 - 60 are silver.
      ledger.go(to: "2026-02-01")
      try ledger.takeBack(second, leaving: SaleStanding(awards: [.of(90)]))
      #expect(ledger.member.tierStanding.sums.map(\.amount) == [240])
      #expect(ledger.tier == (fallsOnReturn ? "silver" : "gold"))
      #expect(
        ledger.member.tierStanding.keptUntil == at(fallsOnReturn ? "2026-07-01" : "2026-04-01")
      )
      try ledger.reverseEarn(second)
      try ledger.reverseEarn(first)
      #expect(ledger.member.tierStanding.sums.isEmpty)
      #expect(ledger.tier == (fallsOnReturn ? "basic" : "gold"))
      ledger.go(to: "2026-04-01")
      #expect(ledger.tier == "basic")
      #expect(ledger.member.tier(at: at("2026-01-25")) == "gold")
      #expect(ledger.replayed() == ledger.member)
    }
  }

  @Test func `a return of what is forgotten, or of another measure, takes nothing`() throws {
    var ledger = TestLedger.ofTiers(.of(.calendar(.month), fallsOnReturn: true))
    let old = try ledger.buy(100)
    ledger.go(to: "2026-06-01")
    let counted = try ledger.buy(100)
    #expect(ledger.member.tierStanding.sums.map(\.from) == [at("2026-06-01")])
    try ledger.reverseEarn(old)
    #expect(ledger.tier == "silver" && ledger.member.tierStanding.sums.map(\.amount) == [100])
    // From now on money counts: what points have counted is forgotten with the first sale.
    ledger.tiers?.measure = .spend
    let spent = try ledger.buy(150)
    #expect(ledger.member.tierStanding.measure == 0)
    #expect(ledger.member.tierStanding.sums.map(\.amount) == [150])
    try ledger.reverseEarn(counted)
    #expect(ledger.member.tierStanding.sums.map(\.amount) == [150])
    try ledger.takeBack(spent, leaving: SaleStanding(awards: [.of(75)], spentMinor: 40))
    #expect(ledger.member.tierStanding.sums.map(\.amount) == [40])
    #expect(ledger.tier == "basic")
    // A rest that is worth more than the sale counts no more than it.
    let again = try ledger.buy(10)
    try ledger.takeBack(again, leaving: SaleStanding(awards: [.of(10)], spentMinor: 900))
    #expect(ledger.member.tierStanding.sums.map(\.amount) == [50])
  }
}
