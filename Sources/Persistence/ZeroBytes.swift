internal import Glibc

/// Whether all `count` bytes are zero.
func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
  guard let base = bytes.baseAddress, bytes.count > 0 else { return true }
  guard unsafe base.load(as: UInt8.self) == 0 else { return false }
  // Each byte equals the one before it, and the first is zero.
  return unsafe memcmp(base, base + 1, bytes.count - 1) == 0
}
