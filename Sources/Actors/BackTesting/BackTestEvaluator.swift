internal import FealtyLoyalty
internal import FealtyWire

/// Evaluates stored sales by the draft of a back-test.
///
/// What the log does not keep of a sale because no rule asked for it then cannot be asked now:
/// codes, other tenders than points, and cards. Tier and segments, the birthday, and what was used
/// and counted before are the buyer's at the sale's time.
struct BackTestEvaluator {
  private let plan: BackTestPlan
  private let desk: EvaluationDesk
  /// What all members together have used of shared caps and budgets, and may still.
  private var stripe = BudgetStripe()

  init(_ plan: BackTestPlan, _ articles: ArticleBook) {
    self.plan = plan
    desk = EvaluationDesk(articles)
  }

  /// What the sale that was evaluated last gives.
  private var standing: SaleStanding {
    SaleStanding(
      awards: desk.evaluation.awards,
      capUses: desk.evaluation.capUses,
      counterUses: desk.evaluation.counterUses
    )
  }

  /// Evaluates a sale of the period, as it was when it was recorded.
  ///
  /// What was claimed was valued for a guest, without tier and segments, and counts as the
  /// member's; of what had come back before, nothing counts.
  ///
  /// `event`: what it rewards instead of lines.
  /// `result`: gets what stands of it, and what the rules were told.
  mutating func evaluate(
    _ sale: StoredSale,
    event: StoredEvent?,
    of buyer: borrowing BackTestBuyer,
    into result: inout BackTestSale
  ) throws(Refusal) {
    let isClaimed = sale.kind == .saleClaimed
    result.inputs = try evaluate(sale, event: event, isGuest: isClaimed, of: buyer)
    result.standing = standing
    guard isClaimed else { return }
    if !sale.returned.isEmpty {
      result.standing = rest(of: sale, result, leaving: sale.returned, for: buyer)
    } else {
      result.standing.counterUses = try counts(of: sale, less: [], for: buyer)
    }
  }

  /// What is left of a claimed sale counts as the member's.
  private mutating func counts(
    of sale: StoredSale,
    less parts: [StoredSale.ReturnedPart],
    for buyer: borrowing BackTestBuyer
  ) throws(Refusal) -> [CounterUse] {
    _ = try evaluate(sale, less: parts, event: nil, isGuest: false, of: buyer)
    return desk.evaluation.counterUses
  }

  /// Evaluates a sale; ``standing`` is what it gives.
  ///
  /// `parts`: what of its lines does not count.
  /// `isGuest`: whether it is valued as nobody's, without tier, segments, birthday and what was
  /// counted before; the caps of who claims it cut it nevertheless.
  ///
  /// - Returns: What the rules were told.
  private mutating func evaluate(
    _ sale: StoredSale,
    less parts: [StoredSale.ReturnedPart] = [],
    event: StoredEvent?,
    isGuest: Bool,
    of buyer: borrowing BackTestBuyer
  ) throws(Refusal) -> PastInputs {
    if let event {
      try desk.fill(event, .none, in: plan.draft)
    } else {
      _ = try fill(sale, less: parts)
    }
    var inputs = PastInputs()
    if !isGuest { (inputs.tier, inputs.segments) = status(of: buyer, in: sale) }
    try set(sale, tier: inputs.tier, segments: inputs.segments, isGuest: isGuest)
    var subject = EvaluationSubject()
    subject.version = sale.version
    subject.card = sale.card
    var counters: [FealtyLoyalty.Counter] = []
    if !isGuest {
      subject.enrolledAt = buyer.member.enrolledAt
      subject.hasEarned = buyer.hasEarned
      if buyer.member.hasDetails {
        subject.birthday = MonthDay(birthday: buyer.member.details.profile.birthday)
      }
      counters = buyer.counters
    }
    let capUses = buyer.capUses
    try capUses.withUnsafeBufferPointer { capUses throws(Refusal) in
      try counters.withUnsafeBufferPointer { counters throws(Refusal) in
        subject.capUses = capUses
        subject.counters = counters
        try evaluate(subject, at: sale.decidedAt)
      }
    }
    return PastInputs(desk.evaluation, tier: inputs.tier, segments: inputs.segments)
  }

  /// Evaluates what is on the desk; what it wants of shared limits, it is granted once.
  private mutating func evaluate(
    _ subject: borrowing EvaluationSubject,
    at instant: Timestamp
  ) throws(Refusal) {
    while true {
      var known = copy subject
      try withUnsafePointer(to: stripe) { stripe throws(Refusal) in
        known.shared = stripe
        try desk.evaluate(known, in: plan.draft.compiled)
      }
      if desk.evaluation.shortages.isEmpty { return }
      for shortage in desk.evaluation.shortages {
        let limit = plan.draft.sharedLimits.limit(of: shortage.key, at: instant)
        stripe.granted(shortage.key, limit, isLast: true)
      }
    }
  }

