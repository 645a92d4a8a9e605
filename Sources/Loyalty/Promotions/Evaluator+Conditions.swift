// What few rules ask: hours, codes, tenders, the whole basket, and what is counted of the member.
extension Evaluator {
  /// Whether a sale lies in one of a rule's hour windows; those over midnight belong to the weekday
  /// on which they begin.
  mutating func isInWindow(
    _ conditions: UnsafePointer<CompiledConditions>,
    _ sale: borrowing Sale
  ) -> Bool {
    if conditions.pointee.windows.isEmpty { return true }
    let day = findLocalDay(sale)
    let minute = UInt32(day.minute(of: sale.occurredAt))
    let today = UInt32(1) << UInt32(day.weekday)
    let yesterday = UInt32(1) << UInt32((day.weekday + 6) % 7)
    for index in conditions.pointee.windows.range {
      let window = sale.programme.windows[index]
      let days = window.weekdays == 0 ? 0x7F : window.weekdays
      let hasBegun = days & today != 0 && window.fromMinute <= minute
      if window.fromMinute < window.toMinute {
        if hasBegun, minute < window.toMinute { return true }
      } else if hasBegun || days & yesterday != 0 && minute < window.toMinute {
        return true
      }
    }
    return false
  }

  /// The first of a rule's conditions on the basket, its payment and the member's dates that fails.
  mutating func basketCondition(
    _ conditions: UnsafePointer<CompiledConditions>,
    of promotion: PromotionNumber,
    _ sale: borrowing Sale
  ) -> Condition {
    let conditions = conditions.pointee
    // Asked before the basket's minimum is known to hold: a part of the basket may reach it, where
    // a coupon was returned, and needs the answer then.
    var isTheDay = true
    if let birthday = conditions.birthday { isTheDay = isBirthday(birthday, of: promotion, sale) }
    if !conditions.codes.isEmpty {
      inputs.asked.insert(.codes)
      if !sale.contains(conditions.codes, anyOf: sale.codes) { return .noCode }
    }
    if !conditions.tenders.isEmpty {
      inputs.asked.insert(.tenders)
      if !sale.contains(conditions.tenders, anyOf: sale.tenders) { return .otherTender }
    }
    if conditions.minBasketMinor > 0, sale.amountMinor < conditions.minBasketMinor {
      return .belowBasketMinimum
    }
    if conditions.maxMembershipDays > 0, membershipDays(sale) > Int64(conditions.maxMembershipDays)
    {
      return .memberTooOld
    }
    return isTheDay ? .none : .outsideBirthday
  }

  /// Local days since the member's enrolment.
  private func membershipDays(_ sale: borrowing Sale) -> Int64 {
    ProgrammeCalendar(zone: sale.programme.zone)
      .days(from: sale.subject.enrolledAt, to: sale.occurredAt)
  }

  /// Whether the sale's local day lies around the member's birthday, that of the year before or the
  /// next.
  private mutating func isBirthday(
    _ window: BirthdayWindow,
    of promotion: PromotionNumber,
    _ sale: borrowing Sale
  ) -> Bool {
    inputs.asked.insert(.birthday)
    let isInWindow: Bool
    if let past = sale.subject.past {
      isInWindow = past.pointee.counters.contains {
        $0.kind == .birthday && $0.owner == promotion
      }
    } else {
      isInWindow = sale.subject.birthday.map { isAround($0, window, sale) } ?? false
    }
    guard isInWindow else { return false }
    inputs.isInBirthdayWindow = true
    if !inputs.counters.contains(where: { $0.kind == .birthday && $0.owner == promotion }) {
      inputs.counters.append(
        CounterUse(
          owner: promotion,
          kind: .birthday,
          at: sale.occurredAt,
          delta: 0,
          before: 1
        )
      )
    }
    return true
  }

  private func isAround(
    _ birthday: MonthDay,
    _ window: BirthdayWindow,
    _ sale: borrowing Sale
  ) -> Bool {
    let today = ProgrammeCalendar(zone: sale.programme.zone).date(at: sale.occurredAt)
    for year in today.year - 1...today.year + 1 {
      let day = birthday.daysSinceEpoch(in: year)
      let distance = today.daysSinceEpoch - day
      if -Int64(window.daysBefore) <= distance, distance <= Int64(window.daysAfter) { return true }
    }
    return false
  }

