internal import Model
internal import Testing

@Suite("Lots and time")
struct LotTests {
  private static let day = Counter.day

  private static func fixed(
    _ id: PromotionID,
    _ points: Points,
    _ change: (inout LotTerms) -> Void
  ) -> Promotion {
    Promotion(id, .fixed(points)).with { change(&$0.terms) }
  }

  @Test func `percentage expiry: available 105, pending 50, locked 20, of 10 % → 10`() throws {
    let pending = Self.fixed("later", 50) { $0.activation = .after(Self.day) }
    var counter = try Counter([onePerUnit, pending])
    _ = try counter.earn([article("a", 12_500)])
    try counter.send(.lock(LockCommand("ann", .amount(nil), points: 20)))
    #expect(counter.balance() == Balance(available: 105, pending: 50, locked: 20))
    var also = counter
    let tenth = PercentageCommand("ann", share: Ratio(1, 10))
    #expect(try counter.send(.expirePercentage(tenth)).points == 10)
    #expect(counter.balance() == Balance(available: 95, pending: 50, locked: 20))
    let with = PercentageCommand("ann", share: Ratio(1, 10), includesPending: true)
    #expect(try also.send(.expirePercentage(with)).points == 15)
    #expect(also.balance() == Balance(available: 90, pending: 50, locked: 20))
  }

  @Test(
    "shares of 105 points",
    arguments: [
      (Ratio(1, 1_000_000), 0), (Ratio(1, 2), 52), (Ratio(1), 105),
      (Ratio(333_333, 1_000_000), 34), (Ratio(0), nil), (Ratio(11, 10), nil),
    ] as [(Ratio, Points?)]
  )
  func shares(share: Ratio, points: Points?) throws {
    var counter = try Counter([onePerUnit])
    _ = try counter.earn([article("a", 10_500)])
    let command = Command.expirePercentage(PercentageCommand("ann", share: share))
    if let points {
      #expect(try counter.send(command).points == points)
    } else {
      #expect(counter.refusal(command) == .invalidField)
    }
  }

  @Test(
    "what is consumed first",
    arguments: [(false, [2, 3, 1]), (true, [1, 2, 3])] as [(Bool, [LotID])]
  )
  func consumption(strict: Bool, order: [LotID]) throws {
    var counter = try Counter { $0.strictFirstInFirstOut = strict }
    for (id, span) in [("never", nil), ("soon", 5), ("later", 9)] as [(String, Milliseconds?)] {
      let promotion = Self.fixed(id, 10) {
        $0.expiry = span.map { .after($0 * Self.day) } ?? .never
      }
      try counter.send(.putPromotion(promotion, from: nil))
      try counter.send(sale(100), after: 1)
      try counter.send(.putPromotion(promotion.with { $0.status = .ended }, from: nil), after: 1)
    }
    let answer = try counter.send(.redeem(RedeemCommand("ann", 30)))
    #expect(answer.draws.map(\.lot) == order)
  }

