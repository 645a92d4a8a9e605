internal import FealtyWire
internal import Model

/// A request as it goes over the wire.
struct WireRequest {
  let method: UInt16
  let payload: [UInt8]

  init(_ method: UInt16, _ message: any Message) {
    self.method = method
    payload = message.serialized()
  }
}

/// Writes the model's commands as requests of the schema.
struct RequestWriter {
  static let programme = "p"

  let names: Names
  let model: LoyaltyModel
  let request: Request

  /// The request; absent where the command asks nothing of the engine.
  var wire: WireRequest? {
    switch request.command {
    case .enrol(let enrolment): enrol(enrolment)
    case .change(let change): self.change(change)
    case .putPromotion(let promotion, let from):
      WireRequest(
        MethodID.putPromotions,
        PutPromotionsRequest(
          envelope: envelope(),
          promotions: [FealtyWire.Promotion(promotion, from: from)]
        )
      )
    case .evaluate(let sale): evaluate(sale)
    case .earn(let sale): earn(sale)
    case .reverseEarn(let id, let strict): reverse(original(id), strict: strict)
    case .lock(let lock): self.lock(lock)
    case .unlock(let target, let points): unlock(target, points)
    case .redeem(let redeem): self.redeem(redeem, .sale)
    case .authorize(let redeem, let timeout): self.redeem(redeem, .authorize, timeout)
    case .capture(let id, let points): end(id, .capture, points)
    case .void(let id): end(id, .voidAuthorization, nil)
    case .reverseRedemption(let id, let points):
      WireRequest(
        MethodID.reverseRedemption,
        ReverseRedemptionRequest(
          envelope: envelope(),
          member: member(of: id),
          redemptionID: names.transaction(id),
          points: points ?? 0
        )
      )
    case .passTime: nil
    default: later
    }
  }

  // MARK: - Parts

  /// Of this request: a request's name says when it was made first; `part` tells several calls
  /// apart.
  func envelope(_ place: Place = Place(), part: UInt64 = 0) -> Envelope {
    let words = [UInt64(request.madeAt) << 16, UInt64(bitPattern: Int64(request.id)) | part << 48]
    return Envelope(
      programID: Self.programme,
      requestID: words.flatMap { word in
        stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
      },
      storeID: place.store,
      terminalID: place.terminal,
      occurredAtMs: request.occurredAt ?? 0,
      channel: place.channel
    )
  }

  static func reference(_ member: MemberID?) -> MemberReference? {
    member.map { MemberReference(reference: .memberID($0)) }
  }

  /// The buyer, by the card where the till read one.
  func buyer(_ sale: SaleCommand) -> MemberReference? {
    guard let member = sale.member, let card = sale.place.card, model.members[member] != nil else {
      return Self.reference(sale.member)
    }
    return MemberReference(reference: .cardNumber(card))
  }

  /// The card that a member is given with its enrolment.
  static func card(of member: MemberID) -> String { "card-\(member)" }

  /// The member of a transaction; absent where there is none, as a till would leave it out.
  func member(of id: TransactionID) -> MemberReference? {
    Self.reference(model.transactions[id]?.member)
  }

