/// A use of a cap or budget: so much counted in the period that began at `periodStart`.
///
/// `periodStart` is the local period's first instant; the life of a promotion begins at
/// `Timestamp(milliseconds: 0)` with period ``CapPeriod/life``. Uses of shared caps and budgets
/// stand with the member whose sale used them.
package struct CapUse: Hashable, Sendable, BitwiseCopyable {
  /// A promotion's number, ``budgetBit`` and a budget's, or ``partnershipBit`` and a partnership's.
  package var owner: UInt32
  package var period: CapPeriod
  package var scope: CapScope
  package var unit: CapUnit
  /// Hash of the card, store, terminal or tag that the scope counts for; 0 where it counts for
  /// none.
  package var key: UInt64
  package var periodStart: Timestamp
  /// Points or times; negative where a posting gives some back.
  package var amount: Int64

  /// Set in ``owner`` where it is a budget.
  package static let budgetBit: UInt32 = 1 << 31
  /// Set in ``owner`` where it is a partnership, whose limits are of one member.
  package static let partnershipBit: UInt32 = 1 << 30
  /// Set in ``owner``, beside ``budgetBit``, where it is the supply of a token.
  package static let supplyBit: UInt32 = 1 << 29

  /// Set in ``owner`` where it is a campaign of codes; beside ``budgetBit`` it is the campaign's
  /// stock.
  package static let campaignBit: UInt32 = 1 << 28

  /// Set in ``owner`` where it is a benefit: how often a member has had it.
  package static let benefitBit: UInt32 = 1 << 27

  /// Who counts what is issued of a token.
  package static func supplyOwner(of token: TokenNumber) -> UInt32 {
    budgetBit | supplyBit | UInt32(token)
  }

  /// Points of a token's supply, over all members and for ever.
  package static func supply(of token: TokenNumber, _ points: Points) -> CapUse {
    CapUse(
      owner: supplyOwner(of: token),
      period: .life,
      scope: .all,
      periodStart: Timestamp(milliseconds: 0),
      amount: points.rawValue
    )
  }

  package init(
    owner: UInt32,
    period: CapPeriod,
    scope: CapScope = .member,
    unit: CapUnit = .points,
    key: UInt64 = 0,
    periodStart: Timestamp,
    amount: Int64
  ) {
    self.owner = owner
    self.period = period
    self.scope = scope
    self.unit = unit
    self.key = key
    self.periodStart = periodStart
    self.amount = amount
  }

  /// Points of a promotion, counted for the member.
  package init(
    promotion: PromotionNumber,
    period: CapPeriod,
    periodStart: Timestamp,
    points: Points
  ) {
    self.init(
      owner: promotion,
      period: period,
      periodStart: periodStart,
      amount: points.rawValue
    )
  }

  /// Whether another use counts towards the same limit in the same period.
  @inline(__always)
  package func isSameCount(as other: CapUse) -> Bool {
    owner == other.owner && period == other.period && scope == other.scope && unit == other.unit
      && key == other.key && periodStart == other.periodStart
  }

  /// Whether other members' uses count towards the same limit.
  package var isShared: Bool { scope.isShared }
}

extension [CapUse] {
  /// Each limit once, with all that is used of it: several promotions of a sale draw on one budget.
  package var merged: [CapUse] {
    for (place, use) in enumerated().dropFirst()
    where self[..<place].contains(where: { $0.isSameCount(as: use) }) {
      return merging(from: place)
    }
    return self
  }

  private func merging(from first: Int) -> [CapUse] {
    var merged = Array(self[..<first])
    for use in self[first...] {
      if let place = merged.firstIndex(where: { $0.isSameCount(as: use) }) {
        merged[place].amount += use.amount
      } else {
        merged.append(use)
      }
    }
    return merged
  }
}

/// Over what a cap counts.
///
/// Raw values are the schema's.
package enum CapPeriod: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case basket = 0
  case day = 1
  case week = 2
  case month = 3
  case life = 4
}

/// Whose use a cap counts.
///
/// Raw values are the schema's.
package enum CapScope: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case member = 0
  /// The card that the request names.
  case card = 1
  case store = 2
  case terminal = 3
  /// All members together.
  case all = 4
  /// A value of the event's tag, for one member.
  case tag = 5

  /// Whether it counts the uses of several members: what a card or a tag's value has used stands
  /// wholly with the member.
  @inline(__always)
  package var isShared: Bool {
    switch self {
    case .member, .card, .tag: false
    case .store, .terminal, .all: true
    }
  }
}

/// What a cap counts.
///
/// Raw values are the schema's.
package enum CapUnit: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case points = 0
  /// Baskets and events that were given points.
  case times = 1
}
