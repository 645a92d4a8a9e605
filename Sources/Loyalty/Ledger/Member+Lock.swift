/// What a lock is put on.
package enum LockTarget: Hashable, Sendable {
  /// Any points, in the order of consumption; pending ones after all that are available.
  case anyPoints
  /// What is left of the lots that this transaction made.
  case transaction(UInt32)
  /// What is left of these lots.
  case lots([LotID])
}

extension Member {
  /// Decides a lock of points by the operator.
  ///
  /// A lock survives activation, and its points do not expire.
  ///
  /// - Parameters:
  ///   - points: 1 or more; with a transaction or lots, 0 = all that is left of them.
  ///   - target: Where the points are looked for.
  ///   - token: Of the points; lots of a transaction that have another one are passed over.
  ///   - until: When it ends by itself; ``Timestamp/never`` = when unlocked.
  ///   - allowPartial: Whether fewer points than asked for are better than none.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  /// - Returns: A posting that places one hold.
  /// - Throws: ``Refusal/invalidField(_:)``, ``Refusal/amountOutOfRange``,
  ///   ``Refusal/memberNotActive`` for a member that is gone, ``Refusal/transactionNotFound``,
  ///   ``Refusal/lotNotFound``, ``Refusal/insufficientPoints(available:)`` with what could be
  ///   locked.
  package func decideLock(
    _ points: Points,
    of target: LockTarget,
    token: TokenNumber,
    until: Timestamp = .never,
    allowPartial: Bool = false,
    reason: String = "",
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard points >= .zero, points > .zero || target != .anyPoints else {
      throw .invalidField("points")
    }
    guard points <= .limit else { throw .amountOutOfRange }
    guard until > now else { throw .invalidField("until_ms") }
    try stage.requireCorrecting()

    let candidates = try lockable(target, token: token, now: now, rules: rules)
    var lockable = Points.zero
    for lot in candidates { lockable += lot.free }
    guard lockable > .zero, allowPartial || points <= lockable else {
      throw .insufficientPoints(available: lockable)
    }

    var hold = Hold(
      id: nextVersion,
      kind: .lock,
      token: candidates[0].token,
      parts: [],
      until: until,
      reason: reason
    )
    if case .transaction(let version) = target { hold.onTransaction = version }
    var outstanding = points == .zero ? lockable : points
    for lot in candidates where outstanding > .zero {
      let taken = min(lot.free, outstanding)
      hold.parts.append(HoldPart(lot: lot.id, points: taken))
      outstanding -= taken
    }
    var posting = Posting(kind: .lock, token: hold.token, effectiveAt: now)
    posting.holdsPlaced = [hold]
    posting.reason = reason
    return posting
  }

  /// Decides to free points of one lock.
  ///
  /// What expired while it was locked expires at once.
  ///
  /// - Parameters:
  ///   - lock: Version that placed it.
  ///   - points: 1 to what is locked; 0 = all of it. They go free in the order of consumption.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - graceMilliseconds: How long what expired lives on instead; 0 = not at all.
  /// - Returns: One posting; its ``Posting/pointsReleased`` say how many.
  /// - Throws: ``Refusal/invalidField(_:)``, ``Refusal/memberNotActive`` for a member that is gone,
  ///   ``Refusal/lockExpired`` when it has ended, ``Refusal/notLocked`` when there never was such a
  ///   lock or it is an authorisation, ``Refusal/aboveMax``.
  package func decideUnlock(
    _ lock: UInt32,
    points: Points = .zero,
    reason: String = "",
    now: Timestamp,
    graceMilliseconds: Int64 = 0
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard points >= .zero else { throw .invalidField("points") }
    try stage.requireCorrecting()
    let hold = try liveHold(lock, kind: .lock)
    return try unlock(
      [hold],
      points: points,
      linkedVersion: lock,
      reason: reason,
      now: now,
      graceMilliseconds: graceMilliseconds
    )
  }

  /// Decides to free points of the locks that were put on a transaction, the oldest lock first.
  ///
  /// - Throws: As ``decideUnlock(_:points:reason:now:graceMilliseconds:)``.
  package func decideUnlock(
    transaction: UInt32,
    points: Points = .zero,
    reason: String = "",
    now: Timestamp,
    graceMilliseconds: Int64 = 0
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard points >= .zero else { throw .invalidField("points") }
    try stage.requireCorrecting()
    let live = holds.filter { $0.kind == .lock && $0.onTransaction == transaction }
    guard transaction != 0, !live.isEmpty else {
      let hasEnded = details.endedHolds.contains {
        $0.kind == .lock && $0.onTransaction == transaction && transaction != 0
      }
      throw hasEnded ? .lockExpired : .notLocked
    }
    return try unlock(
      live,
      points: points,
      linkedVersion: transaction,
      reason: reason,
      now: now,
      graceMilliseconds: graceMilliseconds
    )
  }

  // MARK: - Steps

  /// The lots that a lock may take from, in the order in which it does.
  ///
  /// All of one token.
  private func lockable(
    _ target: LockTarget,
    token: TokenNumber,
    now: Timestamp,
    rules: LedgerRules
  ) throws(Refusal) -> [Lot] {
    let ordered = consumptionOrder(rules).filter { $0.free > .zero }
    switch target {
    case .anyPoints:
      let own = ordered.filter { $0.token == token }
      return own.filter { $0.activationAt <= now } + own.filter { $0.activationAt > now }
    case .transaction(let version):
      guard version >= 1, version <= self.version else { throw .transactionNotFound }
      return ordered.filter { $0.id.version == version && $0.token == token }
    case .lots(let ids):
      guard Set(ids).count == ids.count, !ids.isEmpty else { throw .invalidField("lot_ids") }
      for id in ids where lot(id) == nil { throw .lotNotFound }
      let named = ordered.filter { ids.contains($0.id) }
      guard named.allSatisfy({ $0.token == named.first?.token }) else {
        throw .invalidField("lot_ids")
      }
      return named
    }
  }

  private func unlock(
    _ locks: [Hold],
    points: Points,
    linkedVersion: UInt32,
    reason: String,
    now: Timestamp,
    graceMilliseconds: Int64
  ) throws(Refusal) -> Posting {
    var locked = Points.zero
    for lock in locks { locked += lock.points }
    guard points <= locked else { throw .aboveMax }

    var posting = Posting(kind: .unlock, token: locks[0].token, effectiveAt: now)
    posting.linkedVersion = linkedVersion
    posting.reason = reason
    var outstanding = points == .zero ? locked : points
    for lock in locks {
      for part in lock.parts where outstanding > .zero {
        let freed = min(part.points, outstanding)
        release(
          freed,
          of: part.lot,
          from: lock,
          into: &posting,
          now: now,
          graceMilliseconds: graceMilliseconds
        )
        outstanding -= freed
      }
    }
    return posting
  }
}
