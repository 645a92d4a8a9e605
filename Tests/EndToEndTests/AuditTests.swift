import FealtyClient
import Foundation
import Testing

/// Who changed what, when and why, against the real binary.
@Suite("The audit")
struct AuditTests {
  private typealias Site = AccessTests.Site
  private static let program = "brand-a"
  private static let secret = "a-bearer-token-that-nobody-may-read"
  private static let pin = "73914625"

  /// A change, and what the audit is to say of it.
  private struct Change: Sendable {
    var action: String
    var kind: AuditKind
    var subject: String
    var isMoving = false
    var make: @Sendable (FealtyClient, Envelope) async throws -> Void
  }

  private static let ada = MemberReference(reference: .memberID("ada"))

  private static func rate(_ id: String, _ points: Int64) -> Promotion {
    Promotion(
      promotionID: id,
      mechanic: .rate(Rate(points: points, perAmountMinor: 100))
    )
  }

  private static let changes: [Change] = [
    Change(action: "Programmes/PutPromotions", kind: .auditPromotion, subject: "base, summer") {
      _ = try await $0.programmes.putPromotions(
        PutPromotionsRequest(envelope: $1, promotions: [rate("base", 2), rate("summer", 3)])
      )
    },
    Change(action: "Programmes/RollBackPromotion", kind: .auditPromotion, subject: "base") {
      _ = try await $0.programmes.rollBackPromotion(
        RollBackPromotionRequest(envelope: $1, promotionID: "base", toVersion: 1)
      )
    },
    Change(action: "Programmes/CreateToken", kind: .auditToken, subject: "stars") {
      _ = try await $0.programmes.createToken(
        CreateTokenRequest(envelope: $1, token: Token(tokenID: "stars", name: "Stars"))
      )
    },
    Change(action: "Events/PutWebhook", kind: .auditWebhook, subject: "crm") {
      let method = WebhookAuthentication.OneOfMethod.bearer(WebhookBearer(token: secret))
      let webhook = Webhook(
        webhookID: "crm",
        url: "https://receiver.invalid/",
        authentication: WebhookAuthentication(method: method),
        paused: true
      )
      _ = try await $0.events.putWebhook(PutWebhookRequest(envelope: $1, webhook: webhook))
    },
    Change(action: "Events/DeleteWebhook", kind: .auditWebhook, subject: "crm") {
      _ = try await $0.events.deleteWebhook(
        DeleteWebhookRequest(envelope: $1, webhookID: "crm")
      )
    },
    Change(action: "Bank/CreditPoints", kind: .auditMember, subject: "ada", isMoving: true) {
      _ = try await $0.bank.creditPoints(
        CreditPointsRequest(envelope: $1, member: ada, points: 25, reason: "goodwill")
      )
    },
    Change(action: "Bank/DebitPoints", kind: .auditMember, subject: "ada", isMoving: true) {
      let card = MemberReference(reference: .cardNumber("card-of-ada"))
      _ = try await $0.bank.debitPoints(
        DebitPointsRequest(envelope: $1, member: card, points: 5, reason: "a mistake")
      )
    },
    Change(
      action: "Connectors/DropQuarantined",
      kind: .auditQuarantine,
      subject: "shop-of-brand-a/*"
    ) {
      let id = try await quarantine($0, #"{"id":"e1"}"#)
      _ = try await $0.connectors.dropQuarantined(
        DropQuarantinedRequest(
          envelope: $1,
          connectorID: "shop-of-brand-a",
          quarantineID: id
        )
      )
    },
    Change(
      action: "Connectors/ReplayQuarantined",
      kind: .auditQuarantine,
      subject: "shop-of-brand-a/*",
      isMoving: true
    ) {
      let id = try await quarantine($0, #"{"id":"e2"}"#)
      let plain = Envelope(programID: program)
      var programme = try #require(
        try await $0.programmes.getProgramme(GetProgrammeRequest(envelope: plain)).programme
      )
      programme.settings?.connectors[0].mapping?.memberID = "'ada'"
      _ = try await $0.programmes.putProgramme(
        PutProgrammeRequest(envelope: plain, programme: programme)
      )
      _ = try await $0.connectors.replayQuarantined(
        ReplayQuarantinedRequest(
          envelope: $1,
          connectorID: "shop-of-brand-a",
          quarantineID: id
        )
      )
    },
    Change(action: "Members/ResetPin", kind: .auditMember, subject: "ada") {
      var envelope = $1
      envelope.operatorID = "grete"
      _ = try await $0.members.setPin(
        SetPinRequest(envelope: Envelope(programID: program), member: ada, pin: pin)
      )
      _ = try await $0.members.resetPin(
        ResetPinRequest(envelope: envelope, member: ada, reason: "came with a passport")
      )
    },
    // Who is made closed: the record is an enrolment's.
    Change(action: "Members/Enrol", kind: .auditMember, subject: "eve") {
      _ = try await $0.members.enrol(
        EnrolRequest(
          envelope: $1,
          member: MemberReference(reference: .memberID("eve")),
          mode: .upsert,
          stage: .closed
        )
      )
    },
    Change(action: "Members/Enrol", kind: .auditMember, subject: "ada") {
      _ = try await $0.members.enrol(
        EnrolRequest(envelope: $1, member: ada, mode: .update, stage: .blocked)
      )
    },
    Change(action: "Members/UpdateCardStage", kind: .auditMember, subject: "ada") {
      _ = try await $0.members.updateCardStage(
        UpdateCardStageRequest(
          envelope: $1,
          member: ada,
          cardNumber: "card-of-ada",
          cardStage: .cardStageBlocked,
          cardReason: .cardStolen
        )
      )
    },
    Change(action: "Members/ReplaceCard", kind: .auditMember, subject: "ada") {
      _ = try await $0.members.replaceCard(
        ReplaceCardRequest(
          envelope: $1,
          member: MemberReference(reference: .cardNumber("card-of-ada")),
          generateCard: true,
          cardReason: .cardStolen
        )
      )
    },
    // As it was done before there was a method.
    Change(action: "Members/Enrol", kind: .auditMember, subject: "ada") {
      _ = try await $0.members.enrol(
        EnrolRequest(
          envelope: $1,
          member: ada,
          mode: .update,
          profile: Profile(),
          stage: .closed,
          replaceSegments: true
        )
      )
    },
    Change(action: "Members/UpdateStage", kind: .auditMember, subject: "ada") {
      _ = try await $0.members.updateStage(
        UpdateStageRequest(envelope: $1, member: ada, newStage: .active, reason: "came back")
      )
    },
    Change(action: "Tiers/UpdateTier", kind: .auditMember, subject: "ada") {
      _ = try await $0.tiers.updateTier(
        UpdateTierRequest(envelope: $1, member: ada, tier: "basic", reason: "a gift")
      )
    },
    Change(action: "Segments/ChangeMember", kind: .auditMember, subject: "ada") {
      _ = try await $0.segments.changeMembers(
        ChangeMembersRequest(envelope: $1, segmentID: "vip", add: [ada], atomic: true)
      )
    },
    Change(action: "Segments/CommitLoad", kind: .auditProgramme, subject: "vip/base") {
      let envelope = Envelope(programID: program)
      let begun = try await $0.segments.beginLoad(
        BeginLoadRequest(
          envelope: envelope,
          segmentID: "vip",
          file: SegmentFile(digest: SegmentTests.digestOfBo, rowCount: 1, byteCount: 2)
        )
      )
      _ = try await $0.segments.uploadPart(
        UploadPartRequest(envelope: envelope, loadID: begun.loadID, part: Array("bo".utf8))
      )
      _ = try await $0.segments.commitLoad(
        CommitLoadRequest(
          envelope: $1,
          loadID: begun.loadID,
          promotionID: "base",
          segmentID: "vip"
        )
      )
    },
    Change(action: "Members/DeleteMember", kind: .auditMember, subject: "ada") {
      _ = try await $0.members.deleteMember(
        DeleteMemberRequest(envelope: $1, member: ada, reason: "left", balance: .balanceForfeit)
      )
    },
  ]

  /// The id under which a payload is kept that cannot be read.
  private static func quarantine(
    _ client: FealtyClient,
    _ payload: String
  ) async throws -> String {
    let answer = try await client.connectors.ingestEvent(
      IngestEventRequest(
        envelope: Envelope(programID: program),
        connectorID: "shop-of-brand-a",
        payload: payload
      )
    )
    return answer.quarantineID
  }

  private func list(
    _ site: Site,
    _ credentials: ClientCredentials,
    _ request: ListAuditRequest = ListAuditRequest(envelope: Envelope(programID: program))
  ) async throws -> ListAuditResponse {
    try await site.client(credentials).access.listAudit(request)
  }

  // Goal: an administrator's change that was acknowledged is in the audit, whatever comes then.
  // Method: the server is killed with each answer; the newest entry afterwards is the change's.
  @Test(.timeLimit(.minutes(2)))
  func `what was answered is in the audit after a kill, with who and why, and without secrets`()
    async throws
  {
    let site = try Site()
    _ = try await site.open(Self.program, member: "ada")
    let office = try await site.put(
      "office",
      programs: [Self.program],
      scopes: [.accessPos, .accessMember, .accessProgramme, .accessAdmin]
    )
    for (number, change) in Self.changes.enumerated() {
      let envelope = Envelope(programID: Self.program, reason: "because \(number)")
      try await change.make(try site.client(office), envelope)
      site.server.kill()
      try site.restart()
      let newest = try await list(site, office).entries.first
      let entry = try #require(newest, "\(change.action)")
      #expect(entry.action == change.action)
      #expect(entry.kind == change.kind, "\(change.action)")
      #expect(entry.actor == "office" && entry.reason == "because \(number)", "\(change.action)")
      #expect(entry.programID == Self.program && entry.version > 0 && entry.atMs > 0)
      #expect(entry.transactionID.isEmpty != change.isMoving, "\(change.action)")
      let isNamed =
        change.subject.hasSuffix("*")
        ? entry.subjectID.hasPrefix(change.subject.dropLast())
          && entry.subjectID.count > change.subject.count
        : entry.subjectID == change.subject
      #expect(isNamed, "\(change.action): \(entry.subjectID)")
    }
    // What the programme began with, and what one change put beside its own, and nothing else: the
    // till's earn, the enrolment and the PIN that the member set are none.
    let before = try await list(site, office).entries
    #expect(before.count == Self.changes.count + 2)
    #expect(before.last?.action == "Programmes/PutProgramme" && before.last?.actor == "admin")
    #expect(before.map(\.number) == before.map(\.number).sorted(by: >))
    #expect(before.first { $0.action == "Members/ResetPin" }?.operatorID == "grete")
    // From a snapshot; then from a snapshot and the log behind it.
    #expect(site.server.stop() == 0)
    try site.restart()
    #expect(try await list(site, office).entries == before)
    try await Self.changes[0].make(try site.client(office), Envelope(programID: Self.program))
    site.server.kill()
    try site.restart()
    let after = try await list(site, office).entries
    #expect(after.count == before.count + 1 && Array(after.dropFirst()) == before)
    let all = try await list(site, site.admin, ListAuditRequest())
    let text = all.json() + (try await list(site, office)).json()
    for secret in [Self.secret, Self.pin, office.secret, site.admin.secret] {
      #expect(!text.contains(secret))
    }
    #expect(site.server.stop() == 0)
    let checked = try Binary.run(["verify", site.directory.path + "/data"])
    #expect(checked.exitCode == 0, "\(checked.output)\(checked.errors)")
  }

  @Test(.timeLimit(.minutes(1)))
  func `an entry is a brand's own, or of those who run the server`() async throws {
    let site = try Site()
    for program in ["brand-a", "brand-b"] { _ = try await site.open(program, member: "m") }
    let scopes: [AccessScope] = [.accessProgramme, .accessAdmin]
    let office = try await site.put("office", programs: ["brand-a"], scopes: scopes)
    for program in ["brand-a", "brand-b"] {
      _ = try await site.client(site.admin).programmes.putPromotions(
        PutPromotionsRequest(
          envelope: Envelope(programID: program, reason: "of \(program)"),
          promotions: [Self.rate("base", 2)]
        )
      )
    }
    let mine = try await list(site, office).entries
    #expect(mine.map(\.programID) == ["brand-a", "brand-a"])
    #expect(mine.first?.reason == "of brand-a")
    for program in ["", "brand-b", "brand-z"] {
      let tests = AccessTests()
      let error = await tests.refusal {
        let envelope = Envelope(programID: program)
        _ = try await list(site, office, ListAuditRequest(envelope: envelope))
      }
      #expect(error?.reason == (program.isEmpty ? .invalidField : .programmeNotFound))
    }
    // Those who run the server see all; in pages, each entry once.
    let all = try await list(site, site.admin, ListAuditRequest()).entries
    #expect(Set(all.map(\.programID)) == ["brand-a", "brand-b", ""])
    var paged: [AuditEntry] = []
    var request = ListAuditRequest(limit: 2)
    repeat {
      let page = try await list(site, site.admin, request)
      #expect(page.entries.count <= 2)
      paged += page.entries
      request.before = page.nextBefore
    } while request.before != 0 && paged.count <= all.count
    #expect(paged == all)
    let clients = try await list(site, site.admin, ListAuditRequest(kind: .auditClient)).entries
    #expect(clients.map(\.subjectID) == ["office", "admin"])
    // What was refused has changed nothing.
    let tests = AccessTests()
    let refused = await tests.refusal {
      _ = try await site.client(office).programmes.rollBackPromotion(
        RollBackPromotionRequest(
          envelope: Envelope(programID: "brand-a"),
          promotionID: "nothing",
          toVersion: 1
        )
      )
    }
    #expect(refused != nil)
    #expect(try await list(site, office).entries == mine)
    // An erasure, as the tool does it.
    let erased = try Binary.run([
      "erase", "m", "--program", "brand-a", "--forfeit", "--reason", "a letter of May 2",
      "--connect", "127.0.0.1:\(site.server.port)",
      "--client-id", "admin", "--client-secret-file", site.directory.path + "/secret",
    ])
    #expect(erased.exitCode == 0, "\(erased.output)\(erased.errors)")
    let newest = try #require(try await list(site, office).entries.first)
    #expect(newest.action == "Members/DeleteMember" && newest.subjectID == "m")
    #expect(newest.actor == "admin" && newest.reason == "a letter of May 2")
    #expect(site.server.stop() == 0)
  }
}
