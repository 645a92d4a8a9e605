import FealtyClient
import Foundation
import Testing

// Goal: whatever part of a change of a segment a kill lets happen, the retry of the whole brings
// each row once, and nothing that was answered is lost.
// Method: changes over all shards are under way when the server is killed; afterwards each is sent
// again under its own id, and every member is asked for its segments.
@Suite("Segments with the real binary", .serialized)
struct SegmentTests {
  private static let members = (0..<60).map { "m\($0)" }
  private static let changes = 30
  /// SHA-256 of "bo", as `sha256sum` has it.
  static let digestOfBo: [UInt8] = [
    61, 9, 157, 15, 19, 223, 157, 11, 180, 66, 122, 108, 233, 157, 97, 185,
    136, 134, 23, 97, 226, 134, 214, 227, 75, 23, 214, 55, 27, 70, 177, 63,
  ]

  @Test(.timeLimit(.minutes(3)))
  func `changes that a kill meets are taken once after it`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgramme()
    for member in Self.members { try await setUp.enrol(member) }
    let ids = (0..<Self.changes).map { _ in setUp.client.makeRequestID() }
    for kill in 1...3 {
      let till = Till(client: try server.client(attempts: 1))
      await withTaskGroup { group in
        for worker in 0..<4 {
          group.addTask {
            for number in stride(from: worker, to: Self.changes * kill / 3, by: 4) {
              guard (try? await till.change(number, id: ids[number])) != nil else { return }
            }
          }
        }
        await group.next()
        server.kill()
      }
      till.client.close()
      server = try ServerProcess.start(data: data, options: ["--shards", kill == 2 ? "3" : "4"])
    }
    let till = Till(client: try server.client())
    for number in 0..<Self.changes {
      let answer = try await till.change(number, id: ids[number])
      #expect(answer.changed == 60 && answer.refused == 1 && answer.unchanged == 0, "\(number)")
    }
    for member in Self.members {
      // One record for each row, and the enrolment: none was taken twice.
      let found = try await till.member(member)
      #expect(found.version == UInt64(Self.changes + 1), "\(member)")
      #expect(Set(found.segments) == Set((0..<Self.changes).map { "s\($0)" }), "\(member)")
    }
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  // Goal: whenever a kill meets a list that is being loaded, all of it counts or nothing.
  // Method: two lists that have no member in common take turns, by the tool; the server is killed
  // at a moment that is left to chance, and all members are asked for after each.
  @Test(.timeLimit(.minutes(3)))
  func `a list comes into force as a whole, whenever a kill comes`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "3"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgramme()
    let members = (0..<400).map { "m\($0)" }
    try await withThrowingTaskGroup { group in
      for member in members { group.addTask { try await setUp.enrol(member) } }
      try await group.waitForAll()
    }
    let lists = [Set(members[..<200]), Set(members[200...])]
    for (number, list) in lists.enumerated() {
      let text = list.joined(separator: "\n") + "\nnobody\n"
      try text.write(toFile: directory.path + "/list\(number)", atomically: true, encoding: .utf8)
    }
    func words(_ number: Int) -> [String] {
      [
        "segment", "load", directory.path + "/list\(number % 2)", "--program", Till.programID,
        "--segment", "vip", "--reason", "list \(number)",
        "--connect", "127.0.0.1:\(server.port)",
      ]
    }
    let first = try Binary.run(words(0))
    #expect(first.exitCode == 0, "\(first.errors)")
    #expect(first.output.contains("201 lines, 200 taken, 1 refused; 200 came"), "\(first.output)")
    #expect(first.output.contains("MEMBER_NOT_FOUND"))
    #expect(try await Till(client: server.client()).inSegment("vip") == lists[0])
    for round in 1...8 {
      let tool = try Tool.start(words(round))
      try await Task.sleep(for: .milliseconds(10 * round))
      server.kill()
      _ = try await tool.kill(after: .zero)
      server = try ServerProcess.start(data: data, options: ["--shards", "3"])
      let found = try await Till(client: server.client()).inSegment("vip")
      #expect(lists.contains(found), "round \(round): \(found.count) members")
      let again = try Binary.run(words(round))
      #expect(again.exitCode == 0, "\(again.errors)")
      #expect(try await Till(client: server.client()).inSegment("vip") == lists[round % 2])
    }
    // The same file again changes nothing.
    let same = try Binary.run(words(8))
    #expect(same.output.contains("0 came into the segment, 0 left it"), "\(same.output)")
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a member that is put into a segment from the command line is given its points`()
    async throws
  {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    for member in ["ada", "bo"] { try await till.enrol(member) }
    _ = try await till.client.programmes.putPromotions(
      PutPromotionsRequest(
        envelope: till.envelope(),
        promotions: [
          Promotion(promotionID: "vip", segments: ["vip"], mechanic: .fixed(Fixed(points: 50)))
        ]
      )
    )
    let json = #"""
      {"envelope": {"programId": "\#(Till.programID)"}, "segmentId": "vip",
       "add": [{"memberId": "ada"}, {"memberId": "nobody"}], "reason": "the list of May"}
      """#
    let connect = ["--connect", "127.0.0.1:\(server.port)"]
    let changed = try Binary.run(["call", "Segments/ChangeMembers", "--json", json] + connect)
    #expect(changed.exitCode == 0, "\(changed.errors)")
    #expect(changed.output.contains("ROW_CHANGED") && changed.output.contains("MEMBER_NOT_FOUND"))
    #expect(try await till.earn(7, for: "ada", receipt: "R1").points == 57)
    #expect(try await till.earn(7, for: "bo", receipt: "R2").points == 7)
    let audit = try await till.client.access.listAudit(
      ListAuditRequest(envelope: till.envelope(), kind: .auditMember)
    )
    #expect(audit.entries.map(\.reason) == ["the list of May"])
    #expect(audit.entries.first?.subjectID == "ada")
    #expect(server.stop() == 0)
  }
}

extension Till {
  /// Who is in a segment now.
  fileprivate func inSegment(_ segment: String) async throws -> Set<String> {
    var found: Set<String> = []
    var request = ListMembersRequest(envelope: envelope())
    repeat {
      let page = try await client.members.listMembers(request)
      found.formUnion(page.members.filter { $0.segments.contains(segment) }.map(\.memberID))
      request.cursor = page.nextCursor
    } while !request.cursor.isEmpty
    return found
  }

  /// All members into a segment of their own number, and somebody whom nobody has enrolled.
  fileprivate func change(_ number: Int, id: [UInt8]) async throws -> ChangeMembersResponse {
    let members = (0..<60).map { "m\($0)" } + ["nobody"]
    return try await client.segments.changeMembers(
      ChangeMembersRequest(
        envelope: envelope(id),
        segmentID: "s\(number)",
        add: members.map { MemberReference(reference: .memberID($0)) }
      )
    )
  }
}
