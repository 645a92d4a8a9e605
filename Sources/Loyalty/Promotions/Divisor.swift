/// A number by which many are divided: its reciprocal is found once, and each division then costs
/// a multiplication.
///
/// Exact: the reciprocal only guesses, and the remainder tells whether the guess was one too low.
struct Divisor {
  private let value: UInt64
  /// ⌊(2⁶⁴ − 1) ÷ value⌋.
  private let reciprocal: UInt64

  /// - Parameter value: 1 or more.
  init(_ value: UInt64) {
    self.value = value
    reciprocal = UInt64.max / value
  }

  /// a × b ÷ value, where b is at most the value, so that the quotient is at most a.
  @inline(__always)
  func divide(_ a: UInt64, times b: UInt64) -> (quotient: UInt64, remainder: UInt64) {
    let product = a.multipliedFullWidth(by: b)
    // Below 2⁶² the guess is at most one too low: it lacks less than 2 × product ÷ 2⁶⁴.
    guard product.high == 0, product.low >> 62 == 0 else {
      return value.dividingFullWidth(product)
    }
    let guess = product.low.multipliedFullWidth(by: reciprocal).high
    let rest = product.low &- guess &* value
    return rest < value ? (guess, rest) : (guess &+ 1, rest &- value)
  }
}
