/// What a member has bought towards its tier, and how long that stays.
///
/// A sum for each local day of a rolling period on which something was bought, else one for each
/// period: what could not count any more is forgotten.
package struct TierStanding: Hashable, Sendable {
  /// What sales of a day or a period come to.
  package struct Sum: Hashable, Sendable, BitwiseCopyable {
    /// Its first instant.
    package var from: Timestamp
    /// 1 or more.
    package var amount: Int64

    package init(from: Timestamp, amount: Int64) {
      self.from = from
      self.amount = amount
    }
  }

  /// What the sums are of, as ``TierRules/measureKey``.
  package var measure: UInt32 = 0
  /// When the tier is reviewed; ``Timestamp/never`` where it is not.
  package var keptUntil = Timestamp.never
  /// Until then no rule lowers the tier; ``Timestamp``(0) = it is not pinned.
  package var pinnedUntil = Timestamp(milliseconds: 0)
  /// Whether rules may raise a pinned tier.
  package var isFloor = false
  /// The tier that was pinned, and the one before it; empty = it is not pinned.
  package var pinned = ""
  package var beforePin = ""
  /// By their begin, each once.
  package internal(set) var sums: [Sum] = []

  package init() {}

  /// A standing with sums as they were stored.
  ///
  /// - Returns: `nil` where they are not in order, or one is below 1.
  package init?(sums: [Sum]) {
    for index in sums.indices {
      guard sums[index].amount > 0, index == 0 || sums[index - 1].from < sums[index].from else {
        return nil
      }
    }
    self.sums = sums
  }

  package var isEmpty: Bool { sums.isEmpty && keptUntil == .never && pinned.isEmpty }

  /// Whether rules are held off at an instant.
  package func isPinned(at instant: Timestamp) -> Bool {
    !pinned.isEmpty && instant < pinnedUntil
  }

  /// What is in a span.
  package func sum(in span: TierSpan) -> Int64 {
    var sum: Int64 = 0
    for part in sums.reversed() {
      if part.from >= span.end { continue }
      guard part.from >= span.start else { break }
      sum += part.amount
    }
    return sum
  }

  /// All that is counted; no more than ``Points/limit``.
  var total: Int64 { sums.reduce(0) { $0 + $1.amount } }

  /// Adds what a sale counts, or takes back what it did.
  ///
  /// What another measure has counted is forgotten with the first sale of the new one. What is
  /// taken back of a sum that is forgotten changes nothing.
  mutating func add(_ use: CounterUse) {
    if use.owner != measure {
      guard use.delta > 0 else { return }
      measure = use.owner
      sums = []
    }
    var index = sums.endIndex
    while index > 0, sums[index - 1].from >= use.at { index -= 1 }
    if index < sums.endIndex, sums[index].from == use.at {
      sums[index].amount += use.delta
      if sums[index].amount <= 0 { sums.remove(at: index) }
    } else if use.delta > 0 {
      sums.insert(Sum(from: use.at, amount: use.delta), at: index)
    }
  }

  /// Drops sums that begin before an instant.
  mutating func forget(before instant: Timestamp) {
    sums.removeAll { $0.from < instant }
  }

  mutating func unpin() {
    pinned = ""
    beforePin = ""
    pinnedUntil = Timestamp(milliseconds: 0)
    isFloor = false
  }
}

/// What a posting does to a member's tier.
package struct TierStep: Hashable, Sendable {
  /// From one tier into another; `nil` = the tier stays.
  package struct Change: Hashable, Sendable {
    package var old: String
    package var new: String
    /// Since when it is the new one.
    package var from: Timestamp

    package init(old: String, new: String, from: Timestamp) {
      self.old = old
      self.new = new
      self.from = from
    }
  }

  package var change: Change?
  /// When the tier is reviewed from now on.
  package var keptUntil: Timestamp
  /// Whether it is no longer pinned.
  package var unpins: Bool
  /// Sums that begin before are dropped; ``Timestamp``(0) = none.
  package var forgetsBefore: Timestamp

  package init(
    change: Change? = nil,
    keptUntil: Timestamp,
    unpins: Bool = false,
    forgetsBefore: Timestamp = Timestamp(milliseconds: 0)
  ) {
    self.change = change
    self.keptUntil = keptUntil
    self.unpins = unpins
    self.forgetsBefore = forgetsBefore
  }
}

/// How long a tier stays that somebody has given.
package struct TierGrant: Hashable, Sendable {
  /// Then it is reviewed; ``Timestamp/never`` = it is not.
  package var keptUntil: Timestamp
  /// Whether the rules do not lower it until then.
  package var isPinned: Bool
  /// And may raise it.
  package var isFloor: Bool
  /// The tier before.
  package var old: String

  package init(
    keptUntil: Timestamp,
    isPinned: Bool = false,
    isFloor: Bool = false,
    old: String = ""
  ) {
    self.keptUntil = keptUntil
    self.isPinned = isPinned
    self.isFloor = isFloor
    self.old = old
  }
}
