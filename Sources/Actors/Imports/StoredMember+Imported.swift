internal import FealtyLoyalty
internal import FealtyWire

extension StoredMember {
  /// A member as an import's line says it, with this server's numbers; without cards.
  ///
  /// Its version is the highest that anything in it names, so that what comes later has new ones.
  ///
  /// - Throws: ``ImportFault`` where a name is unknown, or a number is out of range.
  init(
    _ state: ExportedMember,
    number: UInt64,
    now: Timestamp,
    _ names: NameNumbers
  ) throws(ImportFault) {
    self.init(number: number, programID: names.programme.id, memberID: state.memberID)
    stage = state.stage == .stageNone ? .active : state.stage
    enrolledAtMs = state.enrolledAtMs == 0 ? now.milliseconds : state.enrolledAtMs
    guard enrolledAtMs <= now.milliseconds else {
      throw ImportFault("enrolled_at_ms", "it lies in the future")
    }
    lastRecordedAtMs = now.milliseconds
    guard state.tier.isEmpty || names.programme.tiers.contains(state.tier) else {
      throw ImportFault("tier", "there is no tier \(state.tier)")
    }
    tier = state.tier
    segments = state.segments
    profile = state.profile
    inactiveCards = state.inactiveCards
    guard stage != .stageErased || profile == nil && segments.isEmpty && tier.isEmpty else {
      throw ImportFault("profile", "of a member that was deleted nothing is known")
    }
    guard
      stage != .stageErased
        || state.lots.isEmpty && state.holds.isEmpty && state.cards.isEmpty
          && state.inactiveCards.isEmpty
    else { throw ImportFault("lots", "who was deleted has neither points nor cards") }
    try fillPoints(state, names)
    try fillCounts(state, names)
    version = highestVersion
    // What came before the import is no posting that any history has.
    otherEntries = version - 1
    try requireRoom()
    try requireBounds()
  }

  // MARK: - Steps

  private mutating func fillPoints(
    _ state: ExportedMember,
    _ names: NameNumbers
  ) throws(ImportFault) {
    for (index, hold) in state.holds.enumerated() {
      holds.append(
        StoredHold(
          version: hold.version,
          kind: hold.authorization ? 1 : 0,
          token: try names.token(hold.tokenID, at: "holds[\(index)].token_id"),
          parts: hold.parts,
          untilMs: hold.untilMs,
          reason: hold.reason,
          onTransaction: hold.onTransaction
        )
      )
    }
    let held = try pointsHeld()
    for (index, lot) in state.lots.enumerated() {
      lots.append(try stored(lot, index, held, names))
    }
    lots.sort { $0.precedes($1) }
    // Each is within the limit, and so must they be together.
    var open: Int64 = 0
    for lot in lots {
      open += lot.remaining
      guard open <= Points.limit.rawValue else {
        throw ImportFault("lots", "they have more points than \(Points.limit.rawValue)")
      }
    }
    for (index, account) in state.accounts.enumerated() {
      accounts.append(
        StoredAccount(
          token: try names.token(account.tokenID, at: "accounts[\(index)].token_id"),
          debt: account.debt,
          issued: account.issued,
          redeemed: account.redeemed,
          expired: account.expired,
          reversed: account.reversed,
          unrecovered: account.unrecovered
        )
      )
      guard account.exchanged != 0 || account.exchangeFees != 0 || account.exchangedIn != 0 else {
        continue
      }
      exchangeTotals.append(
        StoredExchangeTotals(
          token: accounts[accounts.count - 1].token,
          exchanged: account.exchanged,
          fees: account.exchangeFees,
          received: account.exchangedIn
        )
      )
    }
    // What comes from elsewhere has no sums of what became of points: what is there was issued.
    for lot in lots where !accounts.contains(where: { $0.token == lot.token }) {
      var sum: Int64 = 0
      for other in lots where other.token == lot.token { sum += other.remaining }
      accounts.append(StoredAccount(token: lot.token, issued: sum))
    }
  }

  private func stored(
    _ lot: ExportedLot,
    _ index: Int,
    _ held: [LotID: Int64],
    _ names: NameNumbers
  ) throws(ImportFault) -> StoredLot {
    let path = "lots[\(index)]"
    let limit = Points.limit.rawValue
    guard lot.remaining > 0, lot.remaining <= limit, (0...limit).contains(lot.amount) else {
      throw ImportFault("\(path).remaining", "\(lot.remaining) is out of range")
    }
    var result = StoredLot(
      index: lot.version == 0 ? UInt32(index) : lot.index,
      version: max(1, lot.version),
      token: try names.token(lot.tokenID, at: "\(path).token_id"),
      kind: lot.kind,
      amount: lot.amount == 0 ? lot.remaining : lot.amount,
      remaining: lot.remaining,
      activationAtMs: lot.waits ? 0 : lot.activationAtMs,
      expiresAtMs: lot.expiresAtMs,
      flags: lot.waits ? 1 : 0,
      partner: try names.partner(lot.fundingPartner, at: "\(path).funding_partner")
    )
    guard result.index <= UInt32(UInt16.max), (0...5).contains(lot.kind.rawValue) else {
      throw ImportFault(path, "its index or kind is out of range")
    }
    let id = LotID(version: result.version, index: UInt16(result.index))
    result.locked = held[id] ?? 0
    guard result.locked <= lot.remaining else {
      throw ImportFault("holds", "\(result.locked) points of a lot of \(lot.remaining)")
    }
    return result
  }

