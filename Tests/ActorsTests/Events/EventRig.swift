import FealtyPersistence
import FealtyWire

@testable import FealtyActors

/// A programme that rewards events, and what tests of them ask of it.
struct EventRig {
  static let day: Int64 = 86_400_000
  let rig: EngineRig
  let shards: Int

  init(
    shards: Int = 4,
    storage: FaultyStorage = FaultyStorage(seed: 1),
    clock: TestClock = TestClock()
  ) throws {
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    clock.advance(milliseconds: 1_000)
    rig = try EngineRig(shards: shards, storage: storage, clock: clock)
    self.shards = shards
  }

  /// Reviews give 50 points, each product once; workouts a point for 100 steps, up to 30 a day from
  /// a budget; and baskets a point per 1.00.
  func put(refusesUnknown: Bool = false, holds: Int64 = 0, budget: Int64 = 1_000) throws {
    let review = Promotion(
      promotionID: "review",
      selection: Selection(kinds: [.event], include: Terms(eventTypes: ["review"])),
      mechanic: .fixed(Fixed(points: 50)),
      caps: [Cap(period: .perLife, points: 1, scope: .scopeTag, unit: .capTimes, tag: "product")]
    )
    let steps = Promotion(
      promotionID: "steps",
      selection: Selection(
        kinds: [.event],
        include: Terms(eventTypes: ["workout"], counters: ["steps"])
      ),
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      caps: [Cap(period: .perDay, points: 30)],
      budgetIDs: ["walks"]
    )
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    )
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        promotions: [base, review, steps],
        settings: Settings(
          eventTypes: ["review", "workout"],
          refuseUnknownEvents: refusesUnknown,
          holdEventsMs: holds
        ),
        budgets: [Budget(budgetID: "walks", period: .perLife, limit: budget)]
      )
    )
  }

  func review(
    _ id: String,
    of product: String = "tea",
    by member: String = "ada",
    at: Int64 = 0
  )
    -> RewardEventRequest
  {
    var request = RewardEventRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      source: "shop",
      eventID: id,
      eventType: "review",
      tags: [Tag(name: "product", value: product)],
      explain: .explainApplied
    )
    request.envelope?.occurredAtMs = at
    return request
  }

  func workout(_ id: String, steps: Int64, by member: String = "ada") -> RewardEventRequest {
    RewardEventRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      source: "watch",
      eventID: id,
      eventType: "workout",
      counters: [Counter(name: "heart", value: 90), Counter(name: "steps", value: steps)],
      explain: .explainFull
    )
  }

  @discardableResult
  func send(_ request: RewardEventRequest, shard: Int = 0) throws -> RewardEventResponse {
    try rig.answer(RewardEventResponse.self, MethodID.rewardEvent, request, shard: shard)
  }

  func explain(_ transaction: String?) throws -> ExplainTransactionResponse {
    try rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(envelope: rig.envelope(), transactionID: transaction ?? "")
    )
  }

  func transactions(of member: String = "ada") throws -> [Transaction] {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID(member))
      )
    ).transactions
  }

  func budget() throws -> BudgetState {
    let listed = try rig.answer(
      ListPromotionsResponse.self,
      MethodID.listPromotions,
      ListPromotionsRequest(envelope: rig.envelope())
    )
    return listed.budgets.first { $0.budgetID == "walks" } ?? BudgetState()
  }

  func stateHash() throws -> [UInt8] {
    try rig.answer(GetStateHashResponse.self, MethodID.getStateHash, GetStateHashRequest()).hash
  }

  /// How many events wait on all shards.
  func heldCount() -> Int {
    (0..<shards).reduce(0) { sum, shard in
      sum + rig.on(shard) { $0.heldEvents.values.reduce(0) { $0 + $1.events.count } }
    }
  }

  /// Why a call is refused; nil where it is not.
  func reason(_ body: () throws -> Void) throws -> Reason? {
    do {
      try body()
      return nil
    } catch let failure as RigFailure {
      return failure.reason
    }
  }
}
