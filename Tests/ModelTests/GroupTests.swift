internal import Model
internal import Testing

@Suite("Groups and caps")
struct GroupTests {
  private static func rate(_ id: PromotionID, _ points: Points, priority: Int = 0) -> Promotion {
    Promotion(id, .rate(points: points, per: 100)).with {
      $0.group = "g"
      $0.priority = priority
    }
  }

  @Test(
    "each mode",
    arguments: [
      (.stack, ["a": 10, "b": 30, "c": 20]),
      (.firstMatch, ["c": 20]),
      (.bestForMember, ["b": 30]),
      (.bestForProgram, ["a": 10]),
    ] as [(GroupMode, [PromotionID: Points])]
  )
  func modes(mode: GroupMode, points: [PromotionID: Points]) throws {
    let promotions = [Self.rate("a", 1), Self.rate("b", 3), Self.rate("c", 2, priority: 5)]
    for order in [promotions, promotions.reversed()] {
      var counter = try Counter(order) { $0.groups = ["g": mode] }
      #expect(try counter.send(sale(1000)).evaluation?.byPromotion == points)
    }
  }

  @Test(
    "equal ones: the higher priority, then the smaller id",
    arguments: [GroupMode.firstMatch, .bestForMember, .bestForProgram]
  )
  func ties(mode: GroupMode) throws {
    let equal = [Self.rate("c", 1), Self.rate("b", 1), Self.rate("d", 1, priority: -1)]
    var counter = try Counter(equal) { $0.groups = ["g": mode] }
    #expect(try counter.send(sale(1000)).evaluation?.byPromotion == ["b": 10])
    try counter.send(.putPromotion(Self.rate("d", 1, priority: 1), from: nil))
    #expect(try counter.send(sale(1000)).evaluation?.byPromotion == ["d": 10])
  }

  @Test func `one that gives nothing is no match`() throws {
    let spent = Self.rate("a", 9).with { $0.caps = [Cap(per: .life, 90)] }
    var counter = try Counter([spent, Self.rate("b", 1)]) { $0.groups = ["g": .firstMatch] }
    #expect(try counter.send(sale(1000)).evaluation?.byPromotion == ["a": 90])
    #expect(try counter.send(sale(1000)).evaluation?.byPromotion == ["b": 10])
  }

  @Test func `an exclusive one beats all of its group but joint ones, and no other group`() throws {
    let promotions = [
      Self.rate("exclusive", 1).with { $0.isExclusive = true },
      Self.rate("rich", 9, priority: 9),
      Self.rate("joint", 2).with { $0.isJoint = true },
      onePerUnit,
    ]
    for mode in GroupMode.allCases {
      var counter = try Counter(promotions) { $0.groups = ["g": mode] }
      let evaluation = try counter.send(sale(1000)).evaluation
      #expect(evaluation?.byPromotion == ["base": 10, "exclusive": 10, "joint": 20])
      #expect(evaluation?.rejected.map(\.condition) == [.excludedByExclusive])
    }
  }

  @Test func `a tier leaves with its base, and makes room for what it beat`() throws {
    let base = onePerUnit.with { $0.group = "g" }
    let tier = Promotion("tier", .tier(of: "base", factors: ["basic": Ratio(11)])).with {
      $0.group = "g"
    }
    var counter = try Counter([base, tier]) { $0.groups = ["g": .bestForMember] }
    let evaluation = try counter.send(sale(1000)).evaluation
    #expect(evaluation?.byPromotion == ["base": 10])
    #expect(evaluation?.rejected.map(\.condition) == [.baseNotApplied])
  }

  @Test(
    "caps cut the excess and leave the rest",
    arguments: [
      // period, the second sale so much later, its points of 70 with 100 for the period
      (.basket, 0, 70), (.day, 0, 30), (.day, 1, 70), (.week, 4, 30), (.week, 5, 70),
      (.month, 16, 30), (.month, 17, 70), (.life, 20, 30),
    ] as [(Period, Int64, Points)]
  )
  func periods(period: Period, days: Int64, points: Points) throws {
    // 15 May 2024 is a Wednesday: Sunday is 4 days later, June 17.
    var counter = try Counter([onePerUnit.with { $0.caps = [Cap(per: period, 100)] }])
    #expect(try counter.send(sale(7000)).points == 70)
    let second = try counter.send(sale(7000), after: days * Counter.day)
    #expect(second.points == points)
    #expect(second.evaluation?.awards.first?.beforeCap == 70)
  }

  @Test func `days of a cap are the programme's, not those of UTC`() throws {
    let daily = onePerUnit.with { $0.caps = [Cap(per: .day, 100)] }
    // Noon in UTC is midnight in Auckland, in May.
    var counter = try Counter([daily], start: Counter.noon - 1) { $0.timeZone = "Pacific/Auckland" }
    #expect(try counter.send(sale(9000)).points == 90)
    #expect(try counter.send(sale(9000)).points == 10)
    #expect(try counter.send(sale(9000), after: 1).points == 90)
  }

  @Test(
    "whose points a cap counts",
    arguments: [
      // scope, second member's points, points at another store
      (.member, 80, 20), (.store, 20, 80), (.terminal, 20, 80), (.total, 20, 20),
    ] as [(Cap.Scope, Points, Points)]
  )
  func scopes(scope: Cap.Scope, bob: Points, elsewhere: Points) throws {
    let capped = onePerUnit.with { $0.caps = [Cap(scope, per: .life, 100)] }
    var counter = try Counter([capped], members: [Enrolment("ann"), Enrolment("bob")])
    func command(_ member: MemberID, _ store: String) -> Command {
      let place = Place(store: store, terminal: "t")
      return .earn(SaleCommand(member, Basket([article("a", 8000)]), place: place))
    }
    try counter.send(command("ann", "s1"))
    var other = counter
    #expect(try counter.send(command("bob", "s1")).points == bob)
    #expect(try other.send(command("ann", "s2")).points == elsewhere)
  }

  @Test func `a return makes room in a cap for later sales, and pays no sale before it`() throws {
    var counter = try Counter([onePerUnit.with { $0.caps = [Cap(per: .day, 100)] }])
    let first = try counter.send(sale(4000, 4000))
    let second = try counter.send(sale(8000))
    #expect(second.points == 20)
    try counter.send(.returnLines(first.transaction ?? 0, [ReturnedLine(0)], receipt: "b"))
    #expect(counter.balance().available == 60)
    #expect(try counter.send(sale(8000)).points == 40)
  }
}
