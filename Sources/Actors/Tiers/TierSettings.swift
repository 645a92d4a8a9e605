internal import FealtyLoyalty
internal import FealtyWire

// The schema's `TierRules` → the domain's, and what they may say.

extension FealtyLoyalty.TierRules {
  /// Nil where a programme has none.
  init?(
    _ settings: Settings,
    _ definition: ProgrammeDefinition,
    _ rules: LedgerRules,
    _ zone: ZoneRules
  ) {
    guard let stored = settings.tierRules, let lowest = definition.tiers.first else { return nil }
    let measure: Measure
    if stored.measure == .qualifyBySpend {
      measure = .spend
    } else {
      let id = stored.tokenID.isEmpty ? definition.defaultToken : stored.tokenID
      guard let token = definition.tokens.first(where: { $0.id == id }) else { return nil }
      measure = .points(token.number)
    }
    self.init(
      measure: measure,
      period: Period(stored),
      steps: [Step(tier: lowest, amount: 0)]
        + stored.thresholds.map { Step(tier: $0.tier, amount: $0.amount) },
      downgrade: Downgrade(stored.downgrade),
      graceDays: Int64(stored.graceDays),
      fallsOnReturn: stored.returns == .tierReturnsAtOnce,
      calendar: ProgrammeCalendar(zone: zone),
      maxBackdateMilliseconds: rules.maxBackdateMilliseconds
    )
  }

  /// What a posting counts.
  ///
  /// `spentMinor`: what was bought; asked for where money counts.
  func amount(of posting: Posting, spentMinor: @autoclosure () -> Int64) -> Int64 {
    switch measure {
    case .spend: return spentMinor()
    case .points(let token):
      var points = Points.zero
      for lot in posting.lotsMade where lot.token == token { points += lot.amount }
      return points.rawValue
    }
  }
}

extension FealtyLoyalty.TierRules.Period {
  fileprivate init(_ rules: FealtyWire.TierRules) {
    switch rules.period {
    case .tierCalendarYear: self = .calendar(.year)
    case .tierCalendarQuarter: self = .calendar(.quarter)
    case .tierCalendarMonth: self = .calendar(.month)
    case .tierAnniversary: self = .anniversary
    default: self = .rolling(days: max(1, Int64(rules.days)))
    }
  }
}

extension FealtyLoyalty.TierRules.Downgrade {
  fileprivate init(_ downgrade: FealtyWire.TierDowngrade) {
    switch downgrade {
    case .downgradeOneStep: self = .oneStep
    case .downgradeNever: self = .never
    default: self = .toReached
    }
  }
}

extension FealtyWire.TierRules {
  /// The first field that has no meaning, below `settings.tier_rules`, and what it may be.
  func fault(
    tiers: [String],
    tokens: [FealtyWire.Token]
  ) -> (path: String, allowed: String)? {
    let choices: [(String, Int64, ClosedRange<Int64>)] = [
      ("measure", Int64(measure.rawValue), 0...1), ("period", Int64(period.rawValue), 0...4),
      ("downgrade", Int64(downgrade.rawValue), 0...2), ("returns", Int64(returns.rawValue), 0...1),
      ("grace_days", Int64(graceDays), 0...Limits.tierGraceDays),
      ("days", Int64(days), period == .tierRolling ? 1...Limits.tierDays : 0...0),
    ]
    for (path, value, range) in choices where !range.contains(value) {
      return (
        path, "It is \(value); \(range.lowerBound) to \(range.upperBound) are allowed."
      )
    }
    guard tokenID.isEmpty || measure == .qualifyByPoints && tokens.contains(named: tokenID) else {
      return ("token_id", "There is no token \(tokenID), or money counts.")
    }
    guard tiers.count > 1, thresholds.map(\.tier) == Array(tiers.dropFirst()) else {
      return (
        "thresholds", "One is needed for each tier but the lowest, in the order of the tiers."
      )
    }
    var before: Int64 = 0
    for (place, threshold) in thresholds.enumerated() {
      let most = Points.limit.rawValue
      guard threshold.amount > before, threshold.amount <= most else {
        return (
          "thresholds[\(place)].amount",
          "It is \(threshold.amount); more than \(before), up to \(most), is allowed."
        )
      }
      before = threshold.amount
    }
    return nil
  }
}

extension [FealtyWire.Token] {
  fileprivate func contains(named id: String) -> Bool { contains { $0.tokenID == id } }
}
