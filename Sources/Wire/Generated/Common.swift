// Generated from common.proto by scripts/generate; do not edit.

/// GRPC's status codes.
public struct Code: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `OK`, 0.
  @inlinable public static var ok: Self { Self(rawValue: 0) }

  /// `CANCELLED`, 1.
  @inlinable public static var cancelled: Self { Self(rawValue: 1) }

  /// `UNKNOWN`, 2.
  @inlinable public static var unknown: Self { Self(rawValue: 2) }

  /// `INVALID_ARGUMENT`, 3.
  @inlinable public static var invalidArgument: Self { Self(rawValue: 3) }

  /// `DEADLINE_EXCEEDED`, 4.
  @inlinable public static var deadlineExceeded: Self { Self(rawValue: 4) }

  /// `NOT_FOUND`, 5.
  @inlinable public static var notFound: Self { Self(rawValue: 5) }

  /// `ALREADY_EXISTS`, 6.
  @inlinable public static var alreadyExists: Self { Self(rawValue: 6) }

  /// `PERMISSION_DENIED`, 7.
  @inlinable public static var permissionDenied: Self { Self(rawValue: 7) }

  /// `RESOURCE_EXHAUSTED`, 8.
  @inlinable public static var resourceExhausted: Self { Self(rawValue: 8) }

  /// `FAILED_PRECONDITION`, 9.
  @inlinable public static var failedPrecondition: Self { Self(rawValue: 9) }

  /// `ABORTED`, 10.
  @inlinable public static var aborted: Self { Self(rawValue: 10) }

  /// `OUT_OF_RANGE`, 11.
  @inlinable public static var outOfRange: Self { Self(rawValue: 11) }

  /// `UNIMPLEMENTED`, 12.
  @inlinable public static var unimplemented: Self { Self(rawValue: 12) }

  /// `INTERNAL`, 13.
  @inlinable public static var `internal`: Self { Self(rawValue: 13) }

  /// `UNAVAILABLE`, 14.
  @inlinable public static var unavailable: Self { Self(rawValue: 14) }

  /// `DATA_LOSS`, 15.
  @inlinable public static var dataLoss: Self { Self(rawValue: 15) }

  /// `UNAUTHENTICATED`, 16.
  @inlinable public static var unauthenticated: Self { Self(rawValue: 16) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.Code",
    values: [
      .init(0, "OK"),
      .init(1, "CANCELLED"),
      .init(2, "UNKNOWN"),
      .init(3, "INVALID_ARGUMENT"),
      .init(4, "DEADLINE_EXCEEDED"),
      .init(5, "NOT_FOUND"),
      .init(6, "ALREADY_EXISTS"),
      .init(7, "PERMISSION_DENIED"),
      .init(8, "RESOURCE_EXHAUSTED"),
      .init(9, "FAILED_PRECONDITION"),
      .init(10, "ABORTED"),
      .init(11, "OUT_OF_RANGE"),
      .init(12, "UNIMPLEMENTED"),
      .init(13, "INTERNAL"),
      .init(14, "UNAVAILABLE"),
      .init(15, "DATA_LOSS"),
      .init(16, "UNAUTHENTICATED"),
    ]
  )
}