  @Test func `a lot of the future becomes active, and ends, at its instants`() throws {
    let promotion = Self.fixed("p", 10) {
      $0.activation = .after(2 * Self.day)
      $0.expiry = .after(5 * Self.day)
    }
    var counter = try Counter([promotion])
    try counter.send(sale(100))
    let start = counter.model.now
    try counter.send(.passTime, after: 2 * Self.day - 1)
    #expect(counter.balance() == Balance(pending: 10))
    #expect(counter.refusal(.redeem(RedeemCommand("ann", 1))) == .insufficientPoints)
    // A member untouched for long: both happened, each at its own time and in order.
    try counter.send(.passTime, after: 90 * Self.day)
    #expect(counter.model.happenings.map(\.kind) == [.activated, .expired])
    #expect(
      counter.model.happenings.map(\.at) == [start + 2 * Self.day, start + 5 * Self.day]
    )
    #expect(counter.balance() == Balance())
  }

  @Test func `points that wait for an action become active by it`() throws {
    var counter = try Counter([Self.fixed("p", 10) { $0.activation = .byAction }])
    let earn = try counter.send(sale(100))
    try counter.send(.passTime, after: 300 * Self.day)
    #expect(counter.balance() == Balance(pending: 10))
    #expect(try counter.send(.activate(earn.transaction ?? 0)).points == 10)
    #expect(counter.balance() == Balance(available: 10))
  }

  @Test(
    "what spans of time run from",
    arguments: [(.recorded, 10), (.activity, 9)] as [(Basis, Int64)]
  )
  func bases(basis: Basis, days: Int64) throws {
    let promotion = Self.fixed("p", 10) {
      $0.expiry = .after(10 * Self.day)
      $0.basis = basis
    }
    var counter = try Counter([promotion])
    let now = counter.model.now
    _ = try counter.earn([article("a", 100)], at: now - Self.day)
    #expect(counter.model.members["ann"]?.lots[1]?.expiresAt == now + days * Self.day)
  }

  @Test func `a late sale whose points have ended already makes and ends them in one step`() throws
  {
    let promotion = Self.fixed("p", 10) {
      $0.expiry = .after(Self.day)
      $0.basis = .activity
    }
    var counter = try Counter([promotion])
    let now = counter.model.now
    #expect(try counter.earn([article("a", 100)], at: now - Self.day) == 10)
    #expect(counter.balance() == Balance())
    #expect(counter.model.totals["ann"]?["points"]?.expired == 10)
  }

  @Test func `all points of a token end a span after the last earn or redemption`() throws {
    var counter = try Counter([Self.fixed("p", 10) { _ in }]) {
      $0.inactivity = ["points": CalendarSpan(1, .months)]
      $0.redemptionsAreActivity = true
    }
    func end() -> Milliseconds? { counter.model.members["ann"]?.inactiveAt["points"] }
    let zone = counter.model.zone
    try counter.send(sale(100))
    #expect(end() == zone.end(of: CivilDay(2024, 6, 15)))
    try counter.send(.redeem(RedeemCommand("ann", 1)), after: 20 * Self.day)
    #expect(end() == zone.end(of: CivilDay(2024, 7, 4)))
    try counter.send(.lock(LockCommand("ann", .amount(nil), points: 1)), after: 20 * Self.day)
    #expect(end() == zone.end(of: CivilDay(2024, 7, 4)))
    try counter.send(.passTime, after: 11 * Self.day)
    #expect(counter.balance() == Balance(locked: 1))
  }

  @Test(
    "expiry waits while a member's stage suspends it",
    arguments: [(0, 0), (2, 10)] as [(Int64, Points)]
  )
  func suspension(graceDays: Int64, left: Points) throws {
    let promotion = Self.fixed("p", 10) { $0.expiry = .after(5 * Self.day) }
    var counter = try Counter([promotion]) {
      $0.stagesThatSuspendExpiry = [.suspended]
      $0.graceAfterSuspension = graceDays * Self.day
    }
    try counter.send(sale(100))
    try counter.send(.change(MemberChange("ann", stage: .suspended)))
    try counter.send(.passTime, after: 50 * Self.day)
    #expect(counter.balance() == Balance(available: 10))
    try counter.send(.change(MemberChange("ann", stage: .active)))
    #expect(counter.balance() == Balance(available: left))
    try counter.send(.passTime, after: graceDays * Self.day)
    #expect(counter.balance() == Balance())
  }

  @Test func `an extension moves ends later and never earlier`() throws {
    let soon = Self.fixed("soon", 10) { $0.expiry = .after(5 * Self.day) }
    let late = Self.fixed("late", 20) { $0.expiry = .after(50 * Self.day) }
    var counter = try Counter([soon, late, Self.fixed("never", 40) { _ in }])
    try counter.send(sale(100))
    let now = counter.model.now
    let command = Command.extendExpiry("ann", lots: nil, to: now + 20 * Self.day)
    let answer = try counter.send(command)
    #expect(answer.points == 10)
    try counter.send(.passTime, after: 20 * Self.day - 1)
    #expect(counter.balance() == Balance(available: 70))
    try counter.send(.passTime, after: 1)
    #expect(counter.balance() == Balance(available: 60))
    #expect(counter.refusal(.extendExpiry("ann", lots: [1], to: now)) == .invalidField)
    #expect(counter.refusal(.extendExpiry("ann", lots: [9], to: .max)) == .lotNotFound)
  }
}
