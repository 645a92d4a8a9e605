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
        guard !shard.holdsBack(command) else { return }
        body(routed, command)
      } catch {
        preconditionFailure("a request that was read once cannot be read again: \(error)")
      }
    }
  }
}

extension Shard {
  func reverseEarn(_ call: RoutedCall) {
    guard let request = decode(call, ReverseEarnRequest.self) else { return }
    if let key = request.naturalKey, request.transactionID.isEmpty, call.entity == 0,
      case .none = call.head.target
    {
      return routeByReceipt(key, call)
    }
    if returnsParked(call, .everything(request)) { return }
    guard let command = beginCommand(call) else { return }
    if let key = request.naturalKey, request.transactionID.isEmpty {
      return reverseEarn(byReceipt: key, call, command)
    }
    guard let id = TransactionID(request.transactionID) else {
      return refuse(command, .invalidField("transaction_id"))
    }
    reverseEarn(request, id, call, command)
  }

  private func reverseEarn(
    _ request: ReverseEarnRequest,
    _ id: TransactionID,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    guard isOwn(id, call, command) else { return }
    withPast(call, command, PastWish(earn: id.version)) { facts, _, command, actor in
      guard let earn = facts.earn(id.version) else {
        let isPosting = facts.hasPosting(id.version)
        return command.shard.refuse(command, isPosting ? .notReversible : .transactionNotFound)
      }
      actor.finish(command) { (member) throws(Refusal) in
        try member.reverseEarn(request, facts: earn, command)
      }
    }
  }

  /// Whether a transaction is the member's that a call is for; if not, the call is answered.
  func isOwn(_ id: TransactionID, _ call: RoutedCall, _ command: CommandContext) -> Bool {
    guard let actor = member(call, command.programme) else {
      refuse(command, missing(call.head))
      return false
    }
    guard actor.number == id.member else {
      refuse(command, .transactionNotFound)
      return false
    }
    return true
  }

  /// The earn of a receipt: its record says which transaction it is, and of which member.
  private func reverseEarn(
    byReceipt key: NaturalKey,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let waiting = WaitingCommand(command, entity: call.entity)
    findReceipt(key, command.programme) { shard, found in
      waiting.resume(on: shard) { routed, command in
        guard let request = shard.decode(routed, ReverseEarnRequest.self) else { return }
        guard let found = shard.had(found, command) else { return }
        guard let record = found, record.entity == routed.entity else {
          return shard.refuse(command, .transactionNotFound)
        }
        let id = TransactionID(member: record.entity, version: record.version)
        shard.reverseEarn(request, id, routed, command)
      }
    }
  }

  /// Sends the reversal or return of a receipt's earn to the home of the receipt's member, whom the
  /// request does not name.
  func routeByReceipt(_ key: NaturalKey, _ call: RoutedCall) {
    guard let command = beginRead(call) else { return }
    let waiting = WaitingCommand(command, entity: 0)
    findReceipt(key, command.programme) { shard, found in
      if case .success(let record?) = found {
        return waiting.payload.withUnsafeBytes { payload in
          shard.outbox(StableHash.shard(record.entity, count: shard.count))
            .add(waiting.call, entity: record.entity, payload: payload)
        }
      }
      waiting.resume(on: shard) { routed, read in
        guard let command = shard.beginCommand(read, entity: routed.entity) else { return }
        guard shard.had(found, command) != nil else { return }
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
    guard isOwn(id, call, command) else { return }
    withPast(call, command, PastWish([id.version])) { facts, _, command, actor in
      actor.finish(command) { (member) throws(Refusal) in
        guard let posting = facts.posting(id.version) else { throw .transactionNotFound }
        guard let redemption = RedemptionFacts(posting, version: id.version) else {
          throw .notReversible
        }
        try member.reverseRedemption(request, facts: redemption, command)
      }
    }
  }
}
