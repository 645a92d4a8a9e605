// Filing a rule. Every basket that can match it carries at least one term of each of its lists (an include
// list through a line; segments, stores, terminals, tiers and channels through the context). So filing it
// under the terms of one list finds it always, and the list whose terms fewest rules and fewest baskets
// share finds it at the least cost to other baskets.
extension ProgrammeCompiler {
  /// A list under which a rule may be filed.
  private struct Path {
    var terms: Run
    var weight: Int
    /// Index among the rule's include lists; `nil` for a list of the context.
    var clause: Int?
  }

  mutating func buildIndex() {
    let include = rules.map { rule -> [(kind: TermKind, names: [String])] in
      // A tier multiplier is reached through its base promotion, never through lines.
      rule.stage == .tier
        ? [] : definition.promotions[Int(rule.definition)].selection.include.lists
    }
    let paths = include.indices.map { collectPaths($0, include[$0]) }
    var frequency = [Int](repeating: 0, count: vocabulary.entries.count)
    for path in paths.joined() {
      for index in path.terms.range { frequency[Int(terms[index].rawValue)] += 1 }
    }
    var filed = [[UInt32]](repeating: [], count: vocabulary.entries.count)
    var openRules: [UInt32] = []
    for index in rules.indices where rules[index].stage != .tier {
      let choice = paths[index].min { cost($0, frequency) < cost($1, frequency) }
      setClauses(index, paths[index], choice: choice)
      guard let choice else {
        openRules.append(UInt32(index))
        continue
      }
      if choice.clause == nil { hasContextPostings = true }
      for place in choice.terms.range {
        filed[Int(terms[place].rawValue)].append(UInt32(index))
      }
    }
    postings = filed.map { appendPosting($0) }
    open = appendPosting(openRules)
  }

  private mutating func collectPaths(
    _ index: Int, _ include: [(kind: TermKind, names: [String])]
  ) -> [Path] {
    var paths: [Path] = []
    for (kind, names) in include where !names.isEmpty {
      paths.append(
        Path(terms: internAll([(kind, names)]), weight: weight(kind), clause: paths.count)
      )
    }
    let rule = rules[index]
    let context: [(TermKind, Run)] = [
      (.segment, rule.segments), (.store, rule.stores), (.terminal, rule.terminals),
      (.tier, rule.tiers), (.channel, rule.channels),
    ]
    for (kind, terms) in context where !terms.isEmpty {
      paths.append(Path(terms: terms, weight: weight(kind), clause: nil))
    }
    return paths
  }

  /// How common names of a kind are in baskets, against a SKU's 1. The context's also pay for looking
  /// at every line.
  private func weight(_ kind: TermKind) -> Int {
    switch kind {
    case .sku: 1
    case .terminal: 5
    case .category, .label, .attribute: 10
    case .segment, .store: 20
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

  private mutating func appendPosting(_ indexes: [UInt32]) -> CandidateRun {
    let live = indexes.filter { rules[Int($0)].activeFrom < rules[Int($0)].activeUntil }
    let dormant = indexes.filter { rules[Int($0)].activeFrom >= rules[Int($0)].activeUntil }
    let start = ruleIndexes.count
    ruleIndexes += live
    let liveEnd = ruleIndexes.count
    ruleIndexes += dormant
    return CandidateRun(
      start: UInt32(start),
      liveEnd: UInt32(liveEnd),
      end: UInt32(ruleIndexes.count)
    )
  }
}
