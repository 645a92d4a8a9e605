internal import FealtyLoyalty

// Adding up a shard's members while they go on being changed.
//
// A pass looks at a bounded number of them each turn, so its sums are of no single instant, and yet
// they are exact:
//
// 1. Each member is counted whole, in one step. Its own equation holds at that instant, so the sum
//    of all of them satisfies it too.
// 2. The shard's counters move with each posting. What they move for a member that was counted
//    already is also added to `later`. At the end, counters − `later` is what the counters say of
//    all members as they were when they were counted, and must equal what the members add up to.
//
// Members do not change their slot but when the table grows; then the pass begins again. One that
// is enrolled during the pass is either counted with its slot, or lies before it and is left out of
// both sums.

/// The passes over one shard's members: one at a time, whoever comes meanwhile shares the next.
///
/// Confined to the shard's thread.
final class LedgerAudits {
  fileprivate var running: LedgerPass?
  fileprivate var served: [(LedgerAudit) -> Void] = []
  fileprivate var waiting: [(LedgerAudit) -> Void] = []

  var isRunning: Bool { running != nil }
}

/// One pass: where it stands, and what it has added up.
private struct LedgerPass {
  var audit = LedgerAudit()
  /// What has expired and is not recorded yet: it counts as expired for readers, not in the
  /// counters.
  var due: [TokenNumber: Int128] = [:]
  /// What postings moved for members that had been counted.
  var later = TokenCounters()
  /// The uses of shared caps and budgets.
  var uses = UseAudit()
  /// The first slot not looked at, and how many there were.
  var nextSlot = 0
  let slotCount: Int

  /// What was added last, of one token: most members have the token of the member before, and a
  /// start adds up millions.
  private var token: TokenNumber?
  private var line = LedgerAudit.Line()

  init(slotCount: Int) { self.slotCount = slotCount }

  /// Adds a member where it stands; `inout` in form alone, see `Member.glance(at:now:)`.
  mutating func add(_ member: inout Member, number: UInt64, now: Timestamp) {
    audit.members += 1
    for finding in Member.violations(of: &member)
    where audit.findings.count < LedgerAudit.findingsListed {
      audit.findings.append("member \(number): \(finding)")
    }
    Member.forEachTotal(of: &member, now: now) { balance, lifetime, recorded in
      if token != lifetime.token { turn(to: lifetime.token) }
      line.add(balance, lifetime)
      let expired = (lifetime.expired - recorded.expired).rawValue
      if expired != 0 { due[lifetime.token, default: 0] += Int128(expired) }
    }
    guard Member.hasExtras(of: &member) else { return }
    Member.forEachExchange(of: &member) { totals in
      if token != totals.token { turn(to: totals.token) }
      line.counter.add(totals)
      line.rounding.add(totals.rounding)
    }
    for transit in member.transits {
      if transit.terms.isOutside { addOutside(transit.terms.targetToken) }
      if transit.terms.isFromOutside { addOutside(transit.token) }
      if transit.returns != 0 { audit.lines[transit.token, default: .init()].returns += 1 }
    }
  }

  private mutating func addOutside(_ token: TokenNumber) {
    audit.lines[token, default: .init()].outsideExchanges += 1
  }

  private mutating func turn(to next: TokenNumber?) {
    if let token { audit.lines[token, default: .init()].add(line) }
    token = next
    line = LedgerAudit.Line()
  }

  /// Nothing more is added.
  mutating func finish() { turn(to: nil) }

  /// The sums, compared with the counters that every posting moved.
  func compared(with counters: TokenCounters, shard: Int) -> LedgerAudit {
    var result = audit
    for token in counters.tokens.union(audit.lines.keys).sorted() {
      var expected = counters[token]
      expected.subtract(later[token])
      expected.expired += due[token] ?? 0
      let found = audit.lines[token]?.counter ?? TokenCounters.Counter()
      guard expected != found else { continue }
      result.findings.append(
        "shard \(shard), token #\(token): members add up to \(found), counters say \(expected)"
      )
    }
    return result
  }
}

extension Shard {
  /// Looks again whether somebody must hear of every posting.
  func updateObserved() { isObserved = !watches.isEmpty || audits.isRunning }

  /// A posting has been applied, to be recorded: tells those who observe.
  func posted(_ posting: Posting, version: UInt32, member: UInt64) {
    watches.posted(posting, version: version, member: member)
    guard let nextSlot = audits.running?.nextSlot, let slot = members.slot(of: member),
      slot < nextSlot
    else { return }
    audits.running?.later.add(posting)
    if !posting.capUses.isEmpty, let programme = members.find(member)?.programmeIndex {
      audits.running?.uses.addLater(posting, programme: programme)
    }
  }

  /// Sums this shard's members between its turns, and calls `done` in the turn that has finished.
  func auditMembers(_ done: @escaping (LedgerAudit) -> Void) {
    audits.waiting.append(done)
    if !audits.isRunning { beginAudit() }
  }

  /// The same at once, while nobody is served.
  func auditMembersAtOnce() -> LedgerAudit {
    precondition(!audits.isRunning, "a pass is under way on shard \(index)")
    var pass = LedgerPass(slotCount: members.slotCount)
    _ = add(slots: members.slotCount, to: &pass)
    return pass.compared(with: totals, shard: index)
  }

  /// A member came with sums that no posting has moved: where its place was passed already, they
  /// are of after the pass.
  func imported(_ member: Member, number: UInt64, programme: UInt16) {
    guard let nextSlot = audits.running?.nextSlot, let slot = members.slot(of: number),
      slot < nextSlot
    else { return }
    var counted = member
    audits.running?.later.add(&counted)
    var uses = Posting(kind: .earn, token: 0, effectiveAt: member.lastRecordedAt)
    uses.capUses = member.capUses
    audits.running?.uses.addLater(uses, programme: programme)
  }

  private func beginAudit() {
    audits.served = audits.waiting
    audits.waiting = []
    audits.running = LedgerPass(slotCount: members.slotCount)
    updateObserved()
    goOnAuditing()
  }

  /// Counts the next slice of the members; the one after it has a turn of its own.
  private func goOnAuditing() {
    guard var pass = audits.running else { preconditionFailure("no pass is under way") }
    if pass.slotCount != members.slotCount { pass = LedgerPass(slotCount: members.slotCount) }
    let isFinished = add(slots: Limits.auditSlots, to: &pass)
    audits.running = isFinished ? nil : pass
    guard isFinished else { return send(to: index) { $0.goOnAuditing() } }
    updateObserved()
    var result = pass.compared(with: totals, shard: index)
    result.findings += pass.uses.findings(self)
    let served = audits.served
    audits.served = []
    for done in served { done(result) }
    guard !audits.waiting.isEmpty else { return }
    send(to: index) { shard in
      if !shard.audits.isRunning, !shard.audits.waiting.isEmpty { shard.beginAudit() }
    }
  }

  /// - Returns: whether all members have been counted.
  private func add(slots: Int, to pass: inout LedgerPass) -> Bool {
    let now = stamp()
    let next = members.forEach(from: pass.nextSlot, slots: slots) {
      $0.prefetchArrays()
    } body: { actor in
      actor.inPlace { pass.add(&$0.pointee, number: actor.number, now: now) }
      actor.forEachSharedUse { pass.uses.add($0, programme: actor.programmeIndex) }
    }
    pass.nextSlot = next ?? pass.slotCount
    if next == nil { pass.finish() }
    return next == nil
  }
}
