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

  /// Whether what comes next is not kept any more.
  var isCut = false

  /// The position that a caller's cursor names; nil where it is none.
  static func position(_ cursor: String) -> UInt64? {
    // Batches are numbered from 1: what names none is no old one that is not kept any more.
    UInt64(cursor, radix: 36).flatMap { $0 >> 16 == 0 ? nil : $0 }
  }
}

/// Why there is no page.
enum HistoryFault: Error, Equatable, Sendable {
  /// The cursor names no record of the member.
  case foreignCursor
  /// Not even the first record of the page can be had.
  case lost(LostRecord)

  var status: Status {
    switch self {
    case .foreignCursor: Status(.invalidField("cursor"))
    case .lost(let lost): lost.status("this part of the history is missing")
    }
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
    readPage(actor, start: start) { history, position throws(HistoryFault) in
      try history.page(
        of: actor.number,
        from: position,
        limit: limit,
        filter: wanted,
        programme: programme
      )
    } then: { shard, read in
      guard let page = shard.page(read, reply) else { return }
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

  /// The page that was read; nil where there is none, and the call was answered.
  func page<Item>(
    _ read: Result<HistoryPage<Item>, HistoryFault>,
    _ reply: Call
  ) -> HistoryPage<Item>? {
    switch read {
    case .success(let page): return page
    case .failure(let fault):
      fail(reply, fault.status)
      return nil
    }
  }

  /// Reads a page on the blocking pool, from `start` or the newest record.
  func readPage<Item: Sendable>(
    _ actor: MemberActor,
    start: UInt64?,
    _ read:
      @escaping @Sendable (HistoryReader, UInt64) throws(HistoryFault) -> HistoryPage<Item>,
    then: @escaping @Sendable (Shard, Result<HistoryPage<Item>, HistoryFault>) -> Void
  ) {
    whenNewestIsDurable(actor) { shard, newest in
      guard (start ?? newest) <= newest else { return then(shard, .failure(.foreignCursor)) }
      let first = start ?? newest
      let services = shard.services
      services.pool.run {
        let page = Result { () throws(HistoryFault) in try read(services.history, first) }
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

  /// A page of a member's transactions.
  func page(
    of member: UInt64,
    from position: UInt64,
    limit: Int,
    filter: HistoryFilter,
    programme: PublishedProgramme
  ) throws(HistoryFault) -> HistoryPage<Transaction> {
    try page(
      of: member,
      from: position,
      limit: limit,
      since: filter.fromMilliseconds
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
  /// A page ends with the record that fills it, so it may hold a few items more than `limit`; and
  /// before a record that cannot be had, which the next page is then refused for.
  ///
  /// - Throws: ``HistoryFault`` where `position` is no record of the member, or cannot be read.
  func page<Item: Sendable>(
    of member: UInt64,
    from position: UInt64,
    limit: Int,
    since fromMilliseconds: Int64,
    _ read: (Record, inout [Item]) -> Void
  ) throws(HistoryFault) -> HistoryPage<Item> {
    var page = HistoryPage<Item>()
    page.next = position
    var seen = 0
    while page.next != 0, page.items.count < limit, seen < Self.recordsPerPage {
      let record: Record
      do throws(LostRecord) {
        record = try self.record(at: page.next)
      } catch {
        switch error {
        case .removed:
          page.next = 0
          page.isCut = true
          return page
        // A cursor is the caller's: where it names no record, it is wrong, and the log is not.
        case .absent: throw .foreignCursor
        case .damaged, .unreadable, .stopped:
          guard seen > 0 else { throw .lost(error) }
          return page
        }
      }
      guard record.entity == member else { throw .foreignCursor }
      precondition(record.previous < page.next, "record \(page.next) after \(record.previous)")
      seen += 1
      read(record, &page.items)
      page.next = record.recordedAtMilliseconds < fromMilliseconds ? 0 : record.previous
    }
    return page
  }
}
