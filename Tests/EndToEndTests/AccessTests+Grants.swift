import FealtyClient
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
    _ = try await admin.members.enrol(
      EnrolRequest(
        envelope: Envelope(programID: Till.programID),
        member: MemberReference(reference: .memberID("bob")),
        mode: .create
      )
    )
    var isTold = false
    while !isTold, let item = try await others.next() {
      isTold = item.events.contains { $0.memberID == "bob" }
    }
    #expect(isTold)
    #expect(site.server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a rate of one's own takes more than the scope to exchange`() async throws {
    let site = try Site()
    _ = try await site.open(Till.programID, member: "ada")
    func reason(_ id: String, _ scopes: [AccessScope]) async throws -> Reason? {
      let caller = try site.client(try await site.put(id, scopes: scopes))
      return await refusal {
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
      }?.reason
    }
    #expect(try await reason("partner", [.accessExchange]) == .overrideNotPermitted)
    // With it the request is looked at, and there is no such way.
    let both: [AccessScope] = [.accessExchange, .accessProgramme]
    #expect(try await reason("brand", both) == .exchangeNotAllowed)
    #expect(site.server.stop() == 0)
  }
}
