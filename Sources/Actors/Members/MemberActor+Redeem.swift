internal import FealtyLoyalty
internal import FealtyWire

// Redeeming in its four modes, and giving back.

extension MemberActor {
  func redeem(_ request: RedeemRequest, _ command: CommandContext) throws(Refusal) {
    try requireText(request.purpose, "purpose")
    try requireText(request.receiptNumber, "receipt_number")
    switch request.mode {
    case .sale: try redeemSale(request, command)
    case .authorize: try authorize(request, command)
    case .capture: try capture(request, command)
    case .voidAuthorization: try void(request, command)
    default: throw .invalidField("mode")
    }
  }

  private func redeemSale(_ request: RedeemRequest, _ command: CommandContext) throws(Refusal) {
    let programme = command.programme
    let posting = try member.decideRedeem(
      Points(request.points),
      token: try programme.token(request.tokenID),
      now: command.now,
      rules: programme.rules
    )
    post(posting, command: command, receiptNumber: request.receiptNumber) { outcome in
      RedeemResponse(
        outcome: outcome,
        redemptionID: outcome.transactionID,
        points: request.points,
        valueMinor: programme.value(of: Points(request.points)),
        lots: drawdowns(of: posting)
      )
    }
  }

  private func authorize(_ request: RedeemRequest, _ command: CommandContext) throws(Refusal) {
    let programme = command.programme
    let posting = try member.decideAuthorization(
      Points(request.points),
      token: try programme.token(request.tokenID),
      timeoutMilliseconds: request.timeoutMs,
      purpose: request.purpose,
      now: command.now,
      rules: programme.rules
    )
    post(posting, command: command, receiptNumber: request.receiptNumber) { outcome in
      RedeemResponse(
        outcome: outcome,
        redemptionID: outcome.transactionID,
        points: request.points,
        valueMinor: programme.value(of: Points(request.points)),
        lots: drawdowns(of: posting),
        authorizedUntilMs: posting.holdsPlaced.first?.until.storedExpiry ?? 0
      )
    }
  }

  private func capture(_ request: RedeemRequest, _ command: CommandContext) throws(Refusal) {
    let id = try ownTransaction(request.redemptionID, field: "redemption_id")
    let posting = try member.decideCapture(
      id.version,
      points: Points(request.points),
      now: command.now
    )
    post(posting, command: command, receiptNumber: request.receiptNumber) { outcome in
      let taken = posting.points(to: .redeemed)
      return RedeemResponse(
        outcome: outcome,
        redemptionID: outcome.transactionID,
        points: taken.rawValue,
        valueMinor: command.programme.value(of: taken),
        lots: drawdowns(of: posting),
        released: posting.releasedPoints.rawValue
      )
    }
  }

  private func void(_ request: RedeemRequest, _ command: CommandContext) throws(Refusal) {
    let id = try ownTransaction(request.redemptionID, field: "redemption_id")
    let posting = try member.decideVoid(id.version, now: command.now)
    post(posting, command: command, receiptNumber: request.receiptNumber) { outcome in
      RedeemResponse(
        outcome: outcome,
        redemptionID: request.redemptionID,
        released: posting.releasedPoints.rawValue
      )
    }
  }

