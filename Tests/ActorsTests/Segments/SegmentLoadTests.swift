import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Segments by a file")
struct SegmentLoadTests {
  private static let members = SegmentRig.members

  private static func file(_ text: String, _ key: SegmentKey = .keyMemberID) -> SegmentFile {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    return SegmentFile(
      key: key,
      digest: Digest(of: Array(text.utf8)).bytes,
      rowCount: UInt64(lines.count { $0 != "\r" }),
      byteCount: UInt64(text.utf8.count)
    )
  }

  private func begin(
    _ site: SegmentRig,
    _ file: SegmentFile,
    segment: String = "vip"
  ) throws -> BeginLoadResponse {
    try site.rig.answer(
      BeginLoadResponse.self,
      MethodID.beginLoad,
      BeginLoadRequest(envelope: site.rig.envelope(), segmentID: segment, file: file),
      shard: 1
    )
  }

  private func upload(
    _ site: SegmentRig,
    _ load: String,
    _ text: String,
    at offset: Int = 0
  ) throws -> UInt64 {
    try site.rig.answer(
      UploadPartResponse.self,
      MethodID.uploadPart,
      UploadPartRequest(
        envelope: site.rig.envelope(),
        loadID: load,
        offset: UInt64(offset),
        part: Array(text.utf8)
      )
    ).receivedBytes
  }

  /// A file that has come as a whole.
  private func uploaded(
    _ site: SegmentRig,
    _ text: String,
    _ key: SegmentKey = .keyMemberID
  ) throws -> CommitLoadRequest {
    let load = try begin(site, Self.file(text, key)).loadID
    if !text.isEmpty { _ = try upload(site, load, text) }
    return CommitLoadRequest(
      envelope: site.rig.envelope(),
      loadID: load,
      segmentID: "vip",
      reason: "the list of May"
    )
  }

  @discardableResult
  private func commit(
    _ site: SegmentRig,
    _ request: CommitLoadRequest
  ) throws -> CommitLoadResponse {
    try site.rig.answer(CommitLoadResponse.self, MethodID.commitLoad, request)
  }

  @discardableResult
  private func load(_ site: SegmentRig, _ members: [String]) throws -> CommitLoadResponse {
    try commit(site, uploaded(site, members.map { $0 + "\n" }.joined()))
  }

  private func inSegment(_ site: SegmentRig, at instant: Int64 = 0) throws -> [String] {
    let instant = instant == 0 ? site.now : instant
    return try Self.members.filter { try !site.spans($0, at: instant).isEmpty }
  }

  // Goal: from the swap on all of the list counts, and before it nothing, wherever the state comes
  // from: memory, the log after a kill, a snapshot, another count of shards.
  @Test func `a list takes the place of the one before, at one instant`() throws {
    var site = try SegmentRig()
    let first = try load(site, Array(Self.members[0..<6]) + ["nobody", "member-2"])
    #expect(first.rows == 8 && first.accepted == 7 && first.rejected == 1)
    #expect(first.joined == 6 && first.left == 0 && first.swappedAtMs > 0)
    #expect(first.errors == [SegmentRowError(line: 7, reason: .memberNotFound)])
    site.rig.clock.advance(milliseconds: 1_000)
    let second = try load(site, Array(Self.members[4..<9]))
    #expect(second.joined == 3 && second.left == 4 && second.rejected == 0)
    #expect(second.ruleSetVersion == first.ruleSetVersion + 1)
    let hash = try site.hash()
    for step in 0..<4 {
      #expect(try site.hash() == hash, "step \(step)")
      #expect(try inSegment(site) == Array(Self.members[4..<9]))
      #expect(try inSegment(site, at: second.swappedAtMs) == Array(Self.members[4..<9]))
      #expect(try inSegment(site, at: second.swappedAtMs - 1) == Array(Self.members[0..<6]))
      #expect(try inSegment(site, at: first.swappedAtMs - 1).isEmpty)
      let told = try site.rig.answer(
        GetLoadResponse.self,
        MethodID.getLoad,
        GetLoadRequest(envelope: site.rig.envelope(), segmentID: "vip")
      )
      #expect(told.loadID == second.loadID && told.state == .loadInForce)
      #expect(told.result?.joined == 3 && told.result?.swappedAtMs == second.swappedAtMs)
      if step < 3 { site = try site.restarted(shards: [1, 2, 3][step], killed: step == 0) }
    }
    #expect(try site.points("member-0") == 0 && site.points("member-8") == 10)
    #expect(try site.points("member-0", at: second.swappedAtMs - 1) == 10)
    #expect(try site.member("member-8").segments == ["vip"])
    // Who is changed alone later knows when the list came.
    try site.send(site.request(remove: ["member-5"]))
    let spans = try site.spans("member-5")
    #expect(spans.map(\.fromMs) == [first.swappedAtMs] && spans[0].toMs == site.now)
    // Elsewhere there are no loads: instants go there.
    let left = try #require(try site.rig.exported().first { $0.memberID == "member-0" })
    #expect(left.segmentSpans.map(\.toMs) == [second.swappedAtMs] && left.segments.isEmpty)
    var marked = left
    marked.memberID = "other"
    marked.segmentSpans[0].toMs = 1 << 62 + 1
    #expect(try site.status { try site.rig.importMember(marked) }?.field == "state.segment_spans")
    try site.rig.stop()
  }

