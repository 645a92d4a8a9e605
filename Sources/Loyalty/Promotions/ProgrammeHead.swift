/// What a programme says about evaluating beside its promotions, from an instant on.
///
/// The head with the latest `validFrom` that is not after a sale decides it; the first one's is
/// 0 or earlier and decides every sale before it too.
package struct ProgrammeHead: Hashable, Sendable {
  package var validFrom: Timestamp
  /// The rule set's version that brought it.
  package var addedIn: UInt64
  package var groups: [GroupDefinition]
  package var settings: EvaluationSettings

  package init(
    validFrom: Timestamp = Timestamp(milliseconds: 0),
    addedIn: UInt64 = 0,
    groups: [GroupDefinition] = [],
    settings: EvaluationSettings = EvaluationSettings()
  ) {
    self.validFrom = validFrom
    self.addedIn = addedIn
    self.groups = groups
    self.settings = settings
  }
}

/// The settings that evaluating reads.
package struct EvaluationSettings: Hashable, Sendable {
  package var roundingPlace: RoundingPlace
  /// Whether what is paid with points earns too.
  package var earnsOnPointsTender: Bool
  /// How much more of what a step needs still counts as a near miss, in percent.
  package var nearMissPercent: UInt32

  package init(
    roundingPlace: RoundingPlace = .rule,
    earnsOnPointsTender: Bool = false,
    nearMissPercent: UInt32 = 25
  ) {
    self.roundingPlace = roundingPlace
    self.earnsOnPointsTender = earnsOnPointsTender
    self.nearMissPercent = nearMissPercent
  }
}

/// Where fractions of points are cut off.
///
/// Raw values are the schema's.
package enum RoundingPlace: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case rule = 0
  case line = 1
  case basket = 2
}

/// Points or times that promotions may give together, over all members.
package struct BudgetDefinition: Hashable, Sendable {
  /// The server's short number; below ``CapUse/budgetBit``.
  package var number: UInt32
  package var id: String
  /// Not ``CapPeriod/basket``.
  package var period: CapPeriod
  package var limit: Int64
  package var unit: CapUnit
  /// Id of the token that it counts; empty = the programme's default.
  package var token: String

  package init(
    number: UInt32,
    id: String,
    period: CapPeriod,
    limit: Int64,
    unit: CapUnit = .points,
    token: String = ""
  ) {
    self.number = number
    self.id = id
    self.period = period
    self.limit = limit
    self.unit = unit
    self.token = token
  }
}

/// What points can be changed into.
package struct VoucherTypeDefinition: Hashable, Sendable {
  /// The server's short number.
  package var number: UInt32
  package var id: String
  package var points: Points
  package var valueMinor: Int64
  /// How many there are; 0 = no limit.
  package var stock: Int64
  /// `nil` = for ever.
  package var validity: CalendarTerm?
  package var isActive: Bool

  package init(
    number: UInt32,
    id: String,
    points: Points,
    valueMinor: Int64,
    stock: Int64 = 0,
    validity: CalendarTerm? = nil,
    isActive: Bool = true
  ) {
    self.number = number
    self.id = id
    self.points = points
    self.valueMinor = valueMinor
    self.stock = stock
    self.validity = validity
    self.isActive = isActive
  }
}
