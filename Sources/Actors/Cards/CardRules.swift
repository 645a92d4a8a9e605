internal import FealtyLoyalty
internal import FealtyWire

/// What the numbers of a programme's cards are like.
///
/// The value that a card has beside its number is derived under the programme's key: byte 6 and the
/// number, of whose hash the last digits are taken. It is told with the card, and stored nowhere.
struct CardRules: Sendable {
  private let check: CheckDigit
  private let shape: MembershipCheck
  private let valueDigits: Int
  private let hash: SipHash?

  init(_ settings: CardSettings?, key: [UInt8]) {
    let settings = settings ?? CardSettings()
    check = settings.check
    shape = MembershipCheck(MembershipRule(check: settings.check), isSandbox: false)
    valueDigits = Int(settings.checkValueDigits)
    hash = valueDigits == 0 ? nil : SipHash(key: key)
  }

  /// Whether a number may be given to a member.
  func takes(_ number: String) -> Bool {
    var number = number
    return number.withUTF8 { shape.takes(UnsafeRawBufferPointer($0)) }
  }

  /// A number with the programme's check digit; Luhn's where it has none.
  func number(from chance: UInt64) -> String {
    let digits = chance % 900_000_000_000_000 + 100_000_000_000_000
    switch check {
    case .checkMod7: return "\(digits)\(digits % 7)"
    case .checkMod97:
      // As an IBAN of a country "10": the check digits stand behind it, and count last.
      let value = 98 - (digits % 97 * (10_000 % 97) + 1_000) % 97
      return "10\(value < 10 ? "0" : "")\(value)\(digits)"
    default: return "\(digits)\(Luhn.checkDigit("\(digits)"))"
    }
  }

  var hasCheckValues: Bool { hash != nil }

  /// What stands on a card beside its number; empty where the programme's cards have none.
  func checkValue(of number: String) -> String {
    guard let hash, !number.isEmpty else { return "" }
    var rest = hash.hash([6] + Array(number.utf8)).low
    var digits: [UInt8] = []
    for _ in 0..<valueDigits {
      digits.append(0x30 + UInt8(rest % 10))
      rest /= 10
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Whether somebody shows the value of a card; takes as long for a wrong one as for a right one.
  func isCheckValue(_ shown: String, of number: String) -> Bool {
    let right = Array(checkValue(of: number).utf8)
    let shown = Array(shown.utf8)
    guard shown.count == right.count else { return false }
    return zip(shown, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

extension CardSettings {
  /// What is wrong with them; nil where nothing is.
  var fault: String? {
    guard (0...3).contains(check.rawValue) else { return "There is no such check." }
    guard checkValueDigits == 0 || (3...8).contains(checkValueDigits) else {
      return "A check value has 3 to 8 digits, or 0: there is none."
    }
    return nil
  }
}

/// The check digit of card numbers: modulus 10, double-add-double (ISO/IEC 7812-1, annex B).
enum Luhn {
  static func checkDigit(_ digits: String) -> Int {
    var sum = 0
    for (place, character) in digits.utf8.reversed().enumerated() {
      let digit = Int(character) - 48
      let doubled = place % 2 == 0 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return (10 - sum % 10) % 10
  }
}
