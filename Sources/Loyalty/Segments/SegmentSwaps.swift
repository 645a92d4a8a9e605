/// When lists that were loaded as a whole came into force.
///
/// While a list is loaded nobody knows when it will be complete. So whom it brings into a segment,
/// or takes out, gets a span that begins or ends with a mark of the load, which is later than every
/// clock. The swap gives all marks of the load their instant, at once.
package struct SegmentSwaps: Hashable, Sendable {
  /// When one load came into force.
  package struct Swap: Hashable, Sendable {
    package var load: Int64
    /// ``Timestamp/never`` = it did not, and will not.
    package var at: Timestamp

    package init(load: Int64, at: Timestamp) {
      self.load = load
      self.at = at
    }
  }

  /// By load, ascending.
  private var swaps: [Swap]

  package init(_ swaps: [Swap] = []) {
    self.swaps = swaps.sorted { $0.load < $1.load }
  }

  /// No list was loaded.
  package static let none = SegmentSwaps()

  /// When a load came into force; nil where it has not.
  ///
  /// - Complexity: O(log *n*).
  package func instant(of load: Int64) -> Timestamp? {
    var (low, high) = (0, swaps.count)
    while low < high {
      let middle = (low + high) / 2
      if swaps[middle].load < load { low = middle + 1 } else { high = middle }
    }
    return low < swaps.count && swaps[low].load == load ? swaps[low].at : nil
  }

  /// An instant, or when the load came into force that it is the mark of.
  @inline(__always)
  func settled(_ instant: Timestamp) -> Timestamp {
    guard instant.isMark, let load = instant.load else { return instant }
    return self.instant(of: load) ?? instant
  }

  /// A span with the instants of the marks that it has.
  func settled(_ span: DatedText) -> DatedText {
    DatedText(text: span.text, from: settled(span.from), to: settled(span.to))
  }
}

extension Timestamp {
  /// Later than every clock, and before ``never``.
  private static let firstMark: Int64 = 1 << 62

  /// The instant at which a load will come into force, or has.
  package init(markOf load: Int64) {
    precondition(load > 0 && load < Self.firstMark, "load \(load) is none")
    self.init(milliseconds: Self.firstMark + load)
  }

  @inline(__always)
  package var isMark: Bool { milliseconds >= Self.firstMark && self != .never }

  /// The load that it is the mark of; nil for an instant.
  package var load: Int64? { isMark ? milliseconds - Self.firstMark : nil }
}