extension Code: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Machine-readable reasons.
///
/// A number never changes its meaning; a withdrawn one leaves a gap.
public struct Reason: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `REASON_NONE`, 0.
  @inlinable public static var reasonNone: Self { Self(rawValue: 0) }

  /// INVALID_ARGUMENT.
  @inlinable public static var invalidField: Self { Self(rawValue: 1) }

  /// `AMOUNT_OUT_OF_RANGE`, 2.
  @inlinable public static var amountOutOfRange: Self { Self(rawValue: 2) }

  /// `TOO_OLD`, 3.
  @inlinable public static var tooOld: Self { Self(rawValue: 3) }

  /// `CLOCK_SKEW`, 4.
  @inlinable public static var clockSkew: Self { Self(rawValue: 4) }

  /// `IDEMPOTENCY_CONFLICT`, 5.
  @inlinable public static var idempotencyConflict: Self { Self(rawValue: 5) }

  /// `MALFORMED_MESSAGE`, 6.
  @inlinable public static var malformedMessage: Self { Self(rawValue: 6) }

  /// NOT_FOUND.
  @inlinable public static var memberNotFound: Self { Self(rawValue: 20) }

  /// `CARD_NOT_FOUND`, 21.
  @inlinable public static var cardNotFound: Self { Self(rawValue: 21) }

  /// `TRANSACTION_NOT_FOUND`, 22.
  @inlinable public static var transactionNotFound: Self { Self(rawValue: 22) }

  /// `PROGRAMME_NOT_FOUND`, 23.
  @inlinable public static var programmeNotFound: Self { Self(rawValue: 23) }

  /// `TOKEN_NOT_FOUND`, 24.
  @inlinable public static var tokenNotFound: Self { Self(rawValue: 24) }

  /// `PROMOTION_NOT_FOUND`, 25.
  @inlinable public static var promotionNotFound: Self { Self(rawValue: 25) }

  /// `LOT_NOT_FOUND`, 26.
  @inlinable public static var lotNotFound: Self { Self(rawValue: 26) }

  /// `VOUCHER_NOT_FOUND`, 27.
  @inlinable public static var voucherNotFound: Self { Self(rawValue: 27) }

  /// `EVENT_NOT_FOUND`, 28.
  @inlinable public static var eventNotFound: Self { Self(rawValue: 28) }

  /// `CONNECTOR_NOT_FOUND`, 36.
  @inlinable public static var connectorNotFound: Self { Self(rawValue: 36) }

  /// Taken, dropped or lapsed.
  @inlinable public static var quarantineNotFound: Self { Self(rawValue: 37) }

  /// `CLIENT_NOT_FOUND`, 38.
  @inlinable public static var clientNotFound: Self { Self(rawValue: 38) }

  /// `WEBHOOK_NOT_FOUND`, 39.
  @inlinable public static var webhookNotFound: Self { Self(rawValue: 39) }

  /// `CODE_NOT_FOUND`, 260.
  @inlinable public static var codeNotFound: Self { Self(rawValue: 260) }

  /// The member has none of this provider.
  @inlinable public static var aliasNotFound: Self { Self(rawValue: 318) }

  /// `BENEFIT_NOT_FOUND`, 332.
  @inlinable public static var benefitNotFound: Self { Self(rawValue: 332) }

  /// Of codes.
  @inlinable public static var campaignNotFound: Self { Self(rawValue: 261) }

  /// ALREADY_EXISTS.
  @inlinable public static var duplicateTransaction: Self { Self(rawValue: 40) }

  /// `DUPLICATE_IDENTITY`, 41.
  @inlinable public static var duplicateIdentity: Self { Self(rawValue: 41) }

  /// `ALREADY_REVERSED`, 42.
  @inlinable public static var alreadyReversed: Self { Self(rawValue: 42) }

  /// `ALREADY_CAPTURED`, 43.
  @inlinable public static var alreadyCaptured: Self { Self(rawValue: 43) }

  /// The guest's sale is some member's.
  @inlinable public static var alreadyClaimed: Self { Self(rawValue: 44) }

  /// `VOUCHER_ALREADY_USED`, 45.
  @inlinable public static var voucherAlreadyUsed: Self { Self(rawValue: 45) }

  /// `CODE_ALREADY_CLAIMED`, 262.
  @inlinable public static var codeAlreadyClaimed: Self { Self(rawValue: 262) }

  /// Another code of the campaign has it.
  @inlinable public static var duplicateReference: Self { Self(rawValue: 263) }

  /// To this member or another one.
  @inlinable public static var cardAlreadyAssigned: Self { Self(rawValue: 316) }

  /// FAILED_PRECONDITION.
  @inlinable public static var insufficientPoints: Self { Self(rawValue: 60) }

  /// `MEMBER_NOT_ACTIVE`, 61.
  @inlinable public static var memberNotActive: Self { Self(rawValue: 61) }

  /// `CARD_BLOCKED`, 62.
  @inlinable public static var cardBlocked: Self { Self(rawValue: 62) }

  /// `EARN_BLOCKED`, 63.
  @inlinable public static var earnBlocked: Self { Self(rawValue: 63) }

  /// `REDEEM_BLOCKED`, 64.
  @inlinable public static var redeemBlocked: Self { Self(rawValue: 64) }

  /// `NOT_LOCKED`, 65.
  @inlinable public static var notLocked: Self { Self(rawValue: 65) }

  /// `LOCK_EXPIRED`, 66.
  @inlinable public static var lockExpired: Self { Self(rawValue: 66) }

  /// `BELOW_MIN`, 67.
  @inlinable public static var belowMin: Self { Self(rawValue: 67) }

  /// `ABOVE_MAX`, 68.
  @inlinable public static var aboveMax: Self { Self(rawValue: 68) }

  /// `NOT_MULTIPLE`, 69.
  @inlinable public static var notMultiple: Self { Self(rawValue: 69) }

  /// `NOT_REVERSIBLE`, 70.
  @inlinable public static var notReversible: Self { Self(rawValue: 70) }

  /// `UNRECOVERABLE`, 71.
  @inlinable public static var unrecoverable: Self { Self(rawValue: 71) }

  /// `INVALID_PROGRAMME`, 72.
  @inlinable public static var invalidProgramme: Self { Self(rawValue: 72) }

  /// Less than one point would come of it.
  @inlinable public static var resultZero: Self { Self(rawValue: 73) }

  /// Stock of a voucher type.
  @inlinable public static var budgetExhausted: Self { Self(rawValue: 74) }

  /// The guest's sale is not kept any more.
  @inlinable public static var claimExpired: Self { Self(rawValue: 76) }

  /// The lot waits for no such action.
  @inlinable public static var notWaiting: Self { Self(rawValue: 77) }

  /// `VOUCHER_EXPIRED`, 78.
  @inlinable public static var voucherExpired: Self { Self(rawValue: 78) }

  /// `VOUCHER_NOT_YET_VALID`, 79.
  @inlinable public static var voucherNotYetValid: Self { Self(rawValue: 79) }

  /// In a sale, only the member's own vouchers pay.
  @inlinable public static var voucherOtherMember: Self { Self(rawValue: 80) }

  /// `CONNECTOR_PAUSED`, 88.
  @inlinable public static var connectorPaused: Self { Self(rawValue: 88) }

  /// The payload stays in quarantine.
  @inlinable public static var mappingFailed: Self { Self(rawValue: 89) }

  /// Its codes are neither made nor claimed now.
  @inlinable public static var campaignClosed: Self { Self(rawValue: 264) }

  /// `CODE_WITHDRAWN`, 265.
  @inlinable public static var codeWithdrawn: Self { Self(rawValue: 265) }

  /// `CODE_EXPIRED`, 266.
  @inlinable public static var codeExpired: Self { Self(rawValue: 266) }

  /// `CODE_NOT_YET_VALID`, 267.
  @inlinable public static var codeNotYetValid: Self { Self(rawValue: 267) }

  /// The benefit is for other tiers.
  @inlinable public static var tierNotEligible: Self { Self(rawValue: 330) }

  /// The member has had it as often as it may in the period.
  @inlinable public static var benefitLimitReached: Self { Self(rawValue: 331) }

  /// It is not active, not yet or no longer to be had, or no voucher is of it.
  @inlinable public static var benefitClosed: Self { Self(rawValue: 333) }

  /// The member has claimed as many as the campaign lets one member.
  @inlinable public static var codeLimitReached: Self { Self(rawValue: 268) }

  /// No partnership from this token to that one is open now.
  @inlinable public static var exchangeNotAllowed: Self { Self(rawValue: 240) }

  /// A token has no value now, or one that is too old.
  @inlinable public static var rateStale: Self { Self(rawValue: 241) }

  /// The other token's programme has no such membership number.
  @inlinable public static var membershipNotValid: Self { Self(rawValue: 242) }

  /// More than the partnership lets one member exchange in a period.
  @inlinable public static var exchangeLimit: Self { Self(rawValue: 243) }

  /// The token that would be issued has reached its supply.
  @inlinable public static var supplyExhausted: Self { Self(rawValue: 244) }

  /// The brand keeps its members' points itself.
  @inlinable public static var notAvailableInLight: Self { Self(rawValue: 250) }

  /// The member has no number of this provider.
  @inlinable public static var membershipNotFound: Self { Self(rawValue: 251) }

  /// Members still hold or owe points, or some are in transit.
  @inlinable public static var balancesLeft: Self { Self(rawValue: 253) }

  /// Members hold other totals than the request says.
  @inlinable public static var openingBalancesDiffer: Self { Self(rawValue: 254) }

  /// Nobody goes from this stage to that one.
  @inlinable public static var stageNotAllowed: Self { Self(rawValue: 282) }

  /// The member has or owes points, and the policy is not to close such a one.
  @inlinable public static var balanceLeft: Self { Self(rawValue: 284) }

  /// An exchange of the member, or a redemption that was authorised, is under way.
  @inlinable public static var memberInUse: Self { Self(rawValue: 285) }

  /// There is another one in its place.
  @inlinable public static var cardReplaced: Self { Self(rawValue: 315) }

  /// The member could not log in any more.
  @inlinable public static var lastLoginAlias: Self { Self(rawValue: 319) }

  /// The new card was replaced by the old one before.
  @inlinable public static var cardCycle: Self { Self(rawValue: 317) }

  /// Nobody would be left who may change clients.
  @inlinable public static var noAdministratorLeft: Self { Self(rawValue: 306) }

  /// There are as many clients as there may be.
  @inlinable public static var tooManyClients: Self { Self(rawValue: 307) }

  /// The member is, or is to be, in as many segments as one may be.
  @inlinable public static var segmentLimit: Self { Self(rawValue: 345) }

  /// What came is not the file that was announced.
  @inlinable public static var loadFileDiffers: Self { Self(rawValue: 346) }

  /// Of a segment's list.
  @inlinable public static var loadNotFound: Self { Self(rawValue: 347) }

  /// Parts of the file are missing.
  @inlinable public static var loadIncomplete: Self { Self(rawValue: 348) }

  /// A token's partner is asked through it.
  @inlinable public static var webhookInUse: Self { Self(rawValue: 280) }

  /// The brand's endpoint still has exchanges.
  @inlinable public static var exchangesUnderWay: Self { Self(rawValue: 256) }

  /// More of the token is out, or promised to guests, than its supply is to be.
  @inlinable public static var supplyBelowIssued: Self { Self(rawValue: 255) }

  /// ABORTED.
  @inlinable public static var versionConflict: Self { Self(rawValue: 90) }

  /// The member is in another stage than was expected.
  @inlinable public static var stageConflict: Self { Self(rawValue: 283) }

  /// `IN_PROGRESS`, 91.
  @inlinable public static var inProgress: Self { Self(rawValue: 91) }

  /// Another operation of the sale was refused.
  @inlinable public static var linkedFailed: Self { Self(rawValue: 92) }

  /// RESOURCE_EXHAUSTED.
  @inlinable public static var overloaded: Self { Self(rawValue: 110) }

  /// `LOG_FULL`, 111.
  @inlinable public static var logFull: Self { Self(rawValue: 111) }

  /// The caller calls, or fails to say who it is, too often.
  @inlinable public static var rateLimited: Self { Self(rawValue: 118) }

  /// More earns or points in a day than the programme lets one member have.
  @inlinable public static var velocityLimit: Self { Self(rawValue: 112) }

  /// `QUARANTINE_FULL`, 129.
  @inlinable public static var quarantineFull: Self { Self(rawValue: 129) }

  /// UNIMPLEMENTED.
  @inlinable public static var unknownMethod: Self { Self(rawValue: 130) }

  /// UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED.
  @inlinable public static var shuttingDown: Self { Self(rawValue: 150) }

  /// A partner has to be asked first, and does not answer; nothing has happened.
  @inlinable public static var partnerUnreachable: Self { Self(rawValue: 281) }

  /// `DEADLINE_PASSED`, 151.
  @inlinable public static var deadlinePassed: Self { Self(rawValue: 151) }

  /// `CANCELLED_BY_CALLER`, 152.
  @inlinable public static var cancelledByCaller: Self { Self(rawValue: 152) }

  /// UNAUTHENTICATED.
  ///
  /// more points than the threshold.
  @inlinable public static var pinRequired: Self { Self(rawValue: 170) }

  /// `PIN_INVALID`, 171.
  @inlinable public static var pinInvalid: Self { Self(rawValue: 171) }

  /// Too many wrong ones, until retry_after_ms or a reset; what needs no PIN goes on.
  @inlinable public static var pinLocked: Self { Self(rawValue: 172) }

  /// The caller has not said who it is.
  @inlinable public static var notAuthenticated: Self { Self(rawValue: 180) }

  /// No such client, or not its secret, or it has ended.
  @inlinable public static var invalidClient: Self { Self(rawValue: 181) }

  /// What was granted has ended: authenticate again.
  @inlinable public static var tokenExpired: Self { Self(rawValue: 182) }

  /// PERMISSION_DENIED.
  ///
  /// the caller may not do this.
  @inlinable public static var scopeMissing: Self { Self(rawValue: 190) }

  /// The caller may not be this terminal, or the partnership takes no such rate.
  @inlinable public static var overrideNotPermitted: Self { Self(rawValue: 191) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.Reason",
    values: [
      .init(0, "REASON_NONE"),
      .init(1, "INVALID_FIELD"),
      .init(2, "AMOUNT_OUT_OF_RANGE"),
      .init(3, "TOO_OLD"),
      .init(4, "CLOCK_SKEW"),
      .init(5, "IDEMPOTENCY_CONFLICT"),
      .init(6, "MALFORMED_MESSAGE"),
      .init(20, "MEMBER_NOT_FOUND"),
      .init(21, "CARD_NOT_FOUND"),
      .init(22, "TRANSACTION_NOT_FOUND"),
      .init(23, "PROGRAMME_NOT_FOUND"),
      .init(24, "TOKEN_NOT_FOUND"),
      .init(25, "PROMOTION_NOT_FOUND"),
      .init(26, "LOT_NOT_FOUND"),
      .init(27, "VOUCHER_NOT_FOUND"),
      .init(28, "EVENT_NOT_FOUND"),
      .init(36, "CONNECTOR_NOT_FOUND"),
      .init(37, "QUARANTINE_NOT_FOUND"),
      .init(38, "CLIENT_NOT_FOUND"),
      .init(39, "WEBHOOK_NOT_FOUND"),
      .init(260, "CODE_NOT_FOUND"),
      .init(318, "ALIAS_NOT_FOUND"),
      .init(332, "BENEFIT_NOT_FOUND"),
      .init(261, "CAMPAIGN_NOT_FOUND"),
      .init(40, "DUPLICATE_TRANSACTION"),
      .init(41, "DUPLICATE_IDENTITY"),
      .init(42, "ALREADY_REVERSED"),
      .init(43, "ALREADY_CAPTURED"),
      .init(44, "ALREADY_CLAIMED"),
      .init(45, "VOUCHER_ALREADY_USED"),
      .init(262, "CODE_ALREADY_CLAIMED"),
      .init(263, "DUPLICATE_REFERENCE"),
      .init(316, "CARD_ALREADY_ASSIGNED"),
      .init(60, "INSUFFICIENT_POINTS"),
      .init(61, "MEMBER_NOT_ACTIVE"),
      .init(62, "CARD_BLOCKED"),
      .init(63, "EARN_BLOCKED"),
      .init(64, "REDEEM_BLOCKED"),
      .init(65, "NOT_LOCKED"),
      .init(66, "LOCK_EXPIRED"),
      .init(67, "BELOW_MIN"),
      .init(68, "ABOVE_MAX"),
      .init(69, "NOT_MULTIPLE"),
      .init(70, "NOT_REVERSIBLE"),
      .init(71, "UNRECOVERABLE"),
      .init(72, "INVALID_PROGRAMME"),
      .init(73, "RESULT_ZERO"),
      .init(74, "BUDGET_EXHAUSTED"),
      .init(76, "CLAIM_EXPIRED"),
      .init(77, "NOT_WAITING"),
      .init(78, "VOUCHER_EXPIRED"),
      .init(79, "VOUCHER_NOT_YET_VALID"),
      .init(80, "VOUCHER_OTHER_MEMBER"),
      .init(88, "CONNECTOR_PAUSED"),
      .init(89, "MAPPING_FAILED"),
      .init(264, "CAMPAIGN_CLOSED"),
      .init(265, "CODE_WITHDRAWN"),
      .init(266, "CODE_EXPIRED"),
      .init(267, "CODE_NOT_YET_VALID"),
      .init(330, "TIER_NOT_ELIGIBLE"),
      .init(331, "BENEFIT_LIMIT_REACHED"),
      .init(333, "BENEFIT_CLOSED"),
      .init(268, "CODE_LIMIT_REACHED"),
      .init(240, "EXCHANGE_NOT_ALLOWED"),
      .init(241, "RATE_STALE"),
      .init(242, "MEMBERSHIP_NOT_VALID"),
      .init(243, "EXCHANGE_LIMIT"),
      .init(244, "SUPPLY_EXHAUSTED"),
      .init(250, "NOT_AVAILABLE_IN_LIGHT"),
      .init(251, "MEMBERSHIP_NOT_FOUND"),
      .init(253, "BALANCES_LEFT"),
      .init(254, "OPENING_BALANCES_DIFFER"),
      .init(282, "STAGE_NOT_ALLOWED"),
      .init(284, "BALANCE_LEFT"),
      .init(285, "MEMBER_IN_USE"),
      .init(315, "CARD_REPLACED"),
      .init(319, "LAST_LOGIN_ALIAS"),
      .init(317, "CARD_CYCLE"),
      .init(306, "NO_ADMINISTRATOR_LEFT"),
      .init(307, "TOO_MANY_CLIENTS"),
      .init(345, "SEGMENT_LIMIT"),
      .init(346, "LOAD_FILE_DIFFERS"),
      .init(347, "LOAD_NOT_FOUND"),
      .init(348, "LOAD_INCOMPLETE"),
      .init(280, "WEBHOOK_IN_USE"),
      .init(256, "EXCHANGES_UNDER_WAY"),
      .init(255, "SUPPLY_BELOW_ISSUED"),
      .init(90, "VERSION_CONFLICT"),
      .init(283, "STAGE_CONFLICT"),
      .init(91, "IN_PROGRESS"),
      .init(92, "LINKED_FAILED"),
      .init(110, "OVERLOADED"),
      .init(111, "LOG_FULL"),
      .init(118, "RATE_LIMITED"),
      .init(112, "VELOCITY_LIMIT"),
      .init(129, "QUARANTINE_FULL"),
      .init(130, "UNKNOWN_METHOD"),
      .init(150, "SHUTTING_DOWN"),
      .init(281, "PARTNER_UNREACHABLE"),
      .init(151, "DEADLINE_PASSED"),
      .init(152, "CANCELLED_BY_CALLER"),
      .init(170, "PIN_REQUIRED"),
      .init(171, "PIN_INVALID"),
      .init(172, "PIN_LOCKED"),
      .init(180, "NOT_AUTHENTICATED"),
      .init(181, "INVALID_CLIENT"),
      .init(182, "TOKEN_EXPIRED"),
      .init(190, "SCOPE_MISSING"),
      .init(191, "OVERRIDE_NOT_PERMITTED"),
    ]
  )
}

