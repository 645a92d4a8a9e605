import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Light and full integration")
struct IntegrationTests {
  @Test func `a light brand is refused what needs a balance, and nothing is told of one`() throws {
    let bank = try BankRig(shards: 2)
    try bank.setUp(.integrationLight)
    func reason<Answer>(_ call: () throws -> Answer) throws -> Reason? {
      try bank.refusal(call)?.reason
    }
    #expect(try reason { try bank.balances() } == .notAvailableInLight)
    let credit = bank.creditRequest(10)
    #expect(try reason { try bank.credit(credit) } == .notAvailableInLight)
    #expect(try reason { try bank.debit(bank.debitRequest(10)) } == .notAvailableInLight)
    #expect(try reason { try bank.rig.earn(10) } == .notAvailableInLight)
    let evaluate = EvaluateBasketRequest(
      envelope: bank.rig.envelope(),
      member: EngineRig.ada,
      basket: Basket(lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 500)])
    )
    #expect(
      try reason {
        try bank.rig.answer(
          EvaluateBasketResponse.self,
          MethodID.evaluateBasket,
          evaluate
        )
      } == .notAvailableInLight
    )
    // The refusal is what became of the request.
    let again = try bank.refusal { try bank.credit(credit) }
    #expect(again?.reason == .notAvailableInLight && again?.replayed == true)
    let member = try bank.rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(envelope: bank.rig.envelope(), member: EngineRig.ada)
    )
    #expect(member.stage == .active && member.balances.isEmpty && member.lifetimes.isEmpty)
    #expect(try bank.transactions().isEmpty)
    try bank.rig.stop()
  }

  @Test func `a programme becomes light when nobody holds anything any more`() throws {
    let bank = try BankRig(shards: 3)
    try bank.setUp()
    let earned = bank.rig.earnRequest(7, for: "bo")
    _ = try bank.rig.answer(EarnResponse.self, MethodID.earn, earned)
    let left = try bank.refusal { try bank.put(.integrationLight) }
    #expect(left?.reason == .balancesLeft && left?.message.contains("hold 7") == true)
    // Refused, it goes on as before.
    try bank.credit(bank.creditRequest(3, to: "bo"))
    try bank.debit(bank.debitRequest(10, from: "bo"))
    try bank.put(.integrationLight, dryRun: true)
    try bank.credit(bank.creditRequest(3, to: "cy"))
    try bank.debit(bank.debitRequest(3, from: "cy"))
    try bank.put(.integrationLight)
    #expect(try bank.refusal { try bank.rig.earn(1) }?.reason == .notAvailableInLight)
    // What was answered before is answered so again.
    let again = try bank.rig.answer(EarnResponse.self, MethodID.earn, earned)
    #expect(again.outcome?.replayed == true)
    #expect(try bank.transactions("bo").count == 3)
    let killed = bank.rig.storage.killed()
    try bank.rig.stop()

    let second = try BankRig(storage: killed, clock: bank.rig.clock)
    #expect(try second.refusal { try second.balances() }?.reason == .notAvailableInLight)
    try second.rig.stop()
  }

  @Test func `a programme becomes full when its members hold what the brand says`() throws {
    let bank = try BankRig(shards: 3)
    try bank.setUp(.integrationLight)
    let state = ExportedMember(
      memberID: "dee",
      stage: .active,
      lots: [ExportedLot(tokenID: "points", remaining: 40)]
    )
    #expect(try bank.rig.importMember(state).isNew)
    let unsaid = try bank.refusal { try bank.put(.integrationFull) }
    #expect(unsaid?.field == "opening_balances")
    let wrong = [TokenPoints(tokenID: "points", points: 41)]
    let differs = try bank.refusal { try bank.put(.integrationFull, openings: wrong) }
    #expect(differs?.reason == .openingBalancesDiffer)
    #expect(try bank.refusal { try bank.rig.earn(1) }?.reason == .notAvailableInLight)
    try bank.put(.integrationFull, openings: [TokenPoints(tokenID: "points", points: 40)])
    #expect(try bank.balances("dee").balances.first?.balance?.available == 40)
    try bank.rig.earn(1)
    try bank.rig.stop()
  }

  // Goal: no points are left behind in a programme that has become light. Method: the ledger is
  // asked, and what is to follow its answer is put off; what would move points meanwhile is told to
  // come again, and comes through afterwards under the same request id.
  @Test func `while balances are added up nothing moves them`() throws {
    let bank = try BankRig(shards: 3)
    try bank.setUp()
    try bank.put(.integrationFull)
    let asked = Promised<Reason?>()
    bank.rig.on(0) { shard in
      let programme = shard.programmes[0]
      let tokens = programme.exchanges.tokens.map { ($0.number, $0.message.tokenID) }
      let wanted = IntegrationSwitch(tokens: Dictionary(uniqueKeysWithValues: tokens))
      // The version after the next.
      let question = LedgerQuestion(integration: wanted, version: programme.version + 2)
      shard.confirm(question, of: programme.index) { _, refusal in asked.keep(refusal?.reason) }
    }
    #expect(asked.wait() == nil)
    let earn = bank.rig.earnRequest(5, for: "bo")
    func earned() throws -> EarnResponse {
      try bank.rig.answer(EarnResponse.self, MethodID.earn, earn)
    }
    let put = try bank.refusal(earned)
    #expect(put?.reason == .overloaded && put?.retryAfterMs == 100)
    // A change that was recorded before, and is known only now, lets nothing move either.
    try bank.rig.put(EngineRig.base(1))
    let credit = bank.creditRequest(5, to: "cy")
    #expect(try bank.refusal { try bank.credit(credit) }?.reason == .overloaded)
    let state = ExportedMember(
      memberID: "dee",
      lots: [ExportedLot(tokenID: "points", remaining: 40)]
    )
    let imported = try bank.refusal { try bank.rig.importMember(state) }
    #expect(imported?.reason == .overloaded)
    #expect(try bank.balances("bo").balances.first?.balance?.total == 0)
    bank.rig.on(0) { $0.reopen(0) }
    for shard in 0..<3 { while bank.rig.on(shard, { !$0.closing.isEmpty }) {} }
    #expect(try earned().points == 5)
    #expect(try bank.credit(credit).points == 5)
    try bank.rig.stop()
  }

  @Test func `a light programme is no target of an exchange, and gives nothing`() throws {
    let world = try ExchangeRig()
    try world.setUp()
    try world.put(
      Programme(
        programID: "light",
        defaultTokenID: "sun",
        tokens: [
          Token(
            tokenID: "sun",
            onRamp: [ExchangeRig.value(1, 100)],
            offRamp: [ExchangeRig.value(1, 100)],
            acceptsProgramIDs: ["p"]
          )
        ],
        settings: Settings(integration: .integrationLight),
        partnerships: [
          Partnership(
            partnershipID: "back",
            fromTokenID: "sun",
            toProgramID: "p",
            toTokenID: "points"
          )
        ]
      )
    )
    let way = Partnership(
      partnershipID: "sun",
      fromTokenID: "points",
      toProgramID: "light",
      toTokenID: "sun"
    )
    _ = try world.rig.answer(
      PutPartnershipResponse.self,
      MethodID.putPartnership,
      PutPartnershipRequest(envelope: world.envelope("p"), partnership: way)
    )
    try world.enrol("eve", in: "light")
    let into = world.request(100, to: "sun", in: "light", number: "eve")
    #expect(try world.refusal(into) == .exchangeNotAllowed)
    let from = world.request(
      100,
      of: "eve",
      from: "sun",
      to: "points",
      in: "p",
      of: "light",
      number: "ada"
    )
    #expect(try world.refusal(from) == .notAvailableInLight)
    #expect(try world.totals("points").inTransit == 0)
    try world.rig.stop()
  }
}
