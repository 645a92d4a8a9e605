import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: a snapshot whose checksums are right, but that does not hold what it should, is no harm
/// where an older one or the log has everything.
///
/// Method: the newest snapshot of a directory is written once more, changed, by the writer itself.
@Suite("Snapshots that cannot be loaded")
struct SnapshotFallbackTests {
  /// A rig that has been killed with two snapshots and some log behind them, and its state.
  private func killed(
    snapshots: Int
  ) throws -> (disk: FaultyStorage, state: Set<[UInt8]>, TestClock) {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    for member in 0..<40 { try rig.enrol("m\(member)") }
    for round in 0..<snapshots {
      for member in 0..<40 { try rig.earn(Int64(1 + round), for: "m\(member)") }
      _ = try rig.answer(TakeSnapshotResponse.self, MethodID.takeSnapshot, TakeSnapshotRequest())
    }
    for member in 0..<40 { try rig.earn(7, for: "m\(member)") }
    let result = (rig.storage.copied(), rig.state(), rig.clock)
    try rig.stop()
    return result
  }

  /// Writes the newest snapshot once more.
  ///
  /// `change`: gets all records with their sections, and the metadata.
  private func rewriteNewest(
    _ disk: FaultyStorage,
    _ change: (inout [(section: UInt8, bytes: [UInt8])], inout [UInt8]) -> Void
  ) throws {
    let sequences = disk.fileNames.filter { $0.hasSuffix(".manifest") }.count
    let newest = try SnapshotReader.open(disk, sequence: UInt64(sequences))
    var records: [(section: UInt8, bytes: [UInt8])] = []
    try newest.forEachRecord { section, bytes in
      records.append((section, Array(bytes)))
      return true
    }
    var metadata = newest.manifest.metadata
    change(&records, &metadata)
    let writer = try SnapshotWriter(
      storage: disk,
      logID: newest.manifest.logID,
      start: newest.manifest.start
    )
    for record in records {
      try record.bytes.withUnsafeBytes { try writer.append(section: record.section, $0) }
    }
    _ = try writer.finish(end: newest.manifest.end, metadata: metadata)
  }

  private static func addBadMember(
    _ records: inout [(section: UInt8, bytes: [UInt8])],
    _ metadata: inout [UInt8]
  ) {
    records.append((SnapshotSection.members, [UInt8](repeating: 0xFF, count: 40)))
  }

  /// Golden: that of the first version, which has no counts, is the server's time alone.
  private static let firstMetadata: [UInt8] = [0x08, 0x80, 0xD0, 0xEA, 0xB6, 0xB7, 0x33]

  private static let line = BasketLine(
    sku: "SKU-001",
    department: "GROCERY",
    brand: "national",
    quantity: 1,
    amountMinor: 500
  )

