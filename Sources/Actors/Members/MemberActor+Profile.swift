internal import FealtyLoyalty
internal import FealtyWire

// Changes of parts of a profile. Their records are those of any change of a member, with the whole
// profile as it is from then on, so that a replay asks nobody what was there before.

extension FealtyWire.Profile {
  /// Drops what other calls set.
  mutating func dropParts() {
    attributes = []
    memberships = []
    nfts = []
    aliases = []
    emptied = false
  }
}

extension MemberActor {
  /// The profile as it is now.
  var profile: FealtyLoyalty.Profile {
    member.hasDetails ? member.details.profile : FealtyLoyalty.Profile()
  }

  /// A profile that was given whole, with what it cannot say: an empty one is an erasure, and then
  /// nothing is kept.
  func keepingParts(_ given: FealtyWire.Profile) -> FealtyLoyalty.Profile {
    var whole = FealtyLoyalty.Profile(given)
    guard whole != FealtyLoyalty.Profile() else { return whole }
    whole.attributes = profile.attributes
    whole.memberships = profile.memberships
    whole.nfts = profile.nfts
    whole.aliases = profile.aliases
    return whole
  }

  func memberships(_ request: ListMembershipsRequest) throws(Refusal) -> ListMembershipsResponse {
    var all = FealtyWire.Profile(profile).memberships
    if !request.provider.isEmpty {
      all.removeAll { $0.provider != request.provider }
      guard !all.isEmpty else { throw .membershipNotFound }
    }
    return ListMembershipsResponse(memberships: all)
  }
}

extension Shard {
  func updateMember(_ call: RoutedCall) {
    guard let request = decode(call, UpdateMemberRequest.self) else { return }
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    changeProfile(call, expecting: request.expectedVersion) { profile throws(Refusal) in
      if let name = request.givenName { profile.givenName = name }
      if let name = request.familyName { profile.familyName = name }
      if let email = request.email { profile.email = email }
      if let birthday = request.birthday { profile.birthday = birthday }
      if let language = request.language { profile.language = language }
      if let country = request.country { profile.country = country }
      if request.replaceAttributes { profile.attributes = [] }
      for attribute in request.attributes {
        let place = profile.attributes.firstIndex { $0.name == attribute.name }
        if attribute.value.isEmpty {
          if let place { profile.attributes.remove(at: place) }
        } else if let place {
          profile.attributes[place].text = attribute.value
        } else {
          profile.attributes.append(NamedText(name: attribute.name, text: attribute.value))
        }
      }
      guard profile.attributes.count <= Limits.profileAttributes else {
        throw .invalidField("attributes")
      }
    }
  }

  func putMembership(_ call: RoutedCall) {
    guard let request = decode(call, PutMembershipRequest.self) else { return }
    guard let membership = request.membership else {
      return fail(call.call, Status(.invalidField("membership")))
    }
    changeProfile(
      call,
      expecting: request.expectedVersion,
      after: { programme throws(Refusal) in
        guard let rule = programme.memberships[membership.provider] else {
          throw .invalidField("membership.provider")
        }
        var number = membership.number
        let isTaken = number.withUTF8 { rule.takes(UnsafeRawBufferPointer($0)) }
        guard 1...Limits.identifierBytes ~= number.utf8.count, isTaken else {
          throw .invalidField("membership.number")
        }
      },
      confirming: membership
    ) { profile throws(Refusal) in
      profile.memberships.removeAll { $0.name == membership.provider }
      let place = profile.memberships.firstIndex { $0.name > membership.provider }
      profile.memberships.insert(
        NamedText(name: membership.provider, text: membership.number),
        at: place ?? profile.memberships.count
      )
    }
  }

  func deleteMembership(_ call: RoutedCall) {
    guard let request = decode(call, DeleteMembershipRequest.self) else { return }
    changeProfile(call, expecting: request.expectedVersion) { profile throws(Refusal) in
      let place = profile.memberships.firstIndex { $0.name == request.provider }
      guard let place else { throw .membershipNotFound }
      profile.memberships.remove(at: place)
    }
  }

  // MARK: - Steps

  /// Changes parts of the profile of the member that a call is for.
  ///
  /// `requirement`: what the programme has to say first. `membership`: a number elsewhere about
  /// which somebody may have to be asked.
  func changeProfile(
    _ call: RoutedCall,
    expecting version: UInt64,
    after requirement: (PublishedProgramme) throws(Refusal) -> Void = { _ throws(Refusal) in },
    confirming membership: Membership? = nil,
    _ change: (inout FealtyLoyalty.Profile) throws(Refusal) -> Void
  ) {
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    do throws(Refusal) {
      let (now, before) = actor.inPlace { member in
        (UInt64(member.pointee.version), member.pointee.hasDetails)
      }
      guard version == 0 || version == now else { throw .versionConflict }
      try requirement(command.programme)
      if let membership, let check = command.programme.memberships[membership.provider] {
        let isConfirmed = try isConfirmed(
          membership.number,
          check,
          subject: membership.provider,
          of: command.programme,
          field: "membership.number",
          command,
          entity: call.entity
        )
        guard isConfirmed else { return }
      }
      var profile = before ? actor.inPlace { $0.pointee.details.profile } : FealtyLoyalty.Profile()
      try change(&profile)
      profile.settle()
      let request = EnrolRequest(mode: .update, profile: FealtyWire.Profile(profile))
      actor.assumeIsolated { $0.change(request, command, card: "", isPartial: true) }
    } catch {
      refuse(command, error, member: actor.number)
    }
  }

  private static func faultyField(_ request: UpdateMemberRequest) -> String? {
    let texts = [
      ("given_name", request.givenName), ("family_name", request.familyName),
      ("email", request.email), ("language", request.language), ("country", request.country),
    ]
    for (path, text) in texts where (text ?? "").utf8.count > Limits.textBytes { return path }
    if let email = request.email, !email.isEmpty, !isAddress(email) { return "email" }
    if let birthday = request.birthday, !birthday.isEmpty, CivilDate(iso: birthday) == nil {
      return "birthday"
    }
    if let country = request.country, !country.isEmpty {
      let isCode = country.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      guard country.utf8.count == 3, isCode else { return "country" }
    }
    guard request.attributes.count <= Limits.profileAttributes else { return "attributes" }
    var names: Set<String> = []
    for (index, attribute) in request.attributes.enumerated() {
      guard 1...Limits.identifierBytes ~= attribute.name.utf8.count,
        names.insert(attribute.name).inserted
      else { return "attributes[\(index)].name" }
      guard attribute.value.utf8.count <= Limits.textBytes else {
        return "attributes[\(index)].value"
      }
    }
    return nil
  }

  /// Whether a text has the shape of an e-mail address: whether anybody reads there, a mail tells.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, let name = parts.first, let domain = parts.last else { return false }
    let isClean = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return isClean && !name.isEmpty && labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
  }
}
