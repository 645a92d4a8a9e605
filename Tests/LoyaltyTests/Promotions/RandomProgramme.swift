@testable import FealtyLoyalty

/// Programmes and sales drawn from a seed: few names, so that many things match, and every
/// mechanic, condition, cap and group mode.
struct RandomProgramme {
  var generator: SeededGenerator
  /// Whether rates have a common denominator, as one rounding for the basket asks.
  private var hasCommonDenominator = false
  private static let tiers = ["basic", "silver", "gold"]
  private static let groups = ["g", "h", "i", "tiers"]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func definition() -> ProgrammeDefinition {
    let heads = heads(Self.groups)
    hasCommonDenominator = heads.contains { $0.settings.roundingPlace == .basket }
    var base = baseRate
    if generator.chance(15) { base.stores = names("S", 3, percent: 100) }
    var promotions = [base]
    for number in 2...PromotionNumber(generator.number(3...16)) {
      promotions += versions(number)
    }
    var definition = programme(promotions, groups: heads[0].groups, budgets: Self.budgets)
    definition.heads = heads
    return definition
  }

  mutating func sale() -> TestSale {
    var sale = TestSale()
    for _ in 0..<generator.number(0...14) { sale.lines.append(line()) }
    sale.occurredAt = Timestamp(
      milliseconds: generator.chance(30)
        // About the changes of the clocks.
        ? generator.number(1_710_000_000_000...1_710_180_000_000)
        : generator.number(1_704_067_200_000...1_735_689_600_000)
    )
    sale.isGuest = generator.chance(15)
    sale.store = name("S", 3)
    sale.channel = generator.chance(50) ? "store" : "web"
    sale.terminal = name("T", 3)
    sale.tier = (Self.tiers + ["", "unknown"]).randomElement(using: &generator) ?? ""
    sale.segments = (0..<generator.number(0...3)).map { _ in name("seg", 4) }
    addRareFacts(to: &sale)
    return sale
  }

  mutating func name(_ prefix: String, _ count: Int64) -> String {
    "\(prefix)\(generator.number(1...count))"
  }

  mutating func names(_ prefix: String, _ count: Int64, percent: Int) -> [String] {
    guard generator.chance(percent) else { return [] }
    return (0..<generator.number(1...3)).map { _ in name(prefix, count) }
  }

  private mutating func line() -> TestLine {
    let kind = generator.chance(70) ? .item : LineKind.allCases.randomElement(using: &generator)
    guard let kind, kind != .void, kind != .event else { return .void }
    if kind == .adjustment { return .coupon(-generator.number(0...900)) }
    return TestLine(
      generator.chance(10) ? -generator.number(0...400) : generator.number(0...3_000),
      quantity: generator.number(0...5),
      kind: kind,
      sku: generator.chance(90) ? name("SK", 8) : "",
      department: name("DEPARTMENT OF ", 3),
      categories: (0..<generator.number(0...3)).map { _ in name("a category with a long name ", 4)
      },
      brand: name("B", 2),
      labels: names("L", 4, percent: 40),
      attributes: names("a=", 3, percent: 40),
      isDiscounted: generator.chance(20)
    )
  }

  private mutating func terms(percent: Int) -> TermSet {
    TermSet(
      departments: names("DEPARTMENT OF ", 3, percent: percent),
      categories: names("a category with a long name ", 4, percent: percent),
      brands: names("B", 2, percent: percent / 2),
      skus: names("SK", 8, percent: percent),
      labels: names("L", 4, percent: percent / 2),
      attributes: names("a=", 3, percent: percent / 2)
    )
  }

  /// One or two versions of a promotion.
  private mutating func versions(_ number: PromotionNumber) -> [PromotionDefinition] {
    let mechanicKind = generator.number(0...5)
    var first = promotion(number, mechanicKind)
    first.version = 1
    guard generator.chance(20) else { return [first] }
    var second = promotion(number, mechanicKind)
    second.version = 2
    second.validFrom = Timestamp(
      milliseconds: generator.number(1_704_067_200_000...1_735_689_600_000)
    )
    return [first, second]
  }

