import FealtyWire

@testable import FealtyActors

/// What tests of versions ask of a rig.
extension EngineRig {
  /// The promotion `base`: so many points for 1.00.
  static func base(_ points: Int64, activateAt: Int64 = 0) -> Promotion {
    Promotion(
      promotionID: "base",
      name: "base",
      mechanic: .rate(Rate(points: points, perAmountMinor: 100)),
      activateAtMs: activateAt
    )
  }

  @discardableResult
  func put(_ promotions: Promotion..., dryRun: Bool = false) throws -> PutPromotionsResponse {
    var envelope = envelope()
    envelope.dryRun = dryRun
    return try answer(
      PutPromotionsResponse.self,
      MethodID.putPromotions,
      PutPromotionsRequest(envelope: envelope, promotions: promotions)
    )
  }

  /// All versions of `base`.
  func baseVersions() throws -> [Promotion] {
    try answer(
      ListPromotionVersionsResponse.self,
      MethodID.listPromotionVersions,
      ListPromotionVersionsRequest(envelope: envelope(), promotionID: "base")
    ).versions
  }

  /// What a sale of 100.00 gives, of now or of an earlier instant.
  func points(at occurredAt: Int64 = 0, for member: String = "ada") throws -> Int64 {
    var request = earnRequest(100, for: member)
    request.envelope?.occurredAtMs = occurredAt
    return try answer(EarnResponse.self, MethodID.earn, request).points
  }
}
