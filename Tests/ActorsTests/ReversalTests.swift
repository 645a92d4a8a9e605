import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Reversals and what comes meanwhile")
struct ReversalTests {
  private func reversal(_ rig: EngineRig, of earn: EarnResponse) -> ReverseEarnRequest {
    ReverseEarnRequest(
      envelope: rig.envelope(),
      transactionID: earn.outcome?.transactionID ?? ""
    )
  }

  // The log is held back while others change the member; with one reading the reversal must know
  // of all that they did.
  @Test func `the log is read once, and what is posted meanwhile counts`() throws {
    let rig = try EngineRig(keepsBatches: false)
    try rig.setUp()
    let first = try rig.earn(100)
    rig.pool.isHeld = true
    let stream = rig.newStream()
    rig.send([(stream, MethodID.reverseEarn, reversal(rig, of: first))])
    rig.pool.awaitHeldWork()
    _ = try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(envelope: rig.envelope(), member: EngineRig.ada, mode: .sale, points: 30)
    )
    for _ in 0..<50 { try rig.earn(1) }
    rig.pool.isHeld = false
    let answer = try rig.answer(ReverseEarnResponse.self, to: stream)
    #expect(answer.points == 100)
    #expect(answer.availableTaken == 70)
    #expect(answer.takenFromOtherLots == 30)
    #expect(try rig.available() == 20)
    #expect(try rig.verifyLedger().balanced)
    #expect(rig.on { $0.watches.isEmpty && !$0.isObserved })
    try rig.stop()
  }

  @Test func `an earn of the same turn is reversed, and a second reversal is refused`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    // The member's id, and its second record.
    let id = TransactionID(member: StableHash.hash(program: "p", member: "ada"), version: 2).text
    let streams = (0..<3).map { _ in rig.newStream() }
    let requests = (0..<2).map { _ in
      ReverseEarnRequest(envelope: rig.envelope(), transactionID: id)
    }
    rig.send([
      (streams[0], MethodID.earn, rig.earnRequest(100)),
      (streams[1], MethodID.reverseEarn, requests[0]),
      (streams[2], MethodID.reverseEarn, requests[1]),
    ])
    #expect(try rig.answer(EarnResponse.self, to: streams[0]).outcome?.transactionID == id)
    #expect(try rig.answer(ReverseEarnResponse.self, to: streams[1]).availableTaken == 100)
    do {
      _ = try rig.answer(ReverseEarnResponse.self, to: streams[2])
      Issue.record("it was reversed twice")
    } catch let failure as RigFailure {
      #expect(failure.reason == .alreadyReversed)
    }
    #expect(try rig.available() == 0)
    try rig.stop()
  }

  @Test("the receipt alone names the earn, whichever shard is asked", arguments: [0, 1])
  func naturalKey(shard: Int) throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    try rig.enrol("ben")
    _ = try rig.earn(100, receipt: "R1")
    _ = try rig.earn(40, for: "ben", receipt: "R2")
    let key = NaturalKey(
      storeID: "S1",
      terminalID: "T1",
      businessDate: 20_260_101,
      receiptNumber: "R1"
    )
    let request = ReverseEarnRequest(envelope: rig.envelope(), naturalKey: key)
    for replayed in [false, true] {
      let answer = try rig.answer(
        ReverseEarnResponse.self,
        MethodID.reverseEarn,
        request,
        shard: shard
      )
      #expect(answer.availableTaken == 100)
      #expect(answer.outcome?.replayed == replayed)
    }
    #expect(try rig.available() == 0)
    #expect(try rig.available("ben") == 40)
    try rig.stop()
  }

  @Test(
    "a receipt that is nobody's, or another member's, is not found",
    arguments: [("R9", nil), ("R1", "ben")] as [(String, String?)]
  )
  func unknownReceipt(_ receipt: String, _ member: String?) throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    try rig.enrol("ben")
    _ = try rig.earn(100, receipt: "R1")
    let request = ReverseEarnRequest(
      envelope: rig.envelope(),
      member: member.map { MemberReference(reference: .memberID($0)) },
      naturalKey: NaturalKey(
        storeID: "S1",
        terminalID: "T1",
        businessDate: 20_260_101,
        receiptNumber: receipt
      )
    )
    // The second time it is the remembered refusal.
    for replayed in [false, true] {
      do {
        _ = try rig.answer(ReverseEarnResponse.self, MethodID.reverseEarn, request)
        Issue.record("it was found")
      } catch RigFailure.refused(let status) {
        #expect(status.reason == .transactionNotFound)
        #expect(status.replayed == replayed)
      }
    }
    #expect(try rig.available() == 100)
    try rig.stop()
  }
}
