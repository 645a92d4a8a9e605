internal import Model

extension Feature {
  /// What the engine has, and is compared in.
  static let compared: Set<Feature> = [
    .multipliers, .quantityBonuses, .thresholds, .tierFactors, .groups, .exclusives, .memberCaps,
    .schedules, .places, .segments, .otherTokens, .promotionChanges, .scheduledVersions, .pending,
    .calendarExpiry, .activityBasis, .actionActivation, .fixedPoints, .addingSteps, .discounts,
    .codes, .visits, .birthdays, .acrossBaskets, .otherCaps, .pointsTender,
    .strictFirstInFirstOut, .lateSales, .reversals, .locks, .authorizations,
    .redemptionReversals, .stages, .retries, .debt, .timeJumps, .mistakes,
  ]

  /// What a sequence makes use of.
  ///
  /// Tiers and segments of the past are not compared yet: a sequence has late sales, or changes of
  /// members.
  static func profile(of seed: UInt64) -> Set<Feature> {
    var random = SplitMix64(seed: seed ^ 0x5EED)
    // Most of what there is, not always all of it: fewer things at once meet more often.
    var features = compared
    for feature in compared.sorted(by: { $0.rawValue < $1.rawValue }) where random.chance(15) {
      features.remove(feature)
    }
    features.formUnion([.timeJumps])
    if seed % 2 == 0 {
      features.remove(.stages)
    } else {
      features.remove(.lateSales)
    }
    return features
  }
}

extension CommandKind {
  /// What the engine does not serve yet, although it has what the command is about.
  static let unserved: Set<CommandKind> = [.activate]

  /// How often each kind of command comes in a sequence.
  static let comparedWeights = usualWeights.filter { !unserved.contains($0.key) }
}
