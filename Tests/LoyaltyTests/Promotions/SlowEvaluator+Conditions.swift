@testable import FealtyLoyalty

// Time, place, buyer and basket, and what is counted of the member.
extension SlowEvaluator {
  var tier: String? {
    if sale.isGuest { return nil }
    return sale.tier.isEmpty ? definition.tiers[0] : sale.tier
  }

  /// Seconds since 1970 on the local clock.
  private var local: Int64 {
    sale.occurredAt.milliseconds / 1_000 + Int64(zone.offsetSeconds(at: sale.occurredAt))
  }

  private var minute: Int64 { local % 86_400 / 60 }
  private var weekday: Int64 { (local / 86_400 + 3) % 7 }

  /// The first condition that fails of those that are asked before lines.
  func condition(_ promotion: PromotionDefinition) -> Condition {
    let now = sale.occurredAt.milliseconds
    let end = promotion.end.milliseconds == 0 ? Int64.max : promotion.end.milliseconds
    let start = promotion.start.milliseconds
    if promotion.status != .live || start > 0 && now < start || now >= end { return .notLive }
    let to = promotion.toMinute == 0 ? 1_440 : Int64(promotion.toMinute)
    if promotion.weekdays != 0, promotion.weekdays >> UInt32(weekday) & 1 == 0 {
      return .outsideSchedule
    }
    if minute < Int64(promotion.fromMinute) || minute >= to { return .outsideSchedule }
    if !promotion.windows.isEmpty, !promotion.windows.contains(where: isIn) {
      return .outsideSchedule
    }
    if !promotion.stores.isEmpty, !promotion.stores.contains(sale.store) { return .otherStore }
    if !promotion.channels.isEmpty, !promotion.channels.contains(sale.channel) {
      return .otherChannel
    }
    if !promotion.terminals.isEmpty, !promotion.terminals.contains(sale.terminal) {
      return .otherTerminal
    }
    return memberCondition(promotion)
  }

  /// Of a multiplier: whether its base's own conditions hold.
  func baseCondition(_ promotion: PromotionDefinition) -> Condition {
    guard case .multiplier(let id, _) = promotion.mechanic, let base = deciding(id) else {
      return .none
    }
    return condition(base) == .none ? .none : .baseNotApplied
  }

  /// Whether the minute of the local week lies in a window that begins on one of its days.
  private func isIn(_ window: DayWindow) -> Bool {
    let (from, to) = (Int64(window.fromMinute), Int64(window.toMinute))
    let length = to > from ? to - from : to + 1_440 - from
    return (0..<7 as Range<Int64>).contains { day in
      guard window.weekdays == 0 || window.weekdays >> UInt32(day) & 1 == 1 else { return false }
      let since = weekday * 1_440 + minute - (day * 1_440 + from)
      return (since + 2 * 10_080) % 10_080 < length
    }
  }

  private func memberCondition(_ promotion: PromotionDefinition) -> Condition {
    let asked = promotion.conditions
    let isForMembers =
      asked.maxMembershipDays > 0 || asked.birthday != nil || asked.visit != nil
      || asked.firstPurchase != .none || stage(promotion) == 3 || !promotion.tiers.isEmpty
      || !promotion.segments.isEmpty
    if sale.isGuest, isForMembers { return .guest }
    if !promotion.tiers.isEmpty, !promotion.tiers.contains(tier ?? "") { return .notInTier }
    let segments = Set(sale.isGuest ? [] : sale.segments)
    if !promotion.segments.isEmpty, segments.isDisjoint(with: promotion.segments) {
      return .notInSegment
    }
    if !segments.isDisjoint(with: promotion.excludedSegments) { return .inExcludedSegment }
    if !asked.codes.isEmpty, Set(sale.codes).isDisjoint(with: asked.codes) { return .noCode }
    let tenders = sale.tenders.filter { $0.amount > 0 }.map(\.kind)
    if !asked.tenders.isEmpty, Set(tenders).isDisjoint(with: asked.tenders) { return .otherTender }
    if asked.minBasketMinor > 0, lines.reduce(0, { $0 + $1.amount }) < asked.minBasketMinor {
      return .belowBasketMinimum
    }
    if asked.maxMembershipDays > 0, membershipDays > Int64(asked.maxMembershipDays) {
      return .memberTooOld
    }
    if let birthday = asked.birthday, !isAround(birthday) { return .outsideBirthday }
    return .none
  }

  private var membershipDays: Int64 {
    let enrolled = sale.enrolledAt.milliseconds / 1_000
    let offset = Int64(zone.offsetSeconds(at: sale.enrolledAt))
    return local / 86_400 - (enrolled + offset) / 86_400
  }

