import FealtyClient
import FealtyPersistence
import Foundation
import Testing

// Goal: a tier that a sale led to, or an office gave, is there after a kill, with all that counts
// towards the next; only an office gives tiers; receivers hear of each. Method: the real server and
// tool, an HTTP receiver, tills that buy while the server is killed.
@Suite("Tiers with the real binary")
struct TierTests {
  private typealias Site = AccessTests.Site
  private static let program = "brand-a"
  private static let ada = MemberReference(reference: .memberID("ada"))

  private static let rules = TierRules(
    measure: .qualifyBySpend,
    period: .tierRolling,
    days: 365,
    thresholds: [
      TierThreshold(tier: "silver", amount: 10_000), TierThreshold(tier: "gold", amount: 60_000),
    ]
  )

  private static func prepare(_ site: Site) async throws {
    let all = try site.client(site.admin)
    let envelope = Envelope(programID: program)
    _ = try await all.programmes.putProgramme(
      PutProgrammeRequest(
        envelope: envelope,
        programme: Programme(
          programID: program,
          name: program,
          timeZone: "Europe/Berlin",
          currency: "EUR",
          defaultTokenID: "points",
          tokens: [Token(tokenID: "points", name: "Points")],
          tiers: ["basic", "silver", "gold"],
          promotions: [
            Promotion(
              promotionID: "base",
              mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
            )
          ],
          settings: Settings(tierRules: rules)
        )
      )
    )
    for member in ["ada", "grace"] {
      let reference = MemberReference(reference: .memberID(member))
      _ = try await all.members.enrol(
        EnrolRequest(envelope: envelope, member: reference, mode: .create)
      )
    }
  }

  private static func buy(
    _ till: FealtyClient,
    _ amountMinor: Int64,
    _ member: MemberReference = ada
  ) async throws -> EarnResponse {
    let line = BasketLine(sku: "S", quantity: 1, amountMinor: amountMinor)
    return try await till.points.earn(
      EarnRequest(
        envelope: Envelope(programID: program, storeID: "S1", terminalID: "T1"),
        member: member,
        basket: Basket(currency: "EUR", lines: [line])
      )
    )
  }

  private static func member(
    _ client: FealtyClient,
    _ reference: MemberReference = ada
  ) async throws -> GetMemberResponse {
    try await client.members.getMember(
      GetMemberRequest(envelope: Envelope(programID: program), member: reference)
    )
  }

  /// Makes the member gold, by the tool.
  private static func give(_ site: Site, _ client: ClientCredentials) throws -> Binary.Result {
    let json = """
      {"envelope":{"programId":"\(program)"},"member":{"memberId":"ada"},"tier":"gold",\
      "reason":"forty years a customer","floor":true}
      """
    let file = site.directory.path + "/secret-of-\(client.clientID)"
    try client.secret.write(toFile: file, atomically: true, encoding: .utf8)
    return try Binary.run([
      "call", "Tiers/UpdateTier", "--json", json, "--connect", "127.0.0.1:\(site.server.port)",
      "--client-id", client.clientID, "--client-secret-file", file,
    ])
  }

