/// What members collect under: tokens, tiers, groups and promotions, as the schema's `Programme`
/// says it.
///
/// A plain value: check it with ``findings()``, compile it with ``CompiledProgramme``.
package struct ProgrammeDefinition: Hashable, Sendable {
  /// Lists of segments that have come into force.
  package var segmentSwaps = SegmentSwaps.none
  /// 1 to 64 bytes.
  package var id: String
  package var name: String
  /// IANA name; empty = UTC.
  ///
  /// Only its ``ZoneRules`` take part in evaluating.
  package var timeZone: String
  /// ISO 4217 of the programme's money.
  package var currency: String
  /// Id of the token of promotions that name none.
  package var defaultToken: String
  package var tokens: [TokenDefinition]
  /// Lowest first; the first is a new member's.
  package var tiers: [String]
  package var groups: [GroupDefinition]
  /// Each version of each promotion that late sales may still need; at least the current ones.
  package var promotions: [PromotionDefinition]
  /// Whether baskets of unknown members are evaluated as guests.
  package var allowsGuests: Bool
  /// By `validFrom`, ascending; empty = ``groups`` and the default settings, always.
  package var heads: [ProgrammeHead]
  package var budgets: [BudgetDefinition]
  package var voucherTypes: [VoucherTypeDefinition]
  package var codeCampaigns: [CodeCampaignDefinition]
  package var benefits: [BenefitDefinition]

  package init(
    id: String,
    name: String = "",
    timeZone: String = "",
    currency: String = "",
    defaultToken: String,
    tokens: [TokenDefinition],
    tiers: [String] = [],
    groups: [GroupDefinition] = [],
    promotions: [PromotionDefinition] = [],
    allowsGuests: Bool = false,
    heads: [ProgrammeHead] = [],
    budgets: [BudgetDefinition] = [],
    voucherTypes: [VoucherTypeDefinition] = [],
    codeCampaigns: [CodeCampaignDefinition] = [],
    benefits: [BenefitDefinition] = []
  ) {
    self.benefits = benefits
    self.id = id
    self.name = name
    self.timeZone = timeZone
    self.currency = currency
    self.defaultToken = defaultToken
    self.tokens = tokens
    self.tiers = tiers
    self.groups = groups
    self.promotions = promotions
    self.allowsGuests = allowsGuests
    self.heads = heads
    self.budgets = budgets
    self.voucherTypes = voucherTypes
    self.codeCampaigns = codeCampaigns
  }
}

/// A token that the programme gives.
package struct TokenDefinition: Hashable, Sendable {
  package var number: TokenNumber
  /// 1 to 32 bytes.
  package var id: String
  package var name: String
  package var symbol: String
  /// 0 to 18; points are whole numbers of the smallest unit.
  package var decimals: UInt8
  /// How many may ever be issued; 0 = no limit.
  package var supply: Int64

  package init(
    number: TokenNumber,
    id: String,
    name: String = "",
    symbol: String = "",
    decimals: UInt8 = 0,
    supply: Int64 = 0
  ) {
    self.supply = supply
    self.number = number
    self.id = id
    self.name = name
    self.symbol = symbol
    self.decimals = decimals
  }
}

/// A group of promotions, of which the mode says how many are awarded together.
package struct GroupDefinition: Hashable, Sendable {
  package var id: String
  package var mode: GroupMode

  package init(id: String, mode: GroupMode) {
    self.id = id
    self.mode = mode
  }
}

/// Which of a group's promotions are awarded.
///
/// Raw values are the schema's.
///
/// Only promotions that would give at least one point after their caps take part. Ties go to the
/// higher priority, then to the promotion id that comes first in the order of its bytes.
package enum GroupMode: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// All of them.
  case stack = 0
  /// The one of highest priority.
  case firstMatch = 1
  /// The one that gives the most points after caps.
  case bestForMember = 2
  /// The one that gives the fewest points after caps.
  case bestForProgram = 3
}
