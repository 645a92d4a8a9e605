import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

// Goal: a snapshot that is not what the log gives is noticed, although every checksum in it is
// right. Method: the newest snapshot of a small ledger is written again with one member changed.
@Suite("Proving a snapshot against the log")
struct LedgerProofTests {
  private static func engine(
    _ storage: FaultyStorage,
    _ wakers: [SignalWaker],
    _ pool: any BlockingPool
  ) -> Engine {
    Engine(
      configuration: Engine.Configuration(
        shardCount: wakers.count,
        directory: "memory",
        version: "test",
        segmentBytes: 4 << 20
      ),
      storage: storage,
      clock: TestClock(),
      random: CountingRandom(),
      zones: NoZones(),
      pool: pool,
      wakers: wakers,
      failStop: { fatalError($0) }
    )
  }

  private static func prove(_ storage: FaultyStorage, _ base: ReplayBase) throws -> LedgerProof {
    let engine = engine(storage, [SignalWaker()], TestPool())
    defer { engine.letGo() }
    return try engine.prove(hashing: true, base: base)
  }

  /// The same with several shards, each on a thread of its own.
  private static func prove(
    _ storage: FaultyStorage,
    _ base: ReplayBase,
    shards: Int,
    auditing: Bool = true
  ) throws -> LedgerProof {
    let wakers = (0..<shards).map { _ in SignalWaker() }
    let engine = engine(storage, wakers, CallerPool())
    let loops = zip(engine.shards, wakers).map { RigLoop($0, $1) }
    for loop in loops { loop.start() }
    defer {
      for loop in loops { loop.end() }
      engine.letGo()
    }
    return try engine.proveOnLoops(hashing: true, auditing: auditing, base: base)
  }

  /// Two snapshots, and earns before, between and after them.
  ///
  /// `basket`: is sold until its lines are articles.
  private static func sample(basket: Basket? = nil) throws -> FaultyStorage {
    var rig = try EngineRig()
    try rig.setUp()
    try rig.enrol("bo")
    for _ in 0..<(basket == nil ? 0 : 4) {
      var request = rig.earnRequest(1)
      request.basket = basket
      _ = try rig.answer(EarnResponse.self, MethodID.earn, request)
      _ = try rig.verifyLedger()
    }
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
    try rewriteRecords(storage) { section, bytes in
      guard section == SnapshotSection.members, var member = try? StoredMember(bytes: bytes)
      else { return }
      change(&member)
      bytes = member.serialized()
    }
  }

  private static func rewriteRecords(
    _ storage: FaultyStorage,
    _ change: (UInt8, inout [UInt8]) -> Void
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
      change(section, &bytes)
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

  @Test func `a snapshot with an article of another name is not what the log gives`() throws {
    let storage = try Self.sample(
      basket: Basket(lines: [BasketLine(sku: "SKU-001 GROCERY", quantity: 1, amountMinor: 500)])
    )
    let whole = try Self.prove(storage, .oldest)
    #expect(whole.stateHashes["articles"] != nil)
    #expect(try Self.prove(storage, .newestSnapshot).kindsThatDiffer(from: whole) == [])
    try Self.rewriteRecords(storage) { section, bytes in
      // The last byte of the names.
      if section == SnapshotSection.articles { bytes[bytes.count - 1] ^= 1 }
    }
    let started = try Self.prove(storage, .newestSnapshot)
    #expect(started.snapshot == 3 && started.findings.isEmpty)
    #expect(started.kindsThatDiffer(from: whole) == ["articles"])
  }

  // It works on one thread, which must not wait for itself.
  @Test(.timeLimit(.minutes(5)))
  func `a snapshot that cannot be loaded is a finding, and the one before it is proved`() throws {
    let storage = try Self.sample()
    try Self.rewriteRecords(storage) { section, bytes in
      if section == SnapshotSection.members { bytes = [UInt8](repeating: 0xFF, count: 40) }
    }
    let started = try Self.prove(storage, .newestSnapshot)
    #expect(started.snapshot == 2)
    #expect(started.findings.count == 1)
    #expect(started.findings.first?.hasPrefix("snapshot 3 cannot be loaded: ") == true)
    #expect(started.kindsThatDiffer(from: try Self.prove(storage, .oldest)) == [])
  }

  @Test func `a snapshot that only repeats another one is what the log gives`() throws {
    let storage = try Self.sample()
    try Self.rewrite(storage) { _ in }
    let started = try Self.prove(storage, .newestSnapshot)
    #expect(started.snapshot == 3)
    #expect(started.kindsThatDiffer(from: try Self.prove(storage, .oldest)) == [])
  }

  @Test(arguments: [2, 3])
  func `shards on threads of their own find the same as one`(shards: Int) throws {
    let storage = try Self.sample(
      basket: Basket(lines: [BasketLine(sku: "SKU-001 GROCERY", quantity: 1, amountMinor: 500)])
    )
    for base in [ReplayBase.newestSnapshot, .oldest] {
      let one = try Self.prove(storage, base)
      let many = try Self.prove(storage, base, shards: shards)
      #expect(many.kindsThatDiffer(from: one) == [] && many.stateHashes == one.stateHashes)
      // Members, articles, programmes in two forms, and the requests of a day.
      #expect(many.stateHashes.count == 5, "\(many.stateHashes.keys.sorted())")
      #expect(many.members == one.members && many.lots == one.lots && many.findings.isEmpty)
      #expect(many.lines.map(\.token) == one.lines.map(\.token) && many.lines.count == 1)
      #expect(many.lines.first?.issued == one.lines.first?.issued)
      #expect(many.snapshot == one.snapshot && many.replayStart == one.replayStart)
    }
    // One that is to be compared alone is not looked at, and hashes to the same.
    let hashed = try Self.prove(storage, .oldest, shards: shards, auditing: false)
    #expect(hashed.members == 0 && hashed.lines.isEmpty)
    #expect(try Self.prove(storage, .newestSnapshot).kindsThatDiffer(from: hashed) == [])
  }
}

/// Runs blocking work where it is asked for.
private struct CallerPool: BlockingPool {
  func run(_ work: @escaping @Sendable () -> Void) { work() }
}
