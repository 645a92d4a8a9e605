import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Tiers and time")
struct TierTimeTests {
  @Test func `a tier falls at its instant, though nobody asks for the member`() throws {
    let tiers = try TierRig(shards: 2)
    _ = try tiers.earn(tiers.sale(150))
    let end = TierRig.quarters[1]
    tiers.go(to: end - 1)
    #expect(try tiers.tier() == "silver")
    tiers.go(to: end)
    #expect(try tiers.tier() == "basic")
    let reviewed = try #require(try tiers.transactions().first)
    #expect(reviewed.kind == .tierReviewed && reviewed.occurredAtMs == end && reviewed.points == 0)
    #expect(reviewed.tierChange == TierChange(old: "silver", new: "basic", fromMs: end))
    #expect(try tiers.member().version == 3)
    let shards = tiers.rig.engine.shards.indices
    #expect(shards.allSatisfy { tiers.rig.on($0, { $0.timers.count }) == 0 })
    try tiers.rig.stop()
  }

  @Test(
    "after a crash and after a clean end everything is as before, and falls in its time",
    arguments: [true, false]
  )
  func restart(isKilled: Bool) throws {
    var tiers = try TierRig()
    _ = try tiers.earn(tiers.sale(310))
    tiers.go(to: TierRig.quarters[0] + 5)
    let late = try tiers.earn(tiers.sale(40, at: TierRig.quarters[0] - 5))
    _ = try tiers.reverse(late)
    _ = try tiers.earn(tiers.sale(120))
    let (hash, progress) = (try tiers.stateHash(), try tiers.member().tierProgress)
    tiers = try tiers.restarted(shards: 2, isKilled: isKilled)
    #expect(try tiers.stateHash() == hash)
    #expect(try tiers.member().tierProgress == progress)
    // While nobody serves, the time of gold is over.
    tiers.rig.clock.advance(milliseconds: TierRig.quarters[1] - tiers.rig.clock.wallMilliseconds())
    tiers = try tiers.restarted(isKilled: isKilled)
    tiers.go(to: tiers.rig.clock.wallMilliseconds())
    #expect(try tiers.tier() == "silver")
    let reviewed = try #require(try tiers.transactions().first)
    #expect(reviewed.kind == .tierReviewed && reviewed.occurredAtMs == TierRig.quarters[1])
    #expect(try tiers.rig.verifyLedger().findings.isEmpty)
    try tiers.rig.stop()
  }

  @Test func `what the rules say now counts at the next review`() throws {
    let tiers = try TierRig()
    _ = try tiers.earn(tiers.sale(300))
    // Gold for 200 from now on: reached is reached, and falls one step at a time.
    try tiers.rig.put(
      TierRig.programme(TierRig.rules { $0.downgrade = .downgradeOneStep })
    )
    tiers.go(to: TierRig.quarters[1])
    #expect(try tiers.tier() == "silver")
    // Without rules nothing falls any more.
    try tiers.rig.put(TierRig.programme(nil))
    tiers.go(to: TierRig.quarters[3])
    #expect(try tiers.tier() == "silver")
    #expect(try tiers.member().tierProgress == nil)
    #expect(try tiers.earn(tiers.sale(300)).tierChange == nil)
    try tiers.rig.stop()
  }

  @Test func `progress says what is missing, and until when`() throws {
    let tiers = try TierRig()
    _ = try tiers.earn(tiers.sale(120))
    tiers.go(to: TierRig.quarters[0])
    _ = try tiers.earn(tiers.sale(30))
    let progress = try #require(try tiers.member().tierProgress)
    #expect(
      progress
        == FealtyWire.TierProgress(
          qualified: 30,
          periodFromMs: TierRig.quarters[0],
          periodToMs: TierRig.quarters[1],
          keptUntilMs: TierRig.quarters[1],
          toKeep: 70,
          nextTier: "gold",
          toNext: 270,
          tokenID: "points"
        )
    )
    try tiers.rig.stop()
  }

  struct FaultCase: Sendable {
    var field: String
    var change: @Sendable (inout FealtyWire.TierRules) -> Void

    init(_ field: String, _ change: @escaping @Sendable (inout FealtyWire.TierRules) -> Void) {
      self.field = field
      self.change = change
    }
  }

  @Test(
    "rules that mean nothing are refused by their field",
    arguments: [
      FaultCase("measure") { $0.measure = FealtyWire.TierMeasure(rawValue: 2) },
      FaultCase("period") { $0.period = FealtyWire.TierPeriod(rawValue: 5) },
      FaultCase("downgrade") { $0.downgrade = FealtyWire.TierDowngrade(rawValue: 3) },
      FaultCase("returns") { $0.returns = FealtyWire.TierReturns(rawValue: 2) },
      FaultCase("grace_days") { $0.graceDays = 367 },
      FaultCase("days") { $0.days = 1 },
      FaultCase("days") { $0.period = .tierRolling },
      FaultCase("days") { rules in
        rules.period = .tierRolling
        rules.days = 1_101
      },
      FaultCase("token_id") { $0.tokenID = "stars" },
      FaultCase("token_id") { rules in
        rules.measure = .qualifyBySpend
        rules.tokenID = "points"
      },
      FaultCase("thresholds") { $0.thresholds.removeLast() },
      FaultCase("thresholds") { $0.thresholds.swapAt(0, 1) },
      FaultCase("thresholds[0].amount") { $0.thresholds[0].amount = 0 },
      FaultCase("thresholds[1].amount") { $0.thresholds[1].amount = 100 },
      FaultCase("thresholds[1].amount") { $0.thresholds[1].amount = .max },
    ]
  )
  func faults(_ fault: FaultCase) throws {
    let tiers = try TierRig()
    let hash = try tiers.stateHash()
    let status = try tiers.status {
      try tiers.rig.put(TierRig.programme(TierRig.rules(fault.change)))
    }
    // Numbers without a name are refused before anybody looks at what they are for.
    let unnamed = ["measure", "period", "downgrade", "returns"]
    #expect(status?.reason == (unnamed.contains(fault.field) ? .invalidField : .invalidProgramme))
    #expect(status?.field == "programme.settings.tier_rules.\(fault.field)")
    #expect(status?.message.isEmpty == false)
    #expect(try tiers.stateHash() == hash)
    try tiers.rig.stop()
  }
}
