import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Whether a card may be used")
struct ValidateCardTests {
  private static let withValues = Settings(
    pinThreshold: PinThreshold(perTransaction: 500),
    cards: CardSettings(check: .checkLuhn, checkValueDigits: 4)
  )

  @Test func `a card says what its member may do, and the name only as far as a cashier needs`()
    throws
  {
    let cards = try CardRig(
      settings: Settings(pinThreshold: PinThreshold(perTransaction: 500))
    )
    var card = try cards.validate()
    #expect(card.valid && card.stage == .active && card.cardStage == .cardStageActive)
    #expect(card.canEarn && card.canRedeem && card.tier == "gold")
    #expect(card.maskedName == "A*** L***" && card.threshold?.perTransaction == 500)
    try cards.enter(.cardStageBlocked, .cardLost)
    card = try cards.validate()
    #expect(!card.valid && card.cardStage == .cardStageBlocked && card.stage == .active)
    #expect(card.canEarn && !card.canRedeem)
    try cards.ada.update { $0.stage = .blocked }
    card = try cards.validate()
    #expect(card.stage == .blocked && !card.canEarn && !card.canRedeem)
    try cards.rig.stop()
  }

  @Test func `a replaced card is refused, and nothing is said of the one in its place`() throws {
    let cards = try CardRig()
    try cards.replace(cards.replacement(by: "4712"))
    let status = try #require(RedemptionRig.status { _ = try cards.validate() })
    #expect(status.code == .failedPrecondition && status.reason == .cardReplaced)
    #expect(!status.json().contains("4712"))
    #expect(try cards.validate(CardRig.by("4712")).valid)
    try cards.rig.stop()
  }

  // Goal: who does not know the check value learns no more of a card than of one that nobody has.
  @Test func `a wrong check value is as a card that nobody has, and guesses end`() throws {
    let cards = try CardRig(settings: Self.withValues)
    let request = cards.replacement()
    let made = try cards.replace(request)
    #expect(made.checkValue.count == 4 && made.cardNumber.count == 16)
    // A retry is told the same, though no record has it.
    #expect(try cards.replace(request).checkValue == made.checkValue)
    let card = CardRig.by(made.cardNumber)
    #expect(try cards.validate(card, value: made.checkValue).valid)
    #expect(try cards.validate(card).valid)
    let wrong = made.checkValue == "0000" ? "0001" : "0000"
    let refused = RedemptionRig.status { _ = try cards.validate(card, value: wrong) }
    let unknown = RedemptionRig.status { _ = try cards.validate(CardRig.by("1"), value: wrong) }
    #expect(refused?.reason == .cardNotFound && refused == unknown)
    for _ in 1..<Limits.wrongCodes { _ = cards.reason { try cards.validate(card, value: "12") } }
    let status = RedemptionRig.status { _ = try cards.validate(card, value: made.checkValue) }
    #expect(status?.reason == .rateLimited && status?.code == .resourceExhausted)
    #expect(status?.retryAfterMs == Limits.wrongCodesMilliseconds)
    // Who shows no value goes on, and other cards do.
    #expect(try cards.validate(card).valid)
    cards.rig.clock.advance(milliseconds: Limits.wrongCodesMilliseconds)
    #expect(try cards.validate(card, value: made.checkValue).valid)
    try cards.rig.stop()
  }

  @Test func `a check value that the programme does not have is no field of the request`() throws {
    let cards = try CardRig()
    for card in [CardRig.card, CardRig.by("1")] {
      let status = RedemptionRig.status { _ = try cards.validate(card, value: "1234") }
      #expect(status?.reason == .invalidField && status?.field == "check_value")
    }
    let byID = RedemptionRig.status { _ = try cards.validate(EngineRig.ada) }
    #expect(byID?.field == "member.card_number")
    try cards.rig.stop()
  }

