internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// ClaimSale: a guest's sale becomes a member's. It touches two entities, as the giving of a card
// does: the receipt's home gives the sale to the member, then the member's record posts it. A sale
// that was given and that no member's record has, because of a refusal or a crash, is taken back.

/// What a receipt's home says to a claim.
enum ClaimVerdict: Sendable {
  case given, claimed, expired
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
    findReceipt(key, command.programme) { shard, record in
      guard let record else { return shard.refuseClaim(waiting, .transactionNotFound) }
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
  private func give(_ number: UInt64, to member: UInt64, isDryRun: Bool) -> ClaimVerdict {
    guard let sale = parkedSales[number] else { return .expired }
    guard sale.member == 0 else { return .claimed }
    guard sale.isOpen(at: stamp()) else { return .expired }
    if !isDryRun { record(sale, givenTo: member) }
    return .given
  }

  private func record(_ sale: ParkedSale, givenTo member: UInt64) {
    sale.give(to: member)
    let body = SaleReleasedRecord(member: member)
    _ = record(sale, kind: .saleReleased) { body.encode(into: &$0) }
  }

  /// At the member's home: posts the sale that was given, or gives it back.
  private func finishClaim(
    _ record: HistoryReader.Record,
    _ verdict: ClaimVerdict,
    of number: UInt64,
    _ waiting: WaitingCommand
  ) {
    waiting.resume(on: self) { routed, command in
      switch verdict {
      case .claimed: return refuse(command, .alreadyClaimed)
      case .expired: return refuse(command, .claimExpired)
      case .given: break
      }
      guard let actor = members.find(number) else {
        preconditionFailure("member \(number) is gone")
      }
      let refusal = actor.assumeIsolated { actor in
        actor.run(command) { (actor) throws(Refusal) in try actor.claim(record, command) }
      }
      if let refusal { refuse(command, refusal, member: number) }
      guard !command.isDryRun else { return }
      let isPosted = refusal == nil
      send(to: StableHash.shard(record.entity, count: count)) { home in
        home.settleClaim(record.entity, isPosted: isPosted)
      }
    }
  }

  /// At the receipt's home: the member's record has the sale, or never will.
  func settleClaim(_ number: UInt64, isPosted: Bool) {
    guard let sale = parkedSales[number], sale.member != 0 else { return }
    // The member's own use was counted first: between the two the sum is too high, never too low.
    if isPosted { return give(back: sale.confirm(), of: sale) }
    record(sale, givenTo: 0)
    lapseSale(number, now: stamp())
  }
}

extension MemberActor {
  /// Posts a guest's sale: what it was valued at, cut by the member's caps of its period.
  func claim(_ record: HistoryReader.Record, _ command: CommandContext) throws(Refusal) {
    let programme = command.programme
    try member.stage.requireEarning(programme.rules)
    let sale: SaleParkedRecord
    do {
      sale = try SaleParkedRecord(bytes: record.body)
    } catch {
      preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
    }
    let context = sale.context ?? RequestContext()
    let cut = ClaimedAwards(sale, member: member, in: programme)
    var posting = try member.decideEarn(
      awards: cut.awards,
      capUses: cut.uses,
      now: command.now,
      occurredAt: Timestamp(milliseconds: context.occurredAtMs),
      rules: programme.rules,
      calendar: ProgrammeCalendar(zone: programme.zone)
    )
    posting.kind = .saleClaimed
    apply(posting, command: command)
    let answer = claimAnswer(posting, cut, command)
    if !command.isDryRun {
      let index = append(posting, context: nil, now: command.now) { out in
        command.write(sale: context, to: &out)
        out.writeStoredAwards(cut.awards, lines: cut.lines)
        writeStoredBalances(17, now: command.now, to: &out)
        out.writeNonZero(18, sale.ruleSetVersion)
        out.writeNonEmpty(19, sale.receiptNumber)
        out.writeNonZero(20, Int64(sale.businessDate))
        for line in sale.lines { out.writeMessage(21, line) }
        out.writeBytes(23, answer)
        if let inputs = sale.inputs { out.writeMessage(27, inputs) }
        out.writeFixed64(41, record.entity)
      }
      command.settle(index: index)
      noteClaim(sale, index: index, command)
    }
    command.shard.respond(command.call, gated: isAhead) { $0.append(answer) }
  }

  /// The member's transaction is found by the sale's receipt from now on.
  private func noteClaim(_ sale: SaleParkedRecord, index: Int, _ command: CommandContext) {
    let shard = command.shard
    let context = sale.context ?? RequestContext()
    let tag = ReceiptKey.tag(
      program: command.programme.id,
      key: NaturalKey(
        storeID: context.storeID,
        terminalID: context.terminalID,
        businessDate: sale.businessDate,
        receiptNumber: sale.receiptNumber
      )
    )
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
    return out.bytes()
  }
}

extension CommandContext {
  /// The `RequestContext` of a claim: the request's own id, and the sale's time and place.
  fileprivate func write(sale: RequestContext, to out: inout OutputBuffer) {
    guard let reservation else { return }
    out.writeMessage(1) { out in
      reservation.id.write(1, to: &out)
      out.writeFixed64(2, reservation.contentHash)
      out.writeUInt64(3, UInt64(call.method))
      out.writeNonZero(4, sale.occurredAtMs)
      out.writeNonEmpty(5, sale.storeID)
      out.writeNonEmpty(6, sale.terminalID)
      out.writeNonEmpty(7, sale.operatorID)
      out.writeNonEmpty(8, sale.channel)
    }
  }
}
