// What time alone does to a member: lots expire, holds lapse, clocks of inactivity and decay run
// down.
extension Member {
  /// Whether ``decideDue(now:terms:)`` has something to say.
  ///
  /// - Complexity: O(1) for a member without holds whose soonest lot has not expired.
  package func hasDue(now: Timestamp) -> Bool {
    for lot in lots {
      guard lot.expiresAt <= now else { break }
      if lot.free > .zero, !isExpirySuspended { return true }
    }
    guard hasDetails else { return false }
    for hold in holds where hold.until <= now { return true }
    return hasExtras && hasDueClock(now: now)
  }

  /// Whether points expire by inactivity or decay by an instant, or the time of the tier is over.
  ///
  /// Where they do, what the queries say is before that: ask ``settled(now:terms:)``.
  package func hasDueClock(now: Timestamp) -> Bool {
    hasExtras && (dueClock(now: now) != nil || hasDueReview(now: now))
  }

  /// The same; `inout` in form alone, see ``glance(at:now:)``.
  package static func hasDueClock(_ member: inout Member, now: Timestamp) -> Bool {
    member.hasDueClock(now: now)
  }

  /// ``hasDue(now:)`` and ``hasDetails``, asked with every request.
  ///
  /// `inout` in form alone: a member that is passed otherwise is copied first, with a count of each
  /// of its references, which takes longer than the answer.
  package static func glance(
    at member: inout Member,
    now: Timestamp
  ) -> (hasDue: Bool, hasDetails: Bool) {
    (member.hasDue(now: now), member.hasDetails)
  }

  /// The instant at which ``hasDue(now:)`` becomes true if nothing happens before;
  /// ``Timestamp/never`` where it does not.
  ///
  /// What a timer waits for. It may lie in the past.
  package func nextDue() -> Timestamp {
    var next = Timestamp.never
    let isSuspended = isExpirySuspended
    // They stand in the order of their expiry.
    if !isSuspended, let first = lots.first(where: { $0.free > .zero }) { next = first.expiresAt }
    guard hasDetails else { return next }
    for hold in holds { next = min(next, hold.until) }
    guard hasExtras else { return next }
    next = min(next, tierKeptUntil)
    guard !isSuspended else { return next }
    for clock in clocks {
      let at = min(clock.inactiveAt, clock.decayAt)
      let hasPoints = lots.contains { $0.token == clock.token && $0.free > .zero }
      if hasPoints { next = min(next, at) }
    }
    return next
  }

  /// What has become due by `now`, in the order of the instants: every command applies it first.
  ///
  /// Each is at exactly its instant; at one and the same, holds lapse, then lots expire, then
  /// inactivity and decay take their part, then the tier is reviewed. What a hold still keeps of a
  /// lot does not expire with it; when the hold lapses later, it expires in the same posting. While
  /// expiry is suspended, holds lapse and tiers are reviewed, and nothing else.
  ///
  /// - Parameters:
  ///   - now: Until when.
  ///   - terms: Of the programme. Without its policies, decay ends and takes nothing.
  /// - Returns: One posting for each hold and review, and for each instant and token of expiry,
  ///   several where they are of more than ``Posting/dueDraws`` lots; versions from ``nextVersion``
  ///   on.
  package func decideDue(
    now: Timestamp,
    terms: @autoclosure () -> DueTerms = DueTerms()
  ) -> [Posting] {
    guard hasDue(now: now) else { return [] }
    return settling(now: now, terms: terms()).postings
  }

  /// The member with everything applied that is due by an instant; its versions are those that the
  /// postings will have.
  package func settled(
    now: Timestamp,
    terms: @autoclosure () -> DueTerms = DueTerms()
  ) -> Member {
    hasDue(now: now) ? settling(now: now, terms: terms()).member : self
  }

  // MARK: - Steps

