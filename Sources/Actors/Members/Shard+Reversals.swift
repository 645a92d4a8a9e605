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
          reservation?.release()
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

/// A member's postings back to the one that a command is about.
struct PastPostings: Sendable {
  var postings: [(version: UInt32, posting: Posting)]
}

extension Shard {
  func reverseEarn(_ call: RoutedCall) {
    guard let request = decode(call, ReverseEarnRequest.self) else { return }
    if let key = request.naturalKey, request.transactionID.isEmpty, call.entity == 0,
      case .none = call.head.target
    {
      return routeByReceipt(key, call)
    }
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

  /// The earn of a receipt: its record says which transaction it is, and of which member.
  private func reverseEarn(
    byReceipt key: NaturalKey,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let waiting = WaitingCommand(command, entity: call.entity)
    findReceipt(key, command.programme) { shard, record in
      waiting.resume(on: shard) { routed, command in
        guard let request = shard.decode(routed, ReverseEarnRequest.self) else { return }
        guard let record, record.entity == routed.entity else {
          return shard.refuse(command, .transactionNotFound)
        }
        let id = TransactionID(member: record.entity, version: record.version)
        shard.withPast(routed, command, id) { facts, command, actor in
          guard let earn = facts.earn(id.version) else { return .notReversible }
          return actor.run(command) { (member) throws(Refusal) in
            try member.reverseEarn(request, facts: earn, command)
          }
        }
      }
    }
  }

  /// Sends the reversal of a receipt's earn to the home of the receipt's member, whom the request
  /// does not name.
  private func routeByReceipt(_ key: NaturalKey, _ call: RoutedCall) {
    guard let command = beginRead(call) else { return }
    let waiting = WaitingCommand(command, entity: 0)
    findReceipt(key, command.programme) { shard, record in
      if let record {
        return waiting.payload.withUnsafeBytes { payload in
          shard.outbox(StableHash.shard(record.entity, count: shard.count))
            .add(waiting.call, entity: record.entity, payload: payload)
        }
      }
      waiting.resume(on: shard) { routed, read in
        guard let command = shard.beginCommand(read, entity: routed.entity) else { return }
        shard.refuse(command, .transactionNotFound)
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
  ///
  /// The log is read once. What is posted meanwhile is noted, so no load on the member can put the
  /// step off.
  private func withPast(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ id: TransactionID,
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
    let waiting = WaitingCommand(command, entity: call.entity)
    let watch = ConfinedWatch(watches.begin(actor.number))
    updateObserved()
    readPostings(of: actor, back: id.version) { shard, older in
      let newer = shard.watches.end(watch.watch, of: id.member)
      shard.updateObserved()
      waiting.resume(on: shard) { routed, command in
        shard.run(routed, command, PastPostings(postings: older + newer), step)
      }
    }
  }

  /// Runs a step that has the whole past of its member up to now.
  private func run(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ past: PastPostings,
    _ step: @Sendable (PastPostings, CommandContext, isolated MemberActor) -> Refusal?
  ) {
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    let refusal = actor.assumeIsolated { actor in
      // What is due is recorded before the step, by the same decision: it belongs to the past too.
      var complete = past
      for (offset, posting) in actor.member.decideDue(now: command.now).enumerated() {
        complete.postings.append((actor.member.nextVersion + UInt32(offset), posting))
      }
      return step(complete, command, actor)
    }
    if let refusal { refuse(command, refusal, member: actor.number) }
  }

  /// The member's postings from its last record back to `oldest`.
  private func readPostings(
    of actor: MemberActor,
    back oldest: UInt32,
    _ then: @escaping @Sendable (Shard, [(version: UInt32, posting: Posting)]) -> Void
  ) {
    whenNewestIsDurable(actor) { shard, newest in
      let services = shard.services
      services.pool.run {
        var postings: [(version: UInt32, posting: Posting)] = []
        do {
          try services.history.walk(from: newest) { record in
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

/// A watch on its way through the pool and back.
///
/// Proof for `@unchecked Sendable`: made, read and ended on the shard's thread alone; the pool only
/// carries it.
private struct ConfinedWatch: @unchecked Sendable {
  let watch: PostingWatches.Watch
  init(_ watch: PostingWatches.Watch) { self.watch = watch }
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
