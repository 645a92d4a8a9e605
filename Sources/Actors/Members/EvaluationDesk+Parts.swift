internal import FealtyLoyalty
internal import FealtyWire

// What an event says instead of lines, and a purchase beside them.

/// What a purchase says of itself as a whole.
struct PurchaseParts: Equatable, Sendable {
  var tags: [Tag] = []
  var counters: [FealtyWire.Counter] = []

  @inline(__always)
  var isEmpty: Bool { tags.isEmpty && counters.isEmpty }
}

extension EvaluationDesk {
  /// Sets when, where and for whom, after ``read(_:in:)``.
  func setContext(
    _ head: RequestHead,
    occurredAt: Timestamp,
    isGuest: Bool,
    in programme: CompiledProgramme
  ) {
    context.begin(occurredAt: occurredAt, isGuest: isGuest, in: programme)
    if !head.store.isEmpty { context.setStore(head.store, in: programme) }
    if !head.channel.isEmpty { context.setChannel(head.channel, in: programme) }
    if !head.terminal.isEmpty { context.setTerminal(head.terminal, in: programme) }
    addTags(in: programme)
  }

  /// Puts an event on the desk instead of a basket.
  ///
  /// One that promotions may not reward leaves it empty.
  func fill(
    _ event: StoredEvent,
    _ explanation: Explanation,
    in published: PublishedProgramme
  ) throws(Refusal) {
    begin(in: published.compiled)
    self.explanation = explanation
    guard published.takes(event) else { return }
    eventTags = event.tags
    try basket.appendEvent(
      type: event.type,
      tags: event.tags.map { ($0.name, $0.value) },
      counters: event.counters.map { ($0.name, $0.value) },
      in: published.compiled
    )
  }

  /// Adds the parts that were read with the basket to its lines; what they are refused for is left
  /// in ``refusal``.
  @inline(never)
  func addParts(in programme: CompiledProgramme) {
    let parts = parts
    refuse { () throws(Refusal) in
      if let path = EventParts.faultyField(parts.tags, parts.counters) {
        throw .invalidField("basket.\(path)")
      }
      try add(parts, in: programme)
    }
  }

  /// Adds the parts of a purchase whose lines are all on the desk.
  func add(_ parts: PurchaseParts, in programme: CompiledProgramme) throws(Refusal) {
    guard !parts.isEmpty else { return }
    self.parts = parts
    try basket.appendPurchase(
      tags: parts.tags.map { ($0.name, $0.value) },
      counters: parts.counters.map { ($0.name, $0.value) },
      in: programme
    )
  }

  /// Notes the tags of what is on the desk, for caps that count by them.
  @inline(__always)
  func addTags(in programme: CompiledProgramme) {
    for tag in eventTags { context.addTag(tag.name, tag.value, in: programme) }
    for tag in parts.tags { context.addTag(tag.name, tag.value, in: programme) }
  }
}

/// Tags and counters as requests have them.
enum EventParts {
  /// The first that may not be, as a path.
  ///
  /// `nil` where there is none. Values of counters are looked at when they become lines.
  static func faultyField(_ tags: [Tag], _ counters: [FealtyWire.Counter]) -> String? {
    if tags.count > Limits.eventParts { return "tags" }
    for (index, tag) in tags.enumerated() {
      if !(1...Limits.identifierBytes).contains(tag.name.utf8.count) {
        return "tags[\(index)].name"
      }
      if tag.value.utf8.count > Limits.identifierBytes { return "tags[\(index)].value" }
    }
    if counters.count > Limits.eventParts { return "counters" }
    for (index, counter) in counters.enumerated()
    where !(1...Limits.identifierBytes).contains(counter.name.utf8.count)
      || counter.name.utf8.contains(0)
    {
      return "counters[\(index)].name"
    }
    return nil
  }
}