extension Reason: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Over what a cap or a budget counts.
public struct CapPeriod: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `PER_BASKET`, 0.
  @inlinable public static var perBasket: Self { Self(rawValue: 0) }

  /// `PER_DAY`, 1.
  @inlinable public static var perDay: Self { Self(rawValue: 1) }

  /// From Monday.
  @inlinable public static var perWeek: Self { Self(rawValue: 2) }

  /// `PER_MONTH`, 3.
  @inlinable public static var perMonth: Self { Self(rawValue: 3) }

  /// Of the promotion.
  @inlinable public static var perLife: Self { Self(rawValue: 4) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CapPeriod",
    values: [
      .init(0, "PER_BASKET"),
      .init(1, "PER_DAY"),
      .init(2, "PER_WEEK"),
      .init(3, "PER_MONTH"),
      .init(4, "PER_LIFE"),
    ]
  )
}

extension CapPeriod: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Whose use a cap counts.
public struct CapScope: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `SCOPE_MEMBER`, 0.
  @inlinable public static var scopeMember: Self { Self(rawValue: 0) }

  /// The card that the request names.
  @inlinable public static var scopeCard: Self { Self(rawValue: 1) }

  /// `SCOPE_STORE`, 2.
  @inlinable public static var scopeStore: Self { Self(rawValue: 2) }

  /// `SCOPE_TERMINAL`, 3.
  @inlinable public static var scopeTerminal: Self { Self(rawValue: 3) }

  /// Of all members together.
  @inlinable public static var scopeAll: Self { Self(rawValue: 4) }

  /// Of a value of the event's tag.
  @inlinable public static var scopeTag: Self { Self(rawValue: 5) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CapScope",
    values: [
      .init(0, "SCOPE_MEMBER"),
      .init(1, "SCOPE_CARD"),
      .init(2, "SCOPE_STORE"),
      .init(3, "SCOPE_TERMINAL"),
      .init(4, "SCOPE_ALL"),
      .init(5, "SCOPE_TAG"),
    ]
  )
}

