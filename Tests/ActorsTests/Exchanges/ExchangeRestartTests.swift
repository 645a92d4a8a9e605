import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Exchanges through crashes")
struct ExchangeRestartTests {
  // Goal: whatever step a crash falls behind, the next start ends the exchange once. Method: each
  // step is done by itself and made durable; then the disk is what a killed process leaves.
  @Test(arguments: [1, 2], [1, 2, 5])
  func `what a crash left half done is ended once`(_ steps: Int, _ shards: Int) throws {
    let first = try ExchangeRig()
    try first.setUp()
    let request = first.request(100)
    let message = first.begin(request)
    if steps == 2 { first.credit(message) }
    first.awaitDurable()
    #expect(try first.member("ada").lifetimes.first?.inTransit == 100)
    #expect(try first.totals("points").inTransit == 100)
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try ExchangeRig(shards: shards, storage: killed, clock: first.rig.clock)
    #expect(try second.available("ada", of: "p", "points") == 900)
    #expect(try second.available("cy", of: "q", "stars") == 42)
    let points = try second.totals("points")
    #expect(points.inTransit == 0 && points.exchanged == 100)
    #expect(try second.totals("stars").exchangedIn == 42)
    #expect(try second.transactions(of: "cy", "q").map(\.kind) == [.exchangeCredited])
    let again = try second.exchange(request)
    #expect(again.outcome?.replayed == true && again.exchange?.received == 42)
    second.awaitDurable()
    let twice = second.rig.storage.killed()
    try second.rig.stop()

    let third = try ExchangeRig(shards: shards, storage: twice, clock: first.rig.clock)
    #expect(try third.available("cy", of: "q", "stars") == 42)
    #expect(try third.exchange(request).outcome?.replayed == true)
    try third.rig.stop()
  }

  // Goal: a start ends more exchanges than one batch has room for. Method: batches that
  // hold little more than one turn's records, and more bytes than that to end with.
  @Test(arguments: [1, 3])
  func `a start ends however many there are`(_ shards: Int) throws {
    let batch = Limits.turnRecordBytes + (16 << 10)
    let count = 1_200
    let first = try ExchangeRig(largestBatchBytes: batch)
    try first.setUp()
    try first.rig.earn(9_000, for: "ada")
    let requests = (0..<count).map { _ in first.request(5) }
    for request in requests { _ = first.begin(request) }
    first.awaitDurable()
    #expect(try first.totals("points").inTransit == 5 * Int64(count))
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try ExchangeRig(
      shards: shards,
      storage: killed,
      clock: first.rig.clock,
      largestBatchBytes: batch
    )
    let points = try second.totals("points")
    #expect(points.inTransit == 0 && points.exchanged == 5 * Int64(count))
    // 5 × 1/100 ÷ 7/300 = 2 and 1/7 each.
    #expect(try second.available("cy", of: "q", "stars") == 2 * Int64(count))
    for request in requests.prefix(10) {
      #expect(try second.exchange(request).outcome?.replayed == true)
    }
    second.awaitDurable()
    let records = second.rig.engine.services.log.records
    #expect(records >= 2 * count)
    try second.rig.stop()
  }

  // Goal: what cannot arrive comes back, with its lot as it was. Method: the receiving member is
  // closed between the first step and the second.
  @Test(arguments: [true, false])
  func `what cannot arrive comes back, at once or after a crash`(_ isKilled: Bool) throws {
    let first = try ExchangeRig()
    try first.setUp(terms: LotTerms(expiresAfterMs: 86_400_000))
    let request = first.request(100)
    let message = first.begin(request)
    try first.enrol("cy", in: "q", stage: .closed)
    first.awaitDurable()
    let killed = first.rig.storage.killed()
    var world = first
    if isKilled {
      try first.rig.stop()
      world = try ExchangeRig(shards: 3, storage: killed, clock: first.rig.clock)
    } else {
      first.goOn(message)
      while try first.totals("points").inTransit > 0 {}
    }
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    let kinds = try world.transactions(of: "ada").map(\.kind)
    #expect(kinds == [.exchangeReversed, .exchangeStarted, .earn])
    let points = try world.totals("points")
    #expect(points.inTransit == 0 && points.exchanged == 0)
    #expect(try world.totals("stars").issued == 0)
    // In which stage another brand's member is, is told to nobody.
    #expect(try world.refusal(request) == .membershipNotValid)
    // It is one lot again, and expires when it would have.
    world.rig.clock.advance(milliseconds: 86_400_001)
    #expect(try world.available("ada", of: "p", "points") == 0)
    #expect(try world.totals("points").expired == 2_000)
    try world.rig.stop()
  }

