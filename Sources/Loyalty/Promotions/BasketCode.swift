/// Coupon and voucher codes, as baskets carry them and promotions name them.
enum BasketCode {
  /// A code without white space around it and with ASCII letters as capitals: how codes are
  /// compared.
  static func normalized(_ code: some Collection<UInt8>) -> [UInt8] {
    var bytes = code.drop(while: isSpace).map { 0x61...0x7A ~= $0 ? $0 - 32 : $0 }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  static func normalized(_ code: String) -> String {
    String(decoding: normalized(code.utf8), as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}

/// Names that the server gives to lines of events and to counters of purchases.
enum EventTerms {
  /// The counter of the line that stands for the event itself; no till and no source can name it.
  static let itself = "\u{0}"
  /// The type of event that a purchase is, for what it counts.
  static let purchase = "purchase"
}
