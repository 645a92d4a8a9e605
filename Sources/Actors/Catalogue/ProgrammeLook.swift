internal import FealtyLoyalty
internal import FealtyWire

/// As much of a programme as a change must be checked against.
///
/// Of a change of promotions these are they and what they touch, in all versions: the bases of
/// multipliers, the multipliers of bases, and the promotions of their groups. The rest was checked
/// when it was put.
struct ProgrammeLook {
  let definition: ProgrammeDefinition
  /// Ids of the promotions that may be unsound now: those that differ, and the multipliers of
  /// theirs; nil = all, and the rest of the programme.
  let changed: Set<String>?

  /// `changed`: ids of the promotions that differ; nil where the rest of the programme may differ
  /// too.
  ///
  /// - Complexity: O(*n*) in the number of promotions, for a change of promotions with a small
  ///   factor.
  init(_ state: ProgrammeState, changed: Set<String>?) {
    guard let changed else {
      definition = state.definition
      self.changed = nil
      return
    }
    var subjects = changed
    for (id, versions) in state.promotions {
      if let base = versions.newest.definition.base, changed.contains(base) { subjects.insert(id) }
    }
    self.changed = subjects
    // One rounding for the basket needs a denominator for all rates together.
    guard !state.heads.contains(where: { $0.settings?.roundingPlace == .placeBasket }) else {
      definition = state.definition
      return
    }
    let touched = Self.touched(by: subjects, in: state)
    let ordered = touched.compactMap { state.promotions[$0] }.sorted { $0.number < $1.number }
    definition = state.definition(of: ordered.flatMap { $0.versions.map(\.definition) })
  }

  /// Ids of promotions, of their bases, and of those in the groups of both, with the tier
  /// multipliers that build on these.
  private static func touched(by subjects: Set<String>, in state: ProgrammeState) -> Set<String> {
    var groups: Set<String> = []
    var touched = subjects
    for id in subjects {
      guard let promotion = state.promotions[id]?.newest.definition else { continue }
      groups.insert(promotion.group)
      guard let base = promotion.base else { continue }
      touched.insert(base)
      if let group = state.promotions[base]?.newest.definition.group { groups.insert(group) }
    }
    groups.remove("")
    guard !groups.isEmpty else { return touched }
    var grouped: Set<String> = []
    for (id, versions) in state.promotions where groups.contains(versions.newest.definition.group) {
      grouped.insert(id)
    }
    touched.formUnion(grouped)
    // A group that begins to choose may hold the base of a tier multiplier.
    for (id, versions) in state.promotions {
      guard case .tierMultiplier(let base, _) = versions.newest.definition.mechanic,
        grouped.contains(base)
      else { continue }
      touched.insert(id)
    }
    return touched
  }
}

extension PromotionDefinition {
  /// Id of the promotion that a multiplier or a tier multiplier builds on.
  fileprivate var base: String? {
    switch mechanic {
    case .multiplier(let base, _), .tierMultiplier(let base, _): base
    case .rate, .quantityBonus, .threshold, .fixed, nil: nil
    }
  }
}
