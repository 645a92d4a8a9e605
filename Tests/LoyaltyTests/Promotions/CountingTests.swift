import Testing

@testable import FealtyLoyalty

// Goal: promotions that count a member's sales. Method: runs of sales, each evaluated with the
// counters that those recorded before it have left.
@Suite("Visits, first purchases and quantities over baskets")
struct CountingTests {
  /// A member who buys.
  struct Member {
    private var buyer = TestBuyer()

    /// Evaluates and books a sale.
    mutating func buy(
      _ sale: TestSale,
      _ compiled: CompiledProgramme
    ) throws -> Evaluation {
      let result = try evaluate(buyer.facts(of: sale), compiled)
      buyer.book(result)
      return result
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var conditions = PromotionConditions()
    var mechanic = Mechanic.fixed(points: 7)
    /// Time of each sale and its lines.
    var sales: [(Timestamp, [TestLine])]
    var expected: [Int64]

    init(
      _ name: String,
      visit: VisitCondition? = nil,
      first: FirstPurchase = .none,
      mechanic: Mechanic = .fixed(points: 7),
      _ sales: [(Timestamp, [TestLine])],
      _ expected: [Int64]
    ) {
      testDescription = name
      conditions.visit = visit
      conditions.firstPurchase = first
      self.mechanic = mechanic
      self.sales = sales
      self.expected = expected
    }
  }

  private static func day(_ day: Int64, _ quantity: Int64 = 1) -> (Timestamp, [TestLine]) {
    (utc(2024, 6, day, 16), [TestLine(100 * quantity, quantity: quantity, sku: "SK1")])
  }

  private static func other(_ day: Int64) -> (Timestamp, [TestLine]) {
    (utc(2024, 6, day, 16), [TestLine(100, sku: "SK2")])
  }

  private static func across(_ window: AcrossBaskets, most: Int64 = 0) -> Mechanic {
    .quantityBonus(buyQuantity: 3, points: 10, maxPerBasket: most, across: window)
  }

  static let visitRows = [
    Row(
      "the second alone",
      visit: VisitCondition(number: 2),
      (1...4).map { day($0) },
      [0, 7, 0, 0]
    ),
    Row(
      "each second",
      visit: VisitCondition(number: 2, every: true),
      (1...5).map { day($0) },
      [0, 7, 0, 7, 0]
    ),
    Row(
      "sales without its lines are none",
      visit: VisitCondition(number: 2),
      [day(1), other(2), other(3), day(4), day(5)],
      [0, 0, 0, 7, 0]
    ),
    // 3 June 2024 is a Monday.
    Row(
      "the second of each week",
      visit: VisitCondition(number: 2, window: .week),
      [day(3), day(4), day(9), day(10), day(16), day(17)],
      [0, 7, 0, 0, 7, 0]
    ),
    Row(
      "the second of each day",
      visit: VisitCondition(number: 2, window: .day),
      [day(3), day(3), day(3), day(4)],
      [0, 7, 0, 0]
    ),
    Row(
      "the second of a year",
      visit: VisitCondition(number: 2, window: .year),
      [
        (utc(2024, 1, 1, 4, 59), [TestLine(100, sku: "SK1")]),
        (utc(2024, 1, 1, 5), [TestLine(100, sku: "SK1")]), day(1), day(2),
      ],
      [0, 0, 7, 0]
    ),
    Row(
      "a late sale counts those dated before it, and what is booked stays",
      visit: VisitCondition(number: 2),
      [day(1), day(5), day(3), day(9)],
      [0, 7, 7, 0]
    ),
    Row(
      "two sales of one time in the order of recording",
      visit: VisitCondition(number: 2),
      [day(1), day(1), day(1)],
      [0, 7, 0]
    ),
  ]

  static let firstRows = [
    Row("of the member", first: .ofMember, [day(1), day(2)], [7, 0]),
    Row("of the member, after another", first: .ofMember, [other(1), day(2)], [0, 0]),
    Row("of the member, a late one too", first: .ofMember, [day(5), day(1), day(3)], [7, 7, 0]),
    Row(
      "of the selection, after another",
      first: .ofSelection,
      [other(1), day(2), day(3)],
      [0, 7, 0]
    ),
  ]

  static let quantityRows = [
    Row(
      "goes on from the baskets before",
      mechanic: across(.life),
      [day(1, 2), day(2, 2), day(3, 1), day(4, 7), day(5, 0)],
      [0, 10, 0, 30, 0]
    ),
    Row(
      "begins anew with the month",
      mechanic: across(.window(.month)),
      [day(29, 2), (utc(2024, 7, 1, 16), [TestLine(100, quantity: 2, sku: "SK1")])],
      [0, 0]
    ),
    Row(
      "sets beyond the basket's most are lost",
      mechanic: across(.life, most: 1),
      [day(1, 8), day(2, 1), day(3, 3)],
      [10, 10, 10]
    ),
    Row(
      "a late one counts what is before it",
      mechanic: across(.life),
      [day(5, 2), day(1, 2), day(9, 2)],
      [0, 0, 10]
    ),
  ]

