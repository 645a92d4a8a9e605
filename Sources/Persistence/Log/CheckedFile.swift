/// What the small files of a directory have in common: how they begin, and what proves them.
///
/// Little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | says what the file is |
/// | 4 | 2 | format version | 1 |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | that of the directory |
/// | 24 | | the file's own | |
/// | | 4 | checksum | masked CRC32C of all before |
///
/// Valid if and only if the constants are as above, the checksum is right, and the file's own
/// fields fill what is between.
@safe
struct CheckedFile {
  /// The file's first byte.
  let base: UnsafeRawPointer

  /// Bytes in front of the checksum.
  let length: Int

  let logID: LogID

  private static let checksumBytes = 4

  /// The bytes of a file.
  ///
  /// `length`: without the checksum. `fill` writes the file's own fields, from byte 24 on; the rest
  /// is zero.
  static func encoded(
    magic: UInt32,
    logID: LogID,
    length: Int,
    _ fill: (UnsafeMutableRawPointer) -> Void = { _ in }
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length + checksumBytes)
    unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe base.put(magic, at: 0)
      unsafe base.put(Limits.formatVersion, at: 4)
      unsafe logID.write(to: base, at: 8)
      unsafe fill(base)
      let content = unsafe UnsafeRawBufferPointer(start: base, count: length)
      unsafe base.put(CRC32C.masked(CRC32C.update(0, content)), at: length)
    }
    return bytes
  }

  /// Checks a file's beginning and its checksum.
  ///
  /// `headBytes`: the fewest in front of the checksum.
  ///
  /// - Throws: ``BatchFault``, as for a batch.
  init(
    _ file: UnsafeRawBufferPointer,
    magic: UInt32,
    headBytes: Int
  ) throws(BatchFault) {
    guard let base = file.baseAddress, file.count >= headBytes + Self.checksumBytes else {
      throw .truncated
    }
    guard unsafe base.stored(UInt32.self, at: 0) == magic else { throw .noMagic }
    length = file.count - Self.checksumBytes
    let content = unsafe UnsafeRawBufferPointer(start: base, count: length)
    let checksum = unsafe base.stored(UInt32.self, at: length)
    guard unsafe CRC32C.masked(CRC32C.update(0, content)) == checksum else { throw .wrongChecksum }
    let version = unsafe base.stored(UInt16.self, at: 4)
    guard version <= Limits.formatVersion else { throw .newerFormat(version) }
    guard version > 0, let logID = unsafe LogID(base, at: 8) else { throw .malformed }
    self.logID = logID
    unsafe self.base = unsafe base
  }

  /// A number that stands at an offset.
  @inline(__always)
  func stored<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T {
    precondition(offset >= 0 && offset + MemoryLayout<T>.size <= length, "byte \(offset)")
    return unsafe base.stored(type, at: offset)
  }

  /// A log's tail: 8 bytes of the batch, 4 of the epoch, 4 of the checksum.
  func tail(at offset: Int) -> LogTail {
    LogTail(
      batch: stored(UInt64.self, at: offset),
      epoch: stored(UInt32.self, at: offset + 8),
      checksum: stored(UInt32.self, at: offset + 12)
    )
  }
}

extension UnsafeMutableRawPointer {
  /// Writes a log's tail as ``CheckedFile/tail(at:)`` reads it.
  func put(_ tail: LogTail, at offset: Int) {
    unsafe put(tail.batch, at: offset)
    unsafe put(tail.epoch, at: offset + 8)
    unsafe put(tail.checksum, at: offset + 12)
  }
}
