import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Explanations")
struct ExplainTests {
  @Test("every sale is derived anew as it was booked", arguments: 0..<4)
  func matches(seed: UInt64) throws {
    var random = Dice(seed: seed)
    let sales = try SaleRig(keepsBatches: seed % 2 == 0)
    var bought: [EarnResponse] = []
    for round in 0..<30 {
      let basket = random.basket()
      let late = Int64.random(in: 0...5, using: &random) * 86_400_000
      let at = round % 3 == 0 ? sales.rig.clock.wallMilliseconds() - late : 0
      if round % 4 == 3 {
        let answer = try sales.post(sales.sale([.earn(EarnOp())], basket))
        if case .earn(let earn)? = answer.results.first?.result { bought.append(earn) }
      } else {
        bought.append(try sales.earn(basket, at: at))
      }
      // Later rules and returns change nothing of what was.
      if round == 15 { try put(sales, rate: 5) }
      if round % 5 == 2 { _ = try sales.giveBack(bought[round], ReturnedLine(line: 1)) }
      sales.rig.clock.advance(milliseconds: 7_200_000)
    }
    for earn in bought {
      let answer = try sales.explain(earn.outcome?.transactionID ?? "")
      #expect(answer.matches, "\(earn)")
      #expect(answer.transaction?.transactionID == earn.outcome?.transactionID)
      #expect(answer.ruleSetVersion == earn.outcome?.ruleSetVersion)
      #expect(answer.applied.reduce(0) { $0 + $1.points } == earn.points)
      #expect(answer.inputs?.lines.isEmpty == false)
      if !earn.rejected.isEmpty { #expect(answer.rejected == earn.rejected) }
    }
    try sales.rig.stop()
  }

  private func put(_ sales: SaleRig, rate: Int64) throws {
    var base = SaleRig.promotions[0]
    base.mechanic = .rate(Rate(points: rate, perAmountMinor: 100))
    _ = try sales.rig.answer(
      PutPromotionsResponse.self,
      MethodID.putPromotions,
      PutPromotionsRequest(envelope: sales.rig.envelope(), promotions: [base])
    )
  }

  @Test func `what was asked of the buyer, what was near, and the receipt are told`() throws {
    let sales = try SaleRig()
    var basket = Basket(lines: [SaleRig.line("X", 9_000)], codes: ["save15", "NOBODYS"])
    basket.tenders = [Tender(kind: "points", amountMinor: 500)]
    let bought = try sales.earn(basket)
    #expect(bought.outcome?.warnings.map(\.code) == ["CODE_UNKNOWN"])
    let id = bought.outcome?.transactionID ?? ""
    let answer = try sales.explain(id, language: "de-AT")
    #expect(answer.matches)
    #expect(answer.receiptLines == ["85 Punkte für Einkauf, Stand 100"])
    #expect(
      try sales.explain(id, language: "fr").receiptLines == ["85 points for Einkauf of 85.00"]
    )
    #expect(answer.inputs?.pointsTenderMinor == 500)
    #expect(answer.inputs?.codes.contains("save15") == true)
    let near = answer.nearMisses.first { $0.promotionID == "big" }
    #expect(near?.moreMinor == 1_500)
    #expect(near?.points == 25)
    #expect(answer.rejected.contains { $0.promotionID == "big" })
    try sales.rig.stop()
  }

  @Test func `other transactions show what is recorded, and unknown ones are refused`() throws {
    let sales = try SaleRig()
    let bought = try sales.earn(SaleRig.three)
    let back = try sales.giveBack(bought, ReturnedLine(line: 3))
    let answer = try sales.explain(back.outcome?.transactionID ?? "")
    #expect(answer.matches)
    #expect(answer.transaction?.kind == .partialReversal)
    #expect(answer.transaction?.points == -20)
    #expect(answer.applied.isEmpty)
    let number = StableHash.hash(program: "p", member: "ada")
    let wrong: [(String, Reason)] = [
      ("", .invalidField), ("x", .invalidField),
      (TransactionID(member: number, version: 99).text, .transactionNotFound),
      (TransactionID(member: number, version: 1).text, .transactionNotFound),
      (TransactionID(member: number ^ 1, version: 2).text, .transactionNotFound),
    ]
    for (id, reason) in wrong {
      #expect(sales.status { _ = try sales.explain(id) }?.reason == reason, "\(id)")
    }
    try sales.rig.stop()
  }

