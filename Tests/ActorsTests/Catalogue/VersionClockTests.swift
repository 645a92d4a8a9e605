import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: what decided at an instant goes on deciding there, whatever clocks do.
///
/// Method: the wall clock is set back around changes of the programme and around restarts.
@Suite("Versions when the clock is set back")
struct VersionClockTests {
  private static let hour: Int64 = 3_600_000

  @Test(arguments: [true, false])
  func `later versions begin later, also after a restart`(fromSnapshot: Bool) throws {
    let clock = TestClock()
    let rig = try EngineRig(shards: 2, clock: clock)
    try rig.setUp()
    clock.advance(milliseconds: Self.hour)
    try rig.put(EngineRig.base(3))
    let second = clock.wallMilliseconds()
    let killed = rig.storage.copied()
    try rig.stop()
    // Nobody but the catalogue has recorded anything since.
    clock.setWall(byMilliseconds: -Self.hour / 2)
    let storage = fromSnapshot ? rig.storage : killed
    let again = try EngineRig(shards: 3, storage: storage, clock: clock)
    #expect(try again.points() == 300)
    try again.put(EngineRig.base(7))
    #expect(try again.points() == 700)
    #expect(try again.points(at: second - 1) == 100)
    let begins = try again.baseVersions().map(\.validFromMs)
    #expect(begins == [0, second, second])
    try again.stop()
    // A rig counts its request ids from the beginning.
    clock.advance(milliseconds: 1)
    let third = try EngineRig(storage: again.storage, clock: clock)
    #expect(try third.points() == 700)
    #expect(try third.baseVersions().map(\.validFromMs) == begins)
    try third.stop()
  }

  @Test func `a shard whose clock is behind decides by what it was given`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.putProgramme()
    let member = try #require(
      (0..<100).map { "m\($0)" }.first {
        StableHash.shard(StableHash.hash(program: "p", member: $0), count: 2) == 1
      }
    )
    try rig.enrol(member)
    rig.clock.advance(milliseconds: Self.hour)
    rig.pool.isHeld = true
    let stream = rig.newStream()
    let request = PutPromotionsRequest(envelope: rig.envelope(), promotions: [EngineRig.base(3)])
    rig.send([(stream, MethodID.putPromotions, request)])
    rig.pool.awaitHeldWork()
    // Shard 0 has read the clock, shard 1 has not.
    rig.clock.setWall(byMilliseconds: -Self.hour / 2)
    rig.pool.isHeld = false
    _ = try rig.answer(PutPromotionsResponse.self, to: stream)
    #expect(try rig.points(for: member) == 300)
    try rig.stop()
  }

  @Test func `a schedule is kept over restarts, and begins once its time has come`() throws {
    let clock = TestClock()
    let rig = try EngineRig(clock: clock)
    try rig.setUp()
    let begin = clock.wallMilliseconds() + Self.hour
    try rig.put(EngineRig.base(5, activateAt: begin))
    let killed = rig.storage.copied()
    try rig.stop()
    clock.advance(milliseconds: Self.hour / 2)
    for storage in [killed, rig.storage] {
      let again = try EngineRig(storage: storage, clock: clock)
      #expect(try again.points() == 100)
      // What is scheduled does not move server time on.
      #expect(again.on { $0.stamp().milliseconds } < begin)
      clock.advance(milliseconds: Self.hour / 2)
      #expect(try again.points() == 500)
      #expect(try again.points(at: begin - 1) == 100)
      try again.stop()
      clock.setWall(byMilliseconds: -Self.hour / 2)
    }
  }
}
