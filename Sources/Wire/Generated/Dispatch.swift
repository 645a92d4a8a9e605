// Generated from all files of the schema by scripts/generate; do not edit.

/// Numbers of the methods, as frames carry them.
public enum MethodID {
  /// `EvaluateBasket`.
  @inlinable public static var evaluateBasket: UInt16 { 0x0101 }
  /// `Earn`.
  @inlinable public static var earn: UInt16 { 0x0102 }
  /// `ReverseEarn`.
  @inlinable public static var reverseEarn: UInt16 { 0x0103 }
  /// `Redeem`.
  @inlinable public static var redeem: UInt16 { 0x0104 }
  /// `ReverseRedemption`.
  @inlinable public static var reverseRedemption: UInt16 { 0x0105 }
  /// `Lock`.
  @inlinable public static var lock: UInt16 { 0x0106 }
  /// `Unlock`.
  @inlinable public static var unlock: UInt16 { 0x0107 }
  /// `GetPointStatus`.
  @inlinable public static var getPointStatus: UInt16 { 0x0108 }
  /// `GetExpirySchedule`.
  @inlinable public static var getExpirySchedule: UInt16 { 0x0109 }
  /// `ListTransactions`.
  @inlinable public static var listTransactions: UInt16 { 0x010A }
  /// `StreamTransactions`.
  @inlinable public static var streamTransactions: UInt16 { 0x010B }
  /// `Enrol`.
  @inlinable public static var enrol: UInt16 { 0x0201 }
  /// `GetMember`.
  @inlinable public static var getMember: UInt16 { 0x0202 }
  /// `ValidateCard`.
  @inlinable public static var validateCard: UInt16 { 0x0203 }
  /// `PutProgramme`.
  @inlinable public static var putProgramme: UInt16 { 0x0301 }
  /// `GetProgramme`.
  @inlinable public static var getProgramme: UInt16 { 0x0302 }
  /// `CreateToken`.
  @inlinable public static var createToken: UInt16 { 0x0303 }
  /// `GetToken`.
  @inlinable public static var getToken: UInt16 { 0x0304 }
  /// `PutPromotions`.
  @inlinable public static var putPromotions: UInt16 { 0x0305 }
  /// `ListPromotions`.
  @inlinable public static var listPromotions: UInt16 { 0x0306 }
  /// `VerifyLedger`.
  @inlinable public static var verifyLedger: UInt16 { 0x0401 }
  /// `GetServerInfo`.
  @inlinable public static var getServerInfo: UInt16 { 0x0402 }
}

/// What serves calls: a function a method.
///
/// Each decodes its payload itself, for the hot ones read fields without making a message.
/// The payload is valid only during the call.
public protocol ServiceHandler {
  /// What a handler needs to answer: connection, stream, deadline.
  associatedtype Call

