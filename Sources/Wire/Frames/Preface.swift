/// The eight bytes with which a client begins, before its first frame: `FEALTY1` and a line feed.
///
/// Whoever speaks another protocol is found out at once, and a person with `telnet` can see it.
public enum Preface {
  /// The bytes.
  public static let bytes: [UInt8] = Array("FEALTY1\n".utf8)

  /// How many bytes there are.
  public static let size = 8

  /// Whether `received` begins with the preface.
  ///
  /// - Returns: True when it does; false while it may still, but more bytes are needed.
  /// - Throws: ``FrameError/badPreface`` at the first byte that differs.
  public static func check(_ received: UnsafeRawBufferPointer) throws(FrameError) -> Bool {
    for (index, byte) in bytes.enumerated() {
      guard index < received.count else { return false }
      guard unsafe received[index] == byte else { throw .badPreface }
    }
    return true
  }
}
