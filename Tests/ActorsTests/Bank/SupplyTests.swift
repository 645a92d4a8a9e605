import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Supplies of tokens")
struct SupplyTests {
  private func programme(points: Int64, nfts: Int64 = 0) -> Programme {
    var programme = BankRig.programme()
    programme.tokens[0].supply = points
    programme.tokens[2].supply = nfts
    programme.tokens[2].onRamp = [BankRig.value(1, 1)]
    return programme
  }

  private func world(
    points: Int64,
    nfts: Int64 = 0,
    shards: Int = 3,
    members: Int = 3
  ) throws -> BankRig {
    let bank = try BankRig(shards: shards)
    try bank.rig.put(programme(points: points, nfts: nfts))
    for member in ["ada", "bo", "cy"] { try bank.rig.enrol(member) }
    for number in 3..<max(members, 3) { try bank.rig.enrol("m\(number)") }
    return bank
  }

  private func token(_ bank: BankRig, _ id: String = "points") throws -> TokenTotals {
    let answer = try bank.rig.answer(
      GetTokenResponse.self,
      MethodID.getToken,
      GetTokenRequest(envelope: bank.rig.envelope(), tokenID: id)
    )
    return try #require(answer.totals)
  }

  // Goal: what all shards give out together is never more than the supply, and reaches it. Method:
  // three times as many credits as there is supply for, from all shards at once.
  @Test(arguments: [1, 4])
  func `credits on all shards never give more than there is`(_ shards: Int) throws {
    let bank = try world(points: 1_000, shards: shards, members: 40)
    let names = ["ada", "bo", "cy"] + (3..<40).map { "m\($0)" }
    var calls: [(stream: UInt32, shard: Int)] = []
    for round in 0..<450 {
      let request = bank.creditRequest(7, to: names[round % names.count])
      let stream = bank.rig.newStream()
      bank.rig.send([(stream, MethodID.creditPoints, request)], shard: round % shards)
      calls.append((stream, round % shards))
    }
    var granted: Int64 = 0
    for call in calls {
      do {
        granted += try bank.rig.answer(
          CreditPointsResponse.self,
          to: call.stream,
          shard: call.shard
        ).points
      } catch let failure as RigFailure {
        #expect(failure.reason == .supplyExhausted)
      }
    }
    #expect(granted == 994)
    #expect(try bank.credit(bank.creditRequest(6)).points == 6)
    let last = try bank.refusal { try bank.credit(bank.creditRequest(1)) }
    #expect(last?.reason == .supplyExhausted)
    let totals = try token(bank)
    #expect(totals.issued == 1_000 && totals.supplyLeft == 0)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    let killed = bank.rig.storage.killed()
    try bank.rig.stop()

    let second = try BankRig(shards: 2, storage: killed, clock: bank.rig.clock)
    let still = try second.refusal { try second.credit(second.creditRequest(1, to: "cy")) }
    #expect(still?.reason == .supplyExhausted)
    #expect(try token(second).issued == 1_000)
    try second.rig.stop()
    // From its snapshot.
    let third = try BankRig(shards: 3, storage: second.rig.storage, clock: bank.rig.clock)
    #expect(try third.refusal { try third.credit(third.creditRequest(1)) } != nil)
    #expect(try token(third).supplyLeft == 0)
    #expect(try third.rig.verifyLedger().findings.isEmpty)
    try third.rig.stop()
  }

