import Testing

@testable import FealtyPersistence

// Goal: a record that was changed, added or removed on purpose shows, although every checksum was
// mended; and the chain is the same whether batches stand in segments or in archives. Method: small
// logs on the simulated disk; a forger that computes every checksum again.
@Suite("The chain over batches")
struct LogChainTests {
  /// Bodies keep one byte in an archive.
  private static let policy = {
    var policy = ArchivePolicy(
      redact: { _, body in body.count > 1 ? Array(body.prefix(1)) : nil }
    )
    policy.redactedKinds = Set(0...200)
    policy.keepsChain = true
    return policy
  }()

  private static func chain(_ storage: FaultyStorage) throws -> LogChain? {
    try LogChain.load(storage)?.get()
  }

  /// What a verification finds.
  private static func check(
    _ storage: FaultyStorage,
    expected: [String] = []
  ) throws -> ChainCheck {
    let links = expected.compactMap { ChainCheck.Expected($0) }
    #expect(links.count == expected.count)
    let check = try ChainCheck(storage, policy: policy, expected: links)
    let report = try LogVerify.run(storage, lock: false) { file, _, batch in
      check.take(file, batch)
    }
    #expect(report.isGood, "\(report.checks.filter { !$0.isGood })")
    check.finish(report.tail.batch)
    return check
  }

  /// A closed log of several segments with its chain, and what it printed at its end.
  private static func sample(archived: Bool = false) throws -> FaultyStorage {
    let sample = try SampleLog(
      batches: 40,
      sealed: true,
      snapshotsAfter: archived ? [30] : []
    )
    let log = try openLog(sample.storage)
    let report = log.archiveSealed(before: archived ? 20 : 0, policy, now: 0)
    #expect(report.failure == nil && (report.archived > 0) == archived)
    #expect(try report.link == chain(sample.storage)?.links.last)
    try log.close()
    return sample.storage
  }

  @Test func `segments and archives hash to the same, in one go and bit by bit`() throws {
    let whole = try Self.sample()
    let archived = try Self.sample(archived: true)
    let chain = try #require(try Self.chain(whole))
    #expect(chain.links.count > 4 && chain.origin == 0)
    #expect(try Self.chain(archived) == chain)
    let one = try Self.check(whole)
    let other = try Self.check(archived)
    for check in [one, other] {
      #expect(check.findings.isEmpty && check.confirmed == chain.links.count && check.first == 1)
    }
    #expect(one.newest?.digest == other.newest?.digest && one.newest?.batch == other.newest?.batch)

    // Half of the links, and the others later.
    let half = whole.crashImage(seed: 1)
    var shorter = chain
    shorter.links.removeLast(chain.links.count / 2)
    half.put(FileNames.chain, shorter.encoded())
    let log = try openLog(half)
    #expect(log.archiveSealed(before: 0, Self.policy, now: 0).link == chain.links.last)
    #expect(log.archiveSealed(before: 0, Self.policy, now: 0).link == nil)
    try log.close()
    #expect(try Self.chain(half) == chain)
  }

  @Test func `what archives leave out does not count, everything else does`() throws {
    let storage = try Self.sample()
    let newest = try #require(try Self.check(storage).newest)
    let link = "\(newest.batch):\(newest.digest)"
    #expect(try Self.check(storage, expected: [link]).findings.isEmpty)
    for (byte, isSeen) in [(100, false), (36, true), (20, true)] {
      let forged = storage.crashImage(seed: 1)
      try Forger.change(forged, batch: 9, byte: byte)
      let check = try Self.check(forged, expected: [link])
      // Once for the segment, once for the link that was kept elsewhere; after a difference the
      // chain goes on from what was stored, so the later link is right again.
      #expect(check.findings.isEmpty == !isSeen, "byte \(byte): \(check.findings)")
      guard isSeen else { continue }
      let place = try #require(check.findings.first)
      #expect(place.contains("log-0000000002") && place.contains("was changed, added or removed"))
      forged.remove(FileNames.chain)
      #expect(try Self.check(forged).findings.isEmpty)
      #expect(try Self.check(forged, expected: [link]).findings.count == 1)
    }
  }

  @Test func `a log that was cut short behind a link is noticed`() throws {
    let storage = try Self.sample()
    let chain = try #require(try Self.chain(storage))
    let newest = try #require(try Self.check(storage).newest)
    for name in storage.fileNames where name.hasPrefix("log-") && name > "log-0000000004" {
      storage.remove(name)
    }
    // The end of the log as if it had never gone on.
    try Forger.removeEnd(storage, FileNames.segment(4))
    let check = try Self.check(storage, expected: ["\(newest.batch):\(newest.digest)"])
    #expect(check.findings.count == 2 && check.findings[0].contains("the log ends with batch"))
    #expect(check.confirmed < chain.links.count)
    #expect(check.findings[1].contains("not among those that can be hashed"))
  }

  @Test func `the chain goes on from what removed archives hashed to`() throws {
    let storage = try Self.sample(archived: true)
    let chain = try #require(try Self.chain(storage))
    storage.remove(FileNames.archive(1))
    let check = try Self.check(storage)
    #expect(check.findings.isEmpty && check.first == chain.links[0].batch + 1)
    #expect(check.confirmed == chain.links.count - 1)
    storage.remove(FileNames.chain)
    #expect(try Self.check(storage).findings.isEmpty)
  }

