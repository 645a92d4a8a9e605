// Caps, budgets, hour windows and what few promotions ask.
extension ProgrammeChecker {
  mutating func checkCaps(_ promotion: PromotionDefinition, at path: String) {
    struct Identity: Hashable {
      var period: CapPeriod
      var scope: CapScope
      var unit: CapUnit
      var tag: String
    }
    checkCount(promotion.caps.count, "\(path).caps", atMost: PromotionLimits.capsPerPromotion)
    var seen: Set<Identity> = []
    for (index, cap) in promotion.caps.enumerated() {
      let path = "\(path).caps[\(index)]"
      checkPoints(cap.points, atLeast: 1, at: "\(path).points")
      if cap.scope == .tag {
        checkLength(cap.tag, "\(path).tag", 1...PromotionLimits.nameBytes)
      } else if !cap.tag.isEmpty {
        report("\(path).tag", "Only a cap for each value of a tag names one.")
      }
      if cap.period == .basket, cap.scope != .member {
        report("\(path).scope", "A basket has one buyer; its cap has no other scope.")
      }
      let identity = Identity(
        period: cap.period,
        scope: cap.scope,
        unit: cap.unit,
        tag: cap.tag
      )
      if !seen.insert(identity).inserted {
        report("\(path).period", "Another cap has the same period, scope and unit.")
      }
    }
  }

  mutating func checkBudgetsAndVouchers() {
    let most = PromotionLimits.budgetsPerProgramme
    checkCount(definition.budgets.count, "budgets", atMost: most)
    for (index, budget) in definition.budgets.enumerated() {
      let path = "budgets[\(index)]"
      checkLength(budget.id, "\(path).budget_id", 1...PromotionLimits.idBytes)
      if budgets.updateValue(budget, forKey: Array(budget.id.utf8)) != nil {
        report("\(path).budget_id", "The budget \(budget.id) is there twice.")
      }
      if budget.period == .basket {
        report("\(path).period", "A budget counts over many baskets.")
      }
      checkPoints(budget.limit, atLeast: 1, at: "\(path).limit")
      if !budget.token.isEmpty, !tokens.contains(Array(budget.token.utf8)) {
        report("\(path).token_id", "There is no token \(budget.token).")
      }
    }
    checkCount(
      definition.voucherTypes.count,
      "voucher_types",
      atMost: PromotionLimits.voucherTypesPerProgramme
    )
    var types: Set<[UInt8]> = []
    for (index, type) in definition.voucherTypes.enumerated() {
      let path = "voucher_types[\(index)]"
      checkLength(type.id, "\(path).voucher_type_id", 1...PromotionLimits.idBytes)
      if !types.insert(Array(type.id.utf8)).inserted {
        report("\(path).voucher_type_id", "The voucher type \(type.id) is there twice.")
      }
      checkPoints(type.points.rawValue, atLeast: 1, at: "\(path).points")
      if !(0...PromotionLimits.amountPerLine ~= type.valueMinor) {
        report("\(path).value_minor", "It is not within 0 to \(PromotionLimits.amountPerLine).")
      }
      if type.stock < 0 { report("\(path).stock", "It is \(type.stock); 0 is no limit.") }
      checkTerm(type.validity, at: "\(path).validity")
    }
    checkCodeCampaigns()
    checkBenefits()
  }

  private mutating func checkBenefits() {
    checkCount(
      definition.benefits.count,
      "benefits",
      atMost: PromotionLimits.benefitsPerProgramme
    )
    var ids: Set<[UInt8]> = []
    for (index, benefit) in definition.benefits.enumerated() {
      let path = "benefits[\(index)]"
      checkLength(benefit.id, "\(path).benefit_id", 1...PromotionLimits.idBytes)
      if !ids.insert(Array(benefit.id.utf8)).inserted {
        report("\(path).benefit_id", "The benefit \(benefit.id) is there twice.")
      }
      for (place, tier) in benefit.tiers.enumerated() {
        checkTier(tier, at: "\(path).tiers[\(place)]")
      }
      let limits = 0...BenefitDefinition.mostPerPeriod
      if !limits.contains(benefit.limit) {
        report("\(path).limit", "It is \(benefit.limit); \(limits) are allowed.")
      }
      if benefit.start >= benefit.end { report("\(path).end_ms", "It is not after the beginning.") }
      let type = benefit.voucherType
      if !type.isEmpty, !definition.voucherTypes.contains(where: { $0.id == type }) {
        report("\(path).voucher_type_id", "There is no voucher type \(type).")
      }
    }
  }

