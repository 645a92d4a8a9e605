internal import FealtyLoyalty
internal import FealtyWire

// What a member's records tell of its vouchers. A member forgets vouchers that are spent; the log
// does not. Records are walked from the newest back, so what ended a voucher is met before its
// issue: it is noted until then, and from page to page the cursor carries it.

/// Which of a member's vouchers are wanted.
struct VoucherWish: Sendable {
  /// Empty = all.
  var states: [VoucherState]
  /// Of the issue, inclusive.
  var fromMilliseconds: Int64
  /// Exclusive.
  var toMilliseconds: Int64
  var limit: Int
  /// Nil = from the newest on.
  var cursor: VoucherCursor?
  /// What is expired by now is told as such.
  var now: Timestamp

  init(_ request: ListVouchersRequest, now: Timestamp) throws(RequestFault) {
    guard request.limit <= UInt32(Limits.pageTransactions) else { throw .field("limit") }
    states = request.states
    fromMilliseconds = request.fromMs
    toMilliseconds = request.toMs == 0 ? .max : request.toMs
    limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    self.now = now
    guard !request.cursor.isEmpty else { return }
    cursor = VoucherCursor(request.cursor)
    guard cursor != nil else { throw .field("cursor") }
  }

  fileprivate func takes(_ voucher: MemberVoucher) -> Bool {
    voucher.issuedAtMs >= fromMilliseconds && voucher.issuedAtMs < toMilliseconds
      && (states.isEmpty || states.contains(voucher.state))
  }
}

/// Where a page of vouchers begins: packed positions of the member's records, in base 36.
struct VoucherCursor: Equatable, Sendable {
  /// The next record to look at.
  var next: UInt64
  /// What is recorded since then may have ended vouchers of later pages, too.
  var newest: UInt64
  /// What of the records between the two ended vouchers whose issue lies further back.
  var ends: [UInt64]

  init(next: UInt64, newest: UInt64, ends: [UInt64]) {
    self.next = next
    // Too many to carry: all between the two is looked at again.
    let isTooMuch = ends.count > Limits.voucherEnds
    self.newest = isTooMuch ? next : newest
    self.ends = isTooMuch ? [] : ends
  }

  /// Nil for what no cursor looks like.
  init?(_ text: String) {
    guard text.utf8.count <= (Limits.voucherEnds + 2) * Self.positionBytes else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      .map { HistoryPage<MemberVoucher>.position(String($0)) }
    guard parts.count >= 2, let next = parts[0], let newest = parts[1], next <= newest else {
      return nil
    }
    self.next = next
    self.newest = newest
    ends = parts[2...].compactMap { $0 }
    guard ends.count == parts.count - 2, ends.allSatisfy({ next < $0 && $0 <= newest }) else {
      return nil
    }
  }

  var text: String {
    ([next, newest] + ends).map { String($0, radix: 36) }.joined(separator: ".")
  }

  /// Of a position, with what follows it.
  private static let positionBytes = 14
}

/// What a walk through a member's records has met of its vouchers, newest first.
private struct VoucherRecords: Sendable {
  /// What used or cancelled a voucher.
  private struct End {
    var position: UInt64
    var state: VoucherState
    var transaction: TransactionID
    var atMilliseconds: Int64
    var context: RequestContext
    var receiptNumber: String
  }

  let programme: PublishedProgramme
  let now: Timestamp
  /// By the version of the issue, which was not met yet.
  private var ends: [UInt32: End] = [:]

  init(_ programme: PublishedProgramme, now: Timestamp) {
    self.programme = programme
    self.now = now
  }

  /// Packed positions of what ended vouchers whose issue was not met.
  var positions: [UInt64] { ends.values.map(\.position).sorted() }

  /// Takes the next record.
  ///
  /// - Returns: The voucher, where the record issued one.
  mutating func note(_ record: HistoryReader.Record) -> MemberVoucher? {
    guard let posting = record.posting, posting.hasDetails,
      let voucher = posting.details.voucher
    else { return nil }
    let posted = record.decoded { _ throws(DecodingError) in
      try PointsPostedRecord(bytes: record.bytes)
    }
    let id = TransactionID(member: record.entity, version: record.version)
    if voucher.id == record.version {
      return issued(voucher, posting, posted, id, record)
    }
    // Of one that was used and is reversed by force all the same, the use tells.
    let isUse = posting.kind == .voucherUsed
    guard isUse || voucher.state == .cancelled else { return nil }
    ends[voucher.id] = End(
      position: record.position,
      state: isUse ? .voucherStateUsed : .voucherStateCancelled,
      transaction: id,
      atMilliseconds: record.recordedAtMilliseconds,
      context: posted.context ?? RequestContext(),
      receiptNumber: isUse ? posted.receiptNumber : ""
    )
    return nil
  }

