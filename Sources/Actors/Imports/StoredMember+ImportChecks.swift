internal import FealtyLoyalty
internal import FealtyWire

// What an import may say of a member: no more than other commands could have made of one, and
// nothing beside which later records would have no room.

extension StoredMember {
  /// Refuses numbers beside which later ones would have no room: of a version each record needs one
  /// more, and what is added up must stay a number with all members and for all time.
  func requireRoom() throws(ImportFault) {
    guard version <= Self.latestVersion else {
      throw ImportFault("", "a version above \(Self.latestVersion) leaves none for later records")
    }
    let limit = Points.limit.rawValue
    for account in accounts {
      let numbers = [
        account.debt, account.issued, account.redeemed, account.expired, account.reversed,
        account.unrecovered,
      ]
      guard numbers.allSatisfy({ (0...limit).contains($0) }) else {
        throw ImportFault("accounts", "a sum is out of range: 0 to \(limit) are allowed")
      }
    }
    for totals in exchangeTotals {
      let numbers = [totals.exchanged, totals.fees, totals.received]
      guard numbers.allSatisfy({ (0...limit).contains($0) }) else {
        throw ImportFault("accounts", "a sum is out of range: 0 to \(limit) are allowed")
      }
    }
    guard capUses.allSatisfy({ (0...limit).contains($0.points) }) else {
      throw ImportFault("cap_uses", "an amount is out of range: up to \(limit) is allowed")
    }
    for counter in counters {
      guard (-limit...limit).contains(counter.base), Self.isWithin(limit, counter.entries) else {
        throw ImportFault("counters", "their numbers are out of range: up to \(limit) is allowed")
      }
    }
    if let guardian = self.guard { try requireRoom(of: guardian) }
    if let standing = tierStanding { try standing.requireBounds() }
  }

  private func requireRoom(of guardian: StoredGuard) throws(ImportFault) {
    let limit = Points.limit.rawValue
    let counts = [guardian.failed, guardian.failedInAll, guardian.failedOfDay, guardian.lockOuts]
    guard counts.allSatisfy({ $0 <= Self.mostTries }),
      guardian.sums.map(\.points).allSatisfy({ (0...limit).contains($0) })
    else { throw ImportFault("guard", "its numbers are out of range") }
    guard guardian.lockedUntilMs >= 0, guardian.dayBeganMs >= 0 else {
      throw ImportFault("guard", "an instant lies before 1970")
    }
    guard guardian.pin.count <= Self.pinBytes else {
      throw ImportFault("guard.pin", "at most \(Self.pinBytes) bytes are allowed")
    }
    for own in guardian.thresholds {
      let points = [own.threshold?.perTransaction, own.threshold?.perDay].compactMap { $0 }
      guard points.allSatisfy({ (0...limit).contains($0) }) else {
        throw ImportFault("guard.thresholds", "0 to \(limit) points are allowed")
      }
    }
    guard Set(guardian.thresholds.map(\.token)).count == guardian.thresholds.count,
      Set(guardian.sums.map(\.token)).count == guardian.sums.count
    else { throw ImportFault("guard", "a token has two thresholds or two sums; keep one") }
  }

  private static func requireParts(of profile: FealtyWire.Profile) throws(ImportFault) {
    let sizes = 1...Limits.identifierBytes
    guard profile.attributes.count <= Limits.profileAttributes,
      Set(profile.attributes.map(\.name)).count == profile.attributes.count,
      profile.attributes.allSatisfy({
        sizes ~= $0.name.utf8.count && $0.value.utf8.count <= Limits.textBytes
      })
    else { throw ImportFault("profile.attributes", "a name is there twice, or a text too long") }
    guard profile.nfts.isEmpty else {
      throw ImportFault("profile.nfts", "an import gives lots new names: personalise them after it")
    }
    guard profile.memberships.count <= Limits.membershipProviders,
      Set(profile.memberships.map(\.provider)).count == profile.memberships.count,
      profile.memberships.allSatisfy({
        sizes ~= $0.provider.utf8.count && sizes ~= $0.number.utf8.count
      })
    else {
      throw ImportFault("profile.memberships", "a provider is there twice, or a text too long")
    }
  }

  /// Cards are given after the import: those that are not active are known before.
  private static func require(inactive cards: [MemberCard]) throws(ImportFault) {
    let sizes = 1...Limits.cardNumberBytes
    let areKnown = cards.allSatisfy { card in
      sizes ~= card.cardNumber.utf8.count && card.replacedBy.utf8.count <= Limits.cardNumberBytes
        && CardMark(card)?.isUsual == true
    }
    guard areKnown, cards.count <= Member.cardsLimit,
      Set(cards.map(\.cardNumber)).count == cards.count
    else {
      throw ImportFault("inactive_cards", "one is there twice, or its stage or reason is none")
    }
  }

