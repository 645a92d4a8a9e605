import Testing

@testable import FealtyPersistence

@Suite("SHA-256")
struct SHA256Tests {
  /// Of FIPS 180-4 and NIST's CAVP (SHA256ShortMsg, SHA256LongMsg): message and digest.
  static let vectors: [(message: [UInt8], digest: String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      Array(
        ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
          + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu").utf8
      ),
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    ([0xd3], "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
    ([0x11, 0xaf], "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"),
    (
      [0xb4, 0x19, 0x0e], "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2"
    ),
  ]

  private static func digest(_ message: [UInt8], portable: Bool) -> Digest {
    var hash = SHA256(portable: portable)
    hash.update(message)
    return hash.finish()
  }

  @Test("the standard's vectors, with the instructions and without", arguments: [false, true])
  func standard(portable: Bool) {
    for (message, digest) in Self.vectors {
      #expect("\(Self.digest(message, portable: portable))" == digest)
    }
    let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      "\(Self.digest(million, portable: portable))"
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
  }

  @Test func `every length around a block, in any pieces, gives the same both ways`() {
    var random = SeededRandom(seed: 7)
    for count in 0...200 {
      let message = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let whole = Self.digest(message, portable: true)
      #expect(Self.digest(message, portable: false) == whole)
      var pieces = SHA256()
      var start = 0
      while start < count {
        let part = min(count - start, 1 + Int(random.next() % 70))
        pieces.update(Array(message[start..<(start + part)]))
        start += part
      }
      #expect(pieces.finish() == whole)
    }
  }

  @Test func `a digest is written and read in hexadecimal`() {
    let digest = Self.digest([], portable: false)
    #expect(Digest(hexadecimal: "\(digest)") == digest)
    #expect(Digest(hexadecimal: "\(digest)".uppercased()) == digest)
    let wrong = ["", "e3", String(repeating: "g", count: 64), String("\(digest)".dropLast())]
    for text in wrong { #expect(Digest(hexadecimal: text) == nil) }
  }
}
