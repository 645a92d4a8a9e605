import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Events of members whom nobody has enrolled")
struct UnknownMemberTests {
  private static func rig(stage: Stage = .stageNone, holds: Int64 = 0) throws -> EventRig {
    let events = try EventRig()
    try events.put(holds: holds)
    try create(events, stage)
    return events
  }

  /// From now on events enrol.
  private static func create(_ events: EventRig, _ stage: Stage = .stageNone) throws {
    var programme =
      try events.rig.answer(
        GetProgrammeResponse.self,
        MethodID.getProgramme,
        GetProgrammeRequest(envelope: events.rig.envelope())
      ).programme ?? Programme()
    programme.settings?.enrolUnknown = true
    programme.settings?.enrolUnknownStage = stage
    try events.rig.put(programme)
  }

  private static func restarted(_ events: EventRig) throws -> EventRig {
    let storage = events.rig.storage.killed()
    try events.rig.stop()
    return try EventRig(storage: storage, clock: events.rig.clock)
  }

  private static func stage(of member: String, _ events: EventRig) throws -> Stage {
    try events.rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(
        envelope: events.rig.envelope(),
        member: MemberReference(reference: .memberID(member))
      )
    ).stage
  }

  @Test(arguments: [Stage.stageNone, .active, .pending])
  func `an event enrols whom it is about, once and for good`(_ stage: Stage) throws {
    var events = try Self.rig(stage: stage)
    var dry = events.review("e1")
    dry.envelope?.dryRun = true
    #expect(try events.send(dry).points == 50)
    #expect(try events.reason { _ = try events.rig.available() } == .memberNotFound)
    let first = try events.send(events.review("e1"))
    #expect(first.points == 50 && !first.held)
    let expected: Stage = stage == .pending ? .pending : .active
    #expect(try Self.stage(of: "ada", events) == expected)
    let hash = try events.stateHash()
    events = try Self.restarted(events)
    #expect(try events.stateHash() == hash && Self.stage(of: "ada", events) == expected)
    #expect(try events.send(events.review("e1")).outcome?.replayed == true)
    #expect(try events.send(events.review("e2", of: "milk")).points == 50)
    #expect(try events.rig.available() == 100)
    // Who enrols now is told that the member is there.
    #expect(try events.reason { try events.rig.enrol("ada") } == .duplicateIdentity)
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  // Goal: one member, whatever comes for it at once on whichever shards.
  @Test func `forty events and orders for one id make one member`() throws {
    let events = try Self.rig()
    var sent: [(stream: UInt32, shard: Int)] = []
    for place in 0..<40 {
      let stream = events.rig.newStream()
      let shard = place % 4
      if place % 3 == 0 {
        let purchase = EarnRequest(
          envelope: events.rig.envelope(),
          member: EngineRig.ada,
          basket: Basket(lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 100)]),
          enrolUnknown: true
        )
        events.rig.send([(stream, MethodID.earn, purchase)], shard: shard)
      } else {
        let event = events.review("e\(place)", of: "p\(place)")
        events.rig.send([(stream, MethodID.rewardEvent, event)], shard: shard)
      }
      sent.append((stream, shard))
    }
    for (stream, shard) in sent {
      #expect(try events.rig.frames(of: stream, shard: shard).last?.aux == 0)
    }
    #expect(try events.rig.available() == 14 + 26 * 50)
    let members = (0..<4).reduce(0) { sum, shard in sum + events.rig.on(shard) { $0.members.count }
    }
    #expect(members == 1)
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  @Test func `what was held before comes first, and tills enrol nobody by a slip`() throws {
    var events = try EventRig()
    try events.put(holds: 7 * EventRig.day)
    #expect(try events.send(events.review("e1")).held)
    #expect(try events.send(events.workout("w1", steps: 1_000)).held)
    try Self.create(events)
    // The event that comes now is another one than those that are rewarded beside it.
    let now = try events.send(events.review("e2", of: "milk"))
    #expect(now.points == 50 && now.applied.map(\.promotionID) == ["review"])
    #expect(try events.rig.available() == 110 && events.heldCount() == 0)
    #expect(try events.transactions().count == 3)
    #expect(try events.reason { try events.rig.earn(1, for: "bob") } == .memberNotFound)
    var slip = events.review("e3")
    slip.member = MemberReference(reference: .cardNumber("1234"))
    #expect(try events.reason { _ = try events.send(slip) } == .cardNotFound)
    // What is refused for its time makes nobody a member.
    let late = events.review("e4", by: "bob", at: 1)
    #expect(try events.reason { _ = try events.send(late) } == .tooOld)
    #expect(try events.reason { _ = try events.rig.available("bob") } == .memberNotFound)
    events = try Self.restarted(events)
    #expect(try events.rig.available() == 110 && events.heldCount() == 0)
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  @Test func `an order that was booked already enrols nobody`() throws {
    let events = try Self.rig()
    try events.rig.enrol("bob")
    _ = try events.rig.earn(5, for: "bob", receipt: "R1")
    var order = events.rig.earnRequest(5, for: "ada", receipt: "R1")
    order.enrolUnknown = true
    #expect(
      try events.reason {
        _ = try events.rig.answer(EarnResponse.self, MethodID.earn, order)
      } == .duplicateTransaction
    )
    #expect(try events.reason { _ = try events.rig.available() } == .memberNotFound)
    try events.rig.stop()
  }

  @Test func `a stage that nobody can begin in is refused`() throws {
    let events = try EventRig()
    try events.put()
    #expect(try events.reason { try Self.create(events, .blocked) } == .invalidProgramme)
    try events.rig.stop()
  }
}
