internal import FealtyLoyalty
internal import FealtyWire

/// A record of a member as its statement shows it.
enum TransactionView {
  /// Nil for records that move no points, such as an enrolment.
  static func transaction(
    _ record: HistoryReader.Record,
    programme: PublishedProgramme
  ) -> Transaction? {
    guard record.kind == UInt8(RecordKind.pointsPosted.rawValue), let posting = record.posting
    else { return nil }
    do throws(DecodingError) {
      let posted = try PointsPostedRecord(bytes: record.body)
      return try transaction(record, posting: posting, posted: posted, programme: programme)
    } catch {
      preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
    }
  }

  private static func transaction(
    _ record: HistoryReader.Record,
    posting: Posting,
    posted: PointsPostedRecord,
    programme: PublishedProgramme
  ) throws(DecodingError) -> Transaction {
    let context = posted.context ?? RequestContext()
    let token = posting.lotsMade.first?.token ?? posting.token
    let linked =
      posting.linkedVersion == 0
      ? "" : TransactionID(member: record.entity, version: posting.linkedVersion).text
    var amount: Int64 = 0
    for line in posted.lines { amount += line.amountMinor }
    return Transaction(
      transactionID: TransactionID(member: record.entity, version: record.version).text,
      kind: posted.kind,
      recordedAtMs: record.recordedAtMilliseconds,
      occurredAtMs: context.occurredAtMs != 0
        ? context.occurredAtMs : posting.effectiveAt.milliseconds,
      tokenID: programme.tokenID(token),
      points: change(posting),
      storeID: context.storeID,
      terminalID: context.terminalID,
      receiptNumber: posted.receiptNumber,
      lots: EarnAnswer.lots(posted, record: record, programme: programme),
      drawdowns: drawdowns(posting),
      applied: try EarnAnswer.applied(posted, programme: programme),
      linkedTransactionID: linked,
      reason: posting.reason,
      balances: posted.balances.map { FealtyWire.Balance($0, programme) },
      amountMinor: amount
    )
  }

  /// By how much the member's total (available, pending and locked, less debt) changed.
  private static func change(_ posting: Posting) -> Int64 {
    var change: Int64 = 0
    for lot in posting.lotsMade { change += lot.amount.rawValue }
    for restore in posting.restores { change += restore.points.rawValue }
    for draw in posting.draws where draw.destination != .debt { change -= draw.points.rawValue }
    for account in posting.accountChanges { change -= account.debtCreated.rawValue }
    return change
  }

  private static func drawdowns(_ posting: Posting) -> [Drawdown] {
    posting.draws.map { draw in
      Drawdown(
        lotID: draw.lot.id.text,
        points: draw.points.rawValue,
        expiresAtMs: draw.lot.expiresAt.storedExpiry
      )
    }
  }
}
