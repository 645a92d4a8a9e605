import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Purchases of other systems")
struct PurchaseConnectorTests {
  /// A shop that sends orders, and reviews as events, to one connector.
  private static let orders = PurchaseMapping(
    when: "order",
    orderID: "order.id",
    memberID: "customer",
    occurredAt: "date(order.at, 'seconds')",
    storeID: "default(order.shop, 'S1')",
    terminalID: "'T1'",
    channel: "'web'",
    currency: "order.currency",
    totalMinor: "number(order.total, 2)",
    lines: "order.items",
    line: LineMapping(
      sku: "sku",
      lineID: "concat('i', n)",
      categories: ["group"],
      attributes: [MappedField(name: "size", value: "size")],
      kind: "kind",
      quantity: "count",
      unitPriceMinor: "number(price, 2)",
      discountMinor: "number(off, 2)"
    ),
    deliveryMinor: "number(order.delivery, 2)",
    discountMinor: "number(order.off, 2)",
    tags: [MappedField(name: "channel", value: "order.via")],
    counters: [MappedField(name: "km", value: "number(default(order.km, 0))")],
    codes: ["order.coupon"]
  )
  private static let reviews = EventMapping(
    eventType: "'review'",
    eventID: "id",
    memberID: "customer"
  )

  private static func put(_ events: EventRig, _ purchase: PurchaseMapping = orders) throws {
    var programme =
      try events.rig.answer(
        GetProgrammeResponse.self,
        MethodID.getProgramme,
        GetProgrammeRequest(envelope: events.rig.envelope())
      ).programme ?? Programme()
    programme.settings?.parkGuestSales = true
    programme.settings?.connectors = [
      Connector(connectorID: "shop", source: "shopware", mapping: reviews, purchase: purchase)
    ]
    try events.rig.put(programme)
  }

  private static func rig(_ before: EventRig? = nil) throws -> EventRig {
    if let before {
      let storage = before.rig.storage.killed()
      try before.rig.stop()
      return try EventRig(storage: storage, clock: before.rig.clock)
    }
    let events = try EventRig()
    try events.put()
    for member in ["ada", "bob"] { try events.rig.enrol(member) }
    try put(events)
    return events
  }

  /// What has left the quarantine is durable when its home has answered something after it.
  private static func awaitDurableQuarantine(_ events: EventRig) throws {
    let home = Shard.quarantineNumber(program: "p", connector: "shop")
    _ = try events.rig.answer(
      ListAuditResponse.self,
      MethodID.listAudit,
      ListAuditRequest(envelope: Envelope(programID: "p")),
      shard: StableHash.shard(home, count: events.shards)
    )
  }

  /// 2 × 10.00 and 5.00 less 1.00 and 2.90 of delivery: 24 points of 26.90.
  private static func order(_ id: String, _ events: EventRig, total: String = "26.90") -> String {
    let at = events.rig.clock.wallMilliseconds() / 1_000
    return """
      {"customer": "ada", "order": {"id": "\(id)", "at": \(at),
       "currency": "EUR", "total": "\(total)", "delivery": 2.9, "via": "app", "items": [
        {"n": 1, "sku": "A", "group": "tea", "count": 2, "price": "10.00", "size": "L"},
        {"n": 2, "sku": "B", "count": 1, "price": 5, "off": "1.00"}]}}
      """
  }

  private static func request(_ payload: String, _ events: EventRig) -> IngestEventRequest {
    IngestEventRequest(
      envelope: Envelope(
        programID: "p",
        requestID: events.rig.envelope().requestID
      ),
      connectorID: "shop",
      payload: payload,
      explain: .explainApplied
    )
  }

  private static func send(
    _ request: IngestEventRequest,
    _ events: EventRig,
    shard: Int = 0
  ) throws -> RewardEventResponse {
    try events.rig.answer(RewardEventResponse.self, MethodID.ingestEvent, request, shard: shard)
  }

  private static func refusal(_ body: () throws -> Void) -> Status? {
    do {
      try body()
      return nil
    } catch {
      return (error as? RigFailure)?.status
    }
  }

