internal import Model
internal import Testing

@Suite("Conditions and versions")
struct ConditionTests {
  private static func fixed(_ change: (inout Conditions) -> Void) -> Promotion {
    var promotion = Promotion("p", .fixed(5))
    change(&promotion.conditions)
    return promotion
  }

  private static func happyHour(_ from: Int, _ to: Int, on weekdays: Set<Int> = []) -> Promotion {
    fixed {
      $0.hours = HourWindow(from: from, to: to)
      $0.weekdays = weekdays
    }
  }

  @Test(
    "windows of time, with the sale on a Wednesday at 12:00",
    arguments: [
      (fixed { $0.start = Counter.noon }, nil),
      (fixed { $0.start = Counter.noon + 1 }, .notLive),
      (fixed { $0.end = Counter.noon + 1 }, nil),
      (fixed { $0.end = Counter.noon }, .notLive),
      (fixed { $0.weekdays = [2] }, nil),
      (fixed { $0.weekdays = [0, 1, 3, 4, 5, 6] }, .outsideSchedule),
      (happyHour(720, 721), nil),
      (happyHour(600, 720), .outsideSchedule),
      (happyHour(720, 0), nil),
      (happyHour(1320, 721, on: [1]), nil),
      (happyHour(1320, 721, on: [2]), .outsideSchedule),
      (happyHour(660, 120, on: [2]), nil),
    ] as [(Promotion, Condition?)]
  )
  func times(promotion: Promotion, condition: Condition?) throws {
    var counter = try Counter([promotion])
    let evaluation = try counter.send(sale(100)).evaluation
    #expect(evaluation?.rejected.first?.condition == condition)
    #expect(evaluation?.byPromotion == (condition == nil ? ["p": 5] : [:]))
  }

  @Test(
    "place, member and codes",
    arguments: [
      (fixed { $0.stores = ["s1"] }, nil), (fixed { $0.stores = ["s2"] }, .otherStore),
      (fixed { $0.channels = ["web"] }, .otherChannel),
      (fixed { $0.terminals = ["t9"] }, .otherTerminal),
      (fixed { $0.tiers = ["basic"] }, nil), (fixed { $0.tiers = ["gold"] }, .notInTier),
      (fixed { $0.segments = ["staff", "vip"] }, nil),
      (fixed { $0.segments = ["vip"] }, .notInSegment),
      (fixed { $0.excludedSegments = ["staff"] }, .inExcludedSegment),
      (fixed { $0.codes = ["SPRING"] }, nil), (fixed { $0.codes = ["AUTUMN"] }, .codeMissing),
    ] as [(Promotion, Condition?)]
  )
  func places(promotion: Promotion, condition: Condition?) throws {
    var counter = try Counter([promotion], members: [Enrolment("ann", segments: ["staff"])])
    let sale = SaleCommand(
      "ann",
      Basket([article("a", 100)], codes: ["SPRING"]),
      place: Place(store: "s1", terminal: "t1", channel: "store")
    )
    let evaluation = try counter.send(.earn(sale)).evaluation
    #expect(evaluation?.rejected.first?.condition == condition)
  }

  @Test(
    "the lines that a selection picks",
    arguments: [
      (Selection(), true), (Selection(kinds: [.fuel]), false),
      (Selection(include: Terms(departments: ["dairy"], brands: ["own", "farm"])), true),
      (Selection(include: Terms(departments: ["dairy"], brands: ["own"])), false),
      (Selection(include: Terms(categories: ["milk", "cheese"])), true),
      (Selection(include: Terms(labels: ["fair"])), false),
      (Selection(include: Terms(attributes: ["fat=high"])), true),
      (Selection(exclude: Terms(skus: ["gouda"])), false),
      (Selection(exclude: Terms(labels: ["fair"])), true),
      (Selection(excludesDiscounted: true), false),
    ] as [(Selection, Bool)]
  )
  func selections(selection: Selection, isMatch: Bool) {
    let line = BasketLine(
      sku: "gouda",
      department: "dairy",
      categories: ["cheese", "fresh"],
      brand: "farm",
      labels: ["organic"],
      attributes: ["fat=high"],
      amount: 400,
      discount: 1
    )
    #expect(selection.matches(line) == isMatch)
  }

  @Test(
    "which visits count",
    arguments: [
      (.firstPurchase, [5, 0, 0, 0]),
      (VisitCondition(number: 2), [0, 5, 0, 0]),
      (VisitCondition(number: 2, repeats: true), [0, 5, 0, 5]),
      (VisitCondition(number: 2, per: .day), [0, 5, 0, 5]),
    ] as [(VisitCondition, [Points])]
  )
  func visits(visit: VisitCondition, points: [Points]) throws {
    // Two visits on each of two days; one in between is returned in full and counts for nothing.
    var counter = try Counter([Self.fixed { $0.visit = visit }])
    var earned: [Points] = []
    for number in 0..<4 {
      let answer = try counter.send(sale(100), after: number == 2 ? Counter.day : 1)
      earned.append(answer.points)
      if number == 1 {
        let third = try counter.send(sale(100))
        try counter.send(.reverseEarn(third.transaction ?? 0, strict: false))
      }
    }
    #expect(earned == points)
  }

