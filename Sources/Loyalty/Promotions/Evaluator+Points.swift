// Steps 2 to 4: what each rule gives, what its caps leave, and what groups choose.
extension Evaluator {
  /// Makes a firing of each matched rule: its points, or why there are none.
  mutating func makeFirings(_ sale: borrowing Sale) throws(Refusal) {
    for index in matched {
      let rule = sale.programme.rules.pointer(Int(index))
      let state = states[Int(index)]
      var firing = Firing(
        rule: index,
        lineRule: index,
        group: rule.pointee.isJoint ? -1 : rule.pointee.group,
        condition: state.condition,
        eligibleAmount: state.eligibleAmount,
        eligibleQuantity: state.eligibleQuantity
      )
      if firing.condition == .none, rule.pointee.rare >= 0 {
        firing.condition = countingCondition(of: rule, sale)
      }
      if firing.condition == .none, rule.pointee.base >= 0 {
        let base = sale.programme.rules.pointer(Int(rule.pointee.base))
        if condition(of: base, sale) != .none { firing.condition = .baseNotApplied }
      }
      if firing.condition == .none {
        let points = try points(
          of: rule,
          Int(index),
          amount: max(0, state.eligibleAmount),
          quantity: state.eligibleQuantity,
          sale
        )
        cut(&firing, to: points, rule, sale)
      }
      firings.append(firing)
    }
  }

  private mutating func points(
    of rule: UnsafePointer<CompiledRule>,
    _ index: Int,
    amount: Int64,
    quantity: Int64,
    _ sale: borrowing Sale
  ) throws(Refusal) -> Int64 {
    switch rule.pointee.formula {
    case .ratio:
      if sale.head.roundingPlace == .line { return try pointsByLine(of: rule, index, sale) }
      return try floorOfProduct(amount, rule.pointee.first, dividedBy: rule.pointee.second)
    case .quantity:
      let sets =
        rule.pointee.rare < 0
        ? quantity / rule.pointee.first : setsAcross(rule, quantity, sale)
      return try floorOfProduct(min(sets, rule.pointee.second), rule.pointee.third, dividedBy: 1)
    case .steps:
      var points: Int64 = 0
      for index in rule.pointee.steps.range {
        let step = sale.programme.steps[index]
        if step.amountMinor > amount { break }
        points = step.points
      }
      return points
    case .stepSum:
      var points: Int64 = 0
      for index in rule.pointee.steps.range {
        let step = sale.programme.steps[index]
        if step.amountMinor > amount { break }
        // Each is at most `Points.limit`, and there are at most a thousand.
        points += step.points
      }
      guard points <= Points.limit.rawValue else { throw .amountOutOfRange }
      return points
    case .fixed:
      return rule.pointee.first
    case .tierFactor:
      preconditionFailure("a tier multiplier makes its points from its base's")
    }
  }

  /// How many sets a basket completes, going on from earlier baskets where the rule says so.
  ///
  /// - Returns: ⌊(c + Q) ÷ n⌋ − ⌊c ÷ n⌋ with c the counter before the sale.
  private mutating func setsAcross(
    _ rule: UnsafePointer<CompiledRule>,
    _ quantity: Int64,
    _ sale: borrowing Sale
  ) -> Int64 {
    let size = rule.pointee.first
    let start: Timestamp
    switch sale.programme.conditions[Int(rule.pointee.rare)].across {
    case nil: return quantity / size
    case .life: start = Timestamp(milliseconds: 0)
    case .window(let unit): start = windowStart(unit, sale)
    }
    let before = count(.quantity, of: rule.pointee.number, quantity, from: start, sale)
    // Quantities of a basket are below 10¹⁵, and a member has below 2³² of them in theory alone.
    return (before + quantity) / size - before / size
  }

  /// Makes firings of the tier multipliers that name a rate among the firings.
  mutating func fireTierMultipliers(_ sale: borrowing Sale) throws(Refusal) {
    let first = firings.count
    for base in 0..<first {
      let baseFiring = firings[base]
      let tierRules = sale.programme.rules.pointer(Int(baseFiring.rule)).pointee.tierRules
      if tierRules.isEmpty { continue }
      for place in tierRules.range {
        try fire(sale.programme.ruleIndexes[place], on: baseFiring, first, sale)
      }
    }
  }

