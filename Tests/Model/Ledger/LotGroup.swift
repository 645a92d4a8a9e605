/// Promotions of a sale whose points begin and end together, with what they gave before a return
/// and give after it.
struct LotGroup {
  var token: TokenID
  var kind: Lot.Kind
  var startsAt: Milliseconds
  var end: Milliseconds?
  var waits: Bool
  var terms: LotTerms
  var before: Points = 0
  var after: Points = 0

  /// What it has to give back.
  var shrinks: Points { max(0, before - after) }
  /// What it gives more.
  var grows: Points { max(0, after - before) }

  /// Whether a lot of the sale is made of its points; `lots` are the member's.
  func made(_ lot: Lot, _ lots: [LotID: Lot]) -> Bool {
    let lot = lot.origin.flatMap { lots[$0] } ?? lot
    return token == lot.token && kind == lot.kind && waits == lot.waitedAtFirst
      && end == lot.firstEnd
      && (waits || startsAt == lot.startsAt)
  }

  func isSame(as other: LotGroup) -> Bool {
    token == other.token && kind == other.kind && waits == other.waits && end == other.end
      && (waits || startsAt == other.startsAt)
  }
}

extension LoyaltyModel {
  /// The groups of a sale in rule order, those that are there after a return alone last.
  func lotGroups(of transaction: Transaction, after: [PromotionID: Points]) -> [LotGroup] {
    guard let sale = transaction.sale else { return [] }
    let credited = sale.claimedBy.flatMap { transactions[$0]?.recordedAt } ?? transaction.recordedAt
    var groups: [LotGroup] = []
    func index(of rule: Promotion) -> Int {
      let base = rule.terms.basis == .recorded ? credited : transaction.occurredAt
      let group = LotGroup(
        token: rule.token ?? settings.defaultToken,
        kind: sale.event != nil ? .event : rule.isRate ? .base : .bonus,
        startsAt: rule.terms.activationAt(from: base) ?? credited,
        end: rule.terms.end(from: base, in: zone),
        waits: rule.terms.activation == .byAction,
        terms: rule.terms
      )
      if let known = groups.firstIndex(where: { $0.isSame(as: group) }) { return known }
      groups.append(group)
      return groups.count - 1
    }
    for rule in sale.facts.rules {
      let points = sale.standing[rule.id, default: 0]
      if points > 0 { groups[index(of: rule)].before += points }
    }
    for rule in sale.facts.rules {
      let points = after[rule.id, default: 0]
      if points > 0 { groups[index(of: rule)].after += points }
    }
    return groups
  }

  /// Moves free points of lots to a new lot with the dates of a group.
  ///
  /// - Returns: How many there were.
  mutating func move(
    _ points: Points,
    of lots: [Lot],
    _ member: MemberID,
    to group: LotGroup,
    by reversal: TransactionID
  ) -> Points {
    guard let source = lots.first?.source else { return 0 }
    let draws = Self.draw(points, from: lots.compactMap { members[member]?.lots[$0.id] })
    guard draws.points > 0 else { return 0 }
    for draw in draws {
      change(member, draw.lot) {
        $0.free -= draw.points
        $0.moved += draw.points
      }
    }
    let isPending = group.waits || group.startsAt > now
    let lot = Lot(
      id: nextLot(of: member),
      token: group.token,
      kind: group.kind,
      transaction: reversal,
      source: source,
      isMovedOn: true,
      promotions: [],
      terms: group.terms,
      earnedAt: now,
      countsFrom: now,
      startsAt: group.startsAt,
      firstEnd: group.end,
      waitedAtFirst: group.waits,
      isPending: isPending,
      activationAt: isPending && !group.waits ? group.startsAt : nil,
      expiresAt: group.end,
      amount: draws.points,
      free: draws.points
    )
    members[member]?.lots[lot.id] = lot
    return draws.points
  }
}
