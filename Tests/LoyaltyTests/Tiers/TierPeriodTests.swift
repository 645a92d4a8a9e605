import Testing

@testable import FealtyLoyalty

@Suite("Periods of tier rules")
struct TierPeriodTests {
  struct SpanCase: Sendable {
    var period: TierRules.Period
    var enrolled = "2024-02-29"
    var day: String
    var from: String
    var to: String

    init(_ period: TierRules.Period, _ day: String, _ from: String, _ to: String) {
      self.period = period
      self.day = day
      self.from = from
      self.to = to
    }
  }

  @Test(
    "a period has its first and its last day in the programme's zone",
    arguments: [
      SpanCase(.calendar(.year), "2026-12-31", "2026-01-01", "2027-01-01"),
      SpanCase(.calendar(.quarter), "2026-05-17", "2026-04-01", "2026-07-01"),
      SpanCase(.calendar(.month), "2026-03-31", "2026-03-01", "2026-04-01"),
      SpanCase(.rolling(days: 1), "2026-03-29", "2026-03-29", "2026-03-30"),
      SpanCase(.rolling(days: 30), "2026-03-29", "2026-02-28", "2026-03-30"),
      // Who joined on a 29th of February has its year begin on the 28th where there is none.
      SpanCase(.anniversary, "2026-02-27", "2025-02-28", "2026-02-28"),
      SpanCase(.anniversary, "2026-02-28", "2026-02-28", "2027-02-28"),
      SpanCase(.anniversary, "2028-02-28", "2027-02-28", "2028-02-29"),
      SpanCase(.anniversary, "2028-02-29", "2028-02-29", "2029-02-28"),
      // A sale may come from before the enrolment.
      SpanCase(.anniversary, "2024-02-01", "2023-02-28", "2024-02-29"),
    ]
  )
  func span(_ span: SpanCase) {
    for zone in [ZoneRules.utc, CalendarTests.berlin, CalendarTests.kiritimati] {
      let rules = TierRules.of(span.period, zone: zone)
      for hour in [0, 22] as [Int64] {
        let found = rules.span(
          containing: at(span.day, hour: hour, zone: zone),
          enrolledAt: at(span.enrolled, hour: 13, zone: zone)
        )
        #expect(found.start == at(span.from, zone: zone))
        #expect(found.end == at(span.to, zone: zone))
      }
    }
  }

  struct KeptCase: Sendable {
    var period: TierRules.Period
    var graceDays: Int64 = 0
    /// Until when silver stays that a sale of 2026-05-17 has led to.
    var until: String
  }

  @Test(
    "a tier stays to the end of the period after the one in which it was reached",
    arguments: [
      KeptCase(period: .calendar(.year), until: "2028-01-01"),
      KeptCase(period: .calendar(.year), graceDays: 31, until: "2028-02-01"),
      KeptCase(period: .calendar(.quarter), until: "2026-10-01"),
      KeptCase(period: .calendar(.month), graceDays: 1, until: "2026-07-02"),
      KeptCase(period: .anniversary, until: "2028-01-01"),
      // The last days alone count: it falls with the day that leaves them.
      KeptCase(period: .rolling(days: 30), until: "2026-06-16"),
      KeptCase(period: .rolling(days: 30), graceDays: 5, until: "2026-06-21"),
    ]
  )
  func kept(_ kept: KeptCase) throws {
    for zone in [ZoneRules.utc, CalendarTests.berlin] {
      var ledger = TestLedger.ofTiers(.of(kept.period, graceDays: kept.graceDays, zone: zone))
      ledger.go(to: "2026-05-17", hour: 12)
      try ledger.buy(100)
      #expect(ledger.tier == "silver")
      let end = at(kept.until, zone: zone)
      #expect(ledger.member.tierStanding.keptUntil == end)
      #expect(ledger.member.nextDue() == end)
      ledger.go(to: end.adding(milliseconds: -1))
      #expect(ledger.tier == "silver")
      ledger.go(to: end)
      #expect(ledger.tier == "basic")
      // To the instant, however late somebody looks.
      #expect(ledger.log[ledger.member.version]?.tierChange?.from == end)
      #expect(ledger.member.nextDue() == .never)
      #expect(ledger.replayed() == ledger.member)
    }
  }
}