  @Test(arguments: [CheckDigit.checkLuhn, .checkMod7, .checkMod97, .checkNone])
  func `a generated number has the programme's check digit, and one given needs it`(
    check: CheckDigit
  ) throws {
    let rules = CardRules(CardSettings(check: check), key: [])
    var numbers: Set<String> = []
    for seed in 0..<500 as Range<UInt64> {
      let number = rules.number(from: seed &* 0x9E37_79B9_7F4A_7C15)
      #expect(rules.takes(number) && number.utf8.count <= Limits.cardNumberBytes, "\(number)")
      numbers.insert(number)
      guard check != .checkNone, let last = number.last?.wholeNumberValue else { continue }
      #expect(!rules.takes(number.dropLast() + "\((last + 1) % 10)"), "\(number)")
    }
    #expect(numbers.count == 500)
    #expect(rules.takes("any") == (check == .checkNone))
  }

  @Test func `settings that are none are refused`() throws {
    let cards = try CardRig()
    for settings in [CardSettings(checkValueDigits: 2), CardSettings(checkValueDigits: 9)] {
      let status = RedemptionRig.status { try cards.ada.put(Settings(cards: settings)) }
      #expect(status?.reason == .invalidProgramme && status?.field == "programme.settings.cards")
    }
    let unnamed = RedemptionRig.status {
      try cards.ada.put(Settings(cards: CardSettings(check: CheckDigit(rawValue: 4))))
    }
    #expect(unnamed?.field == "programme.settings.cards.check")
    try cards.rig.stop()
  }

  // Goal: trying numbers does not tell which ones there are. Method: as many that nobody has as a
  // caller may ask for, then one that somebody has.
  @Test func `who asks for many cards that nobody has hears nothing of any, for an hour`() throws {
    let cards = try CardRig(shards: 1)
    for number in 0..<Limits.wrongSearches {
      #expect(cards.reason { try cards.validate(CardRig.by("no-\(number)")) } == .cardNotFound)
    }
    let right = RedemptionRig.status { _ = try cards.validate() }
    let wrong = RedemptionRig.status { _ = try cards.validate(CardRig.by("none")) }
    #expect(right?.reason == .rateLimited && right == wrong)
    // Every call by card is a way to ask.
    #expect(
      cards.reason { try cards.redeem(cards.redemption(1, by: CardRig.card)) } == .rateLimited
    )
    #expect(try cards.ada.member().memberID == "ada")
    // Another client is not held up.
    let key = WrongCodes.SearchKey(programme: 0, caller: 7)
    #expect(cards.rig.on(0) { $0.wrongCodes.wait(of: key, now: 0) } == 0)
    cards.rig.clock.advance(milliseconds: Limits.wrongCodesMilliseconds)
    #expect(try cards.validate().valid)
    try cards.rig.stop()
  }

  @Test func `cards that nobody has in a connector's payloads hold nobody up`() throws {
    let mapping = EventMapping(
      eventType: "'visit'",
      eventID: "id",
      cardNumber: "card"
    )
    let cards = try CardRig(
      settings: Settings(
        eventTypes: ["visit"],
        connectors: [Connector(connectorID: "shop", mapping: mapping)]
      ),
      shards: 1
    )
    for number in 0...Limits.wrongSearches {
      let request = IngestEventRequest(
        envelope: cards.rig.envelope(),
        connectorID: "shop",
        payload: #"{"id":"\#(number)","card":"no-\#(number)"}"#
      )
      let reason = cards.reason {
        try cards.rig.answer(RewardEventResponse.self, MethodID.ingestEvent, request)
      }
      #expect(reason == .cardNotFound)
    }
    #expect(try cards.validate().valid)
    try cards.rig.stop()
  }

  @Test func `a till whose cards are mostly right is not held up by wrong ones`() {
    var wrong = WrongCodes()
    let key = WrongCodes.SearchKey(programme: 1, caller: 2)
    wrong.note(key, isRight: true, now: 0)
    #expect(!wrong.hasSearchers)
    wrong.note(key, isRight: false, now: 0)
    #expect(wrong.hasSearchers)
    for _ in 0..<Limits.wrongSearches { wrong.note(key, isRight: true, now: 1) }
    for _ in 1..<Limits.wrongSearches { wrong.note(key, isRight: false, now: 2) }
    #expect(wrong.wait(of: key, now: 3) == 0)
    wrong.note(key, isRight: false, now: 3)
    #expect(wrong.wait(of: key, now: 3) == Limits.wrongCodesMilliseconds - 3)
    #expect(wrong.wait(ofDigitsIn: 1, now: 3) == 0)
  }
}
