import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Batches of events")
struct BatchTests {
  private static let members = (0..<12).map { "member-\($0)" }

  /// Reviews by connector and by themselves, and baskets; members on all shards.
  private static func rig(_ before: EventRig? = nil, killed: Bool = false) throws -> EventRig {
    if let before {
      let storage = killed ? before.rig.storage.killed() : before.rig.storage
      try before.rig.stop()
      return try EventRig(storage: storage, clock: before.rig.clock)
    }
    let events = try EventRig()
    try events.put()
    for member in members { try events.rig.enrol(member) }
    var programme =
      try events.rig.answer(
        GetProgrammeResponse.self,
        MethodID.getProgramme,
        GetProgrammeRequest(envelope: events.rig.envelope())
      ).programme ?? Programme()
    let mapping = EventMapping(eventType: "'review'", eventID: "id", memberID: "who")
    programme.settings?.connectors = [
      Connector(connectorID: "shop", source: "shopware", mapping: mapping)
    ]
    try events.rig.put(programme)
    return events
  }

  private static func request(_ rig: EventRig, _ items: [IngestItem]) -> IngestEventsRequest {
    IngestEventsRequest(envelope: rig.rig.envelope(), connectorID: "shop", items: items)
  }

  private static func review(_ id: String, by member: String) -> IngestItem {
    IngestItem(
      item: .event(
        RewardEventRequest(
          member: MemberReference(reference: .memberID(member)),
          source: "shop",
          eventID: id,
          eventType: "review",
          tags: [Tag(name: "product", value: id)]
        )
      )
    )
  }

  private static func payload(_ id: String, by member: String) -> IngestItem {
    IngestItem(item: .payload("{\"id\": \"\(id)\", \"who\": \"\(member)\"}"))
  }

  private static func purchase(
    _ points: Int64,
    by member: String,
    receipt: String = "",
    terminal: String = ""
  ) -> IngestItem {
    IngestItem(
      item: .purchase(
        EarnRequest(
          envelope: Envelope(terminalID: terminal),
          member: MemberReference(reference: .memberID(member)),
          basket: Basket(
            lines: [BasketLine(sku: "A", quantity: 1, amountMinor: points * 100)],
            receiptNumber: receipt,
            businessDate: receipt.isEmpty ? 0 : 20_260_101
          )
        )
      )
    )
  }

  private static func send(
    _ rig: EventRig,
    _ request: IngestEventsRequest,
    shard: Int = 0
  ) throws -> IngestEventsResponse {
    try rig.rig.answer(
      IngestEventsResponse.self,
      MethodID.ingestEvents,
      request,
      shard: shard
    )
  }

  /// What an item came to: its points, or why it was refused.
  private enum Result: Equatable {
    case points(Int64, isReplayed: Bool)
    case refused(Reason)
  }

  private static func results(_ response: IngestEventsResponse) -> [Result] {
    response.results.map { result in
      if let status = result.status { return .refused(status.reason) }
      return switch result.result {
      case .event(let event):
        .points(event.points, isReplayed: event.outcome?.replayed ?? false)
      case .purchase(let purchase):
        .points(purchase.points, isReplayed: purchase.outcome?.replayed ?? false)
      case nil: .refused(.reasonNone)
      }
    }
  }

  private func sum(_ rig: EventRig) throws -> Int64 {
    try Self.members.reduce(0) { try $0 + rig.rig.available($1) }
  }

