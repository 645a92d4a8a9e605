// Two promotions of one group: which one is always chosen, and where only an id decides.
extension WarningFinder {
  mutating func findPairs(among wanted: [Int]) {
    var modes: [String: GroupMode] = [:]
    for group in definition.groups { modes[group.id] = group.mode }
    let groups = Set(wanted.map { definition.promotions[$0].group }).subtracting([""])
    guard !groups.isEmpty else { return }
    var peers: [Int: [Int]] = [:]
    for index in newest where groups.contains(definition.promotions[index].group) {
      let promotion = definition.promotions[index]
      // Who is joint competes with nobody, and what nobody can have beats nothing.
      guard !promotion.isJoint, !isOver(promotion) else { continue }
      peers[promotion.contestHash, default: []].append(index)
    }
    let asked = Set(wanted)
    var compared = 0
    for index in wanted {
      let promotion = definition.promotions[index]
      guard !promotion.group.isEmpty, !promotion.isJoint, compared < PromotionLimits.namesCompared
      else {
        continue
      }
      let rivals = (peers[promotion.contestHash] ?? []).prefix(PromotionLimits.peersCompared)
      compared += rivals.count * (25 + promotion.selection.nameCount)
      compare(index, with: rivals, modes[promotion.group, default: .stack], asked)
    }
  }

  /// Compares a promotion with others of its group, most of which have the same selection.
  ///
  /// `asked`: those that are looked at themselves, and say themselves who beats them.
  private mutating func compare(
    _ index: Int,
    with rivals: ArraySlice<Int>,
    _ mode: GroupMode,
    _ asked: Set<Int>
  ) {
    let promotion = definition.promotions[index]
    var winner: Int?
    var tied: Int?
    for rival in rivals where rival != index {
      let other = definition.promotions[rival]
      guard promotion.contests(other) else { continue }
      if alwaysBeats(rival, index, mode) {
        winner = winner ?? rival
      } else if alwaysBeats(index, rival, mode) {
        if !asked.contains(rival) { warnBeaten(rival, by: index) }
      } else if tied == nil, isTied(index, with: rival, mode) {
        // Of two that are looked at the later one says it, or the one that is no campaign yet.
        if !asked.contains(rival) || rival < index || promotion.status != .live { tied = rival }
      }
    }
    if let winner { return warnBeaten(index, by: winner) }
    guard let tied else { return }
    let id = definition.promotions[tied].id
    warn(
      .samePriority,
      promotion,
      "priority",
      other: id,
      "\(id) selects the same in its group and has the same priority: their ids decide."
    )
  }

  private mutating func warnBeaten(_ index: Int, by winner: Int) {
    let (own, other) = (definition.promotions[index], definition.promotions[winner])
    warn(
      .alwaysBeaten,
      own,
      own.isExclusive == other.isExclusive ? "priority" : "group_id",
      other: other.id,
      "Wherever it would give something, \(other.id) of its group does too, and is chosen."
    )
  }

  // MARK: - Always

  /// Whether a promotion is chosen, and gives something, wherever another one of its group would
  /// give something that has the same selection.
  private mutating func alwaysBeats(_ winner: Int, _ loser: Int, _ mode: GroupMode) -> Bool {
    let (first, second) = (definition.promotions[winner], definition.promotions[loser])
    guard first.status == .live, first.caps.isEmpty, first.budgets.isEmpty,
      first.isExclusive || !second.isExclusive, isChosen(first, over: second, mode),
      givesWherever(first, second)
    else { return false }
    return covers(winner, loser)
  }

  /// Whether a promotion is chosen where another one of its group gives something as well.
  private func isChosen(
    _ first: PromotionDefinition,
    over second: PromotionDefinition,
    _ mode: GroupMode
  ) -> Bool {
    if first.isExclusive != second.isExclusive { return first.isExclusive }
    guard first.ranksBefore(second) else { return false }
    // One rounding for the basket may give either of them a point more.
    let isSame = first.mechanic == second.mechanic && !roundingPlaces.contains(.basket)
    switch mode {
    case .stack: return first.isExclusive
    case .firstMatch: return true
    case .bestForMember: return isSame
    // A cap on the other one makes it cheaper at times.
    case .bestForProgram: return isSame && second.caps.isEmpty && second.budgets.isEmpty
    }
  }

  private var roundingPlaces: [RoundingPlace] { definition.heads.map(\.settings.roundingPlace) }

  /// Whether a promotion of the same selection gives a point wherever another one does.
  private func givesWherever(_ first: PromotionDefinition, _ second: PromotionDefinition) -> Bool {
    guard let mechanic = first.mechanic, let other = second.mechanic else { return false }
    // What its earlier baskets have left is counted for each promotion by itself.
    if case .quantityBonus(_, _, _, _?) = mechanic { return false }
    if mechanic == other { return true }
    if case .fixed(let points) = mechanic, points > 0 { return true }
    guard roundingPlaces.allSatisfy({ $0 == .rule }), let least = mechanic.least,
      let most = other.least
    else { return false }
    return least.isQuantity == most.isQuantity && least.figure <= most.figure
  }

