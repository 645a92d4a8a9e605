internal import CZlib

/// A block of a snapshot: 40 bytes of head, then a zlib stream.
///
/// Little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 42 4c 4b`, "FBLK" |
/// | 4 | 2 | format version | 1 |
/// | 6 | 1 | section | the owner's: what kind of records |
/// | 7 | 1 | zero | 0 |
/// | 8 | 8 | sequence | that of the snapshot |
/// | 16 | 4 | index | of the block in its file, from 0 |
/// | 20 | 4 | record count | from 1 |
/// | 24 | 4 | raw length | bytes after inflating, at most 1 MiB |
/// | 28 | 4 | compressed length | bytes after the head |
/// | 32 | 4 | zero | 0 |
/// | 36 | 4 | checksum | masked CRC32C of the bytes 0–35 and of the compressed bytes |
/// | 40 | | | zlib stream; inflated: records, each 4 bytes of length and its bytes |
///
/// Valid if and only if the checksum is right, the constants are as above, the raw length is at
/// most 1,032 times the compressed one, and inflating gives exactly that many bytes. The checksum
/// is looked at before anything is inflated (CS3).
struct SnapshotBlock: Equatable, Sendable {
  static let headBytes = 40
  static let magic: UInt32 = 0x4b4c_4246

  var section: UInt8
  var sequence: UInt64
  var index: Int
  var recordCount: Int
  var rawCount: Int
  var compressedCount: Int

  /// Compresses `raw` behind a head.
  ///
  /// - Parameters:
  ///   - raw: The records, ``rawCount`` bytes.
  ///   - buffer: At least ``headBytes`` and ``compressedLimit(_:)`` bytes.
  ///   - level: Of zlib, 0 to 9.
  ///   - pause: Called after each small piece of the work; the bytes are the same.
  /// - Returns: Bytes written.
  mutating func write(
    _ raw: UnsafeRawBufferPointer,
    to buffer: UnsafeMutableRawBufferPointer,
    level: Int = Limits.snapshotLevel,
    pause: (@Sendable () -> Void)? = nil
  ) -> Int {
    precondition(raw.count == rawCount && rawCount > 0, "a block of \(rawCount) bytes")
    precondition(rawCount <= Limits.blockBytes && recordCount > 0, "\(recordCount) records")
    guard let base = buffer.baseAddress, let source = raw.baseAddress else { return 0 }
    let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[Self.headBytes...])
    if let pause, level > 0 {
      compressedCount = unsafe PacedZlib.deflate(raw, into: target, level: level, pause: pause)
    } else {
      var count = uLong(target.count)
      let status = unsafe compress2(
        (base + Self.headBytes).assumingMemoryBound(to: UInt8.self),
        &count,
        source.assumingMemoryBound(to: UInt8.self),
        uLong(raw.count),
        Int32(level)
      )
      precondition(status == Z_OK, "compress2 returned \(status)")
      compressedCount = Int(count)
    }
    unsafe base.put(Self.magic, at: 0)
    unsafe base.put(Limits.formatVersion, at: 4)
    unsafe base.put(section, at: 6)
    unsafe base.put(0 as UInt8, at: 7)
    unsafe base.put(sequence, at: 8)
    unsafe base.put(UInt32(index), at: 16)
    unsafe base.put(UInt32(recordCount), at: 20)
    unsafe base.put(UInt32(rawCount), at: 24)
    unsafe base.put(UInt32(compressedCount), at: 28)
    unsafe base.put(0 as UInt32, at: 32)
    unsafe base.put(Self.checksum(base, compressedCount), at: 36)
    return Self.headBytes + compressedCount
  }

  /// Bytes that compressing may need at most.
  static func compressedLimit(_ raw: Int) -> Int { Int(compressBound(uLong(raw))) }

  /// Reads and checks the head of a block, and the checksum of all of it.
  static func read(_ bytes: UnsafeRawBufferPointer) throws(BatchFault) -> SnapshotBlock {
    guard let base = bytes.baseAddress, bytes.count >= headBytes else { throw .truncated }
    guard unsafe base.stored(UInt32.self, at: 0) == magic else { throw .noMagic }
    let compressed = unsafe Int(base.stored(UInt32.self, at: 28))
    guard compressed <= compressedLimit(Limits.blockBytes) else { throw .tooLarge(compressed) }
    guard headBytes + compressed <= bytes.count else { throw .truncated }
    guard unsafe checksum(base, compressed) == base.stored(UInt32.self, at: 36) else {
      throw .wrongChecksum
    }
    let version = unsafe base.stored(UInt16.self, at: 4)
    guard version <= Limits.formatVersion else { throw .newerFormat(version) }
    let block = unsafe SnapshotBlock(
      section: base.stored(UInt8.self, at: 6),
      sequence: base.stored(UInt64.self, at: 8),
      index: Int(base.stored(UInt32.self, at: 16)),
      recordCount: Int(base.stored(UInt32.self, at: 20)),
      rawCount: Int(base.stored(UInt32.self, at: 24)),
      compressedCount: compressed
    )
    guard block.rawCount > 0, block.rawCount <= Limits.blockBytes else {
      throw .tooLarge(block.rawCount)
    }
    guard version > 0, block.rawCount <= compressed * Limits.inflateRatio else { throw .malformed }
    return block
  }

  /// Inflates the stream behind a head that ``read(_:)`` has accepted.
  ///
  /// `pause`: called after each small piece of the work.
  ///
  /// - Returns: Whether it gave exactly ``rawCount`` bytes.
  func inflate(
    _ bytes: UnsafeRawBufferPointer,
    into raw: UnsafeMutableRawBufferPointer,
    pause: (@Sendable () -> Void)? = nil
  ) -> Bool {
    precondition(raw.count >= rawCount && bytes.count >= Self.headBytes + compressedCount)
    guard let source = bytes.baseAddress, let target = raw.baseAddress else { return false }
    if let pause {
      return unsafe PacedZlib.inflate(
        UnsafeRawBufferPointer(start: source + Self.headBytes, count: compressedCount),
        into: UnsafeMutableRawBufferPointer(rebasing: raw[..<rawCount]),
        pause: pause
      )
    }
    var count = uLong(rawCount)
    let status = unsafe uncompress(
      target.assumingMemoryBound(to: UInt8.self),
      &count,
      (source + Self.headBytes).assumingMemoryBound(to: UInt8.self),
      uLong(compressedCount)
    )
    return status == Z_OK && Int(count) == rawCount
  }

  private static func checksum(_ base: UnsafeRawPointer, _ compressed: Int) -> UInt32 {
    var crc = unsafe CRC32C.update(0, UnsafeRawBufferPointer(start: base, count: 36))
    crc = unsafe CRC32C.update(
      crc,
      UnsafeRawBufferPointer(start: base + headBytes, count: compressed)
    )
    return CRC32C.masked(crc)
  }
}
