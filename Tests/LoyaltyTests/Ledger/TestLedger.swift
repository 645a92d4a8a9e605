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
  /// Every entry with its time of recording, in order.
  private var entries: [(entry: Entry, at: Timestamp)] = []

  init(stage: Stage = .active) { apply(.enrolled(Enrolment(stage: stage))) }

  mutating func enter(_ stage: Stage) { apply(.changed(MemberChange(stage: stage))) }

  private mutating func apply(_ entry: Entry) {
    let version = member.nextVersion
    member.apply(entry, version: version, at: now)
    entries.append((entry, now))
    precondition(member.violations().isEmpty, "\(member.violations())")
  }

  /// A new member that was told the entries alone.
  func replayed() -> Member {
    var member = Member(id: member.id)
    for (index, (entry, at)) in entries.enumerated() {
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
    for posting in member.decideDue(now: now) { post(posting) }
  }

  func balance(_ token: TokenNumber = 0) -> Balance { member.balance(of: token, now: now) }
  func account(_ token: TokenNumber = 0) -> Account { member.account(token) }

  // MARK: - Commands

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
    post(try member.decideUnlock(lock, points: Points(points), now: now))
  }

  @discardableResult
  mutating func reverseEarn(
    _ version: UInt32,
    isStrict: Bool = false
  ) throws(Refusal) -> EarnReversal {
    let reversal = try member.decideEarnReversal(
      of: try earnFacts(version),
      isStrict: isStrict,
      now: now,
      rules: rules
    )
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
    guard let posting = log[version], var facts = EarnFacts(posting, version: version) else {
      throw .notReversible
    }
    for (later, posting) in log where later > version { facts.note(posting) }
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
      pendingMilliseconds: pendingDays * LedgerRules.dayMilliseconds,
      expiresAfterMilliseconds: expiresAfterDays * LedgerRules.dayMilliseconds
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
