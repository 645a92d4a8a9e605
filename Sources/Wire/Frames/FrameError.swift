/// Why bytes are not a frame.
///
/// The connection cannot go on: where the next frame begins is unknown.
public enum FrameError: Error, Hashable, Sendable {
  /// The payload is larger than was agreed. Nothing of it has been waited for.
  case tooLarge(length: Int, limit: Int)
  /// The checksum does not fit: the frame was damaged on its way, or this is no frame.
  case checksumMismatch
  /// The kind does not exist in this version of the protocol.
  case unknownKind(UInt8)
  /// A flag does not exist in this version of the protocol.
  case unknownFlags(UInt8)
  /// The connection does not begin with ``Preface/bytes``.
  case badPreface
}
