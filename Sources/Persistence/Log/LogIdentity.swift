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
    unsafe CheckedFile.encoded(magic: Self.magic, logID: logID, length: Self.checksumOffset)
  }

  /// - Throws: ``BatchFault``, as for a batch.
  static func read(_ file: UnsafeRawBufferPointer) throws(BatchFault) -> LogIdentity {
    guard file.count == bytes else { throw .truncated }
    let found = unsafe try CheckedFile(file, magic: magic, headBytes: checksumOffset)
    return LogIdentity(logID: found.logID)
  }
}
