import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// An engine with twelve members on all its shards, and a promotion of 10 points for `vip`.
struct SegmentRig {
  static let members = (0..<12).map { "member-\($0)" }
  static let day: Int64 = 86_400_000

  let rig: EngineRig

  init(shards: Int = 3) throws {
    rig = try EngineRig(shards: shards)
    try rig.put(Self.programme)
    for member in Self.members { try rig.enrol(member) }
  }

  private init(_ rig: EngineRig) { self.rig = rig }

  static let programme = Programme(
    programID: "p",
    currency: "EUR",
    defaultTokenID: "points",
    tokens: [Token(tokenID: "points", name: "Points")],
    promotions: [
      Promotion(
        promotionID: "for-vip",
        segments: ["vip"],
        mechanic: .fixed(Fixed(points: 10))
      )
    ],
    settings: Settings(maxBackdateMs: 30 * day)
  )

  /// Ends the engine, or kills it, and starts another one on its disk.
  func restarted(shards: Int = 3, killed: Bool = false) throws -> SegmentRig {
    let storage = killed ? rig.storage.killed() : rig.storage
    try rig.stop()
    rig.clock.advance(milliseconds: 1_000)
    return SegmentRig(try EngineRig(shards: shards, storage: storage, clock: rig.clock))
  }

  var now: Int64 { rig.clock.wallMilliseconds() }

  static func reference(_ member: String) -> MemberReference {
    MemberReference(reference: .memberID(member))
  }

  func request(
    add: [String] = [],
    remove: [String] = [],
    _ change: (inout ChangeMembersRequest) -> Void = { _ in }
  ) -> ChangeMembersRequest {
    var request = ChangeMembersRequest(
      envelope: rig.envelope(),
      segmentID: "vip",
      add: add.map(Self.reference),
      remove: remove.map(Self.reference)
    )
    change(&request)
    return request
  }

  @discardableResult
  func send(_ request: ChangeMembersRequest, shard: Int = 0) throws -> ChangeMembersResponse {
    try rig.answer(ChangeMembersResponse.self, MethodID.changeMembers, request, shard: shard)
  }

  func spans(_ member: String, at: Int64 = 0) throws -> [MemberSegment] {
    try rig.answer(
      ListMemberSegmentsResponse.self,
      MethodID.listMemberSegments,
      ListMemberSegmentsRequest(
        envelope: rig.envelope(),
        member: Self.reference(member),
        atMs: at
      )
    ).spans
  }

  func member(_ member: String) throws -> GetMemberResponse {
    try rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(envelope: rig.envelope(), member: Self.reference(member))
    )
  }

  /// Points of a sale at a time; 0 = now.
  func points(_ member: String, at: Int64 = 0) throws -> Int64 {
    var request = rig.earnRequest(5, for: member)
    request.envelope?.occurredAtMs = at
    return try rig.answer(EarnResponse.self, MethodID.earn, request).points
  }

  func hash() throws -> [UInt8] {
    try rig.answer(
      GetStateHashResponse.self,
      MethodID.getStateHash,
      GetStateHashRequest(envelope: rig.envelope())
    ).hash
  }

  func status<Answer>(_ call: () throws -> Answer) throws -> Status? {
    do {
      _ = try call()
      return nil
    } catch let failure as RigFailure {
      return failure.status
    }
  }
}

@Suite("Segments by list")
struct ChangeMembersTests {
  private static let members = SegmentRig.members

  @Test func `each row is answered in its place, and what is so already is no change`() throws {
    let site = try SegmentRig()
    let first = try site.send(site.request(add: Self.members + ["nobody"]), shard: 1)
    #expect(first.applied && first.changed == 12 && first.refused == 1 && first.rows.count == 13)
    #expect(first.rows[12].status?.reason == .memberNotFound && first.rows[12].version == 0)
    #expect(first.rows[3].result == .rowChanged && first.rows[3].version == 2)
    #expect(try site.member("member-3").segments == ["vip"])
    #expect(try site.points("member-3") == 10)
    let hash = try site.hash()
    // Again, and some out: only those who leave change.
    let second = try site.send(site.request(add: Array(Self.members[4...]), remove: ["member-0"]))
    #expect(second.changed == 1 && second.unchanged == 8 && second.rows[8].result == .rowChanged)
    #expect(second.rows[0].result == .rowUnchanged)
    let versions = try Self.members.map { try site.member($0).version }
    #expect(versions == [3, 2, 2, 3] + Array(repeating: 2, count: 8))
    #expect(try site.points("member-0") == 0 && site.hash() != hash)
    try site.rig.stop()
  }

