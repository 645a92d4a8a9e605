import Testing

@testable import FealtyLoyalty

@Suite("Lists of segments that come into force at once")
struct SegmentSwapsTests {
  var ledger = TestLedger()

  /// What a list says of the member that is loaded.
  @discardableResult
  private mutating func follow(
    _ load: Int64,
    _ isMember: Bool,
    _ swaps: SegmentSwaps = .none
  ) throws -> Bool {
    let wish = SegmentChange(segment: "vip", isMember: isMember, from: Timestamp(markOf: load))
    let change = try ledger.member.decideSegment(wish, swaps: swaps, now: ledger.now)
    guard let change else { return false }
    ledger.apply(.changed(change))
    return true
  }

  private mutating func put(_ isMember: Bool, _ from: Int64, _ swaps: SegmentSwaps) throws {
    let wish = SegmentChange(segment: "vip", isMember: isMember, from: ledgerDay(from))
    let change = try ledger.member.decideSegment(wish, swaps: swaps, now: ledger.now)
    if let change { ledger.apply(.changed(change)) }
  }

  private func days(_ swaps: SegmentSwaps, _ days: ClosedRange<Int64> = 0...9) -> [Int64] {
    days.filter { ledger.member.segments(at: ledgerDay($0), swaps) == ["vip"] }
  }

  private func swaps(_ swaps: (Int64, Int64)...) -> SegmentSwaps {
    SegmentSwaps(swaps.map { SegmentSwaps.Swap(load: $0.0, at: ledgerDay($0.1)) })
  }

  @Test mutating func `nothing changes before the swap, and all of it then`() throws {
    #expect(try follow(7, true))
    #expect(days(.none).isEmpty && ledger.member.segmentSpansInForce(.none).isEmpty)
    #expect(days(swaps((6, 1), (8, 2))).isEmpty)
    #expect(days(swaps((6, 1), (7, 4), (8, 5))) == Array(4...9))
    #expect(try follow(9, false, swaps((7, 4))))
    #expect(days(swaps((7, 4))) == Array(4...9))
    #expect(days(swaps((7, 4), (9, 6))) == [4, 5])
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `a list that says what is so already changes nothing`() throws {
    #expect(try !follow(7, false))
    try follow(7, true)
    #expect(try !follow(9, true, swaps((7, 4))))
    try follow(9, false, swaps((7, 4)))
    #expect(try !follow(11, false, swaps((7, 4), (9, 5))))
  }

  @Test mutating func `a list that never came into force is forgotten by the next`() throws {
    try follow(7, true)
    // Load 7 was cut off by a crash, and somebody loads again.
    #expect(try follow(9, true))
    #expect(days(swaps((9, 3))) == Array(3...9))
    #expect(ledger.member.segmentSpans(.none).count == 1)
    #expect(try follow(11, false, swaps((9, 3))))
    // Cut off again: who was to leave stays.
    #expect(try follow(13, false, swaps((9, 3))))
    #expect(days(swaps((9, 3), (13, 5))) == [3, 4])
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `what is said of one member counts against the list that is loaded`() throws {
    try follow(7, true)
    try put(false, 2, .none)
    #expect(days(swaps((7, 4))).isEmpty)
    try put(true, 3, .none)
    #expect(days(swaps((7, 4))) == Array(3...9))
    try follow(9, false, swaps((7, 4)))
    try put(true, 5, swaps((7, 4)))
    #expect(days(swaps((7, 4), (9, 6))) == Array(3...9))
    // What comes after the swap knows when it was.
    try follow(11, false, swaps((7, 4), (9, 6)))
    ledger.go(to: ledgerDay(8))
    try put(true, 8, swaps((7, 4), (9, 6), (11, 7)))
    #expect(days(.none) == [3, 4, 5, 6, 8, 9])
    #expect(ledger.member.segmentSpans(.none).allSatisfy { !$0.from.isMark && !$0.to.isMark })
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `an end of its own stays, and a plan for later is gone`() throws {
    ledger.apply(
      .changed(
        MemberChange(segmentChanges: [
          SegmentChange(segment: "vip", isMember: true, from: ledgerDay(1), to: ledgerDay(6)),
          SegmentChange(segment: "vip", isMember: true, from: ledgerDay(8)),
        ])
      )
    )
    try follow(7, false)
    #expect(days(swaps((7, 4))) == Array(1...5))
  }
}
