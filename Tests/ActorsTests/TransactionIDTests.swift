import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Transaction ids")
struct TransactionIDTests {
  @Test(
    "have 20 characters and read back",
    arguments: [
      (member: UInt64(0), version: UInt32(0), text: "00000000000000000000"),
      (.max, .max, "ZZZZZZZZZZZZZZZZZZZG"),
      (1, 1, "0000000000002000000G"),
    ]
  )
  func text(member: UInt64, version: UInt32, text: String) {
    let id = TransactionID(member: member, version: version)
    #expect(id.text == text)
    #expect(TransactionID(text) == id)
    #expect(TransactionID(text.lowercased()) == id)
  }

  @Test func `survive a round trip for ten thousand random values`() {
    var state: UInt64 = 8451
    for _ in 0..<10_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let id = TransactionID(member: state, version: UInt32(truncatingIfNeeded: state >> 17))
      #expect(TransactionID(id.text) == id)
    }
  }

  @Test(
    "refuse what is no id",
    arguments: ["", "0", "000000000000000000001", "0000000000000000000U", "00000000000000000001"]
  )
  func refused(text: String) {
    #expect(TransactionID(text) == nil)
  }
}

@Suite("Card numbers")
struct LuhnTests {
  @Test func `a card number's check digit is Luhn's`() {
    #expect(Luhn.checkDigit("7992739871") == 3)
  }
}
