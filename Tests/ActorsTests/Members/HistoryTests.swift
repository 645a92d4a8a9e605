import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: a history reads the same whole, by cursor and by offset, from the log and from archives;
/// its counts are right; a past moment is told as it was shown then.
///
/// Method: an engine on a disk in memory with small segments, restarted until its log is archived.
@Suite("History and past moments")
struct HistoryTests {
  private static let hour: Int64 = 3_600_000

  private func start(
    after before: EngineRig? = nil,
    shards: Int = 1,
    archive: ArchivePolicy? = nil
  ) throws -> EngineRig {
    // A rig counts its requests anew; their ids begin with the time.
    before?.clock.advance(milliseconds: 60_000)
    return try EngineRig(
      shards: shards,
      holdsLog: true,
      storage: before?.storage ?? FaultyStorage(seed: 1),
      clock: before?.clock ?? TestClock(),
      segmentBytes: 128 << 10,
      largestBatchBytes: 16 << 10,
      archive: archive
    )
  }

  /// The same directory, all but its end in archives.
  private func archived(_ rig: EngineRig, _ policy: ArchivePolicy? = nil) throws -> EngineRig {
    try rig.stop()
    let second = try start(after: rig, shards: rig.engine.shards.count)
    try second.stop()
    let policy = policy ?? .ofServer(days: nil, bytes: nil)
    let third = try start(after: second, shards: rig.engine.shards.count, archive: policy)
    let done = Promised<Bool>()
    third.pool.run { done.keep(true) }
    _ = done.wait()
    return third
  }

  private static func reference(_ member: String) -> MemberReference {
    MemberReference(reference: .memberID(member))
  }

  private func list(
    _ rig: EngineRig,
    _ member: String = "ada",
    _ change: (inout ListTransactionsRequest) -> Void = { _ in }
  ) throws -> ListTransactionsResponse {
    var request = ListTransactionsRequest(
      envelope: rig.envelope(),
      member: Self.reference(member)
    )
    change(&request)
    let method = MethodID.listTransactions
    return try rig.answer(ListTransactionsResponse.self, method, request)
  }

