import Testing

@testable import FealtyLoyalty

/// One row: a basket under a few promotions, and the points of each promotion that gives any.
struct MechanicCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var promotions: [PromotionDefinition]
  var sale: TestSale
  var expected: [PromotionNumber: Int64]

  init(
    _ name: String,
    _ promotions: [PromotionDefinition],
    _ lines: [TestLine],
    tier: String = "",
    isGuest: Bool = false,
    gives expected: [PromotionNumber: Int64]
  ) {
    testDescription = name
    self.promotions = promotions
    sale = TestSale(lines: lines, isGuest: isGuest, tier: tier)
    self.expected = expected
  }
}

private func promotion(
  _ number: PromotionNumber,
  _ mechanic: Mechanic,
  selection: Selection = Selection(),
  caps: [CapDefinition] = []
) -> PromotionDefinition {
  PromotionDefinition(
    number: number,
    id: "p\(number)",
    selection: selection,
    mechanic: mechanic,
    caps: caps
  )
}

private let milk = Selection(include: TermSet(categories: ["MILK"]))
private let sku = Selection(include: TermSet(skus: ["SK1"]))
private let withCoupons = Selection(kinds: [.item, .adjustment])

private let rateCases = [
  MechanicCase("one floor a basket", [baseRate], [TestLine(150), TestLine(149)], gives: [1: 2]),
  MechanicCase("one unit short", [baseRate], [TestLine(99)], gives: [:]),
  MechanicCase("exactly one", [baseRate], [TestLine(100)], gives: [1: 1]),
  MechanicCase(
    "multiplies before it floors",
    [promotion(1, .rate(points: 3, perAmountMinor: 7))],
    [TestLine(100)],
    gives: [1: 42]
  ),
  MechanicCase(
    "fuel, gift cards, deliveries and deposits only where named",
    [baseRate],
    [
      TestLine(2_103, quantity: 8_115, kind: .fuel), TestLine(1_000, kind: .giftcard),
      TestLine(500, kind: .delivery), TestLine(25, kind: .deposit), TestLine(700),
    ],
    gives: [1: 7]
  ),
  MechanicCase(
    "fuel where named",
    [promotion(1, .rate(points: 1, perAmountMinor: 100), selection: Selection(kinds: [.fuel]))],
    [TestLine(2_103, quantity: 8_115, kind: .fuel), TestLine(700)],
    gives: [1: 21]
  ),
  MechanicCase("no lines", [baseRate], [], gives: [:]),
  MechanicCase("only a void", [baseRate], [.void], gives: [:]),
  MechanicCase(
    "a coupon is no item",
    [baseRate],
    [TestLine(500), .coupon(-300)],
    gives: [1: 5]
  ),
  MechanicCase(
    "a coupon lowers E where named",
    [promotion(1, .rate(points: 1, perAmountMinor: 100), selection: withCoupons)],
    [TestLine(500), .coupon(-301)],
    gives: [1: 1]
  ),
  MechanicCase(
    "E is not below 0",
    [promotion(1, .rate(points: 1, perAmountMinor: 100), selection: withCoupons)],
    [TestLine(500), .coupon(-900), TestLine(300)],
    gives: [:]
  ),
  MechanicCase(
    "sums first and floors at 0 after",
    [promotion(1, .rate(points: 1, perAmountMinor: 100), selection: withCoupons)],
    [.coupon(-900), TestLine(500), TestLine(600)],
    gives: [1: 2]
  ),
  MechanicCase(
    "amounts of 10¹² and rates of 10³ do not overflow",
    [promotion(1, .rate(points: 1_000, perAmountMinor: 1_000))],
    (0..<1_000).map { _ in TestLine(1_000_000_000_000) },
    gives: [1: 1_000_000_000_000_000]
  ),
]

private let multiplierCases = [
  MechanicCase(
    "gives the extra only",
    [baseRate, promotion(2, .multiplier(base: "base", factor: ratio(3, 1)), selection: milk)],
    [TestLine(250, categories: ["MILK"]), TestLine(300)],
    gives: [1: 5, 2: 5]
  ),
  MechanicCase(
    "5/2 floors its extra once",
    [baseRate, promotion(2, .multiplier(base: "base", factor: ratio(5, 2)), selection: milk)],
    [TestLine(199, categories: ["MILK"]), TestLine(34, categories: ["MILK"])],
    gives: [1: 2, 2: 3]
  ),
  MechanicCase(
    "two multipliers give each its extra",
    [
      baseRate, promotion(2, .multiplier(base: "base", factor: ratio(2, 1)), selection: milk),
      promotion(3, .multiplier(base: "base", factor: ratio(3, 1)), selection: sku),
    ],
    [TestLine(400, sku: "SK1", categories: ["MILK"])],
    gives: [1: 4, 2: 4, 3: 8]
  ),
  MechanicCase(
    "a factor of 1 gives nothing",
    [baseRate, promotion(2, .multiplier(base: "base", factor: ratio(7, 7)))],
    [TestLine(400)],
    gives: [1: 4]
  ),
  MechanicCase(
    "three tenths over a tenth is three",
    [
      promotion(1, .rate(points: 1, perAmountMinor: 1)),
      promotion(2, .multiplier(base: "p1", factor: ratio(30, 10))),
    ],
    [TestLine(100)],
    gives: [1: 100, 2: 200]
  ),
]