  private mutating func promotion(
    _ number: PromotionNumber,
    _ mechanicKind: Int64
  ) -> PromotionDefinition {
    let isTier = mechanicKind == 4
    var promotion = PromotionDefinition(number: number, id: "p\(number)", mechanic: nil)
    promotion.mechanic = mechanic(mechanicKind)
    promotion.status =
      generator.chance(90)
      ? .live : PromotionStatus.allCases.randomElement(using: &generator) ?? .live
    if generator.chance(20) {
      promotion.start = Timestamp(
        milliseconds: generator.number(1_704_067_200_000...1_735_689_600_000)
      )
    }
    if generator.chance(20) {
      let start = max(promotion.start.milliseconds, 1_710_000_000_000)
      promotion.end = Timestamp(milliseconds: start + generator.number(1...20_000_000_000))
    }
    if generator.chance(15) { promotion.weekdays = UInt32(generator.number(1...127)) }
    if generator.chance(15) { promotion.fromMinute = UInt32(generator.number(0...900)) }
    if generator.chance(15) { promotion.toMinute = UInt32(generator.number(901...1_440)) }
    if isTier {
      promotion.group = generator.chance(50) ? "tiers" : ""
    } else {
      let kinds = LineKind.allCases.filter { $0 != .event }.shuffled(using: &generator)
      promotion.selection = Selection(
        kinds: generator.chance(70) ? [] : Array(kinds.prefix(3)),
        include: terms(percent: 25),
        exclude: generator.chance(30) ? terms(percent: 15) : TermSet(),
        excludesDiscounted: generator.chance(15)
      )
      if generator.chance(12) { promotion.selection = eventSelection() }
      promotion.group = (["", ""] + Self.groups).randomElement(using: &generator) ?? ""
    }
    promotion.priority = Int32(generator.number(-1...1))
    promotion.stores = names("S", 3, percent: 15)
    promotion.channels = generator.chance(10) ? ["web"] : []
    promotion.terminals = names("T", 3, percent: 10)
    promotion.tiers = generator.chance(15) ? ["silver", "gold"] : []
    promotion.segments = names("seg", 4, percent: 20)
    promotion.excludedSegments = names("seg", 4, percent: 10)
    addRareConditions(to: &promotion)
    promotion.isJoint = generator.chance(10)
    promotion.isExclusive =
      !promotion.group.isEmpty && !promotion.isJoint && generator.chance(25)
    return promotion
  }

  private mutating func mechanic(_ kind: Int64) -> Mechanic {
    switch kind {
    case 0:
      let amounts: [Int64] = [1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 300]
      let amount = amounts.randomElement(using: &generator) ?? 1
      return .rate(
        points: generator.number(1...5),
        perAmountMinor: hasCommonDenominator ? amount : generator.number(1...300)
      )
    case 1: return .multiplier(base: "base", factor: factor())
    case 2:
      return .quantityBonus(
        buyQuantity: generator.number(1...6),
        points: generator.number(1...100),
        maxPerBasket: generator.number(0...3),
        across: across()
      )
    case 3:
      var amount: Int64 = 0
      let steps = (0..<generator.number(1...3)).map { _ in
        amount += generator.number(1...4_000)
        return ThresholdStep(amountMinor: amount, points: generator.number(0...500))
      }
      return .threshold(steps: steps, addUp: generator.chance(40))
    case 5: return .fixed(points: generator.number(0...40))
    default:
      let tiers = Self.tiers.shuffled(using: &generator).prefix(2)
      return .tierMultiplier(
        base: "base",
        factors: tiers.map { TierFactor(tier: $0, factor: factor()) }
      )
    }
  }

  private mutating func factor() -> Ratio? {
    let denominator = generator.number(1...7)
    return Ratio(denominator + generator.number(0...20), denominator)
  }
}
