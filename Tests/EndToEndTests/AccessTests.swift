import FealtyClient
import Foundation
import Testing

/// Who may do what, against the real binary.
@Suite("API clients")
struct AccessTests {
  static let reason = "a test"

  /// A server with its first client.
  final class Site {
    let directory = TemporaryDirectory()
    private(set) var server: ServerProcess
    let admin: ClientCredentials

    init(options: [String] = []) throws {
      let file = directory.path + "/secret"
      let first = ["--first-client", file, "--log-level", "debug"]
      server = try ServerProcess.start(
        data: directory.path + "/data",
        options: first + options,
        log: directory.path + "/log"
      )
      let secret = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(
        in: .whitespacesAndNewlines
      )
      admin = ClientCredentials(clientID: "admin", secret: secret)
    }

    func restart() throws {
      server = try ServerProcess.start(data: directory.path + "/data")
    }

    func client(
      _ credentials: ClientCredentials?,
      attempts: Int = 2
    ) throws -> FealtyClient {
      var configuration = FealtyClient.Configuration()
      configuration.credentials = credentials
      configuration.retry.maximumAttempts = attempts
      configuration.timeout = .seconds(20)
      return try FealtyClient(host: "127.0.0.1", port: server.port, configuration: configuration)
    }

    func put(
      _ id: String,
      programs: [String] = [Till.programID],
      scopes: [AccessScope],
      _ change: (inout ApiClient) -> Void = { _ in }
    ) async throws -> ClientCredentials {
      var new = ApiClient(clientID: id, programIDs: programs, scopes: scopes)
      change(&new)
      let answer = try await client(admin).access.putClient(
        PutClientRequest(client: new, reason: AccessTests.reason)
      )
      return ClientCredentials(clientID: id, secret: answer.clientSecret)
    }

    /// A programme with a member who has points.
    func open(_ program: String, member: String) async throws -> (earned: String, receipt: String) {
      let all = try client(admin)
      let base = Promotion(
        promotionID: "base",
        mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
      )
      let programme = Programme(
        programID: program,
        name: program,
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        tiers: ["basic"],
        promotions: [base],
        settings: Settings(eventTypes: ["visit"], connectors: [Self.connector(of: program)]),
        voucherTypes: [VoucherType(voucherTypeID: "five", points: 5, valueMinor: 500, active: true)]
      )
      let envelope = Envelope(programID: program)
      _ = try await all.programmes.putProgramme(
        PutProgrammeRequest(envelope: envelope, programme: programme)
      )
      let reference = MemberReference(reference: .memberID(member))
      _ = try await all.members.enrol(
        EnrolRequest(
          envelope: envelope,
          member: reference,
          mode: .create,
          cardNumber: "card-of-\(member)"
        )
      )
      let line = BasketLine(sku: "S", quantity: 1, amountMinor: 5_000)
      let earned = try await all.points.earn(
        EarnRequest(
          envelope: envelope,
          member: reference,
          basket: Basket(currency: "EUR", lines: [line], receiptNumber: "r-\(member)")
        )
      )
      return (earned.outcome?.transactionID ?? "", "r-\(member)")
    }

    /// Changes 5 points of a member into a voucher.
    func issueVoucher(_ program: String, member: String) async throws -> RedeemVoucherResponse {
      try await client(admin).points.redeemVoucher(
        RedeemVoucherRequest(
          envelope: Envelope(programID: program),
          member: MemberReference(reference: .memberID(member)),
          voucherTypeID: "five"
        )
      )
    }

    private static func connector(of program: String) -> Connector {
      Connector(
        connectorID: "shop-of-\(program)",
        mapping: EventMapping(eventType: "'visit'", eventID: "id", memberID: "member")
      )
    }

    /// A webhook that is told nothing.
    func putWebhook(_ program: String, _ id: String) async throws {
      let method = WebhookAuthentication.OneOfMethod.bearer(WebhookBearer(token: "t"))
      let webhook = Webhook(
        webhookID: id,
        url: "https://receiver.invalid/",
        authentication: WebhookAuthentication(method: method),
        paused: true
      )
      _ = try await client(admin).events.putWebhook(
        PutWebhookRequest(envelope: Envelope(programID: program), webhook: webhook)
      )
    }

