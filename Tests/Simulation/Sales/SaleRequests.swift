import FealtyWire

/// The one programme of a ``SaleSimulation``, and parts of requests.
enum SaleRequests {
  static let programID = "simulated"
  /// What the budget has for all members together.
  static let budget: Int64 = 400
  static let voucherType = "five"

  static func name(_ member: Int) -> String { "member-\(member)" }

  static func reference(_ member: Int) -> MemberReference {
    MemberReference(reference: .memberID(name(member)))
  }

  static func entity(_ member: Int) -> UInt64 {
    StableHash.hash(program: programID, member: name(member))
  }

  /// Lines of A and B; a sale has both.
  static func basket(_ units: Int64, receipt: String = "") -> Basket {
    Basket(
      currency: "EUR",
      lines: [
        BasketLine(sku: "A", quantity: 1, amountMinor: units * 100, lineID: "A"),
        BasketLine(sku: "B", quantity: 1, amountMinor: units * 50 + 70, lineID: "B"),
      ],
      receiptNumber: receipt,
      businessDate: receipt.isEmpty ? 0 : businessDate
    )
  }

  private static let businessDate: Int32 = 20_260_901

  static func key(_ receipt: String) -> NaturalKey {
    NaturalKey(
      storeID: "S1",
      terminalID: "T1",
      businessDate: businessDate,
      receiptNumber: receipt
    )
  }

  /// 1 point for 1.00 that stays, others that end soon or begin late, some out of a budget, of two
  /// bonuses the better one, and what an event gives.
  static func programme(_ envelope: Envelope) -> PutProgrammeRequest {
    let promotions = [
      rate("base", points: 1),
      rate("short", points: 2, LotTerms(expiresAfterMs: 3_000)),
      rate("late", points: 1, LotTerms(pendingMs: 1_000, expiresAfterMs: 20_000)),
      rate("limited", points: 3, LotTerms(expiresAfterMs: 60_000), budgets: ["spring"]),
      bonus("good", from: 2_500, points: 9, LotTerms(expiresAfterMs: 9_000)),
      bonus("fair", from: 600, points: 4, LotTerms(pendingMs: 500, expiresAfterMs: 40_000)),
      Promotion(
        promotionID: "walk",
        selection: Selection(kinds: [.event], include: Terms(eventTypes: ["walk"])),
        mechanic: .fixed(Fixed(points: 7)),
        lotTerms: LotTerms(expiresAfterMs: 5_000)
      ),
    ]
    let programme = Programme(
      programID: programID,
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      groups: [PromotionGroup(groupID: "either", mode: .bestForMember)],
      promotions: promotions,
      settings: Settings(
        authorizationTimeoutMs: 8_000,
        guests: true,
        redemptionValue: Ratio(numerator: 1, denominator: 1),
        parkGuestSales: true,
        claimWindowMs: 90_000,
        eventTypes: ["walk"],
        holdEventsMs: 30 * 86_400_000
      ),
      budgets: [Budget(budgetID: "spring", period: .perLife, limit: budget)],
      voucherTypes: [
        VoucherType(voucherTypeID: voucherType, name: "5", points: 5, valueMinor: 500, active: true)
      ]
    )
    return PutProgrammeRequest(envelope: envelope, programme: programme)
  }

  private static func rate(
    _ id: String,
    points: Int64,
    _ terms: LotTerms? = nil,
    budgets: [String] = []
  ) -> Promotion {
    Promotion(
      promotionID: id,
      mechanic: .rate(Rate(points: points, perAmountMinor: 100)),
      lotTerms: terms,
      budgetIDs: budgets
    )
  }

  private static func bonus(
    _ id: String,
    from amount: Int64,
    points: Int64,
    _ terms: LotTerms
  ) -> Promotion {
    Promotion(
      promotionID: id,
      groupID: "either",
      mechanic: .threshold(
        Threshold(steps: [ThresholdStep(amountMinor: amount, points: points)])
      ),
      lotTerms: terms
    )
  }
}
