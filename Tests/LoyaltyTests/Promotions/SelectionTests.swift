import Testing

@testable import FealtyLoyalty

@Suite("Selecting lines")
struct SelectionTests {
  static let line = TestLine(
    100,
    sku: "SK1",
    department: "GROCERY",
    categories: ["DAIRY", "MILK"],
    brand: "private",
    labels: ["organic", "local"],
    attributes: ["size=1l"]
  )

  @Test(
    "a line matches when each list that is present does",
    arguments: [
      (Selection(), true),
      (Selection(include: TermSet(departments: ["GROCERY"])), true),
      (Selection(include: TermSet(departments: ["MEAT", "GROCERY"])), true),
      (Selection(include: TermSet(departments: ["MEAT"])), false),
      (Selection(include: TermSet(categories: ["MILK", "DAIRY"])), true),
      (Selection(include: TermSet(categories: ["MILK"], brands: ["private"])), true),
      (Selection(include: TermSet(categories: ["MILK"], brands: ["national"])), false),
      (Selection(include: TermSet(skus: ["SK1"], labels: ["organic"])), true),
      (Selection(include: TermSet(skus: ["SK2"], labels: ["organic"])), false),
      (Selection(include: TermSet(attributes: ["size=1l"])), true),
      (Selection(include: TermSet(attributes: ["size=2l"])), false),
      (Selection(include: TermSet(departments: ["MILK"])), false),
      (Selection(exclude: TermSet(labels: ["local"])), false),
      (Selection(exclude: TermSet(labels: ["imported"])), true),
      (
        Selection(
          include: TermSet(departments: ["GROCERY"]),
          exclude: TermSet(skus: ["SK1"])
        ), false
      ),
      (
        Selection(
          include: TermSet(departments: ["GROCERY"]),
          exclude: TermSet(skus: ["SK2"])
        ), true
      ),
      (Selection(kinds: [.fuel]), false),
      (Selection(kinds: [.fuel, .item], include: TermSet(skus: ["SK1"])), true),
      (Selection(kinds: [.fuel], include: TermSet(skus: ["SK1"])), false),
    ]
  )
  func lineMatches(_ selection: Selection, _ isMatching: Bool) throws {
    var promotion = baseRate
    promotion.selection = selection
    let given = try points(TestSale(lines: [Self.line]), programme([promotion]))
    #expect(given == (isMatching ? [1: 1] : [:]))
  }

  @Test func `a line with two of the names counts once`() throws {
    var promotion = baseRate
    promotion.selection.include = TermSet(categories: ["DAIRY", "MILK"])
    let given = try points(TestSale(lines: [Self.line, Self.line]), programme([promotion]))
    #expect(given == [1: 2])
  }

  @Test(
    "all names of a line are looked up, however many there are",
    arguments: [1, 7, 8, 9, 16, 17, 32]
  )
  func manyNames(count: Int) throws {
    var promotion = baseRate
    promotion.selection.include = TermSet(labels: ["wanted"])
    for place in 0..<count {
      var labels = (0..<count).map { "label \($0)" }
      labels[place] = "wanted"
      let sale = TestSale(lines: [TestLine(100, labels: labels)])
      #expect(try points(sale, programme([promotion])) == [1: 1], "place \(place)")
    }
    let none = TestLine(100, labels: (0..<count).map { "label \($0)" })
    #expect(try points(TestSale(lines: [none]), programme([promotion])) == [:])
  }

  @Test func `spellings that only Unicode calls equal are two names`() throws {
    var promotion = baseRate
    promotion.selection.include = TermSet(categories: ["caf\u{E9}"])
    let composed = TestSale(lines: [TestLine(100, categories: ["caf\u{E9}"])])
    let decomposed = TestSale(lines: [TestLine(100, categories: ["cafe\u{301}"])])
    #expect(try points(composed, programme([promotion])) == [1: 1])
    #expect(try points(decomposed, programme([promotion])) == [:])
  }

