/// What one transaction does to a member's points: effects alone, no rules.
///
/// Everything that a rule decided stands here in full, so that a replay needs no rules. A plain
/// earn fills `lotsMade` and nothing else.
package struct Posting: Hashable, Sendable {
  package var kind: TransactionKind
  /// The token of its draws and restores; an earn's lots name their own.
  package var token: TokenNumber
  /// From when it counts: an expiry's exact instant, the command's `now` otherwise.
  package var effectiveAt: Timestamp
  /// New credits, each with `remaining` = `amount`.
  ///
  /// They count as issued.
  package var lotsMade: [Lot] = []
  /// Points given back to lots by the reversal of a redemption.
  package var restores: [Restore] = []
  package var holdsPlaced: [Hold] = []
  /// Points that holds set free, still in their lots.
  ///
  /// A hold without parts ends.
  package var releases: [HoldRelease] = []
  /// Points that leave lots; after everything above.
  package var draws: [Draw] = []
  /// What moves without a lot.
  package var accountChanges: [AccountChange] = []
  /// Differences of cap uses; negative ones release.
  package var capUses: [CapUse] = []
  /// The transaction that it reverses, captures, voids or unlocks; 0 = none.
  package var linkedVersion: UInt32 = 0
  /// A reversal: points of the linked transaction that this one reverses.
  package var reversedPoints: Points = .zero
  /// A reversal: nothing of the linked transaction is left to reverse.
  package var isFullReversal = false
  /// None or one.
  ///
  /// An array, because that is a pointer that copies on write.
  private var rare: [PostingDetails] = []

  package init(kind: TransactionKind, token: TokenNumber, effectiveAt: Timestamp) {
    self.kind = kind
    self.token = token
    self.effectiveAt = effectiveAt
  }

  /// An earn, made in one step: filling in a value that is then returned copies it once more.
  init(
    earnOf lots: [Lot],
    token: TokenNumber,
    draws: [Draw],
    capUses: [CapUse],
    effectiveAt: Timestamp
  ) {
    kind = .earn
    self.token = token
    self.effectiveAt = effectiveAt
    lotsMade = lots
    self.draws = draws
    self.capUses = capUses
  }
}

extension Posting {
  /// What only some postings do; ``hasDetails`` tells whether it is worth asking.
  ///
  /// Copied on the way out and in: for those that have any.
  package var details: PostingDetails {
    get { rare.isEmpty ? PostingDetails() : rare[0] }
    set {
      if newValue.isEmpty {
        if !rare.isEmpty { rare = [] }
      } else if rare.isEmpty {
        rare.append(newValue)
      } else {
        rare[0] = newValue
      }
    }
  }

  package var hasDetails: Bool { !rare.isEmpty }

  /// What the statement says; empty where it says nothing.
  package var reason: String {
    get { rare.isEmpty ? "" : rare[0].reason }
    set { if hasDetails || !newValue.isEmpty { details.reason = newValue } }
  }

  /// All points drawn to one destination.
  package func points(to destination: DrawDestination) -> Points {
    var sum = Points.zero
    for draw in draws where draw.destination == destination { sum += draw.points }
    return sum
  }

  /// All points that holds set free; some of them may expire at once.
  package var pointsReleased: Points {
    var sum = Points.zero
    for release in releases { sum += release.points }
    return sum
  }

  /// All points given back to lots.
  package var pointsRestored: Points {
    var sum = Points.zero
    for restore in restores { sum += restore.points }
    return sum
  }

  /// All points credited anew.
  package var pointsMade: Points {
    var sum = Points.zero
    for lot in lotsMade { sum += lot.amount }
    return sum
  }

  /// The change of the member's total, over all tokens: what a statement shows.
  ///
  /// 0 for locks.
  package var change: Points {
    var sum = pointsMade + pointsRestored
    for draw in draws where draw.destination != .debt { sum -= draw.points }
    for change in accountChanges { sum -= change.debtCreated }
    return sum
  }
}

/// What a transaction was.
///
/// Raw values are the schema's.
package enum TransactionKind: UInt8, Hashable, Sendable, CaseIterable {
  case none = 0
  case earn = 1
  case redeem = 2
  case earnReversal = 3
  case redemptionReversal = 4
  case expiry = 5
  case lock = 6
  case unlock = 7
  case authorization = 8
  case captured = 9
  case voided = 10
  case holdLapsed = 11
  /// Part of an earn is taken back.
  case partialReversal = 12
  case activation = 13
  case `extension` = 14
  /// A part of the points, by command.
  case percentageExpiry = 15
  case voucherIssued = 16
  case voucherUsed = 17
  case eventReward = 18
  /// A guest's sale becomes the member's.
  case saleClaimed = 19
  case voucherCancelled = 20
  case inactivityExpiry = 21
  case decayExpiry = 22
}

/// Points taken from one lot.
package struct Draw: Hashable, Sendable {
  /// The lot as it stood.
  ///
  /// Applying reads its id alone; a reversal reads what it must be made of again.
  package var lot: Lot
  /// 1 or more.
  package var points: Points
  package var destination: DrawDestination
  /// The hold whose part is taken; 0 = points that no hold has set aside.
  package var hold: UInt32

  package init(lot: Lot, points: Points, destination: DrawDestination, hold: UInt32 = 0) {
    self.lot = lot
    self.points = points
    self.destination = destination
    self.hold = hold
  }
}

/// Where drawn points go.
///
/// Raw values stand in the log.
package enum DrawDestination: UInt8, Hashable, Sendable, CaseIterable {
  case redeemed = 0
  case expired = 1
  case reversed = 2
  /// They pay the member's debt.
  case debt = 3
}

/// Points given back to a lot; they leave `redeemed`.
package struct Restore: Hashable, Sendable {
  /// The lot to make where none with its id is open; its `remaining` and `locked` are not read.
  package var lot: Lot
  /// 1 or more.
  package var points: Points

  package init(lot: Lot, points: Points) {
    self.lot = lot
    self.points = points
  }
}

/// Points of one lot that a hold sets free.
package struct HoldRelease: Hashable, Sendable {
  package var hold: UInt32
  package var lot: LotID
  /// 1 or more.
  package var points: Points

  package init(hold: UInt32, lot: LotID, points: Points) {
    self.hold = hold
    self.lot = lot
    self.points = points
  }
}

/// What an earn's reversal does to an account beside the draws.
package struct AccountChange: Hashable, Sendable {
  package var token: TokenNumber
  /// Points owed from now on; they count as reversed.
  package var debtCreated: Points
  /// Points that move from expired to reversed.
  package var expiredToReversed: Points
  /// A memo: points that could not be taken.
  package var unrecovered: Points

  package init(
    token: TokenNumber,
    debtCreated: Points = .zero,
    expiredToReversed: Points = .zero,
    unrecovered: Points = .zero
  ) {
    self.token = token
    self.debtCreated = debtCreated
    self.expiredToReversed = expiredToReversed
    self.unrecovered = unrecovered
  }
}
