import FealtyWire

/// What a till wants done, once: the request's bytes and id stay the same however often it is sent.
final class Operation {
  enum Intent {
    case putProgramme
    /// Makes the base rate so many points for 1.00.
    case putRate(Int64)
    case enrol(member: Int, card: String)
    case update(member: Int)
    case earn(member: Int, units: Int64, receipt: String)
    case sale(member: Int, points: Int64)
    case authorize(member: Int, points: Int64)
    case capture(Operation, points: Int64)
    case void(Operation)
    case lock(member: Int, points: Int64)
    case unlock(Operation, points: Int64)
    case reverseEarn(Operation)
    case reverseRedemption(Operation, points: Int64)
  }

  let number: Int
  let id: [UInt8]
  let intent: Intent
  let method: UInt16
  let payload: [UInt8]
  /// Version that its member is known to have had before it was first sent.
  var floor: UInt32 = 0
  var sends = 0
  /// Answers that did not say that they repeat an earlier one.
  var firstAnswers = 0
  /// The final answer, as it came first; nil while it is unknown.
  private(set) var answer: Answer?

  init(number: Int, intent: Intent, id: [UInt8]) {
    self.number = number
    self.id = id
    self.intent = intent
    let envelope = Envelope(
      programID: Requests.programID,
      requestID: id,
      storeID: "S1",
      terminalID: "T1"
    )
    (method, payload) = intent.request(envelope)
  }

  /// The member that it changes; nil for what concerns the programme.
  var member: Int? {
    switch intent {
    case .putProgramme, .putRate: nil
    case .enrol(let member, _), .update(let member), .earn(let member, _, _),
      .sale(let member, _), .authorize(let member, _), .lock(let member, _):
      member
    case .capture(let other, _), .void(let other), .unlock(let other, _), .reverseEarn(let other),
      .reverseRedemption(let other, _):
      other.member
    }
  }

  /// The outcome, where it was done.
  var outcome: Outcome? { answer?.outcome }

  /// The version of the member that its transaction made; nil where it was refused or is unknown.
  var version: UInt32? {
    guard let id = outcome?.transactionID, !id.isEmpty else { return nil }
    return TransactionText.version(id)
  }

  /// Takes an answer that came.
  ///
  /// - Throws: ``Violation`` where it is not the one that came before, or claims to be the first a
  ///   second time.
  func received(_ new: Answer) throws {
    if !new.isReplayed {
      firstAnswers += 1
      guard firstAnswers == 1 else { throw Violation("operation \(number) was done twice: \(new)") }
    }
    guard let known = answer else { return answer = new }
    guard known.content == new.content else {
      throw Violation("operation \(number) got \(known), and later \(new)")
    }
  }
}

/// What a check found.
struct Violation: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

extension Operation.Intent {
  fileprivate func request(_ envelope: Envelope) -> (UInt16, [UInt8]) {
    switch self {
    case .putProgramme:
      return (MethodID.putProgramme, Requests.programme(envelope).serialized())
    case .putRate(let points):
      let request = PutPromotionsRequest(envelope: envelope, promotions: [Requests.base(points)])
      return (MethodID.putPromotions, request.serialized())
    case .enrol(let member, let card):
      let request = EnrolRequest(
        envelope: envelope,
        member: Requests.reference(member),
        mode: .create,
        cardNumber: card
      )
      return (MethodID.enrol, request.serialized())
    case .update(let member):
      let request = EnrolRequest(
        envelope: envelope,
        member: Requests.reference(member),
        mode: .update,
        profile: Profile(givenName: "Ada")
      )
      return (MethodID.enrol, request.serialized())
    case .earn(let member, let units, let receipt):
      return (MethodID.earn, Requests.earn(envelope, member, units, receipt).serialized())
    default: return correction(envelope)
    }
  }