  /// Fires one tier multiplier, keeping those from `first` on in the order of evaluating.
  private mutating func fire(
    _ index: UInt32,
    on base: Firing,
    _ first: Int,
    _ sale: borrowing Sale
  ) throws(Refusal) {
    let rule = sale.programme.rules.pointer(Int(index))
    guard rule.pointee.validFrom <= sale.occurredAt.milliseconds,
      sale.occurredAt.milliseconds < rule.pointee.validUntil
    else { return }
    candidatesVisited += 1
    var firing = base
    firing.rule = index
    firing.group = rule.pointee.isJoint ? -1 : rule.pointee.group
    firing.condition = condition(of: rule, sale)
    firing.beforeCap = 0
    firing.points = 0
    firing.room = .max
    firing.cappedBy = -1
    // Where the base is out of the question, only a full explanation comes here.
    if firing.condition == .none, rule.pointee.rare >= 0,
      states[Int(base.lineRule)].condition == .none
    {
      firing.condition = countingCondition(of: rule, sale)
    }
    if firing.condition == .none {
      if let factor = factor(of: rule, sale) {
        let points = try floorOfProduct(
          base.condition == .none ? base.points : 0,
          factor.extraNumerator,
          dividedBy: factor.denominator
        )
        cut(&firing, to: points, rule, sale)
      } else {
        firing.condition = .notInTier
      }
    }
    var place = firings.count
    while place > first, firings[place - 1].rule > index { place -= 1 }
    firings.insert(firing, at: place)
  }

  private mutating func factor(
    of rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) -> CompiledFactor? {
    inputs.asked.insert(.tier)
    guard sale.tier != .none else { return nil }
    for index in rule.pointee.factors.range where sale.programme.factors[index].tier == sale.tier {
      return sale.programme.factors[index]
    }
    return nil
  }

  /// Lets the groups choose that hold tier multipliers, or those that hold none.
  ///
  /// An exclusive promotion beats the others of its group that are not joint; of several the best
  /// one wins. A joint one competes with nobody. Among the rest the group's mode decides.
  mutating func settleGroups(_ sale: borrowing Sale, withTierMultipliers: Bool) {
    guard sale.programme.groups.count > 0 else { return }
    for index in firings.indices {
      guard let group = contest(index, sale, withTierMultipliers) else { continue }
      if groupStates[group].epoch != epoch { groupStates[group] = GroupState(epoch: epoch) }
      let mode = sale.programme.groups[group].mode
      let isExclusive = sale.programme.rules.pointer(Int(firings[index].rule)).pointee.isExclusive
      let best = isExclusive ? groupStates[group].bestExclusive : groupStates[group].best
      guard best < 0 || beats(index, Int(best), mode, sale) else { continue }
      if isExclusive {
        groupStates[group].bestExclusive = Int32(truncatingIfNeeded: index)
      } else {
        groupStates[group].best = Int32(truncatingIfNeeded: index)
      }
    }
    for index in firings.indices {
      guard let group = contest(index, sale, withTierMultipliers) else { continue }
      let state = groupStates[group]
      if state.bestExclusive >= 0 {
        if state.bestExclusive != index { firings[index].condition = .excludedByExclusive }
      } else if sale.programme.groups[group].mode != .stack, state.best != index {
        firings[index].condition = .beatenInGroup
      }
    }
  }

  /// The group in which a firing competes in this pass, or `nil`.
  @inline(__always)
  private func contest(
    _ index: Int,
    _ sale: borrowing Sale,
    _ withTierMultipliers: Bool
  ) -> Int? {
    guard firings[index].group >= 0, firings[index].condition == .none else { return nil }
    let group = Int(firings[index].group) + Int(sale.head.firstGroup)
    return sale.programme.groups[group].hasTierMultiplier == withTierMultipliers ? group : nil
  }

  /// Whether one firing wins over another under a group's mode.
  private func beats(_ a: Int, _ b: Int, _ mode: GroupMode, _ sale: borrowing Sale) -> Bool {
    let (pointsA, pointsB) = (firings[a].points, firings[b].points)
    if pointsA != pointsB {
      if mode == .bestForMember { return pointsA > pointsB }
      if mode == .bestForProgram { return pointsA < pointsB }
    }
    return sale.programme.rules.pointer(Int(firings[a].rule)).pointee.rank
      < sale.programme.rules.pointer(Int(firings[b].rule)).pointee.rank
  }
}

/// floor(a × b ÷ c), exact.
///
/// `a` and `b` are 0 or more, `c` is 1 or more.
///
/// - Throws: ``Refusal/amountOutOfRange`` where the result is beyond ``Points/limit``.
@inline(__always)
func floorOfProduct(_ a: Int64, _ b: Int64, dividedBy c: Int64) throws(Refusal) -> Int64 {
  let product = a.magnitude.multipliedFullWidth(by: b.magnitude)
  let quotient: UInt64
  if product.high == 0 {
    quotient = product.low / c.magnitude
  } else {
    guard product.high < c.magnitude else { throw .amountOutOfRange }
    quotient = c.magnitude.dividingFullWidth(product).quotient
  }
  guard quotient <= Points.limit.rawValue.magnitude else { throw .amountOutOfRange }
  return Int64(quotient)
}
