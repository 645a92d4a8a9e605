/// What kind of name a term is: the same text is another term in another kind.
package enum TermKind: UInt8, Hashable, Sendable, CaseIterable {
  case department = 0
  case category = 1
  case brand = 2
  case sku = 3
  case label = 4
  case attribute = 5
  case store = 6
  case channel = 7
  case terminal = 8
  case tier = 9
  case segment = 10
  case code = 11
  case tender = 12
  case eventType = 13
  case counter = 14
}

/// A name that some promotion of one programme mentions, as a number of its ``Vocabulary``.
@frozen
package struct Term: Hashable, Comparable, Sendable {
  package let rawValue: UInt32

  /// Every name that no promotion mentions.
  package static let none = Term(rawValue: 0)

  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }
  @inlinable package static func < (a: Term, b: Term) -> Bool { a.rawValue < b.rawValue }
}
