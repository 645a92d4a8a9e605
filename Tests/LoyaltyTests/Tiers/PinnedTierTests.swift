import Testing

@testable import FealtyLoyalty

@Suite("Tiers that somebody gives")
struct PinnedTierTests {
  private static let rules = TierRules.of(.calendar(.quarter), fallsOnReturn: true)

  @Test func `a pinned tier neither rises nor falls, and is reviewed when its time is over`() throws
  {
    var ledger = TestLedger.ofTiers(Self.rules)
    let sale = try ledger.buy(100)
    ledger.pin("gold", until: at("2026-08-15"))
    #expect(ledger.tier == "gold")
    try ledger.reverseEarn(sale)
    #expect(ledger.tier == "gold", "a reversal lowers no pinned tier")
    ledger.go(to: "2026-07-10")
    #expect(ledger.tier == "gold")
    try ledger.buy(100)
    ledger.go(to: at("2026-08-15").adding(milliseconds: -1))
    #expect(ledger.tier == "gold" && ledger.member.tierStanding.isPinned(at: ledger.now))
    ledger.go(to: "2026-08-15")
    #expect(ledger.tier == "silver" && ledger.member.tierStanding.pinned.isEmpty)
    #expect(ledger.member.tierStanding.keptUntil == at("2027-01-01"))
    #expect(ledger.replayed() == ledger.member)

    // Held down, it rises when the time is over.
    var low = TestLedger.ofTiers(Self.rules)
    low.pin("basic", until: at("2026-02-01"))
    try low.buy(300)
    #expect(low.tier == "basic")
    low.go(to: "2026-02-01")
    #expect(low.tier == "gold")
    #expect(low.member.tierStanding.keptUntil == at("2026-07-01"))
  }

  @Test func `a floor may be risen above, and is fallen back to as long as it holds`() throws {
    var ledger = TestLedger.ofTiers(Self.rules)
    ledger.pin("silver", until: at("2026-12-24"), floor: true)
    ledger.go(to: "2026-01-10")
    try ledger.buy(300)
    #expect(ledger.tier == "gold")
    #expect(ledger.member.tierStanding.keptUntil == at("2026-07-01"))
    ledger.go(to: "2026-07-01")
    #expect(ledger.tier == "silver")
    ledger.go(to: at("2026-12-24").adding(milliseconds: -1))
    #expect(ledger.tier == "silver")
    ledger.go(to: "2026-12-24")
    #expect(ledger.tier == "basic" && ledger.member.tierStanding.pinned.isEmpty)
    #expect(ledger.replayed() == ledger.member)
    // One for good.
    var ever = TestLedger.ofTiers(Self.rules)
    ever.pin("silver", until: .never, floor: true)
    try ever.buy(300)
    ever.go(to: "2040-01-01")
    #expect(ever.tier == "silver" && ever.member.nextDue() == .never)
    try ever.buy(300)
    #expect(ever.tier == "gold")
  }

  @Test func `without tier rules the tier goes back to what it was before it was pinned`() {
    var ledger = TestLedger()
    ledger.pin("gold", until: Timestamp(milliseconds: 1_000))
    ledger.pin("platinum", until: Timestamp(milliseconds: 2_000))
    ledger.go(to: Timestamp(milliseconds: 1_999))
    #expect(ledger.tier == "platinum")
    ledger.go(to: Timestamp(milliseconds: 2_000))
    #expect(ledger.tier == "basic" && !ledger.member.hasTierStanding)
    #expect(ledger.replayed() == ledger.member)
  }

  @Test func `a tier that was given stays a period, and a return of something else takes it not`()
    throws
  {
    var ledger = TestLedger.ofTiers(Self.rules)
    ledger.go(to: "2026-05-01")
    ledger.give("gold")
    #expect(ledger.member.tierStanding.keptUntil == at("2026-07-01"))
    let sale = try ledger.buy(10)
    try ledger.reverseEarn(sale)
    #expect(ledger.tier == "gold")
    ledger.go(to: "2026-07-01")
    #expect(ledger.tier == "basic")
    // A tier from before there were rules has a period from the first sale on.
    var old = TestLedger.ofTiers(Self.rules)
    old.tiers = nil
    old.give("silver")
    #expect(!old.member.hasTierStanding)
    old.tiers = Self.rules
    old.go(to: "2026-08-01")
    #expect(old.tier == "silver")
    try old.buy(1)
    #expect(old.member.tierStanding.keptUntil == at("2026-10-01"))
    // A tier that is given ends a pin.
    old.pin("gold", until: .never)
    old.give("silver")
    #expect(old.tier == "silver" && old.member.tierStanding.pinned.isEmpty)
    old.go(to: "2026-10-01")
    #expect(old.tier == "basic")
  }

  @Test func `progress says what keeps the tier, and what leads to the next`() throws {
    var ledger = TestLedger.ofTiers(Self.rules)
    try ledger.buy(120)
    var far = ledger.member.tierProgress(now: ledger.now, rules: Self.rules)
    #expect(far.qualified == 120 && far.toKeep == 0)
    #expect(far.nextTier == "gold" && far.toNext == 180)
    ledger.go(to: "2026-04-02")
    try ledger.buy(30)
    far = ledger.member.tierProgress(now: ledger.now, rules: Self.rules)
    #expect(far.qualified == 30 && far.toKeep == 70 && far.toNext == 270)
    #expect(far.keptUntil == at("2026-07-01"))
    #expect(far.span == TierSpan(start: at("2026-04-01"), end: at("2026-07-01")))
    try ledger.buy(300)
    far = ledger.member.tierProgress(now: ledger.now, rules: Self.rules)
    #expect(far.nextTier.isEmpty && far.toNext == 0 && far.toKeep == 0)

    // What leaves the last days until the review has to be bought anew.
    let rolling = TierRules.of(.rolling(days: 10))
    var days = TestLedger.ofTiers(rolling)
    try days.buy(60)
    days.go(to: "2026-01-05")
    try days.buy(70)
    far = days.member.tierProgress(now: days.now, rules: rolling)
    #expect(far.qualified == 130 && far.keptUntil == at("2026-01-11") && far.toKeep == 30)
  }
}
