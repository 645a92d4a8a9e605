import FealtyPersistence
import FealtyWire

@testable import FealtyActors

/// An engine with a programme of three tiers, and the member `ada`.
///
/// Basic, silver from 100 and gold from 300 on, by the calendar's quarters. The clock begins with
/// the year 2026.
struct TierRig {
  let rig: EngineRig

  static let day: Int64 = 86_400_000
  static let tiers = ["basic", "silver", "gold"]
  /// The first instant of 2026, and of its quarters after the first.
  static let begin: Int64 = 1_767_225_600_000
  static let quarters = [90, 181, 273, 365].map { begin + $0 * day }

  static func rules(
    _ change: (inout FealtyWire.TierRules) -> Void = { _ in }
  )
    -> FealtyWire.TierRules
  {
    var rules = FealtyWire.TierRules(
      period: .tierCalendarQuarter,
      thresholds: [
        FealtyWire.TierThreshold(tier: "silver", amount: 100),
        FealtyWire.TierThreshold(tier: "gold", amount: 300),
      ],
      returns: .tierReturnsAtOnce
    )
    change(&rules)
    return rules
  }

  static func programme(
    _ rules: FealtyWire.TierRules? = rules(),
    _ change: (inout Settings) -> Void = { _ in }
  ) -> Programme {
    var settings = Settings(
      guests: true,
      redemptionValue: FealtyWire.Ratio(numerator: 1, denominator: 1),
      parkGuestSales: true,
      eventTypes: ["survey"],
      tierRules: rules
    )
    change(&settings)
    return Programme(
      programID: "p",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points"), Token(tokenID: "miles")],
      tiers: tiers,
      promotions: [
        Promotion(
          promotionID: "base",
          mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
        ),
        Promotion(promotionID: "gold-only", tiers: ["gold"], mechanic: .fixed(Fixed(points: 7))),
        Promotion(
          promotionID: "survey",
          selection: FealtyWire.Selection(
            kinds: [.event],
            include: Terms(eventTypes: ["survey"])
          ),
          mechanic: .fixed(Fixed(points: 100))
        ),
      ],
      settings: settings
    )
  }

  init(
    _ rules: FealtyWire.TierRules? = rules(),
    shards: Int = 1,
    keepsBatches: Bool = true
  ) throws {
    rig = try EngineRig(shards: shards, keepsBatches: keepsBatches)
    try rig.put(Self.programme(rules))
    try rig.enrol("ada")
  }

  private init(started rig: EngineRig) { self.rig = rig }

  /// Ends the engine and starts another one on its disk; `isKilled`: on what a crash would leave.
  func restarted(shards: Int = 1, isKilled: Bool = false) throws -> TierRig {
    let image = isKilled ? rig.storage.killed() : rig.storage
    try rig.stop()
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    rig.clock.advance(milliseconds: 1_000)
    return TierRig(started: try EngineRig(shards: shards, storage: image, clock: rig.clock))
  }

  // MARK: - Calls

  func member(_ id: String = "ada") throws -> GetMemberResponse {
    try rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID(id))
      )
    )
  }

  func tier(_ id: String = "ada") throws -> String { try member(id).tier }

  /// A sale of a time, now where none is given.
  func sale(_ points: Int64, at occurredAt: Int64 = 0, receipt: String = "") -> EarnRequest {
    var request = rig.earnRequest(points, receipt: receipt)
    request.envelope?.occurredAtMs = occurredAt
    return request
  }

  func earn(_ request: EarnRequest) throws -> EarnResponse {
    try rig.answer(EarnResponse.self, MethodID.earn, request)
  }

  func preview(_ sale: EarnRequest) throws -> EvaluateBasketResponse {
    try rig.answer(
      EvaluateBasketResponse.self,
      MethodID.evaluateBasket,
      EvaluateBasketRequest(envelope: sale.envelope, member: sale.member, basket: sale.basket)
    )
  }

  func reverse(_ answer: EarnResponse) throws -> ReverseEarnResponse {
    try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: rig.envelope(),
        transactionID: answer.outcome?.transactionID ?? ""
      )
    )
  }

  func updateTier(
    _ tier: String,
    _ change: (inout UpdateTierRequest) -> Void = { _ in }
  ) throws -> UpdateTierResponse {
    var request = UpdateTierRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      tier: tier,
      reason: "a gift"
    )
    change(&request)
    return try rig.answer(UpdateTierResponse.self, MethodID.updateTier, request)
  }

  func transactions() throws -> [Transaction] {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(envelope: rig.envelope(), member: EngineRig.ada)
    ).transactions
  }

  func stateHash() throws -> [UInt8] {
    try rig.answer(
      GetStateHashResponse.self,
      MethodID.getStateHash,
      GetStateHashRequest(envelope: rig.envelope())
    ).hash
  }

  /// Goes to an instant and waits until nobody has anything due.
  func go(to milliseconds: Int64) {
    rig.clock.advance(milliseconds: milliseconds - rig.clock.wallMilliseconds())
    for shard in rig.engine.shards.indices {
      while rig.on(shard, { $0.timers.next }) <= milliseconds {}
    }
  }

  func status<Answer>(_ call: () throws -> Answer) throws -> Status? {
    do {
      _ = try call()
      return nil
    } catch let failure as RigFailure {
      return failure.status
    }
  }
}
