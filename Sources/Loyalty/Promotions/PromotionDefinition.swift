/// One version of a promotion, as the schema's `Promotion` says it.
package struct PromotionDefinition: Hashable, Sendable {
  /// The server's short number; all versions of one promotion share it.
  package var number: PromotionNumber
  /// Set by the server; 1 is the first.
  package var version: UInt32
  /// When this version begins to be the one that decides.
  ///
  /// A sale is decided by the highest version whose `validFrom` is not after the sale. Of the first
  /// version, ``Timestamp``(0) or earlier means that it decides every sale before it too; with a
  /// later one the promotion does not exist before.
  package var validFrom: Timestamp
  /// 1 to 64 bytes.
  package var id: String
  package var name: String
  package var status: PromotionStatus
  /// First instant at which it is live; 0 or earlier = always was.
  package var start: Timestamp
  /// First instant at which it is no longer live; ``Timestamp/never`` or 0 = it never ends.
  package var end: Timestamp
  /// Bit 0 = Monday … bit 6 = Sunday; 0 = every day.
  package var weekdays: UInt32
  /// First minute of the local day, 0 to 1439.
  package var fromMinute: UInt32
  /// First minute after the window, up to 1440; 0 = the day's end.
  package var toMinute: UInt32
  /// Empty = a group of its own that stacks.
  package var group: String
  /// Higher first.
  package var priority: Int32
  /// Which lines count.
  ///
  /// A tier multiplier has none of its own: it follows its base promotion.
  package var selection: Selection
  /// Empty = all; likewise the next lists.
  package var stores: [String]
  package var channels: [String]
  package var terminals: [String]
  package var tiers: [String]
  package var segments: [String]
  package var excludedSegments: [String]
  /// `nil` is a finding; the schema cannot forbid it.
  package var mechanic: Mechanic?
  package var caps: [CapDefinition]
  /// Id of the token; empty = the programme's default.
  package var token: String
  package var lotTerms: LotTerms
  /// Beats the others of its group.
  package var isExclusive: Bool
  /// Is awarded beside whatever wins in its group, an exclusive one included.
  package var isJoint: Bool
  /// The rule set's version that brought this version of the promotion.
  package var addedIn: UInt64 = 0
  /// Its name by language.
  package var names: [LocalText] = []
  /// What it prints on the receipt, by language.
  package var receiptTexts: [LocalText] = []
  package var conditions = PromotionConditions()
  /// Ids of the budgets that its points are drawn from.
  package var budgets: [String] = []
  /// Who pays for the points; empty = the programme.
  package var fundingPartner = ""
  /// The server's short number of that partner; 0 = none.
  package var fundingPartnerNumber: UInt16 = 0
  /// Any of them, beside `weekdays`, `fromMinute` and `toMinute`; empty = any time.
  package var windows: [DayWindow] = []

  package init(
    number: PromotionNumber,
    version: UInt32 = 1,
    validFrom: Timestamp = Timestamp(milliseconds: 0),
    id: String,
    name: String = "",
    status: PromotionStatus = .live,
    start: Timestamp = Timestamp(milliseconds: 0),
    end: Timestamp = .never,
    weekdays: UInt32 = 0,
    fromMinute: UInt32 = 0,
    toMinute: UInt32 = 0,
    group: String = "",
    priority: Int32 = 0,
    selection: Selection = Selection(),
    stores: [String] = [],
    channels: [String] = [],
    terminals: [String] = [],
    tiers: [String] = [],
    segments: [String] = [],
    excludedSegments: [String] = [],
    mechanic: Mechanic?,
    caps: [CapDefinition] = [],
    token: String = "",
    lotTerms: LotTerms = LotTerms(),
    isExclusive: Bool = false,
    isJoint: Bool = false
  ) {
    self.number = number
    self.version = version
    self.validFrom = validFrom
    self.id = id
    self.name = name
    self.status = status
    self.start = start
    self.end = end
    self.weekdays = weekdays
    self.fromMinute = fromMinute
    self.toMinute = toMinute
    self.group = group
    self.priority = priority
    self.selection = selection
    self.stores = stores
    self.channels = channels
    self.terminals = terminals
    self.tiers = tiers
    self.segments = segments
    self.excludedSegments = excludedSegments
    self.mechanic = mechanic
    self.caps = caps
    self.token = token
    self.lotTerms = lotTerms
    self.isExclusive = isExclusive
    self.isJoint = isJoint
  }

  /// The end as an instant, whichever way "never" was written.
  package var effectiveEnd: Timestamp { end.milliseconds == 0 ? .never : end }
}

/// Whether a promotion may fire within its dates.
///
/// Raw values are the schema's.
package enum PromotionStatus: UInt8, Hashable, Sendable, CaseIterable {
  case live = 0
  case draft = 1
  case paused = 2
  /// Gives nothing any more, to late sales either.
  ///
  /// To end a promotion and keep late sales dated inside, set its end.
  case ended = 3
}

