import Testing

@testable import FealtyPersistence

@Suite("Snapshots")
struct SnapshotTests {
  private let tail = LogTail(batch: 9, epoch: 1, checksum: 77)

  private func write(
    _ storage: any Storage,
    records: [(UInt8, [UInt8])],
    start: UInt64 = 5
  ) throws -> SnapshotManifest {
    let writer = try SnapshotWriter(storage: storage, logID: testLogID, start: start)
    for (section, record) in records {
      try record.withUnsafeBytes { try writer.append(section: section, $0) }
    }
    return try writer.finish(end: tail, metadata: [1, 2, 3])
  }

  private func read(_ storage: any Storage, _ sequence: UInt64) throws -> [(UInt8, [UInt8])] {
    var records: [(UInt8, [UInt8])] = []
    try SnapshotReader.open(storage, sequence: sequence).forEachRecord { section, record in
      records.append((section, Array(record)))
      return true
    }
    return records
  }

  @Test func `what is written is read back, over many blocks and sections`() throws {
    let storage = FaultyStorage(seed: 1)
    var random = SeededRandom(seed: 5)
    var records: [(UInt8, [UInt8])] = []
    for step in 0..<60 {
      let bytes = [UInt8](repeating: UInt8(step), count: random.below(200_000))
      records.append((UInt8(step / 20), bytes))
    }
    let manifest = try write(storage, records: records)
    #expect(manifest.recordCount == 60 && manifest.sectionCounts == [0: 20, 1: 20, 2: 20])
    #expect(manifest.blockCount >= 6 && manifest.metadata == [1, 2, 3] && manifest.end == tail)
    let found = try read(storage, manifest.sequence)
    #expect(found.map(\.0) == records.map(\.0))
    #expect(found.map(\.1) == records.map(\.1))
  }

  @Test func `an empty snapshot is a snapshot`() throws {
    let storage = FaultyStorage(seed: 1)
    let manifest = try write(storage, records: [])
    #expect(try read(storage, manifest.sequence).isEmpty)
  }