  @Test func `each item is answered for itself, in its place`() throws {
    let rig = try Self.rig()
    let items = [
      Self.review("e1", by: "member-0"), Self.payload("p1", by: "member-1"),
      Self.purchase(7, by: "member-2", receipt: "R1"), Self.review("e2", by: "nobody"),
      IngestItem(), Self.payload("p2", by: "nobody"),
      Self.purchase(9, by: "member-2", receipt: "R1"), Self.review("e1", by: "member-0"),
      Self.review("", by: "member-4"), IngestItem(item: .payload("none")),
    ]
    for shard in 0..<4 {
      // What is known already is told again; what was refused is refused again under another id.
      let known = shard > 0
      let response = try Self.send(rig, Self.request(rig, items), shard: shard)
      let first: [Result] = [
        .points(50, isReplayed: known), .points(50, isReplayed: known),
        known ? .refused(.duplicateTransaction) : .points(7, isReplayed: false),
        .refused(.memberNotFound), .refused(.invalidField), .refused(.memberNotFound),
        .refused(.duplicateTransaction), .points(50, isReplayed: true),
        .refused(.invalidField), .points(0, isReplayed: false),
      ]
      #expect(Self.results(response) == first, "shard \(shard)")
      #expect(response.taken == (known ? 4 : 5))
      #expect(response.results[4].status?.field == "items[4].item")
      #expect(response.results[8].status?.field == "event_id")
      let transactions = try rig.transactions(of: "member-2").map(\.transactionID)
      #expect(response.results[6].status?.existingID == transactions.first)
      guard case .event(let kept) = response.results[9].result else {
        Issue.record("the payload that cannot be read has no answer")
        continue
      }
      #expect(!kept.quarantineID.isEmpty)
    }
    #expect(try sum(rig) == 107)
    #expect(try rig.rig.verifyLedger().findings.isEmpty)
    try rig.rig.stop()
  }

