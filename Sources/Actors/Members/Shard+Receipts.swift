internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// Receipts that were seen before. The index knows tags; whether a record is of the receipt that is
// asked for, the record itself says. It is read only where the index has the tag.

/// What stands where the index has the tag of a receipt.
enum FoundReceipt: Sendable {
  /// The receipt's record.
  case same(HistoryReader.Record)
  /// Another receipt's, or one that is too old to be remembered.
  case another
  /// Nobody knows whose it is: it is not to be booked as if it were another's.
  case lost(LostRecord)
}

extension Shard {
  /// Finds the earn of a receipt, and comes back here with its record; nil where nothing was earned
  /// for it.
  func findReceipt(
    _ key: NaturalKey,
    _ programme: PublishedProgramme,
    _ then: @escaping @Sendable (Shard, Result<HistoryReader.Record?, LostRecord>) -> Void
  ) {
    followReceipt(
      key,
      programme,
      from: ReceiptKey.tag(program: programme.id, key: key),
      then
    )
  }

  private func followReceipt(
    _ key: NaturalKey,
    _ programme: PublishedProgramme,
    from tag: UInt64,
    parked: HistoryReader.Record? = nil,
    _ then: @escaping @Sendable (Shard, Result<HistoryReader.Record?, LostRecord>) -> Void
  ) {
    guard let position = services.receipts.position(tag) else {
      return then(self, .success(parked))
    }
    readReceipt(at: position, key, programme) { shard, found in
      var parked = parked
      switch found {
      case .lost(let lost): return then(shard, .failure(lost))
      case .same(let record):
        // The transaction of the member who claimed it stands further on in the sequence.
        guard record.kind == UInt8(RecordKind.saleParked.rawValue) else {
          return then(shard, .success(record))
        }
        parked = record
      case .another: break
      }
      let next = ReceiptKey.tag(after: tag)
      shard.followReceipt(key, programme, from: next, parked: parked, then)
    }
  }

  /// Reads the record that the index has under a receipt's tag, and whether it is the receipt's.
  func readReceipt(
    at position: UInt64,
    _ key: NaturalKey,
    _ programme: PublishedProgramme,
    kind: ReceiptKey.Kind = .ofSale,
    _ then: @escaping @Sendable (Shard, FoundReceipt) -> Void
  ) {
    let home = index
    readRecord(at: position) { shard, found in
      let record: HistoryReader.Record
      switch found {
      case .success(let read): record = read
      case .failure(.removed): return then(shard, .another)
      case .failure(let lost): return then(shard, .lost(lost))
      }
      if record.kind == UInt8(RecordKind.saleParked.rawValue) {
        let isSame = shard.isParked(record, key, programme, kind)
        return then(shard, isSame ? .same(record) : .another)
      }
      guard shard.isReceipt(record, key, kind) else { return then(shard, .another) }
      // Two programmes may use the same numbers for their receipts; the member tells which it is.
      shard.send(to: StableHash.shard(record.entity, count: shard.count)) { peer in
        let found = peer.members.find(record.entity)?.programmeIndex
        let isSame = found == programme.index
        peer.send(to: home) { then($0, isSame ? .same(record) : .another) }
      }
    }
  }

  private func isReceipt(
    _ record: HistoryReader.Record,
    _ key: NaturalKey,
    _ kind: ReceiptKey.Kind
  ) -> Bool {
    record.body.withUnsafeBytes { body in
      do throws(DecodingError) {
        return try RecordedReceipt(body, kind: kind)?.isSame(as: key) ?? false
      } catch {
        services.log.stopServing(
          "the record at \(LogPosition(packed: record.position)) cannot be read: \(error)"
        )
        return false
      }
    }
  }