  @Test func `a link from before removed archives is confirmed, or cannot be compared`() throws {
    let storage = try Self.sample(archived: true)
    let chain = try #require(try Self.chain(storage))
    storage.remove(FileNames.archive(1))
    storage.remove(FileNames.archive(2))
    let (first, second) = (chain.links[0], chain.links[1])
    let links = [first, second].map { "\($0.batch):\($0.digest)" }
    let kept = try Self.check(storage, expected: links)
    #expect(kept.findings.isEmpty && kept.notes.isEmpty)
    #expect(kept.confirmed == chain.links.count - 2 + 2)

    // Within what was removed nobody can tell; it is no damage.
    let between = "\(second.batch - 1):\(second.digest)"
    let unknown = try Self.check(storage, expected: [between])
    #expect(unknown.findings.isEmpty && unknown.notes.count == 1)
    #expect(unknown.confirmed == chain.links.count - 2)

    let forged = try Self.check(storage, expected: ["\(first.batch):\(second.digest)"])
    #expect(forged.findings.count == 1)
    // Without the chain nothing says that what is there goes on from what was removed.
    storage.remove(FileNames.chain)
    #expect(try Self.check(storage, expected: links).findings.count == 2)
  }

  @Test func `every bit of the chain's file counts, and a server leaves a bad one alone`() throws {
    let storage = try Self.sample()
    let bytes = storage.contents(of: FileNames.chain)
    for place in bytes.indices {
      let flipped = storage.crashImage(seed: 1)
      flipped.flip(FileNames.chain, at: place, UInt8(1) << UInt8(place % 8))
      #expect(try Self.check(flipped).findings.count == 1, "byte \(place)")
      guard place % 97 == 0 else { continue }
      let before = flipped.contents(of: FileNames.chain)
      let log = try openLog(flipped)
      #expect(log.archiveSealed(before: 0, Self.policy, now: 0).link == nil)
      try log.close()
      #expect(flipped.contents(of: FileNames.chain) == before)
    }
  }

  @Test(
    "links that an operator gives",
    arguments: ["", "7", "0:" + String(repeating: "a", count: 64), "7:abc", "x:y", "7:a:b"]
  )
  func refused(text: String) {
    #expect(ChainCheck.Expected(text) == nil)
  }
}

/// Changes a log, and mends every checksum behind the change.
private enum Forger {
  /// Changes a byte of a batch's payload.
  static func change(_ storage: FaultyStorage, batch wanted: UInt64, byte: Int) throws {
    var previous: UInt32?
    for name in storage.fileNames where name.hasPrefix("log-") {
      var bytes = storage.contents(of: name)
      if let previous, bytes[0] != 0 { mendHead(&bytes, previous) }
      var offset = SegmentHead.bytes
      while let found = head(bytes, offset) {
        if let previous { put(previous, &bytes, offset + 44) }
        if found.number == wanted, !found.kind.isSeal {
          bytes[offset + BatchHead.bytes + byte] ^= 1
        }
        if previous != nil || found.number == wanted {
          let sum = checksum(bytes, offset, found.storedCount)
          put(sum, &bytes, offset + 52)
          if !found.kind.isSeal { previous = sum }
        }
        offset += found.storedCount
      }
      storage.put(name, bytes)
    }
    #expect(previous != nil)
  }

  /// Takes away everything behind the last batch of a segment.
  static func removeEnd(_ storage: FaultyStorage, _ name: String) throws {
    var bytes = storage.contents(of: name)
    var offset = SegmentHead.bytes
    while let found = head(bytes, offset) {
      if found.kind == .end {
        for place in offset..<bytes.count { bytes[place] = 0 }
        break
      }
      offset += found.storedCount
    }
    storage.put(name, bytes)
  }

  /// A batch's head, whatever its checksum.
  private static func head(_ bytes: [UInt8], _ offset: Int) -> BatchHead? {
    guard offset + BatchHead.bytes <= bytes.count else { return nil }
    var copy = bytes
    let payload = bytes.withUnsafeBytes { raw in
      Int(raw.loadUnaligned(fromByteOffset: offset + 36, as: UInt32.self))
    }
    let stored = BatchHead.storedCount(payload: payload)
    guard offset + stored <= bytes.count else { return nil }
    put(checksum(bytes, offset, stored), &copy, offset + 52)
    return copy.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return nil }
      return try? BatchHead.read(base + offset, available: bytes.count - offset)
    }
  }

  private static func mendHead(_ bytes: inout [UInt8], _ previous: UInt32) {
    put(previous, &bytes, 44)
    put(CRC32C.masked(crc(bytes[0..<508])), &bytes, 508)
  }

  private static func checksum(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt32 {
    let rest = bytes[(offset + BatchHead.bytes)..<(offset + count)]
    return CRC32C.masked(crc(rest, after: crc(bytes[offset..<(offset + 52)])))
  }

  private static func crc(_ bytes: ArraySlice<UInt8>, after first: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { CRC32C.update(first, $0) }
  }

  private static func put(_ value: UInt32, _ bytes: inout [UInt8], _ offset: Int) {
    for byte in 0..<4 {
      bytes[offset + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte))
    }
  }
}
