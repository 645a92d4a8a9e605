@testable import FealtyLoyalty

// What few promotions ask, caps of every scope, budgets, events, and heads that change over time.
extension RandomProgramme {
  static let budgets = [
    BudgetDefinition(number: 2, id: "customers", period: .month, limit: 3, unit: .times),
    BudgetDefinition(number: 1, id: "money", period: .day, limit: 150),
  ]
  private static let year: ClosedRange<Int64> = 1_704_067_200_000...1_735_689_600_000

  mutating func heads(_ groups: [String]) -> [ProgrammeHead] {
    let second = Timestamp(milliseconds: generator.number(Self.year))
    let starts =
      generator.chance(30)
      ? [Timestamp(milliseconds: 0), second]
      : [
        Timestamp(milliseconds: 0)
      ]
    return starts.map { start in
      let groups = groups.map { group in
        GroupDefinition(
          id: group,
          mode: GroupMode.allCases.randomElement(using: &generator) ?? .stack
        )
      }
      let place = RoundingPlace.allCases.randomElement(using: &generator) ?? .rule
      return ProgrammeHead(
        validFrom: start,
        groups: groups,
        settings: EvaluationSettings(
          roundingPlace: generator.chance(50) ? .rule : place,
          earnsOnPointsTender: generator.chance(30)
        )
      )
    }
  }

  mutating func across() -> AcrossBaskets? {
    guard generator.chance(40) else { return nil }
    let unit = CalendarUnit.allCases.randomElement(using: &generator) ?? .month
    return generator.chance(50) ? .life : .window(unit)
  }

  mutating func eventSelection() -> Selection {
    Selection(
      kinds: [.event],
      include: TermSet(
        attributes: generator.chance(30) ? [name("product=", 2)] : [],
        eventTypes: names("event", 2, percent: 70),
        counters: names("counter", 2, percent: 50)
      )
    )
  }

  mutating func addRareConditions(to promotion: inout PromotionDefinition) {
    promotion.caps = caps()
    promotion.budgets = Self.budgets.map(\.id).filter { _ in generator.chance(8) }
    if generator.chance(10) {
      promotion.windows = (0..<generator.number(1...2)).map { _ in
        DayWindow(
          weekdays: generator.chance(50) ? 0 : UInt32(generator.number(1...127)),
          fromMinute: UInt32(generator.number(0...1_439)),
          toMinute: UInt32(generator.number(0...1_440))
        )
      }
    }
    promotion.conditions.codes = names("CODE", 3, percent: 10)
    promotion.conditions.tenders = names("tender", 2, percent: 10)
    if generator.chance(10) { promotion.conditions.minBasketMinor = generator.number(1...9_000) }
    if generator.chance(10) {
      promotion.conditions.maxMembershipDays = UInt32(generator.number(1...500))
    }
    if generator.chance(10) {
      promotion.conditions.birthday = BirthdayWindow(
        daysBefore: UInt32(generator.number(0...150)),
        daysAfter: UInt32(generator.number(0...150))
      )
    }
    if generator.chance(15) {
      promotion.conditions.visit = VisitCondition(
        number: UInt32(generator.number(1...3)),
        every: generator.chance(50),
        window: generator.chance(50) ? nil : CalendarUnit.allCases.randomElement(using: &generator)
      )
    }
    if generator.chance(10) {
      promotion.conditions.firstPurchase = generator.chance(50) ? .ofMember : .ofSelection
    }
  }

  private mutating func caps() -> [CapDefinition] {
    guard generator.chance(40) else { return [] }
    return CapPeriod.allCases.shuffled(using: &generator).prefix(Int(generator.number(1...3))).map {
      period in
      let scopes = period == .basket ? [CapScope.member] : CapScope.allCases
      let scope =
        generator.chance(40) ? .member : scopes.randomElement(using: &generator) ?? .member
      let unit: CapUnit = generator.chance(25) ? .times : .points
      return CapDefinition(
        period: period,
        points: unit == .times ? generator.number(1...3) : generator.number(1...150),
        scope: scope,
        unit: unit,
        tag: scope == .tag ? "product" : ""
      )
    }
  }

  /// What a sale has beside lines and place; one in eight is an event.
  mutating func addRareFacts(to sale: inout TestSale) {
    if generator.chance(12) {
      sale.tags = [TestTag("product", name("", 2))]
      sale.lines = eventLines(sale.tags)
    } else {
      sale.codes = names("CODE", 3, percent: 50)
      sale.tenders = names("tender", 2, percent: 50).map {
        TestTender($0, generator.number(0...500))
      }
      if generator.chance(25) {
        sale.tenders.append(TestTender("points", generator.number(0...6_000)))
      }
    }
    sale.card = name("card", 2)
    if generator.chance(70) {
      sale.birthday = MonthDay(
        month: UInt8(generator.number(1...12)),
        day: UInt8(generator.number(1...28))
      )
    }
    if generator.chance(5) { sale.birthday = MonthDay(month: 2, day: 29) }
    sale.enrolledAt = Timestamp(
      milliseconds: sale.occurredAt.milliseconds - generator.number(0...45_000_000_000)
    )
  }

  /// The lines that ``Basket/appendEvent(type:tags:counters:in:)`` makes.
  private mutating func eventLines(_ tags: [TestTag]) -> [TestLine] {
    let type = name("event", 2)
    let counters = (0..<generator.number(0...2)).map { (name("counter", 2), $0 * 700) }
    return ([(EventTerms.itself, Int64(0))] + counters).map { counter, value in
      let isItself = counter == EventTerms.itself
      var line = TestLine(value, quantity: isItself ? 1 : value, kind: .event)
      line.names.attributes = tags.map { "\($0.name)=\($0.value)" }
      line.names.eventTypes = [type]
      line.names.counters = [counter]
      return line
    }
  }

  /// What a shard holds of the shared caps and budgets that a sale may draw on.
  mutating func stripe(for sale: TestSale, _ definition: ProgrammeDefinition) -> BudgetStripe {
    let oracle = SlowEvaluator(definition: definition, zone: newYork, sale: sale)
    var stripe = BudgetStripe()
    for limit in definition.promotions.flatMap(oracle.limits)
    where limit.scope.isShared && limit.period != .basket {
      let key = AllotmentKey(oracle.use(limit))
      guard stripe.spendable(key) == 0, !stripe.isDrained(key) else { continue }
      stripe.granted(
        key,
        generator.number(0...limit.limit),
        isLast: generator.chance(50)
      )
    }
    return stripe
  }
}