  private mutating func checkCodeCampaigns() {
    checkCount(
      definition.codeCampaigns.count,
      "code_campaigns",
      atMost: PromotionLimits.codeCampaignsPerProgramme
    )
    var ids: Set<[UInt8]> = []
    var codes: Set<String> = []
    let makesDigits = definition.codeCampaigns.contains { $0.codeLength > 0 }
    for (index, campaign) in definition.codeCampaigns.enumerated() {
      let path = "code_campaigns[\(index)]"
      checkLength(campaign.id, "\(path).campaign_id", 1...PromotionLimits.idBytes)
      if !ids.insert(Array(campaign.id.utf8)).inserted {
        report("\(path).campaign_id", "The campaign \(campaign.id) is there twice.")
      }
      checkWorth(of: campaign, at: path)
      if !campaign.token.isEmpty, !tokens.contains(Array(campaign.token.utf8)) {
        report("\(path).token_id", "There is no token \(campaign.token).")
      }
      if !campaign.code.isEmpty {
        checkLength(campaign.code, "\(path).code", CodeCampaignDefinition.codeBytes)
        if !codes.insert(campaign.code).inserted {
          report("\(path).code", "Another campaign has the code \(campaign.code).")
        }
        if makesDigits, CodeCampaignDefinition.isDigits(campaign.code) {
          report("\(path).code", "Codes of digits alone are those that are made; add a letter.")
        }
      }
      let lengths = CodeCampaignDefinition.codeLengths
      if campaign.codeLength != 0, !lengths.contains(campaign.codeLength) {
        report("\(path).code_length", "It is \(campaign.codeLength); 0 and \(lengths) are allowed.")
      }
      if campaign.stock < 0 { report("\(path).stock", "It is \(campaign.stock); 0 is no limit.") }
      if campaign.start >= campaign.end {
        report("\(path).end_ms", "It is not after the beginning.")
      }
    }
  }

  private mutating func checkWorth(of campaign: CodeCampaignDefinition, at path: String) {
    let type = campaign.voucherType
    guard !type.isEmpty else {
      return checkPoints(campaign.points.rawValue, atLeast: 1, at: "\(path).points")
    }
    if !definition.voucherTypes.contains(where: { $0.id == type }) {
      report("\(path).voucher_type_id", "There is no voucher type \(type).")
    }
    if campaign.points != .zero {
      report("\(path).points", "It gives vouchers, and so no points.")
    }
    if !campaign.token.isEmpty {
      report("\(path).token_id", "It gives vouchers, and so nothing of a token.")
    }
  }

  mutating func checkBudgets(of promotion: PromotionDefinition, at path: String) {
    let path = "\(path).budget_ids"
    checkCount(promotion.budgets.count, path, atMost: PromotionLimits.budgetsPerPromotion)
    var seen: Set<[UInt8]> = []
    for (index, id) in promotion.budgets.enumerated() {
      let path = "\(path)[\(index)]"
      if !seen.insert(Array(id.utf8)).inserted { report(path, "The budget \(id) is there twice.") }
      guard let budget = budgets[Array(id.utf8)] else {
        report(path, "There is no budget \(id).")
        continue
      }
      let own = promotion.token.isEmpty ? definition.defaultToken : promotion.token
      let counted = budget.token.isEmpty ? definition.defaultToken : budget.token
      if budget.unit == .points, own != counted {
        report(path, "The budget \(id) counts \(counted), the promotion gives \(own).")
      }
    }
  }

