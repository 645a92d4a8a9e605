internal import FealtyLoyalty
internal import FealtyWire

// PostSale: a sale in one piece. What it needs and the member does not have (records of returned
// sales, a PIN's verdict) is fetched first; then it is one step.

extension Shard {
  func postSale(_ call: RoutedCall) {
    guard let request = decode(call, PostSaleRequest.self) else { return }
    var routed = call
    // A preview records nothing, so it needs no request id.
    if !request.commit { routed.head.isDryRun = true }
    guard let read = beginRead(routed) else { return }
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    do throws(RequestFault) {
      try evaluation.read(routed.head.payload, as: .sale, in: read.programme)
    } catch {
      return fail(call.call, Status(error))
    }
    let earns = request.ops.contains { if case .earn = $0.op { true } else { false } }
    var plan = SalePlan(request: request)
    plan.receipt = earns ? ReceiptKey(read, desk: evaluation) : nil
    guard let command = beginCommand(read, entity: call.entity) else { return }
    findReturned(plan, from: 0, routed, command)
  }

  private static func faultyField(_ request: PostSaleRequest) -> String? {
    guard 1...Limits.saleOperations ~= request.ops.count else { return "ops" }
    var earns = 0
    for (place, op) in request.ops.enumerated() {
      let path = "ops[\(place)]"
      switch op.op {
      case .earn: earns += 1
      case .redeem(let op):
        if op.purpose.utf8.count > Limits.textBytes { return "\(path).redeem.purpose" }
      case .lock(let op):
        if op.reason.utf8.count > Limits.textBytes { return "\(path).lock.reason" }
      case .returnLines(let op):
        if op.reason.utf8.count > Limits.textBytes { return "\(path).return_lines.reason" }
      case .evaluate, .useVoucher: break
      case nil: return path
      }
    }
    return earns > 1 ? "ops" : nil
  }

  /// Finds out which sales are returned, one operation after the other.
  private func findReturned(
    _ plan: SalePlan,
    from place: Int,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    var plan = plan
    for index in place..<plan.request.ops.count {
      guard case .returnLines(let op) = plan.request.ops[index].op else { continue }
      if let key = op.naturalKey, op.transactionID.isEmpty {
        return findReturned(plan, byReceipt: key, index, call, command)
      }
      guard let id = TransactionID(op.transactionID), id.member == actor.number else {
        return refuse(command, Refusal.transactionNotFound, operation: index + 1)
      }
      plan.returns[index] = id.version
    }
    checkPIN(plan, call, command)
  }

  private func findReturned(
    _ plan: SalePlan,
    byReceipt key: NaturalKey,
    _ index: Int,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let waiting = WaitingCommand(command, entity: call.entity)
    findReceipt(key, command.programme) { shard, found in
      waiting.resume(on: shard) { routed, command in
        let command = command.asPlanned(plan)
        guard let found = shard.had(found, command) else { return }
        guard let record = found, record.entity == routed.entity else {
          return shard.refuse(command, Refusal.transactionNotFound, operation: index + 1)
        }
        var plan = plan
        plan.returns[index] = record.version
        shard.findReturned(plan, from: index + 1, routed, command)
      }
    }
  }

  private func fetch(_ plan: SalePlan, _ call: RoutedCall, _ command: CommandContext) {
    guard !plan.returns.isEmpty else { return run(plan, call, command) }
    let wish = PastWish(Array(Set(plan.returns.values)), withRules: true)
    withPast(call, command, wish) { past, routed, command, actor in
      var plan = plan
      plan.past = past
      command.shard.run(plan, routed, command.asPlanned(plan))
    }
  }

  /// Compares the PIN that redemptions of the sale came with; it is one person's.
  ///
  /// Before the past is fetched: that must be up to date when the sale runs.
  private func checkPIN(_ plan: SalePlan, _ call: RoutedCall, _ command: CommandContext) {
    var pin = ""
    for (place, op) in plan.request.ops.enumerated() {
      guard case .redeem(let redeem) = op.op, !redeem.pin.isEmpty else { continue }
      guard pin.isEmpty || pin == redeem.pin else {
        return refuse(command, .invalidField("ops[\(place)].redeem.pin"), operation: place + 1)
      }
      pin = redeem.pin
    }
    withFindings(about: pin, call, command) { found, routed, command, _ in
      var plan = plan
      plan.verdict = found.verdict
      command.shard.fetch(plan, routed, command.asPlanned(plan))
    }
  }

  private func run(_ plan: SalePlan, _ call: RoutedCall, _ command: CommandContext) {
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    if let receipt = plan.receipt {
      switch claim(receipt, command) {
      case .new: break
      case .reserved:
        command.abandon()
        return park(call.call, entity: call.entity, payload: call.head.payload)
      case .known(let position):
        return resolveReceipt(plan, call, command, receipt, existing: position)
      }
    }
    let end = actor.assumeIsolated { actor -> SaleEnd in
      var end = SaleEnd.answered
      _ = actor.run(command) { member in end = member.postSale(plan, command) }
      // A sale that waits is tried anew, and its PIN with it.
      if case .isShort = end { return end }
      actor.note(plan.verdict, command)
      return end
    }
    if case .answered = end { return }
    if let receipt = plan.receipt, !command.isDryRun { services.receipts.release(receipt.tag) }
    switch end {
    case .answered: break
    case .isShort: waitForBudgets(command, entity: call.entity)
    case .refused(let refusal):
      refuse(command, refusal.refusal, operation: refusal.operation, member: actor.number)
    }
  }

  /// The sale's receipt may have been posted before: refuses the sale then, and else goes on with
  /// the next tag.
  private func resolveReceipt(
    _ plan: SalePlan,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ receipt: ReceiptKey,
    existing position: UInt64
  ) {
    let key = NaturalKey(
      storeID: String(decoding: command.head.store, as: UTF8.self),
      terminalID: String(decoding: command.head.terminal, as: UTF8.self),
      businessDate: receipt.businessDate,
      receiptNumber: plan.request.basket?.receiptNumber ?? ""
    )
    let waiting = WaitingCommand(command, entity: call.entity)
    readReceipt(at: position, key, command.programme) { shard, found in
      waiting.resume(on: shard) { routed, command in
        let command = command.asPlanned(plan)
        if shard.refusesDuplicate(command, found) { return }
        var plan = plan
        plan.receipt?.advance()
        // The past may have moved on while the record was read.
        shard.fetch(plan, routed, command)
      }
    }
  }

  private func refuse(
    _ command: CommandContext,
    _ refusal: Refusal,
    operation: Int,
    member: UInt64 = 0
  ) {
    var status = Status(refusal, member: member)
    status.failedOp = UInt32(operation)
    refuse(command, status)
  }
}

extension CommandContext {
  /// A preview stays one when it is taken up again.
  fileprivate func asPlanned(_ plan: SalePlan) -> CommandContext {
    var command = self
    if plan.isPreview { command.head.isDryRun = true }
    return command
  }
}
