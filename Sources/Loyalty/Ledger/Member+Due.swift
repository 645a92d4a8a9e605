// What time alone does to a member: lots expire, holds lapse.
extension Member {
  /// Whether ``decideDue(now:)`` has something to say.
  ///
  /// - Complexity: O(1) for a member without holds whose soonest lot has not expired.
  package func hasDue(now: Timestamp) -> Bool {
    for lot in lots {
      guard lot.expiresAt <= now else { break }
      if lot.free > .zero { return true }
    }
    guard hasDetails else { return false }
    for hold in holds where hold.until <= now { return true }
    return false
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

  /// What has become due by `now`, in the order of the instants: every command applies it first.
  ///
  /// Lots expire at exactly their instant, holds lapse at exactly theirs; at one and the same,
  /// holds go first. What a hold still keeps of a lot does not expire with it; when the hold lapses
  /// later, it expires in the same posting.
  ///
  /// - Returns: One posting for each hold, and for each instant and token of expiry; versions from
  ///   ``nextVersion`` on.
  package func decideDue(now: Timestamp) -> [Posting] {
    guard hasDue(now: now) else { return [] }
    var postings: [Posting] = []
    var member = self
    while let posting = member.firstDue(now: now) {
      // The recording time does not matter here, only that it does not go back.
      member.apply(
        posting,
        version: member.nextVersion,
        at: member.lastRecordedAt
      )
      postings.append(posting)
    }
    return postings
  }

  private func firstDue(now: Timestamp) -> Posting? {
    let expiring = lots.first { $0.expiresAt <= now && $0.free > .zero }
    var lapsing: Hold?
    for hold in holds where hold.until <= now {
      if let soonest = lapsing, soonest.until <= hold.until { continue }
      lapsing = hold
    }
    if let lapsing, lapsing.until <= expiring?.expiresAt ?? .never { return lapse(of: lapsing) }
    return expiring.map(expiry)
  }

  private func lapse(of hold: Hold) -> Posting {
    var posting = Posting(kind: .holdLapsed, token: hold.token, effectiveAt: hold.until)
    posting.linkedVersion = hold.id
    release(hold, into: &posting, now: hold.until)
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
  func release(_ hold: Hold, into posting: inout Posting, now: Timestamp) {
    for part in hold.parts {
      release(part.points, of: part.lot, from: hold.id, into: &posting, now: now)
    }
  }

  /// Frees points of one lot, or lets them expire at once where the lot expired by `now`.
  func release(
    _ points: Points,
    of id: LotID,
    from hold: UInt32,
    into posting: inout Posting,
    now: Timestamp
  ) {
    posting.releases.append(HoldRelease(hold: hold, lot: id, points: points))
    let lot = lots[openIndex(of: id)]
    guard lot.expiresAt <= now else { return }
    posting.draws.append(Draw(lot: lot, points: points, destination: .expired))
  }

  /// Every decision begins here: it would spend points that are no more.
  func requireNothingDue(now: Timestamp) {
    precondition(!hasDue(now: now), "member \(id) has entries due by \(now.milliseconds)")
  }
}
