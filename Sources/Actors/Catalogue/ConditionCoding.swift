internal import FealtyLoyalty
internal import FealtyWire

// The small parts of the schema's `Promotion` and `Settings` → the domain's.

extension FealtyLoyalty.LocalText {
  init(_ text: FealtyWire.LocalText) { self.init(language: text.language, text: text.text) }
}

extension FealtyLoyalty.CalendarTerm {
  init?(_ term: FealtyWire.CalendarTerm?) {
    guard let term else { return nil }
    self.init(
      term.count,
      .init(rawValue: UInt8(clamping: term.unit.rawValue)) ?? .day,
      roundUp: .init(rawValue: UInt8(clamping: term.roundUp.rawValue)) ?? .dayEnd
    )
  }
}

extension FealtyLoyalty.LotTerms {
  init(_ terms: FealtyWire.LotTerms) {
    self.init(
      pendingMilliseconds: terms.pendingMs,
      expiresAfterMilliseconds: terms.expiresAfterMs,
      activateOn: terms.activateOn,
      pendingFor: FealtyLoyalty.CalendarTerm(terms.pendingFor),
      pendingUntil: terms.pendingUntilMs == 0
        ? nil : Timestamp(milliseconds: terms.pendingUntilMs),
      expires: FealtyLoyalty.CalendarTerm(terms.expires),
      expiresAt: terms.expiresAtMs == 0 ? nil : Timestamp(milliseconds: terms.expiresAtMs),
      clock: .init(rawValue: UInt8(clamping: terms.clock.rawValue)) ?? .recorded
    )
  }
}

extension AcrossBaskets {
  init(_ across: Across) {
    self =
      across.forLife
      ? .life : .window(.init(rawValue: UInt8(clamping: across.window.rawValue)) ?? .day)
  }
}

extension PromotionConditions {
  init(_ conditions: FealtyWire.Conditions) {
    self.init()
    codes = conditions.codes
    visit = conditions.visit.map { visit in
      VisitCondition(
        number: visit.number,
        every: visit.every,
        window: visit.window.map { .init(rawValue: UInt8(clamping: $0.rawValue)) ?? .day }
      )
    }
    firstPurchase =
      .init(rawValue: UInt8(clamping: conditions.firstPurchase.rawValue)) ?? .none
    birthday = conditions.birthday.map {
      BirthdayWindow(daysBefore: $0.daysBefore, daysAfter: $0.daysAfter)
    }
    minBasketMinor = conditions.minBasketMinor
    tenders = conditions.tenders
    maxMembershipDays = conditions.maxMembershipDays
  }
}

extension FealtyLoyalty.PinThreshold {
  init(_ threshold: FealtyWire.PinThreshold) {
    self.init(
      perTransaction: threshold.perTransaction.map { Points($0) },
      perDay: threshold.perDay.map { Points($0) }
    )
  }
}

extension FealtyWire.PinThreshold {
  init(_ threshold: FealtyLoyalty.PinThreshold) {
    self.init(
      perTransaction: threshold.perTransaction?.rawValue,
      perDay: threshold.perDay?.rawValue
    )
  }
}
