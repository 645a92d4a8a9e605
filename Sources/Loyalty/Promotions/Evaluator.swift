/// Evaluates baskets: what they are worth under a programme, and why.
///
/// One for each shard. It keeps working storage between calls and in the steady state allocates
/// nothing; the result depends on the arguments alone. Evaluating runs in these steps:
///
/// 1. The index leads from the basket's names to rules; each sums up its lines: E and Q.
/// 2. Each rule that matched a line makes its points and cuts them to its caps and budgets.
/// 3. Groups choose. Only promotions that would give at least one point take part.
/// 4. With one rounding for the basket, what the floors cut off is given out.
/// 5. Tier multipliers make theirs from what their base promotion is awarded, and their groups
///    choose.
/// 6. What is left is awarded.
package struct Evaluator: ~Copyable, @unchecked Sendable {
  // Sendable: its storage is reached through this value alone, and the value cannot be copied.

  /// What an evaluation knows of a rule; void unless `epoch` is the evaluation's own.
  struct RuleState: BitwiseCopyable {
    var epoch: UInt32 = 0
    /// The line counted last, so that two of its names do not count it twice.
    var lastLine: Int32 = -1
    var condition = Condition.none
    /// Whether it can neither fire nor be reported.
    var isIgnored = false
    /// Whether all lines counted are listed in `matches`, from `firstMatch` to `lastMatch`.
    var isListed = false
    var matchedLines: UInt32 = 0
    var firstMatch: Int32 = -1
    var lastMatch: Int32 = -1
    var eligibleAmount: Int64 = 0
    var eligibleQuantity: Int64 = 0
  }

  /// A line that a rule matched, and the place of the rule's next one.
  struct Match: BitwiseCopyable {
    var line: UInt16
    var next: Int32
  }

  /// A rule that matched a line, or a tier multiplier whose base did.
  struct Firing: BitwiseCopyable {
    var rule: UInt32
    /// The rule whose lines count: for a tier multiplier its base's.
    var lineRule: UInt32
    /// The rule's group where it competes there, or −1.
    var group: Int32 = -1
    var condition: Condition
    /// Index of the cap that left least, where one cut; else −1.
    var cappedBy: Int32 = -1
    var beforeCap: Int64 = 0
    var points: Int64 = 0
    /// As summed up: may be below 0.
    var eligibleAmount: Int64
    var eligibleQuantity: Int64
    /// The most that its caps let it give.
    var room = Int64.max
  }

  /// The best of a group so far, as indexes of firings; −1 = none.
  struct GroupState: BitwiseCopyable {
    var epoch: UInt32 = 0
    var bestExclusive: Int32 = -1
    var best: Int32 = -1
  }

  /// Rules that a name of a line leads to.
  struct FoundRun: BitwiseCopyable {
    var run: Run
    var line: UInt32
  }

  var epoch: UInt32 = 0
  var foundRuns = ScratchList<FoundRun>()
  var states: UnsafeMutableBufferPointer<RuleState>
  var groupStates: ContiguousArray<GroupState> = []
  /// Rules that matched a line, in the order of finding, then in that of evaluating.
  var matched = ScratchList<UInt32>()
  var firings = ScratchList<Firing>()
  /// The lines that rules matched, in the order of finding, so that an award need not look for its
  /// lines again.
  ///
  /// Beyond its room it does.
  let matches: UnsafeMutablePointer<Match>
  var matchCount = 0
  static let matchCapacity = 8_192
  /// Room for ``PromotionLimits/linesPerBasket``.
  let shares: UnsafeMutablePointer<Share>
  let remainders: UnsafeMutablePointer<UInt64>
  let lineAwards: UnsafeMutablePointer<LineAward>
  let ranks = RemainderRanks()
  var candidatesVisited = 0
  var inputs = EvaluationInputs()
  var counterUses: [CounterUse] = []
  var draws: ContiguousArray<Draw> = []
  var shortages: [Shortage] = []
  /// The local day of an earlier sale, and the programme in whose zone it was found.
  var localDay: LocalDay?
  var localDayProgramme: CompiledProgramme?

  package init() {
    states = .allocate(capacity: 64)
    states.initialize(repeating: RuleState())
    matches = .allocate(capacity: Self.matchCapacity)
    shares = .allocate(capacity: PromotionLimits.linesPerBasket)
    lineAwards = .allocate(capacity: PromotionLimits.linesPerBasket)
    remainders = .allocate(capacity: PromotionLimits.linesPerBasket)
    remainders.initialize(repeating: 0, count: PromotionLimits.linesPerBasket)
  }

  deinit {
    states.deallocate()
    foundRuns.deallocate()
    matched.deallocate()
    firings.deallocate()
    matches.deallocate()
    shares.deallocate()
    lineAwards.deallocate()
    remainders.deallocate()
    ranks.deallocate()
  }

  /// Evaluates a basket.
  ///
  /// - Parameters:
  ///   - basket: Filled for `programme`.
  ///   - context: Filled for `programme`.
  ///   - subject: What is known of the buyer; periods other than the sale's may be among the uses
  ///     of caps.
  ///   - programme: The rules.
  ///   - explanation: What of the reasons to say.
  ///   - includePromotions: Numbers of promotions of which to say why they did not fire, even where
  ///     they matched nothing.
  ///   - nearMisses: How many near misses to look for at most.
  ///   - result: Emptied first. After a refusal its content means nothing.
  /// - Throws: ``Refusal/amountOutOfRange`` where points go beyond ``Points/limit``.
  /// - Complexity: O(*m*) in the promotions that the basket's names lead to.
  package mutating func evaluate(
    _ basket: borrowing Basket,
    _ context: borrowing EvaluationContext,
    subject: borrowing EvaluationSubject,
    in programme: CompiledProgramme,
    explanation: Explanation = .applied,
    includePromotions: [PromotionNumber] = [],
    nearMisses: Int = 0,
    into result: inout Evaluation
  ) throws(Refusal) {
    precondition(basket.programme == ObjectIdentifier(programme), "stale basket")
    precondition(basket.isComplete, "names that nobody looked up")
    precondition(context.programme == ObjectIdentifier(programme), "stale context")
    result.removeAll()
    prepare(programme)
    try Sale.with(basket, context, subject, programme, explanation) { sale throws(Refusal) in
      findCandidates(sale)
      sortMatched()
      try makeFirings(sale)
      settleGroups(sale, withTierMultipliers: false)
      drawAgain(sale)
      if sale.head.roundingPlace == .basket { roundBasket(sale) }
      try fireTierMultipliers(sale)
      settleGroups(sale, withTierMultipliers: true)
      try award(sale, into: &result)
      countPurchase(sale)
      if sale.programme.caps.count > 0 { explainCaps(sale, into: &result) }
      if nearMisses > 0 { findNearMisses(nearMisses, sale, into: &result) }
      if sale.explanation == .full { rejectFirings(sale, into: &result) }
      for number in includePromotions { rejectNamed(number, sale, into: &result) }
    }
    result.candidatesVisited = candidatesVisited
    giveNotes(to: &result)
  }

  /// Hands over what was asked and counted on the way.
  private mutating func giveNotes(to result: inout Evaluation) {
    result.inputs.asked = inputs.asked
    result.inputs.isInBirthdayWindow = inputs.isInBirthdayWindow
    if !inputs.counters.isEmpty { result.inputs.counters = inputs.counters }
    if !inputs.caps.isEmpty { result.inputs.caps = inputs.caps }
    if !counterUses.isEmpty { result.counterUses = counterUses }
    if !shortages.isEmpty { result.shortages = shortages }
  }

  /// Begins an evaluation: makes room for the programme's rules and voids what is known of any.
  private mutating func prepare(_ programme: CompiledProgramme) {
    if states.count < programme.rules.count {
      states.deallocate()
      states = .allocate(capacity: programme.rules.count * 2)
      states.initialize(repeating: RuleState())
    }
    while groupStates.count < programme.groups.count { groupStates.append(GroupState()) }
    if epoch == .max {
      states.update(repeating: RuleState())
      for index in groupStates.indices { groupStates[index] = GroupState() }
      epoch = 0
    }
    epoch += 1
    matched.removeAll()
    firings.removeAll()
    matchCount = 0
    candidatesVisited = 0
    inputs.removeAll()
    if !counterUses.isEmpty { counterUses.removeAll(keepingCapacity: true) }
    if !draws.isEmpty { draws.removeAll(keepingCapacity: true) }
    if !shortages.isEmpty { shortages.removeAll(keepingCapacity: true) }
  }

  /// Orders the matched rules as they are evaluated; their indexes have that order.
  private mutating func sortMatched() {
    guard matched.count <= 64 else { return matched.sort() }
    for index in matched.indices.dropFirst() {
      let rule = matched[index]
      var place = index
      while place > 0, matched[place - 1] > rule {
        matched[place] = matched[place - 1]
        place -= 1
      }
      matched[place] = rule
    }
  }

  /// Fills the result with what is left after groups and caps.
  private mutating func award(_ sale: borrowing Sale, into result: inout Evaluation) throws(Refusal)
  {
    for firing in firings where firing.condition == .none {
      let rule = sale.programme.rules.pointer(Int(firing.rule))
      let points = Points(firing.points)
      result.awards.append(
        Award(
          promotion: rule.pointee.number,
          promotionVersion: rule.pointee.version,
          token: rule.pointee.token,
          points: points,
          beforeCap: Points(firing.beforeCap),
          eligibleAmount: max(0, firing.eligibleAmount),
          eligibleQuantity: firing.eligibleQuantity,
          isBonus: rule.pointee.stage != .rate,
          partner: rule.pointee.partner,
          lotSchedule: rule.pointee.lotSchedule
        )
      )
      result.points = try result.points.adding(points)
      addTotal(points, of: rule.pointee.token, to: &result)
      if !rule.pointee.caps.isEmpty { addCapUses(firing, rule, sale, to: &result) }
      if sale.explanation != .none { attribute(firing, sale, to: &result) }
    }
  }

  private func addTotal(_ points: Points, of token: TokenNumber, to result: inout Evaluation) {
    var place = result.totals.count
    while place > 0, result.totals[place - 1].token >= token { place -= 1 }
    if place < result.totals.count, result.totals[place].token == token {
      // Their sum over all tokens has been checked.
      result.totals[place].points += points
    } else {
      result.totals.insert(Evaluation.TokenTotal(token: token, points: points), at: place)
    }
  }
}
