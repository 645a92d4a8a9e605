@testable import FealtyLoyalty

/// A member with its log: decides, applies and remembers, as an actor would.
///
/// Applies what is due before every command, and checks the invariants after every posting.
struct TestLedger {
  private(set) var member = Member(id: "m-1")
  var rules = LedgerRules()
  /// Starts at day 0.
  var now = Timestamp(milliseconds: 0)
  /// Every posting, by its version.
  private(set) var log: [UInt32: Posting] = [:]
  /// What the records of sales and returns say: awards that stand, and when the sale was.
  private(set) var sales: [UInt32: (awards: [Award], recordedAt: Timestamp)] = [:]
  var policies = TokenPolicies.none
  var calendar = ProgrammeCalendar(zone: .utc)
  var tiers: TierRules?
  var terms: DueTerms {
    DueTerms(
      policies: policies,
      calendar: calendar,
      unlockGraceMilliseconds: rules.unlockGraceMilliseconds,
      tiers: tiers
    )
  }
  /// Every entry with its time of recording, in order.
  private(set) var entries: [(entry: Entry, at: Timestamp)] = []

  init(stage: Stage = .active, at instant: Timestamp = Timestamp(milliseconds: 0)) {
    now = instant
    apply(.enrolled(Enrolment(stage: stage)))
  }

  mutating func enter(_ stage: Stage) { apply(.changed(MemberChange(stage: stage))) }

  /// Enters a stage, with what that does to expiry.
  mutating func enter(_ stage: Stage, isExpirySuspended: Bool) {
    if !isExpirySuspended, let due = member.decideResumption(now: now, rules: rules, terms: terms) {
      post(due)
    }
    apply(.changed(MemberChange(stage: stage, isExpirySuspended: isExpirySuspended)))
    go(to: now)
  }

  /// Posts what was decided, with the activity that it is.
  @discardableResult
  mutating func postActivity(_ posting: Posting) -> UInt32 {
    var posting = posting
    member.noteActivity(in: &posting, now: now, policies: policies, calendar: calendar)
    return post(posting)
  }

  mutating func apply(_ entry: Entry) {
    let version = member.nextVersion
    member.apply(entry, version: version, at: now)
    entries.append((entry, now))
    precondition(member.violations().isEmpty, "\(member.violations())")
  }

  /// A new member that was told the entries alone.
  ///
  /// `instant`: those that were recorded by then.
  func replayed(until instant: Timestamp = .never) -> Member {
    var member = Member(id: member.id)
    for (index, (entry, at)) in entries.enumerated() where at <= instant {
      let version = UInt32(index + 1)
      member.apply(entry, version: version, at: at)
    }
    return member
  }

  /// Applies a posting and returns its version.
  @discardableResult
  mutating func post(_ posting: Posting) -> UInt32 {
    log[member.nextVersion] = posting
    apply(.posted(posting))
    return member.version
  }

  /// Goes to an instant and applies what is due there.
  mutating func go(to instant: Timestamp) {
    now = instant
    for posting in member.decideDue(now: now, terms: terms) { post(posting) }
  }

  func balance(_ token: TokenNumber = 0) -> Balance { member.balance(of: token, now: now) }
  func account(_ token: TokenNumber = 0) -> Account { member.account(token) }

  // MARK: - Commands

  /// Earns what a basket with these awards gives.
  @discardableResult
  mutating func sell(
    _ awards: [Award],
    capUses: [CapUse] = [],
    counterUses: [CounterUse] = []
  ) throws(Refusal) -> UInt32 {
    var posting = try member.decideEarn(awards: awards, capUses: capUses, now: now, rules: rules)
    if !counterUses.isEmpty { posting.details.counterUses = counterUses }
    let version = post(posting)
    sales[version] = (awards, now)
    return version
  }

  /// Buys for as many points, and comes into the tier that they lead to.
  @discardableResult
  mutating func buy(
    _ points: Int64,
    occurredAt: Timestamp? = nil
  ) throws(Refusal) -> UInt32 {
    let awards = [Award.of(points)]
    let occurredAt = occurredAt ?? now
    var posting = try member.decideEarn(
      awards: awards,
      capUses: [],
      now: now,
      occurredAt: occurredAt,
      rules: rules
    )
    if let tiers {
      try member.qualify(points, in: &posting, now: now, occurredAt: occurredAt, rules: tiers)
    }
    let version = post(posting)
    sales[version] = (awards, now)
    return version
  }

  /// Returns lines, so that the rest gives other awards; `nil` = all lines.
  @discardableResult
  mutating func takeBack(
    _ version: UInt32,
    leaving rest: SaleStanding?,
    isStrict: Bool = false
  ) throws(Refusal) -> SaleReturn {
    guard let sale = sales[version] else { throw .transactionNotFound }
    var result = try member.decideReturn(
      of: SaleFacts(
        earn: try earnFacts(version),
        awards: sale.awards,
        recordedAt: sale.recordedAt,
        occurredAt: sale.recordedAt
      ),
      leaving: rest ?? SaleStanding(),
      isEverything: rest == nil,
      isStrict: isStrict,
      now: now,
      rules: rules,
      policies: policies
    )
    if let tiers { member.requalify(in: &result.effects.posting, now: now, rules: tiers) }
    post(result.posting)
    sales[version]?.awards = result.standing.awards
    return result
  }

