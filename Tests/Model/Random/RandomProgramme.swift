/// Random settings and promotions.
package struct RandomProgramme: Sendable {
  package var random: SplitMix64
  package let features: Set<Feature>

  package init(random: SplitMix64, features: Set<Feature>) {
    self.random = random
    self.features = features
  }

  static let tiers = ["basic", "silver", "gold"]
  static let segments = ["families", "staff", "students"]
  static let stores = ["s1", "s2"]
  static let terminals = ["t1", "t2"]
  static let channels = ["store", "web"]
  static let codes = ["SPRING", "VIP10"]
  static let eventTypes = ["review", "survey"]
  static let zones = [
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
    "America/Sao_Paulo",
  ]

  /// Settings of a programme.
  package mutating func settings() -> Settings {
    var settings = Settings()
    settings.timeZone = random.pick(Self.zones) ?? "UTC"
    settings.tiers = Self.tiers
    settings.eventTypes = Set(Self.eventTypes)
    if features.contains(.groups) {
      for (index, mode) in GroupMode.allCases.enumerated() { settings.groups["g\(index)"] = mode }
    }
    settings.returnPolicy =
      random.pick([.onlyPending, .withinBalance, .withinBalance])
      ?? .withinBalance
    if features.contains(.debt), random.chance(35) {
      settings.returnPolicy = .allowDebt(random.number(1...400))
    }
    settings.restorePolicy = random.chance(50) ? .grace(30 * Settings.day) : .expireNow
    if features.contains(.newPeriodRestores), random.chance(30) {
      settings.restorePolicy = .newPeriod(CalendarSpan(Int(random.number(1...3)), .months))
    }
    settings.strictFirstInFirstOut =
      features.contains(.strictFirstInFirstOut) && random.chance(20)
    settings.earnWhileSuspended = random.chance(50)
    settings.earnOnPointsTender = random.chance(30)
    settings.redemptionValue = random.chance(70) ? Ratio(random.number(1...3), 2) : nil
    if random.chance(30) { settings.redeemMinimum = random.number(2...20) }
    if random.chance(20) { settings.redeemMaximum = random.number(100...400) }
    if random.chance(20) { settings.redeemStep = 5 }
    settings.authorizationTimeout = random.number(1...72) * 3_600_000
    settings.maximumBackdate = 400 * Settings.day
    if features.contains(.unlockGrace), random.chance(30) {
      settings.graceOnUnlock = 3 * Settings.day
    }
    if features.contains(.suspension), random.chance(30) {
      settings.stagesThatSuspendExpiry = [.suspended]
      settings.graceAfterSuspension = random.chance(50) ? 5 * Settings.day : 0
    }
    if features.contains(.inactivityExpiry), random.chance(40) {
      settings.inactivity = ["points": CalendarSpan(Int(random.number(1...3)), .months)]
      settings.redemptionsAreActivity = random.chance(50)
    }
    return settings
  }

  /// A base rate and some other promotions.
  package mutating func promotions() -> [Promotion] {
    var base = Promotion("base", .rate(points: random.number(1...3), per: 100))
    base.terms = terms()
    if random.chance(20) { base.conditions = conditions() }
    let others = (1...random.number(1...6)).map { number in promotion("p\(number)") }
    guard features.contains(.events) else { return [base] + others }
    var event = Promotion("event", .fixed(random.number(1...30)))
    addEvent(to: &event)
    event.terms = terms()
    return [base] + others + [event]
  }

  /// A promotion with one of the mechanics that are there, under some conditions.
  package mutating func promotion(_ id: PromotionID) -> Promotion {
    var promotion = Promotion(id, mechanic())
    promotion.priority = Int(random.number(-1...2))
    // A tier follows its base and selects no lines.
    if !promotion.isTier { promotion.selection = selection() }
    if features.contains(.groups), random.chance(50) {
      promotion.group = "g\(random.number(0...3))"
      if features.contains(.exclusives) {
        promotion.isExclusive = random.chance(15)
        promotion.isJoint = !promotion.isExclusive && random.chance(15)
      }
    }
    if features.contains(.otherTokens), random.chance(15) { promotion.token = "stars" }
    promotion.conditions = conditions()
    if case .counter = promotion.mechanic { addEvent(to: &promotion) }
    promotion.caps = caps()
    promotion.terms = terms()
    return promotion
  }

  private mutating func mechanic() -> Mechanic {
    var choices: [Mechanic] = [.rate(points: random.number(1...4), per: random.number(30...200))]
    if features.contains(.multipliers) {
      choices.append(.multiplier(of: "base", by: Ratio(random.number(2...7), 2)))
    }
    if features.contains(.quantityBonuses) {
      let maximum = random.chance(30) ? random.number(1...3) : nil
      let across: [Period] = [.day, .week, .month, .life]
      let period =
        features.contains(.acrossBaskets) && random.chance(40) ? random.pick(across) : nil
      let bonus = Mechanic.quantityBonus(
        buy: random.number(1...5),
        points: random.number(1...40),
        maximum: maximum,
        acrossBaskets: period
      )
      choices.append(bonus)
    }
    if features.contains(.thresholds) {
      let steps = (1...random.number(1...3)).map { _ in
        ThresholdStep(random.number(1...60) * 100, random.number(5...80))
      }
      let adding = features.contains(.addingSteps) && random.chance(30)
      choices.append(.threshold(Self.rising(steps), adding: adding))
    }
    if features.contains(.tierFactors) {
      let factors = ["silver": Ratio(3, 2), "gold": Ratio(random.number(4...9), 3)]
      choices.append(.tier(of: "base", factors: factors))
    }
    if features.contains(.fixedPoints) { choices.append(.fixed(random.number(1...50))) }
    if features.contains(.events) {
      let unit = random.number(1...3)
      choices.append(.counter("stars", points: random.number(1...9), per: unit))
    }
    return random.pick(choices) ?? choices[0]
  }

  /// Steps in the order of their amounts, each amount once.
  private static func rising(_ steps: [ThresholdStep]) -> [ThresholdStep] {
    steps.sorted { $0.amount < $1.amount }.reduce(into: []) { rising, step in
      if rising.last?.amount != step.amount { rising.append(step) }
    }
  }

  private mutating func addEvent(to promotion: inout Promotion) {
    var event = EventCondition(random.pick(Self.eventTypes) ?? "review")
    if random.chance(30) { event.tags = ["shop": "web"] }
    if random.chance(40) { event.oncePer = random.pick([.day, .month, .life]) }
    if random.chance(30) { event.keyTag = "shop" }
    promotion.conditions.event = event
    promotion.conditions.codes = []
  }
}
