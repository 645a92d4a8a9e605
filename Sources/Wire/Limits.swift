/// Bounds of the wire, each with its unit and its reason.
public enum Limits {
  /// Deepest nesting of messages and of JSON values; a stack frame each, far above what the schema
  /// needs.
  public static let messageDepth = 32

  /// Largest payload of a frame in bytes unless the handshake agrees on another; fits 1,000 basket
  /// lines.
  public static let defaultFrameBytes = 1 << 20

  /// Largest payload in bytes that a handshake may agree on.
  public static let maximumFrameBytes = 16 << 20

  /// Largest payload in bytes of a HELLO or WELCOME, which come before anything is agreed.
  public static let handshakeFrameBytes = 4096

  /// How many times its own size a compressed payload may grow: what DEFLATE can do at most.
  public static let expansion = 1032

  /// Smallest payload in bytes that is worth compressing.
  public static let compressionThreshold = 4096

  /// Largest encoded ``CallHead`` in bytes.
  public static let headBytes = 8192

  /// Largest JSON text in bytes that is parsed.
  public static let jsonBytes = 64 << 20
}
