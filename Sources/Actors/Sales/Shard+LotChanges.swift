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
    guard past.original(version) != nil, past.hasPosting(version) else {
      throw .transactionNotFound
    }
    var waiting =
      past.bookedLots(of: version, for: request.action, command.programme)
      ?? past.waitingLots(of: version, for: request.action)
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
    try change(decided, command)
  }

  fileprivate func extend(
    _ request: ExtendExpiryRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    let end: LotExtension
    if let term = request.by {
      guard request.expiresAtMs == 0 else { throw .invalidField("expires_at_ms") }
      guard let term = FealtyLoyalty.CalendarTerm(term), term.isUsable else {
        throw .invalidField("by")
      }
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
    try change(decided, command)
  }

  private func change(
    _ posting: Posting,
    _ command: CommandContext
  ) throws(Refusal) {
    let points = member.points(changedBy: posting).rawValue
    let lots = posting.hasDetails ? posting.details.lotChanges.map(\.lot) : []
    try post(posting, command: command) { outcome in
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
    try post(posting, command: command) { outcome in
      ExpirePointsResponse(
        outcome: outcome,
        points: posting.points(to: .expired).rawValue,
        lots: drawdowns(of: posting, command.programme)
      )
    }
  }
}

extension PastPostings {
  /// The lots of a credit, or of an exchange's, that wait for an action; nil where the transaction
  /// is another.
  ///
  /// What they wait for the token says as it is now, for tokens have no versions. Where its terms
  /// have come to wait for nothing, every action will do: else the points would wait for ever.
  fileprivate func bookedLots(
    of version: UInt32,
    for action: String,
    _ programme: PublishedProgramme
  ) -> [WaitingLot]? {
    guard let original = original(version), let posting = posting(version),
      [.pointsCredited, .exchangeCredited].contains(posting.kind)
    else { return nil }
    guard let token = programme.exchanges.token(posting.token) else { return [] }
    let wanted = token.message.exchangeLotTerms?.activateOn ?? ""
    guard wanted.isEmpty || wanted == action else { return [] }
    let (recordedAt, occurredAt) = original.record.withSale { ($0.recordedAt, $0.occurredAt) }
    return posting.lotsMade.filter(\.waits).map { lot in
      WaitingLot(
        id: lot.id,
        schedule: token.schedule,
        recordedAt: recordedAt,
        occurredAt: occurredAt
      )
    }
  }

  /// The lots of a transaction that wait for an action, those included that points have moved to.
  ///
  /// Records tell which lots wait, and the promotions' versions what for. Each award whose lot
  /// waits got one of its own, in the order of the awards. A lot whose promotion gives nothing any
  /// more, and one that a return has made, stands for all awards with its dates: it is active when
  /// one of their actions comes. What waits to be looked at waits for ``Posting/review``, whatever
  /// its promotions say.
  fileprivate func waitingLots(of version: UInt32, for action: String) -> [WaitingLot] {
    guard let original = original(version), let programme = original.programme,
      let posting = posting(version), let earn = earn(version)
    else { return [] }
    let isUnderReview = posting.isUnderReview
    func waiting(_ awards: [Award]) -> [Award] {
      programme.awards(awards, isUnderReview: isUnderReview)
        .filter { $0.points > .zero && $0.lotSchedule.waits }
    }
    func isWanted(_ award: Award) -> Bool {
      guard !isUnderReview else { return action == Posting.review }
      let promotion = programme.compiled.promotion(
        award.promotion,
        version: award.promotionVersion
      )
      return promotion?.lotTerms.activateOn == action
    }
    return original.record.withSale { sale in
      let made = waiting(sale.inputs.awards)
      let facts = SaleFacts(
        earn: earn,
        awards: original.lastReturn.map { waiting($0.awards) } ?? made,
        recordedAt: sale.recordedAt,
        occurredAt: sale.occurredAt
      )
      let calendar = ProgrammeCalendar(zone: programme.zone)
      var next = made[...]
      // By the place of the lot among the earn's.
      var schedules: [Int: LotSchedule] = [:]
      return earn.lots.enumerated().compactMap { place, earned in
        guard earned.lot.waits else { return nil }
        if let origin = earned.origin {
          // After a grace points wait for what they waited for before.
          schedules[place] = schedules[origin]
        } else {
          let own = earned.lot.id.version == version ? next.popFirst() : nil
          var candidates = facts.awards.filter { award in
            own.map { $0.promotion == award.promotion } ?? false
          }
          if candidates.isEmpty {
            candidates = facts.awards.filter { facts.gives($0, like: earned.lot) { calendar } }
          }
          if candidates.isEmpty {
            // What should have moved was too late for its new dates.
            let others = (facts.awards + made).filter { $0.token == earned.lot.token }
            candidates = own.map { [$0] } ?? others
          }
          schedules[place] = candidates.first(where: isWanted)?.lotSchedule
        }
        return schedules[place].map { schedule in
          WaitingLot(
            id: earned.lot.id,
            schedule: schedule,
            recordedAt: sale.recordedAt,
            occurredAt: sale.occurredAt,
            keepsEnd: earned.origin != nil
          )
        }
      }
    }
  }
}