  func lock(_ request: LockRequest, _ command: CommandContext) throws(Refusal) {
    try requireText(request.reason, "reason")
    let target: LockTarget
    if !request.transactionID.isEmpty {
      let id = try ownTransaction(request.transactionID, field: "transaction_id")
      target = .transaction(id.version)
    } else if !request.lotIDs.isEmpty {
      guard request.lotIDs.count <= Limits.pageTransactions else { throw .aboveMax }
      var lots: [LotID] = []
      for text in request.lotIDs { lots.append(try LotID(text: text, field: "lot_ids")) }
      target = .lots(lots)
    } else {
      target = .anyPoints
    }
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
    post(posting, command: command) { outcome in
      LockResponse(
        outcome: outcome,
        lockID: outcome.transactionID,
        points: posting.holdsPlaced.reduce(0) { $0 + $1.points.rawValue },
        lots: drawdowns(of: posting)
      )
    }
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
        now: command.now
      )
    } else {
      let id = try ownTransaction(request.transactionID, field: "transaction_id")
      posting = try member.decideUnlock(
        transaction: id.version,
        points: Points(request.points),
        reason: request.reason,
        now: command.now
      )
    }
    post(posting, command: command) { outcome in
      UnlockResponse(
        outcome: outcome,
        points: posting.releasedPoints.rawValue,
        lots: posting.releases.map { release in
          Drawdown(
            lotID: release.lot.text,
            points: release.points.rawValue,
            expiresAtMs: member.lot(release.lot)?.expiresAt.storedExpiry ?? 0
          )
        },
        expiredAtOnce: posting.points(to: .expired).rawValue
      )
    }
  }

  func reverseEarn(
    _ request: ReverseEarnRequest,
    facts: EarnFacts,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    let reversal = try member.decideEarnReversal(
      of: facts,
      isStrict: request.strict,
      reason: request.reason,
      now: command.now,
      rules: command.programme.rules
    )
    post(reversal.posting, command: command) { outcome in
      var answer = effects(of: reversal)
      answer.outcome = outcome
      return answer
    }
  }

  func reverseRedemption(
    _ request: ReverseRedemptionRequest,
    facts: RedemptionFacts,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    let programme = command.programme
    let posting = try member.decideRedemptionReversal(
      of: facts,
      points: Points(request.points),
      reason: request.reason,
      now: command.now,
      rules: programme.rules
    )
    post(posting, command: command) { outcome in
      ReverseRedemptionResponse(
        outcome: outcome,
        points: posting.reversedPoints.rawValue,
        lots: posting.restores.map { restore in
          lotMessage(member.lot(restore.lot.id) ?? restore.lot, command)
        },
        debtPaid: posting.points(to: .debt).rawValue,
        expiredAtOnce: posting.points(to: .expired).rawValue
      )
    }
  }

  // MARK: - Parts of answers

  private func requireText(_ text: String, _ field: String) throws(Refusal) {
    guard text.utf8.count <= Limits.textBytes else { throw .invalidField(field) }
  }

  func drawdowns(of posting: Posting) -> [Drawdown] {
    var drawdowns = posting.draws.map { draw in
      Drawdown(
        lotID: draw.lot.id.text,
        points: draw.points.rawValue,
        expiresAtMs: draw.lot.expiresAt.storedExpiry
      )
    }
    for part in posting.holdsPlaced.flatMap(\.parts) {
      drawdowns.append(
        Drawdown(
          lotID: part.lot.text,
          points: part.points.rawValue,
          expiresAtMs: member.lot(part.lot)?.expiresAt.storedExpiry ?? 0
        )
      )
    }
    return drawdowns
  }

  func lotMessage(_ lot: FealtyLoyalty.Lot, _ command: CommandContext) -> FealtyWire.Lot {
    let state = lot.remaining == .zero ? FealtyLoyalty.LotState.used : lot.state(now: command.now)
    return FealtyWire.Lot(
      lotID: lot.id.text,
      tokenID: command.programme.tokenID(lot.token),
      amount: lot.amount.rawValue,
      remaining: lot.remaining.rawValue,
      locked: lot.locked.rawValue,
      activationAtMs: lot.activationAt > command.now ? lot.activationAt.milliseconds : 0,
      expiresAtMs: lot.expiresAt.storedExpiry,
      kind: FealtyWire.LotKind(rawValue: Int32(lot.kind.rawValue)),
      transactionID: transaction(lot.id.version).text,
      state: FealtyWire.LotState(rawValue: Int32(state.rawValue))
    )
  }

  /// A transaction id of this member.
  ///
  /// - Throws: ``Refusal/invalidField(_:)`` where the text is none, ``Refusal/transactionNotFound``
  ///   where it is another member's.
  func ownTransaction(_ text: String, field: String) throws(Refusal) -> TransactionID {
    guard let id = TransactionID(text) else { throw .invalidField(field) }
    guard id.member == number, id.version >= 1, id.version <= member.version else {
      throw .transactionNotFound
    }
    return id
  }
}

extension LotID {
  /// "12.0".
  var text: String { "\(version).\(index)" }

  init(text: String, field: String) throws(Refusal) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let version = UInt32(parts[0]), let index = UInt16(parts[1]) else {
      throw .invalidField(field)
    }
    self.init(version: version, index: index)
  }
}

extension Posting {
  func points(to destination: DrawDestination) -> Points {
    draws.reduce(.zero) { $1.destination == destination ? $0 + $1.points : $0 }
  }

  /// Points that holds set free.
  var releasedPoints: Points { releases.reduce(.zero) { $0 + $1.points } }
}

extension PublishedProgramme {
  /// What the points are worth in minor units of money; 0 where they have no price or no such value
  /// exists.
  func value(of points: Points) -> Int64 {
    guard let redemptionValue else { return 0 }
    let product = points.rawValue.multipliedFullWidth(by: redemptionValue.numerator)
    guard product.high.magnitude < redemptionValue.denominator.magnitude else { return 0 }
    return redemptionValue.denominator.dividingFullWidth(product).quotient
  }
}
