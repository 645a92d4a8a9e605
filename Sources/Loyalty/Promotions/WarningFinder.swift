/// Collects the warnings of one definition: first what a promotion says of itself.
struct WarningFinder {
  let definition: ProgrammeDefinition
  let context: WarningContext
  var warnings: [ProgrammeWarning] = []
  /// Index of the newest version by id.
  private var latest: [String: Int] = [:]
  /// Indexes of those before, versions ascending, by id; most promotions have none.
  private var earlier: [String: [Int]] = [:]
  /// Of each promotion the newest version, without those that have ended, in their order.
  private(set) var newest: [Int] = []
  private var hours: [Int: WeekMinutes] = [:]

  init(_ definition: ProgrammeDefinition, _ context: WarningContext) {
    self.definition = definition
    self.context = context
    let promotions = definition.promotions
    for index in promotions.indices {
      let (id, version) = (promotions[index].id, promotions[index].version)
      guard let known = latest.updateValue(index, forKey: id) else { continue }
      if promotions[known].version <= version {
        earlier[id, default: []].append(known)
      } else {
        latest[id] = known
        let place = earlier[id]?.lastIndex { promotions[$0].version <= version }
        earlier[id, default: []].insert(index, at: place.map { $0 + 1 } ?? 0)
      }
    }
    newest = latest.values.filter { promotions[$0].status != .ended }.sorted()
  }

  /// Indexes of a promotion's versions, ascending; empty where there is no such promotion.
  func versions(of id: String) -> [Int] {
    guard let newest = latest[id] else { return [] }
    return (earlier[id] ?? []) + [newest]
  }

  mutating func find(changed: Set<String>?, put: Set<String>?) {
    var wanted: [Int] = []
    for index in newest where changed?.contains(definition.promotions[index].id) ?? true {
      let promotion = definition.promotions[index]
      if isOver(promotion) {
        if put?.contains(promotion.id) ?? true { warnOver(promotion) }
      } else {
        wanted.append(index)
        look(at: index)
      }
    }
    findPairs(among: wanted)
    let ranked = warnings.enumerated().sorted { a, b in
      let (first, second) = (latest[a.element.promotion] ?? 0, latest[b.element.promotion] ?? 0)
      return (first, a.offset) < (second, b.offset)
    }
    warnings = ranked.map(\.element)
  }

  mutating func warn(
    _ code: ProgrammeWarning.Code,
    _ promotion: PromotionDefinition,
    _ field: String,
    other: String = "",
    _ sentence: String
  ) {
    warnings.append(
      ProgrammeWarning(
        code,
        promotion: promotion.id,
        field: field,
        other: other,
        sentence: sentence
      )
    )
  }

  // MARK: - One promotion

  private mutating func look(at index: Int) {
    let promotion = definition.promotions[index]
    if isNeverOpen(index) {
      warn(
        .emptySchedule,
        promotion,
        promotion.scheduleField,
        "Its weekdays and hours leave no minute between its start and its end."
      )
    }
    lookAtSelection(promotion)
    lookAtPoints(promotion)
    lookAtConditions(promotion)
    lookAtLots(promotion)
    lookAtBase(of: index)
  }

  /// Whether no sale that is taken can be one of a promotion's.
  func isOver(_ promotion: PromotionDefinition) -> Bool {
    promotion.effectiveEnd <= promotion.begin || promotion.effectiveEnd <= context.oldestSale
  }

  private mutating func warnOver(_ promotion: PromotionDefinition) {
    let isBeforeBegin = promotion.effectiveEnd <= promotion.begin
    warn(
      .windowOver,
      promotion,
      "end_ms",
      isBeforeBegin
        ? "It ends before this version begins to decide."
        : "It ended before the oldest sale that is taken."
    )
  }

  /// Whether its weekdays and hours leave no minute of its window.
  mutating func isNeverOpen(_ index: Int) -> Bool {
    let promotion = definition.promotions[index]
    let (begin, end) = (promotion.begin.milliseconds, promotion.effectiveEnd.milliseconds)
    // In eight days every minute of the week comes, whatever the clocks do; and weekdays with hours
    // have one, unless windows take it away.
    let isShort = begin > 0 && end - begin < 8 * 86_400_000
    guard isShort || !promotion.windows.isEmpty, promotion.hasHours else { return false }
    // Not kept: nearly all are asked for this alone.
    let hours = WeekMinutes(of: promotion)
    if hours.isEmpty { return true }
    guard isShort else { return false }
    var instant = Timestamp(milliseconds: begin)
    var day = context.zone.localDay(at: instant)
    while instant.milliseconds < end {
      if !day.contains(instant) { day = context.zone.localDay(at: instant) }
      if hours.contains(weekday: day.weekday, minute: day.minute(of: instant)) { return false }
      instant = Timestamp(milliseconds: floorDivide(instant.milliseconds, 60_000) * 60_000 + 60_000)
    }
    return true
  }

  /// The minutes of the week in which a promotion is open; `nil` = always.
  mutating func hours(of index: Int) -> WeekMinutes? {
    if let known = hours[index] { return known }
    guard definition.promotions[index].hasHours else { return nil }
    let made = WeekMinutes(of: definition.promotions[index])
    hours[index] = made
    return made
  }

  private mutating func lookAtSelection(_ promotion: PromotionDefinition) {
    if let field = promotion.emptyList {
      warn(
        .emptySelection,
        promotion,
        "selection.include.\(field)",
        "Each of the \(field) that it includes is excluded as well."
      )
    }
    if isOfUnknownEvents(promotion) {
      warn(
        .eventTypeUnknown,
        promotion,
        "selection.include.event_types",
        "The programme's settings have none of its event types."
      )
    }
  }

