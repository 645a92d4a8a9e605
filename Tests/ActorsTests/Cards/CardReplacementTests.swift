import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Cards that are replaced or blocked")
struct CardReplacementTests {
  private static let new = CardRig.by("4712")

  @Test(
    "the old card earns with a warning, and pays nothing; the new one does both",
    arguments: [
      (CardReason.cardLost, "CARD_BLOCKED", Reason.cardBlocked),
      (.cardUpgrade, "CARD_REPLACED", .cardReplaced),
    ]
  )
  func old(reason: CardReason, warning: String, refusal: Reason) throws {
    let cards = try CardRig()
    try cards.earn(100, by: CardRig.card)
    let answer = try cards.replace(cards.replacement(by: "4712", reason))
    #expect(answer.cardNumber == "4712" && answer.checkValue.isEmpty)
    #expect(answer.version == (try cards.ada.member().version))
    let late = try cards.earn(10, by: CardRig.card)
    #expect(late.points == 10 && late.outcome?.warnings.map(\.code) == [warning])
    #expect(try cards.earn(1, by: Self.new).outcome?.warnings.isEmpty == true)
    #expect(cards.reason { try cards.redeem(cards.redemption(5, by: CardRig.card)) } == refusal)
    let hold = cards.redemption(5, by: CardRig.card, .authorize)
    #expect(cards.reason { try cards.redeem(hold) } == refusal)
    try cards.redeem(cards.redemption(5, by: Self.new))
    // Named in another way, no card is shown.
    try cards.redeem(cards.redemption(5, by: EngineRig.ada))
    #expect(try cards.rig.available() == 101)
    #expect(try cards.rig.verifyLedger().balanced)
    try cards.rig.stop()
  }

  // Goal: nothing that pays, or changes what guards the points, is done with an old card.
  @Test func `an old card changes nothing of what guards the points`() throws {
    let cards = try CardRig(vouchers: [
      VoucherType(
        voucherTypeID: "five-off",
        points: 10,
        valueMinor: 500,
        active: true
      )
    ])
    try cards.earn(100, by: CardRig.card)
    try cards.replace(cards.replacement(by: "4712", .cardStolen))
    let (rig, envelope) = (cards.rig, cards.rig.envelope)
    let requests: [(UInt16, any Message)] = [
      (MethodID.setPin, SetPinRequest(envelope: envelope("S"), member: CardRig.card, pin: "7391")),
      (
        MethodID.setRedemptionThreshold,
        SetRedemptionThresholdRequest(
          envelope: envelope("S"),
          member: CardRig.card,
          threshold: PinThreshold(perTransaction: 0)
        )
      ),
      (
        MethodID.debitPoints,
        DebitPointsRequest(envelope: envelope("S"), member: CardRig.card, points: 1, reason: "x")
      ),
      (
        MethodID.redeemVoucher,
        RedeemVoucherRequest(
          envelope: envelope("S"),
          member: CardRig.card,
          voucherTypeID: "five-off"
        )
      ),
      (
        MethodID.exchange,
        ExchangeRequest(
          envelope: envelope("S"),
          member: CardRig.card,
          toTokenID: "points",
          points: 1
        )
      ),
      (
        MethodID.postSale,
        PostSaleRequest(
          envelope: envelope("S"),
          member: CardRig.card,
          ops: [SaleOp(op: .redeem(RedeemOp(mode: .sale, points: 1)))],
          commit: true
        )
      ),
    ]
    let before = try cards.ada.stateHash()
    for (method, request) in requests {
      let reason = cards.reason { try rig.answer(GetMemberResponse.self, method, request) }
      #expect(reason == .cardBlocked, "\(MethodTable.name(method))")
    }
    #expect(try cards.ada.stateHash() == before)
    try rig.stop()
  }

  @Test func `what was authorised with a card is captured after it was replaced`() throws {
    let cards = try CardRig()
    try cards.earn(100, by: CardRig.card)
    let held = try cards.redeem(cards.redemption(40, by: CardRig.card, .authorize))
    try cards.replace(cards.replacement(by: "4712", .cardLost))
    var capture = cards.redemption(30, by: CardRig.card, .capture)
    capture.redemptionID = held.redemptionID
    try cards.redeem(capture)
    #expect(try cards.rig.available() == 70)
    try cards.rig.stop()
  }

