import FealtyPersistence
import FealtyWire

@testable import FealtyActors

/// A programme whose base rate draws on a budget, and what budgets' tests ask of it.
struct BudgetRig {
  let rig: EngineRig
  let shards: Int
  static let members = 32

  init(
    shards: Int = 4,
    limit: Int64? = nil,
    period: CapPeriod = .perLife,
    storage: FaultyStorage = FaultyStorage(seed: 1),
    clock: TestClock = TestClock()
  ) throws {
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    clock.advance(milliseconds: 1_000)
    rig = try EngineRig(shards: shards, storage: storage, clock: clock)
    self.shards = shards
    guard let limit else { return }
    try put(limit: limit, period: period)
    for member in 0..<Self.members { try rig.enrol("m\(member)") }
  }

  func put(limit: Int64, period: CapPeriod = .perLife) throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      budgetIDs: ["summer"]
    )
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        promotions: [base],
        settings: Settings(guests: true),
        budgets: [Budget(budgetID: "summer", period: period, limit: limit)]
      )
    )
  }

  /// Sends `count` earns of `points` over all shards at once, and gives their points in order.
  func earn(_ count: Int, of points: Int64) throws -> [Int64] {
    try answers(to: requests(count, of: points)).map(\.points)
  }

  func requests(_ count: Int, of points: Int64) -> [EarnRequest] {
    (0..<count).map { rig.earnRequest(points, for: "m\($0 % Self.members)") }
  }

  func answers(to requests: [EarnRequest]) throws -> [EarnResponse] {
    var sent: [(stream: UInt32, shard: Int)] = []
    // Eight connections, each on a shard of its own as far as there are any.
    for (place, request) in requests.enumerated() {
      let stream = rig.newStream()
      let shard = place % 8 % shards
      rig.send([(stream, MethodID.earn, request)], shard: shard)
      sent.append((stream, shard))
    }
    return try sent.map { try rig.answer(EarnResponse.self, to: $0.stream, shard: $0.shard) }
  }

  func state() throws -> BudgetState {
    let listed = try rig.answer(
      ListPromotionsResponse.self,
      MethodID.listPromotions,
      ListPromotionsRequest(envelope: rig.envelope())
    )
    return listed.budgets.first { $0.budgetID == "summer" } ?? BudgetState()
  }

  /// Takes a whole earn back.
  func reverse(_ transaction: String) throws {
    _ = try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(envelope: rig.envelope(), transactionID: transaction)
    )
  }
}