  @Test func `a record of a block's size fits, a larger one is refused`() throws {
    let storage = FaultyStorage(seed: 1)
    let largest = [UInt8](repeating: 3, count: Limits.blockBytes - 4)
    let manifest = try write(storage, records: [(1, largest), (1, [1])])
    #expect(manifest.blockCount == 2)
    #expect(throws: SnapshotError.recordTooLarge(Limits.blockBytes - 3)) {
      try write(storage, records: [(1, largest + [0])])
    }
  }

  @Test func `CS5 CS6: two are kept, the older one's start is what the log must keep`() throws {
    let storage = FaultyStorage(seed: 1)
    #expect(try SnapshotCatalog.removeOld(storage) == nil)
    for start: UInt64 in 2...5 {
      _ = try write(storage, records: [(1, [1])], start: start)
      let kept = try SnapshotCatalog.removeOld(storage)
      #expect(kept == (start == 2 ? nil : start - 1))
    }
    #expect(
      storage.fileNames == [
        "snapshot-0000000003.blocks", "snapshot-0000000003.manifest",
        "snapshot-0000000004.blocks", "snapshot-0000000004.manifest",
      ]
    )
  }

  private func catalog(
    _ storage: FaultyStorage,
    until isEnough: (SnapshotManifest) -> Bool = { _ in false }
  ) throws -> SnapshotCatalog {
    try SnapshotCatalog.load(
      storage,
      names: storage.fileNames,
      logID: testLogID,
      until: isEnough
    )
  }

  @Test func `the older ones are looked at when they are wanted`() throws {
    let storage = FaultyStorage(seed: 1)
    for start: UInt64 in 2...4 { _ = try write(storage, records: [(1, [1])], start: start) }
    var blocks = storage.contents(of: "snapshot-0000000001.blocks")
    blocks[blocks.count - 1] ^= 1
    storage.put("snapshot-0000000001.blocks", blocks)
    var found = try catalog(storage) { $0.start <= 3 }
    #expect(found.good.map(\.manifest.start) == [4, 3] && found.bad.isEmpty)
    try found.checkRest()
    #expect(found.good.count == 2 && found.bad.map(\.sequence) == [1])
    #expect(found.replayStart() == 3)
    found.reject(3, reason: "no member in it")
    #expect(found.good.map(\.manifest.start) == [3] && found.bad.map(\.sequence) == [1, 3])
    #expect(found.replayStart() == nil)
  }

  @Test func `one that could not be loaded is none of the two`() throws {
    let storage = FaultyStorage(seed: 1)
    for start: UInt64 in 2...4 { _ = try write(storage, records: [(1, [1])], start: start) }
    #expect(try SnapshotCatalog.removeOld(storage, unusable: [2]) == 2)
    #expect(storage.fileNames.count { $0.hasSuffix(".manifest") } == 3)
    #expect(try SnapshotCatalog.removeOld(storage) == 3)
  }

  @Test func `S10 CS5: a damaged snapshot is none of the two, and the log behind it stays`() throws
  {
    let storage = FaultyStorage(seed: 1)
    for start: UInt64 in 2...3 {
      _ = try write(storage, records: [(1, [1])], start: start)
      _ = try SnapshotCatalog.removeOld(storage)
    }
    var blocks = storage.contents(of: "snapshot-0000000002.blocks")
    blocks[blocks.count - 1] ^= 1
    storage.put("snapshot-0000000002.blocks", blocks)
    #expect(try catalog(storage).replayStart() == nil)
    _ = try write(storage, records: [(1, [1])], start: 4)
    #expect(try SnapshotCatalog.removeOld(storage) == 2)
    #expect(try catalog(storage).replayStart() == 2)
    #expect(storage.fileNames.count { $0.hasSuffix(".manifest") } == 3)
    _ = try write(storage, records: [(1, [1])], start: 5)
    #expect(try SnapshotCatalog.removeOld(storage) == 4)
    #expect(
      storage.fileNames.filter { $0.hasSuffix(".manifest") } == [
        "snapshot-0000000003.manifest", "snapshot-0000000004.manifest",
      ]
    )
  }

  @Test func `CS8: an abandoned snapshot leaves nothing behind`() throws {
    let storage = FaultyStorage(seed: 1)
    let writer = try SnapshotWriter(storage: storage, logID: testLogID, start: 1)
    try [UInt8(1)].withUnsafeBytes { try writer.append(section: 1, $0) }
    try writer.abandon()
    #expect(storage.fileNames.isEmpty)
  }

  @Test func `records that were laid out before are those that are read`() throws {
    let storage = FaultyStorage(seed: 1)
    let writer = try SnapshotWriter(storage: storage, logID: testLogID, start: 1, level: 6)
    let block: [UInt8] = [2, 0, 0, 0, 7, 8, 0, 0, 0, 0, 1, 0, 0, 0, 9]
    try [UInt8(5)].withUnsafeBytes { try writer.append(section: 1, $0) }
    try block.withUnsafeBytes { try writer.append(section: 2, block: $0, count: 3, level: 0) }
    try [UInt8(6)].withUnsafeBytes { try writer.append(section: 1, $0) }
    let bytes = writer.byteCount
    let manifest = try writer.finish(end: tail, metadata: [])
    #expect(manifest.blockCount == 3 && manifest.recordCount == 5 && bytes < manifest.blocksSize)
    let found = try read(storage, manifest.sequence)
    #expect(found.map(\.0) == [1, 2, 2, 2, 1])
    #expect(found.map(\.1) == [[5], [7, 8], [], [9], [6]])
    var runs: [[UInt8]] = []
    let reader = try SnapshotReader.open(storage, sequence: manifest.sequence)
    try reader.forEachRun { runs.append([$0] + $1) }
    #expect(runs == [[1, 1, 0, 0, 0, 5], [2] + block, [1, 1, 0, 0, 0, 6]])
  }

  @Test func `CS8: one that cannot be finished leaves nothing, wherever it fails`() throws {
    let calm = FaultyStorage(seed: 1)
    _ = try write(calm, records: [(1, [1, 2]), (2, [3])])
    var failures = 0
    for call in 1...calm.callCount {
      let storage = FaultyStorage(seed: 1)
      let older = try write(storage, records: [(1, [9])])
      let files = storage.fileNames
      let writer = try SnapshotWriter(storage: storage, logID: testLogID, start: 5)
      storage.plan(.fail(28), atCall: call)
      do {
        try [UInt8(1)].withUnsafeBytes { try writer.append(section: 1, $0) }
        _ = try writer.finish(end: tail, metadata: [])
        continue
      } catch {
        failures += 1
        storage.heal()
        try writer.abandon()
      }
      #expect(storage.fileNames == files, "call \(call)")
      try SnapshotReader.open(storage, sequence: older.sequence).verify()
    }
    #expect(failures > 10)
  }

  @Test func `CS4: a crash at each call leaves no manifest, or a good one`() throws {
    let calm = FaultyStorage(seed: 1)
    _ = try write(calm, records: [(1, [1, 2]), (2, [3])])
    for call in 1...calm.callCount {
      let storage = FaultyStorage(seed: 1)
      storage.plan(.crash, atCall: call)
      #expect(throws: SnapshotError.self) { try write(storage, records: [(1, [1, 2]), (2, [3])]) }
      for seed: UInt64 in 0..<20 {
        let image = storage.crashImage(seed: seed)
        let catalog = try SnapshotCatalog.load(image, names: image.list(), logID: testLogID)
        #expect(catalog.bad.isEmpty, "call \(call), image \(seed)")
      }
    }
  }

  @Test func `S14: lying sizes are refused before anything is inflated`() throws {
    let storage = FaultyStorage(seed: 1)
    let manifest = try write(storage, records: [(1, [UInt8](repeating: 0, count: 5_000))])
    let name = FileNames.blocks(manifest.sequence)
    let original = storage.contents(of: name)
    // Offset of a field, its new value: raw length, compressed length, record count.
    let lies: [(Int, UInt32)] = [
      (24, 5_003), (24, 5_005), (24, 1 << 20 + 1), (24, 0), (24, 1 << 20), (28, 1 << 30),
      (28, 3), (20, 0), (20, 2),
    ]
    for (offset, value) in lies {
      var bytes = original
      for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
      let compressed = offset == 28 ? Int(min(value, 100)) : bytes.count - 40
      let whole = bytes[..<36] + bytes[40..<min(bytes.count, 40 + compressed)]
      let sum = CRC32C.masked(Array(whole).withUnsafeBytes { CRC32C.update(0, $0) })
      for index in 0..<4 { bytes[36 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
      storage.put(name, bytes)
      #expect(throws: SnapshotError.self, "\(offset): \(value)") {
        try SnapshotReader.open(storage, sequence: manifest.sequence).verify()
      }
    }
  }

  @Test func `blocks swapped within a snapshot and between two are noticed`() throws {
    let storage = FaultyStorage(seed: 1)
    let large = [UInt8](repeating: 1, count: 900_000)
    let one = try write(storage, records: [(1, large), (1, large)])
    let two = try write(storage, records: [(1, large), (1, large)])
    let bytes = storage.contents(of: FileNames.blocks(one.sequence))
    let half = bytes.count / 2
    storage.put(FileNames.blocks(one.sequence), Array(bytes[half...] + bytes[..<half]))
    #expect(throws: SnapshotError.self) {
      try SnapshotReader.open(storage, sequence: one.sequence).verify()
    }
    storage.put(FileNames.blocks(two.sequence), bytes)
    #expect(throws: SnapshotError.self) {
      try SnapshotReader.open(storage, sequence: two.sequence).verify()
    }
  }
}