  // Goal: membership is that of the sale's time, planned and past, wherever the state comes from:
  // memory, the log after a kill, a snapshot, another count of shards, an import.
  @Test func `a sale counts with the segments of its time`() throws {
    var site = try SegmentRig()
    let (now, day) = (site.now, SegmentRig.day)
    try site.send(
      site.request(add: ["member-1"]) {
        ($0.validFromMs, $0.validToMs) = (now - 5 * day, now + 5 * day)
      }
    )
    try site.send(
      site.request(add: ["member-2"]) { $0.validFromMs = now + 2 * day }
    )
    let hash = try site.hash()
    for step in 0..<4 {
      #expect(try site.hash() == hash, "step \(step)")
      #expect(
        try site.spans("member-1") == [
          MemberSegment(segmentID: "vip", fromMs: now - 5 * day, toMs: now + 5 * day)
        ]
      )
      #expect(try site.spans("member-2", at: now).isEmpty)
      #expect(try site.spans("member-2", at: now + 2 * day).map(\.segmentID) == ["vip"])
      #expect(try site.member("member-2").segments.isEmpty)
      if step < 3 { site = try site.restarted(shards: [1, 2, 3][step], killed: step == 0) }
    }
    let exported = try site.rig.exported()
    #expect(try site.points("member-1", at: now - 6 * day) == 0)
    #expect(try site.points("member-1", at: now - 4 * day) == 10)
    #expect(try site.points("member-1") == 10 && site.points("member-2") == 0)
    site.rig.clock.advance(milliseconds: 6 * day)
    #expect(try site.points("member-1") == 0 && site.points("member-2") == 10)
    #expect(try site.points("member-1", at: now + 4 * day) == 10)
    #expect(try site.member("member-1").segments.isEmpty)
    #expect(try site.member("member-2").segments == ["vip"])
    try site.rig.stop()
    let other = try EngineRig(clock: site.rig.clock)
    try other.put(SegmentRig.programme)
    let state = try #require(exported.first { $0.memberID == "member-1" })
    #expect(try other.importMember(state).isNew)
    #expect(try other.exported().first?.segmentSpans == state.segmentSpans)
    #expect(state.segmentSpans.count == 1)
    try other.stop()
  }

  @Test func `where everything or nothing is to be done, one row that cannot be stops all`() throws
  {
    let site = try SegmentRig()
    let hash = try site.hash()
    var request = site.request(add: ["member-0", "nobody", "member-1"]) { $0.atomic = true }
    for _ in 0..<2 {
      let answer = try site.send(request)
      #expect(!answer.applied && answer.refused == 3)
      #expect(
        answer.rows.map(\.status?.reason) == [.linkedFailed, .memberNotFound, .linkedFailed]
      )
      #expect(try site.hash() == hash)
    }
    request = site.request(add: ["member-0", "member-1"]) { $0.atomic = true }
    #expect(try site.send(request).changed == 2)
    let again = try site.send(request)
    #expect(again.changed == 2 && again.applied && again.rows.allSatisfy(\.replayed))
    #expect(try site.member("member-0").version == 2)
    // A dry run tells the same and does nothing.
    var dry = site.request(remove: ["member-0"])
    dry.envelope?.dryRun = true
    let told = try site.send(dry)
    #expect(told.changed == 1 && !told.applied)
    #expect(try site.member("member-0").segments == ["vip"])
    try site.rig.stop()
  }

  // Goal: a retry is answered as the first try was, row by row, also where nothing was to be done,
  // and whatever has changed since; through a kill.
  @Test func `a retry changes nothing, not even what was changed back since`() throws {
    var site = try SegmentRig()
    try site.send(site.request(add: ["member-5"]))
    let request = site.request(add: ["member-4", "member-5"])
    let first = try site.send(request)
    #expect(first.rows.map(\.result) == [.rowChanged, .rowUnchanged])
    try site.send(site.request(remove: ["member-4", "member-5"]))
    for step in 0..<2 {
      let again = try site.send(request, shard: 1)
      #expect(again.rows.map(\.result) == [.rowChanged, .rowUnchanged])
      #expect(again.rows.allSatisfy(\.replayed) && again.rows[0].version == first.rows[0].version)
      #expect(try site.member("member-4").segments.isEmpty, "step \(step)")
      #expect(try site.member("member-5").segments.isEmpty, "step \(step)")
      if step == 0 { site = try site.restarted(killed: true) }
    }
    var other = request
    other.validToMs = site.now + 1
    let conflict = try site.send(other)
    #expect(conflict.rows.map(\.status?.reason) == [.idempotencyConflict, .idempotencyConflict])
    try site.rig.stop()
  }

  @Test func `a field that cannot be taken is named, and nothing is changed`() throws {
    let site = try SegmentRig()
    let hash = try site.hash()
    let (now, day) = (site.now, SegmentRig.day)
    let many = (0...Limits.segmentRows).map { SegmentRig.reference("m\($0)") }
    for (field, change) in [
      ("segment_id", { $0.segmentID = "" }),
      ("segment_id", { $0.segmentID = String(repeating: "s", count: 65) }),
      ("add", { $0.add = [] }), ("add", { $0.remove = many }),
      ("add[1]", { $0.add += $0.add }), ("remove[0]", { $0.remove = $0.add }),
      ("valid_from_ms", { $0.validFromMs = -1 }), ("valid_from_ms", { $0.validFromMs = 1 << 62 }),
      ("valid_to_ms", { $0.validToMs = 1 << 62 }),
      ("valid_to_ms", { ($0.validFromMs, $0.validToMs) = (now, now) }),
      ("reason", { $0.reason = String(repeating: "x", count: 257) }),
      ("envelope.request_id", { $0.envelope?.requestID = [] }),
    ] as [(String, (inout ChangeMembersRequest) -> Void)] {
      let found = try site.status { try site.send(site.request(add: ["member-0"], change)) }
      #expect(found?.reason == .invalidField && found?.field == field, "\(field)")
    }
    for (reason, field, change) in [
      (.tooOld, "", { $0.validFromMs = now - 31 * day }),
      (.invalidField, "valid_to_ms", { $0.validToMs = now - 1 }),
      (.invalidField, "member", { $0.add = [MemberReference()] }),
      (.cardNotFound, "member.card_number", { $0.add = [.init(reference: .cardNumber("47"))] }),
    ] as [(Reason, String, (inout ChangeMembersRequest) -> Void)] {
      let row = try site.send(site.request(add: ["member-0"], change)).rows.first
      #expect(row?.status?.reason == reason && row?.status?.field == field, "\(reason)")
    }
    #expect(try site.hash() == hash)
    for number in 0..<Limits.segments {
      try site.send(site.request(add: ["member-0"]) { $0.segmentID = "s\(number)" })
    }
    let full = try site.send(site.request(add: ["member-0", "member-1"]))
    #expect(full.rows.map(\.result) == [.rowRefused, .rowChanged])
    #expect(full.rows[0].status?.reason == .segmentLimit)
    try site.rig.stop()
  }

  @Test func `an enrolment that adds segments leaves what is planned`() throws {
    let site = try SegmentRig()
    let end = site.now + SegmentRig.day
    try site.send(site.request(add: ["member-0"]) { $0.validToMs = end })
    _ = try site.rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: site.rig.envelope(),
        member: SegmentRig.reference("member-0"),
        mode: .update,
        segments: ["vip", "new"]
      )
    )
    // Who is enrolled into a segment is in it for good.
    #expect(try site.spans("member-0").map(\.toMs) == [0, 0])
    try site.send(site.request(remove: ["member-0"]) { $0.validFromMs = end })
    _ = try site.rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: site.rig.envelope(),
        member: SegmentRig.reference("member-0"),
        mode: .update,
        segments: ["third"]
      )
    )
    #expect(try site.spans("member-0").map(\.toMs) == [end, 0, 0])
    #expect(try site.member("member-0").segments == ["vip", "new", "third"])
    try site.rig.stop()
  }

  @Test func `who is deleted is in no segment and comes into none`() throws {
    let site = try SegmentRig()
    try site.send(site.request(add: ["member-0"]) { $0.validToMs = site.now + SegmentRig.day })
    _ = try site.rig.answer(
      DeleteMemberResponse.self,
      MethodID.deleteMember,
      DeleteMemberRequest(
        envelope: site.rig.envelope(),
        member: SegmentRig.reference("member-0"),
        reason: "a letter",
        balance: .balanceForfeit
      )
    )
    let row = try site.send(site.request(add: ["member-0"])).rows.first
    #expect(row?.status?.reason == .memberNotFound)
    let left = try #require(try site.rig.exported().first { $0.memberID == "member-0" })
    #expect(left.segments.isEmpty && left.segmentSpans.isEmpty)
    try site.rig.stop()
  }
}
