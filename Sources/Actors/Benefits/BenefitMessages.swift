internal import FealtyLoyalty
internal import FealtyWire

// The schema's `Benefit` → the domain's.

extension BenefitDefinition {
  /// `number`: the server's.
  init(_ benefit: Benefit, _ number: UInt32) {
    self.init(
      number: number,
      id: benefit.benefitID,
      name: benefit.name,
      tiers: benefit.tiers,
      limit: benefit.limit,
      period: Period(benefit.period),
      start: Timestamp(milliseconds: benefit.startMs),
      end: benefit.endMs == 0 ? .never : Timestamp(milliseconds: benefit.endMs),
      isActive: benefit.active,
      voucherType: benefit.voucherTypeID
    )
  }
}

extension BenefitDefinition.Period {
  fileprivate init(_ period: BenefitPeriod) {
    switch period {
    case .benefitPerMonth: self = .calendar(.month)
    case .benefitPerYear: self = .calendar(.year)
    case .benefitEver: self = .ever
    default: self = .calendar(.day)
    }
  }
}

extension BenefitState {
  /// As a member has it; `nil` of the refusal = it may have it once more.
  init(
    _ benefit: BenefitDefinition,
    of member: Member,
    at instant: Timestamp,
    _ programme: PublishedProgramme
  ) {
    let calendar = programme.dueTerms.calendar
    let used = member.used(benefit, at: instant, calendar)
    let resets = benefit.limit > 0 ? benefit.resets(after: instant, calendar) : .never
    self.init(
      benefitID: benefit.id,
      name: benefit.name,
      source: benefit.tiers.isEmpty ? .benefitOfProgramme : .benefitOfTier,
      limit: benefit.limit,
      used: used,
      remaining: benefit.limit > 0 ? max(0, benefit.limit - used) : 0,
      resetsAtMs: resets.storedExpiry,
      eligible: true,
      voucherTypeID: benefit.voucherType
    )
    do throws(Refusal) {
      try member.require(
        benefit,
        1,
        at: instant,
        lowest: programme.tiers.first ?? "",
        calendar
      )
    } catch {
      eligible = false
      reason = Status(error).reason
    }
  }
}
