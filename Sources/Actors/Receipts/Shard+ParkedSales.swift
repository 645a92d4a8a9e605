internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// An earn without a member, where the programme keeps guests' sales: it is valued and recorded
// under its receipt, and issues nothing until a member claims it.

extension Shard {
  /// Whether an earn is of a guest whose sale is kept.
  func parksSale(_ command: CommandContext) -> Bool {
    guard case .none = command.head.target else { return false }
    return command.programme.settings.parkGuestSales
  }

  /// Sends the earn of a guest to its receipt's home; false where that is here.
  func forwardToReceipt(_ call: RoutedCall, _ receipt: ReceiptKey?) -> Bool {
    guard let receipt, call.entity == 0 else { return false }
    let home = StableHash.shard(receipt.tag, count: count)
    guard home != index else { return false }
    outbox(home).add(call.call, entity: receipt.tag, payload: call.head.payload)
    return true
  }

  /// Keeps the sale on the desk, whose request id and receipt are reserved.
  ///
  /// - Returns: The refusal; nil where it was answered, or is short of a budget.
  func parkSale(_ command: CommandContext, _ receipt: ReceiptKey) -> Refusal? {
    let desk = evaluation
    let programme = command.programme
    let decidedAt = min(command.occurredAt, command.now)
    desk.setContext(command.head, occurredAt: decidedAt, isGuest: true, in: programme.compiled)
    desk.spreadPointsTender(at: decidedAt, in: programme.compiled)
    desk.balances.removeAll(keepingCapacity: true)
    do throws(Refusal) {
      var subject = EvaluationSubject()
      subject.shared = UnsafePointer(budgets.stripe(programme.index))
      try desk.evaluate(subject, in: programme.compiled)
    } catch {
      return error
    }
    guard desk.evaluation.shortages.isEmpty else { return nil }
    do throws(Refusal) {
      try requireRoom(earning: nil, desk, command, keepsAnswer: true)
    } catch {
      return error
    }
    let window = programme.settings.claimWindowMs
    let until =
      command.now.milliseconds + (window == 0 ? Limits.claimWindowMilliseconds : window)
    var number = receipt.tag
    while parkedSales[number] != nil { number &+= 1 }
    let answer = parkedAnswer(command, number: number, until: until)
    if !command.isDryRun {
      let sale = ParkedSale(number: number, programmeIndex: programme.index)
      parkedSales[sale.number] = sale
      sale.park(until: until, uses: desk.evaluation.capUses)
      countUses(sale.uses, programme: programme.index)
      let index = recordParked(sale) { out in
        writeParked(command, receipt, until: until, answer: answer, to: &out)
      }
      command.settle(index: index)
      turn.note(receipts, tag: receipt.tag, index: index)
      if waitingTimers.isRunning { waitingTimers.add(number, at: until) }
    }
    respond(command.call, gated: true) { $0.append(answer) }
    return nil
  }

  /// Records a sale that is parked, or what is left of it.
  func recordParked(_ sale: ParkedSale, body: (inout OutputBuffer) -> Void) -> Int {
    let index = record(sale, kind: .saleParked, body: body)
    sale.parked = sale.last
    turn.note(index: index) { sale.parked = $0.packed }
    return index
  }

  private func parkedAnswer(
    _ command: CommandContext,
    number: UInt64,
    until: Int64
  ) -> [UInt8] {
    let desk = evaluation
    let programme = command.programme
    var out = OutputBuffer(capacity: 1024)
    out.writeMessage(1) { out in
      if !command.isDryRun { TransactionID(member: number, version: 1).write(1, to: &out) }
      out.writeNonZero(2, command.now.milliseconds)
      out.writeNonZero(3, programme.version)
      for warning in desk.warnings { out.writeMessage(6, warning) }
    }
    out.writeNonZero(2, desk.evaluation.points.rawValue)
    out.writeAwards(4, of: desk, programme: programme)
    for rejection in desk.evaluation.rejections {
      out.writeRejection(5, rejection, programme: programme)
    }
    out.writeBool(8, true)
    out.writeNonZero(9, until)
    return out.bytes()
  }

