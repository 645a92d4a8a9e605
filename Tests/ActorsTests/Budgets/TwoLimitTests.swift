import FealtyWire
import Testing

@testable import FealtyActors

/// Sales under promotions that draw on two budgets, one each or both.
private struct TwoLimitRig {
  let rig: EngineRig
  let shards: Int
  static let members = 24
  static let day: Int64 = 86_400_000
  /// Of the budgets `a` and `b`.
  static let limits: [String: Int64] = ["a": 1_000, "b": 700]
  /// What each promotion draws on, in the order of evaluating.
  static let draws = [("x", ["a"]), ("y", ["b"]), ("z", ["a", "b"])]

  /// A sale: what it wants of each promotion, a line each.
  struct Sale {
    var member: Int
    var wants: [Int64]
  }

  init(
    shards: Int,
    budgets: [Budget] = Self.limits.sorted { $0.key < $1.key }
      .map { Budget(budgetID: $0.key, period: .perLife, limit: $0.value) },
    promotions: [Promotion] = Self.draws.map { Self.promotion($0.0, $0.1) }
  ) throws {
    rig = try EngineRig(shards: shards)
    self.shards = shards
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        promotions: promotions,
        budgets: budgets
      )
    )
    for member in 0..<Self.members { try rig.enrol("m\(member)") }
  }

  /// 1 point for each 1.00 of the department of its name.
  static func promotion(_ id: String, _ budgets: [String], caps: [Cap] = []) -> Promotion {
    Promotion(
      promotionID: id,
      selection: Selection(include: Terms(departments: [id])),
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      caps: caps,
      budgetIDs: budgets
    )
  }

  func request(_ sale: Sale) -> EarnRequest {
    var request = rig.earnRequest(1, for: "m\(sale.member % Self.members)")
    request.basket?.lines = zip(Self.draws, sale.wants).map { promotion, points in
      BasketLine(
        sku: promotion.0,
        department: promotion.0,
        quantity: 1,
        amountMinor: points * 100
      )
    }
    return request
  }

  func earn(_ sale: Sale) throws -> EarnResponse {
    try rig.answer(
      EarnResponse.self,
      MethodID.earn,
      request(sale),
      shard: sale.member % shards
    )
  }

  /// The answers to all of them, sent at once.
  func earn(_ sales: [Sale]) throws -> [EarnResponse] {
    let sent = sales.enumerated().map { place, sale in
      let stream = rig.newStream()
      rig.send([(stream, MethodID.earn, request(sale))], shard: place % shards)
      return (stream: stream, shard: place % shards)
    }
    return try sent.map { try rig.answer(EarnResponse.self, to: $0.stream, shard: $0.shard) }
  }

  func preview(_ sale: Sale) throws -> EvaluateBasketResponse {
    let request = request(sale)
    return try rig.answer(
      EvaluateBasketResponse.self,
      MethodID.evaluateBasket,
      EvaluateBasketRequest(
        envelope: request.envelope,
        member: request.member,
        basket: request.basket
      ),
      shard: sale.member % shards
    )
  }

  /// Takes back one line of a sale, or all of it.
  func takeBack(_ line: Int?, of transaction: String) throws -> Int64 {
    guard let line else {
      let request = ReverseEarnRequest(envelope: rig.envelope(), transactionID: transaction)
      return try rig.answer(ReverseEarnResponse.self, MethodID.reverseEarn, request).points
    }
    let request = ReturnLinesRequest(
      envelope: rig.envelope(),
      transactionID: transaction,
      lines: [ReturnedLine(line: Int32(line + 1))]
    )
    return -(try rig.answer(ReturnLinesResponse.self, MethodID.returnLines, request).delta)
  }

  /// What the budgets have given, as the server says it.
  func used() throws -> [String: Int64] {
    let listed = try rig.answer(
      ListPromotionsResponse.self,
      MethodID.listPromotions,
      ListPromotionsRequest(envelope: rig.envelope())
    )
    return Dictionary(uniqueKeysWithValues: listed.budgets.map { ($0.budgetID, $0.used) })
  }

  func stop() throws {
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }
}

extension [AppliedPromotion] {
  /// The points of the rig's promotions, in their order.
  fileprivate var points: [Int64] {
    TwoLimitRig.draws.map { draw in first { $0.promotionID == draw.0 }?.points ?? 0 }
  }
}

@Suite("Budgets that promotions share, two at once")
struct TwoLimitTests {
  /// What sales would be given one after the other.
  private struct Expected {
    var used: [String: Int64] = ["a": 0, "b": 0]

    func given(_ wants: [Int64]) -> [Int64] {
      var left = TwoLimitRig.limits
      for (budget, used) in used { left[budget, default: 0] -= used }
      return zip(TwoLimitRig.draws, wants).map { promotion, wanted in
        let points = promotion.1.reduce(wanted) { min($0, left[$1] ?? 0) }
        for budget in promotion.1 { left[budget, default: 0] -= points }
        return points
      }
    }

    mutating func use(_ points: [Int64]) {
      for (promotion, points) in zip(TwoLimitRig.draws, points) {
        for budget in promotion.1 { used[budget, default: 0] += points }
      }
    }
  }

  private struct Chance {
    var state: UInt64

    mutating func number(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func wants(below bound: Int) -> [Int64] {
      (0..<3).map { _ in Int64(number(below: bound)) }
    }
  }

