/// A fast 64-bit hash of content, to tell whether two requests with one id are the same.
///
/// Eight bytes at a time (little-endian): the state is xored with the word and multiplied by an odd
/// constant to 128 bits, whose halves are xored. The last 0 to 7 bytes form one more word, padded
/// with zeros; the length takes part at the start, so that padding cannot collide. Not for
/// cryptography: whoever chooses the content can make collisions.
///
/// Stored in logs, so it never changes.
public enum ContentHash {
  /// The hash of `bytes`.
  @inlinable
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    var state = 0x2D35_8DCC_AA6C_78A5 ^ (UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
    var offset = 0
    while offset &+ 8 <= count {
      let word = unsafe UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      )
      state = fold(state ^ word, 0x8BB8_4B93_962E_ACC9)
      offset &+= 8
    }
    var last: UInt64 = 0
    if count >= 8 {
      // The last eight bytes without those that have been taken; none are left where it is whole.
      let rest = UInt64(truncatingIfNeeded: count &- offset)
      let word = unsafe UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      )
      last = rest == 0 ? 0 : word &>> (64 &- rest &* 8)
    } else {
      var shift: UInt64 = 0
      while offset < count {
        last |= unsafe UInt64(bytes[offset]) &<< shift
        shift &+= 8
        offset &+= 1
      }
    }
    state = fold(state ^ last, 0x4B33_A62E_D433_D4A3)
    return StableHash.mix(state)
  }

  /// The hash of an array.
  @inlinable
  public static func hash(_ bytes: [UInt8]) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe hash($0) }
  }

  /// The halves of the 128-bit product, xored.
  ///
  /// A zero operand is replaced, for it would wipe the state.
  @inlinable @inline(__always)
  static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = (value == 0 ? 0x9E37_79B9_7F4A_7C15 : value).multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
