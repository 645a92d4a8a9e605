import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Members by their aliases")
struct AliasTests {
  private static let settings = Settings(
    identityProviders: [
      IdentityProvider(provider: "e-mail", kind: .aliasEmail, login: true),
      IdentityProvider(
        provider: "phone",
        kind: .aliasPhone,
        needsVerification: true,
        login: true,
        countryCode: "49"
      ),
      IdentityProvider(provider: "family", shared: true),
    ]
  )
  private static let bo = MemberReference(reference: .memberID("bo"))

  private func rig(shards: Int = 2) throws -> RedemptionRig {
    let ada = try RedemptionRig(settings: Self.settings, shards: shards)
    try ada.rig.enrol("bo")
    return ada
  }

  private static func by(_ provider: String, _ value: String) -> MemberReference {
    MemberReference(reference: .alias(Alias(provider: provider, value: value)))
  }

  private func request(
    _ rig: EngineRig,
    _ provider: String,
    _ value: String,
    of member: MemberReference = EngineRig.ada,
    verified: Bool = false
  ) -> PutAliasRequest {
    PutAliasRequest(
      envelope: rig.envelope(),
      member: member,
      alias: Alias(provider: provider, value: value),
      verified: verified
    )
  }

  @discardableResult
  private func put(_ rig: EngineRig, _ request: PutAliasRequest) throws -> PutAliasResponse {
    try rig.answer(PutAliasResponse.self, MethodID.putAlias, request)
  }

  private func remove(_ rig: EngineRig, _ provider: String) throws {
    _ = try rig.answer(
      PutAliasResponse.self,
      MethodID.removeAlias,
      RemoveAliasRequest(envelope: rig.envelope(), member: EngineRig.ada, provider: provider)
    )
  }

  private func found(_ rig: EngineRig, _ provider: String, _ value: String) throws -> String {
    try rig.answer(
      GetMemberResponse.self,
      MethodID.getMemberByAlias,
      GetMemberRequest(envelope: rig.envelope(), member: Self.by(provider, value))
    ).memberID
  }

  private func status(_ call: () throws -> Void) -> Status? { RedemptionRig.status(call) }

  private func isUnknown(_ rig: EngineRig, _ provider: String, _ value: String) -> Bool {
    let status = status { _ = try found(rig, provider, value) }
    return status?.reason == .memberNotFound && status?.field == "member.alias"
  }

  @Test func `an alias leads to its member however it is written, from every call`() throws {
    let ada = try rig(shards: 1)
    let rig = ada.rig
    try put(rig, request(rig, "e-mail", "Ada@Example.org"))
    #expect(try found(rig, "e-mail", "aDA@example.ORG") == "ada")
    #expect(try ada.member().profile?.aliases.map(\.value) == ["ada@example.org"])
    var earn = rig.earnRequest(30)
    earn.member = Self.by("e-mail", "ada@example.org")
    #expect(try rig.answer(EarnResponse.self, MethodID.earn, earn).points == 30)
    #expect(try rig.available() == 30)
    #expect(isUnknown(rig, "e-mail", "bo@example.org") && isUnknown(rig, "fax", "1"))
    // No card number is an alias, whatever it says.
    let handle = rig.on(0) { shard in
      let actor = shard.members.find(StableHash.hash(program: "p", member: "ada"))
      return actor.flatMap { shard.handles(of: $0, shard.programmes[0]).first } ?? ""
    }
    #expect(handle.utf8.count > Limits.cardNumberBytes && !handle.contains("ada"))
    let byHandle = status {
      _ = try rig.answer(
        GetMemberResponse.self,
        MethodID.getMember,
        GetMemberRequest(
          envelope: rig.envelope(),
          member: MemberReference(reference: .cardNumber(handle))
        )
      )
    }
    #expect(byHandle?.reason == .invalidField)
    try rig.stop()
  }

  @Test func `what another member has is refused with the provider's name and nobody's id`() throws
  {
    let ada = try rig()
    let rig = ada.rig
    try put(rig, request(rig, "e-mail", "ada@example.org"))
    let taken = status { _ = try put(rig, request(rig, "e-mail", "ADA@example.org", of: Self.bo)) }
    #expect(taken?.reason == .duplicateIdentity && taken?.code == .alreadyExists)
    #expect(taken?.message.contains("e-mail") == true)
    #expect(taken?.json().contains("example") == false && taken?.json().contains("\"ada") == false)
    // Of a provider whose values several may have, both have it and none is found by it.
    try put(rig, request(rig, "family", "7"))
    try put(rig, request(rig, "family", "7", of: Self.bo))
    #expect(isUnknown(rig, "family", "7"))
    try rig.stop()
  }

