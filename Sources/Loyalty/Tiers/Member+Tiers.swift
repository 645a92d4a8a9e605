// Tiers by rule: a sale raises them with its own posting, time lowers them at the end of a period,
// and what somebody has pinned stays.
extension Member {
  // MARK: - Decisions

  /// Adds to a posting what it counts towards the tier, and the tier that it leads to.
  ///
  /// What was bought late counts where it was bought. A tier that it leads to begins with the sale,
  /// but not before the last change of the tier.
  ///
  /// - Parameters:
  ///   - amount: Points or money of the sale, as the rules measure it.
  ///   - posting: Of the sale.
  ///   - now: Time of recording. Nothing may be due.
  ///   - occurredAt: The sale's business time.
  ///   - rules: Of the programme.
  /// - Throws: ``Refusal/amountOutOfRange`` where all that counts would exceed ``Points/limit``.
  package func qualify(
    _ amount: Int64,
    in posting: inout Posting,
    now: Timestamp,
    occurredAt: Timestamp,
    rules: TierRules
  ) throws(Refusal) {
    guard amount > 0 else { return }
    let instant = min(occurredAt, now)
    var sums = tierStanding
    let use = CounterUse(
      owner: rules.measureKey,
      kind: .qualifying,
      at: rules.begin(of: instant, enrolledAt: enrolledAt),
      delta: amount,
      before: 0
    )
    _ = try Points(sums.measure == use.owner ? sums.total : 0).adding(Points(amount))
    sums.add(use)
    posting.details.counterUses.append(use)

    var step = TierStep(keptUntil: sums.keptUntil)
    let oldest = rules.forgottenBefore(now, enrolledAt: enrolledAt)
    if let first = sums.sums.first, first.from < oldest { step.forgetsBefore = oldest }
    raise(by: sums, in: &step, now: now, since: instant, rules: rules)
    if step != TierStep(keptUntil: tierStanding.keptUntil) { posting.details.tierStep = step }
  }

  /// Adds to a posting that takes a sale back, or a part of it, what becomes of the tier.
  ///
  /// - Parameters:
  ///   - posting: With what the sale counts less from now on.
  ///   - now: Time of recording. Nothing may be due.
  ///   - rules: Of the programme.
  package func requalify(in posting: inout Posting, now: Timestamp, rules: TierRules) {
    guard posting.hasDetails else { return }
    let uses = posting.details.counterUses.filter { $0.kind == .qualifying }
    let standing = tierStanding
    guard !uses.isEmpty, !standing.isPinned(at: now) else { return }
    var sums = standing
    for use in uses { sums.add(use) }
    let rank = rules.rank(of: tier)
    let before = rules.rank(reachedBy: standing, at: now, enrolledAt: enrolledAt)
    let after = rules.rank(reachedBy: sums, at: now, enrolledAt: enrolledAt)
    var step = TierStep(keptUntil: standing.keptUntil)
    var new = rank
    // Of one that was given, or is kept by a grace, a return takes no ground away.
    if rules.fallsOnReturn, rules.falls(rank), before >= rank, after < rank {
      new = after
      step.change = change(to: new, from: now, rules)
      sums.keptUntil = .never
    }
    step.keptUntil = rules.keptUntil(new, afterReturn: sums, at: now, enrolledAt: enrolledAt)
    if step != TierStep(keptUntil: standing.keptUntil) { posting.details.tierStep = step }
  }

  /// How long a tier stays that somebody gives the member.
  ///
  /// - Parameters:
  ///   - tier: The new one.
  ///   - now: Since when.
  ///   - enrolledAt: When the member joined, or joins.
  ///   - rules: Of the programme; `nil` where it has none.
  /// - Returns: `nil` where nothing ever ends it and nothing was said before.
  package func grant(
    of tier: String,
    now: Timestamp,
    enrolledAt: Timestamp,
    rules: TierRules?
  ) -> TierGrant? {
    var until = Timestamp.never
    if let rules, rules.falls(rules.rank(of: tier)) {
      until = rules.term(from: now, enrolledAt: enrolledAt)
    }
    guard until != .never || !tierStanding.isEmpty else { return nil }
    return TierGrant(keptUntil: until)
  }

  // MARK: - Time

  /// Whether the time of the tier is over.
  package func hasDueReview(now: Timestamp) -> Bool {
    tierKeptUntil <= now
  }

  /// The same; `inout` in form alone, see ``glance(at:now:)``.
  package static func hasDueReview(_ member: inout Member, now: Timestamp) -> Bool {
    member.hasDueReview(now: now)
  }

