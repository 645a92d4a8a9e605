internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// ReturnLines and ReverseEarn of a guest's sale that nobody has claimed: it acts on the receipt.
// What remains is valued anew, as the sale was valued, and a claim gives that.

/// What is to come back of a guest's sale.
enum ParkedReturn: Sendable {
  case lines(ReturnLinesRequest)
  case everything(ReverseEarnRequest)

  /// Whether the sale is named by its receipt, not by its transaction.
  var isByReceipt: Bool {
    switch self {
    case .lines(let request): request.naturalKey != nil && request.transactionID.isEmpty
    case .everything(let request): request.naturalKey != nil && request.transactionID.isEmpty
    }
  }

  /// The explanation that is asked for.
  var explanation: Explanation {
    guard case .lines(let request) = self else { return .none }
    return Explanation(rawValue: UInt8(clamping: request.explain.rawValue)) ?? .applied
  }

  fileprivate var faultyField: String? {
    let reason: String
    switch self {
    case .lines(let request):
      if request.returnReceiptNumber.utf8.count > Limits.identifierBytes {
        return "return_receipt_number"
      }
      reason = request.reason
    case .everything(let request): reason = request.reason
    }
    return reason.utf8.count > Limits.textBytes ? "reason" : nil
  }

  fileprivate func receipt(_ command: CommandContext) -> ReceiptKey? {
    guard case .lines(let request) = self else { return nil }
    return ReceiptKey(ofReturn: request.returnReceiptNumber, command)
  }

  /// The natural key of the return itself.
  fileprivate func key(_ receipt: ReceiptKey, _ command: CommandContext) -> NaturalKey? {
    guard case .lines(let request) = self else { return nil }
    return NaturalKey(
      storeID: String(decoding: command.head.store, as: UTF8.self),
      terminalID: String(decoding: command.head.terminal, as: UTF8.self),
      businessDate: receipt.businessDate,
      receiptNumber: request.returnReceiptNumber
    )
  }
}

extension Shard {
  /// Whether a return or a reversal may be of a parked sale: it names no member, and the earn that
  /// it names is of none.
  func isOfParkedSale(_ call: RoutedCall) -> Bool {
    guard call.entity != 0, case .none = call.head.target else { return false }
    return members.find(call.entity) == nil
  }

  /// Takes a return or a reversal that is of a parked sale; false where it is of a member's.
  func returnsParked(_ call: RoutedCall, _ request: ParkedReturn) -> Bool {
    guard isOfParkedSale(call) else { return false }
    // One that was given up is known by its receipt alone.
    guard request.isByReceipt || parkedSales[call.entity] != nil else { return false }
    guard let command = beginCommand(call) else { return true }
    if let field = request.faultyField {
      refuse(command, .invalidField(field))
    } else {
      returnParked(call, command, request, request.receipt(command))
    }
    return true
  }

  private func returnParked(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ request: ParkedReturn,
    _ receipt: ReceiptKey?
  ) {
    guard let sale = parkedSales[call.entity] else { return refuse(command, .claimExpired) }
    guard sale.programmeIndex == command.programme.index else {
      return refuse(command, .transactionNotFound)
    }
    guard sale.member == 0 else {
      guard request.isByReceipt else { return refuse(command, .alreadyClaimed) }
      // It is found as the member's when its record is there.
      return takeUpAgain(call, command, entity: 0)
    }
    // Soon nothing will be known of what came back.
    guard sale.isOpen(at: command.now) else { return refuse(command, .claimExpired) }
    guard !sale.isEmptied else {
      return refuse(command, .alreadyReversed(version: sale.version), member: sale.number)
    }
    guard sale.parked & TurnRecords.localBit == 0 else {
      return takeUpAgain(call, command, entity: call.entity)
    }
    let waiting = WaitingCommand(command, entity: call.entity)
    let version = sale.version
    let programme = command.programme
    readRecord(at: sale.parked) { shard, found in
      let record: HistoryReader.Record
      switch found {
      case .success(let read): record = read
      case .failure(let lost):
        return waiting.resume(on: shard) { _, command in shard.fail(command, for: lost) }
      }
      let (instant, rules) = record.withParkedSale { ($0.decidedAt, $0.ruleSetVersion) }
      shard.withProgramme(programme, decidedAt: instant, knownAt: rules) { shard, past in
        waiting.resume(on: shard) { routed, command in
          guard let sale = shard.parkedSales[routed.entity], sale.version == version else {
            return shard.returnParked(routed, command, request, receipt)
          }
          shard.finish(request, of: sale, record, past, routed, command, receipt)
        }
      }
    }
  }

  /// Hands a command in anew, a moment later.
  private func takeUpAgain(_ call: RoutedCall, _ command: CommandContext, entity: UInt64) {
    command.abandon()
    park(call.call, entity: entity, payload: call.head.payload)
  }

  private func finish(
    _ request: ParkedReturn,
    of sale: ParkedSale,
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ receipt: ReceiptKey?
  ) {
    if let receipt {
      switch claim(receipt, command) {
      case .new: break
      case .reserved: return takeUpAgain(call, command, entity: call.entity)
      case .known(let position):
        return resolve(request, call, command, receipt, existing: position)
      }
    }
    do throws(Refusal) {
      var decided = try evaluation.decide(
        request,
        record,
        programme,
        shared: UnsafePointer(budgets.stripe(programme.index))
      )
      if let receipt { decided.sale.returnKey = request.key(receipt, command) }
      let transaction = TransactionID(member: sale.number, version: sale.version + 1)
      decided.answer(request, command, transaction)
      if !command.isDryRun { post(decided, of: sale, command, receipt) }
      respond(command.call, gated: true) { $0.append(decided.sale.answer) }
    } catch {
      if let receipt, !command.isDryRun { services.receipts.release(receipt.tag) }
      refuse(command, error)
    }
  }

  /// Records what is left of a sale.
  private func post(
    _ decided: DecidedParkedReturn,
    of sale: ParkedSale,
    _ command: CommandContext,
    _ receipt: ReceiptKey?
  ) {
    give(back: sale.uses, of: sale)
    sale.park(
      until: sale.claimUntil,
      isEmptied: decided.sale.emptied,
      uses: decided.sale.capUses.map(CapUse.init)
    )
    countUses(sale.uses, programme: sale.programmeIndex)
    let index = recordParked(sale) { out in
      // The context first: it names the request.
      out.writeContext(of: decided.sale.context ?? RequestContext(), for: command)
      var rest = decided.sale
      rest.context = nil
      rest.encode(into: &out)
    }
    command.settle(index: index)
    if let receipt { turn.note(receipts, tag: receipt.tag, index: index) }
  }

  /// The return's receipt may have been seen before: refuses it then, and else goes on with the
  /// next tag.
  private func resolve(
    _ request: ParkedReturn,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ receipt: ReceiptKey,
    existing position: UInt64
  ) {
    guard let key = request.key(receipt, command) else { return }
    let waiting = WaitingCommand(command, entity: call.entity)
    readReceipt(at: position, key, command.programme, kind: .ofReturn) { shard, found in
      waiting.resume(on: shard) { routed, command in
        if shard.refusesDuplicate(command, found, field: "return_receipt_number") { return }
        var next = receipt
        next.advance()
        shard.returnParked(routed, command, request, next)
      }
    }
  }
}