extension CapScope: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What a cap counts.
public struct CapUnit: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `CAP_POINTS`, 0.
  @inlinable public static var capPoints: Self { Self(rawValue: 0) }

  /// Baskets or events that were given points.
  @inlinable public static var capTimes: Self { Self(rawValue: 1) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CapUnit",
    values: [
      .init(0, "CAP_POINTS"),
      .init(1, "CAP_TIMES"),
    ]
  )
}

extension CapUnit: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// The enum `CalendarUnit` of the schema.
public struct CalendarUnit: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `UNIT_DAY`, 0.
  @inlinable public static var unitDay: Self { Self(rawValue: 0) }

  /// `UNIT_WEEK`, 1.
  @inlinable public static var unitWeek: Self { Self(rawValue: 1) }

  /// `UNIT_MONTH`, 2.
  @inlinable public static var unitMonth: Self { Self(rawValue: 2) }

  /// `UNIT_YEAR`, 3.
  @inlinable public static var unitYear: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.CalendarUnit",
    values: [
      .init(0, "UNIT_DAY"),
      .init(1, "UNIT_WEEK"),
      .init(2, "UNIT_MONTH"),
      .init(3, "UNIT_YEAR"),
    ]
  )
}

extension CalendarUnit: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Up to the end of which local period a term goes.
public struct RoundUp: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `TO_DAY_END`, 0.
  @inlinable public static var toDayEnd: Self { Self(rawValue: 0) }

  /// `TO_MONTH_END`, 1.
  @inlinable public static var toMonthEnd: Self { Self(rawValue: 1) }

  /// `TO_QUARTER_END`, 2.
  @inlinable public static var toQuarterEnd: Self { Self(rawValue: 2) }

  /// `TO_YEAR_END`, 3.
  @inlinable public static var toYearEnd: Self { Self(rawValue: 3) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.RoundUp",
    values: [
      .init(0, "TO_DAY_END"),
      .init(1, "TO_MONTH_END"),
      .init(2, "TO_QUARTER_END"),
      .init(3, "TO_YEAR_END"),
    ]
  )
}

