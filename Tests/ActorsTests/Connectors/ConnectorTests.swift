import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Events of other systems")
struct ConnectorTests {
  /// A shop that sends reviews in its own words.
  private static let mapping = EventMapping(
    eventType: "default(kind, 'review')",
    eventID: "concat('r', id)",
    memberID: "customer.number",
    occurredAt: "date(at, 'seconds')",
    tags: [MappedField(name: "product", value: "product")],
    counters: [MappedField(name: "stars", value: "sum(stars[*].n)")],
    storeID: "default(shop, 'web')"
  )

  private struct Rig {
    let events: EventRig

    /// Puts the connector, unless the programme is there already (`mapping` is nil).
    init(_ events: EventRig, _ mapping: EventMapping? = ConnectorTests.mapping) throws {
      self.events = events
      if let mapping { try put(mapping) }
    }

    func put(_ mapping: EventMapping, paused: Bool = false) throws {
      var programme =
        try events.rig.answer(
          GetProgrammeResponse.self,
          MethodID.getProgramme,
          GetProgrammeRequest(envelope: events.rig.envelope())
        ).programme ?? Programme()
      programme.settings?.connectors = [
        Connector(connectorID: "shop", source: "shopware", mapping: mapping, paused: paused)
      ]
      try events.rig.put(programme)
    }

    func payload(_ id: Int, member: String = "ada") -> String {
      let at = events.rig.clock.wallMilliseconds() / 1_000
      return """
        {"id": \(id), "customer": {"number": "\(member)"}, "at": \(at), "product": "tea\(id)",
         "stars": [{"n": 2}, {"n": 3}]}
        """
    }

    func ingest(_ payload: String, shard: Int = 0) throws -> RewardEventResponse {
      try send(
        IngestEventRequest(
          envelope: events.rig.envelope(),
          connectorID: "shop",
          payload: payload,
          explain: .explainApplied
        ),
        shard: shard
      )
    }

    func send(_ request: IngestEventRequest, shard: Int = 0) throws -> RewardEventResponse {
      try events.rig.answer(
        RewardEventResponse.self,
        MethodID.ingestEvent,
        request,
        shard: shard
      )
    }

    func quarantine(after: String = "", limit: UInt32 = 0) throws -> ListQuarantineResponse {
      try events.rig.answer(
        ListQuarantineResponse.self,
        MethodID.listQuarantine,
        ListQuarantineRequest(
          envelope: events.rig.envelope(),
          connectorID: "shop",
          after: after,
          limit: limit
        ),
        shard: 1
      )
    }

    func replayRequest(_ id: String) -> ReplayQuarantinedRequest {
      ReplayQuarantinedRequest(
        envelope: events.rig.envelope(),
        connectorID: "shop",
        quarantineID: id,
        explain: .explainApplied
      )
    }

    func replay(_ request: ReplayQuarantinedRequest) throws -> RewardEventResponse {
      try events.rig.answer(RewardEventResponse.self, MethodID.replayQuarantined, request, shard: 2)
    }

    /// Waits until the quarantine has so many.
    func awaitQuarantined(_ count: Int) {
      while events.heldCount() != count { events.rig.on { _ in } }
    }
  }

  @Test func `a payload is rewarded as the event that it says`() throws {
    let rig = try Rig(Self.rig())
    for shard in 0..<4 {
      let answer = try rig.ingest(rig.payload(shard), shard: shard)
      #expect(answer.points == 50 && answer.quarantineID.isEmpty)
      #expect(answer.applied.map(\.promotionID) == ["review"])
    }
    // The source's id makes it one event, whatever the request's.
    let again = try rig.ingest(rig.payload(0), shard: 3)
    #expect(again.outcome?.replayed == true && again.points == 50)
    let direct = try rig.events.send(
      RewardEventRequest(
        envelope: rig.events.rig.envelope(),
        member: MemberReference(reference: .memberID("ada")),
        source: "shopware",
        eventID: "r1",
        eventType: "review",
        tags: [Tag(name: "product", value: "tea1")],
        counters: [Counter(name: "stars", value: 5)]
      )
    )
    #expect(direct.outcome?.replayed == true && direct.outcome?.warnings.isEmpty == true)
    #expect(try rig.events.rig.available() == 200)
    try rig.events.rig.stop()
  }

