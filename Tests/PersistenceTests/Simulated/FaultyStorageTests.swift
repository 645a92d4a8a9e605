internal import Glibc
import Testing

@testable import FealtyPersistence

/// The simulated disk against its own description, a line of it a test.
@Suite("The simulated disk")
struct FaultyStorageTests {
  private let sector = 512

  /// Writes a file of old bytes, durable with its name, and opens it.
  private func file(
    _ disk: FaultyStorage,
    sectors: Int,
    of byte: UInt8
  ) throws -> any StorageFile {
    let file = try disk.open("file", .create)
    try file.write([UInt8](repeating: byte, count: sectors * sector), at: 0)
    try file.sync()
    try disk.syncDirectory()
    return file
  }

  private func images(_ disk: FaultyStorage, _ count: UInt64 = 400) -> [[UInt8]] {
    (0..<count).map { disk.crashImage(seed: $0).contents(of: "file") }
  }

  @Test func `an unsynced sector is absent, there, or torn at any byte, each by itself`() throws {
    let disk = FaultyStorage(seed: 1)
    let file = try file(disk, sectors: 3, of: 1)
    try file.write([UInt8](repeating: 2, count: 2 * sector), at: 0)
    var states: Set<String> = []
    var tears: Set<Int> = []
    for image in images(disk, 2_000) {
      #expect(image[(2 * sector)...].allSatisfy { $0 == 1 }, "a sector that was not written")
      let parts = (0..<2).map { part -> String in
        let bytes = image[(part * sector)..<((part + 1) * sector)]
        let new = bytes.count { $0 == 2 }
        if new == 0 || new == sector { return new == 0 ? "absent" : "there" }
        // One side is new and the other old, with one border.
        let changes = zip(bytes, bytes.dropFirst()).count { $0 != $1 }
        #expect(changes == 1)
        tears.insert(bytes.first == 2 ? new : sector - new)
        return bytes.first == 2 ? "first part" : "last part"
      }
      states.insert(parts.joined(separator: ", "))
    }
    #expect(states.count == 16)
    #expect(tears.count > 300)
    try file.sync()
    #expect(images(disk).allSatisfy { $0[..<(2 * sector)].allSatisfy { $0 == 2 } })
  }

  @Test func `what an earlier write left in a sector may be on the disk until the next sync`()
    throws
  {
    let disk = FaultyStorage(seed: 2)
    let file = try file(disk, sectors: 1, of: 1)
    var seen: Set<UInt8> = []
    for round in 0..<60 {
      for value: UInt8 in [2, 3, 4] {
        try file.write([UInt8](repeating: value, count: sector), at: 0)
      }
      for image in images(disk, 20) { seen.insert(image[0]) }
      try file.sync()
      #expect(images(disk, 20).allSatisfy { $0[0] == 4 }, "round \(round)")
    }
    #expect(seen == [1, 2, 3, 4])
  }

  @Test func `a longer file is durable after a sync, as its bytes are`() throws {
    let disk = FaultyStorage(seed: 3)
    let file = try file(disk, sectors: 1, of: 1)
    try file.write([UInt8](repeating: 2, count: sector), at: UInt64(sector))
    #expect(Set(images(disk).map(\.count)) == [sector, 2 * sector])
    try file.sync()
    #expect(Set(images(disk).map(\.count)) == [2 * sector])
  }

  @Test func `names are durable after a sync of the directory, each by itself`() throws {
    let disk = FaultyStorage(seed: 4)
    for name in ["renamed", "removed"] { try disk.open(name, .create).close() }
    try disk.syncDirectory()
    try disk.open("created", .create).close()
    try disk.rename("renamed", to: "other")
    try disk.unlink("removed")
    let found = Set((0..<400).map { disk.crashImage(seed: $0).fileNames })
    #expect(found.count == 8)
    #expect(found.contains(["removed", "renamed"]) && found.contains(["created", "other"]))
    try disk.syncDirectory()
    #expect((0..<100).allSatisfy { disk.crashImage(seed: $0).fileNames == ["created", "other"] })
  }

  @Test func `a failed sync drops bytes, shows them until the cache is dropped, and then succeeds`()
    throws
  {
    var lost = 0
    for seed: UInt64 in 0..<60 {
      let disk = FaultyStorage(seed: seed)
      let file = try file(disk, sectors: 2, of: 1)
      try file.write([UInt8](repeating: 2, count: 2 * sector), at: UInt64(sector))
      disk.plan(.fail(EIO), atCall: 1)
      #expect(throws: StorageError.self) { try file.sync() }
      #expect(disk.contents(of: "file")[sector...].allSatisfy { $0 == 2 })
      try file.sync()
      let kept = disk.crashImage(seed: 0).contents(of: "file")
      try file.dropCache()
      let shown = disk.contents(of: "file")
      #expect(shown == kept, "the cache shows another file than the disk has, seed \(seed)")
      if shown[sector...].contains(where: { $0 != 2 }) { lost += 1 }
    }
    #expect(lost > 30)
  }

  @Test func `of names that a failed sync was to keep, any may be kept`() throws {
    var found: Set<[String]> = []
    for seed: UInt64 in 0..<60 {
      let disk = FaultyStorage(seed: seed)
      for name in ["a", "b"] { try disk.open(name, .create).close() }
      disk.plan(.fail(EIO), atCall: 1)
      #expect(throws: StorageError.self) { try disk.syncDirectory() }
      #expect(disk.fileNames == ["a", "b"])
      found.insert(disk.crashImage(seed: 0).fileNames)
    }
    #expect(found == [[], ["a"], ["b"], ["a", "b"]])
  }

  @Test func `a sync that lies keeps nothing, and the one after it everything`() throws {
    let disk = FaultyStorage(seed: 5)
    let file = try file(disk, sectors: 1, of: 1)
    try file.write([UInt8](repeating: 2, count: sector), at: 0)
    disk.plan(.lie, atCall: 1)
    try file.sync()
    #expect(images(disk).contains { $0[0] == 1 })
    try file.sync()
    #expect(images(disk).allSatisfy { $0[0] == 2 })
  }

  @Test func `a read may give one wrong bit, or another block, and the disk is as it was`() throws {
    let disk = FaultyStorage(seed: 6)
    let file = try file(disk, sectors: 4, of: 1)
    let other = try disk.open("other", .create)
    try other.write([UInt8](repeating: 9, count: sector), at: 0)
    var strays = 0
    for _ in 0..<100 {
      disk.plan(.flip, atCall: 1)
      let flipped = try file.read(4 * sector, at: 0)
      #expect(flipped.reduce(0) { $0 + ($1 ^ 1).nonzeroBitCount } == 1)
      disk.plan(.stray, atCall: 1)
      let stray = try file.read(4 * sector, at: 0)
      if stray.count(where: { $0 == 9 }) == sector { strays += 1 }
      #expect(try file.read(4 * sector, at: 0).allSatisfy { $0 == 1 })
    }
    #expect(strays > 5)
  }

  @Test func `after a crash nothing works any more`() throws {
    let disk = FaultyStorage(seed: 7)
    let file = try file(disk, sectors: 1, of: 1)
    disk.plan(.crash, atCall: 1)
    #expect(throws: StorageError.self) { try file.sync() }
    for _ in 0..<3 {
      #expect(throws: StorageError.self) { try file.write([1], at: 0) }
      #expect(throws: StorageError.self) { try disk.list() }
    }
    #expect(disk.hasCrashed)
  }
}
