// Filing a rule. Every basket that can match it carries at least one term of each of its lists (an
// include list through a line; segments, stores, terminals, tiers and channels through the
// context). So filing it under the terms of one list finds it always, and the list whose terms
// fewest rules and fewest baskets share finds it at the least cost to other baskets.
extension ProgrammeCompiler {
  /// A list under which a rule may be filed.
  private struct Path {
    var terms: Run
    var weight: Int
    var isTier = false
    /// Index among the rule's include lists; `nil` for a list of the context.
    var clause: Int?
  }

  /// Files the rules that can fire: those that still can at an instant in the first index, all in
  /// the second, which is `nil` where there are no others.
  ///
  /// Both lead to a rule by the same list, the best one for the first.
  mutating func makeIndexes(
    recentFrom instant: Timestamp
  ) -> (recent: CandidateIndex<LivePosting>, past: CandidateIndex<LivePosting>?) {
    let canFire = rules.map { $0.activeFrom < $0.activeUntil }
    let isRecent = rules.indices.map {
      canFire[$0] && instant.milliseconds < rules[$0].activeUntil
    }
    let paths = rules.indices.map { collectPaths($0, withContext: true) }
    let choices = choose(among: paths, countingWhere: isRecent)
    for index in rules.indices where rules[index].stage != .tier {
      setClauses(index, paths[index], choice: choices[index])
    }
    return (file(isRecent, choices), isRecent == canFire ? nil : file(canFire, choices))
  }

  /// Files the rules, also those that cannot fire, and never under the context: a full explanation
  /// tells of rules whose lines match and whose store or segment does not.
  mutating func makeExplainingIndex() -> CandidateIndex<ExplainedPosting> {
    let all = rules.map { _ in true }
    let paths = rules.indices.map { collectPaths($0, withContext: false) }
    return file(all, choose(among: paths, countingWhere: all))
  }

  /// The list of each rule under which fewest rules and fewest baskets stand; `nil` where it has
  /// none.
  private func choose(among paths: [[Path]], countingWhere isCounted: [Bool]) -> [Path?] {
    var frequency = [Int](repeating: 0, count: vocabulary.count)
    for index in paths.indices where isCounted[index] {
      for path in paths[index] {
        for place in path.terms.range { frequency[Int(terms[place].rawValue)] += 1 }
      }
    }
    return paths.map { paths in
      guard paths.count > 1 else { return paths.first }
      return paths.min { cost($0, frequency) < cost($1, frequency) }
    }
  }

  /// Files rules under the terms of the lists that were chosen for them.
  private func file<Posting>(
    _ isFiled: [Bool],
    _ choices: [Path?]
  ) -> CandidateIndex<Posting> {
    let filed = rules.indices.filter { isFiled[$0] && rules[$0].stage != .tier }
    var runs = [Run](repeating: .empty, count: vocabulary.count)
    for index in filed {
      guard let choice = choices[index] else { continue }
      for place in choice.terms.range { runs[Int(terms[place].rawValue)].count += 1 }
    }
    var count: UInt32 = 0
    for term in runs.indices {
      runs[term].start = count
      count += runs[term].count
      runs[term].count = 0
    }
    var order = [Int](repeating: 0, count: Int(count))
    var open: [Int] = []
    var hasContextPostings = false
    var hasTierPostings = false
    for index in filed {
      guard let choice = choices[index] else {
        open.append(index)
        continue
      }
      if choice.clause == nil { hasContextPostings = true }
      if choice.isTier { hasTierPostings = true }
      for place in choice.terms.range {
        let term = Int(terms[place].rawValue)
        order[Int(runs[term].start + runs[term].count)] = index
        runs[term].count += 1
      }
    }
    return CandidateIndex(
      runs: FrozenArray(runs),
      postings: FrozenArray((order + open).map { Posting($0, rules[$0]) }),
      open: Run(start: count, count: UInt32(open.count)),
      hasContextPostings: hasContextPostings,
      hasTierPostings: hasTierPostings
    )
  }

  /// The lists under which a rule may be filed: none for a tier multiplier, which its base leads
  /// to.
  private func collectPaths(_ index: Int, withContext: Bool) -> [Path] {
    let rule = rules[index]
    guard rule.stage != .tier else { return [] }
    var paths: [Path] = []
    for (kind, terms) in includes[Int(rule.definition)] {
      paths.append(Path(terms: terms, weight: weight(kind), clause: paths.count))
    }
    guard withContext else { return paths }
    let context: [(TermKind, Run)] = [
      (.segment, rule.segments), (.store, rule.stores), (.terminal, rule.terminals),
      (.tier, rule.tiers), (.channel, rule.channels),
      (.code, rule.rare < 0 ? .empty : conditions[Int(rule.rare)].codes),
    ]
    for (kind, terms) in context where !terms.isEmpty {
      let isTier = kind == .tier
      paths.append(Path(terms: terms, weight: weight(kind), isTier: isTier, clause: nil))
    }
    return paths
  }

  /// How common names of a kind are in baskets, against a SKU's 1.
  ///
  /// The context's also pay for looking at every line.
  private func weight(_ kind: TermKind) -> Int {
    switch kind {
    case .sku: 1
    case .code: 2
    case .terminal: 5
    case .category, .label, .attribute, .counter: 10
    case .segment, .store, .eventType, .tender: 20
    case .brand: 30
    case .department: 50
    case .tier, .channel: 200
    }
  }

  private func cost(_ path: Path, _ frequency: [Int]) -> Int {
    var most = 0
    for index in path.terms.range { most = max(most, frequency[Int(terms[index].rawValue)]) }
    return most * path.weight
  }

  /// Sets the include lists that remain to be checked once the index has led to the rule.
  private mutating func setClauses(_ index: Int, _ paths: [Path], choice: Path?) {
    let start = clauses.count
    for path in paths {
      guard let clause = path.clause else { continue }
      if clause == choice?.clause {
        rules[index].accessClause = path.terms
      } else {
        clauses.append(path.terms)
      }
    }
    rules[index].clauses = Run(start: UInt32(start), count: UInt32(clauses.count - start))
  }
}
