internal import CLinux

/// The Castagnoli CRC, by the processor's instruction where there is one, else by table.
enum CRC32C {
  /// Continues a CRC over more bytes.
  ///
  /// Begin with 0.
  @inline(__always)
  static func update(_ crc: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    unsafe clinux_crc32c(crc, bytes.baseAddress, bytes.count)
  }

  /// What is stored: the CRC of a run of zeros must not be 0, so it is rotated and moved.
  @inline(__always)
  static func masked(_ crc: UInt32) -> UInt32 {
    ((crc >> 15) | (crc << 17)) &+ 0xa282_ead8
  }
}