private let bonusCases = [
  MechanicCase(
    "quantity bonus by whole sets",
    [promotion(2, .quantityBonus(buyQuantity: 3, points: 50, maxPerBasket: 0), selection: sku)],
    [TestLine(100, quantity: 5, sku: "SK1"), TestLine(100, quantity: 3, sku: "SK1")],
    gives: [2: 100]
  ),
  MechanicCase(
    "quantity bonus one short",
    [promotion(2, .quantityBonus(buyQuantity: 3, points: 50, maxPerBasket: 0), selection: sku)],
    [TestLine(100, quantity: 2, sku: "SK1"), TestLine(100, quantity: 9, sku: "SK2")],
    gives: [:]
  ),
  MechanicCase(
    "quantity bonus up to its maximum",
    [promotion(2, .quantityBonus(buyQuantity: 1, points: 75, maxPerBasket: 2), selection: sku)],
    [TestLine(100, quantity: 9, sku: "SK1")],
    gives: [2: 150]
  ),
  MechanicCase(
    "free units count and voids do not",
    [
      promotion(
        2,
        .quantityBonus(buyQuantity: 2, points: 10, maxPerBasket: 0),
        selection: Selection(kinds: [.item, .void])
      )
    ],
    [TestLine(0, quantity: 2), .void, .void],
    gives: [2: 10]
  ),
  MechanicCase(
    "threshold one below its step",
    [promotion(2, .threshold(steps: [ThresholdStep(amountMinor: 5_000, points: 100)]))],
    [TestLine(4_999)],
    gives: [:]
  ),
  MechanicCase(
    "threshold at its step",
    [promotion(2, .threshold(steps: [ThresholdStep(amountMinor: 5_000, points: 100)]))],
    [TestLine(4_999), TestLine(1)],
    gives: [2: 100]
  ),
  MechanicCase(
    "only the highest step counts",
    [
      promotion(
        2,
        .threshold(steps: [
          ThresholdStep(amountMinor: 1_000, points: 10),
          ThresholdStep(amountMinor: 2_000, points: 30),
          ThresholdStep(amountMinor: 9_000, points: 900),
        ])
      )
    ],
    [TestLine(8_999)],
    gives: [2: 30]
  ),
  MechanicCase("steps that add up", [steps(addUp: true)], [TestLine(8_999)], gives: [2: 40]),
  MechanicCase("all steps that add up", [steps(addUp: true)], [TestLine(9_000)], gives: [2: 940]),
  MechanicCase("one below the first", [steps(addUp: true)], [TestLine(999)], gives: [:]),
  MechanicCase(
    "fixed points, whatever and however much",
    [promotion(2, .fixed(points: 25), selection: sku)],
    [TestLine(9_999, quantity: 7, sku: "SK1"), TestLine(1, sku: "SK1")],
    gives: [2: 25]
  ),
  MechanicCase(
    "fixed points for a free line",
    [promotion(2, .fixed(points: 25), selection: sku)],
    [TestLine(0, sku: "SK1")],
    gives: [2: 25]
  ),
  MechanicCase(
    "fixed points need a line",
    [promotion(2, .fixed(points: 25), selection: sku)],
    [TestLine(9_999, sku: "SK2")],
    gives: [:]
  ),
  MechanicCase(
    "fixed points for a basket below 0",
    [promotion(2, .fixed(points: 25), selection: withCoupons)],
    [TestLine(100), .coupon(-900)],
    gives: [2: 25]
  ),
]

private func steps(addUp: Bool) -> PromotionDefinition {
  promotion(
    2,
    .threshold(
      steps: [
        ThresholdStep(amountMinor: 1_000, points: 10),
        ThresholdStep(amountMinor: 2_000, points: 30),
        ThresholdStep(amountMinor: 9_000, points: 900),
      ],
      addUp: addUp
    )
  )
}

private let tierMultiplier = promotion(
  9,
  .tierMultiplier(
    base: "base",
    factors: [
      TierFactor(tier: "silver", factor: ratio(5, 4)),
      TierFactor(tier: "gold", factor: ratio(2, 1)),
    ]
  )
)