  @Test func `an evaluation's id pins its rules for the earn, and a lapsed one says so`() throws {
    let sales = try SaleRig()
    func evaluate() throws -> EvaluateBasketResponse {
      try sales.rig.answer(
        EvaluateBasketResponse.self,
        MethodID.evaluateBasket,
        EvaluateBasketRequest(
          envelope: sales.rig.envelope(),
          member: SaleRig.ada,
          basket: SaleRig.three
        )
      )
    }
    func earn(_ id: String) throws -> EarnResponse {
      try sales.rig.answer(
        EarnResponse.self,
        MethodID.earn,
        EarnRequest(
          envelope: sales.rig.envelope(),
          member: SaleRig.ada,
          basket: SaleRig.three,
          evaluationID: id
        )
      )
    }
    let first = try evaluate()
    #expect(first.validUntilMs == sales.rig.clock.wallMilliseconds() / 1_000 * 1_000 + 600_000)
    try put(sales, rate: 2)
    let pinned = try earn(first.evaluationID)
    #expect(pinned.points == first.points)
    #expect(pinned.outcome?.ruleSetVersion == first.ruleSetVersion)
    #expect(pinned.outcome?.warnings.isEmpty == true)
    #expect(try sales.explain(pinned.outcome?.transactionID ?? "").matches)
    let sale = try sales.post(
      sales.sale([.earn(EarnOp(evaluationID: first.evaluationID))], SaleRig.three)
    )
    if case .earn(let earn)? = sale.results.first?.result {
      #expect(earn.points == first.points)
      #expect(try sales.explain(earn.outcome?.transactionID ?? "").matches)
    } else {
      Issue.record("no earn: \(sale)")
    }
    // Two of its rule set are the same rules, whoever asked.
    #expect(try earn(try evaluate().evaluationID).outcome?.warnings.isEmpty == true)
    for id in ["unknown", String(first.evaluationID.reversed())] {
      let anew = try earn(id)
      #expect(anew.outcome?.warnings.map(\.code) == ["REPRICED"])
      #expect(anew.points == 110)
    }
    sales.rig.clock.advance(milliseconds: 601_000)
    let lapsed = try earn(first.evaluationID)
    #expect(lapsed.outcome?.warnings.map(\.code) == ["REPRICED"])
    // The sixth visit.
    #expect(lapsed.points == 119)
    try sales.rig.stop()
  }

  @Test func `a draft that is named counts as live where the request says so`() throws {
    var promotions = SaleRig.promotions
    promotions[1].status = .draft
    let sales = try SaleRig(promotions: promotions)
    func points(_ named: [String], inactive: Bool) throws -> EvaluateBasketResponse {
      try sales.rig.answer(
        EvaluateBasketResponse.self,
        MethodID.evaluateBasket,
        EvaluateBasketRequest(
          envelope: sales.rig.envelope(),
          member: SaleRig.ada,
          basket: SaleRig.three,
          includePromotions: named,
          includeInactive: inactive
        )
      )
    }
    #expect(try points([], inactive: false).points == 60)
    #expect(try points([], inactive: true).points == 60)
    let named = try points(["bonus-a"], inactive: false)
    #expect(named.points == 60)
    #expect(named.rejected.first { $0.promotionID == "bonus-a" }?.detail == "status draft")
    #expect(try points(["bonus-a"], inactive: true).points == 70)
    #expect(try points(["bonus-b"], inactive: true).points == 60)
    // Only the request: the next one is as ever.
    #expect(try points([], inactive: false).points == 60)
    try sales.rig.stop()
  }
}