  // Goal: the natural keys are those of single calls: who sends an event or a sale by both ways is
  // told of the first.
  @Test func `a sale sent by the till and by the shop counts once`() throws {
    let rig = try Self.rig()
    let till = try rig.rig.earn(5, for: "member-1", receipt: "R9")
    let batch = Self.request(
      rig,
      [Self.purchase(5, by: "member-1", receipt: "R9"), Self.purchase(6, by: "member-1")]
    )
    let response = try Self.send(rig, batch, shard: 2)
    #expect(
      Self.results(response) == [
        .refused(.duplicateTransaction), .points(6, isReplayed: false),
      ]
    )
    #expect(response.results[0].status?.existingID == till.outcome?.transactionID)
    // The other way round, too.
    let shop = Self.request(rig, [Self.purchase(5, by: "member-2", receipt: "R10")])
    #expect(try Self.send(rig, shop).taken == 1)
    let late = try rig.reason { try rig.rig.earn(5, for: "member-2", receipt: "R10") }
    #expect(late == .duplicateTransaction)
    #expect(try sum(rig) == 16)
    try rig.rig.stop()
  }

  @Test(arguments: [true, false])
  func `a retry brings the same items, whatever came between`(_ isKilled: Bool) throws {
    let first = try Self.rig()
    var items = Self.members.enumerated().map { place, member in
      place % 2 == 0 ? Self.review("e\(place)", by: member) : Self.purchase(50, by: member)
    }
    items.append(Self.purchase(50, by: "nobody"))
    let request = Self.request(first, items)
    #expect(try Self.send(first, request, shard: 1).taken == 12)
    let second = try Self.rig(first, killed: isKilled)
    for shard in 0..<4 {
      let again = try Self.send(second, request, shard: shard)
      let expected: [Result] =
        Array(repeating: .points(50, isReplayed: true), count: 12) + [.refused(.memberNotFound)]
      #expect(Self.results(again) == expected)
      #expect(again.results[12].status?.replayed == true)
    }
    // Another item in a place is another request under that place's id.
    var changed = request
    changed.items[1] = Self.purchase(51, by: Self.members[1])
    let answer = try Self.send(second, changed)
    #expect(answer.results[1].status?.reason == .idempotencyConflict && answer.taken == 11)
    // One that has grown: what is new is taken.
    changed.items = request.items + [Self.purchase(50, by: "member-0")]
    #expect(try Self.send(second, changed).taken == 13)
    #expect(try sum(second) == 650)
    try second.rig.stop()
  }

  @Test func `what is no batch is refused as a whole, and a dry run writes nothing`() throws {
    let rig = try Self.rig()
    let item = Self.purchase(5, by: "member-0")
    for count in [0, 101] {
      let batch = Self.request(rig, Array(repeating: item, count: count))
      let failure = #expect(throws: RigFailure.self) { try Self.send(rig, batch) }
      #expect(failure?.reason == .invalidField)
    }
    var batch = Self.request(rig, Array(repeating: item, count: 100))
    batch.envelope?.requestID = []
    #expect(try rig.reason { _ = try Self.send(rig, batch) } == .invalidField)
    batch.envelope?.dryRun = true
    #expect(try Self.send(rig, batch).taken == 100)
    #expect(try sum(rig) == 0)
    var elsewhere = Self.request(rig, [item])
    elsewhere.envelope?.programID = "other"
    #expect(try rig.reason { _ = try Self.send(rig, elsewhere) } == .programmeNotFound)
    try rig.rig.stop()
  }

  // A batch of many shards must not be answered before the last of them has its records on disk.
  @Test func `a batch is answered when all of it is durable`() throws {
    let rig = try EngineRig(shards: 4, holdsLog: true)
    try rig.putProgramme()
    for member in Self.members { try rig.enrol(member) }
    let items = Self.members.map { Self.purchase(5, by: $0) }
    let stream = rig.newStream()
    rig.logHold.isHeld = true
    let batch = IngestEventsRequest(envelope: rig.envelope(), items: items)
    rig.send([(stream, MethodID.ingestEvents, batch)])
    // Every item has been decided on its shard, and its reply is back.
    while rig.on(0, { $0.itemDesk.count }) != 0 {}
    rig.on { _ in }
    #expect(rig.received(stream).isEmpty)
    rig.logHold.isHeld = false
    #expect(try rig.answer(IngestEventsResponse.self, to: stream).taken == 12)
    try rig.stop()
  }

  @Test func `an item is judged by what its caller was granted`() throws {
    let rig = try Self.rig()
    rig.rig.on { shard in
      shard.grant = AccessGrant(
        clientID: "till",
        number: 1,
        scopes: AccessScopes([.accessPos]),
        expiresAtNanoseconds: .max,
        programmes: [Array("p".utf8)],
        terminal: Array("T1".utf8),
        life: ClientLife(),
        gate: nil
      )
    }
    let items = [
      Self.purchase(5, by: "member-0"), Self.purchase(5, by: "member-1", terminal: "T2"),
      Self.purchase(5, by: "member-2", terminal: "T1"),
    ]
    let response = try Self.send(rig, Self.request(rig, items))
    #expect(
      Self.results(response) == [
        .points(5, isReplayed: false), .refused(.overrideNotPermitted),
        .points(5, isReplayed: false),
      ]
    )
    rig.rig.on { $0.grant = nil }
    try rig.rig.stop()
  }

  @Test func `explanations that have no room are left out, the last ones first`() {
    let applied = AppliedPromotion(promotionID: String(repeating: "x", count: 1_000))
    let event = IngestResult(result: .event(RewardEventResponse(points: 1, applied: [applied])))
    let purchase = IngestResult(result: .purchase(EarnResponse(points: 2, applied: [applied])))
    let refused = IngestResult(status: Status(code: .notFound, reason: .memberNotFound))
    var response = IngestEventsResponse(results: [event, purchase, refused, event], taken: 3)
    response.shorten(to: 1 << 20)
    #expect(response.results.allSatisfy { !$0.shortened })
    response.shorten(to: 2_200)
    #expect(response.results.map(\.shortened) == [false, false, false, true])
    response.shorten(to: 100)
    #expect(response.results.map(\.shortened) == [true, true, false, true])
    #expect(response.results[1].result == .purchase(EarnResponse(points: 2)))
    #expect(response.results[2] == refused)
  }
}
