import FealtyClient
import Foundation
import Testing

// Goal: a member of a brand of light integration gives points once for each exchange that
// completes, and has them again for each other one, whatever the brand's endpoint, the other
// brand's and the server do. Method: the real binary, and two real HTTP endpoints with books of
// their own, which are down, slow, broken and silent; the server is killed while it is at either of
// them; in the end the books and the ledger are compared.
@Suite("Exchanges out of tokens of light brands", .serialized)
struct LightGivingTests {
  private static let options = ["--shards", "3", "--local-webhooks", "--log-level", "warning"]

  /// A server, a brand "sunny" whose "eve" gives suns, and a brand "stellar" whose members get
  /// stars; "ada" of "bakery" gets points, which the server keeps.
  fileprivate final class World {
    let directory = TemporaryDirectory()
    let giver: LightBrand
    let taker: LightBrand
    private(set) var server: ServerProcess
    private(set) var client: FealtyClient

    init() async throws {
      giver = try LightBrand()
      taker = try LightBrand()
      server = try ServerProcess.start(
        data: directory.path + "/data",
        options: LightGivingTests.options
      )
      client = try server.client(attempts: 3)
      try await put(
        Programme(
          programID: "bakery",
          tokens: [Self.token("points", costs: 100, from: "sunny")]
        )
      )
      try await put(Self.sunny())
      var stars = Self.token("stars", costs: 10, from: "sunny")
      stars.partner = Self.partner
      try await put(
        Programme(
          programID: "stellar",
          tokens: [stars],
          settings: Settings(integration: .integrationLight)
        )
      )
      for (member, program) in [("eve", "sunny"), ("ada", "bakery")] {
        _ = try await client.members.enrol(
          EnrolRequest(
            envelope: Envelope(programID: program),
            member: MemberReference(reference: .memberID(member)),
            mode: .create
          )
        )
      }
      try await putWebhook(giver, "sunny")
      try await putWebhook(taker, "stellar")
      try giver.start()
      try taker.start()
    }

    static func sunny(_ integration: IntegrationMode = .integrationLight) -> Programme {
      var suns = token("suns", costs: 100, from: "")
      suns.offRamp = suns.onRamp
      suns.partner = partner
      return Programme(
        programID: "sunny",
        defaultTokenID: "suns",
        tokens: [suns],
        settings: Settings(integration: integration),
        partnerships: [
          Partnership(
            partnershipID: "points",
            fromTokenID: "suns",
            toProgramID: "bakery",
            toTokenID: "points"
          ),
          Partnership(
            partnershipID: "stars",
            fromTokenID: "suns",
            toProgramID: "stellar",
            toTokenID: "stars"
          ),
        ]
      )
    }

    private static let partner = PartnerSettings(
      kind: .partnerWebhook,
      timeoutMs: 400,
      retryMs: 20,
      maxRetryMs: 100,
      webhookID: "exchanges"
    )

    private static func token(_ id: String, costs: Int64, from program: String) -> Token {
      Token(
        tokenID: id,
        onRamp: [TokenValue(value: Ratio(numerator: 1, denominator: costs))],
        acceptsProgramIDs: program.isEmpty ? [] : [program]
      )
    }

    func put(_ programme: Programme, openings: [TokenPoints] = []) async throws {
      _ = try await client.programmes.putProgramme(
        PutProgrammeRequest(
          envelope: Envelope(programID: programme.programID),
          programme: programme,
          openingBalances: openings
        )
      )
    }

    private func putWebhook(_ brand: LightBrand, _ program: String) async throws {
      _ = try await client.events.putWebhook(
        PutWebhookRequest(
          envelope: Envelope(programID: program),
          webhook: Webhook(
            webhookID: "exchanges",
            url: brand.url,
            authentication: WebhookAuthentication(
              method: .basic(WebhookBasic(username: "fealty", password: "planted-secret"))
            ),
            exchanges: true
          )
        )
      )
    }

    /// `number`: nil = "ada", who gets points.
    func exchange(stars number: String? = nil, points: Int64 = 100) async throws -> String {
      let answer = try await client.exchanges.exchange(
        ExchangeRequest(
          envelope: Envelope(programID: "sunny"),
          member: MemberReference(reference: .memberID("eve")),
          toProgramID: number == nil ? "bakery" : "stellar",
          toTokenID: number == nil ? "points" : "stars",
          points: points,
          toMembershipNumber: number ?? "ada"
        )
      )
      #expect(answer.state == .stateAccepted)
      return answer.exchange?.exchangeID ?? ""
    }

    func takeBack(_ id: String) async throws {
      _ = try await client.exchanges.reverseExchange(
        ReverseExchangeRequest(
          envelope: Envelope(programID: "sunny"),
          exchangeID: id,
          reason: "mistake"
        )
      )
    }

    func standing(_ id: String) async throws -> GetExchangeResponse {
      try await client.exchanges.getExchange(
        GetExchangeRequest(envelope: Envelope(programID: "sunny"), exchangeID: id)
      )
    }

    /// Returns when an exchange has come to a state: what brings it there is under way already.
    @discardableResult
    func await(_ state: ExchangeState, of id: String) async throws -> GetExchangeResponse {
      while true {
        let answer = try await standing(id)
        if answer.state == state { return answer }
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    /// Returns when no exchange of "eve" is under way, also none whose answer was lost.
    func awaitEnds() async throws {
      let started = try await client.points.listTransactions(
        ListTransactionsRequest(
          envelope: Envelope(programID: "sunny"),
          member: MemberReference(reference: .memberID("eve")),
          kinds: [.exchangeStarted]
        )
      )
      let ends: [ExchangeState] = [.stateCompleted, .stateFailed, .stateTakenBack]
      for id in started.transactions.map(\.transactionID) {
        while !ends.contains(try await standing(id).state) {
          try await Task.sleep(for: .milliseconds(5))
        }
      }
    }

    /// Lets a step be interrupted by the server's end: it is killed when a brand is asked for
    /// something, before or after that is done.
    func kill(at brand: LightBrand, isDone: Bool, _ step: () async throws -> Void) async throws {
      let server = server
      let kill: @Sendable () -> Void = { server.kill() }
      brand.set(.fine, arrived: isDone ? nil : kill, done: isDone ? kill : nil)
      // The answer may be lost with the server, what was asked for is not.
      try? await step()
      server.awaitEnd()
      brand.set(.fine)
      try startAgain()
    }

    func startAgain() throws {
      server.kill()
      client.close()
      server = try ServerProcess.start(
        data: directory.path + "/data",
        options: LightGivingTests.options
      )
      client = try server.client(attempts: 3)
    }

    /// What became of every point, where nothing is under way any more.
    func expectBooks() async throws {
      try await awaitEnds()
      let verified = try await Till(client: client).verifyLedger()
      #expect(verified.balanced)
      func totals(_ token: String) -> TokenTotals {
        verified.totals.first { $0.tokenID == token } ?? TokenTotals()
      }
      let suns = totals("suns")
      #expect(suns.inTransit == 0 && suns.available == 0)
      #expect(suns.exchanged == giver.debited, "\(suns) with \(giver.debited)")
      #expect(suns.issued == suns.exchanged + suns.reversed)
      #expect(totals("stars").heldOutside == taker.held)
      #expect(totals("points").available + 10 * taker.held == giver.debited)
    }

    func end() throws {
      client.close()
      #expect(server.stop() == 0)
      let verified = try Binary.run(["verify", directory.path + "/data"])
      #expect(verified.exitCode == 0, "\(verified.output)")
      giver.stop()
      taker.stop()
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `the brand's endpoint is asked for each debit once, however it behaves`() async throws {
    let world = try await World()
    world.giver.stop()
    let first = try await world.exchange()
    while try await world.standing(first).calls < 3 {}
    #expect(try await world.standing(first).state == .stateAccepted)
    try world.giver.start()
    try await world.await(.stateCompleted, of: first)
    let body = world.giver.requests.first { $0.method == "POST" }.map {
      String(decoding: $0.body, as: UTF8.self)
    }
    for part in [
      #""transaction_type":"debit""#, #""tx_hash":"\#(first)-debit""#, #""amount":"100""#,
      #""auth_id":"eve""#, #""token_id":"suns""#, #""program_id":"sunny""#,
    ] {
      #expect(body?.contains(part) == true, "\(part) is not in \(body ?? "")")
    }
    for mood in LightBrand.Mood.allCases {
      world.giver.set(mood)
      let id = try await world.exchange(stars: mood == .slow ? "L-1" : nil)
      while mood != .fine, mood != .answersTwice, try await world.standing(id).calls < 3 {}
      world.giver.set(.fine)
      try await world.await(.stateCompleted, of: id)
    }
    let poor = try await world.exchange(points: LightBrand.purse + 100)
    #expect(try await world.await(.stateFailed, of: poor).reason == "too few points")
    #expect(world.giver.debited == 100 * Int64(1 + LightBrand.Mood.allCases.count))
    try await world.expectBooks()
    try world.end()
  }

  // Method: the other brand refuses each one, and the endpoint changes its mood when it has taken
  // the points.
  @Test(.timeLimit(.minutes(3)))
  func `it gives each debit back once, however it behaves`() async throws {
    let world = try await World()
    var keys: Set<String> = []
    for mood in LightBrand.Mood.allCases {
      let giver = world.giver
      giver.set(.fine, done: { giver.set(mood) })
      let id = try await world.exchange(stars: LightBrand.unknown)
      keys.insert("\(id)-debit")
      while mood != .fine, mood != .answersTwice {
        let standing = try await world.standing(id)
        #expect(standing.state != .stateFailed && standing.state != .stateCompleted)
        // On a slow machine the debit's own answer may have come too late, and met the mood first.
        if standing.calls >= 3 { break }
      }
      giver.set(.fine)
      let end = try await world.await(.stateFailed, of: id)
      #expect(end.reason == "nobody has this number")
    }
    #expect(world.giver.takenBack == keys && world.giver.keys == keys)
    #expect(world.giver.debited == 0 && world.taker.held == 0)
    try await world.expectBooks()
    try world.end()
  }

  // Method: the endpoint that is asked kills the server, before and after it has done its part.
  @Test(.timeLimit(.minutes(4)))
  func `kills between the steps take and give back everything once`() async throws {
    let world = try await World()
    for isDone in [false, true] {
      // The debit, of exchanges into points here and into stars outside.
      for number in [nil, "L-1"] {
        try await world.kill(at: world.giver, isDone: isDone) {
          _ = try await world.exchange(stars: number)
        }
        try await world.awaitEnds()
      }
      // The credit after it.
      try await world.kill(at: world.taker, isDone: isDone) {
        _ = try await world.exchange(stars: "L-2")
      }
      try await world.awaitEnds()
      // The reversal, after the other brand has refused.
      let (giver, server) = (world.giver, world.server)
      let kill: @Sendable () -> Void = { server.kill() }
      giver.set(
        .fine,
        done: { giver.set(.fine, arrived: isDone ? nil : kill, done: isDone ? kill : nil) }
      )
      let failed = try? await world.exchange(stars: LightBrand.unknown)
      server.awaitEnd()
      giver.set(.fine)
      try world.startAgain()
      try await world.awaitEnds()
      if let failed { #expect(try await world.standing(failed).state == .stateFailed) }
    }
    #expect(world.giver.debited == 600 && world.giver.takenBack.count == 2)
    #expect(world.taker.held == 40)
    try await world.expectBooks()

    // A completed one is taken back: at the other brand, then here.
    for isDone in [false, true] {
      for isAtGiver in [false, true] {
        let id = try await world.exchange(stars: "L-3")
        try await world.await(.stateCompleted, of: id)
        let brand = isAtGiver ? world.giver : world.taker
        try await world.kill(at: brand, isDone: isDone) {
          try await world.takeBack(id)
          try await world.await(.stateTakenBack, of: id)
        }
        try await world.await(.stateTakenBack, of: id)
      }
    }
    #expect(world.giver.debited == 600 && world.giver.takenBack.count == 6)
    #expect(world.taker.held == 40 && world.taker.takenBack.count == 4)
    try await world.expectBooks()
    try world.end()
  }

  @Test(.timeLimit(.minutes(2)))
  func `it becomes full when its endpoint has no exchange any more`() async throws {
    let world = try await World()
    world.giver.set(.hangsAfterIt)
    let id = try await world.exchange()
    while world.giver.debited == 0 { await Task.yield() }
    let openings = [TokenPoints(tokenID: "suns")]
    func become() async throws -> Reason? {
      do {
        try await world.put(World.sunny(.integrationFull), openings: openings)
        return nil
      } catch let error as ClientError {
        return error.reason
      }
    }
    #expect(try await become() == .exchangesUnderWay)
    world.giver.set(.fine)
    try await world.await(.stateCompleted, of: id)
    try await world.expectBooks()
    #expect(try await become() == nil)
    try world.end()
  }
}
