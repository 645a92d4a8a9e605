import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Receipts")
struct ReceiptTests {
  private func tag(_ receipt: String) -> UInt64 {
    ReceiptKey.tag(
      program: "p",
      key: NaturalKey(
        storeID: "S1",
        terminalID: "T1",
        businessDate: 20_260_101,
        receiptNumber: receipt
      )
    )
  }

  private func refused(_ reason: Reason, _ body: () throws -> Void) throws -> Status {
    do {
      try body()
    } catch RigFailure.refused(let status) {
      #expect(status.reason == reason)
      return status
    }
    Issue.record("it was accepted")
    return Status()
  }

  // Two receipts with one tag cannot be made by hand, so the index is told that they have.
  @Test func `a receipt whose tag is another's is not refused, and found afterwards`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.earn(100, receipt: "R1")
    let collision = tag("R2")
    let first = tag("R1")
    rig.on { shard in
      let receipts = shard.services.receipts
      guard let position = receipts.position(first) else { return }
      receipts.settle(collision, position: position)
      receipts.settle(ReceiptKey.tag(after: collision), position: position)
    }
    // A dry run first: it looks, and claims nothing.
    var preview = rig.earnRequest(7, receipt: "R2")
    preview.envelope?.dryRun = true
    #expect(try rig.answer(EarnResponse.self, MethodID.earn, preview).points == 7)
    let second = try rig.earn(7, receipt: "R2")
    #expect(second.points == 7)
    let status = try refused(.duplicateTransaction) { try rig.earn(7, receipt: "R2") }
    #expect(status.existingID == second.outcome?.transactionID)
    preview.envelope?.requestID = rig.envelope().requestID
    _ = try refused(.duplicateTransaction) {
      _ = try rig.answer(EarnResponse.self, MethodID.earn, preview)
    }
    _ = try refused(.duplicateTransaction) { try rig.earn(100, receipt: "R1") }
    let reversal = try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: rig.envelope(),
        naturalKey: NaturalKey(
          storeID: "S1",
          terminalID: "T1",
          businessDate: 20_260_101,
          receiptNumber: "R2"
        )
      )
    )
    #expect(reversal.points == 7)
    #expect(try rig.available() == 100)
    try rig.stop()
  }

  @Test func `a refused earn gives back the tag that it took beyond a collision`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.earn(100, receipt: "R1")
    let (first, collision) = (tag("R1"), tag("R2"))
    rig.on { shard in
      guard let position = shard.services.receipts.position(first) else { return }
      shard.services.receipts.settle(collision, position: position)
    }
    let before = rig.on { $0.services.receipts.count }
    var late = rig.earnRequest(7, receipt: "R2")
    late.member = MemberReference(reference: .memberID("nobody"))
    _ = try refused(.memberNotFound) {
      _ = try rig.answer(EarnResponse.self, MethodID.earn, late)
    }
    #expect(rig.on { $0.services.receipts.count } == before)
    #expect(try rig.earn(7, receipt: "R2").points == 7)
    try rig.stop()
  }

  @Test func `receipts and their duplicates are known after a restart, also by the log alone`()
    throws
  {
    let clock = TestClock()
    let rig = try EngineRig(clock: clock)
    try rig.setUp()
    let first = try rig.earn(100, receipt: "R1")
    try rig.stop()
    let again = try EngineRig(shards: 2, storage: rig.storage, clock: clock)
    clock.advance(milliseconds: 1_000)
    let status = try refused(.duplicateTransaction) { try again.earn(100, receipt: "R1") }
    #expect(status.existingID == first.outcome?.transactionID)
    #expect(try again.earn(100, receipt: "R1", store: "S2").points == 100)
    try again.stop()
  }
}
