internal import CLinux

/// Where the rules are found that a basket may match.
///
/// It belongs to one ``CompiledProgramme``, which frees it.
struct CandidateIndex<Posting: FiledRule>: Sendable {
  /// By term: a run of `postings`, ascending by rule.
  let runs: FrozenArray<Run>
  let postings: FrozenArray<Posting>
  /// Rules that no term leads to, a run of `postings`.
  let open: Run
  /// Whether any rule is filed under a store, channel, terminal, tier, segment or code.
  let hasContextPostings: Bool
  /// Whether any is filed under a tier, so that every basket asks the buyer's.
  let hasTierPostings: Bool

  func deallocate() {
    runs.deallocate()
    postings.deallocate()
  }
}

/// A rule's place in an index.
protocol FiledRule: BitwiseCopyable, Sendable {
  /// Files the rule with this index.
  init(_ index: Int, _ rule: CompiledRule)

  /// The rule's index in ``CompiledProgramme/rules``.
  var index: Int { get }

  /// Whether a sale of this second is to look at the rule.
  func isCandidate(at second: SaleSecond) -> Bool
}

/// A sale's time in whole seconds since 1970, as postings compare it: times before count as its
/// first second, those beyond 2106 as the last.
struct SaleSecond: BitwiseCopyable, Sendable {
  let rawValue: UInt32

  static let last = UInt32.max - 1

  init(_ instant: Timestamp) {
    let seconds = instant.milliseconds / 1_000
    rawValue = UInt32(truncatingIfNeeded: max(0, min(seconds, Int64(Self.last))))
  }
}

/// A rule that can fire, with the seconds in which it may: a visit that is not live costs no more
/// than reading on, for the rule and its state are not touched.
///
/// The seconds are wider than the rule's own milliseconds by less than one at each end, never
/// narrower; ``Evaluator/condition(of:_:)`` decides exactly.
struct LivePosting: FiledRule {
  let rule: UInt32
  /// First second in which the rule may fire.
  private let fromSecond: UInt32
  /// For how many it may, so that one comparison tells: which of the rules of a name are over and
  /// which are yet to come nothing predicts, which are live is nearly always no.
  private let seconds: UInt32

  init(_ index: Int, _ rule: CompiledRule) {
    self.rule = UInt32(index)
    let last = Int64(SaleSecond.last)
    fromSecond = UInt32(max(0, min(rule.activeFrom / 1_000, last)))
    // A rule that ended before 1970 is met by the sales of then, which count as of the first
    // second.
    let (whole, part) = rule.activeUntil.quotientAndRemainder(dividingBy: 1_000)
    let until = part > 0 ? whole + 1 : whole
    let untilSecond = until > last ? .max : UInt32(max(1, until))
    seconds = untilSecond > fromSecond ? untilSecond - fromSecond : 0
  }

  @inline(__always) var index: Int { Int(rule) }

  @inline(__always)
  func isCandidate(at second: SaleSecond) -> Bool {
    second.rawValue &- fromSecond < seconds
  }
}

/// A rule that is looked at whenever it decides or not: for full explanations.
struct ExplainedPosting: FiledRule {
  let rule: UInt32

  init(_ index: Int, _ rule: CompiledRule) { self.rule = UInt32(index) }

  @inline(__always) var index: Int { Int(rule) }

  @inline(__always)
  func isCandidate(at second: SaleSecond) -> Bool { true }
}

extension CompiledProgramme {
  /// Has fetched where a term of most sales leads to.
  @inline(__always)
  func prefetchRun(of term: Term) {
    clinux_prefetch(recentIndex.runs.base + Int(term.rawValue))
  }
}
