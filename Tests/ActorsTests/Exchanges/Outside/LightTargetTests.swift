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

  private func world(
    _ partner: TestPartner,
    token: Token = stars,
    shards: Int = 3
  ) throws -> ExchangeRig {
    let world = try ExchangeRig(shards: shards, partner: partner)
    try world.setUp()
    try world.put(
      Programme(
        programID: "light",
        tokens: [token],
        settings: Settings(
          integration: .integrationLight,
          membershipProviders: [
            MembershipProvider(
              provider: "airline",
              membership: MembershipRule(patterns: ["A-#"], webhookID: "credits")
            )
          ]
        )
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

  /// The same token, of whose numbers the brand is asked.
  private static var asking: Token {
    var token = stars
    token.membership = MembershipRule(
      patterns: ["L-#"],
      webhookID: "credits",
      trustMs: 30_000
    )
    return token
  }

  @Test(arguments: [1, 4])
  func `a number is what the brand says it is, for as long as that is believed`(
    _ shards: Int
  ) throws {
    let partner = TestPartner()
    let world = try world(partner, token: Self.asking, shards: shards)
    try put(webhook(), world)
    // What has another shape nobody is asked about.
    var request = request(world)
    request.toMembershipNumber = "X-1"
    #expect(try world.refusal(request) == .membershipNotValid)
    #expect(partner.asked.isEmpty)

    // Who cannot be asked has decided nothing: the same request is a new one.
    let first = self.request(world)
    #expect(try world.refusal(first) == .partnerUnreachable)
    #expect(try world.available("ada", of: "p", "points") == 1_000)
    partner.say(.known, of: "L-1")
    let answer = try world.exchange(first)
    #expect(answer.state == .stateAccepted && answer.outcome?.replayed != true)
    #expect(partner.asked == ["stars L-1", "stars L-1"])
    partner.say(.unreachable, of: "L-1")
    #expect(try world.exchange(first).outcome?.replayed == true)
    world.rig.clock.advance(milliseconds: 29_000)
    try world.exchange(self.request(world))
    #expect(partner.asked.count == 2)
    world.rig.clock.advance(milliseconds: 1_000)
    #expect(try world.refusal(self.request(world)) == .partnerUnreachable)
    #expect(partner.asked.count == 3)

    // That nobody has a number is believed for a few seconds, and is what became of the request.
    request = self.request(world)
    request.toMembershipNumber = "L-2"
    partner.say(.unknown, of: "L-2")
    #expect(try world.refusal(request) == .membershipNotValid)
    partner.say(.known, of: "L-2")
    #expect(try world.refusal(request) == .membershipNotValid)
    #expect(partner.asked.count == 4)
    world.rig.clock.advance(milliseconds: 5_000)
    var later = self.request(world)
    later.toMembershipNumber = "L-2"
    #expect(try world.exchange(later).state == .stateAccepted)
    try world.rig.stop()
  }

  @Test func `a member's number elsewhere is asked about too`() throws {
    let partner = TestPartner()
    let world = try world(partner)
    try put(webhook(), world)
    try world.enrol("eve", in: "light")
    func keep(_ number: String) throws -> Status? {
      do {
        _ = try world.rig.answer(
          EnrolResponse.self,
          MethodID.putMembership,
          PutMembershipRequest(
            envelope: world.envelope("light"),
            member: ExchangeRig.reference("eve"),
            membership: Membership(provider: "airline", number: number)
          )
        )
        return nil
      } catch RigFailure.refused(let status) {
        return status
      }
    }
    #expect(try keep("B-1")?.reason == .invalidField)
    #expect(try keep("A-1")?.reason == .partnerUnreachable)
    partner.say(.unknown, of: "A-2")
    let unknown = try keep("A-2")
    #expect(unknown?.reason == .membershipNotValid && unknown?.field == "membership.number")
    partner.say(.known, of: "A-3")
    #expect(try keep("A-3") == nil)
    #expect(partner.asked == ["airline A-1", "airline A-2", "airline A-3"])
    try world.rig.stop()
  }

  @Test func `an IBAN is checked modulo 97`() {
    let check = MembershipCheck(MembershipRule(check: .checkMod97), isSandbox: false)
    func takes(_ text: String) -> Bool {
      var text = text
      return text.withUTF8 { check.takes(UnsafeRawBufferPointer($0)) }
    }
    #expect(takes("GB82WEST12345698765432") && takes("DE89370400440532013000"))
    #expect(!takes("GB82WEST12345698765423") && !takes("DE88370400440532013000"))
    #expect(!takes("gb82west12345698765432") && !takes("DE8") && !takes(""))
  }

  @Test func `a rule that asks nobody, or believes for ever, is none`() throws {
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
    var token = Self.asking
    for trust: Int64 in [-1, 999, 86_400_001] {
      token.membership?.trustMs = trust
      #expect(try put(token, "light") == .invalidProgramme)
    }
    token.membership?.trustMs = 86_400_000
    #expect(try put(token, "light") == nil)
    // The server looks up the numbers of its own members.
    var points = ExchangeRig.points
    points.membership = MembershipRule(webhookID: "credits")
    #expect(try put(points, "p") == .invalidProgramme)
    try world.rig.stop()
  }
}
