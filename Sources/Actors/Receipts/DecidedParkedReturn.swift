internal import FealtyLoyalty
internal import FealtyWire

/// What a return leaves of a guest's sale, not recorded yet.
struct DecidedParkedReturn {
  /// The sale's next record: what is left of it.
  var sale: SaleParkedRecord
  /// Points before and after it.
  var before: Int64
  var after: Int64 = 0
  /// Points that what remains would be worth more, and does not get.
  var unclamped: Int64 = 0
  /// Points that earlier returns took.
  var alreadyReturned: Int64 = 0
  /// What remains, as far as the explanation asks for it.
  var applied: [AppliedPromotion] = []

  init(_ record: HistoryReader.Record) {
    sale = SaleParkedRecord(of: record)
    before = sale.awards.reduce(0) { $0 + $1.points }
  }

  /// Nothing is left.
  mutating func empty() {
    sale.awards = []
    sale.capUses = []
    sale.emptied = true
  }

  /// Puts what remains in the place of what was.
  ///
  /// A return gives nothing: where what remains would be worth more points of a token, what it had
  /// stays, with what it has used. Too much used is freed with the sale; too little would oversell.
  mutating func leave(_ rest: Evaluation) {
    let made = SaleParkedRecord(awards: rest.awards, lines: rest.lineAwards)
    var grown: Set<UInt32> = []
    for token in Set(made.awards.map(\.token)) {
      let more = Self.points(made.awards, of: token) - Self.points(sale.awards, of: token)
      guard more > 0 else { continue }
      grown.insert(token)
      unclamped += more
    }
    let kept = sale.awards.filter { grown.contains($0.token) }
    let owners = Set(kept.map(\.promotion))
    let keeps: (UInt32) -> Bool = { owner in
      owner & CapUse.budgetBit != 0 ? !grown.isEmpty : owners.contains(owner)
    }
    sale.awards = kept + made.awards.filter { !grown.contains($0.token) }
    sale.capUses =
      sale.capUses.filter { keeps($0.promotion) }
      + rest.capUses.map(StoredCapUse.init).filter { !keeps($0.promotion) }
    after = sale.awards.reduce(0) { $0 + $1.points }
  }

  private static func points(_ awards: [StoredAward], of token: UInt32) -> Int64 {
    awards.reduce(0) { $1.token == token ? $0 + $1.points : $0 }
  }

  /// Makes the answer, which the record keeps.
  mutating func answer(
    _ request: ParkedReturn,
    _ command: CommandContext,
    _ transaction: TransactionID
  ) {
    var outcome = Outcome(
      recordedAtMs: command.now.milliseconds,
      ruleSetVersion: sale.ruleSetVersion
    )
    if !command.isDryRun { outcome.transactionID = transaction.text }
    if unclamped > 0 {
      let text = "what remains would be worth \(unclamped) points more; returns give none"
      outcome.warnings.append(Warning(code: "CLAMPED", text: text))
    }
    var effects = ReverseEarnResponse(points: before - after, alreadyReversed: alreadyReturned)
    switch request {
    case .everything:
      effects.outcome = outcome
      sale.answer = effects.serialized()
    case .lines:
      let response = ReturnLinesResponse(
        outcome: outcome,
        before: before,
        after: after,
        delta: after - before,
        effects: effects,
        applied: applied,
        full: sale.emptied
      )
      sale.answer = response.serialized()
    }
  }
}

extension EvaluationDesk {
  /// Decides what a return leaves of a guest's sale: evaluates what remains as the sale was
  /// evaluated.
  ///
  /// `shared`: what the shard may give of shared caps, to a promotion that had nothing before.
  ///
  /// - Throws: ``Refusal/notReversible`` for lines of a sale that has none, and what
  ///   ``ReturnWish/returned(of:after:)`` throws.
  func decide(
    _ request: ParkedReturn,
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme,
    shared: UnsafePointer<BudgetStripe>
  ) throws(Refusal) -> DecidedParkedReturn {
    var decided = DecidedParkedReturn(record)
    try record.withParkedSale { (stored: StoredSale) throws(Refusal) in
      let compiled = programme.compiled
      if !stored.returned.isEmpty {
        let full = try linesAfterTender(of: stored, in: compiled)
        try evaluate(stored, full, .none, compiled, shared: nil)
        decided.alreadyReturned = max(0, evaluation.points.rawValue - decided.before)
      }
      let parts: [StoredSale.ReturnedPart]
      switch request {
      case .lines(let request):
        guard !stored.lines.isEmpty else { throw .notReversible }
        let wish = ReturnWish(request)
        parts = try wish.returned(of: stored, after: stored.returned)
      case .everything:
        parts = stored.lines.indices.map { line in
          let full = Remainder(line: line, stored.lines[line])
          return .init(line: line, quantity: full.quantity, amountMinor: 0)
        }
      }
      decided.sale.returned = parts.map(StoredReturn.init)
      var isEverything = stored.isWhole(returned: parts)
      if case .everything = request { isEverything = true }
      guard !isEverything else { return decided.empty() }
      let left = try remainders(of: stored, less: parts, in: compiled)
      try evaluate(stored, left, request.explanation, compiled, shared: shared)
      decided.leave(evaluation)
      decided.applied = applied(programme)
    }
    return decided
  }

  /// Evaluates lines of a guest's sale, as the sale was evaluated.
  private func evaluate(
    _ sale: StoredSale,
    _ lines: [Remainder],
    _ explanation: Explanation,
    _ programme: CompiledProgramme,
    shared: UnsafePointer<BudgetStripe>?
  ) throws(Refusal) {
    try fill(sale.lines, remainders: lines, explanation: explanation, in: programme)
    try setPast(sale, in: programme)
    var subject = EvaluationSubject()
    subject.shared = shared
    try withUnsafePointer(to: sale.inputs) { past throws(Refusal) in
      subject.past = past
      try evaluate(subject, in: programme)
    }
  }
}

extension SaleParkedRecord {
  /// The body of a record that passed its checksum.
  init(of record: HistoryReader.Record) {
    do throws(DecodingError) {
      self = try SaleParkedRecord(bytes: record.bytes)
    } catch {
      preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
    }
  }

  /// Awards alone.
  fileprivate init(awards: [Award], lines: [LineAward]) {
    var out = OutputBuffer(capacity: 512)
    out.writeStoredAwards(awards, lines: lines, field: Field.awards)
    do throws(DecodingError) {
      self = try SaleParkedRecord(bytes: out.bytes())
    } catch {
      preconditionFailure("awards that were just written cannot be read: \(error)")
    }
  }
}

extension StoredReturn {
  fileprivate init(_ part: StoredSale.ReturnedPart) {
    self.init(
      line: UInt32(clamping: part.line),
      quantity: part.quantity,
      amountMinor: part.amountMinor
    )
  }
}

extension HistoryReader.Record {
  /// Calls `body` with a `SaleParkedRecord` read as a sale.
  func withParkedSale<Value, E: Error>(
    _ body: (StoredSale) throws(E) -> Value
  ) throws(E) -> Value {
    try self.body.withUnsafeBufferPointer { bytes throws(E) in
      let sale: StoredSale
      do throws(DecodingError) {
        sale = try StoredSale(
          parked: UnsafeRawBufferPointer(bytes),
          version: version,
          recordedAt: Timestamp(milliseconds: recordedAtMilliseconds)
        )
      } catch {
        preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
      }
      return try body(sale)
    }
  }
}
