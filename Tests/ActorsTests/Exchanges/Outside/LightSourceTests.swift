import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Exchanges out of tokens of light brands")
struct LightSourceTests {
  @Test func `the brand takes the points first, then they become others here`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let answer = try world.exchange()
    #expect(answer.state == .stateAccepted && answer.outcome?.balances.isEmpty == true)
    let id = try #require(answer.exchange?.exchangeID)
    let call = try partner.awaitCall(1)
    #expect(call.wish == .deliver && call.isGiving && call.units == 100)
    #expect(call.key == "\(id)-debit" && call.id == call.key && call.membership == "eve")
    #expect(call.programID == "light" && call.tokenID == "suns" && call.tokenName == "Suns")
    // Until it has, nothing is anywhere.
    #expect(try world.rig.totals("suns").issued == 0)
    #expect(try world.rig.available("cy", of: "q", "stars") == 0)
    #expect(try world.standing(id).state == .stateAccepted)
    try partner.answer(1, .completed(receipt: "D"))
    try world.await(.stateCompleted, of: id)
    #expect(try world.rig.available("cy", of: "q", "stars") == 42)
    let suns = try world.rig.totals("suns")
    #expect(suns.issued == 100 && suns.exchanged == 100 && suns.available == 0)
    #expect(partner.wishes == [.deliver])
    let kinds = try world.rig.transactions(of: "eve", "light").map(\.kind)
    #expect(kinds == [.exchangeSettled, .exchangeDebited, .exchangeStarted])
    #expect(
      try world.rig.transactions(of: "eve", "light").allSatisfy { $0.balances.isEmpty }
    )
    try world.stop()
  }

  @Test func `what the brand refuses ends the exchange, and nobody has anything`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(try world.exchange().exchange?.exchangeID)
    try partner.answer(1, .refused(reason: "eve has 7"))
    let end = try world.await(.stateFailed, of: id)
    #expect(end.reason == "eve has 7")
    #expect(try world.rig.totals("suns").issued == 0)
    #expect(partner.wishes == [.deliver])
    // What it used of the partnership's limit is free again.
    #expect(try world.exchange(400).state == .stateAccepted)
    try world.stop()
  }

  // Goal: nobody gets points without the brand's having taken them, and the brand gives back what
  // came to nothing. Method: who was to receive leaves while the brand is asked.
  @Test func `what cannot arrive here is given back, until the brand says so`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(try world.exchange().exchange?.exchangeID)
    try partner.awaitCall(1)
    try world.rig.enrol("cy", in: "q", stage: .closed)
    try partner.answer(1, .completed(receipt: "D"))
    let call = try partner.awaitCall(2)
    #expect(call.wish == .takeBack && call.isGiving && call.units == 100)
    #expect(call.key == "\(id)-debit" && call.id == "\(id)-reversal")
    let standing = try world.standing(id)
    #expect(standing.state == .stateGivingBack && standing.reason == "MEMBERSHIP_NOT_VALID")
    #expect(try world.rig.totals("suns").inTransit == 100)
    // There is no way around it: it is asked how that stands, and told again.
    try partner.answer(2, .refused(reason: "no"))
    world.rig.awaitRest()
    world.rig.rig.clock.advance(milliseconds: 2_000)
    #expect(try partner.awaitCall(3).wish == .state)
    try partner.answer(3, .completed(receipt: "D"))
    #expect(try partner.awaitCall(4).wish == .takeBack)
    try partner.answer(4, .takenBack)
    let end = try world.await(.stateFailed, of: id)
    #expect(end.reason == "MEMBERSHIP_NOT_VALID")
    let suns = try world.rig.totals("suns")
    #expect(suns.issued == 100 && suns.reversed == 100 && suns.inTransit == 0)
    #expect(suns.available == 0)
    try world.stop()
  }

  @Test func `with a partner on each side one is asked after the other`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(try world.exchange(to: "miles", in: "p", "M-1").exchange?.exchangeID)
    #expect(try partner.awaitCall(1).isGiving)
    try partner.answer(1, .completed(receipt: "D"))
    let credit = try partner.awaitCall(2)
    #expect(credit.wish == .deliver && !credit.isGiving && credit.key == id && credit.units == 42)
    #expect(credit.membership == "M-1" && credit.tokenID == "miles")
    #expect(try world.standing(id).state == .stateDelivering)
    #expect(try world.rig.totals("suns").inTransit == 100)
    try partner.answer(2, .refused(reason: "no such number"))
    #expect(try partner.awaitCall(3).id == "\(id)-reversal")
    try partner.answer(3, .takenBack)
    #expect(try world.await(.stateFailed, of: id).reason == "no such number")
    // The airline may have credited it all the same: then a person decides, as of any exchange.
    world.rig.awaitRest()
    world.rig.rig.clock.advance(milliseconds: 2_000)
    let watch = try partner.awaitCall(4)
    #expect(watch.wish == .state && !watch.isGiving && watch.key == id)
    try partner.answer(4, .completed(receipt: "LATE"))
    try world.await(.stateLate, of: id)
    #expect(try world.rig.totals("miles").heldOutside == 42)
    #expect(try world.rig.totals("suns").reversed == 100)
    try world.stop()
  }

  @Test func `from one token of a brand to another its endpoint hears two names`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(
      try world.exchange(to: "moons", in: "light", "eve").exchange?.exchangeID
    )
    #expect(try partner.awaitCall(1).key == "\(id)-debit")
    try partner.answer(1, .completed(receipt: "D"))
    let credit = try partner.awaitCall(2)
    #expect(credit.key == id && !credit.isGiving && credit.tokenID == "moons")
    try partner.answer(2, .completed(receipt: "C"))
    #expect(try world.await(.stateCompleted, of: id).exchange?.receipt == "C")
    #expect(try world.rig.totals("suns").exchanged == 100)
    #expect(try world.rig.totals("moons").heldOutside == 42)
    try world.stop()
  }

  // Goal: a debit whose answer nobody heard is undone, and a reversal never comes before the debit
  // was acknowledged or given up.
  @Test func `a debit that the brand has not heard of for long is given up and named`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(try world.exchange().exchange?.exchangeID)
    try partner.answer(1, .unreachable)
    world.rig.awaitRest()
    world.rig.rig.clock.advance(milliseconds: 2_000)
    #expect(try partner.awaitCall(2).wish == .state)
    // Within the time it is asked for again.
    try partner.answer(2, .notKnown)
    #expect(try partner.awaitCall(3).wish == .deliver)
    try partner.answer(3, .unreachable)
    world.rig.awaitRest()
    world.rig.rig.clock.advance(milliseconds: 2 * 86_400_000)
    #expect(try partner.awaitCall(4).wish == .state)
    try partner.answer(4, .notKnown)
    let reversal = try partner.awaitCall(5)
    #expect(reversal.wish == .takeBack && reversal.id == "\(id)-reversal")
    try partner.answer(5, .notKnown)
    let end = try world.await(.stateFailed, of: id)
    #expect(end.reason == DeliveryCourse.unknownTooLong)
    #expect(try world.rig.totals("suns").issued == 0)
    #expect(partner.wishes.count == 5)
    try world.stop()
  }

  @Test(arguments: [true, false])
  func `a completed one is taken back from who received, then given back`(
    _ isTaken: Bool
  ) throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(try world.exchange().exchange?.exchangeID)
    try partner.answer(1, .completed(receipt: "D"))
    try world.await(.stateCompleted, of: id)
    if !isTaken {
      // They are not there any more.
      try world.rig.exchange(
        world.rig.request(
          42,
          of: "cy",
          from: "stars",
          to: "points",
          in: "p",
          of: "q",
          number: "ada"
        )
      )
    }
    let answer = try world.takeBack(id)
    #expect(answer.state == .stateTakingBack)
    guard isTaken else {
      let end = try world.await(.stateCompleted, of: id)
      while try world.standing(id).reason != "UNRECOVERABLE" {}
      #expect(end.state == .stateCompleted && partner.wishes == [.deliver])
      #expect(try world.rig.totals("suns").exchanged == 100)
      return try world.stop()
    }
    let reversal = try partner.awaitCall(2)
    #expect(reversal.id == "\(id)-reversal" && reversal.key == "\(id)-debit")
    #expect(try world.rig.available("cy", of: "q", "stars") == 0)
    #expect(try world.standing(id).state == .stateTakingBack)
    try partner.answer(2, .takenBack)
    try world.await(.stateTakenBack, of: id)
    let suns = try world.rig.totals("suns")
    #expect(suns.exchanged == 0 && suns.reversed == 100 && suns.issued == 100)
    #expect(throws: RigFailure.self) { try world.takeBack(id) }
    try world.stop()
  }

  @Test func `checks come in their order, before the brand hears of anything`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    func refusal(
      _ points: Int64,
      number: String = "cy",
      of member: String = "eve"
    ) throws
      -> Reason?
    {
      try world.rig.refusal(world.request(points, number: number, of: member))
    }
    #expect(try refusal(100, of: "nobody") == .memberNotFound)
    #expect(try refusal(9) == .belowMin)
    #expect(try refusal(600) == .aboveMax)
    #expect(try refusal(105) == .notMultiple)
    #expect(try refusal(100, number: "nobody") == .membershipNotValid)
    var dry = world.request(100)
    dry.envelope?.dryRun = true
    let shown = try world.rig.exchange(dry)
    #expect(shown.exchange?.received == 42 && shown.exchange?.exchangeID == "")
    #expect(shown.state == .stateNone)
    #expect(partner.wishes.isEmpty)
    // The limit counts what is under way.
    let first = world.request(500)
    #expect(try world.rig.exchange(first).state == .stateAccepted)
    #expect(try refusal(10) == .exchangeLimit)
    #expect(try world.rig.exchange(first).outcome?.replayed == true)
    try world.rig.enrol("fay", in: "light", stage: .closed)
    #expect(try refusal(10, of: "fay") == .memberNotActive)
    try partner.awaitCall(1)
    #expect(partner.wishes == [.deliver])
    try world.stop()
  }

  // Goal: the brand's books and the server's agree when the server begins to keep the points.
  @Test func `the programme does not become full while its endpoint has exchanges`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let out = try #require(try world.exchange().exchange?.exchangeID)
    try partner.awaitCall(1)
    #expect(try world.becomeFull() == .exchangesUnderWay)
    try partner.answer(1, .completed(receipt: "D"))
    try world.await(.stateCompleted, of: out)
    // The same of one into the brand's token.
    let into = try #require(
      try world.rig.exchange(world.rig.request(100, to: "suns", in: "light", number: "eve"))
        .exchange?.exchangeID
    )
    try partner.awaitCall(2)
    #expect(try world.becomeFull() == .exchangesUnderWay)
    try partner.answer(2, .completed(receipt: "C"))
    try world.rig.await(.stateCompleted, of: into)
    #expect(try world.becomeFull() == nil)
    // What the brand has done it cannot undo any more: the server keeps the points now.
    #expect(try world.refusalToTakeBack(out) == .notReversible)
    #expect(try world.refusalToTakeBack(into, of: "p") == .notReversible)
    try world.stop()
  }

  // Goal: who follows a brand that keeps its members' points itself hears what each exchange was,
  // although no balance changes here; and webhooks say the same.
  @Test func `its events tell the amounts, the tokens and the exchange`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let id = try #require(try world.exchange().exchange?.exchangeID)
    try partner.answer(1, .completed(receipt: "D"))
    let end = try world.await(.stateCompleted, of: id)
    _ = try world.takeBack(id)
    try partner.answer(2, .takenBack)
    try world.await(.stateTakenBack, of: id)
    world.rig.awaitDurable()
    let events = try memberEvents(world.rig, of: "light").filter { $0.memberID == "eve" }
    let steps = events.dropFirst()
    #expect(
      steps.map(\.transactionKind) == [
        .exchangeStarted, .exchangeDebited, .exchangeSettled, .exchangeReturnStarted,
        .exchangeGivingBack, .exchangeReturned,
      ]
    )
    for event in steps {
      let exchange = try #require(event.exchange)
      #expect(exchange.exchangeID == id && event.tokenID == "suns")
      #expect(exchange.points == 100 && exchange.received == 42)
      #expect(exchange.toProgramID == "q" && exchange.toTokenID == "stars")
      #expect(event.points == 0 && !event.transactionID.isEmpty)
      var json = OutputBuffer(capacity: 64)
      event.writeJSON(to: &json)
      #expect(String(decoding: json.bytes(), as: UTF8.self) == event.json())
    }
    let credited = end.exchange?.creditedTransactionID
    #expect(steps.compactMap(\.exchange?.receipt) == ["", "D", "", "", "", ""])
    #expect(steps.compactMap(\.exchange?.creditedTransactionID).contains(credited ?? "none"))
    let other = try memberEvents(world.rig, of: "q").filter { $0.memberID == "cy" }.dropFirst()
    #expect(other.map(\.transactionKind) == [.exchangeCredited, .exchangeTakenBack])
    #expect(other.first?.exchange?.exchangeID == id && other.first?.exchange?.received == 42)
    // Not the token with the number 0, which is somebody else's.
    for event in other {
      #expect(event.exchange?.toProgramID == "" && event.exchange?.toTokenID == "")
    }
    #expect(other.map(\.points) == [42, -42] && other.first?.tokenID == "stars")
    try world.stop()
  }

  private func memberEvents(_ rig: ExchangeRig, of program: String) throws -> [MemberEvent] {
    let index = try #require(rig.rig.on(0) { $0.programmes.first { $0.id == program }?.index })
    let wish = MemberEventFeed.Wish(
      programme: index,
      scan: MemberEventScan(MemberEventFilter(), from: 0),
      limit: 1_000
    )
    let told = Promised<[MemberEvent]>()
    let services = rig.rig.engine.services
    services.feed.read(wish, on: services.pool) { page in
      told.keep((try? page.get().events) ?? [])
    }
    return told.wait()
  }

  @Test func `while balances are added up no exchange into the token begins`() throws {
    let partner = TestPartner()
    let world = try LightSource(partner)
    let index = try #require(
      world.rig.rig.on(0) { $0.programmes.first { $0.id == "light" }?.index }
    )
    for shard in 0..<3 { world.rig.rig.on(shard) { $0.closing[index] = 99 } }
    let into = world.rig.request(100, to: "suns", in: "light", number: "eve")
    #expect(try world.rig.refusal(into) == .overloaded)
    #expect(try world.rig.refusal(world.request(100)) == .overloaded)
    for shard in 0..<3 { world.rig.rig.on(shard) { $0.closing[index] = nil } }
    #expect(try world.rig.exchange(into).state == .stateAccepted)
    try world.stop()
  }
}
