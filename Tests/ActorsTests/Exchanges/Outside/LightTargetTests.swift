import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Light brands as targets of exchanges")
struct LightTargetTests {
  /// A token of points that a brand keeps itself, at the end of a webhook.
  private static let stars = Token(
    tokenID: "stars",
    onRamp: [ExchangeRig.value(7, 300)],
    acceptsProgramIDs: ["p"],
    partner: PartnerSettings(kind: .partnerWebhook, webhookID: "credits")
  )

  private func world(_ partner: TestPartner) throws -> ExchangeRig {
    let world = try ExchangeRig(shards: 3, partner: partner)
    try world.setUp()
    try world.put(
      Programme(
        programID: "light",
        tokens: [Self.stars],
        settings: Settings(integration: .integrationLight)
      )
    )
    try world.put(
      Programme(
        programID: "p",
        tokens: [],
        partnerships: [
          Partnership(
            partnershipID: "light",
            fromTokenID: "points",
            toProgramID: "light",
            toTokenID: "stars"
          )
        ]
      )
    )
    return world
  }

  private func request(_ world: ExchangeRig) -> ExchangeRequest {
    world.request(100, in: "light", number: "L-1")
  }

  private func webhook(exchanges: Bool = true) -> Webhook {
    Webhook(
      webhookID: "credits",
      url: "https://brand.example/exchanges",
      authentication: WebhookAuthentication(
        method: .bearer(WebhookBearer(token: "planted-token"))
      ),
      exchanges: exchanges
    )
  }

  /// Why a webhook is not put; nil where it is, and the courier knows it.
  @discardableResult
  private func put(_ webhook: Webhook, _ world: ExchangeRig) throws -> Reason? {
    do {
      _ = try world.rig.answer(
        PutWebhookResponse.self,
        MethodID.putWebhook,
        PutWebhookRequest(envelope: world.envelope("light"), webhook: webhook)
      )
    } catch let failure as RigFailure {
      return failure.reason
    }
    let port = world.rig.engine.webhooks
    while (port.endpoint("credits", of: "light") == nil) == webhook.exchanges {}
    return nil
  }

  @Test func `it becomes one with a webhook, through which its members are credited`() throws {
    let partner = TestPartner()
    let world = try world(partner)
    #expect(try world.refusal(request(world)) == .exchangeNotAllowed)
    // One for events is none for exchanges.
    try put(webhook(exchanges: false), world)
    #expect(try world.refusal(request(world)) == .exchangeNotAllowed)
    try put(webhook(), world)
    let answer = try world.exchange(request(world))
    let id = try #require(answer.exchange?.exchangeID)
    let call = try partner.awaitCall(1)
    #expect(call.wish == .deliver && call.key == id && call.id == id && call.units == 42)
    #expect(call.membership == "L-1" && call.programID == "light")
    #expect(call.endpoint?.webhook.url == "https://brand.example/exchanges")
    #expect(call.endpoint?.secrets.first?.value == Array("planted-token".utf8))
    try partner.answer(1, .completed(receipt: "R"))
    try world.await(.stateCompleted, of: id)
    #expect(try world.totals("stars").heldOutside == 42)
    _ = try world.takeBack(id)
    let back = try partner.awaitCall(2)
    #expect(back.wish == .takeBack && back.key == id && back.id != id)
    try partner.answer(2, .takenBack)
    try world.await(.stateTakenBack, of: id)
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    try world.rig.stop()
  }

  @Test func `a webhook that is asked stays for exchanges, and is told of no events`() throws {
    let world = try world(TestPartner())
    try put(webhook(), world)
    #expect(try put(webhook(exchanges: false), world) == .webhookInUse)
    var wrong = webhook()
    wrong.kinds = [.earned]
    #expect(try put(wrong, world) == .invalidField)
    #expect(throws: RigFailure.self) {
      try world.rig.answer(
        PutWebhookResponse.self,
        MethodID.replayWebhook,
        ReplayWebhookRequest(envelope: world.envelope("light"), webhookID: "credits")
      )
    }
    let shown = try world.rig.answer(
      ListWebhooksResponse.self,
      MethodID.listWebhooks,
      ListWebhooksRequest(envelope: world.envelope("light"))
    ).webhooks
    #expect(shown.map(\.webhook?.exchanges) == [true] && shown.first?.behindMs == 0)
    try world.rig.stop()
  }

  @Test func `a full programme's points have no partner, and a light one names a webhook`() throws {
    let world = try world(TestPartner())
    func put(_ token: Token, _ program: String) throws -> Reason? {
      do {
        _ = try world.rig.answer(
          PutTokenResponse.self,
          MethodID.putToken,
          PutTokenRequest(envelope: world.envelope(program), token: token)
        )
        return nil
      } catch let failure as RigFailure {
        return failure.reason
      }
    }
    var token = Self.stars
    token.tokenID = "moons"
    #expect(try put(token, "p") == .invalidProgramme)
    #expect(try put(token, "light") == nil)
    token.partner?.webhookID = ""
    #expect(try put(token, "light") == .invalidProgramme)
    token.partner = PartnerSettings(kind: .partnerSimulated, webhookID: "credits")
    #expect(try put(token, "light") == .invalidProgramme)
    try world.rig.stop()
  }
}