  // Goal: a crash after all members were recorded, and before the list came into force, leaves the
  // list before; and the next list is not disturbed by what is left.
  @Test func `a list that a crash cuts off never counts, and the next one does`() throws {
    var site = try SegmentRig()
    try load(site, ["member-0", "member-1"])
    for load in [Int64(41), 42] {
      site.follow(load: load, ["member-1", "member-2"])
      #expect(try site.member("member-2").version > 1)
      #expect(try inSegment(site) == ["member-0", "member-1"])
      site = try site.restarted(shards: 2, killed: true)
      #expect(try inSegment(site) == ["member-0", "member-1"])
      #expect(try [site.points("member-0"), site.points("member-2")] == [10, 0])
    }
    let next = try load(site, ["member-2", "member-3"])
    #expect(next.joined == 2 && next.left == 2)
    #expect(try inSegment(site) == ["member-2", "member-3"])
    let spans = try Self.members[0..<4].flatMap { try site.spans($0) }
    #expect(spans.map(\.toMs) == [next.swappedAtMs, next.swappedAtMs, 0, 0])
    #expect(spans.suffix(2).map(\.fromMs) == [next.swappedAtMs, next.swappedAtMs])
    let none = try load(site, ["member-2", "member-3"])
    #expect(none.joined == 0 && none.left == 0)
    try site.rig.stop()
  }

  @Test func `the same file again changes nothing, and a lost answer is told again`() throws {
    var site = try SegmentRig()
    let request = try uploaded(site, "member-0\r\n\nmember-1")
    let first = try commit(site, request)
    #expect(first.rows == 2 && first.joined == 2 && !first.replayed)
    var told = first
    told.replayed = true
    #expect(try commit(site, request) == told)
    let hash = try site.hash()
    let again = try uploaded(site, "member-0\r\n\nmember-1")
    let none = try commit(site, again)
    #expect(none.joined == 0 && none.left == 0 && none.swappedAtMs == 0)
    #expect(none.ruleSetVersion == first.ruleSetVersion)
    #expect(try site.hash() == hash && site.member("member-0").version == 2)
    let newest = try site.rig.answer(
      GetLoadResponse.self,
      MethodID.getLoad,
      GetLoadRequest(envelope: site.rig.envelope(), segmentID: "vip")
    )
    #expect(newest.loadID == first.loadID && newest.result?.joined == 2)
    site = try site.restarted(killed: true)
    #expect(try commit(site, request) == told)
    var unchanged = none
    unchanged.replayed = true
    #expect(try commit(site, again) == unchanged)
    try site.rig.stop()
  }