  @discardableResult
  mutating func earn(
    _ points: Int64,
    token: TokenNumber = 0,
    pendingDays: Int64 = 0,
    expiresAfterDays: Int64 = 0,
    isBonus: Bool = false
  ) throws(Refusal) -> UInt32 {
    let award = Award.of(
      points,
      token: token,
      pendingDays: pendingDays,
      expiresAfterDays: expiresAfterDays,
      isBonus: isBonus
    )
    return post(try member.decideEarn(awards: [award], capUses: [], now: now, rules: rules))
  }

  @discardableResult
  mutating func redeem(_ points: Int64, token: TokenNumber = 0) throws(Refusal) -> UInt32 {
    post(try member.decideRedeem(Points(points), token: token, now: now, rules: rules))
  }

  @discardableResult
  mutating func authorize(_ points: Int64, timeoutDays: Int64 = 1) throws(Refusal) -> UInt32 {
    post(
      try member.decideAuthorization(
        Points(points),
        token: 0,
        timeoutMilliseconds: timeoutDays * LedgerRules.dayMilliseconds,
        now: now,
        rules: rules
      )
    )
  }

  @discardableResult
  mutating func capture(_ hold: UInt32, _ points: Int64 = 0) throws(Refusal) -> UInt32 {
    post(try member.decideCapture(hold, points: Points(points), now: now))
  }

  @discardableResult
  mutating func void(_ hold: UInt32) throws(Refusal) -> UInt32 {
    post(try member.decideVoid(hold, now: now))
  }

  @discardableResult
  mutating func lock(
    _ points: Int64,
    of target: LockTarget = .anyPoints,
    until: Timestamp = .never,
    allowPartial: Bool = false
  ) throws(Refusal) -> UInt32 {
    post(
      try member.decideLock(
        Points(points),
        of: target,
        token: 0,
        until: until,
        allowPartial: allowPartial,
        now: now,
        rules: rules
      )
    )
  }

  @discardableResult
  mutating func unlock(_ lock: UInt32, _ points: Int64 = 0) throws(Refusal) -> UInt32 {
    post(
      try member.decideUnlock(
        lock,
        points: Points(points),
        now: now,
        graceMilliseconds: rules.unlockGraceMilliseconds
      )
    )
  }

  @discardableResult
  mutating func reverseEarn(
    _ version: UInt32,
    isStrict: Bool = false
  ) throws(Refusal) -> EarnReversal {
    var reversal = try member.decideEarnReversal(
      of: try earnFacts(version),
      isStrict: isStrict,
      now: now,
      rules: rules
    )
    if let tiers { member.requalify(in: &reversal.posting, now: now, rules: tiers) }
    post(reversal.posting)
    return reversal
  }

  @discardableResult
  mutating func reverseRedemption(
    _ version: UInt32,
    _ points: Int64 = 0
  ) throws(Refusal) -> UInt32 {
    guard let posting = log[version], let facts = RedemptionFacts(posting, version: version) else {
      throw .notReversible
    }
    return post(
      try member.decideRedemptionReversal(
        of: facts,
        points: Points(points),
        now: now,
        rules: rules
      )
    )
  }

  /// What the log knows of an earn, all later postings noted.
  func earnFacts(_ version: UInt32) throws(Refusal) -> EarnFacts {
    let postings = log.map { (version: $0.key, posting: $0.value) }
    guard let facts = EarnFacts(version: version, among: postings) else { throw .notReversible }
    return facts
  }
}

extension Award {
  static func of(
    _ points: Int64,
    token: TokenNumber = 0,
    pendingDays: Int64 = 0,
    expiresAfterDays: Int64 = 0,
    isBonus: Bool = false,
    promotion: PromotionNumber = 1
  ) -> Award {
    Award(
      promotion: promotion,
      promotionVersion: 1,
      token: token,
      points: Points(points),
      beforeCap: Points(points),
      eligibleAmount: points,
      eligibleQuantity: 1,
      isBonus: isBonus,
      lotSchedule: LotSchedule(
        LotTerms(
          pendingMilliseconds: pendingDays * LedgerRules.dayMilliseconds,
          expiresAfterMilliseconds: expiresAfterDays * LedgerRules.dayMilliseconds
        )
      )
    )
  }
}

extension Balance {
  static func of(
    _ available: Int64,
    pending: Int64 = 0,
    locked: Int64 = 0,
    debt: Int64 = 0
  ) -> Balance {
    Balance(
      token: 0,
      available: Points(available),
      pending: Points(pending),
      locked: Points(locked),
      debt: Points(debt)
    )
  }
}

/// The first millisecond of a day, counted from the day of the enrolment.
func ledgerDay(_ number: Int64) -> Timestamp {
  Timestamp(milliseconds: number * LedgerRules.dayMilliseconds)
}
