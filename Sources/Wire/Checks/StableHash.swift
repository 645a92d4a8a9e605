/// The hash that finds a member's home shard.
///
/// Clients compute it too, so it never changes.
///
/// FNV-1a (64 bits) over the programme id, one zero byte and the member id, each in UTF-8, then
/// murmur3's final mix, so that the upper bits, which pick the shard, depend on every byte.
public enum StableHash {
  /// The hash of a member.
  @inlinable
  public static func hash(
    program: UnsafeRawBufferPointer,
    member: UnsafeRawBufferPointer
  ) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    unsafe absorb(program, into: &state)
    state = state &* 0x100_0000_01B3
    unsafe absorb(member, into: &state)
    return mix(state)
  }

  /// The hash of a member.
  @inlinable
  public static func hash(program: String, member: String) -> UInt64 {
    var program = program
    var member = member
    return program.withUTF8 { programBytes in
      member.withUTF8 { memberBytes in
        unsafe hash(
          program: UnsafeRawBufferPointer(programBytes),
          member: UnsafeRawBufferPointer(memberBytes)
        )
      }
    }
  }

  /// The shard, 0 to `count` - 1, of a hash: the upper 32 bits scaled to the count, which is 1 or
  /// more.
  @inlinable @inline(__always)
  public static func shard(_ hash: UInt64, count: Int) -> Int {
    Int(truncatingIfNeeded: ((hash &>> 32) &* UInt64(truncatingIfNeeded: count)) &>> 32)
  }

  /// Takes bytes into the state of FNV-1a.
  @inlinable @inline(__always)
  static func absorb(_ bytes: UnsafeRawBufferPointer, into state: inout UInt64) {
    for index in 0..<bytes.count {
      state = unsafe (state ^ UInt64(bytes[index])) &* 0x100_0000_01B3
    }
  }

  /// Murmur3's 64-bit finaliser: every bit of the input changes about half of the output's.
  @inlinable @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed ^= mixed &>> 33
    mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed &>> 33
    mixed = mixed &* 0xC4CE_B9FE_1A85_EC53
    mixed ^= mixed &>> 33
    return mixed
  }
}