  @Test func `a file may come in parts, and a card stands for its member`() throws {
    let site = try SegmentRig()
    for (number, member) in Self.members[0..<3].enumerated() {
      _ = try site.rig.answer(
        EnrolResponse.self,
        MethodID.enrol,
        EnrolRequest(
          envelope: site.rig.envelope(),
          member: SegmentRig.reference(member),
          mode: .update,
          cardNumber: "4711\(number)"
        )
      )
    }
    let text = "47110\n47119\n47112\n"
    let file = Self.file(text, .keyCardNumber)
    let load = try begin(site, file).loadID
    #expect(try upload(site, load, "47110\n4") == 7)
    #expect(try begin(site, file) == BeginLoadResponse(loadID: load, receivedBytes: 7))
    var early = CommitLoadRequest(
      envelope: site.rig.envelope(),
      loadID: load,
      segmentID: "vip"
    )
    #expect(try site.status { try commit(site, early) }?.reason == .loadIncomplete)
    // A part that comes again, and one that overlaps.
    #expect(try upload(site, load, "47110\n4") == 7)
    #expect(try upload(site, load, "\n47119\n", at: 5) == 12)
    #expect(try site.status { try upload(site, load, "x", at: 13) }?.field == "offset")
    #expect(try site.status { try upload(site, load, "47112\nx", at: 12) }?.field == "part")
    #expect(try upload(site, load, "47112\n", at: 12) == 18)
    early.envelope = site.rig.envelope()
    early.envelope?.dryRun = true
    let dry = try commit(site, early)
    #expect(dry.accepted == 2 && dry.joined == 0)
    #expect(dry.errors == [SegmentRowError(line: 2, reason: .cardNotFound)])
    #expect(try inSegment(site).isEmpty)
    early.envelope = site.rig.envelope()
    #expect(try commit(site, early).joined == 2)
    #expect(try inSegment(site) == ["member-0", "member-2"])
    try site.rig.stop()
  }

  @Test func `a promotion is mapped with the list, for those in it or for the others`() throws {
    let site = try SegmentRig()
    let other = Promotion(promotionID: "other", mechanic: .fixed(Fixed(points: 3)))
    _ = try site.rig.answer(
      PutPromotionsResponse.self,
      MethodID.putPromotions,
      PutPromotionsRequest(envelope: site.rig.envelope(), promotions: [other])
    )
    #expect(try site.points("member-0") == 3)
    var request = try uploaded(site, "member-0\n")
    (request.promotionID, request.use) = ("other", .segmentExclude)
    #expect(try commit(site, request).joined == 1)
    #expect(try [site.points("member-0"), site.points("member-1")] == [10, 3])
    // The mapping alone is a change, too.
    request = try uploaded(site, "member-0\n")
    request.promotionID = "other"
    let mapped = try commit(site, request)
    #expect(mapped.joined == 0 && mapped.swappedAtMs > 0)
    #expect(try [site.points("member-0"), site.points("member-1")] == [13, 0])
    try site.rig.stop()
  }

  @Test func `what is not as announced is refused, and nothing is changed`() throws {
    let site = try SegmentRig()
    let hash = try site.hash()
    var wrong = Self.file("member-0\n")
    wrong.digest[0] ^= 1
    var long = Self.file("member-0\n")
    long.rowCount = 2
    for (file, field) in [(wrong, "file.digest"), (long, "file.row_count")] {
      let load = try begin(site, file).loadID
      _ = try upload(site, load, "member-0\n")
      let found = try site.status {
        try commit(
          site,
          CommitLoadRequest(envelope: site.rig.envelope(), loadID: load, segmentID: "vip")
        )
      }
      #expect(found?.reason == .loadFileDiffers && found?.field == field)
    }
    for (reason, field, change) in [
      (.loadNotFound, "load_id", { $0.loadID = "1" }),
      (.promotionNotFound, "promotion_id", { $0.promotionID = "none" }),
      (.invalidField, "segment_id", { $0.segmentID = "other" }),
      (.invalidField, "use", { $0.use = SegmentUse(rawValue: 2) }),
      (.invalidField, "reason", { $0.reason = String(repeating: "x", count: 257) }),
    ] as [(Reason, String, (inout CommitLoadRequest) -> Void)] {
      var request = try uploaded(site, "member-0\n")
      change(&request)
      let found = try site.status { try commit(site, request) }
      #expect(found?.reason == reason && found?.field == field, "\(field)")
    }
    for (field, change) in [
      ("file.format", { $0.format = SegmentFormat(rawValue: 1) }),
      ("file.key", { $0.key = SegmentKey(rawValue: 2) }), ("file.digest", { $0.digest = [1] }),
      ("file.byte_count", { $0.byteCount = 64 << 20 + 1 }),
      ("file.row_count", { $0.rowCount = $0.byteCount + 1 }),
    ] as [(String, (inout SegmentFile) -> Void)] {
      var file = Self.file("member-0\n")
      change(&file)
      #expect(try site.status { try begin(site, file) }?.field == field, "\(field)")
    }
    #expect(try site.status { try begin(site, Self.file("x"), segment: "") }?.field == "segment_id")
    #expect(try site.status { try upload(site, "17", "x") }?.reason == .loadNotFound)
    let none = try site.status {
      try site.rig.answer(
        GetLoadResponse.self,
        MethodID.getLoad,
        GetLoadRequest(envelope: site.rig.envelope(), segmentID: "vip")
      )
    }
    #expect(none?.reason == .loadNotFound)
    #expect(try site.hash() == hash)
    try site.rig.stop()
  }

