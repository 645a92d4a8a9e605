extension LoyaltyModel {
  /// Takes points of a sale back as far as the return policy goes, so that its promotions come down
  /// to `after`.
  ///
  /// Each group of points that began and end together gives from its own lots first: what expired,
  /// what is pending, available, locked by the operator. What is missing then comes from the sale's
  /// other lots, from the member's other available lots, and from debt. Authorised redemptions are
  /// never touched. What some group gains is set against what the others give, the last first, and
  /// as far as their lots still hold it, it moves to a lot with the dates of the group that gains.
  ///
  /// A reversal of all that is left looks at no groups: all lots of the sale are one.
  ///
  /// The second result is how many points were to be taken.
  mutating func takeBack(
    _ sale: Transaction,
    to after: [PromotionID: Points],
    _ member: MemberID,
    by reversal: TransactionID
  ) -> (taken: TakenBack, wanted: Points) {
    var taken = TakenBack()
    var wanted: Points = 0
    let groups = lotGroups(of: sale, after: after)
    for token in Set(groups.map(\.token)).sorted() {
      let mine = groups.filter { $0.token == token }
      var needs = mine.map(\.shrinks)
      var gained = mine.reduce(0) { $0 + $1.grows }
      for index in needs.indices.reversed() {
        let kept = min(needs[index], gained)
        needs[index] -= kept
        gained -= kept
      }
      wanted += needs.reduce(0, +)
      let isAll = after.isEmpty && transactions[reversal]?.kind == .earnReversal
      let plan = isAll ? [(nil, needs.reduce(0, +))] : zip(mine, needs).map { (Optional($0), $1) }
      takeBack(plan, token, of: sale.id, member, &taken)
      var room = zip(mine, needs).map { $0.shrinks - $1 }
      for group in mine where group.grows > 0 && group.end ?? .max > now {
        var left = group.grows
        for index in mine.indices where left > 0 {
          let lots = ownLots(of: sale.id, member, token, in: mine[index])
          let moved = move(min(left, room[index]), of: lots, member, to: group, by: reversal)
          room[index] -= moved
          left -= moved
        }
      }
    }
    return (taken, wanted)
  }

  private mutating func takeBack(
    _ needs: [(group: LotGroup?, points: Points)],
    _ token: TokenID,
    of sale: TransactionID,
    _ member: MemberID,
    _ taken: inout TakenBack
  ) {
    var missing: Points = 0
    for need in needs {
      var left = need.points
      let own = ownLots(of: sale, member, token, in: need.group)
      for lot in own.sorted(by: { $0.id < $1.id }) {
        left -= takeExpired(left, lot.id, member, &taken)
      }
      left -= takeOwn(left, own.map(\.id), member, &taken)
      missing += left
    }
    missing -= takeOwn(missing, ownLots(of: sale, member, token).map(\.id), member, &taken)
    if settings.returnPolicy != .onlyPending {
      missing -= takeFromOthers(missing, token, of: sale, member, &taken)
    }
    if case .allowDebt(let limit) = settings.returnPolicy {
      let owed = members[member]?.debt[token] ?? 0
      let debt = min(missing, max(0, limit - owed))
      addDebt(debt, member, token)
      count(member, token) { $0.reversed += debt }
      taken.debtCreated += debt
      missing -= debt
    }
    count(member, token) { $0.unrecovered += missing }
    taken.unrecovered += missing
  }

  /// The lots with a sale's points, of one group or of all, in consumption order.
  private func ownLots(
    of sale: TransactionID,
    _ member: MemberID,
    _ token: TokenID,
    in group: LotGroup? = nil
  ) -> [Lot] {
    let lots = members[member]?.lots ?? [:]
    return inConsumptionOrder(
      lots.values.filter {
        $0.source == sale && $0.token == token && (group?.made($0, lots) ?? true)
      }
    )
  }

  /// Moves expired points to reversed; no balance changes.
  private mutating func takeExpired(
    _ points: Points,
    _ id: LotID,
    _ member: MemberID,
    _ taken: inout TakenBack
  ) -> Points {
    guard let lot = members[member]?.lots[id] else { return 0 }
    let part = min(points, lot.expired)
    change(member, id) {
      $0.expired -= part
      $0.reversed += part
    }
    count(member, lot.token) {
      $0.expired -= part
      $0.reversed += part
    }
    taken.alreadyExpired += part
    return part
  }

  /// Takes from a sale's own lots: pending, available, locked by the operator.
  private mutating func takeOwn(
    _ points: Points,
    _ lots: [LotID],
    _ member: MemberID,
    _ taken: inout TakenBack
  ) -> Points {
    let onlyPending = settings.returnPolicy == .onlyPending
    let pending = lots.filter { members[member]?.lots[$0]?.isPending == true }
    let active = onlyPending ? [] : lots.filter { members[member]?.lots[$0]?.isPending == false }
    var left = points
    for lot in pending {
      let part = takeFree(left, lot, member)
      taken.pendingVoided += part
      left -= part
    }
    for lot in active {
      let part = takeFree(left, lot, member)
      taken.availableTaken += part
      left -= part
    }
    for lot in pending + active {
      let part = takeLocked(left, lot, member)
      taken.lockedTaken += part
      left -= part
    }
    return points - left
  }

  private mutating func takeFromOthers(
    _ points: Points,
    _ token: TokenID,
    of sale: TransactionID,
    _ member: MemberID,
    _ taken: inout TakenBack
  ) -> Points {
    guard let owner = members[member] else { return 0 }
    var left = points
    for lot in availableLots(of: owner, token) where lot.source != sale {
      left -= takeFree(left, lot.id, member)
    }
    taken.takenFromOtherLots += points - left
    return points - left
  }

  private mutating func takeFree(_ points: Points, _ id: LotID, _ member: MemberID) -> Points {
    guard let lot = members[member]?.lots[id] else { return 0 }
    let part = min(points, lot.free)
    change(member, id) {
      $0.free -= part
      $0.reversed += part
    }
    count(member, lot.token) { $0.reversed += part }
    return part
  }

  /// Takes from the operator's locks on a lot, the oldest first; each gives its part free for it.
  private mutating func takeLocked(_ points: Points, _ id: LotID, _ member: MemberID) -> Points {
    guard let owner = members[member], let lot = owner.lots[id] else { return 0 }
    var left = points
    for hold in lot.held.keys.sorted() where owner.holds[hold]?.isAuthorization == false {
      let part = min(left, lot.held[hold, default: 0])
      guard part > 0 else { continue }
      takeOut(Drawdown(lot: id, points: part), of: hold, member) { $0.reversed += part }
      count(member, lot.token) { $0.reversed += part }
      left -= part
    }
    return points - left
  }
}
