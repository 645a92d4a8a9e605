/// How many control frames a connection may still send.
///
/// Each PING, CREDIT and CANCEL costs one; requests, items sent and time bring them back, up to the
/// limit. So a client that works may steer as much as it likes, and one that only steers is found
/// out.
package struct ControlBudget: Sendable, Equatable {
  private(set) var left: Int
  private let limit: Int
  private let perSecond: Int
  private var refilledAt: Int64

  /// What a request brings back: enough for a cancel or a few credits.
  private static let perRequest = 4

  /// What an item of a stream brings back: a client may grant one for each that it has dealt with.
  private static let perItem = 2

  package init(limit: Int, perSecond: Int, nowNanoseconds now: Int64) {
    left = limit
    self.limit = limit
    self.perSecond = perSecond
    refilledAt = now
  }

  /// Takes one; false when none is left.
  package mutating func spend() -> Bool {
    guard left > 0 else { return false }
    left -= 1
    return true
  }

  /// A request was received.
  @inline(__always)
  package mutating func requestReceived() {
    if left < limit { left = min(limit, left + Self.perRequest) }
  }

  /// An item of a stream was sent.
  package mutating func itemSent() {
    left = min(limit, left + Self.perItem)
  }

  /// Time has passed.
  package mutating func timePassed(nowNanoseconds now: Int64) {
    let earned = (now - refilledAt) / 1_000_000 * Int64(perSecond) / 1_000
    guard earned > 0 else { return }
    left = min(limit, left + Int(clamping: earned))
    refilledAt = now
  }
}
