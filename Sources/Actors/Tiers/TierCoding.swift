internal import FealtyLoyalty
internal import FealtyWire

// What records, snapshots, exports and answers say of tiers ↔ the domain's values.

extension OutputBuffer {
  /// A `StoredTierStep`.
  mutating func writeTierStep(_ field: UInt32, _ step: TierStep) {
    writeMessage(field) { (out: inout OutputBuffer) in
      if let change = step.change {
        out.writeNonEmpty(1, change.old)
        out.writeNonEmpty(2, change.new)
        out.writeNonZero(3, change.from.milliseconds)
      }
      out.writeNonZero(4, step.keptUntil.storedExpiry)
      if step.unpins { out.writeBool(5, true) }
      out.writeNonZero(6, step.forgetsBefore.milliseconds)
    }
  }

  /// A `StoredTierGrant`.
  mutating func writeTierGrant(_ field: UInt32, _ grant: TierGrant) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, grant.keptUntil.storedExpiry)
      if grant.isPinned { out.writeBool(2, true) }
      if grant.isFloor { out.writeBool(3, true) }
      out.writeNonEmpty(4, grant.old)
    }
  }

  /// A `StoredTierStanding`.
  mutating func writeTierStanding(_ field: UInt32, _ standing: TierStanding) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(standing.measure))
      out.writeNonZero(2, standing.keptUntil.storedExpiry)
      out.writeNonZero(3, standing.pinnedUntil.milliseconds)
      if standing.isFloor { out.writeBool(4, true) }
      out.writeNonEmpty(5, standing.pinned)
      out.writeNonEmpty(6, standing.beforePin)
      guard !standing.sums.isEmpty else { return }
      out.writeMessage(7) { out in out.writeTierSums(standing.sums) }
    }
  }

  /// The `sums` of a `StoredTierStanding`.
  mutating func writeTierSums(_ sums: [TierStanding.Sum]) {
    var before: Int64 = 0
    for sum in sums {
      writeVarint(ZigZag.encode(sum.from.milliseconds &- before))
      writeVarint(ZigZag.encode(sum.amount))
      before = sum.from.milliseconds
    }
  }

  /// A `TierChange`.
  mutating func writeTierChange(_ field: UInt32, _ change: TierStep.Change) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonEmpty(1, change.old)
      out.writeNonEmpty(2, change.new)
      out.writeNonZero(3, change.from.milliseconds)
    }
  }
}

extension FieldReader {
  mutating func readTierStep() throws(DecodingError) -> TierStep {
    let stored = try StoredTierStep(decoding: readBytes())
    var step = TierStep(
      keptUntil: Timestamp(storedExpiry: stored.keptUntilMs),
      unpins: stored.unpinned,
      forgetsBefore: Timestamp(milliseconds: stored.forgetsBeforeMs)
    )
    if !stored.new.isEmpty {
      step.change = TierStep.Change(
        old: stored.old,
        new: stored.new,
        from: Timestamp(milliseconds: stored.fromMs)
      )
    }
    return step
  }

  mutating func readTierGrant() throws(DecodingError) -> TierGrant {
    let stored = try StoredTierGrant(decoding: readBytes())
    return TierGrant(
      keptUntil: Timestamp(storedExpiry: stored.keptUntilMs),
      isPinned: stored.pinned,
      isFloor: stored.floor,
      old: stored.oldTier
    )
  }

  mutating func readTierStanding() throws(DecodingError) -> TierStanding {
    let stored = try StoredTierStanding(decoding: readBytes())
    let sums = stored.sums.withUnsafeBytes { bytes in
      Result { () throws(DecodingError) in
        var numbers = FieldReader(bytes)
        var sums: [TierStanding.Sum] = []
        var before: Int64 = 0
        while !numbers.isAtEnd {
          before = before &+ ZigZag.decode(try numbers.readVarint())
          sums.append(
            TierStanding.Sum(
              from: Timestamp(milliseconds: before),
              amount: ZigZag.decode(try numbers.readVarint())
            )
          )
        }
        return sums
      }
    }
    guard var standing = TierStanding(sums: try sums.get()) else {
      throw .truncated(offset: offset)
    }
    standing.measure = stored.measure
    standing.keptUntil = Timestamp(storedExpiry: stored.keptUntilMs)
    standing.pinnedUntil = Timestamp(milliseconds: stored.pinnedUntilMs)
    standing.isFloor = stored.floor
    standing.pinned = stored.pinnedTier
    standing.beforePin = stored.beforePin
    return standing
  }
}

