/// A whole number of a token's smallest unit.
///
/// Arithmetic that leaves `Int64` is a refusal, never a wrap: ``adding(_:)`` throws. The operators
/// are for sums that earlier checks have bounded, and trap if such a check was forgotten.
@frozen
package struct Points: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  package var rawValue: Int64

  /// The largest amount that one command may name, and the largest balance: 10¹⁵.
  ///
  /// A thousand such amounts still fit `Int64`, so sums over one member cannot overflow.
  package static let limit = Points(1_000_000_000_000_000)
  package static let zero = Points(0)

  @inlinable package init(_ rawValue: Int64) { self.rawValue = rawValue }
  @inlinable package init(integerLiteral value: Int64) { rawValue = value }

  /// The sum, or a refusal where it is beyond ``limit``.
  ///
  /// - Throws: ``Refusal/amountOutOfRange``.
  @inlinable
  package func adding(_ other: Points) throws(Refusal) -> Points {
    let (sum, overflow) = rawValue.addingReportingOverflow(other.rawValue)
    guard !overflow, sum <= Points.limit.rawValue, sum >= -Points.limit.rawValue else {
      throw .amountOutOfRange
    }
    return Points(sum)
  }

  // Derived, it would be a call from every other module.
  @inlinable package static func == (a: Points, b: Points) -> Bool { a.rawValue == b.rawValue }
  @inlinable package static func < (a: Points, b: Points) -> Bool { a.rawValue < b.rawValue }
  @inlinable package static func + (a: Points, b: Points) -> Points {
    Points(a.rawValue + b.rawValue)
  }
  @inlinable package static func - (a: Points, b: Points) -> Points {
    Points(a.rawValue - b.rawValue)
  }
  @inlinable package static prefix func - (a: Points) -> Points { Points(-a.rawValue) }
  @inlinable package static func += (a: inout Points, b: Points) { a = a + b }
  @inlinable package static func -= (a: inout Points, b: Points) { a = a - b }
}