  /// Whether all of a promotion's conditions hold wherever those of another one do.
  private mutating func covers(_ index: Int, _ other: Int) -> Bool {
    let (first, second) = (definition.promotions[index], definition.promotions[other])
    guard first.begin <= second.begin, second.effectiveEnd <= first.effectiveEnd else {
      return false
    }
    let (own, theirs) = (first.conditions, second.conditions)
    // Each promotion counts visits and selected sales for itself.
    guard own.visit == nil,
      own.firstPurchase == .none
        || own.firstPurchase == .ofMember
          && theirs.firstPurchase == .ofMember,
      own.birthday == nil || own.birthday == theirs.birthday,
      own.minBasketMinor <= theirs.minBasketMinor,
      own.maxMembershipDays == 0
        || theirs.maxMembershipDays != 0
          && theirs.maxMembershipDays <= own.maxMembershipDays
    else { return false }
    for (own, theirs) in [
      (first.stores, second.stores), (first.channels, second.channels),
      (first.terminals, second.terminals), (first.tiers, second.tiers),
      (first.segments, second.segments), (own.codes, theirs.codes), (own.tenders, theirs.tenders),
    ] where !own.isEmpty {
      guard !theirs.isEmpty, theirs.areAll(in: own) else { return false }
    }
    guard first.excludedSegments.areAll(in: second.excludedSegments) else { return false }
    guard let own = hours(of: index) else { return true }
    return hours(of: other).map { $0.isSubset(of: own) } ?? false
  }

  // MARK: - Ever

  /// Whether two promotions of the same selection may well meet from now on, and their ids decide.
  ///
  /// Not where each is for segments, codes or tenders of its own, although a member may be in the
  /// segments of both; nor where one is for newcomers and the other for those who come again.
  private mutating func isTied(_ index: Int, with other: Int, _ mode: GroupMode) -> Bool {
    let (first, second) = (definition.promotions[index], definition.promotions[other])
    guard first.priority == second.priority, first.isExclusive == second.isExclusive,
      mode == .firstMatch || mode == .stack && first.isExclusive, second.status == .live,
      max(first.begin, second.begin, context.now) < min(first.effectiveEnd, second.effectiveEnd)
    else { return false }
    for (own, theirs) in [
      (first.segments, second.segments), (first.conditions.codes, second.conditions.codes),
      (first.conditions.tenders, second.conditions.tenders),
    ] where !own.isEmpty && !theirs.isEmpty {
      if own.areNone(in: theirs) { return false }
    }
    return !first.conditions.areSerial(with: second.conditions) && mayShareSale(index, other)
  }
}

extension PromotionDefinition {
  /// Whether it is before another one by priority, then by id.
  fileprivate func ranksBefore(_ other: PromotionDefinition) -> Bool {
    if priority != other.priority { return priority > other.priority }
    return id.utf8.lexicographicallyPrecedes(other.id.utf8)
  }

  /// The base of a tier multiplier, which selects what that does; of others empty.
  private var followed: String {
    if case .tierMultiplier(let base, _) = mechanic { base } else { "" }
  }

  /// Whether it and another one are in one group and select the same.
  fileprivate func contests(_ other: PromotionDefinition) -> Bool {
    let (own, theirs) = (selection, other.selection)
    return group == other.group && followed == other.followed && own.kinds == theirs.kinds
      && own.excludesDiscounted == theirs.excludesDiscounted
      && zip(own.include.lists, theirs.include.lists).allSatisfy { $0.names.isSame(as: $1.names) }
      && zip(own.exclude.lists, theirs.exclude.lists).allSatisfy { $0.names.isSame(as: $1.names) }
  }

  /// Equal for two that ``contests(_:)``.
  fileprivate var contestHash: Int {
    var hasher = Hasher()
    hasher.combine(group)
    hasher.combine(followed)
    hasher.combine(selection)
    return hasher.finalize()
  }
}

extension PromotionConditions {
  /// Whether one is for another visit than the other: steps of a series, as a welcome campaign has
  /// them.
  fileprivate func areSerial(with other: PromotionConditions) -> Bool {
    if let own = visit, let theirs = other.visit {
      return !own.every && !theirs.every && own.window == theirs.window
        && own.number != theirs.number
    }
    if firstPurchase != .none, let theirs = other.visit { return theirs.number > 1 }
    if other.firstPurchase != .none, let own = visit { return own.number > 1 }
    return false
  }
}

extension Mechanic {
  /// The least eligible amount or quantity from which it gives a point, and every more does, too;
  /// `nil` where there is no such figure.
  fileprivate var least: (isQuantity: Bool, figure: Int64)? {
    switch self {
    case .rate(let points, let perAmountMinor):
      guard points > 0, perAmountMinor > 0 else { return nil }
      return (false, (perAmountMinor - 1) / points + 1)
    case .threshold(let steps, _):
      guard let first = steps.first, steps.allSatisfy({ $0.points > 0 }) else { return nil }
      return (false, first.amountMinor)
    case .quantityBonus(let buyQuantity, let points, _, nil):
      return points > 0 ? (true, buyQuantity) : nil
    case .quantityBonus, .multiplier, .tierMultiplier, .fixed:
      return nil
    }
  }
}

extension Selection {
  /// Of all its lists.
  fileprivate var nameCount: Int {
    (include.lists + exclude.lists).reduce(0) { $0 + $1.names.count }
  }
}
