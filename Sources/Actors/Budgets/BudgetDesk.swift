internal import FealtyLoyalty

/// What one shard knows of shared caps and budgets: what its members have used and it may still
/// give, and, for those that it is home to, what it has given to each shard.
///
/// Nothing of it is stored. What is used stands in the members' records, and a start adds it up
/// anew (see ``Shard/reportUses()``).
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class BudgetDesk: @unchecked Sendable {
  /// A key, with the programme whose numbers it names.
  struct Key: Hashable, Sendable {
    var programme: UInt16
    var key: AllotmentKey
  }

  /// What wants more than its shard may give.
  struct Waiting {
    /// What it waits for; it runs when all have been answered.
    var keys: Set<Key> = []
    /// The same with those that were granted.
    var all: Set<Key> = []
    /// Those that had been asked for before it came: their answers are none to it.
    var late: Set<Key> = []
    /// Runs it again from its beginning.
    var run: (Shard) -> Void
  }

  /// A request to a home, which answers it when it knows all that the asking shard could know.
  struct Request: Sendable {
    var key: Key
    /// Of the programme.
    var version: UInt64
    /// See ``FreedBudgets/posted(to:)``.
    var freed: UInt64
    var shard: Int
    var wanted: Int64
    /// When the shard asked, in its time.
    var askedAt: Int64
  }

  // By programme; in memory of their own, because evaluating reads them through pointers.
  @exclusivity(unchecked) private var stripes: [UnsafeMutablePointer<BudgetStripe>] = []
  /// Programmes whose stripe may have something to ask for or to give back.
  private var touched: Set<UInt16> = []
  private var waiting: [Waiting] = []
  /// What the command that runs now was answered: where it has to wait again, it keeps that, or it
  /// might be put off for ever.
  private var answered: Set<Key> = []
  private var ready: [Waiting] = []
  var homes: [Key: BudgetHome] = [:]
  /// By shard, what was used when the server started, of keys that this shard is home to.
  var usedAtStart: [Key: [Int64]] = [:]
  /// Requests that came before what they build upon.
  var early: [Request] = []
  /// What was given back to keys that this shard is home to.
  var arrivals = ArrivalMark()
  var forgottenAt: Int64 = 0
  /// The next instant at which a version begins that may change a limit; `Int64.max` = none.
  @exclusivity(unchecked) var limitsChangeAt = Int64.max
  /// Until when such versions have been looked at.
  var limitsAsOf: Int64 = 0
  let freed: FreedBudgets

  init(freed: FreedBudgets) { self.freed = freed }

  deinit {
    for stripe in stripes {
      stripe.deinitialize(count: 1)
      stripe.deallocate()
    }
  }

  /// The programme's stripe; valid as long as the shard.
  ///
  /// It knows what was freed until this call.
  @inline(__always)
  func stripe(_ programme: UInt16) -> UnsafeMutablePointer<BudgetStripe> {
    let place = Int(programme)
    let stripe = place < stripes.count ? stripes[place] : madeStripe(programme)
    stripe.pointee.freed = freed.posted
    return stripe
  }

  @inline(never)
  private func madeStripe(_ programme: UInt16) -> UnsafeMutablePointer<BudgetStripe> {
    while stripes.count <= Int(programme) {
      let stripe = UnsafeMutablePointer<BudgetStripe>.allocate(capacity: 1)
      stripe.initialize(to: BudgetStripe())
      stripes.append(stripe)
    }
    return stripes[Int(programme)]
  }

  /// Whether ``Shard/settleBudgets()`` has something to do.
  @inline(__always)
  var isTouched: Bool { !touched.isEmpty || !ready.isEmpty }

  func touch(_ programme: UInt16) { touched.insert(programme) }

  /// The programmes that were touched.
  var touchedProgrammes: [UInt16] { touched.sorted() }

  /// The programmes that were touched; they are no longer.
  func takeTouched() -> [UInt16] {
    defer { touched.removeAll(keepingCapacity: true) }
    return touched.sorted()
  }

  /// Calls `body` with each programme's stripe.
  func forEach(_ body: (UInt16, UnsafeMutablePointer<BudgetStripe>) -> Void) {
    for (index, stripe) in stripes.enumerated() { body(UInt16(index), stripe) }
  }

  // MARK: - What postings do

  /// How often a shared limit has been used: while it stays, an evaluation holds as far as budgets
  /// are concerned.
  private(set) var useCount: UInt64 = 0

  /// Counts the shared ones among the uses of a posting that will be recorded.
  @inline(never)
  func use(_ uses: [CapUse], programme: UInt16, isOver: (AllotmentKey) -> Bool) {
    for use in uses where use.isShared && use.period != .basket {
      let key = AllotmentKey(use)
      if use.amount < 0, isOver(key) { continue }
      stripe(programme).pointee.use(key, use.amount)
      touch(programme)
      useCount &+= 1
    }
  }

  /// What is missing for a use of `amount`; nil where it may be, or where there is no more.
  func shortage(of key: AllotmentKey, _ amount: Int64, programme: UInt16) -> Shortage? {
    let stripe = stripe(programme)
    let left = stripe.pointee.spendable(key)
    guard left < amount, !stripe.pointee.isDrained(key) else { return nil }
    return Shortage(key: key, wanted: amount - left)
  }

  // MARK: - Commands that wait

  /// Keeps a command until the homes of what it is short of have answered.
  func wait(
    _ shortages: [Shortage],
    programme: UInt16,
    _ run: @escaping (Shard) -> Void
  ) {
    var command = Waiting(run: run)
    for shortage in shortages {
      let stripe = stripe(programme)
      let key = Key(programme: programme, key: shortage.key)
      stripe.pointee.want(shortage)
      command.keys.insert(key)
      if stripe.pointee.isAsking(shortage.key) { command.late.insert(key) }
    }
    command.all = command.keys.union(answered)
    waiting.append(command)
    touch(programme)
  }

  /// Takes the answer to a request; the commands that waited for it alone become ready.
  func granted(_ key: Key, _ amount: Int64, isLast: Bool, freed: UInt64) {
    stripe(key.programme).pointee.granted(key.key, amount, isLast: isLast, freed: freed)
    touch(key.programme)
    for index in waiting.indices { waiting[index].keys.remove(key) }
    ready += waiting.filter(\.keys.isEmpty)
    waiting.removeAll(where: \.keys.isEmpty)
  }

  /// Whether a command that has yet to run was granted a key already.
  func isKept(_ key: Key) -> Bool {
    waiting.contains { $0.all.contains(key) && !$0.keys.contains(key) }
      || ready.contains { $0.all.contains(key) }
  }

  /// Runs the next command that may run again; what its homes said to it holds for it.
  func runNextReady(on shard: Shard) {
    guard !ready.isEmpty else { return }
    let command = ready.removeFirst()
    let programmes = Set(command.all.map(\.programme))
    for programme in programmes {
      let late = command.late.filter { $0.programme == programme }
      stripe(programme).pointee.unanswered = Set(late.map(\.key))
      stripe(programme).pointee.isAnswering = true
    }
    answered = command.all.subtracting(command.late)
    command.run(shard)
    answered = []
    for programme in programmes {
      stripe(programme).pointee.isAnswering = false
      stripe(programme).pointee.unanswered = []
    }
  }

  var hasReady: Bool { !ready.isEmpty }
  /// How many commands wait for an answer.
  var waitingCount: Int { waiting.count }
}
