internal import FealtyLoyalty
internal import FealtyWire

// Lines that a record has, evaluated again.

extension EvaluationDesk {
  /// What remains of a line.
  struct Remainder {
    /// Its place among the sale's.
    var line: Int
    var quantity: Int64
    var amountMinor: Int64
    /// Whether all of it has come back, so that it counts as taken off the receipt.
    ///
    /// A line without pieces, such as goods by weight, that points have paid has as little, and is
    /// the buyer's still.
    var isGone = false
  }

  /// Fills the basket with lines of a record.
  ///
  /// `remainders`: what remains of lines that do not count in full, in the order of the lines.
  ///
  /// - Throws: ``Refusal`` where the programme's vocabulary does not take a line any more.
  func fill(
    _ lines: [SaleLine],
    remainders: [Remainder],
    explanation: Explanation,
    in programme: CompiledProgramme
  ) throws(Refusal) {
    begin(in: programme)
    self.explanation = explanation
    var next = 0
    for (index, line) in lines.enumerated() {
      var remainder: Remainder?
      if next < remainders.count, remainders[next].line == index {
        remainder = remainders[next]
        next += 1
      }
      if let remainder, remainder.isGone {
        // Its place keeps the others' numbers.
        try basket.appendLine(kind: .void, quantity: 0, amountMinor: 0)
        continue
      }
      do throws(DecodingError) {
        _ = try readLine(
          FieldReader(line.rest),
          article: line.names(articles.book),
          remainder: remainder,
          in: programme
        )
      } catch {
        preconditionFailure("line \(index) of a record cannot be read: \(error)")
      }
      if let refusal { throw refusal }
    }
    basket.finishNames(in: programme)
    precondition(next == remainders.count, "lines of a record are not in order, or not there")
  }
}
