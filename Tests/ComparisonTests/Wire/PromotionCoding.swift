internal import FealtyWire
internal import Model

// The model's promotions as the schema says them.

extension FealtyWire.Promotion {
  /// - Parameters:
  ///   - promotion: What it says.
  ///   - from: When it begins to decide; absent = now.
  init(_ promotion: Model.Promotion, from: Milliseconds? = nil) {
    let conditions = promotion.conditions
    self.init(
      promotionID: promotion.id,
      name: promotion.id,
      startMs: conditions.start ?? 0,
      endMs: conditions.end ?? 0,
      weekdays: conditions.hours?.isOverMidnight ?? false ? 0 : conditions.weekdayBits,
      fromMinute: conditions.hours.map { $0.isOverMidnight ? 0 : UInt32($0.from) } ?? 0,
      toMinute: conditions.hours.map { $0.isOverMidnight ? 0 : UInt32($0.to) } ?? 0,
      groupID: promotion.group,
      priority: Int32(promotion.priority),
      selection: FealtyWire.Selection(promotion),
      stores: conditions.stores,
      channels: conditions.channels,
      terminals: conditions.terminals,
      tiers: conditions.tiers,
      segments: conditions.segments,
      excludedSegments: conditions.excludedSegments,
      mechanic: OneOfMechanic(promotion.mechanic),
      caps: promotion.caps.map { FealtyWire.Cap($0) } + conditions.eventCaps,
      tokenID: promotion.token ?? "",
      lotTerms: FealtyWire.LotTerms(promotion.terms),
      exclusive: promotion.isExclusive,
      joint: promotion.isJoint
    )
    activateAtMs = from ?? 0
    if let hours = conditions.hours, hours.isOverMidnight {
      windows = [
        DayWindow(
          weekdays: conditions.weekdayBits,
          fromMinute: UInt32(hours.from),
          toMinute: UInt32(hours.to)
        )
      ]
    }
    let wire = FealtyWire.Conditions(conditions)
    if wire != FealtyWire.Conditions() { self.conditions = wire }
    status =
      switch promotion.status {
      case .live: .live
      case .draft: .draft
      case .paused: .paused
      case .ended: .ended
      }
  }
}

extension FealtyWire.Promotion.OneOfMechanic {
  init(_ mechanic: Mechanic) {
    switch mechanic {
    case .rate(let points, let amount):
      self = .rate(Rate(points: points, perAmountMinor: amount))
    case .multiplier(let base, let factor):
      self = .multiplier(Multiplier(promotionID: base, factor: FealtyWire.Ratio(factor)))
    case .quantityBonus(let buy, let points, let most, let period):
      self = .quantityBonus(
        QuantityBonus(
          buyQuantity: buy,
          points: points,
          maxPerBasket: most ?? 0,
          acrossBaskets: period.map { period in
            period.unit.map { Across(window: $0) } ?? Across(forLife: true)
          }
        )
      )
    case .threshold(let steps, let adding):
      self = .threshold(
        Threshold(
          steps: steps.map { FealtyWire.ThresholdStep(amountMinor: $0.amount, points: $0.points) },
          stepsAddUp: adding
        )
      )
    case .tier(let base, let factors):
      let factors = factors.sorted { $0.key < $1.key }.map {
        TierFactor(tier: $0.key, factor: FealtyWire.Ratio($0.value))
      }
      self = .tierMultiplier(TierMultiplier(promotionID: base, factors: factors))
    case .fixed(let points): self = .fixed(Fixed(points: points))
    case .counter(_, let points, let unit):
      self = .rate(Rate(points: points, perAmountMinor: unit))
    }
  }
}

extension FealtyWire.Selection {
  /// What a promotion selects: lines of baskets, or events and their counters.
  init(_ promotion: Model.Promotion) {
    let selection = promotion.selection
    if let event = promotion.conditions.event {
      var terms = FealtyWire.Terms(eventTypes: [event.type])
      terms.attributes = event.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      if case .counter(let name, _, _) = promotion.mechanic { terms.counters = [name] }
      self.init(kinds: [.event], include: terms)
      return
    }
    self.init(
      kinds: selection.kinds.map { FealtyWire.LineKind($0) },
      include: FealtyWire.Terms(selection.include),
      exclude: FealtyWire.Terms(selection.exclude),
      excludeDiscounted: selection.excludesDiscounted
    )
  }
}

