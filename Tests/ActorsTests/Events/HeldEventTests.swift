import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Events for who has not enrolled yet")
struct HeldEventTests {
  @Test func `without a time to hold them, they are refused`() throws {
    let events = try EventRig()
    try events.put()
    #expect(try events.reason { try events.send(events.review("e1")) } == .memberNotFound)
    try events.rig.enrol("ada")
    #expect(try events.send(events.review("e1")).points == 50)
    try events.rig.stop()
  }

  // Goal: held events are rewarded in the order of their times, when their member enrols.
  @Test func `enrolment rewards what was held`() throws {
    let events = try EventRig()
    try events.put(holds: EventRig.day)
    let now = events.rig.clock.wallMilliseconds()
    let later = try events.send(events.review("e2", of: "tea", at: now))
    let earlier = try events.send(events.review("e1", of: "tea", at: now - 60_000))
    let walk = try events.send(events.workout("w1", steps: 700))
    for answer in [later, earlier, walk] {
      #expect(answer.held && answer.points == 0)
      #expect(answer.heldUntilMs == now + EventRig.day)
    }
    #expect(try events.send(events.review("e2", of: "tea", at: now)).outcome?.replayed == true)
    try events.send(events.review("e3", by: "bob"))
    #expect(events.heldCount() == 4)
    try events.rig.enrol("ada")
    while events.heldCount() > 1 { events.rig.on { _ in } }
    #expect(try events.rig.available() == 57)
    let rewards = try events.transactions()
    // Newest first: of the two for one product the earlier one was rewarded.
    let times = rewards.filter { $0.kind == .eventReward }.map(\.occurredAtMs)
    #expect(times.count == 3 && times.last == now - 60_000)
    #expect(Set(times) == [now, now - 60_000])
    for reward in rewards where reward.kind == .eventReward {
      #expect(try events.explain(reward.transactionID).matches)
    }
    // Who asks again hears what was said first.
    let again = try events.send(events.review("e1", of: "tea", at: now - 60_000))
    #expect(again.held && again.outcome?.replayed == true)
    #expect(try events.rig.available() == 57)
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  @Test func `what nobody enrols for in time lapses`() throws {
    let events = try EventRig()
    try events.put(holds: EventRig.day)
    try events.send(events.review("e1"))
    events.rig.clock.advance(milliseconds: EventRig.day / 2)
    try events.send(events.review("e2", of: "milk"))
    events.rig.clock.advance(milliseconds: EventRig.day / 2)
    while events.heldCount() > 1 { events.rig.on { _ in } }
    try events.rig.enrol("ada")
    while events.heldCount() > 0 { events.rig.on { _ in } }
    #expect(try events.rig.available() == 50)
    try events.rig.stop()
  }

  // Goal: held events and what was rewarded survive, from the log as from a snapshot.
  @Test(arguments: [true, false], [1, 3])
  func `a restart forgets no event`(_ isKilled: Bool, _ shards: Int) throws {
    let first = try EventRig()
    try first.put(holds: EventRig.day)
    try first.rig.enrol("bob")
    let rewarded = try first.send(first.review("e1", by: "bob"))
    let walked = try first.send(first.workout("w1", steps: 900, by: "bob"))
    try first.send(first.review("e2"))
    try first.send(first.workout("w2", steps: 700))
    // One that was held, and whose member enrolled.
    try first.send(first.review("e3", of: "milk", by: "eve"))
    try first.rig.enrol("eve")
    #expect(first.heldCount() == 2)
    #expect(try first.rig.available("eve") == 50)
    let hash = try first.stateHash()
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try EventRig(
      shards: shards,
      storage: isKilled ? killed : first.rig.storage,
      clock: first.rig.clock
    )
    #expect(try second.stateHash() == hash)
    #expect(second.heldCount() == 2)
    #expect(try second.budget().used == 9)
    var again = try second.send(second.review("e1", by: "bob"))
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == rewarded)
    #expect(try second.send(second.workout("w1", steps: 900, by: "bob")).points == walked.points)
    #expect(try second.send(second.review("e2")).held)
    #expect(try second.send(second.review("e3", of: "milk", by: "eve")).held)
    // The cap of a tag's value, and of the day.
    #expect(try second.send(second.review("e4", by: "bob")).points == 0)
    #expect(try second.send(second.workout("w4", steps: 9_900, by: "bob")).points == 21)
    try second.rig.enrol("ada")
    // What draws on a budget may ask its home first, and comes some turns later.
    while second.heldCount() > 0 { second.rig.on { _ in } }
    #expect(try second.rig.available("ada") == 57)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    for member in ["ada", "bob", "eve"] {
      for reward in try second.transactions(of: member) where reward.kind == .eventReward {
        #expect(try second.explain(reward.transactionID).matches)
      }
    }
    try second.rig.stop()
  }

  @Test func `a hold that ended while nobody served is over`() throws {
    let first = try EventRig()
    try first.put(holds: EventRig.day)
    try first.send(first.review("e1"))
    try first.rig.stop()
    first.rig.clock.advance(milliseconds: 2 * EventRig.day)
    let second = try EventRig(shards: 2, storage: first.rig.storage, clock: first.rig.clock)
    while second.heldCount() > 0 { second.rig.on { _ in } }
    try second.rig.enrol("ada")
    #expect(try second.rig.available() == 0)
    try second.rig.stop()
  }
}