  // Goal: what came back after its lot had expired lives on, as after a reversed redemption.
  @Test func `points that come back too late live on for a grace`() throws {
    let first = try ExchangeRig()
    try first.setUp(terms: LotTerms(expiresAfterMs: 86_400_000))
    _ = first.begin(first.request(100))
    try first.enrol("cy", in: "q", stage: .closed)
    first.awaitDurable()
    let killed = first.rig.storage.killed()
    try first.rig.stop()
    first.rig.clock.advance(milliseconds: 2 * 86_400_000)

    let second = try ExchangeRig(storage: killed, clock: first.rig.clock)
    #expect(try second.available("ada", of: "p", "points") == 100)
    #expect(try second.totals("points").expired == 1_900)
    try second.rig.stop()
  }

  // Goal: an exchange that is under way stands in a snapshot, and is ended from there.
  @Test(arguments: [1, 2])
  func `a snapshot holds what is under way`(_ steps: Int) throws {
    let first = try ExchangeRig()
    try first.setUp()
    let request = first.request(100)
    let message = first.begin(request)
    if steps == 2 { first.credit(message) }
    first.awaitDurable()
    // A clean stop writes one.
    try first.rig.stop()

    let second = try ExchangeRig(
      shards: 3,
      storage: first.rig.storage,
      clock: first.rig.clock
    )
    #expect(second.rig.recovery.snapshotRecords > 0)
    #expect(try second.available("ada", of: "p", "points") == 900)
    #expect(try second.available("cy", of: "q", "stars") == 42)
    #expect(try second.totals("stars").exchangeRounding == [Ratio(numerator: 6, denominator: 7)])
    #expect(try second.exchange(request).outcome?.replayed == true)
    try second.rig.stop()
  }

  // Goal: nobody waits for anybody. Method: the same two members exchange in both directions at
  // once, thousands of times, over four shards.
  @Test func `both directions at once end, and every point is somewhere`() throws {
    let world = try ExchangeRig()
    var points = ExchangeRig.points
    points.acceptsProgramIDs = ["q"]
    try world.setUp(tokens: [points, ExchangeRig.gems])
    for _ in 0..<15 { try world.exchange(world.request(40)) }
    let before = try world.available("cy", of: "q", "stars")
    var streams: [UInt32] = []
    for round in 0..<100 {
      let there = world.request(3)
      let back = world.request(
        2,
        of: "cy",
        from: "stars",
        to: "points",
        in: "p",
        of: "q",
        number: "ada"
      )
      let (one, two) = (world.rig.newStream(), world.rig.newStream())
      world.rig.send(
        [(one, MethodID.exchange, there), (two, MethodID.exchange, back)],
        shard: round % 4
      )
      streams += [one, two]
    }
    var (there, back): (Int64, Int64) = (0, 0)
    for (place, stream) in streams.enumerated() {
      let answer = try world.rig.answer(
        ExchangeResponse.self,
        to: stream,
        shard: place / 2 % 4
      )
      if place % 2 == 0 {
        there += answer.exchange?.received ?? 0
      } else {
        back += answer.exchange?.received ?? 0
      }
    }
    #expect(there == 100 && back == 100)
    #expect(try world.available("cy", of: "q", "stars") == before + there - 200)
    #expect(try world.available("ada", of: "p", "points") == 400 - 300 + back)
    #expect(try world.totals("points").inTransit == 0)
    #expect(try world.totals("stars").inTransit == 0)
    try world.rig.stop()
  }
}