  @Test func `another value takes the place of the first, which somebody else may then have`()
    throws
  {
    let ada = try rig()
    let rig = ada.rig
    try put(rig, request(rig, "e-mail", "ada@example.org"))
    let first = try put(rig, request(rig, "e-mail", "lovelace@example.org"))
    #expect(try found(rig, "e-mail", "lovelace@example.org") == "ada")
    #expect(isUnknown(rig, "e-mail", "ada@example.org"))
    try put(rig, request(rig, "e-mail", "ada@example.org", of: Self.bo))
    #expect(try found(rig, "e-mail", "ada@example.org") == "bo")
    // The same again is nothing.
    let again = try put(rig, request(rig, "e-mail", "Lovelace@Example.org"))
    #expect(again.version == first.version && again.outcome?.transactionID.isEmpty == true)
    try rig.stop()
  }

  @Test func `an alias that needs it leads to its member when it is verified`() throws {
    let ada = try rig()
    let rig = ada.rig
    try put(rig, request(rig, "phone", "0171 1234567"))
    #expect(isUnknown(rig, "phone", "+491711234567"))
    // It is taken all the same.
    let taken = status { _ = try put(rig, request(rig, "phone", "+491711234567", of: Self.bo)) }
    #expect(taken?.reason == .duplicateIdentity)
    try put(rig, request(rig, "phone", "+49 171 1234567", verified: true))
    #expect(try found(rig, "phone", "0049 171 1234567") == "ada")
    #expect(try ada.member().profile?.aliases.first?.verified == true)
    try rig.stop()
  }

  @Test func `the last alias to log in by is not removed`() throws {
    let ada = try rig()
    let rig = ada.rig
    #expect(status { try remove(rig, "e-mail") }?.reason == .aliasNotFound)
    try put(rig, request(rig, "e-mail", "ada@example.org"))
    try put(rig, request(rig, "family", "7"))
    #expect(status { try remove(rig, "e-mail") }?.reason == .lastLoginAlias)
    try remove(rig, "family")
    try put(rig, request(rig, "phone", "+491711234567"))
    try remove(rig, "e-mail")
    #expect(isUnknown(rig, "e-mail", "ada@example.org"))
    try put(rig, request(rig, "e-mail", "ada@example.org", of: Self.bo))
    try rig.stop()
  }

