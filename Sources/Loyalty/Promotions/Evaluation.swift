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
    rejections.removeAll(keepingCapacity: true)
    capUses.removeAll(keepingCapacity: true)
    totals.removeAll(keepingCapacity: true)
    points = .zero
    candidatesVisited = 0
  }
}