  @Test(.timeLimit(.minutes(2)))
  func `sales and an office change tiers, which a kill leaves as they are`() async throws {
    let site = try Site(options: ["--local-webhooks"])
    try await Self.prepare(site)
    let receiver = try Receiver { _, _ in .status(200) }
    _ = try await site.client(site.admin).events.putWebhook(
      PutWebhookRequest(
        envelope: Envelope(programID: Self.program),
        webhook: Webhook(
          webhookID: "crm",
          url: receiver.url,
          kinds: [.tierChanged],
          authentication: WebhookAuthentication(method: .open(true)),
          firstRetryMs: 10
        )
      )
    )
    let programs = [Self.program]
    let till = try site.client(
      try await site.put("till", programs: programs, scopes: [.accessPos])
    )
    let office = try await site.put("office", programs: programs, scopes: [.accessOffice])

    #expect(try await Self.buy(till, 9_999).tierChange == nil)
    let silver = try await Self.buy(till, 1)
    #expect(silver.tierChange?.old == "basic" && silver.tierChange?.new == "silver")
    // A till gives no tiers; an office does, with the tool as well.
    let other = try await site.put("other-till", programs: programs, scopes: [.accessPos])
    let refused = try Self.give(site, other)
    #expect(refused.exitCode != 0 && refused.errors.contains("SCOPE_MISSING"), "\(refused.errors)")
    let given = try Self.give(site, office)
    #expect(given.exitCode == 0, "\(given.errors)")
    #expect(given.output.contains("\"old\": \"silver\"") && given.output.contains("gold"))

    let before = try await Self.member(till)
    #expect(before.tier == "gold" && before.tierProgress?.qualified == 10_000)
    #expect(before.tierProgress?.pinnedForGood == true && before.tierProgress?.floor == true)
    site.server.kill()
    try site.restart()
    let again = try site.client(site.admin)
    #expect(try await Self.member(again) == before)
    let audit = try await again.access.listAudit(
      ListAuditRequest(envelope: Envelope(programID: Self.program), kind: .auditMember)
    )
    let entry = try #require(audit.entries.first)
    #expect(entry.action == "Tiers/UpdateTier" && entry.actor == "office")
    #expect(entry.subjectID == "ada" && entry.reason == "forty years a customer")

    let end = ContinuousClock.now + .seconds(60)
    while Set(receiver.taken.compactMap { $0["tier"] }).count < 2 {
      try #require(ContinuousClock.now < end, "the receiver hears of both changes")
      try await Task.sleep(for: .milliseconds(20))
    }
    let changes = receiver.taken.map { [$0["kind"] ?? "", $0["oldTier"] ?? "", $0["tier"] ?? ""] }
    #expect(
      Set(changes) == [["TIER_CHANGED", "basic", "silver"], ["TIER_CHANGED", "silver", "gold"]]
    )
    receiver.stop()
    #expect(site.server.stop() == 0)
    let checked = try Binary.run(["verify", site.directory.path + "/data"])
    #expect(checked.exitCode == 0, "\(checked.output)\(checked.errors)")
  }

  @Test(.timeLimit(.minutes(2)))
  func `what was answered counts towards the tier after a kill in the middle of sales`()
    async throws
  {
    let site = try Site()
    try await Self.prepare(site)
    for round in 0..<3 {
      let client = try site.client(site.admin, attempts: 1)
      let grace = MemberReference(reference: .memberID("grace"))
      // Each till buys until the server is gone, and knows what was answered.
      let answered = try await withThrowingTaskGroup(of: [EarnResponse].self) { group in
        for _ in 0..<4 {
          group.addTask {
            var answers: [EarnResponse] = []
            for _ in 0..<10_000 {
              guard let answer = try? await Self.buy(client, 7, grace) else { break }
              answers.append(answer)
            }
            return answers
          }
        }
        try await Task.sleep(for: .milliseconds(300))
        site.server.kill()
        return try await group.reduce(into: []) { $0 += $1 }
      }
      try site.restart()
      let found = try await Self.member(try site.client(site.admin), grace)
      let progress = try #require(found.tierProgress)
      // A sale that nobody was told of may be there or not; all of what is there counts.
      let sales = try await transactions(try site.client(site.admin), grace)
      #expect(progress.qualified == Int64(sales.count) * 7, "round \(round)")
      #expect(found.tier == (progress.qualified < 10_000 ? "basic" : "silver"))
      let told = Set(answered.compactMap(\.outcome?.transactionID))
      #expect(told.isSubset(of: Set(sales.map(\.transactionID))))
      let changes = sales.compactMap(\.tierChange)
      #expect(changes.map(\.new) == (progress.qualified < 10_000 ? [] : ["silver"]))
    }
    #expect(site.server.stop() == 0)
  }

  /// The member's sales, all of them.
  private func transactions(
    _ client: FealtyClient,
    _ member: MemberReference
  ) async throws -> [Transaction] {
    var all: [Transaction] = []
    let request = StreamTransactionsRequest(
      envelope: Envelope(programID: Self.program),
      member: member
    )
    for try await transaction in client.points.streamTransactions(request)
    where transaction.kind == .earn {
      all.append(transaction)
    }
    return all
  }
}
