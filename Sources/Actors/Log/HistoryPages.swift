internal import FealtyLoyalty
internal import FealtyWire

// Pages of a member's history, whichever files its records lie in.

/// Walks a member's records from one of them back.
struct HistoryWalk {
  private let history: HistoryReader
  private let member: UInt64
  private let since: Int64

  /// Packed position of the next record to look at; 0 at the end.
  private(set) var next: UInt64
  /// Whether what comes next is not kept any more.
  private(set) var isCut = false
  /// Whether the next record cannot be had, though others could.
  private(set) var isStuck = false
  private(set) var seen = 0

  /// - Parameters:
  ///   - history: Where they are read.
  ///   - member: Whose.
  ///   - position: Packed, of the first record.
  ///   - since: The first record that was recorded before is the last one, milliseconds.
  init(_ history: HistoryReader, of member: UInt64, from position: UInt64, since: Int64) {
    self.history = history
    self.member = member
    self.since = since
    next = position
  }

  /// The next record; nil at the end, or before one that cannot be had.
  ///
  /// - Throws: ``HistoryFault`` where the first is no record of the member, or cannot be read.
  mutating func record() throws(HistoryFault) -> HistoryReader.Record? {
    guard next != 0 else { return nil }
    let record: HistoryReader.Record
    do throws(LostRecord) {
      record = try history.record(at: next)
    } catch {
      switch error {
      case .removed:
        next = 0
        isCut = true
        return nil
      // A cursor is the caller's: where it names no record, it is wrong, and the log is not.
      case .absent: throw .foreignCursor
      case .damaged, .unreadable, .stopped:
        guard seen > 0 else { throw .lost(error) }
        isStuck = true
        return nil
      }
    }
    guard record.entity == member else { throw .foreignCursor }
    precondition(record.previous < next, "record \(next) comes after \(record.previous)")
    seen += 1
    next = record.recordedAtMilliseconds < since ? 0 : record.previous
    return record
  }
}

extension HistoryReader {
  /// Records that one page looks at, at most: a filter that takes little gives short pages, not
  /// long reads.
  static let recordsPerPage = 2_000

  /// A page of a member's transactions.
  ///
  /// It ends before a record that cannot be had, which the next page is then refused for.
  ///
  /// - Throws: ``HistoryFault`` where `position` is no record of the member, or cannot be read.
  func page(
    of member: UInt64,
    from position: UInt64,
    _ wish: HistoryWish,
    programme: PublishedProgramme
  ) throws(HistoryFault) -> HistoryPage<Transaction> {
    var page = HistoryPage<Transaction>()
    let filter = wish.filter
    var walk = HistoryWalk(self, of: member, from: position, since: filter.fromMilliseconds)
    let most = wish.isCounted ? Limits.countedRecords : Self.recordsPerPage + wish.offset
    var isFull = false
    while walk.seen < most, wish.isCounted || !isFull, let record = try walk.record() {
      let found = TransactionView.transaction(
        record,
        tokenID: filter.tokenID,
        programme: programme
      )
      guard let found, filter.takes(found) else { continue }
      page.total += 1
      guard page.total > Int64(wish.offset), !isFull else { continue }
      page.items.append(found)
      isFull = page.items.count == wish.limit
      if isFull { page.next = walk.next }
    }
    if !isFull { page.next = walk.next }
    page.isCut = walk.isCut
    page.isTotalPartial = walk.next != 0
    if !wish.isCounted { page.total = 0 }
    return page
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
    var walk = HistoryWalk(self, of: member, from: position, since: fromMilliseconds)
    while page.items.count < limit, walk.seen < Self.recordsPerPage, let record = try walk.record()
    {
      read(record, &page.items)
    }
    page.next = walk.next
    page.isCut = walk.isCut
    return page
  }
}
