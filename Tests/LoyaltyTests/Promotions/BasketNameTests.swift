import Testing

@testable import FealtyLoyalty

// Goal: however many names are looked up together, each line has its own. Method: baskets whose
// lines have from none to many names, known, unknown and repeated, filled as the server does and
// name by name, and the terms of each line compared.
@Suite("Names of a basket's lines")
struct BasketNameTests {
  private static let labels = (0..<400).map { "label \($0) of a programme" }

  private static let compiled = CompiledProgramme(
    programme([
      PromotionDefinition(
        number: 1,
        id: "labels",
        selection: Selection(include: TermSet(labels: labels)),
        mechanic: .rate(points: 1, perAmountMinor: 100)
      )
    ]),
    zone: .utc
  )

  /// The terms of each line of a basket.
  private static func terms(_ basket: borrowing Basket) -> [[Term]] {
    basket.lineBuffer.map { line in
      let start = Int(line.firstTerm)
      return (start..<start + Int(line.termCount)).map { basket.termBuffer[$0] }
    }
  }

  private static func oneByOne(_ lines: [[String]]) throws -> [[Term]] {
    var basket = Basket()
    basket.begin(in: compiled)
    for names in lines {
      for name in names { basket.addName(.label, name, in: compiled) }
      try basket.appendLine(kind: .item, quantity: 1, amountMinor: 100)
    }
    return terms(basket)
  }

  private static func together(_ lines: [[String]]) throws -> [[Term]] {
    terms(
      try basket(
        TestSale(lines: lines.map { TestLine(100, labels: $0) }),
        compiled
      )
    )
  }

  @Test("each line has the terms of its names", arguments: 0..<200)
  func keepsLinesApart(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let most = [3, 8, 70, 250][Int(seed % 4)]
    let lines = (0..<Int(random.number(1...40))).map { _ in
      (0..<Int(random.number(0...Int64(most)))).map { _ in
        random.chance(20)
          ? "unknown \(random.number(0...9))" : Self.labels.randomElement(using: &random) ?? ""
      }
    }
    let found = try Self.together(lines)
    #expect(found == (try Self.oneByOne(lines)))
    #expect(found.map(\.count) == lines.map { Set($0.filter { $0.hasPrefix("label") }).count })
  }

  @Test func `as many names as a line may have are taken, and one more is refused`() throws {
    let most = Array(Self.labels.prefix(PromotionLimits.termsPerLine))
    #expect(try Self.together([["x"], most + most, most]).map(\.count) == [0, 255, 255])
    let path = "basket.lines[1]"
    #expect(throws: Refusal.invalidField(path)) {
      try Self.together([["x"], Array(Self.labels.prefix(PromotionLimits.termsPerLine + 1))])
    }
  }
}
