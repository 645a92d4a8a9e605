internal import FealtyLoyalty
internal import FealtyWire

/// How the ledger's refusals look on the wire. `docs/protocol.md` has the same table.
extension Status {
  init(_ refusal: Refusal, member: UInt64 = 0) {
    self.init()
    (code, reason, message) = Self.words(refusal)
    switch refusal {
    case .invalidField(let path): field = path
    case .insufficientPoints(let points): available = points.rawValue
    case .alreadyReversed(let version):
      existingID = TransactionID(member: member, version: version).text
    default: break
    }
  }

  init(_ fault: RequestFault) {
    switch fault {
    case .malformed(let error):
      self.init(
        code: .invalidArgument,
        reason: .malformedMessage,
        message: "the request is no message of this method: \(error); send it as the schema says"
      )
    case .field(let path): self.init(.invalidField(path))
    case .refused(let refusal): self.init(refusal)
    }
  }

  private static func words(_ refusal: Refusal) -> (Code, Reason, String) {
    switch refusal {
    case .invalidField(let path):
      (.invalidArgument, .invalidField, "\(path) is out of its range or shape; correct it")
    case .amountOutOfRange:
      (.invalidArgument, .amountOutOfRange, "the points leave the range that a balance can have")
    case .tooOld:
      (.invalidArgument, .tooOld, "the sale is older than the programme takes; post it by hand")
    case .clockSkew:
      (.invalidArgument, .clockSkew, "the time lies ahead of the server's; set the till's clock")
    case .memberNotFound: (.notFound, .memberNotFound, "there is no such member in the programme")
    case .transactionNotFound:
      (.notFound, .transactionNotFound, "the member has no such transaction")
    case .lotNotFound: (.notFound, .lotNotFound, "the member has no such open lot")
    case .tokenNotFound: (.notFound, .tokenNotFound, "the programme has no such token")
    default: wordsOfState(refusal)
    }
  }

  private static func wordsOfState(_ refusal: Refusal) -> (Code, Reason, String) {
    let failed = Code.failedPrecondition
    return switch refusal {
    case .memberNotActive:
      (failed, .memberNotActive, "the member is not active; enrol or reactivate it first")
    case .earnBlocked: (failed, .earnBlocked, "the member may not earn in its stage")
    case .redeemBlocked: (failed, .redeemBlocked, "the member may not redeem in its stage")
    case .alreadyReversed:
      (.alreadyExists, .alreadyReversed, "the transaction was reversed already; see existing_id")
    case .alreadyCaptured:
      (.alreadyExists, .alreadyCaptured, "the authorisation was captured already")
    case .insufficientPoints(let points):
      (failed, .insufficientPoints, "only \(points.rawValue) points are available")
    case .notLocked: (failed, .notLocked, "there is no such lock or authorisation")
    case .lockExpired: (failed, .lockExpired, "the lock or authorisation has ended")
    case .belowMin: (failed, .belowMin, "fewer points than the least that may be redeemed")
    case .aboveMax: (failed, .aboveMax, "more than may be taken")
    case .notMultiple: (failed, .notMultiple, "the points are no multiple of the programme's step")
    case .notReversible: (failed, .notReversible, "such a transaction cannot be reversed")
    case .unrecoverable:
      (failed, .unrecoverable, "not all points can be taken back; without strict, some are")
    case .versionConflict:
      (.aborted, .versionConflict, "it was changed meanwhile; read it again and repeat")
    default: preconditionFailure("\(refusal) has no words")
    }
  }
}
