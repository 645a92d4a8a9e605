internal import Model
internal import Testing

@Suite("Guests, events, chains and repeated requests")
struct SaleTests {
  private static let day = Counter.day

  @Test func `a guest's points are parked and claimed once`() throws {
    var counter = try Counter([onePerUnit], members: [Enrolment("ann"), Enrolment("bob")])
    let guest = try counter.send(sale(5000, by: nil))
    #expect(guest.points == 50)
    #expect(counter.model.totals.isEmpty)
    let id = guest.transaction ?? 0
    let claim = try counter.send(.claim(id, by: "ann"), after: Self.day)
    #expect(claim.points == 50)
    #expect(counter.balance() == Balance(available: 50))
    #expect(counter.refusal(.claim(id, by: "bob")) == .alreadyClaimed)
    let back = try counter.send(.returnLines(id, [ReturnedLine(0, amount: 1000)], receipt: "b"))
    #expect(back.points == 10)
    #expect(try counter.send(.reverseEarn(claim.transaction ?? 0, strict: true)).points == 40)
    #expect(counter.balance() == Balance())
  }

  @Test func `an unclaimed sale loses its points with a return, and with time`() throws {
    let budget = onePerUnit.with { $0.caps = [Cap(.total, per: .life, 60)] }
    var counter = try Counter([budget])
    let id = try counter.send(sale(4000, 2000, by: nil)).transaction ?? 0
    #expect(try counter.send(sale(4000)).points == 0)
    try counter.send(.returnLines(id, [ReturnedLine(0)], receipt: "b"))
    #expect(try counter.send(sale(1000)).points == 10)
    var late = counter
    #expect(try counter.send(.claim(id, by: "ann"), after: 30 * Self.day - 1).points == 20)
    #expect(late.refusal(.claim(id, by: "ann"), after: 30 * Self.day) == .claimExpired)
    #expect(try late.send(sale(9000)).points == 50)
  }

  @Test func `a guest has no tier, no segments and no visits`() throws {
    let promotions = [
      Promotion("tier", .tier(of: "base", factors: ["basic": Ratio(2)])),
      Promotion("segment", .fixed(1)).with { $0.conditions.segments = ["vip"] },
      Promotion("first", .fixed(1)).with { $0.conditions.visit = .firstPurchase },
      Promotion("not staff", .fixed(3)).with { $0.conditions.excludedSegments = ["staff"] },
    ]
    var counter = try Counter(promotions + [onePerUnit])
    let guest = try counter.send(sale(1000, by: nil))
    #expect(guest.evaluation?.byPromotion == ["base": 10, "not staff": 3])
    #expect(Set(guest.evaluation?.rejected.map(\.condition) ?? []) == [.guest])
  }

  @Test func `a preview of a member that nobody knows is a guest's`() throws {
    var counter = try Counter([onePerUnit])
    let command = SaleCommand("nobody", Basket([article("a", 1000)]))
    let answer = try counter.send(.evaluate(command))
    #expect(answer.points == 10)
    #expect(answer.warnings == [.unknownMemberAsGuest])
    #expect(counter.refusal(.earn(command)) == .memberNotFound)
  }

  @Test func `a receipt earns once, also after its sale was reversed`() throws {
    var counter = try Counter([onePerUnit])
    func command(_ store: String) -> Command {
      let place = Place(store: store, terminal: "t")
      return .earn(SaleCommand("ann", Basket([article("a", 1000)]), place: place, receipt: "7"))
    }
    let first = try counter.send(command("s1")).transaction ?? 0
    #expect(counter.refusal(command("s2")) == nil)
    #expect(counter.refusal(command("s1")) == .duplicateTransaction)
    try counter.send(.reverseEarn(first, strict: true))
    #expect(counter.refusal(command("s1")) == .duplicateTransaction)
    #expect(counter.refusal(command("s1"), after: Self.day) == nil)
  }