extension TierChange {
  init(_ change: TierStep.Change) {
    self.init(old: change.old, new: change.new, fromMs: change.from.milliseconds)
  }

  /// Nil where the tier stayed.
  init?(_ step: StoredTierStep?) {
    guard let step, !step.new.isEmpty else { return nil }
    self.init(old: step.old, new: step.new, fromMs: step.fromMs)
  }
}

// MARK: - Exports

extension ExportedTierStanding {
  /// Nil where there is nothing to say.
  init?(_ standing: TierStanding, _ names: NameNumbers) {
    guard !standing.isEmpty else { return nil }
    self.init(
      bySpend: standing.measure == 0,
      tokenID: standing.measure == 0 ? "" : names.token(TokenNumber(standing.measure - 1)),
      keptUntilMs: standing.keptUntil.storedExpiry,
      pinnedUntilMs: standing.pinnedUntil.milliseconds,
      floor: standing.isFloor,
      pinnedTier: standing.pinned,
      beforePin: standing.beforePin,
      sums: standing.sums.map { ExportedTierSum(fromMs: $0.from.milliseconds, sum: $0.amount) }
    )
  }
}

extension StoredTierStanding {
  /// With this server's numbers.
  init(_ standing: ExportedTierStanding, _ names: NameNumbers) throws(ImportFault) {
    let path = "tier_standing"
    let tiers = names.programme.tiers
    for tier in [standing.pinnedTier, standing.beforePin]
    where !tier.isEmpty && !tiers.contains(tier) {
      throw ImportFault(path, "there is no tier \(tier)")
    }
    guard standing.pinnedTier.isEmpty == (standing.pinnedUntilMs == 0) else {
      throw ImportFault(path, "a tier is pinned until an instant, or none is")
    }
    let token =
      standing.bySpend ? 0 : 1 + (try names.token(standing.tokenID, at: "\(path).token_id"))
    var out = OutputBuffer()
    out.writeTierSums(
      standing.sums.map {
        TierStanding.Sum(from: Timestamp(milliseconds: $0.fromMs), amount: $0.sum)
      }
    )
    self.init(
      measure: token,
      keptUntilMs: standing.keptUntilMs,
      pinnedUntilMs: standing.pinnedUntilMs,
      floor: standing.floor,
      pinnedTier: standing.pinnedTier,
      beforePin: standing.beforePin,
      sums: out.bytes()
    )
    try Self.requireOrder(of: standing.sums)
  }

  /// Refuses sums that no sales could have come to.
  private static func requireOrder(of sums: [ExportedTierSum]) throws(ImportFault) {
    let limit = Points.limit.rawValue
    var total: Int64 = 0
    for (index, sum) in sums.enumerated() {
      guard index == 0 || sums[index - 1].fromMs < sum.fromMs else {
        throw ImportFault("tier_standing.sums", "each has a begin of its own, in their order")
      }
      guard (1...limit).contains(sum.sum), total <= limit - sum.sum else {
        throw ImportFault("tier_standing.sums", "1 to \(limit) are allowed, and all together")
      }
      total += sum.sum
    }
    guard sums.count <= Limits.tierSums else {
      throw ImportFault("tier_standing.sums", "at most \(Limits.tierSums) are allowed")
    }
  }

  /// Refuses instants of before time.
  func requireBounds() throws(ImportFault) {
    guard keptUntilMs >= 0, pinnedUntilMs >= 0 else {
      throw ImportFault("tier_standing", "an instant lies before 1970")
    }
  }
}
