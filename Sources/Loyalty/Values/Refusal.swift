/// Why the ledger refused a command.
///
/// A refusal is an answer, not a fault: no balance changed. Each case has the `Reason` of the
/// schema with the same name; `Actors/Coding` maps one to the other.
package enum Refusal: Error, Equatable, Sendable {
  /// The input breaks a rule of its shape. `field` is its path in the request.
  case invalidField(String)
  /// A sum leaves ±``Points/limit``.
  case amountOutOfRange
  /// The business time is older than the programme takes.
  case tooOld
  /// The business time is ahead of the server's by more than five minutes.
  case clockSkew
  case memberNotFound
  case transactionNotFound
  case lotNotFound
  case tokenNotFound
  case memberNotActive
  case earnBlocked
  case redeemBlocked
  case alreadyReversed(version: UInt32)
  case alreadyCaptured
  /// The points that may be spent are fewer than the amount; `available` is how many there are.
  case insufficientPoints(available: Points)
  /// There is no such lock or authorisation.
  case notLocked
  /// The lock or authorisation has ended.
  case lockExpired
  case belowMin
  case aboveMax
  case notMultiple
  case notReversible
  /// A strict reversal cannot take back everything.
  case unrecoverable
  case versionConflict
  /// Nobody goes from the member's stage to that one.
  case stageNotAllowed
  /// The member is in another stage than was expected.
  case stageConflict
  /// The member has or owes points, and such a one is not to be closed.
  case balanceLeft
  /// An exchange of the member, or a redemption that was authorised, is under way.
  case memberInUse
  /// The member is in, or is to be in, as many segments as one may be.
  case segmentLimit
  case voucherNotFound
  case eventNotFound
  /// The guest's sale belongs to a member already.
  case alreadyClaimed
  /// `version` used it; 0 = not known any more.
  case voucherAlreadyUsed(version: UInt32)
  /// A part of the points is less than one.
  case resultZero
  /// No voucher of the type is left.
  case budgetExhausted
  case claimExpired
  /// The lot does not wait for the action.
  case notWaiting
  case voucherExpired
  case voucherNotYetValid
  case voucherOtherMember
  /// Another operation of the sale was refused.
  case linkedFailed
  /// More earns or points in a day than the programme allows a member.
  case velocityLimit
  /// No partnership from the token to the other one is open.
  case exchangeNotAllowed
  /// A token has no value now, or one that is too old to decide by.
  case rateStale
  case overrideNotPermitted
  /// The other token's programme has no such member.
  case membershipNotValid
  /// The number is not one of those that the other token's rule takes.
  case numberOfOtherShape
  /// Whoever keeps such numbers says that it names nobody; `field` is its path in the request.
  case numberNotKnown(String)
  /// More than the partnership lets one member exchange in a period.
  case exchangeLimit
  /// Somebody outside is asked for as many of the member's exchanges, or returns, as may be.
  case tooManyExchanges
  /// Fewer points than the partnership takes, which is this at least.
  case belowExchangeMin(Int64)
  /// More points than the partnership takes, which is this at most.
  case aboveExchangeMax(Int64)
  /// The points are no multiple of this, the partnership's step.
  case noExchangeMultiple(Int64)
  case supplyExhausted
  case codeNotFound
  case codeAlreadyClaimed
  /// The campaign's codes are neither made nor claimed now.
  case campaignClosed
  /// The brand has made the code void.
  case codeWithdrawn
  case codeExpired
  case codeNotYetValid
  /// The member has claimed as many codes as the campaign lets one.
  case codeLimitReached
  case benefitNotFound
  /// It is not to be had now, or no voucher is of it.
  case benefitClosed
  /// The benefit is for other tiers.
  case tierNotEligible
  /// The member has had the benefit as often as it may in the period.
  case benefitLimitReached
  /// The campaign's codes have been claimed as often as it lets all together.
  case campaignExhausted
  /// The brand keeps its members' points itself.
  case notAvailableInLight
  /// The member has no number of the provider.
  case membershipNotFound
  case pinRequired
  case pinInvalid(attemptsLeft: UInt32)
  /// The member has no alias of the provider.
  case aliasNotFound
  /// Without the alias the member could not log in any more.
  case lastLoginAlias
  /// The member has no such card.
  case cardNotFound
  /// It was lost or stolen.
  case cardBlocked
  /// Another card is in its place.
  case cardReplaced
  /// The new card belongs to somebody.
  case cardAlreadyAssigned
  /// The new card was replaced by the old one before.
  case cardCycle
  /// Too many wrong PINs; `milliseconds` is how long it stays locked, 0 = until an operator resets
  /// it.
  case pinLocked(milliseconds: Int64)
}