  private func expectServed(
    _ disk: FaultyStorage,
    _ state: Set<[UInt8]>,
    _ clock: TestClock,
    rejecting sequence: Int?
  ) throws {
    let again = try EngineRig(shards: 3, storage: disk, clock: clock)
    #expect(again.state() == state)
    #expect(try again.verifyLedger().findings.isEmpty)
    let notices = again.recovery.notices.filter { $0.contains("is bad and not used") }
    #expect(notices.count == (sequence == nil ? 0 : 1))
    if let sequence { #expect(notices.first?.hasPrefix("snapshot \(sequence) ") == true) }
    // It goes on; the ids of the requests before are taken.
    for _ in 0..<1_000 { _ = again.envelope() }
    try again.earn(1, for: "m1")
    try again.stop()
  }

  @Test(arguments: 1...2)
  func `S10: a record that cannot be decoded: the older one, or the log, loudly`(
    snapshots: Int
  ) throws {
    let (disk, state, clock) = try killed(snapshots: snapshots)
    try rewriteNewest(disk, Self.addBadMember)
    if snapshots == 1 {
      for kind in ["blocks", "manifest"] { disk.remove("snapshot-0000000001.\(kind)") }
    }
    try expectServed(disk, state, clock, rejecting: snapshots + 1)
  }

  // Otherwise the log behind the good one would go, for the sake of one that nobody can load.
  @Test func `what a start could not load, later starts know from the next snapshot`() throws {
    let (disk, _, clock) = try killed(snapshots: 2)
    let older = try SnapshotReader.open(disk, sequence: 2).manifest.start
    try rewriteNewest(disk, Self.addBadMember)
    let first = try EngineRig(shards: 2, storage: disk, clock: clock)
    #expect(first.engine.services.snapshots.facts.unusable == [3])
    _ = try first.answer(TakeSnapshotResponse.self, MethodID.takeSnapshot, TakeSnapshotRequest())
    let left = first.storage.copied()
    try first.stop()

    let second = try EngineRig(shards: 2, storage: left, clock: clock)
    let facts = second.engine.services.snapshots.facts
    #expect(facts.unusable == [3] && facts.logNeededFrom == older)
    #expect(second.recovery.notices.contains { $0.hasPrefix("snapshot 3 is bad and not used") })
    _ = try second.answer(TakeSnapshotResponse.self, MethodID.takeSnapshot, TakeSnapshotRequest())
    let again = second.storage.copied()
    try second.stop()
    // It goes with the older ones, and nothing tells of it any more.
    let third = try EngineRig(shards: 2, storage: again, clock: clock)
    #expect(third.engine.services.snapshots.facts.unusable.isEmpty)
    #expect(!again.fileNames.contains("snapshot-0000000003.manifest"))
    try third.stop()
  }

  @Test func `what one that cannot be loaded says of itself is forgotten with it`() throws {
    let (disk, state, clock) = try killed(snapshots: 2)
    try rewriteNewest(disk) { records, metadata in
      Self.addBadMember(&records, &metadata)
      metadata = Self.firstMetadata
    }
    let again = try EngineRig(shards: 2, storage: disk, clock: clock)
    #expect(again.state() == state)
    #expect(again.engine.services.snapshots.countsEntries)
    try again.stop()
  }

  @Test func `an article that the walk has missed shows, and the older one serves`() throws {
    let sales = try SaleRig(shards: 2)
    for _ in 0..<2 {
      for _ in 0..<6 {
        try sales.earn(Basket(lines: [Self.line]))
        _ = try sales.rig.verifyLedger()
      }
      _ = try sales.rig.answer(
        TakeSnapshotResponse.self,
        MethodID.takeSnapshot,
        TakeSnapshotRequest()
      )
    }
    let disk = sales.rig.storage.copied()
    let manifest = try SnapshotReader.open(disk, sequence: 2).manifest
    #expect(try SnapshotFacts(bytes: manifest.metadata).articles == 1)
    try rewriteNewest(disk) { records, _ in
      records.removeAll { $0.section == SnapshotSection.articles }
    }
    try sales.rig.stop()
    let again = try EngineRig(shards: 2, storage: disk, clock: sales.rig.clock)
    #expect(again.engine.services.snapshots.facts.unusable == [3])
    #expect(again.engine.services.articles.count == 1)
    try again.stop()
  }

  @Test func `a member that the walk has missed shows, and the older one serves`() throws {
    let (disk, state, clock) = try killed(snapshots: 2)
    try rewriteNewest(disk) { records, _ in
      let missed = records.firstIndex { $0.section == SnapshotSection.members }
      if let missed { records.remove(at: missed) }
    }
    try expectServed(disk, state, clock, rejecting: 3)
  }

  @Test func `a snapshot of the first version, which says no counts, is loaded`() throws {
    let (disk, state, clock) = try killed(snapshots: 2)
    try rewriteNewest(disk) { _, metadata in
      let time = (try? SnapshotFacts(bytes: metadata))?.serverTimeMs ?? 0
      #expect(time == 1_767_225_600_000)
      metadata = Self.firstMetadata
      #expect((try? SnapshotFacts(bytes: metadata)) == SnapshotFacts(serverTimeMs: time))
    }
    try expectServed(disk, state, clock, rejecting: nil)
  }

  @Test func `the counts are those of what is there`() throws {
    let (disk, _, _) = try killed(snapshots: 1)
    let manifest = try SnapshotReader.open(disk, sequence: 1).manifest
    let facts = try SnapshotFacts(bytes: manifest.metadata)
    #expect(facts.members == 41 && facts.cards == 0)
    #expect(facts.requestIDs == 82 && facts.receipts == 0 && facts.articles == 0)
  }
}
