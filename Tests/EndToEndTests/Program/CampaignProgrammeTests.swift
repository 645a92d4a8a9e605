import FealtyWire
import Testing

@testable import fealty

@Suite("Programmes of campaigns")
struct CampaignProgrammeTests {
  private static let rate = Promotion(
    promotionID: "base",
    mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
  )

  private static func campaign(_ text: String) throws -> ReplayCampaign {
    try Array(text.utf8).withUnsafeBytes { try ReplayCampaign(json: $0) }
  }

  private static func line(
    id: String = "c",
    window: String = #"{"start":"2017-01-01T05:00:00Z","end":"2017-01-08T05:00:00Z"}"#,
    stores: String = "null",
    segment: String = "null",
    mechanic: String
  ) -> String {
    #"{"promotion_id":"\#(id)","name":"C","origin":{"x":[1]},"window":\#(window),"#
      + #""stores":\#(stores),"segment":\#(segment),"#
      + #""offers":[{"offer_id":"o","eligible":{"skus":["1","2"]},"mechanic":\#(mechanic)}]}"#
  }

  @Test func `an offer becomes a promotion of its campaign's window, stores and segment`() throws {
    let bonus = try Self.campaign(
      Self.line(
        id: "a",
        stores: #"["7","8"]"#,
        segment: #"{"id":"seg","members":["1"]}"#,
        mechanic: #"{"type":"sku_bonus","buy_qty":2,"points":50,"max_per_basket":3}"#
      )
    )
    let half = try Self.campaign(
      Self.line(id: "b", mechanic: #"{"type":"multiplier","multiplier":"5/4"}"#)
    )
    let whole = try Self.campaign(
      Self.line(id: "c", mechanic: #"{"type":"multiplier","multiplier":"3"}"#)
    )
    let made = try CampaignProgramme(
      base: Programme(programID: "p", promotions: [Self.rate]),
      rateID: "base"
    ).programme(with: [bonus, half, whole])
    #expect(made.promotions.map(\.promotionID) == ["base", "a/o", "b/o", "c/o"])
    var expected = Promotion(promotionID: "a/o", name: "C")
    expected.startMs = 1_483_246_800_000
    expected.endMs = 1_483_851_600_000
    expected.stores = ["7", "8"]
    expected.segments = ["seg"]
    expected.selection = Selection(include: Terms(skus: ["1", "2"]))
    expected.mechanic = .quantityBonus(QuantityBonus(buyQuantity: 2, points: 50, maxPerBasket: 3))
    #expect(made.promotions[1] == expected)
    expected.promotionID = "b/o"
    expected.stores = []
    expected.segments = []
    expected.mechanic = .multiplier(
      Multiplier(promotionID: "base", factor: Ratio(numerator: 5, denominator: 4))
    )
    #expect(made.promotions[2] == expected)
    expected.promotionID = "c/o"
    expected.mechanic = .multiplier(
      Multiplier(promotionID: "base", factor: Ratio(numerator: 3, denominator: 1))
    )
    #expect(made.promotions[3] == expected)
  }

  @Test(
    "what is no campaign is refused, with the place",
    arguments: [
      line(id: "", mechanic: #"{"type":"multiplier","multiplier":"2"}"#),
      line(window: "{}", mechanic: #"{"type":"multiplier","multiplier":"2"}"#),
      line(
        window: #"{"start":"2017-01-08T05:00:00Z","end":"2017-01-01T05:00:00Z"}"#,
        mechanic: #"{"type":"multiplier","multiplier":"2"}"#
      ),
      line(window: #"{"start":"Monday"}"#, mechanic: #"{"type":"multiplier","multiplier":"2"}"#),
      line(stores: "7", mechanic: #"{"type":"multiplier","multiplier":"2"}"#),
      line(mechanic: #"{"type":"multiplier","multiplier":"1/2/3"}"#),
      line(mechanic: #"{"type":"multiplier","multiplier":"x"}"#),
      line(mechanic: #"{"type":"multiplier"}"#),
      line(mechanic: #"{"type":"sku_bonus","points":5}"#),
      line(mechanic: #"{"type":"lottery","points":5}"#),
      #"{"promotion_id":"c"}"#,
    ]
  )
  func refuses(text: String) {
    #expect(throws: JSONCursor.Failure.self) { try Self.campaign(text) }
  }

  @Test func `ids that clash or are too long, and a base without its rate, are refused`() throws {
    let base = Programme(programID: "p", promotions: [Self.rate])
    let mechanic = #"{"type":"multiplier","multiplier":"2"}"#
    let campaign = try Self.campaign(Self.line(mechanic: mechanic))
    let long = try Self.campaign(
      Self.line(id: String(repeating: "l", count: 63), mechanic: mechanic)
    )
    let maker = try CampaignProgramme(base: base, rateID: "base")
    #expect(throws: CommandFailure.self) { try maker.programme(with: [campaign, campaign]) }
    #expect(throws: CommandFailure.self) { try maker.programme(with: [long]) }
    #expect(throws: CommandFailure.self) { try CampaignProgramme(base: base, rateID: "fuel") }
  }

  @Test func `promotions go in requests of some hundred kilobytes, in their order`() {
    func promotion(_ index: Int, skus: Int) -> Promotion {
      let skus = (0..<skus).map { "\(10_000_000 + $0)" }
      return Promotion(
        promotionID: "p\(index)",
        selection: Selection(include: Terms(skus: skus))
      )
    }
    // Ten bytes a name: some of a few hundred bytes, one of half a megabyte, some of a quarter.
    let sizes = [1, 30, 50_000, 20, 25_000, 14_000, 14_000, 1]
    let promotions = sizes.enumerated().map { promotion($0, skus: $1) }
    let parts = ProgrammeApplication.parts(of: promotions)
    #expect(parts.flatMap { $0 } == promotions)
    #expect(parts.map(\.count) == [2, 1, 3, 2])
    for part in parts where part.count > 1 {
      #expect(part.reduce(0) { $0 + $1.serialized().count } <= 400 << 10)
    }
    #expect(ProgrammeApplication.parts(of: []).isEmpty)
  }
}
