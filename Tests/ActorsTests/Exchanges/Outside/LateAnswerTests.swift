import FealtyWire
import Testing

@testable import FealtyActors

// Goal: what one brand says late is nothing that the other one has said. Method: a call is answered
// a second time when its leg has ended, as by a question about its state that was on its way.
@Suite("Answers that come when the next partner is asked")
struct LateAnswerTests {
  @Test func `that the giver has given does not mean that the taker has`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(try world.exchange(to: "miles", in: "p", "M-1").exchange?.exchangeID)
    try partner.answer(1, .completed(receipt: "D"))
    try partner.awaitCall(2)
    try partner.answer(1, .completed(receipt: "D"))
    try partner.answer(2, .refused(reason: "no such number"))
    #expect(try partner.awaitCall(3).id == "\(id)-reversal")
    // Nor is a word of the taker's one of the giver's.
    try partner.answer(2, .takenBack)
    try partner.answer(3, .refused(reason: "not now"))
    world.rig.awaitRest()
    #expect(try world.standing(id).state == .stateGivingBack)
    #expect(try world.rig.totals("suns").inTransit == 100)
    world.rig.rig.clock.advance(milliseconds: 2_000)
    #expect(try partner.awaitCall(4).wish == .state)
    try partner.answer(4, .takenBack)
    #expect(try world.await(.stateFailed, of: id).reason == "no such number")
    #expect(try world.rig.totals("miles").heldOutside == 0)
    try world.stop()
  }

  @Test func `a late delivery of the same partner counts at once`() throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner)
    let id = try #require(try world.exchange(world.outward(100)).exchange?.exchangeID)
    try partner.answer(1, .refused(reason: "no"))
    try world.await(.stateFailed, of: id)
    try partner.answer(1, .completed(receipt: "LATE"))
    try world.await(.stateLate, of: id)
    try world.rig.stop()
  }

  @Test func `a programme does not become light while points are on their way back`() throws {
    let partner = TestPartner()
    let token = ExchangeRig.outside()
    let world = try ExchangeRig.withPartner(partner, token)
    var ids: [String] = []
    for (call, member) in ["ada", "bob"].enumerated() {
      let request = world.request(1_000, of: member, to: "miles", in: "", number: "M-1")
      ids.append(try #require(try world.exchange(request).exchange?.exchangeID))
      try partner.answer(call + 1, .completed(receipt: "R"))
      try world.await(.stateCompleted, of: ids[call])
    }
    _ = try world.takeBack(ids[0])
    try partner.awaitCall(3)
    var points = ExchangeRig.points
    points.partner = PartnerSettings(kind: .partnerWebhook, webhookID: "credits")
    let light = Programme(
      programID: "p",
      defaultTokenID: "points",
      tokens: [points, ExchangeRig.gems, token],
      settings: Settings(integration: .integrationLight)
    )
    let refused = #expect(throws: RigFailure.self) { try world.put(light) }
    #expect(refused?.reason == .exchangesUnderWay)
    try partner.answer(3, .refused(reason: "used"))
    try world.await(.stateCompleted, of: ids[0])
    try world.put(light)
    try world.rig.stop()
  }
}
