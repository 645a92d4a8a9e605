extension LoyaltyModel {
  /// Lots in the order in which points are taken: first to expire, first earned, first made; or by
  /// age alone where the programme says so.
  func inConsumptionOrder(_ lots: some Sequence<Lot>) -> [Lot] {
    lots.sorted { left, right in
      let ends = settings.strictFirstInFirstOut ? (0, 0) : (left.end, right.end)
      return (ends.0, left.earnedAt, left.id) < (ends.1, right.earnedAt, right.id)
    }
  }

  /// A member's lots with points that can be spent.
  func availableLots(of member: Member, _ token: TokenID) -> [Lot] {
    inConsumptionOrder(
      member.lots.values.filter { $0.token == token && !$0.isPending && $0.free > 0 }
    )
  }

  /// Takes points from free parts of lots, one after the other, as far as they go.
  static func draw(_ points: Points, from lots: [Lot]) -> [Drawdown] {
    var left = points
    var draws: [Drawdown] = []
    for lot in lots where left > 0 && lot.free > 0 {
      let taken = min(left, lot.free)
      draws.append(Drawdown(lot: lot.id, points: taken))
      left -= taken
    }
    return draws
  }

  /// Takes points of drawdowns, the first one first.
  static func takeFirst(_ points: Points, from draws: [Drawdown]) -> [Drawdown] {
    var left = points
    var taken: [Drawdown] = []
    for draw in draws where left > 0 {
      taken.append(Drawdown(lot: draw.lot, points: min(left, draw.points)))
      left -= min(left, draw.points)
    }
    return taken
  }

  /// Takes points back from drawdowns, the last one first.
  ///
  /// - Returns: What was taken, the last one first, and what is left of the drawdowns.
  static func takeLast(
    _ points: Points,
    from draws: [Drawdown]
  )
    -> (taken: [Drawdown], left: [Drawdown])
  {
    var outstanding = points
    var (taken, left) = ([Drawdown](), draws)
    while outstanding > 0, let last = left.popLast() {
      let part = min(outstanding, last.points)
      taken.append(Drawdown(lot: last.lot, points: part))
      if part < last.points {
        left.append(Drawdown(lot: last.lot, points: last.points - part))
      }
      outstanding -= part
    }
    return (taken, left)
  }
}

extension Lot {
  /// When it ends, for comparison: never is later than any instant.
  var end: Milliseconds { expiresAt ?? .max }
}

extension Sequence<Drawdown> {
  /// All points together.
  var points: Points { reduce(0) { $0 + $1.points } }
}
