/// Why bytes are not a message.
///
/// Offsets count from the start of the outermost message.
///
/// The sender is at fault and sending the same bytes again will fail again.
public enum DecodingError: Error, Hashable, Sendable {
  /// The bytes end inside a field, or a length reaches beyond them.
  case truncated(offset: Int)
  /// A varint has more than 10 bytes, or more than 64 bits.
  case overlongVarint(offset: Int)
  /// A field number is 0 or above 536,870,911.
  case invalidFieldNumber(offset: Int)
  /// The wire type is a group (3, 4) or does not exist (6, 7).
  case unsupportedWireType(offset: Int)
  /// A string is not UTF-8.
  case invalidUTF8(offset: Int)
  /// Messages are nested more than ``Limits/messageDepth`` deep.
  case tooDeep(offset: Int)
  /// A number of an enum has no name; only where that was asked for, see ``MessageCheck``.
  case unknownValue(offset: Int)

  /// Where in the message it went wrong.
  public var offset: Int {
    switch self {
    case .truncated(let offset), .overlongVarint(let offset), .invalidFieldNumber(let offset),
      .unsupportedWireType(let offset), .invalidUTF8(let offset), .tooDeep(let offset),
      .unknownValue(let offset):
      offset
    }
  }
}
