extension CommandGenerator {
  private static let catalogue: [BasketLine] = [
    BasketLine(
      sku: "milk",
      department: "dairy",
      categories: ["milk"],
      brand: "own",
      amount: 119
    ),
    BasketLine(
      sku: "gouda",
      department: "dairy",
      categories: ["cheese"],
      brand: "farm",
      labels: ["organic"],
      amount: 459
    ),
    BasketLine(
      sku: "rye",
      department: "bakery",
      categories: ["bread"],
      brand: "own",
      labels: ["organic"],
      amount: 289
    ),
    BasketLine(
      sku: "beer",
      department: "drinks",
      categories: ["beer"],
      brand: "brew",
      attributes: ["alcohol=yes"],
      amount: 99
    ),
    BasketLine(sku: "pan", department: "home", categories: ["kitchen"], brand: "", amount: 3499),
    BasketLine(sku: "petrol", department: "fuel", kind: .fuel, quantity: 1000, amount: 164),
    BasketLine(sku: "gift", department: "cards", kind: .giftcard, amount: 2500),
    BasketLine(sku: "bottle", department: "drinks", kind: .deposit, amount: 25),
  ]

  /// A sale to some member.
  package mutating func anySale(of model: LoyaltyModel) -> SaleCommand {
    sale(random.pick(model.members.keys.sorted()))
  }

  /// A sale at some till.
  mutating func sale(_ member: MemberID?) -> SaleCommand {
    receipts += 1
    var place = Place(
      store: random.pick(RandomProgramme.stores) ?? "s1",
      terminal: random.pick(RandomProgramme.terminals) ?? "t1",
      channel: random.pick(RandomProgramme.channels) ?? "store"
    )
    if let member, random.chance(50) { place.card = "card-\(member)" }
    // Now and then a receipt that was there before.
    let number = features.contains(.mistakes) && random.chance(4) ? max(1, receipts - 2) : receipts
    return SaleCommand(member, basket(), place: place, receipt: "r\(number)")
  }

  private mutating func basket() -> Basket {
    var lines = (0..<random.number(0...6)).compactMap { _ in line() }
    if random.chance(15) {
      let coupon = -random.number(1...800)
      lines.append(BasketLine(sku: "", kind: .adjustment, quantity: 0, amount: coupon))
    }
    if random.chance(8) {
      lines.append(BasketLine(sku: "beer", kind: .void, quantity: 0, amount: 0))
    }
    var basket = Basket(lines)
    if features.contains(.codes), random.chance(30) {
      basket.codes = [random.pick(RandomProgramme.codes + ["OTHER"]) ?? "OTHER"]
    }
    if features.contains(.pointsTender), random.chance(15) {
      basket.paidWithPoints = random.number(1...1500)
    }
    return basket
  }

  private mutating func line() -> BasketLine? {
    guard var line = random.pick(Self.catalogue) else { return nil }
    let count = random.number(1...6)
    line.quantity *= count
    line.amount *= count
    if random.chance(25) {
      let discount = random.number(1...line.amount)
      line.amount -= discount
      if features.contains(.discounts) { line.discount = discount }
    }
    return line
  }

  /// Some lines of some sale, in whole or in part.
  mutating func returnLines(_ model: LoyaltyModel) -> Command {
    receipts += 1
    let id = transaction(sales, model)
    let lines = returnedLines(of: model.transactions[id]?.sale?.remaining ?? [])
    guard !lines.isEmpty else { return .earn(sale(member(model))) }
    return .returnLines(id, lines, receipt: "b\(receipts)")
  }

  private mutating func returnedLines(of lines: [BasketLine]) -> [ReturnedLine] {
    let isWhole = random.chance(25)
    var result: [ReturnedLine] = []
    for (index, line) in lines.enumerated() where !line.isEmpty {
      guard isWhole || random.chance(40) else { continue }
      result.append(isWhole ? ReturnedLine(index) : part(of: line, at: index))
    }
    if result.isEmpty, features.contains(.mistakes) { return [ReturnedLine(0)] }
    return result
  }

  private mutating func part(of line: BasketLine, at index: Int) -> ReturnedLine {
    guard features.contains(.partialLines), line.quantity > 1, line.amount > 0, random.chance(60)
    else { return ReturnedLine(index) }
    let tooMany: Int64 = features.contains(.mistakes) && random.chance(5) ? 1 : 0
    if features.contains(.returnedAmounts), random.chance(30) {
      return ReturnedLine(index, amount: random.number(1...line.amount) + tooMany)
    }
    return ReturnedLine(index, quantity: random.number(1...line.quantity) + tooMany)
  }

  /// A sale of several operations.
  mutating func chain(_ member: MemberID, _ model: LoyaltyModel) -> ChainCommand {
    var operations: [ChainCommand.Operation] = [.earn]
    let available =
      model.members[member]?.balance(of: settings.defaultToken).available ?? 0
    if random.chance(60) {
      let points = random.number(1...max(1, available))
      operations.insert(.redeem(points, token: nil), at: 0)
    }
    if random.chance(30) { operations.append(.lock(random.number(1...50))) }
    if random.chance(20) { operations.insert(.evaluate, at: 0) }
    if features.contains(.partialReturns), random.chance(25) {
      if case .returnLines(let id, let lines, let receipt) = returnLines(model),
        model.transactions[id]?.member == member
      {
        operations.insert(.returnLines(id, lines, receipt: receipt), at: 0)
      }
    }
    return ChainCommand(sale(member), operations, commit: random.chance(70))
  }
}
