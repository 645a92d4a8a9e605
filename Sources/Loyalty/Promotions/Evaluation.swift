/// How much of its reasons an evaluation says.
///
/// Raw values are the schema's `ExplainLevel`.
package enum Explanation: UInt8, Hashable, Sendable, CaseIterable {
  /// The promotions that gave points, with the points of each line.
  case applied = 0
  /// Also those that matched a line and were refused.
  case full = 1
  /// The promotions that gave points, without lines.
  case none = 2
}

/// What a basket is worth, and why.
///
/// Reusable: evaluating into it again keeps its storage.
package struct Evaluation: Sendable {
  /// A promotion that did not give points, with the first condition that failed.
  package struct Rejection: Hashable, Sendable {
    package var promotion: PromotionNumber
    package var promotionVersion: UInt32
    package var condition: Condition
    /// What was compared with what, such as an amount with a step; empty where the condition says
    /// all.
    package var detail: String
  }

  /// What a cap or budget of a promotion leaves after the basket.
  package struct CapLeft: Hashable, Sendable {
    package var promotion: PromotionNumber
    /// What is counted; its amount is what is used, all that this basket uses included.
    package var use: CapUse
    package var left: Int64
    package var limit: Int64
    /// Whether it is the one that cut the promotion most.
    package var hasCut: Bool

    /// Whether ``use`` and ``left`` are the whole truth.
    ///
    /// Of a shared cap that did not cut they tell of this basket alone, for what others have used
    /// stands with other shards. One that cut had nothing left.
    package var isWhole: Bool { hasCut || !use.isShared || use.period == .basket }
  }

  package struct TokenTotal: Hashable, Sendable {
    package var token: TokenNumber
    package var points: Points
  }

  /// Rates, then multipliers and quantity bonuses, thresholds, tier multipliers; within each by
  /// priority, then promotion id.
  ///
  /// Only those of 1 point or more.
  package internal(set) var awards: [Award] = []
  /// For each award in order, its lines in order; the parts of an award add up to its points.
  ///
  /// Lines that got nothing are left out. Empty with ``Explanation/none``.
  package internal(set) var lineAwards: [LineAward] = []
  /// In the order of awards; those asked for by name last.
  package internal(set) var rejections: [Rejection] = []
  /// Points to add to the member's use of caps when the awards are posted.
  package internal(set) var capUses: [CapUse] = []
  /// For each of ``capUses``, how much was used before the sale.
  package internal(set) var capsBefore: [Int64] = []
  /// What the caps of the awarded promotions leave, and those that left nothing of others.
  ///
  /// Only with ``Explanation/full``.
  package internal(set) var capsLeft: [CapLeft] = []
  /// Changes of counters to post with the awards.
  package internal(set) var counterUses: [CounterUse] = []
  /// What rules asked of the buyer.
  package internal(set) var inputs = EvaluationInputs()
  /// Shared caps and budgets of which more is wanted than the shard holds.
  ///
  /// Where there are any, the awards may be less than they will be.
  package internal(set) var shortages: [Shortage] = []
  /// By what is missing for each point, then promotion id.
  package internal(set) var nearMisses: [NearMiss] = []
  /// By token number, ascending.
  ///
  /// Only tokens of 1 point or more.
  package internal(set) var totals: [TokenTotal] = []
  /// Points of all tokens together.
  package internal(set) var points = Points.zero
  /// How many promotions were looked at: what the cost follows.
  package internal(set) var candidatesVisited = 0

  package init() {}

  package mutating func removeAll() {
    awards.removeAll(keepingCapacity: true)
    lineAwards.removeAll(keepingCapacity: true)
    if !rejections.isEmpty { rejections.removeAll(keepingCapacity: true) }
    if !capUses.isEmpty { capUses.removeAll(keepingCapacity: true) }
    if !capsBefore.isEmpty { capsBefore.removeAll(keepingCapacity: true) }
    if !capsLeft.isEmpty { capsLeft.removeAll(keepingCapacity: true) }
    if !counterUses.isEmpty { counterUses.removeAll(keepingCapacity: true) }
    inputs.removeAll()
    if !shortages.isEmpty { shortages.removeAll(keepingCapacity: true) }
    if !nearMisses.isEmpty { nearMisses.removeAll(keepingCapacity: true) }
    totals.removeAll(keepingCapacity: true)
    points = .zero
    candidatesVisited = 0
  }
}
