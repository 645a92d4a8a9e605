import Dispatch
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Guests' sales")
struct GuestSaleTests {
  // Goal: a claim that has to come again, for balances are being added up, finds the sale again.
  // Method: the sale's home gives it only when the member's home lets nothing move any more.
  @Test func `a claim that is put off gives the sale back`() throws {
    let guests = try GuestRig()
    try guests.put()
    let names = (0..<8).map { "m\($0)" }
    for name in names { try guests.rig.enrol(name) }
    try guests.park([GuestRig.line("A", 60)], receipt: "1")
    let rig = guests.rig
    let giver = try #require((0..<4).first { rig.on($0) { !$0.parkedSales.isEmpty } })
    let homes = names.map { name in
      StableHash.shard(StableHash.hash(program: "p", member: name), count: 4)
    }
    let taker = try #require(homes.indices.first { homes[$0] != giver })
    let (member, home) = (names[taker], homes[taker])
    let claim = guests.claimRequest("1", for: member)
    let gate = DispatchSemaphore(value: 0)
    rig.engine.shards[giver].post { _ in gate.wait() }
    let stream = rig.newStream()
    rig.send([(stream, MethodID.claimSale, claim)], shard: home)
    for _ in 0..<8 {
      rig.on(home) { _ in }
      rig.pool.drain()
    }
    rig.on(home) { $0.closing[0] = .max }
    gate.signal()
    let putOff = try guests.reason {
      _ = try rig.answer(EarnResponse.self, to: stream, shard: home)
    }
    #expect(putOff == .overloaded)
    rig.on(home) { $0.closing = [:] }
    // The sale goes back in two messages.
    for _ in 0..<4 { for shard in 0..<4 { rig.on(shard) { _ in } } }
    let again = try rig.answer(EarnResponse.self, MethodID.claimSale, claim, shard: home)
    #expect(again.points == 60)
    try rig.stop()
  }

  private static let lines = [GuestRig.line("A", 30), GuestRig.line("B", 12)]

