import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: whatever a server holds, it holds again after a restart, by the log alone and by a
/// snapshot alone.
///
/// Method: everything that has state is used; what a snapshot would hold is compared byte by byte,
/// before the end and after starts on copies of the disk.
@Suite("The state after a restart")
struct RestartStateTests {
  private static let day: Int64 = 86_400_000

  private static let visits = Promotion(
    promotionID: "visits",
    name: "each second visit",
    mechanic: .fixed(Fixed(points: 7)),
    caps: [Cap(period: .perMonth, points: 70, scope: .scopeAll)],
    conditions: Conditions(visit: Visit(number: 2, every: true)),
    budgetIDs: ["spring"],
    fundingPartner: "Mill"
  )
  private static let survey = Promotion(
    promotionID: "survey",
    name: "survey",
    selection: Selection(kinds: [.event], include: Terms(eventTypes: ["survey"])),
    mechanic: .fixed(Fixed(points: 3))
  )
  private static let base = Promotion(
    promotionID: "base",
    name: "base",
    mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
    caps: [Cap(period: .perDay, points: 1_000)],
    lotTerms: LotTerms(expiresAfterMs: 40 * day)
  )
  private static let settings = Settings(
    maxDebt: 500,
    guests: true,
    parkGuestSales: true,
    eventTypes: ["survey"],
    holdEventsMs: 5 * day,
    tokenPolicies: [
      TokenPolicy(
        tokenID: "points",
        inactivity: CalendarTerm(count: 2, unit: .unitMonth),
        decay: Decay(tenThousandths: 100_000, every: .toMonthEnd)
      )
    ],
    pointCost: Ratio(numerator: 1, denominator: 2),
    tierRules: FealtyWire.TierRules(
      period: .tierRolling,
      days: 20,
      thresholds: [FealtyWire.TierThreshold(tier: "gold", amount: 55)],
      graceDays: 3,
      returns: .tierReturnsAtOnce
    )
  )

  private func put(_ rig: EngineRig) throws {
    let programme = Programme(
      programID: "p",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points"), Token(tokenID: "miles", name: "Miles")],
      tiers: ["basic", "gold"],
      promotions: [Self.base, Self.visits, Self.survey],
      settings: Self.settings,
      budgets: [Budget(budgetID: "spring", period: .perLife, limit: 90)],
      voucherTypes: [
        VoucherType(voucherTypeID: "five", name: "5.00", points: 5, valueMinor: 500, stock: 9)
      ],
      codeCampaigns: [
        CodeCampaign(campaignID: "flyers", points: 4, active: true),
        CodeCampaign(campaignID: "poster", points: 2, code: "POSTER", stock: 30, active: true),
      ]
    )
    try rig.put(programme)
  }

