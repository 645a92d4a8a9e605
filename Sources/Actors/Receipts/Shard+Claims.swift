internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// ClaimSale: a guest's sale becomes a member's. It touches two entities, as the giving of a card
// does: the receipt's home gives the sale to the member, then the member's record posts it. A sale
// that was given and that no member's record has, because of a refusal or a crash, is taken back.

/// What a receipt's home says to a claim.
enum ClaimVerdict: Sendable {
  /// `parked`: where the record lies that says what is left of the sale.
  case given(parked: UInt64)
  case claimed, expired
  /// All of it came back, with the record of this version.
  case returned(version: UInt32)
  /// Its newest record has no place in the log yet.
  case busy
}

extension Shard {
  func claimSale(_ call: RoutedCall) {
    guard let request = decode(call, ClaimSaleRequest.self) else { return }
    guard let key = request.naturalKey, !key.receiptNumber.isEmpty else {
      return fail(call.call, Status(.invalidField("natural_key")))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    do throws(Refusal) {
      try actor.inPlace({ $0.pointee.stage }).requireEarning(command.programme.rules)
    } catch {
      return refuse(command, error, member: actor.number)
    }
    let waiting = WaitingCommand(command, entity: call.entity)
    findReceipt(key, command.programme) { shard, found in
      let record: HistoryReader.Record
      switch found {
      case .success(let read?): record = read
      case .success(nil): return shard.refuseClaim(waiting, .transactionNotFound)
      case .failure(let lost):
        return waiting.resume(on: shard) { _, command in shard.fail(command, for: lost) }
      }
      // It is some member's by its earn, or by an earlier claim.
      guard record.kind == UInt8(RecordKind.saleParked.rawValue) else {
        return shard.refuseClaim(waiting, .alreadyClaimed)
      }
      shard.claim(record, waiting)
    }
  }

  private func refuseClaim(_ waiting: WaitingCommand, _ refusal: Refusal) {
    waiting.resume(on: self) { _, command in refuse(command, refusal) }
  }

  /// Asks the receipt's home for the sale.
  private func claim(_ record: HistoryReader.Record, _ waiting: WaitingCommand) {
    let me = index
    waiting.resume(on: self) { routed, command in
      guard let actor = member(routed, command.programme) else {
        return refuse(command, missing(routed.head))
      }
      let number = actor.number
      let isDryRun = command.isDryRun
      send(to: StableHash.shard(record.entity, count: count)) { home in
        let verdict = home.give(record.entity, to: number, isDryRun: isDryRun)
        home.send(to: me) { $0.finishClaim(record, verdict, of: number, waiting) }
      }
    }
  }

  /// At the receipt's home: gives a sale to a member, once.
  func give(_ number: UInt64, to member: UInt64, isDryRun: Bool) -> ClaimVerdict {
    guard let sale = parkedSales[number] else { return .expired }
    guard sale.member == 0 else { return .claimed }
    guard sale.isOpen(at: stamp()) else { return .expired }
    guard !sale.isEmptied else { return .returned(version: sale.version) }
    guard sale.parked & TurnRecords.localBit == 0 else { return .busy }
    if !isDryRun { record(sale, givenTo: member) }
    return .given(parked: sale.parked)
  }

  private func record(_ sale: ParkedSale, givenTo member: UInt64) {
    sale.give(to: member)
    let body = SaleReleasedRecord(member: member)
    record(sale, kind: .saleReleased) { body.encode(into: &$0) }
  }

  /// At the member's home: posts the sale that was given, or gives it back.
  private func finishClaim(
    _ record: HistoryReader.Record,
    _ verdict: ClaimVerdict,
    of number: UInt64,
    _ waiting: WaitingCommand
  ) {
    switch verdict {
    case .claimed: refuseClaim(waiting, .alreadyClaimed)
    case .expired: refuseClaim(waiting, .claimExpired)
    case .returned(let version):
      waiting.resume(on: self) { _, command in
        refuse(command, .alreadyReversed(version: version), member: record.entity)
      }
    case .busy:
      waiting.resume(on: self) { routed, command in
        command.abandon()
        park(routed.call, entity: routed.entity, payload: routed.head.payload)
      }
    case .given(let parked) where parked == record.position:
      post(record, of: number, waiting)
    case .given(let parked):
      // Some of it came back meanwhile.
      readRecord(at: parked) { shard, found in
        let lost: LostRecord
        switch found {
        case .success(let newest): return shard.post(newest, of: number, waiting)
        case .failure(let reason): lost = reason
        }
        waiting.resume(on: shard) { _, command in shard.fail(command, for: lost) }
        shard.giveUpClaim(record, waiting)
      }
    }
  }

  /// What a parked sale is to give of tokens that have had a supply only since then.
  fileprivate func uncountedPoints(
    of sale: SaleParkedRecord,
    _ programme: PublishedProgramme
  ) -> [TokenNumber: Int64] {
    var points: [TokenNumber: Int64] = [:]
    for token in programme.supplies {
      let owner = CapUse.supplyOwner(of: token)
      guard !sale.capUses.contains(where: { $0.promotion == owner }) else { continue }
      for award in sale.awards where award.token == UInt32(token) {
        points[token, default: 0] += award.points
      }
    }
    return points
  }

  /// At the member's home: posts the sale that was given, once it is known what supplies have left.
  private func post(
    _ record: HistoryReader.Record,
    of number: UInt64,
    _ waiting: WaitingCommand
  ) {
    if let actor = members.find(number), Int(actor.programmeIndex) < programmes.count {
      let programme = programmes[Int(actor.programmeIndex)]
      let wanted =
        programme.supplies.isEmpty
        ? [:] : uncountedPoints(of: SaleParkedRecord(of: record), programme)
      let shortages = wanted.compactMap { supplyShortage(of: $0.key, $0.value, programme) }
      guard shortages.isEmpty else {
        return budgets.wait(shortages, programme: programme.index) { shard in
          shard.post(record, of: number, waiting)
        }
      }
    }
    var isTakenUp = false
    defer { if !isTakenUp { giveUpClaim(record, waiting) } }
    waiting.resume(on: self) { routed, command in
      isTakenUp = true
      guard let actor = members.find(number) else {
        preconditionFailure("member \(number) is gone")
      }
      let refusal = actor.assumeIsolated { actor in
        actor.run(command) { (actor) throws(Refusal) in try actor.claim(record, command) }
      }
      if let refusal { refuse(command, refusal, member: number) }
      guard !command.isDryRun else { return }
      let isPosted = refusal == nil
      let giver = StableHash.shard(record.entity, count: count)
      if isPosted {
        let uses = SaleParkedRecord(of: record).capUses.map(CapUse.init).filter { use in
          use.isShared && use.period != .basket
        }
        takeOver(uses, from: giver, programme: command.programme.index)
      }
      send(to: giver) { $0.settleClaim(record.entity, isPosted: isPosted) }
    }
  }

  /// Gives a sale back that was given to a claim that came to nothing, or is to come again: a dry
  /// run was given none.
  private func giveUpClaim(_ record: HistoryReader.Record, _ waiting: WaitingCommand) {
    guard waiting.reservation != nil else { return }
    let giver = StableHash.shard(record.entity, count: count)
    send(to: giver) { $0.settleClaim(record.entity, isPosted: false) }
  }

  /// At the receipt's home: the member's record has the sale, or never will.
  func settleClaim(_ number: UInt64, isPosted: Bool) {
    guard let sale = parkedSales[number], sale.member != 0 else { return }
    if isPosted {
      // The member's own use was counted first: between the two what is shown as used is too high.
      handOn(sale.confirm(), programme: sale.programmeIndex)
    } else {
      record(sale, givenTo: 0)
    }
    lapseSale(number, now: stamp())
  }
}

extension Shard {
  /// At the receipt's home, when the server starts: the same for a claim that the last process did
  /// not end.
  ///
  /// What the sale has used has not been counted yet.
  func settleClaimAtStart(_ number: UInt64, isPosted: Bool) {
    guard let sale = parkedSales[number], sale.member != 0 else { return }
    if isPosted { _ = sale.confirm() } else { record(sale, givenTo: 0) }
  }
}

extension MemberActor {
  /// Posts a guest's sale: what is left of what it was valued at, cut by the member's caps of its
  /// period.
  func claim(_ record: HistoryReader.Record, _ command: CommandContext) throws(Refusal) {
    try member.stage.requireEarning(command.programme.rules)
    let sale = SaleParkedRecord(of: record)
    try record.withParkedSale { (stored: StoredSale) throws(Refusal) in
      var left: [TokenNumber: Int64] = [:]
      for (token, _) in command.shard.uncountedPoints(of: sale, command.programme) {
        left[token] = command.shard.spendableSupply(of: token, command.programme)
      }
      let cut = ClaimedAwards(sale, member: member, in: command.programme, left: left)
      let posting = try decideReward(
        as: .saleClaimed,
        awards: cut.awards,
        capUses: cut.uses,
        counterUses: counts(of: stored, less: stored.returned, command),
        command,
        occurredAt: stored.occurredAt,
        // What is left of it is on the desk.
        spentMinor: command.shard.evaluation.basket.spentMinor
      )
      try requireRoom(for: posting, beside: record.body.count, command)
      apply(posting, command: command)
      let answer = claimAnswer(posting, cut, command)
      if !command.isDryRun {
        let index = append(
          posting,
          context: command,
          of: sale.context,
          now: command.now,
          capsBefore: cut.before
        ) { out in
          out.writeStoredAwards(cut.awards, lines: cut.lines)
          writeClaimFacts(sale, stored, command, answer: answer, to: &out)
          out.writeFixed64(41, record.entity)
        }
        command.settle(index: index)
        noteClaim(sale, index: index, command)
      }
      command.shard.respond(command.call, gated: isAhead) { $0.append(answer) }
    }
  }

