/// A voucher's code: 64 bits as 13 characters of Crockford's base 32, and a check character.
///
/// The first character holds the upper 4 bits, each other one 5. The check is the weighted sum of
/// the 13 digits in the field of 32 elements (x⁵ + x² + 1), with the weights α¹³ … α¹ from left to
/// right and 1 for the check itself: all of them differ and none is 0, so one wrong character is
/// found, and so are any two characters in each other's place.
///
/// Whoever can make codes must make their 64 bits unguessable: the check is against slips only.
package struct VoucherCode: Hashable, Sendable {
  package let tag: UInt64

  package init(tag: UInt64) {
    self.tag = tag
  }

  package static let textLength = 14
  private static let digits: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

  /// Reads a code as somebody typed it.
  ///
  /// Blanks at the ends do not count, small letters are capitals, and letters that look like digits
  /// are these: `O` is 0, `I` and `L` are 1.
  ///
  /// - Returns: `nil` where it has another length, another character, or a check that does not fit.
  package init?(_ text: UnsafeRawBufferPointer) {
    var from = 0
    var to = text.count
    while from < to, Self.isBlank(text[from]) { from += 1 }
    while to > from, Self.isBlank(text[to - 1]) { to -= 1 }
    guard to - from == Self.textLength else { return nil }
    var value: UInt64 = 0
    var check: UInt8 = 0
    for index in 0..<Self.textLength {
      guard let digit = Self.digit(text[from + index]) else { return nil }
      if index == 0, digit > 0xF { return nil }
      check = Self.timesAlpha(check) ^ digit
      if index < 13 { value = value << 5 | UInt64(digit) }
    }
    guard check == 0 else { return nil }
    tag = value
  }

  /// Reads a code as somebody typed it.
  package init?(_ text: String) {
    var copy = text
    let parsed = copy.withUTF8 { VoucherCode(UnsafeRawBufferPointer($0)) }
    guard let parsed else { return nil }
    self = parsed
  }

  /// The 14 characters.
  package var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.textLength)
    var check: UInt8 = 0
    for index in 0..<13 {
      let digit = UInt8(truncatingIfNeeded: tag >> UInt64(60 - 5 * index) & 31)
      check = Self.timesAlpha(check) ^ digit
      bytes.append(Self.digits.utf8Start[Int(digit)])
    }
    // The check has weight 1: the sum before it, moved up by one weight, must cancel it.
    bytes.append(Self.digits.utf8Start[Int(Self.timesAlpha(check))])
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The product with α, a generator of the field's 31 elements that are not 0.
  private static func timesAlpha(_ value: UInt8) -> UInt8 {
    value & 0x10 == 0 ? value << 1 : (value << 1 & 0x1F) ^ 0x05
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  private static func digit(_ character: UInt8) -> UInt8? {
    let upper = 0x61...0x7A ~= character ? character - 32 : character
    switch upper {
    case UInt8(ascii: "O"): return 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
    default:
      for index in 0..<32 where digits.utf8Start[index] == upper { return UInt8(index) }
      return nil
    }
  }
}
