internal import FealtyWire
internal import Model

/// What an answer says, by each side.
///
/// The two halves of a command stand side by side, so that what one of them leaves out is seen.
struct AnswerFacts {
  let command: Command

  // MARK: - The model's

  func expected(_ answer: Answer, _ names: Names) -> Facts {
    var facts: Facts = [:]
    if writes {
      facts["transaction"] = names.text(answer.transaction)
      facts["replayed"] = "\(answer.isReplayed)"
    }
    facts.sayWarnings(answer.warnings.map(\.rawValue))
    if answersBalances { facts.sayBalances(answer.balances) }
    switch command {
    case .evaluate:
      facts.say("points", answer.points)
      if let evaluation = answer.evaluation { facts.say(evaluation, isFull: true) }
    case .earn:
      facts.say("points", answer.points)
      if let evaluation = answer.evaluation { facts.say(evaluation, isFull: false) }
    case .reverseEarn:
      facts.say("points", answer.points)
      if let taken = answer.taken { facts.say(taken) }
    case .putPromotion: facts.say("version", answer.version.map(Int64.init))
    case .lock:
      facts.say("points", answer.points)
      facts["draws"] = names.text(answer.draws.map { ($0.lot, $0.points) })
    case .unlock:
      facts.say("points", answer.points)
      facts.say("expired at once", answer.expiredAtOnce)
    case .redeem, .authorize, .capture:
      facts.say("points", answer.points)
      facts.say("value", answer.value)
      facts.say("until", answer.until ?? 0)
      facts.say("released", answer.released)
      if takesPoints { facts["draws"] = names.text(answer.draws.map { ($0.lot, $0.points) }) }
    case .void: facts.say("released", answer.released)
    case .reverseRedemption:
      facts.say("points", answer.points)
      facts.say("debt paid", answer.debtPaid)
      facts.say("expired at once", answer.expiredAtOnce)
    case .claim:
      facts.say("points", answer.points)
      if let evaluation = answer.evaluation { facts.sayPoints(evaluation) }
    case .reward:
      facts.say("points", answer.points)
      if let evaluation = answer.evaluation { facts.sayPoints(evaluation) }
    case .returnLines:
      facts.say("before", answer.before)
      facts.say("after", answer.after)
      if let evaluation = answer.evaluation { facts.say(evaluation, isFull: false) }
      if let taken = answer.taken { facts.say(taken) }
    case .activate, .extendExpiry, .expirePercentage: facts.say("points", answer.points)
    case .sale:
      facts["operations"] = answer.operations.map { "\($0.points)" }.joined(separator: " ")
    case .enrol, .change, .passTime: break
    }
    return facts
  }

  /// Whether the answer names a transaction; a change of the programme is none of a member's.
  private var writes: Bool {
    if case .putPromotion = command { false } else { !command.isRead }
  }

  private var answersBalances: Bool {
    if case .sale = command { true } else { writes }
  }

  /// Whose points the command takes, where it names them.
  private var payer: MemberID? {
    switch command {
    case .lock(let lock): lock.member
    case .redeem(let redeem), .authorize(let redeem, _): redeem.member
    default: nil
    }
  }

  /// Whether it is told which lots paid; of a capture's, what expires at once is among them.
  private var takesPoints: Bool { payer != nil }

  private func text(_ draws: [FealtyWire.Drawdown], _ names: Names) -> String? {
    payer.map { payer in
      names.text(draws.map { (names.number(ofLot: $0.lotID, of: payer), $0.points) })
    }
  }

  // MARK: - The engine's

  /// Reads an answer, and gives a new transaction its name.
  func received(
    _ payload: [UInt8],
    for answer: Answer?,
    _ names: inout Names
  ) throws -> Facts {
    var facts: Facts = [:]
    let outcome = try read(payload, answer?.operations ?? [], &names, into: &facts)
    guard let outcome else { return facts }
    facts.sayBalances(outcome.balances)
    facts.sayWarnings(outcome.warnings.map(\.code))
    guard writes else { return facts }
    if let number = answer?.transaction { names.name(number, outcome.transactionID) }
    facts["transaction"] = names.text(ofTransaction: outcome.transactionID)
    facts["replayed"] = "\(outcome.replayed)"
    return facts
  }

