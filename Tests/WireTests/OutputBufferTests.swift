import FealtyWire
import Testing

@Suite("The output buffer")
struct OutputBufferTests {
  @Test func `keeps what was written while it grows`() {
    var buffer = OutputBuffer(capacity: 0)
    var expected: [UInt8] = []
    for index in 0..<2_000 {
      let byte = UInt8(truncatingIfNeeded: index)
      buffer.append(byte)
      buffer.append(littleEndian: UInt16(index))
      expected += [byte, UInt8(index & 0xFF), UInt8(index >> 8)]
    }
    #expect(buffer.bytes() == expected)
    #expect(buffer.bytes(from: 5_990) == Array(expected[5_990...]))
  }

  @Test func `patches, truncates, drops from the front and empties`() {
    var buffer = OutputBuffer()
    buffer.append([1, 2, 3, 4, 5, 6])
    buffer.patch(littleEndian: UInt32(0x0A0B_0C0D), at: 1)
    #expect(buffer.bytes() == [1, 0x0D, 0x0C, 0x0B, 0x0A, 6])
    buffer.truncate(to: 5)
    buffer.removeFirst(2)
    #expect(buffer.bytes() == [0x0C, 0x0B, 0x0A])
    #expect(buffer.appendZeros(2) == 3)
    #expect(buffer.bytes() == [0x0C, 0x0B, 0x0A, 0, 0])
    buffer.removeAll(keepingCapacity: false)
    #expect(buffer.count == 0)
    buffer.append(utf8: "é")
    #expect(buffer.bytes() == [0xC3, 0xA9])
  }

  @Test func `takes what is written into fresh memory`() {
    var buffer = OutputBuffer(capacity: 16)
    buffer.append([1])
    buffer.appendUninitialized(100) { room in
      room[0] = 2
      return 1
    }
    #expect(buffer.bytes() == [1, 2])
  }

  @Test func `traps on a patch outside of what was written`() async {
    await #expect(processExitsWith: .failure) {
      var buffer = OutputBuffer()
      buffer.append([1, 2, 3])
      buffer.patch(littleEndian: UInt32(0), at: 0)
    }
  }
}
