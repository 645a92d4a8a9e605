/// The head of a segment: the first 512 bytes of its file, little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 53 45 47`, "FSEG" |
/// | 4 | 2 | format version | 1 |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | that of the directory |
/// | 24 | 8 | ordinal | that of the file's name, from 1 |
/// | 32 | 8 | last batch | number of the last batch of the segment before, 0 if none |
/// | 40 | 4 | last epoch | its epoch |
/// | 44 | 4 | last checksum | its checksum |
/// | 48 | 8 | size | bytes of the file |
/// | 56 | 4 | largest batch | bytes of the largest batch that may stand here, head included |
/// | 60 | 448 | zero | 0 |
/// | 508 | 4 | checksum | masked CRC32C of the bytes 0–507 |
///
/// A segment is full of zeros until it is used. The head is written and synced just before the
/// first batch, after the seal that ends the segment before; so a head proves that seal, and a
/// batch proves the head.
struct SegmentHead: Equatable, Sendable {
  static let bytes = 512
  static let magic: UInt32 = 0x4745_5346
  private static let checksumOffset = 508

  var logID: LogID
  var ordinal: UInt64
  var before: LogTail
  var size: UInt64
  var largestBatch: Int

  /// The file of the head, ready to write.
  func encoded() -> [UInt8] {
    precondition(ordinal > 0 && size >= UInt64(Self.bytes), "segment \(ordinal) of \(size) bytes")
    precondition(largestBatch <= Limits.batchBytes, "batches of up to \(largestBatch) bytes")
    precondition(size <= UInt64(Limits.largestSegmentBytes), "a segment of \(size) bytes")
    precondition(largestBatch > BatchHead.bytes, "batches of up to \(largestBatch) bytes")
    precondition(ordinal == 1 || before.batch > 0, "segment \(ordinal) after nothing")
    var bytes = [UInt8](repeating: 0, count: Self.bytes)
    unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe base.put(Self.magic, at: 0)
      unsafe base.put(Limits.formatVersion, at: 4)
      unsafe logID.write(to: base, at: 8)
      unsafe base.put(ordinal, at: 24)
      unsafe base.put(before.batch, at: 32)
      unsafe base.put(before.epoch, at: 40)
      unsafe base.put(before.checksum, at: 44)
      unsafe base.put(size, at: 48)
      unsafe base.put(UInt32(largestBatch), at: 56)
      unsafe base.put(Self.checksum(of: UnsafeRawPointer(base)), at: Self.checksumOffset)
    }
    return bytes
  }

  /// Reads and checks a head.
  ///
  /// - Throws: ``BatchFault``, as for a batch.
  static func read(_ base: UnsafeRawPointer, available: Int) throws(BatchFault) -> SegmentHead {
    guard available >= bytes else { throw .truncated }
    guard unsafe base.stored(UInt32.self, at: 0) == magic else { throw .noMagic }
    guard unsafe checksum(of: base) == base.stored(UInt32.self, at: checksumOffset) else {
      throw .wrongChecksum
    }
    let version = unsafe base.stored(UInt16.self, at: 4)
    guard version <= Limits.formatVersion else { throw .newerFormat(version) }
    guard version > 0, let logID = unsafe LogID(base, at: 8) else { throw .malformed }
    let head = unsafe SegmentHead(
      logID: logID,
      ordinal: base.stored(UInt64.self, at: 24),
      before: LogTail(
        batch: base.stored(UInt64.self, at: 32),
        epoch: base.stored(UInt32.self, at: 40),
        checksum: base.stored(UInt32.self, at: 44)
      ),
      size: base.stored(UInt64.self, at: 48),
      largestBatch: Int(base.stored(UInt32.self, at: 56))
    )
    // Another epoch must be able to follow.
    guard head.ordinal > 0, head.before.batch <= Limits.lastBatchNumber,
      head.before.epoch < .max,
      head.size <= UInt64(Limits.largestSegmentBytes),
      head.largestBatch > BatchHead.bytes, head.largestBatch <= Limits.batchBytes
    else { throw .malformed }
    return head
  }

  private static func checksum(of base: UnsafeRawPointer) -> UInt32 {
    unsafe CRC32C.masked(
      CRC32C.update(0, UnsafeRawBufferPointer(start: base, count: checksumOffset))
    )
  }
}

extension SegmentHead {
  /// The head of a segment, read alone; nil where there is no good one.
  static func read(from file: any StorageFile) throws(StorageError) -> SegmentHead? {
    let bytes = try file.read(Self.bytes, at: 0)
    return unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      do throws(BatchFault) {
        return try unsafe read(base, available: bytes.count)
      } catch {
        return nil
      }
    }
  }
}
