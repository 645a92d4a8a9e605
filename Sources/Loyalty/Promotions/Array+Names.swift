// Lists of names as evaluating compares them: byte by byte, in no order.
extension [String] {
  /// Few enough that looking through them beats making a set.
  private static let few = 8

  /// Whether each of them is among others.
  func areAll(in others: [String]) -> Bool {
    guard count > Self.few, others.count > Self.few else {
      return allSatisfy { name in others.contains { $0.utf8.elementsEqual(name.utf8) } }
    }
    let known = Set(others.lazy.map { [UInt8]($0.utf8) })
    return allSatisfy { known.contains([UInt8]($0.utf8)) }
  }

  /// Whether none of them is among others.
  func areNone(in others: [String]) -> Bool {
    guard count > Self.few, others.count > Self.few else {
      return !contains { name in others.contains { $0.utf8.elementsEqual(name.utf8) } }
    }
    let known = Set(others.lazy.map { [UInt8]($0.utf8) })
    return !contains { known.contains([UInt8]($0.utf8)) }
  }

  /// Whether both are the same names in the same order.
  func isSame(as other: [String]) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }
}
