internal import Model
internal import Testing

@Suite("Returns")
struct ReturnTests {
  private static let lines = [article("A", 1000), article("B", 1000), article("C", 2000)]

  private static func bonus(_ sku: String, _ points: Points) -> Promotion {
    Promotion("bonus \(sku)", .fixed(points)).with { $0.selection.include.skus = [sku] }
  }

  private static let promotions = [onePerUnit, bonus("A", 10), bonus("B", 20)]

  private static func counter(
    _ promotions: [Promotion] = promotions,
    _ policy: Settings.ReturnPolicy = .withinBalance
  ) throws -> (counter: Counter, sale: TransactionID) {
    var counter = try Counter(promotions) { $0.returnPolicy = policy }
    let answer = try counter.send(.earn(SaleCommand("ann", Basket(lines), receipt: "r")))
    #expect(answer.points == 70)
    return (counter, answer.transaction ?? 0)
  }

  @Test(
    "lines A 10.00 (bonus 10), B 10.00 (bonus 20), C 20.00 earn 70",
    arguments: [
      ([2], 70, 50), ([0], 70, 50), ([1], 70, 40), ([0, 1], 70, 20), ([0, 1, 2], 70, 0),
    ] as [([Int], Points, Points)]
  )
  func remainders(returned: [Int], before: Points, after: Points) throws {
    var (counter, sale) = try Self.counter()
    let answer = try counter.send(
      .returnLines(sale, returned.map { ReturnedLine($0) }, receipt: "b")
    )
    #expect(answer.before == before)
    #expect(answer.after == after)
    #expect(answer.points == before - after)
    #expect(answer.taken?.availableTaken == before - after)
    #expect(counter.balance() == Balance(available: after))
  }

  @Test func `returns one after the other add up to the sale, and no further`() throws {
    var (counter, sale) = try Self.counter()
    func back(_ line: Int, _ receipt: String) -> Command {
      .returnLines(sale, [ReturnedLine(line)], receipt: receipt)
    }
    #expect(try counter.send(back(2, "b1")).points == 20)
    #expect(counter.refusal(back(2, "b2")) == .aboveMaximum)
    #expect(counter.refusal(back(1, "b1")) == .duplicateTransaction)
    #expect(try counter.send(back(1, "b3")).points == 30)
    #expect(try counter.send(back(0, "b4")).points == 20)
    #expect(counter.refusal(back(0, "b5")) == .alreadyReversed)
    #expect(counter.refusal(.reverseEarn(sale, strict: false)) == .alreadyReversed)
    #expect(counter.balance() == Balance())
  }

  @Test func `a reversal after partial returns takes the remainder`() throws {
    var (counter, sale) = try Self.counter()
    try counter.send(.returnLines(sale, [ReturnedLine(2)], receipt: "b1"))
    let answer = try counter.send(.reverseEarn(sale, strict: true))
    #expect(answer.points == 50)
    #expect(counter.refusal(.reverseEarn(sale, strict: true)) == .alreadyReversed)
    #expect(counter.refusal(.reverseEarn(answer.transaction ?? 0, strict: true)) == .notReversible)
    #expect(counter.model.totals["ann"]?["points"]?.reversed == 70)
  }

  @Test(
    "parts of a line of 3 for 10.00",
    arguments: [
      (ReturnedLine(0), 0, 0), (ReturnedLine(0, quantity: 1), 2, 666),
      (ReturnedLine(0, quantity: 3), 0, 0), (ReturnedLine(0, amount: 250), 3, 750),
      (ReturnedLine(0, amount: 1000), 0, 0),
    ] as [(ReturnedLine, Int64, Money)]
  )
  func parts(returned: ReturnedLine, quantity: Int64, amount: Money) throws {
    var counter = try Counter()
    let basket = Basket([article("a", 1000, quantity: 3), article("b", 1)])
    let sale = try counter.send(.earn(SaleCommand("ann", basket))).transaction ?? 0
    try counter.send(.returnLines(sale, [returned], receipt: ""))
    let left = counter.model.transactions[sale]?.sale?.remaining[0]
    #expect(left?.quantity == quantity)
    #expect(left?.amount == amount)
  }

  @Test(
    "returns that are none",
    arguments: [
      ([], .invalidField), ([ReturnedLine(9)], .invalidField),
      ([ReturnedLine(0), ReturnedLine(0)], .invalidField),
      ([ReturnedLine(0, quantity: 0)], .invalidField),
      ([ReturnedLine(0, quantity: -1)], .invalidField),
      ([ReturnedLine(0, quantity: 1, amount: 1)], .invalidField),
      ([ReturnedLine(0, quantity: 2)], .aboveMaximum),
      ([ReturnedLine(0, amount: 1001)], .aboveMaximum),
    ] as [([ReturnedLine], Reason)]
  )
  func wrong(returned: [ReturnedLine], reason: Reason) throws {
    var (counter, sale) = try Self.counter()
    #expect(counter.refusal(.returnLines(sale, returned, receipt: "")) == reason)
  }