  mutating func checkConditions(_ promotion: PromotionDefinition, at path: String) {
    checkWindows(promotion.windows, at: "\(path).windows")
    checkLength(promotion.fundingPartner, "\(path).funding_partner", 0...PromotionLimits.idBytes)
    if promotion.isExclusive, promotion.group.isEmpty {
      report("\(path).exclusive", "It acts within its group, and the promotion is in none.")
    }
    let conditions = promotion.conditions
    let path = "\(path).conditions"
    for (index, code) in conditions.codes.enumerated() {
      let normalized = BasketCode.normalized(code)
      checkLength(normalized, "\(path).codes[\(index)]", 1...PromotionLimits.codeBytes)
    }
    for (index, tender) in conditions.tenders.enumerated() {
      checkLength(tender, "\(path).tenders[\(index)]", 1...PromotionLimits.nameBytes)
    }
    if let visit = conditions.visit, visit.number < 1 {
      report("\(path).visit.number", "It is 0; the first visit is 1.")
    }
    if conditions.minBasketMinor < 0 {
      report("\(path).min_basket_minor", "It is below 0; 0 is no minimum.")
    }
    if let birthday = conditions.birthday {
      let most = PromotionLimits.birthdayDays
      if birthday.daysBefore > most {
        report("\(path).birthday.days_before", "It is \(birthday.daysBefore); at most \(most).")
      }
      if birthday.daysAfter > most {
        report("\(path).birthday.days_after", "It is \(birthday.daysAfter); at most \(most).")
      }
    }
  }

  private mutating func checkWindows(_ windows: [DayWindow], at path: String) {
    checkCount(windows.count, path, atMost: PromotionLimits.windowsPerPromotion)
    for (index, window) in windows.enumerated() {
      let path = "\(path)[\(index)]"
      if window.weekdays > 0x7F {
        report("\(path).weekdays", "Bits above 6 are set; bit 0 is Monday, bit 6 is Sunday.")
      }
      if window.fromMinute > 1_439 {
        report("\(path).from_minute", "It is \(window.fromMinute); 0 to 1439 are allowed.")
      }
      if window.toMinute > 1_440 {
        report("\(path).to_minute", "It is \(window.toMinute); 0 to 1440 are allowed.")
      }
    }
  }

  /// What an event or a purchase counts, and what a till sold, are never added up.
  mutating func checkKinds(_ promotion: PromotionDefinition, at path: String) {
    let kinds = Set(promotion.selection.kinds)
    let include = promotion.selection.include
    if kinds.contains(.event), kinds.count > 1 {
      report("\(path).selection.kinds", "An event comes alone; give it a promotion of its own.")
    }
    if !kinds.contains(.event), !include.eventTypes.isEmpty || !include.counters.isEmpty {
      report("\(path).selection.kinds", "Event types and counters are those of events alone.")
    }
  }

  /// One rounding for the basket needs a common denominator for the ratios of each token.
  mutating func checkRounding() {
    let places = definition.heads.map(\.settings.roundingPlace)
    guard places.contains(.basket) else { return }
    var common: [String: UInt64] = [:]
    for index in latest.values.sorted() {
      let promotion = definition.promotions[index]
      let token = promotion.token.isEmpty ? definition.defaultToken : promotion.token
      guard let denominator = denominator(of: promotion) else { continue }
      guard let multiple = leastCommonMultiple(common[token] ?? 1, denominator) else {
        report(
          "settings.rounding_place",
          "The rates of \(token) have no common denominator within 62 bits; round by rule or line."
        )
        return
      }
      common[token] = multiple
    }
  }

  /// What a rate or a multiplier divides amounts by.
  private func denominator(of promotion: PromotionDefinition) -> UInt64? {
    switch promotion.mechanic {
    case .rate(let points, let perAmountMinor):
      guard points >= 0, perAmountMinor >= 1 else { return nil }
      return reduced(points, perAmountMinor).1.magnitude
    case .multiplier(let base, let factor):
      guard let factor, let index = latest[Array(base.utf8)],
        case .rate(let points, let perAmountMinor) = definition.promotions[index].mechanic
      else { return nil }
      let extra = multiplierExtra(factor, points: points, perAmountMinor: perAmountMinor)
      return extra?.denominator.magnitude
    case .quantityBonus, .threshold, .tierMultiplier, .fixed, nil:
      return nil
    }
  }
}
