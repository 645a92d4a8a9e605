import Testing

@testable import FealtyLoyalty

@Suite("Lines on the receipt")
struct ReceiptTextTests {
  private static let texts = [
    LocalText(language: "de", text: "Punkte"), LocalText(language: "en-GB", text: "points (GB)"),
    LocalText(language: "en-US", text: "points (US)"), LocalText(language: "", text: "pts"),
    LocalText(language: "fr-CA", text: "points (CA)"),
  ]

  @Test(
    "come in the language that was asked for, or the nearest",
    arguments: [
      ("de", "en-US", "Punkte"), ("de-AT", "en-US", "Punkte"), ("DE-at", "en-US", "Punkte"),
      ("en-us", "de", "points (US)"), ("en", "de", "points (GB)"), ("en-ZA", "de", "points (GB)"),
      ("fr", "de", "points (CA)"), ("it", "de", "Punkte"), ("it", "de-CH", "Punkte"),
      ("it", "en-US", "points (US)"), ("it", "es", "pts"), ("", "fr", "points (CA)"),
      ("", "", "pts"), ("d", "es", "pts"),
    ]
  )
  func language(asked: String, standard: String, text: String) {
    #expect(
      ReceiptText.choose(from: Self.texts, language: asked, defaultLanguage: standard) == text
    )
  }

  @Test func `come in any language rather than not at all`() {
    let german = [LocalText(language: "de", text: "Punkte")]
    #expect(ReceiptText.choose(from: german, language: "it", defaultLanguage: "fr") == "Punkte")
    #expect(ReceiptText.choose(from: [], language: "de", defaultLanguage: "de") == nil)
  }

  @Test(
    "have their placeholders filled",
    arguments: [
      ("{points} points for {eligible} EUR", "120 points for 12.05 EUR"),
      ("{name}: {balance}", "{points} & more: -3"), ("{points}{points}", "120120"),
      ("no placeholder", "no placeholder"), ("", ""), ("{other} {points}", "{other} 120"),
      ("{points", "{points"), ("points}", "points}"), ("{{points}}", "{120}"),
      ("{ points}", "{ points}"), ("{}", "{}"), ("Ümläut {points} ☕", "Ümläut 120 ☕"),
    ]
  )
  func filling(template: String, line: String) {
    let values = ReceiptText.Values(
      points: 120,
      name: "{points} & more",
      eligibleMinor: 1_205,
      balance: -3
    )
    #expect(ReceiptText.fill(template, values, currency: "EUR") == line)
  }

  @Test(
    "show money with the decimals of its currency",
    arguments: [
      (Int64(1_234), "EUR", "12.34"), (5, "USD", "0.05"), (0, "USD", "0.00"), (-5, "USD", "-0.05"),
      (1_234, "JPY", "1234"), (-7, "KRW", "-7"), (1_234, "KWD", "1.234"), (12, "BHD", "0.012"),
      (1, "CLF", "0.0001"), (100, "", "1.00"), (.min, "EUR", "-92233720368547758.08"),
      (.max, "JPY", "9223372036854775807"),
    ]
  )
  func money(amount: Int64, currency: String, text: String) {
    #expect(MinorUnits.text(amount, currency: currency) == text)
  }

  @Test func `show points with the decimals of their token`() {
    let values = ReceiptText.Values(
      points: 1_234,
      name: "x",
      eligibleMinor: 1_234,
      balance: -5,
      decimals: 2
    )
    #expect(
      ReceiptText.fill("{points} of {eligible}, {balance}", values, currency: "JPY")
        == "12.34 of 1234, -0.05"
    )
  }
}
