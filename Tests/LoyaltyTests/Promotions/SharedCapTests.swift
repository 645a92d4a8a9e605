import Testing

@testable import FealtyLoyalty

@Suite("Caps of every scope, and budgets")
struct SharedCapTests {
  private static let noon = utc(2024, 6, 12, 16)
  private static let today = utc(2024, 6, 12, 4)

  /// A stripe that holds so much of some keys, and may ask for more.
  private static func stripe(_ holds: [(AllotmentKey, Int64)]) -> BudgetStripe {
    var stripe = BudgetStripe()
    for (key, amount) in holds { stripe.granted(key, amount, isLast: false) }
    return stripe
  }

  private static func key(
    _ owner: UInt32,
    _ scope: CapScope = .all,
    unit: CapUnit = .points,
    name: String = "",
    terminal: String? = nil
  ) -> AllotmentKey {
    AllotmentKey(
      owner: owner,
      period: .day,
      scope: scope,
      unit: unit,
      key: terminal.map {
        CapKey.joined(store: CapKey.hash(name), terminal: CapKey.hash($0))
      } ?? CapKey.hash(name),
      periodStart: today
    )
  }

  private static func rate(
    _ number: PromotionNumber,
    caps: [CapDefinition] = [],
    budgets: [String] = [],
    points: Int64 = 1
  ) -> PromotionDefinition {
    var promotion = PromotionDefinition(
      number: number,
      id: "p\(number)",
      mechanic: .rate(points: points, perAmountMinor: 100),
      caps: caps
    )
    promotion.budgets = budgets
    return promotion
  }

  private static let ten = [
    BudgetDefinition(number: 4, id: "daily", period: .day, limit: 10),
    BudgetDefinition(number: 5, id: "customers", period: .day, limit: 2, unit: .times),
  ]
  private static let daily = CapUse.budgetBit | 4
  private static let customers = CapUse.budgetBit | 5

  // MARK: - The member's own

