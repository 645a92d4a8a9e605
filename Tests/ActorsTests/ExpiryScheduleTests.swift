import FealtyWire
import Testing

@testable import FealtyActors

@Suite("What has expired and what will")
struct ExpiryScheduleTests {
  private static let hour: Int64 = 3_600_000

  private func schedule(
    _ rig: EngineRig,
    from: Int64 = 0,
    to: Int64 = 0,
    limit: UInt32 = 0,
    cursor: String = ""
  ) throws -> GetExpiryScheduleResponse {
    try rig.answer(
      GetExpiryScheduleResponse.self,
      MethodID.getExpirySchedule,
      GetExpiryScheduleRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        fromMs: from,
        toMs: to,
        limit: limit,
        cursor: cursor
      )
    )
  }

  /// All pages of what has expired.
  private func allExpired(
    _ rig: EngineRig,
    from: Int64 = 0,
    to: Int64 = 0,
    limit: UInt32 = 0
  ) throws -> [ExpiryEntry] {
    var entries: [ExpiryEntry] = []
    var cursor = ""
    repeat {
      let page = try schedule(rig, from: from, to: to, limit: limit, cursor: cursor)
      entries += page.expired
      if !cursor.isEmpty { #expect(page.upcoming.isEmpty && page.neverExpires.isEmpty) }
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return entries
  }

  /// 250 lots that expired one after the other, each recorded by the earn after it; one that has
  /// expired and is not recorded; one that is to expire.
  private func rigWithPast() throws -> (EngineRig, expiries: [Int64]) {
    let rig = try EngineRig()
    try rig.setUp(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    var expiries: [Int64] = []
    for number in 0..<251 {
      try rig.earn(Int64(number) + 1)
      expiries.append(rig.clock.wallMilliseconds() + Self.hour)
      rig.clock.advance(milliseconds: 2 * Self.hour)
    }
    return (rig, expiries)
  }

  @Test func `what has expired is there whole, page by page, recorded or not`() throws {
    let (rig, expiries) = try rigWithPast()
    let first = try schedule(rig)
    // The one that nobody has recorded yet, and a page of the others.
    #expect(first.expired.count == 101)
    #expect(first.expired.first?.atMs == expiries.last)
    #expect(first.expired.first?.points == 251)
    #expect(!first.nextCursor.isEmpty)
    for limit in [0, 1, 7, 100] as [UInt32] {
      let all = try allExpired(rig, limit: limit)
      #expect(all.map(\.atMs) == expiries.reversed())
      #expect(all.map(\.points) == (1...251).reversed().map { Int64($0) })
    }
    try rig.stop()
  }

  @Test func `a window is one of the instants of expiry`() throws {
    let (rig, expiries) = try rigWithPast()
    let window = try allExpired(rig, from: expiries[10], to: expiries[20])
    #expect(window.map(\.atMs) == expiries[10..<20].reversed())
    // The last one's record does not exist yet, its instant counts all the same.
    let last = try allExpired(rig, from: expiries[250])
    #expect(last.map(\.atMs) == [expiries[250]])
    #expect(try allExpired(rig, from: expiries[250] + 1).isEmpty)
    try rig.stop()
  }

  @Test func `what expires between two pages is neither doubled nor lost`() throws {
    let (rig, expiries) = try rigWithPast()
    let first = try schedule(rig)
    // The due expiry becomes a record.
    try rig.earn(1)
    var rest: [ExpiryEntry] = []
    var cursor = first.nextCursor
    while !cursor.isEmpty {
      let page = try schedule(rig, cursor: cursor)
      rest += page.expired
      cursor = page.nextCursor
    }
    #expect((first.expired + rest).map(\.atMs) == expiries.reversed())
    try rig.stop()
  }

  @Test func `points that expire when their lock ends are there too`() throws {
    let rig = try EngineRig()
    try rig.setUp(lotTerms: LotTerms(expiresAfterMs: Self.hour))
    try rig.earn(100)
    let lock = try rig.answer(
      LockResponse.self,
      MethodID.lock,
      LockRequest(envelope: rig.envelope(), member: EngineRig.ada, points: 40)
    )
    let expiry = rig.clock.wallMilliseconds() + Self.hour
    rig.clock.advance(milliseconds: 2 * Self.hour)
    let held = try schedule(rig)
    #expect(held.expired.map(\.points) == [60])
    #expect(held.upcoming.map(\.points) == [40])
    #expect(held.upcoming.first?.atMs == expiry)
    _ = try rig.answer(
      UnlockResponse.self,
      MethodID.unlock,
      UnlockRequest(envelope: rig.envelope(), member: EngineRig.ada, lockID: lock.lockID)
    )
    let unlocked = try schedule(rig)
    #expect(unlocked.expired.map(\.points) == [40, 60])
    #expect(unlocked.expired.map(\.atMs) == [rig.clock.wallMilliseconds(), expiry])
    #expect(unlocked.upcoming.isEmpty)
    try rig.stop()
  }

  @Test("a limit or cursor that is none is refused", arguments: [(101, ""), (0, "-"), (0, "1")])
  func refused(_ limit: UInt32, _ cursor: String) throws {
    let rig = try EngineRig()
    try rig.setUp()
    try rig.earn(1)
    do {
      _ = try schedule(rig, limit: limit, cursor: cursor)
      Issue.record("it was accepted")
    } catch let failure as RigFailure {
      #expect(failure.reason == .invalidField)
    }
    try rig.stop()
  }
}
