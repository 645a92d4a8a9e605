import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Tiers that sales lead to")
struct TierSaleTests {
  @Test(
    "preview, sale and retry name the same change, the retry from the log too",
    arguments: [true, false]
  )
  func change(keepsBatches: Bool) throws {
    let tiers = try TierRig(keepsBatches: keepsBatches)
    #expect(try tiers.earn(tiers.sale(99)).tierChange == nil)
    var request = tiers.sale(1)
    #expect(try tiers.preview(tiers.sale(0)).tierChange == nil)
    let preview = try tiers.preview(request)
    let answer = try tiers.earn(request)
    let now = tiers.rig.clock.wallMilliseconds()
    let silver = TierChange(old: "basic", new: "silver", fromMs: now)
    #expect(preview.tierChange == silver && answer.tierChange == silver)
    var again = try tiers.earn(request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == answer)
    #expect(try tiers.tier() == "silver")
    // One whose answer is kept as it is.
    tiers.rig.clock.advance(milliseconds: 1)
    request = tiers.sale(200)
    request.explain = .explainFull
    let full = try tiers.earn(request)
    #expect(full.tierChange?.new == "gold")
    again = try tiers.earn(request)
    again.outcome?.replayed = false
    #expect(again == full)
    // The sale itself was still valued as silver's; the next one is gold's.
    #expect(full.points == 200)
    tiers.rig.clock.advance(milliseconds: 1)
    #expect(try tiers.earn(tiers.sale(1)).points == 8)
    let changes = try tiers.transactions().map { $0.tierChange?.new ?? "" }
    #expect(changes == ["", "gold", "silver", ""])
    #expect(try tiers.rig.verifyLedger().balanced)
    try tiers.rig.stop()
  }

  @Test func `a dry run leads nowhere, and a sale of several operations where its earn leads`()
    throws
  {
    let tiers = try TierRig()
    var dry = tiers.sale(100)
    dry.envelope?.dryRun = true
    #expect(try tiers.earn(dry).tierChange?.new == "silver")
    #expect(try tiers.tier() == "basic")
    let before = try tiers.stateHash()
    let sale = PostSaleRequest(
      envelope: tiers.rig.envelope(),
      member: EngineRig.ada,
      basket: tiers.sale(100).basket,
      ops: [SaleOp(op: .evaluate(EvaluateOp())), SaleOp(op: .earn(EarnOp()))]
    )
    func post(commit: Bool) throws -> [SaleOpResult] {
      var request = sale
      request.envelope = tiers.rig.envelope()
      request.commit = commit
      return try tiers.rig.answer(PostSaleResponse.self, MethodID.postSale, request).results
    }
    for commit in [false, true] {
      let results = try post(commit: commit)
      #expect(try tiers.stateHash() == before || commit)
      guard case .evaluate(let preview)? = results.first?.result,
        case .earn(let earned)? = results.last?.result
      else {
        Issue.record("\(results)")
        return
      }
      #expect(preview.tierChange?.new == "silver" && earned.tierChange?.new == "silver")
    }
    #expect(try tiers.tier() == "silver")
    try tiers.rig.stop()
  }

  @Test func `a late sale is valued in the tier of its time, and counts where it was made`() throws
  {
    let tiers = try TierRig()
    tiers.go(to: TierRig.begin + 20 * TierRig.day)
    #expect(try tiers.earn(tiers.sale(300)).tierChange?.new == "gold")
    let before = try tiers.earn(tiers.sale(10, at: TierRig.begin + 19 * TierRig.day))
    #expect(before.points == 10)
    tiers.rig.clock.advance(milliseconds: 1_000)
    #expect(try tiers.earn(tiers.sale(10)).points == 17)
    // Gold until the end of the next quarter; a sale of the last day of gold still has it.
    tiers.go(to: TierRig.quarters[1] + 1)
    #expect(try tiers.tier() == "basic")
    #expect(try tiers.earn(tiers.sale(10)).points == 10)
    let late = try tiers.earn(tiers.sale(10, at: TierRig.quarters[1] - 1))
    #expect(late.points == 17 && late.tierChange == nil)
    // What it counts is of the quarter before, and leads to silver together with another late one.
    let more = try tiers.earn(tiers.sale(90, at: TierRig.quarters[1] - 1))
    let change = TierChange(old: "basic", new: "silver", fromMs: TierRig.quarters[1])
    #expect(more.tierChange == change)
    try tiers.rig.stop()
  }

