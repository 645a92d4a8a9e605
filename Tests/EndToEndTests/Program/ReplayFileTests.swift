import FealtyWire
import Testing

@testable import fealty

@Suite("Files of a replay")
struct ReplayFileTests {
  @Test func `a basket has everything that a promotion can ask for`() throws {
    let text = """
      {"basket_id":"B1","member_id":"M1","store_id":"S1","ts":"2017-01-01T11:53:26Z",
       "currency":"USD","tender_cents":1234,"terminal_id":"T7","channel":"web",
       "card_number":"4711","business_date":20170101,"codes":["A1","B2"],
       "tenders":[{"kind":"points","cents":100},{"kind":"cash","cents":1134}],
       "lines":[{"sku":"1","dept":"D","category":"C","categories":["C2"],"brand":"private",
         "qty":2,"unit_net_cents":617,"net_cents":1234,"retail_disc_cents":5,
         "coupon_disc_cents":55,"match_disc_cents":45,"line_id":"L1","labels":["new"],
         "attributes":["size=2"],"kind":"deposit"}]}
      """
    var basket = ReplayBasket()
    try Array(text.utf8).withUnsafeBytes { try basket.read($0) }
    let expected = EarnRequest(
      envelope: Envelope(
        programID: "p",
        storeID: "S1",
        terminalID: "T7",
        occurredAtMs: 1_483_271_606_000,
        channel: "web"
      ),
      member: MemberReference(reference: .cardNumber("4711")),
      basket: Basket(
        currency: "USD",
        lines: [
          BasketLine(
            sku: "1",
            department: "D",
            categories: ["C", "C2"],
            brand: "private",
            quantity: 2,
            amountMinor: 1234,
            kind: .deposit,
            lineID: "L1",
            discountMinor: 105,
            labels: ["new"],
            attributes: ["size=2"]
          )
        ],
        receiptNumber: "B1",
        businessDate: 20_170_101,
        tenders: [
          Tender(kind: "points", amountMinor: 100), Tender(kind: "cash", amountMinor: 1134),
        ],
        codes: ["A1", "B2"]
      )
    )
    var earn = OutputBuffer()
    basket.writeEarn(programID: "p", to: &earn)
    #expect(try EarnRequest(bytes: earn.bytes()) == expected)
    var preview = OutputBuffer()
    basket.writeEvaluation(programID: "p", explain: .explainNone, to: &preview)
    let evaluation = EvaluateBasketRequest(
      envelope: expected.envelope,
      member: expected.member,
      basket: expected.basket,
      explain: .explainNone
    )
    #expect(try EvaluateBasketRequest(bytes: preview.bytes()) == evaluation)
  }

  @Test func `nothing of a basket is left in the next one that is read into it`() throws {
    let texts = [
      """
      {"basket_id":"B1","member_id":"M1","store_id":"S1","ts":"2017-01-01T11:53:26Z",
       "currency":"USD","terminal_id":"T7","channel":"web","card_number":"4711",
       "business_date":20170101,"codes":["A1"],"tenders":[{"kind":"cash","cents":1}],
       "lines":[{"sku":"1","net_cents":1234,"retail_disc_cents":5}]}
      """,
      #"{"basket_id":"B2","member_id":"M2","ts":"2017-01-01T11:53:26Z","lines":[{"sku":"2"}]}"#,
    ]
    var basket = ReplayBasket()
    for text in texts { try Array(text.utf8).withUnsafeBytes { try basket.read($0) } }
    var earn = OutputBuffer()
    basket.writeEarn(programID: "p", to: &earn)
    let expected = EarnRequest(
      envelope: Envelope(programID: "p", occurredAtMs: 1_483_271_606_000),
      member: MemberReference(reference: .memberID("M2")),
      basket: Basket(lines: [BasketLine(sku: "2")], receiptNumber: "B2")
    )
    #expect(earn.bytes() == expected.serialized())
  }

  @Test(
    "names keep their letters",
    arguments: [
      (#"FACIAL TISS/DNR NAPKIN"#, "FACIAL TISS/DNR NAPKIN"), (#"12\"34"#, #"12"34"#),
      (#"K\u00e4se"#, "Käse"), ("Käse, länger als acht", "Käse, länger als acht"), ("", ""),
      ("1234567", "1234567"), ("12345678", "12345678"), ("x\\\\y", #"x\y"#),
    ]
  )
  func names(written: String, name: String) throws {
    let text = #"""
      {"basket_id":"B","member_id":"M","ts":"2017-01-01T11:53:26Z",
       "lines":[{"brand":"\#(written)"}]}
      """#
    var basket = ReplayBasket()
    try Array(text.utf8).withUnsafeBytes { try basket.read($0) }
    var out = OutputBuffer()
    basket.writeEarn(programID: "p", to: &out)
    #expect(try EarnRequest(bytes: out.bytes()).basket?.lines.map(\.brand) == [name])
  }

  @Test func `an answer's points are kept by promotion, each under one number`() throws {
    var earned = EarnedPoints()
    for round in 0..<2 {
      let answer = EarnResponse(
        points: 30,
        applied: [
          AppliedPromotion(promotionID: "base", points: 10),
          AppliedPromotion(promotionID: "none", points: 0),
          AppliedPromotion(promotionID: "campaign \(round)", points: 20),
        ]
      )
      try answer.serialized().withUnsafeBytes { try earned.read($0) }
      #expect(earned.points == 30)
      #expect(
        earned.parts.map { earned.promotions.ids[$0.promotion] } == ["base", "campaign \(round)"]
      )
      #expect(earned.parts.map(\.points) == [10, 20])
    }
    #expect(earned.promotions.ids == ["base", "campaign 0", "campaign 1"])
  }

  @Test func `a member may have a card and a birthday`() throws {
    let text = """
      {"member_id":"M1","tier":"gold","segments":["s"],"card_number":"4711","birthday":"1980-02-29"}
      """
    let member = try Array(text.utf8).withUnsafeBytes { try ReplayMember(json: $0) }
    let request = member.enrolment(programID: "p")
    #expect(request.cardNumber == "4711")
    #expect(request.profile == Profile(birthday: "1980-02-29"))
    #expect(request.tier == "gold")
    #expect(request.segments == ["s"])
  }
}