  @Test("the n-th visit", arguments: visitRows)
  func visits(_ row: Row) throws { try check(row) }

  @Test("the first purchase", arguments: firstRows)
  func first(_ row: Row) throws { try check(row) }

  @Test("quantities over baskets", arguments: quantityRows)
  func quantities(_ row: Row) throws { try check(row) }

  private func check(_ row: Row) throws {
    var promotion = PromotionDefinition(
      number: 3,
      id: "counting",
      selection: Selection(include: TermSet(skus: ["SK1"])),
      mechanic: row.mechanic
    )
    promotion.conditions = row.conditions
    let definition = programme([promotion])
    #expect(definition.findings().isEmpty)
    let compiled = CompiledProgramme(definition, zone: newYork)
    var member = Member()
    let points = try row.sales.map { instant, lines in
      var sale = TestSale(lines: lines)
      sale.occurredAt = instant
      return try member.buy(sale, compiled).points.rawValue
    }
    #expect(points == row.expected)
  }

  @Test func `a visit counts although it gives nothing, and says which one it was`() throws {
    var promotion = PromotionDefinition(
      number: 3,
      id: "p",
      mechanic: .rate(points: 1, perAmountMinor: 1_000)
    )
    promotion.conditions.visit = VisitCondition(number: 2)
    let compiled = CompiledProgramme(programme([promotion]), zone: .utc)
    var member = Member()
    let sale = TestSale(lines: [TestLine(100)])
    let first = try member.buy(sale, compiled)
    #expect(first.rejections.map(\.condition) == [.otherVisit])
    #expect(
      first.counterUses == [
        CounterUse(owner: 3, kind: .visits, at: sale.occurredAt, delta: 1, before: 0)
      ]
    )
    let second = try member.buy(sale, compiled)
    #expect(second.rejections.map(\.condition) == [.belowThreshold])
    #expect(second.counterUses.map(\.before) == [1])
    #expect(second.counterUses.map(\.delta) == [1])
  }

  @Test func `sales that fail another condition are no visits`() throws {
    var promotion = PromotionDefinition(number: 3, id: "p", mechanic: .fixed(points: 5))
    promotion.conditions.visit = VisitCondition(number: 2)
    promotion.stores = ["S1"]
    let compiled = CompiledProgramme(programme([promotion]), zone: .utc)
    var member = Member()
    var points: [Int64] = []
    for store in ["S1", "S2", "S1"] {
      let sale = TestSale(lines: [TestLine(100)], store: store)
      points.append(try member.buy(sale, compiled).points.rawValue)
    }
    #expect(points == [0, 0, 5])
  }

  @Test func `who bought before purchases were counted has no first one left`() throws {
    var promotion = PromotionDefinition(number: 3, id: "p", mechanic: .fixed(points: 5))
    promotion.conditions.firstPurchase = .ofMember
    let compiled = CompiledProgramme(programme([promotion]), zone: .utc)
    let plain = CompiledProgramme(programme([baseRate]), zone: .utc)
    var member = Member()
    let sale = TestSale(lines: [TestLine(100)])
    #expect(try member.buy(sale, plain).counterUses.isEmpty)
    let result = try member.buy(sale, compiled)
    #expect(result.rejections.map(\.condition) == [.notFirstPurchase])
    #expect(result.counterUses.map(\.before) == [1])
  }

  @Test func `a guest has no counters and takes none`() throws {
    var visit = PromotionDefinition(number: 3, id: "p", mechanic: .fixed(points: 5))
    visit.conditions.visit = VisitCondition(number: 1)
    let across = PromotionDefinition(number: 4, id: "q", mechanic: Self.across(.life))
    let compiled = CompiledProgramme(programme([visit, across]), zone: .utc)
    var sale = TestSale(lines: [TestLine(100, quantity: 4)])
    sale.isGuest = true
    let result = try evaluate(sale, compiled)
    #expect(result.awards.map(\.points) == [10])
    #expect(result.rejections.map(\.condition) == [.guest])
    #expect(result.counterUses.isEmpty)
  }

  @Test func `a day's second visit needs no time between`() throws {
    var promotion = PromotionDefinition(
      number: 3,
      id: "p",
      mechanic: .tierMultiplier(
        base: "base",
        factors: [TierFactor(tier: "basic", factor: ratio(2, 1))]
      )
    )
    promotion.conditions.visit = VisitCondition(number: 2, window: .day)
    let compiled = CompiledProgramme(programme([baseRate, promotion]), zone: .utc)
    var member = Member()
    let sale = TestSale(lines: [TestLine(300)])
    let points = try (0..<3).map { _ in try member.buy(sale, compiled).points.rawValue }
    #expect(points == [3, 6, 3])
  }
}
