/// When, where and for whom a basket is evaluated; names are terms of one programme.
///
/// Reusable like ``Basket``. What is not set counts as unknown: a promotion that names stores does
/// not fire without one.
package struct EvaluationContext: Sendable {
  /// The till's business time.
  package private(set) var occurredAt = Timestamp(milliseconds: 0)
  /// Whether the buyer is no member: no tier, no segments.
  package private(set) var isGuest = true
  private(set) var store = Term.none
  private(set) var channel = Term.none
  private(set) var terminal = Term.none
  private(set) var tier = Term.none
  private(set) var segments: ContiguousArray<Term> = []
  private(set) var programme: ObjectIdentifier?

  package init() {}

  /// Empties the context, to be filled for a programme.
  ///
  /// A member's tier is the lowest until ``setTier(_:in:)``.
  package mutating func begin(
    occurredAt: Timestamp,
    isGuest: Bool,
    in programme: CompiledProgramme
  ) {
    self.occurredAt = occurredAt
    self.isGuest = isGuest
    store = .none
    channel = .none
    terminal = .none
    tier = isGuest ? .none : programme.lowestTier
    segments.removeAll(keepingCapacity: true)
    self.programme = ObjectIdentifier(programme)
  }

  package mutating func setStore(_ name: UnsafeRawBufferPointer, in programme: CompiledProgramme) {
    store = programme.vocabulary.term(.store, name)
  }

  package mutating func setStore(_ name: String, in programme: CompiledProgramme) {
    store = programme.vocabulary.term(.store, name)
  }

  package mutating func setChannel(
    _ name: UnsafeRawBufferPointer,
    in programme: CompiledProgramme
  ) {
    channel = programme.vocabulary.term(.channel, name)
  }

  package mutating func setChannel(_ name: String, in programme: CompiledProgramme) {
    channel = programme.vocabulary.term(.channel, name)
  }

  package mutating func setTerminal(
    _ name: UnsafeRawBufferPointer,
    in programme: CompiledProgramme
  ) {
    terminal = programme.vocabulary.term(.terminal, name)
  }

  package mutating func setTerminal(_ name: String, in programme: CompiledProgramme) {
    terminal = programme.vocabulary.term(.terminal, name)
  }

  /// Sets the member's tier at ``occurredAt``; empty = the programme's lowest.
  ///
  /// No effect for a guest.
  package mutating func setTier(_ name: String, in programme: CompiledProgramme) {
    guard !isGuest else { return }
    tier = name.isEmpty ? programme.lowestTier : programme.vocabulary.term(.tier, name)
  }

  /// Adds a segment that the member is in at ``occurredAt``.
  ///
  /// No effect for a guest.
  package mutating func addSegment(_ name: String, in programme: CompiledProgramme) {
    guard !isGuest else { return }
    let term = programme.vocabulary.term(.segment, name)
    if term != .none, !segments.contains(term) { segments.append(term) }
  }
}
