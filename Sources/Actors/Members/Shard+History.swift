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

  /// Whether it takes every transaction.
  var isOfAll: Bool {
    fromMilliseconds <= 0 && toMilliseconds == .max && kinds.isEmpty && tokenID.isEmpty
      && storeID.isEmpty
  }

  func takes(_ transaction: Transaction) -> Bool {
    guard transaction.recordedAtMs >= fromMilliseconds,
      transaction.recordedAtMs < toMilliseconds
    else { return false }
    return (kinds.isEmpty || kinds.contains(transaction.kind))
      && (storeID.isEmpty || transaction.storeID == storeID)
  }
}

/// Which page of a member's transactions is wanted.
struct HistoryWish: Sendable {
  var filter = HistoryFilter()
  var limit = Limits.pageTransactions
  /// Transactions to pass over.
  var offset = 0
  /// Whether to count all that the filter takes.
  var isCounted = false
  /// Packed position to begin at; nil = the newest record.
  var start: UInt64?

  init() {}

  init(_ request: ListTransactionsRequest) throws(RequestFault) {
    guard request.limit <= UInt32(Limits.pageTransactions) else { throw .field("limit") }
    guard request.offset <= UInt32(Limits.historyOffset) else { throw .field("offset") }
    guard request.asOfMs >= 0, request.asOfMs < .max else { throw .field("as_of_ms") }
    filter.fromMilliseconds = request.fromMs
    if request.toMs != 0 { filter.toMilliseconds = request.toMs }
    if request.asOfMs != 0 {
      filter.toMilliseconds = min(filter.toMilliseconds, request.asOfMs + 1)
    }
    filter.kinds = request.kinds
    filter.tokenID = request.tokenID
    filter.storeID = request.storeID
    if request.limit != 0 { limit = Int(request.limit) }
    offset = Int(request.offset)
    isCounted = request.withTotal
    guard !request.cursor.isEmpty else { return }
    start = HistoryPage<Transaction>.position(request.cursor)
    guard start != nil else { throw .field("cursor") }
    guard offset == 0 else { throw .field("offset") }
    guard !isCounted || filter.isOfAll else { throw .field("with_total") }
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

  /// Where it was asked for: how many there are in all, or at least.
  var total: Int64 = 0
  var isTotalPartial = false

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
    let newest = actor.inPlace { $0.pointee.postingCount }
    let wish: HistoryWish
    do throws(RequestFault) {
      wish = try HistoryWish(request)
    } catch {
      return fail(call.call, Status(error))
    }
    let isCounted = wish.isCounted && !wish.filter.isOfAll
    // Of all of them, the member itself knows how many there were.
    let known = wish.filter.isOfAll && services.snapshots.countsEntries
    guard known || isCounted || !wish.isCounted || wish.start == nil else {
      return fail(call.call, Status(.invalidField("with_total")))
    }
    let total = request.withTotal && known ? Int64(newest) : nil
    let reply = call.call
    let programme = command.programme
    readPage(actor, start: wish.start) { history, position throws(HistoryFault) in
      var wish = wish
      wish.isCounted = isCounted || (wish.isCounted && !known)
      return try history.page(of: actor.number, from: position, wish, programme: programme)
    } then: { shard, read in
      guard let page = shard.page(read, reply) else { return }
      shard.respond(
        reply,
        gated: false,
        message: ListTransactionsResponse(
          transactions: page.items,
          nextCursor: page.cursor,
          totalCount: total ?? page.total,
          totalIsPartial: total == nil && page.isTotalPartial,
          olderRemoved: page.isCut
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