  /// (3) What a basket is worth now.
  ///
  /// Writes nothing.
  func evaluateBasket(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (4) Posts a basket's points.
  func earn(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (5) Takes back an earn in full.
  func reverseEarn(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (10) Redeems, authorises, captures or voids.
  func redeem(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (11) Gives redeemed points back to their lots.
  func reverseRedemption(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (7) Blocks points.
  func lock(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (12) Frees blocked points.
  func unlock(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (31) The state of lots.
  func getPointStatus(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (24) What has expired and what will, by date.
  func getExpirySchedule(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (34) A page of a member's transactions, newest first.
  func listTransactions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (34) All of them, newest first, as a stream.
  func streamTransactions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (14) Makes or changes a member.
  func enrol(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (28) Profile, stage, tier and balances.
  func getMember(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (13) Whether a card may be used.
  func validateCard(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes a programme or changes its settings; its promotions and tokens are untouched unless
  /// given.
  func putProgramme(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Serves `GetProgramme`.
  func getProgramme(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Serves `CreateToken`.
  func createToken(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Issued, held and burned points of a token, over all members.
  func getToken(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (50) Adds promotions, or makes a new version of those that exist.
  ///
  /// All or none.
  func putPromotions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (52).
  func listPromotions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Recomputes every balance from the members' lots and compares it with the counters.
  func verifyLedger(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Serves `GetServerInfo`.
  func getServerInfo(_ call: Call, _ payload: UnsafeRawBufferPointer)
}

/// Hands a call to the handler's function for its method.
///
/// - Returns: False when there is no such method; the handler has then not been called.
@inlinable
public func dispatchCall<H: ServiceHandler>(
  _ method: UInt16,
  to handler: H,
  call: H.Call,
  payload: UnsafeRawBufferPointer
) -> Bool {
  switch method {
  case 0x0101: unsafe handler.evaluateBasket(call, payload)
  case 0x0102: unsafe handler.earn(call, payload)
  case 0x0103: unsafe handler.reverseEarn(call, payload)
  case 0x0104: unsafe handler.redeem(call, payload)
  case 0x0105: unsafe handler.reverseRedemption(call, payload)
  case 0x0106: unsafe handler.lock(call, payload)
  case 0x0107: unsafe handler.unlock(call, payload)
  case 0x0108: unsafe handler.getPointStatus(call, payload)
  case 0x0109: unsafe handler.getExpirySchedule(call, payload)
  case 0x010A: unsafe handler.listTransactions(call, payload)
  case 0x010B: unsafe handler.streamTransactions(call, payload)
  case 0x0201: unsafe handler.enrol(call, payload)
  case 0x0202: unsafe handler.getMember(call, payload)
  case 0x0203: unsafe handler.validateCard(call, payload)
  case 0x0301: unsafe handler.putProgramme(call, payload)
  case 0x0302: unsafe handler.getProgramme(call, payload)
  case 0x0303: unsafe handler.createToken(call, payload)
  case 0x0304: unsafe handler.getToken(call, payload)
  case 0x0305: unsafe handler.putPromotions(call, payload)
  case 0x0306: unsafe handler.listPromotions(call, payload)
  case 0x0401: unsafe handler.verifyLedger(call, payload)
  case 0x0402: unsafe handler.getServerInfo(call, payload)
  default: return false
  }
  return true
}

extension SchemaRegistry {
  /// The type of every message of the schema.
  public static let types: [any Message.Type] = [
    Envelope.self,
    MemberReference.self,
    Outcome.self,
    Balance.self,
    Warning.self,
    Ratio.self,
    Status.self,
    Profile.self,
    EnrolRequest.self,
    EnrolResponse.self,
    GetMemberRequest.self,
    GetMemberResponse.self,
    Lifetime.self,
    ValidateCardRequest.self,
    ValidateCardResponse.self,
    VerifyLedgerRequest.self,
    VerifyLedgerResponse.self,
    GetServerInfoRequest.self,
    GetServerInfoResponse.self,
    BasketLine.self,
    Basket.self,
    Tender.self,
    EvaluateBasketRequest.self,
    EvaluateBasketResponse.self,
    TokenPoints.self,
    AppliedPromotion.self,
    LinePoints.self,
    RejectedPromotion.self,
    EarnRequest.self,
    EarnResponse.self,
    Lot.self,
    Drawdown.self,
    ReverseEarnRequest.self,
    NaturalKey.self,
    ReverseEarnResponse.self,
    RedeemRequest.self,
    RedeemResponse.self,
    ReverseRedemptionRequest.self,
    ReverseRedemptionResponse.self,
    LockRequest.self,
    LockResponse.self,
    UnlockRequest.self,
    UnlockResponse.self,
    GetPointStatusRequest.self,
    GetPointStatusResponse.self,
    Hold.self,
    GetExpiryScheduleRequest.self,
    GetExpiryScheduleResponse.self,
    ExpiryEntry.self,
    ListTransactionsRequest.self,
    ListTransactionsResponse.self,
    StreamTransactionsRequest.self,
    Transaction.self,
    Programme.self,
    Settings.self,
    Token.self,
    PromotionGroup.self,
    Promotion.self,
    Selection.self,
    Terms.self,
    Rate.self,
    Multiplier.self,
    QuantityBonus.self,
    Threshold.self,
    ThresholdStep.self,
    TierMultiplier.self,
    TierFactor.self,
    Cap.self,
    LotTerms.self,
    PutProgrammeRequest.self,
    PutProgrammeResponse.self,
    GetProgrammeRequest.self,
    GetProgrammeResponse.self,
    CreateTokenRequest.self,
    CreateTokenResponse.self,
    GetTokenRequest.self,
    GetTokenResponse.self,
    TokenTotals.self,
    PutPromotionsRequest.self,
    PutPromotionsResponse.self,
    PutPromotionResult.self,
    ListPromotionsRequest.self,
    ListPromotionsResponse.self,
    Hello.self,
    Welcome.self,
    CallHead.self,
    Metadata.self,
    GoAway.self,
    RequestContext.self,
    MemberEnrolledRecord.self,
    MemberChangedRecord.self,
    CardClaimedRecord.self,
    RequestRefusedRecord.self,
    ProgrammeChangedRecord.self,
    NumberedToken.self,
    NumberedPromotion.self,
    PointsPostedRecord.self,
    StoredLot.self,
    StoredDraw.self,
    StoredHoldPart.self,
    StoredHold.self,
    StoredRelease.self,
    StoredAccountChange.self,
    StoredCapUse.self,
    StoredAward.self,
    StoredBalance.self,
    StoredMember.self,
    StoredAccount.self,
    StoredReversal.self,
    StoredEndedHold.self,
    StoredProgramme.self,
    StoredCard.self,
  ]

  /// Every message of the schema.
  public static let messages: [MessageSchema] = types.map { $0.schema }

  /// Every method of the schema.
  public static let methods: [MethodSchema] = [
    .init(MembersMethods.enrol, summary: "(14) Makes or changes a member."),
    .init(MembersMethods.getMember, summary: "(28) Profile, stage, tier and balances."),
    .init(MembersMethods.validateCard, summary: "(13) Whether a card may be used."),
    .init(
      OperationsMethods.verifyLedger,
      summary: "Recomputes every balance from the members' lots and compares it with the counters."
    ),
    .init(OperationsMethods.getServerInfo, summary: ""),
    .init(PointsMethods.evaluateBasket, summary: "(3) What a basket is worth now. Writes nothing."),
    .init(PointsMethods.earn, summary: "(4) Posts a basket's points."),
    .init(PointsMethods.reverseEarn, summary: "(5) Takes back an earn in full."),
    .init(PointsMethods.redeem, summary: "(10) Redeems, authorises, captures or voids."),
    .init(
      PointsMethods.reverseRedemption,
      summary: "(11) Gives redeemed points back to their lots."
    ),
    .init(PointsMethods.lock, summary: "(7) Blocks points."),
    .init(PointsMethods.unlock, summary: "(12) Frees blocked points."),
    .init(PointsMethods.getPointStatus, summary: "(31) The state of lots."),
    .init(
      PointsMethods.getExpirySchedule,
      summary: "(24) What has expired and what will, by date."
    ),
    .init(
      PointsMethods.listTransactions,
      summary: "(34) A page of a member's transactions, newest first."
    ),
    .init(
      PointsMethods.streamTransactions,
      summary: "(34) All of them, newest first, as a stream."
    ),
    .init(
      ProgrammesMethods.putProgramme,
      summary:
        "Makes a programme or changes its settings; its promotions and tokens are untouched unless given."
    ),
    .init(ProgrammesMethods.getProgramme, summary: ""),
    .init(ProgrammesMethods.createToken, summary: ""),
    .init(
      ProgrammesMethods.getToken,
      summary: "Issued, held and burned points of a token, over all members."
    ),
    .init(
      ProgrammesMethods.putPromotions,
      summary: "(50) Adds promotions, or makes a new version of those that exist. All or none."
    ),
    .init(ProgrammesMethods.listPromotions, summary: "(52)"),
  ]
}
