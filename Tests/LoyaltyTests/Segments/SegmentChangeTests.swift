import Testing

@testable import FealtyLoyalty

@Suite("Segments one by one")
struct SegmentChangeTests {
  var ledger = TestLedger()
  var swaps = SegmentSwaps.none

  private func change(
    _ isMember: Bool,
    _ from: Int64,
    _ to: Int64? = nil,
    of segment: String = "vip"
  ) -> SegmentChange {
    SegmentChange(
      segment: segment,
      isMember: isMember,
      from: ledgerDay(from),
      to: to.map(ledgerDay) ?? .never
    )
  }

  /// Decides a change and applies it; false where it is so already.
  @discardableResult
  private mutating func take(_ wish: SegmentChange) throws -> Bool {
    let change = try ledger.member.decideSegment(wish, swaps: swaps, now: ledger.now)
    guard let change else { return false }
    ledger.apply(.changed(change))
    return true
  }

  private func segments(_ days: Int64...) -> [[String]] {
    days.map { ledger.member.segments(at: ledgerDay($0)) }
  }

  @Test mutating func `a segment holds over its time, and the others stay`() throws {
    ledger.apply(.changed(MemberChange(segments: ["old"], effectiveAt: ledgerDay(-9))))
    ledger.go(to: ledgerDay(5))
    #expect(try take(change(true, 3, 9)))
    #expect(segments(-10, 2, 3, 8, 9) == [[], ["old"], ["old", "vip"], ["old", "vip"], ["old"]])
    #expect(ledger.member.segments == ["old", "vip"])
    #expect(ledger.member.hasPlannedSegments(after: ledger.now))
    #expect(try take(change(false, 6, 7)))
    #expect(segments(5, 6, 7) == [["old", "vip"], ["old"], ["old", "vip"]])
    #expect(try take(change(false, 0)))
    #expect(segments(-1, 3, 8, 99) == [["old"], ["old"], ["old"], ["old"]])
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `what is so already is no change`() throws {
    #expect(try !take(change(false, 0)))
    #expect(try take(change(true, 2, 8)))
    for same in [change(true, 2, 8), change(true, 3, 5), change(false, 8), change(false, -5, 2)] {
      #expect(try !take(same))
    }
    #expect(try take(change(true, 0, of: "other")))
    // What meets becomes one.
    #expect(try take(change(true, 8)))
    #expect(ledger.member.segmentSpans(swaps).count == 2)
    #expect(try !take(change(true, 2)))
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `who is in one since ever needs no span, and may leave`() throws {
    let member = Member(id: "m-2")
    var enrolled = member
    enrolled.apply(.enrolled(Enrolment(segments: ["vip"])), version: 1, at: ledgerDay(1))
    #expect(try enrolled.decideSegment(change(true, 4), swaps: .none, now: ledgerDay(4)) == nil)
    let leave = try enrolled.decideSegment(change(false, 4), swaps: .none, now: ledgerDay(4))
    enrolled.apply(.changed(try #require(leave)), version: 2, at: ledgerDay(4))
    #expect(enrolled.segments(at: ledgerDay(-7)) == ["vip"])
    #expect(enrolled.segments(at: ledgerDay(4)).isEmpty && enrolled.segments.isEmpty)
    let back = SegmentChange(segment: "vip", isMember: true, from: .first)
    enrolled.apply(.changed(MemberChange(segmentChanges: [back])), version: 3, at: ledgerDay(5))
    #expect(!enrolled.hasHistory && enrolled.segments == ["vip"])
  }

  @Test mutating func `no member is in more segments than one may be, and the past is forgotten`()
    throws
  {
    for number in 0..<Member.segmentLimit {
      // Ends that lie ahead count as well.
      try take(change(true, 0, number % 2 == 0 ? 50 : nil, of: "s\(number)"))
    }
    #expect(throws: Refusal.segmentLimit) { try take(change(true, 0, of: "more")) }
    #expect(throws: Refusal.segmentLimit) { try take(change(true, 20, of: "more")) }
    #expect(try !take(change(true, 0, of: "s3")))
    #expect(try take(change(false, 0, of: "s3")) && take(change(true, 20, of: "more")))
    for day in 100..<200 as Range<Int64> {
      ledger.go(to: ledgerDay(day))
      try take(change(day % 2 == 1, day, of: "s5"))
    }
    let spans = ledger.member.segmentSpans(swaps)
    #expect(spans.count { $0.to != .never } == Member.historyLimit)
    // The oldest are forgotten; what is not over never is.
    #expect(!spans.contains { $0.text == "s0" } && spans.contains { $0.text == "s1" })
    #expect(ledger.replayed() == ledger.member)
  }

  // Goal: the spans say of each day what the last change of that day and segment said. Method: an
  // obvious model with a set of segments for each day, over random changes.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  mutating func `random changes leave each day as the last of it said`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var days: [Set<String>] = Array(repeating: [], count: 24)
    for _ in 0..<60 {
      let segment = "s\(random.number(0...3))"
      let from = random.number(0...22)
      let to = random.chance(30) ? nil : random.number(from + 1...23)
      let isMember = random.chance(60)
      try take(change(isMember, from, to, of: segment))
      for day in Int(from)..<Int(to ?? 24) {
        if isMember { days[day].insert(segment) } else { days[day].remove(segment) }
      }
      for (day, wanted) in days.enumerated() {
        let found = ledger.member.segments(at: ledgerDay(Int64(day)))
        #expect(Set(found) == wanted && found.count == wanted.count, "day \(day), seed \(seed)")
      }
      for one in ledger.member.segmentSpans(swaps) {
        let others = ledger.member.segmentSpans(swaps).filter { $0.text == one.text && $0 != one }
        #expect(others.allSatisfy { $0.to < one.from || one.to < $0.from })
      }
    }
    #expect(ledger.replayed() == ledger.member)
  }
}
