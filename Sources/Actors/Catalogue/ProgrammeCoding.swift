internal import FealtyLoyalty
internal import FealtyWire

// The schema's `Programme` → the domain's definition. The message is the truth; the definition is
// derived from it.

extension ProgrammeDefinition {
  /// Derives the definition of a programme.
  ///
  /// `programme`: settings, tokens, tiers and groups; its promotions are not read.
  /// `tokens`: the number of each token, by name.
  /// `names`: the numbers of budgets, voucher types and funding partners.
  init(
    _ programme: Programme,
    tokens: [String: TokenNumber],
    names: NumberedNames,
    heads: [DatedHead],
    promotions: [PromotionDefinition]
  ) {
    self.init(
      id: programme.programID,
      name: programme.name,
      timeZone: programme.timeZone,
      currency: programme.currency,
      defaultToken: programme.defaultTokenID,
      tokens: programme.tokens.map { token in
        TokenDefinition(
          number: tokens[token.tokenID] ?? 0,
          id: token.tokenID,
          name: token.name,
          symbol: token.symbol,
          decimals: UInt8(clamping: token.decimals),
          supply: token.supply
        )
      },
      tiers: programme.tiers,
      groups: programme.groups.map(GroupDefinition.init),
      promotions: promotions,
      allowsGuests: programme.settings?.guests ?? false,
      heads: heads.map(ProgrammeHead.init),
      budgets: programme.budgets.map { budget in
        BudgetDefinition(
          number: names.number(of: budget.budgetID, .budget),
          id: budget.budgetID,
          period: .init(rawValue: UInt8(clamping: budget.period.rawValue)) ?? .basket,
          limit: budget.limit,
          unit: .init(rawValue: UInt8(clamping: budget.unit.rawValue)) ?? .points,
          token: budget.tokenID
        )
      },
      voucherTypes: programme.voucherTypes.map { type in
        VoucherTypeDefinition(
          number: names.number(of: type.voucherTypeID, .voucherType),
          id: type.voucherTypeID,
          points: Points(type.points),
          valueMinor: type.valueMinor,
          stock: type.stock,
          validity: FealtyLoyalty.CalendarTerm(type.validity),
          isActive: type.active
        )
      },
      codeCampaigns: programme.codeCampaigns.map { campaign in
        CodeCampaignDefinition(campaign, names.number(of: campaign.campaignID, .campaign))
      },
      benefits: programme.benefits.map { benefit in
        BenefitDefinition(benefit, names.number(of: benefit.benefitID, .benefit))
      }
    )
  }
}

extension CodeCampaignDefinition {
  init(_ campaign: CodeCampaign, _ number: UInt32) {
    self.init(
      number: number,
      id: campaign.campaignID,
      token: campaign.tokenID,
      points: Points(campaign.points),
      voucherType: campaign.voucherTypeID,
      code: Self.normalized(campaign.code),
      codeLength: Int(campaign.codeLength),
      start: Timestamp(milliseconds: campaign.startMs),
      end: campaign.endMs == 0 ? .never : Timestamp(milliseconds: campaign.endMs),
      stock: campaign.stock,
      perMember: Int64(campaign.perMember),
      isActive: campaign.active
    )
  }
}

extension GroupDefinition {
  init(_ group: PromotionGroup) {
    self.init(
      id: group.groupID,
      mode: .init(rawValue: UInt8(clamping: group.mode.rawValue)) ?? .stack
    )
  }
}

extension ProgrammeHead {
  init(_ head: DatedHead) {
    self.init(
      validFrom: Timestamp(milliseconds: head.validFromMs),
      addedIn: head.addedIn,
      groups: head.groups.map(GroupDefinition.init),
      settings: EvaluationSettings(head.settings ?? Settings())
    )
  }
}

extension EvaluationSettings {
  init(_ settings: Settings) {
    self.init(
      roundingPlace: .init(rawValue: UInt8(clamping: settings.roundingPlace.rawValue)) ?? .rule,
      earnsOnPointsTender: settings.earnOnPointsTender,
      nearMissPercent: settings.nearMissPercent == 0 ? 25 : settings.nearMissPercent
    )
  }
}

