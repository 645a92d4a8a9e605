extension ProgrammeDefinition {
  /// The definition without what was added after a version of the rule set.
  ///
  /// Tokens, tiers and budgets have no versions and stay as they are.
  package func asKnown(at version: UInt64) -> ProgrammeDefinition {
    var known = self
    known.promotions.removeAll { $0.addedIn > version }
    known.heads.removeAll { $0.addedIn > version }
    if let newest = known.heads.last { known.groups = newest.groups }
    return known
  }
}

/// When which rules of a programme were added: whether the rules of now value a sale as those did
/// that were known when it was booked.
///
/// A version never begins before it is put, but the first one of a promotion, which may be for all
/// time; and a sale may be booked by rules that were replaced an instant before.
package struct RuleHistory: Sendable {
  /// Ascending, each with the first instant that it or a later one decides.
  private var additions: [(addedIn: UInt64, decidesFrom: Timestamp)] = []

  package init(_ definition: ProgrammeDefinition) {
    var seen: Set<PromotionNumber> = []
    for promotion in definition.promotions {
      // A promotion's first version replaces none: before its start it says nothing.
      let isFirst = seen.insert(promotion.number).inserted
      let begin = isFirst ? max(promotion.start, promotion.validFrom) : promotion.validFrom
      additions.append((promotion.addedIn, begin))
    }
    for head in definition.heads { additions.append((head.addedIn, head.validFrom)) }
    additions.sort { $0.addedIn < $1.addedIn }
    for index in additions.indices.dropLast().reversed() {
      additions[index].decidesFrom = min(
        additions[index].decidesFrom,
        additions[index + 1].decidesFrom
      )
    }
  }

  /// Whether nothing that was added after `version` decides sales of `instant`.
  ///
  /// - Complexity: O(log *n*) in the number of versions.
  package func isExact(at instant: Timestamp, knownAt version: UInt64) -> Bool {
    var low = 0
    var high = additions.count
    while low < high {
      let middle = (low + high) / 2
      if additions[middle].addedIn <= version { low = middle + 1 } else { high = middle }
    }
    return low == additions.count || instant < additions[low].decidesFrom
  }
}
