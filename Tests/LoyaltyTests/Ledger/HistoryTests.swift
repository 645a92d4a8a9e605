import Testing

@testable import FealtyLoyalty

@Suite("What a member was, and what it counts")
struct HistoryTests {
  var ledger = TestLedger()

  private mutating func change(
    on day: Int64,
    tier: String? = nil,
    segments: [String]? = nil,
    effective: Int64? = nil
  ) {
    ledger.go(to: ledgerDay(day))
    ledger.apply(
      .changed(MemberChange(tier: tier, segments: segments, effectiveAt: effective.map(ledgerDay)))
    )
  }

  private func tiers(_ days: Int64...) -> [String] {
    days.map { ledger.member.tier(at: ledgerDay($0)) }
  }

  private func segments(_ days: Int64...) -> [[String]] {
    days.map { ledger.member.segments(at: ledgerDay($0)) }
  }

  @Test mutating func `a tier holds from its change on, the first one since ever`() {
    #expect(tiers(-5, 0, 9) == ["", "", ""] && !ledger.member.hasHistory)
    change(on: 3, tier: "gold")
    change(on: 7, tier: "silver")
    #expect(tiers(-5, 2, 3, 6, 7, 99) == ["", "", "gold", "gold", "silver", "silver"])
    #expect(ledger.member.tier == "silver")
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `a change that holds from earlier replaces what was said of later`() {
    change(on: 3, tier: "gold")
    change(on: 7, tier: "silver")
    change(on: 9, tier: "platinum", effective: 5)
    #expect(tiers(2, 3, 4, 5, 8, 9) == ["", "gold", "gold", "platinum", "platinum", "platinum"])
    change(on: 10, tier: "", effective: 1)
    #expect(tiers(0, 2, 6, 20) == ["", "", "", ""] && !ledger.member.hasHistory)
  }

  @Test mutating func `segments hold from their change on`() {
    change(on: 2, segments: ["a", "b"])
    change(on: 5, segments: ["b", "c"])
    change(on: 8, segments: [])
    #expect(
      segments(1, 2, 4, 5, 7, 8) == [[], ["a", "b"], ["a", "b"], ["b", "c"], ["b", "c"], []]
    )
    change(on: 9, segments: ["b"], effective: 6)
    #expect(segments(5, 6, 8, 9) == [["b", "c"], ["b"], ["b"], ["b"]])
    #expect(ledger.member.segments == ["b"] && ledger.replayed() == ledger.member)
  }

  @Test mutating func `the same again is no history`() {
    change(on: 2, tier: "", segments: [])
    #expect(!ledger.member.hasHistory)
    change(on: 3, segments: ["a"], effective: -100)
    change(on: 4, segments: ["a"])
    #expect(segments(-101, -100, 3, 9) == [[], ["a"], ["a"], ["a"]])
    #expect(ledger.member.details.extras.segmentSpans.count == 1)
  }

  @Test mutating func `an erasure that empties the segments takes their history with it`() {
    change(on: 2, segments: ["a"])
    change(on: 5, segments: ["b"])
    ledger.apply(.changed(MemberChange(profile: Profile())))
    #expect(segments(3, 9) == [["a"], ["b"]], "the profile alone says nothing of segments")
    ledger.apply(.changed(MemberChange(segments: [])))
    #expect(segments(3) == [["a"]], "nor are segments alone a person's data")
    ledger.apply(.changed(MemberChange(segments: [], profile: Profile())))
    #expect(segments(3, 5, 9) == [[], [], []] && !ledger.member.hasHistory)
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `a long history forgets its beginning`() {
    for day in 1...200 as ClosedRange<Int64> {
      change(on: day, tier: "t\(day)", segments: ["s\(day)"])
    }
    #expect(ledger.member.details.extras.tiers.count == Member.historyLimit)
    #expect(ledger.member.details.extras.segmentSpans.count == Member.historyLimit + 1)
    #expect(tiers(200, 150) == ["t200", "t150"] && segments(200, 150) == [["s200"], ["s150"]])
  }

  @Test mutating func `an event's points are one lot of its kind, a claim's are as an earn's`()
    throws
  {
    func reward(_ kind: TransactionKind) throws(Refusal) -> Posting {
      try ledger.member.decideReward(
        as: kind,
        awards: [.of(10), .of(5, isBonus: true, promotion: 2)],
        capUses: [],
        now: ledger.now,
        occurredAt: ledger.now,
        rules: ledger.rules
      )
    }
    let event = try reward(.eventReward)
    #expect(event.kind == .eventReward && event.lotsMade.map { $0.kind } == [.event])
    #expect(event.lotsMade.map { $0.amount } == [15])
    let claim = try reward(.saleClaimed)
    #expect(claim.kind == .saleClaimed && claim.lotsMade.map { $0.kind } == [.base, .bonus])
    let version = ledger.post(event)
    #expect(try ledger.reverseEarn(version).availableTaken == 15)
  }

  @Test mutating func `old entries of a counter are folded, and count as before`() throws {
    func use(_ ledger: TestLedger) -> CounterUse {
      CounterUse(owner: 3, kind: .visits, at: ledger.now, delta: 1, before: 0)
    }
    for day in 0..<2_000 as Range<Int64> where day % 10 == 0 {
      ledger.go(to: ledgerDay(day))
      var posting = try ledger.member.decideEarn(
        awards: [.of(1)],
        capUses: [],
        now: ledger.now,
        rules: ledger.rules
      )
      ledger.member.count([use(ledger)], in: &posting, now: ledger.now, rules: ledger.rules)
      ledger.post(posting)
    }
    let counter = ledger.member.counter(.visits, of: 3)
    #expect(counter.value(before: ledgerDay(3_000), version: 0, from: ledgerDay(0)) == 200)
    #expect(counter.entries.count < 60 && counter.base > 0)
  }

  @Test mutating func `more earns or points in a day than allowed are told`() throws {
    let limit = VelocityLimit(earnsPerDay: 2, pointsPerDay: 100)
    func velocity(_ ledger: TestLedger, _ points: Points) -> (isAbove: Bool, uses: [CounterUse]) {
      let day = ledger.calendar.start(of: .day, containing: ledger.now)
      return ledger.member.velocity(of: points, limit: limit, now: ledger.now, dayStart: day)
    }
    #expect(velocity(ledger, 101).isAbove && !velocity(ledger, 100).isAbove)
    for day in [0, 0, 1] as [Int64] {
      ledger.go(to: ledgerDay(day).adding(milliseconds: 5))
      let uses = velocity(ledger, 40).uses
      let sale = try ledger.sell([.of(40)], counterUses: uses)
      // A reversal gives no further earn on the day.
      try ledger.reverseEarn(sale)
    }
    #expect(!velocity(ledger, 60).isAbove && velocity(ledger, 61).isAbove)
    let uses = velocity(ledger, 1).uses
    try ledger.sell([.of(1)], counterUses: uses)
    #expect(velocity(ledger, 1).isAbove)
    #expect(ledger.member.counter(.earns, of: 0).entries.count == 2)
  }
}
