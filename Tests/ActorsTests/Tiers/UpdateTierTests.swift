import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Tiers by an office's word")
struct UpdateTierTests {
  @Test func `a tier is pinned, survives returns and restarts, and is reviewed in its time`() throws
  {
    var tiers = try TierRig()
    let sale = try tiers.earn(tiers.sale(100))
    let until = TierRig.begin + 200 * TierRig.day
    let answer = try tiers.updateTier("gold") { $0.validUntilMs = until }
    #expect(answer.old == "silver" && answer.new == "gold")
    #expect(answer.version == (try tiers.member().version))
    #expect(try tiers.reverse(sale).tierChange == nil)
    var progress = try #require(try tiers.member().tierProgress)
    #expect(progress.pinnedUntilMs == until && progress.keptUntilMs == until && !progress.floor)
    let hash = try tiers.stateHash()
    tiers = try tiers.restarted(isKilled: true)
    #expect(try tiers.stateHash() == hash)
    tiers = try tiers.restarted()
    #expect(try tiers.stateHash() == hash)
    #expect(try tiers.tier() == "gold")
    // The rules neither raise nor lower it meanwhile.
    tiers.go(to: TierRig.quarters[1])
    #expect(try tiers.earn(tiers.sale(100)).tierChange == nil)
    tiers.go(to: until - 1)
    #expect(try tiers.tier() == "gold")
    tiers.go(to: until)
    #expect(try tiers.tier() == "silver")
    progress = try #require(try tiers.member().tierProgress)
    #expect(progress.pinnedUntilMs == 0 && progress.keptUntilMs == TierRig.quarters[3])
    try tiers.rig.stop()
  }

  @Test func `a floor for good may be risen above`() throws {
    let tiers = try TierRig()
    _ = try tiers.updateTier("silver") { $0.floor = true }
    let progress = try #require(try tiers.member().tierProgress)
    #expect(progress.pinnedForGood && progress.floor && progress.keptUntilMs == 0)
    #expect(try tiers.earn(tiers.sale(300)).tierChange?.new == "gold")
    tiers.go(to: TierRig.quarters[3])
    #expect(try tiers.tier() == "silver")
    // An enrolment's word ends it.
    let update = EnrolRequest(
      envelope: tiers.rig.envelope(),
      member: EngineRig.ada,
      mode: .update,
      tier: "gold"
    )
    _ = try tiers.rig.answer(EnrolResponse.self, MethodID.enrol, update)
    let after = try #require(try tiers.member().tierProgress)
    #expect(!after.pinnedForGood && after.keptUntilMs == TierRig.quarters[3] + 90 * TierRig.day)
    try tiers.rig.stop()
  }

  @Test func `without tier rules it ends with the tier before`() throws {
    let tiers = try TierRig(nil)
    let until = TierRig.begin + TierRig.day
    _ = try tiers.updateTier("gold") { $0.validUntilMs = until }
    #expect(try tiers.member().tierProgress?.pinnedUntilMs == until)
    tiers.go(to: until)
    #expect(try tiers.tier() == "basic" && tiers.member().tierProgress == nil)
    try tiers.rig.stop()
  }

