import FealtyPersistence
import FealtyWire
import Foundation
import Testing

@testable import FealtyActors

@Suite("When snapshots are taken, and what becomes of those that fail")
struct SnapshotScheduleTests {
  private func take(_ rig: EngineRig) throws -> TakeSnapshotResponse {
    try rig.answer(TakeSnapshotResponse.self, MethodID.takeSnapshot, TakeSnapshotRequest())
  }

  private func info(_ rig: EngineRig) throws -> GetServerInfoResponse {
    try rig.answer(GetServerInfoResponse.self, MethodID.getServerInfo, GetServerInfoRequest())
  }

  private func manifests(_ rig: EngineRig) -> [String] {
    rig.storage.copied().fileNames.filter { $0.hasSuffix(".manifest") }
  }

  @Test func `on request, and the answer says what is there`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    try rig.earn(5)
    let first = try take(rig)
    #expect(first.sequence == 1 && first.records > 0 && first.bytes > 0)
    #expect(first.startBatch <= first.endBatch + 1)
    try rig.earn(5)
    let second = try take(rig)
    #expect(second.sequence == 2 && second.startBatch > first.startBatch)
    try rig.earn(5)
    #expect(try take(rig).sequence == 3)
    // Two are kept, and the log from the start of the older one is needed.
    #expect(manifests(rig) == ["snapshot-0000000002.manifest", "snapshot-0000000003.manifest"])
    let facts = try info(rig)
    #expect(facts.snapshots == 3 && facts.snapshotFailures == 0 && facts.snapshotSequence == 3)
    #expect(facts.logNeededFrom == second.startBatch && facts.snapshotAtMs > 0)
    try rig.stop()
  }

  @Test func `who asks while one is taken gets the next`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let stepper = SnapshotStepper(rig)
    try rig.earn(5)
    let streams = (0..<2).map { _ in rig.newStream() }
    for stream in streams { rig.send([(stream, MethodID.takeSnapshot, TakeSnapshotRequest())]) }
    let first = try stepper.finish()
    let answers = try streams.map { try rig.answer(TakeSnapshotResponse.self, to: $0) }
    // Both were served by one.
    #expect(answers.map(\.sequence) == [first.sequence + 1, first.sequence + 1])
    #expect(answers[0].startBatch > first.start)
    try rig.stop()
  }

  @Test func `as the log grows`() throws {
    let rig = try EngineRig(snapshots: SnapshotOptions(logBytes: 20_000))
    try rig.setUp()
    while try info(rig).snapshots < 2 { try rig.earn(1) }
    // A manifest is there a moment before its snapshot counts.
    #expect(manifests(rig).count >= 2)
    try rig.stop()
  }

  @Test func `by time, while something changes`() throws {
    let rig = try EngineRig(snapshots: SnapshotOptions(everySeconds: 60))
    try rig.setUp()
    for count in 1...2 {
      try rig.earn(1)
      rig.clock.advance(milliseconds: 60_001)
      while try info(rig).snapshots < count {}
    }
    // Nothing was written since.
    for _ in 0..<3 {
      rig.clock.advance(milliseconds: 60_001)
      for _ in 0..<5 { rig.on { _ in } }
    }
    rig.pool.drain()
    #expect(try info(rig).snapshots == 2)
    try rig.stop()
  }

  @Test func `CS8: one that fails changes nothing but a count`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    try rig.earn(5)
    let first = try take(rig)
    let files = rig.storage.copied().fileNames
    rig.storage.capacityBytes = rig.storage.usedBytes
    for failures in 1...3 {
      #expect(throws: RigFailure.self) { try take(rig) }
      try rig.earn(5)
      let facts = try info(rig)
      #expect(facts.snapshotFailures == Int64(failures))
      #expect(facts.snapshotFailuresInARow == Int64(failures))
      #expect(rig.storage.copied().fileNames == files)
    }
    rig.storage.capacityBytes = .max
    #expect(try take(rig).sequence == first.sequence + 1)
    let facts = try info(rig)
    #expect(facts.snapshotFailures == 3 && facts.snapshotFailuresInARow == 0)
    #expect(try rig.available() == 20)
    try rig.stop()
  }

  // Goal: what asked for a snapshot that failed still asks, but not with every batch.
  @Test func `growth is not forgotten by one that fails, and asks again after a while`() throws {
    let rig = try EngineRig(snapshots: SnapshotOptions(logBytes: 20_000))
    try rig.setUp()
    rig.storage.capacityBytes = rig.storage.usedBytes
    while try info(rig).snapshotFailures == 0 { try rig.earn(1) }
    for _ in 0..<20 { try rig.earn(1) }
    rig.pool.drain()
    #expect(try info(rig).snapshotFailures == 1)
    rig.clock.advance(milliseconds: Limits.snapshotRetryMilliseconds)
    try rig.earn(1)
    while try info(rig).snapshotFailures == 1 {}
    // The second rest is twice as long.
    rig.storage.capacityBytes = .max
    rig.clock.advance(milliseconds: Limits.snapshotRetryMilliseconds)
    try rig.earn(1)
    rig.pool.drain()
    #expect(try info(rig).snapshots == 0)
    rig.clock.advance(milliseconds: Limits.snapshotRetryMilliseconds)
    try rig.earn(1)
    while try info(rig).snapshots == 0 {}
    #expect(try info(rig).snapshotFailures == 2)
    try rig.stop()
  }

  /// A slice of shard 0 when its time has come.
  ///
  /// Returns when the next may be, monotonic nanoseconds; 0 = at once.
  private func slice(_ rig: EngineRig) -> Int64 {
    rig.on(0) { shard in
      shard.snapshotShare?.notBefore = 0
      defer { shard.snapshotShare?.notBefore = .max }
      return shard.useSpareTime()
    }
  }

  // Method: the test's clock stands still, so that a rest ends when it begins; but it has a time.
  @Test func `a shard rests between two slices only where it was asked for something`() throws {
    var options = SnapshotOptions()
    options.sliceSlots = 16
    let rig = try EngineRig(snapshots: options)
    try rig.setUp()
    let stepper = SnapshotStepper(rig)
    _ = slice(rig)
    #expect(slice(rig) == 0)
    try rig.earn(5)
    #expect(slice(rig) == rig.clock.monotonicNanoseconds())
    #expect(slice(rig) == 0)
    _ = try stepper.finish()
    try rig.stop()
  }

  @Test func `a stop gives up the one that is taken before it waits for anything`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    let stepper = SnapshotStepper(rig)
    stepper.step(0)
    rig.engine.endSnapshots()
    #expect(throws: SnapshotFailure.self) { try stepper.outcome() }
    // Who is served until the end is told so.
    #expect(throws: RigFailure.self) { try take(rig) }
    try rig.earn(5)
    #expect(manifests(rig).isEmpty)
    try rig.stop()
  }

  @Test func `the last one waits for no shard that writes nothing`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    let gate = LogHold()
    gate.isHeld = true
    rig.engine.shards[1].post { _ in while gate.isHeld { sched_yield() } }
    let last = rig.engine.services.snapshots.takeLast(meanwhile: nil, patience: 200)
    #expect(throws: SnapshotFailure.self) { try last.get() }
    gate.isHeld = false
    #expect(manifests(rig).isEmpty)
    try rig.earn(5)
    #expect(try take(rig).sequence == 1)
    try rig.stop()
  }

  @Test func `a stop gives up the one that is taken, and writes its own`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    let stepper = SnapshotStepper(rig)
    stepper.step(0)
    try rig.earn(5)
    let disk = rig.storage
    try rig.stop()
    #expect(throws: SnapshotFailure.self) { try stepper.outcome() }
    let files = disk.fileNames.filter { $0.hasPrefix("snapshot") }
    #expect(files == ["snapshot-0000000001.blocks", "snapshot-0000000001.manifest"])
    let again = try EngineRig(storage: disk, clock: rig.clock)
    #expect(try again.available() == 5)
    #expect(again.engine.services.started.value.recoveredRecords > 0)
    try again.stop()
  }
}
