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
  /// What does not move it is left out when a record is read.
  var tokenID = ""
  var storeID = ""

  func takes(_ transaction: Transaction) -> Bool {
    guard transaction.recordedAtMs >= fromMilliseconds,
      transaction.recordedAtMs < toMilliseconds
    else { return false }
    return (kinds.isEmpty || kinds.contains(transaction.kind))
      && (storeID.isEmpty || transaction.storeID == storeID)
  }
}

/// Some of what a member's records tell, newest first, and where the next records begin.
struct HistoryPage<Item: Sendable>: Sendable {
  var items: [Item] = []
  /// Packed position of the next record to look at; 0 at the end.
  var next: UInt64 = 0

  /// The page that begins after this one, for a caller.
  var cursor: String { next == 0 ? "" : String(next, radix: 36) }

  /// The position that a caller's cursor names; nil where it is none.
  static func position(_ cursor: String) -> UInt64? {
    // Batches are numbered from 1: what names none is no old one that is not kept any more.
    UInt64(cursor, radix: 36).flatMap { $0 >> 16 == 0 ? nil : $0 }
  }
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
      start = HistoryPage<Transaction>.position(request.cursor)
      guard start != nil else { return fail(call.call, Status(.invalidField("cursor"))) }
    }
    let limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    let reply = call.call
    let programme = command.programme
    let wanted = filter
    readPage(actor, start: start) { history, position, failed in
      history.page(
        of: actor.number,
        from: position,
        limit: limit,
        filter: wanted,
        programme: programme,
        failed: failed
      )
    } then: { shard, page in
      guard let page else { return shard.fail(reply, Status(.invalidField("cursor"))) }
      shard.respond(
        reply,
        gated: false,
        message: ListTransactionsResponse(
          transactions: page.items,
          nextCursor: page.cursor
        )
      )
    }
  }

  /// Reads a page on the blocking pool, from `start` or the newest record; nil where `start` is no
  /// record of the member.
  func readPage<Item: Sendable>(
    _ actor: MemberActor,
    start: UInt64?,
    _ read:
      @escaping @Sendable (HistoryReader, UInt64, (String) -> Void) -> HistoryPage<Item>?,
    then: @escaping @Sendable (Shard, HistoryPage<Item>?) -> Void
  ) {
    whenNewestIsDurable(actor) { shard, newest in
      guard (start ?? newest) <= newest else { return then(shard, nil) }
      let first = start ?? newest
      let services = shard.services
      services.pool.run {
        let page = read(services.history, first, services.log.stopServing)
        shard.post { then($0, page) }
      }
    }
  }

  /// Runs `work` with the packed position of what is now the member's newest record, once that is
  /// durable.
  ///
  /// What is recorded later does not put it off, so a member under unbroken load is read as soon as
  /// any other.
  func whenNewestIsDurable(
    _ actor: MemberActor,
    _ work: @escaping (Shard, _ newest: UInt64) -> Void
  ) {
    let last = actor.last
    guard last & TurnRecords.localBit != 0 else {
      return whenDurable(last >> 16) { work($0, last) }
    }
    // The record has no position before this turn ends.
    turn.note(index: Int(last & ~TurnRecords.localBit)) { [unowned self] position in
      whenDurable(position.batch) { work($0, position.packed) }
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
    failed: (String) -> Void
  ) -> HistoryPage<Transaction>? {
    page(
      of: member,
      from: position,
      limit: limit,
      since: filter.fromMilliseconds,
      failed: failed
    ) { record, transactions in
      let transaction = TransactionView.transaction(
        record,
        tokenID: filter.tokenID,
        programme: programme
      )
      if let transaction, filter.takes(transaction) { transactions.append(transaction) }
    }
  }

  /// A page of what `read` makes of a member's records, back to those recorded before `since`.
  ///
  /// A page ends with the record that fills it, so it may hold a few items more than `limit`.
  ///
  /// - Returns: nil where `position` is no record of the member.
  func page<Item: Sendable>(
    of member: UInt64,
    from position: UInt64,
    limit: Int,
    since fromMilliseconds: Int64,
    failed: (String) -> Void,
    _ read: (Record, inout [Item]) -> Void
  ) -> HistoryPage<Item>? {
    var page = HistoryPage<Item>()
    var isForeign = false
    var seen = 0
    do {
      try walk(from: position) { record in
        guard record.entity == member else {
          isForeign = true
          return false
        }
        guard page.items.count < limit, seen < Self.recordsPerPage else {
          page.next = record.position
          return false
        }
        seen += 1
        read(record, &page.items)
        return record.recordedAtMilliseconds >= fromMilliseconds
      }
    } catch {
      // A cursor is the caller's: where it names no record, it is wrong, and the log is not.
      switch error {
      case .notFound, .truncated: return nil
      default: break
      }
      failed("a member's history cannot be read: \(error)")
      return nil
    }
    return isForeign ? nil : page
  }
}