extension PromotionDefinition {
  /// Derives one version of a promotion.
  ///
  /// `validFrom`, `addedIn`: as the catalogue decided them.
  /// `partner`: the number of its funding partner; 0 = none.
  init(
    _ promotion: Promotion,
    number: PromotionNumber,
    validFrom: Timestamp,
    addedIn: UInt64,
    partner: UInt16
  ) {
    self.init(
      number: number,
      version: promotion.version,
      validFrom: validFrom,
      id: promotion.promotionID,
      name: promotion.name,
      status: .init(rawValue: UInt8(clamping: promotion.status.rawValue)) ?? .draft,
      start: Timestamp(milliseconds: promotion.startMs),
      end: promotion.endMs == 0 ? .never : Timestamp(milliseconds: promotion.endMs),
      weekdays: promotion.weekdays,
      fromMinute: promotion.fromMinute,
      toMinute: promotion.toMinute,
      group: promotion.groupID,
      priority: promotion.priority,
      selection: FealtyLoyalty.Selection(promotion.selection ?? FealtyWire.Selection()),
      stores: promotion.stores,
      channels: promotion.channels,
      terminals: promotion.terminals,
      tiers: promotion.tiers,
      segments: promotion.segments,
      excludedSegments: promotion.excludedSegments,
      mechanic: Mechanic(promotion.mechanic),
      caps: promotion.caps.map {
        CapDefinition(
          period: .init(rawValue: UInt8(clamping: $0.period.rawValue)) ?? .basket,
          points: $0.points,
          scope: .init(rawValue: UInt8(clamping: $0.scope.rawValue)) ?? .member,
          unit: .init(rawValue: UInt8(clamping: $0.unit.rawValue)) ?? .points,
          tag: $0.tag
        )
      },
      token: promotion.tokenID,
      lotTerms: FealtyLoyalty.LotTerms(promotion.lotTerms ?? FealtyWire.LotTerms()),
      isExclusive: promotion.exclusive,
      isJoint: promotion.joint
    )
    self.addedIn = addedIn
    names = promotion.names.map(FealtyLoyalty.LocalText.init)
    receiptTexts = promotion.receiptTexts.map(FealtyLoyalty.LocalText.init)
    conditions = PromotionConditions(promotion.conditions ?? FealtyWire.Conditions())
    budgets = promotion.budgetIDs
    fundingPartner = promotion.fundingPartner
    fundingPartnerNumber = partner
    windows = promotion.windows.map {
      FealtyLoyalty.DayWindow(
        weekdays: $0.weekdays,
        fromMinute: $0.fromMinute,
        toMinute: $0.toMinute
      )
    }
  }
}

extension FealtyLoyalty.Selection {
  init(_ selection: FealtyWire.Selection) {
    self.init(
      kinds: selection.kinds.compactMap { .init(rawValue: UInt8(clamping: $0.rawValue)) },
      include: TermSet(selection.include ?? Terms()),
      exclude: TermSet(selection.exclude ?? Terms()),
      excludesDiscounted: selection.excludeDiscounted
    )
  }
}

extension TermSet {
  init(_ terms: Terms) {
    self.init(
      departments: terms.departments,
      categories: terms.categories,
      brands: terms.brands,
      skus: terms.skus,
      labels: terms.labels,
      attributes: terms.attributes,
      eventTypes: terms.eventTypes,
      counters: terms.counters
    )
  }
}

extension Mechanic {
  init?(_ mechanic: Promotion.OneOfMechanic?) {
    switch mechanic {
    case nil: return nil
    case .rate(let rate):
      self = .rate(points: rate.points, perAmountMinor: rate.perAmountMinor)
    case .multiplier(let multiplier):
      self = .multiplier(
        base: multiplier.promotionID,
        factor: FealtyLoyalty.Ratio(multiplier.factor)
      )
    case .quantityBonus(let bonus):
      self = .quantityBonus(
        buyQuantity: bonus.buyQuantity,
        points: bonus.points,
        maxPerBasket: bonus.maxPerBasket,
        across: bonus.acrossBaskets.map(AcrossBaskets.init)
      )
    case .threshold(let threshold):
      self = .threshold(
        steps: threshold.steps.map {
          FealtyLoyalty.ThresholdStep(amountMinor: $0.amountMinor, points: $0.points)
        },
        addUp: threshold.stepsAddUp
      )
    case .tierMultiplier(let tier):
      self = .tierMultiplier(
        base: tier.promotionID,
        factors: tier.factors.map {
          FealtyLoyalty.TierFactor(tier: $0.tier, factor: FealtyLoyalty.Ratio($0.factor))
        }
      )
    case .fixed(let fixed): self = .fixed(points: fixed.points)
    }
  }
}

