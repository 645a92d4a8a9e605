import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("The points bank")
struct BankTests {
  @Test func `credits and debits move points, and the statement says why`() throws {
    let bank = try BankRig(shards: 2)
    try bank.setUp()
    let order = [
      FealtyWire.Tag(name: "order", value: "A-17"), FealtyWire.Tag(name: "agent", value: ""),
    ]
    let credited = try bank.credit(bank.creditRequest(500, metadata: order))
    #expect(credited.points == 500 && credited.debtPaid == 0)
    #expect(credited.lot?.kind == .adjust && credited.lot?.remaining == 500)
    let made = try #require(credited.outcome)
    #expect(credited.lot?.expiresAtMs == made.recordedAtMs + 3_600_000)
    let debited = try bank.debit(bank.debitRequest(120, metadata: order))
    #expect(debited.lots.map(\.points) == [120])
    #expect(debited.outcome?.balances.first?.available == 380)

    let statement = try bank.transactions()
    #expect(statement.map(\.kind) == [.pointsDebited, .pointsCredited])
    #expect(statement.map(\.points) == [-120, 500])
    #expect(statement.map(\.reason) == ["fee", "goodwill"])
    #expect(statement.allSatisfy { $0.metadata == order })
    let missing = try bank.refusal { try bank.debit(bank.debitRequest(381)) }
    #expect(missing?.reason == .insufficientPoints && missing?.available == 380)
    #expect(try bank.rig.verifyLedger().balanced)
    try bank.rig.stop()
  }

  @Test func `balances show each token with what it is, and NFTs one by one`() throws {
    let bank = try BankRig()
    try bank.setUp()
    try bank.credit(bank.creditRequest(250))
    let nft = try bank.credit(bank.creditRequest(1, of: "art"))
    try bank.credit(bank.creditRequest(1, of: "art"))
    let answer = try bank.balances()
    #expect(answer.memberID == "ada" && answer.version == 4)
    #expect(answer.balances.map { $0.token?.tokenID } == ["points", "cards"])
    #expect(answer.balances.map { $0.balance?.available } == [250, 0])
    let points = try #require(answer.balances.first?.token)
    #expect(points.name == "Kaffeepunkte" && points.symbol == "KP" && points.decimals == 2)
    #expect(points.countries == ["DEU"] && points.status == .tokenActive)
    #expect(points.onRamp == BankRig.value(1, 50) && points.offRamp == BankRig.value(1, 100))
    #expect(answer.balances.last?.token?.countries == ["AAA"])
    #expect(answer.balances.last?.token?.onRamp == nil)
    #expect(answer.nfts.map(\.units) == [1, 1])
    #expect(answer.nfts.first?.nftID == nft.lot?.lotID)
    #expect(answer.nfts.first?.transactionID == nft.outcome?.transactionID)
    #expect(try bank.balances(of: "art").balances.isEmpty)
    #expect(try bank.balances("bo", of: "cards").balances.map { $0.balance?.total } == [0])
    try bank.rig.stop()
  }

  @Test func `what the server does not keep, and what is malformed, is refused`() throws {
    let bank = try BankRig()
    try bank.setUp()
    func refused(_ request: CreditPointsRequest) throws -> Status? {
      try bank.refusal { try bank.credit(request) }
    }
    #expect(try refused(bank.creditRequest(0))?.field == "points")
    #expect(try refused(bank.creditRequest(2, of: "art"))?.field == "points")
    #expect(try refused(bank.creditRequest(5, of: "miles"))?.field == "token_id")
    #expect(try refused(bank.creditRequest(5, of: "none"))?.reason == .tokenNotFound)
    #expect(try refused(bank.creditRequest(5, to: "eve"))?.reason == .memberNotFound)
    let many = (0...16).map { FealtyWire.Tag(name: "n\($0)") }
    #expect(try refused(bank.creditRequest(5, metadata: many))?.field == "metadata")
    let twice = [FealtyWire.Tag(name: "a"), FealtyWire.Tag(name: "a")]
    #expect(try refused(bank.creditRequest(5, metadata: twice))?.field == "metadata[1].name")
    let long = [FealtyWire.Tag(name: "a", value: String(repeating: "x", count: 257))]
    #expect(try refused(bank.creditRequest(5, metadata: long))?.field == "metadata[0].value")
    #expect(try bank.balances().version == 1)
    try bank.rig.stop()
  }

