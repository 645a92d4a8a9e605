internal import FealtyClient
internal import FealtyWire

/// What a load test has measured.
struct LoadResult {
  /// The measured window: answers that came before or after it are not counted.
  var measuredFrom: Int64 = 0
  var measuredTo: Int64 = 0

  /// Answers of the measured window that were not refusals.
  private(set) var latency = Histogram()

  /// Where there is an interlude: which answers of the window the next ones belong to.
  enum Phase {
    case none, before, during, after
  }

  var phase = Phase.none

  /// Answers of the measured window before and during the interlude.
  private(set) var before = Histogram()
  private(set) var during = Histogram()

  /// From the beginning of the measured window to that of the interlude, nanoseconds.
  var beforeNanoseconds: Int64 = 0

  /// What was done in the middle, and how long it took, nanoseconds; nil = nothing.
  var interlude: (name: String, nanoseconds: Int64)?

  /// Answers in all, warm-up and end included.
  private(set) var answered: UInt64 = 0

  /// Refusals and losses, by reason, over the whole run.
  private(set) var errors: [String: Int] = [:]

  /// The first of them, in words.
  private(set) var firstError = ""

  /// Open loop: calls that were due and never sent, for the generator could not keep up.
  var overdue = 0

  /// Why the run cannot go on.
  var failure: CommandFailure?

  var errorCount: Int { errors.values.reduce(0, +) }

  var seconds: Double { Double(measuredTo - measuredFrom) / 1e9 }

  var operationsPerSecond: Double {
    seconds > 0 ? Double(latency.count) / seconds : 0
  }

  /// Answers a second before the interlude, and during it.
  var ratesAroundInterlude: (before: Double, during: Double) {
    func rate(_ histogram: Histogram, _ nanoseconds: Int64) -> Double {
      nanoseconds > 0 ? Double(histogram.count) * 1e9 / Double(nanoseconds) : 0
    }
    return (rate(before, beforeNanoseconds), rate(during, interlude?.nanoseconds ?? 0))
  }

  /// Counts an answer.
  ///
  /// - Returns: Whether it was OK.
  @inline(__always)
  mutating func count(_ completion: borrowing Completion, startedAt: Int64) -> Bool {
    answered &+= 1
    guard completion.isOK else {
      countError(completion)
      return false
    }
    let receivedAt = Int64(truncatingIfNeeded: completion.receivedAt)
    if receivedAt >= measuredFrom, receivedAt < measuredTo {
      latency.record(receivedAt - startedAt)
      if phase != .none { recordPhase(receivedAt - startedAt) }
    }
    return true
  }

  private mutating func recordPhase(_ nanoseconds: Int64) {
    switch phase {
    case .before: before.record(nanoseconds)
    case .during: during.record(nanoseconds)
    case .none, .after: break
    }
  }

  private mutating func countError(_ completion: borrowing Completion) {
    guard let error = completion.error else { return }
    let reason = error.reason == Reason.reasonNone ? "\(error.code)" : "\(error.reason)"
    errors[reason, default: 0] += 1
    if firstError.isEmpty { firstError = "\(error.explained) (\(reason))" }
  }
}
