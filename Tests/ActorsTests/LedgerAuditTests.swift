import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Adding up the ledger while it moves")
struct LedgerAuditTests {
  @Test func `one turn looks at a bounded number of members`() throws {
    let rig = try EngineRig()
    try rig.putProgramme()
    try enrol(3_000, rig)
    let turns = rig.on { shard in
      shard.auditMembers { _ in }
      return shard.audits.isRunning
    }
    // 3,000 members have 4,096 slots: five slices, of which one was done at once.
    #expect(turns)
    let answer = try rig.verifyLedger()
    #expect(answer.members == 3_000)
    #expect(answer.balanced)
    try rig.stop()
  }

  // Between two slices members on both sides of the slice earn, redeem and are enrolled.
  @Test("the sums are exact while members change", arguments: [1, 2])
  func underLoad(shards: Int) throws {
    let rig = try EngineRig(shards: shards)
    try rig.putProgramme()
    try enrol(2_000, rig)
    for round in 0..<10 {
      let audit = rig.newStream()
      rig.send([(audit, MethodID.verifyLedger, VerifyLedgerRequest())])
      var earns: [UInt32] = []
      for step in 0..<40 {
        let stream = rig.newStream()
        let member = "m\((round * 997 + step * 61) % 2_000)"
        rig.send([(stream, MethodID.earn, rig.earnRequest(5, for: member))])
        earns.append(stream)
      }
      try rig.enrol("late\(round)")
      try rig.earn(3, for: "late\(round)")
      let answer = try rig.answer(VerifyLedgerResponse.self, to: audit)
      #expect(answer.findings.isEmpty)
      #expect(answer.balanced)
      #expect(answer.members >= 2_000)
      for stream in earns { _ = try rig.frames(of: stream) }
    }
    let total = try rig.verifyLedger()
    #expect(total.balanced)
    #expect(total.totals.first?.issued == Int64(10 * (40 * 5 + 3)))
    #expect(total.members == 2_010)
    try rig.stop()
  }

  @Test func `the table's growth during a pass changes nothing`() throws {
    let rig = try EngineRig()
    try rig.putProgramme()
    try enrol(1_500, rig)
    let audit = rig.newStream()
    rig.send([(audit, MethodID.verifyLedger, VerifyLedgerRequest())])
    try enrol(1_000, rig, named: "n")
    #expect(try rig.answer(VerifyLedgerResponse.self, to: audit).balanced)
    #expect(try rig.verifyLedger().members == 2_500)
    try rig.stop()
  }

  @Test func `a counter that is wrong is found`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.earn(100)
    rig.on { shard in
      var posting = Posting(kind: .earn, token: 0, effectiveAt: shard.stamp())
      posting.lotsMade = [
        FealtyLoyalty.Lot(
          id: LotID(version: 9, index: 0),
          token: shard.programmes[0].tokens[0].number,
          kind: .base,
          amount: 1,
          remaining: 1,
          activationAt: shard.stamp(),
          expiresAt: .never
        )
      ]
      shard.totals.add(posting)
    }
    let answer = try rig.verifyLedger()
    #expect(!answer.balanced)
    #expect(answer.findings.count == 1)
    try rig.stop()
  }

  @Test func `callers that come during a pass share the next one`() throws {
    let rig = try EngineRig()
    try rig.putProgramme()
    try enrol(3_000, rig)
    let streams = (0..<20).map { _ in rig.newStream() }
    for stream in streams {
      rig.send([(stream, MethodID.verifyLedger, VerifyLedgerRequest())])
    }
    for stream in streams {
      #expect(try rig.answer(VerifyLedgerResponse.self, to: stream).members == 3_000)
    }
    try rig.stop()
  }

  private func enrol(_ count: Int, _ rig: EngineRig, named name: String = "m") throws {
    var streams: [UInt32] = []
    for first in stride(from: 0, to: count, by: 100) {
      let calls = (first..<min(first + 100, count)).map { number in
        (
          stream: rig.newStream(),
          method: MethodID.enrol,
          request: EnrolRequest(
            envelope: rig.envelope(),
            member: MemberReference(reference: .memberID("\(name)\(number)")),
            mode: .create
          ) as any Message
        )
      }
      streams += calls.map(\.stream)
      rig.send(calls)
    }
    for stream in streams { _ = try rig.answer(EnrolResponse.self, to: stream) }
  }
}