  @Test func `a request that is wrong is refused by its field, and changes nothing`() throws {
    let ada = try rig()
    let rig = ada.rig
    let before = try ada.stateHash()
    let changes: [(String, (inout PutAliasRequest) -> Void)] = [
      ("alias.provider", { $0.alias = nil }), ("alias.provider", { $0.alias?.provider = "fax" }),
      ("alias.value", { $0.alias?.value = "ada" }), ("alias.value", { $0.alias?.value = "" }),
      ("member", { $0.member = nil }), ("member.alias", { $0.member = Self.by("", "x") }),
      ("member.alias", { $0.member = Self.by("e-mail", String(repeating: "x", count: 257)) }),
    ]
    for (field, change) in changes {
      var request = request(rig, "e-mail", "ada@example.org")
      change(&request)
      #expect(status { _ = try put(rig, request) }?.field == field, "\(field)")
    }
    var old = request(rig, "e-mail", "ada@example.org")
    old.expectedVersion = 7
    #expect(status { _ = try put(rig, old) }?.reason == .versionConflict)
    var trial = request(rig, "e-mail", "ada@example.org")
    trial.envelope?.dryRun = true
    try put(rig, trial)
    #expect(try ada.stateHash() == before)
    let byID = status {
      _ = try rig.answer(
        GetMemberResponse.self,
        MethodID.getMemberByAlias,
        GetMemberRequest(envelope: rig.envelope(), member: EngineRig.ada)
      )
    }
    #expect(byID?.field == "member.alias")
    let listed = try rig.answer(
      ListIdentityProvidersResponse.self,
      MethodID.listIdentityProviders,
      ListIdentityProvidersRequest(envelope: rig.envelope())
    )
    #expect(listed.providers == Self.settings.identityProviders)
    for fault in [
      IdentityProvider(provider: ""), IdentityProvider(provider: "e-mail"),
      IdentityProvider(provider: "x", countryCode: "49"),
      IdentityProvider(provider: "x", kind: .aliasPhone, countryCode: "0"),
      IdentityProvider(provider: "x", shared: true, login: true),
    ] {
      var settings = Self.settings
      settings.identityProviders.append(fault)
      let refused = status { try ada.put(settings) }
      #expect(refused?.field == "programme.settings.identity_providers")
    }
    var unnamed = Self.settings
    unnamed.identityProviders.append(
      IdentityProvider(provider: "x", kind: AliasKind(rawValue: 3))
    )
    let place = Self.settings.identityProviders.count
    #expect(
      status { try ada.put(unnamed) }?.field
        == "programme.settings.identity_providers[\(place)].kind"
    )
    try rig.stop()
  }

  @Test func `an alias that nobody has makes no member, and one that two have had is sorted out`()
    throws
  {
    let ada = try rig()
    let rig = ada.rig
    for mode in [EnrolMode.create, .update, .upsert] {
      let nobody = status {
        _ = try rig.answer(
          EnrolResponse.self,
          MethodID.enrol,
          EnrolRequest(
            envelope: rig.envelope(),
            member: Self.by("e-mail", "new@example.org"),
            mode: mode
          )
        )
      }
      #expect(nobody?.reason == .memberNotFound && nobody?.field == "member.alias")
    }
    for member in [EngineRig.ada, Self.bo] {
      try put(rig, request(rig, "family", "1", of: member))
    }
    var settings = Self.settings
    settings.identityProviders[2].shared = false
    try ada.put(settings)
    #expect(isUnknown(rig, "family", "1"))
    // Who says first that it is its own has it.
    try put(rig, request(rig, "family", "1", of: Self.bo))
    #expect(try found(rig, "family", "1") == "bo")
    let second = status { try put(rig, request(rig, "family", "1")) }
    #expect(second?.reason == .duplicateIdentity)
    try rig.stop()
  }

  // Goal: who asks for one address after the other does not learn which ones there are.
  @Test func `guesses at aliases end for an hour, right ones too`() throws {
    let ada = try rig(shards: 1)
    let rig = ada.rig
    try put(rig, request(rig, "e-mail", "ada@example.org"))
    for number in 0..<Limits.wrongSearches {
      _ = isUnknown(rig, "e-mail", "x\(number)@example.org")
    }
    let right = status { _ = try found(rig, "e-mail", "ada@example.org") }
    let wrong = status { _ = try found(rig, "e-mail", "none@example.org") }
    #expect(right?.reason == .rateLimited && right == wrong)
    rig.clock.advance(milliseconds: Limits.wrongCodesMilliseconds)
    #expect(try found(rig, "e-mail", "ada@example.org") == "ada")
    try rig.stop()
  }

  @Test func `a start from the log and one from a snapshot find by alias, and free what was freed`()
    throws
  {
    var ada = try rig()
    let first = request(ada.rig, "e-mail", "ada@example.org")
    let answer = try put(ada.rig, first)
    try put(ada.rig, request(ada.rig, "e-mail", "lovelace@example.org"))
    let hash = try ada.stateHash()
    let killed = ada.rig.storage.killed()
    ada.rig.clock.advance(milliseconds: 1_000)
    let replayed = try EngineRig(shards: 2, storage: killed, clock: ada.rig.clock)
    #expect(try found(replayed, "e-mail", "lovelace@example.org") == "ada")
    #expect(isUnknown(replayed, "e-mail", "ada@example.org"))
    try put(replayed, request(replayed, "e-mail", "ada@example.org", of: Self.bo))
    try replayed.stop()
    ada = try ada.restarted(shards: 2)
    #expect(try ada.stateHash() == hash)
    #expect(try found(ada.rig, "e-mail", "lovelace@example.org") == "ada")
    var again = try put(ada.rig, first)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == answer)
    try ada.rig.stop()
  }

  @Test(arguments: [false, true])
  func `who is erased leaves no alias, in memory or in what archives keep`(isDeleted: Bool) throws {
    let ada = try rig()
    let rig = ada.rig
    try put(rig, request(rig, "e-mail", "ada@example.org"))
    if isDeleted {
      _ = try rig.answer(
        DeleteMemberResponse.self,
        MethodID.deleteMember,
        DeleteMemberRequest(
          envelope: rig.envelope(),
          member: EngineRig.ada,
          balance: .balanceForfeit
        )
      )
    } else {
      try ada.update { $0.profile = Profile() }
    }
    #expect(isUnknown(rig, "e-mail", "ada@example.org"))
    try put(rig, request(rig, "e-mail", "ada@example.org", of: Self.bo))
    #expect(try found(rig, "e-mail", "ada@example.org") == "bo")
    try rig.stop()
  }

  @Test func `no record that an archive keeps has the value of an alias`() throws {
    let alias = FealtyWire.MemberAlias(provider: "e-mail", value: "ada@example.org")
    let record = MemberChangedRecord(
      profile: Profile(aliases: [alias]),
      answer: PutAliasResponse(version: 2).serialized()
    ).serialized()
    let kept = try #require(
      ArchivePolicy.withoutSecrets(UInt8(RecordKind.memberChanged.rawValue), record[...])
    )
    let text = String(decoding: kept, as: UTF8.self)
    #expect(!text.contains("example") && !text.contains("e-mail"))
  }

  @Test func `an import gives none, and knows a member again that has some since`() throws {
    let ada = try rig()
    try put(ada.rig, request(ada.rig, "e-mail", "ada@example.org"))
    let state = try #require(try ada.rig.exported().first { $0.memberID == "ada" })
    #expect(state.profile?.aliases.map(\.value) == ["ada@example.org"])
    #expect(try ada.rig.importMember(state).isSame)
    try ada.rig.stop()
    let other = try RedemptionRig(settings: Self.settings)
    var fresh = state
    fresh.memberID = "eve"
    #expect(try other.rig.importMember(fresh).isNew)
    #expect(isUnknown(other.rig, "e-mail", "ada@example.org"))
    try other.rig.stop()
  }
}
