/// What is wrong with a definition, and where.
package struct ProgrammeFinding: Hashable, Sendable {
  /// The field's path in the schema's `Programme`, such as `promotions[3].rate.per_amount_minor`.
  package var path: String
  /// One sentence that says what is wrong and what is right.
  package var sentence: String

  package init(path: String, sentence: String) {
    self.path = path
    self.sentence = sentence
  }
}

extension ProgrammeDefinition {
  /// Checks the definition: empty when everything in it can be evaluated as it is written.
  ///
  /// Of each promotion the latest version is checked against the rest of the programme; earlier
  /// ones were when they were the latest.
  ///
  /// - Parameter changed: Ids of the promotions that may be unsound, while the rest of the
  ///   programme is known to be sound; `nil` = all. What they touch must be in the definition.
  /// - Returns: In the order of the programme's parts.
  package func findings(changed: Set<String>? = nil) -> [ProgrammeFinding] {
    var checker = ProgrammeChecker(self)
    checker.check(changed: changed)
    return checker.findings
  }
}

/// Collects the findings of one definition.
struct ProgrammeChecker {
  let definition: ProgrammeDefinition
  var findings: [ProgrammeFinding] = []
  var tokens: Set<[UInt8]> = []
  var tiers: Set<[UInt8]> = []
  var groupModes: [[UInt8]: GroupMode] = [:]
  var budgets: [[UInt8]: BudgetDefinition] = [:]
  /// Index of the latest version by id.
  var latest: [[UInt8]: Int] = [:]

  init(_ definition: ProgrammeDefinition) { self.definition = definition }

  mutating func check(changed: Set<String>?) {
    checkProgramme()
    checkTokens()
    checkTiersAndGroups()
    checkBudgetsAndVouchers()
    checkIdentities()
    for index in latest.values.sorted()
    where changed?.contains(definition.promotions[index].id) ?? true {
      checkPromotion(definition.promotions[index], at: "promotions[\(index)]")
    }
    checkTierMultipliersInGroups()
    checkRounding()
  }

  mutating func report(_ path: String, _ sentence: String) {
    findings.append(ProgrammeFinding(path: path, sentence: sentence))
  }

  // Paths are made where there is something to report: a programme has hundreds of thousands of
  // names, and next to none is wrong.

  /// Reports a name whose length in bytes is not in a range.
  mutating func checkLength(
    _ name: String,
    _ path: @autoclosure () -> String,
    _ range: ClosedRange<Int>
  ) {
    guard !range.contains(name.utf8.count) else { return }
    let bounds = "\(range.lowerBound) to \(range.upperBound)"
    report(path(), "It has \(name.utf8.count) bytes; \(bounds) are allowed.")
  }

  /// Reports a list that is longer than a limit.
  mutating func checkCount(
    _ count: Int,
    _ path: @autoclosure () -> String,
    atMost limit: Int
  ) {
    if count > limit { report(path(), "There are \(count); at most \(limit) are allowed.") }
  }

  private mutating func checkProgramme() {
    checkLength(definition.id, "program_id", 1...PromotionLimits.idBytes)
    checkLength(definition.name, "name", 0...PromotionLimits.nameBytes)
    let isCurrency = definition.currency.utf8.allSatisfy { 0x41...0x5A ~= $0 }
    if !definition.currency.isEmpty, definition.currency.utf8.count != 3 || !isCurrency {
      report("currency", "It is not three capital letters, as ISO 4217 has them.")
    }
    checkCount(
      definition.promotions.count,
      "promotions",
      atMost: PromotionLimits.promotionsPerProgramme
    )
  }

