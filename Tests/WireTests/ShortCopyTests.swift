import Testing

@testable import FealtyWire

/// What takes several bytes in one step gives what one byte after the other gives.
@Suite("Bytes in one step")
struct ShortCopyTests {
  @Test func `bytes of every length are appended whole, and nothing beside them`() {
    let source = (0..<48).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    for count in 0...source.count {
      var out = OutputBuffer(capacity: 16)
      out.append(0xAA)
      out.append(Array(source[..<count]))
      out.append(0xBB)
      out.writeBytes(3, Array(source[..<count]))
      let bytes = Array(source[..<count])
      let expected = [0xAA] + bytes + [0xBB, 3 << 3 | 2, UInt8(count)] + bytes
      #expect(out.bytes() == expected, "\(count) bytes")
    }
  }

  @Test func `numbers of every length are read, wherever the message ends`() throws {
    var numbers: [UInt64] = [0, .max]
    for bit in 0..<64 {
      numbers += [1 << UInt64(bit), (1 << UInt64(bit)) &- 1, 0x9E37_79B9_7F4A_7C15 >> UInt64(bit)]
    }
    for number in numbers {
      for behind in 0..<10 {
        var out = OutputBuffer()
        out.writeVarint(number)
        let size = out.count
        for _ in 0..<behind { out.append(0xFF) }
        try out.withUnsafeBytes { bytes in
          var fields = unsafe FieldReader(bytes)
          let read = try fields.readVarint()
          #expect(read == number && fields.offset == size, "\(number), \(behind) bytes behind it")
        }
      }
    }
  }

  @Test func `fields with any number and value are those of two numbers`() {
    for field: UInt32 in [1, 15, 16, 43, 2047, 2048] {
      for value: UInt64 in [0, 1, 127, 128, 16_383, 16_384, .max] {
        var out = OutputBuffer()
        out.writeUInt64(field, value)
        var parts = OutputBuffer()
        parts.writeVarint(UInt64(field) << 3)
        parts.writeVarint(value)
        #expect(out.bytes() == parts.bytes())
      }
    }
  }

  // Byte by byte, as the hash of a record's request is defined.
  @Test func `a hash's last bytes are taken as if one after the other`() {
    for count in 0..<80 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 101 &+ 7) }
      var state =
        0x2D35_8DCC_AA6C_78A5 ^ (UInt64(count) &* 0x9E37_79B9_7F4A_7C15)
      for start in stride(from: 0, to: count / 8 * 8, by: 8) {
        var word: UInt64 = 0
        for place in 0..<8 { word |= UInt64(bytes[start + place]) << UInt64(8 * place) }
        state = ContentHash.fold(state ^ word, 0x8BB8_4B93_962E_ACC9)
      }
      var last: UInt64 = 0
      for (place, byte) in bytes[(count / 8 * 8)...].enumerated() {
        last |= UInt64(byte) << UInt64(8 * place)
      }
      state = ContentHash.fold(state ^ last, 0x4B33_A62E_D433_D4A3)
      #expect(ContentHash.hash(bytes) == StableHash.mix(state))
    }
  }
}