  private func enrol(
    _ rig: EngineRig,
    _ member: String,
    _ change: (inout EnrolRequest) -> Void
  )
    throws
  {
    var request = EnrolRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      mode: .upsert
    )
    change(&request)
    _ = try rig.answer(EnrolResponse.self, MethodID.enrol, request)
  }

  private func reward(_ rig: EngineRig, _ member: String, _ event: String) throws -> Bool {
    let request = RewardEventRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      source: "web",
      eventID: event,
      eventType: "survey"
    )
    return try rig.answer(RewardEventResponse.self, MethodID.rewardEvent, request).held
  }

  /// Of six codes one is withdrawn, three are claimed, and two stay open.
  private func useCodes(_ rig: EngineRig) throws {
    let made = try rig.answer(
      IssueCodesResponse.self,
      MethodID.issueCodes,
      IssueCodesRequest(
        envelope: rig.envelope(),
        campaignID: "flyers",
        codes: (0..<6).map { CodeOrder(referenceID: "f\($0)") }
      )
    )
    let codes = made.codes[..<3].map(\.code) + ["poster", "poster"]
    for (member, code) in codes.enumerated() {
      let request = ClaimCodeRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m\(member)")),
        code: code
      )
      _ = try rig.answer(ClaimCodeResponse.self, MethodID.claimCode, request)
    }
    let cancel = CancelCodeRequest(
      envelope: rig.envelope(),
      campaignID: "flyers",
      referenceID: "f5"
    )
    _ = try rig.answer(CancelCodeResponse.self, MethodID.cancelCode, cancel)
  }

  /// Uses everything that has state.
  private func use(_ rig: EngineRig) throws {
    try put(rig)
    for member in 0..<12 {
      try enrol(rig, "m\(member)") { request in
        request.tier = "basic"
        request.segments = ["a", "b"]
        request.cardNumber = member == 3 ? "card-3" : ""
      }
    }
    try useCodes(rig)
    for round in 0..<3 {
      for member in 0..<12 { try rig.earn(Int64(10 + member), for: "m\(member)") }
      rig.clock.advance(milliseconds: Self.day)
      let segments = round == 0 ? ["b", "c"] : ["c"]
      try enrol(rig, "m1") { request in
        request.tier = round == 0 ? "gold" : ""
        request.segments = segments
        request.replaceSegments = true
      }
    }
    try redeem(rig)
    try pin(rig)
    #expect(try !reward(rig, "m2", "e1"))
    #expect(try reward(rig, "nobody", "e2"))
    var guest = rig.earnRequest(33, receipt: "R-guest")
    guest.member = nil
    #expect(try rig.answer(EarnResponse.self, MethodID.earn, guest).parked)
    // One promotion has more versions, one of them to come.
    var next = Self.base
    next.mechanic = .rate(Rate(points: 2, perAmountMinor: 100))
    next.activateAtMs = rig.clock.wallMilliseconds() + Self.day
    try rig.put(next)
  }

  /// One tier for a while, and one for good that may be risen above.
  private func pin(_ rig: EngineRig) throws {
    for (member, until) in [("m8", rig.clock.wallMilliseconds() + 9 * Self.day), ("m9", 0)] {
      let request = UpdateTierRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID(member)),
        tier: "basic",
        reason: "a test",
        validUntilMs: until,
        floor: until == 0
      )
      _ = try rig.answer(UpdateTierResponse.self, MethodID.updateTier, request)
    }
    try rig.earn(90, for: "m8")
    try rig.earn(90, for: "m9")
  }

  private func redeem(_ rig: EngineRig) throws {
    for (mode, timeout) in [(.sale, 0), (.authorize, 9_000_000)] as [(RedeemMode, Int64)] {
      let request = RedeemRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m4")),
        mode: mode,
        points: 6,
        timeoutMs: timeout
      )
      _ = try rig.answer(RedeemResponse.self, MethodID.redeem, request)
    }
    let lock = LockRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID("m5")),
      points: 8,
      reason: "dispute"
    )
    _ = try rig.answer(LockResponse.self, MethodID.lock, lock)
    let sale = try rig.earn(50, for: "m6", receipt: "R-6")
    let part = ReturnLinesRequest(
      envelope: rig.envelope(),
      transactionID: sale.outcome?.transactionID ?? "",
      lines: [ReturnedLine(line: 1, amountMinor: 1_500)],
      returnReceiptNumber: "R-6-back"
    )
    _ = try rig.answer(ReturnLinesResponse.self, MethodID.returnLines, part)
    let whole = try rig.earn(5, for: "m7")
    let reversal = ReverseEarnRequest(
      envelope: rig.envelope(),
      transactionID: whole.outcome?.transactionID ?? ""
    )
    _ = try rig.answer(ReverseEarnResponse.self, MethodID.reverseEarn, reversal)
  }

  @Test(arguments: [1, 3])
  func `is the state before, by the log alone and by the snapshot alone`(shards: Int) throws {
    let clock = TestClock()
    let rig = try EngineRig(shards: 2, clock: clock)
    try use(rig)
    let before = rig.state()
    // Programmes, members, cards, indexes, parked sales, held events, codes.
    #expect(Set(before.map { $0[0] }).count == 7)
    let log = rig.storage.copied()
    try rig.stop()
    for storage in [log, rig.storage] {
      let again = try EngineRig(shards: shards, storage: storage, clock: clock)
      let after = again.state()
      #expect(after.subtracting(before).isEmpty)
      #expect(before.subtracting(after).isEmpty)
      #expect(try again.verifyLedger().findings.isEmpty)
      try again.stop()
    }
  }

  @Test func `goes on as if there had been no restart`() throws {
    let hashes = try [false, true].map { restarts in
      let clock = TestClock()
      var rig = try EngineRig(shards: 2, clock: clock)
      try use(rig)
      if restarts {
        try rig.stop()
        rig = try EngineRig(shards: 3, storage: rig.storage, clock: clock)
      }
      clock.advance(milliseconds: 100 * Self.day)
      for shard in rig.engine.shards.indices {
        let now = clock.wallMilliseconds()
        while rig.on(shard, { min($0.timers.next, $0.waitingTimers.next) }) <= now {}
      }
      #expect(try rig.verifyLedger().findings.isEmpty)
      #expect(rig.engine.shards.indices.allSatisfy { rig.on($0) { $0.heldEvents.isEmpty } })
      let hash = try rig.answer(
        GetStateHashResponse.self,
        MethodID.getStateHash,
        GetStateHashRequest()
      )
      try rig.stop()
      return hash.hash
    }
    #expect(hashes[0] == hashes[1])
  }
}