  @Test func `a guest's sale gives nobody points until a member claims it`() throws {
    let guests = try GuestRig()
    try guests.put()
    try guests.rig.enrol("ada")
    let parked = try guests.park(Self.lines, receipt: "R1")
    #expect(parked.parked && parked.points == 42 && parked.lots.isEmpty)
    #expect(parked.claimUntilMs == guests.rig.clock.wallMilliseconds() + 30 * GuestRig.day)
    #expect(try guests.rig.available() == 0)
    let claimed = try guests.claim("R1", for: "ada")
    #expect(claimed.points == 42 && claimed.lots.map(\.amount) == [42])
    #expect(claimed.applied.map(\.promotionID) == ["base"])
    #expect(try guests.rig.available() == 42)
    let explained = try guests.rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(
        envelope: guests.rig.envelope(),
        transactionID: claimed.outcome?.transactionID ?? ""
      )
    )
    #expect(explained.matches && explained.transaction?.kind == .saleClaimed)
    #expect(explained.inputs?.lines.map(\.sku) == ["A", "B"])
    #expect(try guests.rig.verifyLedger().findings.isEmpty)
    try guests.rig.stop()
  }

  @Test func `a guest's sale needs a receipt, and has it once`() throws {
    let guests = try GuestRig()
    try guests.put()
    try guests.rig.enrol("ada")
    #expect(
      try guests.reason { try guests.park(Self.lines, receipt: "") } == .invalidField
    )
    let request = guests.sale(Self.lines, receipt: "R1")
    let first = try guests.rig.answer(EarnResponse.self, MethodID.earn, request)
    // The same request again: the same answer.
    var again = try guests.rig.answer(EarnResponse.self, MethodID.earn, request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == first)
    let duplicate = Reason.duplicateTransaction
    #expect(try guests.reason { try guests.park(Self.lines, receipt: "R1") } == duplicate)
    #expect(
      try guests.reason { try guests.rig.earn(42, receipt: "R1") } == duplicate
    )
    try guests.claim("R1", for: "ada")
    #expect(try guests.reason { try guests.park(Self.lines, receipt: "R1") } == duplicate)
    #expect(try guests.reason { try guests.rig.earn(42, receipt: "R1") } == duplicate)
    try guests.rig.stop()
  }

  // Goal: of any number of claims one wins, and each retry has the answer of the first try.
  @Test func `twenty claims at once: one wins`() throws {
    let guests = try GuestRig()
    try guests.put()
    for member in 0..<20 { try guests.rig.enrol("m\(member)") }
    try guests.park(Self.lines, receipt: "R1")
    let requests = (0..<20).map { guests.claimRequest("R1", for: "m\($0)") }
    let first = try Self.outcomes(of: requests, guests)
    #expect(first.count { $0 == .points(42) } == 1)
    #expect(first.count { $0 == .refused(.alreadyClaimed) } == 19)
    #expect(try Self.outcomes(of: requests.reversed(), guests).reversed() == first)
    let sum = try (0..<20).reduce(0) { try $0 + guests.rig.available("m\($1)") }
    #expect(sum == 42)
    #expect(try guests.rig.verifyLedger().findings.isEmpty)
    try guests.rig.stop()
  }

  private enum Claimed: Equatable {
    case points(Int64)
    case refused(Reason?)
  }

  /// Sends claims over all shards before it waits for any.
  private static func outcomes(
    of requests: [ClaimSaleRequest],
    _ guests: GuestRig
  ) throws -> [Claimed] {
    var sent: [(stream: UInt32, shard: Int)] = []
    for (place, request) in requests.enumerated() {
      let stream = guests.rig.newStream()
      let shard = place % guests.shards
      guests.rig.send([(stream, MethodID.claimSale, request)], shard: shard)
      sent.append((stream, shard))
    }
    return try sent.map { call in
      do {
        let answer = try guests.rig.answer(EarnResponse.self, to: call.stream, shard: call.shard)
        return .points(answer.points)
      } catch let failure as RigFailure {
        return .refused(failure.reason)
      }
    }
  }

  @Test func `who comes too late gets nothing, and what the sale used is free`() throws {
    let guests = try GuestRig()
    try guests.put(window: GuestRig.day, budget: 100)
    try guests.rig.enrol("ada")
    try guests.park(Self.lines, receipt: "R1")
    #expect(try guests.budget().used == 42)
    guests.rig.clock.advance(milliseconds: GuestRig.day)
    #expect(try guests.reason { try guests.claim("R1", for: "ada") } == .claimExpired)
    #expect(try guests.reason { try guests.takeBack(["A"], of: "R1") } == .claimExpired)
    while guests.parkedCount() > 0 { guests.rig.on { _ in } }
    #expect(try guests.budget().used == 0)
    #expect(try guests.reason { try guests.claim("R1", for: "ada") } == .claimExpired)
    #expect(try guests.reason { try guests.takeBack(["A"], of: "R1") } == .claimExpired)
    #expect(try guests.rig.verifyLedger().findings.isEmpty)
    try guests.rig.stop()
  }

  @Test func `what came back before the claim is not claimed`() throws {
    let guests = try GuestRig()
    try guests.put(budget: 100)
    try guests.rig.enrol("ada")
    try guests.park(Self.lines, receipt: "R1")
    let back = try guests.takeBack(["A"], of: "R1", return: "X1")
    #expect((back.before, back.after, back.delta, back.full) == (42, 12, -30, false))
    #expect(back.applied.map(\.points) == [12])
    #expect(try guests.budget().used == 12)
    #expect(
      try guests.reason { try guests.takeBack(["B"], of: "R1", return: "X1") }
        == .duplicateTransaction
    )
    #expect(try guests.reason { try guests.takeBack(["A"], of: "R1") } == .aboveMax)
    let claimed = try guests.claim("R1", for: "ada")
    #expect(claimed.points == 12)
    #expect(try guests.budget().used == 12)
    // What is left of it comes back from the member.
    #expect(try guests.reason { try guests.takeBack(["A"], of: "R1") } == .aboveMax)
    let rest = try guests.takeBack(["B"], of: "R1")
    #expect((rest.delta, rest.full) == (-12, true))
    #expect(try guests.rig.available() == 0)
    #expect(try guests.budget().used == 0)
    #expect(try guests.rig.verifyLedger().findings.isEmpty)
    try guests.rig.stop()
  }

  @Test func `a sale of which all came back cannot be claimed`() throws {
    let guests = try GuestRig()
    try guests.put(budget: 100)
    try guests.rig.enrol("ada")
    try guests.park(Self.lines, receipt: "R1")
    try guests.takeBack(["B"], of: "R1")
    let request = ReverseEarnRequest(
      envelope: guests.rig.envelope(),
      naturalKey: GuestRig.key("R1")
    )
    for isAgain in [false, true] {
      let reversed = try guests.rig.answer(
        ReverseEarnResponse.self,
        MethodID.reverseEarn,
        request
      )
      #expect((reversed.points, reversed.alreadyReversed) == (30, 12))
      #expect(reversed.outcome?.replayed == isAgain)
    }
    #expect(try guests.budget().used == 0)
    #expect(try guests.reason { try guests.claim("R1", for: "ada") } == .alreadyReversed)
    #expect(try guests.reason { try guests.takeBack(["A"], of: "R1") } == .alreadyReversed)
    try guests.rig.stop()
  }

  @Test func `the member's caps of the sale's day cut what is claimed`() throws {
    let guests = try GuestRig()
    try guests.put(caps: [Cap(period: .perDay, points: 50)], budget: 1_000)
    try guests.rig.enrol("ada")
    try guests.rig.earn(20)
    try guests.park(Self.lines, receipt: "R1")
    #expect(try guests.budget().used == 62)
    #expect(try guests.claim("R1", for: "ada").points == 30)
    #expect(try guests.budget().used == 50)
    #expect(try guests.rig.earn(5).points == 0)
    #expect(try guests.rig.verifyLedger().findings.isEmpty)
    try guests.rig.stop()
  }

  private static let third = Promotion(
    promotionID: "third",
    mechanic: .fixed(Fixed(points: 100)),
    conditions: Conditions(visit: Visit(number: 3))
  )

  @Test func `a claimed sale counts as a visit at its own time`() throws {
    let guests = try GuestRig()
    try guests.put(promotions: [Self.third])
    try guests.rig.enrol("ada")
    try guests.rig.earn(1)
    try guests.park([GuestRig.line("A", 1)], receipt: "R1")
    #expect(try guests.claim("R1", for: "ada").points == 1)
    #expect(try guests.rig.earn(1).points == 101)
    try guests.rig.stop()
  }

  @Test("of a claimed sale the rest is still a visit", arguments: [["A"], ["A", "B"]])
  func visitOfTheRest(returned: [String]) throws {
    let guests = try GuestRig()
    try guests.put(promotions: [Self.third])
    try guests.rig.enrol("ada")
    try guests.rig.earn(1)
    try guests.park([GuestRig.line("A", 1), GuestRig.line("B", 1)], receipt: "R1")
    #expect(try guests.claim("R1", for: "ada").points == 2)
    #expect(try guests.takeBack(returned, of: "R1").delta == -Int64(returned.count))
    #expect(try guests.rig.earn(1).points == (returned.count == 1 ? 101 : 1))
    try guests.rig.stop()
  }

  @Test func `a claimed sale is explained as the claimant's caps have cut it`() throws {
    let guests = try GuestRig(shards: 1)
    let more = Promotion(
      promotionID: "more",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      caps: [Cap(period: .perDay, points: 60)]
    )
    try guests.put(caps: [Cap(period: .perDay, points: 40)], promotions: [more])
    try guests.rig.enrol("ada")
    try guests.rig.earn(40)
    try guests.park([GuestRig.line("A", 30)], receipt: "G1")
    let claimed = try guests.claim("G1", for: "ada")
    #expect(claimed.points == 20)
    let explained = try guests.rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(
        envelope: guests.rig.envelope(),
        member: EngineRig.ada,
        transactionID: claimed.outcome?.transactionID ?? ""
      )
    )
    #expect(explained.matches)
    #expect(explained.applied.map(\.promotionID) == ["more"])
    #expect(explained.applied.map(\.points) == [20])
    #expect(explained.applied.first?.lines.map(\.points) == [20])
    let base = explained.rejected.first { $0.promotionID == "base" }
    #expect(base?.condition == .capReached)
    try guests.rig.stop()
  }
}
