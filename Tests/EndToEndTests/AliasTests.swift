import FealtyClient
import Foundation
import Testing

// Goal: an alias leads to one member, through kills of the server, for who may ask and nobody else;
// and when its member is erased, no file says it any more. Method: the real binary with clients,
// killed right after an answer; the tool erases and waits until all files have followed.
@Suite("Aliases with the real binary")
struct AliasTests {
  private static let address = "ada.lovelace@example.org"

  private func by(_ value: String) -> MemberReference {
    MemberReference(reference: .alias(Alias(provider: "e-mail", value: value)))
  }

  private func refusal(_ call: () async throws -> Void) async -> Reason? {
    do {
      try await call()
      return nil
    } catch {
      return (error as? ClientError)?.status?.reason
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `an alias is found after a kill by who may ask, and is in no file when its member is gone`()
    async throws
  {
    let site = try AccessTests.Site()
    let program = "brand-a"
    _ = try await site.open(program, member: "ada")
    let envelope = Envelope(programID: program)
    var programme = try #require(
      try await site.client(site.admin).programmes.getProgramme(
        GetProgrammeRequest(envelope: envelope)
      ).programme
    )
    programme.settings?.identityProviders = [
      IdentityProvider(provider: "e-mail", kind: .aliasEmail)
    ]
    _ = try await site.client(site.admin).programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope, programme: programme)
    )
    let desk = try await site.put("desk", programs: [program], scopes: [.accessMember])
    let search = try await site.put(
      "search",
      programs: [program],
      scopes: [.accessMember, .accessAlias]
    )
    _ = try await site.client(desk).members.putAlias(
      PutAliasRequest(
        envelope: envelope,
        member: MemberReference(reference: .memberID("ada")),
        alias: Alias(provider: "e-mail", value: Self.address.uppercased())
      )
    )
    site.server.kill()
    try site.restart()
    let request = GetMemberRequest(envelope: envelope, member: by(Self.address))
    let found = try await site.client(search).members.getMemberByAlias(request)
    #expect(found.memberID == "ada" && found.profile?.aliases.map(\.value) == [Self.address])
    // In any other call, too, for who may.
    #expect(try await site.client(search).members.getMember(request).memberID == "ada")
    let client = try site.client(desk)
    #expect(
      await refusal { _ = try await client.members.getMemberByAlias(request) } == .scopeMissing
    )
    #expect(await refusal { _ = try await client.members.getMember(request) } == .scopeMissing)
    let data = site.directory.path + "/data"
    #expect(try Self.files(in: data, holding: Self.address) > 0)

    let erased = try Binary.run([
      "erase", "ada", "--program", program, "--forfeit", "--wait",
      "--connect", "127.0.0.1:\(site.server.port)",
      "--client-id", "admin", "--client-secret-file", site.directory.path + "/secret",
    ])
    #expect(erased.exitCode == 0, "\(erased.output)\(erased.errors)")
    let gone = await refusal { _ = try await site.client(search).members.getMemberByAlias(request) }
    #expect(gone == .memberNotFound)
    #expect(try Self.files(in: data, holding: Self.address) == 0)
    #expect(site.server.stop() == 0)
    let checked = try Binary.run(["verify", data])
    #expect(checked.exitCode == 0, "\(checked.output)\(checked.errors)")
  }

  /// The member `ada`, who has an alias, a card that was lost, and another one in its place.
  private func setUp(_ till: Till) async throws {
    try await till.putProgramme()
    try await till.enrol("ada")
    let envelope = till.envelope()
    var programme = try #require(
      try await till.client.programmes.getProgramme(GetProgrammeRequest(envelope: envelope))
        .programme
    )
    programme.settings = Settings(
      identityProviders: [IdentityProvider(provider: "e-mail", kind: .aliasEmail)]
    )
    _ = try await till.client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope, programme: programme)
    )
    let ada = MemberReference(reference: .memberID("ada"))
    _ = try await till.client.members.enrol(
      EnrolRequest(envelope: envelope, member: ada, mode: .update, cardNumber: "4711")
    )
    _ = try await till.client.members.replaceCard(
      ReplaceCardRequest(
        envelope: envelope,
        member: ada,
        cardNumber: "4711",
        newCardNumber: "4712",
        cardReason: .cardLost
      )
    )
    _ = try await till.client.members.putAlias(
      PutAliasRequest(
        envelope: envelope,
        member: ada,
        alias: Alias(provider: "e-mail", value: Self.address),
        verified: true
      )
    )
    _ = try await till.earn(9, for: "ada", receipt: "R1")
  }

  @Test(.timeLimit(.minutes(2)))
  func `an export is imported elsewhere with aliases and stages of cards`() async throws {
    let directory = TemporaryDirectory()
    let file = directory.path + "/members.ndjson"
    let first = try ServerProcess.start(data: directory.path + "/first")
    var till = Till(client: try first.client())
    let envelope = till.envelope()
    try await setUp(till)
    let exported = try Binary.run([
      "export", file, "--programme", Till.programID, "--connect", "127.0.0.1:\(first.port)",
    ])
    #expect(exported.exitCode == 0, "\(exported.errors)")
    till.client.close()
    #expect(first.stop() == 0)

    let second = try ServerProcess.start(data: directory.path + "/second")
    // Again: what is there is left as it is.
    for _ in 0..<2 {
      let imported = try Binary.run(["import", file, "--connect", "127.0.0.1:\(second.port)"])
      #expect(imported.exitCode == 0, "\(imported.output)\(imported.errors)")
    }
    till = Till(client: try second.client())
    let found = try await till.client.members.getMemberByAlias(
      GetMemberRequest(envelope: envelope, member: by(Self.address))
    )
    #expect(found.memberID == "ada" && found.profile?.aliases.first?.verified == true)
    #expect(found.cardNumbers == ["4711", "4712"])
    #expect(found.inactiveCards.map(\.stage) == [.cardStageBlocked])
    #expect(found.inactiveCards.map(\.replacedBy) == ["4712"])
    let old = await refusal {
      _ = try await till.client.points.redeem(
        RedeemRequest(
          envelope: till.envelope(),
          member: MemberReference(reference: .cardNumber("4711")),
          mode: .sale,
          points: 1
        )
      )
    }
    #expect(old == .cardBlocked)
    till.client.close()
    #expect(second.stop() == 0)
  }

  /// How many files of a directory have a text somewhere, as it is or compressed by what it says.
  private static func files(in directory: String, holding text: String) throws -> Int {
    let wanted = Data(text.utf8)
    let all = try #require(FileManager.default.enumerator(atPath: directory))
    var count = 0
    for case let name as String in all {
      let bytes = FileManager.default.contents(atPath: directory + "/" + name) ?? Data()
      if bytes.range(of: wanted) != nil { count += 1 }
    }
    return count
  }
}
