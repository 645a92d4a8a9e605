internal import FealtyLoyalty
internal import FealtyWire

// What a programme may say: limits and settings here, the rest in the domain's findings.
extension CatalogueDraft {
  /// What is wrong with the programme as it would be.
  ///
  /// `look`: as much of it as may be wrong.
  /// `request`: where the request has what is wrong.
  func check(
    _ state: ProgrammeState,
    _ look: ProgrammeLook,
    _ request: DraftPaths
  ) -> Status? {
    guard state.promotions.count <= Limits.promotions,
      state.versionCount <= Limits.promotionVersions
    else { return Status(.invalidField("\(request.prefix)promotions")) }
    guard state.tokens.values.allSatisfy({ $0 < TokenNumber(Limits.tokens) }) else {
      return Status(.invalidField("\(request.prefix)tokens"))
    }
    if look.changed == nil, let status = checkSettings(state.programme, request) { return status }
    let finding = look.definition.findings(changed: look.changed).first
    return finding.map { request.status($0, in: look.definition) }
  }

  private func checkSettings(_ programme: Programme, _ request: DraftPaths) -> Status? {
    let settings = programme.settings ?? Settings()
    if let fault = settings.fault ?? settings.faultyPolicy(tokens: programme.tokens) {
      return Status(
        code: .invalidArgument,
        reason: .invalidProgramme,
        message: fault.allowed,
        field: "\(request.prefix)settings.\(fault.path)"
      )
    }
    if let fault = settings.tierRules?.fault(tiers: programme.tiers, tokens: programme.tokens) {
      return Status(
        code: .invalidArgument,
        reason: .invalidProgramme,
        message: fault.allowed,
        field: "\(request.prefix)settings.tier_rules.\(fault.path)"
      )
    }
    guard ProgrammeState.zone(programme.timeZone, zones: zones) != nil else {
      return Status(.invalidField("\(request.prefix)time_zone"))
    }
    return nil
  }
}

/// A setting that has no meaning, and what it may be.
private struct FaultySetting {
  /// Below `programme.settings`.
  var path: String
  /// One sentence.
  var allowed: String

  /// Nil where a value is within its range.
  init?(_ path: String, _ value: Int64, _ range: ClosedRange<Int64>) {
    guard !range.contains(value) else { return nil }
    self.path = path
    allowed = "It is \(value); \(range.lowerBound) to \(range.upperBound) are allowed."
  }

  init(_ path: String, allowed: String) {
    self.path = path
    self.allowed = allowed
  }

  /// Nil where a term is usable, or absent.
  init?(_ path: String, _ term: FealtyWire.CalendarTerm?) {
    guard let term else { return nil }
    guard (0...3).contains(term.unit.rawValue), (0...3).contains(term.roundUp.rawValue) else {
      self.init(path, allowed: "Its unit or its rounding is none that there is.")
      return
    }
    guard let read = FealtyLoyalty.CalendarTerm(term), !read.isUsable else { return nil }
    let counts = FealtyLoyalty.CalendarTerm.counts(of: read.unit)
    self.init(
      "\(path).count",
      Int64(term.count),
      Int64(counts.lowerBound)...Int64(counts.upperBound)
    )
  }

  /// Nil where a ratio is usable, or absent.
  init?(_ path: String, _ ratio: FealtyWire.Ratio?, atLeast least: Int64) {
    guard let ratio else { return nil }
    let numerators = least...Points.limit.rawValue
    guard ratio.denominator >= 1, numerators.contains(ratio.numerator) else {
      self.init(path, allowed: "It is not a ratio of \(least) or more to 1 or more.")
      return
    }
    return nil
  }
}

