internal import FealtyWire
internal import Model

// The model's programme as the schema says it.

extension Programme {
  /// The settings of a programme without promotions.
  init(_ settings: Model.Settings, id: String) {
    self.init(
      programID: id,
      timeZone: settings.timeZone,
      currency: "EUR",
      defaultTokenID: settings.defaultToken,
      tokens: [
        Token(tokenID: settings.defaultToken, name: "Points"), Token(tokenID: "stars", name: "S"),
      ],
      tiers: settings.tiers,
      groups: settings.groups.sorted { $0.key < $1.key }.map {
        PromotionGroup(groupID: $0.key, mode: GroupMode($0.value))
      },
      settings: FealtyWire.Settings(settings)
    )
  }
}

extension FealtyWire.Settings {
  init(_ settings: Model.Settings) {
    self.init(
      authorizationTimeoutMs: settings.authorizationTimeout,
      maxBackdateMs: settings.maximumBackdate,
      guests: settings.guests,
      redeemMin: settings.redeemMinimum ?? 0,
      redeemMax: settings.redeemMaximum ?? 0,
      redeemStep: settings.redeemStep ?? 0,
      redemptionValue: settings.redemptionValue.map { FealtyWire.Ratio($0) },
      strictFifo: settings.strictFirstInFirstOut,
      earnWhileSuspended: settings.earnWhileSuspended,
      earnOnPointsTender: settings.earnOnPointsTender,
      parkGuestSales: settings.guests,
      claimWindowMs: settings.claimWindow,
      eventTypes: settings.eventTypes.sorted(),
      unlockGraceMs: settings.graceOnUnlock,
      expirySuspendedStages: settings.stagesThatSuspendExpiry.map { FealtyWire.Stage($0) }
        .sorted { $0.rawValue < $1.rawValue },
      resumeGraceMs: settings.graceAfterSuspension,
      tokenPolicies: settings.inactivity.sorted { $0.key < $1.key }.map {
        TokenPolicy(
          tokenID: $0.key,
          inactivity: CalendarTerm($0.value, upTo: .day),
          redeemCounts: settings.redemptionsAreActivity
        )
      }
    )
    switch settings.returnPolicy {
    case .onlyPending: returnPolicy = .onlyPending
    case .withinBalance: returnPolicy = .withinBalance
    case .allowDebt(let most): (returnPolicy, maxDebt) = (.allowDebt, most)
    }
    switch settings.restorePolicy {
    case .expireNow: restorePolicy = .expireNow
    case .grace(let span): (restorePolicy, restoreGraceMs) = (.restoreGrace, span)
    case .newPeriod(let span):
      restorePolicy = .restoreNewPeriod
      restorePeriod = CalendarTerm(span, upTo: .day)
    }
  }
}

extension FealtyWire.Ratio {
  /// The model's ratios in programmes are small.
  init(_ ratio: Model.Ratio) {
    self.init(numerator: Int64(ratio.numerator), denominator: Int64(ratio.denominator))
  }
}

extension FealtyWire.GroupMode {
  init(_ mode: Model.GroupMode) {
    self =
      switch mode {
      case .stack: .stack
      case .firstMatch: .firstMatch
      case .bestForMember: .bestForMember
      case .bestForProgram: .bestForProgram
      }
  }
}
