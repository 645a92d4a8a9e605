import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("What partners deliver after the points are back")
struct LateDeliveryTests {
  private static let token = ExchangeRig.outside(
    .typeMiles,
    PartnerSettings(kind: .partnerSimulated, giveUpMs: 5_000, watchMs: 3_600_000)
  )

  /// An exchange whose partner was silent, and then did not know it: its points are back.
  private func givenUp(_ partner: TestPartner) throws -> (world: ExchangeRig, id: String) {
    let world = try ExchangeRig.withPartner(partner, Self.token)
    let id = try #require(try world.exchange(world.outward(100)).exchange?.exchangeID)
    try partner.awaitCall(1)
    world.rig.clock.advance(milliseconds: 10_000)
    try partner.answer(2, .notKnown)
    try world.await(.stateFailed, of: id)
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    return (world, id)
  }

  private func list(
    _ world: ExchangeRig,
    of program: String = "p"
  ) throws -> ListLateDeliveriesResponse {
    try world.rig.answer(
      ListLateDeliveriesResponse.self,
      MethodID.listLateDeliveries,
      ListLateDeliveriesRequest(envelope: world.envelope(program))
    )
  }

  private func resolution(
    _ id: String,
    _ resolution: LateResolution,
    _ world: ExchangeRig
  ) -> ResolveLateDeliveryRequest {
    ResolveLateDeliveryRequest(
      envelope: world.envelope("p"),
      exchangeID: id,
      resolution: resolution,
      reason: "agreed by telephone"
    )
  }

  private func resolve(
    _ request: ResolveLateDeliveryRequest,
    _ world: ExchangeRig
  ) throws -> ResolveLateDeliveryResponse {
    try world.rig.answer(
      ResolveLateDeliveryResponse.self,
      MethodID.resolveLateDelivery,
      request
    )
  }

  private func refusal(_ request: ResolveLateDeliveryRequest, _ world: ExchangeRig) -> Reason? {
    do {
      _ = try resolve(request, world)
      return nil
    } catch {
      return (error as? RigFailure)?.reason
    }
  }

  // Goal: no watch makes room for another, and what a member can have the server watch is bounded.
  // Method: a partner that refuses at once.
  @Test func `a member has no more exchanges watched than the server keeps`() throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner, Self.token)
    for number in 1...FealtyActors.Limits.openExchanges {
      let id = try #require(try world.exchange(world.outward(5)).exchange?.exchangeID)
      try partner.answer(number, .refused(reason: "no such number"))
      try world.await(.stateFailed, of: id)
    }
    #expect(try world.refusal(world.outward(5)) == .exchangeLimit)
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    world.rig.clock.advance(milliseconds: 3_600_000)
    _ = try world.exchange(world.outward(5))
    try world.rig.stop()
  }

  @Test(arguments: [LateResolution.lateTakenBack, .lateKept])
  func `it waits for a person, and nobody is asked to deliver again`(
    _ wanted: LateResolution
  ) throws {
    let partner = TestPartner()
    let (world, id) = try givenUp(partner)
    #expect(try list(world).deliveries.isEmpty)
    world.rig.clock.advance(milliseconds: 1_000)
    try partner.answer(3, .unreachable)
    world.awaitRest()
    world.rig.clock.advance(milliseconds: 600_000)
    try partner.answer(4, .completed(receipt: "R"))
    let standing = try world.await(.stateLate, of: id)
    #expect(standing.exchange?.receipt == "R")
    #expect(partner.wishes == [.deliver, .state, .state, .state])
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    #expect(try world.totals("miles").heldOutside == 42)
    let found = try list(world)
    #expect(found.deliveries.map(\.memberID) == ["ada"] && !found.more)
    #expect(found.deliveries.first?.exchange?.exchangeID == id)
    #expect(found.deliveries.first?.exchange?.receipt == "R")
    #expect(found.deliveries.first?.toTokenID == "miles")
    #expect(try list(world, of: "q").deliveries.isEmpty)

    #expect(refusal(resolution(id, .lateNone, world), world) == .invalidField)
    var silent = resolution(id, wanted, world)
    silent.reason = ""
    #expect(refusal(silent, world) == .invalidField)
    let request = resolution(id, wanted, world)
    let answer = try resolve(request, world)
    #expect(answer.exchange?.exchangeID == id && answer.exchange?.points == 100)
    #expect(try resolve(request, world).outcome?.replayed == true)
    #expect(refusal(resolution(id, wanted, world), world) == .transactionNotFound)
    #expect(try list(world).deliveries.isEmpty)
    #expect(try world.standing(id).state == .stateFailed)
    #expect(try world.standing(id).reason == "agreed by telephone")
    let isTakenBack = wanted == .lateTakenBack
    #expect(try world.totals("miles").heldOutside == (isTakenBack ? 0 : 42))
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    try world.rig.stop()
  }

  // Goal: what a person must decide, and what is watched, outlives a kill and a stop in order.
  @Test(arguments: [true, false], [true, false])
  func `a start goes on to watch, and knows what is to be decided`(
    _ isKnown: Bool,
    _ isStopped: Bool
  ) throws {
    let partner = TestPartner()
    let (first, id) = try givenUp(partner)
    if isKnown {
      first.rig.clock.advance(milliseconds: 1_000)
      try partner.answer(3, .completed(receipt: "R"))
      try first.await(.stateLate, of: id)
    }
    first.awaitDurable()
    let killed = first.rig.storage.killed()
    try first.rig.stop()
    let second = try ExchangeRig(
      shards: 2,
      storage: isStopped ? first.rig.storage : killed,
      clock: first.rig.clock,
      partner: partner
    )
    if !isKnown {
      #expect(try list(second).deliveries.isEmpty)
      second.rig.clock.advance(milliseconds: 1_000)
      #expect(try partner.awaitCall(3).wish == .state)
      try partner.answer(3, .completed(receipt: "R"))
      try second.await(.stateLate, of: id)
    }
    #expect(try list(second).deliveries.first?.exchange?.receipt == "R")
    #expect(try second.totals("miles").heldOutside == 42)
    _ = try resolve(resolution(id, .lateTakenBack, second), second)
    #expect(try second.totals("miles").heldOutside == 0)
    #expect(partner.wishes == [.deliver, .state, .state])
    second.awaitDurable()
    try second.rig.stop()
  }

  @Test func `after its time nobody is asked any more`() throws {
    let partner = TestPartner()
    let (world, id) = try givenUp(partner)
    world.rig.clock.advance(milliseconds: 3_600_001)
    // Whatever is due has been looked at when a later request is answered.
    for shard in 0..<world.shards { while world.rig.on(shard, { $0.outside.count }) > 0 {} }
    #expect(partner.wishes == [.deliver, .state])
    #expect(try world.standing(id).state == .stateFailed)
    #expect(refusal(resolution(id, .lateKept, world), world) == .transactionNotFound)
    try world.rig.stop()
  }
}

