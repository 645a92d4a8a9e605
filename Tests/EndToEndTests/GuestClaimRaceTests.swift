import FealtyClient
import Testing

// Goal: a guest's sale is claimed once, whoever asks, however often, with kills between. The same
// for events: what was held is rewarded once.
@Suite("Guests' sales and events through kills", .serialized)
struct GuestClaimRaceTests {
  private static let members = (0..<20).map { "member-\($0)" }

  private enum Answer: Equatable, Sendable {
    case claimed(transaction: String, points: Int64)
    case refused(Reason)
  }

  @Test(.timeLimit(.minutes(3)))
  func `of twenty claims one wins, and a kill changes no answer`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgrammeOfWaiting()
    for member in Self.members { try await setUp.enrol(member) }
    let parked = try await setUp.park(42, receipt: "R1")
    #expect(parked.parked && parked.points == 42)
    let ids = Self.members.map { _ in setUp.client.makeRequestID() }

    let first = try await Self.claim(server, ids)
    server.kill()
    server = try ServerProcess.start(data: data, options: ["--shards", "3"])
    let second = try await Self.claim(server, ids)

    #expect(first.count { if case .claimed(_, 42) = $0 { true } else { false } } == 1)
    #expect(first.count { $0 == .refused(.alreadyClaimed) } == 19)
    #expect(first == second)
    let till = Till(client: try server.client())
    var sum: Int64 = 0
    for member in Self.members { sum += try await till.available(member) }
    #expect(sum == 42)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  // Goal: however a kill falls between the two records of a claim, the sale is somebody's once.
  // Method: a claim of each of some sales is under way when the server is killed; then each is
  // claimed again under the same id.
  @Test(.timeLimit(.minutes(3)))
  func `claims that a kill meets are claimed once after it`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgrammeOfWaiting()
    for member in Self.members { try await setUp.enrol(member) }
    let receipts = (0..<200).map { "R\($0)" }
    for receipt in receipts { _ = try await setUp.park(7, receipt: receipt) }
    let ids = receipts.map { _ in setUp.client.makeRequestID() }
    for kill in 1...3 {
      let till = Till(client: try server.client(attempts: 1))
      await withTaskGroup { group in
        for worker in 0..<8 {
          group.addTask { await Self.claim(receipts, ids, worker, till, until: 60 * kill) }
        }
        _ = await group.next()
        server.kill()
      }
      till.client.close()
      server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    }
    let till = Till(client: try server.client())
    for (place, receipt) in receipts.enumerated() {
      let member = Self.members[place % Self.members.count]
      #expect(try await till.claim(receipt, for: member, id: ids[place]).points == 7)
    }
    for member in Self.members {
      #expect(try await till.available(member) == 70)
    }
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  @Test(.timeLimit(.minutes(3)))
  func `held events are rewarded once, through kills`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    var till = Till(client: try server.client())
    try await till.putProgrammeOfWaiting()
    for event in 0..<10 {
      #expect(try await till.review("e\(event)", by: "ada").held)
      // Each of them twice.
      #expect(try await till.review("e\(event)", by: "ada").outcome?.replayed == true)
    }
    server.kill()
    server = try ServerProcess.start(data: data, options: ["--shards", "3"])
    till = Till(client: try server.client())
    try await till.enrol("ada")
    server.kill()
    server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    till = Till(client: try server.client())
    #expect(try await till.available("ada") == 50)
    #expect(try await till.review("e3", by: "ada").held)
    #expect(try await till.review("e10", by: "ada").points == 5)
    #expect(try await till.available("ada") == 55)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  /// All members claim the one sale at once, each over a connection of its own.
  private static func claim(_ server: ServerProcess, _ ids: [[UInt8]]) async throws -> [Answer] {
    let tills = try members.map { _ in Till(client: try server.client()) }
    return try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
      for (index, till) in tills.enumerated() {
        let (id, member) = (ids[index], members[index])
        group.addTask {
          do {
            let answer = try await till.claim("R1", for: member, id: id)
            let transaction = answer.outcome?.transactionID ?? ""
            return (index, .claimed(transaction: transaction, points: answer.points))
          } catch let error as ClientError where error.reason != .reasonNone {
            return (index, .refused(error.reason))
          }
        }
      }
      var answers = [Answer](repeating: .refused(.reasonNone), count: tills.count)
      for try await (index, answer) in group { answers[index] = answer }
      return answers
    }
  }

  /// Claims every eighth sale, each for its own member, up to a place or until the server is gone.
  private static func claim(
    _ receipts: [String],
    _ ids: [[UInt8]],
    _ worker: Int,
    _ till: Till,
    until limit: Int
  ) async {
    for place in stride(from: worker, to: limit, by: 8) {
      let member = members[place % members.count]
      guard (try? await till.claim(receipts[place], for: member, id: ids[place])) != nil else {
        return
      }
    }
  }
}

extension Till {
  /// 1 point per 1.00, for guests too; 5 points for a review.
  fileprivate func putProgrammeOfWaiting() async throws {
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
      settings: Settings(
        guests: true,
        parkGuestSales: true,
        eventTypes: ["review"],
        holdEventsMs: 86_400_000
      )
    )
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }

  fileprivate func park(_ points: Int64, receipt: String) async throws -> EarnResponse {
    try await client.points.earn(
      EarnRequest(
        envelope: envelope(),
        basket: Basket(
          lines: [BasketLine(sku: "A", quantity: 1, amountMinor: points * 100)],
          receiptNumber: receipt,
          businessDate: 20_260_101
        )
      )
    )
  }

  fileprivate func claim(
    _ receipt: String,
    for member: String,
    id: [UInt8]
  ) async throws -> EarnResponse {
    try await client.points.claimSale(
      ClaimSaleRequest(
        envelope: envelope(id),
        member: MemberReference(reference: .memberID(member)),
        naturalKey: NaturalKey(
          storeID: "S1",
          terminalID: "T1",
          businessDate: 20_260_101,
          receiptNumber: receipt
        )
      )
    )
  }

  fileprivate func review(_ id: String, by member: String) async throws -> RewardEventResponse {
    try await client.points.rewardEvent(
      RewardEventRequest(
        envelope: envelope(),
        member: MemberReference(reference: .memberID(member)),
        source: "shop",
        eventID: id,
        eventType: "review"
      )
    )
  }
}
