import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Exchanges into a programme whose balances are added up")
struct ExchangeClosingTests {
  private func put(_ supply: Int64, _ world: ExchangeRig) -> PutTokenRequest {
    var stars = ExchangeRig.stars
    stars.supply = supply
    return PutTokenRequest(envelope: world.envelope("q"), token: stars)
  }

  private func put(_ request: PutTokenRequest, _ world: ExchangeRig) throws {
    _ = try world.rig.answer(PutTokenResponse.self, MethodID.putToken, request)
  }

  // Goal: what has left one member arrives with the other although it may not just now. Method: all
  // shards are told that "q" is being added up, and one exchange begins; then the change comes.
  @Test(arguments: [true, false])
  func `what is to arrive waits for the change`(_ isChanged: Bool) throws {
    let world = try ExchangeRig()
    try world.setUp()
    let index = try #require(world.rig.on(0) { $0.programmes.first { $0.id == "q" }?.index })
    let version = world.rig.on(0) { $0.programmes[Int(index)].version }
    for shard in 0..<4 { world.rig.on(shard) { $0.closing[index] = version + 1 } }
    let stream = world.rig.newStream()
    world.rig.send([(stream, MethodID.exchange, world.request(100))])
    for _ in 0..<20_000 where try world.transactions(of: "ada").count < 2 {}
    let home = world.home("cy", of: "q")
    for _ in 0..<20_000 where world.rig.on(home, { $0.heldCredits.isEmpty }) {}
    #expect(world.rig.on(home) { $0.heldCredits.count } == 1)
    #expect(try world.totals("points").inTransit == 100)
    if isChanged {
      var stars = ExchangeRig.stars
      stars.name = "Other stars"
      try put(PutTokenRequest(envelope: world.envelope("q"), token: stars), world)
    } else {
      world.rig.on(0) { $0.reopen(index) }
    }
    let answer = try world.rig.answer(ExchangeResponse.self, to: stream)
    #expect(answer.exchange?.received == 42)
    #expect(try world.available("cy", of: "q", "stars") == 42)
    #expect(try world.totals("points").inTransit == 0)
    try world.rig.stop()
  }

  @Test func `who has come to keep the points himself gets none, and they come back`() throws {
    let world = try ExchangeRig()
    try world.setUp()
    let index = try #require(world.rig.on(0) { $0.programmes.first { $0.id == "q" }?.index })
    let version = world.rig.on(0) { $0.programmes[Int(index)].version }
    for shard in 0..<4 { world.rig.on(shard) { $0.closing[index] = version + 1 } }
    let stream = world.rig.newStream()
    world.rig.send([(stream, MethodID.exchange, world.request(100))])
    let home = world.home("cy", of: "q")
    for _ in 0..<20_000 where world.rig.on(home, { $0.heldCredits.isEmpty }) {}
    try world.put(
      Programme(
        programID: "q",
        defaultTokenID: "stars",
        tokens: [ExchangeRig.stars],
        settings: Settings(integration: .integrationLight)
      )
    )
    let refused = #expect(throws: RigFailure.self) {
      try world.rig.answer(ExchangeResponse.self, to: stream)
    }
    #expect(refused?.reason == .exchangeNotAllowed)
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    #expect(try world.totals("points").inTransit == 0)
    try world.rig.stop()
  }

  // Goal: a brand may change a token's supply while its points are bought. Method: exchanges from
  // several shards with a lower supply between them, each of which asks the ledger.
  @Test func `changes of the supply refuse none`() throws {
    let world = try ExchangeRig(shards: 3)
    try world.setUp()
    var calls: [(stream: UInt32, shard: Int)] = []
    for round in 0..<60 {
      for shard in 0..<3 {
        let stream = world.rig.newStream()
        let request = world.request(5, of: shard == 1 ? "bob" : "ada", number: "dee")
        world.rig.send([(stream, MethodID.exchange, request)], shard: shard)
        calls.append((stream, shard))
      }
      try put(put(1_000_000 - Int64(round), world), world)
    }
    for call in calls {
      _ = try world.rig.answer(ExchangeResponse.self, to: call.stream, shard: call.shard)
    }
    #expect(try world.available("dee", of: "q", "stars") == Int64(calls.count) * 2)
    #expect(try world.totals("points").inTransit == 0)
    try world.rig.stop()
  }
}
