// What a programme may say of how long points wait and last.
extension ProgrammeChecker {
  mutating func checkLotTerms(_ terms: LotTerms, at path: String) {
    let range = 0...PromotionLimits.lotTermMilliseconds
    if !range.contains(terms.pendingMilliseconds) {
      report("\(path).pending_ms", "It is not within 0 to \(range.upperBound).")
    }
    if !range.contains(terms.expiresAfterMilliseconds) {
      report("\(path).expires_after_ms", "It is not within 0 to \(range.upperBound).")
    }
    checkTerm(terms.pendingFor, at: "\(path).pending_for")
    checkTerm(terms.expires, at: "\(path).expires")
    if expiresBeforeActive(terms) {
      var field = "expires_after_ms"
      if terms.expiresAt != nil { field = "expires_at_ms" }
      if terms.expires != nil { field = "expires" }
      report("\(path).\(field)", "Its points expire before they are active.")
    }
  }

  /// Reports a calendar term of no unit, or of more than about a hundred years.
  mutating func checkTerm(_ term: CalendarTerm?, at path: String) {
    guard let term, !term.isUsable else { return }
    let counts = CalendarTerm.counts(of: term.unit)
    report(
      "\(path).count",
      "It is \(term.count); \(counts.lowerBound) to \(counts.upperBound) \(term.unit)s are allowed."
    )
  }

  /// Whether no point of these terms could ever be active: whatever the month of the sale.
  ///
  /// Both terms count from the same instant, so the zone does not matter.
  private func expiresBeforeActive(_ terms: LotTerms) -> Bool {
    guard [terms.pendingFor, terms.expires].allSatisfy({ $0?.isUsable ?? true }) else {
      return false
    }
    let schedule = LotSchedule(terms)
    let calendar = ProgrammeCalendar(zone: .utc)
    return (0..<12).allSatisfy { month in
      let day = CivilDate(daysSinceEpoch: 0).adding(months: Int64(month)).daysSinceEpoch
      let sale = Timestamp(milliseconds: day * 86_400_000)
      let dates = schedule.dates(recordedAt: sale, occurredAt: sale) { calendar }
      return dates.activationAt != .never && dates.expiresAt <= dates.activationAt
    }
  }
}
