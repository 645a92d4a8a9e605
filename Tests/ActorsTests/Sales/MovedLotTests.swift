import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: points that a return, or a grace after a lock, has moved to a lot of their own become
/// active as their promotion says, by its action or by its date, and by nothing else.
///
/// Method: of two promotions the better one for the member counts, 30 points from 100.00 on or 10
/// points from 20.00 on. Of 120.00 the first comes back, so that what remains is worth the other
/// one.
@Suite("Activating points that have moved")
struct MovedLotTests {
  private static let day: Int64 = 86_400_000
  /// 1 January 2026, the rigs' first instant.
  private static let start: Int64 = 1_767_225_600_000

  private static func promotion(
    _ id: String,
    from amount: Int64,
    points: Int64,
    _ terms: LotTerms,
    group: String = ""
  ) -> Promotion {
    Promotion(
      promotionID: id,
      groupID: group,
      mechanic: .threshold(
        FealtyWire.Threshold(steps: [
          FealtyWire.ThresholdStep(amountMinor: amount, points: points)
        ])
      ),
      lotTerms: terms
    )
  }

  private func rig(
    _ big: LotTerms,
    _ small: LotTerms,
    beside: [Promotion] = [],
    settings: Settings = Settings()
  ) throws -> SaleRig {
    try SaleRig(
      promotions: [
        Self.promotion("big", from: 10_000, points: 30, big, group: "either"),
        Self.promotion("small", from: 2_000, points: 10, small, group: "either"),
      ] + beside,
      groups: [PromotionGroup(groupID: "either", mode: .bestForMember)],
      settings: settings
    )
  }

  /// Buys for 120.00 and gives 100.00 of it back.
  private func moved(_ sales: SaleRig) throws -> String {
    let lines = [SaleRig.line("A", 10_000), SaleRig.line("B", 2_000)]
    let bought = try sales.earn(Basket(lines: lines))
    #expect(bought.points >= 30)
    let back = try sales.giveBack(bought, ReturnedLine(line: 1))
    #expect(back.delta == -20)
    return bought.outcome?.transactionID ?? ""
  }

  /// Lets an action come; gives the points that it made active.
  private func activate(
    _ sales: SaleRig,
    _ transaction: String,
    _ action: String
  ) throws -> Int64 {
    try sales.rig.answer(
      ChangeLotsResponse.self,
      MethodID.activatePoints,
      ActivatePointsRequest(
        envelope: sales.rig.envelope(),
        transactionID: transaction,
        action: action
      )
    ).points
  }

  private func lots(_ sales: SaleRig) throws -> [FealtyWire.Lot] {
    try sales.rig.answer(
      GetPointStatusResponse.self,
      MethodID.getPointStatus,
      GetPointStatusRequest(envelope: sales.rig.envelope(), member: SaleRig.ada)
    ).lots.filter { $0.remaining > 0 }
  }

  /// The same member after a replay of the whole log.
  private func restarted(_ sales: SaleRig) throws -> SaleRig {
    #expect(try sales.rig.verifyLedger().balanced)
    let state = sales.member
    try sales.rig.stop()
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    sales.rig.clock.advance(milliseconds: 1_000)
    let disk = try sales.rig.storage.withoutSnapshots()
    let next = SaleRig(try EngineRig(storage: disk, clock: sales.rig.clock))
    #expect(next.member == state)
    return next
  }

  struct Actions: Sendable, CustomStringConvertible {
    var description: String
    var small: LotTerms
    var beside: LotTerms?
    /// What comes, in turn, and how many points it makes active.
    var actions: [(name: String, points: Int64)]
    /// Days from the rigs' first instant at which the moved points end; 0 = never.
    var days: Int64
  }

  private static let actions: [Actions] = [
    Actions(
      description: "by the action of the promotion that counts now",
      small: LotTerms(activateOn: "rated", expiresAtMs: start + 40 * day),
      actions: [("delivered", 0), ("unknown", 0), ("rated", 10), ("rated", 0)],
      days: 40
    ),
    Actions(
      description: "its end counts from the action",
      small: LotTerms(expiresAfterMs: 5 * day, activateOn: "rated", clock: .fromActivation),
      actions: [("delivered", 0), ("rated", 10)],
      days: 6
    ),
    Actions(
      description: "another promotion of the sale waits for the other action",
      small: LotTerms(activateOn: "rated", expiresAtMs: start + 40 * day),
      beside: LotTerms(activateOn: "delivered"),
      actions: [("delivered", 1), ("rated", 10)],
      days: 40
    ),
    Actions(
      description: "another promotion waits for the same, and ends at another time",
      small: LotTerms(activateOn: "rated", expiresAtMs: start + 40 * day),
      beside: LotTerms(activateOn: "rated", expiresAtMs: start + 20 * day),
      actions: [("delivered", 0), ("rated", 11)],
      days: 40
    ),
  ]

