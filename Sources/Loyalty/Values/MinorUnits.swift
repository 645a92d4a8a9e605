/// How many decimal digits a currency's amounts have, and amounts as people read them.
///
/// By ISO 4217, list one: two digits but for the currencies named here. A currency that the list
/// does not have counts as one with two.
package enum MinorUnits {
  /// The digits after the decimal point of a currency's amounts, 0, 2, 3 or 4, by its three capital
  /// letters.
  package static func digits(of currency: String) -> Int {
    switch currency {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
      "VND", "VUV", "XAF", "XOF", "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    case "CLF", "UYW": 4
    default: 2
    }
  }

  /// An amount in minor units with a decimal point and no currency: 1234 of EUR is `12.34`.
  package static func text(_ amount: Int64, currency: String) -> String {
    text(amount, digits: digits(of: currency))
  }

  /// A whole number of the smallest unit with a decimal point before its last digits.
  package static func text(_ amount: Int64, digits: Int) -> String {
    let whole = String(amount.magnitude)
    let sign = amount < 0 ? "-" : ""
    guard digits > 0 else { return sign + whole }
    let padded = String(repeating: "0", count: max(0, digits + 1 - whole.count)) + whole
    return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
  }
}
