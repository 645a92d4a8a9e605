internal import Model
internal import Testing

@Suite("Mechanics")
struct MechanicTests {
  private static let bonus = Mechanic.quantityBonus(
    buy: 3,
    points: 10,
    maximum: 2,
    acrossBaskets: nil
  )
  private static let steps = [
    ThresholdStep(1000, 10), ThresholdStep(2000, 25), ThresholdStep(5000, 100),
  ]

  @Test(
    "one promotion, one basket",
    arguments: [
      // ⌊E × points ÷ amount⌋: one floor, after the multiplication
      (.rate(points: 3, per: 7), [(1, 10)], 4),
      (.rate(points: 1, per: 100), [(1, 99)], 0),
      (.rate(points: 1, per: 100), [(1, 50), (1, 50)], 1),
      (.rate(points: 5, per: 100), [(1, 139), (1, -60)], 3),
      (bonus, [(2, 100)], 0),
      (bonus, [(2, 100), (1, 0)], 10),
      (bonus, [(11, 100)], 20),
      (.threshold(steps, adding: false), [(1, 999)], 0),
      (.threshold(steps, adding: false), [(1, 1000)], 10),
      (.threshold(steps, adding: false), [(1, 4999)], 25),
      (.threshold(steps, adding: true), [(1, 5000)], 135),
      (.fixed(7), [(1, 0)], 7),
    ] as [(Mechanic, [(Int64, Money)], Points)]
  )
  func tables(mechanic: Mechanic, lines: [(Int64, Money)], points: Points) throws {
    let promotion = Promotion("p", mechanic).with { $0.selection.kinds = [.item, .adjustment] }
    var counter = try Counter([promotion])
    let basket = lines.map { quantity, amount in
      amount < 0
        ? BasketLine(sku: "", kind: .adjustment, quantity: 0, amount: amount)
        : article("a", amount, quantity: quantity)
    }
    #expect(try counter.earn(basket) == points)
  }

  @Test func `a multiplier gives the extra alone, over its own lines`() throws {
    let dairy = Promotion("double", .multiplier(of: "base", by: Ratio(5, 2))).with {
      $0.selection.include.departments = ["dairy"]
    }
    var counter = try Counter([onePerUnit, dairy])
    let lines = [
      BasketLine(sku: "milk", department: "dairy", amount: 333),
      article("pan", 1000),
    ]
    let answer = try counter.send(.earn(SaleCommand("ann", Basket(lines))))
    // ⌊3.33 × 1 × 3/2⌋ = ⌊4.995⌋
    #expect(answer.evaluation?.byPromotion == ["base": 13, "double": 4])
  }

  @Test func `a multiplier gives nothing while its base does not count`() throws {
    let paused = onePerUnit.with { $0.status = .paused }
    let double = Promotion("double", .multiplier(of: "base", by: Ratio(2)))
    var counter = try Counter([paused, double])
    let answer = try counter.send(sale(1000))
    #expect(answer.points == 0)
    #expect(answer.evaluation?.rejected.map(\.condition) == [.notLive, .baseNotApplied])
  }

  @Test func `a tier's extra counts the base after its cap, and no other extras`() throws {
    let base = onePerUnit.with { $0.caps = [Cap(per: .basket, 15)] }
    let tier = Promotion("tier", .tier(of: "base", factors: ["gold": Ratio(3, 2)]))
    let double = Promotion("double", .multiplier(of: "base", by: Ratio(2)))
    let gold = Enrolment("ann", tier: "gold")
    var counter = try Counter([base, tier, double], members: [gold, Enrolment("bob")]) {
      $0.tiers = ["basic", "gold"]
    }
    let golden = try counter.send(sale(2000))
    #expect(golden.evaluation?.byPromotion == ["base": 15, "tier": 7, "double": 20])
    let basic = try counter.send(sale(2000, by: "bob"))
    #expect(basic.evaluation?.byPromotion == ["base": 15, "double": 20])
  }

  @Test func `a bonus over several baskets carries its units, and a return takes them back`() throws
  {
    let stamps = Promotion(
      "stamps",
      .quantityBonus(buy: 10, points: 100, maximum: nil, acrossBaskets: .month)
    )
    var counter = try Counter([stamps])
    func coffee(_ count: Int64) -> Command {
      .earn(SaleCommand("ann", Basket([article("coffee", 100 * count, quantity: count)])))
    }
    let first = try counter.send(coffee(6))
    #expect(first.points == 0)
    let second = try counter.send(coffee(4))
    #expect(second.points == 100)
    let back = try counter.send(
      .returnLines(
        second.transaction ?? 0,
        [ReturnedLine(0, quantity: 1)],
        receipt: ""
      )
    )
    #expect(back.points == 100)
    #expect(try counter.send(coffee(1)).points == 100)
    #expect(try counter.send(coffee(9)).points == 0)
    #expect(try counter.send(coffee(1)).points == 100)
  }

  @Test func `voids and what was returned are not counted, free units are`() throws {
    let bonus = Promotion("b", .quantityBonus(buy: 2, points: 5, maximum: nil, acrossBaskets: nil))
      .with { $0.selection.kinds = [.item, .void] }
    var counter = try Counter([bonus])
    let lines = [
      article("a", 0, quantity: 1), article("a", 100, quantity: 1),
      BasketLine(sku: "a", kind: .void, quantity: 0, amount: 0),
    ]
    #expect(try counter.earn(lines) == 5)
  }

  @Test(
    "amounts paid with points",
    arguments: [
      (false, 0, 40), (false, 1000, 30), (false, 9999, 0), (true, 1000, 40),
    ] as [(Bool, Money, Points)]
  )
  func tender(earnsOnIt: Bool, paid: Money, points: Points) throws {
    var counter = try Counter([onePerUnit]) { $0.earnOnPointsTender = earnsOnIt }
    let basket = Basket([article("a", 1000), article("b", 3000)], paidWithPoints: paid)
    #expect(try counter.send(.earn(SaleCommand("ann", basket))).points == points)
  }
}
