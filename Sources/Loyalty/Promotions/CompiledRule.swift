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
    /// floor(B × extra), the extra by tier from `factors`.
    case tierFactor
  }

  // What every visit reads comes first.

  /// The rule is live at an instant t where activeFrom ≤ t < activeUntil.
  ///
  /// Nothing where the status is not live.
  var activeFrom: Int64
  var activeUntil: Int64
  /// Bit = raw value of a ``LineKind`` that counts.
  var kinds: UInt16
  /// No include and no exclude list: sums by kind answer for it.
  var hasNoLists: Bool
  /// Names no store, channel, terminal, tier, segment and no schedule.
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
  /// Index of the group where the group chooses, or −1.
  var group: Int32 = -1
  /// Place by priority and id among all promotions; lower wins ties.
  var rank: UInt32 = 0
  var token: TokenNumber
  var pendingMilliseconds: Int64
  var expiresAfterMilliseconds: Int64
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

struct CompiledCap: BitwiseCopyable, Sendable {
  var period: CapPeriod
  var points: Int64
}

/// A group that chooses among its promotions.
struct CompiledGroup: BitwiseCopyable, Sendable {
  var mode: GroupMode
  /// Whether it holds a tier multiplier, and so is decided after the base promotions' points are
  /// known.
  var hasTierMultiplier: Bool
}