  /// Counts a sale of which a line matched for a rule whose other conditions hold.
  ///
  /// - Returns: ``Condition/none`` where it is the visit or the first purchase that the rule asks
  ///   for.
  mutating func countingCondition(
    of rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) -> Condition {
    let conditions = sale.programme.conditions[Int(rule.pointee.rare)]
    var condition = Condition.none
    if let visit = conditions.visit {
      let start = visit.window.map { windowStart($0, sale) } ?? Timestamp(milliseconds: 0)
      let number = 1 + count(.visits, of: rule.pointee.number, 1, from: start, sale)
      let wanted = Int64(max(1, visit.number))
      if visit.every ? number % wanted != 0 : number != wanted { condition = .otherVisit }
    }
    switch conditions.firstPurchase {
    case .none: break
    case .ofMember:
      if condition == .none, purchasesBefore(sale) > 0 { condition = .notFirstPurchase }
    case .ofSelection:
      let start = Timestamp(milliseconds: 0)
      let before = count(.selections, of: rule.pointee.number, 1, from: start, sale)
      if condition == .none, before > 0 { condition = .notFirstPurchase }
    }
    return condition
  }

  /// Notes that a counter grows by a sale.
  ///
  /// - Returns: Its value before the sale; 0 or more.
  mutating func count(
    _ kind: CounterKind,
    of owner: UInt32,
    _ delta: Int64,
    from start: Timestamp,
    _ sale: borrowing Sale
  ) -> Int64 {
    let before = value(kind, of: owner, from: start, sale) ?? 0
    if delta != 0, !sale.isGuest {
      counterUses.append(
        CounterUse(
          owner: owner,
          kind: kind,
          at: sale.occurredAt,
          delta: delta,
          before: before
        )
      )
    }
    return before
  }

  /// A counter's value before the sale; `nil` where there is none.
  private func value(
    _ kind: CounterKind,
    of owner: UInt32,
    from start: Timestamp,
    _ sale: borrowing Sale
  ) -> Int64? {
    if let past = sale.subject.past {
      for use in past.pointee.counters where use.kind == kind && use.owner == owner {
        return use.before
      }
    }
    for counter in sale.subject.counters where counter.kind == kind && counter.owner == owner {
      let value = counter.value(
        before: sale.occurredAt,
        version: sale.subject.version,
        from: start
      )
      return max(0, value)
    }
    return nil
  }

  /// How many purchases the member made before: 1 stands for any where none were counted yet.
  private func purchasesBefore(_ sale: borrowing Sale) -> Int64 {
    value(.purchases, of: 0, from: Timestamp(milliseconds: 0), sale)
      ?? (sale.subject.hasEarned ? 1 : 0)
  }

  /// Counts the sale among the member's purchases while some promotion asks for the first.
  mutating func countPurchase(_ sale: borrowing Sale) {
    let instant = sale.occurredAt.milliseconds
    guard !sale.isGuest, sale.programme.countsPurchasesFrom <= instant,
      instant < sale.programme.countsPurchasesUntil,
      sale.lines.contains(where: { $0.kind != .void })
    else { return }
    // Counters of a purchase stand behind its lines.
    let isEvent = !sale.lines.contains { $0.kind != .void && $0.kind != .event }
    let use = CounterUse(
      owner: 0,
      kind: .purchases,
      at: sale.occurredAt,
      delta: isEvent ? 0 : 1,
      before: purchasesBefore(sale)
    )
    // An event is no purchase, but may have been asked whether one came before it.
    if isEvent { inputs.counters.append(use) } else { counterUses.append(use) }
  }

  /// The first instant of the calendar period that the sale lies in.
  mutating func windowStart(_ unit: CalendarUnit, _ sale: borrowing Sale) -> Timestamp {
    switch unit {
    case .day: findLocalDay(sale).dayStart
    case .week: findLocalDay(sale).weekStart
    case .month: findLocalDay(sale).monthStart
    case .year:
      ProgrammeCalendar(zone: sale.programme.zone)
        .start(of: .year, containing: sale.occurredAt)
    }
  }
}

extension MonthDay {
  /// The day in a year, counted from 1970-01-01; 29 February is the 28th in a common year.
  fileprivate func daysSinceEpoch(in year: Int64) -> Int64 {
    let date = CivilDate(year: year, month: Int64(month), day: Int64(day))
    return date?.daysSinceEpoch ?? dayNumber(year: year, month: 2, day: 28)
  }
}
