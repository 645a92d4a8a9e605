internal import FealtyLoyalty
internal import FealtyWire

// ExplainTransaction: why a transaction gave what it gave. What gives points is evaluated anew from
// its record, by the rules as they were known then; what else moves points shows what is recorded.

extension Shard {
  func explainTransaction(_ call: RoutedCall) {
    guard let request = decode(call, ExplainTransactionRequest.self) else { return }
    var routed = call
    // It changes nothing, so it needs no request id when it is taken up again.
    routed.head.isDryRun = true
    guard let command = beginRead(routed) else { return }
    guard let id = TransactionID(request.transactionID) else {
      return fail(call.call, Status(.invalidField("transaction_id")))
    }
    guard isOwn(id, routed, command) else { return }
    withPast(routed, command, PastWish([id.version], withRules: true)) { past, _, command, actor in
      let shard = command.shard
      guard let original = past.original(id.version),
        let transaction = TransactionView.transaction(
          original.record,
          programme: command.programme
        )
      else { return shard.fail(command.call, gated: true, Status(.transactionNotFound)) }
      actor.assumeIsolated { actor in
        do throws(Refusal) {
          let answer = try actor.explain(original, transaction, request, command)
          shard.respond(command.call, gated: actor.isAhead, message: answer)
        } catch {
          shard.fail(command.call, gated: actor.isAhead, Status(error))
        }
      }
    }
  }
}

extension MemberActor {
  fileprivate func explain(
    _ original: PastPostings.Original,
    _ transaction: Transaction,
    _ request: ExplainTransactionRequest,
    _ command: CommandContext
  ) throws(Refusal) -> ExplainTransactionResponse {
    guard let programme = original.programme else {
      return ExplainTransactionResponse(transaction: transaction, matches: true)
    }
    let desk = command.shard.evaluation
    var language = request.language
    return try original.withSale { sale throws(Refusal) in
      guard [.earn, .eventReward, .saleClaimed].contains(sale.kind) else {
        return ExplainTransactionResponse(
          transaction: transaction,
          ruleSetVersion: sale.ruleSetVersion,
          matches: true
        )
      }
      try evaluateAgain(sale, original, programme, desk)
      let lines = language.withUTF8 { language in
        desk.ask(.full, receiptIn: UnsafeRawBufferPointer(language))
        desk.buyerLanguage = self.language
        return desk.receiptLines(for: original.balances, in: programme)
      }
      var applied = desk.appliedInFull(programme)
      var rejected = desk.rejected(programme)
      if sale.kind == .saleClaimed {
        sale.cutAsClaimed(desk.evaluation.awards, &applied, &rejected)
      }
      return ExplainTransactionResponse(
        transaction: transaction,
        applied: applied,
        rejected: rejected,
        nearMisses: desk.evaluation.nearMisses.map { NearMiss($0, programme) },
        receiptLines: lines,
        inputs: SaleInputs(
          sale,
          capsLeft: desk.evaluation.capsLeft,
          programme,
          desk.articles.book
        ),
        ruleSetVersion: sale.ruleSetVersion,
        matches: sale.isMatched(by: desk.evaluation)
      )
    }
  }

  private func evaluateAgain(
    _ sale: StoredSale,
    _ original: PastPostings.Original,
    _ programme: PublishedProgramme,
    _ desk: EvaluationDesk
  ) throws(Refusal) {
    guard let event = original.event else {
      let lines = try desk.remainders(of: sale, less: sale.returned, in: programme.compiled)
      return try evaluate(
        sale,
        lines,
        explanation: .full,
        nearMisses: Limits.nearMissesExplained,
        programme,
        desk
      )
    }
    try desk.fill(event, .full, in: programme)
    try evaluate(sale, programme, desk)
  }
}

extension PastPostings.Original {
  /// The event that it rewards; nil where it is none.
  fileprivate var event: StoredEvent? { posted.event }

  /// The member's balances after it, as its record has them.
  fileprivate var balances: [FealtyLoyalty.Balance] {
    posted.balances.map { stored in
      var balance = FealtyLoyalty.Balance(token: TokenNumber(clamping: stored.token))
      balance.available = Points(stored.available)
      balance.pending = Points(stored.pending)
      balance.locked = Points(stored.locked)
      balance.debt = Points(stored.debt)
      return balance
    }
  }

