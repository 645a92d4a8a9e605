/// One evaluation's input, as pointers that live as long as the call.
struct Sale {
  let programme: CompiledProgramme
  let lines: UnsafeBufferPointer<Basket.Line>
  let terms: UnsafeBufferPointer<Term>
  /// By ``Basket/Line/slot``.
  let totals: UnsafeBufferPointer<Basket.KindTotal>
  /// What counters of a purchase add to them.
  let counterSum: Int64
  let segments: UnsafeBufferPointer<Term>
  let codes: UnsafeBufferPointer<Term>
  let tenders: UnsafeBufferPointer<Term>
  let subject: EvaluationSubject
  let occurredAt: Timestamp
  let store: Term
  let channel: Term
  let terminal: Term
  let tier: Term
  let isGuest: Bool
  let explanation: Explanation
  /// What the programme says about evaluating at the sale's time.
  let head: CompiledHead
  /// For caps that count by them.
  let storeKey: UInt64
  let terminalKey: UInt64
  let tags: ContiguousArray<EvaluationContext.TagKey>

  /// Calls `body` with the input in place.
  @inline(__always)
  static func with(
    _ basket: borrowing Basket,
    _ context: borrowing EvaluationContext,
    _ subject: borrowing EvaluationSubject,
    _ programme: CompiledProgramme,
    _ explanation: Explanation,
    _ body: (borrowing Sale) throws(Refusal) -> Void
  ) throws(Refusal) {
    let occurredAt = context.occurredAt
    let (store, channel, terminal) = (context.store, context.channel, context.terminal)
    let (tier, isGuest) = (context.tier, context.isGuest)
    let subject = copy subject
    let (lines, terms, totals) = (basket.lineBuffer, basket.termBuffer, basket.totalBuffer)
    let counterSum = basket.counterSum
    let (codes, tenders) = (basket.codeBuffer, basket.tenderBuffer)
    let head = programme.head(at: occurredAt.milliseconds)
    let (storeKey, terminalKey, tags) = (context.storeKey, context.terminalKey, context.tags)
    try context.segments.withUnsafeBufferPointer { segments throws(Refusal) in
      try body(
        Sale(
          programme: programme,
          lines: lines,
          terms: terms,
          totals: totals,
          counterSum: counterSum,
          segments: segments,
          codes: codes,
          tenders: tenders,
          subject: subject,
          occurredAt: occurredAt,
          store: store,
          channel: channel,
          terminal: terminal,
          tier: tier,
          isGuest: isGuest,
          explanation: explanation,
          head: head,
          storeKey: storeKey,
          terminalKey: terminalKey,
          tags: tags
        )
      )
    }
  }

  /// Sum of all lines, in minor units.
  var amountMinor: Int64 {
    var sum = -counterSum
    for total in totals { sum += total.amountMinor }
    return sum
  }

  /// Whether a run of the programme's terms holds one of some terms.
  func contains(_ run: Run, anyOf terms: UnsafeBufferPointer<Term>) -> Bool {
    for term in terms where contains(run, term) { return true }
    return false
  }

  /// Whether a run of the programme's terms holds a term.
  @inline(__always)
  func contains(_ run: Run, _ term: Term) -> Bool {
    let base = programme.terms.base + Int(run.start)
    var low = 0
    var count = Int(run.count)
    while count > 8 {
      let half = count / 2
      if base[low + half] <= term { low += half }
      count -= half
    }
    for index in low..<low + count where base[index] == term { return true }
    return false
  }

  /// Whether a line has a term of a run.
  @inline(__always)
  func hasTerm(_ line: Basket.Line, of run: Run) -> Bool {
    let start = Int(line.firstTerm)
    for index in start..<start + Int(line.termCount) where contains(run, terms[index]) {
      return true
    }
    return false
  }

  /// Whether a line that the index led from matches the rest of a rule's selection.
  @inline(__always)
  func matches(_ line: Basket.Line, _ rule: UnsafePointer<CompiledRule>) -> Bool {
    guard rule.pointee.kinds & 1 << UInt16(line.slot) != 0 else { return false }
    if !rule.pointee.clauses.isEmpty {
      for clause in rule.pointee.clauses.range
      where !hasTerm(line, of: programme.clauses[clause]) {
        return false
      }
    }
    return rule.pointee.excludes.isEmpty || !hasTerm(line, of: rule.pointee.excludes)
  }

  /// Whether a line matches a rule's whole selection.
  @inline(__always)
  func matchesWholly(_ line: Basket.Line, _ rule: UnsafePointer<CompiledRule>) -> Bool {
    matches(line, rule)
      && (rule.pointee.accessClause.isEmpty || hasTerm(line, of: rule.pointee.accessClause))
  }
}
