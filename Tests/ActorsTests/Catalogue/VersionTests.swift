import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Versions of promotions")
struct VersionTests {
  private static let hour: Int64 = 3_600_000

  private func rollBack(
    _ rig: EngineRig,
    to version: UInt32,
    of promotion: String = "base",
    expected: UInt32 = 0
  ) throws -> PutPromotionsResponse {
    try rig.answer(
      PutPromotionsResponse.self,
      MethodID.rollBackPromotion,
      RollBackPromotionRequest(
        envelope: rig.envelope(),
        promotionID: promotion,
        toVersion: version,
        expectedVersion: expected
      )
    )
  }

  private func rate(_ promotion: Promotion) -> Int64 {
    guard case .rate(let rate)? = promotion.mechanic else { return 0 }
    return rate.points
  }

  // MARK: -

  @Test func `a late sale is valued by the version of its time, also after restarts`() throws {
    let clock = TestClock()
    let rig = try EngineRig(clock: clock)
    try rig.setUp()
    let first = clock.wallMilliseconds()
    clock.advance(milliseconds: Self.hour)
    try rig.put(EngineRig.base(3))
    let second = clock.wallMilliseconds()
    clock.advance(milliseconds: Self.hour)
    try rig.put(EngineRig.base(7))
    let expected = [(first, 100), (second - 1, 100), (second, 300), (0, 700)] as [(Int64, Int64)]
    for (at, wanted) in expected { #expect(try rig.points(at: at) == wanted, "\(at)") }
    let image = rig.storage.copied()
    try rig.stop()
    // By the log alone, and by the snapshot.
    for storage in [image, rig.storage] {
      // A rig counts its request ids from the beginning.
      clock.advance(milliseconds: 1)
      let again = try EngineRig(shards: 2, storage: storage, clock: clock)
      for (at, wanted) in expected { #expect(try again.points(at: at) == wanted, "\(at)") }
      #expect(try again.baseVersions().map(rate) == [1, 3, 7])
      try again.stop()
    }
  }

  @Test func `a version that is scheduled decides from its instant on, without anybody's doing`()
    throws
  {
    let rig = try EngineRig()
    try rig.setUp()
    let begin = rig.clock.wallMilliseconds() + Self.hour
    try rig.put(EngineRig.base(5, activateAt: begin))
    #expect(try rig.points() == 100)
    #expect(try rig.baseVersions().map(\.validFromMs) == [0, begin])
    rig.clock.advance(milliseconds: Self.hour - 1)
    #expect(try rig.points() == 100)
    rig.clock.advance(milliseconds: 1)
    #expect(try rig.points() == 500)
    #expect(try rig.points(at: begin - 1) == 100)
    try rig.stop()
  }

  @Test func `a version that begins now cancels one that was scheduled`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let begin = rig.clock.wallMilliseconds() + Self.hour
    try rig.put(EngineRig.base(5, activateAt: begin))
    try rig.put(EngineRig.base(2))
    rig.clock.advance(milliseconds: 2 * Self.hour)
    #expect(try rig.points() == 200)
    #expect(try rig.points(at: begin + 1) == 200)
    try rig.stop()
  }

  @Test func `rolling back is instant, keeps the past, and cancels what was scheduled`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    rig.clock.advance(milliseconds: Self.hour)
    try rig.put(EngineRig.base(9))
    let wrong = rig.clock.wallMilliseconds()
    rig.clock.advance(milliseconds: Self.hour)
    try rig.put(EngineRig.base(4, activateAt: rig.clock.wallMilliseconds() + Self.hour))
    let answer = try rollBack(rig, to: 1, expected: 3)
    #expect(answer.results.map(\.version) == [4] && answer.results.map(\.changed) == [true])
    #expect(try rig.points() == 100)
    #expect(try rig.points(at: wrong) == 900)
    rig.clock.advance(milliseconds: 2 * Self.hour)
    #expect(try rig.points() == 100)
    let all = try rig.baseVersions()
    #expect(all.map(rate) == [1, 9, 4, 1])
    #expect(all.map(\.version) == [1, 2, 3, 4])
    #expect(all.map(\.addedIn) == [1, 2, 3, 4])
    // Once more changes nothing.
    #expect(try rollBack(rig, to: 1).results.map(\.changed) == [false])
    try rig.stop()
  }

