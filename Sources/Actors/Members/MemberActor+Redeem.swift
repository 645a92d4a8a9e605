internal import FealtyLoyalty
internal import FealtyWire

// Redeeming in its four modes.

extension MemberActor {
  func redeem(
    _ request: RedeemRequest,
    _ command: CommandContext,
    verdict: PINVerdict
  ) throws(Refusal) {
    try requireText(request.purpose, "purpose")
    try requireText(request.receiptNumber, "receipt_number")
    let decided = try decideRedeem(request, command, verdict: verdict)
    try post(decided, command: command, receiptNumber: request.receiptNumber)
  }

  /// Decides a redemption in any mode, for itself or as part of a sale.
  ///
  /// `verdict`: of the PIN that came with it.
  func decideRedeem(
    _ request: RedeemRequest,
    _ command: CommandContext,
    verdict: PINVerdict
  ) throws(Refusal) -> Decided<RedeemResponse> {
    switch request.mode {
    case .sale: try decideSale(request, command, verdict)
    case .authorize: try decideAuthorization(request, command, verdict)
    case .capture: try decideCapture(request, command)
    case .voidAuthorization: try decideVoid(request, command)
    default: throw .invalidField("mode")
    }
  }

  private func decideSale(
    _ request: RedeemRequest,
    _ command: CommandContext,
    _ verdict: PINVerdict
  ) throws(Refusal) -> Decided<RedeemResponse> {
    try requireUsableCard(command)
    let programme = command.programme
    let points = try points(request.points, orValue: request.valueMinor, programme)
    let token = try programme.token(request.tokenID)
    var posting = try member.decideRedeem(
      points,
      token: token,
      now: command.now,
      rules: programme.policies.rules(of: token, programme.rules),
      pin: pinCheck(verdict, token: token, command)
    )
    noteActivity(in: &posting, command)
    return Decided(posting: posting) { [posting] outcome in
      RedeemResponse(
        outcome: outcome,
        redemptionID: outcome.transactionID,
        points: points.rawValue,
        valueMinor: request.valueMinor == 0 ? programme.value(of: points) : request.valueMinor,
        lots: self.drawdowns(of: posting, programme)
      )
    }
  }

  private func decideAuthorization(
    _ request: RedeemRequest,
    _ command: CommandContext,
    _ verdict: PINVerdict
  ) throws(Refusal) -> Decided<RedeemResponse> {
    try requireUsableCard(command)
    let programme = command.programme
    let points = try points(request.points, orValue: request.valueMinor, programme)
    let token = try programme.token(request.tokenID)
    var posting = try member.decideAuthorization(
      points,
      token: token,
      timeoutMilliseconds: request.timeoutMs,
      purpose: request.purpose,
      now: command.now,
      rules: programme.policies.rules(of: token, programme.rules),
      pin: pinCheck(verdict, token: token, command)
    )
    noteActivity(in: &posting, command)
    return Decided(posting: posting) { [posting] outcome in
      RedeemResponse(
        outcome: outcome,
        redemptionID: outcome.transactionID,
        points: points.rawValue,
        valueMinor: request.valueMinor == 0 ? programme.value(of: points) : request.valueMinor,
        lots: self.drawdowns(of: posting, programme),
        authorizedUntilMs: posting.holdsPlaced.first?.until.storedExpiry ?? 0
      )
    }
  }

  private func decideCapture(
    _ request: RedeemRequest,
    _ command: CommandContext
  ) throws(Refusal) -> Decided<RedeemResponse> {
    guard request.valueMinor == 0 else { throw .invalidField("value_minor") }
    let id = try ownTransaction(request.redemptionID, field: "redemption_id")
    var posting = try member.decideCapture(
      id.version,
      points: Points(request.points),
      now: command.now
    )
    noteActivity(in: &posting, command)
    let programme = command.programme
    return Decided(posting: posting) { [posting] outcome in
      let taken = posting.points(to: .redeemed)
      return RedeemResponse(
        outcome: outcome,
        redemptionID: outcome.transactionID,
        points: taken.rawValue,
        valueMinor: programme.value(of: taken),
        lots: self.drawdowns(of: posting, programme),
        released: posting.releasedPoints.rawValue
      )
    }
  }

  private func decideVoid(
    _ request: RedeemRequest,
    _ command: CommandContext
  ) throws(Refusal) -> Decided<RedeemResponse> {
    let id = try ownTransaction(request.redemptionID, field: "redemption_id")
    let posting = try member.decideVoid(id.version, now: command.now)
    let redemptionID = request.redemptionID
    return Decided(posting: posting) { outcome in
      RedeemResponse(
        outcome: outcome,
        redemptionID: redemptionID,
        released: posting.releasedPoints.rawValue
      )
    }
  }