extension Settings {
  /// The first setting that has no meaning by itself, or beside another.
  fileprivate var fault: FaultySetting? {
    let times = [
      ("authorization_timeout_ms", authorizationTimeoutMs), ("max_backdate_ms", maxBackdateMs),
      ("restore_grace_ms", restoreGraceMs), ("claim_window_ms", claimWindowMs),
      ("hold_events_ms", holdEventsMs), ("pin_lock_ms", pinLockMs),
      ("unlock_grace_ms", unlockGraceMs), ("resume_grace_ms", resumeGraceMs),
      ("evaluation_valid_ms", evaluationValidMs), ("quarantine_ms", quarantineMs),
    ]
    let points = [
      ("max_debt", maxDebt), ("redeem_min", redeemMin), ("redeem_max", redeemMax),
      ("redeem_step", redeemStep), ("velocity.points_per_day", velocity?.pointsPerDay ?? 0),
      ("pin_threshold.per_transaction", pinThreshold?.perTransaction ?? 0),
      ("pin_threshold.per_day", pinThreshold?.perDay ?? 0),
    ]
    let choices = [
      ("return_policy", Int64(returnPolicy.rawValue), Int64(2)),
      ("restore_policy", Int64(restorePolicy.rawValue), 2),
      ("rounding_place", Int64(roundingPlace.rawValue), 2),
      ("closing_balance", Int64(closingBalance.rawValue), 3),
      ("pin_tries", Int64(pinTries), Int64(PINLimits.triesOfDay)),
      ("near_miss_percent", Int64(nearMissPercent), 100),
      ("enrol_unknown_stage", Int64(enrolUnknownStage.rawValue), 2),
    ]
    let ranges =
      times.map { ($0, $1, Limits.settingMilliseconds) }
      + points.map { ($0, $1, Points.limit.rawValue) } + choices
    for (path, value, most) in ranges {
      if let fault = FaultySetting(path, value, 0...most) { return fault }
    }
    if redeemMax > 0, redeemMax < redeemMin {
      return FaultySetting("redeem_max", allowed: "It is below redeem_min; 0 is no limit.")
    }
    if restorePolicy == .restoreNewPeriod, restorePeriod == nil {
      return FaultySetting("restore_period", allowed: "It is missing; RESTORE_NEW_PERIOD needs it.")
    }
    if let fault = ConnectorBook.fault(in: connectors) {
      return FaultySetting(fault.path, allowed: fault.sentence)
    }
    if let sentence = MembershipProviders.fault(in: membershipProviders) {
      return FaultySetting("membership_providers", allowed: sentence)
    }
    if let sentence = IdentityProviders.fault(in: identityProviders) {
      return FaultySetting("identity_providers", allowed: sentence)
    }
    if let sentence = cards?.fault { return FaultySetting("cards", allowed: sentence) }
    return FaultySetting("redemption_value", redemptionValue, atLeast: 1)
      ?? FaultySetting("point_cost", pointCost, atLeast: 0)
      ?? FaultySetting("restore_period", restorePeriod)
  }

  /// The first token's policy that has no meaning.
  fileprivate func faultyPolicy(tokens: [FealtyWire.Token]) -> FaultySetting? {
    var seen: Set<String> = []
    for (place, policy) in tokenPolicies.enumerated() {
      let path = "token_policies[\(place)]"
      guard tokens.contains(where: { $0.tokenID == policy.tokenID }) else {
        return FaultySetting("\(path).token_id", allowed: "There is no token \(policy.tokenID).")
      }
      guard seen.insert(policy.tokenID).inserted else {
        return FaultySetting("\(path).token_id", allowed: "The token has a policy already.")
      }
      if let fault = policy.fault(at: path) { return fault }
    }
    return nil
  }
}

extension FealtyWire.TokenPolicy {
  /// The first field that has no meaning.
  fileprivate func fault(at path: String) -> FaultySetting? {
    var ranges = [
      ("redeem_min", redeemMin, 0...Points.limit.rawValue),
      ("redeem_max", redeemMax, 0...Points.limit.rawValue),
      ("redeem_step", redeemStep, 0...Points.limit.rawValue),
    ]
    if let decay {
      ranges.append(("decay.ten_thousandths", Int64(decay.tenThousandths), 1...1_000_000))
      // Days have no period that decays.
      ranges.append(("decay.every", Int64(decay.every.rawValue), 1...3))
    }
    if let returnRule {
      ranges.append(("return_rule.policy", Int64(returnRule.policy.rawValue), 0...2))
      ranges.append(("return_rule.max_debt", returnRule.maxDebt, 0...Points.limit.rawValue))
    }
    for (field, value, range) in ranges {
      if let fault = FaultySetting("\(path).\(field)", value, range) { return fault }
    }
    if redeemMax > 0, redeemMax < redeemMin {
      return FaultySetting("\(path).redeem_max", allowed: "It is below redeem_min; 0 is no limit.")
    }
    return FaultySetting("\(path).inactivity", inactivity)
  }
}
