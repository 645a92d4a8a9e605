/// The file `identity`: which log a directory holds, and in which format.
///
/// 32 bytes, little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 45 4c 59`, "FELY" |
/// | 4 | 2 | format version | 1: the newest format of any file in the directory |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | random, never 0 |
/// | 24 | 4 | zero | 0 |
/// | 28 | 4 | checksum | masked CRC32C of the bytes 0–27 |
///
/// Made last when a directory is made, after the first segment, so a directory with an identity has
/// had a log. An upgrade of the format is the replacement of this one file.
struct LogIdentity: Equatable, Sendable {
  static let bytes = 32
  static let magic: UInt32 = 0x594c_4546
  private static let checksumOffset = 28

  var logID: LogID

  func encoded() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.bytes)
    unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe base.put(Self.magic, at: 0)
      unsafe base.put(Limits.formatVersion, at: 4)
      unsafe logID.write(to: base, at: 8)
      let content = unsafe UnsafeRawBufferPointer(start: base, count: Self.checksumOffset)
      unsafe base.put(CRC32C.masked(CRC32C.update(0, content)), at: Self.checksumOffset)
    }
    return bytes
  }

  /// - Throws: ``BatchFault``, as for a batch.
  static func read(_ file: UnsafeRawBufferPointer) throws(BatchFault) -> LogIdentity {
    guard file.count == bytes, let base = file.baseAddress else { throw .truncated }
    guard unsafe base.stored(UInt32.self, at: 0) == magic else { throw .noMagic }
    let content = unsafe UnsafeRawBufferPointer(start: base, count: checksumOffset)
    let checksum = unsafe base.stored(UInt32.self, at: checksumOffset)
    guard unsafe CRC32C.masked(CRC32C.update(0, content)) == checksum else { throw .wrongChecksum }
    let version = unsafe base.stored(UInt16.self, at: 4)
    guard version <= Limits.formatVersion else { throw .newerFormat(version) }
    guard version > 0, let logID = unsafe LogID(base, at: 8) else { throw .malformed }
    return LogIdentity(logID: logID)
  }
}