  private var posted: PointsPostedRecord {
    do throws(DecodingError) {
      return try PointsPostedRecord(bytes: record.bytes)
    } catch {
      preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
    }
  }
}

extension EvaluationDesk {
  /// The promotions that gave nothing, and why.
  fileprivate func rejected(_ programme: PublishedProgramme) -> [RejectedPromotion] {
    var out = OutputBuffer(capacity: 1024)
    for rejection in evaluation.rejections {
      out.writeRejection(5, rejection, programme: programme)
    }
    do throws(DecodingError) {
      return try EarnResponse(bytes: out.bytes()).rejected
    } catch {
      preconditionFailure("rejections that were just written cannot be read: \(error)")
    }
  }
}

extension StoredSale {
  /// Takes off what the caps of the member who claimed the sale cut of what it was worth as a
  /// guest's: as the record has it, for the member's uses of then are not kept.
  fileprivate func cutAsClaimed(
    _ derived: [Award],
    _ applied: inout [AppliedPromotion],
    _ rejected: inout [RejectedPromotion]
  ) {
    var given: [AppliedPromotion] = []
    for (award, shown) in zip(derived, applied) {
      guard let stored = awards.first(where: { $0.award.promotion == award.promotion }) else {
        rejected.append(
          RejectedPromotion(
            promotionID: shown.promotionID,
            version: shown.version,
            condition: .capReached,
            detail: "\(shown.points) points, all beyond the caps of the member who claimed the sale"
          )
        )
        continue
      }
      var shown = shown
      var left = stored.award.points.rawValue
      shown.points = left
      shown.lines = shown.lines.compactMap { line in
        let points = min(line.points, left)
        left -= points
        return points > 0 ? LinePoints(line: line.line, points: points) : nil
      }
      given.append(shown)
    }
    applied = given
  }

  /// Whether an evaluation gives what the record says, to the point and the line.
  ///
  /// What a guest's sale was worth the caps of the member who claimed it may have cut afterwards:
  /// there what it was worth before all caps is compared.
  fileprivate func isMatched(by evaluation: Evaluation) -> Bool {
    if kind == .saleClaimed {
      return awards.allSatisfy { stored in
        evaluation.awards.contains {
          $0.promotion == stored.award.promotion && $0.beforeCap == stored.award.beforeCap
        }
      }
    }
    // A request that wanted no reasons has no points by line in its record.
    let hasLines = awards.contains { !$0.lines.isEmpty }
    let derived = evaluation.awards.map { award in
      let lines =
        hasLines ? evaluation.lineAwards.filter { $0.promotion == award.promotion } : []
      return MatchedAward(award, lines)
    }
    return derived == awards.map { MatchedAward($0.award, $0.lines) }
  }
}

/// What of an award must be the same when it is derived again.
private struct MatchedAward: Hashable {
  let promotion: PromotionNumber
  let version: UInt32
  let token: TokenNumber
  let points: Points
  let beforeCap: Points
  let eligibleAmount: Int64
  let eligibleQuantity: Int64
  let lines: [LineAward]

  init(_ award: Award, _ lines: [LineAward]) {
    promotion = award.promotion
    version = award.promotionVersion
    token = award.token
    points = award.points
    beforeCap = award.beforeCap
    eligibleAmount = award.eligibleAmount
    eligibleQuantity = award.eligibleQuantity
    self.lines = lines
  }
}

extension SaleInputs {
  fileprivate init(
    _ sale: StoredSale,
    capsLeft: [Evaluation.CapLeft],
    _ programme: PublishedProgramme,
    _ articles: ArticleBook
  ) {
    self.init(
      tier: sale.inputs.tier,
      segments: sale.inputs.segments,
      caps: capsLeft.filter(\.isWhole).map { CapLeft($0, programme) },
      codes: sale.inputs.codes,
      pointsTenderMinor: sale.inputs.pointsTenderMinor,
      lines: sale.lines.map { $0.message(articles) },
      tags: sale.parts.tags,
      counters: sale.parts.counters
    )
  }
}