  @Test func `a chain leads to its member from each of its cards, and has no cycle`() throws {
    let cards = try CardRig()
    for (old, new) in [("4711", "4712"), ("4712", "4713")] {
      try cards.replace(cards.replacement(of: CardRig.by(old), by: new))
    }
    for card in ["4711", "4712", "4713"] {
      let found = try cards.rig.answer(
        GetMemberResponse.self,
        MethodID.getMember,
        GetMemberRequest(envelope: cards.rig.envelope(), member: CardRig.by(card))
      )
      #expect(found.memberID == "ada" && found.cardNumbers == ["4711", "4712", "4713"])
      #expect(found.inactiveCards.map(\.replacedBy) == ["4712", "4713"])
    }
    func reason(_ old: String, _ new: String) -> Reason? {
      cards.reason { try cards.replace(cards.replacement(of: CardRig.by(old), by: new)) }
    }
    #expect(reason("4713", "4711") == .cardCycle && reason("4713", "4713") == .cardCycle)
    #expect(reason("4711", "4714") == .cardReplaced)
    // Two cards at once are refused alike, whoever has the other one.
    try cards.rig.enrol("bo")
    _ = try cards.rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: cards.rig.envelope(),
        member: MemberReference(reference: .memberID("bo")),
        mode: .update,
        cardNumber: "815"
      )
    )
    #expect(reason("4713", "815") == .cardAlreadyAssigned)
    #expect(reason("999", "1000") == .cardNotFound)
    try cards.rig.stop()
  }

  @Test func `of two replacements of one card at once one is done, and the other claims nothing`()
    throws
  {
    let cards = try CardRig()
    let requests = ["4712", "4713"].map { cards.replacement(by: $0) }
    let streams = requests.map { _ in cards.rig.newStream() }
    cards.rig.send(zip(streams, requests).map { ($0, MethodID.replaceCard, $1) })
    var reasons: [Reason?] = []
    for stream in streams {
      reasons.append(cards.reason { try cards.rig.answer(ReplaceCardResponse.self, to: stream) })
    }
    #expect(Set(reasons) == [nil, .cardReplaced])
    let won = reasons.firstIndex(of: nil)
    let free = won == 0 ? "4713" : "4712"
    #expect(try cards.ada.member().cardNumbers == ["4711", won == 0 ? "4712" : "4713"])
    // Somebody else may have the card that came to nothing.
    try cards.rig.enrol("bo")
    let bo = try cards.rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: cards.rig.envelope(),
        member: MemberReference(reference: .memberID("bo")),
        mode: .update,
        cardNumber: free
      )
    )
    #expect(bo.cardNumber == free)
    try cards.rig.stop()
  }

  @Test func `a card is blocked before there is another, and active again when it is found`() throws
  {
    let cards = try CardRig()
    try cards.earn(10, by: CardRig.card)
    let blocked = try cards.enter(.cardStageBlocked, .cardLost)
    #expect(blocked.old == .cardStageActive && blocked.now == .cardStageBlocked)
    let again = try cards.enter(.cardStageBlocked, .cardLost)
    #expect(again.old == .cardStageBlocked && again.version == blocked.version)
    #expect(
      cards.reason { try cards.redeem(cards.redemption(5, by: CardRig.card)) } == .cardBlocked
    )
    try cards.enter(.cardStageActive, member: EngineRig.ada, card: "4711")
    try cards.redeem(cards.redemption(5, by: CardRig.card))
    #expect(try cards.ada.member().inactiveCards.isEmpty)
    for (stage, reason) in [
      (CardStage.cardStageReplaced, CardReason.cardDamaged), (.cardStageNone, .cardLost),
    ] {
      #expect(RedemptionRig.status { _ = try cards.enter(stage, reason) }?.field == "card_stage")
    }
    for (stage, reason) in [
      (CardStage.cardStageBlocked, CardReason.cardDamaged), (.cardStageActive, .cardLost),
    ] {
      #expect(RedemptionRig.status { _ = try cards.enter(stage, reason) }?.field == "card_reason")
    }
    let none = RedemptionRig.status { _ = try cards.enter(.cardStageActive, member: EngineRig.ada) }
    #expect(none?.reason == .invalidField && none?.field == "card_number")
    let other = cards.reason { try cards.enter(.cardStageActive, member: EngineRig.ada, card: "1") }
    #expect(other == .cardNotFound)
    try cards.replace(cards.replacement(by: "4712"))
    #expect(cards.reason { try cards.enter(.cardStageActive) } == .cardReplaced)
    try cards.rig.stop()
  }

  @Test func `a request that says too much or too little is refused by its field`() throws {
    let cards = try CardRig(settings: Settings(cards: CardSettings(check: .checkLuhn)))
    let before = try cards.ada.stateHash()
    let changes: [(String, (inout ReplaceCardRequest) -> Void)] = [
      ("card_reason", { $0.cardReason = .cardReasonNone }),
      ("card_reason", { $0.cardReason = CardReason(rawValue: 9) }),
      ("new_card_number", { $0.generateCard = true }),
      ("new_card_number", { $0.newCardNumber = "" }),
      ("new_card_number", { $0.newCardNumber = String(repeating: "4", count: 33) }),
      // 79927398713 is right.
      ("new_card_number", { $0.newCardNumber = "79927398710" }),
      ("card_number", { $0.cardNumber = String(repeating: "4", count: 33) }),
      ("card_number", { $0.member = EngineRig.ada }),
      ("member", { $0.member = nil }),
    ]
    for (field, change) in changes {
      var request = cards.replacement(by: "79927398713")
      change(&request)
      let status = RedemptionRig.status { _ = try cards.replace(request) }
      #expect(status?.reason == .invalidField && status?.field == field, "\(field)")
    }
    var old = cards.replacement(by: "79927398713")
    old.expectedVersion = 1
    #expect(cards.reason { try cards.replace(old) } == .versionConflict)
    var trial = cards.replacement(by: "79927398713")
    trial.envelope?.dryRun = true
    #expect(try cards.replace(trial).cardNumber == "79927398713")
    trial = cards.replacement()
    trial.envelope?.dryRun = true
    #expect(try cards.replace(trial).cardNumber.isEmpty)
    #expect(try cards.ada.stateHash() == before)
    try cards.replace(cards.replacement(by: "79927398713"))
    try cards.rig.stop()
  }

  // Goal: a new card is no new allowance. Method: a cap by card, used up with the first of three.
  @Test func `what is capped by card is counted for the whole chain`() throws {
    let capped = Promotion(
      promotionID: "by-card",
      mechanic: .fixed(Fixed(points: 5)),
      caps: [Cap(period: .perLife, points: 5, scope: .scopeCard)]
    )
    let cards = try CardRig(promotions: [capped])
    #expect(try cards.earn(1, by: CardRig.card).points == 6)
    for (old, new) in [("4711", "4712"), ("4712", "4713")] {
      try cards.replace(cards.replacement(of: CardRig.by(old), by: new))
      #expect(try cards.earn(1, by: CardRig.by(new)).points == 1, "\(new)")
    }
    #expect(try cards.earn(1, by: CardRig.card).points == 1)
    try cards.rig.stop()
  }

  @Test func `a start from the log and one from a snapshot have the chain, and answer as before`()
    throws
  {
    var cards = try CardRig()
    try cards.earn(100, by: CardRig.card)
    let request = cards.replacement(by: "4712", .cardStolen)
    let first = try cards.replace(request)
    let hash = try cards.ada.stateHash()
    let killed = cards.rig.storage.killed()
    cards.rig.clock.advance(milliseconds: 1_000)
    let replayed = try EngineRig(shards: 2, storage: killed, clock: cards.rig.clock)
    let found = try replayed.answer(
      GetStateHashResponse.self,
      MethodID.getStateHash,
      GetStateHashRequest(envelope: replayed.envelope())
    )
    #expect(found.hash == hash)
    try replayed.stop()
    // The graceful stop has left a snapshot.
    cards.ada = try cards.ada.restarted(shards: 2)
    #expect(try cards.ada.stateHash() == hash)
    var again = try cards.replace(request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == first)
    #expect(
      cards.reason { try cards.redeem(cards.redemption(5, by: CardRig.card)) } == .cardBlocked
    )
    try cards.redeem(cards.redemption(5, by: Self.new))
    try cards.rig.stop()
  }

  @Test func `an export has the marks, and an import gives them back`() throws {
    let cards = try CardRig()
    try cards.replace(cards.replacement(by: "4712", .cardStolen))
    let state = try #require(try cards.rig.exported().first)
    #expect(state.cards == ["4711", "4712"] && state.inactiveCards.count == 1)
    try cards.rig.stop()
    let other = try EngineRig()
    try other.put(
      Programme(
        programID: "p",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        tiers: ["basic", "gold"]
      )
    )
    try other.importMember(state)
    for card in state.cards {
      _ = try other.answer(
        EnrolResponse.self,
        MethodID.enrol,
        EnrolRequest(
          envelope: other.envelope(),
          member: EngineRig.ada,
          mode: .update,
          cardNumber: card
        )
      )
    }
    let back = try #require(try other.exported().first)
    #expect(back.cards == state.cards && back.inactiveCards == state.inactiveCards)
    #expect(try other.importMember(state).isSame)
    let status = RedemptionRig.status {
      _ = try other.answer(
        RedeemResponse.self,
        MethodID.redeem,
        RedeemRequest(envelope: other.envelope(), member: CardRig.card, mode: .sale, points: 1)
      )
    }
    #expect(status?.reason == .cardBlocked)
    try other.stop()
  }

  @Test func `who is deleted leaves all its cards free, the old ones too`() throws {
    let cards = try CardRig()
    try cards.replace(cards.replacement(by: "4712", .cardStolen))
    let deleted = try cards.rig.answer(
      DeleteMemberResponse.self,
      MethodID.deleteMember,
      DeleteMemberRequest(
        envelope: cards.rig.envelope(),
        member: EngineRig.ada,
        balance: .balanceForfeit
      )
    )
    #expect(deleted.cardsFreed == 2)
    try cards.rig.enrol("bo")
    for card in ["4711", "4712"] {
      let given = try cards.rig.answer(
        EnrolResponse.self,
        MethodID.enrol,
        EnrolRequest(
          envelope: cards.rig.envelope(),
          member: MemberReference(reference: .memberID("bo")),
          mode: .update,
          cardNumber: card
        )
      )
      #expect(given.cardNumber == card)
      // They are new to whom has them now.
      #expect(try cards.validate(CardRig.by(card)).valid)
    }
    try cards.rig.stop()
  }

  @Test func `who follows the programme hears of each change of a card`() throws {
    let cards = try CardRig()
    try cards.enter(.cardStageBlocked, .cardLost)
    try cards.replace(cards.replacement(by: "4712", .cardLost))
    let stream = cards.rig.newStream()
    // These alone: a record is then known by its kind to have none, or some.
    let request = SubscribeRequest(
      envelope: cards.rig.envelope(),
      fromStart: true,
      kinds: [.cardChanged]
    )
    cards.rig.send([(stream, MethodID.subscribe, request)])
    func events() throws -> [MemberEvent] {
      try cards.rig.received(stream).filter { $0.kind == .item }
        .flatMap { try MemberEvents(bytes: $0.payload).events }
    }
    while try events().count < 2 {
      try #require(cards.rig.received(stream).last?.kind != .response)
    }
    let told = try events()
    #expect(told.map(\.kind) == [.cardChanged, .cardChanged])
    #expect(told.allSatisfy { $0.cardNumber == "4711" && $0.cardReason == .cardLost })
    #expect(told.allSatisfy { $0.cardStage == .cardStageBlocked && $0.memberID == "ada" })
    #expect(told.map(\.replacedBy) == ["", "4712"])
    try cards.rig.stop()
  }
}
