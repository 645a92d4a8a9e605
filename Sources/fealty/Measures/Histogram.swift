/// Counts of latencies with three significant digits, in the manner of HDR histograms.
///
/// A value below 2,048 ns has a bucket of its own. Above, each power of two is cut into 1,024 equal
/// buckets, so that a bucket is never wider than a thousandth of its values. Recording is one
/// addition; nothing is sampled, nothing is dropped.
struct Histogram: Sendable {
  private static let halfBits = 10
  private static let half = 1 << halfBits

  /// Values from 2^41 ns (36 minutes) on are counted as the last bucket.
  private static let highestBit = 41

  private var counts = [UInt64](repeating: 0, count: (highestBit - halfBits + 1) * half)
  private(set) var count: UInt64 = 0

  /// The largest value recorded, exactly.
  private(set) var maximum: Int64 = 0

  /// Counts one value in nanoseconds; a negative one counts as 0.
  @inline(__always)
  mutating func record(_ nanoseconds: Int64) {
    let value = max(nanoseconds, 0)
    counts[Self.index(of: value)] &+= 1
    count &+= 1
    if value > maximum { maximum = value }
  }

  mutating func merge(_ other: Histogram) {
    for index in counts.indices { counts[index] += other.counts[index] }
    count += other.count
    maximum = max(maximum, other.maximum)
  }

  /// The smallest value that at least `fraction` of all values do not exceed, in nanoseconds.
  ///
  /// - Parameter fraction: 0 to 1.
  /// - Returns: The upper bound of the bucket, no more than ``maximum``; 0 when nothing was
  ///   recorded.
  func percentile(_ fraction: Double) -> Int64 {
    guard count > 0 else { return 0 }
    let wanted = max(1, UInt64((Double(count) * fraction).rounded(.up)))
    var seen: UInt64 = 0
    for index in counts.indices {
      seen += counts[index]
      if seen >= wanted { return min(Self.upperBound(of: index), maximum) }
    }
    return maximum
  }

  @inline(__always)
  private static func index(of value: Int64) -> Int {
    let bits = 64 - value.leadingZeroBitCount
    let shift = bits - halfBits - 1
    if shift <= 0 { return Int(value) }
    if bits > highestBit { return (highestBit - halfBits + 1) * half - 1 }
    return shift * half + Int(value >> Int64(shift))
  }

  private static func upperBound(of index: Int) -> Int64 {
    guard index >= 2 * half else { return Int64(index) }
    let shift = index / half - 1
    let mantissa = Int64(index % half + half)
    return (mantissa + 1) << Int64(shift) - 1
  }
}