  @Test func `what cannot be is refused by its field, and changes nothing`() throws {
    let tiers = try TierRig()
    _ = try tiers.updateTier("silver")
    let hash = try tiers.stateHash()
    let refusals: [(Reason, String, (inout UpdateTierRequest) -> Void)] = [
      (.invalidField, "tier", { $0.tier = "platinum" }), (.invalidField, "tier", { $0.tier = "" }),
      (.invalidField, "reason", { $0.reason = "" }),
      (.invalidField, "reason", { $0.reason = String(repeating: "x", count: 257) }),
      (.invalidField, "valid_until_ms", { $0.validUntilMs = TierRig.begin }),
      (.invalidField, "valid_until_ms", { $0.validUntilMs = -1 }),
      (.versionConflict, "", { $0.expectedVersion = 1 }),
      (.memberNotFound, "", { $0.member = MemberReference(reference: .memberID("nobody")) }),
    ]
    for (reason, field, change) in refusals {
      let status = try tiers.status { try tiers.updateTier("gold", change) }
      #expect(status?.reason == reason && (field.isEmpty || status?.field == field))
    }
    #expect(try tiers.stateHash() == hash)
    // A dry run says what would be, and a retry what was.
    #expect(try tiers.updateTier("gold") { $0.envelope?.dryRun = true }.old == "silver")
    #expect(try tiers.stateHash() == hash)
    let envelope = tiers.rig.envelope()
    let first = try tiers.updateTier("gold") { $0.envelope = envelope }
    var again = try tiers.updateTier("gold") { $0.envelope = envelope }
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == first)
    // Who is closed is in no tier that anybody changes.
    _ = try tiers.rig.answer(
      UpdateStageResponse.self,
      MethodID.updateStage,
      UpdateStageRequest(envelope: tiers.rig.envelope(), member: EngineRig.ada, newStage: .closed)
    )
    let closed = try tiers.status { try tiers.updateTier("silver") }
    #expect(closed?.reason == .memberNotActive)
    try tiers.rig.stop()
  }

  @Test func `a deletion leaves nothing of the tier`() throws {
    let tiers = try TierRig()
    _ = try tiers.earn(tiers.sale(300))
    _ = try tiers.updateTier("silver")
    _ = try tiers.rig.answer(
      DeleteMemberResponse.self,
      MethodID.deleteMember,
      DeleteMemberRequest(
        envelope: tiers.rig.envelope(),
        member: EngineRig.ada,
        reason: "a letter",
        balance: .balanceForfeit
      )
    )
    let state = try #require(try tiers.rig.exported().first)
    #expect(state.stage == .stageErased && state.tier.isEmpty && state.tierStanding == nil)
    try tiers.rig.stop()
  }

  @Test func `every change of a tier is told to who follows the members`() throws {
    let tiers = try TierRig()
    let stream: UInt32 = 9_000
    _ = try tiers.earn(tiers.sale(100))
    _ = try tiers.updateTier("gold") { $0.validUntilMs = TierRig.begin + TierRig.day }
    tiers.go(to: TierRig.begin + TierRig.day)
    tiers.go(to: TierRig.quarters[1])
    let request = SubscribeRequest(
      envelope: tiers.rig.envelope(),
      fromStart: true,
      kinds: [.tierChanged]
    )
    tiers.rig.send([(stream, MethodID.subscribe, request)])
    var events: [MemberEvent] = []
    while events.count < 4 {
      try #require(tiers.rig.received(stream).last?.kind != .response)
      events = try tiers.rig.received(stream).filter { $0.kind == .item }
        .flatMap { try MemberEvents(bytes: $0.payload).events }
    }
    #expect(events.map(\.kind) == Array(repeating: .tierChanged, count: 4))
    #expect(events.map(\.oldTier) == ["basic", "silver", "gold", "silver"])
    #expect(events.map(\.tier) == ["silver", "gold", "silver", "basic"])
    let kinds: [TransactionKind] = [.earn, .transactionNone, .tierReviewed, .tierReviewed]
    #expect(events.map(\.transactionKind) == kinds)
    #expect(Set(events.map(\.eventID)).count == 4)
    for event in events {
      var out = OutputBuffer()
      event.writeJSON(to: &out)
      #expect(String(decoding: out.bytes(), as: UTF8.self) == event.json(pretty: false))
    }
    try tiers.rig.stop()
  }

  // MARK: - Carrying

  @Test func `an export brings what counts and what is pinned to another server`() throws {
    let tiers = try TierRig()
    _ = try tiers.earn(tiers.sale(120))
    _ = try tiers.updateTier("gold") { request in
      request.validUntilMs = TierRig.quarters[2]
      request.floor = true
    }
    let state = try #require(try tiers.rig.exported().first)
    let other = try TierRig()
    var moved = state
    moved.memberID = "moved"
    #expect(try other.rig.importMember(moved).isNew)
    #expect(try other.rig.importMember(moved).isSame)
    #expect(try other.member("moved").tierProgress == tiers.member().tierProgress)
    let back = try #require(try other.rig.exported().first { $0.memberID == "moved" })
    #expect(back.tierStanding == state.tierStanding && back.tiers == state.tiers)
    other.go(to: TierRig.quarters[2])
    #expect(try other.tier("moved") == "basic")
    let faults: [(String, (inout ExportedTierStanding) -> Void)] = [
      ("tier_standing.token_id", { $0.tokenID = "stars" }),
      ("tier_standing", { $0.pinnedTier = "platinum" }),
      ("tier_standing", { $0.beforePin = "platinum" }),
      ("tier_standing", { $0.pinnedTier = "" }), ("tier_standing", { $0.keptUntilMs = -1 }),
      ("tier_standing.sums", { $0.sums[0].sum = 0 }),
      ("tier_standing.sums", { $0.sums.append($0.sums[0]) }),
      ("tier_standing.sums", { $0.sums[0].sum = .max }),
      (
        "tier_standing.sums",
        { standing in
          standing.sums = (0...3_000).map { ExportedTierSum(fromMs: Int64($0), sum: 1) }
        }
      ),
    ]
    for (place, (field, change)) in faults.enumerated() {
      var wrong = state
      wrong.memberID = "wrong-\(place)"
      var standing = try #require(wrong.tierStanding)
      change(&standing)
      wrong.tierStanding = standing
      let status = try other.status { try other.rig.importMember(wrong) }
      #expect(status?.field == "state.\(field)", "\(place)")
    }
    try tiers.rig.stop()
    try other.rig.stop()
  }
}
