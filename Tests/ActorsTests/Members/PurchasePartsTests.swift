import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Tags and counters of purchases")
struct PurchasePartsTests {
  /// A point per 1.00; 10 for what was bought in the app; 50 a night, each hotel's first 100; 7
  /// from 50.00 on; nothing for gifts.
  private static let promotions: [Promotion] = [
    Promotion(
      promotionID: "base",
      selection: Selection(exclude: Terms(attributes: ["gift=yes"])),
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    ),
    Promotion(
      promotionID: "app",
      selection: Selection(include: Terms(attributes: ["channel=app"])),
      mechanic: .fixed(Fixed(points: 10))
    ),
    Promotion(
      promotionID: "nights",
      selection: Selection(
        kinds: [.event],
        include: Terms(eventTypes: ["purchase"], counters: ["nights"])
      ),
      mechanic: .rate(Rate(points: 50, perAmountMinor: 1)),
      caps: [Cap(period: .perLife, points: 100, scope: .scopeTag, tag: "hotel")]
    ),
    Promotion(
      promotionID: "big",
      mechanic: .fixed(Fixed(points: 7)),
      conditions: Conditions(minBasketMinor: 5_000)
    ),
  ]

  private static func rig(_ before: EngineRig? = nil) throws -> EngineRig {
    if let before {
      let storage = before.storage.killed()
      try before.stop()
      before.clock.advance(milliseconds: 1_000)
      return try EngineRig(shards: 2, storage: storage, clock: before.clock)
    }
    let rig = try EngineRig(shards: 2)
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        promotions: promotions,
        settings: Settings(guests: true, parkGuestSales: true)
      )
    )
    try rig.enrol("ada")
    return rig
  }

  private static func basket(
    _ tags: [(String, String)] = [("channel", "app"), ("hotel", "sea")],
    nights: Int64 = 1,
    receipt: String = "",
    tender: Int64 = 0
  ) -> FealtyWire.Basket {
    FealtyWire.Basket(
      lines: [
        BasketLine(sku: "A", quantity: 1, amountMinor: 1_000, lineID: "a"),
        BasketLine(sku: "B", quantity: 1, amountMinor: 2_000, lineID: "b"),
      ],
      receiptNumber: receipt,
      businessDate: receipt.isEmpty ? 0 : 20_260_101,
      tenders: tender == 0 ? [] : [Tender(kind: "points", amountMinor: tender)],
      tags: tags.map { Tag(name: $0.0, value: $0.1) },
      counters: [
        FealtyWire.Counter(name: "km", value: 1_000_000),
        FealtyWire.Counter(name: "nights", value: nights),
      ]
    )
  }

  private static func earn(
    _ rig: EngineRig,
    _ basket: FealtyWire.Basket,
    explain: ExplainLevel = .explainApplied,
    member: MemberReference? = EngineRig.ada
  ) throws -> EarnResponse {
    try rig.answer(
      EarnResponse.self,
      MethodID.earn,
      EarnRequest(envelope: rig.envelope(), member: member, basket: basket, explain: explain)
    )
  }

  private static func points(_ applied: [AppliedPromotion]) -> [String: Int64] {
    Dictionary(uniqueKeysWithValues: applied.map { ($0.promotionID, $0.points) })
  }

  private static func reason(_ body: () throws -> Void) throws -> String {
    do {
      try body()
      return ""
    } catch RigFailure.refused(let status) {
      return "\(status.reason) \(status.field)"
    }
  }

  @Test("rules ask them, preview and posting agree", arguments: [false, true])
  func rules(isFull: Bool) throws {
    let rig = try Self.rig()
    let level: ExplainLevel = isFull ? .explainFull : .explainApplied
    let shown = try rig.answer(
      EvaluateBasketResponse.self,
      MethodID.evaluateBasket,
      EvaluateBasketRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        basket: Self.basket(),
        explain: level
      )
    )
    #expect(Self.points(shown.applied) == ["base": 30, "app": 10, "nights": 50])
    // The counter's line follows those of the basket.
    let nights = shown.applied.first { $0.promotionID == "nights" }
    #expect(nights?.lines == [LinePoints(line: 3, points: 50)])
    #expect(nights?.eligibleQuantity == 1)
    // A million kilometres are no 50.00.
    #expect(shown.rejected.map(\.condition) == (isFull ? [.belowBasketMinimum] : []))
    let earned = try Self.earn(rig, Self.basket(), explain: level)
    #expect(earned.applied == shown.applied && earned.points == shown.points)
    #expect(earned.rejected == shown.rejected)
    // The second stay has room for one night, another hotel's for two.
    let second = try Self.earn(rig, Self.basket(nights: 2))
    #expect(Self.points(second.applied)["nights"] == 50)
    let other = try Self.earn(rig, Self.basket([("hotel", "hill")], nights: 2))
    #expect(Self.points(other.applied) == ["base": 30, "nights": 100])
    let gift = try Self.earn(rig, Self.basket([("gift", "yes")], nights: 0))
    #expect(gift.points == 0)
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }

  // Goal: what a purchase said of itself is in its record. Method: killed, then explained, returned
  // in part and in full, and valued by a back-test.
  @Test func `they outlive a kill, and returns know them`() throws {
    var rig = try Self.rig()
    let earned = try Self.earn(rig, Self.basket())
    rig = try Self.rig(rig)
    let id = earned.outcome?.transactionID ?? ""
    let explained = try rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(envelope: rig.envelope(), transactionID: id)
    )
    #expect(explained.matches)
    #expect(Self.points(explained.applied) == ["base": 30, "app": 10, "nights": 50])
    #expect(explained.inputs?.tags == Self.basket().tags)
    #expect(explained.inputs?.counters == Self.basket().counters)
    let tested = try rig.backTest(
      rig.backTestRequest(
        Programme(
          programID: "p",
          currency: "EUR",
          defaultTokenID: "points",
          tokens: [Token(tokenID: "points", name: "Points")],
          promotions: Self.promotions,
          settings: Settings(guests: true, parkGuestSales: true)
        )
      )
    )
    #expect(tested.points(of: "nights") == [50, 50] && tested.points(of: "app") == [10, 10])
    func giveBack(_ line: Int32) throws -> ReturnLinesResponse {
      try rig.answer(
        ReturnLinesResponse.self,
        MethodID.returnLines,
        ReturnLinesRequest(
          envelope: rig.envelope(),
          transactionID: id,
          lines: [ReturnedLine(line: line)],
          explain: .explainApplied
        )
      )
    }
    let part = try giveBack(2)
    #expect([part.before, part.after] == [90, 70] && !part.full)
    #expect(Self.points(part.applied) == ["base": 10, "app": 10, "nights": 50])
    // Counters are no lines to bring back.
    #expect(try Self.reason { _ = try giveBack(4) } == "\(Reason.invalidField) lines[0]")
    let rest = try giveBack(1)
    #expect([rest.before, rest.after] == [70, 0] && rest.full)
    // The hotel's cap is free again.
    #expect(Self.points(try Self.earn(rig, Self.basket(nights: 2)).applied)["nights"] == 100)
    #expect(try rig.available() == 140)
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }

  @Test func `a guest's sale keeps them until it is claimed, and after`() throws {
    var rig = try Self.rig()
    let parked = try Self.earn(rig, Self.basket(receipt: "R1"), member: nil)
    #expect(parked.parked && parked.points == 90)
    let key = NaturalKey(
      storeID: "S1",
      terminalID: "T1",
      businessDate: 20_260_101,
      receiptNumber: "R1"
    )
    func giveBack(_ line: Int32) throws -> ReturnLinesResponse {
      try rig.answer(
        ReturnLinesResponse.self,
        MethodID.returnLines,
        ReturnLinesRequest(
          envelope: rig.envelope(),
          naturalKey: key,
          lines: [ReturnedLine(line: line)]
        )
      )
    }
    rig = try Self.rig(rig)
    #expect(try giveBack(2).after == 70)
    let claimed = try rig.answer(
      EarnResponse.self,
      MethodID.claimSale,
      ClaimSaleRequest(envelope: rig.envelope(), member: EngineRig.ada, naturalKey: key)
    )
    #expect(claimed.points == 70)
    rig = try Self.rig(rig)
    #expect(try giveBack(1).after == 0)
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }

  @Test func `points pay money alone, and sales of several operations have them`() throws {
    let rig = try Self.rig()
    // 12.00 of 30.00 are paid with points: 18 base.
    let earned = try Self.earn(rig, Self.basket(tender: 1_200))
    #expect(Self.points(earned.applied) == ["base": 18, "app": 10, "nights": 50])
    func post(commit: Bool) throws -> [Int64] {
      try rig.answer(
        PostSaleResponse.self,
        MethodID.postSale,
        PostSaleRequest(
          envelope: rig.envelope(),
          member: EngineRig.ada,
          basket: Self.basket([("channel", "app"), ("hotel", "lake")]),
          ops: [SaleOp(op: .evaluate(EvaluateOp())), SaleOp(op: .earn(EarnOp()))],
          commit: commit
        )
      ).results.map { result in
        switch result.result {
        case .evaluate(let shown): shown.points
        case .earn(let earned): earned.points
        default: -1
        }
      }
    }
    #expect(try post(commit: false) == [90, 90])
    #expect(try post(commit: true) == [90, 90])
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }

  @Test func `they have the limits of an event's`() throws {
    let rig = try Self.rig()
    let tag = Tag(name: "a", value: "b")
    let long = String(repeating: "x", count: 65)
    func refusal(_ change: (inout FealtyWire.Basket) -> Void) throws -> String {
      var basket = Self.basket()
      change(&basket)
      return try Self.reason { _ = try Self.earn(rig, basket) }
    }
    let field = "\(Reason.invalidField) basket"
    #expect(try refusal { $0.tags = Array(repeating: tag, count: 33) } == "\(field).tags")
    #expect(try refusal { $0.tags = [Tag(name: "", value: "b")] } == "\(field).tags[0].name")
    let second = Tag(name: "a", value: long)
    #expect(try refusal { $0.tags = [tag, second] } == "\(field).tags[1].value")
    #expect(try refusal { $0.counters[1].name = long } == "\(field).counters[1].name")
    #expect(try refusal { $0.counters[1].value = -1 } == "\(field).counters[1].value")
    #expect(
      try refusal { $0.lines = Array(repeating: $0.lines[0], count: 999) } == "\(field).counters"
    )
    #expect(try refusal { $0.lines = Array(repeating: $0.lines[0], count: 998) } == "")
    try rig.stop()
  }

  // Goal: who sends none pays nothing for them. Method: the record of such an earn has no field of
  // theirs; with them it has both.
  @Test func `an earn without them records nothing of them`() throws {
    let rig = try Self.rig()
    _ = try rig.earn(5)
    _ = try Self.earn(rig, Self.basket())
    let inputs = try LogReading.postings(rig.storage.killed()).map(\.body.inputs)
    #expect(inputs.count == 2 && inputs.first == .some(nil))
    let kept = try #require(inputs.last ?? nil)
    #expect(kept.purchaseTags == Self.basket().tags)
    #expect(kept.purchaseCounters == Self.basket().counters)
    try rig.stop()
  }
}
