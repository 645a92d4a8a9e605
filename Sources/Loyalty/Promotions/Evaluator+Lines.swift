// What each line contributed to an award: the points split by the lines' amounts, by largest remainder.
extension Evaluator {
  /// A line's part of an award.
  struct Share: BitwiseCopyable {
    var line: UInt16
    var weight: Int64
    var points: Int64 = 0
    /// What the floor cut, in parts of the weights' sum.
    var remainder: UInt64 = 0
  }

  /// Splits an award over the lines that it is for.
  ///
  /// Weights are the amounts above zero; where there are none (free units), the quantities; where
  /// there are none either, the first matched line gets all. Points that the floors leave over go to
  /// the largest remainders, on a tie to the lower line index, one each.
  mutating func attribute(_ firing: Firing, _ sale: borrowing Sale, to result: inout Evaluation) {
    let rule = sale.programme.rules.pointer(Int(firing.lineRule))
    shares.removeAll(keepingCapacity: true)
    var sum: Int64 = 0
    for (index, line) in sale.lines.enumerated() where sale.matchesWholly(line, rule) {
      let weight = max(0, line.amountMinor)
      shares.append(Share(line: UInt16(truncatingIfNeeded: index), weight: weight))
      sum += weight
    }
    if sum == 0 { sum = weighByQuantity(sale) }
    divide(firing.points, sum)
    let promotion = sale.programme.rules.pointer(Int(firing.rule)).pointee.number
    for share in shares where share.points > 0 {
      result.lineAwards.append(
        LineAward(promotion: promotion, line: share.line, points: Points(share.points))
      )
    }
  }

  private mutating func weighByQuantity(_ sale: borrowing Sale) -> Int64 {
    var sum: Int64 = 0
    for index in shares.indices {
      shares[index].weight = sale.lines[Int(shares[index].line)].quantity
      sum += shares[index].weight
    }
    return sum
  }

  private mutating func divide(_ points: Int64, _ sum: Int64) {
    precondition(!shares.isEmpty, "an award without a matched line")
    guard sum > 0 else {
      shares[0].points = points
      return
    }
    var left = points
    for index in shares.indices where shares[index].weight > 0 {
      // The weight is at most the sum, so the quotient is at most the points.
      let product = points.magnitude.multipliedFullWidth(by: shares[index].weight.magnitude)
      let part = sum.magnitude.dividingFullWidth(product)
      shares[index].points = Int64(part.quotient)
      shares[index].remainder = part.remainder
      left -= Int64(part.quotient)
    }
    if shares.count <= 64 {
      while left > 0 {
        giveOneToLargestRemainder()
        left -= 1
      }
    } else if left > 0 {
      shares.sort { ($1.remainder, $0.line) < ($0.remainder, $1.line) }
      for index in 0..<Int(left) { shares[index].points += 1 }
      shares.sort { $0.line < $1.line }
    }
  }

  private mutating func giveOneToLargestRemainder() {
    var best = 0
    for index in shares.indices where shares[index].remainder > shares[best].remainder {
      best = index
    }
    shares[best].points += 1
    shares[best].remainder = 0
  }
}
