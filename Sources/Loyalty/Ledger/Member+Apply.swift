extension Member {
  /// Applies an entry that was decided earlier, perhaps before the last restart.
  ///
  /// Never refuses, for the decision is history. An entry that does not fit means that the log and
  /// this code disagree, and going on would spread the damage: it traps.
  ///
  /// - Parameters:
  ///   - entry: What was decided.
  ///   - version: The next one of this member.
  ///   - at: Server time of the record; not before the last one.
  package mutating func apply(_ entry: Entry, version: UInt32, at: Timestamp) {
    switch entry {
    case .posted(let posting):
      apply(posting, version: version, at: at)
    case .enrolled(let enrolment):
      advance(to: version, at: at)
      enrol(enrolment, at: at)
    case .changed(let change):
      advance(to: version, at: at)
      self.change(change, at: at)
      details.otherEntries += 1
    case .guarded(let guardian):
      advance(to: version, at: at)
      precondition(stage != .none, "member \(id) is guarded and not enrolled")
      details.extras.guardian = guardian
      details.otherEntries += 1
    case .erased:
      advance(to: version, at: at)
      erase()
    }
  }

  /// Applies a posting; the same as the entry that holds it, without the detour.
  package mutating func apply(_ posting: Posting, version: UInt32, at: Timestamp) {
    if posting.kind.isOfTime {
      advance(to: version, at: at, due: posting.effectiveAt)
    } else {
      advance(to: version, at: at)
    }
    precondition(stage != .none, "member \(id) has a posting and is not enrolled")
    for lot in posting.lotsMade { make(lot) }
    if posting.isPlain { return assertInvariants() }

    for restore in posting.restores {
      self.restore(restore, of: posting.kind)
    }
    for hold in posting.holdsPlaced { place(hold) }
    for release in posting.releases {
      takePart(release.points, of: release.lot, from: release.hold)
      lots[openIndex(of: release.lot)].locked -= release.points
    }
    for draw in posting.draws { take(draw) }
    for change in posting.accountChanges { self.change(change) }
    if !posting.capUses.isEmpty { count(posting.capUses) }
    if posting.linkedVersion != 0 || posting.kind == .pointsForfeited { link(posting) }
    applyDetails(of: posting)
    assertInvariants()
  }

  // MARK: - Steps

  private mutating func advance(to version: UInt32, at: Timestamp) {
    precondition(
      version == self.version + 1,
      "member \(id) is at version \(self.version), the entry has \(version)"
    )
    precondition(
      at >= lastRecordedAt,
      "member \(id) was last recorded at \(lastRecordedAt.milliseconds), now \(at.milliseconds)"
    )
    self.version = version
    lastRecordedAt = at
  }

  /// Goes on with what time alone did: it happened at its instant, however late it is recorded, and
  /// what comes due after it, but before it was recorded, is at its own.
  private mutating func advance(to version: UInt32, at: Timestamp, due instant: Timestamp) {
    let before = lastRecordedAt
    advance(to: version, at: at)
    lastRecordedAt = min(at, max(before, instant))
  }

  private mutating func enrol(_ enrolment: Enrolment, at: Timestamp) {
    precondition(stage == .none && version == 1, "member \(id) is enrolled twice")
    precondition(enrolment.stage != .none, "member \(id) is enrolled without a stage")
    stage = enrolment.stage
    enrolledAt = at
    if !enrolment.tier.isEmpty { details.tier = enrolment.tier }
    if enrolment.tierKeptUntil != .never {
      apply(TierGrant(keptUntil: enrolment.tierKeptUntil))
    }
    if !enrolment.segments.isEmpty { details.segments = enrolment.segments }
    if !enrolment.cards.isEmpty { details.cards = enrolment.cards }
    if enrolment.profile != Profile() { details.profile = enrolment.profile }
  }

  private mutating func change(_ change: MemberChange, at: Timestamp) {
    precondition(stage != .none, "member \(id) is changed and not enrolled")
    if let stage = change.stage {
      precondition(stage != .none, "member \(id) loses its stage")
      self.stage = stage
    }
    let from = change.effectiveAt ?? at
    if let tier = change.tier { note(tier: tier, from: from) }
    if let grant = change.tierGrant { apply(grant) }
    if !change.segmentSwaps.isEmpty { note(change.segmentSwaps) }
    if let segments = change.segments { note(segments: segments, from: from) }
    for segment in change.segmentChanges { note(segment, at: at) }
    if let isSuspended = change.isExpirySuspended {
      details.extras.isExpirySuspended = isSuspended
    }
    if let cards = change.cards { details.cards = cards }
    if let mark = change.cardMark { set(mark, at: at) }
    if let profile = change.profile {
      details.profile = profile
      if profile == Profile() { eraseTexts(segments: change.segments?.isEmpty == true) }
    }
  }

  /// Takes away what somebody has written of a member whose profile is erased: why points are held,
  /// and, with the segments, of which it once was in.
  private mutating func eraseTexts(segments: Bool) {
    for index in details.holds.indices { details.holds[index].reason = "" }
    if segments { details.extras.segmentSpans = [] }
  }

  private mutating func make(_ lot: Lot) {
    precondition(lot.id.version == version, "lot \(lot.id) is made by version \(version)")
    precondition(lot.amount > .zero && lot.remaining == lot.amount && lot.locked == .zero)
    let account = madeAccountIndex(of: lot.token)
    accounts[account].issued += lot.amount
    accounts[account].note(activationAt: lot.activationAt, now: lastRecordedAt)
    insert(lot)
  }

  private mutating func restore(_ restore: Restore, of kind: TransactionKind) {
    precondition(restore.points > .zero)
    let token = restore.lot.token
    switch kind {
    case .exchangeReversed: changeExchanges(of: token) { $0.inTransit -= restore.points }
    case .exchangeReturned: changeExchanges(of: token) { $0.exchanged -= restore.points }
    default: accounts[accountIndex(of: token)].redeemed -= restore.points
    }
    if let index = lots.firstIndex(where: { $0.id == restore.lot.id }) {
      lots[index].remaining += restore.points
      precondition(lots[index].remaining <= lots[index].amount, "lot \(restore.lot.id) overflows")
      return
    }
    var lot = restore.lot
    precondition(restore.points <= lot.amount, "lot \(lot.id) overflows")
    lot.remaining = restore.points
    lot.locked = .zero
    accounts[accountIndex(of: lot.token)].note(activationAt: lot.activationAt, now: lastRecordedAt)
    insert(lot)
  }

  private mutating func place(_ hold: Hold) {
    precondition(hold.id == version && !hold.parts.isEmpty, "hold \(hold.id) in version \(version)")
    for part in hold.parts {
      let index = openIndex(of: part.lot)
      precondition(part.points > .zero && part.points <= lots[index].free)
      precondition(lots[index].token == hold.token)
      lots[index].locked += part.points
    }
    details.holds.append(hold)
  }

  /// Shrinks a hold's part; the hold ends when nothing is left.
  ///
  /// Lots are the caller's.
  private mutating func takePart(_ points: Points, of lot: LotID, from hold: UInt32) {
    guard let index = details.holds.firstIndex(where: { $0.id == hold }),
      let part = details.holds[index].parts.firstIndex(where: { $0.lot == lot })
    else { preconditionFailure("member \(id) has no hold \(hold) on lot \(lot)") }
    let held = details.holds[index].parts[part].points
    precondition(points > .zero && points <= held, "hold \(hold) has \(held), \(points) leave")
    if points < held {
      details.holds[index].parts[part].points -= points
    } else {
      details.holds[index].parts.remove(at: part)
    }
  }

  private mutating func take(_ draw: Draw) {
    let index = openIndex(of: draw.lot.id)
    if draw.hold != 0 {
      takePart(draw.points, of: draw.lot.id, from: draw.hold)
      lots[index].locked -= draw.points
    } else {
      let free = lots[index].free
      precondition(
        draw.points > .zero && draw.points <= free,
        "lot \(draw.lot.id) has \(free) free, \(draw.points) leave"
      )
    }
    lots[index].remaining -= draw.points

    let account = accountIndex(of: lots[index].token)
    switch draw.destination {
    case .redeemed: accounts[account].redeemed += draw.points
    case .expired: accounts[account].expired += draw.points
    case .reversed: accounts[account].reversed += draw.points
    case .debt:
      accounts[account].debt -= draw.points
      precondition(accounts[account].debt >= .zero, "member \(id) pays more than its debt")
    case .transit: changeExchanges(of: lots[index].token) { $0.inTransit += draw.points }
    }
    if lots[index].remaining == .zero { lots.remove(at: index) }
  }

  private mutating func change(_ change: AccountChange) {
    let index = accountIndex(of: change.token)
    precondition(change.debtCreated >= .zero && change.unrecovered >= .zero)
    precondition(
      change.expiredToReversed >= .zero && change.expiredToReversed <= accounts[index].expired,
      "\(change.expiredToReversed) of \(accounts[index].expired) expired points are reversed"
    )
    accounts[index].debt += change.debtCreated
    accounts[index].reversed += change.debtCreated + change.expiredToReversed
    accounts[index].expired -= change.expiredToReversed
    accounts[index].unrecovered += change.unrecovered
  }

  private mutating func count(_ uses: [CapUse]) {
    for use in uses where use.period != .basket && use.amount != 0 {
      guard let index = capUseIndex(of: use) else {
        precondition(use.amount > 0, "a cap without use is released")
        details.capUses.append(use)
        continue
      }
      let amount = details.capUses[index].amount + use.amount
      precondition(amount >= 0, "a cap's use falls below zero")
      details.capUses[index].amount = amount
      if amount == 0 { details.capUses.remove(at: index) }
    }
  }

  private mutating func link(_ posting: Posting) {
    switch posting.kind {
    case .earnReversal, .redemptionReversal, .partialReversal, .voucherCancelled,
      .exchangeReturned:
      record(posting)
    case .none, .earn, .redeem, .expiry, .lock, .authorization: break
    case .unlock, .captured, .voided, .holdLapsed: break
    case .activation, .extension, .percentageExpiry, .inactivityExpiry, .decayExpiry: break
    case .voucherIssued, .voucherUsed, .eventReward, .saleClaimed: break
    case .exchangeStarted, .exchangeCredited, .exchangeSettled, .exchangeReversed: break
    case .exchangeReturnStarted, .exchangeTakenBack, .exchangeReturnRefused: break
    case .pointsCredited, .pointsDebited, .codeClaimed: break
    case .exchangeDeliveredLate, .exchangeLateKept, .exchangeLateTakenBack: break
    case .exchangeDebited, .exchangeGivingBack, .pointsForfeited: break
    case .tierReviewed, .benefitUsed: break
    }
    guard hasDetails else { return }
    // Captured and voided authorisations, and locks that an unlock, a timeout or a reversal
    // emptied.
    for hold in details.holds where hold.parts.isEmpty {
      details.endedHolds.append(
        EndedHold(
          id: hold.id,
          onTransaction: hold.onTransaction,
          kind: hold.kind,
          wasCaptured: posting.kind == .captured
        )
      )
    }
    details.holds.removeAll { $0.parts.isEmpty }
    let surplus = details.endedHolds.count - MemberDetails.endedHoldsLimit
    if surplus > 0 { details.endedHolds.removeFirst(surplus) }
  }

  private mutating func record(_ posting: Posting) {
    let linked = posting.linkedVersion
    guard let index = details.reversals.firstIndex(where: { $0.version == linked }) else {
      details.reversals.append(
        Reversal(
          version: linked,
          by: version,
          points: posting.reversedPoints,
          isFull: posting.isFullReversal
        )
      )
      return
    }
    precondition(!details.reversals[index].isFull, "version \(linked) is reversed twice")
    details.reversals[index].by = version
    details.reversals[index].points += posting.reversedPoints
    details.reversals[index].isFull = posting.isFullReversal
  }
}