  /// What becomes of a tier whose time is over.
  ///
  /// - Parameter rules: Of the programme. Without any, what was pinned goes back to what it was.
  /// - Returns: One posting that moves no points, at the instant.
  func review(_ rules: TierRules?) -> Posting {
    let standing = tierStanding
    let instant = standing.keptUntil
    let isOver = !standing.pinned.isEmpty && standing.pinnedUntil <= instant
    var posting = Posting(
      kind: .tierReviewed,
      token: accounts.isEmpty ? 0 : accounts[0].token,
      effectiveAt: instant
    )
    var step = TierStep(keptUntil: .never, unpins: isOver)
    guard let rules else {
      if isOver, standing.beforePin != tier {
        step.change = TierStep.Change(old: tier, new: standing.beforePin, from: instant)
      }
      posting.details.tierStep = step
      return posting
    }
    let floor = standing.isPinned(at: instant) ? rules.rank(of: standing.pinned) : 0
    let reached = max(
      floor,
      rules.rank(reachedBy: standing, at: instant, enrolledAt: enrolledAt)
    )
    let rank = rules.rank(of: tier)
    var new = reached
    if reached < rank {
      switch rules.downgrade {
      case .toReached: break
      case .oneStep: new = max(reached, rank - 1)
      case .never: new = rank
      }
    }
    step.change = new == rank ? nil : change(to: new, from: instant, rules)
    step.keptUntil = rules.keptUntil(
      new,
      afterReview: standing,
      at: instant,
      enrolledAt: enrolledAt
    )
    if standing.isPinned(at: instant), new == floor {
      step.keptUntil =
        step.keptUntil == .never ? standing.pinnedUntil : max(step.keptUntil, standing.pinnedUntil)
    }
    posting.details.tierStep = step
    return posting
  }

  // MARK: - Application

  mutating func apply(_ step: TierStep) {
    changeStanding { standing in
      standing.keptUntil = step.keptUntil
      if step.unpins { standing.unpin() }
      if step.forgetsBefore.milliseconds != 0 { standing.forget(before: step.forgetsBefore) }
    }
    if let change = step.change { note(tier: change.new, from: change.from) }
  }

  mutating func apply(_ grant: TierGrant) {
    let tier = tier
    changeStanding { standing in
      // Who pins what is pinned changes nothing of what comes back after it.
      let before = standing.pinned.isEmpty ? grant.old : standing.beforePin
      standing.unpin()
      standing.keptUntil = grant.keptUntil
      guard grant.isPinned else { return }
      standing.pinned = tier
      standing.pinnedUntil = grant.keptUntil
      standing.isFloor = grant.isFloor
      standing.beforePin = before
    }
  }

  /// Counts what a sale adds to the sums, or a return takes from them.
  mutating func addToTier(_ use: CounterUse) {
    changeStanding { $0.add(use) }
  }

  private mutating func changeStanding(_ body: (inout TierStanding) -> Void) {
    var standing = tierStanding
    body(&standing)
    details.extras.tierStanding = standing
  }

  // MARK: - Steps

  /// Says in a step which higher tier sums lead to, and how long the tier stays then.
  private func raise(
    by sums: TierStanding,
    in step: inout TierStep,
    now: Timestamp,
    since instant: Timestamp,
    rules: TierRules
  ) {
    let isPinned = sums.isPinned(at: now)
    guard !isPinned || sums.isFloor else { return }
    let rank = rules.rank(of: tier)
    let new = max(rank, rules.rank(reachedBy: sums, at: now, enrolledAt: enrolledAt))
    if new > rank {
      let last = hasHistory ? details.extras.tiers.last?.from : nil
      step.change = change(to: new, from: max(instant, last ?? instant), rules)
    }
    step.keptUntil = rules.keptUntil(
      new,
      after: sums,
      isNew: new > rank,
      at: now,
      enrolledAt: enrolledAt
    )
    if isPinned, new == rules.rank(of: sums.pinned) {
      let pinnedUntil = sums.pinnedUntil
      step.keptUntil =
        rules.falls(new) ? max(step.keptUntil, pinnedUntil) : pinnedUntil
    }
  }

  private func change(to rank: Int, from: Timestamp, _ rules: TierRules) -> TierStep.Change {
    TierStep.Change(
      old: tier.isEmpty ? rules.steps[0].tier : tier,
      new: rules.steps[rank].tier,
      from: from
    )
  }
}
