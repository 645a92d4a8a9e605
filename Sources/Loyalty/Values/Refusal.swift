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
}
