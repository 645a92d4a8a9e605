internal import FealtyLoyalty
internal import FealtyWire

// ReturnLines: what returned lines of an earn gave is taken back. The sale is found by its
// transaction, or by its receipt; then its records are read, and the return is one step.

extension Shard {
  func returnLines(_ call: RoutedCall) {
    if isOfParkedSale(call) {
      guard let request = decode(call, ReturnLinesRequest.self) else { return }
      if returnsParked(call, .lines(request)) { return }
    }
    guard let request = readReturn(call) else { return }
    if let key = request.naturalKey, request.transactionID.isEmpty, call.entity == 0,
      case .none = call.head.target
    {
      return routeByReceipt(key, call)
    }
    guard let command = beginCommand(call) else { return }
    guard request.wish.reason.utf8.count <= Limits.textBytes else {
      return refuse(command, .invalidField("reason"))
    }
    guard request.receiptNumber.utf8.count <= Limits.identifierBytes else {
      return refuse(command, .invalidField("return_receipt_number"))
    }
    if let key = request.naturalKey, request.transactionID.isEmpty {
      return returnLines(byReceipt: key, call, command)
    }
    guard let id = TransactionID(request.transactionID) else {
      return refuse(command, .invalidField("transaction_id"))
    }
    let receipt = ReceiptKey(ofReturn: request.receiptNumber, command)
    returnLines(request, id, call, command, receipt)
  }

  /// Reads a call's request; nil when it has been answered with why it cannot be.
  private func readReturn(_ call: RoutedCall) -> LineReturn? {
    do throws(DecodingError) {
      return try LineReturn(call.head.payload)
    } catch {
      fail(call.call, Status(RequestFault.malformed(error)))
      return nil
    }
  }

  private func returnLines(
    byReceipt key: NaturalKey,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let waiting = WaitingCommand(command, entity: call.entity)
    findReceipt(key, command.programme) { shard, found in
      waiting.resume(on: shard) { routed, command in
        guard let request = shard.readReturn(routed) else { return }
        guard let found = shard.had(found, command) else { return }
        guard let record = found, record.entity == routed.entity else {
          return shard.refuse(command, .transactionNotFound)
        }
        let id = TransactionID(member: record.entity, version: record.version)
        let receipt = ReceiptKey(ofReturn: request.receiptNumber, command)
        shard.returnLines(request, id, routed, command, receipt)
      }
    }
  }

  private func returnLines(
    _ request: LineReturn,
    _ id: TransactionID,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ receipt: ReceiptKey?
  ) {
    guard isOwn(id, call, command) else { return }
    let wish = PastWish(earn: id.version, withRules: true)
    withPast(call, command, wish) { past, routed, command, actor in
      let shard = command.shard
      if let receipt {
        switch shard.claim(receipt, command) {
        case .new: break
        case .reserved:
          command.abandon()
          return shard.park(routed.call, entity: routed.entity, payload: routed.head.payload)
        case .known(let position):
          return shard.resolveReturn(request, id, routed, command, receipt, existing: position)
        }
      }
      let refusal = actor.runOnItsShard(command) { (member) throws(Refusal) in
        try member.returnLines(request, id.version, past, command, receipt)
      }
      guard let refusal else { return }
      if let receipt, !command.isDryRun { shard.services.receipts.release(receipt.tag) }
      shard.refuse(command, refusal, member: actor.number)
    }
  }

  func claim(
    _ receipt: ReceiptKey,
    _ command: CommandContext
  ) -> PositionIndex.Entry {
    guard command.isDryRun else { return services.receipts.reserve(receipt.tag) }
    return services.receipts.position(receipt.tag).map { .known($0) } ?? .new
  }

  /// The return's receipt may have been seen before: refuses it then, and else goes on with the
  /// next tag.
  private func resolveReturn(
    _ request: LineReturn,
    _ id: TransactionID,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ receipt: ReceiptKey,
    existing position: UInt64
  ) {
    let key = NaturalKey(
      storeID: String(decoding: command.head.store, as: UTF8.self),
      terminalID: String(decoding: command.head.terminal, as: UTF8.self),
      businessDate: receipt.businessDate,
      receiptNumber: request.receiptNumber
    )
    let waiting = WaitingCommand(command, entity: call.entity)
    readReceipt(at: position, key, command.programme, kind: .ofReturn) { shard, found in
      waiting.resume(on: shard) { routed, command in
        if shard.refusesDuplicate(command, found, field: "return_receipt_number") { return }
        var next = receipt
        next.advance()
        shard.returnLines(request, id, routed, command, next)
      }
    }
  }
}

extension MemberActor {
  fileprivate func returnLines(
    _ request: LineReturn,
    _ version: UInt32,
    _ past: PastPostings,
    _ command: CommandContext,
    _ receipt: ReceiptKey?
  ) throws(Refusal) {
    let shard = command.shard
    shard.evaluation.ask(request.explanation)
    let decided = try decideReturn(request.wish, of: version, past: past, command)
    let posting = decided.outcome.effects.posting
    try requireRoom(returning: posting, shard.evaluation, command)
    apply(posting, command: command)
    noteBalances(command)
    let answer = returnAnswer(decided, command)
    if !command.isDryRun {
      let index = append(posting, context: command, now: command.now) { out in
        writeReturnFacts(
          decided,
          command,
          receipt: receipt.map { ($0, request.receiptNumber) },
          answer: answer.bytes[..<answer.kept],
          to: &out
        )
      }
      command.settle(index: index)
      if let receipt { shard.turn.note(shard.receipts, tag: receipt.tag, index: index) }
    }
    shard.respond(command.call, gated: isAhead) { $0.append(answer.bytes) }
  }
}
