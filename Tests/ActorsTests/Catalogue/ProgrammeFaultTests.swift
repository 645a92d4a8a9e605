import FealtyWire
import Testing

@testable import FealtyActors

// Goal: who reads why a programme was refused finds the field in what was sent, and what is allowed
// there.
@Suite("Faults of programmes")
struct ProgrammeFaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    /// In the request.
    let field: String
    /// Part of the message.
    let says: String
    let settings: Settings

    init(_ field: String, _ says: String, _ settings: Settings) {
      self.field = "programme.settings." + field
      self.says = says
      self.settings = settings
    }

    var testDescription: String { "\(field): \(says)" }
  }

  static let rows = [
    Row("near_miss_percent", "It is 500; 0 to 100", Settings(nearMissPercent: 500)),
    Row("pin_tries", "It is 21; 0 to 20", Settings(pinTries: 21)),
    Row("redeem_max", "below redeem_min", Settings(redeemMin: 10, redeemMax: 5)),
    Row(
      "redemption_value",
      "1 or more to 1 or more",
      Settings(redemptionValue: FealtyWire.Ratio(numerator: 0, denominator: 1))
    ),
    Row(
      "restore_period.count",
      "It is 101; 1 to 100",
      Settings(
        restorePolicy: .restoreNewPeriod,
        restorePeriod: FealtyWire.CalendarTerm(count: 101, unit: .unitYear)
      )
    ),
    Row(
      "token_policies[0].inactivity.count",
      "It is 0; 1 to 1200",
      Settings(
        tokenPolicies: [
          FealtyWire.TokenPolicy(
            tokenID: "points",
            inactivity: FealtyWire.CalendarTerm(unit: .unitMonth)
          )
        ]
      )
    ),
    Row(
      "token_policies[0].token_id",
      "There is no token miles",
      Settings(tokenPolicies: [FealtyWire.TokenPolicy(tokenID: "miles")])
    ),
  ]

  @Test("in its settings", arguments: rows) func settings(row: Row) throws {
    let rig = try EngineRig()
    let status = try refusal {
      try rig.put(Programme(programID: "p", settings: row.settings))
    }
    #expect(status.reason == .invalidProgramme)
    #expect(status.field == row.field)
    #expect(status.message.contains(row.says), "\(status.message)")
    try rig.stop()
  }

  @Test func `the path of a promotion counts in the request, whatever the programme has`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.put(Self.double, EngineRig.base(1))
    var lonely = EngineRig.base(1)
    lonely.promotionID = "new"
    lonely.groupID = "nowhere"
    let one = try refusal { try rig.put(EngineRig.base(2), lonely) }
    #expect(one.field == "promotions[1].group_id")
    #expect(one.message == "Of the promotion new: There is no group nowhere.")
    // What does not go with a promotion that is not in the request.
    var fixed = EngineRig.base(1)
    fixed.mechanic = .fixed(Fixed(points: 5))
    let other = try refusal { try rig.put(fixed) }
    #expect(other.field == "promotions")
    #expect(other.message.hasPrefix("Of the promotion double, multiplier.promotion_id: "))
    let whole = try refusal {
      try rig.put(Programme(programID: "p", currency: "EUR", promotions: [lonely]))
    }
    #expect(whole.field == "programme.promotions[0].group_id")
    let token = try refusal {
      _ = try rig.answer(
        CreateTokenResponse.self,
        MethodID.createToken,
        CreateTokenRequest(
          envelope: rig.envelope(),
          token: FealtyWire.Token(tokenID: "miles", decimals: 13)
        )
      )
    }
    #expect(token.field == "token.decimals")
    // A time beyond all times would stop the server at the first exchange, and at each start.
    let late = PartnerSettings(kind: .partnerSimulated, simulated: SimulatedPartner(delayMs: .max))
    let partner = try refusal {
      _ = try rig.answer(
        CreateTokenResponse.self,
        MethodID.createToken,
        CreateTokenRequest(
          envelope: rig.envelope(),
          token: FealtyWire.Token(tokenID: "air", type: .typeMiles, partner: late)
        )
      )
    }
    #expect(partner.field == "token.partner")
    try rig.stop()
  }

  @Test func `points that would be gone before they are there are refused`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let now = rig.clock.wallMilliseconds()
    var promotion = EngineRig.base(2)
    promotion.lotTerms = FealtyWire.LotTerms(expiresAtMs: now)
    #expect(try refusal { try rig.put(promotion) }.field == "promotions[0].lot_terms.expires_at_ms")
    promotion.lotTerms = FealtyWire.LotTerms(expiresAtMs: now + 1_000)
    try rig.put(promotion)
    rig.clock.advance(milliseconds: 2_000)
    // It may be ended afterwards, and not be taken up again as it was.
    promotion.status = .ended
    try rig.put(promotion)
    let rollBack = try refusal {
      _ = try rig.answer(
        PutPromotionsResponse.self,
        MethodID.rollBackPromotion,
        RollBackPromotionRequest(envelope: rig.envelope(), promotionID: "base", toVersion: 2)
      )
    }
    #expect(rollBack.field == "to_version")
    #expect(rollBack.message.hasPrefix("Of that version, lot_terms.expires_at_ms: "))
    try rig.stop()
  }

  @Test func `the zone and the default token of what has promotions stay`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    func put(zone: String, token: String) throws -> String {
      do {
        try rig.put(
          Programme(
            programID: "p",
            timeZone: zone,
            currency: "EUR",
            defaultTokenID: token,
            tokens: [
              FealtyWire.Token(tokenID: "points", name: "Points"),
              FealtyWire.Token(tokenID: "miles", name: "Miles"),
            ]
          )
        )
        return ""
      } catch let failure as RigFailure {
        #expect(failure.reason == .invalidProgramme)
        return failure.status?.field ?? ""
      }
    }
    #expect(try put(zone: "UTC", token: "points").isEmpty)
    #expect(try put(zone: "Asia/Tokyo", token: "points") == "programme.time_zone")
    #expect(try put(zone: "", token: "miles") == "programme.default_token_id")
    #expect(try put(zone: "", token: "").isEmpty)
    try rig.stop()
  }

  private static let double = Promotion(
    promotionID: "double",
    mechanic: .multiplier(
      Multiplier(promotionID: "base", factor: FealtyWire.Ratio(numerator: 2, denominator: 1))
    )
  )

  private func refusal(_ body: () throws -> Void) throws -> Status {
    do {
      try body()
    } catch let failure as RigFailure {
      return try #require(failure.status)
    }
    Issue.record("it was not refused")
    return Status()
  }
}
