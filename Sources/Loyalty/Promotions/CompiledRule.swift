/// One version of a promotion in the form that evaluating reads: numbers only, no references.
///
/// A multiplier whose base has several versions becomes one rule for each of them, valid while that
/// version of the base is.
struct CompiledRule: BitwiseCopyable, Sendable {
  /// The order of evaluating: a stage uses only what earlier ones gave.
  enum Stage: UInt8, BitwiseCopyable, Sendable {
    case rate, line, threshold, tier
  }

  /// How points are made from E, Q or B; `first`, `second` and `third` are its figures.
  enum Formula: UInt8, BitwiseCopyable, Sendable {
    /// floor(E × first ÷ second).
    case ratio
    /// min(floor(Q ÷ first), second) × third.
    case quantity
    /// The points of the highest of `steps` that E reaches.
    case steps
    /// The points of all `steps` that E reaches.
    case stepSum
    /// first.
    case fixed
    /// floor(B × extra), the extra by tier from `factors`.
    case tierFactor
  }

  // What every visit reads comes first.

  /// The rule is live at an instant t where activeFrom ≤ t < activeUntil.
  ///
  /// Nothing where the status is not live.
  var activeFrom: Int64
  var activeUntil: Int64
  /// Bit = ``Basket/Line/slot`` of lines that count.
  var kinds: UInt16
  /// No include and no exclude list: sums by kind answer for it.
  var hasNoLists: Bool
  /// Names no store, channel, terminal, tier, segment and no schedule, follows no tier, and nothing
  /// else is asked before its lines are.
  var isForEveryone: Bool
  var hasSchedule: Bool
  var stage: Stage
  var formula: Formula
  var isExclusive = false
  var isJoint = false
  var weekdays: UInt8
  var fromMinute: UInt16
  var toMinute: UInt16
  /// Include lists that a line must still meet when the index has led to the rule.
  var clauses = Run.empty
  /// Terms of all exclude lists.
  var excludes = Run.empty
  /// The include list that the index has met for the line; empty where none leads here.
  var accessClause = Run.empty

  var stores = Run.empty
  var channels = Run.empty
  var terminals = Run.empty
  var tiers = Run.empty
  var segments = Run.empty
  var excludedSegments = Run.empty

  /// While this version decides.
  ///
  /// Outside, the rule does not exist.
  var validFrom: Int64
  var validUntil: Int64

  var first: Int64 = 0
  var second: Int64 = 1
  var third: Int64 = 0
  var steps = Run.empty
  var factors = Run.empty
  /// For a rate: the tier multipliers that name it, as rule indexes.
  var tierRules = Run.empty
  var caps = Run.empty

  var number: PromotionNumber
  var version: UInt32
  /// Index of its definition.
  var definition: UInt32
  /// Index of the group, from the head's first, where the group chooses, or −1.
  var group: Int32 = -1
  /// Index of its ``CompiledConditions``, or −1.
  var rare: Int32 = -1
  /// For a multiplier: index of the rate whose conditions must hold too, or −1 where they always
  /// do.
  var base: Int32 = -1
  /// Place by priority and id among all promotions; lower wins ties.
  var rank: UInt32 = 0
  var lotSchedule: LotSchedule
  var token: TokenNumber
  var partner: UInt16 = 0
}

/// A step of a threshold.
struct CompiledStep: BitwiseCopyable, Sendable {
  var amountMinor: Int64
  var points: Int64
}

/// factor − 1 of a tier, as numerator ÷ denominator.
struct CompiledFactor: BitwiseCopyable, Sendable {
  var tier: Term
  var extraNumerator: Int64
  var denominator: Int64
}

/// A cap or budget of a rule.
struct CompiledCap: BitwiseCopyable, Sendable {
  /// In its unit.
  var limit: Int64
  /// A promotion's number, or ``CapUse/budgetBit`` and a budget's.
  var owner: UInt32
  /// For ``CapScope/tag``: index among the programme's names of such tags.
  var tag: UInt16 = 0
  var period: CapPeriod
  var scope: CapScope
  var unit: CapUnit
}

/// What few rules ask.
struct CompiledConditions: BitwiseCopyable, Sendable {
  /// Hours of the day, a run of the programme's `windows`; empty = any time.
  var windows = Run.empty
  var codes = Run.empty
  var tenders = Run.empty
  /// 0 = none.
  var minBasketMinor: Int64 = 0
  /// Local days since the enrolment; 0 = no limit.
  var maxMembershipDays: UInt32 = 0
  var birthday: BirthdayWindow?
  var visit: VisitCondition?
  var firstPurchase = FirstPurchase.none
  /// Where a quantity bonus goes on from earlier baskets.
  var across: AcrossBaskets?

  /// Whether it asks what only a member has.
  var isForMembers: Bool {
    maxMembershipDays > 0 || birthday != nil || visit != nil || firstPurchase != .none
  }

  /// Whether it asks anything before lines are looked at.
  var isAskedFirst: Bool {
    !windows.isEmpty || !codes.isEmpty || !tenders.isEmpty || minBasketMinor > 0 || isForMembers
  }
}

/// What a programme says about evaluating, from an instant on.
struct CompiledHead: BitwiseCopyable, Sendable {
  var validFrom: Int64
  /// Where its groups begin.
  var firstGroup: UInt32
  var nearMissPercent: UInt32
  var roundingPlace: RoundingPlace
}

/// A group that chooses among its promotions.
struct CompiledGroup: BitwiseCopyable, Sendable {
  var mode: GroupMode
  /// Whether it holds a tier multiplier, and so is decided after the base promotions' points are
  /// known.
  var hasTierMultiplier: Bool
}
