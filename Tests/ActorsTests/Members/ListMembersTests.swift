import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Listing members")
struct ListMembersTests {
  private func list(
    _ rig: EngineRig,
    limit: UInt32 = 0,
    offset: UInt32 = 0,
    cursor: String = "",
    shard: Int = 0
  ) throws -> ListMembersResponse {
    try rig.answer(
      ListMembersResponse.self,
      MethodID.listMembers,
      ListMembersRequest(
        envelope: rig.envelope(),
        limit: limit,
        offset: offset,
        cursor: cursor
      ),
      shard: shard
    )
  }

  /// All members, page by page.
  private func all(_ rig: EngineRig, limit: UInt32) throws -> [String] {
    var ids: [String] = []
    var cursor = ""
    repeat {
      let page = try list(rig, limit: limit, cursor: cursor)
      #expect(page.members.count <= Int(limit))
      ids += page.members.map(\.memberID)
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return ids
  }

  @Test func `pages have each member of the programme once, whatever the shards`() throws {
    let rig = try EngineRig(shards: 3)
    try rig.setUp()
    for number in 0..<230 { try rig.enrol("m\(number)") }
    var other = EnrolRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID("theirs"))
    )
    other.envelope?.programID = "q"
    var programme = PutProgrammeRequest(
      envelope: rig.envelope(),
      programme: Programme(programID: "q", tokens: [Token(tokenID: "q")])
    )
    programme.envelope?.programID = "q"
    _ = try rig.answer(PutProgrammeResponse.self, MethodID.putProgramme, programme)
    _ = try rig.answer(EnrolResponse.self, MethodID.enrol, other)

    let first = try list(rig)
    #expect(first.members.count == 100 && first.totalCount == 231 && !first.nextCursor.isEmpty)
    let ids = try all(rig, limit: 100)
    #expect(ids.count == 231 && Set(ids).count == 231 && !ids.contains("theirs"))
    #expect(try all(rig, limit: 7) == ids)
    // All these pages came of one look at each shard's members, and who comes has a place in it.
    for shard in 0..<3 { #expect(rig.on(shard) { $0.listing.looks } == 1) }
    #expect(
      try list(rig, limit: 5, offset: 200, shard: 2).members.map(\.memberID)
        == Array(ids[200..<205])
    )
    #expect(try list(rig, offset: 231).members.isEmpty)
    // The last page says that it is.
    let last = try list(rig, limit: 31, offset: 200)
    #expect(last.members.count == 31 && last.nextCursor.isEmpty && last.totalCount == 231)
    try rig.stop()
    rig.clock.advance(milliseconds: 1_000)
    let second = try EngineRig(shards: 2, storage: rig.storage, clock: rig.clock)
    #expect(try all(second, limit: 100) == ids)
    try second.stop()
  }

  @Test func `who is enrolled between two pages stands in its place`() throws {
    let rig = try EngineRig(shards: 2)
    try rig.setUp()
    for number in 0..<50 { try rig.enrol("m\(number)") }
    #expect(try list(rig, limit: 10).totalCount == 51)
    for number in 50..<90 { try rig.enrol("m\(number)") }
    let ids = try all(rig, limit: 10)
    #expect(ids.count == 91 && Set(ids).count == 91)
    #expect(try list(rig).totalCount == 91)
    for shard in 0..<2 { #expect(rig.on(shard) { $0.listing.looks } == 1) }
    try rig.stop()
  }

  // Goal: what is kept of a listing is what stands there, whoever comes while it is looked for and
  // afterwards. Method: more numbers than are kept, against a sorted list of all of them.
  @Test func `what is kept of a listing has nobody twice, and leaves nobody out`() {
    var numbers = (0..<40_000).map { UInt64($0).multipliedReportingOverflow(by: 0x9E37_79B9).0 }
    numbers.removeFirst()
    let wish = MemberListing.Wish(programme: 0, after: 1 << 20, count: 10)
    var look = MemberListing.Look(wish, slotCount: 0)
    for (place, number) in numbers.enumerated() {
      // Every tenth comes meanwhile: half of those are met by the look all the same.
      if place % 10 == 0 { look.arrived.insert(number) }
      if place % 20 != 10 { look.find(number) }
    }
    var window = look.finish()
    #expect(window.total == Int64(numbers.count) && !window.isLast)
    for late in [UInt64(1 << 20) + 1, 5, .max] {
      window.add(late)
      numbers.append(late)
    }
    let sorted = numbers.filter { $0 > 1 << 20 }.sorted()
    let kept = FealtyActors.Limits.listedNumbersKept
    #expect(window.part(wish)?.numbers == Array(sorted.prefix(10)))
    let far = MemberListing.Wish(programme: 0, after: sorted[kept - 20], count: 20)
    #expect(window.part(far)?.numbers == Array(sorted[(kept - 19)...].prefix(20)))
    let beyond = MemberListing.Wish(programme: 0, after: sorted[kept - 20], count: 21)
    #expect(window.part(beyond) == nil)
    #expect(window.part(MemberListing.Wish(programme: 0, after: 0, count: 1)) == nil)
    #expect(window.part(MemberListing.Wish(programme: 1, after: 1 << 21, count: 1)) == nil)
  }

  @Test func `a listed member says who it is`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        mode: .update,
        cardNumber: "4711",
        profile: Profile(givenName: "Ada"),
        stage: .suspended
      )
    )
    let ada = try #require(try list(rig).members.first)
    #expect(ada.memberID == "ada" && ada.version == 2 && ada.stage == .suspended)
    #expect(ada.cardNumbers == ["4711"] && ada.profile?.givenName == "Ada")
    #expect(ada.enrolledAtMs > 0)
    try rig.stop()
  }

  @Test func `pages that cannot be are refused`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    func field(_ call: () throws -> ListMembersResponse) throws -> String? {
      do {
        _ = try call()
        return nil
      } catch let failure as RigFailure {
        return failure.status?.field
      }
    }
    #expect(try field { try list(rig, limit: 101) } == "limit")
    #expect(try field { try list(rig, offset: 10_001) } == "offset")
    #expect(try field { try list(rig, offset: 1, cursor: "a") } == "offset")
    #expect(try field { try list(rig, cursor: "!") } == "cursor")
    try rig.stop()
  }
}
