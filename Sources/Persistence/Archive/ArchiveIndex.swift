/// The two ends of an archive's file `archive-N`, between which its blocks stand; little-endian.
///
/// The head, at the beginning, 56 bytes:
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 41 52 43`, "FARC" |
/// | 4 | 2 | format version | 1 or 2 |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | that of the directory |
/// | 24 | 8 | ordinal | that of the file's name, and of the segment whose batches it has |
/// | 32 | 8 | last batch | number of the last batch before, 0 if none |
/// | 40 | 4 | last epoch | its epoch |
/// | 44 | 4 | last checksum | its checksum |
/// | 48 | 4 | zero | 0 |
/// | 52 | 4 | checksum | masked CRC32C of the bytes 0–51 |
///
/// Then the blocks, the first one with the tables; then the index, an entry of 48 bytes a block:
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 8 | first batch | 0 of the tables |
/// | 8 | 8 | last batch | 0 of the tables |
/// | 16 | 8 | offset | of the block in the file |
/// | 24 | 4 | length | bytes of the block |
/// | 28 | 4 | record count | |
/// | 32 | 8 | first time | of its first record |
/// | 40 | 8 | newest time | of its records |
///
/// And the foot, the last 88 bytes:
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 41 49 58`, "FAIX" |
/// | 4 | 2 | format version | 1 or 2 |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | |
/// | 24 | 8 | ordinal | |
/// | 32 | 8 | last batch | number of the last batch here |
/// | 40 | 4 | last epoch | |
/// | 44 | 4 | last checksum | |
/// | 48 | 4 | block count | entries of the index |
/// | 52 | 4 | replaced | bodies that are not those that were written |
/// | 56 | 8 | record count | |
/// | 64 | 8 | raw bytes | of all payloads |
/// | 72 | 8 | newest time | |
/// | 80 | 4 | zero | 0 |
/// | 84 | 4 | checksum | masked CRC32C of the index and of the bytes 0–83 |
struct ArchiveIndex: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var first: UInt64
    var last: UInt64
    var offset: UInt64
    var count: Int
    var recordCount: Int
    var firstTime: Int64
    var newestTime: Int64
  }

  static let headBytes = 56
  static let headMagic: UInt32 = 0x4352_4146
  static let entryBytes = 48
  static let footBytes = 88
  static let footMagic: UInt32 = 0x5849_4146

  /// Of the file.
  var version = Limits.archiveFormatVersion
  var logID: LogID
  var ordinal: UInt64
  var before: LogTail
  var after: LogTail
  /// The first one is that of the tables.
  var entries: [Entry] = []
  var replaced = 0
  var recordCount: UInt64 = 0
  var rawBytes: UInt64 = 0
  var newestTime: Int64 = 0

  func head() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendFixed(Self.headMagic)
    append(before, to: &bytes)
    bytes.appendFixed(0 as UInt32)
    Self.appendChecksum(to: &bytes)
    precondition(bytes.count == Self.headBytes, "a head of \(bytes.count) bytes")
    return bytes
  }

  /// Index and foot.
  func tail() -> [UInt8] {
    precondition(entries.count <= Limits.archiveBlocks, "\(entries.count) blocks")
    precondition(after.batch > before.batch, "an archive without a batch")
    var bytes: [UInt8] = []
    for entry in entries {
      bytes.appendFixed(entry.first)
      bytes.appendFixed(entry.last)
      bytes.appendFixed(entry.offset)
      bytes.appendFixed(UInt32(entry.count))
      bytes.appendFixed(UInt32(entry.recordCount))
      bytes.appendFixed(entry.firstTime)
      bytes.appendFixed(entry.newestTime)
    }
    bytes.appendFixed(Self.footMagic)
    append(after, to: &bytes)
    bytes.appendFixed(UInt32(entries.count))
    bytes.appendFixed(UInt32(replaced))
    bytes.appendFixed(recordCount)
    bytes.appendFixed(rawBytes)
    bytes.appendFixed(newestTime)
    bytes.appendFixed(0 as UInt32)
    Self.appendChecksum(to: &bytes)
    return bytes
  }

  private func append(_ tail: LogTail, to bytes: inout [UInt8]) {
    bytes.appendFixed(version)
    bytes.appendFixed(0 as UInt16)
    bytes.appendFixed(logID.low)
    bytes.appendFixed(logID.high)
    bytes.appendFixed(ordinal)
    bytes.appendFixed(tail.batch)
    bytes.appendFixed(tail.epoch)
    bytes.appendFixed(tail.checksum)
  }

  private static func appendChecksum(to bytes: inout [UInt8]) {
    let crc = unsafe bytes.withUnsafeBytes { unsafe CRC32C.update(0, $0) }
    bytes.appendFixed(CRC32C.masked(crc))
  }

  // MARK: - Reading

  /// Reads both ends of a file.
  ///
  /// - Throws: ``ArchiveFault`` inside a result, ``StorageError`` otherwise.
  static func read(
    _ file: any StorageFile
  ) throws(StorageError) -> Result<ArchiveIndex, ArchiveFault> {
    let size = try file.size()
    guard size >= UInt64(headBytes + footBytes) else { return .failure(.truncated) }
    let head = try file.read(headBytes, at: 0)
    let foot = try file.read(footBytes, at: size - UInt64(footBytes))
    let bytes: UInt64
    do throws(ArchiveFault) {
      bytes = UInt64(try entryCount(foot) * entryBytes + footBytes)
    } catch {
      return .failure(error)
    }
    guard size >= UInt64(headBytes) + bytes else { return .failure(.malformed) }
    let tail = try file.read(Int(bytes), at: size - bytes)
    return Result { () throws(ArchiveFault) in try read(head, tail, size: size) }
  }

  private static func entryCount(_ foot: [UInt8]) throws(ArchiveFault) -> Int {
    var cursor = ArchiveCursor(foot)
    guard try cursor.fixed(UInt32.self) == footMagic else { throw .malformed }
    _ = try cursor.take(44)
    let count = Int(try cursor.fixed(UInt32.self))
    guard count > 0, count <= Limits.archiveBlocks else { throw .malformed }
    return count
  }

  private static func read(
    _ head: [UInt8],
    _ tail: [UInt8],
    size: UInt64
  ) throws(ArchiveFault) -> ArchiveIndex {
    try check(head)
    try check(tail)
    var cursor = ArchiveCursor(head)
    let start = try place(&cursor, headMagic)
    guard try cursor.fixed(UInt32.self) == 0 else { throw .malformed }
    cursor = ArchiveCursor(tail, (tail.count - footBytes)..<tail.count)
    let end = try place(&cursor, footMagic)
    guard start.logID == end.logID, start.ordinal == end.ordinal, start.version == end.version
    else { throw .malformed }
    var index = ArchiveIndex(
      version: start.version,
      logID: start.logID,
      ordinal: start.ordinal,
      before: start.tail,
      after: end.tail
    )
    let count = Int(try cursor.fixed(UInt32.self))
    index.replaced = Int(try cursor.fixed(UInt32.self))
    index.recordCount = try cursor.fixed(UInt64.self)
    index.rawBytes = try cursor.fixed(UInt64.self)
    index.newestTime = Int64(bitPattern: try cursor.fixed(UInt64.self))
    guard try cursor.fixed(UInt32.self) == 0 else { throw .malformed }
    cursor = ArchiveCursor(tail, 0..<(tail.count - footBytes))
    for _ in 0..<count {
      index.entries.append(
        Entry(
          first: try cursor.fixed(UInt64.self),
          last: try cursor.fixed(UInt64.self),
          offset: try cursor.fixed(UInt64.self),
          count: Int(try cursor.fixed(UInt32.self)),
          recordCount: Int(try cursor.fixed(UInt32.self)),
          firstTime: Int64(bitPattern: try cursor.fixed(UInt64.self)),
          newestTime: Int64(bitPattern: try cursor.fixed(UInt64.self))
        )
      )
    }
    try index.checkEntries(blocksEnd: size - UInt64(tail.count))
    return index
  }

  /// The blocks fill the file, and their batches follow each other.
  private func checkEntries(blocksEnd: UInt64) throws(ArchiveFault) {
    var offset = UInt64(Self.headBytes)
    var last = before.batch
    for (index, entry) in entries.enumerated() {
      guard entry.offset == offset, entry.count > ArchiveBlock.headBytes,
        entry.count <= Limits.archiveInflatedBytes * 2
      else { throw .malformed }
      offset += UInt64(entry.count)
      if index == 0 {
        guard entry.first == 0, entry.last == 0 else { throw .malformed }
        continue
      }
      guard entry.first == last + 1, entry.last >= entry.first, entry.last <= after.batch else {
        throw .malformed
      }
      last = entry.last
    }
    guard offset == blocksEnd, last == after.batch, last > before.batch else { throw .malformed }
  }

  private static func check(_ bytes: [UInt8]) throws(ArchiveFault) {
    let crc = unsafe bytes.withUnsafeBytes { bytes in
      unsafe CRC32C.update(0, UnsafeRawBufferPointer(rebasing: bytes.dropLast(4)))
    }
    var cursor = ArchiveCursor(bytes, (bytes.count - 4)..<bytes.count)
    guard try cursor.fixed(UInt32.self) == CRC32C.masked(crc) else { throw .wrongChecksum }
  }

  /// What head and foot have in common.
  private static func place(
    _ cursor: inout ArchiveCursor,
    _ magic: UInt32
  ) throws(ArchiveFault) -> (version: UInt16, logID: LogID, ordinal: UInt64, tail: LogTail) {
    guard try cursor.fixed(UInt32.self) == magic else { throw .malformed }
    let version = try cursor.fixed(UInt16.self)
    guard version <= Limits.archiveFormatVersion else { throw .newerFormat(version) }
    guard try cursor.fixed(UInt16.self) == 0, version > 0 else { throw .malformed }
    let low = try cursor.fixed(UInt64.self)
    let high = try cursor.fixed(UInt64.self)
    guard low != 0 || high != 0 else { throw .malformed }
    let ordinal = try cursor.fixed(UInt64.self)
    let tail = LogTail(
      batch: try cursor.fixed(UInt64.self),
      epoch: try cursor.fixed(UInt32.self),
      checksum: try cursor.fixed(UInt32.self)
    )
    guard ordinal > 0, tail.batch <= Limits.lastBatchNumber else { throw .malformed }
    return (version, LogID(low: low, high: high), ordinal, tail)
  }

  /// The entry with a batch; nil if it is not here.
  func entry(of number: UInt64) -> Int? {
    guard number > before.batch, number <= after.batch else { return nil }
    var low = 1
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].last < number { low = middle + 1 } else { high = middle }
    }
    return low < entries.count ? low : nil
  }
}
