internal import CZlib

/// A block of an archive: 104 bytes of head, then its content.
///
/// Little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 41 42 4b`, "FABK" |
/// | 4 | 2 | format version | 1 or 2; that of the archive |
/// | 6 | 1 | kind | 1 tables, 2 batches in columns (format 1), 3 records (from format 2 on) |
/// | 7 | 1 | zero | 0 |
/// | 8 | 16 | log id | that of the directory |
/// | 24 | 8 | ordinal | that of the archive |
/// | 32 | 4 | index | of the block in its file, from 0 |
/// | 36 | 4 | batch count | 0 in tables |
/// | 40 | 4 | record count | |
/// | 44 | 4 | raw length | bytes of the batches' payloads, at most 1 MiB; 0 in tables |
/// | 48 | 4 | inflated length | after inflating, at most 4 MiB; of records those after the head |
/// | 52 | 4 | compressed length | bytes after the head |
/// | 56 | 8 | last batch before | number; the block begins with the next one |
/// | 64 | 4 | its epoch | |
/// | 68 | 4 | its checksum | |
/// | 72 | 8 | last batch | number of the last one here |
/// | 80 | 8 | first time | of the first record, milliseconds since 1970; of tables see below |
/// | 88 | 8 | newest time | of all records |
/// | 96 | 4 | zero | 0 |
/// | 100 | 4 | checksum | masked CRC32C of the bytes 0–99 and of the compressed bytes |
/// | 104 | | | tables and batches: a zlib stream; records: see ``ArchiveFront`` |
///
/// A zlib stream inflates to ``ArchiveTables``, or to a directory of columns and the columns. From
/// format 2 on the two times of tables are the first 16 bytes of the SHA-256 of what they
/// inflate to: archives of the same months have the same ones, which need be read once.
///
/// Valid if and only if the checksum is right, the constants are as above, the inflated length is
/// at most 1,032 times the compressed one, and inflating gives exactly that many bytes. The
/// checksum is looked at before anything is inflated (CS3).
struct ArchiveBlock: Equatable, Sendable {
  enum Kind: UInt8, Sendable { case tables = 1, batches = 2, records = 3 }

  static let headBytes = 104
  static let magic: UInt32 = 0x4b42_4146
  private static let checksumOffset = 100

  var kind: Kind
  var logID: LogID
  var ordinal: UInt64
  var index: Int
  var batchCount = 0
  var recordCount = 0
  var rawCount = 0
  var before: LogTail
  var lastBatch: UInt64
  var firstTime: Int64 = 0
  var newestTime: Int64 = 0
  var inflatedCount = 0
  var compressedCount = 0

  var storedCount: Int { Self.headBytes + compressedCount }

  /// Compresses `raw` behind a head.
  ///
  /// `pause` is called after each small piece of the work.
  ///
  /// - Returns: All bytes of the block.
  mutating func encoded(
    _ raw: [UInt8],
    level: Int,
    pause: () -> Void = {}
  ) -> [UInt8] {
    inflatedCount = raw.count
    precondition(inflatedCount > 0, "an empty block")
    precondition(inflatedCount <= Limits.archiveInflatedBytes, "\(inflatedCount) bytes inflated")
    var bytes = [UInt8](repeating: 0, count: Self.headBytes)
    Deflater.compress(raw, level: level, pause: pause, to: &bytes)
    writeHead(of: &bytes)
    return bytes
  }

  /// Puts content that needs no compression behind a head.
  ///
  /// - Returns: All bytes of the block.
  mutating func encoded(stored content: [UInt8]) -> [UInt8] {
    inflatedCount = content.count
    var bytes = [UInt8](repeating: 0, count: Self.headBytes)
    bytes += content
    writeHead(of: &bytes)
    return bytes
  }

