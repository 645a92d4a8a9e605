import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("A programme in the catalogue")
struct ProgrammeStateTests {
  private static func rate(_ id: String, version: UInt32, points: Int64) -> Promotion {
    Promotion(
      promotionID: id,
      mechanic: .rate(Rate(points: points, perAmountMinor: 100)),
      version: version,
      fundingPartner: "Mill"
    )
  }

  private static func entry(
    _ version: UInt32,
    validFrom: Int64,
    addedIn: UInt64 = 0
  ) -> NumberedPromotion {
    NumberedPromotion(
      number: 4,
      promotion: rate("base", version: version, points: Int64(version)),
      validFromMs: validFrom,
      addedIn: addedIn
    )
  }

  private static func changed() -> ProgrammeState {
    var state = ProgrammeState(number: 77, index: 0)
    state.apply(
      ProgrammeChangedRecord(
        programme: Programme(
          programID: "club",
          defaultTokenID: "points",
          tokens: [FealtyWire.Token(tokenID: "points")],
          tiers: ["basic"],
          settings: Settings(roundingPlace: .placeLine),
          budgets: [Budget(budgetID: "spring", period: .perMonth, limit: 500)]
        ),
        tokens: [NumberedToken(number: 3, tokenID: "points")],
        promotions: [entry(1, validFrom: 0)],
        names: [
          NumberedName(number: 1, name: "spring", kind: 0),
          NumberedName(number: 1, name: "Mill", kind: 2),
        ],
        voucherKey: [9, 8, 7]
      ),
      version: 1
    )
    state.apply(ProgrammeChangedRecord(promotions: [entry(2, validFrom: 2_000)]), version: 2)
    state.apply(ProgrammeChangedRecord(promotions: [entry(3, validFrom: 1_000)]), version: 3)
    state.apply(
      ProgrammeChangedRecord(
        programme: Programme(
          programID: "club",
          defaultTokenID: "points",
          tokens: [FealtyWire.Token(tokenID: "points")],
          settings: Settings(nearMissPercent: 10)
        ),
        tokens: [NumberedToken(number: 3, tokenID: "points")],
        headValidFromMs: 3_000
      ),
      version: 4
    )
    return state
  }

  @Test func `keeps every version of a promotion, and when each begins to decide`() throws {
    let versions = try #require(Self.changed().promotions["base"])
    #expect(versions.number == 4)
    #expect(versions.versions.map(\.validFrom.milliseconds) == [0, 2_000, 1_000])
    #expect(versions.versions.map(\.addedIn) == [1, 2, 3])
    #expect(versions.newest.promotion.version == 3)
    #expect(versions.newest.shown.validFromMs == 1_000)
    // The second version never decides: the third has begun before it.
    let deciding = [Int64.min, 999, 1_000, 2_000, .max].map {
      versions.deciding(at: Timestamp(milliseconds: $0))?.promotion.version
    }
    #expect(deciding == [1, 1, 3, 3, 3])
  }

  @Test func `keeps groups and settings by the instant from which they decide`() {
    let heads = Self.changed().definition.heads
    #expect(heads.map(\.validFrom.milliseconds) == [0, 3_000])
    #expect(heads.map(\.addedIn) == [1, 4])
    #expect(heads.map(\.settings.roundingPlace) == [.line, .rule])
    #expect(heads.map(\.settings.nearMissPercent) == [25, 10])
  }

  @Test func `gives budgets, voucher types and partners numbers that stay`() {
    let state = Self.changed()
    #expect(state.definition.promotions.allSatisfy { $0.fundingPartnerNumber == 1 })
    #expect(state.names.number(of: "spring", .budget) == 1)
    #expect(state.names.number(of: "spring", .fundingPartner) == 0)
    let next = state.names.numbering([
      (.budget, "spring"), (.budget, "summer"), (.budget, "summer"), (.budget, "autumn"),
      (.voucherType, "five"), (.fundingPartner, ""),
    ])
    #expect(next.map(\.number) == [2, 3, 1])
    #expect(next.map(\.name) == ["summer", "autumn", "five"])
  }

  @Test func `is the same after a snapshot`() throws {
    let state = Self.changed()
    var loaded = ProgrammeState(number: 77, index: 0)
    for stored in state.stored {
      let stored = try StoredProgramme(bytes: stored.serialized())
      if stored.programme != nil { loaded.load(stored) } else { loaded.load(stored.promotions) }
    }
    #expect(loaded.definition == state.definition)
    #expect(loaded.version == 4)
    #expect(loaded.voucherKey == [9, 8, 7])
    #expect(loaded.heads == state.heads)
    #expect(loaded.names.all == state.names.all)
    #expect(loaded.versionCount == 3)
  }
}