  /// Refuses what no command could have said of the member: texts that are too long, names that
  /// stand for two things, clocks of before time.
  func requireBounds() throws(ImportFault) {
    let profile = profile ?? FealtyWire.Profile()
    for (path, text) in [
      ("profile.given_name", profile.givenName), ("profile.family_name", profile.familyName),
      ("profile.email", profile.email), ("profile.birthday", profile.birthday),
      ("profile.language", profile.language), ("profile.country", profile.country),
    ] where text.utf8.count > Limits.textBytes {
      throw ImportFault(path, "at most \(Limits.textBytes) bytes are allowed")
    }
    try Self.requireParts(of: profile)
    try Self.require(inactive: inactiveCards)
    try Self.requireNames("segments", segments, most: Limits.segments)
    let going = spans.filter { $0.toMs == 0 }.map(\.text)
    let ended = spans.filter { $0.toMs != 0 }.map(\.text)
    try Self.requireNames("segment_spans", going, most: Limits.segments)
    try Self.requireNames("segment_spans", ended, most: Member.historyLimit)
    let instants = spans.flatMap { [$0.fromMs, $0.toMs] }
    guard !instants.contains(where: { Timestamp(milliseconds: $0).isMark }) else {
      throw ImportFault("segment_spans", "an instant lies beyond all that a clock shows")
    }
    guard tiers.count <= Member.historyLimit,
      tiers.allSatisfy({ $0.text.utf8.count <= Limits.textBytes })
    else {
      let most = "\(Member.historyLimit) names of at most \(Limits.textBytes) bytes are allowed"
      throw ImportFault("tiers", most)
    }
    let names = Set(lots.map { LotID(version: $0.version, index: UInt16($0.index)) })
    guard names.count == lots.count else {
      throw ImportFault("lots", "two have one name; give each a version and index of its own")
    }
    guard holds.allSatisfy({ $0.version > 0 }), Set(holds.map(\.version)).count == holds.count
    else { throw ImportFault("holds", "each needs a version of its own, 1 or more") }
    guard holds.allSatisfy({ $0.reason.utf8.count <= Limits.textBytes }) else {
      throw ImportFault("holds.reason", "at most \(Limits.textBytes) bytes are allowed")
    }
    guard clocks.allSatisfy({ $0.inactiveAtMs >= 0 && $0.decayAtMs >= 0 }) else {
      throw ImportFault("clocks", "an instant lies before 1970")
    }
    guard counters.allSatisfy({ CounterKind(rawValue: UInt8(clamping: $0.kind)) != nil }) else {
      throw ImportFault("counters.kind", "no such kind is known")
    }
  }

  /// So many records of a member are not written in a century.
  private static let latestVersion: UInt32 = 1 << 31
  /// Wrong PINs that a member can have tried.
  private static let mostTries: UInt32 = 1_000_000
  /// Of a PIN's hash: crypt's longest text is shorter.
  private static let pinBytes = 512

  private static func requireNames(
    _ path: String,
    _ names: [String],
    most: Int
  ) throws(ImportFault) {
    guard names.count <= most,
      names.allSatisfy({ (1...Limits.identifierBytes).contains($0.utf8.count) })
    else {
      let sizes = "1 to \(Limits.identifierBytes) bytes"
      throw ImportFault(path, "at most \(most) names of \(sizes) are allowed")
    }
  }

  /// Whether the numbers of a packed counter's entries, and their sum, are within a limit.
  private static func isWithin(_ limit: Int64, _ entries: [UInt8]) -> Bool {
    entries.withUnsafeBytes { bytes in
      var numbers = FieldReader(bytes)
      var sum: Int64 = 0
      do throws(DecodingError) {
        while !numbers.isAtEnd {
          _ = try numbers.readVarint()
          _ = try numbers.readVarint()
          let delta = ZigZag.decode(try numbers.readVarint())
          guard (-limit...limit).contains(delta) else { return false }
          sum += delta
          guard (-limit...limit).contains(sum) else { return false }
        }
        return true
      } catch {
        return false
      }
    }
  }
}

extension Shard {
  /// Refuses sums that this shard could not add to those of its other members.
  ///
  /// The counters of a token are told in 64 bits: half of what these count is divided among the
  /// shards, so that however many members are imported, the other half is left to what is posted.
  func requireRoom(for member: Member, programme: UInt16) throws(ImportFault) {
    let share = Int64.max / 2 / Int64(count)
    for account in member.accounts where !totals.hasRoom(for: account, upTo: share) {
      throw ImportFault(
        "accounts",
        "with those of the other members, its token's points are more than can be counted"
      )
    }
    let stripe = budgets.stripe(programme)
    for use in member.capUses where use.isShared && use.period != .basket {
      guard stripe.pointee.used(AllotmentKey(use)) <= share - use.amount else {
        throw ImportFault(
          "cap_uses",
          "with those of the other members, it is more than can be counted"
        )
      }
    }
  }
}
