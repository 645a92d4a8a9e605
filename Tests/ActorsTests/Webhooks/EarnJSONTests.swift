import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Events of earns, written from their records")
struct EarnJSONTests {
  // Goal: what is written straight from a record is what the event would have said. Method: records
  // that an engine has made, each written in both ways.
  @Test func `say what the event says, and leave to it what is no earn`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.enrol("a\"ä")
    try rig.earn(3, receipt: "R\"\n1")
    try rig.earn(0, for: "a\"ä", store: "S\\2")
    var late = rig.earnRequest(70_000, receipt: "R2")
    late.envelope?.occurredAtMs = rig.clock.wallMilliseconds() - 5_000
    late.envelope?.terminalID = ""
    let answer = try rig.answer(EarnResponse.self, MethodID.earn, late)
    _ = try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(envelope: rig.envelope(), member: EngineRig.ada, mode: .sale, points: 2)
    )
    _ = try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: rig.envelope(),
        transactionID: answer.outcome?.transactionID ?? ""
      )
    )
    let programme = try #require(rig.on { $0.programmes.first })
    var scan = MemberEventScan(MemberEventFilter(), from: 0)
    let view = MemberEventView(programme: programme, programmes: [:], filter: scan.filter)
    var earn = EarnJSON()
    var (earns, others) = (0, 0)
    while !scan.hasReachedEnd {
      for record in try scan.records(100, in: rig.engine.services.history)
      where record.kind == UInt8(RecordKind.pointsPosted.rawValue) {
        let name = "a\"ä\u{7F}"
        var events: [MemberEvent] = []
        view.add(record, of: name, to: &events)
        let event = try #require(events.first)
        var out = OutputBuffer(capacity: 64)
        guard earn.write(record, of: name, programme, to: &out) else {
          #expect(event.kind != .earned && out.bytes().isEmpty)
          others += 1
          continue
        }
        #expect(String(decoding: out.bytes(), as: UTF8.self) == event.json())
        earns += 1
      }
    }
    #expect(earns == 3 && others == 2)
    try rig.stop()
  }

  @Test(arguments: [0, 7, -1, 10, -10, 99, 1_750_000_000_000, .max, .min] as [Int64])
  func `have numbers as they are`(number: Int64) {
    var out = OutputBuffer(capacity: 4)
    out.append(decimal: number)
    #expect(String(decoding: out.bytes(), as: UTF8.self) == "\(number)")
  }
}