  private mutating func checkTokens() {
    checkCount(definition.tokens.count, "tokens", atMost: PromotionLimits.tokensPerProgramme)
    if definition.tokens.isEmpty {
      report("tokens", "There is none; a programme has at least one.")
    }
    var numbers: Set<TokenNumber> = []
    for (index, token) in definition.tokens.enumerated() {
      let path = "tokens[\(index)]"
      checkLength(token.id, "\(path).token_id", 1...PromotionLimits.tokenIdBytes)
      if !tokens.insert(Array(token.id.utf8)).inserted {
        report("\(path).token_id", "The token \(token.id) is there twice.")
      }
      if !numbers.insert(token.number).inserted {
        report(path, "Two tokens have the number \(token.number).")
      }
      // With more a balance, whose limit is 10^15 smallest units, would not hold a thousand.
      if token.decimals > 12 {
        report("\(path).decimals", "It is \(token.decimals); 0 to 12 are allowed.")
      }
    }
    if !tokens.contains(Array(definition.defaultToken.utf8)) {
      report("default_token_id", "There is no token \(definition.defaultToken).")
    }
  }

  private mutating func checkTiersAndGroups() {
    checkCount(definition.tiers.count, "tiers", atMost: PromotionLimits.tiersPerProgramme)
    for (index, tier) in definition.tiers.enumerated() {
      checkLength(tier, "tiers[\(index)]", 1...PromotionLimits.nameBytes)
      if !tiers.insert(Array(tier.utf8)).inserted {
        report("tiers[\(index)]", "The tier \(tier) is there twice.")
      }
    }
    checkCount(definition.groups.count, "groups", atMost: PromotionLimits.groupsPerProgramme)
    for (index, group) in definition.groups.enumerated() {
      checkLength(group.id, "groups[\(index)].group_id", 1...PromotionLimits.idBytes)
      if groupModes.updateValue(group.mode, forKey: Array(group.id.utf8)) != nil {
        report("groups[\(index)].group_id", "The group \(group.id) is there twice.")
      }
    }
  }

  /// Checks that ids, numbers and versions tell promotions apart, and finds the latest versions.
  private mutating func checkIdentities() {
    var numbers: [[UInt8]: PromotionNumber] = [:]
    var ids: [PromotionNumber: [UInt8]] = [:]
    var versions: [PromotionNumber: [UInt32: Int]] = [:]
    for (index, promotion) in definition.promotions.enumerated() {
      let path = "promotions[\(index)].promotion_id"
      let id = Array(promotion.id.utf8)
      if numbers[id, default: promotion.number] != promotion.number
        || ids[promotion.number, default: id] != id
      {
        report(path, "The promotion \(promotion.id) and the number \(promotion.number) differ.")
      }
      numbers[id] = promotion.number
      ids[promotion.number] = id
      if versions[promotion.number, default: [:]].updateValue(index, forKey: promotion.version)
        != nil
      {
        report(path, "The promotion \(promotion.id) is there twice.")
      }
      let before = latest[id].map { definition.promotions[$0].version } ?? 0
      if promotion.version >= before { latest[id] = index }
    }
  }

  /// A tier multiplier needs to know what its base is awarded before its own group chooses.
  private mutating func checkTierMultipliersInGroups() {
    var choosing: Set<[UInt8]> = []
    var withTierMultiplier: Set<[UInt8]> = []
    let promotions = latest.values.sorted().map { (index: $0, value: definition.promotions[$0]) }
    for (_, promotion) in promotions where !promotion.group.isEmpty {
      let group = Array(promotion.group.utf8)
      if promotion.isExclusive || groupModes[group, default: .stack] != .stack {
        choosing.insert(group)
      }
      if case .tierMultiplier = promotion.mechanic { withTierMultiplier.insert(group) }
    }
    let deciding = choosing.intersection(withTierMultiplier)
    guard !deciding.isEmpty else { return }
    for (index, promotion) in promotions {
      guard case .tierMultiplier(let base, _) = promotion.mechanic,
        let baseIndex = latest[Array(base.utf8)],
        deciding.contains(Array(definition.promotions[baseIndex].group.utf8))
      else { continue }
      let group = definition.promotions[baseIndex].group
      report(
        "promotions[\(index)].tier_multiplier.promotion_id",
        "Its base \(base) is in the group \(group), which chooses and holds a tier multiplier."
      )
    }
  }
}
