internal import FealtyLoyalty
internal import FealtyWire

/// A record of a member as its statement shows it.
enum TransactionView {
  /// Nil for records that move no points, such as an enrolment, and for those that do not move the
  /// token that is asked for.
  ///
  /// `tokenID`: the token whose points are shown; empty = the first that moves.
  static func transaction(
    _ record: HistoryReader.Record,
    tokenID: String = "",
    programme: PublishedProgramme
  ) -> Transaction? {
    guard record.kind == UInt8(RecordKind.pointsPosted.rawValue), let posting = record.posting
    else { return nil }
    let changes = posting.changesByToken
    let shown = changes.first { tokenID.isEmpty || programme.tokenID($0.token) == tokenID }
    guard let shown else { return nil }
    do throws(DecodingError) {
      let posted = try PointsPostedRecord(bytes: record.bytes)
      var transaction = try transaction(
        record,
        posting: posting,
        posted: posted,
        programme: programme
      )
      transaction.tokenID = programme.tokenID(shown.token)
      transaction.points = shown.points.rawValue
      if changes.count > 1 {
        transaction.changes = changes.map {
          TokenChange(tokenID: programme.tokenID($0.token), points: $0.points.rawValue)
        }
      }
      return transaction
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
    let linked =
      posting.linkedVersion == 0
      ? "" : TransactionID(member: record.entity, version: posting.linkedVersion).text
    var amount: Int64 = 0
    for line in posted.lines { amount += line.amountMinor }
    for line in posted.storedLines { amount += line.line?.amountMinor ?? 0 }
    return Transaction(
      transactionID: TransactionID(member: record.entity, version: record.version).text,
      kind: posted.kind,
      recordedAtMs: record.recordedAtMilliseconds,
      // What time did within a till's sale is at its own instant all the same.
      occurredAtMs: context.occurredAtMs == 0 || posting.kind.isOfTime
        ? posting.effectiveAt.milliseconds : context.occurredAtMs,
      storeID: context.storeID,
      terminalID: context.terminalID,
      receiptNumber: posted.receiptNumber,
      lots: EarnAnswer.lots(posted, record: record, programme: programme),
      drawdowns: posting.draws.map { Drawdown($0, programme) },
      applied: try EarnAnswer.applied(posted, programme: programme),
      linkedTransactionID: linked,
      reason: posting.reason,
      balances: posted.balances.map { FealtyWire.Balance($0, programme) },
      amountMinor: amount,
      exchange: posting.exchange.map {
        ExchangeFacts($0, programme)
      },
      metadata: posted.metadata,
      tierChange: posting.tierChange.map { TierChange($0) }
    )
  }
}
