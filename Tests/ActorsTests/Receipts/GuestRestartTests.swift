import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Guests' sales after a restart")
struct GuestRestartTests {
  private static let lines = [GuestRig.line("A", 30), GuestRig.line("B", 12)]

  // Goal: a sale is where it was, from the log as from a snapshot, on fewer shards or more, and
  // every request has its first answer.
  @Test(arguments: [true, false], [1, 3])
  func `sales wait, are claimed and come back as before`(_ isKilled: Bool, _ shards: Int) throws {
    let first = try GuestRig()
    try first.put(budget: 1_000)
    for member in ["ada", "bob"] { try first.rig.enrol(member) }
    for receipt in ["R1", "R2", "R3", "R4"] { try first.park(Self.lines, receipt: receipt) }
    let claim = first.claimRequest("R2", for: "ada")
    let claimed = try first.rig.answer(EarnResponse.self, MethodID.claimSale, claim)
    let lost = first.claimRequest("R2", for: "bob")
    #expect(try first.refusal(of: lost) == .alreadyClaimed)
    try first.takeBack(["A"], of: "R3", return: "X3")
    try first.takeBack(["A", "B"], of: "R4")
    let used = try first.budget().used
    #expect(used == 42 + 42 + 12)
    let hash = try first.stateHash()
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try GuestRig(
      shards: shards,
      storage: isKilled ? killed : first.rig.storage,
      clock: first.rig.clock
    )
    #expect(try second.stateHash() == hash)
    #expect(try second.budget().used == used)
    var again = try second.rig.answer(EarnResponse.self, MethodID.claimSale, claim)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == claimed)
    #expect(try second.refusal(of: lost) == .alreadyClaimed)
    #expect(try second.reason { try second.claim("R2", for: "bob") } == .alreadyClaimed)
    #expect(try second.reason { try second.claim("R4", for: "bob") } == .alreadyReversed)
    #expect(
      try second.reason { try second.takeBack(["B"], of: "R3", return: "X3") }
        == .duplicateTransaction
    )
    #expect(
      try second.reason { try second.park(Self.lines, receipt: "R1") } == .duplicateTransaction
    )
    #expect(try second.claim("R3", for: "bob").points == 12)
    #expect(try second.takeBack(["B"], of: "R1").delta == -12)
    #expect(try second.claim("R1", for: "bob").points == 30)
    #expect(try second.takeBack(["A", "B"], of: "R2").delta == -42)
    #expect(try second.rig.available("ada") == 0)
    #expect(try second.rig.available("bob") == 42)
    #expect(try second.budget().used == 42)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    try second.rig.stop()
  }

  // Goal: what a claimed sale uses of a budget counts once after a crash, too: for its member.
  @Test(arguments: [1, 3])
  func `a budget is not oversold after a crash, whatever was claimed before`(_ shards: Int) throws {
    let first = try GuestRig(shards: shards)
    try first.put(budget: 100)
    try first.rig.enrol("ada")
    for receipt in ["R1", "R2"] {
      try first.park(Self.lines, receipt: receipt)
      try first.claim(receipt, for: "ada")
    }
    #expect(try first.budget().used == 84)
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try GuestRig(shards: shards, storage: killed, clock: first.rig.clock)
    #expect(try second.budget().used == 84)
    #expect(try second.park(Self.lines, receipt: "R3").points == 16)
    #expect(try second.claim("R3", for: "ada").points == 16)
    #expect(try second.park(Self.lines, receipt: "R4").points == 0)
    #expect(try second.budget().used == 100)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    try second.rig.stop()
  }

  // Goal: a crash after the receipt's record and before the member's leaves a sale that can be
  // claimed. Method: the receipt's home gives the sale, and nobody posts it.
  @Test func `a sale that was given and not posted is taken back`() throws {
    let first = try GuestRig()
    try first.put(budget: 1_000)
    for member in ["ada", "bob"] { try first.rig.enrol(member) }
    try first.park(Self.lines, receipt: "R1")
    let member = StableHash.hash(program: "p", member: "ada")
    let tag = ReceiptKey.tag(program: "p", key: GuestRig.key("R1"))
    let home = StableHash.shard(tag, count: first.shards)
    first.rig.on(home) { _ = $0.give(tag, to: member, isDryRun: false) }
    #expect(try first.reason { try first.claim("R1", for: "bob") } == .alreadyClaimed)
    while !first.rig.on(home, { $0.hasDurable(tag) }) {}
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try GuestRig(storage: killed, clock: first.rig.clock)
    #expect(second.parkedCount() == 1)
    #expect(try second.budget().used == 42)
    #expect(try second.claim("R1", for: "bob").points == 42)
    #expect(try second.reason { try second.claim("R1", for: "ada") } == .alreadyClaimed)
    #expect(try second.budget().used == 42)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    let again = second.rig.storage.killed()
    try second.rig.stop()

    let third = try GuestRig(shards: 2, storage: again, clock: first.rig.clock)
    #expect(try third.rig.available("bob") == 42)
    #expect(try third.budget().used == 42)
    #expect(try third.reason { try third.claim("R1", for: "ada") } == .alreadyClaimed)
    try third.rig.stop()
  }

  @Test func `a claim window that ended while nobody served is over`() throws {
    let first = try GuestRig()
    try first.put(window: GuestRig.day, budget: 1_000)
    try first.rig.enrol("ada")
    try first.park(Self.lines, receipt: "R1")
    try first.rig.stop()
    first.rig.clock.advance(milliseconds: 2 * GuestRig.day)
    let second = try GuestRig(shards: 2, storage: first.rig.storage, clock: first.rig.clock)
    while second.parkedCount() > 0 { second.rig.on { _ in } }
    #expect(try second.budget().used == 0)
    #expect(try second.reason { try second.claim("R1", for: "ada") } == .claimExpired)
    try second.rig.stop()
  }
}

extension Shard {
  /// Whether the newest record of a parked sale is durable.
  fileprivate func hasDurable(_ number: UInt64) -> Bool {
    guard let last = parkedSales[number]?.last, last & TurnRecords.localBit == 0 else {
      return false
    }
    return last >> 16 <= durableBatch
  }
}
