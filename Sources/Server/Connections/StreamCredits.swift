/// The server streams of a connection that have not ended, and how many items each may still send.
///
/// Only streams stand here, not plain calls: those need no credit, and looking each up would cost.
package struct StreamCredits: Sendable {
  private var credits: [UInt32: UInt64] = [:]

  package init() {}

  /// Whether no stream is open.
  package var isEmpty: Bool { credits.isEmpty }

  /// A stream begins; false when its number is in use.
  package mutating func begin(_ stream: UInt32, credit: UInt32) -> Bool {
    guard credits[stream] == nil else { return false }
    credits[stream] = UInt64(credit)
    return true
  }

  /// Whether a stream with this number is open.
  package func contains(_ stream: UInt32) -> Bool { credits[stream] != nil }

  /// An item of the stream was sent.
  package mutating func itemSent(_ stream: UInt32) {
    guard let credit = credits[stream] else { return }
    assert(credit > 0, "stream \(stream) sent an item without credit")
    if credit > 0 { credits[stream] = credit - 1 }
  }

  /// The client grants more.
  ///
  /// - Returns: Whether the sum is allowed. A stream that has ended takes anything: the grant
  ///   crossed its end.
  package mutating func grant(_ stream: UInt32, items: UInt32) -> Bool {
    guard let credit = credits[stream] else { return true }
    let sum = credit + UInt64(items)
    guard items > 0, sum <= Limits.maximumCredit else { return false }
    credits[stream] = sum
    return true
  }

  /// The stream has ended.
  package mutating func end(_ stream: UInt32) { credits[stream] = nil }

  /// All streams have ended with their connection.
  package mutating func removeAll() { credits.removeAll() }
}
