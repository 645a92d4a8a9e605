import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Exchanges taken back")
struct ExchangeReturnTests {
  private func takeBack(
    _ id: String,
    _ world: ExchangeRig,
    _ request: ReverseExchangeRequest? = nil
  ) throws -> ReverseExchangeResponse {
    try world.rig.answer(
      ReverseExchangeResponse.self,
      MethodID.reverseExchange,
      request
        ?? ReverseExchangeRequest(envelope: world.envelope("p"), exchangeID: id, reason: "mistake")
    )
  }

  private func refusal(_ id: String, _ world: ExchangeRig) throws -> Reason? {
    do {
      _ = try takeBack(id, world)
      return nil
    } catch let failure as RigFailure {
      return failure.reason
    }
  }

  @Test(arguments: [1, 4])
  func `a settled exchange is taken back once, with its fee and its rest`(_ shards: Int) throws {
    let world = try ExchangeRig(shards: shards)
    var partnership = ExchangeRig.toStars
    partnership.fee = FealtyWire.Ratio(numerator: 1, denominator: 50)
    try world.setUp(partnerships: [partnership])
    let id = try #require(try world.exchange(world.request(100)).exchange?.exchangeID)
    #expect(try world.totals("points").exchangeFees == 2)
    let request = ReverseExchangeRequest(envelope: world.envelope("p"), exchangeID: id)
    let answer = try takeBack(id, world, request)
    #expect(answer.outcome?.balances.first?.available == 1_000)
    #expect(answer.exchange?.exchangeID == id && answer.exchange?.points == 100)
    let points = try world.totals("points")
    #expect(points.exchanged == 0 && points.exchangeFees == 0 && points.inTransit == 0)
    let stars = try world.totals("stars")
    #expect(stars.issued == 42 && stars.reversed == 42 && stars.exchangeRounding.isEmpty)
    #expect(try world.available("cy", of: "q", "stars") == 0)
    let kinds = try world.transactions(of: "ada").prefix(4).map(\.kind)
    #expect(
      kinds == [
        .exchangeReturned, .exchangeReturnStarted, .exchangeSettled, .exchangeStarted,
      ]
    )
    #expect(try takeBack(id, world, request).outcome?.replayed == true)
    #expect(try refusal(id, world) == .alreadyReversed)
    // Neither the answer that was told again nor the refusal is a change.
    let audit = try world.rig.answer(
      ListAuditResponse.self,
      MethodID.listAudit,
      ListAuditRequest(envelope: Envelope(programID: "p"), kind: .auditMember)
    ).entries
    #expect(audit.map(\.action) == ["Exchanges/ReverseExchange"])
    #expect(audit.first?.subjectID == "ada" && audit.first?.transactionID.isEmpty == false)
    let hash = try world.rig.verifyLedger()
    #expect(hash.balanced)
    try world.rig.stop()
  }

  @Test func `what was spent meanwhile cannot be taken back, and nothing happens`() throws {
    let world = try ExchangeRig()
    try world.setUp()
    let id = try #require(try world.exchange(world.request(100)).exchange?.exchangeID)
    let spent = RedeemRequest(
      envelope: world.envelope("q"),
      member: ExchangeRig.reference("cy"),
      mode: .sale,
      points: 1
    )
    _ = try world.rig.answer(RedeemResponse.self, MethodID.redeem, spent)
    #expect(try refusal(id, world) == .unrecoverable)
    #expect(try world.available("ada", of: "p", "points") == 900)
    #expect(try world.available("cy", of: "q", "stars") == 41)
    #expect(try world.totals("points").exchanged == 100)
    // With other stars there is enough.
    try world.exchange(world.request(10))
    #expect(try refusal(id, world) == nil)
    #expect(try world.available("cy", of: "q", "stars") == 41 + 4 - 42)
    #expect(try world.totals("stars").reversed == 42)
    try world.rig.stop()
  }

  @Test(arguments: [false, true])
  func `a return gives the partnership's limits back`(_ isRestarted: Bool) throws {
    var world = try ExchangeRig()
    var partnership = ExchangeRig.toStars
    partnership.limits = [
      ExchangeLimit(period: .perMonth, unit: .capTimes, limit: 1),
      ExchangeLimit(period: .perLife, unit: .capPoints, limit: 150),
    ]
    try world.setUp(partnerships: [partnership])
    let id = try #require(try world.exchange(world.request(100)).exchange?.exchangeID)
    #expect(try world.refusal(world.request(10)) == .exchangeLimit)
    _ = try takeBack(id, world)
    if isRestarted {
      world.awaitDurable()
      let killed = world.rig.storage.killed()
      try world.rig.stop()
      world = try ExchangeRig(shards: 3, storage: killed, clock: world.rig.clock)
    }
    #expect(try world.refusal(world.request(150)) == nil)
    #expect(try world.refusal(world.request(10)) == .exchangeLimit)
    try world.rig.stop()
  }

  // Goal: a return is ended once, whatever step a crash falls behind.
  @Test(arguments: [1, 2], [true, false])
  func `a crash within a return changes nothing`(_ steps: Int, _ isKilled: Bool) throws {
    let first = try ExchangeRig()
    try first.setUp()
    let id = try #require(try first.exchange(first.request(100)).exchange?.exchangeID)
    let exchange = try #require(TransactionID(id))
    let started = first.rig.on(first.home("ada", of: "p")) { shard -> ExchangeMessage in
      guard let actor = shard.members.find(exchange.member) else { fatalError("nobody") }
      return actor.assumeIsolated { $0.beginReturnForTest(exchange.version) }
    }
    if steps == 2 {
      // As the parcel that asks for it would be, behind the first record.
      first.awaitDurable()
      first.rig.on(first.home("cy", of: "q")) { shard in
        guard let actor = shard.members.find(started.terms.target) else { fatalError("nobody") }
        let refusal = actor.assumeIsolated { $0.takeBack(started) }
        precondition(refusal == nil)
      }
    }
    first.awaitDurable()
    #expect(try first.rig.verifyLedger().balanced)
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try ExchangeRig(
      shards: 3,
      storage: isKilled ? killed : first.rig.storage,
      clock: first.rig.clock
    )
    #expect(try second.available("ada", of: "p", "points") == 1_000)
    #expect(try second.available("cy", of: "q", "stars") == 0)
    #expect(try second.totals("points").exchanged == 0)
    #expect(try second.totals("stars").reversed == 42)
    #expect(try refusal(id, second) == .alreadyReversed)
    try second.rig.stop()
  }
}