  @Test func `a mapping can be tried out, and writes nothing`() throws {
    let rig = try Rig(Self.rig())
    func test(_ request: TestMappingRequest) throws -> TestMappingResponse {
      var request = request
      request.envelope = rig.events.rig.envelope()
      return try rig.events.rig.answer(TestMappingResponse.self, MethodID.testMapping, request)
    }
    let payload = rig.payload(7)
    let stored = try test(TestMappingRequest(connectorID: "shop", payload: payload))
    #expect(stored.faults.isEmpty && stored.event?.source == "shopware")
    #expect(stored.event?.eventID == "r7" && stored.event?.envelope?.storeID == "web")
    #expect(stored.event?.counters == [Counter(name: "stars", value: 5)])
    var mapping = Self.mapping
    mapping.eventID = "number(product)"
    mapping.memberID = "customer.none"
    let faulty = try test(TestMappingRequest(mapping: mapping, payload: payload))
    #expect(faulty.faults.map(\.field) == ["event_id", "member_id"])
    mapping.eventID = "concat("
    let unread = try test(TestMappingRequest(mapping: mapping, payload: payload))
    #expect(unread.faults.map(\.field) == ["event_id"])
    let text = try test(TestMappingRequest(connectorID: "shop", payload: "{"))
    #expect(text.faults.map(\.field) == ["payload"])
    #expect(try rig.quarantine().total == 0 && rig.events.rig.available() == 0)
    try rig.events.rig.stop()
  }

  // Goal: what cannot be read is lost neither at once nor by a crash, and is rewarded once when
  // the mapping has been mended.
  @Test(arguments: [true, false])
  func `quarantine keeps what the mapping cannot read`(_ isKilled: Bool) throws {
    let first = try Rig(Self.rig())
    let bad = first.payload(1).replacing("\"customer\"", with: "\"buyer\"")
    let request = IngestEventRequest(
      envelope: first.events.rig.envelope(),
      connectorID: "shop",
      payload: bad
    )
    let kept = try first.send(request)
    #expect(kept.outcome?.warnings.map(\.code) == ["QUARANTINED"] && !kept.quarantineID.isEmpty)
    // A retry is no second payload.
    #expect(try first.send(request, shard: 3).quarantineID == kept.quarantineID)
    let noJSON = try first.ingest("none")
    #expect(try first.quarantine().total == 2)
    let hash = try first.events.stateHash()
    let killed = first.events.rig.storage.killed()
    try first.events.rig.stop()

    let second = try Rig(
      EventRig(
        storage: isKilled ? killed : first.events.rig.storage,
        clock: first.events.rig.clock
      ),
      nil
    )
    #expect(try second.events.stateHash() == hash)
    let listed = try second.quarantine()
    #expect(listed.payloads.map(\.payload) == [bad, "none"])
    #expect(listed.payloads.map(\.quarantineID) == [kept.quarantineID, noJSON.quarantineID])
    #expect(listed.payloads[0].fault.contains("member_id"))
    let page = try second.quarantine(after: kept.quarantineID, limit: 1)
    #expect(page.payloads.map(\.payload) == ["none"] && page.total == 2)

    let refused = try second.events.reason {
      _ = try second.replay(second.replayRequest(kept.quarantineID))
    }
    #expect(refused == .mappingFailed)
    var mended = Self.mapping
    mended.memberID = "default(customer.number, buyer.number)"
    try second.put(mended)
    let replay = second.replayRequest(kept.quarantineID)
    #expect(try second.replay(replay).points == 50)
    second.awaitQuarantined(1)
    // Who asks again, with the same id, hears the same; with another, that it has gone.
    let repeated = try second.replay(replay)
    #expect(repeated.points == 50 && repeated.outcome?.replayed == true)
    let gone = try second.events.reason {
      _ = try second.replay(second.replayRequest(kept.quarantineID))
    }
    #expect(gone == .quarantineNotFound)
    let drop = DropQuarantinedRequest(
      envelope: second.events.rig.envelope(),
      connectorID: "shop",
      quarantineID: noJSON.quarantineID
    )
    for replayed in [false, true] {
      let dropped = try second.events.rig.answer(
        DropQuarantinedResponse.self,
        MethodID.dropQuarantined,
        drop,
        shard: replayed ? 1 : 3
      )
      #expect(dropped.outcome?.replayed == replayed)
    }
    #expect(try second.quarantine().total == 0 && second.events.rig.available() == 50)
    #expect(try second.events.rig.verifyLedger().findings.isEmpty)
    try second.events.rig.stop()
  }

