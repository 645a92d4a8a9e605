import FealtyWire
import Testing

@testable import FealtyActors

/// An engine with the member `ada`, who has the card 4711, and what is done with cards in short.
struct CardRig {
  static let card = MemberReference(reference: .cardNumber("4711"))

  var ada: RedemptionRig
  var rig: EngineRig { ada.rig }

  init(
    settings: Settings = Settings(),
    promotions: [Promotion] = [],
    vouchers: [VoucherType] = [],
    shards: Int = 2,
    hasher: (any SecretHasher)? = PlainHasher()
  ) throws {
    ada = try RedemptionRig(
      settings: settings.cards == nil ? settings : Settings(),
      promotions: promotions,
      voucherTypes: vouchers,
      tiers: ["basic", "gold"],
      shards: shards,
      hasher: hasher
    )
    try ada.update {
      $0.cardNumber = "4711"
      $0.profile = Profile(givenName: "Ada", familyName: "Lovelace")
      $0.tier = "gold"
    }
    // Its number has no check digit, as one that was given before there was a rule.
    if settings.cards != nil {
      try ada.put(settings, nil, promotions, vouchers, ["basic", "gold"])
    }
  }

  static func by(_ card: String) -> MemberReference {
    MemberReference(reference: .cardNumber(card))
  }

  func replacement(
    of old: MemberReference = card,
    by new: String = "",
    _ reason: CardReason = .cardDamaged
  ) -> ReplaceCardRequest {
    ReplaceCardRequest(
      envelope: rig.envelope(),
      member: old,
      newCardNumber: new,
      generateCard: new.isEmpty,
      cardReason: reason
    )
  }

  @discardableResult
  func replace(_ request: ReplaceCardRequest) throws -> ReplaceCardResponse {
    try rig.answer(ReplaceCardResponse.self, MethodID.replaceCard, request)
  }

  @discardableResult
  func enter(
    _ stage: CardStage,
    _ reason: CardReason = .cardReasonNone,
    member: MemberReference = card,
    card number: String = ""
  ) throws -> UpdateCardStageResponse {
    try rig.answer(
      UpdateCardStageResponse.self,
      MethodID.updateCardStage,
      UpdateCardStageRequest(
        envelope: rig.envelope(),
        member: member,
        cardNumber: number,
        cardStage: stage,
        cardReason: reason
      )
    )
  }

  func validate(
    _ member: MemberReference = card,
    value: String = ""
  ) throws -> ValidateCardResponse {
    try rig.answer(
      ValidateCardResponse.self,
      MethodID.validateCard,
      ValidateCardRequest(envelope: rig.envelope(), member: member, checkValue: value)
    )
  }

  @discardableResult
  func earn(_ points: Int64, by member: MemberReference) throws -> EarnResponse {
    var request = rig.earnRequest(points)
    request.member = member
    return try rig.answer(EarnResponse.self, MethodID.earn, request)
  }

  func redemption(
    _ points: Int64,
    by member: MemberReference,
    _ mode: RedeemMode = .sale
  ) -> RedeemRequest {
    RedeemRequest(envelope: rig.envelope(), member: member, mode: mode, points: points)
  }

  @discardableResult
  func redeem(_ request: RedeemRequest) throws -> RedeemResponse {
    try rig.answer(RedeemResponse.self, MethodID.redeem, request)
  }

  func reason<Answer>(_ call: () throws -> Answer) -> Reason? {
    ada.reason { _ = try call() }
  }
}
