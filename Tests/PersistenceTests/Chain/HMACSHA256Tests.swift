import Testing

@testable import FealtyPersistence

@Suite("HMAC with SHA-256")
struct HMACSHA256Tests {
  private struct Case: Sendable {
    let key: [UInt8]
    let text: [UInt8]
    let code: String
  }

  /// Of RFC 4231; the fifth is cut short there and left out.
  private static let cases = [
    Case(
      key: [UInt8](repeating: 0x0b, count: 20),
      text: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    Case(
      key: Array("Jefe".utf8),
      text: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    Case(
      key: [UInt8](repeating: 0xaa, count: 20),
      text: [UInt8](repeating: 0xdd, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    Case(
      key: Array(1...25),
      text: [UInt8](repeating: 0xcd, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    Case(
      key: [UInt8](repeating: 0xaa, count: 131),
      text: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    Case(
      key: [UInt8](repeating: 0xaa, count: 131),
      text: Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8
      ),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test(arguments: cases.indices)
  func `is that of RFC 4231, in one part or several`(_ index: Int) {
    let item = Self.cases[index]
    #expect(Digest(HMACSHA256.code(key: item.key, [item.text])).description == item.code)
    let parts = item.text.map { [$0] }
    #expect(Digest(HMACSHA256.code(key: item.key, parts)).description == item.code)
  }
}
