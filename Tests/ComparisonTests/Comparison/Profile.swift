internal import Model

extension Feature {
  /// What the engine has, and is compared in.
  static let compared = everything

  /// What sequences with a planted difference make use of: little, so that each meets it soon.
  static let plain: Set<Feature> = [
    .groups, .thresholds, .calendarExpiry, .reversals, .authorizations, .redemptionReversals,
    .timeJumps,
  ]

  /// What a sequence makes use of: most of what there is, not always all of it, for fewer things at
  /// once meet more often.
  static func profile(of seed: UInt64) -> Set<Feature> {
    var random = SplitMix64(seed: seed ^ 0x5EED)
    var features = compared
    for feature in compared.sorted(by: { $0.rawValue < $1.rawValue }) where random.chance(15) {
      features.remove(feature)
    }
    return features.union([.timeJumps])
  }
}
