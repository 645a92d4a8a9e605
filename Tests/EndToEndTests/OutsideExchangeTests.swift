import FealtyClient
import Foundation
import Testing

// Goal: an exchange with somebody outside ends once, whatever happens to the server: it completes,
// or its points are back. Method: the real binary with simulated partners, whose books are a file
// of their own; it is killed while an exchange is with the partner, and the books and the ledger
// are compared in the end.
@Suite("Exchanges with partners outside", .serialized)
struct OutsideExchangeTests {
  private static let program = "bakery"

  private struct World {
    let directory = TemporaryDirectory()
    var data: String { directory.path + "/data" }
    var book: String { directory.path + "/partners" }

    func start() throws -> ServerProcess {
      try ServerProcess.start(data: data, options: ["--shards", "3", "--partner-book", book])
    }

    /// What the partners have taken, a line each.
    func taken() throws -> [[String]] {
      try String(contentsOfFile: book, encoding: .utf8).split(separator: "\n")
        .map { $0.split(separator: " ").map(String.init) }.filter { $0.first == "took" }
    }
  }

  private static func miles(_ simulated: SimulatedPartner) -> Token {
    Token(
      tokenID: "miles",
      type: .typeMiles,
      onRamp: [TokenValue(value: Ratio(numerator: 1, denominator: 10))],
      partner: PartnerSettings(
        kind: .partnerSimulated,
        timeoutMs: 60_000,
        retryMs: 50,
        simulated: simulated
      )
    )
  }

  private static func setUp(_ client: FealtyClient) async throws {
    let programme = Programme(
      programID: program,
      defaultTokenID: "points",
      tokens: [
        Token(
          tokenID: "points",
          offRamp: [TokenValue(value: Ratio(numerator: 1, denominator: 100))]
        ),
        miles(SimulatedPartner(delayMs: 20, refusedNumbers: ["M-unknown"])),
      ],
      promotions: [
        Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100)))
      ],
      partnerships: [
        Partnership(partnershipID: "out", fromTokenID: "points", toTokenID: "miles")
      ]
    )
    let envelope = Envelope(programID: program, storeID: "S1", terminalID: "T1")
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope, programme: programme)
    )
    let ada = MemberReference(reference: .memberID("ada"))
    _ = try await client.members.enrol(
      EnrolRequest(envelope: envelope, member: ada, mode: .create)
    )
    let line = BasketLine(sku: "A", quantity: 1, amountMinor: 100_000)
    _ = try await client.points.earn(
      EarnRequest(envelope: envelope, member: ada, basket: Basket(lines: [line]))
    )
  }

  private static func exchange(
    _ client: FealtyClient,
    to number: String
  ) async throws -> ExchangeResponse {
    try await client.exchanges.exchange(
      ExchangeRequest(
        envelope: Envelope(programID: program),
        member: MemberReference(reference: .memberID("ada")),
        toTokenID: "miles",
        points: 100,
        toMembershipNumber: number
      )
    )
  }

  private static func standing(
    _ id: String,
    _ client: FealtyClient
  ) async throws -> GetExchangeResponse {
    try await client.exchanges.getExchange(
      GetExchangeRequest(envelope: Envelope(programID: program), exchangeID: id)
    )
  }

  /// Returns when an exchange has ended; it is under way by itself.
  private static func ending(
    of id: String,
    _ client: FealtyClient
  ) async throws -> GetExchangeResponse {
    while true {
      let answer = try await standing(id, client)
      if answer.state != .stateAccepted, answer.state != .stateDelivering { return answer }
    }
  }

  private static func totals(_ client: FealtyClient, _ token: String) async throws -> TokenTotals {
    let verified = try await Till(client: client).verifyLedger()
    #expect(verified.balanced)
    return verified.totals.first { $0.tokenID == token } ?? TokenTotals()
  }

  @Test(.timeLimit(.minutes(2)))
  func `one completes, one fails, and kills end none twice`() async throws {
    let world = World()
    var server = try world.start()
    var client = try server.client()
    try await Self.setUp(client)
    let good = try await Self.exchange(client, to: "M-1")
    #expect(good.state == .stateAccepted)
    let completed = try await Self.ending(of: good.exchange?.exchangeID ?? "", client)
    #expect(completed.state == .stateCompleted && completed.exchange?.received == 10)
    #expect(completed.exchange?.receipt.hasPrefix("MILES-") == true)
    let bad = try await Self.exchange(client, to: "M-unknown")
    let failed = try await Self.ending(of: bad.exchange?.exchangeID ?? "", client)
    #expect(failed.state == .stateFailed)
    #expect(failed.reason == "the partner does not know the number")

    // The partner credits and does not say so; then it does not even hear.
    var open: [String] = []
    for simulated in [SimulatedPartner(silent: 100), SimulatedPartner(lost: 100)] {
      try await put(Self.miles(simulated), client)
      let answer = try await Self.exchange(client, to: "M-1")
      let id = answer.exchange?.exchangeID ?? ""
      while try await Self.standing(id, client).calls == 0 {}
      open.append(id)
    }
    #expect(try await Self.totals(client, "points").inTransit == 200)
    try await put(Self.miles(SimulatedPartner()), client)
    while try world.taken().count < 2 { await Task.yield() }
    server.kill()
    client.close()

    server = try world.start()
    client = try server.client()
    for id in open { #expect(try await Self.ending(of: id, client).state == .stateCompleted) }
    let taken = try world.taken()
    #expect(taken.count == 3 && Set(taken.map { $0[1] }).count == 3)
    let points = try await Self.totals(client, "points")
    #expect(points.inTransit == 0 && points.exchanged == 300 && points.available == 700)
    #expect(try await Self.totals(client, "miles").heldOutside == 30)
    client.close()
    #expect(server.stop() == 0)
    let verified = try Binary.run(["verify", world.data])
    #expect(verified.exitCode == 0, "\(verified.output)")
    #expect(verified.output.contains("partners hold 30"))
  }

  private func put(_ token: Token, _ client: FealtyClient) async throws {
    _ = try await client.exchanges.putToken(
      PutTokenRequest(envelope: Envelope(programID: Self.program), token: token)
    )
  }
}
