import Testing

@testable import FealtyLoyalty

@Suite("Hashes of members' states")
struct StateHashTests {
  @Test func `the sum does not depend on the order of the members`() {
    let hashes = (0..<5).map { Member(id: "m-\($0)").fullHash }
    func sum(_ order: [StateHash]) -> StateHash {
      var sum = StateHash()
      for hash in order { sum.combine(hash) }
      return sum
    }
    #expect(sum(hashes) == sum(hashes.reversed()))
    #expect(Set(hashes).count == 5 && sum(hashes).bytes.count == 16)
    #expect(sum(hashes + hashes) == StateHash())
  }

  @Test func `the hash is that of any other run`() {
    // Stored and compared over restarts: a change of it is a change of the format.
    let hash = Member(id: "m-1").standingHash
    #expect(hash == Member(id: "m-1").standingHash)
    #expect(hash.bytes == StateHashTests.bytesOfAnEmptyMember)
  }

  private static let bytesOfAnEmptyMember: [UInt8] = [
    50, 229, 192, 5, 211, 235, 129, 175, 168, 59, 110, 121, 91, 252, 66, 72,
  ]

  @Test func `everything that the future depends on is in the standing hash`() throws {
    var base = TestLedger()
    try base.earn(100, expiresAfterDays: 9)
    let changes: [(String, (inout TestLedger) throws -> Void)] = [
      ("points", { try $0.earn(1) }),
      ("lock", { try $0.lock(5) }),
      ("stage", { $0.enter(.suspended) }),
      ("tier", { $0.apply(.changed(MemberChange(tier: "gold"))) }),
      ("segments", { $0.apply(.changed(MemberChange(segments: ["x"]))) }),
      ("redemption", { try $0.redeem(5) }),
      (
        "cap",
        { ledger in
          let use = CapUse(promotion: 1, period: .life, periodStart: ledgerDay(0), points: 1)
          try ledger.sell([], capUses: [use])
        }
      ),
      (
        "counter",
        { ledger in
          let use = CounterUse(owner: 1, kind: .visits, at: ledgerDay(0), delta: 1, before: 0)
          try ledger.sell([], counterUses: [use])
        }
      ),
    ]
    var hashes: Set<StateHash> = [base.member.standingHash]
    for (name, change) in changes {
      var ledger = base
      try change(&ledger)
      #expect(hashes.insert(ledger.member.standingHash).inserted, "\(name)")
      #expect(ledger.member.fullHash != base.member.fullHash, "\(name)")
      #expect(ledger.member.fullHash == ledger.replayed().fullHash, "\(name)")
    }
  }

  @Test func `history alone is in the full hash alone`() throws {
    var ledger = TestLedger()
    try ledger.earn(100, expiresAfterDays: 9)
    let before = ledger.member
    try ledger.reverseRedemption(try ledger.redeem(30))
    try ledger.unlock(try ledger.lock(10))
    #expect(ledger.member.standingHash == before.standingHash)
    #expect(ledger.member.fullHash != before.fullHash)
  }
}
