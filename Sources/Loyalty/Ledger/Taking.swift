/// How many points of one token of a sale are to be taken back, and from which of its lots first.
struct TakingPlan {
  struct Need {
    /// Places among the sale's lots.
    var lots: [Int]
    /// 0 or more.
    var points: Points
  }

  var token: TokenNumber
  var needs: [Need]
}

/// Takes points of one sale back, for a full reversal and for a return alike.
///
/// Each need takes from its own lots: what expired, then pending, then available points, then those
/// under the operator's locks, the oldest lock first. What is missing then comes from the sale's
/// other lots in the same order, from the member's other available points in the order of
/// consumption, and from debt. Points of authorised redemptions are never touched.
struct Taking {
  let sale: EarnFacts
  let now: Timestamp
  /// Lots that may still be taken from, in the order of consumption.
  private(set) var open: [Lot]
  private var locks: [Hold]
  private(set) var reversal: EarnReversal
  /// Moved from expired to reversed, by the place of the sale's lot; empty = none of any.
  private var expired: [Points] = []

  init(
    _ sale: EarnFacts,
    kind: TransactionKind,
    from open: [Lot],
    locks: [Hold],
    now: Timestamp
  ) {
    self.sale = sale
    self.now = now
    self.open = open
    self.locks = locks
    let token = sale.lots.first?.lot.token ?? 0
    reversal = EarnReversal(posting: Posting(kind: kind, token: token, effectiveAt: now))
  }

  /// Takes what a plan asks for, as far as the policy goes; `debt` is what is owed already.
  mutating func take(_ plan: TakingPlan, policy: ReturnPolicy, debt: Points) {
    var missing = Points.zero
    for need in plan.needs where need.points > .zero {
      reversal.points += need.points
      var left = need.points
      for index in need.lots { takeExpired(&left, of: index) }
      takeOwn(&left, .places(need.lots), policy)
      missing += left
    }
    guard missing > .zero else { return }
    let own = Own.token(plan.token)
    takeOwn(&missing, own, policy)
    if policy != .onlyPending {
      for index in open.indices
      where open[index].isAvailable(plan.token, now) && !isOwn(index, own) {
        reversal.takenFromOtherLots += takeFree(&missing, of: index)
      }
    }
    var change = AccountChange(token: plan.token)
    if case .allowDebt(let max) = policy {
      let room = min(max, .limit) - debt
      change.debtCreated = min(missing, Swift.max(room, .zero))
      reversal.debtCreated += change.debtCreated
      missing -= change.debtCreated
    }
    change.unrecovered = missing
    reversal.unrecovered += missing
    if change != AccountChange(token: plan.token) { changes.append(change) }
  }

  /// Moves free points of the sale's lots to a new lot, which keeps all totals.
  ///
  /// - Returns: How many could be moved.
  mutating func move(_ points: Points, from lots: [Int], to lot: Lot) -> Points {
    var left = points
    for index in open.indices where left > .zero {
      guard lots.contains(where: { sale.lots[$0].lot.id == open[index].id }) else { continue }
      _ = takeFree(&left, of: index, to: .redeemed)
    }
    let moved = points - left
    guard moved > .zero else { return .zero }
    var lot = lot
    lot.amount = moved
    lot.remaining = moved
    reversal.posting.restores.append(Restore(lot: lot, points: moved))
    return moved
  }

  /// What was taken, with its posting.
  ///
  /// Changes of expired points come first, one for each of the sale's lots in their order, up to
  /// the last that has some: so the next return knows which lots they were of.
  consuming func finish() -> EarnReversal {
    if let last = expired.lastIndex(where: { $0 > .zero }) {
      for index in 0...last {
        reversal.posting.accountChanges.append(
          AccountChange(token: sale.lots[index].lot.token, expiredToReversed: expired[index])
        )
      }
    }
    if !changes.isEmpty { reversal.posting.accountChanges += changes }
    return reversal
  }

  // MARK: - Steps

  /// Debt and what could not be taken.
  private var changes: [AccountChange] = []

  private mutating func takeExpired(_ left: inout Points, of index: Int) {
    guard sale.lots[index].expired > .zero else { return }
    if expired.isEmpty { expired = Array(repeating: .zero, count: sale.lots.count) }
    let taken = min(left, max(sale.lots[index].expired - expired[index], .zero))
    expired[index] += taken
    reversal.alreadyExpired += taken
    left -= taken
  }

  /// Some of the sale's lots.
  private enum Own {
    case places([Int])
    case token(TokenNumber)
  }

  private func isOwn(_ index: Int, _ own: Own) -> Bool {
    let lot = open[index].id
    switch own {
    case .places(let places): return places.contains { sale.lots[$0].lot.id == lot }
    case .token(let token):
      return sale.lots.contains { $0.lot.id == lot && $0.lot.token == token }
    }
  }

  /// Takes from the sale's open lots: pending ones, active ones, locked ones.
  private mutating func takeOwn(_ left: inout Points, _ own: Own, _ policy: ReturnPolicy) {
    for isLocked in [false, true] {
      takeOwn(&left, own, isPending: true, isLocked: isLocked)
      if policy != .onlyPending { takeOwn(&left, own, isPending: false, isLocked: isLocked) }
    }
  }

  private mutating func takeOwn(_ left: inout Points, _ own: Own, isPending: Bool, isLocked: Bool) {
    for index in open.indices where left > .zero {
      guard (open[index].activationAt > now) == isPending, isOwn(index, own) else { continue }
      if isLocked {
        takeLocked(&left, of: index)
      } else if isPending {
        reversal.pendingVoided += takeFree(&left, of: index)
      } else {
        reversal.availableTaken += takeFree(&left, of: index)
      }
    }
  }

  private mutating func takeFree(
    _ left: inout Points,
    of index: Int,
    to destination: DrawDestination = .reversed
  ) -> Points {
    let taken = min(left, open[index].free)
    guard taken > .zero else { return .zero }
    draw(taken, of: index, to: destination, hold: 0)
    left -= taken
    return taken
  }

  private mutating func takeLocked(_ left: inout Points, of index: Int) {
    for lock in locks.indices {
      for part in locks[lock].parts.indices where locks[lock].parts[part].lot == open[index].id {
        let taken = min(left, locks[lock].parts[part].points)
        guard taken > .zero else { continue }
        draw(taken, of: index, to: .reversed, hold: locks[lock].id)
        locks[lock].parts[part].points -= taken
        open[index].locked -= taken
        reversal.lockedTaken += taken
        left -= taken
      }
    }
  }

  private mutating func draw(
    _ points: Points,
    of index: Int,
    to destination: DrawDestination,
    hold: UInt32
  ) {
    let lot = open[index]
    open[index].remaining -= points
    let place = reversal.posting.draws.firstIndex {
      $0.lot.id == lot.id && $0.hold == hold && $0.destination == destination
    }
    if let place {
      reversal.posting.draws[place].points += points
    } else {
      let draw = Draw(lot: lot, points: points, destination: destination, hold: hold)
      reversal.posting.draws.append(draw)
    }
  }
}