  private func all(
    _ rig: EngineRig,
    _ member: String = "ada",
    _ change: (inout ListTransactionsRequest) -> Void = { _ in }
  ) throws -> [Transaction] {
    var all: [Transaction] = []
    var cursor = ""
    repeat {
      let page = try list(rig, member) {
        change(&$0)
        $0.cursor = cursor
      }
      all += page.transactions
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return all
  }

  private func update(_ rig: EngineRig, _ member: String) throws {
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: Self.reference(member),
        mode: .update,
        profile: Profile(givenName: "Ada")
      )
    )
  }

  private func redeem(_ rig: EngineRig, _ points: Int64) throws {
    _ = try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(envelope: rig.envelope(), member: Self.reference("ada"), points: points)
    )
  }

  private func expectInvalid(_ field: String, _ body: () throws -> Void) {
    do {
      try body()
      Issue.record("\(field) was taken")
    } catch RigFailure.refused(let status) {
      #expect(status.reason == .invalidField && status.field == field)
    } catch {
      Issue.record("\(error)")
    }
  }

  // MARK: - A member's pages

  @Test(.timeLimit(.minutes(3)))
  func `pages by cursor and by offset are one list, with the right total`() throws {
    var rig = try start()
    try rig.setUp()
    for step in 0..<260 {
      try rig.earn(Int64(1 + step % 9), store: step % 3 == 0 ? "S2" : "S1")
      if step % 50 == 7 { try update(rig, "ada") }
      if step % 20 == 9 { try redeem(rig, 2) }
      rig.clock.advance(milliseconds: 1_000)
    }
    try rig.enrol("m0")
    // What fills the segment, so that it can be archived.
    for _ in 0..<900 { try rig.earn(1, for: "m0") }
    for isArchived in [false, true] {
      if isArchived {
        rig = try archived(rig)
        #expect(rig.storage.fileNames.contains { $0.hasPrefix("archive-") })
      }
      let whole = try all(rig)
      #expect(whole.count == 273)
      for offset in stride(from: 0, through: 273, by: 70) {
        let page = try list(rig) {
          $0.offset = UInt32(offset)
          $0.limit = 70
          $0.withTotal = true
        }
        #expect(page.transactions == Array(whole.dropFirst(offset).prefix(70)))
        #expect(page.totalCount == 273 && !page.totalIsPartial && !page.olderRemoved)
        #expect(page.nextCursor.isEmpty == (offset + 70 >= 273))
      }
      let ofStore = whole.filter { $0.storeID == "S2" }
      let counted = try list(rig) {
        ($0.storeID, $0.limit, $0.withTotal, $0.offset) = ("S2", 5, true, 3)
      }
      #expect(counted.transactions == Array(ofStore[3..<8]))
      #expect(counted.totalCount == Int64(ofStore.count) && !counted.totalIsPartial)
      #expect(try all(rig) { ($0.storeID, $0.limit) = ("S2", 7) } == ofStore)

      let redeemed = try list(rig) { ($0.kinds, $0.withTotal) = ([.redeem], true) }
      #expect(redeemed.transactions.count == 13 && redeemed.totalCount == 13)

      // From inclusive, to exclusive.
      let (from, to) = (whole[90].recordedAtMs, whole[20].recordedAtMs)
      let window = try list(rig) { ($0.fromMs, $0.toMs, $0.withTotal) = (from, to, true) }
      let expected = whole.filter { $0.recordedAtMs >= from && $0.recordedAtMs < to }
      #expect(window.transactions == expected && window.totalCount == Int64(expected.count))
      let then = try all(rig) { $0.asOfMs = to }
      #expect(then == whole.filter { $0.recordedAtMs <= to })
    }
    let cursor = try list(rig) { $0.limit = 1 }.nextCursor
    expectInvalid("offset") { _ = try list(rig) { $0.offset = 10_001 } }
    expectInvalid("offset") { _ = try list(rig) { ($0.offset, $0.cursor) = (1, cursor) } }
    expectInvalid("limit") { _ = try list(rig) { $0.limit = 101 } }
    expectInvalid("with_total") {
      _ = try list(rig) { ($0.withTotal, $0.cursor, $0.kinds) = (true, cursor, [.earn]) }
    }
    try rig.stop()
  }

  // MARK: - All members

  private func listAll(
    _ rig: EngineRig,
    _ change: (inout ListProgrammeTransactionsRequest) -> Void = { _ in }
  ) throws -> (items: [MemberTransaction], missing: [String], isCut: Bool) {
    var items: [MemberTransaction] = []
    var missing: [String] = []
    var isCut = false
    var cursor = ""
    repeat {
      var request = ListProgrammeTransactionsRequest(envelope: rig.envelope(), cursor: cursor)
      change(&request)
      let page = try rig.answer(
        ListProgrammeTransactionsResponse.self,
        MethodID.listProgrammeTransactions,
        request
      )
      #expect(page.transactions.count <= 100)
      items += page.transactions
      missing += page.missing
      isCut = page.olderRemoved
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return (items, missing, isCut)
  }

  @Test(.timeLimit(.minutes(3)))
  func `a programme's transactions are those of its members, in the log and in archives`() throws {
    var rig = try start(shards: 2)
    try rig.setUp()
    var envelope = rig.envelope()
    envelope.programID = "other"
    _ = try rig.answer(
      PutProgrammeResponse.self,
      MethodID.putProgramme,
      PutProgrammeRequest(
        envelope: envelope,
        programme: Programme(
          programID: "other",
          currency: "EUR",
          defaultTokenID: "miles",
          tokens: [Token(tokenID: "miles", name: "Miles")]
        )
      )
    )
    for member in 0..<5 { try rig.enrol("m\(member)") }
    for step in 0..<2_600 {
      try rig.earn(
        Int64(1 + step % 9),
        for: "m\(step % 5)",
        store: step % 4 == 0 ? "S2" : "S1"
      )
      if step % 100 == 0 { rig.clock.advance(milliseconds: Self.hour) }
    }
    for isArchived in [false, true] {
      if isArchived { rig = try archived(rig) }
      let found = try listAll(rig) { $0.limit = 90 }
      #expect(found.missing.isEmpty && !found.isCut && found.items.count == 2_600)
      for member in 0..<5 {
        let own = found.items.filter { $0.memberID == "m\(member)" }.compactMap(\.transaction)
        #expect(own == (try all(rig, "m\(member)")))
      }
      let times = found.items.compactMap { $0.transaction?.recordedAtMs }
      #expect(times == times.sorted(by: >))
      #expect(try listAll(rig) { $0.limit = 17 }.items == found.items)

      let (from, to) = (times[900], times[300])
      let window = try listAll(rig) { ($0.fromMs, $0.toMs) = (from, to) }
      #expect(
        window.items
          == found.items.filter {
            let time = $0.transaction?.recordedAtMs ?? 0
            return time >= from && time < to
          }
      )
      let ofStore = try listAll(rig) { ($0.storeID, $0.kinds) = ("S2", [.earn]) }
      #expect(ofStore.items == found.items.filter { $0.transaction?.storeID == "S2" })
      #expect(try listAll(rig) { $0.tokenID = "miles" }.items.isEmpty)
      #expect(try listAll(rig) { $0.envelope?.programID = "other" }.items.isEmpty)
    }
    let names = rig.storage.fileNames.filter { $0.hasPrefix("archive-") }
    #expect(names.count > 2)
    try rig.stop()

    // Without one archive everything else is there, and what is missing is said.
    rig.storage.remove(names[1])
    let rest = try start(after: rig, shards: 2)
    let found = try listAll(rest)
    #expect(found.missing.map { $0.contains(names[1]) } == [true], "\(found.missing)")
    #expect((700..<2_600).contains(found.items.count), "\(found.items.count)")
    #expect(!found.isCut)
    try rest.stop()
  }

  // MARK: - Past moments

  private func status(_ rig: EngineRig, asOf: Int64 = 0) throws -> GetPointStatusResponse {
    try rig.answer(
      GetPointStatusResponse.self,
      MethodID.getPointStatus,
      GetPointStatusRequest(
        envelope: rig.envelope(),
        member: Self.reference("ada"),
        asOfMs: asOf
      )
    )
  }

  /// Points that come, become active, are locked, redeemed and expire; what is shown each time.
  private func live(_ rig: EngineRig) throws -> [(at: Int64, shown: GetPointStatusResponse)] {
    try rig.setUp(lotTerms: LotTerms(pendingMs: 2 * Self.hour, expiresAfterMs: 30 * Self.hour))
    var seen: [(at: Int64, shown: GetPointStatusResponse)] = []
    var holds: [String] = []
    for step in 0..<60 {
      rig.clock.advance(milliseconds: Self.hour)
      try rig.earn(Int64(3 + step % 7))
      if step % 5 == 4 { try redeem(rig, 4) }
      if step % 9 == 8 {
        let lock = try rig.answer(
          LockResponse.self,
          MethodID.lock,
          LockRequest(
            envelope: rig.envelope(),
            member: Self.reference("ada"),
            points: 3,
            reason: "step \(step)",
            untilMs: step % 2 == 0 ? 0 : rig.clock.wallMilliseconds() + 3 * Self.hour
          )
        )
        holds.append(lock.outcome?.transactionID ?? "")
      }
      if step % 11 == 10, !holds.isEmpty {
        // A lock that has lapsed meanwhile is no matter here.
        _ = try? rig.answer(
          UnlockResponse.self,
          MethodID.unlock,
          UnlockRequest(
            envelope: rig.envelope(),
            member: Self.reference("ada"),
            lockID: holds.removeLast()
          )
        )
      }
      if step % 6 == 0 { rig.clock.advance(milliseconds: Self.hour / 2) }
      seen.append((rig.clock.wallMilliseconds(), try status(rig)))
      // What comes next is of a later millisecond.
      rig.clock.advance(milliseconds: 1)
    }
    return seen
  }

  @Test(.timeLimit(.minutes(3)))
  func `point status as of a moment is what was shown then, from the log and from archives`() throws
  {
    var rig = try start()
    let enrolledAt = rig.clock.wallMilliseconds()
    let seen = try live(rig)
    try rig.enrol("m0")
    for _ in 0..<900 { try rig.earn(1, for: "m0") }
    for isArchived in [false, true] {
      if isArchived {
        rig = try archived(rig)
        #expect(rig.storage.fileNames.contains { $0.hasPrefix("archive-") })
      }
      for (at, shown) in seen { #expect(try status(rig, asOf: at) == shown, "\(at)") }
      do {
        _ = try status(rig, asOf: enrolledAt - 1)
        Issue.record("a member was there before it was enrolled")
      } catch RigFailure.refused(let status) {
        #expect(status.reason == .memberNotFound)
      }
      expectInvalid("as_of_ms") {
        _ = try status(rig, asOf: rig.clock.wallMilliseconds() + 10 * Self.hour)
      }
    }
    try rig.stop()
  }

  @Test(.timeLimit(.minutes(3)))
  func `a moment before what is kept is refused, and one after it is told`() throws {
    let first = try start()
    var seen = try live(first)
    // Others fill the log, so that only old records of the member are removed.
    // Over days: what expires together must fit the small batches.
    try first.enrol("m0")
    for step in 0..<900 {
      try first.earn(1, for: "m0", receipt: "A\(step)")
      if step % 20 == 19 { first.clock.advance(milliseconds: Self.hour) }
    }
    seen.append((first.clock.wallMilliseconds(), try status(first)))
    first.clock.advance(milliseconds: Self.hour)
    try first.earn(5)
    var policy = ArchivePolicy.ofServer(days: nil, bytes: nil)
    policy.keptBytes = 1
    policy.youngestMilliseconds = 0
    let rig = try archived(first, policy)
    let last = seen.removeLast()
    #expect(try status(rig, asOf: last.at) == last.shown)
    do {
      _ = try status(rig, asOf: seen[5].at)
      Issue.record("what was removed was told")
    } catch RigFailure.refused(let status) {
      #expect(status.reason == .tooOld && status.field == "as_of_ms")
    }
    #expect(try list(rig) { $0.limit = 100 }.transactions.count > 0)
    try rig.stop()
  }
}
