import FealtyWire
import Testing

@testable import FealtyActors

/// Earns that go through their stages side by side give what they would give one by one.
@Suite("Earns side by side")
struct EarnBatchTests {
  private func send(_ requests: [any Message], _ rig: EngineRig) -> [UInt32] {
    let calls = requests.map { request in
      (stream: rig.newStream(), method: Self.method(of: request), request: request)
    }
    rig.send(calls)
    return calls.map(\.stream)
  }

  private static func method(of request: any Message) -> UInt16 {
    switch request {
    case is EarnRequest: MethodID.earn
    case is EvaluateBasketRequest: MethodID.evaluateBasket
    default: MethodID.getMember
    }
  }

  private func points(_ streams: [UInt32], _ rig: EngineRig) throws -> [Int64] {
    try streams.map { try rig.answer(EarnResponse.self, to: $0).points }
  }

  // More than one batch, and none of them whole at the end.
  @Test(arguments: [1, 2, 7, 8, 9, 21])
  func `each of many earns of one member is evaluated after those before it`(
    count: Int
  ) throws {
    let rig = try EngineRig()
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      caps: [Cap(period: .perLife, points: 50)]
    )
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        promotions: [base]
      )
    )
    try rig.enrol("ada")
    let streams = send((0..<count).map { _ in rig.earnRequest(7) }, rig)
    let answers = try streams.map { try rig.answer(EarnResponse.self, to: $0) }
    var left: Int64 = 50
    for answer in answers {
      #expect(answer.points == min(7, left))
      left -= answer.points
      #expect(answer.outcome?.balances.first?.available == 50 - left)
    }
    #expect(Set(answers.map { $0.outcome?.transactionID ?? "" }).count == count)
    #expect(try rig.available() == 50 - left)
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }

  @Test(arguments: [1, 2])
  func `a budget is not oversold by earns of different members that come together`(
    shards: Int
  ) throws {
    let world = try BudgetRig(shards: shards, limit: 1_000)
    // The shards have some of it in hand afterwards: nobody has to wait before he is evaluated.
    #expect(try world.earn(2, of: 10) == [10, 10])
    let calls = world.requests(24, of: 200).map { request in
      (stream: world.rig.newStream(), method: MethodID.earn, request: request as any Message)
    }
    world.rig.send(calls)
    let points = try calls.map { call in
      try world.rig.answer(EarnResponse.self, to: call.stream).points
    }
    #expect(points.reduce(0, +) == 980)
    #expect(try world.state().used == 1_000)
    try world.rig.stop()
  }

  @Test func `whoever looks after an earn sees it, and what cannot be read hurts no other`()
    throws
  {
    let rig = try EngineRig()
    try rig.setUp()
    let ada = EngineRig.ada
    let unknown = rig.earnRequest(5, for: "bob")
    var malformed = rig.earnRequest(5)
    malformed.basket?.lines[0].quantity = -1
    let again = rig.earnRequest(11)
    let streams = send(
      [
        rig.earnRequest(10), unknown, malformed, again, again,
        GetMemberRequest(envelope: rig.envelope(), member: ada), rig.earnRequest(20),
      ],
      rig
    )
    #expect(try rig.answer(EarnResponse.self, to: streams[0]).points == 10)
    #expect(throws: RigFailure.self) { try rig.answer(EarnResponse.self, to: streams[1]) }
    #expect(throws: RigFailure.self) { try rig.answer(EarnResponse.self, to: streams[2]) }
    var first = try rig.answer(EarnResponse.self, to: streams[3])
    first.outcome?.replayed = true
    let retried = try rig.answer(EarnResponse.self, to: streams[4])
    #expect(retried == first)
    let seen = try rig.answer(GetMemberResponse.self, to: streams[5])
    #expect(seen.balances.first?.available == 21)
    #expect(try rig.answer(EarnResponse.self, to: streams[6]).points == 20)
    #expect(try rig.available() == 41)
    try rig.stop()
  }

  // What was paid with points is taken off a basket once, however often it is evaluated.
  @Test(arguments: [1, 2, 9])
  func `points as tender are taken off each of many earns of one member once`(
    count: Int
  ) throws {
    let rig = try EngineRig()
    try rig.setUp()
    let requests = (0..<count).map { _ in
      var request = rig.earnRequest(100)
      request.basket?.tenders = [Tender(kind: "points", amountMinor: 3_000)]
      return request
    }
    #expect(try points(send(requests, rig), rig) == Array(repeating: 70, count: count))
    #expect(try rig.available() == Int64(count) * 70)
    try rig.stop()
  }

  // The first evaluation finds the shard without any of the budget.
  @Test func `points as tender are taken off once where the earn waits for a budget`() throws {
    let world = try BudgetRig(shards: 1, limit: 1_000)
    var request = world.rig.earnRequest(100, for: "m0")
    request.basket?.tenders = [Tender(kind: "points", amountMinor: 3_000)]
    #expect(try points(send([request], world.rig), world.rig) == [70])
    #expect(try world.state().used == 70)
    try world.rig.stop()
  }

  @Test func `one receipt in two earns that come together is one sale`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.enrol("bob")
    let streams = send(
      [
        rig.earnRequest(10, receipt: "R1"), rig.earnRequest(10, for: "bob", receipt: "R1"),
        rig.earnRequest(3, for: "bob", receipt: "R2"),
      ],
      rig
    )
    #expect(try rig.answer(EarnResponse.self, to: streams[0]).points == 10)
    #expect(throws: RigFailure.self) { try rig.answer(EarnResponse.self, to: streams[1]) }
    #expect(try rig.answer(EarnResponse.self, to: streams[2]).points == 3)
    #expect(try rig.available("bob") == 3)
    try rig.stop()
  }
}
