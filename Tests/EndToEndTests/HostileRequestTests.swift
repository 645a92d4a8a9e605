import FealtyClient
import FealtyWire
import Testing

/// Requests that once stopped a server, or that it answered wrongly.
@Suite("Requests that ask for trouble")
struct HostileRequestTests {
  @Test(.timeLimit(.minutes(2)))
  func `what is out of range is refused, and the server lives`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    let client = till.client
    try await till.putProgramme()
    try await till.enrol("ada")
    _ = try await till.earn(100, for: "ada", receipt: "R1")
    let ada = MemberReference(reference: .memberID("ada"))

    try await refused(.invalidField) {
      _ = try await client.points.lock(
        LockRequest(
          envelope: till.envelope(),
          member: ada,
          points: 1,
          reason: String(repeating: "x", count: 700_000)
        )
      )
    }
    for cursor in ["1", "zzzzzzzz", "-"] {
      try await refused(.invalidField) {
        _ = try await client.points.listTransactions(
          ListTransactionsRequest(envelope: till.envelope(), member: ada, cursor: cursor)
        )
      }
    }
    try await refused(.invalidField) {
      _ = try await client.members.enrol(
        EnrolRequest(
          envelope: till.envelope(),
          member: ada,
          mode: .upsert,
          stage: Stage(rawValue: -1)
        )
      )
    }
    try await refused(.invalidProgramme) {
      _ = try await client.programmes.putProgramme(
        PutProgrammeRequest(
          envelope: till.envelope(),
          programme: Programme(settings: Settings(maxBackdateMs: .max))
        )
      )
    }
    #expect(try await till.available("ada") == 100)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `N7: a request id older than the window, or from the future, is never executed`()
    async throws
  {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    let tail = [UInt8](repeating: 7, count: 10)
    let ofTheYear1970 = [UInt8](repeating: 0, count: 6) + tail
    let ofTheYear10889 = [UInt8](repeating: 255, count: 6) + tail
    for _ in 0..<2 {
      try await refused(.tooOld) {
        _ = try await till.earn(100, for: "ada", receipt: "R1", id: ofTheYear1970)
      }
      try await refused(.clockSkew) {
        _ = try await till.earn(100, for: "ada", receipt: "R1", id: ofTheYear10889)
      }
    }
    #expect(try await till.available("ada") == 0)
    #expect(try await till.transactions(of: "ada").isEmpty)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `a lot that has expired is not taken back from other lots`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    _ = try await till.earn(500, for: "ada", receipt: "R0")
    let brief = Promotion(
      promotionID: "base",
      name: "1 point per 1.00",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      lotTerms: LotTerms(expiresAfterMs: 200)
    )
    _ = try await till.client.programmes.putPromotions(
      PutPromotionsRequest(envelope: till.envelope(), promotions: [brief])
    )
    let first = try await till.earn(100, for: "ada", receipt: "R1")
    // The lot's own expiry is awaited, by asking for the balance until it has happened.
    while try await till.available("ada") > 500 {}
    // No command touches the member's lots between the expiry and the reversal but this one's own.
    let reversal = try await till.client.points.reverseEarn(
      ReverseEarnRequest(
        envelope: till.envelope(),
        transactionID: first.outcome?.transactionID ?? ""
      )
    )
    #expect(reversal.alreadyExpired == 100)
    #expect(reversal.takenFromOtherLots == 0)
    #expect(try await till.available("ada") == 500)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `a card stays with the member whose enrolment won`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    for round in 0..<20 {
      let requests = (0..<2).map { _ in
        EnrolRequest(
          envelope: till.envelope(),
          member: MemberReference(reference: .memberID("m\(round)")),
          cardNumber: "card-\(round)"
        )
      }
      let client = till.client
      await withTaskGroup(of: Void.self) { group in
        for request in requests {
          group.addTask {
            // One of the two is refused: which one is chance.
            do { _ = try await client.members.enrol(request) } catch {}
          }
        }
      }
      let card = try await client.members.validateCard(
        ValidateCardRequest(
          envelope: till.envelope(),
          member: MemberReference(reference: .cardNumber("card-\(round)"))
        )
      )
      #expect(card.valid)
    }
    #expect(server.stop() == 0)
  }

  private func refused(_ reason: Reason, _ body: () async throws -> Void) async throws {
    do {
      try await body()
      Issue.record("it was accepted")
    } catch let error as ClientError {
      #expect(error.reason == reason)
    }
  }
}