  @Test func `what cannot be rolled back is refused`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.put(EngineRig.base(2))
    func reason(_ body: () throws -> PutPromotionsResponse) -> Reason? {
      do {
        _ = try body()
        return nil
      } catch {
        return (error as? RigFailure)?.reason
      }
    }
    #expect(reason { try rollBack(rig, to: 3) } == .invalidField)
    #expect(reason { try rollBack(rig, to: 1, of: "nobody") } == .promotionNotFound)
    #expect(reason { try rollBack(rig, to: 1, expected: 1) } == .versionConflict)
    #expect(reason { try rig.put(EngineRig.base(3, activateAt: 1)) } == .invalidField)
    #expect(try rig.baseVersions().count == 2)
    try rig.stop()
  }

  @Test func `changes are decided one after the other, and requests go on meanwhile`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    rig.pool.isHeld = true
    var streams: [UInt32] = []
    for points in 2...5 as ClosedRange<Int64> {
      let stream = rig.newStream()
      let request = PutPromotionsRequest(
        envelope: rig.envelope(),
        promotions: [EngineRig.base(points)]
      )
      rig.send([(stream, MethodID.putPromotions, request)])
      streams.append(stream)
    }
    rig.pool.awaitHeldWork()
    #expect(try rig.points() == 100)
    #expect(streams.allSatisfy { rig.received($0).isEmpty })
    rig.pool.isHeld = false
    let answers = try streams.map { try rig.answer(PutPromotionsResponse.self, to: $0) }
    #expect(answers.map(\.ruleSetVersion) == [2, 3, 4, 5])
    #expect(answers.flatMap(\.results).map(\.version) == [2, 3, 4, 5])
    #expect(try rig.points() == 500)
    try rig.stop()
  }

  @Test func `a dry run says what a change would come to, and changes nothing`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let answer = try rig.put(EngineRig.base(8), dryRun: true)
    #expect(answer.ruleSetVersion == 2 && answer.results.map(\.version) == [2])
    #expect(try rig.baseVersions().count == 1)
    #expect(try rig.points() == 100)
    try rig.stop()
  }

  @Test func `a change that is recorded and not installed when the process dies is in force then`()
    throws
  {
    let clock = TestClock()
    let rig = try EngineRig(shards: 2, clock: clock)
    try rig.setUp()
    let stream = rig.newStream()
    let request = PutPromotionsRequest(envelope: rig.envelope(), promotions: [EngineRig.base(6)])
    // The other shard has not taken it yet when the disk has it.
    let image = Promised<FaultyStorage>()
    let storage = rig.storage
    let gate = Promised<Bool>()
    rig.engine.shards[1].post { _ in _ = gate.wait() }
    let log = rig.engine.services.log
    let before = log.durableBatch
    rig.send([(stream, MethodID.putPromotions, request)])
    while log.durableBatch == before {}
    image.keep(storage.copied())
    #expect(rig.received(stream).isEmpty)
    gate.keep(true)
    _ = try rig.answer(PutPromotionsResponse.self, to: stream)
    try rig.stop()
    clock.advance(milliseconds: 1)
    let again = try EngineRig(shards: 2, storage: image.wait(), clock: clock)
    #expect(try again.baseVersions().map(rate) == [1, 6])
    #expect(try again.points() == 600)
    try again.stop()
  }

  @Test func `the vouchers' key is made with the first type, and stays`() throws {
    let rig = try EngineRig()
    func put(_ types: [VoucherType]) throws {
      try rig.put(Programme(programID: "p", currency: "EUR", voucherTypes: types))
    }
    try put([])
    #expect(rig.on { $0.programmes[0].voucherKey.count } == 0)
    let five = VoucherType(voucherTypeID: "five", name: "5.00", points: 500, valueMinor: 500)
    try put([five])
    let key = rig.on { $0.programmes[0].voucherKey }
    #expect(key.count == 16)
    try put([
      five, VoucherType(voucherTypeID: "ten", name: "10.00", points: 900, valueMinor: 1_000),
    ])
    #expect(rig.on { $0.programmes[0].voucherKey } == key)
    try rig.stop()
  }
}
