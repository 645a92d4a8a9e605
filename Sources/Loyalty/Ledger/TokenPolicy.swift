/// What a programme's settings say about the points of one token.
package struct TokenPolicy: Hashable, Sendable {
  package var token: TokenNumber
  /// All of it expires so long after the member's last activity; `nil` = never.
  package var inactivity: CalendarTerm?
  /// Whether redemptions are activity too; earns, events and claims always are.
  package var redeemCounts: Bool
  package var decay: Decay?
  /// `nil` = the programme's.
  package var returnPolicy: ReturnPolicy?
  /// 0 = the programme's limit, as for the next two.
  package var redeemMin: Points
  package var redeemMax: Points
  package var redeemStep: Points

  package init(
    token: TokenNumber,
    inactivity: CalendarTerm? = nil,
    redeemCounts: Bool = false,
    decay: Decay? = nil,
    returnPolicy: ReturnPolicy? = nil,
    redeemMin: Points = .zero,
    redeemMax: Points = .zero,
    redeemStep: Points = .zero
  ) {
    self.token = token
    self.inactivity = inactivity
    self.redeemCounts = redeemCounts
    self.decay = decay
    self.returnPolicy = returnPolicy
    self.redeemMin = redeemMin
    self.redeemMax = redeemMax
    self.redeemStep = redeemStep
  }
}

/// A part of the points that expires at the end of each period.
package struct Decay: Hashable, Sendable {
  /// In ten thousandths of a percent: 1 to 1,000,000.
  package var tenThousandths: UInt32
  package var every: CalendarPeriod
  /// Whether points that are not active yet are part of it.
  package var pendingToo: Bool

  package init(tenThousandths: UInt32, every: CalendarPeriod, pendingToo: Bool = false) {
    self.tenThousandths = tenThousandths
    self.every = every
    self.pendingToo = pendingToo
  }
}

/// The policies of a programme's tokens, beside its ``LedgerRules``.
///
/// Apart from them, because those are read with every earn: they hold no references.
package struct TokenPolicies: Hashable, Sendable {
  package let all: [TokenPolicy]

  package static let none = TokenPolicies([])

  package init(_ policies: [TokenPolicy]) { all = policies }

  package var isEmpty: Bool { all.isEmpty }

  package subscript(token: TokenNumber) -> TokenPolicy? {
    for policy in all where policy.token == token { return policy }
    return nil
  }

  package func returnPolicy(of token: TokenNumber, _ rules: LedgerRules) -> ReturnPolicy {
    self[token]?.returnPolicy ?? rules.returnPolicy
  }

  /// The programme's rules with the limits and the return policy of one token.
  package func rules(of token: TokenNumber, _ rules: LedgerRules) -> LedgerRules {
    guard let policy = self[token] else { return rules }
    var own = rules
    if let returnPolicy = policy.returnPolicy { own.returnPolicy = returnPolicy }
    if policy.redeemMin > .zero { own.redeemMin = policy.redeemMin }
    if policy.redeemMax > .zero { own.redeemMax = policy.redeemMax }
    if policy.redeemStep > .zero { own.redeemStep = policy.redeemStep }
    return own
  }
}

/// What deciding about due entries asks of the programme.
package struct DueTerms: Hashable, Sendable {
  package var policies: TokenPolicies
  package var calendar: ProgrammeCalendar
  /// How long points live on that expired under an operator's lock, after the lock; 0 = not at all.
  package var unlockGraceMilliseconds: Int64
  /// `nil` where tiers are given by hand alone.
  package var tiers: TierRules?

  package init(
    policies: TokenPolicies = .none,
    calendar: ProgrammeCalendar = ProgrammeCalendar(zone: .utc),
    unlockGraceMilliseconds: Int64 = 0,
    tiers: TierRules? = nil
  ) {
    self.tiers = tiers
    self.policies = policies
    self.calendar = calendar
    self.unlockGraceMilliseconds = unlockGraceMilliseconds
  }
}
