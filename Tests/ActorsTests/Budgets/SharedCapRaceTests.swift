import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Sales of many members at once, at several tills, under a promotion whose caps they share.
private struct CapRig {
  let rig: EngineRig
  let shards: Int
  static let members = 24
  static let day: Int64 = 86_400_000

  /// A sale: where, and how many points it wants.
  struct Sale {
    var member: Int
    var points: Int64
    var store = "S1"
    var terminal = "T1"
  }

  init(shards: Int = 4, _ caps: [Cap]) throws {
    rig = try EngineRig(shards: shards)
    self.shards = shards
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        promotions: [Self.base(caps)],
        settings: Settings(guests: true)
      )
    )
    for member in 0..<Self.members { try rig.enrol("m\(member)") }
  }

  static func base(_ caps: [Cap], activateAt: Int64 = 0) -> Promotion {
    Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      caps: caps,
      activateAtMs: activateAt
    )
  }

  func put(_ caps: [Cap], activateAt: Int64 = 0) throws {
    _ = try rig.answer(
      PutPromotionsResponse.self,
      MethodID.putPromotions,
      PutPromotionsRequest(
        envelope: rig.envelope(),
        promotions: [Self.base(caps, activateAt: activateAt)]
      )
    )
  }

  func request(_ sale: Sale) -> EarnRequest {
    var request = rig.earnRequest(sale.points, for: "m\(sale.member)", store: sale.store)
    request.envelope?.terminalID = sale.terminal
    return request
  }

  /// One sale, at whatever shard, and its answer.
  func earn(_ sale: Sale) throws -> EarnResponse {
    try rig.answer(
      EarnResponse.self,
      MethodID.earn,
      request(sale),
      shard: sale.member % shards
    )
  }

  /// The points of all of them, sent at once.
  func earn(_ sales: [Sale]) throws -> [Int64] {
    let sent = sales.enumerated().map { place, sale in
      let stream = rig.newStream()
      let shard = place % shards
      rig.send([(stream, MethodID.earn, request(sale))], shard: shard)
      return (stream: stream, shard: shard)
    }
    return try sent.map {
      try rig.answer(EarnResponse.self, to: $0.stream, shard: $0.shard).points
    }
  }

  func preview(_ sale: Sale) throws -> Int64 {
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
    ).points
  }

  func reverse(_ transaction: String) throws {
    _ = try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(envelope: rig.envelope(), transactionID: transaction)
    )
  }

  func stop() throws {
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }
}

@Suite("Caps that members share, on several shards")
struct SharedCapRaceTests {
  private static let stores = ["S1", "S2", "S3"]
  private static let terminals = ["T1", "T2"]

  private func sales(_ count: Int, of points: Int64) -> [CapRig.Sale] {
    (0..<count).map { place in
      CapRig.Sale(
        member: place % CapRig.members,
        points: points,
        store: Self.stores[place % 3],
        terminal: Self.terminals[place / 3 % 2]
      )
    }
  }

  // Goal: no store gives more than its cap, and each gives all of it.
  // Method: at each store more is wanted than there is, at once; then a point by the next who come.
  @Test(
    "a cap of each store and one of each terminal are used up, each for itself",
    arguments: [1, 4],
    [CapScope.scopeStore, .scopeTerminal]
  )
  func places(shards: Int, scope: CapScope) throws {
    let world = try CapRig(shards: shards, [Cap(period: .perDay, points: 500, scope: scope)])
    let all = sales(720, of: 7)
    let points = try world.earn(all)
    #expect(points.allSatisfy { 0...7 ~= $0 })
    for store in Self.stores {
      for terminals in scope == .scopeStore ? [Self.terminals] : Self.terminals.map({ [$0] }) {
        var sum: Int64 = 0
        for (sale, points) in zip(all, points)
        where sale.store == store && terminals.contains(sale.terminal) {
          sum += points
        }
        #expect(sum <= 500)
        // Of those who wanted the rest at the same moment, one may have had less than was left.
        for member in 0..<2 * CapRig.members where sum < 500 {
          let next = CapRig.Sale(
            member: member % CapRig.members,
            points: 1,
            store: store,
            terminal: terminals[member % terminals.count]
          )
          sum += try world.earn(next).points
        }
        #expect(sum == 500)
        let late = CapRig.Sale(member: 3, points: 9, store: store, terminal: terminals[0])
        #expect(try world.earn(late).points == 0)
      }
    }
    world.rig.clock.advance(milliseconds: CapRig.day)
    #expect(try world.earn(CapRig.Sale(member: 1, points: 9)).points == 9)
    try world.stop()
  }

