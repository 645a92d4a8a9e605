import FealtyWire
import Testing

@Suite("Compressed payloads")
struct CompressionTests {
  private func deflate(_ content: [UInt8]) -> [UInt8] {
    content.withUnsafeBytes { Compression.deflate($0) }
  }

  private func inflate(_ stream: [UInt8], size: Int, limit: Int = 1 << 20) throws -> [UInt8] {
    try stream.withUnsafeBytes { try Compression.inflate($0, declaredSize: size, limit: limit) }
  }

  @Test(arguments: [0, 1, 100, 5_000, 300_000])
  func `bring back what was compressed`(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let content = (0..<count).map { _ in UInt8.random(in: 0...3, using: &generator) }
    #expect(try inflate(deflate(content), size: count) == content)
  }

  @Test func `are refused when they hold more or less than they say`() {
    let stream = deflate([UInt8](repeating: 1, count: 1000))
    #expect(throws: CompressionError.wrongSize(declared: 1001)) { try inflate(stream, size: 1001) }
    #expect(throws: CompressionError.wrongSize(declared: 999)) { try inflate(stream, size: 999) }
    #expect(throws: CompressionError.corrupt) { try inflate(stream, size: 900) }
    #expect(throws: CompressionError.corrupt) { try inflate(stream, size: 0) }
  }

  @Test func `are refused on what they say, before anything is inflated`() {
    let bomb = deflate([UInt8](repeating: 0, count: 2 << 20))
    #expect(throws: CompressionError.tooLarge(declared: 2 << 20, limit: 1 << 20)) {
      try inflate(bomb, size: 2 << 20)
    }
    #expect(throws: CompressionError.implausible(declared: 10 * 1032 + 1, compressed: 10)) {
      try inflate([UInt8](repeating: 0, count: 10), size: 10 * 1032 + 1)
    }
    #expect(throws: CompressionError.corrupt) { try inflate(bomb, size: 1000) }
  }

  @Test func `are refused when they are damaged, cut or followed by something`() {
    let content = [UInt8]("points, points, points and more points".utf8)
    let stream = deflate(content)
    for count in 0..<stream.count {
      #expect(throws: CompressionError.self) {
        try inflate(Array(stream[..<count]), size: content.count)
      }
    }
    #expect(throws: CompressionError.corrupt) { try inflate(stream + [0], size: content.count) }
    for position in stream.indices {
      var damaged = stream
      damaged[position] ^= 0x10
      if let result = try? inflate(damaged, size: content.count) { #expect(result == content) }
    }
  }

  @Test func `travel in frames where they are smaller`() throws {
    var buffer = OutputBuffer()
    let message = Token(name: String(repeating: "a", count: 5_000))
    for compressing in [true, false] {
      buffer.removeAll()
      let start = buffer.beginFrame(.response, stream: 3)
      message.encode(into: &buffer)
      if compressing { buffer.endFrameCompressing(start) } else { buffer.endFrame(start) }
      try buffer.withUnsafeBytes { raw in
        var decoder = FrameDecoder(maximumPayloadBytes: 1 << 20)
        var consumed = 0
        let frame = try #require(try decoder.next(in: raw, consumed: &consumed))
        #expect(frame.header.flags == (compressing ? .compressed : []))
        let payload =
          compressing ? try frame.inflatedPayload(limit: 1 << 20) : Array(frame.payload)
        #expect(try Token(bytes: payload) == message)
        #expect(consumed == raw.count)
        if compressing {
          #expect(raw.count < 200)
          #expect(throws: CompressionError.self) { try frame.inflatedPayload(limit: 5_000) }
        }
      }
    }
  }

  @Test func `are left alone when they are small or do not shrink`() {
    var generator = SeededGenerator(seed: 5)
    let noise = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for content in [[UInt8](repeating: 0, count: 100), noise] {
      var buffer = OutputBuffer()
      let start = buffer.beginFrame(.response)
      buffer.append(content)
      buffer.endFrameCompressing(start)
      #expect(buffer.count == FrameHeader.size + content.count)
      #expect(buffer.bytes()[9] == 0)
    }
  }
}
