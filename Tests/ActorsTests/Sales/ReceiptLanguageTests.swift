import FealtyWire
import Testing

@testable import FealtyActors

@Suite("The language of receipt lines")
struct ReceiptLanguageTests {
  /// The member's, the request's, and the line.
  struct Row: Sendable {
    let member: String
    let request: String
    let line: String
  }

  static let rows = [
    Row(member: "", request: "", line: "20 points for Einkauf of 20.00"),
    Row(member: "de", request: "", line: "20 Punkte für Einkauf, Stand"),
    Row(member: "de-CH", request: "", line: "20 Punkte für Einkauf, Stand"),
    Row(member: "de", request: "en", line: "20 points for Einkauf of 20.00"),
    Row(member: "it", request: "de", line: "20 Punkte für Einkauf, Stand"),
  ]

  @Test("is the request's, or the member's, or the programme's", arguments: rows)
  func language(row: Row) throws {
    let sales = try SaleRig()
    let rig = sales.rig
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: SaleRig.ada,
        mode: .update,
        profile: FealtyWire.Profile(language: row.member)
      )
    )
    let basket = FealtyWire.Basket(lines: [SaleRig.line("X", 2_000)])
    let evaluated = try rig.answer(
      EvaluateBasketResponse.self,
      MethodID.evaluateBasket,
      EvaluateBasketRequest(
        envelope: rig.envelope(),
        member: SaleRig.ada,
        basket: basket,
        receipt: true,
        language: row.request
      )
    )
    let earned = try rig.answer(
      EarnResponse.self,
      MethodID.earn,
      EarnRequest(
        envelope: rig.envelope(),
        member: SaleRig.ada,
        basket: basket,
        receipt: true,
        language: row.request
      )
    )
    var sale = sales.sale([.earn(EarnOp())], basket)
    sale.receipt = true
    sale.language = row.request
    let posted = try sales.post(sale)
    let transaction = earned.outcome?.transactionID ?? ""
    let explained = try sales.explain(transaction, language: row.request)
    for lines in [
      evaluated.receiptLines, earned.receiptLines, posted.receiptLines, explained.receiptLines,
    ] {
      #expect(lines.count == 1 && lines[0].hasPrefix(row.line), "\(lines)")
    }
    try rig.stop()
  }
}