  @Test func `as many files wait as may, and what nobody goes on with makes room`() throws {
    let site = try SegmentRig()
    let files = (0...Limits.segmentLoads).map { Self.file("member-\($0)\n") }
    let loads = try files.dropLast().map { try begin(site, $0).loadID }
    #expect(Set(loads).count == Limits.segmentLoads)
    #expect(try site.status { try begin(site, files[Limits.segmentLoads]) }?.reason == .overloaded)
    site.rig.clock.advance(milliseconds: Limits.segmentLoadMilliseconds + 1)
    let last = try begin(site, files[Limits.segmentLoads])
    #expect(!loads.contains(last.loadID))
    #expect(try site.status { try upload(site, loads[0], "m") }?.reason == .loadNotFound)
    try site.rig.stop()
  }

  @Test func `who is in too many segments is refused alone`() throws {
    let site = try SegmentRig()
    for number in 0..<Limits.segments {
      try site.send(site.request(add: ["member-1"]) { $0.segmentID = "s\(number)" })
    }
    let answer = try load(site, ["member-0", "member-1", "member-2"])
    #expect(answer.joined == 2 && answer.rejected == 1 && answer.accepted == 2)
    #expect(answer.errors == [SegmentRowError(line: 2, reason: .segmentLimit)])
    try site.rig.stop()
  }

  @Test func `a brand with many unfinished uploads keeps no other one from its own`() {
    let loads = SegmentLoads()
    for number in 0..<Limits.segmentLoads {
      let file = Self.file("member-\(number)")
      #expect(loads.begin(file, of: "vip", in: "p", now: Int64(number)) != nil)
    }
    #expect(loads.begin(Self.file("x"), of: "vip", in: "p", now: 9) == nil)
    #expect(loads.begin(Self.file("x"), of: "vip", in: "q", now: 9) != nil)
    // The one that nobody has touched for longest gave way; of one that has one nothing is taken.
    #expect(loads.find("1", of: "p") == nil && loads.find("2", of: "p") != nil)
    #expect(loads.begin(Self.file("y"), of: "vip", in: "q", now: 10) == nil)
  }
}

extension SegmentRig {
  /// Records what a list says on all shards, without letting it come into force.
  fileprivate func follow(load: Int64, _ wanted: [String]) {
    let count = rig.wakers.count
    var members: [Set<UInt64>] = Array(repeating: [], count: count)
    for member in wanted {
      let number = StableHash.hash(program: "p", member: member)
      members[StableHash.shard(number, count: count)].insert(number)
    }
    for shard in 0..<count {
      let done = Promised<Bool>()
      let own = members
      rig.on(shard) { shard in
        let list = SegmentList(
          programme: shard.programmes[0],
          segment: "vip",
          load: load,
          members: own
        )
        shard.follow(list) { _ in done.keep(true) }
      }
      _ = done.wait()
    }
  }
}
