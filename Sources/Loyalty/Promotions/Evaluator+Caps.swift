// What caps and budgets leave of a promotion's points, in their order: the member's, the card's,
// the tag's; then those that are shared with other members; budgets last.
extension Evaluator {
  /// What a firing of this evaluation takes from a shared cap or budget, so that the next ones see
  /// what is left.
  struct Draw: BitwiseCopyable {
    var key: AllotmentKey
    /// A group of which one promotion is awarded draws once; −1 = none.
    var group: Int32
    var amount: Int64
  }

  /// Sets a firing's points to what its caps leave of them.
  mutating func cut(
    _ firing: inout Firing,
    to points: Int64,
    _ rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) {
    firing.beforeCap = points
    firing.points = points
    guard points > 0 else {
      firing.condition = .belowThreshold
      return
    }
    if !rule.pointee.caps.isEmpty { cutToCaps(&firing, rule, sale) }
  }

  private mutating func cutToCaps(
    _ firing: inout Firing,
    _ rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) {
    var isShared = false
    for index in rule.pointee.caps.range {
      let cap = sale.programme.caps[index]
      if cap.scope.isShared, cap.period != .basket { isShared = true }
      let left = left(of: cap, firing, rule, sale)
      let allowed = cap.unit == .points || left == 0 ? left : .max
      firing.room = min(firing.room, allowed)
      if allowed < firing.points {
        firing.points = allowed
        firing.cappedBy = Int32(truncatingIfNeeded: index)
        if allowed == 0 { break }
      }
    }
    if firing.points == 0 {
      let scope = sale.programme.caps[Int(firing.cappedBy)].scope
      firing.condition = scope == .all ? .budgetReached : .capReached
    } else if isShared {
      draw(firing, rule, sale)
    }
  }

  /// How much a cap leaves in its unit; 0 or more.
  private mutating func left(
    of cap: CompiledCap,
    _ firing: Firing,
    _ rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) -> Int64 {
    if cap.period == .basket { return cap.limit }
    let use = use(of: cap, sale)
    guard cap.scope.isShared else { return max(0, cap.limit - used(use, sale)) }
    let wanted = cap.unit == .times ? 1 : firing.points
    if let past = sale.subject.past,
      let award = past.pointee.awards.first(where: { $0.promotion == rule.pointee.number })
    {
      // Nobody knows what was left then: what was cut gets no more, what was not is not cut now.
      guard award.points < award.beforeCap, cap.unit == .points else { return .max }
      return award.points.rawValue
    }
    let key = AllotmentKey(use)
    let most = mostLeft(of: cap, use, sale)
    let others = drawn(key, by: firing, sale)
    guard let shared = sale.subject.shared else { return max(0, most - others) }
    let left = max(0, shared.pointee.spendable(key) - others)
    let wish = min(wanted, most - others)
    if wish > left, sale.subject.past == nil, !shared.pointee.isDrained(key) {
      miss(wish - left, of: key)
    }
    return max(0, min(most - others, left))
  }

  /// The most that a shared cap leaves, whatever the shard may spend.
  ///
  /// A promotion's own cap is that of the version that decides, which may allow less than the last
  /// one of the period; budgets have no versions. A promotion that was not awarded then had what
  /// the record noted where the cap cut one.
  private func mostLeft(
    of cap: CompiledCap,
    _ use: CapUse,
    _ sale: borrowing Sale
  ) -> Int64 {
    guard let past = sale.subject.past else {
      guard let shared = sale.subject.shared, cap.owner & CapUse.budgetBit == 0 else { return .max }
      return cap.limit - shared.pointee.used(AllotmentKey(use))
    }
    var noted: Int64 = 0
    for before in past.pointee.capsBefore where before.isSameCount(as: use) {
      noted = max(noted, before.amount)
    }
    return cap.limit - noted
  }

  private mutating func miss(_ amount: Int64, of key: AllotmentKey) {
    if let index = shortages.firstIndex(where: { $0.key == key }) {
      shortages[index].wanted += amount
    } else {
      shortages.append(Shortage(key: key, wanted: amount))
    }
  }

  /// An empty use of a cap in the period that the sale lies in.
  private mutating func use(of cap: CompiledCap, _ sale: borrowing Sale) -> CapUse {
    CapUse(
      owner: cap.owner,
      period: cap.period,
      scope: cap.scope,
      unit: cap.unit,
      key: key(of: cap, sale),
      periodStart: periodStart(cap.period, sale),
      amount: 0
    )
  }

