/// One version of a promotion, as the schema's `Promotion` says it.
package struct PromotionDefinition: Hashable, Sendable {
  /// The server's short number; all versions of one promotion share it.
  package var number: PromotionNumber
  /// Set by the server; 1 is the first.
  package var version: UInt32
  /// When this version began to be the one that decides.
  ///
  /// The first version's is ``Timestamp``(0) or earlier: it decides every sale before it too. A
  /// sale is decided by the version with the latest `validFrom` that is not after the sale.
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
}

/// Which lines count: a line matches when its kind is named, each include list that is present
/// matches, and no exclude list does.
package struct Selection: Hashable, Sendable {
  /// Empty = only ``LineKind/item``.
  package var kinds: [LineKind]
  package var include: TermSet
  package var exclude: TermSet

  package init(
    kinds: [LineKind] = [],
    include: TermSet = TermSet(),
    exclude: TermSet = TermSet()
  ) {
    self.kinds = kinds
    self.include = include
    self.exclude = exclude
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

  package init(
    departments: [String] = [],
    categories: [String] = [],
    brands: [String] = [],
    skus: [String] = [],
    labels: [String] = [],
    attributes: [String] = []
  ) {
    self.departments = departments
    self.categories = categories
    self.brands = brands
    self.skus = skus
    self.labels = labels
    self.attributes = attributes
  }

  package var isEmpty: Bool { lists.allSatisfy(\.names.isEmpty) }

  /// The lists with the kind of their names, in the schema's order.
  package var lists: [(kind: TermKind, names: [String])] {
    [
      (.department, departments), (.category, categories), (.brand, brands), (.sku, skus),
      (.label, labels), (.attribute, attributes),
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
  case quantityBonus(buyQuantity: Int64, points: Int64, maxPerBasket: Int64)
  /// The points of the highest step that E reaches.
  case threshold(steps: [ThresholdStep])
  /// floor(B × (factor − 1)), B = points of the named rate promotion in this basket after its caps.
  case tierMultiplier(base: String, factors: [TierFactor])
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

/// At most this many points of the promotion for a member within a period; the excess is cut.
package struct CapDefinition: Hashable, Sendable {
  package var period: CapPeriod
  package var points: Int64

  package init(period: CapPeriod, points: Int64) {
    self.period = period
    self.points = points
  }
}

/// How a promotion's points become a lot; both run from the time of recording.
package struct LotTerms: Hashable, Sendable {
  /// 0 = active at once.
  package var pendingMilliseconds: Int64
  /// 0 = never.
  package var expiresAfterMilliseconds: Int64

  package init(pendingMilliseconds: Int64 = 0, expiresAfterMilliseconds: Int64 = 0) {
    self.pendingMilliseconds = pendingMilliseconds
    self.expiresAfterMilliseconds = expiresAfterMilliseconds
  }
}