    /// What there is of the other brand, as those see it who run the server.
    func ofBrandB() async throws -> [String] {
      let all = try client(admin)
      let envelope = Envelope(programID: "brand-b")
      let member = MemberReference(reference: .memberID("grace"))
      let status = try await all.points.getPointStatus(
        GetPointStatusRequest(envelope: envelope, member: member)
      )
      let programme = try await all.programmes.getProgramme(GetProgrammeRequest(envelope: envelope))
      let exported = try await all.operations.exportMembers(
        ExportMembersRequest(envelope: envelope)
      )
      let webhooks = try await all.events.listWebhooks(ListWebhooksRequest(envelope: envelope))
      return [
        status.json(), programme.json(), "\(exported.members.map(\.memberID))", webhooks.json(),
      ]
    }
  }

  func refusal(
    _ call: () async throws -> Void
  ) async -> ClientError? {
    do { try await call() } catch let error as ClientError { return error } catch { return nil }
    return nil
  }

  /// Why a client does not get through; nil where it does.
  private func reason(_ site: Site, _ credentials: ClientCredentials) async -> Reason? {
    await refusal { try await Self.member(try site.client(credentials)) }?.reason
  }

  private static func member(_ client: FealtyClient) async throws {
    _ = try await client.members.getMember(
      GetMemberRequest(
        envelope: Envelope(programID: Till.programID),
        member: MemberReference(reference: .memberID("ada"))
      )
    )
  }

  @Test(.timeLimit(.minutes(1)))
  func `from the first client on nobody is served who is none`() async throws {
    let site = try Site()
    let unknown = try site.client(nil)
    let error = await refusal { try await Self.member(unknown) }
    #expect(error?.code == .unauthenticated && error?.reason == .notAuthenticated)
    for wrong in [
      ClientCredentials(clientID: "admin", secret: "fs_wrong"),
      ClientCredentials(clientID: "nobody", secret: site.admin.secret),
    ] {
      let error = await refusal { try await Self.member(try site.client(wrong)) }
      #expect(error?.code == .unauthenticated && error?.reason == .invalidClient)
      #expect(error?.message == "there is no such client, or that is not its secret")
    }
    _ = try await site.open(Till.programID, member: "ada")
    try await Self.member(try site.client(site.admin))
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a client does what its scopes say, on its terminal alone`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let till = try await site.put("till", scopes: [.accessPos]) { $0.terminalID = "t-1" }
    let caller = try site.client(till)
    func request(_ terminal: String) -> GetMemberRequest {
      GetMemberRequest(
        envelope: Envelope(programID: Till.programID, terminalID: terminal),
        member: MemberReference(reference: .memberID("ada"))
      )
    }
    _ = try await caller.members.getMember(request("t-1"))
    let other = await refusal { _ = try await caller.members.getMember(request("t-2")) }
    #expect(other?.code == .permissionDenied && other?.reason == .overrideNotPermitted)
    let refused = await refusal {
      _ = try await caller.members.resetPin(
        ResetPinRequest(
          envelope: Envelope(programID: Till.programID, terminalID: "t-1"),
          member: MemberReference(reference: .memberID("ada"))
        )
      )
    }
    #expect(refused?.code == .permissionDenied && refused?.reason == .scopeMissing)
    let info = await refusal {
      _ = try await caller.operations.getServerInfo(GetServerInfoRequest())
    }
    #expect(info?.reason == .scopeMissing)
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a client is disabled at once, and stays so after a restart and a snapshot`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let till = try await site.put("till", scopes: [.accessPos])
    let caller = try site.client(till)
    try await Self.member(caller)
    let admin = try site.client(site.admin)
    var known = try #require(
      try await admin.access.listClients(ListClientsRequest()).clients.first {
        $0.clientID == "till"
      }
    )
    known.disabled = true
    _ = try await admin.access.putClient(
      PutClientRequest(client: known, expectedVersion: known.version, reason: "lost")
    )
    let error = await refusal { try await Self.member(caller) }
    #expect(error?.code == .unauthenticated)
    // Once from the log, once from the snapshot that a stop in order writes.
    for ordered in [false, true] {
      if ordered { #expect(site.server.stop() == 0) } else { site.server.kill() }
      try site.restart()
      #expect(await reason(site, till) == .invalidClient)
      try await Self.member(try site.client(site.admin))
    }
    let audit = try await site.client(site.admin).access.listAudit(
      ListAuditRequest(kind: .auditClient)
    ).entries
    #expect(audit.map(\.action) == ["client disabled", "client made", "client made"])
    #expect(audit.map(\.actor) == ["admin", "admin", ""])
    #expect(audit.first?.reason == "lost" && audit.first?.clientID == "till")
    #expect(site.server.stop() == 0)
    let checked = try Binary.run(["verify", site.directory.path + "/data"])
    #expect(checked.exitCode == 0, "\(checked.output)\(checked.errors)")
  }

