internal import FealtyLoyalty
internal import FealtyWire

/// The answer to an earn, rebuilt from its record.
///
/// `MemberActor.earn` writes the same fields straight from the evaluation; ActorsTests compare the
/// two. An answer that says more is stored.
enum EarnAnswer {
  static func response(
    _ record: HistoryReader.Record,
    programme: PublishedProgramme,
    replayed: Bool
  ) throws(DecodingError) -> EarnResponse {
    let posted = try PointsPostedRecord(bytes: record.bytes)
    if !posted.answer.isEmpty {
      var answer = try EarnResponse(bytes: posted.answer)
      answer.outcome?.replayed = replayed
      return answer
    }
    let transaction = TransactionID(member: record.entity, version: record.version)
    let outcome = Outcome(
      transactionID: transaction.text,
      recordedAtMs: record.recordedAtMilliseconds,
      ruleSetVersion: posted.ruleSetVersion,
      replayed: replayed,
      balances: posted.balances.map { FealtyWire.Balance($0, programme) },
      warnings: posted.warnings
    )
    return EarnResponse(
      outcome: outcome,
      points: posted.awards.reduce(0) { $0 + $1.points },
      lots: lots(posted, record: record, programme: programme),
      applied: posted.explain == UInt32(Explanation.none.rawValue)
        ? [] : try applied(posted, programme: programme),
      rejected: posted.rejected,
      tierChange: TierChange(posted.tierStep)
    )
  }

  /// The lots that a record made, as they stood after it.
  static func lots(
    _ posted: PointsPostedRecord,
    record: HistoryReader.Record,
    programme: PublishedProgramme
  ) -> [FealtyWire.Lot] {
    posted.lotsMade.map { lot in
      let version = lot.version == 0 ? record.version : lot.version
      let drawn = posted.draws.reduce(Int64(0)) { sum, draw in
        let drawVersion = draw.lot?.version ?? 0
        let isSame = (drawVersion == 0 || drawVersion == version) && draw.lot?.index == lot.index
        return isSame ? sum + draw.points : sum
      }
      let waits = lot.flags & 1 != 0
      let isPending = waits || lot.activationAtMs > record.recordedAtMilliseconds
      let remaining = lot.amount - drawn
      let state: FealtyWire.LotState =
        remaining == 0
        ? .lotUsed : isPending ? .lotPending : remaining < lot.amount ? .lotPartlyUsed : .lotActive
      return FealtyWire.Lot(
        lotID: "\(version).\(lot.index)",
        tokenID: programme.tokenID(TokenNumber(lot.token)),
        amount: lot.amount,
        remaining: remaining,
        locked: lot.locked,
        activationAtMs: isPending ? lot.activationAtMs : 0,
        expiresAtMs: lot.expiresAtMs,
        kind: lot.kind,
        transactionID: TransactionID(member: record.entity, version: version).text,
        state: state,
        waiting: waits,
        fundingPartner: programme.fundingPartner(UInt16(clamping: lot.partner))
      )
    }
  }

  static func applied(
    _ posted: PointsPostedRecord,
    programme: PublishedProgramme
  ) throws(DecodingError) -> [AppliedPromotion] {
    var applied: [AppliedPromotion] = []
    for award in posted.awards {
      applied.append(
        AppliedPromotion(
          promotionID: programme.compiled.promotion(award.promotion)?.id ?? "",
          version: award.version,
          tokenID: programme.tokenID(TokenNumber(award.token)),
          points: award.points,
          beforeCap: award.points + award.cut,
          eligibleMinor: award.eligibleMinor,
          eligibleQuantity: award.eligibleQuantity,
          lines: try linePoints(award.lines)
        )
      )
    }
    return applied
  }

  private static func linePoints(_ bytes: [UInt8]) throws(DecodingError) -> [LinePoints] {
    let lines = bytes.withUnsafeBytes { raw in
      Result { () throws(DecodingError) in try linePoints(raw) }
    }
    return try lines.get()
  }

  private static func linePoints(
    _ bytes: UnsafeRawBufferPointer
  ) throws(DecodingError) -> [LinePoints] {
    var reader = FieldReader(bytes)
    var lines: [LinePoints] = []
    while !reader.isAtEnd {
      let line = try reader.readVarint()
      lines.append(LinePoints(line: UInt32(clamping: line), points: try reader.readInt()))
    }
    return lines
  }
}

extension FealtyWire.Balance {
  init(_ stored: StoredBalance, _ programme: PublishedProgramme) {
    self.init(
      tokenID: programme.tokenID(TokenNumber(stored.token)),
      available: stored.available,
      pending: stored.pending,
      locked: stored.locked,
      debt: stored.debt,
      total: stored.available + stored.pending + stored.locked - stored.debt
    )
  }
}
