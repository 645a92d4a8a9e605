import FealtyWire
import Testing

@Suite("Frames from bytes as they arrive")
struct FrameDecoderTests {
  /// What a conversation yields: kind, stream, aux and payload of each frame.
  struct Seen: Equatable {
    let kind: FrameKind
    let stream: UInt32
    let aux: UInt32
    let payload: [UInt8]
  }

  private static let conversation: [Seen] = [
    Seen(kind: .hello, stream: 0, aux: 0, payload: Hello(minimumVersion: 1).serialized()),
    Seen(kind: .ping, stream: 0, aux: 7, payload: []),
    Seen(kind: .request, stream: 1, aux: 500, payload: [UInt8](repeating: 9, count: 300)),
    Seen(kind: .cancel, stream: 1, aux: 0, payload: []),
  ]

  private static func encoded(_ frames: [Seen]) -> [UInt8] {
    var buffer = OutputBuffer()
    for frame in frames {
      let start = buffer.beginFrame(frame.kind, stream: frame.stream, aux: frame.aux)
      buffer.append(frame.payload)
      buffer.endFrame(start)
    }
    return buffer.bytes()
  }

  private static func decode(
    _ received: [UInt8],
    _ decoder: inout FrameDecoder,
    _ consumed: inout Int
  ) throws(FrameError) -> [Seen] {
    var seen: [Seen] = []
    try received.span.withUnsafeBytes { (raw) throws(FrameError) in
      while let frame = try decoder.next(in: raw, consumed: &consumed) {
        seen.append(
          Seen(
            kind: frame.kind,
            stream: frame.header.stream,
            aux: frame.header.aux,
            payload: Array(frame.payload)
          )
        )
      }
    }
    return seen
  }

  @Test func `are the same wherever the bytes are split`() throws {
    let all = Self.encoded(Self.conversation)
    for split in 0...all.count {
      var decoder = FrameDecoder(maximumPayloadBytes: 1_000)
      var consumed = 0
      let first = try Self.decode(Array(all[..<split]), &decoder, &consumed)
      let second = try Self.decode(all, &decoder, &consumed)
      #expect(first + second == Self.conversation, "split at \(split)")
      #expect(consumed == all.count)
    }
  }

  @Test func `are the same byte by byte`() throws {
    let all = Self.encoded(Self.conversation)
    var decoder = FrameDecoder(maximumPayloadBytes: 1_000)
    var received: [UInt8] = []
    var seen: [Seen] = []
    for byte in all {
      received.append(byte)
      var consumed = 0
      seen += try Self.decode(received, &decoder, &consumed)
      received.removeFirst(consumed)
    }
    #expect(seen == Self.conversation)
    #expect(received.isEmpty)
  }

  @Test func `are never there when a byte was changed`() {
    let all = Self.encoded([Self.conversation[2]])
    for position in all.indices {
      for bit in 0..<8 {
        var damaged = all
        damaged[position] ^= 1 << UInt8(bit)
        var decoder = FrameDecoder(maximumPayloadBytes: 1_000)
        var consumed = 0
        let result = Result { () throws(FrameError) in
          try Self.decode(damaged, &decoder, &consumed)
        }
        switch result {
        case .success(let frames): #expect(frames.isEmpty, "bit \(bit) of byte \(position)")
        case .failure: break
        }
        #expect(consumed == 0)
      }
    }
  }

  @Test func `are refused on their header when they are too large`() throws {
    var decoder = FrameDecoder(maximumPayloadBytes: 299)
    var consumed = 0
    let header = Array(Self.encoded([Self.conversation[2]])[..<FrameHeader.size])
    #expect(throws: FrameError.tooLarge(length: 300, limit: 299)) {
      try Self.decode(header, &decoder, &consumed)
    }
    decoder.maximumPayloadBytes = 300
    #expect(try Self.decode(header, &decoder, &consumed).isEmpty)
    let huge = [UInt8](repeating: 0xFF, count: FrameHeader.size)
    #expect(throws: FrameError.tooLarge(length: Int(UInt32.max), limit: 300)) {
      try Self.decode(huge, &decoder, &consumed)
    }
  }

  @Test func `are refused when kind or flags do not exist`() {
    for (kind, flags, error) in [
      (UInt8(0), UInt8(0), FrameError.unknownKind(0)), (13, 0, .unknownKind(13)),
      (8, 4, .unknownFlags(4)), (8, 0x80, .unknownFlags(0x80)),
    ] {
      var header = FrameHeader(.ping, flags: FrameFlags(rawValue: flags))
      header.rawKind = kind
      var buffer = OutputBuffer()
      buffer.endFrame(buffer.beginFrame(header))
      var decoder = FrameDecoder()
      var consumed = 0
      let bytes = buffer.bytes()
      #expect(throws: error) { try Self.decode(bytes, &decoder, &consumed) }
    }
  }

  @Test func `tell their size as soon as the header is there`() {
    let all = Self.encoded([Self.conversation[2]])
    let decoder = FrameDecoder()
    for count in 0...all.count {
      let size = Array(all[..<count]).withUnsafeBytes { decoder.sizeOfNext(in: $0, consumed: 0) }
      #expect(size == (count < FrameHeader.size ? nil : all.count))
    }
  }

  @Test func `come after a preface that is checked byte by byte`() throws {
    for count in 0...Preface.size {
      let begun = try Array(Preface.bytes[..<count]).withUnsafeBytes { try Preface.check($0) }
      #expect(begun == (count == Preface.size))
      guard count > 0 else { continue }
      var wrong = Array(Preface.bytes[..<count])
      wrong[count - 1] ^= 0x20
      #expect(throws: FrameError.badPreface) { try wrong.withUnsafeBytes { try Preface.check($0) } }
    }
  }

  @Test func `carry a head in front of the request`() throws {
    let head = CallHead(metadata: [Metadata(key: "a", value: "b")])
    var buffer = OutputBuffer()
    buffer.appendHead(head)
    buffer.append([1, 2, 3])
    let payload = buffer.bytes()
    try payload.withUnsafeBytes { raw in
      var rest = raw
      let taken = try CallHead.take(from: &rest)
      #expect(taken == head)
      #expect(Array(rest) == [1, 2, 3])
    }
    for broken in [[], [0x80], [5, 1], [1, 0x0A], [0xFF, 0xFF, 0x03]] as [[UInt8]] {
      #expect(throws: DecodingError.self) {
        try broken.withUnsafeBytes { raw in
          var rest = raw
          return try CallHead.take(from: &rest)
        }
      }
    }
  }

  @Test func `refuse a head that is too large`() {
    var buffer = OutputBuffer()
    buffer.appendHead(
      CallHead(metadata: [
        Metadata(key: "k", value: String(repeating: "v", count: Limits.headBytes))
      ])
    )
    let payload = buffer.bytes()
    #expect(throws: DecodingError.self) {
      try payload.withUnsafeBytes { raw in
        var rest = raw
        return try CallHead.take(from: &rest)
      }
    }
  }
}