  private func read(
    _ payload: [UInt8],
    _ operations: [Answer],
    _ names: inout Names,
    into facts: inout Facts
  ) throws -> FealtyWire.Outcome? {
    switch command {
    case .enrol, .change: return try EnrolResponse(bytes: payload).outcome
    case .evaluate:
      let answer = try EvaluateBasketResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.say(answer.applied)
      facts.say(answer.rejected)
      facts.sayWarnings(answer.warnings.map(\.code))
      return nil
    case .earn:
      let answer = try EarnResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.say(answer.applied)
      return answer.outcome
    case .putPromotion:
      let answer = try PutPromotionsResponse(bytes: payload)
      facts.say("version", answer.results.first.map { Int64($0.version) })
      return nil
    case .reverseEarn:
      let answer = try ReverseEarnResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.say(answer)
      return answer.outcome
    default: return try readHeld(payload, operations, &names, into: &facts)
    }
  }

  /// Locks and redemptions.
  private func readHeld(
    _ payload: [UInt8],
    _ operations: [Answer],
    _ names: inout Names,
    into facts: inout Facts
  ) throws -> FealtyWire.Outcome? {
    switch command {
    case .lock:
      let answer = try LockResponse(bytes: payload)
      facts.say("points", answer.points)
      facts["draws"] = text(answer.lots, names)
      return answer.outcome
    case .unlock:
      let answer = try UnlockResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.say("expired at once", answer.expiredAtOnce)
      return answer.outcome
    case .redeem, .authorize, .capture:
      let answer = try RedeemResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.say("value", answer.valueMinor)
      facts.say("until", answer.authorizedUntilMs)
      facts.say("released", answer.released)
      facts["draws"] = text(answer.lots, names)
      return answer.outcome
    case .void:
      let answer = try RedeemResponse(bytes: payload)
      facts.say("released", answer.released)
      return answer.outcome
    case .reverseRedemption:
      let answer = try ReverseRedemptionResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.say("debt paid", answer.debtPaid)
      facts.say("expired at once", answer.expiredAtOnce)
      return answer.outcome
    default: return try readLater(payload, operations, &names, into: &facts)
    }
  }

  /// Returns, claims, events, changes of lots, and sales of several operations.
  private func readLater(
    _ payload: [UInt8],
    _ operations: [Answer],
    _ names: inout Names,
    into facts: inout Facts
  ) throws -> FealtyWire.Outcome? {
    switch command {
    case .claim:
      let answer = try EarnResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.sayPoints(answer.applied)
      return answer.outcome
    case .reward:
      let answer = try RewardEventResponse(bytes: payload)
      facts.say("points", answer.points)
      facts.sayPoints(answer.applied)
      return answer.outcome
    case .returnLines:
      let answer = try ReturnLinesResponse(bytes: payload)
      facts.say("before", answer.before)
      facts.say("after", answer.after)
      facts.say(answer.applied)
      facts.say(answer.effects ?? ReverseEarnResponse())
      return answer.outcome
    case .activate, .extendExpiry:
      let answer = try ChangeLotsResponse(bytes: payload)
      facts.say("points", answer.points)
      return answer.outcome
    case .expirePercentage:
      let answer = try ExpirePointsResponse(bytes: payload)
      facts.say("points", answer.points)
      return answer.outcome
    case .sale:
      let answer = try PostSaleResponse(bytes: payload)
      facts["operations"] = answer.results.map { "\($0.points)" }.joined(separator: " ")
      for (result, operation) in zip(answer.results, operations) {
        if let number = operation.transaction, let outcome = result.outcome {
          names.name(number, outcome.transactionID)
        }
      }
      return answer.outcome
    default: preconditionFailure("no answer is known to \(command)")
    }
  }
}

