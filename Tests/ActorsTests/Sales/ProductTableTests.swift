import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Products that come again")
struct ProductTableTests {
  private static let serial: UInt64 = 7

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func find(
    _ text: [UInt8],
    in table: ProductTable,
    hash: UInt64? = nil,
    of programme: UInt64 = serial
  ) -> [UInt32]? {
    text.withUnsafeBytes { text in
      table.find(text, hash: hash ?? ArticleBook.hash(text), of: programme)
        .map { $0.terms.map(\.rawValue) }
    }
  }

  private static func learn(
    _ text: [UInt8],
    _ terms: [UInt32],
    in table: ProductTable,
    hash: UInt64? = nil,
    of programme: UInt64 = serial
  ) {
    text.withUnsafeBytes { text in
      terms.map(Term.init(rawValue:)).withUnsafeBufferPointer { terms in
        table.learn(text, hash: hash ?? ArticleBook.hash(text), terms: terms, of: programme)
      }
    }
  }

  @Test func `a product has the terms of the programme that is asked for`() {
    let table = ProductTable()
    let milk = Self.bytes("SKU-0001 MILK")
    #expect(Self.find(milk, in: table) == nil)
    Self.learn(milk, [3, 1], in: table)
    Self.learn(milk, [9], in: table, of: 8)
    #expect(Self.find(milk, in: table) == [3, 1])
    #expect(Self.find(milk, in: table, of: 8) == [9])
    #expect(Self.find(milk, in: table, of: 9) == nil)
  }

  @Test(arguments: [8, 9, 15, 16, 17, 79, 80])
  func `another text with the same hash is another product`(length: Int) {
    let table = ProductTable()
    let text = (0..<length).map { UInt8($0) }
    Self.learn(text, [], in: table, hash: 5)
    #expect(Self.find(text, in: table, hash: 5) == [])
    #expect(Self.find(Array(text.dropLast()) + [0xFF], in: table, hash: 5) == nil)
    for index in text.indices {
      var other = text
      other[index] ^= 1
      #expect(Self.find(other, in: table, hash: 5) == nil, "byte \(index)")
    }
    if length < 80 { #expect(Self.find(text + [0], in: table, hash: 5) == nil) }
  }

  @Test func `two products of one place are kept, the third takes the place of one`() {
    let table = ProductTable()
    let texts = (0..<3).map { Self.bytes("product \($0)") }
    for (index, text) in texts.enumerated() {
      Self.learn(text, [UInt32(index)], in: table, hash: 5)
    }
    let kept = texts.indices.filter { Self.find(texts[$0], in: table, hash: 5) != nil }
    #expect(kept.count == 2 && kept.contains(2))
    for index in kept { #expect(Self.find(texts[index], in: table, hash: 5) == [UInt32(index)]) }
  }

  @Test func `its article is kept as long as it is`() {
    let table = ProductTable()
    let milk = Self.bytes("SKU-0001 of MILK")
    func number() -> UInt32? {
      milk.withUnsafeBytes { table.find($0, hash: 5, of: Self.serial)?.number }
    }
    milk.withUnsafeBytes { table.learn(12, of: $0, hash: 5, Self.serial) }
    #expect(number() == nil)
    Self.learn(milk, [1], in: table, hash: 5)
    #expect(number() == 0)
    milk.withUnsafeBytes { table.learn(12, of: $0, hash: 5, Self.serial) }
    #expect(number() == 12)
  }

  // MARK: - On a desk

  /// Rates for names of each kind; the second programme numbers the names differently.
  private static let programmes = [1, 2].map { base in
    let sets = [
      TermSet(skus: ["SKU-1"]), TermSet(skus: ["SKU-2"]), TermSet(departments: ["DELI"]),
      TermSet(categories: ["MILK"]), TermSet(categories: ["BREAD"]), TermSet(brands: ["private"]),
      TermSet(labels: ["new"]), TermSet(attributes: ["5%"]),
    ]
    let promotions = (base == 1 ? sets : Array(sets.reversed().dropLast())).enumerated()
    let definition = ProgrammeDefinition(
      id: "club",
      defaultToken: "points",
      tokens: [TokenDefinition(number: 7, id: "points")],
      promotions: promotions.map { index, names in
        PromotionDefinition(
          number: PromotionNumber(index + 1),
          id: "p\(index + 1)",
          selection: FealtyLoyalty.Selection(include: names),
          mechanic: .rate(points: Int64(1 << index), perAmountMinor: 10)
        )
      }
    )
    return PublishedProgramme(index: 0, version: 1, definition: definition, zone: .utc)
  }

  /// Names that promotions mention, names that none does, and lines with more than a product.
  private static func line(_ random: inout some RandomNumberGenerator) -> [UInt8] {
    var line = OutputBuffer()
    let sku = ["SKU-1", "SKU-2", "SKU-3", "SKU-3 " + String(repeating: "x", count: 90), ""]
    let isLate = Int.random(in: 0..<8, using: &random) == 0
    if !isLate { line.writeString(1, sku.randomElement(using: &random) ?? "") }
    if Bool.random(using: &random) { line.writeString(2, "DELI") }
    for _ in 0..<Int.random(in: 0..<3, using: &random) {
      line.writeString(3, ["MILK", "BREAD", "FLOUR"].randomElement(using: &random) ?? "")
    }
    if Bool.random(using: &random) { line.writeString(4, "private") }
    line.writeInt64(5, 1)
    line.writeSInt64(6, Int64.random(in: 100..<10_000, using: &random))
    if isLate { line.writeString(1, "SKU-1") }
    if Int.random(in: 0..<4, using: &random) == 0 { line.writeString(12, "new") }
    if Int.random(in: 0..<4, using: &random) == 0 { line.writeString(13, "5%") }
    return line.bytes()
  }

  private static func evaluate(
    _ lines: [[UInt8]],
    _ programme: PublishedProgramme,
    on desk: EvaluationDesk
  ) throws -> Evaluation {
    var request = OutputBuffer()
    request.writeMessage(4) { basket in for line in lines { basket.writeBytes(2, line) } }
    let bytes = request.bytes()
    let read = bytes.withUnsafeBytes { payload in
      Result { () throws(RequestFault) in try desk.read(payload, as: .evaluate, in: programme) }
    }
    try read.get()
    let noon = Timestamp(milliseconds: 1_718_208_000_000)
    desk.context.begin(occurredAt: noon, isGuest: true, in: programme.compiled)
    try desk.evaluate(EvaluationSubject(), in: programme.compiled)
    return desk.evaluation
  }

  @Test(arguments: [1, 2, 3])
  func `a desk that knows the products gives what one gives that knows none`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let desk = EvaluationDesk(ArticleBook())
    for round in 0..<100 {
      let lines = (0..<Int.random(in: 1...12, using: &random)).map { _ in Self.line(&random) }
      for programme in Self.programmes {
        let expected = try Self.evaluate(lines, programme, on: EvaluationDesk(ArticleBook()))
        let found = try Self.evaluate(lines, programme, on: desk)
        #expect(found.awards == expected.awards, "round \(round): \(lines)")
        #expect(found.lineAwards == expected.lineAwards, "round \(round): \(lines)")
      }
    }
  }
}
