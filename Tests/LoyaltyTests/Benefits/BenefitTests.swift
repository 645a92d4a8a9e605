import Testing

@testable import FealtyLoyalty

@Suite("Benefits")
struct BenefitTests {
  private static func benefit(
    _ period: BenefitDefinition.Period = .calendar(.day),
    limit: Int64 = 2,
    tiers: [String] = [],
    _ change: (inout BenefitDefinition) -> Void = { _ in }
  ) -> BenefitDefinition {
    var benefit = BenefitDefinition(
      number: 3,
      id: "lounge",
      tiers: tiers,
      limit: limit,
      period: period
    )
    change(&benefit)
    return benefit
  }

  private func have(
    _ benefit: BenefitDefinition,
    _ ledger: inout TestLedger,
    times quantity: Int64 = 1,
    occurredAt: Timestamp? = nil
  ) throws(Refusal) -> UInt32 {
    ledger.post(
      try ledger.member.decideBenefit(
        benefit,
        quantity,
        token: 0,
        now: ledger.now,
        occurredAt: occurredAt ?? ledger.now,
        lowest: "basic",
        rules: ledger.rules,
        calendar: ledger.calendar
      )
    )
  }

  struct PeriodCase: Sendable {
    var period: BenefitDefinition.Period
    /// When it may be had anew that was had twice on 2026-05-17.
    var anew: String?

    init(_ period: BenefitDefinition.Period, _ anew: String?) {
      self.period = period
      self.anew = anew
    }
  }

  @Test(
    "the limit begins anew with the period, in the programme's zone",
    arguments: [
      PeriodCase(.calendar(.day), "2026-05-18"), PeriodCase(.calendar(.month), "2026-06-01"),
      PeriodCase(.calendar(.year), "2027-01-01"), PeriodCase(.ever, nil),
    ]
  )
  func limit(_ period: PeriodCase) throws {
    for zone in [ZoneRules.utc, CalendarTests.berlin, CalendarTests.kiritimati] {
      let benefit = Self.benefit(period.period)
      let calendar = ProgrammeCalendar(zone: zone)
      var ledger = TestLedger(at: at("2026-01-01", zone: zone))
      ledger.calendar = calendar
      ledger.go(to: "2026-05-17", hour: 10)
      _ = try have(benefit, &ledger, times: 2)
      #expect(throws: Refusal.benefitLimitReached) { try have(benefit, &ledger) }
      let anew = period.anew.map { at($0, zone: zone) } ?? .never
      #expect(benefit.resets(after: ledger.now, calendar) == anew)
      ledger.go(to: period.anew == nil ? at("2040-01-01") : anew.adding(milliseconds: -1))
      #expect(throws: Refusal.benefitLimitReached) { try have(benefit, &ledger) }
      guard period.anew != nil else { continue }
      ledger.go(to: anew)
      #expect(ledger.member.used(benefit, at: ledger.now, calendar) == 0)
      _ = try have(benefit, &ledger, times: 2)
      #expect(throws: Refusal.benefitLimitReached) { try have(benefit, &ledger) }
      #expect(ledger.replayed() == ledger.member)
    }
  }

  @Test func `who may have it is decided by stage, time, tier and limit, in this order`() throws {
    var ledger = TestLedger(at: at("2026-05-17"))
    let gold = Self.benefit(tiers: ["gold", "platinum"])
    #expect(throws: Refusal.tierNotEligible) { try have(gold, &ledger) }
    // A member without a tier is in the lowest.
    _ = try have(Self.benefit(tiers: ["basic"]) { $0.number = 4 }, &ledger)
    let closed = [
      Self.benefit(tiers: ["gold"]) { $0.isActive = false },
      Self.benefit(tiers: ["gold"]) { $0.start = at("2026-05-18") },
      Self.benefit(tiers: ["gold"]) { $0.end = at("2026-05-17") },
    ]
    for benefit in closed {
      #expect(throws: Refusal.benefitClosed) { try have(benefit, &ledger) }
    }
    // The tier at the business time counts, and so does the period.
    ledger.apply(.changed(MemberChange(tier: "gold")))
    #expect(throws: Refusal.tierNotEligible) {
      try have(gold, &ledger, occurredAt: at("2026-05-16"))
    }
    _ = try have(gold, &ledger, times: 2)
    ledger.go(to: "2026-05-18")
    _ = try have(gold, &ledger, times: 2)
    #expect(throws: Refusal.benefitLimitReached) {
      try have(gold, &ledger, occurredAt: at("2026-05-17", hour: 20))
    }
    ledger.enter(.blocked)
    #expect(throws: Refusal.redeemBlocked) { try have(closed[0], &ledger) }
    ledger.enter(.closed)
    #expect(throws: Refusal.memberNotActive) { try have(closed[0], &ledger) }
  }

  @Test func `a reversal frees what was used, once, and old periods take no room`() throws {
    var ledger = TestLedger(at: at("2026-01-01"))
    let benefit = Self.benefit(limit: 1)
    let use = try have(benefit, &ledger)
    #expect(throws: Refusal.benefitLimitReached) { try have(benefit, &ledger) }
    try ledger.reverseEarn(use)
    #expect(ledger.member.capUses.isEmpty)
    #expect(throws: Refusal.alreadyReversed(version: ledger.member.version)) {
      try ledger.reverseEarn(use)
    }
    for day in 0..<200 as Range<Int64> {
      ledger.go(to: at("2026-01-01").adding(milliseconds: day * LedgerRules.dayMilliseconds))
      _ = try have(benefit, &ledger)
      #expect(ledger.member.capUses.count <= 32, "day \(day)")
    }
    // A benefit without a limit is counted all the same.
    let free = Self.benefit(.ever, limit: 0) { $0.number = 9 }
    for _ in 0..<5 { _ = try have(free, &ledger, times: 1_000) }
    #expect(ledger.member.used(free, at: ledger.now, ledger.calendar) == 5_000)
    #expect(ledger.replayed() == ledger.member)
  }
}
