@testable import FealtyLoyalty

// Where fractions are cut off, and what each line gets.
extension SlowEvaluator {
  /// Parts of a whole by weights, the largest remainders first, then the lower index.
  static func split(_ whole: Int64, _ weights: [Int64]) -> [Int64] {
    let sum = UInt128(weights.reduce(0, +))
    guard sum > 0 else { return weights.map { _ in 0 } }
    let exact = weights.map { UInt128(whole) * UInt128($0) }
    var parts = exact.map { Int64($0 / sum) }
    let byRemainder = parts.indices.sorted { a, b in
      (sum - exact[a] % sum, a) < (sum - exact[b] % sum, b)
    }
    for index in byRemainder.prefix(Int(whole - parts.reduce(0, +))) { parts[index] += 1 }
    return parts
  }

  /// The points of each matched line with a floor for each: lines below 0 lower the others first.
  func lineFloors(
    _ outcome: Outcome,
    _ rate: (numerator: UInt128, denominator: UInt128)
  ) -> [Int64] {
    let amounts = outcome.matched.map { lines[$0].amount }
    let positive = amounts.map { max(0, $0) }
    let negative = -amounts.reduce(0) { $0 + min(0, $1) }
    let parts = Self.split(min(negative, positive.reduce(0, +)), positive)
    return zip(positive, parts).map {
      Int64(UInt128($0 - $1) * rate.numerator / rate.denominator)
    }
  }

  /// Gives out what the floors have cut off in all.
  mutating func roundBasket(_ outcomes: inout [Outcome]) {
    var parts: [(index: Int, remainder: UInt128, denominator: UInt128)] = []
    for index in outcomes.indices {
      let outcome = outcomes[index]
      guard let rate = ratio(of: outcome.promotion) else { continue }
      let group = outcome.promotion.group
      let competes = isChoosing(group) && !outcome.promotion.isJoint
      switch outcome.condition {
      case .none where outcome.points == Int64(outcome.raw) && !(competes && hasTier(group)): break
      case .belowThreshold where !competes: break
      default: continue
      }
      let remainder = UInt128(outcome.amount) * rate.numerator % rate.denominator
      if remainder > 0 { parts.append((index, remainder, rate.denominator)) }
    }
    let common = parts.reduce(UInt128(1)) { $0 / Self.divisor($0, $1.denominator) * $1.denominator }
    var left = parts.reduce(UInt128(0)) { $0 + $1.remainder * (common / $1.denominator) } / common
    let order = parts.sorted { a, b in
      let (x, y) = (a.remainder * b.denominator, b.remainder * a.denominator)
      return x != y ? x > y : a.index < b.index
    }
    for part in order where left > 0 {
      if addOne(to: &outcomes[part.index]) { left -= 1 }
    }
  }

  private static func divisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    b == 0 ? a : divisor(b, a % b)
  }

  private mutating func addOne(to outcome: inout Outcome) -> Bool {
    if outcome.condition == .belowThreshold {
      outcome.condition = .none
      award(&outcome, 1)
      return outcome.condition == .none
    }
    guard takesOneMore(outcome) else { return false }
    outcome.points += 1
    outcome.raw += 1
    return true
  }

  /// The parts of an outcome's points, by largest remainder.
  func lineAwards(_ outcome: Outcome) -> [LineAward] {
    var weights = outcome.matched.map { max(0, lines[$0].amount) }
    if settings.roundingPlace == .line, let rate = ratio(of: outcome.promotion) {
      weights = lineFloors(outcome, rate)
    }
    if weights.allSatisfy({ $0 == 0 }) { weights = outcome.matched.map { lines[$0].quantity } }
    if weights.allSatisfy({ $0 == 0 }) { weights[0] = 1 }
    return zip(outcome.matched, Self.split(outcome.points, weights)).filter { $0.1 > 0 }.map {
      LineAward(
        promotion: outcome.promotion.number,
        line: UInt16($0.0),
        points: Points($0.1)
      )
    }
  }
}
