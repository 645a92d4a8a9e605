extension Member {
  /// Decides to give redeemed points back to the lots that paid them.
  ///
  /// Undoes the last draw first, so that after a part is given back the lots stand as if only the
  /// rest had been redeemed. Debt is paid first. Points of a lot that has expired meanwhile
  /// live on in a new lot, or expire at once, as the programme says.
  ///
  /// - Parameters:
  ///   - redemption: From the log.
  ///   - points: 1 to what earlier reversals left; 0 = all of that.
  ///   - isForced: Whether also the points of a voucher that was used are given back.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme; asked for by ``RestorePolicy/newPeriod(_:)``.
  /// - Returns: One posting with the lots that get points, the debt paid, and what expires at once.
  /// - Throws: ``Refusal/invalidField(_:)``, ``Refusal/memberNotActive`` for a member that is gone,
  ///   ``Refusal/alreadyReversed(version:)``, ``Refusal/aboveMax``, ``Refusal/amountOutOfRange``;
  ///   of a voucher ``Refusal/voucherAlreadyUsed(version:)``, ``Refusal/voucherExpired``.
  package func decideRedemptionReversal(
    of redemption: RedemptionFacts,
    points: Points = .zero,
    isForced: Bool = false,
    reason: String = "",
    now: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    guard points >= .zero else { throw .invalidField("points") }
    try stage.requireCorrecting()
    let earlier = reversal(of: redemption.version)
    if let earlier, earlier.isFull { throw .alreadyReversed(version: earlier.by) }
    let given = earlier?.points ?? .zero
    let left = redemption.points - given
    guard points <= left else { throw .aboveMax }
    let amount = points == .zero ? left : points
    // A voucher is whole.
    guard !redemption.isVoucher || amount == left else { throw .invalidField("points") }
    // Each lot of the redemption may need a new one with an index of its own.
    guard redemption.draws.count <= UInt16.max else { throw .amountOutOfRange }
    let account = account(redemption.token)
    _ = try outstanding(account).adding(amount)

    var posting = Posting(kind: .redemptionReversal, token: redemption.token, effectiveAt: now)
    let expired = undo(
      redemption.draws,
      skipping: given,
      points: amount,
      into: &posting,
      now: now,
      rules: rules,
      calendar: calendar
    )
    payDebt(account.debt, andExpire: expired, in: &posting)
    posting.linkedVersion = redemption.version
    posting.reversedPoints = amount
    posting.isFullReversal = amount == left
    posting.reason = reason
    if redemption.isVoucher {
      try cancel(redemption, isForced: isForced, in: &posting, now: now)
    }
    return posting
  }

  // MARK: - Steps

  /// Adds the restores, and returns the lots whose points are to expire at once.
  func undo(
    _ draws: [Draw],
    skipping given: Points,
    points: Points,
    into posting: inout Posting,
    now: Timestamp,
    rules: LedgerRules,
    calendar: () -> ProgrammeCalendar
  ) -> [Lot] {
    var expired: [Lot] = []
    var skipped = given
    var outstanding = points
    for draw in draws.reversed() where outstanding > .zero {
      let before = min(draw.points, skipped)
      skipped -= before
      let back = min(draw.points - before, outstanding)
      guard back > .zero else { continue }
      outstanding -= back

      var lot = draw.lot
      lot.remaining = back
      lot.locked = .zero
      if lot.expiresAt <= now, !isExpirySuspended {
        var end: Timestamp?
        switch rules.restorePolicy {
        case .expireNow: expired.append(lot)
        case .grace(let milliseconds): end = now.adding(milliseconds: milliseconds)
        case .newPeriod(let term): end = calendar().add(term, to: now)
        }
        if let end {
          let index = UInt16(posting.restores.count)
          lot.id = LotID(version: nextVersion, index: index)
          lot.kind = .restored
          lot.amount = back
          lot.activationAt = now
          lot.expiresAt = end
        }
      }
      posting.restores.append(Restore(lot: lot, points: back))
    }
    return expired
  }

  /// Pays debt from what is restored, and lets the rest of some lots expire.
  func payDebt(_ debt: Points, andExpire expired: [Lot], in posting: inout Posting) {
    let paid = payDebt(debt, into: &posting)
    for lot in expired where lot.remaining > paid.points(of: lot.id) {
      let rest = lot.remaining - paid.points(of: lot.id)
      posting.draws.append(Draw(lot: lot, points: rest, destination: .expired))
    }
  }

  /// Pays debt from what is restored, and returns what each lot pays.
  private func payDebt(_ debt: Points, into posting: inout Posting) -> [HoldPart] {
    guard debt > .zero else { return [] }
    posting.draws = Self.draws(
      paying: debt,
      token: posting.token,
      from: posting.restores.map { $0.lot }
    )
    return posting.draws.map { HoldPart(lot: $0.lot.id, points: $0.points) }
  }
}

extension [HoldPart] {
  fileprivate func points(of lot: LotID) -> Points {
    for part in self where part.lot == lot { return part.points }
    return .zero
  }
}
