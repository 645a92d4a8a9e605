import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: a log that has a part of a sale is refused, whichever part is missing.
///
/// Method: sequences of records as tables, and a server that is started on a log whose writer
/// forgot a record.
@Suite("Sales in the log")
struct SaleSequenceTests {
  /// Member, version, batch, first version of its sale, records of its sale.
  typealias Row = (UInt64, UInt32, UInt64, UInt32, UInt32)

  private static func findings(_ rows: [Row]) -> Int {
    var sequence = SaleSequence()
    var findings = 0
    for row in rows {
      let part = SaleSequence.Part(
        member: row.0,
        version: row.1,
        batch: row.2,
        first: row.3,
        count: row.4
      )
      if sequence.take(part) != nil { findings += 1 }
    }
    if sequence.end() != nil { findings += 1 }
    #expect(sequence.isComplete && sequence.end() == nil)
    return findings
  }

  @Test func `whole ones fit, wherever they lie`() {
    let whole: [[Row]] = [
      [],
      [(7, 5, 1, 0, 0)],
      [(7, 5, 1, 5, 1)],
      [(7, 5, 1, 5, 3), (7, 6, 1, 5, 3), (7, 7, 1, 5, 3)],
      [(7, 5, 1, 5, 2), (7, 6, 1, 5, 2), (8, 9, 1, 9, 1), (7, 7, 2, 7, 2), (7, 8, 2, 7, 2)],
      [(7, .max, 1, .max, 1)],
    ]
    for rows in whole { #expect(Self.findings(rows) == 0, "\(rows)") }
  }

  @Test func `parts do not`() {
    let parts: [[Row]] = [
      // The end is missing: of the log, before another member, another sale, something else.
      [(7, 5, 1, 5, 2)],
      [(7, 5, 1, 5, 2), (8, 6, 1, 5, 2)],
      [(7, 5, 1, 5, 2), (7, 6, 1, 6, 1)],
      [(7, 5, 1, 5, 2), (7, 6, 1, 0, 0)],
      // The beginning, and something between.
      [(7, 6, 1, 5, 2)],
      [(7, 5, 1, 5, 3), (7, 7, 1, 5, 3)],
      // Over two batches, and of two minds.
      [(7, 5, 1, 5, 2), (7, 6, 2, 5, 2)],
      [(7, 5, 1, 5, 2), (7, 6, 1, 5, 3)],
    ]
    for rows in parts { #expect(Self.findings(rows) == 1, "\(rows)") }
  }

  /// A member's second and third record, as a sale of `count`.
  private static func append(_ records: Int, of count: UInt32, to shard: Shard) {
    let number = StableHash.hash(program: "p", member: "ada")
    guard let actor = shard.members.find(number) else { return }
    for place in 0..<UInt32(records) {
      let body = PointsPostedRecord(kind: .unlock, saleFirst: 2, saleCount: count)
      let index = shard.turn.append(
        kind: .pointsPosted,
        entityType: .member,
        entity: number,
        version: 2 + place,
        previous: actor.last,
        atMilliseconds: shard.stamp().milliseconds
      ) { body.encode(into: &$0) }
      shard.turn.note(actor, index: index)
    }
  }

  @Test(arguments: [(1, 2), (2, 3), (2, 2)] as [(Int, UInt32)])
  func `a server starts where they are whole alone`(records: Int, count: UInt32) throws {
    let rig = try EngineRig()
    try rig.setUp()
    rig.on { Self.append(records, of: count, to: $0) }
    // Whatever comes later is durable later.
    try rig.enrol("bob")
    let image = rig.storage.killed()
    try rig.stop()
    guard records != Int(count) else { return try EngineRig(storage: image).stop() }
    let failure = #expect(throws: EngineFailure.self) { try EngineRig(storage: image) }
    #expect(failure?.family == .damage)
    #expect(failure?.description.contains("there are \(records) records, not \(count)") == true)
  }
}