  /// What the till sends for the same sale.
  private static func tillsEarn(_ id: String, _ events: EventRig) -> EarnRequest {
    EarnRequest(
      envelope: events.rig.envelope(),
      member: EngineRig.ada,
      basket: Basket(
        lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 2_600)],
        receiptNumber: id
      )
    )
  }

  @Test func `a payload is booked as the purchase that it says`() throws {
    var events = try Self.rig()
    let request = Self.request(Self.order("o1", events), events)
    let answer = try Self.send(request, events, shard: 1)
    #expect(answer.points == 24 && answer.purchase?.points == 24)
    #expect(answer.outcome == answer.purchase?.outcome && answer.lots.isEmpty)
    #expect(answer.purchase?.lots.map(\.amount) == [24])
    #expect(answer.purchase?.applied.map(\.promotionID) == ["base"])
    // The same connector takes events.
    let review = try Self.send(
      Self.request("{\"id\": \"r1\", \"customer\": \"ada\"}", events),
      events
    )
    #expect(review.points == 50 && review.purchase == nil)
    let explained = try events.explain(answer.outcome?.transactionID)
    #expect(explained.matches && explained.inputs?.tags == [Tag(name: "channel", value: "app")])
    #expect(explained.inputs?.counters == [Counter(name: "km", value: 0)])
    let lines = explained.inputs?.lines ?? []
    #expect(lines.map(\.amountMinor) == [2_000, 400, 290])
    #expect(lines.map(\.kind) == [.item, .item, .delivery])
    #expect(lines.first?.attributes == ["size=L"] && lines.first?.lineID == "i1")
    // A retry hears its first answer, on any shard and after a kill.
    for isKilled in [false, true] {
      if isKilled { events = try Self.rig(events) }
      for shard in 0..<4 {
        var again = try Self.send(request, events, shard: shard)
        #expect(again.outcome?.replayed == true && again.purchase?.outcome?.replayed == true)
        again.outcome?.replayed = false
        again.purchase?.outcome?.replayed = false
        #expect(again == answer)
      }
      var other = request
      other.payload = Self.order("o2", events)
      #expect(Self.refusal { _ = try Self.send(other, events) }?.reason == .idempotencyConflict)
    }
    #expect(try events.rig.available() == 74)
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  // Goal: a sale that both the till and the shop send counts once, whoever is first and however
  // often each sends it.
  @Test func `the till's sale and the shop's order are one`() throws {
    let events = try Self.rig()
    let till = try events.rig.answer(
      EarnResponse.self,
      MethodID.earn,
      Self.tillsEarn("o1", events)
    )
    for shard in 0..<4 {
      let status = Self.refusal {
        _ = try Self.send(Self.request(Self.order("o1", events), events), events, shard: shard)
      }
      #expect(status?.reason == .duplicateTransaction)
      #expect(status?.existingID == till.outcome?.transactionID)
    }
    let shop = try Self.send(Self.request(Self.order("o2", events), events), events)
    let late = Self.refusal {
      _ = try events.rig.answer(EarnResponse.self, MethodID.earn, Self.tillsEarn("o2", events))
    }
    #expect(late?.existingID == shop.outcome?.transactionID)
    // Both at once, four times each.
    var sent: [(stream: UInt32, shard: Int)] = []
    for place in 0..<8 {
      let stream = events.rig.newStream()
      let isTill = place % 2 == 0
      let method = isTill ? MethodID.earn : MethodID.ingestEvent
      let request: any Message =
        isTill
        ? Self.tillsEarn("o3", events) : Self.request(Self.order("o3", events), events)
      events.rig.send([(stream, method, request)], shard: place % 4)
      sent.append((stream, place % 4))
    }
    let taken = sent.count { stream, shard in
      (try? events.rig.frames(of: stream, shard: shard).last?.aux) == 0
    }
    #expect(taken == 1)
    #expect(try events.transactions().count == 3)
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  @Test func `a mapping of purchases can be tried out, and writes nothing`() throws {
    let events = try Self.rig()
    func test(_ request: TestMappingRequest) throws -> TestMappingResponse {
      var request = request
      request.envelope = events.rig.envelope()
      return try events.rig.answer(TestMappingResponse.self, MethodID.testMapping, request)
    }
    let payload = Self.order("o1", events)
    let stored = try test(TestMappingRequest(connectorID: "shop", payload: payload))
    #expect(stored.faults.isEmpty && stored.event == nil)
    let purchase = try #require(stored.purchase)
    #expect(purchase.member == EngineRig.ada && purchase.basket?.receiptNumber == "o1")
    #expect(purchase.envelope?.storeID == "S1" && purchase.envelope?.terminalID == "T1")
    #expect(purchase.envelope?.channel == "web" && purchase.basket?.currency == "EUR")
    #expect(purchase.basket?.lines.count == 3)
    let event = try test(TestMappingRequest(connectorID: "shop", payload: "{}"))
    #expect(event.purchase == nil && event.faults.map(\.field) == ["event_id", "member_id"])
    // What is missing, what does not add up, and what is no number, each is told.
    var mapping = Self.orders
    mapping.when = ""
    mapping.memberID = "buyer"
    mapping.line?.quantity = "sku"
    mapping.businessDate = "order.total"
    let faulty = try test(
      TestMappingRequest(
        payload: Self.order("o1", events, total: "30.00"),
        purchase: mapping
      )
    )
    #expect(
      faulty.faults.map(\.field) == [
        "purchase.member_id", "purchase.business_date", "purchase.lines[0].quantity",
        "purchase.lines[1].quantity", "purchase.total_minor",
      ]
    )
    mapping.orderID = "concat("
    let unread = try test(TestMappingRequest(payload: payload, purchase: mapping))
    #expect(unread.faults.map(\.field) == ["purchase.order_id"])
    let day = PurchaseMapping(
      orderID: "id",
      memberID: "who",
      businessDate: "day",
      totalMinor: "cents"
    )
    let plain = try test(
      TestMappingRequest(
        payload: "{\"id\": 7, \"who\": \"ada\", \"day\": \"2026-01-01\", \"cents\": 990}",
        purchase: day
      )
    )
    #expect(plain.faults.isEmpty && plain.purchase?.basket?.businessDate == 20_260_101)
    #expect(plain.purchase?.basket?.lines == [BasketLine(quantity: 1, amountMinor: 990)])
    #expect(try events.rig.available() == 0 && events.heldCount() == 0)
    try events.rig.stop()
  }

  @Test func `amounts and quantities that no basket takes are the mapping's fault`() throws {
    let events = try Self.rig()
    func test(_ request: TestMappingRequest) throws -> TestMappingResponse {
      var request = request
      request.envelope = events.rig.envelope()
      return try events.rig.answer(TestMappingResponse.self, MethodID.testMapping, request)
    }
    let day = PurchaseMapping(
      orderID: "id",
      memberID: "who",
      businessDate: "day",
      totalMinor: "cents"
    )
    // What is beside the lines makes a total that no number, or no line, holds.
    var beside = day
    (beside.deliveryMinor, beside.discountMinor) = ("ship", "off")
    let most = PromotionLimits.amountPerLine
    for (cents, ship, off) in [
      (Int64.max, 0, 5), (.min, 5, 0), (most + 1, 0, 0), (most, 0, 1), (-most, 1, 0),
    ] {
      let payload = """
        {"id": 7, "who": "ada", "day": "2026-01-01", "cents": \(cents), "ship": \(ship), \
        "off": \(off)}
        """
      let excess = try test(TestMappingRequest(payload: payload, purchase: beside))
      #expect(excess.faults.map(\.field) == ["purchase.total_minor"])
    }
    var lines = day
    (lines.totalMinor, lines.lines) = ("", "items")
    lines.line = LineMapping(kind: "kind", quantity: "n", amountMinor: "cents")
    for (item, field) in [
      ("\"kind\": \"item\", \"n\": 1, \"cents\": \(most + 1)", "amount_minor"),
      ("\"kind\": \"item\", \"n\": 1, \"cents\": -\(most + 1)", "amount_minor"),
      ("\"kind\": \"item\", \"n\": -1, \"cents\": 5", "quantity"),
      ("\"kind\": \"item\", \"n\": 1000001, \"cents\": 5", "quantity"),
      ("\"kind\": \"adjustment\", \"n\": 0, \"cents\": 5", "amount_minor"),
      ("\"kind\": \"void\", \"n\": 0, \"cents\": 5", "amount_minor"),
    ] {
      let payload = """
        {"id": 7, "who": "ada", "day": "2026-01-01", "items": [{\(item)}]}
        """
      let excess = try test(TestMappingRequest(payload: payload, purchase: lines))
      #expect(excess.faults.map(\.field) == ["purchase.lines[0].\(field)"])
    }
    try events.rig.stop()
  }

  // Goal: an order that cannot be read is booked once, when the mapping has been mended, whatever
  // the till or another try of the shop has booked meanwhile.
  @Test func `quarantine keeps orders, and they leave it when they count`() throws {
    var events = try Self.rig()
    func replay(
      _ id: String,
      request: ReplayQuarantinedRequest? = nil
    ) throws
      -> RewardEventResponse
    {
      let fresh = ReplayQuarantinedRequest(
        envelope: Envelope(
          programID: "p",
          requestID: events.rig.envelope().requestID
        ),
        connectorID: "shop",
        quarantineID: id
      )
      return try events.rig.answer(
        RewardEventResponse.self,
        MethodID.replayQuarantined,
        request ?? fresh,
        shard: 2
      )
    }
    func awaitQuarantined(_ count: Int) {
      while events.heldCount() != count { events.rig.on { _ in } }
    }
    let kept = try ["o1", "o2"].map { id in
      // Its total is that of another order.
      let payload = Self.order(id, events, total: "30.00")
      return try Self.send(Self.request(payload, events), events).quarantineID
    }
    #expect(kept.allSatisfy { !$0.isEmpty } && events.heldCount() == 2)
    #expect(Self.refusal { _ = try replay(kept[0]) }?.reason == .mappingFailed)
    events = try Self.rig(events)
    var mended = Self.orders
    mended.totalMinor = ""
    try Self.put(events, mended)
    let request = ReplayQuarantinedRequest(
      envelope: Envelope(programID: "p", requestID: events.rig.envelope().requestID),
      connectorID: "shop",
      quarantineID: kept[0]
    )
    let first = try replay(kept[0], request: request)
    #expect(first.purchase?.points == 24)
    awaitQuarantined(1)
    let audit = try events.rig.answer(
      ListAuditResponse.self,
      MethodID.listAudit,
      ListAuditRequest(envelope: Envelope(programID: "p"), kind: .auditQuarantine)
    ).entries
    #expect(audit.map(\.action) == ["Connectors/ReplayQuarantined"])
    #expect(audit.map(\.subjectID) == ["shop/\(kept[0])"])
    #expect(audit.map(\.transactionID) == [first.outcome?.transactionID ?? ""])
    let again = try replay(kept[0], request: request)
    #expect(again.outcome?.replayed == true && again.purchase?.points == 24)
    #expect(Self.refusal { _ = try replay(kept[0]) }?.reason == .quarantineNotFound)
    // The till was quicker.
    _ = try events.rig.answer(EarnResponse.self, MethodID.earn, Self.tillsEarn("o2", events))
    #expect(Self.refusal { _ = try replay(kept[1]) }?.reason == .duplicateTransaction)
    awaitQuarantined(0)
    try Self.awaitDurableQuarantine(events)
    events = try Self.rig(events)
    #expect(events.heldCount() == 0)
    #expect(try events.rig.available() == 24 + 26)
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  @Test func `orders come in batches, and an item's answer tells what it was`() throws {
    var events = try Self.rig()
    let guest = Self.order("o3", events).replacing("\"customer\": \"ada\",", with: "")
    let batch = IngestEventsRequest(
      envelope: events.rig.envelope(),
      connectorID: "shop",
      items: [
        IngestItem(item: .payload(Self.order("o1", events))),
        IngestItem(item: .payload("{\"id\": \"r1\", \"customer\": \"bob\"}")),
        IngestItem(item: .payload(Self.order("o2", events, total: "1.00"))),
        IngestItem(item: .payload(Self.order("o1", events))),
        IngestItem(item: .payload(guest)),
      ]
    )
    func send() throws -> IngestEventsResponse {
      try events.rig.answer(IngestEventsResponse.self, MethodID.ingestEvents, batch, shard: 3)
    }
    func kinds(_ answer: IngestEventsResponse) -> [String] {
      answer.results.map { result in
        if let status = result.status { return "\(status.reason)" }
        return switch result.result {
        case .event(let event): event.quarantineID.isEmpty ? "event \(event.points)" : "kept"
        case .purchase(let purchase): "purchase \(purchase.points)"
        case nil: "none"
        }
      }
    }
    let expected = [
      "purchase 24", "event 50", "kept", "\(Reason.duplicateTransaction)", "kept",
    ]
    #expect(kinds(try send()) == expected)
    events = try Self.rig(events)
    #expect(kinds(try send()) == expected)
    var guests = Self.orders
    guests.guests = true
    try Self.put(events, guests)
    let parked = try Self.send(Self.request(guest, events), events)
    #expect(parked.purchase?.parked == true && parked.points == 24)
    #expect(try events.rig.available() == 24 && events.rig.available("bob") == 50)
    try events.rig.stop()
  }

  @Test(arguments: [
    PurchaseMapping(occurredAt: "at", totalMinor: "n"),
    PurchaseMapping(orderID: "id", totalMinor: "n"),
    PurchaseMapping(orderID: "id", occurredAt: "at"),
    PurchaseMapping(orderID: "id", occurredAt: "at", lines: "items"),
    PurchaseMapping(
      orderID: "id",
      memberID: "m",
      cardNumber: "c",
      occurredAt: "at",
      totalMinor: "n"
    ),
    PurchaseMapping(
      orderID: "id",
      occurredAt: "at",
      lines: "items",
      line: LineMapping(sku: "concat(")
    ),
  ])
  func `a mapping of purchases without meaning is refused`(_ mapping: PurchaseMapping) throws {
    let events = try Self.rig()
    let status = Self.refusal { try Self.put(events, mapping) }
    #expect(status?.reason == .invalidProgramme)
    #expect(try Self.send(Self.request(Self.order("o1", events), events), events).points == 24)
    try events.rig.stop()
  }
}
