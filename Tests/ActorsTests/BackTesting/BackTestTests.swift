import FealtyWire
import Testing

@testable import FealtyActors

// Goal: what a back-test says of past sales is what the server would have given. Method: a real
// engine on a disk in memory earns and returns, then values the same sales again by a draft.
@Suite("Back-tests")
struct BackTestTests {
  private static let day = BackTestOutcome.day

  /// The programme of these tests, with a rate of `points` for each 1.00.
  private static func programme(rate points: Int64 = 1, _ others: [Promotion] = []) -> Programme {
    let base = Promotion(
      promotionID: "base",
      name: "by amount",
      mechanic: .rate(Rate(points: points, perAmountMinor: 100))
    )
    return Programme(
      programID: "p",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      tiers: ["basic", "gold"],
      promotions: [base] + others,
      settings: Settings(pointCost: Ratio(numerator: 3, denominator: 10))
    )
  }

  private func put(_ rig: EngineRig, _ programme: Programme) throws {
    try rig.put(programme)
  }

  /// Five products, each of another price.
  private func basket(_ receipt: String) -> Basket {
    Basket(
      lines: (1...5).map { number in
        BasketLine(
          sku: "P\(number)",
          quantity: 1,
          amountMinor: Int64(number) * 1_050,
          lineID: "\(number)"
        )
      },
      receiptNumber: receipt,
      businessDate: 20_260_101
    )
  }

