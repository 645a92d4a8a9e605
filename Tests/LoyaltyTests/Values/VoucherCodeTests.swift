import Testing

@testable import FealtyLoyalty

@Suite("Voucher codes")
struct VoucherCodeTests {
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// Bit patterns at the edges, and 200 of chance.
  private static let samples: [VoucherCode] = {
    var generator = SeededGenerator(seed: 31)
    let edges: [UInt64] = [0, 1, .max, 1 << 63, 0x5555_5555_5555_5555]
    return (edges + (0..<200).map { _ in generator.next() }).map(VoucherCode.init(tag:))
  }()

  @Test func `have 14 characters and read back`() {
    for code in Self.samples {
      #expect(code.text.count == VoucherCode.textLength)
      #expect(VoucherCode(code.text) == code)
    }
    #expect(VoucherCode(tag: 0).text == "00000000000000")
    #expect(VoucherCode(tag: 1).text == "00000000000012")
    #expect(VoucherCode(tag: .max).text.hasPrefix("FZZZZZZZZZZZZ"))
  }

  @Test func `may be typed in small letters, with blanks around them`() {
    for code in Self.samples {
      #expect(VoucherCode(" \t\(code.text.lowercased())\r\n") == code)
    }
  }

  @Test func `take letters for the digits that they look like`() {
    for code in Self.samples {
      let ohs = String(code.text.map { $0 == "0" ? "O" : $0 })
      #expect(VoucherCode(ohs) == code)
      #expect(VoucherCode(String(ohs.lowercased().map { $0 == "1" ? "l" : $0 })) == code)
      #expect(VoucherCode(String(ohs.map { $0 == "1" ? "I" : $0 })) == code)
    }
  }

  @Test func `show every wrong character`() {
    for code in Self.samples {
      let right = Array(code.text)
      for place in right.indices {
        for digit in Self.digits where digit != right[place] {
          var wrong = right
          wrong[place] = digit
          #expect(VoucherCode(String(wrong)) == nil, "\(String(wrong)) for \(code.text)")
        }
      }
    }
  }

  @Test func `show any two characters in each other's place`() {
    for code in Self.samples {
      let right = Array(code.text)
      for a in right.indices {
        for b in right.indices where b > a && right[a] != right[b] {
          var wrong = right
          wrong.swapAt(a, b)
          #expect(VoucherCode(String(wrong)) == nil, "\(String(wrong)) for \(code.text)")
        }
      }
    }
  }

  @Test(
    "are refused in any other form",
    arguments: [
      "", " ", "0000000000001", "000000000000122", "0000000 000012", "0000000000001U",
      "000000000000-12", "0000000000001é", "G0000000000000",
    ]
  )
  func refused(text: String) {
    #expect(VoucherCode(text) == nil)
  }
}