  @Test(
    "input beyond its limits is refused with the field's path",
    arguments: [
      (TestLine(1, quantity: -1), "basket.lines[1].quantity"),
      (TestLine(1, quantity: 10_001), "basket.lines[1].quantity"),
      (TestLine(1, quantity: .max), "basket.lines[1].quantity"),
      (TestLine(1, quantity: 10_001, kind: .giftcard), "basket.lines[1].quantity"),
      (TestLine(1, quantity: 10_001, kind: .delivery), "basket.lines[1].quantity"),
      (TestLine(1, quantity: 10_001, kind: .deposit), "basket.lines[1].quantity"),
      (TestLine(1, quantity: 10_000_001, kind: .fuel), "basket.lines[1].quantity"),
      (TestLine(1_000_000_000_001), "basket.lines[1].amount_minor"),
      (TestLine(-1_000_000_000_001), "basket.lines[1].amount_minor"),
      (TestLine(.min), "basket.lines[1].amount_minor"),
      (TestLine(1, quantity: 0, kind: .void), "basket.lines[1].amount_minor"),
      (TestLine(0, quantity: 1, kind: .void), "basket.lines[1].quantity"),
      (TestLine(1, quantity: 0, kind: .adjustment), "basket.lines[1].amount_minor"),
      (TestLine(-1, quantity: 1, kind: .adjustment), "basket.lines[1].quantity"),
    ]
  )
  func limits(_ line: TestLine, _ path: String) {
    let sale = TestSale(lines: [TestLine(1), line])
    #expect(throws: Refusal.invalidField(path)) { try points(sale, programme([baseRate])) }
  }

  @Test(
    "a line has up to 10,000 units, which fuel counts in thousandths",
    arguments: [
      TestLine(100, quantity: 10_000), TestLine(100, quantity: 10_000, kind: .giftcard),
      TestLine(100, quantity: 10_000, kind: .delivery),
      TestLine(100, quantity: 10_000, kind: .deposit),
      TestLine(100, quantity: 10_000_000, kind: .fuel),
    ]
  )
  func units(_ line: TestLine) throws {
    var promotion = baseRate
    promotion.selection.kinds = [line.kind]
    #expect(try points(TestSale(lines: [line]), programme([promotion])) == [1: 1])
  }

  @Test func `a thousand lines are taken and one more is not`() throws {
    let lines = [TestLine](repeating: TestLine(100, quantity: 10_000), count: 1_000)
    #expect(try points(TestSale(lines: lines), programme([baseRate])) == [1: 1_000])
    #expect(throws: Refusal.invalidField("basket.lines")) {
      try points(TestSale(lines: lines + [TestLine(1)]), programme([baseRate]))
    }
  }

  @Test func `a line with more known names than the limit is refused`() {
    let names = (0..<300).map { "label \($0)" }
    var promotion = baseRate
    promotion.selection.include = TermSet(labels: names)
    #expect(throws: Refusal.invalidField("basket.lines[0]")) {
      try points(TestSale(lines: [TestLine(1, labels: names)]), programme([promotion]))
    }
  }

  @Test func `an evaluator gives the same again after other baskets and programmes`() throws {
    var evaluator = Evaluator()
    var result = Evaluation()
    let small = CompiledProgramme(programme([baseRate]), zone: .utc)
    var promotions = [baseRate]
    for number in 2..<200 as Range<PromotionNumber> {
      var promotion = baseRate
      promotion.number = number
      promotion.id = "p\(number)"
      promotions.append(promotion)
    }
    let large = CompiledProgramme(programme(promotions), zone: newYork)
    for amount in [100, 250, 0, 900] as [Int64] {
      let sale = TestSale(lines: [TestLine(amount)])
      try evaluate(sale, small, .applied, [], &evaluator, &result)
      #expect(result.points.rawValue == amount / 100)
      try evaluate(sale, large, .applied, [], &evaluator, &result)
      #expect(result.points.rawValue == amount / 100 * 199)
    }
  }
}
