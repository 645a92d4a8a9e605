/// What a card may be used for.
///
/// Raw values are the schema's.
package enum CardStage: UInt8, Hashable, Sendable, CaseIterable {
  /// Earns and redeems; goes to `blocked` and to `replaced`.
  case active = 1
  /// Lost or stolen.
  ///
  /// Earns for its member and redeems nothing; goes back to `active` as long as no other card is in
  /// its place.
  case blocked = 2
  /// Another card is in its place; earns and redeems as one that is blocked, for good.
  case replaced = 3
}

/// Why a card is no longer what it was.
///
/// Raw values are the schema's.
package enum CardReason: UInt8, Hashable, Sendable, CaseIterable {
  case none = 0
  case lost = 1
  case stolen = 2
  case damaged = 3
  case upgrade = 4

  /// What becomes of a card that another one replaces for this reason.
  ///
  /// `nil` where it is no reason to replace one.
  package var stageOfReplaced: CardStage? {
    switch self {
    case .none: nil
    case .lost, .stolen: .blocked
    case .damaged, .upgrade: .replaced
    }
  }

  /// Whether a card is blocked for this reason.
  package var blocks: Bool { self == .lost || self == .stolen }
}

/// A card of a member that is not what it was when it was given.
///
/// An active card has none, so members cost nothing for it.
package struct CardMark: Hashable, Sendable {
  package var number: String
  /// Of a ``MemberChange`` also `active`: the mark goes.
  package var stage: CardStage
  package var reason: CardReason
  /// The card in its place; empty where there is none.
  package var successor: String
  /// Server time of the change.
  package var since: Timestamp

  package init(
    number: String,
    stage: CardStage,
    reason: CardReason,
    successor: String = "",
    since: Timestamp = Timestamp(milliseconds: 0)
  ) {
    self.number = number
    self.stage = stage
    self.reason = reason
    self.successor = successor
    self.since = since
  }
}