@Suite("Market rates")
struct MarketRateTests {
  private static let coin: Token = {
    var coin = ExchangeRig.outside(.typeCrypto, id: "coin")
    (coin.decimals, coin.onRamp, coin.marketRate) = (8, [], true)
    return coin
  }()

  private func put(
    _ rate: Ratio,
    _ world: ExchangeRig,
    token: String = "coin"
  ) throws -> PutMarketRateResponse {
    try world.rig.answer(
      PutMarketRateResponse.self,
      MethodID.putMarketRate,
      PutMarketRateRequest(envelope: world.envelope("p"), tokenID: token, onRamp: rate)
    )
  }

  private func ways(_ world: ExchangeRig) throws -> [OpenPartnership] {
    try world.rig.answer(
      ListPartnershipsResponse.self,
      MethodID.listPartnerships,
      ListPartnershipsRequest(envelope: world.envelope("p"))
    ).partnerships
  }

  @Test func `crypto is bought at the market's rate, to its own scale, while that is fresh`()
    throws
  {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner, Self.coin)
    let request = world.outward(100, to: "coin", number: "ada@example.org")
    #expect(try world.refusal(request) == .rateStale)
    #expect(try ways(world).isEmpty)
    let rate = Ratio(numerator: 30_000, denominator: 1)
    let since = try put(rate, world).sinceMs
    #expect(try ways(world).first?.rate?.onRamp == rate)
    // 100 × 1/100 ÷ 30,000 × 10⁸ = 3,333 and 1/3.
    let again = world.outward(100, to: "coin", number: "ada@example.org")
    let answer = try world.exchange(again).exchange
    #expect(answer?.received == 3_333 && answer?.remainder == Ratio(numerator: 1, denominator: 3))
    #expect(answer?.rate?.onRamp == rate && answer?.rate?.onRampSinceMs == since)
    let call = try partner.awaitCall(1)
    #expect(call.units == 3_333 && call.decimals == 8)
    world.rig.clock.advance(milliseconds: 60_001)
    let late = world.outward(100, to: "coin", number: "ada@example.org")
    #expect(try world.refusal(late) == .rateStale)
    _ = try put(Ratio(numerator: 60_000, denominator: 1), world)
    let dear = world.outward(100, to: "coin", number: "ada@example.org")
    #expect(try world.exchange(dear).exchange?.received == 1_666)
    try world.rig.stop()
  }

  @Test func `a rate is of a token that has a market, and above nothing`() throws {
    let world = try ExchangeRig.withPartner(TestPartner(), Self.coin)
    #expect(throws: RigFailure.self) { try put(Ratio(numerator: 0, denominator: 1), world) }
    let rate = Ratio(numerator: 1, denominator: 1)
    #expect(throws: RigFailure.self) { try put(rate, world, token: "points") }
    #expect(throws: RigFailure.self) { try put(rate, world, token: "none") }
    try world.rig.stop()
  }
}
