internal import FealtyLoyalty
internal import FealtyWire

// One member's cards: which command may be given with which.

extension MemberActor {
  /// Requires that the card by which a request names the member may pay.
  ///
  /// One who names the member in another way is not asked.
  ///
  /// - Throws: ``Refusal/cardBlocked``, ``Refusal/cardReplaced``.
  nonisolated func requireUsableCard(_ command: CommandContext) throws(Refusal) {
    guard case .card(let number) = command.head.target else { return }
    try inPlace { (member) throws(Refusal) in
      guard Member.hasExtras(of: &member.pointee) else { return }
      try member.pointee.requireUsable(card: String(decoding: number, as: UTF8.self))
    }
  }

  /// What counts by card counts under this, and the desk has what an answer says of an old one.
  func noteCard(_ number: UnsafeRawBufferPointer, _ desk: EvaluationDesk) -> UInt64 {
    desk.cardKey = CapKey.hash(number)
    guard inPlace({ Member.hasExtras(of: &$0.pointee) }), !member.cardMarks.isEmpty else {
      return desk.cardKey
    }
    let card = String(decoding: number, as: UTF8.self)
    desk.oldCard = member.mark(ofCard: card)?.stage
    desk.cardKey = CapKey.hash(member.firstCard(before: card))
    return desk.cardKey
  }

  /// Of a card that the member has.
  ///
  /// - Throws: ``Refusal/cardReplaced``: which card is in its place is nobody's to learn from it.
  func cardStatus(
    _ number: String,
    _ command: CommandContext
  ) throws(Refusal) -> ValidateCardResponse {
    let member = shown(command)
    let mark = member.mark(ofCard: number)
    guard mark?.stage != .replaced else { throw .cardReplaced }
    let profile = member.hasDetails ? member.details.profile : FealtyLoyalty.Profile()
    let rules = command.programme.rules
    let isFull = !command.programme.isLight
    let threshold = member.threshold(
      of: command.programme.defaultToken,
      programme: rules.pinThreshold
    )
    return ValidateCardResponse(
      valid: mark == nil,
      stage: FealtyWire.Stage(rawValue: Int32(member.stage.rawValue)),
      maskedName: Self.masked(profile),
      tier: Self.tierName(of: member, command.programme),
      canEarn: isFull
        && Self.isAllowed { () throws(Refusal) in try member.stage.requireEarning(rules) },
      canRedeem: isFull && mark == nil
        && Self.isAllowed { () throws(Refusal) in try member.stage.requireRedeeming() },
      cardStage: mark == nil ? .cardStageActive : .cardStageBlocked,
      threshold: threshold.map { FealtyWire.PinThreshold($0) }
    )
  }

  private static func isAllowed(_ check: () throws(Refusal) -> Void) -> Bool {
    do throws(Refusal) {
      try check()
      return true
    } catch {
      return false
    }
  }

  /// "A*** L***": enough for a cashier to recognise, too little to learn a name from a card number.
  private static func masked(_ profile: FealtyLoyalty.Profile) -> String {
    [profile.givenName, profile.familyName].compactMap { name in
      name.first.map { "\($0)***" }
    }.joined(separator: " ")
  }

  /// Puts a card that was claimed in the place of another one.
  ///
  /// `shown`: its number as the answer has it.
  func replaceCard(
    _ old: String,
    by new: String,
    shown: String,
    _ request: ReplaceCardRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    let mark = try member.decideReplacement(of: old, by: new, reason: request.reason)
    let change = MemberChange(cards: member.cards + [new], cardMark: mark)
    let checkValue = command.programme.cards.checkValue(of: shown)
    var told = OutputBuffer()
    told.writeNonEmpty(3, checkValue)
    make(change, command, card: new, told: told.bytes()) {
      ReplaceCardResponse(
        outcome: outcome(command),
        cardNumber: shown,
        oldStage: FealtyWire.CardStage(rawValue: Int32(mark.stage.rawValue)),
        version: UInt64(member.version)
      ).serialized()
    }
  }

  func updateCardStage(
    _ card: String,
    _ request: UpdateCardStageRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    let old = member.mark(ofCard: card)?.stage ?? .active
    let mark = try member.decideCardStage(
      card,
      FealtyLoyalty.CardStage(rawValue: UInt8(clamping: request.cardStage.rawValue)) ?? .active,
      reason: FealtyLoyalty.CardReason(rawValue: UInt8(clamping: request.cardReason.rawValue))
        ?? .none
    )
    let answer = {
      UpdateCardStageResponse(
        outcome: self.outcome(command),
        old: FealtyWire.CardStage(rawValue: Int32(old.rawValue)),
        now: request.cardStage,
        version: UInt64(self.member.version)
      )
    }
    guard let mark else {
      // It is so already: nothing is done under this request id.
      command.abandon()
      var unchanged = answer()
      unchanged.outcome?.transactionID = ""
      return command.shard.respond(command.call, gated: isAhead, message: unchanged)
    }
    make(MemberChange(cardMark: mark), command) { answer().serialized() }
  }
}

extension ReplaceCardRequest {
  /// Why; `none` for a reason that this version does not know.
  var reason: FealtyLoyalty.CardReason {
    FealtyLoyalty.CardReason(rawValue: UInt8(clamping: cardReason.rawValue)) ?? .none
  }
}
