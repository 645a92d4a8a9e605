internal import FealtyLoyalty
internal import FealtyWire

/// Which numbers name a member of a token: by their shape, and who is to be asked besides.
struct MembershipCheck: Sendable {
  private var patterns: [[UInt8]] = []
  private var check = CheckDigit.checkNone
  private var sandboxNumbers: [String] = []
  /// Who is asked about numbers of the right shape; nil = nobody.
  private(set) var inquiry: Inquiry?

  struct Inquiry: Sendable {
    var webhookID: String
    /// How long an answer is believed.
    var trustMilliseconds: Int64
  }

  init(_ rule: MembershipRule?, isSandbox: Bool) {
    guard let rule else { return }
    patterns = rule.patterns.map { Array($0.utf8) }
    check = rule.check
    if isSandbox { sandboxNumbers = rule.sandboxNumbers }
    // The sandbox's list is the last word there.
    guard !rule.webhookID.isEmpty, sandboxNumbers.isEmpty else { return }
    inquiry = Inquiry(
      webhookID: rule.webhookID,
      trustMilliseconds: rule.trustMs == 0 ? Limits.membershipTrustMilliseconds : rule.trustMs
    )
  }

  /// Whether a rule is one.
  static func isRule(_ rule: MembershipRule) -> Bool {
    let times = Limits.membershipTrustLeastMilliseconds...Limits.membershipTrustMostMilliseconds
    return (0...3).contains(rule.check.rawValue)
      && rule.webhookID.utf8.count <= Limits.identifierBytes
      && (rule.trustMs == 0 || times.contains(rule.trustMs))
  }

  func takes(_ number: UnsafeRawBufferPointer) -> Bool {
    if !sandboxNumbers.isEmpty {
      return sandboxNumbers.contains { $0.utf8.elementsEqual(number) }
    }
    guard patterns.isEmpty || patterns.contains(where: { Self.matches(number, $0) }) else {
      return false
    }
    switch check {
    case .checkLuhn: return Self.isLuhn(number)
    case .checkMod7: return Self.isMod7(number)
    case .checkMod97: return Self.isMod97(number)
    default: return true
    }
  }

  private static func matches(_ number: UnsafeRawBufferPointer, _ pattern: [UInt8]) -> Bool {
    guard number.count == pattern.count else { return false }
    for (byte, wanted) in zip(number, pattern) {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      switch wanted {
      case UInt8(ascii: "#"): if !isDigit { return false }
      case UInt8(ascii: "?"): if !isLetter { return false }
      case UInt8(ascii: "*"): if !isDigit && !isLetter { return false }
      default: if byte != wanted { return false }
      }
    }
    return true
  }

  /// The digits among the bytes, as numbers.
  private static func digits(_ number: UnsafeRawBufferPointer) -> [Int] {
    number.compactMap { byte in
      let digit = Int(byte) - 48
      return (0...9).contains(digit) ? digit : nil
    }
  }

  private static func isLuhn(_ number: UnsafeRawBufferPointer) -> Bool {
    let digits = digits(number)
    guard let last = digits.last, digits.count > 1 else { return false }
    return Luhn.checkDigit(digits.dropLast().map(String.init).joined()) == last
  }

  private static func isMod7(_ number: UnsafeRawBufferPointer) -> Bool {
    let digits = digits(number)
    guard let last = digits.last, digits.count > 1 else { return false }
    return digits.dropLast().reduce(0) { ($0 * 10 + $1) % 7 } == last
  }

  /// ISO 7064, as IBANs have it; blanks between are none of it.
  private static func isMod97(_ number: UnsafeRawBufferPointer) -> Bool {
    guard number.count > 4 else { return false }
    var rest = 0
    for byte in [number[4...], number[..<4]].joined() {
      switch byte {
      case 0x30...0x39: rest = (rest * 10 + Int(byte) - 0x30) % 97
      case 0x41...0x5A: rest = (rest * 100 + Int(byte) - 0x41 + 10) % 97
      default: return false
      }
    }
    return rest == 1
  }
}