  private func reverse(
    _ original: (transaction: String, receipt: NaturalKey?),
    strict: Bool
  ) -> WireRequest {
    WireRequest(
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: envelope(),
        transactionID: original.transaction,
        naturalKey: original.receipt,
        strict: strict
      )
    )
  }

  // MARK: - Members

  private func enrol(_ enrolment: Enrolment) -> WireRequest {
    WireRequest(
      MethodID.enrol,
      EnrolRequest(
        envelope: envelope(),
        member: Self.reference(enrolment.member),
        mode: .create,
        cardNumber: Self.card(of: enrolment.member),
        profile: enrolment.birthday.map { Profile(birthday: $0.description) },
        stage: FealtyWire.Stage(enrolment.stage),
        tier: enrolment.tier ?? "",
        segments: enrolment.segments.sorted()
      )
    )
  }

  private func change(_ change: MemberChange) -> WireRequest {
    WireRequest(
      MethodID.enrol,
      EnrolRequest(
        envelope: envelope(),
        member: Self.reference(change.member),
        mode: .update,
        stage: change.stage.map { FealtyWire.Stage($0) } ?? .stageNone,
        tier: change.tier ?? "",
        segments: change.segments?.sorted() ?? [],
        replaceSegments: change.segments != nil
      )
    )
  }

  /// The calls by which a member gets a PIN and limits of its own, after what the request does.
  var guards: [WireRequest] {
    switch request.command {
    case .enrol(let enrolment):
      let pin = SetPinRequest(
        envelope: envelope(part: 1),
        member: Self.reference(enrolment.member),
        pin: RedeemCommand.Pin.secret
      )
      return [WireRequest(MethodID.setPin, pin)]
        + threshold(enrolment.pinLimits, of: enrolment.member)
    case .change(let change):
      return change.pinLimits.map { threshold($0, of: change.member) } ?? []
    default: return []
    }
  }

  private func threshold(_ limits: PinLimits, of member: MemberID) -> [WireRequest] {
    guard limits != PinLimits() else { return [] }
    let request = SetRedemptionThresholdRequest(
      envelope: envelope(part: 2),
      member: Self.reference(member),
      threshold: PinThreshold(perTransaction: limits.perTransaction, perDay: limits.perDay),
      pin: RedeemCommand.Pin.secret
    )
    return [WireRequest(MethodID.setRedemptionThreshold, request)]
  }

  // MARK: - Sales

  private func evaluate(_ sale: SaleCommand) -> WireRequest {
    WireRequest(
      MethodID.evaluateBasket,
      EvaluateBasketRequest(
        envelope: envelope(sale.place),
        member: buyer(sale),
        basket: FealtyWire.Basket(sale),
        explain: .explainFull,
        includePromotions: model.promotions.keys.sorted()
      )
    )
  }

  private func earn(_ sale: SaleCommand) -> WireRequest {
    WireRequest(
      MethodID.earn,
      EarnRequest(
        envelope: envelope(sale.place),
        member: buyer(sale),
        basket: FealtyWire.Basket(sale)
      )
    )
  }

  // MARK: - Locks and redemptions

  private func lock(_ lock: LockCommand) -> WireRequest {
    var message = LockRequest(
      envelope: envelope(),
      member: Self.reference(lock.member),
      points: lock.points ?? 0,
      untilMs: lock.until ?? 0,
      allowPartial: lock.allowPartial
    )
    switch lock.target {
    case .amount(let token): message.tokenID = token ?? ""
    case .transaction(let id): message.transactionID = names.transaction(id)
    case .lots(let ids): message.lotIDs = ids.map { names.lot($0, of: lock.member) }
    }
    return WireRequest(MethodID.lock, message)
  }

  private func unlock(_ target: UnlockTarget, _ points: Points?) -> WireRequest {
    var message = UnlockRequest(envelope: envelope(), points: points ?? 0)
    switch target {
    case .lock(let id): message.lockID = names.transaction(id)
    case .transaction(let id):
      message.member = member(of: id) ?? Self.reference(model.members.keys.min() ?? "nobody")
      message.transactionID = names.transaction(id)
    }
    return WireRequest(MethodID.unlock, message)
  }

  private func redeem(
    _ redeem: RedeemCommand,
    _ mode: RedeemMode,
    _ timeout: Milliseconds? = nil
  ) -> WireRequest {
    WireRequest(
      MethodID.redeem,
      RedeemRequest(
        envelope: envelope(),
        member: Self.reference(redeem.member),
        mode: mode,
        tokenID: redeem.token ?? "",
        points: redeem.points,
        timeoutMs: timeout ?? 0,
        pin: redeem.pin.text
      )
    )
  }

  private func end(_ id: TransactionID, _ mode: RedeemMode, _ points: Points?) -> WireRequest {
    WireRequest(
      MethodID.redeem,
      RedeemRequest(
        envelope: envelope(),
        redemptionID: names.transaction(id),
        mode: mode,
        points: points ?? 0
      )
    )
  }
}

extension FealtyWire.Stage {
  init(_ stage: Model.Stage) {
    self =
      switch stage {
      case .pending: .pending
      case .active: .active
      case .suspended: .suspended
      case .blocked: .blocked
      case .closed: .closed
      }
  }
}

extension RedeemCommand.Pin {
  /// The one that every member has.
  static let secret = "4711"

  /// What the member types in.
  var text: String {
    switch self {
    case .none: ""
    case .right: Self.secret
    case .wrong: "0815"
    }
  }
}