  /// Counts a use of a shared cap or budget; negative where it is given back.
  mutating func use(_ use: CapUse) {
    stripe.use(AllotmentKey(use), use.amount)
    // Nobody is to be told what is left over.
    for release in stripe.takeLeftovers() {
      stripe.granted(release.key, release.amount, isLast: true)
    }
  }

  /// What is left of a sale by the draft after what came back of it so far.
  mutating func rest(
    of original: StoredSale,
    _ sale: BackTestSale,
    leaving returned: [StoredSale.ReturnedPart],
    for buyer: borrowing BackTestBuyer
  ) -> SaleStanding {
    do throws(Refusal) {
      guard try fill(original, less: returned) else { return SaleStanding() }
      try set(
        original,
        tier: sale.inputs.tier,
        segments: sale.inputs.segments,
        isGuest: original.kind == .saleClaimed
      )
      var subject = EvaluationSubject()
      subject.enrolledAt = buyer.member.enrolledAt
      subject.version = sale.version
      subject.card = original.card
      try withUnsafePointer(to: sale.inputs) { inputs throws(Refusal) in
        subject.past = inputs
        try evaluate(subject, at: original.decidedAt)
      }
      var left = sale.standing.falling(to: standing).0
      if original.kind == .saleClaimed {
        left.counterUses = try counts(of: original, less: returned, for: buyer)
      }
      return left
    } catch {
      // What could be evaluated once and cannot be without some lines stays as it was.
      return sale.standing
    }
  }

  // MARK: - Parts

  /// Puts a sale's lines on the desk, without what points paid and what has come back.
  ///
  /// - Returns: Whether anything is left.
  private func fill(
    _ sale: StoredSale,
    less parts: [StoredSale.ReturnedPart]
  ) throws(Refusal) -> Bool {
    let compiled = plan.draft.compiled
    try desk.fill(sale.lines, remainders: [], explanation: .none, in: compiled)
    spread(sale)
    guard !parts.isEmpty else { return true }
    var left = desk.basketLines
    for part in parts where left.indices.contains(part.line) {
      left[part.line] = left[part.line].less(part)
    }
    guard left.contains(where: { $0.quantity > 0 || $0.amountMinor > 0 }) else { return false }
    try desk.fill(sale.lines, remainders: left, explanation: .none, in: compiled)
    return true
  }

  /// Takes what was paid with points off the lines, unless the draft says otherwise.
  private func spread(_ sale: StoredSale) {
    let tender = sale.inputs.pointsTenderMinor
    guard tender > 0, !plan.earnsOnPointsTender(at: sale.decidedAt) else { return }
    desk.basket.spread(tenderMinor: tender)
  }

  /// The buyer's tier and segments: as recorded where a rule asked then, else as the log tells
  /// them.
  private func status(
    of buyer: borrowing BackTestBuyer,
    in sale: StoredSale
  ) -> (tier: String, segments: [String]) {
    let tier =
      sale.inputs.tier.isEmpty ? buyer.member.tier(at: sale.decidedAt) : sale.inputs.tier
    let segments =
      sale.inputs.segments.isEmpty
      ? buyer.member.segments(at: sale.decidedAt, plan.draft.segmentSwaps) : sale.inputs.segments
    return (tier, segments)
  }

  /// Sets codes, tenders, time, place and buyer.
  private func set(
    _ sale: StoredSale,
    tier: String,
    segments: [String],
    isGuest: Bool
  ) throws(Refusal) {
    let compiled = plan.draft.compiled
    for code in sale.inputs.codes { try desk.basket.addCode(code, in: compiled) }
    for kind in sale.inputs.tenders {
      // How much it was is not kept.
      try desk.basket.addTender(kind, amountMinor: 1, in: compiled)
    }
    desk.context.begin(occurredAt: sale.decidedAt, isGuest: isGuest, in: compiled)
    if !sale.store.isEmpty { desk.context.setStore(sale.store, in: compiled) }
    if !sale.channel.isEmpty { desk.context.setChannel(sale.channel, in: compiled) }
    if !sale.terminal.isEmpty { desk.context.setTerminal(sale.terminal, in: compiled) }
    desk.context.setTier(tier, in: compiled)
    for segment in segments { desk.context.addSegment(segment, in: compiled) }
    try desk.add(sale.parts, in: compiled)
    desk.addTags(in: compiled)
  }

  /// What the draft asks that the log may not know, in sentences.
  var notes: [String] {
    var notes: [String] = []
    let promotions = plan.draft.compiled.definition.promotions
    let kept = "the log keeps only where a rule asked for them then"
    if promotions.contains(where: { !$0.conditions.codes.isEmpty }) {
      notes.append("the draft asks for codes of baskets, which \(kept)")
    }
    if promotions.contains(where: { !$0.conditions.tenders.isEmpty }) {
      notes.append("the draft asks for kinds of tender, which \(kept)")
    }
    if promotions.contains(where: { $0.caps.contains { $0.scope == .card } }) {
      notes.append("the draft has caps of cards, which \(kept)")
    }
    return notes
  }
}
