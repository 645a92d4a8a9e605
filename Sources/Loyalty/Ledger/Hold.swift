/// Points set aside: a lock by the operator, or an authorised redemption.
package struct Hold: Hashable, Sendable {
  /// Version of the entry that placed it.
  package var id: UInt32
  package var kind: HoldKind
  package var token: TokenNumber
  /// The earn that a lock was put on; 0 where it names no transaction.
  package var onTransaction: UInt32
  /// What it holds of each lot, in the order of consumption; each part is 1 or more.
  package var parts: [HoldPart]
  /// At this instant the hold has lapsed; ``Timestamp/never`` where it does not.
  package var until: Timestamp
  package var reason: String

  package init(
    id: UInt32,
    kind: HoldKind,
    token: TokenNumber,
    onTransaction: UInt32 = 0,
    parts: [HoldPart],
    until: Timestamp,
    reason: String = ""
  ) {
    self.id = id
    self.kind = kind
    self.token = token
    self.onTransaction = onTransaction
    self.parts = parts
    self.until = until
    self.reason = reason
  }

  /// The sum of its parts.
  package var points: Points {
    var sum = Points.zero
    for part in parts { sum += part.points }
    return sum
  }
}

/// What a hold sets aside of one lot.
package struct HoldPart: Hashable, Sendable {
  package var lot: LotID
  package var points: Points

  package init(lot: LotID, points: Points) {
    self.lot = lot
    self.points = points
  }
}

/// Whose hold it is.
package enum HoldKind: UInt8, Hashable, Sendable, CaseIterable {
  /// "Lock Points": ends by unlock, timeout, or the reversal of the earn.
  case lock = 0
  /// An authorised redemption: ends by capture, void or timeout.
  case authorization = 1
}

/// A hold that is no more, kept so that a late capture, void or unlock gets the right answer.
package struct EndedHold: Hashable, Sendable {
  package var id: UInt32
  package var onTransaction: UInt32
  package var kind: HoldKind
  package var wasCaptured: Bool

  package init(id: UInt32, onTransaction: UInt32, kind: HoldKind, wasCaptured: Bool) {
    self.id = id
    self.onTransaction = onTransaction
    self.kind = kind
    self.wasCaptured = wasCaptured
  }
}
