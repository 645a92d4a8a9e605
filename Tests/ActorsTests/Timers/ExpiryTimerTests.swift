import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("What becomes due without anybody asking")
struct ExpiryTimerTests {
  private static let hour: Int64 = 3_600_000

  /// Lets every shard turn until nothing is due any more.
  private func settle(_ rig: EngineRig) {
    for shard in rig.engine.shards.indices {
      let now = rig.clock.wallMilliseconds()
      while rig.on(shard, { $0.timers.next }) <= now {}
    }
  }

  private func earned(
    _ rig: EngineRig,
    members: Int,
    spread: Int64 = 0,
    points: Int64 = 5
  ) throws {
    let shards = rig.engine.shards.count
    for number in 0..<members {
      try rig.enrol("m\(number)")
      try rig.earn(points, for: "m\(number)", shard: number % shards)
      if spread > 0 { rig.clock.advance(milliseconds: spread) }
    }
  }

  @Test(arguments: [1, 3])
  func `lots expire at their instants, in order, though nobody asks for their members`(
    shards: Int
  ) throws {
    let rig = try EngineRig(shards: shards)
    try rig.putProgramme(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    try earned(rig, members: 600, spread: 7)
    rig.clock.advance(milliseconds: 2 * Self.hour)
    settle(rig)
    #expect(rig.engine.shards.indices.allSatisfy { rig.on($0, { $0.timers.count }) == 0 })
    #expect(try rig.verifyLedger().totals.first?.expired == 3_000)
    let storage = rig.storage
    try rig.stop()
    let postings = try LogReading.postings(storage.withoutSnapshots())
    let promised = Dictionary(
      uniqueKeysWithValues: postings.filter { $0.body.kind == .earn }.map {
        ($0.member, $0.body.lotsMade.map(\.expiresAtMs))
      }
    )
    let expiries = postings.filter { $0.body.kind == .expiry }
    #expect(expiries.count == 600)
    #expect(
      expiries.allSatisfy { promised[$0.member] == [$0.effectiveAt] && $0.body.context == nil }
    )
    for shard in 0..<shards {
      let instants = expiries.filter { StableHash.shard($0.member, count: shards) == shard }
        .map(\.effectiveAt)
      #expect(instants == instants.sorted())
    }
  }

  @Test func `what is overdue after a crash is recorded at once, the oldest first`() throws {
    let clock = TestClock()
    let rig = try EngineRig(clock: clock)
    try rig.putProgramme(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    try earned(rig, members: 300, spread: 1_000)
    let image = rig.storage.killed()
    try rig.stop()
    clock.advance(milliseconds: 3 * Self.hour)
    let again = try EngineRig(shards: 2, storage: image, clock: clock)
    settle(again)
    #expect(try again.verifyLedger().totals.first?.expired == 1_500)
    try again.stop()
    // Once more: nothing is left, from the snapshot neither.
    let third = try EngineRig(storage: image, clock: clock)
    #expect(third.on { $0.timers.count } == 0)
    #expect(try third.verifyLedger().balanced)
    try third.stop()
    #expect(try LogReading.expiries(image.withoutSnapshots()).count == 300)
  }

  @Test func `a member with several dates is settled at each of them, in turn with the others`()
    throws
  {
    let rig = try EngineRig()
    try rig.putProgramme(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    try rig.enrol("a")
    try rig.enrol("b")
    for member in ["a", "b", "a", "b", "a"] {
      try rig.earn(3, for: member)
      rig.clock.advance(milliseconds: 60_000)
    }
    rig.clock.advance(milliseconds: 2 * Self.hour)
    settle(rig)
    let storage = rig.storage
    try rig.stop()
    let instants = try LogReading.expiries(storage.withoutSnapshots()).map(\.effectiveAt)
    #expect(instants.count == 5)
    #expect(instants == instants.sorted())
  }

  @Test func `a hold lapses at its time`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.earn(100)
    _ = try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        mode: .authorize,
        points: 40,
        timeoutMs: 5_000
      )
    )
    #expect(try rig.available() == 60)
    rig.clock.advance(milliseconds: 5_000)
    settle(rig)
    #expect(rig.on { $0.timers.count } == 0)
    #expect(try rig.available() == 100)
    let storage = rig.storage
    try rig.stop()
    let lapses = try LogReading.postings(storage.withoutSnapshots())
      .filter { $0.body.kind == .holdLapsed }
    #expect(lapses.count == 1)
  }

  @Test func `a clock that is set back stops nothing, one that is set forward is noticed`() throws {
    let rig = try EngineRig()
    try rig.setUp(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    try rig.earn(10)
    rig.clock.setWall(byMilliseconds: -10 * Self.hour)
    // Server time goes on from where it was.
    try rig.earn(20)
    #expect(rig.on { $0.timers.count } == 1)
    rig.clock.setWall(byMilliseconds: 11 * Self.hour - 1)
    settle(rig)
    #expect(try rig.available() == 30)
    rig.clock.advance(milliseconds: 1)
    settle(rig)
    #expect(rig.on { $0.timers.count } == 0)
    #expect(try rig.verifyLedger().totals.first?.expired == 30)
    try rig.stop()
  }

  @Test func `members with nothing to come have no entry, others have one each`() throws {
    let rig = try EngineRig()
    try rig.putProgramme()
    try earned(rig, members: 20)
    #expect(rig.on { $0.timers.count } == 0)
    let clock = rig.clock
    try rig.stop()
    let other = try EngineRig(clock: clock)
    try other.putProgramme(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    try earned(other, members: 20)
    // Later lots of the same member need no entry of their own.
    for number in 0..<20 { try other.earn(1, for: "m\(number)") }
    #expect(other.on { $0.timers.count } == 20)
    try other.stop()
  }

  @Test func `a turn looks at some of very many members, and requests go on between`() throws {
    let rig = try EngineRig()
    try rig.putProgramme(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    try rig.enrol("ada")
    try earned(rig, members: 2_000, points: 1)
    let clock = rig.clock
    let first = rig.on { shard in
      clock.advance(milliseconds: Self.hour)
      let before = shard.timers.count
      shard.runTimers()
      return before - shard.timers.count
    }
    #expect((1...Limits.timersPerTurn).contains(first))
    var earns: Int64 = 0
    repeat {
      try rig.earn(2)
      earns += 1
    } while rig.on { $0.timers.next } <= clock.wallMilliseconds()
    #expect(try rig.verifyLedger().totals.first?.expired == 2_000)
    #expect(try rig.available() == 2 * earns)
    try rig.stop()
  }
}