extension SaleOpResult {
  /// Absent where the operation writes nothing.
  fileprivate var outcome: FealtyWire.Outcome? {
    switch result {
    case .earn(let answer): answer.outcome
    case .redeem(let answer): answer.outcome
    case .lock(let answer): answer.outcome
    case .returnLines(let answer): answer.outcome
    case .evaluate, .useVoucher, nil: nil
    }
  }

  /// What the operation gave or took.
  fileprivate var points: Int64 {
    switch result {
    case .evaluate(let answer): answer.points
    case .earn(let answer): answer.points
    case .redeem(let answer): answer.points
    case .lock(let answer): answer.points
    case .returnLines(let answer): -answer.delta
    case .useVoucher, nil: 0
    }
  }
}

// MARK: - Parts of answers

extension Facts {
  mutating func say(_ evaluation: Evaluation, isFull: Bool) {
    self["applied"] = evaluation.awards.map { award in
      let lines = award.lines.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value)" }
      return "\(award.promotion)/\(award.version) \(award.points) \(award.token), "
        + "\(award.beforeCap) before caps, E \(award.eligible), Q \(award.quantity), \(lines)"
    }.sorted().joined(separator: "; ")
    guard isFull else { return }
    for rejection in evaluation.rejected {
      self["rejected \(rejection.promotion)/\(rejection.version)"] = rejection.condition.wireName
    }
  }

  mutating func say(_ applied: [AppliedPromotion]) {
    self["applied"] = applied.map { award in
      let lines = award.lines.filter { $0.points != 0 }.map { "\($0.line): \($0.points)" }
      return "\(award.promotionID)/\(award.version) \(award.points) \(award.tokenID), "
        + "\(award.beforeCap) before caps, E \(award.eligibleMinor), "
        + "Q \(award.eligibleQuantity), \(lines)"
    }.sorted().joined(separator: "; ")
  }

  /// What an event or a claim gave: an event is made of lines by the engine alone, and what a claim
  /// cuts off is not spread over the lines anew.
  mutating func sayPoints(_ evaluation: Evaluation) {
    self["applied"] = evaluation.awards.map { award in
      "\(award.promotion)/\(award.version) \(award.points) \(award.token), "
        + "\(award.beforeCap) before caps"
    }.sorted().joined(separator: "; ")
  }

  mutating func sayPoints(_ applied: [AppliedPromotion]) {
    self["applied"] = applied.map { award in
      "\(award.promotionID)/\(award.version) \(award.points) \(award.tokenID), "
        + "\(award.beforeCap) before caps"
    }.sorted().joined(separator: "; ")
  }

  mutating func say(_ rejected: [RejectedPromotion]) {
    for rejection in rejected {
      self["rejected \(rejection.promotionID)/\(rejection.version)"] =
        rejection.condition == .budgetReached ? "CAP_REACHED" : rejection.condition.description
    }
  }

  mutating func say(_ taken: TakenBack) {
    say("already expired", taken.alreadyExpired)
    say("pending voided", taken.pendingVoided)
    say("available taken", taken.availableTaken)
    say("locked taken", taken.lockedTaken)
    say("taken from other lots", taken.takenFromOtherLots)
    say("debt created", taken.debtCreated)
    say("unrecovered", taken.unrecovered)
  }

  mutating func say(_ taken: ReverseEarnResponse) {
    say("already expired", taken.alreadyExpired)
    say("pending voided", taken.pendingVoided)
    say("available taken", taken.availableTaken)
    say("locked taken", taken.lockedTaken)
    say("taken from other lots", taken.takenFromOtherLots)
    say("debt created", taken.debtCreated)
    say("unrecovered", taken.unrecovered)
  }
}

extension Model.Condition {
  /// The schema's word for it.
  var wireName: String {
    switch self {
    case .codeMissing: "NO_CODE"
    // An event is made of lines, and its limit is a cap.
    case .otherEvent: Self.noMatchingLine.rawValue
    case .eventLimit: Self.capReached.rawValue
    default: rawValue
    }
  }
}
