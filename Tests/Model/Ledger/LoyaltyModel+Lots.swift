extension LoyaltyModel {
  /// Changes one lot of a member.
  mutating func change(_ member: MemberID, _ lot: LotID, _ change: (inout Lot) -> Void) {
    guard var changed = members[member]?.lots[lot] else {
      preconditionFailure("member \(member) has no lot \(lot)")
    }
    change(&changed)
    precondition(changed.difference == 0, "lot \(changed) does not add up")
    precondition(changed.free >= 0, "lot \(changed) is below zero")
    members[member]?.lots[lot] = changed
  }

  /// Adds to the counters that are kept apart from the lots.
  mutating func count(_ member: MemberID, _ token: TokenID, _ change: (inout Totals) -> Void) {
    change(&totals[member, default: [:]][token, default: Totals()])
  }

  /// Makes lots of new points, with spans of time from `base`: points of one token and kind that
  /// begin and end together are one lot.
  mutating func credit(
    _ points: Points,
    of rule: Promotion,
    kind: Lot.Kind,
    to member: MemberID,
    for transaction: TransactionID,
    source: TransactionID,
    from base: Milliseconds,
    into made: inout [LotID]
  ) {
    let startsAt = rule.terms.activationAt(from: base)
    let activationAt = startsAt.flatMap { $0 <= now ? nil : $0 }
    let token = rule.token ?? settings.defaultToken
    let lot = Lot(
      id: nextLot(of: member),
      token: token,
      kind: kind,
      transaction: transaction,
      source: source,
      promotions: [rule.id],
      terms: rule.terms,
      earnedAt: now,
      countsFrom: base,
      startsAt: startsAt ?? now,
      firstEnd: rule.terms.end(from: base, in: zone),
      waitedAtFirst: rule.terms.activation == .byAction,
      isPending: activationAt != nil || rule.terms.activation == .byAction,
      activationAt: activationAt,
      expiresAt: rule.terms.end(from: base, in: zone),
      amount: points,
      free: points
    )
    count(member, token) { $0.issued += points }
    let same = made.first { members[member]?.lots[$0]?.isAlike(lot) ?? false }
    guard let same else {
      members[member]?.lots[lot.id] = lot
      made.append(lot.id)
      return
    }
    change(member, same) {
      $0.amount += points
      $0.free += points
      $0.promotions.insert(rule.id)
    }
  }

  /// Moves points that would end with their lot to a new lot of their own.
  mutating func moveOn(
    _ points: Points,
    of lot: LotID,
    _ member: MemberID,
    to end: Milliseconds?,
    by transaction: TransactionID? = nil
  )
    -> LotID
  {
    guard let old = members[member]?.lots[lot] else {
      preconditionFailure("member \(member) has no lot \(lot)")
    }
    change(member, lot) {
      $0.free -= points
      $0.moved += points
    }
    let transaction = transaction ?? nextTransaction
    let new = Lot(
      id: nextLot(of: member),
      token: old.token,
      kind: .restored,
      transaction: transaction,
      source: old.source,
      origin: old.origin ?? lot,
      isMovedOn: true,
      promotions: [],
      terms: old.terms,
      earnedAt: now,
      countsFrom: now,
      startsAt: now,
      firstEnd: end,
      waitedAtFirst: false,
      isPending: old.isPending,
      activationAt: old.activationAt,
      expiresAt: end,
      amount: points,
      free: points
    )
    members[member]?.lots[new.id] = new
    return new.id
  }

  /// Pays debt from the free points of new lots, pending ones too, the first to end first.
  ///
  /// - Returns: What was paid.
  mutating func payDebt(_ member: MemberID, _ token: TokenID, with lots: [LotID]) -> Points {
    let owed = members[member]?.debt[token] ?? 0
    guard owed > 0 else { return 0 }
    let payers = lots.compactMap { members[member]?.lots[$0] }.filter { $0.token == token }
      .sorted { ($0.end, $0.earnedAt, $0.id) < ($1.end, $1.earnedAt, $1.id) }
    let draws = Self.draw(owed, from: payers)
    for draw in draws {
      change(member, draw.lot) {
        $0.free -= draw.points
        $0.paidDebt += draw.points
      }
    }
    addDebt(-draws.points, member, token)
    return draws.points
  }

  /// Raises or lowers what a member owes.
  mutating func addDebt(_ points: Points, _ member: MemberID, _ token: TokenID) {
    let debt = (members[member]?.debt[token] ?? 0) + points
    precondition(debt >= 0, "member \(member) would owe \(debt)")
    members[member]?.debt[token] = debt == 0 ? nil : debt
  }

  /// Ends free points of a lot.
  mutating func expire(_ points: Points, of lot: LotID, _ member: MemberID) {
    guard points > 0, let token = members[member]?.lots[lot]?.token else { return }
    change(member, lot) {
      $0.free -= points
      $0.expired += points
    }
    count(member, token) { $0.expired += points }
  }

  /// The number that a member's next lot gets.
  func nextLot(of member: MemberID) -> LotID { (members[member]?.lots.count ?? 0) + 1 }
}
