import FealtyPersistence
import FealtyWire

@testable import FealtyActors

/// A programme that keeps guests' sales, and what tests of them ask of it.
struct GuestRig {
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

  /// One point per 1.00, from a budget if there is one.
  func put(
    window: Int64 = 0,
    caps: [Cap] = [],
    budget: Int64? = nil,
    promotions: [Promotion] = []
  ) throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      caps: caps,
      budgetIDs: budget == nil ? [] : ["summer"]
    )
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        promotions: [base] + promotions,
        settings: Settings(guests: true, parkGuestSales: true, claimWindowMs: window),
        budgets: budget.map { [Budget(budgetID: "summer", period: .perLife, limit: $0)] } ?? []
      )
    )
  }

  static func key(_ receipt: String) -> NaturalKey {
    NaturalKey(
      storeID: "S1",
      terminalID: "T1",
      businessDate: 20_260_101,
      receiptNumber: receipt
    )
  }

  static func line(_ sku: String, _ points: Int64) -> BasketLine {
    BasketLine(sku: sku, quantity: 1, amountMinor: points * 100, lineID: sku)
  }

  func sale(_ lines: [BasketLine], receipt: String) -> EarnRequest {
    EarnRequest(
      envelope: rig.envelope(),
      basket: Basket(
        lines: lines,
        receiptNumber: receipt,
        businessDate: receipt.isEmpty ? 0 : 20_260_101
      )
    )
  }

  @discardableResult
  func park(_ lines: [BasketLine], receipt: String) throws -> EarnResponse {
    try rig.answer(EarnResponse.self, MethodID.earn, sale(lines, receipt: receipt))
  }

  func claimRequest(_ receipt: String, for member: String) -> ClaimSaleRequest {
    ClaimSaleRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      naturalKey: Self.key(receipt)
    )
  }

  @discardableResult
  func claim(_ receipt: String, for member: String) throws -> EarnResponse {
    try rig.answer(EarnResponse.self, MethodID.claimSale, claimRequest(receipt, for: member))
  }

  /// Takes lines of a sale back that is named by its receipt.
  @discardableResult
  func takeBack(
    _ skus: [String],
    of receipt: String,
    return number: String = "",
    strict: Bool = false
  ) throws -> ReturnLinesResponse {
    try rig.answer(
      ReturnLinesResponse.self,
      MethodID.returnLines,
      ReturnLinesRequest(
        envelope: rig.envelope(),
        naturalKey: Self.key(receipt),
        lines: skus.map { ReturnedLine(lineID: $0) },
        returnReceiptNumber: number,
        explain: .explainApplied
      )
    )
  }

  /// The budget, when what the shards tell each other has arrived: until the home of a claimed sale
  /// has heard of the claim, its use is counted twice.
  func budget() throws -> BudgetState {
    // A claim takes three messages, each sent at the end of a turn.
    for _ in 0..<8 { for shard in 0..<shards { rig.on(shard) { _ in } } }
    let listed = try rig.answer(
      ListPromotionsResponse.self,
      MethodID.listPromotions,
      ListPromotionsRequest(envelope: rig.envelope())
    )
    return listed.budgets.first { $0.budgetID == "summer" } ?? BudgetState()
  }

  /// How many sales wait on all shards.
  func parkedCount() -> Int {
    (0..<shards).reduce(0) { sum, shard in
      sum + rig.on(shard) { $0.parkedSales.values.count { $0.member == 0 } }
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

extension GuestRig {
  func refusal(of claim: ClaimSaleRequest) throws -> Reason? {
    try reason { _ = try rig.answer(EarnResponse.self, MethodID.claimSale, claim) }
  }

  func stateHash() throws -> [UInt8] {
    try rig.answer(GetStateHashResponse.self, MethodID.getStateHash, GetStateHashRequest()).hash
  }
}
