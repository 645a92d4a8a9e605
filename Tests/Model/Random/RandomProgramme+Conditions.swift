extension RandomProgramme {
  /// Which lines a promotion picks.
  mutating func selection() -> Selection {
    var selection = Selection()
    if random.chance(25) {
      selection.kinds = [.item, .adjustment]
    } else if random.chance(15) {
      selection.kinds = [.item, .fuel]
    }
    switch random.number(0...6) {
    case 0: selection.include.departments = ["dairy"]
    case 1: selection.include.brands = ["own"]
    case 2: selection.include.categories = ["cheese", "bread"]
    case 3: selection.include.skus = ["milk", "beer"]
    case 4: selection.include.labels = ["organic"]
    default: break
    }
    switch random.number(0...6) {
    case 0: selection.exclude.departments = ["drinks"]
    case 1: selection.exclude.skus = ["beer"]
    case 2: selection.exclude.attributes = ["alcohol=yes"]
    default: break
    }
    selection.excludesDiscounted = features.contains(.discounts) && random.chance(20)
    return selection
  }

  /// What must hold besides; mostly nothing.
  mutating func conditions() -> Conditions {
    var conditions = Conditions()
    if features.contains(.schedules) {
      if random.chance(15) { conditions.weekdays = [0, 4, 5, 6] }
      if random.chance(15) {
        let from = Int(random.number(0...1439))
        conditions.hours = HourWindow(from: from, to: Int(random.number(Int64(from)...1439)) + 1)
      }
    }
    if features.contains(.places) {
      if random.chance(10) { conditions.stores = ["s1"] }
      if random.chance(10) { conditions.channels = ["store"] }
      if random.chance(5) { conditions.terminals = ["t1"] }
    }
    if features.contains(.segments) {
      if random.chance(10) { conditions.segments = ["families", "students"] }
      if random.chance(10) { conditions.excludedSegments = ["staff"] }
      if random.chance(10) { conditions.tiers = ["silver", "gold"] }
    }
    if features.contains(.codes), random.chance(15) {
      conditions.codes = [random.pick(Self.codes) ?? "SPRING"]
    }
    if features.contains(.visits), random.chance(15) {
      conditions.visit = VisitCondition(
        number: Int(random.number(1...3)),
        repeats: random.chance(50),
        per: random.pick([.life, .month, .week]) ?? .life
      )
    }
    if features.contains(.birthdays), random.chance(10) {
      conditions.birthday = BirthdayWindow(
        daysBefore: Int(random.number(0...5)),
        daysAfter: Int(random.number(0...20))
      )
    }
    return conditions
  }

  /// Caps and budgets, small enough to be reached.
  mutating func caps() -> [Cap] {
    var caps: [Cap] = []
    if features.contains(.memberCaps), random.chance(30) {
      caps.append(Cap(per: random.pick(Period.allCases) ?? .day, random.number(5...120)))
    }
    if features.contains(.otherCaps), random.chance(20) {
      let scope = random.pick(Cap.Scope.allCases) ?? .total
      // A basket has one buyer, one card and one till.
      let periods = Period.allCases.filter { $0 != .basket || scope == .member }
      let cap = Cap(scope, per: random.pick(periods) ?? .life, random.number(20...300))
      let isThere = caps.contains { $0.scope == cap.scope && $0.period == cap.period }
      if !isThere { caps.append(cap) }
    }
    return caps
  }

  /// When the points begin and end to count.
  mutating func terms() -> LotTerms {
    var terms = LotTerms()
    if features.contains(.pending), random.chance(30) {
      terms.activation = .after(random.number(1...14) * Settings.day)
    } else if features.contains(.actionActivation), random.chance(10) {
      terms.activation = .byAction
    }
    if features.contains(.calendarExpiry), random.chance(40) {
      let rounding = random.pick(Rounding.allCases) ?? .month
      var count = Int(random.number(0...13))
      // The rest of a day is not a term, and points do not end before they begin.
      if rounding == .day { count = max(1, count) }
      let isMonths = random.chance(70)
      if !isMonths, case .after(let wait) = terms.activation {
        count += Int(wait / Settings.day) + 1
      }
      terms.expiry = .calendar(CalendarSpan(count, isMonths ? .months : .days), upTo: rounding)
    } else if random.chance(60) {
      // Points do not end before they begin.
      var least: Milliseconds = 0
      if case .after(let span) = terms.activation { least = span }
      terms.expiry = .after(least + random.number(1...90) * Settings.day)
    }
    if features.contains(.activityBasis), random.chance(20) { terms.basis = .activity }
    return terms
  }
}
