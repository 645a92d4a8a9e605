internal import FealtyLoyalty
internal import FealtyWire

// ValidateCard, ReplaceCard and UpdateCardStage.

extension Shard {
  func validateCard(_ call: RoutedCall) {
    guard case .card(let bytes) = call.head.target else {
      return fail(call.call, Status(.invalidField("member.card_number")))
    }
    guard let request = decode(call, ValidateCardRequest.self), let command = beginRead(call) else {
      return
    }
    let rules = command.programme.cards
    guard request.checkValue.isEmpty || rules.hasCheckValues else {
      return fail(call.call, Status(.invalidField("check_value")))
    }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    let number = String(decoding: bytes, as: UTF8.self)
    if !request.checkValue.isEmpty {
      // Guesses are counted as those of codes are: by the card, so that none is guessed in peace.
      let key = Shard.cardEntity(program: command.programme.id, number: number)
      let now = command.now.milliseconds
      let wait = wrongCodes.wait(of: key, now: now)
      guard wait == 0 else {
        return fail(call.call, Self.tooManyGuesses(wait, field: "check_value"))
      }
      guard rules.isCheckValue(request.checkValue, of: number) else {
        wrongCodes.note(key, now: now)
        return fail(call.call, missing(call.head))
      }
    }
    actor.assumeIsolated { actor in
      do throws(Refusal) {
        let answer = try actor.cardStatus(number, command)
        respond(call.call, gated: actor.isAhead, message: answer)
      } catch {
        fail(call.call, gated: actor.isAhead, Status(error))
      }
    }
  }

  func replaceCard(_ call: RoutedCall) {
    guard let request = decode(call, ReplaceCardRequest.self) else { return }
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    guard let old = Self.card(request.cardNumber, call.head) else {
      return refuse(command, .invalidField("card_number"))
    }
    let given = request.newCardNumber
    let new = given.isEmpty ? newCardNumber(command.programme) : given
    do throws(Refusal) {
      guard command.programme.cards.takes(new) else { throw .invalidField("new_card_number") }
      guard actor.hasVersion(request.expectedVersion) else { throw .versionConflict }
      _ = try actor.inPlace { (member) throws(Refusal) in
        try member.pointee.decideReplacement(of: old, by: new, reason: request.reason)
      }
    } catch {
      return refuse(command, error, member: actor.number)
    }
    guard !command.isDryRun else {
      return actor.finish(command) { (member) throws(Refusal) in
        try member.replaceCard(old, by: new, shown: given, request, command)
      }
    }
    claimCard(new, for: actor.number, command) { shard, claim, routed, command in
      shard.replaceCard(old, claim, request, routed, command)
    }
  }

  /// At the member's home again, with the new card claimed.
  private func replaceCard(
    _ old: String,
    _ claim: CardClaim,
    _ request: ReplaceCardRequest,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    guard !claim.isTaken else { return refuse(command, .cardAlreadyAssigned) }
    // Somebody may have changed or deleted the member while the claim was under way.
    guard let actor = members.find(call.entity), !actor.isErased else {
      giveBack(claim, of: call.entity, program: command.programme.id)
      return refuse(command, .memberNotFound)
    }
    let new = claim.card
    let refusal: Refusal?
    if actor.hasVersion(request.expectedVersion) {
      refusal = actor.runOnItsShard(command) { (member) throws(Refusal) in
        try member.replaceCard(old, by: new, shown: new, request, command)
      }
    } else {
      refusal = .versionConflict
    }
    guard let refusal else { return }
    giveBack(claim, of: actor.number, program: command.programme.id)
    refuse(command, refusal, member: actor.number)
  }

  func updateCardStage(_ call: RoutedCall) {
    guard let request = decode(call, UpdateCardStageRequest.self) else { return }
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    guard let card = Self.card(request.cardNumber, call.head) else {
      return refuse(command, .invalidField("card_number"))
    }
    guard actor.hasVersion(request.expectedVersion) else {
      return refuse(command, .versionConflict)
    }
    actor.finish(command) { (member) throws(Refusal) in
      try member.updateCardStage(card, request, command)
    }
  }

  // MARK: - Steps

  /// The card that a request is about; nil where it names none.
  private static func card(_ named: String, _ head: RequestHead) -> String? {
    if !named.isEmpty { return named }
    guard case .card(let number) = head.target else { return nil }
    return String(decoding: number, as: UTF8.self)
  }

  private static func faultyField(_ request: ReplaceCardRequest) -> String? {
    guard request.cardNumber.utf8.count <= Limits.cardNumberBytes else { return "card_number" }
    let new = request.newCardNumber
    guard new.utf8.count <= Limits.cardNumberBytes, new.isEmpty == request.generateCard else {
      return "new_card_number"
    }
    return (1...4).contains(request.cardReason.rawValue) ? nil : "card_reason"
  }

  private static func faultyField(_ request: UpdateCardStageRequest) -> String? {
    guard request.cardNumber.utf8.count <= Limits.cardNumberBytes else { return "card_number" }
    switch request.cardStage {
    case .cardStageActive: return request.cardReason == .cardReasonNone ? nil : "card_reason"
    case .cardStageBlocked:
      return (1...2).contains(request.cardReason.rawValue) ? nil : "card_reason"
    default: return "card_stage"
    }
  }

  static func tooManyGuesses(_ milliseconds: Int64, field: String) -> Status {
    Status(
      code: .resourceExhausted,
      reason: .rateLimited,
      message: "too many that nobody has were asked for; try again later",
      field: field,
      retryAfterMs: milliseconds
    )
  }
}

extension RememberedAnswer {
  /// The answer of a record that gave a card, with its check value, which no record has.
  static func enrolled(
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    var answer = try EnrolResponse(bytes: marked(record, \EnrolResponse.outcome))
    answer.checkValue = programme.cards.checkValue(of: answer.cardNumber)
    return answer.serialized()
  }

  static func replacedCard(
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    var answer = try ReplaceCardResponse(bytes: marked(record, \ReplaceCardResponse.outcome))
    answer.checkValue = programme.cards.checkValue(of: answer.cardNumber)
    return answer.serialized()
  }
}
