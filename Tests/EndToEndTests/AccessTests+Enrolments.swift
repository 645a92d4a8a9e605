import FealtyClient
import Testing

extension AccessTests {
  // Goal: a till makes members and changes what these say of themselves, and nothing more; an
  // office does the rest. Method: each kind of enrolment by a till, an office, an administrator.
  @Test(.timeLimit(.minutes(1)))
  func `stages, tiers and segments of members are not a till's to change`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let till = try site.client(try await site.put("till", scopes: [.accessPos, .accessMember]))
    let office = try site.client(
      try await site.put("office", scopes: [.accessOffice, .accessPos])
    )
    let admin = try site.client(site.admin)
    func enrol(
      _ client: FealtyClient,
      _ id: String,
      _ mode: EnrolMode,
      _ change: (inout EnrolRequest) -> Void
    ) async -> ClientError? {
      var request = EnrolRequest(
        envelope: Envelope(programID: Till.programID),
        member: MemberReference(reference: .memberID(id)),
        mode: mode
      )
      change(&request)
      return await refusal { [request] in _ = try await client.members.enrol(request) }
    }
    let changes: [(String, (inout EnrolRequest) -> Void)] = [
      ("stage", { $0.stage = .suspended }), ("stage", { $0.stage = .active }),
      ("tier", { $0.tier = "basic" }), ("segments", { $0.segments = ["vip"] }),
      ("segments", { $0.replaceSegments = true }), ("profile", { $0.profile = Profile() }),
    ]
    for mode in [EnrolMode.update, .upsert] {
      for (field, change) in changes {
        // Whether there is such a member is not told.
        for id in ["ada", "nobody"] {
          let error = await enrol(till, id, mode, change)
          #expect(error?.reason == .scopeMissing && error?.status?.field == field, "\(id), \(mode)")
        }
        for client in [office, admin] {
          #expect(await enrol(client, "ada", mode, change) == nil, "\(field), \(mode)")
        }
      }
      #expect(await enrol(till, "ada", mode) { $0.profile = Profile(givenName: "A") } == nil)
    }
    let closed = await enrol(till, "eve", .create) { $0.stage = .closed }
    #expect(closed?.reason == .scopeMissing)
    let made = await enrol(till, "eve", .create) {
      ($0.stage, $0.tier, $0.segments) = (.active, "basic", ["vip"])
    }
    #expect(made == nil)
    #expect(await enrol(till, "kim", .upsert) { $0.cardNumber = "4711" } == nil)
    // What changed nobody is none of the office's changes.
    let audited = try await admin.access.listAudit(ListAuditRequest()).entries
    #expect(audited.allSatisfy { $0.actor != "till" && $0.subjectID != "eve" })
    let stage = UpdateStageRequest(
      envelope: Envelope(programID: Till.programID),
      member: MemberReference(reference: .memberID("kim")),
      newStage: .blocked
    )
    let deletion = DeleteMemberRequest(envelope: stage.envelope, member: stage.member)
    for call in [
      { _ = try await till.members.updateStage(stage) },
      { _ = try await till.members.deleteMember(deletion) },
    ] as [() async throws -> Void] {
      #expect(await refusal(call)?.reason == .scopeMissing)
    }
    _ = try await office.members.updateStage(stage)
    _ = try await office.members.deleteMember(deletion)
    #expect(site.server.stop() == 0)
  }
}