  /// What the holds have set aside, by lot.
  private func pointsHeld() throws(ImportFault) -> [LotID: Int64] {
    var held: [LotID: Int64] = [:]
    for hold in holds {
      for part in hold.parts {
        guard part.index <= UInt32(UInt16.max), (1...Points.limit.rawValue).contains(part.points)
        else { throw ImportFault("holds", "\(part.points) points of a lot: 1 or more are needed") }
        let id = LotID(version: part.version, index: UInt16(part.index))
        let points = held[id, default: 0] + part.points
        guard points <= Points.limit.rawValue else {
          throw ImportFault("holds", "more points of a lot than it has")
        }
        held[id] = points
      }
    }
    return held
  }

  private mutating func fillCounts(
    _ state: ExportedMember,
    _ names: NameNumbers
  ) throws(ImportFault) {
    for (index, use) in state.capUses.enumerated() {
      let path = "cap_uses[\(index)]"
      let owner = try names.owner(of: use, at: path)
      guard owner != 0, use.amount > 0 else {
        throw ImportFault(path, "it names neither promotion nor budget, or no amount")
      }
      capUses.append(
        StoredCapUse(
          promotion: owner,
          period: UInt32(bitPattern: use.period.rawValue),
          periodStartMs: use.periodStartMs,
          points: use.amount,
          scope: UInt32(bitPattern: use.scope.rawValue),
          key: use.key,
          unit: UInt32(bitPattern: use.unit.rawValue)
        )
      )
    }
    // What was issued of a limited token counts here as it did where the member comes from.
    for account in accounts where names.programme.hasSupply(TokenNumber(clamping: account.token)) {
      let use = CapUse.supply(
        of: TokenNumber(clamping: account.token),
        Points(account.issued - account.reversed)
      )
      guard use.amount > 0 else { continue }
      capUses.append(
        StoredCapUse(
          promotion: use.owner,
          period: UInt32(use.period.rawValue),
          points: use.amount,
          scope: UInt32(use.scope.rawValue)
        )
      )
    }
    for (index, counter) in state.counters.enumerated() {
      let path = "counters[\(index)].promotion_id"
      var stored = StoredCounter(
        owner: try names.promotion(counter.promotionID, at: path),
        kind: counter.kind,
        base: counter.base,
        baseUntilMs: counter.baseUntilMs ?? .min
      )
      stored.entries = Self.packed(counter.entries)
      counters.append(stored)
    }
    tiers = state.tiers
    spans = state.segmentSpans
    if let guardian = state.guard { self.guard = try stored(guardian, names) }
    for (index, clock) in state.clocks.enumerated() {
      clocks.append(
        StoredClock(
          token: try names.token(clock.tokenID, at: "clocks[\(index)].token_id"),
          inactiveAtMs: clock.inactiveAtMs,
          decayAtMs: clock.decayAtMs
        )
      )
    }
    expirySuspended = state.expirySuspended
    if let standing = state.tierStanding { tierStanding = try .init(standing, names) }
  }

  private static func packed(_ entries: [ExportedCounterEntry]) -> [UInt8] {
    var out = OutputBuffer()
    var before: Int64 = 0
    for entry in entries {
      out.writeVarint(ZigZag.encode(entry.atMs &- before))
      out.writeVarint(UInt64(entry.version))
      out.writeVarint(ZigZag.encode(entry.delta))
      before = entry.atMs
    }
    return out.bytes()
  }

  private func stored(
    _ guardian: ExportedGuard,
    _ names: NameNumbers
  ) throws(ImportFault) -> StoredGuard {
    var stored = StoredGuard(
      pin: guardian.pin,
      failed: guardian.failed,
      lockedUntilMs: guardian.lockedUntilMs,
      day: guardian.day,
      lockOuts: guardian.lockOuts,
      failedInAll: guardian.failedInAll,
      failedOfDay: guardian.failedOfDay,
      dayBeganMs: guardian.dayBeganMs
    )
    for own in guardian.thresholds {
      let token = try names.token(own.tokenID, at: "guard.thresholds.token_id")
      stored.thresholds.append(StoredThreshold(token: token, threshold: own.threshold))
    }
    for sum in guardian.sums {
      let token = try names.token(sum.tokenID, at: "guard.sums.token_id")
      stored.sums.append(StoredDaySum(token: token, points: sum.points))
    }
    return stored
  }

  private var highestVersion: UInt32 {
    var highest: UInt32 = 1
    for lot in lots { highest = max(highest, lot.version) }
    for hold in holds { highest = max(highest, hold.version, hold.onTransaction) }
    for counter in counters {
      var numbers = counter.entries[...]
      highest = max(highest, Self.highestVersion(in: &numbers))
    }
    return highest
  }
}

extension StoredLot {
  /// Whether a lot is consumed before another, as ``Lot/precedes(_:)`` says it.
  fileprivate func precedes(_ other: StoredLot) -> Bool {
    let (end, otherEnd) = (
      Timestamp(storedExpiry: expiresAtMs), Timestamp(storedExpiry: other.expiresAtMs)
    )
    if end != otherEnd { return end < otherEnd }
    return (version, index) < (other.version, other.index)
  }
}

extension StoredMember {
  /// The highest version that the entries of a packed counter name; what cannot be read is for
  /// whoever loads it to refuse.
  fileprivate static func highestVersion(in bytes: inout ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { bytes in
      var highest: UInt32 = 0
      var numbers = FieldReader(bytes)
      do throws(DecodingError) {
        while !numbers.isAtEnd {
          _ = try numbers.readVarint()
          highest = max(highest, try numbers.readNumber(UInt32.self))
          _ = try numbers.readVarint()
        }
      } catch {
        return highest
      }
      return highest
    }
  }
}
