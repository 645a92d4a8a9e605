/// Points that were earned together, become active together and expire together.
///
/// The parts of `amount`: what was taken (and is no longer here), what is locked, and what is free.
package struct Lot: Hashable, Sendable {
  package var id: LotID
  package var token: TokenNumber
  package var kind: LotKind
  /// Whether it waits for an action; then ``activationAt`` is ``Timestamp/never``.
  package var waits: Bool
  /// Who pays for the points: a funding partner's number; 0 = the programme.
  package var partner: UInt16
  /// Points when first made; 1 or more.
  package var amount: Points
  /// Points still in the lot, the locked ones included: 0 to `amount`.
  package var remaining: Points
  /// Points set aside by holds: 0 to `remaining`.
  package var locked: Points
  /// From this instant on the points may be spent.
  package var activationAt: Timestamp
  /// At this instant the points have expired; ``Timestamp/never`` where they do not.
  package var expiresAt: Timestamp

  package init(
    id: LotID,
    token: TokenNumber,
    kind: LotKind,
    amount: Points,
    remaining: Points,
    locked: Points = .zero,
    activationAt: Timestamp,
    expiresAt: Timestamp,
    waits: Bool = false,
    partner: UInt16 = 0
  ) {
    self.id = id
    self.token = token
    self.kind = kind
    self.amount = amount
    self.remaining = remaining
    self.locked = locked
    self.activationAt = activationAt
    self.expiresAt = expiresAt
    self.waits = waits
    self.partner = partner
  }

  /// Points that no hold has set aside.
  package var free: Points { remaining - locked }

  /// Whether this lot is consumed before another: sooner to expire, then older.
  package func precedes(_ other: Lot) -> Bool {
    expiresAt != other.expiresAt ? expiresAt < other.expiresAt : id < other.id
  }
}

/// What made a lot.
///
/// Raw values are the schema's.
package enum LotKind: UInt8, Hashable, Sendable, CaseIterable {
  /// A base rate.
  case base = 0
  /// A promotion on top of the base rate.
  case bonus = 1
  /// A redemption reversed after the original lot had expired.
  case restored = 2
  /// An operator's correction.
  case adjust = 3
  /// What an event was rewarded with.
  case event = 4
  /// It came from another token.
  case exchange = 5
}

/// What has become of a lot.
///
/// Raw values are the schema's.
package enum LotState: UInt8, Hashable, Sendable, CaseIterable {
  case active = 0
  case pending = 1
  /// All that remains is locked.
  case locked = 2
  case partlyUsed = 3
  case used = 4
  case expired = 5
  case reversed = 6
}
