import Testing

@testable import FealtyLoyalty

@Suite("Why a promotion gave nothing")
struct RejectionTests {
  /// A change to the base rate, and what a sale of 7.00 on a Wednesday noon is told.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { detail }
    var detail: String
    var promotion: PromotionDefinition
    var sale = TestSale(lines: [TestLine(700)])

    init(
      _ detail: String,
      _ change: (inout PromotionDefinition) -> Void,
      _ changeSale: (inout TestSale) -> Void = { _ in }
    ) {
      self.detail = detail
      promotion = baseRate
      change(&promotion)
      changeSale(&sale)
    }
  }

  static let rows = [
    Row("outside its hours: Wednesday 12:00", { $0.weekdays = 1 }),
    Row("needs S9", { $0.stores = ["S9"] }),
    Row("needs S2, S3, S4, S5, S6 or one of 2 more") {
      $0.stores = (2...8).map { "S\($0)" }
    },
    Row("needs web, phone", { $0.channels = ["web", "phone"] }),
    Row("needs T9", { $0.terminals = ["T9"] }),
    Row("needs gold", { $0.tiers = ["gold"] }),
    Row("needs vip", { $0.segments = ["vip"] }),
    Row("leaves out staff", { $0.excludedSegments = ["staff"] }, { $0.segments = ["staff"] }),
    Row("asks who the buyer is", { $0.tiers = ["gold"] }, { $0.isGuest = true }),
    Row("needs one of its 2 codes", { $0.conditions.codes = ["SECRET", "OTHER"] }),
    Row("needs cash", { $0.conditions.tenders = ["cash"] }),
    Row("needs 800", { $0.conditions.minBasketMinor = 800 }),
    Row("rewards visit 3", { $0.conditions.visit = VisitCondition(number: 3) }),
    Row("rewards each 3. visit of a month") {
      $0.conditions.visit = VisitCondition(number: 3, every: true, window: .month)
    },
    Row("rewards the first purchase", { $0.conditions.firstPurchase = .ofMember }) {
      $0.hasEarned = true
    },
    Row("rewards 1 days before to 2 after the birthday") {
      $0.conditions.birthday = BirthdayWindow(daysBefore: 1, daysAfter: 2)
    },
    Row("rewards the first 30 days", { $0.conditions.maxMembershipDays = 30 }),
    Row(
      "7 points, all beyond its cap of 5 points (member, life)",
      { $0.caps = [CapDefinition(period: .life, points: 5)] },
      {
        $0.capUses = [
          CapUse(
            promotion: 1,
            period: .life,
            periodStart: Timestamp(milliseconds: 0),
            points: Points(5)
          )
        ]
      }
    ),
    Row(
      "its cap of 1 times (member, life) is used up",
      { $0.caps = [CapDefinition(period: .life, points: 1, unit: .times)] },
      {
        $0.capUses = [
          CapUse(
            owner: 1,
            period: .life,
            unit: .times,
            periodStart: Timestamp(milliseconds: 0),
            amount: 1
          )
        ]
      }
    ),
  ]

  @Test("is told with what was asked for", arguments: rows)
  func isTold(row: Row) throws {
    let definition = programme([row.promotion])
    #expect(definition.findings().isEmpty)
    let result = try evaluate(row.sale, CompiledProgramme(definition, zone: newYork))
    #expect(result.rejections.map(\.detail) == [row.detail])
  }

  @Test("names the one that was better", arguments: [GroupMode.bestForMember, .stack])
  func namesTheBetterOne(mode: GroupMode) throws {
    var better = baseRate
    better.number = 2
    better.id = "better"
    better.mechanic = .rate(points: 2, perAmountMinor: 100)
    better.group = "g"
    better.isExclusive = mode == .stack
    var base = baseRate
    base.group = "g"
    let definition = programme([base, better], groups: [GroupDefinition(id: "g", mode: mode)])
    let sale = TestSale(lines: [TestLine(700)])
    let result = try evaluate(sale, CompiledProgramme(definition, zone: .utc))
    #expect(result.rejections.map(\.detail) == ["by better with 14 points"])
  }

  @Test func `a promotion that has not begun is not live, where it is asked for`() throws {
    var coming = baseRate
    coming.version = 3
    coming.validFrom = TestSale().occurredAt.adding(milliseconds: 1)
    let compiled = CompiledProgramme(programme([coming]), zone: .utc)
    let sale = TestSale(lines: [TestLine(700)])
    #expect(try evaluate(sale, compiled).rejections.isEmpty)
    let named = try evaluate(sale, compiled, include: [1])
    #expect(named.rejections.map(\.condition) == [.notLive])
    #expect(named.rejections.map(\.promotionVersion) == [3])
    #expect(named.rejections.map(\.detail) == ["begins at 1718208000001"])
  }
}
