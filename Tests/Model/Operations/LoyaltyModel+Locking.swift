extension LoyaltyModel {
  /// Blocks points by the operator's wish.
  mutating func lock(_ lock: LockCommand, at occurredAt: Milliseconds) throws(Refusal) -> Answer {
    let member = try member(lock.member)
    try checkMayCorrect(member.id)
    let (lots, token, target) = try lots(to: lock, of: member)
    let free = try sum(lots.map(\.free))
    let wanted = lock.points ?? free
    let points = lock.allowPartial ? min(wanted, free) : wanted
    guard points > 0, points <= free else { throw Refusal(.insufficientPoints, available: free) }

    let draws = Self.draw(points, from: lots)
    hold(
      draws,
      lock.member,
      token: token,
      isAuthorization: false,
      until: lock.until,
      target: target
    )
    var answer = Answer()
    answer.transaction = book(.lock, lock.member, at: occurredAt)
    answer.points = points
    answer.draws = draws
    answer.until = lock.until
    return answer
  }

  /// The lots that a lock takes from, in the order of consumption; where it asks for no lots in
  /// particular, available ones before pending ones.
  private func lots(
    to lock: LockCommand,
    of member: Member
  ) throws(Refusal)
    -> (lots: [Lot], token: TokenID, target: TransactionID?)
  {
    let lots: [Lot]
    var target: TransactionID?
    switch lock.target {
    case .amount(let token):
      let token = token ?? settings.defaultToken
      let lots = member.lots.values.filter { $0.token == token }
      let ordered =
        inConsumptionOrder(lots.filter { !$0.isPending })
        + inConsumptionOrder(lots.filter(\.isPending))
      return (ordered, token, nil)
    case .transaction(let id):
      var transaction = try transaction(id)
      if transaction.kind == .claim, let sale = transaction.about {
        transaction = try self.transaction(sale)
      }
      guard transaction.member == member.id else { throw Refusal(.transactionNotFound) }
      target = transaction.id
      lots = member.lots.values.filter {
        $0.transaction == transaction.id && $0.token == settings.defaultToken
      }
    case .lots(let ids):
      guard ids.allSatisfy({ member.lots[$0]?.remaining ?? 0 > 0 }) else {
        throw Refusal(.lotNotFound)
      }
      lots = ids.compactMap { member.lots[$0] }
    }
    let tokens = Set(lots.map(\.token))
    guard tokens.count <= 1 else { throw Refusal(.invalidField) }
    return (inConsumptionOrder(lots), tokens.first ?? settings.defaultToken, target)
  }

  /// Gives locked points free, the first taken first; what has ended meanwhile ends at once.
  mutating func unlock(
    _ target: UnlockTarget,
    points: Points?,
    at occurredAt: Milliseconds
  )
    throws(Refusal) -> Answer
  {
    let locks = try liveLocks(target)
    try checkMayCorrect(locks[0].member)
    let held = try sum(locks.map(\.hold.points))
    var left = points ?? held
    guard left <= held else { throw Refusal(.aboveMaximum) }

    var answer = Answer()
    answer.points = left
    for (member, hold) in locks where left > 0 {
      let freed = Self.takeFirst(min(left, hold.points), from: hold.parts)
      answer.expiredAtOnce += release(freed, of: hold.id, member, at: now)
      answer.draws += freed
      left -= freed.points
    }
    answer.transaction = book(.unlock, locks[0].member, at: occurredAt) {
      if case .lock(let id) = target { $0.about = id }
      if case .transaction(let id) = target { $0.about = id }
    }
    return answer
  }

  /// The locks that an unlock is about, the oldest first.
  private func liveLocks(
    _ target: UnlockTarget
  ) throws(Refusal)
    -> [(member: MemberID, hold: Hold)]
  {
    let locks: [(member: MemberID, hold: Hold)]
    switch target {
    case .lock(let id):
      _ = try transaction(id)
      locks = members.values.compactMap { member in
        member.holds[id].map { (member.id, $0) }
      }.filter { !$0.1.isAuthorization }
    case .transaction(let id):
      _ = try transaction(id)
      let sale = transactions[id]?.kind == .claim ? transactions[id]?.about : id
      locks = members.values.flatMap { member in
        member.holds.values.filter { $0.target != nil && $0.target == sale }
          .map { (member.id, $0) }
      }
    }
    guard !locks.isEmpty else { throw Refusal(.notLocked) }
    let live = locks.filter { $0.hold.state == .live }.sorted { $0.hold.id < $1.hold.id }
    guard !live.isEmpty else { throw Refusal(.lockExpired) }
    return live
  }
}

extension LockCommand {
  /// Whether it asks for points of no lots in particular.
  var isAmount: Bool {
    if case .amount = target { true } else { false }
  }
}