  private func isAround(_ window: BirthdayWindow) -> Bool {
    guard let birthday = sale.birthday else { return false }
    let today = local / 86_400
    return (today - Int64(window.daysAfter)...today + Int64(window.daysBefore)).contains { day in
      let date = CivilDate(daysSinceEpoch: day)
      let isLeap = CivilDate(year: date.year, month: 2, day: 29) != nil
      if birthday.month == 2, birthday.day == 29, !isLeap {
        return date.month == 2 && date.day == 28
      }
      return date.month == Int64(birthday.month) && date.day == Int64(birthday.day)
    }
  }

  // MARK: - Counters

  /// Counts the sale for a promotion whose other conditions hold.
  mutating func counted(_ promotion: PromotionDefinition) -> Condition {
    var condition = Condition.none
    if let visit = promotion.conditions.visit {
      let start = visit.window.map(windowStart) ?? Timestamp(milliseconds: 0)
      let number = 1 + count(.visits, promotion.number, 1, from: start)
      let wanted = Int64(visit.number)
      if visit.every ? number % wanted != 0 : number != wanted { condition = .otherVisit }
    }
    var before: Int64 = 0
    switch promotion.conditions.firstPurchase {
    case .none: break
    case .ofMember: before = purchasesBefore
    case .ofSelection:
      before = count(.selections, promotion.number, 1, from: Timestamp(milliseconds: 0))
    }
    return condition == .none && before > 0 ? .notFirstPurchase : condition
  }

  mutating func quantityBefore(_ outcome: Outcome, _ across: AcrossBaskets) -> Int64 {
    var start = Timestamp(milliseconds: 0)
    if case .window(let unit) = across { start = windowStart(unit) }
    return count(.quantity, outcome.promotion.number, outcome.quantity, from: start)
  }

  private mutating func count(
    _ kind: CounterKind,
    _ owner: UInt32,
    _ delta: Int64,
    from start: Timestamp
  ) -> Int64 {
    let before = value(kind, owner, from: start) ?? 0
    if delta != 0, !sale.isGuest {
      counterUses.append(
        CounterUse(owner: owner, kind: kind, at: sale.occurredAt, delta: delta, before: before)
      )
    }
    return before
  }

  private func value(_ kind: CounterKind, _ owner: UInt32, from start: Timestamp) -> Int64? {
    let counter = sale.counters.first { $0.kind == kind && $0.owner == owner }
    return counter.map { counter in
      counter.entries
        .filter { ($0.at, $0.version) < (sale.occurredAt, sale.version) && $0.at >= start }
        .reduce(0) { $0 + $1.delta }
    }
  }

  private var purchasesBefore: Int64 {
    value(.purchases, 0, from: Timestamp(milliseconds: 0)) ?? (sale.hasEarned ? 1 : 0)
  }

  /// Counts the sale as a purchase from the first instant to the last at which some promotion asks
  /// for a first one.
  mutating func countPurchase() {
    var (from, until) = (Int64.max, Int64.min)
    for promotion in definition.promotions
    where promotion.status == .live && promotion.conditions.firstPurchase == .ofMember {
      let later = definition.promotions.filter {
        $0.id == promotion.id && $0.version > promotion.version
      }
      let end = promotion.end.milliseconds == 0 ? Int64.max : promotion.end.milliseconds
      let last = min(end, later.map(\.validFrom.milliseconds).min() ?? .max)
      let start = max(promotion.start.milliseconds, promotion.validFrom.milliseconds)
      from = min(from, start <= 0 ? .min : start)
      until = max(until, last)
    }
    let isGoods = lines.contains { $0.kind != .void && $0.kind != .event }
    let now = sale.occurredAt.milliseconds
    guard !sale.isGuest, isGoods, from <= now, now < until else { return }
    counterUses.append(
      CounterUse(
        owner: 0,
        kind: .purchases,
        at: sale.occurredAt,
        delta: 1,
        before: purchasesBefore
      )
    )
  }

  /// The first instant of the day, week, month or year; of a year in New York's winter.
  private func windowStart(_ unit: CalendarUnit) -> Timestamp {
    let day = zone.localDay(at: sale.occurredAt)
    switch unit {
    case .day: return day.dayStart
    case .week: return day.weekStart
    case .month: return day.monthStart
    case .year:
      let year = CivilDate(daysSinceEpoch: local / 86_400).year
      let first = dayNumber(year: year, month: 1, day: 1) * 86_400
      let offset = zone.offsetSeconds(at: Timestamp(milliseconds: (first + 43_200) * 1_000))
      return Timestamp(milliseconds: (first - Int64(offset)) * 1_000)
    }
  }
}
