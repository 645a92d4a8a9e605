/// How the value behind a tag is laid out.
///
/// Types 3 and 4 (groups) are refused, 6 and 7 do not exist.
public enum WireType: UInt32, Sendable {
  /// A base-128 number of 1 to 10 bytes.
  case varint = 0
  /// Eight bytes, little-endian.
  case fixed64 = 1
  /// A length as varint, then that many bytes.
  case lengthDelimited = 2
  /// Four bytes, little-endian.
  case fixed32 = 5
}
