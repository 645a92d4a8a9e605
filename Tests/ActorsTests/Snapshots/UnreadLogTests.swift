import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: what lies before the snapshot is checked all the same when a start has not read it, and
/// damage there ends the server.
@Suite("The log before the snapshot, read after the start")
struct UnreadLogTests {
  /// Smaller ones do not end before they are full.
  private static let segmentBytes = 16 << 20

  /// Killed with three segments, of which the newest snapshot needs the last alone.
  private func killed() throws -> (disk: FaultyStorage, state: Set<[UInt8]>, TestClock) {
    let rig = try EngineRig(segmentBytes: Self.segmentBytes)
    try rig.setUp()
    for _ in 0..<2 {
      for _ in 0..<20 { try rig.earn(3, for: "ada") }
      rig.engine.openLog.value?.endSegment()
      while rig.engine.openLog.value?.usage.ready == 0 { try rig.earn(1, for: "ada") }
      try rig.earn(1, for: "ada")
    }
    _ = try rig.answer(TakeSnapshotResponse.self, MethodID.takeSnapshot, TakeSnapshotRequest())
    try rig.earn(7, for: "ada")
    #expect((rig.engine.openLog.value?.usage.segments ?? 0) > 2)
    let result = (rig.storage.copied(), rig.state(), rig.clock)
    try rig.stop()
    return result
  }

  private func start(
    _ disk: FaultyStorage,
    _ clock: TestClock,
    _ found: Gathered<EngineFailure>
  ) throws -> EngineRig {
    try EngineRig(
      storage: disk,
      clock: clock,
      segmentBytes: Self.segmentBytes,
      unreadLogBytes: 0,
      damageFound: { found.append(contentsOf: [$0]) }
    )
  }

  @Test func `a sound log has the same state, and nothing is found`() throws {
    let (disk, state, clock) = try killed()
    let found = Gathered<EngineFailure>()
    let rig = try start(disk, clock, found)
    #expect(rig.state() == state)
    rig.pool.finish()
    #expect(rig.engine.openLog.value?.hasUnread == false)
    #expect(found.values.isEmpty)
    try rig.stop()
  }

  @Test func `S8: damage before the snapshot ends the server with the code for damage`() throws {
    let (disk, state, clock) = try killed()
    let first = try #require(disk.fileNames.filter { $0.hasPrefix("log-") }.min())
    disk.flip(first, at: 700, 1)
    let found = Gathered<EngineFailure>()
    let rig = try start(disk, clock, found)
    #expect(rig.state() == state)
    rig.pool.finish()
    #expect(found.values.count == 1)
    #expect(found.values.first?.family == .damage)
    #expect(found.values.first?.description.contains(first) == true)
    try rig.stop()
  }
}
