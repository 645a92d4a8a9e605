internal import FealtyLoyalty
internal import FealtyWire

// The schema's `Programme` → the domain's definition. The message is the truth; the definition is
// derived from it.

extension ProgrammeDefinition {
  /// Derives the definition of a programme.
  ///
  /// `programme`: settings, tokens, tiers and groups; its promotions are not read.
  /// `tokens`: the number of each token, by name.
  init(
    _ programme: Programme,
    tokens: [String: TokenNumber],
    promotions: [(number: PromotionNumber, promotion: Promotion)]
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
          decimals: UInt8(clamping: token.decimals)
        )
      },
      tiers: programme.tiers,
      groups: programme.groups.map {
        GroupDefinition(
          id: $0.groupID,
          mode: .init(rawValue: UInt8(clamping: $0.mode.rawValue)) ?? .stack
        )
      },
      promotions: promotions.map { PromotionDefinition($0.promotion, number: $0.number) },
      allowsGuests: programme.settings?.guests ?? false
    )
  }
}

extension PromotionDefinition {
  init(_ promotion: Promotion, number: PromotionNumber) {
    self.init(
      number: number,
      version: promotion.version,
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
          points: $0.points
        )
      },
      token: promotion.tokenID,
      lotTerms: FealtyLoyalty.LotTerms(
        pendingMilliseconds: promotion.lotTerms?.pendingMs ?? 0,
        expiresAfterMilliseconds: promotion.lotTerms?.expiresAfterMs ?? 0
      ),
      isExclusive: promotion.exclusive,
      isJoint: promotion.joint
    )
  }
}

extension FealtyLoyalty.Selection {
  init(_ selection: FealtyWire.Selection) {
    self.init(
      kinds: selection.kinds.compactMap { .init(rawValue: UInt8(clamping: $0.rawValue)) },
      include: TermSet(selection.include ?? Terms()),
      exclude: TermSet(selection.exclude ?? Terms())
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
      attributes: terms.attributes
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
        maxPerBasket: bonus.maxPerBasket
      )
    case .threshold(let threshold):
      self = .threshold(
        steps: threshold.steps.map {
          FealtyLoyalty.ThresholdStep(amountMinor: $0.amountMinor, points: $0.points)
        }
      )
    case .tierMultiplier(let tier):
      self = .tierMultiplier(
        base: tier.promotionID,
        factors: tier.factors.map {
          FealtyLoyalty.TierFactor(tier: $0.tier, factor: FealtyLoyalty.Ratio($0.factor))
        }
      )
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
  }
}
