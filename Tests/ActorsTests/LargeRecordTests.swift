import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

// Goal: nothing that a request asks for or time does is too large for the log: it is cut, or is
// refused before anything is changed.
@Suite("Large records")
struct LargeRecordTests {
  @Test func `a turn of several batches is handed over in order`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let number = StableHash.hash(program: "p", member: "ada")
    let sizes = [300_000, 10, 900_000, 700_000, 200_000, 10, 1_000_000]
    rig.on { shard in
      guard let actor = shard.members.find(number) else { return }
      for (place, size) in sizes.enumerated() {
        // The fourth and the fifth belong together.
        if place == 3 { shard.turn.together(true) }
        let body = PointsPostedRecord(kind: .unlock, answer: [UInt8](repeating: 7, count: size))
        let index = shard.turn.append(
          kind: .pointsPosted,
          entityType: .member,
          entity: number,
          version: 2 + UInt32(place),
          previous: actor.last,
          atMilliseconds: shard.stamp().milliseconds
        ) { body.encode(into: &$0) }
        shard.turn.note(actor, index: index)
        if place == 4 { shard.turn.together(false) }
      }
    }
    // Whatever comes later is durable later.
    try rig.enrol("bob")
    let batches = rig.on { shard in
      guard let last = shard.members.find(number)?.last else { return [LogPosition]() }
      var found: [LogPosition] = []
      // What cannot be read is missed below.
      try? shard.services.history.walk(from: last) { record in
        found.append(LogPosition(packed: record.position))
        return true
      }
      return found
    }
    #expect(batches.count == sizes.count + 1)
    // Newest first: the last alone, the one before with the two that are together, the third alone.
    let numbers = batches.prefix(7).map(\.batch)
    #expect(numbers[0] > numbers[1] && numbers[1] == numbers[2] && numbers[2] == numbers[3])
    #expect(numbers[3] > numbers[4] && numbers[4] > numbers[5] && numbers[5] == numbers[6])
    let image = rig.storage.killed()
    try rig.stop()
    let again = try EngineRig(storage: image)
    #expect(again.on { $0.members.find(number)?.inPlace { $0.pointee.version } } == 8)
    try again.stop()
  }

  @Test("what is large fits a batch, whatever came before it in the turn", arguments: [1, 2])
  func behindLittle(records: Int) throws {
    let rig = try EngineRig()
    try rig.setUp()
    let number = StableHash.hash(program: "p", member: "ada")
    let sizes = [200_000] + Array(repeating: 900_000 / records, count: records) + [10]
    rig.on { shard in
      guard let actor = shard.members.find(number) else { return }
      for (place, size) in sizes.enumerated() {
        if place == 1 { shard.turn.together(records > 1) }
        if place == records + 1 { shard.turn.together(false) }
        let body = PointsPostedRecord(kind: .unlock, answer: [UInt8](repeating: 7, count: size))
        let index = shard.turn.append(
          kind: .pointsPosted,
          entityType: .member,
          entity: number,
          version: 2 + UInt32(place),
          previous: actor.last,
          atMilliseconds: shard.stamp().milliseconds
        ) { body.encode(into: &$0) }
        shard.turn.note(actor, index: index)
      }
    }
    // Whatever comes later is durable later.
    try rig.enrol("bob")
    let batches = rig.on { shard in
      guard let last = shard.members.find(number)?.last else { return [UInt64]() }
      var found: [UInt64] = []
      // What cannot be read is missed below.
      try? shard.services.history.walk(from: last) { record in
        found.append(record.position >> 16)
        return true
      }
      return found
    }
    // Newest first, and the enrolment last.
    #expect(batches.count == sizes.count + 1)
    let large = batches.dropFirst().prefix(records)
    #expect(Set(large).count == 1 && batches[records + 1] + 1 == large.first)
    try rig.stop()
  }

  @Test("what a basket gives fits a record, or is refused", arguments: [40, 400])
  func basket(promotions: Int) throws {
    let rig = try EngineRig()
    try rig.setUp()
    for start in stride(from: 0, to: promotions, by: 100) {
      let end = min(start + 100, promotions)
      _ = try rig.answer(
        PutPromotionsResponse.self,
        MethodID.putPromotions,
        PutPromotionsRequest(
          envelope: rig.envelope(),
          promotions: (start..<end).map {
            Promotion(promotionID: "p\($0)", mechanic: .fixed(Fixed(points: 5_000)))
          }
        )
      )
    }
    var request = rig.earnRequest(1)
    request.basket?.lines = (0..<1_000).map { _ in BasketLine(quantity: 1, amountMinor: 100) }
    request.explain = .explainFull
    for _ in 0..<2 {
      do {
        let earned = try rig.answer(EarnResponse.self, MethodID.earn, request)
        #expect(promotions == 40)
        #expect(earned.points == 40 * 5_000 + 1_000)
      } catch let failure as RigFailure {
        #expect(promotions == 400)
        #expect(failure.reason == .invalidField && failure.status?.field == "basket")
        #expect(failure.status?.message.contains("split the sale") == true)
      }
    }
    #expect(try rig.available() == (promotions == 40 ? 201_000 : 0))
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }

  @Test func `a change of the catalogue that makes too large a record is refused`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    func put(_ count: Int) throws -> Int {
      try rig.answer(
        PutPromotionsResponse.self,
        MethodID.putPromotions,
        PutPromotionsRequest(
          envelope: rig.envelope(),
          promotions: (0..<count).map {
            Promotion(
              promotionID: String($0, radix: 16),
              status: .draft,
              mechanic: .fixed(Fixed(points: 1))
            )
          }
        )
      ).results.count
    }
    #expect(throws: RigFailure.self) { _ = try put(25_000) }
    #expect(try put(10) == 10)
    try rig.stop()
  }
}
