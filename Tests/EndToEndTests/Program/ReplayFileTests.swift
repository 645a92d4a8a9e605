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
    let basket = try Array(text.utf8).withUnsafeBytes { try ReplayBasket(json: $0) }
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
    #expect(basket.earn(programID: "p") == expected)
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