  /// What a guest's sale counts as the member's: a visit and a purchase at its own time.
  ///
  /// `parts`: what of its lines has come back.
  func counts(
    of sale: StoredSale,
    less parts: [StoredSale.ReturnedPart],
    _ command: CommandContext
  ) throws(Refusal) -> [CounterUse] {
    let desk = command.shard.evaluation
    let programme = command.programme.compiled
    let left = try desk.remainders(of: sale, less: parts, in: programme)
    try desk.fill(sale.lines, remainders: left, explanation: .none, in: programme)
    try desk.setPast(sale, isGuest: false, in: programme)
    try evaluate(command, at: sale.decidedAt, desk: desk)
    return desk.evaluation.counterUses
  }

  /// Fields 17 to 34 of the record.
  private func writeClaimFacts(
    _ sale: SaleParkedRecord,
    _ stored: StoredSale,
    _ command: CommandContext,
    answer: [UInt8],
    to out: inout OutputBuffer
  ) {
    writeStoredBalances(17, now: command.now, to: &out)
    out.writeNonZero(18, sale.ruleSetVersion)
    out.writeNonEmpty(19, sale.receiptNumber)
    out.writeNonZero(20, Int64(sale.businessDate))
    for line in stored.lines { out.writeLine(21, line, command.shard.services.articles) }
    out.writeBytes(23, answer)
    if let inputs = sale.inputs { out.writeMessage(27, inputs) }
    for part in sale.returned { out.writeMessage(34, part) }
  }

