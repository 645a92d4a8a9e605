internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// A member's history, read from the log through the chain of its records. No transaction costs
// memory.

/// Which of a member's transactions are wanted.
struct HistoryFilter: Sendable {
  var fromMilliseconds: Int64 = 0
  var toMilliseconds: Int64 = .max
  var kinds: [FealtyWire.TransactionKind] = []
  var tokenID = ""
  var storeID = ""

  func takes(_ transaction: Transaction) -> Bool {
    guard transaction.recordedAtMs >= fromMilliseconds,
      transaction.recordedAtMs < toMilliseconds
    else { return false }
    return (kinds.isEmpty || kinds.contains(transaction.kind))
      && (tokenID.isEmpty || transaction.tokenID == tokenID)
      && (storeID.isEmpty || transaction.storeID == storeID)
  }
}

/// Some of a member's transactions, newest first, and where the next ones begin.
struct HistoryPage: Sendable {
  var transactions: [Transaction] = []
  /// Packed position of the next record to look at; 0 at the end.
  var next: UInt64 = 0
}

extension Shard {
  func listTransactions(_ call: RoutedCall) {
    guard let request = decode(call, ListTransactionsRequest.self) else { return }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    guard request.limit <= UInt32(Limits.pageTransactions) else {
      return fail(call.call, Status(.invalidField("limit")))
    }
    var filter = HistoryFilter()
    filter.fromMilliseconds = request.fromMs
    if request.toMs != 0 { filter.toMilliseconds = request.toMs }
    filter.kinds = request.kinds
    filter.tokenID = request.tokenID
    filter.storeID = request.storeID
    var start: UInt64?
    if !request.cursor.isEmpty {
      start = UInt64(request.cursor, radix: 36)
      guard start != nil else { return fail(call.call, Status(.invalidField("cursor"))) }
    }
    let limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    let reply = call.call
    readPage(actor, start: start, limit: limit, filter: filter, command.programme) { shard, page in
      guard let page else { return shard.fail(reply, Status(.invalidField("cursor"))) }
      shard.respond(
        reply,
        gated: false,
        message: ListTransactionsResponse(
          transactions: page.transactions,
          nextCursor: page.next == 0 ? "" : String(page.next, radix: 36)
        )
      )
    }
  }

  /// Reads a page on the blocking pool; nil where `start` is no record of the member.
  func readPage(
    _ actor: MemberActor,
    start: UInt64?,
    limit: Int,
    filter: HistoryFilter,
    _ programme: PublishedProgramme,
    _ then: @escaping @Sendable (Shard, HistoryPage?) -> Void
  ) {
    let number = actor.number
    guard actor.last & TurnRecords.localBit == 0 else {
      // The newest record has no position before this turn ends.
      return send(to: index) { shard in
        guard let actor = shard.members.find(number) else { return then(shard, nil) }
        shard.readPage(actor, start: start, limit: limit, filter: filter, programme, then)
      }
    }
    let newest = actor.last
    guard (start ?? newest) <= newest else { return then(self, nil) }
    let first = start ?? newest
    whenDurable(newest >> 16) { shard in
      let services = shard.services
      services.pool.run {
        let page = services.history.page(
          of: number,
          from: first,
          limit: limit,
          filter: filter,
          programme: programme,
          failed: services.log.stopServing
        )
        shard.post { then($0, page) }
      }
    }
  }

  /// What will expire, from memory, and what has expired, from the log.
  func expirySchedule(_ call: RoutedCall) {
    guard let request = decode(call, GetExpiryScheduleRequest.self) else { return }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    let upcoming = actor.assumeIsolated { $0.expirySchedule(request, command) }
    var filter = HistoryFilter()
    filter.fromMilliseconds = request.fromMs
    if request.toMs != 0 { filter.toMilliseconds = request.toMs }
    filter.kinds = [.expiry]
    let reply = call.call
    readPage(
      actor,
      start: nil,
      limit: Limits.pageTransactions,
      filter: filter,
      command.programme
    ) { shard, page in
      var answer = upcoming
      answer.expired = (page?.transactions ?? []).map { transaction in
        FealtyWire.ExpiryEntry(
          atMs: transaction.occurredAtMs,
          tokenID: transaction.tokenID,
          points: -transaction.points
        )
      }
      shard.respond(reply, gated: false, message: answer)
    }
  }
}

extension HistoryReader {
  /// Records that one page looks at, at most: a filter that takes little gives short pages, not
  /// long reads.
  static let recordsPerPage = 2_000

  /// A page of a member's transactions; nil where `position` is no record of the member.
  func page(
    of member: UInt64,
    from position: UInt64,
    limit: Int,
    filter: HistoryFilter,
    programme: PublishedProgramme,
    failed: (String) -> Never
  ) -> HistoryPage? {
    var page = HistoryPage()
    var isForeign = false
    var seen = 0
    do {
      try walk(from: position) { record in
        guard record.entity == member else {
          isForeign = true
          return false
        }
        guard page.transactions.count < limit, seen < Self.recordsPerPage else {
          page.next = record.position
          return false
        }
        seen += 1
        if let transaction = TransactionView.transaction(record, programme: programme),
          filter.takes(transaction)
        {
          page.transactions.append(transaction)
        }
        return record.recordedAtMilliseconds >= filter.fromMilliseconds
      }
    } catch {
      // A cursor is the caller's: where it names no record, it is wrong, and the log is not.
      switch error {
      case .notFound, .truncated: return nil
      default: break
      }
      failed("a member's history cannot be read: \(error)")
    }
    return isForeign ? nil : page
  }
}