  // MARK: - What decisions have in common

  /// The points to redeem: as asked for, or as many as it takes for an amount of money.
  ///
  /// - Throws: ``Refusal/invalidField(_:)`` where both are asked for, or points have no price.
  func points(
    _ points: Int64,
    orValue valueMinor: Int64,
    _ programme: PublishedProgramme
  ) throws(Refusal) -> Points {
    guard valueMinor != 0 else { return Points(points) }
    guard points == 0 else { throw .invalidField("value_minor") }
    return try Points.covering(valueMinor: valueMinor, at: programme.redemptionValue)
  }

  /// What is known of the PIN; nil where neither programme nor member asks for one.
  func pinCheck(
    _ verdict: PINVerdict,
    token: TokenNumber,
    _ command: CommandContext
  ) -> PINCheck? {
    let rules = command.programme.rules
    let threshold = member.threshold(of: token, programme: rules.pinThreshold)
    guard threshold != nil || verdict == .wrong else { return nil }
    return PINCheck(
      verdict: verdict,
      day: command.programme.businessDate(command.now),
      threshold: rules.pinThreshold,
      tries: rules.pinTries
    )
  }

  /// Sets the clocks of inactivity and decay, where the posting is activity.
  func noteActivity(in posting: inout Posting, _ command: CommandContext) {
    noteActivity(in: &posting, command.programme, now: command.now)
  }

  /// The same for what no request of this programme asked for.
  func noteActivity(in posting: inout Posting, _ programme: PublishedProgramme, now: Timestamp) {
    guard programme.rules.notesActivity else { return }
    member.noteActivity(
      in: &posting,
      now: now,
      policies: programme.policies,
      calendar: programme.dueTerms.calendar
    )
  }

  // MARK: - Parts of answers

  func requireText(_ text: String, _ field: String) throws(Refusal) {
    guard text.utf8.count <= Limits.textBytes else { throw .invalidField(field) }
  }

  /// What each lot gave, or set aside.
  func drawdowns(of posting: Posting, _ programme: PublishedProgramme) -> [Drawdown] {
    posting.draws.map { Drawdown($0, programme) }
      + posting.holdsPlaced.flatMap(\.parts).map { part in
        drawdown(part.points, of: part.lot, programme)
      }
  }

  /// Points of a lot that is open.
  func drawdown(_ points: Points, of id: LotID, _ programme: PublishedProgramme) -> Drawdown {
    let lot = member.lot(id)
    return Drawdown(
      lotID: id.text,
      points: points.rawValue,
      expiresAtMs: lot?.expiresAt.storedExpiry ?? 0,
      fundingPartner: programme.fundingPartner(lot?.partner ?? 0)
    )
  }

  func lotMessage(_ lot: FealtyLoyalty.Lot, _ command: CommandContext) -> FealtyWire.Lot {
    lotMessage(lot, command.programme, now: command.now)
  }

  func lotMessage(
    _ lot: FealtyLoyalty.Lot,
    _ programme: PublishedProgramme,
    now: Timestamp
  ) -> FealtyWire.Lot {
    let state = lot.remaining == .zero ? FealtyLoyalty.LotState.used : lot.state(now: now)
    return FealtyWire.Lot(
      lotID: lot.id.text,
      tokenID: programme.tokenID(lot.token),
      amount: lot.amount.rawValue,
      remaining: lot.remaining.rawValue,
      locked: lot.locked.rawValue,
      activationAtMs: lot.activationAt > now && !lot.waits
        ? lot.activationAt.milliseconds : 0,
      expiresAtMs: lot.expiresAt.storedExpiry,
      kind: FealtyWire.LotKind(rawValue: Int32(lot.kind.rawValue)),
      transactionID: transaction(lot.id.version).text,
      state: FealtyWire.LotState(rawValue: Int32(state.rawValue)),
      waiting: lot.waits,
      fundingPartner: programme.fundingPartner(lot.partner)
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

extension Drawdown {
  init(_ draw: Draw, _ programme: PublishedProgramme) {
    self.init(
      lotID: draw.lot.id.text,
      points: draw.points.rawValue,
      expiresAtMs: draw.lot.expiresAt.storedExpiry,
      fundingPartner: programme.fundingPartner(draw.lot.partner)
    )
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
