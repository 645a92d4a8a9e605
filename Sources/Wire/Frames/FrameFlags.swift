/// Flags of a frame.
///
/// A frame with any other bit is refused.
public struct FrameFlags: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8

  /// Flags from their bits.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The payload is the inflated size (u32, little-endian) and a zlib stream.
  public static let compressed = FrameFlags(rawValue: 1)

  /// In front of the request message stand a varint and a ``CallHead`` of that many bytes.
  public static let head = FrameFlags(rawValue: 2)
}
