// Filing a rule. Every basket that can match it carries at least one term of each of its lists (an
// include list through a line; segments, stores, terminals, tiers and channels through the
// context). So filing it under the terms of one list finds it always, and the list whose terms
// fewest rules and fewest baskets share finds it at the least cost to other baskets.
extension ProgrammeCompiler {
  /// A list under which a rule may be filed.
  private struct Path {
    var terms: Run
    var weight: Int
    /// Index among the rule's include lists; `nil` for a list of the context.
    var clause: Int?
  }

  /// Files the rules.
  ///
  /// - Parameter forExplaining: Whether to file also what cannot fire, and never under the context:
  ///   a full explanation tells of rules whose lines match and whose store or segment does not.
  /// - Returns: The index, whose runs lie in `ruleIndexes`.
  mutating func makeIndex(forExplaining: Bool) -> CandidateIndex {
    let paths = rules.indices.map { collectPaths($0, withContext: !forExplaining) }
    let termCount = vocabulary.entries.count
    var frequency = [Int](repeating: 0, count: termCount)
    for path in paths.joined() {
      for place in path.terms.range { frequency[Int(terms[place].rawValue)] += 1 }
    }
    var filed = [[UInt32]](repeating: [], count: termCount)
    var open: [UInt32] = []
    var hasContextPostings = false
    for index in rules.indices where rules[index].stage != .tier {
      let choice = paths[index].min { cost($0, frequency) < cost($1, frequency) }
      if !forExplaining { setClauses(index, paths[index], choice: choice) }
      let canFire = rules[index].activeFrom < rules[index].activeUntil
      guard forExplaining || canFire else { continue }
      guard let choice else {
        open.append(UInt32(index))
        continue
      }
      if choice.clause == nil { hasContextPostings = true }
      for place in choice.terms.range {
        filed[Int(terms[place].rawValue)].append(UInt32(index))
      }
    }
    return CandidateIndex(
      postings: FrozenArray(filed.map { appendRun($0) }),
      open: appendRun(open),
      hasContextPostings: hasContextPostings
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
    ]
    for (kind, terms) in context where !terms.isEmpty {
      paths.append(Path(terms: terms, weight: weight(kind), clause: nil))
    }
    return paths
  }

  /// How common names of a kind are in baskets, against a SKU's 1.
  ///
  /// The context's also pay for looking at every line.
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

  private mutating func appendRun(_ indexes: [UInt32]) -> Run {
    let run = Run(start: UInt32(ruleIndexes.count), count: UInt32(indexes.count))
    ruleIndexes += indexes
    return run
  }
}
