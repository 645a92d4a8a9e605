import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Parts of a profile, and numbers in other programmes")
struct ProfileTests {
  private static let programme = Programme(
    programID: "p",
    tokens: [Token(tokenID: "points")],
    settings: Settings(
      membershipProviders: [
        MembershipProvider(
          provider: "etihad",
          membership: MembershipRule(patterns: ["############"], check: .checkLuhn)
        ),
        MembershipProvider(provider: "miles_and_more"),
      ]
    )
  )

  private func rig(
    shards: Int = 1,
    after before: EngineRig? = nil,
    storage: FaultyStorage? = nil
  ) throws -> EngineRig {
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    before?.clock.advance(milliseconds: 1_000)
    return try EngineRig(
      shards: shards,
      storage: storage ?? before?.storage ?? FaultyStorage(seed: 1),
      clock: before?.clock ?? TestClock()
    )
  }

  private func member(_ rig: EngineRig, _ id: String = "ada") throws -> GetMemberResponse {
    try rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(envelope: rig.envelope(), member: MemberReference(reference: .memberID(id)))
    )
  }

  @discardableResult
  private func update(
    _ rig: EngineRig,
    _ change: (inout UpdateMemberRequest) -> Void
  ) throws -> EnrolResponse {
    var request = UpdateMemberRequest(envelope: rig.envelope(), member: EngineRig.ada)
    change(&request)
    return try rig.answer(EnrolResponse.self, MethodID.updateMember, request)
  }

  private func put(_ rig: EngineRig, _ provider: String, _ number: String) throws -> EnrolResponse {
    try rig.answer(
      EnrolResponse.self,
      MethodID.putMembership,
      PutMembershipRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        membership: Membership(provider: provider, number: number)
      )
    )
  }

  private func delete(_ rig: EngineRig, _ provider: String) throws -> EnrolResponse {
    try rig.answer(
      EnrolResponse.self,
      MethodID.deleteMembership,
      DeleteMembershipRequest(envelope: rig.envelope(), member: EngineRig.ada, provider: provider)
    )
  }

  private func memberships(_ rig: EngineRig, _ provider: String = "") throws -> [Membership] {
    try rig.answer(
      ListMembershipsResponse.self,
      MethodID.listMemberships,
      ListMembershipsRequest(envelope: rig.envelope(), member: EngineRig.ada, provider: provider)
    ).memberships
  }

  private func enrol(_ rig: EngineRig, profile: Profile) throws {
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        mode: .upsert,
        profile: profile
      )
    )
  }

  private func status<Answer>(_ call: () throws -> Answer) throws -> Status? {
    do {
      _ = try call()
      return nil
    } catch let failure as RigFailure {
      return failure.status
    }
  }

  @Test func `an update changes the parts that it names, and no others`() throws {
    let rig = try rig()
    try rig.put(Self.programme)
    try enrol(rig, profile: Profile(givenName: "Ada", email: "ada@example.org", country: "GBR"))
    let answer = try update(rig) { request in
      request.familyName = "Lovelace"
      request.country = ""
      request.attributes = [Attribute(name: "shoe", value: "38"), Attribute(name: "pet")]
      request.expectedVersion = 1
    }
    #expect(answer.version == 2 && answer.memberID == "ada")
    var profile = try #require(try member(rig).profile)
    #expect(profile.givenName == "Ada" && profile.familyName == "Lovelace")
    #expect(profile.email == "ada@example.org" && profile.country.isEmpty)
    #expect(profile.attributes == [Attribute(name: "shoe", value: "38")])
    let late = try status { try update(rig) { $0.expectedVersion = 1 } }
    #expect(late?.reason == .versionConflict)
    try update(rig) { $0.attributes = [Attribute(name: "hat", value: "M")] }
    // An enrolment gives the profile whole, but for what others set.
    try enrol(rig, profile: Profile(givenName: "Augusta"))
    profile = try #require(try member(rig).profile)
    #expect(profile.givenName == "Augusta" && profile.email.isEmpty)
    #expect(profile.attributes.map(\.name) == ["shoe", "hat"])
    try update(rig) { request in
      request.replaceAttributes = true
      request.attributes = [Attribute(name: "hat", value: "L")]
    }
    #expect(try member(rig).profile?.attributes == [Attribute(name: "hat", value: "L")])
    try rig.stop()
  }

  @Test(arguments: [
    ("ada", "", "", "email"), ("a@b", "", "", "email"), ("a@b@c.d", "", "", "email"),
    ("a b@c.d", "", "", "email"), ("@c.d", "", "", "email"), ("a@c..d", "", "", "email"),
    ("", "DE", "", "country"), ("", "deu", "", "country"), ("", "", "1990-02-30", "birthday"),
  ])
  func `what is no address, country or date is refused`(
    _ email: String,
    _ country: String,
    _ birthday: String,
    _ field: String
  ) throws {
    let rig = try rig()
    try rig.put(Self.programme)
    try rig.enrol("ada")
    let refused = try status {
      try update(rig) { request in
        request.email = email
        request.country = country
        request.birthday = birthday
      }
    }
    #expect(refused?.field == field)
    #expect(try member(rig).version == 1)
    try rig.stop()
  }

  @Test func `memberships are put, listed and deleted by provider`() throws {
    let rig = try rig()
    try rig.put(Self.programme)
    try rig.enrol("ada")
    #expect(try status { try put(rig, "lufthansa", "1") }?.field == "membership.provider")
    #expect(try status { try put(rig, "etihad", "100000000009") }?.field == "membership.number")
    #expect(try status { try put(rig, "etihad", "10000000000") }?.field == "membership.number")
    #expect(try put(rig, "miles_and_more", "9922").version == 2)
    #expect(try put(rig, "etihad", "100000000008").version == 3)
    #expect(try memberships(rig).map(\.provider) == ["etihad", "miles_and_more"])
    _ = try put(rig, "miles_and_more", "9923")
    #expect(try memberships(rig, "miles_and_more").map(\.number) == ["9923"])
    // A profile that is given whole leaves them.
    try enrol(rig, profile: Profile(givenName: "Ada"))
    #expect(try memberships(rig).count == 2)
    _ = try delete(rig, "etihad")
    #expect(try status { try delete(rig, "etihad") }?.reason == .membershipNotFound)
    #expect(try status { try memberships(rig, "etihad") }?.reason == .membershipNotFound)
    #expect(try memberships(rig).map(\.provider) == ["miles_and_more"])
    try rig.stop()
  }

  @Test func `the last part that goes leaves a member who is not erased`() throws {
    let rig = try rig()
    try rig.put(Self.programme)
    try rig.enrol("ada")
    try rig.earn(0)
    let stream = rig.newStream()
    let follow = SubscribeRequest(envelope: rig.envelope(), fromStart: true)
    _ = try put(rig, "etihad", "100000000008")
    _ = try delete(rig, "etihad")
    try enrol(rig, profile: Profile())
    rig.send([(stream, MethodID.subscribe, follow)])
    func kinds() throws -> [MemberEventKind] {
      try rig.received(stream).filter { $0.kind == .item }
        .flatMap { try MemberEvents(bytes: $0.payload).events.map(\.kind) }
    }
    while try kinds().count < 5 {}
    #expect(
      try kinds() == [.enrolled, .earned, .profileChanged, .profileChanged, .erased]
    )
    try rig.stop()
  }

  // Goal: parts of profiles survive whatever ends the process, once, and go with an erasure.
  // Method: the disk of a killed process, then of a stopped one, on other numbers of shards.
  @Test func `parts of a profile survive restarts, and an erasure takes them all`() throws {
    let first = try rig(shards: 2)
    try first.put(Self.programme)
    try first.enrol("ada")
    let request = PutMembershipRequest(
      envelope: first.envelope(),
      member: EngineRig.ada,
      membership: Membership(provider: "etihad", number: "100000000008")
    )
    _ = try first.answer(EnrolResponse.self, MethodID.putMembership, request)
    try update(first) { $0.attributes = [Attribute(name: "shoe", value: "38")] }
    let before = try member(first)
    let killed = first.storage.killed()
    try first.stop()

    let second = try rig(shards: 3, after: first, storage: killed)
    #expect(try member(second) == before)
    let again = try second.answer(EnrolResponse.self, MethodID.putMembership, request)
    #expect(again.version == 2)
    #expect(try member(second).version == before.version)
    try second.stop()

    let third = try rig(after: second)
    #expect(try member(third) == before)
    let exported = try third.exported()
    #expect(exported.first?.profile?.memberships.map(\.number) == ["100000000008"])
    try enrol(third, profile: Profile())
    #expect(try member(third).profile == nil)
    #expect(try memberships(third).isEmpty)
    try third.stop()
  }
}
