import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Exchanges")
struct ExchangeTests {
  @Test(arguments: [1, 4])
  func `points become stars of another member, floored, with the rest posted`(
    _ shards: Int
  ) throws {
    let world = try ExchangeRig(shards: shards)
    try world.setUp()
    let request = world.request(100)
    let answer = try world.exchange(request, shard: shards - 1)
    // 100 × 1/100 ÷ 7/300 = 300/7 = 42 and 6/7.
    #expect(answer.exchange?.received == 42)
    #expect(answer.exchange?.remainder == Ratio(numerator: 6, denominator: 7))
    #expect(answer.exchange?.rate?.onRamp == Ratio(numerator: 7, denominator: 300))
    #expect(answer.exchange?.rate?.partnershipID == "p-q")
    #expect(answer.toTokenID == "stars")
    #expect(answer.outcome?.balances.first?.available == 900)
    #expect(try world.available("ada", of: "p", "points") == 900)
    #expect(try world.available("cy", of: "q", "stars") == 42)
    let points = try world.totals("points")
    #expect(points.exchanged == 100 && points.inTransit == 0 && points.issued == 2_000)
    let stars = try world.totals("stars")
    #expect(stars.issued == 42 && stars.exchangedIn == 42)
    #expect(stars.exchangeRounding == [Ratio(numerator: 6, denominator: 7)])
    // Asked again it is the same exchange.
    var again = try world.exchange(request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == answer)
    try world.exchange(world.request(100))
    #expect(
      try world.totals("stars").exchangeRounding
        == [Ratio(numerator: 1, denominator: 1), Ratio(numerator: 5, denominator: 7)]
    )
    #expect(try world.rig.verifyLedger().balanced)
    try world.rig.stop()
  }

  @Test func `both members' statements tell of it`() throws {
    let world = try ExchangeRig()
    try world.setUp()
    let answer = try world.exchange(world.request(100))
    let given = try world.transactions(of: "ada")
    #expect(given.prefix(2).map(\.kind) == [.exchangeSettled, .exchangeStarted])
    #expect(given.prefix(2).map(\.points) == [0, -100])
    #expect(given[1].transactionID == answer.exchange?.exchangeID)
    #expect(given[0].linkedTransactionID == answer.exchange?.exchangeID)
    let taken = try world.transactions(of: "cy", "q")
    #expect(taken.map(\.kind) == [.exchangeCredited] && taken.map(\.points) == [42])
    #expect(taken[0].transactionID == answer.exchange?.creditedTransactionID)
    #expect(taken[0].exchange?.exchangeID == answer.exchange?.exchangeID)
    #expect(taken[0].lots.map(\.kind) == [.exchanged])
    let lifetime = try world.member("ada").lifetimes.first
    #expect(lifetime?.exchanged == 100 && lifetime?.redeemed == 0)
    try world.rig.stop()
  }

  @Test func `a member exchanges for another token of its own`() throws {
    let world = try ExchangeRig()
    try world.setUp()
    let answer = try world.exchange(
      world.request(100, to: "gems", in: "", number: "")
    )
    #expect(answer.exchange?.received == 33)
    #expect(try world.available("ada", of: "p", "gems") == 33)
    #expect(answer.outcome?.balances.count == 2)
    #expect(try world.totals("gems").issued == 33)
    try world.rig.stop()
  }

  @Test func `a card number leads to its member`() throws {
    for shards in [1, 3, 8] {
      let world = try ExchangeRig(shards: shards)
      try world.setUp()
      try world.exchange(world.request(100, number: "77-dee"))
      #expect(try world.available("dee", of: "q", "stars") == 42)
      try world.rig.stop()
    }
  }

  @Test func `a partnership's fee stays, and its limits hold`() throws {
    let world = try ExchangeRig()
    var partnership = ExchangeRig.toGems
    partnership.fee = Ratio(numerator: 1, denominator: 40)
    partnership.limits = [
      ExchangeLimit(period: .perDay, unit: .capPoints, limit: 250),
      ExchangeLimit(period: .perLife, unit: .capTimes, limit: 3),
    ]
    (partnership.min, partnership.max, partnership.step) = (10, 200, 10)
    try world.setUp(partnerships: [partnership])
    func gems(_ points: Int64) -> ExchangeRequest {
      world.request(points, to: "gems", in: "", number: "")
    }
    let answer = try world.exchange(gems(200)).exchange
    // 5 stay, 195 × 1/100 ÷ 3/100 = 65.
    #expect(answer?.fee == 5 && answer?.received == 65 && answer?.remainder?.numerator == 0)
    let points = try world.totals("points")
    #expect(points.exchanged == 195 && points.exchangeFees == 5)
    #expect(try world.refusal(gems(60)) == .exchangeLimit)
    #expect(try world.refusal(gems(5)) == .belowMin)
    #expect(try world.refusal(gems(210)) == .aboveMax)
    #expect(try world.refusal(gems(15)) == .notMultiple)
    #expect(try world.refusal(gems(50)) == nil)
    world.rig.clock.advance(milliseconds: 86_400_000)
    #expect(try world.refusal(gems(10)) == nil)
    #expect(try world.refusal(gems(10)) == .exchangeLimit)
    #expect(try world.rig.verifyLedger().balanced)
    try world.rig.stop()
  }

  // Goal: who reads a refusal knows which field it is about, and what would be taken.
  @Test func `each refusal names its field and its cause`() throws {
    let world = try ExchangeRig()
    var way = ExchangeRig.toGems
    (way.min, way.max, way.step) = (10, 200, 10)
    var (gems, points) = (ExchangeRig.gems, ExchangeRig.points)
    gems.supply = 1
    gems.membership = MembershipRule(patterns: ["A-#", "bo?"])
    points.acceptsProgramIDs = ["q"]
    try world.setUp(partnerships: [way], tokens: [points, gems])
    func check(
      _ points: Int64,
      number: String = "",
      rate: FealtyWire.Ratio? = nil,
      _ field: String,
      _ words: String
    ) throws {
      let request = world.request(points, to: "gems", in: "", number: number, rate: rate)
      let status = try world.status(request)
      #expect(status?.field == field && status?.message.contains(words) == true, "\(words)")
    }
    try check(5, "points", "10 points at least")
    try check(210, "points", "200 points at most")
    try check(15, "points", "multiples of 10")
    try check(10, number: "B-1", "to_membership_number", "membership rule takes no such")
    try check(10, number: "A-1", "to_membership_number", "no such member")
    let half = FealtyWire.Ratio(numerator: 1, denominator: 2)
    try check(10, rate: half, "rate_override", "this rate")
    try check(100, "", "supply")
    try world.enrol("bob", in: "p", stage: .closed)
    try check(10, number: "bob", "to_membership_number", "not active")
    try world.rig.stop()
  }

  @Test func `one way is there once, however its programme is written`() throws {
    let world = try ExchangeRig()
    var own = ExchangeRig.toGems
    (own.partnershipID, own.toProgramID) = ("again", "p")
    let failure = #expect(throws: RigFailure.self) {
      try world.setUp(partnerships: [ExchangeRig.toGems, own])
    }
    #expect(failure?.reason == .invalidProgramme)
    try world.rig.stop()
  }

  // Goal: nobody learns from a refusal which programmes there are, or which tokens.
  @Test func `without a way there is no word about the other programme`() throws {
    let world = try ExchangeRig()
    try world.setUp(partnerships: [ExchangeRig.toGems])
    for (program, token) in [("q", "stars"), ("q", "none"), ("z", "stars"), ("z", "none")] {
      let request = world.request(100, to: token, in: program)
      #expect(try world.refusal(request) == .exchangeNotAllowed, "\(program) \(token)")
    }
    try world.rig.stop()
  }

  // Goal: the refusals come in the order of the documentation, and none of them moves a point.
  @Test func `what cannot be exchanged is refused and burns nothing`() throws {
    let world = try ExchangeRig()
    try world.setUp()
    func refused(_ request: ExchangeRequest, _ reason: Reason) throws {
      #expect(try world.refusal(request) == reason)
      var dry = request
      dry.envelope = world.envelope("p")
      dry.envelope?.dryRun = true
      #expect(try world.refusal(dry) == reason)
    }
    try refused(world.request(100, of: "nobody", to: "none"), .memberNotFound)
    try refused(world.request(100, to: "none", in: "p", number: "none"), .tokenNotFound)
    try refused(world.request(100, from: "gems"), .exchangeNotAllowed)
    try refused(world.request(100, in: "none"), .exchangeNotAllowed)
    try refused(world.request(0), .invalidField)
    try refused(world.request(100, number: ""), .invalidField)
    // The number before the balance, and before a result of nothing.
    try refused(world.request(5_000, number: "none"), .membershipNotValid)
    try refused(world.request(1, number: "none"), .membershipNotValid)
    try refused(world.request(5_000), .insufficientPoints)
    try refused(world.request(1), .resultZero)
    try refused(world.request(2, rate: Ratio(numerator: 1, denominator: 1)), .overrideNotPermitted)
    // What one's own brand says of its members another does not: it knows nobody.
    let nobody = try world.status(world.request(100, number: "none"))
    let own: [(FealtyWire.Stage, Reason)] = [(.blocked, .earnBlocked), (.closed, .memberNotActive)]
    for (stage, reason) in own {
      for (member, program) in [("cy", "q"), ("bob", "p")] {
        try world.enrol(member, in: program, stage: stage)
      }
      #expect(try world.status(world.request(100)) == nobody)
      try refused(world.request(100, to: "gems", in: "p", number: "bob"), reason)
    }
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    #expect(try world.transactions(of: "ada").count == 1)
    try world.rig.stop()
  }

  // Goal: a number leads to who has it, and not to who has one with the same hash. Method: such a
  // number, which a lattice gives in a second: FNV-1a is no secret.
  @Test func `a card with the hash of another brand's does not lead there`() throws {
    let number =
      "XMF0Q2X5|\u{1E}\u{D}\u{1F}\u{7}\u{1}\u{D}\u{1}"
      + "\u{5}\u{D}\u{4}\u{1}\u{6}\u{1E}\u{7}\u{3}\u{1E}\u{1A}\u{7}\u{2}\u{4}\u{4}\u{4}<"
    #expect(
      Shard.cardEntity(program: "q", number: number)
        == Shard.cardEntity(program: "p", number: "77-bob")
    )
    let world = try ExchangeRig()
    try world.setUp()
    try world.enrol("bob", in: "p", card: "77-bob")
    let request = world.request(100, number: number)
    #expect(try world.refusal(request) == .membershipNotValid)
    let nobody = EnrolRequest(
      envelope: world.envelope("q"),
      member: MemberReference(reference: .cardNumber(number)),
      mode: .update
    )
    #expect(throws: RigFailure.self) {
      try world.rig.answer(EnrolResponse.self, MethodID.enrol, nobody)
    }
    // Its own brand gives it out all the same, and it leads to its own member, also after a kill.
    try world.enrol("fay", in: "q", card: number)
    #expect(try world.exchange(world.request(100, number: number)).exchange?.received == 42)
    let killed = try ExchangeRig(
      shards: 3,
      storage: world.rig.storage.killed(),
      clock: world.rig.clock
    )
    #expect(try killed.exchange(killed.request(100, number: number)).exchange?.received == 42)
    #expect(try killed.available("fay", of: "q", "stars") == 84)
    #expect(try killed.available("bob", of: "p", "points") == 1_000)
    try killed.rig.stop()
    try world.rig.stop()
  }

  @Test func `a way to names that nobody has tells nothing of who is there`() throws {
    let world = try ExchangeRig()
    let ways = [("cinema", "mi"), ("q", "none"), ("q", "shut")].map { program, token in
      Partnership(
        partnershipID: "\(program)-\(token)",
        fromTokenID: "points",
        toProgramID: program,
        toTokenID: token
      )
    }
    try world.setUp(partnerships: ways + [ExchangeRig.toStars])
    let shut = Token(tokenID: "shut", name: "For nobody")
    _ = try world.rig.answer(
      PutTokenResponse.self,
      MethodID.putToken,
      PutTokenRequest(envelope: world.envelope("q"), token: shut)
    )
    let answers = try ways.map { way in
      try world.status(world.request(100, to: way.toTokenID, in: way.toProgramID))
    }
    #expect(answers.allSatisfy { $0 == answers[0] && $0?.reason == .exchangeNotAllowed })
    try world.rig.stop()
  }

  @Test func `an exchange at a rate of the caller's own is in the audit, others are not`() throws {
    let world = try ExchangeRig()
    var way = ExchangeRig.toStars
    (way.minRate, way.maxRate) = (Ratio(numerator: 1, denominator: 9), Ratio(numerator: 1))
    way.maxRate?.denominator = 1
    try world.setUp(partnerships: [way])
    try world.exchange(world.request(100))
    var request = world.request(100, rate: Ratio(numerator: 1, denominator: 2))
    request.envelope?.reason = "the summer's rate"
    try world.exchange(request)
    let entries = try world.rig.answer(
      ListAuditResponse.self,
      MethodID.listAudit,
      ListAuditRequest(envelope: world.envelope("p"))
    ).entries.filter { $0.action == "Exchanges/Exchange" }
    #expect(entries.map(\.reason) == ["the summer's rate"])
    #expect(entries.first?.subjectID == "ada" && entries.first?.transactionID.isEmpty == false)
    try world.rig.stop()
  }

  @Test func `a rate that is too old or not there yet is stale`() throws {
    let world = try ExchangeRig()
    let now = world.rig.clock.wallMilliseconds()
    var stars = ExchangeRig.stars
    stars.onRamp = [ExchangeRig.value(7, 300, from: now - 1_000)]
    stars.maxValueAgeMs = 60_000
    try world.setUp(stars: stars)
    #expect(try world.refusal(world.request(100)) == nil)
    world.rig.clock.advance(milliseconds: 60_001)
    #expect(try world.refusal(world.request(100)) == .rateStale)
    // A new value begins; the one before it stays what it was.
    stars.onRamp.append(ExchangeRig.value(1, 100, from: world.rig.clock.wallMilliseconds()))
    try put(stars, world)
    #expect(try world.exchange(world.request(100)).exchange?.received == 100)
    stars.onRamp[0].value = Ratio(numerator: 1, denominator: 1)
    #expect(throws: RigFailure.self) { try put(stars, world) }
    stars.status = .tokenPaused
    stars.onRamp = []
    #expect(throws: RigFailure.self) { try put(stars, world) }
    try world.rig.stop()
  }

  private func put(_ token: Token, _ world: ExchangeRig) throws {
    _ = try world.rig.answer(
      PutTokenResponse.self,
      MethodID.putToken,
      PutTokenRequest(envelope: world.envelope("q"), token: token)
    )
  }

  @Test func `a request's own rate counts within its bounds, for this call`() throws {
    let world = try ExchangeRig()
    var partnership = ExchangeRig.toStars
    partnership.minRate = Ratio(numerator: 1, denominator: 2)
    partnership.maxRate = Ratio(numerator: 2, denominator: 1)
    try world.setUp(partnerships: [partnership])
    let double = world.request(100, rate: Ratio(numerator: 2, denominator: 1))
    let answer = try world.exchange(double).exchange
    #expect(answer?.received == 200 && answer?.rate?.overridden == true)
    let more = world.request(100, rate: Ratio(numerator: 201, denominator: 100))
    #expect(try world.refusal(more) == .overrideNotPermitted)
    #expect(try world.exchange(world.request(100)).exchange?.received == 42)
    try world.rig.stop()
  }

  @Test func `sandbox and live tokens do not meet, and numbers have their shape`() throws {
    let world = try ExchangeRig()
    var stars = ExchangeRig.stars
    stars.membership = MembershipRule(patterns: ["##-*?*", "cy"])
    try world.setUp(stars: stars)
    #expect(try world.refusal(world.request(100)) == nil)
    #expect(try world.refusal(world.request(100, number: "dee")) == .membershipNotValid)
    #expect(try world.refusal(world.request(100, number: "77-dee")) == nil)
    stars.sandbox = true
    try put(stars, world)
    #expect(try world.refusal(world.request(100)) == .exchangeNotAllowed)
    try world.rig.stop()
  }

  @Test func `an NFT costs its price, rounded up, and is one`() throws {
    let world = try ExchangeRig()
    let badge = Token(tokenID: "badge", type: .typeErc721, onRamp: [ExchangeRig.value(99, 7)])
    let way = Partnership(partnershipID: "nft", fromTokenID: "points", toTokenID: "badge")
    try world.setUp(partnerships: [way], tokens: [ExchangeRig.points, ExchangeRig.gems, badge])
    // 99/7 ÷ 1/50 = 707.14…
    let request = world.request(0, to: "badge", in: "", number: "")
    #expect(try world.exchange(request).exchange?.points == 708)
    #expect(try world.available("ada", of: "p", "badge") == 1)
    #expect(try world.available("ada", of: "p", "points") == 292)
    try world.rig.stop()
  }

  @Test func `the list has what is open, by the type of what comes`() throws {
    let world = try ExchangeRig()
    var paused = ExchangeRig.toGems
    (paused.partnershipID, paused.paused, paused.toTokenID) = ("paused", true, "badge")
    try world.setUp(partnerships: [ExchangeRig.toStars, ExchangeRig.toGems, paused])
    func list(_ types: [TokenType]) throws -> [OpenPartnership] {
      try world.rig.answer(
        ListPartnershipsResponse.self,
        MethodID.listPartnerships,
        ListPartnershipsRequest(envelope: world.envelope("p"), tokenToTypes: types)
      ).partnerships
    }
    #expect(try list([]).map { $0.partnership?.partnershipID } == ["p-q", "gems"])
    #expect(try list([.typeErc721]).isEmpty)
    #expect(try list([.typeErc20]).first?.rate?.onRamp == Ratio(numerator: 7, denominator: 300))
    var changed = ExchangeRig.toStars
    changed.min = 500
    let answer = try world.rig.answer(
      PutPartnershipResponse.self,
      MethodID.putPartnership,
      PutPartnershipRequest(envelope: world.envelope("p"), partnership: changed)
    )
    #expect(answer.version == 2)
    #expect(try list([]).count == 2)
    #expect(try world.refusal(world.request(100)) == .belowMin)
    try world.rig.stop()
  }
}
