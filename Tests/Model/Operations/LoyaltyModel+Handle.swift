extension LoyaltyModel {
  /// Lets time pass to the request's stamp and decides it: all of it happens, or nothing.
  ///
  /// The same request id again is answered as the first time; what was refused for its shape is
  /// not remembered.
  package mutating func handle(_ request: Request) -> Outcome {
    happenings = []
    settle(to: request.now)
    happeningsBefore = happenings.count
    if !request.command.isRead {
      guard request.madeAt >= now - Settings.requestWindow else {
        return .refused(Refusal(.tooOld))
      }
      if let decision = decided[request.id] { return repeated(decision, request) }
    }
    let before = self
    var outcome: Outcome
    do {
      var answer = try perform(request)
      settle(to: now)
      if !request.command.isRead, !answer.isReplayed {
        answer.balances = balances(concerning: request.command)
        if case .reward(let event, _) = request.command {
          events[event.name]?.balances = answer.balances
        }
      }
      outcome = .accepted(answer)
    } catch {
      self = before
      outcome = .refused(error)
      if error.reason == .invalidField { return outcome }
    }
    if request.command.isRead { return outcome }
    decided[request.id] = Decision(
      occurredAt: request.occurredAt,
      command: request.command,
      outcome: outcome
    )
    return outcome
  }

  private func repeated(_ decision: Decision, _ request: Request) -> Outcome {
    guard decision.command == request.command, decision.occurredAt == request.occurredAt else {
      return .refused(Refusal(.idempotencyConflict))
    }
    guard case .accepted(var answer) = decision.outcome else { return decision.outcome }
    answer.isReplayed = true
    return .accepted(answer)
  }

  private mutating func perform(_ request: Request) throws(Refusal) -> Answer {
    try checkShape(request.command)
    let occurredAt = request.occurredAt ?? now
    guard occurredAt >= now - settings.maximumBackdate else { throw Refusal(.tooOld) }
    guard occurredAt <= now + Settings.clockSkew else { throw Refusal(.clockSkew) }
    switch request.command {
    case .enrol(let enrolment): return try enrol(enrolment, at: occurredAt)
    case .change(let change): return try self.change(change, at: occurredAt)
    case .putPromotion(let promotion, let from):
      return put(promotion, from: from, at: occurredAt)
    case .evaluate(let sale): return try evaluate(sale, at: occurredAt)
    case .earn(let sale): return try earn(sale, at: occurredAt)
    case .claim(let sale, let member): return try claim(sale, by: member, at: occurredAt)
    case .reverseEarn(let id, let strict):
      return try reverseEarn(id, strict: strict, at: occurredAt)
    case .returnLines(let id, let lines, let receipt):
      return try returnLines(lines, of: id, receipt: receipt, at: occurredAt)
    case .reward(let event, let member): return try reward(event, member, at: occurredAt)
    case .activate(let id): return try activate(id, at: occurredAt)
    case .lock(let lock): return try self.lock(lock, at: occurredAt)
    case .unlock(let target, let points):
      return try unlock(target, points: points, at: occurredAt)
    case .redeem(let redeem): return try self.redeem(redeem, at: occurredAt)
    case .authorize(let redeem, let timeout):
      return try authorize(redeem, timeout: timeout, at: occurredAt)
    case .capture(let id, let points): return try capture(id, points: points, at: occurredAt)
    case .void(let id): return try void(id, at: occurredAt)
    case .reverseRedemption(let id, let points):
      return try reverseRedemption(id, points: points, at: occurredAt)
    case .expirePercentage(let command): return try expire(command, at: occurredAt)
    case .extendExpiry(let member, let lots, let end):
      return try extend(lots, of: member, to: end, at: occurredAt)
    case .sale(let chain): return try perform(chain, at: occurredAt)
    case .passTime: return Answer()
    }
  }

  /// Books a transaction under the next number.
  mutating func book(
    _ kind: Transaction.Kind,
    _ member: MemberID?,
    at occurredAt: Milliseconds,
    _ change: (inout Transaction) -> Void = { _ in }
  ) -> TransactionID {
    var transaction = Transaction(
      id: nextTransaction,
      kind: kind,
      member: member,
      recordedAt: now,
      occurredAt: occurredAt
    )
    change(&transaction)
    transactions[transaction.id] = transaction
    return transaction.id
  }

  /// Whose balances an answer tells: the member that the command names, or that of its transaction.
  package func member(concernedBy command: Command) -> MemberID? {
    switch command {
    case .enrol(let enrolment): enrolment.member
    case .change(let change): change.member
    case .evaluate(let sale), .earn(let sale): sale.member
    case .sale(let chain): chain.sale.member
    case .claim(_, let member), .reward(_, let member), .extendExpiry(let member, _, _): member
    case .lock(let lock): lock.member
    case .redeem(let redeem), .authorize(let redeem, _): redeem.member
    case .expirePercentage(let command): command.member
    case .reverseEarn(let id, _), .returnLines(let id, _, _), .activate(let id),
      .unlock(.lock(let id), _), .unlock(.transaction(let id), _), .capture(let id, _),
      .void(let id), .reverseRedemption(let id, _):
      transactions[id]?.member
    case .putPromotion, .passTime: nil
    }
  }

  private func balances(concerning command: Command) -> [TokenID: Balance] {
    member(concernedBy: command).flatMap { members[$0] }?.balances ?? [:]
  }
}

extension Member {
  /// The balances of all tokens that the member ever had.
  package var balances: [TokenID: Balance] {
    tokens.reduce(into: [:]) { $0[$1] = balance(of: $1) }
  }
}
