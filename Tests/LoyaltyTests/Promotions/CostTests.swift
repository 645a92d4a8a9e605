import Testing

@testable import FealtyLoyalty

// Goal: cost follows the promotions that match. Method: the evaluator counts the promotions that it
// looks at, and the count is the same among 100 live promotions and among 10,000.
@Suite("Cost of evaluating")
struct CostTests {
  /// Five promotions that match ``sale`` and others that do not, each in another way.
  private static func programmeWith(_ count: PromotionNumber) -> CompiledProgramme {
    var promotions = [
      baseRate,
      PromotionDefinition(
        number: 2,
        id: "milk",
        selection: Selection(include: TermSet(categories: ["MILK"])),
        mechanic: .multiplier(base: "base", factor: ratio(5, 2))
      ),
      PromotionDefinition(
        number: 3,
        id: "sku",
        selection: Selection(include: TermSet(skus: ["SK1"])),
        mechanic: .quantityBonus(buyQuantity: 1, points: 50, maxPerBasket: 1)
      ),
      PromotionDefinition(
        number: 4,
        id: "threshold",
        mechanic: .threshold(steps: [ThresholdStep(amountMinor: 1_000, points: 10)])
      ),
      PromotionDefinition(
        number: 5,
        id: "tier",
        mechanic: .tierMultiplier(
          base: "base",
          factors: [TierFactor(tier: "gold", factor: ratio(2, 1))]
        )
      ),
    ]
    for number in 6...count {
      var other = PromotionDefinition(
        number: number,
        id: "p\(number)",
        mechanic: .multiplier(base: "base", factor: ratio(2, 1))
      )
      switch number % 4 {
      case 0: other.selection.include.skus = (0..<20).map { "other \(number) \($0)" }
      case 1: other.selection.include.categories = ["other \(number)"]
      case 2:
        // Everybody's category, but for a segment or store of its own.
        other.selection.include.categories = ["MILK"]
        other.segments = ["segment \(number)"]
      default: other.stores = ["store \(number)"]
      }
      promotions.append(other)
    }
    return CompiledProgramme(programme(promotions), zone: newYork)
  }

  private static let sale = TestSale(
    lines: (1...20).map {
      TestLine(
        200,
        sku: "SK\($0)",
        department: "GROCERY",
        categories: $0 < 4 ? ["MILK"] : [],
        brand: "private"
      )
    },
    tier: "gold",
    segments: ["segment unknown"]
  )

  @Test func `ten thousand live promotions cost what a hundred do`() throws {
    let few = try evaluate(Self.sale, Self.programmeWith(100), explanation: .applied)
    let many = try evaluate(Self.sale, Self.programmeWith(10_000), explanation: .applied)
    #expect(few.awards.map(\.promotion) == [1, 2, 3, 4, 5])
    #expect(many.awards == few.awards)
    #expect(many.lineAwards == few.lineAwards)
    #expect(few.candidatesVisited == 5)
    #expect(many.candidatesVisited == few.candidatesVisited)
  }

  @Test func `promotions that can never fire cost nothing`() throws {
    var promotions = [baseRate]
    for number in 2...1_000 as ClosedRange<PromotionNumber> {
      var ended = baseRate
      ended.number = number
      ended.id = "p\(number)"
      ended.status = .ended
      promotions.append(ended)
    }
    let compiled = CompiledProgramme(programme(promotions), zone: .utc)
    let result = try evaluate(Self.sale, compiled, explanation: .applied)
    #expect(result.candidatesVisited == 1)
    let full = try evaluate(Self.sale, compiled, explanation: .full)
    #expect(full.rejections.count == 999)
  }
}
