internal import FealtyLoyalty
internal import FealtyWire

// PutAlias, RemoveAlias and GetMemberByAlias. The value stands in the member's profile alone, which
// archives leave out; what is claimed, and what leads to the member, is its handle.

extension Shard {
  func putAlias(_ call: RoutedCall) {
    guard let request = decode(call, PutAliasRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    let providers = command.programme.identities
    guard let shown = request.alias, let rule = providers[shown.provider] else {
      return refuse(command, .invalidField("alias.provider"))
    }
    guard let value = rule.normalized(shown.value) else {
      return refuse(command, .invalidField("alias.value"))
    }
    guard actor.hasVersion(request.expectedVersion) else {
      return refuse(command, .versionConflict)
    }
    let alias = FealtyLoyalty.MemberAlias(
      provider: shown.provider,
      value: value,
      isVerified: request.verified
    )
    // Also of a value that it has already: it may have had it while several might.
    guard let handle = providers.handle(of: alias), !rule.isShared, !command.isDryRun
    else { return put(alias, command, actor) }
    claimCard(handle, for: actor.number, command) { shard, claim, routed, command in
      shard.put(alias, claim, routed, command, request.expectedVersion)
    }
  }

  /// At the member's home again, with the alias claimed.
  private func put(
    _ alias: FealtyLoyalty.MemberAlias,
    _ claim: CardClaim,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ expected: UInt64
  ) {
    guard !claim.isTaken else {
      return refuse(
        command,
        Status(
          code: .alreadyExists,
          reason: .duplicateIdentity,
          message: "another member has this alias of \(alias.provider); give another one",
          field: "alias"
        )
      )
    }
    // Somebody may have changed or deleted the member while the claim was under way.
    guard let actor = members.find(call.entity), !actor.isErased else {
      giveBack(claim, of: call.entity, program: command.programme.id)
      return refuse(command, .memberNotFound)
    }
    guard actor.hasVersion(expected) else {
      giveBack(claim, of: actor.number, program: command.programme.id)
      return refuse(command, .versionConflict)
    }
    put(alias, command, actor)
  }

  private func put(
    _ alias: FealtyLoyalty.MemberAlias,
    _ command: CommandContext,
    _ actor: MemberActor
  ) {
    let before = handles(of: actor, command.programme)
    actor.finish(command) { (member) throws(Refusal) in
      member.changeAliases(command) { profile in profile.put(alias) }
    }
    release(before, of: actor, command)
  }

  func removeAlias(_ call: RoutedCall) {
    guard let request = decode(call, RemoveAliasRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    guard actor.hasVersion(request.expectedVersion) else {
      return refuse(command, .versionConflict)
    }
    let before = handles(of: actor, command.programme)
    let logins = command.programme.identities.logins
    actor.finish(command) { (member) throws(Refusal) in
      var profile = member.profile
      try profile.removeAlias(of: request.provider, logins: logins)
      member.changeAliases(command) { $0.aliases = profile.aliases }
    }
    release(before, of: actor, command)
  }

  func getMemberByAlias(_ call: RoutedCall) {
    guard case .alias = call.head.target else {
      return fail(call.call, Status(.invalidField("member.alias")))
    }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    actor.assumeIsolated { actor in
      respond(call.call, gated: actor.isAhead, message: actor.info(command))
    }
  }

  func listIdentityProviders(_ call: RoutedCall) {
    guard let command = beginRead(call) else { return }
    let providers = command.programme.settings.identityProviders
    let answer = ListIdentityProvidersResponse(providers: providers)
    respond(call.call, gated: false, message: answer)
  }

  // MARK: - Handles

  /// Under which names a member's aliases are claimed.
  func handles(of actor: MemberActor, _ programme: PublishedProgramme) -> [String] {
    let aliases = actor.inPlace { member in
      member.pointee.hasDetails ? member.pointee.details.profile.aliases : []
    }
    return aliases.compactMap { programme.identities.handle(of: $0) }
  }

  /// Gives those handles back that a member had before a command and has no more.
  ///
  /// Not before a crash could bring them back; after one, the start gives them back.
  func release(_ before: [String], of actor: MemberActor, _ command: CommandContext) {
    guard !before.isEmpty, !command.isDryRun else { return }
    let now = Set(handles(of: actor, command.programme))
    let free = before.filter { !now.contains($0) }
    guard !free.isEmpty else { return }
    let (number, program) = (actor.number, command.programme.id)
    whenNewestIsDurable(actor) { shard, _ in
      for handle in free where !shard.isClaimed(handle, by: number) {
        shard.release(handle, of: number, program: program)
      }
    }
  }

  /// Whether a card or an alias is the member's by the member's own record.
  func isClaimed(_ name: String, by number: UInt64) -> Bool {
    guard let actor = members.find(number) else { return false }
    if actor.inPlace({ $0.pointee.cards.contains(name) }) { return true }
    let place = Int(actor.programmeIndex)
    guard name.utf8.count > Limits.cardNumberBytes, place < programmes.count else { return false }
    return handles(of: actor, programmes[place]).contains(name)
  }

  /// Under which name the alias of a request is claimed; nil where it can be nobody's.
  func handle(
    _ head: RequestHead,
    _ provider: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) -> String? {
    guard let identities = programme(head.program)?.identities else { return nil }
    return identities.alias(provider, value).flatMap { identities.handle(of: $0) }
  }
}

extension MemberActor {
  /// Changes the aliases, and answers; what they are stands in the profile and in no answer that is
  /// kept.
  fileprivate func changeAliases(
    _ command: CommandContext,
    _ body: (inout FealtyLoyalty.Profile) -> Void
  ) {
    var profile = profile
    body(&profile)
    let answer = {
      PutAliasResponse(
        outcome: self.outcome(command),
        version: UInt64(self.member.version)
      )
    }
    guard profile.aliases != self.profile.aliases else {
      // It is so already: nothing is done under this request id.
      command.abandon()
      var unchanged = answer()
      unchanged.outcome?.transactionID = ""
      return command.shard.respond(command.call, gated: isAhead, message: unchanged)
    }
    profile.settle()
    make(MemberChange(profile: profile), command) { answer().serialized() }
  }

  /// Whether a request that shows an alias means this member.
  nonisolated func hasAlias(
    _ provider: RawBytes,
    _ value: RawBytes,
    _ programme: PublishedProgramme
  ) -> Bool {
    guard let shown = programme.identities.alias(provider.bytes, value.bytes) else { return false }
    let aliases = inPlace { member in
      member.pointee.hasDetails ? member.pointee.details.profile.aliases : []
    }
    return programme.identities.leads(shown, to: aliases)
  }
}

extension FealtyWire.MemberAlias {
  init(_ alias: FealtyLoyalty.MemberAlias) {
    self.init(provider: alias.provider, value: alias.value, verified: alias.isVerified)
  }
}

extension FealtyLoyalty.MemberAlias {
  init(_ alias: FealtyWire.MemberAlias) {
    self.init(provider: alias.provider, value: alias.value, isVerified: alias.verified)
  }
}