  /// A `SaleParkedRecord`.
  private func writeParked(
    _ command: CommandContext,
    _ receipt: ReceiptKey,
    until: Int64,
    answer: [UInt8],
    to out: inout OutputBuffer
  ) {
    let desk = evaluation
    command.write(to: &out)
    out.writeNonEmpty(2, command.programme.id)
    out.writeStoredAwards(desk.evaluation.awards, lines: desk.evaluation.lineAwards, field: 3)
    out.writeNonZero(4, until)
    out.writeBytes(5, desk.receiptNumber)
    out.writeNonZero(6, Int64(receipt.businessDate))
    for line in desk.rawLines { out.writeBytes(7, line) }
    desk.writeInputs(8, command, to: &out)
    out.writeNonZero(9, command.programme.version)
    for use in desk.evaluation.capUses { out.writeCapUse(11, use) }
    out.writeBytes(15, answer)
  }

  // MARK: - Given up

  /// Gives a sale up that nobody has claimed in time: what it used is free again.
  ///
  /// Forgets one that is a member's by then.
  func lapseSale(_ number: UInt64, now: Timestamp) {
    guard let sale = parkedSales[number], sale.member == 0 || sale.isConfirmed else { return }
    guard sale.claimUntil <= now.milliseconds else {
      if waitingTimers.isRunning { waitingTimers.add(number, at: sale.claimUntil) }
      return
    }
    guard sale.member == 0 else {
      parkedSales[number] = nil
      return
    }
    let body = SaleReleasedRecord(unclaimed: true)
    record(sale, kind: .saleReleased) { body.encode(into: &$0) }
    give(back: sale.confirm(), of: sale)
    parkedSales[number] = nil
  }

  /// Frees what a parked sale has used.
  func give(back uses: [CapUse], of sale: ParkedSale) {
    let freed = uses.map { use in
      var freed = use
      freed.amount = -use.amount
      return freed
    }
    countUses(freed, programme: sale.programmeIndex)
  }

  // MARK: - Replay

  /// Takes a record of the log; false where its version leaps.
  func replayParked(
    _ body: SaleParkedRecord,
    number: UInt64,
    version: UInt32,
    position: UInt64
  ) -> Bool {
    let sale =
      parkedSales[number]
      ?? ParkedSale(
        number: number,
        programmeIndex: services.programmeIndexes.index(body.programID)
      )
    guard version > sale.version else { return true }
    guard version == sale.version + 1 else { return false }
    parkedSales[number] = sale
    sale.version = version
    sale.last = position
    sale.parked = position
    sale.park(
      until: body.claimUntilMs,
      isEmptied: body.emptied,
      uses: body.capUses.map(CapUse.init)
    )
    return true
  }

  func replayReleased(
    _ body: SaleReleasedRecord,
    number: UInt64,
    version: UInt32,
    position: UInt64
  ) -> Bool {
    // One that was given up before the snapshot is not in it.
    guard let sale = parkedSales[number], version > sale.version else { return true }
    guard version == sale.version + 1 else { return false }
    sale.version = version
    sale.last = position
    sale.give(to: body.member)
    if body.unclaimed { parkedSales[number] = nil }
    return true
  }
}

extension Shard {
  /// Whether a `SaleParkedRecord` is of a receipt: of the sale's, or of the return's.
  func isParked(
    _ record: HistoryReader.Record,
    _ key: NaturalKey,
    _ programme: PublishedProgramme,
    _ kind: ReceiptKey.Kind
  ) -> Bool {
    do throws(DecodingError) {
      let sale = try SaleParkedRecord(bytes: record.bytes)
      guard sale.programID == programme.id else { return false }
      return kind == .ofSale ? sale.key == key : sale.returnKey == key
    } catch {
      services.log.stopServing(
        "the record at \(LogPosition(packed: record.position)) cannot be read: \(error)"
      )
      return false
    }
  }
}