extension FealtyLoyalty.Ratio {
  init?(_ ratio: FealtyWire.Ratio?) {
    guard let ratio else { return nil }
    self.init(ratio.numerator, ratio.denominator)
  }
}

extension LedgerRules {
  init(_ settings: Settings) {
    self.init()
    switch settings.returnPolicy {
    case .onlyPending: returnPolicy = .onlyPending
    case .allowDebt: returnPolicy = .allowDebt(max: Points(settings.maxDebt))
    default: returnPolicy = .withinBalance
    }
    if settings.authorizationTimeoutMs != 0 {
      authorizationTimeoutMilliseconds = settings.authorizationTimeoutMs
    }
    if settings.maxBackdateMs != 0 { maxBackdateMilliseconds = settings.maxBackdateMs }
    redeemMin = Points(settings.redeemMin)
    redeemMax = Points(settings.redeemMax)
    redeemStep = Points(settings.redeemStep)
    isStrictFIFO = settings.strictFifo
    earnWhileSuspended = settings.earnWhileSuspended
    let grace =
      settings.restoreGraceMs == 0 ? 30 * Self.dayMilliseconds : settings.restoreGraceMs
    restorePolicy = settings.restorePolicy == .expireNow ? .expireNow : .grace(milliseconds: grace)
    if settings.restorePolicy == .restoreNewPeriod,
      let term = FealtyLoyalty.CalendarTerm(settings.restorePeriod)
    {
      restorePolicy = .newPeriod(term)
    }
    unlockGraceMilliseconds = settings.unlockGraceMs
    resumeGraceMilliseconds = settings.resumeGraceMs
    expirySuspendedStages = StageSet(
      // Named, for a set of options can be made of such sets too.
      settings.expirySuspendedStages.compactMap {
        FealtyLoyalty.Stage(rawValue: UInt8(clamping: $0.rawValue))
      }
    )
    closingBalance = FealtyLoyalty.BalancePolicy(settings.closingBalance) ?? .keep
    pinThreshold = settings.pinThreshold.map { FealtyLoyalty.PinThreshold($0) }
    if settings.pinTries != 0 { pinTries = settings.pinTries }
    if settings.pinLockMs != 0 { pinLockMilliseconds = settings.pinLockMs }
    notesActivity = settings.tokenPolicies.contains { $0.inactivity != nil || $0.decay != nil }
  }
}

extension TokenPolicies {
  /// `tokens`: the number of each token, by name.
  init(_ settings: Settings, tokens: [TokenDefinition]) {
    self.init(
      settings.tokenPolicies.compactMap { policy in
        guard let token = tokens.first(where: { $0.id == policy.tokenID }) else { return nil }
        return FealtyLoyalty.TokenPolicy(
          token: token.number,
          inactivity: FealtyLoyalty.CalendarTerm(policy.inactivity),
          redeemCounts: policy.redeemCounts,
          decay: policy.decay.map { decay in
            FealtyLoyalty.Decay(
              tenThousandths: decay.tenThousandths,
              every: FealtyLoyalty.RoundUp(rawValue: UInt8(clamping: decay.every.rawValue))?.period
                ?? .year,
              pendingToo: decay.pendingToo
            )
          },
          returnPolicy: policy.returnRule.map { rule in
            switch rule.policy {
            case .onlyPending: .onlyPending
            case .allowDebt: .allowDebt(max: Points(rule.maxDebt))
            default: .withinBalance
            }
          },
          redeemMin: Points(policy.redeemMin),
          redeemMax: Points(policy.redeemMax),
          redeemStep: Points(policy.redeemStep)
        )
      }
    )
  }
}

extension FealtyLoyalty.BalancePolicy {
  /// Nil where a message does not say.
  init?(_ policy: FealtyWire.BalancePolicy) {
    switch policy {
    case .balanceKeep: self = .keep
    case .balanceForfeit: self = .forfeit
    case .balanceRefuse: self = .refuse
    default: return nil
    }
  }
}
