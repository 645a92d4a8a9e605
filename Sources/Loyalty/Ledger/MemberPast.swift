/// A member's points as they stood at a past instant: what they are now, less what was recorded
/// since.
///
/// Entries are taken newest first until ``isComplete``. What came after the instant is taken back;
/// from older ones only what a later entry has overwritten is looked up: the dates of a lot that
/// were changed, a hold that has ended, whether expiry was suspended. So a question costs what was
/// recorded since the instant, and a little more, however old the member is.
///
/// What time does belongs to its own instant, however late it was recorded, if what stands before
/// it in the log had happened by then.
package struct MemberPast: Sendable {
  /// Inclusive.
  private let instant: Timestamp
  private let now: Member
  private var lots: [LotID: Lot] = [:]
  private var holds: [UInt32: Hold] = [:]
  private var accounts: [Account]
  private var exchanges: [ExchangeTotals]
  private var isExpirySuspended: Bool

  /// What time did by the instant and was recorded later, newest first: what stands before it
  /// decides.
  private var undecided: [Posting] = []
  /// Whether the entries come that had happened by the instant.
  private var hasArrived = false
  private var hasUndone = false
  private var lotsWanted: Set<LotID> = []
  /// Points of those lots after the entry that is looked at next.
  private var remaining: [LotID: Points] = [:]
  private var holdsWanted: Set<UInt32> = []
  private var wantsSuspension = false

  /// Whether the member was there at the instant, as far as is known.
  package private(set) var isEnrolled = true

  /// Version of the last entry that had happened by the instant.
  package private(set) var version: UInt32

  /// - Parameters:
  ///   - member: As it is now.
  ///   - instant: The end of the millisecond that is asked for.
  package init(_ member: Member, at instant: Timestamp) {
    now = member
    self.instant = instant
    version = member.version
    for lot in member.lots { lots[lot.id] = lot }
    for hold in member.holds { holds[hold.id] = hold }
    accounts = Array(member.accounts)
    exchanges = member.exchanges
    isExpirySuspended = member.isExpirySuspended
    hasArrived = member.version == 0
  }

  /// Whether older entries say nothing more.
  package var isComplete: Bool {
    !isEnrolled
      || hasArrived && lotsWanted.isEmpty && holdsWanted.isEmpty && !wantsSuspension
  }

  /// Says that all entries which were not taken had happened by the instant, but are not known.
  ///
  /// - Returns: Whether that is enough: nothing of them is needed.
  package mutating func endsHere() -> Bool {
    arrive()
    return isComplete
  }

  /// Takes the entry before those that were taken.
  ///
  /// - Parameters:
  ///   - entry: Of this member.
  ///   - version: Its version; the first one is the member's own.
  ///   - at: Server time of its record.
  package mutating func take(_ entry: Entry, version: UInt32, at: Timestamp) {
    if !hasArrived {
      precondition(version == self.version, "version \(version), not \(self.version)")
      guard at <= instant else { return undoOrWait(entry, at) }
      arrive()
    }
    look(at: entry)
  }

  /// Takes the import that made the member: its first entry, which says all that it had.
  ///
  /// - Parameters:
  ///   - member: As it was imported.
  ///   - at: Server time of the record.
  package mutating func take(imported member: Member, at: Timestamp) {
    if !hasArrived {
      precondition(member.version == version, "version \(member.version), not \(version)")
      guard at <= instant else { return isEnrolled = false }
      arrive()
    }
    for lot in member.lots { setDates(of: lot) }
    for hold in member.holds where holdsWanted.remove(hold.id) != nil { keep(hold) }
    if wantsSuspension { isExpirySuspended = member.isExpirySuspended }
    wantsSuspension = false
  }

  /// The member as it was; queries of it are to be asked for the instant.
  ///
  /// Its tier, segments, cards and profile are those of now.
  package var member: Member {
    precondition(isComplete && isEnrolled, "the past is not known yet")
    var details = now.details
    details.holds = holds.values.sorted { $0.id < $1.id }
    details.extras.isExpirySuspended = isExpirySuspended
    // What is under way is told by its sum alone.
    details.extras.transits = []
    details.extras.givenUp = []
    details.extras.exchanges = exchanges
    // Where anything moved since, what was due by the instant was recorded before that.
    if hasUndone { details.extras.clocks = [] }
    return Member(
      id: now.id,
      version: version,
      stage: now.stage,
      enrolledAt: now.enrolledAt,
      lastRecordedAt: min(now.lastRecordedAt, instant),
      lots: lots.values.sorted { $0.precedes($1) },
      accounts: accounts.filter { $0.issued > .zero || $0.debt > .zero },
      details: details
    )
  }

  // MARK: - Undoing

  private mutating func undoOrWait(_ entry: Entry, _ at: Timestamp) {
    if case .posted(let posting) = entry, posting.kind.isOfTime, posting.effectiveAt <= instant {
      undecided.append(posting)
      version -= 1
      return
    }
    // What was done at a later time stands before it, so it cannot have happened by the instant.
    for posting in undecided { undo(posting) }
    undecided = []
    version -= 1
    switch entry {
    case .posted(let posting): undo(posting)
    case .changed(let change):
      if change.isExpirySuspended != nil { wantsSuspension = true }
    case .guarded, .erased: break
    case .enrolled: isEnrolled = false
    }
  }

  private mutating func arrive() {
    guard !hasArrived else { return }
    hasArrived = true
    version += UInt32(undecided.count)
    for lot in lotsWanted { remaining[lot] = lots[lot]?.remaining }
    for posting in undecided { look(at: posting) }
    undecided = []
  }

  /// In the opposite order of ``Member/apply(_:version:at:)``.
  private mutating func undo(_ posting: Posting) {
    hasUndone = true
    for change in posting.details.lotChanges { lotsWanted.insert(change.lot) }
    if let step = posting.exchange {
      changeExchanges(posting.token) { $0.undo(step, of: posting.kind) }
      if step.movedOutside(posting.kind) != .zero {
        changeExchanges(step.terms.targetToken) { $0.undoOutside(step, of: posting.kind) }
      }
    }
    for change in posting.accountChanges { undo(change) }
    for draw in posting.draws.reversed() { undo(draw) }
    for release in posting.releases.reversed() {
      lots[release.lot]?.locked += release.points
      addPart(release.points, of: release.lot, to: release.hold, posting.token)
    }
    for hold in posting.holdsPlaced {
      for part in hold.parts { lots[part.lot]?.locked -= part.points }
      holds[hold.id] = nil
      holdsWanted.remove(hold.id)
    }
    for restore in posting.restores.reversed() {
      switch posting.kind {
      case .exchangeReversed:
        changeExchanges(restore.lot.token) { $0.inTransit += restore.points }
      case .exchangeReturned:
        changeExchanges(restore.lot.token) { $0.exchanged += restore.points }
      default: change(restore.lot.token) { $0.redeemed += restore.points }
      }
      lots[restore.lot.id]?.remaining -= restore.points
      if lots[restore.lot.id]?.remaining == .zero { remove(restore.lot.id) }
    }
    for lot in posting.lotsMade {
      precondition(lots[lot.id]?.remaining == lot.amount, "lot \(lot.id) is not whole when made")
      change(lot.token) { $0.issued -= lot.amount }
      remove(lot.id)
    }
  }

  private mutating func undo(_ draw: Draw) {
    var lot = draw.lot
    (lot.remaining, lot.locked) = (.zero, .zero)
    lot = lots[lot.id] ?? lot
    lot.remaining += draw.points
    if draw.hold != 0 {
      lot.locked += draw.points
      addPart(draw.points, of: lot.id, to: draw.hold, lot.token)
    }
    lots[lot.id] = lot
    change(lot.token) { account in
      switch draw.destination {
      case .redeemed: account.redeemed -= draw.points
      case .expired: account.expired -= draw.points
      case .reversed: account.reversed -= draw.points
      case .debt: account.debt += draw.points
      case .transit: break
      }
    }
    guard draw.destination == .transit else { return }
    changeExchanges(draw.lot.token) { $0.inTransit -= draw.points }
  }

  private mutating func undo(_ done: AccountChange) {
    change(done.token) { account in
      account.debt -= done.debtCreated
      account.reversed -= done.debtCreated + done.expiredToReversed
      account.expired += done.expiredToReversed
      account.unrecovered -= done.unrecovered
    }
  }

  private mutating func change(_ token: TokenNumber, _ body: (inout Account) -> Void) {
    guard let index = accounts.firstIndex(where: { $0.token == token }) else {
      preconditionFailure("no account of token \(token)")
    }
    body(&accounts[index])
  }

  private mutating func changeExchanges(
    _ token: TokenNumber,
    _ body: (inout ExchangeTotals) -> Void
  ) {
    guard let index = exchanges.firstIndex(where: { $0.token == token }) else {
      preconditionFailure("no exchanges of token \(token)")
    }
    body(&exchanges[index])
  }

  private mutating func remove(_ lot: LotID) {
    lots[lot] = nil
    lotsWanted.remove(lot)
  }

  private mutating func addPart(
    _ points: Points,
    of lot: LotID,
    to hold: UInt32,
    _ token: TokenNumber
  ) {
    if holds[hold] == nil {
      holds[hold] = Hold(id: hold, kind: .lock, token: token, parts: [], until: .never)
    }
    guard let part = holds[hold]?.parts.firstIndex(where: { $0.lot == lot }) else {
      holds[hold]?.parts.append(HoldPart(lot: lot, points: points))
      // Until when it was, and the order of its parts, its own entry says.
      holdsWanted.insert(hold)
      return
    }
    holds[hold]?.parts[part].points += points
  }

  // MARK: - What was overwritten

  private mutating func look(at entry: Entry) {
    switch entry {
    case .posted(let posting): look(at: posting)
    case .changed(let change):
      guard wantsSuspension, let isSuspended = change.isExpirySuspended else { return }
      isExpirySuspended = isSuspended
      wantsSuspension = false
    case .guarded, .erased: break
    case .enrolled:
      if wantsSuspension { isExpirySuspended = false }
      wantsSuspension = false
    }
  }

  private mutating func look(at posting: Posting) {
    for hold in posting.holdsPlaced where holdsWanted.remove(hold.id) != nil { keep(hold) }
    guard !lotsWanted.isEmpty else { return }
    for change in posting.details.lotChanges where lotsWanted.remove(change.lot) != nil {
      lots[change.lot]?.activationAt = change.activationAt
      lots[change.lot]?.expiresAt = change.expiresAt
      lots[change.lot]?.waits = change.waits
    }
    for draw in posting.draws { remaining[draw.lot.id]? += draw.points }
    for restore in posting.restores {
      remaining[restore.lot.id]? -= restore.points
      // A lot that was closed came back as it stood when its points were taken.
      if remaining[restore.lot.id] == .zero { setDates(of: restore.lot) }
    }
    for lot in posting.lotsMade { setDates(of: lot) }
  }

  /// A hold that has ended since, as it was placed: in the order in which it holds them, what is
  /// left of each part.
  private mutating func keep(_ hold: Hold) {
    var found = hold
    found.parts = hold.parts.compactMap { part in
      holds[hold.id]?.parts.first { $0.lot == part.lot }
    }
    holds[hold.id] = found
  }

  private mutating func setDates(of lot: Lot) {
    guard lotsWanted.remove(lot.id) != nil else { return }
    lots[lot.id]?.activationAt = lot.activationAt
    lots[lot.id]?.expiresAt = lot.expiresAt
    lots[lot.id]?.waits = lot.waits
  }
}
