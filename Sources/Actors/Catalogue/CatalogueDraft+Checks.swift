internal import FealtyLoyalty
internal import FealtyWire

// What a programme may say: limits and settings here, the rest in the domain's findings.
extension CatalogueDraft {
  /// What is wrong with the programme as it would be.
  ///
  /// `changed`: the promotions that may be wrong; nil = everything.
  func check(_ state: ProgrammeState, changed: Set<String>?) -> Status? {
    guard state.promotions.count <= Limits.promotions,
      state.versionCount <= Limits.promotionVersions
    else { return Status(.invalidField("promotions")) }
    guard state.tokens.values.allSatisfy({ $0 < TokenNumber(Limits.tokens) }) else {
      return Status(.invalidField("programme.tokens"))
    }
    if changed == nil, let status = checkSettings(state.programme) { return status }
    guard let finding = findings(state.definition, changed).first else { return nil }
    return Status(
      code: .invalidArgument,
      reason: .invalidProgramme,
      message: finding.sentence,
      field: finding.path
    )
  }

  private func findings(
    _ definition: ProgrammeDefinition,
    _ changed: Set<String>?
  ) -> [FealtyLoyalty.ProgrammeFinding] {
    definition.findings()
  }

  private func checkSettings(_ programme: Programme) -> Status? {
    let settings = programme.settings ?? Settings()
    if let path = settings.faultyField ?? settings.faultyPolicy(tokens: programme.tokens) {
      return Status(
        code: .invalidArgument,
        reason: .invalidProgramme,
        message: "the setting is out of its range; correct it",
        field: "programme.settings.\(path)"
      )
    }
    guard ProgrammeState.zone(programme.timeZone, zones: services.zones) != nil else {
      return Status(.invalidField("programme.time_zone"))
    }
    return nil
  }
}

extension Settings {
  /// The path of the first setting that has no meaning by itself.
  fileprivate var faultyField: String? {
    let times = [
      ("authorization_timeout_ms", authorizationTimeoutMs), ("max_backdate_ms", maxBackdateMs),
      ("restore_grace_ms", restoreGraceMs), ("claim_window_ms", claimWindowMs),
      ("hold_events_ms", holdEventsMs), ("pin_lock_ms", pinLockMs),
      ("unlock_grace_ms", unlockGraceMs), ("resume_grace_ms", resumeGraceMs),
      ("evaluation_valid_ms", evaluationValidMs),
    ]
    for (path, value) in times where !(0...Limits.settingMilliseconds).contains(value) {
      return path
    }
    let points = [
      ("max_debt", maxDebt), ("redeem_min", redeemMin), ("redeem_max", redeemMax),
      ("redeem_step", redeemStep), ("velocity.points_per_day", velocity?.pointsPerDay ?? 0),
      ("pin_threshold.per_transaction", pinThreshold?.perTransaction ?? 0),
      ("pin_threshold.per_day", pinThreshold?.perDay ?? 0),
    ]
    for (path, value) in points where !(0...Points.limit.rawValue).contains(value) { return path }
    for (path, value) in [("redemption_value", redemptionValue), ("point_cost", pointCost)] {
      guard let value else { continue }
      let isRatio = (0...Points.limit.rawValue).contains(value.numerator) && value.denominator >= 1
      if !isRatio { return path }
    }
    let choices = [
      ("return_policy", returnPolicy.rawValue, Int32(2)),
      ("restore_policy", restorePolicy.rawValue, 2), ("rounding_place", roundingPlace.rawValue, 2),
    ]
    for (path, value, last) in choices where !(0...last).contains(value) { return path }
    if pinTries > 1_000 { return "pin_tries" }
    if nearMissPercent > 10_000 { return "near_miss_percent" }
    if let restorePeriod, !restorePeriod.isUsable { return "restore_period" }
    return restorePolicy == .restoreNewPeriod && restorePeriod == nil ? "restore_period" : nil
  }

  /// The path of the first token's policy that has no meaning.
  fileprivate func faultyPolicy(tokens: [FealtyWire.Token]) -> String? {
    var seen: Set<String> = []
    for (place, policy) in tokenPolicies.enumerated() {
      let path = "token_policies[\(place)]"
      guard tokens.contains(where: { $0.tokenID == policy.tokenID }),
        seen.insert(policy.tokenID).inserted
      else { return "\(path).token_id" }
      if let term = policy.inactivity, !term.isUsable { return "\(path).inactivity" }
      if let decay = policy.decay {
        guard (1...1_000_000).contains(decay.tenThousandths) else {
          return "\(path).decay.ten_thousandths"
        }
        // Days have no period that decays.
        guard (1...3).contains(decay.every.rawValue) else { return "\(path).decay.every" }
      }
      if let rule = policy.returnRule {
        guard (0...2).contains(rule.policy.rawValue) else { return "\(path).return_rule.policy" }
        guard (0...Points.limit.rawValue).contains(rule.maxDebt) else {
          return "\(path).return_rule.max_debt"
        }
      }
      for (field, value) in [
        ("redeem_min", policy.redeemMin), ("redeem_max", policy.redeemMax),
        ("redeem_step", policy.redeemStep),
      ] where !(0...Points.limit.rawValue).contains(value) {
        return "\(path).\(field)"
      }
    }
    return nil
  }
}

extension FealtyWire.CalendarTerm {
  /// 1 or more of a unit that there is, a hundred years at most.
  fileprivate var isUsable: Bool {
    let longest: [UInt32] = [36_600, 5_300, 1_200, 100]
    guard (0...3).contains(unit.rawValue), (0...3).contains(roundUp.rawValue) else { return false }
    return (1...longest[Int(unit.rawValue)]).contains(count)
  }
}