  @Test func `an event is rewarded once, and as often as its limit allows`() throws {
    var review = EventCondition("review")
    review.tags = ["shop": "web"]
    review.oncePer = .day
    review.keyTag = "article"
    let promotion = Promotion("review", .counter("stars", points: 5, per: 2)).with {
      $0.conditions.event = review
    }
    var counter = try Counter([promotion, onePerUnit]) { $0.eventTypes = ["review"] }
    func event(_ id: String, _ article: String, type: String = "review") -> Command {
      let tags = ["shop": "web", "article": article]
      return .reward(Event(id: id, type: type, tags: tags, counters: ["stars": 5]), member: "ann")
    }
    #expect(try counter.send(event("e1", "milk")).points == 12)
    let again = try counter.send(event("e1", "milk"))
    #expect(again.points == 12)
    #expect(again.isReplayed)
    #expect(try counter.send(event("e2", "milk")).points == 0)
    let other = try counter.send(event("e3", "rye"))
    #expect(other.points == 12)
    #expect(counter.balance() == Balance(available: 24))
    #expect(try counter.send(event("e4", "x", type: "unheard")).warnings == [.unknownEvent])
    try counter.send(.reverseEarn(other.transaction ?? 0, strict: true))
    #expect(try counter.send(event("e5", "rye")).points == 12)
    let back = Command.returnLines(other.transaction ?? 0, [ReturnedLine(0)], receipt: "")
    #expect(counter.refusal(back) == .alreadyReversed)
  }

  @Test func `what a sale redeems does not earn, unless the programme says so`() throws {
    for (earnsOnIt, points) in [(false, Points(40)), (true, 50)] {
      var counter = try Counter([onePerUnit]) {
        $0.redemptionValue = Ratio(10)
        $0.earnOnPointsTender = earnsOnIt
      }
      _ = try counter.earn([article("a", 20_000)])
      let chain = ChainCommand(
        SaleCommand("ann", Basket([article("a", 5000)])),
        [.redeem(100, token: nil), .earn]
      )
      let answer = try counter.send(.sale(chain))
      #expect(answer.operations.map(\.points) == [100, points])
      #expect(answer.operations[0].value == 1000)
      #expect(counter.balance() == Balance(available: 100 + points))
    }
  }

  @Test func `the operations of a sale happen all or not at all`() throws {
    var counter = try Counter([onePerUnit])
    _ = try counter.earn([article("a", 10_000)])
    let before = counter.model.fullText
    let sale = SaleCommand("ann", Basket([article("a", 5000)]))
    let tooMuch = ChainCommand(sale, [.earn, .lock(151), .earn])
    guard
      case .refused(let refusal) = counter.model.handle(
        Request(id: 900, now: counter.model.now, .sale(tooMuch))
      )
    else {
      Issue.record("the chain was not refused")
      return
    }
    #expect(refusal == Refusal(.insufficientPoints, available: 150, operation: 1))
    #expect(counter.model.fullText == before)
    let preview = try counter.send(.sale(ChainCommand(sale, [.earn, .lock(150)], commit: false)))
    #expect(preview.operations.map(\.points) == [50, 150])
    #expect(preview.transaction == nil)
    #expect(counter.model.fullText == before)
    try counter.send(.sale(ChainCommand(sale, [.earn, .lock(150)])))
    #expect(counter.balance() == Balance(locked: 150))
  }

  @Test func `the same request is answered as before, another under its id is refused`() throws {
    var counter = try Counter([onePerUnit])
    let request = Request(id: 900, now: counter.model.now, sale(1000))
    let first = counter.model.handle(request)
    var later = request
    later.now += 5
    guard case .accepted(var answer) = first else {
      Issue.record("the earn was refused")
      return
    }
    answer.isReplayed = true
    #expect(counter.model.handle(later) == .accepted(answer))
    #expect(counter.balance() == Balance(available: 10))
    later.command = sale(1001)
    #expect(counter.model.handle(later) == .refused(Refusal(.idempotencyConflict)))
    // A refusal is remembered too, but for one of shape.
    let redeem = Request(id: 901, now: later.now, .redeem(RedeemCommand("ann", 11)))
    let refused = counter.model.handle(redeem)
    _ = try counter.earn([article("a", 1000)])
    #expect(counter.model.handle(redeem) == refused)
  }

  @Test func `points are told of each token, and of members apart`() throws {
    let stars = Promotion("stars", .fixed(3)).with { $0.token = "stars" }
    var counter = try Counter([onePerUnit, stars], members: [Enrolment("ann"), Enrolment("bob")])
    let answer = try counter.send(sale(1000))
    #expect(answer.balances == ["points": Balance(available: 10), "stars": Balance(available: 3)])
    #expect(counter.balance("bob") == Balance())
    #expect(
      counter.refusal(.redeem(RedeemCommand("ann", 4, token: "stars"))) == .insufficientPoints
    )
    #expect(try counter.send(.redeem(RedeemCommand("ann", 3, token: "stars"))).points == 3)
  }
}