extension MemberActor {
  /// The first step of a return, by nobody's request.
  fileprivate func beginReturnForTest(_ version: UInt32) -> ExchangeMessage {
    let now = shard.stamp()
    let programme = shard.programmes[Int(programmeIndex)]
    let target = StableHash.hash(program: "q", member: "cy")
    // Of the exchange 100 points left, of the one lot, and 42 came.
    var terms = ExchangeTerms()
    (terms.points, terms.received) = (Points(100), Points(42))
    terms.remainder = FealtyLoyalty.Ratio(6, 7) ?? .zero
    terms.target = target
    terms.targetToken =
      shard.programmes.compactMap { other in
        other.id == "q" ? other.defaultToken : nil
      }.first ?? 0
    guard let lot = member.lots.first else { fatalError("no lot") }
    var posting = Posting(kind: .exchangeStarted, token: programme.defaultToken, effectiveAt: now)
    posting.draws = [Draw(lot: lot, points: Points(100), destination: .transit)]
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: number, version: version),
      terms: terms
    )
    var message = ExchangeMessage(
      call: ExchangeMessage.nobody,
      id: ExchangeID(member: number, version: member.nextVersion),
      terms: terms
    )
    message.token = programme.defaultToken
    message.creditedVersion = 2
    do {
      let begun = try member.decideExchangeReturn(
        of: posting,
        version: version,
        creditedVersion: 2,
        caller: ExchangeTerms.Caller(),
        number: number,
        reason: "",
        now: now
      )
      post(begun, now: now)
      append(begun, context: nil, now: now) { _ in }
    } catch {
      fatalError("\(error)")
    }
    return message
  }
}
