/// An exact fraction: what rates, factors and percentages are made of.
///
/// Numerator and denominator are kept in lowest terms in 128 bits; a result that does not fit is
/// refused, never rounded.
package struct Ratio: Hashable, Sendable {
  /// The part above the line, in lowest terms; carries the sign.
  package let numerator: Int128
  /// The part below the line, in lowest terms, 1 or more.
  package let denominator: Int128

  /// Makes the fraction `numerator / denominator`.
  ///
  /// It is a programmer error to give a denominator below 1.
  package init(_ numerator: Int64, _ denominator: Int64 = 1) {
    precondition(denominator >= 1, "a ratio's denominator is 1 or more, not \(denominator)")
    self.init(lowest: Int128(numerator), Int128(denominator))
  }

  private init(lowest numerator: Int128, _ denominator: Int128) {
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// The product.
  ///
  /// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE` when it does not fit.
  package func times(_ other: Ratio) throws(Refusal) -> Ratio {
    Ratio(
      lowest: try Self.product(numerator, other.numerator),
      try Self.product(denominator, other.denominator)
    )
  }

  /// The quotient; the divisor must be above zero.
  ///
  /// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE` when it does not fit.
  package func divided(by other: Ratio) throws(Refusal) -> Ratio {
    precondition(other.numerator > 0, "a ratio is divided by \(other), which is not above zero")
    return Ratio(
      lowest: try Self.product(numerator, other.denominator),
      try Self.product(denominator, other.numerator)
    )
  }

  /// The difference.
  ///
  /// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE` when it does not fit.
  package func minus(_ other: Ratio) throws(Refusal) -> Ratio {
    let left = try Self.product(numerator, other.denominator)
    let right = try Self.product(other.numerator, denominator)
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    guard !overflow else { throw Refusal(.amountOutOfRange) }
    return Ratio(lowest: difference, try Self.product(denominator, other.denominator))
  }

  /// The largest whole number that is not above the fraction, as points.
  ///
  /// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE` beyond ``pointsLimit``.
  package func floor() throws(Refusal) -> Points {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return try checked(remainder < 0 ? quotient - 1 : quotient)
  }

  /// The smallest whole number that is not below the fraction, as points.
  ///
  /// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE` beyond ``pointsLimit``.
  package func ceiling() throws(Refusal) -> Points {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return try checked(remainder > 0 ? quotient + 1 : quotient)
  }

  private static func product(_ left: Int128, _ right: Int128) throws(Refusal) -> Int128 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    guard !overflow else { throw Refusal(.amountOutOfRange) }
    return product
  }

  private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> Int128 {
    var (larger, smaller) = (left, right)
    while smaller != 0 {
      (larger, smaller) = (smaller, larger % smaller)
    }
    return Int128(larger)
  }
}
