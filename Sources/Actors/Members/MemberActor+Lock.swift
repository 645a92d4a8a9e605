internal import FealtyLoyalty
internal import FealtyWire

// Locking points by the operator, and freeing them.

extension MemberActor {
  func lock(_ request: LockRequest, _ command: CommandContext) throws(Refusal) {
    try requireText(request.reason, "reason")
    try post(decideLock(request, command), command: command)
  }

  /// Decides a lock, for itself or as part of a sale.
  func decideLock(
    _ request: LockRequest,
    _ command: CommandContext
  ) throws(Refusal) -> Decided<LockResponse> {
    let target = try lockTarget(request.transactionID, request.lotIDs)
    let posting = try member.decideLock(
      Points(request.points),
      of: target,
      token: try command.programme.token(request.tokenID),
      until: Timestamp(storedExpiry: request.untilMs),
      allowPartial: request.allowPartial,
      reason: request.reason,
      now: command.now,
      rules: command.programme.rules
    )
    let programme = command.programme
    return Decided(posting: posting) { outcome in
      LockResponse(
        outcome: outcome,
        lockID: outcome.transactionID,
        points: posting.holdsPlaced.reduce(0) { $0 + $1.points.rawValue },
        lots: self.drawdowns(of: posting, programme)
      )
    }
  }

  /// What is left of a transaction, or of lots, or anything.
  func lockTarget(_ transactionID: String, _ lotIDs: [String]) throws(Refusal) -> LockTarget {
    if !transactionID.isEmpty {
      return .transaction(try ownTransaction(transactionID, field: "transaction_id").version)
    }
    guard !lotIDs.isEmpty else { return .anyPoints }
    guard lotIDs.count <= Limits.pageTransactions else { throw .aboveMax }
    var lots: [LotID] = []
    for text in lotIDs { lots.append(try LotID(text: text, field: "lot_ids")) }
    return .lots(lots)
  }

  func unlock(_ request: UnlockRequest, _ command: CommandContext) throws(Refusal) {
    try requireText(request.reason, "reason")
    let posting: Posting
    if !request.lockID.isEmpty {
      let id = try ownTransaction(request.lockID, field: "lock_id")
      posting = try member.decideUnlock(
        id.version,
        points: Points(request.points),
        reason: request.reason,
        now: command.now,
        graceMilliseconds: command.programme.rules.unlockGraceMilliseconds
      )
    } else {
      let id = try ownTransaction(request.transactionID, field: "transaction_id")
      posting = try member.decideUnlock(
        transaction: id.version,
        points: Points(request.points),
        reason: request.reason,
        now: command.now,
        graceMilliseconds: command.programme.rules.unlockGraceMilliseconds
      )
    }
    try post(posting, command: command) { outcome in
      UnlockResponse(
        outcome: outcome,
        points: posting.releasedPoints.rawValue,
        lots: posting.releases.map { drawdown($0.points, of: $0.lot, command.programme) },
        expiredAtOnce: posting.points(to: .expired).rawValue
      )
    }
  }
}