  @Test func `a late sale has the number of its own time, and changes no other's`() throws {
    var counter = try Counter([Self.fixed { $0.visit = VisitCondition(number: 2) }])
    #expect(try counter.send(sale(100)).points == 0)
    #expect(try counter.send(sale(100), after: 10).points == 5)
    let now = counter.model.now
    #expect(try counter.earn([article("a", 100)], at: now - 11) == 0)
    #expect(try counter.earn([article("a", 100)], at: now - 10) == 0)
    #expect(try counter.earn([article("a", 100)], at: now) == 0)
    #expect(counter.balance() == Balance(available: 5))
    var other = try Counter([Self.fixed { $0.visit = VisitCondition(number: 2) }])
    try other.send(sale(100))
    try other.send(sale(100), after: 10)
    #expect(try other.earn([article("a", 100)], at: other.model.now - 1) == 5)
  }

  @Test(
    "days around a birthday",
    arguments: [
      (CivilDay(1990, 5, 15), true), (CivilDay(1990, 5, 17), true), (CivilDay(1990, 5, 18), false),
      (CivilDay(1990, 5, 14), true), (CivilDay(1990, 5, 13), false),
    ]
  )
  func birthdays(birthday: CivilDay, holds: Bool) throws {
    let window = BirthdayWindow(daysBefore: 2, daysAfter: 1)
    var counter = try Counter(
      [Self.fixed { $0.birthday = window }],
      members: [Enrolment("ann", birthday: birthday)]
    )
    #expect(try counter.send(sale(100)).points == (holds ? 5 : 0))
  }

  @Test func `a birthday on 29 February is on the 28th in other years`() throws {
    let window = BirthdayWindow(daysBefore: 0, daysAfter: 0)
    let member = Enrolment("ann", birthday: CivilDay(2000, 2, 29))
    let promotion = Self.fixed { $0.birthday = window }
    let zone = Zone("UTC")
    for (day, points) in [
      (CivilDay(2023, 2, 28), Points(5)), (CivilDay(2023, 3, 1), 0), (CivilDay(2024, 2, 28), 0),
      (CivilDay(2024, 2, 29), 5),
    ] {
      var counter = try Counter([promotion], start: zone.start(of: day), members: [member])
      #expect(try counter.send(sale(100)).points == points, "on \(day)")
    }
  }

  @Test func `a sale is valued by the version of its own time, whenever it arrives`() throws {
    var counter = try Counter([onePerUnit])
    let triple = Promotion("base", .rate(points: 3, per: 100))
    let changed = try counter.send(.putPromotion(triple, from: nil), after: Counter.day)
    #expect(changed.version == 2)
    let scheduled = onePerUnit.with { $0.status = .paused }
    try counter.send(.putPromotion(scheduled, from: counter.model.now + Counter.day))
    let now = counter.model.now
    #expect(try counter.earn([article("a", 1000)], at: now - 1) == 10)
    #expect(try counter.earn([article("a", 1000)], at: now) == 30)
    try counter.send(.passTime, after: Counter.day)
    #expect(try counter.earn([article("a", 1000)]) == 0)
    #expect(try counter.earn([article("a", 1000)], at: counter.model.now - 1) == 30)
    // Back to the first in an instant; what was sold meanwhile stays as it was sold.
    try counter.send(.putPromotion(onePerUnit, from: nil))
    let back = try counter.send(sale(1000))
    #expect(back.points == 10)
    #expect(back.evaluation?.awards.map(\.version) == [4])
  }

  @Test func `a promotion that says what it said makes no version`() throws {
    var counter = try Counter([onePerUnit])
    let same = try counter.send(.putPromotion(onePerUnit, from: nil))
    #expect(same.version == 1)
    #expect(same.transaction == nil)
  }

  @Test func `tier and segments are those of the sale's time`() throws {
    let promotion = Self.fixed {
      $0.tiers = ["gold"]
      $0.segments = ["vip"]
    }
    var counter = try Counter([promotion]) { $0.tiers = ["basic", "gold"] }
    try counter.send(.change(MemberChange("ann", tier: "gold", segments: ["vip"])), after: 10)
    try counter.send(.change(MemberChange("ann", segments: [])), after: 10)
    let now = counter.model.now
    #expect(try counter.earn([article("a", 1)], at: now - 11) == 0)
    #expect(try counter.earn([article("a", 1)], at: now - 10) == 5)
    #expect(try counter.earn([article("a", 1)], at: now - 1) == 5)
    #expect(try counter.earn([article("a", 1)], at: now) == 0)
  }

  @Test(
    "business times",
    arguments: [
      (-30 * Counter.day, nil), (-30 * Counter.day - 1, .tooOld), (300_000, nil),
      (300_001, .clockSkew),
    ] as [(Milliseconds, Reason?)]
  )
  func businessTimes(offset: Milliseconds, reason: Reason?) throws {
    var counter = try Counter([onePerUnit])
    let occurredAt = counter.model.now + offset
    #expect(counter.refusal(sale(100), occurredAt: occurredAt) == reason)
  }
}
