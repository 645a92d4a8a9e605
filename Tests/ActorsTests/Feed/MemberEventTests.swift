import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: who follows a programme hears everything that becomes durable, once, in the log's order,
/// and nothing else; and costs nothing beyond its credit.
///
/// Method: an engine on a disk in memory whose streams are read frame by frame.
@Suite("Streams of member events")
struct MemberEventTests {
  private static let stream: UInt32 = 9_000

  private func subscribe(_ rig: EngineRig, _ request: SubscribeRequest, shard: Int = 0) {
    var request = request
    if request.envelope == nil { request.envelope = rig.envelope() }
    rig.send([(Self.stream, MethodID.subscribe, request)], shard: shard)
  }

  private func items(_ rig: EngineRig, shard: Int = 0) throws -> [MemberEvents] {
    try rig.received(Self.stream, shard: shard).filter { $0.kind == .item }
      .map { try MemberEvents(bytes: $0.payload) }
  }

  private func events(_ rig: EngineRig, shard: Int = 0) throws -> [MemberEvent] {
    try items(rig, shard: shard).flatMap(\.events)
  }

  /// Waits for as many events as that, and gives them.
  private func awaitEvents(
    _ count: Int,
    _ rig: EngineRig,
    shard: Int = 0
  ) throws -> [MemberEvent] {
    while try events(rig, shard: shard).count < count {
      try #require(rig.received(Self.stream, shard: shard).last?.kind != .response)
    }
    return try events(rig, shard: shard)
  }

  private func awaitCaughtUp(_ rig: EngineRig, shard: Int = 0) throws {
    while try !items(rig, shard: shard).contains(where: \.caughtUp) {
      try #require(rig.received(Self.stream, shard: shard).last?.kind != .response)
    }
  }

  private func update(_ rig: EngineRig, _ change: (inout EnrolRequest) -> Void) throws {
    var request = EnrolRequest(envelope: rig.envelope(), member: EngineRig.ada, mode: .update)
    change(&request)
    _ = try rig.answer(EnrolResponse.self, MethodID.enrol, request)
  }

  // MARK: - What is told