extension RoundUp: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// Who asks, from where, about when.
///
/// Field 1 of every request.
public struct Envelope: Message {
  /// The programme; required.
  public var programID: String

  /// 16 bytes, UUIDv7 layout: 48 bits of Unix milliseconds, then chance; required where the method
  /// mutates.
  public var requestID: [UInt8]

  /// Field 3, `store_id`.
  public var storeID: String

  /// Field 4, `terminal_id`.
  public var terminalID: String

  /// Field 5, `operator_id`.
  public var operatorID: String

  /// The terminal's own count of requests; 0 = none.
  public var terminalSequence: UInt64

  /// Business time, Unix milliseconds; 0 = now.
  public var occurredAtMs: Int64

  /// Decide and answer, change nothing.
  public var dryRun: Bool

  /// Field 9, `trace_id`.
  public var traceID: String

  /// Where the sale was made, such as "store" or "web".
  public var channel: String

  /// Why, for the audit: of methods that are audited, at most 256 bytes; no personal data.
  public var reason: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    programID = ""
    requestID = []
    storeID = ""
    terminalID = ""
    operatorID = ""
    terminalSequence = 0
    occurredAtMs = 0
    dryRun = false
    traceID = ""
    channel = ""
    reason = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    programID: String = "",
    requestID: [UInt8] = [],
    storeID: String = "",
    terminalID: String = "",
    operatorID: String = "",
    terminalSequence: UInt64 = 0,
    occurredAtMs: Int64 = 0,
    dryRun: Bool = false,
    traceID: String = "",
    channel: String = "",
    reason: String = ""
  ) {
    self.programID = programID
    self.requestID = requestID
    self.storeID = storeID
    self.terminalID = terminalID
    self.operatorID = operatorID
    self.terminalSequence = terminalSequence
    self.occurredAtMs = occurredAtMs
    self.dryRun = dryRun
    self.traceID = traceID
    self.channel = channel
    self.reason = reason
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `program_id`.
    @inlinable public static var programID: UInt32 { 1 }
    /// `request_id`.
    @inlinable public static var requestID: UInt32 { 2 }
    /// `store_id`.
    @inlinable public static var storeID: UInt32 { 3 }
    /// `terminal_id`.
    @inlinable public static var terminalID: UInt32 { 4 }
    /// `operator_id`.
    @inlinable public static var operatorID: UInt32 { 5 }
    /// `terminal_sequence`.
    @inlinable public static var terminalSequence: UInt32 { 6 }
    /// `occurred_at_ms`.
    @inlinable public static var occurredAtMs: UInt32 { 7 }
    /// `dry_run`.
    @inlinable public static var dryRun: UInt32 { 8 }
    /// `trace_id`.
    @inlinable public static var traceID: UInt32 { 9 }
    /// `channel`.
    @inlinable public static var channel: UInt32 { 10 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 170 }
  }
}

