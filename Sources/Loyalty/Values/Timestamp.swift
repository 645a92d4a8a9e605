/// An instant: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
@frozen
package struct Timestamp: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  /// Later than every instant that a clock shows: "never".
  package static let never = Timestamp(milliseconds: .max)

  @inlinable package init(milliseconds: Int64) { self.milliseconds = milliseconds }
  // Derived, it would be a call from every other module.
  @inlinable package static func == (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds == b.milliseconds
  }
  @inlinable package static func < (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds < b.milliseconds
  }
  // So would those that follow from the two.
  @inlinable package static func != (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds != b.milliseconds
  }
  @inlinable package static func > (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds > b.milliseconds
  }
  @inlinable package static func >= (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds >= b.milliseconds
  }
  @inlinable package static func <= (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds <= b.milliseconds
  }

  /// The instant `milliseconds` later; ``never`` where that is beyond the last one.
  @inlinable
  package func adding(milliseconds other: Int64) -> Timestamp {
    let (sum, overflow) = milliseconds.addingReportingOverflow(other)
    return overflow ? .never : Timestamp(milliseconds: sum)
  }
}
