extension LoyaltyModel {
  /// Ends a share of a member's available points, in the order of consumption.
  mutating func expire(
    _ command: PercentageCommand,
    at occurredAt: Milliseconds
  )
    throws(Refusal) -> Answer
  {
    let share = command.share
    let member = try member(command.member)
    let token = command.token ?? settings.defaultToken
    let pending = member.lots.values.filter { $0.token == token && $0.isPending && $0.free > 0 }
    let lots =
      availableLots(of: member, token)
      + (command.includesPending ? inConsumptionOrder(pending) : [])
    let points = try Ratio(sum(lots.map(\.free))).times(share).floor()
    let draws = Self.draw(points, from: lots)
    for draw in draws { expire(draw.points, of: draw.lot, command.member) }
    var answer = Answer()
    answer.transaction = book(.expiry, command.member, at: occurredAt)
    answer.points = points
    answer.draws = draws
    return answer
  }

  /// Lets living lots end later; those that end later anyway or never stay as they are.
  mutating func extend(
    _ ids: [LotID]?,
    of member: MemberID,
    to end: Milliseconds,
    at occurredAt: Milliseconds
  ) throws(Refusal) -> Answer {
    let owner = try self.member(member)
    if let ids, !ids.allSatisfy({ owner.lots[$0] != nil }) { throw Refusal(.lotNotFound) }
    var answer = Answer()
    let all = owner.lots.values.filter { $0.token == settings.defaultToken }.map(\.id)
    for id in Set(ids ?? all).sorted() {
      guard let lot = owner.lots[id], lot.remaining > 0, let old = lot.expiresAt, old < end else {
        continue
      }
      change(member, id) { $0.expiresAt = end }
      answer.lots.append(id)
      answer.points += lot.remaining
    }
    answer.transaction = book(.extension_, member, at: occurredAt)
    return answer
  }

  /// Makes what a transaction's points wait for happen: they become active now.
  mutating func activate(
    _ id: TransactionID,
    at occurredAt: Milliseconds
  ) throws(Refusal)
    -> Answer
  {
    var transaction = try transaction(id)
    if transaction.kind == .claim, let sale = transaction.about {
      transaction = try self.transaction(sale)
    }
    guard transaction.movesPoints, let member = transaction.member else {
      throw Refusal(.transactionNotFound)
    }
    var answer = Answer()
    let waiting = members[member]?.lots.values.filter {
      $0.source == transaction.id && $0.waits
    }
    for lot in (waiting ?? []).sorted(by: { $0.id < $1.id }) {
      answer.points += lot.remaining
      answer.lots.append(lot.id)
      // After a grace its end stays that of the grace.
      if lot.kind != .restored {
        members[member]?.lots[lot.id]?.expiresAt =
          lot.terms.expiresAt(from: lot.countsFrom, in: zone)
      }
      activate(lot.id, of: member, at: now)
    }
    answer.transaction = book(.activation, member, at: occurredAt) { $0.about = id }
    return answer
  }
}
