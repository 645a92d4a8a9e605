extension LoyaltyModel {
  /// Sets points aside.
  mutating func hold(
    _ draws: [Drawdown],
    _ member: MemberID,
    token: TokenID,
    isAuthorization: Bool,
    until: Milliseconds?,
    target: TransactionID? = nil
  ) {
    let id = nextTransaction
    for draw in draws {
      change(member, draw.lot) {
        $0.free -= draw.points
        $0.held[id, default: 0] += draw.points
      }
    }
    members[member]?.holds[id] = Hold(
      id: id,
      isAuthorization: isAuthorization,
      token: token,
      parts: draws,
      until: until,
      target: target
    )
  }

  /// Gives points of a hold free; what has passed its end meanwhile expires in the same step, or
  /// lives on for the programme's grace where an operator's lock kept it.
  ///
  /// - Returns: What expired at once.
  @discardableResult
  mutating func release(
    _ draws: [Drawdown],
    of id: TransactionID,
    _ member: MemberID,
    at instant: Milliseconds,
    by transaction: TransactionID? = nil
  ) -> Points {
    guard let owner = members[member], let hold = owner.holds[id] else { return 0 }
    var expired: Points = 0
    for draw in draws {
      takeOut(draw, of: id, member) { $0.free += draw.points }
      let isInactive = owner.inactiveAt[hold.token].map { $0 <= instant } ?? false
      let isOver = owner.lots[draw.lot]?.expiresAt.map { $0 <= instant } ?? false
      guard isInactive || isOver, !suspendsExpiry(owner) else { continue }
      if !hold.isAuthorization, settings.graceOnUnlock > 0, !isInactive {
        let end = instant + settings.graceOnUnlock
        _ = moveOn(draw.points, of: draw.lot, member, to: end, by: transaction)
      } else {
        expire(draw.points, of: draw.lot, member)
        expired += draw.points
      }
    }
    return expired
  }

  /// Takes points out of a hold and its lot; a hold that keeps nothing has ended.
  mutating func takeOut(
    _ draw: Drawdown,
    of id: TransactionID,
    _ member: MemberID,
    into part: (inout Lot) -> Void
  ) {
    change(member, draw.lot) {
      let left = $0.held[id, default: 0] - draw.points
      precondition(left >= 0, "hold \(id) keeps less than \(draw)")
      $0.held[id] = left == 0 ? nil : left
      part(&$0)
    }
    guard var hold = members[member]?.holds[id] else { return }
    var outstanding = draw.points
    for index in hold.parts.indices where hold.parts[index].lot == draw.lot {
      let taken = min(outstanding, hold.parts[index].points)
      hold.parts[index].points -= taken
      outstanding -= taken
    }
    hold.parts.removeAll { $0.points == 0 }
    if hold.parts.isEmpty { hold.state = .ended }
    members[member]?.holds[id] = hold
  }
}
