extension ProgrammeChecker {
  mutating func checkPromotion(_ promotion: PromotionDefinition, at path: String) {
    checkLength(promotion.id, "\(path).promotion_id", 1...PromotionLimits.idBytes)
    checkLength(promotion.name, "\(path).name", 0...PromotionLimits.nameBytes)
    checkSchedule(promotion, at: path)
    checkReferences(promotion, at: path)
    checkNames(promotion, at: path)
    checkKinds(promotion, at: path)
    checkConditions(promotion, at: path)
    checkCaps(promotion, at: path)
    checkBudgets(of: promotion, at: path)
    checkMechanic(promotion, at: path)
    if promotion.isExclusive, promotion.isJoint {
      report("\(path).joint", "It is exclusive and joint; it can be one of them.")
    }
    checkLotTerms(promotion.lotTerms, at: "\(path).lot_terms")
  }

  private mutating func checkSchedule(_ promotion: PromotionDefinition, at path: String) {
    if promotion.start.milliseconds < 0 {
      report("\(path).start_ms", "It is below 0.")
    }
    if promotion.end.milliseconds < 0 {
      report("\(path).end_ms", "It is below 0.")
    } else if promotion.effectiveEnd <= promotion.start {
      report("\(path).end_ms", "It is not after the start.")
    }
    if promotion.weekdays > 0x7F {
      report("\(path).weekdays", "Bits above 6 are set; bit 0 is Monday, bit 6 is Sunday.")
    }
    if promotion.fromMinute > 1_439 {
      report("\(path).from_minute", "It is \(promotion.fromMinute); 0 to 1439 are allowed.")
    }
    if promotion.toMinute > 1_440 {
      report("\(path).to_minute", "It is \(promotion.toMinute); 0 to 1440 are allowed.")
    } else if promotion.toMinute != 0, promotion.toMinute <= promotion.fromMinute {
      report("\(path).to_minute", "It is not after from_minute; a window ends with its day.")
    }
  }

  private mutating func checkReferences(_ promotion: PromotionDefinition, at path: String) {
    if !promotion.token.isEmpty, !tokens.contains(Array(promotion.token.utf8)) {
      report("\(path).token_id", "There is no token \(promotion.token).")
    }
    if !promotion.group.isEmpty, groupModes[Array(promotion.group.utf8)] == nil {
      report("\(path).group_id", "There is no group \(promotion.group).")
    }
    for (index, tier) in promotion.tiers.enumerated() {
      checkTier(tier, at: "\(path).tiers[\(index)]")
    }
  }

  mutating func checkTier(_ tier: String, at path: String) {
    if !tiers.contains(Array(tier.utf8)) { report(path, "There is no tier \(tier).") }
  }

  /// As the schema's `Terms` names its lists.
  static let listFields = [
    "departments", "categories", "brands", "skus", "labels", "attributes", "event_types",
    "counters",
  ]

  private mutating func checkNames(_ promotion: PromotionDefinition, at path: String) {
    let selection = promotion.selection
    var count = 0
    count += checkNames(promotion.stores, "\(path).stores")
    count += checkNames(promotion.channels, "\(path).channels")
    count += checkNames(promotion.terminals, "\(path).terminals")
    count += checkNames(promotion.segments, "\(path).segments")
    count += checkNames(promotion.excludedSegments, "\(path).excluded_segments")
    for (place, list) in selection.include.lists.enumerated() {
      count += checkNames(list.names, "\(path).selection.include.\(Self.listFields[place])")
    }
    for (place, list) in selection.exclude.lists.enumerated() {
      count += checkNames(list.names, "\(path).selection.exclude.\(Self.listFields[place])")
    }
    checkCount(count, path, atMost: PromotionLimits.termsPerPromotion)
    if case .tierMultiplier = promotion.mechanic,
      !selection.include.isEmpty || !selection.exclude.isEmpty
    {
      report("\(path).selection", "A tier multiplier follows its base and selects no lines.")
    }
  }

  /// - Returns: How many there are.
  private mutating func checkNames(_ names: [String], _ path: @autoclosure () -> String) -> Int {
    for (index, name) in names.enumerated() {
      checkLength(name, "\(path())[\(index)]", 1...PromotionLimits.nameBytes)
    }
    return names.count
  }

  mutating func checkPoints(
    _ points: Int64,
    atLeast least: Int64,
    at path: @autoclosure () -> String
  ) {
    let most = Points.limit.rawValue
    if !(least...most).contains(points) {
      report(path(), "It is \(points); \(least) to \(most) are allowed.")
    }
  }