extension Envelope {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: programID = try reader.readString()
      case 18: requestID = try reader.readByteArray()
      case 26: storeID = try reader.readString()
      case 34: terminalID = try reader.readString()
      case 42: operatorID = try reader.readString()
      case 48: terminalSequence = try reader.readUInt64()
      case 56: occurredAtMs = try reader.readInt64()
      case 64: dryRun = try reader.readBool()
      case 74: traceID = try reader.readString()
      case 82: channel = try reader.readString()
      case 1362: reason = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !programID.isEmpty { buffer.writeString(1, programID) }
    if !requestID.isEmpty { buffer.writeBytes(2, requestID) }
    if !storeID.isEmpty { buffer.writeString(3, storeID) }
    if !terminalID.isEmpty { buffer.writeString(4, terminalID) }
    if !operatorID.isEmpty { buffer.writeString(5, operatorID) }
    if terminalSequence != 0 { buffer.writeUInt64(6, terminalSequence) }
    if occurredAtMs != 0 { buffer.writeInt64(7, occurredAtMs) }
    if dryRun { buffer.writeBool(8, dryRun) }
    if !traceID.isEmpty { buffer.writeString(9, traceID) }
    if !channel.isEmpty { buffer.writeString(10, channel) }
    if !reason.isEmpty { buffer.writeString(170, reason) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Envelope",
    fields: [
      .init(1, "program_id", json: "programId", .string),
      .init(2, "request_id", json: "requestId", .bytes),
      .init(3, "store_id", json: "storeId", .string),
      .init(4, "terminal_id", json: "terminalId", .string),
      .init(5, "operator_id", json: "operatorId", .string),
      .init(6, "terminal_sequence", json: "terminalSequence", .uint64),
      .init(7, "occurred_at_ms", json: "occurredAtMs", .int64),
      .init(8, "dry_run", json: "dryRun", .bool),
      .init(9, "trace_id", json: "traceId", .string),
      .init(10, "channel", json: "channel", .string),
      .init(170, "reason", json: "reason", .string),
    ]
  )
}

/// A member, by exactly one of these.
public struct MemberReference: Message {
  /// At most one of the choices of `reference`.
  public var reference: OneOfReference?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    reference = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    reference: OneOfReference? = nil
  ) {
    self.reference = reference
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `member_id`.
    @inlinable public static var memberID: UInt32 { 1 }
    /// `card_number`.
    @inlinable public static var cardNumber: UInt32 { 2 }
    /// `alias`.
    @inlinable public static var alias: UInt32 { 210 }
  }

  /// The choices of `reference`.
  public enum OneOfReference: Sendable, Equatable {
    /// 1 to 64 bytes.
    case memberID(String)
    /// 1 to 32 bytes.
    case cardNumber(String)
    /// Needs the scope ACCESS_ALIAS.
    case alias(Alias)
  }
}

extension MemberReference {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: reference = .memberID(try reader.readString())
      case 18: reference = .cardNumber(try reader.readString())
      case 1682:
        var earlier: Alias?
        if case .alias(let value) = reference { earlier = value }
        reference = .alias(try reader.readMessage(mergingInto: earlier))
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if case .memberID(let value) = reference { buffer.writeString(1, value) }
    if case .cardNumber(let value) = reference { buffer.writeString(2, value) }
    if case .alias(let value) = reference { buffer.writeMessage(210, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.MemberReference",
    fields: [
      .init(1, "member_id", json: "memberId", .string, presence: true, oneof: "reference"),
      .init(2, "card_number", json: "cardNumber", .string, presence: true, oneof: "reference"),
      .init(
        210,
        "alias",
        json: "alias",
        .message { Alias.schema },
        presence: true,
        oneof: "reference"
      ),
    ]
  )
}

/// A name that somebody outside gives a member.
public struct Alias: Message {
  /// One of the programme's identity_providers.
  public var provider: String

  /// 1 to 256 bytes, as somebody writes it.
  public var value: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    provider = ""
    value = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    provider: String = "",
    value: String = ""
  ) {
    self.provider = provider
    self.value = value
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `provider`.
    @inlinable public static var provider: UInt32 { 1 }
    /// `value`.
    @inlinable public static var value: UInt32 { 2 }
  }
}

extension Alias {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: provider = try reader.readString()
      case 18: value = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !provider.isEmpty { buffer.writeString(1, provider) }
    if !value.isEmpty { buffer.writeString(2, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Alias",
    fields: [
      .init(1, "provider", json: "provider", .string),
      .init(2, "value", json: "value", .string),
    ]
  )
}

/// What every answer about a member's points carries.
public struct Outcome: Message {
  /// 20 characters of base 32; empty when nothing was written.
  public var transactionID: String

  /// Server time of the record; never goes back for one member.
  public var recordedAtMs: Int64

  /// Version of the programme that decided.
  public var ruleSetVersion: UInt64

  /// True when this is the first answer to an earlier request with the same id.
  public var replayed: Bool

  /// Field 5, `balances`.
  public var balances: [Balance]

  /// Field 6, `warnings`.
  public var warnings: [Warning]

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    transactionID = ""
    recordedAtMs = 0
    ruleSetVersion = 0
    replayed = false
    balances = []
    warnings = []
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    transactionID: String = "",
    recordedAtMs: Int64 = 0,
    ruleSetVersion: UInt64 = 0,
    replayed: Bool = false,
    balances: [Balance] = [],
    warnings: [Warning] = []
  ) {
    self.transactionID = transactionID
    self.recordedAtMs = recordedAtMs
    self.ruleSetVersion = ruleSetVersion
    self.replayed = replayed
    self.balances = balances
    self.warnings = warnings
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `transaction_id`.
    @inlinable public static var transactionID: UInt32 { 1 }
    /// `recorded_at_ms`.
    @inlinable public static var recordedAtMs: UInt32 { 2 }
    /// `rule_set_version`.
    @inlinable public static var ruleSetVersion: UInt32 { 3 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 4 }
    /// `balances`.
    @inlinable public static var balances: UInt32 { 5 }
    /// `warnings`.
    @inlinable public static var warnings: UInt32 { 6 }
  }
}

extension Outcome {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: transactionID = try reader.readString()
      case 16: recordedAtMs = try reader.readInt64()
      case 24: ruleSetVersion = try reader.readUInt64()
      case 32: replayed = try reader.readBool()
      case 42: try reader.readMessage(appendingTo: &balances)
      case 50: try reader.readMessage(appendingTo: &warnings)
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !transactionID.isEmpty { buffer.writeString(1, transactionID) }
    if recordedAtMs != 0 { buffer.writeInt64(2, recordedAtMs) }
    if ruleSetVersion != 0 { buffer.writeUInt64(3, ruleSetVersion) }
    if replayed { buffer.writeBool(4, replayed) }
    for value in balances { buffer.writeMessage(5, value) }
    for value in warnings { buffer.writeMessage(6, value) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Outcome",
    fields: [
      .init(1, "transaction_id", json: "transactionId", .string),
      .init(2, "recorded_at_ms", json: "recordedAtMs", .int64),
      .init(3, "rule_set_version", json: "ruleSetVersion", .uint64),
      .init(4, "replayed", json: "replayed", .bool),
      .init(5, "balances", json: "balances", .message { Balance.schema }, repeated: true),
      .init(6, "warnings", json: "warnings", .message { Warning.schema }, repeated: true),
    ]
  )
}

