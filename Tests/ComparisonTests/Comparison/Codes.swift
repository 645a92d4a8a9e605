internal import Model

extension Reason {
  /// The status under which the contract lists it.
  var code: String {
    switch self {
    case .invalidField, .amountOutOfRange, .tooOld, .clockSkew, .idempotencyConflict:
      "INVALID_ARGUMENT"
    case .memberNotFound, .transactionNotFound, .lotNotFound, .promotionNotFound: "NOT_FOUND"
    case .duplicateTransaction, .duplicateIdentity, .alreadyReversed, .alreadyCaptured,
      .alreadyClaimed:
      "ALREADY_EXISTS"
    case .memberNotActive, .earnBlocked, .redeemBlocked, .insufficientPoints, .notLocked,
      .lockExpired, .belowMinimum, .aboveMaximum, .notMultiple, .notReversible, .unrecoverable,
      .claimExpired:
      "FAILED_PRECONDITION"
    case .pinRequired, .pinInvalid: "UNAUTHENTICATED"
    case .linkedFailed: "ABORTED"
    }
  }
}
