import Testing

@testable import FealtyPersistence

@Suite("Compression in small pieces")
struct PacedZlibTests {
  /// Numbers that come again here and there, as in records.
  private static func sample(_ count: Int) -> [UInt8] {
    var random = SeededRandom(seed: 34)
    return (0..<count).map { UInt8($0 % 7 == 0 ? random.next() & 0xff : UInt64($0 / 50 % 9)) }
  }

  private static func block(_ sample: [UInt8]) -> SnapshotBlock {
    SnapshotBlock(
      section: 1,
      sequence: 2,
      index: 3,
      recordCount: 4,
      rawCount: sample.count,
      compressedCount: 0
    )
  }

  private static func written(
    _ sample: [UInt8],
    level: Int,
    pause: (@Sendable () -> Void)?
  ) -> (SnapshotBlock, [UInt8]) {
    var block = block(sample)
    var bytes = [UInt8](
      repeating: 0,
      count: SnapshotBlock.headBytes + SnapshotBlock.compressedLimit(sample.count)
    )
    let count = sample.withUnsafeBytes { raw in
      bytes.withUnsafeMutableBytes { block.write(raw, to: $0, level: level, pause: pause) }
    }
    return (block, Array(bytes[..<count]))
  }

  @Test(arguments: [1, 20_000, 16 << 10, 200_000, Limits.blockBytes], [0, 1, 6])
  func `writes the same bytes as at once, and reads them`(count: Int, level: Int) {
    let sample = Self.sample(count)
    let (_, whole) = Self.written(sample, level: level, pause: nil)
    let (block, pieces) = Self.written(sample, level: level) {}
    #expect(pieces == whole)
    var raw = [UInt8](repeating: 0, count: count)
    let isGood = pieces.withUnsafeBytes { bytes in
      raw.withUnsafeMutableBytes { block.inflate(bytes, into: $0) {} }
    }
    #expect(isGood)
    #expect(raw == sample)
  }

  @Test func `refuses a stream that gives more or less than it should`() {
    let sample = Self.sample(200_000)
    let (block, bytes) = Self.written(sample, level: 1, pause: nil)
    for count in [1, 64 << 10, sample.count - 1, sample.count + 1, 4 * sample.count] {
      var wrong = block
      wrong.rawCount = count
      var raw = [UInt8](repeating: 0, count: count)
      let isGood = bytes.withUnsafeBytes { bytes in
        raw.withUnsafeMutableBytes { wrong.inflate(bytes, into: $0) {} }
      }
      #expect(!isGood, "\(count) bytes")
    }
  }
}