  private func correction(_ envelope: Envelope) -> (UInt16, [UInt8]) {
    switch self {
    case .sale(let member, let points):
      return Requests.redeem(envelope, .sale, member, points)
    case .authorize(let member, let points):
      return Requests.redeem(envelope, .authorize, member, points)
    case .capture(let hold, let points):
      return Requests.redeem(envelope, .capture, nil, points, of: hold)
    case .void(let hold):
      return Requests.redeem(envelope, .voidAuthorization, nil, 0, of: hold)
    case .lock(let member, let points):
      let request = LockRequest(
        envelope: envelope,
        member: Requests.reference(member),
        points: points
      )
      return (MethodID.lock, request.serialized())
    case .unlock(let lock, let points):
      let request = UnlockRequest(
        envelope: envelope,
        member: lock.member.map(Requests.reference),
        lockID: lock.outcome?.transactionID ?? "",
        points: points
      )
      return (MethodID.unlock, request.serialized())
    case .reverseEarn(let earn):
      let request = ReverseEarnRequest(
        envelope: envelope,
        transactionID: earn.outcome?.transactionID ?? ""
      )
      return (MethodID.reverseEarn, request.serialized())
    case .reverseRedemption(let redemption, let points):
      let request = ReverseRedemptionRequest(
        envelope: envelope,
        redemptionID: redemption.outcome?.transactionID ?? "",
        points: points
      )
      return (MethodID.reverseRedemption, request.serialized())
    default: preconditionFailure("\(self) has a request of its own")
    }
  }
}

/// Requests of the one programme, in short form.
enum Requests {
  static let programID = "simulated"

  static func name(_ member: Int) -> String { "member-\(member)" }

  static func card(_ number: Int) -> String { "CARD-\(number)" }

  static func reference(_ member: Int) -> MemberReference {
    MemberReference(reference: .memberID(name(member)))
  }

  /// The base promotion: so many points for 1.00.
  static func base(_ points: Int64) -> Promotion {
    Promotion(
      promotionID: "base",
      name: "base",
      mechanic: .rate(Rate(points: points, perAmountMinor: 100))
    )
  }

  static func programme(_ envelope: Envelope) -> PutProgrammeRequest {
    let programme = Programme(
      programID: programID,
      name: "Simulated",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      tiers: ["basic"],
      promotions: [base(1)],
      // Nothing lapses by itself in the time that a simulation lasts.
      settings: Settings(authorizationTimeoutMs: 30 * 86_400_000)
    )
    return PutProgrammeRequest(envelope: envelope, programme: programme)
  }

  static func earn(
    _ envelope: Envelope,
    _ member: Int,
    _ units: Int64,
    _ receipt: String
  ) -> EarnRequest {
    let line = BasketLine(sku: "SKU-1", quantity: 1, amountMinor: units * 100)
    return EarnRequest(
      envelope: envelope,
      member: reference(member),
      basket: Basket(currency: "EUR", lines: [line], receiptNumber: receipt)
    )
  }

  static func redeem(
    _ envelope: Envelope,
    _ mode: RedeemMode,
    _ member: Int?,
    _ points: Int64,
    of hold: Operation? = nil
  ) -> (UInt16, [UInt8]) {
    let request = RedeemRequest(
      envelope: envelope,
      member: member.map(reference),
      redemptionID: hold?.outcome?.transactionID ?? "",
      mode: mode,
      points: points
    )
    return (MethodID.redeem, request.serialized())
  }
}

/// A transaction's id as callers see it: 20 digits of base 32, of which the last 36 bits but four
/// are the version.
enum TransactionText {
  static func version(_ text: String) -> UInt32? {
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    guard text.utf8.count == 20 else { return nil }
    var low: UInt64 = 0
    for character in text.utf8 {
      guard let digit = digits.firstIndex(of: character) else { return nil }
      low = low << 5 | UInt64(digit)
    }
    return UInt32(truncatingIfNeeded: low >> 4)
  }
}
