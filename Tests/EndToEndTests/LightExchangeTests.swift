import FealtyClient
import Foundation
import Testing

// Goal: a member of a brand of light integration is credited once for each exchange, or the points
// are back, whatever the brand's endpoint and the server do. Method: the real binary, and a real
// HTTP endpoint with books of its own, which is down, slow, broken and silent; the server is killed
// between any two steps; in the end the books and the ledger are compared.
@Suite("Exchanges into tokens of light brands", .serialized)
struct LightExchangeTests {
  private static let options = ["--shards", "3", "--local-webhooks", "--log-level", "warning"]

  /// A server and a brand, with 10,000 points of "ada" to give.
  fileprivate final class World {
    let directory = TemporaryDirectory()
    let brand: LightBrand
    private(set) var server: ServerProcess
    private(set) var client: FealtyClient

    init() async throws {
      brand = try LightBrand()
      let data = directory.path + "/data"
      server = try ServerProcess.start(data: data, options: LightExchangeTests.options)
      client = try server.client(attempts: 3)
      try await setUp()
    }

    private func setUp() async throws {
      let ada = MemberReference(reference: .memberID("ada"))
      let envelope = Envelope(programID: "bakery", storeID: "S1", terminalID: "T1")
      _ = try await client.programmes.putProgramme(
        PutProgrammeRequest(
          envelope: envelope,
          programme: Programme(
            programID: "bakery",
            defaultTokenID: "points",
            tokens: [
              Token(
                tokenID: "points",
                offRamp: [TokenValue(value: Ratio(numerator: 1, denominator: 100))]
              )
            ],
            promotions: [
              Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100)))
            ],
            partnerships: [
              Partnership(
                partnershipID: "out",
                fromTokenID: "points",
                toProgramID: "light",
                toTokenID: "stars"
              )
            ]
          )
        )
      )
      _ = try await client.programmes.putProgramme(
        PutProgrammeRequest(
          envelope: Envelope(programID: "light"),
          programme: Programme(
            programID: "light",
            tokens: [LightExchangeTests.stars],
            settings: Settings(integration: .integrationLight)
          )
        )
      )
      let line = BasketLine(sku: "A", quantity: 1, amountMinor: 1_000_000)
      _ = try await client.members.enrol(
        EnrolRequest(envelope: envelope, member: ada, mode: .create)
      )
      _ = try await client.points.earn(
        EarnRequest(envelope: envelope, member: ada, basket: Basket(lines: [line]))
      )
    }

    func put(isPaused: Bool = false) async throws {
      _ = try await client.events.putWebhook(
        PutWebhookRequest(
          envelope: Envelope(programID: "light"),
          webhook: Webhook(
            webhookID: "credits",
            url: brand.url,
            authentication: WebhookAuthentication(
              method: .basic(WebhookBasic(username: "fealty", password: "planted-secret"))
            ),
            paused: isPaused,
            exchanges: true
          )
        )
      )
    }

    static func request(to number: String = "L-1", points: Int64 = 100) -> ExchangeRequest {
      ExchangeRequest(
        envelope: Envelope(programID: "bakery"),
        member: MemberReference(reference: .memberID("ada")),
        toProgramID: "light",
        toTokenID: "stars",
        points: points,
        toMembershipNumber: number
      )
    }

    func exchange(to number: String = "L-1") async throws -> String {
      let answer = try await client.exchanges.exchange(Self.request(to: number))
      #expect(answer.state == .stateAccepted)
      return answer.exchange?.exchangeID ?? ""
    }

    func standing(_ id: String) async throws -> GetExchangeResponse {
      try await client.exchanges.getExchange(
        GetExchangeRequest(envelope: Envelope(programID: "bakery"), exchangeID: id)
      )
    }

    /// Returns when an exchange has come to a state: what brings it there is under way already.
    @discardableResult
    func await(_ state: ExchangeState, of id: String) async throws -> GetExchangeResponse {
      while true {
        let answer = try await standing(id)
        if answer.state == state { return answer }
        let isOver = [.stateCompleted, .stateFailed, .stateTakenBack].contains(answer.state)
        guard !isOver || answer.state == .stateCompleted && state != .stateFailed else {
          throw Ended(state: answer.state)
        }
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    struct Ended: Error {
      let state: ExchangeState
    }

    /// Ends the server at once; to be called from any thread.
    func killer() -> @Sendable () -> Void {
      let server = server
      return { server.kill() }
    }

    func startAgain() throws {
      server.kill()
      client.close()
      server = try ServerProcess.start(
        data: directory.path + "/data",
        options: LightExchangeTests.options
      )
      client = try server.client(attempts: 3)
    }

    /// What became of every point, where nothing is under way any more.
    func expectBooks(exchanged: Int64, held: Int64) async throws {
      let verified = try await Till(client: client).verifyLedger()
      #expect(verified.balanced)
      let points = verified.totals.first { $0.tokenID == "points" } ?? TokenTotals()
      #expect(points.inTransit == 0 && points.exchanged == exchanged)
      #expect(points.available == 10_000 - exchanged)
      let stars = verified.totals.first { $0.tokenID == "stars" } ?? TokenTotals()
      #expect(stars.heldOutside == held && stars.issued == 0)
      #expect(brand.held == held)
    }

    func end() throws {
      client.close()
      #expect(server.stop() == 0)
      let verified = try Binary.run(["verify", directory.path + "/data"])
      #expect(verified.exitCode == 0, "\(verified.output)")
      brand.stop()
    }
  }

  /// Kept by the brand: ten for a hundred points.
  private static let stars = Token(
    tokenID: "stars",
    name: "Stars",
    symbol: "STR",
    onRamp: [TokenValue(value: Ratio(numerator: 1, denominator: 10))],
    membership: MembershipRule(patterns: ["L-#", "L-???????"]),
    acceptsProgramIDs: ["bakery"],
    partner: PartnerSettings(
      kind: .partnerWebhook,
      timeoutMs: 400,
      retryMs: 20,
      maxRetryMs: 100,
      webhookID: "credits"
    )
  )

  private func reason(_ call: () async throws -> Void) async -> Reason? {
    do {
      try await call()
      return nil
    } catch let error as ClientError {
      return error.reason
    } catch {
      return nil
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `without a webhook nothing is exchanged into it, and one that is asked stays`() async throws
  {
    let world = try await World()
    #expect(await reason { _ = try await world.exchange() } == .exchangeNotAllowed)
    try await world.put(isPaused: true)
    #expect(await reason { _ = try await world.exchange() } == .exchangeNotAllowed)
    try await world.put()
    try world.brand.start()
    let id = try await world.exchange()
    let end = try await world.await(.stateCompleted, of: id)
    #expect(end.exchange?.receipt == "L-\(id.suffix(6))" && end.toTokenID == "stars")
    let request = try #require(world.brand.requests.first)
    #expect(request.path == "/exchanges?brand=light" && request.headers["webhook-id"] == id)
    #expect(request.headers["idempotency-key"] == "\"\(id)\"")
    let pair = Data("fealty:planted-secret".utf8).base64EncodedString()
    #expect(request.headers["authorization"] == "Basic \(pair)")
    let body = String(decoding: request.body, as: UTF8.self)
    for part in [
      #""transaction_type":"credit""#, #""tx_hash":"\#(id)""#, #""amount":"10""#,
      #""auth_id":"L-1""#, #""token_symbol":"STR""#, #""program_id":"light""#,
    ] {
      #expect(body.contains(part), "\(part) is not in \(body)")
    }
    let delete = DeleteWebhookRequest(
      envelope: Envelope(programID: "light"),
      webhookID: "credits"
    )
    #expect(
      await reason { _ = try await world.client.events.deleteWebhook(delete) } == .webhookInUse
    )
    #expect(await reason { _ = try await world.exchange(to: "X-1") } == .membershipNotValid)
    try await world.expectBooks(exchanged: 100, held: 10)
    try world.end()
  }

  @Test(.timeLimit(.minutes(3)))
  func `an endpoint that is down, slow, broken and silent credits each exchange once`() async throws
  {
    let world = try await World()
    try await world.put()
    var ids = [try await world.exchange()]
    while try await world.standing(ids[0]).calls < 3 {}
    try world.brand.start()
    try await world.await(.stateCompleted, of: ids[0])
    for mood in LightBrand.Mood.allCases {
      world.brand.set(mood)
      let id = try await world.exchange()
      ids.append(id)
      // It has been asked for the credit, and once more, in this mood.
      while mood != .fine, mood != .answersTwice, try await world.standing(id).calls < 3 {}
      world.brand.set(.fine)
      try await world.await(.stateCompleted, of: id)
    }
    #expect(world.brand.keys == Set(ids))
    // After a time-out it was asked first what had become of it: what it had credited was not
    // asked for again.
    let count = Int64(ids.count)
    try await world.expectBooks(exchanged: 100 * count, held: 10 * count)
    try world.end()
  }

  @Test(.timeLimit(.minutes(3)))
  func `what was credited and not answered is asked for, and not sent again`() async throws {
    let world = try await World()
    try await world.put()
    try world.brand.start()
    world.brand.set(.hangsAfterIt)
    let id = try await world.exchange()
    while world.brand.asked("GET", id) < 1 {}
    world.brand.set(.fine)
    try await world.await(.stateCompleted, of: id)
    #expect(world.brand.asked("POST", id) == 1)
    try await world.expectBooks(exchanged: 100, held: 10)
    try world.end()
  }

  // Method: the endpoint itself kills the server, at the step that it is at.
  @Test(.timeLimit(.minutes(4)))
  func `kills between the steps credit nobody twice, and take back once`() async throws {
    let world = try await World()
    try await world.put()
    var ids: [String] = []
    // Before the endpoint hears of it.
    ids.append(try await world.exchange())
    try world.startAgain()
    try world.brand.start()
    try await world.await(.stateCompleted, of: ids[0])
    for mood in [LightBrand.Mood.fine, .closesBeforeItCredits] {
      for isDone in [false, true] {
        let kill = world.killer()
        world.brand.set(mood, arrived: isDone ? nil : kill, done: isDone ? kill : nil)
        let id = try? await world.exchange()
        // The answer may have been lost with the server, the exchange is not.
        world.server.awaitEnd()
        world.brand.set(.fine)
        try world.startAgain()
        if let id { try await world.await(.stateCompleted, of: id) }
        if let id { ids.append(id) }
        while try await world.inTransit() > 0 {}
      }
    }
    // Just as it has answered.
    let last = try await world.exchange()
    while world.brand.asked("POST", last) == 0 {}
    try world.startAgain()
    ids.append(last)
    for id in ids { try await world.await(.stateCompleted, of: id) }
    let credited = Int64(world.brand.keys.count)
    #expect(world.brand.keys.isSuperset(of: ids))
    try await world.expectBooks(exchanged: 100 * credited, held: 10 * credited)

    let back = ReverseExchangeRequest(
      envelope: Envelope(programID: "bakery"),
      exchangeID: last,
      reason: "mistake"
    )
    world.brand.set(.fine, done: world.killer())
    _ = try? await world.client.exchanges.reverseExchange(back)
    world.server.awaitEnd()
    world.brand.set(.fine)
    try world.startAgain()
    try await world.await(.stateTakenBack, of: last)
    #expect(world.brand.takenBack == [last])
    try await world.expectBooks(exchanged: 100 * (credited - 1), held: 10 * (credited - 1))
    try world.end()
  }

  // Goal: nobody waits for a brand that is asked about a number. Method: it hangs, and meanwhile
  // the same connection is answered; then it says what it has to say.
  @Test(.timeLimit(.minutes(2)))
  func `numbers are what the brand says, and nobody else waits while it is asked`() async throws {
    let world = try await World()
    try await world.put()
    try world.brand.start()
    var token = Self.stars
    token.membership = MembershipRule(patterns: ["L-#"], webhookID: "credits")
    _ = try await world.client.exchanges.putToken(
      PutTokenRequest(envelope: Envelope(programID: "light"), token: token)
    )
    #expect(await reason { _ = try await world.exchange(to: "L-9") } == .membershipNotValid)
    world.brand.set(.hangsBeforeItCredits)
    let client = world.client
    async let hung = client.exchanges.exchange(World.request())
    while world.brand.asked("NUMBER", "L-1") == 0 { await Task.yield() }
    for _ in 0..<50 { _ = try await world.inTransit() }
    #expect(world.brand.asked("NUMBER", "L-1") == 1)
    world.brand.set(.fine)
    // The client sends the same request again when it is told that the brand did not answer.
    let id = try await hung.exchange?.exchangeID ?? ""
    try await world.await(.stateCompleted, of: id)
    #expect(world.brand.asked("NUMBER", "L-1") == 2)
    try await world.await(.stateCompleted, of: try await world.exchange(to: "L-1"))
    #expect(world.brand.asked("NUMBER", "L-1") == 2)
    try await world.expectBooks(exchanged: 200, held: 20)
    try world.end()
  }

  @Test(.timeLimit(.minutes(2)))
  func `what it refuses comes back, and what it credits later waits for a person`() async throws {
    let world = try await World()
    try await world.put()
    try world.brand.start()
    let id = try await world.exchange(to: LightBrand.unknown)
    let failed = try await world.await(.stateFailed, of: id)
    #expect(failed.reason == "nobody has this number")
    try await world.expectBooks(exchanged: 0, held: 0)
    world.brand.creditAllTheSame(id, 10)
    var late: [LateDelivery] = []
    while late.isEmpty {
      let request = ListLateDeliveriesRequest(envelope: Envelope(programID: "bakery"))
      late = try await world.client.exchanges.listLateDeliveries(request).deliveries
    }
    #expect(late.count == 1 && late.first?.exchange?.exchangeID == id)
    #expect(late.first?.exchange?.receipt == "L-\(id.suffix(6))")
    try world.end()
  }
}

extension LightExchangeTests.World {
  fileprivate func inTransit() async throws -> Int64 {
    let verified = try await Till(client: client).verifyLedger()
    #expect(verified.balanced)
    return verified.totals.first { $0.tokenID == "points" }?.inTransit ?? 0
  }
}
