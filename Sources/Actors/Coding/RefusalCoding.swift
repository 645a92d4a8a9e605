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
    case .pinInvalid(let left): attemptsLeft = left
    case .pinLocked(let milliseconds): retryAfterMs = milliseconds
    case .overrideNotPermitted: field = "rate_override"
    case .membershipNotValid, .numberOfOtherShape: field = "to_membership_number"
    case .numberNotKnown(let path): field = path
    case .cardNotFound, .cardBlocked, .cardReplaced: field = "member.card_number"
    case .aliasNotFound, .lastLoginAlias: field = "provider"
    case .cardAlreadyAssigned, .cardCycle: field = "new_card_number"
    case .belowExchangeMin, .aboveExchangeMax, .noExchangeMultiple: field = "points"
    case .voucherAlreadyUsed(version: 0): break
    case .alreadyReversed(let version), .voucherAlreadyUsed(let version):
      existingID = TransactionID(member: member, version: version).text
    default: break
    }
  }

  /// Why an exchange's points cannot come to whom its request names.
  init(receiving refusal: Refusal) {
    self.init(refusal)
    switch refusal {
    case .memberNotActive, .earnBlocked: field = "to_membership_number"
    default: break
    }
  }

  init(_ fault: RequestFault) {
    switch fault {
    case .malformed(let error, let path):
      self.init(
        code: .invalidArgument,
        reason: .malformedMessage,
        message: "the request is no message of this method: \(error); send it as the schema says",
        field: path
      )
    case .field(let path): self.init(.invalidField(path))
    case .refused(let refusal): self.init(refusal)
    case .notPermitted(let path):
      self.init(
        code: .permissionDenied,
        reason: .scopeMissing,
        message: "this needs the scope ACCESS_OFFICE or ACCESS_ADMIN: leave it out",
        field: path
      )
    }
  }

  private static func words(_ refusal: Refusal) -> (Code, Reason, String) {
    switch refusal {
    case .invalidField(let path):
      (.invalidArgument, .invalidField, FieldRules.sentence(path))
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
    case .aboveMax: (failed, .aboveMax, "more than may be taken, or recorded at once; ask for less")
    case .notMultiple: (failed, .notMultiple, "the points are no multiple of the programme's step")
    case .notReversible: (failed, .notReversible, "such a transaction cannot be reversed")
    case .unrecoverable:
      (failed, .unrecoverable, "not all points can be taken back; without strict, some are")
    case .versionConflict:
      (.aborted, .versionConflict, "it was changed meanwhile; read it again and repeat")
    case .stageNotAllowed:
      (failed, .stageNotAllowed, "nobody goes from the member's stage to that one")
    case .stageConflict:
      (.aborted, .stageConflict, "the member is in another stage; read it again and repeat")
    case .balanceLeft:
      (failed, .balanceLeft, "the member has or owes points; settle them, or let it forfeit them")
    case .memberInUse:
      (failed, .memberInUse, "an exchange or an authorised redemption is under way; try later")
    case .segmentLimit:
      (failed, .segmentLimit, "the member is in too many segments; take it out of another one")
    case .resultZero: (failed, .resultZero, "the points come to less than one")
    case .budgetExhausted: (failed, .budgetExhausted, "no voucher of this type is left")
    case .claimExpired: (failed, .claimExpired, "the sale can no longer be claimed")
    case .notWaiting: (failed, .notWaiting, "the points do not wait for this action")
    case .alreadyClaimed:
      (.alreadyExists, .alreadyClaimed, "the sale belongs to a member already")
    case .linkedFailed:
      (.aborted, .linkedFailed, "another operation of the sale was refused; see failed_op")
    case .velocityLimit:
      (.resourceExhausted, .velocityLimit, "the member has earned as much as a day allows")
    case .eventNotFound: (.notFound, .eventNotFound, "the programme has no such event type")
    default: wordsOfSecrets(refusal)
    }
  }
  private static func wordsOfSecrets(_ refusal: Refusal) -> (Code, Reason, String) {
    let failed = Code.failedPrecondition
    return switch refusal {
    case .voucherNotFound: (.notFound, .voucherNotFound, "there is no such voucher")
    case .voucherAlreadyUsed:
      (
        .alreadyExists, .voucherAlreadyUsed,
        "the voucher has been used; GetVoucher tells when and where"
      )
    case .voucherExpired: (failed, .voucherExpired, "the voucher is no longer good")
    case .voucherNotYetValid: (failed, .voucherNotYetValid, "the voucher is not good yet")
    case .voucherOtherMember: (failed, .voucherOtherMember, "the voucher is another member's")
    case .pinRequired:
      (
        .unauthenticated, .pinRequired,
        "this needs the member's PIN; send it, or set one first where there is none"
      )
    case .pinInvalid: (.unauthenticated, .pinInvalid, "the PIN is wrong; see attempts_left")
    case .pinLocked(milliseconds: 0):
      (.unauthenticated, .pinLocked, "too many wrong PINs in all; an operator has to reset it")
    case .pinLocked:
      (.unauthenticated, .pinLocked, "too many wrong PINs; try again after retry_after_ms")
    default: wordsOfExchanges(refusal)
    }
  }

  private static func wordsOfExchanges(_ refusal: Refusal) -> (Code, Reason, String) {
    let failed = Code.failedPrecondition
    return switch refusal {
    case .exchangeNotAllowed:
      (
        failed, .exchangeNotAllowed,
        "no partnership from this token to that one is open now, or one of the two is paused, or "
          + "not of one sandbox, does not accept the other's programme, or has no partner now"
      )
    case .rateStale:
      (
        failed, .rateStale,
        "the token given has no off_ramp value now, the other no on_ramp value, or one is too old"
      )
    case .overrideNotPermitted:
      (
        .permissionDenied, .overrideNotPermitted,
        "the partnership does not take this rate; leave rate_override out"
      )
    case .membershipNotValid:
      (failed, .membershipNotValid, "the other token's programme has no such member")
    case .numberOfOtherShape:
      (failed, .membershipNotValid, "the other token's membership rule takes no such number")
    case .numberNotKnown:
      (failed, .membershipNotValid, "whoever keeps such numbers says that this one names nobody")
    case .belowExchangeMin(let least):
      (failed, .belowMin, "the partnership takes \(least) points at least")
    case .aboveExchangeMax(let most):
      (failed, .aboveMax, "the partnership takes \(most) points at most")
    case .noExchangeMultiple(let step):
      (failed, .notMultiple, "the partnership takes multiples of \(step) points")
    case .exchangeLimit:
      (failed, .exchangeLimit, "the member has exchanged as much as a period allows")
    case .tooManyExchanges:
      (
        failed, .exchangeLimit,
        "\(Limits.openExchanges) are with partners for this member; wait until one has ended"
      )
    default: wordsOfCodes(refusal)
    }
  }

  private static func wordsOfCodes(_ refusal: Refusal) -> (Code, Reason, String) {
    let failed = Code.failedPrecondition
    return switch refusal {
    case .codeNotFound: (.notFound, .codeNotFound, "there is no such code")
    case .codeAlreadyClaimed:
      (.alreadyExists, .codeAlreadyClaimed, "the code has been claimed")
    case .campaignClosed:
      (failed, .campaignClosed, "codes of the campaign are neither made nor claimed now")
    case .codeWithdrawn: (failed, .codeWithdrawn, "the code has been made void")
    case .codeExpired: (failed, .codeExpired, "the code is no longer good")
    case .codeNotYetValid: (failed, .codeNotYetValid, "the code is not good yet")
    case .codeLimitReached:
      (failed, .codeLimitReached, "the member has claimed as many as the campaign lets one")
    case .benefitNotFound:
      (.notFound, .benefitNotFound, "there is no such benefit: see ListBenefits")
    case .benefitClosed:
      (failed, .benefitClosed, "the benefit is not to be had now, or no voucher is of it")
    case .tierNotEligible: (failed, .tierNotEligible, "the benefit is for other tiers")
    case .benefitLimitReached:
      (
        failed, .benefitLimitReached,
        "the member has had it as often as it may: ListBenefits says when that begins anew"
      )
    case .campaignExhausted:
      (failed, .budgetExhausted, "the campaign's codes have been claimed as often as they may be")
    case .supplyExhausted:
      (failed, .supplyExhausted, "less than that is left of the token's supply: see GetToken")
    case .membershipNotFound:
      (.notFound, .membershipNotFound, "the member has no number of this provider")
    case .notAvailableInLight:
      (failed, .notAvailableInLight, "the brand keeps its members' points itself: ask the brand")
    default: wordsOfCards(refusal)
    }
  }

  private static func wordsOfCards(_ refusal: Refusal) -> (Code, Reason, String) {
    let failed = Code.failedPrecondition
    return switch refusal {
    case .cardNotFound:
      (.notFound, .cardNotFound, "no member of the programme has this card")
    case .cardBlocked:
      (failed, .cardBlocked, "the card was lost or stolen: nothing is redeemed with it")
    case .cardReplaced:
      (failed, .cardReplaced, "another card is in its place: nothing is redeemed with this one")
    case .cardAlreadyAssigned:
      (.alreadyExists, .cardAlreadyAssigned, "the card belongs to a member; give another one")
    case .aliasNotFound:
      (.notFound, .aliasNotFound, "the member has no alias of this provider")
    case .lastLoginAlias:
      (failed, .lastLoginAlias, "the member could not log in any more; give another alias first")
    case .cardCycle:
      (failed, .cardCycle, "the old card is in the place of this one; give another one")
    default: preconditionFailure("\(refusal) has no words")
    }
  }
}
