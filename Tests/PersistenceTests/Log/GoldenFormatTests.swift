import Testing

@testable import FealtyPersistence

/// The bytes of each format, version 1, for ever: what these tests hold, later versions must read.
@Suite("Golden bytes, format 1")
struct GoldenFormatTests {
  private let id = "887766554433221100ffeeddccbbaa99"

  /// The last four bytes are a checksum of what stands before them, by the slow table.
  private func withChecksum(_ bytes: [UInt8], at offset: Int, over ranges: [Range<Int>]) -> Bool {
    var register: UInt32 = 0xffff_ffff
    for range in ranges {
      for byte in bytes[range] {
        register ^= UInt32(byte)
        for _ in 0..<8 {
          register = register & 1 == 1 ? (register >> 1) ^ 0x82f6_3b78 : register >> 1
        }
      }
    }
    let crc = ~register
    let masked = ((crc >> 15) | (crc << 17)) &+ 0xa282_ead8
    return (0..<4).allSatisfy {
      bytes[offset + $0] == UInt8(truncatingIfNeeded: masked >> (8 * $0))
    }
  }

  @Test func `checksum: the check value of CRC-32C`() {
    let sum = Array("123456789".utf8).withUnsafeBytes { CRC32C.update(0, $0) }
    #expect(sum == 0xe306_9283)
  }

  @Test func `identity`() throws {
    let bytes = LogIdentity(logID: testLogID).encoded()
    #expect(hex(bytes).hasPrefix("46454c59" + "0100" + "0000" + id + "00000000"))
    #expect(bytes.count == 32 && withChecksum(bytes, at: 28, over: [0..<28]))
    #expect(try bytes.withUnsafeBytes { try LogIdentity.read($0) }.logID == testLogID)
  }

  @Test func `segment head`() throws {
    let head = SegmentHead(
      logID: testLogID,
      ordinal: 3,
      before: LogTail(batch: 17, epoch: 2, checksum: 0xdead_beef),
      size: 65_536,
      largestBatch: 1 << 20
    )
    let bytes = head.encoded()
    let expected =
      "46534547" + "0100" + "0000" + id + "0300000000000000" + "1100000000000000" + "02000000"
      + "efbeadde" + "0000010000000000" + "00001000"
    #expect(hex(bytes).hasPrefix(expected))
    #expect(bytes[60..<508].allSatisfy { $0 == 0 })
    #expect(bytes.count == 512 && withChecksum(bytes, at: 508, over: [0..<508]))
    let read = try bytes.withUnsafeBytes { bytes in
      try SegmentHead.read(try #require(bytes.baseAddress), available: bytes.count)
    }
    #expect(read == head)
  }

  @Test(arguments: [
    (BatchHead.Kind.data, "01", 3, 1), (.epoch, "02", 0, 0), (.seal, "03", 0, 0),
    (.end, "04", 0, 0),
  ])
  func `batch head`(kind: BatchHead.Kind, code: String, payload: Int, records: Int) throws {
    var head = BatchHead(
      kind: kind,
      logID: testLogID,
      number: 18,
      epoch: 2,
      payloadCount: payload,
      recordCount: records,
      previousChecksum: 0xdead_beef
    )
    var bytes = [UInt8](repeating: 0xff, count: head.storedCount)
    #expect(bytes.count == (payload == 0 ? 56 : 64))
    for index in 0..<payload { bytes[56 + index] = 0xe0 + UInt8(index) }
    try bytes.withUnsafeMutableBytes { head.write(to: try #require($0.baseAddress)) }
    #expect(
      hex(Array(bytes[..<52]))
        == "46424154" + "0100" + code + "00" + id + "1200000000000000" + "02000000"
        + "0\(payload)000000" + "0\(records)000000" + "efbeadde" + "00000000"
    )
    if payload > 0 { #expect(hex(Array(bytes[56...])) == "e0e1e2" + "0000000000") }
    #expect(withChecksum(bytes, at: 52, over: [0..<52, 56..<bytes.count]))
    let read = try bytes.withUnsafeBytes { bytes in
      try BatchHead.read(try #require(bytes.baseAddress), available: bytes.count)
    }
    #expect(read == head)
  }

  @Test func `zeros are nothing`() throws {
    let zeros = [UInt8](repeating: 0, count: 4096)
    try zeros.withUnsafeBytes { bytes in
      let base = try #require(bytes.baseAddress)
      #expect(throws: BatchFault.noMagic) { try BatchHead.read(base, available: 4096) }
      #expect(throws: BatchFault.noMagic) { try SegmentHead.read(base, available: 4096) }
      #expect(throws: BatchFault.noMagic) { try SnapshotBlock.read(bytes) }
      #expect(throws: BatchFault.noMagic) { try SnapshotManifest.read(bytes) }
    }
  }

  @Test func `snapshot manifest`() throws {
    let manifest = SnapshotManifest(
      logID: testLogID,
      sequence: 4,
      start: 15,
      end: LogTail(batch: 17, epoch: 2, checksum: 0xdead_beef),
      blocksSize: 300,
      blocksChecksum: 0x0102_0304,
      blockCount: 2,
      recordCount: 5,
      sectionCounts: [9: 3, 1: 2],
      metadata: [0xaa, 0xbb]
    )
    let bytes = manifest.encoded()
    #expect(
      hex(Array(bytes.dropLast(4)))
        == "464d414e" + "0100" + "0000" + id + "0400000000000000" + "0f00000000000000"
        + "1100000000000000" + "02000000" + "efbeadde" + "2c01000000000000" + "04030201"
        + "02000000" + "0500000000000000" + "02000000" + "02000000" + "0100000000000000"
        + "0200000000000000" + "0900000000000000" + "0300000000000000" + "aabb"
    )
    #expect(withChecksum(bytes, at: bytes.count - 4, over: [0..<(bytes.count - 4)]))
    #expect(try bytes.withUnsafeBytes { try SnapshotManifest.read($0) } == manifest)
  }

  @Test func `snapshot block`() throws {
    var block = SnapshotBlock(
      section: 9,
      sequence: 4,
      index: 1,
      recordCount: 1,
      rawCount: 12,
      compressedCount: 0
    )
    let raw: [UInt8] = [8, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = raw.withUnsafeBytes { raw in
      bytes.withUnsafeMutableBytes { block.write(raw, to: $0) }
    }
    bytes.removeSubrange(count...)
    // zlib's own bytes may differ from version to version; everything around them may not.
    let compressed = String(block.compressedCount, radix: 16)
    #expect(
      hex(Array(bytes[..<36]))
        == "46424c4b" + "0100" + "09" + "00" + "0400000000000000" + "01000000" + "01000000"
        + "0c000000" + (compressed.count < 2 ? "0" : "") + compressed + "000000" + "00000000"
    )
    #expect(withChecksum(bytes, at: 36, over: [0..<36, 40..<count]))
    var inflated = [UInt8](repeating: 0, count: 12)
    let isGood = bytes.withUnsafeBytes { bytes in
      inflated.withUnsafeMutableBytes { block.inflate(bytes, into: $0) }
    }
    #expect(isGood && inflated == raw)
  }
}
