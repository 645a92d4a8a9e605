extension LoyaltyModel {
  /// Checks what needs no look at members and transactions; it comes before every other check.
  ///
  /// - Throws: ``Refusal`` with `INVALID_FIELD`.
  func checkShape(_ command: Command) throws(Refusal) {
    switch command {
    case .enrol(let enrolment):
      try require(!enrolment.member.isEmpty && knows(enrolment.tier))
    case .change(let change): try require(knows(change.tier))
    case .evaluate(let sale), .earn(let sale): try Self.check(sale.basket)
    case .returnLines(_, let lines, _): try Self.checkShape(lines)
    case .reward(let event, _): try require(!event.id.isEmpty && !event.type.isEmpty)
    case .lock(let lock): try checkShape(lock)
    case .unlock(_, let points), .capture(_, let points), .reverseRedemption(_, let points):
      try require(points ?? 1 >= 1)
    case .redeem(let redeem): try require(redeem.points >= 1)
    case .authorize(let redeem, let timeout):
      try require(redeem.points >= 1 && timeout ?? 1 >= 1)
    case .expirePercentage(let command):
      let share = command.share
      try require(share.numerator > 0 && share.numerator <= share.denominator)
    case .extendExpiry(_, _, let end): try require(end > now)
    case .sale(let chain): try checkShape(chain)
    case .putPromotion, .claim, .reverseEarn, .activate, .void, .passTime: return
    }
  }

  private func knows(_ tier: String?) -> Bool { tier.map(settings.tiers.contains) ?? true }

  private func require(_ isWellFormed: Bool) throws(Refusal) {
    guard isWellFormed else { throw Refusal(.invalidField) }
  }

  private func checkShape(_ lock: LockCommand) throws(Refusal) {
    try require(lock.points ?? 1 >= 1 && lock.until ?? .max > now)
    try require(!lock.isAmount || lock.points != nil)
    if case .lots(let ids) = lock.target {
      try require(!ids.isEmpty && Set(ids).count == ids.count)
    }
  }

  private func checkShape(_ chain: ChainCommand) throws(Refusal) {
    try require(!chain.operations.isEmpty)
    try Self.check(chain.sale.basket)
    for operation in chain.operations {
      switch operation {
      case .evaluate, .earn: continue
      case .redeem(let points, _), .lock(let points): try require(points >= 1)
      case .returnLines(_, let lines, _): try Self.checkShape(lines)
      }
    }
  }

  /// Checks that something is returned, of each line once, and nothing below zero.
  static func checkShape(_ lines: [ReturnedLine]) throws(Refusal) {
    let isWellFormed = lines.allSatisfy { part in
      let (quantity, amount) = (part.quantity ?? 0, part.amount ?? 0)
      let isWhole = part.quantity == nil && part.amount == nil
      return part.line >= 0 && quantity >= 0 && amount >= 0
        && (isWhole || (quantity > 0) != (amount > 0))
    }
    guard isWellFormed, !lines.isEmpty, Set(lines.map(\.line)).count == lines.count else {
      throw Refusal(.invalidField)
    }
  }

  /// Checks a basket's shape.
  static func check(_ basket: Basket) throws(Refusal) {
    guard basket.lines.count <= Basket.linesLimit, basket.paidWithPoints >= 0 else {
      throw Refusal(.invalidField)
    }
    for line in basket.lines {
      let isOfItsKind =
        switch line.kind {
        case .adjustment: line.quantity == 0 && line.amount <= 0
        case .void: line.isEmpty
        case .item, .fuel, .giftcard, .delivery, .deposit: line.amount >= 0
        }
      guard isOfItsKind, line.quantity >= 0, line.discount >= 0 else {
        throw Refusal(.invalidField)
      }
    }
  }
}
