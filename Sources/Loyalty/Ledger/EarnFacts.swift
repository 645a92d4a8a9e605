/// What the log knows about one earn: the lots as first made, and what has become of them.
///
/// A member forgets its closed lots, so the caller reads them from the log: it makes the facts from
/// the earn's own posting, and, where ``needsHistory(now:)`` says so, notes each later posting of
/// the member, in any order.
package struct EarnFacts: Hashable, Sendable {
  package let version: UInt32
  package private(set) var lots: [EarnedLot]
  /// The earn's own use of caps.
  package let capUses: [CapUse]

  /// The facts of an earn, or `nil` where the posting is no earn.
  package init?(_ posting: Posting, version: UInt32) {
    guard posting.kind == .earn else { return nil }
    self.version = version
    lots = posting.lotsMade.map { EarnedLot(lot: $0) }
    capUses = posting.capUses.filter { $0.points > .zero }
    note(posting)
  }

  /// All points that the earn gave, of every token.
  package var points: Points {
    var sum = Points.zero
    for earned in lots { sum += earned.lot.amount }
    return sum
  }

  /// Whether some of the lots may have expired, which only the later postings tell.
  package func needsHistory(now: Timestamp) -> Bool {
    for earned in lots where earned.lot.expiresAt <= now { return true }
    return false
  }

  /// Takes in what a posting of the same member did to the earn's lots.
  package mutating func note(_ posting: Posting) {
    for draw in posting.draws where draw.lot.id.version == version {
      guard let index = lots.firstIndex(where: { $0.lot.id == draw.lot.id }) else { continue }
      switch draw.destination {
      case .redeemed: lots[index].redeemed += draw.points
      case .expired: lots[index].expired += draw.points
      case .reversed: lots[index].reversed += draw.points
      case .debt: lots[index].paidDebt += draw.points
      }
    }
    for restore in posting.restores where restore.lot.id.version == version {
      guard let index = lots.firstIndex(where: { $0.lot.id == restore.lot.id }) else { continue }
      lots[index].redeemed -= restore.points
    }
  }
}

/// One lot of an earn, and where its points went.
package struct EarnedLot: Hashable, Sendable {
  /// As first made.
  package var lot: Lot
  /// Less what reversals gave back.
  package var redeemed: Points = .zero
  package var expired: Points = .zero
  package var reversed: Points = .zero
  package var paidDebt: Points = .zero

  package init(lot: Lot) { self.lot = lot }

  /// What closed the lot, for one that is no longer open.
  package var closedState: LotState {
    if reversed > .zero { return .reversed }
    return expired > .zero ? .expired : .used
  }
}
