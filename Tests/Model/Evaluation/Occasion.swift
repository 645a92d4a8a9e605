/// What is to be valued: the lines of a sale or an event, and the facts around it.
package struct Occasion: Sendable {
  package var facts: Facts
  /// The lines with what they count for: paid with money, not returned.
  package var lines: [BasketLine]
  package var codes: [String]
  package var event: Event?

  package init(facts: Facts, lines: [BasketLine], codes: [String] = [], event: Event? = nil) {
    self.facts = facts
    self.lines = lines
    self.codes = codes
    self.event = event
  }
}

/// A promotion whose conditions hold, with what it would give by itself.
struct Candidate {
  var rule: Promotion
  /// Indexes of the matched lines.
  var matched: [Int]
  var eligible: Money
  var quantity: Int64
  var beforeCap: Points
  /// What its caps leave.
  var points: Points
  /// What each line weighs when the points are shared out, by index.
  var weights: [Int: Int64]
}