  private mutating func writeHead(of bytes: inout [UInt8]) {
    precondition(rawCount <= Limits.blockBytes, "\(rawCount) bytes of payload")
    compressedCount = bytes.count - Self.headBytes
    unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe base.put(Self.magic, at: 0)
      unsafe base.put(Limits.archiveFormatVersion, at: 4)
      unsafe base.put(kind.rawValue, at: 6)
      unsafe logID.write(to: base, at: 8)
      unsafe base.put(ordinal, at: 24)
      unsafe base.put(UInt32(index), at: 32)
      unsafe base.put(UInt32(batchCount), at: 36)
      unsafe base.put(UInt32(recordCount), at: 40)
      unsafe base.put(UInt32(rawCount), at: 44)
      unsafe base.put(UInt32(inflatedCount), at: 48)
      unsafe base.put(UInt32(compressedCount), at: 52)
      unsafe base.put(before.batch, at: 56)
      unsafe base.put(before.epoch, at: 64)
      unsafe base.put(before.checksum, at: 68)
      unsafe base.put(lastBatch, at: 72)
      unsafe base.put(firstTime, at: 80)
      unsafe base.put(newestTime, at: 88)
      let checksum = unsafe Self.checksum(UnsafeRawPointer(base), compressedCount)
      unsafe base.put(checksum, at: Self.checksumOffset)
    }
  }

  /// Reads and checks a block, and inflates what is compressed.
  ///
  /// - Parameter stored: All bytes of the block, and nothing more.
  /// - Returns: Its head, and its content.
  /// - Throws: ``ArchiveFault``.
  static func read(
    _ stored: [UInt8]
  ) throws(ArchiveFault) -> (head: ArchiveBlock, content: [UInt8]) {
    let result = unsafe stored.withUnsafeBytes { bytes -> Result<ArchiveBlock, ArchiveFault> in
      do throws(ArchiveFault) { return .success(try unsafe readHead(bytes)) } catch {
        return .failure(error)
      }
    }
    let head = try result.get()
    if head.kind == .records { return (head, Array(stored[headBytes...])) }
    return (head, try inflated(stored[headBytes...], count: head.inflatedCount))
  }

  /// A zlib stream of some bytes.
  static func compressed(_ raw: [UInt8], level: Int, pause: () -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    Deflater.compress(raw, level: level, pause: pause, to: &bytes)
    return bytes
  }

  /// What a zlib stream inflates to, which must be exactly so many bytes.
  ///
  /// - Throws: ``ArchiveFault``.
  static func inflated(
    _ stream: ArraySlice<UInt8>,
    count: Int
  ) throws(ArchiveFault) -> [UInt8] {
    guard count <= stream.count * Limits.inflateRatio else { throw .malformed }
    var content = [UInt8](repeating: 0, count: count)
    var inflated = uLong(count)
    let status = unsafe stream.withUnsafeBufferPointer { source in
      unsafe content.withUnsafeMutableBufferPointer { target in
        unsafe uncompress(target.baseAddress, &inflated, source.baseAddress, uLong(source.count))
      }
    }
    guard status == Z_OK, Int(inflated) == count else { throw .notInflated }
    return content
  }

  private static func readHead(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ArchiveFault) -> ArchiveBlock {
    guard let base = bytes.baseAddress, bytes.count >= headBytes else { throw .truncated }
    guard unsafe base.stored(UInt32.self, at: 0) == magic else { throw .malformed }
    let compressed = unsafe Int(base.stored(UInt32.self, at: 52))
    guard compressed == bytes.count - headBytes else { throw .truncated }
    guard unsafe checksum(base, compressed) == base.stored(UInt32.self, at: checksumOffset) else {
      throw .wrongChecksum
    }
    let version = unsafe base.stored(UInt16.self, at: 4)
    guard version <= Limits.archiveFormatVersion else { throw .newerFormat(version) }
    guard version > 0, let kind = unsafe Kind(rawValue: base.stored(UInt8.self, at: 6)),
      let logID = unsafe LogID(base, at: 8),
      unsafe base.stored(UInt8.self, at: 7) == 0, unsafe base.stored(UInt32.self, at: 96) == 0
    else { throw .malformed }
    let head = unsafe ArchiveBlock(
      kind: kind,
      logID: logID,
      ordinal: base.stored(UInt64.self, at: 24),
      index: Int(base.stored(UInt32.self, at: 32)),
      batchCount: Int(base.stored(UInt32.self, at: 36)),
      recordCount: Int(base.stored(UInt32.self, at: 40)),
      rawCount: Int(base.stored(UInt32.self, at: 44)),
      before: LogTail(
        batch: base.stored(UInt64.self, at: 56),
        epoch: base.stored(UInt32.self, at: 64),
        checksum: base.stored(UInt32.self, at: 68)
      ),
      lastBatch: base.stored(UInt64.self, at: 72),
      firstTime: base.stored(Int64.self, at: 80),
      newestTime: base.stored(Int64.self, at: 88),
      inflatedCount: Int(base.stored(UInt32.self, at: 48)),
      compressedCount: compressed
    )
    guard head.inflatedCount > 0, head.inflatedCount <= Limits.archiveInflatedBytes,
      head.inflatedCount <= compressed * Limits.inflateRatio,
      head.rawCount <= Limits.blockBytes, head.lastBatch <= Limits.lastBatchNumber,
      head.before.batch <= head.lastBatch,
      UInt64(head.batchCount) == head.lastBatch - head.before.batch,
      kind != .records || (version > 1 && head.inflatedCount == compressed)
    else { throw .malformed }
    return head
  }

  private static func checksum(_ base: UnsafeRawPointer, _ compressed: Int) -> UInt32 {
    let head = unsafe UnsafeRawBufferPointer(start: base, count: checksumOffset)
    let content = unsafe UnsafeRawBufferPointer(start: base + headBytes, count: compressed)
    return unsafe CRC32C.masked(CRC32C.update(CRC32C.update(0, head), content))
  }
}