  @Test func `what remains is valued by the sale's own rules, tier and counters`() throws {
    var (counter, sale) = try Self.counter()
    try counter.send(.putPromotion(Promotion("base", .rate(points: 9, per: 100)), from: nil))
    try counter.send(.putPromotion(Promotion("new", .fixed(500)), from: nil))
    let answer = try counter.send(.returnLines(sale, [ReturnedLine(2)], receipt: "b"))
    #expect(answer.after == 50)
  }

  @Test func `a return that would give points gives none`() throws {
    // The coupon comes back, and E rises.
    let base = onePerUnit.with { $0.selection.kinds = [.item, .adjustment] }
    var counter = try Counter([base])
    let coupon = BasketLine(sku: "", kind: .adjustment, quantity: 0, amount: -1000)
    let basket = Basket([article("a", 2000), coupon])
    let answer = try counter.send(.earn(SaleCommand("ann", basket)))
    #expect(answer.points == 10)
    let sale = answer.transaction ?? 0
    let back = try counter.send(.returnLines(sale, [ReturnedLine(1)], receipt: "b"))
    #expect(back.warnings == [.clamped])
    #expect(back.points == 0)
    #expect(counter.balance() == Balance(available: 10))
    #expect(try counter.send(.reverseEarn(sale, strict: true)).points == 10)
  }

  private struct PolicyCase: Sendable {
    var policy: Settings.ReturnPolicy
    var taken: TakenBack
    var left: Balance

    init(_ policy: Settings.ReturnPolicy, _ left: Balance, _ change: (inout TakenBack) -> Void) {
      (self.policy, self.left, taken) = (policy, left, TakenBack())
      change(&taken)
    }
  }

  /// Of 70 points 50 are redeemed; a sale of 30 points stands beside.
  private static let policies = [
    PolicyCase(.onlyPending, Balance(available: 50)) { $0.unrecovered = 70 },
    PolicyCase(.withinBalance, Balance()) {
      $0.availableTaken = 20
      $0.takenFromOtherLots = 30
      $0.unrecovered = 20
    },
    PolicyCase(.allowDebt(15), Balance(debt: 15)) {
      $0.availableTaken = 20
      $0.takenFromOtherLots = 30
      $0.debtCreated = 15
      $0.unrecovered = 5
    },
    PolicyCase(.allowDebt(100), Balance(debt: 20)) {
      $0.availableTaken = 20
      $0.takenFromOtherLots = 30
      $0.debtCreated = 20
    },
  ]

  @Test("the three policies", arguments: policies)
  private func takesBack(test: PolicyCase) throws {
    var (counter, sale) = try Self.counter(Self.promotions, test.policy)
    try counter.send(.redeem(RedeemCommand("ann", 50)))
    _ = try counter.earn([article("D", 3000)])
    let canTakeAll = test.taken.unrecovered == 0
    #expect(canTakeAll || counter.refusal(.reverseEarn(sale, strict: true)) == .unrecoverable)
    let answer = try counter.send(.reverseEarn(sale, strict: false))
    #expect(answer.taken == test.taken)
    #expect(counter.balance() == test.left)
    #expect(counter.model.totals["ann"]?["points"]?.unrecovered == test.taken.unrecovered)
  }

  @Test func `debt is paid first from any new credit, also from what is pending`() throws {
    let bonus = Promotion("late", .fixed(30)).with { $0.terms.activation = .after(Counter.day) }
    var (counter, sale) = try Self.counter([onePerUnit, Self.bonus("B", 30)], .allowDebt(100))
    try counter.send(.redeem(RedeemCommand("ann", 70)))
    try counter.send(.reverseEarn(sale, strict: true))
    #expect(counter.balance() == Balance(debt: 70))
    try counter.send(.putPromotion(bonus, from: nil))
    let credit = try counter.send(.earn(SaleCommand("ann", Basket([article("a", 6000)]))))
    #expect(credit.debtPaid == 70)
    #expect(counter.balance() == Balance(pending: 20))
    try counter.send(.passTime, after: Counter.day)
    #expect(counter.balance() == Balance(available: 20))
  }

  @Test func `expired points move from expired to reversed, and no balance changes`() throws {
    let short = onePerUnit.with { $0.terms.expiry = .after(Counter.day) }
    var (counter, sale) = try Self.counter([short, Self.bonus("B", 30)])
    try counter.send(.passTime, after: Counter.day)
    #expect(counter.balance() == Balance(available: 30))
    let back = try counter.send(.returnLines(sale, [ReturnedLine(2)], receipt: "b"))
    #expect(back.taken?.alreadyExpired == 20)
    #expect(counter.balance() == Balance(available: 30))
    #expect(counter.model.totals["ann"]?["points"]?.expired == 20)
  }
}