  /// Whether it is for events and the programme rewards none of theirs.
  func isOfUnknownEvents(_ promotion: PromotionDefinition) -> Bool {
    guard promotion.isForEvents else { return false }
    let include = promotion.selection.include
    let types = include.eventTypes
    // Purchases count too, whatever the settings say.
    let isOfPurchases = types.isEmpty || types.contains(EventTerms.purchase)
    if isOfPurchases, !include.counters.isEmpty { return false }
    return types.isEmpty
      ? context.eventTypes.isEmpty : context.eventTypes.isDisjoint(with: types)
  }

  private mutating func lookAtPoints(_ promotion: PromotionDefinition) {
    if let field = promotion.zeroField {
      warn(.zeroPoints, promotion, field, "It gives 0 points, whatever is bought.")
    } else if promotion.hasNoAmount {
      warn(
        .zeroPoints,
        promotion,
        promotion.isForEvents ? "selection.include.counters" : "selection.kinds",
        promotion.isForEvents
          ? "An event has no amount; its counters have, and none is named."
          : "Lines of these kinds have no quantity and no amount above 0."
      )
    }
  }

  private mutating func lookAtConditions(_ promotion: PromotionDefinition) {
    if promotion.isForNobody {
      warn(
        .nobodyEligible,
        promotion,
        "segments",
        "Each segment that it is for is excluded as well."
      )
    }
    if isNeverThatVisit(promotion), let visit = promotion.conditions.visit {
      warn(
        .conflictingConditions,
        promotion,
        "conditions.visit",
        "A first purchase is never visit \(visit.number)."
      )
    }
    if promotion.asksEventsForPayment {
      warn(
        .conflictingConditions,
        promotion,
        promotion.conditions.codes.isEmpty ? "conditions.tenders" : "conditions.codes",
        "An event has no codes and no tenders."
      )
    }
  }

  /// Whether it is for a first purchase that is a later visit.
  ///
  /// Both are counted by the same sales only where each version that counted visits asked for the
  /// first purchase too; and as purchases neither events nor lines taken off count.
  func isNeverThatVisit(_ promotion: PromotionDefinition) -> Bool {
    let wanted = promotion.conditions.firstPurchase
    guard wanted != .none, let visit = promotion.conditions.visit, visit.number > 1 else {
      return false
    }
    let kinds = promotion.selection.kinds
    if wanted == .ofMember, kinds.contains(.event) || kinds.contains(.void) { return false }
    // What a tier multiplier's sales are, its base decides, of which there may be more versions.
    if case .tierMultiplier = promotion.mechanic { return false }
    return versions(of: promotion.id).allSatisfy { index in
      let version = definition.promotions[index]
      return version.conditions.visit == nil
        || version.conditions.firstPurchase == wanted && version.selection.kinds == kinds
    }
  }

  private mutating func lookAtLots(_ promotion: PromotionDefinition) {
    let terms = promotion.lotTerms
    // Of a campaign that is over, late sales alone would be meant.
    guard terms.expires == nil, let expiry = terms.expiresAt, context.now < promotion.effectiveEnd,
      expiry <= max(context.now, promotion.begin)
    else { return }
    warn(
      .pointsExpireAtOnce,
      promotion,
      "lot_terms.expires_at_ms",
      "Its points have expired when they are given."
    )
  }
}

extension PromotionDefinition {
  /// The first instant that this version may decide within its window.
  var begin: Timestamp { max(start, validFrom) }

  /// The field that leaves most of the week out.
  fileprivate var scheduleField: String {
    if !windows.isEmpty { return "windows" }
    return weekdays & 0x7F == 0 ? "from_minute" : "weekdays"
  }

  var isForEvents: Bool { selection.kinds.contains(.event) }

  /// Whether each segment that it is for is excluded.
  var isForNobody: Bool { !segments.isEmpty && segments.areAll(in: excludedSegments) }

  /// Whether it asks an event for what only a sale has.
  var asksEventsForPayment: Bool {
    isForEvents && (!conditions.codes.isEmpty || !conditions.tenders.isEmpty)
  }

  /// The first include list, as the schema names it, each name of which is excluded as well.
  var emptyList: String? {
    let selection = selection
    guard !selection.include.isEmpty, !selection.exclude.isEmpty else { return nil }
    for (place, (own, other)) in zip(selection.include.lists, selection.exclude.lists).enumerated()
    where !own.names.isEmpty && own.names.areAll(in: other.names) {
      return ProgrammeChecker.listFields[place]
    }
    return nil
  }

  /// The field by which it gives 0 points.
  var zeroField: String? {
    switch mechanic {
    case .rate(let points, _): points == 0 ? "rate.points" : nil
    case .multiplier(_, let factor): factor?.isOne == true ? "multiplier.factor" : nil
    case .quantityBonus(_, let points, _, _): points == 0 ? "quantity_bonus.points" : nil
    case .threshold(let steps, _):
      steps.allSatisfy { $0.points == 0 } ? "threshold.steps" : nil
    case .tierMultiplier(_, let factors):
      factors.allSatisfy { $0.factor?.isOne == true } ? "tier_multiplier.factors" : nil
    case .fixed(let points): points == 0 ? "fixed.points" : nil
    case nil: nil
    }
  }

  /// Whether it counts an amount or a quantity that the lines which it selects never have.
  var hasNoAmount: Bool {
    let kinds = selection.kinds
    let isOfCoupons = !kinds.isEmpty && kinds.allSatisfy { $0 == .void || $0 == .adjustment }
    switch mechanic {
    case .rate, .multiplier, .threshold:
      return isOfCoupons || isForEvents && selection.include.counters.isEmpty
    case .quantityBonus: return isOfCoupons
    case .tierMultiplier, .fixed, nil: return false
    }
  }
}

extension Ratio {
  var isOne: Bool { numerator == denominator }
}