  // Goal: the same id and the same bytes have one answer, whatever somebody does to the connector
  // between the first try and the second.
  @Test func `a retry hears its first answer, though the mapping has changed`() throws {
    let rig = try Rig(Self.rig())
    func request(_ payload: String) -> IngestEventRequest {
      IngestEventRequest(
        envelope: rig.events.rig.envelope(),
        connectorID: "shop",
        payload: payload
      )
    }
    let good = request(rig.payload(1))
    let bad = request(rig.payload(2).replacing("\"customer\"", with: "\"buyer\""))
    #expect(try rig.send(good).points == 50)
    let kept = try rig.send(bad)
    #expect(!kept.quarantineID.isEmpty)
    var other = Self.mapping
    other.memberID = "default(customer.number, buyer.number)"
    other.tags = []
    for paused in [false, true] {
      try rig.put(other, paused: paused)
      for shard in 0..<4 {
        let again = try rig.send(good, shard: shard)
        #expect(again.points == 50 && again.outcome?.replayed == true)
        let still = try rig.send(bad, shard: shard)
        #expect(still.quarantineID == kept.quarantineID && still.outcome?.replayed == true)
      }
    }
    // Another payload under the same id is another request.
    var changed = good
    changed.payload = rig.payload(3)
    #expect(try rig.events.reason { _ = try rig.send(changed) } == .idempotencyConflict)
    #expect(try rig.events.rig.available() == 50)
    try rig.events.rig.stop()
  }

  // A call is judged where it is received, by what its own caller was granted.
  @Test func `what goes on at another shard is not judged by that shard's last caller`() throws {
    let rig = try Rig(Self.rig())
    let bad = rig.payload(1).replacing("\"customer\"", with: "\"buyer\"")
    let id = try rig.ingest(bad).quarantineID
    var mended = Self.mapping
    mended.memberID = "default(customer.number, buyer.number)"
    try rig.put(mended)
    let number = Shard.quarantineNumber(program: "p", connector: "shop")
    let home = StableHash.shard(number, count: 4)
    rig.events.rig.on(home) { shard in
      shard.grant = AccessGrant(
        clientID: "other",
        number: 1,
        scopes: AccessScopes([.accessPos]),
        expiresAtNanoseconds: .max,
        programmes: [Array("other".utf8)],
        terminal: [],
        life: ClientLife(),
        gate: nil
      )
    }
    let answer = try rig.events.rig.answer(
      RewardEventResponse.self,
      MethodID.replayQuarantined,
      rig.replayRequest(id),
      shard: (home + 1) % 4
    )
    #expect(answer.points == 50)
    try rig.events.rig.stop()
  }

  @Test func `a quarantine has an end, and what lies in it too`() throws {
    let rig = try Rig(Self.rig())
    let large = "\"" + String(repeating: "x", count: 60_000) + "\""
    var taken = 0
    let full = try rig.events.reason {
      for _ in 0..<20 {
        _ = try rig.ingest(large)
        taken += 1
      }
    }
    #expect(full == .quarantineFull && taken == 9)
    rig.events.rig.clock.advance(milliseconds: 31 * EventRig.day)
    rig.awaitQuarantined(0)
    #expect(try rig.ingest(large).outcome?.warnings.map(\.code) == ["QUARANTINED"])
    try rig.events.rig.stop()
  }

  @Test func `a connector that is paused or unknown takes nothing`() throws {
    let rig = try Rig(Self.rig())
    try rig.put(Self.mapping, paused: true)
    #expect(try rig.events.reason { _ = try rig.ingest(rig.payload(1)) } == .connectorPaused)
    let other = IngestEventRequest(
      envelope: rig.events.rig.envelope(),
      connectorID: "other",
      payload: "{}"
    )
    #expect(try rig.events.reason { _ = try rig.send(other) } == .connectorNotFound)
    try rig.events.rig.stop()
  }

  @Test(arguments: [
    ("event_type", EventMapping(eventID: "id", memberID: "m")),
    ("member_id", EventMapping(eventType: "'t'", eventID: "id")),
    ("member_id", EventMapping(eventType: "'t'", eventID: "id", memberID: "m", cardNumber: "c")),
    ("event_id", EventMapping(eventType: "'t'", eventID: "concat(", memberID: "m")),
  ])
  func `a programme whose mapping has no meaning is refused`(
    _ field: String,
    _ mapping: EventMapping
  ) throws {
    let rig = try Rig(Self.rig())
    let failure = #expect(throws: RigFailure.self) { try rig.put(mapping) }
    #expect(failure?.reason == .invalidProgramme)
    #expect(try rig.ingest(rig.payload(1)).points == 50)
    try rig.events.rig.stop()
  }

  private static func rig() throws -> EventRig {
    let events = try EventRig()
    try events.put()
    try events.rig.enrol("ada")
    return events
  }
}
