import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Statements of several tokens")
struct StatementTests {
  /// 1 of `points` and 2 of `miles` per 1.00, which two partners pay for.
  private func begin() throws -> EngineRig {
    let rig = try EngineRig()
    func rate(_ id: String, _ points: Int64, _ token: String, _ partner: String) -> Promotion {
      Promotion(
        promotionID: id,
        mechanic: .rate(Rate(points: points, perAmountMinor: 100)),
        tokenID: token,
        fundingPartner: partner
      )
    }
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points"), Token(tokenID: "miles", name: "M")],
        promotions: [rate("a", 1, "points", "Mill"), rate("b", 2, "miles", "Air")]
      )
    )
    try rig.enrol("ada")
    return rig
  }

  private func list(_ rig: EngineRig, token: String = "") throws -> [Transaction] {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(envelope: rig.envelope(), member: EngineRig.ada, tokenID: token)
    ).transactions.reversed()
  }

  private func redeem(_ rig: EngineRig, _ points: Int64, _ token: String) throws -> RedeemResponse {
    try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        mode: .sale,
        tokenID: token,
        points: points
      )
    )
  }

  @Test func `a sale stands under each token that it moved, with that token's points`() throws {
    let rig = try begin()
    let earned = try rig.earn(15).outcome?.transactionID ?? ""
    _ = try redeem(rig, 25, "miles")
    let back = ReturnLinesRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      transactionID: earned,
      lines: [ReturnedLine(line: 1, amountMinor: 500)]
    )
    _ = try rig.answer(ReturnLinesResponse.self, MethodID.returnLines, back)
    let lock = LockRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      tokenID: "points",
      points: 1
    )
    _ = try rig.answer(LockResponse.self, MethodID.lock, lock)

    struct Row: Equatable {
      var kind: TransactionKind
      var token: String
      var points: Int64
    }
    func rows(_ token: String) throws -> [Row] {
      try list(rig, token: token).map { Row(kind: $0.kind, token: $0.tokenID, points: $0.points) }
    }
    #expect(
      try rows("miles") == [
        Row(kind: .earn, token: "miles", points: 30),
        Row(kind: .redeem, token: "miles", points: -25),
        // 5 of the 10 are there; the programme lets no debt be.
        Row(kind: .partialReversal, token: "miles", points: -5),
      ]
    )
    #expect(
      try rows("points") == [
        Row(kind: .earn, token: "points", points: 15),
        Row(kind: .partialReversal, token: "points", points: -5),
        Row(kind: .lock, token: "points", points: 0),
      ]
    )
    #expect(try rows("nobodys").isEmpty)
    let all = try list(rig)
    #expect(all.map(\.kind) == [.earn, .redeem, .partialReversal, .lock])
    #expect(all.map(\.points) == [15, -25, -5, 0])
    #expect(
      all.map { $0.changes.map(\.tokenID) } == [["points", "miles"], [], ["points", "miles"], []]
    )
    #expect(all[0].changes.map(\.points) == [15, 30])
    #expect(all[2].changes.map(\.points) == [-5, -5])
    try rig.stop()
  }

  @Test func `who pays for the points of a redemption is told, in each mode`() throws {
    let rig = try begin()
    try rig.earn(10)
    #expect(try redeem(rig, 1, "points").lots.map(\.fundingPartner) == ["Mill"])
    #expect(try redeem(rig, 1, "miles").lots.map(\.fundingPartner) == ["Air"])
    let authorization = try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        mode: .authorize,
        points: 5
      )
    )
    #expect(authorization.lots.map(\.fundingPartner) == ["Mill"])
    let capture = try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        redemptionID: authorization.redemptionID,
        mode: .capture
      )
    )
    #expect(capture.lots.map(\.fundingPartner) == ["Mill"])
    #expect(try list(rig, token: "miles").last?.drawdowns.map(\.fundingPartner) == ["Air"])
    try rig.stop()
  }
}
