import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// An engine with a programme that has something of everything a sale meets, and two members.
struct SaleRig {
  let rig: EngineRig

  static let ada = EngineRig.ada
  static let languages = [
    FealtyWire.LocalText(language: "de", text: "{points} Punkte für {name}, Stand {balance}"),
    FealtyWire.LocalText(language: "", text: "{points} points for {name} of {eligible}"),
  ]

  static let promotions: [Promotion] = [
    Promotion(
      promotionID: "base",
      name: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      names: [FealtyWire.LocalText(language: "de", text: "Einkauf")],
      receiptTexts: languages
    ),
    bonus("bonus-a", sku: "A", points: 10), bonus("bonus-b", sku: "B", points: 20),
    Promotion(
      promotionID: "five",
      name: "five",
      selection: FealtyWire.Selection(include: Terms(skus: ["D"])),
      mechanic: .quantityBonus(FealtyWire.QuantityBonus(buyQuantity: 2, points: 7))
    ),
    Promotion(
      promotionID: "big",
      name: "big",
      mechanic: .threshold(
        FealtyWire.Threshold(steps: [FealtyWire.ThresholdStep(amountMinor: 10_000, points: 25)])
      )
    ),
    Promotion(
      promotionID: "daily",
      name: "daily",
      selection: FealtyWire.Selection(include: Terms(skus: ["C", "D"])),
      mechanic: .rate(Rate(points: 3, perAmountMinor: 250)),
      caps: [FealtyWire.Cap(period: .perDay, points: 40)],
      lotTerms: LotTerms(pendingMs: 86_400_000)
    ),
    Promotion(
      promotionID: "coupon",
      name: "coupon",
      mechanic: .fixed(Fixed(points: 15)),
      conditions: FealtyWire.Conditions(codes: ["SAVE15"])
    ),
    Promotion(
      promotionID: "visits",
      name: "visits",
      mechanic: .fixed(Fixed(points: 9)),
      conditions: FealtyWire.Conditions(visit: FealtyWire.Visit(number: 3, every: true))
    ),
  ]

  /// Points for a product, however many of it.
  private static func bonus(_ id: String, sku: String, points: Int64) -> Promotion {
    Promotion(
      promotionID: id,
      name: id,
      selection: FealtyWire.Selection(include: Terms(skus: [sku])),
      mechanic: .fixed(Fixed(points: points))
    )
  }

  init(
    shards: Int = 1,
    keepsBatches: Bool = true,
    promotions: [Promotion] = promotions,
    groups: [PromotionGroup] = [],
    settings: Settings = Settings(redemptionValue: FealtyWire.Ratio(numerator: 1, denominator: 1)),
    storage: FaultyStorage = FaultyStorage(seed: 1),
    clock: TestClock = TestClock()
  ) throws {
    rig = try EngineRig(shards: shards, keepsBatches: keepsBatches, storage: storage, clock: clock)
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        groups: groups,
        promotions: promotions,
        settings: settings
      )
    )
    try rig.enrol("ada")
  }

  /// Takes over an engine that was started on a disk that has all of it.
  init(_ rig: EngineRig) { self.rig = rig }

  // MARK: - Requests

  /// A line of a product, minor units for all pieces.
  static func line(_ sku: String, _ amountMinor: Int64, pieces: Int64 = 1) -> BasketLine {
    BasketLine(sku: sku, quantity: pieces, amountMinor: amountMinor, lineID: "line-\(sku)")
  }

  /// Of the issue: 10.00 with 10 points extra, 10.00 with 20, 20.00 without: 70 points.
  static let three = FealtyWire.Basket(lines: [
    line("A", 1_000), line("B", 1_000), line("X", 2_000),
  ])

  func sale(
    _ ops: [SaleOp.OneOfOp],
    _ basket: FealtyWire.Basket? = nil,
    commit: Bool = true
  )
    -> PostSaleRequest
  {
    PostSaleRequest(
      envelope: rig.envelope(),
      member: Self.ada,
      basket: basket,
      ops: ops.map { SaleOp(op: $0) },
      commit: commit
    )
  }

  func post(_ request: PostSaleRequest) throws -> PostSaleResponse {
    try rig.answer(PostSaleResponse.self, MethodID.postSale, request)
  }

  @discardableResult
  func earn(_ basket: FealtyWire.Basket, at occurredAt: Int64 = 0) throws -> EarnResponse {
    var envelope = rig.envelope()
    envelope.occurredAtMs = occurredAt
    return try rig.answer(
      EarnResponse.self,
      MethodID.earn,
      EarnRequest(envelope: envelope, member: Self.ada, basket: basket, explain: .explainFull)
    )
  }

  func returnRequest(
    _ transaction: String,
    _ lines: [ReturnedLine],
    receipt: String = "",
    strict: Bool = false
  ) -> ReturnLinesRequest {
    ReturnLinesRequest(
      envelope: rig.envelope(),
      member: Self.ada,
      transactionID: transaction,
      lines: lines,
      returnReceiptNumber: receipt,
      strict: strict,
      explain: .explainApplied
    )
  }

  func giveBack(_ request: ReturnLinesRequest) throws -> ReturnLinesResponse {
    try rig.answer(ReturnLinesResponse.self, MethodID.returnLines, request)
  }

  func giveBack(_ earn: EarnResponse, _ lines: ReturnedLine...) throws -> ReturnLinesResponse {
    try giveBack(returnRequest(earn.outcome?.transactionID ?? "", lines))
  }

  func explain(_ transaction: String, language: String = "") throws -> ExplainTransactionResponse {
    try rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(
        envelope: rig.envelope(),
        member: Self.ada,
        transactionID: transaction,
        language: language
      )
    )
  }

  // MARK: - What is so

  /// Why a call is refused; nil where it is not.
  func status(_ call: () throws -> Void) -> Status? {
    do {
      try call()
      return nil
    } catch RigFailure.refused(let status) {
      return status
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  /// The member, as the engine has it.
  var member: MemberState {
    rig.on { shard in
      let number = StableHash.hash(program: "p", member: "ada")
      guard let actor = shard.members.find(number) else { preconditionFailure("no ada") }
      return actor.inPlace { member in
        MemberState(
          version: member.pointee.version,
          standing: member.pointee.standingHash.bytes,
          full: member.pointee.fullHash.bytes
        )
      }
    }
  }

  struct MemberState: Hashable, Sendable {
    var version: UInt32
    var standing: [UInt8]
    var full: [UInt8]
  }
}

extension PostSaleResponse {
  /// What became of each operation, in a few words.
  var inShort: [String] {
    results.map { result in
      switch result.result {
      case .evaluate(let evaluate): "evaluate \(evaluate.points)"
      case .earn(let earn): "earn \(earn.points)"
      case .redeem(let redeem): "redeem \(redeem.points) for \(redeem.valueMinor)"
      case .useVoucher(let use): "voucher \(use.valueMinor)"
      case .lock(let lock): "lock \(lock.points)"
      case .returnLines(let lines): "return \(lines.delta)"
      case nil: result.status.map { "\($0.reason)" } ?? ""
      }
    }
  }
}
