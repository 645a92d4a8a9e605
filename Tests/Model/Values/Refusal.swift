/// Why a command was refused; raw values are the words of the contract.
package enum Reason: String, Sendable {
  case invalidField = "INVALID_FIELD"
  case amountOutOfRange = "AMOUNT_OUT_OF_RANGE"
  case tooOld = "TOO_OLD"
  case clockSkew = "CLOCK_SKEW"
  case idempotencyConflict = "IDEMPOTENCY_CONFLICT"
  case memberNotFound = "MEMBER_NOT_FOUND"
  case transactionNotFound = "TRANSACTION_NOT_FOUND"
  case lotNotFound = "LOT_NOT_FOUND"
  case promotionNotFound = "PROMOTION_NOT_FOUND"
  case duplicateTransaction = "DUPLICATE_TRANSACTION"
  case duplicateIdentity = "DUPLICATE_IDENTITY"
  case alreadyReversed = "ALREADY_REVERSED"
  case alreadyCaptured = "ALREADY_CAPTURED"
  case alreadyClaimed = "ALREADY_CLAIMED"
  case claimExpired = "CLAIM_EXPIRED"
  case memberNotActive = "MEMBER_NOT_ACTIVE"
  case earnBlocked = "EARN_BLOCKED"
  case redeemBlocked = "REDEEM_BLOCKED"
  case insufficientPoints = "INSUFFICIENT_POINTS"
  case notLocked = "NOT_LOCKED"
  case lockExpired = "LOCK_EXPIRED"
  case belowMinimum = "BELOW_MIN"
  case aboveMaximum = "ABOVE_MAX"
  case notMultiple = "NOT_MULTIPLE"
  case notReversible = "NOT_REVERSIBLE"
  case unrecoverable = "UNRECOVERABLE"
  case pinRequired = "PIN_REQUIRED"
  case pinInvalid = "PIN_INVALID"
  case linkedFailed = "LINKED_FAILED"
}

/// The ledger's no: an answer, not a fault; nothing changed.
package struct Refusal: Error, Hashable, Sendable {
  /// What stood against it.
  package var reason: Reason
  /// With `INSUFFICIENT_POINTS`: what could be had.
  package var available: Points?
  /// With `DUPLICATE_TRANSACTION` and `ALREADY_REVERSED`: the one that exists.
  package var existing: TransactionID?
  /// In a sale of several operations: the index of the one that failed; the others are
  /// `LINKED_FAILED`.
  package var operation: Int?

  package init(
    _ reason: Reason,
    available: Points? = nil,
    existing: TransactionID? = nil,
    operation: Int? = nil
  ) {
    self.reason = reason
    self.available = available
    self.existing = existing
    self.operation = operation
  }
}
