import FealtyWire

/// What a till wants done once, of any kind: the request's bytes and id stay the same however often
/// it is sent.
final class Deed {
  /// What later requests, and the checks, need to know of it.
  enum Role {
    case programme
    case enrolment
    case earn
    /// Of a guest, by its receipt.
    case parkedSale(String)
    case claim(String)
    /// A sale in one piece, with the kinds of what it records.
    case sale([TransactionKind])
    case comesBack
    /// By its key.
    case event(String)
    case redemption
    case authorization
    case ended
    case lock
    case voucher
    case voucherUse
    case percentage
    /// Changes nothing.
    case question
  }

  /// How it was answered in the end, without the mark that tells the first answer from its
  /// repetitions.
  struct Reply: Equatable, CustomStringConvertible {
    var bytes: [UInt8] = []
    var outcome: Outcome?
    var refusal: Status?

    var description: String { refusal.map { "refused: \($0)" } ?? "\(bytes.count) bytes" }
    var transactionID: String { outcome?.transactionID ?? "" }
  }

  let number: Int
  let id: [UInt8]
  let role: Role
  let member: Int?
  let method: UInt16
  let payload: [UInt8]
  /// Version that its member was known to have before it was first sent.
  private(set) var floor: UInt32 = 0
  private var isSent = false
  private(set) var answer: Reply?
  private var firstAnswers = 0

  init(
    number: Int,
    id: [UInt8],
    _ role: Role,
    member: Int?,
    _ method: UInt16,
    _ request: any Message
  ) {
    self.number = number
    self.id = id
    self.role = role
    self.member = member
    self.method = method
    payload = request.serialized()
  }

  /// Whether it was done.
  var isDone: Bool { answer.map { $0.refusal == nil } ?? false }

  /// The version that it made of its member; 0 = none.
  var version: UInt32 {
    guard let id = answer?.transactionID, !id.isEmpty else { return 0 }
    return TransactionText.version(id) ?? 0
  }

  /// It is being sent; its member is known to have a version.
  func sending(known version: UInt32) {
    if !isSent { floor = version }
    isSent = true
  }

  /// Takes an answer that came.
  ///
  /// - Returns: false where it is not final: the request is to be sent again.
  /// - Throws: ``Violation`` where it is not the one that came before, or says a second time that
  ///   it is the first.
  func received(_ frame: TillFrame) throws -> Bool {
    guard let (new, isReplayed) = try Self.answer(method, frame) else { return false }
    if !isReplayed {
      firstAnswers += 1
      guard firstAnswers == 1 else { throw Violation("deed \(number) was done twice: \(new)") }
    }
    guard let answer else {
      self.answer = new
      return true
    }
    guard answer == new else { throw Violation("deed \(number) got \(answer), and later \(new)") }
    return true
  }

  private static func answer(
    _ method: UInt16,
    _ frame: TillFrame
  ) throws -> (Reply, isReplayed: Bool)? {
    guard frame.aux == 0 else {
      var status = try Status(bytes: frame.payload)
      // What cannot be read at the moment is asked for again.
      let isPassing =
        Answer.passing.contains(status.reason) || status.code == .unavailable
        || (status.reason == .programmeNotFound && method != MethodID.putProgramme)
      guard !isPassing else { return nil }
      let isReplayed = status.replayed
      status.replayed = false
      return (Reply(refusal: status), isReplayed)
    }
    let bytes = frame.payload
    switch method {
    case MethodID.putProgramme:
      var response = try PutProgrammeResponse(bytes: bytes)
      let isReplayed = response.replayed
      response.replayed = false
      return (Reply(bytes: response.serialized()), isReplayed)
    case MethodID.enrol: return try open(bytes, \EnrolResponse.outcome)
    case MethodID.earn, MethodID.claimSale: return try open(bytes, \EarnResponse.outcome)
    case MethodID.postSale: return try open(bytes, \PostSaleResponse.outcome)
    case MethodID.returnLines: return try open(bytes, \ReturnLinesResponse.outcome)
    case MethodID.rewardEvent: return try open(bytes, \RewardEventResponse.outcome)
    case MethodID.redeem: return try open(bytes, \RedeemResponse.outcome)
    case MethodID.redeemVoucher: return try open(bytes, \RedeemVoucherResponse.outcome)
    case MethodID.useVoucher: return try open(bytes, \UseVoucherResponse.outcome)
    case MethodID.lock: return try open(bytes, \LockResponse.outcome)
    case MethodID.unlock: return try open(bytes, \UnlockResponse.outcome)
    case MethodID.reverseEarn: return try open(bytes, \ReverseEarnResponse.outcome)
    case MethodID.reverseRedemption: return try open(bytes, \ReverseRedemptionResponse.outcome)
    case MethodID.expirePoints: return try open(bytes, \ExpirePointsResponse.outcome)
    case MethodID.getMember, MethodID.getPointStatus, MethodID.verifyLedger, MethodID.getStateHash:
      return (Reply(bytes: bytes), false)
    default: throw Violation("an answer to method \(method)")
    }
  }

  private static func open<Response: Message>(
    _ bytes: [UInt8],
    _ outcome: WritableKeyPath<Response, Outcome?>
  ) throws -> (Reply, isReplayed: Bool) {
    var response = try Response(bytes: bytes)
    let isReplayed = response[keyPath: outcome]?.replayed ?? false
    response[keyPath: outcome]?.replayed = false
    let cleared = Reply(bytes: response.serialized(), outcome: response[keyPath: outcome])
    return (cleared, isReplayed)
  }
}
