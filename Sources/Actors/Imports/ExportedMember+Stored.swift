internal import FealtyLoyalty
internal import FealtyWire

// An export's line ↔ the member as records and snapshots have it.

extension ExportedMember {
  /// The member as it is, by names.
  init(_ member: Member, _ names: NameNumbers) {
    self.init(
      memberID: member.id,
      stage: FealtyWire.Stage(rawValue: Int32(member.stage.rawValue)),
      enrolledAtMs: member.enrolledAt.milliseconds
    )
    lots = member.lots.map { ExportedLot($0, names) }
    accounts = member.accounts.map { account in
      let exchanges = member.exchanges(of: account.token)
      return ExportedAccount(
        tokenID: names.token(account.token),
        debt: account.debt.rawValue,
        issued: account.issued.rawValue,
        redeemed: account.redeemed.rawValue,
        expired: account.expired.rawValue,
        reversed: account.reversed.rawValue,
        unrecovered: account.unrecovered.rawValue,
        exchanged: exchanges.exchanged.rawValue + exchanges.inTransit.rawValue,
        exchangeFees: exchanges.fees.rawValue,
        exchangedIn: exchanges.received.rawValue
      )
    }
    guard member.hasDetails else { return }
    let details = member.details
    tier = details.tier
    segments = details.segments
    cards = details.cards
    if details.profile != FealtyLoyalty.Profile() { profile = FealtyWire.Profile(details.profile) }
    holds = details.holds.map { ExportedHold($0, names) }
    capUses = details.capUses.compactMap { ExportedCapUse($0, names) }
    guard details.hasExtras else { return }
    fill(details.extras, names)
    fillSegments(member, names.programme.segmentSwaps)
  }

  /// Marks of loads are this server's: what has come into force has its instants.
  private mutating func fillSegments(_ member: Member, _ swaps: SegmentSwaps) {
    let stored = member.details.extras.segmentSpans
    guard stored.contains(where: { $0.from.isMark || $0.to.isMark }) else {
      segmentSpans = stored.map { FealtyWire.DatedText($0) }
      return
    }
    let (spans, last) = (member.segmentSpansInForce(swaps), member.lastRecordedAt)
    segments = spans.filter { $0.from <= last && last < $0.to }.map(\.text)
    segmentSpans = spans.map { FealtyWire.DatedText($0) }
  }

  private mutating func fill(_ extras: MemberExtras, _ names: NameNumbers) {
    counters = extras.counters.map { counter in
      ExportedCounter(
        promotionID: counter.owner == 0 ? "" : names.promotion(counter.owner),
        kind: UInt32(counter.kind.rawValue),
        base: counter.base,
        baseUntilMs: counter.baseUntil.milliseconds == .min
          ? nil : counter.baseUntil.milliseconds,
        entries: counter.entries.map {
          ExportedCounterEntry(atMs: $0.at.milliseconds, version: $0.version, delta: $0.delta)
        }
      )
    }
    tiers = extras.tiers.map { FealtyWire.DatedText($0) }
    if !extras.guardian.isEmpty { self.guard = ExportedGuard(extras.guardian, names) }
    clocks = extras.clocks.map { clock in
      ExportedClock(
        tokenID: names.token(clock.token),
        inactiveAtMs: clock.inactiveAt.storedExpiry,
        decayAtMs: clock.decayAt.storedExpiry
      )
    }
    expirySuspended = extras.isExpirySuspended
    inactiveCards = extras.cardMarks.map { MemberCard($0) }
    tierStanding = ExportedTierStanding(extras.tierStanding, names)
  }
}

extension FealtyWire.DatedText {
  fileprivate init(_ text: FealtyLoyalty.DatedText) {
    self.init(text: text.text, fromMs: text.from.milliseconds, toMs: text.to.storedExpiry)
  }
}

extension ExportedLot {
  fileprivate init(_ lot: FealtyLoyalty.Lot, _ names: NameNumbers) {
    self.init(
      version: lot.id.version,
      index: UInt32(lot.id.index),
      tokenID: names.token(lot.token),
      kind: FealtyWire.LotKind(rawValue: Int32(lot.kind.rawValue)),
      amount: lot.amount.rawValue,
      remaining: lot.remaining.rawValue,
      activationAtMs: lot.waits ? 0 : lot.activationAt.milliseconds,
      expiresAtMs: lot.expiresAt.storedExpiry,
      waits: lot.waits,
      fundingPartner: names.programme.fundingPartner(lot.partner)
    )
  }
}

extension ExportedHold {
  fileprivate init(_ hold: FealtyLoyalty.Hold, _ names: NameNumbers) {
    self.init(
      version: hold.id,
      authorization: hold.kind == .authorization,
      tokenID: names.token(hold.token),
      parts: hold.parts.map {
        StoredHoldPart(
          version: $0.lot.version,
          index: UInt32($0.lot.index),
          points: $0.points.rawValue
        )
      },
      untilMs: hold.until.storedExpiry,
      reason: hold.reason,
      onTransaction: hold.onTransaction
    )
  }
}

extension ExportedCapUse {
  /// - Returns: nil where what it is of has no name any more.
  fileprivate init?(_ use: CapUse, _ names: NameNumbers) {
    self.init(
      period: FealtyWire.CapPeriod(rawValue: Int32(use.period.rawValue)),
      scope: FealtyWire.CapScope(rawValue: Int32(use.scope.rawValue)),
      unit: FealtyWire.CapUnit(rawValue: Int32(use.unit.rawValue)),
      key: use.key,
      periodStartMs: use.periodStart.milliseconds,
      amount: use.amount
    )
    let isVoucher = use.owner & CapUse.budgetBit != 0 && use.owner & Voucher.stockBit != 0
    if use.owner >= CapUse.benefitBit, use.owner < CapUse.campaignBit {
      benefitID = names.programme.names.name(of: use.owner & ~CapUse.benefitBit, .benefit)
    } else if use.owner & CapUse.campaignBit != 0, !isVoucher {
      let number = use.owner & ~(CapUse.campaignBit | CapUse.budgetBit)
      campaignID = names.programme.names.name(of: number, .campaign)
    } else if use.owner & CapUse.partnershipBit != 0, use.owner & CapUse.budgetBit == 0 {
      let number = use.owner & ~CapUse.partnershipBit
      partnershipID = names.programme.names.name(of: number, .partnership)
    } else if use.owner & CapUse.budgetBit != 0 {
      budgetID = names.budget(use.owner & ~CapUse.budgetBit)
    } else {
      promotionID = names.promotion(use.owner)
    }
    let ids = [budgetID, promotionID, partnershipID, campaignID, benefitID]
    if ids.allSatisfy(\.isEmpty) { return nil }
  }
}

extension ExportedGuard {
  fileprivate init(_ guardian: MemberGuard, _ names: NameNumbers) {
    self.init(
      pin: guardian.pin,
      failed: guardian.failed,
      lockedUntilMs: guardian.lockedUntil.milliseconds,
      lockOuts: guardian.lockOuts,
      failedInAll: guardian.failedInAll,
      failedOfDay: guardian.failedOfDay,
      dayBeganMs: guardian.dayBegan.milliseconds,
      day: guardian.dayCounts.first?.day ?? 0
    )
    thresholds = guardian.thresholds.map { own in
      ExportedThreshold(
        tokenID: names.token(own.token),
        threshold: FealtyWire.PinThreshold(own.threshold)
      )
    }
    sums = guardian.dayCounts.map {
      ExportedDaySum(tokenID: names.token($0.token), points: $0.points.rawValue)
    }
  }
}
