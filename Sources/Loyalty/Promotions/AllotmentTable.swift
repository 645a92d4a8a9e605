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
// asks again. So who was told of a return, and sells after it, finds what it freed.
//
// Messages between two shards must arrive in the order in which they were sent, and those to a
// home in that order, whoever sent them.

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
    /// Below 0 only within a turn, where a use came from another shard (a claimed sale).
    var allotted: Int64 = 0
    /// What was used here and is another shard's use now: the home has to hear of it.
    var handedOn: Int64 = 0
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
    return slots[index].drainedAt == freed || isAnswering && slots[index].isAnswered
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

  /// Counts a use of a posting: what was allotted is spent.
  ///
  /// A negative one, of a return, makes it spendable again.
  package mutating func use(_ key: AllotmentKey, _ amount: Int64) {
    let index = made(key)
    slots[index].used += amount
    slots[index].allotted -= amount
    if slots[index].givesBack || slots[index].allotted < 0 { touched.append(key) }
  }

  /// Counts a use no longer, for another shard counts it: nothing becomes spendable by it.
  package mutating func handOn(_ key: AllotmentKey, _ amount: Int64) {
    let index = made(key)
    slots[index].used -= amount
    slots[index].handedOn += amount
    touched.append(key)
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

  /// What the home has to hear of uses that have moved between shards, before any request of the
  /// turn: below 0 where more was used than was allotted.
  ///
  /// Each must be sent. Who hands a use on must do so when the home has heard of it from who took
  /// it.
  package mutating func takeMoves() -> [Release] {
    var moves: [Release] = []
    for key in touched {
      let index = place(of: key)
      let amount = slots[index].handedOn + min(0, slots[index].allotted)
      slots[index].handedOn = 0
      slots[index].allotted = max(0, slots[index].allotted)
      if amount != 0 { moves.append(Release(key: key, amount: amount)) }
    }
    return moves
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
  /// - Returns: What to give back; negative where a use came before its allotment.
  package mutating func recalled(_ key: AllotmentKey) -> Int64 {
    let index = made(key)
    defer { slots[index].allotted = 0 }
    slots[index].givesBack = true
    return slots[index].allotted
  }

  /// Gives up what was granted of limits that no longer hold, and the home's word about them:
  /// evaluation asks again.
  ///
  /// Each must be sent to the key's home. An amount is negative where a use came before its
  /// allotment.
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

/// A shared cap or budget as its home knows it: how much each shard has used or may still spend.
///
/// - Complexity: Each event is O(shards) at most.
package struct BudgetHome: Sendable {
  /// What the home tells a shard.
  package enum Action: Hashable, Sendable {
    /// Answers a request; `isLast` where there is no more to be had.
    case grant(shard: Int, amount: Int64, isLast: Bool)
    /// Asks for what the shard has not spent; a release answers it.
    case recall(shard: Int)
  }

  private struct Waiter: Sendable {
    var shard: Int
    var wanted: Int64
  }

  /// 0 or more.
  package private(set) var limit: Int64
  /// By shard: what it has used or may still spend.
  package private(set) var committed: [Int64]
  /// By shard: whether it was recalled or drained, and holds nothing when it is idle.
  private var isDrained: [Bool]
  /// Recalls that are not answered yet.
  private var recalls = 0
  /// Requests that wait for the recalls.
  private var waiters: [Waiter] = []

  /// A budget at the start of the server.
  ///
  /// - Parameters:
  ///   - limit: Of the period; 0 or more.
  ///   - used: By shard, what its members' records use.
  package init(limit: Int64, used: [Int64]) {
    self.limit = limit
    committed = used
    isDrained = .init(repeating: false, count: used.count)
  }

  /// What is not given to any shard; below 0 where the limit was lowered or a claimed sale moves.
  package var pool: Int64 {
    var left = limit
    for amount in committed { left -= amount }
    return left
  }

  /// A shard wants more than it may spend.
  ///
  /// Granted at once where the pool suffices, with a chunk on top so that its next baskets need not
  /// ask: a quarter of the shard's share of what is left.
  package mutating func request(shard: Int, wanted: Int64) -> [Action] {
    precondition(wanted > 0, "a request for \(wanted)")
    if recalls == 0, pool >= wanted { return [grant(shard, wanted)] }
    waiters.append(Waiter(shard: shard, wanted: wanted))
    return recalls == 0 ? recall(all: shard) : []
  }

  /// A shard gives back what it has not spent.
  ///
  /// - Parameters:
  ///   - shard: Who gives back.
  ///   - amount: Negative where a use came to it from another shard.
  ///   - answersRecall: Whether it answers a recall; else something came free.
  /// - Returns: What to send.
  package mutating func release(shard: Int, amount: Int64, answersRecall: Bool) -> [Action] {
    committed[shard] -= amount
    if answersRecall {
      precondition(recalls > 0, "shard \(shard) answers a recall that was not sent")
      recalls -= 1
    }
    return recalls == 0 ? settle() : []
  }

  /// The limit changes, from the next request on.
  ///
  /// Where less is left than is out, what is not spent is recalled; what is used stays used.
  package mutating func setLimit(_ newLimit: Int64) -> [Action] {
    limit = newLimit
    if recalls > 0 { return [] }
    return pool < 0 ? recall(all: nil) : settle()
  }

  /// Recalls from every shard that may hold something, but the one that asks.
  private mutating func recall(all asking: Int?) -> [Action] {
    var actions: [Action] = []
    for shard in committed.indices where shard != asking && !isDrained[shard] {
      isDrained[shard] = true
      recalls += 1
      actions.append(.recall(shard: shard))
    }
    return recalls == 0 ? settle() : actions
  }

  /// Gives what there is to those who wait, in the order in which they asked.
  private mutating func settle() -> [Action] {
    var actions: [Action] = []
    let waiting = waiters
    waiters.removeAll(keepingCapacity: true)
    var wanted: Int64 = 0
    for waiter in waiting { wanted += waiter.wanted }
    // With nothing left over, who is satisfied is drained too: what it does not spend comes back.
    let isLast = pool <= wanted
    for waiter in waiting {
      let amount = max(0, min(pool, waiter.wanted))
      committed[waiter.shard] += amount
      isDrained[waiter.shard] = isLast
      actions.append(.grant(shard: waiter.shard, amount: amount, isLast: isLast))
    }
    return actions
  }

  private mutating func grant(_ shard: Int, _ wanted: Int64) -> Action {
    let left = pool - wanted
    let chunk = max(1, left / (4 * Int64(committed.count)))
    let amount = wanted + min(left, chunk)
    committed[shard] += amount
    isDrained[shard] = false
    return .grant(shard: shard, amount: amount, isLast: false)
  }
}
