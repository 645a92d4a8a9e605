import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: what an operation of a sale makes due happens before the next one.
///
/// Method: late sales whose points had ended when they came, with operations that look at the
/// member after the earn.
@Suite("Late sales in one piece")
struct LateSaleTests {
  private static func redeem(_ points: Int64) -> SaleOp.OneOfOp {
    .redeem(RedeemOp(mode: .sale, points: points))
  }

  private static func lock(_ points: Int64, earnedHere: Bool = false) -> SaleOp.OneOfOp {
    .lock(LockOp(points: points, reason: "kept", earnedHere: earnedHere))
  }

  struct LateSale: Sendable, CustomStringConvertible {
    var description: String
    var ops: [SaleOp.OneOfOp]
    /// Points that the member has before the sale.
    var before: Int64 = 0
    var results: [String] = []
    var kinds: [TransactionKind] = []
    var reason: Reason?
    /// What is left after the sale.
    var available: Int64 = 0
  }

  private static let lateSales: [LateSale] = [
    LateSale(
      description: "other points are redeemed and locked",
      ops: [.earn(EarnOp()), redeem(3), lock(2), .evaluate(EvaluateOp())],
      before: 50,
      results: ["earn 10", "redeem 3 for 3", "lock 2", "evaluate 10"],
      kinds: [.earn, .expiry, .redeem, .lock],
      available: 45
    ),
    LateSale(
      description: "the points of the sale itself are no more",
      ops: [.earn(EarnOp()), lock(1, earnedHere: true)],
      before: 50,
      reason: .insufficientPoints,
      available: 50
    ),
    LateSale(
      description: "there are no other points",
      ops: [.earn(EarnOp()), redeem(1)],
      reason: .insufficientPoints
    ),
    LateSale(
      description: "the earn is the last operation",
      ops: [redeem(3), .earn(EarnOp())],
      before: 50,
      results: ["redeem 3 for 3", "earn 10"],
      kinds: [.redeem, .earn],
      available: 47
    ),
  ]

  @Test("a late sale whose points have ended already", arguments: lateSales)
  func lateSale(_ row: LateSale) throws {
    let hour: Int64 = 3_600_000
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      lotTerms: LotTerms(expiresAfterMs: hour, clock: .fromOccurred)
    )
    let sales = try SaleRig(promotions: [base])
    if row.before > 0 { try sales.earn(Basket(lines: [SaleRig.line("X", row.before * 100)])) }
    let version = sales.member.version
    let basket = Basket(lines: [SaleRig.line("X", 1_003)])
    var requests = [sales.sale(row.ops, basket, commit: false), sales.sale(row.ops, basket)]
    for index in requests.indices {
      requests[index].envelope?.occurredAtMs = sales.rig.clock.wallMilliseconds() - 2 * hour
    }
    let preview = try sales.post(requests[0])
    #expect(sales.member.version == version)
    if let reason = row.reason {
      #expect(preview.results.last?.status?.reason == reason)
      let status = sales.status { _ = try sales.post(requests[1]) }
      #expect(status?.reason == reason)
      #expect(status?.failedOp == UInt32(row.ops.count))
      #expect(sales.member.version == version)
    } else {
      #expect(preview.inShort == row.results)
      let answer = try sales.post(requests[1])
      #expect(answer.inShort == row.results)
      var again = try sales.post(requests[1])
      #expect(again.outcome?.replayed == true)
      again.outcome?.replayed = false
      #expect(again == answer)
      let records = try LogReading.postings(sales.rig.storage.copied()).map(\.body)
        .filter { $0.saleFirst == version + 1 }
      #expect(records.map(\.kind) == row.kinds)
      #expect(records.allSatisfy { Int($0.saleCount) == row.kinds.count })
    }
    #expect(try sales.rig.available() == row.available)
    #expect(try sales.rig.verifyLedger().balanced)
    let now = sales.rig.clock.wallMilliseconds()
    while sales.rig.on(0, { $0.timers.next }) <= now {}
    let state = sales.member
    let storage = sales.rig.storage
    try sales.rig.stop()
    let restarted = SaleRig(
      try EngineRig(storage: storage.withoutSnapshots(), clock: sales.rig.clock)
    )
    #expect(restarted.member == state)
    try restarted.rig.stop()
  }
}
