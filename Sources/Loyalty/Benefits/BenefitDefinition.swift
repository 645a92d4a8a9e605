/// What members may have beside points.
package struct BenefitDefinition: Hashable, Sendable {
  /// After which its limit begins anew.
  package enum Period: Hashable, Sendable {
    case calendar(CalendarPeriod)
    case ever
  }

  /// The server's short number; below ``CapUse/benefitBit``.
  package var number: UInt32
  package var id: String
  package var name: String
  /// Who may have it; empty = everybody.
  package var tiers: [String]
  /// How often in a period; 0 = no limit.
  package var limit: Int64
  package var period: Period
  package var start: Timestamp
  /// Exclusive.
  package var end: Timestamp
  package var isActive: Bool
  /// A ``VoucherTypeDefinition``'s id; empty = it is no voucher.
  package var voucherType: String

  package init(
    number: UInt32,
    id: String,
    name: String = "",
    tiers: [String] = [],
    limit: Int64 = 0,
    period: Period = .calendar(.day),
    start: Timestamp = Timestamp(milliseconds: 0),
    end: Timestamp = .never,
    isActive: Bool = true,
    voucherType: String = ""
  ) {
    self.number = number
    self.id = id
    self.name = name
    self.tiers = tiers
    self.limit = limit
    self.period = period
    self.start = start
    self.end = end
    self.isActive = isActive
    self.voucherType = voucherType
  }

  /// How often one may be had at once.
  package static let quantities: ClosedRange<Int64> = 1...1_000
  package static let mostPerPeriod: Int64 = 1_000_000

  /// A use at an instant.
  ///
  /// Of its own period, which the server counts by its begin alone.
  package func use(
    at instant: Timestamp,
    _ quantity: Int64,
    _ calendar: ProgrammeCalendar
  ) -> CapUse {
    CapUse(
      owner: CapUse.benefitBit | number,
      period: .life,
      scope: .member,
      unit: .times,
      periodStart: begin(at: instant, calendar),
      amount: quantity
    )
  }

  private func begin(at instant: Timestamp, _ calendar: ProgrammeCalendar) -> Timestamp {
    switch period {
    case .calendar(let period): calendar.start(of: period, containing: instant)
    case .ever: Timestamp(milliseconds: 0)
    }
  }

  /// When the period that an instant lies in ends; ``Timestamp/never`` where it does not.
  package func resets(after instant: Timestamp, _ calendar: ProgrammeCalendar) -> Timestamp {
    switch period {
    case .calendar(let period): calendar.end(of: period, containing: instant)
    case .ever: .never
    }
  }
}