  private func settling(now: Timestamp, terms: DueTerms) -> (member: Member, postings: [Posting]) {
    var postings: [Posting] = []
    var member = self
    var floor = lastRecordedAt
    while let due = member.firstDue(now: now, notBefore: floor, terms: terms) {
      for posting in due.recordable {
        // The recording time does not matter here, only that it does not go back.
        member.apply(
          posting,
          version: member.nextVersion,
          at: member.lastRecordedAt
        )
        postings.append(posting)
      }
      floor = max(floor, due.effectiveAt)
    }
    return (member, postings)
  }

  private func firstDue(now: Timestamp, notBefore floor: Timestamp, terms: DueTerms) -> Posting? {
    let expiring =
      isExpirySuspended ? nil : lots.first { $0.expiresAt <= now && $0.free > .zero }
    var lapsing: Hold?
    for hold in holds where hold.until <= now {
      if let soonest = lapsing, soonest.until <= hold.until { continue }
      lapsing = hold
    }
    let clock = dueClock(now: now)
    let review = hasDueReview(now: now) ? tierKeptUntil : .never
    let soonest = min(expiring?.expiresAt ?? .never, clock?.at ?? .never)
    if let lapsing, lapsing.until <= min(soonest, review) {
      return lapse(of: lapsing, terms: terms)
    }
    if review < soonest { return self.review(terms.tiers) }
    if let expiring, expiring.expiresAt <= clock?.at ?? .never { return expiry(of: expiring) }
    guard let clock else { return nil }
    let next = min(expiring?.expiresAt ?? .never, lapsing?.until ?? .never, review)
    return posting(of: clock, notBefore: floor, until: min(now, next), terms: terms)
  }

  private func lapse(of hold: Hold, terms: DueTerms) -> Posting {
    var posting = Posting(kind: .holdLapsed, token: hold.token, effectiveAt: hold.until)
    posting.linkedVersion = hold.id
    release(
      hold,
      into: &posting,
      now: hold.until,
      graceMilliseconds: terms.unlockGraceMilliseconds
    )
    return posting
  }

  private func expiry(of first: Lot) -> Posting {
    var posting = Posting(kind: .expiry, token: first.token, effectiveAt: first.expiresAt)
    for lot in lots
    where lot.expiresAt == first.expiresAt && lot.token == first.token && lot.free > .zero {
      posting.draws.append(Draw(lot: lot, points: lot.free, destination: .expired))
    }
    return posting
  }

  /// Ends a hold: its points are free again, or expire at once where their lot expired by `now`.
  func release(
    _ hold: Hold,
    into posting: inout Posting,
    now: Timestamp,
    graceMilliseconds: Int64 = 0
  ) {
    for part in hold.parts {
      release(
        part.points,
        of: part.lot,
        from: hold,
        into: &posting,
        now: now,
        graceMilliseconds: graceMilliseconds
      )
    }
  }

  /// Frees points of one lot.
  ///
  /// Where their time was over by `now`, they expire at once; or they live on for a grace in a new
  /// lot, where an operator's lock had kept them.
  func release(
    _ points: Points,
    of id: LotID,
    from hold: Hold,
    into posting: inout Posting,
    now: Timestamp,
    graceMilliseconds: Int64 = 0
  ) {
    posting.releases.append(HoldRelease(hold: hold.id, lot: id, points: points))
    let lot = lots[openIndex(of: id)]
    guard isOver(lot, at: now) else { return }
    let isInactive = clock(of: lot.token).inactiveAt <= now
    guard hold.kind == .lock, graceMilliseconds > 0, !isInactive else {
      posting.draws.append(Draw(lot: lot, points: points, destination: .expired))
      return
    }
    var new = lot
    new.id = LotID(version: nextVersion, index: UInt16(clamping: posting.restores.count))
    new.kind = .restored
    new.amount = points
    new.remaining = points
    new.locked = .zero
    new.expiresAt = now.adding(milliseconds: graceMilliseconds)
    posting.restores.append(Restore(lot: new, points: points))
    posting.draws.append(Draw(lot: lot, points: points, destination: .redeemed))
  }

  /// Every decision begins here: it would spend points that are no more.
  func requireNothingDue(now: Timestamp) {
    precondition(!hasDue(now: now), "member \(id) has entries due by \(now.milliseconds)")
  }
}
