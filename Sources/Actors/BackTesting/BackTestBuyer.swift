internal import FealtyLoyalty

/// A member as a back-test follows it: who it is, what its sales have used and counted under the
/// draft, and what they gave.
struct BackTestBuyer {
  /// Enrolment and changes; no points.
  private(set) var member: Member
  /// Of the member's own caps; of those shared with others none.
  private(set) var capUses: [CapUse] = []
  private(set) var counters: [Counter] = []
  /// Whether the member was given points before.
  var hasEarned = false

  // MARK: - Figures

  private(set) var booked: Int64 = 0
  private(set) var draft: Int64 = 0
  private(set) var hasPart = false
  /// Version of the record that differs most, and by how much without its sign.
  private(set) var mostDifferent: UInt32 = 0
  private var largestDifference: UInt64 = 0

  var isAffected: Bool { mostDifferent != 0 }
  var difference: Int64 { draft - booked }

  init(id: String, _ enrolment: Enrolment, at: Timestamp) {
    member = Member(id: id)
    member.apply(.enrolled(enrolment), version: 1, at: at)
  }

  mutating func change(_ change: MemberChange, at: Timestamp) {
    member.apply(.changed(change), version: member.nextVersion, at: at)
  }

  /// Counts a sale or return of the period; what came back is negative.
  mutating func add(booked: Int64, draft: Int64, version: UInt32) {
    hasPart = true
    self.booked += booked
    self.draft += draft
    let difference = (draft - booked).magnitude
    if difference > largestDifference {
      largestDifference = difference
      mostDifferent = version
    }
  }

  /// Counts a use of a cap of the member's own; negative where it is given back.
  ///
  /// One that this buyer never had is ignored: the log releases what the draft may not have used.
  mutating func use(_ use: CapUse) {
    guard let index = capUses.firstIndex(where: { $0.isSameCount(as: use) }) else {
      if use.amount > 0 { capUses.append(use) }
      return
    }
    let amount = capUses[index].amount + use.amount
    if amount > 0 { capUses[index].amount = amount } else { capUses.remove(at: index) }
  }

  /// Drops uses of periods that no sale can reach any more, where there are many.
  mutating func forgetUses(endedBefore limit: Int64) {
    guard capUses.count > Self.manyUses else { return }
    capUses.removeAll { use in
      use.period != .life && use.periodStart.milliseconds + Self.longestPeriod < limit
    }
  }

  /// Uses from which on it is worth looking for old ones.
  private static let manyUses = 32
  /// Of a month with its clock changes, milliseconds.
  private static let longestPeriod: Int64 = 32 * 86_400_000

  /// Counts a sale; `version`: of the record of the sale.
  mutating func count(_ use: CounterUse, version: UInt32) {
    // No rule asks what counts towards a tier.
    guard use.delta != 0, use.kind != .qualifying else { return }
    var index = counters.firstIndex { $0.kind == use.kind && $0.owner == use.owner }
    if index == nil {
      counters.append(Counter(owner: use.owner, kind: use.kind))
      index = counters.count - 1
    }
    if let index { counters[index].apply(use, version: version) }
  }
}
