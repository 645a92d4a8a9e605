// What few rules ask, and caps of every scope.
extension ProgrammeCompiler {
  /// Appends what a promotion asks beside lines, place and the member's tier and segments.
  ///
  /// - Returns: Its index, or −1 where it asks nothing.
  mutating func compileConditions(_ promotion: PromotionDefinition) -> Int32 {
    let asked = promotion.conditions
    var compiled = CompiledConditions()
    compiled.windows = Run(start: UInt32(windows.count), count: UInt32(promotion.windows.count))
    windows += promotion.windows
    compiled.codes = internAll([(.code, asked.codes.map { BasketCode.normalized($0) })])
    compiled.tenders = internAll([(.tender, asked.tenders)])
    compiled.minBasketMinor = max(0, asked.minBasketMinor)
    compiled.maxMembershipDays = asked.maxMembershipDays
    compiled.birthday = asked.birthday
    compiled.visit = asked.visit
    compiled.firstPurchase = asked.firstPurchase
    if case .quantityBonus(_, _, _, let across) = promotion.mechanic { compiled.across = across }
    guard compiled.isAskedFirst || compiled.across != nil else { return -1 }
    conditions.append(compiled)
    return Int32(conditions.count - 1)
  }

  /// Appends a promotion's caps and budgets in the order in which they cut: the member's in the
  /// order of the definition, those of cards, tags, terminals, stores and all members, then budgets
  /// by id, and the supply of its token.
  mutating func compileCaps(_ promotion: PromotionDefinition) -> Run {
    let start = caps.count
    let scopes: [CapScope] = [.member, .card, .tag, .terminal, .store, .all]
    for scope in scopes {
      for cap in promotion.caps where cap.scope == scope {
        var compiled = CompiledCap(
          limit: cap.points,
          owner: promotion.number,
          period: cap.period,
          scope: scope,
          unit: cap.unit
        )
        if scope == .tag { compiled.tag = tagIndex(cap.tag) }
        caps.append(compiled)
      }
    }
    let named = Set(promotion.budgets)
    for budget in budgets where named.contains(budget.id) {
      caps.append(
        CompiledCap(
          limit: budget.limit,
          owner: CapUse.budgetBit | budget.number,
          period: budget.period,
          scope: .all,
          unit: budget.unit
        )
      )
    }
    let own = promotion.token.isEmpty ? definition.defaultToken : promotion.token
    if let token = definition.tokens.first(where: { $0.id == own }), token.supply > 0 {
      caps.append(
        CompiledCap(
          limit: token.supply,
          owner: CapUse.supplyOwner(of: token.number),
          period: .life,
          scope: .all,
          unit: .points
        )
      )
    }
    return Run(start: UInt32(start), count: UInt32(caps.count - start))
  }

  private mutating func tagIndex(_ name: String) -> UInt16 {
    let index = capTags.firstIndex { $0.utf8.elementsEqual(name.utf8) }
    if let index { return UInt16(truncatingIfNeeded: index) }
    capTags.append(name)
    return UInt16(truncatingIfNeeded: capTags.count - 1)
  }

  /// Makes the heads, and gives an index to each group that chooses: by its mode in any head, or
  /// because a member is exclusive.
  mutating func collectGroups() {
    let dated = definition.heads
    let heads = dated.isEmpty ? [ProgrammeHead(groups: definition.groups)] : dated
    let modes = heads.map { head in
      Dictionary(
        head.groups.map { (Array($0.id.utf8), $0.mode) },
        uniquingKeysWith: { _, last in last }
      )
    }
    let contested = Set(
      definition.promotions.lazy.filter(\.isExclusive).map { Array($0.group.utf8) }
    )
    var choosing: [(id: [UInt8], hasTierMultiplier: Bool)] = []
    for promotion in definition.promotions where !promotion.group.isEmpty {
      let id = Array(promotion.group.utf8)
      let hasTierMultiplier =
        if case .tierMultiplier = promotion.mechanic { true } else { false }
      if let index = groupIndexes[id] {
        if index >= 0, hasTierMultiplier { choosing[Int(index)].hasTierMultiplier = true }
      } else if contested.contains(id)
        || modes.contains(where: { $0[id, default: .stack] != .stack })
      {
        groupIndexes[id] = Int32(choosing.count)
        choosing.append((id, hasTierMultiplier))
      } else {
        groupIndexes[id] = -1
      }
    }
    for (head, modes) in zip(heads, modes) {
      self.heads.append(
        CompiledHead(
          validFrom: head.validFrom.milliseconds,
          firstGroup: UInt32(groups.count),
          nearMissPercent: head.settings.nearMissPercent,
          roundingPlace: head.settings.roundingPlace
        )
      )
      groups += choosing.map {
        CompiledGroup(mode: modes[$0.id] ?? .stack, hasTierMultiplier: $0.hasTierMultiplier)
      }
    }
  }
}
