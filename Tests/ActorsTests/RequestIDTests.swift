import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: a request id has one outcome, whatever comes under it later and whatever was between.
@Suite("Request ids")
struct RequestIDTests {
  /// What is between a request and the next under its id.
  enum Between: CaseIterable {
    case nothing, kill, snapshotAndKill
  }

  /// The engine, or one that begins on its disk.
  private func rig(_ rig: EngineRig, after between: Between) throws -> EngineRig {
    if between == .nothing { return rig }
    if between == .snapshotAndKill {
      _ = try rig.answer(TakeSnapshotResponse.self, MethodID.takeSnapshot, TakeSnapshotRequest())
    }
    let disk = rig.storage.copied()
    try rig.stop()
    let again = try EngineRig(storage: disk, clock: rig.clock)
    // It counts its ids from the beginning.
    for _ in 0..<100 { _ = again.envelope() }
    return again
  }

  private func refusal(_ call: () throws -> Void) -> Status? {
    let failure = #expect(throws: RigFailure.self) { try call() }
    return failure?.status
  }

  @Test(arguments: Between.allCases)
  func `N7: the same content gets the first answer, another one a conflict`(
    between: Between
  ) throws {
    var rig = try EngineRig()
    try rig.setUp()
    let request = rig.earnRequest(5)
    let first = try rig.answer(EarnResponse.self, MethodID.earn, request)
    rig = try self.rig(rig, after: between)
    var again = try rig.answer(EarnResponse.self, MethodID.earn, request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == first)
    var other = request
    other.basket?.lines[0].amountMinor += 100
    let conflict = refusal { _ = try rig.answer(EarnResponse.self, MethodID.earn, other) }
    #expect(conflict?.reason == .idempotencyConflict)
    let sale = RedeemRequest(envelope: request.envelope, member: EngineRig.ada, points: 5)
    let method = refusal { _ = try rig.answer(RedeemResponse.self, MethodID.redeem, sale) }
    #expect(method?.reason == .idempotencyConflict)
    #expect(try rig.available() == 5)
    #expect(try rig.verifyLedger().balanced)
    try rig.stop()
  }

  @Test(arguments: Between.allCases)
  func `N7: what was refused stays refused, though it could pass now`(between: Between) throws {
    var rig = try EngineRig()
    try rig.setUp()
    let request = RedeemRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      mode: .sale,
      points: 5
    )
    let first = refusal { _ = try rig.answer(RedeemResponse.self, MethodID.redeem, request) }
    #expect(first?.reason == .insufficientPoints && first?.replayed == false)
    rig = try self.rig(rig, after: between)
    try rig.earn(100)
    let again = refusal { _ = try rig.answer(RedeemResponse.self, MethodID.redeem, request) }
    #expect(again?.reason == .insufficientPoints && again?.replayed == true)
    #expect(try rig.available() == 100)
    try rig.stop()
  }

  @Test(arguments: Between.allCases)
  func `N7: after the window it is refused, and never carried out anew`(between: Between) throws {
    var rig = try EngineRig()
    try rig.setUp()
    let request = rig.earnRequest(5)
    _ = try rig.answer(EarnResponse.self, MethodID.earn, request)
    let never = rig.earnRequest(7)
    rig.clock.advance(milliseconds: Limits.requestWindowMilliseconds + 2 * 86_400_000)
    rig = try self.rig(rig, after: between)
    for late in [request, never] {
      let status = refusal { _ = try rig.answer(EarnResponse.self, MethodID.earn, late) }
      #expect(status?.reason == .tooOld)
    }
    #expect(try rig.available() == 5)
    try rig.stop()
  }
}