/// One member's points of one token.
///
/// available + pending + locked - debt = total.
public struct Balance: Message {
  /// Field 1, `token_id`.
  public var tokenID: String

  /// Points that can be spent now.
  public var available: Int64

  /// Not active yet.
  public var pending: Int64

  /// Locks and authorised redemptions.
  public var locked: Int64

  /// Owed; 0 or more.
  public var debt: Int64

  /// Field 6, `total`.
  public var total: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    tokenID = ""
    available = 0
    pending = 0
    locked = 0
    debt = 0
    total = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    tokenID: String = "",
    available: Int64 = 0,
    pending: Int64 = 0,
    locked: Int64 = 0,
    debt: Int64 = 0,
    total: Int64 = 0
  ) {
    self.tokenID = tokenID
    self.available = available
    self.pending = pending
    self.locked = locked
    self.debt = debt
    self.total = total
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `token_id`.
    @inlinable public static var tokenID: UInt32 { 1 }
    /// `available`.
    @inlinable public static var available: UInt32 { 2 }
    /// `pending`.
    @inlinable public static var pending: UInt32 { 3 }
    /// `locked`.
    @inlinable public static var locked: UInt32 { 4 }
    /// `debt`.
    @inlinable public static var debt: UInt32 { 5 }
    /// `total`.
    @inlinable public static var total: UInt32 { 6 }
  }
}

extension Balance {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: tokenID = try reader.readString()
      case 16: available = try reader.readInt64()
      case 24: pending = try reader.readInt64()
      case 32: locked = try reader.readInt64()
      case 40: debt = try reader.readInt64()
      case 48: total = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !tokenID.isEmpty { buffer.writeString(1, tokenID) }
    if available != 0 { buffer.writeInt64(2, available) }
    if pending != 0 { buffer.writeInt64(3, pending) }
    if locked != 0 { buffer.writeInt64(4, locked) }
    if debt != 0 { buffer.writeInt64(5, debt) }
    if total != 0 { buffer.writeInt64(6, total) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Balance",
    fields: [
      .init(1, "token_id", json: "tokenId", .string),
      .init(2, "available", json: "available", .int64),
      .init(3, "pending", json: "pending", .int64),
      .init(4, "locked", json: "locked", .int64),
      .init(5, "debt", json: "debt", .int64),
      .init(6, "total", json: "total", .int64),
    ]
  )
}

/// The message `Warning` of the schema.
public struct Warning: Message {
  /// Such as "REPRICED", "UNKNOWN_MEMBER_AS_GUEST".
  public var code: String

  /// Field 2, `text`.
  public var text: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    code = ""
    text = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    code: String = "",
    text: String = ""
  ) {
    self.code = code
    self.text = text
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `code`.
    @inlinable public static var code: UInt32 { 1 }
    /// `text`.
    @inlinable public static var text: UInt32 { 2 }
  }
}

extension Warning {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: code = try reader.readString()
      case 18: text = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !code.isEmpty { buffer.writeString(1, code) }
    if !text.isEmpty { buffer.writeString(2, text) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Warning",
    fields: [
      .init(1, "code", json: "code", .string),
      .init(2, "text", json: "text", .string),
    ]
  )
}

/// Exact ratio.
///
/// denominator >= 1.
public struct Ratio: Message {
  /// Field 1, `numerator`.
  public var numerator: Int64

  /// Field 2, `denominator`.
  public var denominator: Int64

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    numerator = 0
    denominator = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    numerator: Int64 = 0,
    denominator: Int64 = 0
  ) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `numerator`.
    @inlinable public static var numerator: UInt32 { 1 }
    /// `denominator`.
    @inlinable public static var denominator: UInt32 { 2 }
  }
}

extension Ratio {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: numerator = try reader.readInt64()
      case 16: denominator = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if numerator != 0 { buffer.writeInt64(1, numerator) }
    if denominator != 0 { buffer.writeInt64(2, denominator) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Ratio",
    fields: [
      .init(1, "numerator", json: "numerator", .int64),
      .init(2, "denominator", json: "denominator", .int64),
    ]
  )
}

/// Why a call was not answered with its response.
///
/// Payload of a RESPONSE frame whose status is not OK.
public struct Status: Message {
  /// Field 1, `code`.
  public var code: Code

  /// Field 2, `reason`.
  public var reason: Reason

  /// One sentence: what happened, to what, what to do.
  public var message: String

  /// Path of the offending field, when the input was bad.
  public var field: String

  /// 0 = no advice; PIN_LOCKED: 0 = until ResetPin.
  public var retryAfterMs: Int64

  /// INSUFFICIENT_POINTS: what could be had.
  public var available: Int64

  /// DUPLICATE_TRANSACTION, ALREADY_REVERSED: the one that exists; VOUCHER_ALREADY_USED: the
  /// transaction that used it.
  public var existingID: String

  /// Field 8, `replayed`.
  public var replayed: Bool

  /// PIN_INVALID.
  public var attemptsLeft: UInt32

  /// PostSale: index + 1 of the operation that failed; 0 = the sale as a whole.
  public var failedOp: UInt32

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    code = .init(rawValue: 0)
    reason = .init(rawValue: 0)
    message = ""
    field = ""
    retryAfterMs = 0
    available = 0
    existingID = ""
    replayed = false
    attemptsLeft = 0
    failedOp = 0
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    code: Code = .init(rawValue: 0),
    reason: Reason = .init(rawValue: 0),
    message: String = "",
    field: String = "",
    retryAfterMs: Int64 = 0,
    available: Int64 = 0,
    existingID: String = "",
    replayed: Bool = false,
    attemptsLeft: UInt32 = 0,
    failedOp: UInt32 = 0
  ) {
    self.code = code
    self.reason = reason
    self.message = message
    self.field = field
    self.retryAfterMs = retryAfterMs
    self.available = available
    self.existingID = existingID
    self.replayed = replayed
    self.attemptsLeft = attemptsLeft
    self.failedOp = failedOp
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `code`.
    @inlinable public static var code: UInt32 { 1 }
    /// `reason`.
    @inlinable public static var reason: UInt32 { 2 }
    /// `message`.
    @inlinable public static var message: UInt32 { 3 }
    /// `field`.
    @inlinable public static var field: UInt32 { 4 }
    /// `retry_after_ms`.
    @inlinable public static var retryAfterMs: UInt32 { 5 }
    /// `available`.
    @inlinable public static var available: UInt32 { 6 }
    /// `existing_id`.
    @inlinable public static var existingID: UInt32 { 7 }
    /// `replayed`.
    @inlinable public static var replayed: UInt32 { 8 }
    /// `attempts_left`.
    @inlinable public static var attemptsLeft: UInt32 { 9 }
    /// `failed_op`.
    @inlinable public static var failedOp: UInt32 { 10 }
  }
}

