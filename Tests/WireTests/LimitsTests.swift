import FealtyWire
import Testing

@Suite("Limits of the wire")
struct LimitsTests {
  @Test func `fit each other`() {
    #expect(Limits.handshakeFrameBytes < Limits.defaultFrameBytes)
    #expect(Limits.defaultFrameBytes <= Limits.maximumFrameBytes)
    #expect(Limits.maximumFrameBytes <= Int(UInt32.max))
    #expect(Limits.headBytes < Limits.defaultFrameBytes)
    #expect(Limits.compressionThreshold < Limits.defaultFrameBytes)
  }

  @Test func `let a basket of 1,000 long lines into a frame`() {
    let long = String(repeating: "x", count: 64)
    let line = BasketLine(
      sku: long,
      department: long,
      categories: [long, long, long],
      brand: long,
      quantity: 10_000_000,
      amountMinor: .min,
      lineID: long
    )
    let request = EarnRequest(basket: Basket(lines: .init(repeating: line, count: 1_000)))
    #expect(request.serialized().count <= Limits.defaultFrameBytes)
  }

  @Test func `give every method its own number, and mutating ones an envelope`() {
    for method in SchemaRegistry.methods {
      #expect(method.request.field(number: 1)?.name == "envelope", "\(method.name)")
    }
  }
}
