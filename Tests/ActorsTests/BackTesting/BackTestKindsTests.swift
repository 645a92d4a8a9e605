import FealtyWire
import Testing

@testable import FealtyActors

// Goal: whatever kind of sale the log holds, a back-test values it as the server did. Method: each
// kind once in an engine, valued again by the same programme and by one that gives more.
@Suite("Back-tests of every kind of sale")
struct BackTestKindsTests {
  private static func programme(points: Int64 = 10, codes: Int64 = 5) -> Programme {
    Programme(
      programID: "p",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      tiers: ["basic", "gold"],
      promotions: [
        Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100))),
        Promotion(
          promotionID: "review",
          selection: Selection(kinds: [.event], include: Terms(eventTypes: ["review"])),
          mechanic: .fixed(Fixed(points: points)),
          caps: [Cap(period: .perLife, points: 2, scope: .scopeTag, unit: .capTimes, tag: "shop")]
        ),
        Promotion(
          promotionID: "code",
          mechanic: .fixed(Fixed(points: codes)),
          conditions: Conditions(codes: ["SPRING"])
        ),
        Promotion(
          promotionID: "gold",
          tiers: ["gold"],
          mechanic: .fixed(Fixed(points: 100)),
        ),
        Promotion(
          promotionID: "birthday",
          mechanic: .fixed(Fixed(points: 30)),
          conditions: Conditions(birthday: Birthday(daysBefore: 1, daysAfter: 1))
        ),
      ],
      settings: Settings(guests: true, parkGuestSales: true, eventTypes: ["review"])
    )
  }

  private func setUp(_ rig: EngineRig) throws {
    try rig.put(Self.programme())
    // The rig's clock begins on 1 January 2026.
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        mode: .create,
        profile: Profile(birthday: "1990-01-02"),
        tier: "gold"
      )
    )
  }

  private func earn(
    _ rig: EngineRig,
    member: MemberReference?,
    receipt: String,
    tender: Int64 = 0,
    codes: [String] = []
  ) throws -> EarnResponse {
    try rig.answer(
      EarnResponse.self,
      MethodID.earn,
      EarnRequest(
        envelope: rig.envelope(),
        member: member,
        basket: Basket(
          lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 2_000)],
          receiptNumber: receipt,
          businessDate: 20_260_101,
          tenders: tender > 0 ? [Tender(kind: "points", amountMinor: tender)] : [],
          codes: codes
        )
      )
    )
  }

  private func reward(_ rig: EngineRig, _ id: String, shop: String) throws {
    _ = try rig.answer(
      RewardEventResponse.self,
      MethodID.rewardEvent,
      RewardEventRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        source: "web",
        eventID: id,
        eventType: "review",
        tags: [Tag(name: "shop", value: shop)]
      )
    )
  }

  private func differences(_ rig: EngineRig, _ draft: Programme) throws -> BackTestOutcome {
    try rig.backTest(rig.backTestRequest(draft))
  }

  @Test func `events count with their tags`() throws {
    let rig = try EngineRig()
    try setUp(rig)
    for (id, shop) in [("1", "a"), ("2", "a"), ("3", "a"), ("4", "b")] {
      try reward(rig, id, shop: shop)
    }
    let same = try differences(rig, Self.programme())
    // Two of shop a, one of shop b.
    #expect(same.points(of: "review") == [30, 30])
    #expect(same.total.sales == 4)
    #expect(try differences(rig, Self.programme(points: 11)).points(of: "review") == [30, 33])
    try rig.stop()
  }

  @Test func `codes, points tender, tier and birthday are those of the sale`() throws {
    let rig = try EngineRig()
    try setUp(rig)
    _ = try earn(rig, member: EngineRig.ada, receipt: "1", tender: 500, codes: ["spring"])
    rig.clock.advance(milliseconds: 10 * BackTestOutcome.day)
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(envelope: rig.envelope(), member: EngineRig.ada, mode: .update, tier: "basic")
    )
    _ = try earn(rig, member: EngineRig.ada, receipt: "2")
    let same = try differences(rig, Self.programme())
    #expect(same.points(of: "base") == [35, 35])
    #expect(same.points(of: "code") == [5, 5])
    #expect(same.points(of: "gold") == [100, 100])
    #expect(same.points(of: "birthday") == [30, 30])
    #expect(same.total.membersAffected == 0)
    #expect(same.total.notes.count == 1)
    #expect(try differences(rig, Self.programme(codes: 7)).points(of: "code") == [5, 7])
    try rig.stop()
  }

  @Test func `a guest's sale counts when it is claimed, without the member's tier`() throws {
    let rig = try EngineRig()
    try setUp(rig)
    _ = try earn(rig, member: nil, receipt: "G1")
    _ = try earn(rig, member: nil, receipt: "G2")
    _ = try rig.answer(
      EarnResponse.self,
      MethodID.claimSale,
      ClaimSaleRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        naturalKey: NaturalKey(
          storeID: "S1",
          terminalID: "T1",
          businessDate: 20_260_101,
          receiptNumber: "G1"
        )
      )
    )
    let same = try differences(rig, Self.programme())
    #expect(same.total.sales == 1)
    #expect(same.points(of: "base") == [20, 20])
    #expect(same.points(of: "gold").isEmpty)
    #expect(same.total.draft == same.total.booked)
    try rig.stop()
  }

  /// A rate, and what counts visits and units.
  private static let counting = [
    Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100))),
    Promotion(
      promotionID: "second",
      mechanic: .fixed(Fixed(points: 5)),
      conditions: Conditions(visit: Visit(number: 2, every: true))
    ),
    Promotion(
      promotionID: "third",
      mechanic: .quantityBonus(
        QuantityBonus(buyQuantity: 3, points: 10, acrossBaskets: Across(forLife: true))
      )
    ),
  ]

  private static func key(_ receipt: String) -> NaturalKey {
    NaturalKey(
      storeID: "S1",
      terminalID: "T1",
      businessDate: 20_260_101,
      receiptNumber: receipt
    )
  }

  @Test func `a claimed sale counts as the member's visit and units for the sales after it`() throws
  {
    let rig = try EngineRig()
    var programme = Self.programme()
    programme.promotions = Self.counting
    try rig.put(programme)
    try rig.enrol("ada")
    func buy(_ member: MemberReference?, _ receipt: String, _ pieces: [Int64]) throws {
      _ = try rig.answer(
        EarnResponse.self,
        MethodID.earn,
        EarnRequest(
          envelope: rig.envelope(),
          member: member,
          basket: Basket(
            lines: pieces.map { BasketLine(sku: "A", quantity: $0, amountMinor: 1_000) },
            receiptNumber: receipt,
            businessDate: 20_260_101
          )
        )
      )
      rig.clock.advance(milliseconds: 3_600_000)
    }
    func claim(_ receipt: String) throws {
      _ = try rig.answer(
        EarnResponse.self,
        MethodID.claimSale,
        ClaimSaleRequest(
          envelope: rig.envelope(),
          member: EngineRig.ada,
          naturalKey: Self.key(receipt)
        )
      )
    }
    func giveBack(_ receipt: String, line: Int32) throws {
      _ = try rig.answer(
        ReturnLinesResponse.self,
        MethodID.returnLines,
        ReturnLinesRequest(
          envelope: rig.envelope(),
          naturalKey: Self.key(receipt),
          lines: [ReturnedLine(line: line)]
        )
      )
    }
    try buy(nil, "G1", [2])
    try claim("G1")
    try buy(EngineRig.ada, "1", [1])
    // One of its lines comes back before it is claimed, one afterwards.
    try buy(nil, "G2", [1, 1, 1])
    try giveBack("G2", line: 1)
    try claim("G2")
    try buy(EngineRig.ada, "2", [1])
    try buy(EngineRig.ada, "3", [2])
    // With the units before them these two would make a third, and a guest's do not.
    try buy(nil, "G3", [2])
    try claim("G3")
    try giveBack("G2", line: 2)
    try buy(EngineRig.ada, "4", [1])
    let same = try differences(rig, programme)
    #expect(same.total.sales == 7)
    #expect(same.points(of: "second").first ?? 0 > 0)
    #expect(same.points(of: "third").first ?? 0 > 0)
    #expect(same.total.membersAffected == 0, "\(same.promotions)")
    #expect(same.total.draft == same.total.booked)
    try rig.stop()
  }
}