/// What a line of a basket is.
///
/// Raw values are the schema's.
package enum LineKind: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case item = 0
  case fuel = 1
  case giftcard = 2
  /// A coupon on the whole basket: amount 0 or less, quantity 0.
  case adjustment = 3
  /// A line taken off the receipt: amount 0, quantity 0.
  case void = 4
  case delivery = 5
  case deposit = 6
  /// Made by the server from an event; a till's basket has none.
  case event = 7
}

/// Which lines count: a line matches when its kind is named, each include list that is present
/// matches, and no exclude list does.
package struct Selection: Hashable, Sendable {
  /// Empty = only ``LineKind/item``.
  package var kinds: [LineKind]
  package var include: TermSet
  package var exclude: TermSet
  /// Whether lines with a discount do not count.
  package var excludesDiscounted: Bool

  package init(
    kinds: [LineKind] = [],
    include: TermSet = TermSet(),
    exclude: TermSet = TermSet(),
    excludesDiscounted: Bool = false
  ) {
    self.kinds = kinds
    self.include = include
    self.exclude = exclude
    self.excludesDiscounted = excludesDiscounted
  }
}

/// Names that lines carry, a list for each kind of name.
///
/// Compared byte by byte.
package struct TermSet: Hashable, Sendable {
  package var departments: [String]
  package var categories: [String]
  package var brands: [String]
  package var skus: [String]
  package var labels: [String]
  /// `name=value`.
  package var attributes: [String]
  package var eventTypes: [String]
  /// Counters of an event; absent on an event promotion = the event itself, quantity 1.
  package var counters: [String]

  package init(
    departments: [String] = [],
    categories: [String] = [],
    brands: [String] = [],
    skus: [String] = [],
    labels: [String] = [],
    attributes: [String] = [],
    eventTypes: [String] = [],
    counters: [String] = []
  ) {
    self.departments = departments
    self.categories = categories
    self.brands = brands
    self.skus = skus
    self.labels = labels
    self.attributes = attributes
    self.eventTypes = eventTypes
    self.counters = counters
  }

  package var isEmpty: Bool { lists.allSatisfy(\.names.isEmpty) }

  /// The lists with the kind of their names, in the schema's order.
  package var lists: [(kind: TermKind, names: [String])] {
    [
      (.department, departments), (.category, categories), (.brand, brands), (.sku, skus),
      (.label, labels), (.attribute, attributes), (.eventType, eventTypes), (.counter, counters),
    ]
  }
}

/// How a promotion makes points.
///
/// All arithmetic is exact; the floors are the ones written here.
package enum Mechanic: Hashable, Sendable {
  /// floor(E × points ÷ perAmountMinor).
  case rate(points: Int64, perAmountMinor: Int64)
  /// The extra of a factor on a rate promotion, over this promotion's own selection: floor(E ×
  /// base.points × (factor − 1) ÷ base.perAmountMinor).
  ///
  /// `factor` is 1 or more; `nil` stands for one that is missing or has a denominator below 1, and
  /// is a finding.
  case multiplier(base: String, factor: Ratio?)
  /// min(floor(Q ÷ buyQuantity), maxPerBasket) × points; maxPerBasket 0 = no limit.
  ///
  /// With `across`, Q goes on from where the member's earlier baskets have left it.
  case quantityBonus(
    buyQuantity: Int64,
    points: Int64,
    maxPerBasket: Int64,
    across: AcrossBaskets? = nil
  )
  /// The points of the highest step that E reaches; with `addUp`, of all steps that it reaches.
  case threshold(steps: [ThresholdStep], addUp: Bool = false)
  /// floor(B × (factor − 1)), B = points of the named rate promotion in this basket after its caps.
  case tierMultiplier(base: String, factors: [TierFactor])
  /// The same points whatever the amount, where a line matches.
  case fixed(points: Int64)
}

package struct ThresholdStep: Hashable, Sendable {
  package var amountMinor: Int64
  package var points: Int64

  package init(amountMinor: Int64, points: Int64) {
    self.amountMinor = amountMinor
    self.points = points
  }
}

package struct TierFactor: Hashable, Sendable {
  package var tier: String
  /// `nil` is a finding, as in ``Mechanic/multiplier(base:factor:)``.
  package var factor: Ratio?

  package init(tier: String, factor: Ratio?) {
    self.tier = tier
    self.factor = factor
  }
}

/// At most this much of the promotion for whom the scope names within a period; the excess is cut.
package struct CapDefinition: Hashable, Sendable {
  package var period: CapPeriod
  /// The limit, in `unit`.
  package var points: Int64
  package var scope: CapScope
  package var unit: CapUnit
  /// Name of the event's tag; with ``CapScope/tag`` alone.
  package var tag: String

  package init(
    period: CapPeriod,
    points: Int64,
    scope: CapScope = .member,
    unit: CapUnit = .points,
    tag: String = ""
  ) {
    self.period = period
    self.points = points
    self.scope = scope
    self.unit = unit
    self.tag = tag
  }
}
