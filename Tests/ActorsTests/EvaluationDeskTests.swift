import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Reading and answering a basket")
struct EvaluationDeskTests {
  private static func published(_ promotions: [PromotionDefinition]) -> PublishedProgramme {
    let definition = ProgrammeDefinition(
      id: "club",
      defaultToken: "points",
      tokens: [TokenDefinition(number: 7, id: "points")],
      promotions: promotions
    )
    return PublishedProgramme(
      index: 0,
      version: 1,
      definition: definition,
      zone: .utc
    )
  }

  /// A rate for each kind of name, so that every name that is read shows in the result.
  private static let programme = published(
    [
      TermSet(skus: ["SKU-0001"]), TermSet(departments: ["DELI"]), TermSet(categories: ["MILK"]),
      TermSet(categories: ["ORGANIC"]), TermSet(brands: ["private"]), TermSet(labels: ["new"]),
      TermSet(attributes: ["5%"]),
    ].enumerated().map { index, names in
      PromotionDefinition(
        number: PromotionNumber(index + 1),
        id: "p\(index + 1)",
        selection: FealtyLoyalty.Selection(include: names),
        mechanic: .rate(points: Int64(index + 1), perAmountMinor: 10)
      )
    }
  )

  private static let fields: [@Sendable (inout OutputBuffer) -> Void] = [
    { $0.writeString(1, "SKU-0001") }, { $0.writeString(2, "DELI") },
    { $0.writeString(3, "MILK") }, { $0.writeString(3, "ORGANIC") },
    { $0.writeString(4, "private") }, { $0.writeInt64(5, 3) }, { $0.writeSInt64(6, 1_000_000) },
    { $0.writeInt32(7, 0) }, { $0.writeString(8, "line 1") }, { $0.writeString(12, "new") },
    { $0.writeString(13, "5%") }, { $0.writeString(99, "what nobody knows") },
  ]

  private static func evaluate(order: [Int]) throws -> Evaluation {
    var request = OutputBuffer()
    request.writeMessage(4) { basket in
      for _ in 0..<3 {
        basket.writeMessage(2) { line in for index in order { fields[index](&line) } }
      }
    }
    let desk = EvaluationDesk(ArticleBook())
    let bytes = request.bytes()
    let read = bytes.withUnsafeBytes { payload in
      Result { () throws(RequestFault) in try desk.read(payload, as: .evaluate, in: programme) }
    }
    try read.get()
    #expect(desk.basket.lineCount == 3)
    desk.context.begin(
      occurredAt: Timestamp(milliseconds: 1_718_208_000_000),
      isGuest: true,
      in: programme.compiled
    )
    try desk.evaluate(EvaluationSubject(), in: programme.compiled)
    return desk.evaluation
  }

  @Test func `the fields of a line count in whatever order they come`() throws {
    let expected = try Self.evaluate(order: Array(Self.fields.indices))
    #expect(expected.awards.map(\.promotion) == [1, 2, 3, 4, 5, 6, 7])
    #expect(expected.awards.allSatisfy { $0.eligibleAmount == 3_000_000 })
    #expect(expected.awards.allSatisfy { $0.eligibleQuantity == 9 })
    for first in Self.fields.indices {
      let rest = Self.fields.indices.filter { $0 != first }
      for order in [[first] + rest, rest + [first], Array(rest.reversed()) + [first]] {
        let result = try Self.evaluate(order: order)
        #expect(result.awards == expected.awards, "\(order)")
        #expect(result.lineAwards == expected.lineAwards, "\(order)")
      }
    }
  }

  @Test(
    "an award is written as its message would be",
    arguments: [
      [(0, 1), (1, 1)], [(0, 127), (127, 127)], [(0, 128), (1, 5), (128, 1), (999, 1 << 40)],
      [(5, 200), (6, 1), (7, 300), (8, 2)], [],
    ] as [[(Int, Int64)]]
  )
  func award(_ lines: [(line: Int, points: Int64)]) throws {
    let programme = Self.programme
    let award = Award(
      promotion: 3,
      promotionVersion: 2,
      token: 7,
      points: Points(300),
      beforeCap: Points(400),
      eligibleAmount: 12_345,
      eligibleQuantity: 17,
      isBonus: false,
      lotSchedule: LotSchedule()
    )
    let other = LineAward(promotion: 4, line: 0, points: Points(1))
    let lineAwards =
      lines.map { LineAward(promotion: 3, line: UInt16($0.line), points: Points($0.points)) }
      + [other]
    var written = OutputBuffer()
    var next = 0
    lineAwards.withUnsafeBufferPointer {
      written.writeAward(3, award, lineAwards: $0, next: &next, programme: programme)
    }
    #expect(next == lines.count)
    var expected = OutputBuffer()
    expected.writeMessage(
      3,
      AppliedPromotion(
        promotionID: "p3",
        version: 2,
        tokenID: "points",
        points: 300,
        beforeCap: 400,
        eligibleMinor: 12_345,
        eligibleQuantity: 17,
        lines: lines.map { LinePoints(line: UInt32($0.line), points: $0.points) }
      )
    )
    #expect(written.bytes() == expected.bytes())
  }

  @Test func `ids are found by number, and unknown numbers have none`() {
    let programme = Self.published([
      PromotionDefinition(number: 9, id: "nine", mechanic: nil),
      PromotionDefinition(number: 2, id: "two", mechanic: nil),
    ])
    for (number, id) in [(0, ""), (2, "two"), (3, ""), (9, "nine"), (10, "")] {
      #expect(programme.promotionIDBytes(PromotionNumber(number)).elementsEqual(id.utf8))
    }
    #expect(programme.tokenIDBytes(7).elementsEqual("points".utf8))
    #expect(programme.tokenIDBytes(8).isEmpty)
  }
}
