/// How far the messages 1, 2, 3 … have come that several senders number together, and of which one
/// may overtake another.
package struct ArrivalMark: Sendable {
  /// All up to this one have come.
  package private(set) var complete: UInt64 = 0
  /// Those that have come before one with a lower number.
  private var ahead: Set<UInt64> = []

  package init() {}

  package mutating func arrived(_ number: UInt64) {
    precondition(number > complete, "message \(number) came again, after \(complete)")
    ahead.insert(number)
    while ahead.remove(complete + 1) != nil { complete += 1 }
  }
}
