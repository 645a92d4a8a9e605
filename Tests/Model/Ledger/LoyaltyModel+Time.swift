extension LoyaltyModel {
  /// Lets time pass: activations, lapses of holds and expiries, each at its instant and in order.
  package mutating func settle(to instant: Milliseconds) {
    precondition(instant >= now, "time goes back from \(now) to \(instant)")
    let floor = now
    now = instant
    lapseClaims()
    for member in members.keys.sorted() {
      while let next = nextDue(members[member]) {
        var due = next
        // What came free after its owner had been away too long ends then.
        if case .inactivity = next.1 { due.at = max(next.at, floor) }
        perform(due, member)
      }
    }
  }

  /// Something that is due, in the order in which equal instants are served.
  private enum Due {
    case activation(LotID), lapse(TransactionID), expiry(LotID), inactivity(TokenID)
  }

  /// The first thing that is due for a member.
  private func nextDue(_ member: Member?) -> (at: Milliseconds, Due)? {
    guard let member else { return nil }
    var due: [(at: Milliseconds, rank: Int, id: Int, what: Due)] = []
    for lot in member.lots.values where lot.isPending {
      if let at = lot.activationAt { due.append((at, 0, lot.id, .activation(lot.id))) }
    }
    for hold in member.holds.values where hold.state == .live {
      if let at = hold.until { due.append((at, 1, hold.id, .lapse(hold.id))) }
    }
    for lot in member.lots.values where lot.free > 0 && !suspendsExpiry(member) {
      if let at = lot.expiresAt { due.append((at, 2, lot.id, .expiry(lot.id))) }
    }
    for (token, at) in member.inactiveAt where !suspendsExpiry(member) {
      let isLeft = member.lots.values.contains { $0.token == token && $0.free > 0 }
      if isLeft { due.append((at, 3, 0, .inactivity(token))) }
    }
    return due.filter { $0.at <= now }
      .min { ($0.at, $0.rank, $0.id) < ($1.at, $1.rank, $1.id) }
      .map { ($0.at, $0.what) }
  }

  private mutating func perform(_ due: (at: Milliseconds, what: Due), _ member: MemberID) {
    switch due.what {
    case .activation(let lot):
      activate(lot, of: member, at: due.at)
    case .lapse(let id):
      guard let hold = members[member]?.holds[id] else { return }
      let points = hold.points
      let expired = release(hold.parts, of: id, member, at: due.at, by: 0)
      happened(due.at, .lapsed, member, transaction: id, points, expired: expired)
    case .expiry(let lot):
      let points = members[member]?.lots[lot]?.free ?? 0
      expire(points, of: lot, member)
      happened(due.at, .expired, member, lot: lot, points)
    case .inactivity(let token):
      for lot in inConsumptionOrder(members[member]?.lots.values ?? [:].values)
      where lot.token == token {
        expire(lot.free, of: lot.id, member)
        happened(due.at, .inactive, member, lot: lot.id, lot.free)
      }
    }
  }

  /// Makes a pending lot active.
  mutating func activate(_ lot: LotID, of member: MemberID, at instant: Milliseconds) {
    let points = members[member]?.lots[lot]?.free ?? 0
    change(member, lot) {
      $0.isPending = false
      $0.activationAt = nil
    }
    happened(instant, .activated, member, lot: lot, points)
  }

  /// Whether a member loses nothing to time now.
  func suspendsExpiry(_ member: Member) -> Bool {
    settings.stagesThatSuspendExpiry.contains(member.stage)
  }

  /// Forgets guests' points that nobody claimed in time.
  private mutating func lapseClaims() {
    for id in parked.sorted() {
      guard var transaction = transactions[id], var sale = transaction.sale,
        let until = sale.claimUntil, until <= now
      else { continue }
      parked.remove(id)
      happened(until, .claimLapsed, nil, transaction: id, sale.standing.values.reduce(0, +))
      recharge(from: sale.charges, to: [:])
      sale.charges = [:]
      sale.standing = [:]
      sale.hasLapsed = true
      transaction.sale = sale
      transactions[id] = transaction
    }
  }

  mutating func happened(
    _ at: Milliseconds,
    _ kind: Happening.Kind,
    _ member: MemberID?,
    lot: LotID? = nil,
    transaction: TransactionID? = nil,
    _ points: Points,
    expired: Points = 0
  ) {
    happenings.append(
      Happening(
        at: at,
        kind: kind,
        member: member,
        lot: lot,
        transaction: transaction,
        points: points,
        expired: expired
      )
    )
  }
}