extension Status {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: code = Code(rawValue: try reader.readInt32())
      case 16: reason = Reason(rawValue: try reader.readInt32())
      case 26: message = try reader.readString()
      case 34: field = try reader.readString()
      case 40: retryAfterMs = try reader.readInt64()
      case 48: available = try reader.readInt64()
      case 58: existingID = try reader.readString()
      case 64: replayed = try reader.readBool()
      case 72: attemptsLeft = try reader.readUInt32()
      case 80: failedOp = try reader.readUInt32()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if code.rawValue != 0 { buffer.writeInt32(1, code.rawValue) }
    if reason.rawValue != 0 { buffer.writeInt32(2, reason.rawValue) }
    if !message.isEmpty { buffer.writeString(3, message) }
    if !field.isEmpty { buffer.writeString(4, field) }
    if retryAfterMs != 0 { buffer.writeInt64(5, retryAfterMs) }
    if available != 0 { buffer.writeInt64(6, available) }
    if !existingID.isEmpty { buffer.writeString(7, existingID) }
    if replayed { buffer.writeBool(8, replayed) }
    if attemptsLeft != 0 { buffer.writeUInt32(9, attemptsLeft) }
    if failedOp != 0 { buffer.writeUInt32(10, failedOp) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.Status",
    fields: [
      .init(1, "code", json: "code", .enumeration(Code.schema)),
      .init(2, "reason", json: "reason", .enumeration(Reason.schema)),
      .init(3, "message", json: "message", .string),
      .init(4, "field", json: "field", .string),
      .init(5, "retry_after_ms", json: "retryAfterMs", .int64),
      .init(6, "available", json: "available", .int64),
      .init(7, "existing_id", json: "existingId", .string),
      .init(8, "replayed", json: "replayed", .bool),
      .init(9, "attempts_left", json: "attemptsLeft", .uint32),
      .init(10, "failed_op", json: "failedOp", .uint32),
    ]
  )
}

/// A text in one language.
public struct LocalText: Message {
  /// BCP 47; empty = any.
  public var language: String

  /// Field 2, `text`.
  public var text: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    language = ""
    text = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    language: String = "",
    text: String = ""
  ) {
    self.language = language
    self.text = text
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `language`.
    @inlinable public static var language: UInt32 { 1 }
    /// `text`.
    @inlinable public static var text: UInt32 { 2 }
  }
}

extension LocalText {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: language = try reader.readString()
      case 18: text = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !language.isEmpty { buffer.writeString(1, language) }
    if !text.isEmpty { buffer.writeString(2, text) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.LocalText",
    fields: [
      .init(1, "language", json: "language", .string),
      .init(2, "text", json: "text", .string),
    ]
  )
}

/// So many days, weeks, months or years of the local calendar; the 31st of a shorter month is its
/// last day.
public struct CalendarTerm: Message {
  /// 100 years at most; 0 with a round_up alone: the rest of that month, quarter or year.
  public var count: UInt32

  /// Field 2, `unit`.
  public var unit: CalendarUnit

  /// Then on to the end of this period.
  public var roundUp: RoundUp

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    count = 0
    unit = .init(rawValue: 0)
    roundUp = .init(rawValue: 0)
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    count: UInt32 = 0,
    unit: CalendarUnit = .init(rawValue: 0),
    roundUp: RoundUp = .init(rawValue: 0)
  ) {
    self.count = count
    self.unit = unit
    self.roundUp = roundUp
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `count`.
    @inlinable public static var count: UInt32 { 1 }
    /// `unit`.
    @inlinable public static var unit: UInt32 { 2 }
    /// `round_up`.
    @inlinable public static var roundUp: UInt32 { 3 }
  }
}

extension CalendarTerm {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: count = try reader.readUInt32()
      case 16: unit = CalendarUnit(rawValue: try reader.readInt32())
      case 24: roundUp = RoundUp(rawValue: try reader.readInt32())
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if count != 0 { buffer.writeUInt32(1, count) }
    if unit.rawValue != 0 { buffer.writeInt32(2, unit.rawValue) }
    if roundUp.rawValue != 0 { buffer.writeInt32(3, roundUp.rawValue) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.CalendarTerm",
    fields: [
      .init(1, "count", json: "count", .uint32),
      .init(2, "unit", json: "unit", .enumeration(CalendarUnit.schema)),
      .init(3, "round_up", json: "roundUp", .enumeration(RoundUp.schema)),
    ]
  )
}

/// From how many points a redemption needs a PIN; 0 = always, absent = no limit.
public struct PinThreshold: Message {
  /// Points that pass without a PIN; absent = any.
  public var perTransaction: Int64?

  /// Of one local day together.
  public var perDay: Int64?

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    perTransaction = nil
    perDay = nil
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    perTransaction: Int64? = nil,
    perDay: Int64? = nil
  ) {
    self.perTransaction = perTransaction
    self.perDay = perDay
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `per_transaction`.
    @inlinable public static var perTransaction: UInt32 { 1 }
    /// `per_day`.
    @inlinable public static var perDay: UInt32 { 2 }
  }
}

extension PinThreshold {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 8: perTransaction = try reader.readInt64()
      case 16: perDay = try reader.readInt64()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if let perTransaction { buffer.writeInt64(1, perTransaction) }
    if let perDay { buffer.writeInt64(2, perDay) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.PinThreshold",
    fields: [
      .init(1, "per_transaction", json: "perTransaction", .int64, presence: true),
      .init(2, "per_day", json: "perDay", .int64, presence: true),
    ]
  )
}