  private mutating func key(of cap: CompiledCap, _ sale: borrowing Sale) -> UInt64 {
    switch cap.scope {
    case .member, .all: return 0
    case .card:
      inputs.asked.insert(.card)
      return sale.subject.card
    case .store: return sale.storeKey
    case .terminal: return CapKey.joined(store: sale.storeKey, terminal: sale.terminalKey)
    case .tag: return sale.tags.first { $0.tag == cap.tag }?.key ?? 0
    }
  }

  private mutating func periodStart(_ period: CapPeriod, _ sale: borrowing Sale) -> Timestamp {
    switch period {
    case .basket, .life: Timestamp(milliseconds: 0)
    case .day, .week, .month: findLocalDay(sale).start(of: period)
    }
  }

  /// What the member's earlier sales have used; 0 or more.
  private func used(_ use: CapUse, _ sale: borrowing Sale) -> Int64 {
    if let past = sale.subject.past,
      let before = past.pointee.capsBefore.first(where: { $0.isSameCount(as: use) })
    {
      return max(0, before.amount)
    }
    var amount: Int64 = 0
    for other in sale.subject.capUses where other.isSameCount(as: use) {
      // Each part is at most `Points.limit`, and a member has few of them.
      amount += other.amount
    }
    return max(0, amount)
  }

  // MARK: - What this basket draws

  /// What other firings of this evaluation have drawn, as one of them sees it: of the groups that
  /// award one promotion the most that one of them would draw, and its own group's nothing.
  private func drawn(_ key: AllotmentKey, by firing: Firing, _ sale: borrowing Sale) -> Int64 {
    guard !draws.isEmpty else { return 0 }
    let own = drawGroup(firing, sale)
    var sum: Int64 = 0
    for draw in draws where draw.key == key && (own < 0 || draw.group != own) { sum += draw.amount }
    return sum
  }

  /// The group of which a firing is awarded alone, or −1.
  private func drawGroup(_ firing: Firing, _ sale: borrowing Sale) -> Int32 {
    guard firing.group >= 0 else { return -1 }
    let group = Int(firing.group) + Int(sale.head.firstGroup)
    return sale.programme.groups[group].mode == .stack ? -1 : firing.group
  }

  private mutating func draw(
    _ firing: Firing,
    _ rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) {
    let group = drawGroup(firing, sale)
    for index in rule.pointee.caps.range {
      let cap = sale.programme.caps[index]
      guard cap.scope.isShared, cap.period != .basket else { continue }
      let key = AllotmentKey(use(of: cap, sale))
      let amount = cap.unit == .times ? 1 : firing.points
      let place = draws.firstIndex { $0.group == group && $0.key == key }
      guard let place else {
        draws.append(Draw(key: key, group: group, amount: amount))
        continue
      }
      draws[place].amount =
        group < 0 ? draws[place].amount + amount : max(draws[place].amount, amount)
    }
  }

  /// Counts what the firings draw that still stand, after groups have chosen.
  mutating func drawAgain(_ sale: borrowing Sale) {
    guard !draws.isEmpty else { return }
    draws.removeAll(keepingCapacity: true)
    for firing in firings where firing.condition == .none {
      let rule = sale.programme.rules.pointer(Int(firing.rule))
      if !rule.pointee.caps.isEmpty { draw(firing, rule, sale) }
    }
  }

  /// Whether a firing's caps leave a point beyond those that it has; if so, it is drawn.
  mutating func takesOneMore(_ firing: Firing, _ sale: borrowing Sale) -> Bool {
    guard firing.points < firing.room else { return false }
    let rule = sale.programme.rules.pointer(Int(firing.rule))
    guard !rule.pointee.caps.isEmpty else { return true }
    let first = draws.count
    for index in rule.pointee.caps.range {
      let cap = sale.programme.caps[index]
      guard cap.scope.isShared, cap.unit == .points, cap.period != .basket else { continue }
      let key = AllotmentKey(use(of: cap, sale))
      guard hasOneMore(key, firing, rule.pointee.number, sale) else {
        draws.removeSubrange(first...)
        return false
      }
      draws.append(Draw(key: key, group: -1, amount: 1))
    }
    return true
  }

