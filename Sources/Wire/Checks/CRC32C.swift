internal import CLinux

/// CRC32C (Castagnoli), the checksum of frames: by the processor's instruction where there is one,
/// else by table.
public enum CRC32C {
  /// The checksum of `bytes` behind bytes whose checksum is `previous` (0: none).
  @inline(__always)
  public static func checksum(
    continuing previous: UInt32 = 0,
    _ bytes: UnsafeRawBufferPointer
  ) -> UInt32 {
    unsafe clinux_crc32c(previous, bytes.baseAddress, bytes.count)
  }

  /// The checksum of an array.
  public static func checksum(continuing previous: UInt32 = 0, _ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe checksum(continuing: previous, $0) }
  }
}
