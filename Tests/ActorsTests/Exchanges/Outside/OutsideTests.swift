import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Exchanges with partners outside")
struct OutsideTests {
  @Test(arguments: [1, 4])
  func `the request is answered at once, and the partner completes it`(_ shards: Int) throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner, shards: shards)
    let request = world.outward(100)
    let answer = try world.exchange(request)
    #expect(answer.state == .stateAccepted && answer.toTokenID == "miles")
    #expect(answer.exchange?.received == 42 && answer.outcome?.balances.first?.available == 900)
    let id = try #require(answer.exchange?.exchangeID)
    let call = try partner.awaitCall(1)
    #expect(call.wish == .deliver && call.key == id && call.units == 42)
    #expect(call.membership == "M-1" && call.tokenID == "miles" && call.type == .typeMiles)
    #expect(try world.standing(id).state == .stateDelivering)
    let before = try world.totals("points")
    #expect(before.inTransit == 100 && before.exchanged == 0)
    #expect(try world.totals("miles").heldOutside == 0)

    try partner.answer(1, .completed(receipt: "MILES-7"))
    let standing = try world.await(.stateCompleted, of: id)
    #expect(standing.exchange?.receipt == "MILES-7" && standing.toTokenID == "miles")
    let after = try world.totals("points")
    #expect(after.inTransit == 0 && after.exchanged == 100 && after.available == 1_900)
    let miles = try world.totals("miles")
    #expect(miles.heldOutside == 42 && miles.issued == 0)
    #expect(miles.exchangeRounding == [Ratio(numerator: 6, denominator: 7)])
    let kinds = try world.transactions(of: "ada").prefix(2).map(\.kind)
    #expect(kinds == [.exchangeSettled, .exchangeStarted])
    // The answer to the request stays the first one.
    let again = try world.exchange(request)
    #expect(again.state == .stateAccepted && again.outcome?.replayed == true)
    #expect(partner.wishes == [.deliver])
    try world.rig.stop()
  }

  @Test func `what the partner refuses comes back, with its words`() throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner)
    let id = try #require(try world.exchange(world.outward(100)).exchange?.exchangeID)
    try partner.answer(1, .refused(reason: "the account is closed"))
    let standing = try world.await(.stateFailed, of: id)
    #expect(standing.reason == "the account is closed" && standing.exchange?.receipt == "")
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    let points = try world.totals("points")
    #expect(points.inTransit == 0 && points.exchanged == 0)
    #expect(try world.totals("miles").heldOutside == 0)
    #expect(try world.transactions(of: "ada").first?.reason == "the account is closed")
    try world.rig.stop()
  }

  // Goal: no answer in time is no refusal. Method: the partner stays silent, then says what it did.
  @Test(arguments: [true, false])
  func `a time-out is reconciled before anything comes back`(_ hasDelivered: Bool) throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner)
    let id = try #require(try world.exchange(world.outward(100)).exchange?.exchangeID)
    try partner.awaitCall(1)
    world.rig.clock.advance(milliseconds: 10_000)
    #expect(try partner.awaitCall(2).wish == .state)
    #expect(try world.totals("points").inTransit == 100)
    if hasDelivered {
      try partner.answer(2, .completed(receipt: "R"))
    } else {
      try partner.answer(2, .notKnown)
      let again = try partner.awaitCall(3)
      #expect(again.wish == .deliver && again.key == id)
      try partner.answer(3, .completed(receipt: "R"))
    }
    try world.await(.stateCompleted, of: id)
    #expect(partner.wishes == (hasDelivered ? [.deliver, .state] : [.deliver, .state, .deliver]))
    try world.rig.stop()
  }

  @Test func `what nobody knows stays in transit and is asked again`() throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner)
    let id = try #require(try world.exchange(world.outward(100)).exchange?.exchangeID)
    try partner.answer(1, .unreachable)
    for number in 2...9 {
      // At first a second, then ever longer, ten minutes at most; after a day nothing is known yet.
      while try world.standing(id).nextCallAtMs == 0 {}
      world.rig.clock.advance(milliseconds: number == 9 ? 200_000_000 : 600_000)
      #expect(try partner.awaitCall(number).wish == .state)
      try partner.answer(number, .unreachable)
    }
    #expect(try world.standing(id).state == .stateDelivering)
    #expect(try world.totals("points").inTransit == 100)
    while try world.standing(id).nextCallAtMs == 0 {}
    world.rig.clock.advance(milliseconds: 600_000)
    // It turns out that it never heard of it, and by now it is too late.
    try partner.answer(10, .notKnown)
    #expect(try world.await(.stateFailed, of: id).reason == DeliveryCourse.unknownTooLong)
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    try world.rig.stop()
  }

  @Test func `a completed exchange is taken back by the partner`() throws {
    let partner = TestPartner()
    var partnership = ExchangeRig.way(to: ExchangeRig.outside())
    partnership.fee = Ratio(numerator: 1, denominator: 50)
    let world = try ExchangeRig(shards: 3, partner: partner)
    try world.setUp(
      partnerships: [partnership],
      tokens: [ExchangeRig.points, ExchangeRig.gems, ExchangeRig.outside()]
    )
    let id = try #require(try world.exchange(world.outward(100)).exchange?.exchangeID)
    #expect(throws: RigFailure.self) { try world.takeBack(id) }
    try partner.answer(1, .completed(receipt: "R"))
    try world.await(.stateCompleted, of: id)
    #expect(try world.takeBack(id).state == .stateTakingBack)
    let call = try partner.awaitCall(2)
    #expect(call.wish == .takeBack && call.key == id && call.membership == "M-1")
    #expect(try world.standing(id).state == .stateTakingBack)
    try partner.answer(2, .refused(reason: "the miles are flown"))
    let refused = try world.await(.stateCompleted, of: id)
    #expect(refused.reason == "the miles are flown")
    #expect(try world.totals("miles").heldOutside == 42)

    _ = try world.takeBack(id)
    try partner.answer(3, .takenBack)
    let back = try world.await(.stateTakenBack, of: id)
    #expect(back.exchange?.receipt == "R")
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    let points = try world.totals("points")
    #expect(points.exchanged == 0 && points.exchangeFees == 0 && points.inTransit == 0)
    let miles = try world.totals("miles")
    #expect(miles.heldOutside == 0 && miles.exchangeRounding.isEmpty)
    #expect(throws: RigFailure.self) { try world.takeBack(id) }
    try world.rig.stop()
  }

  @Test func `each kind names who receives as it does`() throws {
    func refusal(_ token: Token, _ number: String) throws -> Reason? {
      let world = try ExchangeRig.withPartner(TestPartner(), token)
      defer { try? world.rig.stop() }
      return try world.refusal(world.outward(100, to: token.tokenID, number: number))
    }
    var miles = ExchangeRig.outside()
    miles.membership = MembershipRule(patterns: ["###-###"], check: .checkLuhn)
    #expect(try refusal(miles, "") == .invalidField)
    #expect(try refusal(miles, "123-45") == .membershipNotValid)
    #expect(try refusal(miles, "123-456") == .membershipNotValid)
    #expect(try refusal(miles, "123-455") == nil)
    let gift = ExchangeRig.outside(.typeDonation, id: "trees")
    #expect(try refusal(gift, "M-1") == .invalidField)
    #expect(try refusal(gift, "") == nil)
    var coin = ExchangeRig.outside(.typeCrypto, id: "coin")
    #expect(try refusal(coin, "nobody") == .membershipNotValid)
    #expect(try refusal(coin, "ada@") == .membershipNotValid)
    #expect(try refusal(coin, "ada@example.org") == nil)
    coin.sandbox = true
    #expect(try refusal(coin, "ada@example.org") == .exchangeNotAllowed)
    var nobodys = ExchangeRig.outside(.typeFiat)
    nobodys.partner = nil
    #expect(try refusal(nobodys, "IBAN") == .exchangeNotAllowed)
    let badge = ExchangeRig.outside(.typeErc721, id: "badge")
    let world = try ExchangeRig.withPartner(TestPartner(), badge)
    let answer = try world.exchange(world.outward(0, to: "badge", number: "wallet"))
    // 7/300 ÷ 1/50 = 1.17.
    #expect(answer.exchange?.points == 2 && answer.exchange?.received == 1)
    try world.rig.stop()
  }

  @Test func `a partner's settings are judged, and its token keeps one`() throws {
    let world = try ExchangeRig.withPartner(TestPartner())
    func put(_ token: Token) throws -> Reason? {
      do {
        _ = try world.rig.answer(
          PutTokenResponse.self,
          MethodID.putToken,
          PutTokenRequest(envelope: world.envelope("p"), token: token)
        )
        return nil
      } catch let failure as RigFailure {
        return failure.reason
      }
    }
    var token = ExchangeRig.outside()
    token.partner?.timeoutMs = 5
    #expect(try put(token) == nil)
    token.partner?.simulated = SimulatedPartner(refused: 101)
    #expect(try put(token) == .invalidProgramme)
    token.partner = PartnerSettings()
    #expect(try put(token) == .invalidProgramme)
    token.partner = nil
    #expect(try put(token) == .invalidProgramme)
    var points = ExchangeRig.points
    points.partner = PartnerSettings(kind: .partnerSimulated)
    #expect(try put(points) == .invalidProgramme)
    var abroad = ExchangeRig.gems
    for country in ["DE", "deu", "DEUT", "D1U"] {
      abroad.countries = ["AAA", country]
      #expect(try put(abroad) == .invalidProgramme)
    }
    abroad.countries = ["DEU", "CHE"]
    #expect(try put(abroad) == nil)
    try world.rig.stop()
  }

  @Test func `one member has no more than a hundred under way`() throws {
    let world = try ExchangeRig.withPartner(TestPartner())
    for _ in 0..<Limits.openExchanges { try world.exchange(world.outward(1 + 2)) }
    #expect(try world.refusal(world.outward(3)) == .exchangeLimit)
    #expect(try world.totals("points").inTransit == 300)
    try world.rig.stop()
  }

  // Goal: returns that nobody answers stay bounded, and neither they nor exchanges keep the other
  // from going on. Method: as many returns as may be, then one more of each.
  @Test func `and no more than a hundred on their way back`() throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner)
    var ids: [String] = []
    for number in 0...Limits.openExchanges {
      let answer = try world.exchange(world.outward(3))
      ids.append(try #require(answer.exchange?.exchangeID))
      try partner.answer(number + 1, .completed(receipt: "R"))
      try world.await(.stateCompleted, of: ids[number])
    }
    for id in ids.dropLast() { _ = try world.takeBack(id) }
    let last = ids[Limits.openExchanges]
    let refused = #expect(throws: RigFailure.self) { try world.takeBack(last) }
    #expect(refused?.reason == .exchangeLimit)
    #expect(try world.exchange(world.outward(3)).state == .stateAccepted)
    let call = Limits.openExchanges + 2
    let first = try partner.awaitCall(call).key
    try partner.answer(call, .takenBack)
    try world.await(.stateTakenBack, of: first)
    #expect(try world.takeBack(last).state == .stateTakingBack)
    try world.rig.stop()
  }

  @Test func `a dry run asks nobody`() throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner)
    var request = world.outward(100)
    request.envelope?.dryRun = true
    let answer = try world.exchange(request)
    #expect(answer.state == .stateNone && answer.exchange?.received == 42)
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    #expect(partner.wishes.isEmpty)
    try world.rig.stop()
  }
}
