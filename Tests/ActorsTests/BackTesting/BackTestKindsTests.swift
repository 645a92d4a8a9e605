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
    _ = try rig.answer(
      PutProgrammeResponse.self,
      MethodID.putProgramme,
      PutProgrammeRequest(envelope: rig.envelope(), programme: Self.programme())
    )
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
}
