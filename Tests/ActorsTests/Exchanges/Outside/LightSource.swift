import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// A programme "light", whose brand keeps its members' suns and moons itself, beside those of
/// ``ExchangeRig``: "eve" may make suns stars of "q", miles of "p" and moons, 42 for 100.
struct LightSource {
  let rig: ExchangeRig

  static func light(_ integration: IntegrationMode = .integrationLight) -> Programme {
    func token(_ id: String, _ name: String) -> Token {
      Token(
        tokenID: id,
        name: name,
        onRamp: [ExchangeRig.value(7, 300)],
        offRamp: [ExchangeRig.value(1, 100)],
        acceptsProgramIDs: ["p"],
        partner: PartnerSettings(kind: .partnerWebhook, webhookID: "credits")
      )
    }
    func way(_ id: String, _ program: String, _ token: String) -> Partnership {
      Partnership(
        partnershipID: id,
        fromTokenID: "suns",
        toProgramID: program,
        toTokenID: token,
        min: 10,
        max: 500,
        step: 10,
        limits: [ExchangeLimit(period: .perLife, unit: .capPoints, limit: 500)]
      )
    }
    return Programme(
      programID: "light",
      defaultTokenID: "suns",
      tokens: [token("suns", "Suns"), token("moons", "Moons")],
      settings: Settings(integration: integration),
      partnerships: [
        way("stars", "q", "stars"), way("miles", "p", "miles"), way("moons", "", "moons"),
      ]
    )
  }

  init(_ partner: TestPartner, shards: Int = 3) throws {
    rig = try ExchangeRig(shards: shards, partner: partner)
    var stars = ExchangeRig.stars
    stars.acceptsProgramIDs = ["p", "light"]
    var points = ExchangeRig.points
    points.acceptsProgramIDs = ["q"]
    var miles = ExchangeRig.outside()
    miles.acceptsProgramIDs = ["light"]
    try rig.setUp(
      partnerships: [
        Partnership(
          partnershipID: "suns",
          fromTokenID: "points",
          toProgramID: "light",
          toTokenID: "suns"
        )
      ],
      stars: stars,
      tokens: [points, ExchangeRig.gems, miles]
    )
    try rig.put(Self.light())
    try rig.enrol("eve", in: "light")
    #expect(try rig.refusal(request(100)) == .notAvailableInLight)
    let webhook = Webhook(
      webhookID: "credits",
      url: "https://brand.example/exchanges",
      authentication: WebhookAuthentication(method: .bearer(WebhookBearer(token: "planted-token"))),
      exchanges: true
    )
    _ = try rig.rig.answer(
      PutWebhookResponse.self,
      MethodID.putWebhook,
      PutWebhookRequest(envelope: rig.envelope("light"), webhook: webhook)
    )
    while rig.rig.engine.webhooks.endpoint("credits", of: "light") == nil {}
  }

  /// The same after an engine was ended.
  init(_ partner: TestPartner, storage: FaultyStorage, clock: TestClock, shards: Int) throws {
    rig = try ExchangeRig(shards: shards, storage: storage, clock: clock, partner: partner)
  }

  func request(
    _ points: Int64,
    to token: String = "stars",
    in program: String = "q",
    number: String = "cy",
    of member: String = "eve"
  ) -> ExchangeRequest {
    rig.request(
      points,
      of: member,
      from: "suns",
      to: token,
      in: program,
      of: "light",
      number: number
    )
  }

  func exchange(
    _ points: Int64 = 100,
    to token: String = "stars",
    in program: String = "q",
    _ number: String = "cy"
  ) throws -> ExchangeResponse {
    try rig.exchange(request(points, to: token, in: program, number: number))
  }

  func standing(_ id: String) throws -> GetExchangeResponse {
    try rig.rig.answer(
      GetExchangeResponse.self,
      MethodID.getExchange,
      GetExchangeRequest(envelope: rig.envelope("light"), exchangeID: id)
    )
  }

  /// Returns when an exchange has come to a state: what brings it there is under way already.
  @discardableResult
  func await(_ state: ExchangeState, of id: String) throws -> GetExchangeResponse {
    for _ in 0..<20_000 {
      let answer = try standing(id)
      if answer.state == state { return answer }
    }
    throw RigFailure.silent
  }

  func takeBack(_ id: String, of program: String = "light") throws -> ReverseExchangeResponse {
    try rig.rig.answer(
      ReverseExchangeResponse.self,
      MethodID.reverseExchange,
      ReverseExchangeRequest(
        envelope: rig.envelope(program),
        exchangeID: id,
        reason: "mistake"
      )
    )
  }

  func refusalToTakeBack(_ id: String, of program: String = "light") throws -> Reason? {
    do {
      _ = try takeBack(id, of: program)
      return nil
    } catch let failure as RigFailure {
      return failure.reason
    }
  }

  /// Why the programme does not become one of full integration; nil where it does.
  func becomeFull() throws -> Reason? {
    do {
      let openings = ["suns", "moons"].map { TokenPoints(tokenID: $0) }
      _ = try rig.rig.answer(
        PutProgrammeResponse.self,
        MethodID.putProgramme,
        PutProgrammeRequest(
          envelope: rig.envelope("light"),
          programme: Self.light(.integrationFull),
          openingBalances: openings
        )
      )
      return nil
    } catch let failure as RigFailure {
      return failure.reason
    }
  }

  func stop() throws { try rig.rig.stop() }
}
