import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Versions of groups and settings")
struct HeadVersionTests {
  private static let hour: Int64 = 3_600_000

  /// Two promotions of a point for 1.00 each, in one group.
  private func put(_ rig: EngineRig, _ mode: GroupMode, _ place: RoundingPlace) throws {
    let promotions = ["one", "two"].map { id in
      Promotion(
        promotionID: id,
        name: id,
        groupID: "group",
        mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
      )
    }
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        groups: [PromotionGroup(groupID: "group", mode: mode)],
        promotions: promotions,
        settings: Settings(roundingPlace: place)
      )
    )
  }

  /// What a basket of 1.50 gives, of now or of an earlier instant.
  private func points(_ rig: EngineRig, at occurredAt: Int64 = 0) throws -> Int64 {
    var request = rig.earnRequest(0)
    request.envelope?.occurredAtMs = occurredAt
    request.basket?.lines = [BasketLine(sku: "A", quantity: 1, amountMinor: 150)]
    return try rig.answer(EarnResponse.self, MethodID.earn, request).points
  }

  @Test func `late sales are valued by those of their time, also after restarts`() throws {
    let clock = TestClock()
    let rig = try EngineRig(clock: clock)
    try put(rig, .stack, .placeRule)
    try rig.enrol("ada")
    var expected: [(at: Int64, points: Int64)] = [(clock.wallMilliseconds(), 2)]
    // 1.5 points and 1.5 points are 3, floored once.
    for (mode, place, wanted) in [
      (.stack, .placeBasket, 3), (.bestForMember, .placeBasket, 1), (.stack, .placeRule, 2),
    ] as [(GroupMode, RoundingPlace, Int64)] {
      clock.advance(milliseconds: Self.hour)
      try put(rig, mode, place)
      expected.append((clock.wallMilliseconds(), wanted))
    }
    func check(_ rig: EngineRig) throws {
      for (place, sale) in expected.enumerated() {
        #expect(try points(rig, at: sale.at) == sale.points, "change \(place)")
        // The last millisecond before the next change.
        let last = place + 1 < expected.count ? expected[place + 1].at - 1 : 0
        #expect(try points(rig, at: last) == sale.points, "the end of change \(place)")
      }
    }
    try check(rig)
    let killed = rig.storage.copied()
    try rig.stop()
    for storage in [killed, rig.storage] {
      // A rig counts its request ids from the beginning.
      clock.advance(milliseconds: 1)
      let again = try EngineRig(shards: 2, storage: storage, clock: clock)
      try check(again)
      try again.stop()
    }
  }
}