  @Test("points moved by a return wait for their action", arguments: actions)
  func waiting(_ row: Actions) throws {
    let beside = row.beside.map { [Self.promotion("beside", from: 1, points: 1, $0)] } ?? []
    let big = LotTerms(activateOn: "delivered", expiresAtMs: Self.start + 30 * Self.day)
    var sales = try rig(big, row.small, beside: beside)
    let transaction = try moved(sales)
    #expect(try sales.rig.available() == 0)
    sales.rig.clock.advance(milliseconds: Self.day - 1_000)
    sales = try restarted(sales)
    var active: Int64 = 0
    for (name, points) in row.actions {
      #expect(try activate(sales, transaction, name) == points, "\(name)")
      active += points
      #expect(try sales.rig.available() == active, "\(name)")
    }
    let ends = try lots(sales).filter { $0.remaining == 10 }.map(\.expiresAtMs)
    #expect(ends == [Self.start + row.days * Self.day])
    sales = try restarted(sales)
    sales.rig.clock.advance(milliseconds: 100 * Self.day)
    #expect(try sales.rig.available() == (row.beside?.expiresAtMs == 0 ? 1 : 0))
    try sales.rig.stop()
  }

  @Test func `points of one lot wait for the action of the promotion that is left`() throws {
    // Both wait without an end: nothing moves.
    var sales = try rig(LotTerms(activateOn: "delivered"), LotTerms(activateOn: "rated"))
    let transaction = try moved(sales)
    sales = try restarted(sales)
    #expect(try lots(sales).count == 1)
    #expect(try activate(sales, transaction, "delivered") == 0)
    #expect(try activate(sales, transaction, "rated") == 10)
    #expect(try sales.rig.available() == 10)
    try sales.rig.stop()
  }

  @Test func `points moved by a return become active at their date`() throws {
    let small = LotTerms(pendingUntilMs: Self.start + 5 * Self.day)
    var sales = try rig(LotTerms(), small)
    _ = try moved(sales)
    #expect(try sales.rig.available() == 0)
    #expect(try lots(sales).map(\.activationAtMs) == [Self.start + 5 * Self.day])
    sales = try restarted(sales)
    sales.rig.clock.advance(milliseconds: 5 * Self.day - 1_001)
    #expect(try sales.rig.available() == 0)
    sales.rig.clock.advance(milliseconds: 1)
    #expect(try sales.rig.available() == 10)
    let redeem = try sales.post(sales.sale([.redeem(RedeemOp(mode: .sale, points: 10))]))
    #expect(redeem.inShort == ["redeem 10 for 0"])
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  @Test func `what waits for a review waits for it after a return, too`() throws {
    let review = Settings(velocity: Velocity(pointsPerDay: 5, review: true))
    let rate = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 10_000))
    )
    let small = LotTerms(activateOn: "rated", expiresAtMs: Self.start + 40 * Self.day)
    var sales = try rig(LotTerms(), small, beside: [rate], settings: review)
    let lines = [
      SaleRig.line("A", 10_000), SaleRig.line("B", 2_000), SaleRig.line("C", 20_000),
    ]
    let bought = try sales.earn(Basket(lines: lines))
    #expect(bought.points == 33)
    // The rate gives 2 points for what is left, 200.00, and the other 30 as before.
    let part = try sales.giveBack(bought, ReturnedLine(line: 2), ReturnedLine(line: 1))
    #expect(part.delta == -1)
    #expect(try sales.rig.available() == 0)
    let most = ReturnedLine(line: 3, amountMinor: 17_000)
    #expect(try sales.giveBack(bought, most).delta == -22)
    #expect(try sales.rig.available() == 0)
    sales = try restarted(sales)
    let transaction = bought.outcome?.transactionID ?? ""
    #expect(try activate(sales, transaction, "rated") == 0)
    #expect(try activate(sales, transaction, "review") == 10)
    #expect(try lots(sales).map(\.expiresAtMs) == [Self.start + 40 * Self.day])
    #expect(try sales.rig.available() == 10)
    try sales.rig.stop()
  }

  @Test func `after a lock's grace, points wait for the action still`() throws {
    let big = LotTerms(activateOn: "delivered", expiresAtMs: Self.start + 10 * Self.day)
    var sales = try rig(
      big,
      LotTerms(),
      settings: Settings(unlockGraceMs: 7 * Self.day)
    )
    let bought = try sales.earn(Basket(lines: [SaleRig.line("A", 10_000)]))
    let transaction = bought.outcome?.transactionID ?? ""
    let lock = try sales.rig.answer(
      LockResponse.self,
      MethodID.lock,
      LockRequest(
        envelope: sales.rig.envelope(),
        member: SaleRig.ada,
        transactionID: transaction,
        reason: "kept"
      )
    )
    #expect(lock.points == 30)
    sales.rig.clock.advance(milliseconds: 11 * Self.day)
    let unlock = try sales.rig.answer(
      UnlockResponse.self,
      MethodID.unlock,
      UnlockRequest(
        envelope: sales.rig.envelope(),
        member: SaleRig.ada,
        lockID: lock.lockID,
        points: 20
      )
    )
    #expect(unlock.points == 20)
    sales = try restarted(sales)
    #expect(try sales.rig.available() == 0)
    #expect(try activate(sales, transaction, "delivered") == 30)
    let end = Self.start + 18 * Self.day
    #expect(try lots(sales).filter { $0.locked == 0 }.map(\.expiresAtMs) == [end])
    #expect(try sales.rig.available() == 20)
    sales.rig.clock.advance(milliseconds: 7 * Self.day)
    #expect(try sales.rig.available() == 0)
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }
}
