/// The head of a batch: 56 bytes, little-endian, at a multiple of 8 in its segment.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 42 41 54`, "FBAT" |
/// | 4 | 2 | format version | 1 |
/// | 6 | 1 | kind | 1 data, 2 epoch, 3 seal, 4 seal that ends the segment |
/// | 7 | 1 | zero | 0 |
/// | 8 | 16 | log id | that of the directory |
/// | 24 | 8 | number | from 1 without gaps; a seal repeats that of the batch before it |
/// | 32 | 4 | epoch | of the writer |
/// | 36 | 4 | payload length | bytes after the head, padding not counted |
/// | 40 | 4 | record count | 0 but in data |
/// | 44 | 4 | previous checksum | that of the batch before, 0 in batch 1; seals are no batches |
/// | 48 | 4 | zero | 0 |
/// | 52 | 4 | checksum | masked CRC32C of the bytes 0–51, the payload and the padding |
/// | 56 | | payload | records |
/// | | 0–7 | padding | zeros up to a multiple of 8 |
///
/// Valid if and only if the checksum is right, the constants are as above, the length keeps the
/// whole within 1 MiB and its segment, and the log id is not zero. What it says is checked against
/// its place by the scanner.
struct BatchHead: Equatable, Sendable {
  enum Kind: UInt8, Sendable {
    /// Records.
    case data = 1
    /// No records: the log was opened for writing, in a new epoch.
    case epoch = 2
    /// No batch, but the proof that the one before was durable (CL7).
    case seal = 3
    /// A seal after which nothing more stands in the segment.
    case end = 4

    var isSeal: Bool { self == .seal || self == .end }
  }

  static let bytes = 56
  static let magic: UInt32 = 0x5441_4246

  var kind: Kind
  var logID: LogID
  var number: UInt64
  var epoch: UInt32
  var payloadCount: Int
  var recordCount: Int
  var previousChecksum: UInt32
  var checksum: UInt32 = 0

  /// Bytes in the file: head, payload and padding.
  var storedCount: Int { Self.storedCount(payload: payloadCount) }

  static func storedCount(payload: Int) -> Int {
    (bytes + payload + Limits.batchAlignment - 1) & ~(Limits.batchAlignment - 1)
  }

  var tail: LogTail { LogTail(batch: number, epoch: epoch, checksum: checksum) }
}

/// Why bytes are not a batch.
enum BatchFault: Error, Equatable, Sendable {
  /// They do not begin like one.
  case noMagic
  /// The checksum is right, and the version is one that this code does not know.
  case newerFormat(UInt16)
  /// The file or the segment ends before it does.
  case truncated
  /// It claims more than the largest batch.
  case tooLarge(Int)
  /// Its checksum says that it is not what was written.
  case wrongChecksum
  /// The checksum is right, and a constant is not what it must be.
  case malformed
}

extension BatchHead {
  /// Writes this head in front of a payload that is in place, pads, and computes the checksum.
  ///
  /// - Parameter batch: Where the head goes; `storedCount` bytes are writable from there.
  mutating func write(to batch: UnsafeMutableRawPointer) {
    precondition(number > 0 && number <= Limits.lastBatchNumber, "batch number \(number)")
    precondition(storedCount <= Limits.batchBytes, "a batch of \(storedCount) bytes")
    precondition(recordCount <= Limits.recordsPerBatch, "a batch of \(recordCount) records")
    precondition(payloadCount >= 0, "a payload of \(payloadCount) bytes")
    precondition(kind != .data || recordCount > 0, "data without a record")
    precondition(kind == .data || (payloadCount == 0 && recordCount == 0), "\(kind) with records")
    unsafe batch.put(Self.magic, at: 0)
    unsafe batch.put(Limits.formatVersion, at: 4)
    unsafe batch.put(kind.rawValue, at: 6)
    unsafe batch.put(0 as UInt8, at: 7)
    unsafe logID.write(to: batch, at: 8)
    unsafe batch.put(number, at: 24)
    unsafe batch.put(epoch, at: 32)
    unsafe batch.put(UInt32(payloadCount), at: 36)
    unsafe batch.put(UInt32(recordCount), at: 40)
    unsafe batch.put(previousChecksum, at: 44)
    unsafe batch.put(0 as UInt32, at: 48)
    let end = Self.bytes + payloadCount
    for offset in end..<storedCount { unsafe batch.put(0 as UInt8, at: offset) }
    checksum = unsafe Self.checksum(of: UnsafeRawPointer(batch), count: storedCount)
    unsafe batch.put(checksum, at: 52)
  }

  /// Reads and checks the batch that begins at `batch`.
  ///
  /// - Parameters:
  ///   - batch: Where it begins.
  ///   - available: Bytes readable from there, to the end of the segment at most.
  /// - Returns: Its head; the payload stands behind it.
  /// - Throws: ``BatchFault``.
  static func read(
    _ batch: UnsafeRawPointer,
    available: Int
  ) throws(BatchFault) -> BatchHead {
    guard available >= bytes else { throw .truncated }
    guard unsafe batch.stored(UInt32.self, at: 0) == magic else { throw .noMagic }
    let payloadCount = unsafe Int(batch.stored(UInt32.self, at: 36))
    // The length is bounded before it is used (CL5).
    guard payloadCount <= Limits.batchBytes - bytes else { throw .tooLarge(payloadCount) }
    let storedCount = storedCount(payload: payloadCount)
    guard storedCount <= available else { throw .truncated }
    let checksum = unsafe batch.stored(UInt32.self, at: 52)
    guard unsafe Self.checksum(of: batch, count: storedCount) == checksum else {
      throw .wrongChecksum
    }
    let version = unsafe batch.stored(UInt16.self, at: 4)
    guard version <= Limits.formatVersion else { throw .newerFormat(version) }
    guard version > 0,
      let kind = unsafe Kind(rawValue: batch.stored(UInt8.self, at: 6)),
      let logID = unsafe LogID(batch, at: 8),
      unsafe batch.stored(UInt8.self, at: 7) == 0,
      unsafe batch.stored(UInt32.self, at: 48) == 0
    else { throw .malformed }
    let head = unsafe BatchHead(
      kind: kind,
      logID: logID,
      number: batch.stored(UInt64.self, at: 24),
      epoch: batch.stored(UInt32.self, at: 32),
      payloadCount: payloadCount,
      recordCount: Int(batch.stored(UInt32.self, at: 40)),
      previousChecksum: batch.stored(UInt32.self, at: 44),
      checksum: checksum
    )
    guard head.number > 0, head.number <= Limits.lastBatchNumber, head.epoch < .max,
      head.recordCount <= Limits.recordsPerBatch,
      kind == .data ? head.recordCount > 0 : payloadCount == 0 && head.recordCount == 0
    else { throw .malformed }
    return head
  }

  private static func checksum(of batch: UnsafeRawPointer, count: Int) -> UInt32 {
    var crc = unsafe CRC32C.update(0, UnsafeRawBufferPointer(start: batch, count: 52))
    crc = unsafe CRC32C.update(
      crc,
      UnsafeRawBufferPointer(start: batch + bytes, count: count - bytes)
    )
    return CRC32C.masked(crc)
  }
}
