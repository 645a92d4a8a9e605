/// What a counter of a member counts.
///
/// Raw values are stored.
package enum CounterKind: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// Sales that qualify for a promotion; the owner is the promotion's number.
  case visits = 0
  /// Units that a promotion selected; the owner is the promotion's number.
  case quantity = 1
  /// Sales of the member, whatever they earned; the owner is 0.
  case purchases = 2
  /// Earns of a day, by their time of recording; the owner is 0.
  case earns = 3
  /// Points earned in a day, by their time of recording; the owner is 0.
  case points = 4
  /// No counter: an answer in ``EvaluationInputs/counters`` that the sale lay in the window around
  /// the birthday that the owner, a promotion, asks for.
  case birthday = 5
  /// Qualifying sales of a promotion that rewards the first of them; the owner is its number.
  case selections = 6
  /// No counter: what counts towards the member's tier, see ``TierStanding``; the owner is the
  /// measure, and the time the begin of the sum.
  case qualifying = 7
}

/// One sale's part of a counter.
package struct CounterEntry: Hashable, Sendable, BitwiseCopyable {
  /// The sale's time, by which it is ordered.
  package var at: Timestamp
  /// The version of the member's record that booked the sale; orders sales of one time.
  package var version: UInt32
  /// How much the sale counts; not 0.
  package var delta: Int64

  package init(at: Timestamp, version: UInt32, delta: Int64) {
    self.at = at
    self.version = version
    self.delta = delta
  }
}

/// A change of a counter, as a posting carries it.
///
/// A ``delta`` of 0 folds: entries dated before ``at`` become part of the counter's base.
package struct CounterUse: Hashable, Sendable, BitwiseCopyable {
  package var owner: UInt32
  package var kind: CounterKind
  /// The sale's time; of a fold its limit.
  package var at: Timestamp
  /// How much is added; negative where a return takes it back.
  package var delta: Int64
  /// The counter's value before the sale, as it was evaluated.
  package var before: Int64

  package init(owner: UInt32, kind: CounterKind, at: Timestamp, delta: Int64, before: Int64) {
    self.owner = owner
    self.kind = kind
    self.at = at
    self.delta = delta
    self.before = before
  }
}

/// What a member's sales add up to, for promotions that ask for the n-th visit, for quantities over
/// several baskets or for a first purchase.
///
/// Sales stand in the order (time of the sale, record's version): a late sale counts those that are
/// dated before it, and what is booked already stays as it is. What is too old for any window is
/// folded into one number.
package struct Counter: Hashable, Sendable {
  /// A promotion's number, or 0 for a counter of the member.
  package let owner: UInt32
  package let kind: CounterKind
  /// Sum of the sales dated before ``baseUntil`` that are no entries any more.
  package private(set) var base: Int64
  package private(set) var baseUntil: Timestamp
  /// Ascending by (at, version); each such pair once.
  package private(set) var entries: [CounterEntry]

  /// A counter of nothing.
  package init(owner: UInt32, kind: CounterKind) {
    self.owner = owner
    self.kind = kind
    base = 0
    baseUntil = Timestamp(milliseconds: .min)
    entries = []
  }

  /// A counter as it was stored.
  ///
  /// - Returns: `nil` where the entries are not in order, hold a zero, or are older than the base.
  package init?(
    owner: UInt32,
    kind: CounterKind,
    base: Int64,
    baseUntil: Timestamp,
    entries: [CounterEntry]
  ) {
    for index in entries.indices {
      guard entries[index].delta != 0, entries[index].at >= baseUntil else { return nil }
      if index > 0, !Self.precedes(entries[index - 1], entries[index].at, entries[index].version) {
        return nil
      }
    }
    self.owner = owner
    self.kind = kind
    self.base = base
    self.baseUntil = baseUntil
    self.entries = entries
  }

  /// Whether it counts nothing, so that it need not be kept.
  package var isEmpty: Bool { base == 0 && entries.isEmpty }

  /// Sums up the sales before one in the order of sales, from a window's first instant on.
  ///
  /// - Parameters:
  ///   - at: The sale's time.
  ///   - version: The record's version that booked it, or will.
  ///   - windowStart: The window's first instant; a window for life begins at or before 1970. One
  ///     that begins among the folded sales counts all of them.
  /// - Returns: The sum of their parts.
  /// - Complexity: O(log *n*) and the entries of the window.
  package func value(
    before at: Timestamp,
    version: UInt32,
    from windowStart: Timestamp
  ) -> Int64 {
    var sum = windowStart < baseUntil ? base : 0
    var index = place(of: at, version)
    while index > 0, entries[index - 1].at >= windowStart {
      index -= 1
      sum += entries[index].delta
    }
    return sum
  }

  /// Applies a posting's change.
  ///
  /// - Parameters:
  ///   - use: Of this counter.
  ///   - version: The record's version that booked the sale; of a return that of the sale, not its
  ///     own.
  package mutating func apply(_ use: CounterUse, version: UInt32) {
    precondition(
      use.owner == owner && use.kind == kind,
      "a use of \(use.kind) \(use.owner) for the counter of \(kind) \(owner)"
    )
    if use.delta == 0 { fold(before: use.at) } else { add(use.delta, at: use.at, version: version) }
  }

  /// Adds to a sale's part; negative to take back what is returned.
  ///
  /// A part that becomes 0 is no entry any more. A sale that is folded changes the base.
  ///
  /// - Complexity: O(log *n*), and O(*n*) for a late sale.
  package mutating func add(_ delta: Int64, at: Timestamp, version: UInt32) {
    guard delta != 0 else { return }
    guard at >= baseUntil else {
      base += delta
      return
    }
    let index = place(of: at, version)
    if index < entries.count, entries[index].at == at, entries[index].version == version {
      entries[index].delta += delta
      if entries[index].delta == 0 { entries.remove(at: index) }
    } else {
      entries.insert(CounterEntry(at: at, version: version, delta: delta), at: index)
    }
  }

  /// Removes what a record added, for a sale that is returned in full.
  ///
  /// - Returns: How much that was; 0 where it has no entry, because it is folded or never counted.
  @discardableResult
  package mutating func remove(version: UInt32) -> Int64 {
    var removed: Int64 = 0
    entries.removeAll { entry in
      guard entry.version == version else { return false }
      removed += entry.delta
      return true
    }
    return removed
  }

  /// How many entries ``fold(before:)`` would take.
  package func foldable(before limit: Timestamp) -> Int { place(of: limit, 0) }

  /// Makes entries dated before an instant part of the base.
  ///
  /// It must lie further back than the oldest sale that may still come and the longest window
  /// before it: no later question may need these entries one by one. An instant before
  /// ``baseUntil`` changes nothing.
  package mutating func fold(before limit: Timestamp) {
    guard limit > baseUntil else { return }
    let count = place(of: limit, 0)
    for index in 0..<count { base += entries[index].delta }
    entries.removeFirst(count)
    baseUntil = limit
  }

  /// The index of the first entry that is not before a sale.
  private func place(of at: Timestamp, _ version: UInt32) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(entries[middle], at, version) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func precedes(_ entry: CounterEntry, _ at: Timestamp, _ version: UInt32) -> Bool {
    entry.at < at || (entry.at == at && entry.version < version)
  }
}