  @discardableResult
  private func sell(_ rig: EngineRig, _ member: String, _ receipt: String) throws -> EarnResponse {
    try rig.answer(
      EarnResponse.self,
      MethodID.earn,
      EarnRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID(member)),
        basket: basket(receipt)
      )
    )
  }

  private func giveBack(_ rig: EngineRig, _ sale: EarnResponse, _ lines: [String]) throws {
    _ = try rig.answer(
      ReturnLinesResponse.self,
      MethodID.returnLines,
      ReturnLinesRequest(
        envelope: rig.envelope(),
        transactionID: sale.outcome?.transactionID ?? "",
        lines: lines.map { ReturnedLine(lineID: $0) }
      )
    )
  }

  private func reverse(_ rig: EngineRig, _ sale: EarnResponse) throws {
    _ = try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: rig.envelope(),
        transactionID: sale.outcome?.transactionID ?? ""
      )
    )
  }

  /// Two members, six sales, of which one is given back in part and one in full.
  private func trade(_ rig: EngineRig) throws {
    for member in ["ada", "ben"] { try rig.enrol(member) }
    for number in 0..<3 {
      let sale = try sell(rig, "ada", "A\(number)")
      if number == 0 { try giveBack(rig, sale, ["1", "3"]) }
      let other = try sell(rig, "ben", "B\(number)")
      if number == 1 { try reverse(rig, other) }
    }
  }

  /// Of one basket: ⌊15750 ÷ 100⌋.
  private static let perSale: Int64 = 157
  /// Of lines 2, 4 and 5: ⌊11550 ÷ 100⌋.
  private static let afterReturn: Int64 = 115

  @Test(arguments: [1, 2]) func `the same programme differs in nothing, and changes nothing`(
    shards: Int
  ) throws {
    let rig = try EngineRig(shards: shards)
    try put(rig, Self.programme())
    try trade(rig)
    let outcome = try rig.backTest(rig.backTestRequest(Self.programme()))
    #expect(outcome.total.sales == 6)
    #expect(outcome.total.returns == 2)
    #expect(outcome.total.booked == 4 * Self.perSale + Self.afterReturn)
    #expect(outcome.total.draft == outcome.total.booked)
    #expect(outcome.total.members == 2)
    #expect(outcome.total.membersAffected == 0)
    #expect(outcome.members.isEmpty)
    #expect(outcome.total.hashBefore.count == 16)
    #expect(outcome.total.hashAfter == outcome.total.hashBefore)
    #expect(outcome.total.notes.isEmpty)
    #expect(outcome.progress > 0)
    #expect(outcome.weeks.reduce(0) { $0 + $1.sales } == 6)
    #expect(outcome.promotions.map(\.promotionID) == ["base"])
    #expect(outcome.promotions.first?.sales == 6)
    // What was booked is what the members have.
    let held = try rig.available("ada") + rig.available("ben")
    #expect(outcome.total.booked == held)
    try rig.stop()
  }

  @Test func `a doubled rate gives twice as much, of each return too, and costs twice as much`()
    throws
  {
    let rig = try EngineRig()
    try put(rig, Self.programme())
    try trade(rig)
    let outcome = try rig.backTest(rig.backTestRequest(Self.programme(rate: 2)))
    // ⌊2 × 157.50⌋ = 315 a sale; of what remains of the first one ⌊2 × 115.50⌋ = 231.
    #expect(outcome.total.booked == 4 * Self.perSale + Self.afterReturn)
    #expect(outcome.total.draft == 4 * 315 + 231)
    #expect(outcome.total.costBookedMinor == outcome.total.booked * 3 / 10)
    #expect(outcome.total.costDraftMinor == outcome.total.draft * 3 / 10)
    #expect(outcome.total.membersAffected == 2)
    #expect(outcome.members.map(\.memberID) == ["ada", "ben"])
    let ada = try #require(outcome.members.first)
    #expect(ada.booked == 2 * Self.perSale + Self.afterReturn)
    #expect(ada.draft == 2 * 315 + 231)
    #expect(TransactionID(ada.transactionID) != nil)
    #expect(outcome.total.hashAfter == outcome.total.hashBefore)
    try rig.stop()
  }

  @Test func `caps, visits and tiers of the draft act in the order of the sales`() throws {
    let rig = try EngineRig()
    try put(rig, Self.programme())
    try trade(rig)
    let extra = [
      Promotion(
        promotionID: "capped",
        mechanic: .fixed(Fixed(points: 100)),
        caps: [Cap(period: .perLife, points: 150)]
      ),
      Promotion(
        promotionID: "third",
        mechanic: .fixed(Fixed(points: 7)),
        conditions: Conditions(visit: Visit(number: 3))
      ),
      Promotion(
        promotionID: "gold",
        tiers: ["gold"],
        mechanic: .fixed(Fixed(points: 1_000))
      ),
    ]
    let outcome = try rig.backTest(rig.backTestRequest(Self.programme(extra)))
    let sums = Dictionary(
      outcome.promotions.map { ($0.promotionID, $0.draft) },
      uniquingKeysWith: { first, _ in first }
    )
    // ada: 100 and 50, the return of two lines takes nothing. ben: 100 and 50, the 50 come back
    // with the whole sale, and the third sale gets them again.
    #expect(sums["capped"] == 300)
    // ada's third sale; ben's is the second one that stands.
    #expect(sums["third"] == 7)
    #expect(sums["gold"] == nil)
    #expect(outcome.total.draft - outcome.total.booked == 307)
    try rig.stop()
  }

  @Test func `what a member used before the period counts as it was booked`() throws {
    let rig = try EngineRig()
    let capped = Promotion(
      promotionID: "capped",
      mechanic: .fixed(Fixed(points: 100)),
      caps: [Cap(period: .perLife, points: 250)]
    )
    try put(rig, Self.programme([capped]))
    try rig.enrol("ada")
    try sell(rig, "ada", "1")
    rig.clock.advance(milliseconds: 10 * Self.day)
    let from = rig.clock.wallMilliseconds()
    for receipt in ["2", "3"] { try sell(rig, "ada", receipt) }
    var request = rig.backTestRequest(Self.programme([capped]))
    request.fromMs = from
    let same = try rig.backTest(request)
    #expect(same.total.sales == 2)
    #expect(same.total.booked == 2 * Self.perSale + 150)
    #expect(same.total.draft == same.total.booked)
    var wider = capped
    wider.caps[0].points = 10_000
    request.draft = Self.programme([wider])
    #expect(try rig.backTest(request).total.draft == 2 * Self.perSale + 200)
    try rig.stop()
  }

  @Test func `a budget of all members is spent once`() throws {
    let rig = try EngineRig(shards: 2)
    try put(rig, Self.programme())
    try trade(rig)
    var draft = Self.programme([
      Promotion(
        promotionID: "shared",
        mechanic: .fixed(Fixed(points: 100)),
        budgetIDs: ["pot"]
      )
    ])
    draft.budgets = [Budget(budgetID: "pot", period: .perLife, limit: 333)]
    let outcome = try rig.backTest(rig.backTestRequest(draft))
    #expect(outcome.promotions.first { $0.promotionID == "shared" }?.draft == 333)
    try rig.stop()
  }

  @Test func `promotions that the draft does not name stay as they are`() throws {
    let rig = try EngineRig()
    let bonus = Promotion(promotionID: "bonus", mechanic: .fixed(Fixed(points: 10)))
    try put(rig, Self.programme([bonus]))
    try trade(rig)
    let outcome = try rig.backTest(rig.backTestRequest(Self.programme()))
    #expect(outcome.total.draft == outcome.total.booked)
    var ended = bonus
    ended.status = .ended
    let without = try rig.backTest(rig.backTestRequest(Self.programme([ended])))
    #expect(without.total.booked - without.total.draft == 50)
    try rig.stop()
  }

  @Test func `a draft that says nothing sensible is refused, and so is a second back-test`() throws
  {
    let rig = try EngineRig()
    try put(rig, Self.programme())
    try rig.enrol("ada")
    var wrong = Self.programme()
    wrong.promotions[0].mechanic = .rate(Rate(points: 1, perAmountMinor: 0))
    #expect(try reason(rig, rig.backTestRequest(wrong)) == .invalidProgramme)
    var backwards = rig.backTestRequest(Self.programme())
    (backwards.fromMs, backwards.toMs) = (backwards.toMs, backwards.fromMs)
    #expect(try reason(rig, backwards) == .invalidField)
    #expect(try reason(rig, BackTestRequest(envelope: rig.envelope(), toMs: 1)) == .invalidField)

    rig.pool.isHeld = true
    let first = rig.newStream()
    rig.send([(first, MethodID.backTest, rig.backTestRequest(Self.programme()))])
    rig.pool.awaitHeldWork()
    let second = rig.newStream()
    rig.send([(second, MethodID.backTest, rig.backTestRequest(Self.programme()))])
    #expect(try rig.frames(of: second).last?.aux == UInt32(Code.resourceExhausted.rawValue))
    // One that nobody waits for any more makes room.
    rig.on { $0.cancel(EngineRig.call(MethodID.backTest, stream: first)) }
    #expect(try rig.frames(of: first).last?.aux == UInt32(Code.cancelled.rawValue))
    rig.pool.isHeld = false
    rig.pool.finish()
    rig.on { _ in }
    #expect(try rig.backTest(rig.backTestRequest(Self.programme())).total.sales == 0)
    #expect(rig.on { $0.streams.states.isEmpty })
    try rig.stop()
  }

  private func reason(_ rig: EngineRig, _ request: BackTestRequest) throws -> Reason? {
    do {
      _ = try rig.backTest(request)
      return nil
    } catch let failure as RigFailure {
      return failure.reason
    }
  }
}
