// Multipliers and tier multipliers: whether the rate that they build on stands where they apply.
extension WarningFinder {
  /// What a promotion builds on, and the schema's field that names it.
  private struct Base {
    var id: String
    var mechanic: String
    var factors: [TierFactor] = []

    init?(of promotion: PromotionDefinition) {
      switch promotion.mechanic {
      case .multiplier(let base, _): (id, mechanic) = (base, "multiplier")
      case .tierMultiplier(let base, let factors):
        (id, mechanic, self.factors) = (base, "tier_multiplier", factors)
      case .rate, .quantityBonus, .threshold, .fixed, nil: return nil
      }
    }
  }

  mutating func lookAtBase(of index: Int) {
    let promotion = definition.promotions[index]
    guard let base = Base(of: promotion) else { return }
    let deciding = decidingVersions(of: base.id)
    guard !deciding.isEmpty else { return }
    let field = "\(base.mechanic).promotion_id"
    let rates = deciding.map { definition.promotions[$0.index] }
    if let why = neverStands(deciding, under: index) {
      warn(.baseNeverApplies, promotion, field, other: base.id, why)
    } else if rates.allSatisfy({ $0.zeroField == "rate.points" }) {
      let sentence = "Its base \(base.id) gives 0 points, and any multiple of it is 0."
      warn(.zeroPoints, promotion, field, other: base.id, sentence)
    }
    let raising = base.factors.filter { $0.factor?.isOne == false }.map(\.tier)
    guard !raising.isEmpty else { return }
    if [promotion].isOnlyFor(othersThan: raising) || rates.isOnlyFor(othersThan: raising) {
      let sentence = "None of the tiers that have it has a factor above 1."
      warn(.zeroPoints, promotion, "tier_multiplier.factors", other: "", sentence)
    }
  }

  /// The versions of a promotion that decide a sale from now on, each with the end of its time.
  private func decidingVersions(of id: String) -> [(index: Int, until: Timestamp)] {
    var found: [(index: Int, until: Timestamp)] = []
    var until = Timestamp.never
    for index in versions(of: id).reversed() {
      guard context.now < until else { break }
      let validFrom = definition.promotions[index].validFrom
      if validFrom < until { found.append((index, until)) }
      until = min(until, validFrom)
    }
    return found
  }

  /// Why no version of its base stands where a promotion applies; `nil` where one may.
  private mutating func neverStands(
    _ versions: [(index: Int, until: Timestamp)],
    under index: Int
  ) -> String? {
    let promotion = definition.promotions[index]
    let rates = versions.map { definition.promotions[$0.index] }
    let id = rates[0].id
    if rates.allSatisfy({ $0.status == .ended }) { return "Its base \(id) has ended." }
    // What is no campaign yet may become one together with its base.
    let isLive = promotion.status == .live
    if isLive, rates.allSatisfy({ $0.status != .live }) { return "Its base \(id) is not live." }
    for version in versions {
      let rate = definition.promotions[version.index]
      guard isLive ? rate.status == .live : rate.status != .ended else { continue }
      if !isHopeless(version.index, under: promotion), mayMeet(index, version) { return nil }
    }
    return "From now on there is no sale in which both it and its base \(id) apply."
  }

  /// Whether a rate never stands by itself.
  ///
  /// A multiplier asks only for its conditions, a tier multiplier for its lines and points too.
  private mutating func isHopeless(_ index: Int, under promotion: PromotionDefinition) -> Bool {
    let rate = definition.promotions[index]
    if isOver(rate) || rate.isForNobody || isNeverOpen(index) { return true }
    guard case .tierMultiplier = promotion.mechanic else {
      let payment = rate.conditions.codes + rate.conditions.tenders
      return promotion.isForEvents && !payment.isEmpty
    }
    return rate.emptyList != nil || rate.asksEventsForPayment || rate.hasNoAmount
      || isOfUnknownEvents(rate) || isNeverThatVisit(rate)
  }

  /// Whether there may be a sale that meets the conditions of a promotion and of a version of its
  /// base.
  private mutating func mayMeet(
    _ index: Int,
    _ version: (index: Int, until: Timestamp)
  ) -> Bool {
    let (first, second) = (definition.promotions[index], definition.promotions[version.index])
    let end = min(first.effectiveEnd, second.effectiveEnd, version.until)
    return max(first.begin, second.begin, context.oldestSale) < end
      && mayShareSale(index, version.index)
  }

  /// Whether hours, places and buyers of two promotions have something in common.
  mutating func mayShareSale(_ index: Int, _ other: Int) -> Bool {
    let (first, second) = (definition.promotions[index], definition.promotions[other])
    for (own, theirs) in [
      (first.stores, second.stores), (first.channels, second.channels),
      (first.terminals, second.terminals), (first.tiers, second.tiers),
    ] where !own.isEmpty && !theirs.isEmpty {
      if own.areNone(in: theirs) { return false }
    }
    for (own, excluded) in [
      (first.segments, second.excludedSegments), (second.segments, first.excludedSegments),
    ] where !own.isEmpty {
      if own.areAll(in: excluded) { return false }
    }
    guard let own = hours(of: index), let theirs = hours(of: other) else { return true }
    return !own.isDisjoint(with: theirs)
  }
}

extension [PromotionDefinition] {
  /// Whether each of them is for tiers, none of which is one of these.
  fileprivate func isOnlyFor(othersThan tiers: [String]) -> Bool {
    allSatisfy { !$0.tiers.isEmpty && $0.tiers.areNone(in: tiers) }
  }
}
