internal import FealtyLoyalty
internal import FealtyWire

// Reads of one member. A reply that shows records not durable yet is gated.

extension MemberActor {
  /// The member as a query shows it: with everything done that is due.
  ///
  /// What queries of the member say counts expiries and lapses as done; inactivity and decay are
  /// rarer, and take a copy.
  func shown(_ command: CommandContext) -> Member {
    guard member.hasDueClock(now: command.now) else { return member }
    return member.settled(now: command.now, terms: command.programme.dueTerms)
  }

  func info(_ command: CommandContext) -> GetMemberResponse {
    let member = shown(command)
    let expiry = member.nextExpiry(now: command.now)
    let profile = member.hasDetails ? member.details.profile : FealtyLoyalty.Profile()
    // Nothing is said of points that the brand keeps.
    let accounts = command.programme.isLight ? [] : Array(member.accounts)
    return GetMemberResponse(
      memberID: member.id,
      version: UInt64(member.version),
      stage: FealtyWire.Stage(rawValue: Int32(member.stage.rawValue)),
      tier: Self.tierName(of: member, command.programme),
      segments: member.segments(at: command.now, command.programme.segmentSwaps),
      cardNumbers: member.hasDetails ? member.details.cards : [],
      profile: profile == FealtyLoyalty.Profile() ? nil : FealtyWire.Profile(profile),
      enrolledAtMs: member.enrolledAt.milliseconds,
      balances: accounts.isEmpty ? [] : balances(of: member, command),
      lifetimes: accounts.map { account in
        let lifetime = member.lifetime(of: account.token, now: command.now)
        let exchanges = member.exchanges(of: account.token)
        return Lifetime(
          tokenID: command.programme.tokenID(account.token),
          issued: lifetime.issued.rawValue,
          redeemed: lifetime.redeemed.rawValue,
          expired: lifetime.expired.rawValue,
          reversed: lifetime.reversed.rawValue,
          unrecovered: lifetime.unrecovered.rawValue,
          inTransit: exchanges.inTransit.rawValue,
          exchanged: exchanges.exchanged.rawValue,
          exchangeFees: exchanges.fees.rawValue,
          exchangedIn: exchanges.received.rawValue
        )
      },
      nextExpiryAtMs: accounts.isEmpty ? 0 : expiry?.at.milliseconds ?? 0,
      nextExpiryPoints: accounts.isEmpty ? 0 : expiry?.points.rawValue ?? 0,
      pinSet: !member.guardian.pin.isEmpty,
      thresholds: member.guardian.thresholds.map { own in
        MemberThreshold(
          tokenID: command.programme.tokenID(own.token),
          threshold: FealtyWire.PinThreshold(own.threshold)
        )
      },
      inactiveCards: member.cardMarks.map { MemberCard($0) },
      tierProgress: Self.tierProgress(of: member, command)
    )
  }

  private func balances(of member: Member, _ command: CommandContext) -> [FealtyWire.Balance] {
    member.accounts.map {
      FealtyWire.Balance(member.balance(of: $0.token, now: command.now), command.programme)
    }
  }

  /// The tier's name; a member without one is in the lowest.
  static func tierName(of member: Member, _ programme: PublishedProgramme) -> String {
    member.tier.isEmpty ? programme.tiers.first ?? "" : member.tier
  }

  func pointStatus(
    _ request: GetPointStatusRequest,
    _ command: CommandContext
  ) throws(Refusal) -> GetPointStatusResponse {
    try pointStatus(request, of: shown(command), command.programme, now: command.now)
  }

  /// The points of the member as it is, or was.
  ///
  /// - Parameters:
  ///   - request: Which lots.
  ///   - member: This one, at `now`.
  ///   - programme: Names its tokens.
  ///   - now: The instant that is shown.
  /// - Returns: The answer.
  /// - Throws: ``Refusal/invalidField(_:)`` where the request names no lot or transaction of it.
  func pointStatus(
    _ request: GetPointStatusRequest,
    of member: Member,
    _ programme: PublishedProgramme,
    now: Timestamp
  ) throws(Refusal) -> GetPointStatusResponse {
    var lots = member.openLots(now: now)
    if !request.transactionID.isEmpty {
      let id = try ownTransaction(request.transactionID, field: "transaction_id")
      lots = lots.filter { $0.id.version == id.version }
    } else if !request.lotID.isEmpty {
      let id = try LotID(text: request.lotID, field: "lot_id")
      lots = lots.filter { $0.id == id }
    }
    return GetPointStatusResponse(
      lots: lots.map { lotMessage($0, programme, now: now) },
      holds: member.liveHolds(now: now).map { hold in
        FealtyWire.Hold(
          holdID: transaction(hold.id).text,
          authorization: hold.kind == .authorization,
          points: hold.points.rawValue,
          untilMs: hold.until.storedExpiry,
          reason: hold.reason
        )
      },
      balances: member.accounts.map {
        FealtyWire.Balance(member.balance(of: $0.token, now: now), programme)
      }
    )
  }
}

extension FealtyWire.Profile {
  init(_ profile: FealtyLoyalty.Profile) {
    self.init(
      givenName: profile.givenName,
      familyName: profile.familyName,
      email: profile.email,
      birthday: profile.birthday,
      language: profile.language,
      country: profile.country,
      attributes: profile.attributes.map { Attribute(name: $0.name, value: $0.text) },
      memberships: profile.memberships.map { Membership(provider: $0.name, number: $0.text) },
      emptied: profile.isEmptied,
      nfts: profile.nfts.map { PersonalisedNft($0) },
      aliases: profile.aliases.map { FealtyWire.MemberAlias($0) }
    )
  }
}

extension FealtyLoyalty.Profile {
  init(_ profile: FealtyWire.Profile) {
    self.init()
    givenName = profile.givenName
    familyName = profile.familyName
    email = profile.email
    birthday = profile.birthday
    language = profile.language
    country = profile.country
    attributes = profile.attributes.map { NamedText(name: $0.name, text: $0.value) }
    memberships = profile.memberships.map { NamedText(name: $0.provider, text: $0.number) }
    nfts = profile.nfts.compactMap { PersonalisedNFT($0) }
    aliases = profile.aliases.map { FealtyLoyalty.MemberAlias($0) }
    isEmptied = profile.emptied
  }
}