  /// The member's transaction is found by the sale's receipt from now on.
  private func noteClaim(_ sale: SaleParkedRecord, index: Int, _ command: CommandContext) {
    let shard = command.shard
    let tag = sale.receiptTag
    let services = shard.services
    shard.turn.note(index: index) { position in
      ReceiptKey.settle(tag, position: position.packed, in: services.receipts)
    }
  }

  private func claimAnswer(
    _ posting: Posting,
    _ cut: ClaimedAwards,
    _ command: CommandContext
  ) -> [UInt8] {
    let programme = command.programme
    var out = OutputBuffer(capacity: 1024)
    out.writeMessage(1, outcome(command))
    var points: Int64 = 0
    for award in cut.awards { points += award.points.rawValue }
    out.writeNonZero(2, points)
    for lot in posting.lotsMade {
      var opened = lot
      opened.remaining = member.lot(lot.id)?.remaining ?? .zero
      out.writeLotView(
        3,
        opened,
        now: command.now,
        transaction: command.isDryRun ? 0 : member.version,
        actor: self,
        programme: programme
      )
    }
    cut.lines.withUnsafeBufferPointer { lines in
      var next = 0
      for award in cut.awards {
        out.writeAward(4, award, lineAwards: lines, next: &next, programme: programme)
      }
    }
    if let change = posting.tierChange { out.writeTierChange(220, change) }
    return out.bytes()
  }
}
