internal import FealtyWire

/// A difference that is put between the two sides on purpose: a comparison must find it.
enum Plant: CaseIterable {
  /// Lots live a millisecond longer.
  case laterExpiry
  /// Rates give points for a minor unit more.
  case dearerPoints
  /// What is given back to an ended lot lives on a day longer.
  case longerGrace
  /// The member may redeem a point less at once.
  case lowerMaximum
  /// The first group lets all its promotions stand.
  case stackingGroup

  /// Changes what the engine is told of the programme.
  func change(_ programme: inout Programme) {
    switch self {
    case .longerGrace: programme.settings?.restoreGraceMs += 86_400_000
    case .lowerMaximum:
      let most = programme.settings?.redeemMax ?? 0
      programme.settings?.redeemMax = most == 0 ? 50 : most - 1
    case .stackingGroup: programme.groups.indices.forEach { programme.groups[$0].mode = .stack }
    case .laterExpiry, .dearerPoints: return
    }
  }

  /// Changes what the engine is told of a promotion.
  func change(_ promotion: inout FealtyWire.Promotion) {
    switch self {
    case .laterExpiry:
      let span = promotion.lotTerms?.expiresAfterMs ?? 0
      if span > 0 { promotion.lotTerms?.expiresAfterMs = span + 1 }
    case .dearerPoints:
      guard case .rate(var rate) = promotion.mechanic else { return }
      rate.perAmountMinor += 1
      promotion.mechanic = .rate(rate)
    case .longerGrace, .lowerMaximum, .stackingGroup: return
    }
  }
}
