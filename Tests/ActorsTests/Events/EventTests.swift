import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Events")
struct EventTests {
  @Test func `an event gives what its promotions say, and counters count`() throws {
    let events = try EventRig()
    try events.put()
    try events.rig.enrol("ada")
    let review = try events.send(events.review("e1"))
    #expect(review.points == 50 && review.applied.map(\.promotionID) == ["review"])
    #expect(review.lots.map(\.kind) == [.eventPoints])
    let walk = try events.send(events.workout("e2", steps: 2_050))
    #expect(walk.points == 20 && walk.applied.map(\.promotionID) == ["steps"])
    #expect(walk.applied.first?.eligibleQuantity == 2_050)
    #expect(try events.rig.available() == 70)
    #expect(try events.budget().used == 20)
    // A basket is no event.
    #expect(try events.rig.earn(3).points == 3)
    for answer in [review, walk] {
      let explained = try events.explain(answer.outcome?.transactionID)
      #expect(explained.matches && explained.transaction?.kind == .eventReward)
      #expect(explained.applied.map(\.points) == [answer.points])
    }
    #expect(try events.rig.verifyLedger().findings.isEmpty)
    try events.rig.stop()
  }

  @Test func `each product is rewarded once, and a day has its limit`() throws {
    let events = try EventRig()
    try events.put()
    try events.rig.enrol("ada")
    let products = ["tea", "tea", "milk"]
    let points = try products.enumerated().map { place, product in
      try events.send(events.review("e\(place)", of: product)).points
    }
    #expect(points == [50, 0, 50])
    let walks = try [2_000, 2_000, 2_000].enumerated().map { place, steps in
      try events.send(events.workout("w\(place)", steps: Int64(steps))).points
    }
    #expect(walks == [20, 10, 0])
    events.rig.clock.advance(milliseconds: EventRig.day)
    #expect(try events.send(events.workout("w9", steps: 500)).points == 5)
    try events.rig.stop()
  }

  @Test func `a budget of events is used up to its last point`() throws {
    let events = try EventRig()
    try events.put(budget: 100)
    for member in 0..<16 { try events.rig.enrol("m\(member)") }
    var sent: [(stream: UInt32, shard: Int)] = []
    for member in 0..<16 {
      let stream = events.rig.newStream()
      let request = events.workout("w\(member)", steps: 700, by: "m\(member)")
      events.rig.send([(stream, MethodID.rewardEvent, request)], shard: member % 4)
      sent.append((stream, member % 4))
    }
    let points = try sent.map {
      try events.rig.answer(RewardEventResponse.self, to: $0.stream, shard: $0.shard).points
    }
    #expect(points.reduce(0, +) == 100)
    #expect(try events.budget().used == 100)
    try events.rig.stop()
  }

  // Goal: a source that sends an event again gets the first result, whatever its request ids.
  @Test func `an event that was seen gets its first answer`() throws {
    let events = try EventRig()
    try events.put()
    for member in ["ada", "bob"] { try events.rig.enrol(member) }
    let first = try events.send(events.review("e1"))
    var again = try events.send(events.review("e1"))
    #expect(again.outcome?.replayed == true && again.outcome?.warnings.isEmpty == true)
    again.outcome?.replayed = false
    #expect(again == first)
    // The same id with other content, and even another member's.
    for other in [events.review("e1", of: "milk"), events.review("e1", of: "milk", by: "bob")] {
      var answer = try events.send(other)
      #expect(answer.outcome?.warnings.map(\.code) == ["EVENT_DIFFERS"])
      answer.outcome?.warnings = []
      answer.outcome?.replayed = false
      #expect(answer == first)
    }
    // Another source may use the same id.
    var other = events.review("e1", of: "milk")
    other.source = "forum"
    #expect(try events.send(other).points == 50)
    #expect(try events.rig.available() == 100)
    #expect(try events.rig.available("bob") == 0)
    try events.rig.stop()
  }

  @Test func `the same event twelve times at once is one`() throws {
    let events = try EventRig()
    try events.put()
    try events.rig.enrol("ada")
    var sent: [(stream: UInt32, shard: Int)] = []
    for place in 0..<12 {
      let stream = events.rig.newStream()
      events.rig.send([(stream, MethodID.rewardEvent, events.review("e1"))], shard: place % 4)
      sent.append((stream, place % 4))
    }
    let answers = try sent.map {
      try events.rig.answer(RewardEventResponse.self, to: $0.stream, shard: $0.shard)
    }
    #expect(Set(answers.map { $0.outcome?.transactionID ?? "" }).count == 1)
    #expect(answers.allSatisfy { $0.points == 50 })
    #expect(answers.count { $0.outcome?.replayed == false } == 1)
    #expect(try events.rig.available() == 50)
    try events.rig.stop()
  }

  @Test(arguments: [true, false])
  func `an event of a type that nobody rewards is refused or stored`(_ isRefused: Bool) throws {
    let events = try EventRig()
    try events.put(refusesUnknown: isRefused)
    try events.rig.enrol("ada")
    var request = events.review("e1")
    request.eventType = "smile"
    if isRefused {
      #expect(try events.reason { try events.send(request) } == .invalidField)
      #expect(try events.transactions().isEmpty)
    } else {
      let answer = try events.send(request)
      #expect(answer.points == 0)
      #expect(answer.outcome?.warnings.map(\.code) == ["EVENT_TYPE_UNKNOWN"])
      #expect(try events.transactions().map(\.kind) == [.eventReward])
    }
    try events.rig.stop()
  }

  struct FaultyRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (inout RewardEventRequest) -> Void
  }

  static let faultyRows = [
    FaultyRow(testDescription: "no source") { $0.source = "" },
    FaultyRow(testDescription: "no event id") { $0.eventID = "" },
    FaultyRow(testDescription: "no type") { $0.eventType = "" },
    FaultyRow(testDescription: "a tag without a name") { $0.tags[0].name = "" },
    FaultyRow(testDescription: "a counter without a name") { $0.counters = [Counter(value: 1)] },
    FaultyRow(testDescription: "a negative counter") {
      $0.counters = [Counter(name: "steps", value: -1)]
    },
    FaultyRow(testDescription: "101 tags") {
      $0.tags = (0...100).map { Tag(name: "t\($0)", value: "x") }
    },
  ]

  @Test("a faulty event is refused and not remembered", arguments: faultyRows)
  func faulty(_ row: FaultyRow) throws {
    let events = try EventRig(shards: 1)
    try events.put()
    try events.rig.enrol("ada")
    var request = events.review("e1")
    row.change(&request)
    #expect(try events.reason { try events.send(request) } == .invalidField)
    #expect(try events.send(events.review("e1")).points == 50)
    try events.rig.stop()
  }
}