  @Test func `events and claimed sales count points, credits do not`() throws {
    let tiers = try TierRig()
    var guest = tiers.sale(120, receipt: "R-guest")
    guest.member = nil
    #expect(try tiers.earn(guest).parked)
    _ = try tiers.rig.answer(
      CreditPointsResponse.self,
      MethodID.creditPoints,
      CreditPointsRequest(
        envelope: tiers.rig.envelope(),
        member: EngineRig.ada,
        points: 5_000,
        reason: "goodwill"
      )
    )
    #expect(try tiers.member().tierProgress?.qualified == 0)
    let event = try tiers.rig.answer(
      RewardEventResponse.self,
      MethodID.rewardEvent,
      RewardEventRequest(
        envelope: tiers.rig.envelope(),
        member: EngineRig.ada,
        source: "web",
        eventID: "e1",
        eventType: "survey"
      )
    )
    #expect(event.tierChange?.new == "silver")
    let claim = try tiers.rig.answer(
      EarnResponse.self,
      MethodID.claimSale,
      ClaimSaleRequest(
        envelope: tiers.rig.envelope(),
        member: EngineRig.ada,
        naturalKey: NaturalKey(
          storeID: "S1",
          terminalID: "T1",
          businessDate: 20_260_101,
          receiptNumber: "R-guest"
        )
      )
    )
    #expect(claim.points == 120)
    #expect(try tiers.member().tierProgress?.qualified == 220)
    try tiers.rig.stop()
  }

  // MARK: - Returns

  @Test("what comes back takes the tier with it", arguments: [true, false])
  func returns(keepsBatches: Bool) throws {
    for measure in [FealtyWire.TierMeasure.qualifyByPoints, .qualifyBySpend] {
      let unit: Int64 = measure == .qualifyByPoints ? 1 : 100
      let tiers = try TierRig(
        TierRig.rules { rules in
          rules.measure = measure
          for place in rules.thresholds.indices { rules.thresholds[place].amount *= unit }
        },
        keepsBatches: keepsBatches
      )
      var request = tiers.sale(300)
      // What is no purchase counts no money; as points it was given none anyway.
      request.basket?.lines.append(BasketLine(sku: "G", quantity: 1, amountMinor: 5_000))
      request.basket?.lines[1].kind = .giftcard
      let sale = try tiers.earn(request)
      #expect(sale.tierChange?.new == "gold")
      #expect(try tiers.member().tierProgress?.qualified == 300 * unit)
      func giveBack(_ minor: Int64) throws -> ReturnLinesResponse {
        try tiers.rig.answer(
          ReturnLinesResponse.self,
          MethodID.returnLines,
          ReturnLinesRequest(
            envelope: tiers.rig.envelope(),
            transactionID: sale.outcome?.transactionID ?? "",
            lines: [ReturnedLine(line: 1, amountMinor: minor)]
          )
        )
      }
      #expect(try giveBack(5_000).effects?.tierChange?.new == "silver")
      #expect(try tiers.member().tierProgress?.qualified == 250 * unit)
      #expect(try giveBack(10_000).effects?.tierChange == nil)
      #expect(try tiers.member().tierProgress?.qualified == 150 * unit)
      let back = try tiers.reverse(sale)
      #expect(back.tierChange?.old == "silver" && back.tierChange?.new == "basic")
      let progress = try #require(try tiers.member().tierProgress)
      #expect(progress.qualified == 0 && progress.toNext == 100 * unit)
      #expect(try tiers.rig.verifyLedger().balanced)
      try tiers.rig.stop()
    }
  }

  @Test func `what was paid with points counts no money, unless such money earns`() throws {
    for earns in [false, true] {
      let tiers = try TierRig()
      try tiers.rig.put(
        TierRig.programme(
          TierRig.rules { rules in
            rules.measure = .qualifyBySpend
            rules.thresholds[0].amount = 6_000
            rules.thresholds[1].amount = 90_000
          }
        ) { $0.earnOnPointsTender = earns }
      )
      var request = tiers.sale(100)
      request.basket?.tenders = [Tender(kind: "points", amountMinor: 4_500)]
      #expect(try tiers.earn(request).tierChange?.new == (earns ? "silver" : nil))
      #expect(try tiers.member().tierProgress?.qualified == (earns ? 10_000 : 5_500))
      try tiers.rig.stop()
    }
  }
}
