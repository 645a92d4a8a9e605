import FealtyClient
import Foundation
import Testing

extension AccessTests {
  // Goal: what ends a client ends what goes on for it, and nothing else. Method: the stream is
  // begun with a token of its own, on a connection that has said nothing or is somebody else's.
  @Test(.timeLimit(.minutes(1)), arguments: [false, true])
  func `a stream ends with what it was begun with`(_ isOthers: Bool) async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let reader = try await site.put("reader", scopes: [.accessProgramme])
    let answer = try await site.client(nil).access.generateAccessToken(
      GenerateAccessTokenRequest(
        grantType: "client_credentials",
        clientID: reader.clientID,
        clientSecret: reader.secret
      )
    )
    let admin = try site.client(site.admin)
    let caller = isOthers ? admin : try site.client(nil, attempts: 1)
    let request = SubscribeRequest(envelope: Envelope(programID: Till.programID), fromStart: true)
    let token = CallOptions(
      timeout: .seconds(20),
      metadata: [("authorization", "Bearer " + answer.accessToken)]
    )
    var items = caller.events.subscribe(request, options: token).makeAsyncIterator()
    #expect(try await items.next()?.events.isEmpty == false)
    let own = CallOptions(timeout: .seconds(20))
    var others = admin.events.subscribe(request, options: own).makeAsyncIterator()
    #expect(try await others.next()?.events.isEmpty == false)
    _ = try await admin.access.revokeAccess(
      RevokeAccessRequest(clientID: "reader", reason: Self.reason)
    )
    var error: ClientError?
    do { while try await items.next() != nil {} } catch let end as ClientError { error = end }
    #expect(error?.code == .unauthenticated && error?.reason == .tokenExpired)
    // The other one is told what happens next.
    try await enrolBob(admin)
    var isTold = false
    while !isTold, let item = try await others.next() {
      isTold = item.events.contains { $0.memberID == "bob" }
    }
    #expect(isTold)
    #expect(site.server.stop() == 0)
  }

  /// What happens next, of which those who follow the programme are told.
  private func enrolBob(_ admin: FealtyClient) async throws {
    _ = try await admin.members.enrol(
      EnrolRequest(
        envelope: Envelope(programID: Till.programID),
        member: MemberReference(reference: .memberID("bob")),
        mode: .create
      )
    )
  }

  @Test(.timeLimit(.minutes(1)))
  func `a rate of one's own takes more than the scope to exchange`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    var message = ""
    func reason(_ id: String, _ scopes: [AccessScope]) async throws -> Reason? {
      let caller = try site.client(try await site.put(id, scopes: scopes))
      let refused = await refusal {
        _ = try await caller.exchanges.exchange(
          ExchangeRequest(
            envelope: Envelope(programID: Till.programID),
            member: MemberReference(reference: .memberID("ada")),
            toProgramID: "other",
            toTokenID: "stars",
            points: 10,
            rateOverride: Ratio(numerator: 1, denominator: 2)
          )
        )
      }
      message = refused?.message ?? ""
      return refused?.reason
    }
    #expect(try await reason("partner", [.accessExchange]) == .overrideNotPermitted)
    #expect(message.contains("needs ACCESS_PROGRAMME or ACCESS_ADMIN"))
    // With it the request is looked at, and there is no such way.
    let both: [AccessScope] = [.accessExchange, .accessProgramme]
    #expect(try await reason("brand", both) == .exchangeNotAllowed)
    #expect(site.server.stop() == 0)
  }

  // Goal: who follows a programme goes on when its client is changed, and hears of its end.
  @Test(.timeLimit(.minutes(1)))
  func `who follows goes on through a revocation, and ends with its client`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let reader = try await site.put("reader", scopes: [.accessProgramme])
    let admin = try site.client(site.admin)
    let request = SubscribeRequest(envelope: Envelope(programID: Till.programID), fromStart: true)
    var items = try site.client(reader).memberEvents(request).makeAsyncIterator()
    var isCaughtUp = false
    while !isCaughtUp, let item = try await items.next() { isCaughtUp = item.caughtUp }
    let revoked = try await admin.access.revokeAccess(
      RevokeAccessRequest(clientID: "reader", reason: Self.reason)
    )
    try await enrolBob(admin)
    var isTold = false
    while !isTold, let item = try await items.next() {
      isTold = item.events.contains { $0.memberID == "bob" }
    }
    #expect(isTold)
    var ended = ApiClient(
      clientID: "reader",
      programIDs: [Till.programID],
      scopes: [.accessProgramme]
    )
    ended.disabled = true
    let version = revoked.client?.version ?? 0
    _ = try await admin.access.putClient(
      PutClientRequest(client: ended, expectedVersion: version, reason: Self.reason)
    )
    let refused = await refusal { while try await items.next() != nil {} }
    #expect(refused?.reason == .invalidClient)
    #expect(site.server.stop() == 0)
  }

  // Goal: the tool says who calls wherever it connects. Method: the commands as people give them,
  // against a server that asks; a token goes by file and by standard input.
  @Test(.timeLimit(.minutes(1)))
  func `the tool follows as a client, and calls by an access token`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    let server = ["--connect", "127.0.0.1:\(site.server.port)"]
    let own = server + ["--client-id", "admin", "--client-secret-file"]
    let secret = site.directory.path + "/secret"
    let follow = ["watch", Till.programID, "--from-start", "--count", "1"]
    let watched = try Binary.run(follow + own + [secret])
    #expect(watched.exitCode == 0 && watched.output.contains("ENROLLED"), "\(watched.errors)")
    let nobody = try Binary.run(["watch", Till.programID] + server)
    #expect(nobody.exitCode == 1 && nobody.errors.contains("NOT_AUTHENTICATED"))

    let till = try await site.put("till", scopes: [.accessPos])
    let answer = try await site.client(nil).access.generateAccessToken(
      GenerateAccessTokenRequest(
        grantType: "client_credentials",
        clientID: till.clientID,
        clientSecret: till.secret
      )
    )
    let file = site.directory.path + "/token"
    func call(_ token: String, _ method: String) throws -> Binary.Result {
      try Data(token.utf8).write(to: URL(fileURLWithPath: file))
      let json = #"{"envelope":{"programId":"\#(Till.programID)"},"member":{"memberId":"ada"}}"#
      return try Binary.run(
        ["call", method, "--json", json, "--access-token-file", file] + own + [secret]
      )
    }
    #expect(try call(answer.accessToken + "\n", "Points/GetPointStatus").exitCode == 0)
    // It is the call's, whoever has the connection.
    let other = try call(answer.accessToken, "Members/ListMemberships")
    #expect(other.exitCode == 1 && other.errors.contains("this needs ACCESS_MEMBER"))
    #expect(try call("ft_wrong", "Points/GetPointStatus").errors.contains("TOKEN_EXPIRED"))
    #expect(try call("two words", "Points/GetPointStatus").exitCode == 64)
    #expect(site.server.stop() == 0)
  }
}
