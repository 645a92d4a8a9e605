@testable import FealtyLoyalty

extension TierRules {
  /// Basic, silver from 100 and gold from 300 points on.
  static func of(
    _ period: Period,
    _ downgrade: Downgrade = .toReached,
    graceDays: Int64 = 0,
    fallsOnReturn: Bool = false,
    zone: ZoneRules = .utc
  ) -> TierRules {
    TierRules(
      measure: .points(0),
      period: period,
      steps: [
        Step(tier: "basic", amount: 0), Step(tier: "silver", amount: 100),
        Step(tier: "gold", amount: 300),
      ],
      downgrade: downgrade,
      graceDays: graceDays,
      fallsOnReturn: fallsOnReturn,
      calendar: ProgrammeCalendar(zone: zone),
      maxBackdateMilliseconds: 30 * LedgerRules.dayMilliseconds
    )
  }
}

extension TestLedger {
  /// A member of tier rules, enrolled at the begin of a day.
  static func ofTiers(_ rules: TierRules, enrolled day: String = "2026-01-01") -> TestLedger {
    var ledger = TestLedger(stage: .active, at: at(day, zone: rules.calendar.zone))
    ledger.tiers = rules
    ledger.calendar = rules.calendar
    return ledger
  }

  mutating func go(to day: String, hour: Int64 = 0) {
    go(to: at(day, hour: hour, zone: calendar.zone))
  }

  /// The tier now; the lowest has no name where nobody gave one.
  var tier: String { member.tier.isEmpty ? "basic" : member.tier }

  /// Pins a tier as an office does.
  mutating func pin(_ tier: String, until: Timestamp, floor: Bool = false) {
    let grant = TierGrant(keptUntil: until, isPinned: true, isFloor: floor, old: self.tier)
    apply(.changed(MemberChange(tier: tier, tierGrant: grant)))
  }

  /// Gives a tier as an enrolment does.
  mutating func give(_ tier: String) {
    let grant = member.grant(
      of: tier,
      now: now,
      enrolledAt: member.enrolledAt,
      rules: tiers
    )
    apply(.changed(MemberChange(tier: tier, tierGrant: grant)))
  }
}

/// An instant of a local day.
func at(_ day: String, hour: Int64 = 0, zone: ZoneRules = .utc) -> Timestamp {
  guard let date = CivilDate(iso: day) else { preconditionFailure("\(day) is no day") }
  return zone.firstInstant(ofLocalDay: date.daysSinceEpoch).adding(milliseconds: hour * 3_600_000)
}