extension FealtyWire.Terms {
  init(_ terms: Model.Terms) {
    self.init(
      departments: terms.departments,
      categories: terms.categories,
      brands: terms.brands,
      skus: terms.skus,
      labels: terms.labels,
      attributes: terms.attributes
    )
  }
}

extension FealtyWire.LineKind {
  init(_ kind: Model.LineKind) {
    self =
      switch kind {
      case .item: .item
      case .fuel: .fuel
      case .giftcard: .giftcard
      case .adjustment: .adjustment
      case .void: .void
      case .delivery: .delivery
      case .deposit: .deposit
      }
  }
}

extension FealtyWire.Cap {
  init(_ cap: Model.Cap) {
    let scope: CapScope =
      switch cap.scope {
      case .member: .scopeMember
      case .card: .scopeCard
      case .store: .scopeStore
      case .terminal: .scopeTerminal
      case .total: .scopeAll
      }
    self.init(period: CapPeriod(cap.period), points: cap.points, scope: scope)
  }
}

extension CapPeriod {
  init(_ period: Period) {
    self =
      switch period {
      case .basket: .perBasket
      case .day: .perDay
      case .week: .perWeek
      case .month: .perMonth
      case .life: .perLife
      }
  }
}

extension Period {
  /// Absent for a basket and the whole life.
  var unit: CalendarUnit? {
    switch self {
    case .day: .unitDay
    case .week: .unitWeek
    case .month: .unitMonth
    case .basket, .life: nil
    }
  }
}

extension FealtyWire.Conditions {
  init(_ conditions: Model.Conditions) {
    self.init(
      codes: conditions.codes,
      visit: conditions.visit.map {
        Visit(number: UInt32($0.number), every: $0.repeats, window: $0.period.unit)
      },
      birthday: conditions.birthday.map {
        Birthday(daysBefore: UInt32($0.daysBefore), daysAfter: UInt32($0.daysAfter))
      }
    )
  }
}

extension Model.Conditions {
  /// Bit 0 is Monday.
  fileprivate var weekdayBits: UInt32 { weekdays.reduce(0) { $0 | 1 << UInt32($1) } }

  /// How often an event counts is a cap of times.
  fileprivate var eventCaps: [FealtyWire.Cap] {
    guard let event, let period = event.oncePer else { return [] }
    let scope: CapScope = event.keyTag == nil ? .scopeMember : .scopeTag
    return [
      FealtyWire.Cap(
        period: CapPeriod(period),
        points: 1,
        scope: scope,
        unit: .capTimes,
        tag: event.keyTag ?? ""
      )
    ]
  }
}

extension HourWindow {
  fileprivate var isOverMidnight: Bool { to <= from && to != 0 }
}

extension FealtyWire.LotTerms {
  /// What somebody must do before waiting points become active.
  static let action = "go"

  init(_ terms: Model.LotTerms) {
    self.init()
    switch terms.activation {
    case .atOnce: break
    case .after(let span): pendingMs = span
    case .at(let instant): pendingUntilMs = instant
    case .byAction: activateOn = Self.action
    }
    switch terms.expiry {
    case .never: break
    case .after(let span): expiresAfterMs = span
    case .at(let instant): expiresAtMs = instant
    case .calendar(let span, let rounding): expires = CalendarTerm(span, upTo: rounding)
    }
    if terms.basis == .activity { clock = .fromOccurred }
  }
}

extension CalendarTerm {
  init(_ span: CalendarSpan, upTo rounding: Rounding) {
    let unit: CalendarUnit = span.unit == .days ? .unitDay : .unitMonth
    let roundUp: RoundUp =
      switch rounding {
      case .day: .toDayEnd
      case .month: .toMonthEnd
      case .quarter: .toQuarterEnd
      case .year: .toYearEnd
      }
    self.init(count: UInt32(span.count), unit: unit, roundUp: roundUp)
  }
}
