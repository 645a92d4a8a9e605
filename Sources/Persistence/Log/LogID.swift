/// The name of one log, drawn at random when it is made: 16 bytes.
///
/// It stands in every file and every batch, so that a file of another server is noticed (S11).
package struct LogID: Hashable, Sendable {
  package let low: UInt64
  package let high: UInt64

  /// - Parameters:
  ///   - low: Random bits. Not both may be 0.
  ///   - high: Random bits.
  package init(low: UInt64, high: UInt64) {
    precondition(low != 0 || high != 0, "a log's id is drawn at random")
    self.low = low
    self.high = high
  }

  init?(_ bytes: UnsafeRawPointer, at offset: Int) {
    low = unsafe bytes.stored(UInt64.self, at: offset)
    high = unsafe bytes.stored(UInt64.self, at: offset + 8)
    if low == 0 && high == 0 { return nil }
  }

  func write(to bytes: UnsafeMutableRawPointer, at offset: Int) {
    unsafe bytes.put(low, at: offset)
    unsafe bytes.put(high, at: offset + 8)
  }
}

extension LogID: CustomStringConvertible {
  package var description: String { hexadecimal(high) + hexadecimal(low) }
}

/// Sixteen digits.
private func hexadecimal(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