  // Goal: bookings are made once and survive whatever ends the process, from the log alone and
  // from a snapshot. Method: the disk of a killed process, then of a stopped one, on other numbers
  // of shards; the same requests again each time.
  @Test(arguments: [1, 3])
  func `bookings are made once, through crashes and restarts`(_ shards: Int) throws {
    let first = try BankRig(shards: 2)
    try first.setUp()
    let tags = [FealtyWire.Tag(name: "order", value: "A-17")]
    let credit = first.creditRequest(500, metadata: tags)
    let debit = first.debitRequest(120)
    let nft = first.creditRequest(1, of: "art")
    let credited = try first.credit(credit)
    try first.debit(debit)
    try first.credit(nft)
    #expect(try first.credit(credit).outcome?.replayed == true)
    var other = credit
    other.points = 501
    let conflict = try first.refusal { try first.credit(other) }
    #expect(conflict?.reason == .idempotencyConflict)
    let before = try first.balances()
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try BankRig(shards: shards, storage: killed, clock: first.rig.clock)
    #expect(try second.balances() == before)
    let again = try second.credit(credit)
    #expect(again.outcome?.replayed == true && again.lot == credited.lot)
    #expect(try second.debit(debit).outcome?.replayed == true)
    #expect(try second.credit(nft).outcome?.replayed == true)
    #expect(try second.balances() == before)
    #expect(try second.rig.verifyLedger().balanced)
    try second.rig.stop()

    // Stopped in good order: from its snapshot.
    let third = try BankRig(
      shards: 5 - shards,
      storage: second.rig.storage,
      clock: first.rig.clock
    )
    #expect(try third.balances() == before)
    #expect(try third.credit(credit).outcome?.replayed == true)
    #expect(try third.transactions().last?.metadata == tags)
    #expect(try third.rig.verifyLedger().balanced)
    try third.rig.stop()
  }

  @Test func `a credit is reversed as an earn is, a debit as a redemption`() throws {
    let bank = try BankRig()
    try bank.setUp()
    let credit = try #require(try bank.credit(bank.creditRequest(500)).outcome?.transactionID)
    let debit = try #require(try bank.debit(bank.debitRequest(200)).outcome?.transactionID)
    let lines = try bank.refusal {
      try bank.rig.answer(
        ReturnLinesResponse.self,
        MethodID.returnLines,
        ReturnLinesRequest(
          envelope: bank.rig.envelope(),
          member: EngineRig.ada,
          transactionID: credit,
          lines: [ReturnedLine(line: 1)]
        )
      )
    }
    #expect(lines?.reason == .notReversible)
    let given = try bank.rig.answer(
      ReverseRedemptionResponse.self,
      MethodID.reverseRedemption,
      ReverseRedemptionRequest(
        envelope: bank.rig.envelope(),
        member: EngineRig.ada,
        redemptionID: debit,
        points: 50
      )
    )
    #expect(given.points == 50 && given.outcome?.balances.first?.available == 350)
    let request = ReverseEarnRequest(
      envelope: bank.rig.envelope(),
      member: EngineRig.ada,
      transactionID: credit
    )
    let taken = try bank.rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      request
    )
    #expect(taken.points == 500 && taken.availableTaken == 350 && taken.unrecovered == 150)
    #expect(try bank.balances().balances.first?.balance?.total == 0)
    #expect(try bank.rig.verifyLedger().balanced)
    try bank.rig.stop()
  }

  @Test func `explaining a booking shows the transaction, which no promotion decided`() throws {
    let bank = try BankRig()
    try bank.setUp()
    let id = try #require(try bank.credit(bank.creditRequest(5)).outcome?.transactionID)
    let explained = try bank.rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(
        envelope: bank.rig.envelope(),
        member: EngineRig.ada,
        transactionID: id
      )
    )
    #expect(explained.matches && explained.applied.isEmpty)
    #expect(explained.transaction?.kind == .pointsCredited)
    try bank.rig.stop()
  }
}
