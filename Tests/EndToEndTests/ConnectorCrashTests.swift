import FealtyClient
import Testing

// Goal: an order counts once and its buyer is enrolled once, though the shop sends it by its
// connector, the till sends it too, nobody has enrolled the buyer, and the server is killed.
// Method: two workers of the shop and two tills send the same orders while it is; afterwards all is
// sent again under its ids.
@Suite("Orders of a shop through kills", .serialized)
struct ConnectorCrashTests {
  private static let orders = 240
  private static let members = 30

  /// What one request came to.
  private enum Answer: Equatable, Sendable {
    case booked(String)
    case there(String)
  }

  @Test(.timeLimit(.minutes(3)))
  func `an order that shop and till send counts once`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgrammeOfOrders()
    let ids = (0..<2 * Self.orders).map { _ in setUp.client.makeRequestID() }
    for kill in 1...3 {
      let tills = try (0..<4).map { _ in Till(client: try server.client(attempts: 1)) }
      let limit = Self.orders * kill / 3
      await withTaskGroup { group in
        for (worker, till) in tills.enumerated() {
          group.addTask {
            for order in stride(from: worker / 2, to: limit, by: 2) {
              let isShop = worker % 2 == 0
              let id = ids[2 * order + worker % 2]
              guard await Self.send(order, isShop: isShop, id, till) != nil else { return }
            }
          }
        }
        // Those of the others are under way.
        await group.next()
        server.kill()
      }
      for till in tills { till.client.close() }
      server = try ServerProcess.start(data: data, options: ["--shards", kill == 1 ? "3" : "4"])
    }

    let till = Till(client: try server.client())
    for order in 0..<Self.orders {
      let shop = try #require(await Self.send(order, isShop: true, ids[2 * order], till))
      let other = try #require(await Self.send(order, isShop: false, ids[2 * order + 1], till))
      switch (shop, other) {
      case (.booked(let id), .there(let same)), (.there(let same), .booked(let id)):
        #expect(id == same, "order \(order)")
      default: Issue.record("order \(order): \(shop), \(other)")
      }
    }
    for member in 0..<Self.members {
      // 5 for the basket, 3 for a night, 2 for the app, for each of the member's orders.
      let expected = Int64(Self.orders / Self.members * 10)
      #expect(try await till.available("member-\(member)") == expected, "\(member)")
    }
    let listed = try await till.client.members.listMembers(
      ListMembersRequest(envelope: till.envelope())
    )
    #expect(listed.members.count == Self.members)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  private static func basket(_ order: Int) -> Basket {
    Basket(
      lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 500)],
      receiptNumber: "order-\(order)",
      businessDate: 20_260_101,
      tags: [Tag(name: "channel", value: "app")],
      counters: [Counter(name: "nights", value: 1)]
    )
  }

  /// Nil where the connection broke.
  private static func send(
    _ order: Int,
    isShop: Bool,
    _ id: [UInt8],
    _ till: Till
  ) async -> Answer? {
    let member = "member-\(order % members)"
    do {
      if isShop {
        let payload = """
          {"order": "order-\(order)", "customer": "\(member)", "day": "2026-01-01", "nights": 1,
           "items": [{"sku": "A", "sum": "5.00"}]}
          """
        let request = IngestEventRequest(
          envelope: till.envelope(id),
          connectorID: "shop",
          payload: payload
        )
        let answer = try await till.client.connectors.ingestEvent(request)
        return .booked(answer.purchase?.outcome?.transactionID ?? "")
      }
      let request = EarnRequest(
        envelope: till.envelope(id),
        member: MemberReference(reference: .memberID(member)),
        basket: basket(order),
        enrolUnknown: true
      )
      return .booked(try await till.client.points.earn(request).outcome?.transactionID ?? "")
    } catch let error as ClientError where error.reason == .duplicateTransaction {
      return .there(error.status?.existingID ?? "")
    } catch {
      return nil
    }
  }
}

extension Till {
  /// 1 point per 1.00, 3 a night, 2 for what was bought in the app.
  fileprivate func putProgrammeOfOrders() async throws {
    let purchase = PurchaseMapping(
      orderID: "order",
      memberID: "customer",
      businessDate: "day",
      lines: "items",
      line: LineMapping(sku: "sku", amountMinor: "number(sum, 2)"),
      tags: [MappedField(name: "channel", value: "'app'")],
      counters: [MappedField(name: "nights", value: "number(nights)")]
    )
    let programme = Programme(
      programID: Self.programID,
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: [
        Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100))),
        Promotion(
          promotionID: "nights",
          selection: Selection(
            kinds: [.event],
            include: Terms(eventTypes: ["purchase"], counters: ["nights"])
          ),
          mechanic: .rate(Rate(points: 3, perAmountMinor: 1))
        ),
        Promotion(
          promotionID: "app",
          selection: Selection(include: Terms(attributes: ["channel=app"])),
          mechanic: .fixed(Fixed(points: 2))
        ),
      ],
      settings: Settings(
        connectors: [Connector(connectorID: "shop", purchase: purchase)],
        enrolUnknown: true
      )
    )
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }
}
