/// How a request was decided.
package enum Outcome: Hashable, Sendable {
  case accepted(Answer)
  case refused(Refusal)
}

/// What an accepted command is told; what does not belong to it is empty.
package struct Answer: Hashable, Sendable {
  /// Absent where nothing was written.
  package var transaction: TransactionID?
  /// Earned, redeemed, locked, freed, given back, or taken back by a reversal in the words of its
  /// contract.
  package var points: Points = 0
  package var evaluation: Evaluation?
  /// Lots that the command made, in order.
  package var lots: [LotID] = []
  /// From or to which lots points moved.
  package var draws: [Drawdown] = []
  /// What a reversal took, and from where.
  package var taken: TakenBack?
  /// Points before and after a return, of all tokens together.
  package var before: Points?
  package var after: Points?
  package var debtPaid: Points = 0
  package var expiredAtOnce: Points = 0
  /// A capture's or a void's: given free.
  package var released: Points = 0
  /// Worth of a redemption in minor units.
  package var value: Money = 0
  package var until: Milliseconds?
  /// A promotion's version.
  package var version: Int?
  package var warnings: Set<Warning> = []
  /// Of a sale of several operations, one each.
  package var operations: [Answer] = []
  /// The member's, by token, after the command.
  package var balances: [TokenID: Balance] = [:]
  /// The first answer to this request or event, given again.
  package var isReplayed = false

  package init() {}
}

package enum Warning: String, Hashable, Sendable {
  /// A return would have given points; it gave none.
  case clamped = "CLAMPED"
  /// An event was sent again, and said something else.
  case eventDiffers = "EVENT_DIFFERS"
  /// The programme has no events of the type.
  case unknownEvent = "EVENT_TYPE_UNKNOWN"
  /// The basket has a code that no promotion names.
  case unknownCode = "CODE_UNKNOWN"
  /// Valued as a guest's.
  case unknownMemberAsGuest = "UNKNOWN_MEMBER_AS_GUEST"
}

/// What became of the points that a reversal was to take.
package struct TakenBack: Hashable, Sendable {
  /// Had expired: moved from expired to reversed, no balance changes.
  package var alreadyExpired: Points = 0
  package var pendingVoided: Points = 0
  package var availableTaken: Points = 0
  package var lockedTaken: Points = 0
  package var takenFromOtherLots: Points = 0
  package var debtCreated: Points = 0
  /// What the return policy left; no points moved.
  package var unrecovered: Points = 0

  package init() {}
}
