// A shared cap or a budget is spent on every shard at once and must not be oversold. Its *home*,
// one shard, gives each shard an allotment to spend without asking. What a shard was given, it has
// used or may still spend; the home knows the sum of both (`committed`), and keeps
//
//     Σ committed ≤ limit            and so   Σ used ≤ limit,
//
// unless the limit is lowered below what is out already. Nothing of it is stored: what is used
// stands in the members' records, and a start begins with committed = used everywhere.
//
// When the home has too little left for a request, it recalls what the other shards have not spent;
// they give back at the end of each turn whatever comes free, and ask when they want something.
// Where that does not suffice either, those who ask become *drained*: they cut instead of asking.
// So an idle shard that was recalled or drained holds nothing, only the home's word makes a shard
// cut, and the limit is used up to its last point.
//
// The home's word holds until anything comes free: the shards share a count of what they have given
// back (`freed`), raised before the answer of the sale or return that freed it can leave. The home
// says "nothing left" with the count of what has reached it, and a shard that sees another count
// asks again. So that it hears no old word, it says in its request how many were on their way to
// the home, and the home answers when those have come. So who was told of a return, and sells after
// it, finds what it freed.
//
// Messages between two shards must arrive in the order in which they were sent; those of different
// shards to a home may overtake each other.

/// Names a period of a shared cap or budget.
package struct AllotmentKey: Hashable, Sendable, BitwiseCopyable {
  /// A promotion's number, or ``CapUse/budgetBit`` and a budget's.
  package var owner: UInt32
  package var period: CapPeriod
  package var scope: CapScope
  package var unit: CapUnit
  /// Hash of what the scope names (a card, store, terminal or tag); 0 where it names nothing.
  package var key: UInt64
  /// First instant of the period.
  package var periodStart: Timestamp

  package init(
    owner: UInt32,
    period: CapPeriod,
    scope: CapScope,
    unit: CapUnit,
    key: UInt64,
    periodStart: Timestamp
  ) {
    self.owner = owner
    self.period = period
    self.scope = scope
    self.unit = unit
    self.key = key
    self.periodStart = periodStart
  }

  /// What a use counts towards.
  package init(_ use: CapUse) {
    self.init(
      owner: use.owner,
      period: use.period,
      scope: use.scope,
      unit: use.unit,
      key: use.key,
      periodStart: use.periodStart
    )
  }

  /// A hash whose upper bits say which shard is the key's home, the same in every process.
  package var stableHash: UInt64 {
    let kind = UInt64(period.rawValue) << 16 | UInt64(scope.rawValue) << 8 | UInt64(unit.rawValue)
    var mixed = Self.mix((UInt64(owner) << 32 | kind) &+ 0x9E37_79B9_7F4A_7C15)
    mixed = Self.mix(mixed ^ key)
    return Self.mix(mixed ^ UInt64(bitPattern: periodStart.milliseconds))
  }

  /// The final mix of SplitMix64 (Steele, Lea, Flood 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// What one shard has used and may still spend of each shared cap and budget.
///
/// An open-addressing table (linear probing, at most half full), for evaluation asks it for each
/// capped promotion that fires: a look-up is O(1) and takes no lock.
package struct BudgetStripe: Sendable {
  /// A request of this shard to a key's home.
  package struct Request: Hashable, Sendable {
    package var key: AllotmentKey
    /// How much is missing, 1 or more.
    package var wanted: Int64
  }

  /// What this shard gives back to a key's home.
  package struct Release: Hashable, Sendable {
    package var key: AllotmentKey
    package var amount: Int64
  }

  private struct Slot: Sendable {
    var key: AllotmentKey
    var isTaken = false
    /// Whether the home has nothing left and evaluation cuts to what is here.
    var isDrained = false
    /// The count of what was given back when the home said so; it holds as long as that stays.
    var drainedAt: UInt64 = 0
    /// Whether the home said so in this turn, to commands that run now.
    var isAnswered = false
    /// Whether the home wants back whatever comes free; so it does of what is drained.
    var givesBack = false
    /// Whether a request is on its way.
    var isAsking = false
    /// Sum of the uses in the records of this shard's members.
    var used: Int64 = 0
    /// Below 0 only within a turn, where more was used than was there.
    var allotted: Int64 = 0
    /// What waiting commands want together, since the last grant.
    var wanted: Int64 = 0

    static let free = Slot(
      key: AllotmentKey(
        owner: 0,
        period: .basket,
        scope: .member,
        unit: .points,
        key: 0,
        periodStart: Timestamp(milliseconds: 0)
      )
    )
  }

  private var slots: [Slot]
  /// How many keys it knows.
  package private(set) var count = 0
  /// Keys that may have something to ask for or to give back at the end of the turn.
  private var touched: [AllotmentKey] = []
  /// How often any shard has given something back, as far as can be known now.
  package var freed: UInt64 = 0
  /// Whether a command runs again that waited for a home: what it was told holds for it, whatever
  /// came free meanwhile, or it might ask for ever.
  package var isAnswering = false
  /// Of what that command waited for, what had been asked for before it came.
  package var unanswered: Set<AllotmentKey> = []

  package init() {
    slots = .init(repeating: .free, count: Self.firstCapacity)
  }

  private static let firstCapacity = 16

  // MARK: - What evaluation asks

  /// How much may be spent now without asking; 0 or more.
  package func spendable(_ key: AllotmentKey) -> Int64 {
    let index = place(of: key)
    return slots[index].isTaken ? max(0, slots[index].allotted) : 0
  }

  /// Whether asking brings nothing, so that evaluation cuts to what is spendable.
  package func isDrained(_ key: AllotmentKey) -> Bool {
    let index = place(of: key)
    guard slots[index].isTaken, slots[index].isDrained else { return false }
    if slots[index].drainedAt == freed { return true }
    return isAnswering && slots[index].isAnswered && !unanswered.contains(key)
  }

  /// How much the records of this shard's members use.
  package func used(_ key: AllotmentKey) -> Int64 {
    let index = place(of: key)
    return slots[index].isTaken ? slots[index].used : 0
  }

  // MARK: - What postings do

  /// Counts a use that a record or a snapshot says happened before this start; negative where it
  /// was given back.
  package mutating func restore(_ key: AllotmentKey, _ amount: Int64) {
    slots[made(key)].used += amount
  }

  /// Begins to count what had no limit: so much is used, and nothing may be spent before the home
  /// has been asked.
  package mutating func begin(_ key: AllotmentKey, used: Int64) {
    let index = made(key)
    slots[index] = Slot.free
    slots[index].key = key
    slots[index].isTaken = true
    slots[index].used = used
  }

  /// Counts a use of a posting: what was allotted is spent.
  ///
  /// A negative one, of a return, makes it spendable again.
  package mutating func use(_ key: AllotmentKey, _ amount: Int64) {
    let index = made(key)
    slots[index].used += amount
    slots[index].allotted -= amount
    if slots[index].givesBack || slots[index].allotted < 0 { touched.append(key) }
  }

  /// Takes what is used on another shard.
  ///
  /// The home must hear of it in the same turn, before anything else of the key.
  package mutating func takeOver(_ key: AllotmentKey, _ amount: Int64) {
    let index = made(key)
    slots[index].allotted += amount
    touched.append(key)
  }

  /// Counts a use no longer that another shard took over.
  package mutating func handOn(_ key: AllotmentKey, _ amount: Int64) {
    slots[made(key)].used -= amount
  }

  // MARK: - The shard's side of the exchange

  /// Notes that a command waits for what its evaluation was short of.
  package mutating func want(_ shortage: Shortage) {
    want(shortage.key, total: spendable(shortage.key) + shortage.wanted)
  }

  /// Notes that a command waits because it wants more than is spendable: so much in all.
  package mutating func want(_ key: AllotmentKey, total: Int64) {
    precondition(total > 0, "a want of \(total)")
    let index = made(key)
    slots[index].wanted += total
    touched.append(key)
  }

  /// What was used beyond what was allotted, below 0: the home has to hear of it before any request
  /// of the turn.
  ///
  /// Each must be sent.
  package mutating func takeOveruses() -> [Release] {
    var overuses: [Release] = []
    for key in touched {
      let index = place(of: key)
      guard slots[index].allotted < 0 else { continue }
      overuses.append(Release(key: key, amount: slots[index].allotted))
      slots[index].allotted = 0
    }
    return overuses
  }

  /// Whether a request for the key is on its way.
  package func isAsking(_ key: AllotmentKey) -> Bool {
    let index = place(of: key)
    return slots[index].isTaken && slots[index].isAsking
  }

  /// What to ask for at the end of a turn: a request a key, and none where one is on its way.
  ///
  /// Each must be sent; a ``granted(_:_:isLast:)`` answers it.
  package mutating func takeRequests() -> [Request] {
    var requests: [Request] = []
    for key in touched {
      let index = place(of: key)
      guard slots[index].wanted > 0, !slots[index].isAsking else { continue }
      // A return may have brought enough meanwhile: the answer starts the waiting commands anyhow.
      requests.append(
        Request(key: key, wanted: max(1, slots[index].wanted - slots[index].allotted))
      )
      slots[index].wanted = 0
      slots[index].isAsking = true
    }
    return requests
  }

  /// What to give back at the end of a turn, after the waiting commands ran: all that drained and
  /// recalled keys hold.
  ///
  /// Each must be sent to the key's home, and counted as ``freed`` before an answer leaves. Call
  /// after ``takeRequests()``; it closes the turn.
  ///
  /// `isKept`: whether some command that still waits was granted the key; it is asked about again.
  package mutating func takeLeftovers(
    unless isKept: (AllotmentKey) -> Bool = { _ in false }
  ) -> [Release] {
    var releases: [Release] = []
    var kept: [AllotmentKey] = []
    for key in touched {
      let index = place(of: key)
      guard slots[index].givesBack, slots[index].allotted > 0 || slots[index].isAnswered else {
        continue
      }
      guard !isKept(key) else {
        kept.append(key)
        continue
      }
      slots[index].isAnswered = false
      guard slots[index].allotted > 0 else { continue }
      releases.append(Release(key: key, amount: slots[index].allotted))
      slots[index].allotted = 0
      // What a preview left over is there for the next command: it asks, and cuts nothing before.
      slots[index].isDrained = false
    }
    touched = kept
    return releases
  }

  /// Takes the answer to a request; the commands that wait for the key run again.
  ///
  /// - Parameters:
  ///   - key: Of the request.
  ///   - amount: 0 or more.
  ///   - isLast: Whether there is no more to be had.
  ///   - freed: How much of what was given back had reached its home then.
  package mutating func granted(
    _ key: AllotmentKey,
    _ amount: Int64,
    isLast: Bool,
    freed: UInt64 = 0
  ) {
    let index = made(key)
    slots[index].allotted += amount
    slots[index].wanted = 0
    slots[index].isAsking = false
    slots[index].isDrained = isLast
    slots[index].drainedAt = freed
    slots[index].isAnswered = isLast
    slots[index].givesBack = isLast
    touched.append(key)
  }

  /// Takes a recall: everything unspent goes back to the home, and what comes free later follows.
  ///
  /// The commands that were granted it must have run.
  ///
  /// - Returns: What to give back; negative where more was used than was allotted.
  package mutating func recalled(_ key: AllotmentKey) -> Int64 {
    let index = made(key)
    defer { slots[index].allotted = 0 }
    slots[index].givesBack = true
    return slots[index].allotted
  }

  /// Gives up what was granted of limits that no longer hold, and the home's word about them:
  /// evaluation asks again.
  ///
  /// Each must be sent to the key's home. An amount is negative where more was used than was
  /// allotted.
  ///
  /// - Complexity: O(*n*).
  package mutating func giveUp(where isChanged: (AllotmentKey) -> Bool) -> [Release] {
    var releases: [Release] = []
    for index in slots.indices where slots[index].isTaken && isChanged(slots[index].key) {
      slots[index].isDrained = false
      slots[index].givesBack = true
      guard slots[index].allotted != 0 else { continue }
      releases.append(Release(key: slots[index].key, amount: slots[index].allotted))
      slots[index].allotted = 0
    }
    return releases
  }

  // MARK: - The whole table

  /// Calls `body` with each key, how much of it is used, and how much may still be spent.
  package func forEach(_ body: (AllotmentKey, _ used: Int64, _ allotted: Int64) -> Void) {
    for slot in slots where slot.isTaken { body(slot.key, slot.used, slot.allotted) }
  }

  /// Drops the keys of periods that no sale can reach any more; their home must drop them too.
  ///
  /// - Complexity: O(*n*).
  package mutating func forget(where isOver: (AllotmentKey) -> Bool) {
    let old = slots
    slots = .init(repeating: .free, count: Self.firstCapacity)
    count = 0
    for slot in old where slot.isTaken && !isOver(slot.key) { slots[made(slot.key)] = slot }
    touched.removeAll(where: isOver)
  }

  /// The key's slot, or the free one that it would take.
  private func place(of key: AllotmentKey) -> Int {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: key.stableHash) & mask
    while slots[index].isTaken, slots[index].key != key { index = (index + 1) & mask }
    return index
  }

  /// The key's slot, made where it is new.
  private mutating func made(_ key: AllotmentKey) -> Int {
    let index = place(of: key)
    if slots[index].isTaken { return index }
    if (count + 1) * 2 > slots.count {
      let old = slots
      slots = .init(repeating: .free, count: old.count * 2)
      for slot in old where slot.isTaken { slots[place(of: slot.key)] = slot }
    }
    let free = place(of: key)
    slots[free].key = key
    slots[free].isTaken = true
    count += 1
    return free
  }
}
