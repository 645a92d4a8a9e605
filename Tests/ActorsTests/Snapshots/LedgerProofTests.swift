import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

// Goal: a snapshot that is not what the log gives is noticed, although every checksum in it is
// right. Method: the newest snapshot of a small ledger is written again with one member changed.
@Suite("Proving a snapshot against the log")
struct LedgerProofTests {
  private static func prove(_ storage: FaultyStorage, _ base: ReplayBase) throws -> LedgerProof {
    let engine = Engine(
      configuration: Engine.Configuration(
        shardCount: 1,
        directory: "memory",
        version: "test",
        segmentBytes: 4 << 20
      ),
      storage: storage,
      clock: TestClock(),
      random: CountingRandom(),
      zones: NoZones(),
      pool: TestPool(),
      wakers: [SignalWaker()],
      failStop: { fatalError($0) }
    )
    defer { engine.letGo() }
    return try engine.prove(hashing: true, base: base)
  }

  /// Two snapshots, and earns before, between and after them.
  private static func sample() throws -> FaultyStorage {
    var rig = try EngineRig()
    try rig.setUp()
    try rig.enrol("bo")
    for member in ["ada", "bo"] {
      _ = try rig.earn(200, for: member)
    }
    for _ in 0..<2 {
      try rig.stop()
      // Its request ids are of another time.
      rig.clock.advance(milliseconds: 1_000)
      rig = try EngineRig(storage: rig.storage, clock: rig.clock)
      _ = try rig.earn(300, for: "ada")
    }
    // As after a crash: no snapshot of the last earn.
    return rig.storage.crashImage(seed: 1)
  }

  /// Writes the newest snapshot again, each member as `change` leaves it.
  private static func rewrite(
    _ storage: FaultyStorage,
    _ change: (inout StoredMember) -> Void
  ) throws {
    let reader = try SnapshotReader.open(storage, sequence: 2)
    let manifest = reader.manifest
    let writer = try SnapshotWriter(
      storage: storage,
      logID: manifest.logID,
      start: manifest.start
    )
    try reader.forEachRecord { section, body in
      var bytes = Array(body)
      if section == SnapshotSection.members, var member = try? StoredMember(bytes: bytes) {
        change(&member)
        bytes = member.serialized()
      }
      return (try? bytes.withUnsafeBytes { try writer.append(section: section, $0) }) != nil
    }
    _ = try writer.finish(end: manifest.end, metadata: manifest.metadata)
  }

  @Test func `the newest snapshot and all of the log give the same, from whatever is older`() throws
  {
    let storage = try Self.sample()
    let started = try Self.prove(storage, .newestSnapshot)
    let whole = try Self.prove(storage, .oldest)
    #expect(started.snapshot == 2 && whole.snapshot == nil)
    #expect(whole.replayStart == 1 && started.replayStart > 1 && started.tail == whole.tail)
    #expect(started.members == 2 && started.lots == whole.lots && started.lots > 0)
    #expect(started.findings.isEmpty && whole.findings.isEmpty)
    #expect(started.kindsThatDiffer(from: whole) == [])
    #expect(started.stateHashes["members"] != nil && started.stateHashes["programmes"] != nil)
  }

  @Test func `a snapshot with another tier of one member is not what the log gives`() throws {
    let storage = try Self.sample()
    try Self.rewrite(storage) { if $0.memberID == "bo" { $0.tier = "gold" } }
    let started = try Self.prove(storage, .newestSnapshot)
    #expect(started.snapshot == 3 && started.findings.isEmpty)
    let whole = try Self.prove(storage, .oldest)
    #expect(started.kindsThatDiffer(from: whole) == ["members"])
  }

  @Test func `a snapshot that only repeats another one is what the log gives`() throws {
    let storage = try Self.sample()
    try Self.rewrite(storage) { _ in }
    let started = try Self.prove(storage, .newestSnapshot)
    #expect(started.snapshot == 3)
    #expect(started.kindsThatDiffer(from: try Self.prove(storage, .oldest)) == [])
  }
}
