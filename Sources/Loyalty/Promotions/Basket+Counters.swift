// Lines that stand for no goods: those of an event, and the counters of a purchase.

extension Basket {
  /// Appends the lines of an event: itself, with quantity 1 and no amount, and one for each of its
  /// counters, with the value as quantity and amount.
  ///
  /// - Parameters:
  ///   - type: The event's type.
  ///   - tags: Become attributes `name=value`.
  ///   - counters: Values of 0 to ``PromotionLimits/amountPerLine``.
  ///   - programme: For which the basket is filled.
  /// - Throws: ``Refusal/invalidField(_:)`` with the path below the request.
  package mutating func appendEvent(
    type: String,
    tags: [(name: String, value: String)],
    counters: [(name: String, value: Int64)],
    in programme: CompiledProgramme
  ) throws(Refusal) {
    let itself = (name: EventTerms.itself, value: Int64(1))
    for (index, counter) in ([itself] + counters).enumerated() {
      addName(.eventType, type, in: programme)
      addName(.counter, counter.name, in: programme)
      for tag in tags { addName(.attribute, "\(tag.name)=\(tag.value)", in: programme) }
      guard 0...PromotionLimits.amountPerLine ~= counter.value else {
        throw .invalidField("counters[\(index - 1)].value")
      }
      try appendLine(
        kind: .event,
        quantity: counter.value,
        amountMinor: index == 0 ? 0 : counter.value
      )
    }
  }

  /// Adds what is said of a whole purchase, when all its lines are there: tags count as attributes
  /// of each line, and counters as lines behind them, with the value as quantity and amount.
  ///
  /// Counters are no money: neither the basket's amount nor what points paid knows them.
  ///
  /// - Parameters:
  ///   - tags: Become attributes `name=value`.
  ///   - counters: Values of 0 to ``PromotionLimits/amountPerLine``.
  ///   - programme: For which the basket is filled.
  /// - Throws: ``Refusal/invalidField(_:)`` with the path below the request.
  package mutating func appendPurchase(
    tags: [(name: String, value: String)],
    counters: [(name: String, value: Int64)],
    in programme: CompiledProgramme
  ) throws(Refusal) {
    let attributes = tags.map { "\($0.name)=\($0.value)" }
    try addAttributes(attributes, in: programme)
    for (index, counter) in counters.enumerated() {
      addName(.eventType, EventTerms.purchase, in: programme)
      addName(.counter, counter.name, in: programme)
      for attribute in attributes { addName(.attribute, attribute, in: programme) }
      guard 0...PromotionLimits.amountPerLine ~= counter.value else {
        throw .invalidField("basket.counters[\(index)].value")
      }
      guard lineCount < PromotionLimits.linesPerBasket else {
        throw .invalidField("basket.counters")
      }
      try appendLine(kind: .event, quantity: counter.value, amountMinor: counter.value)
      counterSum += counter.value
    }
  }
}
