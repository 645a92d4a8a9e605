import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

// What answers tell of promotions that are hardly meant, and which field a refusal names, although
// only a part of the programme is looked at. The findings themselves: LoyaltyTests/WarningTests.
@Suite("Findings in answers")
struct PromotionFindingTests {
  private static func fixed(
    _ id: String,
    _ points: Int64 = 5,
    group: String = "",
    priority: Int32 = 0
  ) -> Promotion {
    Promotion(
      promotionID: id,
      groupID: group,
      priority: priority,
      mechanic: .fixed(Fixed(points: points))
    )
  }

  private static func multiplier(_ id: String, of base: String) -> Promotion {
    Promotion(
      promotionID: id,
      mechanic: .multiplier(
        Multiplier(promotionID: base, factor: Ratio(numerator: 2, denominator: 1))
      )
    )
  }

  private static func tier(_ id: String, of base: String, group: String = "") -> Promotion {
    Promotion(
      promotionID: id,
      groupID: group,
      mechanic: .tierMultiplier(
        TierMultiplier(
          promotionID: base,
          factors: [TierFactor(tier: "gold", factor: Ratio(numerator: 2, denominator: 1))]
        )
      )
    )
  }

  private func put(_ rig: EngineRig, _ promotions: [Promotion]) throws -> PutPromotionsResponse {
    try rig.answer(
      PutPromotionsResponse.self,
      MethodID.putPromotions,
      PutPromotionsRequest(envelope: rig.envelope(), promotions: promotions)
    )
  }

  private func putProgramme(
    _ rig: EngineRig,
    _ modes: [GroupMode],
    _ promotions: [Promotion] = []
  ) throws -> PutProgrammeResponse {
    try rig.answer(
      PutProgrammeResponse.self,
      MethodID.putProgramme,
      PutProgrammeRequest(
        envelope: rig.envelope(),
        programme: Programme(
          programID: "p",
          currency: "EUR",
          defaultTokenID: "points",
          tokens: [Token(tokenID: "points", name: "Points")],
          tiers: ["basic", "gold"],
          groups: modes.enumerated().map { PromotionGroup(groupID: "g\($0)", mode: $1) },
          promotions: promotions
        )
      )
    )
  }

  private func text(_ findings: [PromotionFinding]) -> [String] {
    findings.map { "\($0.promotionID) \($0.code) \($0.field) \($0.otherID)" }
  }

  /// The field that a put is refused for.
  private func field(_ rig: EngineRig, _ promotions: [Promotion]) -> String {
    do {
      _ = try put(rig, promotions)
      return "put"
    } catch let failure as RigFailure {
      #expect(failure.reason == .invalidProgramme)
      return failure.status?.field ?? ""
    } catch {
      return "\(error)"
    }
  }

  private static let base = EngineRig.base(1)

  @Test func `a put tells of what was put, and of what it does to others`() throws {
    let rig = try EngineRig()
    _ = try putProgramme(rig, [.firstMatch], [Self.base])
    #expect(try put(rig, [Self.fixed("a", group: "g0")]).findings.isEmpty)
    let beaten = try put(rig, [Self.fixed("b", group: "g0", priority: 1), Self.fixed("c", 0)])
    // Of what the request does not have, the field alone.
    #expect(
      text(beaten.findings) == [
        "a ALWAYS_BEATEN priority b", "c ZERO_POINTS promotions[1].fixed.points ",
      ]
    )
    #expect(beaten.moreFindings == 0)
    #expect(try put(rig, [Self.fixed("d")]).findings.isEmpty)
    // A base that ends takes with it what builds on it.
    let builders = [Self.tier("t", of: "base"), Self.multiplier("m", of: "base")]
    #expect(try put(rig, builders).findings.isEmpty)
    var ended = Self.base
    ended.status = .ended
    let lost = [
      "t BASE_NEVER_APPLIES tier_multiplier.promotion_id base",
      "m BASE_NEVER_APPLIES multiplier.promotion_id base",
    ]
    #expect(text(try put(rig, [ended]).findings) == lost)
    // A change of the programme looks at all of it.
    #expect(
      text(try putProgramme(rig, [.firstMatch], [Self.fixed("e", 0)]).findings) == [
        "a ALWAYS_BEATEN priority b", "c ZERO_POINTS fixed.points ",
      ] + lost + ["e ZERO_POINTS programme.promotions[0].fixed.points "]
    )
    try rig.stop()
  }

  @Test func `what a version says that is put again is no field of the request`() throws {
    let rig = try EngineRig()
    _ = try putProgramme(rig, [.firstMatch], [Self.base])
    _ = try put(rig, [Self.fixed("c", 0)])
    #expect(try put(rig, [Self.fixed("c")]).findings.isEmpty)
    let answer = try rig.answer(
      PutPromotionsResponse.self,
      MethodID.rollBackPromotion,
      RollBackPromotionRequest(envelope: rig.envelope(), promotionID: "c", toVersion: 1)
    )
    #expect(text(answer.findings) == ["c ZERO_POINTS fixed.points "])
    try rig.stop()
  }

  @Test func `a base that will be paused still stands`() throws {
    let rig = try EngineRig()
    _ = try putProgramme(rig, [.firstMatch], [Self.base, Self.multiplier("m", of: "base")])
    var paused = Self.base
    paused.status = .paused
    paused.activateAtMs = rig.clock.wallMilliseconds() + 86_400_000
    #expect(try put(rig, [paused]).findings.isEmpty)
    paused.activateAtMs = 0
    #expect(
      text(try put(rig, [paused]).findings) == [
        "m BASE_NEVER_APPLIES multiplier.promotion_id base"
      ]
    )
    try rig.stop()
  }

  @Test func `a retry is told the same, and a long list is cut`() throws {
    let rig = try EngineRig()
    _ = try putProgramme(rig, [.firstMatch])
    let request = PutPromotionsRequest(
      envelope: rig.envelope(),
      promotions: (0..<130).map { Self.fixed("n\($0)", 0) }
    )
    func put() throws -> PutPromotionsResponse {
      try rig.answer(PutPromotionsResponse.self, MethodID.putPromotions, request)
    }
    let first = try put()
    #expect(first.findings.count == 100 && first.moreFindings == 30)
    #expect(first.findings[99].promotionID == "n99")
    let again = try put()
    #expect(again.findings == first.findings && again.moreFindings == 30)
    try rig.stop()
  }

  @Test func `a refusal names the place in the request, or the promotion that was there`() throws {
    let rig = try EngineRig()
    _ = try putProgramme(
      rig,
      [.stack],
      [Self.base, Self.multiplier("double", of: "base"), Self.tier("t", of: "base", group: "g0")]
    )
    #expect(field(rig, [Self.fixed("x"), Self.fixed("y", -1)]) == "promotions[1].fixed.points")
    #expect(
      field(rig, [Self.fixed("x"), Self.multiplier("y", of: "x")])
        == "promotions[1].multiplier.promotion_id"
    )
    // The rate that others build on is one no longer.
    #expect(field(rig, [Self.fixed("base")]) == "promotions")
    // The group of a base begins to choose, and holds a tier multiplier.
    var grouped = Self.base
    grouped.groupID = "g0"
    #expect(field(rig, [grouped]) == "put")
    var exclusive = Self.fixed("e", group: "g0")
    exclusive.exclusive = true
    #expect(field(rig, [exclusive]) == "promotions")
    #expect(field(rig, [Self.fixed("e", group: "g0")]) == "put")
    try rig.stop()
  }
}
