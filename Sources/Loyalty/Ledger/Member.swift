/// One member of a programme: stage, lots, totals, and what is held.
///
/// A value of 120 bytes inline, its first account among them, because millions live at once; what
/// only some members have stands behind one pointer. It changes by ``apply(_:version:at:)`` alone,
/// so that a replay of its entries gives the same member.
package struct Member: Hashable, Sendable {
  package let id: String
  /// Of the last entry applied; 0 before the enrolment.
  package internal(set) var version: UInt32 = 0
  package internal(set) var stage: Stage = .none
  package internal(set) var enrolledAt = Timestamp(milliseconds: 0)
  /// Server time of the last entry, or the instant at which time alone did it; never goes back.
  package internal(set) var lastRecordedAt = Timestamp(milliseconds: 0)
  /// Lots with points left, soonest to expire first, then by id.
  package internal(set) var lots: [Lot] = []
  /// One for each token ever held, in the order of the first credit.
  package internal(set) var accounts = AccountList()
  /// Copied on write.
  private var rare: Rare?

  /// A member that is not enrolled yet.
  package init(id: String) { self.id = id }

  /// The member as a snapshot kept it.
  ///
  /// ``violations()`` tells whether the parts fit.
  package init(
    id: String,
    version: UInt32,
    stage: Stage,
    enrolledAt: Timestamp,
    lastRecordedAt: Timestamp,
    lots: [Lot],
    accounts: [Account],
    details: MemberDetails?
  ) {
    self.id = id
    self.version = version
    self.stage = stage
    self.enrolledAt = enrolledAt
    self.lastRecordedAt = lastRecordedAt
    self.lots = lots
    self.accounts = AccountList(accounts)
    for lot in lots {
      // A lot without an account is a violation, and told as one.
      guard let index = accounts.firstIndex(where: { $0.token == lot.token }) else { continue }
      self.accounts[index].note(activationAt: lot.activationAt, now: lastRecordedAt)
    }
    if let details { rare = Rare(details) }
  }

  /// What only some members have; ``hasDetails`` tells whether it is worth asking.
  package internal(set) var details: MemberDetails {
    // Yields instead of returning: a copy would retain eight buffers on the way to one of them. And
    // once: a coroutine with two yields is not inlined, and allocates its frame.
    @inline(__always) _read {
      let rare = rare ?? Self.noDetails
      yield rare.details
    }
    @inline(__always) _modify {
      if !isKnownUniquelyReferenced(&rare) { rare = Rare(rare?.details ?? MemberDetails()) }
      yield &rare.unsafelyUnwrapped.details
    }
  }

  private static let noDetails = Rare(MemberDetails())

  package var hasDetails: Bool { rare != nil }

  /// Whether there are ``holds``.
  var hasHolds: Bool { rare?.details.holds.isEmpty == false }

  /// Whether ``MemberDetails/extras`` are worth asking: who asks them first copies the details.
  @inline(__always)
  package var hasExtras: Bool { rare?.details.hasExtras ?? false }

  /// ``hasExtras`` of a member where it stands.
  ///
  /// `inout` in form alone: a member that is read through a pointer is copied first.
  package static func hasExtras(of member: inout Member) -> Bool { member.hasExtras }

  /// Calls `body` with each of ``capUses`` of a member where it stands.
  package static func forEachCapUse(of member: inout Member, _ body: (CapUse) -> Void) {
    guard let rare = member.rare else { return }
    for use in rare.details.capUses { body(use) }
  }

  /// The address of the details, for who wants them in the cache; 0 = there are none.
  ///
  /// `mutating`, like the next: a member that is read through a pointer is copied first.
  package mutating func detailsAddress() -> UInt { unsafeBitCast(rare, to: UInt.self) }

  /// The address of the accounts beyond the first.
  package mutating func accountsAddress() -> UInt { accounts.restAddress }

  /// The address of what few members have.
  package mutating func extrasAddress() -> UInt {
    rare.map { unsafeBitCast($0.details.moreExtras, to: UInt.self) } ?? 0
  }

  /// The addresses at which the exchanges under way begin, and the totals of all.
  package mutating func exchangeAddresses() -> (transits: UInt, totals: UInt) {
    guard let rare, !rare.details.moreExtras.isEmpty else { return (0, 0) }
    let extras = rare.details.moreExtras[0]
    return (
      unsafeBitCast(extras.transits, to: UInt.self), unsafeBitCast(extras.exchanges, to: UInt.self)
    )
  }

  /// Live holds, oldest first.
  package var holds: [Hold] { rare?.details.holds ?? [] }

  /// ``capUses`` of a member where it stands; `inout` in form alone, like the one above.
  package static func capUses(of member: inout Member) -> [CapUse] { member.capUses }

  /// Uses of caps; what evaluating a basket needs to know.
  package var capUses: [CapUse] { rare?.details.capUses ?? [] }

  package var tier: String { rare?.details.tier ?? "" }
  package var segments: [String] { rare?.details.segments ?? [] }
  package var cards: [String] { rare?.details.cards ?? [] }

  // The parts of the extras that commands ask for. Each is read where it lies: through
  // ``MemberDetails/extras`` all of both would be copied on the way to one of them.

  /// Exchanges that have not ended, oldest first.
  package var transits: [Transit] {
    guard let rare, !rare.details.moreExtras.isEmpty else { return [] }
    return rare.details.moreExtras[0].transits
  }

  /// Calls `body` with one of ``transits``, which is not copied.
  func transitInPlace<Value>(_ id: UInt32, _ body: (borrowing Transit) -> Value) -> Value? {
    guard let rare, !rare.details.moreExtras.isEmpty else { return nil }
    let place = Self.place(of: id, in: rare.details.moreExtras[0].transits)
    return place.map { body(rare.details.moreExtras[0].transits[$0]) }
  }

  /// Exchanges whose points are back and whose partner outside may have delivered, oldest first.
  package var givenUpExchanges: [GivenUpExchange] {
    guard let rare, !rare.details.moreExtras.isEmpty else { return [] }
    return rare.details.moreExtras[0].givenUp
  }

  /// What exchanges have done, for each token that one has moved.
  var exchanges: [ExchangeTotals] {
    guard let rare, !rare.details.moreExtras.isEmpty else { return [] }
    return rare.details.moreExtras[0].exchanges
  }

  /// Of inactivity and decay.
  var clocks: [TokenClock] {
    guard let rare, !rare.details.moreExtras.isEmpty else { return [] }
    return rare.details.moreExtras[0].clocks
  }

  /// The counters that a rule may ask.
  package var counters: [Counter] {
    guard let rare, !rare.details.moreExtras.isEmpty else { return [] }
    return rare.details.moreExtras[0].counters
  }

  /// Points vouchers, oldest first.
  package var vouchers: [Voucher] {
    guard let rare, !rare.details.moreExtras.isEmpty else { return [] }
    return rare.details.moreExtras[0].vouchers
  }

  /// What counts towards the tier, and how long that stays.
  package var tierStanding: TierStanding {
    guard let rare, !rare.details.moreExtras.isEmpty else { return TierStanding() }
    return rare.details.moreExtras[0].tierStanding
  }

  /// Whether ``tierStanding`` says anything.
  package var hasTierStanding: Bool {
    guard let rare, !rare.details.moreExtras.isEmpty else { return false }
    return !rare.details.moreExtras[0].tierStandings.isEmpty
  }

  /// When the tier is reviewed; ``Timestamp/never`` where it is not.
  ///
  /// Asked with every request: read where it lies.
  var tierKeptUntil: Timestamp {
    guard let rare, !rare.details.moreExtras.isEmpty,
      !rare.details.moreExtras[0].tierStandings.isEmpty
    else { return .never }
    return rare.details.moreExtras[0].tierStandings[0].keptUntil
  }

  /// PIN, tries and thresholds.
  package var guardian: MemberGuard {
    guard let rare, !rare.details.moreExtras.isEmpty else { return MemberGuard() }
    return rare.details.moreExtras[0].guardian
  }

  /// Whether nothing of the member expires at the moment.
  package var isExpirySuspended: Bool {
    guard let rare, !rare.details.moreExtras.isEmpty else { return false }
    return rare.details.moreExtras[0].isExpirySuspended
  }

  /// Empty = unknown.
  package var birthday: String { rare?.details.birthday ?? "" }

  /// How many postings it has had.
  package var postingCount: UInt32 {
    let others = 1 + (rare?.details.otherEntries ?? 0)
    return version > others ? version - others : 0
  }

  /// Version that the next entry has; decisions name new lots and holds by it.
  package var nextVersion: UInt32 { version + 1 }

  /// Details behind a pointer: a class, whose head is half as large as an array's.
  ///
  /// Proof for `@unchecked Sendable`: changed by ``details`` alone, where nobody else has it.
  private final class Rare: Hashable, @unchecked Sendable {
    @exclusivity(unchecked) var details: MemberDetails

    init(_ details: MemberDetails) { self.details = details }

    static func == (a: Rare, b: Rare) -> Bool { a === b || a.details == b.details }
    func hash(into hasher: inout Hasher) { hasher.combine(details) }
  }
}
