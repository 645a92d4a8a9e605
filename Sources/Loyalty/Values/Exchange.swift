/// Exact conversions from one token into another, by what each is worth.
///
/// Values and rates are ratios of whole numbers: 2.35 is 235 ÷ 100. Nothing is rounded but the
/// result.
package enum Exchange {
  /// What an amount of one token becomes in another, and what the floor leaves over.
  package struct Conversion: Hashable, Sendable {
    /// Whole units of the token received; 1 or more.
    package let received: Points
    /// What the floor left over, as a part of one unit received: 0 to below 1, in lowest terms.
    package let remainder: Ratio

    package init(received: Points, remainder: Ratio) {
      self.received = received
      self.remainder = remainder
    }
  }

  /// Converts an amount: floor(amount × off-ramp ÷ on-ramp × 10^decimals).
  ///
  /// - Parameters:
  ///   - amount: Points to burn, 1 or more.
  ///   - offRamp: What one of them is worth on the way out; above 0.
  ///   - onRamp: What one unit of the other token costs on the way in; above 0.
  ///   - decimals: By how many more decimal places the other token's smallest unit is smaller;
  ///     −18 to 18.
  /// - Returns: The units received and the exact fraction that is left over.
  /// - Throws: ``Refusal/invalidField(_:)`` for an amount or a value below what is allowed,
  ///   ``Refusal/resultZero`` for less than one unit, ``Refusal/amountOutOfRange`` for more than
  ///   ``Points/limit`` or a remainder whose parts do not fit `Int64`.
  package static func convert(
    _ amount: Points,
    offRamp: Ratio,
    onRamp: Ratio,
    decimals: Int = 0
  ) throws(Refusal) -> Conversion {
    guard amount > .zero else { throw .invalidField("amount") }
    guard amount <= .limit else { throw .amountOutOfRange }
    let rate = try scaled(quotient(offRamp, onRamp), by: decimals)
    let (whole, rest) = divide(amount.rawValue.magnitude, rate)
    guard whole > 0 else { throw .resultZero }
    guard whole <= UInt128(Points.limit.rawValue.magnitude) else { throw .amountOutOfRange }
    return Conversion(
      received: Points(Int64(whole)),
      remainder: try ratio(rest, rate.denominator)
    )
  }

  /// The points that it takes to buy something: ceil(price ÷ value of a point).
  ///
  /// - Parameters:
  ///   - price: What it costs on the way in; above 0.
  ///   - onRamp: What one whole point costs on the way in; above 0.
  ///   - decimals: Of the points.
  /// - Returns: 1 or more.
  /// - Throws: As ``convert(_:offRamp:onRamp:)``, never ``Refusal/resultZero``.
  package static func pointsToBurn(
    price: Ratio,
    onRamp: Ratio,
    decimals: Int = 0
  ) throws(Refusal) -> Points {
    let rate = try scaled(quotient(price, onRamp), by: decimals)
    let (whole, rest) = divide(1, rate)
    let points = rest > 0 ? whole + 1 : whole
    guard points <= UInt128(Points.limit.rawValue.magnitude) else { throw .amountOutOfRange }
    return Points(Int64(points))
  }

  private struct Rate {
    var numerator: UInt128
    var denominator: UInt128
    var isTooLarge = false
  }

  /// a ÷ b; the parts are products of two numbers below 2⁶³.
  private static func quotient(_ a: Ratio, _ b: Ratio) throws(Refusal) -> Rate {
    guard a.numerator > 0 else { throw .invalidField("off_ramp") }
    guard b.numerator > 0 else { throw .invalidField("on_ramp") }
    let numerator = UInt128(a.numerator) * UInt128(b.denominator)
    let denominator = UInt128(a.denominator) * UInt128(b.numerator)
    let common = divisor(numerator, denominator)
    return Rate(numerator: numerator / common, denominator: denominator / common)
  }

  /// A rate × 10^decimals, in lowest terms.
  private static func scaled(_ rate: Rate, by decimals: Int) throws(Refusal) -> Rate {
    guard decimals != 0 else { return rate }
    precondition(decimals.magnitude <= 18, "\(decimals) decimals")
    var power: UInt128 = 1
    for _ in 0..<decimals.magnitude { power *= 10 }
    var rate = rate
    let common = divisor(power, decimals > 0 ? rate.denominator : rate.numerator)
    if decimals > 0 {
      rate.denominator /= common
      (rate.numerator, rate.isTooLarge) = product(rate.numerator, power / common)
    } else {
      rate.numerator /= common
      (rate.denominator, rate.isTooLarge) = product(rate.denominator, power / common)
    }
    guard !rate.isTooLarge else { throw .amountOutOfRange }
    return rate
  }

  private static func product(_ a: UInt128, _ b: UInt128) -> (UInt128, Bool) {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return (product, overflow)
  }

  /// floor(amount × rate) and what is left, in parts of the rate's denominator; a product beyond
  /// 128 bits counts as the largest number.
  private static func divide(_ amount: UInt64, _ rate: Rate) -> (whole: UInt128, rest: UInt128) {
    // The rate's whole part first, so that only results that are out of range can overflow.
    let (whole, part) = rate.numerator.quotientAndRemainder(dividingBy: rate.denominator)
    let ofWhole = whole.multipliedReportingOverflow(by: UInt128(amount))
    if ofWhole.overflow { return (.max, 0) }
    let wide = part.multipliedFullWidth(by: UInt128(amount))
    let ofPart = rate.denominator.dividingFullWidth(wide)
    let sum = ofWhole.partialValue.addingReportingOverflow(ofPart.quotient)
    return sum.overflow ? (.max, 0) : (sum.partialValue, ofPart.remainder)
  }

  private static func ratio(
    _ numerator: UInt128,
    _ denominator: UInt128
  ) throws(Refusal) -> Ratio {
    let common = divisor(numerator, denominator)
    guard let numerator = Int64(exactly: numerator / common),
      let denominator = Int64(exactly: denominator / common),
      let ratio = Ratio(numerator, denominator)
    else { throw .amountOutOfRange }
    return ratio
  }

  private static func divisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
