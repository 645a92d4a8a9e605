// How little more would give more points. Only previews and receipts ask, so it may allocate.
extension Evaluator {
  /// What a promotion needs for its next points.
  private struct NextStep {
    var moreMinor: Int64 = 0
    var moreQuantity: Int64 = 0
    /// What it needs in all: what is there and what is missing.
    var needed: Int64
    /// Points of the whole promotion then, before caps.
    var points: Int64
    /// Whether it is one of the steps that the promotion names, not any next whole point.
    var isNamed = true

    var more: Int64 { max(moreMinor, moreQuantity) }
  }

  /// Finds the promotions that would give more points for a little more of what they need.
  mutating func findNearMisses(
    _ most: Int,
    _ sale: borrowing Sale,
    into result: inout Evaluation
  ) {
    var found: [(miss: NearMiss, isNamed: Bool)] = []
    for index in firings.indices {
      let firing = firings[index]
      guard firing.condition == .none || firing.condition == .belowThreshold else { continue }
      let rule = sale.programme.rules.pointer(Int(firing.rule))
      guard let next = nextStep(rule, firing, sale),
        next.more.magnitude.multipliedFullWidth(by: 100)
          <= next.needed.magnitude.multipliedFullWidth(by: UInt64(sale.head.nearMissPercent)),
        let gain = gain(of: next.points, index, sale)
      else { continue }
      let miss = NearMiss(
        promotion: rule.pointee.number,
        promotionVersion: rule.pointee.version,
        token: rule.pointee.token,
        moreMinor: next.moreMinor,
        moreQuantity: next.moreQuantity,
        points: Points(gain)
      )
      found.append((miss, next.isNamed))
    }
    let nearest = found.lazy.filter { $0.isNamed && $0.miss.moreMinor > 0 }.map(\.miss.moreMinor)
      .min()
    var misses = found.filter { $0.isNamed || $0.miss.moreMinor < nearest ?? .max }.map(\.miss)
    misses.sort { precedes($0, $1, sale.programme) }
    result.nearMisses = Array(misses.prefix(most))
  }

  private func nextStep(
    _ rule: UnsafePointer<CompiledRule>,
    _ firing: Firing,
    _ sale: borrowing Sale
  ) -> NextStep? {
    switch rule.pointee.formula {
    case .tierFactor, .fixed: return nil
    case .steps, .stepSum: return nextNamedStep(rule, firing, sale)
    case .quantity: return nextSet(rule, firing, sale)
    case .ratio:
      guard sale.head.roundingPlace == .rule, rule.pointee.first > 0 else { return nil }
      let product = (firing.beforeCap + 1).magnitude.multipliedFullWidth(
        by: rule.pointee.second.magnitude
      )
      let divisor = rule.pointee.first.magnitude
      guard product.high < divisor else { return nil }
      let division = divisor.dividingFullWidth(product)
      guard let needed = Int64(exactly: division.quotient), needed < 1 << 60 else { return nil }
      let rounded = division.remainder > 0 ? needed + 1 : needed
      return NextStep(
        moreMinor: rounded - firing.eligibleAmount,
        needed: rounded,
        points: firing.beforeCap + 1,
        isNamed: false
      )
    }
  }

  private func nextNamedStep(
    _ rule: UnsafePointer<CompiledRule>,
    _ firing: Firing,
    _ sale: borrowing Sale
  ) -> NextStep? {
    for index in rule.pointee.steps.range {
      let step = sale.programme.steps[index]
      guard step.amountMinor > max(0, firing.eligibleAmount) else { continue }
      let before = rule.pointee.formula == .stepSum ? firing.beforeCap : 0
      return NextStep(
        moreMinor: step.amountMinor - firing.eligibleAmount,
        needed: step.amountMinor,
        points: before + step.points
      )
    }
    return nil
  }

  private func nextSet(
    _ rule: UnsafePointer<CompiledRule>,
    _ firing: Firing,
    _ sale: borrowing Sale
  ) -> NextStep? {
    let before =
      counterUses.first {
        $0.kind == .quantity && $0.owner == rule.pointee.number
      }?.before ?? 0
    let size = rule.pointee.first
    let sets = (before + firing.eligibleQuantity) / size - before / size
    guard sets < rule.pointee.second else { return nil }
    let more = size - (before + firing.eligibleQuantity) % size
    let points = (sets + 1).multipliedReportingOverflow(by: rule.pointee.third)
    guard !points.overflow else { return nil }
    return NextStep(
      moreQuantity: more,
      needed: firing.eligibleQuantity + more,
      points: points.partialValue
    )
  }

  /// What the basket would get more, after caps and the firing's group; `nil` where that is
  /// nothing.
  private func gain(of points: Int64, _ index: Int, _ sale: borrowing Sale) -> Int64? {
    let firing = firings[index]
    let capped = min(points, firing.room, Points.limit.rawValue)
    var present = firing.condition == .none ? firing.points : 0
    let rule = sale.programme.rules.pointer(Int(firing.rule))
    if firing.condition != .none, rule.pointee.group >= 0, !rule.pointee.isJoint {
      let winner = firings.first { other in
        let rival = sale.programme.rules.pointer(Int(other.rule))
        return other.condition == .none && rival.pointee.group == rule.pointee.group
          && !rival.pointee.isJoint
      }
      let mode = sale.programme.groups[Int(rule.pointee.group) + Int(sale.head.firstGroup)].mode
      if let winner, mode != .stack {
        guard mode == .bestForMember else { return nil }
        present = winner.points
      }
    }
    return capped > present ? capped - present : nil
  }

  /// By what is missing for each point, then by promotion id.
  private func precedes(_ a: NearMiss, _ b: NearMiss, _ programme: CompiledProgramme) -> Bool {
    let (moreA, moreB) = (max(a.moreMinor, a.moreQuantity), max(b.moreMinor, b.moreQuantity))
    let crossA = moreA.magnitude.multipliedFullWidth(by: b.points.rawValue.magnitude)
    let crossB = moreB.magnitude.multipliedFullWidth(by: a.points.rawValue.magnitude)
    if crossA != crossB { return crossA < crossB }
    let idA = programme.promotion(a.promotion)?.id ?? ""
    let idB = programme.promotion(b.promotion)?.id ?? ""
    return idA.utf8.lexicographicallyPrecedes(idB.utf8)
  }
}
