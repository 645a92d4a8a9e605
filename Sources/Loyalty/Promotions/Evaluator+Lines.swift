// What each line contributed to an award: the points split by the lines' amounts, by largest
// remainder.
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
  /// there are none either, the first matched line gets all. Points that the floors leave over go
  /// to the largest remainders, on a tie to the lower line index, one each.
  mutating func attribute(_ firing: Firing, _ sale: borrowing Sale, to result: inout Evaluation) {
    let rule = sale.programme.rules.pointer(Int(firing.lineRule))
    var count = 0
    var sum: Int64 = 0
    for (index, line) in sale.lines.enumerated() where sale.matchesWholly(line, rule) {
      let weight = max(0, line.amountMinor)
      (shares + count).initialize(
        to: Share(line: UInt16(truncatingIfNeeded: index), weight: weight)
      )
      count += 1
      sum += weight
    }
    precondition(count > 0, "an award without a matched line")
    let shares = UnsafeMutableBufferPointer(start: shares, count: count)
    if sum == 0 {
      for index in shares.indices {
        shares[index].weight = sale.lines[Int(shares[index].line)].quantity
        sum += shares[index].weight
      }
    }
    divide(firing.points, over: shares, sum)
    let promotion = sale.programme.rules.pointer(Int(firing.rule)).pointee.number
    for share in shares where share.points > 0 {
      result.lineAwards.append(
        LineAward(promotion: promotion, line: share.line, points: Points(share.points))
      )
    }
  }

  private func divide(
    _ points: Int64,
    over shares: UnsafeMutableBufferPointer<Share>,
    _ sum: Int64
  ) {
    guard sum > 0 else {
      shares[0].points = points
      return
    }
    var left = points
    for index in shares.indices {
      let part = quotientAndRemainder(
        points.magnitude,
        shares[index].weight.magnitude,
        sum.magnitude
      )
      shares[index].points = Int64(part.quotient)
      shares[index].remainder = part.remainder
      left -= Int64(part.quotient)
    }
    if left > 0 { giveOnes(Int(left), to: shares) }
  }

  /// Gives a point each to the `count` largest remainders, on a tie to the lower line index.
  ///
  /// There are always as many remainders above zero.
  private func giveOnes(_ count: Int, to shares: UnsafeMutableBufferPointer<Share>) {
    for index in shares.indices { remainders[index] = shares[index].remainder }
    let least = largest(count, of: shares.count)
    var ties = count
    for index in shares.indices where shares[index].remainder > least { ties -= 1 }
    for index in shares.indices {
      if shares[index].remainder > least {
        shares[index].points += 1
      } else if shares[index].remainder == least, ties > 0 {
        shares[index].points += 1
        ties -= 1
      }
    }
  }

  /// The `rank`-th largest (from 1) of the first `count` remainders, which it reorders: Hoare's
  /// selection.
  private func largest(_ rank: Int, of count: Int) -> UInt64 {
    var low = 0
    var high = count - 1
    while low < high {
      let pivot = remainders[low + (high - low) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while remainders[left] > pivot { left += 1 }
        while remainders[right] < pivot { right -= 1 }
        if left <= right {
          (remainders[left], remainders[right]) = (remainders[right], remainders[left])
          left += 1
          right -= 1
        }
      }
      if rank - 1 <= right {
        high = right
      } else if rank - 1 >= left {
        low = left
      } else {
        return pivot
      }
    }
    return remainders[low]
  }
}

/// points × weight ÷ sum, where the weight is at most the sum, so that the quotient is at most the
/// points.
@inline(__always)
private func quotientAndRemainder(
  _ points: UInt64,
  _ weight: UInt64,
  _ sum: UInt64
) -> (quotient: UInt64, remainder: UInt64) {
  let product = points.multipliedFullWidth(by: weight)
  guard product.high == 0 else { return sum.dividingFullWidth(product) }
  // Dividing 32 bits costs half of what 64 do, and nearly every basket fits.
  if (product.low | sum) >> 32 == 0 {
    let (a, b) = (UInt32(truncatingIfNeeded: product.low), UInt32(truncatingIfNeeded: sum))
    return (UInt64(a / b), UInt64(a % b))
  }
  return product.low.quotientAndRemainder(dividingBy: sum)
}
