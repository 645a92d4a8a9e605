import FealtyClient
import Testing

// Goal: whatever part of a batch a kill lets happen, the retry of the whole brings each item once.
// Method: batches of events and purchases over all shards are under way when the server is killed;
// afterwards each is sent again under its own id.
@Suite("Batches of events through kills", .serialized)
struct BatchCrashTests {
  private static let members = (0..<20).map { "member-\($0)" }
  private static let batches = 24

  @Test(.timeLimit(.minutes(3)))
  func `items that a kill meets are taken once after it`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgrammeOfBatches()
    for member in Self.members { try await setUp.enrol(member) }
    let ids = (0..<Self.batches).map { _ in setUp.client.makeRequestID() }
    for kill in 1...3 {
      let till = Till(client: try server.client(attempts: 1))
      await withTaskGroup { group in
        for worker in 0..<4 {
          group.addTask {
            for batch in stride(from: worker, to: Self.batches * kill / 3, by: 4) {
              guard (try? await till.batch(batch, id: ids[batch])) != nil else { return }
            }
          }
        }
        // The batches of the others are under way.
        await group.next()
        server.kill()
      }
      till.client.close()
      server = try ServerProcess.start(data: data, options: ["--shards", kill == 2 ? "3" : "4"])
    }
    let till = Till(client: try server.client())
    for batch in 0..<Self.batches {
      let answer = try await till.batch(batch, id: ids[batch])
      #expect(answer.taken == 40 && answer.results.count == 40, "batch \(batch)")
    }
    for member in Self.members {
      #expect(try await till.available(member) == Int64(Self.batches * (5 + 7)), "\(member)")
    }
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  /// A review and a basket of each member.
  static func items(of batch: Int) -> [IngestItem] {
    members.flatMap { member in
      let reference = MemberReference(reference: .memberID(member))
      let review = RewardEventRequest(
        member: reference,
        source: "shop",
        eventID: "\(batch)-\(member)",
        eventType: "review"
      )
      let basket = Basket(
        lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 700)],
        receiptNumber: "\(batch)-\(member)",
        businessDate: 20_260_101
      )
      let purchase = EarnRequest(member: reference, basket: basket)
      return [IngestItem(item: .event(review)), IngestItem(item: .purchase(purchase))]
    }
  }
}

extension Till {
  /// 1 point per 1.00; 5 points for a review.
  fileprivate func putProgrammeOfBatches() async throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    )
    let review = Promotion(
      promotionID: "review",
      selection: Selection(kinds: [.event], include: Terms(eventTypes: ["review"])),
      mechanic: .fixed(Fixed(points: 5))
    )
    let programme = Programme(
      programID: Self.programID,
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: [base, review],
      settings: Settings(eventTypes: ["review"])
    )
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }

  fileprivate func batch(_ batch: Int, id: [UInt8]) async throws -> IngestEventsResponse {
    try await client.connectors.ingestEvents(
      IngestEventsRequest(envelope: envelope(id), items: BatchCrashTests.items(of: batch))
    )
  }
}
