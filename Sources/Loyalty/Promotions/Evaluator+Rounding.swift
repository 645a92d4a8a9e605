// Where fractions of points are cut off, other than once for each rule.
extension Evaluator {
  /// The points of a ratio with one floor for each line.
  mutating func pointsByLine(
    of rule: UnsafePointer<CompiledRule>,
    _ index: Int,
    _ sale: borrowing Sale
  ) throws(Refusal) -> Int64 {
    let count = gatherShares(index, sale)
    spreadNegatives(count, sale)
    var points: Int64 = 0
    for place in 0..<count {
      let part = try floorOfProduct(
        shares[place].weight,
        rule.pointee.first,
        dividedBy: rule.pointee.second
      )
      shares[place].weight = part
      // At most a thousand lines of at most `Points.limit`.
      points += part
    }
    guard points <= Points.limit.rawValue else { throw .amountOutOfRange }
    return points
  }

  /// Makes the points of each line the weights of its share, for a ratio that floors each line.
  func weighByPoints(_ firing: Firing, _ count: Int, _ sale: borrowing Sale) {
    let rule = sale.programme.rules.pointer(Int(firing.rule))
    guard rule.pointee.formula == .ratio else { return }
    spreadNegatives(count, sale)
    for place in 0..<count {
      let product = shares[place].weight.magnitude.multipliedFullWidth(
        by: rule.pointee.first.magnitude
      )
      // It fitted when the points were made.
      let part = rule.pointee.second.magnitude.dividingFullWidth(product)
      shares[place].weight = Int64(part.quotient)
    }
  }

  /// Takes the amounts below 0 among the shares' lines off those above, by largest remainder.
  private func spreadNegatives(_ count: Int, _ sale: borrowing Sale) {
    var negative: Int64 = 0
    var positive: Int64 = 0
    for place in 0..<count {
      let amount = sale.lines[Int(shares[place].line)].amountMinor
      if amount < 0 { negative -= amount } else { positive += amount }
    }
    guard negative > 0 else { return }
    let weights = (0..<count).map { shares[$0].weight }
    let parts = LargestRemainder.divide(min(negative, positive), over: weights)
    for place in 0..<count { shares[place].weight -= parts[place] }
  }

  /// Adds up what the rules' floors have cut off, for each token, floors once more, and gives these
  /// points to the rules with the largest remainders, one each.
  ///
  /// Rates and multipliers that no cap has cut take part, also those whose fraction makes no point
  /// yet where no group chooses. Those that tier multipliers compete with keep their own floor.
  mutating func roundBasket(_ sale: borrowing Sale) {
    var tokens: [TokenNumber] = []
    for firing in firings {
      let token = sale.programme.rules.pointer(Int(firing.rule)).pointee.token
      if !tokens.contains(token) { tokens.append(token) }
    }
    for token in tokens { roundBasket(token, sale) }
  }

  private mutating func roundBasket(_ token: TokenNumber, _ sale: borrowing Sale) {
    var parts: [(firing: Int, remainder: UInt64, denominator: UInt64)] = []
    var common: UInt64 = 1
    for index in firings.indices {
      guard let part = remainder(index, token, sale) else { continue }
      guard let larger = leastCommonMultiple(common, part.denominator) else { return }
      common = larger
      parts.append((index, part.remainder, part.denominator))
    }
    var sum: UInt128 = 0
    for index in parts.indices {
      // Below the common denominator, and so within 62 bits.
      parts[index].remainder *= common / parts[index].denominator
      sum += UInt128(parts[index].remainder)
    }
    var left = Int(sum / UInt128(common))
    guard left > 0 else { return }
    parts.sort { a, b in
      a.remainder != b.remainder ? a.remainder > b.remainder : a.firing < b.firing
    }
    for part in parts where left > 0 {
      if addOne(to: part.firing, sale) { left -= 1 }
    }
  }

  /// What a firing's floor has cut off, where it takes part.
  private func remainder(
    _ index: Int,
    _ token: TokenNumber,
    _ sale: borrowing Sale
  ) -> (remainder: UInt64, denominator: UInt64)? {
    let firing = firings[index]
    let rule = sale.programme.rules.pointer(Int(firing.rule))
    guard rule.pointee.formula == .ratio, rule.pointee.token == token else { return nil }
    let competes = firing.group >= 0
    switch firing.condition {
    case .none:
      guard firing.points == firing.beforeCap else { return nil }
      if competes {
        let group = Int(firing.group) + Int(sale.head.firstGroup)
        if sale.programme.groups[group].hasTierMultiplier { return nil }
      }
    case .belowThreshold:
      if competes { return nil }
    default:
      return nil
    }
    let amount = max(0, firing.eligibleAmount).magnitude
    let product = amount.multipliedFullWidth(by: rule.pointee.first.magnitude)
    let denominator = rule.pointee.second.magnitude
    let remainder = denominator.dividingFullWidth((product.high % denominator, product.low))
      .remainder
    return remainder > 0 ? (remainder, denominator) : nil
  }

  private mutating func addOne(to index: Int, _ sale: borrowing Sale) -> Bool {
    var firing = firings[index]
    if firing.condition == .belowThreshold {
      firing.condition = .none
      cut(&firing, to: 1, sale.programme.rules.pointer(Int(firing.rule)), sale)
    } else {
      guard firing.points < Points.limit.rawValue, takesOneMore(firing, sale) else { return false }
      firing.points += 1
      firing.beforeCap += 1
    }
    firings[index] = firing
    return firing.condition == .none
  }
}

/// The least common multiple; `nil` beyond 2⁶², and for more ratios than that no basket is rounded.
func leastCommonMultiple(_ a: UInt64, _ b: UInt64) -> UInt64? {
  var (divisor, rest) = (a, b)
  while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
  let product = (a / divisor).multipliedReportingOverflow(by: b)
  return product.overflow || product.partialValue > 1 << 62 ? nil : product.partialValue
}