  private mutating func issued(
    _ voucher: FealtyLoyalty.Voucher,
    _ posting: Posting,
    _ posted: PointsPostedRecord,
    _ id: TransactionID,
    _ record: HistoryReader.Record
  ) -> MemberVoucher {
    var found = MemberVoucher(
      voucherID: id.text,
      voucherTypeID: programme.names.name(of: voucher.type, .voucherType),
      state: .voucherStateUnused,
      valueMinor: voucher.valueMinor,
      points: RedemptionFacts(posting, version: record.version)?.points.rawValue ?? 0,
      issuedAtMs: record.recordedAtMilliseconds,
      validToMs: voucher.validTo.storedExpiry,
      storeID: posted.context?.storeID ?? "",
      metadata: posted.metadata
    )
    if let end = ends.removeValue(forKey: voucher.id) {
      found.state = end.state
      found.endedTransactionID = end.transaction.text
      found.endedAtMs = end.atMilliseconds
      found.endedStoreID = end.context.storeID
      found.endedTerminalID = end.context.terminalID
      found.endedReceiptNumber = end.receiptNumber
    } else if voucher.validTo <= now {
      found.state = .voucherStateExpired
      found.endedAtMs = voucher.validTo.milliseconds
    }
    return found
  }
}

extension HistoryReader {
  /// A page of a member's vouchers, and the cursor of the next one; empty = it is the last.
  ///
  /// - Throws: ``HistoryFault`` where the cursor names what is no record of the member, or where
  ///   one cannot be read.
  func vouchers(
    of member: UInt64,
    _ wish: VoucherWish,
    newest: UInt64,
    programme: PublishedProgramme
  ) throws(HistoryFault) -> (page: HistoryPage<MemberVoucher>, cursor: String) {
    var met = VoucherRecords(programme, now: wish.now)
    var start = newest
    if let cursor = wish.cursor {
      guard cursor.newest <= newest else { throw .foreignCursor }
      try noteEnds(since: cursor.newest, of: member, newest: newest, in: &met)
      for position in cursor.ends {
        var walk = HistoryWalk(self, of: member, from: position, since: 0)
        // One that is not kept any more: nor is what it ended.
        guard let record = try walk.record() else { continue }
        _ = met.note(record)
      }
      start = cursor.next
    }
    let page: HistoryPage<MemberVoucher> = try page(
      of: member,
      from: start,
      limit: wish.limit,
      since: wish.fromMilliseconds
    ) { record, vouchers in
      if let voucher = met.note(record), wish.takes(voucher) { vouchers.append(voucher) }
    }
    guard page.next != 0 else { return (page, "") }
    return (page, VoucherCursor(next: page.next, newest: newest, ends: met.positions).text)
  }

  /// Notes what ended vouchers after an earlier page was read.
  private func noteEnds(
    since known: UInt64,
    of member: UInt64,
    newest: UInt64,
    in met: inout VoucherRecords
  ) throws(HistoryFault) {
    var walk = HistoryWalk(self, of: member, from: newest, since: 0)
    while walk.next > known {
      // A cursor that is as old as that is not worth so much reading.
      guard walk.seen < Limits.countedRecords else { throw .foreignCursor }
      guard let record = try walk.record() else {
        guard walk.isStuck else { return }
        var again = HistoryWalk(self, of: member, from: walk.next, since: 0)
        _ = try again.record()
        continue
      }
      _ = met.note(record)
    }
    guard walk.next == known else { throw .foreignCursor }
  }

  /// Goes on with the search for a voucher, over ``Limits/voucherSearch`` records at most.
  ///
  /// - Throws: ``HistoryFault`` where a record on the way to it cannot be read.
  func goOn(_ search: inout VoucherSearch) throws(HistoryFault) {
    var left = Limits.voucherSearch
    while search.next != 0, left > 0 {
      left -= 1
      // Anew each time: a record that cannot be had is thrown, wherever it lies.
      var walk = HistoryWalk(self, of: search.member, from: search.next, since: 0)
      guard let record = try walk.record() else {
        search.next = 0
        return
      }
      let voucher = search.met.note(record)
      guard record.version > search.version else {
        search.found = voucher
        search.next = 0
        return
      }
      search.next = walk.next
    }
  }
}

/// The search for one voucher among a member's records, from the newest back.
struct VoucherSearch: Sendable {
  let version: UInt32
  let member: UInt64
  fileprivate var met: VoucherRecords
  /// The next record to look at; 0 = the search has ended.
  fileprivate(set) var next: UInt64
  /// Nil where the version issued none.
  fileprivate(set) var found: MemberVoucher?

  init(
    _ version: UInt32,
    of member: UInt64,
    newest: UInt64,
    now: Timestamp,
    programme: PublishedProgramme
  ) {
    self.version = version
    self.member = member
    next = newest
    met = VoucherRecords(programme, now: now)
  }

  var isOver: Bool { next == 0 }
}
