/// The mapping behind sint32 and sint64: 0, -1, 1, -2 … become 0, 1, 2, 3 …, so that small negative
/// numbers stay short.
public enum ZigZag {
  /// The unsigned number that stands for `value`.
  @inlinable @inline(__always)
  public static func encode(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value &<< 1) ^ (value &>> 63))
  }

  /// The number that `value` stands for.
  @inlinable @inline(__always)
  public static func decode(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value &>> 1) ^ -Int64(bitPattern: value & 1)
  }
}