private let tierCases = [
  MechanicCase(
    "tier factor on the base's points",
    [baseRate, tierMultiplier],
    [TestLine(799)],
    tier: "gold",
    gives: [1: 7, 9: 7]
  ),
  MechanicCase(
    "tier extra is floored",
    [baseRate, tierMultiplier],
    [TestLine(799)],
    tier: "silver",
    gives: [1: 7, 9: 1]
  ),
  MechanicCase(
    "no factor for the lowest tier",
    [baseRate, tierMultiplier],
    [TestLine(799)],
    gives: [1: 7]
  ),
  MechanicCase(
    "a guest has no tier",
    [baseRate, tierMultiplier],
    [TestLine(799)],
    tier: "gold",
    isGuest: true,
    gives: [1: 7]
  ),
  MechanicCase(
    "an unknown tier has no factor",
    [baseRate, tierMultiplier],
    [TestLine(799)],
    tier: "platinum",
    gives: [1: 7]
  ),
  MechanicCase(
    "the base counts after its cap",
    [
      PromotionDefinition(
        number: 1,
        id: "base",
        mechanic: .rate(points: 1, perAmountMinor: 100),
        caps: [CapDefinition(period: .basket, points: 5)]
      ), tierMultiplier,
    ],
    [TestLine(1_000)],
    tier: "gold",
    gives: [1: 5, 9: 5]
  ),
  MechanicCase(
    "extras of others are not multiplied",
    [
      baseRate, promotion(2, .multiplier(base: "base", factor: ratio(3, 1))), tierMultiplier,
    ],
    [TestLine(1_000)],
    tier: "gold",
    gives: [1: 10, 2: 20, 9: 10]
  ),
  MechanicCase(
    "a lowest tier with a factor is a new member's",
    [
      baseRate,
      promotion(
        9,
        .tierMultiplier(base: "base", factors: [TierFactor(tier: "basic", factor: ratio(3, 2))])
      ),
    ],
    [TestLine(300)],
    gives: [1: 3, 9: 1]
  ),
]

@Suite("Promotion mechanics")
struct MechanicTests {
  @Test("rate", arguments: rateCases)
  func rate(_ row: MechanicCase) throws { try check(row) }

  @Test("multiplier", arguments: multiplierCases)
  func multiplier(_ row: MechanicCase) throws { try check(row) }

  @Test("quantity bonus, threshold and fixed points", arguments: bonusCases)
  func bonus(_ row: MechanicCase) throws { try check(row) }

  @Test("tier multiplier", arguments: tierCases)
  func tier(_ row: MechanicCase) throws { try check(row) }

  private func check(_ row: MechanicCase) throws {
    let definition = programme(row.promotions)
    #expect(definition.findings().isEmpty)
    #expect(try points(row.sale, definition) == row.expected)
  }

  @Test func `points beyond the limit are refused`() {
    let definition = programme([promotion(1, .rate(points: 1_001, perAmountMinor: 1))])
    let sale = TestSale(lines: (0..<1_000).map { _ in TestLine(1_000_000_000_000) })
    #expect(throws: Refusal.amountOutOfRange) { try points(sale, definition) }
  }

  @Test func `points that only together are beyond the limit are refused`() {
    let rate = Mechanic.rate(points: 600, perAmountMinor: 1)
    let definition = programme([promotion(1, rate), promotion(2, rate)])
    let sale = TestSale(lines: [TestLine(1_000_000_000_000)])
    #expect(throws: Refusal.amountOutOfRange) { try points(sale, definition) }
  }

  @Test func `an award says what it was made from`() throws {
    var capped = baseRate
    capped.version = 3
    capped.caps = [CapDefinition(period: .basket, points: 4)]
    capped.lotTerms = LotTerms(pendingMilliseconds: 5, expiresAfterMilliseconds: 6)
    let compiled = CompiledProgramme(programme([capped]), zone: .utc)
    let sale = TestSale(lines: [TestLine(500, quantity: 2), TestLine(99, quantity: 3)])
    let result = try evaluate(sale, compiled)
    #expect(
      result.awards == [
        Award(
          promotion: 1,
          promotionVersion: 3,
          token: 7,
          points: 4,
          beforeCap: 5,
          eligibleAmount: 599,
          eligibleQuantity: 5,
          isBonus: false,
          lotSchedule: LotSchedule(LotTerms(pendingMilliseconds: 5, expiresAfterMilliseconds: 6))
        )
      ]
    )
    #expect(result.totals.map(\.points) == [4])
    #expect(result.points == 4)
  }
}