/// One zlib stream.
private enum Deflater {
  /// Bytes that are given to zlib at once, half a millisecond of work: what comes out is the same.
  private static let pieceBytes = 8 << 10

  static func compress(
    _ raw: [UInt8],
    level: Int,
    pause: () -> Void,
    to bytes: inout [UInt8]
  ) {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let made = unsafe deflateInit2_(
      &stream,
      Int32(level),
      Z_DEFLATED,
      15,
      9,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      size
    )
    precondition(made == Z_OK, "deflateInit2 returned \(made)")
    for start in stride(from: 0, to: raw.count, by: pieceBytes) {
      unsafe put(raw[start...].prefix(pieceBytes), Z_NO_FLUSH, &stream, &bytes)
      pause()
    }
    unsafe put([], Z_FINISH, &stream, &bytes)
    let ended = unsafe deflateEnd(&stream)
    precondition(ended == Z_OK, "deflateEnd returned \(ended)")
  }

  private static func put(
    _ part: ArraySlice<UInt8>,
    _ flush: Int32,
    _ stream: inout z_stream,
    _ bytes: inout [UInt8]
  ) {
    var source = part
    unsafe source.withUnsafeMutableBufferPointer { source in
      unsafe stream.next_in = source.baseAddress
      unsafe stream.avail_in = UInt32(source.count)
      var room = [UInt8](repeating: 0, count: 64 << 10)
      while true {
        let (status, made) = unsafe room.withUnsafeMutableBufferPointer { target -> (Int32, Int) in
          unsafe stream.next_out = target.baseAddress
          unsafe stream.avail_out = UInt32(target.count)
          let status = unsafe deflate(&stream, flush)
          return unsafe (status, target.count - Int(stream.avail_out))
        }
        // Z_BUF_ERROR: there was nothing left to do.
        precondition(status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR, "\(status)")
        bytes += room[..<made]
        if made < room.count { break }
      }
      precondition(unsafe stream.avail_in == 0, "deflate left bytes over")
    }
  }
}