  @Test func `what is reversed can be issued again, what is debited cannot`() throws {
    let bank = try world(points: 100)
    let id = try #require(try bank.credit(bank.creditRequest(60)).outcome?.transactionID)
    try bank.credit(bank.creditRequest(40, to: "bo"))
    try bank.debit(bank.debitRequest(40, from: "bo"))
    #expect(try bank.refusal { try bank.credit(bank.creditRequest(1)) } != nil)
    _ = try bank.rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: bank.rig.envelope(),
        member: EngineRig.ada,
        transactionID: id
      )
    )
    #expect(try token(bank).supplyLeft == 60)
    #expect(try bank.credit(bank.creditRequest(60, to: "cy")).points == 60)
    #expect(try bank.refusal { try bank.credit(bank.creditRequest(1)) } != nil)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    try bank.rig.stop()
  }

  @Test func `an earn gives what is left, and says what cut it`() throws {
    let bank = try world(points: 100)
    try bank.credit(bank.creditRequest(70, to: "bo"))
    var request = bank.rig.earnRequest(50)
    request.explain = .explainFull
    let earned = try bank.rig.answer(EarnResponse.self, MethodID.earn, request)
    #expect(earned.points == 30)
    #expect(earned.applied.first?.beforeCap == 50)
    #expect(earned.applied.first?.cappedBy?.budgetID == "supply of points")
    var none = bank.rig.earnRequest(50)
    none.explain = .explainFull
    let nothing = try bank.rig.answer(EarnResponse.self, MethodID.earn, none)
    #expect(nothing.points == 0 && nothing.rejected.first?.condition == .budgetReached)
    #expect(nothing.rejected.first?.detail.contains("supply") == true)
    #expect(try token(bank).issued == 100)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    try bank.rig.stop()
  }

  // Goal: an exchange into a token without supply gives nothing away and loses nothing, and a
  // reversed one gives its part back. Method: a stock of two NFTs at a price of 50 points.
  @Test func `an exchange takes from the stock, or comes back`() throws {
    let bank = try world(points: 0, nfts: 2, shards: 4)
    let way = Partnership(
      partnershipID: "art",
      fromTokenID: "points",
      toTokenID: "art"
    )
    _ = try bank.rig.answer(
      PutPartnershipResponse.self,
      MethodID.putPartnership,
      PutPartnershipRequest(envelope: bank.rig.envelope(), partnership: way)
    )
    func buy(_ member: String) throws -> ExchangeResponse {
      try bank.rig.answer(
        ExchangeResponse.self,
        MethodID.exchange,
        ExchangeRequest(
          envelope: bank.rig.envelope(),
          member: BankRig.reference(member),
          toTokenID: "art"
        )
      )
    }
    for member in ["ada", "bo", "cy"] {
      try bank.credit(bank.creditRequest(10_000, to: member))
    }
    let first = try buy("ada")
    try bank.credit(bank.creditRequest(1, to: "bo", of: "art"))
    let sold = try bank.refusal { try buy("cy") }
    #expect(sold?.reason == .supplyExhausted)
    #expect(try bank.balances("cy").balances.first?.balance?.available == 10_000)
    let back = ReverseExchangeRequest(
      envelope: bank.rig.envelope(),
      exchangeID: first.exchange?.exchangeID ?? ""
    )
    _ = try bank.rig.answer(ReverseExchangeResponse.self, MethodID.reverseExchange, back)
    #expect(try token(bank, "art").supplyLeft == 1)
    #expect(try buy("cy").exchange?.received == 1)
    #expect(try token(bank, "art").supplyLeft == 0)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    try bank.rig.stop()
  }

  private func put(_ supply: Int64, _ bank: BankRig) throws {
    var token = BankRig.points
    token.supply = supply
    _ = try bank.rig.answer(
      PutTokenResponse.self,
      MethodID.putToken,
      PutTokenRequest(envelope: bank.rig.envelope(), token: token)
    )
  }

  @Test func `a supply can be raised, and lowered to what is out`() throws {
    let bank = try world(points: 100)
    try bank.credit(bank.creditRequest(80))
    #expect(try bank.refusal { try put(0, bank) }?.field == "token.supply")
    #expect(try bank.refusal { try put(-1, bank) }?.field == "token.supply")
    let low = try bank.refusal { try put(79, bank) }
    #expect(low?.reason == .supplyBelowIssued && low?.field == "token.supply")
    #expect(low?.message.hasPrefix("80 of points are out") == true)
    // Refused, it is as before.
    #expect(try bank.credit(bank.creditRequest(10)).points == 10)
    try put(90, bank)
    #expect(try bank.refusal { try bank.credit(bank.creditRequest(1)) } != nil)
    try put(95, bank)
    #expect(try bank.credit(bank.creditRequest(5, to: "bo")).points == 5)
    #expect(try bank.refusal { try bank.credit(bank.creditRequest(1)) } != nil)
    // A put of the programme that says nothing of it leaves it.
    try bank.put(.integrationFull)
    #expect(try self.token(bank).supplyLeft == 0)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    try bank.rig.stop()
  }

  // Goal: a token that is out gets a supply, and from then on nothing is issued beyond it, on any
  // shard and after any restart. Method: members of four shards hold points before anybody counts.
  @Test func `a token that is out is given a supply`() throws {
    let bank = try world(points: 0, shards: 4, members: 12)
    let names = ["ada", "bo", "cy"] + (3..<12).map { "m\($0)" }
    for name in names { try bank.credit(bank.creditRequest(10, to: name)) }
    try bank.debit(bank.debitRequest(10, from: "ada"))
    let low = try bank.refusal { try put(119, bank) }
    #expect(low?.reason == .supplyBelowIssued)
    try bank.credit(bank.creditRequest(1, to: "m5"))
    try put(130, bank)
    #expect(try token(bank).supplyLeft == 9)
    var granted: Int64 = 0
    for name in names {
      do {
        granted += try bank.credit(bank.creditRequest(2, to: name)).points
      } catch let failure as RigFailure {
        #expect(failure.reason == .supplyExhausted)
      }
    }
    #expect(granted == 8)
    #expect(try token(bank).supplyLeft == 1)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    let killed = bank.rig.storage.killed()
    try bank.rig.stop()

    let second = try BankRig(shards: 2, storage: killed, clock: bank.rig.clock)
    let beyond = try second.refusal { try second.credit(second.creditRequest(2, to: "m7")) }
    #expect(beyond?.reason == .supplyExhausted)
    #expect(try second.credit(second.creditRequest(1, to: "m7")).points == 1)
    #expect(try token(second).supplyLeft == 0)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    try second.rig.stop()
  }

  @Test func `what a reversal could not take back stays used`() throws {
    let bank = try world(points: 100)
    let id = try #require(try bank.credit(bank.creditRequest(100)).outcome?.transactionID)
    try bank.debit(bank.debitRequest(70))
    let reversed = try bank.rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: bank.rig.envelope(),
        member: EngineRig.ada,
        transactionID: id
      )
    )
    #expect(reversed.unrecovered == 70)
    #expect(try token(bank).supplyLeft == 30)
    let beyond = try bank.refusal { try bank.credit(bank.creditRequest(31, to: "bo")) }
    #expect(beyond?.reason == .supplyExhausted)
    #expect(try bank.credit(bank.creditRequest(30, to: "bo")).points == 30)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    try bank.rig.stop()
  }

  // Goal: what guests were promised before there was a supply is not issued beyond it. Method: two
  // sales are parked, and the supply has room for one of them.
  @Test func `a guest's sale of before gets what the supply has left`() throws {
    let guests = try GuestRig()
    try guests.put()
    for member in ["ada", "bo"] { try guests.rig.enrol(member) }
    try guests.park([GuestRig.line("A", 60)], receipt: "1")
    try guests.park([GuestRig.line("A", 60)], receipt: "2")
    _ = try guests.rig.answer(
      PutTokenResponse.self,
      MethodID.putToken,
      PutTokenRequest(
        envelope: guests.rig.envelope(),
        token: Token(tokenID: "points", name: "Points", supply: 100)
      )
    )
    #expect(try guests.claim("1", for: "ada").points == 60)
    #expect(try guests.claim("2", for: "bo").points == 40)
    #expect(try guests.rig.verifyLedger().findings.isEmpty)
    try guests.rig.stop()
  }

  @Test func `imported points count`() throws {
    let bank = try world(points: 100)
    let state = ExportedMember(
      memberID: "dee",
      lots: [ExportedLot(tokenID: "points", remaining: 70)]
    )
    #expect(try bank.rig.importMember(state).isNew)
    #expect(try bank.rig.importMember(state).isSame)
    #expect(try bank.refusal { try bank.credit(bank.creditRequest(31)) } != nil)
    var more = state
    more.memberID = "eve"
    #expect(try bank.refusal { try bank.rig.importMember(more) }?.reason == .supplyExhausted)
    #expect(try bank.credit(bank.creditRequest(30)).points == 30)
    #expect(try bank.rig.verifyLedger().findings.isEmpty)
    try bank.rig.stop()
  }
}
