internal import FealtyLoyalty
internal import FealtyWire

// What answers about points have in common, written straight into the reply.

extension MemberActor {
  /// `StoredBalance` for each token, as of now.
  func writeStoredBalances(_ field: UInt32, now: Timestamp, to out: inout OutputBuffer) {
    inPlace { member in
      Member.forEachBalance(of: &member.pointee, now: now) { balance in
        out.writeStoredBalance(field, balance)
      }
    }
  }
}

extension MemberActor {
  /// Puts the member's balances on the desk, after a posting: for its record and for its answer.
  func noteBalances(_ command: CommandContext) {
    let desk = command.shard.evaluation
    desk.balances.removeAll(keepingCapacity: true)
    inPlace { member in
      Member.appendBalances(of: &member.pointee, now: command.now, to: &desk.balances)
    }
  }

  /// The `Outcome` of the record just applied, as a message.
  func outcome(_ command: CommandContext) -> Outcome {
    let shown = shown(command)
    // Nothing is told of balances that a brand keeps itself.
    let accounts = command.programme.isLight ? [] : Array(shown.accounts)
    return Outcome(
      transactionID: command.isDryRun ? "" : transaction(member.version).text,
      recordedAtMs: command.now.milliseconds,
      ruleSetVersion: command.programme.version,
      balances: accounts.map {
        FealtyWire.Balance(shown.balance(of: $0.token, now: command.now), command.programme)
      }
    )
  }

  /// Applies a posting, records it with the answer that `answer` makes of the outcome, and sends
  /// that answer.
  ///
  /// `noted`: hears the record's index in the turn.
  /// `facts`: writes what the record has behind its answer.
  /// `told`: adds to the answer what no record holds.
  ///
  /// - Throws: ``Refusal/aboveMax`` where its record would fit no batch of the log.
  func post<Answer: Message>(
    _ posting: Posting,
    command: CommandContext,
    receiptNumber: String = "",
    noted: (Int) -> Void = { _ in },
    facts: (inout OutputBuffer) -> Void = { _ in },
    told: ((inout Answer) -> Void)? = nil,
    answer: (Outcome) -> Answer
  ) throws(Refusal) {
    try requireRoom(for: posting, command)
    apply(posting, command: command)
    var answer = answer(outcome(command))
    let bytes = answer.serialized()
    if !command.isDryRun {
      let index = append(posting, context: command, now: command.now) { out in
        writeStoredBalances(17, now: command.now, to: &out)
        out.writeNonZero(18, command.programme.version)
        out.writeNonEmpty(19, receiptNumber)
        out.writeBytes(23, bytes)
        facts(&out)
      }
      command.settle(index: index)
      noted(index)
    }
    guard let told else {
      return command.shard.respond(command.call, gated: isAhead) { $0.append(bytes) }
    }
    told(&answer)
    command.shard.respond(command.call, gated: isAhead, message: answer)
  }
}

extension FealtyWire.Balance {
  init(_ balance: FealtyLoyalty.Balance, _ programme: PublishedProgramme) {
    self.init(
      tokenID: programme.tokenID(balance.token),
      available: balance.available.rawValue,
      pending: balance.pending.rawValue,
      locked: balance.locked.rawValue,
      debt: balance.debt.rawValue,
      total: balance.total.rawValue
    )
  }
}

extension OutputBuffer {
  /// A `StoredBalance`.
  mutating func writeStoredBalance(_ field: UInt32, _ balance: FealtyLoyalty.Balance) {
    writeMessage(field) { out in
      out.writeNonZero(1, UInt64(balance.token))
      out.writeNonZero(2, balance.available.rawValue)
      out.writeNonZero(3, balance.pending.rawValue)
      out.writeNonZero(4, balance.locked.rawValue)
      out.writeNonZero(5, balance.debt.rawValue)
    }
  }

  mutating func writeBalance(
    _ field: UInt32,
    _ balance: FealtyLoyalty.Balance,
    programme: PublishedProgramme
  ) {
    writeMessage(field) { out in
      out.writeBytes(1, programme.tokenIDBytes(balance.token))
      out.writeNonZero(2, balance.available.rawValue)
      out.writeNonZero(3, balance.pending.rawValue)
      out.writeNonZero(4, balance.locked.rawValue)
      out.writeNonZero(5, balance.debt.rawValue)
      out.writeNonZero(6, balance.total.rawValue)
    }
  }

  /// "12.0": the version of the record that made the lot, and its place there.
  mutating func writeLotID(_ field: UInt32, _ id: LotID) {
    writeMessage(field) { out in
      out.appendDecimal(UInt64(id.version))
      out.append(UInt8(ascii: "."))
      out.appendDecimal(UInt64(id.index))
    }
  }

  mutating func appendDecimal(_ value: UInt64) {
    if value >= 10 { appendDecimal(value / 10) }
    append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  /// A `Lot` of the schema.
  mutating func writeLotView(
    _ field: UInt32,
    _ lot: FealtyLoyalty.Lot,
    now: Timestamp,
    transaction version: UInt32,
    actor: MemberActor,
    programme: PublishedProgramme
  ) {
    writeMessage(field) { out in
      out.writeLotID(1, lot.id)
      out.writeBytes(2, programme.tokenIDBytes(lot.token))
      out.writeNonZero(3, lot.amount.rawValue)
      out.writeNonZero(4, lot.remaining.rawValue)
      out.writeNonZero(5, lot.locked.rawValue)
      let isLater = lot.activationAt > now && !lot.waits
      out.writeNonZero(6, isLater ? lot.activationAt.milliseconds : 0)
      out.writeNonZero(7, lot.expiresAt.storedExpiry)
      out.writeNonZero(8, UInt64(lot.kind.rawValue))
      if version != 0 {
        TransactionID(member: actor.number, version: lot.id.version).write(9, to: &out)
      }
      let state = lot.remaining == .zero ? FealtyLoyalty.LotState.used : lot.state(now: now)
      out.writeNonZero(10, UInt64(state.rawValue))
      if lot.waits { out.writeBool(11, true) }
      if lot.partner != 0 { out.writeString(12, programme.fundingPartner(lot.partner)) }
    }
  }

  /// A `RejectedPromotion`.
  mutating func writeRejection(
    _ field: UInt32,
    _ rejection: Evaluation.Rejection,
    programme: PublishedProgramme
  ) {
    writeMessage(field) { out in
      out.writeBytes(1, programme.promotionIDBytes(rejection.promotion))
      out.writeNonZero(2, UInt64(rejection.promotionVersion))
      out.writeNonZero(3, UInt64(rejection.condition.rawValue))
      out.writeNonEmpty(4, rejection.detail)
    }
  }
}
