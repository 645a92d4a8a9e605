/// What one promotion of a sale has to give back.
struct Need {
  var promotion: PromotionID
  var token: TokenID
  var points: Points
}

extension LoyaltyModel {
  /// Takes points of a sale back as far as the return policy goes.
  ///
  /// Each promotion's own lots come first: what expired, what is pending, available, locked by the
  /// operator. What is missing then comes from the sale's other lots, from the member's other
  /// available lots, and from debt. Authorised redemptions are never touched.
  mutating func takeBack(_ needs: [Need], of sale: TransactionID, _ member: MemberID) -> TakenBack {
    var taken = TakenBack()
    var missing: [TokenID: Points] = [:]
    for need in needs {
      var left = need.points
      let own = ownLots(of: sale, member, need.token).filter { $0.promotion == need.promotion }
      for lot in own { left -= takeExpired(left, lot.id, member, &taken) }
      left -= takeOwn(left, own.map(\.id), member, &taken)
      missing[need.token, default: 0] += left
    }
    for (token, points) in missing.sorted(by: { $0.key < $1.key }) {
      var left = points
      left -= takeOwn(left, ownLots(of: sale, member, token).map(\.id), member, &taken)
      if settings.returnPolicy != .onlyPending {
        left -= takeFromOthers(left, token, member, &taken)
      }
      if case .allowDebt(let limit) = settings.returnPolicy {
        let owed = members[member]?.debt[token] ?? 0
        let debt = min(left, max(0, limit - owed))
        addDebt(debt, member, token)
        count(member, token) { $0.reversed += debt }
        taken.debtCreated += debt
        left -= debt
      }
      count(member, token) { $0.unrecovered += left }
      taken.unrecovered += left
    }
    return taken
  }

  /// The lots that a sale made, or that its points moved on to, in consumption order.
  private func ownLots(of sale: TransactionID, _ member: MemberID, _ token: TokenID) -> [Lot] {
    inConsumptionOrder(
      (members[member]?.lots.values ?? [:].values).filter {
        $0.transaction == sale && $0.token == token
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
    _ member: MemberID,
    _ taken: inout TakenBack
  ) -> Points {
    guard let owner = members[member] else { return 0 }
    var left = points
    for lot in availableLots(of: owner, token) {
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
