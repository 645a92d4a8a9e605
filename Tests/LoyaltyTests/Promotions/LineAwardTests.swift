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

  struct Size: Sendable {
    var lines: Int
    /// Amounts are below this.
    var amounts: Int64
  }

  // Goal: however an award is divided (by ranks or by selection, by reciprocal or by long
  // division), the parts are the slow evaluator's. Method: sizes on both sides of each limit.
  @Test(
    "the parts are the slow evaluator's",
    arguments: [
      Size(lines: 1, amounts: 1_500), Size(lines: 7, amounts: 2), Size(lines: 8, amounts: 1_500),
      Size(lines: 9, amounts: 1_500), Size(lines: 20, amounts: 1_500),
      Size(lines: 63, amounts: 1_500), Size(lines: 64, amounts: 1_500),
      Size(lines: 65, amounts: 1_500), Size(lines: 64, amounts: 1_048_576),
      Size(lines: 20, amounts: 1_000_000_000), Size(lines: 30, amounts: 100_000_000_000),
      Size(lines: 1_000, amounts: 1_500),
    ]
  )
  func agrees(_ size: Size) throws {
    var random = RandomProgramme(seed: 8451).generator
    let promotions = [
      PromotionDefinition(number: 1, id: "a", mechanic: .rate(points: 3, perAmountMinor: 700)),
      PromotionDefinition(
        number: 2,
        id: "b",
        mechanic: .threshold(steps: [
          ThresholdStep(amountMinor: 1, points: 1 + Int64(size.lines) / 2)
        ])
      ),
      PromotionDefinition(
        number: 3,
        id: "c",
        selection: Selection(include: TermSet(skus: ["SK1", "SK2"])),
        mechanic: .rate(points: 1_999, perAmountMinor: 7)
      ),
    ]
    let definition = programme(promotions)
    let compiled = CompiledProgramme(definition, zone: newYork)
    for round in 0..<20 {
      let lines = (0..<size.lines).map { _ in
        TestLine(
          Int64.random(in: -2..<size.amounts, using: &random),
          quantity: Int64.random(in: 1...9, using: &random),
          sku: "SK\(Int.random(in: 1...3, using: &random))"
        )
      }
      let sale = TestSale(lines: lines)
      let result = try evaluate(sale, compiled, explanation: .applied)
      let oracle = SlowEvaluator(definition: definition, zone: newYork, sale: sale)
      let expected = oracle.outcomes().filter { $0.condition == .none }
      #expect(result.lineAwards == expected.flatMap { oracle.lineAwards($0) }, "round \(round)")
    }
  }

  @Test func `lines beyond those that are listed are found again`() throws {
    // Twenty promotions match each of a thousand lines: more than there is room to list.
    var promotions = [baseRate]
    for number in 2...20 as ClosedRange<PromotionNumber> {
      promotions.append(
        PromotionDefinition(
          number: number,
          id: "p\(number)",
          selection: Selection(include: TermSet(brands: ["private"])),
          mechanic: .multiplier(base: "base", factor: ratio(2, 1))
        )
      )
    }
    let lines = (0..<1_000).map { TestLine(Int64(100 + $0 * 37 % 101), brand: "private") }
    let compiled = CompiledProgramme(programme(promotions), zone: .utc)
    let result = try evaluate(TestSale(lines: lines), compiled, explanation: .applied)
    #expect(result.awards.count == promotions.count)
    #expect(promotions.count * lines.count > Evaluator.matchCapacity)
    let parts = Dictionary(grouping: result.lineAwards, by: \.promotion)
    for promotion in promotions {
      #expect(parts[promotion.number]?.map(\.line) == parts[1]?.map(\.line))
      #expect(parts[promotion.number]?.map(\.points) == parts[1]?.map(\.points))
    }
  }

  @Test func `dividing by a reciprocal is exact`() {
    var random = RandomProgramme(seed: 12).generator
    for _ in 0..<100_000 {
      let value = UInt64.random(in: 1...UInt64.max >> (random.next() % 64), using: &random)
      let weight = UInt64.random(in: 0...value, using: &random)
      let points = UInt64.random(in: 0...UInt64.max >> (random.next() % 64), using: &random)
      let part = Divisor(value).divide(points, times: weight)
      let exact = value.dividingFullWidth(points.multipliedFullWidth(by: weight))
      #expect(part == exact, "\(points) × \(weight) ÷ \(value)")
    }
  }
}