  struct OwnRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var cap: CapDefinition
    /// Points of three sales of 7 points; the third has another card and another tag's value.
    var expected: [Int64]
  }

  static let ownRows = [
    OwnRow(
      testDescription: "points of a member",
      cap: CapDefinition(period: .day, points: 10),
      expected: [7, 3, 0]
    ),
    OwnRow(
      testDescription: "points of a card",
      cap: CapDefinition(period: .day, points: 10, scope: .card),
      expected: [7, 3, 7]
    ),
    OwnRow(
      testDescription: "points of a tag's value",
      cap: CapDefinition(period: .life, points: 10, scope: .tag, tag: "product"),
      expected: [7, 3, 7]
    ),
    OwnRow(
      testDescription: "another tag is none",
      cap: CapDefinition(period: .life, points: 10, scope: .tag, tag: "colour"),
      expected: [7, 3, 0]
    ),
    OwnRow(
      testDescription: "times of a member",
      cap: CapDefinition(period: .day, points: 2, unit: .times),
      expected: [7, 7, 0]
    ),
    OwnRow(
      testDescription: "once for each tag's value",
      cap: CapDefinition(period: .life, points: 1, scope: .tag, unit: .times, tag: "product"),
      expected: [7, 0, 7]
    ),
    OwnRow(
      testDescription: "times within a basket",
      cap: CapDefinition(period: .basket, points: 1, unit: .times),
      expected: [7, 7, 7]
    ),
  ]

  @Test("count by card, tag and times", arguments: ownRows)
  func own(_ row: OwnRow) throws {
    let definition = programme([Self.rate(1, caps: [row.cap])])
    #expect(definition.findings().isEmpty)
    let compiled = CompiledProgramme(definition, zone: newYork)
    var uses: [CapUse] = []
    var points: [Int64] = []
    for (card, product) in [("c1", "a"), ("c1", "a"), ("c2", "b")] {
      var sale = TestSale(lines: [TestLine(700)])
      sale.occurredAt = Self.noon
      sale.card = card
      sale.tags = [TestTag("product", product)]
      sale.capUses = uses
      let result = try evaluate(sale, compiled)
      points.append(result.points.rawValue)
      uses += result.capUses
      #expect(result.shortages.isEmpty)
      #expect(result.inputs.asked.contains(.card) == (row.cap.scope == .card))
      #expect(result.capsBefore.count == result.capUses.count)
    }
    #expect(points == row.expected)
  }

  // MARK: - Shared ones

  struct SharedRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var promotions: [PromotionDefinition]
    var groups: [GroupDefinition] = []
    /// What the shard holds.
    var holds: [(AllotmentKey, Int64)]
    var amount: Int64 = 700
    /// Points by promotion.
    var expected: [PromotionNumber: Int64]
    var shortages: [Shortage] = []
  }

  private static let group = [GroupDefinition(id: "g", mode: .bestForMember)]

  private static func inGroup(_ promotion: PromotionDefinition) -> PromotionDefinition {
    var promotion = promotion
    promotion.group = "g"
    return promotion
  }

  static let sharedRows = [
    SharedRow(
      testDescription: "enough",
      promotions: [rate(1, budgets: ["daily"])],
      holds: [(key(daily), 7)],
      expected: [1: 7]
    ),
    SharedRow(
      testDescription: "too little",
      promotions: [rate(1, budgets: ["daily"])],
      holds: [(key(daily), 4)],
      expected: [1: 4],
      shortages: [Shortage(key: key(daily), wanted: 3)]
    ),
    SharedRow(
      testDescription: "nothing yet",
      promotions: [rate(1, budgets: ["daily"])],
      holds: [],
      expected: [:],
      shortages: [Shortage(key: key(daily), wanted: 7)]
    ),
    SharedRow(
      testDescription: "a store's cap is that store's",
      promotions: [rate(1, caps: [CapDefinition(period: .day, points: 9, scope: .store)])],
      holds: [(key(1, .store, name: "S1"), 5), (key(1, .store, name: "S2"), 9)],
      expected: [1: 5],
      shortages: [Shortage(key: key(1, .store, name: "S1"), wanted: 2)]
    ),
    SharedRow(
      testDescription: "a terminal's too, and stores number theirs alike",
      promotions: [rate(1, caps: [CapDefinition(period: .day, points: 9, scope: .terminal)])],
      holds: [
        (key(1, .terminal, name: "S1", terminal: "T1"), 5),
        (key(1, .terminal, name: "S2", terminal: "T1"), 9),
      ],
      expected: [1: 5],
      shortages: [Shortage(key: key(1, .terminal, name: "S1", terminal: "T1"), wanted: 2)]
    ),
    SharedRow(
      testDescription: "times of a budget",
      promotions: [rate(1, budgets: ["customers"])],
      holds: [(key(customers, unit: .times), 1)],
      expected: [1: 7]
    ),
    SharedRow(
      testDescription: "no times left",
      promotions: [rate(1, budgets: ["customers"])],
      holds: [],
      expected: [:],
      shortages: [Shortage(key: key(customers, unit: .times), wanted: 1)]
    ),
    SharedRow(
      testDescription: "two promotions draw one budget in the order of evaluating",
      promotions: [rate(1, budgets: ["daily"]), rate(2, budgets: ["daily"])],
      holds: [(key(daily), 9)],
      expected: [1: 7, 2: 2],
      shortages: [Shortage(key: key(daily), wanted: 5)]
    ),
    SharedRow(
      testDescription: "the member's cap cuts first",
      promotions: [rate(1, caps: [CapDefinition(period: .day, points: 3)], budgets: ["daily"])],
      holds: [(key(daily), 3)],
      expected: [1: 3]
    ),
    SharedRow(
      testDescription: "rivals of a group draw once",
      promotions: [
        inGroup(rate(1, budgets: ["daily"])), inGroup(rate(2, budgets: ["daily"], points: 2)),
        rate(3, budgets: ["daily"]),
      ],
      groups: group,
      holds: [(key(daily), 16)],
      expected: [2: 14, 3: 2],
      shortages: [Shortage(key: key(daily), wanted: 5)]
    ),
    SharedRow(
      testDescription: "groups see what budgets leave",
      promotions: [inGroup(rate(1)), inGroup(rate(2, budgets: ["daily"], points: 2))],
      groups: group,
      holds: [(key(daily), 6)],
      expected: [1: 7],
      shortages: [Shortage(key: key(daily), wanted: 8)]
    ),
  ]

  @Test("cut to what the shard holds, and say what is missing", arguments: sharedRows)
  func shared(_ row: SharedRow) throws {
    let definition = programme(row.promotions, groups: row.groups, budgets: Self.ten)
    #expect(definition.findings().isEmpty)
    var shuffled = definition
    shuffled.promotions.reverse()
    for definition in [definition, shuffled] {
      let compiled = CompiledProgramme(definition, zone: newYork)
      var sale = TestSale(lines: [TestLine(row.amount)])
      sale.occurredAt = Self.noon
      sale.shared = Self.stripe(row.holds)
      let result = try evaluate(sale, compiled)
      let points = result.awards.map { ($0.promotion, $0.points.rawValue) }
      #expect(Dictionary(uniqueKeysWithValues: points) == row.expected)
      #expect(result.shortages == row.shortages)
    }
  }

  // A late sale may be of a version that allowed less than the one in force, whose limit the shards
  // share out.
  @Test(
    "a shared cap gives no more than the version of the sale allows",
    arguments: [
      // Used on this shard, held by it, wanted; given, and asked for.
      (0, 50, 7, 7, 0), (0, 50, 30, 10, 0), (4, 50, 30, 6, 0), (12, 50, 30, 0, 0),
      (4, 2, 30, 2, 4), (0, 3, 7, 3, 4),
    ] as [(Int64, Int64, Int64, Int64, Int64)]
  )
  func older(used: Int64, held: Int64, wanted: Int64, given: Int64, missing: Int64) throws {
    let cap = CapDefinition(period: .day, points: 10, scope: .all)
    let compiled = CompiledProgramme(programme([Self.rate(1, caps: [cap])]), zone: newYork)
    var sale = TestSale(lines: [TestLine(wanted * 100)])
    sale.occurredAt = Self.noon
    var stripe = Self.stripe([(Self.key(1), used + held)])
    stripe.use(Self.key(1), used)
    sale.shared = stripe
    let result = try evaluate(sale, compiled)
    #expect(result.points.rawValue == given)
    #expect(
      result.shortages == (missing > 0 ? [Shortage(key: Self.key(1), wanted: missing)] : [])
    )
  }

  @Test func `a drained budget gives less or nothing and asks no more`() throws {
    let promotions = [Self.rate(1, budgets: ["daily"])]
    let compiled = CompiledProgramme(programme(promotions, budgets: Self.ten), zone: newYork)
    var sale = TestSale(lines: [TestLine(700)])
    sale.occurredAt = Self.noon
    for (left, condition) in [(Int64(4), Condition.none), (0, .budgetReached)] {
      var stripe = BudgetStripe()
      stripe.granted(Self.key(Self.daily), left, isLast: true)
      sale.shared = stripe
      let result = try evaluate(sale, compiled)
      #expect(result.points.rawValue == left && result.shortages.isEmpty)
      #expect(result.rejections.map(\.condition) == (condition == .none ? [] : [condition]))
      #expect(result.capsLeft.map(\.hasCut) == [true])
      #expect(result.capsLeft.map(\.left) == [0])
      #expect(result.capsLeft.map(\.use.amount) == [10])
    }
  }

  @Test func `what two promotions draw from one budget is used for both`() throws {
    let promotions = [Self.rate(1, budgets: ["daily"]), Self.rate(2, budgets: ["daily"])]
    let compiled = CompiledProgramme(programme(promotions, budgets: Self.ten), zone: newYork)
    var sale = TestSale(lines: [TestLine(300)])
    sale.occurredAt = Self.noon
    for (left, amounts, isWhole) in [
      (Int64(10), [Int64(6), 6], [false, false]), (5, [5, 10], [false, true]),
    ] {
      var stripe = BudgetStripe()
      stripe.granted(Self.key(Self.daily), left, isLast: true)
      sale.shared = stripe
      let caps = try evaluate(sale, compiled).capsLeft
      #expect(caps.map(\.use.amount) == amounts)
      #expect(caps.map(\.left) == amounts.map { 10 - $0 })
      #expect(caps.map(\.isWhole) == isWhole)
    }
  }

  @Test func `without a stripe nothing shared is limited`() throws {
    let promotions = [Self.rate(1, budgets: ["daily"])]
    let compiled = CompiledProgramme(programme(promotions, budgets: Self.ten), zone: newYork)
    var sale = TestSale(lines: [TestLine(70_000)])
    sale.occurredAt = Self.noon
    let result = try evaluate(sale, compiled)
    #expect(result.points == 700)
    #expect(
      result.capUses == [
        CapUse(
          owner: Self.daily,
          period: .day,
          scope: .all,
          periodStart: Self.today,
          amount: 700
        )
      ]
    )
  }

  @Test func `the cap that leaves least is named, and what all leave`() throws {
    let caps = [
      CapDefinition(period: .month, points: 20), CapDefinition(period: .day, points: 9),
      CapDefinition(period: .week, points: 9),
      CapDefinition(period: .life, points: 5, unit: .times),
    ]
    let compiled = CompiledProgramme(programme([Self.rate(1, caps: caps)]), zone: newYork)
    var sale = TestSale(lines: [TestLine(3_000)])
    let first = try evaluate(sale, compiled)
    #expect(first.points == 9)
    #expect(first.capsLeft.map(\.left) == [11, 0, 0, 4])
    #expect(first.capsLeft.map(\.use.amount) == [9, 9, 9, 1])
    #expect(first.capsLeft.map(\.hasCut) == [false, true, false, false])
    #expect(first.capsBefore == [0, 0, 0, 0])
    sale.capUses = first.capUses
    let second = try evaluate(sale, compiled)
    #expect(second.points == 0 && second.capUses.isEmpty)
    #expect(second.capsLeft.map(\.hasCut) == [true])
    // What a record keeps of caps that left nothing.
    #expect(second.inputs.caps.map(\.amount) == [9, 9, 9, 1])
    let quick = try evaluate(sale, compiled, explanation: .applied)
    #expect(quick.capsLeft.isEmpty && quick.inputs.caps == second.inputs.caps)
  }

  @Test func `B of a tier multiplier is after all caps and budgets`() throws {
    let tier = PromotionDefinition(
      number: 9,
      id: "tier",
      mechanic: .tierMultiplier(
        base: "p1",
        factors: [TierFactor(tier: "basic", factor: ratio(3, 1))]
      )
    )
    let promotions = [Self.rate(1, budgets: ["daily"]), tier]
    let compiled = CompiledProgramme(programme(promotions, budgets: Self.ten), zone: newYork)
    var sale = TestSale(lines: [TestLine(700)])
    sale.occurredAt = Self.noon
    sale.shared = Self.stripe([(Self.key(Self.daily), 4)])
    #expect(try evaluate(sale, compiled).awards.map(\.points) == [4, 8])
  }

  @Test func `hashes of names are stable`() {
    #expect(CapKey.hash("") == 0)
    #expect(CapKey.hash("S1") == CapKey.hash("S1"))
    #expect(Set((0..<1_000).map { CapKey.hash("card \($0)") }).count == 1_000)
  }
}
