internal import Model
internal import Testing

/// A counter at which requests are made one after the other, with checks after each.
struct Counter {
  var model: LoyaltyModel
  private var requests = 0

  /// Noon of 15 May 2024 in UTC, a Wednesday.
  static let noon: Milliseconds = 1_715_774_400_000
  static let day = Settings.day

  /// Opens a counter with promotions that are valid since ever and members, under the usual
  /// settings but for what is changed.
  init(
    _ promotions: [Promotion] = [],
    start: Milliseconds = Counter.noon,
    members: [Enrolment] = [Enrolment("ann")],
    settings change: (inout Settings) -> Void = { _ in }
  ) throws {
    var settings = Settings()
    change(&settings)
    model = LoyaltyModel(settings: settings, start: start)
    for promotion in promotions { try send(.putPromotion(promotion, from: nil)) }
    for member in members { try send(.enrol(member)) }
  }

  /// Sends a command, some time after the one before, and gives its answer.
  @discardableResult
  mutating func send(
    _ command: Command,
    after span: Milliseconds = 0,
    occurredAt: Milliseconds? = nil
  ) throws -> Answer {
    switch outcome(command, after: span, occurredAt: occurredAt) {
    case .accepted(let answer): return answer
    case .refused(let refusal): throw refusal
    }
  }

  /// Sends a command and gives the reason of its refusal, nothing when it was accepted.
  mutating func refusal(
    _ command: Command,
    after span: Milliseconds = 0,
    occurredAt: Milliseconds? = nil
  ) -> Reason? {
    guard case .refused(let refusal) = outcome(command, after: span, occurredAt: occurredAt) else {
      return nil
    }
    return refusal.reason
  }

  private mutating func outcome(
    _ command: Command,
    after span: Milliseconds,
    occurredAt: Milliseconds?
  ) -> Outcome {
    requests += 1
    let outcome = model.handle(
      Request(id: requests, now: model.now + span, occurredAt: occurredAt, command)
    )
    #expect(model.conservationFindings() == [])
    return outcome
  }

  /// Books a basket for a member and gives the points by promotion.
  mutating func earn(
    _ lines: [BasketLine],
    by member: MemberID = "ann",
    at occurredAt: Milliseconds? = nil
  ) throws -> Points {
    try send(.earn(SaleCommand(member, Basket(lines))), occurredAt: occurredAt).points
  }

  func balance(_ member: MemberID = "ann", _ token: TokenID = "points") -> Balance {
    model.members[member]?.balance(of: token) ?? Balance()
  }
}

/// One point for each 1.00.
let onePerUnit = Promotion("base", .rate(points: 1, per: 100))

/// An article of some amount.
func article(_ sku: String = "any", _ amount: Money, quantity: Int64 = 1) -> BasketLine {
  BasketLine(sku: sku, quantity: quantity, amount: amount)
}

/// A sale of articles.
func sale(_ amounts: Money..., by member: MemberID? = "ann") -> Command {
  .earn(SaleCommand(member, Basket(amounts.map { article($0) })))
}

private func article(_ amount: Money) -> BasketLine { article("any", amount) }