  private mutating func checkMechanic(_ promotion: PromotionDefinition, at path: String) {
    switch promotion.mechanic {
    case nil:
      report("\(path).mechanic", "There is none; a promotion has exactly one.")
    case .rate(let points, let perAmountMinor):
      checkPoints(points, atLeast: 0, at: "\(path).rate.points")
      if perAmountMinor < 1 {
        report("\(path).rate.per_amount_minor", "It is \(perAmountMinor); it is at least 1.")
      }
    case .multiplier(let base, let factor):
      checkMultiplier(base, factor, at: "\(path).multiplier")
    case .quantityBonus(let buyQuantity, let points, let maxPerBasket, _):
      let path = "\(path).quantity_bonus"
      if buyQuantity < 1 { report("\(path).buy_quantity", "It is \(buyQuantity); at least 1.") }
      checkPoints(points, atLeast: 0, at: "\(path).points")
      if maxPerBasket < 0 {
        report("\(path).max_per_basket", "It is \(maxPerBasket); 0 is no limit.")
      }
    case .threshold(let steps, _):
      checkSteps(steps, at: "\(path).threshold.steps")
    case .tierMultiplier(let base, let factors):
      checkTierMultiplier(base, factors, at: "\(path).tier_multiplier")
    case .fixed(let points):
      checkPoints(points, atLeast: 0, at: "\(path).fixed.points")
    }
  }

  private mutating func checkMultiplier(_ base: String, _ factor: Ratio?, at path: String) {
    checkFactor(factor, at: "\(path).factor")
    guard let rate = findRate(base, at: path), let factor,
      factor.numerator >= factor.denominator, rate.points >= 0, rate.perAmountMinor >= 1
    else { return }
    let extra = multiplierExtra(
      factor,
      points: rate.points,
      perAmountMinor: rate.perAmountMinor
    )
    if extra == nil {
      report("\(path).factor", "Multiplied with the rate of \(base) it is out of range.")
    }
  }

  private mutating func checkSteps(_ steps: [ThresholdStep], at path: String) {
    if steps.isEmpty { report(path, "There is none; a threshold has at least one.") }
    checkCount(steps.count, path, atMost: PromotionLimits.stepsPerPromotion)
    for (index, step) in steps.enumerated() {
      checkPoints(step.points, atLeast: 0, at: "\(path)[\(index)].points")
      if step.amountMinor < 1 {
        report("\(path)[\(index)].amount_minor", "It is \(step.amountMinor); it is at least 1.")
      } else if index > 0, step.amountMinor <= steps[index - 1].amountMinor {
        report("\(path)[\(index)].amount_minor", "It is not above the step before.")
      }
    }
  }

  mutating func checkTierMultiplier(
    _ base: String,
    _ factors: [TierFactor],
    at path: String
  ) {
    _ = findRate(base, at: path)
    if factors.isEmpty { report("\(path).factors", "There is none; give at least one tier's.") }
    checkCount(factors.count, "\(path).factors", atMost: PromotionLimits.stepsPerPromotion)
    var seen: Set<[UInt8]> = []
    for (index, factor) in factors.enumerated() {
      checkTier(factor.tier, at: "\(path).factors[\(index)].tier")
      checkFactor(factor.factor, at: "\(path).factors[\(index)].factor")
      if !seen.insert(Array(factor.tier.utf8)).inserted {
        report("\(path).factors[\(index)].tier", "The tier \(factor.tier) is there twice.")
      }
    }
  }

  private mutating func checkFactor(_ factor: Ratio?, at path: String) {
    if let factor, factor.numerator >= factor.denominator { return }
    report(path, "It is not a ratio of 1 or more with a denominator of 1 or more.")
  }

  /// The rate that a promotion names as its base, or `nil` after reporting that there is none.
  private mutating func findRate(
    _ base: String,
    at path: String
  ) -> (points: Int64, perAmountMinor: Int64)? {
    guard let index = latest[Array(base.utf8)] else {
      report("\(path).promotion_id", "There is no promotion \(base).")
      return nil
    }
    guard case .rate(let points, let perAmountMinor) = definition.promotions[index].mechanic else {
      report("\(path).promotion_id", "The promotion \(base) is not a rate.")
      return nil
    }
    return (points, perAmountMinor)
  }
}
