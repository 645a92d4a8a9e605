extension Conditions {
  /// The first condition that does not hold; nothing where all do.
  func failure(of rule: Promotion, for sale: Occasion, zone: Zone) -> Condition? {
    if let failed = timeFailure(rule, sale.facts.occurredAt, zone) { return failed }
    if let failed = placeFailure(sale.facts.place) { return failed }
    if let failed = memberFailure(rule, sale.facts) { return failed }
    if !codes.isEmpty, !sale.codes.contains(where: codes.contains) { return .codeMissing }
    if let birthday, !birthday.holds(sale.facts, zone) { return .outsideBirthday }
    return eventFailure(rule, sale, zone)
  }

  private func timeFailure(_ rule: Promotion, _ instant: Milliseconds, _ zone: Zone) -> Condition? {
    let isWithinDates = (start.map { $0 <= instant } ?? true) && (end.map { instant < $0 } ?? true)
    guard rule.status == .live, isWithinDates else { return .notLive }
    guard !weekdays.isEmpty || hours != nil else { return nil }
    let (day, minute) = zone.local(instant)
    var windowDay = day
    if let hours {
      guard hours.holds(minute) else { return .outsideSchedule }
      // After midnight the window is still that of the evening before.
      if hours.isOverMidnight, minute < hours.to { windowDay = day.adding(days: -1) }
    }
    return weekdays.isEmpty || weekdays.contains(Zone.weekday(windowDay)) ? nil : .outsideSchedule
  }

  private func placeFailure(_ place: Place) -> Condition? {
    if !stores.isEmpty, !stores.contains(place.store) { return .otherStore }
    if !channels.isEmpty, !channels.contains(place.channel) { return .otherChannel }
    if !terminals.isEmpty, !terminals.contains(place.terminal) { return .otherTerminal }
    return nil
  }

  private func memberFailure(_ rule: Promotion, _ facts: Facts) -> Condition? {
    guard let member = facts.member else { return rule.needsMember ? .guest : nil }
    if !tiers.isEmpty, !tiers.contains(member.tier) { return .notInTier }
    if !segments.isEmpty, !segments.contains(where: member.segments.contains) {
      return .notInSegment
    }
    if excludedSegments.contains(where: member.segments.contains) { return .inExcludedSegment }
    return nil
  }

  /// Whether the sale, which has lines that the promotion counts, is one of the wrong number.
  func visitFailure(of rule: Promotion, _ facts: Facts, _ zone: Zone) -> Condition? {
    guard let visit, let member = facts.member else { return nil }
    let window = Window(visit.period, at: facts.occurredAt, in: zone)
    let earlier = member.earlierVisits[rule.id, default: []].count {
      Window(visit.period, at: $0, in: zone) == window
    }
    let number = earlier + 1
    let holds = visit.repeats ? number % visit.number == 0 : number == visit.number
    return holds ? nil : .otherVisit
  }

  private func eventFailure(_ rule: Promotion, _ sale: Occasion, _ zone: Zone) -> Condition? {
    guard let event else { return sale.event == nil ? nil : .otherEvent }
    guard let happened = sale.event, happened.type == event.type,
      event.tags.allSatisfy({ happened.tags[$0.key] == $0.value })
    else { return .otherEvent }
    guard let key = rule.eventKey(for: sale, zone) else { return nil }
    return sale.facts.eventCounts[key, default: 0] > 0 ? .eventLimit : nil
  }
}

extension HourWindow {
  var isOverMidnight: Bool { to <= from && to != 0 }

  /// Whether a minute of the local day lies in the window; an end of 0 is the day's end.
  func holds(_ minute: Int) -> Bool {
    if isOverMidnight { return minute >= from || minute < to }
    return minute >= from && (to == 0 || minute < to)
  }
}

extension BirthdayWindow {
  /// Whether the sale's local day lies around one of the member's birthdays.
  func holds(_ facts: Facts, _ zone: Zone) -> Bool {
    guard let birthday = facts.member?.birthday else { return false }
    let today = zone.day(facts.occurredAt)
    return (today.year - 1...today.year + 1).contains { year in
      let lastDay = CivilDay.daysIn(year: year, month: birthday.month)
      let party = CivilDay(year, birthday.month, min(birthday.day, lastDay))
      return party.adding(days: -daysBefore) <= today && today <= party.adding(days: daysAfter)
    }
  }
}

extension Promotion {
  /// Whether it asks for something that only a member has.
  var needsMember: Bool {
    if !conditions.tiers.isEmpty || !conditions.segments.isEmpty { return true }
    if conditions.visit != nil || conditions.birthday != nil { return true }
    switch mechanic {
    case .tier: return true
    case .rate, .multiplier, .quantityBonus, .threshold, .fixed, .counter: return false
    }
  }

  /// The counter of the event's limit, where there is one.
  func eventKey(for sale: Occasion, _ zone: Zone) -> EventKey? {
    guard let condition = conditions.event, let period = condition.oncePer,
      let event = sale.event, let member = sale.facts.member
    else { return nil }
    return EventKey(
      promotion: id,
      member: member.id,
      window: Window(period, at: sale.facts.occurredAt, in: zone),
      key: condition.keyTag.map { event.tags[$0, default: ""] } ?? ""
    )
  }
}
