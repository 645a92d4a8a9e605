import Testing

@testable import FealtyLoyalty

@Suite("Points of each line")
struct LineAwardTests {
  private static func parts(
    _ mechanic: Mechanic,
    _ lines: [TestLine],
    kinds: [LineKind] = []
  ) throws -> [UInt16: Int64] {
    let promotion = PromotionDefinition(
      number: 1,
      id: "p",
      selection: Selection(kinds: kinds),
      mechanic: mechanic
    )
    let compiled = CompiledProgramme(programme([promotion]), zone: .utc)
    let result = try evaluate(TestSale(lines: lines), compiled, explanation: .applied)
    let sum = result.lineAwards.reduce(0) { $0 + $1.points.rawValue }
    #expect(sum == result.points.rawValue)
    #expect(result.lineAwards.map(\.line) == result.lineAwards.map(\.line).sorted())
    return Dictionary(uniqueKeysWithValues: result.lineAwards.map { ($0.line, $0.points.rawValue) })
  }

  private static let perHundred = Mechanic.rate(points: 1, perAmountMinor: 100)

  @Test func `the largest remainder gets the point that floors left over`() throws {
    // 3 points over 60 : 150 : 90 are 0.6, 1.5 and 0.9.
    let lines = [TestLine(60), TestLine(150), TestLine(90)]
    #expect(try Self.parts(Self.perHundred, lines) == [0: 1, 1: 1, 2: 1])
  }

  @Test func `on a tie the lower line index gets it`() throws {
    let lines = [TestLine(50), TestLine(50), TestLine(50), TestLine(50)]
    #expect(try Self.parts(Self.perHundred, lines) == [0: 1, 1: 1])
  }

  @Test func `lines below zero and lines that do not match get none`() throws {
    let lines = [
      TestLine.coupon(-100), TestLine(300), TestLine(500, kind: .fuel), TestLine(100),
    ]
    #expect(try Self.parts(Self.perHundred, lines, kinds: [.item, .adjustment]) == [1: 2, 3: 1])
  }

  @Test func `free units share by quantity`() throws {
    let bonus = Mechanic.quantityBonus(buyQuantity: 2, points: 10, maxPerBasket: 0)
    let lines = [TestLine(0, quantity: 3), .void, TestLine(0, quantity: 1)]
    #expect(try Self.parts(bonus, lines, kinds: [.item, .void]) == [0: 15, 2: 5])
  }

  @Test func `a thousand lines add up`() throws {
    let lines = (0..<1_000).map { TestLine(Int64($0 * 37 % 101)) }
    #expect(try Self.parts(.rate(points: 7, perAmountMinor: 90), lines).count > 500)
  }

  @Test func `a tier multiplier's lines are its base's`() throws {
    var base = baseRate
    base.selection.include = TermSet(skus: ["SK1"])
    let tier = PromotionDefinition(
      number: 2,
      id: "tier",
      mechanic: .tierMultiplier(
        base: "base",
        factors: [TierFactor(tier: "basic", factor: ratio(2, 1))]
      )
    )
    let compiled = CompiledProgramme(programme([base, tier]), zone: .utc)
    let sale = TestSale(lines: [TestLine(400), TestLine(200, sku: "SK1")])
    let result = try evaluate(sale, compiled)
    #expect(
      result.lineAwards == [
        LineAward(promotion: 1, line: 1, points: 2), LineAward(promotion: 2, line: 1, points: 2),
      ]
    )
    #expect(result.awards.map(\.eligibleAmount) == [200, 200])
  }

  @Test func `no lines are told where none are wanted`() throws {
    let compiled = CompiledProgramme(programme([baseRate]), zone: .utc)
    let result = try evaluate(TestSale(lines: [TestLine(100)]), compiled, explanation: .none)
    #expect(result.points == 1)
    #expect(result.lineAwards.isEmpty)
  }
}
