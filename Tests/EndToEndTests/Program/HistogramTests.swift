import Testing

@testable import fealty

@Suite("The histogram of latencies")
struct HistogramTests {
  @Test(
    "gives every percentile with three significant digits",
    arguments: [1, 100, 2047, 2048, 2049, 1_000_000, 123_456_789, 5_000_000_000] as [Int64]
  )
  func precision(value: Int64) {
    var histogram = Histogram()
    histogram.record(value)
    // A larger one, so that the maximum does not help.
    histogram.record(value * 10)
    let found = histogram.percentile(0.5)
    #expect(found >= value)
    #expect(found - value <= value / 1000)
  }

  @Test func `ranks exactly where values have buckets of their own`() {
    var histogram = Histogram()
    for value in 1...1000 { histogram.record(Int64(value)) }
    #expect(histogram.count == 1000)
    #expect(histogram.percentile(0.5) == 500)
    #expect(histogram.percentile(0.99) == 990)
    #expect(histogram.percentile(0.999) == 999)
    #expect(histogram.percentile(1) == 1000)
    #expect(histogram.maximum == 1000)
  }

  @Test func `is empty before the first value, and takes what no clock should give`() {
    var histogram = Histogram()
    #expect(histogram.percentile(0.99) == 0)
    histogram.record(-5)
    #expect(histogram.percentile(1) == 0)
    histogram.record(.max)
    #expect(histogram.count == 2)
    #expect(histogram.maximum == .max)
  }

  @Test func `merged histograms count as one`() {
    var left = Histogram()
    var right = Histogram()
    for value in 1...500 { left.record(Int64(value)) }
    for value in 501...1000 { right.record(Int64(value)) }
    left.merge(right)
    #expect(left.percentile(0.9) == 900)
    #expect(left.maximum == 1000)
  }
}