  // Goal: neither budget gives more than it has, both give all of it, and nobody waits for ever for
  // the one while another one holds the other.
  // Method: from all shards at once, in pieces that do not divide them.
  @Test("both are used up to the last point by sales at once", arguments: [1, 2, 4])
  func atOnce(shards: Int) throws {
    let world = try TwoLimitRig(shards: shards)
    var chance = Chance(state: UInt64(shards))
    let sales = (0..<400).map { place in
      TwoLimitRig.Sale(member: place, wants: chance.wants(below: 12))
    }
    var expected = Expected()
    for answer in try world.earn(sales) { expected.use(answer.applied.points) }
    for (budget, limit) in TwoLimitRig.limits {
      #expect(expected.used[budget, default: 0] <= limit)
    }
    #expect(try world.used() == expected.used)
    // Of those who wanted the rest at the same moment some may have had less than was left.
    for member in 0..<TwoLimitRig.members {
      let wants: [Int64] = [9, 9, 9]
      let given = try world.earn(TwoLimitRig.Sale(member: member, wants: wants)).applied.points
      #expect(given == expected.given(wants))
      expected.use(given)
    }
    #expect(expected.used == TwoLimitRig.limits)
    #expect(try world.used() == TwoLimitRig.limits)
    try world.stop()
  }

  // Goal: each sale finds exactly what the ones before have left, and what comes back of a line
  // frees what this line's promotion has drawn, no more and no less.
  @Test("sales and returns one after the other find all that is left", arguments: [1, 4])
  func sequential(shards: Int) throws {
    let world = try TwoLimitRig(shards: shards)
    var chance = Chance(state: 77)
    var expected = Expected()
    var standing: [(transaction: String, points: [Int64], left: [Int])] = []
    for step in 0..<500 {
      let sale = TwoLimitRig.Sale(member: step, wants: chance.wants(below: 90))
      switch chance.number(below: 10) {
      case 0:
        #expect(try world.preview(sale).applied.points == expected.given(sale.wants))
      case 1..<5 where !standing.isEmpty:
        let place = chance.number(below: standing.count)
        let lines = standing[place].left
        let line = chance.number(below: 3) == 0 ? nil : lines[chance.number(below: lines.count)]
        var freed: [Int64] = [0, 0, 0]
        for taken in line.map({ [$0] }) ?? lines { freed[taken] = standing[place].points[taken] }
        let delta = try world.takeBack(line, of: standing[place].transaction)
        #expect(delta == freed.reduce(0, +))
        expected.use(freed.map { -$0 })
        standing[place].left.removeAll { $0 == line || line == nil }
        if standing[place].left.isEmpty { standing.remove(at: place) }
      default:
        let answer = try world.earn(sale)
        #expect(answer.applied.points == expected.given(sale.wants))
        expected.use(answer.applied.points)
        let left = sale.wants.indices.filter { sale.wants[$0] > 0 }
        guard !left.isEmpty else { continue }
        standing.append((answer.outcome?.transactionID ?? "", answer.applied.points, left))
      }
      if step % 50 == 0 { #expect(try world.used() == expected.used) }
    }
    #expect(try world.used() == expected.used)
    try world.stop()
  }

  // One promotion under limits of two periods, two units or two scopes: the one that leaves least
  // counts, and what it cuts off is not taken from the other.
  @Test(
    "the limit that leaves least cuts, and the other one keeps the rest",
    arguments: [
      // Budgets, caps, and what sales of 60 get: two on each of three days.
      (
        [Budget(budgetID: "a", period: .perLife, limit: 250)],
        [Cap(period: .perDay, points: 100, scope: .scopeAll)],
        [60, 40, 60, 40, 50, 0]
      ),
      (
        [
          Budget(budgetID: "a", period: .perLife, limit: 170),
          Budget(budgetID: "b", period: .perDay, limit: 100),
        ],
        [],
        [60, 40, 60, 10, 0, 0]
      ),
      (
        [
          Budget(budgetID: "a", period: .perDay, limit: 100),
          Budget(budgetID: "b", period: .perLife, limit: 3, unit: .capTimes),
        ],
        [],
        [60, 40, 60, 0, 0, 0]
      ),
      (
        [
          Budget(budgetID: "a", period: .perDay, limit: 1, unit: .capTimes),
          Budget(budgetID: "b", period: .perLife, limit: 130),
        ],
        [],
        [60, 0, 60, 0, 10, 0]
      ),
      (
        [Budget(budgetID: "a", period: .perLife, limit: 200)],
        [Cap(period: .perDay, points: 70), Cap(period: .perLife, points: 90, scope: .scopeStore)],
        [60, 10, 20, 0, 0, 0]
      ),
    ] as [([Budget], [Cap], [Int64])],
    [1, 4]
  )
  func periods(_ row: ([Budget], [Cap], [Int64]), shards: Int) throws {
    let (budgets, caps, points) = row
    let world = try TwoLimitRig(
      shards: shards,
      budgets: budgets,
      promotions: [TwoLimitRig.promotion("x", budgets.map(\.budgetID), caps: caps)]
    )
    // A member's own cap is one member's; what is shared is used by another one each time.
    let isShared = !caps.contains { $0.scope == .scopeMember }
    for (place, points) in points.enumerated() {
      if place > 0, place % 2 == 0 { world.rig.clock.advance(milliseconds: TwoLimitRig.day) }
      let sale = TwoLimitRig.Sale(member: isShared ? place : 0, wants: [60])
      #expect(try world.earn(sale).points == points, "sale \(place)")
    }
    try world.stop()
  }
}
