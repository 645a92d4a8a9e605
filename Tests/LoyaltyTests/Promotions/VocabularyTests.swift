import Testing

@testable import FealtyLoyalty

@Suite("Names of promotions")
struct VocabularyTests {
  @Test func `every name of every length finds its own term and no other`() {
    // Names that differ in one byte at each place of lengths about the 4, 8 and 16 byte words.
    var names: [String] = []
    for length in 1...40 {
      for place in 0..<length {
        var bytes = [UInt8](repeating: 0x61, count: length)
        bytes[place] = 0x62
        names.append(String(decoding: bytes, as: UTF8.self))
      }
      names.append(String(repeating: "a", count: length))
    }
    var builder = VocabularyBuilder()
    var terms: [[Term]] = []
    for kind in TermKind.allCases { terms.append(names.map { builder.intern(kind, $0) }) }
    #expect(Set(terms.joined()).count == names.count * TermKind.allCases.count)
    #expect(!terms.joined().contains(.none))

    let vocabulary = Vocabulary(builder)
    defer { vocabulary.deallocate() }
    for (kind, expected) in zip(TermKind.allCases, terms) {
      #expect(names.map { vocabulary.term(kind, $0) } == expected)
      #expect(names.map { builder.intern(kind, $0) } == expected)
    }
    #expect(names.allSatisfy { vocabulary.term(.sku, $0 + "c") == .none })
    #expect(vocabulary.term(.sku, "") == .none)
    #expect(vocabulary.count == names.count * TermKind.allCases.count + 1)
  }

  @Test func `a name's neighbours in memory do not matter`() {
    var builder = VocabularyBuilder()
    let term = builder.intern(.sku, "SK0815")
    let vocabulary = Vocabulary(builder)
    defer { vocabulary.deallocate() }
    let text = Array("xxxSK0815yyy".utf8)
    text.withUnsafeBytes {
      #expect(vocabulary.term(.sku, UnsafeRawBufferPointer(rebasing: $0[3..<9])) == term)
      #expect(vocabulary.term(.sku, UnsafeRawBufferPointer(rebasing: $0[3..<10])) == .none)
      #expect(vocabulary.term(.sku, UnsafeRawBufferPointer(rebasing: $0[2..<9])) == .none)
    }
  }
}
