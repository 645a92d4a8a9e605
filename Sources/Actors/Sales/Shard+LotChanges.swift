internal import FealtyLoyalty
internal import FealtyWire

// What changes lots that are there: activation, extension, expiry by percentage.

extension Shard {
  func activatePoints(_ call: RoutedCall) {
    guard let request = decode(call, ActivatePointsRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    guard let id = TransactionID(request.transactionID) else {
      return refuse(command, .invalidField("transaction_id"))
    }
    guard 1...Limits.identifierBytes ~= request.action.utf8.count else {
      return refuse(command, .invalidField("action"))
    }
    guard isOwn(id, call, command) else { return }
    // Which lots wait for which action, the rules of the transaction tell.
    let wish = PastWish([id.version], withRules: true)
    withPast(call, command, wish) { past, _, command, actor in
      actor.finish(command) { (member) throws(Refusal) in
        try member.activate(request, id.version, past, command)
      }
    }
  }

  func extendExpiry(_ call: RoutedCall) {
    changeLots(call, ExtendExpiryRequest.self) { request, member, command throws(Refusal) in
      try member.extend(request, command)
    }
  }

  func expirePoints(_ call: RoutedCall) {
    changeLots(call, ExpirePointsRequest.self) { request, member, command throws(Refusal) in
      try member.expire(request, command)
    }
  }

  private func changeLots<Request: Message>(
    _ call: RoutedCall,
    _ type: Request.Type,
    _ step:
      @Sendable (Request, isolated MemberActor, CommandContext) throws(Refusal) -> Void
  ) {
    guard let request = decode(call, type), let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    actor.finish(command) { (member) throws(Refusal) in try step(request, member, command) }
  }
}

extension MemberActor {
  fileprivate func activate(
    _ request: ActivatePointsRequest,
    _ version: UInt32,
    _ past: PastPostings,
    _ command: CommandContext
  ) throws(Refusal) {
    guard let original = past.originals[version], let posting = past.posting(version) else {
      throw .transactionNotFound
    }
    var waiting = original.waitingLots(of: posting, for: request.action)
    for (_, later) in past.postings
    where later.kind == .partialReversal && later.linkedVersion == version {
      waiting += original.waitingLots(movedBy: later, for: request.action)
    }
    if !request.lotID.isEmpty {
      let id = try LotID(text: request.lotID, field: "lot_id")
      guard member.lot(id) != nil else { throw .lotNotFound }
      waiting = waiting.filter { $0.id == id }
    }
    let decided = try member.decideActivation(
      of: waiting,
      transaction: version,
      isNamed: !request.lotID.isEmpty,
      now: command.now,
      calendar: command.programme.dueTerms.calendar
    )
    change(decided, command)
  }

  fileprivate func extend(
    _ request: ExtendExpiryRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    let end: LotExtension
    if let term = request.by {
      guard request.expiresAtMs == 0 else { throw .invalidField("expires_at_ms") }
      guard let term = FealtyLoyalty.CalendarTerm(term) else { throw .invalidField("by") }
      end = .by(term)
    } else {
      guard request.expiresAtMs > 0 else { throw .invalidField("expires_at_ms") }
      end = .at(Timestamp(milliseconds: request.expiresAtMs))
    }
    let decided = try member.decideExtension(
      of: try lockTarget(request.transactionID, request.lotIDs),
      token: try command.programme.token(request.tokenID),
      to: end,
      reason: request.reason,
      now: command.now,
      calendar: command.programme.dueTerms.calendar
    )
    change(decided, command)
  }

  private func change(_ posting: Posting, _ command: CommandContext) {
    let points = member.points(changedBy: posting).rawValue
    let lots = posting.hasDetails ? posting.details.lotChanges.map(\.lot) : []
    post(posting, command: command) { outcome in
      ChangeLotsResponse(
        outcome: outcome,
        points: points,
        lots: lots.compactMap { id in member.lot(id).map { lotMessage($0, command) } }
      )
    }
  }

  fileprivate func expire(
    _ request: ExpirePointsRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    let posting = try member.decidePercentageExpiry(
      tenThousandths: request.tenThousandths,
      token: try command.programme.token(request.tokenID),
      pendingToo: request.pendingToo,
      reason: request.reason,
      now: command.now,
      rules: command.programme.rules
    )
    post(posting, command: command) { outcome in
      ExpirePointsResponse(
        outcome: outcome,
        points: posting.points(to: .expired).rawValue,
        lots: drawdowns(of: posting)
      )
    }
  }
}

extension PastPostings.Original {
  /// The lots of a transaction that wait for an action.
  ///
  /// The record tells which lots wait, and the promotion's version what for: each award whose lot
  /// waits has one of its own, in the order of the awards. What waits to be looked at waits for
  /// ``Posting/review``, whatever its promotions say.
  fileprivate func waitingLots(of posting: Posting, for action: String) -> [WaitingLot] {
    guard let rules = programme?.compiled else { return [] }
    let lots = posting.lotsMade.filter(\.waits)
    guard !lots.isEmpty else { return [] }
    return withSale { sale in
      var waiting: [WaitingLot] = []
      var place = 0
      for stored in sale.awards where stored.award.points > .zero && place < lots.count {
        let award = stored.award
        let terms = rules.promotion(award.promotion, version: award.promotionVersion)?.lotTerms
        let schedule = LotSchedule(terms ?? LotTerms())
        guard posting.isUnderReview || schedule.waits else { continue }
        let wanted = posting.isUnderReview ? Posting.review : terms?.activateOn ?? ""
        if wanted == action {
          waiting.append(
            WaitingLot(
              id: lots[place].id,
              schedule: schedule,
              recordedAt: sale.recordedAt,
              occurredAt: sale.occurredAt
            )
          )
        }
        place += 1
      }
      return waiting
    }
  }

  /// The lots that a return of lines made for promotions that give more for what remains.
  ///
  /// Such a lot stands for all awards with its dates; it is active when one of their actions comes.
  fileprivate func waitingLots(movedBy posting: Posting, for action: String) -> [WaitingLot] {
    guard let rules = programme?.compiled, let lastReturn else { return [] }
    let schedules = lastReturn.withSale { sale in
      sale.awards.compactMap { stored -> (token: TokenNumber, schedule: LotSchedule)? in
        let award = stored.award
        let promotion = rules.promotion(award.promotion, version: award.promotionVersion)
        guard let terms = promotion?.lotTerms, terms.activateOn == action else { return nil }
        return (award.token, LotSchedule(terms))
      }
    }
    return withSale { sale in
      posting.restores.compactMap { restore in
        guard restore.lot.waits,
          let found = schedules.first(where: { $0.token == restore.lot.token })
        else { return nil }
        return WaitingLot(
          id: restore.lot.id,
          schedule: found.schedule,
          recordedAt: sale.recordedAt,
          occurredAt: sale.occurredAt
        )
      }
    }
  }
}
