internal import FealtyWire

/// The programme of a load test: some promotions that match its baskets and many that never do.
enum BenchProgramme {
  static let id = "bench"
  /// The token that points are exchanged into.
  static let coins = "coins"

  /// The programme; `matching` is 1 or more, and the first is the base rate, 1 point per 1.00.
  ///
  /// `expiresAtMs`: when all points expire, milliseconds since 1970; 0 = never.
  /// `exchanges`: whether points can be exchanged, one for one.
  static func make(
    promotions: Int,
    matching: Int,
    expiresAtMs: Int64 = 0,
    exchanges: Bool = false
  ) -> Programme {
    var list: [Promotion] = []
    for index in 0..<min(matching, promotions) { list.append(match(index)) }
    if expiresAtMs != 0 {
      for index in list.indices { list[index].lotTerms = LotTerms(expiresAtMs: expiresAtMs) }
    }
    while list.count < promotions { list.append(miss(list.count)) }
    var programme = Programme(
      programID: id,
      name: "Load test",
      timeZone: "America/New_York",
      currency: "USD",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points", symbol: "pts")],
      tiers: ["basic", "silver", "gold"],
      promotions: list,
      settings: Settings(guests: true)
    )
    if exchanges { openExchange(in: &programme) }
    return programme
  }

  private static func openExchange(in programme: inout Programme) {
    let one = [TokenValue(value: Ratio(numerator: 1, denominator: 1))]
    programme.tokens[0].offRamp = one
    programme.tokens.append(Token(tokenID: coins, name: "Coins", onRamp: one))
    programme.partnerships = [
      Partnership(partnershipID: "coins", fromTokenID: "points", toTokenID: coins)
    ]
  }

  /// Promotion number `index` of those that match: the base rate, then the mechanics in turn.
  private static func match(_ index: Int) -> Promotion {
    var promotion = Promotion(promotionID: "match-\(index)", name: "Matching \(index)")
    switch index {
    case 0:
      promotion.promotionID = "base"
      promotion.selection = Selection(kinds: [.item])
      promotion.mechanic = .rate(Rate(points: 1, perAmountMinor: 100))
    case 1:
      promotion.selection = Selection(include: Terms(brands: ["private"]))
      promotion.mechanic = double
    case 2:
      let skus = (0..<20).map { BenchBaskets.sku($0 * 17) }
      promotion.selection = Selection(include: Terms(skus: skus))
      promotion.mechanic = .quantityBonus(QuantityBonus(buyQuantity: 1, points: 5, maxPerBasket: 3))
    case 3:
      promotion.selection = Selection(kinds: [.item])
      promotion.mechanic = .threshold(
        Threshold(steps: [
          ThresholdStep(amountMinor: 3000, points: 10),
          ThresholdStep(amountMinor: 8000, points: 40),
        ])
      )
    default:
      promotion.selection = Selection(include: Terms(categories: [BenchBaskets.category(index)]))
      promotion.mechanic = double
    }
    return promotion
  }

  /// A live promotion whose products are in no basket: by turns twenty SKUs, or two categories.
  private static func miss(_ index: Int) -> Promotion {
    var promotion = Promotion(promotionID: "other-\(index)", name: "Other \(index)")
    if index % 4 == 0 {
      promotion.selection = Selection(
        include: Terms(categories: ["OTHER \(index)", "OTHER \(index + 1)"])
      )
      promotion.mechanic = double
    } else {
      promotion.selection = Selection(
        include: Terms(skus: (0..<20).map { "OTHER-\(index * 7 + $0)" })
      )
      promotion.mechanic = .quantityBonus(
        QuantityBonus(buyQuantity: 2, points: 10, maxPerBasket: 2)
      )
    }
    return promotion
  }

  private static var double: Promotion.OneOfMechanic {
    .multiplier(Multiplier(promotionID: "base", factor: Ratio(numerator: 2, denominator: 1)))
  }
}