  @Test func `what changes a member is told in order, each with its kind`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let earned = try rig.earn(12, receipt: "R1")
    try update(rig) { $0.profile = Profile(givenName: "Ada") }
    try update(rig) { request in
      request.stage = .suspended
      request.segments = ["vip"]
      request.replaceSegments = true
      request.cardNumber = "4711"
    }
    try update(rig) { $0.stage = .active }
    _ = try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(envelope: rig.envelope(), member: EngineRig.ada, mode: .sale, points: 5)
    )
    _ = try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        transactionID: earned.outcome?.transactionID ?? "",
        reason: "mistake"
      )
    )
    try update(rig) { $0.profile = Profile() }
    let wish = ChangeMemberRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      segmentID: "gone",
      validToMs: rig.clock.wallMilliseconds() + 9
    )
    let put = try rig.answer(ChangeMemberResponse.self, MethodID.changeMember, wish)
    subscribe(rig, SubscribeRequest(fromStart: true))
    let found = try awaitEvents(11, rig)
    #expect(
      found.map(\.kind) == [
        .enrolled, .earned, .profileChanged, .stageChanged, .segmentsChanged, .identityAdded,
        .stageChanged, .burned, .reversed, .erased, .segmentsChanged,
      ]
    )
    #expect(found.map(\.sequence) == [1, 2, 3, 4, 4, 4, 5, 6, 7, 8, 9])
    #expect(Set(found.map(\.eventID)).count == 11)
    #expect(put.changed && put.version == 9 && found[10].segments == ["vip", "gone"])
    let named = try #require(found[10].segmentChanges.first)
    #expect(named.segmentID == "gone" && !named.removed && named.toMs == wish.validToMs)
    #expect(found[10].json().contains("segmentChanges"))
    #expect(found.allSatisfy { $0.memberID == "ada" && $0.programID == "p" })
    let earn = found[1]
    #expect(earn.points == 12 && earn.tokenID == "points" && earn.receiptNumber == "R1")
    #expect(earn.transactionID == earned.outcome?.transactionID && earn.storeID == "S1")
    #expect(earn.balances.first?.available == 12 && earn.transactionKind == .earn)
    #expect(found[7].points == -5 && found[7].balances.first?.total == 7)
    #expect(found[8].points == -7 && found[8].linkedTransactionID == earn.transactionID)
    #expect(found[8].reason == "mistake")
    #expect(found[3].stage == .suspended && found[4].segments == ["vip"])
    #expect(found[5].cardNumber == "4711")
    try rig.stop()
  }

  @Test func `every kind of transaction is told as some kind of event`() {
    for value in TransactionKind.schema.values where value.number != 0 {
      let kind = TransactionKind(rawValue: value.number)
      #expect(MemberEventView.kind(of: kind, points: -1) != .eventNone, "\(value.name)")
    }
    #expect(MemberEventView.kind(of: .partialReversal, points: -1) == .correctedDown)
    #expect(MemberEventView.kind(of: .partialReversal, points: 1) == .correctedUp)
  }

  @Test func `filters take kinds and members, and nobody hears of another programme`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    try rig.enrol("ben")
    var programme = PutProgrammeRequest(envelope: rig.envelope())
    programme.envelope?.programID = "q"
    programme.programme = Programme(
      programID: "q",
      defaultTokenID: "miles",
      tokens: [Token(tokenID: "miles", name: "Miles")]
    )
    _ = try rig.answer(PutProgrammeResponse.self, MethodID.putProgramme, programme)
    var other = EnrolRequest(envelope: rig.envelope(), member: EngineRig.ada, mode: .create)
    other.envelope?.programID = "q"
    _ = try rig.answer(EnrolResponse.self, MethodID.enrol, other)
    for number in 0..<5 {
      try rig.earn(1, receipt: "A\(number)")
      try rig.earn(2, for: "ben", receipt: "B\(number)")
    }
    subscribe(
      rig,
      SubscribeRequest(fromStart: true, kinds: [.earned], memberIDs: ["ben"]),
      shard: 1
    )
    try awaitCaughtUp(rig, shard: 1)
    let found = try events(rig, shard: 1)
    #expect(found.map(\.receiptNumber) == (0..<5).map { "B\($0)" })
    #expect(found.allSatisfy { $0.kind == .earned && $0.memberID == "ben" })

    var all = SubscribeRequest(envelope: rig.envelope(), fromStart: true)
    all.envelope?.programID = "q"
    subscribe(rig, all)
    try awaitCaughtUp(rig)
    #expect(try events(rig).map(\.programID) == ["q"])
    try rig.stop()
  }

  // MARK: - Following

  @Test func `what becomes durable later follows by itself, and nothing before it is`() throws {
    let rig = try EngineRig(holdsLog: true)
    try rig.setUp()
    subscribe(rig, SubscribeRequest())
    try awaitCaughtUp(rig)
    #expect(try events(rig).isEmpty)
    try rig.earn(1, receipt: "R1")
    #expect(try awaitEvents(1, rig).map(\.receiptNumber) == ["R1"])
    rig.logHold.isHeld = true
    rig.send([(rig.newStream(), MethodID.earn, rig.earnRequest(2, receipt: "R2"))])
    // Turns of the shard go by, and the pool has nothing left to do.
    for _ in 0..<50 { rig.on { _ in } }
    rig.pool.drain()
    #expect(try events(rig).count == 1)
    rig.logHold.isHeld = false
    #expect(try awaitEvents(2, rig).map(\.receiptNumber) == ["R1", "R2"])
    try rig.stop()
  }

  @Test func `nothing is read for who grants nothing, and nothing is left out afterwards`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let count = (Int(Limits.streamCredit) + 3) * Limits.eventsPerItem
    var sent: [UInt32] = []
    for number in 0..<count {
      let stream = rig.newStream()
      rig.send([(stream, MethodID.earn, rig.earnRequest(1, receipt: "R\(number)"))])
      sent.append(stream)
    }
    for stream in sent { _ = try rig.frames(of: stream) }
    subscribe(rig, SubscribeRequest(fromStart: true, kinds: [.earned]))
    while try items(rig).count < Int(Limits.streamCredit) {}
    let key = StreamTable.Key(EngineRig.call(MethodID.subscribe, stream: Self.stream))
    for _ in 0..<20 { rig.on { _ in } }
    rig.pool.drain()
    #expect(rig.on { $0.streams.states[key]?.waiting.isEmpty } == true)
    #expect(rig.on { $0.streams.states[key]?.read } == 0)
    #expect(try items(rig).count == Int(Limits.streamCredit))
    rig.on { $0.credit(EngineRig.call(MethodID.subscribe, stream: Self.stream), items: 100) }
    #expect(try awaitEvents(count, rig).map(\.receiptNumber) == (0..<count).map { "R\($0)" })
    try rig.stop()
  }

  @Test func `from each cursor on comes exactly what is behind it`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    for number in 0..<200 { try rig.earn(1, receipt: "R\(number)") }
    subscribe(rig, SubscribeRequest(fromStart: true, kinds: [.earned]))
    let whole = try awaitEvents(200, rig)
    try awaitCaughtUp(rig)
    var behind = 0
    for (number, item) in try items(rig).enumerated() {
      behind += item.events.count
      let stream = 9_100 + UInt32(number)
      let request = SubscribeRequest(
        envelope: rig.envelope(),
        cursor: item.cursor,
        kinds: [.earned]
      )
      rig.send([(stream, MethodID.subscribe, request)])
      var found: [MemberEvents] = []
      while found.last?.caughtUp != true {
        found = try rig.received(stream).map { try MemberEvents(bytes: $0.payload) }
      }
      #expect(found.flatMap(\.events) == Array(whole[behind...]))
    }
    try rig.stop()
  }

  @Test(.timeLimit(.minutes(3)))
  func `archived records tell the same events, and who comes too late hears that`() throws {
    let first = try EngineRig.small()
    try first.setUp()
    try update(first) { $0.profile = Profile(givenName: "Ada") }
    for number in 0..<3_000 { try first.earn(1, receipt: "R\(number)") }
    subscribe(first, SubscribeRequest(fromStart: true))
    try awaitAll(3_002, first)
    let told = try events(first)
    let cursor = try #require(items(first).first).cursor
    try first.stop()
    let second = try EngineRig.small(after: first)
    try second.stop()
    let third = try EngineRig.small(after: second, archive: .ofServer(days: nil, bytes: nil))
    third.pool.drain()
    #expect(third.storage.fileNames.contains { $0.hasPrefix("archive-") })
    subscribe(third, SubscribeRequest(fromStart: true))
    try awaitAll(3_001, third)
    // A profile is not in the archive; everything else is told as it was.
    #expect(try events(third) == told.filter { $0.kind != .profileChanged })
    try third.stop()

    var policy = ArchivePolicy.ofServer(days: nil, bytes: nil)
    policy.keptBytes = 1
    policy.youngestMilliseconds = 0
    let fourth = try EngineRig.small(after: third, archive: policy)
    fourth.pool.drain()
    #expect(!fourth.storage.fileNames.contains { $0.hasPrefix("archive-") })
    subscribe(fourth, SubscribeRequest(cursor: cursor))
    let end = try #require(try fourth.frames(of: Self.stream).last)
    let status = try Status(bytes: end.payload)
    #expect(status.code == .dataLoss && status.field == "cursor")
    try fourth.stop()
  }

  /// Grants as much as it takes to hear so many events.
  private func awaitAll(_ count: Int, _ rig: EngineRig) throws {
    rig.on { $0.credit(EngineRig.call(MethodID.subscribe, stream: Self.stream), items: 1_000) }
    _ = try awaitEvents(count, rig)
    try awaitCaughtUp(rig)
  }

  // MARK: - Ends and refusals

  @Test func `a stop ends the streams that would not end, and takes no more`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    subscribe(rig, SubscribeRequest())
    try awaitCaughtUp(rig)
    rig.on { $0.beginDrain() }
    let end = try #require(try rig.frames(of: Self.stream).last)
    #expect(try Status(bytes: end.payload).reason == .shuttingDown)
    let late = #expect(throws: RigFailure.self) {
      try rig.answer(
        MemberEvents.self,
        MethodID.subscribe,
        SubscribeRequest(envelope: rig.envelope())
      )
    }
    #expect(late?.reason == .shuttingDown)
    #expect(rig.on { $0.streams.states.isEmpty && $0.streams.followers.isEmpty })
    try rig.stop()
  }

  @Test func `streams are bounded, and one that has ended makes room`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let feed = rig.engine.services.feed
    var held = (0..<Limits.followers - 1).compactMap { _ in feed.follow() }
    #expect(held.count == Limits.followers - 1)
    subscribe(rig, SubscribeRequest())
    try awaitCaughtUp(rig)
    let request = SubscribeRequest(envelope: rig.envelope())
    let refused = #expect(throws: RigFailure.self) {
      try rig.answer(MemberEvents.self, MethodID.subscribe, request)
    }
    #expect(refused?.reason == .overloaded)
    rig.on { $0.cancel(EngineRig.call(MethodID.subscribe, stream: Self.stream)) }
    _ = try rig.frames(of: Self.stream)
    #expect(feed.follow() != nil)
    held = []
    try rig.stop()
  }

  @Test func `a cursor that no item had is refused`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    for cursor in ["zzzzzzzzzzzz", "1", "-", "é"] {
      let refused = #expect(throws: RigFailure.self) {
        try rig.answer(
          MemberEvents.self,
          MethodID.subscribe,
          SubscribeRequest(envelope: rig.envelope(), cursor: cursor)
        )
      }
      #expect(refused?.status?.field == "cursor", "\(cursor)")
    }
    try rig.stop()
  }
}