  @Test(.timeLimit(.minutes(1)))
  func `two secrets live side by side; the third ends the first, and one can be revoked`()
    async throws
  {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let first = try await site.put("till", scopes: [.accessPos])
    let admin = try site.client(site.admin)
    var version: UInt32 = 1
    func rotate() async throws -> (ClientCredentials, ApiClient) {
      let answer = try await admin.access.rotateSecret(
        RotateSecretRequest(clientID: "till", expectedVersion: version, reason: Self.reason)
      )
      version += 1
      return (
        ClientCredentials(clientID: "till", secret: answer.clientSecret),
        answer.client ?? ApiClient()
      )
    }
    let (second, _) = try await rotate()
    for good in [first, second] { try await Self.member(try site.client(good)) }
    let again = await refusal {
      _ = try await admin.access.rotateSecret(
        RotateSecretRequest(clientID: "till", expectedVersion: 1, reason: Self.reason)
      )
    }
    #expect(again?.reason == .versionConflict)
    let (third, shown) = try await rotate()
    #expect(shown.secrets.count == 2)
    #expect(await reason(site, first) == .invalidClient)
    for good in [second, third] { try await Self.member(try site.client(good)) }
    let caller = try site.client(third, attempts: 4)
    try await Self.member(caller)
    _ = try await admin.access.revokeAccess(
      RevokeAccessRequest(
        clientID: "till",
        secretID: shown.secrets[0].secretID,
        reason: Self.reason
      )
    )
    #expect(await reason(site, second) == .invalidClient)
    // What was granted has ended; the library says again who it is, and the call goes through.
    try await Self.member(caller)
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a token stands for its client, on a connection and for a single request`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let till = try await site.put("till", scopes: [.accessPos, .accessMember])
    let anybody = try site.client(nil)
    func ask(_ type: String, _ scopes: [AccessScope]) async throws -> GenerateAccessTokenResponse {
      try await anybody.access.generateAccessToken(
        GenerateAccessTokenRequest(
          grantType: type,
          clientID: till.clientID,
          clientSecret: till.secret,
          scopes: scopes
        )
      )
    }
    #expect(await refusal { _ = try await ask("password", []) }?.reason == .invalidField)
    #expect(
      await refusal { _ = try await ask("client_credentials", [.accessAdmin]) }?.reason
        == .scopeMissing
    )
    let token = try await ask("client_credentials", [.accessPos])
    #expect(token.tokenType == "Bearer" && token.scopes == [.accessPos])
    #expect(1...900 ~= token.expiresIn)
    let request = GetMemberRequest(
      envelope: Envelope(programID: Till.programID),
      member: MemberReference(reference: .memberID("ada"))
    )
    let options = CallOptions(metadata: [("authorization", "Bearer " + token.accessToken)])
    _ = try await anybody.members.getMember(request, options: options)
    let without = await refusal { _ = try await anybody.members.getMember(request) }
    #expect(without?.reason == .notAuthenticated)
    let wrong = CallOptions(metadata: [("authorization", "Bearer ft_wrong")])
    let refused = await refusal { _ = try await anybody.members.getMember(request, options: wrong) }
    #expect(refused?.reason == .tokenExpired)
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `who fails too often must wait, and the right secret passes all the same`() async throws {
    let site = try Site()
    let anybody = try site.client(nil, attempts: 1)
    var reasons: [Reason] = []
    for _ in 0..<50 where reasons.last != .rateLimited {
      let error = await refusal {
        _ = try await anybody.access.generateAccessToken(
          GenerateAccessTokenRequest(
            grantType: "client_credentials",
            clientID: "admin",
            clientSecret: "wrong"
          )
        )
      }
      reasons.append(error?.reason ?? .reasonNone)
      if error?.reason == .rateLimited { #expect((error?.status?.retryAfterMs ?? 0) > 0) }
    }
    // Where the machine is slow, the first waits are over before the next attempt.
    #expect(reasons.count >= 4 && reasons.last == .rateLimited)
    #expect(reasons.dropLast().allSatisfy { $0 == .invalidClient })
    _ = try await site.open(Till.programID, member: "ada")
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a client calls as often as it may, and hears when to come again`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let till = try await site.put("till", scopes: [.accessPos]) { $0.callsPerSecond = 1 }
    let caller = try site.client(till, attempts: 1)
    var limited: [ClientError] = []
    for _ in 0..<40 {
      if let error = await refusal({ try await Self.member(caller) }) { limited.append(error) }
    }
    #expect(!limited.isEmpty)
    #expect(limited.allSatisfy { $0.reason == .rateLimited && ($0.status?.retryAfterMs ?? 0) > 0 })
    // Told when, the library comes again, and all pass.
    let patient = try site.client(till, attempts: 20)
    for _ in 0..<3 { try await Self.member(patient) }
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `nobody locks everybody out`() async throws {
    let site = try Site()
    let admin = try site.client(site.admin)
    var first = try #require(
      try await admin.access.listClients(ListClientsRequest()).clients.first
    )
    first.disabled = true
    let error = await refusal {
      _ = try await admin.access.putClient(
        PutClientRequest(client: first, expectedVersion: 1, reason: Self.reason)
      )
    }
    #expect(error?.code == .failedPrecondition)
    let secret = try #require(first.secrets.first?.secretID)
    let last = await refusal {
      _ = try await admin.access.revokeAccess(
        RevokeAccessRequest(clientID: "admin", secretID: secret, reason: Self.reason)
      )
    }
    #expect(last?.code == .failedPrecondition)
    #expect(try await admin.access.listClients(ListClientsRequest()).clients.count == 1)
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `secrets and tokens stand in no file, but the first one's own`() async throws {
    let site = try Site()
    let till = try await site.put("till", scopes: [.accessPos])
    let token = try await site.client(nil).access.generateAccessToken(
      GenerateAccessTokenRequest(
        grantType: "client_credentials",
        clientID: "till",
        clientSecret: till.secret
      )
    ).accessToken
    _ = await refusal {
      try await Self.member(
        try site.client(ClientCredentials(clientID: "till", secret: "fs_not_it"))
      )
    }
    #expect(site.server.stop() == 0)
    let secrets = [site.admin.secret, till.secret, token, "fs_not_it"].map { Array($0.utf8) }
    let files = try #require(FileManager.default.enumerator(atPath: site.directory.path))
    var count = 0
    for case let name as String in files where name != "secret" {
      let path = site.directory.path + "/" + name
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      count += 1
      for secret in secrets { #expect(data.range(of: Data(secret)) == nil, "\(name)") }
    }
    #expect(count >= 3)
    let log = try String(contentsOfFile: site.directory.path + "/log", encoding: .utf8)
    #expect(log.contains("client not authenticated"))
    #expect("\(till)" == "till" && String(reflecting: till) == "till")
    let mode = try FileManager.default.attributesOfItem(atPath: site.directory.path + "/secret")
    #expect((mode[.posixPermissions] as? Int) == 0o600)
  }

  @Test func `beyond loopback takes both TLS and a client, or a word that says so`() throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    for options in [[], ["--first-client", directory.path + "/secret"]] {
      let failure = #expect(throws: ServerProcess.StartFailure.self) {
        try ServerProcess.start(data: data, options: options + ["--listen", "0.0.0.0:0"])
      }
      #expect(failure?.exitCode == 78)
    }
    let server = try ServerProcess.start(
      data: data,
      options: ["--listen", "0.0.0.0:0", "--allow-open"]
    )
    #expect(server.stop() == 0)
  }
}
