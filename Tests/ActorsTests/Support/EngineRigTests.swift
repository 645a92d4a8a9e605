import FealtyWire
import Testing

@testable import FealtyActors

@Suite("A rig that was stopped")
struct EngineRigTests {
  // Hundreds of engines in one process would else take ten gigabytes.
  @Test func `leaves nothing of its engine in memory`() throws {
    weak var shard: Shard?
    weak var services: Services?
    weak var index: PositionIndex?
    do {
      let rig = try EngineRig(shards: 2)
      try rig.setUp()
      try rig.earn(5, receipt: "R1")
      _ = try rig.answer(TakeSnapshotResponse.self, MethodID.takeSnapshot, TakeSnapshotRequest())
      shard = rig.engine.shards[1]
      services = rig.engine.services
      index = rig.engine.services.receipts
      try rig.stop()
      #expect(shard != nil && services != nil && index != nil)
    }
    #expect(shard == nil && services == nil && index == nil)
  }

  // Its address comes again: were the thread known by that, it would seem to run the next one.
  @Test func `leaves no thread behind that seems to be another engine's`() throws {
    for _ in 0..<16 {
      let rig = try EngineRig()
      let shard = rig.engine.shards[0]
      #expect(!shard.isCurrent)
      try rig.stop()
      shard.adopt()
      #expect(shard.isCurrent)
    }
  }
}
