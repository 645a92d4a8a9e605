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
    let promotion = sale.programme.rules.pointer(Int(firing.rule)).pointee.number
    let state = states[Int(firing.lineRule)]
    if state.matchedLines == 1, state.isListed {
      let line = matches[Int(state.firstMatch)].line
      let points = Points(firing.points)
      result.lineAwards.append(LineAward(promotion: promotion, line: line, points: points))
      return
    }
    let count = gatherShares(Int(firing.lineRule), sale)
    precondition(count > 0, "an award without a matched line")
    if sale.head.roundingPlace == .line { weighByPoints(firing, count, sale) }
    let shares = UnsafeMutableBufferPointer(start: shares, count: count)
    var sum: Int64 = 0
    for index in shares.indices { sum += shares[index].weight }
    if sum == 0 {
      for index in shares.indices {
        shares[index].weight = sale.lines[Int(shares[index].line)].quantity
        sum += shares[index].weight
      }
    }
    divide(firing.points, over: shares, sum)
    var parts = 0
    for share in shares {
      // Written in any case: which lines get nothing no branch foresees.
      (lineAwards + parts).initialize(
        to: LineAward(promotion: promotion, line: share.line, points: Points(share.points))
      )
      parts &+= share.points > 0 ? 1 : 0
    }
    result.lineAwards.append(contentsOf: UnsafeBufferPointer(start: lineAwards, count: parts))
  }

  /// Makes a share of each line that a rule matched, in order.
  ///
  /// - Returns: How many there are.
  func gatherShares(_ index: Int, _ sale: borrowing Sale) -> Int {
    let state = states[index]
    var count = 0
    if state.isListed {
      var match = state.firstMatch
      while count < Int(state.matchedLines) {
        addShare(Int(matches[Int(match)].line), sale, at: count)
        match = matches[Int(match)].next
        count += 1
      }
      return count
    }
    let rule = sale.programme.rules.pointer(index)
    for line in sale.lines.indices where sale.matchesWholly(sale.lines[line], rule) {
      addShare(line, sale, at: count)
      count += 1
    }
    return count
  }

  @inline(__always)
  private func addShare(_ line: Int, _ sale: borrowing Sale, at place: Int) {
    (shares + place).initialize(
      to: Share(
        line: UInt16(truncatingIfNeeded: line),
        weight: max(0, sale.lines[line].amountMinor)
      )
    )
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
    let divisor = Divisor(sum.magnitude)
    var left = points
    for index in shares.indices {
      let part = divisor.divide(points.magnitude, times: shares[index].weight.magnitude)
      shares[index].points = Int64(part.quotient)
      shares[index].remainder = part.remainder
      left -= Int64(part.quotient)
    }
    guard left > 0 else { return }
    if shares.count <= RemainderRanks.capacity, sum <= RemainderRanks.largestSum {
      ranks.giveOnes(Int(left), to: shares)
    } else {
      giveOnes(Int(left), to: shares)
    }
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
