internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// Reversals need what the log remembers of the original. The request id is reserved, the records
// are read on the blocking pool, and the decision runs as one step when they are there.

/// A command that waits for records, with its bytes kept alive.
struct WaitingCommand: Sendable {
  var call: Call
  var entity: UInt64
  var payload: [UInt8]
  var reservation: CommandContext.Reservation?

  init(_ command: CommandContext, entity: UInt64) {
    call = command.call
    self.entity = entity
    payload = [UInt8](command.head.payload)
    reservation = command.reservation
  }

  /// Takes the command up again on its shard.
  func resume(
    on shard: Shard,
    _ body: (RoutedCall, CommandContext) -> Void
  ) {
    payload.withUnsafeBytes { bytes in
      do throws(RequestFault) {
        let head = try RequestHead(bytes, namesMember: true)
        let routed = RoutedCall(call: call, head: head, entity: entity)
        guard var command = shard.beginRead(routed) else {
          reservation?.table.release(reservation?.id.tag ?? 0)
          return
        }
        command.reservation = reservation
        body(routed, command)
      } catch {
        preconditionFailure("a request that was read once cannot be read again: \(error)")
      }
    }
  }
}

/// A member's postings as read so far: from `newest` back to `oldest`.
struct PastPostings: Sendable {
  var newestVersion: UInt32
  var postings: [(version: UInt32, posting: Posting)]
}

extension Shard {
  func reverseEarn(_ call: RoutedCall) {
    guard let request = decode(call, ReverseEarnRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    if let key = request.naturalKey, request.transactionID.isEmpty {
      return reverseEarn(byReceipt: key, call, command)
    }
    guard let id = TransactionID(request.transactionID) else {
      return refuse(command, .invalidField("transaction_id"))
    }
    withPast(call, command, id) { facts, command, actor in
      guard let earn = facts.earn(id.version) else {
        return facts.hasPosting(id.version) ? .notReversible : .transactionNotFound
      }
      return actor.run(command) { (member) throws(Refusal) in
        try member.reverseEarn(request, facts: earn, command)
      }
    }
  }

  /// The earn of a receipt: its record says which transaction it is.
  private func reverseEarn(
    byReceipt key: NaturalKey,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let tag = ReceiptKey.tag(program: command.programme.id, key: key)
    guard let position = services.receipts.position(tag) else {
      return refuse(command, .transactionNotFound)
    }
    let waiting = WaitingCommand(command, entity: call.entity)
    readRecord(at: position) { shard, record in
      let id = TransactionID(member: record.entity, version: record.version)
      waiting.resume(on: shard) { routed, command in
        guard let request = shard.decode(routed, ReverseEarnRequest.self) else { return }
        guard record.entity == routed.entity else {
          return shard.refuse(command, .transactionNotFound)
        }
        shard.withPast(routed, command, id) { facts, command, actor in
          guard let earn = facts.earn(id.version) else { return .notReversible }
          return actor.run(command) { (member) throws(Refusal) in
            try member.reverseEarn(request, facts: earn, command)
          }
        }
      }
    }
  }

  func reverseRedemption(_ call: RoutedCall) {
    guard let request = decode(call, ReverseRedemptionRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    guard let id = TransactionID(request.redemptionID) else {
      return refuse(command, .invalidField("redemption_id"))
    }
    withPast(call, command, id) { facts, command, actor in
      guard let posting = facts.posting(id.version) else { return .transactionNotFound }
      guard let redemption = RedemptionFacts(posting, version: id.version) else {
        return .notReversible
      }
      return actor.run(command) { (member) throws(Refusal) in
        try member.reverseRedemption(request, facts: redemption, command)
      }
    }
  }

  // MARK: - Reading the past

  /// Reads the member's postings back to a transaction, then runs `step` with all of them.
  private func withPast(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ id: TransactionID,
    past: PastPostings = PastPostings(newestVersion: 0, postings: []),
    _ step:
      @escaping @Sendable (PastPostings, CommandContext, isolated MemberActor) -> Refusal?
  ) {
    guard let actor = member(call, command.programme), actor.number == id.member else {
      let isMissing = member(call, command.programme) == nil
      return refuse(command, isMissing ? missing(call.head) : Status(.transactionNotFound))
    }
    let version = actor.assumeIsolated { $0.member.version }
    guard id.version >= 1, id.version <= version else {
      return refuse(command, .transactionNotFound)
    }
    if past.newestVersion == version {
      // What is due is recorded before the step, by the same decision: it belongs to the past too.
      var complete = past
      let due = actor.assumeIsolated { $0.member.decideDue(now: command.now) }
      for (offset, posting) in due.enumerated() {
        complete.postings.append((version + 1 + UInt32(offset), posting))
      }
      let whole = complete
      let refusal = actor.assumeIsolated { step(whole, command, $0) }
      if let refusal { refuse(command, refusal, member: actor.number) }
      return
    }
    // A record of this very turn has no position yet: come back when it has one.
    let waiting = WaitingCommand(command, entity: call.entity)
    guard actor.last & TurnRecords.localBit == 0 else {
      return send(to: index) { shard in
        waiting.resume(on: shard) { shard.withPast($0, $1, id, past: past, step) }
      }
    }
    let oldest = max(id.version, past.newestVersion + 1)
    readPostings(of: actor, back: oldest) { shard, newer in
      var merged = past
      merged.newestVersion = version
      merged.postings.append(contentsOf: newer)
      let all = merged
      waiting.resume(on: shard) { shard.withPast($0, $1, id, past: all, step) }
    }
  }

  /// The member's postings from its last record back to `oldest`.
  private func readPostings(
    of actor: MemberActor,
    back oldest: UInt32,
    _ then: @escaping @Sendable (Shard, [(version: UInt32, posting: Posting)]) -> Void
  ) {
    let last = actor.last
    whenDurable(last >> 16) { shard in
      let services = shard.services
      services.pool.run {
        var postings: [(version: UInt32, posting: Posting)] = []
        do {
          try services.history.walk(from: last) { record in
            guard record.version >= oldest else { return false }
            if let posting = record.posting { postings.append((record.version, posting)) }
            return record.version > oldest
          }
        } catch {
          services.log.stopServing("a member's history cannot be read: \(error)")
        }
        let found = postings
        shard.post { then($0, found) }
      }
    }
  }
}

extension PastPostings {
  func posting(_ version: UInt32) -> Posting? {
    postings.first { $0.version == version }?.posting
  }

  func hasPosting(_ version: UInt32) -> Bool { posting(version) != nil }

  /// The earn's facts, with what later postings did to its lots.
  func earn(_ version: UInt32) -> EarnFacts? {
    guard let posting = posting(version), var facts = EarnFacts(posting, version: version) else {
      return nil
    }
    for later in postings where later.version != version { facts.note(later.posting) }
    return facts
  }
}

extension HistoryReader.Record {
  /// The posting of a `PointsPostedRecord`; nil for other kinds.
  var posting: Posting? {
    guard kind == UInt8(RecordKind.pointsPosted.rawValue) else { return nil }
    return body.withUnsafeBytes { bytes in
      do throws(DecodingError) {
        return try Posting(
          record: bytes,
          version: version,
          recordedAt: Timestamp(milliseconds: recordedAtMilliseconds)
        )
      } catch {
        preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
      }
    }
  }
}