  /// Whether a shared cap leaves a point beyond all that this basket draws.
  private mutating func hasOneMore(
    _ key: AllotmentKey,
    _ firing: Firing,
    _ promotion: PromotionNumber,
    _ sale: borrowing Sale
  ) -> Bool {
    if let past = sale.subject.past,
      let award = past.pointee.awards.first(where: { $0.promotion == promotion })
    {
      return firing.points < award.points.rawValue
    }
    guard let shared = sale.subject.shared else { return true }
    var left = shared.pointee.spendable(key)
    for draw in draws where draw.key == key { left -= draw.amount }
    if left < 1, sale.subject.past == nil, !shared.pointee.isDrained(key) { miss(1, of: key) }
    return left >= 1
  }

  // MARK: - What is said of it

  /// Adds what an award uses up of its promotion's caps.
  mutating func addCapUses(
    _ firing: Firing,
    _ rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale,
    to result: inout Evaluation
  ) {
    for index in rule.pointee.caps.range {
      let cap = sale.programme.caps[index]
      if cap.period == .basket { continue }
      var use = use(of: cap, sale)
      let before = cap.scope.isShared ? 0 : used(use, sale)
      use.amount = cap.unit == .times ? 1 : firing.points
      result.capUses.append(use)
      result.capsBefore.append(before)
    }
  }

  /// Notes what was asked of the caps of promotions that are not awarded, and with a full
  /// explanation what all caps leave.
  mutating func explainCaps(_ sale: borrowing Sale, into result: inout Evaluation) {
    let isFull = sale.explanation == .full
    var drawn = DrawnBudgets()
    for firing in firings where firing.beforeCap > 0 && (isFull || firing.condition != .none) {
      let rule = sale.programme.rules.pointer(Int(firing.rule))
      if rule.pointee.caps.isEmpty { continue }
      for index in rule.pointee.caps.range {
        let cap = sale.programme.caps[index]
        var use = use(of: cap, sale)
        let before = cap.scope.isShared || cap.period == .basket ? 0 : used(use, sale)
        let hasCut = firing.cappedBy == Int32(truncatingIfNeeded: index)
        if firing.condition != .none, cap.period != .basket, !cap.scope.isShared || hasCut {
          // Of a shared cap only what it left this basket is known, and only where it cut.
          use.amount = before
          if cap.scope.isShared {
            var left = mostLeft(of: cap, use, sale)
            if let shared = sale.subject.shared {
              left = min(left, shared.pointee.spendable(AllotmentKey(use)))
            }
            use.amount = cap.limit - max(0, left)
          }
          inputs.caps.append(use)
        }
        guard isFull, firing.condition == .none || hasCut else { continue }
        var own: Int64 = 0
        if firing.condition == .none { own = cap.unit == .times ? 1 : firing.points }
        use.amount = before + own
        if cap.scope.isShared, cap.period != .basket {
          use.amount = hasCut ? cap.limit : drawn.of(cap, own: own, firings, sale.programme)
        }
        result.capsLeft.append(
          Evaluation.CapLeft(
            promotion: rule.pointee.number,
            use: use,
            left: max(0, cap.limit - use.amount),
            limit: cap.limit,
            hasCut: hasCut
          )
        )
      }
    }
  }
}

/// What the awards of a basket draw from budgets together.
private struct DrawnBudgets {
  /// By owner; empty until it is asked for.
  private var amounts: [UInt32: Int64] = [:]

  /// What they draw from a shared cap: from a promotion's own, what that promotion does.
  mutating func of(
    _ cap: CompiledCap,
    own: Int64,
    _ firings: ScratchList<Evaluator.Firing>,
    _ programme: CompiledProgramme
  ) -> Int64 {
    guard cap.owner & CapUse.budgetBit != 0 else { return own }
    if amounts.isEmpty { add(firings, programme) }
    return amounts[cap.owner] ?? 0
  }

  private mutating func add(
    _ firings: ScratchList<Evaluator.Firing>,
    _ programme: CompiledProgramme
  ) {
    for firing in firings where firing.condition == .none {
      for index in programme.rules.pointer(Int(firing.rule)).pointee.caps.range {
        let cap = programme.caps[index]
        guard cap.owner & CapUse.budgetBit != 0 else { continue }
        amounts[cap.owner, default: 0] += cap.unit == .times ? 1 : firing.points
      }
    }
  }
}
