/// An exact ratio of two whole numbers.
///
/// The denominator is 1 or more.
@frozen
package struct Ratio: Hashable, Sendable, BitwiseCopyable {
  package let numerator: Int64
  package let denominator: Int64

  /// Makes the ratio, or `nil` where the denominator is below 1.
  package init?(_ numerator: Int64, _ denominator: Int64) {
    guard denominator >= 1 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }
}
