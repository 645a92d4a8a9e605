import Testing

@testable import FealtyLoyalty

@Suite("Dates of lots")
struct LotScheduleTests {
  private struct Row: Sendable {
    let terms: LotTerms
    let activation: Timestamp
    let expiry: Timestamp

    init(_ terms: LotTerms, _ activation: Timestamp, _ expiry: Timestamp) {
      (self.terms, self.activation, self.expiry) = (terms, activation, expiry)
    }
  }

  /// Noon of a Wednesday in New York; the sale was two days before.
  private static let recorded = utc(2024, 6, 12, 16)
  private static let occurred = utc(2024, 6, 10, 16)

  private static let rows = [
    Row(LotTerms(), recorded, .never),
    Row(
      LotTerms(pendingMilliseconds: 10, expiresAfterMilliseconds: 20),
      recorded.adding(milliseconds: 10),
      recorded.adding(milliseconds: 20)
    ),
    Row(
      LotTerms(pendingMilliseconds: 10, expiresAfterMilliseconds: 20, clock: .occurred),
      occurred.adding(milliseconds: 10),
      occurred.adding(milliseconds: 20)
    ),
    Row(
      LotTerms(pendingMilliseconds: 10, expiresAfterMilliseconds: 20, clock: .activation),
      recorded.adding(milliseconds: 10),
      recorded.adding(milliseconds: 30)
    ),
    // The first instant of the fourteenth day after, in New York.
    Row(LotTerms(pendingFor: CalendarTerm(14, .day)), utc(2024, 6, 26, 4), .never),
    Row(
      LotTerms(expires: CalendarTerm(1, .month)),
      recorded,
      utc(2024, 7, 13, 4)
    ),
    Row(
      LotTerms(expires: CalendarTerm(1, .year, roundUp: .yearEnd), clock: .occurred),
      recorded,
      utc(2026, 1, 1, 5)
    ),
    Row(
      LotTerms(pendingUntil: utc(2024, 7, 1), expiresAt: utc(2024, 8, 1)),
      utc(2024, 7, 1),
      utc(2024, 8, 1)
    ),
    Row(
      LotTerms(pendingUntil: utc(2024, 7, 1), expires: CalendarTerm(1, .day), clock: .activation),
      utc(2024, 7, 1),
      utc(2024, 7, 2, 4)
    ),
    Row(LotTerms(expiresAfterMilliseconds: 20, activateOn: "delivered"), .never, .never),
    Row(
      LotTerms(activateOn: "delivered", expiresAt: utc(2024, 8, 1)),
      .never,
      utc(2024, 8, 1)
    ),
  ]

  @Test func `follow from the promotion's terms`() {
    for row in Self.rows {
      let schedule = LotSchedule(row.terms)
      let dates = schedule.dates(recordedAt: Self.recorded, occurredAt: Self.occurred) {
        ProgrammeCalendar(zone: newYork)
      }
      #expect(dates.activationAt == row.activation, "\(row.terms)")
      #expect(dates.expiresAt == row.expiry, "\(row.terms)")
      #expect(schedule.waits == !row.terms.activateOn.isEmpty)
    }
  }

  @Test func `of a lot that waited follow from its activation`() {
    let activated = utc(2024, 6, 20, 16)
    let rows: [(LotTerms, Timestamp)] = [
      (LotTerms(expiresAfterMilliseconds: 20, activateOn: "a"), Self.recorded),
      (LotTerms(expiresAfterMilliseconds: 20, activateOn: "a", clock: .activation), activated),
      (LotTerms(expiresAfterMilliseconds: 20, activateOn: "a", clock: .occurred), Self.occurred),
    ]
    for (terms, start) in rows {
      let expiry = LotSchedule(terms).expiry(
        recordedAt: Self.recorded,
        occurredAt: Self.occurred,
        activatedAt: activated,
        calendar: { ProgrammeCalendar(zone: newYork) }
      )
      #expect(expiry == start.adding(milliseconds: 20), "\(terms)")
    }
  }

  @Test func `what lives by the million keeps its size`() {
    #expect(MemoryLayout<Lot>.size == 56)
    #expect(MemoryLayout<CapUse>.size == 32)
    #expect(MemoryLayout<LotSchedule>.size == 19)
    #expect(MemoryLayout<Member>.size == 120)
  }
}
