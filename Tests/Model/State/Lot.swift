/// Points that were credited together and expire together.
///
/// Whatever became of them is counted, so that the parts always add up to the amount.
package struct Lot: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case base, bonus, event, restored }

  package var id: LotID
  package var token: TokenID
  package var kind: Kind
  /// What made it: an earn, a claim, an event, or what gave points back; 0 = time did.
  package var transaction: TransactionID
  /// The earn, claimed sale or event whose points they are, wherever they have moved since.
  package var source: TransactionID
  /// Where its points came back after their lot had ended: the first lot that they were in.
  package var origin: LotID?
  /// Whether its points came from other lots; then they were not issued again.
  package var isMovedOn = false
  /// Those whose points they are; none for points that came back.
  package var promotions: Set<PromotionID>
  package var terms: LotTerms
  package var earnedAt: Milliseconds
  /// What its spans of time run from.
  package var countsFrom: Milliseconds
  /// When it became or becomes active by its terms, which may be before it was made.
  package var startsAt: Milliseconds
  /// When it ended as it was made.
  package var firstEnd: Milliseconds?
  /// Whether it waited for an action as it was made.
  package var waitedAtFirst: Bool
  /// Not active yet.
  package var isPending: Bool
  /// When it becomes active; absent where it is, or waits for an action.
  package var activationAt: Milliseconds?
  package var expiresAt: Milliseconds?

  package var amount: Points
  /// Not held, not gone: pending or available.
  package var free: Points
  /// Kept by locks and authorisations, by their transaction.
  package var held: [TransactionID: Points] = [:]
  package var redeemed: Points = 0
  package var expired: Points = 0
  package var reversed: Points = 0
  package var paidDebt: Points = 0
  /// Moved on to a new lot.
  package var moved: Points = 0

  /// Whether it waits for an action.
  package var waits: Bool { isPending && activationAt == nil }

  /// Points that locks and authorisations keep.
  package var heldInAll: Points { held.values.reduce(0, +) }

  /// Points that are not gone.
  package var remaining: Points { free + heldInAll }

  /// Whether points of both begin and end together and are of one kind; what waits for an action
  /// stays apart, for the actions may differ.
  func isAlike(_ other: Lot) -> Bool {
    token == other.token && kind == other.kind && isPending == other.isPending
      && startsAt == other.startsAt && expiresAt == other.expiresAt
      && !waits
  }

  /// What must always be nothing: the amount less all its parts.
  var difference: Points {
    amount - remaining - redeemed - expired - reversed - paidDebt - moved
  }
}

/// Points set aside: an operator's lock, or an authorised redemption.
package struct Hold: Hashable, Sendable {
  package enum State: String, Hashable, Sendable {
    /// Keeps points; can go to any other.
    case live
    /// Given free as a whole, or lapsed.
    case ended
    /// The redemption took place.
    case captured
  }

  /// The lock's or the authorisation's transaction.
  package var id: TransactionID
  package var isAuthorization: Bool
  package var token: TokenID
  /// From each lot, in the order in which they were taken.
  package var parts: [Drawdown]
  /// When it ends by itself.
  package var until: Milliseconds?
  /// The earn that a lock was put on.
  package var target: TransactionID?
  package var state = State.live

  /// What it keeps.
  package var points: Points { parts.reduce(0) { $0 + $1.points } }
}

/// Points taken from one lot.
package struct Drawdown: Hashable, Sendable {
  package var lot: LotID
  package var points: Points

  package init(lot: LotID, points: Points) {
    self.lot = lot
    self.points = points
  }
}
