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
  /// Hashes of the names, where caps count by them; 0 = none.
  private(set) var storeKey: UInt64 = 0
  private(set) var terminalKey: UInt64 = 0
  private(set) var tags: ContiguousArray<TagKey> = []
  private(set) var programme: ObjectIdentifier?

  /// The value of an event's tag by which a cap counts.
  struct TagKey: BitwiseCopyable, Sendable {
    /// Index among the programme's names of such tags.
    var tag: UInt16
    var key: UInt64
  }

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
    if !segments.isEmpty { segments.removeAll(keepingCapacity: true) }
    storeKey = 0
    terminalKey = 0
    if !tags.isEmpty { tags.removeAll(keepingCapacity: true) }
    self.programme = ObjectIdentifier(programme)
  }

  package mutating func setStore(_ name: UnsafeRawBufferPointer, in programme: CompiledProgramme) {
    store = programme.vocabulary.term(.store, name)
    if programme.hasStoreCaps { storeKey = CapKey.hash(name) }
  }

  package mutating func setStore(_ name: String, in programme: CompiledProgramme) {
    var name = name
    name.withUTF8 { setStore(UnsafeRawBufferPointer($0), in: programme) }
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
    if programme.hasTerminalCaps { terminalKey = CapKey.hash(name) }
  }

  package mutating func setTerminal(_ name: String, in programme: CompiledProgramme) {
    var name = name
    name.withUTF8 { setTerminal(UnsafeRawBufferPointer($0), in: programme) }
  }

  /// Notes an event's tag, for caps that count by its value; of two of one name the first counts.
  package mutating func addTag(_ name: String, _ value: String, in programme: CompiledProgramme) {
    guard let index = programme.capTags.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) })
    else { return }
    tags.append(TagKey(tag: UInt16(index), key: CapKey.hash(value)))
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