  /// An earn found the tag of its receipt in the index: refuses the earn where it is the receipt's,
  /// naming the first, and else goes on with the next tag.
  func resolveReceipt(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ receipt: ReceiptKey,
    existing position: UInt64
  ) {
    let key = NaturalKey(
      storeID: String(decoding: command.head.store, as: UTF8.self),
      terminalID: String(decoding: command.head.terminal, as: UTF8.self),
      businessDate: receipt.businessDate,
      receiptNumber: String(decoding: evaluation.receiptNumber, as: UTF8.self)
    )
    let waiting = WaitingCommand(command, entity: call.entity)
    readReceipt(at: position, key, command.programme) { shard, found in
      waiting.resume(on: shard) { routed, command in
        if shard.refusesDuplicate(command, found) { return }
        var next = receipt
        next.advance()
        shard.earnAgain(routed, command, next)
      }
    }
  }

  /// Refuses a command whose receipt was posted already, or may have been; false where it was not.
  func refusesDuplicate(
    _ command: CommandContext,
    _ found: FoundReceipt,
    field: String = "basket.receipt_number"
  ) -> Bool {
    switch found {
    case .another: return false
    case .lost(let lost): fail(command, for: lost)
    case .same(let record): refuseDuplicate(command, of: record, field: field)
    }
    return true
  }

  private func refuseDuplicate(
    _ command: CommandContext,
    of record: HistoryReader.Record,
    field: String
  ) {
    refuse(
      command,
      Status(
        code: .alreadyExists,
        reason: .duplicateTransaction,
        message: "this receipt was posted already; see existing_id",
        field: field,
        existingID: TransactionID(member: record.entity, version: record.version).text
      )
    )
  }

  /// Takes an earn up again whose basket has left the desk meanwhile.
  private func earnAgain(_ call: RoutedCall, _ command: CommandContext, _ receipt: ReceiptKey) {
    var command = command
    do throws(RequestFault) {
      try evaluation.read(call.head.payload, as: .earn, in: command.programme)
      if !evaluation.evaluationID.isEmpty { try pin(call, &command) }
    } catch {
      // The programme has changed meanwhile, and does not take the basket any more.
      command.abandon()
      return fail(command.call, Status(error))
    }
    earn(call, command, receipt)
  }

  /// Books the basket on the desk, whose request id is reserved, under its receipt if it has one.
  ///
  /// `evaluated`: the member for whom it has been evaluated already.
  func earn(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ receipt: ReceiptKey?,
    evaluatedFor evaluated: Unmanaged<MemberActor>? = nil
  ) {
    var member = evaluated ?? namedMember(call, command.programme)
    let enrols =
      member == nil && evaluation.enrolsUnknown && mayEnrol(call, command.programme)
    guard member != nil || enrols || parksSale(command) else {
      return refuse(command, missing(call.head))
    }
    guard member != nil || enrols || receipt != nil else {
      return refuse(command, .invalidField("basket.receipt_number"))
    }
    if let receipt {
      if command.isDryRun {
        let position = receipts._withUnsafeGuaranteedRef { $0.position(receipt.tag) }
        if let position {
          return resolveReceipt(call, command, receipt, existing: position)
        }
      } else {
        switch receipts._withUnsafeGuaranteedRef({ $0.reserve(receipt.tag) }) {
        case .new: break
        case .reserved:
          command.abandon()
          return park(call.call, entity: call.entity, payload: call.head.payload)
        case .known(let position):
          return resolveReceipt(call, command, receipt, existing: position)
        }
      }
    }
    let enrolled = enrols ? enrolUnknown(call, command) : nil
    // Of a dry run it is nobody else's.
    defer { withExtendedLifetime(enrolled) {} }
    if let enrolled { member = Unmanaged.passUnretained(enrolled) }
    let refusal: Refusal?
    if let member {
      refusal = member._withUnsafeGuaranteedRef {
        evaluated == nil
          ? $0.earnOnItsShard(command, receipt) : $0.bookOnItsShard(command, receipt)
      }
    } else {
      refusal = receipt.flatMap { parkSale(command, $0) }
    }
    if refusal == nil, evaluation.evaluation.shortages.isEmpty { return }
    if let receipt, !command.isDryRun {
      receipts._withUnsafeGuaranteedRef { $0.release(receipt.tag) }
    }
    guard let refusal else { return waitForBudgets(command, entity: call.entity) }
    refuse(command, refusal)
  }
}