  @Test func `a cap of times gives to so many sales, wherever they are`() throws {
    let cap = Cap(period: .perLife, points: 60, scope: .scopeAll, unit: .capTimes)
    let world = try CapRig([cap])
    let points = try world.earn(sales(400, of: 7))
    var times = points.count { $0 == 7 }
    #expect(points.allSatisfy { $0 == 0 || $0 == 7 })
    #expect(times <= 60)
    for member in 0..<CapRig.members where times < 60 {
      times += try world.earn(CapRig.Sale(member: member, points: 7)).points == 7 ? 1 : 0
    }
    #expect(times == 60)
    try world.stop()
  }

  // Goal: who sells after an answer has what the answer left, although the shards' messages about
  // it are still on their way.
  // Method: one call after the other on random shards, near the end of the cap; nothing is waited
  // for but answers.
  @Test("calls one after the other find all that is left", arguments: [2, 5])
  func sequential(shards: Int) throws {
    let limit: Int64 = 60
    let world = try CapRig(
      shards: shards,
      [Cap(period: .perLife, points: limit, scope: .scopeAll)]
    )
    var random = UInt64(shards) &* 0x9E37_79B9_7F4A_7C15
    func number(below bound: UInt64) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((random >> 33) % bound)
    }
    var standing: [(transaction: String, points: Int64)] = []
    var used: Int64 = 0
    for _ in 0..<600 {
      let points = Int64(1 + number(below: 30))
      let sale = CapRig.Sale(member: number(below: UInt64(CapRig.members)), points: points)
      switch number(below: 10) {
      case 0..<3: #expect(try world.preview(sale) == min(points, limit - used))
      case 3..<7 where !standing.isEmpty:
        let gone = standing.remove(at: number(below: UInt64(standing.count)))
        try world.reverse(gone.transaction)
        used -= gone.points
      default:
        let answer = try world.earn(sale)
        #expect(answer.points == min(points, limit - used))
        used += answer.points
        guard answer.points > 0 else { continue }
        standing.append((answer.outcome?.transactionID ?? "", answer.points))
      }
    }
    try world.stop()
  }

  // Goal: a cap that a scheduled version raises is there from that instant on, for shards too that
  // were told that nothing is left.
  @Test("a scheduled raise reaches every shard at its instant", arguments: [1, 4])
  func raise(shards: Int) throws {
    func cap(_ points: Int64) -> [Cap] {
      [Cap(period: .perLife, points: points, scope: .scopeAll)]
    }
    let world = try CapRig(shards: shards, cap(100))
    let begin = world.rig.clock.wallMilliseconds() + CapRig.day
    try world.put(cap(150), activateAt: begin)
    try world.put(cap(220), activateAt: begin + CapRig.day)
    #expect(try world.earn(sales(60, of: 7)).reduce(0, +) == 100)
    for day in [Int64(0), CapRig.day] {
      for member in 0..<CapRig.members {
        #expect(try world.earn(CapRig.Sale(member: member, points: 1)).points == 0)
      }
      world.rig.clock.advance(milliseconds: CapRig.day - 1)
      #expect(try world.earn(CapRig.Sale(member: 5, points: 1)).points == 0)
      world.rig.clock.advance(milliseconds: 1)
      // Every member's shard, one sale each.
      var sum: Int64 = 0
      for member in 0..<CapRig.members {
        sum += try world.earn(CapRig.Sale(member: member, points: 3)).points
      }
      #expect(sum == min(3 * Int64(CapRig.members), day == 0 ? 50 : 70))
    }
    try world.stop()
  }

  @Test func `a scheduled lowering holds from its instant on, whatever was granted before`() throws
  {
    func cap(_ points: Int64) -> [Cap] {
      [Cap(period: .perLife, points: points, scope: .scopeAll)]
    }
    let world = try CapRig(cap(10_000))
    let begin = world.rig.clock.wallMilliseconds() + CapRig.day
    try world.put(cap(40), activateAt: begin)
    // Every shard is granted hundreds.
    #expect(try world.earn(sales(24, of: 1)).reduce(0, +) == 24)
    world.rig.clock.advance(milliseconds: CapRig.day)
    var sum: Int64 = 24
    for member in 0..<CapRig.members {
      sum += try world.earn(CapRig.Sale(member: member, points: 3)).points
    }
    #expect(sum == 40)
    // So it is at once, too.
    try world.put(cap(500))
    #expect(try world.earn(sales(24, of: 1)).reduce(0, +) == 24)
    try world.put(cap(70))
    #expect(try world.earn(sales(24, of: 3)).reduce(0, +) == 6)
    try world.stop()
  }

  // Goal: a late sale has the limit of its own day, whatever was raised or lowered since.
  @Test("a period that is over keeps its last limit", arguments: [1, 4])
  func pastPeriods(shards: Int) throws {
    func cap(_ points: Int64) -> [Cap] {
      [Cap(period: .perDay, points: points, scope: .scopeAll)]
    }
    let world = try CapRig(shards: shards, cap(50))
    func earn(_ points: Int64, daysAgo: Int64, member: Int = 3) throws -> Int64 {
      var request = world.request(CapRig.Sale(member: member, points: points))
      let then = world.rig.clock.wallMilliseconds() - daysAgo * CapRig.day
      request.envelope?.occurredAtMs = then
      return try world.rig.answer(
        EarnResponse.self,
        MethodID.earn,
        request,
        shard: member % shards
      ).points
    }
    #expect(try earn(20, daysAgo: 0) == 20)
    world.rig.clock.advance(milliseconds: CapRig.day)
    try world.put(cap(100))
    // Of the day before 30 are left, of this one 100.
    #expect(try earn(80, daysAgo: 1, member: 4) == 30)
    #expect(try earn(80, daysAgo: 1, member: 5) == 0)
    #expect(try earn(80, daysAgo: 0, member: 6) == 80)
    world.rig.clock.advance(milliseconds: CapRig.day)
    try world.put(cap(10))
    // Now the day before has its 100 still, and this one 10.
    #expect(try earn(80, daysAgo: 1, member: 7) == 20)
    #expect(try earn(80, daysAgo: 0, member: 8) == 10)
    // No sale was ever recorded of that day: the first version decides it.
    #expect(try earn(80, daysAgo: 5, member: 9) == 50)
    #expect(try earn(80, daysAgo: 5, member: 10) == 0)
    try world.stop()
  }

  // A sale of before a raise within the period gets what its own version allows at most.
  @Test func `a raise at noon does not raise what a sale of the morning may have`() throws {
    func cap(_ points: Int64) -> [Cap] {
      [Cap(period: .perDay, points: points, scope: .scopeAll)]
    }
    let world = try CapRig(shards: 1, cap(50))
    let morning = world.rig.clock.wallMilliseconds()
    world.rig.clock.advance(milliseconds: 10_000)
    try world.put(cap(100))
    #expect(try world.earn(CapRig.Sale(member: 1, points: 40)).points == 40)
    for (member, points) in [(2, 10), (3, 0)] {
      var late = world.request(CapRig.Sale(member: member, points: 40))
      late.envelope?.occurredAtMs = morning
      #expect(try world.rig.answer(EarnResponse.self, MethodID.earn, late).points == points)
    }
    #expect(try world.earn(CapRig.Sale(member: 4, points: 90)).points == 50)
    try world.stop()
  }

  private static func rare(_ stock: Int) -> VoucherType {
    VoucherType(
      voucherTypeID: "rare",
      points: 1,
      valueMinor: 100,
      stock: Int64(stock),
      active: true
    )
  }

  // Goal: of a stock no voucher is issued that is not there, and none stays behind.
  // Method: all members on all shards ask at once, twice as often as there are; some vouchers are
  // cancelled meanwhile.
  @Test("a stock of vouchers is issued to the last one and no further", arguments: [1, 4])
  func stock(shards: Int) throws {
    let stock = 50
    let vouchers = try RedemptionRig(voucherTypes: [Self.rare(stock)], shards: shards)
    let rig = vouchers.rig
    for member in 0..<CapRig.members {
      try rig.enrol("m\(member)")
      try rig.earn(100, for: "m\(member)")
    }
    func request(_ member: Int) -> RedeemVoucherRequest {
      RedeemVoucherRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m\(member % CapRig.members)")),
        voucherTypeID: "rare"
      )
    }
    func issue(_ count: Int) throws -> [String] {
      let sent = (0..<count).map { place in
        let stream = rig.newStream()
        rig.send([(stream, MethodID.redeemVoucher, request(place))], shard: place % shards)
        return (stream: stream, shard: place % shards)
      }
      return try sent.compactMap { call in
        do {
          let answer = try rig.answer(
            RedeemVoucherResponse.self,
            to: call.stream,
            shard: call.shard
          )
          return answer.redemptionID
        } catch let failure as RigFailure {
          #expect(failure.reason == .budgetExhausted)
          return nil
        }
      }
    }
    var issued = try issue(100)
    #expect(issued.count <= stock)
    for round in 0..<12 {
      // Cancelled ones come back while others are asked for.
      let cancelled = issued.prefix(5).map { redemption in
        let stream = rig.newStream()
        let request = ReverseRedemptionRequest(
          envelope: rig.envelope(),
          redemptionID: redemption
        )
        rig.send([(stream, MethodID.reverseRedemption, request)], shard: round % shards)
        return stream
      }
      let more = try issue(24)
      for stream in cancelled {
        _ = try rig.answer(ReverseRedemptionResponse.self, to: stream, shard: round % shards)
      }
      issued = issued.dropFirst(cancelled.count) + more
      #expect(issued.count <= stock)
    }
    // One after the other, until there is none.
    while let last = try issue(1).first { issued.append(last) }
    #expect(issued.count == stock)
    #expect(Set(issued).count == stock)
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }
}
