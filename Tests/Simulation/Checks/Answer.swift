import FealtyWire

/// A final answer to an operation: its response or refusal, without the mark that tells the first
/// from its repetitions.
struct Answer: CustomStringConvertible {
  enum Content: Equatable {
    case programme(PutProgrammeResponse)
    case promotions(PutPromotionsResponse)
    case enrol(EnrolResponse)
    case earn(EarnResponse)
    case redeem(RedeemResponse)
    case lock(LockResponse)
    case unlock(UnlockResponse)
    case reverseEarn(ReverseEarnResponse)
    case reverseRedemption(ReverseRedemptionResponse)
    case refused(Status)
  }

  let content: Content
  let isReplayed: Bool

  var description: String { "\(content)\(isReplayed ? " (replayed)" : "")" }

  /// Reasons that say nothing about the operation: it is to be sent again.
  static let passing: [Reason] = [
    .overloaded, .logFull, .shuttingDown, .deadlinePassed, .inProgress,
  ]

  /// Nil where the answer is not final.
  init?(_ method: UInt16, frame: TillFrame) throws {
    if frame.aux != 0 {
      var status = try Status(bytes: frame.payload)
      // What cannot be read at the moment is asked for again.
      guard !Self.passing.contains(status.reason), status.code != .unavailable else { return nil }
      // A member's home does not remember what it could not look at; the catalogue does.
      guard status.reason != .programmeNotFound || method == MethodID.putPromotions else {
        return nil
      }
      isReplayed = status.replayed
      status.replayed = false
      content = .refused(status)
      return
    }
    let bytes = frame.payload
    switch method {
    case MethodID.putProgramme:
      var response = try PutProgrammeResponse(bytes: bytes)
      isReplayed = response.replayed
      response.replayed = false
      content = .programme(response)
    case MethodID.putPromotions:
      var response = try PutPromotionsResponse(bytes: bytes)
      isReplayed = response.replayed
      response.replayed = false
      content = .promotions(response)
    case MethodID.enrol: (content, isReplayed) = try Self.take(bytes, \.outcome, Content.enrol)
    case MethodID.earn: (content, isReplayed) = try Self.take(bytes, \.outcome, Content.earn)
    case MethodID.redeem: (content, isReplayed) = try Self.take(bytes, \.outcome, Content.redeem)
    case MethodID.lock: (content, isReplayed) = try Self.take(bytes, \.outcome, Content.lock)
    case MethodID.unlock: (content, isReplayed) = try Self.take(bytes, \.outcome, Content.unlock)
    case MethodID.reverseEarn:
      (content, isReplayed) = try Self.take(bytes, \.outcome, Content.reverseEarn)
    case MethodID.reverseRedemption:
      (content, isReplayed) = try Self.take(bytes, \.outcome, Content.reverseRedemption)
    default: throw Violation("an answer to method \(method)")
    }
  }

  /// An answer made by a test of the checks.
  init(_ content: Content, isReplayed: Bool = false) {
    self.content = content
    self.isReplayed = isReplayed
  }

  private static func take<Response: Message>(
    _ bytes: [UInt8],
    _ outcome: WritableKeyPath<Response, Outcome?>,
    _ wrap: (Response) -> Content
  ) throws -> (Content, Bool) {
    var response = try Response(bytes: bytes)
    let isReplayed = response[keyPath: outcome]?.replayed ?? false
    response[keyPath: outcome]?.replayed = false
    return (wrap(response), isReplayed)
  }

  /// What the answer says about the member's points; nil for refusals and for the programme.
  var outcome: Outcome? {
    switch content {
    case .programme, .promotions, .refused: nil
    case .enrol(let response): response.outcome
    case .earn(let response): response.outcome
    case .redeem(let response): response.outcome
    case .lock(let response): response.outcome
    case .unlock(let response): response.outcome
    case .reverseEarn(let response): response.outcome
    case .reverseRedemption(let response): response.outcome
    }
  }

  var refusal: Status? {
    if case .refused(let status) = content { status } else { nil }
  }
}
